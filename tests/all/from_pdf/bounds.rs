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
