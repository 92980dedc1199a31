//! The size of a picture according to the source.

use crate::units::{Length, Size};

/// The size of a picture according to the source. What it does not specify
/// follows from the picture itself.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PictureSize {
    /// Its width.
    pub width: Option<Measure>,
    /// Its height.
    pub height: Option<Measure>,
    /// The most that it may be wide and high, however large it is by itself.
    pub most: [Option<Measure>; 2],
    /// Whether it extends to the edges of the paper (`{.bleed}`).
    pub bleed: bool,
}

/// A width or height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measure {
    /// A length.
    Length(Length),
    /// A fraction of the text width, or for heights of the page height.
    Share(f64),
}

impl Measure {
    /// The length, if the whole is this long.
    #[must_use]
    pub fn of(self, whole: Length) -> Length {
        match self {
            Self::Length(length) => length,
            Self::Share(share) => whole * share,
        }
    }
}

impl PictureSize {
    /// A size in lengths; zero is unspecified.
    #[must_use]
    pub fn of(size: Size) -> Self {
        let length = |length: Length| Some(Measure::Length(length)).filter(|_| length > Length::ZERO);
        Self { width: length(size.width), height: length(size.height), ..Self::default() }
    }

    /// Whether the source specifies neither width nor height.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.width.is_none() && self.height.is_none()
    }

    /// The printed size of a picture with a natural size, in a text of this
    /// width on a page of this height; it is never larger than these. If only
    /// width or height is given, the other one keeps the aspect ratio.
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
        let [wide, high] = self.most;
        let width = wide.map_or(room.width, |most| most.of(room.width).min(room.width));
        let height = high.map_or(room.height, |most| most.of(room.height).min(room.height));
        let shrink = width.ratio(asked.width).min(height.ratio(asked.height)).min(1.0);
        Size::new(asked.width * shrink, asked.height * shrink)
    }
}
