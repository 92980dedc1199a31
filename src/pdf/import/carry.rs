//! Copies objects to the new file: only those that pages are drawn with,
//! renumbered, each once.

use crate::pdf::file::File;
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use std::collections::BTreeMap;

/// Keys about authorship, time, other files, tags or pages, which have no
/// effect on drawing.
const LEFT_BEHIND: &[&[u8]] = &[
    b"Metadata",
    b"PieceInfo",
    b"LastModified",
    b"StructParent",
    b"StructParents",
    b"AF",
    b"OPI",
    b"Ref",
    b"CreatorInfo",
    b"Creator",
];
/// Categories of resources. The keys inside them are names that the page has
/// chosen, so a font may well be called `Ref`.
const CATEGORIES: &[&[u8]] =
    &[b"Font", b"XObject", b"ColorSpace", b"Pattern", b"Shading", b"ExtGState", b"Properties", b"CharProcs"];
/// Types that no object needs to be drawn; following references to them would
/// copy the whole old file.
const NOT_DRAWN: &[&[u8]] = &[b"Page", b"Pages", b"Catalog", b"StructElem", b"StructTreeRoot", b"Metadata"];

/// Copies objects from one file to another.
pub(super) struct Carrier {
    source: Document,
    numbers: BTreeMap<ObjectId, ObjectId>,
    /// Resources by the page or page tree node that holds them.
    resources: BTreeMap<ObjectId, Object>,
    /// Actions of links to the web, by address.
    links: BTreeMap<Vec<u8>, ObjectId>,
    open: Vec<(ObjectId, bool)>,
}

impl Carrier {
    pub(super) fn new(source: Document) -> Self {
        Self { source, numbers: BTreeMap::new(), resources: BTreeMap::new(), links: BTreeMap::new(), open: Vec::new() }
    }

    /// The old file.
    pub(super) fn source(&self) -> &Document {
        &self.source
    }

    /// An object with its references renumbered. The objects they refer to are
    /// copied by [`Carrier::finish`].
    pub(super) fn carry(&mut self, file: &mut File, object: &Object) -> Object {
        self.renumbered(file, object.clone(), false)
    }

    /// A dictionary with its references renumbered.
    pub(super) fn carry_dict(&mut self, file: &mut File, dict: &Dictionary) -> Dictionary {
        self.renumbered_dict(file, dict.clone(), false)
    }

    /// The resources of a page or page tree node, written once for all pages
    /// that inherit them.
    pub(super) fn resources(&mut self, file: &mut File, holder: Option<ObjectId>) -> Object {
        let Some(holder) = holder else { return Dictionary::new().into() };
        if let Some(known) = self.resources.get(&holder) {
            return known.clone();
        }
        let held = self.source.get_dictionary(holder).and_then(|dict| dict.get(b"Resources")).cloned();
        let carried = match held {
            Ok(Object::Dictionary(dict)) => {
                let dict = self.carry_dict(file, &dict);
                file.add(dict).into()
            }
            Ok(held) => self.carry(file, &held),
            Err(_) => Dictionary::new().into(),
        };
        self.resources.insert(holder, carried.clone());
        carried
    }

    /// The action that opens an address, written once per address.
    pub(super) fn link(&mut self, file: &mut File, address: Vec<u8>) -> ObjectId {
        let action = |address: &[u8]| dictionary! { "S" => "URI", "URI" => Object::string_literal(address) };
        *self.links.entry(address).or_insert_with_key(|address| file.add(action(address)))
    }

    fn renumbered(&mut self, file: &mut File, object: Object, is_category: bool) -> Object {
        match object {
            Object::Reference(id) => self.number(file, id, is_category),
            Object::Array(items) => {
                Object::Array(items.into_iter().map(|item| self.renumbered(file, item, false)).collect())
            }
            Object::Dictionary(dict) => Object::Dictionary(self.renumbered_dict(file, dict, is_category)),
            other => other,
        }
    }

    fn renumbered_dict(&mut self, file: &mut File, dict: Dictionary, is_category: bool) -> Dictionary {
        let mut carried = Dictionary::new();
        for (key, value) in dict {
            if is_category || !LEFT_BEHIND.contains(&key.as_slice()) {
                let inside = !is_category && CATEGORIES.contains(&key.as_slice());
                carried.set(key, self.renumbered(file, value, inside));
            }
        }
        carried
    }

    /// The new number of an object; null if it is missing or not drawn.
    fn number(&mut self, file: &mut File, id: ObjectId, is_category: bool) -> Object {
        if let Some(&number) = self.numbers.get(&id) {
            return number.into();
        }
        let is_drawn =
            self.source.objects.get(&id).is_some_and(|object| {
                !object.as_dict().is_ok_and(|dict| NOT_DRAWN.iter().any(|kind| dict.has_type(kind)))
            });
        if !is_drawn {
            return Object::Null;
        }
        let number = file.reserve();
        self.numbers.insert(id, number);
        self.open.push((id, is_category));
        number.into()
    }

    /// Writes all objects referred to, and the objects they refer to in turn.
    pub(super) fn finish(mut self, file: &mut File) {
        while let Some((id, is_category)) = self.open.pop() {
            let (Some(object), Some(&number)) = (self.source.objects.remove(&id), self.numbers.get(&id)) else {
                continue;
            };
            match object {
                Object::Stream(stream) => {
                    let dict = self.renumbered_dict(file, stream.dict, false);
                    file.put_stream(number, dict, stream.content, false);
                }
                other => {
                    let object = self.renumbered(file, other, is_category);
                    file.put(number, object);
                }
            }
        }
    }
}
