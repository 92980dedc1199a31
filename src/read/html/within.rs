//! Links within a page. They lead to the `id` of a section as often as to that of a
//! heading: the section's heading is where it begins on paper.

use super::folds;
use super::names;
use super::tokens::Token;
use std::collections::{BTreeMap, BTreeSet};

/// How many open elements are known.
const DEEPEST: usize = 512;

/// Lets links to other elements lead to the first heading in these, or to the heading
/// that follows an empty one.
pub(super) fn lead_to_headings(tokens: &mut [(u32, Token)]) {
    let wanted = wanted(tokens);
    if wanted.is_empty() {
        return;
    }
    let headings = headings(tokens, &wanted);
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for (id, at) in headings {
        let Token::Tag(heading) = &mut tokens[at].1 else { continue };
        let own = heading.attribute("id").filter(|own| !own.is_empty()).map(str::to_owned);
        let name = own.unwrap_or_else(|| {
            heading.attributes.retain(|(key, _)| key != "id");
            heading.attributes.push(("id".to_owned(), id.clone()));
            id.clone()
        });
        names.insert(id, name);
    }
    for (_, token) in tokens {
        if let Token::Tag(tag) = token
            && tag.name == "a"
            && let Some((_, target)) = tag.attributes.iter_mut().find(|(key, _)| key == "href")
            && let Some(name) = target.strip_prefix('#').and_then(|id| names.get(id))
        {
            *target = format!("#{name}");
        }
    }
}

/// The names that links of the page lead to.
fn wanted(tokens: &[(u32, Token)]) -> BTreeSet<String> {
    let target = |token: &(u32, Token)| match &token.1 {
        Token::Tag(tag)
            if tag.name == "a" && !tag.closing && !names::is(tag, "role", "tab") && folds::opens(tag).is_none() =>
        {
            tag.attribute("href").and_then(|target| target.strip_prefix('#')).map(str::to_owned)
        }
        _ => None,
    };
    tokens.iter().filter_map(target).filter(|id| !id.is_empty()).collect()
}

/// An open element.
struct Open<'t> {
    name: &'t str,
    /// Its wanted name, until it has its heading.
    id: Option<&'t str>,
    /// Whether it holds no text so far.
    empty: bool,
}

/// The elements of these names that are no headings, each with the heading where it begins.
fn headings(tokens: &[(u32, Token)], wanted: &BTreeSet<String>) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    let mut open: Vec<Open<'_>> = Vec::new();
    // Of empty elements before which nothing else came.
    let mut ended: Vec<&str> = Vec::new();
    for (at, (_, token)) in tokens.iter().enumerate() {
        match token {
            Token::Text(text) if !text.trim().is_empty() => {
                ended.clear();
                open.iter_mut().for_each(|element| element.empty = false);
            }
            Token::Text(_) => {}
            Token::Tag(tag) if tag.closing => {
                if let Some(from) = open.iter().rposition(|element| element.name == tag.name) {
                    ended.extend(open.drain(from..).filter(|element| element.empty).filter_map(|element| element.id));
                }
            }
            Token::Tag(tag) if folds::is_heading(&tag.name) => {
                let inside = open.iter_mut().filter_map(|element| element.id.take());
                found.extend(inside.chain(ended.drain(..)).map(|id| (id.to_owned(), at)));
            }
            Token::Tag(tag) => {
                let names = [tag.attribute("id"), tag.attribute("name").filter(|_| tag.name == "a")];
                let id = names.into_iter().flatten().find(|id| wanted.contains(*id));
                if open.len() < DEEPEST {
                    open.push(Open { name: &tag.name, id, empty: true });
                }
            }
        }
    }
    found
}
