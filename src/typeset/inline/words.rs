//! Generated words on one line: folios, running heads, the labels of a folding guide, a
//! cover's title.

use super::collect::{CharStyle, Collector, collect};
use super::line::SetLine;
use super::paragraph::{LineAlign, LineSetting, Paragraph};
use super::shape::Shaper;
use crate::document::{Inline, Span, Text};
use crate::frame::StructId;
use crate::typeset::structure::StructureBuilder;
use crate::units::Length;

/// Added to the width of a line that was made to fit exactly: without it, rounding
/// could break the line for which the size was computed.
const ROUNDING: Length = Length::pt(0.1);

/// Shapes words that contain no notes, links, code or pictures.
pub(crate) fn shaped(words: &str, letters: &CharStyle, tag: Option<StructId>, shaper: &Shaper<'_>) -> Paragraph {
    // Not used: only elements inside the words would open tags.
    let mut structure = StructureBuilder::new();
    let mut collector = Collector {
        structure: &mut structure,
        lang: shaper.lang(),
        book: shaper.book(),
        code: (letters.fonts, 1.0),
        link_color: None,
        notes: &[],
        image: &mut |_| None,
    };
    let content = [Inline::Text(Text::plain(words, Span::default()))];
    Paragraph::shape(collect(&content, letters, tag, &mut collector), None, shaper)
}

/// The words as one line of a width, made smaller if they are too long for it; `None`
/// if there is nothing to show.
pub(crate) fn one_line(
    words: &Paragraph,
    size: Length,
    (width, align): (Length, LineAlign),
    shaper: &Shaper<'_>,
) -> Option<SetLine> {
    let size = size * width.ratio(words.natural_width(size)).min(1.0);
    let setting = LineSetting { align, ..LineSetting::new(width + ROUNDING) };
    words.lines(size, &setting, shaper).into_iter().next()
}
