//! Typesetting: what stands where on the pages.

use crate::support::everything::{everything, resources};
use bargeh::document::{Document, Lang, number};
use bargeh::font::FontBook;
use bargeh::frame::{Frame, ItemKind, Layout, Line, StructRole};
use bargeh::read::{ReadOptions, read};
use bargeh::settings::{Binding, InputFormat, Justify, Kashida};
use bargeh::theme::{StyleName, Theme};
use bargeh::typeset::{Fitted, Geometry, TextOptions, typeset};
use bargeh::units::{Length, Margins, Point, Size};
use bargeh::{Error, Warned};

/// A text and how it is to be set.
pub(crate) struct Job {
    document: Document,
    pub(crate) theme: Theme,
    pub(crate) geometry: Geometry,
    pub(crate) options: TextOptions,
}

impl Job {
    fn new(document: Document, theme: &str) -> Self {
        let theme = Theme::builtin(theme).unwrap();
        let geometry = Geometry {
            size: theme.page.paper,
            margins: theme.page.margins,
            columns: theme.page.columns,
            gap: theme.page.gap,
            mirrored: theme.page.facing,
            binding: Binding::Right,
            bleed: Length::ZERO,
        };
        let options = TextOptions {
            size: theme.size,
            justify: theme.justify,
            narrow: Justify::Start,
            kashida: Kashida::Auto,
            fit: None,
            yields: true,
            panels: None,
            booklet: false,
            greedy: false,
        };
        Self { document, theme, geometry, options }
    }

    pub(crate) fn markdown(text: &str, theme: &str) -> Self {
        let mut options = ReadOptions::new(InputFormat::Markdown, "پیام.md");
        options.lang = Some(Lang::persian());
        let mut document = read(text.as_bytes(), &options).unwrap().value.document;
        number(&mut document);
        Self::new(document, theme)
    }

    pub(crate) fn page(mut self, width: f64, height: f64, margin: f64) -> Self {
        self.geometry.size = Size::mm(width, height);
        let margin = Length::mm(margin);
        self.geometry.margins = Margins { top: margin, outer: margin, bottom: margin, inner: margin };
        self
    }

    fn try_set(&self) -> bargeh::Result<Warned<(Layout, Option<Fitted>)>> {
        let book = FontBook::bundled();
        typeset(&self.document, &self.theme, &book, &self.geometry, &self.options, &resources())
    }

    pub(crate) fn set(&self) -> Layout {
        self.try_set().unwrap().value.0
    }
}

/// Every line of a page with the place of its base line.
pub(crate) fn lines(frame: &Frame) -> Vec<(Point, &Line)> {
    let mut found: Vec<(Point, &Line)> = Vec::new();
    for item in &frame.items {
        match &item.kind {
            ItemKind::Line(line) => found.push((item.at, line)),
            ItemKind::Frame(inner) => found.extend(lines(inner)),
            _ => {}
        }
    }
    found
}

/// How wide a line is, in points.
pub(crate) fn width(line: &Line) -> f64 {
    let run =
        |run: &bargeh::frame::TextRun| run.glyphs.iter().map(|glyph| glyph.advance.at(run.size).to_pt()).sum::<f64>();
    line.runs.iter().map(run).sum()
}

/// The words of a page's tagged lines.
fn words(layout: &Layout, page: usize) -> String {
    let lines = lines(&layout.pages[page].frame);
    let tagged = lines.iter().filter(|(_, line)| line.runs.iter().any(|run| run.tag.is_some()));
    tagged.map(|(_, line)| line.text.trim()).collect::<Vec<_>>().join("\n")
}

fn sentences(count: usize) -> String {
    (1..=count)
        .map(|index| format!("این سطر شمارهٔ {index} از متنی است که برای آزمودن صفحه‌ها نوشته شده است. "))
        .collect()
}

#[test]
fn every_construct_stands_at_its_place() {
    let mut job = Job::new(everything(), "leaflet");
    number(&mut job.document);
    let layout = job.set();
    insta::assert_snapshot!(bargeh::dump::layout(&layout, &FontBook::bundled()));
}

#[test]
fn everything_is_set_in_every_theme_within_the_page() {
    for theme in Theme::names() {
        let mut job = Job::new(everything(), theme);
        number(&mut job.document);
        let layout = job.set();
        for page in &layout.pages {
            for (at, line) in lines(&page.frame) {
                assert!(at.y > Length::ZERO && at.y < page.size.height, "{theme}: {:?} at {at:?}", line.text);
                assert!(at.x > Length::mm(-6.0) && at.x < page.size.width, "{theme}: {:?} at {at:?}", line.text);
            }
        }
    }
}

#[test]
fn a_heading_keeps_with_its_text() {
    for count in 1..40 {
        let text = format!("{}\n\n## سرفصل\n\n{}\n", sentences(count), sentences(6));
        let layout = Job::markdown(&text, "leaflet").page(100.0, 140.0, 12.0).set();
        for page in 0..layout.pages.len() {
            let words = words(&layout, page);
            assert!(!words.ends_with("سرفصل"), "{count} sentences before: {words}");
        }
    }
}

#[test]
fn paragraphs_leave_no_line_alone() {
    // Four lines or more, so that two and two can be parted.
    for count in 1..30 {
        let text = format!("{}\n\n{}\n\n{}\n", sentences(count), sentences(5), sentences(5));
        let layout = Job::markdown(&text, "plain").page(90.0, 120.0, 10.0).set();
        let ids: Vec<Vec<u32>> = (0..layout.pages.len())
            .map(|page| {
                let lines = lines(&layout.pages[page].frame);
                lines.iter().filter_map(|(_, line)| Some(line.runs.first()?.tag?.0)).collect()
            })
            .collect();
        for pair in ids.windows(2) {
            let (Some(last), Some(first)) = (pair[0].last(), pair[1].first()) else { continue };
            if last == first {
                assert!(pair[0].iter().filter(|id| *id == last).count() >= 2, "an orphan with {count}");
                assert!(pair[1].iter().filter(|id| *id == first).count() >= 2, "a widow with {count}");
            }
        }
    }
}

#[test]
fn a_couplet_stays_on_one_page() {
    let couplet = "به نام خداوند جان و خرد که بسیار دراز است / کزین برتر اندیشه برنگذرد در این ستون\n";
    let text = format!("::: poem\n{}:::\n", couplet.repeat(60));
    let layout = Job::markdown(&text, "plain").page(70.0, 90.0, 8.0).set();
    assert!(layout.pages.len() > 2);
    for page in 0..layout.pages.len() {
        let words = words(&layout, page);
        assert_eq!(words.matches("به نام").count(), words.matches("کزین").count(), "{words}");
    }
}

#[test]
fn hemistichs_are_of_one_width() {
    let text = "::: poem\nبه نام خداوند جان و خرد / کزین برتر اندیشه برنگذرد\nخداوند نام و خداوند جای / خداوند روزی‌ده رهنمای\n:::\n";
    let layout = Job::markdown(text, "plain").set();
    let verses = lines(&layout.pages[0].frame);
    let widths: Vec<f64> = verses.iter().take(4).map(|(_, line)| width(line)).collect();
    let [least, most] = [f64::min, f64::max].map(|pick| widths.iter().copied().reduce(pick).unwrap());
    assert!(most - least < 0.6, "{widths:?}");
    assert!(verses[0].0.x > verses[1].0.x, "the first hemistich stands at the right");
    assert_eq!(verses[0].0.y, verses[1].0.y);
}

const FREE_VERSE: &str = "::: poem\nباران\nبر شیشه می‌نویسد،\nو هیچ‌کس نمی‌داند چه کسی در این شب بلند بیدار مانده است\nتا بخواند\nخط تر پنجره را.\n\nآرام\n:::\n";

#[test]
fn free_verse_keeps_its_own_widths() {
    let texts = [FREE_VERSE.to_owned(), FREE_VERSE.replace("::: poem", "::: poem {form=free}")];
    for text in texts {
        let layout = Job::markdown(&text, "plain").set();
        let verses: Vec<_> = lines(&layout.pages[0].frame).into_iter().take(6).collect();
        assert_eq!(verses.iter().filter(|(_, line)| line.text.starts_with("باران")).count(), 1);
        let ends: Vec<f64> = verses.iter().map(|(at, line)| at.x.to_pt() + width(line)).collect();
        assert!(ends.iter().all(|end| (end - ends[0]).abs() < 0.6), "flush at the start: {ends:?}");
        let downs: Vec<f64> = verses.iter().map(|(at, _)| at.y.to_pt()).collect();
        assert!(downs.windows(2).all(|two| two[1] > two[0]), "one below the other: {downs:?}");
        assert!(downs[5] - downs[4] > (downs[1] - downs[0]) * 1.5, "stanzas are parted: {downs:?}");
        assert!(verses.iter().all(|(_, line)| longest_stretch(line) == 0.0));
    }
    let told = Job::markdown(&FREE_VERSE.replace("::: poem", "::: poem {form=couplets}"), "plain");
    let told = told.page(400.0, 200.0, 10.0).set();
    let verses = lines(&told.pages[0].frame);
    assert_eq!(verses[0].0.y, verses[1].0.y, "told to be couplets they are");
}

#[test]
fn a_long_line_of_free_verse_hangs() {
    let layout = Job::markdown(FREE_VERSE, "plain").page(70.0, 160.0, 8.0).set();
    let verses = lines(&layout.pages[0].frame);
    let end = |at: usize| verses[at].0.x.to_pt() + width(verses[at].1);
    assert!(verses[3].1.text.trim_start() != "تا بخواند", "the third line is broken");
    assert!(end(3) < end(2) - 10.0, "{} and {}", end(3), end(2));
}

/// Hemistichs of a long metre and of a short one.
const LONG_METRE: &str = "یوسف گم‌گشته بازآید به کنعان غم مخور / کلبهٔ احزان شود روزی گلستان غم مخور
ای دل غم‌دیده حالت به شود دل بد مکن / وین سر شوریده باز آید به سامان غم مخور
گر بهار عمر باشد باز بر تخت چمن / چتر گل در سر کشی ای مرغ خوش‌خوان غم مخور
دور گردون گر دو روزی بر مراد ما نرفت / دائماً یکسان نباشد حال دوران غم مخور
هان مشو نومید چون واقف نه‌ای از سر غیب / باشد اندر پرده بازی‌های پنهان غم مخور
";
const SHORT_METRE: &str = "بشنو این نی چون شکایت می‌کند / از جدایی‌ها حکایت می‌کند
کز نیستان تا مرا ببریده‌اند / در نفیرم مرد و زن نالیده‌اند
سینه خواهم شرحه شرحه از فراق / تا بگویم شرح درد اشتیاق
";

#[test]
fn strokes_of_stacked_verse_are_those_of_a_pen() {
    let poems = std::fs::read_to_string("samples/poem.md").unwrap();
    for wide in [84.0, 100.0, 110.0] {
        let layout = Job::markdown(&poems, "plain").page(wide, 600.0, 10.0).set();
        let strokes = lines(&layout.pages[0].frame).iter().map(|(_, line)| longest_stretch(line)).fold(0.0, f64::max);
        assert!(strokes > 0.3 && strokes < 1.35, "{strokes} em on {wide} mm");
    }
}

#[test]
fn poems_of_a_document_have_one_arrangement() {
    let text = format!("::: poem\n{LONG_METRE}:::\n\n## دیگر\n\n::: poem\n{SHORT_METRE}:::\n");
    let layout = Job::markdown(&text, "plain").page(125.0, 250.0, 12.0).set();
    let verses = lines(&layout.pages[0].frame);
    let down = |word: &str| verses.iter().find(|(_, line)| line.text.contains(word)).unwrap().0.y;
    assert!(down("کلبهٔ") > down("یوسف"));
    assert!(down("جدایی") > down("بشنو"), "the short metre would have room for two columns");
}

#[test]
fn a_hemistich_that_nearly_fits_is_not_broken() {
    let layout = Job::markdown(&format!("::: poem\n{LONG_METRE}:::\n"), "plain").page(84.0, 200.0, 9.0).set();
    let count = lines(&layout.pages[0].frame).len();
    assert_eq!(count, 11, "ten hemistichs and a folio");
}

/// A book of poems for the pocket has smaller letters, not broken hemistichs.
#[test]
fn hemistichs_are_whole_on_small_paper() {
    let layout = Job::markdown(&format!("::: poem\n{LONG_METRE}:::\n"), "poetry").page(105.0, 148.0, 17.0).set();
    let verse = layout.pages.iter().flat_map(|page| lines(&page.frame)).filter(|(_, line)| longest_line(line));
    let sizes: Vec<f64> = verse.map(|(_, line)| line.runs[0].size.to_pt()).collect();
    assert_eq!(sizes.len(), 10);
    assert!(sizes.iter().all(|size| *size >= 9.5), "{sizes:?}");
}

#[test]
fn a_ghazal_is_not_divided() {
    for before in (1..30).step_by(3) {
        let text = format!("{}::: poem\n{LONG_METRE}:::\n", "سطر.\n\n".repeat(before));
        let layout = Job::markdown(&text, "plain").page(100.0, 148.0, 12.0).set();
        let holds = |page: &usize| words(&layout, *page).contains("مخور");
        assert_eq!((0..layout.pages.len()).filter(holds).count(), 1, "after {before} lines");
    }
    let long = format!("::: poem\n{}:::\n", LONG_METRE.repeat(3));
    for before in 0..20 {
        let layout =
            Job::markdown(&format!("{}{long}", "سطر.\n\n".repeat(before)), "plain").page(100.0, 148.0, 12.0).set();
        for page in 0..layout.pages.len() {
            let hemistichs = lines(&layout.pages[page].frame).iter().filter(|(_, line)| longest_line(line)).count();
            assert!(hemistichs == 0 || hemistichs >= 4, "{hemistichs} hemistichs on page {page} after {before}");
        }
    }
}

/// Whether a line is one of verse, and no filler or folio.
fn longest_line(line: &Line) -> bool {
    line.text.chars().count() > 20
}

#[test]
fn a_heading_never_stands_alone_above_what_is_whole() {
    let long = "این جمله‌ای است که در جعبه می‌ماند و با جمله‌های دیگر آن خوانده می‌شود. ";
    for count in 4..16 {
        let text = format!("## سرنویس\n\n::: box\n{}\n:::\n", long.repeat(count));
        let layout = Job::markdown(&text, "plain").page(100.0, 100.0, 12.0).set();
        assert!(words(&layout, 0).contains("جعبه"), "{count} sentences");
    }
    let picture = "## سرنویس\n\n![نشان](star.svg \"زیرنویس\"){width=100%}\n";
    let layout = Job::markdown(picture, "plain").page(100.0, 86.0, 12.0).set();
    assert_eq!(layout.pages.len(), 1, "the picture is as small as it must be");
}

#[test]
fn a_row_is_not_divided() {
    let cell = "گفت‌وگو دربارهٔ آب و نان و کار با همهٔ کسانی که در محله زندگی می‌کنند";
    let rows = format!("| شنبه | {cell} | میدان شهرداری روبه‌روی پارک |\n").repeat(6);
    let text = format!("| روز | برنامه | جا |\n|---|---|---|\n{rows}");
    let layout = Job::markdown(&text, "plain").page(100.0, 110.0, 12.0).set();
    assert!(layout.pages.len() > 1);
    for page in 0..layout.pages.len() {
        let words = words(&layout, page);
        assert_eq!(words.matches("گفت‌وگو").count(), words.matches("می‌کنند").count(), "{words}");
    }
}

#[test]
fn the_cover_of_a_small_fold_keeps_its_date() {
    let text = "---\ntitle: روزنامهٔ محله\nsubtitle: شمارهٔ یک\nauthor: انجمن محله\ndate: ۱۴۰۴/۱۰/۲۰\n---\n\n## آب\n\nآب کم است.\n\n## نان\n\nنان گران است.\n";
    let mut job = Job::markdown(text, "leaflet").page(74.0, 105.0, 9.0);
    job.options.panels = Some(8);
    let layout = job.set();
    let cover = words(&layout, 0);
    assert!(cover.contains("شمارهٔ یک") && cover.contains("۱۴۰۴"), "{cover}");
}

#[test]
fn an_ornament_ends_what_is_above_it() {
    let mut seen = 0;
    for before in 1..30 {
        let text = format!("{}---\n\n{}", "سطر.\n\n".repeat(before), "بند دیگر.\n\n".repeat(30));
        let layout = Job::markdown(&text, "plain").page(100.0, 100.0, 12.0).set();
        for page in &layout.pages {
            let rule = page.frame.items.iter().find(|item| matches!(item.kind, ItemKind::Shape(_)));
            let first = lines(&page.frame)[0].0.y;
            seen += usize::from(rule.is_some());
            assert!(rule.is_none_or(|rule| rule.at.y > first), "after {before} lines");
        }
    }
    assert_eq!(seen, 29, "each text has one");
}

#[test]
fn no_page_holds_an_ornament_alone() {
    for height in 70..130 {
        let text = format!("::: poem\n{LONG_METRE}:::\n\n---\n");
        let layout = Job::markdown(&text, "plain").page(100.0, f64::from(height), 12.0).set();
        for page in 0..layout.pages.len() {
            let is_read = words(&layout, page).chars().any(char::is_alphabetic);
            assert!(is_read, "page {page} of {height} mm");
        }
    }
}

#[test]
fn an_emblem_without_a_size_is_none_of_a_photo() {
    let emblem = |corner: u8| {
        let dot = |x: u32, y: u32| image::Rgba([180, 0, 20, if x.min(y) < 9 || x.max(y) > 590 { corner } else { 255 }]);
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::RgbaImage::from_fn(600, 600, dot).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        let job = Job::markdown("![نشان](emblem.png)\n", "poster").page(297.0, 420.0, 20.0);
        let files = bargeh::resources::Memory([("emblem.png".to_owned(), bytes.into_inner().into())].into());
        let layout = typeset(&job.document, &job.theme, &FontBook::bundled(), &job.geometry, &job.options, &files)
            .unwrap()
            .value
            .0;
        let widths = layout.pages[0].frame.items.iter().filter_map(|item| match &item.kind {
            ItemKind::Image { size, .. } => Some(size.width.to_mm()),
            _ => None,
        });
        widths.fold(0.0, f64::max)
    };
    assert!((80.0..100.0).contains(&emblem(0)), "{} mm", emblem(0));
    assert!(emblem(255) > 296.0, "a photo reaches the edges: {} mm", emblem(255));
}

#[test]
fn a_booklet_has_no_sheet_for_a_page_too_many() {
    let pages = |count: usize, booklet: bool| {
        let mut job = Job::markdown(&sentences(count), "plain");
        job.options.booklet = booklet;
        job.set().pages.len()
    };
    // The first length at which a page is one too many for two sheets, and a little more.
    let count = (120..300).step_by(6).find(|count| pages(*count, false) == 9).unwrap() + 6;
    assert_eq!(pages(count, false), 9);
    assert_eq!(pages(count, true), 8);
    // A sixth page that is hardly begun is not drawn in alone: five pages leave three blank.
    let short: Vec<usize> = (140..152).step_by(2).filter(|count| pages(*count, false) == 5).collect();
    let bound: Vec<usize> = short.iter().map(|count| pages(*count, true)).collect();
    assert!(bound.contains(&6) && bound.iter().all(|pages| [4, 6].contains(pages)), "{short:?} {bound:?}");
}

/// A heading stands as near to its text at the head of a page as further down.
#[test]
fn headings_keep_their_distance_at_the_head_of_a_page() {
    for theme in ["large-print", "leaflet", "book", "plain"] {
        let section = format!("## سرفصل\n\n{}\n\n", sentences(3));
        let layout = Job::markdown(&section.repeat(40), theme).set();
        let mut found: Vec<(bool, f64)> = Vec::new();
        for page in &layout.pages {
            let lines = lines(&page.frame);
            let body: Vec<_> = lines.iter().filter(|(_, line)| line.text.chars().count() > 3).collect();
            for (index, (at, line)) in body.iter().enumerate() {
                if let Some((below, _)) = body.get(index + 1).filter(|_| line.text.contains("سرفصل")) {
                    found.push((index == 0, (below.y - at.y).to_pt()));
                }
            }
        }
        let usual = found.iter().filter(|(first, _)| !first).map(|(_, gap)| *gap).fold(0.0, f64::max);
        let heads: Vec<f64> = found.iter().filter(|(first, _)| *first).map(|(_, gap)| *gap).collect();
        assert!(!heads.is_empty(), "{theme}");
        assert!(heads.iter().all(|gap| *gap < usual + 0.1), "{theme}: {heads:.1?} of {usual:.1}");
    }
}

#[test]
fn nothing_goes_before_a_table_of_several_pages() {
    let row = format!("| {} | یک |\n", sentences(12).replace('\n', " "));
    let text = format!("{}\n\n| الف | ب |\n|--|--|\n{}\nپایان سخن\n", sentences(4), row.repeat(4));
    let layout = Job::markdown(&text, "card").page(100.0, 100.0, 8.0).set();
    let page = |words: &str| {
        layout.pages.iter().rposition(|page| lines(&page.frame).iter().any(|(_, line)| line.text.contains(words)))
    };
    assert!(page("یک") <= page("پایان"), "{:?} {:?}", page("یک"), page("پایان"));
    assert_eq!(page("پایان"), Some(layout.pages.len() - 1));
}

#[test]
fn poems_of_a_document_have_one_size() {
    let text = "::: poem\nبنشین بر لب جوی و گذر عمر ببین و بگو / کاین اشارت ز جهان گذران ما را بس و دگر\n:::\n\nو دیگر:\n\n::: poem\nبشنو این نی چون شکایت می‌کند / از جدایی‌ها حکایت می‌کند\n:::\n";
    let layout = Job::markdown(text, "plain").page(135.0, 200.0, 15.0).set();
    let sizes: Vec<f64> = lines(&layout.pages[0].frame)
        .iter()
        .filter(|(_, line)| !line.text.contains("دیگر:"))
        .take(4)
        .map(|(_, line)| line.runs[0].size.to_pt())
        .collect();
    assert!(sizes.iter().all(|size| *size == sizes[0]), "{sizes:?}");
}

/// Nowhere is a letter of running text drawn out like a rubber band.
#[test]
fn letters_of_running_text_are_stretched_a_little_at_most() {
    let message = std::fs::read_to_string("samples/message.md").unwrap();
    let address =
        "نشانی https://example.org/one/two/three/four/five/six?a=1&b=2 برای همهٔ کسانی است که می‌خوانند و می‌پرسند.\n\n";
    let text = format!("{message}\n\n{}", address.repeat(3));
    for theme in Theme::names() {
        for (width, height, columns) in [(148.0, 210.0, 1), (105.0, 148.0, 1), (210.0, 297.0, 2), (210.0, 297.0, 3)] {
            let mut job = Job::markdown(&text, theme).page(width, height, 13.0);
            job.geometry.columns = columns;
            for (kashida, narrow) in [(Kashida::Auto, Justify::Start), (Kashida::On, Justify::Full)] {
                (job.options.kashida, job.options.narrow) = (kashida, narrow);
                let layout = job.set();
                for (_, line) in layout.pages.iter().flat_map(|page| lines(&page.frame)) {
                    let longest = longest_stretch(line);
                    assert!(
                        longest <= 0.8 + 1e-3,
                        "{theme}, {width} mm, {columns} columns: {longest} in {}",
                        line.text
                    );
                }
            }
        }
    }
}

/// The longest stretch of a line's letters, in ems.
fn longest_stretch(line: &Line) -> f64 {
    line.runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.stretch.get()).fold(0.0, f64::max)
}

#[test]
fn addresses_end_lines_behind_their_separators() {
    let text =
        "برای خواندن همه چیز https://example.org/archive/1403/message?from=paper&page=2 را ببینید و بگویید. ".repeat(6);
    let layout = Job::markdown(&text, "plain").page(110.0, 200.0, 12.0).set();
    let found = lines(&layout.pages[0].frame);
    let broken = |line: &&Line| line.text.contains("exam") && !line.text.contains("page=2");
    let ends: Vec<&str> = found.iter().map(|(_, line)| *line).filter(broken).map(|line| line.text.trim_end()).collect();
    assert!(!ends.is_empty() && ends.iter().all(|text| text.ends_with(['/', '.', '?', '&', '=', '-'])), "{ends:?}");
}

#[test]
fn a_long_table_repeats_its_head_and_loses_no_row() {
    let rows: String = (1..=290).map(|row| format!("| شهر {row} | {row} | توضیح کوتاهی دربارهٔ شهر |\n")).collect();
    let text = format!("| شهر | شمار | توضیح |\n|---|---|---|\n{rows}");
    let layout = Job::markdown(&text, "leaflet").set();
    assert!(layout.pages.len() > 8);
    let mut seen = 0;
    for page in &layout.pages {
        let lines = lines(&page.frame);
        assert!(lines.iter().any(|(_, line)| line.text.trim() == "شمار"), "each page has the head");
        seen += lines.iter().filter(|(_, line)| line.text.starts_with("شهر ")).count();
    }
    assert_eq!(seen, 290);
    let heads = layout.structure.nodes.iter().filter(|node| node.role == StructRole::TableHeader).count();
    assert_eq!(heads, 3, "repeated heads have no tags");
}

/// The page each of some words stands on, behind so many lines of text.
fn pages_of(words_sought: &[&str], lines_before: usize, text: &str) -> Vec<usize> {
    let text = format!("{}{text}", "بند\n\n".repeat(lines_before));
    let layout = Job::markdown(&text, "leaflet").set();
    let page = |word: &&str| (0..layout.pages.len()).find(|&page| words(&layout, page).contains(*word));
    words_sought.iter().map(|word| page(word).unwrap()).collect()
}

#[test]
fn where_a_quotation_is_from_stands_on_its_page() {
    for before in 5..30 {
        let pages = pages_of(&["پایانش", "کسی"], before, "> سخنی کوتاه و پایانش\n>\n> — کسی\n\nپس از آن.\n");
        assert_eq!(pages[0], pages[1], "behind {before} lines");
    }
}

#[test]
fn a_table_of_few_rows_stands_whole() {
    for before in 5..30 {
        let table = "| سر | ب |\n|---|---|\n| یک | ۱ |\n| دو | ۲ |\n| سه | ۳ |\n\nپس از آن.\n";
        let pages = pages_of(&["سر", "یک", "دو", "سه"], before, table);
        assert!(pages.iter().all(|page| *page == pages[0]), "behind {before} lines: {pages:?}");
    }
}

#[test]
fn a_row_longer_than_a_page_goes_on() {
    let text = format!("| الف | ب |\n|---|---|\n| کوتاه | {} |\n| پایان | پایان |\n", sentences(80));
    let layout = Job::markdown(&text, "leaflet").page(105.0, 148.0, 10.0).set();
    assert!(layout.pages.len() > 2);
    let all: String = (0..layout.pages.len()).map(|page| words(&layout, page)).collect();
    assert!(all.replace('\n', " ").contains("شمارهٔ 80") && all.contains("پایان"));
    for page in &layout.pages {
        assert!(lines(&page.frame).iter().all(|(at, _)| at.y < page.size.height - Length::mm(4.0)));
    }
}

#[test]
fn a_table_of_too_many_columns_is_set_in_parts() {
    let cells = |word: &str| (1..=60).map(|at| format!("| {word}{at} ")).collect::<String>() + "|\n";
    let text = format!("{}{}{}", cells("سر"), "|---".repeat(60) + "|\n", cells("خانه"));
    let layout = Job::markdown(&text, "leaflet").set();
    let all: String = (0..layout.pages.len()).map(|page| words(&layout, page) + "\n").collect();
    for at in 1..=60 {
        assert!(all.lines().any(|line| line == format!("خانه{at}")), "cell {at}: {all}");
    }
}

#[test]
fn notes_stand_on_the_page_of_their_mark() {
    let body: String = (1..=60).map(|at| format!("{}[^n{at}]\n\n", sentences(2))).collect();
    let notes: String = (1..=60).map(|at| format!("[^n{at}]: توضیح یادداشت {at} در پای صفحه.\n")).collect();
    let layout = Job::markdown(&format!("{body}{notes}"), "leaflet").set();
    let mut met = 0;
    for page in &layout.pages {
        let all = lines(&page.frame);
        let text: String = all.iter().map(|(_, line)| line.text.as_str()).collect();
        let marks = all.iter().flat_map(|(_, line)| &line.runs).filter(|run| run.rise > Length::ZERO).count();
        let notes = text.matches("توضیح یادداشت").count();
        assert_eq!(marks, notes, "{text}");
        met += notes;
    }
    assert_eq!(met, 60);
}

#[test]
fn a_long_note_goes_on_at_the_next_foot() {
    let text = format!("{}[^n]\n\n{}\n\n[^n]: {}\n", sentences(2), sentences(60), sentences(70));
    let layout = Job::markdown(&text, "leaflet").page(105.0, 148.0, 10.0).set();
    let sizes: Vec<Vec<Length>> = layout
        .pages
        .iter()
        .map(|page| lines(&page.frame).iter().filter_map(|(_, line)| Some(line.runs.first()?.size)).collect())
        .collect();
    let theme = Theme::builtin("leaflet").unwrap();
    let note = theme.size * theme.style(StyleName::Note).size;
    let pages_with_note = sizes.iter().filter(|sizes| sizes.contains(&note)).count();
    assert!(pages_with_note > 1);
    let body = |sizes: &Vec<Length>| sizes.iter().any(|size| *size > note + Length::pt(1.0));
    assert!(body(&sizes[1]), "text goes on above the rest of the note");
    let all: String = (0..layout.pages.len()).map(|page| words(&layout, page)).collect();
    assert_eq!(all.replace('\n', " ").matches("شمارهٔ 70").count(), 1);
}

#[test]
fn notes_in_notes_come_along() {
    let text = "متن[^a]\n\n[^a]: یکم[^b]\n[^b]: دوم[^a]\n[^c]: بی‌ارجاع\n";
    let layout = Job::markdown(text, "leaflet").set();
    let words = words(&layout, 0);
    for note in ["یکم", "دوم", "بی‌ارجاع"] {
        assert_eq!(words.matches(note).count(), 1, "{words}");
    }
}

#[test]
fn ten_thousand_notes_are_all_set() {
    let text: String = (1..=10_000).map(|at| format!("واژه[^{at}]\n\n[^{at}]: یادداشت\n\n")).collect();
    let layout = Job::markdown(&text, "plain").set();
    let count: usize = layout
        .pages
        .iter()
        .flat_map(|page| lines(&page.frame).into_iter().map(|(_, line)| line.text.clone()).collect::<Vec<_>>())
        .filter(|text| text.trim() == "یادداشت")
        .count();
    assert_eq!(count, 10_000);
}

#[test]
fn columns_fill_from_the_right_and_end_level() {
    let text = format!("::: columns\n{}\n:::\n", sentences(12));
    let layout = Job::markdown(&text, "plain").set();
    let page = &layout.pages[0];
    let middle = page.size.width * 0.5;
    let all = lines(&page.frame);
    let column = |right: bool| all.iter().filter(move |(at, line)| line.text.len() > 9 && (at.x > middle) == right);
    let (right, left) = (column(true).count(), column(false).count());
    assert!(right.abs_diff(left) <= 1, "{right} and {left} lines");
    let first = column(true).next().unwrap();
    assert!(first.1.text.starts_with("این سطر شمارهٔ 1 "), "{:?}", first.1.text);
}

#[test]
fn page_columns_hold_a_whole_text() {
    let mut job = Job::markdown(&format!("# عنوان\n\n{}\n", (sentences(30) + "\n\n").repeat(4)), "plain");
    job.geometry.columns = 2;
    job.geometry.size = Size::mm(210.0, 297.0);
    let layout = job.set();
    let all: String = (0..layout.pages.len()).map(|page| words(&layout, page)).collect();
    assert_eq!(all.matches("شمارهٔ 30").count(), 4);
    let last = layout.pages.last().unwrap();
    let middle = last.size.width * 0.5;
    let lowest = |right: bool| {
        lines(&last.frame)
            .iter()
            .filter(|(at, line)| line.text.len() > 12 && (at.x > middle) == right)
            .map(|(at, _)| at.y)
            .max()
    };
    let (right, left) = (lowest(true).unwrap(), lowest(false).unwrap());
    assert!((right - left).abs() < Length::pt(40.0), "{right:?} {left:?}");
}

#[test]
fn margins_are_mirrored_and_bound_at_the_right() {
    let layout = Job::markdown(&(sentences(40) + "\n\n").repeat(3), "book").set();
    let right_edge = |page: usize| {
        let lines = lines(&layout.pages[page].frame);
        lines
            .iter()
            .map(|(at, line)| {
                at.x + line
                    .runs
                    .iter()
                    .flat_map(|run| run.glyphs.iter().map(|g| g.advance.at(run.size)))
                    .sum::<Length>()
            })
            .max()
            .unwrap()
    };
    let width = layout.pages[0].size.width;
    let theme = Theme::builtin("book").unwrap();
    assert!(
        (width - right_edge(0) - theme.page.margins.inner).abs() < Length::pt(2.0),
        "page one has its fold at the right"
    );
    assert!((width - right_edge(1) - theme.page.margins.outer).abs() < Length::pt(2.0));
    assert!(layout.facing_rtl);
}

#[test]
fn contents_lead_to_pages() {
    let chapters: String = (1..=6).map(|at| format!("# فصل {at}\n\n{}\n\n", sentences(25))).collect();
    let mut job = Job::markdown(&chapters, "leaflet");
    let contents = bargeh::document::Block {
        id: bargeh::document::NodeId(0),
        span: bargeh::document::Span::default(),
        kind: bargeh::document::BlockKind::Contents(Vec::new()),
    };
    job.document.blocks.insert(0, contents);
    number(&mut job.document);
    let layout = job.set();
    let first = lines(&layout.pages[0].frame);
    for item in &layout.outline {
        let (page, _) = layout.anchors[&item.target];
        let entry = first.iter().find(|(_, line)| line.text.trim() == item.title).unwrap();
        let number = first.iter().find(|(at, line)| at.y == entry.0.y && line.text != entry.1.text).unwrap();
        assert_eq!(number.1.text, layout.pages[page].label);
        assert!(number.1.runs[0].tag.is_some());
    }
}

#[test]
fn fit_fills_just_so_many_pages() {
    let mut job = Job::markdown(&(sentences(20) + "\n\n").repeat(6), "leaflet");
    for pages in [3, 4, 6] {
        job.options.fit = Some(pages);
        let set = job.try_set().unwrap().value;
        let fitted = set.1.unwrap();
        assert_eq!(set.0.pages.len(), usize::from(pages), "{fitted:?}");
        assert!(fitted.size >= Length::pt(8.0) && fitted.size <= Length::pt(16.0));
        let last = set.0.pages.last().unwrap();
        let lowest =
            lines(&last.frame).iter().filter(|(_, line)| line.text.len() > 12).map(|(at, _)| at.y).max().unwrap();
        assert!(lowest > last.size.height * 0.6, "{pages} pages end at {lowest:?}");
    }
    job.options.fit = Some(1);
    let error = job.try_set().unwrap_err();
    assert!(matches!(&error, Error::DoesNotFit { .. }) && error.hint().is_some(), "{error}");
    job.options.fit = Some(40);
    assert!(job.try_set().unwrap_err().to_string().contains("does not fill"));
}

#[test]
fn vowel_marks_push_lines_apart() {
    let marked = "بِسْمِ خُدایِ بَخشَندهٔ مِهرَبان نَوِشته‌ای با هَمهٔ حَرَکَت‌ها اَللّٰهُمَّ صَلِّ عَلیٰ مُحَمَّدٍ وَ آلِ مُحَمَّد ".repeat(8);
    let mut job = Job::markdown(&marked, "plain");
    job.theme.fonts.body = "Noto Naskh Arabic".to_owned();
    job.theme.leading = 1.1;
    let layout = job.set();
    let book = FontBook::bundled();
    let all = lines(&layout.pages[0].frame);
    let reach = |line: &Line, up: bool| {
        let of = |run: &bargeh::frame::TextRun| {
            let font = book.font(run.font);
            let ink = run.glyphs.iter().filter_map(|glyph| {
                let ink = font.ink(glyph.id)?;
                Some((if up { ink.top + glyph.y_offset } else { -(ink.bottom + glyph.y_offset) }).at(run.size))
            });
            ink.max().unwrap_or_default()
        };
        line.runs.iter().map(of).max().unwrap_or_default()
    };
    for pair in all.windows(2).filter(|pair| pair[1].1.text.len() > 12) {
        let distance = pair[1].0.y - pair[0].0.y;
        assert!(distance >= reach(pair[0].1, false) + reach(pair[1].1, true), "{:?}", pair[1].1.text);
    }
}

#[test]
fn pages_too_small_for_a_word_are_refused() {
    let job = Job::markdown("یک پیام", "leaflet").page(20.0, 20.0, 9.0);
    assert!(matches!(job.try_set().unwrap_err(), Error::DoesNotFit { .. }));
    let job = Job::markdown("یک پیام", "leaflet").page(100.0, 100.0, 60.0);
    assert!(matches!(job.try_set().unwrap_err(), Error::DoesNotFit { .. }));
    // Narrow, but a page all the same.
    let text = "# عنوان\n\n- یک\n  - دو\n    - سه\n\n> نقل\n\n| الف | ب | پ |\n|---|---|---|\n| آبادانی‌ها | ۲ | ۳ |\n\n```\ncode that is long\n```\n";
    let layout = Job::markdown(text, "leaflet").page(22.0, 60.0, 3.0).set();
    assert!(!layout.pages.is_empty());
}

#[test]
fn deep_nesting_ends() {
    let quotes = format!("{} ته", ">".repeat(90));
    assert!(words(&Job::markdown(&quotes, "leaflet").set(), 0).contains("ته"));
    let lists: String = (0..40).map(|depth| format!("{}- سطح {depth}\n", "  ".repeat(depth))).collect();
    let layout = Job::markdown(&lists, "leaflet").set();
    assert!((0..layout.pages.len()).any(|page| words(&layout, page).contains("سطح 39")));
}

#[test]
fn odd_documents_are_pages_too() {
    for text in ["<!-- هیچ -->", "---", "[^1]: یادداشت", "```\n```", "![تصویر](dot.png)", "![](نیست.png)", "# تنها"]
    {
        let layout = Job::markdown(text, "leaflet").set();
        assert_eq!(layout.pages.len(), 1, "{text:?}");
    }
}

#[test]
fn pictures_that_cannot_be_shown_are_said() {
    let job = Job::markdown("متن\n\n![چهار کبوتر](نیست.png)\n", "leaflet");
    let set = job.try_set().unwrap();
    assert!(words(&set.value.0, 0).contains("چهار کبوتر"));
    assert_eq!(set.warnings.len(), 1);
    assert_eq!(set.warnings[0].place.as_ref().unwrap().line, Some(3));
}

#[test]
fn meta_opens_the_first_page() {
    let mut job = Job::markdown(
        "---\ntitle: عنوان پیام\nsubtitle: زیرعنوان\nauthor: شورا\ndate: مهر ۱۴۰۵\nlogo: star.svg\nbackground: dot.png\ncover: star.svg\n---\nمتن",
        "leaflet",
    );
    job.geometry.bleed = Length::mm(3.0);
    let layout = job.set();
    assert_eq!(layout.pages.len(), 2, "a cover and a page");
    let cover = &layout.pages[0].frame.items[0];
    assert!(cover.at.x <= Length::mm(-3.0) && matches!(cover.kind, ItemKind::Image { .. }));
    assert_eq!(words(&layout, 1), "عنوان پیام\nزیرعنوان\nشورا · مهر ۱۴۰۵\nمتن");
    let images = layout.pages[1].frame.items.iter().filter(|item| matches!(item.kind, ItemKind::Image { .. })).count();
    assert_eq!(images, 2, "background and logo");
    assert_eq!(layout.structure.nodes[1].role, StructRole::Heading(1));
}

#[test]
fn markers_run_as_what_they_stand_in() {
    let layout = Job::markdown("::: {.ltr lang=en}\n1. First\n:::\n\n1. یکم\n", "leaflet").set();
    let lines = lines(&layout.pages[0].frame);
    let find = |text: &str| lines.iter().find(|(_, line)| line.text == text).unwrap();
    assert!(find("1.").0.x < find("First").0.x);
    assert_eq!(find("1.").1.direction, bargeh::document::Direction::Ltr);
    assert!(find("۱.").0.x > find("یکم").0.x);
}

#[test]
fn a_word_longer_than_the_line_is_broken_with_one_word_of_warning() {
    let text = format!("کوتاه\n\n{}\n\n{}\n", "ب".repeat(500), "ت".repeat(300));
    let set = Job::markdown(&text, "leaflet").try_set().unwrap();
    let warnings: Vec<_> =
        set.warnings.iter().map(|warning| (warning.code, warning.place.as_ref().unwrap().line)).collect();
    assert_eq!(warnings, [("word-too-long", Some(3))]);
}

#[test]
fn a_latin_line_stands_at_the_edge_of_its_neighbours() {
    // Who signs a letter stands at the end of the line, contact lines at its beginning.
    for (role, theme, left) in
        [("signatures", "letter", true), ("contact", "letter", false), ("contact", "leaflet", false)]
    {
        let text = format!("متن\n\n::: {role}\nنشانی ما این است\nwww.example.org\n:::\n");
        let job = Job::markdown(&text, theme);
        let layout = job.set();
        let edge = |words: &str| {
            let lines = lines(&layout.pages[0].frame);
            let (at, line) = lines.iter().find(|(_, line)| line.text.contains(words)).unwrap();
            let width: f64 = line
                .runs
                .iter()
                .flat_map(|run| run.glyphs.iter().map(|glyph| glyph.advance.at(run.size).to_pt()))
                .sum();
            if left { at.x.to_pt() } else { at.x.to_pt() + width }
        };
        let (persian, latin) = (edge("نشانی"), edge("www"));
        assert!((persian - latin).abs() < 1.0, "{theme}, {role}: {persian} and {latin}");
    }
}

#[test]
fn titles_keep_their_words_whole_on_narrow_panels() {
    // A panel of A4 folded in four, and a page of a zine.
    for (width, height, margin) in [(74.25, 210.0, 6.0), (74.25, 105.0, 8.0)] {
        for (theme, _) in bargeh::theme::BUILTIN {
            let text = "# پیام به کنگره حزب کمونیست کارگری\n\n## خواسته‌های دانشجویان\n\nمتن کوتاه.\n";
            let mut job = Job::markdown(text, theme).page(width, height, margin);
            job.geometry.columns = 1;
            let set = job.try_set().unwrap();
            let warnings: Vec<_> = set.warnings.iter().map(|warning| warning.code).collect();
            assert!(!warnings.contains(&"word-too-long"), "{theme} on {width} mm: {warnings:?}");
        }
    }
}
