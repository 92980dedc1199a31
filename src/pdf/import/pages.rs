//! The pages of a file: boxes, rotation and scale, their own or inherited.

use crate::document::{Direction, Lang};
use crate::error::Result;
use crate::pdf_objects::refused;
use crate::settings::Binding;
use crate::units::{Length, Size};
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeSet;

/// Most pages of a file.
const MOST: usize = 20_000;
/// Deepest page tree that is followed.
const DEPTH: usize = 64;
/// The page size of files that give none: US Letter, as viewers assume it.
const LETTER: Edges = [0.0, 0.0, 612.0, 792.0];
/// Sizes a page may have, in its units. ISO 32000-1, annex C, has 3 to 14,400;
/// larger ones are read too, up to a round 200,000 (70 m in points).
const SIDE: std::ops::RangeInclusive<f64> = 3.0..=200_000.0;

/// A box: left, bottom, right, top.
pub(super) type Edges = [f64; 4];

/// See [`Source::key`].
pub(super) type FormKey = (ObjectId, Option<ObjectId>, [u64; 4]);

/// A page of the source file.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// Its page object.
    pub(super) id: ObjectId,
    /// The finished page, in its own units: the trim box within the crop box.
    pub(super) trim: Edges,
    /// The crop box: what viewers display.
    pub(super) crop: Edges,
    /// Clockwise rotation, in quarter turns.
    pub(super) turns: u8,
    /// Points per unit (`UserUnit`).
    pub(super) unit: f64,
    /// The page or page tree node that holds its resources.
    pub(super) resources: Option<ObjectId>,
}

impl Source {
    /// Identifies its form. A page that the tree names again shares the form.
    pub(super) fn key(&self) -> FormKey {
        (self.id, self.resources, self.crop.map(f64::to_bits))
    }

    /// The finished size as displayed.
    pub(super) fn size(&self) -> Size {
        let [left, bottom, right, top] = self.trim;
        let size = Size::new(Length::pt((right - left) * self.unit), Length::pt((top - bottom) * self.unit));
        if self.turns % 2 == 1 { size.turned() } else { size }
    }
}

/// What page tree nodes hand down to pages.
#[derive(Clone, Default)]
struct Inherited {
    resources: Option<ObjectId>,
    media: Option<Edges>,
    crop: Option<Edges>,
    turns: i64,
}

/// All pages, in order. A node met twice is skipped, so that cycles end.
pub(super) fn pages(document: &Document) -> Result<Vec<Source>> {
    let root = document.catalog().and_then(|catalog| catalog.get(b"Pages")).and_then(Object::as_reference);
    let mut open: Vec<(ObjectId, Inherited, usize)> =
        root.into_iter().map(|root| (root, Inherited::default(), 0)).collect();
    let (mut nodes, mut pages) = (BTreeSet::new(), Vec::new());
    while let Some((id, inherited, depth)) = open.pop() {
        let Ok(dict) = document.get_dictionary(id) else { continue };
        let handed = hand_down(document, id, dict, inherited);
        match dict.get(b"Kids").and_then(|kids| document.dereference(kids)).and_then(|(_, kids)| kids.as_array()) {
            Ok(kids) if nodes.insert(id) && depth < DEPTH => {
                let kids = kids.iter().rev().filter_map(|kid| kid.as_reference().ok());
                open.extend(kids.map(|kid| (kid, handed.clone(), depth + 1)));
            }
            Ok(_) => {}
            Err(_) => pages.push(page(document, id, dict, handed)),
        }
        if pages.len() > MOST || open.len() > 2 * MOST {
            return Err(refused(format!("the file has more than {MOST} pages"), "split it into parts"));
        }
    }
    if pages.is_empty() {
        return Err(refused("the file has no pages", "open it in a viewer and print it to a new PDF"));
    }
    Ok(pages)
}

fn hand_down(document: &Document, id: ObjectId, dict: &Dictionary, inherited: Inherited) -> Inherited {
    let turns = number(document, dict, b"Rotate").map(|degrees| (degrees / 90.0).round() as i64);
    Inherited {
        resources: if dict.has(b"Resources") { Some(id) } else { inherited.resources },
        media: edges(document, dict, b"MediaBox").or(inherited.media),
        crop: edges(document, dict, b"CropBox").or(inherited.crop),
        turns: turns.unwrap_or(inherited.turns),
    }
}

fn page(document: &Document, id: ObjectId, dict: &Dictionary, inherited: Inherited) -> Source {
    let media = inherited.media.unwrap_or(LETTER);
    let crop = inherited.crop.and_then(|crop| within(crop, media)).unwrap_or(media);
    let trim = edges(document, dict, b"TrimBox").and_then(|trim| within(trim, crop)).unwrap_or(crop);
    let unit = number(document, dict, b"UserUnit").filter(|unit| (0.01..=1000.0).contains(unit)).unwrap_or(1.0);
    Source { id, trim, crop, turns: inherited.turns.rem_euclid(4) as u8, unit, resources: inherited.resources }
}

/// The intersection of two boxes, if it has the size of a page.
fn within(inner: Edges, outer: Edges) -> Option<Edges> {
    let edges = [inner[0].max(outer[0]), inner[1].max(outer[1]), inner[2].min(outer[2]), inner[3].min(outer[3])];
    is_page(edges).then_some(edges)
}

fn is_page([left, bottom, right, top]: Edges) -> bool {
    SIDE.contains(&(right - left)) && SIDE.contains(&(top - bottom))
}

/// A box with its corners in order; `None` if it is not the size of a page.
fn edges(document: &Document, dict: &Dictionary, key: &[u8]) -> Option<Edges> {
    let numbers = numbers(document, dict.get(key).ok()?)?;
    let [a, b, c, d] = numbers[..] else { return None };
    let edges = [a.min(c), b.min(d), a.max(c), b.max(d)];
    is_page(edges).then_some(edges)
}

/// A number in a dictionary.
pub(super) fn number(document: &Document, dict: &Dictionary, key: &[u8]) -> Option<f64> {
    as_number(document, dict.get(key).ok()?)
}

/// The numbers of an array of at most six.
pub(super) fn numbers(document: &Document, object: &Object) -> Option<Vec<f64>> {
    let (_, array) = document.dereference(object).ok()?;
    let array = array.as_array().ok().filter(|array| array.len() <= 6)?;
    array.iter().map(|number| as_number(document, number)).collect()
}

fn as_number(document: &Document, object: &Object) -> Option<f64> {
    match document.dereference(object).ok()?.1 {
        Object::Integer(number) => Some(*number as f64),
        Object::Real(number) => Some(f64::from(*number)).filter(|number| number.is_finite()),
        _ => None,
    }
}

/// The binding side that a file asks for.
pub(super) fn binding(document: &Document) -> Option<Binding> {
    let catalog = document.catalog().ok()?;
    let viewer = document.get_dict_in_dict(catalog, b"ViewerPreferences").ok();
    let direction = viewer.and_then(|viewer| viewer.get(b"Direction").and_then(Object::as_name).ok());
    match direction {
        Some(b"R2L") => return Some(Binding::Right),
        Some(b"L2R") => return Some(Binding::Left),
        _ => {}
    }
    lang(document).and_then(|tag| tag.parse::<Lang>().ok()).map(|lang| match lang.direction() {
        Direction::Rtl => Binding::Right,
        Direction::Ltr => Binding::Left,
    })
}

/// The language of a file, if it is a valid tag.
pub(super) fn lang(document: &Document) -> Option<String> {
    let (_, tag) = document.dereference(document.catalog().ok()?.get(b"Lang").ok()?).ok()?;
    let tag = std::str::from_utf8(tag.as_str().ok()?).ok()?;
    tag.parse::<Lang>().ok().map(|lang| lang.as_str().to_owned())
}
