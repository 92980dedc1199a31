//! The PDF file: header, objects, object streams and one compressed
//! cross-reference stream. Objects are serialised as soon as they are put, so
//! that memory holds only the bytes of the file.

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Object, ObjectId, StringFormat};
use std::cell::Cell;
use std::io::Write as _;

/// Objects in one object stream. More compress better, fewer let a reader find
/// a single object faster; 256 is the limit, because the index within a stream
/// is written in one byte of the cross-reference stream.
const OBJECTS_PER_STREAM: usize = 200;

/// Compression level of all streams. Measured: the highest level takes a tenth
/// longer and makes a message half a per cent smaller, but a book larger.
const LEVEL: u32 = 7;

/// Bytes that the `Filter` entry takes.
const FILTER_COST: usize = b"/Filter/FlateDecode".len();

/// The content of a stream.
pub(crate) enum Content {
    /// Not compressed by this writer.
    Plain(Vec<u8>),
    /// Compressed with deflate; the `Filter` entry is still to be set.
    Packed(Vec<u8>),
}

thread_local! {
    /// The compressor's tables, which are larger than most streams: allocated
    /// once per thread.
    static COMPRESS: Cell<Option<Compress>> = const { Cell::new(None) };
}

/// Compresses bytes, if that saves more than the `Filter` entry takes.
pub(crate) fn pack(bytes: Vec<u8>) -> Content {
    let kept = COMPRESS.take().map(|mut compress| {
        compress.reset();
        compress
    });
    let mut compress = kept.unwrap_or_else(|| Compress::new(Compression::new(LEVEL), true));
    let mut packed = Vec::with_capacity(bytes.len().saturating_sub(FILTER_COST));
    // Compression that does not end within this room saves nothing.
    let ended = compress.compress_vec(&bytes, &mut packed, FlushCompress::Finish);
    COMPRESS.set(Some(compress));
    match ended {
        Ok(Status::StreamEnd) => Content::Packed(packed),
        _ => Content::Plain(bytes),
    }
}

/// Where an object is in the file.
#[derive(Clone, Copy)]
enum Entry {
    /// Not written (yet).
    Free,
    /// At this byte offset.
    Direct(usize),
    /// In this object stream, at this index.
    Within(u32, usize),
}

/// A PDF 1.7 file being written.
pub(crate) struct File {
    out: Vec<u8>,
    entries: Vec<Entry>,
    pending: Vec<(u32, Vec<u8>)>,
}

impl File {
    /// A file with only its header.
    pub(crate) fn new() -> Self {
        Self { out: b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec(), entries: vec![Entry::Free], pending: Vec::new() }
    }

    /// Reserves a number for an object that is put later.
    pub(crate) fn reserve(&mut self) -> ObjectId {
        self.entries.push(Entry::Free);
        (self.entries.len() as u32 - 1, 0)
    }

    /// Puts an object under a new number.
    pub(crate) fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        let id = self.reserve();
        self.put(id, object);
        id
    }

    /// Puts an object other than a stream under a reserved number.
    pub(crate) fn put(&mut self, id: ObjectId, object: impl Into<Object>) {
        let mut bytes = Vec::with_capacity(128);
        write_object(&mut bytes, &object.into());
        self.pending.push((id.0, bytes));
        if self.pending.len() == OBJECTS_PER_STREAM {
            self.flush();
        }
    }

    /// Puts a stream under a new number, compressed unless it has a filter.
    pub(crate) fn add_stream(&mut self, dict: Dictionary, content: Vec<u8>) -> ObjectId {
        let id = self.reserve();
        self.put_stream(id, dict, content, true);
        id
    }

    /// Puts a stream under a reserved number.
    pub(crate) fn put_stream(&mut self, id: ObjectId, dict: Dictionary, content: Vec<u8>, compress: bool) {
        let content = match compress && !dict.has(b"Filter") {
            true => pack(content),
            false => Content::Plain(content),
        };
        self.write_stream(id, dict, content);
    }

    /// Puts a stream that was packed elsewhere under a new number.
    pub(crate) fn add_content(&mut self, dict: Dictionary, content: Content) -> ObjectId {
        let id = self.reserve();
        self.write_stream(id, dict, content);
        id
    }

    fn write_stream(&mut self, id: ObjectId, mut dict: Dictionary, content: Content) {
        let content = match content {
            Content::Plain(bytes) => bytes,
            Content::Packed(bytes) => {
                dict.set("Filter", "FlateDecode");
                bytes
            }
        };
        dict.set("Length", content.len() as i64);
        self.entries[id.0 as usize] = Entry::Direct(self.out.len());
        let _ = writeln!(self.out, "{} 0 obj", id.0);
        write_dictionary(&mut self.out, &dict);
        self.out.extend_from_slice(b"\nstream\n");
        self.out.extend_from_slice(&content);
        // Data may end in `\r`, which readers would take for half of the line
        // end before `endstream`; with both bytes there is no doubt.
        self.out.extend_from_slice(b"\r\nendstream\nendobj\n");
    }

    /// Writes the pending objects as one object stream.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let container = self.reserve();
        let (mut head, mut body) = (Vec::new(), Vec::new());
        let pending = std::mem::take(&mut self.pending);
        for (index, (id, bytes)) in pending.iter().enumerate() {
            self.entries[*id as usize] = Entry::Within(container.0, index);
            let _ = write!(head, "{id} {} ", body.len());
            body.extend_from_slice(bytes);
            body.push(b' ');
        }
        let mut dict = Dictionary::new();
        dict.set("Type", "ObjStm");
        dict.set("N", pending.len() as i64);
        dict.set("First", head.len() as i64);
        head.extend_from_slice(&body);
        self.put_stream(container, dict, head, true);
    }

    /// Ends the file. Its identifier is a digest of the content, so that the
    /// same input gives the same bytes.
    pub(crate) fn finish(mut self, catalog: ObjectId, info: Option<ObjectId>) -> Vec<u8> {
        self.flush();
        let digest = blake3::hash(&self.out);
        let identifier = Object::String(digest.as_bytes()[..16].to_vec(), StringFormat::Literal);
        let place = self.reserve();
        let start = self.out.len();
        self.entries[place.0 as usize] = Entry::Direct(start);

        let width = (1..8usize).find(|&bytes| start < 1 << (8 * bytes)).unwrap_or(8);
        let mut dict = Dictionary::new();
        dict.set("Type", "XRef");
        dict.set("Size", self.entries.len() as i64);
        dict.set("W", vec![1.into(), (width as i64).into(), 1.into()]);
        dict.set("Root", catalog);
        if let Some(info) = info {
            dict.set("Info", info);
        }
        dict.set("ID", vec![identifier.clone(), identifier]);
        let mut parameters = Dictionary::new();
        parameters.set("Predictor", 12);
        parameters.set("Columns", width as i64 + 2);
        dict.set("DecodeParms", parameters);
        let rows = rows(&self.entries, width);
        let content = match pack(predicted(&rows, width + 2)) {
            Content::Plain(_) => {
                dict.remove(b"DecodeParms");
                Content::Plain(rows)
            }
            packed => packed,
        };
        self.write_stream(place, dict, content);
        let _ = write!(self.out, "startxref\n{start}\n%%EOF\n");
        self.out
    }
}

/// The cross-reference entries as rows of type, offset or container, and index.
fn rows(entries: &[Entry], width: usize) -> Vec<u8> {
    let mut rows = Vec::with_capacity(entries.len() * (width + 2));
    for entry in entries {
        let (kind, place, index) = match *entry {
            Entry::Free => (0, 0, 0),
            Entry::Direct(offset) => (1, offset as u64, 0),
            Entry::Within(container, index) => (2, u64::from(container), index as u8),
        };
        rows.push(kind);
        rows.extend_from_slice(&place.to_be_bytes()[8 - width..]);
        rows.push(index);
    }
    rows
}

/// Each row as its difference from the row above (PNG predictor Up), which
/// compresses well.
fn predicted(rows: &[u8], columns: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(rows.len() + rows.len() / columns);
    let mut above = vec![0; columns];
    for row in rows.chunks(columns) {
        out.push(2);
        out.extend(row.iter().zip(&above).map(|(&byte, &up): (&u8, &u8)| byte.wrapping_sub(up)));
        above.copy_from_slice(row);
    }
    out
}

/// Writes an object, with spaces only where two tokens would join.
fn write_object(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Object::Integer(value) => push_display(out, value),
        Object::Real(value) => push_display(out, value),
        Object::Name(name) => write_name(out, name),
        Object::String(bytes, StringFormat::Literal) => write_literal(out, bytes),
        Object::String(bytes, StringFormat::Hexadecimal) => {
            out.push(b'<');
            for byte in bytes {
                let _ = write!(out, "{byte:02X}");
            }
            out.push(b'>');
        }
        Object::Array(items) => {
            out.push(b'[');
            for item in items {
                write_next(out, item);
            }
            out.push(b']');
        }
        Object::Dictionary(dict) => write_dictionary(out, dict),
        // Streams are never inside another object.
        Object::Stream(stream) => write_dictionary(out, &stream.dict),
        Object::Reference((id, _)) => push_display(out, &format_args!("{id} 0 R")),
    }
}

fn push_display(out: &mut Vec<u8>, value: &dyn std::fmt::Display) {
    // Writing to memory does not fail.
    let _ = write!(out, "{value}");
}

/// Writes an object after another one in an array or dictionary.
fn write_next(out: &mut Vec<u8>, object: &Object) {
    let starts_alone = matches!(
        object,
        Object::Name(_) | Object::String(..) | Object::Array(_) | Object::Dictionary(_) | Object::Stream(_)
    );
    let separated = out.last().is_none_or(|byte| b"[<>](".contains(byte));
    if !starts_alone && !separated {
        out.push(b' ');
    }
    write_object(out, object);
}

fn write_dictionary(out: &mut Vec<u8>, dict: &Dictionary) {
    out.extend_from_slice(b"<<");
    for (key, value) in dict {
        write_name(out, key);
        write_next(out, value);
    }
    out.extend_from_slice(b">>");
}

fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for &byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(&byte) {
            out.push(byte);
        } else {
            let _ = write!(out, "#{byte:02X}");
        }
    }
}

fn write_literal(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'(');
    for &byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.push(byte),
        }
    }
    out.push(b')');
}
