//! Footnotes marked by the roles of DPUB-ARIA, as in EPUB and in the output of
//! this program. Others remain what they look like: links.

use super::tokens::Token;
use crate::read::raw_html::Tag;
use std::collections::BTreeSet;

/// The notes of a page, by their `id`.
pub(super) fn labels(tokens: &[(u32, Token)]) -> BTreeSet<String> {
    let tags = tokens.iter().filter_map(|(_, token)| match token {
        Token::Tag(tag) => note(tag),
        Token::Text(_) => None,
    });
    tags.map(str::to_owned).collect()
}

/// The label of the note, if the element is one.
pub(super) fn note(tag: &Tag) -> Option<&str> {
    tag.attribute("id").filter(|id| has_role(tag, &["doc-footnote", "doc-endnote"]) && !id.is_empty())
}

/// The label of the note that a link refers to, if any.
pub(super) fn reference<'t>(tag: &'t Tag, labels: &BTreeSet<String>) -> Option<&'t str> {
    let label = tag.attribute("href")?.strip_prefix('#').filter(|_| has_role(tag, &["doc-noteref"]))?;
    labels.contains(label).then_some(label)
}

/// Whether a link leads from a note back to the text.
pub(super) fn leads_back(tag: &Tag) -> bool {
    has_role(tag, &["doc-backlink"])
}

fn has_role(tag: &Tag, roles: &[&str]) -> bool {
    tag.attribute("role").is_some_and(|role| role.split_whitespace().any(|one| roles.contains(&one)))
}
