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
    let Ok(path) = std::env::var("LOOK") else { return };
    let format = match path.rsplit('.').next() {
        Some("html") => InputFormat::Html,
        Some("txt") => InputFormat::Text,
        Some("docx") => InputFormat::Docx,
        _ => InputFormat::Markdown,
    };
    let read = read(&std::fs::read(&path).unwrap(), &ReadOptions::new(format, path)).unwrap();
    let mut document = read.value.document;
    let warnings = number(&mut document);
    println!("{}", bargeh::dump::document(&document));
    for warning in read.warnings.iter().chain(&warnings) {
        println!("{:?} {} {}", warning.place.as_ref().and_then(|place| place.line), warning.code, warning.message);
    }
    println!("{:?}", read.value.embedded.0.iter().map(|(name, bytes)| (name, bytes.len())).collect::<Vec<_>>());
    if std::env::var("SOURCE").is_ok() {
        println!("{}", document.sources.0[0].text);
    }
}
