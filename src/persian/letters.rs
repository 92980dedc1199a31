//! Rules that look at one character and its neighbours: encodings, spaces, characters
//! without a glyph, digits.

use super::digits;
use super::flow::{ADDRESS, HARD_BREAK, OBJECT, SOFT_BREAK};
use super::kinds::{Kind, Kinds};
use super::rewrite::Change;
use super::rules::{Rule, RuleSet};
use super::stops::Stops;
use super::survey::Survey;
use std::borrow::Cow;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

/// The half-space.
pub(super) const ZWNJ: char = '\u{200C}';
const ZWJ: char = '\u{200D}';
/// The stroke that lengthens words.
pub(super) const TATWEEL: char = 'ـ';

/// The number of characters of a text that take room in a line; the text must be part
/// of what was surveyed.
pub(super) fn width(text: &str, survey: &Survey) -> usize {
    if !survey.may_hold(Kinds::of(&[Kind::Mark, Kind::HalfSpace, Kind::Strange])) {
        return text.chars().count();
    }
    const NARROW: Stops = Stops::at(&[('\u{61C}', '\u{61C}')]).and(&MARKS);
    text.chars().count() - NARROW.of(text).filter(|&(_, c)| takes_no_room(c)).count()
}

/// Characters that take no room in a line: marks, half-spaces, controls.
fn takes_no_room(c: char) -> bool {
    is_mark(c) || is_control(c) || matches!(c, ZWNJ | ZWJ | '\u{AD}')
}

/// Vowel marks and other marks over and under Arabic letters.
pub(super) const fn is_mark(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}' | '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}')
}

pub(super) use crate::characters::is_unseen_control as is_control;

/// Characters that show nothing and have no use in Persian text: controls, fillers,
/// tags. Not every invisible character is one: the joiners and the soft hyphen are
/// used, a variation selector makes an emoji what it is, and the blank Braille pattern
/// is a letter.
pub(super) fn is_hidden(c: char) -> bool {
    is_control(c)
        || matches!(c, '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}')
        || matches!(c, '\u{2061}'..='\u{2064}' | '\u{206A}'..='\u{206F}' | '\u{3164}' | '\u{FFA0}')
        || matches!(c, '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Spaces within a line.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

/// Letters of the Arabic script.
pub(super) const fn is_letter(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{63F}' | '\u{641}'..='\u{64A}' | '\u{66E}'..='\u{66F}' | '\u{671}'..='\u{6D3}' | '\u{6D5}' | '\u{6EE}' | '\u{6EF}' | '\u{6FA}'..='\u{6FC}' | '\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{8A0}'..='\u{8C7}')
}

/// The changes of the rules, sorted, not touching each other.
pub(super) fn changes(text: &str, survey: &Survey, rules: RuleSet) -> Vec<Change> {
    if !may_change(survey) {
        return Vec::new();
    }
    let mut scan = Scan { text, rules, changes: Vec::new(), word: (0..0, false), unseen: (0..0, false) };
    let mut from = 0;
    while let Some((at, c)) = BEGINNINGS.next(text, from) {
        let end = at + c.len_utf8();
        from = if is_lone_space(text, at) { end } else { scan.look(at, c).unwrap_or(end).max(end) };
    }
    scan.changes
}

/// Whether a text may contain something to change. A space between two words and a
/// half-space between two letters stay as they are.
fn may_change(survey: &Survey) -> bool {
    const ANYWHERE: Kinds = Kinds::of(&[Kind::Arabic, Kind::Mark, Kind::Tatweel, Kind::Digit, Kind::Strange]);
    const SPACE: Kinds = Kinds::of(&[Kind::Space]);
    const BLANK: Kinds = Kinds::of(&[Kind::Space, Kind::Edge, Kind::HardBreak, Kind::SoftBreak]);
    const HALF_SPACE: Kinds = Kinds::of(&[Kind::HalfSpace]);
    const NO_LETTER: Kinds = Kinds::but(&[Kind::Letter]);
    survey.may_hold(ANYWHERE)
        || survey.may_have(SPACE, BLANK)
        || survey.may_have(BLANK, SPACE)
        || survey.may_have(HALF_SPACE, NO_LETTER)
        || survey.may_have(NO_LETTER, HALF_SPACE)
}

/// Marks of the Arabic block.
const MARKS: Stops = Stops::at(&[
    ('\u{610}', '\u{61A}'),
    ('\u{64B}', '\u{65F}'),
    ('\u{670}', '\u{670}'),
    ('\u{6D6}', '\u{6DC}'),
    ('\u{6DF}', '\u{6E4}'),
    ('\u{6E7}', '\u{6E8}'),
    ('\u{6EA}', '\u{6ED}'),
]);

/// The characters at which a rule of this file begins.
const BEGINNINGS: Stops = Stops::at(&[
    (' ', ' '),
    ('\t', '\t'),
    ('0', '9'),
    ('ي', 'ي'),
    ('ى', 'ى'),
    ('ك', 'ك'),
    (TATWEEL, TATWEEL),
    ('\u{660}', '\u{669}'),
    ('۰', '۹'),
    ('\u{61C}', '\u{61C}'),
])
.and(&MARKS);

/// Whether a space is between letters or punctuation marks, judged by the bytes beside
/// it: no other space, and not the last byte of a break.
fn is_lone_space(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at.wrapping_sub(1)..at + 2) {
        Some(&[before, b' ', after]) => {
            before > b' ' && before != LAST_OF_BREAK && (b'!'..0xE1).contains(&after) && after != 0xC2
        }
        _ => false,
    }
}

/// The last byte of [`HARD_BREAK`].
const LAST_OF_BREAK: u8 = 0x90;

/// How far the phrases around a mark are looked for.
const REACH: usize = 16;

struct Scan<'t> {
    text: &'t str,
    rules: RuleSet,
    changes: Vec<Change>,
    /// The word last asked about, and whether its marks show that it is Arabic.
    word: (Range<usize>, bool),
    /// The range without visible characters last asked about, and whether its line shows
    /// anything else. Without it, each of ten thousand hidden characters in a row would
    /// search past all the others.
    unseen: (Range<usize>, bool),
}

impl Scan<'_> {
    /// Looks at one character; returns where to continue if not directly after it.
    fn look(&mut self, at: usize, c: char) -> Option<usize> {
        match c {
            _ if is_space(c) => self.spaces(at),
            'ي' | 'ى' | 'ك' => self.arabic_letter(at, c),
            '0'..='9' | '\u{660}'..='\u{669}' | '۰'..='۹' => self.digit(at),
            ZWNJ => self.half_space(at),
            TATWEEL => self.tatweel(at),
            '\u{FB50}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => {
                self.presentation_form(at, c)
            }
            _ if is_hidden(c) => self.hidden(at, c),
            ZWJ | '\u{FE00}'..='\u{FE0F}' => self.joiner(at, c),
            _ if canonical_combining_class(c) != 0 => self.compose(at, c),
            _ => None,
        }
    }

    fn put(&mut self, rule: Rule, range: Range<usize>, with: impl Into<Cow<'static, str>>) -> Option<usize> {
        if !self.rules.contains(rule) {
            return None;
        }
        let with = with.into();
        let end = range.end;
        if with.is_empty() && !self.leaves_text(&range) {
            return Some(end);
        }
        if self.text[range.clone()] != with && self.changes.last().is_none_or(|last| last.range.end <= range.start) {
            self.changes.push(Change { range, with, rule });
        }
        Some(end)
    }

    /// Whether the line has visible text without a range of it. A line with nothing, or
    /// nothing but a picture, would make another document.
    fn leaves_text(&mut self, range: &Range<usize>) -> bool {
        let (stretch, leaves) = &self.unseen;
        if stretch.start <= range.start && range.end <= stretch.end {
            return *leaves;
        }
        let breaks = |c: char| matches!(c, HARD_BREAK | SOFT_BREAK);
        let shows = |c: char| {
            !c.is_whitespace()
                && !is_hidden(c)
                && !matches!(c, HARD_BREAK | OBJECT | ADDRESS | ZWNJ | ZWJ | '\u{AD}' | '\u{FE00}'..='\u{FE0F}')
        };
        let found = |(_, c): &(usize, char)| breaks(*c) || shows(*c);
        let before = self.text[..range.start].char_indices().rev().find(found);
        let after = self.text[range.end..].char_indices().find(found);
        let leaves = [before, after].iter().flatten().any(|(_, c)| shows(*c));
        if !self.text[range.clone()].chars().any(|c| found(&(0, c))) {
            let start = before.map_or(0, |(at, c)| at + c.len_utf8());
            let end = after.map_or(self.text.len(), |(at, _)| range.end + at);
            self.unseen = (start..end, leaves);
        }
        leaves
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    fn after(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    /// One space for tabs and runs of spaces, none at the edge of a line; a single
    /// space of any kind stays.
    fn spaces(&mut self, at: usize) -> Option<usize> {
        let rest = &self.text[at..];
        let end = at + rest.len() - rest.trim_start_matches(is_space).len();
        let run = &self.text[at..end];
        let edge = |c: Option<char>| c.is_none_or(|c| matches!(c, HARD_BREAK | SOFT_BREAK));
        let with =
            match run.chars().all(|c| matches!(c, ' ' | '\t')) && (edge(self.before(at)) || edge(self.after(end))) {
                true => "",
                false if run != "\t" && run.chars().nth(1).is_none() => return Some(end),
                false => " ",
            };
        self.put(Rule::Spaces, at..end, with).or(Some(end))
    }

    /// Drops the character, except for the tags that make the flags of some countries.
    fn hidden(&mut self, at: usize, c: char) -> Option<usize> {
        let flag = || self.text[..at].trim_end_matches(|c| matches!(c, '\u{E0020}'..='\u{E007F}')).ends_with('🏴');
        if matches!(c, '\u{E0020}'..='\u{E007F}') && flag() {
            return None;
        }
        let end = at + c.len_utf8();
        if matches!(c, '\u{200F}' | '\u{61C}') && self.parts_phrases(at, end) {
            return None;
        }
        let with = if self.stands_for_a_half_space(at, end, c) { "\u{200C}" } else { "" };
        self.put(Rule::HiddenCharacters, at..end, with)
    }

    /// Whether a right-to-left mark makes two phrases of one: between Latin letters, code
    /// and numbers it decides their order.
    fn parts_phrases(&self, at: usize, end: usize) -> bool {
        let runs_left = |c: char| c.is_alphanumeric() || matches!(c, OBJECT | ADDRESS);
        let is_in_line = |c: &char| *c != HARD_BREAK;
        let before = self.text[..at].chars().rev().take(REACH).take_while(is_in_line).find(|c| runs_left(*c));
        let after = self.text[end..].chars().take(REACH).take_while(is_in_line).find(|c| runs_left(*c));
        let (Some(before), Some(after)) = (before, after) else { return false };
        let is_number = before.is_numeric() && after.is_numeric();
        !is_letter(before) && !is_letter(after) && !is_number
    }

    /// Whether a direction mark or a zero-width space separates a word from its ending,
    /// or `می` from its verb: some keyboards write it instead of a half-space.
    fn stands_for_a_half_space(&self, at: usize, end: usize, c: char) -> bool {
        const ENDINGS: &[&str] = &["ها", "های", "هایی", "ای", "ام", "اند", "ایم", "اید", "تر", "ترین"];
        if !matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}') || !self.before(at).is_some_and(is_letter) {
            return false;
        }
        let first = self.text[..at].rsplit(|c| !is_letter(c)).next().unwrap_or_default();
        let second = self.text[end..].split(|c| !is_letter(c)).next().unwrap_or_default();
        let is_ending = ENDINGS.contains(&second) || (second == "ی" && first.ends_with('ه'));
        (is_ending && first.chars().nth(1).is_some()) || (matches!(first, "می" | "نمی") && !second.is_empty())
    }

    /// The zero-width joiner shapes letters (`ه‍`) and emoji; variation selectors
    /// choose forms of signs. Elsewhere they have no effect and are dropped.
    fn joiner(&mut self, at: usize, c: char) -> Option<usize> {
        let end = at + c.len_utf8();
        let before = self.before(at);
        let sign = |c: char| !c.is_whitespace() && !is_letter(c) && !is_mark(c) && !is_hidden(c) && c != ZWNJ;
        let useful = match c {
            ZWJ => before.is_some_and(|c| !c.is_whitespace() && c != ZWJ) || self.after(end).is_some_and(is_letter),
            _ => before.is_some_and(|c| sign(c) && !matches!(c, '\u{FE00}'..='\u{FE0F}')),
        };
        if useful { None } else { self.put(Rule::HiddenCharacters, at..end, "") }
    }

    fn arabic_letter(&mut self, at: usize, c: char) -> Option<usize> {
        let end = at + c.len_utf8();
        if self.after(end) == Some('\u{654}') || self.is_in_marked_arabic(at) {
            return None;
        }
        let with = if c == 'ك' { "ک" } else { "ی" };
        self.put(Rule::ArabicLetters, at..end, with)
    }

    fn is_in_marked_arabic(&mut self, at: usize) -> bool {
        if !self.word.0.contains(&at) {
            let word = self.word_at(at);
            let marked = is_marked_arabic(&self.text[word.clone()]);
            self.word = (word, marked);
        }
        self.word.1
    }

    /// The word around a letter, including its marks.
    fn word_at(&self, at: usize) -> Range<usize> {
        let part = |c: char| is_letter(c) || is_mark(c) || matches!(c, ZWNJ | TATWEEL);
        let start = at - self.text[..at].chars().rev().take_while(|&c| part(c)).map(char::len_utf8).sum::<usize>();
        let end = at + self.text[at..].chars().take_while(|&c| part(c)).map(char::len_utf8).sum::<usize>();
        start..end
    }

    fn digit(&mut self, at: usize) -> Option<usize> {
        let (rule, with) = digits::change(self.text, at, self.rules)?;
        let c = self.after(at)?;
        self.put(rule, at..at + c.len_utf8(), String::from(with))
    }

    /// A half-space next to another, a space, a punctuation mark or the end of the text
    /// has no effect.
    fn half_space(&mut self, at: usize) -> Option<usize> {
        let rest = &self.text[at..];
        let end = at + rest.len() - rest.trim_start_matches(ZWNJ).len();
        let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || is_mark(c) || c == ZWJ || c == TATWEEL);
        let before = self.text[..at].chars().rev().find(|&c| !is_hidden(c));
        let after = self.text[end..].chars().find(|&c| !is_hidden(c));
        let with = if inside(before) && inside(after) { "\u{200C}" } else { "" };
        self.put(Rule::HalfSpaces, at..end, with).or(Some(end))
    }

    fn tatweel(&mut self, at: usize) -> Option<usize> {
        let rest = &self.text[at..];
        let end = at + rest.len() - rest.trim_start_matches(TATWEEL).len();
        let letter = |c: Option<char>| c.is_some_and(is_letter);
        if letter(self.before(at)) && letter(self.after(end)) {
            return self.put(Rule::Tatweel, at..end, "").or(Some(end));
        }
        Some(end)
    }

    fn presentation_form(&mut self, at: usize, c: char) -> Option<usize> {
        // Ligatures for whole words and phrases (﷼, ﷺ) and the ornate brackets are not
        // forms of a letter.
        if matches!(c, '\u{FD3E}' | '\u{FD3F}' | '\u{FDF0}'..='\u{FDFF}') {
            return None;
        }
        let mut plain = String::new();
        decompose_compatible(c, |c| plain.push(c));
        let plain: String = plain.nfc().collect();
        let changed = !plain.is_empty() && plain.chars().all(is_letter);
        changed.then(|| self.put(Rule::PresentationForms, at..at + c.len_utf8(), plain)).flatten()
    }

    /// A letter and the mark after it become one letter if Unicode has it.
    fn compose(&mut self, at: usize, c: char) -> Option<usize> {
        let before = self.before(at)?;
        let start = at - before.len_utf8();
        let end = at + c.len_utf8();
        let one = unicode_normalization::char::compose(before, c)?;
        self.put(Rule::NormalForm, start..end, String::from(one))
    }
}

/// Whether the letters or marks of a word show that it is Arabic.
fn is_marked_arabic(word: &str) -> bool {
    let vowels = word.chars().filter(|c| matches!(c, '\u{64E}'..='\u{652}' | '\u{670}')).count();
    vowels >= 2 || word.contains(['ة', 'أ', 'إ', '\u{64B}', '\u{64C}', '\u{64D}'])
}
