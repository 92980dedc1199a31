//! The two ways to write the same markup, and text in both.

use super::writer::Writer;
use crate::document::{Direction, Lang};

/// How elements are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syntax {
    /// XML with the types of EPUB, which reading systems show notes by.
    Xhtml,
    /// What browsers and the Nu checker take, which knows neither.
    Html,
}

impl Writer<'_> {
    /// The end of a tag of an element that has nothing inside.
    pub(super) fn void_end(&mut self) {
        self.raw(if self.syntax == Syntax::Xhtml { "/>" } else { ">" });
    }

    /// What an element is, in the vocabulary of EPUB.
    pub(super) fn epub_type(&mut self, name: &str) {
        if self.syntax == Syntax::Xhtml {
            self.attribute("epub:type", name);
        }
    }

    /// The language of what is inside.
    pub(super) fn lang(&mut self, lang: &Lang) {
        self.attribute("lang", lang.as_str());
        if self.syntax == Syntax::Xhtml {
            self.attribute("xml:lang", lang.as_str());
        }
    }

    /// A picture without words is none for a voice. Ace asks for the role, HTML
    /// forbids it beside an empty `alt`, which says the same.
    pub(super) fn decoration(&mut self) {
        if self.syntax == Syntax::Xhtml {
            self.attribute("role", "presentation");
        }
    }
}

/// A direction as attributes write it.
pub(crate) const fn dir(direction: Direction) -> &'static str {
    match direction {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    }
}

/// Text as XML and HTML: markup escaped, characters that neither has room for
/// replaced.
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

/// The same, on its own.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}
