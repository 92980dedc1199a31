//! The lines of a paragraph on the page: their distances, and the notes they call.

use super::fitted::SMALLEST;
use super::memo::{SetText, Strip};
use super::setter::{LineBox, Setter, Split};
use crate::frame::{Item, ItemKind};
use crate::settings::Kashida;
use crate::theme::StyleName;
use crate::typeset::inline::line::SetLine;
use crate::typeset::inline::linebreak::Breaking;
use crate::typeset::inline::paragraph::{LineAlign, LineSetting, Paragraph};
use crate::typeset::prepared::{Look, TextId, TextNode};
use crate::typeset::vertical::{Penalty, Solid};
use crate::units::{Length, Point};

/// The alignment at the same edge of the column for a text of the other direction.
fn opposite(align: LineAlign) -> LineAlign {
    match align {
        LineAlign::Justify | LineAlign::Start => LineAlign::End,
        LineAlign::End => LineAlign::Start,
        LineAlign::Center | LineAlign::Left | LineAlign::Right => align,
    }
}

impl Setter<'_, '_> {
    /// The lines of a text in a strip.
    pub(crate) fn text(&self, text: TextId, look: &Look, measure: Length, indented: bool) -> Vec<SetLine> {
        self.text_at(self.scale.size * self.style(look.style).size, text, look, measure, indented)
    }

    /// The same in letters of another size than that of its style.
    pub(crate) fn text_at(
        &self,
        size: Length,
        text: TextId,
        look: &Look,
        measure: Length,
        indented: bool,
    ) -> Vec<SetLine> {
        let strip = Strip { look: *look, size, measure, indented };
        let SetText { lines, splits_word } = self.memo.text(text, &strip, || self.set_text(text, &strip));
        self.note_splits(text, splits_word);
        lines
    }

    fn set_text(&self, text: TextId, strip: &Strip) -> SetText {
        let Some(paragraph) = self.prepared.texts.get(text.0) else { return SetText::default() };
        let Strip { look, measure, indented, size } = strip;
        let (style, size) = (self.style(look.style), *size);
        let align = self.align(look, *measure);
        let flush = matches!(align, LineAlign::Justify | LineAlign::Start);
        // Lines of commands from the other side are seen to begin anew.
        let is_apart = paragraph.direction() != look.direction && paragraph.has_breaks();
        let setting = LineSetting {
            first_indent: if *indented && flush && !is_apart { size * style.first_line } else { Length::ZERO },
            align,
            kashida: if align == LineAlign::Justify { self.options.kashida } else { Kashida::Off },
            breaking: if self.options.greedy { Breaking::Greedy } else { Breaking::TotalFit },
            ..LineSetting::new(*measure)
        };
        let lines = paragraph.lines(size, &setting, self.shaper);
        let splits_word = lines.iter().any(|line| line.splits_word);
        let lines = match lines.len() {
            // A single line of the other direction begins where its neighbours begin, and
            // so does a heading: readers look for headings at one edge of the column,
            // that of the document's own direction.
            count if paragraph.direction() != look.direction && (count == 1 || is_display(look.style)) => {
                let setting = LineSetting { align: opposite(align), ..setting };
                let lines = paragraph.lines(size, &setting, self.shaper);
                if (2..=4).contains(&count) { self.balanced(paragraph, size, &setting, count) } else { lines }
            }
            count @ 2..=4 if is_display(look.style) => self.balanced(paragraph, size, &setting, count),
            _ => lines,
        };
        SetText { lines, splits_word }
    }

    /// The size of the letters of a text: that of its style, or where a word of a title is
    /// wider than the measure, as on the panels of a folded sheet, one in which it is not
    /// broken. Not below half of it: what does not fit then is no word.
    pub(crate) fn letters(&self, text: TextId, look: &Look, measure: Length) -> Length {
        let usual = self.scale.size * self.style(look.style).size;
        let Some(paragraph) = self.prepared.texts.get(text.0).filter(|_| is_display(look.style)) else { return usual };
        let longest = paragraph.longest_piece(usual);
        if longest <= measure {
            return usual;
        }
        // A thousandth of tolerance, because widths are sums of rounded ones.
        (usual * (measure.ratio(longest) * 0.999)).max(usual * SMALLEST)
    }

    /// Counts a text whose words had to be broken.
    pub(crate) fn note_splits(&self, text: TextId, splits_word: bool) {
        if splits_word {
            let Split { count, first } = self.split.get();
            self.split.set(Split { count: count + 1, first: first.or(Some(text)) });
        }
    }

    /// The lines of a title, as many as given and about equally long, with their ends
    /// where a speaker pauses or may pause.
    pub(crate) fn balanced(
        &self,
        paragraph: &Paragraph,
        size: Length,
        setting: &LineSetting,
        lines: usize,
    ) -> Vec<SetLine> {
        let phrased = setting.breaking == Breaking::Phrases;
        let setting = LineSetting { breaking: Breaking::Balanced(lines, phrased), ..*setting };
        paragraph.lines(size, &setting, self.shaper)
    }

    /// The items of a line whose base line is `base` below the top.
    pub(crate) fn line_items(line: SetLine, left: Length, base: Length, items: &mut Vec<Item>) {
        let at = Point::new(left, base);
        let moved = |item: Item| Item { at: item.at + at, ..item };
        items.extend(line.behind.into_iter().map(moved));
        items.push(Item { at: Point::new(left + line.x, base), tag: None, kind: ItemKind::Line(line.line) });
        items.extend(line.decorations.into_iter().map(moved));
    }

    /// The notes that a line is the first to call.
    pub(crate) fn calls(&self, line: &SetLine) -> Vec<usize> {
        line.notes.iter().filter_map(|reference| self.prepared.calls.get(reference).copied()).collect()
    }

    /// Stacks lines, further apart where their ink needs it.
    pub(crate) fn push_lines(&mut self, lines: Vec<SetLine>, line_box: &LineBox, left: Length, node: &TextNode) {
        let heights = heights(&lines, line_box);
        let count = lines.len();
        for (index, (line, height)) in lines.into_iter().zip(heights).enumerate() {
            let base = line_box.base + height - line_box.height;
            self.push_line(line, (index, count), [height, base], (left, node));
        }
    }

    /// One of a text's lines, `height` high and with its base line `base` below its top.
    pub(crate) fn push_line(
        &mut self,
        line: SetLine,
        (index, count): (usize, usize),
        [height, base]: [Length; 2],
        (left, node): (Length, &TextNode),
    ) {
        let notes = self.calls(&line);
        let mut items = Vec::with_capacity(1 + line.decorations.len() + line.behind.len());
        if let Some(anchor) = node.anchor.filter(|_| index == 0) {
            let at = Point::new(left, Length::ZERO);
            items.push(Item { at, tag: None, kind: ItemKind::Anchor(anchor) });
        }
        Self::line_items(line, left, base, &mut items);
        self.list.solid(Solid { notes, after: line_penalty(index, count), ..Solid::new(height, base, items) });
    }
}

/// Whether a style is for short lines set large.
pub(super) fn is_display(style: StyleName) -> bool {
    matches!(style, StyleName::Title | StyleName::Subtitle | StyleName::Heading(_) | StyleName::Slogan)
}

fn line_penalty(index: usize, count: usize) -> Penalty {
    match (index + 1, count) {
        (at, count) if at >= count => Penalty::NONE,
        (1, 2 | 3) => Penalty(Penalty::ORPHAN.0 + Penalty::WIDOW.0),
        (1, _) => Penalty::ORPHAN,
        (at, count) if at + 1 == count => Penalty::WIDOW,
        _ => Penalty::LINE,
    }
}

/// The least distance of the ink of two lines, in ems.
pub(super) const CLEAR: f64 = 0.06;
/// The most by which a line is pushed down, as a multiple of its usual height: a letter
/// with a thousand marks would push it off the page.
const FARTHEST: f64 = 3.0;

/// The height of each line's box. If the ink of more than a third of the lines would
/// touch, all get the same larger height; otherwise only those lines do.
pub(super) fn heights(lines: &[SetLine], line_box: &LineBox) -> Vec<Length> {
    let clear = line_box.size * CLEAR;
    let mut need: Vec<Length> = Vec::with_capacity(lines.len());
    let mut above = Length::ZERO;
    for (index, line) in lines.iter().enumerate() {
        let ink = if index == 0 { line.ascent - line_box.base + line_box.height } else { above + line.ascent + clear };
        need.push(ink.min(line_box.height * FARTHEST));
        above = line.descent;
    }
    let tight = |need: &&Length| **need > line_box.height + Length::pt(0.01);
    let crowded = need.iter().filter(tight).count();
    let common = match need.iter().max() {
        Some(most) if crowded * 3 > lines.len() && lines.len() > 1 => *most,
        _ => line_box.height,
    };
    need.into_iter().map(|need| need.max(common).max(line_box.height)).collect()
}
