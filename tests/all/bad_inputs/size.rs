//! Size and depth, as far as an unoptimised build bears them.

use super::{converts, epub, pages, refuses, warns, whole, xhtml};
use crate::support::Desk;
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use std::fmt::Write;

#[test]
fn nesting_ends_at_a_limit() {
    for source in [">".repeat(100_000) + "a", "- ".repeat(50_000) + "a"] {
        let desk = Desk::with("a.md", &source);
        let ran = desk.run(&["a.md"]);
        assert!(matches!(ran.status, Some(0 | 1)), "{:?} {}", ran.status, ran.stderr);
        assert!(!ran.stderr.contains("error: internal error"), "{}", ran.stderr);
        assert!(ran.stderr.contains("nest"), "{}", ran.stderr);
    }
}

#[test]
fn what_only_looks_nested_is_text() {
    for unit in ["[", "*a ", "`", "![", "<", "**a *b ", "[a](", "_", "~~", "[^"] {
        converts(unit.repeat(5_000));
    }
}

#[test]
fn inputs_end_at_a_limit() {
    let desk = Desk::with("a.md", "ا".repeat(600_000));
    desk.run(&["a.md", "--max-input", "1"]).refuses("larger than 1 MiB").says("--max-input");
}

/// All lines of a paragraph are broken together: its memory is bounded, not only
/// that of the message.
#[test]
fn a_paragraph_ends_at_a_quarter_of_the_limit() {
    let desk = Desk::with("a.md", "متن ".repeat(200_000));
    desk.run(&["a.md", "--max-input", "2"]).refuses("a paragraph is larger than 1 MiB").says("--max-input");
    desk.write("a.html", format!("<p>{}</p>", "متن ".repeat(200_000)));
    desk.run(&["a.html", "--max-input", "2"]).refuses("a paragraph is larger than 1 MiB");
}

#[test]
fn a_word_longer_than_any_line() {
    warns("ب".repeat(200_000), "longer than its line");
    // Time grows with the word, not with its square.
    let desk = Desk::with("a.md", "ب".repeat(200_000));
    for level in ["none", "all"] {
        desk.limited("-t 60", &["clean", "a.md", "--clean", level]).ok();
    }
}

/// Each of the changes looks only so far for a blank.
#[test]
fn many_changes_in_one_long_word() {
    let desk = Desk::with("a.md", "كتابي،".repeat(40_000));
    desk.limited("-t 60", &["clean", "a.md"]).ok();
}

#[test]
fn a_long_table() {
    let mut text = "| الف | ب |\n|---|---|\n".to_owned();
    for row in 0..2_000 {
        let _ = writeln!(text, "| {row} | متن |");
    }
    assert!(pages(&converts(text)) > 20);
}

#[test]
fn a_wide_table() {
    // Columns that find no room beside the others follow in further parts.
    let columns = 300;
    let row = "| متن ".repeat(columns) + "|\n";
    assert!(pages(&converts(row.clone() + &"|---".repeat(columns) + "|\n" + &row)) > 1);
}

#[test]
fn many_notes() {
    let mut text = String::new();
    for note in 0..1_000 {
        let _ = writeln!(text, "متن[^{note}] ");
    }
    text.push('\n');
    for note in 0..1_000 {
        let _ = writeln!(text, "[^{note}]: یادداشت {note}\n");
    }
    assert_eq!(xhtml(&converts(text)).matches("epub:type=\"footnote\"").count(), 1_000);
}

#[test]
fn one_note_many_times_and_notes_in_notes() {
    converts("متن[^۱] ".repeat(1_000) + "\n\n[^۱]: یادداشت\n");
    converts("متن[^۱]\n\n[^۱]: یادداشت[^۲]\n\n[^۲]: درون[^۱] و خود[^۲]\n");
}

#[test]
fn many_headings_of_any_level() {
    let mut text = String::new();
    for heading in 0..1_500 {
        let _ = writeln!(text, "{} بخش {heading}\n", "#".repeat(1 + heading * 5 % 6));
    }
    converts(text);
    converts("# یک\n\n###### شش\n\nمتن\n");
    converts(format!("# {}\n", "سرفصل ".repeat(2_000)));
}

#[test]
fn marks_upon_marks() {
    converts(format!("ب{} دیگر\n", "\u{64e}".repeat(20_000)));
}

#[test]
fn embeddings_and_isolates() {
    for control in ['\u{202b}', '\u{2067}', '\u{2066}', '\u{202e}'] {
        converts(format!("سلام {} متن ab\n", control.to_string().repeat(10_000)));
    }
}

#[test]
fn references_that_would_swell() {
    let text = format!("[a]: https://example.org/{}\n\n{}\n", "x".repeat(2_000), "[a] ".repeat(5_000));
    let desk = Desk::with("a.md", text);
    let ran = desk.limited("-v 4000000", &["a.md", "--to", "pdf,epub"]);
    assert!(matches!(ran.status, Some(0 | 1)), "{}", ran.stderr);
    assert!(!ran.stderr.contains("error: internal error"), "{}", ran.stderr);
}

/// PDF/A-2 ends strings at 32767 bytes; an outline should end them before.
#[test]
fn strings_end_at_a_limit() {
    let long = "سرفصل ".repeat(4_000);
    let desk = Desk::with("a.md", format!("# {long}\n\n[{long}](https://example.org/)\n\n![{long}](x.png)\n"));
    let mut png = Vec::new();
    image::RgbImage::new(4, 4).write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
    desk.write("x.png", png);
    desk.run(&["a.md", "--to", "pdf,epub"]).ends(0);
    whole(&desk);
    let pdf = desk.read("a.pdf");
    let options = ValidationOptions::default().profile(ValidationProfile::PdfA2u);
    let report = validate_pdf_bytes(&pdf, &options).unwrap();
    assert!(report.failures.is_empty(), "{:?}", report.failures.first());
    let pdf = lopdf::Document::load_mem(&pdf).unwrap();
    let titles = pdf.objects.values().filter_map(|object| object.as_dict().ok()?.get(b"Title").ok()?.as_str().ok());
    assert!(titles.map(<[u8]>::len).filter(|&length| length < 1_000).count() == 1);
}

#[test]
fn names_of_headings_end_somewhere() {
    let desk = converts(format!("# {}\n\nمتن\n", "ا".repeat(10_000)));
    whole(&desk);
    let longest = epub(&desk)
        .iter()
        .flat_map(|(_, text)| {
            text.split("id=\"").skip(1).map(|rest| rest.split('"').next().unwrap().chars().count()).collect::<Vec<_>>()
        })
        .max();
    assert!(longest.unwrap() < 200);
}

#[test]
fn front_matter_ends_at_a_limit() {
    refuses(format!("---\ntitle: {}\n---\n\nمتن\n", "ا".repeat(70_000)), "64 KiB");
}
