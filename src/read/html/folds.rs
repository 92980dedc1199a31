//! What a page shows when somebody clicks: answers below their questions, and the panels
//! behind tabs. Paper shows all of it, each panel below the words of its tab.

use super::names;
use super::tokens::Token;
use crate::read::raw_html::Tag;
use std::collections::BTreeMap;

/// The most letters of a tab.
const LONGEST: usize = 80;

/// Whether an element is only folded away, though a sheet hides it.
pub(super) fn is_folded(tag: &Tag) -> bool {
    let words = names::words(tag);
    let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    is_panel(tag)
        || has(&["answer", "accordion", "tabpanel"])
        || (has(&["tab", "tabs"]) && has(&["pane", "panel", "content"]))
}

fn is_panel(tag: &Tag) -> bool {
    names::is(tag, "role", "tabpanel")
}

/// Whether a button heads what it folds away.
pub(super) fn is_head(tag: &Tag) -> bool {
    let heads = names::has(tag, &["accordion", "faq", "question", "collapsible"]);
    heads || names::is(tag, "data-bs-toggle", "collapse") && tag.attribute("aria-controls").is_some()
}

/// Puts the words of its tab before each panel, unless it begins with a heading.
pub(super) fn name_panels(tokens: &mut Vec<(u32, Token)>) {
    let tabs = tabs(tokens);
    if tabs.is_empty() {
        return;
    }
    let mut at = 0;
    while at < tokens.len() {
        let line = tokens[at].0;
        let words = match &tokens[at].1 {
            Token::Tag(tag) if !tag.closing && is_panel(tag) && !is_headed(&tokens[at + 1..]) => {
                let named = [tag.attribute("aria-labelledby"), tag.attribute("id")];
                named.into_iter().flatten().find_map(|name| tabs.get(name))
            }
            _ => None,
        };
        at += 1;
        if let Some(words) = words {
            let tag = |name: &str, closing| Token::Tag(Tag { name: name.to_owned(), closing, attributes: Vec::new() });
            let text = Token::Text(words.clone());
            let named = [tag("p", false), tag("b", false), text, tag("b", true), tag("p", true)];
            let count = named.len();
            tokens.splice(at..at, named.map(|token| (line, token)));
            at += count;
        }
    }
}

/// Whether the first that a panel shows is a heading.
fn is_headed(inside: &[(u32, Token)]) -> bool {
    let shown = inside.iter().find_map(|(_, token)| match token {
        Token::Tag(tag) if !tag.closing && is_heading(&tag.name) => Some(true),
        Token::Text(text) if !text.trim().is_empty() => Some(false),
        _ => None,
    });
    shown.unwrap_or(true)
}

pub(super) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// The words of tabs, by their own names and by those of their panels.
fn tabs(tokens: &[(u32, Token)]) -> BTreeMap<String, String> {
    let mut tabs = BTreeMap::new();
    for (at, (_, token)) in tokens.iter().enumerate() {
        let Token::Tag(tag) = token else { continue };
        if tag.closing || !names::is(tag, "role", "tab") {
            continue;
        }
        let mut words = String::new();
        for (_, token) in &tokens[at + 1..] {
            match token {
                Token::Tag(inner) if inner.closing && inner.name == tag.name => break,
                Token::Text(text) => words.push_str(text),
                Token::Tag(_) => {}
            }
            if words.chars().count() > LONGEST {
                break;
            }
        }
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() || words.chars().count() > LONGEST {
            continue;
        }
        let target = ["href", "data-bs-target", "data-target"].into_iter().find_map(|name| tag.attribute(name));
        let target = target.and_then(|target| target.strip_prefix('#'));
        for name in [tag.attribute("id"), tag.attribute("aria-controls"), target].into_iter().flatten() {
            tabs.insert(name.to_owned(), words.clone());
        }
    }
    tabs
}
