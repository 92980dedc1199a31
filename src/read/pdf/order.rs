//! From a piece of a line as it is seen to its letters in logical order: the way of
//! UAX #9, backwards.

use super::habits::{Habits, follows};
use super::segment::{Segment, is_mark};
use unicode_normalization::UnicodeNormalization;

/// A raised letter is at most this large beside its line, and stands this much higher
/// at least: numbers of notes are set at two thirds, a third higher.
const RAISED_SIZE: f64 = 0.85;
const RAISED: f64 = 0.12;

/// A letter of a line in logical order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    pub(super) letter: char,
    pub(super) font: u16,
    /// Where its glyph stands.
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) size: f64,
    pub(super) height: f64,
    /// The code of its glyph; of a picture its number.
    pub(super) code: u32,
    /// The tagged content and the link that it belongs to.
    pub(super) mark: Option<u32>,
    pub(super) link: u16,
    /// Whether it is smaller and higher than its line.
    pub(super) raised: bool,
}

/// The value of a digit.
pub(super) fn digit(letter: char) -> Option<u32> {
    letter.to_digit(10).or(match letter {
        '\u{660}'..='\u{669}' => Some(letter as u32 - 0x660),
        '\u{6F0}'..='\u{6F9}' => Some(letter as u32 - 0x6F0),
        _ => None,
    })
}

/// What a glyph reads as.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) text: String,
    /// The glyph's place among those of its piece; none for the space of a gap.
    pub(super) glyph: Option<usize>,
    pub(super) class: Class,
}

/// How a glyph takes part in the order of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    RightToLeft,
    LeftToRight,
    Digit,
    Space,
    Open,
    Close,
    Other,
}

pub(super) fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{5FF}' | '\u{608}' | '\u{60B}' | '\u{60D}' | '\u{61B}'..='\u{64A}'
        | '\u{66D}'..='\u{66F}' | '\u{671}'..='\u{6D5}' | '\u{6E5}' | '\u{6E6}' | '\u{6EE}' | '\u{6EF}'
        | '\u{6FA}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

impl Class {
    fn of(text: &str) -> Self {
        let mut class = Self::Other;
        for letter in text.chars() {
            if is_right_to_left(letter) {
                return Self::RightToLeft;
            }
            let here = match letter {
                _ if is_mark(letter) => Self::Other,
                '0'..='9' | '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}' => Self::Digit,
                _ if letter.is_alphabetic() => Self::LeftToRight,
                _ if letter.is_whitespace() => Self::Space,
                '(' | '[' | '{' | '«' | '‹' => Self::Open,
                ')' | ']' | '}' | '»' | '›' => Self::Close,
                _ => Self::Other,
            };
            if class == Self::Other {
                class = here;
            }
        }
        class
    }

    const fn runs_right(self) -> bool {
        matches!(self, Self::LeftToRight | Self::Digit)
    }
}

/// The bracket that mirrors this one.
fn mirrored(letter: char) -> char {
    match letter {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '«' => '»',
        '»' => '«',
        '‹' => '›',
        '›' => '‹',
        other => other,
    }
}

/// Letters as they are written today: presentation forms folded, tatweel and the marks
/// of direction left out.
pub(super) fn folded(text: &str) -> String {
    let is_form =
        |letter: char| matches!(letter, '\u{FB00}'..='\u{FB06}' | '\u{FB50}'..='\u{FDFB}' | '\u{FE70}'..='\u{FEFC}');
    let plain = |letter: char| match letter {
        '\u{640}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{61C}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FEFF}'
        | '\u{200D}'
        | '\u{2060}'
        | '\u{200B}' => None,
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\t' | '\r' | '\n' => Some(' '),
        letter if letter.is_control() => None,
        letter => Some(letter),
    };
    // Fonts name the glyph of a heh and its hamza by the letter that is both, whichever was
    // written.
    let push = |letter, out: &mut String| match letter {
        '\u{6C0}' => out.push_str("\u{647}\u{654}"),
        letter => out.push(letter),
    };
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if is_form(letter) {
            // The mark alone is written with a space or a tatweel below it.
            letter.nfkc().filter(|letter| !matches!(letter, ' ' | '\u{640}')).for_each(|letter| push(letter, &mut out));
        } else {
            plain(letter).into_iter().for_each(|letter| push(letter, &mut out));
        }
    }
    out
}

/// The glyphs of a piece as they are seen, from left to right, with the spaces that are
/// gaps.
pub(super) fn cells(segment: &Segment, habits: &Habits) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::with_capacity(segment.glyphs.len());
    let mut right: Option<f64> = None;
    for (at, glyph) in segment.glyphs.iter().enumerate() {
        let stored = glyph.text.as_deref().unwrap_or_default();
        let mut text = folded(stored);
        let class = Class::of(&text);
        let reversed = !glyph.logical && habits.is_reversed(glyph.font) && class != Class::LeftToRight;
        if reversed && text.chars().nth(1).is_some() {
            text = text.chars().rev().collect();
        }
        text.extend(glyph.marks.iter().flat_map(|marks| folded(marks).chars().collect::<Vec<_>>()));
        let gap = right.map_or(0.0, |right| glyph.left - right);
        let stands = |cell: &Cell| cell.class != Class::Space;
        if gap > habits.gap() * glyph.size.min(segment.size)
            && class != Class::Space
            && cells.last().is_some_and(stands)
        {
            cells.push(Cell { text: " ".to_owned(), glyph: None, class: Class::Space });
        }
        right = Some(right.map_or(glyph.right, |right| right.max(glyph.right)));
        if !text.is_empty() {
            cells.push(Cell { text, glyph: Some(at), class });
        }
    }
    cells
}

/// Whether a line runs from the right: it has such letters, and more of them than
/// others, or the document does.
pub(super) fn runs_from_right(cells: &[Cell], habits: &Habits) -> bool {
    let count = |class: Class| cells.iter().filter(|cell| cell.class == class).count();
    let (right, left) = (count(Class::RightToLeft), count(Class::LeftToRight));
    if habits.from_right { right > 0 || left == 0 } else { right > left }
}

/// The cells in logical order.
pub(super) fn logical(cells: Vec<Cell>, from_right: bool, segment: &Segment, habits: &Habits) -> Vec<Cell> {
    if habits.backwards {
        return cells;
    }
    if habits.in_order {
        return in_order(cells, from_right, segment, habits);
    }
    by_direction(cells, from_right, segment, habits)
}

/// The cells of a line whose runs were drawn in the order they are read in.
fn in_order(cells: Vec<Cell>, from_right: bool, segment: &Segment, habits: &Habits) -> Vec<Cell> {
    let drawn = |cell: &Cell| cell.glyph.and_then(|glyph| segment.glyphs.get(glyph)).map(|glyph| glyph.drawn);
    let mut runs: Vec<(u64, Vec<Cell>)> = Vec::new();
    let mut last = None;
    for cell in cells {
        let here = drawn(&cell);
        match (last, here, runs.last_mut()) {
            (Some(before), Some(here), Some((_, run))) if follows(before, here) => run.push(cell),
            // The space of a gap has its place from what is around it.
            _ => runs.push((here.map_or(0, |here| 2 * u64::from(here)), vec![cell])),
        }
        last = here;
    }
    for at in 0..runs.len() {
        if runs[at].1.iter().all(|cell| cell.glyph.is_none()) {
            let near = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
            let latest = near.filter_map(|near| Some(runs.get(near)?.0)).max();
            runs[at].0 = latest.unwrap_or_default().saturating_sub(1);
        }
    }
    runs.sort_by_key(|run| run.0);
    let mut out = Vec::new();
    for (_, run) in runs {
        let strong = |cell: &&Cell| matches!(cell.class, Class::RightToLeft | Class::LeftToRight);
        let first = run.iter().find(strong).map(|cell| cell.class);
        let has_number = run.iter().any(|cell| cell.class == Class::Digit);
        let from_right = match first {
            Some(class) => class == Class::RightToLeft,
            None => from_right && !has_number,
        };
        out.extend(by_direction(run, from_right, segment, habits));
    }
    out
}

/// The cells in logical order, by rule.
fn by_direction(cells: Vec<Cell>, from_right: bool, segment: &Segment, habits: &Habits) -> Vec<Cell> {
    if from_right {
        return turned(cells, segment, habits);
    }
    let mut out = Vec::with_capacity(cells.len());
    let mut rest = cells.into_iter().peekable();
    while let Some(cell) = rest.next() {
        if cell.class != Class::RightToLeft {
            out.push(cell);
            continue;
        }
        let mut run = vec![cell];
        while let Some(next) = rest.next_if(|next| next.class != Class::LeftToRight) {
            run.push(next);
        }
        let end = run.iter().rposition(|cell| cell.class == Class::RightToLeft).map_or(run.len(), |last| last + 1);
        let behind = run.split_off(end);
        out.extend(turned(run, segment, habits));
        out.extend(behind);
    }
    out
}

/// The cells of a right-to-left line or run in logical order.
fn turned(cells: Vec<Cell>, segment: &Segment, habits: &Habits) -> Vec<Cell> {
    let runs = runs(&cells);
    let mut out = Vec::with_capacity(cells.len());
    let mut end = cells.len();
    let mut cells: Vec<Option<Cell>> = cells.into_iter().map(Some).collect();
    let mut runs = runs.into_iter().rev().peekable();
    while end > 0 {
        if let Some((start, _)) = runs.next_if(|run| run.1 == end) {
            out.extend(cells[start..end].iter_mut().filter_map(Option::take));
            end = start;
            continue;
        }
        end -= 1;
        let Some(mut cell) = cells[end].take() else { continue };
        let font = cell.glyph.and_then(|glyph| segment.glyphs.get(glyph)).map(|glyph| glyph.font);
        if matches!(cell.class, Class::Open | Class::Close) && font.is_some_and(|font| habits.mirrors(font)) {
            cell.text = cell.text.chars().map(mirrored).collect();
            cell.class = Class::of(&cell.text);
        }
        out.push(cell);
    }
    out
}

/// The left-to-right runs inside a right-to-left line, as seen: starts and ends.
fn runs(cells: &[Cell]) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < cells.len() {
        if let Some(end) = telephone(&cells[at..]) {
            runs.push((at, at + end));
            at += end;
            continue;
        }
        if !cells[at].class.runs_right() {
            at += 1;
            continue;
        }
        let (mut end, mut open) = (at + 1, 0usize);
        let mut next = end;
        while next < cells.len() {
            let class = cells[next].class;
            if class == Class::RightToLeft {
                break;
            }
            // A name and its number are one phrase.
            if cells[at].class == Class::LeftToRight
                && let Some(length) = telephone(&cells[next..])
            {
                end = next + length;
                next = end;
                continue;
            }
            if class.runs_right() {
                if !joins(cells, end, next) {
                    break;
                }
                end = next + 1;
            }
            match class {
                Class::Open => open += 1,
                Class::Close if open == 0 => break,
                Class::Close => {
                    open -= 1;
                    if open == 0 && (end == next || cells[end..next].iter().all(|cell| cell.class == Class::Other)) {
                        end = next + 1;
                    }
                }
                _ => {}
            }
            next += 1;
        }
        let least = runs.last().map_or(0, |run: &(usize, usize)| run.1);
        let (start, end) = (widened_left(cells, at, least), widened_right(cells, end));
        runs.push((start, end));
        at = end;
    }
    runs
}

/// The end of a telephone number that begins here with `+` or a bracket: numbers that a
/// sentence from the right would show in the other order, where nobody kept them together.
fn telephone(cells: &[Cell]) -> Option<usize> {
    let first = cells.first().filter(|first| matches!(first.text.as_str(), "+" | "("))?;
    let belongs = |cell: &&Cell| {
        cell.class == Class::Digit || cell.class == Class::Space || matches!(cell.text.as_str(), "(" | ")" | "-" | "–")
    };
    // ITU-T E.164 has 15 digits at most; with what parts them, twice as many signs.
    let length = 1 + cells[1..].iter().take(30).take_while(belongs).count();
    let length = cells[..length].iter().rposition(|cell| cell.class == Class::Digit)? + 1;
    let number = &cells[..length];
    let count = |text: &str| number.iter().filter(|cell| cell.text == text).count();
    let digits = number.iter().filter(|cell| cell.class == Class::Digit).count();
    let groups = number.split(|cell| cell.class != Class::Digit).filter(|group| !group.is_empty()).count();
    let is_bracketed = first.text == "(" && count(")") == 1 && number[1].class == Class::Digit;
    let fits = (7..=15).contains(&digits) && groups > 1 && count("(") == count(")");
    (fits && (first.text == "+" || is_bracketed)).then_some(length)
}

/// Whether what lies between two pieces of a left-to-right run belongs to it.
fn joins(cells: &[Cell], from: usize, to: usize) -> bool {
    let between = &cells[from..to];
    let (first, last) = (&cells[from - 1], &cells[to]);
    let has_space = between.iter().any(|cell| cell.class == Class::Space);
    let is_persian = |cell: &Cell| cell.text.contains(|c| matches!(c, '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}'));
    match (first.class, last.class) {
        (Class::Digit, Class::Digit) => match between {
            [] => true,
            // One separator between two numbers (rule W4).
            [one] => matches!(one.text.as_str(), "." | "," | "/" | ":" | "-" | "+" | "٫" | "٬" | "،" | "_" | "−"),
            _ => false,
        },
        (Class::LeftToRight, Class::LeftToRight) => !between.iter().any(|cell| cell.text.contains(['،', '؛', '؟'])),
        // A number in Persian digits beside a Latin word is the sentence's.
        _ if is_persian(first) || is_persian(last) => between.is_empty(),
        // A sign that is followed by a space ends what stands before it: it stands in the
        // order of both.
        _ => !has_space || between.len() == 1 || is_sign_and_space(between),
    }
}

/// Whether what lies between two pieces is a sign of Latin text and a space behind it.
fn is_sign_and_space(between: &[Cell]) -> bool {
    let is_sign = |cell: &Cell| matches!(cell.text.as_str(), "," | "." | ";" | ":" | "!" | "?");
    matches!(between, [sign, space] if is_sign(sign) && space.class == Class::Space)
}

/// Signs that begin a left-to-right run.
fn widened_left(cells: &[Cell], start: usize, least: usize) -> usize {
    let Some(before) = start.checked_sub(1).filter(|before| *before >= least) else { return start };
    let first = cells[start].class;
    let belongs = match cells[before].text.as_str() {
        "@" | "#" | "/" | "~" => first == Class::LeftToRight,
        "+" => first == Class::Digit && before.checked_sub(1).is_none_or(|at| cells[at].class == Class::Space),
        _ => false,
    };
    if belongs { before } else { start }
}

/// Signs that end a left-to-right run.
fn widened_right(cells: &[Cell], mut end: usize) -> usize {
    let last = cells[end - 1].class;
    while let Some(cell) = cells.get(end) {
        let belongs = match cell.text.as_str() {
            "+" | "/" => last == Class::LeftToRight,
            "%" | "٪" | "°" => last == Class::Digit,
            _ => false,
        };
        if !belongs {
            break;
        }
        end += 1;
    }
    end
}

/// The letters of a piece in logical order.
pub(super) fn letters(segment: &Segment, habits: &Habits) -> Vec<Letter> {
    let cells = cells(segment, habits);
    let from_right = runs_from_right(&cells, habits);
    let mut cells = logical(cells, from_right, segment, habits);
    habits.part_words(&mut cells, segment);
    let mut out: Vec<Letter> = Vec::with_capacity(cells.len());
    for cell in cells {
        let glyph = cell.glyph.and_then(|glyph| segment.glyphs.get(glyph));
        for letter in cell.text.chars() {
            let letter = match (glyph, out.last()) {
                (Some(glyph), _) => Letter {
                    letter,
                    font: glyph.font,
                    left: glyph.left,
                    right: glyph.right,
                    size: glyph.size,
                    height: glyph.height,
                    code: glyph.code,
                    mark: glyph.mark,
                    link: glyph.link,
                    raised: glyph.size < RAISED_SIZE * segment.size
                        && glyph.base > segment.base + RAISED * segment.size,
                },
                (None, Some(last)) => Letter { letter, ..*last },
                (None, None) => continue,
            };
            // Spaces are one, and a mark belongs to the letter before its space.
            let double = letter.letter == ' ' && out.last().is_none_or(|last| last.letter == ' ');
            if is_mark(letter.letter) && out.last().is_some_and(|last| last.letter == ' ') {
                out.insert(out.len() - 1, letter);
            } else if !double {
                out.push(letter);
            }
        }
    }
    while out.last().is_some_and(|last| last.letter == ' ') {
        out.pop();
    }
    out
}
