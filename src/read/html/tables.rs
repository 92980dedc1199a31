//! Tables: which only serve as layout, and cells that span others.

use super::tokens::Token;
use crate::document::Extent;
use crate::read::Limits;
use std::collections::BTreeSet;

/// Elements that data tables never contain: a table with one is layout.
pub(in crate::read) const PAGE_PARTS: &[&str] =
    &["table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "hr", "figure", "section"];

/// Layout tables by tag index: those that declare it or contain elements data
/// tables never do.
pub(super) fn layout_tables(tokens: &[(u32, Token)]) -> BTreeSet<usize> {
    let mut layout = BTreeSet::new();
    let mut open: Vec<usize> = Vec::new();
    for (index, (_, token)) in tokens.iter().enumerate() {
        let Token::Tag(tag) = token else { continue };
        if tag.closing {
            if tag.name == "table" {
                open.pop();
            }
            continue;
        }
        if PAGE_PARTS.contains(&tag.name.as_str())
            && let Some(&table) = open.last()
        {
            layout.insert(table);
        }
        if tag.name == "table" {
            if matches!(tag.attribute("role"), Some("presentation" | "none")) {
                layout.insert(index);
            }
            open.push(index);
        }
    }
    layout
}

/// The most columns and rows a cell may span: pages have asked for thousands of
/// columns. HTML limits rows to 65534.
const WIDEST: u32 = 64;
const TALLEST: u32 = 65_534;

/// The columns of the next rows that are taken by cells above.
pub(in crate::read) struct Spans {
    /// For each column, the number of further rows taken.
    taken: Vec<u32>,
    /// The next column of this row.
    column: usize,
    /// How many more cells the cells of a message may cover: a few bytes ask for millions.
    /// So many are refused, so that what comes after them spans nothing.
    left: usize,
}

impl Default for Spans {
    fn default() -> Self {
        Self { taken: Vec::new(), column: 0, left: Limits::USUAL.nodes + 1 }
    }
}

impl Spans {
    /// Begins another table.
    pub(in crate::read) fn table(&mut self) {
        *self = Self { left: self.left, ..Self::default() };
    }

    /// Begins a row.
    pub(in crate::read) fn row(&mut self) {
        self.column = 0;
    }

    /// Ends the head, body or foot; no cell spans beyond it.
    pub(in crate::read) fn group(&mut self) {
        self.taken.clear();
    }

    /// The number of covered cells before the next cell.
    pub(in crate::read) fn skip(&mut self) -> usize {
        let start = self.column;
        while let Some(rows) = self.taken.get_mut(self.column).filter(|rows| **rows > 0 && self.left > 0) {
            *rows -= 1;
            self.column += 1;
            self.left -= 1;
        }
        self.column - start
    }

    /// The columns after the last cell of a row, up to the last one taken by a cell
    /// above: whether each is taken.
    pub(in crate::read) fn rest(&mut self) -> Vec<bool> {
        let end = self.taken.iter().rposition(|&rows| rows > 0).map_or(0, |last| last + 1);
        // What no cell above takes is not looked at again in every row.
        self.taken.truncate(end);
        let start = self.column.min(end);
        let end = end.min(start + self.left);
        self.left -= end - start;
        self.column = end.max(self.column);
        let rest = self.taken[start..end].iter_mut().map(|rows| std::mem::replace(rows, rows.saturating_sub(1)) > 0);
        rest.collect()
    }

    /// A cell that spans columns and rows. A row span of 0 means all that follow.
    pub(in crate::read) fn cell(&mut self, columns: Option<&str>, rows: Option<&str>) -> Extent {
        let number = |text: Option<&str>| text.and_then(|text| text.trim().parse::<u32>().ok()).unwrap_or(1);
        let columns = number(columns).clamp(1, WIDEST);
        let Some(left) = self.left.checked_sub(columns as usize - 1) else {
            self.left = 0;
            self.column += 1;
            return Extent::default();
        };
        self.left = left;
        let rows = match number(rows) {
            0 => TALLEST,
            rows => rows.min(TALLEST),
        };
        let end = self.column + columns as usize;
        if rows > 1 && self.taken.len() < end {
            self.taken.resize(end, 0);
        }
        for column in self.column..end.min(self.taken.len()) {
            self.taken[column] = rows - 1;
        }
        self.column = end;
        Extent { columns, rows }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_cover_no_more_than_a_message_may_hold() {
        let mut spans = Spans::default();
        let mut covered = 0;
        for _ in 0..40 {
            spans.table();
            for _ in 0..100 {
                spans.row();
                covered += spans.skip();
                for _ in 0..10 {
                    covered += spans.cell(Some("1000"), Some("65534")).columns as usize - 1;
                }
                covered += spans.rest().len();
            }
        }
        let most = Limits::USUAL.nodes;
        assert!((most - 64..=most + 1).contains(&covered), "{covered}");
    }

    #[test]
    fn cells_below_a_tall_one_move_on() {
        let mut spans = Spans::default();
        spans.row();
        assert_eq!(spans.skip(), 0);
        assert_eq!(spans.cell(None, Some("2")), Extent { columns: 1, rows: 2 });
        assert_eq!(spans.cell(Some("2"), Some("2")), Extent { columns: 2, rows: 2 });
        spans.row();
        assert_eq!(spans.skip(), 3);
        assert!(spans.rest().is_empty());
        spans.row();
        assert_eq!(spans.skip(), 0);
    }

    #[test]
    fn a_tall_cell_in_the_last_column_covers_the_rows_below() {
        let mut spans = Spans::default();
        spans.row();
        spans.cell(None, None);
        spans.cell(None, Some("0"));
        for _ in 0..3 {
            spans.row();
            assert_eq!(spans.skip(), 0);
            spans.cell(None, None);
            assert_eq!(spans.rest(), [true]);
        }
        spans.group();
        spans.row();
        spans.cell(None, None);
        assert!(spans.rest().is_empty(), "a group of rows ends what reaches down");
    }
}
