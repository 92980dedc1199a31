//! Half-spaces between a word and what belongs to it: `می` and its verb, a
//! noun and `ها`, an adjective and `تر`, a participle and `ایم`, the parts of a
//! compound. Every repair is backed by the lexicon; a word that the lexicon
//! knows as it stands is left alone.

use super::flow::SOFT_BREAK;
use super::inside::{COMPARISONS, PLURALS, is_prefix};
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
    let mut before: Option<(Standing<'_>, Met)> = None;
    for word in &mut survey.words {
        let range = &word.range;
        let entry = *word.entry.get_or_insert_with(|| look.vocabulary.meet(&text[range.clone()]));
        let met = look.vocabulary.met(entry);
        if let Some((first, last)) = before
            && (last.may_lead || met.may_follow)
        {
            changes.extend(look.between(first, (range, entry)));
        }
        if let Some(cut) = met.cut {
            changes.extend(look.inside(range, cut));
        }
        before = Some(((range, entry), met));
    }
    changes
}

/// Where a word stands, and its entry.
type Standing<'r> = (&'r Range<usize>, u32);

struct Look<'t, 'v, 'w> {
    text: &'t str,
    rules: RuleSet,
    vocabulary: &'v mut Vocabulary<'w>,
}

impl Look<'_, '_, '_> {
    /// A half-space missing inside a word.
    fn inside(&self, range: &Range<usize>, (rule, cut): (Rule, usize)) -> Option<Change> {
        let before = self.text[range.clone()][..cut].chars().next_back()?;
        let at = range.start + cut;
        let with = String::from_iter([before, ZWNJ]).into();
        self.rules.contains(rule).then(|| Change { range: at - before.len_utf8()..at, with, rule })
    }

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
        let first = &text[first.clone()];
        let rest = &text[second.end..];
        let second = &text[second.clone()];
        if is_prefix(first) {
            return vocabulary.is(second, behind, Quality::Verb).then_some(Rule::VerbPrefix);
        }
        let mut is = |quality| vocabulary.is(first, before, quality);
        match second {
            _ if PLURALS.contains(&second) => is(Quality::TakesPlural).then_some(Rule::Plural),
            _ if COMPARISONS.contains(&second) => is(Quality::Compares).then_some(Rule::Comparison),
            "ایم" | "اید" | "اند" => {
                (is(Quality::Participle) || is(Quality::TakesCopula)).then_some(Rule::Copula)
            }
            "ام" | "ای" => (is(Quality::Participle) && ends_clause(rest)).then_some(Rule::Copula),
            _ => None,
        }
    }
}

/// Whether a clause ends before what follows.
fn ends_clause(rest: &str) -> bool {
    rest.trim_start().chars().next().is_none_or(|c| matches!(c, '.' | '،' | '؛' | '!' | '؟' | ':' | '…' | '»' | ')'))
}
