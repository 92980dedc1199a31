//! What of a page is in sight: layers that are on (ISO 32000-1, 8.11), and what clipping
//! and the edges of paper leave of it.

use super::font::get;
use super::place::Glyph;
use crate::units::Matrix;
use lopdf::{Dictionary, Document, Object, ObjectId};
use rustc_hash::FxHashSet;

/// Left, lower, right and upper edge.
pub(super) type Edges = [f64; 4];

/// Where nothing is cut off.
pub(super) const EVERYWHERE: Edges = [f64::NEG_INFINITY, f64::NEG_INFINITY, f64::INFINITY, f64::INFINITY];
/// Pictures that lose less than this at a side, in points, are left whole: programs
/// round the edges of what they clip to whole pixels of the screen.
const ROUNDED: f64 = 1.0;
/// In how many parts a side of a picture is divided to be cut.
pub(super) const PARTS: f64 = 10_000.0;
/// How deep expressions of visibility nest.
const DEEPEST: usize = 8;

/// What is cut off a picture at its left, top, right and bottom, in [`PARTS`].
pub(super) type Cuts = [u16; 4];

/// What two areas have in common. An empty one has edges the wrong way round.
pub(super) fn common(a: Edges, b: Edges) -> Edges {
    [a[0].max(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].min(b[3])]
}

/// The area between edges.
pub(super) fn area([left, below, right, above]: Edges) -> f64 {
    (right - left).max(0.0) * (above - below).max(0.0)
}

/// The edges with a point among them.
pub(super) fn with_point(edges: Option<Edges>, (x, y): (f64, f64)) -> Edges {
    let [left, below, right, above] = edges.unwrap_or([x, y, x, y]);
    [left.min(x), below.min(y), right.max(x), above.max(y)]
}

/// Whether a glyph is inside: half of a letter is read as the letter.
pub(super) fn holds([left, below, right, above]: Edges, glyph: &Glyph) -> bool {
    let [a, b, c, d] = glyph.edges();
    (left..=right).contains(&f64::midpoint(a, c)) && (below..=above).contains(&f64::midpoint(b, d))
}

/// The place of what is seen of a picture, and what is cut off it; `None` where nothing
/// is seen.
pub(super) fn cut(place: Matrix, clip: Edges) -> Option<(Matrix, Cuts)> {
    let [a, b, c, d, e, f] = place.0;
    let [left, below, right, above] = common(place.bounds([0.0, 0.0, 1.0, 1.0]), clip);
    let area = a * d - b * c;
    if left >= right || below >= above || area.abs() < f64::EPSILON {
        return None;
    }
    // From the page back to the unit square of the picture.
    let back = |x: f64, y: f64| ((d * (x - e) - c * (y - f)) / area, (a * (y - f) - b * (x - e)) / area);
    let corners = [back(left, below), back(right, below), back(left, above), back(right, above)];
    let seen = corners.into_iter().fold(None, |edges, corner| Some(with_point(edges, corner)))?;
    let (across, up) = (a.hypot(b), c.hypot(d));
    let side = |cut: f64, length: f64| if cut * length < ROUNDED { 0.0 } else { (cut.min(1.0) * PARTS).ceil() };
    let cuts = [side(seen[0], across), side(1.0 - seen[3], up), side(1.0 - seen[2], across), side(seen[1], up)];
    let [from_left, from_top, from_right, from_bottom] = cuts.map(|cut| cut / PARTS);
    let rest = Matrix([1.0 - from_left - from_right, 0.0, 0.0, 1.0 - from_top - from_bottom, from_left, from_bottom]);
    (rest.0[0] > 0.0 && rest.0[3] > 0.0).then(|| (rest.then_in_bounds(place), cuts.map(|cut| cut as u16)))
}

/// The layers that are off when the file is opened.
#[derive(Debug, Default)]
pub(super) struct Layers {
    off: FxHashSet<ObjectId>,
}

impl Layers {
    pub(super) fn of(document: &Document) -> Self {
        let told = || {
            let all = get(document, document.catalog().ok()?, b"OCProperties")?.as_dict().ok()?;
            Some((all, get(document, all, b"D")?.as_dict().ok()?))
        };
        let Some((all, usual)) = told() else { return Self::default() };
        let mut off = FxHashSet::default();
        if usual.get(b"BaseState").and_then(Object::as_name).is_ok_and(|state| state == b"OFF") {
            off.extend(groups(document, all, b"OCGs"));
            groups(document, usual, b"ON").iter().for_each(|on| _ = off.remove(on));
        }
        off.extend(groups(document, usual, b"OFF"));
        Self { off }
    }

    /// Whether what belongs to a group of layers, or to one, is hidden.
    pub(super) fn hide(&self, document: &Document, (id, told): (Option<ObjectId>, &Object)) -> bool {
        if id.is_some_and(|id| self.off.contains(&id)) {
            return true;
        }
        let is_several =
            |dict: &&Dictionary| dict.get(b"Type").and_then(Object::as_name).is_ok_and(|kind| kind == b"OCMD");
        let Some(dict) = told.as_dict().ok().filter(is_several) else { return false };
        if let Some(Object::Array(expression)) = get(document, dict, b"VE") {
            return !self.shows(document, expression, 0);
        }
        let groups = groups(document, dict, b"OCGs");
        let is_on = |group: &ObjectId| !self.off.contains(group);
        let shows = match dict.get(b"P").and_then(Object::as_name) {
            Ok(b"AllOn") => groups.iter().all(is_on),
            Ok(b"AnyOff") => !groups.iter().all(is_on),
            Ok(b"AllOff") => !groups.iter().any(is_on),
            _ => groups.iter().any(is_on),
        };
        !shows && !groups.is_empty()
    }

    /// The value of an expression of visibility.
    fn shows(&self, document: &Document, expression: &[Object], depth: usize) -> bool {
        let value = |item: &Object| match document.dereference(item) {
            Ok((_, Object::Array(inner))) if depth < DEEPEST => self.shows(document, inner, depth + 1),
            Ok((Some(id), _)) => !self.off.contains(&id),
            _ => true,
        };
        match expression.split_first().map(|(operator, rest)| (operator.as_name().unwrap_or_default(), rest)) {
            Some((b"Not", rest)) => !rest.first().is_some_and(value),
            Some((b"Or", rest)) => rest.iter().any(value),
            Some((_, rest)) => rest.iter().all(value),
            None => true,
        }
    }
}

/// The groups that a dictionary names, one or several.
fn groups(document: &Document, dict: &Dictionary, key: &[u8]) -> Vec<ObjectId> {
    match (dict.get(key), get(document, dict, key)) {
        (_, Some(Object::Array(items))) => items.iter().filter_map(|item| item.as_reference().ok()).collect(),
        (Ok(Object::Reference(id)), Some(_)) => vec![*id],
        _ => Vec::new(),
    }
}
