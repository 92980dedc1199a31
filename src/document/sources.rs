//! The source texts of a document, and their places in the user's files.

use super::Span;
use crate::error::Place;
use crate::settings::InputFormat;
use std::sync::OnceLock;

/// The decoded text of an input file. For HTML and DOCX it is the text
/// extracted from the file, one paragraph per line.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The file as named by the user.
    pub name: String,
    /// Its text.
    pub text: String,
    /// The format of the text; `None` if it was extracted.
    pub format: Option<InputFormat>,
    /// The line of the file for each line of `text`; empty if the text is that
    /// of the file.
    file_lines: Vec<u32>,
    /// Offsets of line starts in `text`, computed when first needed.
    starts: OnceLock<Vec<usize>>,
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
            && self.text == other.text
            && self.format == other.format
            && self.file_lines == other.file_lines
    }
}

impl Eq for Source {}

impl Source {
    /// A text file.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), ..Self::default() }
    }

    /// A text file of a format that can be parsed again.
    pub(crate) fn of(format: InputFormat, name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { format: Some(format), ..Self::new(name, text) }
    }

    /// Text extracted from a file, with the line of the file for each of its
    /// lines.
    pub(crate) fn extracted(name: impl Into<String>, text: String, file_lines: Vec<u32>) -> Self {
        Self { name: name.into(), text, file_lines, ..Self::default() }
    }

    /// The line (from 1) of a byte of the text.
    #[must_use]
    pub fn line(&self, offset: usize) -> usize {
        let starts = self
            .starts
            .get_or_init(|| std::iter::once(0).chain(self.text.match_indices('\n').map(|(at, _)| at + 1)).collect());
        let line = starts.partition_point(|&start| start <= offset);
        self.file_lines.get(line.saturating_sub(1)).map_or(line, |&line| line as usize)
    }

    /// The file and line of a byte of the text.
    #[must_use]
    pub fn place(&self, offset: usize) -> Place {
        Place { file: self.name.clone(), line: Some(self.line(offset)) }
    }
}

/// The source files of a document, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources(pub Vec<Source>);

impl Sources {
    /// The file and line where a span begins. The first call builds an index of
    /// line starts, which later calls search.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        let mut base = 0;
        let mut sources = self.0.iter().peekable();
        while let Some(source) = sources.next() {
            let end = base + source.text.len();
            // An offset where two files meet belongs to the second one.
            if span.start < end || (span.start == end && sources.peek().is_none()) {
                return source.place(span.start - base);
            }
            base = end;
        }
        Place::default()
    }

    /// The file that contains a span: its offset among all texts, and its text.
    /// `None` if the span extends beyond the end of a file.
    #[must_use]
    pub fn holding(&self, span: Span) -> Option<(usize, &str)> {
        let mut base = 0;
        for source in &self.0 {
            let end = base + source.text.len();
            if span.start < end || (span.start == end && span.end == end) {
                return (span.end <= end).then_some((base, source.text.as_str()));
            }
            base = end;
        }
        None
    }

    /// The text of a span, if it is whole characters of one file.
    #[must_use]
    pub fn get(&self, span: Span) -> Option<&str> {
        let (base, text) = self.holding(span)?;
        text.get(span.start - base..span.end - base)
    }

    /// Whether this is the text as its author typed it, not taken out of a page or
    /// file that a program made.
    pub(crate) fn are_typed(&self) -> bool {
        self.0.iter().any(|source| source.format.is_some())
    }

    /// The length of all texts in bytes: the offset of the next file's spans.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.iter().map(|source| source.text.len()).sum()
    }

    /// Whether all texts are empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_over_several_files() {
        let sources = Sources(vec![Source::new("a.md", "یک\nدو\n"), Source::new("b.md", "x\ny")]);
        let base = sources.0[0].text.len();
        assert_eq!(sources.place(Span::new(0, 1)), Place { file: "a.md".into(), line: Some(1) });
        assert_eq!(sources.place(Span::new(5, 6)), Place { file: "a.md".into(), line: Some(2) });
        assert_eq!(sources.place(Span::new(base + 2, base + 3)), Place { file: "b.md".into(), line: Some(2) });
        assert_eq!(sources.place(Span::new(999, 999)), Place::default());
    }

    #[test]
    fn extracted_text_names_the_lines_of_its_file() {
        let source = Source::extracted("a.html", "one\ntwo\n".into(), vec![7, 12]);
        assert_eq!(source.line(0), 7);
        assert_eq!(source.line(4), 12);
    }
}
