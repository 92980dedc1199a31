//! What a row of the table of settings says, and the macro that reads the table.

use super::Settings;
use super::words::Ui;
use crate::error::Result;

/// The same in English and Persian.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// In English.
    pub en: &'static str,
    /// In Persian.
    pub fa: &'static str,
}

impl Said {
    /// The one of a language.
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
    /// `bargeh INPUT…`, and `watch`.
    Convert,
    /// `bargeh batch`.
    Batch,
    /// `bargeh clean`.
    Clean,
    /// `bargeh impose`.
    Impose,
    /// `bargeh inspect`.
    Inspect,
    /// `bargeh themes`.
    Themes,
    /// `bargeh fonts`.
    Fonts,
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
        Self::Impose,
        Self::Inspect,
        Self::Themes,
        Self::Fonts,
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
            Self::Impose => "impose",
            Self::Inspect => "inspect",
            Self::Themes => "themes",
            Self::Fonts => "fonts",
            Self::Man => "man",
            Self::Help => "help",
        }
    }
}

/// Settings that help shows together.
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

/// What can be given as the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// Nothing: the flag alone says it.
    Flag,
    /// Text, a number, a length.
    Any,
    /// The name of a file.
    File,
    /// One of these words.
    One(&'static [&'static str]),
    /// Some of these words, with commas between.
    Some(&'static [&'static str]),
    /// One of these words; the first where none is given.
    Maybe(&'static [&'static str]),
    /// One of these words, or what [`Said`] says.
    Or(&'static [&'static str], Said),
}

impl Values {
    /// The words that completion offers.
    #[must_use]
    pub const fn words(self) -> &'static [&'static str] {
        match self {
            Self::One(words) | Self::Some(words) | Self::Maybe(words) | Self::Or(words, _) => words,
            Self::Flag | Self::Any | Self::File => &[],
        }
    }
}

/// A setting.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Its name everywhere but in Rust.
    pub key: &'static str,
    /// Where help shows it.
    pub group: Group,
    /// The commands that have a flag for it.
    pub commands: &'static [Command],
    /// What stands for the value in help.
    pub value: &'static str,
    /// What can be given.
    pub values: Values,
    /// A valid value.
    pub example: &'static str,
    /// What holds where nothing is said, where that is worth a word.
    pub default: Said,
    /// What it does.
    pub about: Said,
    /// Reads a value.
    pub(super) set: fn(&mut Settings, &str, &str) -> Result<()>,
}

impl Row {
    /// Whether it is switched on or off, and `no-` before it is the opposite.
    #[must_use]
    pub fn has_opposite(&self) -> bool {
        self.values == Values::Flag && !self.key.starts_with("no-")
    }

    /// Its flag without `--`. What is on by default is only switched off.
    #[must_use]
    pub fn flag(&self) -> &'static str {
        if self.key == "embed-fonts" { "no-embed-fonts" } else { self.key }
    }

    /// Its name in the environment.
    #[must_use]
    pub fn variable(&self) -> String {
        format!("BARGEH_{}", self.key.to_ascii_uppercase().replace('-', "_"))
    }

    /// The line of help: what it does, what can be given, what holds otherwise.
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
            Values::Flag | Values::Any | Values::File => {}
        }
        match self.default.to(ui) {
            "" => help,
            said => format!("{help} [{default}: {said}]"),
        }
    }
}

/// Reads the table: makes `Settings`, `ROWS` and `KEYS` of it.
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
        /// What the layout of pages, text and added parts asks for. Every field is
        /// `None` where the place it came from says nothing.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Settings {
            $(#[doc = concat!("`", $key, "`: ", $en, ".")] pub $field: Option<$type>,)+
        }

        impl Settings {
            /// These settings, and where they say nothing, those of a weaker place.
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
