//! The index: the marked words, sorted, with their places.

use super::{CONTENTS, alphabet};
use crate::characters::persian_letter;
use crate::document::visit::{self, VisitMut, plain_text};
use crate::document::{Block, BlockKind, Document, IndexEntry, Inline, Span};
use crate::error::Warning;
use std::collections::BTreeMap;

/// Fills all indexes.
pub(super) fn fill(document: &mut Document) -> Vec<Warning> {
    let mut words = Words::default();
    visit::walk_document(&mut words, document);
    let entries = words.entries(document);
    let size = entries.iter().map(|entry| entry.places.len()).sum();
    let mut fill = Fill { entries, size, left: size + CONTENTS, first: None, without: None };
    visit::walk_document(&mut fill, document);
    let place = |span: Span| document.sources.place(span);
    let mut warnings = Vec::new();
    match (fill.first, fill.entries.first()) {
        (Some(span), None) => warnings.push(
            Warning::new("index", "no word is marked for the index to list")
                .hint("mark words as in `[word]{.index}`")
                .at(place(span)),
        ),
        (None, Some(entry)) => warnings.push(
            Warning::new("index", format!("`{}` is marked for an index, but there is none", entry.term.escape_debug()))
                .hint("write `::: index` and `:::` where it is to stand"),
        ),
        _ => {}
    }
    if let Some(span) = fill.without {
        let message =
            format!("the indexes after the first have more than {CONTENTS} places together; these are left out");
        warnings.push(Warning::new("index", message).hint("give it one index, or mark fewer words").at(place(span)));
    }
    warnings
}

/// A term as it is told from others: the same word may be written with the Arabic
/// or the Persian letters, or at the beginning of an English sentence.
fn same(term: &str) -> String {
    let letters = term.split_whitespace().flat_map(|word| word.chars().chain([' ']));
    letters.map(persian_letter).flat_map(char::to_lowercase).collect()
}

/// The marked words, by what they have in common however they are written.
#[derive(Default)]
struct Words(BTreeMap<String, IndexEntry>);

impl VisitMut for Words {
    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        for inline in inlines.iter() {
            if let Inline::Span(span) = inline
                && let Some(mark) = &span.index
            {
                let term = mark.entry.clone().unwrap_or_else(|| plain_text(&span.content));
                let entry = self.0.entry(same(&term)).or_insert_with(|| IndexEntry { term, places: Vec::new() });
                entry.places.push(mark.id);
            }
        }
        visit::walk_inlines(self, inlines);
    }
}

impl Words {
    /// The entries, as the alphabet of the document's language has them.
    fn entries(self, document: &Document) -> Vec<IndexEntry> {
        let mut entries: Vec<IndexEntry> = self.0.into_values().collect();
        entries.sort_by_cached_key(|entry| alphabet::key(&entry.term, &document.meta.lang));
        entries
    }
}

/// Fills all indexes, until the limit is reached.
struct Fill {
    entries: Vec<IndexEntry>,
    /// The places in them.
    size: usize,
    left: usize,
    /// The first index.
    first: Option<Span>,
    /// The first index that is left out.
    without: Option<Span>,
}

impl VisitMut for Fill {
    fn block(&mut self, block: &mut Block) {
        let BlockKind::Index(entries) = &mut block.kind else { return visit::walk_block(self, block) };
        self.first.get_or_insert(block.span);
        match self.left.checked_sub(self.size) {
            Some(left) => {
                self.left = left;
                entries.clone_from(&self.entries);
            }
            None => {
                self.without.get_or_insert(block.span);
            }
        }
    }
}
