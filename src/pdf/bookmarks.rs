//! Navigation: outline, destinations, page labels, link annotations.

use super::content::LinkArea;
use super::file::File;
use super::font::{real, text};
use crate::document::NodeId;
use crate::frame::{LinkTarget, OutlineItem, Print};
use crate::units::Matrix;
use lopdf::{Dictionary, Object, ObjectId, dictionary};
use std::collections::BTreeMap;

/// For each page of the layout, the side it is on and its position there.
pub(crate) struct Places<'a> {
    print: &'a Print,
    sides: Vec<Option<(usize, Matrix)>>,
    pages: Vec<ObjectId>,
}

impl<'a> Places<'a> {
    /// Finds the place of every page once, ignoring repeated copies.
    pub(crate) fn new(print: &'a Print, pages: Vec<ObjectId>) -> Self {
        let mut sides = vec![None; print.layout.pages.len()];
        for (index, side) in print.sides.iter().enumerate() {
            for placement in side.placements.iter().filter(|placement| !placement.repeated) {
                if let (Some(place @ None), Some(page)) =
                    (sides.get_mut(placement.page), print.layout.pages.get(placement.page))
                {
                    *place = Some((index, Matrix::onto_side(placement, page.size, side)));
                }
            }
        }
        Self { print, sides, pages }
    }

    /// An `XYZ` destination at a node; the zoom stays as the reader has set it.
    pub(crate) fn destination(&self, node: NodeId) -> Option<Object> {
        let (page, at) = self.print.layout.anchors.get(&node)?;
        let (side, matrix) = self.sides.get(*page)?.as_ref()?;
        let height = self.print.layout.pages.get(*page)?.size.height;
        let (x, y) = matrix.apply(at.x.to_pt(), (height - at.y).to_pt());
        let page = *self.pages.get(*side)?;
        // On a sheet of several pages the reader has to scroll sideways too.
        let left = if self.print.imposed { real(x) } else { Object::Null };
        Some(Object::Array(vec![page.into(), "XYZ".into(), left, real(y), Object::Null]))
    }
}

/// Writes the outline; `None` if it has no items.
pub(crate) fn add_outline(file: &mut File, items: &[OutlineItem], places: &Places<'_>) -> Option<ObjectId> {
    let items: Vec<_> =
        items.iter().filter_map(|item| Some((item, places.destination(item.target)?, file.reserve()))).collect();
    if items.is_empty() {
        return None;
    }
    let root = file.reserve();
    let levels: Vec<u8> = items.iter().map(|(item, ..)| item.level).collect();
    let kin = kinship(&levels);
    let families = families(&kin);
    let object = |index: Option<usize>| index.map_or(root, |index| items[index].2);
    for (index, (item, destination, id)) in items.iter().enumerate() {
        let mut dict = dictionary! {
            "Title" => text(&item.title),
            "Parent" => object(kin[index].parent),
            "Dest" => destination.clone(),
        };
        for (key, other) in [("Prev", kin[index].before), ("Next", kin[index].after)] {
            if let Some(other) = other {
                dict.set(key, items[other].2);
            }
        }
        add_children(&mut dict, families.get(&Some(index)), &object);
        file.put(*id, dict);
    }
    let mut dict = dictionary! { "Type" => "Outlines" };
    add_children(&mut dict, families.get(&None), &object);
    file.put(root, dict);
    Some(root)
}

/// The relatives of an outline item, by index.
#[derive(Clone, Copy, Default)]
struct Kin {
    parent: Option<usize>,
    before: Option<usize>,
    after: Option<usize>,
}

fn kinship(levels: &[u8]) -> Vec<Kin> {
    let mut kin: Vec<Kin> = vec![Kin::default(); levels.len()];
    let mut open: Vec<usize> = Vec::new();
    for (index, &level) in levels.iter().enumerate() {
        let mut before = None;
        while let Some(&last) = open.last() {
            if levels[last] < level {
                break;
            }
            before = open.pop();
        }
        kin[index].parent = open.last().copied();
        kin[index].before = before;
        if let Some(before) = before {
            kin[before].after = Some(index);
        }
        open.push(index);
    }
    kin
}

/// First child, last child and number of children, by parent.
type Family = (usize, usize, i64);

fn families(kin: &[Kin]) -> BTreeMap<Option<usize>, Family> {
    let mut families = BTreeMap::new();
    for (index, kin) in kin.iter().enumerate() {
        let family: &mut Family = families.entry(kin.parent).or_insert((index, index, 0));
        family.1 = index;
        family.2 += 1;
    }
    families
}

/// Sets the children of an outline item. A positive `Count` shows it opened.
fn add_children(dict: &mut Dictionary, family: Option<&Family>, object: &impl Fn(Option<usize>) -> ObjectId) {
    let Some(&(first, last, count)) = family else { return };
    dict.set("First", object(Some(first)));
    dict.set("Last", object(Some(last)));
    dict.set("Count", count);
}

/// The page labels; `None` if no side has one.
pub(crate) fn page_labels(print: &Print) -> Option<Dictionary> {
    if print.sides.iter().all(|side| side.label.is_empty()) {
        return None;
    }
    let mut numbers: Vec<Object> = Vec::new();
    for (index, side) in print.sides.iter().enumerate() {
        numbers.extend([(index as i64).into(), dictionary! { "P" => text(&side.label) }.into()]);
    }
    Some(dictionary! { "Nums" => numbers })
}

/// A link annotation; `None` if its target is not in the file.
pub(crate) fn annotation(area: &LinkArea, places: &Places<'_>) -> Option<Dictionary> {
    let edges = area.edges.iter().map(|&edge| real(edge)).collect::<Vec<_>>();
    let mut dict = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => edges,
        "Border" => vec![0.into(), 0.into(), 0.into()],
        // `F` 4: the annotation is printed, which PDF/A asks of every
        // annotation.
        "F" => 4,
        "Contents" => text(&area.description),
    };
    match &area.target {
        LinkTarget::Url(url) => {
            dict.set("A", dictionary! { "S" => "URI", "URI" => Object::string_literal(url.as_str()) });
        }
        LinkTarget::Node(node) => dict.set("Dest", places.destination(*node)?),
    }
    Some(dict)
}
