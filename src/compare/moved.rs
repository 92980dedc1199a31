//! Words that both texts have, at different places.

use super::align::{Gap, PHRASE};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The places looked at for a phrase that the second text has often.
const CANDIDATES: usize = 8;
/// How far a word or two may have moved: columns and lines change places with
/// neighbours. Farther away, a short word is another of the same letters.
const NEAR: usize = 16;

/// Words that have moved, in both texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Move {
    pub(super) first: Range<usize>,
    pub(super) second: Range<usize>,
}

/// The longest phrases in both texts that are in none of what both have in order; then
/// single words that changed places with their neighbours.
pub(super) fn moves(first: &[u32], second: &[u32], gaps: &[Gap]) -> Vec<Move> {
    let mut moves = Vec::new();
    let mut known: FxHashMap<&[u32], Vec<(usize, usize)>> = FxHashMap::default();
    for range in gaps.iter().map(|gap| gap.second.clone()) {
        for (at, phrase) in second[range.clone()].windows(PHRASE).enumerate() {
            let places = known.entry(phrase).or_default();
            if places.len() < CANDIDATES {
                places.push((range.start + at, range.end));
            }
        }
    }
    let mut taken = vec![false; second.len()];
    for Range { start, end } in gaps.iter().map(|gap| gap.first.clone()) {
        let mut at = start;
        while at + PHRASE <= end {
            let places = known.get(&first[at..at + PHRASE]).map_or(&[][..], |places| places);
            let length = |&(place, stop): &(usize, usize)| {
                let pairs = first[at..end].iter().zip(&second[place..stop]).zip(&taken[place..stop]);
                pairs.take_while(|((one, other), taken)| one == other && !**taken).count()
            };
            match places.iter().map(|place| (length(place), place.0)).max_by_key(|&(length, _)| length) {
                Some((length, place)) if length >= PHRASE => {
                    taken[place..place + length].fill(true);
                    moves.push(Move { first: at..at + length, second: place..place + length });
                    at += length;
                }
                _ => at += 1,
            }
        }
    }
    moves.extend(swapped(first, second, gaps));
    moves.sort_by_key(|one| one.first.start);
    moves
}

/// Short runs that are missing at one place and more right beside it.
fn swapped(first: &[u32], second: &[u32], gaps: &[Gap]) -> Vec<Move> {
    let mut moves = Vec::new();
    let mut index = 0;
    while let Some([one, other]) = gaps.get(index..index + 2) {
        let is_near = one.first.end.abs_diff(other.first.start) <= NEAR;
        let found = [(one, other), (other, one)].into_iter().find(|(gone, come)| {
            let is_alone = gone.second.is_empty() && come.first.is_empty();
            is_alone && gone.first.len() < PHRASE && first[gone.first.clone()] == second[come.second.clone()]
        });
        match found.filter(|_| is_near) {
            Some((gone, come)) => {
                moves.push(Move { first: gone.first.clone(), second: come.second.clone() });
                index += 2;
            }
            None => index += 1,
        }
    }
    moves
}
