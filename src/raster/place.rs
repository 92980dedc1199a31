//! Positions on a page as pixels of a picture. Both have their origin at the
//! upper left corner, with y downwards.

use crate::frame::Placement;
use crate::units::{Matrix, Point, Rotation, Size};

impl Matrix {
    /// From the points of a page to the points of its side.
    pub(super) fn onto_picture(placement: &Placement, page: Size) -> Self {
        let (x, y) = (placement.cell.origin.x.to_pt(), placement.cell.origin.y.to_pt());
        let scale = placement.scale;
        let (width, height) = (page.width.to_pt() * scale, page.height.to_pt() * scale);
        let [right, bottom] = [x + width, y + height];
        Self(match placement.rotation {
            Rotation::R0 => [scale, 0.0, 0.0, scale, x, y],
            Rotation::R90 => [0.0, scale, -scale, 0.0, x + height, y],
            Rotation::R180 => [-scale, 0.0, 0.0, -scale, right, bottom],
            Rotation::R270 => [0.0, -scale, scale, 0.0, x, y + width],
        })
    }

    /// The same map with its origin moved to a position.
    pub(super) fn at(self, place: Point) -> Self {
        let [a, b, c, d, ..] = self.0;
        let (x, y) = self.apply(place.x.to_pt(), place.y.to_pt());
        Self([a, b, c, d, x, y])
    }

    /// The same map with its origin moved to half a pixel, across the lines of
    /// text.
    pub(super) fn on_half_pixels(self) -> Self {
        let [a, b, c, d, x, y] = self.0;
        let halves = |at: f64| (at * 2.0).round() * 0.5;
        Self(if self.turns().is_multiple_of(2) { [a, b, c, d, x, halves(y)] } else { [a, b, c, d, halves(x), y] })
    }

    /// The number of clockwise quarter turns it makes.
    pub(super) fn turns(self) -> u8 {
        let [a, b, ..] = self.0;
        match (a.abs() >= b.abs(), a >= 0.0, b >= 0.0) {
            (true, true, _) => 0,
            (false, _, true) => 1,
            (true, false, _) => 2,
            (false, _, false) => 3,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::{Length, Rect};

    #[test]
    fn the_top_left_corner_turns_with_the_page() {
        let page = Size::new(Length::pt(100.0), Length::pt(150.0));
        let corner = |rotation: Rotation, cell: Size| {
            let cell = Rect::new(Point::new(Length::pt(10.0), Length::pt(20.0)), cell);
            let placement = Placement { page: 0, cell, rotation, clip: cell, repeated: false, scale: 1.0 };
            let place = Matrix::onto_picture(&placement, page);
            (place.apply(0.0, 0.0), place.apply(100.0, 150.0), place.turns())
        };
        assert_eq!(corner(Rotation::R0, page), ((10.0, 20.0), (110.0, 170.0), 0));
        assert_eq!(corner(Rotation::R90, page.turned()), ((160.0, 20.0), (10.0, 120.0), 1));
        assert_eq!(corner(Rotation::R180, page), ((110.0, 170.0), (10.0, 20.0), 2));
        assert_eq!(corner(Rotation::R270, page.turned()), ((10.0, 120.0), (160.0, 20.0), 3));
    }
}
