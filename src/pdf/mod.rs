//! Writes sheets as PDF: content streams by printpdf, everything around them
//! (fonts, text layer, tags, metadata, boxes) with lopdf's object model.

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

/// What a PDF conforms to and contains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PdfOptions {
    /// Conforming to standards, or as small as possible.
    pub kind: PdfKind,
    /// How the text layer is written.
    pub text_layer: TextLayer,
    /// The inks to print with.
    pub ink: Ink,
    /// JPEG quality to recompress images at; `None` keeps them.
    pub image_quality: Option<u8>,
    /// Whether all pixels are kept, however many come to an inch.
    pub full_pictures: bool,
    /// Whether to write `/Author` from [`Meta::author`].
    pub author: bool,
    /// Whether to write a date from [`Meta::date`], if it is a Gregorian
    /// `year-month-day`; metadata cannot hold any other.
    pub date: bool,
}

impl Default for PdfOptions {
    fn default() -> Self {
        Self {
            kind: PdfKind::Archive,
            text_layer: TextLayer::Readers,
            ink: Ink::Color,
            image_quality: None,
            full_pictures: false,
            author: false,
            date: false,
        }
    }
}

/// Writes a PDF. The same input gives the same bytes, on every machine.
///
/// # Errors
/// [`Error::Setting`] for CMYK in an archive file, [`Error::Writer`] for a
/// defect of the writer, [`Error::Resource`] for a damaged font or picture.
pub fn write(print: &Print, meta: &Meta, fonts: &FontBook, options: &PdfOptions) -> Result<Vec<u8>> {
    if options.ink == Ink::Cmyk && options.kind == PdfKind::Archive {
        return Err(Error::Setting {
            message: "process colours do not go into an archive file".to_owned(),
            hint: Some("use `--pdf plain` with `--ink cmyk`".to_owned()),
        });
    }
    finish::write(print, meta, fonts, options)
}
