//! From columns to paragraphs, headings and lists.

use super::font::Font;
use super::habits::Habits;
use super::order::{self, Letter, is_right_to_left};
use super::segment::Segment;
use super::zones::Zone;
use rustc_hash::FxHashMap;

/// Letters of another size, by more than this share, begin another paragraph.
const OTHER_SIZE: f64 = 0.08;
/// Lines further apart than this many usual distances are of two paragraphs.
const APART: f64 = 1.3;
/// A first line is set in by this many em at least.
const INDENT: f64 = 0.7;
/// A heading's letters are larger than those of the text by this factor at least.
const LARGER: f64 = 1.12;
/// A heading has at most this many letters; larger text that goes on is a call-out.
const HEADING: usize = 200;

/// A line of a column in logical order.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) letters: Vec<Letter>,
    left: f64,
    right: f64,
    base: f64,
    size: f64,
    bold: bool,
    /// The edges of its column, and which one.
    column: (f64, f64),
    zone: usize,
    pub(super) page: u32,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Heading(u8),
    Paragraph,
    /// An item, with its number where it has one.
    Item(Option<u64>),
}

/// A block; a line break in its letters is one of the text.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) kind: Kind,
    pub(super) letters: Vec<Letter>,
    pub(super) page: u32,
    size: f64,
    bold: bool,
}

impl Line {
    fn text(&self) -> String {
        self.letters.iter().map(|letter| letter.letter).collect()
    }
}

/// The lines of columns.
pub(super) fn lines(zones: &[Zone], page: u32, first: usize, habits: &Habits, fonts: &[Font]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (zone, number) in zones.iter().zip(first..) {
        let mut rest = zone.segments.as_slice();
        while let Some(first) = rest.first() {
            let is_beside = |other: &Segment| (first.base - other.base).abs() < 0.3 * first.size.min(other.size);
            let end = rest.iter().position(|other| !is_beside(other)).unwrap_or(rest.len()).max(1);
            let (pieces, below) = rest.split_at(end);
            rest = below;
            lines.extend(line(pieces, habits, fonts, (zone.left, zone.right), number, page));
        }
    }
    lines
}

/// The line of pieces that stand beside each other.
fn line(
    pieces: &[Segment],
    habits: &Habits,
    fonts: &[Font],
    column: (f64, f64),
    zone: usize,
    page: u32,
) -> Option<Line> {
    let first = pieces.first()?;
    let mut sorted: Vec<&Segment> = pieces.iter().collect();
    sorted.sort_by(|a, b| a.left.total_cmp(&b.left));
    if habits.from_right {
        sorted.reverse();
    }
    let mut letters: Vec<Letter> = Vec::new();
    for piece in sorted {
        if let Some(last) = letters.last().copied() {
            letters.push(Letter { letter: ' ', ..last });
        }
        letters.extend(order::letters(piece, habits));
    }
    let bold = letters.iter().filter(|letter| fonts.get(usize::from(letter.font)).is_some_and(|font| font.bold));
    let bold = bold.count() * 10 > letters.len() * 9;
    let left = pieces.iter().map(|piece| piece.left).fold(f64::INFINITY, f64::min);
    let right = pieces.iter().map(|piece| piece.right).fold(f64::NEG_INFINITY, f64::max);
    let (base, size) = (first.base, first.size);
    (!letters.is_empty()).then_some(Line { letters, left, right, base, size, bold, column, zone, page })
}

/// Leaves out what stands at the head or foot of pages again and again, and folios.
pub(super) fn without_furniture(lines: Vec<Line>) -> Vec<Line> {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}');
    let plain =
        |line: &Line| -> String { line.text().chars().filter(|c| !is_number(*c) && !c.is_whitespace()).collect() };
    let is_edge = |at: usize| {
        let zone = |at: usize| lines.get(at).map(|line| line.zone);
        at.checked_sub(1).and_then(zone) != zone(at) || zone(at + 1) != zone(at)
    };
    let mut seen: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (zone, line) in lines.iter().enumerate().filter(|(at, _)| is_edge(*at)).map(|(_, line)| (line.zone, line)) {
        let zones = seen.entry(plain(line)).or_default();
        if zones.last() != Some(&zone) {
            zones.push(zone);
        }
    }
    let zones = lines.last().map_or(0, |line| line.zone + 1);
    let furniture = |line: &Line| {
        let plain = plain(line);
        let is_folio =
            plain.chars().all(|c| !c.is_alphanumeric()) && line.text().contains(is_number) && line.letters.len() <= 8;
        let repeated = seen.get(&plain).map_or(0, Vec::len);
        is_folio || (repeated >= 3 && repeated * 3 >= zones && line.letters.len() <= 120)
    };
    let keep: Vec<bool> = (0..lines.len()).map(|at| !(is_edge(at) && furniture(&lines[at]))).collect();
    lines.into_iter().zip(keep).filter_map(|(line, keep)| keep.then_some(line)).collect()
}

/// The blocks of the text.
pub(super) fn blocks(lines: Vec<Line>) -> Vec<Block> {
    let body = usual(lines.iter().flat_map(|line| line.letters.iter().map(|letter| letter.size)));
    let leading = leading(&lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut last: Option<Line> = None;
    for line in lines {
        let goes_on = last.as_ref().filter(|last| continues(last, &line, leading));
        match (goes_on, blocks.last_mut()) {
            (Some(before), Some(block)) => {
                let letter = if is_forced(before, &line) { ' ' } else { '\n' };
                // A word cut at its half-space stays one.
                if block.letters.last().is_some_and(|last| last.letter != '\u{200C}')
                    && let Some(end) = block.letters.last().copied()
                {
                    block.letters.push(Letter { letter, ..end });
                }
                block.letters.extend(line.letters.iter().copied());
            }
            _ => {
                let (kind, skip) = match marker(&line.letters) {
                    Some((number, skip)) => (Kind::Item(number), skip),
                    None => (Kind::Paragraph, 0),
                };
                let letters = line.letters[skip..].to_vec();
                blocks.push(Block { kind, letters, page: line.page, size: line.size, bold: line.bold });
            }
        }
        last = Some(line);
    }
    find_headings(&mut blocks, body);
    blocks
}

/// The value that most letters have, a twentieth apart.
fn usual(sizes: impl Iterator<Item = f64>) -> f64 {
    let mut counts: FxHashMap<i64, usize> = FxHashMap::default();
    sizes.for_each(|size| *counts.entry((size * 20.0).round() as i64).or_default() += 1);
    let most = counts.into_iter().max_by_key(|(size, count)| (*count, *size));
    most.map_or(1.0, |(size, _)| size as f64 / 20.0)
}

/// The usual distance of lines, in em.
fn leading(lines: &[Line]) -> f64 {
    let pairs = lines.windows(2).filter(|pair| pair[0].zone == pair[1].zone);
    let distances =
        pairs.map(|pair| (pair[0].base - pair[1].base) / pair[1].size).filter(|far| (0.5..4.0).contains(far));
    usual(distances)
}

/// Whether a line goes on with the paragraph of the one before.
fn continues(last: &Line, line: &Line, leading: f64) -> bool {
    let same_size = (last.size - line.size).abs() <= OTHER_SIZE * last.size;
    if !same_size || last.bold != line.bold || marker(&line.letters).is_some() {
        return false;
    }
    let text = last.text();
    let ends = text.trim_end_matches(['»', '”', '"', ')']).ends_with(['.', '!', '؟', '?', '…', ':', '؛']);
    let from_right =
        line.letters.iter().filter(|letter| is_right_to_left(letter.letter)).count() * 2 > line.letters.len() / 2;
    let inset = |line: &Line| if from_right { line.column.1 - line.right } else { line.left - line.column.0 };
    let indented = inset(line) > INDENT * line.size && inset(last) < 0.3 * line.size;
    if last.zone != line.zone {
        return !ends && is_forced(last, line) && !indented;
    }
    let apart = (last.base - line.base) / line.size > APART * leading;
    !apart && !indented && (!ends || is_forced(last, line))
}

/// Whether a line ends because the first word of the next had no room.
fn is_forced(last: &Line, next: &Line) -> bool {
    let word: Vec<&Letter> = next.letters.iter().take_while(|letter| letter.letter != ' ').collect();
    let left = word.iter().map(|letter| letter.left).fold(f64::INFINITY, f64::min);
    let right = word.iter().map(|letter| letter.right).fold(f64::NEG_INFINITY, f64::max);
    let room = (last.column.1 - last.column.0) - (last.right - last.left);
    right - left + 0.2 * last.size > room
}

/// The mark of an item: its number, and how many letters it takes.
fn marker(letters: &[Letter]) -> Option<(Option<u64>, usize)> {
    let text: String = letters.iter().take(8).map(|letter| letter.letter).collect();
    let first = text.chars().next()?;
    if matches!(first, '•' | '◦' | '▪' | '■' | '●' | '○' | '–' | '—' | '-' | '✓' | '\u{F0B7}') {
        return text.chars().nth(1).is_some_and(|next| next == ' ').then_some((None, 2));
    }
    let value = |c: char| {
        c.to_digit(10).or_else(|| match c {
            '\u{660}'..='\u{669}' => Some(c as u32 - 0x660),
            '\u{6F0}'..='\u{6F9}' => Some(c as u32 - 0x6F0),
            _ => None,
        })
    };
    let digits: Vec<u32> = text.chars().map_while(value).take(3).collect();
    let mut rest = text.chars().skip(digits.len());
    let marked = !digits.is_empty()
        && rest.next().is_some_and(|c| matches!(c, '.' | ')' | '-' | '–'))
        && rest.next() == Some(' ');
    marked.then(|| (Some(digits.iter().fold(0, |number, digit| number * 10 + u64::from(*digit))), digits.len() + 2))
}

/// Larger letters, and short bold lines before text, are headings.
fn find_headings(blocks: &mut [Block], body: f64) {
    let mut sizes: Vec<i64> = blocks
        .iter()
        .filter(|block| block.size > LARGER * body && block.letters.len() <= HEADING)
        .map(|block| (block.size * 4.0).round() as i64)
        .collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    sizes.dedup();
    let below = u8::try_from(sizes.len() + 1).unwrap_or(6).min(6);
    for at in 0..blocks.len() {
        let followed = blocks.get(at + 1).is_some_and(|next| !next.bold);
        let block = &mut blocks[at];
        if block.kind != Kind::Paragraph || block.letters.len() > HEADING {
            continue;
        }
        let size = (block.size * 4.0).round() as i64;
        if block.size > LARGER * body {
            let level = sizes.iter().position(|other| *other == size).unwrap_or_default() + 1;
            block.kind = Kind::Heading(u8::try_from(level).unwrap_or(6).min(6));
        } else if block.bold
            && followed
            && !block.letters.last().is_some_and(|last| matches!(last.letter, '.' | '،' | ':' | '؛'))
        {
            block.kind = Kind::Heading(below);
        }
        if matches!(block.kind, Kind::Heading(_)) {
            block.letters.iter_mut().filter(|letter| letter.letter == '\n').for_each(|letter| letter.letter = ' ');
        }
    }
}

/// A block whose kind a tag tells, of its lines.
pub(super) fn told(kind: Kind, lines: &[Line]) -> Option<Block> {
    let first = lines.first()?;
    let mut letters: Vec<Letter> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some(before) = at.checked_sub(1).map(|at| &lines[at])
            && let Some(end) = letters.last().copied().filter(|last| last.letter != '\u{200C}')
        {
            let forced = is_forced(before, line) || matches!(kind, Kind::Heading(_));
            letters.push(Letter { letter: if forced { ' ' } else { '\n' }, ..end });
        }
        letters.extend(line.letters.iter().copied());
    }
    if matches!(kind, Kind::Item(_))
        && let Some((_, skip)) = marker(&letters)
    {
        letters.drain(..skip);
    }
    Some(Block { kind, letters, page: first.page, size: first.size, bold: first.bold })
}

/// Sets the column of lines that were read apart from their page.
pub(super) fn set_columns(lines: &mut [Line], zones: &[Zone]) {
    // A page of a newspaper has some 1,500 pieces; all are compared with all.
    if zones.iter().map(|zone| zone.segments.len()).sum::<usize>() > 5_000 {
        return;
    }
    for line in lines {
        let holds = |zone: &&Zone| {
            zone.left <= line.left + 1.0
                && zone.right >= line.right - 1.0
                && zone.segments.iter().any(|segment| (segment.base - line.base).abs() < 0.5)
        };
        if let Some(zone) = zones.iter().find(holds) {
            line.column = (zone.left, zone.right);
        }
    }
}
