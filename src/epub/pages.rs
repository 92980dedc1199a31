//! The pages of the book: one XHTML document per part, with links between them.

use super::EpubOptions;
use super::chapters::Chapters;
use super::cover::Cover;
use super::split;
use crate::document::words::Words;
use crate::document::{Block, Document, Lang};
use crate::error::Result;
use crate::font::FontBook;
use crate::resources::Resources;
use crate::theme::Theme;
use crate::web::{Fit, HeadingEntry, Syntax, VERSE, Writer, Written, WrittenMark, dir, escape, title_heading};
use std::borrow::Cow;

/// All pages, and what was collected while they were written.
pub(super) struct Pages {
    /// The pages, in reading order.
    pub pages: Vec<Page>,
    /// How many of them consist of the title only: none or one.
    pub title_pages: usize,
    /// Headings, pictures, letters, warnings.
    pub written: Written,
}

/// One page.
pub(super) struct Page {
    /// Its file name.
    pub name: String,
    /// The whole XHTML document.
    pub content: String,
}

/// Writes all pages of a document.
///
/// # Errors
/// [`crate::Error::Writer`] where a picture cannot be written again.
pub(super) fn pages(
    document: &Document,
    (theme, fonts): (&Theme, &FontBook),
    resources: &dyn Resources,
    options: &EpubOptions,
) -> Result<Pages> {
    let fit = Fit { quality: options.image_quality, full: options.full_pictures };
    let mut writer =
        Writer::new(document, (theme, fonts), resources, Syntax::Xhtml, fit).with_page_list(options.page_list.clone());
    let chapters = Chapters::of(document, theme);
    let title = title_heading(document);
    let mut parts = split::parts(&document.blocks, |block| chapters.begins(block), title);
    let titled = document.meta.title_is_given && document.meta.title.is_some();
    if titled && parts[0].first().is_some_and(|block| chapters.begins(block)) {
        // Otherwise the first chapter would follow the title, not begin a page.
        parts.insert(0, Vec::new());
    }
    let alone = match parts[0].as_slice() {
        [] => true,
        [block] => Some(block.id) == title,
        _ => false,
    };
    let title_pages = usize::from(alone && parts.len() > 1);
    let last = parts.len() - 1;
    let mut bodies = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        writer.begin_page(index);
        if index < title_pages {
            writer.raw("<section epub:type=\"titlepage\">\n");
        }
        if index == 0 {
            writer.opening()?;
        }
        let is_chapter = part.first().is_some_and(|block| chapters.begins(block));
        write_part(&mut writer, part, is_chapter)?;
        if index < title_pages {
            writer.raw("</section>\n");
        }
        bodies.push(writer.end_page(index == last)?);
    }
    Ok(assemble(document, writer.finish(), &bodies, title_pages))
}

/// Writes the blocks of a part; a chapter gets a section around them.
fn write_part(writer: &mut Writer<'_>, part: &[Cow<'_, Block>], is_chapter: bool) -> Result<()> {
    let heading = part.first().filter(|_| is_chapter);
    if let Some(heading) = heading {
        let id = heading.id.0;
        // Without a name screen readers announce the landmark only as “chapter”.
        writer.raw(&format!("<section epub:type=\"chapter\" role=\"doc-chapter\" aria-labelledby=\"n{id}\">\n"));
    }
    part.iter().try_for_each(|block| writer.block(block))?;
    if heading.is_some() {
        writer.raw("</section>\n");
    }
    Ok(())
}

/// Adds the head to every page and resolves the links.
fn assemble(document: &Document, written: Written, bodies: &[String], title_pages: usize) -> Pages {
    let title = document.meta.title.as_deref().unwrap_or(Words::of(&document.meta.lang).untitled);
    let page = |(index, body): (usize, &String)| {
        let own = headings_of(&written.headings, index).first().map(|heading| heading.title.as_str());
        let heading = if index == 0 { title } else { own.unwrap_or(title) };
        let body = written.resolve(body, index, page_name);
        let part = if index < title_pages { "frontmatter" } else { "bodymatter" };
        Page { name: page_name(index), content: xhtml(&document.meta.lang, heading, part, &body) }
    };
    let pages = bodies.iter().enumerate().map(page).collect();
    Pages { pages, title_pages, written }
}

impl Pages {
    /// Stores a picture that is in the text and also the cover only once.
    pub(super) fn share(&mut self, cover: &Cover) {
        let files = &mut self.written.pictures.files;
        let Some(at) = files.iter().position(|(.., bytes)| *bytes == cover.bytes) else { return };
        let (name, ..) = files.remove(at);
        let (own, shared) = (format!("src=\"{name}\""), format!("src=\"{}\"", cover.name));
        for page in &mut self.pages {
            page.content = page.content.replace(&own, &shared);
        }
    }

    /// Page marks: label and link.
    pub(super) fn page_marks(&self) -> Vec<(String, String)> {
        let mark = |mark: &WrittenMark| (mark.label.clone(), format!("{}#{}", page_name(mark.page), mark.id));
        self.written.page_marks.iter().map(mark).collect()
    }
}

/// The headings of a page; the list is sorted by page.
pub(super) fn headings_of(headings: &[HeadingEntry], page: usize) -> &[HeadingEntry] {
    let start = headings.partition_point(|heading| heading.page < page);
    let end = headings.partition_point(|heading| heading.page <= page);
    &headings[start..end]
}

/// The file name of a page by its index.
pub(super) fn page_name(index: usize) -> String {
    format!("text-{:04}.xhtml", index + 1)
}

/// A whole XHTML document; `part`: its part of the book, in EPUB's vocabulary.
pub(super) fn xhtml(lang: &Lang, title: &str, part: &str, body: &str) -> String {
    let mut out = String::with_capacity(body.len() + 400);
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\"");
    // Quotation marks in text are escaped, so this finds only attributes.
    if body.contains(&format!(" epub:type=\"{VERSE}\"")) {
        out.push_str(" epub:prefix=\"z3998: http://www.daisy.org/z3998/2012/vocab/structure/#\"");
    }
    for name in ["lang", "xml:lang"] {
        out.push_str(&format!(" {name}=\"{}\"", lang.as_str()));
    }
    out.push_str(&format!(" dir=\"{}\">\n<head><title>", dir(lang.direction())));
    escape(title, &mut out);
    out.push_str("</title><link rel=\"stylesheet\" type=\"text/css\" href=\"stylesheet.css\"/></head>\n");
    // Some readers and converters (calibre to AZW3, Readium, MuPDF) read the
    // direction of `body` only.
    out.push_str(&format!("<body dir=\"{}\" epub:type=\"{part}\">\n", dir(lang.direction())));
    out.push_str(body);
    out.push_str("</body>\n</html>\n");
    out
}
