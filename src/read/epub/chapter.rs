//! A chapter as tokens, with the ends and surroundings of its elements.

use crate::document::Span;
use crate::error::Result;
use crate::read::html::{Token, tokens, too_many};
use crate::read::notices::Notices;
use crate::read::raw_html::{BLOCKS, Piece, Tag, VOID, pieces};
use std::collections::BTreeMap;

/// How far the start of an end tag is looked up: browsers limit the depth of a page to the
/// same number.
const DEEPEST: usize = 512;

pub(super) struct Chapter {
    pub(super) path: String,
    /// Whether it is in the order of reading.
    pub(super) linear: bool,
    pub(super) has_notes: bool,
    pub(super) tokens: Vec<(u32, Token)>,
    /// The end tag of each start tag; itself where there is none.
    ends: Vec<usize>,
    /// The start tag that each token is in; itself where there is none.
    around: Vec<usize>,
    /// The elements by their ids.
    pub(super) ids: BTreeMap<String, usize>,
}

impl Chapter {
    pub(super) fn read(path: &str, linear: bool, xhtml: &str, notices: &Notices<'_>) -> Result<Self> {
        if let Some(at) = too_many(xhtml) {
            let hint = "no page needs so many; make the book anew";
            return Err(notices.refuse(Span::new(at, at), "a tag has more than 256 attributes", hint));
        }
        let tokens = tokens(&opened(without_declarations(xhtml)));
        let mut chapter = Self {
            path: path.to_owned(),
            linear,
            has_notes: false,
            ends: (0..tokens.len()).collect(),
            around: (0..tokens.len()).collect(),
            ids: BTreeMap::new(),
            tokens,
        };
        chapter.survey();
        Ok(chapter)
    }

    fn survey(&mut self) {
        let mut open: Vec<usize> = Vec::new();
        for (index, (_, token)) in self.tokens.iter().enumerate() {
            let Token::Tag(tag) = token else {
                self.around[index] = open.last().copied().unwrap_or(index);
                continue;
            };
            if tag.closing {
                let is_same = |&at: &usize| matches!(&self.tokens[at].1, Token::Tag(one) if one.name == tag.name);
                if let Some(above) = open.iter().rev().take(DEEPEST).position(is_same) {
                    for at in open.drain(open.len() - above - 1..) {
                        self.ends[at] = index;
                    }
                }
                continue;
            }
            self.around[index] = open.last().copied().unwrap_or(index);
            if let Some(id) = tag.attribute("id").filter(|id| !id.is_empty()) {
                self.ids.entry(id.to_owned()).or_insert(index);
            }
            if !VOID.contains(&tag.name.as_str()) {
                open.push(index);
            }
        }
        let last = self.tokens.len().saturating_sub(1);
        open.into_iter().for_each(|at| self.ends[at] = last);
    }

    /// The start tag at an index.
    pub(super) fn tag(&self, at: usize) -> Option<&Tag> {
        match &self.tokens.get(at)?.1 {
            Token::Tag(tag) if !tag.closing => Some(tag),
            _ => None,
        }
    }

    pub(super) fn tag_mut(&mut self, at: usize) -> Option<&mut Tag> {
        match &mut self.tokens.get_mut(at)?.1 {
            Token::Tag(tag) if !tag.closing => Some(tag),
            _ => None,
        }
    }

    pub(super) fn name(&self, at: usize) -> &str {
        self.tag(at).map_or("", |tag| tag.name.as_str())
    }

    /// The start tags, by name.
    pub(super) fn tags(&self) -> impl Iterator<Item = (usize, &Tag)> {
        (0..self.tokens.len()).filter_map(|at| Some((at, self.tag(at)?)))
    }

    pub(super) fn end(&self, at: usize) -> usize {
        self.ends.get(at).copied().unwrap_or(at)
    }

    pub(super) fn encloses(&self, outer: usize, inner: usize) -> bool {
        outer <= inner && inner <= self.end(outer)
    }

    /// The elements around a token, innermost first, itself before.
    pub(super) fn outwards(&self, at: usize) -> impl Iterator<Item = usize> {
        let next = |&at: &usize| self.around.get(at).copied().filter(|&around| around != at);
        std::iter::successors(Some(at), next).take(DEEPEST)
    }

    /// The innermost block that an element is or is in.
    pub(super) fn block(&self, at: usize) -> Option<usize> {
        self.outwards(at).find(|&at| BLOCKS.contains(&self.name(at)))
    }

    /// The text between two tokens.
    pub(super) fn text(&self, from: usize, to: usize) -> String {
        let mut text = String::new();
        for (_, token) in self.tokens.get(from..to).unwrap_or_default() {
            if let Token::Text(part) = token {
                text.push_str(part);
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether there are letters between two tokens.
    pub(super) fn has_text(&self, from: usize, to: usize) -> bool {
        let inside = self.tokens.get(from..to).unwrap_or_default();
        inside.iter().any(|(_, token)| matches!(token, Token::Text(text) if text.contains(char::is_alphanumeric)))
    }

    /// Gives an element another name.
    pub(super) fn rename(&mut self, at: usize, name: &str) {
        let end = self.end(at);
        for at in [at, end] {
            if let Some((_, Token::Tag(tag))) = self.tokens.get_mut(at) {
                name.clone_into(&mut tag.name);
            }
        }
    }

    pub(super) fn set(&mut self, at: usize, attribute: &str, value: &str) {
        let Some(tag) = self.tag_mut(at) else { return };
        tag.attributes.retain(|(name, _)| name != attribute);
        tag.attributes.push((attribute.to_owned(), value.to_owned()));
    }

    pub(super) fn unset(&mut self, at: usize, attribute: &str) {
        if let Some(tag) = self.tag_mut(at) {
            tag.attributes.retain(|(name, _)| name != attribute);
        }
    }
}

/// Whether an element has one of these words in its role or `epub:type`.
pub(super) fn has_type(tag: &Tag, words: &[&str]) -> bool {
    ["epub:type", "role"]
        .into_iter()
        .filter_map(|name| tag.attribute(name))
        .any(|value| value.split_whitespace().any(|word| words.contains(&word.strip_prefix("doc-").unwrap_or(word))))
}

/// XHTML without a document type that declares entities, whose end HTML knows no more.
fn without_declarations(xhtml: &str) -> &str {
    let Some(start) = xhtml.find("<!DOCTYPE").or_else(|| xhtml.find("<!doctype")) else { return xhtml };
    let head = &xhtml[start..];
    let is_parted = head.find('[').is_some_and(|bracket| head.find('>').is_none_or(|end| bracket < end));
    match head.find("]>").filter(|_| is_parted) {
        Some(end) => &head[end + 2..],
        None => xhtml,
    }
}

/// XHTML with empty elements (`<a id="x"/>`) opened and closed, which HTML would leave
/// open.
fn opened(xhtml: &str) -> String {
    let mut out = String::with_capacity(xhtml.len() + xhtml.len() / 16);
    let mut from = 0;
    for piece in pieces(xhtml) {
        let Piece::Tag(tag, range) = piece else { continue };
        let written = &xhtml[range.clone()];
        let name = tag.name.as_str();
        if tag.closing || !written.ends_with("/>") || VOID.contains(&name) {
            continue;
        }
        out.push_str(&xhtml[from..range.end - 2]);
        out.push_str("></");
        out.push_str(name);
        out.push('>');
        from = range.end;
    }
    out.push_str(&xhtml[from..]);
    out
}
