//! The widths of a table's columns, from what its cells hold.

use crate::typeset::prepared::{Prepared, TableNode, TextId};
use crate::units::Length;

/// A column is never narrower than so many ems of text.
const NARROWEST: f64 = 1.6;
/// A table that fills so much of the measure is stretched to all of it.
const NEARLY_FULL: f64 = 0.72;
/// Blank added to each column of a table narrower than that, in ems.
const AIR: f64 = 1.6;

/// What a column's cells ask for.
#[derive(Clone, Copy, Debug, Default)]
struct Wish {
    /// Without breaking words.
    least: Length,
    /// Without breaking lines.
    natural: Length,
}

/// Divides a table into parts that fit the measure, each a list of columns
/// with their widths; one part where all columns find room.
pub(crate) fn widths(
    prepared: &Prepared,
    table: &TableNode,
    size: Length,
    padding: Length,
    measure: Length,
) -> Vec<Vec<(usize, Length)>> {
    let wishes = wishes(prepared, table, size, padding);
    let all: Vec<usize> = (0..wishes.len()).collect();
    let least: Length = wishes.iter().map(|wish| wish.least).sum();
    if least <= measure {
        return vec![share(&wishes, &all, size, measure)];
    }
    // Words must be broken, or the columns stand below each other.
    let narrowest = size * NARROWEST + padding * 2.0;
    if narrowest * count(wishes.len()) <= measure && least <= measure * 1.6 {
        return vec![squeeze(&wishes, narrowest, measure)];
    }
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
    parts.iter().map(|part| share(&wishes, part, size, measure)).collect()
}

fn wishes(prepared: &Prepared, table: &TableNode, size: Length, padding: Length) -> Vec<Wish> {
    let mut wishes = vec![Wish::default(); table.columns.len()];
    for row in table.head.iter().chain(&table.rows) {
        for (wish, TextId(text)) in wishes.iter_mut().zip(row) {
            let Some(text) = prepared.texts.get(*text) else { continue };
            wish.least = wish.least.max(text.longest_word(size));
            wish.natural = wish.natural.max(text.natural_width(size));
        }
    }
    for wish in &mut wishes {
        wish.least = wish.least.max(size * NARROWEST) + padding * 2.0 + Length::pt(0.1);
        wish.natural = wish.natural.max(size * NARROWEST) + padding * 2.0 + Length::pt(0.1);
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
    let free = (measure - least).max(Length::ZERO);
    // Square roots: a column with one long cell does not starve the others.
    let appetite = |index: &usize| (of(index).natural - of(index).least).max(Length::ZERO).to_pt().sqrt();
    let hunger: f64 = part.iter().map(appetite).sum();
    let width = |index: &usize| {
        let more = if hunger > 0.0 { free * (appetite(index) / hunger) } else { free / count(part.len()) };
        (*index, of(index).least.min(measure) + more)
    };
    part.iter().map(width).collect()
}

/// Takes from the widest columns until all fit; words in them are broken.
fn squeeze(wishes: &[Wish], narrowest: Length, measure: Length) -> Vec<(usize, Length)> {
    let over: Length = wishes.iter().map(|wish| (wish.least - narrowest).max(Length::ZERO)).sum();
    let free = (measure - narrowest * count(wishes.len())).max(Length::ZERO);
    let scale = free.ratio(over);
    let width = |wish: &Wish| narrowest + (wish.least - narrowest).max(Length::ZERO) * scale;
    wishes.iter().enumerate().map(|(index, wish)| (index, width(wish))).collect()
}

#[expect(clippy::cast_precision_loss, reason = "tables have far fewer than 2^52 columns")]
fn count(count: usize) -> f64 {
    count as f64
}
