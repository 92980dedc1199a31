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

/// Cells that reach down into the next rows: columns and last row, by first column.
type Reach = BTreeMap<usize, (usize, usize)>;

impl Body<'_, '_, '_, '_> {
    /// A table; `None` if it has no rows.
    pub(super) fn table(&mut self, element: &Element) -> Result<Option<Table>> {
        let style = looks::id("table", element.get("style-name").unwrap_or_default());
        let from_right = self.looks.runs_from_right(&style).unwrap_or(self.looks.page_from_right);
        let mut table = Table { line: self.line + 1, from_right, rtl_text: false, rows: Vec::new() };
        let before = self.tally;
        let mut down = Reach::new();
        self.rows(element, false, &mut down, &mut table.rows)?;
        table.rtl_text = self.tally.runs_from_right_since(before);
        Ok((!table.rows.is_empty()).then_some(table))
    }

    fn rows(&mut self, element: &Element, head: bool, down: &mut Reach, rows: &mut Vec<Row>) -> Result<()> {
        for child in element.elements() {
            match child.name.as_str() {
                "table-row" if matches!(child.get("visibility"), Some("collapse" | "filter")) => {}
                "table-row" => {
                    let cells = self.cells(child, rows.len(), down)?;
                    rows.push(Row { head, cells });
                }
                "table-header-rows" => self.rows(child, true, down, rows)?,
                "table-rows" | "table-row-group" => self.rows(child, head, down, rows)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn cells(&mut self, element: &Element, row: usize, down: &mut Reach) -> Result<Vec<Cell>> {
        let mut cells = Vec::new();
        let mut column = 0;
        // The column behind the last cell: what is covered before it is its own.
        let mut end = 0;
        for child in element.elements() {
            let covered = match child.name.as_str() {
                "table-cell" => false,
                "covered-table-cell" => true,
                _ => continue,
            };
            let count = |name: &str| child.number::<usize>(name).unwrap_or(1).clamp(1, COLUMNS);
            for _ in 0..count("number-columns-repeated") {
                self.count_cell()?;
                let columns = if covered { 1 } else { count("number-columns-spanned") };
                if !covered {
                    let items = self.inside(child)?;
                    cells.push(Cell { columns, goes_on: false, items });
                    end = column + columns;
                    let rows = child.number::<usize>("number-rows-spanned").unwrap_or(1);
                    down.insert(column, (columns, row.saturating_add(rows).saturating_sub(1)));
                } else if column >= end {
                    let above = down.get(&column).filter(|(_, last)| *last >= row);
                    let columns = above.map_or(1, |(columns, _)| *columns);
                    cells.push(Cell { columns, goes_on: above.is_some(), items: Vec::new() });
                    end = column + columns;
                }
                column += 1;
            }
        }
        Ok(cells)
    }

    fn count_cell(&mut self) -> Result<()> {
        self.cells += 1;
        if self.cells > CELLS {
            let message = format!("the message has more than {CELLS} blocks, cells, links and notes");
            return Err(self.notices.refuse_line(None, message, "make several messages of it"));
        }
        Ok(())
    }
}
