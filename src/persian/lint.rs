//! Things that a person should look at and no rule may change: warnings about the text
//! after clean-up.

use super::digits;
use super::flow::Flow;
use super::kinds::{Kind, Kinds};
use super::letters::{self, ZWNJ, is_letter};
use super::marks::reversed_handle;
use super::rules::{Rule, RuleSet};
use super::stops::Stops;
use super::survey::Word;
use super::vocabulary::Vocabulary;
use crate::document::Sources;
use crate::error::Warning;
use crate::lexicon::Lexicon;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Shorter words are too similar to each other to show a slip.
const SHORTEST: usize = 5;
/// Longer ones are not words.
const LONGEST: usize = 40;
/// A word that occurs more often is not a slip.
const OFTEN: usize = 2;
/// The most slips that are named; the rest are counted.
const NAMED: usize = 10;
/// Letters that are mistaken for each other when scanned pages are read.
const ALIKE: &[&str] = &["بپتثنیئ", "جچحخ", "دذ", "رزژ", "سش", "صض", "طظ", "عغ", "فق", "کگ"];

/// The kind that hidden characters belong to.
const STRANGE: Kinds = Kinds::of(&[Kind::Strange]);
/// The only hidden character of the Arabic block; ASCII has none.
const HIDDEN: Stops = Stops::at(&[('\u{61C}', '\u{61C}')]);
const DIGITS: Stops = Stops::at(&[('0', '9'), ('\u{660}', '\u{669}'), ('۰', '۹')]);
/// The first byte of « and ».
const LEAD: u8 = 0xC2;

/// Hidden characters in the texts before clean-up: one warning that counts them by
/// kind.
pub(super) fn hidden(flows: &[Flow<'_>], sources: &Sources, rules: RuleSet) -> Option<Warning> {
    let mut kinds: BTreeMap<char, usize> = BTreeMap::new();
    let mut first = None;
    for flow in flows.iter().filter(|flow| flow.survey.may_hold(STRANGE)) {
        for (at, c) in HIDDEN.of(flow.text()).filter(|&(_, c)| letters::is_hidden(c)) {
            first.get_or_insert_with(|| sources.place(flow.span_at(at, sources)));
            *kinds.entry(c).or_default() += 1;
        }
    }
    let place = first?;
    let count: usize = kinds.values().sum();
    let mut message = format!("{count} hidden character{}", if count == 1 { "" } else { "s" });
    for (index, (&c, count)) in kinds.iter().enumerate() {
        let _ = write!(message, "{} U+{:04X} ×{count}", if index == 0 { ":" } else { "," }, c as u32);
    }
    let dropped = rules.contains(Rule::HiddenCharacters);
    let warning = Warning::new("hidden-characters", message).at(place);
    Some(warning.hint(match dropped {
        true => "they are dropped, but for marks that part Latin phrases; `bargeh clean --diff` shows where they stood",
        false => "`--clean safe` drops them",
    }))
}

/// Warnings about the cleaned texts.
pub(super) fn warnings(flows: &[Flow<'_>], sources: &Sources, vocabulary: &mut Vocabulary<'_>) -> Vec<Warning> {
    let persian: Vec<&Flow<'_>> = flows.iter().filter(|flow| !flow.place.foreign).collect();
    let mut warnings = Vec::new();
    for flow in &persian {
        warnings.extend(handles(flow, sources));
        warnings.extend(mixed_digits(flow, sources));
    }
    warnings.extend(quotes(&persian, sources));
    warnings.extend(slips(&persian, sources, vocabulary));
    warnings
}

/// Handles typed in their visual order, with the `@` last.
fn handles(flow: &Flow<'_>, sources: &Sources) -> Vec<Warning> {
    if !flow.survey.may_hold(Kinds::of(&[Kind::At])) {
        return Vec::new();
    }
    let text = flow.text();
    let found = text.match_indices('@').filter_map(|(at, _)| Some((reversed_handle(text, at)?, at)));
    let warn = |(start, at): (usize, usize)| {
        let name = &text[start..at];
        Warning::new("handle-order", format!("`{name}@` looks like `@{name}` written down from the right"))
            .at(sources.place(flow.span_at(start, sources)))
            .hint("put the @ first in the source, or give `--clean guarded`")
    };
    found.map(warn).collect()
}

/// Numbers that mix digits of more than one set.
fn mixed_digits(flow: &Flow<'_>, sources: &Sources) -> Option<Warning> {
    const DIGIT: Kinds = Kinds::of(&[Kind::Digit]);
    if !flow.survey.may_have(DIGIT, DIGIT) {
        return None;
    }
    let mut last: Option<(usize, char)> = None;
    for (at, c) in DIGITS.of(flow.text()) {
        let Some(zero) = digits::zero(c) else { continue };
        if last.is_some_and(|(end, before)| end == at && before != zero) {
            let place = sources.place(flow.span_at(at, sources));
            let warning = Warning::new("mixed-digits", "a number mixes digits of two kinds").at(place);
            return Some(warning.hint("`--digits persian` or `--digits latin` writes all of one kind"));
        }
        last = Some((at + c.len_utf8(), zero));
    }
    None
}

/// Quotation marks without a counterpart. A quotation may span several paragraphs, each
/// of which opens it again.
fn quotes(flows: &[&Flow<'_>], sources: &Sources) -> Option<Warning> {
    let mut open: Vec<(usize, usize)> = Vec::new();
    let warn = |(flow, at): (usize, usize), mark: char| {
        let place = sources.place(flows[flow].span_at(at, sources));
        Warning::new("unbalanced-quotes", format!("`{mark}` has no other half")).at(place)
    };
    let quoting = |flow: &Flow<'_>| flow.survey.may_hold(Kinds::of(&[Kind::Open, Kind::Close]));
    for (index, flow) in flows.iter().enumerate().filter(|(_, flow)| quoting(flow)) {
        let start = flow.text().len() - flow.text().trim_start().len();
        let leads = flow.text().bytes().enumerate().filter(|&(_, byte)| byte == LEAD);
        for (at, c) in leads.filter_map(|(at, _)| Some((at, flow.text()[at..].chars().next()?))) {
            match c {
                '«' if at == start && open.last().is_some_and(|(before, _)| *before < index) => {}
                '«' => open.push((index, at)),
                '»' if open.pop().is_none() => return Some(warn((index, at), '»')),
                _ => {}
            }
        }
    }
    open.first().map(|&place| warn(place, '«'))
}

/// Words that are not in the dictionary, although one that looks almost the same is.
fn slips(flows: &[&Flow<'_>], sources: &Sources, vocabulary: &mut Vocabulary<'_>) -> Vec<Warning> {
    // Indexed by entry.
    let mut counts: Vec<usize> = vec![0; vocabulary.len()];
    let mut first: Vec<(&Flow<'_>, &Word, usize)> = Vec::new();
    for flow in flows.iter().filter(|flow| !flow.place.poem) {
        for word in flow.survey.words.iter().filter(|word| word.range.len() >= SHORTEST * 2) {
            let entry = word.entry.unwrap_or_else(|| vocabulary.meet(&flow.text()[word.range.clone()])) as usize;
            counts.resize(counts.len().max(entry + 1), 0);
            counts[entry] += 1;
            if counts[entry] == 1 {
                first.push((flow, word, entry));
            }
        }
    }
    let rare = first.into_iter().filter(|&(_, _, entry)| counts[entry] <= OFTEN);
    let mut warnings: Vec<Warning> = Vec::new();
    let mut more = 0;
    for (flow, Word { range, .. }, _) in rare {
        let word = &flow.text()[range.clone()];
        let Some(meant) = meant(word, vocabulary.lexicon()) else { continue };
        if warnings.len() == NAMED {
            more += 1;
            continue;
        }
        let place = sources.place(flow.span_at(range.start, sources));
        warnings.push(Warning::new("likely-slip", format!("`{word}` is no known word; `{meant}` is")).at(place));
    }
    if let (Some(last), 1..) = (warnings.last_mut(), more) {
        last.hint = Some(format!("{more} more words like this; a file given to `--words` makes words known"));
    }
    warnings
}

/// The only known word that differs from an unknown one in one similar letter.
fn meant(word: &str, lexicon: Lexicon<'_>) -> Option<String> {
    let is_plain = word.chars().all(is_letter) && !word.contains(ZWNJ);
    if !is_plain || !(SHORTEST..=LONGEST).contains(&word.chars().count()) {
        return None;
    }
    if lexicon.is_known(word) || lexicon.has_known_stem(word) || lexicon.is_spoken_command(word) {
        return None;
    }
    let mut found: Option<String> = None;
    let mut candidate = String::new();
    for (at, letter) in word.char_indices() {
        let alike = ALIKE.iter().find(|group| group.contains(letter)).copied().unwrap_or_default();
        for other in alike.chars().filter(|&other| other != letter) {
            candidate.clear();
            candidate.push_str(&word[..at]);
            candidate.push(other);
            candidate.push_str(&word[at + letter.len_utf8()..]);
            if lexicon.is_listed(&candidate) && found.replace(candidate.clone()).is_some() {
                return None;
            }
        }
    }
    found
}
