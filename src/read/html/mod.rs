//! HTML to a document: the text of a page saved from a browser or a messenger,
//! with its structure. Scripts and everything other than text, lists, tables, links
//! and images are ignored; of style sheets only what changes these is read.

mod attributes;
mod beside;
mod chapters;
mod doors;
mod folds;
mod footers;
mod hidden;
mod inline;
mod languages;
mod lines;
mod mathml;
mod names;
mod nested;
mod notes;
mod own;
mod parts;
mod reader;
mod rows;
mod steps;
mod styles;
mod tables;
mod titles;
mod toggles;
mod tokens;
mod within;

pub(super) use attributes::too_many;
pub(super) use chapters::{Chapters, Told};
pub(super) use hidden::is_hidden;
pub(super) use tables::{PAGE_PARTS, Spans};
pub(super) use tokens::{Token, decode_entity, decoded, tokens};

use super::notices::Notices;
use super::raw_html::MUTE;
use crate::document::{Block, Lang, Note, Source, Span};
use crate::error::Result;
use crate::resources::{Memory, Resources};
use styles::Dressed;

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
    /// The number of its letters, shown or not, but for scripts and their stand-ins.
    pub(super) letters: usize,
}

/// Reads a page.
pub(super) fn read(
    html: &str,
    notices: &mut Notices<'_>,
    limit: usize,
    beside: Option<&dyn Resources>,
) -> Result<Page> {
    if let Some(at) = too_many(html) {
        let hint = "no page needs so many; save it anew";
        return Err(notices.refuse(Span::new(at, at), "a tag has more than 256 attributes", hint));
    }
    let mut tokens = tokens(html);
    own::prepare(&mut tokens);
    steps::number(&mut tokens);
    rows::part(&mut tokens);
    nested::lists(&mut tokens);
    folds::name_panels(&mut tokens);
    within::lead_to_headings(&mut tokens);
    let sheets = styles::Sheets::of_page(&tokens, beside);
    if let Some((count, line)) = sheets.unread {
        let message = format!(
            "style sheets of the network, imported, missing or beyond {} and {} MiB are not read, \
             and what they hide is printed: {count}",
            styles::MOST_SHEETS,
            styles::MOST_BYTES >> 20
        );
        notices.warn_line("style-sheet", line as usize, message);
    }
    let Dressed { tokens, dresses, cut, .. } = styles::dress(tokens, &sheets, styles::MOST_STEPS);
    if cut || sheets.beyond {
        let message = "the style sheets of the page are too long to be followed to their end; \
                       what they hide from there on is printed";
        notices.warn_file("style-sheet", message);
    }
    let layout = tables::layout_tables(&tokens);
    let letters = letters(&tokens);
    let parts = parts::of(&tokens);
    if let Some((letters, line)) = parts.left_out {
        let pictures = pictures(&tokens).filter(|&at| !parts.holds(at)).count();
        let message = match pictures {
            0 => format!("menus and what else stands around the text of the page are left out: {letters} letters"),
            _ => format!(
                "menus and what else stands around the text of the page are left out: {letters} letters, \
                 {pictures} pictures"
            ),
        };
        notices.warn_line("page-parts", line as usize, message);
    }
    let notes = notes::labels(&tokens);
    let has_title = tokens.iter().any(|(_, token)| matches!(token, Token::Tag(tag) if tag.name == "h1"));
    let found = reader::Found { layout, notes, has_title: Some(has_title) };
    let mut reader = reader::Reader::new(notices, limit, found);
    let mut hidden = (0, 0);
    for (index, ((line, token), dress)) in tokens.into_iter().zip(dresses).enumerate() {
        let is_held = parts.holds(index);
        if let (Token::Text(text), true, true) = (&token, is_held, dress.hidden) {
            let letters = text.chars().filter(|letter| letter.is_alphanumeric()).count();
            hidden = (hidden.0 + letters, if hidden.0 == 0 { line } else { hidden.1 });
        }
        if !is_held && matches!(&token, Token::Tag(tag) if tag.name == "form") {
            reader.form_is_left_out();
        }
        if is_held || !reader.is_in_body(&token) {
            reader.token(index, line, token, dress)?;
        }
    }
    let mut page = reader.finish();
    page.letters = letters;
    if let (letters @ 1.., line) = hidden {
        let message = format!("what the style sheets of the page hide is left out: {letters} letters");
        notices.warn_line("page-hidden", line as usize, message);
    }
    Ok(page)
}

/// Where the pictures of a page are.
fn pictures(tokens: &[(u32, Token)]) -> impl Iterator<Item = usize> {
    let is_picture = |(_, (_, token)): &(usize, &(u32, Token))| matches!(token, Token::Tag(tag) if tag.name == "img");
    tokens.iter().enumerate().filter(is_picture).map(|(at, _)| at)
}

/// The number of letters of a page but for what only programs read.
fn letters(tokens: &[(u32, Token)]) -> usize {
    let mut muted: Option<&str> = None;
    let mut sum = 0;
    for (_, token) in tokens {
        match token {
            Token::Tag(tag) if tag.closing && muted == Some(tag.name.as_str()) => muted = None,
            Token::Tag(tag) if !tag.closing && muted.is_none() => {
                let name = tag.name.as_str();
                muted = (MUTE.contains(&name) || matches!(name, "noscript" | "template")).then_some(name);
            }
            Token::Text(text) if muted.is_none() => {
                sum += text.chars().filter(|letter| letter.is_alphanumeric()).count();
            }
            _ => {}
        }
    }
    sum
}

/// The formula of a file of MathML as a line; `None` where it is none.
pub(in crate::read) fn formula(xml: &str) -> Option<String> {
    let xml = xml.replace("<math:", "<").replace("</math:", "</");
    let inner = &xml[xml.find("<math")?..];
    if too_many(inner).is_some() {
        return None;
    }
    let tokens: Vec<_> = tokens(inner).into_iter().map(|(_, token)| token).collect();
    Some(mathml::line(&tokens)).filter(|line| !line.trim().is_empty())
}
