//! Whether texts that stand below and beside each other are the cells of a table, and not
//! lists, contents, verse, columns of a text, the head of a letter or signatures: those are
//! left as lines. A table has a head, or columns of different kinds.

use super::flow::{self, Line};
use super::order::{digit, is_right_to_left};

/// One column at least has this many letters in a cell or fewer, on the average, and none has
/// more than that.
const SHORT: usize = 12;
const LONG: usize = 45;
/// Lines of prose and halves of verse have this many letters at least, on the average; those
/// of the narrowest columns have fewer, and nearly all of them are full.
const PROSE: usize = 22;
const HALF: usize = 14;
/// Halves of a couplet are as wide as each other, but for this share.
const EVEN: f64 = 0.7;
/// No column takes more than this share of the width of the text.
const WIDEST: f64 = 0.75;
/// Two columns without a head have this many rows at least: names and dates stand beside each
/// other at the head and the end of letters.
const ROWS: usize = 4;
/// A number with more letters behind it is a text.
const UNIT: usize = 12;
/// Rows are counted, and pages have numbers, of this many digits at most.
const COUNTED: usize = 3;
const PAGE: usize = 4;

/// The rows of what may be a table: the lines of each cell, in the order of reading.
pub(super) type Rows = [Vec<Vec<Line>>];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Number,
    Latin,
    Words,
}

/// A cell that is not empty: its text, and where it is.
struct Cell<'l> {
    row: usize,
    lines: &'l [Line],
    text: String,
}

/// `None` where rows are no table; otherwise whether the first one is a head.
pub(super) fn head(rows: &Rows, width: f64) -> Option<bool> {
    let count = rows.first().map_or(0, Vec::len);
    let columns: Vec<Vec<Cell<'_>>> = (0..count).map(|at| column(rows, at)).collect();
    let is_full = |cells: &Vec<Cell<'_>>| 3 * cells.len() >= rows.len() && cells.iter().any(|cell| cell.row > 0);
    let filled: usize = columns.iter().map(Vec::len).sum();
    let signed = columns.iter().filter(|cells| cells.iter().any(Cell::is_signed)).count();
    let is_narrow = |cells: &Vec<Cell<'_>>| cells.iter().all(|cell| cell.width() < WIDEST * width);
    if 3 * filled < 2 * rows.len() * count
        || signed > 1
        || !columns.iter().all(|cells| is_full(cells) && is_narrow(cells) && !is_other(cells))
    {
        return None;
    }
    let lengths: Vec<usize> = columns.iter().map(|cells| length(cells)).collect();
    let is_verse = columns.windows(2).any(|pair| is_verse(&pair[0], &pair[1]));
    if lengths.iter().all(|length| *length > SHORT) || lengths.iter().any(|length| *length > LONG) || is_verse {
        return None;
    }
    let kinds: Vec<Kind> = columns.iter().map(|cells| kind(cells)).collect();
    let names = |(cells, own): (&Vec<Cell<'_>>, &Kind)| {
        *own == Kind::Number && cells.first().is_some_and(|first| first.row == 0 && first.kind() != Kind::Number)
    };
    let head = is_bold(rows) || columns.iter().zip(&kinds).any(names);
    // What counts the rows says nothing about the others.
    let counted = usize::from(counts(&columns[0]));
    let others = &kinds[counted..];
    let told: Vec<Kind> = others
        .iter()
        .zip(&columns[counted..])
        .filter(|(_, cells)| 3 * cells.len() >= 2 * rows.len())
        .map(|(kind, _)| *kind)
        .collect();
    let is_told = head || told.iter().any(|kind| *kind != told[0]);
    let is_enough = others.len() > 1 && (head || count > 2 || rows.len() >= ROWS);
    let is_contents = others.len() <= 2 && columns.last().is_some_and(|cells| are_pages(cells));
    (is_told && is_enough && !is_contents).then_some(head)
}

fn column(rows: &Rows, at: usize) -> Vec<Cell<'_>> {
    let cell = |(row, cells): (usize, &'_ Vec<Vec<Line>>)| -> Option<(usize, String)> {
        let text = cells.get(at)?.iter().map(Line::text).collect::<Vec<_>>().join(" ");
        (!text.trim().is_empty()).then(|| (row, text.trim().to_owned()))
    };
    let filled = rows.iter().enumerate().filter_map(cell);
    filled.map(|(row, text)| Cell { row, lines: &rows[row][at], text }).collect()
}

impl Cell<'_> {
    fn width(&self) -> f64 {
        self.lines.iter().map(|line| line.right - line.left).fold(0.0, f64::max)
    }

    fn count(&self, is: impl Fn(char) -> bool) -> usize {
        self.text.chars().filter(|letter| is(*letter)).count()
    }

    fn kind(&self) -> Kind {
        let digits = self.count(|letter| digit(letter).is_some());
        let persian = self.count(|letter| is_right_to_left(letter) && letter.is_alphabetic());
        let latin = self.count(|letter| !is_right_to_left(letter) && letter.is_alphabetic());
        let letters = persian + latin;
        let begins = self.text.chars().next().is_some_and(|first| digit(first).is_some());
        if digits > 0 && (digits >= letters || begins && letters <= UNIT) {
            Kind::Number
        } else if latin > persian {
            Kind::Latin
        } else {
            Kind::Words
        }
    }

    /// The number that it is, of so many digits at most.
    fn number(&self, most: usize) -> Option<u32> {
        let digits: Vec<u32> = self.text.chars().map(digit).collect::<Option<_>>()?;
        (digits.len() <= most).then(|| digits.iter().fold(0, |number, digit| number * 10 + digit))
    }

    /// Whether it names what follows, as `Date:` does; hours have a colon, too.
    fn is_label(&self) -> bool {
        let letters: Vec<char> = self.text.chars().collect();
        let is_digit = |at: usize| letters.get(at).is_some_and(|letter| digit(*letter).is_some());
        letters
            .iter()
            .enumerate()
            .any(|(at, letter)| *letter == ':' && !(is_digit(at + 1) && at > 0 && is_digit(at - 1)))
    }

    /// Whether it is the number or the sign of an item, without a text; some files have the dot
    /// of a number before it.
    fn is_mark(&self) -> bool {
        let is_sign = |letter: char| !letter.is_alphanumeric();
        let is_begin = |first: char| matches!(first, '.' | '(' | ')' | '[');
        let is_end = |last: char| matches!(last, '.' | ')' | ']' | '-' | '–');
        let is_marked = self.text.starts_with(is_begin) || self.text.ends_with(is_end);
        self.text.chars().all(is_sign) || self.text.chars().count() <= COUNTED + 2 && is_marked
    }

    /// Whether it ends as a sentence does.
    fn is_sentence(&self) -> bool {
        self.text.chars().count() >= HALF && self.text.ends_with(['.', '؛', '؟', '!', ':', '…'])
    }

    /// Whether a sign of a sentence is inside it.
    fn is_signed(&self) -> bool {
        [". ", "، ", "؛ ", "؟ ", "! "].iter().any(|sign| self.text.contains(sign))
    }

    /// Whether dots or strokes lead to something, or wait for a pen.
    fn leads(&self) -> bool {
        let mut last = None;
        let mut run = 0;
        self.text.chars().filter(|letter| *letter != ' ').any(|letter| {
            run = if last == Some(letter) { run + 1 } else { 1 };
            last = Some(letter);
            run >= 3 && matches!(letter, '.' | '…' | '_' | '·' | 'ـ')
        })
    }
}

/// The kind of most cells below the first row.
fn kind(cells: &[Cell<'_>]) -> Kind {
    let body: Vec<Kind> = cells.iter().filter(|cell| cell.row > 0).map(Cell::kind).collect();
    let is_of = |kind: &Kind| 3 * body.iter().filter(|other| *other == kind).count() >= 2 * body.len();
    [Kind::Number, Kind::Latin].into_iter().find(is_of).unwrap_or(Kind::Words)
}

/// How many letters its cells have on the average.
fn length(cells: &[Cell<'_>]) -> usize {
    cells.iter().map(|cell| cell.text.chars().count()).sum::<usize>() / cells.len().max(1)
}

/// Whether it is a column of something else: of items, labels, sentences, dots, or prose.
fn is_other(cells: &[Cell<'_>]) -> bool {
    let most = |is: &dyn Fn(&Cell<'_>) -> bool| 2 * cells.iter().filter(|cell| is(cell)).count() > cells.len();
    let is_item = |cell: &Cell<'_>| {
        cell.lines.first().is_some_and(|line| flow::marker(&line.letters).is_some()) && !cell.is_mark()
    };
    most(&is_item)
        || most(&|cell| cell.is_label() || cell.is_sentence())
        || cells.iter().any(Cell::leads)
        || is_prose(cells)
}

/// Whether most lines end because the first word of the next had no room.
fn is_prose(cells: &[Cell<'_>]) -> bool {
    let pairs = || cells.windows(2).filter_map(|pair| Some((pair[0].lines.last()?, pair[1].lines.first()?)));
    let forced = pairs().filter(|(last, next)| flow::is_forced(last, next)).count();
    let count = pairs().count();
    length(cells) >= PROSE && 2 * forced > count || length(cells) >= HALF && 4 * forced > 3 * count
}

/// Whether two columns are halves of couplets.
fn is_verse(first: &[Cell<'_>], second: &[Cell<'_>]) -> bool {
    let are_words = |cells: &[Cell<'_>]| kind(cells) != Kind::Number && length(cells) >= HALF;
    let beside = || first.iter().filter_map(|a| Some((a.width(), second.iter().find(|b| b.row == a.row)?.width())));
    let even = beside().filter(|(a, b)| a.min(*b) > EVEN * a.max(*b)).count();
    are_words(first) && are_words(second) && 2 * even > beside().count()
}

/// Whether the first row is bold, and most of the others is not.
fn is_bold(rows: &Rows) -> bool {
    let lines = |rows: &Rows| rows.iter().flatten().flatten().map(|line| line.bold).collect::<Vec<_>>();
    let (head, body) = (lines(&rows[..1]), lines(&rows[1..]));
    head.iter().all(|is_bold| *is_bold) && 2 * body.iter().filter(|is_bold| **is_bold).count() <= body.len()
}

/// Whether a column numbers or marks what is beside it.
fn counts(cells: &[Cell<'_>]) -> bool {
    let numbers: Option<Vec<u32>> = cells.iter().map(|cell| cell.number(COUNTED)).collect();
    let rises = numbers.is_some_and(|numbers| numbers.windows(2).all(|pair| pair[1] == pair[0] + 1));
    rises || 2 * cells.iter().filter(|cell| cell.is_mark()).count() > cells.len()
}

/// Whether a column tells pages: most of it is numbers that never fall.
fn are_pages(cells: &[Cell<'_>]) -> bool {
    let numbers: Vec<u32> = cells.iter().filter_map(|cell| cell.number(PAGE)).collect();
    2 * numbers.len() > cells.len() && numbers.windows(2).all(|pair| pair[0] <= pair[1])
}
