//! `docs/settings.md`, made from the table.

use super::row::{Command, Group, Row, Values};
use super::table::ROWS;
use super::words::Ui;
use std::fmt::Write as _;

const HEAD: &str = "\
# Settings

Every setting can be given as a flag (`--font-size 12`), in the environment
(`BARGEH_FONT_SIZE=12`), in a message's front matter (`font-size: 12`), or in a
file `bargeh.toml` beside the message or in a folder above it (`font-size = 12`).
Flags come first, then the environment, front matter, `bargeh.toml`, the theme.
`no-toc: true` is the opposite of `toc: true`, and so for every setting that is on
or off.

This page is made from `src/settings/table.rs`.
";

/// The page.
#[must_use]
pub fn page() -> String {
    let mut page = HEAD.to_owned();
    let mut group: Option<Group> = None;
    for row in ROWS {
        if group != Some(row.group) {
            let heading = row.group.heading();
            let _ = write!(page, "\n## {} · {}\n\n", heading.en, heading.fa);
            page.push_str("| Setting | What it does | چه می‌کند | Commands |\n|---|---|---|---|\n");
            group = Some(row.group);
        }
        let _ = writeln!(
            page,
            "| {} | {} | {} | {} |",
            written(row),
            cell(&row.help(Ui::English)),
            cell(&row.help(Ui::Persian)),
            commands(row)
        );
    }
    page
}

/// The flag as it is written.
fn written(row: &Row) -> String {
    match row.value {
        "" => format!("`--{}`", row.flag()),
        value if matches!(row.values, Values::Maybe(_)) => format!("`--{} [{}]`", row.flag(), cell(value)),
        value => format!("`--{} {}`", row.flag(), cell(value)),
    }
}

fn commands(row: &Row) -> String {
    let name = |command: &Command| match command {
        Command::Convert => "conversion, `watch`, `serve`".to_owned(),
        other => format!("`{}`", other.name()),
    };
    row.commands.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
