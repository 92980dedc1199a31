//! Words beside the pages, as outlines of letters: they belong to the sheet and not to
//! the text, and are drawn into the files of others, too, whose fonts are not ours.

use crate::document::Lang;
use crate::font::{FontBook, FontId, OutlineSegment, Weight};
use crate::frame::{Color, Item, ItemKind, Line, Path, Segment, Shape};
use crate::typeset::inline::collect::CharStyle;
use crate::typeset::inline::paragraph::LineAlign;
use crate::typeset::inline::shape::Shaper;
use crate::typeset::inline::words;
use crate::units::{Length, Point};

/// The family of all words on sheets.
const FAMILY: &str = "Vazirmatn";

/// Writes words on sheets.
pub(crate) struct Scribe<'f> {
    fonts: &'f FontBook,
    shaper: Shaper<'f>,
    faces: [FontId; 2],
}

impl<'f> Scribe<'f> {
    /// One with the bundled fonts; `None` where the family is not among them.
    pub(crate) fn new(fonts: &'f FontBook) -> Option<Self> {
        let faces = [fonts.find(FAMILY, Weight::REGULAR)?, fonts.find(FAMILY, Weight::BOLD)?];
        Some(Self { fonts, shaper: Shaper::new(fonts, &Lang::persian()), faces })
    }

    /// Words on a stretch of baseline, made smaller if they are too long.
    pub(crate) fn write(
        &self,
        words: &str,
        size: Length,
        (at, width): (Point, Length),
        (align, color): (LineAlign, Color),
    ) -> Option<Item> {
        let words = words::shaped(words, &CharStyle::new(self.faces, color), None, &self.shaper);
        let set = words::one_line(&words, size, (width, align), &self.shaper)?;
        let path = self.outlines(&set.line);
        let shape = Shape { path, fill: Some(color), stroke: None };
        let at = Point::new(at.x + set.x, at.y);
        (!shape.path.0.is_empty()).then_some(Item { at, tag: None, kind: ItemKind::Shape(shape) })
    }

    fn outlines(&self, line: &Line) -> Path {
        let mut path = Vec::new();
        let mut pen = Length::ZERO;
        for run in &line.runs {
            let font = self.fonts.font(run.font);
            let unit = run.size.to_pt() / f64::from(font.units_per_em.max(1));
            for glyph in &run.glyphs {
                let origin = Point::new(pen + glyph.x_offset.at(run.size), -run.rise - glyph.y_offset.at(run.size));
                let at = |[x, y]: [f32; 2]| {
                    origin + Point::new(Length::pt(f64::from(x) * unit), Length::pt(f64::from(y) * -unit))
                };
                path.extend(cubic(&font.outline(glyph.id), at));
                pen += glyph.advance.at(run.size);
            }
        }
        Path(path)
    }
}

/// An outline with cubic curves only.
fn cubic(outline: &[OutlineSegment], at: impl Fn([f32; 2]) -> Point) -> Vec<Segment> {
    let mut last = Point::ZERO;
    let between = |from: Point, to: Point| {
        Point::new(from.x + (to.x - from.x) * (2.0 / 3.0), from.y + (to.y - from.y) * (2.0 / 3.0))
    };
    let segment = |segment: &OutlineSegment| {
        let (made, end) = match *segment {
            OutlineSegment::Move(to) => (Segment::Move(at(to)), at(to)),
            OutlineSegment::Line(to) => (Segment::Line(at(to)), at(to)),
            OutlineSegment::Quad(control, to) => {
                let (control, to) = (at(control), at(to));
                (Segment::Cubic(between(last, control), between(to, control), to), to)
            }
            OutlineSegment::Cubic(first, second, to) => (Segment::Cubic(at(first), at(second), at(to)), at(to)),
            OutlineSegment::Close => (Segment::Close, last),
        };
        last = end;
        made
    };
    outline.iter().map(segment).collect()
}
