//! QR codes as outlines: black on white, sharp at every size.

use crate::error::{Error, Result};
use crate::frame::{Color, Path, Segment, Shape};
use crate::units::{Length, Point};
use qrcode::{EcLevel, QrCode};

/// Smallest width of a symbol without its quiet zone. A choice: phones read it
/// from a hand's distance; smaller ones need to be closer.
const SMALLEST: Length = Length::mm(20.0);
/// Smallest width of a module, so that symbols with many modules are readable
/// even when photocopied. A choice.
const MODULE: Length = Length::mm(0.5);
/// The quiet zone required by ISO/IEC 18004, in modules.
const QUIET: usize = 4;
/// The capacity of the largest symbol (version 40) at level M, in bytes.
const CAPACITY: usize = 2331;

/// A QR code at error correction level M, which restores about 15 % of damage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    modules: usize,
    dark: Vec<bool>,
}

impl Qr {
    /// Encodes a text.
    ///
    /// # Errors
    /// [`Error::DoesNotFit`] if the text is empty or too long.
    pub fn new(text: &str) -> Result<Self> {
        let code = (!text.is_empty()).then(|| QrCode::with_error_correction_level(text, EcLevel::M));
        let Some(Ok(code)) = code else {
            return Err(Error::DoesNotFit {
                message: match text.len() {
                    0 => "a QR code needs a text".to_owned(),
                    length => format!("a text of {length} bytes does not fit a QR code, which holds {CAPACITY}"),
                },
                hint: Some("shorten the text or the link".to_owned()),
            });
        };
        let dark = code.to_colors().into_iter().map(|color| color == qrcode::Color::Dark).collect();
        Ok(Self { modules: code.width(), dark })
    }

    /// Its smallest width and height, including the quiet zone.
    #[must_use]
    pub fn smallest(&self) -> Length {
        self.side(SMALLEST)
    }

    /// Width and height including the quiet zone, for a symbol this wide or as
    /// wide as it must be to be readable.
    #[must_use]
    pub fn side(&self, symbol: Length) -> Length {
        symbol.max(SMALLEST).max(MODULE * self.modules as f64) * (self.across() as f64 / self.modules as f64)
    }

    /// The width of the quiet zone in a square with this side.
    #[must_use]
    pub fn quiet(&self, side: Length) -> Length {
        side * (QUIET as f64 / self.across() as f64)
    }

    /// Number of modules including the quiet zone.
    const fn across(&self) -> usize {
        self.modules + 2 * QUIET
    }

    /// The code as a shape in a square with this side, which includes the quiet
    /// zone.
    #[must_use]
    pub fn shape(&self, side: Length) -> Shape {
        let module = side / self.across() as f64;
        let point = |(x, y): Corner| Point::new(module * (x + QUIET) as f64, module * (y + QUIET) as f64);
        let mut path = Vec::new();
        for contour in self.contours() {
            path.extend(contour.iter().enumerate().map(|(index, &corner)| match index {
                0 => Segment::Move(point(corner)),
                _ => Segment::Line(point(corner)),
            }));
            path.push(Segment::Close);
        }
        Shape { path: Path(path), fill: Some(Color::BLACK), stroke: None }
    }

    fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.modules && y < self.modules && self.dark[y * self.modules + x]
    }

    /// The outlines of the dark areas, traced with the dark on the right, so
    /// that holes have the opposite direction and stay empty.
    fn contours(&self) -> Vec<Vec<Corner>> {
        let wide = self.modules + 1;
        // Whether an edge begins at a corner, for each direction.
        let mut open = vec![[false; 4]; wide * wide];
        for y in 0..self.modules {
            for x in (0..self.modules).filter(|&x| self.is_dark(x, y)) {
                open[y * wide + x][EAST] |= y == 0 || !self.is_dark(x, y - 1);
                open[y * wide + x + 1][SOUTH] |= !self.is_dark(x + 1, y);
                open[(y + 1) * wide + x + 1][WEST] |= !self.is_dark(x, y + 1);
                open[(y + 1) * wide + x][NORTH] |= x == 0 || !self.is_dark(x - 1, y);
            }
        }
        let mut contours = Vec::new();
        for start in 0..open.len() {
            // Every contour has an edge to the east.
            while open[start][EAST] {
                contours.push(walk(&mut open, wide, start));
            }
        }
        contours
    }
}

/// A corner of modules: column from the left, row from the top.
type Corner = (usize, usize);

const EAST: usize = 0;
const SOUTH: usize = 1;
const WEST: usize = 2;
const NORTH: usize = 3;

/// Traces a contour from an edge to the east until it closes, and removes its
/// edges. Where two contours touch, it turns right and thereby stays on its
/// own.
fn walk(open: &mut [[bool; 4]], wide: usize, start: usize) -> Vec<Corner> {
    let (mut at, mut heading, mut corners) = (start, EAST, vec![(start % wide, start / wide)]);
    loop {
        open[at][heading] = false;
        at = match heading {
            EAST => at + 1,
            SOUTH => at + wide,
            WEST => at - 1,
            _ => at - wide,
        };
        let turns = [heading + 1, heading, heading + 3].map(|turn| turn % 4);
        match turns.into_iter().find(|&turn| open[at][turn]) {
            Some(next) if next != heading => {
                corners.push((at % wide, at / wide));
                heading = next;
            }
            Some(_) => {}
            None => return corners,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fills the outline module by module, by counting windings to the left.
    fn filled(qr: &Qr) -> Vec<bool> {
        let contours = qr.contours();
        let inside = |x: usize, y: usize| {
            let mut winding = 0;
            for contour in &contours {
                for (a, b) in contour.iter().zip(contour.iter().cycle().skip(1)) {
                    if a.0 == b.0 && a.0 <= x {
                        winding += i32::from(a.1 <= y && y < b.1) - i32::from(b.1 <= y && y < a.1);
                    }
                }
            }
            winding != 0
        };
        (0..qr.modules * qr.modules).map(|index| inside(index % qr.modules, index / qr.modules)).collect()
    }

    #[test]
    fn outlines_enclose_exactly_the_dark_modules() {
        for text in ["https://example.org/", "زن، زندگی، آزادی", &"x".repeat(900)] {
            let qr = Qr::new(text).unwrap();
            assert_eq!(filled(&qr), qr.dark, "{text}");
        }
    }

    #[test]
    fn the_symbol_alone_measures_twenty_millimetres() {
        for text in ["x", &"y".repeat(2000)] {
            let qr = Qr::new(text).unwrap();
            let module = qr.smallest() / qr.across() as f64;
            assert!(module * qr.modules as f64 >= SMALLEST - Length::pt(0.001) && module >= MODULE);
        }
    }

    #[test]
    fn texts_that_no_code_holds_are_refused() {
        assert!(Qr::new("").is_err());
        assert!(Qr::new(&"x".repeat(CAPACITY)).is_ok());
        assert!(Qr::new(&"x".repeat(CAPACITY + 1)).unwrap_err().to_string().contains("2332 bytes"));
    }
}
