//! The text of PDFs: our own, and small ones made as other programs make theirs.

mod aligned;
mod bounds;
mod hidden;
mod producers;

use bargeh::convert::{Request, convert};
use bargeh::document::Document;
use bargeh::dump;
use bargeh::impose::Imposition;
use bargeh::paper::parse_paper;
use bargeh::pdf::import::Import;
use bargeh::read::{ReadOptions, format_of, read};
use bargeh::resources::Memory;
use bargeh::settings::{Binding, InputFormat, OutputFormat, Settings};
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
        // Sentences end inside lines of prose; where none does, two pieces are verse.
        let seen = reversed(&format!("{word} {word}. {word} {word}"));
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

/// The message as Markdown, as `bargeh clean` prints it.
fn markdown(pdf: &[u8]) -> String {
    let input = read(pdf, &ReadOptions::new(InputFormat::Pdf, "a.pdf")).unwrap().value;
    let request = Request { settings: Settings::default(), formats: vec![OutputFormat::Markdown], modified: None };
    let made = convert(input.document, &request, &input.embedded, &mut |_| {}).unwrap();
    String::from_utf8(made.value.files[0].bytes.clone()).unwrap()
}

const STRUCTURED: &str = "# کتاب‌ها\n\nنخستین بند است[^1] و `code` و شمارهٔ +98 (21) 555-0123 دارد.\n\n\
    > نقل قول\n\n1. یک\n2. دو\n   - تودرتو\n\n::: poem\nبشنو از نی چون حکایت می‌کند / از جدایی‌ها شکایت می‌کند\n\
    کز نیستان تا مرا ببریده‌اند / در نفیرم مرد و زن نالیده‌اند\n:::\n\n| الف | ب |\n|---|---|\n| ۱ | — |\n\n\
    ```\nfn main() {\n    run();\n}\n```\n\n[^1]: یادداشت یکم با [پیوند](https://example.org/a).\n";

#[test]
fn tags_give_notes_lists_tables_verse_code_and_links_back() {
    let text = markdown(&own(STRUCTURED, &[]));
    for part in [
        "# کتاب‌ها\n",
        "است[^1] و `code` و شمارهٔ +98 (21) 555-0123 دارد.",
        "> نقل قول",
        "1. یک\n2. دو\n   - تودرتو",
        "::: poem\nبشنو از نی چون حکایت می‌کند / از جدایی‌ها شکایت می‌کند",
        "کز نیستان تا مرا ببریده‌اند / در نفیرم مرد و زن نالیده‌اند\n:::",
        "| الف | ب |",
        "| ۱ | — |",
        "```\nfn main() {\n    run();\n}\n```",
        "[^1]: یادداشت یکم با [پیوند](https://example.org/a).",
    ] {
        assert!(text.contains(part), "{part:?} is not in\n{text}");
    }
}

#[test]
fn pictures_come_back_with_their_words_and_sizes() {
    let path = "a.png";
    let mut png = Vec::new();
    let image = image::RgbImage::from_fn(60, 40, |x, y| image::Rgb([(4 * x) as u8, (6 * y) as u8, 90]));
    image.write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
    let source = "بند\n\n![نقشهٔ راه](a.png \"زیرنویس\"){width=5cm}\n";
    let input = read(source.as_bytes(), &ReadOptions::new(InputFormat::Markdown, "a.md")).unwrap().value;
    let files = Memory([(path.to_owned(), png.into())].into());
    let request = Request { settings: Settings::default(), formats: vec![OutputFormat::Pdf], modified: None };
    let made = convert(input.document, &request, &files, &mut |_| {}).unwrap();
    let back = read(&made.value.files[0].bytes, &ReadOptions::new(InputFormat::Pdf, "a.pdf")).unwrap().value;
    assert_eq!(back.embedded.0.len(), 1);
    let text = markdown(&made.value.files[0].bytes);
    assert!(text.contains("![نقشهٔ راه](") && text.contains("\"زیرنویس\"){width=142pt"), "{text}");
}

#[test]
fn pages_on_sheets_are_read_in_their_order() {
    let chapters: String = (1..=7)
        .map(|at| format!("# بخش {at}\n\n{}\n\n::: pagebreak\n:::\n\n", "واژه‌های این بند. ".repeat(20)))
        .collect();
    let book = own(&chapters, &[("paper", "a6"), ("theme", "book")]);
    for binding in [Binding::Right, Binding::Left] {
        let import = Import::open(&book).unwrap();
        let paper = parse_paper("a4").unwrap();
        let imposition = Imposition::new("booklet".parse().unwrap(), paper, Some(import.page_size()), binding);
        let sides = import.arrange(&imposition).unwrap().value;
        let text = text(&import.write(&sides).unwrap());
        let order: Vec<usize> =
            (1..=7).map(|at| text.find(&format!("بخش {at}")).unwrap_or_else(|| panic!("{text}"))).collect();
        assert!(order.is_sorted(), "{order:?} {text}");
    }
}

/// A line of two halves of one width each, as verse is set.
fn couplet(first: &str, second: &str, y: i32) -> String {
    let half = |text: &str, right: f64| {
        let count = text.chars().count() as f64;
        let spread = (140.0 - 6.0 * count) / count;
        format!("BT /F 12 Tf {spread} Tc 1 0 0 1 {} {y} Tm <{}> Tj ET\n", right - 140.0, codes(&reversed(text)))
    };
    half(first, 380.0) + &half(second, 200.0)
}

#[test]
fn verse_is_known_by_its_halves_and_notes_by_their_marks() {
    let mut content = String::new();
    for (at, [first, second]) in [
        ["بشنو از نی چون حکایت", "از جدایی‌ها شکایت کند"],
        ["کز نیستان تا مرا برید", "در نفیرم مرد و زن نالید"],
        ["سینه خواهم شرحه شرحه", "تا بگویم شرح درد او"],
        ["هر کسی کو دور ماند از", "بازجوید روزگار وصل"],
    ]
    .into_iter()
    .enumerate()
    {
        content += &couplet(first, second, 350 - 20 * at as i32);
    }
    content += &line(&reversed("این شعر از مثنوی است"), 240);
    content += &format!("BT /F 7 Tf 1 0 0 1 254 245 Tm <{}> Tj ET\n", codes("۱"));
    let note = reversed("۱ سرودهٔ مولانا در قونیه");
    content += &format!("BT /F 8 Tf 1 0 0 1 200 60 Tm <{}> Tj ET\n", codes(&note));
    let text = markdown(&page(&content, Some(SAME)));
    assert!(text.contains("بشنو از نی چون حکایت / از جدایی‌ها شکایت کند"), "{text}");
    assert!(text.contains("[^1]: سرودهٔ مولانا در قونیه"), "{text}");
}

#[test]
fn encrypted_files_are_read_where_anybody_may() {
    let plain = own(MESSAGE, &[]);
    let encrypted = |user: &str| {
        let mut pdf = Pdf::load_mem(&plain).unwrap();
        let id = Object::string_literal("0123456789abcdef");
        pdf.trailer.set("ID", vec![id.clone(), id]);
        let version = lopdf::EncryptionVersion::V2 {
            document: &pdf,
            owner_password: "owner",
            user_password: user,
            key_length: 128,
            permissions: lopdf::Permissions::all(),
        };
        let state = lopdf::EncryptionState::try_from(version).unwrap();
        pdf.encrypt(&state).unwrap();
        let mut bytes = Vec::new();
        pdf.save_to(&mut bytes).unwrap();
        bytes
    };
    assert_eq!(markdown(&encrypted("")), markdown(&plain));
    assert!(refusal(&encrypted("secret")).contains("encrypted"));
}

#[test]
fn hostile_files_are_read_or_refused_in_bounds() {
    // A form that draws itself, a map that maps everything, a stream cut off, and tags
    // in a circle.
    let forms = page("/X Do", Some(SAME));
    let mut pdf = Pdf::load_mem(&forms).unwrap();
    let form = pdf.new_object_id();
    let resources = dictionary! { "XObject" => dictionary! { "X" => form } };
    let dict = dictionary! { "Type" => "XObject", "Subtype" => "Form", "Resources" => resources.clone() };
    pdf.objects.insert(form, Stream::new(dict, b"/X Do ".repeat(30)).into());
    let first = *pdf.get_pages().get(&1).unwrap();
    pdf.get_dictionary_mut(first).unwrap().set("Resources", resources);
    let element = pdf.new_object_id();
    let kids = vec![Object::Reference(element); 40];
    pdf.objects.insert(element, dictionary! { "S" => "P", "K" => kids }.into());
    let catalog = pdf.trailer.get(b"Root").unwrap().as_reference().unwrap();
    let root = dictionary! { "K" => element, "RoleMap" => dictionary! { "P" => "P" } };
    pdf.get_dictionary_mut(catalog).unwrap().set("StructTreeRoot", root);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).unwrap();
    let said = refusal(&bytes);
    assert!(said.contains("page 1") || said.contains("no text"), "{said}");
    // Anything cut off.
    let whole = own(STRUCTURED, &[]);
    for end in (0..whole.len()).step_by(whole.len() / 40) {
        let _ = read(&whole[..end], &ReadOptions::new(InputFormat::Pdf, "a.pdf"));
    }
}

#[test]
fn spaces_that_do_not_move_the_pen_are_half_spaces() {
    let (stem, ending) = (codes(&reversed("می")), codes(&reversed("خوانیم")));
    // The space of six units is taken back, as XeTeX does.
    let content = format!("BT /F 12 Tf 1 0 0 1 300 300 Tm [<{ending}> <0020> 500 <{stem}>] TJ ET");
    assert_eq!(text(&page(&content, Some(SAME))), "می‌خوانیم");
}
