//! Pages as people save them: what is there to be clicked on is left out, what is folded
//! away is shown, and what only a style sheet makes large is a heading.

use bargeh::convert::{Request, convert};
use bargeh::document::{BlockKind, Document, Measure};
use bargeh::read::{ReadOptions, read};
use bargeh::resources::Memory;
use bargeh::settings::{InputFormat, OutputFormat, Settings};

fn document(page: &str) -> Document {
    read(page.as_bytes(), &ReadOptions::new(InputFormat::Html, "page.html")).unwrap().value.document
}

fn warnings(page: &str) -> Vec<String> {
    let read = read(page.as_bytes(), &ReadOptions::new(InputFormat::Html, "page.html")).unwrap();
    read.warnings.iter().map(|warning| warning.message.clone()).collect()
}

fn markdown(page: &str) -> String {
    let request = Request { settings: Settings::default(), formats: vec![OutputFormat::Markdown], modified: None };
    let made = convert(document(page), &request, &Memory::default(), &mut |_| {}).unwrap();
    String::from_utf8(made.value.files[0].bytes.clone()).unwrap()
}

/// A page whose text begins with some markup.
fn page(begin: &str) -> String {
    format!(
        "<html lang=fa><body>{begin}<h2>بخش</h2><p>متن این صفحه از چند واژه است و پایان دارد، و هر که آن را نگه میدارد میخواهد همین را چاپ کند و به دیگران بدهد، بی آنکه منوی آن یا هشدار کوکی روی کاغذ بیاید.</p></body></html>"
    )
}

const TEXT: &str = "## بخش\n\nمتن این صفحه از چند واژه است و پایان دارد، و هر که آن را نگه میدارد میخواهد همین را چاپ کند و به دیگران بدهد، بی آنکه منوی آن یا هشدار کوکی روی کاغذ بیاید.\n";

#[test]
fn what_is_there_to_be_clicked_on_is_left_out() {
    for clicked in [
        "<div class=language-switcher><button>فارسی</button><button>English</button></div>",
        "<div class=nav-container><ul class=nav><li><a href=#a>درباره</a><li><a href=#b>تماس</a></ul></div>",
        "<div id=mainMenu><a href=a.html>خانه</a> | <a href=b.html>تماس</a></div>",
        "<a class='btn btn-primary' href=#contact>تماس بگیرید</a>",
        "<p><a class='btn btn-lg' href=goals.html>همهٔ هدف‌ها</a> <a class=button href=/join/>عضویت</a></p>",
        "<a class=skip-link href=#main>رفتن به متن</a>",
        "<a id=back-to-top href=#>بالا</a>",
        "<button type=button>روشن</button><span>|</span><button>تیره</button>",
        "<div class=cookie-banner>این سایت از کوکی استفاده میکند. <button>پذیرفتم</button></div>",
        "<div id=preloader>در حال بارگذاری…</div>",
        "<div role=dialog><p>در خبرنامه نام بنویسید</p></div>",
        "<div class='modal fade'><p>پنجره</p></div>",
        "<span class=sr-only>پیوند بیرونی</span>",
        "<p class='d-none d-print-none'>پنهان</p>",
        "<noscript>جاوااسکریپت را روشن کنید</noscript>",
        "<div><a hreflang=fa href=https://a.example/fa>فا</a> <a hreflang=en href=https://a.example/en>EN</a></div>",
        "<ul><li><a href=fa.html>فارسی</a><li><a href=ar.html>عربی</a></ul>",
        "<div><span>فارسی</span> | <a href=/en>🇬🇧 English</a></div>",
        "<div class=language-selector><div>انگلیسی</div><ul><li>فارسی<li>انگلیسی</ul><script>let a = 1</script></div>",
        "<ul><li data-filter=*>همه</li><li data-filter=.a>کتاب</li></ul>",
        "<nav><ul><li>رزومه<li>تماس</ul></nav><div class=mobile-nav><ul><li>رزومه<li>تماس</ul></div>",
        "<ul class=page-breadcrumb><li><a href=a.html>خانه</a></li><li>درباره</li></ul>",
        "<button aria-controls=more aria-expanded=false>نمایش بیشتر</button>",
        "<button class=accordion-more aria-expanded=false>مشاهدهٔ بیشتر <i>↓</i></button>",
        "<p><a href=next.html>Read more →</a></p>",
        "<div class=footer-links><h3>دسترسی</h3><a href=a.html>خانه</a><a href=/b>درباره</a></div>",
        "<div class='site-footer'><div><h3>پیوندها</h3><ul><li><a href=a.html>خانه</a><li><a href=b>ما</a></ul></div><p>© ۱۴۰۳ همهٔ حقوق محفوظ است</p></div>",
    ] {
        assert_eq!(markdown(&page(clicked)), TEXT, "{clicked}");
    }
}

#[test]
fn what_only_looks_like_a_menu_stays() {
    for (kept, said) in [
        // A menu of a restaurant, a text about languages, a form that asks.
        ("<div class=menu><p>کباب کوبیده، ۱۲۰ هزار تومان</p></div>", "کباب کوبیده"),
        ("<div class=language><p>زبان فارسی</p></div>", "زبان فارسی"),
        ("<div class=cookie-recipe><p>کلوچهٔ خانگی</p></div>", "کلوچهٔ خانگی"),
        ("<p><a class=btn href=https://example.org/book>کتاب</a></p>", "[کتاب](https://example.org/book)"),
        (
            "<p>هدف‌ها را <a class=btn href=goals.html>در این صفحه</a> بخوانید</p>",
            "هدف‌ها را [در این صفحه](goals.html) بخوانید",
        ),
        ("<h2><a class=btn href=goals.html>هدف‌ها</a></h2><p>متن</p>", "## [هدف‌ها](goals.html)"),
        ("<p><a href=https://example.org><button>انبار کد</button></a></p>", "انبار کد"),
        ("<h3><button aria-expanded=false>هزینه چقدر است؟</button></h3>", "### هزینه چقدر است؟"),
        ("<p class='hidden md:block'>پهن</p>", "پهن"),
        ("<style>.hidden { display: block }</style><p class=hidden>پیدا</p>", "پیدا"),
        ("<p>این متن به <a href=en.html>انگلیسی</a> هم هست</p>", "به [انگلیسی](en.html) هم هست"),
        ("<ul><li>فارسی<li>انگلیسی</ul>", "- انگلیسی"),
        ("<div class=breadcrumb-area><h3>درباره</h3></div>", "### درباره"),
        (
            "<div class=topbar><p>تلفن ۱۲۳</p><div class=lang-select><i>فارسی</i> <i>انگلیسی</i></div></div><p>متن</p>",
            "تلفن ۱۲۳\n\nمتن",
        ),
        ("<div data-filter=a><img src=a.png><p>کتاب نخست</p></div>", "کتاب نخست"),
        ("<div class=languages>فارسی، انگلیسی</div>", "فارسی، انگلیسی"),
        ("<ul><li><a href=https://b.example/en>انگلیسی</a></ul>", "[انگلیسی](https://b.example/en)"),
        (
            "<button aria-controls=a1 aria-expanded=false>ادامهٔ کار چیست؟</button><p id=a1>پاسخ</p>",
            "<b>ادامهٔ کار چیست؟</b>",
        ),
        ("<div class=links><h3>پرونده‌ها</h3><a href=a.pdf>آیین‌نامه</a> <a href=b.pdf>برگه</a></div>", "### پرونده‌ها"),
        ("<div class=card-footer><p>تا پایان مهر</p></div>", "تا پایان مهر"),
        ("<div class=footer><p>با سپاس، آموزگار</p></div>", "با سپاس، آموزگار"),
    ] {
        let text = markdown(&page(kept));
        assert!(text.contains(said), "{kept}: {text}");
    }
}

#[test]
fn signs_to_click_on_are_left_out_and_others_stay() {
    for (sign, said) in [
        ("<h3>پرسش <span>+</span></h3>", "### پرسش\n"),
        ("<div class=faq-item><div>پرسش</div><div class=faq-icon>▾</div></div>", "پرسش\n"),
        ("<details><summary>پرسش <i class=arrow>›</i></summary>پاسخ</details>", "**پرسش**"),
        ("<div class=box><span class=close>×</span><p>متن جعبه</p></div>", "متن جعبه"),
        ("<div><span class=number>120</span><span class=plus>+</span></div>", "120 +"),
        ("<p>الف <span class=icon>+</span> ب</p>", "الف + ب"),
        ("<p>دما <span>-</span></p>", "دما -"),
    ] {
        let text = markdown(&page(sign));
        let begin = text.split("## بخش").next().unwrap().to_owned();
        assert!(text.contains(said), "{sign}: {text}");
        assert_eq!(begin.contains(['+', '▾', '›', '×', '-']), said.contains(['+', '-']), "{sign}: {begin}");
    }
}

#[test]
fn what_a_click_on_a_heading_folds_out_is_no_link() {
    for toggle in [
        "<a data-toggle=collapse href='#c1'>پرسش</a>",
        "<a data-bs-toggle=collapse data-bs-target='#c1' href='#c1'>پرسش</a>",
        "<a aria-expanded=false aria-controls=c1 href='#c1'>پرسش</a>",
    ] {
        let page = format!("<h1>عنوان</h1><h2>{toggle}</h2><div id=c1 class=collapse><p>پاسخ</p></div><p>پایان</p>");
        let text = markdown(&page);
        assert!(text.contains("## پرسش\n") && text.contains("پاسخ"), "{text}");
    }
    let text = markdown("<h1>عنوان</h1><p><a href='#c1'>برو</a></p><h2 id=c1>بخش</h2><p>متن</p>");
    assert!(text.contains("[برو](#c1)"), "{text}");
}

#[test]
fn a_row_of_a_name_and_what_is_said_about_it_is_parted() {
    let said = "خدمات کامل برق برای سایت‌های صنعتی، تجاری و مسکونی.";
    let row = |inside: &str| markdown(&format!("<h1>عنوان</h1><div class=row>{inside}</div><p>پایان</p>"));
    let text = row(&format!("<span class=i>۰۱</span> <span class=n>نصب برق</span> <span class=d>{said}</span>"));
    assert!(text.contains(&format!("۰۱ نصب برق\\\n{said}")), "{text}");
    let text = row(&format!("<span class=n>نصب برق</span><span class=d>خدمات <b>کامل</b> {said}</span>"));
    assert!(text.contains("نصب برق\\\nخدمات **کامل**"), "{text}");
    // A line of short ones, parts of running text, and letters of one class.
    for whole in [
        "<span class=a>مریم نادری</span> <span class=b>۱۲ مهر ۱۴۰۲</span>".to_owned(),
        format!("متن <span class=a>دو</span> <span class=b>{said}</span>"),
        format!("<span class=a>دو واژه</span> <span class=a>{said}</span>"),
        format!("<span>دو واژه</span> <span class=b>{said}</span>"),
    ] {
        assert!(!row(&whole).contains("\\\n"), "{whole}");
    }
}

#[test]
fn the_numbers_of_steps_begin_their_lines() {
    let step = |number: &str, tag: &str, words: &str| {
        format!("<div class=stage><div class=circle>{number}</div>\n<{tag} class=name>{words}</{tag}></div>")
    };
    let read = |steps: &str| markdown(&format!("<h1>عنوان</h1><h2>راه</h2>{steps}<p>پایان</p>"));
    let text = read(&(step("1", "div", "پرسش") + &step("2", "div", "پاسخ")));
    assert!(text.contains("1\\. پرسش\n\n2\\. پاسخ"), "{text}");
    let text = read(&(step("۱.", "h3", "پرسش") + &step("۲.", "h3", "پاسخ")));
    assert!(text.contains("### ۱\\. پرسش") && text.contains("### ۲\\. پاسخ"), "{text}");
    let row: String = (1..5).map(|n| format!("<div class=page>{n}</div>")).collect();
    assert!(read(&row).contains("1\n\n2\n\n3\n\n4"), "{}", read(&row));
    // Figures count nothing, and one alone is no run.
    for figures in [step("120", "div", "خانه") + &step("7", "div", "روز"), step("1", "div", "خانه")] {
        let text = read(&figures);
        assert!(!text.contains(". خانه") && text.contains("خانه"), "{text}");
    }
}

#[test]
fn a_footer_keeps_the_address_that_a_button_of_the_text_only_leads_to() {
    let foot = "<footer><p>ایمیل: <a href='mailto:a@b.example'>a@b.example</a></p><p>© همهٔ حقوق محفوظ است</p></footer>";
    let with = |link: &str| markdown(&page(&format!("<p>{link}</p>")).replace("</body>", &format!("{foot}</body>")));
    let text = with("<a class=btn href='mailto:a@b.example'>بنویسید</a>");
    assert!(text.contains("ایمیل: [a@b.example]") && !text.contains("حقوق"), "{text}");
    assert!(!with("<a href='mailto:a@b.example'>a@b.example</a>").contains("ایمیل"));
}

#[test]
fn a_list_directly_in_a_list_stands_below_the_item_before() {
    for (list, wanted) in [
        ("<ul><li>یک</li><ul><li>دو</li></ul><li>سه</li></ul>", "- یک\n  - دو\n- سه"),
        ("<ul><li>یک</li> <ol><li>دو</li></ol> <ul><li>سه</li></ul></ul>", "- یک\n\n  1. دو\n"),
        ("<ul><li>یک<ul><li>دو</li></ul></li><li>سه</li></ul>", "- یک\n  - دو\n- سه"),
        ("<ul><ul><li>دو</li></ul><li>سه</li></ul>", "- دو\n- سه"),
    ] {
        let text = markdown(&format!("<h1>عنوان</h1>{list}<p>پایان</p>"));
        assert!(text.contains(wanted), "{list}: {text}");
    }
}

#[test]
fn what_is_folded_away_is_shown_below_its_head() {
    let asked = "<button class=faq-question aria-expanded=false>چگونگی</button><div class=faq-answer>چنین</div>";
    let sheet = "<style>.faq-answer, .panel { display: none }</style>";
    assert_eq!(markdown(&page(&format!("{sheet}{asked}"))), format!("**چگونگی**\n\nچنین\n\n{TEXT}"));
    let tabs = "<ul role=tablist><li><button role=tab id=t1 aria-controls=p1>یک</button>\
                <li><a role=tab class=btn href=#p2>دو</a></ul>\
                <div role=tabpanel class=panel id=p1 aria-labelledby=t1><p>نخستین</p></div>\
                <div role=tabpanel class=panel id=p2><h3>دومین</h3><p>پایان</p></div>";
    let text = "**یک**\n\nنخستین\n\n### دومین\n\nپایان\n\n";
    assert_eq!(markdown(&page(&format!("{sheet}{tabs}"))), format!("{text}{TEXT}"));
}

#[test]
fn short_lines_in_large_letters_are_headings() {
    let made = |sheet: &str, line: &str| {
        let text = markdown(&page(&format!("<style>{sheet}</style>{line}")));
        text.split("## بخش").next().unwrap().trim().to_owned()
    };
    let title = "<div class=title>دربارهٔ ما</div>";
    for (sheet, marks) in [
        (".title { font-size: 2.5rem }", "# "),
        (".title { font-size: 30px }", "## "),
        (".title { font-size: clamp(1.2rem, 3vw, 1.8rem) }", "### "),
        (".title { font-size: 1.2em; font-weight: 700 }", "### "),
        ("body { font-size: 20px } .title { font-size: 28px }", "### "),
        (".title { font-size: 1.2em }", ""),
        (".title { font-weight: 700 }", ""),
        ("body { font-size: 28px }", ""),
    ] {
        assert_eq!(made(sheet, title), format!("{marks}دربارهٔ ما"), "{sheet}");
    }
    let large = ".title { font-size: 2rem }";
    for line in [
        "<div class=title>۷۵+ سال</div>",
        "<div class=title>120</div>",
        "<div class=title><a href=https://a.example>یک</a> <a href=https://b.example>دو</a></div>",
        "<ul><li class=title>یک بند</li></ul>",
        "<p><span class=title>بزرگ</span> و متن</p>",
    ] {
        assert!(!made(large, line).starts_with('#'), "{line}");
    }
}

/// The width, the height and the most of both that a picture has by its page.
fn sized(sheet: &str, markup: &str) -> String {
    let document = document(&format!("<style>{sheet}</style><p>متن</p>{markup}"));
    let Some(BlockKind::Figure(figure)) = document.blocks.last().map(|block| &block.kind) else {
        panic!("{:?}", document.blocks)
    };
    let side = |side: Option<Measure>| match side {
        Some(Measure::Length(length)) => format!("{:.0}", length.to_pt()),
        Some(Measure::Share(share)) => format!("{:.0}%", share * 100.0),
        None => "-".to_owned(),
    };
    let size = figure.image.size;
    [size.width, size.height, size.most[0], size.most[1]].map(side).join(" ")
}

#[test]
fn pictures_are_no_larger_than_their_page_lets_them_be() {
    let card = "<div class=cards><div class=card><img class=logo src=a.png></div></div>";
    for (sheet, size) in [
        (".logo { max-width: 120px }", "- - 90 -"),
        (".logo { max-height: 3rem; width: auto }", "- - - 36"),
        (".card { max-width: 200px } .logo { width: 100% }", "- - 150 -"),
        (".cards { display: grid; grid-template-columns: repeat(4, 1fr) }", "- - 25% -"),
        (".cards { display: grid; grid-template-columns: 1fr 2fr }", "- - 50% -"),
        (".cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)) }", "- - - -"),
        (".cards { display: flex } .card { flex: 0 0 33.3% }", "- - 33% -"),
        (".cards { display: flex } .card { flex-basis: 50% } .logo { width: 100% }", "50% - 50% -"),
        (".card { max-width: 1140px } .logo { max-width: 100% }", "- - 855 -"),
        (".logo { flex: 1 1 100% }", "- - - -"),
    ] {
        assert_eq!(sized(sheet, card), size, "{sheet}");
    }
    // The sizes of a screen as wide as the paper, and nothing else of it.
    let screen = "@media only screen and (max-width: 1200px) { .logo { width: 5rem } .card { display: none } }";
    assert_eq!(sized(screen, card), "60 - - -");
    assert_eq!(sized(&screen.replace("1200", "400"), card), "- - - -");
    assert_eq!(sized("", "<div class='grid grid-cols-3'><div><img src=a.png></div></div>"), "- - 33% -");
    assert_eq!(sized("", "<img class='w-12 h-12' src=a.png>"), "36 36 - -");
}

#[test]
fn pictures_that_a_page_loads_late_are_found() {
    let path = |picture: &str| {
        let document = document(&page(picture));
        let Some(BlockKind::Figure(figure)) = document.blocks.first().map(|block| &block.kind) else { return None };
        Some(figure.image.path.clone())
    };
    let blank = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
    assert_eq!(path(&format!("<div><img src='{blank}' data-src=a.png></div>")).as_deref(), Some("a.png"));
    assert_eq!(path("<div><img data-lazy-src=a.png></div>").as_deref(), Some("a.png"));
    assert_eq!(path("<div><img src=b.png data-src=https://example.org/a.png></div>").as_deref(), Some("b.png"));
    assert_eq!(path("<div><img></div>"), None);
}

#[test]
fn a_drawing_set_from_the_left_leaves_persian_words_from_the_right() {
    let made = |words: &str| markdown(&page(&format!("<div dir=ltr><p>{words}</p></div>")));
    assert!(!made("در این سال نخستین شمارهٔ نشریه منتشر شد").contains(".ltr"));
    for words in ["The first issue of the magazine", "npm install نصب", "سال ۱۳۵۷"] {
        assert!(made(words).contains("ltr"), "{words}: {}", made(words));
    }
}

#[test]
fn items_that_go_on_under_their_words_are_items() {
    let read = |text: &str| {
        let options = ReadOptions::new(InputFormat::Text, "a.txt");
        read(text.as_bytes(), &options).unwrap().value.document.blocks
    };
    let is_list = |text: &str, count: usize| {
        let blocks = read(text);
        blocks.iter().any(|block| matches!(&block.kind, BlockKind::List(list) if list.items.len() == count))
    };
    let items = "- نخستین بند که در سطر دیگری\n  ادامه دارد\n- دومین بند\n- سومین بند\n";
    assert!(is_list(&format!("نکات مهم\n------\n{items}"), 3));
    assert!(is_list(&format!("نکات:\n{items}"), 3));
    // What somebody says is a question sooner or later, and nothing announces it.
    assert!(!is_list(&format!("نکات مهم\n------\n{items}- چرا؟\n"), 4));
    assert!(!is_list(&format!("نکات مهم\n{items}"), 3));
    assert!(!is_list("نکات:\n- نخستین بند\n  ادامه\n- دومین بند\n", 2));
}

#[test]
fn logos_side_by_side_are_a_line() {
    let logo = |name: &str| format!("<div class=item><img class=logo src={name}.png alt={name}></div>");
    let row = format!("<div class=logos>{}</div>", ["a", "b", "c"].map(logo).concat());
    let figures = |sheet: &str, row: &str| {
        let blocks = document(&page(&format!("<style>{sheet}</style>{row}"))).blocks;
        blocks.iter().filter(|block| matches!(block.kind, BlockKind::Figure(_))).count()
    };
    for sheet in [
        ".logos { display: flex } .logo { width: 150px }",
        ".logos { display: grid; grid-template-columns: repeat(3, 1fr) } .logo { max-height: 60px }",
        ".logos { display: flex } .logo { max-width: 8rem }",
    ] {
        assert_eq!(figures(sheet, &row), 0, "{sheet}");
    }
    for sheet in [
        ".logo { width: 150px }",
        ".logos { display: flex } .logo { width: 400px }",
        ".logos { display: flex } .item { width: 30% } .logo { width: 100% }",
    ] {
        assert_eq!(figures(sheet, &row), 3, "{sheet}");
    }
    let captioned = row.replacen("<div class=item>", "<div class=item><p>نام</p>", 1);
    assert_eq!(figures(".logos { display: flex } .logo { width: 150px }", &captioned), 3);
}

#[test]
fn a_link_that_is_a_drawing_says_in_a_text_what_it_is_called() {
    let icon = "<a href=https://t.example/a title=تلگرام><svg><path d=''/></svg></a>";
    let begin = |markup: &str| markdown(&page(markup)).split("## بخش").next().unwrap().trim().to_owned();
    assert_eq!(begin(&format!("<p>نامه بنویسید یا {icon}</p>")), "نامه بنویسید یا [تلگرام](https://t.example/a)");
    assert_eq!(begin(&format!("<p>{icon}</p>")), "[تلگرام](https://t.example/a)");
    let row = format!("<div>{icon}{}</div>", icon.replace("title=تلگرام", "aria-label=ایتا"));
    assert_eq!(begin(&row), "[تلگرام](https://t.example/a) · [ایتا](https://t.example/a)");
    // It passes the page on, or lies over what is shown elsewhere.
    assert_eq!(begin(&format!("<p>{}</p>", icon.replace("/a title", "/share?u=b title"))), "");
    assert_eq!(begin("<p><a href=https://t.example/a title=تلگرام></a></p>"), "");
    assert_eq!(begin(&format!("<p>نامه {}</p>", icon.replace("title=تلگرام", ""))), "نامه");
    assert_eq!(begin("<p>این <a href=https://t.example title=نشانی>پیوند</a></p>"), "این [پیوند](https://t.example)");
}

#[test]
fn numerals_and_quotation_marks_alone_are_no_headings() {
    let sheet = "<style>.big { font-size: 3rem }</style>";
    let text = markdown(&page(&format!("{sheet}<div class=big>“</div><div>➤ ➤</div><div class=big>III</div><p>متن")));
    assert!(text.starts_with("III\n\nمتن"), "{text}");
}

#[test]
fn a_date_beside_a_name_stands_apart() {
    let begin = |markup: &str| markdown(&page(markup)).split("## بخش").next().unwrap().trim().to_owned();
    assert_eq!(begin("<div><span>استودیو</span>1402</div>"), "استودیو 1402");
    assert_eq!(begin("<p><b>Windows</b>11</p>"), "**Windows**11");
    assert_eq!(begin("<div><span>کتا</span>ب</div>"), "کتاب");
    assert_eq!(begin("<div><span>۱۴</span>۰۲</div>"), "۱۴۰۲");
}

#[test]
fn several_articles_beside_one_another_are_no_article_alone() {
    let words = "واژه‌هایی که هر یک از این جعبه‌ها دربارهٔ کار خود می‌گوید و پایانی دارد. ".repeat(3);
    let article = |name: &str| format!("<article class=box><h3>{name}</h3><p>{words}</p></article>");
    let articles = article("یک") + &article("دو") + &article("سه");
    let page = format!("<html lang=fa><body><div class=intro><h2>درباره</h2><p>خوش آمدید.</p></div>{articles}");
    assert!(markdown(&page).starts_with("## درباره\n\nخوش آمدید."), "{}", markdown(&page));
    // One of them is the text of the page, and the other a card beside it.
    let alone = format!("<html lang=fa><body><div>خانه تماس</div>{}<article>خبر دیگر</article>", article("یک"));
    assert!(!markdown(&alone).contains("خانه"), "{}", markdown(&alone));
}

#[test]
fn the_line_below_a_title_outside_the_main_part_stays_with_it() {
    let main = "<main><h2>بخش</h2><p>متن صفحه که از چند واژه است و پایان دارد.</p></main>";
    for around in ["header", "section"] {
        let menu = "<nav><a href=a.html>خانه</a></nav>";
        let page = format!("<html lang=fa><body><{around}>{menu}<h1>آنا</h1><p>مهندس داده</p></{around}>{main}");
        assert!(markdown(&page).contains("# آنا\n\nمهندس داده\n\n## بخش"), "{}", markdown(&page));
        assert!(!markdown(&page).contains("خانه"));
    }
    let page = format!("<html lang=fa><body><div>خانه تماس <h1>آنا</h1></div>{main}");
    assert!(markdown(&page).contains("# آنا") && !markdown(&page).contains("خانه"));
}

#[test]
fn the_name_above_the_main_part_stays_where_the_page_is_called_so() {
    let main = "<main><h1>خوش آمدید</h1><p>متن صفحه که از چند واژه است و پایان دارد.</p></main>";
    let about = "<div class=about><img src=a.png><header><h1>مریم نادری</h1></header><a href=https://a.example>گیت‌هاب</a></div>";
    let page = |title: &str| markdown(&format!("<title>{title}</title><body><nav>خانه</nav><div>{about}{main}</div>"));
    let made = page("مریم نادری – صفحهٔ من");
    assert!(made.contains("a.png") && made.contains("# مریم نادری\n\n[گیت‌هاب]"), "{made}");
    assert!(made.ends_with("پایان دارد.\n") && !made.contains("خانه"), "{made}");
    // The name of the site over one of its pages.
    for title in ["خوش آمدید – مریم نادری", "مریم نادری | خوش آمدید", "مریم نادریان"]
    {
        assert!(!page(title).contains("مریم"), "{title}");
    }
}

#[test]
fn a_page_that_hides_all_its_text_is_refused_for_that() {
    let refusal = |page: &str| match read(page.as_bytes(), &ReadOptions::new(InputFormat::Html, "page.html")) {
        Err(error) => error.to_string(),
        Ok(_) => String::new(),
    };
    for hidden in ["style='display:none'", "hidden", "style='visibility: hidden'"] {
        assert!(refusal(&format!("<body><div {hidden}>سلام دنیا</div>")).contains("hidden"), "{hidden}");
    }
    for nothing in ["<script>var a = 1</script>", "<noscript>You need a script</noscript>", "<p> </p>"] {
        assert!(refusal(&format!("<body>{nothing}")).contains("holds no text"), "{nothing}");
    }
}

#[test]
fn of_a_footer_stays_where_to_find_those_who_made_the_page() {
    let menu = "<h4>دسترسی</h4><ul><li><a href=a.html>خانه</a><li><a href=b.html>تماس با ما</a></ul>";
    let told = "<h4>نشانی ما</h4><ul><li>تهران، خیابان بهار، پلاک ۵<li><a href=tel:+982112345678>۰۲۱-۱۲۳۴۵۶۷۸</a></ul>";
    let rights = "<p>© ۱۳۹۵-۱۴۰۳ همهٔ حقوق محفوظ است.</p><p>طراحی سایت: <a href=https://b.example>بهمان</a></p>";
    let wanted = "#### نشانی ما\n\n- تهران، خیابان بهار، پلاک ۵\n- [۰۲۱-۱۲۳۴۵۶۷۸](tel:+982112345678)\n";
    let text = "متن این صفحه از چند واژه است و پایان دارد. ".repeat(20);
    for (before, behind, footer) in [
        ("", "", "footer"),
        ("<main>", "</main>", "footer"),
        ("", "", "div class=site-footer"),
        ("<main>", "</main>", "div id=footer"),
    ] {
        let name = footer.split(' ').next().unwrap();
        let page = format!("<body>{before}<h1>کارگاه</h1><p>{text}</p>{behind}<{footer}>{menu}{told}{rights}</{name}>");
        let made = markdown(&page);
        assert!(made.ends_with(wanted), "{footer}: {made}");
        assert!(!made.contains("دسترسی") && !made.contains('©') && !made.contains("بهمان"), "{footer}: {made}");
    }
    let last = |footer: &str| {
        let made = markdown(&format!("<body><h1>آگهی</h1><p>{text} تلفن 021-12345678</p><footer>{footer}</footer>"));
        made.split("12345678\n").nth(1).unwrap_or_default().trim().to_owned()
    };
    assert_eq!(
        last("<b>Bureau</b><br>Hauptallee 15, 10365 Berlin<p><a href=a.html>خانه</a></p>"),
        "Hauptallee 15, 10365 Berlin"
    );
    assert_eq!(
        last(
            "<div><span>© ۱۴۰۵ همهٔ حقوق محفوظ است</span> <span>شنبه تا پنجشنبه ۸ تا ۱۶</span></div><a href=a>خانه</a>"
        ),
        "شنبه تا پنجشنبه ۸ تا ۱۶"
    );
    // What the text says already; what a footer says that holds nothing to click on.
    assert_eq!(last(told), "#### نشانی ما\n\n- تهران، خیابان بهار، پلاک ۵");
    assert_eq!(last("<p>روابط عمومی</p><p>۱۲ مهر ۱۴۰۳</p>"), "روابط عمومی\n\n۱۲ مهر ۱۴۰۳");
    assert_eq!(last("<p>ساعت کار: ۸ تا ۱۶</p><p><a href=a.html>خانه</a></p>"), "ساعت کار: ۸ تا ۱۶");
    assert_eq!(last("<a class=join-btn href=https://t.example/k>کانال ما</a>"), "[کانال ما](https://t.example/k)");
    let channels = "<hr><ul><li><a href=https://t.me/kanal><i></i></a><li><a href=https://a.example><i></i></a></ul>";
    assert_eq!(last(&format!("{menu}{channels}{rights}")), "- [t.me/kanal](https://t.me/kanal)");
    assert_eq!(last(&format!("{menu}{rights}<hr>")), "");
    // The site of an article is not its author.
    let article = format!("<body><article><h1>خبر</h1><p>{text}</p></article><footer>{told}</footer>");
    assert!(!markdown(&article).contains("نشانی"));
}

#[test]
fn a_heading_over_what_only_a_screen_shows_goes_with_it() {
    let text = "متن این صفحه از چند واژه است و پایان دارد.";
    let made =
        |under: &str| markdown(&format!("<h1>کارگاه</h1><p>{text}</p><h2>نقشه</h2>{under}<h2>پایان</h2><p>{text}</p>"));
    let map = "<iframe src=https://m.example></iframe>";
    for under in [
        map.to_owned(),
        format!("<h3>ما</h3><div>{map}</div>"),
        format!("<section dir=rtl><h3>ما</h3>{map}</section>"),
        "<canvas></canvas>".to_owned(),
        "<div id=map></div>".to_owned(),
        "<ul id=list></ul><video></video>".to_owned(),
        "<form><label>نام</label><input><button>فرستادن</button></form>".to_owned(),
        "<form><input placeholder=نام><button>فرستادن</button></form>".to_owned(),
    ] {
        assert_eq!(made(&under), format!("# کارگاه\n\n{text}\n\n## پایان\n\n{text}\n"), "{under}");
    }
    for under in [
        format!("{map}<p>در میدان</p>"),
        format!("<p>در میدان</p>{map}"),
        format!("{map}<h3>نشانی</h3><p>میدان</p>"),
        "<div id=map>میدان</div>".to_owned(),
        // Its author has written nothing below it.
        String::new(),
    ] {
        assert!(made(&under).contains("## نقشه"), "{under}: {}", made(&under));
    }
    let told = warnings(&page(&format!("{map}<video></video><iframe width=1 height=1></iframe>")));
    assert!(told.iter().any(|told| told.ends_with("only a screen shows are left out: 2")), "{told:?}");
}

#[test]
fn diagrams_stay_as_they_are_written_and_are_told() {
    let source = "graph TD\n  A[آغاز] --> B";
    for diagram in [
        format!("<pre class=mermaid>{}</pre>", source.replace('>', "&gt;")),
        format!("<div class=mermaid>{}</div>", source.replace('>', "&gt;")),
        format!("<pre><code class=language-mermaid>{}</code></pre>", source.replace('>', "&gt;")),
    ] {
        let page = page(&diagram);
        assert!(markdown(&page).starts_with(&format!("```mermaid\n{source}\n```\n")), "{}", markdown(&page));
        assert!(warnings(&page)[0].starts_with("diagrams that another program draws"), "{:?}", warnings(&page));
    }
    for (language, count) in [("plantuml", 1), ("dot", 1), ("Mermaid", 1), ("rust", 0), ("", 0)] {
        let message = format!("متن\n\n> ```{language}\n> a -> b\n> ```\n");
        let read = read(message.as_bytes(), &ReadOptions::new(InputFormat::Markdown, "a.md")).unwrap();
        let told = read.warnings.iter().filter(|warning| warning.message.contains("diagrams")).count();
        assert_eq!(told, count, "{language}: {:?}", read.warnings);
    }
}

#[test]
fn the_address_of_a_button_stays_where_the_menu_around_it_goes() {
    let text = "متن این صفحه از چند واژه است و پایان دارد. ".repeat(20);
    let join = "<a class=join-btn href=https://t.me/kanal>به ما بپیوندید</a>";
    let shop = "<a class='btn big' href=https://shop.example>فروشگاه</a>";
    let made = |inside: &str, behind: &str| markdown(&format!("<body>{inside}<h1>عنوان</h1><p>{text}</p>{behind}"));
    for (inside, behind) in [
        (String::new(), format!("<nav><a href=a.html>خانه</a>{join}</nav>")),
        (String::new(), format!("<div class=share>{join}</div>")),
        (String::new(), format!("<ul class=menu><li>{join}</ul>")),
        ("<main>".to_owned(), format!("</main><div class=cta>{join}</div>")),
        ("<article>".to_owned(), format!("</article>{join}")),
    ] {
        let made = made(&inside, &behind);
        assert!(made.ends_with("[به ما بپیوندید](https://t.me/kanal)\n"), "{inside} {behind}: {made}");
    }
    assert!(made("<main>", &format!("</main>{shop}")).contains("[فروشگاه](https://shop.example)"));
    // The way to an account, what the text has already, and what passes the page on.
    for (inside, behind) in [
        ("<main>", format!("</main><nav>{shop}</nav>")),
        ("<main>", format!("</main>{}", join.replace("/kanal", "/share/url?url=a"))),
    ] {
        assert!(made(inside, &behind).ends_with("دارد.\n"), "{behind}: {}", made(inside, &behind));
    }
    assert_eq!(made(&format!("<main><p>{join}</p>"), &format!("</main>{join}")).matches("t.me").count(), 1);
}

#[test]
fn buttons_in_a_row_are_apart_wherever_they_lead() {
    let row = "<div><a class=button href=a.svg>پروندهٔ نخست</a> <a class=button href=b.jpg>پروندهٔ دوم</a></div>";
    assert!(markdown(&page(row)).starts_with("پروندهٔ نخست · پروندهٔ دوم\n"), "{}", markdown(&page(row)));
}

#[test]
fn links_in_a_row_are_apart_outside_running_text() {
    let begin = |markup: &str| markdown(&page(markup)).split("## بخش").next().unwrap().trim().to_owned();
    let [one, two] = [("یک", "a"), ("دو", "b")].map(|(word, to)| format!("<a href=https://a.example/{to}>{word}</a>"));
    let [first, second] = ["[یک](https://a.example/a)", "[دو](https://a.example/b)"];
    assert_eq!(begin(&format!("<div>{one} {two}</div>")), format!("{first} · {second}"));
    assert_eq!(begin(&format!("<div>{one} {one}</div>")), format!("{first} · {first}"));
    assert_eq!(begin(&format!("<div>{one} <a href=c><i></i></a></div>")), first);
    assert!(!begin("<div><a href=c><img src=c.png></a> <a href=d><img src=d.png></a></div>").contains('·'));
    // A sentence, and a link in two parts.
    assert_eq!(begin(&format!("<p>{one} {two}</p>")), format!("{first} {second}"));
    assert_eq!(begin(&format!("<div>از {one} {two}</div>")), format!("از {first} {second}"));
    assert_eq!(begin(&format!("<div>{one}، {two}</div>")), format!("{first}، {second}"));
    assert!(!begin(&format!("<div>{one}{one}</div>")).contains('·'));
}

#[test]
fn what_is_called_the_title_of_a_section_or_is_a_day_is_a_heading() {
    let begin = |sheet: &str, markup: &str| {
        let made = markdown(&page(&format!("<style>{sheet}</style>{markup}<p>متن</p>")));
        made.split("\n\nمتن").next().unwrap().to_owned()
    };
    let small = ".section-label { font-size: .75rem; font-weight: 600 }";
    assert_eq!(begin(small, "<div class=section-label>آموزش</div>"), "## آموزش");
    assert_eq!(begin(small, "<div class=section-label><p>آموزش</p></div>"), "آموزش");
    assert_eq!(begin("", "<div class=section-label>آموزش</div>"), "آموزش");
    let large = ".day { font-size: 2rem }";
    assert_eq!(begin(large, "<div class=day>۲۴ آبان</div>"), "## ۲۴ آبان");
    assert_eq!(begin(large, "<div class=day>۲۴ نفر</div>"), "۲۴ نفر");
    // What a script fills in.
    assert_eq!(begin("", "<h2></h2><h3><span></span></h3><p>پیش</p>"), "پیش");
}

#[test]
fn pictures_around_the_text_are_counted_where_they_are_left_out() {
    let page =
        format!("<body><main><p>{}</p></main><aside><a href=b.html><img src=a.png></a></aside>", "متن ".repeat(90));
    assert!(
        warnings(&page).iter().any(|told| told.ends_with("left out: 0 letters, 1 pictures")),
        "{:?}",
        warnings(&page)
    );
}
