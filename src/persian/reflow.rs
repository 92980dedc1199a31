//! Joins what a narrow column cut: lines that end in a forced break, and
//! sentences that go on over a blank line.
//!
//! A line end counts as forced by the column when the line, a space and the
//! next word would not have fitted. In prose that went through a column most
//! line ends are forced, and some fall inside a phrase, before `را` or behind
//! `از`; verse and addresses have few of the first and none of the second.

use super::TidyOptions;
use super::flow::{ADDRESS, Flow, HARD_BREAK, OBJECT, SOFT_BREAK};
use super::kinds::{Kind, Kinds};
use super::letters::{self, width};
use super::rewrite::Change;
use super::rules::Rule;
use crate::settings::Reflow;
use std::ops::Range;

/// The least number of line ends a judgement rests on.
const FEWEST: usize = 5;
/// A line, a space and the next word wider than this share of the column did
/// not fit.
const FULL: f32 = 0.97;
/// A paragraph's last line this wide may have been cut at a column's end.
const LAST: f32 = 0.8;
/// A paragraph of one line not wider than this is a title or a slogan.
const LINE: f32 = 1.1;
/// A line this wide may be the other half of a cut sentence.
const FIRST: f32 = 0.6;
/// Lines of a column are this wide on average.
const USUAL: f32 = 0.75;

/// As many lines do not end in one letter by chance.
const RHYMES: usize = 4;

/// One line end.
#[derive(Clone, Copy, Debug)]
struct LineEnd {
    /// The width of the line before it, in letters.
    width: usize,
    /// The width of the first word behind it.
    next_word: usize,
    /// Whether it falls inside a phrase.
    inside_phrase: bool,
}

impl LineEnd {
    fn is_forced(&self, column: usize) -> bool {
        (self.width + 1 + self.next_word) as f32 > FULL * column as f32
    }
}

/// Joins lines and sentences; whether anything was joined.
pub(super) fn reflow(flows: &mut Vec<Flow<'_>>, options: &TidyOptions) -> bool {
    if options.reflow == Reflow::Off {
        return false;
    }
    let always = options.reflow == Reflow::On;
    let mut all: Vec<LineEnd> = Vec::new();
    let mut of_flow = |flow| {
        let before = all.len();
        line_ends(flow, always, &mut all);
        before..all.len()
    };
    let ends: Vec<Range<usize>> = flows.iter().map(&mut of_flow).collect();
    let Some(column) = column(&all) else { return false };
    if !always && !is_column(&all, column) {
        return false;
    }
    let mut changed = false;
    let off = |rule| options.without.contains(rule);
    let bridges: Vec<bool> = (1..flows.len())
        .map(|next| !off(Rule::JoinSentences) && is_cut(&flows[next - 1], &flows[next], column))
        .collect();
    if !off(Rule::JoinLines) {
        for (flow, ends) in flows.iter_mut().zip(&ends) {
            if !ends.is_empty() && (always || is_wrapped(&all[ends.clone()], column)) {
                let titled = !always && is_title(&all[ends.start], column);
                changed |= join_lines(flow, titled);
            }
        }
    }
    if bridges.contains(&true) {
        join_sentences(flows, &bridges);
        changed = true;
    }
    changed
}

/// The width of the column that the lines came from: that of the widest, but
/// for a few.
fn column(ends: &[LineEnd]) -> Option<usize> {
    let mut widths: Vec<usize> = ends.iter().map(|end| end.width).collect();
    widths.sort_unstable();
    widths.len().checked_sub(1 + widths.len() / 20).map(|index| widths[index])
}

/// Whether the line ends of a document are those of a column. Short lines, as
/// in addresses, say nothing about the others.
fn is_column(ends: &[LineEnd], column: usize) -> bool {
    let ends: Vec<&LineEnd> = ends.iter().filter(|end| end.width as f32 >= FIRST * column as f32).collect();
    let forced = ends.iter().filter(|end| end.is_forced(column)).count();
    let inside = ends.iter().filter(|end| end.inside_phrase).count();
    ends.len() >= FEWEST && forced * 2 >= ends.len() && inside >= 2 && inside * 10 >= ends.len()
}

/// Whether the line ends of a paragraph are those of the column, and not those
/// of a verse or an address that stands in the same document.
fn is_wrapped(ends: &[LineEnd], column: usize) -> bool {
    let width = ends.iter().map(|end| end.width).sum::<usize>() as f32 / ends.len() as f32;
    let forced = ends.iter().filter(|end| end.is_forced(column)).count();
    let inside = ends.iter().any(|end| end.inside_phrase);
    width >= USUAL * column as f32 && (ends.len() <= 2 || inside || forced * 3 >= ends.len())
}

/// Whether a first line is a title over a wrapped text: short, although the next
/// word would have fitted.
fn is_title(end: &LineEnd, column: usize) -> bool {
    !end.inside_phrase && !end.is_forced(column) && (end.width as f32) < FIRST * column as f32
}

/// Whether lines rhyme as verse does: every second one with the line before it
/// or with the second line of the couplet before, or, in a ghazal, nearly all of
/// them in their last letter.
fn is_verse(lines: &[&str]) -> bool {
    let ends: Vec<Option<[char; 2]>> = lines.iter().map(|line| last_letters(line)).collect();
    let rhymes = |a: usize, b: usize| ends[a].is_some() && ends[a] == ends[b];
    let second = || (1..ends.len()).step_by(2);
    let rhymed = second().filter(|&line| rhymes(line, line - 1) || (line > 2 && rhymes(line, line - 2))).count();
    let mut letters: Vec<char> = second().filter_map(|line| ends[line]).map(|[_, last]| last).collect();
    letters.sort_unstable();
    let alike = letters.chunk_by(char::eq).map(<[char]>::len).max().unwrap_or_default();
    rhymed * 2 > second().len() || (alike >= RHYMES && alike * 8 >= second().len() * 7)
}

/// The last two letters of a line.
fn last_letters(line: &str) -> Option<[char; 2]> {
    let mut letters = line.chars().rev().filter(|&c| letters::is_letter(c));
    let last = letters.next()?;
    Some([letters.next()?, last])
}

/// Whether a sentence goes on from one paragraph to the next.
fn is_cut(first: &Flow<'_>, next: &Flow<'_>, column: usize) -> bool {
    if first.bridge.is_none() || first.place.all_bold || next.place.all_bold {
        return false;
    }
    let text = first.text().trim_end();
    if text.ends_with(['.', '!', '؟', '?', '؛', ':', '…', '»', '"', '”', OBJECT, ADDRESS]) {
        return false;
    }
    let column = column as f32;
    let last_line = text.rsplit(HARD_BREAK).next().unwrap_or_default();
    let width_of = |text| width(text, &first.survey) as f32;
    let is_line = !text.contains(HARD_BREAK) && !text.contains(SOFT_BREAK) && width_of(text) <= LINE * column;
    let is_full = !is_line && width_of(last_line) >= LAST * column;
    let is_open = || text.matches('«').count() > text.matches('»').count();
    let next_line = next.text().split(HARD_BREAK).next().unwrap_or_default();
    // Marks of Markdown that are text in two paragraphs could make a pair in one.
    let mark = |c| Kind::of(c) == Kind::Markup;
    let has_marks = |flow: &Flow<'_>| flow.survey.may_hold(Kinds::of(&[Kind::Markup])) && flow.text().contains(mark);
    (is_full || is_open())
        && width(next_line, &next.survey) as f32 >= FIRST * column
        && !has_marks(first)
        && !has_marks(next)
}

/// Joins the lines of a flow, but for the first where that is a title; whether
/// there were any.
fn join_lines(flow: &mut Flow<'_>, titled: bool) -> bool {
    let text = flow.text();
    let changes: Vec<Change> = text
        .match_indices(HARD_BREAK)
        .skip(usize::from(titled))
        .map(|(at, mark)| {
            // A word cut at its half-space stays one word; an empty line is nothing.
            let before = text[..at].chars().next_back();
            let joined = before.is_none_or(|c| c.is_whitespace() || matches!(c, letters::ZWNJ | HARD_BREAK));
            let with = if joined { "" } else { " " };
            Change { range: at..at + mark.len(), with: with.into(), rule: Rule::JoinLines }
        })
        .collect();
    if changes.is_empty() {
        return false;
    }
    flow.change(&changes);
    true
}

/// Joins each flow with the next where `bridges` says so.
fn join_sentences(flows: &mut Vec<Flow<'_>>, bridges: &[bool]) {
    let mut joined: Vec<Flow<'_>> = Vec::with_capacity(flows.len());
    for (index, flow) in std::mem::take(flows).into_iter().enumerate() {
        match joined.last_mut() {
            Some(last) if bridges[index - 1] => last.join(flow),
            _ => joined.push(flow),
        }
    }
    *flows = joined;
}

/// The line ends of a flow that is prose; `always`: even if it rhymes.
fn line_ends(flow: &Flow<'_>, always: bool, ends: &mut Vec<LineEnd>) {
    if !flow.place.prose || !flow.survey.may_hold(Kinds::of(&[Kind::HardBreak])) {
        return;
    }
    let lines: Vec<&str> = flow.text().split(HARD_BREAK).map(str::trim).collect();
    if lines.len() == 1 || (!always && is_verse(&lines)) {
        return;
    }
    let one_line = !flow.survey.may_hold(Kinds::of(&[Kind::SoftBreak]));
    ends.extend(lines.windows(2).map(|pair| {
        let last = pair[0].rsplit(char::is_whitespace).next().unwrap_or_default();
        let next = pair[1].split(char::is_whitespace).next().unwrap_or_default();
        let last_line = if one_line { pair[0] } else { pair[0].rsplit(SOFT_BREAK).next().unwrap_or_default() };
        LineEnd {
            width: width(last_line, &flow.survey),
            next_word: width(next, &flow.survey),
            inside_phrase: leans_on_next(last) || leans_on_last(next),
        }
    }));
}

/// Words that never end a verse, a sentence or a line of an address.
fn leans_on_next(word: &str) -> bool {
    matches!(
        word,
        "و" | "به"
            | "از"
            | "در"
            | "با"
            | "بر"
            | "تا"
            | "که"
            | "این"
            | "هر"
            | "یک"
            | "برای"
            | "نه"
            | "بی"
            | "هیچ"
            | "چه"
    )
}

/// Words and parts of words that never begin one.
fn leans_on_last(word: &str) -> bool {
    let word = word.trim_end_matches(['.', '،', '؛', ':', '!', '؟', '»']);
    matches!(
        word,
        "را" | "ها"
            | "های"
            | "هایی"
            | "تر"
            | "ترین"
            | "ایم"
            | "اید"
            | "اند"
            | "ام"
            | "است"
            | "بود"
            | "شد"
            | "مان"
            | "تان"
            | "شان"
    )
}
