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

use super::TidyOptions;
use super::flow::{ADDRESS, Flow, HARD_BREAK, OBJECT, Origin, SOFT_BREAK};
use super::kinds::{Kind, Kinds};
use super::letters::{self, width};
use super::rewrite::Change;
use super::rules::Rule;
use crate::document::Sources;
use crate::settings::Reflow;
use std::ops::Range;

/// The fewest line ends that are judged. With four, an address of five lines counts as
/// a column.
const FEWEST: usize = 5;
/// If a line, a space and the next word are together wider than this share of the
/// column, the word did not fit. Because letters differ in width, it is not 1: at 1.0 a
/// third of the message's forced ends count as free, at 0.9 half of the ends of
/// addresses count as forced.
const FULL: f32 = 0.97;
/// One in this many of the certainly forced ends, those inside a phrase, is ignored as
/// a slip of the typist when the least forced width is determined.
const LEAST_FILLED: usize = 20;
/// A paragraph's last line may have been cut at the end of a column if it has at least
/// this share of the column's width. At 0.75 two paragraphs of the message become one,
/// at 0.85 one of its four cut sentences stays cut.
const LAST: f32 = 0.8;
/// A paragraph of one line that is not wider than this is a title or a slogan: the
/// widest line of a printed column is a tenth wider than the usual ones. A smaller
/// value would join wide titles with the next paragraph.
const LINE: f32 = 1.1;
/// A line of at least this share of the column may be the second half of a cut
/// sentence, and counts when a column is judged. Shorter ones are titles, signatures
/// and lines of addresses. A choice: a smaller value counts those too, a larger one
/// leaves fewer line ends to judge.
const FIRST: f32 = 0.6;
/// The least average width of a column's lines; those of addresses are about half as
/// wide as the widest. A choice between the two: a smaller value accepts addresses, a
/// larger one rejects paragraphs with a short line.
const USUAL: f32 = 0.75;
/// If a line and the next word are narrower than this share of the column, the line
/// ended for another reason, whatever its letters. None of the message's forced ends is
/// so short; of the last lines of paragraphs two in three are.
const SHORT: f32 = 0.8;
/// Where empty lines separate the paragraphs, at most one in fifty line ends inside
/// blocks may be short: a signature, a list. Where nothing separates them each
/// paragraph adds one, and paragraphs of fifty lines are rare.
const FEW_SHORT: usize = 50;
/// At most one block in four may contain a short line end. A choice: with more allowed,
/// a text without empty lines between its paragraphs may be joined to one; with fewer,
/// one signature keeps a short text from being joined.
const FEW_BLOCKS: usize = 4;
/// In a column of fewer letters titles take two lines. Of the titles of 657 newspaper
/// articles four in ten are longer than 35 letters, one in five is longer than 50.
const NARROW: usize = 45;
/// This many lines do not end in the same letter by chance.
const RHYMES: usize = 4;

/// One line end.
#[derive(Clone, Copy, Debug)]
struct LineEnd {
    /// Its byte in the flow.
    at: usize,
    /// The width of the line before it, in letters.
    width: usize,
    /// The width of the first word after it.
    next_word: usize,
    /// Whether it is inside a phrase.
    inside_phrase: bool,
    /// Whether the line ends as a sentence does.
    ends_sentence: bool,
    /// Whether its last word is a verb that no conjunction follows, as at the end of a
    /// title without a full stop.
    ends_clause: bool,
    /// Whether the line after it begins a paragraph with an indent.
    indented: bool,
    /// Whether the line after it begins a list item.
    item: bool,
}

impl LineEnd {
    /// The width of the line together with the next word.
    fn fill(&self) -> usize {
        self.width + 1 + self.next_word
    }

    fn is_forced(&self, column: usize) -> bool {
        self.fill() as f32 > FULL * column as f32
    }

    /// Whether the line after it begins a list item, or a paragraph with an indent.
    fn begins_anew(&self, indents: bool) -> bool {
        self.item || (indents && self.indented)
    }

    fn is_short(&self, column: usize) -> bool {
        (self.fill() as f32) < SHORT * column as f32
    }
}

/// What the line ends of a document say about the column it was set in.
struct Column {
    width: usize,
    /// A line that is this wide together with the next word was full.
    full: usize,
    /// Whether empty lines or indents separate the paragraphs.
    parted: bool,
    /// Whether some lines, and not most, begin with an indent.
    indents: bool,
}

impl Column {
    /// `None` if the line ends are not those of a column; `always`: never `None` for
    /// that reason.
    fn of(ends: &[LineEnd], flows: &[Range<usize>], always: bool) -> Option<Self> {
        let width = column(ends)?;
        if !always && !is_column(ends, width) {
            return None;
        }
        // If all lines begin with spaces these are a margin, not indents.
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

    /// Whether a line end was forced by the column. `first`: its line begins the text,
    /// so it may be a title.
    fn joins(&self, end: &LineEnd, first: bool) -> bool {
        if end.begins_anew(self.indents) {
            return false;
        }
        let forced = || end.fill() >= self.full && !end.ends_sentence && !end.ends_clause && !first;
        self.parted || end.inside_phrase || forced()
    }
}

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

/// The width of the column that the lines were set in: that of the widest line, with
/// one in twenty ignored.
fn column(ends: &[LineEnd]) -> Option<usize> {
    let mut widths: Vec<usize> = ends.iter().map(|end| end.width).collect();
    widths.sort_unstable();
    widths.len().checked_sub(1 + widths.len() / 20).map(|index| widths[index])
}

/// The least width of a line with the next word at which the word did not fit. In a
/// text wrapped by a program it is the width of the column; in a printed one it is
/// less, as the ends that were certainly forced show.
fn full(ends: &[LineEnd], column: usize) -> usize {
    let certain = ends.iter().filter(|end| end.inside_phrase && !end.is_short(column));
    let mut certain: Vec<usize> = certain.map(LineEnd::fill).collect();
    certain.sort_unstable();
    let least = certain.get(certain.len() / LEAST_FILLED).copied().unwrap_or(usize::MAX);
    least.min((FULL * column as f32).ceil() as usize)
}

/// Whether the line ends of a document are those of a column. Short lines, as in
/// addresses, are not considered.
fn is_column(ends: &[LineEnd], column: usize) -> bool {
    // Nor are the last lines of paragraphs that nothing separates.
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

/// Whether the line ends of a paragraph are those of the column, and not those of verse
/// or an address in the same document. Lines that end a sentence are not considered,
/// because they may be the last of a paragraph.
fn is_wrapped(ends: &[LineEnd], column: usize) -> bool {
    let open: Vec<&LineEnd> = ends.iter().filter(|end| !end.ends_sentence).collect();
    let ends = if open.is_empty() { ends.iter().collect() } else { open };
    let width = ends.iter().map(|end| end.width).sum::<usize>() as f32 / ends.len() as f32;
    let forced = ends.iter().filter(|end| end.is_forced(column)).count();
    let inside = ends.iter().any(|end| end.inside_phrase);
    width >= USUAL * column as f32 && (ends.len() <= 2 || inside || forced * 3 >= ends.len())
}

/// Whether a first line is a title over a wrapped text: short, although the next word
/// would have fitted.
fn is_title(end: &LineEnd, column: usize) -> bool {
    !end.inside_phrase && !end.is_forced(column) && (end.width as f32) < FIRST * column as f32
}

/// Whether lines rhyme as verse does: every second one with the line before it or with
/// the second line of the couplet before, or, as in a ghazal, nearly all second lines
/// in their last letter.
fn is_verse(lines: &[&str]) -> bool {
    // A few lines of prose may well end alike. In verse one line in ten ends inside
    // what looks like a phrase, in prose one in three; the limit is one in four.
    let cut = |pair: &&[&str]| leans_on_next(last_word(pair[0])) || leans_on_last(first_word(pair[1]));
    if lines.windows(2).filter(cut).count() * 4 >= lines.len() - 1 {
        return false;
    }
    // Couplets are pairs of lines of about the same width.
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

/// Whether a sentence continues from one paragraph in the next.
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
    // Markdown marks that are plain text in each paragraph could form a pair in the
    // joined one.
    let mark = |c| Kind::of(c) == Kind::Markup;
    let has_marks = |flow: &Flow<'_>| flow.survey.may_hold(Kinds::of(&[Kind::Markup])) && flow.text().contains(mark);
    // A title may be as wide as the column, and has no full stop at its end.
    ((is_full && !is_first && !is_verb(last_word(text))) || is_open())
        && width(next_line, &next.survey) as f32 >= FIRST * column
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

/// The line ends of a flow, if it is prose; `always`: even if it rhymes.
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

/// Whether the source line after a line end begins with spaces.
fn is_indented(flow: &Flow<'_>, at: usize, sources: &Sources) -> bool {
    let original = flow.text.original(at);
    let leaf = flow.leaves[..flow.leaves.partition_point(|leaf| leaf.at <= original)].last();
    let Some(Origin::Gap(span)) = leaf.map(|leaf| leaf.from) else { return false };
    let gap = sources.get(span).unwrap_or_default();
    gap.rsplit('\n').next().is_some_and(|indent| indent.starts_with([' ', '\t', '\u{3000}']))
}

/// Whether a line ends as a sentence does, ignoring closing marks.
fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches([')', '»', '"', '”', ']', '’', ' ']);
    line.ends_with(['.', '!', '؟', '?', ':', '…'])
}

/// Whether a word is the marker of a list item: `-`, `•`, `۱-`, `الف)`.
fn begins_item(word: &str) -> bool {
    if matches!(word, "-" | "–" | "—" | "*" | "•" | "●" | "▪" | "■" | "◆" | "✓") {
        return true;
    }
    let marker = word.trim_end_matches(['.', ')', '-', '_']);
    let number = marker.chars().all(char::is_numeric) && marker.chars().count() <= 2;
    marker.len() < word.len() && !marker.is_empty() && (number || matches!(marker, "الف" | "ب" | "پ" | "ت" | "ج" | "د"))
}

/// The verbs that end most sentences.
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

/// Words that continue a sentence after a verb.
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
