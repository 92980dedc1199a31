//! Whether two sides look the same, told from what is on them: drawing one takes
//! many times as long.

use crate::frame::{Frame, Glyph, ImageData, Item, ItemKind, Line, Placement, Print, Side, TextRun};
use std::sync::Arc;

/// Whether a side of a print looks as one of another, drawn with the same fonts.
/// What no picture shows, such as links, tags and text, is not compared.
pub(crate) fn alike((print, side): (&Print, &Side), (other, beside): (&Print, &Side)) -> bool {
    let eyes = Eyes { images: [&print.layout.images, &other.layout.images] };
    let pages = |placement: &Placement, beside: &Placement| match (
        print.layout.pages.get(placement.page),
        other.layout.pages.get(beside.page),
    ) {
        (Some(page), Some(next)) => page.size == next.size && eyes.frames(&page.frame, &next.frame),
        (page, next) => page.is_none() && next.is_none(),
    };
    side.media == beside.media
        && side.placements.len() == beside.placements.len()
        && side.placements.iter().zip(&beside.placements).all(|(a, b)| is_placed_as(a, b) && pages(a, b))
        && eyes.frames(&side.marks, &beside.marks)
}

fn is_placed_as(a: &Placement, b: &Placement) -> bool {
    a.cell == b.cell && a.clip == b.clip && a.rotation == b.rotation && a.scale.to_bits() == b.scale.to_bits()
}

/// Compares what is drawn, with the pictures of both prints.
struct Eyes<'a> {
    images: [&'a [Arc<ImageData>]; 2],
}

impl Eyes<'_> {
    fn frames(&self, a: &Frame, b: &Frame) -> bool {
        // Links and anchors lie between what is seen.
        let [mut a, mut b] = [a, b].map(|frame| frame.items.iter().filter(|item| is_drawn(item)));
        loop {
            match (a.next(), b.next()) {
                (None, None) => return true,
                (Some(a), Some(b)) if self.items(a, b) => {}
                _ => return false,
            }
        }
    }

    fn items(&self, a: &Item, b: &Item) -> bool {
        a.at == b.at
            && match (&a.kind, &b.kind) {
                (ItemKind::Frame(a), ItemKind::Frame(b)) => Arc::ptr_eq(a, b) || self.frames(a, b),
                (ItemKind::Line(a), ItemKind::Line(b)) => Arc::ptr_eq(a, b) || lines(a, b),
                (ItemKind::Shape(a), ItemKind::Shape(b)) => a == b,
                (ItemKind::Image { image: a, size }, ItemKind::Image { image: b, size: next }) => {
                    size == next && self.pictures(*a, *b)
                }
                _ => false,
            }
    }

    fn pictures(&self, a: usize, b: usize) -> bool {
        match (self.images[0].get(a), self.images[1].get(b)) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b) || a == b,
            (a, b) => a.is_none() && b.is_none(),
        }
    }
}

fn is_drawn(item: &Item) -> bool {
    !matches!(item.kind, ItemKind::Link { .. } | ItemKind::Anchor(_))
}

fn lines(a: &Line, b: &Line) -> bool {
    a.runs.len() == b.runs.len() && a.runs.iter().zip(&b.runs).all(|(a, b)| runs(a, b))
}

fn runs(a: &TextRun, b: &TextRun) -> bool {
    let look = |run: &TextRun| (run.font, run.size, run.color, run.rise);
    look(a) == look(b)
        && a.glyphs.len() == b.glyphs.len()
        && a.glyphs.iter().zip(&b.glyphs).all(|(a, b)| {
            let ink = |glyph: &Glyph| (glyph.id, glyph.advance, glyph.x_offset, glyph.y_offset, glyph.stretch);
            ink(a) == ink(b)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::{Layout, Page};
    use crate::units::{Length, Point, Size};

    /// A print of one side with one page of these items.
    fn print(items: Vec<Item>) -> Print {
        let page = Page { frame: Frame { items, ..Frame::default() }, ..Page::default() };
        let placement = Placement {
            page: 0,
            cell: Default::default(),
            rotation: Default::default(),
            scale: 1.0,
            clip: Default::default(),
            repeated: false,
        };
        let side = Side { placements: vec![placement], ..Side::default() };
        Print { layout: Layout { pages: vec![page], ..Layout::default() }, sides: vec![side], ..Print::default() }
    }

    fn line(advance: f64, text: &str) -> Item {
        let glyph = Glyph {
            id: 7,
            advance: crate::units::Em::new(advance),
            x_offset: Default::default(),
            y_offset: Default::default(),
            stretch: Default::default(),
            text_start: 0,
            text_end: text.len() as u32,
        };
        let run = TextRun {
            range: 0..text.len(),
            font: crate::font::FontBook::bundled().ids().next().unwrap(),
            size: Length::pt(10.0),
            color: Default::default(),
            rise: Length::ZERO,
            level: 1,
            lang: None,
            tag: None,
            glyphs: vec![glyph],
        };
        let line = Line { direction: crate::document::Direction::Rtl, text: text.to_owned(), runs: vec![run] };
        Item { at: Point::default(), tag: None, kind: ItemKind::Line(Arc::new(line)) }
    }

    #[test]
    fn what_is_drawn_is_compared_and_nothing_else() {
        let look = |a: Vec<Item>, b: Vec<Item>| {
            let (a, b) = (print(a), print(b));
            alike((&a, &a.sides[0]), (&b, &b.sides[0]))
        };
        let anchor = Item { at: Point::default(), tag: None, kind: ItemKind::Anchor(Default::default()) };
        assert!(look(vec![line(0.5, "a")], vec![anchor, line(0.5, "other")]));
        assert!(!look(vec![line(0.5, "a")], vec![line(0.6, "a")]));
        assert!(!look(vec![line(0.5, "a")], vec![line(0.5, "a"), line(0.5, "a")]));
        assert!(!look(vec![line(0.5, "a")], vec![]));
        let (a, mut b) = (print(vec![]), print(vec![]));
        b.sides[0].media = Size { width: Length::pt(1.0), height: Length::pt(1.0) };
        assert!(!alike((&a, &a.sides[0]), (&b, &b.sides[0])));
    }
}
