//! Where the pages of the print begin in the document, for the EPUB's page list.

use crate::document::NodeId;
use crate::frame::{Frame, ItemKind, Layout, StructId, Structure};
use std::collections::BTreeSet;

/// For each page, the first part of the document that begins on it, and the
/// page's label. A page that only continues a part is left out.
pub(super) fn page_list(layout: &Layout) -> Vec<(NodeId, String)> {
    let mut list = Vec::new();
    let mut last = None;
    for page in &layout.pages {
        let mut tags = BTreeSet::new();
        collect(&page.frame, &mut tags);
        let nodes: BTreeSet<NodeId> = tags.into_iter().filter_map(|tag| source(&layout.structure, tag)).collect();
        if let Some(&first) = nodes.iter().find(|node| Some(**node) > last) {
            list.push((first, page.label.clone()));
        }
        last = last.max(nodes.last().copied());
    }
    list
}

/// The tags of everything on a frame.
fn collect(frame: &Frame, tags: &mut BTreeSet<StructId>) {
    for item in &frame.items {
        tags.extend(item.tag);
        match &item.kind {
            ItemKind::Frame(frame) => collect(frame, tags),
            ItemKind::Line(line) => tags.extend(line.runs.iter().filter_map(|run| run.tag)),
            _ => {}
        }
    }
}

/// The part of the document a tag stands for, or its nearest parent's.
fn source(structure: &Structure, tag: StructId) -> Option<NodeId> {
    let node = |tag: StructId| structure.nodes.get(tag.0 as usize);
    std::iter::successors(node(tag), |inner| node(inner.parent?)).find_map(|node| node.source)
}
