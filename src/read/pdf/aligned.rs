//! Tables without rules, by where their cells stand: lines below each other with gutters
//! that go through all of them. Whether they are a table is told by what is in them
//! (`cellular`).

use super::place::{Glyph, PICTURE, TABLE};
use super::segment::Segment;

/// A gutter has this many em at least, and is wider than the gaps between the words of its
/// table by this factor.
const GUTTER: f64 = 0.45;
const WIDER: f64 = 1.6;
/// Lines of a table stand less than this many em apart, and their letters differ in size by
/// less than this share.
const FAR: f64 = 3.2;
const OTHER_SIZE: f64 = 0.25;
/// Distances of lines that differ by less than this factor, and this many points for what
/// browsers round, are one. The rows of a table stand as far apart, but for the second
/// factor; its head may stand further off.
const SAME_PITCH: f64 = 1.05;
const ROUNDED: f64 = 1.0;
const EVEN: f64 = 1.4;
/// Lines of several pieces next to a table, nearer than its rows by this factor, are rows, too:
/// a part of columns is no table.
const NEXT: f64 = 1.2;
/// A table has this many rows at least, and columns.
const ROWS: usize = 3;
const COLUMNS: usize = 2;
/// Most lines of a column that are looked through, most pieces of one, and most lines of a
/// table: each line may be where one begins.
const LINES: usize = 600;
const PIECES: usize = 60;
const LONGEST: usize = 200;
/// The edges or middles of cells below each other differ by less than this, in em, in this
/// share of rows, in tenths.
const OFF: f64 = 0.5;
const IN_LINE: usize = 7;

/// A table: the edges of its columns, from the left, and the pieces in the cells of each row.
#[derive(Debug)]
pub(super) struct Rows {
    pub(super) columns: Vec<f64>,
    pub(super) cells: Vec<Vec<Vec<Segment>>>,
    /// How far rows stand apart.
    pitch: f64,
}

/// A line: which pieces it has, and what is free of ink between them.
struct Line {
    from: usize,
    to: usize,
    base: f64,
    size: f64,
    ink: Vec<(f64, f64)>,
}

/// Takes tables out of pieces of lines, which stand from the top down; what stands for each
/// is left in its place. `table` makes one of rows that are such; of others, the lines below
/// the first are looked at again.
pub(super) fn take<T>(
    segments: Vec<Segment>,
    first: usize,
    table: impl Fn(&Rows) -> Option<T>,
) -> (Vec<Segment>, Vec<T>) {
    let lines = lines(&segments);
    let (mut kept, mut tables): (Vec<Segment>, Vec<T>) = (Vec::new(), Vec::new());
    let (mut at, mut done) = (0, 0);
    while at + ROWS <= lines.len() && lines.len() <= LINES {
        let (gutters, count) = run(&lines[at..]);
        let found = rows(&segments, &lines[at..at + count], &gutters);
        let alone = |(rows, count): &(Rows, usize)| is_alone(&lines, (at, at + count), rows.pitch);
        match found.filter(alone).and_then(|(rows, count)| Some((table(&rows)?, rows, count))) {
            Some((table, rows, count)) => {
                kept.extend_from_slice(&segments[done..lines[at].from]);
                kept.extend(rows.stand_in(first + tables.len()));
                tables.push(table);
                at += count;
                done = lines[at - 1].to;
            }
            None => at += 1,
        }
    }
    if tables.is_empty() {
        return (segments, tables);
    }
    kept.extend_from_slice(&segments[done..]);
    (kept, tables)
}

/// Whether neither the line before rows nor that behind them is such a row.
fn is_alone(lines: &[Line], (from, end): (usize, usize), pitch: f64) -> bool {
    let is_row = |line: &Line, a: &Line, b: &Line| line.ink.len() > 1 && a.base - b.base < NEXT * pitch;
    let before = from.checked_sub(1).is_some_and(|at| is_row(&lines[at], &lines[at], &lines[from]));
    let behind = lines.get(end).is_some_and(|line| is_row(line, &lines[end - 1], line));
    !before && !behind
}

/// The lines of pieces.
fn lines(segments: &[Segment]) -> Vec<Line> {
    let is_beside = |a: &Segment, b: &Segment| (a.base - b.base).abs() < 0.3 * a.size.min(b.size);
    let mut lines = Vec::new();
    let mut from = 0;
    for line in segments.chunk_by(is_beside) {
        let to = from + line.len();
        let size = line.iter().map(|segment| segment.size).fold(0.0, f64::max);
        lines.push(Line { from, to, base: line[0].base, size, ink: ink(line, GUTTER * size) });
        from = to;
    }
    lines
}

/// Where a line has ink, without gaps smaller than a gutter. What is turned, and what stands
/// for pictures and tables, is none of a table.
fn ink(line: &[Segment], gutter: f64) -> Vec<(f64, f64)> {
    let glyphs = || line.iter().flat_map(|segment| &segment.glyphs);
    let is_other = |text: &str| text.contains(PICTURE);
    let is_text = |segment: &Segment| segment.turns == 0;
    if !line.iter().all(is_text)
        || glyphs().any(|glyph| glyph.font == TABLE || glyph.text.as_deref().is_some_and(is_other))
    {
        return Vec::new();
    }
    let shown = glyphs().filter(|glyph| glyph.text.as_deref().is_some_and(|text| !text.trim().is_empty()));
    joined(shown.map(|glyph| (glyph.left, glyph.right)).collect(), gutter)
}

/// The same stretches, those joined that are less than a gap apart.
fn joined(mut stretches: Vec<(f64, f64)>, gap: f64) -> Vec<(f64, f64)> {
    stretches.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out: Vec<(f64, f64)> = Vec::new();
    for (left, right) in stretches {
        match out.last_mut().filter(|last| left - last.1 < gap) {
            Some(last) => last.1 = last.1.max(right),
            None => out.push((left, right)),
        }
    }
    out
}

/// How many lines from the first on have gutters in common, and these.
fn run(lines: &[Line]) -> (Vec<(f64, f64)>, usize) {
    let Some(first) = lines.first().filter(|first| (COLUMNS..=PIECES).contains(&first.ink.len())) else {
        return (Vec::new(), 0);
    };
    let mut free = without(vec![(f64::NEG_INFINITY, f64::INFINITY)], &first.ink, 0.0);
    let is_inner = |(left, right): &(f64, f64)| left.is_finite() && right.is_finite();
    let mut count = 1;
    for pair in lines.windows(2).take(LONGEST) {
        let [last, line] = pair else { break };
        let is_alike = (last.size - line.size).abs() < OTHER_SIZE * last.size;
        if !is_alike || last.base - line.base > FAR * line.size || line.ink.is_empty() || line.ink.len() > PIECES {
            break;
        }
        let gutter = GUTTER * line.size;
        // All gutters that part cells go on, or the line is none of the table.
        let goes_on = |stretch: &(f64, f64)| !without(vec![*stretch], &line.ink, gutter).is_empty();
        let ended: Vec<(f64, f64)> = free.iter().copied().filter(|stretch| !goes_on(stretch)).collect();
        if !ended.is_empty() {
            let inner: Vec<(f64, f64)> = free.iter().copied().filter(is_inner).collect();
            let filled: Vec<Vec<bool>> = lines[..count].iter().map(|line| filled(line, &inner)).collect();
            if parting(&inner, &filled).iter().any(|gutter| ended.contains(gutter)) {
                break;
            }
        }
        free = without(free, &line.ink, gutter);
        count += 1;
    }
    free.retain(is_inner);
    (free, count)
}

/// What is free beside ink, where it is wider than this.
fn without(free: Vec<(f64, f64)>, ink: &[(f64, f64)], least: f64) -> Vec<(f64, f64)> {
    let mut out = Vec::new();
    for (from, to) in free {
        let mut left = from;
        for (start, end) in ink.iter().filter(|(start, end)| *end > from && *start < to) {
            if start - left > least {
                out.push((left, *start));
            }
            left = left.max(*end);
        }
        if to - left > least {
            out.push((left, to));
        }
    }
    out
}

/// The table of a run of lines, and how many of them are in it.
fn rows(segments: &[Segment], lines: &[Line], gutters: &[(f64, f64)]) -> Option<(Rows, usize)> {
    if lines.len() < ROWS || gutters.is_empty() {
        return None;
    }
    let filled: Vec<Vec<bool>> = lines.iter().map(|line| filled(line, gutters)).collect();
    let gutters = parting(gutters, &filled);
    let filled: Vec<Vec<bool>> = lines.iter().map(|line| self::filled(line, &gutters)).collect();
    let is_row = |(from, to): &(usize, usize)| {
        (0..=gutters.len()).filter(|column| filled[*from..*to].iter().any(|line| line[*column])).count() >= COLUMNS
    };
    // What stands in one column below the rows is none of them.
    let (starts, pitch) = starts(lines, &filled)?;
    let last = starts.iter().rposition(is_row)?;
    let starts = &starts[..=last];
    if gutters.is_empty() || starts.len() < ROWS || !starts.iter().all(is_row) {
        return None;
    }
    let places: Vec<f64> = gutters.iter().map(|(left, right)| f64::midpoint(*left, *right)).collect();
    let mut cells = Vec::with_capacity(starts.len());
    for (first, behind) in starts {
        let mut row = vec![Vec::new(); places.len() + 1];
        for segment in &segments[lines[*first].from..lines[behind - 1].to] {
            segment.parted(&places).into_iter().for_each(|(column, piece)| row[column].push(piece));
        }
        cells.push(row);
    }
    let all = || cells.iter().flatten().flatten();
    let left = all().map(|segment: &Segment| segment.left).fold(f64::INFINITY, f64::min);
    let right = all().map(|segment| segment.right).fold(f64::NEG_INFINITY, f64::max);
    let widest = gaps(&cells);
    let is_wide = |(left, right): &(f64, f64)| right - left > WIDER * widest;
    let columns: Vec<f64> = std::iter::once(left).chain(places).chain([right]).collect();
    let rows = Rows { columns, cells, pitch };
    (gutters.iter().all(is_wide) && rows.are_in_line()).then_some((rows, starts[last].1))
}

/// Which columns have ink in a line.
fn filled(line: &Line, gutters: &[(f64, f64)]) -> Vec<bool> {
    let mut filled = vec![false; gutters.len() + 1];
    for (left, _) in &line.ink {
        filled[gutters.partition_point(|gutter| gutter.0 < *left)] = true;
    }
    filled
}

/// The gutters that part two cells somewhere: a name to the right of a column and numbers to
/// its left are of one.
fn parting(gutters: &[(f64, f64)], filled: &[Vec<bool>]) -> Vec<(f64, f64)> {
    let mut kept = Vec::new();
    // What the column before the gutter holds, line by line.
    let mut before: Vec<bool> = filled.iter().map(|line| line[0]).collect();
    for (at, gutter) in gutters.iter().enumerate() {
        let behind = filled.iter().map(|line| line[at + 1]);
        if before.iter().zip(behind.clone()).any(|(a, b)| *a && b) {
            kept.push(*gutter);
            before = behind.collect();
        } else {
            before.iter_mut().zip(behind).for_each(|(a, b)| *a |= b);
        }
    }
    kept
}

/// The rows of lines, each with the line behind it, and how far they stand apart. Lines that stand closer than others are of
/// one row, where some cells have no more of them; otherwise each is a row, and all that
/// stands further off is none of the table.
fn starts(lines: &[Line], filled: &[Vec<bool>]) -> Option<(Vec<(usize, usize)>, f64)> {
    let distance = |at: usize| lines[at - 1].base - lines[at].base;
    let least = (1..lines.len()).map(distance).fold(f64::INFINITY, f64::min);
    let is_start = |at: &usize| *at == 0 || distance(*at) > SAME_PITCH * least + ROUNDED;
    let starts: Vec<usize> = (0..lines.len()).filter(is_start).collect();
    // How many more lines rows have, and how many of these have some of their cells only.
    let (mut more, mut partial) = (0, 0);
    for (at, start) in starts.iter().enumerate() {
        let row = &filled[*start..starts.get(at + 1).copied().unwrap_or(lines.len())];
        let all: Vec<bool> = (0..row[0].len()).map(|column| row.iter().any(|line| line[column])).collect();
        if all.iter().filter(|is_filled| **is_filled).count() >= COLUMNS {
            more += row.len() - 1;
            partial += row[1..].iter().filter(|line| **line != all).count();
        }
    }
    let starts = if starts.len() >= ROWS && 2 * partial >= more { starts } else { (0..lines.len()).collect() };
    // The gap above each row, from the last line of the row before.
    let gaps: Vec<f64> = starts.iter().skip(1).map(|start| distance(*start)).collect();
    let least = gaps.iter().copied().fold(f64::INFINITY, f64::min);
    let even = gaps.iter().skip(1).position(|gap| *gap > EVEN * least).map_or(starts.len(), |at| at + 2);
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let rows: Vec<(usize, usize)> = starts.iter().copied().zip(ends).take(even).collect();
    (rows.len() >= ROWS).then_some((rows, least))
}

/// The widest gap between words of one cell.
fn gaps(cells: &[Vec<Vec<Segment>>]) -> f64 {
    let mut widest: f64 = 0.0;
    for segment in cells.iter().flatten().flatten() {
        let shown = segment.glyphs.iter().filter(|glyph| glyph.text.as_deref().is_some_and(|t| !t.trim().is_empty()));
        let ink = joined(shown.map(|glyph| (glyph.left, glyph.right)).collect(), 0.0);
        widest = ink.windows(2).map(|pair| pair[1].0 - pair[0].1).fold(widest, f64::max);
    }
    widest
}

impl Rows {
    /// The edges of what stands in a column.
    pub(super) fn edges(&self, column: usize) -> (f64, f64) {
        let cells = || self.cells.iter().flat_map(|row| &row[column]);
        let left = cells().map(|segment| segment.left).fold(f64::INFINITY, f64::min);
        (left, cells().map(|segment| segment.right).fold(f64::NEG_INFINITY, f64::max))
    }

    /// What stands for it in the text of its page.
    fn stand_in(&self, number: usize) -> Option<Segment> {
        let all = || self.cells.iter().flatten().flatten();
        let below = all().map(|segment| segment.base).fold(f64::INFINITY, f64::min);
        let above = all().map(|segment| segment.base + segment.size).fold(f64::NEG_INFINITY, f64::max);
        let edges = [self.columns[0], below, self.columns[self.columns.len() - 1], above];
        let like = all().flat_map(|segment| &segment.glyphs).next()?;
        Segment::standing(Glyph::table(edges, u32::try_from(number).unwrap_or(u32::MAX), like))
    }

    /// Whether cells below each other have an edge or their middle in common.
    fn are_in_line(&self) -> bool {
        (0..self.columns.len() - 1).all(|column| {
            let cells: Vec<&Segment> = self.cells.iter().skip(1).filter_map(|row| row[column].first()).collect();
            let places: [fn(&Segment) -> f64; 3] =
                [|one| one.left, |one| one.right, |one| f64::midpoint(one.left, one.right)];
            places.iter().any(|place| {
                let mut all: Vec<f64> = cells.iter().map(|cell| place(cell)).collect();
                all.sort_unstable_by(f64::total_cmp);
                let Some(usual) = all.get(all.len() / 2) else { return false };
                let near = cells.iter().filter(|cell| (place(cell) - usual).abs() < OFF * cell.size).count();
                10 * near >= IN_LINE * cells.len()
            })
        })
    }
}
