//! What only a screen shows: films, maps of other pages, what a script draws or fills in.
//! A heading over nothing else stands over nothing on paper.

use super::Reader;
use super::pictures::is_tracker;
use crate::document::{Block, BlockKind, Heading};
use crate::read::raw_html::Tag;
use std::collections::BTreeSet;

/// Elements that show what paper cannot.
const SHOWN: &[&str] = &["iframe", "canvas", "video", "audio", "embed", "object"];

/// What a page has of it, and the headings above.
#[derive(Default)]
pub(super) struct Screen {
    /// The level of the last heading and where it begins in the extracted text, if nothing
    /// is shown below it; before it those of higher levels with nothing between.
    headings: Vec<(u8, usize)>,
    /// Such headings over what only a screen shows.
    over: BTreeSet<usize>,
    /// The number of films, maps and drawings, and the line of the first.
    shown: (usize, u32),
}

impl Screen {
    /// Something is shown on paper.
    pub(super) fn place(&mut self) {
        self.headings.clear();
    }

    /// The heading that nothing is below so far.
    pub(super) fn heading(&self) -> Option<usize> {
        self.headings.last().map(|(_, start)| *start)
    }

    /// Something is not shown on paper.
    pub(super) fn vanishes(&mut self) {
        self.over.extend(self.headings.iter().map(|(_, start)| *start));
    }
}

impl Reader<'_, '_> {
    /// A block has ended; it may be a heading. One that a script fills in, or a picture of
    /// the sheets, shows nothing.
    pub(super) fn end_heading(&mut self) {
        let is_empty = |block: &mut Block| matches!(&block.kind, BlockKind::Heading(head) if head.content.is_empty());
        drop(self.builder.top().blocks.pop_if(is_empty));
        let last = self.builder.top().blocks.last();
        if let Some(Block { kind: BlockKind::Heading(Heading { level, .. }), span, .. }) = last {
            self.screen.headings.retain(|(above, _)| above < level);
            self.screen.headings.push((*level, span.start));
        }
    }

    /// Notes an element that only a screen shows.
    pub(super) fn on_screen(&mut self, tag: &Tag) {
        if !SHOWN.contains(&tag.name.as_str()) || self.dress.hidden || self.is_unseen() || is_tracker(tag) {
            return;
        }
        self.screen.vanishes();
        if self.screen.shown.0 == 0 {
            self.screen.shown.1 = self.extract.line;
        }
        self.screen.shown.0 += 1;
    }

    /// A form is left out.
    pub(in crate::read::html) fn form_is_left_out(&mut self) {
        self.screen.vanishes();
    }

    /// Tells of what only a screen shows, and drops the headings over nothing else.
    pub(super) fn end_screen(&mut self, blocks: &mut Vec<Block>) {
        if let (count @ 1.., line) = self.screen.shown {
            let message = format!("films, maps and what else only a screen shows are left out: {count}");
            self.notices.warn_line("screen", line as usize, message);
        }
        if self.vanished {
            self.screen.vanishes();
        }
        if !self.screen.over.is_empty() {
            let first = blocks.first().map(|block| block.span.start);
            self.screen.over.retain(|&heading| Some(heading) != first);
            drop_over_nothing(blocks, &self.screen.over, Some(0));
        }
    }
}

/// Drops these headings where another of the same level or a higher one follows.
/// `follows`: its level, 0 at the end of the page, `None` before a text; returns what the
/// blocks are to those before them.
fn drop_over_nothing(blocks: &mut Vec<Block>, over: &BTreeSet<usize>, mut follows: Option<u8>) -> Option<u8> {
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in blocks.drain(..).rev() {
        follows = match &mut block.kind {
            BlockKind::Heading(heading) => {
                let is_over_nothing = follows.is_some_and(|level| level <= heading.level);
                if is_over_nothing && heading.level > 1 && over.contains(&block.span.start) {
                    continue;
                }
                Some(heading.level)
            }
            BlockKind::Div(div) => {
                let before = drop_over_nothing(&mut div.blocks, over, follows);
                if div.blocks.is_empty() {
                    continue;
                }
                before
            }
            BlockKind::Rule => follows,
            _ => None,
        };
        kept.push(block);
    }
    kept.reverse();
    *blocks = kept;
    follows
}
