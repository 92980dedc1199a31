//! JPEG: the file without the segments that identify its maker.

mod scan;

use super::{Budget, QUALITY, Refusal, check_pixels, natural_size, redraw};
use crate::frame::{ImageContent, ImageData};
use image::metadata::Orientation;
use scan::Scans;

/// What one pass over the segments of a JPEG finds.
struct Walk {
    /// The file without its metadata.
    clean: Vec<u8>,
    width: u32,
    height: u32,
    components: u8,
    /// The orientation of the camera, from EXIF.
    orientation: Orientation,
    scans: Scans,
}

pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<ImageData, Refusal> {
    let walk = walk(bytes)?;
    check_pixels(walk.width, walk.height)?;
    if walk.orientation == Orientation::NoTransforms && walk.components != 4 {
        let Walk { clean: bytes, width, height, components, .. } = walk;
        let size = natural_size(width, height);
        return Ok(ImageData { content: ImageContent::Jpeg { bytes, width, height, components }, size });
    }
    budget.spend(walk.width, walk.height, 3)?;
    redraw::upright(&walk.clean, walk.orientation, QUALITY)
}

/// Width, height and orientation.
pub(super) fn head(bytes: &[u8]) -> Result<(u32, u32, Orientation), Refusal> {
    let walk = walk(bytes)?;
    check_pixels(walk.width, walk.height)?;
    Ok((walk.width, walk.height, walk.orientation))
}

/// The file with nothing but the picture and its orientation.
pub(super) fn scrubbed(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let Walk { clean, orientation, .. } = walk(bytes)?;
    if orientation == Orientation::NoTransforms {
        return Ok(clean);
    }
    // Exif 2.32 wraps TIFF: a directory with a single entry, the orientation.
    let mut file = vec![0xff, 0xd8, 0xff, 0xe1, 0, 34];
    file.extend(b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    file.extend([orientation.to_exif(), 0, 0, 0, 0, 0, 0]);
    file.extend_from_slice(&clean[2..]);
    Ok(file)
}

/// Copies the segments that decoders need, at their true length, and drops the
/// others, and everything after the end marker (videos, further pictures).
fn walk(bytes: &[u8]) -> Result<Walk, Refusal> {
    let cut = || Refusal::new("a JPEG picture that is broken or cut short");
    let mut walk = Walk {
        clean: vec![0xff, 0xd8],
        width: 0,
        height: 0,
        components: 0,
        orientation: Orientation::NoTransforms,
        scans: Scans::default(),
    };
    let mut at = 2;
    let mut scans = 0;
    loop {
        // A marker may be preceded by any number of fill bytes.
        let run = bytes.get(at..).ok_or_else(cut)?.iter().take_while(|&&byte| byte == 0xff).count();
        at += run;
        let marker = *bytes.get(at).filter(|_| run > 0).ok_or_else(cut)?;
        at += 1;
        if marker == 0xd9 && walk.components > 0 && scans > 0 {
            walk.clean.extend([0xff, 0xd9]);
            return Ok(walk);
        }
        let length = bytes.get(at..at + 2).map(|pair| usize::from(u16::from_be_bytes([pair[0], pair[1]])));
        let body =
            length.filter(|&length| length >= 2).and_then(|length| bytes.get(at + 2..at + length)).ok_or_else(cut)?;
        at += 2 + body.len();
        segment(marker, body, &mut walk)?;
        if marker == 0xda {
            scans += 1;
            let end = at + entropy_coded(&bytes[at..]);
            let used = walk.scans.length(body, &bytes[at..end]).unwrap_or(end - at);
            walk.clean.extend_from_slice(&bytes[at..at + used]);
            at = end;
        }
    }
}

/// The length of the entropy-coded data after a scan header: up to the next
/// marker that is not a restart marker.
fn entropy_coded(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|&byte| byte == 0xff) {
        at += next;
        match bytes.get(at + 1) {
            Some(0x00 | 0xd0..=0xd7) => at += 2,
            _ => return at,
        }
    }
    bytes.len()
}

/// The tables of a segment, without any data after the last one: decoders skip
/// it, so it could carry a mark that identifies the picture.
fn tables(body: &[u8], length: fn(&[u8]) -> Option<usize>) -> Option<&[u8]> {
    let mut end = 0;
    while let Some(length) = length(&body[end..]).filter(|&length| end + length <= body.len()) {
        end += length;
    }
    (end > 0).then(|| &body[..end])
}

/// The length of a quantization table: 64 values of one or two bytes
/// (ISO 10918-1, B.2.4.1).
fn quantization_table(table: &[u8]) -> Option<usize> {
    match table.first()? {
        0x00..=0x03 => Some(65),
        0x10..=0x13 => Some(129),
        _ => None,
    }
}

/// The length of a Huffman table: the number of codes of each of 16 lengths,
/// then the symbols (B.2.4.2).
fn huffman_table(table: &[u8]) -> Option<usize> {
    let known = matches!(table.first()?, 0x00..=0x03 | 0x10..=0x13);
    let counts = table.get(1..17).filter(|_| known)?;
    Some(17 + counts.iter().map(|&count| usize::from(count)).sum::<usize>())
}

/// Keeps, shortens or drops a segment.
fn segment(marker: u8, body: &[u8], walk: &mut Walk) -> Result<(), Refusal> {
    let short = || Refusal::new("a JPEG picture that is broken or cut short");
    match marker {
        0xc0..=0xc2 => {
            let &[8, h1, h0, w1, w0, components @ (1 | 3 | 4), ..] = body else {
                return Err(Refusal::new("a JPEG picture with an unusual depth of colour")
                    .hint("save it again as an ordinary JPEG"));
            };
            let body = body.get(..6 + 3 * usize::from(components)).ok_or_else(short)?;
            walk.height = u32::from(u16::from_be_bytes([h1, h0]));
            walk.width = u32::from(u16::from_be_bytes([w1, w0]));
            walk.components = components;
            walk.scans.frame(marker, body);
            keep(marker, body, walk);
        }
        0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
            return Err(Refusal::new("a JPEG picture of a rare kind").hint("save it again as an ordinary JPEG"));
        }
        0xc4 => {
            walk.scans.tables(body);
            keep(marker, tables(body, huffman_table).ok_or_else(short)?, walk);
        }
        0xdb => keep(marker, tables(body, quantization_table).ok_or_else(short)?, walk),
        // Restart interval.
        0xdd => {
            walk.scans.restart(body);
            keep(marker, body.get(..2).ok_or_else(short)?, walk);
        }
        // The scan header: its components, and which coefficients it contains.
        0xda => {
            let length = body.first().map_or(0, |&components| 4 + 2 * usize::from(components));
            keep(marker, body.get(..length).ok_or_else(short)?, walk);
        }
        // JFIF header without its thumbnail.
        0xe0 if body.starts_with(b"JFIF\0") && body.len() >= 14 => {
            let mut head = body[..14].to_vec();
            head[12..14].fill(0);
            keep(marker, &head, walk);
        }
        0xe1 if body.starts_with(b"Exif\0\0") => {
            walk.orientation = Orientation::from_exif_chunk(&body[6..]).unwrap_or(walk.orientation);
        }
        // The colour transform, which decoders need of Adobe's segment.
        0xee if body.starts_with(b"Adobe") && body.len() >= 12 => keep(marker, &body[..12], walk),
        _ => {}
    }
    Ok(())
}

fn keep(marker: u8, body: &[u8], walk: &mut Walk) {
    let length = u16::try_from(body.len() + 2).unwrap_or(u16::MAX);
    walk.clean.extend([0xff, marker]);
    walk.clean.extend(length.to_be_bytes());
    walk.clean.extend_from_slice(body);
}
