//! What can go wrong, where, and what to do about it.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::PathBuf;

/// A result of this library.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Where in the user's files something is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The file as the user named it.
    pub file: String,
    /// The line, counted from 1.
    pub line: Option<usize>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        Ok(())
    }
}

/// A failure: nothing was made. Each carries one lower-case sentence, and a
/// hint where the user can do something.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The source message cannot be read: encoding, size, nesting, front matter.
    #[error("{message}")]
    Source {
        /// What is wrong.
        message: String,
        /// Where.
        place: Place,
        /// What to do.
        hint: Option<String>,
    },
    /// An image, font, theme or cover that the message asks for cannot be used.
    #[error("{name}: {message}")]
    Resource {
        /// The name as written.
        name: String,
        /// What is wrong with it.
        message: String,
        /// What to do.
        hint: Option<String>,
    },
    /// A name that leads where a message may not look: outside its folder, to a
    /// pipe or a device. Never replaced by alternative text.
    #[error("{name}: {message}")]
    Forbidden {
        /// The name as written.
        name: String,
        /// What is wrong with it.
        message: String,
        /// What to do.
        hint: Option<String>,
    },
    /// A setting (flag, environment, front matter, theme) that cannot be.
    #[error("{message}")]
    Setting {
        /// What is wrong, naming the setting and the nearest valid value.
        message: String,
        /// What to do.
        hint: Option<String>,
    },
    /// The text does not fit the pages or panels it was given.
    #[error("{message}")]
    DoesNotFit {
        /// What does not fit where.
        message: String,
        /// What to do.
        hint: Option<String>,
    },
    /// A PDF given to `impose` or a file given to `inspect` is refused.
    #[error("{message}")]
    Refused {
        /// Why.
        message: String,
        /// What to do.
        hint: Option<String>,
    },
    /// A file could not be written.
    #[error("{}: {}", path.display(), system(source))]
    Output {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A writer failed; a defect of this program.
    #[error("internal error while writing {format}: {message}")]
    Writer {
        /// `PDF` or `EPUB`.
        format: &'static str,
        /// What happened.
        message: String,
    },
}

/// What the system said, without its number and the name of a temporary file.
#[must_use]
pub fn system(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

impl Error {
    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        match self {
            Self::Source { hint, .. }
            | Self::Resource { hint, .. }
            | Self::Forbidden { hint, .. }
            | Self::Setting { hint, .. }
            | Self::DoesNotFit { hint, .. }
            | Self::Refused { hint, .. } => hint.as_deref(),
            Self::Output { source, .. } if source.kind() == io::ErrorKind::NotFound => Some("make its folder first"),
            Self::Output { .. } | Self::Writer { .. } => None,
        }
    }

    /// Where in the source it is, if it is there.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        match self {
            Self::Source { place, .. } => Some(place),
            _ => None,
        }
    }

    /// A stable short name of the kind, such as `setting`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Source { .. } => "source",
            Self::Resource { .. } => "resource",
            Self::Forbidden { .. } => "forbidden",
            Self::Setting { .. } => "setting",
            Self::DoesNotFit { .. } => "does-not-fit",
            Self::Refused { .. } => "refused",
            Self::Output { .. } => "output",
            Self::Writer { .. } => "writer",
        }
    }

    /// The exit status of the command line: 1 refused or failed, 2 usage, 3 output.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Setting { .. } => 2,
            Self::Output { .. } => 3,
            _ => 1,
        }
    }
}

/// Something the user should know; the work went on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// A stable short name of the kind, such as `missing-image`.
    pub code: &'static str,
    /// One lower-case sentence.
    pub message: String,
    /// Where, if it is in the source.
    pub place: Option<Place>,
    /// What to do.
    pub hint: Option<String>,
}

impl Warning {
    /// A warning without place and hint.
    #[must_use]
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), place: None, hint: None }
    }

    /// The same at a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl Warning {
    /// A warning of how many more of its kind are not told one by one; `None` for none.
    pub(crate) fn more(code: &'static str, count: usize) -> Option<Self> {
        (count > 0).then(|| Self::new(code, format!("and {count} more warnings of this kind")))
    }
}

/// The most warnings of one kind that are told one by one.
const OF_A_KIND: usize = 50;

/// The warnings, with those of one kind beyond fifty counted in one.
pub(crate) fn abridged(warnings: Vec<Warning>) -> Vec<Warning> {
    if warnings.len() <= OF_A_KIND {
        return warnings;
    }
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut kept: Vec<Warning> = Vec::new();
    for warning in warnings {
        let count = counts.entry(warning.code).or_insert(0);
        *count += 1;
        if *count <= OF_A_KIND {
            kept.push(warning);
        }
    }
    kept.extend(counts.into_iter().filter_map(|(code, count)| Warning::more(code, count.saturating_sub(OF_A_KIND))));
    kept
}

/// Warnings as they are told: those about a whole message first, then, file by file,
/// those of its lines from above to below. Stages meet them in another order.
#[must_use]
pub fn in_order(mut warnings: Vec<Warning>) -> Vec<Warning> {
    let mut files: BTreeMap<String, usize> = BTreeMap::new();
    for place in warnings.iter().filter_map(|warning| warning.place.as_ref()) {
        let next = files.len();
        files.entry(place.file.clone()).or_insert(next);
    }
    warnings.sort_by_key(|warning| warning.place.as_ref().map(|place| (files.get(&place.file).copied(), place.line)));
    warnings
}

/// A value and what was noticed while it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warned<T> {
    /// The value.
    pub value: T,
    /// What was noticed, in the order it was met.
    pub warnings: Vec<Warning>,
}

impl<T> Warned<T> {
    /// A value with nothing to say about it.
    #[must_use]
    pub fn quiet(value: T) -> Self {
        Self { value, warnings: Vec::new() }
    }
}
