//! Compares what texts read as, regardless of their positions in a source.

use super::apply::merge_texts;
use crate::document::visit::{self, VisitMut};
use crate::document::{Block, BlockKind, Document, Inline, NodeId, Span};

/// Whether two documents have the same content and structure.
pub(crate) fn reads_the_same(mut first: Document, mut second: Document) -> bool {
    for document in [&mut first, &mut second] {
        visit::walk_document(&mut Placeless, document);
        document.notes.iter_mut().for_each(|note| note.span = Span::default());
    }
    first.blocks == second.blocks && first.notes == second.notes
}

/// Removes the positions of nodes.
struct Placeless;

impl VisitMut for Placeless {
    fn block(&mut self, block: &mut Block) {
        block.span = Span::default();
        match &mut block.kind {
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| item.span = Span::default()),
            BlockKind::Poem(poem) => poem.couplets.iter_mut().for_each(|couplet| couplet.span = Span::default()),
            BlockKind::Figure(figure) => {
                figure.image.span = Span::default();
                figure.link.iter_mut().for_each(|link| link.span = Span::default());
            }
            BlockKind::Heading(_)
            | BlockKind::Paragraph(_)
            | BlockKind::Quote(_)
            | BlockKind::Alert(..)
            | BlockKind::Definitions(_)
            | BlockKind::Code(_)
            | BlockKind::Table(_)
            | BlockKind::Rule
            | BlockKind::Div(_)
            | BlockKind::Qr(_)
            | BlockKind::Contents(_)
            | BlockKind::Index(_)
            | BlockKind::PageBreak => {}
        }
        visit::walk_block(self, block);
    }

    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        merge_texts(inlines);
        for inline in inlines.iter_mut() {
            match inline {
                Inline::Text(text) | Inline::Code(text) => {
                    text.span = Span::default();
                    text.map.clear();
                }
                Inline::SoftBreak(span) | Inline::HardBreak(span) => *span = Span::default(),
                Inline::Link(link) => link.span = Span::default(),
                Inline::Image(image) => image.span = Span::default(),
                Inline::NoteReference(reference) => reference.span = Span::default(),
                Inline::Strong(_)
                | Inline::Emphasis(_)
                | Inline::Strikethrough(_)
                | Inline::Highlight(_)
                | Inline::Superscript(_)
                | Inline::Subscript(_)
                | Inline::Span(_) => {}
            }
        }
        visit::walk_inlines(self, inlines);
    }

    fn id(&mut self, id: &mut NodeId) {
        *id = NodeId::default();
    }
}
