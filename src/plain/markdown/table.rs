//! Tables, as GitHub's Markdown writes them.

use super::inlines::{self, Place};
use crate::document::{ColumnAlign, Row, Table};

/// Writes a table; its caption goes under it after a colon, as in pandoc.
pub(super) fn write(table: &Table) -> String {
    if table.columns.is_empty() {
        return String::new();
    }
    let align = |column: &ColumnAlign| match column {
        ColumnAlign::Default => "---",
        ColumnAlign::Left => ":--",
        ColumnAlign::Center => ":-:",
        ColumnAlign::Right => "--:",
    };
    let head = match &table.head {
        Some(head) => row(head),
        None => line(std::iter::repeat_n(String::new(), table.columns.len())),
    };
    let mut lines = vec![head, line(table.columns.iter().map(|column| align(column).to_owned()))];
    lines.extend(table.rows.iter().map(row));
    let mut text = lines.join("\n");
    if let Some(caption) = &table.caption {
        text.push_str("\n\n: ");
        text.push_str(&inlines::write(caption, Place::Line));
    }
    text
}

fn row(row: &Row) -> String {
    line(row.cells.iter().map(|cell| inlines::write(&cell.content, Place::Cell)))
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.collect();
    format!("| {} |", cells.join(" | "))
}
