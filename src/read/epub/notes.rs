//! Notes: what is declared as one, and what a short link leads to that leads back (as
//! calibre, Sigil and old books have them). They get the roles that pages have, and
//! labels that are unique in the book.

use super::chapter::{Chapter, has_type};
use super::path;
use std::collections::{BTreeMap, BTreeSet};

const REFERENCES: &[&str] = &["noteref"];
const NOTES: &[&str] = &["footnote", "endnote", "rearnote"];
/// What holds the notes of a chapter; its heading and rule say nothing on paper.
const LISTS: &[&str] = &["footnotes", "endnotes", "rearnotes"];
const BACK: &[&str] = &["backlink", "referrer"];
/// The longest mark of a note that is not declared: `[123]`, `(*)`.
const MARK: usize = 6;
/// The links looked at in a note for one that leads back: it is the first or the last.
const LOOKED: usize = 16;
/// Where a list of notes has its rule, in tokens.
const HEAD: usize = 16;
/// How many tokens may stand between a reference and the name that the note leads back to.
const NEAR: usize = 4;

/// A token of a chapter.
type At = (usize, usize);

struct Link {
    from: At,
    to: At,
}

/// Marks notes, their references and the links back; returns the labels.
pub(super) fn settle(chapters: &mut [Chapter]) -> BTreeSet<String> {
    let links = links(chapters);
    let mut found: BTreeMap<At, Vec<At>> = BTreeMap::new();
    for link in &links {
        if let Some(note) = note_of(chapters, &links, link) {
            found.entry(note).or_default().push(link.from);
        }
    }
    for (number, chapter) in chapters.iter().enumerate() {
        let declared = chapter.tags().filter(|(_, tag)| has_type(tag, NOTES));
        for (at, _) in declared {
            found.entry((number, at)).or_default();
        }
    }
    whole_lists(chapters, &mut found);
    // The order of the first references is that of the labels.
    let mut order: Vec<(At, At)> =
        found.iter().map(|(&note, from)| (from.first().copied().unwrap_or(note), note)).collect();
    order.sort_unstable();
    let mut labels = BTreeSet::new();
    for ((_, note), label) in order.into_iter().zip(1..) {
        let label = label.to_string();
        mark(chapters, &links, note, &found[&note], &label);
        labels.insert(label);
    }
    tidy_lists(chapters);
    labels
}

/// The links within the book, in order.
fn links(chapters: &[Chapter]) -> Vec<Link> {
    let by_path: BTreeMap<&str, usize> =
        chapters.iter().enumerate().map(|(at, chapter)| (chapter.path.as_str(), at)).collect();
    let mut links = Vec::new();
    for (number, chapter) in chapters.iter().enumerate() {
        for (at, tag) in chapter.tags().filter(|(_, tag)| tag.name == "a") {
            let target = tag.attribute("href").and_then(|href| path::resolve(&chapter.path, href));
            let Some((path, Some(id))) = target else { continue };
            let Some(&to) = by_path.get(path.as_str()) else { continue };
            links.extend(chapters[to].ids.get(&id).map(|&target| Link { from: (number, at), to: (to, target) }));
        }
    }
    links
}

/// The links whose tags are within an element.
fn within<'l>(links: &'l [Link], chapter: &Chapter, (number, at): At) -> &'l [Link] {
    let start = links.partition_point(|link| link.from < (number, at));
    let end = links.partition_point(|link| link.from <= (number, chapter.end(at)));
    &links[start..end.max(start)]
}

/// The note that a link refers to, if it is one.
fn note_of(chapters: &[Chapter], links: &[Link], link: &Link) -> Option<At> {
    let (source, target) = (&chapters[link.from.0], &chapters[link.to.0]);
    let tag = source.tag(link.from.1)?;
    let declared = target.outwards(link.to.1).find(|&at| target.tag(at).is_some_and(|tag| has_type(tag, NOTES)));
    let block = declared.or_else(|| target.block(link.to.1).map(|block| meaning(target, block)))?;
    let is_text = matches!(target.name(block), "p" | "li" | "div" | "aside" | "section" | "dd" | "blockquote");
    let encloses_source = link.from.0 == link.to.0 && target.encloses(block, link.from.1);
    if encloses_source || !is_text || has_type(tag, BACK) {
        return None;
    }
    let note = (link.to.0, block);
    let is_reference = has_type(tag, REFERENCES) || declared.is_some() && is_mark(source, link.from.1);
    if is_reference || is_mark(source, link.from.1) && link.from < link.to && leads_back(chapters, links, note, link) {
        return Some(note);
    }
    None
}

/// Of a term, which is the mark, or a list of one, what follows: there the text is.
fn meaning(chapter: &Chapter, block: usize) -> usize {
    let next = match chapter.name(block) {
        "dl" => (block..chapter.end(block)).find(|&at| chapter.name(at) == "dd"),
        "dt" => (chapter.end(block) + 1..chapter.tokens.len()).find(|&at| chapter.tag(at).is_some()),
        _ => None,
    };
    next.filter(|&at| chapter.name(at) == "dd").unwrap_or(block)
}

/// Whether the text of a link is a number or sign.
fn is_mark(chapter: &Chapter, at: usize) -> bool {
    let text = chapter.text(at, chapter.end(at));
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    !text.is_empty() && text.chars().count() <= MARK && letters <= 1
}

/// Whether a note, or the term before it, has a link to where it is referred to.
fn leads_back(chapters: &[Chapter], links: &[Link], note: At, reference: &Link) -> bool {
    let chapter = &chapters[note.0];
    let start = (note.0, reference.to.1.min(note.1));
    let first = links.partition_point(|link| link.from < start);
    let last = (note.0, chapter.end(note.1));
    let mut back = links[first..].iter().take(LOOKED).take_while(|link| link.from <= last);
    back.any(|link| is_near(chapters, link.to, reference.from))
}

/// Whether a name is that of a reference, or of what is right around it.
fn is_near(chapters: &[Chapter], name: At, reference: At) -> bool {
    let chapter = &chapters[name.0];
    let is_around =
        || chapter.encloses(name.1, reference.1) && !matches!(chapter.name(name.1), "body" | "section" | "html");
    name.0 == reference.0 && (name.1.abs_diff(reference.1) <= NEAR || is_around())
}

/// Leaves out notes in lists that hold anything else: a list keeps its numbers.
fn whole_lists(chapters: &[Chapter], found: &mut BTreeMap<At, Vec<At>>) {
    let mut lists: BTreeMap<At, usize> = BTreeMap::new();
    let list_of = |&(number, at): &At| {
        let chapter = &chapters[number];
        let list = (chapter.name(at) == "li").then(|| chapter.outwards(at).nth(1)).flatten()?;
        Some((number, list))
    };
    found.keys().filter_map(list_of).for_each(|list| *lists.entry(list).or_default() += 1);
    let items = |&(number, list): &At| {
        let chapter = &chapters[number];
        let (mut at, mut count) = (list + 1, 0);
        while at < chapter.end(list) {
            count += usize::from(chapter.name(at) == "li");
            at = chapter.end(at).max(at) + 1;
        }
        count
    };
    let mixed: BTreeSet<At> =
        lists.iter().filter(|(list, count)| items(list) != **count).map(|(list, _)| *list).collect();
    found.retain(|note, _| list_of(note).is_none_or(|list| !mixed.contains(&list)));
}

/// Gives a note, what refers to it and what leads back their roles.
fn mark(chapters: &mut [Chapter], links: &[Link], note: At, references: &[At], label: &str) {
    let chapter = &chapters[note.0];
    let leads_back = |link: &&Link| {
        let is_declared = chapter.tag(link.from.1).is_some_and(|tag| has_type(tag, BACK));
        is_declared || references.iter().take(LOOKED).any(|&reference| is_near(chapters, link.to, reference))
    };
    let back: Vec<At> = within(links, chapter, note).iter().filter(leads_back).map(|link| link.from).collect();
    for (number, at) in back {
        chapters[number].set(at, "role", "doc-backlink");
    }
    let chapter = &mut chapters[note.0];
    chapter.has_notes = true;
    let list = chapter.outwards(note.1).nth(1);
    match chapter.name(note.1) {
        "li" => list.into_iter().for_each(|list| chapter.rename(list, "div")),
        "dd" => list.into_iter().for_each(|list| terms(chapter, list)),
        _ => {}
    }
    chapter.rename(note.1, "div");
    chapter.set(note.1, "role", "doc-footnote");
    chapter.set(note.1, "id", label);
    for &(number, at) in references {
        let chapter = &mut chapters[number];
        chapter.set(at, "role", "doc-noteref");
        chapter.set(at, "href", &format!("#{label}"));
        // The mark is raised anyhow.
        let raised = chapter.outwards(at).nth(1).filter(|&around| chapter.name(around) == "sup");
        if let Some(raised) =
            raised.filter(|&raised| chapter.text(raised, chapter.end(raised)) == chapter.text(at, chapter.end(at)))
        {
            chapter.rename(raised, "span");
        }
    }
}

/// A list of terms that are the marks of notes: the terms are not shown.
fn terms(chapter: &mut Chapter, list: usize) {
    if chapter.name(list) != "dl" {
        return;
    }
    let (mut at, end) = (list + 1, chapter.end(list));
    while at < end {
        let next = chapter.end(at).max(at) + 1;
        if chapter.name(at) == "dt" {
            chapter.rename(at, "div");
            chapter.set(at, "hidden", "");
        }
        at = next;
    }
    chapter.rename(list, "div");
}

/// Hides the headings and rules over notes, under which nothing else is left.
fn tidy_lists(chapters: &mut [Chapter]) {
    for chapter in chapters.iter_mut().filter(|chapter| chapter.has_notes) {
        let rules: Vec<usize> = chapter
            .tags()
            .filter(|(_, tag)| has_type(tag, LISTS))
            .flat_map(|(list, _)| (list..chapter.end(list)).take(HEAD).filter(|&at| chapter.name(at) == "hr"))
            .collect();
        rules.into_iter().for_each(|at| chapter.rename(at, "wbr"));
        for at in bare_headings(chapter) {
            chapter.set(at, "hidden", "");
        }
    }
}

/// The headings with notes below, and nothing else before the next one.
fn bare_headings(chapter: &Chapter) -> Vec<usize> {
    let (mut bare, mut over, mut has_note) = (Vec::new(), None, false);
    let mut at = 0;
    while at < chapter.tokens.len() {
        match chapter.name(at) {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                bare.extend(over.filter(|_| has_note));
                (over, has_note) = (Some(at), false);
                at = chapter.end(at);
            }
            _ if chapter.tag(at).is_some_and(|tag| has_type(tag, NOTES)) => {
                has_note = true;
                at = chapter.end(at);
            }
            "dt" | "title" | "style" | "script" => at = chapter.end(at),
            _ if chapter.tag(at).is_some_and(|tag| tag.attribute("hidden").is_some()) => at = chapter.end(at),
            "img" => over = None,
            _ if chapter.has_text(at, at + 1) => over = None,
            _ => {}
        }
        at += 1;
    }
    bare.extend(over.filter(|_| has_note));
    bare
}
