//! The columns of a page, from the right.

use super::segment::Segment;

/// How often columns are sought inside columns and between wide lines.
const DEEPEST: usize = 8;
/// Columns stand apart by this many em at least.
const GUTTER: f64 = 0.8;
/// A line wider than this share of the page's text stands over all its columns.
const SPANNING: f64 = 0.6;
/// A column has at least this share of the width, and this many lines: the numbers of
/// a list stand apart, too.
const NARROW: f64 = 0.15;
const LINES: usize = 3;

/// A column: its lines from the top down.
#[derive(Debug)]
pub(super) struct Zone {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) segments: Vec<Segment>,
}

/// The columns of the text of a page in reading order. Text that is turned comes by
/// itself.
pub(super) fn zones(segments: Vec<Segment>) -> Vec<Zone> {
    let mut turned: [Vec<Segment>; 4] = Default::default();
    for segment in segments {
        turned[usize::from(segment.turns % 4)].push(segment);
    }
    let mut zones = Vec::new();
    turned.into_iter().for_each(|segments| split(segments, 0, &mut zones));
    zones
}

fn edges(segments: &[Segment]) -> (f64, f64) {
    let left = segments.iter().map(|segment| segment.left).fold(f64::INFINITY, f64::min);
    let right = segments.iter().map(|segment| segment.right).fold(f64::NEG_INFINITY, f64::max);
    (left, right)
}

fn split(segments: Vec<Segment>, depth: usize, zones: &mut Vec<Zone>) {
    if segments.is_empty() {
        return;
    }
    let (left, right) = edges(&segments);
    let spans = |segment: &Segment| segment.right - segment.left > SPANNING * (right - left);
    let gutters =
        if depth < DEEPEST && !is_verse(&segments) { gutters(&segments, right - left, spans) } else { Vec::new() };
    if gutters.is_empty() {
        zones.push(Zone { left, right, segments });
        return;
    }
    if !segments.iter().any(spans) {
        // The rightmost column first.
        let mut columns: Vec<Vec<Segment>> = vec![Vec::new(); gutters.len() + 1];
        for segment in segments {
            let place = gutters.iter().filter(|gutter| **gutter > segment.left).count();
            columns[place].push(segment);
        }
        return columns.into_iter().for_each(|column| split(column, depth + 1, zones));
    }
    let mut run: Vec<Segment> = Vec::new();
    let mut spanning = false;
    for segment in segments {
        if spans(&segment) != spanning && !run.is_empty() {
            part(std::mem::take(&mut run), spanning, depth, zones);
        }
        spanning = spans(&segment);
        run.push(segment);
    }
    part(run, spanning, depth, zones);
}

/// Whether the lines of two pieces are verse and not two columns: every one has halves of
/// the same edges as the one above or below it, where paragraphs in columns end in a
/// shorter line; and what is a line by itself, as a title, crosses the gap.
fn is_verse(segments: &[Segment]) -> bool {
    let beside = |a: &Segment, b: &Segment| (a.base - b.base).abs() < 0.6 * a.size;
    let lines: Vec<&[Segment]> = segments.chunk_by(beside).collect();
    let halves = |line: &[Segment]| match line {
        [a, b] if a.left < b.left => Some([a.left, a.right, b.left, b.right]),
        [a, b] => Some([b.left, b.right, a.left, a.right]),
        _ => None,
    };
    let couplets: Vec<[f64; 4]> = lines.iter().copied().filter_map(halves).collect();
    let Some(&[_, left, right, _]) = couplets.first() else { return false };
    let middle = f64::midpoint(left, right);
    let crosses = |line: &&[Segment]| match line {
        [one] => one.left < middle && middle < one.right,
        other => other.len() == 2,
    };
    let size = segments.first().map_or(0.0, |segment| segment.size);
    let alike = |a: &[f64; 4], b: &[f64; 4]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 0.5 * size);
    let has_like = |at: usize| {
        let near =
            |other: Option<usize>| other.and_then(|at| couplets.get(at)).is_some_and(|b| alike(&couplets[at], b));
        near(at.checked_sub(1)) || near(Some(at + 1))
    };
    couplets.len() >= 2 && lines.iter().all(crosses) && (0..couplets.len()).all(has_like)
}

/// A stretch of a page of which all lines are wide, or none.
fn part(run: Vec<Segment>, spanning: bool, depth: usize, zones: &mut Vec<Zone>) {
    if spanning {
        let (left, right) = edges(&run);
        zones.push(Zone { left, right, segments: run });
    } else {
        split(run, depth + 1, zones);
    }
}

/// The places where columns part, from the left.
fn gutters(segments: &[Segment], width: f64, spans: impl Fn(&Segment) -> bool) -> Vec<f64> {
    let mut narrow: Vec<&Segment> = segments.iter().filter(|segment| !spans(segment)).collect();
    if narrow.len() < 2 * LINES {
        return Vec::new();
    }
    narrow.sort_by(|a, b| a.left.total_cmp(&b.left));
    // The right edge of each piece and all behind it.
    let mut behind: Vec<f64> = narrow.iter().map(|segment| segment.right).collect();
    for at in (1..behind.len()).rev() {
        behind[at - 1] = behind[at - 1].max(behind[at]);
    }
    let mut gutters = Vec::new();
    let (mut start, mut right) = (0, f64::NEG_INFINITY);
    let is_column = |count: usize, from: f64, to: f64| count >= LINES && to - from > NARROW * width;
    for (at, segment) in narrow.iter().enumerate() {
        if at > 0
            && segment.left - right > GUTTER * segment.size
            && is_column(at - start, narrow[start].left, right)
            && is_column(narrow.len() - at, segment.left, behind[at])
        {
            gutters.push(f64::midpoint(right, segment.left));
            start = at;
        }
        right = right.max(segment.right);
    }
    gutters
}
