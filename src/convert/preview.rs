//! The pages of a message for a screen, drawn when they are looked at: while people
//! write, the page in view comes first, and most are never seen. Set again on each
//! save, with what its text does not touch kept: theme, fonts, shaped words, pictures.

use super::cards::{self, Cards};
use super::desk::{Desk, Finished};
use super::remember::Remembering;
use super::{Kept, Request, choose, distinct, guard};
use crate::document::{Document, Lang};
use crate::error::{Result, Warned, Warning};
use crate::font::FontBook;
use crate::frame::Print;
use crate::impose;
use crate::raster::{self, Bitmap, Bitmaps, Filled, RasterOptions};
use crate::resources::Resources;
use crate::settings::Settings;
use crate::typeset::{Fitted, Shared};
use crate::units::Size;

/// Pages, or cards, on their sides of paper, not drawn yet.
#[derive(Clone, Debug)]
pub struct Preview {
    print: Print,
    fonts: FontBook,
    options: RasterOptions,
    /// What `fit` chose.
    pub fitted: Option<Fitted>,
}

impl Preview {
    pub(super) fn new(print: Print, fonts: FontBook, settings: &Settings) -> Self {
        Self { print, fonts, options: choose::raster(settings), fitted: None }
    }

    /// The size of every picture's paper.
    #[must_use]
    pub fn sizes(&self) -> Vec<Size> {
        self.print.sides.iter().map(|side| side.media).collect()
    }

    /// The width and height in pixels of every picture, as `--to png` draws it.
    #[must_use]
    pub fn pixels(&self) -> Vec<[u32; 2]> {
        self.print.sides.iter().map(|side| raster::pixels(side.media, self.options.ppi)).collect()
    }

    /// A side as a picture, by its index; `None` where there is no such side.
    ///
    /// # Errors
    /// As `bargeh --to png`: [`crate::Error::Setting`] for more pixels than are drawn.
    pub fn picture(&self, index: usize, ppi: f64, filled: &mut Filled) -> Option<Result<Bitmap>> {
        let options = RasterOptions { ppi, ..self.options };
        let mut bitmaps = Bitmaps::new(&self.print, &self.fonts, &options).with_filled(std::mem::take(filled));
        let bitmap = bitmaps.nth_side(index);
        *filled = bitmaps.into_filled();
        bitmap
    }

    /// A side as a PNG of the pixels that `--to png` writes; `None` where there is no
    /// such side.
    ///
    /// # Errors
    /// As [`Self::picture`].
    pub fn png(&self, index: usize, filled: &mut Filled) -> Option<Result<Vec<u8>>> {
        self.picture(index, self.options.ppi, filled).map(|picture| picture.and_then(|bitmap| bitmap.quick_png()))
    }

    /// The words of a side, for those who do not see its picture.
    #[must_use]
    pub fn words(&self, index: usize) -> String {
        self.print.sides.get(index).map(|side| raster::words(&self.print, side)).unwrap_or_default()
    }

    /// Whether the side at an index looks the same as the one there in another preview.
    /// Neither is drawn for it.
    #[must_use]
    pub fn is_same_at(&self, index: usize, other: &Self) -> bool {
        let [side, beside] = [self, other].map(|preview| preview.print.sides.get(index));
        let Some((side, beside)) = side.zip(beside) else { return false };
        self.options == other.options
            && self.fonts.is_same(&other.fonts)
            && raster::alike((&self.print, side), (&other.print, beside))
    }
}

/// Sets a message as [`super::convert_with`] would, and draws nothing: as cards where
/// the request's format is a picture and its settings ask for cards, else as pages.
///
/// # Errors
/// As [`super::convert`].
pub fn preview(
    document: Document,
    request: &Request,
    resources: &dyn Resources,
    kept: &Kept,
) -> Result<Warned<Preview>> {
    let resources = Remembering::new(resources);
    let settings = &request.settings;
    let (look, desk) = guard::with_font(settings, || {
        let look = kept.look(settings, &resources)?;
        let desk = Desk::with_look(request, &resources, Warned::clone(&look))?;
        Ok((look, desk))
    })?;
    let of = desk.value.words_of(&document);
    let shared = kept.lend(&look, &of, desk.value.shared(&of.0));
    let previewer = Previewer { desk: &desk.value, shared: &shared, resources: &resources, opened: desk.warnings };
    let set = previewer.set(document, &mut |_| {})?;
    kept.take_back(&look, of, shared);
    Ok(set)
}

/// Sets a message again and again, as long as its settings and files stay.
pub struct Previewer<'a, 'd> {
    desk: &'d Desk<'d>,
    shared: &'a Shared<'d>,
    resources: &'d Remembering<'d>,
    /// What was noticed when theme and fonts were opened.
    opened: Vec<Warning>,
}

/// Opens theme and fonts for messages in a language, and calls `work`, which sets
/// them ([`Previewer::set`]).
///
/// # Errors
/// As [`super::convert`].
pub fn with_previewer<T>(
    lang: &Lang,
    request: &Request,
    resources: &dyn Resources,
    work: impl FnOnce(&Previewer<'_, '_>) -> Result<T>,
) -> Result<T> {
    let resources = Remembering::new(resources);
    let Warned { value: desk, warnings } = guard::with_font(&request.settings, || Desk::open(request, &resources))?;
    let shared = desk.shared(lang);
    work(&Previewer { desk: &desk, shared: &shared, resources: &resources, opened: warnings })
}

impl Previewer<'_, '_> {
    /// Sets a document and draws nothing. `stage` is called with the name of each stage
    /// as it begins.
    ///
    /// # Errors
    /// As [`super::convert`].
    pub fn set(&self, document: Document, stage: &mut dyn FnMut(&'static str)) -> Result<Warned<Preview>> {
        let is_typed = document.sources.are_typed();
        let result = guard::with_font(&self.desk.request.settings, || self.pages(document, stage));
        match self.resources.refused().filter(|_| is_typed) {
            Some(error) => Err(error),
            None => result.map(|set| Warned { warnings: distinct(set.warnings), ..set }),
        }
    }

    fn pages(&self, mut document: Document, stage: &mut dyn FnMut(&'static str)) -> Result<Warned<Preview>> {
        let settings = &self.desk.request.settings;
        let mut warnings = self.opened.clone();
        stage("clean");
        warnings.extend(self.desk.tidy(&mut document).warnings);
        let finished = self.desk.finish(document, settings, self.shared, stage)?;
        warnings.extend(finished.warnings);
        stage("impose");
        let set = self.desk.preview(finished.value, settings)?;
        warnings.extend(set.warnings);
        Ok(Warned { value: set.value, warnings })
    }
}

impl Desk<'_> {
    /// A finished document on its sides of paper.
    pub(super) fn preview(&self, finished: Finished, settings: &Settings) -> Result<Warned<Preview>> {
        let Finished { document, imposition, layout, fitted, .. } = finished;
        let is_cards = self.request.formats.iter().any(|format| self.is_card(*format));
        if let Some(kind) = settings.card_kind().filter(|_| is_cards) {
            let Warned { value: Cards { print, fonts }, warnings } =
                cards::set(&document, kind, settings, self.resources)?;
            let options = RasterOptions { ppi: cards::PPI, ..choose::raster(settings) };
            return Ok(Warned { value: Preview { print, fonts, options, fitted }, warnings });
        }
        let Warned { value: print, warnings } = impose::impose(layout.unwrap_or_default(), &imposition)?;
        let preview = Preview { fitted, ..Preview::new(print, self.fonts.clone(), settings) };
        Ok(Warned { value: preview, warnings })
    }
}
