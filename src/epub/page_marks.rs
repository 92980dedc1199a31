//! Marks of printed pages, at the very letter they begin with.

use super::PageMark;
use super::xhtml::{Writer, page_name};
use crate::document::NodeId;

/// The pages whose beginning has not been met.
pub(super) struct PageList {
    marks: std::iter::Peekable<std::vec::IntoIter<PageMark>>,
    /// The block being written.
    node: Option<NodeId>,
    /// Its letters written so far.
    letters: usize,
    /// Whether notes are written, which stand in no printed page's running text.
    pub paused: bool,
}

impl PageList {
    /// Marks in the order of their places.
    pub(super) fn new(marks: Vec<PageMark>) -> Self {
        Self { marks: marks.into_iter().peekable(), node: None, letters: 0, paused: false }
    }

    /// The next page that begins at or before this place.
    fn next_here(&mut self) -> Option<PageMark> {
        let (node, letters) = (self.node, self.letters);
        if self.paused {
            return None;
        }
        self.marks.next_if(|mark| (Some(mark.node), mark.letters) <= (node, letters))
    }

    /// How many bytes of a text come before the next page of this block begins.
    /// Counts its letters.
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
    /// Marks of printed pages that begin at or before a block.
    pub(super) fn page_marks_before(&mut self, id: NodeId) {
        if !self.page_list.paused {
            self.page_list.node = Some(id);
            self.page_list.letters = 0;
            self.page_marks_here();
        }
    }

    fn page_marks_here(&mut self) {
        while let Some(PageMark { label, .. }) = self.page_list.next_here() {
            let name = format!("page-{}", self.page_marks.len() + 1);
            self.raw("<span epub:type=\"pagebreak\" role=\"doc-pagebreak\"");
            self.id(&name);
            self.attribute("aria-label", &label);
            self.raw("></span>");
            self.page_marks.push((label, format!("{}#{name}", page_name(self.page))));
        }
    }

    /// Text, with the marks of the pages that begin within it.
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
