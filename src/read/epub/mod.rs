//! EPUB 2 and 3 to a document: the chapters in the order of the spine, each read as a page
//! is, with its style sheets.
//!
//! | Step | Module |
//! |---|---|
//! | what is read, in which order | `book` |
//! | chapters as tokens, with the ends of their elements | `chapter` |
//! | names within the book | `path` |
//! | notes and what refers to them | `notes` |
//! | links between chapters | `links` |
//! | headings that only the contents tell | `contents` |
//! | style sheets and pictures | `resources` |

mod book;
mod chapter;
mod contents;
mod links;
mod notes;
mod path;
mod resources;

use super::html::{Chapters, Page, Told};
use super::notices::Notices;
use super::office::{Bounds, Package};
use crate::document::{Block, Direction, Lang, Note, Source};
use crate::error::Result;
use crate::resources::Memory;
use book::Book;
use chapter::Chapter;
use resources::Shelf;

/// A book as read.
pub(super) struct File {
    pub(super) blocks: Vec<Block>,
    pub(super) notes: Vec<Note>,
    pub(super) source: Source,
    pub(super) embedded: Memory,
    pub(super) title: Option<String>,
    pub(super) lang: Option<Lang>,
    pub(super) direction: Option<Direction>,
}

/// Reads a book.
pub(super) fn read(bytes: &[u8], notices: &mut Notices<'_>, bounds: Bounds) -> Result<File> {
    let mut package = Package::book(bytes).ok_or_else(|| {
        let hint = "give a file saved as EPUB, or name its form with `--from`";
        notices.refuse_line(None, "this is not an EPUB file", hint)
    })?;
    let book = Book::read(&mut package, notices)?;
    let mut chapters = chapters(&book, &mut package, notices, bounds)?;
    let labels = notes::settle(&mut chapters);
    // What is not in the order of reading (the cover, the contents) is read for its notes.
    chapters.retain(|chapter| chapter.linear || chapter.has_notes);
    let entries = book.contents(&mut package, notices)?;
    links::settle(&mut chapters);
    contents::settle(&mut chapters, &entries);
    let mut shelf = Shelf::default();
    chapters.iter_mut().for_each(|chapter| shelf.fill(chapter, &mut package, notices));
    let lost = shelf.lost;
    let mut reader = Chapters::new(notices, bounds.nesting, labels);
    for (chapter, number) in chapters.into_iter().zip(1..) {
        reader.read(number, chapter.tokens, &shelf.sheets)?;
    }
    let (Page { blocks, notes, mut embedded, source, lang, .. }, told) = reader.finish();
    embedded.0.extend(shelf.pictures.0);
    tell(&told, lost, notices);
    let Book { title, lang: told, direction, .. } = book;
    Ok(File { blocks, notes, source, embedded, title, lang: told.or(lang), direction })
}

/// The chapters of the spine, each once.
fn chapters(book: &Book, package: &mut Package<'_>, notices: &Notices<'_>, bounds: Bounds) -> Result<Vec<Chapter>> {
    let mut left = bounds.text;
    let mut chapters = Vec::new();
    for (path, linear) in &book.spine {
        let text = package.xml(path, notices)?;
        left = left.checked_sub(text.len()).ok_or_else(|| {
            let message = format!("the text of the book is larger than {} MiB", bounds.text >> 20);
            notices.refuse_line(None, message, "raise the limit with `--max-input`")
        })?;
        chapters.push(Chapter::read(path, *linear, &text, notices)?);
    }
    Ok(chapters)
}

/// What was left out, or is printed though it may be hidden.
fn tell(told: &Told, lost: (usize, u32), notices: &mut Notices<'_>) {
    if let (letters @ 1.., chapter) = told.hidden {
        let message = format!("what the style sheets of the book hide is left out: {letters} letters");
        notices.warn_line("page-hidden", chapter as usize, message);
    }
    if let (count @ 1.., chapter) = told.unread {
        let message = format!(
            "style sheets that are missing, imported or too large are not read, and what they hide is printed: {count}"
        );
        notices.warn_line("style-sheet", chapter as usize, message);
    }
    if told.cut {
        let message = "the style sheets of the book are too long to be followed to their end; \
                       what they hide from there on is printed";
        notices.warn_file("style-sheet", message);
    }
    if let (count @ 1.., chapter) = lost {
        let message =
            format!("pictures of the book that are missing, drawings or of another kind are left out: {count}");
        notices.warn_line("image", chapter as usize, message);
    }
}
