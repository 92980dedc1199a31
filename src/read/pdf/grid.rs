//! Tables of files without tags, by their rules: which letters are in which cell.

use super::place::{Glyph, Page};
use super::rules::{Rule, Rules};
use super::sight::Edges;
use crate::document::Extent;

/// Places of rules that differ by less than this, in points, are one edge of cells.
const EDGE: f64 = 3.0;
/// Most rules of each direction that are compared with all of the other.
const RULES: usize = 500;
/// Most cells of a table, and most letters of a cell: what has more is the layout of a page.
const CELLS: usize = 2_000;
const LETTERS: usize = 1_500;
/// Where the middle of a letter is above its base line, in em.
const MIDDLE: f64 = 0.3;

/// A table of a page.
#[derive(Debug)]
pub(super) struct Grid {
    /// The edges of its columns, from the left.
    pub(super) columns: Vec<f64>,
    /// The edges of its rows, from below.
    rows: Vec<f64>,
    /// The cells of each row from above, from the left.
    pub(super) cells: Vec<Vec<Cell>>,
}

#[derive(Debug)]
pub(super) struct Cell {
    pub(super) extent: Extent,
    pub(super) glyphs: Vec<Glyph>,
}

/// Takes the tables out of a page; a glyph that stands for each is left in its place, with
/// its number from `first` on.
pub(super) fn take(page: &mut Page, first: usize) -> Vec<Grid> {
    let rules = std::mem::take(&mut page.rules).joined();
    let mut grids = Vec::new();
    for mut grid in found(&rules) {
        let is_inside = |glyph: &Glyph| grid.place(glyph).is_some();
        let Some(place) = page.glyphs.iter().position(is_inside) else { continue };
        if !grid.is_filled(&page.glyphs) {
            continue;
        }
        let (inside, outside): (Vec<Glyph>, Vec<Glyph>) =
            std::mem::take(&mut page.glyphs).into_iter().partition(is_inside);
        page.glyphs = outside;
        let number = u32::try_from(first + grids.len()).unwrap_or(u32::MAX);
        page.glyphs.insert(place, Glyph::table(grid.edges(), number, &inside[0]));
        grid.fill(inside);
        grids.push(grid);
    }
    grids
}

/// The grids that rules make which touch each other.
fn found(rules: &Rules) -> Vec<Grid> {
    let (across, upright) = (&rules.across, &rules.upright);
    if across.len() > RULES || upright.len() > RULES {
        return Vec::new();
    }
    // Which grid each rule belongs to, those across first.
    let mut grids: Vec<usize> = (0..across.len() + upright.len()).collect();
    for (a, rule) in across.iter().enumerate() {
        for (b, other) in (across.len()..).zip(upright) {
            if rule.reaches(other.at) && other.reaches(rule.at) {
                let (a, b) = (root(&mut grids, a), root(&mut grids, b));
                grids[b] = a;
            }
        }
    }
    let mut parts: std::collections::BTreeMap<usize, (Vec<Rule>, Vec<Rule>)> = std::collections::BTreeMap::new();
    for (at, rule) in across.iter().chain(upright).enumerate() {
        let part = parts.entry(root(&mut grids, at)).or_default();
        if at < across.len() { &mut part.0 } else { &mut part.1 }.push(*rule);
    }
    parts.into_values().filter_map(|(across, upright)| Grid::of(&across, &upright)).collect()
}

/// The grid of a rule; the way there is shortened.
fn root(grids: &mut [usize], mut at: usize) -> usize {
    while grids[at] != at {
        grids[at] = grids[grids[at]];
        at = grids[at];
    }
    at
}

/// The edges of cells: the places of rules, and where those that cross them end.
fn edges(rules: &[Rule], crossing: &[Rule]) -> Vec<f64> {
    let ends = crossing.iter().flat_map(|rule| [rule.from, rule.to]);
    let least = ends.clone().fold(f64::INFINITY, f64::min);
    let most = ends.fold(f64::NEG_INFINITY, f64::max);
    let mut all: Vec<f64> = rules.iter().map(|rule| rule.at).chain([least, most]).collect();
    all.sort_unstable_by(f64::total_cmp);
    all.dedup_by(|next, edge| *next - *edge < EDGE);
    all
}

/// The part between edges that a place is in.
fn part(edges: &[f64], place: f64) -> Option<usize> {
    let after = edges.partition_point(|edge| *edge <= place);
    (1..edges.len()).contains(&after).then(|| after - 1)
}

/// Whether a rule stands between two cells.
fn parts(rules: &[Rule], at: f64, place: f64) -> bool {
    rules.iter().any(|rule| (rule.at - at).abs() < EDGE && (rule.from..=rule.to).contains(&place))
}

impl Grid {
    fn of(across: &[Rule], upright: &[Rule]) -> Option<Self> {
        if across.len() < 2 || upright.is_empty() {
            return None;
        }
        let (columns, rows) = (edges(upright, across), edges(across, upright));
        let (width, height) = (columns.len() - 1, rows.len() - 1);
        // One row or column is a frame, or what parts the columns of a page.
        if width < 2 || height < 2 || width.saturating_mul(height) > CELLS {
            return None;
        }
        let middle = |edges: &[f64], at: usize| f64::midpoint(edges[at], edges[at + 1]);
        let mut covered = vec![false; width * height];
        let mut cells: Vec<Vec<Cell>> = Vec::with_capacity(height);
        for row in (0..height).rev() {
            let mut line = Vec::new();
            for column in 0..width {
                if covered[row * width + column] {
                    continue;
                }
                let is_free = |column: usize| !covered[row * width + column];
                let mut right = column + 1;
                while right < width && is_free(right) && !parts(upright, columns[right], middle(&rows, row)) {
                    right += 1;
                }
                let mut below = row;
                let is_open =
                    |row: usize| (column..right).all(|column| !parts(across, rows[row], middle(&columns, column)));
                while below > 0 && is_open(below) {
                    below -= 1;
                }
                for row in below..=row {
                    covered[row * width + column..row * width + right].fill(true);
                }
                let count = |cells: usize| u32::try_from(cells).unwrap_or(1);
                let extent = Extent { columns: count(right - column), rows: count(row - below + 1) };
                line.push(Cell { extent, glyphs: Vec::new() });
            }
            cells.push(line);
        }
        Some(Self { columns, rows, cells })
    }

    fn edges(&self) -> Edges {
        let ends = |edges: &[f64]| [edges[0], edges[edges.len() - 1]];
        let ([left, right], [below, above]) = (ends(&self.columns), ends(&self.rows));
        [left, below, right, above]
    }

    /// The row, from below, and the column that a glyph is in.
    fn place(&self, glyph: &Glyph) -> Option<(usize, usize)> {
        if glyph.turns != 0 || glyph.artifact {
            return None;
        }
        let column = part(&self.columns, f64::midpoint(glyph.left, glyph.right))?;
        Some((part(&self.rows, glyph.base + MIDDLE * glyph.size)?, column))
    }

    /// Whether it holds text as a table does: in more than one row and column, and nowhere
    /// as much as a page has.
    fn is_filled(&self, glyphs: &[Glyph]) -> bool {
        let width = self.columns.len() - 1;
        let mut counts = vec![0usize; width * (self.rows.len() - 1)];
        for (row, column) in glyphs.iter().filter_map(|glyph| self.place(glyph)) {
            counts[row * width + column] += 1;
        }
        let rows = counts.chunks(width).filter(|row| row.iter().any(|count| *count > 0)).count();
        let columns = (0..width).filter(|column| counts.iter().skip(*column).step_by(width).any(|count| *count > 0));
        rows > 1 && columns.count() > 1 && counts.iter().all(|count| *count <= LETTERS)
    }

    /// Puts letters into their cells.
    fn fill(&mut self, glyphs: Vec<Glyph>) {
        let (width, height) = (self.columns.len() - 1, self.rows.len() - 1);
        // The cell, by its row and number, that holds each part of the grid.
        let mut owners = vec![(0, 0); width * height];
        let mut covered = vec![false; width * height];
        for (row, cells) in self.cells.iter().enumerate() {
            let mut column = 0;
            for (number, cell) in cells.iter().enumerate() {
                while column < width && covered[row * width + column] {
                    column += 1;
                }
                let (columns, rows) = (cell.extent.columns as usize, cell.extent.rows as usize);
                for row_below in row..row + rows {
                    for at in row_below * width + column..row_below * width + column + columns {
                        (owners[at], covered[at]) = ((row, number), true);
                    }
                }
                column += columns;
            }
        }
        for glyph in glyphs {
            let Some((row, column)) = self.place(&glyph) else { continue };
            let (row, number) = owners[(height - 1 - row) * width + column];
            self.cells[row][number].glyphs.push(glyph);
        }
    }
}
