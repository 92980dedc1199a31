//! Text that knows where in the source it stands.

use super::Span;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Text and where each byte of it stands in the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The text.
    pub text: String,
    /// The stretch of source it came from.
    pub span: Span,
    /// Where text and source part ways (escapes, entities): pairs of an offset
    /// in `text` and the offset in the source it stands at, neither falling;
    /// from each pair to the next the two run side by side. Two pairs at one
    /// offset in `text` are the end of what was before and the start of what
    /// follows. Empty: from `span.start` on, byte by byte. An empty span: no
    /// stretch of source at all.
    pub map: Vec<(usize, usize)>,
}

impl Text {
    /// Text that runs side by side with its source.
    #[must_use]
    pub fn plain(text: impl Into<String>, span: Span) -> Self {
        Self { text: text.into(), span, map: Vec::new() }
    }

    /// Text that has no stretch of source of its own and so cannot be edited
    /// there, such as an image's title.
    #[must_use]
    pub fn synthetic(text: impl Into<String>, at: usize) -> Self {
        Self { text: text.into(), span: Span::new(at, at), map: Vec::new() }
    }

    /// The source offset of a byte of the text.
    #[must_use]
    pub fn source_offset(&self, at: usize) -> usize {
        self.offset_after(self.map.partition_point(|&(text, _)| text <= at), at)
    }

    /// The source offset behind the byte before `at`: where a range of the text
    /// that ends at `at` ends in the source. Differs from
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

    /// The stretch of source that a range of the text came from.
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

    /// Appends text from a stretch of source that follows what is there.
    /// `exact`: it stands there byte by byte.
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

    /// A range of the text, with its place in the source.
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

/// The first letters of a text, and a sign that there were more: names in
/// outlines and messages, of which nobody reads the thousandth letter.
pub(crate) fn shortened(text: &str, letters: usize) -> String {
    match text.grapheme_indices(true).nth(letters) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
