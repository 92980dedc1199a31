//! Finds missing half-spaces inside words.

use super::compounds;
use super::letters::{ZWNJ, is_letter};
use super::rules::Rule;
use crate::lexicon::{Lexicon, PREVERBS};

/// The plural endings.
pub(super) const PLURALS: &[&str] =
    &["ها", "های", "هایی", "هایم", "هایت", "هایش", "هایمان", "هایتان", "هایشان", "هاست", "هایند"];
/// The verb endings after a participle. `ای` is not listed: it could be that of a noun.
const COPULAS: &[&str] = &["ایم", "اید", "اند", "ام"];
/// The endings of comparison.
pub(super) const COMPARISONS: &[&str] = &["تر", "ترین", "تری", "ترها", "ترهای", "ترینها", "ترین‌ها", "ترین‌های"];
/// Words that begin with `آ` and are not the second part of another.
const DEMONSTRATIVES: &[&str] = &["آن", "آنها", "آنان", "آنجا", "آنچه", "آنگاه"];
/// The prefixes of a verb, followed by a half-space.
pub(super) const PREFIXES: &[&str] = &["می", "نمی"];

/// The rule that needs a half-space in a word, and its place.
pub(super) fn cut(word: &str, lexicon: Lexicon<'_>) -> Option<(Rule, usize)> {
    let look = Look { lexicon };
    let compound = || look.compound(word).map(|cut| (Rule::CompoundJoined, cut));
    if !may_lack_a_half_space(word) {
        return compound();
    }
    look.verb(word)
        .map(|cut| (Rule::VerbPrefixJoined, cut))
        .or_else(|| look.ending(word))
        .or_else(|| look.alef(word).map(|cut| (Rule::MedialAlef, cut)))
        .or_else(compound)
}

/// Two letters of two bytes each.
const fn pair(letters: &str) -> u32 {
    match *letters.as_bytes() {
        [a, b, c, d] => u32::from_be_bytes([a, b, c, d]),
        _ => 0,
    }
}

/// Whether a word contains a pair of letters that a rule here looks for: most do not,
/// and need no closer look. Persian letters have two bytes each; a word with any other
/// character always gets the closer look.
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

struct Look<'w> {
    lexicon: Lexicon<'w>,
}

impl Look<'_> {
    /// The place after a joined `می` at which a verb begins.
    fn verb(&self, word: &str) -> Option<usize> {
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

    /// The place at which an ending begins that a half-space should separate from its
    /// word.
    fn ending(&self, word: &str) -> Option<(Rule, usize)> {
        let cut = |endings: &[&str]| {
            let ending = endings.iter().find(|ending| word.ends_with(**ending) && word.len() > ending.len() + 2)?;
            let cut = word.len() - ending.len();
            joins_next(word[..cut].chars().next_back()?).then_some(cut)
        };
        let part = word.rsplit(ZWNJ).next().unwrap_or(word);
        let unknown = || {
            let known = |word: &str| self.lexicon.is_known_without_ending(word);
            // `بنهایت` is `نهایت` with the `به` that old texts write joined.
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

    /// The place at which the second part of a listed compound begins.
    fn compound(&self, word: &str) -> Option<usize> {
        let cut = compounds::place(word, self.lexicon)?;
        let joins = word[..cut].ends_with(joins_next);
        (joins && !self.lexicon.is_known(word)).then_some(cut)
    }

    /// The place at which `آ` begins a word after a letter that would join it.
    fn alef(&self, word: &str) -> Option<usize> {
        let (cut, _) = word.match_indices('آ').find(|&(at, _)| at > 0)?;
        let (first, second) = word.split_at(cut);
        if PREFIXES.contains(&first) {
            return self.lexicon.is_verb(second).then_some(cut);
        }
        let compound = || format!("{first}{ZWNJ}{second}");
        // `نامآنها` and `کردهآید` are each two words that lost their space.
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
}

/// Whether a letter joins the one after it.
pub(super) fn joins_next(c: char) -> bool {
    is_letter(c)
        && !matches!(c, 'ا' | 'آ' | 'أ' | 'إ' | 'ٱ' | 'د' | 'ذ' | 'ر' | 'ز' | 'ژ' | 'و' | 'ؤ' | 'ة' | 'ۀ' | 'ء')
}
