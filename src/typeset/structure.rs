//! The tags of a document, built while its blocks are collected: nodes are opened in
//! reading order.

use crate::document::{Extent, Lang, NodeId};
use crate::frame::{StructId, StructNode, StructRole, Structure};

/// Collects the nodes of a [`Structure`].
#[derive(Debug)]
pub(crate) struct StructureBuilder {
    nodes: Vec<StructNode>,
}

impl StructureBuilder {
    /// The node of the whole document.
    pub(crate) const ROOT: StructId = StructId(0);

    /// A structure that has only the root.
    pub(crate) fn new() -> Self {
        let root =
            StructNode { role: StructRole::Document, parent: None, lang: None, alt: None, extent: None, source: None };
        Self { nodes: vec![root] }
    }

    /// Opens the next node in reading order.
    pub(crate) fn open(&mut self, role: StructRole, parent: StructId, source: Option<NodeId>) -> StructId {
        let id = StructId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(StructNode { role, parent: Some(parent), lang: None, alt: None, extent: None, source });
        id
    }

    /// Marks a node as being in another language than its parent.
    pub(crate) fn set_lang(&mut self, id: StructId, lang: Lang) {
        if let Some(node) = self.nodes.get_mut(id.0 as usize) {
            node.lang = Some(lang);
        }
    }

    /// Gives a node its alternative text.
    pub(crate) fn set_alt(&mut self, id: StructId, alt: impl Into<String>) {
        if let Some(node) = self.nodes.get_mut(id.0 as usize) {
            node.alt = Some(alt.into());
        }
    }

    /// Tells how many columns and rows a cell spans.
    pub(crate) fn set_extent(&mut self, id: StructId, extent: Extent) {
        if let Some(node) = self.nodes.get_mut(id.0 as usize) {
            node.extent = Some(extent);
        }
    }

    /// The finished structure.
    pub(crate) fn finish(self) -> Structure {
        Structure { nodes: self.nodes }
    }
}
