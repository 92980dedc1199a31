//! Word processors' files to a document: DOCX as Word, LibreOffice and pandoc write it,
//! and ODT. Only the parts with text, style names, list numbers, notes and pictures are
//! opened; entities that a file defines itself are refused.
//!
//! | Step | Module |
//! |---|---|
//! | the package | `package` |
//! | what styles and lists say | `styles`, `numbering` |
//! | blocks as Word has them, without what it hides | `body`, `pieces`, `picture`, `formula`, `symbols` |
//! | the same blocks from ODT | `odt` |
//! | what they are to a reader | `arrange`, `headings` |
//! | the message | `write`, `lists` |

mod arrange;
mod body;
mod fences;
mod fields;
mod formula;
mod headings;
mod listing;
mod lists;
mod numbering;
mod odt;
mod package;
mod paragraph;
mod picture;
mod pieces;
mod ranks;
mod run;
mod styles;
mod symbols;
mod tally;
mod ticks;
mod told;
mod typewriter;
mod write;

use super::notices::Notices;
use crate::document::{Block, Direction, Meta, Note, Source};
use crate::error::Result;
use crate::resources::Memory;
use body::Body;
pub(super) use package::Package;
use paragraph::Item;
use styles::Styles;
use tally::Tally;
use write::Writer;

/// A file as read.
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
    /// Paragraphs and rows.
    pub(super) nodes: usize,
}

/// Blocks as a word processor has them, and what they refer to.
struct Contents {
    items: Vec<Item>,
    /// Notes by their labels.
    notes: Vec<(String, Vec<Item>)>,
    styles: Styles,
    tally: Tally,
    embedded: Memory,
}

/// Reads a Word file.
pub(super) fn read_docx(bytes: &[u8], notices: &mut Notices<'_>, bounds: Bounds) -> Result<File> {
    let mut package = Package::open(bytes, notices)?;
    let document = package.main(notices)?;
    let mut body = Body::new(&mut package, notices, bounds)?;
    let items = body.read(&document)?;
    drop(document);
    let notes = body.notes()?;
    body.told.tell("Word", body.notices);
    let Body { styles, tally, album, .. } = body;
    write(Contents { items, notes, styles, tally, embedded: album.embedded }, notices, bounds)
}

/// Reads an OpenDocument text.
pub(super) fn read_odt(bytes: &[u8], notices: &mut Notices<'_>, bounds: Bounds) -> Result<File> {
    let contents = odt::read(bytes, notices, bounds)?;
    write(contents, notices, bounds)
}

fn write(contents: Contents, notices: &mut Notices<'_>, bounds: Bounds) -> Result<File> {
    let Contents { items, notes, styles, tally, embedded } = contents;
    let direction = tally.direction();
    let set = (direction.unwrap_or(Direction::Rtl), tally.sets_direction());
    let mut writer = Writer::new(&styles, notices, bounds, set);
    writer.items(items)?;
    writer.notes(notes)?;
    let (blocks, notes, source, meta) = writer.finish();
    Ok(File { blocks, notes, source, meta, embedded, direction })
}
