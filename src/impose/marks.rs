//! Crop, fold, cut and register marks.

use super::Imposition;
use super::sheet::SheetGeometry;
use crate::frame::{Face, Frame};
use crate::units::Length;

/// The least distance of marks from the trim.
const OFFSET: Length = Length::mm(3.0);
/// How long they are.
const LENGTH: Length = Length::mm(5.0);
/// What lies outside of them.
const REST: Length = Length::mm(2.0);

impl Imposition {
    /// What has to lie around the trim: bleed, and marks that stand outside.
    pub(crate) fn room(&self) -> Length {
        if self.marks_stand_outside() { self.bleed.max(OFFSET) + LENGTH + REST } else { self.bleed }
    }

    /// Whether marks stand outside the trim, as print shops want them, rather
    /// than on the sheet itself, as home printers can print them.
    fn marks_stand_outside(&self) -> bool {
        let marks = self.marks;
        marks.crop || marks.register || ((marks.cut || marks.fold) && self.bleed > Length::ZERO)
    }
}

/// The marks of a side.
pub(crate) fn draw(geometry: &SheetGeometry, _imposition: &Imposition, _face: Face) -> Frame {
    Frame { size: geometry.media, items: Vec::new() }
}
