//! Lists directly in lists, as many pages have them: browsers show such a list below the
//! item before it.

use super::tokens::Token;
use crate::read::raw_html::Tag;

/// An open list or item.
struct Open {
    is_item: bool,
    /// Whether the item before was opened again for this list.
    reopens: bool,
    /// Where the item that ended last in this list is closed, if nothing came after it.
    closed: Option<usize>,
}

/// Moves such lists into the items before them.
pub(super) fn lists(tokens: &mut Vec<(u32, Token)>) {
    let mut out: Vec<(u32, Token)> = Vec::with_capacity(tokens.len());
    let mut open: Vec<Open> = Vec::new();
    for (line, token) in tokens.drain(..) {
        let kind = match &token {
            Token::Tag(tag) => Some((tag.name == "li", matches!(tag.name.as_str(), "ul" | "ol"), tag.closing)),
            Token::Text(text) if text.trim().is_empty() => None,
            Token::Text(_) => Some((false, false, false)),
        };
        let mut reopened = false;
        match kind {
            None => {}
            Some((is_item, is_list, false)) => {
                let before = open.last_mut().and_then(|top| top.closed.take());
                if let (true, Some(at)) = (is_list, before) {
                    out[at].1 = Token::Text(String::new());
                }
                if is_item || is_list {
                    open.push(Open { is_item, reopens: is_list && before.is_some(), closed: None });
                }
            }
            Some((true, _, true)) => {
                if open.pop_if(|top| top.is_item).is_some()
                    && let Some(list) = open.last_mut()
                {
                    list.closed = Some(out.len());
                }
            }
            Some((_, true, true)) => {
                // Items whose end tags are left out.
                while open.pop_if(|top| top.is_item).is_some() {}
                reopened = open.pop().is_some_and(|list| list.reopens);
            }
            Some(_) => {}
        }
        out.push((line, token));
        if reopened {
            if let Some(list) = open.last_mut() {
                list.closed = Some(out.len());
            }
            out.push((line, Token::Tag(Tag { name: "li".to_owned(), closing: true, ..Tag::default() })));
        }
    }
    *tokens = out;
}
