//! The two syntaxes of the same markup, and escaping for both.

use super::writer::Writer;
use crate::document::{Direction, Lang};

/// How markup is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syntax {
    /// XML with EPUB's types, by which reading systems recognise notes.
    Xhtml,
    /// HTML for browsers and the Nu checker, which know neither.
    Html,
}

impl Writer<'_> {
    /// The end of a void element's tag.
    pub(super) fn void_end(&mut self) {
        self.raw(if self.syntax == Syntax::Xhtml { "/>" } else { ">" });
    }

    /// The semantic type of an element, in EPUB's vocabulary.
    pub(super) fn epub_type(&mut self, name: &str) {
        if self.syntax == Syntax::Xhtml {
            self.attribute("epub:type", name);
        }
    }

    /// The language of an element's content.
    pub(super) fn lang(&mut self, lang: &Lang) {
        self.attribute("lang", lang.as_str());
        if self.syntax == Syntax::Xhtml {
            self.attribute("xml:lang", lang.as_str());
        }
    }

    /// Marks a picture as decorative. Ace (the EPUB checker) requires the role,
    /// HTML forbids it together with an empty `alt`, which means the same.
    pub(super) fn decoration(&mut self) {
        if self.syntax == Syntax::Xhtml {
            self.attribute("role", "presentation");
        }
    }
}

/// A direction as the value of `dir`.
pub(crate) const fn dir(direction: Direction) -> &'static str {
    match direction {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    }
}

/// Escapes text for XML and HTML; characters that neither allows are replaced.
pub(crate) fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(letter),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ if letter.is_control() => out.push('\u{fffd}'),
            _ => out.push(letter),
        }
    }
}

/// The same, as a new string.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}
