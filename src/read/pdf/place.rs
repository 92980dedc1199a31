//! What stands where on a page.

use super::cells::Cell;
use super::order::is_right_to_left;
use super::rules::Rules;
use super::segment::is_mark;
use crate::units::Matrix;
use lopdf::Object;
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;

impl Matrix {
    pub(super) fn of_object(object: &Object) -> Option<Self> {
        let mut matrix = [0.0; 6];
        let numbers = object.as_array().ok()?;
        for (into, number) in matrix.iter_mut().zip(numbers) {
            *into = f64::from(number.as_float().ok()?).clamp(-1e7, 1e7);
        }
        (numbers.len() == 6).then_some(Self(matrix))
    }

    /// [`Self::then`], whose numbers stay finite however often a file repeats it.
    pub(super) fn then_in_bounds(self, next: Self) -> Self {
        Self(self.then(next).0.map(|number| number.clamp(-1e9, 1e9)))
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
/// The font of what stands for a table, whose text is that of a picture.
pub(super) const TABLE: u16 = u16::MAX - 1;
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

    /// Whether both are the same code without a letter.
    fn is_same_unknown(&self, other: &Self) -> bool {
        self.text.is_none() && other.text.is_none() && (self.font, self.code) == (other.font, other.code)
    }

    /// Whether a right-to-left letter on the same line touches it.
    fn joins(&self, other: &Self) -> bool {
        let is_on_line = self.turns == other.turns && (self.base - other.base).abs() < NARROW * self.size;
        let gap = (other.left - self.right).max(self.left - other.right);
        let is_letter = other.text.as_deref().is_some_and(|text| text.contains(is_right_to_left));
        is_on_line && is_letter && gap < 2.0 * NARROW * self.size
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

    /// What stands for a table in the text of its page: a letter in its place.
    pub(super) fn table([left, below, right, above]: [f64; 4], number: u32, like: &Self) -> Self {
        Self {
            left,
            right,
            base: above - like.size,
            height: above - below,
            font: TABLE,
            code: number,
            text: Some("\u{FFFC}".into()),
            marks: None,
            logical: true,
            mark: None,
            link: 0,
            ..like.clone()
        }
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
    /// The rules that it draws.
    pub(super) rules: Rules,
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

    /// Takes the strokes between joined letters out of what is unknown: justified lines of
    /// LibreOffice have them, and its fonts rightly say that they are no letters. They are
    /// the only code of their font without a letter, and between two that touch them.
    pub(super) fn pass_strokes(&mut self) {
        let mut strokes: FxHashMap<(u16, u32), [usize; 2]> = FxHashMap::default();
        let mut at = 0;
        for run in self.glyphs.chunk_by(Glyph::is_same_unknown) {
            let (from, to) = (at, at + run.len());
            at = to;
            let Some(first) = run.first().filter(|glyph| glyph.text.is_none()) else { continue };
            // Marks stand on the letter beside them.
            let is_letter = |glyph: &&Glyph| !glyph.text.as_deref().is_some_and(|text| text.chars().all(is_mark));
            let before = self.glyphs[..from].iter().rev().take(4).find(is_letter);
            let after = self.glyphs[to..].iter().take(4).find(is_letter);
            let is_between =
                before.zip(after).is_some_and(|(before, after)| first.joins(before) && run[run.len() - 1].joins(after));
            let [between, all] = strokes.entry((first.font, first.code)).or_default();
            *between += if is_between { run.len() } else { 0 };
            *all += run.len();
        }
        let is_only = |font: u16| strokes.keys().filter(|(other, _)| *other == font).count() == 1;
        // Some are drawn too short.
        let is_stroke = |((font, code), [between, all]): (&(u16, u32), &[usize; 2])| {
            (is_only(*font) && 10 * between >= 9 * all).then_some((*font, *code))
        };
        let strokes: FxHashSet<(u16, u32)> = strokes.iter().filter_map(is_stroke).collect();
        if !strokes.is_empty() {
            self.leave_out(&strokes);
        }
    }

    /// Leaves out strokes: each makes the letter before it longer.
    fn leave_out(&mut self, strokes: &FxHashSet<(u16, u32)>) {
        let all = std::mem::take(&mut self.glyphs);
        let count = all.len();
        let mut kept: Vec<Glyph> = Vec::with_capacity(all.len());
        for glyph in all {
            let is_stroke = glyph.text.is_none() && strokes.contains(&(glyph.font, glyph.code));
            match kept.last_mut().filter(|_| is_stroke) {
                Some(letter) if (letter.base - glyph.base).abs() < NARROW * glyph.size => {
                    (letter.left, letter.right) = (letter.left.min(glyph.left), letter.right.max(glyph.right));
                }
                _ if is_stroke => {}
                _ => {
                    let drawn = u32::try_from(kept.len()).unwrap_or(u32::MAX);
                    kept.push(Glyph { drawn, ..glyph });
                }
            }
        }
        self.unmapped = self.unmapped.saturating_sub(count - kept.len());
        self.glyphs = kept;
        if self.unmapped == 0 {
            self.unknown = None;
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
