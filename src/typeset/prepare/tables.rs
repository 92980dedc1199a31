//! Prepares tables.

use super::Preparer;
use crate::document::{Extent, Inline, NodeId, Row, Table};
use crate::frame::{StructId, StructRole};
use crate::resources::is_remote;
use crate::theme::StyleName;
use crate::typeset::prepared::{CellNode, Look, Node, NodeKind, RowNode, TableNode};

/// The measure that the pictures of a row share, in ems: that of A5, less what is between
/// the columns.
const MEASURE: f64 = 24.0;

/// Whether a cell consists of pictures, which are then as wide as it.
fn are_pictures(content: &[Inline]) -> bool {
    let is_picture = |inline: &Inline| match inline {
        Inline::Image(image) => !is_remote(&image.path),
        Inline::Link(link) => matches!(&link.content[..], [Inline::Image(image)] if !is_remote(&image.path)),
        _ => false,
    };
    let is_blank = |inline: &Inline| match inline {
        Inline::Text(text) => text.text.trim().is_empty(),
        other => matches!(other, Inline::SoftBreak(_) | Inline::HardBreak(_)),
    };
    content.iter().any(is_picture) && content.iter().all(|inline| is_picture(inline) || is_blank(inline))
}

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
            let is_picture = are_pictures(&cell.content);
            self.pictures.cell =
                is_picture.then(|| MEASURE / row.cells.len().max(1) as f64 * f64::from(cell.extent.columns));
            let text = self.text(&cell.content, look, Some(tag), tag);
            self.pictures.cell = None;
            let (columns, rows) = (cell.extent.columns as usize, cell.extent.rows as usize);
            cells.push(Some(CellNode { text, columns, rows }));
            self.waiting_notes();
        }
        cells
    }
}
