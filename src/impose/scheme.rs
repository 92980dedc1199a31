//! Imposition in whole numbers, without lengths: which page is in which panel
//! of which side, and which way up.
//!
//! Orders are written as a right-bound sheet is seen, from left to right; left
//! binding is the mirror image. A back is described as it lies when the sheet
//! is turned over like the leaf of a book.

use crate::error::{Error, Result};
use crate::settings::{Binding, Scheme};

/// What a plan depends on besides scheme and number of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanOptions {
    /// The binding side.
    pub binding: Binding,
    /// Columns and rows of a side.
    pub cells: (usize, usize),
    /// Whether the backs of cut sheets stay empty.
    pub single_sided: bool,
    /// Pages per signature; `None`: all in one.
    pub signature: Option<u16>,
    /// Whether blank pages go before the last page instead of after it.
    pub back_cover: bool,
    /// Pages of each piece where the pieces of a cut sheet differ; `None`: as
    /// many as the piece has sides, and `copies` repeats them.
    pub piece: Option<usize>,
    /// How many cells the first sheet lacks.
    pub skip: usize,
}

/// A page in a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Column, from the left.
    pub column: usize,
    /// Row, from the top.
    pub row: usize,
    /// The index of the page, from 0.
    pub page: usize,
    /// Whether it is upside down.
    pub turned: bool,
    /// Whether the side already has the same page.
    pub repeated: bool,
}

/// A sheet: the pages on both sides. Panels without a slot stay blank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The front.
    pub front: Vec<Slot>,
    /// The back; `None` if it is not printed.
    pub back: Option<Vec<Slot>>,
    /// How many sheets of its signature are around it.
    pub depth: usize,
}

/// Plans which page goes where.
///
/// # Errors
/// [`Error::DoesNotFit`] if there are more pages than panels, and
/// [`Error::Setting`] for a signature that is not a multiple of four pages, or a
/// sheet that lacks all of its cells.
pub fn plan(scheme: Scheme, pages: usize, options: &PlanOptions) -> Result<Vec<Sheet>> {
    if let Some(panels) = scheme.panels()
        && pages > panels
    {
        return Err(does_not_fit(scheme, pages, panels));
    }
    let mut sheets = match scheme {
        Scheme::None | Scheme::Tiles(_) => (0..pages).map(|page| single(Slot::upright(0, 0, page))).collect(),
        Scheme::Booklet | Scheme::Bifold => booklet(pages, options)?,
        Scheme::Trifold | Scheme::Zfold => vec![accordion(3, pages)],
        Scheme::Accordion(panels) => vec![accordion(usize::from(panels), pages)],
        Scheme::Zine => vec![folded_twice(&[2, 3, 4, 5], &[1, 8, 7, 6], pages)],
        Scheme::Quarter => vec![folded_twice(&[2, 3], &[1, 4], pages)],
        Scheme::Copies(_) | Scheme::Labels(_) | Scheme::Badge | Scheme::Postcard if options.piece.is_none() => {
            copies(pages, options)?
        }
        Scheme::Copies(_)
        | Scheme::Stack(_)
        | Scheme::Grid(..)
        | Scheme::Labels(_)
        | Scheme::Badge
        | Scheme::Postcard => cards(scheme, pages, options)?,
    };
    if options.binding == Binding::Left {
        sheets.iter_mut().for_each(|sheet| sheet.mirror(options.cells.0));
    }
    Ok(sheets)
}

fn does_not_fit(scheme: Scheme, pages: usize, panels: usize) -> Error {
    Error::DoesNotFit {
        message: format!("{pages} pages do not fit the {panels} panels of `{scheme}`"),
        hint: Some(format!(
            "a message is fitted to them with `--fit {panels}`; other schemes, such as `booklet`, take more pages"
        )),
    }
}

impl Slot {
    const fn upright(column: usize, row: usize, page: usize) -> Self {
        Self { column, row, page, turned: false, repeated: false }
    }
}

impl Sheet {
    /// Changes right binding to left binding.
    fn mirror(&mut self, columns: usize) {
        for slot in self.front.iter_mut().chain(self.back.iter_mut().flatten()) {
            slot.column = columns - 1 - slot.column;
        }
    }
}

fn single(slot: Slot) -> Sheet {
    Sheet { front: vec![slot], back: None, depth: 0 }
}

/// A row of page numbers from 1; numbers without a page stay blank.
fn row(numbers: impl IntoIterator<Item = usize>, pages: usize) -> Vec<Slot> {
    numbers
        .into_iter()
        .enumerate()
        .filter(|&(_, number)| number <= pages)
        .map(|(column, number)| Slot::upright(column, 0, number - 1))
        .collect()
}

/// Sheets folded in the middle and nested, one signature after another.
fn booklet(pages: usize, options: &PlanOptions) -> Result<Vec<Sheet>> {
    let total = pages.div_ceil(4) * 4;
    let signature = match options.signature.map(usize::from) {
        None => total.max(4),
        Some(pages) if pages >= 4 && pages.is_multiple_of(4) => pages,
        Some(pages) => {
            return Err(Error::Setting {
                message: format!("a signature of {pages} pages cannot be folded from whole sheets"),
                hint: Some("give a multiple of 4, such as 16".to_owned()),
            });
        }
    };
    let place = |column, position: usize| {
        let page = match position {
            _ if !options.back_cover || pages < 2 => position,
            last if last + 1 == total => pages - 1,
            early if early + 1 < pages => early,
            _ => pages,
        };
        (page < pages).then(|| Slot::upright(column, 0, page))
    };
    let side = |left, right| place(0, left).into_iter().chain(place(1, right)).collect();
    let mut sheets = Vec::with_capacity(total / 4);
    for start in (0..total).step_by(signature) {
        let end = (start + signature).min(total);
        sheets.extend((0..(end - start) / 4).map(|depth| {
            let (first, last) = (start + 2 * depth, end - 1 - 2 * depth);
            Sheet { front: side(first, last), back: Some(side(last - 1, first + 1)), depth }
        }));
    }
    Ok(sheets)
}

/// Equal panels in an accordion fold, or two flaps folded over each other.
fn accordion(panels: usize, pages: usize) -> Sheet {
    let front = std::iter::once(1).chain((panels + 2..=2 * panels).rev());
    let back = (2..=panels + 1).rev();
    Sheet { front: row(front, pages), back: Some(row(back, pages)), depth: 0 }
}

/// One side, folded across and then along, so that the upper row is upside
/// down.
fn folded_twice(upper: &[usize], lower: &[usize], pages: usize) -> Sheet {
    let mut front = row(upper.iter().copied(), pages);
    front.iter_mut().for_each(|slot| slot.turned = true);
    front.extend(row(lower.iter().copied(), pages).into_iter().map(|slot| Slot { row: 1, ..slot }));
    Sheet { front, back: None, depth: 0 }
}

/// Columns and rows of all cells in reading order, from right to left.
fn cells((columns, rows): (usize, usize)) -> impl Iterator<Item = (usize, usize)> {
    (0..rows).flat_map(move |row| (0..columns).rev().map(move |column| (column, row)))
}

/// The same of the first sheet, of which some are missing; on its back they are missed
/// at the other side.
fn left(options: &PlanOptions, sheet: usize, back: bool) -> impl Iterator<Item = (usize, usize)> + use<> {
    let columns = options.cells.0;
    let missing = if sheet == 0 { options.skip } else { 0 };
    cells(options.cells).skip(missing).map(move |(column, row)| (if back { columns - 1 - column } else { column }, row))
}

/// Refuses a first sheet without any cell.
fn lacks_some(options: &PlanOptions) -> Result<usize> {
    let to_a_sheet = options.cells.0 * options.cells.1;
    if options.skip < to_a_sheet {
        return Ok(to_a_sheet);
    }
    Err(Error::Setting {
        message: format!("--skip-labels {}: a sheet has {to_a_sheet} labels", options.skip),
        hint: Some("count those that are missing from the first sheet".to_owned()),
    })
}

/// Every page in all cells of a side.
fn copies(pages: usize, options: &PlanOptions) -> Result<Vec<Sheet>> {
    lacks_some(options)?;
    let side = |sheet, page, back| {
        // All are the same: only missing ones need to be on the other side.
        let slots = left(options, sheet, back && options.skip > 0).enumerate();
        slots.map(|(copy, (column, row))| Slot { repeated: copy > 0, ..Slot::upright(column, row, page) }).collect()
    };
    let step = if options.single_sided || pages < 2 { 1 } else { 2 };
    let fronts = (0..pages).step_by(step).enumerate();
    let sheets = fronts.map(|(sheet, page)| Sheet {
        front: side(sheet, page, false),
        back: (step == 2).then(|| if page + 1 < pages { side(sheet, page + 1, true) } else { Vec::new() }),
        depth: 0,
    });
    Ok(sheets.collect())
}

/// Different leaves, each with its back, to be cut apart. A grid is filled
/// sheet by sheet; a stack so that the piles of cut pieces, put on each other,
/// are in order.
fn cards(scheme: Scheme, pages: usize, options: &PlanOptions) -> Result<Vec<Sheet>> {
    let sides = if options.single_sided || options.piece.unwrap_or(pages) < 2 { 1 } else { 2 };
    let to_a_sheet = lacks_some(options)?;
    let sheets = (pages.div_ceil(sides) + options.skip).div_ceil(to_a_sheet);
    let leaf = |sheet: usize, cell: usize| match (scheme, sheet) {
        (Scheme::Stack(_), _) => cell * sheets + sheet,
        (_, 0) => cell,
        _ => sheet * to_a_sheet - options.skip + cell,
    };
    let side = |sheet: usize, back: usize| -> Vec<Slot> {
        let slots = left(options, sheet, back == 1)
            .enumerate()
            .map(|(cell, (column, row))| Slot::upright(column, row, leaf(sheet, cell) * sides + back));
        slots.filter(|slot| slot.page < pages).collect()
    };
    let sheet = |number| Sheet { front: side(number, 0), back: (sides == 2).then(|| side(number, 1)), depth: 0 };
    Ok((0..sheets).map(sheet).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(slots: &[Slot]) -> Vec<(usize, usize, usize)> {
        slots.iter().map(|slot| (slot.row, slot.column, slot.page + 1)).collect()
    }

    #[test]
    fn eight_pages_make_two_sheets() {
        let options = PlanOptions {
            binding: Binding::Right,
            cells: (2, 1),
            single_sided: false,
            signature: None,
            back_cover: false,
            piece: None,
            skip: 0,
        };
        let sheets = plan(Scheme::Booklet, 8, &options).unwrap();
        assert_eq!(shown(&sheets[0].front), [(0, 0, 1), (0, 1, 8)]);
        assert_eq!(shown(sheets[0].back.as_ref().unwrap()), [(0, 0, 7), (0, 1, 2)]);
        assert_eq!(shown(&sheets[1].front), [(0, 0, 3), (0, 1, 6)]);
        assert_eq!(shown(sheets[1].back.as_ref().unwrap()), [(0, 0, 5), (0, 1, 4)]);
        let left = plan(Scheme::Booklet, 8, &PlanOptions { binding: Binding::Left, ..options }).unwrap();
        assert_eq!(shown(&left[0].front), [(0, 1, 1), (0, 0, 8)]);
        let odd = PlanOptions { signature: Some(6), ..options };
        assert!(plan(Scheme::Booklet, 8, &odd).is_err());
    }
}
