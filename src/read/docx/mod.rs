//! DOCX to a document: the text of a Word file with its structure, as Word,
//! LibreOffice and pandoc write it. Only the parts that hold text, names of
//! styles, numbers of lists, notes and pictures are opened; entities that a
//! file defines itself are not expanded.

mod body;
mod lists;
mod package;
mod parts;
mod run;
mod styles;
mod xml;

use super::builder::Builder;
use super::extract::Extract;
use super::notices::Notices;
use crate::document::{Block, Meta, Note, Source};
use crate::error::Result;
use crate::resources::Memory;
use body::Body;
use package::Package;
use styles::Styles;

/// A Word file as read.
pub(super) struct File {
    pub(super) blocks: Vec<Block>,
    pub(super) notes: Vec<Note>,
    /// The text taken out of it.
    pub(super) source: Source,
    pub(super) meta: Meta,
    /// Its pictures.
    pub(super) embedded: Memory,
}

/// Reads a Word file.
pub(super) fn read(bytes: &[u8], notices: &mut Notices<'_>, limit: usize) -> Result<File> {
    let mut package = Package::open(bytes, notices)?;
    let document = package.main(notices)?;
    let styles = Styles::read(&mut package, notices)?;
    let mut body = Body::new(&styles, notices, limit);
    body.read(&mut package, &document)?;
    for (part, prefix, element) in [("footnotes.xml", "fn", "footnote"), ("endnotes.xml", "en", "endnote")] {
        let name = package.beside_main(part);
        if package.has(&name) {
            body.read_notes(&mut package, &name, prefix, element)?;
        }
    }
    Ok(body.finish())
}

/// What a body under way is made of.
struct Making {
    builder: Builder,
    extract: Extract,
}
