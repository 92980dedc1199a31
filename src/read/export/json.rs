//! `result.json`, as Telegram Desktop writes it.

use super::{Chat, Piece, Post, Style};
use crate::error::Result;
use crate::read::notices::Notices;
use serde::Deserialize;
use serde_json::value::RawValue;

/// The export of one chat, or that of an account with all of its chats.
#[derive(Deserialize)]
struct Whole<'t> {
    name: Option<String>,
    #[serde(rename = "type", default)]
    kind: Option<String>,
    #[serde(borrow)]
    messages: Option<Vec<Message<'t>>>,
    #[serde(borrow)]
    chats: Option<Chats<'t>>,
}

#[derive(Deserialize)]
struct Chats<'t> {
    #[serde(borrow)]
    list: Vec<Export<'t>>,
}

#[derive(Deserialize)]
struct Export<'t> {
    name: Option<String>,
    #[serde(rename = "type", default)]
    kind: Option<String>,
    #[serde(borrow)]
    messages: Vec<Message<'t>>,
}

#[derive(Deserialize)]
struct Message<'t> {
    #[serde(default)]
    id: i64,
    #[serde(rename = "type", default)]
    kind: String,
    #[serde(default)]
    date: String,
    from: Option<String>,
    forwarded_from: Option<String>,
    photo: Option<String>,
    file: Option<String>,
    #[serde(borrow)]
    text: Option<&'t RawValue>,
    text_entities: Option<Vec<Entity>>,
    poll: Option<Poll>,
}

#[derive(Deserialize)]
struct Entity {
    #[serde(rename = "type", default)]
    kind: String,
    #[serde(default)]
    text: String,
    href: Option<String>,
    language: Option<String>,
}

/// The text of exports before 2022: a string, or a list of strings and marked ones.
#[derive(Deserialize)]
#[serde(untagged)]
enum Text {
    Whole(String),
    Parts(Vec<Part>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Part {
    Plain(String),
    Marked(Entity),
}

#[derive(Deserialize)]
struct Poll {
    #[serde(default)]
    question: String,
    #[serde(default)]
    answers: Vec<Answer>,
}

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    text: String,
}

pub(super) fn chat(text: &str, notices: &Notices<'_>) -> Result<Chat> {
    let whole: Whole<'_> = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
        let line = Some(error.line()).filter(|&line| line > 0);
        let hint = "give the `result.json` of one chat, as Telegram wrote it";
        notices.refuse_line(line, format!("the export cannot be read: {error}"), hint)
    })?;
    let Whole { name, kind, messages, chats } = whole;
    let export = match (messages, chats) {
        (Some(messages), _) => Export { name, kind, messages },
        (None, chats) => only(chats, notices)?,
    };
    let is_of_people = matches!(export.kind.as_deref(), Some("personal_chat" | "bot_chat" | "saved_messages"));
    let posts = export.messages.into_iter().filter(|message| message.kind == "message").map(post);
    Ok(Chat { name: export.name, is_of_people, posts: posts.collect() })
}

/// The one chat of an account. Of several none is taken: they may be of other people.
fn only<'t>(chats: Option<Chats<'t>>, notices: &Notices<'_>) -> Result<Export<'t>> {
    let mut list = chats.map(|chats| chats.list).unwrap_or_default();
    list.retain(|chat| chat.messages.iter().any(|message| message.kind == "message"));
    match (list.len(), list.pop()) {
        (1, Some(chat)) => Ok(chat),
        (0, _) => Err(notices.refuse_line(None, "the export holds no posts", "export the chat with its messages")),
        (count, _) => {
            let message = format!("the export holds {count} chats, and does not say which one to print");
            Err(notices.refuse_line(None, message, "export one chat by its own menu in Telegram Desktop"))
        }
    }
}

fn post(message: Message<'_>) -> Post {
    let pieces = match message.text_entities.filter(|list| !list.is_empty()) {
        Some(entities) => entities.into_iter().map(piece).collect(),
        None => message.text.map_or_else(Vec::new, |text| older(text.get())),
    };
    // What was not exported has a sentence in its place.
    let photo = message.photo.filter(|path| !path.starts_with('('));
    let poll = message.poll.map(|poll| (poll.question, poll.answers.into_iter().map(|answer| answer.text).collect()));
    Post {
        id: u64::try_from(message.id).unwrap_or_default(),
        day: message.date.split('T').next().unwrap_or_default().to_owned(),
        from: message.from,
        forwarded: message.forwarded_from,
        pieces,
        photo,
        leaves_out: message.file.is_some(),
        poll,
    }
}

fn older(text: &str) -> Vec<Piece> {
    let plain = |text: String| Piece { text, style: Style::Plain };
    match serde_json::from_str(text) {
        Ok(Text::Whole(text)) => vec![plain(text)],
        Ok(Text::Parts(parts)) => {
            let part = |part| match part {
                Part::Plain(text) => plain(text),
                Part::Marked(entity) => piece(entity),
            };
            parts.into_iter().map(part).collect()
        }
        Err(_) => Vec::new(),
    }
}

fn piece(entity: Entity) -> Piece {
    let style = match entity.kind.as_str() {
        "bold" => Style::Strong,
        "italic" => Style::Emphasis,
        "strikethrough" => Style::Strikethrough,
        "spoiler" => Style::Hidden,
        "code" => Style::Code,
        "pre" => Style::Pre(entity.language.filter(|language| !language.is_empty())),
        "text_link" => entity.href.map_or(Style::Plain, Style::Link),
        "blockquote" | "expandable_blockquote" => Style::Quote,
        // Underlined text, links, mentions, hashtags and what is to come.
        _ => Style::Plain,
    };
    Piece { text: entity.text, style }
}
