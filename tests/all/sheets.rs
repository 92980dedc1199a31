//! Sheets of pieces of a fixed size, measured in the file: labels against the sheets
//! that are sold, badges, postcards; and posters over several sheets.

use crate::support::Desk;
use bargeh::frame::{Face, ItemKind, Layout, Page, Print, Segment, Side};
use bargeh::impose::{Imposition, impose};
use bargeh::paper::parse_paper;
use bargeh::settings::{Binding, Duplex, Marks};
use bargeh::units::{Length, Point, Rect, Size};
use lopdf::Object;
use std::fmt::Write as _;

/// Millimetres of a number of points.
fn mm(points: f64) -> f64 {
    points / 72.0 * 25.4
}

/// A page of a file: its size, and its straight lines from the upper left corner, all in
/// millimetres.
struct Drawn {
    width: f64,
    height: f64,
    upright: Vec<f64>,
    level: Vec<f64>,
    /// Both ends of each level line, from the top to the bottom.
    ends: Vec<(f64, f64)>,
}

fn drawn(bytes: &[u8], page: u32) -> Drawn {
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let id = document.get_pages()[&page];
    let number = |object: &Object| f64::from(object.as_float().unwrap());
    let media = document.get_dictionary(id).unwrap().get(b"MediaBox").unwrap().as_array().unwrap();
    let (width, height) = (mm(number(&media[2])), mm(number(&media[3])));
    let content = lopdf::content::Content::decode(&document.get_page_content(id)).unwrap();
    let (mut upright, mut lines, mut from) = (Vec::new(), Vec::new(), None);
    for operation in &content.operations {
        let at = || (mm(number(&operation.operands[0])), height - mm(number(&operation.operands[1])));
        match operation.operator.as_str() {
            "m" => from = Some(at()),
            "l" => {
                let to = at();
                let from = from.take().unwrap_or(to);
                let (x, y) = ((from.0 - to.0).abs(), (from.1 - to.1).abs());
                if x < 0.01 && y > 1.0 {
                    upright.push(to.0);
                } else if y < 0.01 && x > 1.0 {
                    lines.push((to.1, (from.0.min(to.0), from.0.max(to.0))));
                }
            }
            _ => {}
        }
    }
    upright.sort_by(f64::total_cmp);
    lines.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (level, ends) = lines.into_iter().unzip();
    Drawn { width, height, upright, level, ends }
}

/// Both edges of so many cells; edges that coincide once, edges of the paper not at all.
fn edges(count: usize, first: f64, length: f64, pitch: f64, whole: f64) -> Vec<f64> {
    let mut edges: Vec<f64> = (0..count)
        .flat_map(|index| [first + pitch * index as f64, first + pitch * index as f64 + length])
        .filter(|edge| *edge > 1.0 && whole - edge > 1.0)
        .collect();
    edges.dedup_by(|a, b| (*a - *b).abs() < 0.05);
    edges
}

fn assert_near(found: &[f64], told: &[f64], what: &str) {
    let near = found.len() == told.len() && found.iter().zip(told).all(|(found, told)| (found - told).abs() < 0.1);
    assert!(near, "{what}: {found:.2?} is not {told:.2?}");
}

/// What is published of a sheet: columns and rows, a label, the first label's upper left
/// corner, and the pitch, in millimetres (Label Planet's tables for the A4 sheets of the
/// same numbers; for US sheets the inches of Avery's own templates).
type Published = (&'static str, (usize, usize), (f64, f64), (f64, f64), (f64, f64));
const PUBLISHED: &[Published] = &[
    ("L7160", (3, 7), (63.5, 38.1), (7.25, 15.15), (66.0, 38.1)),
    ("L7159", (3, 8), (63.5, 33.9), (7.25, 12.9), (66.0, 33.9)),
    ("L7161", (3, 6), (63.5, 46.6), (7.25, 8.7), (66.0, 46.6)),
    ("L7162", (2, 8), (99.1, 33.9), (4.65, 12.9), (101.6, 33.9)),
    ("L7163", (2, 7), (99.1, 38.1), (4.65, 15.15), (101.6, 38.1)),
    ("L7165", (2, 4), (99.1, 67.7), (4.65, 13.1), (101.6, 67.7)),
    ("L7173", (2, 5), (99.1, 57.0), (4.65, 6.0), (101.6, 57.0)),
    ("L7651", (5, 13), (38.1, 21.2), (4.75, 10.7), (40.6, 21.2)),
    ("L7654", (4, 10), (45.7, 25.4), (9.7, 21.5), (48.3, 25.4)),
    ("3474", (3, 8), (70.0, 37.0), (0.0, 0.5), (70.0, 37.0)),
    ("3475", (3, 8), (70.0, 36.0), (0.0, 4.5), (70.0, 36.0)),
    ("3490", (3, 8), (70.0, 36.0), (0.0, 4.5), (70.0, 36.0)),
    ("5160", (3, 10), (66.675, 25.4), (4.7625, 12.7), (69.85, 25.4)),
    ("5163", (2, 5), (101.6, 50.8), (3.969, 12.7), (106.363, 50.8)),
    ("5164", (2, 3), (101.6, 84.667), (3.969, 12.7), (106.363, 84.667)),
    ("5167", (4, 20), (44.45, 12.7), (7.144, 12.7), (52.388, 12.7)),
];

#[test]
fn labels_lie_where_they_lie_on_the_sheets_that_are_sold() {
    let desk = Desk::with("a.md", "سلام\n");
    for (name, (columns, rows), (width, height), (left, top), (x, y)) in PUBLISHED {
        let sheet = format!("labels:{name}");
        desk.run(&["a.md", "--sheet", &sheet, "--marks", "cut", "--no-title", "-q", "-o", "a.pdf"]).ok();
        let page = drawn(&desk.read("a.pdf"), 1);
        let (w, h) = if name.starts_with('5') { (215.9, 279.4) } else { (210.0, 297.0) };
        assert_near(&[page.width, page.height], &[w, h], name);
        assert_near(&page.upright, &edges(*columns, *left, *width, *x, w), name);
        assert_near(&page.level, &edges(*rows, *top, *height, *y, h), name);
    }
    // Measures of one's own, not in the middle, and on paper that lies.
    let own = "labels:2x3@80x50+5+10+20+15";
    desk.run(&["a.md", "--sheet", own, "--marks", "cut", "--no-title", "-q", "-o", "a.pdf"]).ok();
    let page = drawn(&desk.read("a.pdf"), 1);
    assert_near(&page.upright, &[15.0, 95.0, 100.0, 180.0], own);
    assert_near(&page.level, &[20.0, 70.0, 80.0, 130.0, 140.0, 190.0], own);
    desk.run(&["a.md", "--sheet", "labels:4x2@70x90", "--no-title", "-q", "-o", "a.pdf"]).ok();
    assert!(drawn(&desk.read("a.pdf"), 1).width > 296.0);
}

/// Labels of empty pages.
fn labels(sheet: &str, pages: usize, change: impl FnOnce(Imposition) -> Imposition) -> Print {
    let scheme: bargeh::settings::Scheme = sheet.parse().unwrap();
    let a4 = parse_paper("a4").unwrap();
    let imposition = change(Imposition::new(scheme, a4, None, Binding::Right));
    let page = Page { size: scheme.cell(a4, None).unwrap(), ..Page::default() };
    impose(Layout { pages: vec![page; pages], ..Layout::default() }, &imposition).unwrap().value
}

/// The pages of a side from the right and from above, `None` where there is none.
fn read(print: &Print, side: usize) -> Vec<Option<usize>> {
    let places = &print.sides[side].placements;
    let place = |column: usize, row: usize| {
        let (x, y) = (7.25 + 66.0 * (2 - column) as f64, 15.15 + 38.1 * row as f64);
        let near = |length: Length, at: f64| (length.to_mm() - at).abs() < 0.1;
        places.iter().find(|place| near(place.cell.origin.x, x) && near(place.cell.origin.y, y)).map(|place| place.page)
    };
    (0..7).flat_map(|row| (0..3).map(move |column| (column, row))).map(|(column, row)| place(column, row)).collect()
}

#[test]
fn labels_are_filled_from_the_right_and_a_sheet_begun_is_gone_on_with() {
    let filled = labels("labels:L7160", 30, |usual| Imposition { piece: Some(1), skip: 4, ..usual });
    assert_eq!(filled.sides.len(), 2);
    let first = read(&filled, 0);
    assert!(first[..4].iter().all(Option::is_none) && first[4..] == (0..17).map(Some).collect::<Vec<_>>(), "{first:?}");
    let second = read(&filled, 1);
    assert!(second[..13] == (17..30).map(Some).collect::<Vec<_>>() && second[13..].iter().all(Option::is_none));
    // The same message on all that are left.
    let same = labels("labels:L7160", 1, |usual| Imposition { skip: 20, ..usual });
    assert_eq!(read(&same, 0).iter().filter(|page| page.is_some()).count(), 1);
    // On the back the missing ones are at the other side.
    let both = labels("labels:L7160", 2, |usual| Imposition { skip: 1, duplex: Duplex::Long, ..usual });
    assert_eq!((both.sides.len(), both.sides[1].face), (2, Face::Back));
    assert!(read(&both, 0)[0].is_none() && read(&both, 1)[2].is_none() && read(&both, 1)[0] == Some(1));
}

#[test]
fn a_table_fills_labels_and_long_values_get_smaller_letters() {
    let desk = Desk::with("a.md", "---\ntitle: برچسب\ntheme: plain\n---\n**{{name}}**\\\n{{street}}\n");
    let mut table = "name,street\n".to_owned();
    for row in 1..=25 {
        let _ = writeln!(table, "مینا راد,کوچهٔ {row}");
    }
    let _ = writeln!(table, "آرش,\"{}\"", "خیابان درازِ درختان چنار، ".repeat(12));
    desk.write("t.csv", &table);
    let ran = desk.run(&["a.md", "--data", "t.csv", "--sheet", "labels:L7160", "-v", "-o", "a.pdf"]).ok();
    assert!(ran.stderr.contains("26 pages on 2 sheets, 16 panels left blank"), "{}", ran.stderr);
    let ran = desk
        .run(&["a.md", "--data", "t.csv", "--sheet", "labels:L7160", "--skip-labels", "5", "-v", "-o", "a.pdf"])
        .ok();
    assert!(ran.stderr.contains("26 pages on 2 sheets"), "{}", ran.stderr);
    desk.run(&["a.md", "--data", "t.csv", "--sheet", "labels:L7160", "--skip-labels", "21"]).ends(2).says("21 labels");
    desk.run(&["a.md", "--data", "t.csv", "--sheet", "copies:4", "--skip-labels", "2", "-o", "b.pdf"])
        .says("--skip-labels does nothing here");
    desk.run(&["a.md", "--data", "t.csv", "--sheet", "labels:L7106"]).ends(2).says("did you mean");
    desk.run(&["a.md", "--sheet", "labels:9x9@50x50"]).ends(2).says("450 × 450 mm");
    desk.write("long.md", format!("# نامه\n\n{}\n", "این متن بلند است. ".repeat(200)));
    desk.run(&["long.md", "--sheet", "labels:L7160"]).ends(1).says("even in letters of 6 pt");
    // A theme that fills its page first tries to, and is refused in the end as others are.
    desk.run(&["long.md", "--sheet", "labels:L7160", "--theme", "flyer"]).ends(1).says("does not fit 1 page");
}

#[test]
fn badges_are_ten_to_a_sheet_with_lines_to_cut() {
    let desk = Desk::with("a.md", "# مینا راد\n\nگروه ترجمه\n");
    desk.run(&["a.md", "--sheet", "badge", "-q", "-o", "a.pdf"]).ok();
    let page = drawn(&desk.read("a.pdf"), 1);
    assert_near(&page.upright, &[15.0, 105.0, 195.0], "badge");
    assert_near(&page.level, &[13.5, 67.5, 121.5, 175.5, 229.5, 283.5], "badge");
}

#[test]
fn badges_with_bleed_stay_on_the_paper_that_is_there() {
    let desk = Desk::with("a.md", "# مینا راد\n");
    for (sheet, pieces) in [("badge", 4), ("postcard", 2)] {
        // Both faces of a postcard, whose sheet is turned so that two fit.
        let ran = desk.run(&["a.md", "--sheet", sheet, "--bleed", "3", "-v", "-o", "a.pdf"]).ok();
        assert!(!ran.stderr.contains("larger than the paper"), "{sheet}: {}", ran.stderr);
        let page = drawn(&desk.read("a.pdf"), 1);
        assert_near(&[page.width.min(page.height), page.width.max(page.height)], &[210.0, 297.0], sheet);
        let rows = page.level.chunk_by(|a, b| b - a < 0.1).count();
        assert_eq!(rows, pieces * 2, "{sheet}: {:?}", page.level);
    }
}

#[test]
fn what_labels_cannot_follow_is_told() {
    let desk = Desk::with("a.md", "# مینا راد\n");
    let run = |flags: &[&str]| desk.run(&[&["a.md", "-o", "a.pdf", "--sheet"], flags].concat()).ok();
    run(&["labels:5160", "--sheet-paper", "a4"]).warns("--sheet-paper does nothing here");
    run(&["labels:5160", "--sheet-paper", "a4", "--ui", "fa"]).says("کاغذی با اندازهٔ خودشان");
    run(&["labels:5160", "--sheet-paper", "letter"]).silent();
    run(&["labels:3x7@63.5x38.1", "--sheet-paper", "letter"]).silent();
    for sheet in ["labels:5160", "badge", "postcard"] {
        run(&[sheet, "--landscape"]).warns("--landscape does nothing here");
        let turned = desk.read("a.pdf");
        run(&[sheet]).silent();
        assert!(turned == desk.read("a.pdf"), "{sheet}");
    }
    run(&["badge", "--paper", "a7", "--landscape"]).silent();
    desk.run(&["impose", "a.pdf", "--sheet", "labels:5160", "--sheet-paper", "a4", "-o", "b.pdf"])
        .ok()
        .warns("--sheet-paper does nothing here");
}

#[test]
fn the_list_of_sheets_is_in_both_languages() {
    let desk = Desk::new();
    assert!(desk.run(&["sheets"]).ok().out().contains("labels:L7160,J8160"));
    assert!(desk.run(&["sheets", "--ui", "fa"]).ok().out().contains("برگ برچسب"));
}

#[test]
fn postcards_have_the_address_behind_the_message() {
    let desk = Desk::with("a.md", "# سلام\n\nاز کنار دریا.\n");
    let ran = desk.run(&["a.md", "--sheet", "postcard", "-v", "-o", "a.pdf"]).ok();
    assert!(ran.stderr.contains("2 pages on 1 sheet"), "{}", ran.stderr);
    let bytes = desk.read("a.pdf");
    let (front, back) = (drawn(&bytes, 1), drawn(&bytes, 2));
    assert_near(&[front.width, front.height], &[297.0, 210.0], "a lying sheet");
    assert_near(&front.upright, &[148.5], "the cut in the middle");
    // On each of four cards: three lines for the sender and five for the address, and the
    // tops of a stamp and ten boxes for digits, whose other sides close their outlines.
    assert_eq!(back.level.len(), 4 * (3 + 5 + 1 + 10));
    desk.run(&["a.md", "--sheet", "postcard", "--duplex", "none", "-v", "-o", "a.pdf"]).ok().says("1 page on 1 sheet");
    desk.write("t.csv", "name\nمینا\nآرش\n");
    desk.write("b.md", "# {{name}}\n");
    let ran = desk.run(&["b.md", "--data", "t.csv", "--sheet", "postcard", "-v", "-o", "b.pdf"]).ok();
    assert!(ran.stderr.contains("4 pages on 1 sheet"), "{}", ran.stderr);
}

#[test]
fn stamp_and_sender_stand_where_the_post_looks_for_them() {
    let desk = Desk::with("fa.md", "از کنار دریا.\n");
    desk.write("en.md", "From the sea.\n");
    for (name, lang) in [("fa.md", "fa"), ("en.md", "en")] {
        let flags = [name, "--lang", lang, "--sheet", "postcard", "--sheet-paper", "a6", "-q", "-o", "a.pdf"];
        desk.run(&flags).ok();
        let back = drawn(&desk.read("a.pdf"), 2);
        let from = |x: f64| if lang == "fa" { x } else { back.width - x };
        let at = |index: usize| {
            let (a, b) = back.ends[index];
            [from(a).min(from(b)), from(a).max(from(b))]
        };
        // The stamp 8 mm from the edges, and the first of the sender's lines.
        assert_near(&[back.level[0]], &[8.0], lang);
        assert_near(&at(0), &[8.0, 32.0], lang);
        assert_near(&at(1), &[78.0, 140.0], lang);
        assert!(back.level[1] < 25.0, "{lang}: {:?}", back.level);
    }
}

// ---- Posters ----

const OVERLAP: f64 = 10.0;

fn poster(scheme: &str, binding: Binding, change: impl FnOnce(Imposition) -> Imposition) -> (Print, Size) {
    let a4 = parse_paper("a4").unwrap();
    let imposition = change(Imposition::new(scheme.parse().unwrap(), a4, None, binding));
    let size = imposition.cell(None, false).unwrap();
    let layout = Layout { pages: vec![Page { size, ..Page::default() }], ..Layout::default() };
    (impose(layout, &imposition).unwrap().value, size)
}

/// The part of the poster that a sheet shows, in the poster's own coordinates.
fn shown(side: &Side) -> Rect {
    let place = &side.placements[0];
    let origin = place.cell.origin;
    Rect::new(Point::new(place.clip.origin.x - origin.x, place.clip.origin.y - origin.y), place.clip.size)
}

#[test]
fn the_sheets_of_a_poster_show_all_of_it_and_neighbours_the_same_strip() {
    for (scheme, binding, bleed) in [
        ("tiles:2x3", Binding::Right, 0.0),
        ("tiles:3x2", Binding::Left, 0.0),
        ("tiles:a2", Binding::Right, 0.0),
        ("tiles:a1", Binding::Right, 3.0),
        ("tiles:1x2", Binding::Right, 5.0),
        ("tiles:500x700mm", Binding::Left, 0.0),
    ] {
        let bleed = Length::mm(bleed);
        let (print, size) = poster(scheme, binding, |usual| Imposition { bleed, ..usual });
        let (plan, sheets) = print.sides.split_last().unwrap();
        let mut rows: Vec<Vec<Rect>> = Vec::new();
        for (index, side) in sheets.iter().enumerate() {
            let part = shown(side);
            let label = match binding {
                Binding::Right => side.label.starts_with("ردیف"),
                Binding::Left => side.label.starts_with("row"),
            };
            assert!(label, "{scheme}: {}", side.label);
            if index == 0 || part.origin.y > rows.last().unwrap()[0].origin.y + Length::mm(1.0) {
                rows.push(Vec::new());
            }
            rows.last_mut().unwrap().push(part);
            // Everything is printed at its own size within what printers reach.
            assert!(side.placements[0].scale == 1.0 && side.placements[0].repeated);
            let [x, y] = [side.trim.origin.x, side.trim.origin.y];
            assert!(x >= Length::mm(9.99) && y >= Length::mm(9.99), "{scheme}");
            assert!(side.trim.right() <= side.media.width - Length::mm(9.99), "{scheme}");
        }
        // Put together from the first on: each shows where the one before ended, and 10
        // mm of that.
        let near = |a: Length, b: Length| (a - b).abs() < Length::mm(0.01);
        for row in &rows {
            assert_eq!(row.len(), rows[0].len());
            let mut across = row.clone();
            if binding == Binding::Right {
                across.reverse();
            }
            assert!(near(across[0].origin.x, -bleed), "{scheme}");
            assert!(near(across[across.len() - 1].right(), size.width + bleed), "{scheme}");
            for pair in across.windows(2) {
                assert!(near(pair[0].right() - pair[1].origin.x, Length::mm(OVERLAP)), "{scheme} {pair:?}");
            }
        }
        assert!(near(rows[0][0].origin.y, -bleed), "{scheme}");
        assert!(near(rows[rows.len() - 1][0].bottom(), size.height + bleed), "{scheme}");
        for pair in rows.windows(2) {
            assert!(near(pair[0][0].bottom() - pair[1][0].origin.y, Length::mm(OVERLAP)), "{scheme}");
        }
        // The plan shows the whole, and is what is read.
        let place = &plan.placements[0];
        assert!(!place.repeated && place.scale < 1.0, "{scheme}");
        assert!(near(place.cell.size.width, size.width * place.scale), "{scheme}");
    }
}

#[test]
fn posters_have_the_size_asked_for() {
    for (scheme, width, height) in
        [("tiles:a2", 420.0, 594.0), ("tiles:500x700mm", 500.0, 700.0), ("tiles:a0", 841.0, 1189.0)]
    {
        let (print, size) = poster(scheme, Binding::Right, |usual| usual);
        assert!(size == Size::mm(width, height), "{scheme} {size:?}");
        assert!(print.sides.len() > 4, "{scheme}");
    }
    // Two sheets of A4 beside each other, less edges of 10 mm and an overlap of 10.
    let (_, size) = poster("tiles:2x2", Binding::Right, |usual| usual);
    assert!((size.width.to_mm() - 370.0).abs() < 0.01 && (size.height.to_mm() - 544.0).abs() < 0.01, "{size:?}");
}

#[test]
fn marks_of_sheets_lie_outside_the_picture_and_those_of_the_poster_within() {
    let lines = |side: &Side| -> Vec<(Point, Point)> {
        let ends = |item: &bargeh::frame::Item| match &item.kind {
            ItemKind::Shape(shape) => match shape.path.0[..] {
                [Segment::Move(from), Segment::Line(to)] => Some((item.at + from, item.at + to)),
                _ => None,
            },
            _ => None,
        };
        side.marks.items.iter().filter_map(ends).collect()
    };
    let inside = |window: Rect, point: Point| {
        let near = window.grown(Length::mm(-0.1));
        point.x > near.origin.x && point.x < near.right() && point.y > near.origin.y && point.y < near.bottom()
    };
    let (print, _) = poster("tiles:2x2", Binding::Right, |usual| usual);
    for side in &print.sides[..4] {
        let lines = lines(side);
        assert!(lines.len() >= 8);
        for (from, to) in lines {
            assert!(!inside(side.trim, from) && !inside(side.trim, to), "{}", side.label);
        }
    }
    let marks = Marks { crop: true, ..Marks::default() };
    let (print, _) = poster("tiles:a2", Binding::Right, |usual| Imposition { marks, ..usual });
    let crops: usize = print.sides[..print.sides.len() - 1]
        .iter()
        .map(|side| {
            lines(side).into_iter().filter(|(from, to)| inside(side.trim, *from) || inside(side.trim, *to)).count()
        })
        .sum();
    // Two ticks at each of four corners; one may lie where two sheets show it.
    assert!((8..=16).contains(&crops), "{crops}");
}

#[test]
fn a_poster_of_a_message_or_of_any_file_is_one_sheet_after_another() {
    let desk = Desk::with("a.md", "# به خیابان بیایید\n\nپنج‌شنبه ساعت ۱۶\n");
    desk.run(&["a.md", "--theme", "poster", "--sheet", "tiles:a2", "-q", "-o", "a.pdf"]).ok();
    let pages = lopdf::Document::load_mem(&desk.read("a.pdf")).unwrap().get_pages().len();
    desk.run(&["a.md", "--theme", "poster", "-q", "-o", "b.pdf"]).ok();
    desk.run(&["impose", "b.pdf", "--sheet", "tiles:a2", "--binding", "right", "-o", "c.pdf"]).ok();
    assert_eq!(lopdf::Document::load_mem(&desk.read("c.pdf")).unwrap().get_pages().len(), pages);
    let page = drawn(&desk.read("c.pdf"), 1);
    assert_near(&[page.width.min(page.height), page.width.max(page.height)], &[210.0, 297.0], "paper");
    desk.run(&["a.md", "--sheet", "tiles:a0", "--sheet-paper", "a7"]).ends(2).says("sheets");
    desk.run(&["a.md", "--sheet", "tiles:2by2"]).ends(2).says("tiles:2x3");
    desk.write("many.md", "متن\n\n::: pagebreak\n:::\n\n".repeat(12));
    desk.run(&["many.md", "--sheet", "tiles:16x16"]).ends(2).says("more than 2000 sheets");
}

// ---- The printer ----

#[test]
fn the_test_of_a_printer_has_true_frames_and_scales_on_both_faces() {
    let desk = Desk::new();
    desk.run(&["sheets", "--test-print"]).ok();
    desk.run(&["sheets", "--test-print", "--sheet-paper", "297x210mm", "-o", "b.pdf"]).ok();
    for (file, (width, height)) in [("test-print.pdf", (210.0, 297.0)), ("b.pdf", (297.0, 210.0))] {
        let bytes = desk.read(file);
        assert_eq!(lopdf::Document::load_mem(&bytes).unwrap().get_pages().len(), 2);
        for page in [1, 2] {
            let page = drawn(&bytes, page);
            assert_near(&[page.width, page.height], &[width, height], file);
            for number in -15..=15 {
                let is_there =
                    |lines: &[f64], at: f64| lines.iter().filter(|line| (*line - at).abs() < 0.02).count() >= 2;
                assert!(is_there(&page.upright, width / 2.0 + f64::from(number)), "{file} {number}");
                assert!(is_there(&page.level, height / 2.0 + f64::from(number)), "{file} {number}");
            }
        }
    }
}

#[test]
fn backs_are_shifted_and_fronts_are_not() {
    let cells = |shift: Point, duplex: Duplex| {
        let scheme = "grid:2x2".parse().unwrap();
        let a4 = parse_paper("a4").unwrap();
        let usual = Imposition::new(scheme, a4, None, Binding::Right);
        let imposition =
            Imposition { duplex, back_shift: shift, marks: Marks { crop: true, ..Marks::default() }, ..usual };
        let page = Page { size: scheme.cell(a4, None).unwrap(), ..Page::default() };
        let print = impose(Layout { pages: vec![page; 8], ..Layout::default() }, &imposition).unwrap().value;
        let first = |side: Side| [side.placements[0].cell.origin, side.marks.items[0].at];
        print.sides.into_iter().map(first).collect::<Vec<_>>()
    };
    for duplex in [Duplex::Long, Duplex::Short, Duplex::Manual] {
        let (plain, moved) = (cells(Point::ZERO, duplex), cells(Point::new(Length::mm(1.5), Length::mm(-0.5)), duplex));
        assert_eq!(plain[0], moved[0]);
        for (plain, moved) in plain[1].into_iter().zip(moved[1]) {
            assert!((moved.x - plain.x).is_near(Length::mm(1.5)) && (moved.y - plain.y).is_near(Length::mm(-0.5)));
        }
    }
    Desk::with("a.md", "سلام\n")
        .run(&["a.md", "--sheet", "badge", "--back-shift", "1"])
        .ends(2)
        .says("such as 1.5,-0.5");
    for shift in ["-1.5,0.5", "\u{2212}1.5,0.5", "۱٫۵،-۰٫۵"] {
        Desk::with("a.md", "سلام\n").run(&["a.md", "--sheet", "badge", "--back-shift", shift]).ok();
    }
}
