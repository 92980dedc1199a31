//! Applies the edits of reflow and clean-up to a document, as if its source had been
//! written that way.

use crate::document::visit::first_heading;
use crate::document::{Block, BlockKind, Document, Inline, Span, Text};
use crate::persian::{Edit, Rule};
use std::cell::Cell;
use std::ops::Range;

impl Document {
    /// Applies edits to the document. They are sorted and do not touch each other, as
    /// [`crate::persian::tidy`] returns them. Spans still point into the unchanged
    /// source.
    pub fn apply(&mut self, edits: &[Edit]) {
        if edits.is_empty() {
            return;
        }
        let titled_by_heading = !self.meta.title_is_given && self.meta.title == first_heading(&self.blocks);
        let edits = Edits { edits, put: edits.iter().map(|_| Cell::new(false)).collect(), near: Cell::new(0) };
        edits.blocks(&mut self.blocks);
        for note in &mut self.notes {
            edits.blocks(&mut note.blocks);
        }
        if titled_by_heading {
            self.meta.title = first_heading(&self.blocks);
        }
    }
}

struct Edits<'e> {
    edits: &'e [Edit],
    /// Whether each edit's text has been inserted: an edit that spans several texts and
    /// breaks inserts it only where it begins.
    put: Vec<Cell<bool>>,
    /// Where the last search ended: the next one usually ends there or shortly after.
    near: Cell<usize>,
}

impl<'e> Edits<'e> {
    /// The number of leading edits for which `is_before` holds; it holds for no later
    /// one.
    fn until(&self, is_before: impl Fn(&Edit) -> bool) -> usize {
        let (before, behind) = (|at: usize| self.edits[..at].last(), |at: usize| self.edits.get(at));
        let ends = |at: &usize| before(*at).is_none_or(&is_before) && !behind(*at).is_some_and(&is_before);
        let near = self.near.get();
        let found = (near..=self.edits.len().min(near + 2)).find(ends);
        let found = found.unwrap_or_else(|| self.edits.partition_point(&is_before));
        self.near.set(found);
        found
    }

    /// The edits that change part of a span. One may begin at the backslash before it.
    fn within(&self, span: Span) -> Range<usize> {
        let start = self.until(|edit| edit.span.end <= span.start);
        let end = self.until(|edit| edit.span.start < span.end);
        start..end.max(start)
    }

    /// The edit that replaces a whole span and what is around it.
    fn over(&self, span: Span) -> Option<usize> {
        let last = self.until(|edit| edit.span.start <= span.start).checked_sub(1)?;
        (self.edits[last].span.end >= span.end).then_some(last)
    }

    /// The edit that joins two paragraphs.
    fn bridge(&self, first: Span, second: Span) -> Option<usize> {
        let last = self.until(|edit| edit.span.start < second.start).checked_sub(1)?;
        let edit = &self.edits[last];
        let joins = edit.rules.contains(Rule::JoinSentences) && edit.span.end == second.start;
        (joins && edit.span.start >= first.start).then_some(last)
    }

    /// The text that an edit inserts here: empty if it was inserted before.
    fn with(&self, index: usize) -> &'e str {
        if self.put[index].replace(true) { "" } else { &self.edits[index].with }
    }

    /// The same as an inline.
    fn text_of(&self, index: usize) -> Inline {
        Inline::Text(Text::plain(self.with(index), self.edits[index].span))
    }

    fn blocks(&self, blocks: &mut Vec<Block>) {
        for block in blocks.iter_mut() {
            self.block(block);
        }
        if !blocks.windows(2).any(|pair| self.bridge(pair[0].span, pair[1].span).is_some()) {
            return;
        }
        let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
        for block in blocks.drain(..) {
            match joined.last_mut() {
                Some(last) => match self.bridge(last.span, block.span) {
                    Some(edit) => join(last, block, self.text_of(edit)),
                    None => joined.push(block),
                },
                None => joined.push(block),
            }
        }
        *blocks = joined;
    }

    fn block(&self, block: &mut Block) {
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
            BlockKind::Qr(_)
            | BlockKind::Code(_)
            | BlockKind::Rule
            | BlockKind::Contents(_)
            | BlockKind::Index(_)
            | BlockKind::PageBreak => {}
        }
    }

    fn inlines(&self, content: &mut Vec<Inline>) {
        for inline in content.iter_mut() {
            match inline {
                Inline::Text(text) => self.text(text),
                Inline::Strong(content)
                | Inline::Emphasis(content)
                | Inline::Strikethrough(content)
                | Inline::Highlight(content)
                | Inline::Superscript(content)
                | Inline::Subscript(content) => self.inlines(content),
                Inline::Span(span) => self.inlines(&mut span.content),
                Inline::Link(link) if !link.bare => self.inlines(&mut link.content),
                Inline::SoftBreak(span) | Inline::HardBreak(span) => {
                    if let Some(edit) = self.over(*span) {
                        *inline = self.text_of(edit);
                    }
                }
                Inline::Link(_) | Inline::Code(_) | Inline::Image(_) | Inline::NoteReference(_) => {}
            }
        }
        merge_texts(content);
    }

    fn text(&self, text: &mut Text) {
        let edits = self.within(text.span);
        if edits.is_empty() || text.span.start == text.span.end {
            return;
        }
        let mut new = Text {
            text: String::with_capacity(text.text.len() + 2 * edits.len()),
            span: text.span,
            map: Vec::with_capacity(text.map.len() + 2 * edits.len() + 1),
        };
        let mut at = 0;
        for index in edits {
            let span = self.edits[index].span;
            let start = text_offset(text, span.start).max(at);
            copy(text, at..start, &mut new);
            new.map.push((new.text.len(), span.start));
            new.text.push_str(self.with(index));
            at = text_offset(text, span.end).max(start);
        }
        copy(text, at..text.text.len(), &mut new);
        *text = new;
    }
}

/// Joins two paragraphs.
fn join(first: &mut Block, second: Block, between: Inline) {
    if let (BlockKind::Paragraph(content), BlockKind::Paragraph(more)) = (&mut first.kind, second.kind) {
        content.push(between);
        content.extend(more);
        merge_texts(content);
        first.span.end = second.span.end;
    }
}

/// Merges adjacent texts.
pub(crate) fn merge_texts(content: &mut Vec<Inline>) {
    let is_empty = |inline: &Inline| matches!(inline, Inline::Text(text) if text.text.is_empty());
    let touch = |pair: &[Inline]| matches!(pair, [Inline::Text(_), Inline::Text(_)]);
    if !content.windows(2).any(touch) && !content.iter().any(is_empty) {
        return;
    }
    let mut merged: Vec<Inline> = Vec::with_capacity(content.len());
    let mut rest = std::mem::take(content).into_iter();
    while let Some(inline) = rest.next() {
        match (merged.last_mut(), inline) {
            (_, Inline::Text(text)) if text.text.is_empty() => {}
            (Some(Inline::Text(last)), Inline::Text(text)) => append(last, &text),
            (_, Inline::Text(mut text)) => {
                make_room(&mut text, rest.as_slice());
                merged.push(Inline::Text(text));
            }
            (_, inline) => merged.push(inline),
        }
    }
    *content = merged;
}

/// Reserves room in a text for those that follow it.
fn make_room(text: &mut Text, rest: &[Inline]) {
    let texts = rest.iter().map_while(|inline| if let Inline::Text(text) = inline { Some(text) } else { None });
    let (bytes, pairs) =
        texts.fold((0, 0), |(bytes, pairs), text| (bytes + text.text.len(), pairs + text.map.len() + 1));
    text.text.reserve_exact(bytes);
    text.map.reserve_exact(pairs);
}

fn append(text: &mut Text, more: &Text) {
    let shift = text.text.len();
    text.map.push((shift, more.span.start));
    text.map.extend(more.map.iter().map(|&(at, source)| (at + shift, source)));
    text.text.push_str(&more.text);
    text.span.end = more.span.end;
}

/// Copies a range of a text with its part of the map.
fn copy(text: &Text, range: Range<usize>, new: &mut Text) {
    if range.is_empty() {
        return;
    }
    new.map.push((new.text.len(), text.source_offset(range.start)));
    let inside = text.map.iter().filter(|(at, _)| range.start < *at && *at < range.end);
    new.map.extend(inside.map(|&(at, source)| (at - range.start + new.text.len(), source)));
    new.text.push_str(&text.text[range]);
}

/// The byte of a text that came from a byte of the source.
fn text_offset(text: &Text, source: usize) -> usize {
    let next = text.map.partition_point(|&(_, at)| at <= source);
    let (start, at) = next.checked_sub(1).map_or((0, text.span.start), |index| text.map[index]);
    let end = text.map.get(next).map_or(text.text.len(), |&(end, _)| end);
    (start + source.saturating_sub(at)).min(end)
}
