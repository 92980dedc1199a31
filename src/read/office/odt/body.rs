//! The blocks of an OpenDocument text: paragraphs, lists, sections. Hidden and deleted
//! text is left out.

use super::super::numbering::{LEVELS, Mark, Numbering};
use super::super::package::Package;
use super::super::paragraph::{Item, Paragraph};
use super::super::picture::Album;
use super::super::tally::Tally;
use super::super::told::Told;
use super::super::{Bounds, run::RunProperties};
use super::looks::{self, Looks};
use super::{CONTENT, Parts, inline};
use crate::document::Lang;
use crate::error::Result;
use crate::read::notices::Notices;
use crate::read::xml::Element;
use std::collections::BTreeMap;

/// Where a paragraph stands in lists.
pub(super) struct Place {
    style: String,
    /// The list, whose items count together.
    list: String,
    level: usize,
    /// The item has its marker.
    marked: bool,
}

pub(super) struct Body<'p, 'b, 'n, 'a> {
    pub(super) package: &'p mut Package<'b>,
    pub(super) notices: &'n mut Notices<'a>,
    pub(super) looks: Looks,
    pub(super) bounds: Bounds,
    pub(super) numbering: Numbering,
    pub(super) album: Album,
    pub(super) told: Told,
    pub(super) tally: Tally,
    pub(super) notes: Vec<(String, Vec<Item>)>,
    /// Paragraphs so far.
    pub(super) line: u32,
    /// Cells of tables so far, and what is in those that are repeated.
    pub(super) cells: usize,
    /// The bookmark for the next paragraph.
    pub(super) anchor: Option<String>,
    /// White space here would double another, or begin the paragraph.
    pub(super) after_space: bool,
    /// Lists so far, and the last of each style and by their own ids.
    lists: usize,
    begun: BTreeMap<String, String>,
    depth: usize,
}

impl<'p, 'b, 'n, 'a> Body<'p, 'b, 'n, 'a> {
    pub(super) fn new(
        package: &'p mut Package<'b>,
        notices: &'n mut Notices<'a>,
        bounds: Bounds,
        mut looks: Looks,
    ) -> Self {
        let mut numbering = Numbering::default();
        for (name, levels) in std::mem::take(&mut looks.lists) {
            numbering.define(&name, levels);
        }
        // Headings count all through.
        numbering.begin("", "");
        Self {
            package,
            notices,
            looks,
            bounds,
            numbering,
            album: Album::default(),
            told: Told::default(),
            tally: Tally::default(),
            notes: Vec::new(),
            line: 0,
            cells: 0,
            anchor: None,
            after_space: true,
            lists: 0,
            begun: BTreeMap::new(),
            depth: 0,
        }
    }

    /// The blocks of the main text.
    pub(super) fn read(&mut self, xml: &str) -> Result<Vec<Item>> {
        let mut items = Vec::new();
        let mut parts = Parts::new(xml, &["document-content", "body", "text"]);
        loop {
            match parts.next() {
                Ok(Some(("text", element))) => self.block(&element, &mut items)?,
                Ok(Some(_)) => {}
                Ok(None) => return Ok(items),
                Err(broken) => return Err(broken.refuse(CONTENT, self.notices)),
            }
        }
    }

    /// The blocks in a cell, note or box.
    pub(super) fn inside(&mut self, element: &Element) -> Result<Vec<Item>> {
        self.depth += 1;
        if self.depth > self.bounds.nesting {
            let message = format!("tables or boxes are nested more than {} deep", self.bounds.nesting);
            let line = Some(self.line as usize);
            return Err(self.notices.refuse_line(line, message, "this is more than any page can show"));
        }
        let (after_space, anchor) = (self.after_space, self.anchor.take());
        let mut items = Vec::new();
        element.elements().try_for_each(|child| self.block(child, &mut items))?;
        self.after_space = after_space;
        self.anchor = anchor;
        self.depth -= 1;
        Ok(items)
    }

    pub(super) fn block(&mut self, element: &Element, items: &mut Vec<Item>) -> Result<()> {
        match element.name.as_str() {
            "p" | "h" => self.paragraph(element, None, items),
            "list" => self.list(element, None, items),
            "numbered-paragraph" => self.numbered(element, items),
            "table" => {
                if self
                    .looks
                    .paragraph(&looks::id("table", element.get("style-name").unwrap_or_default()))
                    .0
                    .page_break_before
                    == Some(true)
                {
                    items.push(Item::PageBreak);
                }
                let table = self.table(element)?;
                items.extend(table.map(Item::Table));
                Ok(())
            }
            "section" | "index-title" | "index-body" | "bibliography" | "alphabetical-index" | "user-index"
                if !is_hidden(element) =>
            {
                element.elements().try_for_each(|child| self.block(child, items))
            }
            "table-of-content" if !is_hidden(element) => {
                items.push(Item::Contents);
                Ok(())
            }
            "illustration-index" | "table-index" | "object-index" => {
                self.told.lists_of_pictures += 1;
                Ok(())
            }
            // Bound to a page, not to a paragraph.
            name if name == "a" || inline::is_drawn(name) => {
                let mut paragraph = Paragraph { line: self.line + 1, ..Paragraph::default() };
                self.inline(element, &inline::Around::default(), &mut paragraph)?;
                if !paragraph.pieces.is_empty() {
                    items.push(Item::Paragraph(paragraph));
                }
                Ok(())
            }
            // What was deleted (`tracked-changes`), declarations, forms.
            _ => Ok(()),
        }
    }

    fn list(&mut self, element: &Element, outer: Option<&Place>, items: &mut Vec<Item>) -> Result<()> {
        let style = element.get("style-name").filter(|style| !style.is_empty());
        let style = style.or(outer.map(|outer| outer.style.as_str())).unwrap_or_default().to_owned();
        let level = outer.map_or(0, |outer| outer.level + 1);
        let list = match outer {
            Some(outer) if outer.style == style => outer.list.clone(),
            _ => self.list_of(element, &style),
        };
        if let Some(id) = element.get("id") {
            self.begun.insert(format!("#{id}"), list.clone());
        }
        for item in element.elements().filter(|item| matches!(item.name.as_str(), "list-item" | "list-header")) {
            if let Some(number) = item.number("start-value") {
                self.numbering.begin_at(&list, level, number);
            }
            let marked = item.name == "list-header";
            let mut place = Place { style: style.clone(), list: list.clone(), level, marked };
            for child in item.elements() {
                match child.name.as_str() {
                    "p" | "h" => self.paragraph(child, Some(&mut place), items)?,
                    "list" => self.list(child, Some(&place), items)?,
                    // The marker as it was when the file was saved.
                    "number" => {}
                    _ => self.block(child, items)?,
                }
            }
        }
        Ok(())
    }

    /// A paragraph that is an item of a list by itself.
    fn numbered(&mut self, element: &Element, items: &mut Vec<Item>) -> Result<()> {
        let style = element.get("style-name").unwrap_or_default().to_owned();
        let id = element.get("list-id").map(|id| format!("#{id}"));
        let known = id.as_ref().and_then(|id| self.begun.get(id)).cloned();
        let list = known.unwrap_or_else(|| self.list_of(element, &style));
        self.begun.extend(id.map(|id| (id, list.clone())));
        let level = element.number::<usize>("level").unwrap_or(1).clamp(1, LEVELS) - 1;
        if let Some(number) = element.number("start-value") {
            self.numbering.begin_at(&list, level, number);
        }
        let mut place = Place { style, list, level, marked: false };
        let mut texts = element.elements().filter(|child| matches!(child.name.as_str(), "p" | "h"));
        texts.try_for_each(|child| self.paragraph(child, Some(&mut place), items))
    }

    /// The list that an element continues, or a new one.
    fn list_of(&mut self, element: &Element, style: &str) -> String {
        let by_id = element.get("continue-list").and_then(|id| self.begun.get(&format!("#{id}")));
        let by_style = || {
            let goes_on = element.get("continue-numbering") == Some("true");
            self.begun.get(style).filter(|_| goes_on)
        };
        if let Some(list) = by_id.or_else(by_style) {
            return list.clone();
        }
        self.lists += 1;
        let list = format!("{style}#{}", self.lists);
        self.numbering.begin(&list, style);
        self.begun.insert(style.to_owned(), list.clone());
        list
    }

    fn paragraph(&mut self, element: &Element, place: Option<&mut Place>, items: &mut Vec<Item>) -> Result<()> {
        self.line += 1;
        if hides_paragraph(element) {
            return Ok(());
        }
        let id = looks::id("paragraph", element.get("style-name").unwrap_or("Standard"));
        let (mut properties, break_after) = self.looks.paragraph(&id);
        properties.bidi = properties.bidi.or(Some(self.looks.page_from_right));
        if element.name == "h" {
            let level = element.number::<u8>("outline-level").unwrap_or(1);
            properties.outline = Some(level.saturating_sub(1));
        }
        let run: RunProperties = self.looks.paragraph_run(&id);
        properties.style = Some(id);
        let mut paragraph = Paragraph { line: self.line, properties, ..Paragraph::default() };
        self.after_space = true;
        self.inlines(element, &inline::Around::of(run), &mut paragraph)?;
        let role = self.looks.roles.role(paragraph.properties.style.as_deref());
        self.tally.count(&paragraph, role, self.bounds, self.notices)?;
        paragraph.anchor = self.anchor.take();
        // A heading that says so has no number and is not counted.
        if element.get("is-list-header") != Some("true") {
            if place.is_none() && element.get("restart-numbering") == Some("true") {
                let level = paragraph.properties.outline.map_or(0, usize::from);
                self.numbering.begin_at("", level, element.number("start-value").unwrap_or(1));
            }
            self.number(&mut paragraph, place);
        }
        items.push(Item::Paragraph(paragraph));
        if break_after {
            items.push(Item::PageBreak);
        }
        Ok(())
    }

    /// Gives a paragraph the marker of its list, or that of headings.
    fn number(&mut self, paragraph: &mut Paragraph, place: Option<&mut Place>) {
        if paragraph.is_blank() {
            return;
        }
        let (list, level, marked) = match (&place, paragraph.properties.outline) {
            (Some(place), _) => (place.list.clone(), place.level, place.marked),
            (None, Some(outline)) => (String::new(), usize::from(outline), false),
            (None, None) => return,
        };
        let lang = if paragraph.properties.bidi == Some(true) { Lang::persian() } else { Lang("en".to_owned()) };
        paragraph.mark = if marked { Some(Mark::Nothing) } else { self.numbering.count(&list, level, &lang) };
        paragraph.properties.list = Some(list);
        paragraph.properties.level = Some(level);
        if let Some(place) = place {
            place.marked = true;
        }
    }
}

/// Whether a field hides the paragraph it is in: one in a box, note or comment hides
/// a paragraph of that.
fn hides_paragraph(element: &Element) -> bool {
    element.elements().any(|child| match child.name.as_str() {
        "hidden-paragraph" => child.get("is-hidden") == Some("true"),
        "note" | "annotation" => false,
        name => !inline::is_drawn(name) && hides_paragraph(child),
    })
}

/// Whether a section is hidden, always or by its condition when it was saved.
fn is_hidden(element: &Element) -> bool {
    match element.get("display") {
        Some("none") => true,
        Some("condition") => element.get("is-hidden") == Some("true"),
        _ => false,
    }
}
