//! Tests of the text layer in the file, and of the standards it conforms to.

use super::sample::{Setting, set};
use super::*;
use lopdf::{Document, Object};
use std::collections::BTreeMap;

fn file(paragraphs: &[&str], options: &PdfOptions) -> Vec<u8> {
    let (print, book) = set(paragraphs, &Setting::default());
    write(&print, &Meta::default(), &book, options).unwrap()
}

/// What each page shows, by chunk: the texts of its codes.
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
        ["A_|ز|و|ر", "۱|۴|۰|۳|/|۰|۸|/|۱|۵", "A_|A|LAL", "A_|\u{654}|ه|ت|ک|ن|A(|L|A", "P|D|F", "A_|A.|م|ا|ل|س|_|A)|LAL",]
    );
}

#[test]
fn a_phrase_is_cut_into_what_pdfium_would_turn_around() {
    let bytes = file(&["نشانی wpi_tamas است"], &PdfOptions::default());
    let told: Vec<String> = shown(&bytes).iter().map(|chunk| readable(chunk)).collect();
    assert_eq!(told, ["LA|A_|ی|ن|ا|ش|ن", "LA|w|p|i|LA", "LA|_|LA", "LA|t|a|m|a|s|LA", "LA|A_|ت|س|ا|A_|A|LA"]);
    let begins = begins(&bytes);
    assert!(begins.iter().all(|&x| x > 420.0), "{begins:?} are on the paper");
    assert!(begins.is_sorted_by(|before, after| before > after), "{begins:?} do not run backwards");
}

#[test]
fn what_pdfium_leaves_alone_is_not_cut() {
    let bytes = file(&["نشانی PDF و ۱۴۰۳/۰۸/۱۵ است", "www.example.org"], &PdfOptions::default());
    assert!(begins(&bytes).iter().all(|&x| x < 420.0));
}

#[test]
fn a_cut_phrase_is_drawn_in_its_place() {
    let (mut print, book) = set(&["نشانی wpi_tamas است"], &Setting::default());
    let cut = write(&print, &Meta::default(), &book, &PdfOptions::default()).unwrap();
    let iso = PdfOptions { text_layer: TextLayer::Iso, ..PdfOptions::default() };
    let whole = write(&print, &Meta::default(), &book, &iso).unwrap();
    assert_eq!(ink_columns(&cut), ink_columns(&whole));
    print.layout.pages[0].frame.items.clear();
    assert_eq!(ink_columns(&write(&print, &Meta::default(), &book, &iso).unwrap()), 0);
}

/// Where chunks begin, from the left edge of the paper.
fn begins(bytes: &[u8]) -> Vec<f32> {
    let document = Document::load_mem(bytes).unwrap();
    let (mut begins, mut x) = (Vec::new(), 0.0);
    for page in document.page_iter() {
        for operation in lopdf::content::Content::decode(&document.get_page_content(page)).unwrap().operations {
            match operation.operator.as_str() {
                "BT" => x = 0.0,
                "Td" => x += operation.operands[0].as_float().unwrap(),
                "Tj" | "TJ" => begins.push(x),
                _ => {}
            }
        }
    }
    begins
}

#[test]
fn spaces_are_measured_by_wide_ones() {
    let bytes = file(&["نشانی wpi_tamas است"], &PdfOptions::default());
    let document = Document::load_mem(&bytes).unwrap();
    let fonts = document.get_page_fonts(document.page_iter().next().unwrap()).unwrap();
    for font in fonts.values() {
        let map = document.get_object(font.get(b"ToUnicode").unwrap().as_reference().unwrap()).unwrap();
        let map = to_unicode(&map.as_stream().unwrap().decompressed_content().unwrap());
        let inner = document.dereference(font.get(b"DescendantFonts").unwrap()).unwrap().1;
        let inner = document.dereference(&inner.as_array().unwrap()[0]).unwrap().1.as_dict().unwrap();
        assert!(inner.get(b"DW").unwrap().as_float().unwrap() > 333.4);
        let widths = document.dereference(inner.get(b"W").unwrap()).unwrap().1.as_array().unwrap();
        let given: Vec<i64> = widths
            .chunks(2)
            .flat_map(|stretch| {
                let first = stretch[0].as_i64().unwrap();
                first..first + stretch[1].as_array().unwrap().len() as i64
            })
            .collect();
        let spaces: Vec<i64> = map.iter().filter(|(_, text)| *text == " ").map(|(&code, _)| code.into()).collect();
        assert!(!given.is_empty());
        for code in [&spaces[0], &spaces[spaces.len() - 1]] {
            assert!(!given.contains(code), "{code} has a width of its own");
        }
    }
}

#[test]
fn a_code_tells_the_same_in_every_font() {
    let bytes = file(&["سلام **سلام ما**"], &PdfOptions::default());
    let document = Document::load_mem(&bytes).unwrap();
    let fonts = document.get_page_fonts(document.page_iter().next().unwrap()).unwrap();
    let maps: Vec<_> = fonts.values().map(|font| font.get(b"ToUnicode").unwrap().as_reference().unwrap()).collect();
    assert_eq!(maps.len(), 2);
    assert_eq!(maps[0], maps[1]);
    let told: Vec<String> = shown(&bytes).iter().map(|chunk| readable(chunk)).collect();
    assert_eq!(told, ["A_|م|ا|ل|س|L", "A_|ا|م|_|م|ا|ل|س"]);
}

#[test]
fn what_later_pages_tell_is_numbered_later() {
    let mut paragraphs = vec!["سلام", ""];
    paragraphs.resize(80, "");
    paragraphs.push("سلام **سلام فردا**");
    let told: Vec<String> =
        shown(&file(&paragraphs, &PdfOptions::default())).iter().map(|chunk| readable(chunk)).collect();
    assert_eq!(told, ["A_|م|ا|ل|س", "A_|م|ا|ل|س|L", "A_|ا|د|ر|ف|_|م|ا|ل|س"]);
}

#[test]
fn a_half_space_belongs_to_the_letter_before_it() {
    let bytes = file(&["می‌شود"], &PdfOptions::default());
    assert_eq!(readable(&shown(&bytes)[0]), "A_|د|و|ش|Zی|م");
}

#[test]
fn a_ligature_and_its_marks_are_told_letter_by_letter() {
    let bytes = file(&["لاله مُحَمَّد"], &PdfOptions::default());
    assert_eq!(readable(&shown(&bytes)[0]), "A_|د|\u{651}\u{64e}|م|\u{64e}|ح|\u{64f}|م|_|ه|ل|ا|ل");
}

#[test]
fn a_full_stop_is_searched_for_without_marks() {
    let bytes = file(&["ما آمدیم. او رفت"], &PdfOptions::default());
    let told: Vec<String> = shown(&bytes).iter().map(|chunk| readable(chunk)).collect();
    // The mark that poppler needs is a chunk of its own, clipped away.
    assert_eq!(told, ["A_|ت|ف|ر|_|و|ا|_|.|م|ی|د|م|آ|_|ا|م", "A"]);
}

#[test]
fn a_stretched_letter_tells_itself_alone() {
    let (mut print, book) = set(&["سمن"], &Setting::default());
    let plain = write(&print, &Meta::default(), &book, &PdfOptions::default()).unwrap();
    let crate::frame::ItemKind::Line(line) = &mut print.layout.pages[0].frame.items[0].kind else { panic!("no line") };
    // The mim, which joins on both sides.
    let glyph = &mut std::sync::Arc::make_mut(line).runs[0].glyphs[1];
    glyph.stretch = crate::units::Em::new(0.5);
    glyph.advance += glyph.stretch;
    let stretched = write(&print, &Meta::default(), &book, &PdfOptions::default()).unwrap();
    assert_eq!(shown(&stretched), shown(&plain));
    assert_eq!(ink_columns(&plain), 1, "a joined word has no gap");
    assert_eq!(ink_columns(&stretched), 1, "a seam shows");
}

/// How many separate columns of ink the first page has.
fn ink_columns(bytes: &[u8]) -> usize {
    use hayro::hayro_interpret::InterpreterSettings;
    use hayro::vello_cpu::color::palette::css::WHITE;
    let pdf = hayro::hayro_syntax::Pdf::new(bytes.to_vec()).unwrap();
    let (cache, interpreter) = (hayro::RenderCache::new(), InterpreterSettings::default());
    let pixmap = hayro::PixmapSettings { x_scale: 6.0, y_scale: 6.0, bg_color: WHITE };
    let picture = hayro::render(&pdf.pages()[0], &cache, &interpreter, &hayro::RenderSettings::default(), &pixmap);
    let (width, height) = (usize::from(picture.width()), usize::from(picture.height()));
    let pixels = picture.data_as_u8_slice();
    let inked = |x: usize| (0..height).any(|y| pixels[4 * (y * width + x)] < 140);
    (1..width).filter(|&x| inked(x) && !inked(x - 1)).count()
}

#[test]
fn the_iso_layer_tells_whole_clusters_in_reading_order() {
    let options = PdfOptions { text_layer: TextLayer::Iso, ..PdfOptions::default() };
    let bytes = file(&["سلام می‌شود"], &options);
    assert_eq!(readable(&shown(&bytes)[0]), "د|و|ش|یZ|م|_|م|لا|س");
}
