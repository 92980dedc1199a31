//! Ornaments, boxes and marks, drawn as paths.

use super::block::{Band, Setter};
use super::flow::TextArea;
use super::panel::filled;
use super::vertical::Solid;
use crate::frame::{Color, Item, ItemKind, Path, Segment, Shape, Stroke, StructId};
use crate::theme::{BlockStyle, Ornament, StyleName};
use crate::units::{Length, Point, Rect, Size};

/// The side of a task's box, in ems.
pub(super) const TASK: f64 = 0.78;

impl Setter<'_> {
    /// A thematic break.
    pub(super) fn rule(&mut self, band: Band) {
        let style = self.style(StyleName::Rule);
        let mark = self.list.mark();
        self.ornament(style.ornament, style, band, Length::ZERO);
        self.list.align(mark, 0.5);
    }

    /// An ornament of its own in the vertical list.
    pub(super) fn ornament(&mut self, ornament: Ornament, style: &BlockStyle, band: Band, gap: Length) {
        if ornament == Ornament::None {
            return;
        }
        let size = self.scale.size * style.size;
        let color = if style.color == Color::BLACK { self.theme.accent } else { style.color };
        let height = size * 0.9 + gap;
        let centre = Point::new(band.left + band.width * 0.5, height - size * 0.4);
        let items = draw(ornament, centre, band.width, size, color);
        self.list.solid(Solid::new(height, height, items));
    }
}

/// An ornament around a point.
fn draw(ornament: Ornament, centre: Point, measure: Length, size: Length, color: Color) -> Vec<Item> {
    let bar = |width: Length, thickness: Length, dy: Length| {
        let origin = Point::new(centre.x - width * 0.5, centre.y + dy - thickness * 0.5);
        filled(Rect::new(origin, Size::new(width, thickness)), color)
    };
    let hair = Length::pt(0.5);
    match ornament {
        Ornament::None => Vec::new(),
        Ornament::Bar => vec![bar(size * 2.6, size * 0.14, Length::ZERO)],
        Ornament::Hairline => vec![bar(measure, hair, Length::ZERO)],
        Ornament::DoubleRule => {
            vec![bar(measure, size * 0.1, Length::ZERO), bar(measure, hair, size * 0.16)]
        }
        Ornament::Lozenge => {
            let arm = size * 3.2;
            let half = size * 0.19;
            let side = |direction: f64| {
                let from = centre.x + (half + size * 0.35) * direction;
                let to = centre.x + arm * direction;
                let origin = Point::new(from.min(to), centre.y - hair * 0.5);
                filled(Rect::new(origin, Size::new((to - from).abs(), hair)), color)
            };
            vec![side(-1.0), polygon(&star_points(centre, half, 4), color), side(1.0)]
        }
        Ornament::Star => vec![polygon(&star_points(centre, size * 0.36, 8), color)],
    }
}

/// The corners of a lozenge (4) or an eight-pointed star of two squares (8);
/// constants instead of trigonometry, so that every machine draws the same.
fn star_points(centre: Point, radius: Length, corners: usize) -> Vec<Point> {
    const OUTER: f64 = 1.0;
    const DIAGONAL: f64 = std::f64::consts::FRAC_1_SQRT_2;
    // Where the sides of the two squares of a star cross.
    const NEAR: f64 = 0.292_893_218_813_452_5;
    let point = |x: f64, y: f64| Point::new(centre.x + radius * x, centre.y + radius * y);
    if corners == 4 {
        return [(0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)].map(|(x, y)| point(x, y)).to_vec();
    }
    let quarter = [(0.0, -OUTER), (NEAR, -DIAGONAL), (DIAGONAL, -DIAGONAL), (DIAGONAL, -NEAR)];
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
pub(super) fn task(done: bool, side: Length, tag: StructId) -> Vec<Item> {
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

/// The mark at the end of a code line that goes on in the next one: an arrow
/// that turns back, its lower right corner at the origin.
pub(super) fn continuation(size: Length, color: Color) -> Item {
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

/// The rule over the notes of a page; `top` is where the notes begin.
pub(super) fn note_rule(area: TextArea, top: Length, head: Length) -> Item {
    let width = area.width * 0.25;
    let left = if area.rtl { area.width - width } else { Length::ZERO };
    let rect = Rect::new(Point::new(left, top - head * 0.45), Size::new(width, Length::pt(0.4)));
    filled(rect, Color::BLACK)
}
