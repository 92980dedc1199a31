//! Shapes as path operations of printpdf.

use super::color::inked;
use super::content::rounded;
use crate::frame::{Path, Segment, Shape, Stroke};
use crate::ink::Use;
use crate::settings::Ink;
use printpdf::{Color, Line, LineDashPattern, LinePoint, Op, PaintMode, Polygon, PolygonRing, Pt, WindingOrder};

/// The points of a contour, and whether it is closed.
type Contour = (Vec<LinePoint>, bool);

/// Draws a shape with its origin at a point (y upwards). `current` is the fill
/// colour that the content stream has set.
pub(crate) fn draw(ops: &mut Vec<Op>, shape: &Shape, at: (f64, f64), ink: Ink, current: &mut Option<Color>) {
    let contours = contours(&shape.path, at);
    if contours.is_empty() {
        return;
    }
    if let Some(fill) = shape.fill {
        let color = inked(fill, ink, Use::Area);
        if current.as_ref() != Some(&color) {
            ops.push(Op::SetFillColor { col: color.clone() });
            *current = Some(color);
        }
        if let Some(rectangle) = rectangle(&contours) {
            ops.push(Op::DrawRectangle { rectangle });
            return stroke(ops, shape, contours, ink);
        }
        let rings = contours.iter().map(|(points, _)| PolygonRing { points: points.clone() }).collect();
        let polygon = Polygon { rings, mode: PaintMode::Fill, winding_order: WindingOrder::NonZero };
        ops.push(Op::DrawPolygon { polygon });
    }
    stroke(ops, shape, contours, ink);
}

/// A path that is an upright rectangle, which PDF draws with one operator.
fn rectangle(contours: &[Contour]) -> Option<printpdf::Rect> {
    let [(points, true)] = contours else { return None };
    let corner = |index: usize| (points[index].p.x.0, points[index].p.y.0);
    let straight = points.len() == 4 && points.iter().all(|point| !point.bezier);
    let ((x0, y0), (x1, y1)) = straight.then(|| (corner(0), corner(2)))?;
    let upright = corner(1) == (x1, y0) && corner(3) == (x0, y1);
    upright.then(|| printpdf::Rect {
        x: Pt(x0.min(x1)),
        y: Pt(y0.min(y1)),
        width: Pt(rounded(f64::from((x1 - x0).abs()))),
        height: Pt(rounded(f64::from((y1 - y0).abs()))),
        mode: Some(PaintMode::Fill),
        winding_order: Some(WindingOrder::NonZero),
    })
}

fn stroke(ops: &mut Vec<Op>, shape: &Shape, contours: Vec<Contour>, ink: Ink) {
    if let Some(stroke) = &shape.stroke {
        set_stroke(ops, stroke, ink);
        for (points, is_closed) in contours {
            ops.push(Op::DrawLine { line: Line { points, is_closed } });
        }
        if !stroke.dash.is_empty() {
            ops.push(Op::SetLineDashPattern { dash: LineDashPattern::default() });
        }
    }
}

fn set_stroke(ops: &mut Vec<Op>, stroke: &Stroke, ink: Ink) {
    ops.push(Op::SetOutlineColor { col: inked(stroke.color, ink, Use::Line) });
    ops.push(Op::SetOutlineThickness { pt: Pt(rounded(stroke.width.to_pt())) });
    if !stroke.dash.is_empty() {
        let pattern = stroke.dash.iter().map(|length| rounded(length.to_pt())).collect();
        ops.push(Op::SetLineDashPattern { dash: LineDashPattern { offset: 0.0, pattern } });
    }
}

/// Clips what follows to a box: left, bottom, right, top.
pub(crate) fn clip(edges: [f64; 4]) -> Op {
    let [left, bottom, right, top] = edges;
    Op::DrawRectangle {
        rectangle: printpdf::Rect {
            x: Pt(rounded(left)),
            y: Pt(rounded(bottom)),
            width: Pt(rounded(right - left)),
            height: Pt(rounded(top - bottom)),
            mode: Some(PaintMode::Clip),
            winding_order: Some(WindingOrder::NonZero),
        },
    }
}

/// The contours of a path, and whether each is closed.
fn contours(path: &Path, at: (f64, f64)) -> Vec<Contour> {
    let point = |point: &crate::units::Point, bezier: bool| LinePoint {
        p: printpdf::Point { x: Pt(rounded(at.0 + point.x.to_pt())), y: Pt(rounded(at.1 - point.y.to_pt())) },
        bezier,
    };
    let mut contours: Vec<Contour> = Vec::new();
    for segment in &path.0 {
        if let Segment::Move(to) = segment {
            contours.push((vec![point(to, false)], false));
            continue;
        }
        let Some((points, closed)) = contours.last_mut() else { continue };
        match segment {
            Segment::Move(_) => {}
            Segment::Line(to) => points.push(point(to, false)),
            Segment::Cubic(first, second, to) => {
                points.extend([point(first, true), point(second, true), point(to, false)]);
            }
            Segment::Close => *closed = true,
        }
    }
    contours.retain(|(points, _)| points.len() > 1);
    contours
}
