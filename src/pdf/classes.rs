//! How readers classify a character: its bidi class (UAX #9), and the classes
//! that single readers have of their own.

use crate::characters::is_unseen_control;
use icu_properties::CodePointMapData;
use icu_properties::props::{BidiClass, CanonicalCombiningClass};

/// ARABIC LETTER MARK: makes neutral characters beside it right-to-left.
pub(crate) const ALM: char = '\u{61c}';
/// LEFT-TO-RIGHT MARK.
pub(crate) const LRM: char = '\u{200e}';
/// ZERO WIDTH NON-JOINER, the half-space of Persian.
pub(crate) const ZWNJ: char = '\u{200c}';

/// The bidi class (UAX #9).
pub(crate) fn bidi(letter: char) -> BidiClass {
    CodePointMapData::<BidiClass>::new().get(letter)
}

/// A letter of a right-to-left script.
pub(crate) fn is_right(letter: char) -> bool {
    // Most letters are in these two ranges, which are quicker to test.
    matches!(letter, '\u{620}'..='\u{64a}' | '\u{671}'..='\u{6d3}')
        || matches!(bidi(letter), BidiClass::RightToLeft | BidiClass::ArabicLetter)
}

/// A letter of a left-to-right script.
pub(crate) fn is_left(letter: char) -> bool {
    bidi(letter) == BidiClass::LeftToRight
}

/// A mark drawn over or under a letter.
pub(crate) fn is_mark(letter: char) -> bool {
    letter >= '\u{300}' && !is_right(letter) && bidi(letter) == BidiClass::NonspacingMark
}

/// Marks, numbers and number signs: characters that may pull their neighbours
/// into a left-to-right stretch.
pub(crate) fn is_weak(letter: char) -> bool {
    !is_right(letter)
        && matches!(
            bidi(letter),
            BidiClass::NonspacingMark
                | BidiClass::BoundaryNeutral
                | BidiClass::CommonSeparator
                | BidiClass::EuropeanSeparator
                | BidiClass::EuropeanTerminator
                | BidiClass::EuropeanNumber
                | BidiClass::ArabicNumber
        )
}

/// The characters that begin a left-to-right stretch in poppler, which has a
/// class for numbers of its own.
pub(crate) fn is_poppler_number(letter: char) -> bool {
    matches!(letter,
        '#' | '$' | '%' | '+' | ',' | '-' | '.' | '/' | '0'..='9' | ':' | '¢'..='¥' | '°'..='³' | '¹'
        | '\u{60c}' | '\u{658}'..='\u{66c}' | '\u{6f0}'..='\u{6f9}' | '\u{2030}'..='\u{2034}'
        | '\u{20a0}'..='\u{20b1}')
}

/// The characters that PDFium mirrors or replaces.
pub(crate) fn is_bracket(letter: char) -> bool {
    matches!(
        letter,
        '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '«' | '»' | '‹' | '›' | '“' | '”' | '‘' | '’' | '…'
    )
}

/// Invisible characters that belong to the letter before them.
pub(crate) fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{200c}' | '\u{200d}' | '\u{34f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}')
}

/// Direction controls and other characters that only the layout needs.
pub(crate) fn is_control(letter: char) -> bool {
    // The word joiner belongs to the letter before it: see `is_joiner`.
    letter.is_control()
        || is_unseen_control(letter) && !is_joiner(letter)
        || matches!(letter, '\u{ad}' | '\u{fffe}' | '\u{ffff}')
}

/// The canonical combining class.
pub(crate) fn combining(letter: char) -> CanonicalCombiningClass {
    CodePointMapData::<CanonicalCombiningClass>::new().get(letter)
}
