//! The settings as flags and as environment variables, both made from the table
//! of settings.

use bargeh::settings::{Command as Taker, KEYS, ROWS, Row, Scheme, Settings, Ui, Values, misspelt};
use bargeh::{Error, Result, Warning};
use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::error::Error as ClapError;
use clap::{Arg, ArgAction, ArgMatches, Command, FromArgMatches, ValueHint};
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fmt::Debug;
use std::marker::PhantomData;

/// A command, as a type.
pub(crate) trait Takes: Clone + Debug + Default + 'static {
    const COMMAND: Taker;
}

macro_rules! takers {
    ($($name:ident),+) => { $(
        #[derive(Clone, Debug, Default)]
        pub(crate) struct $name;
        impl Takes for $name {
            const COMMAND: Taker = Taker::$name;
        }
    )+ };
}
takers!(Convert, Batch, Clean, Compare, Impose, Inspect, Themes, Fonts, Sheets, Man, Help);

/// The settings given as flags of a command.
#[derive(Clone, Debug, Default)]
pub(crate) struct SettingArgs<C: Takes>(Vec<(&'static str, String)>, PhantomData<C>);

/// The rows of a command's settings.
fn rows<C: Takes>() -> impl Iterator<Item = &'static Row> {
    ROWS.iter().filter(|row| row.commands.contains(&C::COMMAND))
}

impl<C: Takes> SettingArgs<C> {
    /// The settings of the flags, then those of the environment.
    pub(crate) fn settings(&self) -> Result<Settings> {
        let mut flags = Settings::default();
        for (flag, value) in &self.0 {
            set(&mut flags, flag, value, || format!("--{flag}"))?;
        }
        Ok(flags.or(environment()?))
    }
}

/// The prefix of environment variables.
const PREFIX: &str = "BARGEH_";

/// Our variables sorted by name, so that of two mistakes always the same one is
/// reported. An empty variable counts as unset.
fn variables() -> BTreeMap<String, OsString> {
    let named = |(name, value): (OsString, OsString)| Some((name.to_str()?.strip_prefix(PREFIX)?.to_owned(), value));
    std::env::vars_os().filter_map(named).filter(|(_, value)| !value.is_empty()).collect()
}

/// The setting that a variable is for.
fn key_of(rest: &str) -> Option<String> {
    let key = rest.to_ascii_lowercase().replace('_', "-");
    let is_written_so = !rest.contains('-') && !rest.bytes().any(|byte| byte.is_ascii_lowercase());
    let is_one = |key: &str| KEYS.contains(&key);
    let opposite = || ROWS.iter().any(|row| row.has_opposite() && key.strip_prefix("no-") == Some(row.key));
    (is_written_so && (is_one(&key) || opposite())).then_some(key)
}

/// The variable that a misspelt one was probably meant for.
fn meant(rest: &str) -> Option<String> {
    let near = misspelt(&rest.to_ascii_lowercase().replace('_', "-"), KEYS)?;
    ROWS.iter().find(|row| row.key == near).map(Row::variable)
}

/// The settings of `BARGEH_*`. A near miss of a setting is an error; other names
/// may belong to something else, such as a container's `BARGEH_VERSION`: see
/// [`strangers`].
fn environment() -> Result<Settings> {
    let mut settings = Settings::default();
    for (rest, value) in variables() {
        let name = format!("{PREFIX}{rest}");
        match (key_of(&rest), meant(&rest)) {
            (Some(key), _) => set(&mut settings, &key, text(&name, &value)?, || name.clone())?,
            (None, Some(near)) => {
                let message = format!("no setting is called {}", name.escape_debug());
                return Err(Error::Setting { message, hint: Some(format!("did you mean {near}?")) });
            }
            (None, None) => {}
        }
    }
    Ok(settings)
}

fn text<'a>(name: &str, value: &'a OsStr) -> Result<&'a str> {
    value.to_str().ok_or_else(|| Error::Setting { message: format!("{name} is not UTF-8"), hint: None })
}

/// Warnings about variables with our prefix that are not settings.
pub(crate) fn strangers() -> Vec<Warning> {
    let named = variables().into_keys().filter(|rest| key_of(rest).is_none() && meant(rest).is_none());
    named
        .map(|rest| {
            let message = format!("{PREFIX}{} is no setting and is passed over", rest.escape_debug());
            Warning::new("environment", message).hint("`bargeh --help` lists the settings")
        })
        .collect()
}

/// Sets one setting; an error names the source of the value.
fn set(settings: &mut Settings, key: &str, value: &str, place: impl FnOnce() -> String) -> Result<()> {
    let named = |row: &&Row| key == row.key || row.has_opposite() && key.strip_prefix("no-") == Some(row.key);
    let is_flag = ROWS.iter().find(named).is_some_and(|row| row.values == Values::Flag);
    let value = match value {
        "1" if is_flag => "true",
        "0" if is_flag => "false",
        other => other,
    };
    settings.set(key, value).map_err(|error| match error {
        Error::Setting { message, hint } => {
            // The source already names the setting.
            let message = message.strip_prefix(key).map_or(format!(": {message}"), str::to_owned);
            Error::Setting { message: format!("{}{message}", place()), hint }
        }
        other => other,
    })
}

/// Accepts any text, since [`Settings::set`] gives better errors than clap's
/// list of valid values, but offers the values to completion.
#[derive(Clone)]
pub(crate) struct Offering(pub(crate) &'static [&'static str]);

impl TypedValueParser for Offering {
    type Value = String;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> std::result::Result<String, ClapError> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let words = self.0;
        // Completion offers an example that is valid as it is for `copies:N`.
        (!words.is_empty()).then(|| Box::new(words.iter().map(|word| PossibleValue::new(Scheme::example(word)))) as _)
    }
}

/// The line of help of a flag that names formats.
pub(crate) fn format_help(ui: Ui, about: &str, words: &[&str], default: &str) -> String {
    match ui {
        Ui::English => format!("{about}: {} [default: {default}]", words.join(", ")),
        Ui::Persian => format!("{about}: {} [پیش‌فرض: {default}]", words.join("، ")),
    }
}

fn arg(row: &'static Row, ui: Ui) -> Arg {
    let arg = Arg::new(row.flag()).long(row.flag()).help(row.help(ui)).help_heading(row.group.heading().to(ui));
    if row.values == Values::Flag {
        return arg.action(ArgAction::SetTrue);
    }
    let hint = match row.values {
        Values::File | Values::Or(..) => ValueHint::FilePath,
        _ => ValueHint::Other,
    };
    let arg = match row.values {
        Values::Maybe(words) => arg.num_args(0..=1).default_missing_values(words.first()),
        _ => arg,
    };
    arg.value_name(row.value)
        .action(ArgAction::Set)
        .allow_negative_numbers(true)
        // `-1.5,0.5` is no number for clap.
        .allow_hyphen_values(row.values == Values::Pair)
        .value_parser(Offering(row.values.words()))
        .hide_possible_values(true)
        .value_hint(hint)
}

impl<C: Takes> clap::Args for SettingArgs<C> {
    fn augment_args(command: Command) -> Command {
        command.args(rows::<C>().map(|row| arg(row, Ui::English)))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<C: Takes> FromArgMatches for SettingArgs<C> {
    fn from_arg_matches(matches: &ArgMatches) -> std::result::Result<Self, ClapError> {
        let value = |row: &Row| match row.values {
            Values::Flag => matches.get_flag(row.flag()).then(|| "true".to_owned()),
            _ => matches.get_one::<String>(row.flag()).cloned(),
        };
        Ok(Self(rows::<C>().filter_map(|row| Some((row.flag(), value(row)?))).collect(), PhantomData))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> std::result::Result<(), ClapError> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
