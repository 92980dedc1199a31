//! Sheets as a PDF: content by printpdf, then a finishing pass over the object
//! model by lopdf for fonts, text layer, tags, metadata and boxes.

mod bookmarks;
mod cells;
mod classes;
mod codes;
mod color;
mod content;
mod controls;
mod curves;
mod file;
mod finish;
mod font;
mod glyf;
mod glyphs;
mod icc;
mod image;
pub mod import;
mod matrix;
mod meta;
mod phrases;
mod printer;
mod program;
mod rows;
#[cfg(test)]
mod sample;
mod shape;
mod strings;
mod structure;
#[cfg(test)]
mod tests;
mod text;

use crate::document::Meta;
use crate::error::{Error, Result};
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
    /// Write a date from [`Meta::date`], where it is a Gregorian
    /// `year-month-day`, which is all that metadata can hold.
    pub date: bool,
}

impl Default for PdfOptions {
    fn default() -> Self {
        Self {
            kind: PdfKind::Archive,
            text_layer: TextLayer::Readers,
            ink: Ink::Color,
            image_quality: None,
            author: false,
            date: false,
        }
    }
}

/// Writes a PDF. The same input gives the same bytes, everywhere.
///
/// # Errors
/// [`Error::Setting`] for process colours in an archive file,
/// [`Error::Writer`] for a defect of the writer.
pub fn write(print: &Print, meta: &Meta, fonts: &FontBook, options: &PdfOptions) -> Result<Vec<u8>> {
    if options.ink == Ink::Cmyk && options.kind == PdfKind::Archive {
        return Err(Error::Setting {
            message: "process colours do not go into an archive file".to_owned(),
            hint: Some("use `--pdf plain` with `--ink cmyk`".to_owned()),
        });
    }
    finish::write(print, meta, fonts, options)
}
