//! Classes of characters that several stages ask for: those that show nothing, digits,
//! letters that two keyboards write differently. Where other code needs a different
//! set, it says so with its reason.

use unicode_normalization::UnicodeNormalization as _;

/// Zero width non-joiner: the half-space of Persian.
pub const ZWNJ: char = '\u{200c}';

/// Embeddings, overrides, isolates and their terminators (UAX #9, 2.1 to 2.5).
#[must_use]
pub const fn is_bidi_control(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Overrides, which change the direction even of letters.
#[must_use]
pub const fn is_override(letter: char) -> bool {
    matches!(letter, '\u{202d}' | '\u{202e}')
}

/// Implicit directional marks (UAX #9, 2.6): LRM, RLM, ALM.
#[must_use]
pub const fn is_bidi_mark(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{61c}')
}

/// Invisible characters that join nothing: zero width space, word joiner, byte
/// order mark, directional marks and controls. The zero width joiners are not
/// here, as Persian spelling needs them.
#[must_use]
pub const fn is_unseen_control(letter: char) -> bool {
    matches!(letter, '\u{200b}' | '\u{2060}' | '\u{feff}') || is_bidi_mark(letter) || is_bidi_control(letter)
}

/// Plainer characters that say the same, for where no font has a character: `T` for `𝗧`,
/// as names of channels are written, `kg` for `㎏`, and `*` for the `∗` that Word writes in
/// formulas.
pub(crate) fn plainer(letter: char) -> Option<String> {
    const SIGNS: [(char, &str); 9] = [
        ('∗', "*"),
        ('∥', "‖"),
        ('∖', "\\"),
        ('⩽', "≤"),
        ('⩾', "≥"),
        ('∛', "³√"),
        ('≪', "<<"),
        ('≫', ">>"),
        ('⟹', "⇒"),
    ];
    if let Some((_, plain)) = SIGNS.iter().find(|(sign, _)| *sign == letter) {
        return Some((*plain).to_owned());
    }
    let plain: String = std::iter::once(letter).nfkc().collect();
    // What Unicode makes a space of is an accent without a letter.
    (!plain.chars().eq([letter]) && !plain.starts_with(' ')).then_some(plain)
}

/// Variation selectors, including those for the presentation of emoji.
#[must_use]
pub const fn is_selector(letter: char) -> bool {
    matches!(letter, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Characters with neither width nor ink: Unicode's
/// Default_Ignorable_Code_Point, the interlinear annotation characters, and two
/// that are blank (Braille blank, Hangul fillers).
#[must_use]
pub const fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
        || is_selector(letter)
}

/// The value of a Latin, Arabic or Persian digit.
#[must_use]
pub fn digit_value(letter: char) -> Option<u32> {
    let zero = match letter {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        _ => return None,
    };
    Some(u32::from(letter) - u32::from(zero))
}

/// The Persian letter for the Arabic one that looks the same within a word, or almost:
/// names are the same whichever keyboard wrote them.
#[must_use]
pub const fn persian_letter(letter: char) -> char {
    match letter {
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plainer_characters_say_the_same() {
        for (letter, plain) in [('𝗧', "T"), ('𝓑', "B"), ('ｆ', "f"), ('㎏', "kg"), ('∗', "*"), ('𝟛', "3")]
        {
            assert_eq!(plainer(letter).as_deref(), Some(plain), "{letter}");
        }
        for letter in ['ب', 'T', '☭', '\u{fffd}', '´'] {
            assert_eq!(plainer(letter), None, "{letter}");
        }
    }

    #[test]
    fn each_set_holds_the_smaller_ones() {
        for letter in '\0'..=char::MAX {
            assert!(!is_override(letter) || is_bidi_control(letter), "{letter:?}");
            assert!(!is_bidi_control(letter) && !is_bidi_mark(letter) || is_unseen_control(letter), "{letter:?}");
            assert!(!is_unseen_control(letter) && !is_selector(letter) || is_invisible(letter), "{letter:?}");
        }
        assert!(!is_unseen_control(ZWNJ) && is_invisible(ZWNJ));
        assert!(!('ا'..='ی').any(is_invisible));
    }
}
