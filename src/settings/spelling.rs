//! Words that are none of the valid ones, and which of those was meant.

use crate::error::Error;

/// The error for a word that is none of the valid ones, naming the nearest.
pub(crate) fn unknown_word(what: &str, word: &str, valid: &[&str]) -> Error {
    Error::Setting {
        message: format!("unknown {what} `{}`", word.escape_debug()),
        hint: Some(match nearest(word, valid) {
            Some(near) => format!("did you mean `{near}`? valid: {}", valid.join(", ")),
            None => format!("valid: {}", valid.join(", ")),
        }),
    }
}

/// The valid word most like the given one, if any is near enough.
#[must_use]
pub fn nearest<'a>(word: &str, valid: &[&'a str]) -> Option<&'a str> {
    let near = |candidate: &&str| likeness(word, candidate);
    valid.iter().copied().max_by(|a, b| near(a).total_cmp(&near(b))).filter(|best| near(best) >= 0.5)
}

/// The valid word that a given one is a misspelling of: all but a letter or two
/// are the same (`papr`, `fontsize`, `kashidaa`), where `version` is another
/// word and no `margin`.
#[must_use]
pub fn misspelt<'a>(word: &str, valid: &[&'a str]) -> Option<&'a str> {
    nearest(word, valid).filter(|near| likeness(word, near) >= 0.75)
}

/// How much of two words is the same, from 0 to 1.
fn likeness(one: &str, other: &str) -> f32 {
    similar::TextDiff::from_chars(one, other).ratio()
}
