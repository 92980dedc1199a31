//! The fields of a row of the table of settings, and the macro that reads it.

use super::Settings;
use super::words::Ui;
use crate::error::Result;

/// A text in English and Persian.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// In English.
    pub en: &'static str,
    /// In Persian.
    pub fa: &'static str,
}

impl Said {
    /// The text in a language.
    #[must_use]
    pub const fn to(self, ui: Ui) -> &'static str {
        match ui {
            Ui::English => self.en,
            Ui::Persian => self.fa,
        }
    }
}

/// Commands that take settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// `bargeh INPUT…`, `watch` and `serve`.
    Convert,
    /// `bargeh batch`.
    Batch,
    /// `bargeh clean`.
    Clean,
    /// `bargeh compare`.
    Compare,
    /// `bargeh impose`.
    Impose,
    /// `bargeh inspect`.
    Inspect,
    /// `bargeh themes`.
    Themes,
    /// `bargeh fonts`.
    Fonts,
    /// `bargeh sheets`.
    Sheets,
    /// `bargeh man`.
    Man,
    /// `bargeh help`.
    Help,
}

impl Command {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::Convert,
        Self::Batch,
        Self::Clean,
        Self::Compare,
        Self::Impose,
        Self::Inspect,
        Self::Themes,
        Self::Fonts,
        Self::Sheets,
        Self::Man,
        Self::Help,
    ];

    /// Its name on the command line; a conversion has none.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Convert => "",
            Self::Batch => "batch",
            Self::Clean => "clean",
            Self::Compare => "compare",
            Self::Impose => "impose",
            Self::Inspect => "inspect",
            Self::Themes => "themes",
            Self::Fonts => "fonts",
            Self::Sheets => "sheets",
            Self::Man => "man",
            Self::Help => "help",
        }
    }
}

/// The section of the help that shows a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The page.
    Page,
    /// The text on it.
    Text,
    /// Pages on sheets.
    Sheet,
    /// Parts that are added.
    Parts,
    /// The files that come out.
    Files,
    /// The text that goes in.
    Source,
    /// The run itself.
    Running,
}

impl Group {
    /// Its heading in the help.
    #[must_use]
    pub const fn heading(self) -> Said {
        match self {
            Self::Page => Said { en: "Page", fa: "صفحه" },
            Self::Text => Said { en: "Text", fa: "متن" },
            Self::Sheet => Said { en: "Sheet", fa: "برگ چاپ" },
            Self::Parts => Said { en: "Parts", fa: "بخش‌های افزوده" },
            Self::Files => Said { en: "Files", fa: "پرونده‌های خروجی" },
            Self::Source => Said { en: "Source", fa: "متن ورودی" },
            Self::Running => Said { en: "Running", fa: "اجرا" },
        }
    }
}

/// The possible values of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// None: the flag has no value.
    Flag,
    /// Text, a number, a length.
    Any,
    /// Two numbers with a comma between them, of which the first may be below zero.
    Pair,
    /// The name of a file.
    File,
    /// One of these words.
    One(&'static [&'static str]),
    /// Some of these words, separated by commas.
    Some(&'static [&'static str]),
    /// One of these words; the first where no value is given.
    Maybe(&'static [&'static str]),
    /// One of these words, or what [`Said`] describes.
    Or(&'static [&'static str], Said),
}

impl Values {
    /// The words that completion offers.
    #[must_use]
    pub const fn words(self) -> &'static [&'static str] {
        match self {
            Self::One(words) | Self::Some(words) | Self::Maybe(words) | Self::Or(words, _) => words,
            Self::Flag | Self::Any | Self::Pair | Self::File => &[],
        }
    }
}

/// A setting.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Its name, everywhere but in Rust.
    pub key: &'static str,
    /// Where help shows it.
    pub group: Group,
    /// The commands that have a flag for it.
    pub commands: &'static [Command],
    /// The placeholder of the value in help.
    pub value: &'static str,
    /// The possible values.
    pub values: Values,
    /// A valid value.
    pub example: &'static str,
    /// The default, where it is worth mentioning in help.
    pub default: Said,
    /// Its description.
    pub about: Said,
    /// Parses a value and sets it.
    pub(super) set: fn(&mut Settings, &str, &str) -> Result<()>,
}

impl Row {
    /// Whether it is a switch whose opposite has the prefix `no-`.
    #[must_use]
    pub fn has_opposite(&self) -> bool {
        self.values == Values::Flag && !self.key.starts_with("no-")
    }

    /// Its flag without `--`. A setting that is on by default has only the flag
    /// that turns it off.
    #[must_use]
    pub fn flag(&self) -> &'static str {
        if self.key == "embed-fonts" { "no-embed-fonts" } else { self.key }
    }

    /// Its environment variable.
    #[must_use]
    pub fn variable(&self) -> String {
        format!("BARGEH_{}", self.key.to_ascii_uppercase().replace('-', "_"))
    }

    /// The line of help: description, possible values, default.
    #[must_use]
    pub fn help(&self, ui: Ui) -> String {
        let (comma, or, default) = match ui {
            Ui::English => (", ", " or ", "default"),
            Ui::Persian => ("، ", " یا ", "پیش‌فرض"),
        };
        let words = self.values.words().join(comma);
        let mut help = self.about.to(ui).to_owned();
        match self.values {
            Values::One(_) | Values::Some(_) | Values::Maybe(_) => help.extend([": ", &words]),
            Values::Or(_, other) => help.extend([": ", &words, or, other.to(ui)]),
            Values::Flag | Values::Any | Values::Pair | Values::File => {}
        }
        match self.default.to(ui) {
            "" => help,
            said => format!("{help} [{default}: {said}]"),
        }
    }
}

/// Reads the table and declares `Settings`, `ROWS` and `KEYS`.
macro_rules! settings {
    ($($key:literal => $field:ident: $type:ty {
        read: $read:expr,
        group: $group:ident,
        commands: $commands:ident,
        value: $value:literal $values:expr,
        example: $example:literal,
        default: ($default_en:literal, $default_fa:literal),
        en: $en:literal,
        fa: $fa:literal,
    })+) => {
        /// What one source, or several merged, sets. A field is `None` where the
        /// source does not set it.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Settings {
            $(#[doc = concat!("`", $key, "`: ", $en, ".")] pub $field: Option<$type>,)+
        }

        impl Settings {
            /// These settings, with those of a weaker source for the missing
            /// ones.
            #[must_use]
            pub fn or(self, weaker: Self) -> Self {
                Self { $($field: self.$field.or(weaker.$field),)+ }
            }
        }

        /// Every setting, in the order of the help.
        pub const ROWS: &[Row] = &[$(Row {
            key: $key,
            group: Group::$group,
            commands: $commands,
            value: $value,
            values: $values,
            example: $example,
            default: Said { en: $default_en, fa: $default_fa },
            about: Said { en: $en, fa: $fa },
            set: |settings, key, value| {
                settings.$field = Some($read(key, value)?);
                Ok(())
            },
        },)+];

        /// The name of every setting.
        pub const KEYS: &[&str] = &[$($key),+];
    };
}
pub(super) use settings;
