//! Runs the writers, one match arm per format.

use super::cards::{self, Cards};
use super::product::{Part, Product};
use super::{Request, choose};
use crate::document::Document;
use crate::epub::{self, PageMark};
use crate::error::{Result, Warned};
use crate::font::FontBook;
use crate::frame::Print;
use crate::guide;
use crate::html;
use crate::impose::Imposition;
use crate::pdf;
use crate::plain;
use crate::raster::{self, Bitmaps, RasterOptions};
use crate::resources::Resources;
use crate::settings::{Duplex, MadeFrom, OutputFormat, Settings};
use crate::theme::Theme;

/// What the writers need.
pub(super) struct Work<'a> {
    pub(super) document: &'a Document,
    /// The document as it was read and cleaned, where a format is made from it.
    pub(super) source: Option<Document>,
    pub(super) settings: &'a Settings,
    pub(super) theme: &'a Theme,
    pub(super) fonts: &'a FontBook,
    pub(super) resources: &'a dyn Resources,
    pub(super) imposition: &'a Imposition,
    /// Where the printed pages begin, if the EPUB is to have a page list.
    pub(super) page_list: Vec<PageMark>,
    /// The pages on their sheets, where a format is made from them.
    pub(super) print: Option<Print>,
    /// The cards, where pictures are cards.
    pub(super) cards: Option<Cards>,
    /// Seconds since 1970 that the EPUB says it was modified at.
    pub(super) modified: Option<u64>,
}

/// The files of all requested formats that are made from the same source.
pub(super) fn all(
    request: &Request,
    made_from: MadeFrom,
    work: &Work<'_>,
    stage: &mut dyn FnMut(&'static str),
) -> Result<Warned<Vec<Product>>> {
    let mut all = Warned::quiet(Vec::new());
    let wanted = |format: &&OutputFormat| format.made_from() == made_from && request.formats.contains(format);
    for &format in OutputFormat::ALL.iter().filter(wanted) {
        stage(format.word());
        let written = write(format, work)?;
        all.warnings.extend(written.warnings);
        all.value.extend(written.value);
    }
    Ok(all)
}

/// The files of a format.
fn write(format: OutputFormat, work: &Work<'_>) -> Result<Warned<Vec<Product>>> {
    match format {
        OutputFormat::Pdf => pdf(work).map(Warned::quiet),
        OutputFormat::Epub => epub(work),
        OutputFormat::Html => html(work),
        OutputFormat::Markdown => Ok(Warned::quiet(work.source.as_ref().map(markdown).into_iter().collect())),
        OutputFormat::Text => Ok(Warned::quiet(texts(format, plain::Form::Text, work))),
        OutputFormat::Telegram => Ok(Warned::quiet(texts(format, plain::Form::Telegram, work))),
        OutputFormat::WhatsApp => Ok(Warned::quiet(texts(format, plain::Form::WhatsApp, work))),
        OutputFormat::Png | OutputFormat::Jpg => pictures(format, work).map(Warned::quiet),
    }
}

fn markdown(source: &Document) -> Product {
    Product::new(OutputFormat::Markdown, Part::Whole, plain::markdown(source).into_bytes())
}

/// A text, in as many parts as its messenger needs.
fn texts(format: OutputFormat, form: plain::Form, work: &Work<'_>) -> Vec<Product> {
    let parts = plain::chat(work.document, form, work.theme.furniture.byline);
    let alone = parts.len() == 1;
    let part = |index| if alone { Part::Whole } else { Part::Numbered("", index + 1) };
    parts.into_iter().enumerate().map(|(index, text)| Product::new(format, part(index), text.into_bytes())).collect()
}

fn epub(work: &Work<'_>) -> Result<Warned<Vec<Product>>> {
    let mut options = choose::epub(work.settings, &work.document.meta, work.page_list.clone(), work.modified);
    if let Some(name) = &work.settings.epub_css {
        options.style = epub::own_style(name, &work.resources.read(name)?)?;
    }
    let Warned { value, warnings } = epub::write(work.document, work.theme, work.fonts, work.resources, &options)?;
    Ok(Warned { value: vec![Product::new(OutputFormat::Epub, Part::Whole, value)], warnings })
}

fn html(work: &Work<'_>) -> Result<Warned<Vec<Product>>> {
    let options = choose::html(work.settings, &work.document.meta);
    let Warned { value, warnings } = html::write(work.document, work.theme, work.fonts, work.resources, &options)?;
    Ok(Warned { value: vec![Product::new(OutputFormat::Html, Part::Whole, value)], warnings })
}

fn pdf(work: &Work<'_>) -> Result<Vec<Product>> {
    let Some(print) = &work.print else { return Ok(Vec::new()) };
    let options = choose::pdf(work.settings, &work.document.meta);
    let product = |part, bytes| Product::new(OutputFormat::Pdf, part, bytes);
    let mut files = Vec::new();
    if work.settings.proof == Some(true)
        && let Some((guide, meta)) = guide::guide(&print.sides, work.imposition, work.fonts)?
    {
        files.push(product(Part::Guide, pdf::write(&guide, &meta, work.fonts, &options)?));
    }
    let mut write = |part, print: &Print| -> Result<()> {
        files.push(product(part, pdf::write(print, &work.document.meta, work.fonts, &options)?));
        Ok(())
    };
    if work.imposition.duplex != Duplex::Manual {
        write(Part::Whole, print)?;
        return Ok(files);
    }
    match print.clone().parted(Duplex::Manual) {
        (whole, None) => write(Part::Whole, &whole)?,
        (fronts, Some(backs)) => {
            write(Part::Fronts, &fronts)?;
            write(Part::Backs, &backs)?;
        }
    }
    Ok(files)
}

/// Cards, or pages as they are printed. Only one picture is in memory at a time.
fn pictures(format: OutputFormat, work: &Work<'_>) -> Result<Vec<Product>> {
    let usual = choose::raster(work.settings);
    let (print, fonts, options, word) = match (&work.cards, &work.print) {
        (Some(Cards { print, fonts }), _) => (print, fonts, RasterOptions { ppi: cards::PPI, ..usual }, "card"),
        (None, Some(print)) => (print, work.fonts, usual, ""),
        (None, None) => return Ok(Vec::new()),
    };
    raster::few_enough(print, &options)?;
    let quality = choose::quality(work.settings);
    let mut files = Vec::new();
    let mut bitmaps = Bitmaps::new(print, fonts, &options);
    for (index, side) in print.sides.iter().enumerate() {
        let Some(bitmap) = bitmaps.next().transpose()? else { break };
        let part = Part::Numbered(word, index + 1);
        let bytes = if format == OutputFormat::Jpg { bitmap.jpeg(quality)? } else { bitmap.png()? };
        bitmaps.reuse(bitmap);
        files.push(Product::new(format, part, bytes));
        if work.settings.alt == Some(true) {
            let words = raster::words(print, side).into_bytes();
            files.push(Product { ending: "txt", ..Product::new(format, part, words) });
        }
    }
    Ok(files)
}
