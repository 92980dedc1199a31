//! The words of two documents side by side: what is missing, more, changed or in another
//! place.
//!
//! Words are runs of letters, marks and digits, half-spaces within; punctuation, spaces
//! and line ends do not count, nor do marks and numbers that stand for structure (of
//! lists and notes). A title that front matter gives comes first, with the lines below it,
//! as it is printed. Notes come after the text, in the order of their first references.
//!
//! | Step | Module |
//! |---|---|
//! | a document's words | `words` |
//! | which of them are the same | `align` |
//! | which of the others stand elsewhere | `moved` |

mod align;
mod moved;
mod words;

use crate::document::{Document, Span};
use crate::error::Place;
use align::Gap;
use moved::Move;
use std::ops::Range;
use words::{Vocabulary, Words};

/// How two documents differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The number of words of each.
    pub words: [usize; 2],
    /// The number of words that both have in the same order.
    pub same: usize,
    /// The differences, by their places in the first.
    pub differences: Vec<Difference>,
}

/// What a difference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Only the first has the words.
    Missing,
    /// Only the second has them.
    More,
    /// Each has other words at a place.
    Changed,
    /// Both have the words, but at different places.
    Moved,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Missing, Self::More, Self::Changed, Self::Moved];

    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::More => "more",
            Self::Changed => "changed",
            Self::Moved => "moved",
        }
    }
}

/// A difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is.
    pub kind: Kind,
    /// The words of the first and of the second document; where one has none, the place
    /// is that of its next word.
    pub sides: [Side; 2],
}

/// One document's side of a difference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// The words, with spaces between.
    pub words: String,
    /// How many they are.
    pub count: usize,
    /// Where they are.
    pub place: Place,
    /// The heading they stand under.
    pub heading: Option<String>,
}

/// Compares the words of two documents. Linear in their length: what cannot be aligned
/// in bounded steps is told as changed.
#[must_use]
pub fn compare(first: &Document, second: &Document) -> Comparison {
    let mut vocabulary = Vocabulary::default();
    let texts = [Words::of(first, &mut vocabulary), Words::of(second, &mut vocabulary)];
    let gaps = align::gaps(&texts[0].ids, &texts[1].ids);
    let words = [texts[0].ids.len(), texts[1].ids.len()];
    let same = words[0] - gaps.iter().map(|gap| gap.first.len()).sum::<usize>();
    let moves = moved::moves(&texts[0].ids, &texts[1].ids, &gaps);
    let teller = Teller { documents: [first, second], texts: &texts, vocabulary: &vocabulary };
    Comparison { words, same, differences: teller.differences(&gaps, &moves) }
}

struct Teller<'a> {
    documents: [&'a Document; 2],
    texts: &'a [Words; 2],
    vocabulary: &'a Vocabulary,
}

impl Teller<'_> {
    fn differences(&self, gaps: &[Gap], moves: &[Move]) -> Vec<Difference> {
        let mut found = Vec::new();
        let sorted = |mut ranges: Vec<Range<usize>>| {
            ranges.sort_by_key(|one| one.start);
            ranges
        };
        let first_moved = sorted(moves.iter().map(|one| one.first.clone()).collect());
        let second_moved = sorted(moves.iter().map(|one| one.second.clone()).collect());
        for gap in gaps {
            let first = left(&gap.first, &first_moved);
            let second = left(&gap.second, &second_moved);
            match (&first[..], &second[..]) {
                ([one], [other]) => found.push((Kind::Changed, one.clone(), other.clone())),
                _ => {
                    found.extend(first.into_iter().map(|one| (Kind::Missing, one, gap.second.end..gap.second.end)));
                    found.extend(second.into_iter().map(|one| (Kind::More, gap.first.end..gap.first.end, one)));
                }
            }
        }
        found.extend(moves.iter().map(|one| (Kind::Moved, one.first.clone(), one.second.clone())));
        found.sort_by_key(|(kind, first, second)| (first.start, second.start, *kind));
        let told = |(kind, first, second)| Difference { kind, sides: [self.side(0, first), self.side(1, second)] };
        found.into_iter().map(told).collect()
    }

    fn side(&self, which: usize, range: Range<usize>) -> Side {
        let (text, document) = (&self.texts[which], self.documents[which]);
        let words: Vec<&str> = text.ids[range.clone()].iter().map(|&id| self.vocabulary.word(id)).collect();
        // Behind the last word there is no other to say where.
        let at = range.start.min(text.ids.len().saturating_sub(1));
        let place = text.places.get(at).map(|&at| document.sources.place(Span::new(at, at)));
        Side {
            words: words.join(" "),
            count: words.len(),
            place: place.unwrap_or_default(),
            heading: text.heading(at).map(str::to_owned),
        }
    }
}

/// What is left of a range without those that were taken, which are sorted.
fn left(range: &Range<usize>, taken: &[Range<usize>]) -> Vec<Range<usize>> {
    let begin = taken.partition_point(|one| one.start < range.start);
    let (mut rest, mut from) = (Vec::new(), range.start);
    for one in taken[begin..].iter().take_while(|one| one.start < range.end) {
        rest.push(from..one.start);
        from = one.end;
    }
    rest.push(from..range.end);
    rest.retain(|one| !one.is_empty());
    rest
}
