//! The widths of a table's columns, from what its cells hold: as CSS does it,
//! each column has room for its longest word before any gets more.

use crate::typeset::prepared::{Prepared, TableNode, TextId};
use crate::units::Length;

/// A column is never narrower than so many ems of text.
const NARROWEST: f64 = 1.6;
/// A table that fills so much of the measure is stretched to all of it.
const NEARLY_FULL: f64 = 0.72;
/// Blank added to each column of a table narrower than that, in ems.
const AIR: f64 = 1.6;
/// How the gaps shrink, step by step, before anything else gives way. At a third
/// of the usual gap two columns can still be told apart.
const GAPS: [f64; 3] = [1.0, 0.65, 0.35];
/// How the letters shrink then. Smaller than four fifths, the text of a leaflet
/// would be a footnote's.
const LETTERS: [f64; 2] = [0.9, 0.8];

/// What a column's cells ask for.
#[derive(Clone, Copy, Debug, Default)]
struct Wish {
    /// Addresses and keys broken at their own places, words whole.
    least: Length,
    /// Without breaking words.
    whole: Length,
    /// Without breaking lines.
    natural: Length,
}

/// How a table stands in a measure.
pub(super) struct Fit {
    /// Lists of columns with their widths, to stand below each other; one where
    /// all columns find room.
    pub(super) parts: Vec<Vec<(usize, Length)>>,
    /// How much of the usual gap is left between columns.
    pub(super) gap: f64,
    /// How large its letters are, beside their usual size.
    pub(super) letters: f64,
}

/// Finds room for a table: gaps shrink first, then addresses are broken at their
/// own places, then letters shrink; where that is not enough, the columns stand
/// below each other. A word is broken only where it is wider than the measure.
pub(super) fn fit(prepared: &Prepared, table: &TableNode, size: Length, padding: Length, measure: Length) -> Fit {
    let narrowest_gap = GAPS[GAPS.len() - 1];
    let gaps = GAPS.iter().flat_map(|&gap| [(gap, 1.0, true)]);
    let broken = [(GAPS[1], 1.0, false), (narrowest_gap, 1.0, false)];
    let smaller = LETTERS.iter().map(|&letters| (narrowest_gap, letters, false));
    for (gap, letters, whole) in gaps.chain(broken).chain(smaller) {
        let size = size * letters;
        let wishes = wishes(prepared, table, size, padding * gap, whole);
        if wishes.iter().map(|wish| wish.least).sum::<Length>() <= measure {
            let all: Vec<usize> = (0..wishes.len()).collect();
            return Fit { parts: vec![share(&wishes, &all, size, measure)], gap, letters };
        }
    }
    let wishes = wishes(prepared, table, size, padding, false);
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

/// What each column asks for; `whole`: addresses and keys are not broken.
fn wishes(prepared: &Prepared, table: &TableNode, size: Length, padding: Length, whole: bool) -> Vec<Wish> {
    let mut wishes = vec![Wish::default(); table.columns.len()];
    for row in table.head.iter().chain(&table.rows) {
        for (wish, TextId(text)) in wishes.iter_mut().zip(row) {
            let Some(text) = prepared.texts.get(*text) else { continue };
            wish.whole = wish.whole.max(text.longest_word(size));
            wish.least = wish.least.max(if whole { text.longest_word(size) } else { text.longest_piece(size) });
            wish.natural = wish.natural.max(text.natural_width(size));
        }
    }
    for wish in &mut wishes {
        for width in [&mut wish.least, &mut wish.whole, &mut wish.natural] {
            *width = (*width).max(size * NARROWEST) + padding * 2.0 + Length::pt(0.1);
        }
    }
    wishes
}

/// Gives every column what its words need, and the rest by what its lines ask.
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
    // Words that could be broken, such as addresses, are made whole first where
    // there is room for all of them.
    let to_whole: Length = part.iter().map(|index| of(index).whole.min(measure) - of(index).least.min(measure)).sum();
    let whole = to_whole <= free;
    let start = |index: &usize| if whole { of(index).whole } else { of(index).least }.min(measure);
    if whole {
        free -= to_whole;
    }
    // Square roots: a column with one long cell does not starve the others.
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
