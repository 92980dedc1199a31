//! What stands in and around paragraphs: links, notes, pictures, tables.

use super::body::Body;
use super::package::Package;
use super::styles::Role;
use super::xml::Element;
use crate::document::{Image, Inline, NodeId, NoteReference, Table};
use crate::error::Result;
use crate::read::links::{self, Address};
use crate::read::node::Kind;
use std::sync::Arc;

impl Body<'_, '_, '_> {
    /// A link to what the package's relations name, or to a bookmark.
    pub(super) fn start_link(&mut self, element: &Element) -> Result<()> {
        let outside = element.get("id").and_then(|id| self.relations.get(id)).cloned();
        let inside = element.get("anchor").map(|anchor| format!("#{anchor}"));
        match outside.or(inside) {
            Some(address) => self.open_link(&address),
            None => Ok(()),
        }
    }

    fn open_link(&mut self, address: &str) -> Result<()> {
        self.end_link();
        match links::judge(address) {
            Address::Good(target) => {
                self.begin()?;
                if self.holds_text() {
                    self.end_look();
                    self.open(Kind::Link { target: Some(target), bare: false })?;
                    self.link_open = true;
                }
            }
            Address::Scheme(_) | Address::Nowhere | Address::TooLong => {
                let shown: String = address.chars().take(60).collect();
                let message = format!("the link to `{}` is kept as text only", shown.escape_debug());
                let paragraph = self.making.extract.line as usize;
                self.notices.warn_line("link-nowhere", paragraph, message);
            }
        }
        Ok(())
    }

    pub(super) fn end_link(&mut self) {
        self.end_look();
        if std::mem::take(&mut self.link_open) {
            self.making.builder.close();
        }
    }

    /// A field begins, its result follows, or it ends.
    pub(super) fn field_part(&mut self, part: &str) -> Result<()> {
        match part {
            "begin" => {
                self.fields.push(false);
                self.instruction.clear();
            }
            "separate" => {
                if let Some(address) = link_of_field(&self.instruction) {
                    self.open_link(&address)?;
                    if let Some(is_link) = self.fields.last_mut() {
                        *is_link = self.link_open;
                    }
                }
            }
            _ => {
                if self.fields.pop() == Some(true) {
                    self.end_link();
                }
            }
        }
        Ok(())
    }

    pub(super) fn note_reference(&mut self, prefix: &str, element: &Element) -> Result<()> {
        self.begin()?;
        if self.holds_text() {
            self.end_look();
            let span = self.making.extract.here();
            let label = format!("{prefix}{}", element.get("id").unwrap_or_default());
            let reference = NoteReference { id: NodeId::default(), label, note: 0, mark: String::new(), span };
            self.making.builder.inline(Inline::NoteReference(reference), span);
        }
        Ok(())
    }

    /// A picture: its bytes go along under a name made of them.
    pub(super) fn image(&mut self, element: &Element, package: &mut Package<'_>) -> Result<()> {
        let alt = self.alt.take();
        let target = element.get("embed").or(element.get("id")).and_then(|id| self.relations.get(id)).cloned();
        let part = target.map(|target| match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => package.beside_main(&target),
        });
        let Some(part) = part.filter(|part| package.has(part)) else {
            let message = "a picture that is not in the file is left out; its alternative text stays";
            self.notices.warn_line("missing-image", self.making.extract.line as usize, message);
            return self.text(alt.as_deref().unwrap_or_default());
        };
        let bytes = package.bytes(&part, self.notices)?;
        let extension = part.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        let path = format!("embedded:{}.{extension}", &blake3::hash(&bytes).to_hex()[..16]);
        self.embedded.0.insert(path.clone(), Arc::from(bytes));
        self.begin()?;
        if self.holds_text() {
            self.end_look();
            let span = self.making.extract.here();
            let image = Image { id: NodeId::default(), path, alt, title: None, span };
            self.making.builder.inline(Inline::Image(image), span);
        }
        Ok(())
    }

    /// Whether the paragraph stands in a table of the message.
    pub(super) fn in_cell(&self) -> bool {
        self.tables.first() == Some(&true)
    }

    /// Whether tags of tables mean the table of the message.
    fn in_own_table(&self) -> bool {
        self.tables == [true]
    }

    pub(super) fn begin_in_cell(&mut self, role: Role) -> Result<()> {
        if self.making.builder.has_text() {
            self.making.extract.hard_break(&mut self.making.builder);
        }
        if role == Role::TableHead {
            self.mark_head();
        }
        Ok(())
    }

    /// Makes the first row of a table its head.
    fn mark_head(&mut self) {
        if let [.., table, row] = self.making.builder.frames_mut_to_row()
            && let (Kind::Table(table), Kind::Row { head, .. }) = (&table.kind, &mut row.kind)
        {
            *head |= table.head.is_none() && table.rows.is_empty();
        }
    }

    pub(super) fn start_table_part(&mut self, element: &Element) -> Result<()> {
        match element.name.as_str() {
            "tbl" => {
                let framed = self.tables.is_empty() && self.depth == 0;
                if framed {
                    self.end_group();
                    self.open(Kind::Table(Table { columns: Vec::new(), head: None, rows: Vec::new(), caption: None }))?;
                    self.first_is_head = false;
                }
                self.tables.push(framed);
            }
            _ if !self.in_own_table() => {}
            "tblLook" => {
                let bits = element.val().and_then(|bits| u32::from_str_radix(bits, 16).ok()).unwrap_or(0);
                self.first_is_head = element.get("firstRow").map_or(bits & 0x20 != 0, |first| first == "1");
            }
            "tr" => {
                self.open(Kind::Row { head: false, cells: Vec::new() })?;
                if self.first_is_head {
                    self.mark_head();
                }
            }
            "tblHeader" if element.is_on() => self.mark_head(),
            "tc" => {
                self.columns = 1;
                self.open(Kind::Cell)?;
            }
            "gridSpan" => {
                self.columns = element.val().and_then(|columns| columns.parse().ok()).unwrap_or(1).clamp(1, 64);
            }
            _ => {}
        }
        Ok(())
    }

    pub(super) fn end_table_part(&mut self, name: &str) -> Result<()> {
        if self.in_own_table() {
            self.end_link();
            self.making.builder.close();
            if name == "tc" {
                for _ in 1..self.columns {
                    self.open(Kind::Cell)?;
                    self.making.builder.close();
                }
            }
        }
        if name == "tbl" {
            self.tables.pop();
        }
        Ok(())
    }
}

/// The address in `HYPERLINK "address" \l "anchor"`.
fn link_of_field(instruction: &str) -> Option<String> {
    let rest = instruction.trim().strip_prefix("HYPERLINK")?;
    let quoted = rest.split('"').nth(1)?.trim();
    Some(if rest.trim_start().starts_with("\\l") { format!("#{quoted}") } else { quoted.to_owned() })
}
