//! Digits: which set they are written in, and where they are not changed.

use super::flow::{ADDRESS, HARD_BREAK, OBJECT, SOFT_BREAK};
use super::letters::is_letter;
use super::rules::{Rule, RuleSet};
use std::ops::Range;

/// The most digits of an ordinary number; longer ones are phone or account numbers.
const LONGEST: usize = 6;

/// How far to either side a rule looks, in characters; longer than any number people
/// write.
const FAR: usize = 256;

/// The first digit of the set that a digit belongs to.
pub(super) fn zero(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some('0'),
        '\u{660}'..='\u{669}' => Some('\u{660}'),
        '۰'..='۹' => Some('۰'),
        _ => None,
    }
}

/// The rule that changes the digit at a position, and the new digit.
pub(super) fn change(text: &str, at: usize, rules: RuleSet) -> Option<(Rule, char)> {
    let c = text[at..].chars().next()?;
    let from = zero(c)?;
    let (rule, zero) = wanted(from, rules)?;
    let fits = match rule {
        Rule::ToLatinDigits | Rule::ToPersianDigits => !in_latin_word(text, at),
        Rule::PersianDigits => is_persian_number(text, at),
        _ => true,
    };
    let to = char::from_u32(zero as u32 + (c as u32 - from as u32))?;
    (fits && !is_mixed_marker(text, at)).then_some((rule, to))
}

/// The rule for digits of a set, and the zero of the set it changes them to.
fn wanted(from: char, rules: RuleSet) -> Option<(Rule, char)> {
    match from {
        _ if rules.contains(Rule::ToLatinDigits) => Some((Rule::ToLatinDigits, '0')),
        '\u{660}' if rules.contains(Rule::ArabicDigits) => Some((Rule::ArabicDigits, '۰')),
        _ if rules.contains(Rule::ToPersianDigits) => Some((Rule::ToPersianDigits, '۰')),
        '0' if rules.contains(Rule::PersianDigits) => Some((Rule::PersianDigits, '۰')),
        _ => None,
    }
}

/// The most digits in the number of a list item (CommonMark, 5.2).
const MARKER: usize = 9;

/// Whether a number that mixes two kinds of digits would be read as that of a list item
/// if all were of one kind.
fn is_mixed_marker(text: &str, at: usize) -> bool {
    let is_digit = |c: char| zero(c).is_some();
    let mut digits = around(text, at, is_digit);
    let first = digits.next().and_then(zero);
    if digits.clone().count() >= MARKER {
        return false;
    }
    let before = text[..at].trim_end_matches(is_digit).trim_end_matches(' ').chars().next_back();
    let follows = text[at..].trim_start_matches(is_digit).starts_with(['.', ')']);
    follows && before.is_none_or(|c| matches!(c, HARD_BREAK | SOFT_BREAK)) && digits.any(|c| zero(c) != first)
}

/// Whether a digit is in a word, address or number with Latin letters.
fn in_latin_word(text: &str, at: usize) -> bool {
    around(text, at, |c| !is_blank(c) && !is_letter(c))
        .any(|c| c.is_alphabetic() || matches!(c, '@' | '_' | '#' | ADDRESS))
}

/// Whether a number belongs to the Persian text around it: an ordinary number, not a
/// phone number, version, price or part of a Latin name.
fn is_persian_number(text: &str, at: usize) -> bool {
    let span = number(text, at);
    let number = &text[span.clone()];
    let digits = number.chars().filter(|c| zero(*c).is_some()).count();
    let plain = digits <= LONGEST || (number.contains('/') && !number.contains(' '));
    let is_point = |pair: &[u8]| matches!(pair[0], b'.' | b',') && (pair[1].is_ascii_digit() || pair[1] >= 0x80);
    let has_plus = || number.contains('+') || text[..span.start].ends_with('+');
    if !plain
        || number.len() > FAR
        || has_plus()
        || number.as_bytes().windows(2).any(is_point)
        || in_latin_word(text, at)
    {
        return false;
    }
    // The nearest letters before and after it on its line.
    let is_end = |c: &char| matches!(*c, HARD_BREAK | SOFT_BREAK);
    let skipped = |c: &char| !c.is_alphabetic() && !is_end(c) && !matches!(*c, OBJECT | ADDRESS | '$' | '€' | '£');
    let before = text[..span.start].chars().rev().take(FAR).find(|c| !skipped(c)).filter(|c| !is_end(c));
    let after = text[span.end..].chars().take(FAR).find(|c| !skipped(c)).filter(|c| !is_end(c));
    let neighbours = [before, after];
    neighbours.iter().flatten().all(|&c| is_letter(c)) && neighbours.iter().flatten().next().is_some()
}

/// The number that a digit belongs to, with all its groups: `021 1234 5678` is one
/// number, and so is `+98 (21) 1234-5678`. Groups are converted together or not at all.
fn number(text: &str, at: usize) -> Range<usize> {
    let inner = |c: char| zero(c).is_some() || matches!(c, '.' | ',' | '/' | ':' | '-' | '+');
    let between = |c: char| matches!(c, ' ' | '(' | ')' | '\u{A0}' | '\u{202F}');
    let mut span = at..at;
    loop {
        let end = span.end + length(text[span.end..].chars(), inner);
        let start = span.start - length(text[..span.start].chars().rev(), inner);
        // The next group may follow one space, or a bracket and a space.
        let gap = length(text[end..].chars().take(GAP), between);
        let more = gap > 0 && text[end + gap..].starts_with(|c| zero(c).is_some());
        let back = length(text[..start].chars().rev().take(GAP), between);
        let less = back > 0 && text[..start - back].ends_with(|c| zero(c).is_some());
        span = start - if less { back } else { 0 }..end + if more { gap } else { 0 };
        if !(more || less) || span.len() > FAR {
            return span;
        }
    }
}

/// The most characters between two groups of a number: `) `.
const GAP: usize = 2;

/// The length in bytes of the leading characters that fit.
fn length(chars: impl Iterator<Item = char>, fits: impl Fn(char) -> bool) -> usize {
    chars.take(FAR).take_while(|&c| fits(c)).map(char::len_utf8).sum()
}

/// The characters around a position for as long as they fit, including the one there.
fn around(text: &str, at: usize, fits: impl Fn(char) -> bool + Copy) -> impl Iterator<Item = char> + Clone {
    let before = text[..at].chars().rev().take(FAR).take_while(|&c| fits(c));
    let start = at - before.map(char::len_utf8).sum::<usize>();
    text[start..].chars().take(2 * FAR).take_while(move |&c| fits(c))
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, HARD_BREAK | OBJECT)
}
