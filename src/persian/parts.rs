//! Tries changes on parts of a source that can be read independently of the text around
//! them, so that not all of it is read again.

use super::edit::edit_source;
use super::letters::is_letter;
use super::reading::reads_the_same;
use super::trial::{Step, edits};
use crate::document::{Block, BlockKind, Document, Span};
use crate::read::read_again;
use crate::settings::InputFormat;
use std::ops::Range;

/// A source on which steps are tried.
pub(super) struct Trying<'d> {
    /// The document it reads as.
    pub(super) document: &'d Document,
    pub(super) text: &'d str,
    pub(super) format: InputFormat,
    /// Its start among all sources.
    pub(super) base: usize,
}

/// A range of a source, and the blocks that it reads as.
struct Part<'t, 'd> {
    trying: &'t Trying<'d>,
    stretch: Range<usize>,
    blocks: Range<usize>,
}

/// The most readings of a part in the search for the steps that change its reading. A
/// choice: finding one among 32 steps takes six. After that, only plain steps are kept of
/// those not yet tried.
const READINGS: usize = 40;

/// Removes the steps that change how a part is read. Plain steps never do, so a part
/// with only plain steps is not tried.
pub(super) fn sift(trying: &Trying<'_>, mut steps: Vec<Step>, is_plain: impl Fn(&Step) -> bool) -> Vec<Step> {
    let starts = starts(trying.text, trying.document, trying.base, &steps);
    // From the last part to the first, because removing steps of one moves no earlier
    // part.
    let mut end = (trying.text.len(), trying.document.blocks.len());
    let mut behind = steps.len();
    for start in starts.into_iter().rev() {
        let is_inside = |step: &&Step| step.first().is_some_and(|edit| edit.span.start >= trying.base + start.0);
        let here = behind - steps[..behind].iter().rev().take_while(is_inside).count();
        if !steps[here..behind].iter().all(&is_plain) {
            let part = Part { trying, stretch: start.0..end.0, blocks: start.1..end.1 };
            let kept = part.sift(steps[here..behind].to_vec(), &is_plain);
            steps.splice(here..behind, kept);
        }
        (end, behind) = (start, here);
    }
    steps
}

impl Part<'_, '_> {
    fn sift(&self, mut steps: Vec<Step>, is_plain: impl Fn(&Step) -> bool) -> Vec<Step> {
        let mut readings = 0;
        let mut holds = |steps: &[Step]| {
            readings += 1;
            (readings <= READINGS).then(|| self.holds(steps))
        };
        // The number of steps from the start that are known to be harmless.
        let mut good = 0;
        'search: loop {
            match holds(&steps) {
                Some(true) => return steps,
                Some(false) => {}
                None => break,
            }
            // The shortest harmful prefix ends in a harmful step.
            let mut bad = steps.len();
            while bad - good > 1 {
                let middle = good.midpoint(bad);
                match holds(&steps[..middle]) {
                    Some(true) => good = middle,
                    Some(false) => bad = middle,
                    None => break 'search,
                }
            }
            if bad == 0 {
                // The document was not read from this source.
                return steps;
            }
            steps.remove(bad - 1);
            good = bad - 1;
        }
        let rest = steps.split_off(good);
        let tried = steps.clone();
        steps.extend(rest.into_iter().filter(is_plain));
        if self.holds(&steps) { steps } else { tried }
    }

    /// Whether the edited range reads as its blocks with the edits applied.
    fn holds(&self, steps: &[Step]) -> bool {
        let Self { trying, stretch, blocks } = self;
        let mut edits = edits(steps.to_vec());
        let mut before = Document {
            blocks: trying.document.blocks[blocks.clone()].to_vec(),
            notes: trying.document.notes.clone(),
            ..Document::default()
        };
        for edit in &mut edits {
            edit.span = Span::new(edit.span.start - trying.base, edit.span.end - trying.base);
        }
        before.apply(&edits);
        for edit in &mut edits {
            edit.span = Span::new(edit.span.start - stretch.start, edit.span.end - stretch.start);
        }
        let edited = edit_source(&trying.text[stretch.clone()], &edits, trying.format);
        read_again(edited, trying.format).is_some_and(|after| reads_the_same(before, after))
    }
}

/// The byte and the block at which each part begins. A part begins with a paragraph
/// that begins with a letter after an empty line, because that belongs to nothing
/// before it, unless a step changes something there. If the source has definitions that
/// apply to all of it, all of it is one part.
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

/// Whether a block begins with a letter after an empty line.
fn begins_anew(text: &str, block: &Block) -> bool {
    let at = block.span.start;
    matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Heading(_))
        && text.get(..at).is_some_and(|before| before.ends_with("\n\n"))
        && text.get(at..).is_some_and(|rest| rest.starts_with(is_letter))
}
