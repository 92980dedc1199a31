//! What all paragraphs say together: how much text there is, and which way it runs.

use super::Bounds;
use super::arrange::is_code;
use super::paragraph::{Paragraph, is_persian};
use super::styles::Role;
use crate::document::Direction;
use crate::error::Result;
use crate::read::notices::Notices;

/// The most runs, fields and breaks for each block that a message may have: with one
/// letter each they are the longest message in the smallest pieces.
const PIECES: usize = 4;

/// Counts of the paragraphs so far.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    /// Bytes of text.
    length: usize,
    /// Paragraphs, also empty ones, and rows.
    blocks: usize,
    /// What the paragraphs are made of.
    pieces: usize,
    /// Right-to-left paragraphs, and all with text.
    from_right: (usize, usize),
    /// Paragraphs that say they are right-to-left.
    set_right: usize,
}

impl Tally {
    /// Counts letters and directions; refuses more text than a plain file may have.
    pub(super) fn count(
        &mut self,
        paragraph: &Paragraph,
        role: Role,
        bounds: Bounds,
        notices: &Notices<'_>,
    ) -> Result<()> {
        self.pieces += paragraph.pieces.len();
        self.block(bounds, notices)?;
        let text = paragraph.text();
        self.length += text.len();
        if self.length > bounds.text {
            let message = format!("the file holds more than {} MiB of text", bounds.text >> 20);
            return Err(notices.refuse_line(None, message, "raise the limit with `--max-input`"));
        }
        // Code is left-to-right in any language.
        if !text.is_empty() && !is_code(role, paragraph) {
            // Much Persian is typed in left-to-right paragraphs.
            let first = text.chars().find(|letter| letter.is_alphabetic());
            let persian = first.is_some_and(is_persian);
            self.from_right.0 += usize::from(paragraph.properties.bidi == Some(true) || persian);
            self.from_right.1 += 1;
            self.set_right += usize::from(paragraph.properties.bidi == Some(true));
        }
        Ok(())
    }

    /// Counts a paragraph or row. They are counted as they are read: empty ones are not in
    /// the message, but some kilobytes may unpack to twenty million.
    pub(super) fn block(&mut self, bounds: Bounds, notices: &Notices<'_>) -> Result<()> {
        self.blocks += 1;
        if self.blocks > bounds.nodes || self.pieces / PIECES > bounds.nodes {
            let message = format!("the message has more than {} blocks, cells, links and notes", bounds.nodes);
            return Err(notices.refuse_line(None, message, "make several messages of it"));
        }
        Ok(())
    }

    /// The direction of most paragraphs.
    pub(super) fn direction(self) -> Option<Direction> {
        let (from_right, all) = self.from_right;
        (all > 0).then(|| if from_right * 2 > all { Direction::Rtl } else { Direction::Ltr })
    }

    /// Whether the author set the direction of most paragraphs, so that one without a
    /// direction was meant to run from the left.
    pub(super) fn sets_direction(self) -> bool {
        self.set_right * 2 > self.from_right.1
    }

    /// Whether most paragraphs since another count run from the right.
    pub(super) fn runs_from_right_since(self, before: Self) -> bool {
        (self.from_right.0 - before.from_right.0) * 2 > self.from_right.1 - before.from_right.1
    }
}
