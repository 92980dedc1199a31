//! The best lines for a paragraph as a whole, after Knuth and Plass, with
//! stretched letters as a second source of stretch.
//!
//! Each line has demerits that grow with the distance of its spaces from their ideal
//! width; neighbouring lines of unlike tightness and a last line of one word add more.
//! The least sum over the paragraph is found from left to right: for every possible
//! line end, the best way there for each [`Fitness`] of the last line.

use super::linebreak::{Segment, SegmentEnd};
use super::paragraph::{LineAlign, LineSetting};
use crate::settings::Kashida;

/// No space is narrower than this share of its natural width.
pub(crate) const TIGHTEST: f64 = 0.80;
/// The best width of spaces, as a multiple of their natural width: Persian words read
/// better a little apart.
pub(crate) const IDEAL: f64 = 1.1;
/// Spaces are better left below this multiple of their natural width: with `kashida`
/// `auto`, letters are stretched beyond it.
pub(crate) const SOFT_WIDEST: f64 = 1.33;
/// With `kashida` on, letters are stretched from this width of spaces on.
pub(crate) const EARLY_WIDEST: f64 = 1.2;
/// Beyond that width, letters take this share of what is missing, and spaces the rest:
/// a few letters a little longer go unnoticed, many do not.
const LETTERS_SHARE: f64 = 0.6;
/// The most that one letter is stretched, in ems: longer strokes look like rubber
/// bands. Without this limit the widest one was 2.05 em.
pub(crate) const LONGEST_STRETCH: f64 = 0.8;
/// At most one word in three is stretched.
pub(crate) const WORDS_A_STRETCH: usize = 3;
/// In a measure narrower than this, in ems, only one letter per line is stretched: two
/// strokes of a short line are too close to each other.
const ONE_STRETCH: f64 = 30.0;

/// How the lines of a paragraph are judged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Policy {
    /// Whether lines fill the measure.
    pub(crate) justified: bool,
    /// Whether the last line counts like the others (centred headings).
    pub(crate) balanced: bool,
    /// The width of spaces from which letters are stretched.
    pub(crate) stretch_from: Option<f64>,
    /// The most letters of a line that may be stretched.
    pub(crate) most_stretches: usize,
}

impl Policy {
    /// How lines of a measure, in ems, are judged.
    pub(crate) fn of(setting: &LineSetting, measure: f64) -> Self {
        let justified = setting.align == LineAlign::Justify;
        let stretch_from = match setting.kashida {
            Kashida::Off => None,
            Kashida::Auto => Some(SOFT_WIDEST),
            Kashida::On => Some(EARLY_WIDEST),
        };
        Self {
            justified,
            balanced: setting.align == LineAlign::Center,
            stretch_from: stretch_from.filter(|_| justified),
            most_stretches: if measure < ONE_STRETCH { 1 } else { usize::MAX },
        }
    }
}

/// How tight a line is; neighbouring lines should be alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fitness {
    Tight,
    Decent,
    Loose,
    VeryLoose,
}

/// What a line costs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Verdict {
    pub(crate) demerits: f64,
    pub(crate) fitness: Fitness,
    /// So loose that no shorter line can be better.
    pub(crate) hopeless: bool,
}

/// The distances below and above [`IDEAL`] at which spaces have a badness of 100: at 0.9
/// and 1.5 times their natural width.
const TOO_TIGHT: f64 = 0.2;
const TOO_LOOSE: f64 = 0.4;
/// Demerits of a tight line next to a loose one: as many as those of a line whose spaces
/// are 1.4 times as wide as natural.
const UNLIKE_NEIGHBOURS: f64 = 3_000.0;
/// Demerits of a last line of one word: as many as those of a line whose spaces are 1.7
/// times as wide as natural.
const LONE_WORD: f64 = 120_000.0;
/// Demerits of a line that ends inside an address: as many as those of a line whose
/// spaces are half as wide again.
const IN_ADDRESS: f64 = 15_000.0;
/// Badness of a line whose letters are stretched as far as allowed: that of spaces 1.47
/// times as wide as natural.
const STRETCHED: f64 = 80.0;
/// Spaces are never wider than this; the line stays short instead.
pub(crate) const WIDEST: f64 = 6.0;
/// Badness of a line that stays short, and what its missing share of the measure adds.
const SHORT: f64 = 1e5;
const LACKING: f64 = 4e5;
/// If a line lacks more than this many times the width of its spaces, shorter lines are
/// not tried.
const HOPELESS: f64 = 4.0;

/// Text between forced line ends, with sums over its segments.
pub(crate) struct Stretch<'a> {
    segments: &'a [Segment],
    policy: &'a Policy,
    measure: f64,
    indent: f64,
    /// Before each segment, and after the last.
    sums: Vec<Sums>,
}

/// Sums over the segments before a segment.
#[derive(Clone, Copy, Default)]
struct Sums {
    /// Width, spaces after segments included.
    width: f64,
    /// Width of spaces.
    spaces: f64,
    /// Words that could be stretched, without two adjacent ones.
    slots: u32,
}

impl<'a> Stretch<'a> {
    pub(crate) fn new(segments: &'a [Segment], measure: f64, indent: f64, policy: &'a Policy) -> Self {
        let mut sums = Vec::with_capacity(segments.len() + 1);
        let (mut sum, mut beside) = (Sums::default(), false);
        sums.push(sum);
        for segment in segments {
            sum.width += f64::from(segment.width) + f64::from(segment.trail);
            sum.spaces += f64::from(segment.inner) + f64::from(segment.trailing_spaces);
            beside = segment.stretches && !beside;
            sum.slots += u32::from(beside);
            sums.push(sum);
        }
        Self { segments, policy, measure, indent, sums }
    }

    /// The number of segments.
    pub(crate) fn len(&self) -> usize {
        self.segments.len()
    }

    /// The natural width of a line of segments and of the spaces in it.
    fn natural(&self, from: usize, to: usize) -> (f64, f64) {
        let (before, behind) = (self.sums[from], self.sums[to]);
        let Segment { trail, trailing_spaces, .. } = self.segments[to - 1];
        let spaces = behind.spaces - before.spaces - f64::from(trailing_spaces);
        (behind.width - before.width - f64::from(trail), spaces)
    }

    /// The room of a line; the side bearings at its ends hang out of the measure.
    fn room(&self, from: usize, to: usize) -> f64 {
        let measure = if from == 0 { self.measure - self.indent } else { self.measure };
        measure + f64::from(self.segments[from].bearings[0]) + f64::from(self.segments[to - 1].bearings[1])
    }

    /// Whether a line fits the measure with its spaces at their tightest.
    pub(crate) fn fits(&self, from: usize, to: usize) -> bool {
        let (width, spaces) = self.natural(from, to);
        let least = if self.policy.justified { width - spaces * (1.0 - TIGHTEST) } else { width };
        least <= self.room(from, to) + 1e-6
    }

    /// What a line costs; it must fit.
    pub(crate) fn judge(&self, from: usize, to: usize) -> Verdict {
        let (width, spaces) = self.natural(from, to);
        let free = self.room(from, to) - width;
        let last = to == self.len();
        let lone = if last && from > 0 && to - from == 1 { LONE_WORD } else { 0.0 };
        let (badness, ratio) = if !self.policy.justified {
            let share = if last && !self.policy.balanced { 0.0 } else { free.max(0.0) / self.measure.max(1e-6) };
            (share * share * 400.0, 1.0)
        } else if last && free >= 0.0 {
            (0.0, 1.0)
        } else {
            self.justified(free, spaces, from, to)
        };
        let fitness = match ratio {
            ..0.9 => Fitness::Tight,
            ..1.18 => Fitness::Decent,
            ..1.45 => Fitness::Loose,
            _ => Fitness::VeryLoose,
        };
        let hopeless = free > self.measure * 0.7 || (self.policy.justified && free > spaces * HOPELESS);
        let parted = if self.segments[to - 1].end_kind == SegmentEnd::Address { IN_ADDRESS } else { 0.0 };
        // As in TeX: a penalty of 10 per line, and badness that grows with the cube.
        Verdict { demerits: (10.0 + badness).powi(2) + lone + parted, fitness, hopeless }
    }

    /// Badness of a line that fills the measure, and the width of its spaces.
    fn justified(&self, free: f64, spaces: f64, from: usize, to: usize) -> (f64, f64) {
        // A line without spaces still needs a looseness to compare.
        let natural = spaces.max(0.1);
        let mut ratio = 1.0 + free / natural;
        let mut stretched = 0.0;
        if let Some(limit) = self.policy.stretch_from
            && ratio > limit
        {
            let slots = ((self.sums[to].slots - self.sums[from].slots) as usize)
                .min((to - from) / WORDS_A_STRETCH)
                .min(self.policy.most_stretches);
            let used = stretch(ratio, natural, slots, limit);
            ratio -= used / natural;
            #[expect(clippy::cast_precision_loss, reason = "a line has few words")]
            let most = slots.max(1) as f64 * LONGEST_STRETCH;
            stretched = used / most;
        }
        if ratio > WIDEST {
            return (SHORT + LACKING * free / self.measure.max(1e-6), IDEAL);
        }
        let off = if ratio < IDEAL { (IDEAL - ratio) / TOO_TIGHT } else { (ratio - IDEAL) / TOO_LOOSE };
        (100.0 * off.powi(3) + STRETCHED * stretched.powi(2), ratio)
    }

    /// Demerits of two consecutive lines.
    pub(crate) fn junction(&self, above: Fitness, below: Fitness) -> f64 {
        let apart = (above as i8 - below as i8).abs();
        if self.policy.justified && apart > 1 { UNLIKE_NEIGHBOURS } else { 0.0 }
    }
}

/// By how much letters are stretched in a line whose spaces, `natural` ems in all,
/// would have to be `ratio` times as wide; letters help from `limit` on.
pub(crate) fn stretch(ratio: f64, natural: f64, slots: usize, limit: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a line has few words")]
    let slots = slots as f64;
    (((ratio - limit) * natural).max(0.0) * LETTERS_SHARE).min(slots * LONGEST_STRETCH)
}

/// The best way to a line end: its demerits, the line end before it, and the fitness of
/// the line before that one.
#[derive(Clone, Copy)]
struct Way {
    demerits: f64,
    from: u32,
    before: u8,
}

const NO_WAY: Way = Way { demerits: f64::INFINITY, from: 0, before: 0 };
const FITNESSES: [Fitness; 4] = [Fitness::Tight, Fitness::Decent, Fitness::Loose, Fitness::VeryLoose];

/// The ends of the best lines, as numbers of segments.
pub(crate) fn ends(segments: &[Segment], measure: f64, indent: f64, policy: &Policy) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut start = 0;
    for piece in segments.split_inclusive(|segment| !segment.end_kind.is_soft()) {
        let indent = if start == 0 { indent } else { 0.0 };
        let stretch = Stretch::new(piece, measure, indent, policy);
        ends.extend(best(&stretch).into_iter().map(|end| start + end));
        start += piece.len();
    }
    ends
}

#[expect(clippy::cast_possible_truncation, reason = "texts are far below 4 GiB")]
fn best(stretch: &Stretch<'_>) -> Vec<usize> {
    let count = stretch.len();
    if count > 0 && stretch.natural(0, count).0 <= stretch.room(0, count) {
        return vec![count];
    }
    let mut ways = vec![[NO_WAY; 4]; count + 1];
    ways[0][Fitness::Decent as usize].demerits = 0.0;
    let mut first = 0;
    for to in 1..=count {
        while first + 1 < to && !stretch.fits(first, to) {
            first += 1;
        }
        // From the fullest line to looser ones.
        for from in first..to {
            let verdict = stretch.judge(from, to);
            let known = ways[from];
            let mut way = NO_WAY;
            for (before, fitness) in (0..).zip(FITNESSES) {
                let demerits =
                    known[usize::from(before)].demerits + verdict.demerits + stretch.junction(fitness, verdict.fitness);
                if demerits < way.demerits {
                    way = Way { demerits, from: from as u32, before };
                }
            }
            let slot = &mut ways[to][verdict.fitness as usize];
            if way.demerits < slot.demerits {
                *slot = way;
            }
            if verdict.hopeless && to < count {
                break;
            }
        }
    }
    trace(&ways)
}

fn trace(ways: &[[Way; 4]]) -> Vec<usize> {
    let mut at = ways.len() - 1;
    let cheapest = |ways: &[Way; 4]| (0..4).min_by(|&a, &b| ways[a].demerits.total_cmp(&ways[b].demerits)).unwrap_or(0);
    let mut fitness = cheapest(&ways[at]);
    let mut ends = Vec::new();
    while at > 0 {
        ends.push(at);
        let way = ways[at][fitness];
        (at, fitness) = (way.from as usize, way.before.into());
    }
    ends.reverse();
    ends
}
