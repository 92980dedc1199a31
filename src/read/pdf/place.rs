//! What stands where on a page.

use super::cells::Cell;
use lopdf::Object;
use rustc_hash::FxHashSet;
use std::rc::Rc;

/// A transformation, as in PDF.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) fn moved(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    pub(super) fn of(object: &Object) -> Option<Self> {
        let mut matrix = [0.0; 6];
        let numbers = object.as_array().ok()?;
        for (into, number) in matrix.iter_mut().zip(numbers) {
            *into = f64::from(number.as_float().ok()?).clamp(-1e7, 1e7);
        }
        (numbers.len() == 6).then_some(Self(matrix))
    }

    /// The edges of a rectangle after it.
    pub(super) fn bounds(self, [left, below, right, above]: [f64; 4]) -> [f64; 4] {
        let [a, b, c, d, e, f] = self.0;
        let corners = [(left, below), (right, below), (left, above), (right, above)];
        let moved = corners.map(|(x, y)| (a * x + c * y + e, b * x + d * y + f));
        let none = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        moved.iter().fold(none, |[l, b, r, t], (x, y)| [l.min(*x), b.min(*y), r.max(*x), t.max(*y)])
    }

    /// First this, then another. Numbers stay finite.
    pub(super) fn then(self, next: Self) -> Self {
        let ([a, b, c, d, e, f], [na, nb, nc, nd, ne, nf]) = (self.0, next.0);
        let product = [
            a * na + b * nc,
            a * nb + b * nd,
            c * na + d * nc,
            c * nb + d * nd,
            e * na + f * nc + ne,
            e * nb + f * nd + nf,
        ];
        Self(product.map(|number| number.clamp(-1e9, 1e9)))
    }
}

/// A glyph, on the page turned so that its line runs from left to right.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub(super) left: f64,
    pub(super) right: f64,
    /// The base line, growing upwards.
    pub(super) base: f64,
    pub(super) size: f64,
    /// Of a picture; letters have their size.
    pub(super) height: f64,
    /// By how many quarter turns the line is turned, counter-clockwise.
    pub(super) turns: u8,
    pub(super) font: u16,
    pub(super) code: u32,
    /// `None`: unknown.
    pub(super) text: Option<Rc<str>>,
    /// When it was drawn, among those of its page.
    pub(super) drawn: u32,
    /// The marks that stand on it.
    pub(super) marks: Option<Rc<str>>,
    /// Whether the text is in logical order for certain.
    pub(super) logical: bool,
    pub(super) artifact: bool,
    /// It is drawn without paint, for programs.
    pub(super) unseen: bool,
    /// The tagged content it belongs to.
    pub(super) mark: Option<u32>,
    /// The link that it lies on, from 1.
    pub(super) link: u16,
    /// The form of its page that it belongs to, from 1.
    pub(super) cell: u16,
}

/// A narrower glyph, in em, has no place of its own in its line: marks above and
/// below letters.
pub(super) const NARROW: f64 = 0.05;

/// The text of a picture.
pub(super) const PICTURE: char = '\u{FFFC}';
/// Pictures stand in their lines as letters of at most this size.
const LETTER: f64 = 10.0;

impl Glyph {
    /// A glyph of a width (in em) at a place; `None` where it has no size, or stands
    /// askew as watermarks do.
    pub(super) fn new(place: Matrix, width: f64, font: u16, code: u32, text: Option<Rc<str>>) -> Option<Self> {
        let [a, b, c, d, x, y] = place.0;
        let turns = match (a.abs() >= b.abs(), a >= 0.0, b >= 0.0) {
            (true, true, _) => 0,
            (false, _, true) => 1,
            (true, false, _) => 2,
            (false, _, false) => 3,
        };
        let (along, across) = if a.abs() >= b.abs() { (a.abs(), b.abs()) } else { (b.abs(), a.abs()) };
        let size = c.hypot(d);
        let in_range = [x, y].iter().all(|at| at.abs() < 1e6) && (0.5..5000.0).contains(&size);
        if across > 0.2 * along || !in_range {
            return None;
        }
        let (start, base) = match turns {
            0 => (x, y),
            1 => (y, -x),
            2 => (-x, -y),
            _ => (-y, x),
        };
        let end = start + width.clamp(-100.0, 100.0) * along;
        let (left, right) = (start.min(end), start.max(end));
        Some(Self {
            left,
            right,
            base,
            size,
            height: size,
            turns,
            font,
            code,
            text,
            drawn: 0,
            marks: None,
            logical: false,
            artifact: false,
            unseen: false,
            mark: None,
            link: 0,
            cell: 0,
        })
    }

    /// Left, lower, right and upper edge on the page as it lies.
    pub(super) fn edges(&self) -> [f64; 4] {
        let (below, above) = (self.base, self.base + self.size);
        match self.turns {
            0 => [self.left, below, self.right, above],
            1 => [-above, self.left, -below, self.right],
            2 => [-self.right, -above, -self.left, -below],
            _ => [below, -self.right, above, -self.left],
        }
    }

    /// A picture that fills the unit square of this place.
    pub(super) fn picture(place: Matrix, number: u32) -> Option<Self> {
        let [a, b, c, d, x, y] = place.0;
        let (left, right) = (x + a.min(0.0) + c.min(0.0), x + a.max(0.0) + c.max(0.0));
        let (below, above) = (y + b.min(0.0) + d.min(0.0), y + b.max(0.0) + d.max(0.0));
        let size = LETTER.min(above - below);
        let glyph =
            Self::new(Matrix([size, 0.0, 0.0, size, left, below]), 1.0, u16::MAX, number, Some("\u{FFFC}".into()))?;
        Some(Self { right, height: above - below, logical: true, ..glyph })
    }

    /// One glyph for several, which read as this text. Marks that are drawn first, beside
    /// their letter, do not move it.
    pub(super) fn joined(glyphs: &[Self], text: Rc<str>) -> Option<Self> {
        let by_width = |a: &&Self, b: &&Self| (a.right - a.left).total_cmp(&(b.right - b.left));
        let widest = glyphs.iter().max_by(by_width).filter(|_| !text.is_empty())?;
        let has_width = |glyph: &&Self| glyph.right - glyph.left > NARROW * glyph.size;
        let line = || glyphs.iter().filter(|glyph| (glyph.base - widest.base).abs() < widest.size).filter(has_width);
        let right = line().map(|glyph| glyph.right).fold(widest.right, f64::max);
        let left = line().map(|glyph| glyph.left).fold(widest.left, f64::min);
        Some(Self { left, right, text: Some(text), logical: true, ..widest.clone() })
    }
}

/// What a page shows, in the order of drawing.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) glyphs: Vec<Glyph>,
    /// How many pictures it shows that are no furniture, and how many of them are not read.
    pub(super) pictures: usize,
    pub(super) unread: usize,
    /// The forms that it draws itself.
    pub(super) cells: Vec<Cell>,
    /// The middle of its width.
    pub(super) middle: f64,
    /// How many codes have a text, and how many have none.
    pub(super) known: usize,
    pub(super) unmapped: usize,
    /// The first font with a code that has none.
    pub(super) unknown: Option<u16>,
    /// How many letters and pictures it hides.
    pub(super) hidden: usize,
    pub(super) hidden_pictures: usize,
    /// The area of its pictures, each as far as it is seen.
    pub(super) covered: f64,
    /// The tagged content that it shows, and that of which it hides something.
    pub(super) begun: FxHashSet<u32>,
    pub(super) veiled: FxHashSet<u32>,
}

impl Page {
    /// Counts a letter that is hidden. Spaces and marks of direction are none: bargeh's own
    /// files hold such for programs that copy text, where nobody sees them.
    pub(super) fn hide(&mut self, text: Option<&str>, mark: Option<u32>) {
        let is_letter = text.is_some_and(|text| text.contains(char::is_alphanumeric));
        self.hidden += usize::from(is_letter);
        if is_letter || text.is_none() {
            self.veiled.extend(mark);
        }
    }

    /// Counts a code of a font, if it is seen.
    pub(super) fn count(&mut self, font: u16, has_text: bool, unseen: bool) {
        if unseen {
            return;
        }
        self.known += usize::from(has_text);
        if !has_text {
            self.unknown.get_or_insert(font);
            self.unmapped += 1;
        }
    }

    /// Keeps the letters that are drawn without paint, or hides them.
    pub(super) fn settle(&mut self, is_scan: bool) {
        let glyphs = std::mem::take(&mut self.glyphs);
        for glyph in glyphs {
            if glyph.unseen && is_scan {
                self.count(glyph.font, glyph.text.is_some(), false);
            } else if glyph.unseen {
                self.hide(glyph.text.as_deref(), glyph.mark);
                continue;
            }
            self.glyphs.push(glyph);
        }
    }
}
