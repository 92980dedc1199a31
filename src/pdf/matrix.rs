//! Matrices from pages to sides, in PDF coordinates: y upwards from the lower
//! left corner.

use crate::frame::{Placement, Side};
use crate::units::{Length, Point, Rotation, Size};

/// A transformation matrix, as in PDF.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Matrix(pub(crate) [f64; 6]);

impl Matrix {
    /// The matrix for a page of this size at its place on a side.
    pub(crate) fn of(placement: &Placement, page: Size, side: &Side) -> Self {
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

    /// A translation.
    pub(crate) fn moved(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// First this matrix, then another one.
    pub(crate) fn then(&self, next: Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let [na, nb, nc, nd, ne, nf] = next.0;
        Self([
            a * na + b * nc,
            a * nb + b * nd,
            c * na + d * nc,
            c * nb + d * nd,
            e * na + f * nc + ne,
            e * nb + f * nd + nf,
        ])
    }

    /// The offset, if the matrix is a translation.
    pub(crate) fn as_move(&self) -> Option<(f64, f64)> {
        let [a, b, c, d, x, y] = self.0;
        ([a, b, c, d] == [1.0, 0.0, 0.0, 1.0]).then_some((x, y))
    }

    /// The image of a point.
    pub(crate) fn apply(&self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// The image of a box, for rotations by quarter turns: left, bottom, right,
    /// top.
    pub(crate) fn apply_box(&self, edges: [f64; 4]) -> [f64; 4] {
        let (x0, y0) = self.apply(edges[0], edges[1]);
        let (x1, y1) = self.apply(edges[2], edges[3]);
        [x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)]
    }
}

impl Matrix {
    /// The bounding box of the image of a box, for any rotation.
    pub(crate) fn apply_box_turned(&self, [left, bottom, right, top]: [f64; 4]) -> [f64; 4] {
        let corners = [(left, bottom), (right, bottom), (right, top), (left, top)].map(|(x, y)| self.apply(x, y));
        let low = |of: fn(&(f64, f64)) -> f64| corners.iter().map(of).fold(f64::INFINITY, f64::min);
        let high = |of: fn(&(f64, f64)) -> f64| corners.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        [low(|corner| corner.0), low(|corner| corner.1), high(|corner| corner.0), high(|corner| corner.1)]
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
            Matrix::of(&placement, page, &side).apply(0.0, 150.0)
        };
        assert_eq!(corner(Rotation::R0, page), (10.0, 280.0));
        assert_eq!(corner(Rotation::R90, page.turned()), (160.0, 280.0));
        assert_eq!(corner(Rotation::R180, page), (110.0, 130.0));
        assert_eq!(corner(Rotation::R270, page.turned()), (10.0, 180.0));
    }
}
