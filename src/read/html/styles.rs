//! What a page's own style sheets hide. Only rules about the element itself are
//! read (`.note`, `#menu`, `p.old`); those that depend on its surroundings or on the
//! width of a screen are ignored.

use super::hidden::{Shown, shown};
use super::tokens::Token;
use crate::read::raw_html::Tag;

/// The most rules about visibility that are kept: every element is compared with
/// each. Pages have a few dozen.
const MOST: usize = 256;

/// The rules of a page about visibility, in order of increasing specificity.
#[derive(Default)]
pub(super) struct Styles {
    rules: Vec<Rule>,
}

struct Rule {
    selector: Selector,
    shown: Shown,
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Selector {
    name: Option<String>,
    id: Option<String>,
    classes: Vec<String>,
}

impl Styles {
    /// Reads the style sheets in a page.
    pub(super) fn of(tokens: &[(u32, Token)]) -> Self {
        let mut styles = Self::default();
        let mut in_style = false;
        for (_, token) in tokens {
            match token {
                Token::Tag(tag) => {
                    in_style = tag.name == "style" && !tag.closing && is_for_paper(tag.attribute("media"));
                }
                Token::Text(sheet) if in_style => styles.sheet(&without_comments(sheet)),
                Token::Text(_) => {}
            }
        }
        styles.rules.sort_by_key(|rule| rule.selector.strength());
        styles
    }

    /// Whether the style sheets or its own style hide an element; later and more
    /// specific rules win.
    pub(super) fn hide(&self, tag: &Tag) -> bool {
        if tag.attribute("hidden").is_some() {
            return true;
        }
        let mut all = Shown::default();
        self.rules.iter().filter(|rule| rule.selector.fits(tag)).for_each(|rule| all.add(rule.shown));
        tag.attribute("style").into_iter().for_each(|style| all.add(shown(style)));
        all.is_hidden()
    }

    fn sheet(&mut self, sheet: &str) {
        let mut rest = sheet;
        while let Some((head, behind)) = rest.split_once('{') {
            let head = head.rsplit([';', '}']).next().unwrap_or_default().trim();
            let Some((body, after)) = block(behind) else { return };
            rest = after;
            match head.strip_prefix('@') {
                Some(at) => {
                    let media = at.strip_prefix("media").map(str::trim);
                    if media.is_some_and(|media| is_for_paper(Some(media))) && !body.contains('@') {
                        self.sheet(body);
                    }
                }
                None => self.rule(head, body),
            }
        }
    }

    fn rule(&mut self, head: &str, body: &str) {
        let shown = shown(body);
        if shown == Shown::default() {
            return;
        }
        for selector in head.split(',').filter_map(Selector::parse) {
            if self.rules.len() < MOST {
                self.rules.push(Rule { selector, shown });
            }
        }
    }
}

impl Selector {
    /// Parses a selector; `None` if it depends on more than the element itself.
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let is_name = |part: &str| {
            !part.is_empty() && part.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'))
        };
        let mut selector = Self::default();
        let end = text.find(['.', '#']).unwrap_or(text.len());
        if end > 0 && text[..end] != *"*" {
            selector.name = Some(text[..end].to_ascii_lowercase()).filter(|name| is_name(name));
            selector.name.as_ref()?;
        }
        let mut rest = &text[end..];
        while let Some(sign) = rest.chars().next() {
            let inside = &rest[1..];
            let end = inside.find(['.', '#']).unwrap_or(inside.len());
            let part = Some(&inside[..end]).filter(|part| is_name(part))?.to_owned();
            if sign == '#' {
                selector.id = Some(part);
            } else {
                selector.classes.push(part);
            }
            rest = &inside[end..];
        }
        (selector != Self::default()).then_some(selector)
    }

    /// Its specificity, as CSS defines it.
    fn strength(&self) -> (bool, usize, bool) {
        (self.id.is_some(), self.classes.len(), self.name.is_some())
    }

    fn fits(&self, tag: &Tag) -> bool {
        let classes = || tag.attribute("class").unwrap_or_default().split_ascii_whitespace();
        self.name.as_ref().is_none_or(|name| *name == tag.name)
            && self.id.as_deref().is_none_or(|id| tag.attribute("id") == Some(id))
            && self.classes.iter().all(|class| classes().any(|has| has == class))
    }
}

/// Whether rules for these media apply to print.
fn is_for_paper(media: Option<&str>) -> bool {
    let all = media.unwrap_or("all");
    all.split(',').any(|one| matches!(one.trim().to_ascii_lowercase().as_str(), "" | "all" | "print"))
}

/// A block up to its closing brace, and the text after it.
fn block(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => return Some((&text[..at], &text[at + 1..])),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn without_comments(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, behind)| behind);
    }
    out.push_str(rest);
    out
}
