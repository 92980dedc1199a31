//! Cells: the pieces of a line that get one code each, with the text that
//! readers extract for it.
//!
//! Readers reverse a right-to-left stretch letter by letter, so a letter drawn
//! as one glyph with its neighbour, its marks or its half-space has to be
//! written in reverse order too. A picture of several letters is therefore
//! sliced: the rightmost slice draws all of it, the others are blank and carry
//! the other letters.

use super::classes::{ALM, combining, is_bracket, is_control, is_joiner, is_mark};
use super::codes::{Codes, Part, Picture};
use crate::frame::Glyph;
use crate::units::Em;
use smallvec::{SmallVec, smallvec};
use std::hash::{Hash, Hasher};

/// The most a slice for marks is wide, in ems: a little more than the 0.105 em
/// that poppler needs to see a character (`NARROWEST` in `text.rs`).
const MARK_SLICE: f64 = 0.12;

/// Most characters of the source in one code. MuPDF reads eight characters of a
/// code at most: these, a direction mark between any two of them and one before
/// the first.
const LONGEST: usize = 4;

/// A short string that needs no allocation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Text {
    letters: [char; 2 * LONGEST],
    len: u8,
}

impl Text {
    /// The text of one character.
    pub(crate) fn of(letter: char) -> Self {
        let mut text = Self::default();
        text.push(letter);
        text
    }

    /// The text of some characters.
    pub(crate) fn from_letters(letters: &[char]) -> Self {
        let mut text = Self::default();
        letters.iter().for_each(|&letter| text.push(letter));
        text
    }

    /// Adds a character at the end; dropped if the text is full.
    pub(crate) fn push(&mut self, letter: char) {
        if let Some(place) = self.letters.get_mut(usize::from(self.len)) {
            *place = letter;
            self.len += 1;
        }
    }

    /// The same text with a character put before it.
    pub(crate) fn prefixed(&self, letter: char) -> Self {
        let mut text = Self::of(letter);
        self.letters().iter().for_each(|&letter| text.push(letter));
        text
    }

    /// Its characters.
    pub(crate) fn letters(&self) -> &[char] {
        &self.letters[..usize::from(self.len)]
    }

    /// The first character.
    pub(crate) fn first(&self) -> Option<char> {
        self.letters().first().copied()
    }

    /// The last character.
    pub(crate) fn last(&self) -> Option<char> {
        self.letters().last().copied()
    }
}

impl Hash for Text {
    /// Hashes the characters only: one or two, where there is room for eight.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.letters().hash(state);
    }
}

/// A piece of a line with its own code.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell {
    /// What readers extract.
    pub(crate) text: Text,
    /// What is drawn.
    pub(crate) picture: Picture,
    /// How far right of the cell's left end the picture is drawn, in design
    /// units.
    pub(crate) shift: i32,
    /// Its width in design units.
    pub(crate) width: i32,
    /// How far the pen moves beyond the width (kerning), in design units.
    pub(crate) kern: i32,
    /// Whether this is a space between words.
    pub(crate) space: bool,
    /// Whether a hint for poppler is placed at its left.
    pub(crate) hint: bool,
    /// Index of its first byte in the line's text.
    pub(crate) start: u32,
}

impl Cell {
    /// A cell without ink.
    pub(crate) fn blank(text: Text, width: i32, start: u32) -> Self {
        Self { text, picture: Picture::Blank, shift: 0, width, kern: 0, space: false, hint: false, start }
    }

    /// Whether it begins with a mark.
    pub(crate) fn begins_with_mark(&self) -> bool {
        self.text.first().is_some_and(is_mark)
    }

    /// Whether its text is a single bracket or quotation mark.
    pub(crate) fn is_bracket(&self) -> bool {
        matches!(self.text.letters(), [only] if is_bracket(*only))
    }
}

/// The texts of the codes of a unit; most units are one letter.
type Tokens = SmallVec<[Text; 1]>;

/// How the text of a cluster is divided among codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Telling {
    /// One code for all of it, in reading order.
    Whole,
    /// A code for each letter, in the order they are seen from left to right.
    Sliced,
}

/// A cluster of one glyph, by everything its cell depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Alone {
    glyph: u16,
    telling: Telling,
    /// Its text, as far as it fits into eight bytes.
    source: u64,
    /// Advance, x and y offset and stretch, as the bits of their numbers.
    shape: (u64, u64, u64, u64),
}

impl Alone {
    /// Most bytes of a text that is remembered: enough for a letter and a
    /// joiner.
    const LONGEST: usize = 8;

    fn of(source: &str, glyph: &Glyph, telling: Telling) -> Option<Self> {
        let mut short = [0; Self::LONGEST];
        short.get_mut(..source.len())?.copy_from_slice(source.as_bytes());
        let bits = |ems: Em| ems.get().to_bits();
        let shape = (bits(glyph.advance), bits(glyph.x_offset), bits(glyph.y_offset), bits(glyph.stretch));
        Some(Self { glyph: glyph.id, telling, source: u64::from_le_bytes(short), shape })
    }
}

/// The cells of a stretch of one direction, from left to right.
pub(crate) fn cells(text: &str, glyphs: &[Glyph], rtl: bool, telling: Telling, codes: &mut Codes<'_>) -> Vec<Cell> {
    let mut clusters: Vec<&[Glyph]> = Vec::with_capacity(glyphs.len());
    clusters.extend(glyphs.chunk_by(|a, b| (a.text_start, a.text_end) == (b.text_start, b.text_end)));
    if rtl {
        clusters.reverse();
    }
    let mut cells = Vec::with_capacity(clusters.len() + 4);
    let mut rest = &clusters[..];
    while let [first, others @ ..] = rest {
        // Extractors cannot separate a zero-width glyph from the one before it.
        let joined = others.iter().take_while(|cluster| joins(text, cluster)).count();
        let unit = &rest[..=joined];
        rest = &rest[unit.len()..];
        let alone = match unit {
            [[glyph]] => Alone::of(source(text, first), glyph, telling),
            _ => None,
        };
        if let Some(known) = alone.and_then(|alone| codes.alone.get(&alone)) {
            cells.push(Cell { start: first[0].text_start, ..*known });
            continue;
        }
        let before = cells.len();
        slice(text, unit, rtl, telling, codes, &mut cells);
        if let (Some(alone), [only]) = (alone, &cells[before..]) {
            codes.alone.insert(alone, *only);
        }
    }
    if rtl {
        cells.reverse();
    }
    cells
}

fn joins(text: &str, cluster: &[Glyph]) -> bool {
    cluster.iter().map(|glyph| glyph.advance).sum::<Em>() == Em::ZERO && !is_space(source(text, cluster))
}

fn is_space(source: &str) -> bool {
    !source.is_empty() && source.chars().all(char::is_whitespace)
}

/// The text of a cluster.
fn source<'t>(text: &'t str, cluster: &[Glyph]) -> &'t str {
    text.get(cluster[0].text_start as usize..cluster[0].text_end as usize).unwrap_or_default()
}

/// Splits a text into the texts of single codes: a letter with the joiners
/// after it, or a series of marks.
fn add_tokens(tokens: &mut Tokens, source: &str, telling: Telling) {
    for letter in source.chars().filter(|&letter| !is_control(letter)) {
        let letter = if letter.is_whitespace() { ' ' } else { letter };
        let room = tokens.last_mut().filter(|token| token.letters().len() < LONGEST);
        match room {
            Some(token) if telling == Telling::Whole || is_joiner(letter) => token.push(letter),
            Some(token) if is_mark(letter) && token.first().is_some_and(is_mark) => token.push(letter),
            // A joiner without a letter before it joins nothing.
            None if is_joiner(letter) => {}
            _ => tokens.push(Text::of(letter)),
        }
    }
}

/// The cells of some clusters, in logical order.
fn slice(text: &str, clusters: &[&[Glyph]], rtl: bool, telling: Telling, codes: &mut Codes<'_>, cells: &mut Vec<Cell>) {
    let mut seen: SmallVec<[&[Glyph]; 2]> = SmallVec::from_slice(clusters);
    if rtl {
        seen.reverse();
    }
    let glyphs = || seen.iter().copied().flatten();
    let start = clusters[0][0].text_start;
    let advance = codes.units(glyphs().map(|glyph| glyph.advance).sum::<Em>());
    if is_space(source(text, clusters[0])) {
        let mut cell = Cell::blank(Text::of(' '), advance, start);
        cell.space = true;
        cells.push(cell);
        return;
    }
    let mut tokens = Tokens::new();
    for cluster in clusters {
        add_tokens(&mut tokens, source(text, cluster), telling);
    }
    let picture = picture(glyphs(), codes);
    let count = tokens.len().max(1);
    let widths = widths(&tokens, advance, codes);
    let others = advance - widths[0];
    for (index, &width) in widths.iter().enumerate() {
        let token = tokens.get(index).copied().unwrap_or_else(|| Text::of('\u{fffd}'));
        let text = if telling == Telling::Sliced { reversed(&token) } else { token };
        let mut cell = Cell::blank(text, width, start);
        if index == 0 {
            cell.picture = picture;
            // In a left-to-right stretch, the first slice is the leftmost one.
            cell.shift = if rtl { -others } else { 0 };
        }
        if let (1, Picture::Glyph(glyph)) = (count, picture) {
            cell.width = codes.advance(glyph);
            cell.kern = width - cell.width;
        }
        cells.push(cell);
    }
}

/// The widths of the slices, in logical order: `MARK_SLICE` or less for marks,
/// the rest for the letters. They add up to the advance.
fn widths(tokens: &[Text], advance: i32, codes: &Codes<'_>) -> SmallVec<[i32; 4]> {
    let marks = tokens.iter().filter(|token| token.first().is_some_and(is_mark)).count() as i32;
    let letters = (tokens.len() as i32 - marks).max(0);
    if tokens.len() < 2 {
        return smallvec![advance];
    }
    let mark = if marks == 0 { 0 } else { codes.units(Em::new(MARK_SLICE)).min(advance / 2 / marks) };
    let letter = if letters == 0 { 0 } else { (advance - mark * marks) / letters };
    let mut widths: SmallVec<[i32; 4]> =
        tokens.iter().map(|token| if token.first().is_some_and(is_mark) { mark } else { letter }).collect();
    widths[0] += advance - widths.iter().sum::<i32>();
    widths
}

/// The text of a token in a right-to-left code: reversed. A direction mark
/// separates what a reader would otherwise put into its canonical order.
fn reversed(token: &Text) -> Text {
    let letters = token.letters();
    if let [_] = letters {
        return *token;
    }
    let mut text = Text::default();
    for (index, &letter) in letters.iter().enumerate().rev() {
        text.push(letter);
        let Some(&before) = index.checked_sub(1).and_then(|index| letters.get(index)) else { continue };
        let equal = is_mark(letter) && is_mark(before) && combining(letter) == combining(before);
        if equal || (is_joiner(letter) && is_mark(before)) {
            text.push(ALM);
        }
    }
    text
}

/// The glyphs of a unit as one picture, measured from its left end.
fn picture<'g>(glyphs: impl Iterator<Item = &'g Glyph>, codes: &mut Codes<'_>) -> Picture {
    let mut pen = Em::ZERO;
    let mut parts: SmallVec<[Part; 4]> = SmallVec::new();
    for glyph in glyphs {
        if !codes.is_blank(glyph.id) {
            parts.push(Part {
                glyph: glyph.id,
                dx: codes.units(pen + glyph.stretch + glyph.x_offset),
                dy: codes.units(glyph.y_offset),
                tatweel: codes.units(glyph.stretch),
            });
        }
        pen += glyph.advance;
    }
    codes.picture(&parts)
}
