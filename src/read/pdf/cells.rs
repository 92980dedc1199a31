//! Pages that were laid on sheets: each is a form that the sheet draws, and reads as a
//! page. Their order is that of their numbers, or of the booklet that these tell of.

use super::place::{Glyph, Page};
use lopdf::ObjectId;
use std::collections::{BTreeMap, BTreeSet};

/// At least this share of the glyphs of sheets is in their pages; marks of the printer
/// and titles of sheets are not.
const INSIDE: f64 = 0.9;
/// At least this share of the pages with a number agrees with an order.
const AGREEING: f64 = 0.6;

/// A form that a page draws, and the edges of its glyphs.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) form: Option<ObjectId>,
    pub(super) edges: [f64; 4],
}

impl Cell {
    pub(super) fn new(form: Option<ObjectId>, edges: [f64; 4]) -> Self {
        Self { form, edges }
    }

    fn overlaps(&self, other: &Self) -> bool {
        let ([a, b, c, d], [e, f, g, h]) = (self.edges, other.edges);
        // Pages touch each other, and bleed into each other by some points.
        a + 20.0 < g && e + 20.0 < c && b + 20.0 < h && f + 20.0 < d
    }
}

/// The glyphs of a page of the message.
#[derive(Debug)]
pub(super) struct Sheeted {
    pub(super) glyphs: Vec<Glyph>,
    /// The page of the file.
    pub(super) page: u32,
    /// The side, and the place on it from the right, where two pages lie on every side.
    slot: Option<(usize, usize)>,
}

/// Whether all pages of a file are sheets with pages on them.
fn is_imposed(pages: &[Page]) -> bool {
    let apart = |cells: &[Cell]| cells.iter().enumerate().all(|(at, a)| !cells[..at].iter().any(|b| a.overlaps(b)));
    let inside = |page: &Page| page.glyphs.iter().filter(|glyph| glyph.cell > 0).count();
    pages.iter().any(|page| page.cells.len() > 1)
        && pages.iter().all(|page| {
            page.cells.len() <= 64 && apart(&page.cells) && inside(page) as f64 >= INSIDE * page.glyphs.len() as f64
        })
}

/// The pages of the message in the order of the file.
pub(super) fn pages(pages: Vec<Page>) -> Vec<Sheeted> {
    if !is_imposed(&pages) {
        let plain = |(page, number): (Page, u32)| Sheeted { glyphs: page.glyphs, page: number, slot: None };
        return pages.into_iter().zip(1..).map(plain).collect();
    }
    let two = pages.iter().all(|page| page.cells.len() <= 2);
    let (mut out, mut seen) = (Vec::new(), BTreeSet::new());
    for (side, page) in pages.into_iter().enumerate() {
        let mut parts: Vec<Vec<Glyph>> = vec![Vec::new(); page.cells.len()];
        for glyph in page.glyphs {
            if let Some(part) = usize::from(glyph.cell).checked_sub(1).and_then(|cell| parts.get_mut(cell)) {
                part.push(glyph);
            }
        }
        let middle = page.middle;
        let mut cells: Vec<(Cell, Vec<Glyph>)> = page.cells.into_iter().zip(parts).collect();
        in_rows(&mut cells);
        for (cell, glyphs) in cells {
            // Copies of a page are read once.
            if cell.form.is_some_and(|form| !seen.insert(form)) {
                continue;
            }
            let is_left = f64::midpoint(cell.edges[0], cell.edges[2]) < middle;
            let slot = two.then_some((side, usize::from(is_left)));
            out.push(Sheeted { glyphs, page: u32::try_from(side + 1).unwrap_or(u32::MAX), slot });
        }
    }
    out
}

/// Sorts pages of a sheet into rows from above, each from the right. To compare them two
/// by two is no order: where three overlap like bricks, the first may stand before the
/// second, it before the third, and that before the first.
fn in_rows<T>(cells: &mut [(Cell, T)]) {
    cells.sort_by(|(a, _), (b, _)| b.edges[3].total_cmp(&a.edges[3]));
    let mut rest = cells;
    while let Some((first, _)) = rest.first() {
        let below = first.edges[1];
        let length = rest.iter().take_while(|(cell, _)| cell.edges[3] >= below + 20.0).count();
        let (row, others) = rest.split_at_mut(length.max(1));
        row.sort_by(|(a, _), (b, _)| b.edges[0].total_cmp(&a.edges[0]));
        rest = others;
    }
}

/// The order of pages, by their numbers where they have some.
pub(super) fn order(pages: &[Sheeted], folios: &[Option<u32>]) -> Vec<usize> {
    let sides = pages.iter().filter_map(|page| Some(page.slot?.0 + 1)).max();
    let as_they_come: Vec<usize> = (0..pages.len()).collect();
    let Some(sides) = sides else { return as_they_come };
    // The first page of a booklet bound at the right lies at the left of its sheet.
    let place = |(side, left): (usize, usize), from_right: bool| {
        let (sheet, first) = (side / 2, (left == 1) == (from_right == (side % 2 == 0)));
        match (side % 2, first) {
            (0, true) => 2 * sheet,
            (0, false) => 2 * sides - 1 - 2 * sheet,
            (_, true) => 2 * sheet + 1,
            (_, false) => 2 * sides - 2 - 2 * sheet,
        }
    };
    let mut orders = vec![(0..pages.len()).collect::<Vec<usize>>()];
    for from_right in [true, false] {
        orders.push(pages.iter().map(|page| page.slot.map_or(0, |slot| place(slot, from_right))).collect());
    }
    let numbered = folios.iter().flatten().count();
    // Pages whose number is as far from their place as that of most.
    let agreeing = |places: &[usize]| {
        let mut offsets: BTreeMap<i64, usize> = BTreeMap::new();
        for (place, folio) in places.iter().zip(folios) {
            if let Some(folio) = folio {
                *offsets.entry(i64::from(*folio) - *place as i64).or_default() += 1;
            }
        }
        offsets.into_values().max().unwrap_or_default()
    };
    let mut best = (0, 0);
    for (at, places) in orders.iter().enumerate() {
        let count = agreeing(places);
        if count > best.1 {
            best = (at, count);
        }
    }
    let mut order = as_they_come;
    if best.1 >= 2 && best.1 as f64 >= AGREEING * numbered as f64 {
        order.sort_by_key(|at| orders[best.0][*at]);
    } else if numbered as f64 >= AGREEING * pages.len() as f64 {
        order.sort_by_key(|at| folios[*at].unwrap_or_default());
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bricks_are_cut_into_rows() {
        // Each overlaps the next by half of its height, so that no two of them compare
        // as the third says.
        let brick = |at: u32| {
            let (left, below) = (f64::from(at * 37 % 64) * 50.0, f64::from(at) * 25.0);
            (Cell::new(None, [left, below, left + 40.0, below + 50.0]), at)
        };
        let mut cells: Vec<(Cell, u32)> = (0..64).map(brick).collect();
        in_rows(&mut cells);
        let tops: Vec<f64> = cells.iter().map(|(cell, _)| cell.edges[3]).collect();
        assert!(tops.windows(2).all(|pair| pair[1] <= pair[0] + 25.0), "{tops:?}");
        // A grid whose pages bleed into each other by some points.
        let page = |(x, y): (f64, f64)| (Cell::new(None, [x, y, x + 110.0, y + 110.0]), (x, y));
        let mut grid = [(0.0, 100.0), (100.0, 0.0), (100.0, 101.0), (0.0, 2.0)].map(page);
        in_rows(&mut grid);
        assert_eq!(grid.map(|page| page.1), [(100.0, 101.0), (0.0, 100.0), (100.0, 0.0), (0.0, 2.0)]);
    }
}
