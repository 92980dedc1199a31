//! Text with its places in the source.

use super::Span;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Text, and the place of each of its bytes in the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The text.
    pub text: String,
    /// The range of the source it comes from.
    pub span: Span,
    /// Where text and source diverge (escapes, entities): pairs of an offset in
    /// `text` and the corresponding offset in the source, both never
    /// decreasing; between two pairs they advance in step. Two pairs with one
    /// offset in `text` are the end of what precedes and the start of what
    /// follows. If empty, the text corresponds to the source byte by byte from
    /// `span.start` on. An empty span: it comes from no range of the source.
    pub map: Vec<(usize, usize)>,
}

impl Text {
    /// Text that equals its range of the source.
    #[must_use]
    pub fn plain(text: impl Into<String>, span: Span) -> Self {
        Self { text: text.into(), span, map: Vec::new() }
    }

    /// Text that has no range of the source, so that it cannot be edited there,
    /// such as the title of an image.
    #[must_use]
    pub fn synthetic(text: impl Into<String>, at: usize) -> Self {
        Self { text: text.into(), span: Span::new(at, at), map: Vec::new() }
    }

    /// The source offset of a byte of the text.
    #[must_use]
    pub fn source_offset(&self, at: usize) -> usize {
        self.offset_after(self.map.partition_point(|&(text, _)| text <= at), at)
    }

    /// The source offset after the byte before `at`, where a range of the text
    /// ending at `at` ends in the source. It differs from
    /// [`Text::source_offset`] before an escaped letter, whose backslash
    /// belongs to neither side.
    #[must_use]
    pub fn source_end(&self, at: usize) -> usize {
        let first = self.map.partition_point(|&(text, _)| text < at);
        match self.map.get(first) {
            Some(&(text, source)) if text == at => source.min(self.span.end),
            _ => self.offset_after(first, at),
        }
    }

    /// The range of the source for a range of the text.
    #[must_use]
    pub fn source_span(&self, range: Range<usize>) -> Span {
        let end = self.source_end(range.end);
        let start = if range.is_empty() { end } else { self.source_offset(range.start) };
        Span::new(start.min(end), end)
    }

    fn offset_after(&self, pairs: usize, at: usize) -> usize {
        match pairs.checked_sub(1).map(|index| self.map[index]) {
            Some((text, source)) => (source + (at - text)).min(self.span.end),
            None => (self.span.start + at).min(self.span.end),
        }
    }

    /// Appends text from a range of the source that follows the previous one.
    /// `exact`: the two are equal.
    pub(crate) fn push(&mut self, text: &str, span: Span, exact: bool) {
        let at = self.text.len();
        if at == 0 {
            *self = Self { text: std::mem::take(&mut self.text), span, map: Vec::new() };
        } else if span.start != self.span.end {
            self.pair(at, self.span.end);
            self.pair(at, span.start);
        }
        self.text.push_str(text);
        self.span.end = span.end;
        if !exact {
            self.pair(self.text.len(), span.end);
        }
    }

    fn pair(&mut self, text: usize, source: usize) {
        if self.map.last() != Some(&(text, source)) {
            self.map.push((text, source));
        }
    }

    /// A part of the text, with its places in the source.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        let span = self.source_span(range.clone());
        let from = self.map.partition_point(|&(text, _)| text <= range.start);
        let map = self.map[from..]
            .iter()
            .take_while(|&&(text, source)| text <= range.end && source <= span.end)
            .map(|&(text, source)| (text - range.start, source))
            .collect();
        Self { text: self.text[range].to_owned(), span, map }
    }
}

/// The first letters of a text, with an ellipsis if there are more. For names
/// in outlines and diagnostics, of which nobody reads the thousandth letter.
pub(crate) fn shortened(text: &str, letters: usize) -> String {
    match text.grapheme_indices(true).nth(letters) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
