//! Letters that grow until their lines fill the measure.

use super::setter::Setter;
use crate::typeset::inline::line::SetLine;
use crate::typeset::inline::paragraph::{LineAlign, LineSetting};
use crate::typeset::prepared::{Look, TextId};
use crate::units::Length;

/// No letters are larger: what an A3 sheet has room for.
const LARGEST: Length = Length::pt(400.0);
/// The share of a page's height that grown letters may take: they need words
/// below them.
const TALLEST: f64 = 0.7;
/// How often a size is halved in on: to a four thousandth of the largest.
const STEPS: usize = 12;

impl Setter<'_, '_> {
    /// As few lines as keep the style's size, in letters so large that the
    /// longest line is as wide as the measure. A word wider than that makes
    /// them smaller.
    pub(crate) fn fitted(&self, text: TextId, look: &Look, measure: Length) -> (Length, Vec<SetLine>) {
        let usual = self.scale.size * self.style(look.style).size;
        let Some(paragraph) = self.prepared.texts.get(text.0) else { return (usual, Vec::new()) };
        let em = Length::pt(1.0);
        let align = self.align(look, measure);
        let align = if align == LineAlign::Justify { LineAlign::Start } else { align };
        let setting = LineSetting { align, ..LineSetting::new(measure) };
        // A hair of room: widths are sums of rounded ones.
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

    /// The largest size with as many lines as at the least one.
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
