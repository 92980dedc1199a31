//! Half-spaces between a word and what belongs to it: `می` and its verb, a noun and
//! `ها`, an adjective and `تر`, a participle and `ایم`, the parts of a compound. Every
//! repair is backed by the lexicon; a word that the lexicon knows as it is stays
//! unchanged.

use super::academy;
use super::flow::SOFT_BREAK;
use super::inside::{COMPARISONS, PLURALS, PREFIXES, joins_next};
use super::letters::ZWNJ;
use super::rewrite::Change;
use super::rules::{Rule, RuleSet};
use super::survey::Survey;
use super::vocabulary::{Quality, Shape, Vocabulary};
use crate::lexicon::PREVERBS;
use std::ops::Range;

/// The changes of the rules, sorted, not touching each other.
pub(super) fn changes(text: &str, survey: &mut Survey, rules: RuleSet, vocabulary: &mut Vocabulary<'_>) -> Vec<Change> {
    let mut look = Look { text, rules, vocabulary };
    let mut changes = Vec::new();
    let mut before: Option<Standing<'_>> = None;
    for word in &mut survey.words {
        let range = &word.range;
        let entry = *word.entry.get_or_insert_with(|| look.vocabulary.meet(&text[range.clone()]));
        let Shape { cut, is_prefix, opens_compound, ending } = look.vocabulary.shape(&text[range.clone()], entry);
        let behind = Standing { range, entry, is_prefix, opens_compound, ending };
        if let Some(before) = before
            && (before.is_prefix || before.opens_compound || ending.is_some())
            && let Some(change) = look.between(before, behind)
        {
            changes.push(change);
        }
        if let Some((rule, cut)) = cut
            && rules.contains(rule)
        {
            changes.extend(parted(text, range.start + cut, rule));
        } else if let Some((rule, within, with)) = academy::respelling(&text[range.clone()], rules) {
            let range = range.start + within.start..range.start + within.end;
            changes.push(Change { range, with: with.into(), rule });
        }
        before = Some(behind);
    }
    changes
}

/// A word with its position.
#[derive(Clone, Copy)]
struct Standing<'r> {
    range: &'r Range<usize>,
    entry: u32,
    is_prefix: bool,
    opens_compound: bool,
    ending: Option<Ending>,
}

/// Inserts a half-space that is missing inside a word.
fn parted(text: &str, cut: usize, rule: Rule) -> Option<Change> {
    let before = text[..cut].chars().next_back()?;
    let with = String::from_iter([before, ZWNJ]).into();
    Some(Change { range: cut - before.len_utf8()..cut, with, rule })
}

struct Look<'t, 'v, 'w> {
    text: &'t str,
    rules: RuleSet,
    vocabulary: &'v mut Vocabulary<'w>,
}

impl Look<'_, '_, '_> {
    /// A half-space in place of the space between two words, or a space removed.
    fn between(&mut self, first: Standing<'_>, second: Standing<'_>) -> Option<Change> {
        let range = first.range.end..second.range.start;
        let blank = &self.text[range.clone()];
        if blank != " " && !blank.starts_with(SOFT_BREAK) || blank.len() != 1 {
            return None;
        }
        let rule = self.pair(first, second)?;
        let with = if self.is_written_as_one(first, second) { "" } else { "\u{200C}" };
        self.rules.contains(rule).then(|| Change { range, with: with.into(), rule })
    }

    /// The rule that joins two words.
    fn pair(&mut self, first: Standing<'_>, second: Standing<'_>) -> Option<Rule> {
        let text = self.text;
        let (word, next) = (&text[first.range.clone()], &text[second.range.clone()]);
        let mut is = |quality| self.vocabulary.is(word, first.entry, quality);
        if first.is_prefix {
            return self.vocabulary.is(next, second.entry, Quality::Verb).then_some(Rule::VerbPrefix);
        }
        let rest = &text[second.range.end..];
        let ending = second.ending.and_then(|ending| {
            let (rule, holds) = match ending {
                Ending::Plural => (Rule::Plural, is(Quality::TakesPlural)),
                Ending::Comparison => (Rule::Comparison, is(Quality::Compares)),
                Ending::PluralForm => (Rule::Plural, is(Quality::IsContentWord) || is(Quality::TakesPlural)),
                Ending::Superlative => (Rule::Comparison, is(Quality::IsContentWord)),
                Ending::Copula => (Rule::Copula, is(Quality::Participle) || is(Quality::TakesCopula)),
                Ending::Am => match is(Quality::Participle) {
                    true => (Rule::Copula, !begins_a_name(rest)),
                    false => (Rule::Possessive, is(Quality::TakesShortPossessive) && !begins_a_name(rest)),
                },
                Ending::Ai => match is(Quality::Participle) {
                    true => (Rule::Copula, !calls_somebody(rest)),
                    false => (Rule::HehAi, is(Quality::EndsInHeh) && !calls_somebody(rest)),
                },
                Ending::Yeh => match word.ends_with("ها") {
                    true => (Rule::Plural, word.ends_with("\u{200C}ها")),
                    false => (Rule::HehYeh, is(Quality::EndsInHeh)),
                },
                Ending::Possessive => (Rule::Possessive, is(Quality::TakesPossessive)),
                Ending::ShortPossessive => (Rule::Possessive, is(Quality::TakesShortPossessive)),
            };
            holds.then_some(rule)
        });
        let compound = || {
            let asked = self.rules.contains(Rule::Compound) && first.opens_compound;
            (asked && self.vocabulary.is_compound((word, first.entry), (next, second.entry))).then_some(Rule::Compound)
        };
        ending.or_else(compound)
    }

    /// Whether the two words are written without a half-space between them: `کتاب‌ها ی`
    /// is `کتاب‌های`, `خود شان` is `خودشان`.
    fn is_written_as_one(&self, first: Standing<'_>, second: Standing<'_>) -> bool {
        let word = &self.text[first.range.clone()];
        match second.ending {
            Some(Ending::Yeh) => word.ends_with("ها"),
            Some(Ending::Possessive) => word == "برای" || word.ends_with("های") || !word.ends_with(joins_next),
            _ => false,
        }
    }
}

/// The ending of the word before it that a separate word may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// `ها`, which can also be an interjection (`نری ها`).
    Plural,
    /// `های` and the other forms of `ها`, which are not words of their own.
    PluralForm,
    Comparison,
    /// `ترین`, which is not a word of its own.
    Superlative,
    Copula,
    /// `ام`: of a verb (`رفته ام`), or a possessive (`خانه ام`).
    Am,
    /// `ای`: of a verb (`گفته ای`), or of a noun (`مقاله ای`).
    Ai,
    /// The `ی` after `ه`.
    Yeh,
    /// `مان`, `تان`, `شان`.
    Possessive,
    /// `ات`, `اش`.
    ShortPossessive,
}

impl Ending {
    pub(super) fn of(word: &str) -> Option<Self> {
        match word {
            "ایم" | "اید" | "اند" => Some(Self::Copula),
            "ام" => Some(Self::Am),
            "ای" => Some(Self::Ai),
            "ی" => Some(Self::Yeh),
            "مان" | "تان" | "شان" => Some(Self::Possessive),
            "ات" | "اش" => Some(Self::ShortPossessive),
            "ترین" | "ترین‌ها" | "ترین‌های" => Some(Self::Superlative),
            "ها" | "هاست" => Some(Self::Plural),
            "هاش" | "هام" | "هات" | "هاشون" | "هامون" | "هاتون" => Some(Self::PluralForm),
            _ if PLURALS.contains(&word) => Some(Self::PluralForm),
            _ if COMPARISONS.contains(&word) => Some(Self::Comparison),
            _ => None,
        }
    }
}

/// Whether a word is `می` or `نمی`, by itself or after a preverb such as `بر`.
pub(super) fn is_prefix(word: &str) -> bool {
    let bare = PREVERBS.iter().find_map(|preverb| word.strip_prefix(*preverb)).unwrap_or(word);
    PREFIXES.contains(&bare)
}

/// Whether `ای` addresses somebody and is not an ending: `گفته ای دوست من`.
fn calls_somebody(rest: &str) -> bool {
    const CALLED: &[&str] = &[
        "دوست",
        "دوستان",
        "رفیق",
        "رفقا",
        "یار",
        "یاران",
        "عزیز",
        "عزیزان",
        "مردم",
        "خدا",
        "خدای",
        "پروردگار",
        "برادر",
        "برادران",
        "خواهر",
        "خواهران",
        "مادر",
        "پدر",
        "پسر",
        "دختر",
        "فرزند",
        "کارگران",
        "زنان",
        "مردان",
        "جوانان",
        "شاه",
        "وطن",
        "ایران",
        "دل",
        "جان",
        "عشق",
        "آزادی",
    ];
    CALLED.contains(&next_word(rest))
}

/// The word after a space.
fn next_word(rest: &str) -> &str {
    rest.trim_start_matches(' ').split(|c| !super::letters::is_letter(c)).next().unwrap_or_default()
}

/// Whether `ام` begins a name and is not an ending: `ام البنین`, `ام کلثوم`, and
/// letters read one by one, as `ام اس`, `ام پی تری`.
fn begins_a_name(rest: &str) -> bool {
    let next = next_word(rest);
    next.starts_with("ال") || matches!(next, "کلثوم" | "سلمه" | "اس" | "پی" | "دی" | "وی" | "آر")
}
