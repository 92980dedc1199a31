//! Completions for shells.

use super::args::{Cli, Conversion};
use clap::{Command, CommandFactory};
use clap_complete::{Shell, generate};
use std::fmt::Write as _;

/// The script of a shell.
pub(super) fn script(shell: Shell) -> String {
    match shell {
        Shell::Zsh => zsh(),
        _ => generated(shell, Cli::command(), "bargeh"),
    }
}

fn generated(shell: Shell, mut command: Command, name: &str) -> String {
    let mut script = Vec::new();
    generate(shell, &mut command, name, &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// A function for each command and one that calls them. In the script as it is
/// generated, a command behind an input and its own flags is none: the input comes
/// first, and all flags of a conversion are offered behind `bargeh clean`.
fn zsh() -> String {
    let main = Cli::command();
    let mut script = "#compdef bargeh\n\nautoload -U is-at-least\n\n".to_owned();
    let mut list = String::new();
    let commands = main.get_subcommands().map(|command| (command.get_name().to_owned(), command.clone()));
    for (name, command) in commands.chain([("convert".to_owned(), Conversion::command())]) {
        let called = format!("bargeh-{name}");
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        if name != "convert" {
            let _ = writeln!(list, "            '{name}:{}'", about.replace('\'', "'\\''").replace(':', "\\:"));
        }
        // `*::` would take the values of flags behind an input for more inputs.
        let own = generated(Shell::Zsh, command.name(called.clone()).bin_name(called.clone()), &called)
            .replace("\n'*::", "\n'*:");
        let from = own.find(&format!("_{called}() {{")).unwrap_or(0);
        let to = own.find("if [ \"$funcstack[1]\"").unwrap_or(own.len());
        script.push_str(&own[from..to]);
    }
    let _ = write!(
        script,
        r#"_bargeh() {{
    local command=$words[2]
    if (( CURRENT > 2 && $+functions[_bargeh-$command] )); then
        shift words
        (( CURRENT-- ))
        _bargeh-$command
        return
    fi
    local ret=1
    if (( CURRENT == 2 )); then
        local -a commands=(
{list}        )
        _describe -t commands 'command' commands && ret=0
    fi
    _bargeh-convert && ret=0
    return ret
}}

if [ "$funcstack[1]" = "_bargeh" ]; then
    _bargeh "$@"
else
    compdef _bargeh bargeh
fi
"#
    );
    script
}
