//! Buttons that lead to where those who made a page are to be found: a channel, a shop, a
//! form. They are left out with the menus around the text, but their address is what the
//! reader of paper needs.

use super::lines;
use super::names;
use super::tokens::Token;
use crate::read::raw_html::Tag;
use std::collections::BTreeSet;
use std::ops::Range;

/// What authors call such a button.
const CALLED: &[&str] = &["btn", "button", "cta", "join"];
/// Where channels and groups are. In a menu nothing else is more than the way to an account.
const CHANNELS: &[&str] = &[
    "t.me",
    "telegram.me",
    "eitaa.com",
    "ble.ir",
    "rubika.ir",
    "splus.ir",
    "wa.me",
    "chat.whatsapp.com",
    "instagram.com",
    "aparat.com",
    "facebook.com",
    "linkedin.com",
    "twitter.com",
    "x.com",
    "youtube.com",
];
/// The most tokens in a button.
const NEAR: usize = 24;

/// Whether a link is such a button.
pub(super) fn is_one(tag: &Tag) -> bool {
    let leads_out = tag.attribute("href").is_some_and(|to| to.starts_with("http") && !passes_on(to));
    tag.name == "a" && !tag.closing && leads_out && names::has(tag, CALLED)
}

/// Whether a link leads to a channel.
pub(super) fn is_channel(tag: &Tag) -> bool {
    let host = tag.attribute("href").and_then(|to| to.split("://").nth(1)).and_then(|to| to.split(['/', '?']).next());
    host.is_some_and(|host| CHANNELS.contains(&host.trim_start_matches("www.")))
        && !tag.attribute("href").is_some_and(passes_on)
}

/// Whether an address passes the page on, which paper does by itself.
pub(super) fn passes_on(address: &str) -> bool {
    ["/sharer", "/share?", "/share/", "/intent/", "share/url", "shareArticle", "pin/create"]
        .iter()
        .any(|known| address.contains(known))
}

/// The buttons that are left out, and whose address stands nowhere else. `is_out` says it
/// of a token, `is_menu` whether a menu of the page is around it.
pub(super) fn left_out(
    tokens: &[(u32, Token)],
    is_out: impl Fn(usize) -> bool,
    is_menu: impl Fn(&Range<usize>) -> bool,
) -> Vec<Range<usize>> {
    let links = || tokens.iter().enumerate().filter_map(link);
    let mut known: BTreeSet<_> =
        links().filter(|(at, _)| !is_out(*at)).filter_map(|(_, tag)| tag.attribute("href")).collect();
    let mut doors = Vec::new();
    for (at, tag) in links().filter(|(at, tag)| is_out(*at) && is_one(tag)) {
        let Some(door) = whole(tokens, at) else { continue };
        let says_something = !lines::words(&tokens[door.clone()]).is_empty();
        if says_something
            && (is_channel(tag) || !is_menu(&door))
            && known.insert(tag.attribute("href").unwrap_or_default())
        {
            doors.push(door);
        }
    }
    doors
}

/// A token as a link, with its place.
fn link((at, (_, token)): (usize, &(u32, Token))) -> Option<(usize, &Tag)> {
    match token {
        Token::Tag(tag) if tag.name == "a" && !tag.closing => Some((at, tag)),
        _ => None,
    }
}

/// The tokens of a link.
fn whole(tokens: &[(u32, Token)], at: usize) -> Option<Range<usize>> {
    let is_end = |(_, token): &(u32, Token)| matches!(token, Token::Tag(tag) if tag.closing && tag.name == "a");
    let near = &tokens[at..tokens.len().min(at + NEAR)];
    near.iter().position(is_end).map(|end| at..at + end + 1)
}
