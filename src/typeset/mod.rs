//! From a document to pages.
//!
//! itemize → shape → break → justify → line → paragraph → block → flow → furniture,
//! one file per stage.

pub(crate) mod inline;
mod prepare;
mod prepared;
pub(crate) mod structure;

mod blocks;
mod index;
mod panel;
mod vertical;

mod pages;

mod options;

#[cfg(test)]
mod gap_tests;

pub(crate) use options::Scale;
pub use options::{Fitted, Geometry, TextOptions};

use crate::document::{Document, Lang};
use crate::error::{Result, Warned};
use crate::font::FontBook;
use crate::frame::Layout;
use crate::resources::Resources;
use crate::settings::{Binding, Kashida};
use crate::theme::Theme;
use blocks::memo::Memo;
use index::IndexPages;
pub(crate) use inline::shape::Scratch;
use inline::shape::Shaper;
use pages::settle;
use prepare::Shelf;
use std::cell::Cell;

/// What documents that are set one after another share: shaped words and loaded
/// pictures.
pub(crate) struct Shared<'a> {
    shaper: Shaper<'a>,
    pictures: Shelf,
}

impl<'a> Shared<'a> {
    /// Nothing yet, for documents of a language.
    pub(crate) fn new(fonts: &'a FontBook, lang: &Lang, kashida: Kashida) -> Self {
        Self { shaper: Shaper::new(fonts, lang).stretching(kashida != Kashida::Off), pictures: Shelf::default() }
    }

    /// The same with words shaped before, for the same fonts and language.
    pub(crate) fn with_words(self, words: Vec<Scratch>) -> Self {
        words.into_iter().for_each(|words| self.shaper.give_back(words));
        self
    }

    /// The words that were shaped.
    pub(crate) fn into_words(self) -> Vec<Scratch> {
        self.shaper.into_idle()
    }
}

/// Sets a document: shapes every paragraph once, then repeats the layout until page
/// numbers, balanced columns and `--fit` agree.
///
/// # Errors
/// [`crate::Error::DoesNotFit`] where `fit` cannot be reached within readable
/// limits, or a page is too small to hold text.
pub fn typeset(
    document: &Document,
    theme: &Theme,
    fonts: &FontBook,
    geometry: &Geometry,
    options: &TextOptions,
    resources: &dyn Resources,
) -> Result<Warned<(Layout, Option<Fitted>)>> {
    let shared = Shared::new(fonts, &document.meta.lang, options.kashida);
    typeset_with(document, theme, &shared, geometry, options, resources)
}

/// As [`typeset`], with what other documents have left.
pub(crate) fn typeset_with(
    document: &Document,
    theme: &Theme,
    shared: &Shared<'_>,
    geometry: &Geometry,
    options: &TextOptions,
    resources: &dyn Resources,
) -> Result<Warned<(Layout, Option<Fitted>)>> {
    // Page numbers take room themselves, so an index is set again until they agree.
    let mut pages = IndexPages::default();
    for _ in 1..ROUNDS {
        let (made, found) = typeset_once(document, theme, shared, (geometry, options), (resources, &pages))?;
        if found == pages {
            return Ok(made);
        }
        pages = found;
    }
    typeset_once(document, theme, shared, (geometry, options), (resources, &pages)).map(|(made, _)| made)
}

/// An index at the end agrees at the second round, one before the text usually at
/// the third.
const ROUNDS: usize = 5;

/// A layout, and the scale it was fitted at.
type Made = Warned<(Layout, Option<Fitted>)>;

/// The layout, and the pages that the words of the index have in it.
fn typeset_once(
    document: &Document,
    theme: &Theme,
    Shared { shaper, pictures }: &Shared<'_>,
    (geometry, options): (&Geometry, &TextOptions),
    (resources, pages): (&dyn Resources, &IndexPages),
) -> Result<(Made, IndexPages)> {
    let (prepared, mut warnings) = prepare::prepare(document, theme, shaper, (resources, pictures), pages);
    let job = settle::Job {
        document,
        prepared: &prepared,
        theme,
        shaper,
        geometry,
        options,
        memo: Memo::default(),
        long: Cell::new(false),
        closes: Cell::new(false),
    };
    let settled = job.settle()?;
    warnings.extend(settled.warning);
    let layout = Layout {
        pages: settled.pages,
        anchors: settled.anchors,
        structure: prepared.structure,
        outline: prepared.outline,
        images: prepared.images,
        facing_rtl: geometry.mirrored && geometry.binding == Binding::Right,
    };
    let found = IndexPages::find(&prepared.indexed, &layout);
    Ok((Warned { value: (layout, settled.fitted), warnings }, found))
}
