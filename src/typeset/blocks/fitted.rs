//! Letters that grow until their lines fill the measure.

use super::setter::Setter;
use crate::typeset::inline::line::SetLine;
use crate::typeset::inline::paragraph::{LineAlign, LineSetting};
use crate::typeset::prepared::{Look, TextId};
use crate::units::Length;

/// The largest letters: larger ones do not fit an A3 sheet.
const LARGEST: Length = Length::pt(400.0);
/// The share of a page's height that grown letters may take: they need words below
/// them.
const TALLEST: f64 = 0.7;
/// Halvings of the interval in which a size is sought: to a four-thousandth of it.
const STEPS: usize = 12;

impl Setter<'_, '_> {
    /// Sets a text in as few lines as it has in the style's size, with letters so large
    /// that the longest line fills the measure. A word wider than the measure makes
    /// them smaller.
    pub(crate) fn fitted(&self, text: TextId, look: &Look, measure: Length) -> (Length, Vec<SetLine>) {
        let usual = self.scale.size * self.style(look.style).size;
        let Some(paragraph) = self.prepared.texts.get(text.0) else { return (usual, Vec::new()) };
        let em = Length::pt(1.0);
        let align = self.align(look, measure);
        let align = if align == LineAlign::Justify { LineAlign::Start } else { align };
        let setting = LineSetting { align, ..LineSetting::new(measure) };
        // A thousandth of tolerance, because widths are sums of rounded ones.
        let whole = |width: Length| Length::pt(measure.ratio(width.max(em * 0.01)) * 0.999);
        let least = usual.min(whole(paragraph.longest_word(em)));
        let one = whole(paragraph.natural_width(em));
        let size = if one >= least { one } else { self.grown(least, |size| paragraph.line_count(size, &setting)) };
        let lines = paragraph.line_count(size, &setting).max(1) as f64;
        let high = self.line_box_at(look.style, em).height * lines;
        let size = size.min(LARGEST).min(em * (self.page_height * TALLEST).ratio(high)).max(usual.min(size));
        let lines = paragraph.lines(size, &setting, self.shaper);
        let lines = if lines.len() > 1 { self.balanced(paragraph, size, &setting, lines) } else { lines };
        (size, lines)
    }

    /// The largest size with as many lines as at the least size.
    fn grown(&self, least: Length, lines: impl Fn(Length) -> usize) -> Length {
        let count = lines(least);
        let (mut low, mut high) = (least, (least * 3.0).min(LARGEST).max(least));
        for _ in 0..STEPS {
            let middle = (low + high) * 0.5;
            if lines(middle) == count { low = middle } else { high = middle }
        }
        low
    }
}
