//! The text extracted from a file that is not plain text: a line per paragraph,
//! each with the line (or paragraph) of the file it came from.

use super::builder::Builder;
use crate::document::{Inline, Source, Span};

/// The text so far. All text of the document is added to it, so that spans refer
/// to the extracted text.
#[derive(Default)]
pub(super) struct Extract {
    text: String,
    file_lines: Vec<u32>,
    /// The current line of the file.
    pub(super) line: u32,
}

impl Extract {
    /// Appends text and returns its span.
    pub(super) fn push(&mut self, text: &str) -> Span {
        if self.file_lines.is_empty() {
            self.file_lines.push(self.line);
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.file_lines.extend(text.bytes().filter(|&byte| byte == b'\n').map(|_| self.line));
        Span::new(start, self.text.len())
    }

    /// The span of the next text, empty.
    pub(super) fn here(&self) -> Span {
        Span::new(self.text.len(), self.text.len())
    }

    /// Ends the current line, if it is not empty.
    pub(super) fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.push("\n");
        }
        // A line's number is that of its first letter.
        if let Some(last) = self.file_lines.last_mut() {
            *last = self.line;
        }
    }

    /// Appends text and adds it to the document.
    pub(super) fn text(&mut self, text: &str, builder: &mut Builder) {
        let span = self.push(text);
        builder.text(text, span, true);
    }

    /// A hard line break.
    pub(super) fn hard_break(&mut self, builder: &mut Builder) {
        let span = self.push("\n");
        builder.inline(Inline::HardBreak(span), span);
    }

    pub(super) fn into_source(self, name: &str) -> Source {
        Source::extracted(name, self.text, self.file_lines)
    }
}
