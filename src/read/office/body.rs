//! The blocks of a Word file as Word has them: paragraphs, tables, notes.
//! Hidden, deleted and moved text is left out.

use super::Bounds;
use super::fields::Fields;
use super::numbering::{Mark, Numbering};
use super::package::Package;
use super::paragraph::{Cell, Item, Paragraph, ParagraphProperties, Row, Table};
use super::picture::Album;
use super::styles::{Role, Styles};
use super::tally::Tally;
use super::told::Told;
use crate::document::Lang;
use crate::error::Result;
use crate::read::notices::Notices;
use crate::read::xml::{Broken, Element, Relations, nodes};

/// The most columns that a cell may span; Word's tables have at most 63.
const COLUMNS: usize = 64;

pub(super) struct Body<'p, 'b, 'n, 'a> {
    pub(super) package: &'p mut Package<'b>,
    pub(super) notices: &'n mut Notices<'a>,
    pub(super) styles: Styles,
    numbering: Numbering,
    bounds: Bounds,
    pub(super) relations: Relations,
    pub(super) album: Album,
    pub(super) told: Told,
    pub(super) fields: Fields,
    /// The number of paragraphs so far.
    pub(super) line: u32,
    /// The bookmark for the next paragraph.
    pub(super) anchor: Option<String>,
    pub(super) tally: Tally,
    /// The index of the page break at a section's end, which the next section's
    /// type may remove.
    section: Option<usize>,
    /// The depth of nested boxes and tables.
    depth: usize,
    listed: Listed,
}

/// Tables of contents so far: the first is made anew, what comes later lists pictures or
/// tables.
#[derive(Default)]
struct Listed {
    made: bool,
    /// Whether the paragraph before was part of one.
    inside: bool,
}

impl<'p, 'b, 'n, 'a> Body<'p, 'b, 'n, 'a> {
    pub(super) fn new(package: &'p mut Package<'b>, notices: &'n mut Notices<'a>, bounds: Bounds) -> Result<Self> {
        Ok(Self {
            styles: Styles::read(package, notices)?,
            numbering: Numbering::read(package, notices)?,
            package,
            notices,
            bounds,
            relations: Relations::new(),
            album: Album::default(),
            told: Told::default(),
            fields: Fields::default(),
            line: 0,
            anchor: None,
            tally: Tally::default(),
            section: None,
            depth: 0,
            listed: Listed::default(),
        })
    }

    /// The blocks of the main text.
    pub(super) fn read(&mut self, xml: &str) -> Result<Vec<Item>> {
        let part = self.package.main_name().to_owned();
        self.relations = self.package.relations(&part, self.notices)?;
        self.told.furniture = self.package.furniture(&part, self.notices)?;
        let mut items = Vec::new();
        let mut nodes = nodes(xml);
        let damaged = |broken: Broken, notices: &Notices<'_>| broken.refuse(&part, notices);
        while let Some(element) = nodes.element().map_err(|broken| damaged(broken, self.notices))? {
            // Blocks are children of `document` and `body`. Each is read whole
            // but separately, so that a long file is not in memory twice.
            if matches!(element.name.as_str(), "document" | "body") {
                continue;
            }
            let element = nodes.whole(element).map_err(|broken| damaged(broken, self.notices))?;
            self.block(&element, &mut items)?;
        }
        // The part must be well-formed to its end.
        while nodes.next().map_err(|broken| damaged(broken, self.notices))?.is_some() {}
        self.join_pending(&mut items);
        if let Some(at) = self.section.take() {
            items.remove(at);
        }
        Ok(items)
    }

    /// Footnotes and endnotes by their labels.
    pub(super) fn notes(&mut self) -> Result<Vec<(String, Vec<Item>)>> {
        let mut notes = Vec::new();
        for (part, prefix) in [("footnotes.xml", "fn"), ("endnotes.xml", "en")] {
            let name = self.package.beside_main(part);
            if !self.package.has(&name) {
                continue;
            }
            let xml = self.package.xml(&name, self.notices)?;
            self.relations = self.package.relations(&name, self.notices)?;
            let mut nodes = nodes(&xml);
            let damaged = |broken: Broken, notices: &Notices<'_>| broken.refuse(&name, notices);
            while let Some(element) = nodes.element().map_err(|broken| damaged(broken, self.notices))? {
                if matches!(element.name.as_str(), "footnotes" | "endnotes") {
                    continue;
                }
                let element = nodes.whole(element).map_err(|broken| damaged(broken, self.notices))?;
                if element.get("type").is_none_or(|kind| kind == "normal") {
                    let label = format!("{prefix}{}", element.get("id").unwrap_or_default());
                    notes.push((label, self.inside(&element)?));
                }
            }
        }
        Ok(notes)
    }

    /// The blocks in a cell, note or box.
    pub(super) fn inside(&mut self, element: &Element) -> Result<Vec<Item>> {
        let mut items = Vec::new();
        self.depth += 1;
        if self.depth > self.bounds.nesting {
            let message = format!("tables or boxes are nested more than {} deep", self.bounds.nesting);
            return Err(self.notices.refuse_line(
                Some(self.line as usize),
                message,
                "this is more than any page can show",
            ));
        }
        let section = self.section.take();
        self.blocks(element, &mut items)?;
        self.join_pending(&mut items);
        self.section = section;
        self.depth -= 1;
        Ok(items)
    }

    fn blocks(&mut self, element: &Element, items: &mut Vec<Item>) -> Result<()> {
        element.elements().try_for_each(|child| self.block(child, items))
    }

    fn block(&mut self, element: &Element, items: &mut Vec<Item>) -> Result<()> {
        match element.name.as_str() {
            "p" => self.paragraph(element, items),
            "tbl" => {
                self.join_pending(items);
                let table = self.table(element)?;
                items.extend(table.map(Item::Table));
                Ok(())
            }
            "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" | "smartTag" => self.blocks(element, items),
            "AlternateContent" => {
                for branch in ["Choice", "Fallback"] {
                    let before = items.len();
                    if let Some(branch) = element.child(branch) {
                        self.blocks(branch, items)?;
                    }
                    if items.len() > before {
                        break;
                    }
                }
                Ok(())
            }
            "oMathPara" | "oMath" => {
                self.line += 1;
                let mut paragraph = Paragraph { line: self.line, ..Paragraph::default() };
                self.inline(element, &mut paragraph)?;
                items.push(Item::Paragraph(paragraph));
                Ok(())
            }
            "altChunk" => {
                self.told.chunks += 1;
                Ok(())
            }
            "sectPr" => {
                self.end_section(element, items);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// A section's properties come at its end, but its type says how it began.
    fn end_section(&mut self, element: &Element, items: &mut Vec<Item>) {
        let kind = element.child("type").and_then(Element::val).unwrap_or("nextPage");
        if let Some(at) = self.section.take()
            && matches!(kind, "continuous" | "nextColumn")
        {
            items.remove(at);
        }
    }

    fn paragraph(&mut self, element: &Element, items: &mut Vec<Item>) -> Result<()> {
        self.line += 1;
        let own = element.child("pPr").map(ParagraphProperties::read).unwrap_or_default();
        let mark_gone = own.mark_gone;
        let section = element.child("pPr").and_then(|properties| properties.child("sectPr"));
        let mut properties = self.styles.paragraph(own);
        if properties.list.is_none() && self.styles.role(properties.style.as_deref()) == Role::Text {
            properties.level = None;
        }
        let mut paragraph = Paragraph { line: self.line, properties, ..Paragraph::default() };
        let asked = self.inlines(element, &mut paragraph)?;
        paragraph.turn_marks();
        // A table of contents converted to text: its page numbers would be
        // wrong.
        let is_blank = paragraph.is_blank();
        let is_entry = self.styles.is_contents_entry(paragraph.properties.style.as_deref()) && !is_blank;
        if is_entry {
            paragraph.pieces.clear();
        }
        let begins = asked || (is_entry && !self.listed.inside);
        self.listed.inside = asked || is_entry || (is_blank && self.listed.inside);
        let role = self.styles.role(paragraph.properties.style.as_deref());
        self.tally.count(&paragraph, role, self.bounds, self.notices)?;
        paragraph.anchor = self.anchor.take();
        if begins {
            self.join_pending(items);
            match std::mem::replace(&mut self.listed.made, true) {
                false => items.push(Item::Contents),
                true => self.told.lists_of_pictures += 1,
            }
        }
        if paragraph.pieces.is_empty() && self.listed.inside && !mark_gone && section.is_none() {
            return Ok(());
        }
        if let Some(Item::Paragraph(before)) = self.take_pending(items) {
            paragraph.pieces.splice(0..0, before.pieces);
            paragraph.anchor = before.anchor.or(paragraph.anchor);
        }
        if mark_gone {
            self.fields.pending = true;
        } else {
            paragraph.mark = self.number(&paragraph);
        }
        items.push(Item::Paragraph(paragraph));
        if let Some(section) = section {
            self.join_pending(items);
            self.end_section(section, items);
            self.section = Some(items.len());
            items.push(Item::PageBreak);
        }
        Ok(())
    }

    /// The previous paragraph, if its mark is deleted: it continues in this one.
    fn take_pending(&mut self, items: &mut Vec<Item>) -> Option<Item> {
        (std::mem::take(&mut self.fields.pending) && matches!(items.last(), Some(Item::Paragraph(_))))
            .then(|| items.pop())
            .flatten()
    }

    /// Keeps a paragraph without a mark if nothing follows it.
    fn join_pending(&mut self, items: &mut Vec<Item>) {
        if let Some(Item::Paragraph(mut paragraph)) = self.take_pending(items) {
            paragraph.mark = self.number(&paragraph);
            items.push(Item::Paragraph(paragraph));
        }
    }

    fn number(&mut self, paragraph: &Paragraph) -> Option<Mark> {
        let properties = &paragraph.properties;
        let list = properties.list.as_deref().filter(|list| *list != "0")?;
        // Word shows no number for an empty paragraph.
        if paragraph.is_blank() {
            return None;
        }
        let lang = if properties.bidi == Some(true) { Lang::persian() } else { Lang("en".to_owned()) };
        self.numbering.count(list, properties.level.unwrap_or(0), &lang)
    }

    /// A table without deleted and hidden rows and cells; `None` if it is empty.
    fn table(&mut self, element: &Element) -> Result<Option<Table>> {
        let properties = element.child("tblPr");
        let first_is_head = properties.and_then(|properties| properties.child("tblLook")).is_some_and(|look| {
            let bits = look.val().and_then(|bits| u32::from_str_radix(bits, 16).ok()).unwrap_or(0);
            look.get("firstRow").map_or(bits & 0x20 != 0, |first| matches!(first, "1" | "true" | "on"))
        });
        let from_right = properties.is_some_and(|properties| properties.has_on("bidiVisual"));
        let mut table = Table { line: self.line + 1, from_right, rtl_text: false, rows: Vec::new() };
        let before = self.tally;
        self.rows(element, &mut table.rows)?;
        table.rtl_text = self.tally.runs_from_right_since(before);
        if let Some(first) = table.rows.first_mut() {
            first.head |= first_is_head && first.may_be_head();
        }
        Ok((!table.rows.is_empty()).then_some(table))
    }

    fn rows(&mut self, element: &Element, rows: &mut Vec<Row>) -> Result<()> {
        for child in element.elements() {
            match child.name.as_str() {
                "tr" => rows.extend(self.row(child)?),
                "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" => self.rows(child, rows)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn row(&mut self, element: &Element) -> Result<Option<Row>> {
        self.tally.block(self.bounds, self.notices)?;
        let properties = element.child("trPr");
        let is = |name: &str| properties.is_some_and(|properties| properties.has_on(name));
        if is("del") || is("moveFrom") || is("hidden") {
            return Ok(None);
        }
        let mut row = Row { head: is("tblHeader"), cells: Vec::new() };
        let before = properties.and_then(|properties| properties.child("gridBefore"));
        let before: usize = before.and_then(|before| before.number("val")).unwrap_or(0);
        row.cells.resize_with(before.min(COLUMNS), || Cell { columns: 1, ..Cell::default() });
        self.cells(element, &mut row.cells)?;
        Ok(Some(row))
    }

    fn cells(&mut self, element: &Element, cells: &mut Vec<Cell>) -> Result<()> {
        for child in element.elements() {
            match child.name.as_str() {
                "tc" => {
                    let properties = child.child("tcPr");
                    let part = |name: &str| properties.and_then(|properties| properties.child(name));
                    if part("cellDel").is_some() {
                        continue;
                    }
                    let columns: usize = part("gridSpan").and_then(|span| span.number("val")).unwrap_or(1);
                    let goes_on = part("vMerge").is_some_and(|merge| merge.val().is_none_or(|kind| kind == "continue"));
                    let fill = part("shd").and_then(|shading| shading.get("fill"));
                    let is_plain = |fill: &str| fill == "auto" || fill.eq_ignore_ascii_case("ffffff");
                    self.told.shaded += usize::from(fill.is_some_and(|fill| !is_plain(fill)));
                    let items = self.inside(child)?;
                    cells.push(Cell { columns: columns.clamp(1, COLUMNS), goes_on, items });
                }
                "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" => self.cells(child, cells)?,
                _ => {}
            }
        }
        Ok(())
    }
}
