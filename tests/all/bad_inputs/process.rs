//! The process among others: signals, limits, streams, environments.
#![cfg(unix)]

use super::whole;
use crate::support::{Desk, MESSAGE, Ran};
use std::process::{Command, Stdio};

#[test]
fn inputs_that_are_no_files() {
    let desk = Desk::new();
    assert!(Command::new("mkfifo").arg(desk.path("pipe.md")).status().unwrap().success());
    std::fs::create_dir(desk.path("empty")).unwrap();
    desk.run(&["pipe.md", "-o", "x.pdf"]).refuses("not a plain file");
    desk.run(&["/dev/zero", "-o", "x.pdf"]).refuses("not a plain file");
    desk.run(&["/proc/self/mem", "-o", "x.pdf"]).ends(1);
    desk.run(&["empty", "-o", "x.pdf"]).refuses("no message found");
    desk.run(&["gone.md"]).refuses("gone.md").says("hint:");
    assert_eq!(desk.names(), ["empty", "pipe.md"]);
    let mut command = Command::new("bash");
    command.args(["-c", "exec \"$0\" - -o x.pdf <&-"]).arg(env!("CARGO_BIN_EXE_bargeh")).current_dir(desk.root());
    Ran::from(command.output().unwrap()).ends(1);
    let mut command = Command::new("bash");
    command.args(["-c", "\"$0\" - -o x.pdf --max-input 1 < /dev/zero"]).arg(env!("CARGO_BIN_EXE_bargeh"));
    Ran::from(command.current_dir(desk.root()).output().unwrap()).refuses("larger than 1 MiB");
}

#[test]
fn a_pipe_of_the_shell_is_an_input() {
    let desk = Desk::with("a.md", MESSAGE);
    let mut command = Command::new("bash");
    command.args(["-c", "\"$0\" <(cat a.md) -o x.pdf"]).arg(env!("CARGO_BIN_EXE_bargeh")).current_dir(desk.root());
    Ran::from(command.output().unwrap()).ok();
    assert!(desk.exists("x.pdf"));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let desk = Desk::with("a.md", MESSAGE);
    let mut command = Command::new("bash");
    command.args(["-c", "\"$0\" a.md -o - | head -c1 | wc -c; exit ${PIPESTATUS[0]}"]);
    let ran = Ran::from(command.arg(env!("CARGO_BIN_EXE_bargeh")).current_dir(desk.root()).output().unwrap());
    ran.ends(0).silent();
}

#[test]
fn a_full_disk_is_told() {
    let desk = Desk::with("a.md", MESSAGE);
    desk.run(&["a.md", "-o", "/dev/full", "--to", "pdf"]).ends(3).says("/dev/full").says("space");
    let mut command = Command::new("bash");
    command.args(["-c", "\"$0\" a.md -o - > /dev/full"]).arg(env!("CARGO_BIN_EXE_bargeh")).current_dir(desk.root());
    Ran::from(command.output().unwrap()).ends(3);
    // A file may grow to 4 KiB: the PDF is larger.
    desk.write("a.pdf", "old");
    desk.limited("-f 4", &["a.md"]).ends(3).says("a.pdf").says("too large");
    assert_eq!(desk.read("a.pdf"), b"old");
    assert_eq!(desk.names(), ["a.md", "a.pdf"]);
}

#[test]
fn low_limits_end_in_a_message() {
    let desk = Desk::with("a.md", MESSAGE);
    for limits in ["-s 256", "-n 8", "-v 300000", "-u 1"] {
        desk.limited(limits, &["a.md", "--to", "pdf,epub"]).ends(0);
        whole(&desk);
    }
}

#[test]
fn the_environment_changes_nothing() {
    let desk = Desk::with("a.md", MESSAGE);
    desk.run(&["a.md", "--to", "pdf,epub"]).ok();
    let (pdf, epub) = (desk.read("a.pdf"), desk.read("a.epub"));
    let environments: [&[(&str, &str)]; 5] = [
        &[("LANG", "C"), ("LC_ALL", "C")],
        &[("TZ", "Pacific/Chatham"), ("LANG", "fa_IR.UTF-8")],
        &[("TMPDIR", "/nowhere"), ("HOME", "/nowhere"), ("USER", "somebody")],
        &[("COLUMNS", "1"), ("TERM", "dumb")],
        &[("RAYON_NUM_THREADS", "1")],
    ];
    for environment in environments {
        let ran: Ran =
            desk.command(&["a.md", "--to", "pdf,epub"]).envs(environment.iter().copied()).output().unwrap().into();
        ran.ok();
        assert_eq!(desk.read("a.pdf"), pdf, "{environment:?}");
        assert_eq!(desk.read("a.epub"), epub, "{environment:?}");
    }
    let ran: Ran = Command::new(env!("CARGO_BIN_EXE_bargeh"))
        .args(["a.md", "--to", "pdf,epub"])
        .env_clear()
        .current_dir(desk.root())
        .output()
        .unwrap()
        .into();
    ran.ok();
    assert_eq!(desk.read("a.pdf"), pdf);
    for junk in ["soon", "-1", "99999999999999999999", "253402300800"] {
        let ran: Ran = desk.command(&["a.md", "--to", "epub"]).env("SOURCE_DATE_EPOCH", junk).output().unwrap().into();
        ran.ends(2).says("SOURCE_DATE_EPOCH");
    }
}

#[test]
fn the_place_changes_nothing() {
    let one = Desk::with("a.md", MESSAGE);
    let other = Desk::with("deep/er/a.md", MESSAGE);
    one.run(&["a.md", "--to", "pdf,epub"]).ok();
    let mut command = Command::new("bash");
    command.args(["-c", "umask 077; \"$0\" deep/er/a.md --to pdf,epub"]).arg(env!("CARGO_BIN_EXE_bargeh"));
    Ran::from(command.current_dir(other.root()).output().unwrap()).ok();
    assert_eq!(one.read("a.pdf"), other.read("deep/er/a.pdf"));
    assert_eq!(one.read("a.epub"), other.read("deep/er/a.epub"));
}

#[test]
fn permissions_follow_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with("a.md", MESSAGE);
    for (umask, mode) in [("022", 0o644), ("077", 0o600)] {
        let mut command = Command::new("bash");
        command.args(["-c", &format!("umask {umask}; \"$0\" a.md -o {umask}.pdf")]).arg(env!("CARGO_BIN_EXE_bargeh"));
        Ran::from(command.current_dir(desk.root()).output().unwrap()).ok();
        let found = std::fs::metadata(desk.path(&format!("{umask}.pdf"))).unwrap().permissions().mode();
        assert_eq!(found & 0o777, mode, "umask {umask}");
    }
}

/// A message that takes a while.
fn long_message() -> String {
    "# بخش\n\nاین یک پیام بلند است که باید خوانده شود و تمام نمی‌شود.\n\n".repeat(300)
}

#[test]
fn an_interrupt_leaves_nothing_half_written() {
    for (round, signal) in ["INT", "TERM", "HUP", "INT", "TERM", "INT"].into_iter().enumerate() {
        let desk = Desk::with("a.md", long_message());
        desk.write("a.pdf", "old");
        let mut child = desk.command(&["a.md"]).stderr(Stdio::piped()).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(40 * round as u64));
        let kill = |signal: &str| Command::new("kill").arg(format!("-{signal}")).arg(child.id().to_string()).status();
        let _ = kill(signal).unwrap();
        let status = child.wait().unwrap();
        let pdf = desk.read("a.pdf");
        assert!(pdf == b"old" || lopdf::Document::load_mem(&pdf).is_ok(), "round {round}");
        assert_eq!(desk.names(), ["a.md", "a.pdf"], "round {round}: {status:?}");
    }
}

#[test]
fn a_kill_leaves_the_old_file_or_the_new() {
    let desk = Desk::with("a.md", long_message());
    desk.write("a.pdf", "old");
    for round in 0..12 {
        let mut child = desk.command(&["a.md"]).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(round * 37 % 400));
        let _ = child.kill();
        let _ = child.wait();
        let pdf = desk.read("a.pdf");
        assert!(pdf == b"old" || lopdf::Document::load_mem(&pdf).is_ok(), "round {round}");
    }
}

#[test]
fn many_writers_of_one_file() {
    let desk = Desk::with("a.md", MESSAGE);
    let children: Vec<_> = (0..12).map(|_| desk.command(&["a.md"]).spawn().unwrap()).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert!(lopdf::Document::load_mem(&desk.read("a.pdf")).is_ok());
    assert_eq!(desk.names(), ["a.md", "a.pdf"]);
}
