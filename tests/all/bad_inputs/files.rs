//! Files, names and folders.

use crate::support::{Desk, MESSAGE};

#[cfg(unix)]
#[test]
fn an_output_is_never_an_input() {
    let desk = Desk::with("a.md", MESSAGE);
    std::os::unix::fs::symlink("a.md", desk.path("soft.pdf")).unwrap();
    std::fs::hard_link(desk.path("a.md"), desk.path("hard.pdf")).unwrap();
    let full = desk.path("a.md").display().to_string();
    for output in ["a.md", "./a.md", "soft.pdf", "hard.pdf", &full] {
        desk.run(&["a.md", "-o", output]).refuses("the output is an input");
        desk.run(&["a.md", "-o", output, "--to", "epub"]).ends(1);
        assert_eq!(desk.read("a.md"), MESSAGE.as_bytes());
    }
    desk.write("b.pdf", MESSAGE);
    desk.run(&["b.pdf", "-f", "md", "-o", "B.PDF"]).refuses("the output is an input");
}

#[test]
fn outputs_are_replaced_in_one_step() {
    let desk = Desk::with("a.md", MESSAGE);
    for _ in 0..2 {
        desk.run(&["a.md", "--to", "pdf,epub"]).ok();
        assert_eq!(desk.names(), ["a.epub", "a.md", "a.pdf"]);
    }
}

#[test]
fn folders_that_cannot_take_an_output() {
    let desk = Desk::with("a.md", MESSAGE);
    desk.write("file", "");
    let ran = desk.run(&["a.md", "-o", "missing/a.pdf"]).ends(3);
    assert_eq!(ran.stderr, "a.md: error: missing/a.pdf: no such file or directory\n  hint: make its folder first\n");
    desk.run(&["a.md", "-o", "file/a.pdf"]).ends(3).says("file/a.pdf");
    std::fs::create_dir(desk.path("d.pdf")).unwrap();
    desk.run(&["a.md", "-o", "d.pdf"]).ok();
    assert!(desk.exists("d.pdf/a.pdf"));
    assert_eq!(desk.names(), ["a.md", "d.pdf", "file"]);
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with("a.md", MESSAGE);
    std::fs::create_dir(desk.path("locked")).unwrap();
    std::fs::set_permissions(desk.path("locked"), std::fs::Permissions::from_mode(0o555)).unwrap();
    let ran = desk.run(&["a.md", "-o", "locked/a.pdf"]);
    // Root may write anywhere.
    if ran.status != Some(0) {
        ran.ends(3).says("locked/a.pdf");
    }
}

#[test]
fn two_inputs_for_one_output_are_refused_before_anything_is_written() {
    let desk = Desk::new();
    for name in ["a/x.md", "b/x.md", "x.md", "x.txt", "علي.md", "علی.md", "e\u{301}.md", "\u{e9}.md", "X.md"] {
        desk.write(name, MESSAGE);
    }
    for pair in
        [["a/x.md", "b/x.md"], ["x.md", "x.txt"], ["علي.md", "علی.md"], ["e\u{301}.md", "\u{e9}.md"], ["x.md", "X.md"]]
    {
        let ran = desk.run(&[&pair[..], &["-o", "out/"]].concat()).ends(2).says("both");
        assert!(pair.iter().all(|name| ran.stderr.contains(name)), "{}", ran.stderr);
        assert!(!desk.exists("out"));
    }
    desk.run(&["x.md", "x.md", "-o", "out/"]).ok();
}

#[cfg(unix)]
#[test]
fn one_output_is_known_by_all_its_names() {
    let desk = Desk::with("a/x.md", MESSAGE);
    desk.write("a/x.txt", MESSAGE);
    desk.write("b/y.md", MESSAGE);
    std::os::unix::fs::symlink("a", desk.path("link")).unwrap();
    for other in ["b/../a/x.txt", "link/x.txt", "./a/x.txt"] {
        desk.run(&["a/x.md", other]).ends(2).says("both").says(other);
        assert!(!desk.exists("a/x.pdf"));
    }
}

#[cfg(unix)]
#[test]
fn any_name_works() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let long = "ا".repeat(125) + ".md";
    let names: [&[u8]; 12] = [
        b"with\nline.md",
        b"...md",
        b"trailing .md",
        b"%s%n%d.md",
        b" .md",
        b"\xff\xfe.md",
        "پیام.md".as_bytes(),
        "رسالة.md".as_bytes(),
        "שלום.md".as_bytes(),
        "😀.md".as_bytes(),
        "می\u{200c}شود.md".as_bytes(),
        long.as_bytes(),
    ];
    for name in names {
        let desk = Desk::new();
        let path = desk.root().join(OsStr::from_bytes(name));
        std::fs::write(&path, "متن\n").unwrap();
        let output = desk.command(&["--to", "pdf,epub"]).arg(&path).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{}: {said}", String::from_utf8_lossy(name));
        assert_eq!(desk.names().len(), 3, "{:?}", desk.names());
    }
    let desk = Desk::with("-dash.md", "متن\n");
    desk.run(&["--", "-dash.md"]).ok();
    desk.run(&["./-dash.md"]).ok();
    let deep = "d/".repeat(2_100) + "a.md";
    desk.run(&[&deep]).refuses("too long");
    // A name that the output's longer extension makes too long.
    let full = "x".repeat(252) + ".md";
    std::fs::write(desk.path(&full), "متن\n").unwrap();
    desk.run(&[&full]).ends(3);
}

#[test]
fn configuration_is_checked() {
    let desk = Desk::with("a.md", MESSAGE);
    desk.write("bargeh.toml", "theme = 'plain'\nkashidaa = 'on'\n");
    desk.run(&["a.md"]).refuses("bargeh.toml:2: error:").says("kashida");
    desk.write("bargeh.toml", "theme = 'bargeh.toml'\n");
    desk.run(&["a.md"]).ends(1);
    desk.write("bargeh.toml", "theme = '../x.toml'\n");
    desk.run(&["a.md"]).ends(1).says("../x.toml");
    desk.write("bargeh.toml", "# ".to_owned() + &"x".repeat(200_000));
    desk.run(&["a.md"]).refuses("larger than");
    desk.write("bargeh.toml", "theme = \n");
    desk.run(&["a.md"]).refuses("bargeh.toml:1");
    desk.write("bargeh.toml", b"\xff\xfe");
    desk.run(&["a.md"]).refuses("bargeh.toml");
    assert_eq!(desk.names(), ["a.md", "bargeh.toml"]);
}

#[test]
fn themes_of_ones_own_are_checked() {
    let desk = Desk::with("a.md", MESSAGE);
    desk.write("t.toml", "extends = 't.toml'\n");
    desk.run(&["a.md", "--theme", "t.toml"]).ends(2).says("t.toml");
    desk.write("t.toml", "size = 'large'\n");
    desk.run(&["a.md", "--theme", "t.toml"]).refuses("t.toml");
    desk.write("t.toml", "extends = 'plain'\nabout = 'mine'\n");
    desk.run(&["a.md", "--theme", "t.toml", "--to", "pdf,epub"]).ok();
}
