//! Tables: cells that span others, and those they cover.

use super::super::paragraph::{Cell, Row, Table};
use super::body::Body;
use super::looks;
use crate::error::Result;
use crate::read::xml::Element;
use std::collections::BTreeMap;

/// The most columns that a cell may span or be repeated over; Word's tables have at
/// most 63, and the two hold the same.
const COLUMNS: usize = 64;
/// The most cells of a file, as a few bytes may ask for many: the limit of what a
/// message may have (`Limits::nodes`).
const CELLS: usize = 500_000;

/// The columns of a table.
#[derive(Default)]
struct Grid {
    /// Cells that reach down into the next rows: columns and last row, by first column.
    down: BTreeMap<usize, (usize, usize)>,
    /// Hidden columns, which cells count and the page has not: the column behind each
    /// run of them, by the first.
    hidden: BTreeMap<usize, usize>,
}

impl Grid {
    fn of(table: &Element) -> Self {
        let mut grid = Self::default();
        grid.columns(table, &mut 0);
        grid
    }

    fn columns(&mut self, element: &Element, at: &mut usize) {
        for child in element.elements() {
            match child.name.as_str() {
                "table-column" => {
                    let end = at.saturating_add(repeated(child));
                    if is_hidden(child) {
                        self.hidden.insert(*at, end);
                    }
                    *at = end;
                }
                "table-columns" | "table-header-columns" | "table-column-group" => self.columns(child, at),
                _ => {}
            }
        }
    }

    fn is_shown(&self, column: usize) -> bool {
        self.hidden.range(..=column).next_back().is_none_or(|(_, end)| column >= *end)
    }
}

/// For how many columns an element stands.
fn repeated(element: &Element) -> usize {
    element.number::<usize>("number-columns-repeated").unwrap_or(1).max(1)
}

/// Whether a row or column is hidden.
fn is_hidden(element: &Element) -> bool {
    matches!(element.get("visibility"), Some("collapse" | "filter"))
}

/// The elements inside an element.
fn elements(element: &Element) -> usize {
    element.elements().map(|child| 1 + elements(child)).sum()
}

impl Body<'_, '_, '_, '_> {
    /// A table; `None` if it has no rows.
    pub(super) fn table(&mut self, element: &Element) -> Result<Option<Table>> {
        let style = looks::id("table", element.get("style-name").unwrap_or_default());
        let from_right = self.looks.runs_from_right(&style).unwrap_or(self.looks.page_from_right);
        let mut table = Table { line: self.line + 1, from_right, rtl_text: false, rows: Vec::new() };
        let before = self.tally;
        self.rows(element, false, &mut Grid::of(element), &mut table.rows)?;
        table.rtl_text = self.tally.runs_from_right_since(before);
        Ok((!table.rows.is_empty()).then_some(table))
    }

    fn rows(&mut self, element: &Element, head: bool, grid: &mut Grid, rows: &mut Vec<Row>) -> Result<()> {
        for child in element.elements() {
            match child.name.as_str() {
                "table-row" if is_hidden(child) => {}
                "table-row" => {
                    self.tally.block(self.bounds, self.notices)?;
                    let cells = self.cells(child, rows.len(), grid)?;
                    rows.push(Row { head, cells });
                }
                "table-header-rows" => self.rows(child, true, grid, rows)?,
                "table-rows" | "table-row-group" => self.rows(child, head, grid, rows)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn cells(&mut self, element: &Element, row: usize, grid: &mut Grid) -> Result<Vec<Cell>> {
        let mut cells = Vec::new();
        let mut column = 0;
        // The column of the next element, with hidden ones.
        let mut next = 0_usize;
        // The column behind the last cell: what is covered before it is its own.
        let mut end = 0;
        for child in element.elements() {
            let covered = match child.name.as_str() {
                "table-cell" => false,
                "covered-table-cell" => true,
                _ => continue,
            };
            let spanned = child.number::<usize>("number-columns-spanned").unwrap_or(1).clamp(1, COLUMNS);
            let spanned = if covered { 1 } else { spanned };
            let repeated = repeated(child);
            let places = next..next.saturating_add(repeated.min(COLUMNS));
            next = next.saturating_add(repeated);
            // Cells that are repeated in ones that are would be read any number of times.
            let inside = if repeated > 1 { elements(child) } else { 0 };
            for place in places {
                self.count_cell(inside)?;
                let columns = (place..place.saturating_add(spanned)).filter(|column| grid.is_shown(*column)).count();
                if columns == 0 {
                    continue;
                }
                if !covered {
                    let items = self.inside(child)?;
                    cells.push(Cell { columns, goes_on: false, items });
                    end = column + columns;
                    let rows = child.number::<usize>("number-rows-spanned").unwrap_or(1);
                    grid.down.insert(column, (columns, row.saturating_add(rows).saturating_sub(1)));
                } else if column >= end {
                    let above = grid.down.get(&column).filter(|(_, last)| *last >= row);
                    let columns = above.map_or(1, |(columns, _)| *columns);
                    cells.push(Cell { columns, goes_on: above.is_some(), items: Vec::new() });
                    end = column + columns;
                }
                column += usize::from(grid.is_shown(place));
            }
        }
        Ok(cells)
    }

    fn count_cell(&mut self, inside: usize) -> Result<()> {
        self.cells += 1 + inside;
        if self.cells > CELLS {
            let message = format!("the message has more than {CELLS} blocks, cells, links and notes");
            return Err(self.notices.refuse_line(None, message, "make several messages of it"));
        }
        Ok(())
    }
}
