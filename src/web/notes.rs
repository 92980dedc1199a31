//! Footnotes: at the end of the page that first refers to them, with links back
//! to every reference. Reading systems show them in pop-ups.

use super::syntax::Syntax;
use super::writer::Writer;
use crate::document::{BlockKind, Note};
use crate::error::Result;
use crate::theme::StyleName;

impl Writer<'_> {
    /// Writes the waiting notes, then those that they refer to.
    pub(super) fn notes(&mut self) -> Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        self.holds.notes = true;
        // In a browser's outline a section would need a heading.
        let element = if self.syntax == Syntax::Xhtml { "section" } else { "div" };
        self.raw(&format!("<{element} class=\"notes\""));
        self.epub_type("footnotes");
        self.raw(">\n");
        self.page_list.paused = true;
        let mut next = 0;
        while let Some(&index) = self.waiting.get(next) {
            next += 1;
            if let Some(note) = self.document.notes.get(index) {
                self.with_face(self.face_of(StyleName::Note), |writer| writer.note(index, note))?;
            }
        }
        self.page_list.paused = false;
        self.waiting.clear();
        self.raw(&format!("</{element}>\n"));
        Ok(())
    }

    fn note(&mut self, index: usize, note: &Note) -> Result<()> {
        // Browsers treat an `aside` as a landmark, each of which needs a name.
        let element = if self.syntax == Syntax::Xhtml { "aside" } else { "div" };
        self.raw("<");
        self.raw(element);
        self.epub_type("footnote");
        self.raw(" role=\"doc-footnote\"");
        self.id(&format!("note{}", index + 1));
        self.raw(">\n");
        let mut blocks = note.blocks.as_slice();
        let first = match blocks.first().map(|block| &block.kind) {
            Some(BlockKind::Paragraph(content)) => {
                blocks = &blocks[1..];
                content.as_slice()
            }
            _ => &[],
        };
        let direction = self.direction_of(first);
        self.raw("<p");
        self.dir(direction);
        self.raw(">");
        let before = self.enter(direction);
        self.back_links(note);
        self.inlines(first)?;
        self.raw("</p>\n");
        self.direction = before;
        blocks.iter().try_for_each(|block| self.block(block))?;
        self.raw(&format!("</{element}>\n"));
        Ok(())
    }

    /// The note's mark leads back to its first reference, arrows to further
    /// ones.
    fn back_links(&mut self, note: &Note) {
        for (index, reference) in note.references.iter().enumerate() {
            self.raw("<a class=\"backlink\" role=\"doc-backlink\"");
            self.href(&format!("ref{}", reference.0));
            self.raw(">");
            self.text(if index == 0 { &note.mark } else { "↑" });
            self.raw("</a> ");
        }
        if note.references.is_empty() && !note.mark.is_empty() {
            self.raw("<span class=\"backlink\">");
            self.text(&note.mark);
            self.raw("</span> ");
        }
    }
}
