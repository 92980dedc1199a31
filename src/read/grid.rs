//! Makes a table a grid: every row as wide as the widest, and every spanning
//! cell within the table.

use crate::document::{Cell, Extent, NodeId, Row, Table};

/// The cells of a table once it is rectangular.
pub(super) fn size(table: &Table) -> usize {
    let rows = || table.head.iter().chain(&table.rows);
    let width = rows().map(|row| row.cells.len()).max().unwrap_or_default().max(table.columns.len());
    rows().count().saturating_mul(width)
}

/// Makes a table rectangular, so that no cell is lost and none reaches beyond
/// it. A head without rows becomes a row: PDF/UA requires a body.
pub(super) fn squared(mut table: Table) -> Table {
    if table.rows.is_empty() {
        table.rows.extend(table.head.take());
    }
    let rows = || table.head.iter().chain(&table.rows);
    let width = rows().map(|row| row.cells.len()).max().unwrap_or_default().max(table.columns.len());
    table.columns.resize(width, Default::default());
    for row in table.head.iter_mut().chain(&mut table.rows) {
        let empty = || Cell { id: NodeId::default(), content: Vec::new(), extent: Extent::default() };
        row.cells.resize_with(width, empty);
    }
    table.head.iter_mut().for_each(|head| fit(std::slice::from_mut(head)));
    fit(&mut table.rows);
    table
}

/// Limits each cell's span to the cells covered by it, and restores covered
/// cells that no cell spans: rows and cells between them may have been removed.
fn fit(rows: &mut [Row]) {
    let width = rows.first().map_or(0, |row| row.cells.len());
    let mut is_covered = vec![vec![false; width]; rows.len()];
    for row in 0..rows.len() {
        for column in 0..width {
            if is_covered[row][column] {
                continue;
            }
            let wished = rows[row].cells[column].extent;
            if wished.is_covered() {
                rows[row].cells[column].extent = Extent::default();
                continue;
            }
            if wished == Extent::default() {
                continue;
            }
            let is_free = |row: usize, column: usize| {
                let cell = &rows[row].cells[column];
                cell.extent.is_covered() && cell.content.is_empty() && !is_covered[row][column]
            };
            let columns = 1
                + (1..wished.columns as usize)
                    .take_while(|more| column + more < width && is_free(row, column + more))
                    .count();
            let down = (1..wished.rows as usize).take_while(|more| {
                row + more < rows.len() && (column..column + columns).all(|column| is_free(row + more, column))
            });
            let down = 1 + down.count();
            for line in &mut is_covered[row..row + down] {
                line[column..column + columns].fill(true);
            }
            let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
            rows[row].cells[column].extent = Extent { columns: number(columns), rows: number(down) };
        }
    }
}
