//! Rows: consecutive lines at the same height, such as the cells of a table or
//! a bullet and its text. PDFium reads a row as one line.

use super::content::DEEPEST;
use super::phrases;
use crate::document::Direction;
use crate::frame::{Frame, ItemKind, Line};
use crate::units::Length;

/// Baselines closer than this (in em) are one row.
const NEAR: f64 = 0.5;

/// The lines of a page in writing order, with the rows in which phrases have to
/// be split.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    /// The row of each line; `None` if nothing is split in it.
    rows: Vec<Option<usize>>,
    /// The number of the line that is asked for next.
    next: usize,
    /// The row of the last line, and how many of its pieces are written.
    written: (usize, usize),
}

impl Rows {
    /// Finds the rows of a page. `from_right`: whether the file says that it is read
    /// from right to left, which PDFium takes each of its lines for then.
    pub(crate) fn of(frame: &Frame, from_right: bool) -> Self {
        let mut lines = Vec::new();
        collect(frame, Length::ZERO, 0, &mut lines);
        let near = |a: &(&Line, Length), b: &(&Line, Length)| {
            let size = a.0.runs.first().map_or(Length::ZERO, |run| run.size);
            (a.1 - b.1).to_pt().abs() < (size * NEAR).to_pt()
        };
        let mut rows = Vec::with_capacity(lines.len());
        for (number, row) in lines.chunk_by(near).enumerate() {
            let any = |holds: fn(&Line) -> bool| row.iter().any(|(line, _)| holds(line));
            let cut = (from_right || any(is_mixed)) && any(phrases::has_phrase);
            rows.extend(row.iter().map(|_| cut.then_some(number)));
        }
        Self { rows, ..Self::default() }
    }

    /// How many pieces of its row come before those of the next line; `None` if
    /// nothing is split in it.
    pub(crate) fn before_next(&mut self) -> Option<usize> {
        let row = self.rows.get(self.next).copied().flatten();
        self.next += 1;
        let row = row?;
        if self.written.0 != row {
            self.written = (row, 0);
        }
        Some(self.written.1)
    }

    /// Counts pieces that were written.
    pub(crate) fn wrote(&mut self, pieces: usize) {
        self.written.1 += pieces;
    }
}

/// Whether PDFium reads a line as right-to-left.
fn is_mixed(line: &Line) -> bool {
    line.direction == Direction::Rtl && phrases::has_right(line)
}

fn collect<'f>(frame: &'f Frame, top: Length, depth: usize, lines: &mut Vec<(&'f Line, Length)>) {
    if depth > DEEPEST {
        return;
    }
    for item in &frame.items {
        match &item.kind {
            ItemKind::Frame(inner) => collect(inner, top + item.at.y, depth + 1, lines),
            ItemKind::Line(line) => lines.push((line, top + item.at.y)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Rows;
    use crate::pdf::sample::{Setting, set};

    /// How many pieces come before each line of a page, if every line has
    /// three.
    fn before(paragraphs: &[&str], level: &[usize], from_right: bool) -> Vec<Option<usize>> {
        let (mut print, _) = set(paragraphs, &Setting::default());
        let frame = &mut print.layout.pages[0].frame;
        let heights: Vec<_> = frame.items.iter().map(|item| item.at.y).collect();
        for (item, &level) in frame.items.iter_mut().zip(level) {
            item.at.y = heights[level];
        }
        let mut rows = Rows::of(frame, from_right);
        let line = |_: &_| {
            let before = rows.before_next();
            rows.wrote(3);
            before
        };
        frame.items.iter().map(line).collect()
    }

    #[test]
    fn a_row_is_counted_through() {
        let lines = ["نام", "سلام", "wpi_tamas", "نشانی wpi_tamas", "پایان"];
        assert_eq!(before(&lines, &[0, 1, 1, 3, 4], false), [None, Some(0), Some(3), Some(0), None]);
    }

    #[test]
    fn what_stands_alone_is_left_whole() {
        let lines = ["www.example.org", "سلام", "PDF و ۱۴۰۳/۰۸/۱۵ است"];
        assert_eq!(before(&lines, &[0, 1, 2], false), [None; 3]);
        // … but in a file that is read from the right, where PDFium turns it, too.
        assert_eq!(before(&lines, &[0, 1, 2], true), [Some(0), None, None]);
    }
}
