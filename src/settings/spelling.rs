//! Suggestions for misspelt words.

use crate::error::Error;

/// The error for an unknown word, naming the nearest valid one.
pub(crate) fn unknown_word(what: &str, word: &str, valid: &[&str]) -> Error {
    Error::Setting {
        message: format!("unknown {what} `{}`", word.escape_debug()),
        hint: Some(match nearest(word, valid) {
            Some(near) => format!("did you mean `{near}`? valid: {}", valid.join(", ")),
            None => format!("valid: {}", valid.join(", ")),
        }),
    }
}

/// The valid word most similar to the given one, if at least half of their letters
/// agree: a suggestion may be wrong, unlike that of [`misspelt`].
#[must_use]
pub fn nearest<'a>(word: &str, valid: &[&'a str]) -> Option<&'a str> {
    let near = |candidate: &&str| likeness(word, candidate);
    valid.iter().copied().max_by(|a, b| near(a).total_cmp(&near(b))).filter(|best| near(best) >= 0.5)
}

/// The valid word of which the given one is a misspelling: at least three
/// quarters of their letters agree (`papr`, `fontsize`, `kashidaa`), whereas
/// `version` is a word of its own and not `margin`.
#[must_use]
pub fn misspelt<'a>(word: &str, valid: &[&'a str]) -> Option<&'a str> {
    nearest(word, valid).filter(|near| likeness(word, near) >= 0.75)
}

/// The similarity of two words, from 0 to 1.
fn likeness(one: &str, other: &str) -> f32 {
    similar::TextDiff::from_chars(one, other).ratio()
}
