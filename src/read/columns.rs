//! Tables in plain text: lines whose words stand below one another, with blanks or tabs
//! between the columns.

use std::ops::Range;

/// Blanks that part columns: two may part sentences, so what follows them must stand at
/// one place in every line.
const GAP: usize = 2;
/// A gap as wide as this is no slip of the hand: two lines with it are a table.
const WIDE: usize = 3;
/// The fewest lines of a table without a wide gap.
const FEWEST: usize = 3;
/// Where the next tab ends.
const TAB: usize = 8;

/// The parts of a cell: a line and bytes in it.
pub(super) type Parts = Vec<(usize, Range<usize>)>;

/// Lines as a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    /// The first line behind.
    pub(super) end: usize,
    /// The cells of each row: lines, counted from the first, and bytes in them. More than
    /// one where a cell goes on in the next line.
    pub(super) rows: Vec<Vec<Parts>>,
    /// Whether dashes below the first row make it a head.
    pub(super) has_head: bool,
}

/// A cell of a line: its bytes, and the columns of the screen where it begins and ends.
#[derive(Clone, Debug)]
struct Cell {
    bytes: Range<usize>,
    from: usize,
    to: usize,
    /// Whether a tab stands before it.
    tabbed: bool,
}

/// The cells of a line; zero-width letters take a column only if told so, as in texts
/// that programs aligned.
fn cells(line: &str, counts_joiners: bool) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    let (mut column, mut blanks, mut tabbed) = (0, GAP, false);
    for (at, letter) in line.char_indices() {
        if matches!(letter, ' ' | '\t' | '\u{a0}') {
            let width = if letter == '\t' { TAB - column % TAB } else { 1 };
            (column, blanks, tabbed) = (column + width, blanks + 1, tabbed || letter == '\t');
            continue;
        }
        let width = usize::from(counts_joiners || !is_joiner(letter));
        let end = at + letter.len_utf8();
        match cells.last_mut() {
            Some(cell) if blanks < GAP && !tabbed => (cell.bytes.end, cell.to) = (end, column + width),
            _ => cells.push(Cell { bytes: at..end, from: column, to: column + width, tabbed }),
        }
        (column, blanks, tabbed) = (column + width, 0, false);
    }
    cells
}

fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{fe0f}')
}

/// What the gaps at one place of all lines have in common.
#[derive(Clone, Debug)]
struct Gap {
    /// Where the words behind it begin, and where they end, if that is one place.
    from: Option<usize>,
    to: Option<usize>,
    /// The columns that are blank in every line.
    blank: Range<usize>,
    tabbed: bool,
}

impl Gap {
    fn of(before: &Cell, cell: &Cell) -> Self {
        Self { from: Some(cell.from), to: Some(cell.to), blank: before.to..cell.from, tabbed: cell.tabbed }
    }

    fn and(&self, other: &Self) -> Self {
        let blank = self.blank.start.max(other.blank.start)..self.blank.end.min(other.blank.end);
        let same = |a: Option<usize>, b: Option<usize>| a.filter(|_| a == b);
        Self {
            from: same(self.from, other.from),
            to: same(self.to, other.to),
            blank,
            tabbed: self.tabbed && other.tabbed,
        }
    }

    /// Whether it parts columns: words begin or end at one place; where all lines have as
    /// many cells, a column of blanks or a tab is enough.
    fn parts(&self, is_even: bool) -> bool {
        self.from.is_some() || self.to.is_some() || is_even && (self.tabbed || !self.blank.is_empty())
    }
}

/// The table that begins at a line; `is_text` tells the lines that are nothing else.
pub(super) fn find(lines: &[&str], at: usize, is_text: impl Fn(usize) -> bool) -> Option<Columns> {
    // Most lines have no gap at all.
    if cells(lines[at], false).len() < 2 {
        return None;
    }
    let found = [false, true].map(|counts_joiners| table(lines, at, &is_text, counts_joiners));
    found.into_iter().flatten().max_by_key(|columns| columns.end)
}

fn table(lines: &[&str], at: usize, is_text: impl Fn(usize) -> bool, counts_joiners: bool) -> Option<Columns> {
    let mut rows = vec![cells(lines[at], counts_joiners)];
    let mut places = vec![at];
    let mut more: Vec<(usize, usize, Range<usize>)> = Vec::new();
    let mut gaps = between(&rows[0]);
    let (mut is_even, mut has_head) = (true, false);
    let mut end = at + 1;
    while end < lines.len() && is_text(end) {
        let own = cells(lines[end], counts_joiners);
        if end == at + 1 && own.len() > 1 && is_dashes(lines[end]) {
            has_head = true;
        } else if let [cell] = own.as_slice()
            && places.len() > 1
            && gaps.last().is_some_and(|gap| gap.from == Some(cell.from))
        {
            more.push((rows.len() - 1, end, cell.bytes.clone()));
        } else {
            let even = is_even && own.len() == rows[0].len();
            let common: Vec<Gap> = gaps.iter().zip(between(&own)).map(|(gap, other)| gap.and(&other)).collect();
            let parting = common.iter().take_while(|gap| gap.parts(even && common.len() > 1)).count();
            // A line of fewer columns ends a table, once it is one.
            if parting == 0 || places.len() > 1 && parting < gaps.len() {
                break;
            }
            gaps = common;
            gaps.truncate(parting);
            is_even = even;
            rows.push(own);
            places.push(end);
        }
        end += 1;
    }
    let is_wide = rows.iter().any(|row| row.windows(2).any(|two| two[0].to + WIDE <= two[1].from || two[1].tabbed));
    if rows.len() < 2 || rows.len() < FEWEST && !is_wide {
        return None;
    }
    let last = gaps.len();
    let mut rows: Vec<Vec<Parts>> = rows
        .iter()
        .zip(places)
        .map(|(row, line)| {
            let rest = row[last].bytes.start..row[row.len() - 1].bytes.end;
            let cells = row[..last].iter().map(|cell| cell.bytes.clone()).chain([rest]);
            cells.map(|bytes| vec![(line - at, bytes)]).collect()
        })
        .collect();
    for (row, line, bytes) in more {
        rows[row][last].push((line - at, bytes));
    }
    Some(Columns { end, rows, has_head })
}

fn between(row: &[Cell]) -> Vec<Gap> {
    row.windows(2).map(|two| Gap::of(&two[0], &two[1])).collect()
}

/// Whether a line is only dashes below the names of columns.
fn is_dashes(line: &str) -> bool {
    line.chars().all(|letter| letter.is_whitespace() || matches!(letter, '-' | '=' | '─' | '═' | '—' | '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cells of the table that a text begins with.
    fn table_of(text: &str) -> Vec<Vec<String>> {
        let lines: Vec<&str> = text.lines().collect();
        let is_text = |at: usize| !lines[at].is_empty();
        let rows = find(&lines, 0, is_text).map(|columns| columns.rows).unwrap_or_default();
        let cell = |parts: &Parts| {
            let words = parts.iter().map(|(line, bytes)| &lines[*line][bytes.clone()]);
            words.collect::<Vec<_>>().join(" ")
        };
        rows.iter().map(|row| row.iter().map(cell).collect()).collect()
    }

    #[test]
    fn what_stands_below_one_another_is_a_table() {
        for (text, wanted) in [
            ("a/        یک\nbb.txt    دو سه", vec![vec!["a/", "یک"], vec!["bb.txt", "دو سه"]]),
            ("علی\t۲۳\tقم\nمریم\t۳۱\tری", vec![vec!["علی", "۲۳", "قم"], vec!["مریم", "۳۱", "ری"]]),
            // Numbers that end below one another, and a name in the middle over them.
            (
                "نام     شمار    bp\nMT1       6     52\nPQ25      12    135",
                vec![vec!["نام", "شمار", "bp"], vec!["MT1", "6", "52"], vec!["PQ25", "12", "135"]],
            ),
            // A program counts the joiner, an editor does not.
            ("می‌شود   : ۱\nباشد     : ۲", vec![vec!["می‌شود", ": ۱"], vec!["باشد", ": ۲"]]),
            // What goes on in the next line, and blanks in the last cell.
            ("a     یک\nb     دو  و\n      سه", vec![vec!["a", "یک"], vec!["b", "دو  و سه"]]),
        ] {
            assert_eq!(table_of(text), wanted, "{text}");
        }
    }

    #[test]
    fn blanks_at_random_are_none() {
        for text in [
            "جملهٔ نخست.  جملهٔ دوم این است\nسطر دیگر هم دو فاصله  دارد",
            "یک  دو\nسه  چهار",
            "تنها یک سطر     با فاصله",
            "a     یک\n\nb     دو",
        ] {
            assert!(table_of(text).is_empty(), "{text}");
        }
    }

    /// A search that begins anew at each line must not take its square.
    #[test]
    fn long_tables_are_found_once() {
        let lines: Vec<String> = (0..50_000).map(|at| format!("{at:8}    یک")).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        assert_eq!(find(&lines, 0, |_| true).map(|columns| columns.end), Some(lines.len()));
    }
}
