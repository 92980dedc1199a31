//! Pictures: the segments and chunks that contain no pixels.

use super::finding::{Findings, Form, Kind};
use super::{exif, xml};
use crate::picture;

/// Inspects a picture; `None` where it is none. `place` is the file that
/// contains it, or empty.
pub(super) fn inspect(bytes: &[u8], place: &str, findings: &mut Findings) -> Option<Form> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => {
            jpeg(bytes, place, findings);
            Some(Form::Jpeg)
        }
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => {
            png(bytes, place, findings);
            Some(Form::Png)
        }
        [b'R', b'I', b'F', b'F', l0, l1, l2, l3, b'W', b'E', b'B', b'P', ..] => {
            webp(bytes, u32::from_le_bytes([*l0, *l1, *l2, *l3]) as usize, place, findings);
            Some(Form::WebP)
        }
        _ => {
            let text = std::str::from_utf8(bytes).ok()?;
            let head = text.trim_start_matches('\u{feff}').trim_start().get(..1024.min(text.len())).unwrap_or(text);
            if !head.starts_with('<') || !is_drawing(head) {
                return None;
            }
            xml::page(text, place, findings);
            Some(Form::Svg)
        }
    }
}

/// Whether the first element is `svg`. A page of HTML may hold drawings, too.
fn is_drawing(head: &str) -> bool {
    let tags = head.split('<').find(|tag| tag.starts_with(|letter: char| letter.is_ascii_alphabetic()));
    let name =
        tags.and_then(|tag| tag.split(|letter: char| letter.is_whitespace() || matches!(letter, '/' | '>')).next());
    name.is_some_and(|name| xml::local(name) == "svg")
}

fn jpeg(bytes: &[u8], place: &str, findings: &mut Findings) {
    let mut at = 2;
    while let Some(&[0xff, marker, h, l]) = bytes.get(at..at + 4).and_then(|four| four.first_chunk::<4>()) {
        if marker == 0xff {
            at += 1;
            continue;
        }
        if marker == 0xda {
            break;
        }
        let length = usize::from(u16::from_be_bytes([h, l]));
        let Some(body) = bytes.get(at + 4..at + 2 + length.max(2)) else { break };
        segment(marker, body, place, findings);
        at += 2 + length.max(2);
    }
    let end = bytes.windows(2).rposition(|pair| pair == [0xff, 0xd9]);
    let first_end = entropy_end(bytes, at);
    if let (Some(first), Some(_)) = (first_end, end) {
        let rest = bytes.len() - first;
        if rest > 2 {
            findings.identifying(Kind::Embedded, place, "data behind the picture", &format!("{rest} bytes"));
        }
    }
}

/// The offset after the end marker (EOI) that closes the scans starting at `at`.
fn entropy_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    while at + 1 < bytes.len() {
        match (bytes[at], bytes[at + 1]) {
            (0xff, 0xd9) => return Some(at + 2),
            (0xff, 0x00 | 0xff | 0xd0..=0xd7) => at += 1,
            (0xff, _) => {
                let length = bytes.get(at + 2..at + 4)?;
                at += 1 + usize::from(u16::from_be_bytes([length[0], length[1]]));
            }
            _ => {}
        }
        at += 1;
    }
    None
}

fn segment(marker: u8, body: &[u8], place: &str, findings: &mut Findings) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_matches('\0').to_owned();
    match marker {
        0xe0 if body.starts_with(b"JFIF\0") && body.get(12..14) == Some(&[0, 0]) => {}
        0xe0 if body.starts_with(b"JFIF\0") => {
            findings.identifying(Kind::Embedded, place, "JFIF thumbnail", "a small picture of how it looked before");
        }
        0xe1 if body.starts_with(b"Exif\0\0") => exif::inspect(&body[6..], place, findings),
        0xe1 if body.starts_with(b"http://ns.adobe.com/xap/1.0/\0") => xml::xmp(&text(&body[29..]), place, findings),
        0xe1 if body.starts_with(b"http://ns.adobe.com/xmp/extension/\0") => {
            findings.identifying(Kind::Identifier, place, "extended XMP", &text(body.get(35..67).unwrap_or_default()));
        }
        0xe2 if body.starts_with(b"ICC_PROFILE\0") => icc(body.get(14..).unwrap_or_default(), place, findings),
        0xe2 if body.starts_with(b"MPF\0") => {
            findings.identifying(Kind::Embedded, place, "further pictures", "MPF");
        }
        0xed if body.starts_with(b"Photoshop 3.0\0") => {
            findings.identifying(Kind::Software, place, "Photoshop data", &format!("{} bytes", body.len()));
            iptc(body, place, findings);
        }
        0xee if body.starts_with(b"Adobe") => {}
        0xfe => findings.field(place, "comment", &text(body)),
        0xe0..=0xef => {
            let name: String = text(&body[..body.len().min(12)]).chars().filter(char::is_ascii_graphic).collect();
            findings.remark(
                Kind::Field,
                place,
                &format!("APP{}", marker - 0xe0),
                &format!("{name}, {} bytes", body.len()),
            );
        }
        _ => {}
    }
}

/// Reports the IPTC fields of a Photoshop segment: record 2 of the IIM.
fn iptc(body: &[u8], place: &str, findings: &mut Findings) {
    const NAMES: [(u8, &str); 12] = [
        (5, "IPTC title"),
        (25, "IPTC keywords"),
        (40, "IPTC instructions"),
        (55, "IPTC date created"),
        (80, "IPTC byline"),
        (85, "IPTC byline title"),
        (90, "IPTC city"),
        (101, "IPTC country"),
        (110, "IPTC credit"),
        (115, "IPTC source"),
        (116, "IPTC copyright"),
        (120, "IPTC caption"),
    ];
    let mut at = 0;
    while let Some(found) = body[at..].windows(2).position(|pair| pair == [0x1c, 2]) {
        at += found;
        let Some(&[_, _, number, high, low]) = body.get(at..at + 5).and_then(|five| five.first_chunk::<5>()) else {
            return;
        };
        let length = usize::from(u16::from_be_bytes([high, low]));
        let name = NAMES.iter().find(|(known, _)| *known == number).map(|(_, name)| name);
        if let (Some(value), Some(name)) = (body.get(at + 5..at + 5 + length), name) {
            findings.field(place, name, &String::from_utf8_lossy(value));
        }
        at += 2;
    }
}

/// Reports the description of a colour profile.
pub(super) fn icc(profile: &[u8], place: &str, findings: &mut Findings) {
    let at = profile.windows(4).skip(128).position(|window| window == b"desc").map(|at| at + 128);
    let offset = at
        .and_then(|at| profile.get(at + 4..at + 8))
        .map(|four| u32::from_be_bytes([four[0], four[1], four[2], four[3]]));
    let tag = offset.and_then(|offset| profile.get(offset as usize + 12..)).unwrap_or_default();
    let name: String = tag
        .iter()
        .take(120)
        .filter(|byte| **byte != 0)
        .take_while(|byte| byte.is_ascii_graphic() || **byte == b' ')
        .map(|&byte| char::from(byte))
        .collect();
    match name.contains("sRGB") || name.trim().is_empty() {
        true => findings.plain(Kind::Field, place, "colour profile", if name.is_empty() { "unnamed" } else { &name }),
        false => findings.remark(Kind::Device, place, "colour profile", &name),
    }
}

fn png(bytes: &[u8], place: &str, findings: &mut Findings) {
    let mut at = 8;
    while let Some(&[a, b, c, d, k0, k1, k2, k3]) = bytes.get(at..at + 8).and_then(|eight| eight.first_chunk::<8>()) {
        let length = u32::from_be_bytes([a, b, c, d]) as usize;
        let Some(body) = length.checked_add(at + 8).and_then(|end| bytes.get(at + 8..end)) else { break };
        chunk([k0, k1, k2, k3], body, place, findings);
        at += 12 + length;
        if &[k0, k1, k2, k3] == b"IEND" {
            break;
        }
    }
    if at < bytes.len() {
        findings.identifying(Kind::Embedded, place, "data behind the picture", &format!("{} bytes", bytes.len() - at));
    }
}

fn webp(bytes: &[u8], length: usize, place: &str, findings: &mut Findings) {
    // The length counts from behind itself.
    const BEFORE: usize = 8;
    for (kind, body) in picture::webp_chunks(bytes) {
        match &kind {
            b"VP8 " | b"VP8L" | b"VP8X" | b"ALPH" | b"ANIM" | b"ANMF" => {}
            b"EXIF" => exif::inspect(body.strip_prefix(b"Exif\0\0").unwrap_or(body), place, findings),
            b"XMP " => xml::xmp(&String::from_utf8_lossy(body), place, findings),
            b"ICCP" => icc(body, place, findings),
            other => {
                let name = format!("chunk {}", String::from_utf8_lossy(other));
                findings.remark(Kind::Field, place, &name, &format!("{} bytes", body.len()));
            }
        }
    }
    let behind = bytes.len().saturating_sub(length.saturating_add(BEFORE).next_multiple_of(2));
    if behind > 0 {
        findings.identifying(Kind::Embedded, place, "data behind the picture", &format!("{behind} bytes"));
    }
}

fn chunk(kind: [u8; 4], body: &[u8], place: &str, findings: &mut Findings) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let key = || text(body.split(|&byte| byte == 0).next().unwrap_or_default());
    let rest = || body.iter().position(|&byte| byte == 0).map_or(&[][..], |at| &body[at + 1..]);
    match &kind {
        b"IHDR" | b"PLTE" | b"IDAT" | b"IEND" | b"tRNS" | b"gAMA" | b"cHRM" | b"sRGB" | b"sBIT" | b"bKGD" | b"hIST"
        | b"pHYs" => {}
        b"tEXt" => findings.field(place, &key(), &text(rest())),
        b"iTXt" => {
            let key = key();
            let value = text(rest().get(2..).unwrap_or_default());
            let value = value.splitn(3, '\0').last().unwrap_or_default();
            if key.starts_with("XML:com.adobe.xmp") {
                xml::xmp(value, place, findings);
            } else {
                findings.field(place, &key, value);
            }
        }
        b"zTXt" => findings.field(place, &key(), "compressed text"),
        b"tIME" => findings.identifying(Kind::Date, place, "tIME", &time(body)),
        b"eXIf" => exif::inspect(body, place, findings),
        b"iCCP" => findings.remark(Kind::Device, place, "colour profile", &key()),
        other => {
            findings.remark(Kind::Field, place, &format!("chunk {}", text(other)), &format!("{} bytes", body.len()));
        }
    }
}

fn time(body: &[u8]) -> String {
    match body {
        &[y1, y0, month, day, hour, minute, second] => {
            format!("{}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}", u16::from_be_bytes([y1, y0]))
        }
        _ => "unreadable".to_owned(),
    }
}
