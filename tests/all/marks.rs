//! The marks people type in Markdown, web pages and plain text, as a reader of
//! the book meets them, and tables on the page.

use crate::support::Desk;
use bargeh::convert::{Request, convert};
use bargeh::document::{Block, BlockKind};
use bargeh::read::{ReadOptions, read};
use bargeh::resources::Memory;
use bargeh::settings::{InputFormat, OutputFormat, Settings};
use std::io::Read;

/// The body of the book's text, without line ends, and the codes of warnings.
fn book(text: &str, format: InputFormat) -> (String, Vec<&'static str>) {
    let mut options = ReadOptions::new(format, "پیام");
    options.lang = Some("fa".parse().unwrap());
    let read = read(text.as_bytes(), &options).unwrap();
    let request = Request { settings: Settings::default(), formats: vec![OutputFormat::Epub], modified: None };
    let made = convert(read.value.document, &request, &Memory::default(), &mut |_| {}).unwrap();
    let codes = read.warnings.iter().chain(&made.warnings).map(|warning| warning.code).collect();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&made.value.files[0].bytes)).unwrap();
    let mut names: Vec<String> = zip.file_names().map(str::to_owned).collect();
    names.retain(|name| name.contains("text") || name.contains("chapter"));
    names.sort();
    let mut out = String::new();
    for name in names {
        let mut page = String::new();
        zip.by_name(&name).unwrap().read_to_string(&mut page).unwrap();
        let body = page.split_once("<body").unwrap().1.split_once('>').unwrap().1;
        out.push_str(&body.split_once("</body>").unwrap().0.replace('\n', ""));
    }
    (out, codes)
}

fn page(html: &str) -> String {
    book(html, InputFormat::Html).0
}

fn markdown(text: &str) -> String {
    book(text, InputFormat::Markdown).0
}

/// The rows of the tables: cells by their text and what they cover.
fn rows(html: &str) -> Vec<Vec<String>> {
    let cell = |cell: &str| {
        let (tag, rest) = cell.split_once('>').unwrap();
        let number = |name: &str| tag.split(&format!("{name}=\"")).nth(1).map(|rest| rest.split('"').next().unwrap());
        let text: String = rest
            .split('<')
            .enumerate()
            .filter_map(|(at, part)| if at == 0 { Some(part) } else { part.split_once('>').map(|(_, text)| text) })
            .collect();
        let span = |name: &str, sign: &str| number(name).map(|count| format!("{sign}{count}")).unwrap_or_default();
        format!("{text}{}{}", span("colspan", "→"), span("rowspan", "↓"))
    };
    let row = |row: &str| -> Vec<String> { row.replace("<th", "<td").split("<td").skip(1).map(&cell).collect() };
    html.split("<tr>").skip(1).map(|part| row(part.split("</tr>").next().unwrap())).collect()
}

fn table(html: &str) -> Vec<Vec<String>> {
    rows(&page(&format!("<html lang=fa><body><p>متن</p><table>{html}</table></body></html>")))
}

// ---- Web pages ----

#[test]
fn cells_below_a_tall_one_stand_in_their_own_column() {
    let last = "<tr><th>روز<th>جا<tr><td>شنبه<td rowspan=2>تالار<tr><td>یکشنبه<tr><td>دوشنبه<td>باغ";
    assert_eq!(table(last), [vec!["روز", "جا"], vec!["شنبه", "تالار↓2"], vec!["یکشنبه"], vec!["دوشنبه", "باغ"]]);
    let three = "<tr><td>۱<td>۲<td rowspan=3>۳<tr><td>۴<td>۵<tr><td>۶<td>۷<tr><td>۸<td>۹<td>۱۰";
    assert_eq!(table(three), [vec!["۱", "۲", "۳↓3"], vec!["۴", "۵"], vec!["۶", "۷"], vec!["۸", "۹", "۱۰"]]);
    let two = "<tr><td rowspan=3>الف<td rowspan=2>ب<td>پ<tr><td>ت<tr><td>ث<td>ج<tr><td>چ<td>ح<td>خ";
    assert_eq!(table(two), [vec!["الف↓3", "ب↓2", "پ"], vec!["ت"], vec!["ث", "ج"], vec!["چ", "ح", "خ"]]);
    let both = "<tr><td>۱<td>۲<td>۳<tr><td rowspan=3>الف<td colspan=2>ب<tr><td>پ<td rowspan=2>ت<tr><td>ث";
    assert_eq!(table(both), [vec!["۱", "۲", "۳"], vec!["الف↓3", "ب→2"], vec!["پ", "ت↓2"], vec!["ث"]]);
}

#[test]
fn a_cell_reaches_no_further_than_its_rows() {
    for rows in ["9", "0", "99999999999"] {
        let tall = format!("<tr><td rowspan={rows}>الف<td>ب<tr><td>پ");
        let first = if rows == "99999999999" { "الف" } else { "الف↓2" };
        assert_eq!(table(&tall)[0][0], first, "{rows}");
    }
    let groups = "<thead><tr><th rowspan=5>الف<th>ب<tbody><tr><td>پ<td>ت<tr><td>ث<td>ج";
    assert_eq!(table(groups), [["الف", "ب"], ["پ", "ت"], ["ث", "ج"]]);
    let feet = "<tbody><tr><td>پ<td rowspan=0>ت<tr><td>ث<tfoot><tr><td>ج<td>چ";
    assert_eq!(table(feet), [vec!["پ", "ت↓2"], vec!["ث"], vec!["ج", "چ"]]);
}

#[test]
fn a_table_keeps_the_direction_it_names() {
    let html = page("<html lang=fa><p>متن</p><table dir=ltr><tr><td>آ<td>ب<tr><td>پ<td>ت</table><p>پایان");
    assert!(html.contains("<div dir=\"ltr\">"), "{html}");
    assert_eq!(rows(&html), [["آ", "ب"], ["پ", "ت"]]);
    assert!(html.ends_with("</table></div></div><p>پایان</p>"), "{html}");
}

#[test]
fn nothing_hidden_is_printed_and_nothing_else_is_lost() {
    for (html, wanted) in [
        ("<p>یک<p hidden>پنهان<p>دو<p>سه", "یک دو سه"),
        ("<ul><li>یک<li style=\"display:none\">پنهان<li>دو<li>سه</ul><p>پایان", "یک دو سه پایان"),
        ("<div><span hidden>پنهان</div><p>یک</p><p>دو</p>", "یک دو"),
        ("<table><tr><td>یک<td hidden>پنهان<td>دو<tr><td>سه</table><p>پایان", "یک دو سه پایان"),
        ("<p>یک<span style='visibility: hidden'>پنهان</span> دو", "یک دو"),
        ("<p>یک<i style='Display : None !important'>پنهان</i> دو", "یک دو"),
        ("<p>یک</p><div hidden><div>پنهان</div>پنهان</div><p>دو", "یک دو"),
        ("<p>یک <span hidden>پنهان <span>پنهان</span> پنهان</span>دو", "یک دو"),
        ("<dialog>پنهان</dialog><dialog open>یک</dialog>", "یک"),
        ("<p>یک <svg><text>پنهان</text><path d=''/></svg>دو", "یک دو"),
        ("<p>یک</p><svg><text>پنهان<p>دو", "یک دو"),
        ("<div><select><option>پنهان</div><p>یک", "یک"),
        ("<p>یک</p><object data=x><p>دو</p>", "یک دو"),
        ("<head><style>p{}</style><p>یک</p>", "یک"),
        ("<p>یک<template><p>پنهان</template><p>دو", "یک دو"),
        ("<p aria-hidden=true>یک</p>", "یک"),
        ("<p style='color:red;display:block'>یک</p>", "یک"),
        ("<!-- پنهان --><p>یک<!--پنهان-->", "یک"),
        ("<b hidden>پنهان<p>پنهان</b><p>یک", "یک"),
        ("<style>.x{display:none}</style><p class='a x'>پنهان</p><p class=xy>یک", "یک"),
        (
            "<style>/* .y{} */ p.x , #m{ visibility : hidden }</style><p class=x>پنهان<p id=m>پنهان</p><b class=x>یک",
            "یک",
        ),
        ("<style>p.x,#m{color:red;display:none!important}</style><p class=x>پنهان<p id=m>پنهان<div class=x>یک", "یک"),
        ("<style>.t{display:none}.t.on{display:block}</style><p class=t>پنهان<p class='t on'>یک", "یک"),
        ("<style>.t{display:none}</style><p class=t style='display:block'>یک<p class=t>پنهان", "یک"),
        (
            "<style>@media print{.x{display:none}}@media screen{.y{display:none}}</style><p class=x>پنهان<p class=y>یک",
            "یک",
        ),
        ("<style>.menu .x{display:none} .x:hover{display:none} @page{size:a4}</style><p class=x>یک", "یک"),
        ("<style>.x{display:none</style><p class=x>یک", "یک"),
        ("<style>.x::before{content:'}'} .y{display:none}</style><p class=x>یک<p class=y>دو", "یک"),
    ] {
        let html = page(&format!("<!DOCTYPE html><html lang=fa><title>ع</title>{html}"));
        let mut text = String::new();
        html.split('<').skip(1).for_each(|part| {
            text.push_str(part.split_once('>').map_or("", |(_, text)| text));
            text.push(' ');
        });
        assert_eq!(text.split_whitespace().collect::<Vec<_>>().join(" "), wanted, "{html}");
    }
}

#[test]
fn hidden_elements_nest_without_end_in_bounded_time() {
    let deep = format!("<p>یک</p>{}پنهان{}<p>دو", "<div hidden>".repeat(60_000), "</div>".repeat(60_000));
    let html = page(&deep);
    assert!(html.contains("یک") && html.contains("دو") && !html.contains("پنهان"));
    let spans = format!("<p>یک {}پنهان{}دو", "<span hidden>".repeat(60_000), "</span>".repeat(60_000));
    let html = page(&spans);
    assert!(html.contains("یک دو") && !html.contains("پنهان"), "{html}");
}

#[test]
fn a_resume_has_its_name_and_the_column_beside() {
    let words = "طراحی و ساخت نرم‌افزار برای گروه‌های کوچک و بزرگ. ";
    let page = |above: &str, beside: &str| {
        let text = words.repeat(8);
        let page = format!(
            "<html lang=fa dir=rtl><body><nav>خانه</nav><div class=page>{above}<div><aside>{beside}</aside>\
             <main><p>{text}</p></main></div></div><footer>پا</footer></body></html>"
        );
        book(&page, InputFormat::Html).0
    };
    let hero = "<div class=hero><img src=a.png><div>مریم نادری</div><a href='mailto:m@example.org'>نامه</a></div>";
    let column = format!("<div>مهارت‌ها</div>{}", words.repeat(5));
    let html = page(hero, &column);
    for held in ["مریم نادری", "نامه", "مهارت‌ها", "گروه‌های"] {
        assert!(html.contains(held), "{held}: {html}");
    }
    assert!(!html.contains("خانه") && !html.contains("پا<"), "{html}");
    // Neither menus and suggestions, nor a few words, nor what stands above a title of
    // its own.
    let teaser = "<a href=b.html>نوشته‌ای دیگر دربارهٔ همین جستار و آنچه در آن است</a> ".repeat(8);
    for (above, beside) in [
        ("<div><a href=a.html>نخست</a> <a href=b.html>دوم</a></div>", teaser.as_str()),
        ("<header>سرصفحهٔ نخست</header>", "دوم یادداشتی کوتاه"),
        ("<div>نخست سرصفحه</div><h1>سرخط</h1>", "دوم"),
        (&format!("<div>نخست {}</div>", words.repeat(30)), "دوم"),
    ] {
        let html = page(above, beside);
        assert!(!html.contains("نخست") && !html.contains("دوم") && !html.contains("نوشته‌ای دیگر"), "{html}");
    }
}

#[test]
fn a_saved_page_is_its_text_without_what_stands_around() {
    let saved = "<html lang=fa dir=rtl><body><header><nav><ul><li><a href=/>خانه</a></ul></nav></header>\
        <main><article><h1>گزارش نشست</h1><p>متن گزارش.</p></article></main><aside><p>پربازدیدها</p></aside>\
        <footer><p>همه‌ی حقوق محفوظ است</p></footer></body></html>";
    let (html, codes) = book(saved, InputFormat::Html);
    assert!(html.contains("گزارش نشست") && html.contains("متن گزارش."), "{html}");
    for gone in ["خانه", "پربازدیدها", "حقوق"] {
        assert!(!html.contains(gone), "{html}");
    }
    assert!(codes.contains(&"page-parts"));
    for (html, has, lacks) in [
        ("<nav>فهرست</nav><p>متن</p><aside>کنار</aside><footer>پا</footer>", vec!["متن"], vec!["فهرست", "کنار", "پا"]),
        (
            "<div role=navigation>فهرست</div><div role=main>متن<div>باز</div></div>پا",
            vec!["متن", "باز"],
            vec!["فهرست", "پا"],
        ),
        ("<header><h1>سرخط</h1>تاریخ</header><main><p>متن</p></main>", vec!["سرخط", "تاریخ", "متن"], vec![]),
        ("<article>یک متن دراز</article><article>دو متن دراز</article><p>کنار", vec!["یک", "دو", "کنار"], vec![]),
        ("<section>الف<article>یک</section> متن بسیار بلندتر</article>", vec!["بلندتر"], vec!["الف"]),
        ("<p>متن بسیار بسیار بسیار دراز این صفحه که اینجا است</p><article>کارت</article>", vec!["متن", "کارت"], vec![]),
        (
            "<section>سرآغاز</section><section><h2>کارها</h2><article>یک متن</article><article>دو متن</article></section>",
            vec!["سرآغاز", "کارها", "یک", "دو"],
            vec![],
        ),
        (
            "<article>یک متن بلند</article><section>متنی بسیار بلندتر از آنچه در کارت است</section>",
            vec!["یک", "بلندتر"],
            vec![],
        ),
        (
            "<article>متنی بسیار بلندتر از آنچه در کنار است</article><section><article>کارت</article></section><section>نیز</section>",
            vec!["بلندتر"],
            vec!["نیز"],
        ),
        ("<main></main><p>متن", vec!["متن"], vec![]),
        ("<p>متن <span class='material-icons btn'>menu</span></p>", vec!["متن"], vec!["menu"]),
        ("<p>متن<i class='material-symbols-rounded'>home</i></p>", vec!["متن"], vec!["home"]),
        (
            "<header><ul><li><a href=#a>خانه <i></i></a><li><a href=#b>تماس</a></ul></header><p>متن</p>",
            vec!["متن"],
            vec!["خانه", "تماس"],
        ),
        (
            "<p>نظر شما دربارهٔ این کتاب چیست؟ برای نویسنده‌اش بنویسید.</p><form><label>نام</label><input><button>فرستادن</button></form>",
            vec!["نظر"],
            vec!["نام", "فرستادن"],
        ),
        ("<p>پرسش</p><form><label>نام خود را</label><label>بنویسید</label></form>", vec!["پرسش", "نام"], vec![]),
        ("<form><p>متن</p><label>نام</label><button>برو</button></form>", vec!["متن", "نام"], vec![]),
        ("<nav>تنها فهرست</nav>", vec!["تنها فهرست"], vec![]),
        ("<nav>بی‌پایان<p>متن", vec!["بی‌پایان", "متن"], vec![]),
        ("<p>متن</p><blockquote>گفته<footer>گوینده</footer></blockquote>", vec!["گفته", "گوینده"], vec![]),
    ] {
        let html = page(&format!("<html lang=fa><title>ع</title><body>{html}"));
        assert!(has.iter().all(|has| html.contains(has)), "{has:?} in {html}");
        assert!(!lacks.iter().any(|lacks| html.contains(lacks)), "{lacks:?} not in {html}");
    }
}

#[test]
fn what_stands_side_by_side_is_not_run_together() {
    for (html, wanted) in [
        ("<li><span class=a>نصب</span><span class=b>اولویت ۳</span>", "نصب اولویت ۳"),
        ("<p><a href='https://a.example'>خانه</a><a href='https://b.example'>تماس</a>", "خانه تماس"),
        ("<p><span lang=fa>می</span><span lang=fa>شود</span>", "میشود"),
        ("<p><b class=a>می</b><b class=a>شود</b>", "میشود"),
        ("<p><span class=a>می</span>شود", "میشود"),
    ] {
        let html = page(&format!("<html lang=fa><title>ع</title>{html}"));
        let text: String = html.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
        assert!(text.contains(wanted), "{wanted} in {html}");
    }
}

#[test]
fn a_tag_of_too_many_attributes_is_refused() {
    let many: String = (0..500_000).map(|at| format!(" a{at}=1")).collect();
    let options = ReadOptions::new(InputFormat::Html, "پیام.html");
    let error = read(format!("<p>یک</p>\n<p{many}>متن").as_bytes(), &options).unwrap_err();
    assert!(error.to_string().contains("256 attributes"), "{error}");
}

#[test]
fn a_head_over_nothing_is_a_row() {
    for html in [
        markdown("| الف | ب |\n|---|---|\n"),
        page("<html lang=fa><table><thead><tr><th>الف<th>ب</table><p>متن"),
        page("<html lang=fa><table><tr><th>الف<th>ب</table><p>متن"),
    ] {
        assert!(html.contains("<td") && !html.contains("<thead>"), "{html}");
        assert_eq!(rows(&html), [["الف", "ب"]]);
    }
}

// ---- Markdown ----

#[test]
fn lists_typed_by_hand_are_lists() {
    for (text, wanted) in [
        ("۱. یک\n۲. دو\n", "یک|دو"),
        ("۱- یک\n۲- دو\n۳- سه\n", "یک|دو|سه"),
        ("۱-یک\n۲-دو\n", "یک|دو"),
        ("1- یک\n2- دو\n", "یک|دو"),
        ("(۱) یک\n(۲) دو\n", "یک|دو"),
        ("متن:\n۱) یک\n۲) دو\n", "یک|دو"),
        ("٣. سه\n٤. چهار\n", "سه|چهار"),
        ("الف) یک\nب) دو\nپ) سه\n", "یک|دو|سه"),
        ("الف- یک\n\nب- دو\n", "یک|دو"),
    ] {
        let html = markdown(text);
        let items: Vec<String> = html
            .split("<li")
            .skip(1)
            .map(|item| {
                item.split("</li>")
                    .next()
                    .unwrap()
                    .split('>')
                    .map(|part| part.split('<').next().unwrap())
                    .skip(1)
                    .collect()
            })
            .collect();
        let items: Vec<String> = items.iter().map(|item| item.trim().to_owned()).collect();
        assert_eq!(items.join("|"), wanted, "{html}");
    }
}

#[test]
fn numbers_that_are_no_list_stay_as_typed() {
    for text in ["۱- یک\n", "۱۴۰۲. سال\n", "1402. سال\n", "۱. یک\n۲. دو\n\n۱۴۰۲. سال پایان یافت.\n", "۲- دو\n"]
    {
        let html = markdown(text);
        let last = text.trim().lines().last().unwrap();
        assert!(html.contains(&format!("{last}</p>")), "{html}");
    }
}

#[test]
fn lists_of_another_form_are_other_lists() {
    let html = markdown("۱. یک\n۲. دو\n۳. سه\n\n۱- چهار\n۲- پنج\n\n٣. شش\n٤. هفت\n");
    assert_eq!(html.matches("<ol").count(), 3, "{html}");
    assert!(html.contains("start=\"3\""), "{html}");
    let html = markdown("۱. یک\n۲. دو\n۵. پنج\n");
    assert!(html.contains("start=\"5\""), "{html}");
    let html = markdown("1. یک\n1. دو\n1. سه\n");
    assert_eq!(html.matches("<ol").count(), 1, "Markdown's own way to number: {html}");
}

#[test]
fn a_heading_whose_blank_was_forgotten_is_one() {
    let (html, codes) = book("##بخش یکم\n\nمتن.\n\n###3 - بخش سوم\n\n#هشتگ\n", InputFormat::Markdown);
    assert!(html.contains("بخش یکم</h") && html.contains("3 - بخش سوم</h"), "{html}");
    assert!(html.contains("#هشتگ</p>"), "{html}");
    assert_eq!(codes.iter().filter(|code| **code == "heading-blank").count(), 2);
    let (html, codes) = book("```\n##بخش\n```\n", InputFormat::Markdown);
    assert!(html.contains("##بخش") && !codes.contains(&"heading-blank"), "{html} {codes:?}");
}

#[test]
fn notes_that_lead_nowhere_are_told() {
    let (html, codes) =
        book("متن[^a]. `[^b]` و گم[^c] و \\[^d].\n\n[^a]: یادداشت.\n[^b]: بی‌ارجاع.\n", InputFormat::Markdown);
    assert!(html.contains("[^c]") && html.contains("بی‌ارجاع"), "{html}");
    assert_eq!(codes.iter().filter(|code| **code == "note-unused").count(), 1, "{codes:?}");
    assert_eq!(codes.iter().filter(|code| **code == "note-reference").count(), 1, "{codes:?}");
}

// ---- Plain text and messages ----

fn text(text: &str) -> String {
    book(text, InputFormat::Text).0
}

#[test]
fn couplets_in_plain_text_are_verse() {
    let halves = [
        "جهان چون به زاری برآید همی",
        "بد و نیک روزی سرآید همی",
        "چو بستی کمر بر در راه آز",
        "شود کار گیتیت یکسر دراز",
    ];
    for sign in ["\t", " / ", "      ", " *** "] {
        let verse = format!("{}{sign}{}\n{}{sign}{}\n", halves[0], halves[1], halves[2], halves[3]);
        for html in [text(&verse), text(&format!("پادشاهی کیومرث\n\n{verse}\nپایان داستان.\n"))]
        {
            let at = halves.map(|half| html.find(half).unwrap_or_else(|| panic!("{half} in {html}")));
            assert!(at.is_sorted() && html.contains("poem"), "{html}");
            assert!(!html.contains(sign), "{html}");
        }
    }
}

#[test]
fn a_long_poem_of_single_lines_is_one_poem() {
    let line = "جهان چون به زاری برآید همی\tبد و نیک روزی سرآید همی\n";
    let options = ReadOptions::new(InputFormat::Text, "شاهنامه.txt");
    let document = read(line.repeat(15_000).as_bytes(), &options).unwrap().value.document;
    let [Block { kind: BlockKind::Poem(poem), .. }] = &document.blocks[..] else { panic!("{}", document.blocks.len()) };
    assert_eq!(poem.couplets.len(), 15_000);
}

#[test]
fn lists_in_plain_text_are_lists() {
    let html = text("خواسته‌ها:\n۱- نخست این که\nکار آغاز شود\n۲- دوم\nالف) یک\nب) دو\n۳- سوم\n\nپایان.\n۱۴۰۲. سال\n");
    assert_eq!(html.matches("<ol").count(), 2, "{html}");
    assert_eq!(html.matches("<li").count(), 5, "{html}");
    assert!(html.contains("۱۴۰۲. سال"), "{html}");
    assert_eq!(text("۱- یک\n\n۲- دو\n\nمتن\n\n۳- سه\n").matches("<ol").count(), 2);
    assert!(!text("– سلام\n– علیک\n").contains("<li"), "what people say to each other is no list");
}

#[test]
fn a_message_from_telegram_is_read_as_typed() {
    let message = "**📣 فراخوان نشست**\n\nروز شنبه\nساعت ۱۲\n__خیابان__ ~~آزادی~~ `کد` ||راز||\n\n> گفته\n> دوم\n\n#نشست\n@nesh_ast_1\nhttps://t.me/nesh_ast_1\n";
    let (html, codes) = book(message, InputFormat::Telegram);
    for wanted in [
        "📣 فراخوان نشست</h1>",
        "روز شنبه<br/>ساعت ۱۲<br/>",
        "<em>خیابان</em>",
        "<s>آزادی</s>",
        "<code dir=\"ltr\">کد</code>",
        "راز",
        "<blockquote",
        "گفته<br/>دوم",
        "class=\"contact\"",
    ] {
        let html = html.replace(" />", "/>");
        assert!(html.contains(wanted), "{wanted} in {html}");
    }
    assert!(!html.contains("||") && !html.contains("**"), "{html}");
    assert!(codes.contains(&"hidden-text"), "{codes:?}");
    let html = book("عنوان\nمتن\n*پررنگ* و _کج_ و ~خط~ و ۲*۳*۴ و a_b_c و @a_b_c و **باز\n", InputFormat::Telegram).0;
    for wanted in ["<strong>پررنگ</strong>", "<em>کج</em>", "<s>خط</s>", "۲*۳*۴", "a_b_c", "@a_b_c", "**باز"]
    {
        assert!(html.contains(wanted), "{wanted} in {html}");
    }
}

#[test]
fn a_text_that_looks_like_a_message_names_the_reader_for_it() {
    let message = "**فراخوان**\nروز شنبه\nساعت ۱۲\n#نشست\n@neshast_tehran\n";
    for format in [InputFormat::Text, InputFormat::Markdown] {
        assert!(book(message, format).1.contains(&"looks-telegram"));
        assert!(
            !book("# نامه\n\nمتن @neshast_tehran **و** #نشست\nدیگر\nپایان\n", format).1.contains(&"looks-telegram")
        );
        assert!(!book("متن\nدیگر\nپایان\n", format).1.contains(&"looks-telegram"));
    }
}

#[test]
fn files_that_are_no_message_are_refused_by_name() {
    for (name, bytes, what) in [
        ("a.tex", "متن", "a LaTeX file"),
        ("a.txt", "\\documentclass{article}\n\\begin{document}\nمتن", "a LaTeX file"),
        ("a.eml", "متن", "an e-mail"),
        ("a.txt", "From: a@example.org\nTo: b@example.org\nSubject: x\n\nمتن", "an e-mail"),
        ("a.json", "متن", "a JSON file"),
        ("a.md", "{\"متن\": [1, 2]}\n", "a JSON file"),
        ("a.rtf", "{\\rtf1 x}", "an RTF file"),
        ("a.csv", "الف,ب\n", "a file of rows"),
        ("a.xlsx", "PK\u{3}\u{4}", "a spreadsheet"),
        ("a.md", "PK\u{3}\u{4}.....mimetypeapplication/epub+zip", "an e-book"),
        ("a.md", "PK\u{3}\u{4}.....mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument text"),
        ("a.odt", "متن", "not an ODT file"),
        ("a.epub", "متن", "not an EPUB file"),
        ("a.yaml", "a: b", "a file of settings"),
    ] {
        let desk = Desk::with(name, bytes);
        desk.run(&[name]).ends(1).says(what).says("hint: ");
        assert_eq!(desk.names(), [name]);
    }
    let desk = Desk::with("a.csv", "الف، ب و پ\n");
    desk.run(&["a.csv", "--from", "txt"]).ok();
    for (name, text) in [("a.md", "From: یک\n\nمتن"), ("b.md", "{الف}"), ("c.md", "[الف]: متن\n\nپ]"), ("d", "متن")]
    {
        Desk::with(name, text).run(&[name]).ok();
    }
}

#[test]
fn line_ends_are_kept_or_joined_as_asked() {
    let desk = Desk::with("a.md", "# پیام\n\nیک\nدو\n");
    desk.write("b.txt", "پیام این است\nکه می‌آید\n");
    for (file, how, lines) in [("a.md", "keep", 2), ("a.md", "join", 1), ("b.txt", "keep", 2), ("b.txt", "join", 1)] {
        desk.run(&[file, "--breaks", how, "--to", "epub", "-o", "a.epub"]).ok();
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(desk.read("a.epub"))).unwrap();
        let names: Vec<String> = zip.file_names().filter(|name| name.ends_with(".xhtml")).map(str::to_owned).collect();
        let breaks = names.iter().map(|name| {
            let mut page = String::new();
            zip.by_name(name).unwrap().read_to_string(&mut page).unwrap();
            page.matches("<br/>").count()
        });
        assert_eq!(breaks.sum::<usize>() + 1, lines, "{file} {how}");
    }
}

// ---- Marks of other tools ----

#[test]
fn marks_of_other_tools_are_understood() {
    for (text, wanted) in [
        ("متن ==مهم== است", "متن <mark>مهم</mark> است"),
        ("==**دو** و `کد`==", "<mark><strong>دو</strong> و <code dir=\"ltr\">کد</code></mark>"),
        ("a == b و x==y و \\==نه==", "a == b"),
        ("[[یادداشت|متن پیوند]] و [[دیگر]]", "متن پیوند و دیگر"),
        ("آب H~2~O و x^2^", "H<sub>2</sub>O"),
        ("مساحت $a^2 + b_1$ است", "a² + b₁</span>"),
        ("تابع \\(\\sigma(z)\\) و \\[ E=mc^2 \\]", "σ(z)</span> و <span dir=\"ltr\">E = mc²</span>"),
        ("$$\n\\frac{1}{n}\n$$", "1/n</span>"),
        ("توان $e^{-jt}$", "e<sup>−jt</sup></span>"),
        ("بها $50 و $60 است", "$50</span> و <span class=\"unit apart\">$60"),
        ("\\(متن\\) و \\[متن\\]", "(متن) و [متن]"),
        ("`\\(x^2\\)`", "<code dir=\"ltr\">\\(x^2\\)</code>"),
        ("> [!NOTE]\n> یک", "یک"),
    ] {
        // Marks of direction are no part of what a mark says.
        let html = markdown(text).replace(['\u{200e}', '\u{2066}', '\u{2069}'], "");
        assert!(html.contains(wanted), "{wanted} in {html}");
    }
    let (html, codes) = book("![[یادداشت]] و $\\begin{x}$\n", InputFormat::Markdown);
    assert!(html.contains("یادداشت") && html.contains("\\begin{x}"), "{html}");
    assert!(codes.contains(&"embedded-note") && codes.contains(&"formula"), "{codes:?}");
}

#[test]
fn marks_of_web_pages_are_kept() {
    let html = page("<html lang=fa><p>متن <mark>مهم</mark></p>");
    assert!(html.contains("<mark>مهم</mark>"), "{html}");
}

#[test]
fn blocks_of_raw_html_are_what_they_are() {
    for (text, wanted) in [
        ("<h2 align=\"center\">سر</h2>\n\nمتن", ">سر</h1><p>متن</p>"),
        ("<blockquote>\nگفت\n</blockquote>", "<blockquote><p>گفت</p></blockquote>"),
        (
            "<ul>\n  <li>یک</li>\n  <li>دو <b>سه</b>\n</ul>\n\nپس",
            "<ul><li>یک</li><li>دو <strong>سه</strong></li></ul><p>پس</p>",
        ),
        ("<ol start=3><li>یک<li>دو</ol>", "start=\"3\"><li>یک</li><li>دو</li></ol>"),
        ("<pre>\na &lt; b\n  c\n</pre>", "a &lt; b  c"),
        ("<pre><style>i{color:red}</style><i>a</i></pre>", ">a</"),
        ("<div align=\"center\">\n\n**م**\n\n</div>\n\nپس", "<p><strong>م</strong></p></div><p>پس</p>"),
        ("<p>\n<code>x y</code> و\n</p>", "<code dir=\"ltr\">x y</code> و"),
        ("<dl><dt>واژه</dt><dd>معنا</dd></dl>", "<dt>واژه</dt><dd>معنا</dd>"),
        ("<details><summary>باز</summary>\n\nمتن\n\n</details>", "<p>باز</p><p>متن</p>"),
        ("یک\n\n<hr>\n\nدو", "<hr/>"),
    ] {
        let html = markdown(&format!("متن\n\n{text}\n"));
        assert!(html.contains(wanted), "{wanted} in {html}");
    }
    let table = "<table>\n<tr><th>الف</th><th colspan=2>ب</th></tr>\n<tr><td rowspan=2>۱</td><td>۲</td>\n\
        <td>\n<p>۳</p><p>۴</p></td></tr>\n<tr><td>۵<td>۶</tr></table>";
    let html = markdown(&format!("متن\n\n{table}\n\nپایان"));
    assert_eq!(rows(&html), [vec!["الف", "ب→2"], vec!["۱↓2", "۲", "۳۴"], vec!["۵", "۶"]], "{html}");
    assert!(html.contains("۳<br/>۴") && html.contains("<p>پایان</p>"), "{html}");
}

#[test]
fn code_in_raw_html_is_no_markdown() {
    let code = |text: &str| format!("<code dir=\"ltr\">{text}</code>");
    for (text, wanted) in [
        ("در <code>~/x</code> و <code>~/y</code> است", format!("در {} و {} است", code("~/x"), code("~/y"))),
        ("کلید <kbd>Ctrl</kbd>+<kbd>C</kbd>", format!("{}+{}", code("Ctrl"), code("C"))),
        ("- <samp>a &lt; b</samp> و <tt>a*b*c</tt>", format!("{} و {}", code("a &lt; b"), code("a*b*c"))),
        ("| ا | ب |\n|-|-|\n| <code>a_b_</code> | ~~ج~~ |", format!("{}</td><td><s>ج</s>", code("a_b_"))),
        ("**ا <code>x*y*z</code> ب** ج", format!("<strong>ا {} ب</strong> ج", code("x*y*z"))),
        ("<code>`x` و `y`</code>", format!("{} و {}", code("x"), code("y"))),
        ("> ا <code>a\n> b</code> ب", format!("ا {} ب", code("a b"))),
        ("<p><code>a &lt;b&gt; \\*</code></p>", code("a &lt;b&gt; \\*")),
        ("ا <code>باز ~/a\n\nب", "~/a</span></p><p>ب".to_owned()),
    ] {
        let html = markdown(text).replace(['\u{200e}', '\u{2066}', '\u{2069}'], "");
        assert!(html.contains(&wanted), "{wanted} in {html}");
    }
}

#[test]
fn a_colon_before_a_word_makes_no_definition() {
    for (text, wanted) in [
        ("یک\n\n:ابتدا دو", "<p>:ابتدا دو</p>"),
        ("یک\n:smile: دو", ":smile: دو</p>"),
        ("> یک\n>\n> :دو", "<p>:دو</p>"),
        ("```\n:a\n```", ":a"),
        ("واژه\n: معنا", "<dd>معنا</dd>"),
        ("ا | ب\n:-|-:\nج | د", "<th scope=\"col\""),
    ] {
        let html = markdown(text).replace(['\u{200e}', '\u{200f}', '\u{2066}', '\u{2069}'], "");
        assert!(html.contains(wanted), "{wanted} in {html}");
    }
}

#[test]
fn raised_and_lowered_text_has_no_blank() {
    for (text, wanted) in [
        ("H~2~O و x^2^", "H<sub>2</sub>O و x<sup>2</sup>"),
        ("(~/a) و (~/b)", "(~/a) و (~/b)"),
        ("«^یک» تا «دو^»", "«^یک» تا «دو^»"),
        ("~~خط خورده~~", "<s>خط خورده</s>"),
    ] {
        let html = markdown(text).replace(['\u{200e}', '\u{2066}', '\u{2069}'], "");
        let html = html.replace("<span class=\"unit\">", "").replace("<span dir=\"ltr\">", "").replace("</span>", "");
        assert!(html.contains(wanted), "{wanted} in {html}");
    }
}

#[test]
fn raw_html_that_does_not_match_loses_no_text() {
    for text in [
        "<table><tr><td>\n\n**یک**\n\n</td><td>دو</td></tr></table>",
        "<h2>یک\n\nدو\n\n</h2>",
        "<ul><li>یک</ul></li>دو",
        "<td>یک</td><li>دو</li>",
        "<table>یک<tr>دو</tr></table>",
        "<table><tr><td><table><tr><td>یک</td></tr></table></td><td><h3>دو</h3></td></tr></table>",
        "- <div align=center>\n\n  یک\n\n- دو\n",
        "> <center>\n>\n> یک\n\nدو",
        "<div align=center><div>یک</div>\n\nدو\n\n</div>",
        "::: box\n<div align=center>\n\nیک\n:::\n\nدو\n\n</div>",
        "<center><h2>یک</center></h2>دو",
    ] {
        let html = markdown(&format!("آغاز\n\n{text}\n\nپایان\n"));
        let place = |word: &str| html.find(word).unwrap_or_else(|| panic!("{word} of {text} in {html}"));
        assert!(place("آغاز") < place("یک") && place("یک") < place("دو") && place("دو") < place("پایان"), "{html}");
    }
}

#[test]
fn what_raw_html_hides_in_markdown_is_not_printed() {
    for text in [
        "یک\n\n<div hidden>پنهان</div>\n\nدو",
        "یک\n\n<div style=\"display: none\">\n\n**پنهان** `پنهان`\n\n- پنهان\n\n</div>\n\nدو",
        "یک <span hidden>پنهان **پنهان** پنهان</span> دو",
        "یک\n\n<p hidden>پنهان <b>پنهان</b></p><p>دو</p>",
        "یک\n\n<table><tr hidden><td>پنهان</td></tr><tr><td>دو</td></tr></table>",
    ] {
        let html = markdown(text);
        assert!(html.contains("یک") && html.contains("دو") && !html.contains("پنهان"), "{text}: {html}");
    }
    assert!(markdown("یک\n\n<div hidden>\n\nدو").contains("دو"), "what is never closed hides nothing behind it");
}

#[test]
fn formulas_of_web_pages_are_text() {
    for (math, wanted) in [
        (
            "<msup><mi>a</mi><mn>2</mn></msup><mo>+</mo><msub><mi>b</mi><mn>1</mn></msub><mo>=</mo><mi>c</mi>",
            "a² + b₁ = c",
        ),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mi>n</mi></mfrac>", "(a + 1)/n"),
        ("<semantics><mrow><mo>-</mo><mi>x</mi></mrow><annotation encoding='TeX'>-x</annotation></semantics>", "-x"),
        ("<msqrt><mi>x</mi></msqrt><mo>≤</mo><mroot><mi>y</mi><mn>3</mn></mroot>", "√x ≤ ∛y"),
        (
            "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi>",
            "∑_(i = 1)ⁿ i",
        ),
    ] {
        let html = page(&format!("<html lang=fa><p>آغاز <math>{math}</math> پایان"));
        assert!(html.contains(&format!("<span dir=\"ltr\">{wanted}</span> پایان")), "{html}");
    }
    let html = page("<html lang=fa><p>آغاز <math><mi>x</mi><p>پایان");
    assert!(html.contains('x') && html.contains("پایان"), "{html}");
}

#[test]
fn front_matter_over_a_page_is_not_printed() {
    let html = page("---\nlayout: page\ntitle: پیام\nx: {{ site.y }}\n---\n<p>متن</p>");
    assert!(html.contains("متن") && !html.contains("layout"), "{html}");
}
