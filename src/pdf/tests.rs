//! The text layer as the file holds it, and the standards the file keeps.

use super::sample::{Setting, set};
use super::*;
use lopdf::{Document, Object};
use std::collections::BTreeMap;

/// A page of words that ordinary files lose.
const HARD: &[&str] = &[
    "می‌شود، خانه‌ها، نمی‌خواهیم، گفته‌اند، علاقه‌مندی، مُحَمَّد، کُتُب، خانهٔ، بلافاصله، الله",
    "سلام بر انقلاب و اسلامی و تلاش؛ «من به او گفتم «سلام» و رفتم» (یک پرانتز [و کروشه]) پایان.",
    "در سال ۱۴۰۳/۰۸/۱۵ ساعت ۱۲:۳۰ با ۱۲٫۵٪ رشد، نشانی www.wpiran.org و پیام wpi_tamas@ بود.",
    "**تیتر:** متن با PDF و HTML5 در میان.",
    "This is an English line (with brackets).",
];

fn file(paragraphs: &[&str], options: &PdfOptions) -> Vec<u8> {
    let (print, book) = set(paragraphs, &Setting::default());
    write(&print, &Meta::default(), &book, options).unwrap()
}

/// What each page shows, chunk by chunk: the texts of its codes.
fn shown(bytes: &[u8]) -> Vec<Vec<String>> {
    let document = Document::load_mem(bytes).unwrap();
    let mut chunks = Vec::new();
    for page in document.page_iter() {
        let fonts: BTreeMap<_, _> = document.get_page_fonts(page).unwrap();
        let maps: BTreeMap<Vec<u8>, BTreeMap<u16, String>> = fonts
            .into_iter()
            .map(|(name, font)| {
                let stream = document.get_object(font.get(b"ToUnicode").unwrap().as_reference().unwrap()).unwrap();
                (name, to_unicode(&stream.as_stream().unwrap().decompressed_content().unwrap()))
            })
            .collect();
        let content = lopdf::content::Content::decode(&document.get_page_content(page)).unwrap();
        let mut font = Vec::new();
        for operation in content.operations {
            match operation.operator.as_str() {
                "Tf" => font = operation.operands[0].as_name().unwrap().to_vec(),
                "Tj" => chunks.push(texts(&operation.operands, &maps[&font])),
                "TJ" => chunks.push(texts(operation.operands[0].as_array().unwrap(), &maps[&font])),
                _ => {}
            }
        }
    }
    chunks
}

fn texts(objects: &[Object], map: &BTreeMap<u16, String>) -> Vec<String> {
    let strings = objects.iter().filter_map(|object| object.as_str().ok());
    strings
        .flat_map(|string| string.chunks(2))
        .map(|code| map[&u16::from_be_bytes([code[0], code[1]])].clone())
        .collect()
}

fn to_unicode(cmap: &[u8]) -> BTreeMap<u16, String> {
    let mut map = BTreeMap::new();
    for line in String::from_utf8(cmap.to_vec()).unwrap().lines() {
        let parts: Vec<&str> = line.split(['<', '>']).filter(|part| !part.trim().is_empty()).collect();
        if let (true, &[code, text]) = (line.starts_with('<'), parts.as_slice()) {
            let units: Vec<u16> =
                (0..text.len() / 4).map(|i| u16::from_str_radix(&text[4 * i..4 * i + 4], 16).unwrap()).collect();
            map.insert(u16::from_str_radix(code, 16).unwrap(), String::from_utf16(&units).unwrap());
        }
    }
    map
}

/// With A for ALM, L for LRM, Z for the half-space and `_` for the space.
fn readable(chunk: &[String]) -> String {
    let letter = |letter: char| match letter {
        '\u{61c}' => 'A',
        '\u{200e}' => 'L',
        '\u{200c}' => 'Z',
        ' ' => '_',
        other => other,
    };
    chunk.iter().map(|text| text.chars().map(letter).collect::<String>()).collect::<Vec<_>>().join("|")
}

#[test]
fn a_line_is_told_as_readers_turn_it() {
    let bytes = file(&["روز ۱۴۰۳/۰۸/۱۵ (نکتهٔ PDF) سلام."], &PdfOptions::default());
    let told: Vec<String> = shown(&bytes).iter().map(|chunk| readable(chunk)).collect();
    assert_eq!(
        told,
        ["A_|ز|و|ر", "۱|۴|۰|۳|/|۰|۸|/|۱|۵", "A_|A|LAL", "A_|\u{654}|ه|ت|ک|ن|A(|L|A", "P|D|F", "A.|م|ا|ل|س|_|A)|LAL",]
    );
}

#[test]
fn a_half_space_belongs_to_the_letter_before_it() {
    let bytes = file(&["می‌شود"], &PdfOptions::default());
    assert_eq!(readable(&shown(&bytes)[0]), "د|و|ش|Zی|م");
}

#[test]
fn equal_marks_are_parted() {
    let bytes = file(&["حَقًّا"], &PdfOptions::default());
    let told = readable(&shown(&bytes)[0]);
    assert!(told.starts_with('ا') && told.ends_with("ح"), "{told}");
}

#[test]
fn the_iso_layer_tells_whole_clusters_in_reading_order() {
    let options = PdfOptions { text_layer: TextLayer::Iso, ..PdfOptions::default() };
    let bytes = file(&["سلام می‌شود"], &options);
    assert_eq!(readable(&shown(&bytes)[0]), "د|و|ش|یZ|م|_|م|لا|س");
}
