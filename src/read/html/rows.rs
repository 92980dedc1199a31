//! Rows of a page that a style sheet lays out in columns: a name and what is said about
//! it, each a `<span>` with a class of its own. On paper they stand below one another.

use super::tokens::Token;
use crate::read::raw_html::Tag;
use std::collections::BTreeSet;

/// From so many letters on one of them says something: shorter ones are a line, such as
/// a name and a date.
const LONG: usize = 30;
/// At most so many letters are a number or sign before the others, and stay with them.
const SIGN: usize = 3;
/// The most tokens of a row.
const REACH: usize = 48;

/// Puts line ends between the parts of such rows.
pub(super) fn part(tokens: &mut Vec<(u32, Token)>) {
    let mut ends = (0..tokens.len()).flat_map(|at| line_ends(tokens, at)).collect::<Vec<_>>().into_iter().peekable();
    if ends.peek().is_none() {
        return;
    }
    let mut out = Vec::with_capacity(tokens.len());
    for (at, (line, token)) in tokens.drain(..).enumerate() {
        if ends.next_if_eq(&at).is_some() {
            out.push((line, Token::Tag(Tag { name: "br".to_owned(), ..Tag::default() })));
        }
        out.push((line, token));
    }
    *tokens = out;
}

/// Where the parts of a row begin, but for the first, if a token begins one.
fn line_ends(tokens: &[(u32, Token)], at: usize) -> Vec<usize> {
    let Some(parts) = parts(tokens, at) else { return Vec::new() };
    let is_row = parts.len() > 1 && parts.iter().any(|(_, letters)| *letters >= LONG);
    let pairs = parts.windows(2).filter(|pair| is_row && pair[0].1 > SIGN);
    pairs.map(|pair| pair[1].0).collect()
}

/// The places and letters of the spans that a row consists of; `None` if it is none.
fn parts(tokens: &[(u32, Token)], at: usize) -> Option<Vec<(usize, usize)>> {
    let row = start(tokens.get(at)).filter(|tag| tag.name == "div")?;
    let mut parts: Vec<(usize, usize)> = Vec::new();
    let mut classes = BTreeSet::new();
    let mut inside = false;
    for (index, (_, token)) in tokens.iter().enumerate().skip(at + 1).take(REACH) {
        match token {
            Token::Text(text) if inside => parts.last_mut()?.1 += text.chars().filter(|c| c.is_alphanumeric()).count(),
            Token::Text(text) if text.trim().is_empty() => {}
            Token::Tag(tag) if tag.closing && tag.name == "span" && inside => inside = false,
            Token::Tag(tag) if tag.closing && tag.name == row.name && !inside => return Some(parts),
            Token::Tag(tag) if !tag.closing && tag.name == "span" && !inside => {
                classes.insert(tag.attribute("class")?).then_some(())?;
                parts.push((index, 0));
                inside = true;
            }
            // Emphasis and links within a part; not another span.
            Token::Tag(tag) if inside && tag.name != "span" && tag.name != "div" => {}
            _ => return None,
        }
    }
    None
}

fn start(token: Option<&(u32, Token)>) -> Option<&Tag> {
    match token {
        Some((_, Token::Tag(tag))) if !tag.closing => Some(tag),
        _ => None,
    }
}
