//! Half-spaces between a word and what belongs to it: `می` and its verb, a
//! noun and `ها`, an adjective and `تر`, a participle and `ایم`, the parts of a
//! compound. Every repair is backed by the lexicon; a word that the lexicon
//! knows as it stands is left alone.

use super::flow::SOFT_BREAK;
use super::letters::{ZWNJ, is_letter, is_mark};
use super::lexicon::Lexicon;
use super::rewrite::Change;
use super::rules::{Rule, RuleSet};
use super::stops::Stops;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The endings that stand behind a plural word.
const PLURALS: &[&str] = &["ها", "های", "هایی", "هایم", "هایت", "هایش", "هایمان", "هایتان", "هایشان", "هاست", "هایند"];
/// The endings of the verb behind a participle. `ای` is none: it could be that
/// of a noun.
const COPULAS: &[&str] = &["ایم", "اید", "اند", "ام"];
/// The endings of comparison.
const COMPARISONS: &[&str] = &["تر", "ترین", "تری", "ترها", "ترهای", "ترینها", "ترین‌ها", "ترین‌های"];
/// Words that begin with `آ` and are no part of another.
const DEMONSTRATIVES: &[&str] = &["آن", "آنها", "آنان", "آنجا", "آنچه", "آنگاه"];
/// What stands before a verb with a half-space.
const PREFIXES: &[&str] = &["می", "نمی"];
/// What stands before those.
const PREVERBS: &[&str] = &["بر", "باز", "در", "فرو", "وا", "ور", "سر", "فرا"];

/// What was found out about words, so that each is looked up once: which rule
/// wants a half-space in it, and where.
pub(super) type LookedUp = FxHashMap<Box<str>, Option<(Rule, usize)>>;

/// What the rules change, sorted, none touching another.
pub(super) fn changes(text: &str, rules: RuleSet, lexicon: Lexicon<'_>, looked_up: &mut LookedUp) -> Vec<Change> {
    let look = Look { text, rules, lexicon };
    let mut changes = Vec::new();
    let mut words = words(text).peekable();
    while let Some(word) = words.next() {
        if may_lack_a_half_space(&text[word.clone()]) {
            changes.extend(look.inside(word.clone(), looked_up));
        }
        if let Some(next) = words.peek()
            && may_belong_together(&text[word.clone()], &text[next.clone()])
        {
            changes.extend(look.between(word, next.clone(), &text[next.end..]));
        }
    }
    changes
}

/// Two letters of two bytes each.
const fn pair(letters: &str) -> u32 {
    match *letters.as_bytes() {
        [a, b, c, d] => u32::from_be_bytes([a, b, c, d]),
        _ => 0,
    }
}

/// Whether a word holds what a rule looks for in one: most words do not, and
/// need no closer look. Letters of Persian words are two bytes each; where one
/// is not, the closer look is taken.
fn may_lack_a_half_space(word: &str) -> bool {
    const PARTS: [u32; 6] = [pair("می"), pair("ها"), pair("تر"), pair("ام"), pair("ای"), pair("ان")];
    const ALEF: u32 = pair("آآ") & 0xFFFF;
    let two_bytes = word.len().is_multiple_of(2) && !word.contains(ZWNJ);
    let mut last = 0;
    let ends_part = |letter: &[u8]| {
        last = letter.iter().fold(last, |pair, &byte| pair << 8 | u32::from(byte));
        last > 0xFFFF && (PARTS.contains(&last) || last & 0xFFFF == ALEF)
    };
    !two_bytes || word.as_bytes().chunks_exact(2).any(ends_part)
}

/// Whether the second of two words could be an ending, or the first `می`.
fn may_belong_together(first: &str, second: &str) -> bool {
    first.ends_with("می") || ["ها", "تر", "ای", "ان", "ام"].iter().any(|start| second.starts_with(start))
}

/// The words of a text: letters with their marks and half-spaces.
pub(super) fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    const LETTERS: Stops = Stops::at(&[('\u{620}', '\u{64A}'), ('\u{66E}', '\u{6FF}')]);
    const OTHERS: Stops = Stops::but(&[('\u{620}', '\u{65F}'), ('\u{671}', '\u{6D3}')]);
    let is_part = |c: char| is_letter(c) || is_mark(c) || c == ZWNJ || c == 'ـ';
    let mut at = 0;
    std::iter::from_fn(move || {
        let (start, _) = LETTERS.from(text, at).find(|&(_, c)| is_letter(c))?;
        at = OTHERS.from(text, start).find(|&(_, c)| !is_part(c)).map_or(text.len(), |(end, _)| end);
        Some(start..at)
    })
}

struct Look<'t, 'w> {
    text: &'t str,
    rules: RuleSet,
    lexicon: Lexicon<'w>,
}

impl Look<'_, '_> {
    /// A half-space missing inside a word.
    fn inside(&self, range: Range<usize>, looked_up: &mut LookedUp) -> Option<Change> {
        let word = &self.text[range.clone()];
        let known = looked_up.get(word).copied();
        let (rule, cut) = known.unwrap_or_else(|| {
            let found = self.cut(word);
            looked_up.insert(word.into(), found);
            found
        })?;
        let before = word[..cut].chars().next_back()?;
        let at = range.start + cut;
        let with = format!("{before}{ZWNJ}").into();
        self.rules.contains(rule).then(|| Change { range: at - before.len_utf8()..at, with, rule })
    }

    /// The rule that wants a half-space in a word, and where.
    fn cut(&self, word: &str) -> Option<(Rule, usize)> {
        self.verb_inside(word)
            .map(|cut| (Rule::VerbPrefixJoined, cut))
            .or_else(|| self.ending_inside(word))
            .or_else(|| self.alef_inside(word).map(|cut| (Rule::MedialAlef, cut)))
    }

    /// Where a verb begins behind `می` in one word.
    fn verb_inside(&self, word: &str) -> Option<usize> {
        if !word.contains("می") {
            return None;
        }
        let preverb = PREVERBS.iter().find(|preverb| {
            word.strip_prefix(**preverb).is_some_and(|rest| rest.starts_with("می") || rest.starts_with("نمی"))
        });
        let start = preverb.map_or(0, |preverb| preverb.len());
        let prefix = PREFIXES.iter().find(|prefix| word[start..].starts_with(**prefix))?;
        let cut = start + prefix.len();
        let verb = |verb: &str| self.lexicon.is_verb(verb);
        let joined = |ending: &&str| word[cut..].strip_suffix(*ending).is_some_and(verb);
        let is_verb = verb(&word[cut..]) || COPULAS.iter().any(joined);
        (is_verb && (!self.lexicon.is_known(word) || self.lexicon.is_rather_a_verb(word))).then_some(cut)
    }

    /// Where an ending begins that a half-space should part from its word.
    fn ending_inside(&self, word: &str) -> Option<(Rule, usize)> {
        let cut = |endings: &[&str]| {
            let ending = endings.iter().find(|ending| word.ends_with(**ending) && word.len() > ending.len() + 2)?;
            let cut = word.len() - ending.len();
            joins_next(word[..cut].chars().next_back()?).then_some(cut)
        };
        let part = word.rsplit(ZWNJ).next().unwrap_or(word);
        let unknown = || {
            let known = |word: &str| self.lexicon.is_known_without_ending(word);
            // `بنهایت` is `نهایت` and the `به` that old texts write as one.
            !known(word) && !known(part) && !part.strip_prefix('ب').is_some_and(|rest| self.lexicon.is_listed(rest))
        };
        if let Some(cut) = cut(COPULAS).filter(|&cut| self.lexicon.is_participle(&word[..cut]) && unknown()) {
            return Some((Rule::CopulaJoined, cut));
        }
        let like_copula = word.ends_with("های") || word.ends_with("هایم");
        let reads_both_ways = |cut| like_copula && self.lexicon.may_end_in_heh(&word[..cut]);
        let noun = |cut: &usize| self.lexicon.takes_plural(&word[..*cut]) && !reads_both_ways(*cut);
        if let Some(cut) = cut(PLURALS).filter(noun).filter(|_| unknown()) {
            return Some((Rule::PluralJoined, cut));
        }
        let cut = cut(COMPARISONS).filter(|&cut| self.lexicon.compares(&word[..cut]) && unknown())?;
        Some((Rule::ComparisonJoined, cut))
    }

    /// Where `آ` begins a word behind a letter that would join it.
    fn alef_inside(&self, word: &str) -> Option<usize> {
        let (cut, _) = word.match_indices('آ').find(|&(at, _)| at > 0)?;
        let (first, second) = word.split_at(cut);
        if PREFIXES.contains(&first) {
            return self.lexicon.is_verb(second).then_some(cut);
        }
        let compound = || format!("{first}{ZWNJ}{second}");
        // `نامآنها`, `کردهآید` are two words that lost their space.
        let is_verb = second.ends_with('د') && self.lexicon.is_verb(second);
        let may_be_a_part = !is_verb && !DEMONSTRATIVES.contains(&second);
        let made_of_words = || {
            let known = self.lexicon.is_listed(first) && self.lexicon.is_known(second);
            may_be_a_part && first.chars().count() > 1 && known
        };
        let backed = joins_next(first.chars().next_back()?)
            && !self.lexicon.is_known(word)
            && (self.lexicon.is_known(&compound()) || made_of_words());
        backed.then_some(cut)
    }

    /// A half-space missing where a blank stands between two words.
    fn between(&self, first: Range<usize>, second: Range<usize>, rest: &str) -> Option<Change> {
        let range = first.end..second.start;
        let blank = &self.text[range.clone()];
        if blank != " " && !blank.starts_with(SOFT_BREAK) || blank.len() != 1 {
            return None;
        }
        let rule = self.pair(&self.text[first], &self.text[second], rest)?;
        self.rules.contains(rule).then(|| Change { range, with: ZWNJ.to_string().into(), rule })
    }

    /// The rule that joins two words by a half-space.
    fn pair(&self, first: &str, second: &str, rest: &str) -> Option<Rule> {
        if is_prefix(first) {
            return self.lexicon.is_verb(second).then_some(Rule::VerbPrefix);
        }
        match second {
            _ if PLURALS.contains(&second) => self.lexicon.takes_plural(first).then_some(Rule::Plural),
            _ if COMPARISONS.contains(&second) => self.lexicon.compares(first).then_some(Rule::Comparison),
            "ایم" | "اید" | "اند" => {
                let takes = self.lexicon.is_participle(first) || self.lexicon.takes_copula(first);
                takes.then_some(Rule::Copula)
            }
            "ام" | "ای" => (self.lexicon.is_participle(first) && ends_clause(rest)).then_some(Rule::Copula),
            _ => None,
        }
    }
}

/// Whether a word is `می` or the like, alone or behind `بر`.
fn is_prefix(word: &str) -> bool {
    let bare = PREVERBS.iter().find_map(|preverb| word.strip_prefix(*preverb)).unwrap_or(word);
    PREFIXES.contains(&bare)
}

/// Whether a clause ends before what follows.
fn ends_clause(rest: &str) -> bool {
    rest.trim_start().chars().next().is_none_or(|c| matches!(c, '.' | '،' | '؛' | '!' | '؟' | ':' | '…' | '»' | ')'))
}

/// Whether a letter joins the one behind it.
fn joins_next(c: char) -> bool {
    is_letter(c)
        && !matches!(c, 'ا' | 'آ' | 'أ' | 'إ' | 'ٱ' | 'د' | 'ذ' | 'ر' | 'ز' | 'ژ' | 'و' | 'ؤ' | 'ة' | 'ۀ' | 'ء')
}
