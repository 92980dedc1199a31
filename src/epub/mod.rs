//! A document as an EPUB 3.3: packaged by epub-builder, then a finishing pass
//! over the archive for what that gets wrong (clock, ids, directions, order).
//!
//! ```text
//! Document ─ split ─▶ parts ─ web ─▶ XHTML, fonts ┐
//! Theme ─ web, sides ─▶ style sheet               ├─ package ─ finish ─▶ bytes
//! title, theme ─ cover, drawing ─▶ picture        ┘
//! ```

mod access;
mod chapters;
mod cover;
mod drawing;
mod finish;
mod own_style;
mod package;
mod pages;
mod sides;
mod split;
mod toc;

use crate::document::{About, Document};
use crate::error::{Result, Warned};
use crate::font::FontBook;
use crate::resources::Resources;
use crate::theme::Theme;
pub use crate::web::PageMark;
use crate::web::{Fit, Fonts, Grounds, Names, rules, subset};
pub use own_style::own_style;

/// Rules for MuPDF and Librera. They know the direction of blocks only: what differs from
/// it is embedded in control characters, which generated content keeps out of copied
/// text. A box in a line breaks the line within another element. Engines that know
/// `@supports` need neither and take both back.
const MUPDF: &str = include_str!("mupdf.css");

/// The elements of the navigation document, which has the text's style sheet.
const NAVIGATION: &str = "<nav><h1><ol><li><a>";

/// What the book contains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpubOptions {
    /// Whether to embed subset fonts.
    pub embed_fonts: bool,
    /// The JPEG quality at which pictures are recompressed, where that makes
    /// them smaller; `None`: not at all.
    pub image_quality: Option<u8>,
    /// Whether to keep pictures of more than [`crate::raster::READERS_PIXELS`].
    pub full_pictures: bool,
    /// Rules appended to the style sheet, from [`own_style`].
    pub style: String,
    /// Whether to write the authors as `dc:creator`.
    pub author: bool,
    /// Whether to write `dc:date`, which needs a Gregorian date such as
    /// `2024-05-31`.
    pub date: bool,
    /// Description, publisher, series and subjects to write.
    pub about: About,
    /// Where the printed pages begin, for a page list.
    pub page_list: Vec<PageMark>,
    /// Seconds since 1970 for `dcterms:modified` (`SOURCE_DATE_EPOCH`).
    pub modified: Option<u64>,
}

impl Default for EpubOptions {
    fn default() -> Self {
        Self {
            embed_fonts: true,
            image_quality: None,
            full_pictures: false,
            style: String::new(),
            author: false,
            date: false,
            about: About::default(),
            page_list: Vec::new(),
            modified: None,
        }
    }
}

/// Writes an EPUB. The same input gives the same bytes on every platform.
///
/// # Errors
/// [`crate::Error::Writer`] for a defect of the writer.
pub fn write(
    document: &Document,
    theme: &Theme,
    fonts: &FontBook,
    resources: &dyn Resources,
    options: &EpubOptions,
) -> Result<Warned<Vec<u8>>> {
    let mut pages = pages::pages(document, (theme, fonts), resources, options)?;
    let fit = Fit { quality: options.image_quality, full: options.full_pictures };
    let cover = cover::make(document, theme, fonts, (resources, fit), &mut pages.written.warnings)?;
    pages.share(&cover);
    let fonts = if options.embed_fonts { subset(&pages.written.letters, theme, fonts)? } else { Fonts::default() };
    let direction = document.meta.lang.direction();
    let contents = pages.pages.iter().map(|page| page.content.as_str());
    let names = Names::of(contents.chain([cover.page.as_str(), NAVIGATION]), direction);
    let rules = rules(theme, &fonts, &names, Grounds::Reader, |file| file.name.clone());
    let style = sides::sheet(&rules, direction, names.turned)
        + &MUPDF.split_inclusive('\n').filter(|rule| names.need(rule)).collect::<String>()
        + &options.style;
    let mut warnings = std::mem::take(&mut pages.written.warnings);
    warnings.extend(fonts.missing(&document.sources));
    let bytes = package::write(&package::Parts { document, pages, cover, fonts, style }, options)?;
    Ok(Warned { value: bytes, warnings })
}
