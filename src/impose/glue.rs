//! Marks around the sheets of a poster: where to cut and where to glue, and the part of
//! the poster's own marks that a sheet shows.

use super::tiles::{DASHES, GRAY, OVERLAP, THIN};
use crate::frame::{Color, Item, ItemKind, Path, Segment, Shape, Stroke};
use crate::units::{Length, Point, Rect, Size};

/// Draws around the picture of a sheet.
pub(super) struct Pen {
    pub(super) items: Vec<Item>,
    pub(super) window: Rect,
}

impl Pen {
    /// From the picture to a mark, and how long marks are.
    const NEAR: Length = Length::mm(0.8);
    const LONG: Length = Length::mm(3.0);

    fn stroke(&mut self, from: Point, to: Point, dash: &[Length]) {
        self.items.push(line(Path::line(from, to), Color::BLACK, THIN, dash));
    }

    /// Marks above and below the picture.
    fn upright(&mut self, x: Length, dash: &[Length]) {
        let (top, bottom) = (self.window.origin.y - Self::NEAR, self.window.bottom() + Self::NEAR);
        self.stroke(Point::new(x, top - Self::LONG), Point::new(x, top), dash);
        self.stroke(Point::new(x, bottom), Point::new(x, bottom + Self::LONG), dash);
    }

    /// Marks beside the picture.
    fn level(&mut self, y: Length, dash: &[Length]) {
        let (left, right) = (self.window.origin.x - Self::NEAR, self.window.right() + Self::NEAR);
        self.stroke(Point::new(left - Self::LONG, y), Point::new(left, y), dash);
        self.stroke(Point::new(right, y), Point::new(right + Self::LONG, y), dash);
    }

    /// Where to cut.
    pub(super) fn corners(&mut self) {
        let window = self.window;
        [window.origin.x, window.right()].into_iter().for_each(|x| self.upright(x, &[]));
        [window.origin.y, window.bottom()].into_iter().for_each(|y| self.level(y, &[]));
    }

    /// The strip that the next sheet of the row covers.
    pub(super) fn glue_beside(&mut self, at_left: bool) {
        let window = self.window;
        let (edge, white) = match at_left {
            true => (window.origin.x + OVERLAP, window.origin.x - Self::NEAR - Self::LONG),
            false => (window.right() - OVERLAP, window.right() + Self::NEAR),
        };
        self.upright(edge, &DASHES);
        // The white that is not cut off: it lies under the next sheet.
        self.hatch(Rect::new(Point::new(white, window.origin.y), Size::new(Self::LONG, window.size.height)));
    }

    /// The strip that the row below covers.
    pub(super) fn glue_below(&mut self) {
        let window = self.window;
        let y = window.bottom() - OVERLAP;
        self.level(y, &DASHES);
        let white = Point::new(window.origin.x, window.bottom() + Self::NEAR);
        self.hatch(Rect::new(white, Size::new(window.size.width, Self::LONG)));
    }

    /// Slanted lines in a box.
    fn hatch(&mut self, rect: Rect) {
        /// The distance of the lines.
        const APART: Length = Length::mm(1.0);
        let (long, short) = (rect.size.width.max(rect.size.height), rect.size.width.min(rect.size.height));
        let lies = rect.size.width >= rect.size.height;
        let lines = (long - short).ratio(APART) as usize;
        for index in 0..=lines {
            let along = APART * index as f64;
            let (from, to) = match lies {
                true => (Point::new(along, short), Point::new(along + short, Length::ZERO)),
                false => (Point::new(Length::ZERO, along + short), Point::new(short, along)),
            };
            self.items.push(line(Path::line(rect.origin + from, rect.origin + to), GRAY, THIN, &[]));
        }
    }
}

pub(crate) fn line(path: Path, color: Color, width: Length, dash: &[Length]) -> Item {
    let stroke = Stroke { color, width, dash: dash.to_vec() };
    Item { at: Point::ZERO, tag: None, kind: ItemKind::Shape(Shape { path, fill: None, stroke: Some(stroke) }) }
}

/// The part of a mark of the whole poster that a window shows. Marks are level or
/// upright lines, which are cut, and rings, which are kept where they lie in the window.
pub(super) fn within(item: &Item, offset: Point, window: Rect) -> Option<Item> {
    let ItemKind::Shape(shape) = &item.kind else { return None };
    let shift = item.at + offset;
    let held = |point: Point| {
        let x = point.x.max(window.origin.x).min(window.right());
        let y = point.y.max(window.origin.y).min(window.bottom());
        Point::new(x, y)
    };
    let path = match shape.path.0[..] {
        [Segment::Move(from), Segment::Line(to)] => {
            let (from, to) = (from + shift, to + shift);
            let (first, last) = (held(from), held(to));
            let is_seen = if from.x.is_near(to.x) { first.x.is_near(from.x) } else { first.y.is_near(from.y) };
            (is_seen && first != last).then(|| Path::line(first, last))?
        }
        _ => {
            let moved: Vec<Segment> = shape.path.0.iter().map(|segment| shifted(*segment, shift)).collect();
            let inside = |point: Point| held(point) == point;
            let lies = moved.iter().all(|segment| match *segment {
                Segment::Move(to) | Segment::Line(to) | Segment::Cubic(_, _, to) => inside(to),
                Segment::Close => true,
            });
            lies.then_some(Path(moved))?
        }
    };
    Some(Item { at: Point::ZERO, tag: None, kind: ItemKind::Shape(Shape { path, ..shape.clone() }) })
}

fn shifted(segment: Segment, by: Point) -> Segment {
    match segment {
        Segment::Move(to) => Segment::Move(to + by),
        Segment::Line(to) => Segment::Line(to + by),
        Segment::Cubic(first, second, to) => Segment::Cubic(first + by, second + by, to + by),
        Segment::Close => Segment::Close,
    }
}
