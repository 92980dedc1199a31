//! The structure of a tagged file: which marked content is what, in reading order
//! (ISO 32000-1, 14.7 and 14.8).

use super::flow::Kind;
use super::font::get;
use lopdf::{Dictionary, Document, Object, ObjectId};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Most elements of a structure, and how deep they nest.
const ELEMENTS: usize = 500_000;
const DEEPEST: usize = 64;

/// The marked content of a file by the block that it belongs to.
#[derive(Debug, Default)]
pub(super) struct Tags {
    /// What each block is, in reading order.
    pub(super) blocks: Vec<Kind>,
    /// The block of marked content, by its stream and number.
    pub(super) of: FxHashMap<(ObjectId, i64), usize>,
}

struct Walk<'d> {
    document: &'d Document,
    roles: Option<&'d Dictionary>,
    tags: Tags,
    seen: BTreeSet<ObjectId>,
    left: usize,
    open: bool,
}

/// The tags of a file; `None` where it has none.
pub(super) fn tags(document: &Document) -> Option<Tags> {
    let root = get(document, document.catalog().ok()?, b"StructTreeRoot")?.as_dict().ok()?;
    let roles = get(document, root, b"RoleMap").and_then(|map| map.as_dict().ok());
    let (tags, seen) = (Tags::default(), BTreeSet::new());
    let mut walk = Walk { document, roles, tags, seen, left: ELEMENTS, open: false };
    walk.kids(root, None, Kind::Paragraph, 0);
    (!walk.tags.of.is_empty()).then_some(walk.tags)
}

impl Walk<'_> {
    fn kids(&mut self, element: &Dictionary, page: Option<ObjectId>, kind: Kind, depth: usize) {
        match element.get(b"K") {
            Ok(Object::Array(kids)) => kids.iter().for_each(|kid| self.kid(kid, page, kind, depth)),
            Ok(kid) => self.kid(kid, page, kind, depth),
            Err(_) => {}
        }
    }

    fn kid(&mut self, kid: &Object, page: Option<ObjectId>, kind: Kind, depth: usize) {
        if self.left == 0 || depth > DEEPEST {
            return;
        }
        self.left -= 1;
        let document = self.document;
        match kid {
            Object::Integer(number) => self.content(page, *number, kind),
            Object::Reference(id) if self.seen.insert(*id) => match document.get_object(*id) {
                Ok(Object::Array(kids)) => kids.iter().for_each(|kid| self.kid(kid, page, kind, depth + 1)),
                Ok(object) => self.kid(object, page, kind, depth + 1),
                Err(_) => {}
            },
            Object::Dictionary(dict) if dict.has(b"MCID") => {
                let reference = |key: &[u8]| dict.get(key).and_then(Object::as_reference).ok();
                let number = dict.get(b"MCID").and_then(Object::as_i64).unwrap_or(-1);
                self.content(reference(b"Stm").or_else(|| reference(b"Pg")).or(page), number, kind);
            }
            Object::Dictionary(dict) => self.element(dict, page, kind, depth),
            _ => {}
        }
    }

    fn element(&mut self, dict: &Dictionary, page: Option<ObjectId>, kind: Kind, depth: usize) {
        let page = dict.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        let mut role = dict.get(b"S").and_then(Object::as_name).unwrap_or_default();
        for _ in 0..4 {
            match self.roles.and_then(|roles| roles.get(role).ok()?.as_name().ok()) {
                Some(other) if other != role => role = other,
                _ => break,
            }
        }
        let inner = match role {
            b"H" | b"H1" | b"Title" => Some(Kind::Heading(1)),
            [b'H', level @ b'2'..=b'6'] => Some(Kind::Heading(level - b'0')),
            b"LI" => Some(Kind::Item(None)),
            b"P" | b"Caption" | b"Note" | b"FENote" | b"TD" | b"TH" | b"BlockQuote" | b"TOCI" | b"Div" | b"Code"
            | b"Sect" | b"Table" | b"L" | b"Document" | b"Figure" => Some(Kind::Paragraph),
            _ => None,
        };
        // Paragraphs inside an item are the item's.
        let in_item = matches!(kind, Kind::Item(_)) && matches!(role, b"P" | b"Div");
        match inner.filter(|_| !in_item) {
            Some(inner) => {
                self.open = false;
                self.kids(dict, page, inner, depth + 1);
                self.open = false;
            }
            None => self.kids(dict, page, kind, depth + 1),
        }
    }

    fn content(&mut self, owner: Option<ObjectId>, number: i64, kind: Kind) {
        if !self.open {
            self.tags.blocks.push(kind);
            self.open = true;
        }
        if let Some(owner) = owner {
            self.tags.of.entry((owner, number)).or_insert(self.tags.blocks.len() - 1);
        }
    }
}
