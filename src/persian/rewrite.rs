//! A text under change that keeps track of where each piece of it came from, so that
//! changes made on top of changes still become edits of the original.

use super::{Edit, Rule, RuleSet};
use crate::document::Span;
use smallvec::{SmallVec, smallvec};
use std::borrow::Cow;
use std::ops::Range;

/// A change that a rule asks for: a range of the current text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) range: Range<usize>,
    pub(super) with: Cow<'static, str>,
    pub(super) rule: Rule,
}

/// A piece of the text. If `rules` is empty it equals its range of the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its range in the current text.
    pub(super) now: Range<usize>,
    /// The range of the original that it replaces.
    pub(super) was: Range<usize>,
    /// The rules that changed it.
    pub(super) rules: RuleSet,
}

impl Piece {
    /// Splits the piece at a byte of the text. In a changed piece the first half keeps
    /// the whole original range; the second has an empty one.
    fn split(self, at: usize) -> (Self, Self) {
        let Self { now, was, rules } = self;
        let cut = if rules.is_empty() { was.start + (at - now.start) } else { was.end };
        (Self { now: now.start..at, was: was.start..cut, rules }, Self { now: at..now.end, was: cut..was.end, rules })
    }
}

/// A text and its pieces, which cover both it and its original without gaps.
#[derive(Clone, Debug, Default)]
pub(super) struct Rewrite {
    text: String,
    pieces: Pieces,
}

/// Most texts are unchanged and are one piece.
type Pieces = SmallVec<[Piece; 1]>;

impl Rewrite {
    /// A text without changes.
    pub(super) fn new(text: String) -> Self {
        let all = 0..text.len();
        Self { text, pieces: smallvec![Piece { now: all.clone(), was: all, rules: RuleSet::default() }] }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The pieces that differ from the original.
    pub(super) fn changed(&self) -> impl Iterator<Item = &Piece> {
        self.pieces.iter().filter(|piece| !piece.rules.is_empty())
    }

    /// The byte of the original for a byte of the text.
    pub(super) fn original(&self, at: usize) -> usize {
        let index = self.pieces.partition_point(|piece| piece.now.end <= at);
        let Some(piece) = self.pieces.get(index) else { return self.original_len() };
        piece.was.end.min(piece.was.start + if piece.rules.is_empty() { at - piece.now.start } else { 0 })
    }

    /// The length of the original.
    pub(super) fn original_len(&self) -> usize {
        self.pieces.last().map_or(0, |piece| piece.was.end)
    }

    /// Appends `other` to this text.
    pub(super) fn append(&mut self, other: Self) {
        let (now, was) = (self.text.len(), self.original_len());
        self.text.push_str(&other.text);
        self.pieces.extend(other.pieces.into_iter().map(|piece| Piece {
            now: piece.now.start + now..piece.now.end + now,
            was: piece.was.start + was..piece.was.end + was,
            rules: piece.rules,
        }));
    }

    /// Appends text that a rule puts in place of `original` bytes of the source.
    pub(super) fn push_changed(&mut self, text: &str, original: usize, rule: Rule) {
        let (now, was) = (self.text.len(), self.original_len());
        self.text.push_str(text);
        self.pieces.push(Piece { now: now..self.text.len(), was: was..was + original, rules: rule.into() });
    }

    /// Makes changes that are sorted and do not overlap.
    pub(super) fn change(&mut self, changes: &[Change]) {
        self.replace(changes.iter().map(|change| (change.range.clone(), &*change.with, change.rule.into())));
    }

    /// Applies edits of the current text.
    pub(super) fn edit(&mut self, edits: &[Edit]) {
        self.replace(edits.iter().map(|edit| (edit.span.start..edit.span.end, &*edit.with, edit.rules)));
    }

    fn replace<'c>(&mut self, changes: impl Iterator<Item = (Range<usize>, &'c str, RuleSet)>) {
        // A change splits a piece in three and is a few bytes long.
        let (few, pieces) = (changes.size_hint().0, std::mem::take(&mut self.pieces));
        let mut next = Builder {
            old: &self.text,
            text: String::with_capacity(self.text.len() + 2 * few),
            pieces: Pieces::with_capacity(pieces.len() + 2 * few),
            next: None,
            rest: pieces.into_iter(),
        };
        for (range, with, rules) in changes {
            next.copy_until(range.start);
            next.replace(range.end, with, rules);
        }
        next.copy_until(usize::MAX);
        (self.text, self.pieces) = (next.text, next.pieces);
    }

    /// The changes as edits of the original.
    pub(super) fn edits(&self) -> Vec<Edit> {
        let edit = |piece: &Piece| Edit {
            span: Span::new(piece.was.start, piece.was.end),
            with: self.text[piece.now.clone()].to_owned(),
            rules: piece.rules,
        };
        self.changed().map(edit).collect()
    }
}

/// The text and pieces being written.
struct Builder<'t> {
    old: &'t str,
    /// The unwritten part of a piece that was split.
    next: Option<Piece>,
    /// The pieces after it.
    rest: smallvec::IntoIter<[Piece; 1]>,
    text: String,
    pieces: Pieces,
}

impl Builder<'_> {
    /// Copies pieces up to `end` of the old text.
    fn copy_until(&mut self, end: usize) {
        while let Some(piece) = self.take_until(end) {
            self.push(&self.old[piece.now.clone()], piece.was, piece.rules);
        }
    }

    /// Writes one change, which replaces everything before `end`.
    fn replace(&mut self, end: usize, with: &str, mut rules: RuleSet) {
        let mut was: Option<Range<usize>> = None;
        while let Some(piece) = self.take_until(end) {
            rules = rules.union(piece.rules);
            was = Some(was.map_or(piece.was.start, |was| was.start)..piece.was.end);
        }
        if let Some(was) = was {
            self.push(with, was, rules);
        }
    }

    /// The next piece, or the part of it before `end`.
    fn take_until(&mut self, end: usize) -> Option<Piece> {
        let piece = self.next.take().or_else(|| self.rest.next())?;
        if piece.now.start >= end {
            self.next = Some(piece);
            return None;
        }
        if piece.now.end <= end {
            return Some(piece);
        }
        let (first, second) = piece.split(end);
        self.next = Some(second);
        Some(first)
    }

    /// Writes a piece. Unchanged neighbours become one piece; so do two changed ones if
    /// either has an empty original range.
    fn push(&mut self, text: &str, was: Range<usize>, rules: RuleSet) {
        let start = self.text.len();
        self.text.push_str(text);
        let now = start..self.text.len();
        let one = |last: &Piece| match (last.rules.is_empty(), rules.is_empty()) {
            (true, true) => true,
            (false, false) => last.was.is_empty() || was.is_empty(),
            _ => false,
        };
        match self.pieces.last_mut() {
            Some(last) if one(last) => {
                last.now.end = now.end;
                last.was.end = was.end;
                last.rules = last.rules.union(rules);
            }
            _ => self.pieces.push(Piece { now, was, rules }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(range: Range<usize>, with: &'static str) -> Change {
        Change { range, with: with.into(), rule: Rule::Spaces }
    }

    fn rebuilt(original: &str, rewrite: &Rewrite) -> String {
        let mut text = original.to_owned();
        for piece in rewrite.changed().collect::<Vec<_>>().into_iter().rev() {
            text.replace_range(piece.was.clone(), &rewrite.text()[piece.now.clone()]);
        }
        text
    }

    #[test]
    fn changes_on_top_of_changes_are_edits_of_the_original() {
        let original = "abcdefghij";
        let mut rewrite = Rewrite::new(original.to_owned());
        rewrite.change(&[change(1..2, "BB"), change(5..6, ""), change(9..10, "J")]);
        assert_eq!(rewrite.text(), "aBBcdeghiJ");
        rewrite.change(&[change(0..2, "x"), change(2..4, "yz"), change(6..7, "G")]);
        assert_eq!(rewrite.text(), "xyzdeGhiJ");
        assert_eq!(rebuilt(original, &rewrite), rewrite.text());
    }

    #[test]
    fn an_appended_text_keeps_its_places() {
        let mut first = Rewrite::new("ab".to_owned());
        first.change(&[change(1..2, "")]);
        let mut second = Rewrite::new("cd".to_owned());
        second.change(&[change(0..1, "CC")]);
        first.append(second);
        assert_eq!(first.text(), "aCCd");
        assert_eq!(rebuilt("abcd", &first), "aCCd");
    }
}
