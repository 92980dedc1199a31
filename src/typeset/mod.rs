//! From a document to pages.
//!
//! itemize → shape → break → justify → line → paragraph → block → flow →
//! furniture, one file a stage.

mod block;
mod code;
pub(crate) mod collect;
mod column;
mod contents;
mod decorate;
mod figure;
mod flow;
mod furniture;
mod itemize;
mod justify;
mod label;
pub(crate) mod line;
pub(crate) mod linebreak;
mod list;
mod memo;
mod notes;
mod ornament;
mod panel;
pub(crate) mod paragraph;
mod poem;
mod prepare;
mod prepared;
mod setter;
mod settle;
pub(crate) mod shape;
pub(crate) mod structure;
mod table;
mod table_widths;
mod text;
mod totalfit;
mod vertical;

#[cfg(test)]
mod gap_tests;
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
use memo::Memo;
use shape::Shaper;

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
    /// Break each line as full as it gets; only to compare with.
    pub greedy: bool,
}

/// What `--fit` chose.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fitted {
    /// Body size.
    pub size: Length,
    /// Leading as a multiple of the size.
    pub leading: f64,
}

/// Size and leading a layout is tried at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scale {
    /// Size of body text.
    pub(crate) size: Length,
    /// Distance of base lines, as a multiple of it.
    pub(crate) leading: f64,
    /// Blanks between blocks, as a multiple of the theme's.
    pub(crate) gaps: f64,
}

impl Scale {
    /// The base line grid.
    pub(crate) fn grid(self) -> Length {
        self.size * self.leading
    }
}

/// Sets a document: shapes every paragraph once, then lays it out until page
/// numbers, balanced columns and `--fit` are settled.
///
/// # Errors
/// [`crate::Error::DoesNotFit`] where `fit` cannot be reached within readable
/// limits, or a page is too small to hold text.
pub fn typeset(
    document: &Document,
    theme: &Theme,
    fonts: &FontBook,
    geometry: &Geometry,
    options: &TextOptions,
    resources: &dyn Resources,
) -> Result<Warned<(Layout, Option<Fitted>)>> {
    let shaper = Shaper::new(fonts, &document.meta.lang).stretching(options.kashida != Kashida::Off);
    let (prepared, mut warnings) = prepare::prepare(document, theme, &shaper, resources);
    let job =
        settle::Job { document, prepared: &prepared, theme, shaper: &shaper, geometry, options, memo: Memo::default() };
    let settled = job.settle()?;
    warnings.extend(settled.warning);
    let layout = Layout {
        pages: settled.pages,
        anchors: settled.anchors,
        structure: prepared.structure,
        outline: prepared.outline,
        images: prepared.images,
        facing_rtl: geometry.mirrored && geometry.binding == Binding::Right,
    };
    Ok(Warned { value: (layout, settled.fitted), warnings })
}
