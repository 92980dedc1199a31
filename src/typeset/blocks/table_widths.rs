//! The widths of a table's columns, from the contents of the cells. As in CSS, each
//! column has room for its longest word before any column gets more.

use crate::typeset::prepared::{CellNode, Prepared, RowNode, TableNode};
use crate::units::Length;

/// The narrowest column, in ems.
const NARROWEST: f64 = 1.6;
/// A table that fills this share of the measure is stretched to all of it. A choice: a
/// smaller value pulls the columns of small tables apart, a larger one leaves tables that
/// nearly reach the margin.
const NEARLY_FULL: f64 = 0.72;
/// The space added to each column of a narrower table, in ems.
const AIR: f64 = 1.6;
/// The factors by which the gaps shrink before anything else does. At a quarter of the
/// usual gap, two columns can still be distinguished.
const GAPS: [f64; 4] = [1.0, 0.75, 0.5, 0.25];
/// The factors by which the letters shrink after that. Smaller than four fifths, the
/// text of a leaflet would be as small as a footnote.
const LETTERS: [f64; 2] = [0.9, 0.8];

/// The widths that a column's cells need.
#[derive(Clone, Copy, Debug, Default)]
struct Wish {
    /// With addresses and keys broken at their own places, but words whole.
    least: Length,
    /// Without breaking words.
    whole: Length,
    /// Without breaking lines.
    natural: Length,
}

impl Wish {
    fn widen(&mut self, other: &Self) {
        self.least = self.least.max(other.least);
        self.whole = self.whole.max(other.whole);
        self.natural = self.natural.max(other.natural);
    }
}

/// How a table fits into a measure.
pub(super) struct Fit {
    /// Lists of columns with their widths, to be stacked; one list if all columns fit.
    pub(super) parts: Vec<Vec<(usize, Length)>>,
    /// The gap between columns, as a share of the usual one.
    pub(super) gap: f64,
    /// The size of its letters, as a share of their usual size.
    pub(super) letters: f64,
}

/// Fits a table into the measure: gaps shrink first, then addresses are broken at their
/// own places, then letters shrink; if that is not enough, the columns are stacked. A
/// word is broken only if it is wider than the measure.
pub(super) fn fit(prepared: &Prepared, table: &TableNode, size: Length, padding: Length, measure: Length) -> Fit {
    let narrowest_gap = GAPS[GAPS.len() - 1];
    let gaps = GAPS.iter().flat_map(|&gap| [(gap, 1.0, true)]);
    let broken = [(GAPS[2], 1.0, false), (narrowest_gap, 1.0, false)];
    let smaller = LETTERS.iter().map(|&letters| (narrowest_gap, letters, false));
    let tries: Vec<_> = gaps.chain(broken).chain(smaller).collect();
    // A number stays with its unit, if need be in smaller letters.
    let tries = [true, false].into_iter().flat_map(|units| tries.iter().map(move |&tried| (tried, units)));
    for ((gap, letters, whole), units) in tries {
        let size = size * letters;
        let wishes = wishes(prepared, table, size, padding * gap, (whole, units));
        if wishes.iter().map(|wish| wish.least).sum::<Length>() <= measure {
            let all: Vec<usize> = (0..wishes.len()).collect();
            return Fit { parts: vec![share(&wishes, &all, size, measure)], gap, letters };
        }
    }
    let wishes = wishes(prepared, table, size, padding, (false, false));
    let mut parts: Vec<Vec<usize>> = Vec::new();
    let mut used = Length::ZERO;
    for (index, wish) in wishes.iter().enumerate() {
        let need = wish.least.min(measure);
        match parts.last_mut() {
            Some(part) if used + need <= measure => part.push(index),
            _ => {
                parts.push(vec![index]);
                used = Length::ZERO;
            }
        }
        used += need;
    }
    let parts = parts.iter().map(|part| share(&wishes, part, size, measure)).collect();
    Fit { parts, gap: 1.0, letters: 1.0 }
}

/// The longest number with its unit, in ems: `۳۰۰ dpi`.
const UNIT: f64 = 3.2;

/// The widths that each column needs; `whole`: addresses and keys are not broken;
/// `units`: nor are short cells that begin with a number.
fn wishes(
    prepared: &Prepared,
    table: &TableNode,
    size: Length,
    padding: Length,
    (whole, units): (bool, bool),
) -> Vec<Wish> {
    let mut wishes = vec![Wish::default(); table.columns.len()];
    let rows = || table.head.iter().chain(&table.rows);
    let wish = |cell: &CellNode| {
        let text = prepared.texts.get(cell.text.0)?;
        let least = if whole { text.longest_word(size) } else { text.longest_piece(size) };
        let natural = text.natural_width(size);
        let is_unit = units && natural <= size * UNIT && text.text.trim_start().starts_with(char::is_numeric);
        let all = if is_unit { [natural; 3] } else { [least, text.longest_word(size), natural] };
        let [least, whole, natural] = all.map(|width| width.max(size * NARROWEST) + padding * 2.0 + Length::pt(0.1));
        Some(Wish { least, whole, natural })
    };
    let cells = |row: &RowNode| -> Vec<(usize, CellNode)> {
        row.iter().enumerate().filter_map(|(column, cell)| Some((column, (*cell)?))).collect()
    };
    let empty = size * NARROWEST + padding * 2.0 + Length::pt(0.1);
    wishes.fill(Wish { least: empty, whole: empty, natural: empty });
    for (column, cell) in rows().flat_map(cells).filter(|(_, cell)| cell.columns == 1) {
        if let (Some(known), Some(wish)) = (wishes.get_mut(column), wish(&cell)) {
            known.widen(&wish);
        }
    }
    // As in CSS, what a cell over several columns lacks is shared among them.
    for (column, cell) in rows().flat_map(cells).filter(|(_, cell)| cell.columns > 1) {
        let end = (column + cell.columns).min(wishes.len());
        if let (Some(known), Some(wish)) = (wishes.get_mut(column..end), wish(&cell)) {
            let lacking = |want: Length, has: fn(&Wish) -> Length, known: &[Wish]| {
                (want - known.iter().map(has).sum::<Length>()).max(Length::ZERO) / count(known.len())
            };
            let least = lacking(wish.least, |wish| wish.least, known);
            let whole = lacking(wish.whole, |wish| wish.whole, known);
            let natural = lacking(wish.natural, |wish| wish.natural, known);
            for known in known {
                known.least += least;
                known.whole += whole;
                known.natural += natural;
            }
        }
    }
    wishes
}

/// Gives every column the width of its words, and distributes the rest by what its
/// lines need.
fn share(wishes: &[Wish], part: &[usize], size: Length, measure: Length) -> Vec<(usize, Length)> {
    let of = |index: &usize| wishes.get(*index).copied().unwrap_or_default();
    let natural: Length = part.iter().map(|index| of(index).natural).sum();
    if natural <= measure {
        let air = if natural >= measure * NEARLY_FULL {
            (measure - natural) / count(part.len())
        } else {
            (size * AIR).min((measure - natural) / count(part.len()))
        };
        return part.iter().map(|index| (*index, of(index).natural + air)).collect();
    }
    let least: Length = part.iter().map(|index| of(index).least.min(measure)).sum();
    let mut free = (measure - least).max(Length::ZERO);
    // Words that could be broken, such as addresses, are kept whole first if there is
    // room for all of them.
    let to_whole: Length = part.iter().map(|index| of(index).whole.min(measure) - of(index).least.min(measure)).sum();
    let whole = to_whole <= free;
    let start = |index: &usize| if whole { of(index).whole } else { of(index).least }.min(measure);
    if whole {
        free -= to_whole;
    }
    // Square roots, so that a column with one long cell does not take everything.
    let appetite = |index: &usize| (of(index).natural - start(index)).max(Length::ZERO).to_pt().sqrt();
    let hunger: f64 = part.iter().map(appetite).sum();
    let width = |index: &usize| {
        let more = if hunger > 0.0 { free * (appetite(index) / hunger) } else { free / count(part.len()) };
        (*index, start(index) + more)
    };
    part.iter().map(width).collect()
}

#[expect(clippy::cast_precision_loss, reason = "tables have far fewer than 2^52 columns")]
fn count(count: usize) -> f64 {
    count as f64
}
