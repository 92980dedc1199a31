//! The words of a document as they are met: what is found out about a word is
//! found out once.

use super::inside;
use super::lexicon::Lexicon;
use super::rules::Rule;
use rustc_hash::FxHashMap;

/// What was found out about the words met so far.
pub(super) struct Vocabulary<'w> {
    lexicon: Lexicon<'w>,
    met: FxHashMap<Box<str>, Met>,
    /// By word: the qualities that were asked for, and those that it has.
    qualities: Vec<(u8, u8)>,
}

/// What is to be known of a word before a closer look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Met {
    index: usize,
    /// The rule that wants a half-space in it, and where.
    pub(super) cut: Option<(Rule, usize)>,
    /// Whether it could be the `می` of the next word.
    pub(super) may_lead: bool,
    /// Whether it could be an ending of the last word.
    pub(super) may_follow: bool,
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
        Self { lexicon, met: FxHashMap::default(), qualities: Vec::new() }
    }

    pub(super) fn meet(&mut self, word: &str) -> Met {
        if let Some(&met) = self.met.get(word) {
            return met;
        }
        let met = Met {
            index: self.qualities.len(),
            cut: inside::cut(word, self.lexicon),
            may_lead: word.ends_with("می"),
            may_follow: ["ها", "تر", "ای", "ان", "ام"].iter().any(|start| word.starts_with(start)),
        };
        self.qualities.push((0, 0));
        self.met.insert(word.into(), met);
        met
    }

    /// Whether a word that was met has a quality.
    pub(super) fn is(&mut self, word: &str, met: Met, quality: Quality) -> bool {
        let (asked, has) = &mut self.qualities[met.index];
        let bit = 1 << quality as u8;
        if *asked & bit == 0 {
            let holds = match quality {
                Quality::Verb => self.lexicon.is_verb(word),
                Quality::TakesPlural => self.lexicon.takes_plural(word),
                Quality::Compares => self.lexicon.compares(word),
                Quality::Participle => self.lexicon.is_participle(word),
                Quality::TakesCopula => self.lexicon.takes_copula(word),
            };
            *asked |= bit;
            *has |= bit * u8::from(holds);
        }
        *has & bit != 0
    }
}
