//! DOCX to a document: the text of a Word file with its structure, as Word,
//! LibreOffice and pandoc write it. Only the parts with text, style names, list
//! numbers, notes and pictures are opened; entities that a file defines itself
//! are refused.
//!
//! | Step | Module |
//! |---|---|
//! | the package | `package` |
//! | what styles and lists say | `styles`, `numbering` |
//! | blocks as Word has them, without what it hides | `body`, `pieces`, `picture`, `formula`, `symbols` |
//! | what they are to a reader | `arrange`, `headings` |
//! | the message | `write`, `lists` |

mod arrange;
mod body;
mod fields;
mod formula;
mod headings;
mod lists;
mod numbering;
mod package;
mod paragraph;
mod picture;
mod pieces;
mod run;
mod styles;
mod symbols;
mod told;
mod write;

use super::notices::Notices;
use crate::document::{Block, Direction, Meta, Note, Source};
use crate::error::Result;
use crate::resources::Memory;
use body::Body;
use package::Package;
use write::Writer;

/// A Word file as read.
pub(super) struct File {
    pub(super) blocks: Vec<Block>,
    pub(super) notes: Vec<Note>,
    /// The text extracted from it.
    pub(super) source: Source,
    pub(super) meta: Meta,
    /// Its pictures.
    pub(super) embedded: Memory,
    /// The direction that most of its paragraphs are set to.
    pub(super) direction: Option<Direction>,
}

/// The limits of a file.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    /// The depth of nesting.
    pub(super) nesting: usize,
    /// Bytes of text.
    pub(super) text: usize,
}

/// Reads a Word file.
pub(super) fn read(bytes: &[u8], notices: &mut Notices<'_>, bounds: Bounds) -> Result<File> {
    let mut package = Package::open(bytes, notices)?;
    let document = package.main(notices)?;
    let mut body = Body::new(&mut package, notices, bounds)?;
    let items = body.read(&document)?;
    drop(document);
    let notes = body.notes()?;
    let (direction, sets_direction) = (body.direction(), body.sets_direction());
    let embedded = std::mem::take(&mut body.embedded);
    body.tell();
    let Body { styles, .. } = body;
    let mut writer = Writer::new(&styles, notices, bounds, (direction.unwrap_or(Direction::Rtl), sets_direction));
    writer.items(items)?;
    writer.notes(notes)?;
    let (blocks, notes, source, meta) = writer.finish();
    Ok(File { blocks, notes, source, meta, embedded, direction })
}
