//! From a document to pages.
//!
//! itemize → shape → break → justify → line → paragraph → block → flow → furniture,
//! one file per stage.

pub(crate) mod inline;
mod prepare;
mod prepared;
pub(crate) mod structure;

mod blocks;
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
    Shared { shaper, pictures }: &Shared<'_>,
    geometry: &Geometry,
    options: &TextOptions,
    resources: &dyn Resources,
) -> Result<Warned<(Layout, Option<Fitted>)>> {
    let (prepared, mut warnings) = prepare::prepare(document, theme, shaper, (resources, pictures));
    let job = settle::Job {
        document,
        prepared: &prepared,
        theme,
        shaper,
        geometry,
        options,
        memo: Memo::default(),
        long: Cell::new(false),
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
    Ok(Warned { value: (layout, settled.fitted), warnings })
}
