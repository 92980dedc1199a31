//! The command line as its users meet it.

use crate::support::{Desk, MESSAGE};

/// A folder with some messages.
fn letters() -> Desk {
    let desk = Desk::new();
    for name in ["a.md", "b.md", "sub/c.md", "sub/d.txt"] {
        desk.write(&format!("letters/{name}"), MESSAGE);
    }
    desk
}

#[test]
fn help_begins_with_examples() {
    let help = Desk::new().run(&["--help"]).ok().out();
    let (examples, usage) = (help.find("Examples:").unwrap(), help.find("Usage:").unwrap());
    assert!(examples < usage);
    for flag in bargeh::settings::ROWS.iter().map(|row| row.flag()) {
        assert!(help.contains(&format!("--{flag} ")) || help.contains(&format!("--{flag}\n")), "{flag}");
    }
}

#[test]
fn sheets_and_what_stays_blank_are_told() {
    let desk = Desk::with("a.md", "# الف\n\n::: pagebreak\n:::\n\nب\n\n::: pagebreak\n:::\n\nپ\n");
    desk.run(&["a.md", "-v"]).ok().says(", 3 pages)");
    desk.run(&["a.md", "-v", "--sheet", "booklet"]).ok().says(", 3 pages on 1 sheet, 1 panel left blank)");
    desk.run(&["a.md", "-v", "--sheet", "zine"]).ok().says(", 8 pages on 1 sheet, 5 panels left blank)");
    let both = desk.run(&["a.md", "-v", "--sheet", "booklet", "--to", "pdf,epub"]).ok();
    assert_eq!(both.stderr.matches("on 1 sheet").count(), 1, "{}", both.stderr);
    desk.run(&["a.md", "--json", "--sheet", "booklet"]).ok().says("\"sheets\":1").says("\"blank\":1");
}

#[test]
fn sheets_that_are_mostly_blank_or_too_large_are_told() {
    let desk = Desk::with("a.md", "# الف\n\nمتن\n");
    desk.run(&["a.md", "--sheet", "trifold"]).ok().says("4 of the 6 panels of `trifold` stay blank").says("--fit 6");
    // Who has given that needs other advice.
    let ran = desk.run(&["a.md", "--sheet", "trifold", "--fit", "6"]).ok().says("panels of `trifold` stay blank");
    assert!(!ran.stderr.contains("`--fit 6`") && ran.stderr.contains("write more"), "{}", ran.stderr);
    desk.run(&["a.md", "--sheet", "copies:4", "--marks", "crop,cut"])
        .ok()
        .says("mm, larger than the paper of 210 × 297 mm");
    let quiet = desk.run(&["a.md", "--sheet", "copies:4", "--marks", "cut"]).ok();
    assert!(!quiet.stderr.contains("larger") && !quiet.stderr.contains("blank"), "{}", quiet.stderr);
}

#[test]
fn nothing_to_do_is_a_usage_error() {
    Desk::new().run(&[]).ends(2).says("Usage:");
}

#[test]
fn misspelt_flags_and_values_get_hints() {
    let desk = Desk::with("a.md", MESSAGE);
    desk.run(&["a.md", "--papr", "a4"]).ends(2).says("--paper");
    desk.run(&["a.md", "--theme", "leflet"]).ends(2).says("did you mean `leaflet`?").says("such as mine.toml");
    desk.run(&["a.md", "--font-size", "0"]).ends(2).says("error: --font-size cannot be 0");
    desk.run(&["a.md", "--kashida", "atuo"]).ends(2).says("--kashida").says("did you mean `auto`?");
    desk.run(&["a.md", "--sheet", "boklet"]).ends(2).says("did you mean `booklet`?");
    desk.run(&["a.md", "--to", "pfd"]).ends(2).says("did you mean `pdf`?");
    desk.run(&["a.md", "--from", "mdd"]).ends(2).says("did you mean `md`?");
    assert_eq!(desk.names(), ["a.md"]);
}

#[test]
fn misspelt_commands_get_hints() {
    let desk = Desk::with("a.md", MESSAGE);
    for args in [&["wach", "a.md"][..], &["wach", "a.md", "-n"]] {
        desk.run(args).ends(2).says("wach").says("did you mean the command `bargeh watch`?");
    }
    desk.run(&["bach", "--jobs-from", "-"]).ends(2).says("did you mean the command 'bargeh batch'?");
    desk.run(&["man.md"]).refuses("check the name");
    assert!(!desk.run(&["a.md", "--papr", "a4"]).ends(2).stderr.contains("command"));
}

#[test]
fn a_stream_of_jobs_cannot_be_joined() {
    Desk::new().run(&["batch", "--jobs-from", "-", "--join"]).ends(2).says("--join");
}

#[test]
fn one_input_by_many_names_is_one_input() {
    let desk = letters();
    let plan = desk.run(&["letters/a.md", "./letters/a.md", "letters/sub/../a.md", "letters", "-n"]).ok().out();
    assert_eq!(plan.matches("a.md").count(), 1, "{plan}");
    assert_eq!(plan.lines().count(), 4, "{plan}");
}

#[test]
fn an_output_goes_beside_its_input() {
    let desk = Desk::with("in/a.md", MESSAGE);
    desk.run(&["in/a.md", "--to", "pdf,epub"]).ok().silent();
    assert!(desk.read("in/a.pdf").starts_with(b"%PDF-1.7"));
    assert!(desk.read("in/a.epub").starts_with(b"PK"));
}

#[test]
fn the_name_of_the_output_tells_its_format() {
    let desk = Desk::with("a.md", MESSAGE);
    desk.run(&["a.md", "-o", "x.epub"]).ok();
    assert!(desk.read("x.epub").starts_with(b"PK"));
    desk.run(&["a.md", "-o", "x.PDF"]).ok();
    assert!(desk.read("x.PDF").starts_with(b"%PDF"));
    desk.run(&["a.md", "-o", "x.doc"]).ends(2).says("tells no format");
    desk.run(&["a.md", "-o", "x.pdf", "--to", "epub"]).ends(2).says("--to says epub");
}

#[test]
fn pipes_work_on_both_ends() {
    let desk = Desk::with("a.md", MESSAGE);
    let from_file = desk.run(&["a.md", "-o", "-"]).ok().stdout;
    assert!(from_file.starts_with(b"%PDF"));
    let epub = desk.pipe(&["-", "--to", "epub"], MESSAGE.as_bytes()).ok().stdout;
    assert!(epub.starts_with(b"PK"));
    desk.pipe(&["-", "-o", "p.pdf"], MESSAGE.as_bytes()).ok().silent();
    assert!(desk.read("p.pdf").starts_with(b"%PDF"));
}

#[test]
fn folders_keep_their_tree() {
    let desk = letters();
    desk.run(&["letters", "--to", "epub", "-o", "out/"]).ok().says("4 done");
    for name in ["a.epub", "b.epub", "sub/c.epub", "sub/d.epub"] {
        assert!(desk.exists(&format!("out/{name}")), "{name}");
    }
}

#[test]
fn pdfs_of_a_folder_are_no_messages_unless_asked_for() {
    let desk = letters();
    desk.run(&["letters/a.md", "-o", "letters/made.pdf"]).ok();
    assert!(!desk.run(&["letters", "--to", "epub", "-n"]).ok().out().contains("made.pdf"));
    let made = "letters/made.pdf -> letters/made.epub\n";
    assert_eq!(desk.run(&["letters", "--from", "pdf", "--to", "epub", "-n"]).ok().out(), made);
    assert_eq!(desk.run(&["letters/*.pdf", "--to", "epub", "-n"]).ok().out(), made);
}

#[test]
fn ignored_files_are_left_out() {
    let desk = letters();
    desk.write("letters/.gitignore", "b.md\n");
    let plan = desk.run(&["letters", "-n"]).ok().out();
    assert!(plan.contains("a.md -> letters/a.pdf"), "{plan}");
    assert!(!plan.contains("b.md"), "{plan}");
}

#[test]
fn globs_are_matched_by_the_program() {
    let desk = letters();
    let plan = desk.run(&["letters/*.md", "-n"]).ok().out();
    assert_eq!(plan, "letters/a.md -> letters/a.pdf\nletters/b.md -> letters/b.pdf\n");
    let plan = desk.run(&["letters/**/*.md", "-n", "-o", "out/"]).ok().out();
    assert!(plan.contains("letters/sub/c.md -> out/sub/c.pdf"), "{plan}");
    desk.run(&["letters/*.html"]).refuses("no message found");
}

#[test]
fn one_file_for_several_outputs_is_a_usage_error() {
    let desk = letters();
    desk.run(&["letters", "-o", "all.pdf"]).ends(2).says("there are 4 outputs");
    desk.run(&["letters/a.md", "letters/b.md", "-o", "-"]).ends(2).says("--output");
    desk.run(&["letters/a.md", "--to", "pdf,epub", "-o", "x.pdf"]).ends(2).says("there are 2 outputs");
    desk.run(&["letters/a.md", "-"]).ends(2).says("standard input lies in no folder");
}

#[test]
fn a_dry_run_writes_nothing() {
    let desk = letters();
    let plan = desk.run(&["letters", "--to", "pdf,epub", "-o", "out", "--dry-run"]).ok().out();
    assert_eq!(plan.lines().count(), 8);
    assert!(!desk.exists("out"));
}

#[test]
fn a_bad_file_stops_no_other() {
    let desk = letters();
    desk.write("letters/bad.md", b"\xff\xfe\x00broken");
    let ran = desk.run(&["letters", "--to", "epub", "-o", "out"]).ends(1).says("4 done, 1 failed");
    assert!(ran.stderr.contains("letters/bad.md"), "{}", ran.stderr);
    assert!(desk.exists("out/sub/d.epub"));
    desk.run(&["letters", "--to", "epub", "-o", "fast", "--fail-fast", "-j1"]).ends(1);
    assert!(!desk.exists("fast/sub/d.epub"));
}

#[test]
fn no_clobber_refuses_and_keeps() {
    let desk = Desk::with("a.md", MESSAGE);
    desk.write("a.epub", "mine");
    desk.run(&["a.md", "--to", "epub", "--no-clobber"]).refuses("exists already");
    assert_eq!(desk.read("a.epub"), b"mine");
    desk.run(&["a.md", "--to", "epub"]).ok();
    assert!(desk.read("a.epub").starts_with(b"PK"));
}

#[test]
fn unchanged_outputs_can_be_skipped() {
    let desk = Desk::with("a.md", MESSAGE);
    desk.run(&["a.md", "--to", "epub"]).ok();
    let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000);
    let file = std::fs::File::options().write(true).open(desk.path("a.epub")).unwrap();
    file.set_modified(old).unwrap();
    let written = || std::fs::metadata(desk.path("a.epub")).unwrap().modified().unwrap();
    desk.run(&["a.md", "--to", "epub", "--skip-unchanged"]).ok();
    assert_eq!(written(), old);
    desk.write("a.md", "# دیگر\n\nمتن دیگر\n");
    desk.run(&["a.md", "--to", "epub", "--skip-unchanged"]).ok();
    assert_ne!(written(), old);
}

#[test]
fn strict_takes_warnings_as_errors() {
    let desk = Desk::with("a.md", "# سلام\n\n![عکس](nothing.png)\n");
    desk.run(&["a.md", "--to", "epub"]).warns("nothing.png");
    std::fs::remove_file(desk.path("a.epub")).unwrap();
    desk.run(&["a.md", "--to", "epub", "--strict"]).refuses("--strict");
    assert!(!desk.exists("a.epub"));
}

#[test]
fn a_title_that_is_the_name_of_the_file_is_told() {
    let desk = Desk::with("ali.md", "سلام به همه\n");
    desk.run(&["ali.md"]).ok().says("the name of the file, `ali`");
    for flag in [["--title", "سلام"].as_slice(), &["--no-title"]] {
        let ran = desk.run(&[&["ali.md"], flag].concat()).ok();
        assert_eq!(ran.stderr, "");
        assert!(!desk.read("ali.pdf").windows(3).any(|bytes| bytes == b"ali"));
    }
}

#[test]
fn copies_of_several_leaves_are_told() {
    let text = format!("# سلام\n\n{}", "یک بند دراز از متن برای آزمودن برگه. ".repeat(85));
    let desk = Desk::with("a.md", &text);
    desk.run(&["a.md", "--sheet", "copies:4"]).ok().says("loose leaves").says("--fit 2");
    desk.run(&["a.md", "--sheet", "copies:4", "--duplex", "none"]).ok().says("--fit 1");
    desk.run(&["a.md", "--sheet", "copies:4", "--fit", "2", "-q"]).ok().silent();
}

#[test]
fn arguments_without_sense_are_told_as_json_too() {
    let desk = Desk::new();
    for (args, message, hint) in [
        (&["a.md", "--json", "--papr", "a5"][..], "unexpected argument '--papr' found", "--paper"),
        (&["--json", "a.md", "--theme"], "a value is required for '--theme", ""),
        (&["clen", "--json", "--diff"], "unexpected argument '--diff' found", "bargeh clean"),
    ] {
        let ran = desk.run(args).ends(2);
        let said: serde_json::Value = serde_json::from_str(&ran.stderr).expect(&ran.stderr);
        assert_eq!((said["level"].as_str(), said["code"].as_str()), (Some("error"), Some("usage")));
        let part = |key: &str| said[key].as_str().unwrap_or_default().to_owned();
        assert!(part("message").contains(message) && part("hint").contains(hint), "{said}");
    }
}

#[test]
fn diagnostics_can_be_json() {
    let desk = Desk::with("a.md", "# سلام\n\n![عکس](nothing.png)\n");
    let ran = desk.run(&["a.md", "missing.md", "--to", "epub", "--json", "-o", "out/"]).ends(1);
    let lines: Vec<serde_json::Value> = ran.stderr.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |level: &str| lines.iter().find(|line| line["level"] == level).unwrap_or_else(|| panic!("{level}"));
    assert_eq!(of("warning")["line"], 3);
    assert_eq!(of("warning")["code"], "image");
    assert_eq!(of("error")["file"], "missing.md");
    assert_eq!(of("output")["output"], "out/a.epub");
    assert_eq!(of("summary")["failed"], 1);
}

#[test]
fn quiet_says_errors_alone() {
    let desk = Desk::with("a.md", "# سلام\n\n![عکس](nothing.png)\n");
    desk.run(&["a.md", "--to", "epub", "-q"]).ok().silent();
    desk.run(&["missing.md", "-q"]).refuses("missing.md");
}

#[test]
fn verbose_tells_stages() {
    let desk = Desk::with("a.md", MESSAGE);
    desk.run(&["a.md", "--to", "epub", "-v"]).ok().says("wrote a.epub").says("read ").says("epub ");
    desk.run(&["a.md", "--to", "pdf", "-v"]).ok().says("bytes, 1 page)");
}

#[test]
fn settings_come_from_everywhere_the_strongest_first() {
    // What each place says about the title shows in the file, unlike a width.
    let title = |desk: &Desk, args: &[&str], env: Option<&str>| {
        let mut command = desk.command(&[&["a.md", "-o", "-", "--to", "epub"], args].concat());
        if let Some(value) = env {
            command.env("BARGEH_TITLE", value);
        }
        let output = command.output().unwrap();
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(output.stdout)).unwrap();
        let opf = zip.file_names().find(|name| name.ends_with(".opf")).unwrap().to_owned();
        let package = std::io::read_to_string(zip.by_name(&opf).unwrap()).unwrap();
        let (_, rest) = package.split_once("<dc:title").unwrap();
        let (_, rest) = rest.split_once('>').unwrap();
        rest.split_once('<').unwrap().0.to_owned()
    };
    let desk = Desk::with("a.md", "متن\n");
    desk.write("bargeh.toml", "title = 'file'\n");
    assert_eq!(title(&desk, &[], None), "file");
    desk.write("a.md", "---\ntitle: matter\n---\n\nمتن\n");
    assert_eq!(title(&desk, &[], None), "matter");
    assert_eq!(title(&desk, &[], Some("env")), "env");
    assert_eq!(title(&desk, &["--title", "flag"], Some("env")), "flag");
}

#[test]
fn the_environment_is_checked_like_flags() {
    let desk = Desk::with("a.md", MESSAGE);
    let ran: crate::support::Ran = desk.command(&["a.md"]).env("BARGEH_KASHIDA", "maybe").output().unwrap().into();
    ran.ends(2).says("BARGEH_KASHIDA");
    let ran: crate::support::Ran = desk.command(&["a.md"]).env("BARGEH_FONTSIZE", "12").output().unwrap().into();
    ran.ends(2).says("no setting is called BARGEH_FONTSIZE").says("did you mean BARGEH_FONT_SIZE?");
    let ran: crate::support::Ran = desk.command(&["a.md"]).env("BARGEH_font_size", "12").output().unwrap().into();
    ran.ends(2).says("did you mean BARGEH_FONT_SIZE?");
}

#[test]
fn joined_messages_are_one_document() {
    let desk = letters();
    desk.run(&["letters/a.md", "letters/b.md", "--join", "-o", "book.epub"]).ok();
    assert!(desk.read("book.epub").starts_with(b"PK"));
    assert!(!desk.exists("letters/a.epub"));
}

#[test]
fn links_between_joined_files_are_kept() {
    let desk = Desk::with("a.md", "# الف\n\n[برو](b.md) و [آنجا](b.md#دو)\n");
    desk.write("b.md", "# ب\n\n## دو\n\n[برگرد](a.md)\n");
    desk.run(&["a.md", "b.md", "--join", "-o", "book.pdf"]).ok().silent();
    let book = lopdf::Document::load_mem(&desk.read("book.pdf")).unwrap();
    let is_link = |object: &&lopdf::Object| {
        object
            .as_dict()
            .and_then(|dict| dict.get(b"Subtype"))
            .and_then(lopdf::Object::as_name)
            .is_ok_and(|name| name == b"Link")
    };
    assert_eq!(book.objects.values().filter(is_link).count(), 3);
    desk.run(&["a.md", "-o", "a.pdf"]).warns("`b.md` is no part of this document").says("--join");
}

#[test]
fn the_rest_people_expect() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(desk.run(&["completions", shell]).ok().out().contains("bargeh"), "{shell}");
    }
    let page = desk.run(&["man"]).ok().out();
    assert!(page.contains(".TH bargeh 1") && page.contains(".SH EXAMPLES"), "{page}");
    // Every page that the main page names is there.
    let named: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("bargeh\\-")).collect();
    assert!(named.len() > 8, "{named:?}");
    for name in named.iter().map(|name| name.trim_end_matches("(1)")) {
        assert!(desk.run(&["man", name]).ok().out().contains(&format!(".TH bargeh-{name} 1  \"bargeh ")), "{name}");
    }
    desk.run(&["man", "wach"]).ends(2).says("did you mean `watch`?");
    assert!(desk.run(&["themes"]).ok().out().contains("leaflet"));
    assert!(desk.run(&["themes", "--show", "leaflet"]).ok().out().contains("about = "));
    let fonts = desk.run(&["fonts"]).ok().out().to_owned();
    assert_eq!(fonts.matches("Vazirmatn ").count(), 1, "{fonts}");
    assert!(fonts.contains("Vazirmatn            400, 500, 700, 900\n"), "{fonts}");
    assert!(desk.run(&["--version"]).ok().out().starts_with("bargeh "));
    desk.run(&["themes", "--show", "leflet"]).ends(2).says("leaflet");
}

#[test]
fn cleaning_first_and_then_converting_is_converting() {
    let desk = Desk::with("a.md", include_str!("../../samples/message.md"));
    let cleaned = desk.run(&["clean", "a.md", "--clean", "guarded", "-q"]).ok();
    desk.write("b.md", &cleaned.stdout);
    desk.run(&["a.md", "--clean", "guarded", "--to", "pdf,epub", "-q"]).ok();
    desk.run(&["b.md", "--clean", "none", "--reflow", "off", "--to", "pdf,epub", "-q"]).ok();
    assert_ne!(cleaned.stdout, desk.read("a.md"));
    assert_eq!(desk.read("a.pdf"), desk.read("b.pdf"));
    assert_eq!(desk.read("a.epub"), desk.read("b.epub"));
}

#[test]
fn files_are_cleaned_in_place_and_kept_beside() {
    let desk = Desk::with("a.md", "كتاب میگوییم\n");
    desk.run(&["clean", "a.md", "--write", "--backup", "--clean", "guarded"]).ok().silent();
    assert_eq!(desk.read("a.md"), "کتاب می\u{200c}گوییم\n".as_bytes());
    assert_eq!(desk.read("a.md.bak"), "كتاب میگوییم\n".as_bytes());
    // Nothing is left to change, and so nothing is written.
    desk.run(&["clean", "a.md", "--write", "--backup", "--clean", "guarded"]).ok();
    assert_eq!(desk.names(), ["a.md", "a.md.bak"]);
    desk.write("a.md", "كتاب");
    desk.run(&["clean", "a.md", "--write", "--backup"]).ok();
    assert_eq!(desk.names(), ["a.md", "a.md.bak", "a.md.bak2"]);
    assert!(desk.pipe(&["clean", "-", "--write"], b"x").ends(2).stderr.contains("needs a file"));
    desk.run(&["clean", "a.md", "--backup"]).ends(2);
}

#[test]
fn rules_are_turned_on_and_off_by_name() {
    let desk = Desk::with("a.md", "كتاب میگوییم...\n");
    let cleaned = |args: &[&str]| desk.run(&[&["clean", "a.md"], args].concat()).ok().out();
    assert_eq!(cleaned(&[]), "کتاب میگوییم...\n");
    assert_eq!(cleaned(&["--clean", "none"]), "كتاب میگوییم...\n");
    assert_eq!(cleaned(&["--rule", "ellipsis"]), "کتاب میگوییم…\n");
    assert_eq!(cleaned(&["--clean", "guarded", "--no-rule", "ellipsis,arabic-letters"]), "كتاب می\u{200c}گوییم...\n");
    desk.run(&["clean", "a.md", "--rule", "elipsis"]).ends(2).says("ellipsis");
    let list = Desk::new().run(&["clean", "--list-rules"]).ok().out();
    let examples: Vec<&str> =
        list.lines().filter(|line| line.starts_with("  - ") || line.starts_with("  + ")).collect();
    assert_eq!(examples.len(), 2 * bargeh::persian::Rule::ALL.len());
    for (rule, example) in bargeh::persian::Rule::ALL.iter().zip(examples.chunks(2)) {
        assert!(list.contains(&format!("{rule} (")), "{rule}");
        assert_ne!(example[0][4..], example[1][4..], "{rule}");
    }
}

#[test]
fn changes_are_shown_to_people_and_to_programs() {
    let desk = Desk::with("a.md", "یک\n\nكتاب\n");
    let shown = |args: &[&str]| desk.run(&[&["clean", "a.md", "--diff"], args].concat()).ok().out();
    let told = "a.md:3: arabic-letters\n- یک⏎⏎كتاب⏎\n+ یک⏎⏎کتاب⏎\na.md: 1 change: arabic-letters 1\n";
    assert_eq!(shown(&[]), told);
    assert!(shown(&["--color", "always"]).contains("\x1b[31mك\x1b[0m"));
    let event: serde_json::Value = serde_json::from_str(&shown(&["--json"])).unwrap();
    assert_eq!((&event["line"], &event["was"], &event["with"]), (&3.into(), &"ك".into(), &"ک".into()));
    assert_eq!(event["rules"], serde_json::json!(["arabic-letters"]));
}

#[test]
fn words_of_ones_own_are_known() {
    let desk = Desk::with("a.md", "کمبزشهای ما می بلاگد\n");
    desk.write("words.txt", "# ما\nکمبزش\nمی\u{200c}بلاگد\n");
    let clean = ["clean", "a.md", "--clean", "guarded"];
    assert_eq!(desk.run(&clean).ok().out(), "کمبزشهای ما می بلاگد\n");
    let with_words = [&clean[..], &["--words", "words.txt"]].concat();
    assert_eq!(desk.run(&with_words).ok().out(), "کمبزش\u{200c}های ما می\u{200c}بلاگد\n");
    desk.run(&["clean", "a.md", "--words", "missing.txt"]).says("missing.txt");
}

#[test]
fn texts_for_messengers_are_as_many_files_as_messages() {
    let desk = Desk::with("a.md", format!("# عنوان\n\n{}", "این یک جملهٔ **مهم** است. ".repeat(250)));
    desk.run(&["a.md", "--to", "txt,telegram", "-q"]).ok();
    assert_eq!(desk.names(), ["a.md", "a.telegram-1.txt", "a.telegram-2.txt", "a.txt"]);
    desk.write("b.md", "**سلام**\n");
    desk.run(&["b.md", "--to", "whatsapp", "-q"]).ok();
    assert_eq!(desk.read("b.whatsapp.txt"), "*سلام*\n".as_bytes());
    let plan = desk.run(&["b.md", "--to", "telegram", "--dry-run"]).ok().out();
    assert!(plan.contains("b.telegram.txt"), "{plan}");
    assert_eq!(desk.run(&["b.md", "-o", "c.whatsapp.txt", "-q"]).ok().out(), "");
    assert_eq!(desk.read("c.whatsapp.txt"), "*سلام*\n".as_bytes());
}

#[test]
fn themes_are_shown_as_pictures() {
    let desk = Desk::with("a.md", "# سلام\n\nمتن پیام من است.\n");
    desk.run(&["themes", "--preview", "seen", "a.md"]).ok();
    for name in bargeh::theme::Theme::names() {
        let picture = image::open(desk.path(&format!("seen/{name}.png"))).unwrap();
        assert!((990..=1010).contains(&picture.height()), "{name}: {}", picture.height());
    }
    // Without a message, with samples of the program's own.
    desk.run(&["themes", "--preview", "samples"]).ok();
    assert!(desk.path("samples/poster.png").exists());
    desk.run(&["themes", "a.md"]).ends(2);
}
