//! Marks where printed pages begin, exact to the letter.

use super::writer::Writer;
use crate::document::NodeId;

/// Where a printed page begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageMark {
    /// The block in which it begins.
    pub node: NodeId,
    /// The number of letters and digits of that block before it.
    pub letters: usize,
    /// The page's label.
    pub label: String,
}

/// A mark that is written.
pub(crate) struct WrittenMark {
    /// The page's label.
    pub(crate) label: String,
    /// The page of markup it is on.
    pub(crate) page: usize,
    /// Its `id` there.
    pub(crate) id: String,
}

/// The printed pages whose beginning is not yet reached.
pub(super) struct PageList {
    marks: std::iter::Peekable<std::vec::IntoIter<PageMark>>,
    /// The block being written.
    node: Option<NodeId>,
    /// The number of its letters written so far.
    letters: usize,
    /// Whether notes are being written, which are not part of the running text.
    pub paused: bool,
}

impl PageList {
    /// Takes marks in any order.
    pub(super) fn new(mut marks: Vec<PageMark>) -> Self {
        marks.sort_by_key(|mark| (mark.node, mark.letters));
        Self { marks: marks.into_iter().peekable(), node: None, letters: 0, paused: false }
    }

    /// The next page that begins at or before this position.
    fn next_here(&mut self) -> Option<PageMark> {
        let (node, letters) = (self.node, self.letters);
        if self.paused {
            return None;
        }
        self.marks.next_if(|mark| (Some(mark.node), mark.letters) <= (node, letters))
    }

    /// The number of bytes of a text before the next page of this block begins.
    /// Counts the text's letters.
    fn advance(&mut self, text: &str) -> Option<usize> {
        if self.paused {
            return None;
        }
        let wanted = self.marks.peek().filter(|mark| Some(mark.node) == self.node).map(|mark| mark.letters)?;
        for (at, _) in text.char_indices().filter(|(_, letter)| letter.is_alphanumeric()) {
            if self.letters >= wanted {
                return Some(at);
            }
            self.letters += 1;
        }
        None
    }
}

impl Writer<'_> {
    /// Writes the marks of pages that begin at or before a block.
    pub(super) fn page_marks_before(&mut self, id: NodeId) {
        if !self.page_list.paused {
            self.page_list.node = Some(id);
            self.page_list.letters = 0;
            self.page_marks_here();
        }
    }

    fn page_marks_here(&mut self) {
        while let Some(PageMark { label, .. }) = self.page_list.next_here() {
            let id = format!("page-{}", self.page_marks.len() + 1);
            self.raw("<span");
            self.epub_type("pagebreak");
            self.raw(" role=\"doc-pagebreak\"");
            self.id(&id);
            self.attribute("aria-label", &label);
            self.raw("></span>");
            self.page_marks.push(WrittenMark { label, page: self.page, id });
        }
    }

    /// Writes text, with the marks of the pages that begin within it.
    pub(super) fn marked_text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = self.page_list.advance(rest) {
            let (before, after) = rest.split_at(at);
            self.text(before);
            self.page_marks_here();
            rest = after;
        }
        self.text(rest);
    }
}
