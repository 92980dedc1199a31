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
use super::vocabulary::{Met, Quality, Vocabulary};
use std::ops::Range;

/// What the rules change, sorted, none touching another.
pub(super) fn changes(text: &str, survey: &mut Survey, rules: RuleSet, vocabulary: &mut Vocabulary<'_>) -> Vec<Change> {
    let mut look = Look { text, rules, vocabulary };
    let mut changes = Vec::new();
    let mut before: Option<(Standing<'_>, bool)> = None;
    for word in &mut survey.words {
        let range = &word.range;
        let entry = *word.entry.get_or_insert_with(|| look.vocabulary.meet(&text[range.clone()]));
        let &Met { cut, ending, is_prefix, .. } = look.vocabulary.met(entry);
        if let Some((first, leads)) = before
            && (leads || ending.is_some())
            && let Some(change) = look.between(first, (range, entry))
        {
            changes.push(change);
        }
        if let Some((rule, cut)) = cut.filter(|(rule, _)| rules.contains(*rule)) {
            changes.extend(parted(text, range.start + cut, rule));
        }
        before = Some(((range, entry), is_prefix));
    }
    changes
}

/// A half-space missing inside a word.
fn parted(text: &str, cut: usize, rule: Rule) -> Option<Change> {
    let before = text[..cut].chars().next_back()?;
    let with = String::from_iter([before, ZWNJ]).into();
    Some(Change { range: cut - before.len_utf8()..cut, with, rule })
}

/// Where a word stands, and its entry.
type Standing<'r> = (&'r Range<usize>, u32);

struct Look<'t, 'v, 'w> {
    text: &'t str,
    rules: RuleSet,
    vocabulary: &'v mut Vocabulary<'w>,
}

impl Look<'_, '_, '_> {
    /// A half-space missing where a blank stands between two words.
    fn between(&mut self, first: Standing<'_>, second: Standing<'_>) -> Option<Change> {
        let range = first.0.end..second.0.start;
        let blank = &self.text[range.clone()];
        if blank != " " && !blank.starts_with(SOFT_BREAK) || blank.len() != 1 {
            return None;
        }
        let rule = self.pair(first, second)?;
        self.rules.contains(rule).then(|| Change { range, with: "\u{200C}".into(), rule })
    }

    /// The rule that joins two words by a half-space.
    fn pair(&mut self, (first, before): Standing<'_>, (second, behind): Standing<'_>) -> Option<Rule> {
        let (text, vocabulary) = (self.text, &mut *self.vocabulary);
        if vocabulary.met(before).is_prefix {
            return vocabulary.is(&text[second.clone()], behind, Quality::Verb).then_some(Rule::VerbPrefix);
        }
        let ending = vocabulary.met(behind).ending?;
        let mut is = |quality| vocabulary.is(&text[first.clone()], before, quality);
        match ending {
            Ending::Plural => is(Quality::TakesPlural).then_some(Rule::Plural),
            Ending::Comparison => is(Quality::Compares).then_some(Rule::Comparison),
            Ending::Copula => (is(Quality::Participle) || is(Quality::TakesCopula)).then_some(Rule::Copula),
            Ending::LastCopula => (is(Quality::Participle) && ends_clause(&text[second.end..])).then_some(Rule::Copula),
        }
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
