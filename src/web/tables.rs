//! Tables as XHTML. The first cell of the source is the first in reading
//! order; `dir` of the page puts it on the right in Persian.

use super::fonts::Face;
use super::syntax::Syntax;
use super::writer::Writer;
use crate::document::{ColumnAlign, Row, Table};
use crate::error::Result;
use crate::theme::StyleName;

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table) -> Result<()> {
        // A table may be wider than a phone with large letters: its box scrolls,
        // not the page. In browsers scrolling needs the focus for use by keys;
        // reading systems use these keys to turn pages.
        let keys = if self.syntax == Syntax::Html { " tabindex=\"0\"" } else { "" };
        self.raw(&format!("<div class=\"scroll\"{keys}>\n<table>\n"));
        if let Some(caption) = &table.caption {
            self.with_face(self.face_of(StyleName::Caption), |writer| writer.paragraph("caption", None, caption))?;
        }
        if let Some(head) = &table.head {
            let face = self.face_of(StyleName::TableHead);
            self.raw("<thead>\n");
            self.row(head, table, "th scope=\"col\"", face)?;
            self.raw("</thead>\n");
        }
        let face = self.face_of(StyleName::Table);
        self.raw("<tbody>\n");
        for row in &table.rows {
            self.row(row, table, "td", face)?;
        }
        if table.rows.is_empty() {
            // A table body without rows is invalid.
            self.raw("<tr><td></td></tr>\n");
        }
        self.raw("</tbody>\n</table>\n</div>\n");
        Ok(())
    }

    fn row(&mut self, row: &Row, table: &Table, element: &str, face: Face) -> Result<()> {
        self.raw("<tr>\n");
        for (index, cell) in row.cells.iter().enumerate() {
            if cell.extent.is_covered() {
                continue;
            }
            self.raw("<");
            self.raw(element);
            let class = match table.columns.get(index).copied().unwrap_or_default() {
                ColumnAlign::Default => "",
                ColumnAlign::Left => " class=\"left\"",
                ColumnAlign::Center => " class=\"center\"",
                ColumnAlign::Right => " class=\"right\"",
            };
            self.raw(class);
            if cell.extent.columns > 1 {
                self.raw(&format!(" colspan=\"{}\"", cell.extent.columns));
            }
            if cell.extent.rows > 1 {
                self.raw(&format!(" rowspan=\"{}\"", cell.extent.rows));
            }
            let direction = self.direction_of(&cell.content);
            self.dir(direction);
            self.raw(">");
            self.page_marks_before(cell.id);
            let before = self.enter(direction);
            self.with_face(face, |writer| writer.inlines(&cell.content))?;
            self.direction = before;
            self.raw(if element == "td" { "</td>\n" } else { "</th>\n" });
        }
        self.raw("</tr>\n");
        Ok(())
    }
}
