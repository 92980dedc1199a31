//! The writer of markup, which also collects links, letters, pictures and
//! warnings.

use super::fonts::{Face, Letters};
use super::inlines::Order;
use super::page_marks::{PageList, PageMark, WrittenMark};
use super::pictures::{Fit, Pictures};
use super::syntax::{Syntax, escape};
use super::verse::Measure;
use crate::document::{Direction, Document, Lang};
use crate::error::{Result, Warning};
use crate::font::FontBook;
use crate::resources::Resources;
use crate::theme::{StyleName, Theme};
use std::collections::{BTreeMap, BTreeSet};

/// Encloses the name of a link's target until all pages are known; text never
/// contains it, as it has no control characters.
const LINK: char = '\0';

/// A heading, for tables of contents.
pub(crate) struct HeadingEntry {
    /// The index of its page.
    pub(crate) page: usize,
    /// Its level from 1, without gaps.
    pub(crate) level: u8,
    /// Its `id`.
    pub(crate) id: String,
    /// Its text.
    pub(crate) title: String,
    /// Whether it is the first thing on its page.
    pub(crate) first: bool,
}

/// What the text contains, for the metadata.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Holds {
    /// Pictures with alternative text.
    pub(crate) described: bool,
    /// Footnotes.
    pub(crate) notes: bool,
}

/// Writes a document as one or several pages of markup.
pub(crate) struct Writer<'a> {
    pub(super) document: &'a Document,
    pub(super) theme: &'a Theme,
    pub(super) measure: Measure<'a>,
    pub(super) resources: &'a dyn Resources,
    pub(super) syntax: Syntax,
    /// The page being written.
    out: String,
    /// Its index.
    pub(super) page: usize,
    /// The page of each `id`.
    ids: BTreeMap<String, usize>,
    pub(super) headings: Vec<HeadingEntry>,
    pub(super) page_list: PageList,
    pub(super) page_marks: Vec<WrittenMark>,
    pub(super) pictures: Pictures,
    pub(super) letters: Letters,
    pub(super) face: Face,
    pub(super) holds: Holds,
    pub(super) warnings: Vec<Warning>,
    /// Notes referred to that will be written at the end of the page.
    pub(super) waiting: Vec<usize>,
    /// Notes that are written or waiting.
    pub(super) placed: BTreeSet<usize>,
    /// The page with contents that is marked as a landmark; only one may be.
    pub(super) contents_on: Option<usize>,
    /// The page with the last index so far.
    pub(super) index_on: Option<usize>,
    /// The language at this point.
    pub(super) lang: Lang,
    /// The direction of the block at this point.
    pub(super) direction: Direction,
    /// Whether the page is still empty.
    pub(super) at_start: bool,
    /// The state of the paragraph being written.
    pub(super) order: Order,
}

/// What was collected while pages were written.
pub(crate) struct Written {
    /// The headings, for the tables of contents.
    pub(crate) headings: Vec<HeadingEntry>,
    /// Where printed pages begin.
    pub(crate) page_marks: Vec<WrittenMark>,
    /// The pictures, as files.
    pub(crate) pictures: Pictures,
    /// The letters used in each face.
    pub(crate) letters: Letters,
    /// What the text contains, for the accessibility metadata.
    pub(crate) holds: Holds,
    /// The page whose contents are a landmark.
    pub(crate) contents_on: Option<usize>,
    /// Warnings for the user.
    pub(crate) warnings: Vec<Warning>,
    ids: BTreeMap<String, usize>,
}

impl<'a> Writer<'a> {
    /// A new writer; `fit`: how pictures are prepared.
    pub(crate) fn new(
        document: &'a Document,
        (theme, book): (&'a Theme, &'a FontBook),
        resources: &'a dyn Resources,
        syntax: Syntax,
        fit: Fit,
    ) -> Self {
        let mut writer = Self {
            document,
            theme,
            measure: Measure::new(theme, book),
            resources,
            syntax,
            out: String::new(),
            page: 0,
            ids: BTreeMap::new(),
            headings: Vec::new(),
            page_list: PageList::new(Vec::new()),
            page_marks: Vec::new(),
            pictures: Pictures { fit, ..Pictures::default() },
            letters: Letters::default(),
            face: Face::default(),
            holds: Holds::default(),
            warnings: Vec::new(),
            waiting: Vec::new(),
            placed: BTreeSet::new(),
            contents_on: None,
            index_on: None,
            lang: document.meta.lang.clone(),
            direction: document.meta.lang.direction(),
            at_start: true,
            order: Order::default(),
        };
        writer.face = writer.face_of(StyleName::Body);
        writer
    }

    /// Adds marks where printed pages begin.
    pub(crate) fn with_page_list(self, marks: Vec<PageMark>) -> Self {
        Self { page_list: PageList::new(marks), ..self }
    }

    /// Begins a page.
    pub(crate) fn begin_page(&mut self, index: usize) {
        self.page = index;
        self.at_start = true;
    }

    /// Ends a page with its notes, the last page also with those that nothing
    /// refers to. Returns its markup, with links not yet resolved.
    ///
    /// # Errors
    /// [`crate::Error::Writer`] where a picture cannot be written again.
    pub(crate) fn end_page(&mut self, is_last: bool) -> Result<String> {
        if is_last {
            let rest: Vec<usize> = (0..self.document.notes.len()).filter(|note| !self.placed.contains(note)).collect();
            self.placed.extend(&rest);
            self.waiting.extend(rest);
        }
        self.notes()?;
        Ok(self.take())
    }

    /// Takes what was written since the last page ended.
    pub(crate) fn take(&mut self) -> String {
        std::mem::take(&mut self.out)
    }

    /// The headings written so far.
    pub(crate) fn headings(&self) -> &[HeadingEntry] {
        &self.headings
    }

    /// Whether the text contains a table of contents.
    pub(crate) fn has_contents(&self) -> bool {
        self.contents_on.is_some()
    }

    /// Returns what was collected.
    pub(crate) fn finish(mut self) -> Written {
        self.warnings.extend(Warning::more("image", self.pictures.remote.saturating_sub(1)));
        Written {
            headings: self.headings,
            page_marks: self.page_marks,
            pictures: self.pictures,
            letters: self.letters,
            holds: self.holds,
            contents_on: self.contents_on,
            warnings: self.warnings,
            ids: self.ids,
        }
    }

    /// An `id` attribute as a target of links.
    pub(super) fn id(&mut self, id: &str) {
        self.ids.insert(id.to_owned(), self.page);
        self.attribute("id", id);
    }

    /// An `href` to an `id` of any page.
    pub(crate) fn href(&mut self, id: &str) {
        self.out.push_str(" href=\"");
        self.out.push(LINK);
        self.out.push_str(id);
        self.out.push(LINK);
        self.out.push('"');
    }

    /// An attribute.
    pub(crate) fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape(value, &mut self.out);
        self.out.push('"');
    }

    /// Markup, unescaped.
    pub(crate) fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Text in the current face.
    pub(crate) fn text(&mut self, text: &str) {
        self.letters.add(self.face, &self.lang, text);
        escape(text, &mut self.out);
    }

    /// Runs a step with another face, then restores the previous one.
    pub(super) fn with_face<T>(&mut self, face: Face, step: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.face, face);
        let value = step(self);
        self.face = before;
        value
    }

    /// The face of a role.
    pub(super) fn face_of(&self, style: StyleName) -> Face {
        let style = self.theme.style(style);
        Face { family: style.family, bold: style.weight.is_bold() }
    }
}

impl Written {
    /// Resolves links: `name` gives the file of a page, needed where the target
    /// is on another one.
    pub(crate) fn resolve(&self, body: &str, page: usize, name: impl Fn(usize) -> String) -> String {
        let mut out = String::with_capacity(body.len());
        for (index, piece) in body.split(LINK).enumerate() {
            if index % 2 == 0 {
                out.push_str(piece);
                continue;
            }
            match self.ids.get(piece) {
                Some(&target) if target == page => {}
                Some(&target) => out.push_str(&name(target)),
                // The target does not exist: the link leads to the top of its
                // own page.
                None => {
                    out.push_str(&name(page));
                    continue;
                }
            }
            out.push('#');
            out.push_str(piece);
        }
        out
    }
}
