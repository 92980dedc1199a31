//! EXIF: the tags of its directories by name.

use super::finding::{Findings, Kind};
use std::ops::RangeInclusive;

/// The most entries that are read, in all directories together. Cameras write
/// fewer than 300; without a limit, directories that point to each other could
/// be read as often as the square of the file's length.
const MOST: usize = 20_000;
/// The directories of camera tags (EXIF) and of the location (GPS), to which
/// entries of the first directory point.
const EXIF_DIRECTORY: u16 = 0x8769;
const GPS_DIRECTORY: u16 = 0x8825;
/// The title, comment, author, keywords and subject that Windows writes: UTF-16,
/// little endian whatever the file's byte order, although declared as bytes.
const UTF16: RangeInclusive<u16> = 0x9c9b..=0x9c9f;

/// Tags that may reveal something. Those in neither this list nor [`HARMLESS`]
/// are reported by number.
const NAMES: [(u16, &str); 38] = [
    (0x010e, "ImageDescription"),
    (0x010f, "Make"),
    (0x0110, "Model"),
    (0x0131, "Software"),
    (0x0132, "DateTime"),
    (0x013b, "Artist"),
    (0x013c, "HostComputer"),
    (0x8298, "Copyright"),
    (0x9003, "DateTimeOriginal"),
    (0x9004, "DateTimeDigitized"),
    (0x9010, "OffsetTime"),
    (0x9011, "OffsetTimeOriginal"),
    (0x9012, "OffsetTimeDigitized"),
    (0x927c, "MakerNote"),
    (0x9286, "UserComment"),
    (0x9290, "SubSecTime"),
    (0x9c9b, "XPTitle"),
    (0x9c9c, "XPComment"),
    (0x9c9d, "XPAuthor"),
    (0x9c9e, "XPKeywords"),
    (0x9c9f, "XPSubject"),
    (0xa420, "ImageUniqueID"),
    (0xa430, "CameraOwnerName"),
    (0xa431, "BodySerialNumber"),
    (0xa433, "LensMake"),
    (0xa434, "LensModel"),
    (0xa435, "LensSerialNumber"),
    (0xc614, "UniqueCameraModel"),
    (0xc62f, "CameraSerialNumber"),
    // The GPS directory's; numbers this low have no meaning in the other
    // directories.
    (0x0001, "GPSLatitudeRef"),
    (0x0002, "GPSLatitude"),
    (0x0003, "GPSLongitudeRef"),
    (0x0004, "GPSLongitude"),
    (0x0005, "GPSAltitudeRef"),
    (0x0006, "GPSAltitude"),
    (0x0007, "GPSTimeStamp"),
    (0x0012, "GPSMapDatum"),
    (0x001d, "GPSDateStamp"),
];
/// Tags that only describe the pixels, and the pointers to the other
/// directories.
const HARMLESS: [u16; 24] = [
    0x0100, 0x0101, 0x0102, 0x0103, 0x0106, 0x0112, 0x0115, 0x011a, 0x011b, 0x011c, 0x0128, 0x0201, 0x0202, 0x0213,
    0x8769, 0x8825, 0x9000, 0x9101, 0xa000, 0xa001, 0xa002, 0xa003, 0xa005, 0x0000,
];

/// A TIFF structure, which is what EXIF data is.
struct Tiff<'a> {
    bytes: &'a [u8],
    little: bool,
}

impl Tiff<'_> {
    fn u16(&self, at: usize) -> Option<u16> {
        let pair = self.bytes.get(at..at + 2)?.try_into().ok()?;
        Some(if self.little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    }

    fn u32(&self, at: usize) -> Option<u32> {
        let four = self.bytes.get(at..at + 4)?.try_into().ok()?;
        Some(if self.little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) })
    }

    fn offset(&self, at: usize) -> Option<usize> {
        self.u32(at).map(|offset| offset as usize)
    }

    /// The offset and the bytes of a value; values of up to four bytes are in
    /// the entry itself, longer ones at the offset it holds. `kind` is a type of
    /// TIFF 6.0, section 2: bytes and ASCII (1, 2, 6, 7), shorts (3, 8), longs
    /// and floats (4, 9, 11), rationals and doubles (5, 10, 12).
    fn bytes_of(&self, kind: u16, count: usize, at: usize) -> Option<(usize, &[u8])> {
        let size = match kind {
            1 | 2 | 6 | 7 => 1,
            3 | 8 => 2,
            4 | 9 | 11 => 4,
            5 | 10 | 12 => 8,
            _ => return None,
        };
        let length = count.checked_mul(size)?;
        let from = if length <= 4 { at } else { self.offset(at)? };
        Some((from, self.bytes.get(from..from.checked_add(length)?)?))
    }

    /// A value as it can be displayed. Of lists of numbers only the first four
    /// are given: coordinates and times have three.
    fn value(&self, kind: u16, count: usize, at: usize) -> Option<String> {
        let (from, bytes) = self.bytes_of(kind, count, at)?;
        let shown = match kind {
            2 => String::from_utf8_lossy(bytes).trim_end_matches('\0').to_owned(),
            3 => (0..count.min(4))
                .filter_map(|i| self.u16(from + 2 * i))
                .map(|v| v.to_string())
                .collect::<Vec<_>>()
                .join(" "),
            4 | 9 => (0..count.min(4))
                .filter_map(|i| self.u32(from + 4 * i))
                .map(|v| v.to_string())
                .collect::<Vec<_>>()
                .join(" "),
            5 | 10 => {
                let ratio = |i: usize| Some(format!("{}/{}", self.u32(from + 8 * i)?, self.u32(from + 8 * i + 4)?));
                (0..count.min(4)).filter_map(ratio).collect::<Vec<_>>().join(" ")
            }
            _ if bytes.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ' || *byte == 0) => {
                String::from_utf8_lossy(bytes).trim_matches('\0').to_owned()
            }
            _ => format!("{} bytes", bytes.len()),
        };
        Some(shown)
    }

    /// A value of [`UTF16`].
    fn utf16(&self, kind: u16, count: usize, at: usize) -> Option<String> {
        let (_, bytes) = self.bytes_of(kind, count, at)?;
        let (units, _) = bytes.as_chunks::<2>();
        let units = units.iter().map(|&pair| u16::from_le_bytes(pair));
        let text: String = char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        Some(text.trim_end_matches('\0').to_owned())
    }
}

/// Reports the tags of EXIF data (without the `Exif\0\0` header).
pub(super) fn inspect(bytes: &[u8], place: &str, findings: &mut Findings) {
    let little = match bytes.get(..2) {
        Some(b"II") => true,
        Some(b"MM") => false,
        _ => return,
    };
    let tiff = Tiff { bytes, little };
    let mut waiting = vec![tiff.offset(4)];
    let mut seen = Vec::new();
    let mut entries = 0;
    while let Some(directory) = waiting.pop() {
        let Some(at) = directory.filter(|at| *at != 0 && !seen.contains(at)) else { continue };
        seen.push(at);
        let count = usize::from(tiff.u16(at).unwrap_or(0));
        for index in 0..count {
            entries += 1;
            if entries > MOST {
                let what = format!("more than {MOST} entries, of which the rest were not read");
                findings.identifying(Kind::Embedded, place, "EXIF", &what);
                return;
            }
            entry(&tiff, at + 2 + 12 * index, place, &mut waiting, findings);
        }
        // Only the first directory has a successor, which describes the thumbnail.
        if seen.len() == 1 {
            let next = at.checked_add(2 + 12 * count).and_then(|at| tiff.offset(at)).filter(|&next| next != 0);
            if next.is_some() {
                findings.identifying(
                    Kind::Embedded,
                    place,
                    "EXIF thumbnail",
                    "a small picture of how it looked before",
                );
            }
            waiting.push(next);
        }
    }
}

fn entry(
    tiff: &Tiff<'_>,
    at: usize,
    place: &str,
    waiting: &mut Vec<Option<usize>>,
    findings: &mut Findings,
) -> Option<()> {
    let (tag, kind, count) = (tiff.u16(at)?, tiff.u16(at + 2)?, tiff.offset(at + 4)?);
    if tag == EXIF_DIRECTORY || tag == GPS_DIRECTORY {
        waiting.push(tiff.offset(at + 8));
    }
    let value = if UTF16.contains(&tag) { tiff.utf16(kind, count, at + 8) } else { tiff.value(kind, count, at + 8) }?;
    match NAMES.iter().find(|(number, _)| *number == tag) {
        Some((_, name @ ("MakerNote" | "UserComment"))) => findings.identifying(Kind::Device, place, name, &value),
        Some((_, name)) => findings.field(place, name, &value),
        None if HARMLESS.contains(&tag) => {}
        None => findings.remark(Kind::Field, place, &format!("EXIF {tag:#06x}"), &value),
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inspect::finding::Weight;

    /// A directory of entries: tag, type, count, bytes.
    fn tiff(entries: &[(u16, u16, usize, &[u8])]) -> Vec<u8> {
        let mut head = b"II*\0\x08\0\0\0".to_vec();
        head.extend(u16::try_from(entries.len()).unwrap().to_le_bytes());
        let mut values = Vec::new();
        let values_at = head.len() + 12 * entries.len() + 4;
        for &(tag, kind, count, bytes) in entries {
            head.extend(tag.to_le_bytes());
            head.extend(kind.to_le_bytes());
            head.extend(u32::try_from(count).unwrap().to_le_bytes());
            head.extend(u32::try_from(values_at + values.len()).unwrap().to_le_bytes());
            values.extend(bytes);
        }
        head.extend([0; 4]);
        [head, values].concat()
    }

    fn found(bytes: &[u8]) -> Vec<(Weight, String, String)> {
        let mut findings = Findings::default();
        inspect(bytes, "", &mut findings);
        let list = findings.sorted();
        list.into_iter().map(|finding| (finding.weight, finding.name, finding.value)).collect()
    }

    #[test]
    fn a_name_after_many_harmless_entries_is_found() {
        let pixels: (u16, u16, usize, &[u8]) = (0x0100, 3, 4, &[0; 8]);
        let mut entries = vec![pixels; 600];
        entries.push((0x013b, 2, 9, b"Ali Reza\0"));
        assert_eq!(found(&tiff(&entries)), [(Weight::Identifying, "Artist".into(), "Ali Reza".into())]);
    }

    #[test]
    fn what_is_not_read_any_more_is_told() {
        let pixels: (u16, u16, usize, &[u8]) = (0x0100, 3, 4, &[0; 8]);
        let found = found(&tiff(&vec![pixels; MOST + 1]));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].0, found[0].1.as_str()), (Weight::Identifying, "EXIF"));
    }

    #[test]
    fn fields_of_windows_are_read_as_the_letters_they_are() {
        let author: Vec<u8> = "علی رضا\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let found = found(&tiff(&[(0x9c9d, 1, author.len(), &author)]));
        assert_eq!(found, [(Weight::Identifying, "XPAuthor".into(), "علی رضا".into())]);
    }
}
