//! Laying the pages of any PDF on sheets.
//!
//! Each page becomes a form XObject that sides draw at their place, so fonts
//! and images are shared as they were. What the file says about itself and its
//! maker (metadata, standards, tags, scripts, attachments, names of files) is
//! left behind; what is seen, and links to the web, is kept.

mod carry;
mod form;
mod load;
mod pages;
mod side;
mod tables;

pub(crate) use load::{Keep, load};

use super::matrix::Matrix;
use crate::error::{Result, Warned, Warning};
use crate::impose::{Imposition, Sides, arrange};
use crate::settings::Binding;
use crate::settings::Scheme;
use crate::units::{Length, Size};
use lopdf::Document;
use pages::Source;

/// Pages that differ by less count as of one size.
const SAME: Length = Length::mm(0.5);

/// A PDF made by anything, opened and checked.
#[derive(Debug)]
pub struct Import {
    document: Document,
    pages: Vec<Source>,
}

impl Import {
    /// Opens a file.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] where it is no PDF, broken, encrypted, without
    /// pages, or larger than the limits.
    pub fn open(bytes: &[u8]) -> Result<Self> {
        let document = load(bytes, Keep::Drawn)?;
        let pages = pages::pages(&document)?;
        Ok(Self { document, pages })
    }

    /// How many pages it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// Whether it has none; such a file is never opened.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// The size of its first page, as it is seen.
    #[must_use]
    pub fn page_size(&self) -> Size {
        self.pages.first().map(Source::size).unwrap_or_default()
    }

    /// The binding its viewer preferences or its language ask for.
    #[must_use]
    pub fn binding(&self) -> Option<Binding> {
        pages::binding(&self.document)
    }

    /// Where its pages come to lie. Pages are scaled to the panels of a fold,
    /// and down to cells that are cut apart; those of another size than the
    /// first are fitted into the same place.
    ///
    /// # Errors
    /// As [`crate::impose::impose`].
    pub fn arrange(&self, imposition: &Imposition) -> Result<Warned<Sides>> {
        let first = self.page_size();
        if imposition.scheme == Scheme::None {
            let sizes: Vec<Size> = self.pages.iter().map(Source::size).collect();
            return arrange(&sizes, imposition).map(Warned::quiet);
        }
        let cell = imposition.scheme.division(imposition.paper, Some(first)).cell;
        let scale = cell.width.ratio(first.width).min(cell.height.ratio(first.height));
        let scale = match imposition.scheme.is_cut() {
            true => scale.min(1.0),
            // Half an A4 is a little larger than A5; that is no reason to scale.
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
    /// [`crate::Error::Refused`] where a page's content cannot be read within
    /// the limits.
    pub fn write(self, sides: &Sides) -> Result<Vec<u8>> {
        side::write(self, sides)
    }
}
