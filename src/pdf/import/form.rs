//! A page as form XObjects: its content, and the appearances of its
//! annotations.

use super::Matrix;
use super::carry::Carrier;
use super::pages::{Edges, Source, numbers};
use crate::error::Result;
use crate::pdf::file::File;
use crate::pdf_objects::{refused, row};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// Most bytes that the content of one page may inflate to, if it comes in
/// several streams and has to be joined. The sizes here are choices: smaller
/// ones would refuse more files, larger ones take more memory.
const CONTENT: usize = 64 << 20;
/// Most bytes of the contents of all pages together.
const CONTENTS: usize = 256 << 20;
/// Most content streams of one page; further ones are left out.
const PARTS: usize = 10_000;
/// Most annotations, both of one page and on all sides: 1,000 pages with 200
/// links each. They become a few hundred megabytes of objects.
const ANNOTATIONS: usize = 200_000;
/// Schemes of links that are kept: those that mean something outside the old
/// file.
const SCHEMES: &[&str] = &["http://", "https://", "mailto:", "tel:"];

/// Annotation flags (ISO 32000-1, table 165).
const HIDDEN: i64 = 1 << 1;
const PRINT: i64 = 1 << 2;

/// A page, ready to be drawn.
pub(super) struct Form {
    /// Its content.
    pub(super) content: ObjectId,
    /// The appearances of annotations, each with its matrix on the page.
    pub(super) shown: Vec<(Object, Matrix)>,
    /// Links to the web: their areas on the page and their actions.
    pub(super) links: Vec<(Edges, ObjectId)>,
}

/// What may still be read. A page may name one object thousands of times, and a
/// page tree one page, so that a small file could grow without limit.
pub(super) struct Budget {
    contents: usize,
    annotations: usize,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { contents: CONTENTS, annotations: ANNOTATIONS }
    }

    fn contents(&mut self, bytes: usize) -> Result<()> {
        let left = self.contents.checked_sub(bytes);
        self.contents = left.ok_or_else(|| {
            let message = format!("the contents of the pages are larger than {} MiB together", CONTENTS >> 20);
            refused(message, "split the file into parts")
        })?;
        Ok(())
    }

    /// Counts annotations that are read from a page or drawn on a side.
    pub(super) fn annotations(&mut self, count: usize) -> Result<()> {
        let left = self.annotations.checked_sub(count);
        self.annotations = left.ok_or_else(|| {
            let message = format!("the pages hold more than {ANNOTATIONS} links and other annotations together");
            refused(message, "split the file into parts, or print it to a new PDF first")
        })?;
        Ok(())
    }
}

/// Writes the content of a page and collects its annotations.
pub(super) fn form(carrier: &mut Carrier, file: &mut File, page: &Source, budget: &mut Budget) -> Result<Form> {
    let stream = content(carrier.source(), page, budget)?;
    let dict = carrier.source().get_dictionary(page.id).cloned().unwrap_or_default();
    let mut form = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => page.crop.map(|edge| Object::Real(edge as f32)).to_vec(),
        "Resources" => carrier.resources(file, page.resources),
    };
    if let Ok(group) = carrier.source().get_dict_in_dict(&dict, b"Group").cloned() {
        form.set("Group", carrier.carry_dict(file, &group));
    }
    let is_compressed = stream.dict.has(b"Filter");
    for key in [b"Filter".as_slice(), b"DecodeParms"] {
        if let Ok(value) = stream.dict.get(key) {
            let value = carrier.carry(file, &value.clone());
            form.set(key, value);
        }
    }
    let content = file.reserve();
    file.put_stream(content, form, stream.content, !is_compressed);
    let (mut shown, mut links) = (Vec::new(), Vec::new());
    let listed = annotations(carrier.source(), &dict);
    budget.annotations(listed.len())?;
    for annotation in listed {
        let Ok((_, Object::Dictionary(annotation))) = carrier.source().dereference(&annotation) else { continue };
        if let Some((area, address)) = link(carrier.source(), annotation) {
            links.push((area, carrier.link(file, address)));
        } else if let Some((appearance, matrix)) = appearance(carrier.source(), annotation) {
            shown.push((carrier.carry(file, &Object::Reference(appearance)), matrix));
        }
    }
    Ok(Form { content, shown, links })
}

/// The content of a page as one stream. A single stream stays as it is.
fn content(document: &Document, page: &Source, budget: &mut Budget) -> Result<Stream> {
    let Ok((_, contents)) = document
        .get_dictionary(page.id)
        .and_then(|dict| dict.get(b"Contents"))
        .and_then(|contents| document.dereference(contents))
    else {
        return Ok(Stream::new(Dictionary::new(), Vec::new()));
    };
    let parts: Vec<&Stream> = match contents {
        Object::Stream(stream) => vec![stream],
        Object::Array(parts) => {
            let parts = parts.iter().take(PARTS).filter_map(|part| document.dereference(part).ok());
            parts.filter_map(|(_, part)| part.as_stream().ok()).collect()
        }
        _ => Vec::new(),
    };
    if let [only] = parts[..] {
        budget.contents(only.content.len())?;
        return Ok(only.clone());
    }
    let mut joined = Vec::new();
    for part in parts {
        let content = part.decompressed_content_with_limit(CONTENT - joined.len().min(CONTENT)).map_err(|error| {
            refused(format!("the content of a page cannot be read: {error}"), "print the file to a new PDF first")
        })?;
        budget.contents(content.len() + row(&part.dict))?;
        joined.extend_from_slice(&content);
        joined.push(b'\n');
    }
    Ok(Stream::new(Dictionary::new(), joined))
}

/// The annotations of a page, mostly references.
fn annotations(document: &Document, page: &Dictionary) -> Vec<Object> {
    let list = page.get(b"Annots").and_then(|list| document.dereference(list)).and_then(|(_, list)| list.as_array());
    list.cloned().unwrap_or_default()
}

fn subtype(annotation: &Dictionary) -> &[u8] {
    annotation.get(b"Subtype").and_then(Object::as_name).unwrap_or_default()
}

/// The area and address of a link to the web.
fn link(document: &Document, annotation: &Dictionary) -> Option<(Edges, Vec<u8>)> {
    if subtype(annotation) != b"Link" {
        return None;
    }
    let action = document.get_dict_in_dict(annotation, b"A").ok()?;
    let (_, address) = document.dereference(action.get(b"URI").ok()?).ok()?;
    let address = address.as_str().ok()?;
    let lower = address.get(..address.len().min(8))?.to_ascii_lowercase();
    let is_kept = SCHEMES.iter().any(|scheme| lower.starts_with(scheme.as_bytes())) && address.is_ascii();
    is_kept.then(|| Some((rect(document, annotation)?, address.to_vec())))?
}

fn rect(document: &Document, annotation: &Dictionary) -> Option<Edges> {
    let [a, b, c, d] = numbers(document, annotation.get(b"Rect").ok()?)?[..] else { return None };
    Some([a.min(c), b.min(d), a.max(c), b.max(d)])
}

/// The appearance of a form field, a stamp or a note when printed, and the
/// matrix from its own space to the page (ISO 32000-1, 12.5.5).
fn appearance(document: &Document, annotation: &Dictionary) -> Option<(ObjectId, Matrix)> {
    let flags = annotation.get(b"F").and_then(Object::as_i64).unwrap_or(0);
    if matches!(subtype(annotation), b"Link" | b"Popup") || flags & HIDDEN != 0 || flags & PRINT == 0 {
        return None;
    }
    let normal = document.get_dict_in_dict(annotation, b"AP").ok()?.get(b"N").ok()?;
    let id = match document.dereference(normal).ok()? {
        (Some(id), Object::Stream(_)) => id,
        (_, Object::Dictionary(states)) => {
            let state = annotation.get(b"AS").and_then(Object::as_name).ok()?;
            states.get(state).ok()?.as_reference().ok()?
        }
        _ => return None,
    };
    let form = &document.get_object(id).ok()?.as_stream().ok()?.dict;
    let to = rect(document, annotation)?;
    let [a, b, c, d] = numbers(document, form.get(b"BBox").ok()?)?[..] else { return None };
    let own = match form.get(b"Matrix").ok().and_then(|matrix| numbers(document, matrix)).as_deref() {
        Some(&[a, b, c, d, e, f]) => Matrix([a, b, c, d, e, f]),
        _ => Matrix::IDENTITY,
    };
    let from = own.bounds([a, b, c, d]);
    let (width, height) = (from[2] - from[0], from[3] - from[1]);
    if width <= 0.0 || height <= 0.0 {
        return None;
    }
    let (x, y) = ((to[2] - to[0]) / width, (to[3] - to[1]) / height);
    Some((id, Matrix([x, 0.0, 0.0, y, to[0] - from[0] * x, to[1] - from[1] * y])))
}
