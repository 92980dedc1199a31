//! Code in raw HTML: its content is as it was typed, and no Markdown.

use super::Reader;
use crate::document::{Inline, Span, Text};
use crate::read::html;
use crate::read::node::Kind;
use crate::read::raw_html::{self, Piece, Tag};
use pulldown_cmark::Event;
use std::ops::Range;

/// The elements of code in a line.
pub(super) const CODE: &[&str] = &["code", "kbd", "samp", "tt"];

/// The longest code in a line, in bytes: an end tag is searched for no further, as
/// every open tag would search all of a long text.
const LONGEST: usize = 4096;

impl Reader<'_, '_> {
    /// Adds the code of an element in a line of text, and lets the events inside pass;
    /// `false` if it is none.
    pub(super) fn inline_code(&mut self, tag: &Tag, span: Span) -> bool {
        if tag.closing || !CODE.contains(&tag.name.as_str()) || html::is_hidden(tag) {
            return false;
        }
        let Some(rest) = self.source.get(span.end..self.text_end) else { return false };
        let Some((length, closing)) = closing(rest, &tag.name) else { return false };
        let inner = rest.get(..length).unwrap_or_default();
        // A link, a picture, a key within keys, code in backticks: Markdown or tags that
        // mean more than their letters.
        let has_tags = raw_html::pieces(inner).iter().any(|piece| !matches!(piece, Piece::Text(_)));
        if has_tags || inner.contains("](") || inner.matches('`').count() > 1 || inner.trim().is_empty() {
            return false;
        }
        let start = span.end + inner.len() - inner.trim_start().len();
        let place = Span::new(start, start + inner.trim().len());
        let in_quote = self.builder.frames().iter().any(|frame| matches!(frame.kind, Kind::Quote(_)));
        let text = joined(&unescaped(&html::decoded(inner.trim())), in_quote);
        let code = typed(&text, inner.trim(), place);
        self.builder.inline(Inline::Code(code), place);
        self.raw_code = span.end..span.end + length + closing;
        true
    }

    /// Whether an event lies in code of raw HTML. Of one that goes on behind it, the rest
    /// is text.
    pub(super) fn is_in_code(&mut self, event: &Event<'_>, range: &Range<usize>) -> bool {
        if matches!(event, Event::End(_)) {
            return self.in_code.pop_if(|start| start == range).is_some();
        }
        if !self.raw_code.contains(&range.start) {
            return false;
        }
        if matches!(event, Event::Start(_)) {
            self.in_code.push(range.clone());
        } else if range.end > self.raw_code.end {
            let rest = self.raw_code.end..range.end;
            self.builder.text(&self.source[rest.clone()], Span::new(rest.start, rest.end), true);
        }
        true
    }
}

/// Where the end tag of an element is, and its length.
fn closing(rest: &str, name: &str) -> Option<(usize, usize)> {
    let end = rest.floor_char_boundary(LONGEST);
    let tags = rest[..end].match_indices("</").filter_map(|(at, _)| {
        let inside = &rest[at + 2..];
        let tail = inside.get(name.len()..)?.trim_start().strip_prefix('>')?;
        let is_name = inside.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
        is_name.then(|| (at, rest.len() - at - tail.len()))
    });
    tags.into_iter().next()
}

/// Code as it reads, from what is written in a place of the source: a line end is a
/// blank.
pub(super) fn typed(text: &str, written: &str, place: Span) -> Text {
    let text = text.replace('\n', " ");
    if text == written {
        return Text::plain(text, place);
    }
    if text.len() == written.len() && written.contains('\n') {
        let map = vec![(text.len(), place.end)];
        return Text { text, span: place, map };
    }
    Text::synthetic(text, place.start)
}

/// Lines of code as one, without what a paragraph has before them: blanks, and the marks
/// of a quotation.
fn joined(code: &str, in_quote: bool) -> String {
    let lines = code.split('\n').enumerate().map(|(at, line)| match at {
        0 => line,
        _ => line.trim_start_matches(|letter: char| letter.is_whitespace() || in_quote && letter == '>'),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Without the backslashes that keep a sign from being Markdown (CommonMark 2.4).
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let escaped = letters.next_if(|next| letter == '\\' && next.is_ascii_punctuation());
        out.push(escaped.unwrap_or(letter));
    }
    out
}
