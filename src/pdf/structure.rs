//! The structure tree: order and roles of all text, independent of the order of
//! the sheets.

use super::content::Drawn;
use super::file::File;
use super::font::{real, text};
use crate::document::Extent;
use crate::frame::{StructId, StructNode, StructRole, Structure};
use lopdf::{Dictionary, Object, ObjectId, dictionary};
use std::collections::BTreeMap;

/// A side when it is written: page object, drawing and annotations.
pub(crate) struct SidePage {
    /// The page object.
    pub(crate) page: ObjectId,
    /// Its drawing.
    pub(crate) drawn: Drawn,
    /// The annotation of each of its link areas; `None` if it has none.
    pub(crate) annotations: Vec<Option<ObjectId>>,
}

/// Where a piece of content is in the message: page of the layout, side, and
/// position on the side.
type Place = (usize, usize, usize);

/// A piece of content of an element.
#[derive(Clone, Copy)]
enum Kid {
    Marked { page: ObjectId, number: usize },
    Annotation { page: ObjectId, object: ObjectId },
}

/// The standard structure type for a role (ISO 32000-1, 14.8.4).
pub(crate) fn role_name(role: StructRole) -> &'static str {
    match role {
        StructRole::Document => "Document",
        StructRole::Div => "Div",
        StructRole::Heading(level) => ["H1", "H2", "H3", "H4", "H5", "H6"][usize::from(level.clamp(1, 6)) - 1],
        StructRole::Paragraph => "P",
        StructRole::BlockQuote => "BlockQuote",
        StructRole::List => "L",
        StructRole::ListItem => "LI",
        StructRole::Label => "Lbl",
        StructRole::ListBody => "LBody",
        StructRole::Table => "Table",
        StructRole::TableHead => "THead",
        StructRole::TableBody => "TBody",
        StructRole::TableRow => "TR",
        StructRole::TableHeader => "TH",
        StructRole::TableData => "TD",
        StructRole::Caption => "Caption",
        StructRole::Note => "Note",
        StructRole::Reference => "Reference",
        StructRole::Link => "Link",
        StructRole::Figure => "Figure",
        StructRole::Code => "Code",
        StructRole::Toc => "TOC",
        StructRole::TocItem => "TOCI",
        StructRole::Span => "Span",
    }
}

/// Writes the structure tree; returns its root.
pub(crate) fn add_structure(file: &mut File, structure: &Structure, sides: &[SidePage]) -> ObjectId {
    let links = links_around(structure);
    let contents = contents(structure, sides, &links);
    let tree = Tree::new(file, structure, contents);
    let root = file.reserve();
    tree.write_elements(file, root, sides);
    tree.write_root(file, root, sides, &links);
    root
}

/// The content of each element, sorted by place; `links` as of [`links_around`].
fn contents(structure: &Structure, sides: &[SidePage], links: &[StructId]) -> Vec<Vec<(Place, Kid)>> {
    let mut contents = vec![Vec::new(); structure.nodes.len()];
    for (side, drawn) in sides.iter().enumerate() {
        let page = drawn.page;
        for (number, &(tag, layout_page)) in drawn.drawn.marked.iter().enumerate() {
            contents[tag.0 as usize].push(((layout_page, side, 2 * number + 1), Kid::Marked { page, number }));
        }
        for (area, annotation) in drawn.drawn.links.iter().zip(&drawn.annotations) {
            if let (Some(tag), Some(object)) = (area.tag.map(|tag| links[tag.0 as usize]), *annotation) {
                let kid = Kid::Annotation { page, object };
                contents[tag.0 as usize].push(((area.page, side, 2 * area.after), kid));
            }
        }
    }
    for kids in &mut contents {
        kids.sort_by_key(|&(place, _)| place);
    }
    contents
}

/// The elements to be written, with their content.
struct Tree<'a> {
    structure: &'a Structure,
    contents: Vec<Vec<(Place, Kid)>>,
    children: Vec<Vec<usize>>,
    /// The place of each element's first content; `None` if it is empty.
    first: Vec<Option<Place>>,
    objects: Vec<Option<ObjectId>>,
    /// Link elements inserted between an element and its content, if that is
    /// clickable but in no link element (PDF/UA-1 wants annotations in one).
    links: Vec<Option<ObjectId>>,
}

impl<'a> Tree<'a> {
    fn new(file: &mut File, structure: &'a Structure, contents: Vec<Vec<(Place, Kid)>>) -> Self {
        let count = structure.nodes.len();
        let mut first: Vec<Option<Place>> = contents.iter().map(|kids| kids.first().map(|&(place, _)| place)).collect();
        let mut kept: Vec<bool> = structure
            .nodes
            .iter()
            .zip(&first)
            .map(|(node, place)| place.is_some() || stays_empty(node.role) || node.parent.is_none())
            .collect();
        let mut children = vec![Vec::new(); count];
        // Children come after their parents, so a single backward pass finds
        // both the elements to keep and their first places.
        for index in (0..count).rev() {
            let Some(parent) = structure.nodes[index].parent.map(|parent| parent.0 as usize) else { continue };
            if !kept[index] || parent >= index {
                continue;
            }
            kept[parent] = true;
            children[parent].push(index);
            first[parent] = [first[parent], first[index]].into_iter().flatten().min();
        }
        for list in &mut children {
            list.reverse();
        }
        let objects = kept.into_iter().map(|kept| kept.then(|| file.reserve())).collect();
        let clicked = |kids: &[(Place, Kid)]| kids.iter().any(|(_, kid)| matches!(kid, Kid::Annotation { .. }));
        let mut links = vec![None; count];
        for (index, kids) in contents.iter().enumerate() {
            if clicked(kids) && structure.nodes[index].role != StructRole::Link {
                links[index] = Some(file.reserve());
            }
        }
        Self { structure, contents, children, first, objects, links }
    }

    /// The element that directly holds an element's content.
    fn holder(&self, tag: StructId) -> Object {
        let index = tag.0 as usize;
        self.links[index].or(self.objects[index]).map_or(Object::Null, Object::from)
    }

    fn write_elements(&self, file: &mut File, root: ObjectId, sides: &[SidePage]) {
        let mut boxes: BTreeMap<StructId, [f64; 4]> = BTreeMap::new();
        for (tag, edges) in sides.iter().flat_map(|side| &side.drawn.figures) {
            boxes.entry(*tag).or_insert(*edges);
        }
        for (index, node) in self.structure.nodes.iter().enumerate() {
            let Some(object) = self.objects[index] else { continue };
            let parent = node.parent.and_then(|parent| self.objects[parent.0 as usize]).unwrap_or(root);
            let mut element = dictionary! { "S" => role_name(node.role), "P" => parent };
            let page = self.contents[index].iter().find_map(|&(_, kid)| match kid {
                Kid::Marked { page, .. } => Some(page),
                Kid::Annotation { .. } => None,
            });
            if let Some(page) = page {
                element.set("Pg", page);
            }
            set_kids(&mut element, self.kids(index, page));
            if let Some(link) = self.links[index] {
                let mut dict = dictionary! { "S" => role_name(StructRole::Link), "P" => object };
                if let Some(page) = page {
                    dict.set("Pg", page);
                }
                let own = self.contents[index].iter();
                set_kids(&mut dict, own.map(|(_, kid)| kid.object(page)).collect());
                file.put(link, dict);
            }
            if let Some(lang) = &node.lang {
                element.set("Lang", text(lang.as_str()));
            }
            if let Some(alt) = &node.alt {
                element.set("Alt", text(alt));
            }
            if node.role == StructRole::Note {
                element.set("ID", Object::string_literal(note_name(index)));
            }
            if let Some(attributes) = attributes(node, boxes.get(&StructId(index as u32))) {
                element.set("A", attributes);
            }
            file.put(object, element);
        }
    }

    /// Content and child elements in the order of the message.
    fn kids(&self, index: usize, page: Option<ObjectId>) -> Vec<Object> {
        let mut kids: Vec<Object> = self.links[index].map(Object::from).into_iter().collect();
        let own: &[(Place, Kid)] = if kids.is_empty() { &self.contents[index] } else { &[] };
        let mut own = own.iter().peekable();
        for &child in &self.children[index] {
            while let Some((_, kid)) = own.next_if(|(place, _)| self.first[child].is_some_and(|first| *place < first)) {
                kids.push(kid.object(page));
            }
            kids.extend(self.objects[child].map(Object::from));
        }
        kids.extend(own.map(|(_, kid)| kid.object(page)));
        kids
    }

    fn write_root(&self, file: &mut File, root: ObjectId, sides: &[SidePage], links: &[StructId]) {
        let mut numbers = Vec::new();
        let element = |tag: StructId| self.holder(tag);
        for (side, drawn) in sides.iter().enumerate() {
            let parents = drawn.drawn.marked.iter().map(|&(tag, _)| element(tag)).collect::<Vec<_>>();
            numbers.extend([(side as i64).into(), Object::Array(parents)]);
        }
        for (number, (area, _)) in (sides.len() as i64..).zip(sides.iter().flat_map(linked)) {
            let link = area.map(|tag| links[tag.0 as usize]);
            numbers.extend([number.into(), link.map_or(Object::Null, element)]);
        }
        let parent_tree = file.add(dictionary! { "Nums" => numbers });
        let top = self.structure.nodes.iter().zip(&self.objects).filter(|(node, _)| node.parent.is_none());
        let top = top.filter_map(|(_, object)| object.map(Object::from)).collect::<Vec<_>>();
        let mut dict = dictionary! {
            "Type" => "StructTreeRoot",
            "K" => top,
            "ParentTree" => parent_tree,
        };
        let notes = self.notes();
        if !notes.is_empty() {
            dict.set("IDTree", file.add(dictionary! { "Names" => notes }));
        }
        file.put(root, dict);
    }

    /// The identifiers of notes, sorted, with their elements.
    fn notes(&self) -> Vec<Object> {
        let nodes = self.structure.nodes.iter().enumerate();
        let notes = nodes.filter(|(_, node)| node.role == StructRole::Note);
        let named = notes.filter_map(|(index, _)| Some((note_name(index), self.objects[index]?)));
        named.flat_map(|(name, object)| [Object::string_literal(name), object.into()]).collect()
    }
}

/// The link areas of a side that have an annotation.
pub(crate) fn linked(side: &SidePage) -> impl Iterator<Item = (Option<StructId>, ObjectId)> + '_ {
    side.drawn.links.iter().zip(&side.annotations).filter_map(|(area, object)| Some((area.tag, (*object)?)))
}

impl Kid {
    fn object(self, of: Option<ObjectId>) -> Object {
        match self {
            Self::Marked { page, number } if Some(page) == of => Object::Integer(number as i64),
            Self::Marked { page, number } => {
                Object::Dictionary(dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => number as i64 })
            }
            Self::Annotation { page, object } => {
                Object::Dictionary(dictionary! { "Type" => "OBJR", "Pg" => page, "Obj" => object })
            }
        }
    }
}

/// For each element, the link element that it is or is in; the element itself if there
/// is none. Parents come before their children, so one pass finds them all.
fn links_around(structure: &Structure) -> Vec<StructId> {
    let mut links: Vec<Option<StructId>> = Vec::with_capacity(structure.nodes.len());
    for (index, node) in structure.nodes.iter().enumerate() {
        let above = node.parent.and_then(|parent| *links.get(parent.0 as usize)?);
        links.push(if node.role == StructRole::Link { Some(StructId(index as u32)) } else { above });
    }
    links.into_iter().enumerate().map(|(index, link)| link.unwrap_or(StructId(index as u32))).collect()
}

fn set_kids(element: &mut Dictionary, mut kids: Vec<Object>) {
    match kids.len() {
        0 => {}
        1 => element.set("K", kids.remove(0)),
        _ => element.set("K", kids),
    }
}

/// Roles that are meaningful without content: an empty cell holds its column.
fn stays_empty(role: StructRole) -> bool {
    matches!(role, StructRole::TableData | StructRole::TableHeader | StructRole::TableRow)
}

/// Unique, and sorted as bytes in the order of the tree, as an `IDTree` must
/// be.
fn note_name(index: usize) -> String {
    format!("note{index:08}")
}

fn attributes(node: &StructNode, edges: Option<&[f64; 4]>) -> Option<Dictionary> {
    match node.role {
        StructRole::TableHeader | StructRole::TableData => {
            let mut cell = dictionary! { "O" => "Table" };
            if node.role == StructRole::TableHeader {
                cell.set("Scope", "Column");
            }
            let Extent { columns, rows } = node.extent.unwrap_or_default();
            for (name, count) in [("ColSpan", columns), ("RowSpan", rows)] {
                if count > 1 {
                    cell.set(name, i64::from(count));
                }
            }
            (cell.len() > 1).then_some(cell)
        }
        StructRole::Figure => edges.map(|edges| {
            let edges = edges.iter().map(|&edge| real(edge)).collect::<Vec<_>>();
            dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => edges }
        }),
        _ => None,
    }
}
