//! Joins what a narrow column cut: lines that end in a forced break, and
//! sentences that go on over a blank line.
//!
//! A line end counts as forced by the column when the line, a space and the
//! next word would not have fitted. In prose that went through a column most
//! line ends are forced, and some fall inside a phrase, before `را` or behind
//! `از`; verse and addresses have few of the first and none of the second.
//!
//! Where blank lines or indents part the paragraphs, all line ends between are
//! joined. Where nothing does, a line that the next word would have fitted ends
//! its paragraph, and so may a full one with a full stop: these stay.
//!
//! The thresholds were set on the message in `samples/` (a printed column,
//! letters of many widths), 2,300 lines of verse, fifty addresses, and on texts
//! wrapped at 35 to 90 letters; `docs/reflow.md` has the curve. Each says what a
//! neighbouring value breaks.

use super::TidyOptions;
use super::flow::{ADDRESS, Flow, HARD_BREAK, OBJECT, Origin, SOFT_BREAK};
use super::kinds::{Kind, Kinds};
use super::letters::{self, width};
use super::rewrite::Change;
use super::rules::Rule;
use crate::document::Sources;
use crate::settings::Reflow;
use std::ops::Range;

/// The least number of line ends a judgement rests on. With four, an address
/// of five lines passes for a column.
const FEWEST: usize = 5;
/// A line, a space and the next word wider than this share of the column did
/// not fit. Letters differ in width: at 1.0 a third of the message's forced
/// ends pass for free ones, at 0.9 half of the ends of addresses for forced.
const FULL: f32 = 0.97;
/// The least fill that counts as forced, as a share of the ends that certainly
/// are: those inside a phrase. One in twenty may be a slip of the typist.
const LEAST_FILLED: usize = 20;
/// A paragraph's last line this wide may have been cut at a column's end. At
/// 0.75 two paragraphs of the message become one, at 0.85 one of its four cut
/// sentences stays cut.
const LAST: f32 = 0.8;
/// A paragraph of one line not wider than this is a title or a slogan: the
/// widest line of a printed column is a tenth wider than the usual ones.
const LINE: f32 = 1.1;
/// A line this wide may be the other half of a cut sentence, and counts when a
/// column is judged; shorter ones are titles, signatures, lines of addresses.
const FIRST: f32 = 0.6;
/// Lines of a column are this wide on average; those of addresses are about
/// half as wide as the widest.
const USUAL: f32 = 0.75;
/// A line that with the next word is narrower than this share of the column
/// ended for another reason, whatever the letters: of the message's forced ends
/// none is. In a paragraph's last line two in three are.
const SHORT: f32 = 0.8;
/// Of the line ends inside blocks, one in so many may be short where blank
/// lines part the paragraphs: a signature, a list. Where nothing parts them each
/// paragraph adds one, and a paragraph of fifty lines is a rare one.
const FEW_SHORT: usize = 50;
/// And one block in so many may hold one.
const FEW_BLOCKS: usize = 4;
/// In a column of fewer letters titles take two lines: of those of 657
/// newspaper articles four in ten are longer than 35, one in five longer than 50.
const NARROW: usize = 45;
/// As many lines do not end in one letter by chance.
const RHYMES: usize = 4;

/// One line end.
#[derive(Clone, Copy, Debug)]
struct LineEnd {
    /// Its byte in the flow.
    at: usize,
    /// The width of the line before it, in letters.
    width: usize,
    /// The width of the first word behind it.
    next_word: usize,
    /// Whether it falls inside a phrase.
    inside_phrase: bool,
    /// Whether the line ends as a sentence does.
    ends_sentence: bool,
    /// Whether its last word is a verb that no conjunction follows, as at the end
    /// of a title without a full stop.
    ends_clause: bool,
    /// Whether the line behind it begins a paragraph by its indent.
    indented: bool,
    /// Whether the line behind it begins an item of a list.
    item: bool,
}

impl LineEnd {
    /// The width of the line with the word that did or did not fit.
    fn fill(&self) -> usize {
        self.width + 1 + self.next_word
    }

    fn is_forced(&self, column: usize) -> bool {
        self.fill() as f32 > FULL * column as f32
    }

    /// Whether the line behind it begins an item, or by its indent a paragraph.
    fn begins_anew(&self, indents: bool) -> bool {
        self.item || (indents && self.indented)
    }

    fn is_short(&self, column: usize) -> bool {
        (self.fill() as f32) < SHORT * column as f32
    }
}

/// What the line ends of a document say about the column it came from.
struct Column {
    width: usize,
    /// A line that with the next word is this wide was full.
    full: usize,
    /// Whether blank lines or indents part the paragraphs.
    parted: bool,
    /// Whether some lines, and not most, begin with an indent.
    indents: bool,
}

impl Column {
    /// `None` where the line ends are not those of a column; `always`: whatever
    /// they are.
    fn of(ends: &[LineEnd], flows: &[Range<usize>], always: bool) -> Option<Self> {
        let width = column(ends)?;
        if !always && !is_column(ends, width) {
            return None;
        }
        // Where all lines begin with blanks these are a margin.
        let indented = ends.iter().filter(|end| end.indented).count();
        let indents = indented > 0 && indented * 10 < ends.len() * 9;
        let (mut short, mut all, mut blocks) = (0, 0, 0);
        for flow in flows.iter().filter(|flow| !flow.is_empty() && is_wrapped(&ends[(*flow).clone()], width)) {
            let inside = &ends[flow.clone()];
            let first = usize::from(is_title(&inside[0], width));
            let counted = || inside[first..].iter().filter(|end| !end.begins_anew(indents));
            blocks += 1;
            all += counted().count();
            short += counted().filter(|end| !end.inside_phrase && end.is_short(width)).count();
        }
        let parted = short * FEW_SHORT <= all && short * FEW_BLOCKS <= blocks;
        Some(Self { width, full: full(ends, width), parted, indents })
    }

    /// Whether a line end was forced by the column. `first`: nothing stands before
    /// its line, which may be a title.
    fn joins(&self, end: &LineEnd, first: bool) -> bool {
        if end.begins_anew(self.indents) {
            return false;
        }
        let forced = || end.fill() >= self.full && !end.ends_sentence && !end.ends_clause && !first;
        self.parted || end.inside_phrase || forced()
    }
}

/// Joins lines and sentences; whether anything was joined.
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
    let Some(column) = Column::of(&all, &ends, always) else { return false };
    let mut changed = false;
    let off = |rule| options.without.contains(rule);
    let bridges: Vec<bool> = (1..flows.len())
        .map(|next| !off(Rule::JoinSentences) && is_cut(&flows[next - 1], &flows[next], &column, next == 1))
        .collect();
    if !off(Rule::JoinLines) {
        for (index, (flow, ends)) in flows.iter_mut().zip(&ends).enumerate() {
            let ends = &all[ends.clone()];
            if always {
                changed |= join_lines(flow, |_| true);
            } else if !ends.is_empty() && is_wrapped(ends, column.width) {
                let titled = column.parted && is_title(&ends[0], column.width);
                let first = |end: &LineEnd| end.at == ends[0].at;
                // In a narrow column a title takes two lines.
                let lines = if column.width < NARROW { 2 } else { 1 };
                let title = |end: &LineEnd| index == 0 && ends.iter().take(lines).any(|title| title.at == end.at);
                let joins = |end: &LineEnd| column.joins(end, title(end)) && !(titled && first(end));
                let forced: Vec<usize> = ends.iter().filter(|end| joins(end)).map(|end| end.at).collect();
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

/// The width of the column that the lines came from: that of the widest, but
/// for a few.
fn column(ends: &[LineEnd]) -> Option<usize> {
    let mut widths: Vec<usize> = ends.iter().map(|end| end.width).collect();
    widths.sort_unstable();
    widths.len().checked_sub(1 + widths.len() / 20).map(|index| widths[index])
}

/// How wide a line and the next word are where the word did not fit: in a text
/// wrapped by a machine as wide as the column, in a printed one less, as the
/// ends that certainly were forced show.
fn full(ends: &[LineEnd], column: usize) -> usize {
    let certain = ends.iter().filter(|end| end.inside_phrase && !end.is_short(column));
    let mut certain: Vec<usize> = certain.map(LineEnd::fill).collect();
    certain.sort_unstable();
    let least = certain.get(certain.len() / LEAST_FILLED).copied().unwrap_or(usize::MAX);
    least.min((FULL * column as f32).ceil() as usize)
}

/// Whether the line ends of a document are those of a column. Short lines, as
/// in addresses, say nothing about the others.
fn is_column(ends: &[LineEnd], column: usize) -> bool {
    // Nor do the last lines of paragraphs that nothing parts.
    let says = |end: &&LineEnd| {
        let last = end.ends_sentence && !end.is_forced(column);
        let opens = end.item || (end.indented && !end.inside_phrase);
        end.width as f32 >= FIRST * column as f32 && !last && !opens
    };
    let ends: Vec<&LineEnd> = ends.iter().filter(says).collect();
    let forced = ends.iter().filter(|end| end.is_forced(column)).count();
    let inside = ends.iter().filter(|end| end.inside_phrase).count();
    let some = inside >= 2 && inside * 10 >= ends.len() && forced * 2 >= ends.len();
    ends.len() >= FEWEST && (some || (inside >= 1 && forced * 10 >= ends.len() * 9))
}

/// Whether the line ends of a paragraph are those of the column, and not those
/// of a verse or an address that stands in the same document. Lines that end a
/// sentence may be the last of a paragraph, and say nothing.
fn is_wrapped(ends: &[LineEnd], column: usize) -> bool {
    let open: Vec<&LineEnd> = ends.iter().filter(|end| !end.ends_sentence).collect();
    let ends = if open.is_empty() { ends.iter().collect() } else { open };
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
    // A few lines of prose may well end alike. Of verse one line in ten ends
    // inside what looks like a phrase, of prose one in three.
    let cut = |pair: &&[&str]| leans_on_next(last_word(pair[0])) || leans_on_last(first_word(pair[1]));
    if lines.windows(2).filter(cut).count() * 4 >= lines.len() - 1 {
        return false;
    }
    // Couplets come in pairs of lines of about one width.
    let width = |line: usize| lines[line].chars().count();
    if lines.len() == 3 || (lines.len() == 2 && width(1) * 4 < width(0) * 3) {
        return false;
    }
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
fn is_cut(first: &Flow<'_>, next: &Flow<'_>, column: &Column, is_first: bool) -> bool {
    if first.bridge.is_none() || first.place.all_bold || next.place.all_bold {
        return false;
    }
    let text = first.text().trim_end();
    if ends_sentence(text) || text.ends_with(['؛', '»', '"', '”', ')', OBJECT, ADDRESS]) {
        return false;
    }
    let full = column.full;
    let column = column.width as f32;
    let last_line = text.rsplit(HARD_BREAK).next().unwrap_or_default();
    let width_of = |text| width(text, &first.survey) as f32;
    let is_line = !text.contains(HARD_BREAK) && !text.contains(SOFT_BREAK) && width_of(text) <= LINE * column;
    let fill = width(last_line, &first.survey) + 1 + width(first_word(next.text()), &next.survey);
    let is_full = !is_line && width_of(last_line) >= LAST * column && fill >= full;
    let is_open = || text.matches('«').count() > text.matches('»').count();
    let next_line = next.text().split(HARD_BREAK).next().unwrap_or_default();
    // Marks of Markdown that are text in two paragraphs could make a pair in one.
    let mark = |c| Kind::of(c) == Kind::Markup;
    let has_marks = |flow: &Flow<'_>| flow.survey.may_hold(Kinds::of(&[Kind::Markup])) && flow.text().contains(mark);
    // A title may be as wide as the column, and ends in no full stop.
    ((is_full && !is_first && !is_verb(last_word(text))) || is_open())
        && width(next_line, &next.survey) as f32 >= FIRST * column
        && !has_marks(first)
        && !has_marks(next)
}

/// Joins the lines of a flow at the ends that are asked for; whether there were
/// any.
fn join_lines(flow: &mut Flow<'_>, joins: impl Fn(usize) -> bool) -> bool {
    let text = flow.text();
    let changes: Vec<Change> = text
        .match_indices(HARD_BREAK)
        .filter(|&(at, _)| joins(at))
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
fn line_ends(flow: &Flow<'_>, always: bool, sources: &Sources, ends: &mut Vec<LineEnd>) {
    if !flow.place.prose || !flow.survey.may_hold(Kinds::of(&[Kind::HardBreak])) {
        return;
    }
    let lines: Vec<&str> = flow.text().split(HARD_BREAK).collect();
    let trimmed: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    if lines.len() == 1 || (!always && is_verse(&trimmed)) {
        return;
    }
    let one_line = !flow.survey.may_hold(Kinds::of(&[Kind::SoftBreak]));
    let mut at = 0;
    for (line, pair) in lines.iter().zip(trimmed.windows(2)) {
        at += line.len();
        let (last, next) = (last_word(pair[0]), first_word(pair[1]));
        let last_line = if one_line { pair[0] } else { pair[0].rsplit(SOFT_BREAK).next().unwrap_or_default() };
        ends.push(LineEnd {
            at,
            width: width(last_line, &flow.survey),
            next_word: width(next, &flow.survey),
            inside_phrase: leans_on_next(last) || leans_on_last(next),
            ends_sentence: ends_sentence(pair[0]),
            ends_clause: is_verb(last) && !is_conjunction(next),
            indented: is_indented(flow, at, sources),
            item: begins_item(next),
        });
        at += HARD_BREAK.len_utf8();
    }
}

/// Whether a line of the source begins with blanks behind a line end.
fn is_indented(flow: &Flow<'_>, at: usize, sources: &Sources) -> bool {
    let original = flow.text.original(at);
    let leaf = flow.leaves[..flow.leaves.partition_point(|leaf| leaf.at <= original)].last();
    let Some(Origin::Gap(span)) = leaf.map(|leaf| leaf.from) else { return false };
    let gap = sources.get(span).unwrap_or_default();
    gap.rsplit('\n').next().is_some_and(|indent| indent.starts_with([' ', '\t', '\u{3000}']))
}

/// Whether a line ends as a sentence does, whatever closes behind it.
fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches([')', '»', '"', '”', ']', '’', ' ']);
    line.ends_with(['.', '!', '؟', '?', ':', '…'])
}

/// Whether a word is what an item of a list begins with: `-`, `•`, `۱-`, `الف)`.
fn begins_item(word: &str) -> bool {
    if matches!(word, "-" | "–" | "—" | "*" | "•" | "●" | "▪" | "■" | "◆" | "✓") {
        return true;
    }
    let marker = word.trim_end_matches(['.', ')', '-', '_']);
    let number = marker.chars().all(char::is_numeric) && marker.chars().count() <= 2;
    marker.len() < word.len() && !marker.is_empty() && (number || matches!(marker, "الف" | "ب" | "پ" | "ت" | "ج" | "د"))
}

/// The verbs that most sentences end with.
fn is_verb(word: &str) -> bool {
    matches!(
        word,
        "است"
            | "نیست"
            | "بود"
            | "نبود"
            | "شد"
            | "نشد"
            | "شود"
            | "شدند"
            | "شوند"
            | "کرد"
            | "نکرد"
            | "کند"
            | "کردند"
            | "کنند"
            | "دارد"
            | "ندارد"
            | "دارند"
            | "باشد"
            | "بودند"
            | "داد"
            | "یافت"
            | "گرفت"
            | "رسید"
            | "می‌شود"
            | "نمی‌شود"
            | "می‌کند"
            | "می‌کنند"
            | "می‌دهد"
    )
}

/// What goes on with a sentence behind a verb.
fn is_conjunction(word: &str) -> bool {
    matches!(word, "و" | "که" | "تا" | "اما" | "ولی" | "یا" | "زیرا" | "چون" | "بلکه" | "اگر" | "مگر")
}

fn last_word(line: &str) -> &str {
    line.rsplit(char::is_whitespace).next().unwrap_or_default()
}

fn first_word(line: &str) -> &str {
    line.split(char::is_whitespace).next().unwrap_or_default()
}

/// Words that never end a verse, a sentence or a line of an address.
fn leans_on_next(word: &str) -> bool {
    // A word bound to the next: `بودجه‌ی`, `خانهٔ`, `چراغ‌های`.
    let bound = |ending: &&str| word.ends_with(*ending);
    if ["\u{200C}ی", "\u{654}", "ۀ", "\u{200C}های"].iter().any(bound) {
        return true;
    }
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
            | "می"
            | "نمی"
            | "های"
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
