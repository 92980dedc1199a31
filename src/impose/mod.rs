//! Pages onto sheets: which page lies where, which way up, on which side.

use crate::error::{Result, Warned};
use crate::frame::{Layout, Print};
use crate::settings::{Binding, Duplex, Marks};
use crate::units::{Length, Size};

/// How pages lie on a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// Every page is its own sheet.
    #[default]
    None,
    /// Saddle-stitched booklet.
    Booklet,
    /// One sheet folded once: four pages.
    Bifold,
    /// Letter fold: six panels, one narrower.
    Trifold,
    /// Z-fold: six equal panels.
    Zfold,
    /// So many equal panels to a side.
    Accordion(u8),
    /// Eight pages on one side, cut and folded.
    Zine,
    /// Four pages on one side, folded twice.
    Quarter,
    /// The same pages so many times on a sheet.
    Copies(u8),
    /// So many cells to a sheet, cut and stacked.
    Stack(u8),
    /// Columns by rows, filled in reading order.
    Grid(u8, u8),
}

/// Everything imposition needs to know.
#[derive(Clone, Debug, PartialEq)]
pub struct Imposition {
    /// The scheme.
    pub scheme: Scheme,
    /// The sheet; turned by the scheme as it needs.
    pub paper: Size,
    /// The binding side.
    pub binding: Binding,
    /// How sheets are turned.
    pub duplex: Duplex,
    /// Marks.
    pub marks: Marks,
    /// Bleed around each page.
    pub bleed: Length,
    /// What the printer cannot reach, at each edge.
    pub printable: Length,
    /// Creep per sheet of a booklet; `None`: by the paper's usual thickness.
    pub creep: Option<Length>,
    /// Pages to a signature; `None`: one signature.
    pub signature: Option<u16>,
    /// Blanks go before the last page.
    pub back_cover: bool,
}

/// Lays typeset pages on sheets.
///
/// # Errors
/// [`crate::Error::DoesNotFit`] where there are more pages than panels.
pub fn impose(_layout: Layout, _imposition: &Imposition) -> Result<Warned<Print>> {
    todo!()
}
