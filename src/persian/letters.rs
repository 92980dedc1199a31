//! Rules that look at one character and its neighbours: encodings, spaces,
//! characters that show nothing, digits.

use super::flow::{HARD_BREAK, OBJECT, SOFT_BREAK};
use super::rewrite::Change;
use super::rules::{Rule, RuleSet};
use std::borrow::Cow;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

/// The half-space.
pub(super) const ZWNJ: char = '\u{200C}';
const ZWJ: char = '\u{200D}';
/// The stroke that stretches words.
const TATWEEL: char = 'ـ';

/// Characters that take no room in a line: marks, half-spaces, controls.
pub(super) fn takes_no_room(c: char) -> bool {
    is_mark(c) || is_control(c) || matches!(c, ZWNJ | ZWJ | '\u{AD}')
}

/// Vowel marks and other marks over and under Arabic letters.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}' | '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}')
}

/// Characters that show nothing: zero-width spaces, byte order marks, controls
/// of direction.
pub(super) fn is_control(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{61C}' | '\u{200E}' | '\u{200F}')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Letters of the Arabic script.
pub(super) fn is_letter(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{63F}' | '\u{641}'..='\u{64A}' | '\u{66E}'..='\u{66F}' | '\u{671}'..='\u{6D3}' | '\u{6D5}' | '\u{6EE}' | '\u{6EF}' | '\u{6FA}'..='\u{6FC}' | '\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{8A0}'..='\u{8C7}')
}

/// What the rules change, sorted, none touching another.
pub(super) fn changes(text: &str, rules: RuleSet) -> Vec<Change> {
    let mut scan = Scan { text, rules, changes: Vec::new() };
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let end = at + c.len_utf8();
        at = if is_plain(c) { end } else { scan.look(at, c).unwrap_or(end).max(end) };
    }
    scan.changes
}

/// Characters that no rule here begins at: most of every text.
fn is_plain(c: char) -> bool {
    matches!(c, 'آ'..='ت' | 'ث'..='غ' | 'ف' | 'ق' | 'ل'..='و' | 'پ' | 'چ' | 'ژ' | 'ک' | 'گ' | 'ی' | '،' | '؛' | '؟' | '!'..='/' | ':'..='~')
}

struct Scan<'t> {
    text: &'t str,
    rules: RuleSet,
    changes: Vec<Change>,
}

impl Scan<'_> {
    /// Looks at one character; answers where to go on if not right behind it.
    fn look(&mut self, at: usize, c: char) -> Option<usize> {
        match c {
            ' ' | '\t' | '\u{A0}' => self.spaces(at),
            'ي' | 'ى' | 'ك' => self.arabic_letter(at, c),
            '\u{660}'..='\u{669}' => self.digit(at, c, 0x660),
            '\u{6F0}'..='\u{6F9}' => self.digit(at, c, 0x6F0),
            '0'..='9' => self.digit(at, c, 0x30),
            ZWNJ => self.half_space(at),
            TATWEEL => self.tatweel(at),
            '\u{FB50}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => {
                self.presentation_form(at, c)
            }
            _ if is_control(c) => self.put(Rule::HiddenCharacters, at..at + c.len_utf8(), ""),
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
        if self.text[range.clone()] != with && self.changes.last().is_none_or(|last| last.range.end <= range.start) {
            self.changes.push(Change { range, with, rule });
        }
        Some(end)
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    fn after(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    /// One space for tabs and runs of blanks; a single no-break space stays.
    fn spaces(&mut self, at: usize) -> Option<usize> {
        let rest = &self.text[at..];
        let run = rest.len() - rest.trim_start_matches([' ', '\t', '\u{A0}']).len();
        let end = at + run;
        if matches!(&self.text[at..end], " " | "\u{A0}") {
            return Some(end);
        }
        self.put(Rule::Spaces, at..end, " ").or(Some(end))
    }

    fn arabic_letter(&mut self, at: usize, c: char) -> Option<usize> {
        let end = at + c.len_utf8();
        if self.after(end) == Some('\u{654}') || is_marked_arabic(self.word(at)) {
            return None;
        }
        let with = if c == 'ك' { "ک" } else { "ی" };
        self.put(Rule::ArabicLetters, at..end, with)
    }

    /// The word around a letter, with its marks.
    fn word(&self, at: usize) -> &str {
        let part = |c: char| is_letter(c) || is_mark(c) || matches!(c, ZWNJ | TATWEEL);
        let start = at - self.text[..at].chars().rev().take_while(|&c| part(c)).map(char::len_utf8).sum::<usize>();
        let end = at + self.text[at..].chars().take_while(|&c| part(c)).map(char::len_utf8).sum::<usize>();
        &self.text[start..end]
    }

    fn digit(&mut self, at: usize, c: char, zero: u32) -> Option<usize> {
        let end = at + c.len_utf8();
        let value = c as u32 - zero;
        let as_digit = |zero: u32| char::from_u32(zero + value).map(String::from).unwrap_or_default();
        if zero == 0x660 && self.rules.contains(Rule::ArabicDigits) {
            return self.put(Rule::ArabicDigits, at..end, as_digit(0x6F0));
        }
        if self.in_latin_word(at) {
            return None;
        }
        if self.rules.contains(Rule::PersianDigits) {
            return self.put(Rule::PersianDigits, at..end, as_digit(0x6F0));
        }
        self.put(Rule::LatinDigits, at..end, as_digit(0x30))
    }

    /// Whether a digit stands in a word, address or number with Latin letters.
    fn in_latin_word(&self, at: usize) -> bool {
        let part = |c: &char| !c.is_whitespace() && !matches!(*c, HARD_BREAK | OBJECT | SOFT_BREAK) && !is_letter(*c);
        let before = self.text[..at].chars().rev().take_while(part);
        let after = self.text[at..].chars().take_while(part);
        before.chain(after).any(|c| c.is_alphabetic() || matches!(c, '@' | '_' | '#'))
    }

    /// A half-space beside another, a blank, a mark of punctuation or the
    /// text's end does nothing.
    fn half_space(&mut self, at: usize) -> Option<usize> {
        let rest = &self.text[at..];
        let end = at + rest.len() - rest.trim_start_matches(ZWNJ).len();
        let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || is_mark(c) || c == ZWJ || c == TATWEEL);
        let with = if inside(self.before(at)) && inside(self.after(end)) { "\u{200C}" } else { "" };
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
        // A word of its own (﷼, ﷺ, the ornate brackets) is no form of a letter.
        if matches!(c, '\u{FD3E}' | '\u{FD3F}' | '\u{FDF0}'..='\u{FDFF}') {
            return None;
        }
        let mut plain = String::new();
        decompose_compatible(c, |c| plain.push(c));
        let plain: String = plain.nfc().collect();
        let changed = !plain.is_empty() && plain.chars().all(is_letter);
        changed.then(|| self.put(Rule::PresentationForms, at..at + c.len_utf8(), plain)).flatten()
    }

    /// A letter and the mark behind it become one letter where Unicode has it.
    fn compose(&mut self, at: usize, c: char) -> Option<usize> {
        let before = self.before(at)?;
        let start = at - before.len_utf8();
        let end = at + c.len_utf8();
        let one = unicode_normalization::char::compose(before, c)?;
        self.put(Rule::NormalForm, start..end, String::from(one))
    }
}

/// Whether a word shows by its letters or marks that it is Arabic.
fn is_marked_arabic(word: &str) -> bool {
    let vowels = word.chars().filter(|c| matches!(c, '\u{64E}'..='\u{652}' | '\u{670}')).count();
    vowels >= 2 || word.contains(['ة', 'أ', 'إ', '\u{64B}', '\u{64C}', '\u{64D}'])
}
