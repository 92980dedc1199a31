//! HTML to a document: the text of a page saved from a browser or a messenger,
//! with its structure. Scripts, styles and everything other than text, lists,
//! tables, links and images are ignored.

mod attributes;
mod hidden;
mod inline;
mod mathml;
mod notes;
mod parts;
mod reader;
mod styles;
mod tables;
mod tokens;

pub(super) use hidden::is_hidden;
pub(super) use tables::{PAGE_PARTS, Spans};
pub(super) use tokens::{decode_entity, decoded};

use super::notices::Notices;
use crate::document::{Block, Lang, Note, Source, Span};
use crate::error::Result;
use crate::resources::Memory;

/// A page as read.
pub(super) struct Page {
    pub(super) blocks: Vec<Block>,
    /// The footnotes.
    pub(super) notes: Vec<Note>,
    /// The pictures embedded in the page.
    pub(super) embedded: Memory,
    pub(super) source: Source,
    /// The text of `<title>`.
    pub(super) title: Option<String>,
    /// The language of `<html lang>`.
    pub(super) lang: Option<Lang>,
}

/// Reads a page.
pub(super) fn read(html: &str, notices: &mut Notices<'_>, limit: usize) -> Result<Page> {
    if let Some(at) = attributes::too_many(html) {
        let hint = "no page needs so many; save it anew";
        return Err(notices.refuse(Span::new(at, at), "a tag has more than 256 attributes", hint));
    }
    let tokens = tokens::tokens(html);
    let layout = tables::layout_tables(&tokens);
    let styles = styles::Styles::of(&tokens);
    let parts = parts::of(&tokens);
    if let Some((letters, line)) = parts.left_out {
        let message = format!("menus and what else stands around the text of the page are left out: {letters} letters");
        notices.warn_line("page-parts", line as usize, message);
    }
    let notes = notes::labels(&tokens);
    let found = reader::Found { layout, notes, styles };
    let mut reader = reader::Reader::new(notices, limit, found);
    for (index, (line, token)) in tokens.into_iter().enumerate() {
        if parts.holds(index) || !reader.is_in_body(&token) {
            reader.token(index, line, token)?;
        }
    }
    Ok(reader.finish())
}

/// The formula of a file of MathML as a line; `None` where it is none.
pub(in crate::read) fn formula(xml: &str) -> Option<String> {
    let xml = xml.replace("<math:", "<").replace("</math:", "</");
    let inner = &xml[xml.find("<math")?..];
    if attributes::too_many(inner).is_some() {
        return None;
    }
    let tokens: Vec<_> = tokens::tokens(inner).into_iter().map(|(_, token)| token).collect();
    Some(mathml::line(&tokens)).filter(|line| !line.trim().is_empty())
}
