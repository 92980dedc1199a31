//! Running text as XHTML.

use super::fonts::Face;
use super::xhtml::Writer;
use crate::document::{Direction, Image, Inline, InlineSpan, Link, Measure, NoteReference, PictureSize, Target};
use crate::error::Result;
use crate::persian::ltr::ltr_units;
use crate::theme::Family;

/// Bytes of the longest unit that is not broken at a line's end.
const LONGEST_UNIT: usize = 40;

impl Writer<'_> {
    /// A run of inlines. Readers bound the depth of nesting.
    pub(super) fn inlines(&mut self, content: &[Inline]) -> Result<()> {
        content.iter().try_for_each(|inline| self.inline(inline))
    }

    fn inline(&mut self, inline: &Inline) -> Result<()> {
        let bold = Face { bold: true, ..self.face };
        match inline {
            Inline::Text(text) => self.running(&text.text),
            Inline::Strong(content) => self.with_face(bold, |writer| writer.element("strong", content))?,
            Inline::Emphasis(content) => self.with_face(bold, |writer| writer.element("em", content))?,
            Inline::Strikethrough(content) => self.element("s", content)?,
            Inline::Highlight(content) => self.element("mark", content)?,
            Inline::Superscript(content) => self.element("sup", content)?,
            Inline::Subscript(content) => self.element("sub", content)?,
            Inline::Span(span) => self.span(span)?,
            Inline::Code(text) => {
                self.raw("<code dir=\"ltr\">");
                let code = Face { family: Family::Code, bold: self.face.bold };
                self.with_face(code, |writer| writer.marked_text(&text.text));
                self.raw("</code>");
            }
            Inline::Link(link) => self.link(link)?,
            Inline::Image(image) => self.image(image)?,
            Inline::NoteReference(reference) => self.note_reference(reference),
            Inline::SoftBreak(_) => self.text("\n"),
            Inline::HardBreak(_) => self.raw("<br/>\n"),
        }
        Ok(())
    }

    fn element(&mut self, name: &str, content: &[Inline]) -> Result<()> {
        self.raw("<");
        self.raw(name);
        self.raw(">");
        self.inlines(content)?;
        self.raw("</");
        self.raw(name);
        self.raw(">");
        Ok(())
    }

    /// Text with its left-to-right units set apart, so that a handle or a
    /// telephone number keeps its order between Persian letters.
    pub(super) fn running(&mut self, text: &str) {
        let mut done = 0;
        if self.direction == Direction::Rtl {
            for unit in ltr_units(text) {
                self.marked_text(&text[done..unit.start]);
                let long = unit.len() > LONGEST_UNIT;
                self.raw(if long { "<span dir=\"ltr\">" } else { "<span class=\"unit\" dir=\"ltr\">" });
                self.marked_text(&text[unit.clone()]);
                self.raw("</span>");
                done = unit.end;
            }
        }
        self.marked_text(&text[done..]);
    }

    fn span(&mut self, span: &InlineSpan) -> Result<()> {
        let direction = span.direction.or_else(|| span.lang.as_ref().map(|lang| lang.direction()));
        self.raw("<span");
        if let Some(lang) = &span.lang {
            self.attribute("lang", lang.as_str());
            self.attribute("xml:lang", lang.as_str());
        }
        self.dir(direction);
        self.raw(">");
        let before = self.enter(direction);
        self.inlines(&span.content)?;
        self.direction = before;
        self.raw("</span>");
        Ok(())
    }

    fn link(&mut self, link: &Link) -> Result<()> {
        match &link.target {
            Target::Url(url) => {
                self.raw("<a");
                self.attribute("href", url);
            }
            Target::Node(node) => {
                self.raw("<a");
                self.href(&format!("n{}", node.0));
            }
            // No heading of that name: the text alone.
            Target::Anchor(_) => return self.inlines(&link.content),
        }
        let direction = if link.bare { Some(Direction::Ltr) } else { self.direction_of(&link.content) };
        let direction = direction.filter(|&direction| direction != self.direction);
        self.dir(direction);
        self.raw(">");
        let before = self.enter(direction);
        self.inlines(&link.content)?;
        self.direction = before;
        self.raw("</a>");
        Ok(())
    }

    fn note_reference(&mut self, reference: &NoteReference) {
        let Some(note) = self.document.notes.get(reference.note) else {
            return self.text(&reference.mark);
        };
        let mark = if reference.mark.is_empty() { &note.mark } else { &reference.mark };
        self.raw("<a class=\"noteref\" epub:type=\"noteref\" role=\"doc-noteref\"");
        self.id(&format!("ref{}", reference.id.0));
        self.href(&format!("note{}", reference.note + 1));
        // Isolated, or it would go on with a number before it.
        self.dir(Some(Direction::Ltr));
        self.raw(">");
        self.text(mark);
        self.raw("</a>");
        if self.placed.insert(reference.note) {
            self.waiting.push(reference.note);
        }
    }

    /// An image of the message, or its alternative text where it cannot be had.
    pub(super) fn image(&mut self, image: &Image) -> Result<()> {
        let alt = image.alt.as_deref().unwrap_or_default();
        let Some(file) = self.picture(image)? else {
            if !alt.is_empty() {
                self.raw("<span class=\"missing\">");
                self.text("[");
                self.text(alt);
                self.text("]");
                self.raw("</span>");
            }
            return Ok(());
        };
        self.raw("<img");
        self.attribute("src", &file);
        self.attribute("alt", alt);
        if alt.is_empty() {
            self.raw(" role=\"presentation\"");
        }
        if !image.size.is_open() {
            self.attribute("style", &style(&image.size));
        }
        self.raw("/>");
        Ok(())
    }

    /// The direction of a paragraph where it is not that of its surroundings:
    /// right-to-left as soon as one letter is, left-to-right where only such
    /// letters are.
    pub(super) fn direction_of(&self, content: &[Inline]) -> Option<Direction> {
        let mut latin = false;
        let found = strong(content, &mut latin);
        self.changed(found, latin)
    }

    /// The same for plain text.
    pub(super) fn direction_of_text(&self, text: &str) -> Option<Direction> {
        let mut latin = false;
        let found = strong_text(text, &mut latin);
        self.changed(found, latin)
    }

    fn changed(&self, rtl: bool, ltr: bool) -> Option<Direction> {
        let own = match (rtl, ltr) {
            (true, _) => Direction::Rtl,
            (false, true) => Direction::Ltr,
            (false, false) => self.direction,
        };
        (own != self.direction).then_some(own)
    }
}

/// A picture's size as CSS; never wider than the text, and of its own shape.
fn style(size: &PictureSize) -> String {
    let css = |measure: Measure| match measure {
        Measure::Length(length) => format!("{:.0}pt", length.to_pt()),
        Measure::Share(share) => format!("{:.0}%", share * 100.0),
    };
    match (size.width, size.height) {
        (Some(width), _) => format!("width:{};max-width:100%;height:auto", css(width)),
        // A share of a page's height is none of a screen's.
        (None, Some(height @ Measure::Length(_))) => format!("height:{};max-width:100%;width:auto", css(height)),
        (None, _) => "max-width:100%".to_owned(),
    }
}

/// Whether there is a right-to-left letter; notes left-to-right ones.
fn strong(content: &[Inline], ltr: &mut bool) -> bool {
    content.iter().any(|inline| match inline {
        Inline::Text(text) | Inline::Code(text) => strong_text(&text.text, ltr),
        Inline::Strong(content)
        | Inline::Emphasis(content)
        | Inline::Strikethrough(content)
        | Inline::Highlight(content)
        | Inline::Superscript(content)
        | Inline::Subscript(content) => strong(content, ltr),
        Inline::Span(span) => strong(&span.content, ltr),
        Inline::Link(link) => strong(&link.content, ltr),
        Inline::Image(_) | Inline::NoteReference(_) | Inline::SoftBreak(_) | Inline::HardBreak(_) => false,
    })
}

fn strong_text(text: &str, ltr: &mut bool) -> bool {
    text.chars().filter(|letter| letter.is_alphabetic()).any(|letter| {
        let rtl = is_rtl(letter);
        *ltr |= !rtl;
        rtl
    })
}

/// Letters of the right-to-left scripts.
fn is_rtl(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}
