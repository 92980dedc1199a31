//! PDF to a document: what its pages show, read as a person would read them. Scans and
//! fonts that do not say which letters they draw are refused.
//!
//! | Step | Module |
//! |---|---|
//! | what may be spent | `budget` |
//! | content streams, fonts, their maps | `content`, `font`, `cmap` |
//! | where each glyph stands | `draw`, `place` |
//! | pieces of lines, columns from the right | `segment`, `zones` |
//! | logical order, by the producer's habits and the lexicon | `habits`, `order` |
//! | paragraphs, headings, lists; or what the tags say | `flow`, `tags` |
//! | the message | `write` |

mod budget;
mod cmap;
mod content;
mod draw;
mod flow;
mod font;
mod habits;
mod order;
mod place;
mod segment;
mod tags;
mod write;
mod zones;

use super::notices::Notices;
use crate::document::{Block, Note, Source};
use crate::error::Result;
use crate::pdf_objects::{Keep, load};
use draw::Drawing;
use flow::Line;
use habits::Habits;
use lopdf::Document;
use place::{Glyph, Page};
use segment::{Segment, segments};
use std::collections::BTreeMap;
use tags::Tags;
use write::Writer;
use zones::zones;

/// Most glyphs of a file: 500 pages of dense text, each some 150 bytes in memory.
const GLYPHS: usize = 1_500_000;
/// One code without a letter in this many is let pass: ornaments.
const UNMAPPED: usize = 50;

/// A PDF as read.
pub(super) struct File {
    pub(super) blocks: Vec<Block>,
    pub(super) notes: Vec<Note>,
    /// The text extracted from it.
    pub(super) source: Source,
    pub(super) title: Option<String>,
}

/// Reads a PDF.
pub(super) fn read(bytes: &[u8], notices: &mut Notices<'_>, nesting: usize) -> Result<File> {
    let document = load(bytes, Keep::All)?;
    let (pages, drawing) = draw_all(&document, notices)?;
    let pictures: usize = pages.iter().map(|page| page.pictures).sum();
    let unmapped: usize = pages.iter().map(|page| page.unmapped).sum();
    let tags = tags::tags(&document).filter(|tags| tells_most(tags, &pages));
    let segments: Vec<Vec<Segment>> = pages.iter().map(|page| segments(page.glyphs.clone())).collect();
    let fonts = &drawing.fonts;
    let habits = Habits::of(&segments.concat(), fonts);
    let blocks = match &tags {
        Some(tags) => by_tags(tags, pages, segments, &habits, fonts),
        None => {
            let (mut lines, mut count) = (Vec::new(), 0);
            for (segments, page) in segments.into_iter().zip(1..) {
                let zones = zones(segments);
                lines.extend(flow::lines(&zones, page, count, &habits, fonts));
                count += zones.len();
            }
            flow::blocks(flow::without_furniture(lines))
        }
    };
    tell(notices, pictures, unmapped);
    let mut writer = Writer::new(notices, fonts, nesting);
    writer.blocks(&blocks)?;
    let (blocks, notes, source) = writer.finish();
    Ok(File { blocks, notes, source, title: title(&document) })
}

/// What all pages show. Refuses what has no letters, naming the page.
fn draw_all<'d>(document: &'d Document, notices: &Notices<'_>) -> Result<(Vec<Page>, Drawing<'d>)> {
    let mut drawing = Drawing::new(document);
    let (mut pages, mut glyphs) = (Vec::new(), 0);
    for (number, id) in document.get_pages() {
        let page = drawing.page(id);
        glyphs += page.glyphs.len();
        if drawing.budget.spent || glyphs > GLYPHS {
            let message = format!("page {number}: the file holds more than can be read in bounded time and memory");
            return Err(notices.refuse_line(None, message, "split it into parts"));
        }
        if let Some(font) = page.unknown.filter(|_| page.unmapped * UNMAPPED > page.known) {
            let name: String =
                drawing.fonts[usize::from(font)].name.chars().filter(|c| !c.is_control()).take(60).collect();
            let message = format!("page {number}: the font `{name}` does not say which letters it draws");
            return Err(notices.refuse_line(
                None,
                message,
                "recognise the text with OCR, or make the PDF again with its text",
            ));
        }
        pages.push(page);
    }
    let scan = pages.iter().position(|page| page.glyphs.is_empty() && page.pictures > 0);
    if pages.iter().all(|page| page.glyphs.is_empty()) {
        let number = scan.map_or(1, |at| at + 1);
        let message = match scan {
            Some(_) => format!("page {number}: the page is a picture (a scan); there is no text in the file"),
            None => "there is no text in the file".to_owned(),
        };
        return Err(notices.refuse_line(None, message, "recognise its text first, for example with `ocrmypdf -l fas`"));
    }
    Ok((pages, drawing))
}

/// Says what is left out.
fn tell(notices: &mut Notices<'_>, pictures: usize, unmapped: usize) {
    if pictures > 0 {
        let what = if pictures == 1 { "a picture is".to_owned() } else { format!("{pictures} pictures are") };
        notices.warn_file("pdf-pictures", format!("{what} left out: only the text of a PDF is read"));
    }
    if unmapped > 0 {
        let message = format!("{unmapped} characters are left out: their fonts do not say which letters they are");
        notices.warn_file("pdf-letters", message);
    }
}

/// Whether most glyphs that are no furniture belong to a tag.
fn tells_most(tags: &Tags, pages: &[Page]) -> bool {
    let glyphs = || pages.iter().flat_map(|page| &page.glyphs).filter(|glyph| !glyph.artifact);
    let told = glyphs().filter(|glyph| glyph.mark.is_some_and(|mark| tags.of.contains_key(&mark))).count();
    told * 10 > glyphs().count() * 9
}

/// The blocks that the tags tell.
fn by_tags(
    tags: &Tags,
    pages: Vec<Page>,
    whole: Vec<Vec<Segment>>,
    habits: &Habits,
    fonts: &[font::Font],
) -> Vec<flow::Block> {
    let mut lines: Vec<Vec<Line>> = tags.blocks.iter().map(|_| Vec::new()).collect();
    for ((page, whole), number) in pages.into_iter().zip(whole).zip(1..) {
        let columns = zones(whole);
        let mut of_block: BTreeMap<usize, Vec<Glyph>> = BTreeMap::new();
        for glyph in page.glyphs {
            if let Some(block) = glyph.mark.and_then(|mark| tags.of.get(&mark)) {
                of_block.entry(*block).or_default().push(glyph);
            }
        }
        for (block, glyphs) in of_block {
            let mut own = flow::lines(&zones(segments(glyphs)), number, 0, habits, fonts);
            flow::set_columns(&mut own, &columns);
            lines[block].extend(own);
        }
    }
    tags.blocks.iter().zip(lines).filter_map(|(kind, lines)| flow::told(*kind, &lines)).collect()
}

/// The title that the file gives itself.
fn title(document: &Document) -> Option<String> {
    let info = document.trailer.get(b"Info").ok()?;
    let info = document.dereference(info).ok()?.1.as_dict().ok()?;
    let title = draw::decoded(info.get(b"Title").ok()?.as_str().ok()?);
    let title = order::folded(&title).trim().chars().take(300).collect::<String>();
    (!title.is_empty()).then_some(title)
}
