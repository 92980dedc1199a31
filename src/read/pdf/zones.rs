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
/// The middle of a line that is set in the middle is off that of the page by less than
/// this share of its width.
const CENTRED: f64 = 0.05;
/// What stands over columns is higher than their first lines by this many em of these, and
/// larger than text by this factor: a heading in one of them is not.
const HEAD: f64 = 1.2;
const LARGER: f64 = 1.3;
/// In prose, one piece of a line in this many has a sign of a sentence inside.
const SIGNED: usize = 6;
/// A cell of a table has this many letters or fewer, on the average; lines of the narrowest
/// columns of newspapers have twice as many.
const FEW: usize = 14;

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

pub(super) fn edges(segments: &[Segment]) -> (f64, f64) {
    let left = segments.iter().map(|segment| segment.left).fold(f64::INFINITY, f64::min);
    let right = segments.iter().map(|segment| segment.right).fold(f64::NEG_INFINITY, f64::max);
    (left, right)
}

fn split(segments: Vec<Segment>, depth: usize, zones: &mut Vec<Zone>) {
    if segments.is_empty() {
        return;
    }
    let (left, right) = edges(&segments);
    let gutters = if depth < DEEPEST && !reads_across(&segments) { gutters(&segments) } else { Vec::new() };
    if gutters.is_empty() {
        zones.push(Zone { left, right, segments });
        return;
    }
    // A title or a folio that stands over a gutter is of no column.
    let crosses = |segment: &Segment| gutters.iter().any(|gutter| segment.left < *gutter && *gutter < segment.right);
    let spans = |segment: &Segment| is_wide(segment, right - left) || crosses(segment);
    if !segments.iter().any(spans) {
        // The rightmost column first.
        let mut columns: Vec<Vec<Segment>> = vec![Vec::new(); gutters.len() + 1];
        for segment in segments {
            let place = gutters.iter().filter(|gutter| **gutter > segment.left).count();
            columns[place].push(segment);
        }
        zones.extend(head(&mut columns, f64::midpoint(left, right), right - left));
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

/// The lines in the middle over all columns that are narrower than one, as the name of a
/// newspaper.
fn head(columns: &mut [Vec<Segment>], middle: f64, width: f64) -> Option<Zone> {
    let top = |column: &Vec<Segment>| column.first().map_or(f64::NEG_INFINITY, |first| first.base);
    let (at, _) = columns.iter().enumerate().max_by(|(_, a), (_, b)| top(a).total_cmp(&top(b)))?;
    let others = columns.iter().enumerate().filter(|(other, _)| *other != at);
    let others = others.filter_map(|(_, column)| column.first()).map(|first| first.base + HEAD * first.size);
    let others = others.fold(f64::NEG_INFINITY, f64::max);
    let body = columns[at].last().map_or(0.0, |last| last.size);
    let in_middle = |segment: &Segment| (f64::midpoint(segment.left, segment.right) - middle).abs() < CENTRED * width;
    let is_above = |segment: &&Segment| segment.base > others && segment.size > LARGER * body && in_middle(segment);
    let count = columns[at].iter().take_while(is_above).count();
    let below = columns[at].split_off(count);
    let segments = std::mem::replace(&mut columns[at], below);
    let (left, right) = edges(&segments);
    (!segments.is_empty()).then_some(Zone { left, right, segments })
}

/// Whether lines of several pieces are verse or rows of a table, which are read across,
/// and not columns of a text.
fn reads_across(segments: &[Segment]) -> bool {
    let beside = |a: &Segment, b: &Segment| (a.base - b.base).abs() < 0.6 * a.size;
    let lines: Vec<&[Segment]> = segments.chunk_by(beside).collect();
    is_stretched(&lines) || is_ragged(&lines) || is_rows(&lines)
}

/// Whether lines of two pieces are verse of stretched halves: each has its like above or
/// below it, where paragraphs in columns end in a shorter line; and what is a line by
/// itself, as a title, crosses the gap.
fn is_stretched(lines: &[&[Segment]]) -> bool {
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
    let size = lines.first().and_then(|line| line.first()).map_or(0.0, |segment| segment.size);
    let alike = |a: &[f64; 4], b: &[f64; 4]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 0.5 * size);
    let has_like = |at: usize| {
        let near =
            |other: Option<usize>| other.and_then(|at| couplets.get(at)).is_some_and(|b| alike(&couplets[at], b));
        near(at.checked_sub(1)) || near(Some(at + 1))
    };
    couplets.len() >= 2 && lines.iter().all(crosses) && (0..couplets.len()).all(has_like)
}

/// Whether lines of several pieces, among others that begin where the page begins, are
/// verse or cells, and no columns: hardly any has a sign inside.
fn is_ragged(lines: &[&[Segment]]) -> bool {
    let parted = lines.iter().filter(|line| line.len() > 1).count();
    let (left, right) = lines
        .iter()
        .flat_map(|line| *line)
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(left, right), one| (left.min(one.left), right.max(one.right)));
    let middle = f64::midpoint(left, right);
    let singles = || lines.iter().filter_map(|line| if let [one] = line { Some(one) } else { None });
    let at_one_side = singles().all(|one| one.right > middle) || singles().all(|one| one.left < middle);
    parted > 1 && at_one_side && !is_prose(lines)
}

fn is_prose(lines: &[&[Segment]]) -> bool {
    let pieces = || lines.iter().filter(|line| line.len() > 1).flat_map(|line| *line);
    pieces().filter(|segment| segment.signed).count() * SIGNED >= pieces().count()
}

/// Whether lines are rows of cells: most have several pieces beside each other, which hold
/// a few words each, where lines of columns hold more.
fn is_rows(lines: &[&[Segment]]) -> bool {
    let parted: Vec<&[Segment]> = lines.iter().copied().filter(|line| line.len() > 1).collect();
    let letters: usize = parted.iter().flat_map(|line| *line).map(|segment| segment.letters).sum();
    let pieces: usize = parted.iter().map(|line| line.len()).sum();
    pieces > 0 && 4 * parted.len() >= 3 * lines.len() && letters <= FEW * pieces
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

fn is_wide(segment: &Segment, width: f64) -> bool {
    segment.right - segment.left > SPANNING * width
}

/// The places where columns part, from the left. Where there seem to be none, lines that
/// are set by themselves in the middle, as titles and folios are, may stand over them.
fn gutters(segments: &[Segment]) -> Vec<f64> {
    let (left, right) = edges(segments);
    let width = right - left;
    let narrow: Vec<&Segment> = segments.iter().filter(|segment| !is_wide(segment, width)).collect();
    let found = between(narrow.clone(), width);
    if !found.is_empty() {
        return found;
    }
    let in_middle = |segment: &Segment| {
        (f64::midpoint(segment.left, segment.right) - f64::midpoint(left, right)).abs() < CENTRED * width
    };
    let beside = |a: &&Segment, b: &&Segment| (a.base - b.base).abs() < 0.6 * a.size;
    let lines = narrow.chunk_by(beside).filter(|line| !matches!(line, [one] if in_middle(one)));
    between(lines.flatten().copied().collect(), width)
}

/// The gaps between pieces that are columns.
fn between(mut narrow: Vec<&Segment>, width: f64) -> Vec<f64> {
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
