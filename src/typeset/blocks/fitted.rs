//! Letters that grow until their lines fill the measure.

use super::setter::Setter;
use super::text::CLEAR;
use crate::typeset::inline::line::SetLine;
use crate::typeset::inline::linebreak::Breaking;
use crate::typeset::inline::paragraph::{LineAlign, LineSetting, Paragraph};
use crate::typeset::prepared::{Look, TextId};
use crate::units::Length;

/// The largest letters: larger ones do not fit an A3 sheet.
const LARGEST: Length = Length::pt(400.0);
/// The most lines a cry is set in. A choice: more are a paragraph.
const LINES: usize = 6;
/// Halvings of the interval in which a size is sought: to a four-thousandth of it.
const STEPS: usize = 12;

impl Setter<'_, '_> {
    /// Sets a text in the number of lines that gives the largest letters: the longest
    /// line fills the measure, and all of them the height that the style allows, or the
    /// picture they lie on. Where the text is too long for that, lines are not as wide as
    /// the measure.
    pub(crate) fn fitted(&self, text: TextId, look: &Look, measure: Length) -> (Length, Vec<SetLine>) {
        let style = self.style(look.style);
        let usual = self.scale.size * style.size;
        let Some(paragraph) = self.prepared.texts.get(text.0) else { return (usual, Vec::new()) };
        let align = self.align(look, measure);
        let align = if align == LineAlign::Justify { LineAlign::Start } else { align };
        // As many words to a line as it holds: a line of few words must not be wider.
        let setting = LineSetting { align, breaking: Breaking::Greedy, ..LineSetting::new(measure) };
        let room = self.lying.unwrap_or(self.page_height * (style.tallest * self.scale.large));
        let count = |size: Length| paragraph.line_count(size, &setting).max(1);
        // Whether a size is small enough: words are whole, and all lines have room.
        let em = Length::pt(1.0);
        // A thousandth of tolerance, because widths are sums of rounded ones.
        let widest = Length::pt(measure.ratio(paragraph.longest_word(em).max(em * 0.01)) * 0.999).min(LARGEST);
        let [first, next] = self.line_heights(paragraph, look);
        let holds =
            |size: Length, lines: usize| count(size) <= lines && size * (first + next * (lines - 1) as f64) <= room;
        let set = |size: Length| {
            let lines = paragraph.lines(size, &setting, self.shaper);
            if lines.len() > 1 { self.balanced(paragraph, size, &setting, lines) } else { lines }
        };
        let mut best = Cry::default();
        for number in 1..=LINES {
            let size = largest(widest, |size| holds(size, number));
            let lines = set(size);
            let is_full = lines.iter().any(|line| line.width >= measure * FULL);
            let cry = Cry { size, lines, is_full };
            if cry.beats(&best) {
                best = cry;
            }
        }
        // A text far too long for its room has the style's own letters.
        let usual = usual.min(widest);
        if best.size < usual * SMALLEST {
            return (usual, set(usual));
        }
        (best.size, best.lines)
    }

    /// The most height, in ems, that a line alone takes, and each further one: as the
    /// style says, or more where the ink of these words needs it.
    fn line_heights(&self, paragraph: &Paragraph, look: &Look) -> [f64; 2] {
        let em = Length::pt(100.0);
        let line_box = self.line_box_at(look.style, em);
        let whole = LineSetting { align: LineAlign::Start, ..LineSetting::new(paragraph.natural_width(em) * 1.01) };
        let lines = paragraph.lines(em, &whole, self.shaper);
        let ascent = lines.iter().map(|line| line.ascent).max().unwrap_or_default();
        let descent = lines.iter().map(|line| line.descent).max().unwrap_or_default();
        let below = line_box.height - line_box.base;
        let first = line_box.height + (ascent - line_box.base).max(Length::ZERO) + (descent - below).max(Length::ZERO);
        let next = line_box.height.max(ascent + descent + em * CLEAR);
        [first, next].map(|height| height.ratio(em))
    }
}

/// A text set in large letters.
#[derive(Default)]
struct Cry {
    size: Length,
    lines: Vec<SetLine>,
    /// Whether its longest line is as wide as the measure.
    is_full: bool,
}

impl Cry {
    /// Whether it is better than one of fewer lines: as wide as the measure where that
    /// one is, and in letters so much larger that another line is worth it.
    fn beats(&self, other: &Self) -> bool {
        match (self.is_full, other.is_full) {
            (true, false) => self.size >= other.size,
            (false, true) => false,
            _ => self.size > other.size * WORTH,
        }
    }
}

/// The least width of a line that looks as wide as the measure, as a share of it.
const FULL: f64 = 0.9;
/// The smallest letters of a cry or a title, as a share of its style's own. A choice:
/// smaller ones are none.
pub(super) const SMALLEST: f64 = 0.5;
/// By how much letters must be larger for another line.
const WORTH: f64 = 1.08;

/// The largest size up to `most` for which something holds that holds for smaller ones.
fn largest(most: Length, holds: impl Fn(Length) -> bool) -> Length {
    if holds(most) {
        return most;
    }
    let (mut low, mut high) = (Length::ZERO, most);
    for _ in 0..STEPS {
        let middle = (low + high) * 0.5;
        if holds(middle) { low = middle } else { high = middle }
    }
    low
}
