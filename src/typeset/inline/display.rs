//! Where lines of large letters end: at phrases, not between words that a voice joins,
//! and so that they are about equally long.

use super::linebreak::{Segment, SegmentEnd, filled, greedy};
use super::paragraph::Paragraph;
use crate::persian::leaning::{leans_back, leans_forward};

/// The text of a segment, without the spaces after it.
fn words<'a>(paragraph: &'a Paragraph, segment: &Segment) -> &'a str {
    let byte = |cluster: u32| paragraph.clusters[cluster as usize].start as usize;
    &paragraph.text[byte(segment.start)..byte(segment.text_end)]
}

/// Whether a speaker pauses after a segment.
fn ends_phrase(paragraph: &Paragraph, segment: &Segment) -> bool {
    let closes = |letter: char| matches!(letter, '»' | '›' | '”' | '’' | ')' | ']');
    let pauses = |letter: char| matches!(letter, '،' | '؛' | ':' | '.' | '…' | '!' | '؟' | ',' | ';' | '?');
    !segment.end_kind.is_soft() || words(paragraph, segment).trim_end_matches(closes).ends_with(pauses)
}

/// Whether a voice joins two segments.
fn joins(paragraph: &Paragraph, [above, below]: [&Segment; 2]) -> bool {
    let last = words(paragraph, above).split_whitespace().next_back();
    let first = words(paragraph, below).split_whitespace().next();
    above.end_kind == SegmentEnd::Allowed && (last.is_some_and(leans_forward) || first.is_some_and(leans_back))
}

/// The segments, with those made one that a voice joins, and the number of segments up to
/// the end of each.
fn joined(paragraph: &Paragraph, segments: &[Segment]) -> (Vec<Segment>, Vec<usize>) {
    let (mut all, mut ends): (Vec<Segment>, Vec<usize>) = (Vec::new(), Vec::new());
    for (index, segment) in segments.iter().enumerate() {
        let follows = index > 0 && joins(paragraph, [&segments[index - 1], segment]);
        match (all.last_mut(), ends.last_mut()) {
            (Some(whole), Some(end)) if follows => {
                *whole = Segment {
                    start: whole.start,
                    width: whole.width + whole.trail + segment.width,
                    bearings: [whole.bearings[0], segment.bearings[1]],
                    ..*segment
                };
                *end = index + 1;
            }
            _ => {
                all.push(*segment);
                ends.push(index + 1);
            }
        }
    }
    (all, ends)
}

/// Line ends, as numbers of segments, with each line as full as it can be without parting
/// words that a voice joins.
pub(super) fn cry(paragraph: &Paragraph, segments: &[Segment], measure: f64, indent: f64) -> Vec<usize> {
    let (whole, ends) = joined(paragraph, segments);
    greedy(&whole, measure, indent).into_iter().map(|end| ends[end - 1]).collect()
}

/// The same, with a line end after each phrase, whose last word is not alone.
pub(super) fn phrases(paragraph: &Paragraph, segments: &[Segment], measure: f64, indent: f64) -> Vec<usize> {
    let (whole, ends) = joined(paragraph, segments);
    let phrase = |segment: &Segment| ends_phrase(paragraph, segment);
    let last_word = |index: usize| match whole.get(index..index + 2) {
        Some([word, last]) if !phrase(word) && phrase(last) => f64::from(word.trail) + f64::from(last.width),
        _ => 0.0,
    };
    filled(&whole, (measure, indent), phrase, last_word).into_iter().map(|end| ends[end - 1]).collect()
}

/// The width of the widest words that a voice joins.
pub(crate) fn widest_joined(paragraph: &Paragraph) -> f64 {
    let (whole, _) = joined(paragraph, &paragraph.segments);
    whole.iter().map(|segment| f64::from(segment.width)).fold(0.0, f64::max)
}

/// The width of the widest last two words of a phrase.
pub(crate) fn widest_phrase_end(paragraph: &Paragraph) -> f64 {
    let (whole, _) = joined(paragraph, &paragraph.segments);
    let phrase = |segment: &Segment| ends_phrase(paragraph, segment);
    let pair = |pair: &[Segment]| match pair {
        [word, last] if !phrase(word) && phrase(last) => f64::from(word.width) + f64::from(word.trail + last.width),
        _ => 0.0,
    };
    whole.windows(2).map(pair).fold(0.0, f64::max)
}

/// What a line costs that ends within a phrase, and one that parts words that a voice
/// joins: in squares of the share of the measure by which a line is longer or shorter
/// than the others. So two lines may differ by two fifths of the measure for a pause.
const WITHIN: f64 = 0.08;
const TORN: f64 = 0.3;

/// What a last line costs that is one short word, and how short, as a share of the measure.
const ALONE: f64 = 0.15;
const SHORT: f64 = 0.3;

/// The ends of this many lines about equally long that end where a voice may. As many
/// words to a line as it holds where they cannot be so many.
pub(super) fn balanced(
    paragraph: &Paragraph,
    segments: &[Segment],
    measure: f64,
    (count, phrased): (usize, bool),
) -> Vec<usize> {
    let width = |from: usize, to: usize| -> f64 {
        let all: f64 = segments[from..to].iter().map(|segment| f64::from(segment.width + segment.trail)).sum();
        all - f64::from(segments[to - 1].trail)
    };
    #[expect(clippy::cast_precision_loss, reason = "there are few lines")]
    let even = width(0, segments.len()) / count.max(1) as f64;
    let must_end = |segment: &Segment| !segment.end_kind.is_soft() || (phrased && ends_phrase(paragraph, segment));
    let end = |at: usize| match segments.get(at..at + 2) {
        Some([above, _]) if ends_phrase(paragraph, above) => 0.0,
        Some([above, below]) if above.end_kind != SegmentEnd::Allowed || joins(paragraph, [above, below]) => TORN,
        Some(_) => WITHIN,
        None => 0.0,
    };
    let cost = |from: usize, to: usize| {
        let wide = width(from, to);
        let fits = wide <= measure + 1e-6 && !segments[from..to - 1].iter().any(must_end);
        let alone = from > 0 && to == segments.len() && to - from == 1 && wide <= measure * SHORT;
        let alone = if alone { ALONE } else { 0.0 };
        if fits { ((wide - even) / measure).powi(2) + end(to - 1) + alone } else { f64::INFINITY }
    };
    // The best way to each segment's end in one line, in two, and so on.
    let mut ways = vec![vec![(f64::INFINITY, 0); segments.len() + 1]; count + 1];
    ways[0][0].0 = 0.0;
    for line in 1..=count {
        for to in line..=segments.len() {
            let way = |from: usize| (ways[line - 1][from].0 + cost(from, to), from);
            let best = (line - 1..to).map(way).min_by(|a, b| a.0.total_cmp(&b.0));
            ways[line][to] = best.unwrap_or((f64::INFINITY, 0));
        }
    }
    if !ways[count][segments.len()].0.is_finite() {
        return greedy(segments, measure, 0.0);
    }
    let back = |(line, at): (usize, usize)| (line > 1).then(|| (line - 1, ways[line][at].1));
    let mut ends: Vec<usize> =
        std::iter::successors(Some((count, segments.len())), |&place| back(place)).map(|(_, at)| at).collect();
    ends.reverse();
    ends
}
