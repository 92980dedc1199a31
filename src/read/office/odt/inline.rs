//! The text of a paragraph: spans, links, notes, fields.

use super::super::paragraph::{Paragraph, Piece};
use super::super::run::{Look, RunProperties};
use super::super::symbols;
use super::body::Body;
use super::looks;
use crate::error::Result;
use crate::read::xml::{Child, Element};

/// The most spaces of one `text:s`: more are a layout that no reflowed line keeps.
const SPACES: usize = 64;
/// Shapes and frames (ODF 1.3, 10.3 to 10.5 and 13.3), and the box of a frame.
const DRAWN: &[&str] = &[
    "frame",
    "text-box",
    "g",
    "custom-shape",
    "rect",
    "ellipse",
    "circle",
    "path",
    "line",
    "polyline",
    "polygon",
    "regular-polygon",
    "connector",
    "caption",
    "measure",
    "control",
    "scene",
    "page-thumbnail",
];

/// What the elements around a text say of it.
#[derive(Clone, Default)]
pub(super) struct Around {
    run: RunProperties,
    code: bool,
    linked: bool,
}

impl Around {
    pub(super) fn of(run: RunProperties) -> Self {
        Self { run, ..Self::default() }
    }

    fn is_hidden(&self) -> bool {
        self.run.hidden == Some(true)
    }

    /// The look of plain and of complex letters.
    fn look(&self, complex: bool) -> Look {
        let run = RunProperties { complex: Some(complex), ..self.run.clone() };
        Look { code: self.code, ..run.look() }
    }
}

impl Body<'_, '_, '_, '_> {
    pub(super) fn inlines(&mut self, element: &Element, around: &Around, paragraph: &mut Paragraph) -> Result<()> {
        for child in &element.children {
            match child {
                Child::Text(text) => self.text(text, around, paragraph),
                Child::Element(element) => self.inline(element, around, paragraph)?,
            }
        }
        Ok(())
    }

    pub(super) fn inline(&mut self, element: &Element, around: &Around, paragraph: &mut Paragraph) -> Result<()> {
        match element.name.as_str() {
            // Variables that are set or counted without being shown, and shapes.
            _ if element.get("display") == Some("none") => Ok(()),
            "span" => self.span(element, around, paragraph),
            "a" => self.link(element, around, paragraph),
            "bookmark" | "bookmark-start" | "reference-mark" | "reference-mark-start" => {
                self.anchor = self.anchor.take().or(element.get("name").map(str::to_owned));
                Ok(())
            }
            "annotation" => {
                self.told.comments += 1;
                Ok(())
            }
            "hidden-text" if element.get("is-hidden") == Some("true") => Ok(()),
            // A number that was reckoned when the file was saved; code; old text.
            "number" | "script" | "tracked-changes" | "event-listeners" | "annotation-end" => Ok(()),
            _ if around.is_hidden() => Ok(()),
            "note" => self.note(element, paragraph),
            "s" => {
                let count = element.number::<usize>("c").unwrap_or(1).min(SPACES);
                self.push(&" ".repeat(count), around, paragraph);
                self.after_space = false;
                Ok(())
            }
            "tab" => {
                self.push("\t", around, paragraph);
                Ok(())
            }
            "line-break" => {
                paragraph.pieces.push(Piece::LineBreak);
                self.after_space = true;
                Ok(())
            }
            "ruby" => self.ruby(element, around, paragraph),
            name if is_drawn(name) => self.drawn(element, around, paragraph),
            // Fields show what they showed when the file was saved.
            _ => self.inlines(element, around, paragraph),
        }
    }

    fn span(&mut self, element: &Element, around: &Around, paragraph: &mut Paragraph) -> Result<()> {
        let id = looks::id("text", element.get("style-name").unwrap_or_default());
        let run = self.looks.run(&id, around.run.clone());
        let code = around.code || self.looks.roles.is_code(&id);
        let inner = Around { run, code, linked: around.linked };
        let (underlined, colored) = self.looks.is_marked(&id);
        if !inner.is_hidden() && !inner.linked && !element.text().trim().is_empty() {
            self.told.underlined += usize::from(underlined);
            self.told.colored += usize::from(colored);
        }
        self.inlines(element, &inner, paragraph)
    }

    fn link(&mut self, element: &Element, around: &Around, paragraph: &mut Paragraph) -> Result<()> {
        // `#Title|outline` is LibreOffice's own; there is no such anchor.
        let is_own = |target: &str| target.starts_with('#') && target.contains('|');
        let target = element.get("href").filter(|target| !target.is_empty()).filter(|target| !is_own(target));
        let target = target.filter(|_| !around.linked && !around.is_hidden());
        paragraph.pieces.extend(target.map(|target| Piece::Link(target.to_owned())));
        let inner = Around { linked: true, ..around.clone() };
        self.inlines(element, &inner, paragraph)?;
        paragraph.pieces.extend(target.map(|_| Piece::LinkEnd));
        Ok(())
    }

    fn note(&mut self, element: &Element, paragraph: &mut Paragraph) -> Result<()> {
        let Some(body) = element.child("note-body") else { return Ok(()) };
        let kind = if element.get("note-class") == Some("endnote") { "en" } else { "fn" };
        let label = format!("{kind}{}", self.notes.len() + 1);
        paragraph.pieces.push(Piece::Note(label.clone()));
        let at = self.notes.len();
        self.notes.push((label, Vec::new()));
        let items = self.inside(body)?;
        self.notes[at].1 = items;
        Ok(())
    }

    /// Ruby text, which gives the reading of other text: put after that in brackets.
    fn ruby(&mut self, element: &Element, around: &Around, paragraph: &mut Paragraph) -> Result<()> {
        if let Some(base) = element.child("ruby-base") {
            self.inlines(base, around, paragraph)?;
        }
        let above = element.child("ruby-text").map(Element::text).unwrap_or_default();
        if !above.trim().is_empty() {
            self.push(&format!(" ({})", above.trim()), around, paragraph);
        }
        Ok(())
    }

    /// Text of the file, in which white space of any length is one space (ODF 1.3,
    /// 6.1.2).
    fn text(&mut self, text: &str, around: &Around, paragraph: &mut Paragraph) {
        if around.is_hidden() {
            return;
        }
        let mut shown = String::with_capacity(text.len());
        for letter in text.chars() {
            let is_space = matches!(letter, ' ' | '\t' | '\n' | '\r');
            if !is_space {
                shown.push(letter);
            } else if !self.after_space {
                shown.push(' ');
            }
            self.after_space = is_space;
        }
        if !shown.is_empty() {
            let after_space = self.after_space;
            self.push(&shown, around, paragraph);
            self.after_space = after_space;
        }
    }

    /// Adds text as it is. Plain and complex letters have looks of their own.
    fn push(&mut self, text: &str, around: &Around, paragraph: &mut Paragraph) {
        self.after_space = false;
        let looks = [around.look(false), around.look(true)];
        let font = |complex: bool| if complex { &around.run.complex_font } else { &around.run.font };
        let mut add = |text: &str, complex: bool| {
            let text = symbols::text(font(complex).as_deref(), text).unwrap_or_else(|| text.to_owned());
            paragraph.pieces.push(Piece::Text(text, looks[usize::from(complex)].clone()));
        };
        if looks[0] == looks[1] && font(false) == font(true) {
            return add(text, false);
        }
        // Digits and marks belong to the letters before them.
        let mut complex = text.chars().find_map(script).unwrap_or(false);
        let mut start = 0;
        for (at, letter) in text.char_indices() {
            if let Some(next) = script(letter).filter(|next| *next != complex) {
                if at > start {
                    add(&text[start..at], complex);
                }
                (start, complex) = (at, next);
            }
        }
        add(&text[start..], complex);
    }
}

/// Whether an element is a shape or frame, whose title and description are not text.
pub(super) fn is_drawn(name: &str) -> bool {
    DRAWN.contains(&name)
}

/// Whether a letter is of a complex script; `None` for those of none.
fn script(letter: char) -> Option<bool> {
    match letter {
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => Some(true),
        '\u{900}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => Some(true),
        _ if letter.is_alphabetic() => Some(false),
        _ => None,
    }
}
