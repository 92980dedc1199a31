//! Which words of two texts are the same: what both have once and in the same order
//! holds the texts together (patience), and between that the fewest changes are looked
//! for (Myers).

use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::hash::Hash;
use std::ops::Range;

/// The most pairs of words that the fewest changes are looked for among: 512 by 512. The
/// work is linear in the texts so.
const PAIRS: usize = 1 << 18;
/// How often a part is parted again. Texts need three or four times; without an end
/// hostile ones would take as many as they have words.
const DEEPEST: usize = 32;
/// The words of a phrase, where no single one is found once: four in succession are
/// rarely the same by chance.
pub(super) const PHRASE: usize = 4;

/// A place where the texts differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    pub(super) first: Range<usize>,
    pub(super) second: Range<usize>,
}

/// The places where two texts differ, in order.
pub(super) fn gaps(first: &[u32], second: &[u32]) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut parts = vec![(Gap { first: 0..first.len(), second: 0..second.len() }, 0)];
    while let Some((part, depth)) = parts.pop() {
        let Some(part) = trimmed(part, first, second) else { continue };
        let (one, other) = (&first[part.first.clone()], &second[part.second.clone()]);
        if one.is_empty() || other.is_empty() {
            gaps.push(part);
        } else if one.len().saturating_mul(other.len()) <= PAIRS {
            gaps.extend(fewest(one, other).into_iter().map(|gap| gap.from(&part)));
        } else {
            let anchors = if depth < DEEPEST { anchors(one, other) } else { Vec::new() };
            if anchors.is_empty() {
                gaps.push(part);
                continue;
            }
            // The next part to be looked at is the last of the list.
            parts.extend(between(&part, &anchors).into_iter().rev().map(|part| (part, depth + 1)));
        }
    }
    gaps
}

impl Gap {
    /// A gap of parts of the texts as one of the whole.
    fn from(self, part: &Self) -> Self {
        let moved = |range: Range<usize>, by: usize| range.start + by..range.end + by;
        Self { first: moved(self.first, part.first.start), second: moved(self.second, part.second.start) }
    }
}

/// A part without what is the same at its start and end; `None` where nothing is left.
fn trimmed(part: Gap, first: &[u32], second: &[u32]) -> Option<Gap> {
    let (one, other) = (&first[part.first.clone()], &second[part.second.clone()]);
    let start = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let ends = one[start..].iter().rev().zip(other[start..].iter().rev());
    let end = ends.take_while(|(one, other)| one == other).count();
    let left = Gap {
        first: part.first.start + start..part.first.end - end,
        second: part.second.start + start..part.second.end - end,
    };
    (!left.first.is_empty() || !left.second.is_empty()).then_some(left)
}

/// The fewest changes between two short texts.
fn fewest(one: &[u32], other: &[u32]) -> Vec<Gap> {
    let operations = capture_diff_slices(Algorithm::Myers, one, other);
    let told = operations.iter().map(similar::DiffOp::as_tag_tuple);
    told.filter(|(tag, ..)| *tag != DiffTag::Equal).map(|(_, first, second)| Gap { first, second }).collect()
}

/// Places of words that both texts have once, or else of the first phrases in common, in
/// the same order in both.
fn anchors(one: &[u32], other: &[u32]) -> Vec<(usize, usize)> {
    let (once, other_once) = (places(one.iter()), places(other.iter()));
    let mut pairs: Vec<(usize, usize)> = one
        .iter()
        .enumerate()
        .filter_map(|(at, word)| single(&once, word).zip(single(&other_once, word)).filter(|pair| pair.0 == at))
        .collect();
    if pairs.is_empty() {
        let (first, other_first) = (places(one.windows(PHRASE)), places(other.windows(PHRASE)));
        let windows = one.windows(PHRASE).enumerate();
        let common = |(at, phrase): (usize, &[u32])| {
            let is_first = first.get(phrase).is_some_and(|&(place, _)| place == at);
            other_first.get(phrase).filter(|_| is_first).map(|&(place, _)| (at, place))
        };
        pairs = windows.filter_map(common).collect();
    }
    rising(&pairs)
}

/// Where each is first, and how often it is there.
fn places<T: Hash + Eq>(all: impl Iterator<Item = T>) -> FxHashMap<T, (usize, usize)> {
    let mut places = FxHashMap::default();
    for (at, one) in all.enumerate() {
        places.entry(one).or_insert((at, 0)).1 += 1;
    }
    places
}

fn single(places: &FxHashMap<&u32, (usize, usize)>, word: &u32) -> Option<usize> {
    places.get(word).filter(|(_, count)| *count == 1).map(|&(at, _)| at)
}

/// The longest list of pairs that rise on both sides; they are sorted by the first.
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The last pair of the best list of each length, and the pair before each.
    let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::with_capacity(pairs.len()));
    for (index, &(_, second)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|&end| pairs[end].1 < second);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut list: Vec<_> =
        std::iter::successors(ends.last().copied(), |&index| before[index]).map(|index| pairs[index]).collect();
    list.reverse();
    list
}

/// The parts before, between and behind anchors.
fn between(part: &Gap, anchors: &[(usize, usize)]) -> Vec<Gap> {
    let mut parts = Vec::with_capacity(anchors.len() + 1);
    let (mut first, mut second) = (part.first.start, part.second.start);
    for (one, other) in anchors {
        let (one, other) = (part.first.start + one, part.second.start + other);
        parts.push(Gap { first: first..one, second: second..other });
        (first, second) = (one + 1, other + 1);
    }
    parts.push(Gap { first: first..part.first.end, second: second..part.second.end });
    parts
}
