//! Reads a PDF that may be hostile: every size has a limit.

use super::{sealed, streams, tables};
use crate::error::{Error, Result};
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, ObjectStream, Stream};
use std::cell::Cell;
use std::panic::{catch_unwind, resume_unwind};

/// Largest file, in bytes.
const LARGEST: usize = 256 << 20;
/// Most bytes outside streams. The reader turns them into objects that take
/// about sixty times as much memory, so this is about 1 GB.
const PLAIN: usize = 16 << 20;
/// Most bytes that one object stream or cross-reference stream may inflate to.
const STREAM: usize = 16 << 20;
/// Most bytes that all object streams together may inflate to.
const STREAMS: usize = 256 << 20;
/// Most values outside content streams.
const VALUES: usize = 8_000_000;
/// A string counts as one more value for every this many bytes: a table may
/// name one object any number of times, and its strings are copied every time.
const VALUE: usize = 64;
/// How far from the beginning `%PDF-` may be, as Acrobat allows.
const HEADER: usize = 1024;

pub(crate) fn refused(message: impl Into<String>, hint: &str) -> Error {
    Error::Refused { message: message.into(), hint: Some(hint.to_owned()) }
}

/// What is kept of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// Only what is drawn. In many files most objects are tags, and sheets have
    /// no tags.
    Drawn,
    /// Everything.
    All,
    /// Everything, also of files that are encrypted with an empty password, as those are
    /// that may be read but not printed or changed.
    Text,
}

/// Opens a PDF.
///
/// # Errors
/// [`Error::Refused`] if it is no PDF, broken, encrypted or larger than the
/// limits.
pub(crate) fn load(bytes: &[u8], keep: Keep) -> Result<Document> {
    let head = &bytes[..bytes.len().min(HEADER)];
    if !head.windows(5).any(|window| window == b"%PDF-") {
        let hint = match keep {
            Keep::Text => "leave `--from pdf` out: the kind of a file is known without it",
            Keep::Drawn | Keep::All => "give a PDF; messages are converted by `bargeh MESSAGE --sheet …`",
        };
        return Err(refused("this is no PDF", hint));
    }
    if bytes.len() > LARGEST {
        return Err(refused(
            format!("the file is larger than {} MiB", LARGEST >> 20),
            "split it, or make its pictures smaller",
        ));
    }
    if outside_streams(bytes) > PLAIN {
        return Err(too_much());
    }
    let keys = encryption_keys(bytes);
    if !keys.is_empty() && keep != Keep::Text {
        return Err(encrypted());
    }
    let hidden = sealed::hidden(bytes, &keys);
    let bytes = hidden.as_ref();
    let filter = match keep {
        Keep::Text if !keys.is_empty() => admit_sealed,
        Keep::Drawn => admit_drawn,
        Keep::All | Keep::Text => admit,
    };
    let options = LoadOptions { filter: Some(filter), max_decompressed_size: Some(STREAM), ..LoadOptions::default() };
    // No byte has to be read twice as content; a factor of two is for damaged
    // files whose cross-reference tables name objects again.
    ALLOWANCE.set(Allowance { inflated: STREAMS, values: VALUES, content: 2 * bytes.len() });
    let read = || {
        let document = Document::load_mem_with_options(bytes, options);
        if keys.is_empty() { document.map(Some) } else { document.map(sealed::opened) }
    };
    match catch_unwind(|| tables::check(bytes).map(|()| read())) {
        Ok(Err(refusal)) => Err(refusal),
        Ok(Ok(Ok(None))) => Err(encrypted()),
        Ok(Ok(Ok(Some(document)))) if document.is_encrypted() => Err(encrypted()),
        Ok(Ok(Ok(Some(document)))) => Ok(document),
        Ok(Ok(Err(error))) => Err(broken(&error.to_string())),
        Err(reason) if reason.is::<TooMuch>() => Err(too_much()),
        // The parser may have defects that a hostile file finds.
        Err(_) => Err(broken("its structure cannot be read")),
    }
}

pub(super) fn broken(why: &str) -> Error {
    refused(format!("the file is broken: {why}"), "open it in a viewer and print it to a new PDF")
}

pub(super) fn too_much() -> Error {
    refused("the file holds more than can be read in bounded memory", "split it into parts")
}

/// How many bytes are outside streams, going by the keywords.
fn outside_streams(bytes: &[u8]) -> usize {
    let find = |from: usize, word: &[u8]| {
        bytes[from..].windows(word.len()).position(|window| window == word).map(|at| from + at)
    };
    let (mut at, mut outside) = (0, 0);
    while let Some(start) = find(at, b"stream") {
        outside += start - at;
        at = start + b"stream".len();
        match find(at, b"endstream") {
            Some(end) => at = end + b"endstream".len(),
            None => break,
        }
    }
    outside + bytes.len() - at
}

fn encrypted() -> Error {
    refused("the file is encrypted", "take the protection off first, if you may")
}

/// Where the file names an encryption dictionary. Such dictionaries are never
/// encrypted themselves. Finding them here keeps the parser from trying keys.
fn encryption_keys(bytes: &[u8]) -> Vec<usize> {
    const KEY: &[u8] = b"/Encrypt";
    let mut keys = Vec::new();
    let behind = |at: usize| {
        let value = bytes[at + KEY.len()..].trim_ascii_start();
        value.starts_with(b"<<") || reference(value)
    };
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|&byte| byte == b'/').map(|at| from + at) {
        if bytes[at..].starts_with(KEY) && behind(at) {
            keys.push(at);
        }
        from = at + 1;
    }
    keys
}

/// Whether bytes begin with a reference such as `12 0 R`.
fn reference(bytes: &[u8]) -> bool {
    let mut words = bytes[..bytes.len().min(32)].split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let number = |word: Option<&[u8]>| word.is_some_and(|word| word.iter().all(u8::is_ascii_digit));
    number(words.next()) && number(words.next()) && words.next().is_some_and(|word| word.starts_with(b"R"))
}

/// What may still be read of a file.
#[derive(Clone, Copy, Default)]
struct Allowance {
    inflated: usize,
    values: usize,
    content: usize,
}

impl Allowance {
    /// Inflates a stream of objects.
    fn inflate(&mut self, stream: &mut Stream) -> Option<()> {
        let row = streams::row(&stream.dict);
        stream.decompress_with_limit(STREAM.min(self.inflated)).ok()?;
        self.inflated = self.inflated.checked_sub(stream.content.len() + row)?;
        Some(())
    }
}

/// The payload of the unwinding when a limit is exceeded.
struct TooMuch;

thread_local! {
    /// The parser takes a plain function as its filter, so the counters have to
    /// be kept outside of it.
    static ALLOWANCE: Cell<Allowance> = const { Cell::new(Allowance { inflated: 0, values: 0, content: 0 }) };
}

/// Counts an object while the file is read, and leaves out tags.
fn admit_drawn(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let is_tag = |dict: &Dictionary| [b"StructElem".as_slice(), b"MCR", b"OBJR"].iter().any(|tag| dict.has_type(tag));
    match object {
        Object::Dictionary(dict) if is_tag(dict) => None,
        _ => admit(id, object),
    }
}

/// Counts an object of an encrypted file. Streams of objects are opened later.
fn admit_sealed(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    sealed::put_off(object);
    admit(id, object)
}

/// Counts the objects of a stream of objects that has been decrypted; with it they are
/// inflated.
pub(super) fn admit_objects(stream: &mut Stream) -> Option<ObjectStream> {
    spend(|left| left.inflate(stream));
    let objects = ObjectStream::new_with_limit(stream, Some(STREAM)).ok()?;
    let count = objects.objects.values().map(values).sum::<usize>();
    spend(|left| {
        left.values = left.values.checked_sub(count)?;
        Some(())
    });
    Some(objects)
}

/// Counts an object while the file is read.
fn admit(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    if let Object::Stream(stream) = object {
        spend(|left| {
            left.content = left.content.checked_sub(stream.content.len())?;
            if streams::has_endless_rows(&stream.dict) {
                return None;
            }
            if stream.dict.has_type(b"ObjStm") {
                left.inflate(stream)?;
            }
            Some(())
        });
    }
    let count = values(object);
    spend(|left| {
        left.values = left.values.checked_sub(count)?;
        Some(())
    });
    // The parser keeps the object itself, but of an object from an object
    // stream, which is never a stream, it keeps what is returned here.
    let kept = if matches!(object, Object::Stream(_)) { Object::Null } else { object.clone() };
    Some((id, kept))
}

/// Takes from the allowance. Unwinding is the only way to stop the parser; as
/// this is no panic, nothing is printed.
fn spend(take: impl FnOnce(&mut Allowance) -> Option<()>) {
    let mut left = ALLOWANCE.get();
    if take(&mut left).is_none() {
        resume_unwind(Box::new(TooMuch));
    }
    ALLOWANCE.set(left);
}

/// How many values an object holds, where long strings count more than once.
/// The parser limits nesting.
fn values(object: &Object) -> usize {
    match object {
        Object::Array(items) => 1 + items.iter().map(values).sum::<usize>(),
        Object::Dictionary(dict) => 1 + dict.iter().map(|(_, value)| values(value)).sum::<usize>(),
        Object::String(bytes, _) | Object::Name(bytes) => 1 + bytes.len() / VALUE,
        _ => 1,
    }
}
