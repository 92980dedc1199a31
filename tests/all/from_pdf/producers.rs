//! The known text (`tests/data/pdf/text.md`) as ten programs make a PDF of it: the words
//! that come back, and their order. `tests/judges/producers/make.sh` made the files.

use super::{document, markdown, own};
use bargeh::compare::{Comparison, Kind, compare};
use bargeh::document::Document;
use bargeh::read::{ReadOptions, read};
use bargeh::settings::InputFormat;
use lopdf::{Document as Pdf, Object};
use std::fs;

fn data(name: &str) -> Vec<u8> {
    fs::read(format!("{}/tests/data/pdf/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn text() -> String {
    String::from_utf8(data("text.md")).unwrap()
}

fn meant(source: &str) -> Document {
    read(source.as_bytes(), &ReadOptions::new(InputFormat::Markdown, "a.md")).unwrap().value.document
}

/// The words that are found again, and those in their order, in thousandths.
fn found(told: &Comparison) -> (usize, usize) {
    let lost = told.differences.iter().filter(|difference| difference.kind != Kind::Moved);
    let lost: usize = lost.map(|difference| difference.sides[0].count).sum();
    (1000 * (told.words[0] - lost) / told.words[0], 1000 * told.same / told.words[0])
}

/// The same file without its tags.
pub(super) fn untagged(pdf: &[u8]) -> Vec<u8> {
    let mut pdf = Pdf::load_mem(pdf).unwrap();
    let catalog = pdf.trailer.get(b"Root").unwrap().as_reference().unwrap();
    pdf.get_dictionary_mut(catalog).unwrap().set("StructTreeRoot", Object::Null);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn words_come_back_from_what_ten_programs_make() {
    let meant = meant(&text());
    for name in FILES {
        let told = compare(&meant, &document(&data(name)));
        let (words, order) = found(&told);
        assert!(words >= 990 && order >= 980, "{name}: {words} {order} {:#?}", told.differences);
    }
}

const FILES: [&str; 8] = [
    "chromium.pdf",
    "fop.pdf",
    "libreoffice.pdf",
    "luatex.pdf",
    "typst.pdf",
    "visual.pdf",
    "weasyprint.pdf",
    "xepersian.pdf",
];

#[test]
fn all_words_come_back_from_our_own() {
    let text = text();
    // Version 0.1 set the same text in the same way.
    for pdf in [own(&text, &[("paper", "a5"), ("theme", "plain")]), data("bargeh-0.1.pdf")] {
        let told = compare(&meant(&text), &document(&pdf));
        assert_eq!((told.same, told.differences), (told.words[0], Vec::new()));
        assert!(told.words[0] > 2_900);
    }
}

#[test]
fn structure_comes_back_without_tags() {
    for name in ["weasyprint.pdf", "libreoffice.pdf", "xepersian.pdf", "fop.pdf", "visual.pdf"] {
        let text = markdown(&data(name));
        for part in ["| ریحان | ۱۵ سانتی‌متر | ۱۰ سانتی‌متر | ۶ بوته |", "| مهر و آبان |", "# از گلستان"]
        {
            assert!(text.contains(part), "{name}: {part:?} is not in\n{text}");
        }
        // A table that goes on on the next page is one.
        assert_eq!(text.matches("| ماه |").count(), 1, "{name}: {text}");
    }
    // Halves that stand as close as words are one line.
    for name in ["weasyprint.pdf", "xepersian.pdf", "visual.pdf"] {
        let couplet = "ابر و باد و مه و خورشید و فلک در کارند / تا تو نانی به کف آری و به غفلت نخوری";
        let text = markdown(&data(name));
        assert!(text.contains(couplet), "{name}: {text}");
    }
    for name in ["weasyprint.pdf", "libreoffice.pdf", "luatex.pdf", "xepersian.pdf"] {
        let text = markdown(&data(name));
        assert_eq!((1..=9).filter(|note| text.contains(&format!("[^{note}]: "))).count(), 8, "{name}: {text}");
    }
}

/// The prose of the known text: what the pages of newspapers hold.
pub(super) fn prose() -> String {
    let text = text();
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with(['|', ':', '-', '[', '۱', '۲']) && !line.contains(" / "))
    {
        let mut parts = line.split("[^");
        let mut kept = parts.next().unwrap_or_default().to_owned();
        parts.for_each(|part| kept.push_str(part.split_once(']').map_or(part, |(_, rest)| rest)));
        if !kept.starts_with(|first: char| first.is_ascii_digit()) {
            lines.push(kept);
        }
    }
    lines.join("\n")
}

#[test]
fn columns_of_newspapers_are_never_mixed() {
    let source = format!("# روزنامهٔ کوچه\n\n{}", prose());
    let meant = meant(&source);
    let own = own(&source, &[("paper", "a4"), ("columns", "3"), ("font-size", "9"), ("theme", "plain")]);
    for (name, pdf) in [("newspaper.pdf", data("newspaper.pdf")), ("our own", own)] {
        for pdf in [untagged(&pdf), pdf] {
            let told = compare(&meant, &document(&pdf));
            let (words, order) = found(&told);
            assert!(words >= 995 && order >= 995, "{name}: {words} {order} {:#?}", told.differences);
        }
    }
}

/// `samples/message.md` on the sheets of a booklet, as version 0.1 made them (2026-11-26).
/// Its last paragraph begins on the third page and ends on the fourth, which lies on the
/// side before.
#[test]
fn a_booklet_of_version_0_1_is_the_message() {
    let printed = String::from_utf8(data("booklet-0.1.md")).unwrap();
    let told = compare(&meant(&printed), &document(&data("booklet-0.1.pdf")));
    assert_eq!((told.same, told.differences), (512, Vec::new()));
}

#[test]
fn a_line_that_is_all_of_every_page_is_no_running_head() {
    let pdf = untagged(&own(&["به نشست ما بیایید"; 4].join("\n\n::: pagebreak\n:::\n\n"), &[("paper", "a6")]));
    assert_eq!(markdown(&pdf).matches("به نشست ما بیایید").count(), 4);
}
