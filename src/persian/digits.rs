//! Digits: which set they are written in, and where they are left alone.

use super::flow::{ADDRESS, HARD_BREAK, OBJECT, SOFT_BREAK};
use super::letters::is_letter;
use super::rules::{Rule, RuleSet};

/// Numbers longer than this are numbers of telephones, accounts and the like.
const LONGEST: usize = 6;

/// So far to either side is looked; nothing that anybody writes is longer.
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

/// The rule that changes the digit at a place, and the digit it wants there.
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

/// The rule for digits of a set, and the first digit of the set it wants.
fn wanted(from: char, rules: RuleSet) -> Option<(Rule, char)> {
    match from {
        _ if rules.contains(Rule::ToLatinDigits) => Some((Rule::ToLatinDigits, '0')),
        '\u{660}' if rules.contains(Rule::ArabicDigits) => Some((Rule::ArabicDigits, '۰')),
        _ if rules.contains(Rule::ToPersianDigits) => Some((Rule::ToPersianDigits, '۰')),
        '0' if rules.contains(Rule::PersianDigits) => Some((Rule::PersianDigits, '۰')),
        _ => None,
    }
}

/// Digits of the longest number of a list item (CommonMark, 5.2).
const MARKER: usize = 9;

/// Whether a number of two kinds of digits would be read as that of a list item
/// if it were of one.
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

/// Whether a digit stands in a word, address or number with Latin letters.
fn in_latin_word(text: &str, at: usize) -> bool {
    around(text, at, |c| !is_blank(c) && !is_letter(c))
        .any(|c| c.is_alphabetic() || matches!(c, '@' | '_' | '#' | ADDRESS))
}

/// Whether a number belongs to the Persian text around it: a plain number, no
/// telephone number, version, price or part of a Latin name.
fn is_persian_number(text: &str, at: usize) -> bool {
    let part = |c: char| zero(c).is_some() || matches!(c, '.' | ',' | '/' | ':' | '-' | '+');
    let number: Vec<char> = around(text, at, part).collect();
    let digits = number.iter().filter(|c| zero(**c).is_some()).count();
    let plain = digits <= LONGEST || number.contains(&'/');
    let is_point = |pair: &[char]| matches!(pair[0], '.' | ',') && zero(pair[1]).is_some();
    if !plain
        || number.len() > FAR
        || number.contains(&'+')
        || number.windows(2).any(is_point)
        || in_latin_word(text, at)
    {
        return false;
    }
    let start = at - text[..at].chars().rev().take_while(|&c| part(c)).map(char::len_utf8).sum::<usize>();
    let end = at + text[at..].chars().take_while(|&c| part(c)).map(char::len_utf8).sum::<usize>();
    let skipped = |c: &char| !c.is_alphabetic() && !matches!(*c, HARD_BREAK | OBJECT | ADDRESS | '$' | '€' | '£');
    let before = text[..start].chars().rev().take(FAR).find(|c| !skipped(c));
    let after = text[end..].chars().take(FAR).find(|c| !skipped(c));
    let neighbours = [before, after];
    neighbours.iter().flatten().all(|&c| is_letter(c)) && neighbours.iter().flatten().next().is_some()
}

/// The characters around a place as long as they fit, the one there included.
fn around(text: &str, at: usize, fits: impl Fn(char) -> bool + Copy) -> impl Iterator<Item = char> + Clone {
    let before = text[..at].chars().rev().take(FAR).take_while(|&c| fits(c));
    let start = at - before.map(char::len_utf8).sum::<usize>();
    text[start..].chars().take(2 * FAR).take_while(move |&c| fits(c))
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, HARD_BREAK | OBJECT)
}
