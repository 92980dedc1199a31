//! What stands in a picture beside its pixels comes out nowhere: a mark in every
//! field of each format, and every output searched for it, unpacked.

use crate::support::Desk;
use bargeh::settings::OutputFormat;
use image::{ExtendedColorType, ImageEncoder};
use std::io::{Cursor, Read};

const MARK: &[u8] = b"QJZXMARK";

fn has_mark(bytes: &[u8]) -> bool {
    bytes.windows(MARK.len()).any(|part| part == MARK)
}

/// The same bytes with others put in at a place.
fn spliced(bytes: &[u8], at: usize, more: &[u8]) -> Vec<u8> {
    [&bytes[..at], more, &bytes[at..]].concat()
}

fn pixels() -> Vec<u8> {
    (0..32 * 32 * 3_u32).map(|at| u8::try_from(at * 7 % 251).unwrap()).collect()
}

fn jpeg() -> Vec<u8> {
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new(&mut bytes).write_image(&pixels(), 32, 32, ExtendedColorType::Rgb8).unwrap();
    bytes
}

fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker], &length[..], body].concat()
}

/// Where the first segment of a kind begins.
fn find(bytes: &[u8], marker: u8) -> usize {
    bytes.windows(2).position(|pair| pair == [0xff, marker]).unwrap()
}

/// A JPEG whose first segment of a kind is longer than its content.
fn padded(bytes: &[u8], marker: u8) -> Vec<u8> {
    let at = find(bytes, marker);
    let length = usize::from(u16::from_be_bytes([bytes[at + 2], bytes[at + 3]]));
    let mut longer = spliced(bytes, at + 2 + length, MARK);
    let told = u16::try_from(length + MARK.len()).unwrap().to_be_bytes();
    longer[at + 2..at + 4].copy_from_slice(&told);
    longer
}

fn jpegs() -> Vec<(String, Vec<u8>)> {
    let plain = jpeg();
    let mut all = Vec::new();
    for marker in (0xe0..=0xef).chain([0xfe, 0xf0, 0xdc, 0xdf]) {
        all.push((format!("segment-{marker:02x}"), spliced(&plain, 2, &segment(marker, MARK))));
    }
    let heads: [(&str, u8, &[u8]); 7] = [
        ("exif", 0xe1, b"Exif\0\0MM\0\x2a\0\0\0\x08\0\0\0\0\0\0"),
        ("xmp", 0xe1, b"http://ns.adobe.com/xap/1.0/\0"),
        ("profile", 0xe2, b"ICC_PROFILE\0\x01\x01"),
        ("pictures", 0xe2, b"MPF\0"),
        ("photoshop", 0xed, b"Photoshop 3.0\08BIM"),
        ("adobe", 0xee, b"Adobe\0\x64\0\0\0\0\x01"),
        ("thumbnail", 0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01"),
    ];
    for (name, marker, head) in heads {
        all.push((name.to_owned(), spliced(&plain, 2, &segment(marker, &[head, MARK].concat()))));
    }
    for (name, marker) in [("sof", 0xc0), ("scan", 0xda), ("tables", 0xdb), ("codes", 0xc4)] {
        all.push((format!("behind-{name}"), padded(&plain, marker)));
    }
    let interval = segment(0xdd, &[&[0, 0], MARK].concat());
    all.push(("interval".to_owned(), spliced(&plain, find(&plain, 0xda), &interval)));
    all.push(("behind".to_owned(), [&plain, MARK].concat()));
    all.push(("twice".to_owned(), [&plain, MARK, &plain[..]].concat()));
    all.into_iter().map(|(name, bytes)| (format!("{name}.jpg"), bytes)).collect()
}

/// Photos as other programs write them, with a mark between the last code and
/// the end, where decoders do not look.
fn tails() -> Vec<(String, Vec<u8>)> {
    let cases = ["progressive", "restarts", "exif1", "entropytail", "sosclean"];
    let read = |name: &&str| match *name {
        "sosclean" => Some(jpeg()),
        name => std::fs::read(format!("{}/tests/data/cases/{name}.jpg", env!("CARGO_MANIFEST_DIR"))).ok(),
    };
    let photos = cases.iter().map(|name| ((*name).to_owned(), read(name).unwrap()));
    photos
        .map(|(name, photo)| {
            let end = photo.windows(2).rposition(|pair| pair == [0xff, 0xd9]).unwrap();
            (format!("{name}-tail.jpg"), spliced(&photo, end, MARK))
        })
        .collect()
}

#[test]
fn behind_the_last_code_of_a_photo_nothing_is_copied() {
    for (name, photo) in tails() {
        let clean = bargeh::picture::scrubbed(&name, &photo).unwrap();
        assert!(!has_mark(&clean), "{name}");
        assert!(!clean.windows(6).any(|bytes| bytes == b"SECRET"), "{name}");
        let pixels = |bytes: &[u8]| image::load_from_memory(bytes).unwrap().into_rgb8();
        assert!(pixels(&photo) == pixels(&clean), "{name}");
        assert_eq!(bargeh::picture::scrubbed(&name, &clean).unwrap(), clean, "{name}");
    }
}

/// The checksum of a chunk of PNG.
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
    !bytes.iter().fold(!0_u32, |crc, &byte| (0..8).fold(crc ^ u32::from(byte), |crc, _| step(crc)))
}

pub(crate) fn chunk(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let sum = crc(&[&kind[..], body].concat()).to_be_bytes();
    [&u32::try_from(body.len()).unwrap().to_be_bytes()[..], kind, body, &sum].concat()
}

fn pngs() -> Vec<(String, Vec<u8>)> {
    let mut plain = Vec::new();
    image::codecs::png::PngEncoder::new(&mut plain).write_image(&pixels(), 32, 32, ExtendedColorType::Rgb8).unwrap();
    const HEAD: usize = 33;
    let mut all = Vec::new();
    let bodies: [(&str, &[u8; 4], &[u8]); 9] = [
        ("text", b"tEXt", b"Comment\0"),
        ("international", b"iTXt", b"Comment\0\0\0\0\0"),
        ("exif", b"eXIf", b"MM\0\x2a\0\0\0\x08\0\0\0\0\0\0"),
        ("palette-suggested", b"sPLT", b"name\0\x08"),
        ("private", b"prVt", b""),
        ("time", b"tIME", b""),
        ("size", b"pHYs", b""),
        ("offset", b"oFFs", b""),
        ("gif", b"gIFx", b""),
    ];
    for (name, kind, head) in bodies {
        all.push((name.to_owned(), spliced(&plain, HEAD, &chunk(kind, &[head, MARK].concat()))));
    }
    all.push(("behind".to_owned(), [&plain, MARK].concat()));
    // Behind the end of the packed pixels, within their chunk.
    let end = plain.len() - 12;
    let at = plain.windows(4).position(|kind| kind == b"IDAT").unwrap();
    let data = &plain[at + 4..end - 4];
    all.push((
        "packed".to_owned(),
        [&plain[..at - 4], &chunk(b"IDAT", &[data, MARK].concat()), &plain[end..]].concat(),
    ));
    all.into_iter().map(|(name, bytes)| (format!("{name}.png"), bytes)).collect()
}

fn drawings() -> Vec<(String, Vec<u8>)> {
    let mark = std::str::from_utf8(MARK).unwrap();
    let inside = [
        format!("<!-- {mark} -->"),
        format!("<title>{mark}</title>"),
        format!("<desc>{mark}</desc>"),
        format!("<metadata><x>{mark}</x></metadata>"),
        format!("<script>{mark}</script>"),
        format!("<style>.{mark} {{ fill: red }}</style>"),
        format!("<g id='{mark}' class='{mark}' data-who='{mark}' inkscape-label='{mark}'><path d='M0 0h9'/></g>"),
        format!("<text x='9' y='9'>{mark}</text>"),
        format!("<a href='https://{mark}.example/'><rect width='3' height='3'/></a>"),
        format!("<?php {mark} ?>"),
        format!("<image href='{mark}.png' width='9' height='9'/>"),
    ];
    let whole = |inside: &String| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='90'>{inside}<rect width='30' height='40'/></svg>"
        )
    };
    inside.iter().enumerate().map(|(at, inside)| (format!("drawing-{at}.svg"), whole(inside).into_bytes())).collect()
}

/// All that is in a file, unpacked.
fn unpacked(name: &str, bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut parts = vec![bytes.to_vec()];
    if name.ends_with("pdf") {
        let mut pdf = lopdf::Document::load_mem(bytes).unwrap();
        pdf.decompress();
        let mut whole = Vec::new();
        pdf.save_to(&mut whole).unwrap();
        parts.push(whole);
    }
    if name.ends_with("html") {
        use base64::{Engine as _, engine::general_purpose::STANDARD};
        let page = String::from_utf8(bytes.to_vec()).unwrap();
        let inside = page.split(";base64,").skip(1).map(|rest| rest.split(['"', '\'', ')']).next().unwrap());
        parts.extend(inside.map(|part| STANDARD.decode(part).unwrap()));
    }
    if name.ends_with("epub") {
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        for index in 0..zip.len() {
            let mut part = Vec::new();
            zip.by_index(index).unwrap().read_to_end(&mut part).unwrap();
            parts.push(part);
        }
    }
    parts
}

#[test]
fn a_mark_in_any_field_of_a_picture_comes_out_nowhere() {
    let pictures: Vec<_> = jpegs().into_iter().chain(tails()).chain(pngs()).chain(drawings()).collect();
    assert!(pictures.len() > 50);
    let desk = Desk::new();
    let mut message = "# تصویرها\n\n".to_owned();
    for (name, bytes) in &pictures {
        assert!(has_mark(bytes), "{name}");
        desk.write(name, bytes);
        message += &format!("![نقش]({name})\n\n");
    }
    desk.write("a.md", message);
    let all = OutputFormat::WORDS.join(",");
    let said = desk.run(&["a.md", "--to", &all, "--alt", "--ppi", "40", "-o", "out/"]).ok().stderr;
    let refused = said.matches("alternative text stands").count();
    assert!(refused <= 6, "most are shown: {said}");
    for entry in std::fs::read_dir(desk.path("out")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        for part in unpacked(&name, &std::fs::read(&path).unwrap()) {
            let at = part.windows(MARK.len()).position(|bytes| bytes == MARK);
            let around = at.map(|at| String::from_utf8_lossy(&part[at.saturating_sub(80)..at + 8]).into_owned());
            assert!(at.is_none(), "{name}: {around:?}");
        }
    }
}

#[test]
fn a_scrubbed_picture_holds_no_mark() {
    for (name, bytes) in jpegs().into_iter().chain(pngs()) {
        let Ok(clean) = bargeh::picture::scrubbed(&name, &bytes) else { continue };
        assert!(!has_mark(&clean), "{name}");
        image::load_from_memory(&clean).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}
