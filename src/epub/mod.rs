//! A document as an EPUB 3.3: package by epub-builder, then a finishing pass
//! over the zip for what it gets wrong (clock, ids, directions, order).

use crate::document::Document;
use crate::error::{Result, Warned};
use crate::font::FontBook;
use crate::resources::Resources;
use crate::theme::Theme;

/// What the book carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpubOptions {
    /// Embed subset fonts.
    pub embed_fonts: bool,
    /// Write `dc:creator` from the meta data.
    pub author: bool,
    /// Write `dc:date`.
    pub date: bool,
    /// Anchors of the printed pages: heading or block and its page label, from
    /// a layout, for a page list.
    pub page_list: Vec<(crate::document::NodeId, String)>,
    /// Seconds since 1970 for `dcterms:modified` (`SOURCE_DATE_EPOCH`).
    pub modified: Option<u64>,
}

/// Writes an EPUB. The same input gives the same bytes, everywhere.
///
/// # Errors
/// [`crate::Error::Writer`] for a defect of the writer.
pub fn write(
    _document: &Document,
    _theme: &Theme,
    _fonts: &FontBook,
    _resources: &dyn Resources,
    _options: &EpubOptions,
) -> Result<Warned<Vec<u8>>> {
    todo!()
}
