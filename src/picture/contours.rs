//! Expresses even-odd filling by the direction of contours, for paths that are
//! filled by the non-zero rule.

use crate::frame::{Path, Segment};
use crate::units::Point;

/// Reverses contours so that those inside an even number of others have one
/// direction and the rest the opposite one. This is correct if contours do not
/// cross, as in letters and logos. Every contour is compared with all corners
/// of the others; if that takes more than the remaining `tests`, nothing is
/// changed.
pub(super) fn orient(path: &mut Path, tests: &mut usize) {
    let contours: Vec<Vec<Segment>> = split(&path.0);
    let corners: Vec<Vec<Point>> = contours.iter().map(|contour| flatten(contour)).collect();
    let needed = contours.len().saturating_mul(corners.iter().map(Vec::len).sum());
    match tests.checked_sub(needed) {
        Some(left) => *tests = left,
        None => return,
    }
    let turned = contours.iter().enumerate().flat_map(|(index, contour)| {
        let Some(&start) = corners[index].first() else { return contour.clone() };
        let around =
            corners.iter().enumerate().filter(|&(other, ring)| other != index && contains(ring, start)).count();
        let wanted = around % 2 == 0;
        if (area(&corners[index]) >= 0.0) == wanted { contour.clone() } else { reversed(contour) }
    });
    path.0 = turned.collect();
}

fn split(segments: &[Segment]) -> Vec<Vec<Segment>> {
    let mut contours: Vec<Vec<Segment>> = Vec::new();
    for segment in segments {
        match (segment, contours.last_mut()) {
            (Segment::Move(_), _) | (_, None) => contours.push(vec![*segment]),
            (_, Some(contour)) => contour.push(*segment),
        }
    }
    contours
}

/// The end point of a segment.
fn end(segment: &Segment) -> Option<Point> {
    match segment {
        Segment::Move(to) | Segment::Line(to) | Segment::Cubic(_, _, to) => Some(*to),
        Segment::Close => None,
    }
}

/// The corners of a contour; curves become eight chords.
fn flatten(contour: &[Segment]) -> Vec<Point> {
    let mut corners: Vec<Point> = Vec::with_capacity(contour.len());
    for segment in contour {
        match *segment {
            Segment::Move(to) | Segment::Line(to) => corners.push(to),
            Segment::Cubic(a, b, to) => {
                let from = corners.last().copied().unwrap_or(to);
                corners.extend((1..=8).map(|step| on_curve([from, a, b, to], f64::from(step) / 8.0)));
            }
            Segment::Close => {}
        }
    }
    corners
}

fn on_curve([from, a, b, to]: [Point; 4], t: f64) -> Point {
    let u = 1.0 - t;
    let weights = [u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t];
    let mix = |of: fn(Point) -> crate::units::Length| {
        of(from) * weights[0] + of(a) * weights[1] + of(b) * weights[2] + of(to) * weights[3]
    };
    Point::new(mix(|p| p.x), mix(|p| p.y))
}

/// Pairs of neighbouring corners, including last and first.
fn edges(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

/// Twice the area, signed by direction.
fn area(ring: &[Point]) -> f64 {
    edges(ring).map(|(a, b)| a.x.to_pt() * b.y.to_pt() - b.x.to_pt() * a.y.to_pt()).sum()
}

/// Whether a point is inside, by the even-odd rule.
fn contains(ring: &[Point], point: Point) -> bool {
    let (x, y) = (point.x.to_pt(), point.y.to_pt());
    let crosses = |&(a, b): &(Point, Point)| {
        let (ay, by) = (a.y.to_pt(), b.y.to_pt());
        (ay > y) != (by > y) && x < a.x.to_pt() + (y - ay) / (by - ay) * (b.x.to_pt() - a.x.to_pt())
    };
    edges(ring).filter(crosses).count() % 2 == 1
}

/// The same contour in the opposite direction.
fn reversed(contour: &[Segment]) -> Vec<Segment> {
    let closed = contour.contains(&Segment::Close);
    let drawn: Vec<&Segment> = contour.iter().filter(|segment| **segment != Segment::Close).collect();
    let Some(start) = drawn.last().and_then(|segment| end(segment)) else { return contour.to_vec() };
    let mut out = vec![Segment::Move(start)];
    for pair in drawn.windows(2).rev() {
        let Some(to) = end(pair[0]) else { continue };
        out.push(match *pair[1] {
            Segment::Cubic(a, b, _) => Segment::Cubic(b, a, to),
            _ => Segment::Line(to),
        });
    }
    if closed {
        out.push(Segment::Close);
    }
    out
}
