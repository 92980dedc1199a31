//! Files made to cost time or memory: each is refused, or read within its bounds.

use super::*;

/// A file of one page whose dictionary is changed before it is saved.
fn changed(content: &str, change: impl FnOnce(&mut Pdf, lopdf::ObjectId)) -> Vec<u8> {
    let mut pdf = Pdf::load_mem(&page(content, Some(SAME))).unwrap();
    let first = *pdf.get_pages().get(&1).unwrap();
    change(&mut pdf, first);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).unwrap();
    bytes
}

fn packed(dict: lopdf::Dictionary, bytes: Vec<u8>) -> Stream {
    let mut stream = Stream::new(dict, bytes);
    stream.compress().unwrap();
    stream
}

/// Text with a form of this dictionary and content drawn beside it.
fn with_form(form: Stream) -> Vec<u8> {
    changed(&(line("سلام", 300) + &"/X Do ".repeat(20)), |pdf, first| {
        let form = pdf.add_object(form);
        let page = pdf.get_dictionary_mut(first).unwrap();
        let Ok(Object::Dictionary(resources)) = page.get_mut(b"Resources") else { panic!("the page has resources") };
        resources.set("XObject", dictionary! { "X" => form });
    })
}

const TOO_MUCH: &str = "more than can be read in bounded";

#[test]
fn rows_of_predictors_have_a_limit() {
    let told = dictionary! { "Predictor" => 12, "Columns" => 4_000_000_000_i64 };
    for kind in ["Form", "Image"] {
        let dict = dictionary! { "Type" => "XObject", "Subtype" => kind, "Filter" => "FlateDecode",
        "DecodeParms" => told.clone() };
        let pdf = with_form(Stream::new(dict, vec![0; 20]));
        let said = refusal(&pdf);
        assert!(said.contains(TOO_MUCH), "{said}");
        // As much for a file that is to be laid on sheets.
        let said = Import::open(&pdf).map(drop).unwrap_err().to_string();
        assert!(said.contains(TOO_MUCH), "{said}");
    }
}

#[test]
fn forms_that_inflate_without_end_are_refused() {
    let dict = || dictionary! { "Type" => "XObject", "Subtype" => "Form" };
    let said = refusal(&with_form(packed(dict(), vec![b' '; 33 << 20])));
    assert!(said.contains(TOO_MUCH), "{said}");
    // Two layers, of which the second is broken: drawn twenty times, each 30 MiB.
    let mut twice = packed(dict(), vec![b' '; 30 << 20]);
    twice.dict.set("Filter", vec![Object::from("FlateDecode"), "FlateDecode".into()]);
    let said = refusal(&with_form(twice.clone()));
    assert!(said.contains(TOO_MUCH), "{said}");
    let pdf = changed("", |pdf, first| {
        let part = pdf.add_object(twice);
        pdf.get_dictionary_mut(first).unwrap().set("Contents", vec![Object::Reference(part); 20]);
    });
    let said = refusal(&pdf);
    assert!(said.contains(TOO_MUCH), "{said}");
}

#[test]
fn forms_in_an_unknown_filter_are_told_of() {
    let filters: Vec<Object> = vec!["FlateDecode".into(), "Foo".into()];
    let dict = dictionary! { "Type" => "XObject", "Subtype" => "Form", "Filter" => filters };
    let read = read(&with_form(Stream::new(dict, vec![0; 20])), &ReadOptions::new(InputFormat::Pdf, "a.pdf")).unwrap();
    assert_eq!(read.value.document.sources.0[0].text.trim(), reversed("سلام"));
    assert!(read.warnings.iter().any(|warning| warning.code == "pdf-content"), "{:?}", read.warnings);
}

/// A page that draws a letter in each of so many fonts, which share their maps and widths.
fn with_fonts(count: usize, font: impl FnOnce(&mut Pdf) -> lopdf::Dictionary) -> Vec<u8> {
    let content: String = (0..count).map(|at| format!("BT /F{at} 9 Tf 9 9 Td <0041> Tj ET ")).collect();
    changed(&content, |pdf, first| {
        let font = font(pdf);
        let mut fonts = lopdf::Dictionary::new();
        (0..count).for_each(|at| fonts.set(format!("F{at}"), font.clone()));
        pdf.get_dictionary_mut(first).unwrap().set("Resources", dictionary! { "Font" => fonts });
    })
}

#[test]
fn fonts_are_counted_and_their_maps_read_once() {
    let composite = |pdf: &mut Pdf| {
        let map = pdf.add_object(Stream::new(dictionary! {}, b"<0000> <FFFF> <0000> endbfrange".to_vec()));
        let widths: Vec<Object> = vec![0.into(), 65_535.into(), 500.into()];
        let inner = dictionary! { "Type" => "Font", "Subtype" => "CIDFontType2", "W" => widths };
        dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "Some", "Encoding" => "Identity-H",
            "ToUnicode" => map, "DescendantFonts" => vec![Object::from(inner)],
        }
    };
    assert!(text(&with_fonts(1_000, composite)).starts_with('A'));
    assert!(refusal(&with_fonts(2_001, composite)).contains("more than 2000 fonts"));
    let said = refusal(&with_fonts(100, |pdf| {
        let names: Vec<Object> = vec!["a".into(); 40_000];
        let encoding = dictionary! { "Type" => "Encoding", "Differences" => names };
        let encoding = pdf.add_object(encoding);
        dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Some", "Encoding" => encoding }
    }));
    assert!(said.contains(TOO_MUCH), "{said}");
}

#[test]
fn letters_are_counted_as_they_are_drawn() {
    let map = format!("<0041> <{}> endbfchar", codes(&"ب".repeat(60)));
    let content = |count: usize| format!("BT /F 12 Tf 9 9 Td <{}> Tj ET", "0041".repeat(count));
    assert_eq!(text(&page(&content(2), Some(&map))).matches('ب').count(), 120);
    let said = refusal(&page(&content(70_000), Some(&map)));
    assert!(said.contains(TOO_MUCH), "{said}");
}

#[test]
fn long_words_of_marks_are_passed_over() {
    let marked = |count: usize| {
        let told = "0041".repeat(count);
        page(&format!("/Span <</ActualText <FEFF{told}>>> BDC {} EMC", line("BC", 300)), Some(SAME))
    };
    assert_eq!(text(&marked(3)), "AAA");
    assert_eq!(text(&marked(3_000)), "BC");
    // One that is met again and again is decoded each time.
    let again = format!("/Span <</ActualText <FEFF{}>>> BDC EMC ", "0041".repeat(1_900));
    let said = refusal(&page(&again.repeat(2_200), Some(SAME)));
    assert!(said.contains(TOO_MUCH), "{said}");
}

#[test]
fn lines_take_in_many_small_pieces() {
    // Small letters, each on a base line of its own a little below a large one.
    let small: String = (0..200)
        .map(|at| format!("BT /F 2 Tf {} {:.2} Td <0062> Tj ET ", 12 + at % 7, 99.0 - f64::from(at) * 0.41))
        .collect();
    let read = text(&page(&format!("BT /F 300 Tf 9 100 Td <0041> Tj ET {small}"), Some(SAME)));
    assert_eq!(read.chars().filter(|letter| *letter == 'b').count(), 200, "{read}");
}
