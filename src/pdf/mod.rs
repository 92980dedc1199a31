//! Sheets as a PDF: content by printpdf, then a finishing pass over the object
//! model by lopdf for fonts, text layer, tags, metadata and boxes.

use crate::document::Meta;
use crate::error::Result;
use crate::font::FontBook;
use crate::frame::Print;
use crate::settings::{Ink, PdfKind, TextLayer};

/// What the file promises and carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PdfOptions {
    /// Standards or smallest file.
    pub kind: PdfKind,
    /// How text is written for readers.
    pub text_layer: TextLayer,
    /// Inks.
    pub ink: Ink,
    /// Recompress images at this JPEG quality; `None`: leave them.
    pub image_quality: Option<u8>,
    /// Write `/Author` from [`Meta::author`].
    pub author: bool,
    /// Write a date from [`Meta::date`].
    pub date: bool,
}

/// Writes a PDF. The same input gives the same bytes, everywhere.
///
/// # Errors
/// [`crate::Error::Writer`] for a defect of the writer.
pub fn write(_print: &Print, _meta: &Meta, _fonts: &FontBook, _options: &PdfOptions) -> Result<Vec<u8>> {
    todo!()
}
