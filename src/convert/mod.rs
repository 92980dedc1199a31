//! The whole pipeline: from a document and its settings to the output files.

mod cards;
mod choose;
mod desk;
mod furnish;
mod guard;
mod idle;
mod kept;
mod page_list;
mod preview;
mod product;
mod remember;
mod rows;
#[cfg(test)]
mod stroke_tests;
mod told;
mod write;

use crate::document::{Document, Meta};
use crate::error::{Result, Warned, Warning};
use crate::frame::{Face, Print};
use crate::resources::Resources;
use crate::settings::{OutputFormat, Settings};
use crate::theme::Theme;
use crate::typeset::Fitted;
use desk::Desk;
pub use idle::idle;
#[cfg(feature = "files")]
pub(crate) use idle::idle_setting;
pub use kept::Kept;
pub use preview::{Preview, Previewer, preview, with_previewer};
pub use product::{Part, Product};
use remember::Remembering;
pub use rows::{Copies, Press, with_rows};
use std::collections::BTreeSet;

/// What is to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The settings of all sources, the strongest first; the theme's follow.
    pub settings: Settings,
    /// The formats to write, all from the same document.
    pub formats: Vec<OutputFormat>,
    /// Seconds since 1970 that the EPUB says it was modified at.
    pub modified: Option<u64>,
}

/// The result.
#[derive(Clone, Debug, PartialEq)]
pub struct Products {
    /// The files.
    pub files: Vec<Product>,
    /// The number of pages; `None` where none were set.
    pub pages: Option<usize>,
    /// The sheets the pages are printed on, if any.
    pub sheets: Option<Sheets>,
    /// What `fit` chose.
    pub fitted: Option<Fitted>,
    /// The numbers of line ends forced by a narrow column that were joined, and
    /// of sentences those had cut in two.
    pub joined: (usize, usize),
}

/// Sheets of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sheets {
    /// How many.
    pub count: usize,
    /// Panels without a page.
    pub blank: usize,
}

/// Converts a document to every requested format. `stage` is called with the
/// name of each stage as it begins.
///
/// # Errors
/// Whatever a stage refuses; see [`crate::Error`].
pub fn convert(
    document: Document,
    request: &Request,
    resources: &dyn Resources,
    stage: &mut dyn FnMut(&'static str),
) -> Result<Warned<Products>> {
    convert_with(document, request, resources, stage, &Kept::default())
}

/// As [`convert`], with what conversions before have left.
///
/// # Errors
/// As [`convert`].
pub fn convert_with(
    document: Document,
    request: &Request,
    resources: &dyn Resources,
    stage: &mut dyn FnMut(&'static str),
    kept: &Kept,
) -> Result<Warned<Products>> {
    let resources = Remembering::new(resources);
    let is_typed = document.sources.are_typed();
    let result = guard::with_font(&request.settings, || run(document, request, &resources, stage, kept));
    // In a typed message a forbidden picture is an error, unlike a missing one; a
    // saved page refers to pictures of its whole site by `../`.
    match resources.refused().filter(|_| is_typed) {
        Some(error) => Err(error),
        None => result.map(|products| Warned { warnings: distinct(products.warnings), ..products }),
    }
}

/// Removes duplicates: PDF and EPUB may both report a problem.
fn distinct(mut warnings: Vec<Warning>) -> Vec<Warning> {
    let mut seen = BTreeSet::new();
    warnings.retain(|warning| {
        let place = warning.place.as_ref().map(|place| (place.file.clone(), place.line));
        seen.insert((warning.code, warning.message.clone(), place))
    });
    warnings
}

/// Checks settings before a message is read.
///
/// # Errors
/// [`crate::Error::Setting`] where a page has no room for text, a sheet none for
/// its pages, or the theme is unknown.
pub fn check(settings: &Settings) -> Result<()> {
    let theme = match settings.theme.as_deref() {
        Some(name) if !choose::is_file(name) => Theme::builtin(name)?,
        // A theme file may define other pages.
        Some(_) => return Ok(()),
        None if !choose::is_about_pages(settings) => return Ok(()),
        None => Theme::builtin(choose::DEFAULT_THEME)?,
    };
    choose::geometry(settings, &theme, &choose::imposition(settings, &Meta::default())).map(|_| ())
}

fn run(
    mut document: Document,
    request: &Request,
    resources: &dyn Resources,
    stage: &mut dyn FnMut(&'static str),
    kept: &Kept,
) -> Result<Warned<Products>> {
    stage("theme");
    let look = kept.look(&request.settings, resources)?;
    let Warned { value: desk, mut warnings } = Desk::with_look(request, resources, Warned::clone(&look))?;
    stage("clean");
    let tidied = desk.tidy(&mut document);
    warnings.extend(tidied.warnings);
    let of = desk.words_of(&document);
    let shared = kept.lend(&look, &of, desk.shared(&of.0));
    let finished = desk.finish(document, &request.settings, &shared, stage)?;
    kept.take_back(&look, of, shared);
    warnings.extend(finished.warnings);
    let products = desk.write(finished.value, &request.settings, stage)?;
    warnings.extend(products.warnings);
    Ok(Warned { value: Products { joined: tidied.value, ..products.value }, warnings })
}

fn count(print: &Print) -> Sheets {
    // On a folded sheet the back is the last page; panels before it may be
    // empty.
    let is_bare = |page: usize| print.layout.pages.get(page).is_some_and(|page| page.frame.items.is_empty());
    let bare = print.sides.iter().flat_map(|side| &side.placements).filter(|placement| is_bare(placement.page)).count();
    Sheets {
        count: print.sides.iter().filter(|side| side.face == Face::Front).count(),
        blank: bare + print.sides.iter().map(|side| side.blank).sum::<usize>(),
    }
}
