//! Prepares tables.

use super::Preparer;
use crate::document::{Extent, NodeId, Row, Table};
use crate::frame::{StructId, StructRole};
use crate::theme::StyleName;
use crate::typeset::prepared::{CellNode, Look, Node, NodeKind, RowNode, TableNode};

impl Preparer<'_> {
    pub(super) fn table(&mut self, table: &Table, look: &Look, (tag, id): (StructId, NodeId)) -> Node {
        let look = Look { style: StyleName::Table, ..*look };
        let own = self.structure.open(StructRole::Table, tag, Some(id));
        let caption = table.caption.as_ref().map(|caption| {
            let caption_tag = self.structure.open(StructRole::Caption, own, None);
            self.text(caption, &Look { style: StyleName::Caption, ..look }, Some(caption_tag), tag)
        });
        let head = table.head.as_ref().map(|head| {
            let section = self.structure.open(StructRole::TableHead, own, None);
            let look = Look { style: StyleName::TableHead, ..look };
            self.row(head, &look, section, StructRole::TableHeader)
        });
        let mut rows = Vec::with_capacity(table.rows.len());
        if !table.rows.is_empty() {
            let section = self.structure.open(StructRole::TableBody, own, None);
            for row in &table.rows {
                rows.push(self.row(row, &look, section, StructRole::TableData));
            }
        }
        Self::node(&look, NodeKind::Table(TableNode { columns: table.columns.clone(), head, rows, caption }))
    }

    fn row(&mut self, row: &Row, look: &Look, section: StructId, role: StructRole) -> RowNode {
        let own = self.structure.open(StructRole::TableRow, section, Some(row.id));
        let mut cells = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            if cell.extent.is_covered() {
                cells.push(None);
                continue;
            }
            let tag = self.structure.open(role, own, Some(cell.id));
            if cell.extent != Extent::default() {
                self.structure.set_extent(tag, cell.extent);
            }
            let text = self.text(&cell.content, look, Some(tag), tag);
            let (columns, rows) = (cell.extent.columns as usize, cell.extent.rows as usize);
            cells.push(Some(CellNode { text, columns, rows }));
            self.waiting_notes();
        }
        cells
    }
}
