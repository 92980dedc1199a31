//! A paragraph's text in one piece, across bold, links and line ends, and the
//! way back from it to the source.

use super::rewrite::{Change, Piece, Rewrite};
use super::rules::{Class, Rule, RuleSet};
use super::{Edit, collect::Place};
use crate::document::{Sources, Span, Text};

/// Stands for a forced line end. A noncharacter, so that no text holds it.
pub(super) const HARD_BREAK: char = '\u{FDD0}';
/// Stands for what no rule may touch: code, pictures, note marks, addresses,
/// other languages.
pub(super) const OBJECT: char = '\u{FDD1}';
/// Stands for a line end of the source.
pub(super) const SOFT_BREAK: char = '\n';

/// The text of one paragraph, heading, cell or line of verse.
#[derive(Clone, Debug)]
pub(super) struct Flow<'d> {
    /// What holds it.
    pub(super) place: Place,
    /// The bytes between it and the paragraph behind it, where the two may be
    /// one sentence.
    pub(super) bridge: Option<Span>,
    text: Rewrite,
    leaves: Vec<Leaf<'d>>,
}

/// A stretch of a flow's original text and where it came from.
#[derive(Clone, Copy, Debug)]
struct Leaf<'d> {
    /// Its first byte in the flow's original text.
    at: usize,
    from: Origin<'d>,
}

/// Where a leaf came from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Origin<'d> {
    /// Text of the document.
    Text(&'d Text),
    /// A line end or what lies between two paragraphs: one character here.
    Gap(Span),
    /// Something no rule may touch: one character here.
    Object,
}

impl<'d> Flow<'d> {
    pub(super) fn new(place: Place, leaves: impl IntoIterator<Item = (char, Origin<'d>)>) -> Self {
        let mut text = String::new();
        let leaves = leaves
            .into_iter()
            .map(|(stand_in, from)| {
                let at = text.len();
                match from {
                    Origin::Text(leaf) => text.push_str(&leaf.text),
                    Origin::Gap(_) | Origin::Object => text.push(stand_in),
                }
                Leaf { at, from }
            })
            .collect();
        Self { place, bridge: None, text: Rewrite::new(text), leaves }
    }

    /// The text as it stands.
    pub(super) fn text(&self) -> &str {
        self.text.text()
    }

    /// Those of the rules that this place allows.
    pub(super) fn allowed(&self, rules: RuleSet) -> RuleSet {
        let here = |rule: &Rule| match self.place {
            Place { foreign: true, .. } => false,
            Place { poem: true, .. } => rule.is_of_letters(),
            Place { heading: true, .. } => *rule != Rule::Tatweel,
            _ => rule.class() != Class::Reflow,
        };
        rules.iter().filter(here).collect()
    }

    /// Makes changes that are sorted and do not overlap.
    pub(super) fn change(&mut self, changes: &[Change]) {
        self.text.change(changes);
    }

    /// Takes in the paragraph behind, the two being one sentence.
    pub(super) fn join(&mut self, next: Self) {
        let Some(gap) = self.bridge else { return };
        let shift = self.text.original_len();
        let mut space = Rewrite::new(SOFT_BREAK.to_string());
        space.change(&[Change { range: 0..1, with: " ".into(), rule: Rule::JoinSentences }]);
        self.text.append(space);
        self.leaves.push(Leaf { at: shift, from: Origin::Gap(gap) });
        let moved = |leaf: Leaf<'d>| Leaf { at: leaf.at + shift + 1, from: leaf.from };
        self.leaves.extend(next.leaves.into_iter().map(moved));
        self.text.append(next.text);
        self.bridge = next.bridge;
    }

    /// What changed, as edits of the source.
    pub(super) fn edits(&self, sources: &Sources) -> Vec<Edit> {
        self.text.changed().flat_map(|piece| self.piece_edits(piece, sources)).collect()
    }

    /// The edits for one changed piece: one for each leaf it reaches into, as
    /// the source may hold marks between them. The first carries the new text.
    fn piece_edits(&self, piece: &Piece, sources: &Sources) -> Vec<Edit> {
        let first = self.leaves.partition_point(|leaf| leaf.at <= piece.was.start) - 1;
        let mut with = &self.text()[piece.now.clone()];
        let mut edits = Vec::new();
        for (index, leaf) in self.leaves.iter().enumerate().skip(first) {
            if leaf.at >= piece.was.end {
                break;
            }
            let end = self.leaves.get(index + 1).map_or(self.text.original_len(), |next| next.at);
            let range = piece.was.start.max(leaf.at) - leaf.at..piece.was.end.min(end) - leaf.at;
            let span = match leaf.from {
                Origin::Text(text) => source_range(text, range, sources),
                Origin::Gap(span) => span,
                Origin::Object => continue,
            };
            if sources.get(span).is_none_or(|was| was != with) {
                edits.push(Edit { span, with: with.to_owned(), rules: piece.rules });
            }
            with = "";
        }
        edits
    }
}

/// The bytes of the source that stand for a range of a text.
fn source_range(text: &Text, range: std::ops::Range<usize>, sources: &Sources) -> Span {
    let start = text.source_offset(range.start);
    let Some((last, letter)) = text.text[range.clone()].char_indices().next_back() else {
        return Span::new(start, start);
    };
    let last = range.start + last;
    let beside = Span::new(text.source_offset(last), text.source_offset(last) + letter.len_utf8());
    let written_out = sources.get(beside) == Some(&text.text[last..range.end]);
    let end = match range.end == text.text.len() {
        _ if written_out => beside.end,
        true => text.span.end,
        false => text.source_offset(range.end),
    };
    Span::new(start, end)
}
