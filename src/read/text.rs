//! Plain text to a document: blank lines separate paragraphs, line ends are
//! kept, no Markdown is read. Lists and verse typed by hand are recognised.

use super::builder::Builder;
use super::columns::{self, Columns};
use super::couplets::{self, Halves};
use super::links;
use super::node::Kind;
use super::typed::{self, Mark};
use crate::document::{
    Block, BlockKind, Cell, Code, ColumnAlign, CounterStyle, Couplet, Extent, Inline, NodeId, Note, Poem, Row, Span,
    Table, Text,
};

/// The deepest nesting of lists. A choice: plain text has no indent to rely on, and
/// deeper levels are more likely misread numbers.
const DEEPEST: usize = 3;

/// A line without the white space around it.
#[derive(Clone, Copy)]
struct Line<'a> {
    content: &'a str,
    start: usize,
    /// The line as it stands, and where it begins.
    whole: &'a str,
    from: usize,
}

impl Line<'_> {
    fn span(&self) -> Span {
        Span::new(self.start, self.start + self.content.len())
    }
}

/// Reads a text. Line ends are hard breaks, so that reflow can judge them.
pub(super) fn read(text: &str) -> (Vec<Block>, Vec<Note>) {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let inner = unframed(line);
        let start = at + (line.len() - inner.len());
        lines.push(Line { content: unframed_end(inner), start, whole: line.trim_end(), from: at });
        at += line.len();
    }
    let contents: Vec<&str> = lines.iter().map(|line| line.content).collect();
    let marks = marks(&lines);
    let mut reader = Reader { builder: Builder::new(DEEPEST), open: None, lists: Vec::new(), blank: false };
    let mut poem: Vec<Couplet> = Vec::new();
    let runs = runs(&lines);
    let verse = couplets::find(&contents);
    let whole: Vec<&str> = lines.iter().map(|line| line.whole).collect();
    let mut drawn_to = 0;
    for (at, ((line, halves), mark)) in lines.iter().zip(&verse).zip(&marks).enumerate() {
        if at < drawn_to {
            continue;
        }
        if let Some(end) = tree(&lines, at, &runs) {
            reader.poem(std::mem::take(&mut poem));
            reader.tree(&lines[at..end]);
            drawn_to = end;
            continue;
        }
        if line.content.is_empty() {
            reader.builder.close_implicit();
            (reader.open, reader.blank) = (None, true);
            continue;
        }
        if let Some(drawn) = drawn(&contents, at) {
            reader.poem(std::mem::take(&mut poem));
            reader.drawn(line, drawn);
            continue;
        }
        let is_text =
            |at: usize| is_plain((&contents, &whole), &verse, &marks, at) && tree(&lines, at, &runs).is_none();
        if is_text(at)
            && let Some(columns) = columns::find(&whole, at, is_text)
        {
            reader.poem(std::mem::take(&mut poem));
            reader.columns(&lines[at..columns.end], &columns);
            drawn_to = columns.end;
            continue;
        }
        match halves {
            Some(halves) => poem.push(couplet(line, halves, reader.blank && !poem.is_empty())),
            None => {
                reader.poem(std::mem::take(&mut poem));
                match mark {
                    Some(mark) => reader.item(line, *mark),
                    None => reader.line(line),
                }
            }
        }
        reader.blank = false;
    }
    reader.poem(poem);
    reader.builder.finish()
}

/// Whether a line is neither blank, nor drawn, verse or an item of a list.
fn is_plain(
    (contents, whole): (&[&str], &[&str]),
    verse: &[Option<Halves>],
    marks: &[Option<Mark>],
    at: usize,
) -> bool {
    let is_framed = |line: &str| line.trim_start().starts_with(|sign| is_drawn(sign) || sign == '|');
    !contents[at].is_empty()
        && verse[at].is_none()
        && marks[at].is_none()
        && !is_framed(whole[at])
        && drawn(contents, at).is_none()
}

/// White space or a part of a drawn frame.
fn is_frame(letter: char) -> bool {
    letter.is_whitespace() || is_drawn(letter)
}

/// A sign of Unicode's box drawing.
fn is_drawn(letter: char) -> bool {
    matches!(letter, '\u{2500}'..='\u{257f}')
}

/// A line from its first letter on, without the frame around it (`║ عنوان ║`). Rows
/// stay.
fn unframed(line: &str) -> &str {
    let inner = line.trim_start();
    if row(inner.trim_end()).is_some() { inner } else { line.trim_start_matches(is_frame) }
}

/// The same at the end of a line.
fn unframed_end(inner: &str) -> &str {
    let whole = inner.trim_end();
    if row(whole).is_some() { whole } else { inner.trim_end_matches(is_frame) }
}

/// What people draw with rows of signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Drawn {
    /// A heading of this level, underlined in the next line.
    Heading(u8),
    /// A heading of this level between two rows of signs in its line.
    Between(u8),
    /// The rows above and under a heading, and the sides of a frame.
    Nothing,
    /// A row between two parts.
    Rule,
}

/// The shortest row of signs: three dots or dashes may be an omission.
const ROW: usize = 4;
/// The most characters of an underlined heading: more are a paragraph above a rule.
const HEADING: usize = 100;

/// The sign that a line is a row of, if it is one of a frame without its corners.
fn row(line: &str) -> Option<char> {
    let line = side(line).unwrap_or(line);
    let sign =
        line.chars().next().filter(|sign| matches!(sign, '=' | '-' | '_' | '*' | '~' | '—' | '–' | '─' | '━' | '═'))?;
    (line.chars().all(|letter| letter == sign) && line.chars().count() >= ROW).then_some(sign)
}

/// The row between the corners of a frame: `═════` of `╔═════╗`.
fn side(line: &str) -> Option<&str> {
    let is_corner = |letter: char| is_drawn(letter) && !matches!(letter, '─' | '━' | '═');
    let inner = line.trim_matches(is_corner);
    (inner.len() < line.len()).then_some(inner)
}

/// What a line is part of, if it is drawn: only a single line right above a row of
/// `=` or `-` is a heading, as in Markdown, or one of the box signs in their shape.
fn drawn(lines: &[&str], at: usize) -> Option<Drawn> {
    let line = |at: usize| lines.get(at).copied().unwrap_or_default();
    let is_heading = |at: usize| {
        let above = at.checked_sub(1).map_or("", line);
        !line(at).is_empty()
            && row(line(at)).is_none()
            && line(at).chars().count() <= HEADING
            && (above.is_empty() || row(above).is_some())
            && matches!(row(line(at + 1)), Some('=' | '═' | '-' | '─' | '━'))
    };
    if is_heading(at) {
        return Some(Drawn::Heading(if matches!(row(line(at + 1)), Some('=' | '═')) { 1 } else { 2 }));
    }
    if let Some((_, level)) = between(line(at)) {
        return Some(Drawn::Between(level));
    }
    row(line(at))?;
    let belongs = is_heading(at + 1) || at.checked_sub(1).is_some_and(is_heading);
    Some(if belongs || side(line(at)).is_some() { Drawn::Nothing } else { Drawn::Rule })
}

/// The words of a line between two equal rows of signs, and their level as a heading:
/// `=== عنوان ===` and `== بخش ==`, as in the `readme.txt` of WordPress, `--- بخش ---`.
fn between(line: &str) -> Option<(&str, u8)> {
    let sign =
        line.chars().next().filter(|sign| matches!(sign, '=' | '-' | '*' | '#' | '~' | '_' | '—' | '─' | '═'))?;
    let inner = line.trim_start_matches(sign);
    let words = inner.trim_end_matches(sign);
    let signs = (line.len() - inner.len()) / sign.len_utf8();
    let closes = inner.len() - words.len() == line.len() - inner.len();
    let least = if sign == '=' { 2 } else { 3 };
    let parted = words.starts_with(' ') && words.ends_with(' ');
    let words = words.trim();
    let is_short = words.contains(char::is_alphabetic) && words.chars().count() <= HEADING;
    (signs >= least && closes && parted && is_short).then_some((words, if sign == '=' && signs == 3 { 1 } else { 2 }))
}

/// Lines of one kind, from one of them on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// The first line behind.
    end: usize,
    /// How many of them have a sign.
    signs: usize,
}

/// The run from every line on: whether lines belong to it, and whether they have the sign.
/// One pass from the end, as a run that is counted from each of its lines takes its square.
fn run_of<T>(lines: &[T], is_in: impl Fn(&T) -> bool, has_sign: impl Fn(&T) -> bool) -> Vec<Run> {
    let mut runs = vec![Run { end: lines.len(), signs: 0 }; lines.len() + 1];
    for (at, line) in lines.iter().enumerate().rev() {
        let Run { end, signs } = runs[at + 1];
        runs[at] = match is_in(line) {
            true => Run { end, signs: signs + usize::from(has_sign(line)) },
            false => Run { end: at, signs: 0 },
        };
    }
    runs
}

/// The lines from each one on that may be those of a drawn tree, with their branches.
fn runs(lines: &[Line<'_>]) -> Vec<Run> {
    let goes_on = |line: &Line<'_>| is_branch(line.whole) || line.whole.trim_start().starts_with('│');
    run_of(lines, goes_on, |line| is_branch(line.whole))
}

/// The end of a drawn tree of folders and files that begins at a line: at least two
/// branches, and the folder over them.
fn tree(lines: &[Line<'_>], at: usize, runs: &[Run]) -> Option<usize> {
    let first = &lines[at];
    let root = usize::from(!is_branch(first.whole));
    let Run { end, signs: branches } = runs[at + root];
    let is_folder = root == 0 || first.content.ends_with(['/', '\\']) || !first.content.contains(' ');
    (!first.content.is_empty() && is_folder && branches > 1).then_some(end)
}

/// Whether a line has a branch with a name: `├── name`, `|-- name`.
pub(super) fn is_branch(line: &str) -> bool {
    let inner = line.trim_start_matches(|letter: char| letter.is_whitespace() || matches!(letter, '│' | '|'));
    let bars = line[..line.len() - inner.len()].contains('|');
    let name = match inner.strip_prefix(['├', '└', '╰', '`', '+']) {
        Some(name) => name,
        None if bars => inner,
        None => return false,
    };
    let drawn = if inner.starts_with(is_drawn) { '─' } else { '-' };
    let text = name.trim_start_matches(drawn);
    text.len() < name.len() && text.starts_with(|letter: char| letter == ' ' || letter.is_alphanumeric())
}

/// The fewest lines with a dash that are a list, under a line with a colon or a heading
/// underlined. A choice: two may be a question and its answer.
const FEWEST_DASHES: usize = 3;

/// The lines from each one on that may be a list with dashes.
struct Dashes {
    /// With how many of them somebody asks or calls.
    asked: Vec<Run>,
    /// How many of them begin with a dash.
    begun: Vec<Run>,
}

impl Dashes {
    fn of(lines: &[Line<'_>]) -> Self {
        let has_dash = |line: &Line<'_>| Mark::bullet(line.content).is_some_and(|mark| mark.is_dash());
        // A line of an item that goes on stands under its words, not under its dash.
        let goes_on = |line: &Line<'_>| line.whole.starts_with("  ") && !line.content.is_empty();
        let is_in = |line: &Line<'_>| has_dash(line) || goes_on(line);
        let asks = |line: &Line<'_>| line.content.ends_with(['؟', '!', '?']);
        Self { asked: run_of(lines, is_in, asks), begun: run_of(lines, is_in, has_dash) }
    }

    /// Whether a list begins at a line with a dash: what somebody says is a question or a
    /// call sooner or later.
    fn begin(&self, lines: &[Line<'_>], at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |before| lines[before].content);
        let is_announced = before.ends_with(':') || matches!(row(before), Some('=' | '═' | '-' | '─' | '━'));
        is_announced && self.begun[at].signs >= FEWEST_DASHES && self.asked[at].signs == 0
    }
}

/// The bullet of each line, counted in its list: those of a list in an item anew.
fn bullets(lines: &[Line<'_>]) -> Vec<Option<Mark>> {
    let mut open: Vec<Mark> = Vec::new();
    let mut in_dashes = false;
    let dashes = Dashes::of(lines);
    let count = |(at, line): (usize, &Line<'_>)| {
        let line = line.content;
        let Some(mark) = Mark::bullet(line) else {
            if Mark::of(line).is_some() {
                open.clear();
            }
            in_dashes &= !line.is_empty();
            return None;
        };
        if mark.is_dash() {
            in_dashes |= dashes.begin(lines, at);
            if !in_dashes {
                return None;
            }
        }
        let level = open.iter().position(|before| before.form == mark.form);
        let value = level.map_or(1, |level| open[level].value + 1);
        open.truncate(level.unwrap_or(open.len()));
        let mark = mark.nth(value);
        open.push(mark);
        Some(mark)
    };
    lines.iter().enumerate().map(count).collect()
}

/// The list marks at the starts of lines.
fn marks(lines: &[Line<'_>]) -> Vec<Option<Mark>> {
    let number = |line: &Line<'_>| Mark::of(line.content).filter(|mark| mark.blank || mark.is_open());
    let mut marks: Vec<Option<Mark>> = lines.iter().map(number).collect();
    for (mark, bullet) in marks.iter_mut().zip(bullets(lines)) {
        *mark = mark.or(bullet);
    }
    let all: Vec<Mark> = marks.iter().flatten().copied().collect();
    let taken = typed::rows(&all, false);
    for (mark, taken) in marks.iter_mut().filter(|mark| mark.is_some()).zip(taken) {
        if !taken {
            *mark = None;
        }
    }
    marks
}

fn couplet(line: &Line<'_>, halves: &Halves, after_blank: bool) -> Couplet {
    let half = |range: &std::ops::Range<usize>| {
        let span = Span::new(line.start + range.start, line.start + range.end);
        vec![Inline::Text(Text::plain(&line.content[range.clone()], span))]
    };
    let second = (!halves.second.is_empty()).then(|| half(&halves.second));
    Couplet { id: NodeId::default(), first: half(&halves.first), second, gap_before: after_blank, span: line.span() }
}

struct Reader {
    builder: Builder,
    /// The end of the text on the line before, inside a paragraph.
    open: Option<usize>,
    /// The last mark of each open list, innermost last.
    lists: Vec<Mark>,
    /// Whether a blank line precedes this one.
    blank: bool,
}

impl Reader {
    fn line(&mut self, line: &Line<'_>) {
        if self.blank {
            self.close_lists(0);
        }
        self.text(line.content, line.span());
    }

    fn text(&mut self, content: &str, span: Span) {
        match self.open {
            Some(end) => {
                let gap = Span::new(end, span.start);
                self.builder.inline(Inline::HardBreak(gap), gap);
            }
            None => self.builder.open_paragraph(span),
        }
        self.builder.text(content, span, true);
        self.open = Some(span.end);
    }

    fn drawn(&mut self, line: &Line<'_>, drawn: Drawn) {
        self.close_lists(0);
        self.builder.close_implicit();
        (self.open, self.blank) = (None, true);
        match drawn {
            Drawn::Nothing => {}
            Drawn::Rule => self.builder.block(BlockKind::Rule, line.span()),
            Drawn::Heading(level) => self.heading(line.content, line.span(), level),
            Drawn::Between(level) => {
                let Some((words, _)) = between(line.content) else { return };
                // The words lie within the line.
                let start = line.start + line.content.find(words).unwrap_or(0);
                self.heading(words, Span::new(start, start + words.len()), level);
            }
        }
    }

    fn heading(&mut self, words: &str, span: Span, level: u8) {
        if self.builder.open(Kind::Heading { level, anchor: None }, span).is_ok() {
            self.builder.text(words, span, true);
            self.builder.close();
        }
    }

    /// A tree of folders and files, in which every blank counts.
    fn tree(&mut self, lines: &[Line<'_>]) {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        self.close_lists(0);
        self.builder.close_implicit();
        (self.open, self.blank) = (None, true);
        let text = lines.iter().map(|line| line.whole).collect::<Vec<_>>().join("\n");
        let span = Span::new(first.start, last.span().end);
        self.builder.block(BlockKind::Code(Code { language: None, text }), span);
    }

    /// A table typed with blanks or tabs between its columns.
    fn columns(&mut self, lines: &[Line<'_>], columns: &Columns) {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        self.close_lists(0);
        self.builder.close_implicit();
        (self.open, self.blank) = (None, true);
        let cell = |parts: &Vec<(usize, std::ops::Range<usize>)>| {
            let mut content = Vec::new();
            for (at, bytes) in parts {
                let line = &lines[*at];
                let span = Span::new(line.from + bytes.start, line.from + bytes.end);
                if !content.is_empty() {
                    content.push(Inline::SoftBreak(Span::new(span.start, span.start)));
                }
                links::push_with_bare_links(Text::plain(&line.whole[bytes.clone()], span), &mut content);
            }
            Cell { id: NodeId::default(), content, extent: Extent::default() }
        };
        let row = |row: &Vec<_>| Row { id: NodeId::default(), cells: row.iter().map(cell).collect() };
        let mut rows: Vec<Row> = columns.rows.iter().map(row).collect();
        let count = rows.first().map_or(0, |row| row.cells.len());
        let head = columns.has_head.then(|| rows.remove(0));
        let table = Table { columns: vec![ColumnAlign::Default; count], head, rows, caption: None };
        let span = Span::new(first.start, last.span().end);
        self.builder.block(BlockKind::Table(table), span);
    }

    /// A line that begins an item of an open list or of a new one.
    fn item(&mut self, line: &Line<'_>, mark: Mark) {
        self.builder.close_implicit();
        self.open = None;
        match self.lists.iter().rposition(|before| mark.follows(before)) {
            Some(level) => {
                self.close_lists(level + 1);
                self.builder.close();
                if let (Some(counter), Kind::List(list)) =
                    (mark.counter(&self.lists[level]), &mut self.builder.top().kind)
                {
                    list.counter = counter;
                }
                self.lists[level] = mark;
            }
            None => {
                // A new list: in the open item, unless a blank line, the depth or
                // the same form shows that it comes after the open ones.
                if self.blank || self.lists.len() >= DEEPEST || self.lists.last().is_some_and(|l| l.form == mark.form) {
                    self.close_lists(0);
                }
                let counter = if mark.form.letters { CounterStyle::Alphabetic } else { CounterStyle::Decimal };
                let start = (!mark.is_bullet()).then_some(mark.value);
                if self.builder.open(Kind::list(start, counter), line.span()).is_err() {
                    return self.text(line.content, line.span());
                }
                self.lists.push(mark);
            }
        }
        if self.builder.open(Kind::Item { task: None }, line.span()).is_ok() {
            let content = line.content[mark.length..].trim_start();
            let end = line.span().end;
            self.text(content, Span::new(end - content.len(), end));
        }
    }

    /// Closes all lists except this many.
    fn close_lists(&mut self, keep: usize) {
        while self.lists.len() > keep {
            self.builder.close_implicit();
            // The item and its list.
            self.builder.close();
            self.builder.close();
            self.lists.pop();
            self.open = None;
        }
    }

    fn poem(&mut self, couplets: Vec<Couplet>) {
        let (Some(first), Some(last)) = (couplets.first(), couplets.last()) else { return };
        self.close_lists(0);
        self.open = None;
        let span = Span::new(first.span.start, last.span.end);
        // If blank lines precede most couplets, they do not separate stanzas.
        let gaps = couplets.iter().filter(|couplet| couplet.gap_before).count();
        let stanzas = gaps * 2 < couplets.len();
        let couplets =
            couplets.into_iter().map(|couplet| Couplet { gap_before: couplet.gap_before && stanzas, ..couplet });
        self.builder.block(BlockKind::Poem(Poem { couplets: couplets.collect() }), span);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs_of(lines: &[&str]) -> Vec<(usize, usize)> {
        let lines: Vec<Line<'_>> =
            lines.iter().map(|one| Line { content: one.trim(), start: 0, whole: one, from: 0 }).collect();
        runs(&lines).into_iter().map(|run| (run.end, run.signs)).collect()
    }

    #[test]
    fn each_line_knows_where_its_drawn_tree_ends() {
        let lines = ["app/", "├── a", "│   ├── b", "│", "└── c", "متن", "│"];
        assert_eq!(runs_of(&lines), [(0, 0), (5, 3), (5, 2), (5, 1), (5, 1), (5, 0), (7, 0), (7, 0)]);
    }

    /// Each took its square: minutes in which nothing else is done.
    #[test]
    fn long_runs_are_counted_once() {
        const LINES: usize = 50_000;
        let (blocks, _) = read(&format!("متن\n{}", "│\n".repeat(LINES)));
        assert_eq!(blocks.len(), 1);
        let list = |end: &str| read(&format!("کارها:\n{}- ب{end}\n", "- ا:\n".repeat(LINES))).0;
        let BlockKind::List(items) = &list("")[1].kind else { panic!("no list") };
        assert_eq!(items.items.len(), LINES + 1);
        // What somebody asks at the end makes speech of all.
        assert!(!list("؟").iter().any(|block| matches!(block.kind, BlockKind::List(_))));
    }
}
