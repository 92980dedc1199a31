//! The structure of a tagged file: which marked content is what, in reading order
//! (ISO 32000-1, 14.7 and 14.8).

use super::draw::decoded;
use super::font::get;
use crate::document::Extent;
use crate::read::alt;
use lopdf::{Dictionary, Document, Object, ObjectId};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Most elements of a structure, and how deep they nest.
const ELEMENTS: usize = 500_000;
const DEEPEST: usize = 64;
/// Most rows and columns that a cell is believed to span.
const SPANNED: i64 = 100;

/// What holds other blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    List,
    Item,
    /// The bullet or number of an item or note.
    Label,
    Quote,
    Table,
    Row {
        head: bool,
    },
    Cell {
        head: bool,
        extent: Extent,
    },
    Caption,
    Contents,
    Poem,
}

/// A run of marked content that is one paragraph, or what holds some.
#[derive(Debug)]
pub(super) enum Branch {
    Leaf(usize),
    Inside(Frame, Vec<Branch>),
}

impl Branch {
    /// Calls for every leaf, in order.
    pub(super) fn each(&self, see: &mut impl FnMut(usize)) {
        match self {
            Self::Leaf(leaf) => see(*leaf),
            Self::Inside(_, kids) => kids.iter().for_each(|kid| kid.each(see)),
        }
    }
}

/// What the tags say about marked content inside a paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) code: bool,
    pub(super) emphasis: bool,
    pub(super) strong: bool,
    /// It refers to a note.
    pub(super) reference: bool,
    /// The words in place of a picture.
    pub(super) alt: Option<Rc<str>>,
}

/// Where marked content belongs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Content {
    pub(super) leaf: usize,
    pub(super) style: usize,
}

/// The tags of a file.
#[derive(Debug, Default)]
pub(super) struct Tags {
    pub(super) text: Vec<Branch>,
    pub(super) notes: Vec<Vec<Branch>>,
    /// Levels of the leaves that are headings.
    pub(super) leaves: Vec<Option<u8>>,
    pub(super) contents: Vec<Content>,
    pub(super) styles: Vec<Style>,
    /// The place in `contents` of marked content, by its stream and number.
    pub(super) of: FxHashMap<(ObjectId, i64), u32>,
}

struct Walk<'d> {
    document: &'d Document,
    roles: Option<&'d Dictionary>,
    tags: Tags,
    seen: BTreeSet<ObjectId>,
    left: usize,
    /// The leaf that content goes on in.
    open: Option<usize>,
}

/// What an element inherits.
#[derive(Clone, Copy, Default)]
struct Place {
    page: Option<ObjectId>,
    depth: usize,
    style: usize,
    level: Option<u8>,
    /// Inside a paragraph or heading.
    in_text: bool,
    in_head: bool,
}

/// The tags of a file; `None` where it has none.
pub(super) fn tags(document: &Document) -> Option<Tags> {
    let root = get(document, document.catalog().ok()?, b"StructTreeRoot")?.as_dict().ok()?;
    let roles = get(document, root, b"RoleMap").and_then(|map| map.as_dict().ok());
    let tags = Tags { styles: vec![Style::default()], ..Tags::default() };
    let mut walk = Walk { document, roles, tags, seen: BTreeSet::new(), left: ELEMENTS, open: None };
    let mut text = Vec::new();
    walk.kids(root, Place::default(), &mut text);
    walk.tags.text = text;
    (!walk.tags.of.is_empty()).then_some(walk.tags)
}

impl Walk<'_> {
    fn kids(&mut self, element: &Dictionary, place: Place, out: &mut Vec<Branch>) {
        match element.get(b"K") {
            Ok(Object::Array(kids)) => kids.iter().for_each(|kid| self.kid(kid, place, out)),
            Ok(kid) => self.kid(kid, place, out),
            Err(_) => {}
        }
    }

    fn kid(&mut self, kid: &Object, place: Place, out: &mut Vec<Branch>) {
        if self.left == 0 || place.depth > DEEPEST {
            return;
        }
        self.left -= 1;
        let document = self.document;
        let place = Place { depth: place.depth + 1, ..place };
        match kid {
            Object::Integer(number) => self.content(place.page, *number, place, out),
            Object::Reference(id) if self.seen.insert(*id) => match document.get_object(*id) {
                Ok(Object::Array(kids)) => kids.iter().for_each(|kid| self.kid(kid, place, out)),
                Ok(object) => self.kid(object, place, out),
                Err(_) => {}
            },
            Object::Dictionary(dict) if dict.has(b"MCID") => {
                let reference = |key: &[u8]| dict.get(key).and_then(Object::as_reference).ok();
                let number = dict.get(b"MCID").and_then(Object::as_i64).unwrap_or(-1);
                self.content(reference(b"Stm").or_else(|| reference(b"Pg")).or(place.page), number, place, out);
            }
            Object::Dictionary(dict) if dict.has(b"S") || dict.has(b"K") => self.element(dict, place, out),
            _ => {}
        }
    }

    fn element(&mut self, dict: &Dictionary, place: Place, out: &mut Vec<Branch>) {
        let place = Place { page: dict.get(b"Pg").and_then(Object::as_reference).ok().or(place.page), ..place };
        match self.role(dict) {
            b"H" | b"H1" | b"Title" => self.paragraph(dict, Some(1), place, out),
            [b'H', level @ b'2'..=b'6'] => self.paragraph(dict, Some(level - b'0'), place, out),
            b"P" if !place.in_text => self.paragraph(dict, None, place, out),
            b"L" => self.inside(Frame::List, dict, place, out),
            b"LI" => self.inside(Frame::Item, dict, place, out),
            b"Lbl" => self.inside(Frame::Label, dict, place, out),
            b"BlockQuote" => self.inside(Frame::Quote, dict, place, out),
            b"Caption" => self.inside(Frame::Caption, dict, place, out),
            b"TOC" => self.inside(Frame::Contents, dict, place, out),
            b"Table" => self.inside(Frame::Table, dict, place, out),
            b"THead" => self.kids(dict, Place { in_head: true, ..place }, out),
            b"TR" => self.inside(Frame::Row { head: place.in_head }, dict, place, out),
            role @ (b"TH" | b"TD") => {
                let frame = Frame::Cell { head: role == b"TH", extent: self.extent(dict) };
                self.inside(frame, dict, place, out);
            }
            // A note interrupts the paragraph that refers to it, and is no part of it.
            b"Note" | b"FENote" | b"Endnote" | b"Footnote" => {
                let open = self.open.take();
                let mut note = Vec::new();
                self.kids(dict, Place { in_text: false, level: None, style: 0, ..place }, &mut note);
                self.tags.notes.push(note);
                self.open = open;
            }
            b"Figure" => {
                let alt = get(self.document, dict, b"Alt").and_then(|alt| alt.as_str().ok()).map(decoded);
                let alt = alt.and_then(|alt| alt::description(&alt)).map(Rc::from);
                let place = self.styled(place, |style| style.alt = alt.or_else(|| style.alt.take()));
                self.apart(dict, place, out);
            }
            b"Code" => {
                let place = self.styled(place, |style| style.code = true);
                self.apart(dict, place, out);
            }
            b"Em" => self.kids_styled(dict, place, out, |style| style.emphasis = true),
            b"Strong" => self.kids_styled(dict, place, out, |style| style.strong = true),
            b"Reference" => self.kids_styled(dict, place, out, |style| style.reference = true),
            b"Div" | b"Sect" | b"Art" | b"Part" | b"Document" | b"LBody" | b"TBody" => self.apart(dict, place, out),
            _ => self.kids(dict, place, out),
        }
    }

    /// The standard role of an element.
    fn role<'e>(&'e self, dict: &'e Dictionary) -> &'e [u8] {
        let mut role = dict.get(b"S").and_then(Object::as_name).unwrap_or_default();
        // Roles are mapped to roles that are mapped themselves, in files of two steps.
        for _ in 0..4 {
            match self.roles.and_then(|roles| roles.get(role).ok()?.as_name().ok()) {
                Some(other) if other != role => role = other,
                _ => break,
            }
        }
        role
    }

    fn paragraph(&mut self, dict: &Dictionary, level: Option<u8>, place: Place, out: &mut Vec<Branch>) {
        self.open = None;
        self.kids(dict, Place { level, in_text: true, ..place }, out);
        self.open = None;
    }

    fn inside(&mut self, frame: Frame, dict: &Dictionary, place: Place, out: &mut Vec<Branch>) {
        self.open = None;
        let mut kids = Vec::new();
        self.kids(dict, Place { in_text: false, level: None, ..place }, &mut kids);
        self.open = None;
        out.push(Branch::Inside(frame, kids));
    }

    /// Content that shares no paragraph with what is around it, but inside a paragraph.
    fn apart(&mut self, dict: &Dictionary, place: Place, out: &mut Vec<Branch>) {
        if !place.in_text {
            self.open = None;
        }
        self.kids(dict, place, out);
        if !place.in_text {
            self.open = None;
        }
    }

    fn kids_styled(&mut self, dict: &Dictionary, place: Place, out: &mut Vec<Branch>, set: impl FnOnce(&mut Style)) {
        let place = self.styled(place, set);
        self.kids(dict, place, out);
    }

    fn styled(&mut self, place: Place, set: impl FnOnce(&mut Style)) -> Place {
        let mut style = self.tags.styles[place.style].clone();
        set(&mut style);
        if style == self.tags.styles[place.style] {
            return place;
        }
        self.tags.styles.push(style);
        Place { style: self.tags.styles.len() - 1, ..place }
    }

    /// How many rows and columns a cell spans.
    fn extent(&self, dict: &Dictionary) -> Extent {
        let told = get(self.document, dict, b"A");
        let dicts: Vec<&Dictionary> = match told {
            Some(Object::Array(items)) => {
                items.iter().filter_map(|item| self.document.dereference(item).ok()?.1.as_dict().ok()).collect()
            }
            Some(object) => object.as_dict().ok().into_iter().collect(),
            None => Vec::new(),
        };
        let span = |key: &[u8]| {
            let span = dicts.iter().find_map(|dict| dict.get(key).and_then(Object::as_i64).ok());
            span.unwrap_or(1).clamp(1, SPANNED) as u32
        };
        Extent { columns: span(b"ColSpan"), rows: span(b"RowSpan") }
    }

    fn content(&mut self, owner: Option<ObjectId>, number: i64, place: Place, out: &mut Vec<Branch>) {
        let leaf = *self.open.get_or_insert_with(|| {
            self.tags.leaves.push(place.level);
            out.push(Branch::Leaf(self.tags.leaves.len() - 1));
            self.tags.leaves.len() - 1
        });
        if let (Some(owner), Ok(index)) = (owner, u32::try_from(self.tags.contents.len())) {
            self.tags.contents.push(Content { leaf, style: place.style });
            self.tags.of.entry((owner, number)).or_insert(index);
        }
    }
}
