//! The words of a document, with what was found out about each. This is looked up once,
//! and only when a rule asks.

use super::compounds;
use super::inside;
use super::rules::Rule;
use super::words::{self, Ending};
use crate::lexicon::Lexicon;
use rustc_hash::FxHashMap;

/// The words met so far, each with an entry.
pub(super) struct Vocabulary<'w> {
    lexicon: Lexicon<'w>,
    entries: FxHashMap<Box<str>, u32>,
    shapes: Vec<Option<Shape>>,
    qualities: Vec<Qualities>,
    /// Pairs of entries, and whether the two are a compound.
    compounds: FxHashMap<(u32, u32), bool>,
}

/// The roles that a word may have, and what it may lack.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// The rule that needs a half-space in it, and the place.
    pub(super) cut: Option<(Rule, usize)>,
    /// Whether it could be the `می` of the next word.
    pub(super) is_prefix: bool,
    /// Whether a listed compound begins with it.
    pub(super) opens_compound: bool,
    /// Which ending of the word before it could be.
    pub(super) ending: Option<Ending>,
}

/// A fact that the lexicon may know about a word.
#[derive(Clone, Copy, Debug)]
#[repr(u8)]
pub(super) enum Quality {
    Verb,
    TakesPlural,
    Compares,
    Participle,
    TakesCopula,
    IsContentWord,
    EndsInHeh,
    TakesPossessive,
    TakesShortPossessive,
}

/// The qualities that were asked for, and those among them that a word has.
#[derive(Clone, Copy, Debug, Default)]
struct Qualities {
    asked: u16,
    has: u16,
}

impl<'w> Vocabulary<'w> {
    pub(super) fn new(lexicon: Lexicon<'w>) -> Self {
        Self {
            lexicon,
            entries: FxHashMap::default(),
            shapes: Vec::new(),
            qualities: Vec::new(),
            compounds: FxHashMap::default(),
        }
    }

    pub(super) fn lexicon(&self) -> Lexicon<'w> {
        self.lexicon
    }

    /// The number of entries.
    pub(super) fn len(&self) -> usize {
        self.shapes.len()
    }

    /// The entry of a word.
    pub(super) fn meet(&mut self, word: &str) -> u32 {
        if let Some(&entry) = self.entries.get(word) {
            return entry;
        }
        let entry = self.shapes.len() as u32;
        self.entries.insert(word.into(), entry);
        self.shapes.push(None);
        self.qualities.push(Qualities::default());
        entry
    }

    /// The shape of a word, by its entry.
    pub(super) fn shape(&mut self, word: &str, entry: u32) -> Shape {
        *self.shapes[entry as usize].get_or_insert_with(|| Shape {
            cut: inside::cut(word, self.lexicon),
            is_prefix: words::is_prefix(word),
            opens_compound: self.lexicon.opens_compound(word),
            ending: Ending::of(word),
        })
    }

    /// Whether a word has a quality, by its entry.
    pub(super) fn is(&mut self, word: &str, entry: u32, quality: Quality) -> bool {
        let known = &mut self.qualities[entry as usize];
        let bit = 1 << quality as u16;
        if known.asked & bit == 0 {
            let has = match quality {
                Quality::Verb => self.lexicon.is_verb(word),
                Quality::TakesPlural => self.lexicon.takes_plural_apart(word),
                Quality::Compares => self.lexicon.compares_apart(word),
                Quality::Participle => self.lexicon.is_participle(word),
                Quality::TakesCopula => self.lexicon.takes_copula(word),
                Quality::IsContentWord => self.lexicon.is_content_word(word),
                Quality::EndsInHeh => self.lexicon.ends_in_heh(word),
                Quality::TakesPossessive => self.lexicon.takes_possessive(word),
                Quality::TakesShortPossessive => self.lexicon.takes_short_possessive(word),
            };
            known.asked |= bit;
            known.has |= bit * u16::from(has);
        }
        known.has & bit != 0
    }

    /// Whether two words, with their entries, are a compound.
    pub(super) fn is_compound(&mut self, first: (&str, u32), second: (&str, u32)) -> bool {
        let lexicon = self.lexicon;
        let found = || compounds::is_compound(first.0, second.0, lexicon);
        *self.compounds.entry((first.1, second.1)).or_insert_with(found)
    }
}
