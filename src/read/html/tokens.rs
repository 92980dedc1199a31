//! The tokens of a page, by html5ever's tokenizer, with their lines.

use crate::read::raw_html::Tag;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, CharacterTokens, StartTag, TagToken, Token as HtmlToken, TokenSink, TokenSinkResult, Tokenizer,
    TokenizerOpts,
};
use std::cell::{Cell, RefCell};

/// A token that matters to a reader.
#[derive(Debug)]
pub(in crate::read) enum Token {
    /// A start or end tag.
    Tag(Tag),
    Text(String),
}

/// The tokens of a page, each with its line.
pub(in crate::read) fn tokens(html: &str) -> Vec<(u32, Token)> {
    let sink = Collect { list: RefCell::default(), text_line: Cell::new(1) };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    // The tokenizer stops at each script, which is not run.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.list.into_inner()
}

/// The text of an entity such as `&zwnj;`.
pub(in crate::read) fn decode_entity(entity: &str) -> Option<String> {
    match &tokens(entity)[..] {
        [(_, Token::Text(text))] if text != entity => Some(text.clone()),
        _ => None,
    }
}

/// Text with its entities decoded.
pub(in crate::read) fn decoded(text: &str) -> String {
    let texts = tokens(text).into_iter().filter_map(|(_, token)| match token {
        Token::Text(text) => Some(text),
        Token::Tag(_) => None,
    });
    texts.collect()
}

struct Collect {
    list: RefCell<Vec<(u32, Token)>>,
    /// The first line of the next text.
    text_line: Cell<u32>,
}

impl TokenSink for Collect {
    type Handle = ();

    fn process_token(&self, token: HtmlToken, line: u64) -> TokenSinkResult<()> {
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        let mut list = self.list.borrow_mut();
        match token {
            CharacterTokens(text) => {
                if let Some((_, Token::Text(before))) = list.last_mut() {
                    before.push_str(&text);
                } else {
                    list.push((self.text_line.get(), Token::Text(text.to_string())));
                }
            }
            TagToken(tag) => {
                self.text_line.set(line);
                let closing = tag.kind != StartTag;
                if tag.self_closing && matches!(&*tag.name, "svg" | "math") {
                    return TokenSinkResult::Continue;
                }
                let raw = if closing { None } else { raw_kind(&tag.name) };
                let attribute = |a: &html5ever::Attribute| (a.name.local.to_string(), a.value.to_string());
                let attributes = tag.attrs.iter().map(attribute).collect();
                list.push((line, Token::Tag(Tag { name: tag.name.to_string(), closing, attributes })));
                if let Some(kind) = raw {
                    return TokenSinkResult::RawData(kind);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// How the content of an element is tokenized, if it is not HTML.
fn raw_kind(name: &str) -> Option<RawKind> {
    match name {
        "script" => Some(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
        "title" | "textarea" => Some(RawKind::Rcdata),
        _ => None,
    }
}
