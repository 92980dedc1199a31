//! Raw HTML in Markdown, which is never passed on: its effect on text (bold,
//! language, breaks, links, images) and its text are kept, its tags are dropped.

use crate::document::{Direction, Lang};
use std::ops::Range;

/// A piece of raw HTML, by its range in the scanned text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(Range<usize>),
    Tag(Tag, Range<usize>),
    /// A comment, declaration or processing instruction, which is dropped.
    Silent,
}

/// Void elements, which have no end tag.
pub(super) const VOID: &[&str] = &[
    "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// A tag.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tag {
    /// In lower case.
    pub(super) name: String,
    pub(super) closing: bool,
    pub(super) attributes: Vec<(String, String)>,
}

impl Tag {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// `lang=`, or `xml:lang=`, which pages of books have.
    pub(super) fn lang(&self) -> Option<Lang> {
        self.attribute("lang").or_else(|| self.attribute("xml:lang"))?.parse().ok()
    }

    /// `dir=`.
    pub(super) fn direction(&self) -> Option<Direction> {
        match self.attribute("dir")?.to_ascii_lowercase().as_str() {
            "rtl" => Some(Direction::Rtl),
            "ltr" => Some(Direction::Ltr),
            _ => None,
        }
    }
}

/// Elements whose content is not text.
pub(super) const MUTE: &[&str] = &["script", "style", "title"];

/// Block elements, which begin a new line.
pub(super) const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Splits raw HTML into tags and text, in linear time.
pub(super) fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut text_start = 0;
    let mut at = 0;
    // Once an unclosed comment is found, no end of one is searched for again.
    let mut open_ended = false;
    while let Some(open) = html[at..].find('<').map(|found| at + found) {
        let rest = &html[open..];
        let piece = if let Some(inside) = rest.strip_prefix("<!--") {
            // `<!-->` and `<!--->` are complete comments.
            let end = if rest.starts_with("<!-->") || rest.starts_with("<!--->") {
                rest.find('>').map(|at| at + 1)
            } else if open_ended {
                None
            } else {
                inside.find("-->").map(|end| end + 7)
            };
            open_ended |= end.is_none();
            end.map(|end| (Piece::Silent, open + end))
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            if open_ended {
                None
            } else {
                let end = rest.find('>');
                open_ended |= end.is_none();
                end.map(|end| (Piece::Silent, open + end + 1))
            }
        } else {
            tag(rest).map(|(tag, length)| (Piece::Tag(tag, open..open + length), open + length))
        };
        match piece {
            Some((piece, end)) => {
                if text_start < open {
                    pieces.push(Piece::Text(text_start..open));
                }
                pieces.push(piece);
                (at, text_start) = (end, end);
            }
            None => at = open + 1,
        }
    }
    if text_start < html.len() {
        pieces.push(Piece::Text(text_start..html.len()));
    }
    pieces
}

/// The tag at the start of a text, and its length. It must end before the next
/// `<`.
fn tag(html: &str) -> Option<(Tag, usize)> {
    let mut rest = html.strip_prefix('<')?;
    let closing = rest.starts_with('/');
    rest = rest.strip_prefix('/').unwrap_or(rest);
    if !rest.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        return None;
    }
    let name_end = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-')?;
    let mut tag = Tag { name: rest[..name_end].to_ascii_lowercase(), closing, attributes: Vec::new() };
    rest = &rest[name_end..];
    loop {
        rest = rest.trim_start_matches(|letter: char| letter.is_ascii_whitespace() || letter == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return Some((tag, html.len() - after.len()));
        }
        let end = rest.find(|letter: char| letter.is_ascii_whitespace() || "=>/<\"'".contains(letter))?;
        if end == 0 {
            return None;
        }
        let key = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start_matches(|letter: char| letter.is_ascii_whitespace());
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            rest = after.trim_start_matches(|letter: char| letter.is_ascii_whitespace());
            let quote = rest.chars().next().filter(|letter| matches!(letter, '"' | '\''));
            (value, rest) = match quote {
                Some(quote) => rest[1..].split_once(quote)?,
                None => rest.split_at(rest.find(|letter: char| letter.is_ascii_whitespace() || letter == '>')?),
            };
        }
        // A limit against enormous tags; HTML defines about forty attributes for any
        // element.
        if tag.attributes.len() < 64 {
            tag.attributes.push((key, value.to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_text_and_comments_are_told_apart() {
        let html = r#"<a HREF="x>y" b=1 c>t</a><!-- <b> --> 1 < 2 <br/>"#;
        let pieces = pieces(html);
        let Piece::Tag(tag, range) = &pieces[0] else { panic!("{pieces:?}") };
        assert_eq!((tag.name.as_str(), tag.attribute("href"), tag.attribute("c")), ("a", Some("x>y"), Some("")));
        assert_eq!(&html[range.clone()], r#"<a HREF="x>y" b=1 c>"#);
        assert_eq!(pieces[1], Piece::Text(20..21));
        assert_eq!(pieces[3], Piece::Silent);
        assert!(matches!(&pieces[5], Piece::Tag(tag, _) if tag.name == "br"));
    }

    #[test]
    fn unclosed_tags_are_text() {
        assert_eq!(pieces("<div"), [Piece::Text(0..4)]);
        assert_eq!(pieces("<a \"x"), [Piece::Text(0..5)]);
        assert_eq!(pieces("<!-- x"), [Piece::Text(0..6)]);
    }
}
