//! A message for each row of a table, in a file each or all in one.

use super::desk::{Desk, Finished};
use super::remember::Remembering;
use super::{Preview, Products, Request, choose, count, distinct, guard};
use super::{told, write};
use crate::cores::{self, Work as Amount};
use crate::data::{Table, Template, Values};
use crate::document::{Document, follow, number, title_heading};
use crate::error::{Error, Result, Warned, Warning};
use crate::frame::Layout;
use crate::impose;
use crate::read::Limits;
use crate::resources::Resources;
use crate::settings::{MadeFrom, Settings};
use crate::turns;
use crate::typeset::Shared;
use std::sync::{Mutex, PoisonError};

/// From this many rows on, all cores set them: fewer are done before a thread has
/// begun.
const MANY: usize = 8;

/// A message with holes, and the rows that fill them.
#[derive(Clone, Debug)]
pub struct Copies<'a> {
    /// The message.
    pub template: Template,
    /// The table.
    pub table: &'a Table,
    /// The indices of the rows, as [`Template::check`] returns them.
    pub rows: &'a [usize],
}

/// The documents of rows, those as they were read where a format needs them, and the
/// pages.
type Set = (Vec<Document>, Vec<Document>, Vec<Layout>);

/// What sets the rows of a table: everything that no row touches is done.
pub struct Press<'a> {
    desk: &'a Desk<'a>,
    template: &'a Template,
    table: &'a Table,
    rows: &'a [usize],
    values: Values,
    shared: &'a Shared<'a>,
    joined: (usize, usize),
    resources: &'a Remembering<'a>,
    /// What was noticed in each row.
    told: Mutex<Vec<(usize, Warning)>>,
}

/// Prepares the copies and calls `work`, which makes them one by one
/// ([`Press::one`]) or all together ([`Press::all`]).
///
/// # Errors
/// As [`super::convert`].
pub fn with_rows<T>(
    copies: Copies<'_>,
    request: &Request,
    resources: &dyn Resources,
    stage: &mut dyn FnMut(&'static str),
    work: impl FnOnce(&Press<'_>, &mut dyn FnMut(&'static str)) -> Result<Warned<T>>,
) -> Result<Warned<T>> {
    let resources = Remembering::new(resources);
    let is_typed = copies.template.document().sources.are_typed();
    let result = guard::with_font(&request.settings, || prepare(copies, request, &resources, stage, work));
    match resources.refused().filter(|_| is_typed) {
        Some(error) => Err(error),
        None => result.map(|made| Warned { warnings: distinct(made.warnings), ..made }),
    }
}

fn prepare<T>(
    Copies { mut template, table, rows }: Copies<'_>,
    request: &Request,
    resources: &Remembering<'_>,
    stage: &mut dyn FnMut(&'static str),
    work: impl FnOnce(&Press<'_>, &mut dyn FnMut(&'static str)) -> Result<Warned<T>>,
) -> Result<Warned<T>> {
    stage("theme");
    let Warned { value: desk, mut warnings } = Desk::open(request, resources)?;
    stage("clean");
    let mut joined = (0, 0);
    template.map(|document| {
        let tidied = desk.tidy(document);
        warnings.extend(tidied.warnings);
        joined = tidied.value;
    });
    let values = Values::clean(&template, table, rows, &desk.cleaning);
    let shared = desk.shared(&template.document().meta.lang);
    turns::for_text(template.amounts(table, rows).into_iter().fold(0, usize::saturating_add));
    let told = Mutex::default();
    let press =
        Press { desk: &desk, template: &template, table, rows, values, shared: &shared, joined, resources, told };
    let made = work(&press, stage)?;
    let told = press.told.into_inner().unwrap_or_else(PoisonError::into_inner);
    warnings.extend(told::of_rows(told, rows.len()));
    warnings.extend(made.warnings);
    Ok(Warned { value: made.value, warnings })
}

/// A message with the title that its front matter gives as a heading: in one file
/// with others it is no title of the file.
fn titled(mut document: Document) -> Document {
    if let Some(title) = document.meta.title.clone().filter(|_| document.meta.title_is_given) {
        document.blocks.insert(0, title_heading(&title));
    }
    document
}

impl Press<'_> {
    fn tell(&self, row: usize, warnings: Vec<Warning>) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        told.extend(warnings.into_iter().map(|warning| (row, warning)));
    }

    /// The files of one row, by its index in the table. What is noticed is told when all
    /// are done.
    ///
    /// # Errors
    /// As [`super::convert`].
    pub fn one(&self, row: usize) -> Result<Warned<Products>> {
        let Warned { value: (finished, settings), warnings } = self.finish(row)?;
        self.tell(row, warnings);
        let products = self.desk.write(finished, &settings, &mut |_| {})?;
        self.tell(row, products.warnings);
        if self.template.document().sources.are_typed() && self.resources.has_refused() {
            // `with_rows` returns the refusal itself.
            return Err(Error::Refused { message: format!("row {}: a file may not be read", row + 1), hint: None });
        }
        Ok(Warned::quiet(Products { joined: self.joined, ..products.value }))
    }

    /// The pages of one row, not drawn yet.
    ///
    /// # Errors
    /// As [`super::convert`].
    pub fn preview(&self, row: usize) -> Result<Warned<Preview>> {
        let Warned { value: (finished, settings), warnings } = self.finish(row)?;
        self.tell(row, warnings);
        self.desk.preview(finished, &settings)
    }

    /// The files of all rows together.
    ///
    /// # Errors
    /// As [`super::convert`], and [`Error::Setting`] for cards, which no file
    /// holds together.
    pub fn all(&self, stage: &mut dyn FnMut(&'static str)) -> Result<Warned<Products>> {
        let set = self.set(stage)?;
        self.write_all(set, &self.common(), stage)
    }

    /// The pages of all rows, not drawn yet.
    ///
    /// # Errors
    /// As [`Self::all`].
    pub fn preview_all(&self, stage: &mut dyn FnMut(&'static str)) -> Result<Warned<Preview>> {
        let (_, _, layouts) = self.set(stage)?;
        let settings = self.common();
        let imposition = choose::imposition(&settings, &self.template.document().meta);
        stage("impose");
        let print = impose::impose_each(layouts, &imposition)?;
        let preview = Preview::new(print.value, self.desk.fonts.clone(), &settings);
        Ok(Warned { value: preview, warnings: print.warnings })
    }

    /// Sets all rows.
    fn set(&self, stage: &mut dyn FnMut(&'static str)) -> Result<Set> {
        if self.desk.request.formats.iter().any(|format| self.desk.is_card(*format)) {
            return Err(Error::Setting {
                message: "cards of several rows are no album".to_owned(),
                hint: Some("say `--each` for files of their own".to_owned()),
            });
        }
        let all = self.template.amounts(self.table, self.rows).into_iter().fold(0, usize::saturating_add);
        let most = Limits::USUAL.bytes;
        if all > most {
            return Err(Error::Refused {
                message: format!("the copies of all rows are more than {} MiB of text", most >> 20),
                hint: Some("say `--each` for files of their own, or take fewer with `--rows`".to_owned()),
            });
        }
        stage("rows");
        let work = Amount::of(self.rows.len(), MANY);
        let set = cores::map(work, self.rows.to_vec(), |row| self.finish(row));
        let (mut documents, mut sources, mut layouts): (Vec<_>, Vec<_>, Vec<Layout>) = Default::default();
        let keeps = self.desk.request.formats.iter().any(|format| format.made_from() == MadeFrom::Document);
        for (&row, finished) in self.rows.iter().zip(set) {
            let Warned { value: (Finished { document, source, layout, .. }, _), warnings } = finished?;
            self.tell(row, warnings);
            layouts.extend(layout);
            if keeps || documents.is_empty() {
                documents.push(document);
            }
            sources.extend(source);
        }
        Ok((documents, sources, layouts))
    }

    fn write_all(
        &self,
        (documents, sources, layouts): Set,
        settings: &Settings,
        stage: &mut dyn FnMut(&'static str),
    ) -> Result<Warned<Products>> {
        let request = self.desk.request;
        let mut warnings = Vec::new();
        let mut document = follow(documents.into_iter().map(titled).collect());
        // What is said of the whole names none of its readers.
        document.meta = self.template.document().meta.clone();
        choose::describe(&mut document.meta, settings);
        document.meta.title = document.meta.title.map(|title| self.template.without_holes(&title));
        document.meta.title_is_given = false;
        warnings.extend(number(&mut document));
        let imposition = choose::imposition(settings, &document.meta);
        let pages = (!layouts.is_empty()).then(|| layouts.iter().map(|layout| layout.pages.len()).sum());
        let mut work = self.desk.work(&document, settings, &imposition);
        work.source = (!sources.is_empty()).then(|| follow(sources));
        let without_pages = write::all(request, MadeFrom::Document, &work, stage)?;
        warnings.extend(without_pages.warnings);
        if !layouts.is_empty() {
            stage("impose");
            let print = impose::impose_each(layouts, &imposition)?;
            warnings.extend(print.warnings);
            work.print = Some(print.value);
        }
        let with_pages = write::all(request, MadeFrom::Print, &work, stage)?;
        warnings.extend(with_pages.warnings);
        let files = without_pages.value.into_iter().chain(with_pages.value).collect();
        let sheets = work.print.as_ref().filter(|print| print.imposed).map(count);
        Ok(Warned { value: Products { files, pages, sheets, fitted: None, joined: self.joined }, warnings })
    }

    /// The document of a row with its pages, and its settings.
    fn finish(&self, row: usize) -> Result<Warned<(Finished, Settings)>> {
        let most = Limits::USUAL.bytes;
        if self.template.amounts(self.table, &[row]).iter().any(|&amount| amount > most) {
            return Err(Error::Refused {
                message: format!("row {}: its values make more than {} MiB of text", row + 1, most >> 20),
                hint: Some("name the column fewer times, or shorten its values".to_owned()),
            });
        }
        let Warned { value: (document, own), mut warnings } = self.template.fill(self.table, row, &self.values)?;
        let settings = own.or(self.desk.request.settings.clone());
        let finished = self.desk.finish(document, &settings, self.shared, &mut |_| {})?;
        warnings.extend(finished.warnings);
        Ok(Warned { value: (finished.value, settings), warnings })
    }

    /// The settings of all rows together.
    fn common(&self) -> Settings {
        let mut settings = self.desk.request.settings.clone();
        self.template.blank(&mut settings);
        settings
    }
}
