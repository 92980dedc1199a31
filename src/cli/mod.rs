//! The command line: the only part that accesses disk, clock and terminal.

mod args;
mod batch;
mod claims;
mod clean;
mod compare;
mod completions;
mod help;
mod impose;
mod inputs;
mod inspect;
mod interrupt;
mod man;
mod messages;
mod options;
mod output;
mod persian;
mod plan;
mod pool;
mod preview;
mod report;
mod rows;
mod run;
#[cfg(feature = "serve")]
mod serve;
mod sheets;
mod stale;
mod usage;
mod voice;
mod watch;
mod watched;
mod work;
mod wrap;

use args::{Cli, Command};
use bargeh::Result;
use bargeh::settings::Ui;
use bargeh::theme::Theme;
use clap::error::ErrorKind;
use report::Reporter;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use voice::{ColorChoice, VoiceArgs, print};

/// Runs the program.
pub(crate) fn main() -> ExitCode {
    bargeh::files::hold_panics();
    let cli = match Cli::from_environment() {
        Ok(cli) => cli,
        Err(error) => {
            let command = meant_command().filter(|_| error.kind() == ErrorKind::UnknownArgument);
            let tip = command.map(|command| format!("did you mean the command 'bargeh {command}'?"));
            if error.use_stderr() && wants_json() {
                report::usage(&error.render().to_string(), tip.as_deref());
            } else if let Some(told) = persian_usage(&error) {
                let _ = writeln!(std::io::stderr(), "{}", wrap::fitted(told.trim_end(), wrap::columns()));
            } else {
                show(&error);
                if let Some(tip) = tip {
                    let _ = writeln!(std::io::stderr(), "\n  tip: {tip}");
                }
            }
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let voice = match &cli.command {
        None => cli.convert.voice.clone(),
        Some(Command::Watch(args)) => args.convert.voice.clone(),
        #[cfg(feature = "serve")]
        Some(Command::Serve(args)) => args.voice.clone(),
        Some(Command::Clean(args)) => args.voice.clone(),
        Some(Command::Compare(args)) => args.voice.clone(),
        Some(Command::Impose(args)) => args.voice.clone(),
        Some(_) => VoiceArgs::default(),
    };
    let mut reporter = Reporter::new(&voice);
    if cli.command.as_ref().is_none_or(Command::reads_settings) {
        options::strangers().iter().for_each(|stranger| reporter.warning("environment", stranger));
    }
    let status = dispatch(cli, &mut reporter).unwrap_or_else(|error| {
        reporter.error(None, &error);
        error.exit_code()
    });
    ExitCode::from(status)
}

/// Shows clap's own text: help, version, or what is wrong with the arguments.
fn show(error: &clap::Error) {
    if error.use_stderr() || persian::language() == Ui::English {
        // If stdout or stderr is closed, there is nowhere to report it.
        let _ = error.print();
        return;
    }
    let text = error.render();
    let text = if ColorChoice::Auto.colors(&std::io::stdout()) { text.ansi().to_string() } else { text.to_string() };
    print(&persian::line_by_line(&text));
}

/// The error about the arguments in Persian, if that is the language.
fn persian_usage(error: &clap::Error) -> Option<String> {
    let command = || meant_command().filter(|_| error.kind() == ErrorKind::UnknownArgument);
    (persian::language() == Ui::Persian).then(|| usage::in_persian(error, command().as_deref())).flatten()
}

/// The command that was probably meant: a misspelt one is parsed as an input,
/// and then its flags are unknown.
fn meant_command() -> Option<String> {
    let first = std::env::args_os().nth(1).map(PathBuf::from).filter(|word| !word.exists())?;
    Cli::command_like(&first)
}

/// Whether diagnostics are to be JSON, read from the raw arguments because they
/// cannot be parsed.
fn wants_json() -> bool {
    std::env::args_os().skip(1).take_while(|argument| argument != "--").any(|argument| argument == "--json")
}

fn dispatch(cli: Cli, reporter: &mut Reporter) -> Result<u8> {
    match cli.command {
        None => return run::run(&cli.convert, reporter),
        Some(Command::Batch(args)) => return batch::run(&args),
        Some(Command::Watch(args)) => return watch::run(&args, reporter),
        #[cfg(feature = "serve")]
        Some(Command::Serve(args)) => return serve::run(&args, reporter),
        Some(Command::Clean(args)) => return clean::run(&args, reporter),
        Some(Command::Compare(args)) => return compare::run(&args, reporter),
        Some(Command::Impose(args)) => return impose::run(&args, reporter),
        Some(Command::Inspect(args)) => {
            args.settings.settings()?;
            return Ok(inspect::run(&args, reporter));
        }
        Some(Command::Themes(args)) => {
            args.settings.settings()?;
            match &args.preview {
                Some(dir) => preview::run(dir, args.input.as_deref())?,
                None => themes(args.show.as_deref())?,
            }
        }
        Some(Command::Fonts(settings)) => {
            settings.settings()?;
            fonts();
        }
        Some(Command::Sheets(args)) => {
            args.settings.settings()?;
            sheets::run(&args)?;
        }
        Some(Command::Help { topic, settings }) => {
            settings.settings()?;
            print(&help::page(topic.as_deref(), persian::language())?);
        }
        Some(Command::Completions { shell }) => print(&completions::script(shell)),
        Some(Command::Man { command, settings }) => {
            settings.settings()?;
            print(&man::page(command.as_deref(), persian::language())?);
        }
    }
    Ok(0)
}

fn themes(show: Option<&str>) -> Result<()> {
    let Some(name) = show else {
        let mut list = String::new();
        for name in Theme::names() {
            let about = messages::word(&Theme::builtin(name)?.about, persian::language());
            let _ = writeln!(list, "{name:<12} {}", persian::embedded(&about));
        }
        print(&list);
        return Ok(());
    };
    match Theme::source(name) {
        Some(source) => print(source),
        None => return Theme::builtin(name).map(|_| ()),
    }
    Ok(())
}

/// The bundled families, each on a line with its weights.
fn fonts() {
    let book = bargeh::font::FontBook::bundled();
    let lines = book.families().into_iter().map(|family| {
        let of_it = book.ids().map(|id| book.name(id)).filter(|(known, _)| *known == family);
        let mut weights: Vec<u16> = of_it.map(|(_, weight)| weight.number()).collect();
        weights.sort_unstable();
        let weights: Vec<String> = weights.iter().map(u16::to_string).collect();
        format!("{family:<20} {}\n", weights.join(", "))
    });
    print(&lines.collect::<String>());
}
