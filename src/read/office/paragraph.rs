//! A paragraph as Word has it: its properties and its pieces.

use super::numbering::Mark;
use super::picture::Picture;
use super::run::{Look, RunProperties};
use crate::read::xml::Element;

/// The properties of a `w:pPr`; `None` where it does not set them.
#[derive(Clone, Debug, Default)]
pub(super) struct ParagraphProperties {
    pub(super) style: Option<String>,
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
    /// The outline level, from 0; 9 is running text.
    pub(super) outline: Option<u8>,
    pub(super) centred: Option<bool>,
    /// Whether a paragraph that begins at the left is set to the right.
    pub(super) to_right: Option<bool>,
    pub(super) bidi: Option<bool>,
    pub(super) page_break_before: Option<bool>,
    /// Whether a line is drawn under it, and none around it.
    pub(super) ruled: Option<bool>,
    /// Its mark is hidden or deleted: it continues in the next paragraph.
    pub(super) mark_gone: bool,
}

impl ParagraphProperties {
    pub(super) fn read(element: &Element) -> Self {
        let mut properties = Self::default();
        for child in element.elements() {
            match child.name.as_str() {
                "pStyle" => properties.style = child.val().map(str::to_owned),
                "numPr" => {
                    properties.list = child.child("numId").and_then(Element::val).map(str::to_owned);
                    properties.level = child.child("ilvl").and_then(|level| level.number("val"));
                }
                "outlineLvl" => properties.outline = child.number("val"),
                "jc" => {
                    properties.centred = Some(child.val() == Some("center"));
                    properties.to_right = Some(matches!(child.val(), Some("right" | "end")));
                }
                "bidi" => properties.bidi = Some(child.is_on()),
                "pageBreakBefore" => properties.page_break_before = Some(child.is_on()),
                "pBdr" => properties.ruled = Some(is_rule(child)),
                "rPr" => properties.mark_gone = RunProperties::read(child).mark_gone,
                _ => {}
            }
        }
        properties
    }

    /// The properties with those of `below` for the ones not set.
    pub(super) fn or(self, below: &Self) -> Self {
        Self {
            style: self.style.or_else(|| below.style.clone()),
            level: self.level.or(if self.list.is_none() { below.level } else { None }),
            list: self.list.or_else(|| below.list.clone()),
            outline: self.outline.or(below.outline),
            centred: self.centred.or(below.centred),
            to_right: self.to_right.or(below.to_right),
            bidi: self.bidi.or(below.bidi),
            page_break_before: self.page_break_before.or(below.page_break_before),
            ruled: self.ruled.or(below.ruled),
            mark_gone: self.mark_gone,
        }
    }
}

/// Whether a border is a line underneath alone, such as Word makes of `---`.
fn is_rule(border: &Element) -> bool {
    let drawn = |side: &Element| !matches!(side.val(), None | Some("none" | "nil"));
    border.child("bottom").is_some_and(drawn)
        && !["top", "left", "right", "start", "end"].iter().any(|side| border.child(side).is_some_and(drawn))
}

/// A piece of a paragraph.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    Text(String, Look),
    LineBreak,
    PageBreak,
    Picture(Picture),
    /// A reference to a note by its label.
    Note(String),
    /// A link begins; the next `LinkEnd` ends it.
    Link(String),
    LinkEnd,
    /// A formula as one line.
    Formula(String),
    Rule,
    /// The content of a text box.
    Frame(Vec<Item>),
}

/// A block as Word has it.
#[derive(Clone, Debug)]
pub(super) enum Item {
    Paragraph(Paragraph),
    Table(Table),
    Contents,
    PageBreak,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph {
    /// Its number in the file, for messages.
    pub(super) line: u32,
    pub(super) properties: ParagraphProperties,
    pub(super) mark: Option<Mark>,
    pub(super) anchor: Option<String>,
    pub(super) pieces: Vec<Piece>,
    /// The pieces of runs from the right, until their brackets are turned.
    pub(super) from_right: Vec<usize>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub(super) line: u32,
    /// Whether its first column is on the right.
    pub(super) from_right: bool,
    /// Whether most of its paragraphs are right-to-left.
    pub(super) rtl_text: bool,
    pub(super) rows: Vec<Row>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) head: bool,
    pub(super) cells: Vec<Cell>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    /// The number of columns it spans.
    pub(super) columns: usize,
    /// Whether it continues the cell above.
    pub(super) goes_on: bool,
    pub(super) items: Vec<Item>,
}

impl Row {
    /// Whether it may be what the columns are called. Word names the first row of every
    /// new table its head, also of a form and of text in a frame.
    pub(super) fn may_be_head(&self) -> bool {
        let filled = |text: &String| text.split_once(':').is_some_and(|(_, value)| !value.trim().is_empty());
        let texts: Vec<String> = self.cells.iter().map(Cell::text).filter(|text| !text.trim().is_empty()).collect();
        let is_frame = matches!(&self.cells[..], [only] if only.columns <= 1);
        !is_frame && texts.iter().filter(|text| filled(text)).count() * 2 < texts.len().max(1)
    }
}

impl Cell {
    fn text(&self) -> String {
        let lines = self.items.iter().filter_map(|item| match item {
            Item::Paragraph(paragraph) => Some(paragraph.text()),
            _ => None,
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

impl Table {
    /// Reverses the order of its columns.
    pub(super) fn mirror(&mut self) {
        let width = |row: &Row| row.cells.iter().map(|cell| cell.columns.max(1)).sum::<usize>();
        let widest = self.rows.iter().map(width).max().unwrap_or(0);
        for row in &mut self.rows {
            for _ in width(row)..widest {
                row.cells.push(Cell { columns: 1, ..Cell::default() });
            }
            row.cells.reverse();
        }
    }
}

impl Paragraph {
    /// The visible text, without that of boxes.
    pub(super) fn text(&self) -> String {
        let text = |piece: &Piece| match piece {
            Piece::Text(text, _) | Piece::Formula(text) => Some(text.clone()),
            Piece::LineBreak | Piece::PageBreak => Some("\n".to_owned()),
            _ => None,
        };
        self.pieces.iter().filter_map(text).collect()
    }

    /// In a paragraph from the left that has no Persian letter, Word shows the marks of a
    /// run from the right in reverse order and its brackets turned: the author of `(Levey)`
    /// had to type `)Levey(`. What was seen is what is kept.
    pub(super) fn turn_marks(&mut self) {
        let turned = std::mem::take(&mut self.from_right);
        if turned.is_empty() || self.properties.bidi == Some(true) || self.text().contains(is_persian) {
            return;
        }
        for at in turned {
            if let Some(Piece::Text(text, _)) = self.pieces.get_mut(at)
                && !text.contains(char::is_alphanumeric)
            {
                *text = text.chars().rev().map(mirrored).collect();
            }
        }
    }

    /// Whether it shows nothing.
    pub(super) fn is_blank(&self) -> bool {
        self.pieces.iter().all(|piece| match piece {
            Piece::Text(text, _) => text.trim().is_empty(),
            Piece::LineBreak | Piece::Link(_) | Piece::LinkEnd => true,
            _ => false,
        })
    }

    /// The looks of its visible letters, with the number of letters of each.
    pub(super) fn looks(&self) -> impl Iterator<Item = (&Look, usize)> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Text(text, look) => Some((look, text.chars().filter(|letter| !letter.is_whitespace()).count()))
                .filter(|(_, count)| *count > 0),
            _ => None,
        })
    }
}

/// A bracket as it is drawn in text from the right.
fn mirrored(letter: char) -> char {
    const PAIRS: [(char, char); 6] = [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('«', '»'), ('‹', '›')];
    let turned = |&(open, close): &(char, char)| match letter {
        _ if letter == open => Some(close),
        _ if letter == close => Some(open),
        _ => None,
    };
    PAIRS.iter().find_map(turned).unwrap_or(letter)
}

/// Whether a letter is Persian or Arabic.
pub(super) fn is_persian(letter: char) -> bool {
    matches!(letter, '\u{620}'..='\u{6d3}')
}
