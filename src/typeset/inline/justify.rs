//! How a line fills its measure: first with its spaces, then with stretched letters.
//!
//! All widths are ems of the paragraph. Stretches are multiples of [`STRETCH_STEP`] and
//! spaces differ by multiples of [`SPACE_STEP`], so that the output needs few different
//! glyph widths; the next space takes up the rounding error.

use super::linebreak::{BrokenLine, Segment, SegmentEnd, WORST_IN_TEXT};
use super::paragraph::{ClusterKind, LineAlign, LineSetting, Paragraph};
use super::shape::{RawSlot, Shaper};
use super::totalfit::{IDEAL, LONGEST_STRETCH, Policy, TIGHTEST, WIDEST, WORDS_A_STRETCH, stretch};
use crate::persian::kashida::{Slot, Stand};

/// Stretches are multiples of this.
const STRETCH_STEP: f64 = 0.05;
/// Spaces differ from their natural width by multiples of this, in ems of the
/// space's own size.
pub(crate) const SPACE_STEP: f64 = 0.002;
/// The shortest stretch of a letter in running text, in ems. A choice: a smaller value
/// lengthens more letters by less.
const SHORTEST_STRETCH: f64 = 0.15;
/// The least distance between a stretch and one in the line above.
const CLEAR_OF_ABOVE: f64 = 1.0;

/// Spaces before a picture or a long address that went to the next line are never wider
/// than this: it leaves more room than any word would, and readers see why the line is
/// short.
const WIDEST_BEFORE_BULK: f64 = 1.6;
/// What is wider than this, in ems, is no word: the longest of the sample texts has six.
const BULKY: f64 = 8.0;

/// What fills a line's measure.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Fill {
    /// Width of spaces as a multiple of their natural width.
    pub(crate) spaces: f64,
    /// Stretched clusters in logical order, and by how much.
    pub(crate) stretches: Vec<(usize, f64)>,
    /// Their distances from the line's start.
    pub(crate) stretched_at: Vec<f64>,
}

impl Fill {
    fn natural() -> Self {
        Self { spaces: 1.0, ..Self::default() }
    }
}

/// Fills a line of running text to the room it has; `above`: the positions of the
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
    let short = if ends_before_bulk(paragraph, line) { WIDEST_BEFORE_BULK } else { WIDEST };
    if fill.spaces > short { Fill { spaces: IDEAL, ..Fill::default() } } else { fill }
}

/// Whether the line after this one begins with a picture, an address or its rest.
fn ends_before_bulk(paragraph: &Paragraph, line: &BrokenLine) -> bool {
    let after = paragraph.clusters[line.text.end..].iter().find(|cluster| cluster.kind != ClusterKind::Space);
    let next = paragraph.segments.partition_point(|segment| (segment.start as usize) < line.end);
    line.end_kind == SegmentEnd::Address
        || after.is_some_and(|cluster| cluster.kind == ClusterKind::Image)
        || paragraph.segments.get(next).is_some_and(|segment| f64::from(segment.width) > BULKY)
}

/// The width of spaces that fill a line; 1 for a line without spaces.
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
    /// Its distance from the line's start.
    from_start: f64,
    /// The width of stroke that makes up for a narrower form of the letter before a
    /// stretch.
    tail: f64,
}

/// The places of some slots of a line, at most `a_word` per word: the best, and among
/// equals the one nearest to the word's end.
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
            // Among equals the first is removed, which is farther from the end.
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

/// The letters of a line to stretch, best first. Where the font refuses a chosen one,
/// the next best is taken.
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

/// Well-placed letters spread over the line, best first: never in two adjacent words,
/// and if possible not below a stretch of the line above.
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
        // Four ranks worse below a stretch of the line above, half a rank better for each
        // word of distance, up to six, from the nearest one chosen.
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

/// Distributes a width over places, best first: equally over as many as can each have
/// at least [`SHORTEST_STRETCH`]; returned in line order.
fn share(wanted: f64, places: &[Place]) -> Vec<(Place, f64)> {
    #[expect(clippy::cast_precision_loss, reason = "a line has few words")]
    let each = |count: usize| wanted / count as f64;
    let Some(count) = (1..=places.len()).rev().find(|&count| each(count) >= SHORTEST_STRETCH) else {
        return Vec::new();
    };
    spread(each(count), LONGEST_STRETCH, &places[..count])
}

/// Gives each place a width in whole steps, at most `most`, carrying the rounding error
/// on.
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

/// The strokes that a hemistich may have.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Strokes {
    most: usize,
    /// The longest, in ems.
    longest: f64,
}

impl Strokes {
    /// Of hemistichs side by side, whose ends readers compare in a column: about what
    /// a pen draws in one go, and another one if need be.
    pub(crate) const BESIDE: Self = Self { most: 2, longest: 1.8 };
    /// Of hemistichs one below the other: a longer stroke stands out where the line
    /// above has none, and an end that stays a little short does not.
    pub(crate) const BELOW: Self = Self { most: 1, longest: 1.3 };
}

/// The widest that a hemistich becomes with wide spaces and one stroke, in ems.
pub(crate) fn reach_of_verse(paragraph: &Paragraph, strokes: Strokes) -> f64 {
    let (width, spaces) = widths(paragraph, &BrokenLine::whole(paragraph));
    width + spaces * (SPACES_OF_VERSE - 1.0) + strokes.longest
}

/// Fills a hemistich as a calligrapher would: first the spaces, then long strokes. One
/// that lacks too much keeps its width. `like` is the position of the stroke of the
/// neighbouring hemistich, as a share of the width.
pub(crate) fn fill_verse(
    paragraph: &Paragraph,
    line: &BrokenLine,
    (room, like, allowed): (f64, Option<f64>, Strokes),
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
    let count = if wanted > allowed.longest { allowed.most } else { 1 };
    let strokes =
        if wanted >= SHORTEST_IN_VERSE { strokes(paragraph, line, (count, room, like), shaper) } else { Vec::new() };
    #[expect(clippy::cast_precision_loss, reason = "there are two at most")]
    let each = (wanted / strokes.len().max(1) as f64).min(allowed.longest);
    let each = spread(each, allowed.longest, &strokes);
    let used: f64 = each.iter().map(|&(_, width)| width).sum();
    // One that lacks more is as wide as it can well be.
    let filled = Some(ratio(free - used, spaces)).filter(|filled| *filled <= WIDEST_IN_VERSE);
    Fill {
        spaces: filled.unwrap_or(SPACES_OF_VERSE),
        stretches: each.iter().map(|&(place, width)| (place.cluster, width)).collect(),
        stretched_at: strokes.iter().take(1).map(|place| place.from_start / room).collect(),
    }
}

/// Spaces of verse grow to this multiple before a letter is stretched …
const SPACES_OF_VERSE: f64 = 2.0;
/// … and never beyond this one; such a hemistich stays short instead.
const WIDEST_IN_VERSE: f64 = 2.6;
/// A hemistich that lacks a larger share of its width stays short: no strokes would
/// fill it. Poems of many such hemistichs are not stretched at all (`blocks/poem.rs`).
const MOST_LACKING: f64 = 0.34;
/// The shortest stroke in verse, in ems.
const SHORTEST_IN_VERSE: f64 = 0.4;

/// The letters of a hemistich that become its strokes, best first: not the first letter
/// of a word, nor in a word of two letters; rather in the second half than in the
/// first; close to the position of the neighbouring stroke; never in two adjacent
/// words.
fn strokes(
    paragraph: &Paragraph,
    line: &BrokenLine,
    (count, room, like): (usize, f64, Option<f64>),
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
    for _ in 0..count {
        // A tenth of the width too far into the first half, or away from the neighbouring
        // stroke, is as bad as 2.4 ranks.
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

/// How many ranks worse a letter is that does not join the one before it.
const APART: u8 = 5;
