//! Order and marks of footnotes.

use crate::document::counters::decimal;
use crate::document::visit::{self, VisitMut};
use crate::document::{Block, Document, Inline, NodeId, Note, NoteReference, Span};
use crate::error::Warning;
use std::collections::{BTreeMap, BTreeSet};

/// Sorts the notes by their first reference: first those referenced from the
/// body, then those referenced only from notes, then the others. References to
/// undefined notes, and those that close a cycle of notes, are removed with a
/// warning.
pub(super) fn order(document: &mut Document) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut by_label: BTreeMap<String, usize> = BTreeMap::new();
    for (index, note) in document.notes.iter().enumerate() {
        if let Some(first) = by_label.get(&note.label) {
            let line = document.sources.place(document.notes[*first].span).line.unwrap_or_default();
            warnings.push(
                Warning::new(
                    "duplicate-note",
                    format!("the note `{}` is already defined in line {line}", note.label.escape_debug()),
                )
                .at(document.sources.place(note.span)),
            );
        } else {
            by_label.insert(note.label.clone(), index);
        }
    }
    let in_body = references(&mut document.blocks);
    let in_notes: Vec<Vec<Reference>> = document.notes.iter_mut().map(|note| references(&mut note.blocks)).collect();
    let edges: Vec<Vec<usize>> = in_notes
        .iter()
        .map(|list| list.iter().filter_map(|(label, _)| by_label.get(label).copied()).collect())
        .collect();
    let cut = circles(&edges);
    let mut gone = Vec::new();
    keep(&mut document.blocks, &mut |label| by_label.contains_key(label), &mut gone);
    for (index, note) in document.notes.iter_mut().enumerate() {
        let mut allowed = |label: &str| by_label.get(label).is_some_and(|&to| !cut.contains(&(index, to)));
        keep(&mut note.blocks, &mut allowed, &mut gone);
    }
    for (label, span) in gone {
        let why = if by_label.contains_key(&label) { "leads back to itself" } else { "is not defined" };
        warnings.push(
            Warning::new(
                "note-reference",
                format!("the note `{}` {why}; the reference is left out", label.escape_debug()),
            )
            .at(document.sources.place(span)),
        );
    }
    warnings.extend(unused(document, in_body.iter().chain(in_notes.iter().flatten())));
    document.notes = ordered(std::mem::take(&mut document.notes), &in_body, &edges, &by_label);
    warnings
}

/// Warns of notes without references; they are printed after the others.
fn unused<'a>(document: &Document, references: impl Iterator<Item = &'a Reference>) -> Vec<Warning> {
    let used: BTreeSet<&str> = references.map(|(label, _)| label.as_str()).collect();
    let unused = document.notes.iter().filter(|note| !used.contains(note.label.as_str()));
    let warning = |note: &Note| {
        let label = note.label.escape_debug();
        Warning::new("note-unused", format!("nothing refers to the note `{label}`; it is printed behind the others"))
            .at(document.sources.place(note.span))
            .hint(format!("write `[^{label}]` where it belongs, or take it out"))
    };
    unused.map(warning).collect()
}

type Reference = (String, Span);

/// The notes in the order they are first met.
fn ordered(
    notes: Vec<Note>,
    in_body: &[Reference],
    edges: &[Vec<usize>],
    by_label: &BTreeMap<String, usize>,
) -> Vec<Note> {
    let mut met = vec![false; notes.len()];
    let mut order: Vec<usize> = Vec::with_capacity(notes.len());
    let mut meet = |index: usize, order: &mut Vec<usize>| {
        if !std::mem::replace(&mut met[index], true) {
            order.push(index);
        }
    };
    for index in in_body.iter().filter_map(|(label, _)| by_label.get(label)) {
        meet(*index, &mut order);
    }
    let mut done = 0;
    while let Some(&index) = order.get(done) {
        edges[index].iter().for_each(|&to| meet(to, &mut order));
        done += 1;
    }
    (0..notes.len()).for_each(|index| meet(index, &mut order));
    let mut notes: Vec<Option<Note>> = notes.into_iter().map(Some).collect();
    order.into_iter().filter_map(|index| notes[index].take()).collect()
}

/// The references by which a note leads back to itself.
fn circles(edges: &[Vec<usize>]) -> BTreeSet<(usize, usize)> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut state = vec![State::New; edges.len()];
    let mut cut = BTreeSet::new();
    for root in 0..edges.len() {
        if state[root] != State::New {
            continue;
        }
        state[root] = State::Open;
        let mut path = vec![(root, 0)];
        while let Some((node, next)) = path.last_mut() {
            let Some(&to) = edges[*node].get(*next) else {
                state[*node] = State::Done;
                path.pop();
                continue;
            };
            *next += 1;
            match state[to] {
                State::Open => {
                    cut.insert((*node, to));
                }
                State::New => {
                    state[to] = State::Open;
                    path.push((to, 0));
                }
                State::Done => {}
            }
        }
    }
    cut
}

/// Sets the marks of notes and references, and links them to each other.
pub(super) fn mark(document: &mut Document) {
    let mut marking = Marking { notes: BTreeMap::new(), references: vec![Vec::new(); document.notes.len()] };
    for (index, note) in document.notes.iter_mut().enumerate() {
        note.mark = decimal(index as u64 + 1, &document.meta.lang);
        marking.notes.entry(note.label.clone()).or_insert_with(|| (index, note.mark.clone()));
    }
    visit::walk_document(&mut marking, document);
    for (note, references) in document.notes.iter_mut().zip(marking.references) {
        note.references = references;
    }
}

struct Marking {
    notes: BTreeMap<String, (usize, String)>,
    references: Vec<Vec<NodeId>>,
}

impl VisitMut for Marking {
    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        for inline in inlines.iter_mut() {
            let Inline::NoteReference(reference) = inline else { continue };
            if let Some((note, mark)) = self.notes.get(&reference.label) {
                reference.note = *note;
                reference.mark.clone_from(mark);
                self.references[*note].push(reference.id);
            }
        }
        visit::walk_inlines(self, inlines);
    }
}

/// The references in blocks, in order.
fn references(blocks: &mut [Block]) -> Vec<Reference> {
    struct Collect(Vec<Reference>);
    impl VisitMut for Collect {
        fn inlines(&mut self, inlines: &mut Vec<Inline>) {
            for inline in inlines {
                match inline {
                    Inline::NoteReference(NoteReference { label, span, .. }) => self.0.push((label.clone(), *span)),
                    other => visit::walk_inlines(self, std::slice::from_mut(other)),
                }
            }
        }
    }
    let mut collect = Collect(Vec::new());
    visit::walk_blocks(&mut collect, blocks);
    collect.0
}

/// Removes the references that are not allowed.
fn keep(blocks: &mut [Block], allowed: &mut dyn FnMut(&str) -> bool, gone: &mut Vec<Reference>) {
    struct Keep<'a> {
        allowed: &'a mut dyn FnMut(&str) -> bool,
        gone: &'a mut Vec<Reference>,
    }
    impl VisitMut for Keep<'_> {
        fn inlines(&mut self, inlines: &mut Vec<Inline>) {
            visit::walk_inlines(self, inlines);
            inlines.retain(|inline| match inline {
                Inline::NoteReference(reference) if !(self.allowed)(&reference.label) => {
                    self.gone.push((reference.label.clone(), reference.span));
                    false
                }
                _ => true,
            });
        }
    }
    visit::walk_blocks(&mut Keep { allowed, gone }, blocks);
}
