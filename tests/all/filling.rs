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

/// The pages on which lines with these words stand.
fn pages_of(layout: &Layout, words: &str) -> Vec<usize> {
    let has = |page: &bargeh::frame::Page| lines(&page.frame).iter().any(|(_, line)| line.text.contains(words));
    (0..layout.pages.len()).filter(|&page| has(&layout.pages[page])).collect()
}

#[test]
fn what_is_read_at_one_glance_is_on_one_page() {
    let told = "نشانه‌ای که نباید پاره شود و باید یکجا بماند ".repeat(5);
    let title = format!("# {}\n\nمتن\n", "نشانه‌ای دراز برای آزمون ".repeat(4));
    for theme in ["plain", "leaflet", "card", "flyer"] {
        for before in 0..14 {
            let filler = format!("{SENTENCE}\n\n").repeat(before);
            for block in [
                format!("::: box\n{told}\n:::\n"),
                format!("::: slogan\n{}\n:::\n", "نشانه‌ای که باید یکجا بماند ".repeat(3)),
                format!("## {}\n\nمتن\n", "نشانه‌ای که باید یکجا بماند ".repeat(3)),
                "::: contact\nنشانه‌ها:\n\nنشانهٔ یک\n\nنشانهٔ دو\n:::\n".to_owned(),
            ] {
                let mut job = Job::markdown(&format!("{filler}{block}\n{}", SENTENCE.repeat(4)), theme);
                job.theme.fill = false;
                let layout = job.page(108.0, 135.0, 9.0).set();
                assert_eq!(pages_of(&layout, "نشانه").len(), 1, "{theme}, {before} before: {block}");
            }
        }
        let layout = Job::markdown(&format!("{title}\n{}", SENTENCE.repeat(30)), theme).page(108.0, 135.0, 9.0).set();
        assert_eq!(pages_of(&layout, "نشانه"), [0], "{theme}");
    }
    // What no page can hold is divided.
    let layout = Job::markdown(&format!("متن\n\n::: box\n{}\n:::\n", told.repeat(30)), "plain").set();
    assert!(pages_of(&layout, "نشانه").len() > 1);
    assert_eq!(pages_of(&layout, "متن"), [0]);
}

#[test]
fn stanzas_are_not_torn() {
    let stanza = "نشانه در مصراع یکم این بند / و مصراع دوم آن\n".repeat(4);
    let free = "نشانه\nسطری دیگر از نشانه است که بلند است و باز هم بلندتر می‌شود\nنشانه\n";
    for (verse, before) in
        [(stanza.as_str(), 0..22), (free, 0..22)].into_iter().flat_map(|(v, r)| r.map(move |b| (v, b)))
    {
        let text = format!("{}\n::: poem\n{verse}\nبندی / دیگر\n:::\n", "سطر\n\n".repeat(before));
        let layout = Job::markdown(&text, "plain").page(105.0, 148.0, 12.0).set();
        assert_eq!(pages_of(&layout, "نشانه").len(), 1, "{before} lines before");
    }
}

#[test]
fn pictures_become_smaller_where_a_theme_has_one_page() {
    for (theme, width, height) in [("placard", 420.0, 297.0), ("poster", 297.0, 420.0), ("flyer", 105.0, 148.0)] {
        for cry in ["همه بیایید!", "خیابان را پس می‌گیریم!", "نان، کار، آزادی"]
        {
            let text = format!(
                "# شهر از آن ماست\n\n![منظره](dot.png){{width=380mm}}\n\n::: slogan\n{cry}\n:::\n\n\
                 **جمعه، ساعت ۱۰ صبح**\n\nاز میدان تا پارک ساحلی\n\n::: contact\nexample.org\n:::\n"
            );
            let margin = Theme::builtin(theme).unwrap().page.margins.top.to_mm();
            let layout = Job::markdown(&text, theme).page(width, height, margin).set();
            assert_eq!(layout.pages.len(), 1, "{theme}: {cry}");
            let body = lines(&layout.pages[0].frame).iter().find(|(_, line)| line.text.contains("پارک")).unwrap().1;
            let size = body.runs[0].size.ratio(Theme::builtin(theme).unwrap().size);
            assert!(size >= 0.69, "{theme}: letters shrink to {size:.2} before the picture does");
        }
    }
}

/// The widths of the lines of a poem, and whether any letter in it is stretched.
fn verse(text: &str) -> (Vec<f64>, bool) {
    let layout = Job::markdown(&format!("::: poem\n{text}:::\n"), "plain").set();
    let found = lines(&layout.pages[0].frame);
    let verse = || found.iter().filter(|(_, line)| line.text.trim().chars().count() > 3);
    let stretched =
        verse().any(|(_, line)| line.runs.iter().flat_map(|run| &run.glyphs).any(|glyph| glyph.stretch.get() > 0.0));
    (verse().map(|(_, line)| crate::layout::width(line)).collect(), stretched)
}

#[test]
fn a_poem_is_justified_as_a_whole_or_not_at_all() {
    let long = "بشنو این نی چون شکایت می‌کند از روزگار";
    let (widths, _) = verse(&format!("{long} / {long}\n{long} / بشنو این نی چون شکایت می‌کند از ما\n").repeat(3));
    let [least, most] = [f64::min, f64::max].map(|of| widths.iter().copied().reduce(of).unwrap());
    assert!(most - least < 1.0, "{widths:?}");
    let (widths, stretched) = verse(&format!("{long} / بشنو این نی\n{long} / از نی شنو\n").repeat(3));
    let [least, most] = [f64::min, f64::max].map(|of| widths.iter().copied().reduce(of).unwrap());
    assert!(least < most * 0.6 && !stretched, "{widths:?}");
}

#[test]
fn a_book_has_an_imprint_and_contents_on_pages_of_their_own() {
    let chapters: String = (1..9).map(|index| format!("# بخش {index}\n\n{}\n\n", SENTENCE.repeat(30))).collect();
    let set = |facts: &str| {
        let text = format!("---\ntitle: سبزی در بالکن\nauthor: باغبانان\n{facts}---\n\n::: toc\n:::\n\n{chapters}");
        Job::markdown(&text, "book").set()
    };
    let layout = set("publisher: نشر آزمون\nlicense: بازنشر آزاد است\n");
    assert_eq!(pages_of(&layout, "نشر آزمون"), [1], "on the back of the title page");
    let low = lines(&layout.pages[1].frame).iter().map(|(at, _)| at.y).min().unwrap();
    assert!(low > layout.pages[1].size.height * 0.6, "at its foot");
    let begins = |layout: &Layout, page: usize| lines(&layout.pages[page].frame)[0].1.text.clone();
    assert!(begins(&layout, 3).starts_with("بخش"), "the first chapter: {}", begins(&layout, 3));
    assert!(lines(&layout.pages[2].frame).iter().filter(|(_, line)| line.text.starts_with("بخش")).count() >= 8);
    let bare = set("");
    assert!(pages_of(&bare, "نشر آزمون").is_empty() && begins(&bare, 2).starts_with("بخش"));
}

/// Left and right edge of the dark modules of a page's code, in millimetres.
fn modules(layout: &Layout) -> [f64; 2] {
    let mut edges = layout.pages[0].frame.items.iter().filter_map(|item| match &item.kind {
        ItemKind::Shape(shape) if shape.path.0.len() > 100 => {
            let xs = shape.path.0.iter().filter_map(|segment| match segment {
                bargeh::frame::Segment::Move(point) | bargeh::frame::Segment::Line(point) => {
                    Some((item.at.x + point.x).to_mm())
                }
                _ => None,
            });
            Some(xs.fold([f64::MAX, 0.0], |[least, most], x| [least.min(x), most.max(x)]))
        }
        _ => None,
    });
    edges.next_back().unwrap()
}

#[test]
fn codes_stand_where_the_text_begins() {
    let qr = "::: qr\nhttps://example.org/ketab\n:::\n";
    let layout = Job::markdown(&format!("متن\n\n{qr}"), "flyer").page(105.0, 148.0, 12.0).set();
    assert!((modules(&layout)[1] - 93.0).abs() < 0.1, "{:?}", modules(&layout));
    // Beside the lines of a contact block it stands at the other edge.
    let layout =
        Job::markdown(&format!("متن\n\n::: contact\nتلفن: ۰۹۱۲\n{qr}:::\n"), "plain").page(148.0, 210.0, 12.0).set();
    assert!((modules(&layout)[0] - 12.0).abs() < 0.1, "{:?}", modules(&layout));
}

#[test]
fn a_point_stands_between_a_latin_name_and_a_year() {
    let text = "---\ntitle: گزارش\nauthor: انجمن Rood\ndate: 2024\n---\n\nمتن\n";
    let layout = Job::markdown(text, "plain").set();
    let found = lines(&layout.pages[0].frame);
    let line = found.iter().find(|(_, line)| line.text.contains("Rood")).unwrap().1;
    let at = |word: &str| {
        let start = line.text.find(word).unwrap();
        line.runs.iter().position(|run| run.range.contains(&start)).unwrap()
    };
    assert!(at("2024") < at("·") && at("·") < at("Rood"), "from the right: name, point, date: {:?}", line.text);
}

#[test]
fn free_verse_is_a_block_in_the_middle_where_poems_are_centred() {
    let text = "::: poem\nباران\nبر شیشه می‌نویسد\nو هیچ‌کس نمی‌داند\n:::\n";
    let layout = Job::markdown(text, "poetry").set();
    let page = &layout.pages[0];
    let margins = Theme::builtin("poetry").unwrap().page.margins;
    let found = lines(&page.frame);
    let verse: Vec<_> = found.iter().filter(|(_, line)| line.text.trim().chars().count() > 3).collect();
    let right = |(at, line): &(bargeh::units::Point, &bargeh::frame::Line)| at.x.to_pt() + crate::layout::width(line);
    assert!(verse.iter().all(|line| (right(line) - right(verse[0])).abs() < 4.0), "one edge");
    let left = verse.iter().map(|(at, _)| at.x.to_pt()).fold(f64::MAX, f64::min);
    let (before, after) = (left, page.size.width.to_pt() - right(verse[0]));
    let skew = (margins.outer - margins.inner).to_pt().abs();
    assert!((before - after).abs() < skew + 6.0, "{before} and {after}");
}

#[test]
fn a_cry_at_the_end_is_not_alone_with_the_address() {
    let (mut parted, mut seen) = (0, 0);
    for theme in ["book", "flyer", "leaflet"] {
        for count in 1..40 {
            let filler = (0..count).map(|index| SENTENCE.repeat(1 + index % 3) + "\n\n").collect::<String>();
            let text = format!("# فراخوان\n\n{filler}::: slogan\nهمه بیایید!\n:::\n\n::: contact\nexample.org\n:::\n");
            let mut job = Job::markdown(&text, theme).page(105.0, 148.0, 9.0);
            job.theme.fill = false;
            let layout = job.set();
            let last = layout.pages.last().map(|page| lines(&page.frame)).unwrap_or_default();
            if layout.pages.len() < 2 {
                continue;
            }
            seen += 1;
            parted += usize::from(last.first().is_some_and(|(_, line)| line.text.contains("همه بیایید")));
        }
    }
    assert!(seen > 60 && parted * 30 < seen, "{parted} of {seen}");
}

#[test]
fn a_line_of_a_list_is_not_alone_on_a_page() {
    for theme in ["plain", "leaflet", "flyer"] {
        for before in 0..20 {
            let text = format!("{}## سر\n\n- یک\n- دو\n- نشانه\n\n{SENTENCE}\n", "سطر\n\n".repeat(before));
            let mut job = Job::markdown(&text, theme).page(105.0, 148.0, 12.0);
            job.theme.fill = false;
            let layout = job.set();
            let first = |page: &bargeh::frame::Page| lines(&page.frame).first().map(|(_, line)| line.text.clone());
            let begins: Vec<_> = layout.pages.iter().filter_map(first).collect();
            assert!(!begins.iter().any(|text| text.contains("نشانه")), "{theme}, {before} before: {begins:?}");
        }
    }
}
