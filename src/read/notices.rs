//! The messages of a reader: warnings and errors with their line.

use crate::document::{Source, Span};
use crate::error::{Error, Place, Warning};

/// Collects warnings about one source.
pub(super) struct Notices<'a> {
    source: &'a Source,
    pub(super) list: Vec<Warning>,
}

impl<'a> Notices<'a> {
    pub(super) fn new(source: &'a Source) -> Self {
        Self { source, list: Vec::new() }
    }

    /// The text that spans refer to.
    pub(super) fn text(&self) -> &'a str {
        &self.source.text
    }

    /// The name of the file.
    pub(super) fn file(&self) -> &'a str {
        &self.source.name
    }

    /// A warning about a line.
    pub(super) fn warn_line(&mut self, code: &'static str, line: usize, message: impl Into<String>) {
        let place = Place { file: self.source.name.clone(), line: Some(line) };
        self.list.push(Warning::new(code, message).at(place));
    }

    /// A warning about the whole file.
    pub(super) fn warn_file(&mut self, code: &'static str, message: impl Into<String>) {
        let place = Place { file: self.source.name.clone(), line: None };
        self.list.push(Warning::new(code, message).at(place));
    }

    /// An error, at a line if it is known.
    pub(super) fn refuse_line(
        &self,
        line: Option<usize>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Error {
        let place = Place { file: self.source.name.clone(), line };
        Error::Source { message: message.into(), place, hint: Some(hint.into()) }
    }

    /// A warning about a span of the source, with a hint.
    pub(super) fn warn_with_hint(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.list.push(Warning::new(code, message).at(self.source.place(span.start)).hint(hint));
    }

    /// An error at a span of the source.
    pub(super) fn refuse(&self, span: Span, message: impl Into<String>, hint: impl Into<String>) -> Error {
        Error::Source { message: message.into(), place: self.source.place(span.start), hint: Some(hint.into()) }
    }

    /// The error for an input that nests too deep.
    pub(super) fn too_deep(&self, span: Span, limit: usize) -> Error {
        self.refuse(
            span,
            format!("quotes, lists or marks are nested more than {limit} deep"),
            "nest them less; this is more than any page can show",
        )
    }
}
