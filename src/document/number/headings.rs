//! Anchors and tag levels of headings.

use super::Named;
use crate::characters::persian_letter;
use crate::document::visit::{self, VisitMut, plain_text};
use crate::document::{Block, BlockKind, Document, Heading, NodeId};
use std::collections::{BTreeMap, BTreeSet};

/// Most letters of an anchor made from a heading's text. A choice: shorter ones
/// would need numbers to differ more often, longer ones are unwieldy in
/// addresses.
const NAME_LENGTH: usize = 60;

/// All headings of a document, in document order.
#[derive(Default)]
pub(super) struct Headings {
    pub(super) list: Vec<Named>,
    pub(super) names: Names,
}

/// The names by which links may refer to headings.
#[derive(Default)]
pub(in crate::document) struct Names {
    /// Anchors as they are in the output and in `{#…}`.
    exact: BTreeMap<String, NodeId>,
    /// Texts and anchors reduced to letters and digits: clean-up may have put a
    /// half-space into a heading that links do not have.
    loose: BTreeMap<String, NodeId>,
    /// The first heading.
    first: Option<NodeId>,
}

impl Names {
    /// The names of a document's headings before it is joined with others.
    pub(in crate::document) fn of(document: &mut Document) -> Self {
        Headings::name(document).names
    }

    /// The first heading.
    pub(in crate::document) fn first(&self) -> Option<NodeId> {
        self.first
    }

    /// The heading that an anchor in a link refers to.
    pub(in crate::document) fn find(&self, written: &str) -> Option<NodeId> {
        self.exact.get(written).or_else(|| self.loose.get(&loose(written))).copied()
    }

    fn add(&mut self, name: &str, id: NodeId) {
        self.exact.entry(name.to_owned()).or_insert(id);
        let loose = loose(name);
        if !loose.is_empty() {
            self.loose.entry(loose).or_insert(id);
        }
    }
}

impl Headings {
    /// Sets anchor and tag level of every heading of a document.
    pub(super) fn name(document: &mut Document) -> Self {
        let mut naming = Naming::default();
        visit::walk_document(&mut naming, document);
        naming.headings
    }
}

#[derive(Default)]
struct Naming {
    headings: Headings,
    /// The anchors in use.
    used: BTreeSet<String>,
    /// How often each name was wanted: where to start looking for a free
    /// number. Counting from 1 every time would be quadratic.
    wanted: BTreeMap<String, usize>,
    /// Levels of the enclosing headings, as written and as tagged.
    open: Vec<(u8, u8)>,
}

impl VisitMut for Naming {
    fn block(&mut self, block: &mut Block) {
        if let BlockKind::Heading(heading) = &mut block.kind {
            self.heading(block.id, heading);
        }
        visit::walk_block(self, block);
    }
}

impl Naming {
    fn heading(&mut self, id: NodeId, heading: &mut Heading) {
        while self.open.last().is_some_and(|&(level, _)| level >= heading.level) {
            self.open.pop();
        }
        heading.tag_level = self.open.last().map_or(1, |&(_, tag)| tag + 1);
        self.open.push((heading.level, heading.tag_level));
        let text = plain_text(&heading.content);
        heading.anchor = self.unique(match &heading.given_anchor {
            Some(given) => xml_name(given.chars()),
            None => xml_name(slug(&text)),
        });
        let names = &mut self.headings.names;
        names.first.get_or_insert(id);
        for name in heading.given_anchor.iter().chain([&heading.anchor, &text]) {
            names.add(name, id);
        }
        self.headings.list.push(Named { id, level: heading.level, content: heading.content.clone() });
    }

    fn unique(&mut self, name: String) -> String {
        let count = self.wanted.entry(name.clone()).or_insert(0);
        loop {
            let candidate = if *count == 0 { name.clone() } else { format!("{name}-{count}") };
            *count += 1;
            if self.used.insert(candidate.clone()) {
                return candidate;
            }
        }
    }
}

/// A text in the usual form of anchors: lower case, hyphens for spaces, no
/// punctuation.
fn slug(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter_map(|letter| match letter {
            ' ' | '\t' => Some('-'),
            '-' | '_' | '\u{200c}' => Some(letter),
            letter => letter.is_alphanumeric().then_some(letter),
        })
        .flat_map(char::to_lowercase)
        .take(NAME_LENGTH)
}

/// A valid XML id: without colons, not beginning with a digit or hyphen.
fn xml_name(letters: impl Iterator<Item = char>) -> String {
    let name: String = letters.filter(|&letter| is_name_letter(letter)).take(NAME_LENGTH).collect();
    let starts_well = name.chars().next().is_some_and(
        |first| !matches!(first, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}' | '\u{2040}'),
    );
    match (name.is_empty(), starts_well) {
        (true, _) => "section".to_owned(),
        (false, true) => name,
        (false, false) => format!("s{}{name}", if name.starts_with('-') { "" } else { "-" }),
    }
}

/// `NameChar` of XML 1.0, without the colon.
fn is_name_letter(letter: char) -> bool {
    matches!(letter,
        'A'..='Z' | 'a'..='z' | '0'..='9' | '_' | '-' | '.' | '\u{b7}' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}'
        | '\u{f8}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}' | '\u{200d}' | '\u{203f}' | '\u{2040}'
        | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}'
        | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

/// Only letters and digits, with Arabic yeh and kaf as the Persian ones.
fn loose(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).map(persian_letter).flat_map(char::to_lowercase).collect()
}
