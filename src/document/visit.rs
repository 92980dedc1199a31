//! Traversal of documents: visits all lists of inlines, blocks and ids in
//! document order, so that passes need not repeat the shape of the tree.

use super::{Block, BlockKind, Document, Inline, NodeId, Row};

/// A pass that changes a document. By default each method visits what is
/// inside; an override does its work and calls the `walk_…` function of the
/// same name.
pub(crate) trait VisitMut: Sized {
    /// A block.
    fn block(&mut self, block: &mut Block) {
        walk_block(self, block);
    }

    /// The whole text of a paragraph, heading, cell, term and so on.
    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        walk_inlines(self, inlines);
    }

    /// An id; called before anything inside its node.
    fn id(&mut self, _id: &mut NodeId) {}
}

/// Visits the body, then the notes.
pub(crate) fn walk_document(visitor: &mut impl VisitMut, document: &mut Document) {
    walk_blocks(visitor, &mut document.blocks);
    for note in &mut document.notes {
        visitor.id(&mut note.id);
        walk_blocks(visitor, &mut note.blocks);
    }
}

/// Visits blocks in order.
pub(crate) fn walk_blocks(visitor: &mut impl VisitMut, blocks: &mut [Block]) {
    for block in blocks {
        visitor.block(block);
    }
}

/// Visits what is inside a block.
pub(crate) fn walk_block(visitor: &mut impl VisitMut, block: &mut Block) {
    visitor.id(&mut block.id);
    match &mut block.kind {
        BlockKind::Heading(heading) => visitor.inlines(&mut heading.content),
        BlockKind::Paragraph(content) => visitor.inlines(content),
        BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => walk_blocks(visitor, blocks),
        BlockKind::Div(div) => walk_blocks(visitor, &mut div.blocks),
        BlockKind::List(list) => {
            for item in &mut list.items {
                visitor.id(&mut item.id);
                walk_blocks(visitor, &mut item.blocks);
            }
        }
        BlockKind::Definitions(definitions) => {
            for definition in definitions {
                visitor.id(&mut definition.id);
                visitor.inlines(&mut definition.term);
                for meaning in &mut definition.meanings {
                    walk_blocks(visitor, meaning);
                }
            }
        }
        BlockKind::Table(table) => {
            table.caption.iter_mut().for_each(|caption| visitor.inlines(caption));
            table.head.iter_mut().chain(&mut table.rows).for_each(|row| walk_row(visitor, row));
        }
        BlockKind::Figure(figure) => {
            figure.link.iter_mut().for_each(|link| visitor.id(&mut link.id));
            visitor.id(&mut figure.image.id);
            figure.caption.iter_mut().for_each(|caption| visitor.inlines(caption));
        }
        BlockKind::Poem(poem) => {
            for couplet in &mut poem.couplets {
                visitor.id(&mut couplet.id);
                visitor.inlines(&mut couplet.first);
                couplet.second.iter_mut().for_each(|second| visitor.inlines(second));
            }
        }
        BlockKind::Qr(qr) => visitor.inlines(&mut qr.label),
        BlockKind::Contents(entries) => {
            for entry in entries {
                visitor.inlines(&mut entry.content);
            }
        }
        BlockKind::Code(_) | BlockKind::Rule | BlockKind::Index(_) | BlockKind::PageBreak => {}
    }
}

fn walk_row(visitor: &mut impl VisitMut, row: &mut Row) {
    visitor.id(&mut row.id);
    for cell in &mut row.cells {
        visitor.id(&mut cell.id);
        visitor.inlines(&mut cell.content);
    }
}

/// Visits what is inside inlines.
pub(crate) fn walk_inlines(visitor: &mut impl VisitMut, inlines: &mut [Inline]) {
    for inline in inlines {
        match inline {
            Inline::Strong(content)
            | Inline::Emphasis(content)
            | Inline::Strikethrough(content)
            | Inline::Highlight(content)
            | Inline::Superscript(content)
            | Inline::Subscript(content) => visitor.inlines(content),
            Inline::Span(span) => {
                span.index.iter_mut().for_each(|mark| visitor.id(&mut mark.id));
                visitor.inlines(&mut span.content);
            }
            Inline::Link(link) => {
                visitor.id(&mut link.id);
                visitor.inlines(&mut link.content);
            }
            Inline::Image(image) => visitor.id(&mut image.id),
            Inline::NoteReference(reference) => visitor.id(&mut reference.id),
            Inline::Text(_) | Inline::Code(_) | Inline::SoftBreak(_) | Inline::HardBreak(_) => {}
        }
    }
}

/// Keeps line ends of the source as line breaks.
pub(crate) struct KeepLines;

impl VisitMut for KeepLines {
    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        for inline in inlines.iter_mut() {
            if let Inline::SoftBreak(span) = inline {
                *inline = Inline::HardBreak(*span);
            }
        }
        walk_inlines(self, inlines);
    }
}

/// Sets the ids of all nodes in document order; returns how many there are.
pub(crate) fn identify(document: &mut Document) -> usize {
    struct Identities(u32);
    impl VisitMut for Identities {
        fn id(&mut self, id: &mut NodeId) {
            *id = NodeId(self.0);
            self.0 = self.0.saturating_add(1);
        }
    }
    let mut identities = Identities(0);
    walk_document(&mut identities, document);
    identities.0 as usize
}

/// The text of the first level 1 heading.
pub(crate) fn first_heading(blocks: &[Block]) -> Option<String> {
    blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Heading(heading) if heading.level == 1 => {
            Some(plain_text(&heading.content)).filter(|text| !text.is_empty())
        }
        BlockKind::Div(div) => first_heading(&div.blocks),
        _ => None,
    })
}

/// The text of inlines as it would be read aloud: breaks are spaces; notes and
/// images are left out.
pub(crate) fn plain_text(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_plain(inlines, &mut out);
    out.trim().to_owned()
}

fn push_plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(&text.text),
            Inline::Strong(content)
            | Inline::Emphasis(content)
            | Inline::Strikethrough(content)
            | Inline::Highlight(content)
            | Inline::Superscript(content)
            | Inline::Subscript(content) => push_plain(content, out),
            Inline::Span(span) => push_plain(&span.content, out),
            Inline::Link(link) => push_plain(&link.content, out),
            Inline::SoftBreak(_) | Inline::HardBreak(_) => out.push(' '),
            Inline::Image(_) | Inline::NoteReference(_) => {}
        }
    }
}
