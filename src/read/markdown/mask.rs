//! What Markdown has no words for is masked, byte for byte, in a copy of the
//! source before the one parse, so that every offset stays true:
//! - a fence line (`::: poem`, `:::`) becomes `<?>` and spaces, which the parser
//!   reports as a block of raw HTML at that very place, in quotes and lists too;
//! - a list number in Persian digits (`۱۲.`) becomes Latin digits (`0012.`).

use crate::read::divs::{self, Fence};
use std::borrow::Cow;

/// The source as the parser sees it, and the fences that were masked in it.
pub(super) struct Masked<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) fences: Vec<Fence>,
}

/// Masks a text from `from` on; what is before is not Markdown.
pub(super) fn mask(text: &str, from: usize) -> Masked<'_> {
    let mut masked: Option<Vec<u8>> = None;
    let mut fences = Vec::new();
    let mut at = from;
    for line in text[from..].split_inclusive('\n') {
        let start = at + container_prefix(line.as_bytes());
        let end = at + line.trim_end_matches('\n').len();
        at += line.len();
        if start >= end {
            continue;
        }
        let content = &text[start..end];
        if content.starts_with(":::") {
            if let Some(kind) = divs::parse_fence(content) {
                let copy = &mut masked.get_or_insert_with(|| text.as_bytes().to_vec())[start..end];
                copy.fill(b' ');
                copy[..3].copy_from_slice(b"<?>");
                fences.push(Fence { start, end, kind });
            }
        } else if let Some(digits) = persian_marker(content) {
            let copy = masked.get_or_insert_with(|| text.as_bytes().to_vec());
            for (at, digit) in digits.char_indices() {
                copy[start + at] = b'0';
                copy[start + at + 1] = b'0' + digit.to_digit_any();
            }
        }
    }
    let text = match masked.map(String::from_utf8) {
        Some(Ok(masked)) => Cow::Owned(masked),
        _ => Cow::Borrowed(text),
    };
    Masked { text, fences }
}

/// The bytes of a line that only place it: indents, quote signs, list markers.
fn container_prefix(line: &[u8]) -> usize {
    let mut at = 0;
    loop {
        match line.get(at) {
            Some(b' ' | b'\t' | b'>') => at += 1,
            Some(b'-' | b'*' | b'+') if line.get(at + 1) == Some(&b' ') => at += 2,
            Some(b'0'..=b'9') => {
                let digits = line[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                match line.get(at + digits..at + digits + 2) {
                    Some([b'.' | b')', b' ']) if digits <= 9 => at += digits + 2,
                    _ => return at,
                }
            }
            _ => return at,
        }
    }
}

/// The digits of a list number written in Persian or Arabic digits. Four at
/// most, as each takes the place of two Latin ones and Markdown allows nine.
fn persian_marker(content: &str) -> Option<&str> {
    let is_digit = |letter: char| matches!(letter, '۰'..='۹' | '٠'..='٩');
    let end = content.find(|letter| !is_digit(letter))?;
    let (digits, rest) = content.split_at(end);
    let follows = rest.strip_prefix(['.', ')'])?;
    ((2..=8).contains(&digits.len()) && follows.starts_with([' ', '\t'])).then_some(digits)
}

/// The value of a digit in any of the three writings.
trait AnyDigit {
    fn to_digit_any(self) -> u8;
}

impl AnyDigit for char {
    fn to_digit_any(self) -> u8 {
        match self {
            '۰'..='۹' => (self as u32 - '۰' as u32) as u8,
            '٠'..='٩' => (self as u32 - '٠' as u32) as u8,
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_keep_every_offset() {
        let text = "x\n> ::: {.poem lang=ar}\n> ۱۲. آ\n>\n> :::\n- ::: box\n    ::: a b\n";
        let masked = mask(text, 0);
        assert_eq!(masked.text.len(), text.len());
        assert_eq!(masked.fences.len(), 3);
        assert!(masked.text.contains("> <?>"));
        assert!(masked.text.contains("> 0102. آ"));
        assert!(masked.text.contains("::: a b"), "two bare words are no fence");
    }

    #[test]
    fn text_without_masks_is_not_copied() {
        assert!(matches!(mask("# سلام\n\n۱۴۰۳\n", 0).text, Cow::Borrowed(_)));
    }
}
