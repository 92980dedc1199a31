//! Words wider than their line: addresses, paths and keys are broken at their own
//! places, other words only where nothing else is possible.

use super::linebreak::{Segment, SegmentEnd, segment};
use super::paragraph::Paragraph;
use crate::characters::ZWNJ;

/// Shorter words are not addresses or paths that should be broken to save room:
/// `Wi-Fi`, `ISO/IEC` and `a@b.example` stay whole.
const LONG: usize = 16;
/// A run of this many Latin letters and digits, with both in it, is a key: no word is.
const KEY: usize = 20;
/// The fewest letters of a key that stay together.
const KEY_PIECE: usize = 8;
/// A separator nearer to the start of a line than this share of the measure is used
/// only if there is no other.
const EARLY: f64 = 0.25;

/// The width of the widest piece of a segment, in ems, once it is broken at its own
/// places.
pub(super) fn longest(paragraph: &Paragraph, segment: &Segment) -> f64 {
    let places = Places::of(paragraph, segment);
    let whole = f64::from(segment.width);
    if !places.is_long {
        return whole;
    }
    let (mut widest, mut width, mut letters) = (0.0_f64, 0.0, 0_usize);
    for (at, cluster) in paragraph.clusters[segment.start as usize..segment.text_end as usize].iter().enumerate() {
        width += f64::from(cluster.advance);
        letters += 1;
        widest = widest.max(width);
        if places.behind(at) || (places.is_key && letters >= KEY_PIECE) {
            (width, letters) = (0.0, 0);
        }
    }
    widest.min(whole)
}

/// Divides a segment wider than the measure: after a space that should not be broken at
/// or after one of its separators, in a key anywhere, otherwise between clusters.
pub(super) fn divide(paragraph: &Paragraph, whole: &Segment, measure: f64, out: &mut Vec<Segment>) {
    let clusters = &paragraph.clusters;
    let places = Places::of(paragraph, whole);
    let first = whole.start as usize;
    let (mut start, mut at, mut width) = (first, first, 0.0);
    // The last good separator, and the last one of any kind.
    let (mut good, mut any) = (None, None);
    while at < whole.text_end as usize {
        let advance = f64::from(clusters[at].advance);
        if at > start && width + advance > measure {
            let (end, kind) = match good.take().or(any.take()) {
                Some(end) => (end, SegmentEnd::Allowed),
                None if places.is_key => (at, SegmentEnd::Allowed),
                None => (at, SegmentEnd::Emergency),
            };
            out.push(segment(clusters, start..end, kind));
            (start, at, width, good, any) = (end, end, 0.0, None, None);
            continue;
        }
        width += advance;
        if places.behind(at - first) {
            any = Some(at + 1);
            if width > measure * EARLY {
                good = any;
            }
        }
        at += 1;
    }
    out.push(segment(clusters, start..whole.end as usize, whole.end_kind));
}

/// The places at which a segment may be broken because of what it contains.
struct Places {
    /// After which of its clusters.
    behind: Vec<bool>,
    /// Whether it is an address, a path or a key, judged by its length and letters.
    is_long: bool,
    /// Whether it contains a key, which may be broken anywhere.
    is_key: bool,
}

impl Places {
    fn of(paragraph: &Paragraph, segment: &Segment) -> Self {
        let clusters = &paragraph.clusters[segment.start as usize..=segment.text_end as usize];
        let starts: Vec<usize> = clusters.iter().map(|cluster| cluster.start as usize).collect();
        let (first, last) = (starts[0], starts[starts.len() - 1]);
        let text = &paragraph.text[first..last];
        let letter = |at: usize| paragraph.text[starts[at]..].chars().next();
        let is_latin = text.bytes().any(|byte| byte.is_ascii_alphabetic());
        let behind = (0..starts.len() - 1).map(|at| match letter(at) {
            Some(' ' | '\u{a0}') => true,
            // Two equal signs stay together, as in `https://`.
            Some(sign @ ('/' | '?' | '&' | '.' | ',')) => letter(at + 1) != Some(sign),
            Some('_' | '=' | '@' | '#' | '-' | '\\' | ':' | ';') if is_latin => {
                !matches!(letter(at + 1), Some('/' | '\\'))
            }
            // The parts of a Persian word that is wider than the line by itself.
            _ => paragraph.text[starts[at]..starts[at + 1]].ends_with(ZWNJ) || letter(at) == Some(ZWNJ),
        });
        let key = text.split(|letter: char| !letter.is_ascii_alphanumeric()).any(|run| {
            run.len() >= KEY
                && run.bytes().any(|byte| byte.is_ascii_digit())
                && run.bytes().any(|b| !b.is_ascii_digit())
        });
        Self { behind: behind.collect(), is_long: is_latin && text.chars().count() >= LONG, is_key: key }
    }

    fn behind(&self, at: usize) -> bool {
        self.behind.get(at).copied().unwrap_or(false)
    }
}
