//! What may be spent on reading a file, so that time and memory are bounded.

use lopdf::{Document, ObjectId, Stream};

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
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { bytes: BYTES, steps: STEPS, spent: false }
    }

    /// The inflated bytes of a stream, `None` where they are more than is left.
    pub(super) fn inflate(&mut self, stream: &Stream, most: usize) -> Option<Vec<u8>> {
        let content = stream.get_plain_content_with_limit(most.min(self.bytes)).ok()?;
        self.take(content.len()).then_some(content)
    }

    /// The content of a form.
    pub(super) fn form(&mut self, stream: &Stream) -> Option<Vec<u8>> {
        self.inflate(stream, CONTENT)
    }

    /// The content of a page.
    pub(super) fn page(&mut self, document: &Document, page: ObjectId) -> Option<Vec<u8>> {
        let content = document.get_page_content_with_limit(page, CONTENT.min(self.bytes)).ok();
        if content.is_none() {
            self.spent = true;
        }
        content.filter(|content| self.take(content.len()))
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
