//! Contents: headings, dots, page numbers. The numbers are drawn once the page of every
//! heading is known; here room is left for them.

use super::setter::{Band, Setter};
use crate::document::Direction;
use crate::frame::{Color, Item, ItemKind, Path, Shape, Stroke};
use crate::typeset::inline::paragraph::LineAlign;
use crate::typeset::prepared::{EntryNode, Look};
use crate::typeset::vertical::{Penalty, Promise, Solid};
use crate::units::{Length, Point};

/// Indent of each deeper level, in ems.
const STEP: f64 = 1.4;
/// Room for the number, in ems.
const NUMBER: f64 = 2.4;
/// The distance of the leader from words and number, in ems.
const CLEAR: f64 = 0.5;

impl Setter<'_, '_> {
    /// The contents.
    pub(crate) fn contents(&mut self, entries: &[EntryNode], look: &Look, band: Band) {
        let line_box = self.line_box(look.style);
        let size = line_box.size;
        let mark = self.list.mark();
        for entry in entries {
            let depth = f64::from(entry.level.clamp(1, 6) - 1);
            let text_band = band.inset(look.direction, [size * STEP * depth, size * NUMBER], self.least());
            let lines = self.text(entry.text, &Look { align: Some(LineAlign::Start), ..*look }, text_band.width, false);
            let count = lines.len();
            for (index, line) in lines.into_iter().enumerate() {
                let mut items = Vec::new();
                let mut promise = None;
                if index + 1 == count {
                    let end = leader_start(&line, text_band, look.direction);
                    items.extend(leader(end, band, look.direction, (size, line_box.base)));
                    promise = Some(self.promise(entry, look, band, line_box.base));
                }
                Self::line_items(line, text_band.left, line_box.base, &mut items);
                let after = if index + 1 == count { Penalty::NONE } else { Penalty::NEVER };
                let (height, base) = (line_box.height, line_box.base);
                self.list.solid(Solid { promise, after, ..Solid::new(height, base, items) });
            }
        }
        self.space(self.style(look.style).after);
        self.list.align(mark, 0.5);
    }
}

/// The end of a line's words, where its leader begins.
fn leader_start(line: &crate::typeset::inline::line::SetLine, band: Band, direction: Direction) -> Length {
    match direction {
        Direction::Rtl => band.left + band.width - line.width,
        Direction::Ltr => band.left + line.width,
    }
}

/// Dots from the words to the number, on the base line.
fn leader(from: Length, band: Band, direction: Direction, (size, base): (Length, Length)) -> Option<Item> {
    let (left, right) = match direction {
        Direction::Rtl => (band.left + size * (NUMBER - 0.6), from - size * CLEAR),
        Direction::Ltr => (from + size * CLEAR, band.left + band.width - size * (NUMBER - 0.6)),
    };
    if right - left < size {
        return None;
    }
    let y = base - size * 0.06;
    // The dots of all lines are aligned because they are counted from the number's
    // side.
    let (start, end) = match direction {
        Direction::Rtl => (left, right),
        Direction::Ltr => (right, left),
    };
    let path = Path::line(Point::new(start, y), Point::new(end, y));
    let dash = vec![size * 0.07, size * 0.43];
    let stroke = Stroke { color: Color::BLACK, width: size * 0.07, dash };
    Some(Item { at: Point::ZERO, tag: None, kind: ItemKind::Shape(Shape { path, fill: None, stroke: Some(stroke) }) })
}

impl Setter<'_, '_> {
    fn promise(&self, entry: &EntryNode, look: &Look, band: Band, base: Length) -> Promise {
        let edge = match look.direction {
            Direction::Rtl => band.left,
            Direction::Ltr => band.left + band.width,
        };
        Promise {
            target: entry.target,
            tag: entry.tag,
            at: Point::new(edge, base),
            before: 0,
            direction: look.direction,
        }
    }
}
