//! Frames and shapes: pictures, boxes of text, formulas.

use super::super::paragraph::{Paragraph, Piece};
use super::super::picture::{Anchor, Beside, alt_of};
use super::body::Body;
use super::inline::Around;
use super::{clip, looks};
use crate::error::Result;
use crate::read::xml::Element;
use crate::read::{alt, html, sizes};
use crate::units::{Length, Size};

impl Body<'_, '_, '_, '_> {
    pub(super) fn drawn(&mut self, element: &Element, around: &Around, paragraph: &mut Paragraph) -> Result<()> {
        if matches!(element.get("display"), Some("none" | "screen")) {
            return Ok(());
        }
        match element.name.as_str() {
            "frame" => self.frame(element, paragraph),
            "g" => {
                let shapes = element.elements().filter(|child| !matches!(child.name.as_str(), "title" | "desc"));
                shapes.into_iter().try_for_each(|child| self.inline(child, around, paragraph))
            }
            _ => self.boxed(element, paragraph),
        }
    }

    /// The text in a box or shape.
    fn boxed(&mut self, element: &Element, paragraph: &mut Paragraph) -> Result<()> {
        let items = self.inside(element)?;
        if !items.is_empty() {
            paragraph.pieces.push(Piece::Frame(items));
        }
        Ok(())
    }

    fn frame(&mut self, element: &Element, paragraph: &mut Paragraph) -> Result<()> {
        let said = |name: &str| element.child(name).map(Element::text).and_then(|text| alt::description(&text));
        let length = |name: &str| element.get(name).and_then(sizes::length);
        let size = length("width").zip(length("height")).map(|(width, height)| Size::new(width, height));
        let alt = said("desc").or_else(|| said("title")).or_else(|| alt_of(element, &["desc"]));
        if let Some(inner) = element.child("text-box") {
            return self.boxed(inner, paragraph);
        }
        if let Some(object) = element.child("object") {
            return self.object(object, paragraph);
        }
        let style = looks::id("graphic", element.get("style-name").unwrap_or_default());
        let beside = Beside { alt, size, anchor: self.anchor_of(element, &style), ..Beside::default() };
        let cut = self.looks.clip(&style).filter(|cut| *cut != "auto").unwrap_or_default().to_owned();
        // Of one picture in several forms, the first that is known.
        let mut found = None;
        let mut images = element.elements().filter(|child| child.name == "image").peekable();
        if images.peek().is_none() {
            return Ok(());
        }
        for image in images {
            let part = image.get("href").map(|part| part.trim_start_matches("./").to_owned()).unwrap_or_default();
            if !self.package.has(&part) {
                self.told.missing += 1;
                continue;
            }
            let files = (&mut *self.package, &*self.notices);
            let crop = |bytes: &[u8]| clip::crop(&cut, bytes);
            found = self.album.embed((&part, &cut), crop, files, &mut self.told)?;
            if found.is_some() {
                break;
            }
        }
        beside.place(found, paragraph);
        Ok(())
    }

    /// Where a frame is placed from.
    fn anchor_of(&self, element: &Element, style: &str) -> Anchor {
        match (element.get("anchor-type"), self.looks.vertical(style)) {
            (Some("page"), _) => Anchor::Page,
            (Some("paragraph" | "char"), Some((from, _))) if from.starts_with("page") => Anchor::Page,
            (Some("paragraph" | "char"), Some((_, "from-top"))) => {
                let depth = element.get("y").and_then(sizes::length).unwrap_or(Length::ZERO);
                Anchor::Paragraph(depth)
            }
            _ => Anchor::Line,
        }
    }

    /// An object inside the file: a formula becomes a line, a chart is counted.
    fn object(&mut self, element: &Element, paragraph: &mut Paragraph) -> Result<()> {
        let folder = element.get("href").unwrap_or_default().trim_start_matches("./").trim_end_matches('/');
        let part = format!("{folder}/content.xml");
        let line = if self.package.has(&part) { html::formula(&self.package.xml(&part, self.notices)?) } else { None };
        match line {
            Some(line) => paragraph.pieces.push(Piece::Formula(line)),
            None => self.told.charts += 1,
        }
        Ok(())
    }
}
