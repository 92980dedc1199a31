//! `bargeh man`: the manual's pages, one for each command.

use super::args::{Cli, EXAMPLES, PLACES};
use bargeh::settings::nearest;
use bargeh::{Error, Result};
use clap::CommandFactory;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};
use std::io;

/// A page: of a command, or the main one.
///
/// # Errors
/// Where there is no such command.
pub(super) fn page(command: Option<&str>) -> Result<String> {
    let mut main = Cli::command();
    main.build();
    let Some(name) = command else { return rendered(&Man::new(main), true) };
    let Some(found) = main.find_subcommand(name) else {
        let names: Vec<&str> = main.get_subcommands().map(clap::Command::get_name).collect();
        let hint = match nearest(name, &names) {
            Some(near) => format!("did you mean `{near}`? commands: {}", names.join(", ")),
            None => format!("commands: {}", names.join(", ")),
        };
        return Err(Error::Setting { message: format!("there is no command `{name}`"), hint: Some(hint) });
    };
    rendered(&Man::new(found.clone()), false)
}

fn rendered(man: &Man, is_main: bool) -> Result<String> {
    let mut page = Vec::new();
    let written = render(man, is_main, &mut page);
    written.map_err(|source| Error::Output { path: "<stdout>".into(), source })?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

/// As [`Man::render`] does, with the examples where readers look first.
fn render(man: &Man, is_main: bool, page: &mut Vec<u8>) -> io::Result<()> {
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    if !is_main {
        return man.render_options_section(page);
    }
    let examples: Vec<&str> = EXAMPLES.lines().skip(1).map(str::trim_start).collect();
    section("EXAMPLES", &examples).to_writer(page)?;
    man.render_options_section(page)?;
    man.render_subcommands_section(page)?;
    section("NOTES", &PLACES.lines().collect::<Vec<_>>()).to_writer(page)?;
    man.render_version_section(page)
}

/// A section whose lines stay as they are.
fn section(heading: &str, lines: &[&str]) -> Roff {
    let mut section = Roff::new();
    section.control("SH", [heading]).control("nf", []);
    for line in lines {
        section.text([roman(*line)]);
    }
    section.control("fi", []);
    section
}
