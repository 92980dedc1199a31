//! Joins what a narrow column cut: lines that end in a forced break, and sentences that
//! continue after an empty line.
//!
//! A line end counts as forced by the column when the line, a space and the next word
//! would not have fitted. In prose that was set in a column most line ends are forced,
//! and some are inside a phrase, before `را` or after `از`. Verse and addresses have
//! few forced ends and none inside a phrase.
//!
//! Where empty lines or indents separate the paragraphs, all line ends in between are
//! joined. Where nothing does, a line that had room for the next word ends its
//! paragraph, and so may a full one that ends in a full stop: these line ends stay.
//!
//! The thresholds were set on the message in `samples/` (a printed column, with letters
//! of many widths), 2,300 lines of verse, fifty addresses, and texts wrapped at 35 to
//! 90 letters; `docs/reflow.md` has the results. Where it is known what a neighbouring
//! value breaks, the threshold says so.

mod block;
mod column;
mod line_end;
mod phrase;
mod verse;

use super::TidyOptions;
use super::flow::{ADDRESS, Flow, HARD_BREAK, OBJECT, SOFT_BREAK};
use super::kinds::{Kind, Kinds};
use super::letters::{self, width};
use super::rewrite::Change;
use super::rules::Rule;
use crate::document::Sources;
use crate::settings::Reflow;
use column::{Column, FIRST};
use line_end::{LineEnd, ends_sentence, line_ends};
use phrase::{Bond, first_word, is_verb, last_word};
use std::ops::Range;

/// A paragraph's last line may have been cut at the end of a column if it has at least
/// this share of the column's width. At 0.75 two paragraphs of the message become one,
/// at 0.85 one of its four cut sentences stays cut.
const LAST: f32 = 0.8;
/// A paragraph of one line that is not wider than this is a title or a slogan: the
/// widest line of a printed column is a tenth wider than the usual ones. A smaller
/// value would join wide titles with the next paragraph.
const LINE: f32 = 1.1;

/// Joins lines and sentences; returns whether anything was joined.
pub(super) fn reflow(flows: &mut Vec<Flow<'_>>, options: &TidyOptions, sources: &Sources) -> bool {
    if options.reflow == Reflow::Off {
        return false;
    }
    let always = options.reflow == Reflow::On;
    let mut all: Vec<LineEnd> = Vec::new();
    let mut of_flow = |flow| {
        let before = all.len();
        line_ends(flow, always, sources, &mut all);
        before..all.len()
    };
    let ends: Vec<Range<usize>> = flows.iter().map(&mut of_flow).collect();
    let off = |rule| options.without.contains(rule);
    let blocks = |flows: &mut Vec<Flow<'_>>, all: &[LineEnd]| {
        let mut changed = false;
        for (flow, ends) in flows.iter_mut().zip(&ends).filter(|_| !off(Rule::JoinLines)) {
            changed |= block::is_wrapped(flow, &all[ends.clone()]) && join_lines(flow, |_| true);
        }
        changed
    };
    let Some(column) = Column::of(&mut all, &ends, always) else { return blocks(flows, &all) };
    let mut changed = false;
    let bridges: Vec<bool> = (1..flows.len())
        .map(|next| !off(Rule::JoinSentences) && is_cut(&flows[next - 1], &flows[next], &column, next == 1))
        .collect();
    if !off(Rule::JoinLines) {
        for (index, (flow, ends)) in flows.iter_mut().zip(&ends).enumerate() {
            let ends = &all[ends.clone()];
            if always {
                changed |= join_lines(flow, |_| true);
            } else if !ends.is_empty() && column.holds(ends) {
                let forced = column.forced(ends, index == 0);
                changed |= join_lines(flow, |at| forced.binary_search(&at).is_ok());
            }
        }
    }
    if bridges.contains(&true) {
        join_sentences(flows, &bridges);
        changed = true;
    }
    changed
}

/// Whether a sentence continues from one paragraph in the next.
fn is_cut(first: &Flow<'_>, next: &Flow<'_>, column: &Column, is_first: bool) -> bool {
    if first.bridge.is_none() || first.place.all_bold || next.place.all_bold {
        return false;
    }
    let text = first.text().trim_end();
    if ends_sentence(text) || text.ends_with(['؛', '»', '"', '”', ')', OBJECT, ADDRESS]) {
        return false;
    }
    let measure = |text: &str, flow: &Flow<'_>| {
        if column.in_characters { text.chars().count() } else { width(text, &flow.survey) }
    };
    let full = column.full;
    let last_line = text.rsplit(HARD_BREAK).next().unwrap_or_default();
    let width_of = |text| measure(text, first) as f32;
    // A text that a program wrapped has no pages at whose ends sentences are cut.
    let may_be_cut = !column.is_exact || Bond::of(last_line, next.text()) >= Bond::Sentence;
    let column = column.width as f32;
    let is_line = !text.contains(HARD_BREAK) && !text.contains(SOFT_BREAK) && width_of(text) <= LINE * column;
    let fill = measure(last_line, first) + 1 + measure(first_word(next.text()), next);
    let is_full = may_be_cut && !is_line && width_of(last_line) >= LAST * column && fill >= full;
    let is_open = || text.matches('«').count() > text.matches('»').count();
    let next_line = next.text().split(HARD_BREAK).next().unwrap_or_default();
    // Markdown marks that are plain text in each paragraph could form a pair in the
    // joined one.
    let mark = |c| Kind::of(c) == Kind::Markup;
    let has_marks = |flow: &Flow<'_>| flow.survey.may_hold(Kinds::of(&[Kind::Markup])) && flow.text().contains(mark);
    // A title may be as wide as the column, and has no full stop at its end.
    ((is_full && !is_first && !is_verb(last_word(text))) || is_open())
        && measure(next_line, next) as f32 >= FIRST * column
        && !has_marks(first)
        && !has_marks(next)
}

/// Joins the lines of a flow at the ends that `joins` selects; returns whether there
/// were any.
fn join_lines(flow: &mut Flow<'_>, joins: impl Fn(usize) -> bool) -> bool {
    let text = flow.text();
    let changes: Vec<Change> = text
        .match_indices(HARD_BREAK)
        .filter(|&(at, _)| joins(at))
        .map(|(at, mark)| {
            // A word cut at its half-space stays one word; an empty line adds no space.
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

/// Joins each flow with the next one if `bridges` says so.
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
