//! Persian words and what they may take: the Lilak dictionary as an automaton
//! (see `README.md`), opened when it is first asked, and the user's own words.

mod affix;
#[cfg(test)]
mod make;

use affix::Classes;
use fst::Map;
use fst::raw::Output;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The half-space.
const ZWNJ: char = '\u{200C}';

/// The dictionary's words and the index of their classes.
const WORDS: &[u8] = include_bytes!("words.fst");
/// Its classes, one set a line.
const CLASSES: &str = include_str!("classes.txt");
/// What `می` goes before in spoken Persian; the dictionary has the written
/// forms only.
const SPOKEN: &[&str] = &[
    "گم",
    "گی",
    "گه",
    "گیم",
    "گین",
    "گن",
    "شم",
    "شی",
    "شه",
    "شیم",
    "شین",
    "شن",
    "خوام",
    "خوای",
    "خواد",
    "خوایم",
    "خواین",
    "خوان",
    "دونم",
    "دونی",
    "دونه",
    "دونیم",
    "دونین",
    "دونن",
    "تونم",
    "تونی",
    "تونه",
    "تونیم",
    "تونین",
    "تونن",
    "کنه",
    "کنین",
    "کنن",
    "زنه",
    "زنن",
    "گیره",
    "گیرن",
    "بینه",
    "بینن",
    "مونم",
    "مونی",
    "مونه",
    "مونیم",
    "مونین",
    "مونن",
    "خوره",
    "خورن",
    "نویسه",
    "نویسن",
    "فهمه",
    "فهمن",
    "ره",
    "رن",
    "ذاره",
    "ذارن",
    "ترسه",
    "ترسن",
];
/// Verbs that look like a noun and its ending (`میدان` + `م`, `میگو` + `ییم`).
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
];

/// What takes `ها` although the dictionary does not say so.
const DEMONSTRATIVES: &[&str] = &["این", "آن", "همین", "همان"];
/// Words whose `های` is much more often met than the `ای` of the word with `ه`
/// (`سال‌های`, `ساله‌ای`).
const RATHER_PLURAL: &[&str] = &["سال", "ماه", "راه", "کوه", "ساعت", "چشم", "زبان", "جوان"];

/// Words of the user: one a line, half-spaces as they should be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(BTreeMap<String, Classes>);

impl Words {
    /// The words of a file: one a line; `#` begins a remark.
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

/// Where words are looked up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexicon<'w> {
    own: &'w Words,
}

/// The dictionary, opened once.
fn dictionary() -> Option<&'static (Map<&'static [u8]>, Vec<Classes>)> {
    #[expect(clippy::type_complexity, reason = "an automaton and what it was opened from")]
    static DICTIONARY: OnceLock<Option<(Map<&'static [u8]>, Vec<Classes>)>> = OnceLock::new();
    let open = || Some((Map::new(WORDS).ok()?, CLASSES.lines().map(Classes::from_flags).collect()));
    DICTIONARY.get_or_init(open).as_ref()
}

/// What follows the listed beginnings of a word, two letters and longer, and
/// what these take: one walk through the automaton finds them all.
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

impl<'w> Lexicon<'w> {
    pub(super) fn new(own: &'w Words) -> Self {
        Self { own }
    }

    /// What the user says about a word.
    fn own_classes(self, word: &str) -> Classes {
        self.own.0.get(word).copied().unwrap_or_default()
    }

    /// What the dictionary and the user say about a word as it stands.
    fn classes(self, word: &str) -> Classes {
        let listed = dictionary()
            .and_then(|(map, classes)| map.get(word).and_then(|index| classes.get(usize::try_from(index).ok()?)));
        listed.copied().unwrap_or_default().union(self.own_classes(word))
    }

    /// Whether a word is listed as it stands.
    pub(super) fn is_listed(self, word: &str) -> bool {
        self.classes(word).any(Classes::WORD)
    }

    /// Whether a word is listed, or is a listed word with an ending.
    pub(super) fn is_known(self, word: &str) -> bool {
        self.is_listed(word) || self.is_inflected(word, Classes::default())
    }

    /// Whether a word is known, but for its `ها` or `تر`: the dictionary takes
    /// these joined (`انسانها`), though a half-space is how they are written.
    pub(super) fn is_known_without_ending(self, word: &str) -> bool {
        self.is_listed(word) || self.is_inflected(word, Classes::JOINED_ENDINGS)
    }

    /// Whether a word is a listed word with an ending of its classes, but for
    /// some.
    fn is_inflected(self, word: &str, but: Classes) -> bool {
        let takes = |(ending, classes): (&str, Classes)| classes.without(but).suffixes().any(|suffix| suffix == ending);
        let cuts = || word.char_indices().skip(2).map(|(at, _)| word.split_at(at));
        listed_stems(word).any(takes)
            || (!self.own.0.is_empty() && cuts().any(|(stem, ending)| takes((ending, self.own_classes(stem)))))
    }

    /// Whether a word is a known one with some beginning or ending, whatever
    /// the dictionary says about it.
    pub(super) fn has_known_stem(self, word: &str) -> bool {
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

    /// Whether a word is a verb form that `می` goes before.
    pub(super) fn is_verb(self, word: &str) -> bool {
        self.classes(word).any(Classes::VERB) || SPOKEN.contains(&word)
    }

    /// Whether a joined word reads as a verb although it could be a noun.
    pub(super) fn is_rather_a_verb(self, word: &str) -> bool {
        VERBS_LIKE_NOUNS.contains(&word)
    }

    /// Whether a word takes `ها`.
    pub(super) fn takes_plural(self, word: &str) -> bool {
        let listed = |word: &str| self.classes(word).any(Classes::PLURAL);
        // A word of the inhabitants, the kind: ایران, ایرانی, ایرانی‌ها.
        let made = |word: &str| word.strip_suffix('ی').is_some_and(|stem| self.classes(stem).any(Classes::TAKES_YEH));
        DEMONSTRATIVES.contains(&word) || self.any_part(word, |part| listed(part) || made(part))
    }

    /// Whether a word with `ه` is a word too, so that with `های` behind it the
    /// word reads both ways: `خان‌های`, `خانه‌ای`.
    pub(super) fn may_end_in_heh(self, word: &str) -> bool {
        !RATHER_PLURAL.contains(&word) && self.is_listed(&format!("{word}ه"))
    }

    /// Whether a word takes `تر`.
    pub(super) fn compares(self, word: &str) -> bool {
        self.any_part(word, |part| self.classes(part).any(Classes::COMPARES))
    }

    /// Whether a word is a past participle.
    pub(super) fn is_participle(self, word: &str) -> bool {
        self.any_part(word, |part| self.classes(part).any(Classes::PARTICIPLE))
    }

    /// Whether a word takes `ایم` behind a half-space.
    pub(super) fn takes_copula(self, word: &str) -> bool {
        self.any_part(word, |part| self.classes(part).any(Classes::COPULA))
    }

    /// Whether something holds for a word, or for the last part of one that is
    /// put together with half-spaces.
    fn any_part(self, word: &str, holds: impl Fn(&str) -> bool) -> bool {
        holds(word) || word.rsplit_once(ZWNJ).is_some_and(|(_, last)| holds(last))
    }
}
