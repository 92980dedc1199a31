//! The whole way of a message, in one place: from a document and its settings
//! to the files that come out.

mod choose;
mod furnish;
mod guard;
mod page_list;
mod remember;

use crate::document::visit::first_heading;
use crate::document::{Document, Meta, number, roles};
use crate::epub;
use crate::error::{Result, Warned, Warning};
use crate::frame::{Face, Print};
use crate::guide;
use crate::impose;
use crate::pdf;
use crate::persian::{TidyOptions, tidy};
use crate::resources::Resources;
use crate::settings::{Duplex, OutputFormat, Roles, Settings};
use crate::theme::Theme;
use crate::typeset::{self, Fitted};
use remember::Remembering;
use std::collections::BTreeSet;

/// What is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The settings of all places, the strongest first; the theme's follow.
    pub settings: Settings,
    /// The forms to write, each from the same document.
    pub formats: Vec<OutputFormat>,
    /// Seconds since 1970 that the EPUB says it was modified at.
    pub modified: Option<u64>,
}

/// What came out.
#[derive(Clone, Debug, PartialEq)]
pub struct Products {
    /// The files.
    pub files: Vec<Product>,
    /// How many pages the message has; `None` where none were set.
    pub pages: Option<usize>,
    /// The sheets they are printed on, where they are laid on sheets.
    pub sheets: Option<Sheets>,
    /// What `fit` chose.
    pub fitted: Option<Fitted>,
    /// How many line ends that a narrow column forced were joined, and how many
    /// sentences it had cut in two.
    pub joined: (usize, usize),
}

/// Sheets of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sheets {
    /// How many.
    pub count: usize,
    /// Panels on them that there are no pages for.
    pub blank: usize,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// Its form.
    pub format: OutputFormat,
    /// Which part of the work it is.
    pub part: Part,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Which part of the work a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// The fronts of sheets that are turned by hand.
    Fronts,
    /// Their backs.
    Backs,
    /// How to fold the sheets.
    Guide,
}

impl Part {
    /// What is put behind the file's stem.
    #[must_use]
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Whole => "",
            Self::Fronts => "-fronts",
            Self::Backs => "-backs",
            Self::Guide => "-guide",
        }
    }
}

/// Converts a document to every form asked for. `stage` is told the name of
/// each stage as it begins.
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
    let result = guard::with_font(&request.settings, || run(document, request, &resources, stage));
    // A picture from outside is no picture that is merely missing.
    match resources.refused() {
        Some(error) => Err(error),
        None => result.map(|products| Warned { warnings: distinct(products.warnings), ..products }),
    }
}

/// Each warning once, although PDF and EPUB both found it.
fn distinct(mut warnings: Vec<Warning>) -> Vec<Warning> {
    let mut seen = BTreeSet::new();
    warnings.retain(|warning| {
        let place = warning.place.as_ref().map(|place| (place.file.clone(), place.line));
        seen.insert((warning.code, warning.message.clone(), place))
    });
    warnings
}

/// Refuses settings that no message could be set with, before one is read.
///
/// # Errors
/// [`crate::Error::Setting`] where a page has no room for text, a sheet none for
/// its pages, or the theme is unknown.
pub fn check(settings: &Settings) -> Result<()> {
    let theme = match settings.theme.as_deref() {
        Some(name) if !choose::is_file(name) => Theme::builtin(name)?,
        // A theme of one's own may bring other pages.
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
    let wants = |format| request.formats.contains(&format);
    let mut warnings = Vec::new();
    let mut files = Vec::new();
    stage("theme");
    let (theme, fonts) = choose::look(settings, resources)?;
    stage("clean");
    let tidied = tidy(&document, &TidyOptions::new(settings, resources)?);
    document.apply(&tidied.edits);
    let joined = tidied.joined();
    warnings.extend(tidied.warnings);
    choose::describe(&mut document.meta, settings);
    // A first heading that says the title is the title, not one more.
    document.meta.title_is_given &= document.meta.title != first_heading(&document.blocks);
    warnings.extend(guard::date(settings, &document.meta));
    warnings.extend(guard::name(&document.meta));
    if settings.roles != Some(Roles::Off) {
        roles::mark(&mut document);
    }
    stage("number");
    warnings.extend(furnish::furnish(&mut document, &choose::parts(settings)));
    warnings.extend(number(&mut document));
    let imposition = choose::imposition(settings, &document.meta);
    let mut set = None;
    if wants(OutputFormat::Pdf) || settings.page_list == Some(true) {
        stage("typeset");
        let geometry = choose::geometry(settings, &theme, &imposition)?;
        let text = choose::text(settings, &theme);
        let typeset = typeset::typeset(&document, &theme, &fonts, &geometry, &text, resources)?;
        warnings.extend(typeset.warnings);
        set = Some(typeset.value);
    }
    if wants(OutputFormat::Epub) {
        stage("epub");
        let labels =
            set.as_ref().filter(|_| settings.page_list == Some(true)).map(|(layout, _)| page_list::page_list(layout));
        let options = choose::epub(settings, &document.meta, labels.unwrap_or_default(), request.modified);
        let book = epub::write(&document, &theme, &fonts, resources, &options)?;
        warnings.extend(book.warnings);
        files.push(Product { format: OutputFormat::Epub, part: Part::Whole, bytes: book.value });
    }
    let pages = set.as_ref().map(|(layout, _)| layout.pages.len());
    let mut sheets = None;
    let fitted = set.as_ref().and_then(|(_, fitted)| *fitted);
    if let Some((layout, _)) = set.filter(|_| wants(OutputFormat::Pdf)) {
        stage("impose");
        let print = impose::impose(layout, &imposition)?;
        warnings.extend(print.warnings);
        sheets = print.value.imposed.then(|| count(&print.value));
        stage("pdf");
        let options = choose::pdf(settings, &document.meta);
        if settings.proof == Some(true)
            && let Some((guide, meta)) = guide::guide(&print.value.sides, &imposition, &fonts)?
        {
            let bytes = pdf::write(&guide, &meta, &fonts, &options)?;
            files.push(Product { format: OutputFormat::Pdf, part: Part::Guide, bytes });
        }
        for (part, print) in parts(print.value, imposition.duplex) {
            let bytes = pdf::write(&print, &document.meta, &fonts, &options)?;
            files.push(Product { format: OutputFormat::Pdf, part, bytes });
        }
    }
    Ok(Warned { value: Products { files, pages, sheets, fitted, joined }, warnings })
}

fn count(print: &Print) -> Sheets {
    Sheets {
        count: print.sides.iter().filter(|side| side.face == Face::Front).count(),
        blank: print.sides.iter().map(|side| side.blank).sum(),
    }
}

/// The print in the files it is handed over in.
fn parts(print: Print, duplex: Duplex) -> Vec<(Part, Print)> {
    match print.parted(duplex) {
        (whole, None) => vec![(Part::Whole, whole)],
        (fronts, Some(backs)) => vec![(Part::Fronts, fronts), (Part::Backs, backs)],
    }
}
