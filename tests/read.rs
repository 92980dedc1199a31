//! Reading: bytes to documents.

use bargeh::document::number;
use bargeh::read::{ReadOptions, read};
use bargeh::settings::InputFormat;

/// What a Markdown text reads as, and the codes of the warnings.
fn markdown(text: &str) -> (String, Vec<String>) {
    let options = ReadOptions::new(InputFormat::Markdown, "پیام.md");
    let read = read(text.as_bytes(), &options).expect("the text is readable");
    let mut document = read.value.document;
    let warnings = read.warnings.into_iter().chain(number(&mut document));
    let told = warnings.map(|warning| format!("{}:{:?}", warning.code, warning.place.and_then(|place| place.line)));
    (bargeh::dump::document(&document), told.collect())
}

#[test]
fn look() {
    let text = std::env::var("LOOK").map(|p| std::fs::read_to_string(p).unwrap()).unwrap_or_default();
    let (dump, told) = markdown(&text);
    println!("{dump}\n{told:#?}");
}
