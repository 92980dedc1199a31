//! Builds the tree of blocks and inlines from the starts and ends that a reader
//! reports. Every reader uses the same builder, so that all formats give the
//! same tree.

use super::node::{Frame, Kind};
use super::{Limits, grid, links};
use crate::document::{Block, BlockKind, Extent, Inline, NodeId, Note, Span, Table, Text};

/// A document under construction: the open nodes, innermost last.
pub(super) struct Builder {
    frames: Vec<Frame>,
    /// Text not yet added to a node, so that adjacent pieces are joined.
    pending: Text,
    notes: Vec<Note>,
    /// The number of open nodes that count towards the limit of nesting.
    depth: usize,
    limit: usize,
    /// The cells of all tables so far, once they are rectangular.
    cells: usize,
}

/// The input nests deeper than the limit.
#[derive(Debug)]
pub(super) struct TooDeep;

impl Builder {
    pub(super) fn new(limit: usize) -> Self {
        let root = Frame::new(Kind::Root, Span::default());
        Self { frames: vec![root], pending: Text::default(), notes: Vec::new(), depth: 0, limit, cells: 0 }
    }

    /// Opens a node inside the innermost one.
    pub(super) fn open(&mut self, kind: Kind, span: Span) -> Result<(), TooDeep> {
        self.flush();
        if kind.is_block() {
            self.close_implicit();
        } else if kind.is_inline() {
            self.ensure_text(span);
        }
        self.depth += usize::from(kind.nests());
        if self.depth > self.limit {
            return Err(TooDeep);
        }
        self.frames.push(Frame::new(kind, span));
        Ok(())
    }

    /// Closes the innermost node.
    pub(super) fn close(&mut self) {
        self.flush();
        if self.frames.len() < 2 {
            return;
        }
        let Some(frame) = self.frames.pop() else { return };
        self.depth -= usize::from(frame.kind.nests());
        frame.finish(self);
    }

    /// Whether a table may be made rectangular: one long row and many short ones would
    /// become millions of cells. A message with more than may be is refused in the end.
    pub(super) fn has_room_for(&mut self, table: &Table) -> bool {
        self.cells = self.cells.saturating_add(grid::size(table));
        self.cells <= Limits::USUAL.nodes
    }

    /// Sets how many rows and columns the last cell of the open row spans.
    pub(super) fn extent(&mut self, extent: Extent) {
        if let Kind::Row { cells, .. } = &mut self.top().kind
            && let Some(cell) = cells.last_mut()
        {
            cell.extent = extent;
        }
    }

    /// The innermost open node.
    pub(super) fn top(&mut self) -> &mut Frame {
        if self.frames.is_empty() {
            self.frames.push(Frame::new(Kind::Root, Span::default()));
        }
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    /// The open nodes, outermost first.
    pub(super) fn frames(&self) -> &[Frame] {
        &self.frames
    }

    /// The open nodes, outermost first.
    pub(super) fn frames_mut(&mut self) -> &mut [Frame] {
        &mut self.frames
    }

    /// Closes a paragraph that was opened for loose text.
    pub(super) fn close_implicit(&mut self) {
        self.flush();
        while matches!(self.top().kind, Kind::Paragraph { implicit: true }) {
            self.close();
        }
    }

    /// Closes the paragraph of loose text; returns whether blocks are allowed here.
    pub(super) fn closes_to_blocks(&mut self) -> bool {
        let mut frames = self.frames.iter().rev();
        let is_loose =
            |frame: &&Frame| frame.kind.is_inline() || matches!(frame.kind, Kind::Paragraph { implicit: true });
        let below = frames.find(|frame| !is_loose(frame));
        if !below.is_some_and(|frame| frame.kind.holds_blocks()) {
            return false;
        }
        while self.frames.last().as_ref().is_some_and(is_loose) {
            self.close();
        }
        true
    }

    /// A paragraph directly in an item makes its list loose.
    pub(super) fn loosen_list(&mut self) {
        if let [.., Frame { kind: Kind::List(list), .. }, Frame { kind: Kind::Item { .. }, .. }] = &mut self.frames[..]
        {
            list.tight = false;
        }
    }

    /// Sets the marker of the open list's last item.
    pub(super) fn label_item(&mut self, label: String) {
        if let Kind::List(list) = &mut self.top().kind
            && let Some(item) = list.items.last_mut()
        {
            item.label = Some(label);
        }
    }

    /// Opens a paragraph that the next block ends.
    pub(super) fn open_paragraph(&mut self, span: Span) {
        self.close_implicit();
        self.frames.push(Frame::new(Kind::Paragraph { implicit: true }, span));
    }

    /// Whether there is text not yet added to a node.
    pub(super) fn has_pending_text(&self) -> bool {
        !self.pending.text.is_empty()
    }

    /// Whether the paragraph, cell or heading has any text yet.
    pub(super) fn has_text(&self) -> bool {
        let inner = self.frames.iter().rev().take_while(|frame| frame.kind.is_inline());
        let outer = self.frames.iter().rev().find(|frame| !frame.kind.is_inline());
        !self.pending.text.is_empty() || inner.chain(outer).any(|frame| !frame.inlines.is_empty())
    }

    /// Text from the source; `exact` if its bytes are those of the source.
    pub(super) fn text(&mut self, text: &str, span: Span, exact: bool) {
        if text.is_empty() {
            return;
        }
        if self.pending.text.is_empty() {
            self.ensure_text(span);
        }
        self.pending.push(text, span, exact);
    }

    /// A finished inline.
    pub(super) fn inline(&mut self, inline: Inline, span: Span) {
        self.flush();
        self.ensure_text(span);
        let top = self.top();
        top.inlines.push(inline);
        top.span.end = top.span.end.max(span.end);
    }

    /// A finished block.
    pub(super) fn block(&mut self, kind: BlockKind, span: Span) {
        self.close_implicit();
        self.top().blocks.push(Block { id: NodeId::default(), span, kind });
    }

    pub(super) fn note(&mut self, note: Note) {
        self.notes.push(note);
    }

    /// Opens a paragraph for loose text in a node that contains blocks.
    fn ensure_text(&mut self, span: Span) {
        if self.top().kind.holds_blocks() {
            self.frames.push(Frame::new(Kind::Paragraph { implicit: true }, span));
        }
    }

    /// Adds the pending text to the innermost node, with the links found in it.
    fn flush(&mut self) {
        if self.pending.text.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.pending);
        let end = text.span.end;
        let linked =
            self.frames.iter().rev().take_while(|frame| frame.kind.is_inline()).any(|frame| frame.kind.is_link());
        let top = self.top();
        top.span.end = top.span.end.max(end);
        // Most paragraphs consist of one text.
        if top.inlines.is_empty() {
            top.inlines.reserve_exact(1);
        }
        if linked {
            top.inlines.push(Inline::Text(text));
        } else {
            links::push_with_bare_links(text, &mut top.inlines);
        }
    }

    /// Closes all nodes and returns the blocks and notes.
    pub(super) fn finish(mut self) -> (Vec<Block>, Vec<Note>) {
        self.flush();
        while self.frames.len() > 1 {
            self.close();
        }
        let blocks = self.frames.pop().map(|root| root.blocks).unwrap_or_default();
        (blocks, self.notes)
    }
}
