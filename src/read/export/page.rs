//! `messages.html`, as Telegram Desktop writes it.

use super::{Chat, Piece, Post, Style};
use crate::read::html::{Token, tokens};
use crate::read::raw_html::Tag;

/// What the text of an element is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Nothing,
    /// The name of the chat.
    Name,
    From,
    Forwarded,
    Text,
}

#[derive(Default)]
struct Reader {
    chat: Chat,
    /// The open elements, with what their text is and the style that they give it.
    open: Vec<(String, Part, Option<Style>)>,
    /// The author of the messages that name none: of the one before.
    from: Option<String>,
}

pub(super) fn chat(text: &str) -> Chat {
    let mut reader = Reader::default();
    for (_, token) in tokens(text) {
        match token {
            Token::Tag(tag) if tag.closing => reader.end(&tag.name),
            Token::Tag(tag) => reader.start(&tag),
            Token::Text(text) => reader.text(&text),
        }
    }
    let Chat { name, is_of_people, mut posts } = reader.chat;
    for piece in posts.iter_mut().filter_map(|post| post.pieces.last_mut()) {
        piece.text.truncate(piece.text.trim_end().len());
    }
    let name = name.map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "));
    Chat { name, is_of_people, posts }
}

impl Reader {
    fn part(&self) -> Part {
        self.open.last().map_or(Part::Nothing, |(_, part, _)| *part)
    }

    fn start(&mut self, tag: &Tag) {
        let class = |name: &str| tag.attribute("class").unwrap_or_default().split_whitespace().any(|one| one == name);
        let name = tag.name.as_str();
        if matches!(name, "br" | "img" | "meta" | "link" | "hr" | "input") {
            if name == "br" && self.part() == Part::Text {
                self.push("\n");
            }
            return;
        }
        if class("message") && class("default") {
            let id = tag.attribute("id").unwrap_or_default().trim_start_matches("message").parse().unwrap_or_default();
            self.chat.posts.push(Post { id, from: self.from.clone(), ..Post::default() });
        }
        let (mut part, mut style) = (self.part(), None);
        let post = self.chat.posts.last_mut();
        match name {
            "div" if class("page_header") => part = Part::Name,
            "div" if class("page_body") => part = Part::Nothing,
            // What happened to the chat is no post.
            "div" if class("service") => part = Part::Nothing,
            "div" if class("from_name") => {
                let inside = self.open.iter().any(|(_, part, _)| *part == Part::Forwarded);
                part = if inside { Part::Forwarded } else { Part::From };
                if part == Part::From {
                    self.from = None;
                    if let Some(post) = post {
                        post.from = None;
                    }
                }
            }
            "div" | "span" if class("details") => {
                let day = tag.attribute("title").and_then(|title| title.split(' ').next());
                if let (Some(post), Some(day)) = (post, day)
                    && post.day.is_empty()
                {
                    day.clone_into(&mut post.day);
                }
                part = Part::Nothing;
            }
            "div" if class("forwarded") => part = Part::Forwarded,
            "div" if class("text") && part != Part::Name => part = Part::Text,
            "div" if class("reply_to") || class("userpic") => part = Part::Nothing,
            "a" if class("photo_wrap") => {
                if let (Some(post), Some(path)) = (post, tag.attribute("href")) {
                    post.photo = Some(path.to_owned());
                }
            }
            "div" | "a" if class("media") => {
                if let Some(post) = post {
                    post.leaves_out = true;
                }
                part = Part::Nothing;
            }
            "strong" | "b" => style = Some(Style::Strong),
            "em" | "i" => style = Some(Style::Emphasis),
            "s" | "del" => style = Some(Style::Strikethrough),
            "code" => style = Some(Style::Code),
            "pre" => style = Some(Style::Pre(None)),
            "blockquote" => style = Some(Style::Quote),
            "span" if class("spoiler") => style = Some(Style::Hidden),
            // Mentions and hashtags run a script, links that are shown are found in the text.
            "a" => {
                style = tag.attribute("href").filter(|href| !href.is_empty()).map(|href| Style::Link(href.to_owned()));
            }
            _ => {}
        }
        self.open.push((tag.name.clone(), part, style));
    }

    fn end(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rev().take(64).position(|(open, ..)| open == name) {
            self.open.truncate(self.open.len() - at - 1);
        }
    }

    fn text(&mut self, text: &str) {
        let words = || text.split_whitespace().collect::<Vec<_>>().join(" ");
        let part = self.part();
        let post = self.chat.posts.last_mut();
        match part {
            Part::Nothing => {}
            Part::Name => self.chat.name.get_or_insert_default().push_str(text),
            Part::From if !text.trim().is_empty() => {
                self.from = Some(words());
                if let Some(post) = post {
                    post.from = Some(words());
                }
            }
            Part::Forwarded if !text.trim().is_empty() => {
                if let Some(post) = post {
                    post.forwarded.get_or_insert_with(words);
                }
            }
            Part::From | Part::Forwarded => {}
            Part::Text => self.push(text),
        }
    }

    fn push(&mut self, text: &str) {
        let style = self.open.iter().find_map(|(.., style)| style.clone()).unwrap_or(Style::Plain);
        let Some(post) = self.chat.posts.last_mut() else { return };
        // Line ends of the file are spaces; `<br>` are those of the text.
        let is_kept = text == "\n" || matches!(style, Style::Pre(_));
        let text = match is_kept {
            true => text.to_owned(),
            false => text.replace(['\n', '\r'], " "),
        };
        let text = if post.pieces.is_empty() { text.trim_start().to_owned() } else { text };
        match post.pieces.last_mut().filter(|piece| piece.style == style) {
            Some(piece) => piece.text.push_str(&text),
            None => post.pieces.push(Piece { text, style }),
        }
    }
}
