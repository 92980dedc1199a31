//! What this program writes in its own way. Verse: a paragraph a couplet, a span a
//! half-line; the lines become those of `::: poem`. Alerts, whose title is not part of the
//! text, and the boxes of tasks.

use super::tokens::Token;
use crate::document::AlertKind;
use crate::read::raw_html::Tag;

/// The value of `data-verse` of an element that is a poem, set here and read by the
/// reader: `free`, or `couplets`.
pub(super) const VERSE: &str = "data-verse";

/// Marks the poems among the tokens, puts the sign between half-lines, and makes one
/// paragraph of the couplets of a stanza.
pub(super) fn prepare(tokens: &mut [(u32, Token)]) {
    let mut at = 0;
    while at < tokens.len() {
        let Token::Tag(tag) = &mut tokens[at].1 else {
            at += 1;
            continue;
        };
        match tag.name.as_str() {
            "div" if !tag.closing && is_poem(tag) => at = poem(tokens, at),
            "p" if has_class(tag, "alert-title") => {
                tag.attributes.push(("hidden".to_owned(), String::new()));
                at += 1;
            }
            "span" if !tag.closing && has_class(tag, "task") => {
                task(tokens, at);
                at += 1;
            }
            _ => at += 1,
        }
    }
}

fn has_class(tag: &Tag, class: &str) -> bool {
    tag.attribute("class").unwrap_or_default().split_whitespace().any(|one| one == class)
}

fn is_poem(tag: &Tag) -> bool {
    let is_verse =
        tag.attribute("epub:type").is_some_and(|kind| kind.split_whitespace().any(|one| one == "z3998:poem"));
    has_class(tag, "poem") && (is_verse || is_measured(tag))
}

/// Whether the class says how wide the columns are: `verse-9`.
fn is_measured(tag: &Tag) -> bool {
    let classes = tag.attribute("class").unwrap_or_default().split_whitespace();
    classes.filter_map(|class| class.strip_prefix("verse-")).any(|width| width.parse::<u16>().is_ok())
}

/// One poem, from the tag that opens it; returns where it ends.
fn poem(tokens: &mut [(u32, Token)], start: usize) -> usize {
    let (mut at, mut last_end, mut is_free) = (start + 1, None, true);
    while at < tokens.len() {
        if is_between(tokens, at) {
            tokens[at].1 = Token::Text(" / ".to_owned());
        }
        match &mut tokens[at].1 {
            Token::Tag(tag) if tag.name == "div" => break,
            Token::Tag(tag) if tag.name == "p" && tag.closing => last_end = Some(at),
            Token::Tag(tag) if tag.name == "p" => {
                is_free &= has_class(tag, "single");
                if let Some(end) = last_end.take().filter(|_| !has_class(tag, "stanza")) {
                    *tag = Tag { name: "br".to_owned(), ..Tag::default() };
                    tokens[end].1 = Token::Text(String::new());
                }
            }
            _ => {}
        }
        at += 1;
    }
    if let Token::Tag(tag) = &mut tokens[start].1 {
        let form = if is_free { "free" } else { "couplets" };
        tag.attributes.push((VERSE.to_owned(), form.to_owned()));
    }
    at
}

/// The sign of a task as the box that pages have.
fn task(tokens: &mut [(u32, Token)], at: usize) {
    let Some((_, Token::Text(sign))) = tokens.get_mut(at + 1) else { return };
    let is_done = std::mem::take(sign) == "☑";
    let attributes = [("type", "checkbox"), ("checked", "")].map(|(name, value)| (name.to_owned(), value.to_owned()));
    let attributes = attributes.into_iter().take(1 + usize::from(is_done)).collect();
    tokens[at].1 = Token::Tag(Tag { name: "input".to_owned(), closing: false, attributes });
}

/// The kind of an alert, by its class.
pub(super) fn alert(tag: &Tag) -> Option<AlertKind> {
    let kinds = [
        ("note", AlertKind::Note),
        ("tip", AlertKind::Tip),
        ("important", AlertKind::Important),
        ("warning", AlertKind::Warning),
        ("caution", AlertKind::Caution),
    ];
    let is_alert = has_class(tag, "alert") && tag.attribute("role") == Some("note");
    kinds.into_iter().find(|(class, _)| is_alert && has_class(tag, class)).map(|(_, kind)| kind)
}

/// Whether a space stands between two spans that are the halves of a couplet.
fn is_between(tokens: &[(u32, Token)], at: usize) -> bool {
    let is_span = |at: Option<usize>, closing: bool| {
        let token = at.and_then(|at| tokens.get(at));
        matches!(token, Some((_, Token::Tag(tag))) if tag.name == "span" && tag.closing == closing)
    };
    let is_space = matches!(&tokens[at].1, Token::Text(text) if text == " ");
    is_space && is_span(at.checked_sub(1), true) && is_span(Some(at + 1), false)
}
