//! Tables of files without tags: from grids of letters to rows of cells, in their places.

use super::aligned::{self, Rows};
use super::block::{Block, Node};
use super::cellular;
use super::flow::{self, Line, Whence};
use super::font::Font;
use super::grid::Grid;
use super::habits::Habits;
use super::order::Letter;
use super::place::TABLE;
use super::segment::{Segment, segments};
use super::tags::Frame;
use super::zones::{Zone, zones};
use crate::document::Extent;

/// Columns of a table that goes on on the next page differ by less than this, in points.
const SAME: f64 = 3.0;

/// A table whose letters are pieces of lines.
pub(super) struct Pieces {
    columns: Vec<f64>,
    rows: Vec<Vec<(Extent, Vec<Segment>)>>,
    page: u32,
}

/// A table whose cells are lines.
#[derive(Debug)]
pub(super) struct Table {
    columns: Vec<f64>,
    rows: Vec<Vec<(Extent, Vec<Line>)>>,
    page: u32,
    /// Whether its first row may be a head.
    headed: bool,
}

impl Pieces {
    pub(super) fn of(grid: Grid, page: u32) -> Self {
        let row = |cells: Vec<super::grid::Cell>| {
            cells.into_iter().map(|cell| (cell.extent, segments(cell.glyphs))).collect::<Vec<_>>()
        };
        Self { columns: grid.columns, rows: grid.cells.into_iter().map(row).collect(), page }
    }

    pub(super) fn segments(&self) -> impl Iterator<Item = &Segment> {
        self.rows.iter().flatten().flat_map(|(_, segments)| segments)
    }

    /// The table with its cells in the order they are read in.
    pub(super) fn read(self, habits: &Habits, fonts: &[Font]) -> Table {
        let Self { columns, rows, page } = self;
        let lines = |(extent, segments): (Extent, Vec<Segment>)| {
            (extent, flow::lines(&zones(segments), Whence { page, zone: 0 }, habits, fonts))
        };
        let row = |cells: Vec<(Extent, Vec<Segment>)>| {
            let mut cells: Vec<_> = cells.into_iter().map(lines).collect();
            if habits.from_right {
                cells.reverse();
            }
            cells
        };
        Table { columns, rows: rows.into_iter().map(row).collect(), page, headed: true }
    }
}

impl Table {
    /// Takes the tables without rules out of the pieces of a page or a column; what stands
    /// for each is left in its place, with its number from `first` on.
    pub(super) fn take(
        segments: Vec<Segment>,
        first: usize,
        page: u32,
        habits: &Habits,
        fonts: &[Font],
    ) -> (Vec<Segment>, Vec<Self>) {
        let (left, right) = super::zones::edges(&segments);
        aligned::take(segments, first, |rows| Self::aligned(rows, right - left, page, habits, fonts))
    }

    /// A table without rules, if its texts are such.
    fn aligned(rows: &Rows, width: f64, page: u32, habits: &Habits, fonts: &[Font]) -> Option<Self> {
        let columns: Vec<(f64, f64)> = (0..rows.columns.len() - 1).map(|column| rows.edges(column)).collect();
        let cell = |(segments, (left, right)): (&Vec<Segment>, &(f64, f64))| {
            let zone = Zone { left: *left, right: *right, segments: segments.clone() };
            flow::lines(&[zone], Whence { page, zone: 0 }, habits, fonts)
        };
        let row = |cells: &Vec<Vec<Segment>>| {
            let mut cells: Vec<Vec<Line>> = cells.iter().zip(&columns).map(cell).collect();
            if habits.from_right {
                cells.reverse();
            }
            cells
        };
        let texts: Vec<Vec<Vec<Line>>> = rows.cells.iter().map(row).collect();
        let headed = cellular::head(&texts, width)?;
        let row = |cells: Vec<Vec<Line>>| cells.into_iter().map(|lines| (Extent::default(), lines)).collect();
        Some(Self { columns: rows.columns.clone(), rows: texts.into_iter().map(row).collect(), page, headed })
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.rows.iter().flatten().flat_map(|(_, lines)| lines)
    }

    /// Whether it goes on with one of the page before.
    fn continues(&self, last: &Self) -> bool {
        let alike = |(a, b): (&f64, &f64)| (a - b).abs() < SAME;
        self.page == last.page + 1
            && self.columns.len() == last.columns.len()
            && self.columns.iter().zip(&last.columns).all(alike)
    }

    /// Adds its next part, without the heads that it repeats.
    fn go_on(&mut self, mut next: Self) {
        let words =
            |row: &[(Extent, Vec<Line>)]| row.iter().flat_map(|(_, lines)| lines.iter().map(Line::text)).collect();
        let head: Option<Vec<String>> = self.rows.first().map(|row| words(row));
        if head.is_some() && next.rows.first().map(|row| words(row)) == head {
            next.rows.remove(0);
        }
        self.rows.extend(next.rows);
        self.page = next.page;
    }

    /// Its first row is a head if it has a name for each column.
    fn node(self) -> Node {
        let has_letters = |(_, lines): &(Extent, Vec<Line>)| lines.iter().any(|line| !line.letters.is_empty());
        let has_head =
            self.headed && self.rows.len() > 1 && self.rows.first().is_some_and(|row| row.iter().all(has_letters));
        let row = |(at, cells): (usize, Vec<(Extent, Vec<Line>)>)| {
            let head = has_head && at == 0;
            let cell = |(extent, lines): (Extent, Vec<Line>)| {
                let text = flow::told(None, &lines).map(Node::Text);
                Node::Inside(Frame::Cell { head, extent }, text.into_iter().collect())
            };
            Node::Inside(Frame::Row { head }, cells.into_iter().map(cell).collect())
        };
        Node::Inside(Frame::Table, self.rows.into_iter().enumerate().map(row).collect())
    }
}

fn is_table(letter: &Letter) -> bool {
    letter.font == TABLE
}

/// Whether a line is the place of a table.
pub(super) fn holds(line: &Line) -> bool {
    line.letters.iter().any(is_table)
}

/// The blocks with tables in their places.
pub(super) fn placed(blocks: Vec<Block>, tables: Vec<Table>) -> Vec<Node> {
    let mut tables: Vec<Option<Table>> = tables.into_iter().map(Some).collect();
    let (mut nodes, mut open): (Vec<Node>, Option<Table>) = (Vec::new(), None);
    for block in blocks {
        if !block.letters.iter().any(is_table) {
            nodes.extend(open.take().map(Table::node));
            nodes.push(Node::Text(block));
            continue;
        }
        for run in block.letters.chunk_by(|a, b| !is_table(a) && !is_table(b)) {
            let number = run.first().filter(|first| is_table(first)).map(|first| first.code as usize);
            let Some(number) = number else {
                nodes.extend(open.take().map(Table::node));
                nodes.push(Node::Text(Block { letters: run.to_vec(), halves: None, ..block.clone() }));
                continue;
            };
            let Some(table) = tables.get_mut(number).and_then(Option::take) else { continue };
            match open.take() {
                Some(mut last) if table.continues(&last) => {
                    last.go_on(table);
                    open = Some(last);
                }
                last => {
                    nodes.extend(last.map(Table::node));
                    open = Some(table);
                }
            }
        }
    }
    nodes.extend(open.map(Table::node));
    nodes
}
