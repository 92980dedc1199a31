//! Text for screens and messengers. What a form has no marks for becomes
//! readable lines: tables are `name: value`, notes are at the end, addresses are
//! written out, a couplet is two lines.
//!
//! ```text
//! Document ─ blocks, inlines ─▶ pieces with [`marks::Kind`] as control characters
//!          ─ cut ─▶ parts ─ marks, lines ─▶ texts with the marks of the form
//! ```

mod blocks;
mod cut;
mod inlines;
mod lines;
mod marks;
mod order;
#[cfg(test)]
mod tests;

use crate::document::{Direction, Document};

/// The form of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// No marks, for any screen.
    Text,
    /// The marks that Telegram's apps read in typed text: `**b**` `__i__`
    /// `~~s~~`.
    Telegram,
    /// The marks that WhatsApp reads: `*b*` `_i_` `~s~`, lists and quotations.
    WhatsApp,
}

impl Form {
    /// The most UTF-16 units of one message. Telegram splits after 4,096;
    /// WhatsApp folds far shorter messages and has no other limit that a
    /// statement would reach, so it shares the value.
    const fn limit(self) -> Option<usize> {
        match self {
            Self::Text => None,
            Self::Telegram | Self::WhatsApp => Some(4_095),
        }
    }
}

/// A numbered document as the messages of a form, in order; at least one.
/// `byline`: whether author and date are under the title.
#[must_use]
pub fn chat(document: &Document, form: Form, byline: bool) -> Vec<String> {
    let pieces = blocks::pieces(document, form, byline);
    let rtl = document.meta.lang.direction() == Direction::Rtl;
    let parts = cut::parts(pieces, form.limit());
    parts.iter().map(|part| finished(part, form, rtl)).collect()
}

/// A part with the marks and direction marks of its lines.
fn finished(part: &str, form: Form, rtl: bool) -> String {
    let mut out = String::with_capacity(part.len());
    let (open, close) = (marks::Kind::Block.open(), marks::Kind::Block.close());
    let mut in_code = false;
    for line in part.trim_matches('\n').split('\n') {
        let fence = line.contains([open, close]);
        if fence {
            in_code = line.contains(open);
            out.push_str(&lines::directed(&line.replace([open, close], marks::Kind::Block.sign(form)), form, false));
        } else if in_code {
            out.push_str(&lines::directed(line, form, false));
        } else {
            out.push_str(&lines::directed(&marks::line(line, form), form, rtl));
        }
        out.push('\n');
    }
    out
}
