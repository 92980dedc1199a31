//! The tables of contents of the navigation document and the NCX: headings
//! nested by level.

use super::package::clean;
use super::pages::page_name;
use crate::web::HeadingEntry;
use epub_builder::{Toc, TocElement};

/// The headings of a book down to a level, nested; for a book without any, its
/// title.
pub(super) fn table(headings: &[HeadingEntry], deepest: u8, title: &str) -> Toc {
    let mut toc = Toc::new();
    for heading in headings.iter().filter(|heading| heading.level <= deepest) {
        toc.add(TocElement::new(link(heading), clean(&heading.title)).level(i32::from(heading.level)));
    }
    if toc.elements.is_empty() {
        toc.add(TocElement::new(page_name(0), title));
    }
    toc
}

/// A table of contents in both formats.
pub(super) struct Rendered {
    /// Nested lists, for the navigation document.
    pub lists: String,
    /// Nested navigation points, for the NCX.
    pub points: String,
    /// The depth of nesting.
    pub depth: usize,
}

impl Rendered {
    /// A table, rendered by epub-builder.
    pub(super) fn of(mut toc: Toc) -> Self {
        Self { lists: toc.render(true, true), points: toc.render_epub(true), depth: depth(&toc.elements) }
    }
}

fn depth(elements: &[TocElement]) -> usize {
    // The recursion is bounded: there are six levels.
    elements.iter().map(|element| 1 + depth(&element.children)).max().unwrap_or(0)
}

fn link(heading: &HeadingEntry) -> String {
    let page = page_name(heading.page);
    if heading.first { page } else { format!("{page}#{}", heading.id) }
}
