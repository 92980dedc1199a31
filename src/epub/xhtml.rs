//! The pages of the book: one XHTML document a part, well-formed by
//! construction, with links between them.

use super::EpubOptions;
use super::chapters::Chapters;
use super::cover::Cover;
use super::fonts::{Face, Letters};
use super::page_marks::PageList;
use super::pictures::Pictures;
use super::split;
use crate::document::words::Words;
use crate::document::{Block, Direction, Document, Lang};
use crate::error::{Result, Warning};
use crate::resources::Resources;
use crate::theme::{StyleName, Theme};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Stands around the name of a link's target until all pages are known; never
/// part of text, which has no control characters.
const LINK: char = '\0';

/// All pages and what was met while they were written.
pub(super) struct Pages {
    /// The pages, in reading order.
    pub pages: Vec<Page>,
    /// The headings, for the tables of contents.
    pub headings: Vec<HeadingEntry>,
    /// Page marks: label and link.
    pub page_marks: Vec<(String, String)>,
    /// The pictures, as files.
    pub pictures: Pictures,
    /// Which letters each face sets.
    pub letters: Letters,
    /// What the text holds, for the accessibility metadata.
    pub holds: Holds,
    /// The page whose contents a reader can jump to.
    pub contents_on: Option<usize>,
    /// What the user should know.
    pub warnings: Vec<Warning>,
}

/// One page.
pub(super) struct Page {
    /// Its file name.
    pub name: String,
    /// The document.
    pub content: String,
}

/// A heading of the tables of contents.
pub(super) struct HeadingEntry {
    /// The index of its page.
    pub page: usize,
    /// Its level without jumps, from 1.
    pub level: u8,
    /// Its `id`.
    pub id: String,
    /// What it says.
    pub title: String,
    /// Whether its page begins with it.
    pub first: bool,
}

/// What the text holds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Holds {
    /// Pictures with alternative text.
    pub described: bool,
    /// Any footnotes.
    pub notes: bool,
}

/// The writer of pages: where text, warnings and findings go.
pub(super) struct Writer<'a> {
    pub document: &'a Document,
    pub theme: &'a Theme,
    pub resources: &'a dyn Resources,
    /// The page being written.
    pub out: String,
    /// Its index.
    pub page: usize,
    /// Where each `id` stands: the index of its page.
    pub ids: BTreeMap<String, usize>,
    pub headings: Vec<HeadingEntry>,
    pub page_list: PageList,
    pub page_marks: Vec<(String, String)>,
    pub pictures: Pictures,
    pub letters: Letters,
    pub face: Face,
    pub holds: Holds,
    pub warnings: Vec<Warning>,
    /// Notes whose reference has been met and that wait for the page's end.
    pub waiting: Vec<usize>,
    /// Notes that stand on this page or an earlier one, or wait.
    pub placed: BTreeSet<usize>,
    /// The page whose contents a reader can jump to: one landmark a page.
    pub contents_on: Option<usize>,
    /// The language text is in at this place.
    pub lang: Lang,
    /// The direction of the block at this place.
    pub direction: Direction,
    /// Whether nothing stands on the page yet.
    pub at_start: bool,
    /// The paragraph that is being written.
    pub order: super::inlines::Order,
}

/// Writes all pages of a document.
///
/// # Errors
/// [`crate::Error::Writer`] where a picture cannot be written again.
pub(super) fn pages(
    document: &Document,
    theme: &Theme,
    resources: &dyn Resources,
    options: &EpubOptions,
) -> Result<Pages> {
    let mut page_list = options.page_list.clone();
    page_list.sort_by_key(|mark| (mark.node, mark.letters));
    let mut writer = Writer {
        document,
        theme,
        resources,
        out: String::new(),
        page: 0,
        ids: BTreeMap::new(),
        headings: Vec::new(),
        page_list: PageList::new(page_list),
        page_marks: Vec::new(),
        pictures: Pictures { quality: options.image_quality, ..Pictures::default() },
        letters: Letters::default(),
        face: Face::default(),
        holds: Holds::default(),
        warnings: Vec::new(),
        waiting: Vec::new(),
        placed: BTreeSet::new(),
        contents_on: None,
        lang: document.meta.lang.clone(),
        direction: document.meta.lang.direction(),
        at_start: true,
        order: super::inlines::Order::default(),
    };
    writer.face = writer.face_of(StyleName::Body);
    let chapters = Chapters::of(document, theme);
    let parts = split::parts(&document.blocks, |block| chapters.begins(block));
    let last = parts.len() - 1;
    let mut bodies = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        writer.page = index;
        writer.at_start = true;
        if index == 0 {
            writer.opening()?;
        }
        let is_chapter = part.first().is_some_and(|block| chapters.begins(block));
        writer.part(part, is_chapter)?;
        if index == last {
            let rest: Vec<usize> = (0..document.notes.len()).filter(|note| !writer.placed.contains(note)).collect();
            writer.placed.extend(&rest);
            writer.waiting.extend(rest);
        }
        writer.notes()?;
        bodies.push(std::mem::take(&mut writer.out));
    }
    Ok(writer.assemble(&bodies))
}

impl Pages {
    /// A picture of the text that is the cover, too, is in the book once.
    pub(super) fn share(&mut self, cover: &Cover) {
        let Some(at) = self.pictures.files.iter().position(|(.., bytes)| *bytes == cover.bytes) else { return };
        let (name, ..) = self.pictures.files.remove(at);
        let (own, shared) = (format!("src=\"{name}\""), format!("src=\"{}\"", cover.name));
        for page in &mut self.pages {
            page.content = page.content.replace(&own, &shared);
        }
    }
}

/// The headings of a page; all of them stand in the order of their pages.
pub(super) fn headings_of(headings: &[HeadingEntry], page: usize) -> &[HeadingEntry] {
    let start = headings.partition_point(|heading| heading.page < page);
    let end = headings.partition_point(|heading| heading.page <= page);
    &headings[start..end]
}

/// The file name of a page by its index.
pub(super) fn page_name(index: usize) -> String {
    format!("text-{:04}.xhtml", index + 1)
}

impl Writer<'_> {
    /// The blocks of a part; those of a chapter in its section.
    fn part(&mut self, part: &[Cow<'_, Block>], is_chapter: bool) -> Result<()> {
        if is_chapter {
            self.raw("<section epub:type=\"chapter\" role=\"doc-chapter\">\n");
        }
        part.iter().try_for_each(|block| self.block(block))?;
        if is_chapter {
            self.raw("</section>\n");
        }
        Ok(())
    }

    /// Gives every page its head and every link its way.
    fn assemble(self, bodies: &[String]) -> Pages {
        let title = self.document.meta.title.as_deref().unwrap_or(Words::of(&self.document.meta.lang).untitled);
        let page = |(index, body): (usize, &String)| {
            let own = headings_of(&self.headings, index).first().map(|heading| heading.title.as_str());
            let heading = if index == 0 { title } else { own.unwrap_or(title) };
            let body = self.resolve(body, index);
            Page { name: page_name(index), content: document(&self.document.meta.lang, heading, &body) }
        };
        let pages = bodies.iter().enumerate().map(page).collect();
        Pages {
            pages,
            headings: self.headings,
            page_marks: self.page_marks,
            pictures: self.pictures,
            letters: self.letters,
            holds: self.holds,
            contents_on: self.contents_on,
            warnings: self.warnings,
        }
    }

    /// Puts file names where a link leads to another page.
    fn resolve(&self, body: &str, page: usize) -> String {
        let mut out = String::with_capacity(body.len());
        for (index, piece) in body.split(LINK).enumerate() {
            if index % 2 == 0 {
                out.push_str(piece);
                continue;
            }
            match self.ids.get(piece) {
                Some(&target) if target == page => {}
                Some(&target) => out.push_str(&page_name(target)),
                // A target that stands nowhere: its page's beginning is near.
                None => {
                    out.push_str(&page_name(page));
                    continue;
                }
            }
            out.push('#');
            out.push_str(piece);
        }
        out
    }

    /// An `id` attribute that links can lead to.
    pub(super) fn id(&mut self, id: &str) {
        self.ids.insert(id.to_owned(), self.page);
        self.attribute("id", id);
    }

    /// An `href` to an `id` of any page.
    pub(super) fn href(&mut self, id: &str) {
        self.out.push_str(" href=\"");
        self.out.push(LINK);
        self.out.push_str(id);
        self.out.push(LINK);
        self.out.push('"');
    }

    /// An attribute.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape(value, &mut self.out);
        self.out.push('"');
    }

    /// Markup as it is.
    pub(super) fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Text in the face of this place.
    pub(super) fn text(&mut self, text: &str) {
        self.letters.add(self.face, text);
        escape(text, &mut self.out);
    }

    /// Runs a step with another face and gives the old one back.
    pub(super) fn with_face<T>(&mut self, face: Face, step: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.face, face);
        let value = step(self);
        self.face = before;
        value
    }

    /// The face a role is set in.
    pub(super) fn face_of(&self, style: StyleName) -> Face {
        let style = self.theme.style(style);
        Face { family: style.family, bold: style.weight.is_bold() }
    }
}

/// What a poem is, in the vocabulary of DAISY; a page that says so declares it.
pub(super) const VERSE: &str = "epub:type=\"z3998:poem\"";

/// A whole XHTML document.
pub(super) fn document(lang: &Lang, title: &str, body: &str) -> String {
    let mut out = String::with_capacity(body.len() + 400);
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\"");
    if body.contains(VERSE) {
        out.push_str(" epub:prefix=\"z3998: http://www.daisy.org/z3998/2012/vocab/structure/#\"");
    }
    for name in ["lang", "xml:lang"] {
        out.push_str(&format!(" {name}=\"{}\"", lang.as_str()));
    }
    out.push_str(&format!(" dir=\"{}\">\n<head><title>", dir(lang.direction())));
    escape(title, &mut out);
    out.push_str("</title><link rel=\"stylesheet\" type=\"text/css\" href=\"stylesheet.css\"/></head>\n");
    // Some readers and converters (calibre to AZW3, Readium, MuPDF) look at the body alone.
    out.push_str(&format!("<body dir=\"{}\">\n", dir(lang.direction())));
    out.push_str(body);
    out.push_str("</body>\n</html>\n");
    out
}

/// A direction as attributes write it.
pub(super) const fn dir(direction: Direction) -> &'static str {
    match direction {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    }
}

/// Text as XML: markup escaped, characters XML has no room for replaced.
pub(super) fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(letter),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ if letter.is_control() => out.push('\u{fffd}'),
            _ => out.push(letter),
        }
    }
}

/// Text as XML, on its own.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}
