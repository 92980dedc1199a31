//! The whole pipeline: from a document and its settings to the output files.

mod cards;
mod choose;
mod furnish;
mod guard;
mod idle;
mod page_list;
mod product;
mod remember;
mod write;

use crate::document::visit::{self, KeepLines, first_heading};
use crate::document::{Document, Meta, number, roles};
use crate::error::{Result, Warned, Warning};
use crate::frame::{Face, Print};
use crate::impose;
use crate::persian::{TidyOptions, tidy};
use crate::resources::Resources;
use crate::settings::{Breaks, MadeFrom, OutputFormat, Roles, Settings};
use crate::theme::Theme;
use crate::typeset::{self, Fitted};
pub use idle::idle;
pub use product::{Part, Product};
use remember::Remembering;
use std::collections::BTreeSet;
use write::Work;

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
    let resources = Remembering::new(resources);
    let is_typed = document.sources.are_typed();
    let result = guard::with_font(&request.settings, || run(document, request, &resources, stage));
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
) -> Result<Warned<Products>> {
    let settings = &request.settings;
    let mut warnings = Vec::new();
    stage("theme");
    let Warned { value: (theme, fonts), warnings: told } = choose::look(settings, resources)?;
    warnings.extend(told);
    choose::cover(settings, resources)?;
    stage("clean");
    if settings.breaks == Some(Breaks::Keep) {
        visit::walk_document(&mut KeepLines, &mut document);
    }
    let tidied = tidy(&document, &TidyOptions::new(settings, resources)?);
    document.apply(&tidied.edits);
    let joined = tidied.joined();
    warnings.extend(tidied.warnings);
    choose::describe(&mut document.meta, settings);
    // A first heading equal to the title is the title itself, not a second one.
    document.meta.title_is_given &= document.meta.title != first_heading(&document.blocks);
    warnings.extend(guard::date(settings, &document.meta));
    warnings.extend(guard::name(&document.meta));
    let source = request.formats.contains(&OutputFormat::Markdown).then(|| document.clone());
    if settings.roles != Some(Roles::Off) {
        roles::mark(&mut document);
    }
    stage("number");
    warnings.extend(furnish::furnish(&mut document, &choose::parts(settings)));
    warnings.extend(number(&mut document));
    let imposition = choose::imposition(settings, &document.meta);
    let mut set = None;
    let is_card = |format: &OutputFormat| format.is_picture() && settings.card_kind().is_some();
    let needs_pages = request.formats.iter().any(|format| format.made_from() == MadeFrom::Print && !is_card(format));
    if needs_pages || settings.page_list == Some(true) {
        stage("typeset");
        let geometry = choose::geometry(settings, &theme, &imposition)?;
        let text = choose::text(settings, &theme, &imposition, &geometry);
        let typeset = typeset::typeset(&document, &theme, &fonts, &geometry, &text, resources)?;
        warnings.extend(typeset.warnings);
        set = Some(typeset.value);
    }
    let pages = set.as_ref().map(|(layout, _)| layout.pages.len());
    let fitted = set.as_ref().and_then(|(_, fitted)| *fitted);
    warnings.extend(guard::sides(settings, &theme, pages.unwrap_or(0)));
    let page_list =
        set.as_ref().filter(|_| settings.page_list == Some(true)).map(|(layout, _)| page_list::page_list(layout));
    let mut work = Work {
        document: &document,
        source,
        settings,
        theme: &theme,
        fonts: &fonts,
        resources,
        imposition: &imposition,
        page_list: page_list.unwrap_or_default(),
        print: None,
        cards: None,
        modified: request.modified,
    };
    let without_pages = write::all(request, MadeFrom::Document, &work, stage)?;
    warnings.extend(without_pages.warnings);
    if let Some((layout, _)) = set.filter(|_| needs_pages) {
        stage("impose");
        let print = impose::impose(layout, &imposition)?;
        warnings.extend(print.warnings);
        work.print = Some(print.value);
    }
    if let Some(kind) = settings.card_kind().filter(|_| request.formats.iter().any(is_card)) {
        stage("cards");
        let cards = cards::set(&document, kind, settings, resources)?;
        warnings.extend(cards.warnings);
        work.cards = Some(cards.value);
    }
    let with_pages = write::all(request, MadeFrom::Print, &work, stage)?;
    warnings.extend(with_pages.warnings);
    let files = without_pages.value.into_iter().chain(with_pages.value).collect();
    let sheets = work.print.as_ref().filter(|print| print.imposed).map(count);
    Ok(Warned { value: Products { files, pages, sheets, fitted, joined }, warnings })
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
