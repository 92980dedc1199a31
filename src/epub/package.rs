//! The package: manifest, spine and tables of contents, by epub-builder; then
//! the finishing pass.

use super::EpubOptions;
use super::access;
use super::cover::Cover;
use super::finish::{self, Patches};
use super::pages::{self, Pages};
use super::toc;
use crate::document::date::is_calendar_date;
use crate::document::words::Words;
use crate::document::{About, Document, Series};
use crate::error::{Error, Result};
use crate::web::{Fonts, dir, escaped};
use epub_builder::{EpubBuilder, EpubContent, EpubVersion, MetadataOpfV3, ReferenceType, ZipLibrary};

/// 1980-01-01, the earliest date of ZIP.
const FIXED_TIME: i64 = 315_532_800;

fn failed(error: &impl ToString) -> Error {
    Error::Writer { format: "EPUB", message: error.to_string() }
}

/// The parts of a book.
pub(super) struct Parts<'a> {
    pub document: &'a Document,
    pub pages: Pages,
    pub cover: Cover,
    pub fonts: Fonts,
    pub style: String,
}

/// Assembles the book.
///
/// # Errors
/// [`Error::Writer`] for a defect of the writer.
pub(super) fn write(parts: &Parts<'_>, options: &EpubOptions) -> Result<Vec<u8>> {
    let Parts { document, pages, .. } = parts;
    let meta = &document.meta;
    let words = Words::of(&meta.lang);
    let title = meta.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or(words.untitled);
    let zip = ZipLibrary::new().map_err(|error| failed(&error))?;
    let mut builder = EpubBuilder::new(zip).map_err(|error| failed(&error))?;
    builder.epub_version(EpubVersion::V33);
    let identifier = identifier(parts);
    builder.set_uuid(identifier);
    let modified = options.modified.and_then(|seconds| i64::try_from(seconds).ok()).unwrap_or(FIXED_TIME);
    let modified = chrono::DateTime::from_timestamp(modified, 0).filter(|time| {
        use chrono::Datelike;
        (1..=9999).contains(&time.year())
    });
    builder.set_modified_date(modified.unwrap_or_default());
    for (key, value) in [
        ("title", title),
        ("lang", meta.lang.as_str()),
        ("direction", dir(meta.lang.direction())),
        ("toc_name", words.contents),
        ("generator", ""),
    ] {
        builder.metadata(key, clean(value)).map_err(|error| failed(&error))?;
    }
    meta.authors.iter().filter(|_| options.author).for_each(|author| builder.add_author(clean(author)));
    about(&mut builder, &options.about);
    let summary = access::summary(&pages.written, &meta.lang);
    let accessibility =
        access::metadata(&pages.written).into_iter().chain([("schema:accessibilitySummary", summary.as_str())]);
    for (property, content) in accessibility {
        builder.add_metadata_opf(Box::new(MetadataOpfV3::new(property.to_owned(), escaped(content))));
    }
    let cover = EpubContent::new("cover.xhtml", parts.cover.page.as_bytes());
    builder.add_content(cover).map_err(|error| failed(&error))?;
    spine(&mut builder, pages, title)?;
    resources(&mut builder, parts)?;
    let mut bytes = Vec::new();
    builder.generate(&mut bytes).map_err(|error| failed(&error))?;
    let page_marks = pages.page_marks();
    let patches = Patches {
        lang: &meta.lang,
        title,
        identifier: identifier.urn().to_string(),
        words,
        date: meta.date.as_deref().filter(|date| options.date && is_calendar_date(date)),
        publisher: options.about.publisher.as_deref(),
        page_marks: &page_marks,
        contents: toc::Rendered::of(toc::table(&pages.written.headings, meta.deepest_listed(), &clean(title))),
        contents_page: pages.written.contents_on.map(pages::page_name),
        text_page: pages::page_name(pages.title_pages),
        has_fonts: !parts.fonts.files.is_empty(),
    };
    finish::finish(&bytes, &patches)
}

/// Adds the metadata that libraries and shops sort by. The publisher is added by
/// the finishing pass, as the builder has no field for it.
fn about(builder: &mut EpubBuilder<ZipLibrary>, about: &About) {
    about.description.iter().for_each(|text| builder.add_description(clean(text)));
    about.subjects.iter().for_each(|subject| builder.add_subject(clean(subject)));
    let Some(Series { name, number }) = &about.series else { return };
    let meta = |property: &str, content: &str| MetadataOpfV3::new(property.to_owned(), escaped(&clean(content)));
    let of_series = |meta| MetadataOpfV3 { refines: Some("#series".to_owned()), ..meta };
    let collection = MetadataOpfV3 { id: Some("series".to_owned()), ..meta("belongs-to-collection", name) };
    builder.add_metadata_opf(Box::new(collection));
    builder.add_metadata_opf(Box::new(of_series(meta("collection-type", "series"))));
    if let Some(number) = number {
        builder.add_metadata_opf(Box::new(of_series(meta("group-position", number))));
    }
}

/// Adds the pages in reading order. The finishing pass adds the tables of
/// contents: the builder's entries are whole files, but a page may contain
/// several headings of one level.
fn spine(builder: &mut EpubBuilder<ZipLibrary>, pages: &Pages, title: &str) -> Result<()> {
    for (index, page) in pages.pages.iter().enumerate() {
        let mut content = EpubContent::new(page.name.as_str(), page.content.as_bytes());
        if index == pages.title_pages {
            content = content.title(clean(title)).reftype(ReferenceType::Text);
        }
        builder.add_content(content).map_err(|error| failed(&error))?;
    }
    Ok(())
}

fn resources(builder: &mut EpubBuilder<ZipLibrary>, parts: &Parts<'_>) -> Result<()> {
    builder.stylesheet(parts.style.as_bytes()).map_err(|error| failed(&error))?;
    let cover = &parts.cover;
    builder.add_cover_image(&cover.name, cover.bytes.as_slice(), cover.mime).map_err(|error| failed(&error))?;
    for file in &parts.fonts.files {
        builder.add_resource(&file.name, file.bytes.as_slice(), file.mime).map_err(|error| failed(&error))?;
    }
    for (name, mime, bytes) in &parts.pages.written.pictures.files {
        builder.add_resource(name, bytes.as_slice(), *mime).map_err(|error| failed(&error))?;
    }
    Ok(())
}

/// An identifier derived from the content only.
fn identifier(parts: &Parts<'_>) -> uuid::Uuid {
    let mut hash = blake3::Hasher::new();
    let mut add = |bytes: &[u8]| {
        // As many bytes in a browser, whose `usize` has four, as in the program.
        hash.update(&(bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    parts.pages.pages.iter().for_each(|page| add(page.content.as_bytes()));
    parts.pages.written.pictures.files.iter().for_each(|(.., bytes)| add(bytes));
    parts.fonts.files.iter().for_each(|file| add(&file.bytes));
    add(&parts.cover.bytes);
    add(parts.style.as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize().as_bytes()[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// Text without characters that XML does not allow.
pub(super) fn clean(text: &str) -> String {
    let allowed = |letter: char| !(letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}'));
    text.chars().map(|letter| if allowed(letter) { letter } else { ' ' }).collect()
}
