//! The direction of lines. Most apps take it from the first strong letter, some
//! from the first character of any kind. A Persian line that begins with Latin,
//! a digit or an emoji gets a direction mark before it; no other line does.

use super::Form;
use super::marks::MARKER_END;

const RTL_MARK: char = '\u{200f}';

/// A line with its direction mark; `rtl`: the text is right-to-left. WhatsApp
/// reads list and quotation markers at a line's start, so there the mark goes
/// after them.
pub(super) fn directed(line: &str, form: Form, rtl: bool) -> String {
    let (before, after) = line.rsplit_once(MARKER_END).unwrap_or(("", line));
    let before: String = before.chars().filter(|&letter| letter != MARKER_END).collect();
    let turned = rtl && line.chars().any(is_rtl);
    match form {
        Form::WhatsApp if turned && begins_otherwise(after) => format!("{before}{RTL_MARK}{after}"),
        Form::Text | Form::Telegram if turned && begins_otherwise(&format!("{before}{after}")) => {
            format!("{RTL_MARK}{before}{after}")
        }
        _ => format!("{before}{after}"),
    }
}

/// Whether the first character other than spaces, brackets and punctuation is a
/// Latin letter, a digit or an emoji.
fn begins_otherwise(line: &str) -> bool {
    let first = line.chars().find(|&letter| letter.is_alphanumeric() || is_pictorial(letter) || letter == '\u{200f}');
    first.is_some_and(|letter| letter != '\u{200f}' && !is_rtl(letter))
}

/// Emoji and the like: the Unicode blocks of symbols and pictographs.
fn is_pictorial(letter: char) -> bool {
    matches!(letter, '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// Letters of the right-to-left scripts.
fn is_rtl(letter: char) -> bool {
    use unicode_bidi::BidiClass::{AL, R};
    letter != RTL_MARK && matches!(unicode_bidi::bidi_class(letter), AL | R)
}
