//! The words of a document as they are met: what is found out about a word is
//! found out once.

use super::inside;
use super::lexicon::Lexicon;
use super::rules::Rule;
use super::words::{self, Ending};
use rustc_hash::FxHashMap;

/// What was found out about the words met so far.
pub(super) struct Vocabulary<'w> {
    lexicon: Lexicon<'w>,
    entries: FxHashMap<Box<str>, u32>,
    met: Vec<Met>,
}

/// What is to be known of a word before a closer look.
#[derive(Debug)]
pub(super) struct Met {
    /// The rule that wants a half-space in it, and where.
    pub(super) cut: Option<(Rule, usize)>,
    /// Whether it could be the `می` of the next word.
    pub(super) is_prefix: bool,
    /// The ending of the last word that it could be.
    pub(super) ending: Option<Ending>,
    /// The qualities that were asked for, and those that it has.
    asked: u8,
    has: u8,
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

impl<'w> Vocabulary<'w> {
    pub(super) fn new(lexicon: Lexicon<'w>) -> Self {
        Self { lexicon, entries: FxHashMap::default(), met: Vec::new() }
    }

    /// The entry of a word.
    pub(super) fn meet(&mut self, word: &str) -> u32 {
        if let Some(&entry) = self.entries.get(word) {
            return entry;
        }
        let entry = self.met.len() as u32;
        self.entries.insert(word.into(), entry);
        self.met.push(Met {
            cut: inside::cut(word, self.lexicon),
            is_prefix: words::is_prefix(word),
            ending: Ending::of(word),
            asked: 0,
            has: 0,
        });
        entry
    }

    /// What was found out about the word of an entry.
    pub(super) fn met(&self, entry: u32) -> &Met {
        &self.met[entry as usize]
    }

    /// Whether a word has a quality, by its entry.
    pub(super) fn is(&mut self, word: &str, entry: u32, quality: Quality) -> bool {
        let met = &mut self.met[entry as usize];
        let bit = 1 << quality as u8;
        if met.asked & bit == 0 {
            let holds = match quality {
                Quality::Verb => self.lexicon.is_verb(word),
                Quality::TakesPlural => self.lexicon.takes_plural(word),
                Quality::Compares => self.lexicon.compares(word),
                Quality::Participle => self.lexicon.is_participle(word),
                Quality::TakesCopula => self.lexicon.takes_copula(word),
            };
            met.asked |= bit;
            met.has |= bit * u8::from(holds);
        }
        met.has & bit != 0
    }
}
