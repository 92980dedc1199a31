//! Nodes of the builder that text needs around it, and where they end.

use super::super::folds;
use super::Reader;
use crate::error::{Error, Result};
use crate::read::node::Kind;

impl Reader<'_, '_> {
    /// Whether the following content is hidden.
    pub(super) fn is_unseen(&self) -> bool {
        self.hidden > 0 || self.inlines.hidden() > 0
    }

    /// Ends SVG or MathML, as HTML's own elements do.
    pub(super) fn close_drawing(&mut self) {
        if let Some(at) = self.inlines.drawing() {
            self.inlines.truncate(at);
        }
    }

    /// Prepares for text or an inline: opens the nodes that must contain it.
    pub(super) fn place(&mut self) -> Result<()> {
        (self.icon, self.label) = (None, None);
        self.vanished = false;
        if !self.elements.last().is_some_and(|element| folds::is_heading(&element.name)) {
            self.screen.place();
        }
        match self.builder.top().kind {
            Kind::List(_) => self.open(Kind::Item { task: None })?,
            Kind::Definitions(_) => self.open(Kind::Meaning)?,
            Kind::Table(_) => {
                self.open(Kind::Row { head: false, cells: Vec::new() })?;
                self.open(Kind::Cell)?;
            }
            Kind::Row { .. } => self.open(Kind::Cell)?,
            _ => {}
        }
        if self.holds_blocks() {
            self.extract.end_line();
            self.builder.open_paragraph(self.extract.here());
            self.head.begin();
            (self.space, self.line_end) = (false, false);
            self.row.begin_paragraph();
        }
        if std::mem::take(&mut self.line_end) && self.builder.has_text() {
            self.close_live(0);
            self.extract.hard_break(&mut self.builder);
            self.space = false;
        }
        if self.row.place() && self.builder.has_text() {
            self.extract.text(" ·", &mut self.builder);
            self.space = true;
        }
        if std::mem::take(&mut self.space) && self.builder.has_text() {
            self.extract.text(" ", &mut self.builder);
        }
        while let Some(style) = self.inlines.style(self.live) {
            let kind = style.kind();
            self.open(kind)?;
            self.live += 1;
        }
        Ok(())
    }

    pub(super) fn open(&mut self, kind: Kind) -> Result<()> {
        let here = self.extract.here();
        self.builder.open(kind, here).map_err(|_| self.too_deep())
    }

    pub(super) fn too_deep(&self) -> Error {
        self.notices.refuse_line(
            Some(self.extract.line as usize),
            format!("quotes, lists or marks are nested more than {} deep", self.limit),
            "this is more than any page can show",
        )
    }

    pub(super) fn holds_blocks(&mut self) -> bool {
        self.builder.top().kind.holds_blocks()
    }

    /// Ends the paragraph; in a cell or heading, a line end is noted instead.
    pub(super) fn boundary(&mut self) {
        self.close_paragraph_of_text();
        self.line_end = !self.holds_blocks();
        (self.space, self.apart) = (false, false);
    }

    pub(super) fn paragraph_end(&mut self) {
        self.close_paragraph_of_text();
        (self.space, self.line_end) = (false, false);
    }

    /// Ends a paragraph of loose text; one whose letters are as large as those of headings
    /// is a heading.
    pub(super) fn close_paragraph_of_text(&mut self) {
        self.close_live(0);
        let is_open = matches!(self.builder.top().kind, Kind::Paragraph { implicit: true });
        self.builder.close_implicit();
        if is_open
            && let top = self.builder.top()
            && matches!(top.kind, Kind::Root | Kind::Div(_))
        {
            self.head.end(&mut top.blocks);
            self.end_heading();
        }
    }

    /// Closes the builder's nodes of inline elements, except this many.
    pub(super) fn close_live(&mut self, keep: usize) {
        while self.live > keep {
            self.builder.close();
            self.live -= 1;
        }
    }

    pub(super) fn close_to(&mut self, depth: usize) {
        self.paragraph_end();
        while self.builder.frames().len() > depth.max(1) {
            self.builder.close();
        }
    }

    pub(super) fn close_inline(&mut self, name: &str) {
        // An open `<p>` does not prevent an inline element around it from being
        // closed.
        let block = self.elements.iter().rev().find(|element| element.name != "p");
        let from = block.map_or(0, |element| element.inlines);
        if let Some(at) = self.inlines.close(name, from) {
            self.close_live(at);
        }
    }
}
