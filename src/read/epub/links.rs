//! Links between chapters: they lead to headings, which get names that are unique in the
//! book; other links within it lead nowhere on paper.

use super::chapter::{Chapter, has_type};
use super::path;
use std::collections::{BTreeMap, BTreeSet};

/// What is for reading systems: contents, pages of the printed book.
const UNSEEN: &[&str] = &["toc", "page-list", "landmarks", "pagelist", "pagebreak"];

/// A tag: the chapter it is in, and its place there.
type Spot = (usize, usize);

pub(super) fn settle(chapters: &mut [Chapter]) {
    let headings: Vec<Vec<usize>> = chapters.iter().map(headings).collect();
    let by_path: BTreeMap<String, usize> =
        chapters.iter().enumerate().map(|(at, chapter)| (chapter.path.clone(), at)).collect();
    let mut leads: Vec<(Spot, Option<Spot>)> = Vec::new();
    // What links call the headings first.
    let mut called: BTreeMap<Spot, String> = BTreeMap::new();
    for (number, chapter) in chapters.iter().enumerate() {
        for (at, tag) in chapter.tags().filter(|(_, tag)| tag.name == "a") {
            if has_type(tag, &["noteref", "backlink"]) {
                continue;
            }
            let Some((path, id)) = tag.attribute("href").and_then(|href| path::resolve(&chapter.path, href)) else {
                continue;
            };
            let heading = by_path.get(&path).and_then(|&to| {
                let place = match &id {
                    Some(id) => *chapters[to].ids.get(id)?,
                    None => 0,
                };
                Some((to, heading(&chapters[to], &headings[to], place)?))
            });
            if let (Some(heading), Some(id)) = (heading, id) {
                called.entry(heading).or_insert(id);
            }
            leads.push(((number, at), heading));
        }
    }
    let names = names(chapters, &headings, &called, &leads.iter().filter_map(|(_, heading)| *heading).collect());
    for ((number, at), heading) in leads {
        match heading.and_then(|heading| names.get(&heading)) {
            Some(name) => chapters[number].set(at, "href", &format!("#{name}")),
            None => chapters[number].unset(at, "href"),
        }
    }
    chapters.iter_mut().for_each(hide);
}

fn headings(chapter: &Chapter) -> Vec<usize> {
    let is_heading = |name: &str| matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
    chapter.tags().filter(|(_, tag)| is_heading(&tag.name)).map(|(at, _)| at).collect()
}

/// The heading that a place stands for: the one it is in or before, else the last one
/// above it.
fn heading(chapter: &Chapter, headings: &[usize], place: usize) -> Option<usize> {
    let next = headings.partition_point(|&heading| chapter.end(heading) < place);
    let below = headings.get(next).copied().filter(|&heading| heading <= place || !chapter.has_text(place, heading));
    below.or_else(|| headings.get(next.checked_sub(1)?).copied())
}

/// Names the headings that links lead to; the others lose theirs.
fn names(
    chapters: &mut [Chapter],
    headings: &[Vec<usize>],
    called: &BTreeMap<Spot, String>,
    wanted: &BTreeSet<(usize, usize)>,
) -> BTreeMap<Spot, String> {
    let (mut names, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for (number, list) in headings.iter().enumerate() {
        for &at in list {
            let heading = (number, at);
            if !wanted.contains(&heading) {
                chapters[number].unset(at, "id");
                continue;
            }
            let own = chapters[number].tag(at).and_then(|tag| tag.attribute("id")).map(str::to_owned);
            let own = own.or_else(|| called.get(&heading).cloned());
            let name = own.filter(|own| !taken.contains(own)).unwrap_or_else(|| format!("chapter{}-{at}", number + 1));
            chapters[number].set(at, "id", &name);
            taken.insert(name.clone());
            names.insert(heading, name);
        }
    }
    names
}

fn hide(chapter: &mut Chapter) {
    let unseen: Vec<usize> = chapter.tags().filter(|(_, tag)| has_type(tag, UNSEEN)).map(|(at, _)| at).collect();
    unseen.into_iter().for_each(|at| chapter.set(at, "hidden", ""));
}
