//! From a flow's changed text back to edits of the source.

use super::Edit;
use super::flow::{Flow, Leaf, Origin};
use super::rewrite::Piece;
use super::rules::Rule;
use super::trial::Step;
use crate::document::{Sources, Span, Text};

impl Flow<'_> {
    /// Adds the changes as edits of the source. The quotation marks of a paragraph
    /// change together or not at all.
    pub(super) fn emit(&self, sources: &Sources, steps: &mut Vec<Step>) {
        let mut quotes: Option<usize> = None;
        let mut first = 0;
        for piece in self.changes() {
            let behind = self.leaves[first..].iter().take_while(|leaf| leaf.at <= piece.was.start).count();
            first = (first + behind).saturating_sub(1);
            let edits = self.piece_edits(&piece, first, sources);
            let Some(edits) = edits.filter(|edits| !edits.is_empty()) else { continue };
            match quotes.filter(|_| piece.rules.contains(Rule::Quotes)) {
                Some(first) => steps[first].extend(edits),
                None => {
                    quotes = quotes.or(piece.rules.contains(Rule::Quotes).then_some(steps.len()));
                    steps.push(edits);
                }
            }
        }
    }

    /// The changed pieces; adjacent ones in one leaf are one change.
    fn changes(&self) -> Vec<Piece> {
        let leaf = |at: usize| self.leaves.partition_point(|leaf| leaf.at <= at);
        let mut pieces: Vec<Piece> = Vec::with_capacity(self.text.changed().count());
        for piece in self.text.changed() {
            match pieces.last_mut() {
                Some(last)
                    if last.was.end == piece.was.start
                        && leaf(last.was.start) == leaf(piece.was.end.saturating_sub(1).max(piece.was.start)) =>
                {
                    last.was.end = piece.was.end;
                    last.now.end = piece.now.end;
                    last.rules = last.rules.union(piece.rules);
                }
                _ => pieces.push(piece.clone()),
            }
        }
        pieces
    }

    /// The edits for one changed piece: one for each leaf it reaches into, because the
    /// source may have marks between them. The first, of the leaf `first`, carries the
    /// new text.
    fn piece_edits(&self, piece: &Piece, first: usize, sources: &Sources) -> Option<Step> {
        let mut with = &self.text()[piece.now.clone()];
        let mut edits = Step::new();
        let leaves = self.leaves.iter().enumerate().skip(first);
        for (index, leaf) in leaves.take_while(|(_, leaf)| leaf.at < piece.was.end) {
            let end = self.leaves.get(index + 1).map_or(self.text.original_len(), |next| next.at);
            let range = piece.was.start.max(leaf.at) - leaf.at..piece.was.end.min(end) - leaf.at;
            if matches!(leaf.from, Origin::Object) {
                continue;
            }
            let span = leaf.source(range, sources)?;
            if sources.get(span)? != with {
                edits.push(Edit { span, with: with.to_owned(), rules: piece.rules });
            }
            with = "";
        }
        Some(edits)
    }
}

impl Leaf<'_> {
    /// The bytes of the source for a range of the leaf's text.
    pub(super) fn source(&self, range: std::ops::Range<usize>, sources: &Sources) -> Option<Span> {
        match self.from {
            Origin::Text(text) => {
                let span = source_range(text, range.clone(), sources);
                // Text whose position in the source is not known is not changed.
                let written = sources.get(span)?;
                (written == &text.text[range] || written.contains(['&', '\\'])).then_some(span)
            }
            Origin::Gap(span) => Some(span),
            Origin::Object => None,
        }
    }
}

/// The bytes of the source for a range of a text, including the backslash of an escape
/// at its start.
fn source_range(text: &Text, range: std::ops::Range<usize>, sources: &Sources) -> Span {
    let start = text.source_offset(range.start);
    if range.is_empty() {
        return Span::new(start, start);
    }
    let behind = if range.start == 0 { 0 } else { source_end(text, range.start, sources) };
    let escaped = behind < start && is_escaped(text, range.start, sources);
    Span::new(start - usize::from(escaped), source_end(text, range.end, sources))
}

/// Whether a mark of the text has a backslash before it in the source.
fn is_escaped(text: &Text, at: usize, sources: &Sources) -> bool {
    let start = text.source_offset(at);
    let backslash = Span::new(start.saturating_sub(1), start);
    text.text[at..].starts_with(|c: char| c.is_ascii_punctuation()) && sources.get(backslash) == Some("\\")
}

/// The end of the source of a text up to a byte: after the letter before it, which may
/// be written as an entity.
fn source_end(text: &Text, end: usize, sources: &Sources) -> usize {
    let Some(letter) = text.text[..end].chars().next_back() else { return text.span.start };
    let last = end - letter.len_utf8();
    let beside = Span::new(text.source_offset(last), text.source_offset(last) + letter.len_utf8());
    match sources.get(beside) == Some(&text.text[last..end]) {
        true => beside.end,
        false if end == text.text.len() => text.span.end,
        false => text.source_offset(end) - usize::from(is_escaped(text, end, sources)),
    }
}
