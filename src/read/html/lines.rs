//! Lines of a page: what stands between two tags that begin a new one.

use super::tokens::Token;
use crate::read::raw_html::{BLOCKS, Tag};
use std::ops::Range;

/// The lines in a range of tokens; a line holds no tag of a block.
pub(super) fn of(tokens: &[(u32, Token)], within: Range<usize>) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = within.start;
    for at in within.clone() {
        if ends_line(&tokens[at].1) {
            lines.push(start..at);
            start = at + 1;
        }
    }
    lines.push(start..within.end);
    lines.retain(|line| !line.is_empty());
    lines
}

fn ends_line(token: &Token) -> bool {
    matches!(token, Token::Tag(tag) if tag.name == "br" || BLOCKS.contains(&tag.name.as_str()))
}

/// The words of some tokens, with a blank between two texts; scripts say nothing.
pub(super) fn words(tokens: &[(u32, Token)]) -> String {
    let mut is_mute = false;
    let mut words = Vec::new();
    for (_, token) in tokens {
        match token {
            Token::Tag(tag) => is_mute = !tag.closing && matches!(tag.name.as_str(), "script" | "style"),
            Token::Text(text) if !is_mute => words.extend(text.split_whitespace()),
            Token::Text(_) => {}
        }
    }
    words.join(" ")
}

/// The links in some tokens.
pub(super) fn links(tokens: &[(u32, Token)]) -> impl Iterator<Item = &Tag> {
    tokens.iter().filter_map(|(_, token)| match token {
        Token::Tag(tag) if tag.name == "a" && !tag.closing => Some(tag),
        _ => None,
    })
}

/// The letters of words as they are compared: in lower case, one blank between words, and
/// of the two shapes that some Persian letters have the Persian one.
pub(super) fn plain(words: &str) -> String {
    let letters = words.chars().filter(|letter| !matches!(letter, '\u{640}' | '\u{64b}'..='\u{65f}'));
    let letters = letters.map(|letter| match letter {
        'ي' => 'ی',
        'ك' => 'ک',
        'ۀ' => 'ه',
        letter if letter.is_alphanumeric() => letter,
        _ => ' ',
    });
    let text: String = letters.flat_map(char::to_lowercase).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
