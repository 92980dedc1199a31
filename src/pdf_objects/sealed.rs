//! Files that are encrypted with an empty password. The parser would open them without
//! asking its filter for a single object, so the key is hidden from it, and what it read
//! is decrypted when it is done.

use super::load::admit_objects;
use lopdf::{Document, Object};
use std::borrow::Cow;

/// Stands in the place of `Encrypt`.
const HIDDEN: &[u8] = b"Encrypu";
/// Stands in the place of the type of streams of objects.
const SEALED: &[u8] = b"Sealed";

/// The file with its keys of encryption hidden.
pub(super) fn hidden<'b>(bytes: &'b [u8], keys: &[usize]) -> Cow<'b, [u8]> {
    let mut bytes = Cow::Borrowed(bytes);
    for key in keys {
        let start = key + 1;
        bytes.to_mut()[start..start + HIDDEN.len()].copy_from_slice(HIDDEN);
    }
    bytes
}

/// Keeps the parser from opening a stream of objects that is still encrypted.
pub(super) fn put_off(object: &mut Object) {
    if let Object::Stream(stream) = object
        && stream.dict.has_type(b"ObjStm")
    {
        stream.dict.set("Type", Object::Name(SEALED.to_vec()));
    }
}

/// The file decrypted; `None` where it has a password.
pub(super) fn opened(mut document: Document) -> Option<Document> {
    let key = document.trailer.remove(HIDDEN)?;
    let key = match key {
        Object::Reference(id) => id,
        direct => document.add_object(direct),
    };
    document.trailer.set("Encrypt", key);
    document.decrypt("").ok()?;
    document.trailer.remove(b"Encrypt");
    let sealed: Vec<_> = document.objects.iter().filter(|(_, object)| is_sealed(object)).map(|(id, _)| *id).collect();
    for id in sealed {
        let Some(Object::Stream(mut stream)) = document.objects.remove(&id) else { continue };
        stream.dict.set("Type", Object::Name(b"ObjStm".to_vec()));
        let Some(objects) = admit_objects(&mut stream) else { continue };
        for (id, object) in objects.objects {
            document.objects.entry(id).or_insert(object);
        }
    }
    Some(document)
}

fn is_sealed(object: &Object) -> bool {
    matches!(object, Object::Stream(stream) if stream.dict.has_type(SEALED))
}
