//! The table of settings against what is made of it: flags of each command,
//! variables, completions, the page of documentation.

use crate::support::{Desk, Ran};
use bargeh::settings::{Command, ROWS, Row, Ui, Values};

/// The flags that a command's help lists.
fn flags(command: Command) -> Vec<String> {
    let arguments = [command.name(), "--help"];
    let help = Desk::new().run(&arguments[usize::from(command.name().is_empty())..]).ok().out();
    let flag = |line: &str| Some(line.trim_start().split("--").nth(1)?.split([' ', ',']).next()?.to_owned());
    let lists = |line: &&str| line.trim_start().starts_with('-');
    help.lines().filter(lists).filter_map(flag).collect()
}

#[test]
fn each_command_takes_the_settings_that_the_table_says() {
    for &command in Command::ALL {
        let flags = flags(command);
        for row in ROWS {
            let (has, wants) = (flags.iter().any(|flag| flag == row.flag()), row.commands.contains(&command));
            assert_eq!(has, wants, "{command:?} --{}: {flags:?}", row.flag());
        }
    }
}

#[test]
fn the_page_of_settings_is_the_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/settings.md");
    let page = bargeh::settings::page();
    if std::env::var_os("RENEW").is_some() {
        std::fs::write(path, &page).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(written == page, "docs/settings.md is out of date: RENEW=1 cargo test --test all settings");
}

/// A run of a command with one variable, on what it can work on.
fn with_variable(command: &[&str], name: &str, value: &str) -> Ran {
    let desk = Desk::with("a.md", "# پیام\n\nمتن\n");
    desk.run(&["a.md"]).ok();
    desk.command(command).env(name, value).output().unwrap().into()
}

const RUNS: &[&[&str]] = &[&["a.md"], &["clean", "a.md"], &["impose", "a.pdf", "--sheet", "zine"]];

#[test]
fn misspelt_variables_are_refused_by_every_command() {
    for run in RUNS {
        with_variable(run, "BARGEH_PAPR", "a6").ends(2).says("BARGEH_PAPR").says("did you mean BARGEH_PAPER?");
        with_variable(run, "BARGEH_DUPLEX", "nonsense").ends(2).says("BARGEH_DUPLEX");
    }
    let desk = Desk::with("jobs", "{\"text\": \"متن\"}\n");
    let batch = desk.command(&["batch", "--jobs-from", "jobs"]).env("BARGEH_PAPR", "a6").output().unwrap();
    Ran::from(batch).ends(2).says("did you mean BARGEH_PAPER?");
}

#[test]
fn variables_of_others_are_passed_over_with_a_word() {
    for run in RUNS {
        for name in ["BARGEH_VERSION", "BARGEH_HOME", "BARGEH_COMMIT"] {
            with_variable(run, name, "0.2").ok().says(&format!("{name} is no setting"));
        }
    }
}

#[test]
fn imposing_hears_every_variable_and_flag_of_sheets() {
    let desk = Desk::with("a.md", "# پیام\n\nمتن\n");
    desk.run(&["a.md"]).ok();
    let mut command = desk.command(&["impose", "a.pdf", "--sheet", "zine"]);
    Ran::from(command.env("BARGEH_PROOF", "1").output().unwrap()).ok();
    assert!(desk.path("a-zine-guide.pdf").exists());
    let sheets = |arguments: &[&str]| {
        let imposed = &["impose", "a.pdf", "--sheet", "quarter", "--marks", "fold", "-o", "x.pdf"];
        desk.run(&[imposed, arguments].concat()).ok();
        desk.read("x.pdf")
    };
    assert!(sheets(&[]) == sheets(&["--printable", "5"]) && sheets(&[]) != sheets(&["--printable", "20"]));
    desk.run(&["impose", "a.pdf"]).ends(2).says("--sheet");
}

#[test]
fn opposites_can_be_given_in_the_environment() {
    with_variable(&["a.md"], "BARGEH_NO_EMBED_FONTS", "1").ok();
    with_variable(&["a.md"], "BARGEH_EMBED_FONTS", "false").ok();
    with_variable(&["a.md"], "BARGEH_NO_THEME", "1").says("BARGEH_NO_THEME");
}

#[test]
fn several_files_do_not_go_to_stdout() {
    let desk = Desk::with("a.md", "# پیام\n\nمتن\n");
    let runs: &[&[&str]] = &[
        &["a.md", "--sheet", "booklet", "--duplex", "manual", "-o", "-"],
        &["a.md", "--sheet", "zine", "--proof", "-o", "-"],
    ];
    for run in runs {
        let ran = desk.run(run).ends(2).says("there are 2 files");
        assert_eq!(ran.out(), "");
    }
    desk.run(&["a.md"]).ok();
    let ran = desk.run(&["impose", "a.pdf", "--sheet", "zine", "--proof", "-o", "-"]).ends(2).says("there are 2 files");
    assert_eq!(ran.out(), "");
}

#[test]
fn parts_replace_no_output_and_no_input_of_others() {
    let desk = Desk::with("a.md", "# پیام\n\nمتن\n");
    desk.write("a-guide.md", "# راهنما\n\nمتن\n");
    desk.run(&["a.md", "a-guide.md", "--sheet", "zine", "--proof"]).ends(1).says("a-guide.pdf");
    assert!(!desk.path("a.pdf").exists(), "nothing of a refused job is written");
    assert!(desk.path("a-guide.pdf").exists() && desk.path("a-guide-guide.pdf").exists());
}

#[test]
fn completions_offer_values_by_command() {
    let script = Desk::new().run(&["completions", "bash"]).ok().out();
    let values = |row: &Row| match row.values {
        Values::One(words) | Values::Or(words, _) => Some(words[0].to_owned()),
        _ => None,
    };
    for (row, word) in ROWS.iter().filter_map(|row| Some((row, values(row)?))) {
        assert!(script.contains(&word), "{} {word}", row.key);
    }
    let part = script.split("bargeh__impose)").nth(1).or_else(|| script.split("bargeh__subcmd__impose)").nth(1));
    let part = part.unwrap().split(";;\n        bargeh").next().unwrap();
    assert!(part.contains("--printable") && part.contains("booklet") && !part.contains("--theme"), "{part}");
}

#[test]
fn zsh_offers_each_command_its_own_flags() {
    let script = Desk::new().run(&["completions", "zsh"]).ok().out();
    let of = |name: &str| {
        let rest = script.split(&format!("_bargeh-{name}() {{\n")).nth(1).unwrap_or_else(|| panic!("{name}"));
        rest.split("\n}\n").next().unwrap().to_owned()
    };
    for (command, has, lacks) in [
        ("clean", "--diff", "--sheet"),
        ("impose", "--sheet", "--theme"),
        ("inspect", "--scrub", "--clean"),
        ("convert", "--theme", "--diff"),
    ] {
        let part = of(command);
        assert!(part.contains(has) && !part.contains(lacks), "{command}: {part}");
    }
    assert!(of("convert").contains("booklet") && !script.contains("'*::"), "values are offered behind inputs");
    // The shell itself reads it, where there is one.
    if let Ok(mut zsh) = std::process::Command::new("zsh").args(["-n"]).stdin(std::process::Stdio::piped()).spawn() {
        std::io::Write::write_all(&mut zsh.stdin.take().unwrap(), script.as_bytes()).unwrap();
        assert!(zsh.wait().unwrap().success());
    }
}

#[test]
fn help_names_the_values_of_every_setting() {
    for row in ROWS {
        for word in row.values.words() {
            assert!(row.help(Ui::English).contains(word) && row.help(Ui::Persian).contains(word), "{} {word}", row.key);
        }
    }
}

#[test]
fn help_is_in_the_language_of_its_reader() {
    let desk = Desk::new();
    let help = |args: &[&str], variables: &[(&str, &str)]| {
        Ran::from(desk.command(args).envs(variables.iter().copied()).output().unwrap()).ok().out()
    };
    let is_persian = |help: &str| help.contains("راهنما را چاپ کن") && !help.contains("Print help");
    for (args, variables, persian) in [
        (&["--help"][..], &[][..], false),
        (&["--help", "--ui", "fa"], &[], true),
        (&["--ui=fa", "--help"], &[], true),
        (&["clean", "--help"], &[("BARGEH_UI", "fa")], true),
        (&["impose", "--help"], &[("LC_ALL", ""), ("LANG", "fa_IR.UTF-8")], true),
        (&["inspect", "--help"], &[("LC_ALL", "fa")], true),
        (&["--help", "--ui", "en"], &[("LC_ALL", "fa_IR.UTF-8")], false),
        (&["--help"], &[("LC_ALL", "en_US.UTF-8"), ("LANG", "fa_IR.UTF-8")], false),
    ] {
        assert_eq!(is_persian(&help(args, variables)), persian, "{args:?} {variables:?}");
    }
    // Without the signs of direction that a terminal needs.
    let bare = |text: &str| text.replace(['\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '`'], "");
    let persian = bare(&help(&["--help", "--ui", "fa"], &[]));
    for row in ROWS.iter().filter(|row| row.commands.contains(&Command::Convert)) {
        let begin: String = bare(row.about.fa).chars().take(12).collect();
        assert!(persian.contains(&begin), "{}: {begin}", row.key);
    }
}
