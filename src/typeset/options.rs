//! The input of a layout: pages, text, and the scale it is tried at.

use crate::settings::{Binding, Justify, Kashida};
use crate::units::{Length, Margins, Size};

/// The pages text is set on: trimmed size, margins and columns.
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

/// Choices about the text that are not in the theme.
#[derive(Clone, Debug, PartialEq)]
pub struct TextOptions {
    /// Body size.
    pub size: Length,
    /// How lines are aligned.
    pub justify: Justify,
    /// How lines are aligned in narrow columns.
    pub narrow: Justify,
    /// Whether letters are stretched.
    pub kashida: Kashida,
    /// Fills exactly this many pages by choosing size and leading.
    pub fit: Option<u16>,
    /// Whether size and leading may change a little to avoid a nearly empty last
    /// page.
    pub yields: bool,
    /// The panels of a folded sheet: a cover, inner panels and a back. One panel is a
    /// label: a text too long for it gets smaller.
    pub panels: Option<u16>,
    /// Whether the pages are folded into a booklet, four to a sheet.
    pub booklet: bool,
    /// Fills each line as far as it goes; only for comparison.
    pub greedy: bool,
}

/// What `--fit` chose.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fitted {
    /// Body size.
    pub size: Length,
    /// Leading as a multiple of the size.
    pub leading: f64,
    /// Whether the user asked for a number of pages.
    pub asked: bool,
}

impl Fitted {
    pub(crate) fn new(scale: Scale, asked: bool) -> Self {
        Self { size: scale.size, leading: scale.leading, asked }
    }
}

/// The scale at which a layout is tried.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scale {
    /// Size of body text.
    pub(crate) size: Length,
    /// Distance of base lines, as a multiple of it.
    pub(crate) leading: f64,
    /// Gaps between blocks, as a multiple of the theme's.
    pub(crate) gaps: f64,
    /// What pictures and grown letters take, as a share of what they may take at most.
    pub(crate) large: f64,
}

impl Scale {
    /// The base line grid.
    pub(crate) fn grid(self) -> Length {
        self.size * self.leading
    }
}
