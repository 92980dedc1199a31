//! The files that come out, and what each is called beside the others.

use crate::settings::OutputFormat;

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// Its form.
    pub format: OutputFormat,
    /// Which part of the work it is.
    pub part: Part,
    /// What its name ends in; another than the format's for a file that goes with
    /// one, such as the words of a picture.
    pub ending: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Product {
    /// A part in a form.
    #[must_use]
    pub const fn new(format: OutputFormat, part: Part, bytes: Vec<u8>) -> Self {
        Self { format, part, ending: format.ending(), bytes }
    }

    /// Whether it holds pages of the message.
    #[must_use]
    pub fn holds_pages(&self) -> bool {
        self.format.made_from() == crate::settings::MadeFrom::Print && self.part != Part::Guide
    }
}

/// Which part of the work a file is.
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
    /// One of many, counted from 1; the word, such as `card`, says what they are
    /// where that is not plain.
    Numbered(&'static str, usize),
}

impl Part {
    /// What is put behind the file's stem: `-fronts`, `-1`, `-card-1`.
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
