//! Lays the pages of any PDF on sheets.
//!
//! Each page becomes a form XObject that sides draw at its place, so that fonts
//! and images stay shared. What the file says about itself and its maker
//! (metadata, standards, tags, scripts, attachments, file names) is dropped;
//! everything visible, and links to the web, is kept.

mod carry;
mod form;
mod pages;
mod side;

use crate::error::{Result, Warned, Warning};
use crate::impose::{Imposition, Sides, arrange};
use crate::pdf_objects::{Keep, load};
use crate::settings::Binding;
use crate::settings::Scheme;
use crate::units::Matrix;
use crate::units::{Length, Size};
use lopdf::Document;
use pages::Source;

/// Pages whose sides differ by less have one size. It is above the third of a
/// millimetre that rounding a size to whole points may change.
const SAME: Length = Length::mm(0.5);

/// A PDF from any program, opened and checked.
#[derive(Debug)]
pub struct Import {
    document: Document,
    pages: Vec<Source>,
}

impl Import {
    /// Opens a PDF.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] if it is no PDF, broken, encrypted, without
    /// pages, or larger than the limits.
    pub fn open(bytes: &[u8]) -> Result<Self> {
        let document = load(bytes, Keep::Drawn)?;
        let pages = pages::pages(&document)?;
        Ok(Self { document, pages })
    }

    /// The number of its pages.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// Whether it has no pages; [`Import::open`] refuses such files.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// The size of the first page as displayed.
    #[must_use]
    pub fn page_size(&self) -> Size {
        self.pages.first().map(Source::size).unwrap_or_default()
    }

    /// The binding side, from its viewer preferences or its language.
    #[must_use]
    pub fn binding(&self) -> Option<Binding> {
        pages::binding(&self.document)
    }

    /// Places its pages on sides. Pages are scaled to the panels of a fold, and
    /// down to cells that are cut apart. Pages of another size than the first
    /// are fitted into the same cells.
    ///
    /// # Errors
    /// As [`crate::impose::impose`].
    pub fn arrange(&self, imposition: &Imposition) -> Result<Warned<Sides>> {
        let first = self.page_size();
        if imposition.scheme == Scheme::None {
            let sizes: Vec<Size> = self.pages.iter().map(Source::size).collect();
            return arrange(&sizes, imposition).map(Warned::quiet);
        }
        let cell = match imposition.scheme {
            Scheme::Tiles(_) => imposition.cell(Some(first), true)?,
            _ => imposition.division(Some(first)).cell,
        };
        let scale = cell.width.ratio(first.width).min(cell.height.ratio(first.height));
        let scale = match imposition.scheme.is_cut() {
            true => scale.min(1.0),
            // Half an A4 is half a millimetre wider than A5: no reason to
            // scale.
            false if (1.0..1.01).contains(&scale) => 1.0,
            false => scale,
        };
        let size = Size::new(first.width * scale, first.height * scale);
        let warnings = self.other_sizes(first).into_iter().collect();
        Ok(Warned { value: arrange(&vec![size; self.pages.len()], imposition)?, warnings })
    }

    fn other_sizes(&self, first: Size) -> Option<Warning> {
        let differs = |size: Size| (size.width - first.width).abs() > SAME || (size.height - first.height).abs() > SAME;
        let other = self.pages.iter().filter(|page| differs(page.size())).count();
        (other > 0).then(|| {
            Warning::new(
                "page-sizes",
                format!("{other} of {} pages have another size than the first and were fitted to it", self.pages.len()),
            )
        })
    }

    /// Writes the sides. The same input gives the same bytes.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] if the content of a page cannot be read within
    /// the limits.
    pub fn write(self, sides: &Sides) -> Result<Vec<u8>> {
        side::write(self, sides)
    }
}
