//! Outlines of cubic curves (CFF) as TrueType glyphs of quadratic curves, so
//! that every font of a file can hold composite glyphs.

use crate::font::OutlineSegment;
use write_fonts::read::tables::glyf::CurvePoint;

/// Largest distance between a cubic curve and its quadratic pieces, in design
/// units. Points are rounded to whole units, so that less would not show.
const TOLERANCE: f64 = 0.5;
/// Most pieces of one cubic curve. Eight pieces bring the error to 1/512 of
/// that of one.
const MOST_PIECES: u32 = 8;

type Point = [f64; 2];

/// An outline as the contours of a glyph.
pub(crate) fn contours(outline: &[OutlineSegment]) -> Vec<Vec<CurvePoint>> {
    let mut contours: Vec<Vec<CurvePoint>> = Vec::new();
    let mut pen: Point = [0.0, 0.0];
    let point = |place: [f32; 2]| place.map(f64::from);
    for segment in outline {
        if let OutlineSegment::Move(to) = *segment {
            pen = point(to);
            contours.push(vec![on(pen)]);
            continue;
        }
        let Some(contour) = contours.last_mut() else { continue };
        match *segment {
            OutlineSegment::Move(..) | OutlineSegment::Close => {}
            OutlineSegment::Line(to) => {
                pen = point(to);
                contour.push(on(pen));
            }
            OutlineSegment::Quad(control, to) => {
                pen = point(to);
                contour.extend([off(point(control)), on(pen)]);
            }
            OutlineSegment::Cubic(first, second, to) => {
                cubic(contour, [pen, point(first), point(second), point(to)]);
                pen = point(to);
            }
        }
    }
    for contour in &mut contours {
        // A contour in a font is closed without repeating its first point.
        if contour.len() > 1 && contour.first() == contour.last() {
            contour.pop();
        }
    }
    contours.retain(|contour| contour.len() > 1);
    contours
}

/// Adds a cubic curve as quadratic pieces of equal parameter length.
fn cubic(contour: &mut Vec<CurvePoint>, [a, b, c, d]: [Point; 4]) {
    let each = |mix: &dyn Fn(usize) -> f64| [mix(0), mix(1)];
    let [x, y] = each(&|i| d[i] - 3.0 * c[i] + 3.0 * b[i] - a[i]);
    // The quadratic curve lies √3/36 of this vector's length beside the cubic
    // one; n pieces divide the error by n³.
    let error = x.hypot(y) * 3f64.sqrt() / 36.0;
    let pieces = (1..MOST_PIECES).find(|&n| error / f64::from(n).powi(3) <= TOLERANCE).unwrap_or(MOST_PIECES);
    let at = |t: f64| {
        let u = 1.0 - t;
        each(&|i| u * u * u * a[i] + 3.0 * u * u * t * b[i] + 3.0 * u * t * t * c[i] + t * t * t * d[i])
    };
    let slope = |t: f64| {
        let u = 1.0 - t;
        each(&|i| 3.0 * (u * u * (b[i] - a[i]) + 2.0 * u * t * (c[i] - b[i]) + t * t * (d[i] - c[i])))
    };
    let step = 1.0 / f64::from(pieces);
    for piece in 0..pieces {
        let (from, to) = (f64::from(piece) * step, f64::from(piece + 1) * step);
        let (p, q, dp, dq) = (at(from), at(to), slope(from), slope(to));
        // Each end's tangent gives a control point; this is their mean.
        let control = each(&|i| (p[i] + q[i]) / 2.0 + (dp[i] - dq[i]) * step / 4.0);
        contour.extend([off(control), on(q)]);
    }
}

fn on([x, y]: Point) -> CurvePoint {
    CurvePoint::on_curve(x.round() as i16, y.round() as i16)
}

fn off([x, y]: Point) -> CurvePoint {
    CurvePoint::off_curve(x.round() as i16, y.round() as i16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_of_cubic_curves_stays_round() {
        let k = 552.3;
        let outline = [
            OutlineSegment::Move([1000.0, 0.0]),
            OutlineSegment::Cubic([1000.0, k], [k, 1000.0], [0.0, 1000.0]),
            OutlineSegment::Cubic([-k, 1000.0], [-1000.0, k], [-1000.0, 0.0]),
            OutlineSegment::Cubic([-1000.0, -k], [-k, -1000.0], [0.0, -1000.0]),
            OutlineSegment::Cubic([k, -1000.0], [1000.0, -k], [1000.0, 0.0]),
            OutlineSegment::Close,
        ];
        let contours = contours(&outline);
        let [points] = &contours[..] else { panic!("{contours:?}") };
        assert_ne!(points.first(), points.last());
        for pair in points.windows(3).filter(|pair| pair[0].on_curve) {
            let middle = |a: i16, b: i16, c: i16| f64::from(a) / 4.0 + f64::from(b) / 2.0 + f64::from(c) / 4.0;
            let (x, y) = (middle(pair[0].x, pair[1].x, pair[2].x), middle(pair[0].y, pair[1].y, pair[2].y));
            assert!((x.hypot(y) - 1000.0).abs() < 1.5, "{x} {y}");
        }
    }
}
