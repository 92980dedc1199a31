//! Whatever is counted or named across the whole message: list markers, note
//! marks, heading anchors and levels, link targets, tables of contents, the index.

mod alphabet;
mod headings;
mod index;
mod lists;
mod notes;

use super::visit::{self, VisitMut, plain_text};
use super::{Block, BlockKind, ContentsEntry, Document, Inline, Meta, NodeId, Span, Target};
use crate::error::{Warning, abridged};
use headings::Headings;
pub(super) use headings::Names;
use std::collections::BTreeSet;

/// Returns whether a heading of a level and text is listed in tables of
/// contents. `firsts`: number of level-1 headings; a single one that is the
/// title of the message is not listed.
pub(crate) fn lists(meta: &Meta, firsts: usize) -> impl Fn(u8, &[Inline]) -> bool {
    let (title, depth) = (meta.title.as_deref(), meta.deepest_listed());
    move |level, content| {
        let is_title = level == 1 && firsts == 1 && title == Some(plain_text(content).as_str());
        level <= depth && !is_title
    }
}

/// Most lines of all tables of contents, or places in all indexes, beyond the
/// first: contents times headings grow as the square of a message. Each takes
/// about 20 kB and 0.4 ms during typesetting, so these take 200 MB and 4 s.
const CONTENTS: usize = 10_000;

/// Numbers a document, once for all outputs: sets ids, list markers, note marks
/// and anchors, resolves links to headings, fills tables of contents and indexes. Links
/// to unknown headings become plain text, with a warning.
pub fn number(document: &mut Document) -> Vec<Warning> {
    // The order of the steps matters: ids follow the order of the notes; note
    // marks and heading names refer to ids; links and contents refer to names.
    let mut warnings = notes::order(document);
    visit::identify(document);
    notes::mark(document);
    lists::mark(document);
    let headings = Headings::name(document);
    let mut links = Links { names: &headings.names, dead: Vec::new() };
    visit::walk_document(&mut links, document);
    // Each once a file: a menu on a page leads to the same address a hundred times.
    let mut told = BTreeSet::new();
    for (written, span) in links.dead {
        let place = document.sources.place(span);
        let warning = dead_link(&written);
        if told.insert((place.file.clone(), written)) {
            warnings.push(warning.at(place));
        }
    }
    let mut names = ContentsNames::default();
    visit::walk_document(&mut names, document);
    let entries = contents(document, headings, &names.found);
    if let Some(span) = names.contents.filter(|_| entries.is_empty()) {
        let warning = Warning::new("empty-contents", "there are no headings for the contents to list");
        warnings.push(warning.at(document.sources.place(span)));
    }
    let mut fill = Fill { left: entries.len() + CONTENTS, entries, without: None };
    visit::walk_document(&mut fill, document);
    if let Some(span) = fill.without {
        let message =
            format!("the contents after the first have more than {CONTENTS} lines together; these are left out");
        let warning = Warning::new("long-contents", message).hint("give it contents once, or fewer headings");
        warnings.push(warning.at(document.sources.place(span)));
    }
    warnings.extend(index::fill(document));
    abridged(warnings)
}

fn dead_link(written: &str) -> Warning {
    let shown = written.chars().take(60).collect::<String>();
    let shown = shown.escape_debug();
    if Target::names_an_input(written) {
        let message = format!("`{shown}` is no part of this document; the link is kept as text only");
        return Warning::new("dead-link", message).hint("`--join` makes one document of several files");
    }
    let message = format!("no heading is called `#{shown}`; the link is kept as text only");
    Warning::new("dead-link", message).hint("name a heading with `{#name}` at the end of its line")
}

/// Resolves links to headings.
struct Links<'a> {
    names: &'a Names,
    dead: Vec<(String, Span)>,
}

impl VisitMut for Links<'_> {
    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        visit::walk_inlines(self, inlines);
        let mut any_dead = false;
        for inline in inlines.iter_mut() {
            let Inline::Link(link) = inline else { continue };
            let Target::Anchor(written) = &link.target else { continue };
            match self.names.find(written) {
                Some(node) => link.target = Target::Node(node),
                None => {
                    self.dead.push((written.clone(), link.span));
                    any_dead = true;
                }
            }
        }
        if any_dead {
            *inlines = std::mem::take(inlines).into_iter().flat_map(without_dead_link).collect();
        }
    }
}

fn without_dead_link(inline: Inline) -> Vec<Inline> {
    match inline {
        Inline::Link(link) if matches!(link.target, Target::Anchor(_)) => link.content,
        other => vec![other],
    }
}

/// The entries of a table of contents, without the titles of such tables.
fn contents(document: &Document, headings: Headings, names: &BTreeSet<NodeId>) -> Vec<ContentsEntry> {
    // An entry without words, as of a heading that is a picture, would be an empty link.
    let is_named = |content: &[Inline]| !plain_text(content).is_empty();
    let others: Vec<_> =
        headings.list.iter().filter(|heading| !names.contains(&heading.id) && is_named(&heading.content)).collect();
    let firsts = others.iter().filter(|heading| heading.level == 1).count();
    let lists = lists(&document.meta, firsts);
    let listed: Vec<_> = others.into_iter().filter(|heading| lists(heading.level, &heading.content)).collect();
    let top = listed.iter().map(|heading| heading.level).min().unwrap_or(1);
    listed
        .into_iter()
        .map(|heading| ContentsEntry {
            target: heading.id,
            level: heading.level - top + 1,
            content: unlinked(&heading.content),
        })
        .collect()
}

/// The text of a heading in a table of contents: without links, notes and line
/// breaks.
fn unlinked(content: &[Inline]) -> Vec<Inline> {
    content
        .iter()
        .flat_map(|inline| match inline {
            Inline::Link(link) => unlinked(&link.content),
            Inline::Strong(content) | Inline::Emphasis(content) => unlinked(content),
            Inline::Strikethrough(content) => vec![Inline::Strikethrough(unlinked(content))],
            Inline::Highlight(content) => vec![Inline::Highlight(unlinked(content))],
            Inline::Superscript(content) => vec![Inline::Superscript(unlinked(content))],
            Inline::Subscript(content) => vec![Inline::Subscript(unlinked(content))],
            Inline::Span(span) => {
                let content = unlinked(&span.content);
                vec![Inline::Span(super::InlineSpan { index: None, content, ..span.clone() })]
            }
            Inline::SoftBreak(span) | Inline::HardBreak(span) => vec![Inline::SoftBreak(*span)],
            Inline::NoteReference(_) | Inline::Image(_) => Vec::new(),
            Inline::Text(_) | Inline::Code(_) => vec![inline.clone()],
        })
        .collect()
}

/// A heading directly before a table of contents is its title.
#[derive(Default)]
struct ContentsNames {
    found: BTreeSet<NodeId>,
    before: Option<NodeId>,
    /// Where the first table of contents is.
    contents: Option<Span>,
}

impl VisitMut for ContentsNames {
    fn block(&mut self, block: &mut Block) {
        let before = self.before.take();
        match &block.kind {
            BlockKind::Heading(_) => self.before = Some(block.id),
            BlockKind::Contents(_) => {
                self.found.extend(before);
                self.contents.get_or_insert(block.span);
            }
            _ => {
                visit::walk_block(self, block);
                self.before = None;
            }
        }
    }
}

/// Fills all tables of contents, until the limit is reached.
struct Fill {
    entries: Vec<ContentsEntry>,
    left: usize,
    /// The first table of contents that is left out.
    without: Option<Span>,
}

impl VisitMut for Fill {
    fn block(&mut self, block: &mut Block) {
        match &mut block.kind {
            BlockKind::Contents(entries) => match self.left.checked_sub(self.entries.len()) {
                Some(left) => {
                    self.left = left;
                    entries.clone_from(&self.entries);
                }
                None => {
                    self.without.get_or_insert(block.span);
                }
            },
            _ => visit::walk_block(self, block),
        }
    }
}

/// A heading with what links and tables of contents need of it.
pub(super) struct Named {
    id: NodeId,
    level: u8,
    content: Vec<Inline>,
}
