//! A paragraph's text in one piece, across bold, links and line ends, and the mapping
//! back to the source.

use super::collect::Place;
use super::rewrite::{Change, Rewrite};
use super::rules::{Rule, RuleSet};
use super::survey::Survey;
use crate::document::{Sources, Span, Text};

/// Stands for a forced line end. A noncharacter, so that no text contains it.
pub(super) const HARD_BREAK: char = '\u{FDD0}';
/// Stands for something that no rule may change: code, pictures, note marks, other
/// languages.
pub(super) const OBJECT: char = '\u{FDD1}';
/// Stands for an address that the reader recognised in the text.
pub(super) const ADDRESS: char = '\u{FDD2}';
/// Stands for a line end of the source.
pub(super) const SOFT_BREAK: char = '\n';

/// The text of one paragraph, heading, cell or line of verse.
#[derive(Clone, Debug)]
pub(super) struct Flow<'d> {
    /// The kind of block it is in.
    pub(super) place: Place,
    /// The bytes between it and the next paragraph, if the two may be one sentence.
    pub(super) bridge: Option<Span>,
    pub(super) text: Rewrite,
    pub(super) leaves: Vec<Leaf<'d>>,
    /// Whether clean-up has found nothing more to change in the text.
    pub(super) settled: bool,
    /// The survey of the current text.
    pub(super) survey: Survey,
}

/// A range of a flow's original text and its origin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaf<'d> {
    /// Its first byte in the flow's original text.
    pub(super) at: usize,
    pub(super) from: Origin<'d>,
}

/// The origin of a leaf.
#[derive(Clone, Copy, Debug)]
pub(super) enum Origin<'d> {
    /// Text of the document.
    Text(&'d Text),
    /// A line end or the gap between two paragraphs: one character here.
    Gap(Span),
    /// Something that no rule may change: one character here.
    Object,
}

impl<'d> Flow<'d> {
    pub(super) fn new(place: Place, leaves: Vec<(char, Origin<'d>)>) -> Self {
        let room = |(stand_in, from): &(char, Origin<'_>)| match from {
            Origin::Text(leaf) => leaf.text.len(),
            Origin::Gap(_) | Origin::Object => stand_in.len_utf8(),
        };
        let mut text = String::with_capacity(leaves.iter().map(room).sum());
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
        let survey = Survey::new(&text);
        Self { place, bridge: None, text: Rewrite::new(text), leaves, settled: false, survey }
    }

    /// The current text.
    pub(super) fn text(&self) -> &str {
        self.text.text()
    }

    /// The rules that this place allows.
    pub(super) fn allowed(&self, rules: RuleSet) -> RuleSet {
        match self.place {
            Place { foreign: true, .. } => RuleSet::default(),
            Place { poem: true, .. } => rules.and(RuleSet::OF_LETTERS),
            Place { heading: true, .. } => rules.without(Rule::Tatweel.into()),
            _ => rules.without(RuleSet::OF_LINES),
        }
    }

    /// Makes changes that are sorted and do not overlap.
    pub(super) fn change(&mut self, changes: &[Change]) {
        self.settled = false;
        self.text.change(changes);
        self.survey.follow(changes, self.text.text());
    }

    /// Appends the next paragraph, because the two are one sentence.
    pub(super) fn join(&mut self, next: Self) {
        let Some(gap) = self.bridge else { return };
        self.settled = false;
        let shift = self.text.original_len();
        self.text.push_changed(" ", SOFT_BREAK.len_utf8(), Rule::JoinSentences);
        self.survey.join(next.survey, self.text.text().len());
        self.leaves.push(Leaf { at: shift, from: Origin::Gap(gap) });
        let moved = |leaf: Leaf<'d>| Leaf { at: leaf.at + shift + 1, from: leaf.from };
        self.leaves.extend(next.leaves.into_iter().map(moved));
        self.text.append(next.text);
        self.bridge = next.bridge;
    }

    /// The origin in the source of a byte of the current text.
    pub(super) fn span_at(&self, at: usize, sources: &Sources) -> Span {
        let original = self.text.original(at);
        let leaves = &self.leaves[..self.leaves.partition_point(|leaf| leaf.at <= original)];
        let span = |leaf: &Leaf<'_>| {
            let offset = original - leaf.at;
            let end = match leaf.from {
                Origin::Text(text) => offset + text.text.get(offset..)?.chars().next()?.len_utf8(),
                Origin::Gap(_) | Origin::Object => offset,
            };
            leaf.source(offset..end, sources)
        };
        leaves.iter().rev().find_map(span).unwrap_or_default()
    }
}
