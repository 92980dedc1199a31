//! Where the printed pages begin in the document, for the EPUB's page list.

use crate::document::NodeId;
use crate::epub::PageMark;
use crate::frame::{Frame, ItemKind, Layout, Line, StructId, StructRole, Structure, TextRun};
use std::collections::BTreeMap;

/// For each page, the part of the document it begins with, the number of letters
/// of that part on earlier pages, and the page's label. Pages without running
/// text (blank ones, those with only notes) are left out.
pub(super) fn page_list(layout: &Layout) -> Vec<PageMark> {
    let mut marks: Vec<PageMark> = Vec::new();
    let mut set = Letters { structure: &layout.structure, counts: BTreeMap::new() };
    for page in &layout.pages {
        let mut first = None;
        set.frame(&page.frame, &mut first);
        if let Some((node, letters)) = first {
            marks.push(PageMark { node, letters, label: page.label.clone() });
        }
    }
    marks
}

/// The number of letters of each part on the pages so far.
struct Letters<'a> {
    structure: &'a Structure,
    counts: BTreeMap<NodeId, usize>,
}

impl Letters<'_> {
    /// Counts the letters of a frame; `first` is its earliest part, with the
    /// letters of that part on earlier pages.
    fn frame(&mut self, frame: &Frame, first: &mut Option<(NodeId, usize)>) {
        for item in &frame.items {
            if let Some(node) = item.tag.and_then(|tag| self.part(tag)) {
                self.meet(node, first);
            }
            match &item.kind {
                ItemKind::Frame(frame) => self.frame(frame, first),
                ItemKind::Line(line) => line.runs.iter().for_each(|run| self.run(line, run, first)),
                _ => {}
            }
        }
    }

    fn run(&mut self, line: &Line, run: &TextRun, first: &mut Option<(NodeId, usize)>) {
        let Some(node) = run.tag.and_then(|tag| self.part(tag)) else { return };
        self.meet(node, first);
        let text = line.text.get(run.range.clone()).unwrap_or_default();
        *self.counts.entry(node).or_default() += letters(text);
    }

    fn meet(&self, node: NodeId, first: &mut Option<(NodeId, usize)>) {
        // Ids grow in document order, whatever the order of the items.
        if first.is_none_or(|(least, _)| node < least) {
            *first = Some((node, self.counts.get(&node).copied().unwrap_or_default()));
        }
    }

    /// The block of the running text that contains a tag. Notes are excluded:
    /// they are at the foot of any page, and their ids come after all others.
    fn part(&self, tag: StructId) -> Option<NodeId> {
        let node = |tag: StructId| self.structure.nodes.get(tag.0 as usize);
        let mut part = None;
        let mut at = node(tag);
        while let Some(inner) = at {
            match inner.role {
                StructRole::Note => return None,
                StructRole::Span | StructRole::Link | StructRole::Reference | StructRole::Label => {}
                _ => part = part.or(inner.source),
            }
            at = inner.parent.and_then(node);
        }
        part
    }
}

/// The letters and digits of a text, which are the same in every form of it;
/// spaces, joiners and marks differ between pages and EPUB.
pub(crate) fn letters(text: &str) -> usize {
    text.chars().filter(|letter| letter.is_alphanumeric()).count()
}
