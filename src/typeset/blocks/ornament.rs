//! Ornaments, boxes and marks, drawn as paths.

use super::setter::{Band, Setter};
use crate::document::Direction;
use crate::frame::{Color, Item, ItemKind, Path, Segment, Shape, Stroke, StructId};
use crate::theme::{BlockStyle, Ornament, StyleName};
use crate::typeset::inline::paragraph::LineAlign;
use crate::typeset::panel::filled;
use crate::typeset::prepared::Look;
use crate::typeset::vertical::{Penalty, Solid};
use crate::units::{Length, Point, Rect, Size};

/// The side of a task's box, in ems.
pub(crate) const TASK: f64 = 0.78;

impl Setter<'_, '_> {
    /// A thematic break.
    pub(crate) fn rule(&mut self, look: &Look, band: Band) {
        // It ends what is above it: at the head of a page it would end nothing.
        self.list.after(Penalty::TOGETHER);
        let mark = self.list.mark();
        self.ornament(self.style(look.style), look, band);
        if self.list.has_solid(mark) {
            self.list.end();
        }
        self.list.align(mark, 0.5);
    }

    /// The ornament of a style, in a line of its own.
    pub(crate) fn ornament(&mut self, style: &BlockStyle, look: &Look, band: Band) {
        if style.ornament == Ornament::None {
            return;
        }
        let size = self.scale.size * style.size.min(2.0);
        let color = if style.color == Color::BLACK { self.theme.accent } else { style.color };
        let height = size * 0.9;
        let middle = Point::new(band.left + band.width * 0.5, height * 0.55);
        let align = match self.align(look, band.width) {
            LineAlign::Center => 0.0,
            LineAlign::Left => -1.0,
            LineAlign::Right => 1.0,
            LineAlign::End if look.direction == Direction::Rtl => -1.0,
            LineAlign::End => 1.0,
            LineAlign::Justify | LineAlign::Start if look.direction == Direction::Rtl => 1.0,
            LineAlign::Justify | LineAlign::Start => -1.0,
        };
        let align = if look.style == StyleName::Rule { 0.0 } else { align };
        let items = Drawing { middle, width: band.width, align, size, color }.draw(style.ornament);
        self.list.solid(Solid::new(height, height, items));
    }
}

/// An ornament in its strip.
struct Drawing {
    /// The middle of its strip.
    middle: Point,
    /// The width of the strip.
    width: Length,
    /// -1 left, 0 middle, 1 right.
    align: f64,
    size: Length,
    color: Color,
}

impl Drawing {
    /// A bar of a width, `dy` below the middle.
    fn bar(&self, width: Length, thickness: Length, dy: Length) -> Item {
        let x = self.middle.x - width * 0.5 + (self.width - width) * (0.5 * self.align);
        let origin = Point::new(x, self.middle.y + dy - thickness * 0.5);
        filled(Rect::new(origin, Size::new(width, thickness)), self.color)
    }

    fn draw(&self, ornament: Ornament) -> Vec<Item> {
        let (size, width) = (self.size, self.width);
        let hair = Length::pt(0.5);
        match ornament {
            Ornament::None => Vec::new(),
            Ornament::Bar => vec![self.bar(size * 2.4, size * 0.16, Length::ZERO)],
            Ornament::Hairline => vec![self.bar(width, hair, Length::ZERO)],
            Ornament::DoubleRule => {
                vec![self.bar(width, size * 0.12, Length::ZERO), self.bar(width, hair, size * 0.2)]
            }
            Ornament::Lozenge => self.lozenge(),
            Ornament::Star => vec![polygon(&corners(self.middle, size * 0.42, true), self.color)],
        }
    }

    /// A lozenge between two thin rules.
    fn lozenge(&self) -> Vec<Item> {
        let (half, hair) = (self.size * 0.2, Length::pt(0.6));
        let (near, far) = (half + self.size * 0.35, self.size * 3.2);
        let arm = |left: Length| {
            let origin = Point::new(self.middle.x + left, self.middle.y - hair * 0.5);
            filled(Rect::new(origin, Size::new(far - near, hair)), self.color)
        };
        vec![arm(-far), polygon(&corners(self.middle, half, false), self.color), arm(near)]
    }
}

/// The corners of a lozenge, or of an eight-pointed star made of two squares.
/// Constants instead of trigonometry, so that every machine draws the same.
fn corners(centre: Point, radius: Length, star: bool) -> Vec<Point> {
    const DIAGONAL: f64 = std::f64::consts::FRAC_1_SQRT_2;
    let point = |x: f64, y: f64| Point::new(centre.x + radius * x, centre.y + radius * y);
    if !star {
        return [(0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)].map(|(x, y)| point(x, y)).to_vec();
    }
    // Where the sides of the two squares cross.
    let inner = 1.0 - DIAGONAL;
    let quarter = [(0.0, -1.0), (inner, -DIAGONAL), (DIAGONAL, -DIAGONAL), (DIAGONAL, -inner)];
    let mut points = Vec::with_capacity(16);
    let mut turn = quarter;
    for _ in 0..4 {
        points.extend(turn.map(|(x, y)| point(x, y)));
        turn = turn.map(|(x, y)| (-y, x));
    }
    points
}

fn polygon(points: &[Point], color: Color) -> Item {
    let mut segments: Vec<Segment> = Vec::with_capacity(points.len() + 1);
    for point in points {
        segments.push(if segments.is_empty() { Segment::Move(*point) } else { Segment::Line(*point) });
    }
    segments.push(Segment::Close);
    let shape = Shape { path: Path(segments), fill: Some(color), stroke: None };
    Item { at: Point::ZERO, tag: None, kind: ItemKind::Shape(shape) }
}

/// The box of a task, ticked or not, its top left corner at the origin.
pub(crate) fn task(done: bool, side: Length, tag: StructId) -> Vec<Item> {
    let width = side * 0.09;
    let stroked = |path: Path, width: Length| Item {
        at: Point::ZERO,
        tag: Some(tag),
        kind: ItemKind::Shape(Shape {
            path,
            fill: None,
            stroke: Some(Stroke { color: Color::BLACK, width, dash: Vec::new() }),
        }),
    };
    let inner = Rect::new(Point::new(width * 0.5, width * 0.5), Size::new(side - width, side - width));
    let mut items = vec![stroked(Path::rect(inner), width)];
    if done {
        let point = |x: f64, y: f64| Point::new(side * x, side * y);
        let tick =
            vec![Segment::Move(point(0.2, 0.52)), Segment::Line(point(0.42, 0.76)), Segment::Line(point(0.82, 0.22))];
        items.push(stroked(Path(tick), side * 0.14));
    }
    items
}

/// The mark at the end of a code line that continues in the next one: an arrow turning
/// back, with its lower right corner at the origin.
pub(crate) fn continuation(size: Length, color: Color) -> Item {
    let point = |x: f64, y: f64| Point::new(size * x, size * y);
    let path = Path(vec![
        Segment::Move(point(0.0, -0.62)),
        Segment::Line(point(0.0, -0.2)),
        Segment::Line(point(-0.5, -0.2)),
        Segment::Move(point(-0.32, -0.38)),
        Segment::Line(point(-0.5, -0.2)),
        Segment::Line(point(-0.32, -0.02)),
    ]);
    let stroke = Stroke { color, width: size * 0.07, dash: Vec::new() };
    Item { at: Point::ZERO, tag: None, kind: ItemKind::Shape(Shape { path, fill: None, stroke: Some(stroke) }) }
}
