//! Bytes to a document: encodings and limits, then one reader a format.

mod builder;
mod decode;
mod divs;
mod frame;
mod front_matter;
mod language;
mod links;
mod markdown;
mod notices;
mod poem;
mod raw_html;

use crate::document::visit::{self, first_heading};
use crate::document::{Block, BlockKind, Document, Lang, Source, Sources};
use crate::error::{Result, Warned};
use crate::settings::{InputFormat, Settings};
use notices::Notices;
use std::path::Path;

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
    /// The language that a flag or the environment gives; front matter is weaker.
    pub lang: Option<Lang>,
    /// The language of messages that name none, from `bargeh.toml`; `None`: it
    /// is found by the script of most letters.
    pub usual_lang: Option<Lang>,
    /// Limits.
    pub limits: Limits,
}

impl ReadOptions {
    /// UTF-8 of a form, with the usual limits.
    #[must_use]
    pub fn new(format: InputFormat, name: impl Into<String>) -> Self {
        Self {
            format,
            name: name.into(),
            encoding: None,
            lossy: false,
            lang: None,
            usual_lang: None,
            limits: Limits::default(),
        }
    }
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
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Warned<Input>> {
    let mut warnings = Vec::new();
    let text = decode::decode(bytes, options, &mut warnings)?;
    let source = Source::new(&options.name, text);
    let mut notices = Notices::new(&source);
    let front = front_matter::read(&mut notices, options.limits.front_matter)?;
    let (blocks, notes) = markdown::read(&mut notices, front.end, options.limits.nesting)?;
    warnings.append(&mut notices.list);
    let mut meta = front.meta;
    if meta.title.is_none() {
        meta.title = first_heading(&blocks).or_else(|| stem(&options.name));
    }
    let mut document = Document { meta, blocks, notes, sources: Sources(vec![source]) };
    language::settle(&mut document, options, front.settings.lang.is_some(), &mut warnings);
    visit::identify(&mut document);
    Ok(Warned { value: Input { document, settings: front.settings }, warnings })
}

/// A title from the name of a file.
fn stem(name: &str) -> Option<String> {
    let stem = Path::new(name).file_stem()?.to_str()?.trim();
    (!stem.is_empty() && stem != "-").then(|| stem.to_owned())
}
