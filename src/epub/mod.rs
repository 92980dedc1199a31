//! A document as an EPUB 3.3: package by epub-builder, then a finishing pass
//! over the zip for what it gets wrong (clock, ids, directions, order).
//!
//! ```text
//! Document ─ split ─▶ parts ─ blocks, inlines ─▶ XHTML ┐
//! Theme ─ css ─▶ style sheet                           ├─ package ─ finish ─▶ bytes
//! letters used ─ fonts ─▶ subset fonts                 ┘
//! ```

mod access;
mod blocks;
mod chapters;
mod cover;
mod css;
mod drawing;
mod finish;
mod fonts;
mod inlines;
mod lists;
mod notes;
mod package;
mod page_marks;
mod pictures;
mod sides;
mod split;
mod tables;
mod toc;
mod xhtml;

use crate::document::{About, Document, NodeId};
use crate::error::{Result, Warned};
use crate::font::FontBook;
use crate::resources::Resources;
use crate::theme::Theme;

/// What the book carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpubOptions {
    /// Embed subset fonts.
    pub embed_fonts: bool,
    /// Recompress pictures at this JPEG quality, where that makes them smaller.
    pub image_quality: Option<u8>,
    /// Write `dc:creator` from the meta data.
    pub author: bool,
    /// Write `dc:date`, where the date is one of the Gregorian calendar in the form
    /// `2024-05-31`.
    pub date: bool,
    /// Description, publisher, series and subjects to write.
    pub about: About,
    /// Where the printed pages begin, from a layout, for a page list.
    pub page_list: Vec<PageMark>,
    /// Seconds since 1970 for `dcterms:modified` (`SOURCE_DATE_EPOCH`).
    pub modified: Option<u64>,
}

impl Default for EpubOptions {
    fn default() -> Self {
        Self {
            embed_fonts: true,
            image_quality: None,
            author: false,
            date: false,
            about: About::default(),
            page_list: Vec::new(),
            modified: None,
        }
    }
}

/// Where a printed page begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageMark {
    /// The block it begins with or in.
    pub node: NodeId,
    /// How many letters and digits of that block stand before it.
    pub letters: usize,
    /// What the page is called.
    pub label: String,
}

/// Writes an EPUB. The same input gives the same bytes, everywhere.
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
    let mut pages = xhtml::pages(document, theme, resources, options)?;
    let cover = cover::make(document, theme, fonts, (resources, options.image_quality), &mut pages.warnings)?;
    pages.share(&cover);
    let fonts =
        if options.embed_fonts { fonts::subset(&pages.letters, theme, fonts)? } else { fonts::Fonts::default() };
    let direction = document.meta.lang.direction();
    let contents = pages.pages.iter().map(|page| page.content.as_str());
    let names = css::Names::of(contents.chain([cover.page.as_str()]), direction);
    let style = css::sheet(theme, &fonts, &names, direction);
    pages.warnings.extend(fonts.missing(&document.sources));
    let warnings = std::mem::take(&mut pages.warnings);
    let bytes = package::write(&package::Parts { document, pages, cover, fonts, style }, options)?;
    Ok(Warned { value: bytes, warnings })
}
