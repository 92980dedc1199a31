//! The contents of a book, and the headings of chapters that only they tell.

use super::chapter::{Chapter, has_type};
use super::path;
use crate::read::html::Token;
use crate::read::raw_html::Tag;
use crate::read::xml::{Broken, Node, nodes};
use std::collections::BTreeMap;

/// The most entries: far above any book.
const MOST: usize = 10_000;

/// An entry of the contents.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    path: String,
    place: Option<String>,
    label: String,
    level: usize,
}

/// The contents of EPUB 3.
pub(super) fn of_nav(tokens: &[(u32, Token)], base: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    let (mut inside, mut level, mut open): (bool, usize, Option<Entry>) = (false, 0, None);
    for (_, token) in tokens {
        match token {
            Token::Tag(tag) if tag.name == "nav" => inside = !tag.closing && has_type(tag, &["toc"]),
            _ if !inside => {}
            Token::Tag(tag) if tag.name == "ol" && tag.closing => level = level.saturating_sub(1),
            Token::Tag(tag) if tag.name == "ol" => level += 1,
            Token::Tag(tag) if tag.name == "a" && tag.closing => entries.extend(open.take()),
            Token::Tag(tag) if tag.name == "a" => {
                let target = tag.attribute("href").and_then(|href| path::resolve(base, href));
                open = target.map(|(path, place)| Entry { path, place, label: String::new(), level: level.max(1) });
            }
            Token::Text(text) => {
                if let Some(entry) = &mut open {
                    entry.label.push_str(text);
                }
            }
            Token::Tag(_) => {}
        }
    }
    entries.truncate(MOST);
    entries
}

/// The contents of EPUB 2.
pub(super) fn of_ncx(xml: &str, base: &str) -> Result<Vec<Entry>, Broken> {
    let mut entries = Vec::new();
    let (mut names, mut label) = (Vec::new(), String::new());
    let mut nodes = nodes(xml);
    while let Some(node) = nodes.next()? {
        match node {
            Node::Start(element) => {
                if element.name == "navPoint" {
                    label.clear();
                }
                if element.name == "content"
                    && let Some((path, place)) = element.get("src").and_then(|src| path::resolve(base, src))
                {
                    let level = names.iter().filter(|name| *name == "navPoint").count();
                    entries.push(Entry { path, place, label: std::mem::take(&mut label), level: level.max(1) });
                }
                names.push(element.name);
            }
            Node::Text(text) if names.last().is_some_and(|name| name == "text") => label.push_str(&text),
            Node::Text(_) => {}
            Node::End => drop(names.pop()),
        }
        if entries.len() == MOST {
            break;
        }
    }
    Ok(entries)
}

/// Gives the places of the contents a heading where they have none.
pub(super) fn settle(chapters: &mut [Chapter], entries: &[Entry]) {
    let by_path: BTreeMap<String, usize> =
        chapters.iter().enumerate().map(|(at, chapter)| (chapter.path.clone(), at)).collect();
    let mut wanted: BTreeMap<usize, Vec<(usize, &Entry)>> = BTreeMap::new();
    for entry in entries {
        let Some(&number) = by_path.get(&entry.path) else { continue };
        let place = entry.place.as_ref().map_or(Some(0), |place| chapters[number].ids.get(place).copied());
        wanted.entry(number).or_default().push((place.unwrap_or(0), entry));
    }
    for (number, list) in wanted {
        let chapter = &mut chapters[number];
        let known: Vec<String> = headings(chapter).map(|at| plain(&chapter.text(at, chapter.end(at)))).collect();
        let mut added = Vec::new();
        for (place, entry) in list {
            let label = plain(&entry.label);
            if label.is_empty() || known.contains(&label) || has_heading(chapter, place) {
                continue;
            }
            let Some(block) = first_block(chapter, place) else { continue };
            let level = format!("h{}", entry.level.min(6));
            if plain(&chapter.text(block, chapter.end(block))) == label {
                chapter.rename(block, &level);
            } else {
                added.push((block, level, entry.label.split_whitespace().collect::<Vec<_>>().join(" ")));
            }
        }
        insert(chapter, added);
    }
}

fn headings(chapter: &Chapter) -> impl Iterator<Item = usize> {
    let is_heading = |name: &str| matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
    chapter.tags().filter(move |(_, tag)| is_heading(&tag.name)).map(|(at, _)| at)
}

/// Whether a place is in a heading, or has none but pictures before one.
fn has_heading(chapter: &Chapter, place: usize) -> bool {
    let is_heading = |at: usize| matches!(chapter.name(at), "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
    if chapter.outwards(place).any(is_heading) {
        return true;
    }
    let mut at = place;
    while at < chapter.tokens.len() {
        if is_heading(at) {
            return true;
        }
        match (chapter.name(at), &chapter.tokens[at].1) {
            ("title" | "style" | "script", _) => at = chapter.end(at),
            (_, Token::Text(text)) if text.contains(char::is_alphanumeric) => return false,
            _ => {}
        }
        at += 1;
    }
    // A picture alone needs no heading.
    true
}

/// The block with the first text from a place on.
fn first_block(chapter: &Chapter, place: usize) -> Option<usize> {
    let mut at = place;
    while at < chapter.tokens.len() {
        match (chapter.name(at), &chapter.tokens[at].1) {
            ("title" | "style" | "script", _) => at = chapter.end(at),
            (_, Token::Text(text)) if text.contains(char::is_alphanumeric) => {
                let block = chapter
                    .outwards(at)
                    .find(|&at| matches!(chapter.name(at), "p" | "div" | "blockquote" | "ul" | "ol" | "table" | "pre"));
                return block;
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// Puts headings before blocks.
fn insert(chapter: &mut Chapter, mut added: Vec<(usize, String, String)>) {
    if added.is_empty() {
        return;
    }
    added.sort_by_key(|(at, ..)| *at);
    let mut added = added.into_iter().peekable();
    let tokens = std::mem::take(&mut chapter.tokens);
    chapter.tokens.reserve(tokens.len() + added.len() * 3);
    for (at, (line, token)) in tokens.into_iter().enumerate() {
        while let Some((_, name, label)) = added.next_if(|(before, ..)| *before == at) {
            let tag = |closing| Token::Tag(Tag { name: name.clone(), closing, attributes: Vec::new() });
            chapter.tokens.extend([(line, tag(false)), (line, Token::Text(label)), (line, tag(true))]);
        }
        chapter.tokens.push((line, token));
    }
}

/// A label as it is compared: its letters and digits.
fn plain(label: &str) -> String {
    label.chars().filter(|letter| letter.is_alphanumeric()).collect()
}
