//! Counters: numbers in the digits of the language, in letters, or in abjad.

use super::{CounterStyle, Direction, Lang};

/// The letters of the Persian alphabet as counters. Alef is spelled out,
/// because by itself it looks like the digit 1; he has its initial form (with a
/// zero width joiner), because the isolated one looks like the digit 5.
const ALPHABET: [&str; 32] = [
    "الف",
    "ب",
    "پ",
    "ت",
    "ث",
    "ج",
    "چ",
    "ح",
    "خ",
    "د",
    "ذ",
    "ر",
    "ز",
    "ژ",
    "س",
    "ش",
    "ص",
    "ض",
    "ط",
    "ظ",
    "ع",
    "غ",
    "ف",
    "ق",
    "ک",
    "گ",
    "ل",
    "م",
    "ن",
    "و",
    "ه\u{200d}",
    "ی",
];

/// The abjad numerals with their values, largest first.
const ABJAD: [(u64, char); 28] = [
    (1000, 'غ'),
    (900, 'ظ'),
    (800, 'ض'),
    (700, 'ذ'),
    (600, 'خ'),
    (500, 'ث'),
    (400, 'ت'),
    (300, 'ش'),
    (200, 'ر'),
    (100, 'ق'),
    (90, 'ص'),
    (80, 'ف'),
    (70, 'ع'),
    (60, 'س'),
    (50, 'ن'),
    (40, 'م'),
    (30, 'ل'),
    (20, 'ک'),
    (10, 'ی'),
    (9, 'ط'),
    (8, 'ح'),
    (7, 'ز'),
    (6, 'و'),
    (5, 'ه'),
    (4, 'د'),
    (3, 'ج'),
    (2, 'ب'),
    (1, 'ا'),
];

/// A number as a counter in a language. Numbers that a style cannot express are
/// decimal.
pub(crate) fn counter(number: u64, style: CounterStyle, lang: &Lang) -> String {
    match style {
        CounterStyle::Decimal => decimal(number, lang),
        CounterStyle::Alphabetic => alphabetic(number, lang).unwrap_or_else(|| decimal(number, lang)),
        CounterStyle::Abjad => abjad(number).unwrap_or_else(|| decimal(number, lang)),
    }
}

/// A number in the digits of a language: `۱۲` in Persian, `١٢` in Arabic and
/// Sorani, `12` in others.
pub(crate) fn decimal(number: u64, lang: &Lang) -> String {
    digits(&number.to_string(), lang)
}

/// Replaces the Latin digits of a text by those of a language.
pub(crate) fn digits(text: &str, lang: &Lang) -> String {
    let zero = match lang.primary().as_str() {
        "fa" | "pes" | "prs" | "ur" | "ps" | "azb" | "glk" | "mzn" | "lrc" | "bal" | "sd" => 0x6f0,
        "ar" | "ckb" => 0x660,
        _ => return text.to_owned(),
    };
    text.chars()
        .map(|letter| letter.to_digit(10).and_then(|digit| char::from_u32(zero + digit)).unwrap_or(letter))
        .collect()
}

/// `الف، ب … ی، الف الف …`, or Latin letters in left-to-right languages.
fn alphabetic(number: u64, lang: &Lang) -> Option<String> {
    if number == 0 {
        return None;
    }
    let letter = |index: usize| match lang.direction() {
        Direction::Rtl => ALPHABET.get(index).map_or(String::new(), |&letter| letter.to_owned()),
        Direction::Ltr => char::from(b'a' + (index % 26) as u8).to_string(),
    };
    let base = match lang.direction() {
        Direction::Rtl => 32,
        Direction::Ltr => 26,
    };
    let mut letters = Vec::new();
    let mut rest = number;
    while rest > 0 {
        rest -= 1;
        letters.push(letter((rest % base) as usize));
        rest /= base;
    }
    letters.reverse();
    Some(letters.join(if base == 32 { "\u{200c}" } else { "" }))
}

/// `الف، ب، ج، د … یا، یب …`; the numerals end at 1999.
fn abjad(number: u64) -> Option<String> {
    if !(1..2000).contains(&number) {
        return None;
    }
    if number == 1 {
        return Some(ALPHABET[0].to_owned());
    }
    let mut out = String::new();
    let mut rest = number;
    for (value, letter) in ABJAD {
        if rest >= value {
            rest -= value;
            out.push(letter);
        }
    }
    if number == 5 {
        out.push('\u{200d}');
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_follow_the_language() {
        assert_eq!(decimal(1404, &Lang::persian()), "۱۴۰۴");
        assert_eq!(decimal(12, &"ar".parse().unwrap()), "١٢");
        assert_eq!(decimal(12, &"en".parse().unwrap()), "12");
    }

    #[test]
    fn letters_go_on_behind_the_alphabet() {
        let fa = Lang::persian();
        let letters = |number| counter(number, CounterStyle::Alphabetic, &fa);
        assert_eq!([letters(1), letters(3), letters(32)], ["الف", "پ", "ی"]);
        assert_eq!(letters(33), "الف\u{200c}الف");
        assert_eq!(letters(0), "۰");
        assert_eq!(counter(28, CounterStyle::Alphabetic, &"en".parse().unwrap()), "ab");
    }

    #[test]
    fn abjad_numbers_are_sums() {
        let abjad = |number| counter(number, CounterStyle::Abjad, &Lang::persian());
        assert_eq!([abjad(1), abjad(3), abjad(11), abjad(15), abjad(1404)], ["الف", "ج", "یا", "یه", "غتد"]);
        assert_eq!(abjad(5), "ه\u{200d}");
        assert_eq!(abjad(2000), "۲۰۰۰");
        let mut seen = std::collections::BTreeSet::new();
        assert!((1..2000).all(|number| seen.insert(abjad(number))), "no two numbers look alike");
    }
}
