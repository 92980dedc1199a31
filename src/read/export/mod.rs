//! Telegram's export of a chat (`result.json`, `messages.html`): its posts as a book by
//! their days, or some of them. Who wrote, and from whom something was forwarded, is
//! written only when asked for. What a post replies to, and how others reacted to it, is
//! left out: on paper the post before stands above, and a book of posts is no count of
//! their readers.
//!
//! | Step | Module |
//! |---|---|
//! | posts of `result.json` | `json` |
//! | posts of `messages.html` | `page` |
//! | posts to blocks | `write` |

mod json;
mod page;
mod write;

use super::notices::Notices;
use crate::document::{Block, Source};
use crate::error::{Error, Result};
use std::ops::RangeInclusive;
use std::str::FromStr;

/// How much of a file is looked at for what it is: names come first.
const HEAD: usize = 64 << 10;

/// The posts that are asked for: `12,15-20`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Posts(Vec<RangeInclusive<u64>>);

impl Posts {
    fn hold(&self, id: u64) -> bool {
        self.0.iter().any(|range| range.contains(&id))
    }
}

impl FromStr for Posts {
    type Err = Error;

    fn from_str(list: &str) -> Result<Self> {
        let range = |part: &str| {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
            (first <= last).then_some(first..=last)
        };
        let ranges: Option<Vec<_>> = list.split(',').map(range).collect();
        ranges.map(Self).ok_or_else(|| Error::Setting {
            message: format!("{} names no posts", list.escape_debug()),
            hint: Some("posts are their numbers, such as `12,15-20`".to_owned()),
        })
    }
}

/// What is wanted of an export.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// The posts; `None`: all.
    pub(super) posts: Option<&'a Posts>,
    /// Whether names of people are written.
    pub(super) names: bool,
    pub(super) nesting: usize,
    /// The most posts.
    pub(super) nodes: usize,
}

/// An export as read.
pub(super) struct File {
    pub(super) blocks: Vec<Block>,
    pub(super) source: Source,
}

/// A chat.
#[derive(Default)]
struct Chat {
    /// Its name; of a chat of two people it is a person's.
    name: Option<String>,
    is_of_people: bool,
    posts: Vec<Post>,
}

/// A post.
#[derive(Default)]
struct Post {
    id: u64,
    /// The day, as the export writes it.
    day: String,
    from: Option<String>,
    forwarded: Option<String>,
    pieces: Vec<Piece>,
    photo: Option<String>,
    /// A video, a voice or a file, which is not printed.
    leaves_out: bool,
    /// The question of a poll, and the answers.
    poll: Option<(String, Vec<String>)>,
}

/// Text in one style.
struct Piece {
    text: String,
    style: Style,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Style {
    Plain,
    Strong,
    Emphasis,
    Strikethrough,
    /// Covered until touched in the app.
    Hidden,
    Code,
    /// Lines of code, in a language.
    Pre(Option<String>),
    Link(String),
    Quote,
}

/// Whether a file is such an export.
pub(crate) fn is_one(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let holds = |text: &str| head.windows(text.len()).any(|window| window == text.as_bytes());
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    match start.first() {
        Some(b'{') => {
            let is_chat = ["\"messages\"", "\"id\"", "\"date\""].iter().all(|name| holds(name));
            // That of an account begins with what Telegram says about it.
            is_chat || holds("\"about\"") && (holds("\"personal_information\"") || holds("\"chats\""))
        }
        Some(b'<') => holds("class=\"page_wrap") && holds("class=\"history\""),
        _ => false,
    }
}

/// Reads the posts of an export.
pub(super) fn read(text: &str, notices: &mut Notices<'_>, wanted: Wanted<'_>) -> Result<File> {
    let mut chat = match text.trim_start().starts_with('{') {
        true => json::chat(text, notices)?,
        false => page::chat(text),
    };
    if let Some(posts) = wanted.posts {
        chat.posts.retain(|post| posts.hold(post.id));
    }
    if chat.posts.len() > wanted.nodes {
        let message = format!("the export has more than {} posts", wanted.nodes);
        return Err(notices.refuse_line(None, message, "name some with `--post`"));
    }
    if chat.posts.is_empty() {
        let (message, hint) = match wanted.posts {
            Some(_) => ("none of these posts is in the export", "their numbers are the `id` of each"),
            None => ("the export holds no posts", "export the chat with its messages"),
        };
        return Err(notices.refuse_line(None, message, hint));
    }
    write::write(chat, notices, wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_are_numbers_and_ranges() {
        let posts: Posts = "12, 15-20".parse().unwrap();
        assert!(posts.hold(12) && posts.hold(15) && posts.hold(20) && !posts.hold(13) && !posts.hold(21));
        for wrong in ["", "a", "5-2", "1,,2", "-3"] {
            assert!(wrong.parse::<Posts>().is_err(), "{wrong}");
        }
    }
}
