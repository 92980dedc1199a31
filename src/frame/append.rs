//! Layouts one after another, as one.

use super::{Frame, ImageData, ItemKind, Layout, Line, LinkTarget, OutlineItem, StructId, StructNode};
use crate::document::NodeId;
use std::sync::Arc;

/// Layouts of messages that have nothing to do with each other, one after
/// another. Their tags follow each other below one root, and pictures that are
/// the same allocation are one.
#[derive(Default)]
pub(crate) struct Appended {
    whole: Layout,
    /// One more than the largest id so far.
    next: u32,
}

impl Appended {
    /// Adds the pages of a layout.
    pub(crate) fn push(&mut self, layout: Layout) {
        let pictures = layout.images.iter().map(|image| self.picture(image)).collect();
        // The roots are one.
        let tags = u32::try_from(self.whole.structure.nodes.len().saturating_sub(1)).unwrap_or(u32::MAX);
        let mut shift = Shift { nodes: self.next, tags, pictures, largest: self.next };
        let first = self.whole.pages.len();
        let mut tagged = layout.structure.nodes.into_iter().map(|node| StructNode {
            parent: node.parent.map(|parent| shift.tag(parent)),
            source: node.source.map(|source| shift.node(source)),
            ..node
        });
        let root = tagged.next();
        if self.whole.structure.nodes.is_empty() {
            self.whole.structure.nodes.extend(root);
        }
        let tagged: Vec<StructNode> = tagged.collect();
        self.whole.structure.nodes.extend(tagged);
        let outline: Vec<OutlineItem> =
            layout.outline.into_iter().map(|item| OutlineItem { target: shift.node(item.target), ..item }).collect();
        self.whole.outline.extend(outline);
        for (node, (page, at)) in layout.anchors {
            self.whole.anchors.insert(shift.node(node), (first + page, at));
        }
        for mut page in layout.pages {
            shift.frame(&mut page.frame);
            self.whole.pages.push(page);
        }
        self.whole.facing_rtl = layout.facing_rtl;
        self.next = shift.largest;
    }

    /// The index of a picture among those of all.
    fn picture(&mut self, image: &Arc<ImageData>) -> usize {
        let images = &mut self.whole.images;
        images.iter().position(|known| Arc::ptr_eq(known, image)).unwrap_or_else(|| {
            images.push(Arc::clone(image));
            images.len() - 1
        })
    }

    /// All of them as one.
    pub(crate) fn finish(self) -> Layout {
        self.whole
    }
}

/// Moves ids after those of earlier layouts.
struct Shift {
    nodes: u32,
    tags: u32,
    pictures: Vec<usize>,
    largest: u32,
}

impl Shift {
    fn node(&mut self, id: NodeId) -> NodeId {
        let moved = id.0.saturating_add(self.nodes);
        self.largest = self.largest.max(moved.saturating_add(1));
        NodeId(moved)
    }

    fn tag(&self, tag: StructId) -> StructId {
        if tag.0 == 0 { tag } else { StructId(tag.0.saturating_add(self.tags)) }
    }

    fn frame(&mut self, frame: &mut Frame) {
        for item in &mut frame.items {
            item.tag = item.tag.map(|tag| self.tag(tag));
            match &mut item.kind {
                ItemKind::Frame(inner) => self.frame(Arc::make_mut(inner)),
                ItemKind::Line(line) => self.line(Arc::make_mut(line)),
                ItemKind::Image { image, .. } => *image = self.pictures.get(*image).copied().unwrap_or(*image),
                ItemKind::Link { node, target, .. } => {
                    *node = self.node(*node);
                    if let LinkTarget::Node(target) = target {
                        *target = self.node(*target);
                    }
                }
                ItemKind::Anchor(node) => *node = self.node(*node),
                ItemKind::Shape(_) => {}
            }
        }
    }

    fn line(&self, line: &mut Line) {
        for run in &mut line.runs {
            run.tag = run.tag.map(|tag| self.tag(tag));
        }
    }
}
