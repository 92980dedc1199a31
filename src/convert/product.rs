//! The output files, and how their names differ.

use crate::settings::OutputFormat;

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// Its format.
    pub format: OutputFormat,
    /// Which part of the output it is.
    pub part: Part,
    /// The ending of its name; not the format's own for a companion file, such
    /// as the text of a picture.
    pub ending: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Product {
    /// A part in a format.
    #[must_use]
    pub const fn new(format: OutputFormat, part: Part, bytes: Vec<u8>) -> Self {
        Self { format, part, ending: format.ending(), bytes }
    }

    /// Whether it contains pages of the message.
    #[must_use]
    pub fn holds_pages(&self) -> bool {
        self.format.made_from() == crate::settings::MadeFrom::Print && self.part != Part::Guide
    }
}

/// Which part of the output a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// All of it.
    Whole,
    /// The fronts of sheets that are turned by hand.
    Fronts,
    /// Their backs.
    Backs,
    /// How to fold the sheets.
    Guide,
    /// One of several, counted from 1; the word, such as `card`, says what they
    /// are where that is not obvious.
    Numbered(&'static str, usize),
}

impl Part {
    /// What is appended to the file's stem: `-fronts`, `-1`, `-card-1`.
    #[must_use]
    pub fn suffix(self) -> String {
        match self {
            Self::Whole => String::new(),
            Self::Fronts => "-fronts".to_owned(),
            Self::Backs => "-backs".to_owned(),
            Self::Guide => "-guide".to_owned(),
            Self::Numbered("", number) => format!("-{number}"),
            Self::Numbered(word, number) => format!("-{word}-{number}"),
        }
    }
}
