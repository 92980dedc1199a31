//! Plain text to a document: blank lines part paragraphs, line ends are kept,
//! no Markdown marks are read.

use super::builder::Builder;
use crate::document::{Block, Inline, Note, Span};

/// Reads a text. Line ends are forced breaks, so that reflow can judge them.
pub(super) fn read(text: &str) -> (Vec<Block>, Vec<Note>) {
    let mut builder = Builder::new(1);
    let mut at = 0;
    // The end of the text in the line before, inside a paragraph.
    let mut open: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        let span = Span::new(start, start + content.len());
        at += line.len();
        if content.is_empty() {
            builder.close_implicit();
            open = None;
            continue;
        }
        match open {
            Some(end) => {
                let gap = Span::new(end, start);
                builder.inline(Inline::HardBreak(gap), gap);
            }
            None => builder.open_paragraph(span),
        }
        builder.text(content, span, true);
        open = Some(span.end);
    }
    builder.finish()
}
