//! What pages repeat: running heads, running feet and folios.

use super::flow::Line;
use super::order::digit;
use super::tables;
use rustc_hash::{FxHashMap, FxHashSet};

/// A line that is repeated in this many columns, and in one column of three, is none of
/// the text.
const REPEATED: usize = 3;
const SHARE: usize = 3;
/// A running head has at most this many letters.
const HEAD: usize = 120;
/// A folio has at most this many, with strokes around it.
const FOLIO: usize = 8;
/// Numbers are folios where they rise with this many pages: one alone may be a price or
/// an hour, two may be so by chance.
const NUMBERED: usize = 3;
/// How many folios a page of the file has: two where it shows an open book.
const FOLIOS: [i64; 2] = [1, 2];
/// A line of the text that a running head repeats is larger by this factor at least.
const LARGER: f64 = 1.12;

/// A line without spaces and numbers, so that folios beside a title do not count.
fn plain(line: &Line) -> String {
    line.text().chars().filter(|letter| digit(*letter).is_none() && !letter.is_whitespace()).collect()
}

/// The number of a page that a line tells.
fn folio(line: &Line) -> Option<u32> {
    let text = line.text();
    let digits: Vec<u32> = text.chars().skip_while(|letter| digit(*letter).is_none()).map_while(digit).collect();
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

/// Which lines at the edges of columns are folios: those of numbers that rise with the
/// pages, which are told for each line.
fn folios(lines: &[Line], pages: &[usize]) -> Vec<bool> {
    let numbers: Vec<Option<i64>> =
        (0..lines.len()).map(|at| folio(&lines[at]).filter(|_| is_edge(lines, at)).map(i64::from)).collect();
    let keys = |at: usize| {
        let (number, page) = (numbers[at], i64::try_from(pages[at]).unwrap_or_default());
        FOLIOS.into_iter().filter_map(move |each| Some((each, number? - each * page)))
    };
    let mut agreeing: FxHashMap<(i64, i64), FxHashSet<usize>> = FxHashMap::default();
    for (at, page) in pages.iter().enumerate() {
        keys(at).for_each(|key| _ = agreeing.entry(key).or_default().insert(*page));
    }
    let is_folio = |at: usize| keys(at).any(|key| agreeing.get(&key).is_some_and(|pages| pages.len() >= NUMBERED));
    (0..lines.len()).map(is_folio).collect()
}

/// Leaves out what is at the head or foot of pages again and again, and folios.
pub(super) fn without(pages: Vec<Vec<Line>>) -> Vec<Line> {
    let of_lines: Vec<usize> =
        pages.iter().enumerate().flat_map(|(page, lines)| std::iter::repeat_n(page, lines.len())).collect();
    let lines: Vec<Line> = pages.into_iter().flatten().collect();
    let folios = folios(&lines, &of_lines);
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
        line.letters.len() <= HEAD && !plain.is_empty() && (is_often || is_title) && !tables::holds(line)
    };
    let keep: Vec<bool> =
        (0..lines.len()).map(|at| !(folios[at] || is_edge(&lines, at) && is_furniture(&lines[at]))).collect();
    // Copies of one line on every page are the text.
    if !keep.contains(&true) {
        return lines;
    }
    lines.into_iter().zip(keep).filter_map(|(line, keep)| keep.then_some(line)).collect()
}
