//! What may be spent on reading a file, so that time and memory are bounded.

use crate::pdf_objects::{Failure, inflated};
use lopdf::{Document, Object, ObjectId, Stream};

/// Inflated bytes of all content, forms and maps, each as often as it is drawn.
const BYTES: usize = 256 << 20;
/// Operators and glyphs together; a page of dense text has some 5,000.
const STEPS: usize = 10_000_000;
/// Most inflated bytes of one page or form.
const CONTENT: usize = 32 << 20;

/// What is left.
#[derive(Debug)]
pub(super) struct Budget {
    bytes: usize,
    steps: usize,
    /// Whether anything was refused.
    pub(super) spent: bool,
    /// How many forms and parts of pages were not read, as often as they are drawn.
    pub(super) unread: usize,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { bytes: BYTES, steps: STEPS, spent: false, unread: 0 }
    }

    /// The inflated bytes of a stream, `None` where they are more than is left or allowed,
    /// or cannot be read.
    pub(super) fn inflate(&mut self, stream: &Stream, most: usize) -> Option<Vec<u8>> {
        let (content, cost) = inflated(stream, most.min(self.bytes));
        self.spent |= content == Err(Failure::TooLarge);
        content.ok().filter(|_| self.take(cost))
    }

    /// The content of a form or of a part of a page.
    pub(super) fn form(&mut self, stream: &Stream) -> Option<Vec<u8>> {
        let content = self.inflate(stream, CONTENT);
        self.unread += usize::from(content.is_none() && !self.spent);
        content
    }

    /// The content of a page.
    pub(super) fn page(&mut self, document: &Document, page: ObjectId) -> Option<Vec<u8>> {
        let mut joined = Vec::new();
        for part in document.get_page_contents(page) {
            let Some(Object::Stream(part)) = document.get_object(part).ok().filter(|_| self.step()) else { continue };
            joined.extend(self.form(part).unwrap_or_default());
            joined.push(b'\n');
            self.spent |= joined.len() > CONTENT;
            if self.spent {
                return None;
            }
        }
        Some(joined)
    }

    fn take(&mut self, bytes: usize) -> bool {
        self.spent |= bytes > self.bytes;
        self.bytes = self.bytes.saturating_sub(bytes);
        !self.spent
    }

    /// Spends a step; false when none is left.
    pub(super) fn step(&mut self) -> bool {
        self.spent |= self.steps == 0;
        self.steps = self.steps.saturating_sub(1);
        !self.spent
    }
}
