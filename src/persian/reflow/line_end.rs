//! What is known about one line end.

use super::phrase::{Bond, ends_clause, first_word, holds_an_end, refers_back};
use super::verse::is_verse;
use crate::document::Sources;
use crate::persian::flow::{Flow, HARD_BREAK, Origin, SOFT_BREAK};
use crate::persian::kinds::{Kind, Kinds};
use crate::persian::letters::width;

/// If a line, a space and the next word are together wider than this share of the
/// column, the word did not fit. Because letters differ in width, it is not 1: at 1.0 a
/// third of the message's forced ends count as free, at 0.9 half of the ends of
/// addresses count as forced.
pub(super) const FULL: f32 = 0.97;
/// If a line and the next word are narrower than this share of the column, the line
/// ended for another reason, whatever its letters. None of the message's forced ends is
/// so short; of the last lines of paragraphs two in three are.
const SHORT: f32 = 0.8;

/// One line end.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineEnd {
    /// Its byte in the flow.
    pub(super) at: usize,
    /// The width of the line before it, in letters.
    pub(super) width: usize,
    /// The width of the first word after it.
    next_word: usize,
    /// Both in characters, half-spaces and marks included, as most programs count when
    /// they wrap a text.
    characters: (usize, usize),
    /// How closely the words before and after it belong together.
    pub(super) bond: Bond,
    /// Whether the line ends as a sentence does.
    pub(super) ends_sentence: bool,
    /// Whether the next sentence refers back to this one.
    pub(super) refers_back: bool,
    /// Whether its last word is a verb that no conjunction follows, as at the end of a
    /// title without a full stop.
    pub(super) ends_clause: bool,
    /// Whether another sentence ends inside the line.
    pub(super) holds_an_end: bool,
    /// Whether the line after it begins a paragraph with an indent.
    pub(super) indented: bool,
    /// Whether the line after it begins a list item.
    pub(super) item: bool,
}

impl LineEnd {
    /// The width of the line together with the next word.
    pub(super) fn fill(&self) -> usize {
        self.width + 1 + self.next_word
    }

    /// The same in characters, and that of the line alone.
    pub(super) fn characters(&self) -> (usize, usize) {
        (self.characters.0 + 1 + self.characters.1, self.characters.0)
    }

    /// The same line end, measured in characters.
    pub(super) fn in_characters(self) -> Self {
        Self { width: self.characters.0, next_word: self.characters.1, ..self }
    }

    /// Whether it is inside a phrase, so that it was certainly forced.
    pub(super) fn inside_phrase(&self) -> bool {
        self.bond == Bond::Phrase
    }

    pub(super) fn is_forced(&self, column: usize) -> bool {
        self.fill() as f32 > FULL * column as f32
    }

    /// Whether the line after it begins a list item, or a paragraph with an indent.
    pub(super) fn begins_anew(&self, indents: bool) -> bool {
        self.item || (indents && self.indented)
    }

    pub(super) fn is_short(&self, column: usize) -> bool {
        (self.fill() as f32) < SHORT * column as f32
    }
}

/// The line ends of a flow, if it is prose; `always`: even if it rhymes.
pub(super) fn line_ends(flow: &Flow<'_>, always: bool, sources: &Sources, ends: &mut Vec<LineEnd>) {
    if !flow.place.prose || !flow.survey.may_hold(Kinds::of(&[Kind::HardBreak])) {
        return;
    }
    let lines: Vec<&str> = flow.text().split(HARD_BREAK).collect();
    let trimmed: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    if lines.len() == 1 || (!always && is_verse(&trimmed)) {
        return;
    }
    let one_line = !flow.survey.may_hold(Kinds::of(&[Kind::SoftBreak]));
    let mut at = 0;
    for (line, pair) in lines.iter().zip(trimmed.windows(2)) {
        at += line.len();
        let &[line_before, line_after] = pair else { continue };
        let next = first_word(line_after);
        let last_line = if one_line { line_before } else { line_before.rsplit(SOFT_BREAK).next().unwrap_or_default() };
        ends.push(LineEnd {
            at,
            width: width(last_line, &flow.survey),
            next_word: width(next, &flow.survey),
            characters: (last_line.chars().count(), next.chars().count()),
            bond: Bond::of(line_before, line_after),
            ends_sentence: ends_sentence(line_before),
            refers_back: refers_back(line_before, line_after),
            ends_clause: ends_clause(line_before, line_after),
            holds_an_end: holds_an_end(last_line),
            indented: is_indented(flow, at, sources),
            item: begins_item(next),
        });
        at += HARD_BREAK.len_utf8();
    }
}

/// Whether the source line after a line end begins with spaces.
fn is_indented(flow: &Flow<'_>, at: usize, sources: &Sources) -> bool {
    let original = flow.text.original(at);
    let leaf = flow.leaves[..flow.leaves.partition_point(|leaf| leaf.at <= original)].last();
    let Some(Origin::Gap(span)) = leaf.map(|leaf| leaf.from) else { return false };
    let gap = sources.get(span).unwrap_or_default();
    gap.rsplit('\n').next().is_some_and(|indent| indent.starts_with([' ', '\t', '\u{3000}']))
}

/// Whether a line ends as a sentence does, ignoring closing marks.
pub(super) fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches([')', '»', '"', '”', ']', '’', ' ']);
    line.ends_with(['.', '!', '؟', '?', ':', '…'])
}

/// Whether a word is the marker of a list item: `-`, `•`, `۱-`, `الف)`, `[name]`.
fn begins_item(word: &str) -> bool {
    if matches!(word, "-" | "–" | "—" | "*" | "•" | "●" | "▪" | "■" | "◆" | "✓") {
        return true;
    }
    // What a row of definitions tells of; `[۳]` is a citation inside a sentence.
    if let Some(name) = word.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return name.contains(char::is_alphabetic);
    }
    let marker = word.trim_end_matches(['.', ')', '-', '_']);
    let number = marker.chars().all(char::is_numeric) && marker.chars().count() <= 2;
    marker.len() < word.len() && !marker.is_empty() && (number || matches!(marker, "الف" | "ب" | "پ" | "ت" | "ج" | "د"))
}
