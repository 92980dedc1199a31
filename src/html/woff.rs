//! A font as WOFF 1.0: its tables deflated, one by one. WOFF2 would save five of
//! a message's 33 kB, but its packer and dictionary would add a megabyte to this
//! program, and 20 s to what a newcomer waits for.

use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::Write;

/// The sizes in bytes of the header and of a table's entry.
const HEADER: usize = 44;
const ENTRY: usize = 20;

/// A table of a font: tag, checksum, content.
struct Table<'a> {
    tag: [u8; 4],
    sum: u32,
    content: &'a [u8],
}

/// Packs a font; `None` where its table directory is invalid.
pub(super) fn pack(font: &[u8]) -> Option<Vec<u8>> {
    let count = usize::from(u16::from_be_bytes(font.get(4..6)?.try_into().ok()?));
    let mut tables = (0..count).map(|index| table(font, 12 + 16 * index)).collect::<Option<Vec<_>>>()?;
    tables.sort_by_key(|table| table.tag);
    let mut directory = Vec::with_capacity(ENTRY * count);
    let mut body = Vec::new();
    let mut unpacked = 12 + 16 * count;
    for table in &tables {
        let packed = deflated(table.content).filter(|packed| packed.len() < table.content.len());
        let content = packed.as_deref().unwrap_or(table.content);
        directory.extend(table.tag);
        for number in [HEADER + ENTRY * count + body.len(), content.len(), table.content.len()] {
            directory.extend(u32::try_from(number).ok()?.to_be_bytes());
        }
        directory.extend(table.sum.to_be_bytes());
        body.extend(content);
        body.resize(body.len().next_multiple_of(4), 0);
        unpacked += table.content.len().next_multiple_of(4);
    }
    let mut out = b"wOFF".to_vec();
    out.extend(font.get(..4)?);
    out.extend(u32::try_from(HEADER + directory.len() + body.len()).ok()?.to_be_bytes());
    out.extend(u16::try_from(count).ok()?.to_be_bytes());
    out.extend([0; 2]);
    out.extend(u32::try_from(unpacked).ok()?.to_be_bytes());
    // The header ends in zeros: no font version, no metadata, no private data.
    out.resize(HEADER, 0);
    out.extend(directory);
    out.extend(body);
    Some(out)
}

fn table(font: &[u8], entry: usize) -> Option<Table<'_>> {
    let number = |at: usize| Some(u32::from_be_bytes(font.get(at..at + 4)?.try_into().ok()?));
    let (start, length) = (number(entry + 8)? as usize, number(entry + 12)? as usize);
    Some(Table {
        tag: font.get(entry..entry + 4)?.try_into().ok()?,
        sum: number(entry + 4)?,
        content: font.get(start..start.checked_add(length)?)?,
    })
}

fn deflated(content: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::FontBook;
    use std::io::Read;

    #[test]
    fn every_table_comes_back() {
        let book = FontBook::bundled();
        let font = book.font(book.ids().next().unwrap()).data();
        let packed = pack(font).unwrap();
        let number = |at: usize| u32::from_be_bytes(packed[at..at + 4].try_into().unwrap()) as usize;
        assert_eq!((&packed[..4], number(8)), (&b"wOFF"[..], packed.len()));
        let count = usize::from(u16::from_be_bytes([packed[12], packed[13]]));
        let face = ttf_parser::RawFace::parse(font, 0).unwrap();
        assert_eq!(count, usize::from(face.table_records.len()));
        for entry in (0..count).map(|index| HEADER + ENTRY * index) {
            let tag = ttf_parser::Tag::from_bytes(packed[entry..entry + 4].try_into().unwrap());
            let content = &packed[number(entry + 4)..][..number(entry + 8)];
            let mut whole = Vec::new();
            match number(entry + 8) < number(entry + 12) {
                true => drop(flate2::read::ZlibDecoder::new(content).read_to_end(&mut whole).unwrap()),
                false => whole.extend(content),
            }
            assert_eq!(Some(whole.as_slice()), face.table(tag), "{tag}");
        }
    }

    #[test]
    fn what_is_no_font_is_not_packed() {
        assert_eq!(pack(b""), None);
        assert_eq!(pack(&[0, 1, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0]), None);
    }
}
