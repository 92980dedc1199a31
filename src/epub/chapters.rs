//! Which headings begin a chapter: those that start a new page in the theme,
//! else those of the first level if there are several.

use crate::document::{Block, BlockKind, Document, Heading, NodeId};
use crate::theme::{NewPage, StyleName, Theme};
use crate::web::title_heading;

/// The headings that begin a chapter.
pub(super) struct Chapters<'a> {
    theme: &'a Theme,
    /// The heading that is the book's title.
    title: Option<NodeId>,
    /// Whether first-level headings are chapters although the theme starts no
    /// page with them.
    firsts: bool,
}

impl<'a> Chapters<'a> {
    /// The chapters of a document.
    pub(super) fn of(document: &Document, theme: &'a Theme) -> Self {
        let title = title_heading(document);
        let is_first = |block: &&Block| {
            matches!(&block.kind, BlockKind::Heading(heading) if heading.level == 1) && Some(block.id) != title
        };
        Self { theme, title, firsts: document.blocks.iter().filter(is_first).nth(1).is_some() }
    }

    /// Whether a block is the heading of a chapter.
    pub(super) fn begins(&self, block: &Block) -> bool {
        let BlockKind::Heading(Heading { level, .. }) = &block.kind else { return false };
        let new_page = self.theme.style(StyleName::Heading(*level)).new_page;
        Some(block.id) != self.title && (new_page != NewPage::Never || (*level == 1 && self.firsts))
    }
}
