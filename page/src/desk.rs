//! From a job to pages on the screen and files to save: the same way that the
//! program goes, with nothing of its own that would change a byte.

use crate::beside::Beside;
use crate::edits::{self, Listed};
use crate::job::Job;
use bargeh::convert::{Copies, Kept, Preview, Products, Request, check, convert_with, idle, preview, with_rows};
use bargeh::data::{Table, TableOptions, Template, names_table};
use bargeh::document::Document;
use bargeh::error::in_order;
use bargeh::read::{Input, Limits, read_beside};
use bargeh::resources::{Layered, Memory, Resources as _};
use bargeh::settings::Settings;
use bargeh::{Result, Warned, Warning, plain};

/// A message, read.
struct Ready {
    document: Document,
    embedded: Memory,
    request: Request,
    copies: Option<Sheet>,
    edits: Vec<Listed>,
    warnings: Vec<Warning>,
}

/// A message with holes, and the table that fills them.
struct Sheet {
    template: Template,
    table: Table,
    rows: Vec<usize>,
}

impl Sheet {
    fn copies(&self) -> Copies<'_> {
        Copies { template: self.template.clone(), table: &self.table, rows: &self.rows }
    }
}

/// Reads a message; with `is_seen` its edits are listed, also where none is left out.
fn ready(source: &[u8], job: &Job, beside: &Beside, is_seen: bool) -> Result<Ready> {
    let formats = job.formats()?;
    let flags = job.settings()?;
    check(&flags)?;
    let reading = job.reading(source, &flags)?;
    let (template, input, mut warnings) = if flags.data.is_some() || names_table(source) {
        let Warned { value: (template, input), warnings } = Template::read_beside(source, &reading, beside)?;
        (Some(template), input, warnings)
    } else {
        let Warned { value, warnings } = read_beside(source, &reading, beside)?;
        (None, value, warnings)
    };
    let Input { mut document, settings: own, embedded, .. } = input;
    let mut settings = flags.clone().or(own);
    warnings.extend(idle(&flags, &settings, &formats));
    let mut listed = Vec::new();
    if template.is_none() && (is_seen || !job.left.is_empty()) {
        listed = edits::list(&document, &settings, &Layered { over: &embedded, under: beside })?;
        edits::take(&mut document, &mut settings, &listed, &job.left);
    }
    let copies = match (template, &settings.data) {
        (Some(template), Some(name)) => Some(sheet(template, name, job, beside)?),
        _ => None,
    };
    let request = Request { settings, formats, modified: None };
    Ok(Ready { document, embedded, request, copies, edits: listed, warnings })
}

fn sheet(template: Template, name: &str, job: &Job, beside: &Beside) -> Result<Sheet> {
    let options = TableOptions {
        name: name.to_owned(),
        encoding: None,
        lossy: false,
        lossy_rows: job.lossy_rows,
        bytes: Limits::USUAL.bytes,
    };
    let table = Table::read(&beside.read(name)?, &options)?;
    let asked: Vec<usize> = (0..table.len()).collect();
    let rows = template.check(&table, &asked, job.lossy_rows)?;
    Ok(Sheet { template, table, rows })
}

/// Pages that can be drawn, and the clean-up.
pub(crate) struct Seen {
    pub(crate) preview: Preview,
    pub(crate) edits: Vec<Listed>,
    /// How many copies there will be, where a table fills the message.
    pub(crate) copies: Option<usize>,
}

/// Sets the pages; of a table's copies those of the first.
pub(crate) fn see(source: &[u8], job: &Job, beside: &Beside, kept: &Kept) -> Result<Warned<Seen>> {
    let Ready { document, embedded, request, copies, edits, mut warnings } = ready(source, job, beside, true)?;
    let resources = Layered { over: &embedded, under: beside };
    let seen = match &copies {
        None => preview(document, &request, &resources, kept)?,
        Some(sheet) => with_rows(sheet.copies(), &request, &resources, &mut |_| {}, |press, _| {
            press.preview(sheet.rows.first().copied().unwrap_or_default())
        })?,
    };
    warnings.extend(seen.warnings);
    let copies = copies.map(|sheet| sheet.rows.len());
    Ok(Warned { value: Seen { preview: seen.value, edits, copies }, warnings: in_order(warnings) })
}

/// Makes the files that are wanted.
pub(crate) fn make(source: &[u8], job: &Job, beside: &Beside, kept: &Kept) -> Result<Warned<Products>> {
    let Ready { document, embedded, request, copies, mut warnings, .. } = ready(source, job, beside, false)?;
    let resources = Layered { over: &embedded, under: beside };
    let made = match &copies {
        None => convert_with(document, &request, &resources, &mut |_| {}, kept)?,
        Some(sheet) => with_rows(sheet.copies(), &request, &resources, &mut |_| {}, |press, stage| press.all(stage))?,
    };
    warnings.extend(made.warnings);
    Ok(Warned { value: made.value, warnings: in_order(warnings) })
}

/// What an editor shows of a file.
pub(crate) struct Opened {
    /// Its text; of what is no text, Markdown.
    pub(crate) text: String,
    /// Whether the file is that very text.
    pub(crate) is_text: bool,
    /// The pictures inside it, which the Markdown refers to.
    pub(crate) embedded: Memory,
    /// The settings of its front matter, as far as the page offers them.
    pub(crate) settings: Settings,
}

/// Opens a file for the editor.
pub(crate) fn open(source: &[u8], job: &Job, beside: &Beside) -> Result<Warned<Opened>> {
    let reading = job.reading(source, &job.settings()?)?;
    let Warned { value: input, warnings } = read_beside(source, &reading, beside)?;
    let is_text = reading.format.is_edited_in_place();
    let text = match input.document.sources.0.first() {
        Some(source) if is_text => source.text.clone(),
        _ => plain::markdown(&input.document),
    };
    Ok(Warned { value: Opened { text, is_text, embedded: input.embedded, settings: input.settings }, warnings })
}
