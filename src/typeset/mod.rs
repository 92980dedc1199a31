//! From a document to pages.
//!
//! itemize → shape → break → justify → line → paragraph → block → flow →
//! furniture, one file a stage.

pub(crate) mod collect;
mod itemize;
mod justify;
pub(crate) mod line;
pub(crate) mod linebreak;
pub(crate) mod paragraph;
pub(crate) mod shape;
pub(crate) mod structure;
mod totalfit;

#[cfg(test)]
mod inline_tests;

use crate::document::Document;
use crate::error::{Result, Warned};
use crate::font::FontBook;
use crate::frame::Layout;
use crate::resources::Resources;
use crate::settings::{Binding, Justify, Kashida};
use crate::theme::Theme;
use crate::units::{Length, Margins, Size};

/// The pages text is set on: the trimmed box, margins and columns, by index.
#[derive(Clone, Debug, PartialEq)]
pub struct Geometry {
    /// Trimmed size of every page.
    pub size: Size,
    /// Margins, by their role in the binding.
    pub margins: Margins,
    /// Text columns.
    pub columns: u8,
    /// Distance between them.
    pub gap: Length,
    /// Whether margins are mirrored on facing pages.
    pub mirrored: bool,
    /// The binding side.
    pub binding: Binding,
    /// How far backgrounds reach past the edges.
    pub bleed: Length,
}

/// Choices about the text that are not the theme's.
#[derive(Clone, Debug, PartialEq)]
pub struct TextOptions {
    /// Body size.
    pub size: Length,
    /// Where lines end.
    pub justify: Justify,
    /// Whether letters are stretched.
    pub kashida: Kashida,
    /// Fill exactly so many pages, choosing size and leading.
    pub fit: Option<u16>,
}

/// What `--fit` chose.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fitted {
    /// Body size.
    pub size: Length,
    /// Leading as a multiple of the size.
    pub leading: f64,
}

/// Sets a document: shapes every paragraph once, then lays it out until page
/// numbers, balanced columns and `--fit` are settled.
///
/// # Errors
/// [`crate::Error::DoesNotFit`] where `fit` cannot be reached within readable limits.
pub fn typeset(
    _document: &Document,
    _theme: &Theme,
    _fonts: &FontBook,
    _geometry: &Geometry,
    _options: &TextOptions,
    _resources: &dyn Resources,
) -> Result<Warned<(Layout, Option<Fitted>)>> {
    todo!()
}
