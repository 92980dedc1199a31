//! The size that a source gives a picture.

use crate::units::{Length, Size};

/// The size of a picture as the source gives it; what it does not say follows
/// from the picture itself.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PictureSize {
    /// Its width.
    pub width: Option<Measure>,
    /// Its height.
    pub height: Option<Measure>,
    /// Whether it reaches the edges of the paper (`{.bleed}`).
    pub bleed: bool,
}

/// A width or height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measure {
    /// A length on paper.
    Length(Length),
    /// A share of the text's width, 1 for all of it; of heights, of the page's.
    Share(f64),
}

impl Measure {
    /// The length where the whole is so long.
    #[must_use]
    pub fn of(self, whole: Length) -> Length {
        match self {
            Self::Length(length) => length,
            Self::Share(share) => whole * share,
        }
    }
}

impl PictureSize {
    /// A size on paper.
    #[must_use]
    pub fn of(size: Size) -> Self {
        let length = |length: Length| Some(Measure::Length(length)).filter(|_| length > Length::ZERO);
        Self { width: length(size.width), height: length(size.height), bleed: false }
    }

    /// Whether the source says nothing.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.width.is_none() && self.height.is_none()
    }

    /// The size on paper of a picture of a natural size where text is so wide
    /// and a page so high: no wider and no higher than these. One side alone
    /// gives the other by the picture's shape.
    #[must_use]
    pub fn on_paper(&self, natural: Size, room: Size) -> Size {
        let shape = natural.height.ratio(natural.width);
        let width = self.width.map(|width| width.of(room.width));
        let height = self.height.map(|height| height.of(room.height));
        let asked = match (width, height) {
            (Some(width), Some(height)) => Size::new(width, height),
            (Some(width), None) => Size::new(width, width * shape),
            (None, Some(height)) if shape > 0.0 => Size::new(height * (1.0 / shape), height),
            _ => natural,
        };
        let shrink = room.width.ratio(asked.width).min(room.height.ratio(asked.height)).min(1.0);
        Size::new(asked.width * shrink, asked.height * shrink)
    }
}
