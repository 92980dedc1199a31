//! Stretched letters, read from the frames of whole documents in every built-in theme,
//! on several papers and in several columns.

use super::Request;
use super::desk::Desk;
use crate::frame::{Frame, ItemKind};
use crate::read::{ReadOptions, read};
use crate::resources::Memory;
use crate::settings::{InputFormat, OutputFormat, Settings};
use crate::theme::Theme;

/// The longest stroke of running text, in ems; with the tolerance of a rounded advance.
const LONGEST: f64 = 0.8 + 0.001;
const PAPERS: [(&str, &str); 4] = [("a4", "false"), ("a5", "false"), ("a6", "false"), ("a3", "true")];

/// What is hard to justify in a narrow column: addresses, long words, names of two
/// scripts, figures, lists, a table and a quotation.
const NARROW: &str = "\
# خبرنامهٔ کارگران شهرداری

## صندوق همبستگی

گزارش کامل در https://archive.example.org/reports/1405/strike/fund?page=2 آمده است و هر کس می‌تواند آن را
بخواند. شمارهٔ حساب را از نماینده‌های کارگاه‌ها بگیرید، نه از کانال‌های ناشناس؛ نشانی رسمی تنها
shora-kargaran@example.org است. پیمانکاری‌های زیرمجموعهٔ شهرداری می‌خواستند دستمزدهای عقب‌افتادهٔ
سه‌ماهه را با بن‌های خرید فروشگاه زنجیره‌ای جایگزین کنند.

- نرم‌افزار **Signal Messenger** را از signal.org بگیرید، نه از بازارهای دیگر
- جلسهٔ بعدی: سه‌شنبه ۲۴ فروردین ۱۴۰۵، ساعت ۱۷:۳۰، سالن ورزشی راه‌آهن

> هم‌سرنوشتی از هم‌دردی می‌آید، و هم‌دردی از هم‌نشینی.

| درآمد | هزینه |
|---|---|
| کمک‌های همکاران ۴۲٬۵۰۰٬۰۰۰ تومان | دادخواست‌ها و وکیل ۱۸٬۰۰۰٬۰۰۰ تومان |

بازنشستگان فولاد و مخابرات و تأمین اجتماعی نیز پیوستند. شعارهای آن روز ساده بود: دستمزدها باید به
اندازهٔ زندگی باشد، نه به اندازهٔ زنده‌ماندن. [^1]

[^1]: از گفت‌وگو با سه نمایندهٔ اعتصاب‌کنندگان، به نقل از کانال تلگرامی کارگران.
";

const FREE_VERSE: &str = "\
::: poem
آی آدم‌های پشت پنجره‌ها، صدای پای روز را شنیده‌اید؟
نه؟
گوش کنید،
پشت کوه
کسی نام شما را به یاد می‌گوید که سال‌هاست بیدار است.

باد
می‌رسد.
:::
";

/// The stretches of a message, in ems; `None` where its page has no room for the
/// columns.
fn strokes(source: &str, settings: &[(&str, &str)]) -> Option<Vec<(f64, String)>> {
    let mut asked = Settings::default();
    settings.iter().for_each(|(key, value)| asked.set(key, value).unwrap());
    let request = Request { settings: asked, formats: vec![OutputFormat::Pdf], modified: None };
    let resources = Memory::default();
    let desk = Desk::open(&request, &resources).unwrap().value;
    let mut document =
        read(source.as_bytes(), &ReadOptions::new(InputFormat::Markdown, "message.md")).unwrap().value.document;
    desk.tidy(&mut document);
    let shared = desk.shared(&document.meta.lang);
    let finished = desk.finish(document, &request.settings, &shared, &mut |_| {}).ok()?.value;
    let mut found = Vec::new();
    for page in finished.layout.unwrap().pages {
        collect(&page.frame, &mut found);
    }
    Some(found)
}

fn collect(frame: &Frame, found: &mut Vec<(f64, String)>) {
    for item in &frame.items {
        match &item.kind {
            ItemKind::Line(line) => {
                let glyphs = line.runs.iter().flat_map(|run| &run.glyphs);
                let stretches = glyphs.map(|glyph| glyph.stretch.get()).filter(|stretch| *stretch > 0.0);
                found.extend(stretches.map(|stretch| (stretch, line.text.clone())));
            }
            ItemKind::Frame(inner) => collect(inner, found),
            _ => {}
        }
    }
}

/// Judges the strokes of layouts; returns their number and the longest one.
fn judged<'a>(cases: impl Iterator<Item = (&'a str, Vec<(&'a str, &'a str)>)>) -> (usize, f64) {
    let (mut set, mut longest) = (0, 0.0_f64);
    for (source, settings) in cases {
        let Some(found) = strokes(source, &settings) else { continue };
        set += 1;
        for (stretch, line) in found {
            assert!(stretch <= LONGEST, "{stretch} em in «{line}» with {settings:?}");
            longest = longest.max(stretch);
        }
    }
    (set, longest)
}

fn columns_of_themes() -> impl Iterator<Item = (&'static str, &'static str)> {
    Theme::names().flat_map(|theme| ["1", "2", "3"].map(|columns| (theme, columns)))
}

#[test]
fn no_stroke_of_a_message_is_a_rubber_band() {
    let texts = [include_str!("../../samples/message.md"), include_str!("../../samples/mixed.md")];
    let cases = columns_of_themes()
        .flat_map(|(theme, columns)| texts.map(|text| (text, vec![("theme", theme), ("columns", columns)])));
    let (set, longest) = judged(cases);
    // Else nothing was judged.
    assert!(set > 60 && longest > 0.5, "{set} layouts, the longest stroke is {longest} em");
}

/// With as many strokes as can be asked for, in columns that are seldom so narrow.
#[test]
fn no_stroke_in_a_narrow_column_is_a_rubber_band() {
    let cases = columns_of_themes().flat_map(|(theme, columns)| {
        PAPERS.map(|(paper, landscape)| {
            let page = [("theme", theme), ("paper", paper), ("landscape", landscape), ("columns", columns)];
            (NARROW, [page.as_slice(), &[("kashida", "on"), ("justify", "full")]].concat())
        })
    });
    let (set, longest) = judged(cases);
    assert!(set > 120 && longest > 0.75, "{set} layouts, the longest stroke is {longest} em");
}

#[test]
fn free_verse_has_no_strokes() {
    for theme in Theme::names() {
        for (paper, landscape) in PAPERS {
            for kashida in ["auto", "on"] {
                let settings = [("theme", theme), ("paper", paper), ("landscape", landscape), ("kashida", kashida)];
                assert_eq!(strokes(FREE_VERSE, &settings), Some(Vec::new()), "{settings:?}");
            }
        }
    }
}
