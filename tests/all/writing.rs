//! The guide for writers, in both languages, against what there is: names of
//! divs, keys, settings and commands; every example in it is run.

use crate::support::{Desk, Ran};
use bargeh::settings::{ROWS, Ui};
use std::collections::BTreeSet;
use std::fmt::Write as _;

const PAGES: [(Ui, &str); 2] = [(Ui::English, "docs/writing.md"), (Ui::Persian, "docs/fa/writing.md")];
const BEGIN: &str = "<!-- settings -->\n";
const END: &str = "<!-- end of settings -->";

fn path(name: &str) -> String {
    format!("{}/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// The settings as the page lists them.
fn settings(ui: Ui) -> String {
    let mut list = String::new();
    for row in ROWS {
        let value = if row.value.is_empty() { String::new() } else { format!(" {}", row.value) };
        let _ = writeln!(list, "- `{}{value}` — {}", row.flag(), row.help(ui));
    }
    list
}

fn page(name: &str) -> String {
    std::fs::read_to_string(path(name)).unwrap()
}

/// The names in the first column of the table under a heading of so many `##`.
fn table(page: &str, first: &str) -> BTreeSet<String> {
    let rows = page.lines().skip_while(|line| !line.starts_with(&format!("| `{first}`")));
    let name = |line: &str| Some(line.split('`').nth(1)?.to_owned());
    rows.take_while(|line| line.starts_with('|')).filter_map(name).collect()
}

/// The blocks of a kind, in order.
fn blocks<'p>(page: &'p str, kind: &str) -> Vec<&'p str> {
    let open = format!("```{kind}\n");
    page.split(&open).skip(1).map(|rest| rest.split("\n```").next().unwrap()).collect()
}

#[test]
fn the_guide_has_the_table_of_settings() {
    for (ui, name) in PAGES {
        let text = page(name);
        let (before, rest) = text.split_once(BEGIN).unwrap();
        let (_, after) = rest.split_once(END).unwrap();
        let fresh = format!("{before}{BEGIN}{}{END}{after}", settings(ui));
        if std::env::var_os("RENEW").is_some() {
            std::fs::write(path(name), &fresh).unwrap();
        }
        assert!(page(name) == fresh, "{name} is out of date: RENEW=1 cargo test --test all settings");
    }
}

#[test]
fn the_guide_lists_every_name_key_and_command() {
    let help = Desk::new().run(&["--help"]).ok().out();
    let listed = help.split("Commands:").nth(1).unwrap().lines().skip(1).take_while(|line| !line.trim().is_empty());
    let commands: BTreeSet<String> =
        listed.filter_map(|line| line.split_whitespace().next().map(str::to_owned)).collect();
    for (_, name) in PAGES {
        let page = page(name);
        let divs: BTreeSet<String> = bargeh::read::div_names().map(str::to_owned).collect();
        assert_eq!(table(&page, "slogan"), divs, "{name}");
        let keys: BTreeSet<String> = bargeh::read::META_KEYS.iter().map(|key| (*key).to_owned()).collect();
        assert_eq!(table(&page, "subtitle"), keys, "{name}");
        let mut told = table(&page, "bargeh INPUT…");
        assert!(told.remove("bargeh INPUT…"));
        let told: BTreeSet<String> = told.iter().map(|line| line.trim_start_matches("bargeh ").to_owned()).collect();
        assert_eq!(told, commands, "{name}");
    }
}

/// A desk with all that the examples name.
fn desk() -> Desk {
    let desk = Desk::new();
    let sample = |name: &str| std::fs::read(path(name)).unwrap();
    desk.write("message.md", sample("samples/message.md"));
    desk.write("invitation.md", "# دعوت از {{name}}\n");
    desk.write("names.csv", "name\nمینا\nآرش\n");
    desk.write("photo.jpg", sample("tests/data/cases/exif1.jpg"));
    desk
}

#[test]
fn every_example_of_a_message_is_read_without_a_word() {
    for (_, name) in PAGES {
        let page = page(name);
        let examples = blocks(&page, "markdown");
        assert!(examples.len() >= 6, "{name}");
        for example in examples {
            let ran = desk().pipe(
                &["-", "--from", "md", "--lang", "fa", "--title", "نمونه", "--to", "pdf,epub", "-o", "out/"],
                example.as_bytes(),
            );
            assert!(ran.status == Some(0) && ran.stderr.is_empty(), "{name}: {}\n{example}", ran.stderr);
        }
    }
}

#[test]
fn every_command_of_the_guide_runs() {
    // The two pages give the same commands.
    let [english, persian] = PAGES.map(|(_, name)| blocks(&page(name), "sh").join("\n"));
    assert_eq!(english, persian);
    let desk = desk();
    for line in english.lines() {
        let (words, output) = line.split_once(" > ").unwrap_or((line, ""));
        let args: Vec<&str> =
            words.strip_prefix("bargeh ").unwrap().split(' ').map(|word| word.trim_matches('\'')).collect();
        let ran: Ran = desk.run(&args);
        let found_something = matches!(args[0], "inspect" | "compare") && ran.status == Some(1);
        assert!(ran.status == Some(0) || found_something, "{line}: {}", ran.stderr);
        if !output.is_empty() {
            desk.write(output, &ran.stdout);
        }
    }
}

#[test]
fn the_program_prints_the_guide_and_the_help_of_commands() {
    let desk = Desk::new();
    for (ui, name) in [("en", "docs/writing.md"), ("fa", "docs/fa/writing.md")] {
        assert!(
            desk.run(&["help", "writing", "--ui", ui]).ok().out() == page(name),
            "{name}: compile after it was renewed"
        );
    }
    assert!(desk.run(&["help", "clean"]).ok().out().contains("--diff"));
    assert!(desk.run(&["help", "clean", "--ui", "fa"]).ok().out().contains("کاربرد"));
    assert!(desk.run(&["help"]).ok().out().contains("Examples:"));
    desk.run(&["help", "writng"]).ends(2).says("did you mean `writing`?");
}
