//! Tries changes out on the parts of a source that read by themselves, whatever
//! is around them, so that not all of it is read again.

use super::edit::edit_source;
use super::letters::is_letter;
use super::trial::{Step, edits};
use crate::document::reading::reads_the_same;
use crate::document::{Block, BlockKind, Document, Span};
use crate::read::read_again;
use crate::settings::InputFormat;
use std::ops::Range;

/// A source on which steps are tried.
pub(super) struct Trying<'d> {
    /// What it reads as.
    pub(super) document: &'d Document,
    pub(super) text: &'d str,
    pub(super) format: InputFormat,
    /// Where it begins among all sources.
    pub(super) base: usize,
}

impl Trying<'_> {
    /// Whether the edited source reads as the document with the edits put in.
    pub(super) fn holds(&self, steps: &[Step]) -> bool {
        self.reads_so(0..self.text.len(), 0..self.document.blocks.len(), steps)
    }

    /// The same for a stretch of the source and the blocks that it reads as.
    fn reads_so(&self, stretch: Range<usize>, blocks: Range<usize>, steps: &[Step]) -> bool {
        let mut edits = edits(steps.to_vec());
        let mut before = Document {
            blocks: self.document.blocks[blocks].to_vec(),
            notes: self.document.notes.clone(),
            ..Document::default()
        };
        for edit in &mut edits {
            edit.span = Span::new(edit.span.start - self.base, edit.span.end - self.base);
        }
        before.apply(&edits);
        for edit in &mut edits {
            edit.span = Span::new(edit.span.start - stretch.start, edit.span.end - stretch.start);
        }
        let after = read_again(edit_source(&self.text[stretch], &edits, self.format), self.format);
        after.is_some_and(|after| reads_the_same(before, after))
    }
}

/// Whether each part of a source holds with the steps made in it. Where all of
/// them are plain it does.
pub(super) fn hold(trying: &Trying<'_>, steps: &[Step], is_plain: impl Fn(&Step) -> bool) -> bool {
    let end = (trying.text.len(), trying.document.blocks.len());
    let starts = starts(trying.text, trying.document, trying.base, steps);
    let ends = starts.iter().skip(1).copied().chain([end]);
    let mut rest = steps;
    starts.iter().zip(ends).all(|(start, end)| {
        let inside = |step: &Step| step.first().is_none_or(|edit| edit.span.start - trying.base < end.0);
        let (here, behind) = rest.split_at(rest.partition_point(inside));
        rest = behind;
        here.iter().all(&is_plain) || trying.reads_so(start.0..end.0, start.1..end.1, here)
    })
}

/// The byte and the block that each part begins with: a paragraph that begins
/// with a letter behind an empty line is no part of anything before it, unless
/// a step changes something there. Where names are defined that hold in all of
/// the source, all of it is one part.
fn starts(text: &str, document: &Document, base: usize, steps: &[Step]) -> Vec<(usize, usize)> {
    let mut starts = vec![(0, 0)];
    if text.contains("]:") || !document.notes.is_empty() {
        return starts;
    }
    let reach = |step: &Step| {
        let (start, end) =
            (step.iter().map(|edit| edit.span.start).min()?, step.iter().map(|edit| edit.span.end).max()?);
        Some((start - base, end - base))
    };
    let mut reaches: Vec<(usize, usize)> = steps.iter().filter_map(reach).collect();
    reaches.sort_unstable();
    let mut reaches = reaches.into_iter().peekable();
    let mut changed = 0;
    for (index, block) in document.blocks.iter().enumerate() {
        let at = block.span.start;
        while let Some((_, end)) = reaches.next_if(|&(start, _)| start <= at + 1) {
            changed = changed.max(end);
        }
        if at > changed + 1 && begins_anew(text, block) {
            starts.push((at, index));
        }
    }
    starts
}

/// Whether a block begins with a letter behind an empty line.
fn begins_anew(text: &str, block: &Block) -> bool {
    let at = block.span.start;
    matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Heading(_))
        && text.get(..at).is_some_and(|before| before.ends_with("\n\n"))
        && text.get(at..).is_some_and(|rest| rest.starts_with(is_letter))
}
