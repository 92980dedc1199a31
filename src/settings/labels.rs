//! Sheets of labels: those that are sold, and measures of one's own.

use super::unknown_word;
use crate::error::{Error, Result};
use crate::paper::latin_digits;
use crate::units::{Length, Point, Size};
use std::fmt;

/// A sheet of equal labels. It is cut already, so that each label must lie on the
/// same place as on the sheet that is bought.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Labels {
    /// Its name; `None` where the measures are given.
    pub name: Option<&'static str>,
    /// The paper it is sold on; `None`: the paper in the printer.
    pub paper: Option<Size>,
    /// Labels side by side.
    pub columns: u8,
    /// Labels below each other.
    pub rows: u8,
    /// A label.
    pub label: Size,
    /// The space between labels side by side, and below each other.
    pub gap: Size,
    /// The left and upper edge of the first label; `None`: all labels lie in the
    /// middle of the paper.
    pub corner: Option<Point>,
}

/// A sheet as a row of the table: its names, its paper, columns and rows, a label's
/// width and height, the space between labels, all in millimetres.
type Sold = (&'static [&'static str], (f64, f64), (u8, u8), (f64, f64), (f64, f64));

const A4: (f64, f64) = (210.0, 297.0);
const LETTER: (f64, f64) = (8.5 * INCH, 11.0 * INCH);
const INCH: f64 = 25.4;

/// The sheets people buy. Width and height are what the maker prints on the box
/// (Avery, Avery Zweckform; of US sheets in inches). Gaps and margins are those on
/// which the lists of gLabels, LibreOffice (`labels.xml`) and Label Planet's tables for
/// equal sheets agree within 0.15 mm, rounded as Label Planet's are; on all of these
/// sheets the labels lie in the middle of the paper, so that margins follow from the
/// rest.
const SOLD: &[Sold] = &[
    (&["L7160", "J8160"], A4, (3, 7), (63.5, 38.1), (2.5, 0.0)),
    (&["L7159", "J8159"], A4, (3, 8), (63.5, 33.9), (2.5, 0.0)),
    (&["L7161", "J8161"], A4, (3, 6), (63.5, 46.6), (2.5, 0.0)),
    (&["L7162", "J8162"], A4, (2, 8), (99.1, 33.9), (2.5, 0.0)),
    (&["L7163", "J8163"], A4, (2, 7), (99.1, 38.1), (2.5, 0.0)),
    (&["L7164", "J8164"], A4, (3, 4), (63.5, 72.0), (2.5, 0.0)),
    (&["L7165", "J8165"], A4, (2, 4), (99.1, 67.7), (2.5, 0.0)),
    (&["L7166", "J8166"], A4, (2, 3), (99.1, 93.1), (2.5, 0.0)),
    (&["L7167", "J8167"], A4, (1, 1), (199.6, 289.1), (0.0, 0.0)),
    (&["L7168", "J8168"], A4, (1, 2), (199.6, 143.5), (0.0, 0.0)),
    (&["L7169", "J8169"], A4, (2, 2), (99.1, 139.0), (2.5, 0.0)),
    (&["L7173", "J8173"], A4, (2, 5), (99.1, 57.0), (2.5, 0.0)),
    (&["L7636"], A4, (4, 12), (45.7, 21.2), (2.5, 0.0)),
    (&["L7651", "J8651"], A4, (5, 13), (38.1, 21.2), (2.5, 0.0)),
    (&["L7654", "J8654"], A4, (4, 10), (45.7, 25.4), (2.6, 0.0)),
    (&["3422"], A4, (3, 8), (70.0, 35.0), (0.0, 0.0)),
    (&["3424"], A4, (2, 6), (105.0, 48.0), (0.0, 0.0)),
    (&["3425"], A4, (2, 5), (105.0, 57.0), (0.0, 0.0)),
    (&["3474"], A4, (3, 8), (70.0, 37.0), (0.0, 0.0)),
    (&["3475", "3490"], A4, (3, 8), (70.0, 36.0), (0.0, 0.0)),
    (&["3484"], A4, (2, 8), (105.0, 37.0), (0.0, 0.0)),
    (&["3489"], A4, (3, 10), (70.0, 29.7), (0.0, 0.0)),
    (&["3651"], A4, (4, 10), (52.5, 29.7), (0.0, 0.0)),
    (&["3652"], A4, (3, 7), (70.0, 42.3), (0.0, 0.0)),
    (&["3659"], A4, (2, 6), (97.0, 42.3), (0.0, 0.0)),
    (&["5160", "5260", "8160"], LETTER, (3, 10), (2.625 * INCH, INCH), (0.125 * INCH, 0.0)),
    (&["5161", "5261", "8161"], LETTER, (2, 10), (4.0 * INCH, INCH), (0.1875 * INCH, 0.0)),
    (&["5162", "5262", "8162"], LETTER, (2, 7), (4.0 * INCH, 4.0 / 3.0 * INCH), (0.1875 * INCH, 0.0)),
    (&["5163", "5263", "8163"], LETTER, (2, 5), (4.0 * INCH, 2.0 * INCH), (0.1875 * INCH, 0.0)),
    (&["5164", "5264", "8164"], LETTER, (2, 3), (4.0 * INCH, 10.0 / 3.0 * INCH), (0.1875 * INCH, 0.0)),
    (&["5167", "5267", "8167"], LETTER, (4, 20), (1.75 * INCH, 0.5 * INCH), (0.3125 * INCH, 0.0)),
    (&["5168", "8168"], LETTER, (2, 2), (3.5 * INCH, 5.0 * INCH), (0.5 * INCH, 0.0)),
    (&["5371", "8371"], LETTER, (2, 5), (3.5 * INCH, 2.0 * INCH), (0.0, 0.0)),
    (&["5395", "8395"], LETTER, (2, 4), (3.375 * INCH, 7.0 / 3.0 * INCH), (0.375 * INCH, INCH / 6.0)),
];

/// Most labels side by side or below each other: mini labels have 27 rows.
const MOST: u8 = 40;
/// The sides that a label may have, in millimetres.
const SIDE: std::ops::RangeInclusive<f64> = 10.0..=1000.0;
/// The gaps and margins that a sheet may have.
const SPACE: std::ops::RangeInclusive<f64> = 0.0..=500.0;

impl Labels {
    /// Every sheet that is known by name, once for all of its names.
    pub fn sold() -> impl Iterator<Item = (Self, &'static [&'static str])> {
        SOLD.iter().filter_map(|row| Some((Self::of(row, row.0.first()?), row.0)))
    }

    /// Reads a name, or `CxR@WxH+GX+GY+TOP+SIDE` in millimetres, whose last four may
    /// be left out.
    ///
    /// # Errors
    /// [`Error::Setting`] with the nearest name, or what the measures need.
    pub fn parse(text: &str) -> Result<Self> {
        let text = &latin_digits(text);
        if text.contains('@') {
            return Self::measured(text).ok_or_else(|| wrong(text));
        }
        let names = || SOLD.iter().flat_map(|row| row.0.iter().map(move |name| (*name, row)));
        match names().find(|(name, _)| name.eq_ignore_ascii_case(text)) {
            Some((name, row)) => Ok(Self::of(row, name)),
            None if text.is_empty() => Err(wrong(text)),
            None => Err(unknown_word("sheet of labels", text, &names().map(|(name, _)| name).collect::<Vec<_>>())),
        }
    }

    fn of(&(_, paper, (columns, rows), label, gap): &Sold, name: &'static str) -> Self {
        let size = |(width, height): (f64, f64)| Size::mm(width, height);
        let (paper, label, gap) = (Some(size(paper)), size(label), size(gap));
        Self { name: Some(name), paper, columns, rows, label, gap, corner: None }
    }

    fn measured(text: &str) -> Option<Self> {
        let text = latin_digits(text).to_ascii_lowercase();
        let (grid, measures) = text.split_once('@')?;
        let (columns, rows) = grid.split_once(['x', '×'])?;
        let line = |text: &str| text.trim().parse().ok().filter(|line| (1..=MOST).contains(line));
        let mut parts = measures.trim_end_matches("mm").split('+');
        let (width, height) = parts.next()?.split_once(['x', '×'])?;
        let side = |text: &str| text.trim().parse().ok().filter(|side| SIDE.contains(side));
        let spaces: Vec<f64> =
            parts.map(|part| part.trim().parse().ok().filter(|space| SPACE.contains(space))).collect::<Option<_>>()?;
        let (gap, corner) = match spaces[..] {
            [] => ((0.0, 0.0), None),
            [x, y] => ((x, y), None),
            [x, y, top, left] => ((x, y), Some(Point::new(Length::mm(left), Length::mm(top)))),
            _ => return None,
        };
        Some(Self {
            name: None,
            paper: None,
            columns: line(columns)?,
            rows: line(rows)?,
            label: Size::mm(side(width)?, side(height)?),
            gap: Size::mm(gap.0, gap.1),
            corner,
        })
    }

    /// How many labels a sheet has.
    #[must_use]
    pub fn count(&self) -> usize {
        usize::from(self.columns) * usize::from(self.rows)
    }

    /// The space that all labels take together.
    pub(crate) fn block(&self) -> Size {
        let all = |count: u8, one: Length, gap: Length| one * f64::from(count) + gap * (f64::from(count) - 1.0);
        Size::new(
            all(self.columns, self.label.width, self.gap.width),
            all(self.rows, self.label.height, self.gap.height),
        )
    }

    /// The paper as it lies in the printer: that which it is sold on, or `paper`,
    /// turned where the labels need it so.
    pub(crate) fn on(&self, paper: Size) -> Size {
        let paper = self.paper.unwrap_or(paper);
        if !self.fits(paper) && self.fits(paper.turned()) { paper.turned() } else { paper }
    }

    /// Whether all labels lie on the paper.
    pub(crate) fn fits(&self, paper: Size) -> bool {
        /// Measures are rounded: 8 labels of 37.2 mm are 0.6 mm too many for A4.
        const ROUNDED: Length = Length::mm(0.7);
        let block = self.block();
        let corner = self.corner.unwrap_or(Point::ZERO);
        corner.x + block.width <= paper.width + ROUNDED && corner.y + block.height <= paper.height + ROUNDED
    }
}

fn wrong(text: &str) -> Error {
    Error::Setting {
        message: format!("labels `{}` are no name and no measures", text.escape_debug()),
        hint: Some("a name of `bargeh sheets`, or CxR@WxH+GX+GY+TOP+SIDE in millimetres".to_owned()),
    }
}

impl fmt::Display for Labels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(name) = self.name {
            return f.write_str(name);
        }
        let mm = |length: Length| (length.to_mm() * 100.0).round() / 100.0;
        write!(f, "{}x{}@{}x{}", self.columns, self.rows, mm(self.label.width), mm(self.label.height))?;
        if self.gap != Size::default() || self.corner.is_some() {
            write!(f, "+{}+{}", mm(self.gap.width), mm(self.gap.height))?;
        }
        match self.corner {
            Some(corner) => write!(f, "+{}+{}", mm(corner.y), mm(corner.x)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sheet_lies_on_its_paper_and_is_found_by_each_of_its_names() {
        for (sheet, names) in Labels::sold() {
            assert!(sheet.fits(sheet.paper.unwrap()), "{sheet}");
            for name in names {
                let found = Labels::parse(&name.to_lowercase()).unwrap();
                assert_eq!(Labels { name: sheet.name, ..found }, sheet);
                assert_eq!(found.to_string(), **name);
            }
        }
    }

    #[test]
    fn measures_are_read_as_they_are_shown() {
        for text in ["3x7@63.5x38.1", "3x7@63.5x38.1+2.5+0", "3x7@63.5x38.1+2.5+0+15.15+7.25"] {
            assert_eq!(Labels::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Labels::parse("۳×۷@۶۳٫۵×۳۸mm").unwrap().to_string(), "3x7@63.5x38");
        for wrong in
            ["", "3x7@", "3@20x20", "0x2@50x50", "2x2@5x50", "2x2@50x50+1", "2x2@50x50+1+2+3", "2x2@50x50+-1+2"]
        {
            assert!(Labels::parse(wrong).unwrap_err().hint().unwrap().contains("CxR@WxH"), "{wrong}");
        }
        assert!(Labels::parse("L7106").unwrap_err().hint().unwrap().contains("did you mean `L716"));
    }
}
