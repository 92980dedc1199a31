//! `bargeh help`: about a command, or everything that a message can contain.

use super::man::unknown_command;
use super::persian;
use bargeh::Result;
use bargeh::settings::Ui;

/// The topic that is not a command.
const WRITING: &str = "writing";

/// The help for a topic.
///
/// # Errors
/// Where there is no such topic.
pub(super) fn page(topic: Option<&str>, ui: Ui) -> Result<String> {
    if topic == Some(WRITING) {
        return Ok(match ui {
            Ui::English => include_str!("../../docs/writing.md"),
            Ui::Persian => include_str!("../../docs/fa/writing.md"),
        }
        .to_owned());
    }
    let mut main = persian::shown(ui);
    main.build();
    let Some(name) = topic else { return Ok(persian::line_by_line(&main.render_help().to_string())) };
    match main.find_subcommand_mut(name) {
        Some(command) => Ok(persian::line_by_line(&command.render_help().to_string())),
        None => Err(unknown_command(name, &main, Some(WRITING))),
    }
}
