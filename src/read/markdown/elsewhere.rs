//! Syntax of other tools: wiki links, embedded notes, formulas.

use super::Reader;
use super::math::{self, Piece};
use crate::document::{Direction, Inline, PictureSize, Span, Target, Text};
use crate::error::Result;
use crate::read::links;
use crate::read::node::Kind;

/// Endings of files that are embedded as pictures.
const PICTURES: &[&str] = &["png", "jpg", "jpeg", "gif", "svg", "webp", "bmp", "avif"];

impl Reader<'_, '_> {
    /// `[[note|text]]` becomes its text, and a link if it is to a heading of
    /// this message.
    pub(super) fn wiki_link(&mut self, address: &str, span: Span) -> Kind {
        let target = match address.strip_prefix('#') {
            Some(heading) if !heading.is_empty() => Some(Target::Anchor(links::decode(heading))),
            _ => {
                self.wiki.0 += 1;
                self.wiki.1.get_or_insert(span);
                None
            }
        };
        Kind::Link { target, bare: false }
    }

    /// `![[picture.png]]` becomes a picture; the name of any other note is kept
    /// as text.
    pub(super) fn embedded(&mut self, address: &str, named: bool, span: Span) -> Kind {
        let ending = address.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        if ending.is_some_and(|ending| PICTURES.contains(&ending.as_str())) {
            // After the bar there is a size, or a description of the picture.
            let written = self.source.get(span.start..span.end).unwrap_or_default();
            let words = written.trim_end_matches(']').rsplit_once('|').map_or("", |(_, words)| words.trim());
            let is_size = words.chars().all(|letter| letter.is_ascii_digit() || letter == 'x');
            let alt = if named && !is_size { words.to_owned() } else { String::new() };
            return Kind::Image {
                path: links::decode(address),
                title: None,
                alt: Some(alt),
                size: PictureSize::default(),
            };
        }
        let message = format!("the note `{}` is not put in; its name is printed", address.escape_debug());
        self.notices.warn_with_hint("embedded-note", span, message, "copy its text to where it is to stand");
        Kind::Link { target: None, bare: false }
    }

    /// A formula in a line; prices between two `$` are kept as text.
    pub(super) fn formula(&mut self, span: Span) -> Result<()> {
        let written = self.source.get(span.start..span.end).unwrap_or_default();
        let signs = if written.starts_with("$$") || written.starts_with('\\') { 2 } else { 1 };
        let tex = written.get(signs..written.len().saturating_sub(signs)).unwrap_or_default();
        let tells_price = self.source[span.end..].starts_with(|letter: char| letter.is_numeric());
        if tells_price || !math::is_formula(tex) {
            self.builder.text(written, span, true);
            return Ok(());
        }
        self.open(Kind::Styled { lang: None, direction: Some(Direction::Ltr) }, span, false)?;
        match math::line(tex) {
            Some(pieces) => {
                for piece in pieces {
                    // The text differs from the source, so it gets no exact span.
                    let text = |text: String| Text::synthetic(text, span.start);
                    let inline = match piece {
                        Piece::Plain(plain) => Inline::Text(text(plain)),
                        Piece::Raised(raised) => Inline::Superscript(vec![Inline::Text(text(raised))]),
                        Piece::Lowered(lowered) => Inline::Subscript(vec![Inline::Text(text(lowered))]),
                    };
                    self.builder.inline(inline, span);
                }
            }
            None => {
                let message = "a formula that a line cannot show is printed as it was typed";
                self.notices.warn_with_hint("formula", span, message, "a picture of it can be put in");
                self.builder.text(tex.trim(), Span::new(span.start, span.start), false);
            }
        }
        self.builder.close();
        Ok(())
    }
}
