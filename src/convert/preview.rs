//! The pages of a message for a screen, drawn when they are looked at: while people
//! write, the page in view comes first, and most are never seen.

use super::cards::{self, Cards};
use super::desk::{Desk, Finished};
use super::remember::Remembering;
use super::{Request, choose, distinct, guard};
use crate::document::Document;
use crate::error::{Result, Warned};
use crate::font::FontBook;
use crate::frame::Print;
use crate::impose;
use crate::raster::{self, Bitmap, Bitmaps, RasterOptions};
use crate::resources::Resources;
use crate::settings::{Ink, Settings};
use crate::typeset::Fitted;
use crate::units::Size;

/// Pages, or cards, on their sides of paper, not drawn yet.
#[derive(Clone, Debug)]
pub struct Preview {
    print: Print,
    fonts: FontBook,
    ink: Ink,
    /// What `fit` chose.
    pub fitted: Option<Fitted>,
}

impl Preview {
    /// The size of every picture's paper.
    #[must_use]
    pub fn sizes(&self) -> Vec<Size> {
        self.print.sides.iter().map(|side| side.media).collect()
    }

    /// A side as a picture, by its index; `None` where there is no such side.
    ///
    /// # Errors
    /// As `bargeh --to png`: [`crate::Error::Setting`] for more pixels than are drawn.
    pub fn picture(&self, index: usize, ppi: f64) -> Option<Result<Bitmap>> {
        let options = RasterOptions { ppi, ink: self.ink };
        Bitmaps::new(&self.print, &self.fonts, &options).nth_side(index)
    }

    /// The words of a side, for those who do not see its picture.
    #[must_use]
    pub fn words(&self, index: usize) -> String {
        self.print.sides.get(index).map(|side| raster::words(&self.print, side)).unwrap_or_default()
    }
}

/// Sets a message as [`super::convert`] would, and draws nothing: as cards where the
/// request's format is a picture and its settings ask for cards, else as pages.
///
/// # Errors
/// As [`super::convert`].
pub fn preview(document: Document, request: &Request, resources: &dyn Resources) -> Result<Warned<Preview>> {
    let resources = Remembering::new(resources);
    let is_typed = document.sources.are_typed();
    let result = guard::with_font(&request.settings, || run(document, request, &resources));
    match resources.refused().filter(|_| is_typed) {
        Some(error) => Err(error),
        None => result.map(|set| Warned { warnings: distinct(set.warnings), ..set }),
    }
}

fn run(mut document: Document, request: &Request, resources: &dyn Resources) -> Result<Warned<Preview>> {
    let Warned { value: desk, mut warnings } = Desk::open(request, resources)?;
    warnings.extend(desk.tidy(&mut document).warnings);
    let shared = desk.shared(&document);
    let finished = desk.finish(document, &request.settings, &shared, &mut |_| {})?;
    warnings.extend(finished.warnings);
    let set = desk.preview(finished.value, &request.settings)?;
    warnings.extend(set.warnings);
    Ok(Warned { value: set.value, warnings })
}

impl Desk<'_> {
    /// A finished document on its sides of paper.
    pub(super) fn preview(&self, finished: Finished, settings: &Settings) -> Result<Warned<Preview>> {
        let Finished { document, imposition, layout, fitted, .. } = finished;
        let ink = choose::raster(settings).ink;
        let is_cards = self.request.formats.iter().any(|format| self.is_card(*format));
        if let Some(kind) = settings.card_kind().filter(|_| is_cards) {
            let Warned { value: Cards { print, fonts }, warnings } =
                cards::set(&document, kind, settings, self.resources)?;
            return Ok(Warned { value: Preview { print, fonts, ink, fitted }, warnings });
        }
        let Warned { value: print, warnings } = impose::impose(layout.unwrap_or_default(), &imposition)?;
        Ok(Warned { value: Preview { print, fonts: self.fonts.clone(), ink, fitted }, warnings })
    }
}
