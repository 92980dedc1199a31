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

use crate::document::Document;
use crate::error::{Result, Warned};
use crate::font::FontBook;
use crate::frame::Layout;
use crate::resources::Resources;
use crate::settings::{Binding, Kashida};
use crate::theme::Theme;
use blocks::memo::Memo;
use inline::shape::Shaper;
use pages::settle;
use std::cell::Cell;

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
    let shaper = Shaper::new(fonts, &document.meta.lang).stretching(options.kashida != Kashida::Off);
    let (prepared, mut warnings) = prepare::prepare(document, theme, &shaper, resources);
    let job = settle::Job {
        document,
        prepared: &prepared,
        theme,
        shaper: &shaper,
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
