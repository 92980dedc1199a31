//! Left-to-right units: text that a right-to-left line must show in one piece and in
//! its own order. Handles, addresses, phone numbers, versions, times, decimals, dates
//! with slashes, equations, `C++`, `100%`.
//!
//! Ranges of two numbers (`۱۳۲۰–۱۳۳۲`) are deliberately not units: they run in the
//! line's direction.

use crate::characters::digit_value;
use std::ops::Range;

/// A word, number or address at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Its length in bytes.
    pub(super) len: usize,
    /// Whether it is a number with its signs, or several numbers that belong together.
    pub(super) is_number: bool,
    /// Whether a line should not end inside it.
    is_unit: bool,
}

/// The units of a text, in order.
pub(crate) fn ltr_units(text: &str) -> Vec<Range<usize>> {
    let mut units = Vec::new();
    if !may_hold_tokens(text) {
        return units;
    }
    let mut at = 0;
    let mut before = None;
    while let Some(letter) = text[at..].chars().next() {
        let end = match token(&text[at..], before) {
            Some(found) => {
                if found.is_unit {
                    units.push(at..at + found.len);
                }
                at + found.len
            }
            None => at + letter.len_utf8(),
        };
        before = text[at..end].chars().next_back();
        at = end;
    }
    units
}

/// Whether a text has a Latin letter or a digit. Most have none, and this test looks at
/// bytes because decoding characters is slower.
pub(super) fn may_hold_tokens(text: &str) -> bool {
    let mut before = 0;
    text.bytes().any(|byte| {
        let holds = match (before, byte) {
            // Arabic and Persian digits.
            (0xd9, 0xa0..=0xa9) | (0xdb, 0xb0..=0xb9) => true,
            // Letters beyond ASCII, but not guillemets, joiners and quotation marks.
            (0xc2, 0xaa | 0xba) | (0xe2, 0x81..=0xbf) | (0xef, 0xac | 0xbc | 0xbd) => true,
            (_, 0xc3..=0xd7 | 0xe1 | 0xea | 0xf0..=0xff) => true,
            _ => byte.is_ascii_alphanumeric(),
        };
        before = byte;
        holds
    })
}

/// Whether a token may begin with a letter that follows `before`.
fn begins(letter: char, before: Option<char>) -> bool {
    let inside = before.is_some_and(|before| is_latin(before) || is_digit(before) || before == '_');
    // A sign precedes a word or number; it is never between two.
    let parted = before.is_none_or(|before| before.is_whitespace() || opens(before));
    match letter {
        '@' | '#' | '(' => !inside,
        _ if is_sign(letter) || is_edge(letter) => parted,
        _ => !inside && (is_latin(letter) || is_digit(letter)),
    }
}

/// Signs that may precede a number and belong to it.
fn is_sign(letter: char) -> bool {
    matches!(letter, '+' | '-' | '−' | '±' | '$' | '€' | '£' | '¥')
}

/// Marks that may precede a Latin word and belong to it: `@name`, `.NET`, `~/.config`,
/// `--help`, `$HOME`, `°C`, `*.pdf`.
fn is_edge(letter: char) -> bool {
    matches!(letter, '@' | '#' | '.' | '~' | '-' | '/' | '\\' | '_' | '$' | '°' | '*')
}

/// The token at the start of a text that follows the letter `before`.
pub(super) fn token(text: &str, before: Option<char>) -> Option<Token> {
    if !begins(text.chars().next()?, before) {
        return None;
    }
    let at_start = before.is_none_or(|before| before == '\n');
    let word = |(len, is_unit)| Token { len, is_number: false, is_unit };
    let number = |(len, is_unit)| Token { len, is_number: true, is_unit };
    math(text)
        .map(|len| word((len, false)))
        .or_else(|| address(text).map(|len| word((len, true))))
        .or_else(|| phone(text).or_else(|| equation(text)).map(|len| number((len, true))))
        .or_else(|| self::word(text, at_start).map(word))
        .or_else(|| self::number(text).map(number))
}

/// The longest formula that is searched for, in bytes.
const LONGEST_FORMULA: usize = 256;

/// A formula between dollar signs, as in TeX.
fn math(text: &str) -> Option<usize> {
    let dollars = if text.starts_with("$$") { 2 } else { usize::from(text.starts_with('$')) };
    let inside = &text[dollars..];
    let end = inside.bytes().take(LONGEST_FORMULA).position(|byte| byte == b'$').filter(|_| dollars > 0)?;
    let formula = &inside[..end];
    let len = dollars + end + inside[end..].bytes().take(dollars).take_while(|&byte| byte == b'$').count();
    let edged = formula.starts_with(char::is_whitespace) || formula.ends_with(char::is_whitespace);
    let says = formula.contains(is_latin) && !formula.contains(is_right_to_left) && !formula.contains('\n');
    let goes_on = text[len..].starts_with(|letter| is_latin(letter) || is_digit(letter));
    (says && !goes_on && (dollars == 2 || !edged)).then_some(len)
}

fn is_right_to_left(letter: char) -> bool {
    ('\u{590}'..'\u{900}').contains(&letter) && !is_digit(letter)
}

/// The longest scheme of an address, in bytes.
const LONGEST_SCHEME: usize = 32;

/// An address with its scheme: everything up to white space or a quotation mark,
/// without the punctuation of the sentence around it.
fn address(text: &str) -> Option<usize> {
    let in_scheme = |&byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-');
    let scheme = text.bytes().take(LONGEST_SCHEME).take_while(in_scheme).count();
    let known = text[scheme..].starts_with("://") && scheme > 1;
    if !known && !text.starts_with("www.") && !text.starts_with("mailto:") {
        return None;
    }
    let ends = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '«' | '»' | '“' | '”' | '"' | '<' | '>' | '،' | '؛' | '؟')
    };
    let mut whole = &text[..text.find(ends).unwrap_or(text.len())];
    let unopened =
        |open, close| whole.matches::<char>(close).count().saturating_sub(whole.matches::<char>(open).count());
    let (mut round, mut square) = (unopened('(', ')'), unopened('[', ']'));
    while let Some(last) = whole.chars().next_back() {
        match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' => {}
            ')' if round > 0 => round -= 1,
            ']' if square > 0 => square -= 1,
            _ => break,
        }
        whole = &whole[..whole.len() - last.len_utf8()];
    }
    Some(whole.len()).filter(|&len| len > scheme)
}

/// A word must have its first Latin letter within this many bytes.
const LETTER_BY: usize = 64;

/// A word with Latin letters, and what is attached to it: `@name`, `a_b`, `C++`,
/// `info@example.org`, `v1.2`, `km/h`, `.NET`. `at_start`: at the start of a line,
/// where a hyphen or star marks a list item.
fn word(text: &str, at_start: bool) -> Option<(usize, bool)> {
    let prefix = edge(text).filter(|&len| !(at_start && matches!(&text[..len], "-" | "*"))).unwrap_or(0);
    let mut end = prefix;
    let (mut latin, mut glued) = (false, prefix > 0);
    let mut pending = 0;
    for letter in text[prefix..].chars() {
        if !latin && end > LETTER_BY {
            return None;
        }
        if is_latin(letter) || is_digit(letter) || letter == '_' {
            glued |= pending > 0 || letter == '_';
            end += pending + letter.len_utf8();
            pending = 0;
            latin |= is_latin(letter);
        } else if end > prefix && is_glue(letter) {
            pending += letter.len_utf8();
        } else {
            break;
        }
    }
    // Between a Latin and a Persian word a low line joins the two.
    if latin && text[end..].starts_with(|letter: char| letter.is_alphabetic()) {
        end = prefix + text[prefix..end].trim_end_matches('_').len();
    }
    let tail = if latin { tail(&text[end..], end - prefix) } else { 0 };
    latin.then_some((end + tail, glued || tail > 0))
}

fn is_glue(letter: char) -> bool {
    matches!(letter, '.' | '-' | '/' | '\\' | ':' | '@' | '#' | '?' | '&' | '=' | '%' | '+' | '~' | '°')
}

/// The most marks before a word that can belong to it.
const MOST_EDGES: usize = 4;

/// The marks before a word that belong to it, without the dots and dashes of the
/// sentence.
fn edge(text: &str) -> Option<usize> {
    let len = text.chars().take(MOST_EDGES + 1).take_while(|&letter| is_edge(letter)).map(char::len_utf8).sum();
    let marks = &text[..len];
    let word_follows = text[len..].starts_with(|letter| is_latin(letter) || is_digit(letter));
    let of_sentence =
        matches!(marks, ".." | "..." | "....") || marks.starts_with("---") || marks.chars().count() > MOST_EDGES;
    (word_follows && !of_sentence).then_some(len)
}

/// The longest word, in bytes, that can have a charge or blood group after it (`O-`,
/// `AB-`, `Cl-`); after a longer one a hyphen is a dash.
const LONGEST_CHARGED: usize = 2;

/// The marks after a word of a length that belong to it.
fn tail(text: &str, word: usize) -> usize {
    let signs = text.chars().take_while(|&c| matches!(c, '+' | '#')).take(2).count();
    let rest = &text[signs..];
    let mark = match rest.as_bytes() {
        [b'(', b')', ..] | [b'[', b']', ..] => 2,
        [b'/', ..] => 1,
        [b'-', ..] if word <= LONGEST_CHARGED => 1,
        _ => 0,
    };
    let parted = !rest[mark..].starts_with(|letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '/'));
    signs + if parted { mark } else { 0 }
}

/// A number with a sign, a percent or degree sign, or separators between its digits.
fn number(text: &str) -> Option<(usize, bool)> {
    let sign = text.chars().next().filter(|&c| is_sign(c)).map_or(0, char::len_utf8);
    let mut end = sign;
    let mut parted = false;
    let mut pending = 0;
    for letter in text[sign..].chars() {
        if is_digit(letter) {
            parted |= pending > 0;
            end += pending + letter.len_utf8();
            pending = 0;
        } else if end > sign && pending == 0 && matches!(letter, '.' | ',' | ':' | '/' | '٫' | '٬') {
            pending = letter.len_utf8();
        } else {
            break;
        }
    }
    let latin = text[..end].ends_with(|c: char| c.is_ascii_digit());
    let percent =
        text[end..].chars().next().filter(|&c| latin && matches!(c, '%' | '‰' | '°')).map_or(0, char::len_utf8);
    (end > sign).then_some((end + percent, parted || sign > 0 || percent > 0))
}

/// The most numbers in an equation.
const MOST_TERMS: usize = 16;

/// Numbers joined by operators, one of which compares: `۳×۴=۱۲`, `2 + 2 ≠ 5`.
fn equation(text: &str) -> Option<usize> {
    let mut compares = false;
    let mut end = number(text)?.0;
    for _ in 1..MOST_TERMS {
        let rest = &text[end..];
        let operator = rest.trim_start_matches(' ');
        let Some(sign) = operator.chars().next().filter(|&sign| is_operator(sign)) else { break };
        let term = operator[sign.len_utf8()..].trim_start_matches(' ');
        let between = rest.len() - term.len();
        // A space on both sides, or on neither.
        let blanks = [rest.len() - operator.len(), between - (rest.len() - operator.len()) - sign.len_utf8()];
        let is_term = matches!(blanks, [0, 0] | [1, 1]) && phone(term).is_none();
        let Some((len, _)) = number(term).filter(|_| is_term) else { break };
        compares |= matches!(sign, '=' | '≠' | '≤' | '≥');
        end += between + len;
    }
    compares.then_some(end)
}

fn is_operator(letter: char) -> bool {
    matches!(letter, '=' | '≠' | '≤' | '≥' | '+' | '-' | '−' | '×' | '÷' | '*' | '/' | ':')
}

/// A phone number, or three or more groups of digits joined by hyphens.
fn phone(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if !is_digit(first) && !matches!(first, '+' | '(') {
        return None;
    }
    let groups = Groups::read(text, false);
    let dialled = first == '+' || first == '(' || digit_value(first) == Some(0);
    let is_phone =
        dialled && (7..=MOST_DIGITS).contains(&groups.digits) && groups.digits >= 2 * groups.count && groups.parted;
    if is_phone {
        return Some(groups.end);
    }
    let code = Groups::read(text, true);
    (code.count >= 3 && code.digits >= 5).then_some(code.end)
}

/// Groups of digits.
#[derive(Clone, Copy)]
struct Groups {
    digits: usize,
    count: usize,
    end: usize,
    parted: bool,
    /// Whether a bracket is still open.
    open: bool,
}

/// A first group of 10 or more digits is a whole number; 10 or more digits take no
/// further group after a space that begins with 0.
const WHOLE_NUMBER: usize = 10;
/// The most digits in a phone number; E.164 allows 15.
const MOST_DIGITS: usize = 16;

impl Groups {
    /// The groups at the start of a text, up to the last place where no bracket is
    /// open. `hyphens`: only groups joined by hyphens.
    fn read(text: &str, hyphens: bool) -> Self {
        let parted = text.starts_with(['+', '(']);
        let mut groups = Self { digits: 0, count: 0, end: 0, parted, open: false };
        let mut closed = groups;
        let (mut run, mut between) = (0, String::new());
        for (at, letter) in text.char_indices() {
            if is_digit(letter) {
                if run == 0 {
                    let long = groups.digits >= WHOLE_NUMBER;
                    let whole = long && (groups.count == 1 || (between == " " && digit_value(letter) == Some(0)));
                    let other = hyphens && groups.count > 0 && between != "-";
                    if !groups.may_part(&between) || whole || other || groups.digits >= MOST_DIGITS {
                        break;
                    }
                    if groups.count > 0 {
                        groups.parted = true;
                    }
                    groups.open = match between.find(['(', ')']) {
                        Some(at) => between[at..].starts_with('('),
                        None => groups.open,
                    };
                    groups.count += 1;
                    between.clear();
                }
                run += 1;
                groups.digits += 1;
                groups.end = at + letter.len_utf8();
                if !groups.open {
                    closed = groups;
                }
            } else if matches!(letter, '+' | '-' | '\u{2011}' | '.' | ' ' | '\u{a0}' | '(' | ')') && between.len() < 4 {
                between.push(letter);
                run = 0;
            } else {
                break;
            }
        }
        closed
    }

    /// Whether these characters may come between two groups, or before the first.
    fn may_part(&self, between: &str) -> bool {
        match between {
            "" | "+" | "-" | "\u{2011}" | "." | " " | "\u{a0}" => true,
            "(" | "+(" | " (" => !self.open,
            ")" | ") " | ")-" => self.open,
            _ => false,
        }
    }
}

/// A letter of a left-to-right script.
fn is_latin(letter: char) -> bool {
    use unicode_script::{Script, UnicodeScript};
    // These blocks hold no such letters but most letters of most texts: a quick exit.
    let elsewhere = ('\u{590}'..'\u{1c80}').contains(&letter);
    letter.is_ascii_alphabetic()
        || (!elsewhere
            && letter.is_alphabetic()
            && matches!(letter.script(), Script::Latin | Script::Greek | Script::Cyrillic | Script::Armenian))
}

pub(super) fn is_digit(letter: char) -> bool {
    digit_value(letter).is_some()
}

fn opens(letter: char) -> bool {
    matches!(letter, '(' | '[' | '{' | '«' | '“' | '"' | '‹')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_with_a_unit_is_passed_over() {
        for letter in ('\0'..=char::MAX).filter(|&letter| is_latin(letter) || is_digit(letter)) {
            assert!(may_hold_tokens(&format!("سلام «{letter}»")), "{letter:?}");
        }
        assert!(!may_hold_tokens("سلام «می\u{200c}گوید»، “آری”! ﻻ ۔ – …"));
    }

    fn found(text: &str) -> Vec<&str> {
        ltr_units(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn units_are_found_in_persian_text() {
        let cases: [(&str, &[&str]); 29] = [
            ("به @wpi_tamas و info@example.com بنویسید.", &["@wpi_tamas", "info@example.com"]),
            ("سایت www.wpiran.org، و https://example.org/a?x=1.", &["www.wpiran.org", "https://example.org/a?x=1"]),
            ("نشانی (https://example.org/الف_(ب)) است", &["https://example.org/الف_(ب)"]),
            ("تلفن +98 (21) 555-1234 است", &["+98 (21) 555-1234"]),
            ("تلفن 0046-700-44-74-25، ۰۲۱ ۵۵۵ ۱۲۳۴", &["0046-700-44-74-25", "۰۲۱ ۵۵۵ ۱۲۳۴"]),
            ("ساعت ۱۲:۳۰ روز ۱۴۰۳/۰۸/۱۵", &["۱۲:۳۰", "۱۴۰۳/۰۸/۱۵"]),
            ("نسخهٔ v1.2.3 یا 1.2.3-rc1", &["v1.2.3", "1.2.3-rc1"]),
            ("زبان C++ و C# و 100% و -5 و (+7)", &["C++", "C#", "100%", "-5", "+7"]),
            ("عدد ۳٫۵ و 1,234.5", &["۳٫۵", "1,234.5"]),
            ("سال‌های ۱۳۲۰–۱۳۳۲ و ۱۳۲۰-۱۳۳۲", &[]),
            ("تاریخ 2024-05-12", &["2024-05-12"]),
            ("(2024-05-12) و (۱۴۰۴-۰۷-۱۸)", &["2024-05-12", "۱۴۰۴-۰۷-۱۸"]),
            ("دفتر (۰۲۱-۵۵۱۲۳۴۵۶)، (0912-345-6789)", &["۰۲۱-۵۵۱۲۳۴۵۶", "0912-345-6789"]),
            ("(ش ۰۲۱-۱۲۳۴۵) ۵۶۷۸۹۰۱ و (۰۲۱) ۵۵۵ ۱۲۳۴", &["۰۲۱-۱۲۳۴۵", "(۰۲۱) ۵۵۵ ۱۲۳۴"]),
            ("با LibreOffice 24.2 و Python 3.12.1", &["24.2", "3.12.1"]),
            ("در Signal +98 912 345 6789 و C++ 20.1", &["+98 912 345 6789", "C++", "20.1"]),
            ("برنامهٔ Word، 24.2", &["24.2"]),
            ("که ۳×۴=۱۲ و 2 + 2 ≠ 5 است، -۱+۱=۰.", &["۳×۴=۱۲", "2 + 2 ≠ 5", "-۱+۱=۰"]),
            ("به ۳×۴=۱۲ / ۰۲۱-۵۵۵-۱۲۳۴", &["۳×۴=۱۲", "۰۲۱-۵۵۵-۱۲۳۴"]),
            ("۱۰ × ۱۵ سانتی‌متر، ۱+۵، ۱ = یک، 2 =  2", &[]),
            ("۲۵٪ از مردم در ۱۴۰۳", &[]),
            ("Free Software Foundation و HTML5", &[]),
            ("wpi_tamas@ در تلگرام", &["wpi_tamas"]),
            ("COVID-۱۹ و A/B", &["COVID-۱۹", "A/B"]),
            ("#free_iran و #ایران", &["#free_iran"]),
            ("۱، ۲، ۳ و ۱. ۲. ۳.", &[]),
            ("الف-ب و سلام-دنیا", &[]),
            ("۰۰۴۶۷۰۰۴۴۷۴۲۵ ۱۴۰۳", &[]),
            ("@ # + - () 1", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn long_texts_are_read_once() {
        for text in ["1-", "1.", "1:", "1+", "1 = ", "@", "(", "+1", "a-", "1 ", "www.", "x@", "http://)"] {
            let text = text.repeat(20_000);
            assert!(ltr_units(&text).iter().all(|unit| unit.end <= text.len()));
        }
    }

    #[test]
    fn any_text_is_read_to_its_end() {
        for text in ["", "+", "(((((", "+++1", "http://", "www.", "a-", "1-", "1--2", "@@@a", "\u{2066}a\u{2069}", "۱:"]
        {
            for unit in ltr_units(text) {
                assert!(!text[unit].is_empty());
            }
        }
    }
}
