//! Which glyphs of a font a text is drawn with: often half of all that its letters
//! could become beside others, of which Lalezar has a drawing of its own for many a pair.

use crate::document::Lang;
use crate::typeset::inline::alone::{Alone, Features};
use std::collections::{BTreeMap, BTreeSet};

/// The most different words of a face of which it is found out which glyphs they need.
/// More words need nearly all glyphs anyway, and each is shaped a few times.
const MOST_WORDS: usize = 400;
/// The most bytes of those words, several times what as many of Persian have. A word
/// may be as long as the message.
const MOST_BYTES: usize = 40 * MOST_WORDS;
/// The most languages, as each word is shaped in each of them.
const MOST_LANGUAGES: usize = 4;

/// The longest word, in bytes, that is pieced together: more than any of Persian.
const LONGEST_TAIL: usize = 64;

/// Stands for a letter that joins, where a word may go on in the next piece of text.
const JOINER: &str = "\u{200d}";

/// The words of a face, and the languages they may be in.
#[derive(Debug, Default)]
pub(super) struct Words {
    words: BTreeSet<Box<str>>,
    /// Bytes of the words.
    bytes: usize,
    langs: BTreeSet<Lang>,
    /// There are too many, or letters may stand beside any others.
    any: bool,
}

impl Words {
    /// Adds the words of a piece of text. At its ends they may join what comes before
    /// or after, as in a word of which a part is bold; `tail` is the word that the piece
    /// before ended in.
    pub(super) fn add(&mut self, text: &str, lang: &Lang, tail: &str) {
        if self.any {
            return;
        }
        if let Some(word) = text.split(char::is_whitespace).next().filter(|word| !word.is_empty() && !tail.is_empty()) {
            self.insert(format!("{tail}{word}"));
        }
        if !self.langs.contains(lang) {
            self.langs.insert(lang.clone());
        }
        let (opens, closes) = (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
        let mut words = text.split_whitespace().peekable();
        let mut first = !opens;
        while let Some(word) = words.next() {
            if word.len() > MOST_BYTES {
                self.any = true;
                return;
            }
            let last = words.peek().is_none() && !closes;
            for (before, after) in [(false, false), (true, false), (false, true), (true, true)] {
                if (before && !first) || (after && !last) {
                    continue;
                }
                let [before, after] = [before, after].map(|joins| if joins { JOINER } else { "" });
                self.insert(format!("{before}{word}{after}"));
            }
            first = false;
        }
        self.any |= self.words.len() > MOST_WORDS || self.bytes > MOST_BYTES || self.langs.len() > MOST_LANGUAGES;
    }

    fn insert(&mut self, word: String) {
        if !self.words.contains(word.as_str()) {
            self.bytes += word.len();
            self.words.insert(word.into());
        }
    }

    /// Letters are used in any order.
    pub(super) fn any_order(&mut self) {
        self.any = true;
    }

    /// Adds those of another face with the same font.
    pub(super) fn join(&mut self, other: &Self) {
        self.words.extend(other.words.iter().cloned());
        self.langs.extend(other.langs.iter().cloned());
        self.bytes += other.bytes;
        self.any |= other.any || self.words.len() > 2 * MOST_WORDS || self.bytes > 2 * MOST_BYTES;
    }

    /// The glyphs that the words are drawn with, and those they pass through on the
    /// way there; `None` where it must be all that the letters could become.
    pub(super) fn glyphs(&self, font: &[u8]) -> Option<BTreeSet<u16>> {
        let mut alone = Alone::new(font).filter(|_| !self.any)?;
        let mut glyphs = BTreeSet::new();
        for word in &self.words {
            // A reading system may know nothing of languages.
            for lang in self.langs.iter().map(Some).chain([None]) {
                for features in [Features::Usual, Features::Plain] {
                    glyphs.extend(alone.shape(word, lang, features)?.iter().map(|glyph| glyph.id));
                }
            }
        }
        Some(glyphs)
    }

    /// Whether a subset of a font draws the words as the whole font does.
    pub(super) fn are_drawn_alike(&self, whole: &[u8], subset: &[u8], new: &BTreeMap<u16, u16>) -> bool {
        let (Some(mut whole), Some(mut subset)) = (Alone::new(whole), Alone::new(subset)) else { return false };
        self.words.iter().all(|word| {
            self.langs.iter().map(Some).chain([None]).all(|lang| {
                let of = |alone: &mut Alone<'_>| alone.shape(word, lang, Features::Usual);
                let Some(mut wanted) = of(&mut whole) else { return false };
                wanted.iter_mut().for_each(|glyph| glyph.id = new.get(&glyph.id).copied().unwrap_or(u16::MAX));
                of(&mut subset).is_some_and(|glyphs| glyphs == wanted)
            })
        })
    }
}

/// The word that a text ends in, after the one that the text before ended in.
pub(super) fn tail_after(tail: &str, text: &str) -> String {
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let tail = if last.len() == text.len() { format!("{tail}{last}") } else { last.to_owned() };
    if tail.len() > LONGEST_TAIL { String::new() } else { tail }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_words_are_shaped_and_endless_ones_are_not() {
        let words = |text: &str| {
            let mut words = Words::default();
            words.add(text, &Lang::persian(), "");
            words
        };
        assert!(!words(&"سلام دنیا ".repeat(1_000)).any);
        assert!(words(&"ـ".repeat(MOST_BYTES)).any);
        assert!(words(&(0..30).map(|n| format!("{}{n} ", "ب".repeat(500))).collect::<String>()).any);
        let mut joined = words("سلام");
        joined.join(&words(&"ـ".repeat(MOST_BYTES)));
        assert!(joined.any);
    }
}
