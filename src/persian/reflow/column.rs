//! What the line ends of a document say about the column it was set in.

use super::line_end::{FULL, LineEnd};
use super::phrase::Bond;
use std::ops::Range;

/// The fewest line ends that are judged. With four, an address of five lines counts as
/// a column.
const FEWEST: usize = 5;
/// As many line ends inside phrases, or inside sentences, all of them full, show a
/// column even where most lines are headings. Verse that does not rhyme has some by
/// chance: of 142 poems three have three or four ends inside sentences that are all
/// full, and none of the 47 with five or more; only one has three inside phrases, which
/// are not all full. With 5 and 8 one end in three hundred more stays at 90 letters.
const CERTAIN: usize = 3;
const LIKELY: usize = 5;
/// As many line ends inside phrases, all full, come from a program that counted: every
/// line with room for the next word ended for another reason. With 4, one end in two
/// hundred more stays at 70 and 90 letters, where chance makes a slip; with 16, texts of
/// that length are measured less well and 1.2 % of the paragraphs merge at 35 letters.
const EXACT: usize = 8;
/// One in this many of the certainly forced ends, those inside a phrase, is ignored as
/// a slip of the typist when the least forced width is determined. A choice: texts that
/// a program wrapped come out the same with 10 and 50.
const LEAST_FILLED: usize = 20;
/// A line of at least this share of the column may be the second half of a cut
/// sentence, and counts when a column is judged. Shorter ones are titles, signatures
/// and lines of addresses. A choice: wrapped texts come out the same at 0.7, and at 0.5
/// but for one end in a thousand at 90 letters.
pub(super) const FIRST: f32 = 0.6;
/// The least average width of a column's lines; those of addresses are about half as
/// wide as the widest. A choice between the two: at 0.85 three ends in a thousand more
/// stay at 70 letters, at 0.65 two fewer stay at 90.
const USUAL: f32 = 0.75;
/// Where empty lines separate the paragraphs, at most one in fifty line ends inside
/// blocks may be short: a signature, a list. Where nothing separates them each
/// paragraph adds one, and paragraphs of fifty lines are rare.
const FEW_SHORT: usize = 50;
/// At most one block in four may contain a short line end. A choice: with more allowed,
/// a text without empty lines between its paragraphs may be joined to one; with fewer,
/// one signature keeps a short text from being joined.
const FEW_BLOCKS: usize = 4;
/// In a column of fewer letters titles and headings take two lines. Of the titles of 657
/// newspaper articles four in ten are longer than 35 letters, one in five is longer than
/// 50. At 55 one end in a hundred more stays at 50 letters. With one line for titles
/// 1.05 % of the paragraphs merge at 35 letters, with three half a percent more ends
/// stay and hardly fewer paragraphs merge.
const NARROW: usize = 45;
/// In a column of as many letters a title or heading hardly ever fills its line, so every
/// full line without a full stop is joined: at 70 letters one end in a hundred more, and
/// at most 0.6 % of the paragraphs merge (the curve is in `docs/reflow.md`); at 55 letters
/// 1.4 % would.
const WIDE: usize = 60;
/// A text has so many headings that one which fills its line would be taken for the
/// first line of a paragraph. A heading fills its line if it is long and the next word
/// just does not fit: the squares of its share of the line and of a word's are added up
/// over the headings and divided by the paragraphs. Fitted on half of 530 texts, measured
/// on the other half: at 0.0011, 1.5 % of the paragraphs merge at 35 letters and 1.0 % at
/// 50; at 0.0006, one end in a hundred more stays at 50. Without the heading's share of
/// the line, a quarter more ends stay at 50 letters for the same number of merges.
const HEADED: f32 = 0.0008;
/// One or two lines without a full stop may be slips. With 2, six ends in a thousand
/// more stay at 35 letters; with 4, two fewer, and a short text with three headings is
/// no longer protected.
const FEW_HEADINGS: usize = 3;

/// The column that the lines of a document were set in.
pub(super) struct Column {
    pub(super) width: usize,
    /// The width of the widest line.
    widest: usize,
    /// A line that is this wide together with the next word was full.
    pub(super) full: usize,
    /// Whether a program wrapped the lines: all ends that were certainly forced are full.
    pub(super) is_exact: bool,
    /// Whether widths are counted in characters rather than letters.
    pub(super) in_characters: bool,
    /// Whether empty lines or indents separate the paragraphs.
    pub(super) parted: bool,
    /// Whether some lines, and not most, begin with an indent.
    indents: bool,
    /// Whether a full line at the start of a paragraph may be a heading.
    headed: bool,
}

impl Column {
    /// `None` if the line ends are not those of a column; `always`: never `None` for
    /// that reason. Line ends are measured in characters from here on if the column is.
    pub(super) fn of(ends: &mut [LineEnd], flows: &[Range<usize>], always: bool) -> Option<Self> {
        let in_characters = counts_characters(ends);
        if in_characters {
            ends.iter_mut().for_each(|end| *end = end.in_characters());
        }
        let ends = &*ends;
        let (width, widest) = widths(ends)?;
        if !always && !is_column(ends, width, widest) {
            return None;
        }
        // If all lines begin with spaces these are a margin, not indents.
        let indented = ends.iter().filter(|end| end.indented).count();
        let indents = indented > 0 && indented * 10 < ends.len() * 9;
        let certain = || ends.iter().filter(|end| end.inside_phrase() && !end.is_short(width));
        let is_exact = certain().count() >= EXACT && certain().all(|end| end.fill() > widest);
        let full = full(certain().map(LineEnd::fill).collect(), width, widest);
        let mut column = Self { width, widest, full, is_exact, in_characters, parted: false, indents, headed: false };
        column.parted = column.is_parted(ends, flows);
        column.headed = !column.parted && column.has_headings(ends, flows);
        Some(column)
    }

    /// Whether empty lines or indents separate the paragraphs.
    fn is_parted(&self, ends: &[LineEnd], flows: &[Range<usize>]) -> bool {
        let (mut short, mut free, mut all, mut blocks) = (0, 0, 0, 0);
        for flow in flows.iter().filter(|flow| !flow.is_empty() && self.holds(&ends[(*flow).clone()])) {
            let inside = &ends[flow.clone()];
            let first = usize::from(self.is_title(&inside[0]));
            let counted =
                || inside[first..].iter().filter(|end| !end.begins_anew(self.indents) && !end.inside_phrase());
            blocks += 1 + inside.iter().filter(|end| self.indents && end.indented).count();
            all += inside[first..].iter().filter(|end| !end.begins_anew(self.indents)).count();
            short += counted().filter(|end| end.is_short(self.width)).count();
            free += counted().filter(|end| self.has_room(end)).count();
        }
        // In a single block any line with room shows that nothing separates them.
        let short = if self.is_exact && blocks == 1 { free } else { short };
        short * FEW_SHORT <= all && short * FEW_BLOCKS <= blocks
    }

    /// Whether many paragraphs are a line without a full stop.
    fn has_headings(&self, ends: &[LineEnd], flows: &[Range<usize>]) -> bool {
        let column = self.width.max(1) as f32;
        let (mut paragraphs, mut headings, mut long) = (0, 0, 0.0);
        for flow in flows.iter().filter(|flow| !flow.is_empty()) {
            let inside = &ends[flow.clone()];
            for (_, end) in inside.iter().enumerate().filter(|&(at, _)| self.begins_paragraph(inside, at)) {
                paragraphs += 1;
                if self.has_room(end) && !end.ends_sentence {
                    headings += 1;
                    long += (end.width as f32 / column).powi(2);
                }
            }
        }
        let word = ends.iter().map(|end| end.fill() - end.width).sum::<usize>() as f32 / ends.len().max(1) as f32;
        headings >= FEW_HEADINGS && long * (word / column).powi(2) > HEADED * paragraphs as f32
    }

    /// Whether the next word would have fitted.
    fn has_room(&self, end: &LineEnd) -> bool {
        end.fill() < self.full
    }

    /// Whether a paragraph certainly begins with the line before an end.
    fn begins_paragraph(&self, ends: &[LineEnd], at: usize) -> bool {
        at.checked_sub(1).is_none_or(|before| self.has_room(&ends[before]))
    }

    /// Whether the line ends of a paragraph are those of the column, and not those of
    /// verse or an address in the same document. Lines that end a sentence are not
    /// considered, because they may be the last of a paragraph.
    pub(super) fn holds(&self, ends: &[LineEnd]) -> bool {
        // Nor are those that an indent shows to be the last.
        let ends: Vec<&LineEnd> = ends.iter().filter(|end| !end.begins_anew(self.indents)).collect();
        let open: Vec<&LineEnd> = ends.iter().copied().filter(|end| !end.ends_sentence).collect();
        let open = if open.is_empty() { ends.clone() } else { open };
        if open.is_empty() {
            return false;
        }
        let width = open.iter().map(|end| end.width).sum::<usize>() as f32 / open.len() as f32;
        let forced = open.iter().filter(|end| end.is_forced(self.width)).count();
        let inside = open.iter().any(|end| end.inside_phrase());
        let usual = width >= USUAL * self.width as f32 && (open.len() <= 2 || inside || forced * 3 >= open.len());
        usual || is_certain(ends.iter().copied(), self.widest)
    }

    /// Whether a first line is a title over a wrapped text: short, although the next
    /// word would have fitted.
    pub(super) fn is_title(&self, end: &LineEnd) -> bool {
        !end.inside_phrase() && !end.is_forced(self.width) && (end.width as f32) < FIRST * self.width as f32
    }

    /// The line ends of a flow that the column forced, by their places; `first`: the
    /// flow begins the text, so its first lines may be a title.
    pub(super) fn forced(&self, ends: &[LineEnd], first: bool) -> Vec<usize> {
        let titled = self.parted && self.is_title(&ends[0]);
        // In a narrow column a title takes two lines.
        let title = match self.width {
            ..NARROW => 2,
            NARROW..WIDE => 1,
            _ => 0,
        };
        let title = if first { title } else { 0 };
        let stays = |at: usize, end: &LineEnd| (titled && at == 0) || end.begins_anew(self.indents);
        let joins = |&(at, end): &(usize, &LineEnd)| {
            let forced = || self.parted || end.inside_phrase() || (at >= title && self.is_forced(ends, at));
            !stays(at, end) && forced()
        };
        ends.iter().enumerate().filter(joins).map(|(_, end)| end.at).collect()
    }

    /// Whether a line end was forced, where nothing separates the paragraphs.
    fn is_forced(&self, ends: &[LineEnd], at: usize) -> bool {
        let end = &ends[at];
        if self.has_room(end) {
            return false;
        }
        let begins = self.begins_paragraph(ends, at);
        match end.bond {
            _ if end.ends_sentence => end.refers_back,
            _ if self.width >= WIDE => true,
            Bond::Phrase | Bond::Sentence => true,
            Bond::Comma => !(self.headed && begins),
            // A heading takes two lines where a title does.
            Bond::None => {
                let second = || self.width < NARROW && at > 0 && self.begins_paragraph(ends, at - 1);
                let heading = self.headed && !end.holds_an_end && (begins || second());
                !end.ends_clause && !heading
            }
        }
    }
}

/// Whether the lines were wrapped by their number of characters: so measured, fewer
/// ends inside phrases had room for the next word than measured in letters.
fn counts_characters(ends: &[LineEnd]) -> bool {
    let letters = ends.iter().map(|end| end.width).max().unwrap_or_default();
    let characters = ends.iter().map(|end| end.characters().1).max().unwrap_or_default();
    let inside = || ends.iter().filter(|end| end.inside_phrase());
    let free = inside().filter(|end| end.fill() <= letters).count();
    inside().filter(|end| end.characters().0 <= characters).count() < free
}

/// The width of the column that the lines were set in, that of the widest line with one
/// in twenty ignored, and the width of the widest.
fn widths(ends: &[LineEnd]) -> Option<(usize, usize)> {
    let mut widths: Vec<usize> = ends.iter().map(|end| end.width).collect();
    widths.sort_unstable();
    let usual = widths.len().checked_sub(1 + widths.len() / 20)?;
    Some((widths[usual], *widths.last()?))
}

/// The least width of a line with the next word at which the word did not fit, from
/// those of the ends that were certainly forced. In a text wrapped by a program it is
/// more than the width of the widest line; in a printed one it is less.
fn full(mut certain: Vec<usize>, width: usize, widest: usize) -> usize {
    certain.sort_unstable();
    let least = certain.get(certain.len() / LEAST_FILLED).copied().unwrap_or(usize::MAX);
    // Few ends may be full by chance.
    let most = if certain.len() < EXACT { (FULL * width as f32).ceil() as usize } else { widest + 1 };
    least.min(most)
}

/// Whether the line ends of a document are those of a column. Short lines, as in
/// addresses, are not considered.
fn is_column(ends: &[LineEnd], column: usize, widest: usize) -> bool {
    let inner = ends.iter().filter(|end| !(end.item || end.indented));
    if is_certain(inner, widest) {
        return true;
    }
    // Nor are the last lines of paragraphs that nothing separates.
    let says = |end: &&LineEnd| {
        let last = end.ends_sentence && !end.is_forced(column);
        let opens = end.item || (end.indented && !end.inside_phrase());
        end.width as f32 >= FIRST * column as f32 && !last && !opens
    };
    let ends: Vec<&LineEnd> = ends.iter().filter(says).collect();
    let count = |holds: &dyn Fn(&LineEnd) -> bool| ends.iter().filter(|end| holds(end)).count();
    let (forced, inside) = (count(&|end| end.is_forced(column)), count(&LineEnd::inside_phrase));
    let some = inside >= 2 && inside * 10 >= ends.len() && forced * 2 >= ends.len();
    let most = inside >= 1 && forced * 10 >= ends.len() * 9;
    // Without an end inside a phrase two inside sentences do, if the lines are as full
    // as a program makes them.
    let bound = count(&|end| end.bond >= Bond::Sentence);
    let full = bound >= 2 && count(&|end| end.fill() > widest) * 10 >= ends.len() * 9;
    ends.len() >= FEWEST && (some || most || full)
}

/// Whether there are line ends inside phrases or sentences, and all of them are full.
fn is_certain<'e>(ends: impl Iterator<Item = &'e LineEnd> + Clone, widest: usize) -> bool {
    let all_full = |bond: Bond, fewest: usize| {
        let bound = || ends.clone().filter(|end| end.bond >= bond);
        bound().count() >= fewest && bound().all(|end| end.fill() > widest)
    };
    all_full(Bond::Phrase, CERTAIN) || all_full(Bond::Sentence, LIKELY)
}
