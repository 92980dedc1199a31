//! Affine maps of the plane, as the PDF writer, the PDF reader and the pictures use
//! them, whichever way their y grows.

/// The map `x' = a x + c y + e`, `y' = b x + d y + f`, written as PDF writes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Matrix(pub(crate) [f64; 6]);

impl Matrix {
    pub(crate) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// A translation.
    pub(crate) fn moved(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// A scaling.
    pub(crate) fn scaled(x: f64, y: f64) -> Self {
        Self([x, 0.0, 0.0, y, 0.0, 0.0])
    }

    /// First this map, then another one.
    pub(crate) fn then(self, next: Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let [na, nb, nc, nd, ..] = next.0;
        let (x, y) = next.apply(e, f);
        Self([a * na + b * nc, a * nb + b * nd, c * na + d * nc, c * nb + d * nd, x, y])
    }

    /// The image of a point.
    pub(crate) fn apply(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// The edges of the image of a box, for any rotation: the lower ones, then the upper
    /// ones.
    pub(crate) fn bounds(self, [x0, y0, x1, y1]: [f64; 4]) -> [f64; 4] {
        let corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)].map(|(x, y)| self.apply(x, y));
        let none = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        corners.iter().fold(none, |[l, b, r, t], (x, y)| [l.min(*x), b.min(*y), r.max(*x), t.max(*y)])
    }

    /// The offset, if the map is a translation.
    pub(crate) fn as_move(self) -> Option<(f64, f64)> {
        let [a, b, c, d, x, y] = self.0;
        ([a, b, c, d] == [1.0, 0.0, 0.0, 1.0]).then_some((x, y))
    }
}
