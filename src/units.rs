//! Lengths and boxes. Lengths are stored in PostScript points (1/72 inch).
//!
//! The origin of every box is its top left corner, and y grows downwards; only
//! the PDF writer flips the page.

mod matrix;

pub(crate) use matrix::Matrix;

use std::cmp::Ordering;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A length. Always finite: NaN and infinities become zero.
#[derive(Clone, Copy, Default, PartialEq)]
pub struct Length(f64);

impl Length {
    /// Zero.
    pub const ZERO: Self = Self(0.0);
    /// Longer than any paper; used for "no limit".
    pub const MAX: Self = Self(1e9);

    /// A length in points (1/72 inch).
    #[must_use]
    pub const fn pt(points: f64) -> Self {
        Self(if points.is_finite() { points } else { 0.0 })
    }

    /// A length in millimetres.
    #[must_use]
    pub const fn mm(millimetres: f64) -> Self {
        Self::pt(millimetres * 72.0 / 25.4)
    }

    /// The length in points.
    #[must_use]
    pub const fn to_pt(self) -> f64 {
        self.0
    }

    /// The length in millimetres.
    #[must_use]
    pub const fn to_mm(self) -> f64 {
        self.0 * 25.4 / 72.0
    }

    /// The larger of two lengths.
    #[must_use]
    pub const fn max(self, other: Self) -> Self {
        Self(self.0.max(other.0))
    }

    /// The smaller of two lengths.
    #[must_use]
    pub const fn min(self, other: Self) -> Self {
        Self(self.0.min(other.0))
    }

    /// The absolute value.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// The quotient of two lengths; zero if the other one is zero.
    #[must_use]
    pub fn ratio(self, whole: Self) -> f64 {
        if whole.0 == 0.0 { 0.0 } else { self.0 / whole.0 }
    }

    /// Whether two lengths differ by less than a thousandth of a point.
    #[must_use]
    pub fn is_near(self, other: Self) -> bool {
        (self.0 - other.0).abs() < 1e-3
    }
}

impl Eq for Length {}

impl PartialOrd for Length {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Length {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl fmt::Debug for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}pt", self.0)
    }
}

impl Add for Length {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Length {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Neg for Length {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<f64> for Length {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self::pt(self.0 * factor)
    }
}

impl Div<f64> for Length {
    type Output = Self;
    fn div(self, divisor: f64) -> Self {
        Self::pt(self.0 / divisor)
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        lengths.fold(Self::ZERO, Add::add)
    }
}

/// A length relative to the font size.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Em(f64);

impl Em {
    /// Zero.
    pub const ZERO: Self = Self(0.0);

    /// A multiple of the font size.
    #[must_use]
    pub const fn new(ems: f64) -> Self {
        Self(if ems.is_finite() { ems } else { 0.0 })
    }

    /// The number of ems.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }

    /// The length at a font size.
    #[must_use]
    pub fn at(self, size: Length) -> Length {
        size * self.0
    }
}

impl Add for Em {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Em {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Em {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Em {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<f64> for Em {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self::new(self.0 * factor)
    }
}

impl Sum for Em {
    fn sum<I: Iterator<Item = Self>>(ems: I) -> Self {
        ems.fold(Self::ZERO, Add::add)
    }
}

/// A length in design units of a font.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FontUnits(pub i32);

impl FontUnits {
    /// The length in ems, in a font with this many units per em.
    #[must_use]
    pub fn to_em(self, units_per_em: u16) -> Em {
        Em::new(f64::from(self.0) / f64::from(units_per_em.max(1)))
    }
}

/// A position, from the top left corner of the enclosing box.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// To the right.
    pub x: Length,
    /// Down.
    pub y: Length,
}

impl Point {
    /// The top left corner.
    pub const ZERO: Self = Self { x: Length::ZERO, y: Length::ZERO };

    /// A position from its coordinates.
    #[must_use]
    pub const fn new(x: Length, y: Length) -> Self {
        Self { x, y }
    }
}

impl Add for Point {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

/// Width and height.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Horizontal.
    pub width: Length,
    /// Vertical.
    pub height: Length,
}

impl Size {
    /// A size from width and height.
    #[must_use]
    pub const fn new(width: Length, height: Length) -> Self {
        Self { width, height }
    }

    /// A size in millimetres.
    #[must_use]
    pub const fn mm(width: f64, height: f64) -> Self {
        Self { width: Length::mm(width), height: Length::mm(height) }
    }

    /// The size with width and height exchanged.
    #[must_use]
    pub const fn turned(self) -> Self {
        Self { width: self.height, height: self.width }
    }
}

/// A box: its top left corner and its size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rect {
    /// Top left corner.
    pub origin: Point,
    /// Width and height.
    pub size: Size,
}

impl Rect {
    /// A box from corner and size.
    #[must_use]
    pub const fn new(origin: Point, size: Size) -> Self {
        Self { origin, size }
    }

    /// The right edge.
    #[must_use]
    pub fn right(&self) -> Length {
        self.origin.x + self.size.width
    }

    /// The bottom edge.
    #[must_use]
    pub fn bottom(&self) -> Length {
        self.origin.y + self.size.height
    }

    /// The box enlarged on all sides; negative lengths shrink it.
    #[must_use]
    pub fn grown(&self, by: Length) -> Self {
        Self {
            origin: Point::new(self.origin.x - by, self.origin.y - by),
            size: Size::new(self.size.width + by * 2.0, self.size.height + by * 2.0),
        }
    }
}

/// A value for each side of a box, as seen on the sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sides<T> {
    /// Top side.
    pub top: T,
    /// Right side.
    pub right: T,
    /// Bottom side.
    pub bottom: T,
    /// Left side.
    pub left: T,
}

/// Page margins by their role in a bound book, which allows mirroring.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Margins {
    /// Above the text.
    pub top: Length,
    /// At the fore-edge.
    pub outer: Length,
    /// Below the text.
    pub bottom: Length,
    /// At the binding.
    pub inner: Length,
}

/// A rotation by quarter turns. Without trigonometry, every platform gets the
/// same bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rotation {
    /// Not rotated.
    #[default]
    R0,
    /// A quarter turn clockwise.
    R90,
    /// Half a turn.
    R180,
    /// A quarter turn counter-clockwise.
    R270,
}
