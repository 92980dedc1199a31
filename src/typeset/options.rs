//! What a layout is asked for: pages, text, and the scale it is tried at.

use crate::settings::{Binding, Justify, Kashida};
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
    /// Where they end in narrow columns.
    pub narrow: Justify,
    /// Whether letters are stretched.
    pub kashida: Kashida,
    /// Fill exactly so many pages, choosing size and leading.
    pub fit: Option<u16>,
    /// Whether size and leading may yield a little, so that no last page is
    /// nearly empty.
    pub yields: bool,
    /// The panels of a folded sheet, which are a cover, pages and a back.
    pub panels: Option<u16>,
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
    /// Whether it was asked for.
    pub asked: bool,
}

impl Fitted {
    pub(crate) fn new(scale: Scale, asked: bool) -> Self {
        Self { size: scale.size, leading: scale.leading, asked }
    }
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
