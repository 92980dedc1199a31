//! PDF to a document: what its pages show, read as a person would read them. Scans and
//! fonts that do not say which letters they draw are refused.
//!
//! | Step | Module |
//! |---|---|
//! | what may be spent | `budget` |
//! | content streams, fonts, their maps | `content`, `font`, `cmap`, `ranges` |
//! | where each glyph, picture and link is | `draw`, `place`, `pictures`, `links` |
//! | what the tags say | `tags` |
//! | layers, clipping, paper: what of it is in sight | `sight` |
//! | pages on sheets, in their order | `cells` |
//! | rules, and the tables that they make | `rules`, `grid`, `tables` |
//! | tables without rules | `aligned`, `cellular`, `tables` |
//! | pieces of lines, columns from the right | `segment`, `zones` |
//! | logical order, by the producer's habits and the lexicon | `habits`, `order` |
//! | paragraphs, headings, lists, verse | `flow`, `block` |
//! | what pages repeat, notes at their foot | `furniture`, `notes` |
//! | the text without tags, and by them | `plain`, `tagged` |
//! | the message | `write`, `lists`, `look` |

mod aligned;
mod block;
mod budget;
mod cells;
mod cellular;
mod cmap;
mod content;
mod draw;
mod flow;
mod font;
mod furniture;
mod grid;
mod habits;
mod links;
mod lists;
mod look;
mod notes;
mod order;
mod pictures;
mod place;
mod plain;
mod ranges;
mod rules;
mod segment;
mod sight;
mod tables;
mod tagged;
mod tags;
mod write;
mod zones;

use super::alt;
use super::notices::Notices;
use crate::document::{Block, Note, Source};
use crate::error::{Error, Result};
use crate::pdf_objects::{Keep, load, pages as pages_of};
use crate::resources::Memory;
use draw::Drawing;
use font::get;
use lopdf::Document;
use place::{PICTURE, Page};
use write::{Means, Writer};

/// One code without a letter in this many is let pass: ornaments; and fewer on a page than
/// a short line has, as a page may have few letters.
const UNMAPPED: usize = 50;
const ORNAMENTS: usize = 20;

/// A PDF as read.
pub(super) struct File {
    pub(super) blocks: Vec<Block>,
    pub(super) notes: Vec<Note>,
    /// The text extracted from it.
    pub(super) source: Source,
    pub(super) title: Option<String>,
    /// Its pictures.
    pub(super) embedded: Memory,
}

/// Reads a PDF.
pub(super) fn read(bytes: &[u8], notices: &mut Notices<'_>, nesting: usize) -> Result<File> {
    let document = load(bytes, Keep::Text)?;
    let tags = tags::tags(&document);
    let mut drawing = Drawing::new(&document, tags.as_ref());
    let pages = draw_all(&document, &mut drawing, notices)?;
    tell(notices, &pages, drawing.budget.unread);
    let tags = tags.as_ref().filter(|_| tagged::tells_most(&pages));
    let Drawing { fonts, pictures, links, .. } = drawing;
    let text = match tags {
        Some(tags) => tagged::text(tags, pages, &fonts),
        None => plain::text(pages, &fonts),
    };
    let means = Means { fonts: &fonts, pictures: &pictures, links: &links, tags };
    let mut writer = Writer::new(notices, means, nesting);
    writer.text(&text)?;
    let (blocks, notes, source) = writer.finish();
    Ok(File { blocks, notes, source, title: title(&document), embedded: pictures.files })
}

/// What all pages show. Refuses what has no letters, naming the page.
fn draw_all(document: &Document, drawing: &mut Drawing<'_>, notices: &Notices<'_>) -> Result<Vec<Page>> {
    let mut pages = Vec::new();
    for (number, id) in pages_of(document) {
        let page = drawing.page(id);
        drawing.budget.glyphs += page.glyphs.len();
        if drawing.budget.spent {
            let excess = drawing.budget.excess.as_deref();
            let excess = excess.unwrap_or("the file holds more than can be read in bounded time and memory");
            let message = format!("page {number}: {excess}");
            return Err(notices.refuse_line(None, message, "split it into parts"));
        }
        let is_unknown = page.unmapped >= ORNAMENTS && page.unmapped * UNMAPPED > page.known;
        if let Some(font) = page.unknown.filter(|_| is_unknown) {
            return Err(unknown(notices, drawing, number, font));
        }
        pages.push(page);
    }
    let sum = |count: fn(&Page) -> usize| pages.iter().map(count).sum::<usize>();
    let first = pages.iter().zip(1..).find_map(|(page, number)| Some((number, page.unknown?)));
    if let Some((number, font)) = first.filter(|_| sum(|page| page.unmapped) > sum(|page| page.known)) {
        return Err(unknown(notices, drawing, number, font));
    }
    let scan = pages.iter().position(|page| is_silent(page) && page.pictures > 0);
    if pages.iter().all(is_silent) {
        let number = scan.map_or(1, |at| at + 1);
        let message = match scan {
            Some(_) => format!("page {number}: the page is a picture (a scan); there is no text in the file"),
            None => "there is no text in the file".to_owned(),
        };
        return Err(notices.refuse_line(None, message, "recognise its text first, for example with `ocrmypdf -l fas`"));
    }
    Ok(pages)
}

/// Refuses a file for a font without letters.
fn unknown(notices: &Notices<'_>, drawing: &Drawing<'_>, page: u32, font: u16) -> Error {
    let name: String = drawing.fonts[usize::from(font)].name.chars().filter(|c| !c.is_control()).take(60).collect();
    let message = format!("page {page}: the font `{name}` does not say which letters it draws");
    notices.refuse_line(None, message, "recognise the text with OCR, or make the PDF again with its text")
}

/// Whether a page has no letters.
fn is_silent(page: &Page) -> bool {
    page.glyphs.iter().all(|glyph| glyph.text.as_deref().is_none_or(|text| text.contains(PICTURE)))
}

/// Says what is left out.
fn tell(notices: &mut Notices<'_>, pages: &[Page], parts: usize) {
    if parts > 0 {
        let what = if parts == 1 { "a part of a page is".to_owned() } else { format!("{parts} parts of pages are") };
        notices.warn_file("pdf-content", format!("{what} left out: broken, or packed in a way that is not read"));
    }
    let unread: usize = pages.iter().map(|page| page.unread).sum();
    if unread > 0 {
        let what = if unread == 1 { "a picture is".to_owned() } else { format!("{unread} pictures are") };
        notices.warn_file("pdf-pictures", format!("{what} left out: of a kind that is not read"));
    }
    let unmapped: usize = pages.iter().map(|page| page.unmapped).sum();
    if unmapped > 0 {
        let message = format!("{unmapped} characters are left out: their fonts do not say which letters they are");
        notices.warn_file("pdf-letters", message);
    }
    let letters: usize = pages.iter().map(|page| page.hidden).sum();
    let pictures: usize = pages.iter().map(|page| page.hidden_pictures).sum();
    let hidden = match (letters, pictures) {
        (0, 0) => None,
        (_, 0) => Some(format!("{letters} characters are left out: the file hides them")),
        (0, _) => Some(format!("{pictures} pictures are left out: the file hides them")),
        _ => Some(format!("{letters} characters and {pictures} pictures are left out: the file hides them")),
    };
    if let Some(message) = hidden {
        notices.warn_file("pdf-hidden", message);
    }
    let scans = pages.iter().zip(1..).filter(|(page, _)| is_silent(page) && page.pictures > 0);
    for (_, number) in scans {
        notices.warn_file("pdf-scan", format!("page {number} is a picture: words on it are not read"));
    }
}

/// The title that the file gives itself, if it is shown as such: elsewhere it is what a
/// program found first, often the name of the file it was made from.
fn title(document: &Document) -> Option<String> {
    let shown = get(document, document.catalog().ok()?, b"ViewerPreferences")?.as_dict().ok()?;
    get(document, shown, b"DisplayDocTitle")?.as_bool().ok().filter(|is_shown| *is_shown)?;
    let info = document.trailer.get(b"Info").ok()?;
    let info = document.dereference(info).ok()?.1.as_dict().ok()?;
    let title = draw::decoded(get(document, info, b"Title")?.as_str().ok()?);
    let title = order::folded(&title).trim().chars().take(300).collect::<String>();
    (!title.is_empty() && !is_name(&title)).then_some(title)
}

/// Whether a title is the name of a file, perhaps after that of a program.
fn is_name(title: &str) -> bool {
    // Nine letters are those of the longest endings in use, such as `.numbers`.
    let is_ending = |ending: &str| {
        (1..9).contains(&ending.len())
            && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && ending.contains(|c: char| c.is_ascii_alphabetic())
    };
    alt::says_nothing(title)
        || title.starts_with("Microsoft ")
        || title.contains('\\')
        || title.rsplit_once('.').is_some_and(|(stem, ending)| !stem.is_empty() && is_ending(ending))
}
