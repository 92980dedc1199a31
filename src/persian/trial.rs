//! Tries changes: the edited source, read again, must be the document with the edits
//! applied. Next to a `*` or at the start of a line, removing a space can change what
//! Markdown makes of a text; such changes are left out.

use super::edit::Edit;
use super::letters::{ZWNJ, is_hidden, is_letter, is_mark};
use super::parts::{self, Trying};
use crate::document::{Document, Source, Span};
use crate::read::read_again;
use smallvec::SmallVec;
use std::borrow::Cow;
use std::iter::Peekable;

/// The edits of one change, usually one: all of them are made, or none.
pub(super) type Step = SmallVec<[Edit; 1]>;

/// The most letters examined on each side of an edit, up to a space.
const FARTHEST: usize = 64;

/// The steps that do not change how the sources are read, in order.
pub(super) fn harmless(document: &Document, steps: Vec<Step>) -> Vec<Step> {
    if let [source] = document.sources.0.as_slice() {
        return Trial::new(document, source, 0).sift(steps);
    }
    let mut kept = Vec::with_capacity(steps.len());
    let mut steps = steps.into_iter().peekable();
    let mut base = 0;
    for source in &document.sources.0 {
        let end = base + source.text.len();
        kept.extend(Trial::new(document, source, base).sift(before(&mut steps, end)));
        base = end;
    }
    kept
}

/// Takes the steps that begin before a byte.
fn before(steps: &mut Peekable<impl Iterator<Item = Step>>, end: usize) -> Vec<Step> {
    let begins = |step: &Step| step.first().is_none_or(|edit| edit.span.start < end);
    std::iter::from_fn(|| steps.next_if(begins)).collect()
}

/// The edits of steps, in the order of the source.
pub(super) fn edits(steps: Vec<Step>) -> Vec<Edit> {
    let mut edits: Vec<Edit> = steps.into_iter().flatten().collect();
    edits.sort_by_key(|edit| edit.span);
    edits
}

/// One source and the document that it reads as.
struct Trial<'d> {
    document: &'d Document,
    source: &'d Source,
    /// Its start among all sources.
    base: usize,
    /// Whether a line could be part of a table.
    has_bars: bool,
}

impl<'d> Trial<'d> {
    fn new(document: &'d Document, source: &'d Source, base: usize) -> Self {
        Self { document, source, base, has_bars: source.text.contains('|') }
    }

    /// Removes the steps that change how the source is read.
    fn sift(&self, steps: Vec<Step>) -> Vec<Step> {
        let is_plain = |step: &Step| step.iter().all(|edit| self.is_plain(edit));
        let Some(format) = self.source.format else { return steps };
        if steps.iter().all(is_plain) {
            return steps;
        }
        let document = match self.document.sources.0.as_slice() {
            [_] => Some(Cow::Borrowed(self.document)),
            _ => read_again(self.source.text.clone(), format).map(Cow::Owned),
        };
        let Some(document) = document else { return Vec::new() };
        parts::sift(&Trying { document: &document, text: &self.source.text, format, base: self.base }, steps, is_plain)
    }

    /// Whether an edit is between letters, far from anything that Markdown could treat
    /// as a mark or an address.
    fn is_plain(&self, edit: &Edit) -> bool {
        let Span { start, end } = edit.span;
        let text = &self.source.text;
        let (before, after) = (&text[..start - self.base], &text[end - self.base..]);
        let old = &text[start - self.base..end - self.base];
        let letter = |c: char| is_letter(c) || is_mark(c) || c == ZWNJ;
        let letters = |text: &str| text.chars().all(letter) && !text.is_empty();
        let inert = |text: &str| text.chars().all(|c| letter(c) || matches!(c, ' ' | '\n') || is_hidden(c));
        let is_other = |c: char| !c.is_ascii() && !c.is_whitespace() && !c.is_numeric() && !is_hidden(c);
        let is_text = |c: char| is_letter(c) || is_other(c);
        let between = before.ends_with(is_text) && after.starts_with(is_text);
        let joins = self.has_bars && old.contains('\n');
        ((letters(old) && letters(&edit.with)) || (between && inert(old) && inert(&edit.with) && !joins))
            && is_clear(before.chars().rev())
            && is_clear(after.chars())
    }
}

/// Whether nothing up to the next space, at most [`FARTHEST`] characters away, could be
/// a Markdown mark or part of an address.
fn is_clear(beside: impl Iterator<Item = char>) -> bool {
    let far = |c: char| !c.is_ascii() || matches!(c, '.' | ',' | '!' | '?' | '"' | '(' | ')');
    for (index, c) in beside.enumerate() {
        if c.is_whitespace() {
            return true;
        }
        if index == FARTHEST || !far(c) {
            return false;
        }
    }
    true
}
