//! The order of mixed phrases. Apps order a line by UAX #9 alone, so where that goes
//! wrong the text itself contains the direction marks that correct it, the same as for
//! pages.

use super::marks::Kind;
use crate::document::Direction;
use crate::persian::order::{PDI, base_direction, controls};

/// A text of a right-to-left document with its direction marks. They stand inside the
/// signs for bold and italic, which are read only beside spaces and punctuation, and never
/// beside code, which people copy.
pub(super) fn ordered(text: &str) -> String {
    let shown: String = text.chars().filter(|&letter| !is_sign(letter)).collect();
    let base = base_direction(&shown, Direction::Rtl);
    let controls = controls(&shown, &[], base);
    if controls.is_empty() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 3 * controls.len());
    let mut rest = controls.iter().peekable();
    let (mut at, mut in_code, mut before) = (0, false, None);
    for (index, letter) in text.char_indices() {
        // What ends a word stands right behind it, what begins one right before it.
        let begins = !is_sign(letter) || before.is_some_and(|before: char| !before.is_whitespace());
        let beside_code = in_code || letter == Kind::Code.open() || text[..index].ends_with(Kind::Code.close());
        while let Some(control) = rest.next_if(|control| control.at < at || (control.at == at && begins)) {
            // The end of an isolate is harmless where its beginning was left out, not the
            // other way round.
            if !beside_code || control.letter == PDI {
                out.push(control.letter);
            }
        }
        in_code = (in_code || letter == Kind::Code.open()) && letter != Kind::Code.close();
        out.push(letter);
        if !is_sign(letter) {
            at += letter.len_utf8();
            before = Some(letter);
        }
    }
    let is_code = text.ends_with(Kind::Code.close());
    out.extend(rest.map(|control| control.letter).filter(|&letter| !is_code || letter == PDI));
    out
}

/// The control characters that stand for signs of a form.
fn is_sign(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\n' | '\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_inside_the_signs_and_outside_code() {
        let [bold, end] = [Kind::Bold.open(), Kind::Bold.close()];
        let [code, plain] = [Kind::Code.open(), Kind::Code.close()];
        for (text, expected) in [
            ("زبان C++ و C# است".to_owned(), "زبان C++\u{200e} و C#\u{200e} است".to_owned()),
            (format!("زبان {bold}C++{end} است"), format!("زبان {bold}C++\u{200e}{end} است")),
            (format!("چارچوب {bold}.NET{end} است"), format!("چارچوب {bold}\u{200e}.NET{end} است")),
            (format!("گزینه {code}C++{plain} است"), format!("گزینه {code}C++{plain} است")),
            ("متن و Latin و ۱۲".to_owned(), "متن و Latin و ۱۲".to_owned()),
            ("Only C++ here".to_owned(), "Only C++ here".to_owned()),
        ] {
            assert_eq!(ordered(&text), expected);
        }
    }
}
