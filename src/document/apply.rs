//! Puts the edits of reflow and clean-up into a document, as if its source had
//! been written so.

use super::visit::first_heading;
use super::{Block, BlockKind, Document, Inline, Span, Text};
use crate::persian::{Edit, Rule};

impl Document {
    /// Puts edits into the document. They are sorted and do not touch each
    /// other, as [`crate::persian::tidy`] gives them. Spans keep pointing into
    /// the source as it is.
    pub fn apply(&mut self, edits: &[Edit]) {
        if edits.is_empty() {
            return;
        }
        let titled_by_heading = !self.meta.title_is_given && self.meta.title == first_heading(&self.blocks);
        let edits = Edits(edits);
        edits.blocks(&mut self.blocks);
        for note in &mut self.notes {
            edits.blocks(&mut note.blocks);
        }
        if titled_by_heading {
            self.meta.title = first_heading(&self.blocks);
        }
    }
}

#[derive(Clone, Copy)]
struct Edits<'e>(&'e [Edit]);

impl<'e> Edits<'e> {
    /// Those that begin inside a span.
    fn within(self, span: Span) -> &'e [Edit] {
        let start = self.0.partition_point(|edit| edit.span.start < span.start);
        let end = self.0.partition_point(|edit| edit.span.start < span.end);
        &self.0[start..end.max(start)]
    }

    /// The one that replaces a whole span and what is around it.
    fn over(self, span: Span) -> Option<&'e Edit> {
        let next = self.0.partition_point(|edit| edit.span.start <= span.start);
        self.0[..next].last().filter(|edit| edit.span.end >= span.end)
    }

    /// The one that makes two paragraphs one.
    fn bridge(self, first: Span, second: Span) -> Option<&'e Edit> {
        let next = self.0.partition_point(|edit| edit.span.start < second.start);
        let joins = |edit: &&Edit| edit.rules.contains(Rule::JoinSentences) && edit.span.end == second.start;
        self.0[..next].last().filter(joins).filter(|edit| edit.span.start >= first.start)
    }

    fn blocks(self, blocks: &mut Vec<Block>) {
        for block in blocks.iter_mut() {
            self.block(block);
        }
        let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
        for block in blocks.drain(..) {
            match joined.last_mut() {
                Some(last) => match self.bridge(last.span, block.span) {
                    Some(edit) => join(last, block, edit),
                    None => joined.push(block),
                },
                None => joined.push(block),
            }
        }
        *blocks = joined;
    }

    fn block(self, block: &mut Block) {
        match &mut block.kind {
            BlockKind::Heading(heading) => self.inlines(&mut heading.content),
            BlockKind::Paragraph(content) => self.inlines(content),
            BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => self.blocks(blocks),
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| self.blocks(&mut item.blocks)),
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    self.inlines(&mut definition.term);
                    definition.meanings.iter_mut().for_each(|blocks| self.blocks(blocks));
                }
            }
            BlockKind::Table(table) => {
                let cells = table.head.iter_mut().chain(&mut table.rows).flat_map(|row| &mut row.cells);
                cells.for_each(|cell| self.inlines(&mut cell.content));
                table.caption.iter_mut().for_each(|caption| self.inlines(caption));
            }
            BlockKind::Figure(figure) => figure.caption.iter_mut().for_each(|caption| self.inlines(caption)),
            BlockKind::Div(div) => self.blocks(&mut div.blocks),
            BlockKind::Poem(poem) => {
                for couplet in &mut poem.couplets {
                    self.inlines(&mut couplet.first);
                    couplet.second.iter_mut().for_each(|second| self.inlines(second));
                }
            }
            BlockKind::Qr(_) | BlockKind::Code(_) | BlockKind::Rule | BlockKind::Contents(_) | BlockKind::PageBreak => {
            }
        }
    }

    fn inlines(self, content: &mut Vec<Inline>) {
        for inline in content.iter_mut() {
            match inline {
                Inline::Text(text) => self.text(text),
                Inline::Strong(content)
                | Inline::Emphasis(content)
                | Inline::Strikethrough(content)
                | Inline::Superscript(content)
                | Inline::Subscript(content) => self.inlines(content),
                Inline::Span(span) => self.inlines(&mut span.content),
                Inline::Link(link) if !link.bare => self.inlines(&mut link.content),
                Inline::SoftBreak(span) | Inline::HardBreak(span) => {
                    if let Some(edit) = self.over(*span) {
                        *inline = Inline::Text(Text::plain(edit.with.clone(), edit.span));
                    }
                }
                Inline::Link(_) | Inline::Code(_) | Inline::Image(_) | Inline::NoteReference(_) => {}
            }
        }
        merge_texts(content);
    }

    fn text(self, text: &mut Text) {
        let edits = self.within(text.span);
        if !edits.is_empty() {
            *text = edited(text, edits);
        }
    }
}

/// Makes one paragraph of two.
fn join(first: &mut Block, second: Block, edit: &Edit) {
    if let (BlockKind::Paragraph(content), BlockKind::Paragraph(more)) = (&mut first.kind, second.kind) {
        content.push(Inline::Text(Text::plain(edit.with.clone(), edit.span)));
        content.extend(more);
        merge_texts(content);
        first.span.end = second.span.end;
    }
}

/// Makes one of texts that follow each other.
fn merge_texts(content: &mut Vec<Inline>) {
    let mut merged: Vec<Inline> = Vec::with_capacity(content.len());
    for inline in content.drain(..) {
        match (merged.last_mut(), inline) {
            (_, Inline::Text(text)) if text.text.is_empty() => {}
            (Some(Inline::Text(last)), Inline::Text(text)) => append(last, &text),
            (_, inline) => merged.push(inline),
        }
    }
    *content = merged;
}

fn append(text: &mut Text, more: &Text) {
    let shift = text.text.len();
    text.map.push((shift, more.span.start));
    text.map.extend(more.map.iter().map(|&(at, source)| (at + shift, source)));
    text.text.push_str(&more.text);
    text.span.end = more.span.end;
}

/// A text with edits of its stretch of source.
fn edited(text: &Text, edits: &[Edit]) -> Text {
    let mut new = Text { text: String::with_capacity(text.text.len()), span: text.span, map: Vec::new() };
    let mut at = 0;
    for edit in edits {
        let start = text_offset(text, edit.span.start).max(at);
        copy(text, at..start, &mut new);
        new.map.push((new.text.len(), edit.span.start));
        new.text.push_str(&edit.with);
        at = text_offset(text, edit.span.end).max(start);
    }
    copy(text, at..text.text.len(), &mut new);
    new
}

/// Copies a range of a text with its part of the map.
fn copy(text: &Text, range: std::ops::Range<usize>, new: &mut Text) {
    if range.is_empty() {
        return;
    }
    new.map.push((new.text.len(), text.source_offset(range.start)));
    let inside = text.map.iter().filter(|(at, _)| range.start < *at && *at < range.end);
    new.map.extend(inside.map(|&(at, source)| (at - range.start + new.text.len(), source)));
    new.text.push_str(&text.text[range]);
}

/// The byte of a text that stands at a byte of the source.
fn text_offset(text: &Text, source: usize) -> usize {
    let next = text.map.partition_point(|&(_, at)| at <= source);
    let (start, at) = next.checked_sub(1).map_or((0, text.span.start), |index| text.map[index]);
    let end = text.map.get(next).map_or(text.text.len(), |&(end, _)| end);
    (start + source.saturating_sub(at)).min(end)
}
