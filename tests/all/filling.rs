//! How pages are filled: no rest on a last page, no holes, covers and backs.

use crate::layout::{Job, lines};
use bargeh::convert::{Products, Request, convert};
use bargeh::frame::{ItemKind, Layout};
use bargeh::read::{ReadOptions, read};
use bargeh::resources::Memory;
use bargeh::settings::{InputFormat, OutputFormat, Settings};
use bargeh::theme::Theme;
use bargeh::units::Length;
use std::collections::BTreeMap;

fn case(name: &str) -> String {
    std::fs::read_to_string(format!("tests/data/cases/{name}.md")).unwrap()
}

fn converted(text: &str, keys: &[(&str, &str)]) -> Products {
    let input = read(text.as_bytes(), &ReadOptions::new(InputFormat::Markdown, "پیام.md")).unwrap().value;
    let mut settings = Settings::default();
    for (key, value) in keys {
        settings.set(key, value).unwrap();
    }
    let request = Request { settings: settings.or(input.settings), formats: vec![OutputFormat::Pdf], modified: None };
    convert(input.document, &request, &Memory::default(), &mut |_| {}).unwrap().value
}

/// Which share of the page's height the words of a page reach down to.
fn filled(layout: &Layout, page: usize) -> f64 {
    let page = &layout.pages[page];
    let foot = page.size.height * 0.93;
    let lowest = lines(&page.frame).iter().map(|(at, _)| at.y).filter(|y| *y < foot).max();
    lowest.map_or(0.0, |y| y.ratio(page.size.height))
}

const SENTENCE: &str = "این سطر از متنی است که برای آزمودن صفحه‌ها نوشته شده است و چیزی دیگر نمی‌گوید. ";

#[test]
fn a_call_to_a_rally_fills_two_pages() {
    let made = converted(&case("a_rally"), &[("theme", "leaflet")]);
    assert_eq!(made.pages, Some(2));
    assert!(made.fitted.is_none_or(|fitted| !fitted.asked), "nobody asked");
    // Letters that were asked for stay as they are.
    let told = converted(&case("a_rally"), &[("theme", "leaflet"), ("font-size", "11")]);
    assert!(told.fitted.is_none_or(|fitted| fitted.size.to_pt() == 11.0));
}

#[test]
fn no_last_page_is_a_rest() {
    let mut seen = [0; 5];
    for count in 2..26 {
        let paragraphs: String = (0..count).map(|index| SENTENCE.repeat(2 + index % 4) + "\n\n").collect();
        let text = format!("# فراخوان\n\n{paragraphs}::: contact\nتماس با ما:\nexample.org\n:::\n");
        let layout = Job::markdown(&text, "plain").set();
        let pages = layout.pages.len();
        seen[pages.min(4)] += 1;
        let last = filled(&layout, pages - 1);
        assert!(pages == 1 || last >= 0.25, "{count} paragraphs: {pages} pages, the last filled to {last:.2}");
        // Where the contact block stands at the foot, the lines above it count.
        let layout = Job::markdown(&text, "leaflet").set();
        let last = layout.pages.last().map_or(0, |page| lines(&page.frame).len());
        assert!(layout.pages.len() == 1 || last >= 9, "{count} paragraphs: {last} lines on the last page");
    }
    assert!(seen[1] > 0 && seen[2] > 2 && seen[3] > 2, "{seen:?}");
}

#[test]
fn a_picture_leaves_no_hole() {
    for before in 1..12 {
        let mut text = SENTENCE.repeat(3) + "\n\n";
        text = text.repeat(before) + "![شکل](dot.png \"شرح شکل\")\n\n" + &text.repeat(8);
        let layout = Job::markdown(&text, "plain").set();
        for page in 0..layout.pages.len() - 1 {
            assert!(filled(&layout, page) > 0.62, "{before}: page {page} is filled to {}", filled(&layout, page));
        }
    }
}

#[test]
fn a_folded_sheet_has_a_cover_and_a_back_and_no_blank_panel() {
    let made = converted(&case("e_trifold"), &[("sheet", "trifold")]);
    assert_eq!((made.pages, made.sheets.unwrap().blank), (Some(6), 0));
    let mut job = Job::markdown(&case("e_trifold"), "leaflet").page(99.0, 210.0, 9.0);
    job.options.panels = Some(6);
    let layout = job.set();
    assert_eq!(layout.pages.len(), 6);
    let words = |page: usize| -> String {
        lines(&layout.pages[page].frame).iter().map(|(_, line)| line.text.as_str()).collect::<Vec<_>>().join(" ")
    };
    assert!(words(0).contains("حقوق شما") && !words(0).contains("خیابان"), "the cover: {}", words(0));
    for page in 1..6 {
        assert!(words(page).split_whitespace().count() > 4, "panel {page}: {}", words(page));
    }
    for page in 0..6 {
        // A folio would stand in the margin of 9 mm below the text.
        let foot = layout.pages[page].size.height - Length::mm(9.0);
        assert!(lines(&layout.pages[page].frame).iter().all(|(at, _)| at.y <= foot), "no folios");
    }
}

#[test]
fn base_lines_are_level_across_columns() {
    let text =
        (0..14).map(|index| format!("## سر {index}\n\n{}\n\n- یک\n- دو\n\n", SENTENCE.repeat(3))).collect::<String>();
    for theme in ["leaflet", "plain"] {
        let mut job = Job::markdown(&text, theme).page(210.0, 297.0, 18.0);
        job.geometry.columns = 2;
        let layout = job.set();
        let mut downs: BTreeMap<bool, Vec<f64>> = BTreeMap::new();
        for (at, line) in lines(&layout.pages[0].frame) {
            if line.text.starts_with("این سطر") || line.text.contains("نوشته") {
                downs.entry(at.x.to_mm() > 105.0).or_default().push(at.y.to_pt());
            }
        }
        let grid = job.options.size.to_pt() * Theme::builtin(theme).unwrap().leading;
        let [left, right] = [&downs[&false], &downs[&true]];
        for y in left {
            let nearest = right.iter().map(|other| (other - y).abs()).fold(f64::MAX, f64::min);
            assert!(nearest < 0.6 || nearest > grid * 0.9, "{theme}: {nearest} pt apart");
        }
    }
}

#[test]
fn codes_are_as_large_as_their_paper_is_far_away() {
    let side = |width: f64, height: f64| {
        let layout = Job::markdown("::: qr\nhttps://example.org/ketab\n:::\n", "plain").page(width, height, 12.0).set();
        let shapes = layout.pages[0].frame.items.iter().filter_map(|item| match &item.kind {
            ItemKind::Shape(shape) if shape.path.0.len() > 100 => Some(shape),
            _ => None,
        });
        let words: String = lines(&layout.pages[0].frame).iter().map(|(_, line)| line.text.clone()).collect();
        assert!(words.contains("example.org/ketab") && !words.contains("https"), "{words}");
        let xs: Vec<f64> = shapes
            .flat_map(|shape| &shape.path.0)
            .filter_map(|segment| match segment {
                bargeh::frame::Segment::Move(point) | bargeh::frame::Segment::Line(point) => Some(point.x.to_mm()),
                _ => None,
            })
            .collect();
        xs.iter().copied().fold(0.0, f64::max) - xs.iter().copied().fold(f64::MAX, f64::min)
    };
    for (paper, symbol) in
        [((105.0, 148.0), 20.0), ((148.0, 210.0), 26.0), ((210.0, 297.0), 35.0), ((297.0, 420.0), 70.0)]
    {
        let found = side(paper.0, paper.1);
        assert!((found - symbol).abs() < symbol * 0.1, "{paper:?}: {found}");
    }
}
