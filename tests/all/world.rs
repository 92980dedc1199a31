//! What files of the world contain and texts written for a test do not: wide code,
//! badges, pages whose style sheet sets words apart, merged cells, drawn lines.

use crate::layout::width;
use crate::support::everything::resources;
use crate::support::{Desk, plain_pages};
use bargeh::convert::{Request, convert};
use bargeh::document::{BlockKind, Document, Inline, Measure, number};
use bargeh::error::Warned;
use bargeh::font::FontBook;
use bargeh::frame::{Frame, ItemKind, Line, StructRole};
use bargeh::read::{Input, ReadOptions, format_of, read, read_beside};
use bargeh::resources::Memory;
use bargeh::settings::{InputFormat, OutputFormat, Settings};
use bargeh::theme::{Folio, Theme};
use bargeh::typeset::typeset;
use bargeh::units::{Length, Point, Size};

fn input(name: &str, bytes: &[u8]) -> Warned<Input> {
    read(bytes, &ReadOptions::new(format_of(name, bytes).unwrap(), name)).unwrap()
}

fn document(name: &str, text: &str) -> Document {
    input(name, text.as_bytes()).value.document
}

fn markdown(document: Document) -> String {
    let request = Request { settings: Settings::default(), formats: vec![OutputFormat::Markdown], modified: None };
    let made = convert(document, &request, &Memory::default(), &mut |_| {}).unwrap();
    String::from_utf8(made.value.files[0].bytes.clone()).unwrap()
}

/// The pages of A5 in the theme `plain`.
fn layout(mut document: Document) -> bargeh::frame::Layout {
    number(&mut document);
    let mut theme = Theme::builtin("plain").unwrap();
    theme.furniture.folio = Folio::None;
    let (geometry, options) = plain_pages(&theme, Size::mm(148.0, 210.0), Length::mm(20.0));
    typeset(&document, &theme, &FontBook::bundled(), &geometry, &options, &Memory::default()).unwrap().value.0
}

/// Lines with the place each begins at, page after page.
fn lines(layout: &bargeh::frame::Layout) -> Vec<(Point, Line)> {
    let mut found = Vec::new();
    layout.pages.iter().for_each(|page| collect(&page.frame, Point::ZERO, &mut found));
    found
}

fn collect(frame: &Frame, at: Point, found: &mut Vec<(Point, Line)>) {
    for item in &frame.items {
        match &item.kind {
            ItemKind::Line(line) => found.push((at + item.at, (**line).clone())),
            ItemKind::Frame(inner) => collect(inner, at + item.at, found),
            _ => {}
        }
    }
}

fn texts(document: Document) -> Vec<String> {
    lines(&layout(document)).into_iter().map(|(_, line)| line.text.trim().to_owned()).collect()
}

/// The letters of a line from left to right.
fn shown(line: &Line) -> String {
    let glyphs = line.runs.iter().flat_map(|run| &run.glyphs);
    glyphs.map(|glyph| &line.text[glyph.text_start as usize..glyph.text_end as usize]).collect()
}

#[test]
fn code_shrinks_until_its_lines_are_whole() {
    // 72 letters, where 58 fit at the usual size.
    let command = "docker run --rm --name example --publish 8080:80 example.org/image:latest";
    let wide = format!("متن فارسی است.\n\n```\nls\n{command}\n```\n");
    let set = layout(document("a.md", &wide));
    let code: Vec<_> = lines(&set).into_iter().filter(|(_, line)| !line.text.contains("متن")).collect();
    assert_eq!(code.len(), 2, "no line is broken");
    assert!(code[1].1.runs[0].size >= Length::pt(6.0));
    // What would be too small is broken, at the usual size.
    let wider = wide.replace("--rm", &"--option ".repeat(12));
    let usual = lines(&layout(document("a.md", "```\nls\n```\n")));
    let broken = lines(&layout(document("a.md", &wider)));
    assert_eq!(broken.last().unwrap().1.runs[0].size, usual[0].1.runs[0].size);
    assert!(broken.len() > 4);
}

#[test]
fn drawings_of_letters_keep_their_lines() {
    let row = format!("|{}|{}|", "-".repeat(52), "-".repeat(42));
    let drawing = format!("متن\n\n```\n{row}\n{row}\n{row}\n```\n");
    let rows = texts(document("a.md", &drawing));
    assert_eq!(rows[1..], [row.as_str(); 3]);
    let plain = drawing.replace('|', "x");
    assert!(texts(document("a.md", &plain)).len() > 4, "only drawings become so small");
}

#[test]
fn pages_set_neighbours_apart() {
    for (html, said) in [
        ("<div><strong>120+</strong><span>شرکت‌کننده</span></div>", "120+ شرکت‌کننده"),
        ("<td><b>مشتری</b><small>اصفهان</small></td>", "مشتری اصفهان"),
        ("<div><span>شنبه</span><span>یکشنبه</span></div>", "شنبه یکشنبه"),
        ("<li><a>خانه</a><span>، کتاب</span></li>", "خانه، کتاب"),
        // Parts of words, as Word and editors save them.
        ("<p><b>کتاب</b><i>خانه</i></p>", "کتابخانه"),
        ("<p><span>کتا</span><span>ب</span></p>", "کتاب"),
        ("<div><b>کتاب</b><span lang='fa'>خانه</span></div>", "کتابخانه"),
        ("<div><b>کتاب</b><i>\u{200c}ها</i></div>", "کتاب\u{200c}ها"),
        ("<div>H<sub>2</sub><b>O</b></div>", "H2O"),
    ] {
        let page = format!("<html><body>{html}<p>متن دیگری به فارسی</p></body></html>");
        let set = texts(document("a.html", &page)).join(" ");
        assert!(set.contains(said), "{html}: {set}");
    }
}

#[test]
fn badges_stand_in_one_line_and_are_told_once() {
    let badge = |name: &str, to: &str| format!("[![{name}](https://img.example.org/{name}.svg)]({to})");
    let row = [badge("CI", "https://example.org/ci"), badge("License", "LICENSE"), badge("Node", "NODE.md")].join("\n");
    let desk = Desk::with("a.md", format!("# عنوان\n\n{row}\n\nمتن فارسی است.\n"));
    let run = desk.run(&["a.md", "-t", "pdf,epub"]).ok();
    for format in 0..2 {
        assert!(run.stderr.matches("is not fetched").count() <= 2, "{format}: {}", run.stderr);
    }
    assert!(run.stderr.contains("and 2 more warnings of this kind"), "{}", run.stderr);
    let document = document("a.md", &format!("{row}\n\nمتن فارسی است.\n"));
    assert!(matches!(document.blocks[0].kind, BlockKind::Paragraph(_)));
    assert_eq!(texts(document)[0], "[CI] · [License] · [Node]");
}

#[test]
fn a_page_says_nothing_of_missing_decoration() {
    let page = "<html><body><p>متن فارسی</p><div><img src='a.png' alt=''></div>\
                <div><img src='b.png' alt='نمودار'></div></body></html>";
    let set = texts(document("a.html", page));
    assert_eq!(set, ["متن فارسی", "نمودار"]);
}

#[test]
fn decoration_is_an_artifact() {
    let page = "<html><body><p>متن فارسی</p><p><img src='dot.png' alt=''></p></body></html>";
    let mut page = document("a.html", page);
    number(&mut page);
    let theme = Theme::builtin("plain").unwrap();
    let (geometry, options) = plain_pages(&theme, Size::mm(148.0, 210.0), Length::mm(20.0));
    let set = typeset(&page, &theme, &FontBook::bundled(), &geometry, &options, &resources()).unwrap().value.0;
    assert_eq!(set.images.len(), 1);
    assert!(!set.structure.nodes.iter().any(|node| node.role == StructRole::Figure));
}

#[test]
fn a_line_of_latin_letters_ends_with_its_own_dot() {
    let commands = "دستور زیر را بزنید:  \ngit add .  \nو بعد ادامه دهید.\n";
    let set = lines(&layout(document("a.md", commands)));
    let line = set.iter().map(|(_, line)| line).find(|line| line.text.contains("git")).unwrap();
    assert_eq!(shown(line).trim(), "git add .");
    // The mark of an item stays before it.
    let items = lines(&layout(document("a.txt", "پرونده‌ها:\n- start.sh\n")));
    let item = items.iter().map(|(_, line)| line).find(|line| line.text.contains("start")).unwrap();
    assert_eq!(shown(item).trim(), "start.sh -");
    let desk = Desk::with("a.md", commands);
    desk.run(&["a.md", "-t", "html"]).ok();
    let page = String::from_utf8(desk.read("a.html")).unwrap();
    assert!(page.contains("\u{2066}git add .\u{2069}"), "{page}");
}

const MERGED: &str = "<table><tr><td colspan=2>سر هر دو</td><td rowspan=2>کنار</td></tr>\
                      <tr><td>یک</td><td>دو</td></tr><tr><td>سه</td><td>چهار</td><td>پنج</td></tr></table>";

#[test]
fn merged_cells_are_drawn_merged() {
    let set = layout(document("a.html", &format!("<html><body>{MERGED}</body></html>")));
    let lines = lines(&set);
    let all: Vec<&str> = lines.iter().map(|(_, line)| line.text.trim()).collect();
    for words in ["سر هر دو", "کنار", "یک", "دو", "سه", "چهار", "پنج"] {
        assert_eq!(all.iter().filter(|text| **text == words).count(), 1, "{words}: {all:?}");
    }
    // The cells of a column begin at the same edge: the first at the right, where the
    // wide one begins.
    let right = |words: &str| {
        let (at, line) = lines.iter().find(|(_, line)| line.text.trim() == words).unwrap();
        at.x.to_pt() + width(line)
    };
    assert!((right("سر هر دو") - right("یک")).abs() < 0.5);
    assert!((right("کنار") - right("پنج")).abs() < 0.5);
    assert!(right("دو") < right("یک") && right("کنار") < right("دو"));
    let spans: Vec<_> = set.structure.nodes.iter().filter_map(|node| node.extent).collect();
    assert_eq!(spans.iter().map(|extent| (extent.columns, extent.rows)).collect::<Vec<_>>(), [(2, 1), (1, 2)]);
    let cells = set.structure.nodes.iter().filter(|node| node.role == StructRole::TableData).count();
    assert_eq!(cells, 7);
}

#[test]
fn a_picture_in_a_cell_stays_in_its_row() {
    let page = "<html><body><table><tr><td>یک</td></tr><tr><td>\
                <img src='dot.png' alt='نقطه' width=60 height=60></td></tr></table></body></html>";
    let mut page = document("a.html", page);
    number(&mut page);
    let mut theme = Theme::builtin("plain").unwrap();
    theme.furniture.folio = Folio::None;
    let (geometry, options) = plain_pages(&theme, Size::mm(148.0, 210.0), Length::mm(20.0));
    let set = typeset(&page, &theme, &FontBook::bundled(), &geometry, &options, &resources()).unwrap().value.0;
    let mut bases = Vec::new();
    items(&set.pages[0].frame, Point::ZERO, &mut bases);
    let (text, picture) = (bases.iter().find(|(is, _)| !is).unwrap().1, bases.iter().find(|(is, _)| *is).unwrap().1);
    // The top of the picture lies under the base line of the row above it.
    assert!(picture > text + Length::pt(2.0), "{picture:?} {text:?}");
}

/// Pictures (their tops) and lines (their base lines), down the page.
fn items(frame: &Frame, at: Point, found: &mut Vec<(bool, Length)>) {
    for item in &frame.items {
        match &item.kind {
            ItemKind::Line(line) if !line.text.trim().is_empty() => found.push((false, (at + item.at).y)),
            ItemKind::Image { .. } => found.push((true, (at + item.at).y)),
            ItemKind::Frame(inner) => items(inner, at + item.at, found),
            _ => {}
        }
    }
}

#[test]
fn rows_of_signs_in_plain_text_are_drawn() {
    let text = "راهنمای برنامه\n==============\nمتن نخست است.\n\nبخش دوم\n-------\nمتن دوم است.\n\n\
                *****\nپایان متن است.\n";
    assert_eq!(
        markdown(document("a.txt", text)),
        "# راهنمای برنامه\n\nمتن نخست است.\n\n## بخش دوم\n\nمتن دوم است.\n\n***\n\nپایان متن است.\n"
    );
    let framed = "========\nعنوان\n========\nمتن است.\n";
    assert_eq!(markdown(document("a.txt", framed)), "# عنوان\n\nمتن است.\n");
    let boxed = "╔══════╗\n║ عنوان ║\n╚══════╝\nمتن است.\n│ درون │\n";
    assert_eq!(markdown(document("a.txt", boxed)), "# عنوان\n\nمتن است.\\\nدرون\n");
    let note = "┌────┐\n│ یادداشت: │\n├────┤\n│ یک │\n│ دو │\n└────┘\n\nدربارهٔ نصب:\n──────\nمتن است.\n";
    assert_eq!(markdown(document("a.txt", note)), "## یادداشت:\n\nیک\\\nدو\n\n## دربارهٔ نصب:\n\nمتن است.\n");
    // Two lines of text above a row are no heading.
    let under = markdown(document("a.txt", "یک سطر از متن،\nو سطر دیگری از آن.\n-----\nادامه دارد.\n"));
    assert!(!under.contains('#') && under.contains("***"), "{under}");
}

#[test]
fn bracketed_text_has_a_language() {
    let document = document("a.md", "متن [an *English* phrase]{lang=en} و [x]{dir=rtl} و [y]{.z} و \\[z]{lang=en}.\n");
    let BlockKind::Paragraph(content) = &document.blocks[0].kind else { panic!() };
    let spans: Vec<_> = content
        .iter()
        .filter_map(|inline| match inline {
            Inline::Span(span) => {
                Some((span.lang.as_ref().map(|lang| lang.as_str().to_owned()), span.direction.is_some()))
            }
            _ => None,
        })
        .collect();
    assert_eq!(spans, [(Some("en".to_owned()), false), (None, true)]);
    let written = markdown(document);
    assert!(written.contains("<span lang=\"en\">an *English* phrase</span>"), "{written}");
    assert!(written.contains("\\[y\\]\\{.z\\} و \\[z\\]\\{lang=en\\}"), "{written}");
}

#[test]
fn captions_of_tables_are_read_as_they_are_written() {
    let text = "| الف | ب |\n| --- | --- |\n| ۱ | ۲ |\n\n: شرح جدول\n\n- یک\n\n  | الف | ب |\n  | --- | --- |\n  \
                | ۱ | ۲ |\n\n  : شرح دیگر\n\n  واژه\n  :   معنی\n";
    let read = document("a.md", text);
    let BlockKind::Table(table) = &read.blocks[0].kind else { panic!() };
    assert!(matches!(table.caption.as_deref(), Some([Inline::Text(text)]) if text.text == "شرح جدول"));
    assert_eq!(markdown(read), text);
}

#[test]
fn shapes_outside_a_drawing_are_not_seen() {
    let drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'>\
                   <circle cx='40' cy='0' r='30' fill='#00ff00'/></svg>";
    let desk = Desk::with("a.md", "![دایره](a.svg)\n\nمتن فارسی است.\n");
    desk.write("a.svg", drawing);
    desk.run(&["a.md", "-t", "png", "--ppi", "72", "-o", "out/"]).ok();
    let name = desk.names().into_iter().find(|name| name == "out").unwrap();
    let file = std::fs::read_dir(desk.path(&name)).unwrap().next().unwrap().unwrap().path();
    let picture = image::open(file).unwrap().to_rgb8();
    let green = picture.pixels().filter(|pixel| pixel.0[1] > 200 && pixel.0[0] < 90).count();
    // A quarter of the circle, cut off by 20 of its 30 pixels of height: 30 by 15 points
    // at most.
    assert!(green > 100 && green <= 30 * 15, "{green}");
}

#[test]
fn pictures_of_saved_pages_are_found_as_browsers_find_them() {
    let page = |images: &str| format!("<html><body><p>متن فارسی برای آزمون</p>{images}</body></html>");
    let html = page("<p><img src='a%20b.png?v=2#x' alt='الف'></p><p><img src='images\\b.png' alt='ب'></p>");
    let found: Vec<String> = images(&document("a.html", &html).blocks);
    assert_eq!(found, ["a b.png", "images/b.png"]);
    let html = page("<img src='https://example.org/a.png?v=1' alt='پ'><img src='//example.org/b.gif?u' alt='ت'>");
    assert_eq!(images(&document("a.html", &html).blocks), ["https://example.org/a.png?v=1", "//example.org/b.gif?u"]);
    let html = page("<p><img src='https://example.org/101.gif' width='1' height=1 alt='counter'></p>");
    assert_eq!(images(&document("a.html", &html).blocks), [""; 0]);
    assert_eq!(texts(document("a.html", &html)), ["متن فارسی برای آزمون"], "a counter of visits is no picture");
}

fn images(blocks: &[bargeh::document::Block]) -> Vec<String> {
    let mut found = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Figure(figure) => found.push(figure.image.path.clone()),
            BlockKind::Paragraph(inlines) => found.extend(inlines.iter().filter_map(|inline| match inline {
                Inline::Image(image) => Some(image.path.clone()),
                _ => None,
            })),
            _ => {}
        }
    }
    found
}

#[test]
fn items_that_show_nothing_have_no_bullet() {
    let page = |list: &str| format!("<html><body><p>متن</p>{list}</body></html>");
    let icons = "<ul><li><a href='#'><i class='icon'></i></a></li><li><svg></svg></li></ul>";
    assert_eq!(document("a.html", &page(icons)).blocks.len(), 1);
    let set = markdown(document("a.html", &page("<ul><li>یک</li><li></li><li>دو</ul>")));
    assert_eq!(set.trim(), "متن\n\n- یک\n- دو");
    let set = markdown(document("a.html", &page("<ol><li>یک</li><li></li><li>سه</li></ol>")));
    assert!(set.contains("3. سه"), "numbers stay: {set}");
    let dots = "<ol class=dots><li data-slide=0></li><li></li></ol>";
    assert_eq!(document("a.html", &page(dots)).blocks.len(), 1);
}

#[test]
fn what_a_page_folds_away_keeps_its_heading() {
    let page = "<details><summary>چرا؟</summary><div>چون چنین است.</div></details><p>پایان</p>";
    let blocks = document("a.html", page).blocks;
    assert_eq!(blocks.len(), 3);
    let BlockKind::Paragraph(question) = &blocks[0].kind else { panic!("{blocks:?}") };
    assert!(matches!(question[..], [Inline::Strong(_)]), "{question:?}");
}

#[test]
fn texts_with_the_marks_of_markdown_are_read_as_such() {
    let text = "### گزارش\n\n- **یک**: متن\n\n| الف | ب |\n|---|---|\n| ۱ | ۲ |\n";
    let read = input("گزارش.txt", text.as_bytes());
    let Warned { value, warnings } = read;
    let kinds: Vec<_> = value.document.blocks.iter().map(|block| std::mem::discriminant(&block.kind)).collect();
    assert_eq!(kinds.len(), 3);
    assert!(matches!(value.document.blocks[0].kind, BlockKind::Heading(_)));
    assert!(matches!(value.document.blocks[2].kind, BlockKind::Table(_)));
    assert_eq!(warnings.iter().filter(|warning| warning.code == "text-is-markdown").count(), 1);
    let desk = Desk::with("a.txt", text);
    let told = desk.run(&["clean", "--clean", "none", "--from", "txt", "a.txt"]).ok();
    assert!(told.out().contains("### گزارش"));
    let plain = input("a.txt", "# نصب\npip install a\n# اجرا\n".as_bytes());
    assert!(matches!(plain.value.document.blocks[0].kind, BlockKind::Paragraph(_)));
    assert!(plain.warnings.is_empty());
}

#[test]
fn numbers_with_a_hyphen_between_spaces_begin_items() {
    let text = "4 پرونده دارد\n1 - main.java --> صفحهٔ نخست\n2 - game.java --> بازی\n3 - main.xml\n\nپایان";
    let read = document("a.txt", text);
    let BlockKind::List(list) = &read.blocks[1].kind else { panic!("{:?}", read.blocks[1].kind) };
    assert_eq!(list.items.len(), 3);
    assert!(matches!(document("a.txt", "دما\n1 - 5 درجه\nپایان").blocks[0].kind, BlockKind::Paragraph(_)));
}

/// A page as browsers save it, with its style sheets beside it.
fn dressed(page: &str, sheet: &str) -> Warned<Input> {
    let files = [("page_files/a b.css", sheet), ("page_files/empty.css", "")];
    let files = files.map(|(name, text)| (name.to_owned(), text.as_bytes().into()));
    read_beside(page.as_bytes(), &ReadOptions::new(InputFormat::Html, "page.html"), &Memory(files.into())).unwrap()
}

const LINK: &str = "<link rel=stylesheet href='page_files/a%20b.css?v=2'>";

fn codes(input: &Warned<Input>) -> Vec<&str> {
    input.warnings.iter().map(|warning| warning.code).collect()
}

#[test]
fn style_sheets_beside_a_page_hide_what_they_hide() {
    let page = format!(
        "<html lang=fa><head>{LINK}<link rel=stylesheet href=https://example.org/x.css></head><body class=fa>\
         <div class=popup><h2>پنجره</h2></div><h1>عنوان</h1><p>متن <b class='md:gone'>باریک</b> است.\
         <ul class=tabs><li>یک<li class=more>دو</ul><p class=en>English</p><p class=note>پانویس</p></body>"
    );
    let sheet = "@charset \"utf-8\"; /* } */ @import 'x.css'; \
                 .popup { display: none } .popup.open { display: block }\
                 @media (min-width: 700px) { .md\\:gone { display: none!important } }\
                 @media screen { h1 { display: none } } @media (max-width: 600px) { p { display: none } }\
                 .tabs > .more, body.fa .en, .note::after, .note:hover, p + p { display: none }";
    let read = dressed(&page, sheet);
    let text = markdown(read.value.document.clone());
    assert_eq!(text, "# عنوان\n\nمتن است.\n\n- یک\n\nپانویس\n");
    // That of the network and the imported one are not read.
    assert_eq!(codes(&read), ["style-sheet", "page-hidden"]);
    assert!(read.warnings[0].message.ends_with(": 2"), "{:?}", read.warnings);
    assert!(read.warnings[1].message.contains("19 letters"), "{:?}", read.warnings);
    // Without a door to what is beside it, nothing is asked for and nothing hidden.
    let alone = input("page.html", page.as_bytes());
    assert!(alone.warnings.is_empty() && markdown(alone.value.document).contains("پنجره"));
    // A page that shows itself when all is loaded is whole.
    let all = dressed(&page, "h1, p, div, ul { visibility: hidden }");
    assert!(markdown(all.value.document).contains("پنجره"));
    let missing = dressed("<link rel=stylesheet href=b.css><link rel=stylesheet href=c.css><p>متن", "");
    assert_eq!(codes(&missing), ["style-sheet"]);
    assert!(missing.warnings[0].message.ends_with(": 2"));
}

#[test]
fn style_sheets_hide_no_more_and_no_less_than_they_say() {
    let read = |page: &str, sheet: &str| dressed(&format!("{LINK}{page}"), sheet);
    let page = "<div class=entry><h1>نام</h1><p>متن<p class=ad>آگهی<ul class=nav><li>یک<ul><li>دو <b class=drop>باز</b></ul></ul></div>";
    let whole = "# نام\n\nمتن\n\nآگهی\n\n- یک\n  - دو **باز**\n";
    // A comma in brackets begins no selector, and what is not understood fits nothing.
    let not = read(page, ".entry :not(h1, p, figure) > .ad, .ad:unknown(p) { display: none }");
    assert_eq!((markdown(not.value.document.clone()).as_str(), codes(&not).len()), (whole, 0));
    // A sign in a string ends nothing.
    let signs = "p::before { content: \"{\" } p { content: ';display:none' } .ad { display: none }";
    assert_eq!(markdown(read(page, signs).value.document), whole.replace("آگهی\n\n", ""));
    let nested = read(page, ".nav > li .drop { display: none }");
    assert_eq!(markdown(nested.value.document), whole.replace(" **باز**", ""));
}

/// Letters without size are a way of hiding; frameworks take them for the gaps between
/// columns, which have a size of their own.
#[test]
fn letters_without_size_are_not_printed() {
    let read = |page: &str, sheet: &str| markdown(dressed(&format!("{LINK}{page}"), sheet).value.document);
    for size in ["0", "0px", "0em", "0%", "0 !important"] {
        let own = format!("<p>متن <span style='font-size:{size}'>نهان <b>ژرف</b></span> است.");
        assert_eq!(read(&own, ""), "متن است.\n", "{size}");
    }
    assert_eq!(read("<p>متن<p class=x>نهان", ".x { font-size: 0 }"), "متن\n");
    let columns = "<div class=row><div class=col>یک</div> <div class=col>دو</div></div>";
    assert_eq!(read(columns, ".row { font-size: 0 } .col { font-size: 1rem }"), "یک\n\nدو\n");
    assert_eq!(read("<p>متن <span style='opacity:0'>آید</span>", ""), "متن آید\n", "it comes as one scrolls");
}

#[test]
fn what_style_sheets_hide_beyond_the_bounds_is_told() {
    let told = |page: &str, sheet: &str| {
        let read = dressed(page, sheet);
        assert!(markdown(read.value.document.clone()).contains("متن"));
        codes(&read).iter().filter(|code| **code == "style-sheet").count()
    };
    let empty = "<link rel=stylesheet href='page_files/empty.css'>";
    assert_eq!(told(&format!("{}<p>متن", empty.repeat(64)), ""), 0);
    assert_eq!(told(&format!("{}<p>متن", empty.repeat(65)), ""), 1);
    let page = format!("{LINK}<p class=a>متن");
    assert_eq!(told(&page, &format!("/*{}*/", "x".repeat(8 << 20))), 1);
    assert_eq!(told(&page, &".b{width:1px}".repeat(8_192)), 0);
    assert_eq!(told(&page, &".b{width:1px}".repeat(8_193)), 1);
    // Each class is looked at once, and no more than some of them.
    let rules = ".a{width:1px}".repeat(8_192);
    assert_eq!(told(&format!("{LINK}<p class='{}'>متن", "a ".repeat(500_000)), &rules), 0);
    let classes: String = (0..65).map(|n| format!("c{n} ")).collect();
    assert_eq!(told(&format!("{LINK}<p class='{classes}'>متن"), ".a{width:1px}"), 1);
    // A chain of children is as long a way as one of descendants.
    let chain = format!("{} {{width:1px}}", ["b"; 32].join(">")).repeat(2_000);
    assert_eq!(told(&format!("{LINK}<p>متن<p>{}", "<b>".repeat(2_000)), &chain), 1);
}

#[test]
fn pages_with_holes_have_their_style_sheets() {
    let desk = Desk::with("page.html", "<link rel=stylesheet href=a.css><p>سلام {{نام}}</p><p class=ad>آگهی</p>");
    desk.write("a.css", ".ad { display: none }");
    desk.write("names.csv", "نام\nمینا\n");
    desk.run(&["page.html", "--data", "names.csv", "--to", "txt", "-o", "a.txt"]).ok();
    let text = String::from_utf8(desk.read("a.txt")).unwrap();
    assert!(text.contains("سلام مینا") && !text.contains("آگهی"), "{text}");
}

#[test]
fn style_sheets_give_pictures_their_size() {
    let sized = |picture: &str, sheet: &str| {
        let page = format!("{LINK}<p>متن</p><div class=team>{picture}</div>");
        let blocks = dressed(&page, sheet).value.document.blocks;
        let Some(BlockKind::Figure(figure)) = blocks.last().map(|block| &block.kind) else { panic!("{blocks:?}") };
        let side = |side: Option<Measure>| match side {
            Some(Measure::Length(length)) => format!("{:.0}", length.to_pt()),
            Some(Measure::Share(share)) => format!("{:.0}%", share * 100.0),
            None => "-".to_owned(),
        };
        format!("{} {}", side(figure.image.size.width), side(figure.image.size.height))
    };
    let icon = "<img class=icon src=a.png width=400 height=300>";
    assert_eq!(sized(icon, ""), "300 225");
    assert_eq!(sized(icon, ".team .icon { width: 24px; height: auto }"), "18 -");
    assert_eq!(sized(icon, ".icon { width: 3rem } img { width: 1rem; height: 1rem }"), "36 12");
    // A share of what has a length; of what has none, as it depends on a window.
    assert_eq!(sized("<img src=a.png>", ".team { width: 40px } img { width: 50% }"), "15 -");
    assert_eq!(sized("<img src=a.png>", "img { width: 100%; height: 100vh }"), "- -");
    // Of a column's share of the page, as frameworks lay out their cards.
    assert_eq!(sized("<img src=a.png>", ".team { width: 50% } img { width: 100% }"), "50% -");
    let column = "@media (min-width: 768px) { .team { max-width: 50% } } div { width: 100% } img { width: 50% }";
    assert_eq!(sized("<img src=a.png>", column), "25% -");
    assert_eq!(sized("<img src=a.png>", ".team { max-width: 1140px } img { width: 100% }"), "- -");
    assert_eq!(sized("<img src=a.png>", ".team { width: 50% } img { max-width: 100% }"), "- -");
    // One that is cut to fit keeps its shape.
    assert_eq!(sized("<img src=a.png>", "img { width: 80px; height: 80px; object-fit: cover }"), "- 60");
    assert_eq!(sized("<img src=a.png style='width:50%'>", "img { width: 80px }"), "50% -");
}

#[test]
fn style_sheets_give_lines_of_their_own() {
    let lines = |page: &str, sheet: &str| markdown(dressed(&format!("{LINK}{page}"), sheet).value.document);
    let terminal = "<div class=t><span class=l>یک</span><span class=l>دو <i>کج</i></span></div>";
    assert_eq!(lines(terminal, ""), "یک دو *کج*\n");
    for sheet in [".l { display: block }", ".t { display: flex; flex-direction: column }", ".t { display: grid }"] {
        assert_eq!(lines(terminal, sheet), "یک\n\nدو *کج*\n", "{sheet}");
    }
    // Side by side in a row, whatever they are.
    assert_eq!(lines(terminal, ".t { display: flex } .l { display: block }"), "یک دو *کج*\n");
    let head = "<h1><span>یک</span><span>دو</span></h1><p><a href=https://example.org>پیوند</a> متن";
    assert_eq!(lines(head, "h1 span, a { display: block }"), "# یک<br>دو\n\n[پیوند](https://example.org)\n\nمتن\n");
    let code = "<pre><span>a</span><span>b</span>\n<span>c</span></pre>";
    assert_eq!(lines(code, "pre span { display: block }"), "```\na\nb\nc\n```\n");
    // A drawing's letters are no text, whatever its sheet says.
    assert_eq!(lines("<svg><text><a>x</a></text></svg><p>متن", "a { display: block }"), "متن\n");
}

#[test]
fn lists_with_bullets_and_dashes_in_plain_text_are_lists() {
    let read = |text: &str| markdown(document("a.txt", text));
    let nested = "راهنما\n\n🔹 یکم:\n   • الف\n   • ب\n\n🔹 دوم:\n   • پ\n   • ت\n";
    assert_eq!(read(nested), "راهنما\n\n- یکم:\n  - الف\n  - ب\n- دوم:\n  - پ\n  - ت\n");
    assert_eq!(read("1.یک\n2.دو\n3.سه\n"), "1. یک\n2. دو\n3. سه\n");
    assert_eq!(read("تغییرات:\n- یک\n- دو\n- سه\n"), "تغییرات:\n\n- یک\n- دو\n- سه\n");
    // What people say begins with a dash, too, and a single bullet is no list.
    for speech in ["گفت:\n- سلام.\n- خوبی؟\n- خوبم.\n", "یک\n- دو\n- سه\n- چهار\n", "• تنها\n"]
    {
        let blocks = document("a.txt", speech).blocks;
        assert!(!blocks.iter().any(|block| matches!(block.kind, BlockKind::List(_))), "{speech}: {blocks:?}");
    }
}

#[test]
fn drawn_trees_of_files_stay_as_they_stand() {
    for (root, branch) in [("app/", "├── "), ("C:\\app\\", "├─ "), ("app", "|-- ")] {
        let tree = format!("{root}\n{branch}a.txt   # یک\n│   {branch}b\n└── c");
        let blocks = document("a.txt", &format!("ساختار پوشه\n\n{tree}\n\nمتن\n")).blocks;
        let [_, code, _] = &blocks[..] else { panic!("{blocks:?}") };
        assert!(matches!(&code.kind, BlockKind::Code(code) if code.text == tree), "{code:?}");
    }
    // A table drawn with such signs is none.
    let table = "┌───┬───┐\n├───┼───┤\n├───┼───┤\n└───┴───┘\n";
    assert!(!document("a.txt", table).blocks.iter().any(|block| matches!(block.kind, BlockKind::Code(_))));
}

#[test]
fn icons_of_pages_stand_in_a_row_or_give_their_address() {
    let page = "<p>متن</p><ul><li><img src=a.png><li><a href=https://example.org><img src=b.png></a></ul>";
    let small = dressed(&format!("{LINK}{page}"), "li img { height: 25px }").value.document;
    assert_eq!(
        markdown(small),
        "متن\n\n![](a.png){height=18.75pt} [![](b.png){height=18.75pt}](https://example.org)\n"
    );
    let large = document("a.html", page);
    assert!(large.blocks[1..].iter().all(|block| matches!(block.kind, BlockKind::Figure(_))), "{large:?}");
    let links = "<p>متن</p><ul><li><a href='https://www.example.org/me/?hl=en'><i></i></a><li><a href='mailto:a@b.org'></a>\
                 <li><a href='https://example.org/share?url=x'></a><li><a href='#top'></a></ul>";
    let read = markdown(document("a.html", links));
    assert_eq!(read, "متن\n\n- [example.org/me](https://www.example.org/me/?hl=en)\n- [a@b.org](mailto:a@b.org)\n");
    // A link that shows its words, or that of another item, is no icon's.
    let words = "<p><a href=https://example.org/a>متن</a></p><ul><li><i></i></li><li>یک</li></ul>";
    assert_eq!(markdown(document("a.html", words)), "[متن](https://example.org/a)\n\n- یک\n");
    let other = "<p>متن</p><ul><li><a href=https://example.org/b></a>یک<li><i></i></li><li>دو</ul>";
    assert_eq!(markdown(document("a.html", other)), "متن\n\n- یک\n- دو\n");
    let way = "<ol class='breadcrumb x'><li><a href='#'><i></i></a><li>اینجا</ol><hr><hr><p>متن<hr>";
    assert_eq!(markdown(document("a.html", way)), "***\n\nمتن\n\n***\n");
}

/// How many frames, rules and grounds stand on the pages.
fn drawings(frame: &Frame) -> usize {
    frame
        .items
        .iter()
        .map(|item| match &item.kind {
            ItemKind::Frame(inner) => drawings(inner),
            ItemKind::Line(_) => 0,
            _ => 1,
        })
        .sum()
}

#[test]
fn a_note_that_runs_from_the_left_has_no_rule_of_its_own() {
    let pages = |note: &str| {
        let set = layout(document("a.md", &format!("متن[^1] دیگر.\n\n[^1]: {note}\n")));
        set.pages.iter().map(|page| drawings(&page.frame)).sum::<usize>()
    };
    assert_eq!(pages("\n    ::: ltr\n    Web Service\n    :::"), pages("Web Service"));
}

#[test]
fn a_short_line_without_a_mark_stays_with_the_text_it_heads() {
    let text = "این بند آن‌قدر دراز است که چند سطر می‌گیرد و زیر سرخط خود می‌ماند. ".repeat(6);
    // A page holds what comes before and the short line, but not a line of the text more.
    let heads = (1..60).filter(|count| {
        let before = "سطر\n\n".repeat(*count);
        let set = layout(document("a.md", &format!("{before}Single.php\n\n{text}\n")));
        let last = set.pages.iter().rev().nth(1).map(|page| {
            let mut found = Vec::new();
            collect(&page.frame, Point::ZERO, &mut found);
            found.last().is_some_and(|(_, line)| line.text.contains("Single"))
        });
        last == Some(true)
    });
    assert_eq!(heads.count(), 0);
}

#[test]
fn what_programs_write_for_want_of_words_describes_no_picture() {
    for (said, kept) in [("image", None), ("Screenshot (43)", None), ("نمودار", Some("نمودار"))] {
        let blocks = document("a.md", &format!("متن\n\n![{said}](a.png)\n")).blocks;
        let BlockKind::Figure(figure) = &blocks[1].kind else { panic!("{blocks:?}") };
        assert_eq!(figure.image.alt.as_deref(), kept, "{said}");
    }
}

#[test]
fn braces_at_the_end_of_a_heading_are_printed_unless_they_are_attributes() {
    let set = |text: &str| {
        let whole = markdown(document("a.md", text));
        whole.lines().find(|line| line.starts_with('#')).unwrap_or_default().to_owned()
    };
    for text in ["#### GET /status/{job_id}", "## قالب {نام}", "## تهی {}", "## `a` {b} و {c d}"] {
        assert_eq!(set(text).replace('\\', ""), text);
    }
    assert_eq!(set("## قالب {#a}"), "## قالب {#a}");
    assert_eq!(set("## قالب {.b}"), "## قالب");
}

#[test]
fn icons_of_cards_stand_in_their_headings() {
    let page = |icon: &str| {
        format!("<body><p>متن</p><div class=card><div class=icon>{icon}</div><h3>تند و سبک</h3><p>یک</p></div></body>")
    };
    for icon in ["⚡", "🗂️", "👩‍💻"] {
        assert_eq!(markdown(document("a.html", &page(icon))).trim(), format!("متن\n\n### {icon} تند و سبک\n\nیک"));
    }
    // Text is none, nor are numbers and the punctuation of a sentence.
    for icon in ["نو", "۱۲", "…", "⚡ نو"] {
        assert!(markdown(document("a.html", &page(icon))).contains("\n### تند و سبک\n"), "{icon}");
    }
}

#[test]
fn headings_between_signs_in_plain_text_are_headings() {
    let set = |text: &str| markdown(document("a.txt", text));
    let text = "=== افزونهٔ فروش ===\n\n== نصب ==\nیک بار نصب کنید.\n\n--- پرسش‌ها ---\nپاسخ این است.\n";
    assert_eq!(set(text), "# افزونهٔ فروش\n\n## نصب\n\nیک بار نصب کنید.\n\n## پرسش‌ها\n\nپاسخ این است.\n");
    for text in ["== نصب =\n", "= نصب =\n", "--- ۱۲ ---\n", "**مهم**\n", "-- نصب --\n"] {
        assert!(!set(text).starts_with('#'), "{text}");
    }
}

#[test]
fn rows_that_tell_of_a_name_in_brackets_stay_apart() {
    let row = |name: &str| format!("[{name}]  نمایش موجودی کیف پول و تاریخچهٔ همهٔ درخواست‌های فروشندگان این سایت\n");
    let text = format!("متن\n\n{}{}{}{}", row("vm_a"), row("vm_orders"), row("vm_b"), row("vm_dashboard"));
    assert_eq!(markdown(document("a.txt", &text)).matches("\\\n").count(), 3);
}

#[test]
fn a_link_of_a_picture_that_says_nothing_says_where_it_leads() {
    let cell = |picture: &str| {
        let link = format!("<a href='https://a.example/get/App-2.ipa'>{picture}</a>");
        texts(document(
            "a.md",
            &format!("<table><tr><th>نام</th><th>دریافت</th></tr><tr><td>یک</td><td>{link}</td></tr></table>\n"),
        ))
    };
    assert!(cell("<img src='https://b.example/badge'>").iter().any(|line| line.contains("App-2.ipa")));
    assert!(!cell("<img src='https://b.example/badge' alt='گرفتن'>").iter().any(|line| line.contains("App-2")));
    let set = texts(document("a.md", "متن\n\n[![](https://b.example/c.png)](https://a.example/shop/)\n"));
    assert!(set.iter().any(|line| line.contains("a.example/shop")), "{set:?}");
}

#[test]
fn a_picture_in_a_line_keeps_its_shape_and_room() {
    // As high as wide; the source squeezes it.
    let words = "این بند چند سطر دارد و در میان آن نگاره‌ای است ".repeat(3);
    for size in ["{width=3cm height=0.9cm}", "{width=12cm}", "{height=9cm}"] {
        let text = format!("متن پیش از این.\n\n{words}![نگاره](star.svg){size} {words}\n");
        let mut document = document("a.md", &text);
        number(&mut document);
        let theme = Theme::builtin("plain").unwrap();
        let (geometry, options) = plain_pages(&theme, Size::mm(148.0, 210.0), Length::mm(20.0));
        let set = typeset(&document, &theme, &FontBook::bundled(), &geometry, &options, &resources()).unwrap().value.0;
        let mut pictures = Vec::new();
        placed(&set.pages[0].frame, Point::ZERO, &mut pictures);
        let [(at, picture)] = pictures[..] else { panic!("{size}: {pictures:?}") };
        let base = at.y + picture.height;
        let above = lines(&set).iter().map(|(at, _)| at.y).filter(|y| *y < base - Length::pt(1.0)).max().unwrap();
        assert!(above <= at.y, "{size}: a line at {above:?} under a picture from {:?}", at.y);
    }
}

/// The pictures of a frame with their places.
fn placed(frame: &Frame, at: Point, found: &mut Vec<(Point, Size)>) {
    for item in &frame.items {
        match &item.kind {
            ItemKind::Image { size, .. } => found.push((at + item.at, *size)),
            ItemKind::Frame(inner) => placed(inner, at + item.at, found),
            _ => {}
        }
    }
}

#[test]
fn a_tree_in_a_paragraph_stays_as_it_stands() {
    let tree = "project/\n├── a.php # نخست\n│   └── b_c_d.php\n└── style.css # ظاهر";
    let code = |text: &str| {
        let blocks = document("a.md", text).blocks;
        let code = blocks.iter().find_map(|block| match &block.kind {
            BlockKind::Code(code) => Some(code.text.clone()),
            _ => None,
        });
        (code, blocks.len())
    };
    assert_eq!(code(&format!("ساختار\n\n{tree}\n\nپایان")), (Some(tree.to_owned()), 3));
    assert_eq!(code(&format!("ساختار برنامه این است:\n{tree}\nپایان کار")), (Some(tree.to_owned()), 3));
    assert_eq!(code("پوشه\n└── یک شاخه"), (None, 1));
    assert_eq!(code("متن با ├ و └ در میان\nو سطر دوم"), (None, 1));
}

#[test]
fn pictures_alone_in_cells_share_the_measure() {
    let sizes = |table: &str| {
        let mut document = document("a.md", table);
        number(&mut document);
        let theme = Theme::builtin("plain").unwrap();
        let (geometry, options) = plain_pages(&theme, Size::mm(148.0, 210.0), Length::mm(20.0));
        let set = typeset(&document, &theme, &FontBook::bundled(), &geometry, &options, &resources()).unwrap().value.0;
        let mut pictures = Vec::new();
        placed(&set.pages[0].frame, Point::ZERO, &mut pictures);
        pictures.iter().map(|(_, size)| size.width.to_pt().round()).collect::<Vec<_>>()
    };
    let two = sizes("| یک | دو |\n|---|---|\n| ![الف](star.svg){width=20cm} | ![ب](star.svg) |\n");
    assert!(two[0] > 100.0 && two[0] < 150.0, "{two:?}");
    assert!(two[1] > 20.0 && two[1] < 40.0, "its own size: {two:?}");
    let three =
        sizes("| ![الف](star.svg){width=9cm} | ![ب](star.svg) | ![پ](star.svg) |\n|---|---|---|\n| a | b | c |\n");
    assert!(three[0] > 60.0 && three[0] < 100.0, "{three:?}");
    let beside = sizes("| یک | دو |\n|---|---|\n| نشان ![الف](star.svg){width=20cm} | متن |\n");
    assert!(beside[0] < 60.0, "{beside:?}");
}

#[test]
fn a_picture_over_a_row_of_dashes_is_no_heading() {
    let kind = |text: &str| document("a.md", text).blocks.swap_remove(0).kind;
    assert!(matches!(kind("![نما](a.png)\n---\n"), BlockKind::Figure(_)));
    assert!(matches!(kind("# ![نما](a.png)\n"), BlockKind::Figure(_)));
    // Words stay a heading, also those of a picture that is never fetched.
    assert!(matches!(kind("![نما](a.png) عنوان\n---\n"), BlockKind::Heading(_)));
    assert!(matches!(kind("# ![نما](https://example.org/a.png)\n"), BlockKind::Heading(_)));
}

#[test]
fn a_path_from_the_root_of_a_site_is_found_where_it_may_be_read() {
    let drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9v9z'/></svg>";
    let page = "<html lang=fa><h1>عنوان</h1><p>متن فارسی است.</p><p><img src=/img/a.svg alt=دایره></p>";
    let desk = Desk::with("page.html", page);
    desk.write("img/a.svg", drawing);
    desk.write("fa/about.html", page);
    desk.write("fa/up.html", page.replace("/img/a.svg", "/../img/a.svg"));
    desk.run(&["page.html"]).ok().silent();
    desk.run(&["fa/about.html", "--allow-dir", "."]).ok().silent();
    // Its parents may not be read unasked.
    desk.run(&["fa/about.html"]).ok().warns("not found");
    desk.run(&["fa/up.html"]).ok().warns("outside");
}

/// The words of a page as Markdown.
fn page(body: &str) -> String {
    markdown(document("a.html", &format!("<html lang=fa dir=rtl><h1>عنوان</h1>{body}<p>پایان متن</p></html>")))
}

#[test]
fn what_a_click_opens_is_printed() {
    let sheet = "<style>.collapse,.panel,#mm{display:none}</style>";
    let head = "<button data-bs-toggle=collapse data-bs-target=#c aria-controls=c>پرسش</button>";
    for panel in [
        "<div id=c class=collapse>پاسخ</div>",
        "<div id=c hidden>پاسخ</div>",
        "<div id=c style='display:none'>پاسخ</div>",
    ] {
        let text = page(&format!("{sheet}{head}{panel}"));
        assert!(text.contains("**پرسش**\n\nپاسخ"), "{text}");
    }
    let expands =
        "<button aria-expanded=false aria-controls=c>پرسش</button><div id=c class=panel aria-hidden=true>پاسخ</div>";
    assert!(page(&format!("{sheet}{expands}")).contains("**پرسش**\n\nپاسخ"));
    // Menus, windows, and what no click opens.
    for other in [
        "<button data-bs-toggle=collapse data-bs-target=#c class=navbar-toggler>فهرست</button><div id=c class=collapse>پاسخ</div>",
        "<header><button aria-expanded=false aria-controls=c>فهرست</button></header><div id=c class=panel>پاسخ</div>",
        "<button aria-expanded=false aria-controls=mobileMenu>فهرست</button><div id=mobileMenu class='panel'>پاسخ</div>",
        "<div id=c class=collapse>پاسخ</div>",
    ] {
        let text = page(&format!("{sheet}{other}"));
        assert!(!text.contains("پاسخ") && !text.contains("فهرست"), "{text}");
    }
}

#[test]
fn links_to_sections_lead_to_their_headings() {
    let link = "<p>ببینید <a href='#s'>بخش</a></p>";
    for section in [
        "<section id=s><h2>دوم</h2><p>متن</p></section>",
        "<div id=s><img src=x.png alt=''><h2 id=own>دوم</h2><p>متن</p></div>",
        "<a id=s></a><h2>دوم</h2><p>متن</p>",
        "<a name=s></a><h2>دوم</h2><p>متن</p>",
    ] {
        let mut document = document("a.html", &format!("<h1>عنوان</h1>{link}{section}"));
        let warnings = number(&mut document);
        assert!(warnings.iter().all(|warning| warning.code != "dead-link"), "{section}");
    }
    let mut other = document("a.html", &format!("<h1>عنوان</h1>{link}<section id=s>متن</section><h2>دوم</h2>"));
    assert!(number(&mut other).iter().any(|warning| warning.code == "dead-link"));
    let mut many = document("a.md", "[یک](#نیست) و [دو](#نیست)\n\n[سه](#نیست) و [چهار](b.md)\n");
    let dead = number(&mut many).into_iter().filter(|warning| warning.code == "dead-link");
    assert_eq!(dead.count(), 2, "each address once");
}

#[test]
fn buttons_in_a_row_stand_apart() {
    let button = |word: &str| format!("<a class='btn btn-primary' href='https://example.org/{word}'>{word}</a>");
    let row = page(&format!("<div>{}{}\n{}</div>", button("a"), button("b"), button("c")));
    assert!(row.contains("[a](https://example.org/a) · [b](https://example.org/b) · [c]"), "{row}");
    let apart = page(&format!("<p>{}</p><p>{}</p><p>{} یا {}</p>", button("a"), button("b"), button("c"), button("d")));
    assert!(!apart.contains('·'), "{apart}");
}

#[test]
fn a_heading_over_icons_that_vanish_is_left_out() {
    let icons = "<div><a href='https://t.me/x'><i class='fab fa-telegram'></i></a></div>";
    let read = |body: &str| markdown(document("a.html", &format!("<h1>عنوان</h1><p>متن</p>{body}")));
    assert!(!read(&format!("<h2>تماس</h2>{icons}")).contains("تماس"));
    for kept in ["<h2>تماس</h2>".to_owned(), format!("<h2>تماس</h2>{icons}<p>متن</p>"), format!("{icons}<h2>تماس</h2>")]
    {
        assert!(read(&kept).contains("تماس"), "{kept}");
    }
}

#[test]
fn the_lines_of_a_headline_keep_a_space_between_them() {
    let read = |inside: &str| markdown(document("a.html", &format!("<h1>{inside}</h1><p>متن</p>")));
    assert!(read("<span>برنامهٔ</span><span>بزرگ ما</span>").contains("# برنامهٔ بزرگ ما"));
    assert!(read("<span>بر</span><span style='color:red'>گه</span>").contains("# برگه"));
    assert!(read("<span>بر</span>گه").contains("# برگه"));
}
