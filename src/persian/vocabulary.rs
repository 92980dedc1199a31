//! The words of a document, each with what was found out about it: that is
//! looked for once, and only when a rule asks.

use super::inside;
use super::lexicon::Lexicon;
use super::rules::Rule;
use super::words::{self, Ending};
use rustc_hash::FxHashMap;

/// The words met so far, an entry for each.
pub(super) struct Vocabulary<'w> {
    lexicon: Lexicon<'w>,
    entries: FxHashMap<Box<str>, u32>,
    shapes: Vec<Option<Shape>>,
    qualities: Vec<Qualities>,
}

/// What a word may be and may lack.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// The rule that wants a half-space in it, and where.
    pub(super) cut: Option<(Rule, usize)>,
    /// Whether it could be the `می` of the next word.
    pub(super) is_prefix: bool,
    /// The ending of the last word that it could be.
    pub(super) ending: Option<Ending>,
}

/// What the lexicon may say about a word.
#[derive(Clone, Copy, Debug)]
#[repr(u8)]
pub(super) enum Quality {
    Verb,
    TakesPlural,
    Compares,
    Participle,
    TakesCopula,
}

/// The qualities that were asked for, and those of them that a word has.
#[derive(Clone, Copy, Debug, Default)]
struct Qualities {
    asked: u8,
    has: u8,
}

impl<'w> Vocabulary<'w> {
    pub(super) fn new(lexicon: Lexicon<'w>) -> Self {
        Self { lexicon, entries: FxHashMap::default(), shapes: Vec::new(), qualities: Vec::new() }
    }

    pub(super) fn lexicon(&self) -> Lexicon<'w> {
        self.lexicon
    }

    /// How many entries there are.
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
            ending: Ending::of(word),
        })
    }

    /// Whether a word has a quality, by its entry.
    pub(super) fn is(&mut self, word: &str, entry: u32, quality: Quality) -> bool {
        let known = &mut self.qualities[entry as usize];
        let bit = 1 << quality as u8;
        if known.asked & bit == 0 {
            let has = match quality {
                Quality::Verb => self.lexicon.is_verb(word),
                Quality::TakesPlural => self.lexicon.takes_plural(word),
                Quality::Compares => self.lexicon.compares(word),
                Quality::Participle => self.lexicon.is_participle(word),
                Quality::TakesCopula => self.lexicon.takes_copula(word),
            };
            known.asked |= bit;
            known.has |= bit * u8::from(has);
        }
        known.has & bit != 0
    }
}
