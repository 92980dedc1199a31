//! Items of lists, and lists that show nothing.

use super::Reader;
use crate::document::{Block, BlockKind, Inline, Link, NodeId, Text};
use crate::read::node::Kind;
use crate::read::raw_html::Tag;
use crate::read::{figures, links};

impl Reader<'_, '_> {
    /// A checkbox at the start of an item makes it a task.
    pub(super) fn checkbox(&mut self, tag: &Tag) {
        if tag.attribute("type") == Some("checkbox")
            && let Some(frame) =
                self.builder.frames_mut().iter_mut().rev().find(|frame| matches!(frame.kind, Kind::Item { .. }))
        {
            frame.kind = Kind::Item { task: Some(tag.attribute("checked").is_some()) };
        }
    }

    /// Drops an item that shows nothing but its bullet, and a list without items. An icon
    /// with a link becomes its address; a list of pictures, which needs no bullets, a row.
    pub(super) fn drop_empty(&mut self, name: &str) {
        let icon = self.icon.take().and_then(|target| links::shown(&target).map(|words| (target, words)));
        let top = self.builder.top();
        match (name, &mut top.kind) {
            ("li", Kind::List(list)) if list.items.last().is_some_and(|item| item.blocks.is_empty()) => {
                match (icon, list.items.last_mut()) {
                    (Some((target, words)), Some(item)) => {
                        let span = self.extract.push(&words);
                        let content = vec![Inline::Text(Text::plain(words, span))];
                        let link = Inline::Link(Link { id: NodeId::default(), target, content, bare: false, span });
                        let kind = BlockKind::Paragraph(vec![link]);
                        item.blocks.push(Block { id: NodeId::default(), span, kind });
                    }
                    _ if list.start.is_none() => drop(list.items.pop()),
                    _ => {}
                }
            }
            ("ul" | "menu", _) => {
                let Some(block) = top.blocks.pop_if(|block| is_empty_or_pictures(&block.kind)) else { return };
                let BlockKind::List(list) = block.kind else { return };
                let pictures = list.items.into_iter().flat_map(|item| item.blocks).map(|block| block.kind);
                let (id, span) = (block.id, block.span);
                top.blocks.extend(figures::row(pictures).into_iter().map(|kind| Block { id, span, kind }));
            }
            // The dots of a carousel.
            ("ol", _) => drop(top.blocks.pop_if(|block| has_empty_items(&block.kind))),
            _ => {}
        }
    }
}

/// Whether a list has no items, or several of which each is a picture.
fn is_empty_or_pictures(kind: &BlockKind) -> bool {
    let BlockKind::List(list) = kind else { return false };
    let is_picture = |blocks: &[Block]| matches!(blocks, [Block { kind: BlockKind::Figure(figure), .. }] if figure.caption.is_none());
    list.items.len() != 1 && list.items.iter().all(|item| is_picture(&item.blocks))
}

fn has_empty_items(kind: &BlockKind) -> bool {
    matches!(kind, BlockKind::List(list) if list.items.iter().all(|item| item.blocks.is_empty()))
}
