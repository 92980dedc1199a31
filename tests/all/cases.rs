//! Inputs that once failed, each a file of `tests/data/cases`: what is read in
//! them, as Markdown, and what stands on the page where that is the point.

use crate::support::plain_pages;
use bargeh::convert::{Request, convert};
use bargeh::document::{Document, number};
use bargeh::font::FontBook;
use bargeh::frame::{Frame, ItemKind};
use bargeh::read::{ReadOptions, format_of, read};
use bargeh::resources::Memory;
use bargeh::settings::{OutputFormat, Settings};
use bargeh::theme::Theme;
use bargeh::typeset::typeset;
use bargeh::units::{Length, Size};

fn case(name: &str) -> Document {
    let path = format!("{}/tests/data/cases/{name}", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(path).unwrap();
    let format = format_of(name, &bytes).unwrap();
    read(&bytes, &ReadOptions::new(format, name)).unwrap().value.document
}

fn markdown(document: Document) -> String {
    let request = Request { settings: Settings::default(), formats: vec![OutputFormat::Markdown], modified: None };
    let made = convert(document, &request, &Memory::default(), &mut |_| {}).unwrap();
    String::from_utf8(made.value.files[0].bytes.clone()).unwrap()
}

#[test]
fn every_case_is_read_as_its_author_means_it() {
    let folder = format!("{}/tests/data/cases", env!("CARGO_MANIFEST_DIR"));
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| !name.ends_with(".jpg"));
    names.sort();
    assert!(names.len() > 70, "{}", names.len());
    let texts: String = names.iter().map(|name| format!("=== {name}\n{}", markdown(case(name)))).collect();
    insta::assert_snapshot!(texts);
}

/// The lines on pages of A5.
fn lines(name: &str) -> Vec<String> {
    let mut document = case(name);
    number(&mut document);
    let theme = Theme::builtin("leaflet").unwrap();
    let (geometry, options) = plain_pages(&theme, Size::mm(148.0, 210.0), Length::mm(15.0));
    let layout =
        typeset(&document, &theme, &FontBook::bundled(), &geometry, &options, &Memory::default()).unwrap().value.0;
    let mut found = Vec::new();
    layout.pages.iter().for_each(|page| collect(&page.frame, &mut found));
    found
}

fn collect(frame: &Frame, found: &mut Vec<String>) {
    for item in &frame.items {
        match &item.kind {
            ItemKind::Line(line) => found.push(line.text.trim().to_owned()),
            ItemKind::Frame(inner) => collect(inner, found),
            _ => {}
        }
    }
}

#[test]
fn words_and_numbers_of_tables_stay_whole() {
    for (name, words) in [
        ("table-words.md", &["Downloader", "JDownloader", "extensions", "SponsorBlock", "کراس‌پلتفرم"][..]),
        ("l12-two-urls.md", &["حسن", "۱۲۳۴۵۶", "a@example.org"]),
        ("l13-longword.md", &["حسن", "۰۹۱۲۱۲۳۴۵۶۷", "رضا"]),
        ("wide-table.md", &["کرمانشاه", "۹۴۶٬۶۵۱", "رضوی", "تأسیس"]),
        ("d02-bidivisual.docx", &["الف۳", "ب+ج"]),
    ] {
        let lines = lines(name);
        for word in words {
            assert!(lines.iter().any(|line| line.split(' ').any(|part| part == *word)), "{word} in {name}: {lines:?}");
        }
    }
}

#[test]
fn what_is_hidden_or_cut_off_stands_on_no_page() {
    for (name, gone) in [
        ("hidden-text.docx", "نام واقعی"),
        ("d07-vanish.docx", "ناپیدا"),
        ("d07-vanish.docx", "با سبک پنهان"),
        ("d07-vanish.docx", "نویسه‌ی پنهان"),
        ("d03b-delrow.docx", "حذف‌شده"),
        ("d03c-delnote.docx", "حذف‌شده"),
        ("d03d-delnote2.docx", "محرمانه"),
        ("saved-page.html", "پربازدید"),
    ] {
        let lines = lines(name).join("\n");
        assert!(!lines.is_empty() && !lines.contains(gone), "{gone} in {name}: {lines}");
    }
}
