//! Tables without rules and tags, known by where their cells stand; and what stands below and
//! beside each other without being one.

use super::producers::{prose, untagged};
use super::{SAME, codes, line, markdown, own, page, reversed};

/// How a table begins in Markdown.
const TABLE: &str = "\n| --";

/// Rows of cells.
type Cells<'c> = &'c [&'c [&'c str]];

/// Persian words whose right end is at `x`, as most programs store them.
fn cell(text: &str, x: f64, y: i32) -> String {
    let seen: String = text.split(' ').rev().map(turned).collect::<Vec<_>>().join(" ");
    let left = x - 6.0 * seen.chars().count() as f64;
    format!("BT /F 12 Tf 1 0 0 1 {left} {y} Tm <{}> Tj ET\n", codes(&seen))
}

/// A word as it is seen: numbers and Latin run from the left.
fn turned(word: &str) -> String {
    let is_left = |letter: char| letter.is_ascii() || matches!(letter, '۰'..='۹');
    if word.starts_with(is_left) && word.chars().all(|c| is_left(c) || c == '٬') {
        word.to_owned()
    } else {
        reversed(word)
    }
}

/// Rows of cells whose right ends are at these places, the first row at this height.
fn rows(rows: Cells<'_>, places: &[f64], top: i32, pitch: i32) -> String {
    let row = |(at, row): (i32, &&[&str])| {
        row.iter().zip(places).map(|(text, x)| cell(text, *x, top - pitch * at)).collect::<String>()
    };
    (0..).zip(rows).map(row).collect()
}

fn read_rows(cells: Cells<'_>, places: &[f64]) -> String {
    markdown(&page(&rows(cells, places, 340, 20), Some(SAME)))
}

const GARDEN: &str = "# باغچه\n\nدر این باغچه چند گیاه می‌کاریم و اندازهٔ هر کدام را در جدول زیر نوشته‌ایم تا کسی فراموش نکند.\n\n\
    | گیاه | فاصله | عمق | شمار |\n|---|---|---|---|\n| ریحان | ۱۵ سانتی‌متر | ۱ سانتی‌متر | ۶ بوته |\n\
    | گوجه‌فرنگی | ۵۰ سانتی‌متر | ۲ سانتی‌متر | ۴ بوته |\n| جعفری | ۱۰ سانتی‌متر | ۱ سانتی‌متر | ۸ بوته |\n\
    | نعنا | ۲۰ سانتی‌متر | ۳ سانتی‌متر | ۵ بوته |\n\nآب را هر بامداد می‌دهیم و علف‌ها را هر هفته می‌چینیم، پیش از آن که بزرگ شوند و جای دیگران را بگیرند.\n";

#[test]
fn tables_of_our_own_come_back_without_tags() {
    for theme in ["plain", "leaflet", "book"] {
        let text = markdown(&untagged(&own(GARDEN, &[("paper", "a5"), ("theme", theme)])));
        for part in [
            "| گیاه | فاصله | عمق | شمار |",
            "| گوجه‌فرنگی | ۵۰ سانتی‌متر | ۲ سانتی‌متر | ۴ بوته |",
            "| نعنا | ۲۰ سانتی‌متر | ۳ سانتی‌متر | ۵ بوته |",
            "\nآب را هر بامداد می‌دهیم",
            "فراموش نکند.\n",
        ] {
            assert!(text.contains(part), "{theme}: {part:?} is not in\n{text}");
        }
    }
}

#[test]
fn a_cell_of_several_lines_is_one() {
    let source = "متن پیش از جدول که در آن چند کلمه آمده است و جدول را می‌شناساند.\n\n\
        | نشانی | روز | تلفن |\n|---|---|---|\n| تهران، خیابان انقلاب اسلامی، کوچهٔ بهار، شمارهٔ پنج | ۱۲ مهر | ۸۸۹۹۷۷۶۶ |\n\
        | شیراز | ۱۴ مهر | ۳۲۳۳۴۴۵۵ |\n| اصفهان، خیابان چهارباغ، کوچهٔ گل‌ها، ساختمان آبی | ۲۰ مهر | ۳۶۶۵۵۴۴۳ |\n\
        | تبریز | ۲۲ مهر | ۳۵۵۴۴۳۳۲ |\n";
    let text = markdown(&untagged(&own(source, &[("paper", "a6"), ("theme", "plain")])));
    for part in ["کوچهٔ بهار، شمارهٔ پنج | ۱۲ مهر | ۸۸۹۹۷۷۶۶ |", "| شیراز | ۱۴ مهر | ۳۲۳۳۴۴۵۵ |", "| تبریز | ۲۲ مهر |"]
    {
        assert!(text.contains(part), "{part:?} is not in\n{text}");
    }
}

#[test]
fn columns_of_cells_are_tables_by_a_head_or_by_their_kinds() {
    let places = [380.0, 260.0, 120.0];
    // A name above numbers.
    let text = read_rows(&[&["کالا", "شهر", "بها"], &["سیب", "دماوند", "۵۰۰"], &["انار", "ساوه", "۲۰۰"]], &places);
    assert!(text.contains("| کالا | شهر | بها |\n| --"), "{text}");
    assert!(text.ends_with("| انار | ساوه | ۲۰۰ |\n"), "{text}");
    // Numbers beside words, without a head; a cell is empty.
    let text = read_rows(&[&["سیب", "دماوند", "۵۰۰"], &["انار", "", "۲۰۰"], &["گردو", "تویسرکان", "۹۰۰"]], &places);
    assert!(text.contains("| سیب | دماوند | ۵۰۰ |") && text.contains("| انار |  | ۲۰۰ |"), "{text}");
    // Two columns of two languages.
    let words: [&[&str]; 4] = [&["کتاب", "book"], &["خانه", "house"], &["درخت", "tree"], &["آب", "water"]];
    let title = line(&reversed("واژه‌های تازهٔ این درس را بخوانید و بنویسید"), 390);
    let text = markdown(&page(&(title + &rows(&words, &[380.0, 250.0], 340, 20)), Some(SAME)));
    assert!(text.contains("| درخت | tree |"), "{text}");
    // What follows it is no cell.
    let below = line(&reversed("این جدول در نشست بهار تصویب شد"), 240);
    let cells = rows(&[&["سیب", "دماوند", "۵۰۰"], &["انار", "ساوه", "۲۰۰"], &["گردو", "قم", "۹۰۰"]], &places, 340, 20);
    let text = markdown(&page(&(cells + &below), Some(SAME)));
    assert!(text.contains("| گردو | قم | ۹۰۰ |\n\nاین جدول"), "{text}");
}

#[test]
fn what_stands_in_line_without_being_a_table_stays_text() {
    let wide = [380.0, 120.0];
    let near = [380.0, 360.0];
    let three = [380.0, 260.0, 120.0];
    let cases: [(&str, Cells<'_>, &[f64]); 9] = [
        ("contents", &[&["پیش‌گفتار", "۳"], &["باغ", "۱۲"], &["آب و خاک", "۴۰"], &["پایان", "۷۷"]], &wide),
        (
            "counted contents",
            &[&["۱", "باغ", "۳"], &["۲", "خاک", "۱۲"], &["۳", "آب", "۴۰"], &["۴", "باد", "۷۷"]],
            &three,
        ),
        (
            "signatures",
            &[&["با احترام", "با سپاس", "با درود"], &["علی", "مینا", "رضا"], &["مدیر", "معاون", "ناظر"]],
            &three,
        ),
        (
            "letter head",
            &[&["شرکت آب", "تاریخ: ۱۴۰۳"], &["بخش ساخت", "شماره: ۱۲"], &["دفتر", "پیوست: ۲"], &["تهران", "کد: ۴"]],
            &wide,
        ),
        ("dates beside names", &[&["شرکت آب", "۱۴۰۳"], &["بخش ساخت", "۱۲۵"], &["دفتر", "۲۲"]], &wide),
        ("list", &[&["۱", "نان تازه"], &["۲", "پنیر و گردو"], &["۳", "سبزی"], &["۴", "چای"]], &near),
        ("marked list", &[&["(الف", "نان"], &["(ب", "پنیر"], &["(پ", "سبزی"], &["(ت", "۴ لیوان چای"]], &[380.0, 340.0]),
        ("index", &[&["آب ۱۲", "خاک ۴"], &["باد ۳", "دریا ۷"], &["باغ ۲", "رود ۸"], &["بید ۹", "زمین ۶"]], &wide),
        (
            "names",
            &[&["علی", "مینا", "رضا"], &["سارا", "بهار", "کاوه"], &["آرش", "نادر", "لیلا"], &["بابک", "مریم", "زهره"]],
            &three,
        ),
    ];
    for (name, cells, places) in cases {
        let text = read_rows(cells, places);
        assert!(!text.contains(TABLE) && text.contains(cells[2][0].trim_matches('(')), "{name}: {text}");
    }
}

#[test]
fn prose_verse_lists_and_contents_are_no_tables() {
    let prose = prose();
    let verse = "::: poem\nبشنو از نی چون حکایت می‌کند / از جدایی‌ها شکایت می‌کند\n\
        کز نیستان تا مرا ببریده‌اند / در نفیرم مرد و زن نالیده‌اند\nسینه خواهم شرحه شرحه از فراق / تا بگویم شرح درد اشتیاق\n\
        هر کسی کو دور ماند از اصل خویش / باز جوید روزگار وصل خویش\n:::\n";
    let list: String = (1..=12).map(|at| format!("{at}. کار شمارهٔ {}\n", at * 7)).collect();
    let chapters: String = (1..=8)
        .map(|at| format!("# بخش {}\n\n{}\n\n", "بهار ".repeat(at % 3 + 1), "واژه‌های این بند. ".repeat(30)))
        .collect();
    for (name, source, settings) in [
        ("columns", prose.as_str(), [("columns", "2"), ("paper", "a4")]),
        ("narrow columns", &prose, [("columns", "4"), ("paper", "a4")]),
        ("verse", verse, [("theme", "poetry"), ("paper", "a5")]),
        ("plain verse", verse, [("theme", "plain"), ("paper", "a5")]),
        ("list", &list, [("theme", "plain"), ("paper", "a5")]),
        ("contents", &chapters, [("toc", "true"), ("theme", "book")]),
    ] {
        let text = markdown(&untagged(&own(source, &settings)));
        assert!(!text.contains(TABLE) && text.len() > 200, "{name}: {text}");
    }
}
