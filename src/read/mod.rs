//! Bytes to a document: encodings and limits, then one reader a format.

use crate::document::Document;
use crate::error::{Result, Warned};
use crate::settings::{InputFormat, Settings};

/// How an input is to be read.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadOptions {
    /// The form of the input.
    pub format: InputFormat,
    /// The file as the user named it, for messages and the fallback title.
    pub name: String,
    /// `--encoding`; `None`: UTF-8 (UTF-16 with a byte order mark is refused
    /// with a hint).
    pub encoding: Option<String>,
    /// Map bytes that are no text to U+FFFD instead of refusing.
    pub lossy: bool,
    /// Limits.
    pub limits: Limits,
}

/// What no input may pass; documented in the README.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one input.
    pub bytes: usize,
    /// Depth of nesting.
    pub nesting: usize,
    /// Bytes of front matter.
    pub front_matter: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 32 << 20, nesting: 100, front_matter: 64 << 10 }
    }
}

/// A document and the settings its front matter gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// The message.
    pub document: Document,
    /// What the front matter set.
    pub settings: Settings,
}

/// Reads one input.
///
/// # Errors
/// [`crate::Error::Source`] with file, line and hint.
pub fn read(_bytes: &[u8], _options: &ReadOptions) -> Result<Warned<Input>> {
    todo!()
}
