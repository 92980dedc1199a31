//! How the program that made a file stores right-to-left text. Where a file does not
//! say, the lexicon decides: the reading with more known words is the right one.

use super::font::Font;
use super::order::{Cell, Class, cells, is_right_to_left, logical, runs_from_right};
use super::place::{Glyph, NARROW};
use super::segment::{Segment, is_mark};
use crate::lexicon::{Lexicon, Words};
use rustc_hash::{FxHashMap, FxHashSet};

/// The half-space.
const ZWNJ: char = '\u{200C}';
/// A gap of this many em is a space where spaces are not drawn: justified lines have
/// them down to 0.17, and letters stand 0.05 apart. Narrow fonts have narrower ones: of
/// these the one counts by which most letters are of known words, the first of equals.
const GAPS: [f64; 3] = [0.14, 0.105, 0.08];
/// The same where spaces are drawn as glyphs.
const GAP_BESIDE_SPACES: f64 = 0.4;
/// Where spaces are drawn, at least one glyph in this many is one.
const LETTERS_A_SPACE: usize = 15;
/// Most words that are looked up: enough to be sure, in bounded time.
const WORDS: usize = 20_000;
/// A final form ends a word at least once in this many times; `می‌` is so frequent
/// that its letter mostly stands before a half-space.
const FINAL: usize = 12;
/// A form from inside words ends one at most once in this many times: where a line or a
/// sign cuts a word.
const INSIDE: usize = 40;
/// Letters that do not join the next one.
const UNJOINED: &[char] = &['ا', 'آ', 'أ', 'إ', 'ٱ', 'د', 'ذ', 'ر', 'ز', 'ژ', 'و', 'ؤ', 'ۀ', 'ة', 'ء'];

/// The habits of a file's producer.
#[derive(Debug, Default)]
pub(super) struct Habits {
    /// Whether most of its letters run from the right.
    pub(super) from_right: bool,
    /// Whether words stand on the page with their first letter at the left.
    pub(super) backwards: bool,
    spaces_drawn: bool,
    /// The gap that is a space where none is drawn.
    gap: f64,
    /// Whether runs of one direction are drawn in the order they are read in.
    pub(super) in_order: bool,
    /// Fonts whose glyphs of several letters read backwards.
    reversed: FxHashSet<u16>,
    /// Fonts whose brackets are told as they look and not as they were written.
    mirrors: FxHashSet<u16>,
    /// Glyphs, by font and code, that end a joined word.
    finals: FxHashSet<(u16, u32)>,
}

impl Habits {
    pub(super) fn of(segments: &[&Segment], fonts: &[Font]) -> Self {
        let mut habits = Self::default();
        habits.count(segments);
        habits.in_order = in_order(segments);
        let words = Words::default();
        let lexicon = Lexicon::new(&words);
        habits.judge_gap(segments, lexicon);
        habits.judge_ligatures(segments, fonts.len(), lexicon);
        habits.judge_direction(segments, lexicon);
        habits.judge_brackets(segments);
        habits.find_finals(segments);
        habits.judge_finals(segments, lexicon);
        habits
    }

    pub(super) fn is_reversed(&self, font: u16) -> bool {
        self.reversed.contains(&font)
    }

    pub(super) fn mirrors(&self, font: u16) -> bool {
        self.mirrors.contains(&font)
    }

    pub(super) fn gap(&self) -> f64 {
        if self.spaces_drawn { GAP_BESIDE_SPACES } else { self.gap }
    }

    fn count(&mut self, segments: &[&Segment]) {
        let (mut right, mut left, mut spaces) = (0usize, 0usize, 0usize);
        for letter in
            segments.iter().flat_map(|segment| &segment.glyphs).flat_map(|g| g.text.iter()).flat_map(|t| t.chars())
        {
            right += usize::from(is_right_to_left(letter));
            left += usize::from(letter.is_alphabetic() && !is_right_to_left(letter));
            spaces += usize::from(letter == ' ');
        }
        self.from_right = right > left;
        self.spaces_drawn = spaces > 0 && (right + left) / spaces < LETTERS_A_SPACE;
    }

    /// How wide a gap is a space, where spaces are not drawn.
    fn judge_gap(&mut self, segments: &[&Segment], lexicon: Lexicon<'_>) {
        self.gap = GAPS[0];
        if self.spaces_drawn {
            return;
        }
        let mut best = (0, GAPS[0]);
        for gap in GAPS {
            self.gap = gap;
            let (mut letters, mut left) = (0, WORDS / GAPS.len());
            'words: for segment in segments {
                for word in self.words(segment) {
                    let Some(next) = left.checked_sub(1) else { break 'words };
                    left = next;
                    let text: String = word.iter().map(|cell| cell.text.as_str()).collect();
                    // Short words are known by chance, too.
                    let count = text.chars().count();
                    letters += if count > 2 && is_known(&text, lexicon) { count } else { 0 };
                }
            }
            if letters > best.0 {
                best = (letters, gap);
            }
        }
        self.gap = best.1;
    }

    /// The words of a piece, each as its cells.
    fn words(&self, segment: &Segment) -> Vec<Vec<Cell>> {
        let cells = cells(segment, self);
        let from_right = runs_from_right(&cells, self);
        let cells = logical(cells, from_right, segment, self);
        let is_inside = |cell: &Cell| {
            let text = cell.text.as_str();
            let is_word = |letter: char| is_right_to_left(letter) && letter.is_alphabetic() || is_mark(letter);
            text.contains(ZWNJ) || text.contains(is_word)
        };
        let words = cells.split(|cell| !is_inside(cell));
        words.filter(|word| !word.is_empty()).map(<[Cell]>::to_vec).collect()
    }

    /// Whether glyphs of several letters read as they are stored or backwards, a font at
    /// a time.
    fn judge_ligatures(&mut self, segments: &[&Segment], fonts: usize, lexicon: Lexicon<'_>) {
        let mut votes: Vec<i64> = vec![0; fonts];
        let mut left = WORDS;
        for segment in segments {
            let several = |text: &str| text.chars().nth(1).is_some() && text.contains(is_right_to_left);
            if !segment.glyphs.iter().any(|glyph| !glyph.logical && glyph.text.as_deref().is_some_and(several)) {
                continue;
            }
            for word in self.words(segment) {
                let font_of = |cell: &Cell| {
                    let glyph = segment.glyphs.get(cell.glyph?)?;
                    let counts = !glyph.logical && glyph.marks.is_none() && several(&cell.text);
                    counts.then_some(glyph.font)
                };
                let Some(font) = word.iter().find_map(font_of) else { continue };
                let vote = &mut votes[usize::from(font)];
                // A half-space is never the first character of its word.
                let halves = word.iter().filter(|cell| font_of(cell).is_some());
                for text in halves.map(|cell| cell.text.as_str()).filter(|text| text.contains(ZWNJ)) {
                    *vote += if text.starts_with(ZWNJ) { 1 } else { -1 };
                }
                let Some(next) = left.checked_sub(1) else { break };
                left = next;
                let stored: String = word.iter().map(|cell| cell.text.as_str()).collect();
                let turned: String =
                    word.iter()
                        .map(|cell| {
                            if font_of(cell).is_some() { cell.text.chars().rev().collect() } else { cell.text.clone() }
                        })
                        .collect();
                *vote += i64::from(is_known(&turned, lexicon)) - i64::from(is_known(&stored, lexicon));
            }
        }
        self.reversed = votes.iter().zip(0..).filter(|(vote, _)| **vote > 0).map(|(_, font)| font).collect();
    }

    /// Whether words are known from right to left, as they must look, or backwards.
    fn judge_direction(&mut self, segments: &[&Segment], lexicon: Lexicon<'_>) {
        let (mut forwards, mut backwards, mut left) = (0usize, 0usize, WORDS);
        for segment in segments {
            for word in self.words(segment) {
                let text: String = word.iter().map(|cell| cell.text.as_str()).collect();
                if text.chars().count() < 3 {
                    continue;
                }
                let turned: String = word.iter().rev().map(|cell| cell.text.as_str()).collect();
                forwards += usize::from(is_known(&text, lexicon));
                backwards += usize::from(is_known(&turned, lexicon));
                left = left.saturating_sub(1);
            }
            if left == 0 {
                break;
            }
        }
        self.backwards = backwards > 2 * forwards + 3;
    }

    /// Whether the first bracket of a line opens, as it was written, or as it looks.
    fn judge_brackets(&mut self, segments: &[&Segment]) {
        let mut votes: FxHashMap<u16, i64> = FxHashMap::default();
        for segment in segments {
            let cells = cells(segment, self);
            let from_right = runs_from_right(&cells, self);
            if !from_right || !cells.iter().any(|cell| matches!(cell.class, Class::Open | Class::Close)) {
                continue;
            }
            let cells = logical(cells, from_right, segment, self);
            let is_bracket = |cell: &&Cell| matches!(cell.class, Class::Open | Class::Close);
            // The bracket that a Latin run holds keeps its look.
            let brackets: Vec<&Cell> = cells.iter().filter(is_bracket).collect();
            for pair in brackets.windows(2) {
                let font = pair[0].glyph.map(|glyph| segment.glyphs[glyph].font).unwrap_or_default();
                match (pair[0].class, pair[1].class) {
                    (Class::Open, Class::Close) => *votes.entry(font).or_default() -= 1,
                    (Class::Close, Class::Open) => *votes.entry(font).or_default() += 1,
                    _ => {}
                }
            }
            if let (Some(first), Some(last)) = (brackets.first(), brackets.last()) {
                let font = first.glyph.map(|glyph| segment.glyphs[glyph].font).unwrap_or_default();
                let vote = votes.entry(font).or_default();
                *vote += i64::from(first.class == Class::Close) - i64::from(first.class == Class::Open);
                *vote += i64::from(last.class == Class::Open) - i64::from(last.class == Class::Close);
            }
        }
        self.mirrors = votes.into_iter().filter(|(_, vote)| *vote > 0).map(|(font, _)| font).collect();
    }

    /// The glyphs of a joining letter that end words, where the letter has others that
    /// never do, are its final forms: inside a word they stand before a half-space.
    fn find_finals(&mut self, segments: &[&Segment]) {
        let mut places: FxHashMap<(u16, u32), (usize, usize, char)> = FxHashMap::default();
        for segment in segments {
            for word in self.words(segment) {
                let count = word.len();
                for (at, cell) in word.iter().enumerate() {
                    let Some((key, letter)) = joining(cell, segment) else { continue };
                    let ends = at + 1 == count || word[at + 1].text.starts_with(ZWNJ) || cell.text.ends_with(ZWNJ);
                    let place = places.entry(key).or_insert((0, 0, letter));
                    if ends { place.0 += 1 } else { place.1 += 1 }
                }
            }
        }
        let is_shaped = |place: &(usize, usize, char)| place.0 * INSIDE <= place.1;
        let shaped: FxHashSet<(u16, char)> =
            places.iter().filter(|(_, place)| is_shaped(place)).map(|((font, _), place)| (*font, place.2)).collect();
        let is_final = |((font, _), (ends, inside, letter)): &(&(u16, u32), &(usize, usize, char))| {
            ends * FINAL > *inside && shaped.contains(&(*font, *letter))
        };
        self.finals = places.iter().filter(is_final).map(|(key, _)| *key).collect();
    }

    /// Keeps the final forms only that part words which the lexicon knows so, and not as a
    /// whole: where half-spaces are gaps, other forms seem to end words.
    fn judge_finals(&mut self, segments: &[&Segment], lexicon: Lexicon<'_>) {
        let mut votes: FxHashMap<(u16, u32), i64> = FxHashMap::default();
        let mut left = WORDS;
        for segment in segments {
            for word in self.words(segment) {
                let is_inside = |at: &usize| self.parts(&word, *at, segment).is_some();
                let places: Vec<usize> = (0..word.len()).filter(is_inside).collect();
                if places.is_empty() {
                    continue;
                }
                let Some(next) = left.checked_sub(1) else { break };
                left = next;
                let whole: String = word.iter().map(|cell| cell.text.as_str()).collect();
                let mut parted = word.clone();
                self.part_words(&mut parted, segment);
                let parted: String = parted.iter().map(|cell| cell.text.as_str()).collect();
                let vote = i64::from(is_known(&parted, lexicon)) - i64::from(is_known(&whole, lexicon));
                for key in places.into_iter().filter_map(|at| self.parts(&word, at, segment)) {
                    *votes.entry(key).or_default() += vote;
                }
            }
        }
        self.finals.retain(|key| votes.get(key).is_none_or(|vote| *vote >= 0));
    }

    /// The final form at a place inside a word, after which a half-space belongs.
    fn parts(&self, cells: &[Cell], at: usize, segment: &Segment) -> Option<(u16, u32)> {
        let (cell, next) = (cells.get(at)?, cells.get(at + 1)?);
        // Nothing joins a hamza.
        let goes_on =
            next.text.starts_with(|letter| is_right_to_left(letter) && letter.is_alphabetic() && letter != 'ء');
        let (key, _) = joining(cell, segment)?;
        (goes_on && self.finals.contains(&key) && !cell.text.ends_with(ZWNJ)).then_some(key)
    }

    /// Puts the half-spaces back that final forms inside words tell of.
    pub(super) fn part_words(&self, cells: &mut [Cell], segment: &Segment) {
        for at in 0..cells.len() {
            if self.parts(cells, at, segment).is_some() {
                cells[at].text.push(ZWNJ);
            }
        }
    }
}

/// Where runs that begin to the left of the one before them are this many times as
/// frequent as others, and there are as many as this, a file draws what it reads.
const IN_ORDER: usize = 8;
const RUNS: usize = 5;

/// Whether right-to-left lines are drawn a run at a time from the right.
fn in_order(segments: &[&Segment]) -> bool {
    let (mut leftwards, mut others) = (0usize, 0usize);
    for segment in segments {
        let has = |glyph: &Glyph, is: fn(char) -> bool| glyph.text.as_deref().is_some_and(|text| text.contains(is));
        let count = |is: fn(char) -> bool| segment.glyphs.iter().filter(|glyph| has(glyph, is)).count();
        // Lines from the left are drawn from the left.
        if count(is_right_to_left) <= count(|letter| letter.is_ascii_alphanumeric()) {
            continue;
        }
        // Signs of direction have no place, and marks that of their letters.
        let shows = |glyph: &&Glyph| glyph.right - glyph.left > NARROW * glyph.size;
        let mut before: Option<u32> = None;
        for glyph in segment.glyphs.iter().filter(shows) {
            if let Some(before) = before.filter(|before| !follows(*before, glyph.drawn)) {
                *(if glyph.drawn < before { &mut leftwards } else { &mut others }) += 1;
            }
            before = Some(glyph.drawn);
        }
    }
    leftwards >= RUNS && leftwards > IN_ORDER * others
}

/// Whether a glyph was drawn right after another; marks may come between.
pub(super) fn follows(before: u32, glyph: u32) -> bool {
    (1..=8).contains(&glyph.wrapping_sub(before))
}

/// The font and code of a glyph whose last letter joins the next one, and that letter.
fn joining(cell: &Cell, segment: &Segment) -> Option<((u16, u32), char)> {
    let glyph = segment.glyphs.get(cell.glyph?)?;
    let last = cell.text.chars().rev().find(|letter| !is_mark(*letter) && *letter != ZWNJ)?;
    let joins = is_right_to_left(last) && last.is_alphabetic() && !UNJOINED.contains(&last);
    (joins && !glyph.logical).then_some(((glyph.font, glyph.code), last))
}

/// Whether the lexicon knows a word, and each of its parts between half-spaces.
fn is_known(word: &str, lexicon: Lexicon<'_>) -> bool {
    let letters = |letter: char| match letter {
        'ي' | 'ى' => Some('ی'),
        'ك' => Some('ک'),
        letter if is_mark(letter) => None,
        letter => Some(letter),
    };
    let word: String = word.chars().filter_map(letters).collect();
    lexicon.is_known(&word) || word.contains(ZWNJ) && word.split(ZWNJ).all(|part| lexicon.is_known(part))
}
