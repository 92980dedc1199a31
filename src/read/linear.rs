//! Formulas as one line of text, for all their formats.

use crate::characters::plainer;

/// The superscripts and subscripts of Unicode.
const RAISED: [(char, char); 21] = [
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('+', '⁺'),
    ('-', '⁻'),
    ('−', '⁻'),
    ('(', '⁽'),
    (')', '⁾'),
    ('n', 'ⁿ'),
    // These are raised by nature.
    ('\'', '′'),
    ('′', '′'),
    ('″', '″'),
    ('*', '*'),
    ('i', 'ⁱ'),
];
const LOWERED: [(char, char); 15] = [
    ('0', '₀'),
    ('1', '₁'),
    ('2', '₂'),
    ('3', '₃'),
    ('4', '₄'),
    ('5', '₅'),
    ('6', '₆'),
    ('7', '₇'),
    ('8', '₈'),
    ('9', '₉'),
    ('+', '₊'),
    ('-', '₋'),
    ('−', '₋'),
    ('(', '₍'),
    (')', '₎'),
];

/// Text as a superscript.
pub(super) fn raised(text: &str) -> String {
    script(text, '^', &RAISED)
}

/// Text as a subscript.
pub(super) fn lowered(text: &str) -> String {
    script(text, '_', &LOWERED)
}

/// A part in brackets, unless it is a single term.
pub(super) fn grouped(text: &str) -> String {
    let single = text.chars().all(char::is_alphanumeric) || is_bracketed(text);
    if single { text.to_owned() } else { format!("({text})") }
}

/// Whether a single pair of brackets encloses all of it.
fn is_bracketed(text: &str) -> bool {
    let mut depth = 0_i32;
    text.starts_with('(')
        && text.ends_with(')')
        && text.char_indices().all(|(at, letter)| {
            depth += i32::from(letter == '(') - i32::from(letter == ')');
            depth > 0 || at + 1 == text.len()
        })
}

/// A formula without signs that no text font has, where another one is as good: the
/// letters of mathematics are letters, `∗` is `*`.
pub(super) fn plain(line: &str) -> String {
    let is_rare = |letter: char| matches!(letter, '\u{1d400}'..='\u{1d7ff}' | '∗' | '∥' | '⩽' | '⩾' | '∖');
    let mut plain = String::with_capacity(line.len());
    for letter in line.chars() {
        match plainer(letter).filter(|_| is_rare(letter)) {
            Some(letters) => plain.push_str(&letters),
            None => plain.push(letter),
        }
    }
    plain
}

/// A superscript or subscript in Unicode's letters, if it has all of them, else
/// after `sign`.
pub(super) fn script(text: &str, sign: char, letters: &[(char, char)]) -> String {
    if text.is_empty() {
        return String::new();
    }
    let shifted = |letter: char| letters.iter().find(|(plain, _)| *plain == letter).map(|(_, shifted)| *shifted);
    text.chars().map(shifted).collect::<Option<String>>().unwrap_or_else(|| format!("{sign}{}", grouped(text)))
}
