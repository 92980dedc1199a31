//! Inline content as XHTML.

use super::fonts::Face;
use super::syntax::Syntax;
use super::writer::Writer;
use crate::document::visit::plain_text;
use crate::document::{Direction, Image, Inline, InlineSpan, Link, Measure, NoteReference, PictureSize, Target, Text};
use crate::error::Result;
use crate::persian::ltr::ltr_units;
use crate::persian::order::{self, Control, Isolate, base_direction};
use crate::theme::Family;
use std::collections::VecDeque;

/// The most characters of a unit that is kept on one line on any usual phone. At 360 px and
/// 250 % a line is about 340 px and a letter or digit about 21 px, a bold one 22 px: on the
/// 300 px of a smaller one `@example_ketab` would stick out of a contact block.
const SHORT_UNIT: usize = 14;
/// And where there is the width of a tablet. A choice: a handle or telephone number is
/// no longer.
const LONGEST_UNIT: usize = 40;

/// How far a paragraph is written, and the direction marks still to be inserted.
#[derive(Default)]
pub(super) struct Order {
    marks: VecDeque<Control>,
    /// Bytes of the paragraph's text written so far.
    at: usize,
    /// How many isolates are open.
    depth: usize,
}

impl Order {
    /// Whether an isolate begins within the next bytes.
    fn isolates_before(&self, bytes: usize) -> bool {
        let isolate = |letter| [order::LRI, order::RLI].contains(&letter);
        self.marks.iter().take_while(|mark| mark.at < self.at + bytes).any(|mark| isolate(mark.letter))
    }

    /// The next direction mark before a position.
    fn next(&mut self, end: usize) -> Option<Control> {
        self.marks.pop_front_if(|mark| mark.at < end && mark.depth == self.depth)
    }
}

impl Writer<'_> {
    /// The whole text of a paragraph, heading or cell, with the direction marks
    /// that its order needs. The reader limits the depth of nesting.
    pub(super) fn inlines(&mut self, content: &[Inline]) -> Result<()> {
        let mut flat = Flat::default();
        flat.add(content);
        let marks = order::controls(&flat.text, &flat.isolates, self.direction).into();
        let outer = std::mem::replace(&mut self.order, Order { marks, at: 0, depth: 0 });
        self.letters.end_word();
        // MuPDF gives a block the direction of the element that it begins with.
        let turns = content.first().and_then(own_direction).is_some_and(|own| own != self.direction);
        if turns && self.syntax == Syntax::Xhtml {
            self.raw("<span></span>");
        }
        self.run(content)?;
        self.letters.end_word();
        self.marks_before(usize::MAX);
        self.order = outer;
        Ok(())
    }

    /// The same for text that is not from the source.
    pub(crate) fn words(&mut self, text: &str) -> Result<()> {
        self.inlines(&[Inline::Text(Text::synthetic(text, 0))])
    }

    fn run(&mut self, content: &[Inline]) -> Result<()> {
        content.iter().try_for_each(|inline| self.inline(inline))
    }

    fn marks_before(&mut self, end: usize) {
        while let Some(mark) = self.order.next(end) {
            self.text(mark.letter.encode_utf8(&mut [0; 4]));
        }
    }

    /// Runs `step` within an isolate, if `apart`.
    fn apart(&mut self, apart: bool, step: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        self.order.depth += usize::from(apart);
        step(self)?;
        self.marks_before(self.order.at + 1);
        self.order.depth -= usize::from(apart);
        Ok(())
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
                self.marks_before(self.order.at + 1);
                self.raw("<code dir=\"ltr\">");
                let code = Face { family: Family::Code, bold: self.face.bold };
                self.with_face(code, |writer| writer.plain(&text.text, Self::marked_text));
                self.order.at += text.text.len();
                self.raw("</code>");
            }
            Inline::Link(link) => self.link(link)?,
            Inline::Image(image) => {
                self.marks_before(self.order.at + 1);
                self.image(image)?;
            }
            Inline::NoteReference(reference) => self.note_reference(reference),
            Inline::SoftBreak(_) => self.marked("\n"),
            Inline::HardBreak(_) => {
                self.marks_before(self.order.at + 1);
                self.raw("<br");
                self.void_end();
                self.raw("\n");
                self.order.at += 1;
            }
        }
        Ok(())
    }

    fn element(&mut self, name: &str, content: &[Inline]) -> Result<()> {
        self.raw("<");
        self.raw(name);
        self.raw(">");
        self.run(content)?;
        self.raw("</");
        self.raw(name);
        self.raw(">");
        Ok(())
    }

    /// Text; units such as handles and telephone numbers are not broken at line
    /// ends.
    pub(super) fn running(&mut self, text: &str) {
        let mut done = 0;
        if self.direction == Direction::Rtl {
            for unit in ltr_units(text) {
                let class = match text[unit.clone()].chars().count() {
                    length if length <= SHORT_UNIT => "unit",
                    length if length <= LONGEST_UNIT => "long-unit",
                    _ => continue,
                };
                self.marked(&text[done..unit.start]);
                self.raw("<span");
                // MuPDF knows no isolates: there the unit is a box, which is as neutral.
                let apart = self.syntax == Syntax::Xhtml && self.order.isolates_before(unit.len());
                self.attribute("class", &format!("{class}{}", if apart { " apart" } else { "" }));
                self.raw(">");
                self.marked(&text[unit.clone()]);
                self.raw("</span>");
                done = unit.end;
            }
        }
        self.plain(&text[done..], Self::marked);
    }

    /// Text that has no units.
    fn plain(&mut self, text: &str, write: impl Fn(&mut Self, &str)) {
        match self.direction {
            Direction::Ltr => self.with_joined(text, write),
            Direction::Rtl => write(self, text),
        }
    }

    /// Text of the paragraph with its direction marks.
    fn marked(&mut self, text: &str) {
        let start = self.order.at;
        let mut done = 0;
        while let Some(mark) = self.order.next(start + text.len()) {
            let at = mark.at.saturating_sub(start);
            self.marked_text(&text[done..at.max(done)]);
            self.text(mark.letter.encode_utf8(&mut [0; 4]));
            done = at.max(done);
        }
        self.marked_text(&text[done..]);
        self.order.at = start + text.len();
    }

    fn span(&mut self, span: &InlineSpan) -> Result<()> {
        let direction = span_direction(span);
        self.marks_before(self.order.at + 1);
        self.raw("<span");
        if let Some(mark) = &span.index {
            self.id(&format!("n{}", mark.id.0));
        }
        if let Some(lang) = &span.lang {
            self.lang(lang);
        }
        self.dir(direction);
        self.raw(">");
        let before = self.enter(direction);
        let outer_lang = span.lang.clone().map(|lang| std::mem::replace(&mut self.lang, lang));
        self.apart(direction.is_some(), |writer| writer.run(&span.content))?;
        self.lang = outer_lang.unwrap_or_else(|| self.lang.clone());
        self.direction = before;
        self.raw("</span>");
        Ok(())
    }

    fn link(&mut self, link: &Link) -> Result<()> {
        self.marks_before(self.order.at + 1);
        match &link.target {
            Target::Url(url) => {
                self.raw("<a");
                self.attribute("href", url);
            }
            Target::Node(node) => {
                self.raw("<a");
                self.href(&format!("n{}", node.0));
            }
            // There is no such heading: only the text is written.
            Target::Anchor(_) => return self.run(&link.content),
        }
        let direction = link.bare.then_some(Direction::Ltr);
        self.dir(direction);
        self.raw(">");
        let before = self.enter(direction);
        self.apart(link.bare, |writer| writer.run(&link.content))?;
        self.direction = before;
        self.raw("</a>");
        Ok(())
    }

    fn note_reference(&mut self, reference: &NoteReference) {
        let Some(note) = self.document.notes.get(reference.note) else {
            return self.marked(&reference.mark);
        };
        let mark = if reference.mark.is_empty() { &note.mark } else { &reference.mark };
        self.marks_before(self.order.at + 1);
        self.raw("<a class=\"noteref\"");
        self.epub_type("noteref");
        self.raw(" role=\"doc-noteref\"");
        self.id(&format!("ref{}", reference.id.0));
        self.href(&format!("note{}", reference.note + 1));
        // Isolated, or it would be read together with a number before it.
        self.dir(Some(Direction::Ltr));
        self.raw(">");
        self.text(mark);
        self.raw("</a>");
        self.order.at += reference.mark.len();
        if self.placed.insert(reference.note) {
            self.waiting.push(reference.note);
        }
    }

    /// An image, or its alternative text where it cannot be read.
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
            self.decoration();
        }
        if !image.size.is_open() {
            self.attribute("style", &style(&image.size));
        }
        self.void_end();
        Ok(())
    }

    /// The direction of a paragraph where it differs from its surroundings. In
    /// right-to-left surroundings a single right-to-left letter decides; in
    /// others the first letter does (UAX #9, P2 and P3).
    pub(super) fn direction_of(&self, content: &[Inline]) -> Option<Direction> {
        self.changed(base_direction(&plain_text(content), self.direction))
    }

    /// The same for plain text.
    pub(super) fn direction_of_text(&self, text: &str) -> Option<Direction> {
        self.changed(base_direction(text, self.direction))
    }

    fn changed(&self, own: Direction) -> Option<Direction> {
        (own != self.direction).then_some(own)
    }
}

/// A picture's size as CSS, limited to the text's width, with its own aspect
/// ratio.
fn style(size: &PictureSize) -> String {
    let css = |measure: Measure| match measure {
        Measure::Length(length) => format!("{:.0}pt", length.to_pt()),
        Measure::Share(share) => format!("{:.0}%", share * 100.0),
    };
    let most = match size.most {
        [Some(Measure::Length(most)), _] => format!("min(100%,{:.0}pt)", most.to_pt()),
        [Some(share), _] => css(share),
        [None, _] => "100%".to_owned(),
    };
    match (size.width, size.height, size.most) {
        (Some(width), ..) => format!("width:{};max-width:{most};height:auto", css(width)),
        // A share of a page's height means nothing on a screen.
        (None, Some(height @ Measure::Length(_)), _) => format!("height:{};max-width:{most};width:auto", css(height)),
        (None, _, [_, Some(high @ Measure::Length(_))]) => format!("max-width:{most};max-height:{}", css(high)),
        (None, ..) => format!("max-width:{most}"),
    }
}

/// The direction that an element is written with.
fn own_direction(inline: &Inline) -> Option<Direction> {
    match inline {
        Inline::Code(_) => Some(Direction::Ltr),
        Inline::Link(link) => link.bare.then_some(Direction::Ltr),
        Inline::Span(span) => span_direction(span),
        _ => None,
    }
}

fn span_direction(span: &InlineSpan) -> Option<Direction> {
    span.direction.or_else(|| span.lang.as_ref().map(|lang| lang.direction()))
}

/// The text of a paragraph as the bidirectional algorithm sees it, with a line
/// feed for each hard break.
#[derive(Default)]
struct Flat {
    text: String,
    isolates: Vec<Isolate>,
}

impl Flat {
    fn add(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Text(text) => self.text.push_str(&text.text),
                Inline::Strong(content)
                | Inline::Emphasis(content)
                | Inline::Strikethrough(content)
                | Inline::Highlight(content)
                | Inline::Superscript(content)
                | Inline::Subscript(content) => self.add(content),
                Inline::Span(span) => {
                    self.apart(span_direction(span), span.direction.is_none(), |flat| flat.add(&span.content));
                }
                Inline::Code(text) => self.apart(Some(Direction::Ltr), true, |flat| flat.text.push_str(&text.text)),
                Inline::Link(link) => {
                    let anchor = matches!(link.target, Target::Anchor(_));
                    let direction = (link.bare && !anchor).then_some(Direction::Ltr);
                    self.apart(direction, true, |flat| flat.add(&link.content));
                }
                Inline::NoteReference(reference) => {
                    self.apart(Some(Direction::Ltr), false, |flat| flat.text.push_str(&reference.mark));
                }
                Inline::SoftBreak(_) => self.text.push(' '),
                Inline::HardBreak(_) => self.text.push('\n'),
                Inline::Image(_) => {}
            }
        }
    }

    fn apart(&mut self, direction: Option<Direction>, joins: bool, fill: impl FnOnce(&mut Self)) {
        let (start, slot) = (self.text.len(), self.isolates.len());
        fill(self);
        let range = start..self.text.len();
        if let Some(direction) = direction.filter(|_| !range.is_empty()) {
            self.isolates.insert(slot, Isolate { range, direction, joins });
        }
    }
}
