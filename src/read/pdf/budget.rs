//! What may be spent on reading a file, so that time and memory are bounded.

use crate::pdf_objects::{Failure, inflated};
use crate::turns;
use lopdf::{Document, Object, ObjectId, Stream};
use std::rc::Rc;

/// Inflated bytes of all content, forms and maps, each as often as it is drawn.
const BYTES: usize = 256 << 20;
/// Operators and glyphs together; a page of dense text has some 5,000.
const STEPS: usize = 10_000_000;
/// Most inflated bytes of one page or form.
const CONTENT: usize = 32 << 20;

/// Most glyphs of a file: 500 pages of dense text, each some 150 bytes in memory.
const GLYPHS: usize = 1_500_000;
/// Most letters that its codes stand for, ligatures and `ActualText` with them. Real texts
/// have about as many as glyphs, of which each may be told twice.
const LETTERS: usize = 4_000_000;
/// Entries of all maps of characters, widths and encodings together, some 100 bytes each:
/// 500 fonts of 4,000 glyphs have two million.
const ENTRIES: usize = 3_000_000;
/// Bytes of a string that are decoded in the time of an operator.
const DECODED: usize = 16;

/// Bytes of content for each of text, at least.
const WRITTEN: usize = 4;

/// Entries that take as much memory as a block of a message.
const ENTRIES_TO_A_NODE: usize = 16;

/// What is left.
#[derive(Debug)]
pub(super) struct Budget {
    bytes: usize,
    steps: usize,
    entries: usize,
    letters: usize,
    /// The glyphs of the pages before.
    pub(super) glyphs: usize,
    /// Whether anything was refused.
    pub(super) spent: bool,
    /// What there is too much of, where one thing can be named.
    pub(super) excess: Option<String>,
    /// How many forms and parts of pages were not read, as often as they are drawn.
    pub(super) unread: usize,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self {
            bytes: BYTES,
            steps: STEPS,
            entries: ENTRIES,
            letters: LETTERS,
            glyphs: 0,
            spent: false,
            excess: None,
            unread: 0,
        }
    }

    /// The inflated bytes of a stream, `None` where they are more than is left or allowed,
    /// or cannot be read.
    pub(super) fn inflate(&mut self, stream: &Stream, most: usize) -> Option<Vec<u8>> {
        turns::for_text((BYTES - self.bytes) / WRITTEN);
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
        self.steps(1)
    }

    fn steps(&mut self, count: usize) -> bool {
        self.spent |= count > self.steps;
        self.steps = self.steps.saturating_sub(count);
        !self.spent
    }

    /// Spends a step for what may put a glyph with this text on a page that has so many.
    pub(super) fn glyph(&mut self, on_page: usize, text: Option<&Rc<str>>) -> bool {
        self.spent |= self.glyphs + on_page > GLYPHS;
        self.letters(text.map_or(0, |text| letters(text))) && self.step()
    }

    /// Spends what it takes to decode a text of so many bytes each time it is met.
    pub(super) fn decoded(&mut self, text: &str, bytes: usize) -> bool {
        self.letters(letters(text)) && self.steps(bytes / DECODED)
    }

    fn letters(&mut self, count: usize) -> bool {
        self.spent |= count > self.letters;
        self.letters = self.letters.saturating_sub(count);
        !self.spent
    }

    /// Spends entries of a map.
    pub(super) fn entries(&mut self, count: usize) -> bool {
        turns::for_nodes((ENTRIES - self.entries.saturating_sub(count)) / ENTRIES_TO_A_NODE);
        self.spent |= count > self.entries;
        self.entries = self.entries.saturating_sub(count);
        !self.spent
    }

    /// Refuses the file for this.
    pub(super) fn refuse(&mut self, excess: String) {
        self.spent = true;
        self.excess = Some(excess);
    }
}

/// How many letters a text is read as: presentation forms are folded, and U+FDFA is a whole
/// sentence.
fn letters(text: &str) -> usize {
    let folded = |letter: char| match letter {
        '\u{FDFA}' => 18,
        '\u{FDF0}'..='\u{FDFB}' => 8,
        _ => 1,
    };
    text.chars().map(folded).sum()
}
