//! Half-spaces between a word and what belongs to it: `می` and its verb, a
//! noun and `ها`, an adjective and `تر`, a participle and `ایم`, the parts of a
//! compound. Every repair is backed by the lexicon; a word that the lexicon
//! knows as it stands is left alone.

use super::flow::SOFT_BREAK;
use super::inside::{COMPARISONS, PLURALS, PREFIXES, PREVERBS};
use super::letters::ZWNJ;
use super::rewrite::Change;
use super::rules::{Rule, RuleSet};
use super::survey::Survey;
use super::vocabulary::{Quality, Shape, Vocabulary};
use std::ops::Range;

/// What the rules change, sorted, none touching another.
pub(super) fn changes(text: &str, survey: &mut Survey, rules: RuleSet, vocabulary: &mut Vocabulary<'_>) -> Vec<Change> {
    let mut look = Look { text, rules, vocabulary };
    let mut changes = Vec::new();
    let mut before: Option<Standing<'_>> = None;
    for word in &mut survey.words {
        let range = &word.range;
        let entry = *word.entry.get_or_insert_with(|| look.vocabulary.meet(&text[range.clone()]));
        let Shape { cut, is_prefix, ending } = look.vocabulary.shape(&text[range.clone()], entry);
        let behind = Standing { range, entry, is_prefix, ending };
        if let Some(before) = before
            && (before.is_prefix || ending.is_some())
            && let Some(change) = look.between(before, behind)
        {
            changes.push(change);
        }
        if let Some((rule, cut)) = cut
            && rules.contains(rule)
        {
            changes.extend(parted(text, range.start + cut, rule));
        }
        before = Some(behind);
    }
    changes
}

/// A word, and where it stands.
#[derive(Clone, Copy)]
struct Standing<'r> {
    range: &'r Range<usize>,
    entry: u32,
    is_prefix: bool,
    ending: Option<Ending>,
}

/// A half-space missing inside a word.
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
    /// A half-space missing where a blank stands between two words.
    fn between(&mut self, first: Standing<'_>, second: Standing<'_>) -> Option<Change> {
        let range = first.range.end..second.range.start;
        let blank = &self.text[range.clone()];
        if blank != " " && !blank.starts_with(SOFT_BREAK) || blank.len() != 1 {
            return None;
        }
        let rule = self.pair(first, second)?;
        self.rules.contains(rule).then(|| Change { range, with: "\u{200C}".into(), rule })
    }

    /// The rule that joins two words by a half-space.
    fn pair(&mut self, first: Standing<'_>, second: Standing<'_>) -> Option<Rule> {
        let text = self.text;
        let mut is = |word: Standing<'_>, quality| self.vocabulary.is(&text[word.range.clone()], word.entry, quality);
        if first.is_prefix {
            return is(second, Quality::Verb).then_some(Rule::VerbPrefix);
        }
        let (rule, holds) = match second.ending? {
            Ending::Plural => (Rule::Plural, is(first, Quality::TakesPlural)),
            Ending::Comparison => (Rule::Comparison, is(first, Quality::Compares)),
            Ending::Copula => (Rule::Copula, is(first, Quality::Participle) || is(first, Quality::TakesCopula)),
            Ending::LastCopula => {
                (Rule::Copula, is(first, Quality::Participle) && ends_clause(&text[second.range.end..]))
            }
        };
        holds.then_some(rule)
    }
}

/// What a word by itself may be to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Plural,
    Comparison,
    Copula,
    /// A copula where the clause ends, and else another word.
    LastCopula,
}

impl Ending {
    pub(super) fn of(word: &str) -> Option<Self> {
        match word {
            "ایم" | "اید" | "اند" => Some(Self::Copula),
            "ام" | "ای" => Some(Self::LastCopula),
            _ if PLURALS.contains(&word) => Some(Self::Plural),
            _ if COMPARISONS.contains(&word) => Some(Self::Comparison),
            _ => None,
        }
    }
}

/// Whether a word is `می` or the like, alone or behind `بر`.
pub(super) fn is_prefix(word: &str) -> bool {
    let bare = PREVERBS.iter().find_map(|preverb| word.strip_prefix(*preverb)).unwrap_or(word);
    PREFIXES.contains(&bare)
}

/// Whether a clause ends before what follows.
fn ends_clause(rest: &str) -> bool {
    rest.trim_start().chars().next().is_none_or(|c| matches!(c, '.' | '،' | '؛' | '!' | '؟' | ':' | '…' | '»' | ')'))
}
