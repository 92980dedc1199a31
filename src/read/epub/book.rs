//! The package document (EPUB 3.3, 5): which files are read, in which order.

use super::contents::{self, Entry};
use super::path;
use crate::document::{Direction, Lang};
use crate::error::Result;
use crate::read::html;
use crate::read::notices::Notices;
use crate::read::office::Package;
use crate::read::xml::{Broken, Element, Node, nodes};
use std::collections::{BTreeMap, BTreeSet};

const CONTAINER: &str = "META-INF/container.xml";
const ENCRYPTION: &str = "META-INF/encryption.xml";

#[derive(Default)]
pub(super) struct Book {
    pub(super) title: Option<String>,
    pub(super) lang: Option<Lang>,
    pub(super) direction: Option<Direction>,
    /// The files of text, and whether they are in the order of reading.
    pub(super) spine: Vec<(String, bool)>,
    /// The contents of EPUB 3, and of EPUB 2.
    nav: Option<String>,
    ncx: Option<String>,
}

impl Book {
    pub(super) fn read(package: &mut Package<'_>, notices: &Notices<'_>) -> Result<Self> {
        let refuse = |message: &str, hint: &str| notices.refuse_line(None, message, hint);
        if !package.has(CONTAINER) {
            let hint = "give a file saved as EPUB, or name its form with `--from`";
            return Err(refuse("this is not an EPUB file", hint));
        }
        let xml = package.xml(CONTAINER, notices)?;
        let roots = values(&xml, "rootfile", "full-path").map_err(|broken| broken.refuse(CONTAINER, notices))?;
        let Some(opf) = roots.into_iter().find(|name| package.has(name)) else {
            return Err(refuse("the book does not say where its text is", "make the book anew"));
        };
        let xml = package.xml(&opf, notices)?;
        let mut book = Self::of_package(&xml, &opf).map_err(|broken| broken.refuse(&opf, notices))?;
        book.spine.retain(|(path, _)| package.has(path));
        if book.spine.is_empty() {
            return Err(refuse("the book has no chapters", "make the book anew"));
        }
        if package.has(ENCRYPTION) {
            let xml = package.xml(ENCRYPTION, notices)?;
            let locked = values(&xml, "CipherReference", "URI").map_err(|broken| broken.refuse(ENCRYPTION, notices))?;
            let locked: BTreeSet<String> = locked.iter().filter_map(|name| Some(path::resolve("", name)?.0)).collect();
            // Fonts may be locked: they are not read.
            if book.spine.iter().any(|(path, _)| locked.contains(path)) {
                return Err(refuse("this book is locked (DRM)", "give one without a lock"));
            }
        }
        Ok(book)
    }

    fn of_package(xml: &str, opf: &str) -> std::result::Result<Self, Broken> {
        let mut reader = PackageReader { opf, ..PackageReader::default() };
        let mut nodes = nodes(xml);
        while let Some(node) = nodes.next()? {
            match node {
                Node::Start(element) => reader.start(&element),
                Node::Text(text) => reader.text(&text),
                Node::End => reader.inside = Inside::Nothing,
            }
        }
        Ok(reader.finish())
    }

    /// The entries of its contents.
    pub(super) fn contents(&self, package: &mut Package<'_>, notices: &Notices<'_>) -> Result<Vec<Entry>> {
        if let Some(nav) = self.nav.as_deref().filter(|name| package.has(name)) {
            let text = package.xml(nav, notices)?;
            if html::too_many(&text).is_none() {
                return Ok(contents::of_nav(&html::tokens(&text), nav));
            }
        }
        if let Some(ncx) = self.ncx.as_deref().filter(|name| package.has(name)) {
            // Without a whole one there are the headings.
            return Ok(contents::of_ncx(&package.xml(ncx, notices)?, ncx).unwrap_or_default());
        }
        Ok(Vec::new())
    }
}

/// The element whose text is read.
#[derive(Default, PartialEq, Eq)]
enum Inside {
    #[default]
    Nothing,
    Title,
    Language,
}

#[derive(Default)]
struct PackageReader<'x> {
    opf: &'x str,
    book: Book,
    inside: Inside,
    title: String,
    language: String,
    /// The files of text by their ids.
    texts: BTreeMap<String, String>,
    ids: BTreeMap<String, String>,
    toc: Option<String>,
    /// The ids of the spine.
    spine: Vec<(String, bool)>,
}

impl PackageReader<'_> {
    fn start(&mut self, element: &Element) {
        match element.name.as_str() {
            // Of several titles the first is the main one.
            "title" if self.title.is_empty() => self.inside = Inside::Title,
            "language" if self.language.is_empty() => self.inside = Inside::Language,
            "item" => self.item(element),
            "spine" => {
                self.toc = element.get("toc").map(str::to_owned);
                self.book.direction = match element.get("page-progression-direction") {
                    Some("rtl") => Some(Direction::Rtl),
                    Some("ltr") => Some(Direction::Ltr),
                    _ => None,
                };
            }
            "itemref" => {
                let is_linear = element.get("linear") != Some("no");
                self.spine.extend(element.get("idref").map(|id| (id.to_owned(), is_linear)));
            }
            _ => {}
        }
    }

    fn item(&mut self, element: &Element) {
        let (Some(id), Some(href)) = (element.get("id"), element.get("href")) else { return };
        let Some((path, _)) = path::resolve(self.opf, href) else { return };
        if element.get("properties").is_some_and(|list| list.split_whitespace().any(|word| word == "nav")) {
            self.book.nav.get_or_insert_with(|| path.clone());
        }
        match element.get("media-type").unwrap_or_default() {
            "application/xhtml+xml" | "text/html" => drop(self.texts.insert(id.to_owned(), path)),
            _ => drop(self.ids.insert(id.to_owned(), path)),
        }
    }

    fn text(&mut self, text: &str) {
        match self.inside {
            Inside::Title => self.title.push_str(text),
            Inside::Language => self.language.push_str(text),
            Inside::Nothing => {}
        }
    }

    fn finish(self) -> Book {
        let Self { mut book, title, language, texts, ids, toc, spine, .. } = self;
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        book.title = Some(title).filter(|title| !title.is_empty());
        book.lang = language.trim().parse().ok();
        book.ncx = toc.and_then(|id| ids.get(&id).cloned());
        let mut seen = BTreeSet::new();
        let paths = spine.into_iter().filter_map(|(id, linear)| Some((texts.get(&id)?.clone(), linear)));
        // A file that comes again would be read again, without end.
        book.spine = paths.filter(|(path, _)| book.nav.as_ref() != Some(path) && seen.insert(path.clone())).collect();
        book
    }
}

/// The values of an attribute of all elements of a name.
fn values(xml: &str, name: &str, attribute: &str) -> std::result::Result<Vec<String>, Broken> {
    let (mut found, mut nodes) = (Vec::new(), nodes(xml));
    while let Some(node) = nodes.next()? {
        if let Node::Start(element) = node
            && element.name == name
        {
            found.extend(element.get(attribute).map(str::to_owned));
        }
    }
    Ok(found)
}
