//! The style sheets and pictures that chapters name.

use super::chapter::Chapter;
use super::path;
use crate::picture;
use crate::read::html::Token;
use crate::read::notices::Notices;
use crate::read::office::Package;
use crate::read::raw_html::Tag;
use crate::resources::Memory;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The most bytes of style sheets read for all chapters together, of which each reads its
/// own: a book of a hundred chapters has some hundred kilobytes for each at most.
const SHEETS: usize = 64 << 20;

#[derive(Default)]
pub(super) struct Shelf {
    /// The style sheets, by their names in the book.
    pub(super) sheets: Memory,
    /// The pictures, by the names that the chapters have for them now.
    pub(super) pictures: Memory,
    /// How many pictures are left out, and the first chapter that has one.
    pub(super) lost: (usize, u32),
    /// What each file of a picture is called.
    names: BTreeMap<String, Option<String>>,
    read: usize,
    chapter: u32,
}

impl Shelf {
    /// Reads what a chapter names, and gives it the names that it is kept by.
    pub(super) fn fill(&mut self, chapter: &mut Chapter, package: &mut Package<'_>, notices: &Notices<'_>) {
        self.chapter += 1;
        wrapped(chapter);
        let (mut pictures, mut sheets, mut drawings) = (Vec::new(), Vec::new(), 0);
        for (at, tag) in chapter.tags() {
            match tag.name.as_str() {
                "img" => pictures.extend(tag.attribute("src").map(|src| (at, src.to_owned()))),
                "link" => sheets.extend(tag.attribute("href").map(|href| (at, href.to_owned()))),
                "svg" => drawings += usize::from(!is_empty(chapter, at)),
                _ => {}
            }
        }
        (0..drawings).for_each(|_| self.lose());
        for (at, href) in sheets {
            let path = path::resolve(&chapter.path, &href).map(|(path, _)| path);
            match path.filter(|path| self.sheet(path, package, notices)) {
                Some(path) => chapter.set(at, "href", &path),
                None => chapter.set(at, "href", "?"),
            }
        }
        for (at, src) in pictures.into_iter().filter(|(_, src)| !src.starts_with("data:")) {
            let path = path::resolve(&chapter.path, &src).map(|(path, _)| path);
            let name = path.and_then(|path| self.picture(path, package, notices));
            match name {
                Some(name) => chapter.set(at, "src", &name),
                None => {
                    self.lose();
                    let alt = chapter.tag(at).and_then(|tag| tag.attribute("alt")).unwrap_or_default().to_owned();
                    chapter.tokens[at].1 = Token::Text(alt);
                }
            }
        }
    }

    fn lose(&mut self) {
        if self.lost.0 == 0 {
            self.lost.1 = self.chapter;
        }
        self.lost.0 += 1;
    }

    /// Whether a style sheet is there, within the bound.
    fn sheet(&mut self, path: &str, package: &mut Package<'_>, notices: &Notices<'_>) -> bool {
        if !self.sheets.0.contains_key(path) {
            let Some(bytes) = package.has(path).then(|| package.bytes(path, notices).ok()).flatten() else {
                return false;
            };
            self.sheets.0.insert(path.to_owned(), Arc::from(bytes));
        }
        let length = self.sheets.0.get(path).map_or(0, |bytes| bytes.len());
        self.read = self.read.saturating_add(length);
        self.read <= SHEETS
    }

    /// The name that a picture of the book is kept by.
    fn picture(&mut self, path: String, package: &mut Package<'_>, notices: &Notices<'_>) -> Option<String> {
        if let Some(name) = self.names.get(&path) {
            return name.clone();
        }
        let bytes = package.has(&path).then(|| package.bytes(&path, notices).ok()).flatten();
        let name = bytes.filter(|bytes| picture::is_known(bytes)).map(|bytes| {
            let name = picture::embedded_name(&bytes);
            self.pictures.0.insert(name.clone(), Arc::from(bytes));
            name
        });
        self.names.insert(path, name.clone());
        name
    }
}

/// What a drawing may have in it and be nothing but a picture that is fitted to the screen.
const WRAPPING: [&str; 6] = ["svg", "g", "a", "image", "title", "desc"];

/// Makes drawings that only wrap pictures, as those of most covers, pictures.
fn wrapped(chapter: &mut Chapter) {
    let drawings: Vec<usize> = chapter.tags().filter(|(_, tag)| tag.name == "svg").map(|(at, _)| at).collect();
    for at in drawings {
        let inside = at..=chapter.end(at);
        let names = inside.clone().filter_map(|at| chapter.tag(at)).map(|tag| tag.name.as_str());
        if names.clone().any(|name| !WRAPPING.contains(&name)) || !names.clone().any(|name| name == "image") {
            continue;
        }
        let alt = chapter.tag(at).and_then(|tag| tag.attribute("aria-label")).map(str::to_owned);
        let alt = alt.unwrap_or_else(|| chapter.text(at, chapter.end(at)));
        for at in inside {
            let source = chapter.tag(at).filter(|tag| tag.name == "image").map(|tag| {
                tag.attribute("xlink:href").or_else(|| tag.attribute("href")).unwrap_or_default().to_owned()
            });
            chapter.tokens[at].1 = match source {
                Some(src) => Token::Tag(Tag {
                    name: "img".to_owned(),
                    closing: false,
                    attributes: vec![("src".to_owned(), src), ("alt".to_owned(), alt.clone())],
                }),
                None => Token::Text(String::new()),
            };
        }
    }
}

/// Whether a drawing has nothing in it.
fn is_empty(chapter: &Chapter, at: usize) -> bool {
    (at + 1..chapter.end(at)).all(|at| chapter.tag(at).is_none())
}
