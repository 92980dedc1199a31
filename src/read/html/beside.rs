//! What belongs to the text of a page although it stands outside its `<main>`: the name
//! above a résumé, the column with what its author can do.

use super::tokens::Token;
use crate::read::raw_html::VOID;
use std::ops::Range;

/// The least share of the page's letters that a column beside the text has if it is part
/// of it. A choice: a smaller value prints notes about the site.
const COLUMN: f64 = 0.15;
/// The fewest letters of such a column: a few lines. A note about the site has less.
const LEAST: usize = 150;
/// The largest share of its letters in links to other pages: suggestions and menus are
/// almost nothing else.
const LINKED: f64 = 0.3;

/// Letters of a page and of the links in it that lead to other pages of the site.
pub(super) struct Counts<'a> {
    /// The number of letters before each token, and before the end.
    pub(super) letters: &'a [usize],
    /// Such links, sorted, none in another.
    pub(super) links: &'a [Range<usize>],
}

impl Counts<'_> {
    fn of(&self, range: &Range<usize>) -> usize {
        self.letters[range.end] - self.letters[range.start]
    }

    /// Whether a part says something, and does not only lead elsewhere.
    pub(super) fn tells(&self, range: &Range<usize>) -> bool {
        let first = self.links.partition_point(|link| link.start < range.start);
        let links = self.links[first..].iter().take_while(|link| link.end <= range.end);
        let linked: usize = links.map(|link| self.of(link)).sum();
        self.of(range) > 0 && share(linked, self.of(range)) < LINKED
    }

    /// Whether a column beside the text is part of it.
    pub(super) fn is_column(&self, range: &Range<usize>) -> bool {
        let all = self.letters.last().copied().unwrap_or_default();
        self.of(range) >= LEAST && share(self.of(range), all) >= COLUMN && self.tells(range)
    }

    /// The blocks before a token whose parents it is in, too, if together they have at
    /// most so many letters. `is_out` says which are known to be no text.
    pub(super) fn before(
        &self,
        tokens: &[(u32, Token)],
        (at, most): (usize, usize),
        is_out: impl Fn(&Range<usize>) -> bool,
    ) -> Vec<Range<usize>> {
        let blocks = siblings_before(tokens, at).into_iter().filter(|range| self.tells(range) && !is_out(range));
        let blocks: Vec<_> = blocks.collect();
        let letters: usize = blocks.iter().map(|range| self.of(range)).sum();
        if letters <= most { blocks } else { Vec::new() }
    }
}

/// How far out the start of an element is looked for: tags nested wrongly end where they
/// are.
const NEAR: usize = 64;

/// The blocks that end before a token, and that the elements around it contain.
fn siblings_before(tokens: &[(u32, Token)], at: usize) -> Vec<Range<usize>> {
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut closed: Vec<(usize, Range<usize>)> = Vec::new();
    for (index, (_, token)) in tokens[..at].iter().enumerate() {
        let Token::Tag(tag) = token else { continue };
        if !tag.closing {
            if !VOID.contains(&tag.name.as_str()) {
                open.push((&tag.name, index));
            }
            continue;
        }
        let near = open.len().saturating_sub(NEAR);
        if let Some(depth) = open[near..].iter().rposition(|(name, _)| *name == tag.name) {
            let depth = near + depth;
            let (_, start) = open[depth];
            open.truncate(depth);
            while closed.last().is_some_and(|(inner, _)| *inner > depth) {
                closed.pop();
            }
            if matches!(tag.name.as_str(), "div" | "section" | "p" | "h2" | "h3" | "figure" | "table") {
                closed.push((depth, start..index + 1));
            }
        }
    }
    closed.into_iter().map(|(_, range)| range).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a share of letters")]
fn share(part: usize, all: usize) -> f64 {
    part as f64 / all.max(1) as f64
}
