//! How a line fills its measure: by its spaces first, then by stretched
//! letters.
//!
//! All widths are ems of the paragraph. Stretches are whole multiples of
//! [`STRETCH_STEP`] and spaces differ by multiples of [`SPACE_STEP`], so that
//! the output needs few different glyph widths; what rounding leaves goes on to
//! the next space.

use super::linebreak::{BrokenLine, Segment, WORST_IN_TEXT};
use super::paragraph::{ClusterKind, LineAlign, LineSetting, Paragraph};
use super::shape::{RawSlot, Shaper};
use super::totalfit::{IDEAL, LONGEST_STRETCH, Policy, TIGHTEST, WIDEST, WORDS_A_STRETCH, stretch};
use crate::persian::kashida::{Slot, Stand};

/// Stretches are multiples of this.
const STRETCH_STEP: f64 = 0.05;
/// Spaces differ from their natural width by multiples of this, in ems of the
/// space's own size.
pub(crate) const SPACE_STEP: f64 = 0.002;
/// No letter of running text is stretched by less.
const SHORTEST_STRETCH: f64 = 0.15;
/// A stretch stands at least this far from one in the line above.
const CLEAR_OF_ABOVE: f64 = 1.0;

/// What is done to a line to fill its measure.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Fill {
    /// Width of spaces as a multiple of their natural width.
    pub(crate) spaces: f64,
    /// Stretched clusters in logical order, and how far.
    pub(crate) stretches: Vec<(usize, f64)>,
    /// How far from the line's start they stand.
    pub(crate) stretched_at: Vec<f64>,
}

impl Fill {
    fn natural() -> Self {
        Self { spaces: 1.0, ..Self::default() }
    }
}

/// Fills a line of running text in the room it has, with the places of the
/// stretches in the line above.
pub(crate) fn fill(
    paragraph: &Paragraph,
    line: &BrokenLine,
    (measure, room, above): (f64, f64, &[f64]),
    (setting, shaper): (&LineSetting, &Shaper<'_>),
) -> Fill {
    if setting.align != LineAlign::Justify {
        return Fill::natural();
    }
    let (width, spaces) = widths(paragraph, line);
    let free = room - width;
    if free >= 0.0 && !line.end_kind.is_soft() {
        return Fill::natural();
    }
    let mut fill = Fill { spaces: ratio(free, spaces), ..Fill::default() };
    let policy = Policy::of(setting, measure);
    if let Some(limit) = policy.stretch_from
        && fill.spaces > limit
    {
        let chosen = choose(paragraph, line, (above, policy.most_stretches), shaper);
        let each = share(stretch(fill.spaces, spaces.max(0.1), chosen.len(), limit), &chosen);
        fill.stretches = each.iter().map(|&(place, width)| (place.cluster, width)).collect();
        fill.stretched_at = each.iter().map(|&(place, _)| place.from_start).collect();
        let used: f64 = each.iter().map(|&(_, width)| width).sum();
        fill.spaces = ratio(free - used, spaces);
    }
    if fill.spaces > WIDEST { Fill { spaces: IDEAL, ..Fill::default() } } else { fill }
}

/// The width of spaces that fill a line. A line without spaces stays as it is.
fn ratio(free: f64, spaces: f64) -> f64 {
    if spaces > 0.0 { (1.0 + free / spaces).max(TIGHTEST) } else { 1.0 }
}

/// The natural width of a line and of the spaces in it.
fn widths(paragraph: &Paragraph, line: &BrokenLine) -> (f64, f64) {
    let clusters = &paragraph.clusters[line.text.clone()];
    let sum = |kind: Option<ClusterKind>| -> f64 {
        clusters.iter().filter(|c| kind.is_none_or(|kind| c.kind == kind)).map(|c| f64::from(c.advance)).sum()
    };
    (sum(None), sum(Some(ClusterKind::Space)))
}

/// A letter that may be stretched.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    cluster: usize,
    rank: u8,
    /// Which word of the line it is in.
    word: usize,
    /// How far from the line's start it stands.
    from_start: f64,
    /// What is drawn anew of the letter itself, where it has a narrower form
    /// before a stretch.
    tail: f64,
}

/// The places of some slots of a line, so many a word at most: the best of each,
/// of two alike the one nearer to the word's end.
fn places(paragraph: &Paragraph, line: &BrokenLine, slots: &[RawSlot], worst: u8, a_word: usize) -> Vec<Place> {
    let (mut places, mut from_start, mut at) = (Vec::<Place>::new(), 0.0, line.text.start);
    let (mut word, mut first) = (0, 0);
    let mut segments = segments_of(paragraph, line).iter().peekable();
    for slot in slots.iter().filter(|slot| slot.rank <= worst) {
        let (cluster, rank) = (slot.cluster as usize, slot.rank);
        while segments.next_if(|segment| segment.end as usize <= cluster).is_some() {
            word += 1;
            first = places.len();
        }
        from_start += paragraph.clusters[at..cluster].iter().map(|c| f64::from(c.advance)).sum::<f64>();
        at = cluster;
        places.push(Place { cluster, rank, word, from_start, tail: 0.0 });
        if places.len() - first > a_word {
            let ranks = places[first..].iter().map(|place| place.rank).enumerate();
            // Of equals the first, which is farther from the end.
            if let Some((worst, _)) = ranks.rev().max_by_key(|&(_, rank)| rank) {
                places.remove(first + worst);
            }
        }
    }
    places
}

fn slots_of<'a>(paragraph: &'a Paragraph, line: &BrokenLine) -> &'a [RawSlot] {
    let behind = |end: usize| paragraph.slots.partition_point(|slot| (slot.cluster as usize) < end);
    &paragraph.slots[behind(line.text.start)..behind(line.text.end)]
}

fn segments_of<'a>(paragraph: &'a Paragraph, line: &BrokenLine) -> &'a [Segment] {
    let first = paragraph.segments.partition_point(|segment| segment.end as usize <= line.text.start);
    &paragraph.segments[first..]
}

/// The letters of a line to stretch, best first. Where the font refuses one that
/// was chosen, the next best is.
fn choose(paragraph: &Paragraph, line: &BrokenLine, (above, most): (&[f64], usize), shaper: &Shaper<'_>) -> Vec<Place> {
    let mut slots = slots_of(paragraph, line).to_vec();
    loop {
        let mut chosen = well_placed(paragraph, line, &slots, (above, most));
        let refused = chosen.iter().filter(|place| paragraph.before_tatweel(place.cluster, shaper).is_none());
        let refused: Vec<usize> = refused.map(|place| place.cluster).collect();
        if refused.is_empty() {
            chosen.iter_mut().for_each(|place| place.tail = paragraph.tail(place.cluster, shaper));
            return chosen;
        }
        slots.retain(|slot| !refused.contains(&(slot.cluster as usize)));
    }
}

/// Letters well placed and spread over the line, best first, never in two words
/// side by side, clear of the line above.
fn well_placed(
    paragraph: &Paragraph,
    line: &BrokenLine,
    slots: &[RawSlot],
    (above, most): (&[f64], usize),
) -> Vec<Place> {
    let words = segments_of(paragraph, line).iter().take_while(|s| (s.start as usize) < line.text.end).count();
    let mut places = places(paragraph, line, slots, WORST_IN_TEXT, 1);
    let mut chosen: Vec<Place> = Vec::new();
    let is_below = |place: &Place| above.iter().any(|at| (at - place.from_start).abs() < CLEAR_OF_ABOVE);
    while chosen.len() < (words / WORDS_A_STRETCH).min(most) {
        let nearest = |place: &Place| chosen.iter().map(|c| c.word.abs_diff(place.word)).min().unwrap_or(words);
        #[expect(clippy::cast_precision_loss, reason = "a line has few words")]
        let cost = |place: &Place| {
            f64::from(place.rank) + if is_below(place) { 4.0 } else { 0.0 } - nearest(place).min(6) as f64 * 0.5
        };
        places.retain(|place| nearest(place) > 1);
        let Some(best) = places.iter().copied().min_by(|a, b| cost(a).total_cmp(&cost(b))) else { break };
        chosen.push(best);
    }
    chosen
}

/// Shares a width out to places, best first: as many as get a stretch worth
/// drawing, alike, in line order.
fn share(wanted: f64, places: &[Place]) -> Vec<(Place, f64)> {
    #[expect(clippy::cast_precision_loss, reason = "a line has few words")]
    let each = |count: usize| wanted / count as f64;
    let Some(count) = (1..=places.len()).rev().find(|&count| each(count) >= SHORTEST_STRETCH) else {
        return Vec::new();
    };
    spread(each(count), LONGEST_STRETCH, &places[..count])
}

/// Gives each place a width in whole steps, carrying what rounding leaves, none
/// a longer one than `most`.
fn spread(each: f64, most: f64, places: &[Place]) -> Vec<(Place, f64)> {
    let mut carry = 0.0;
    let mut stretches: Vec<_> = places
        .iter()
        .map(|&place| {
            let most = ((most - place.tail.max(0.0)) / STRETCH_STEP + 1e-6).floor();
            let steps = ((each + carry) / STRETCH_STEP).round().min(most);
            carry += each - steps * STRETCH_STEP;
            (place, steps * STRETCH_STEP)
        })
        .filter(|&(_, width)| width > 0.0)
        .collect();
    stretches.sort_by_key(|(place, _)| place.cluster);
    stretches
}

/// Fills a hemistich as a calligrapher would: spaces first, then one long
/// stroke, or two. What lacks too much stays as it is. `like` is where the
/// stroke of the hemistich beside it stands, as a share of the width.
pub(crate) fn fill_verse(
    paragraph: &Paragraph,
    line: &BrokenLine,
    (room, like): (f64, Option<f64>),
    shaper: &Shaper<'_>,
) -> Fill {
    let (width, spaces) = widths(paragraph, line);
    let free = room - width;
    if free <= 0.0 {
        return Fill { spaces: ratio(free, spaces), ..Fill::default() };
    }
    if free > room * MOST_LACKING {
        return Fill::natural();
    }
    let wanted = free - spaces * (SPACES_OF_VERSE - 1.0);
    let strokes =
        if wanted >= SHORTEST_IN_VERSE { strokes(paragraph, line, (wanted, room, like), shaper) } else { Vec::new() };
    #[expect(clippy::cast_precision_loss, reason = "there are two at most")]
    let each = (wanted / strokes.len().max(1) as f64).min(LONGEST_IN_VERSE);
    let each = spread(each, LONGEST_IN_VERSE, &strokes);
    let used: f64 = each.iter().map(|&(_, width)| width).sum();
    let fill = Fill {
        spaces: ratio(free - used, spaces),
        stretches: each.iter().map(|&(place, width)| (place.cluster, width)).collect(),
        stretched_at: strokes.iter().take(1).map(|place| place.from_start / room).collect(),
    };
    if fill.spaces > WIDEST_IN_VERSE { Fill::natural() } else { fill }
}

/// Spaces of verse grow to this multiple before a letter is stretched …
const SPACES_OF_VERSE: f64 = 2.0;
/// … and never beyond this one: such a hemistich rather stays short.
const WIDEST_IN_VERSE: f64 = 3.0;
/// A hemistich that lacks a larger share of its width stays short.
const MOST_LACKING: f64 = 0.22;
/// A stroke of verse is long or is not drawn, in ems.
const SHORTEST_IN_VERSE: f64 = 0.4;
/// From this length on two strokes share it: what a pen draws in one go.
const ONE_STROKE: f64 = 1.8;
/// No letter of verse is stretched by more.
const LONGEST_IN_VERSE: f64 = 2.5;

/// The letters of a hemistich that become its strokes, best first: not the
/// first of a word nor in a word of two letters; in the second half rather than
/// in the first; at the place of the stroke beside it; never in two words side
/// by side.
fn strokes(
    paragraph: &Paragraph,
    line: &BrokenLine,
    (wanted, room, like): (f64, f64, Option<f64>),
    shaper: &Shaper<'_>,
) -> Vec<Place> {
    let good = |slot: &&RawSlot| slot.rank <= Slot::LEGAL && slot.stand != Stand::First;
    let slots: Vec<RawSlot> = slots_of(paragraph, line)
        .iter()
        .filter(good)
        .filter(|slot| paragraph.before_tatweel(slot.cluster as usize, shaper).is_some())
        .map(|slot| RawSlot { rank: slot.rank + if slot.stand == Stand::Initial { APART } else { 0 }, ..*slot })
        .collect();
    let mut places = places(paragraph, line, &slots, u8::MAX, 1);
    let mut chosen: Vec<Place> = Vec::new();
    for _ in 0..if wanted > ONE_STROKE { 2 } else { 1 } {
        let cost = |place: &Place| {
            let at = place.from_start / room;
            let beside = if chosen.is_empty() { like.map_or(0.0, |like| (at - like).abs() * 12.0) } else { 0.0 };
            f64::from(place.rank) * 0.5 + (0.5 - at).max(0.0) * 12.0 + beside
        };
        places.retain(|place| chosen.iter().all(|other| other.word.abs_diff(place.word) > 1));
        let Some(best) = places.iter().copied().min_by(|a, b| cost(a).total_cmp(&cost(b))) else { break };
        chosen.push(best);
    }
    chosen
}

/// How many ranks worse a letter is that is not joined to the one before it.
const APART: u8 = 5;
