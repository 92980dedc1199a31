//! The settings as flags and as environment variables: one table, so that the
//! two never differ.

use bargeh::settings::{Settings, nearest};
use bargeh::{Error, Result};
use clap::error::Error as ClapError;
use clap::{Arg, ArgAction, ArgMatches, Command, FromArgMatches};
use std::collections::BTreeMap;
use std::ffi::OsString;

/// One setting as a flag.
struct Opt {
    /// The key of [`Settings::set`], and the flag without `--`.
    key: &'static str,
    /// What stands for the value; empty for a flag without one.
    value: &'static str,
    /// One line.
    help: &'static str,
}

const fn opt(key: &'static str, value: &'static str, help: &'static str) -> Opt {
    Opt { key, value, help }
}

/// Every setting, by the heading of the help it stands under.
const OPTIONS: &[(&str, &[Opt])] =
    &[("Page", PAGE), ("Text", TEXT), ("Sheet", SHEET), ("Parts", PARTS), ("Files", FILES), ("Source", SOURCE)];

const PAGE: &[Opt] = &[
    opt("theme", "NAME|FILE", "leaflet, flyer, poster, book, large-print, plain, or a TOML file [default: leaflet]"),
    opt("paper", "SIZE", "a3 to a7, dl, letter, or WxHmm [default: the theme's, mostly a5]"),
    opt("landscape", "", "Turn the page on its side"),
    opt("margin", "MM", "One value, or top,outer,bottom,inner"),
    opt("columns", "N", "Text columns"),
    opt("binding", "SIDE", "right or left [default: right for right-to-left languages]"),
];
const TEXT: &[Opt] = &[
    opt("font", "NAME|FILE", "Font of the text: a bundled family (`bargeh fonts`) or a TrueType file"),
    opt("font-size", "PT", "Size of the text in points"),
    opt("justify", "HOW", "full or start"),
    opt("kashida", "HOW", "Stretched letters: off, auto or on"),
    opt("roles", "HOW", "Find slogans and contact blocks: auto or off"),
    opt("lang", "TAG", "Language of the message [default: fa]"),
];
const SHEET: &[Opt] = &[
    opt(
        "sheet",
        "SCHEME",
        "none, booklet, bifold, trifold, zfold, accordion:N, zine, quarter, copies:N, stack:N, grid:CxR",
    ),
    opt("sheet-paper", "SIZE", "Paper in the printer [default: a4]"),
    opt("duplex", "HOW", "Flip on the short or long edge; manual (two files); none"),
    opt("marks", "LIST", "crop, fold, cut, register"),
    opt("bleed", "MM", "How far artwork reaches past the cut"),
    opt("printable", "MM", "Edge the printer cannot reach [default: 5]"),
    opt("creep", "MM", "Shift of each sheet of a booklet towards the fold"),
    opt("signature", "N", "Pages to a signature of a booklet"),
    opt("back-cover", "", "Put blank pages before the last page"),
    opt("proof", "", "Write a folding guide beside the output"),
    opt("fit", "N", "Choose size and leading so that the text fills exactly N pages"),
];
const PARTS: &[Opt] = &[
    opt("qr", "WHAT", "QR codes for links: links or none"),
    opt("toc", "", "Add a table of contents"),
    opt("cover", "FILE", "Cover picture"),
    opt("page-list", "", "Page numbers of the print in the EPUB"),
];
const FILES: &[Opt] = &[
    opt("pdf", "KIND", "archive (PDF/A-2u and PDF/UA-1) or plain (smallest) [default: archive]"),
    opt("text-layer", "HOW", "Text for readers as they are, or by the letter: readers or iso"),
    opt("ink", "INK", "color, gray, black; cmyk with --pdf plain"),
    opt("image-quality", "N", "Recompress pictures, 1 to 100"),
    opt("no-embed-fonts", "", "Leave fonts out of the EPUB"),
    opt("metadata", "KEYS", "Write author, date into the file [default: neither]"),
    opt("title", "TEXT", "Title of the document"),
    opt("no-title", "", "Leave the title out of the file"),
    opt("author", "TEXT", "Author, printed where the theme does"),
    opt("date", "TEXT", "Date, printed where the theme does"),
];
const SOURCE: &[Opt] = &[
    opt("reflow", "HOW", "Join lines broken by a narrow column: auto, on or off"),
    opt("clean", "LEVEL", "none, safe, guarded or all"),
    opt("words", "FILE", "Your own words for the clean-up, one a line"),
    opt("digits", "HOW", "keep, persian or latin"),
];

/// The settings given as flags.
#[derive(Clone, Debug, Default)]
pub(crate) struct SettingArgs(Vec<(&'static Opt, String)>);

/// What the names of settings in the environment begin with.
const PREFIX: &str = "BARGEH_";

/// The name of a setting in the environment.
fn variable(key: &str) -> String {
    format!("{PREFIX}{}", key.to_ascii_uppercase().replace('-', "_"))
}

fn unknown(name: &str, rest: &str) -> Error {
    let keys: Vec<&str> = OPTIONS.iter().flat_map(|(_, options)| *options).map(|opt| opt.key).collect();
    let key = &rest.to_ascii_lowercase().replace('_', "-");
    Error::Setting {
        message: format!("no setting is called {}", name.escape_debug()),
        hint: Some(match nearest(key, &keys) {
            Some(near) => format!("did you mean {}?", variable(near)),
            None => "see `bargeh --help`; every flag under Page to Source has such a name".to_owned(),
        }),
    }
}

impl std::fmt::Debug for Opt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.key)
    }
}

impl SettingArgs {
    /// What the flags say, over what the environment says.
    pub(crate) fn settings(&self) -> Result<Settings> {
        let mut flags = Settings::default();
        for (opt, value) in &self.0 {
            set(&mut flags, opt, value, || format!("--{}", opt.key))?;
        }
        Ok(flags.or(environment()?))
    }
}

/// What `BARGEH_*` says; an empty variable says nothing.
fn environment() -> Result<Settings> {
    let mut settings = Settings::default();
    let named = |(name, value): (OsString, OsString)| Some((name.to_str()?.strip_prefix(PREFIX)?.to_owned(), value));
    // In the order of their names, so that of two mistakes the same is told each time.
    let named: BTreeMap<_, _> = std::env::vars_os().filter_map(named).filter(|(_, value)| !value.is_empty()).collect();
    for (rest, value) in named {
        let name = format!("{PREFIX}{rest}");
        let mut options = OPTIONS.iter().flat_map(|(_, options)| *options);
        let Some(opt) = options.find(|opt| variable(opt.key) == name) else { return Err(unknown(&name, &rest)) };
        match value.to_str() {
            Some(value) => set(&mut settings, opt, value, || name)?,
            None => return Err(Error::Setting { message: format!("{name} is not UTF-8"), hint: None }),
        }
    }
    Ok(settings)
}

/// Sets one setting; an error names where the value came from.
fn set(settings: &mut Settings, opt: &Opt, value: &str, place: impl FnOnce() -> String) -> Result<()> {
    let result = match (opt.key, value) {
        ("no-embed-fonts", "true" | "1") => settings.set("embed-fonts", "false"),
        ("no-embed-fonts", "false" | "0") => settings.set("embed-fonts", "true"),
        (key, "1") if opt.value.is_empty() => settings.set(key, "true"),
        (key, "0") if opt.value.is_empty() => settings.set(key, "false"),
        (key, value) => settings.set(key, value),
    };
    result.map_err(|error| match error {
        Error::Setting { message, hint } => {
            // The place names the setting.
            let message = message.strip_prefix(opt.key).map_or(format!(": {message}"), str::to_owned);
            Error::Setting { message: format!("{}{message}", place()), hint }
        }
        other => other,
    })
}

impl clap::Args for SettingArgs {
    fn augment_args(command: Command) -> Command {
        OPTIONS.iter().fold(command, |command, (heading, options)| {
            command.args(options.iter().map(|opt| {
                let arg = Arg::new(opt.key).long(opt.key).help(opt.help).help_heading(*heading);
                if opt.value.is_empty() {
                    arg.action(ArgAction::SetTrue)
                } else {
                    arg.value_name(opt.value).action(ArgAction::Set).allow_negative_numbers(true)
                }
            }))
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for SettingArgs {
    fn from_arg_matches(matches: &ArgMatches) -> std::result::Result<Self, ClapError> {
        let value = |opt: &Opt| match opt.value.is_empty() {
            true => matches.get_flag(opt.key).then(|| "true".to_owned()),
            false => matches.get_one::<String>(opt.key).cloned(),
        };
        let given = OPTIONS.iter().flat_map(|(_, options)| *options).filter_map(|opt| Some((opt, value(opt)?)));
        Ok(Self(given.collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> std::result::Result<(), ClapError> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
