//! `bargeh man`: the manual pages, one per command.

use super::args::{EXAMPLES, PLACES};
use super::persian;
use bargeh::settings::{Ui, nearest};
use bargeh::{Error, Result};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};
use std::io;

/// The page of a command, or the main one.
///
/// # Errors
/// Where there is no such command.
pub(super) fn page(command: Option<&str>, ui: Ui) -> Result<String> {
    let mut main = persian::command(ui);
    main.build();
    let Some(name) = command else { return rendered(&Man::new(main), Some(ui)) };
    let Some(found) = main.find_subcommand(name) else { return Err(unknown_command(name, &main, None)) };
    // Its version is the program's, which a command alone does not know.
    rendered(&Man::new(found.clone()).source(main.render_version().trim()), None)
}

/// The error for a word that is neither a command nor another topic.
pub(super) fn unknown_command(name: &str, main: &clap::Command, more: Option<&str>) -> Error {
    let names: Vec<&str> = main.get_subcommands().map(clap::Command::get_name).chain(more).collect();
    let hint = match nearest(name, &names) {
        Some(near) => format!("did you mean `{near}`? commands: {}", names.join(", ")),
        None => format!("commands: {}", names.join(", ")),
    };
    Error::Setting { message: format!("there is no command `{name}`"), hint: Some(hint) }
}

/// Renders a page; `main`: the language, for the main page only.
fn rendered(man: &Man, main: Option<Ui>) -> Result<String> {
    let mut page = Vec::new();
    let written = render(man, main, &mut page);
    written.map_err(|source| Error::Output { path: "<stdout>".into(), source })?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

/// Like [`Man::render`], but with the examples near the top.
fn render(man: &Man, main: Option<Ui>, page: &mut Vec<u8>) -> io::Result<()> {
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    let Some(ui) = main else { return man.render_options_section(page) };
    let (examples, places) = match ui {
        Ui::English => (EXAMPLES, PLACES),
        Ui::Persian => (persian::EXAMPLES, persian::PLACES),
    };
    let examples: Vec<&str> = examples.lines().skip(1).map(str::trim_start).collect();
    section("EXAMPLES", &examples).to_writer(page)?;
    man.render_options_section(page)?;
    man.render_subcommands_section(page)?;
    section("NOTES", &places.lines().collect::<Vec<_>>()).to_writer(page)?;
    man.render_version_section(page)
}

/// A section whose lines are not filled.
fn section(heading: &str, lines: &[&str]) -> Roff {
    let mut section = Roff::new();
    section.control("SH", [heading]).control("nf", []);
    for line in lines {
        section.text([roman(*line)]);
    }
    section.control("fi", []);
    section
}
