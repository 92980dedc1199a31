//! Cross-reference tables, checked before the parser builds them: a few bytes
//! can announce billions of entries, or fields of billions of bytes.

use super::load::{broken, too_much};
use super::streams::has_endless_rows;
use crate::error::Result;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};
use std::collections::BTreeSet;

/// Widest field of an entry, in bytes: enough for any offset.
const WIDEST: i64 = 8;
/// How many more entries than bytes a file may have. Every object takes at
/// least a byte of its file, compressed or not; the spare is for small files
/// with gaps in their numbers.
const SPARE: usize = 10_000;
/// Most entries of all tables: the same limit as for values in `load.rs`.
const MOST: usize = 8_000_000;

/// Refuses tables that could not describe a file of this length. They are
/// followed in the parser's order: from the last one, through `/Prev` and
/// `/XRefStm`.
pub(super) fn check(bytes: &[u8]) -> Result<()> {
    let header = bytes.windows(5).position(|window| window == b"%PDF-").unwrap_or(0);
    let bytes = &bytes[header..];
    let unreadable = || broken("its table of cross-references cannot be read");
    let mut entries = (bytes.len() + SPARE).min(MOST);
    // Tables do not share bytes, unless a hostile chain of them overlaps; a
    // factor of two is lenient.
    let mut length = 2 * bytes.len();
    let (mut seen, mut open) = (BTreeSet::new(), vec![start(bytes).ok_or_else(unreadable)?]);
    while let Some(at) = open.pop().filter(|_| length > 0) {
        let Some(table) = bytes.get(at..).filter(|_| seen.insert(at)) else { continue };
        let table = extent(table);
        length = length.checked_sub(table.len()).ok_or_else(too_much)?;
        let found = dictionaries(table);
        if found.is_empty() {
            return Err(unreadable());
        }
        for (dict, is_stream) in found {
            if is_stream {
                if has_endless_rows(&dict) {
                    return Err(too_much());
                }
                let counted = count(&dict).ok_or_else(unreadable)?;
                entries = entries.checked_sub(counted).ok_or_else(too_much)?;
            }
            let offsets = [b"Prev".as_slice(), b"XRefStm"].map(|key| dict.get(key).and_then(Object::as_i64));
            open.extend(offsets.into_iter().flatten().filter_map(|offset| usize::try_from(offset).ok()));
        }
    }
    Ok(())
}

/// Where the last table begins, as the end of the file says.
fn start(bytes: &[u8]) -> Option<usize> {
    const WORD: &[u8] = b"startxref";
    let last = |bytes: &[u8], word: &[u8]| bytes.windows(word.len()).rposition(|window| window == word);
    let end = last(bytes, b"%%EOF")?;
    let digits = bytes[last(&bytes[..end], WORD)? + WORD.len()..end].trim_ascii();
    std::str::from_utf8(digits).ok()?.parse().ok()
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

/// A table with its trailer, or the object of a cross-reference stream.
fn extent(bytes: &[u8]) -> &[u8] {
    let end = if bytes.starts_with(b"xref") { find(bytes, b"startxref") } else { find(bytes, b"endobj") };
    &bytes[..end.unwrap_or(bytes.len())]
}

/// The dictionaries of a table, and whether each is that of a stream. The
/// parser itself reads them, from a file whose only object is the table, so
/// that both readings agree.
fn dictionaries(table: &[u8]) -> Vec<(Dictionary, bool)> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let at = file.len();
    if table.starts_with(b"xref") {
        let Some(trailer) = find(table, b"trailer") else { return Vec::new() };
        file.extend_from_slice(b"1 0 obj\n");
        file.extend_from_slice(&table[trailer + b"trailer".len()..]);
    } else {
        file.extend_from_slice(table);
    }
    file.extend_from_slice(b"\nendobj\n");
    // An object number that no `/Length` of the table refers to.
    let own =
        format!("xref\n7999999 1\n{at:010} 00000 n \ntrailer\n<</Size 8000000>>\nstartxref\n{}\n%%EOF\n", file.len());
    file.extend_from_slice(own.as_bytes());
    let options = LoadOptions { filter: Some(folded), max_decompressed_size: Some(1 << 20), ..LoadOptions::default() };
    let objects = Document::load_mem_with_options(&file, options).map(|document| document.objects).unwrap_or_default();
    let dict = |object| match object {
        Object::Stream(stream) => Some((stream.dict, true)),
        Object::Dictionary(dict) => Some((dict, false)),
        _ => None,
    };
    objects.into_values().filter_map(dict).collect()
}

/// Keeps the parser from inflating a stream of objects in the place of a table.
fn folded(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    if let Object::Stream(stream) = object {
        stream.dict.remove(b"Type");
    }
    Some((id, Object::Null))
}

/// How many entries a table claims; `None` if a field has a width that no file
/// needs.
fn count(dict: &Dictionary) -> Option<usize> {
    let integers = |key: &[u8]| -> Option<Vec<i64>> {
        dict.get(key).and_then(Object::as_array).ok()?.iter().map(|number| number.as_i64().ok()).collect()
    };
    let widths = integers(b"W")?;
    if widths.iter().any(|width| !(0..=WIDEST).contains(width)) || widths.iter().sum::<i64>() == 0 {
        return None;
    }
    let size = || dict.get(b"Size").and_then(Object::as_i64).unwrap_or(0);
    let sections = integers(b"Index").unwrap_or_else(|| vec![0, size()]);
    let counts = sections.chunks_exact(2).map(|section| usize::try_from(section[1]).unwrap_or(0));
    Some(counts.fold(0, usize::saturating_add))
}
