//! The pages of the words in an index.

use crate::document::NodeId;
use crate::frame::Layout;
use std::collections::BTreeMap;

/// From this many pages in a row on, an index gives the first and the last: two
/// are as short one by one.
const IN_A_ROW: usize = 3;

/// On which page each marked word is, by its index and as it is printed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct IndexPages(BTreeMap<NodeId, (usize, String)>);

impl IndexPages {
    /// The pages that words have in a layout.
    pub(super) fn find(words: &[NodeId], layout: &Layout) -> Self {
        let page = |word: &NodeId| {
            let &(page, _) = layout.anchors.get(word)?;
            Some((*word, (page, layout.pages.get(page)?.label.clone())))
        };
        Self(words.iter().filter_map(page).collect())
    }

    /// The pages of a word's places as an index prints them (`۳`, `۷–۹`), and the
    /// first place on each; none until they are known.
    pub(super) fn of(&self, places: &[NodeId]) -> Vec<(String, NodeId)> {
        let mut pages: BTreeMap<usize, (&str, NodeId)> = BTreeMap::new();
        for place in places {
            if let Some((page, label)) = self.0.get(place) {
                pages.entry(*page).or_insert((label, *place));
            }
        }
        let pages: Vec<_> = pages.into_iter().collect();
        let mut out = Vec::new();
        for row in pages.chunk_by(|(page, _), (next, _)| page + 1 == *next) {
            match row {
                [(_, (first, place)), .., (_, (last, _))] if row.len() >= IN_A_ROW => {
                    out.push((format!("{first}–{last}"), *place));
                }
                _ => out.extend(row.iter().map(|(_, (label, place))| ((*label).to_owned(), *place))),
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_given_once_and_rows_of_them_by_their_ends() {
        let on = |pages: &[usize]| {
            let ids = (0..).map(NodeId);
            let found = ids.zip(pages).map(|(id, &page)| (id, (page, page.to_string())));
            let places: Vec<_> = (0..).map(NodeId).take(pages.len()).collect();
            IndexPages(found.collect()).of(&places).into_iter().map(|(label, id)| (label, id.0)).collect::<Vec<_>>()
        };
        let expect = |pages: &[usize], labels: &[(&str, u32)]| {
            let labels: Vec<_> = labels.iter().map(|&(label, id)| (label.to_owned(), id)).collect();
            assert_eq!(on(pages), labels, "{pages:?}");
        };
        expect(&[3, 3, 5], &[("3", 0), ("5", 2)]);
        expect(&[3, 4], &[("3", 0), ("4", 1)]);
        expect(&[7, 8, 8, 9, 11], &[("7–9", 0), ("11", 4)]);
        // A note's place comes after the text's.
        expect(&[9, 2], &[("2", 1), ("9", 0)]);
    }
}
