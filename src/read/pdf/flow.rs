//! From columns to paragraphs, headings and lists.

use super::block::{Block, Halves, Kind};
use super::font::Font;
use super::habits::Habits;
use super::order::{self, Letter, digit, is_right_to_left};
use super::place::PICTURE;
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
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) base: f64,
    pub(super) size: f64,
    pub(super) bold: bool,
    /// The edges of its column, and which one.
    pub(super) column: (f64, f64),
    pub(super) zone: usize,
    pub(super) page: u32,
    /// Where it has two parts: their edges, and the letter that parts them.
    halves: Option<(Halves, usize)>,
}

/// Where lines are: which page of the file, and which column of all.
#[derive(Clone, Copy, Debug)]
pub(super) struct Whence {
    pub(super) page: u32,
    pub(super) zone: usize,
}

impl Line {
    pub(super) fn text(&self) -> String {
        self.letters.iter().map(|letter| letter.letter).collect()
    }

    /// Whether it has two parts.
    pub(super) fn is_parted(&self) -> bool {
        self.halves.is_some()
    }

    fn is_picture(&self) -> bool {
        self.letters.iter().all(|letter| letter.letter == PICTURE)
    }
}

/// The lines of columns.
pub(super) fn lines(zones: &[Zone], start: Whence, habits: &Habits, fonts: &[Font]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (zone, number) in zones.iter().zip(start.zone..) {
        let mut rest = zone.segments.as_slice();
        while let Some(first) = rest.first() {
            let is_beside = |other: &Segment| (first.base - other.base).abs() < 0.3 * first.size.min(other.size);
            let end = rest.iter().position(|other| !is_beside(other)).unwrap_or(rest.len()).max(1);
            let (pieces, below) = rest.split_at(end);
            rest = below;
            let whence = Whence { zone: number, ..start };
            lines.extend(line(pieces, habits, fonts, (zone.left, zone.right), whence));
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
    Whence { page, zone }: Whence,
) -> Option<Line> {
    let first = pieces.first()?;
    let mut sorted: Vec<&Segment> = pieces.iter().collect();
    sorted.sort_by(|a, b| a.left.total_cmp(&b.left));
    if habits.from_right {
        sorted.reverse();
    }
    let mut letters: Vec<Letter> = Vec::new();
    let mut parted = 0;
    for piece in &sorted {
        if let Some(last) = letters.last().copied() {
            parted = letters.len();
            letters.push(Letter { letter: ' ', raised: false, ..last });
        }
        letters.extend(order::letters(piece, habits));
    }
    let halves = match sorted.as_slice() {
        [a, b] if parted > 0 => Some(([a.left, a.right, b.left, b.right], parted)),
        _ => None,
    };
    let bold = letters.iter().filter(|letter| fonts.get(usize::from(letter.font)).is_some_and(|font| font.bold));
    let bold = bold.count() * 10 > letters.len() * 9;
    let left = pieces.iter().map(|piece| piece.left).fold(f64::INFINITY, f64::min);
    let right = pieces.iter().map(|piece| piece.right).fold(f64::NEG_INFINITY, f64::max);
    let (base, size) = (first.base, first.size);
    (!letters.is_empty()).then_some(Line { letters, left, right, base, size, bold, column, zone, page, halves })
}

/// The blocks of the text.
pub(super) fn blocks(lines: Vec<Line>, body: f64) -> Vec<Block> {
    let leading = leading(&lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut last: Option<Line> = None;
    for line in lines {
        let goes_on = last.as_ref().filter(|last| continues(last, &line, leading));
        match (goes_on, blocks.last_mut()) {
            (Some(before), Some(block)) => {
                join(&mut block.letters, &line, is_forced(before, &line));
            }
            _ => {
                let (kind, skip) = match marker(&line.letters) {
                    Some((number, skip)) => (Kind::Item(number), skip),
                    None => (Kind::Paragraph, 0),
                };
                let letters = line.letters[skip..].to_vec();
                let halves = line.halves.filter(|_| skip == 0);
                let (page, size, bold) = (line.page, line.size, line.bold);
                blocks.push(Block { kind, letters, page, size, bold, indents: Vec::new(), halves });
            }
        }
        last = Some(line);
    }
    find_headings(&mut blocks, body);
    blocks
}

/// Adds a line to a paragraph; where the line before had no room for more, with a space.
fn join(letters: &mut Vec<Letter>, line: &Line, is_forced: bool) {
    let is_one = |last: &Letter| {
        let next = line.letters.first();
        // A word cut at its half-space stays one, and an address cut at its strokes.
        last.letter == '\u{200C}'
            || last.link > 0
                && next.is_some_and(|next| next.link == last.link)
                && matches!(last.letter, '/' | '.' | '-' | '_' | '?' | '&' | '=' | '#')
    };
    if let Some(last) = letters.last().copied().filter(|last| !is_one(last)) {
        letters.push(Letter { letter: if is_forced { ' ' } else { '\n' }, raised: false, ..last });
    }
    letters.extend(line.letters.iter().copied());
}

/// The size of most letters.
pub(super) fn body<'l>(lines: impl Iterator<Item = &'l Line>) -> f64 {
    usual(lines.flat_map(|line| line.letters.iter().map(|letter| letter.size)))
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
    if last.is_picture() || line.is_picture() || last.halves.is_some() && line.halves.is_some() {
        return false;
    }
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
pub(super) fn is_forced(last: &Line, next: &Line) -> bool {
    let word: Vec<&Letter> = next.letters.iter().take_while(|letter| letter.letter != ' ').collect();
    let left = word.iter().map(|letter| letter.left).fold(f64::INFINITY, f64::min);
    let right = word.iter().map(|letter| letter.right).fold(f64::NEG_INFINITY, f64::max);
    let room = (last.column.1 - last.column.0) - (last.right - last.left);
    right - left + 0.2 * last.size > room
}

/// The mark of an item: its number, and how many letters it takes.
pub(super) fn marker(letters: &[Letter]) -> Option<(Option<u64>, usize)> {
    let text: String = letters.iter().take(8).map(|letter| letter.letter).collect();
    let first = text.chars().next()?;
    if matches!(first, '•' | '◦' | '▪' | '■' | '●' | '○' | '–' | '—' | '-' | '✓' | '\u{F0B7}') {
        return text.chars().nth(1).is_some_and(|next| next == ' ').then_some((None, 2));
    }
    let digits: Vec<u32> = text.chars().map_while(digit).take(3).collect();
    let mut rest = text.chars().skip(digits.len());
    let marked = !digits.is_empty()
        && rest.next().is_some_and(|c| matches!(c, '.' | ')' | '-' | '–'))
        && rest.next() == Some(' ');
    marked.then(|| (Some(digits.iter().fold(0, |number, digit| number * 10 + u64::from(*digit))), digits.len() + 2))
}

fn is_picture(block: &Block) -> bool {
    block.letters.iter().all(|letter| letter.letter == PICTURE)
}

/// Larger letters, and short bold lines before text, are headings.
fn find_headings(blocks: &mut [Block], body: f64) {
    let mut sizes: Vec<i64> = blocks
        .iter()
        .filter(|block| block.size > LARGER * body && block.letters.len() <= HEADING && !is_picture(block))
        .map(|block| (block.size * 4.0).round() as i64)
        .collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    sizes.dedup();
    let below = u8::try_from(sizes.len() + 1).unwrap_or(6).min(6);
    for at in 0..blocks.len() {
        let followed = blocks.get(at + 1).is_some_and(|next| !next.bold);
        let block = &mut blocks[at];
        if block.kind != Kind::Paragraph || block.letters.len() > HEADING || is_picture(block) {
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

/// A paragraph, or a heading of a level, of its lines.
pub(super) fn told(level: Option<u8>, lines: &[Line]) -> Option<Block> {
    let first = lines.first()?;
    let mut letters: Vec<Letter> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let is_forced = at.checked_sub(1).is_none_or(|before| is_forced(&lines[before], line)) || level.is_some();
        join(&mut letters, line, is_forced);
    }
    let kind = level.map_or(Kind::Paragraph, Kind::Heading);
    let halves = first.halves.filter(|_| lines.len() == 1);
    let (page, size, bold) = (first.page, first.size, first.bold);
    Some(Block { kind, letters, page, size, bold, indents: indents(lines), halves })
}

/// A paragraph of words that are not on the page.
pub(super) fn spoken(words: &str) -> Block {
    let letter = |letter| Letter {
        letter,
        font: u16::MAX,
        left: 0.0,
        right: 0.0,
        size: 0.0,
        height: 0.0,
        code: 0,
        mark: None,
        link: 0,
        raised: false,
    };
    let letters = order::folded(words).chars().map(letter).collect();
    Block { kind: Kind::Paragraph, letters, page: 1, size: 0.0, bold: false, indents: Vec::new(), halves: None }
}

/// How far lines are set in, in letters.
fn indents(lines: &[Line]) -> Vec<usize> {
    let left = lines.iter().map(|line| line.left).fold(f64::INFINITY, f64::min);
    let inset = |line: &Line| {
        let Some(first) = line.letters.first() else { return 0 };
        let width = first.right - first.left;
        // No line of code is set in by more than this.
        if width > 0.0 { ((first.left - left) / width).round().clamp(0.0, 80.0) as usize } else { 0 }
    };
    lines.iter().map(inset).collect()
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
