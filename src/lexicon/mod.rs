//! Persian words and the endings they take: the Lilak dictionary as an automaton (see
//! `README.md`), opened on first use, and the user's own words.

mod affix;
#[cfg(test)]
mod make;
mod spoken;

use affix::Classes;
use fst::Map;
use fst::raw::Output;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The half-space.
const ZWNJ: char = '\u{200C}';

/// The dictionary: its words and the index of their classes.
const WORDS: &[u8] = include_bytes!("words.fst");
/// Its sets of classes, one per line.
const CLASSES: &str = include_str!("classes.txt");
/// Verbs that look like a noun with an ending (`میدان` + `م`, `میگو` + `ییم`).
const VERBS_LIKE_NOUNS: &[&str] = &[
    "میدانم",
    "میدانند",
    "میدانید",
    "میدانیم",
    "میدانست",
    "میزند",
    "میگویم",
    "میگویند",
    "میگویید",
    "میگوییم",
    "میشست",
    "میکاست",
    "میستاند",
    "میستانند",
    "میرم",
    "میرن",
    "میشم",
    "میشن",
    "میگم",
    "میگیم",
    "میگید",
    "میشید",
];
/// Words that take no noun endings, whatever the dictionary says.
const FUNCTION_WORDS: &[&str] = &[
    "و", "از", "به", "در", "با", "بر", "تا", "که", "را", "این", "آن", "اما", "یا", "هم", "نیز", "اگر", "چون", "هر",
    "چه", "نه", "پس", "ولی", "بی", "جز", "مگر", "ها", "های", "ای", "کی", "چی", "می", "نمی", "است", "بود", "شد",
];

/// The preverbs, which may precede `می` and `نمی`.
pub(crate) const PREVERBS: &[&str] = &["بر", "باز", "در", "فرو", "وا", "ور", "سر", "فرا"];
/// Words that take `ها` although the dictionary does not say so.
const DEMONSTRATIVES: &[&str] = &["این", "آن", "اون", "همین", "همان", "بعضی", "خیلی"];
/// Words whose form with `های` is much more common than that of the word with `ه` and
/// `ای` (`سال‌های`, `ساله‌ای`).
const RATHER_PLURAL: &[&str] = &["سال", "ماه", "راه", "کوه", "ساعت", "چشم", "زبان", "جوان"];

/// The user's own words: one per line, with half-spaces as they should be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(BTreeMap<String, Classes>);

impl Words {
    /// The words of a file: one per line; `#` begins a comment.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut words = Self::default();
        for line in text.lines() {
            let word = line.split('#').next().unwrap_or_default().trim().trim_start_matches('\u{FEFF}');
            let verb = word.strip_prefix("می\u{200C}").or_else(|| word.strip_prefix("نمی\u{200C}"));
            match verb {
                Some(verb) => words.0.insert(verb.to_owned(), Classes::VERB),
                None if word.is_empty() => None,
                None => words.0.insert(word.to_owned(), Classes::OWN),
            };
        }
        words
    }
}

/// The words that a clean-up looks up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lexicon<'w> {
    own: &'w Words,
}

/// The dictionary, opened once.
fn dictionary() -> Option<&'static (Map<&'static [u8]>, Vec<Classes>)> {
    #[expect(clippy::type_complexity, reason = "an automaton and what it was opened from")]
    static DICTIONARY: OnceLock<Option<(Map<&'static [u8]>, Vec<Classes>)>> = OnceLock::new();
    let open = || Some((Map::new(WORDS).ok()?, CLASSES.lines().map(Classes::from_flags).collect()));
    DICTIONARY.get_or_init(open).as_ref()
}

/// The rest of a word after each listed prefix of at least two letters, with the
/// classes of that prefix: one walk through the automaton finds them all.
fn listed_stems(word: &str) -> impl Iterator<Item = (&str, Classes)> {
    let open = dictionary();
    let mut state = open.map(|(map, _)| (map.as_fst().root(), Output::zero()));
    let stem = move |(at, &byte): (usize, &u8)| {
        let (map, classes) = open?;
        let (node, index) = state.as_ref()?;
        let step = node.find_input(byte).map(|found| node.transition(found));
        let index = step.map(|step| index.cat(step.out));
        state = step.zip(index).map(|(step, index)| (map.as_fst().node(step.addr), index));
        let (node, index) = state.as_ref()?;
        let ending = word.get(at + 1..).filter(|ending| !ending.is_empty())?;
        let is_stem = node.is_final() && word[..=at].chars().nth(1).is_some();
        let index = is_stem.then(|| index.cat(node.final_output()).value())?;
        Some((ending, *classes.get(usize::try_from(index).ok()?)?))
    };
    word.as_bytes().iter().enumerate().filter_map(stem)
}

/// Whether some word begins with these letters.
fn node_of(letters: &[u8]) -> Option<()> {
    let (map, _) = dictionary()?;
    let fst = map.as_fst();
    let mut node = fst.root();
    for &byte in letters {
        node = fst.node(node.transition(node.find_input(byte)?).addr);
    }
    Some(())
}

impl<'w> Lexicon<'w> {
    pub(crate) fn new(own: &'w Words) -> Self {
        Self { own }
    }

    /// The classes that the user gives a word.
    fn own_classes(self, word: &str) -> Classes {
        self.own.0.get(word).copied().unwrap_or_default()
    }

    /// The classes that the dictionary and the user give a word.
    fn classes(self, word: &str) -> Classes {
        let listed = dictionary()
            .and_then(|(map, classes)| map.get(word).and_then(|index| classes.get(usize::try_from(index).ok()?)));
        listed.copied().unwrap_or_default().union(self.own_classes(word))
    }

    /// Whether a word is listed as it is.
    pub(crate) fn is_listed(self, word: &str) -> bool {
        self.classes(word).any(Classes::WORD)
    }

    /// Whether a word is listed, or is a listed word with an ending.
    pub(crate) fn is_known(self, word: &str) -> bool {
        self.is_listed(word) || self.is_inflected(word, Classes::default())
    }

    /// Whether a word is known other than by a joined `ها` or `تر`: the dictionary
    /// accepts these (`انسانها`), although they are written with a half-space.
    pub(crate) fn is_known_without_ending(self, word: &str) -> bool {
        // `کمترین` is as correct as the listed `کمتر`.
        let superlative = || word.strip_suffix("ین").is_some_and(|word| word.ends_with("تر") && self.is_listed(word));
        self.is_listed(word) || superlative() || self.is_inflected(word, Classes::JOINED_ENDINGS)
    }

    /// Whether a word is a listed word with an ending of its classes, except those in
    /// `but`.
    fn is_inflected(self, word: &str, but: Classes) -> bool {
        let takes = |(ending, classes): (&str, Classes)| classes.without(but).suffixes().any(|suffix| suffix == ending);
        let cuts = || word.char_indices().skip(2).map(|(at, _)| word.split_at(at));
        listed_stems(word).any(takes)
            || (!self.own.0.is_empty() && cuts().any(|(stem, ending)| takes((ending, self.own_classes(stem)))))
    }

    /// Whether a word is a known one with some prefix or ending, whatever the
    /// dictionary says about it.
    pub(crate) fn has_known_stem(self, word: &str) -> bool {
        const ENDINGS: &[&str] = &[
            "ی", "م", "ت", "ش", "ه", "ا", "ان", "ات", "ند", "یم", "ید", "ین", "یه", "یت", "چه", "ها", "های", "هایی",
            "تر", "ترین", "مان", "تان", "شان", "گی", "وار", "انه",
        ];
        const BEGINNINGS: &[&str] = &["بر", "در", "باز", "وا", "فرو", "فرا", "بی", "نا", "هم", "پر", "ب", "ن", "م"];
        let rest =
            |beginning: &&str| word.strip_prefix(*beginning).is_some_and(|rest| rest.len() > 3 && self.is_known(rest));
        let stem = |ending: &&str| word.strip_suffix(*ending).is_some_and(|stem| stem.len() > 3 && self.is_known(stem));
        ENDINGS.iter().any(stem) || BEGINNINGS.iter().any(rest)
    }

    /// Whether a word is a verb form that `می` can precede.
    pub(crate) fn is_verb(self, word: &str) -> bool {
        let is_written = |word: &str| self.classes(word).any(Classes::VERB);
        is_written(word) || spoken::is_verb(word, is_written)
    }

    /// Whether a word is a colloquial command.
    pub(crate) fn is_spoken_command(self, word: &str) -> bool {
        spoken::is_command(word, |word| self.classes(word).any(Classes::VERB))
    }

    /// Whether a word is one of the user's.
    pub(crate) fn is_own(self, word: &str) -> bool {
        self.own.0.contains_key(word)
    }

    /// Whether a listed word begins with this one and a half-space.
    pub(crate) fn opens_compound(self, word: &str) -> bool {
        let begins = || format!("{word}{ZWNJ}");
        let own = || {
            let begins = begins();
            self.own.0.range(begins.clone()..).next().is_some_and(|(own, _)| own.starts_with(&begins))
        };
        (!self.own.0.is_empty() && own()) || node_of(begins().as_bytes()).is_some()
    }

    /// Whether a joined word is a verb although it could be a noun.
    pub(crate) fn is_rather_a_verb(self, word: &str) -> bool {
        VERBS_LIKE_NOUNS.contains(&word)
    }

    /// Whether a word takes `ها`.
    pub(crate) fn takes_plural(self, word: &str) -> bool {
        let listed = |word: &str| self.classes(word).any(Classes::PLURAL);
        // A word for inhabitants or members: ایران, ایرانی, ایرانی‌ها.
        let made = |word: &str| word.strip_suffix('ی').is_some_and(|stem| self.classes(stem).any(Classes::TAKES_YEH));
        DEMONSTRATIVES.contains(&word) || self.any_part(word, |part| listed(part) || made(part))
    }

    /// Whether a separate `ها` after a word may be its plural: after unknown words, after
    /// words in `ی` that are not verbs, and after words that are listed with no endings
    /// at all.
    pub(crate) fn takes_plural_apart(self, word: &str) -> bool {
        let made = || word.ends_with('ی') && word.chars().count() > 4 && self.is_known(word) && !self.is_verb(word);
        self.takes_plural(word) || self.is_foreign_noun(word) || made() || self.is_bare_noun(word)
    }

    /// Whether a word that is listed with no endings is a noun and not a verb: `پادکست`,
    /// but not `برویم`. The verb forms among these words begin with a prefix.
    fn is_bare_noun(self, word: &str) -> bool {
        let may_be_verb = || word.starts_with(['ب', 'ن', 'م']) || PREVERBS.iter().any(|verb| word.starts_with(*verb));
        self.classes(word) == Classes::WORD && word.chars().count() > 3 && !may_be_verb() && !word.ends_with('ً')
    }

    /// Whether the dictionary does not know a word in any form, so that it is probably
    /// the name of something newer: `دایرکتوری`.
    pub(crate) fn is_foreign_noun(self, word: &str) -> bool {
        word.chars().count() >= 4
            && !word.contains([ZWNJ, 'آ'])
            && !word.starts_with("می")
            && !word.starts_with("نمی")
            && !self.is_known(word)
            && (word.ends_with('ی') || !self.has_known_stem(word))
            && !self.is_verb(word)
            && !self.is_spoken_command(word)
    }

    /// Whether a word is more than a link between others, so that a separate `های` or
    /// `ترین`, which are not words of their own, belongs to it.
    pub(crate) fn is_content_word(self, word: &str) -> bool {
        word.chars().count() > 1 && !FUNCTION_WORDS.contains(&word)
    }

    /// Whether a word ends in a silent `ه`, after which `ی` and `ای` have a half-space.
    /// Where the `ه` is pronounced (`راه`) the dictionary lists a plain `ی`.
    pub(crate) fn ends_in_heh(self, word: &str) -> bool {
        let last = word.rsplit(ZWNJ).next().unwrap_or(word);
        let classes = self.classes(last);
        let silent = classes.any(Classes::HEH_TAKES) || !classes.any(Classes::TAKES_YEH);
        // `دیده نمیشه ی تیکه`: the `ی` after a colloquial verb is `یه`.
        let spoken = || !classes.any(Classes::WORD) && ["می", "نمی"].iter().any(|mi| last.starts_with(mi));
        last.ends_with('ه') && last.chars().count() > 2 && silent && !spoken()
    }

    /// Whether `مان`, `تان`, `شان` may follow a word.
    pub(crate) fn takes_possessive(self, word: &str) -> bool {
        const OPEN: &[char] = &['ا', 'و', 'آ'];
        // Words after which `شان` may be شأن without its hamza.
        const BEFORE_DIGNITY: &[&str] = &["کسر", "دون", "خور", "خلاف", "درخور", "فراخور", "حفظ", "علو", "مناسب"];
        let is_noun = self.takes_plural(word) || self.any_part(word, |part| self.is_known(part));
        !FUNCTION_WORDS.contains(&word)
            && !BEFORE_DIGNITY.contains(&word)
            && (!word.ends_with(OPEN) || word.ends_with("ها"))
            && is_noun
            && !self.is_verb(word)
    }

    /// Whether `ام`, `ات`, `اش` may follow a word with a half-space: after a silent `ه`
    /// and after `ی`.
    pub(crate) fn takes_short_possessive(self, word: &str) -> bool {
        let behind_yeh = || word.ends_with('ی') && word.chars().count() > 3 && self.is_known(word);
        !FUNCTION_WORDS.contains(&word) && (self.ends_in_heh(word) || behind_yeh())
    }

    /// Whether the word with `ه` is a word, too, so that the form with `های` can be
    /// read as either: `خان‌های`, `خانه‌ای`.
    pub(crate) fn may_end_in_heh(self, word: &str) -> bool {
        !RATHER_PLURAL.contains(&word) && self.is_listed(&format!("{word}ه"))
    }

    /// Whether a word takes `تر`.
    pub(crate) fn compares(self, word: &str) -> bool {
        // An adjective made from a noun: سنتی.
        let made = |word: &str| word.strip_suffix('ی').is_some_and(|stem| self.classes(stem).any(Classes::TAKES_YEH));
        self.any_part(word, |part| self.classes(part).any(Classes::COMPARES) || made(part))
    }

    /// Whether a separate `تر` after a word may belong to it: also after compounds
    /// (`خوش‌طعم`) and words that the dictionary lacks.
    pub(crate) fn compares_apart(self, word: &str) -> bool {
        let compound = || word.contains(ZWNJ) && !word.contains("\u{200C}ها") && !word.contains("\u{200C}تر");
        self.compares(word) || compound() || self.is_foreign_noun(word)
    }

    /// Whether a word is a past participle.
    pub(crate) fn is_participle(self, word: &str) -> bool {
        self.any_part(word, |part| self.classes(part).any(Classes::PARTICIPLE))
    }

    /// Whether a word takes `ایم` after a half-space.
    pub(crate) fn takes_copula(self, word: &str) -> bool {
        self.any_part(word, |part| self.classes(part).any(Classes::COPULA))
    }

    /// Whether something holds for a word, or for the last part of one that is composed
    /// with half-spaces.
    fn any_part(self, word: &str, holds: impl Fn(&str) -> bool) -> bool {
        holds(word) || word.rsplit_once(ZWNJ).is_some_and(|(_, last)| holds(last))
    }
}
