//! Signs to click on: the `+` of an answer folded away, the `▾` of a menu, the `×` that
//! closes something. On paper they are marks without a meaning.

use super::folds;
use super::names;
use super::tokens::Token;
use crate::read::raw_html::Tag;
use std::ops::Range;

const SIGNS: &[char] = &[
    '+', '-', '−', '–', '×', '✕', '✖', '▼', '▲', '▾', '▴', '▸', '◂', '▶', '◀', '›', '‹', '❯', '❮', '⌄', '⌃', '☰', '≡',
    '⋮', '↓', '↑', '⌵', '∨', '˅',
];
/// What authors call such a sign.
const CALLED: &[&str] =
    &["icon", "toggle", "arrow", "plus", "minus", "chevron", "caret", "expand", "collapse", "close", "indicator"];
/// What they call the line that it stands in.
const HEADS: &[&str] = &["faq", "accordion", "question", "collapsible"];

/// The elements that are such a sign and nothing else: at an edge of what they stand in,
/// and not beside a number.
pub(super) fn find(tokens: &[(u32, Token)]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Vec<&Tag> = Vec::new();
    for (index, (_, token)) in tokens.iter().enumerate() {
        match token {
            Token::Tag(tag) if tag.closing => {
                if let Some(at) = open.iter().rposition(|inner| inner.name == tag.name) {
                    open.truncate(at);
                }
            }
            Token::Tag(tag) => open.push(tag),
            Token::Text(text) if is_sign(text) => {
                let around = open.len().checked_sub(2).map(|at| open[at]);
                if let Some(range) = open.last().and_then(|own| element(tokens, index, own))
                    && is_called(open.last().copied(), around)
                    && is_at_edge(tokens, &range)
                {
                    found.push(range);
                }
            }
            Token::Text(_) => {}
        }
        if open.len() > DEEPEST {
            open.clear();
        }
    }
    found
}

/// The most open elements that are known.
const DEEPEST: usize = 512;

fn is_sign(text: &str) -> bool {
    let mut letters = text.trim().chars();
    let (sign, rest) = (letters.next(), letters.as_str());
    sign.is_some_and(|sign| SIGNS.contains(&sign)) && matches!(rest, "" | "\u{fe0e}" | "\u{fe0f}")
}

/// The element of which a text is all.
fn element(tokens: &[(u32, Token)], text: usize, own: &Tag) -> Option<Range<usize>> {
    let before = text.checked_sub(1).map(|at| &tokens[at].1);
    let begins = matches!(before, Some(Token::Tag(tag)) if !tag.closing && std::ptr::eq(tag, own));
    let ends = matches!(tokens.get(text + 1), Some((_, Token::Tag(tag))) if tag.closing && tag.name == own.name);
    let is_part = matches!(own.name.as_str(), "span" | "i" | "b" | "em" | "div" | "small" | "strong");
    (begins && ends && is_part).then(|| text - 1..text + 2)
}

fn is_called(own: Option<&Tag>, around: Option<&Tag>) -> bool {
    let is_head = |tag: &Tag| {
        folds::is_heading(&tag.name)
            || matches!(tag.name.as_str(), "summary" | "button" | "dt")
            || names::has(tag, HEADS)
    };
    own.is_some_and(|own| names::has(own, CALLED) || names::is(own, "aria-hidden", "true"))
        || around.is_some_and(is_head)
}

/// Whether an element is the first or the last of several in what it stands in, and no
/// number is beside it.
fn is_at_edge(tokens: &[(u32, Token)], range: &Range<usize>) -> bool {
    let is_blank = |token: &&(u32, Token)| matches!(&token.1, Token::Text(text) if text.trim().is_empty());
    let before = tokens[..range.start].iter().rev().find(|token| !is_blank(token)).map(|(_, token)| token);
    let after = tokens[range.end..].iter().find(|token| !is_blank(token)).map(|(_, token)| token);
    let first = matches!(before, Some(Token::Tag(tag)) if !tag.closing);
    let last = matches!(after, Some(Token::Tag(tag)) if tag.closing);
    let number = tokens[..range.start].iter().rev().find_map(|(_, token)| match token {
        Token::Text(text) if !text.trim().is_empty() => Some(text.trim_end().ends_with(char::is_numeric)),
        _ => None,
    });
    first != last && !(last && number == Some(true))
}
