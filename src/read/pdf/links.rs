//! The links of a page: where they are, and where they lead.

use super::font::get;
use super::place::Glyph;
use lopdf::{Dictionary, Document, Object, ObjectId};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// Most links of a page: every one is compared with every glyph.
const LINKS: usize = 200;

/// The addresses of a file.
#[derive(Debug, Default)]
pub(super) struct Links {
    addresses: Vec<Rc<str>>,
    known: FxHashMap<Rc<str>, u16>,
}

impl Links {
    pub(super) fn address(&self, link: u16) -> Option<&str> {
        self.addresses.get(usize::from(link).checked_sub(1)?).map(AsRef::as_ref)
    }

    /// Marks the glyphs of a page that its links lie on.
    pub(super) fn mark(&mut self, document: &Document, page: ObjectId, glyphs: &mut [Glyph]) {
        let Some(items) = document.get_dictionary(page).ok().and_then(|page| get(document, page, b"Annots")) else {
            return;
        };
        for item in items.as_array().into_iter().flatten().take(LINKS) {
            let Some(([left, below, right, above], address)) = link(document, item) else { continue };
            let Some(number) = self.number(address) else { return };
            for glyph in glyphs.iter_mut().filter(|glyph| glyph.turns == 0) {
                let (x, y) = (f64::midpoint(glyph.left, glyph.right), glyph.base + 0.25 * glyph.size);
                if (left..=right).contains(&x) && (below..=above).contains(&y) {
                    glyph.link = number;
                }
            }
        }
    }

    /// The number of an address, from 1.
    fn number(&mut self, address: String) -> Option<u16> {
        let address: Rc<str> = address.into();
        if let Some(&number) = self.known.get(&address) {
            return Some(number);
        }
        let number = u16::try_from(self.addresses.len() + 1).ok()?;
        self.addresses.push(Rc::clone(&address));
        self.known.insert(address, number);
        Some(number)
    }
}

/// The rectangle of a link to the web, and its address.
fn link(document: &Document, item: &Object) -> Option<([f64; 4], String)> {
    let dict: &Dictionary = document.dereference(item).ok()?.1.as_dict().ok()?;
    let action = get(document, dict, b"A")?.as_dict().ok()?;
    let address = get(document, action, b"URI")?.as_str().ok()?;
    let rect = get(document, dict, b"Rect")?.as_array().ok()?;
    let mut edges = [0.0; 4];
    for (edge, number) in edges.iter_mut().zip(rect) {
        *edge = f64::from(document.dereference(number).ok()?.1.as_float().ok()?);
    }
    let [a, b, c, d] = edges;
    (rect.len() == 4).then(|| ([a.min(c), b.min(d), a.max(c), b.max(d)], String::from_utf8_lossy(address).into_owned()))
}
