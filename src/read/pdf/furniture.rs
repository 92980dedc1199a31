//! What pages repeat: running heads, running feet and folios.

use super::flow::Line;
use super::order::digit;
use rustc_hash::{FxHashMap, FxHashSet};

/// A line that is repeated in this many columns, and in one column of three, is none of
/// the text.
const REPEATED: usize = 3;
const SHARE: usize = 3;
/// A running head has at most this many letters.
const HEAD: usize = 120;
/// A folio has at most this many, with strokes around it.
const FOLIO: usize = 8;
/// A line of the text that a running head repeats is larger by this factor at least.
const LARGER: f64 = 1.12;

/// A line without spaces and numbers, so that folios beside a title do not count.
fn plain(line: &Line) -> String {
    line.text().chars().filter(|letter| digit(*letter).is_none() && !letter.is_whitespace()).collect()
}

/// The number of a page that a line tells.
fn folio(line: &Line) -> Option<u32> {
    let text = line.text();
    let digits: Vec<u32> = text.chars().filter_map(digit).collect();
    let is_folio = (1..=4).contains(&digits.len())
        && text.chars().count() <= FOLIO
        && !text.chars().any(|letter| letter.is_alphanumeric() && digit(letter).is_none());
    is_folio.then(|| digits.iter().fold(0, |number, digit| number * 10 + digit))
}

/// Whether a line is the first or the last of its column.
fn is_edge(lines: &[Line], at: usize) -> bool {
    let zone = |at: usize| lines.get(at).map(|line| line.zone);
    at.checked_sub(1).and_then(zone) != zone(at) || zone(at + 1) != zone(at)
}

/// The number of a page, from its highest or its lowest line.
pub(super) fn number(lines: &[Line]) -> Option<u32> {
    let by_height = |a: &&Line, b: &&Line| a.base.total_cmp(&b.base);
    let outer = [lines.iter().min_by(by_height), lines.iter().max_by(by_height)];
    outer.into_iter().flatten().find_map(folio)
}

/// Leaves out what is at the head or foot of pages again and again, and folios.
pub(super) fn without(lines: Vec<Line>) -> Vec<Line> {
    let mut seen: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for line in lines.iter().enumerate().filter(|(at, _)| is_edge(&lines, *at)).map(|(_, line)| line) {
        let zones = seen.entry(plain(line)).or_default();
        if zones.last() != Some(&line.zone) {
            zones.push(line.zone);
        }
    }
    let body = super::flow::body(lines.iter());
    let titles: FxHashSet<String> =
        lines.iter().filter(|line| line.size > LARGER * body && line.letters.len() <= HEAD).map(plain).collect();
    let zones: FxHashSet<usize> = lines.iter().map(|line| line.zone).collect();
    let zones = zones.len();
    let is_furniture = |line: &Line| {
        let plain = plain(line);
        let repeated = seen.get(&plain).map_or(0, Vec::len);
        // Chapters that differ by their numbers alone are no running heads.
        let is_often = repeated >= REPEATED && repeated * SHARE >= zones && line.size < LARGER * body;
        // A head that names the chapter, in smaller letters than the chapter itself.
        let is_title = line.size < body && titles.contains(&plain);
        folio(line).is_some() || line.letters.len() <= HEAD && !plain.is_empty() && (is_often || is_title)
    };
    let keep: Vec<bool> = (0..lines.len()).map(|at| !(is_edge(&lines, at) && is_furniture(&lines[at]))).collect();
    lines.into_iter().zip(keep).filter_map(|(line, keep)| keep.then_some(line)).collect()
}
