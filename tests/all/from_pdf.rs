//! The text of PDFs: our own, and small ones made as other programs make theirs.

use bargeh::convert::{Request, convert};
use bargeh::document::Document;
use bargeh::dump;
use bargeh::read::{ReadOptions, format_of, read};
use bargeh::resources::Memory;
use bargeh::settings::{InputFormat, OutputFormat, Settings};
use lopdf::{Document as Pdf, Object, Stream, dictionary};

fn own(source: &str, settings: &[(&str, &str)]) -> Vec<u8> {
    let input = read(source.as_bytes(), &ReadOptions::new(InputFormat::Markdown, "a.md")).unwrap().value;
    let mut wanted = Settings::default();
    settings.iter().for_each(|(key, value)| wanted.set(key, value).unwrap());
    let request = Request { settings: wanted, formats: vec![OutputFormat::Pdf], modified: None };
    let made = convert(input.document, &request, &Memory::default(), &mut |_| {}).unwrap();
    made.value.files[0].bytes.clone()
}

fn document(pdf: &[u8]) -> Document {
    read(pdf, &ReadOptions::new(InputFormat::Pdf, "a.pdf")).unwrap().value.document
}

/// The lines of the text extracted.
fn text(pdf: &[u8]) -> String {
    document(pdf).sources.0[0].text.trim().to_owned()
}

fn refusal(pdf: &[u8]) -> String {
    read(pdf, &ReadOptions::new(InputFormat::Pdf, "a.pdf")).unwrap_err().to_string()
}

/// A page with this content, in a font `F` of codes of two bytes, each 500 wide, that are
/// the numbers of characters; `map` is its `ToUnicode`.
fn page(content: &str, map: Option<&str>) -> Vec<u8> {
    let mut pdf = Pdf::with_version("1.7");
    let inner = pdf.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => "ABCDEF+Some", "DW" => 500,
    });
    let mut font = dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "ABCDEF+Some", "Encoding" => "Identity-H",
        "DescendantFonts" => vec![Object::Reference(inner)],
    };
    if let Some(map) = map {
        let map = pdf.add_object(Stream::new(dictionary! {}, map.as_bytes().to_vec()));
        font.set("ToUnicode", map);
    }
    let font = pdf.add_object(font);
    let content = pdf.add_object(Stream::new(dictionary! {}, content.as_bytes().to_vec()));
    let pages = pdf.new_object_id();
    let page = pdf.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), 400.into(), 400.into()],
        "Resources" => dictionary! { "Font" => dictionary! { "F" => font } },
    });
    pdf.objects
        .insert(pages, dictionary! { "Type" => "Pages", "Count" => 1, "Kids" => vec![Object::Reference(page)] }.into());
    let catalog = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    pdf.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).unwrap();
    bytes
}

/// Codes that are the characters themselves.
const SAME: &str = "1 begincodespacerange <0000> <FFFF> endcodespacerange \
    6 beginbfrange <0020> <00FF> <0020> <0600> <06FF> <0600> <2000> <20FF> <2000> \
    <FB00> <FBFF> <FB00> <FE00> <FEFF> <FE00> <00AB> <00BB> <00AB> endbfrange";

fn codes(text: &str) -> String {
    text.encode_utf16().map(|unit| format!("{unit:04X}")).collect()
}

/// Text drawn from left to right as given, its right end at 380.
fn line(seen: &str, y: i32) -> String {
    let width = 6.0 * seen.chars().count() as f64;
    format!("BT /F 12 Tf 1 0 0 1 {} {y} Tm <{}> Tj ET\n", 380.0 - width, codes(seen))
}

fn reversed(text: &str) -> String {
    text.chars().rev().collect()
}

const MESSAGE: &str = "# نشست کتاب‌خوانی\n\nاین کتاب‌ها را می‌خوانیم: «گلستان» (۱۲۳ صفحه) و PDF آن در example.org است.\n\n\
    - هر کس یک کتاب بیاورد\n- نسخهٔ 2.4.1 لازم است\n\nبیا **حتماً** به نشست.\n";

#[test]
fn our_own_tagged_file_gives_the_message_back() {
    let read_back = dump::document(&document(&own(MESSAGE, &[])));
    let meant = read(MESSAGE.as_bytes(), &ReadOptions::new(InputFormat::Markdown, "a.md")).unwrap().value.document;
    let words = |dump: &str| -> Vec<String> {
        dump.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\u{200C}' | '\u{654}' | '\u{64B}' | '.')))
            .filter(|word| word.contains(|c: char| !c.is_ascii()) || word.contains("2.4.1") || *word == "PDF")
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(words(&read_back), words(&dump::document(&meant)));
}

#[test]
fn a_booklet_on_sheets_is_read_page_by_page() {
    let paragraph = "این کتاب‌ها را می‌خوانیم و دربارهٔ آن‌ها گفت‌وگو می‌کنیم. ".repeat(12);
    let pdf = own(&format!("{paragraph}\n"), &[("sheet", "booklet"), ("paper", "a6")]);
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&text(&pdf)), words(&paragraph));
}

#[test]
fn words_come_back_however_they_are_stored() {
    let (first, second) = ("کتاب را می‌خوانیم و می‌نویسیم", "بهار ۱۴۰۳/۰۸/۱۵ و PDF آن (نو) است.");
    let turned = |line: &str| {
        line.split(' ')
            .rev()
            .map(|word| match word {
                "PDF" | "۱۴۰۳/۰۸/۱۵" => word.to_owned(),
                "(نو)" => "(ون)".to_owned(),
                word => reversed(word),
            })
            .collect::<Vec<_>>()
            .join(" ")
    };
    // Seen from the left, in one string, as most programs store it.
    let pdf = page(&(line(&turned(first), 300) + &line(&turned(second), 280)), Some(SAME));
    assert_eq!(text(&pdf).replace('\n', " "), format!("{first} {second}"));
    // In logical order, each letter at its place.
    let place = |(at, letter): (usize, char)| {
        format!("BT /F 12 Tf 1 0 0 1 {} 300 Tm <{}> Tj ET\n", 374.0 - 6.0 * at as f64, codes(&letter.to_string()))
    };
    let pdf = page(&first.chars().enumerate().map(place).collect::<String>(), Some(SAME));
    assert_eq!(text(&pdf), first);
    // Presentation forms, a ligature and tatweel among them.
    let pdf = page(&line(&reversed("ﺳـﻼم ﺑﺮ ﺷﻤﺎ"), 300), Some(SAME));
    assert_eq!(text(&pdf), "سلام بر شما");
}

#[test]
fn the_lexicon_decides_how_ligatures_are_stored() {
    for stored in ["<06440627>", "<06270644>"] {
        let map = format!("{SAME} 1 beginbfchar <0001> {stored} endbfchar");
        let seen = "0645 0001 0633 0020 0647 062F 0627 0646 0020 0647 0001 06A9".replace(' ', "");
        let pdf = page(&format!("BT /F 12 Tf 100 300 Td <{seen}> Tj ET"), Some(&map));
        assert_eq!(text(&pdf), "کلاه ناده سلام");
    }
}

#[test]
fn columns_are_read_from_the_right() {
    let words = ["یکم", "دوم", "سوم", "چهارم", "پنجم", "ششم"];
    let mut content = String::new();
    for (at, word) in words.iter().enumerate() {
        let seen = reversed(&format!("{word} {word} {word} {word}"));
        let (x, y) = (if at < 3 { 250 } else { 50 }, 300 - 14 * (at % 3));
        content += &format!("BT /F 12 Tf {x} {y} Td <{}> Tj ET\n", codes(&seen));
    }
    let text = text(&page(&content, Some(SAME)));
    let order: Vec<usize> = words.iter().map(|word| text.find(word).unwrap()).collect();
    assert!(order.is_sorted(), "{text}");
}

#[test]
fn what_has_no_letters_is_refused_by_name_and_page() {
    let without = refusal(&page(&line("سلام", 300), None));
    assert!(without.contains("page 1") && without.contains("`Some`"), "{without}");
    let nothing = refusal(&page("q Q", Some(SAME)));
    assert!(nothing.contains("no text"), "{nothing}");
    assert!(refusal(b"%PDF-1.7\nrubbish").contains("broken"));
}

#[test]
fn a_file_is_known_by_its_bytes() {
    let pdf = page(&line("سلام", 300), Some(SAME));
    assert_eq!(format_of("a", &pdf).unwrap(), InputFormat::Pdf);
    assert_eq!(format_of("a.pdf", &pdf).unwrap(), InputFormat::Pdf);
}
