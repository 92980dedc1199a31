//! Cells and rows of tables, with those that others span.

use super::{Element, Reader};
use crate::document::{ColumnAlign, Extent};
use crate::error::Result;
use crate::read::node::Kind;
use crate::read::raw_html::Tag;

impl Reader<'_, '_> {
    /// Opens a cell, after the columns taken by spanning cells above.
    pub(super) fn start_cell(&mut self, tag: &Tag) -> Result<()> {
        if matches!(self.builder.top().kind, Kind::Table(_)) {
            // The row's tag is omitted: its first cell begins it.
            let row = Element { framed: true, ..self.element("tr") };
            self.open(Kind::Row { head: false, cells: Vec::new() })?;
            self.elements.push(row);
        }
        if let Kind::Row { cells, .. } = &self.builder.top().kind
            && cells.is_empty()
        {
            self.spans.row();
        }
        for _ in 0..self.spans.skip() {
            self.covered_cell()?;
        }
        let is_head = tag.name == "th";
        let mut column = 0;
        if let Kind::Row { head, cells } = &mut self.builder.top().kind {
            *head = is_head && (*head || cells.is_empty());
            column = cells.len();
        }
        self.align(column, tag);
        let extent = self.spans.cell(tag.attribute("colspan"), tag.attribute("rowspan"));
        let element = Element { framed: true, extent, ..self.element(&tag.name) };
        self.open(Kind::Cell)?;
        self.elements.push(element);
        self.extract.end_line();
        self.line_end = false;
        Ok(())
    }

    /// A cell covered by another one.
    pub(super) fn covered_cell(&mut self) -> Result<()> {
        self.open(Kind::Cell)?;
        self.builder.close();
        self.builder.extent(Extent::COVERED);
        Ok(())
    }

    /// The first cell of a column with an alignment sets it for the column.
    pub(super) fn align(&mut self, column: usize, tag: &Tag) {
        let Some(align) = alignment(tag) else { return };
        let tables = self.builder.frames_mut().iter_mut().rev();
        for frame in tables {
            if let Kind::Table(table) = &mut frame.kind {
                let wide = table.columns.len().max(column + 1);
                table.columns.resize(wide, ColumnAlign::Default);
                if table.columns[column] == ColumnAlign::Default {
                    table.columns[column] = align;
                }
                return;
            }
        }
    }

    /// Adds the cells of this row, after its last one, that cells above span.
    pub(super) fn end_row(&mut self) {
        let Kind::Row { cells, .. } = &self.builder.top().kind else { return };
        if cells.is_empty() {
            self.spans.row();
        }
        for is_taken in self.spans.rest() {
            drop(self.open(Kind::Cell));
            self.builder.close();
            if is_taken {
                self.builder.extent(Extent::COVERED);
            }
        }
    }
}

/// The `align=` or `text-align:` of a cell.
fn alignment(tag: &Tag) -> Option<ColumnAlign> {
    let style = tag.attribute("style").and_then(|style| style.split("text-align:").nth(1));
    let word = style.or(tag.attribute("align"))?.trim_start();
    [("left", ColumnAlign::Left), ("center", ColumnAlign::Center), ("right", ColumnAlign::Right)]
        .into_iter()
        .find(|(name, _)| word.starts_with(name))
        .map(|(_, align)| align)
}
