//! What a page shows when somebody clicks: answers below their questions, and the panels
//! behind tabs. Paper shows all of it, each panel below the words of its tab.

use super::lines;
use super::names;
use super::tokens::Token;
use crate::read::raw_html::Tag;
use std::collections::{BTreeMap, BTreeSet};

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
    is_named_head(tag) || tag.attribute("aria-controls").is_some() && opens(tag).is_some()
}

/// Whether it does by its name; others do but in the header of a page.
pub(super) fn is_named_head(tag: &Tag) -> bool {
    names::has(tag, &["accordion", "faq", "question", "collapsible"])
}

/// What a button says that shows more of a page, or less: paper shows all of it.
const MORE: &[&str] = &[
    "بیشتر",
    "نمایش بیشتر",
    "مشاهده بیشتر",
    "مشاهده ی بیشتر",
    "موارد بیشتر",
    "ادامه",
    "ادامه مطلب",
    "خواندن ادامه",
    "بیشتر بخوانید",
    "بیشتر بخوان",
    "اطلاعات بیشتر",
    "جزئیات بیشتر",
    "نمایش همه",
    "مشاهده همه",
    "دیدن همه",
    "کمتر",
    "نمایش کمتر",
    "بستن",
    "باز کردن",
    "more",
    "show more",
    "read more",
    "see more",
    "load more",
    "view more",
    "learn more",
    "show all",
    "view all",
    "see all",
    "less",
    "show less",
    "read less",
    "close",
    "expand",
    "collapse",
];

/// Whether an element, whose start tag is before these tokens, says no more than that.
pub(super) fn says_more(name: &str, inside: &[(u32, Token)]) -> bool {
    let is_end = |token: &(u32, Token)| matches!(&token.1, Token::Tag(tag) if tag.closing && tag.name == name);
    let near = &inside[..inside.len().min(NEAR)];
    let end = near.iter().position(is_end).unwrap_or_default();
    MORE.contains(&lines::plain(&lines::words(&near[..end])).as_str())
}

/// Whether an element, whose start tag is before these tokens, is a word to click on that
/// shows a part of what follows: what is shown has a picture or text of its own.
pub(super) fn sifts(tag: &Tag, inside: &[(u32, Token)]) -> bool {
    let is_end = |token: &(u32, Token)| matches!(&token.1, Token::Tag(end) if end.closing && end.name == tag.name);
    let near = &inside[..inside.len().min(NEAR)];
    let is_picture = |token: &(u32, Token)| matches!(&token.1, Token::Tag(tag) if tag.name == "img");
    tag.attribute("data-filter").is_some()
        && near.iter().position(is_end).is_some_and(|end| {
            !near[..end].iter().any(is_picture) && lines::words(&near[..end]).chars().count() <= LONGEST
        })
}

/// The most tokens in such a button: an icon and two words.
const NEAR: usize = 24;

/// What authors call menus and windows: these are opened too, but are no text.
const MENUS: &[&str] = &[
    "menu",
    "nav",
    "navbar",
    "hamburger",
    "burger",
    "dropdown",
    "search",
    "sidebar",
    "drawer",
    "modal",
    "popup",
    "cookie",
    "cookies",
    "offcanvas",
    "lang",
    "language",
    "toggler",
];

/// The name of what a click on an element folds out.
pub(super) fn opens(tag: &Tag) -> Option<&str> {
    let collapses = ["data-bs-toggle", "data-toggle"].iter().any(|name| names::is(tag, name, "collapse"));
    let expands = tag.attribute("aria-expanded").is_some() && tag.attribute("aria-haspopup").is_none();
    if !(collapses || expands) || names::has(tag, MENUS) {
        return None;
    }
    let target = || {
        let targets = ["data-bs-target", "data-target", "href"].into_iter();
        targets.filter_map(|name| tag.attribute(name)).find_map(|target| target.strip_prefix('#'))
    };
    let named = |name: &str| {
        let attributes = vec![("id".to_owned(), name.to_owned())];
        names::has(&Tag { attributes, ..Tag::default() }, MENUS)
    };
    tag.attribute("aria-controls").or_else(target).filter(|name| !named(name))
}

/// The names of what clicks fold out, but for the menus of the page.
pub(super) fn panels(tokens: &[(u32, Token)]) -> BTreeSet<String> {
    let mut panels = BTreeSet::new();
    let mut around = 0_usize;
    for (_, token) in tokens {
        let Token::Tag(tag) = token else { continue };
        match (matches!(tag.name.as_str(), "nav" | "header"), tag.closing) {
            (true, true) => around = around.saturating_sub(1),
            (true, false) => around += 1,
            (false, false) if around == 0 => panels.extend(opens(tag).map(str::to_owned)),
            (false, _) => {}
        }
    }
    panels
}

/// Whether an element is one of these and holds text.
pub(super) fn is_one_of(panels: &BTreeSet<String>, tag: &Tag) -> bool {
    let is_text = || !matches!(tag.name.as_str(), "nav" | "dialog" | "form") && !names::has(tag, MENUS);
    tag.attribute("id").is_some_and(|id| panels.contains(id)) && is_text()
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
