//! Inline content, with control characters where marks are to be: text itself
//! contains none.

use super::marks::Kind;
use super::order::ordered;
use crate::document::visit::plain_text;
use crate::document::{Direction, Document, Inline, Link, Target};

/// Inline content; line ends in it are hard breaks.
pub(super) fn write(content: &[Inline], document: &Document) -> String {
    let mut writer = Writer { document, out: String::new(), open: Vec::new() };
    writer.all(content);
    finished(writer.out, document)
}

/// Inline content, all of it bold.
pub(super) fn bold(content: &[Inline], document: &Document) -> String {
    let mut writer = Writer { document, out: String::new(), open: Vec::new() };
    writer.marked(Kind::Bold, content);
    finished(writer.out, document)
}

/// Plain text, bold.
pub(super) fn bold_text(text: &str, document: &Document) -> String {
    finished(format!("{}{}{}", Kind::Bold.open(), clean(text), Kind::Bold.close()), document)
}

/// A text with its direction marks.
fn finished(text: String, document: &Document) -> String {
    match document.meta.lang.direction() {
        Direction::Rtl => ordered(&text),
        Direction::Ltr => text,
    }
}

/// Text in one line and without control characters.
pub(super) fn clean(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

struct Writer<'a> {
    document: &'a Document,
    out: String,
    /// The marks that are open, the innermost last.
    open: Vec<Kind>,
}

impl Writer<'_> {
    fn all(&mut self, content: &[Inline]) {
        content.iter().for_each(|inline| self.one(inline));
    }

    fn one(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.out.push_str(&clean(&text.text)),
            Inline::Strong(content) => self.marked(Kind::Bold, content),
            Inline::Emphasis(content) => self.marked(Kind::Italic, content),
            Inline::Strikethrough(content) => self.marked(Kind::Strike, content),
            Inline::Superscript(content) | Inline::Subscript(content) | Inline::Highlight(content) => self.all(content),
            Inline::Span(span) => self.all(&span.content),
            Inline::Code(code) => {
                self.out.push(Kind::Code.open());
                self.out.push_str(&clean(&code.text));
                self.out.push(Kind::Code.close());
            }
            Inline::Link(link) => self.link(link),
            Inline::Image(image) => {
                if let Some(alt) = image.alt.as_deref().filter(|alt| !alt.trim().is_empty()) {
                    self.out.push_str(&format!("[{}]", clean(alt)));
                }
            }
            Inline::NoteReference(reference) => {
                let note = self.document.notes.get(reference.note);
                let mark = note.map_or(reference.mark.as_str(), |note| note.mark.as_str());
                self.out.push_str(&format!("[{mark}]"));
            }
            Inline::SoftBreak(_) => self.out.push(' '),
            Inline::HardBreak(_) => {
                // No messenger reads marks across line ends, so they are closed
                // before and opened again after.
                self.out.extend(self.open.iter().rev().map(|kind| kind.close()));
                self.out.push('\n');
                self.out.extend(self.open.iter().map(|kind| kind.open()));
            }
        }
    }

    /// Bold within bold is bold.
    fn marked(&mut self, kind: Kind, content: &[Inline]) {
        if self.open.contains(&kind) {
            return self.all(content);
        }
        self.out.push(kind.open());
        self.open.push(kind);
        self.all(content);
        self.open.pop();
        self.out.push(kind.close());
    }

    /// The link's text, then the address where the text does not contain it.
    fn link(&mut self, link: &Link) {
        self.all(&link.content);
        let Target::Url(url) = &link.target else { return };
        let address = url.strip_prefix("mailto:").or_else(|| url.strip_prefix("tel:")).unwrap_or(url);
        let bare = |text: &str| {
            let text = text.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
            text.to_lowercase()
        };
        let shown = plain_text(&link.content);
        if !link.bare && bare(&shown) != bare(address) {
            let before = if self.out.is_empty() || self.out.ends_with(char::is_whitespace) { "" } else { " " };
            self.out.push_str(&format!("{before}({address})"));
        }
    }
}
