//! Maps from pages to sides, in PDF coordinates: y upwards from the lower
//! left corner.

use crate::frame::{Placement, Side};
use crate::units::{Length, Matrix, Point, Rotation, Size};

impl Matrix {
    /// The map for a page of this size at its place on a side.
    pub(super) fn onto_side(placement: &Placement, page: Size, side: &Side) -> Self {
        let (x, y) = (placement.cell.origin.x.to_pt(), placement.cell.origin.y.to_pt());
        let scale = placement.scale;
        let (width, height) = (page.width.to_pt() * scale, page.height.to_pt() * scale);
        let top = side.media.height.to_pt() - y;
        Self(match placement.rotation {
            Rotation::R0 => [scale, 0.0, 0.0, scale, x, top - height],
            Rotation::R90 => [0.0, -scale, scale, 0.0, x, top],
            Rotation::R180 => [-scale, 0.0, 0.0, -scale, x + width, top],
            Rotation::R270 => [0.0, scale, -scale, 0.0, x + height, top - width],
        })
    }
}

/// The edges of a box given by its top left corner, in page coordinates (y
/// downwards): left, bottom, right, top, with y upwards.
pub(crate) fn edges(at: Point, size: Size, height: Length) -> [f64; 4] {
    let (left, top) = (at.x.to_pt(), (height - at.y).to_pt());
    [left, top - size.height.to_pt(), left + size.width.to_pt(), top]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Rect;

    #[test]
    fn the_top_left_corner_turns_with_the_page() {
        let side = Side { media: Size::new(Length::pt(400.0), Length::pt(300.0)), ..Side::default() };
        let page = Size::new(Length::pt(100.0), Length::pt(150.0));
        let corner = |rotation: Rotation, cell: Size| {
            let cell = Rect::new(Point::new(Length::pt(10.0), Length::pt(20.0)), cell);
            let placement = Placement { page: 0, cell, rotation, clip: cell, repeated: false, scale: 1.0 };
            Matrix::onto_side(&placement, page, &side).apply(0.0, 150.0)
        };
        assert_eq!(corner(Rotation::R0, page), (10.0, 280.0));
        assert_eq!(corner(Rotation::R90, page.turned()), (160.0, 280.0));
        assert_eq!(corner(Rotation::R180, page), (110.0, 130.0));
        assert_eq!(corner(Rotation::R270, page.turned()), (10.0, 180.0));
    }
}
