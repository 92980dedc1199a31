//! What the program says, in the language of its reader; what it writes is the
//! same in both.

use crate::support::{Desk, MESSAGE, Ran};
use bargeh::settings::OutputFormat;

fn is_persian(text: &str) -> bool {
    text.chars().any(|letter| ('ا'..='ی').contains(&letter))
}

/// No word of English but names, flags and values, which stand alone.
fn has_english(text: &str) -> bool {
    ["error", "warning", "hint", "note:", "Usage", "not found", "did you", "tip:"]
        .iter()
        .any(|word| text.contains(word))
}

/// A desk with a message that is warned of, and one that is refused.
fn desk() -> Desk {
    let desk = Desk::with("a.md", "# سلام\n\n![عکس](nothing.png)\n\n[جا](#nowhere)\n");
    desk.write("b.md", b"\xff\xfe\x00broken");
    desk
}

#[test]
fn all_that_is_told_is_in_persian() {
    let runs: &[(&[&str], i32, &str)] = &[
        (&["a.md"], 0, "nothing.png"),
        (&["a.md", "--proof"], 0, "--proof"),
        (&["a.md", "b.md", "--to", "epub"], 1, "ناموفق: ۱"),
        (&["none.md"], 1, "none.md\n  خطا: چنین پرونده یا پوشه‌ای نیست"),
        (&["a.md", "--font", "Vazirmatnn"], 2, "Vazirmatn"),
        (&["a.md", "--paper", "b99"], 2, "کاغذ ناشناخته"),
        (&["a.md", "--font-size", "900"], 2, "عددی از ۴ تا ۲۰۰"),
        (&["a.md", "-o", "a.xyz"], 2, "شکل آن را نمی‌گوید"),
        (&["bach", "a.md"], 2, "bargeh batch"),
        (&["a.md", "--papr", "a5"], 2, "گزینهٔ ناشناخته"),
        (&["a.md", "--theme"], 2, "مقداری لازم است"),
        (&["a.md", "-q", "-v"], 2, "با هم نمی‌آیند"),
        (&["man", "nothing"], 2, "چنین فرمانی نیست"),
        (&["inspect", "a.md", "--scrub", "x"], 1, "تنها JPEG و PNG"),
        (&["impose", "a.md", "--sheet", "zine"], 1, "این PDF نیست"),
    ];
    for (args, status, part) in runs {
        let ran = desk().run(&[*args, &["--ui", "fa"]].concat()).ends(*status).says(part);
        assert!(is_persian(&ran.stderr) && !has_english(&ran.stderr), "{args:?}: {}", ran.stderr);
    }
}

#[test]
fn the_language_is_the_systems_where_nobody_says() {
    let told = |variables: &[(&str, &str)], args: &[&str]| {
        let desk = desk();
        let mut command = desk.command(args);
        command.env_remove("LC_ALL").envs(variables.iter().copied());
        Ran::from(command.output().unwrap()).stderr
    };
    assert!(is_persian(&told(&[("LANG", "fa_IR.UTF-8")], &["none.md"])));
    assert!(is_persian(&told(&[("BARGEH_UI", "fa"), ("LANG", "C")], &["none.md"])));
    assert!(!is_persian(&told(&[("LANG", "fa_IR.UTF-8")], &["none.md", "--ui", "en"])));
}

#[test]
fn programs_are_told_the_same_in_every_language() {
    for args in [&["a.md", "--json", "--to", "epub"][..], &["none.md", "--json"], &["a.md", "--papr", "--json"]] {
        let english = desk().run(args);
        let persian = desk().run(&[args, &["--ui", "fa"]].concat());
        let without_usage = |ran: Ran| ran.stderr.replace(" --ui <LANGUAGE>", "");
        assert_eq!(without_usage(english), without_usage(persian));
    }
}

#[test]
fn the_manual_is_in_persian_too() {
    let page = Desk::new().run(&["man", "--ui", "fa"]).ok().out();
    assert!(page.contains("نمونه‌ها") || page.contains("اعلامیهٔ A5"), "{page}");
    assert!(page.contains("وضعیت پایان") && !page.contains("Exit status"));
    let page = Desk::new().run(&["man", "clean", "--ui", "fa"]).ok().out();
    assert!(page.contains("هر تغییر را با قاعده‌اش"), "{page}");
}

#[test]
fn help_keeps_the_order_of_words_in_any_terminal() {
    let help = Desk::new().run(&["--help", "--ui", "fa"]).ok().out();
    let line = |part: &str| help.lines().find(|line| line.contains(part)).unwrap().trim_end();
    for part in ["  impose", "--no-clobber", "bargeh message.md  "] {
        let (code, words) = line(part).split_once('\u{202b}').unwrap();
        assert!(!is_persian(code) && is_persian(words) && words.ends_with('\u{202c}'), "{part}");
    }
    assert!(!Desk::new().run(&["--help", "--ui", "en"]).ok().out().contains('\u{202b}'));
}

#[test]
fn lists_and_reports_are_in_persian_too() {
    let lines = |args: &[&str]| {
        let desk = desk();
        desk.write(
            "a.html",
            "<!DOCTYPE html><html><meta name=author content='Sara'><title>پیام</title><p>متن<img src='https://example.org/a.png'><p onclick='x()'>\u{200b}دو",
        );
        let ran = desk.run(&[args, &["--ui", "fa"]].concat());
        ran.out().lines().map(str::to_owned).collect::<Vec<_>>()
    };
    for line in lines(&["themes"]) {
        assert!(is_persian(&line), "{line}");
    }
    for rule in lines(&["clean", "--list-rules"]).chunks(4) {
        assert!(is_persian(&rule[0]) && is_persian(&rule[1]) && !rule[1].contains("half"), "{rule:?}");
    }
    let found = lines(&["inspect", "a.html"]);
    assert!(found.len() >= 3, "{found:?}");
    for line in found {
        // Values are the file's own.
        assert!(is_persian(line.split(": ").next().unwrap()) || line.starts_with("a.html"), "{line}");
    }
    let told = desk().run(&["a.md", "-v", "--ui", "fa"]).ok().stderr;
    assert!(told.contains("حروف‌چینی") && !told.contains("typeset"), "{told}");
    let times = told.lines().find(|line| line.contains("حروف‌چینی")).unwrap();
    assert!(times.contains("میلی‌ثانیه") && times.contains('٫'), "{times}");
    assert!(!times.contains(" ms") && !times.chars().any(|letter| letter.is_ascii_digit()), "{times}");
}

#[test]
fn the_language_of_its_words_changes_no_file() {
    let made = |variables: &[(&str, &str)], args: &[&str]| {
        let desk = Desk::with("a.md", format!("---\ntitle: پیام\n---\n\n{MESSAGE}\n\n# Notes\n\n::: toc\n:::\n"));
        let all = OutputFormat::WORDS.join(",");
        let formats = ["--to", &all, "--ppi", "40", "--alt", "-o", "out/"];
        let mut command = desk.command(&[&["a.md", "-q"], &formats[..], args].concat());
        Ran::from(command.env_remove("LC_ALL").envs(variables.iter().copied()).output().unwrap()).ok();
        let out = desk.path("out");
        let mut files: Vec<_> = std::fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
            .into_iter()
            .map(|file| (file.file_name().unwrap().to_owned(), std::fs::read(&file).unwrap()))
            .collect::<Vec<_>>()
    };
    let usual = made(&[], &["--ui", "en"]);
    assert!(usual.len() >= OutputFormat::WORDS.len());
    assert!(made(&[], &["--ui", "fa"]) == usual);
    for lang in ["fa_IR.UTF-8", "de_DE.UTF-8", "C"] {
        assert!(made(&[("LANG", lang)], &[]) == usual, "{lang}");
    }
}

#[test]
fn warnings_come_in_the_order_of_their_lines() {
    let text = "متن\n\n[جا](#nowhere)\n\n![عکس](nothing.png)\n\n[دیگر](#none)\n\n![ن](missing.png)\n";
    let desk = Desk::with("a.md", text);
    // What several messages lack is told once.
    desk.write("b.md", text.replace("nothing", "lost").replace("missing", "gone"));
    for args in [&["a.md"][..], &["a.md", "b.md", "--join", "-o", "c.pdf"]] {
        let told = desk.run(args).ok().stderr;
        let places: Vec<&str> =
            told.lines().filter_map(|line| line.split_once(": warning")).map(|(at, _)| at).collect();
        let lines: Vec<&str> = places.into_iter().filter(|place| place.contains(':')).collect();
        let wanted: Vec<String> = args
            .iter()
            .filter(|file| file.ends_with(".md"))
            .flat_map(|file| [3, 5, 7, 9].map(|line| format!("{file}:{line}")))
            .collect();
        assert_eq!(lines, wanted, "{told}");
    }
}

#[test]
fn a_message_that_is_no_terminals_is_one_line() {
    let desk =
        Desk::with("a.md", format!("متن\n\n![عکس]({}.png)\n", "name ".repeat(40).trim_end().replace(' ', "%20")));
    for ui in ["en", "fa"] {
        let told = desk.run(&["a.md", "--font", "Nazanin", "--ui", ui]).ends(2).stderr;
        let lines: Vec<&str> = told.lines().collect();
        // Place and list have lines of their own in Persian.
        assert_eq!(lines.len(), if ui == "en" { 2 } else { 4 }, "{told}");
        assert!(lines.iter().any(|line| line.len() > 150) && !told.contains('\u{1}'), "{told}");
    }
}

#[test]
fn a_thing_has_one_word() {
    // A leaflet is an اعلامیه and a booklet a دفترچه; جزوه may be either.
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = vec![root.join("README.md"), root.join("page/js/words.js"), root.join("src/settings/table.rs")];
    for folder in ["docs/fa", "src/cli", "src/cli/messages", "src/theme/builtin", "samples"] {
        let entries = std::fs::read_dir(root.join(folder)).unwrap();
        files.extend(entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()));
    }
    let mut leaflets = 0;
    for text in files.iter().filter_map(|file| std::fs::read_to_string(file).ok()) {
        assert!(!text.contains("جزوه"), "{text}");
        leaflets += text.matches("اعلامیه").count();
    }
    assert!(leaflets > 4);
}

/// What is told at a terminal of so many columns.
#[cfg(target_os = "linux")]
fn at_a_terminal(desk: &Desk, columns: usize, args: &[&str]) -> String {
    let program = desk.command(args);
    let words = [program.get_program()].into_iter().chain(program.get_args());
    let quoted: Vec<_> = words.map(|word| format!("'{}'", word.to_str().unwrap())).collect();
    let mut terminal = std::process::Command::new("script");
    terminal.arg("-qec").arg(format!("stty cols {columns} rows 24; exec {}", quoted.join(" "))).arg("/dev/null");
    terminal.env("SHELL", "/bin/sh").env("TERM", "xterm").current_dir(desk.root()).stdin(std::process::Stdio::null());
    String::from_utf8(terminal.output().unwrap().stdout).unwrap().replace("\r\n", "\n")
}

/// Its words, without the marks that lines in Persian begin with.
#[cfg(target_os = "linux")]
fn words(text: &str) -> Vec<String> {
    let bare = |word: &str| word.replace(['\u{200f}', '\u{a0}'], "");
    text.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
}

#[test]
#[cfg(target_os = "linux")]
fn lines_end_between_words_at_a_terminal() {
    let desk = desk();
    for ui in ["fa", "en"] {
        let mut broken = 0;
        for args in [&["a.md", "--to", "epub"][..], &["a.md", "--paper", "b99"], &["bach", "a.md"], &["b.md"]] {
            let args = [args, &["--ui", ui, "--color", "never"]].concat();
            let (told, plain) = (at_a_terminal(&desk, 60, &args), desk.run(&args).stderr);
            assert_eq!(words(&told), words(&plain), "{args:?}: {told}");
            // Every mark without a width is counted as a column.
            assert!(told.lines().all(|line| line.chars().count() <= 60), "{args:?}: {told}");
            broken += told.lines().count() - plain.lines().count();
        }
        assert!(broken > 0, "no line of {ui} was longer than the terminal");
    }
}
