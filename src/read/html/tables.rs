//! Tables: which are only there to place things, and cells that span others.

use super::tokens::Token;
use std::collections::BTreeSet;

/// Elements that no table of data holds.
const PAGE_PARTS: &[&str] =
    &["table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "hr", "figure", "section"];

/// The tables, by the index of their tag, that only lay out the page: they say
/// so, or hold what no table of data holds.
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

/// The most columns a cell may span: pages have asked for thousands.
const WIDEST: usize = 64;

/// Which columns of the next rows are taken by cells above them.
#[derive(Default)]
pub(super) struct Spans {
    /// For each column, how many more rows are taken.
    taken: Vec<usize>,
    /// The next column of this row.
    column: usize,
}

impl Spans {
    /// A new row begins.
    pub(super) fn row(&mut self) {
        self.column = 0;
    }

    /// How many empty cells stand before the next cell.
    pub(super) fn skip(&mut self) -> usize {
        let start = self.column;
        while let Some(rows) = self.taken.get_mut(self.column).filter(|rows| **rows > 0) {
            *rows -= 1;
            self.column += 1;
        }
        self.column - start
    }

    /// A cell over so many columns and rows; gives the columns.
    pub(super) fn cell(&mut self, columns: Option<&str>, rows: Option<&str>) -> usize {
        let number = |text: Option<&str>| text.and_then(|text| text.trim().parse::<usize>().ok()).unwrap_or(1).max(1);
        let columns = number(columns).min(WIDEST);
        let rows = number(rows).min(10_000) - 1;
        let end = self.column + columns;
        if rows > 0 && self.taken.len() < end {
            self.taken.resize(end, 0);
        }
        for column in self.column..end.min(self.taken.len()) {
            self.taken[column] = rows;
        }
        self.column = end;
        columns
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_below_a_tall_one_move_on() {
        let mut spans = Spans::default();
        spans.row();
        assert_eq!((spans.skip(), spans.cell(None, Some("2")), spans.cell(Some("2"), None)), (0, 1, 2));
        spans.row();
        assert_eq!((spans.skip(), spans.cell(None, None)), (1, 1));
        spans.row();
        assert_eq!(spans.skip(), 0);
    }
}
