//! Where lines may end, and where they end.

use super::itemize::base_level;
use super::paragraph::{Cluster, ClusterKind, LineSetting, Paragraph};
use super::{display, pieces, totalfit};
use crate::document::Direction;
use crate::font::FontBook;
use std::borrow::Cow;
use std::ops::Range;
use unicode_linebreak::{BreakOpportunity, linebreaks};

/// How line ends are chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Breaking {
    /// The best for the paragraph as a whole (Knuth and Plass).
    #[default]
    TotalFit,
    /// Each line as full as it can be: for cries, and for comparison.
    Greedy,
    /// The same, but words that a voice joins stand in one line.
    Cry,
    /// The same, and a line ends wherever a phrase does, whose last word is not alone.
    Phrases,
    /// This many lines about equally long, that end where a voice may; if asked, wherever
    /// a phrase does.
    Balanced(usize, bool),
}

/// Text between two possible line ends, with the spaces after it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Segment {
    /// First cluster.
    pub(crate) start: u32,
    /// After its last cluster that is not a trailing space.
    pub(crate) text_end: u32,
    /// After its last trailing space.
    pub(crate) end: u32,
    /// Natural width without trailing spaces, in ems.
    pub(crate) width: f32,
    /// Natural width of what follows its text: spaces, and a separator that is not
    /// drawn at a line end.
    pub(crate) trail: f32,
    /// The part of it that is spaces.
    pub(crate) trailing_spaces: f32,
    /// Natural width of the stretchable spaces inside.
    pub(crate) inner: f32,
    /// The side bearings of its outer letters at its start and end: they hang out of
    /// the measure, so that the ink of the lines is aligned.
    pub(crate) bearings: [f32; 2],
    /// Whether one of its letters may be stretched in running text, as far as the
    /// script is concerned; the font is asked only when the letter is to be stretched.
    pub(crate) stretches: bool,
    /// What ends it.
    pub(crate) end_kind: SegmentEnd,
}

/// What ends a segment or a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SegmentEnd {
    /// A line may end here.
    Allowed,
    /// A line may end here, inside an address, if it must.
    Address,
    /// A line should not end here: it is inside a word longer than the measure.
    Emergency,
    /// A line must end here.
    Forced,
    /// The paragraph ends here.
    Last,
}

impl SegmentEnd {
    /// Whether the text continues in the next line only because this one is full.
    pub(crate) fn is_soft(self) -> bool {
        matches!(self, Self::Allowed | Self::Address | Self::Emergency)
    }
}

/// A line as a range of clusters.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct BrokenLine {
    /// Its clusters without the spaces at its end.
    pub(crate) text: Range<usize>,
    /// After the spaces at its end.
    pub(crate) end: usize,
    /// Its indent, in ems.
    pub(crate) indent: f64,
    /// How far its ends hang out of the measure: [`Segment::bearings`].
    pub(crate) hang: [f64; 2],
    /// What ended it.
    pub(crate) end_kind: SegmentEnd,
}

impl BrokenLine {
    /// A whole paragraph as one line.
    pub(crate) fn whole(paragraph: &Paragraph) -> Self {
        let end = paragraph.clusters.len().saturating_sub(1);
        Self { text: 0..end, end, indent: 0.0, hang: [0.0; 2], end_kind: SegmentEnd::Last }
    }
}

/// The worst rank of a stretched letter in running text; verse may use all ranks.
pub(crate) const WORST_IN_TEXT: u8 = 6;

/// Divides a shaped paragraph where its lines may end; units are not divided.
pub(crate) fn segments(paragraph: &Paragraph, units: &[Range<usize>], fonts: &FontBook) -> Vec<Segment> {
    let clusters = &paragraph.clusters;
    let spaces = clusters.iter().filter(|cluster| cluster.kind == ClusterKind::Space);
    let mut segments = Vec::with_capacity(spaces.count() + 1);
    let mut slots = paragraph.slots.iter().peekable();
    let joints: Vec<usize> = units.iter().flat_map(|unit| joints(&paragraph.text, unit)).collect();
    let mut units = units.iter().peekable();
    let mut joints = joints.iter().copied().peekable();
    let mut breaks = linebreaks(&paragraph.text).peekable();
    let mut start = 0;
    let next = std::iter::from_fn(|| {
        let joint = joints.next_if(|joint| breaks.peek().is_none_or(|(at, _)| joint <= at));
        match joint {
            Some(joint) => {
                breaks.next_if(|(at, _)| *at == joint);
                Some((joint, None))
            }
            None => breaks.next().map(|(at, opportunity)| (at, Some(opportunity))),
        }
    });
    for (at, opportunity) in next {
        let last = at == paragraph.text.len();
        while units.next_if(|unit| unit.end <= at).is_some() {}
        let inside = units.peek().is_some_and(|unit| unit.start < at);
        if !last && opportunity == Some(BreakOpportunity::Allowed) && (inside || !is_good_end(paragraph, at)) {
            continue;
        }
        let end = start + clusters[start..].partition_point(|cluster| (cluster.start as usize) < at);
        // Not at a boundary between clusters.
        if end == start || clusters.get(end).is_some_and(|cluster| cluster.start as usize != at) {
            continue;
        }
        let end_kind = match opportunity {
            _ if last => SegmentEnd::Last,
            Some(BreakOpportunity::Mandatory) => SegmentEnd::Forced,
            Some(BreakOpportunity::Allowed) => SegmentEnd::Allowed,
            None => SegmentEnd::Address,
        };
        let mut segment = segment(clusters, start..end.min(clusters.len() - 1), end_kind);
        if end_kind == SegmentEnd::Allowed {
            leave_separator(paragraph, &mut segment);
        }
        segment.bearings = bearings(paragraph, &segment, fonts);
        while let Some(slot) = slots.next_if(|slot| slot.cluster < segment.end) {
            segment.stretches |= slot.rank <= WORST_IN_TEXT;
        }
        segments.push(segment);
        start = end;
    }
    segments
}

/// The places inside a unit where a line may end without a hyphen if it must: after the
/// separators of an address, with at least [`LEAST_PIECE`] letters on either side.
fn joints(text: &str, unit: &Range<usize>) -> Vec<usize> {
    let address = &text[unit.clone()];
    let is_address = !address.contains(char::is_whitespace)
        && address.contains(|c: char| c.is_ascii_alphabetic())
        && (address.contains("://") || address.starts_with("www.") || address.contains(['@', '/']));
    if !is_address || address.len() < LEAST_PIECE * 3 {
        return Vec::new();
    }
    let begin = address.find("://").map_or(0, |at| at + 3);
    let mut joints = Vec::new();
    let (mut last, mut before) = (0, ' ');
    for (at, letter) in address.char_indices() {
        let parts = matches!(before, '/' | '.' | '?' | '&' | '=' | '@' | '-') && letter.is_alphanumeric();
        let clear = address[last..at].chars().count() >= LEAST_PIECE && address[at..].chars().count() >= LEAST_PIECE;
        if parts && at > begin && clear {
            joints.push(unit.start + at);
            last = at;
        }
        before = letter;
    }
    joints
}

/// The fewest letters of an address on a line.
const LEAST_PIECE: usize = 4;

/// Whether a line may end before a byte where UAX #14 allows it. The algorithm treats
/// guillemets as quotation marks of either kind, so that a space lets them be separated
/// from what they enclose, and it does not know note marks and ranges.
fn is_good_end(paragraph: &Paragraph, at: usize) -> bool {
    let text = &paragraph.text;
    let before = text[..at].trim_end_matches(' ').chars().next_back();
    let after = text[at..].chars().next();
    let opens = |letter: char| matches!(letter, '«' | '‹' | '“' | '‘' | '(' | '[' | '{');
    let closes = |letter: char| matches!(letter, '»' | '›' | '”' | '’' | ')' | ']' | '}');
    let is_mark = paragraph.notes.binary_search_by_key(&at, |&(place, _)| place).is_ok();
    let dash = |letter: char| matches!(letter, '-' | '‐' | '–' | '−');
    let digit = |letter: char| letter.is_numeric();
    let is_range =
        before.is_some_and(dash) && after.is_some_and(digit) && text[..at].trim_end_matches(dash).ends_with(digit);
    // The dashes of an option such as `--help` belong to what follows them.
    let is_option = before.is_some_and(dash)
        && after.is_some_and(|letter| !letter.is_whitespace())
        && text[..at].trim_end_matches(dash).chars().next_back().is_none_or(char::is_whitespace)
        && !text[..at].ends_with(' ');
    // Nothing is hyphenated, so a line does not end at a soft hyphen.
    let is_soft_hyphen = before == Some('\u{ad}');
    // A line never begins with a dot between two parts of a line, or the end of a
    // verse.
    !matches!(after, Some('·' | '۝'))
        && !before.is_some_and(opens)
        && !after.is_some_and(closes)
        && !is_mark
        && !is_range
        && !is_option
        && !is_soft_hyphen
}

/// A segment of these clusters.
pub(super) fn segment(clusters: &[Cluster], range: Range<usize>, end_kind: SegmentEnd) -> Segment {
    let is_trailing =
        |cluster: &Cluster| matches!(cluster.kind, ClusterKind::Space | ClusterKind::FixedSpace | ClusterKind::LineEnd);
    let trailing = clusters[range.clone()].iter().rev().take_while(|cluster| is_trailing(cluster)).count();
    measured(clusters, range.start..range.end - trailing, range.end, end_kind)
}

/// Text and what follows it up to `end`.
#[expect(clippy::cast_possible_truncation, reason = "texts are far below 4 GiB")]
fn measured(clusters: &[Cluster], text: Range<usize>, end: usize, end_kind: SegmentEnd) -> Segment {
    let sum = |range: Range<usize>| clusters[range].iter().map(|cluster| cluster.advance).sum::<f32>();
    let spaces = |range: Range<usize>| {
        let spaces = clusters[range].iter().filter(|cluster| cluster.kind == ClusterKind::Space);
        spaces.map(|cluster| cluster.advance).sum::<f32>()
    };
    Segment {
        start: text.start as u32,
        text_end: text.end as u32,
        end: end as u32,
        width: sum(text.clone()),
        trail: sum(text.end..end),
        trailing_spaces: spaces(text.end..end),
        inner: spaces(text),
        bearings: [0.0; 2],
        stretches: false,
        end_kind,
    }
}

/// Whether a sign parts the items of a line: at a line end the end parts them.
fn parts_items(letter: char) -> bool {
    matches!(letter, '·' | '•')
}

/// Counts a separator at the end of a segment, between spaces, among what follows the
/// text: it is not drawn where a line ends.
fn leave_separator(paragraph: &Paragraph, segment: &mut Segment) {
    let clusters = &paragraph.clusters;
    let [start, text_end, end] = [segment.start, segment.text_end, segment.end].map(|at| at as usize);
    let is_space = |at: usize| clusters[at].kind == ClusterKind::Space;
    if text_end < start + 3 || text_end == end || !is_space(text_end - 2) || !is_space(text_end) {
        return;
    }
    let [from, to] = [text_end - 1, text_end].map(|at| clusters[at].start as usize);
    let mut letters = paragraph.text[from..to].chars();
    if letters.next().is_some_and(parts_items) && letters.next().is_none() {
        *segment = measured(clusters, start..text_end - 2, end, segment.end_kind);
    }
}

/// The most by which a letter's side bearing hangs out of the measure, in ems.
const MOST_BEARING: f64 = 0.08;

/// The bearings of a segment's first letter at its start and of its last at its end;
/// zero where the letter runs against the paragraph's direction.
#[expect(clippy::cast_possible_truncation, reason = "ems are small")]
fn bearings(paragraph: &Paragraph, segment: &Segment, fonts: &FontBook) -> [f32; 2] {
    let blank = |cluster: u32, at_start: bool| {
        let run = paragraph.run_of(cluster as usize).filter(|run| run.level == base_level(paragraph.direction))?;
        let right = at_start == (paragraph.direction == Direction::Rtl);
        let (mut pen, mut edge) = (0.0_f64, None::<f64>);
        for raw in paragraph.glyphs_of(cluster as usize) {
            let ink = fonts.font(run.font).ink(raw.id);
            let em = |units: i32| f64::from(units) / f64::from(run.units.max(1));
            if let Some(ink) = ink {
                let side = if right { ink.right.get() } else { -ink.left.get() };
                let at = if right { pen + em(raw.dx) + side } else { side - pen - em(raw.dx) };
                edge = Some(edge.map_or(at, |edge| edge.max(at)));
            }
            pen += em(raw.advance);
        }
        let outer = if right { pen } else { 0.0 };
        Some(((outer - edge?) * run.size).clamp(0.0, MOST_BEARING))
    };
    if segment.start == segment.text_end {
        return [0.0; 2];
    }
    [(segment.start, true), (segment.text_end - 1, false)]
        .map(|(cluster, at_start)| blank(cluster, at_start).unwrap_or(0.0) as f32)
}

/// The lines of a paragraph in a measure, all in ems.
pub(crate) fn lines(paragraph: &Paragraph, measure: f64, indent: f64, setting: &LineSetting) -> Vec<BrokenLine> {
    let segments = fitting(paragraph, measure);
    // A first word that fits the measure only without the indent gets none.
    let indent = match segments.first() {
        Some(first) if f64::from(first.width) + indent > measure => 0.0,
        _ => indent,
    };
    let ends = match setting.breaking {
        Breaking::Greedy => greedy(&segments, measure, indent),
        Breaking::Cry => display::cry(paragraph, &segments, measure, indent),
        Breaking::Phrases => display::phrases(paragraph, &segments, measure, indent),
        Breaking::Balanced(count, phrased) => display::balanced(paragraph, &segments, measure, (count, phrased)),
        Breaking::TotalFit => totalfit::ends(&segments, measure, indent, &totalfit::Policy::of(setting, measure)),
    };
    let mut start = 0;
    ends.into_iter()
        .map(|end| {
            let line = BrokenLine {
                text: segments[start].start as usize..segments[end - 1].text_end as usize,
                end: segments[end - 1].end as usize,
                indent: if start == 0 { indent } else { 0.0 },
                hang: [segments[start].bearings[0].into(), segments[end - 1].bearings[1].into()],
                end_kind: segments[end - 1].end_kind,
            };
            start = end;
            line
        })
        .collect()
}

/// The segments, with those wider than the measure divided.
fn fitting(paragraph: &Paragraph, measure: f64) -> Cow<'_, [Segment]> {
    let fits = |segment: &Segment| f64::from(segment.width) <= measure;
    if paragraph.segments.iter().all(fits) {
        return Cow::Borrowed(&paragraph.segments);
    }
    let mut divided = Vec::with_capacity(paragraph.segments.len() + 8);
    for segment in &paragraph.segments {
        if fits(segment) {
            divided.push(*segment);
        } else {
            pieces::divide(paragraph, segment, measure, &mut divided);
        }
    }
    Cow::Owned(divided)
}

/// Line ends, as numbers of segments, with each line as full as it can be.
pub(super) fn greedy(segments: &[Segment], measure: f64, indent: f64) -> Vec<usize> {
    filled(segments, (measure, indent), |segment| !segment.end_kind.is_soft(), |_| 0.0)
}

/// Fills lines: one ends after each segment of which `ends_after` is true, and a segment
/// goes to the next where there is no room for it and what must follow it, of the width
/// that `followed` tells.
pub(super) fn filled(
    segments: &[Segment],
    (measure, indent): (f64, f64),
    ends_after: impl Fn(&Segment) -> bool,
    followed: impl Fn(usize) -> f64,
) -> Vec<usize> {
    let mut ends = Vec::new();
    let (mut width, mut room) = (0.0, measure - indent);
    for (index, segment) in segments.iter().enumerate() {
        if width > 0.0 && width + f64::from(segment.width) + followed(index) > room {
            ends.push(index);
            (width, room) = (0.0, measure);
        }
        width += f64::from(segment.width) + f64::from(segment.trail);
        if ends_after(segment) {
            ends.push(index + 1);
            (width, room) = (0.0, measure);
        }
    }
    ends
}

/// The widest piece of text between forced line ends.
pub(crate) fn natural_width(segments: &[Segment]) -> f64 {
    let (mut widest, mut width) = (0.0_f64, 0.0);
    for segment in segments {
        widest = widest.max(width + f64::from(segment.width));
        width += f64::from(segment.width) + f64::from(segment.trail);
        if !segment.end_kind.is_soft() {
            width = 0.0;
        }
    }
    widest
}
