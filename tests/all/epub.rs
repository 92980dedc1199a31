//! EPUBs, opened again and judged.

use crate::support::everything;
use crate::support::everything::{BLOCKS, INLINES, block_name, everything, inline_name, resources};
use crate::support::nested;
use crate::support::text;
use bargeh::document::{BlockKind, Document, Inline};
use bargeh::epub::{self, EpubOptions, PageMark};
use bargeh::font::FontBook;
use bargeh::theme::Theme;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

fn book(document: &Document, options: &EpubOptions) -> Vec<u8> {
    let theme = Theme::builtin("leaflet").unwrap();
    let made = epub::write(document, &theme, &FontBook::bundled(), &resources(), options).unwrap();
    made.value
}

/// The entries of a zip file, in order.
fn entries(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let read = |index| {
        let mut file = zip.by_index(index).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        (file.name().to_owned(), content)
    };
    (0..zip_len(bytes)).map(read).collect()
}

fn zip_len(bytes: &[u8]) -> usize {
    zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap().len()
}

fn text_of(bytes: &[u8], name: &str) -> String {
    let files: BTreeMap<String, Vec<u8>> = entries(bytes).into_iter().collect();
    String::from_utf8(files[name].clone()).unwrap()
}

#[test]
fn the_document_of_everything_has_everything() {
    let document = everything();
    let blocks: BTreeSet<&str> = document.blocks.iter().map(|block| block_name(&block.kind)).collect();
    assert_eq!(blocks, BLOCKS.into_iter().collect());
    let inlines: BTreeSet<&str> = document
        .blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Paragraph(content) => Some(content),
            _ => None,
        })
        .flatten()
        .map(|inline: &Inline| inline_name(inline))
        .collect();
    assert_eq!(inlines, INLINES.into_iter().collect());
}

#[test]
fn a_book_is_a_zip_that_says_nothing_of_its_making() {
    let bytes = book(&everything(), &EpubOptions::default());
    let names: Vec<String> = entries(&bytes).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names[0], "mimetype");
    assert!(names[1..].is_sorted(), "{names:?}");
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
    for (name, content) in entries(&bytes) {
        assert!(!content.windows(6).any(|window| window.eq_ignore_ascii_case(b"bargeh")), "{name}");
    }
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    for index in 0..zip.len() {
        let file = zip.by_index(index).unwrap();
        assert_eq!(file.last_modified(), Some(zip::DateTime::default()), "{}", file.name());
        assert!(file.extra_data().is_none_or(<[u8]>::is_empty), "{}", file.name());
    }
    assert_eq!(bytes, book(&everything(), &EpubOptions::default()));
}

#[test]
fn the_package_is_right_to_left() {
    let bytes = book(&everything(), &EpubOptions::default());
    let package = text_of(&bytes, "OEBPS/content.opf");
    for needle in [
        "page-progression-direction=\"rtl\"",
        "<package xml:lang=\"fa\" dir=\"rtl\"",
        "<dc:language>fa</dc:language>",
        "1980-01-01T00:00:00Z",
        "schema:accessMode",
    ] {
        assert!(package.contains(needle), "{needle} in {package}");
    }
    assert!(!package.contains("dc:creator") && !package.contains("dc:date"));
    let nav = text_of(&bytes, "OEBPS/nav.xhtml");
    assert!(nav.contains("dir=\"rtl\"") && !nav.contains("generator"));
    let page = text_of(&bytes, "OEBPS/text-0001.xhtml");
    assert!(page.contains("<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" "));
    assert!(page.contains(" lang=\"fa\" xml:lang=\"fa\" dir=\"rtl\">\n<head>"), "{page}");
    let style = text_of(&bytes, "OEBPS/stylesheet.css");
    for property in ["direction:", "unicode-bidi", "letter-spacing", "hyphens", "background:", "color: #"] {
        let plain = style.replace("background: white", "").replace("border-color", "");
        assert!(!plain.contains(property), "{property} in {style}");
    }
}

/// What a shaped text looks like: for each glyph its outline and its place.
fn drawn(font: &[u8], text: &str) -> Vec<(String, [i32; 4])> {
    let face = rustybuzz::Face::from_slice(font, 0).unwrap();
    let mut buffer = rustybuzz::UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    let glyphs = rustybuzz::shape(&face, &[], buffer);
    let drawn = glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()).map(|(info, place)| {
        let mut outline = Outline::default();
        face.outline_glyph(ttf_parser::GlyphId(u16::try_from(info.glyph_id).unwrap()), &mut outline);
        (outline.0, [place.x_advance, place.y_advance, place.x_offset, place.y_offset])
    });
    drawn.collect()
}

#[derive(Default)]
struct Outline(String);

impl ttf_parser::OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0 += &format!("M{x} {y}");
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0 += &format!("L{x} {y}");
    }
    fn quad_to(&mut self, a: f32, b: f32, x: f32, y: f32) {
        self.0 += &format!("Q{a} {b} {x} {y}");
    }
    fn curve_to(&mut self, a: f32, b: f32, c: f32, d: f32, x: f32, y: f32) {
        self.0 += &format!("C{a} {b} {c} {d} {x} {y}");
    }
    fn close(&mut self) {
        self.0.push('Z');
    }
}

const HARD_WORDS: &str = "سلام اسلامی تلاش بلافاصله می‌شود خانه‌ها نمی‌خواهیم گفته‌اند علاقه‌مندی مُحَمَّد کُتُبٌ \
    خانهٔ مؤثر جزءِ الله لا أإآ «گیومه» ۱۲۳٬۴۵۶ Latin 12:30 ـ ه‍ 100% پیشرفت‌هایی";

#[test]
fn letters_of_the_subset_fonts_join_as_in_the_whole_fonts() {
    let mut maker = everything::Maker::default();
    let blocks = vec![
        maker.heading(1, HARD_WORDS),
        maker.paragraph(HARD_WORDS),
        maker.block(|_| BlockKind::Paragraph(vec![Inline::Strong(vec![everything::plain(HARD_WORDS)])])),
    ];
    let document = Document { blocks, ..Document::default() };
    for theme in Theme::names() {
        let theme = Theme::builtin(theme).unwrap();
        let fonts = FontBook::bundled();
        let options = EpubOptions::default();
        let bytes = epub::write(&document, &theme, &fonts, &resources(), &options).unwrap().value;
        let style = text_of(&bytes, "OEBPS/stylesheet.css");
        let files: BTreeMap<String, Vec<u8>> = entries(&bytes).into_iter().collect();
        let mut judged = 0;
        for rule in style.lines().filter(|line| line.starts_with("@font-face")) {
            let part = |from: &str, to: &str| rule.split(from).nth(1).unwrap().split(to).next().unwrap().to_owned();
            let weight = match part("font-weight: ", ";").as_str() {
                "bold" => bargeh::font::Weight::BOLD,
                _ => bargeh::font::Weight::REGULAR,
            };
            let whole = fonts.font(fonts.find(&part("font-family: \"", "\""), weight).unwrap());
            let subset = &files[&format!("OEBPS/{}", part("url(\"", "\""))];
            assert!(subset.len() < whole.data().len() / 2);
            for word in HARD_WORDS.split(' ').filter(|word| word.chars().all(|letter| whole.covers(letter))) {
                assert_eq!(drawn(subset, word), drawn(whole.data(), word), "{word} in {}", whole.postscript_name);
                judged += 1;
            }
            let joiner = rustybuzz::Face::from_slice(subset, 0).unwrap().glyph_index('\u{200c}');
            // WebKit draws a letter before a half-space in a font that has both.
            assert!(joiner.is_some(), "ZWNJ in {}", whole.postscript_name);
        }
        assert!(judged > 20, "{judged} words judged in {}", theme.name);
    }
}

/// The font files of a book by their family and weight.
fn subset_fonts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let files: BTreeMap<String, Vec<u8>> = entries(bytes).into_iter().collect();
    let style = text_of(bytes, "OEBPS/stylesheet.css");
    let face = |rule: &str| {
        let part = |from: &str, to: &str| rule.split(from).nth(1).unwrap().split(to).next().unwrap().to_owned();
        (part("font-family: \"", "\""), files[&format!("OEBPS/{}", part("url(\"", "\""))].clone())
    };
    style.lines().filter(|line| line.starts_with("@font-face")).map(face).collect()
}

/// The one font of a short text.
fn only_font(source: &str) -> Vec<u8> {
    let mut fonts = subset_fonts(&from_markdown(source, &EpubOptions::default()));
    assert_eq!(fonts.len(), 1, "{source}");
    fonts.remove(0).1
}

#[test]
fn fonts_keep_the_forms_of_letters_that_the_words_have() {
    let book = FontBook::bundled();
    let whole = book.font(book.find("Vazirmatn", bargeh::font::Weight::REGULAR).unwrap()).data();
    // A word of which a part is a link; counters made of letters; another language.
    for (source, words) in [
        ("کت[اب](https://example.org)خانه", &["کتابخانه"][..]),
        ("کتا<span lang=\"en\">ب</span>خانه", &["کتابخانه"]),
        ("::: {counter=abjad}\n1. یک\n2. دو\n:::\n\nمتن", &["یک", "متن"]),
        ("[۴۵۶]{lang=ur} و ۴۵۶", &["۴۵۶"]),
    ] {
        let subset = only_font(source);
        for word in words {
            assert_eq!(drawn(&subset, word), drawn(whole, word), "{word} of {source}");
        }
    }
}

/// A book from Markdown, as far as reading and numbering take it.
fn from_markdown(source: &str, options: &EpubOptions) -> Vec<u8> {
    book(&markdown(source), options)
}

fn markdown(source: &str) -> Document {
    use bargeh::read::{ReadOptions, read};
    let options = ReadOptions::new(bargeh::settings::InputFormat::Markdown, "message.md");
    let mut document = read(source.as_bytes(), &options).unwrap().value.document;
    let _ = bargeh::document::number(&mut document);
    document
}

#[test]
fn the_message_is_small() {
    let bytes = from_markdown(include_str!("../../samples/message.md"), &EpubOptions::default());
    let cover = entries(&bytes).into_iter().find(|(name, _)| name.ends_with("cover.png")).unwrap().1;
    // What is asked of the theme `plain`; `leaflet` has a face more, that of its titles.
    assert!(bytes.len() - cover.len() <= 28_000, "{} bytes, {} of them the cover", bytes.len(), cover.len());
    let packed = |font: &[u8]| {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut encoder, font).unwrap();
        encoder.finish().unwrap().len()
    };
    let titles = subset_fonts(&bytes).into_iter().find(|(family, _)| family == "Lalezar").unwrap().1;
    assert!(packed(&titles) <= 5_000, "the face of titles: {} bytes", packed(&titles));
    assert!(cover.len() <= 60_000, "the cover: {} bytes", cover.len());
    let drawn = image::load_from_memory(&cover).unwrap();
    assert_eq!((drawn.width(), drawn.height()), (1600, 2560));
    let long =
        from_markdown(&format!("# {}\n\nمتن\n", "عنوانی دراز که پایان ندارد ".repeat(40)), &EpubOptions::default());
    let cover = entries(&long).into_iter().find(|(name, _)| name.ends_with("cover.png")).unwrap().1;
    assert!(cover.len() <= 60_000, "the cover of a long title: {} bytes", cover.len());
    let bare = EpubOptions { embed_fonts: false, ..EpubOptions::default() };
    let bytes = from_markdown(include_str!("../../samples/message.md"), &bare);
    assert!(entries(&bytes).iter().all(|(name, _)| !name.contains("fonts/")));
}

/// The pages of a book in reading order.
fn pages(bytes: &[u8]) -> Vec<(String, String)> {
    let texts = entries(bytes).into_iter().filter(|(name, _)| name.contains("/text-"));
    texts.map(|(name, content)| (name, String::from_utf8(content).unwrap())).collect()
}

/// All letters of all pages, those of the notes last, which stand at the end of the
/// page that refers to them.
fn letters(bytes: &[u8]) -> String {
    let (mut running, mut notes) = (String::new(), String::new());
    for (_, page) in pages(bytes) {
        let Some((before, rest)) = page.split_once(NOTES) else {
            running.push_str(&text::of_page(&page));
            continue;
        };
        let (inside, after) = rest.rsplit_once("</section>\n").unwrap();
        running.push_str(&text::of_page(&format!("{before}{after}")));
        notes.push_str(&text::of_page(&format!("<body>{inside}</body>")));
    }
    without_marks(&(running + &notes))
}

/// A text without the marks of direction that the book adds to it.
fn without_marks(text: &str) -> String {
    text.replace(['\u{200e}', '\u{61c}', '\u{2066}', '\u{2069}'], "")
}

/// What notes begin with.
const NOTES: &str = "<section class=\"notes\" epub:type=\"footnotes\">\n";

#[test]
fn every_letter_comes_back_and_none_is_added() {
    let mut nested = nested::nested();
    let _ = bargeh::document::number(&mut nested);
    for (name, document) in [("everything", everything()), ("nested", nested)] {
        let bytes = book(&document, &EpubOptions::default());
        everything::keep(&format!("{name}.epub"), &bytes);
        assert_eq!(letters(&bytes), text::of_document(&document, true));
    }
    let document = markdown("می‌شود و خانه‌ها\u{200c} ـ ک\u{640}تاب و کُتُب");
    let made = letters(&book(&document, &EpubOptions::default()));
    assert_eq!(made, text::of_document(&document, true));
    assert_eq!(made.matches('\u{200c}').count(), 3);
}

/// Runs the program in the project's folder.
fn run(arguments: &[&str]) -> Vec<u8> {
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_bargeh"));
    let ran = program.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(ran.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
    ran.stdout
}

#[test]
fn books_of_samples_say_what_clean_prints() {
    let mut judged = 0;
    for entry in std::fs::read_dir("samples").unwrap() {
        let path = entry.unwrap().path().to_str().unwrap().to_owned();
        if !path.ends_with(".md") {
            continue;
        }
        for flags in
            [&[][..], &["--clean", "none"], &["--clean", "guarded"], &["--clean", "all", "--digits", "persian"]]
        {
            let printed = String::from_utf8(run(&[&["clean", &path], flags].concat())).unwrap();
            let bytes = run(&[&[&path, "-q", "--to", "epub", "-o", "-"], flags].concat());
            let read_again = bargeh::read::ReadOptions::new(bargeh::settings::InputFormat::Markdown, "m.md");
            let input = bargeh::read::read(printed.as_bytes(), &read_again).unwrap().value;
            let mut document = input.document;
            let _ = bargeh::document::number(&mut document);
            let theme = Theme::builtin(input.settings.theme.as_deref().unwrap_or("leaflet")).unwrap();
            let made = letters(&bytes);
            let wanted = text::of_document(&document, theme.furniture.byline);
            assert_eq!(made, wanted, "{path} {flags:?}");
            assert_eq!(made.matches('\u{200c}').count(), wanted.matches('\u{200c}').count());
            assert_eq!(made.matches('\u{640}').count(), printed.matches('\u{640}').count(), "{path} {flags:?}");
            let whole: String = pages(&bytes).iter().map(|(_, page)| text::with_spaces(page)).collect();
            let whole = without_marks(&text::one_space(&whole));
            for line in text::lines(&document) {
                assert!(whole.contains(&line), "{path} {flags:?}: {line}");
            }
            judged += 1;
        }
    }
    assert!(judged >= 28, "{judged}");
}

/// A long text: parts with chapters, links forwards and backwards, notes.
fn long_text() -> String {
    let mut source = String::new();
    for part in 1..=4 {
        source += &format!("# بخش {part} {{#part{part}}}\n\n");
        for chapter in 1..=6 {
            source += &format!("## فصل {part}.{chapter}\n\n");
            source += &format!("به [بخش دیگر](#part{}) بروید.[^n{part}{chapter}]\n\n", 5 - part);
            for _ in 0..20 {
                source += &"این یک جملهٔ نمونه است که بارها می‌آید تا کتاب بلند شود. ".repeat(6);
                source += "\n\n";
            }
            source += &format!("[^n{part}{chapter}]: یادداشت {part}.{chapter}\n\n");
        }
    }
    source
}

#[test]
fn a_long_book_opens_part_by_part_and_its_links_lead_somewhere() {
    let document = markdown(&long_text());
    let bytes = book(&document, &EpubOptions::default());
    let pages = pages(&bytes);
    assert!(pages.len() >= 4, "{} pages", pages.len());
    let mut ids = BTreeSet::new();
    for (name, page) in &pages {
        assert!(page.len() < 200_000, "{name}: {} bytes", page.len());
        let name = name.rsplit('/').next().unwrap();
        for id in text::attributes(page, "id") {
            assert!(ids.insert(format!("{name}#{id}")), "{name}#{id} twice");
        }
    }
    let mut links = 0;
    for (name, page) in &pages {
        let name = name.rsplit('/').next().unwrap();
        for link in text::attributes(page, "href").iter().filter(|link| link.contains('#')) {
            let whole = if link.starts_with('#') { format!("{name}{link}") } else { link.clone() };
            assert!(ids.contains(&whole), "{whole} leads nowhere");
            links += 1;
        }
    }
    assert_eq!(links, 24 + 24 * 2, "links, references, ways back");
    let nav = text_of(&bytes, "OEBPS/nav.xhtml");
    let nav_ids: Vec<String> = text::attributes(&nav, "id").iter().map(|id| format!("nav.xhtml#{id}")).collect();
    ids.extend(nav_ids);
    for link in text::attributes(&nav, "href").iter().filter(|link| link.contains('#')) {
        assert!(ids.contains(link), "{link} leads nowhere");
    }
    assert_eq!(nav.matches("<li>").count(), 4 + 24 + 3);
    // Notes stand on the page that refers to them.
    for (_, page) in &pages {
        assert_eq!(page.matches("doc-noteref").count(), page.matches("doc-footnote").count());
    }
}

#[test]
fn units_of_latin_letters_and_digits_keep_their_order() {
    let source = "---\nlang: fa\n---\n\nنشانی @wpi_tamas و +98 21 555 و ساعت ۱۲:۳۰ و www.example.org و C++ است.\n\nOnly @latin here.";
    let page = pages(&from_markdown(source, &EpubOptions::default())).remove(0).1;
    for (class, unit) in [("unit", "\u{200e}@wpi_tamas"), ("unit apart", "\u{2066}+98 21 555"), ("unit", "C++")] {
        assert!(page.contains(&format!("<span class=\"{class}\">{unit}</span>")), "{unit} in {page}");
    }
    assert!(page.contains("</span>\u{200e} است") && page.contains("</span>\u{2069} و ساعت"), "{page}");
    assert!(page.contains("dir=\"ltr\">www.example.org</a>"));
    assert!(page.contains("<p dir=\"ltr\">Only @latin here.</p>"));
}

#[test]
fn nothing_within_a_line_is_a_box() {
    // A box is a neutral character for the order of its line: «Linux 6.8» would be turned.
    let source = "---\nlang: fa\n---\n\nهستهٔ Linux 6.8 و شمارهٔ +98 (21) 555-0123 و C++ است.";
    let style = text_of(&from_markdown(source, &EpubOptions::default()), "OEBPS/stylesheet.css");
    assert!(style.contains(".unit { white-space: nowrap; }") && style.contains(".long-unit"), "{style}");
    // But in MuPDF, which knows no `@supports`.
    let at = style.find("\n.apart { display: inline-block; }\n").unwrap();
    let back = style.find("\n@supports (content: none) { .apart { display: inline; } }").unwrap();
    assert!(at < back && style.matches("inline-block").count() == 1 && !style.contains("inline-flex"), "{style}");
}

#[test]
fn latin_phrases_are_left_whole() {
    let source = "---\nlang: fa\n---\n\nبا «e-book reader» و **Wi-Fi** router و **C++** Builder.\n\nبا `git` command و [Node.js](https://example.org/) runtime.\n\nاز cm، ۳۰۰ dpi";
    let page = pages(&from_markdown(source, &EpubOptions::default())).remove(0).1;
    let page = page.replace("<span class=\"unit\">", "").replace("</span>", "");
    for whole in [
        "با «e-book reader» و <strong>Wi-Fi</strong> router و <strong>C++</strong> Builder.",
        "با \u{200e}<code dir=\"ltr\">git</code>\u{200e} command و <a href=\"https://example.org/\">Node.js</a> runtime.",
        "از cm،\u{61c} ۳۰۰ dpi",
    ] {
        assert!(page.contains(whole), "{whole} in {page}");
    }
}

#[test]
fn an_english_paragraph_stays_english() {
    let english = "---\nlang: en\n---\n\nAn English one (کتاب).\n\nسلام world.";
    let page = pages(&from_markdown(english, &EpubOptions::default())).remove(0).1;
    assert!(page.contains("<p>An English one") && page.contains("<p dir=\"rtl\">سلام world"), "{page}");
    let persian = "---\nlang: fa\n---\n\nWord برنامه است.\n\n::: {lang=en}\nA word (کتاب).\n:::\n";
    let page = pages(&from_markdown(persian, &EpubOptions::default())).remove(0).1;
    assert!(page.contains("<p>Word برنامه") && page.contains("<p>A word (کتاب)"), "{page}");
}

#[test]
fn no_line_is_black_where_night_would_hide_it() {
    for theme in Theme::names() {
        let options = EpubOptions::default();
        let theme = Theme::builtin(theme).unwrap();
        let made = epub::write(&everything(), &theme, &FontBook::bundled(), &resources(), &options).unwrap();
        let style = text_of(&made.value, "OEBPS/stylesheet.css");
        assert!(style.contains("border") && !style.contains("#000000"), "{style}");
    }
}

#[test]
fn contents_are_one_landmark_a_page() {
    let page = pages(&from_markdown("# الف\n\n::: toc\n:::\n\n## ب\n\nمتن\n\n::: toc\n:::\n", &EpubOptions::default()))
        .remove(0)
        .1;
    assert_eq!(page.matches("class=\"contents\"").count(), 2);
    assert_eq!(page.matches("<nav epub:type=\"toc\" role=\"doc-toc\"").count(), 1);
}

#[test]
fn printed_pages_are_listed_on_request() {
    let document = everything();
    let mark =
        |index: usize| PageMark { node: document.blocks[index].id, letters: 0, label: format!("صفحهٔ {index}") };
    let options = EpubOptions { page_list: [0, 12, 30].map(mark).to_vec(), ..EpubOptions::default() };
    let bytes = book(&document, &options);
    let nav = text_of(&bytes, "OEBPS/nav.xhtml");
    assert!(nav.contains("epub:type=\"page-list\""));
    let page = text_of(&bytes, "OEBPS/text-0001.xhtml");
    assert_eq!(page.matches("role=\"doc-pagebreak\"").count(), 3);
    for number in 1..=3 {
        assert!(
            nav.contains(&format!("text-0001.xhtml#page-{number}")) && page.contains(&format!("id=\"page-{number}\""))
        );
    }
}

#[test]
fn letters_no_font_has_are_named() {
    let mut document = markdown("متن فارسی با حرفی که هیچ قلمی ندارد: \u{13000}\n");
    document.meta.title = None;
    let theme = Theme::builtin("leaflet").unwrap();
    let made = epub::write(&document, &theme, &FontBook::bundled(), &resources(), &EpubOptions::default()).unwrap();
    let warning = made.warnings.iter().find(|warning| warning.code == "missing-glyph").unwrap();
    assert!(warning.message.contains("U+13000"), "{}", warning.message);
    assert_eq!(warning.place.as_ref().unwrap().line, Some(1));
}

#[test]
fn a_bold_body_is_bold_and_what_is_not_says_so() {
    let theme = Theme::parse("[style.body]\nbold = true\n", "mine.toml").unwrap();
    let made = epub::write(&everything(), &theme, &FontBook::bundled(), &resources(), &EpubOptions::default()).unwrap();
    let style = text_of(&made.value, "OEBPS/stylesheet.css");
    let rule =
        |selector: &str| style.lines().find(|line| line.starts_with(selector) && line.contains("weight")).unwrap();
    assert!(rule("body {").contains("font-weight: bold"));
    assert!(rule(".notes {").contains("font-weight: normal"));
}

/// A title in the front matter and as the first heading is one title.
#[test]
fn a_title_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let message = folder.path().join("m.md");
    for (heading, titles) in [("دعوت", 1), ("دیگر", 2)] {
        std::fs::write(&message, format!("---\ntitle: دعوت\n---\n\n# {heading}\n\nمتن\n")).unwrap();
        let bytes = run(&[message.to_str().unwrap(), "-q", "--to", "epub", "-o", "-"]);
        let pages: String = entries(&bytes)
            .into_iter()
            .filter(|(name, _)| name.ends_with(".xhtml") && !name.ends_with("nav.xhtml"))
            .map(|(_, content)| String::from_utf8(content).unwrap())
            .collect();
        assert_eq!(pages.matches("<h1").count(), titles, "{pages}");
    }
}

/// The book the program makes of a source.
fn from_source(source: &str, options: &[&str]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let message = folder.path().join("m.md");
    std::fs::write(&message, source).unwrap();
    let to = if options.contains(&"--to") { &[][..] } else { &["--to", "epub"] };
    run(&[&[message.to_str().unwrap(), "-q", "-o", "-"], to, options].concat())
}

/// Readium and calibre's AZW3 look at the body; MuPDF tears words at half-spaces
/// without a direction there.
#[test]
fn the_body_has_a_direction_too() {
    for (source, wanted) in [
        ("متن فارسی", "<body dir=\"rtl\" epub:type=\"bodymatter\">"),
        ("---\nlang: en\n---\n\nPlain", "<body dir=\"ltr\" epub:type=\"bodymatter\">"),
    ] {
        let bytes = from_source(source, &[]);
        for (name, content) in pages(&bytes) {
            assert!(content.contains(wanted), "{name}: {content}");
        }
        let nav = text_of(&bytes, "OEBPS/nav.xhtml");
        assert!(nav.contains(wanted.split(" epub:").next().unwrap()), "{nav}");
    }
}

/// MuPDF gives a block the direction of the element that it begins with.
#[test]
fn no_block_begins_with_an_element_of_the_other_direction() {
    for (source, wanted) in [
        ("`git` دستور\n", "<p><span></span><code dir=\"ltr\">git</code> دستور</p>"),
        ("- `git` دستور\n", "<li><span></span><code dir=\"ltr\">git</code> دستور</li>"),
        ("<https://example.org> نشانی\n", "<p><span></span><a href=\"https://example.org\" dir=\"ltr\">"),
        ("دستور `git`\n", "<p>دستور <code dir=\"ltr\">git</code></p>"),
        ("`git`\n", "<p dir=\"ltr\"><code dir=\"ltr\">git</code></p>"),
    ] {
        let page = pages(&from_source(source, &[])).remove(0).1;
        assert!(page.contains(wanted), "{page}");
    }
}

/// MuPDF tears words at half-spaces in left-to-right text; other engines need nothing.
#[test]
fn words_with_half_spaces_are_embedded_in_left_to_right_text() {
    let word = "<span class=\"joined\">می‌شود</span>";
    for (source, wanted) in [
        ("متن\n\n```\n# کد می‌شود، API‌ها\n```\n", format!("# کد {word}، API‌ها")),
        ("::: ltr\nThe word می‌شود (`می‌شود`).\n:::\n", format!("The word {word} (<code dir=\"ltr\">{word}</code>).")),
        ("متن می‌شود و `می‌شود`.\n", "متن می‌شود و <code dir=\"ltr\">می‌شود</code>.".to_owned()),
    ] {
        let bytes = from_source(source, &[]);
        let page = pages(&bytes).remove(0).1;
        assert!(page.contains(&wanted), "{page}");
        let css = text_of(&bytes, "OEBPS/stylesheet.css");
        let embeds = |rule| css.contains(rule) && css.contains("\n@supports (content: none) { .joined::before, ");
        assert!(embeds("\n.joined::before, ") || !page.contains("joined"), "{css}");
        assert!(embeds("\ncode[dir=\"ltr\"]::before, "), "{css}");
    }
}

#[test]
fn a_note_of_a_note_is_written_once() {
    let source = "متن[^۱].\n\n[^۱]: یادداشت[^۲].\n\n[^۲]: دوم[^۳].\n\n[^۳]: سوم.\n";
    let page = pages(&from_source(source, &[])).remove(0).1;
    for number in 1..=3 {
        assert_eq!(page.matches(&format!("id=\"note{number}\"")).count(), 1, "{page}");
    }
}

#[test]
fn every_chapter_is_a_file_and_a_section() {
    let two = "# فصل یکم\n\nمتن.\n\n# فصل دوم\n\nمتن.\n";
    let titled = format!("---\ntitle: دو فصل\n---\n\n{two}");
    let broken = "# عنوان\n\nمتن.\n\n::: pagebreak\n:::\n\nمتن دیگر.\n";
    let book = "---\ntheme: book\n---\n\n# کتاب\n\n# گفتار\n\nمتن.\n";
    for (source, files, chapters) in [(titled.as_str(), 3, 2), (broken, 2, 0), (book, 2, 1), ("## الف\n\nمتن.\n", 1, 0)]
    {
        let texts = pages(&from_source(source, &[]));
        assert_eq!(texts.len(), files, "{source}: {texts:?}");
        let sections = texts.iter().filter(|(_, content)| content.contains("role=\"doc-chapter\"")).count();
        assert_eq!(sections, chapters, "{source}");
        assert!(texts.iter().all(|(_, content)| !content.contains("page-break\"")), "{source}");
        // Before the chapters, a title is alone on its page.
        let alone = texts[0].1.contains("epub:type=\"frontmatter\"") && texts[0].1.contains("\"titlepage\"");
        assert_eq!(alone, chapters > 0, "{source}: {}", texts[0].1);
    }
}

/// The lists of the navigation document: for each entry its depth and its words.
fn outline(nav: &str) -> Vec<(usize, String)> {
    let toc = nav.split("role=\"doc-toc\"").nth(1).unwrap().split("</nav>").next().unwrap();
    let mut depth = 0;
    let mut entries = Vec::new();
    for tag in toc.split('<') {
        match tag.split('>').collect::<Vec<_>>()[..] {
            ["ol", ..] => depth += 1,
            ["/ol", ..] => depth -= 1,
            [link, text] if link.starts_with("a ") => entries.push((depth, text.to_owned())),
            _ => {}
        }
    }
    entries
}

#[test]
fn contents_nest_as_the_headings_do_with_printed_pages_or_without() {
    let source = "# کتاب\n\nمتن.\n\n# گفتار یکم\n\nمتن.\n\n## بخش\n\nمتن.\n\n## بخش دیگر\n\n# گفتار دوم\n\nمتن.\n";
    let wanted = [(1, "کتاب"), (1, "گفتار یکم"), (2, "بخش"), (2, "بخش دیگر"), (1, "گفتار دوم")];
    for options in [&[][..], &["--page-list"]] {
        let bytes = from_source(source, options);
        let entries = outline(&text_of(&bytes, "OEBPS/nav.xhtml"));
        assert_eq!(entries, wanted.map(|(depth, words)| (depth, words.to_owned())), "{options:?}");
        let ncx = text_of(&bytes, "OEBPS/toc.ncx");
        assert!(ncx.contains("\"dtb:depth\" content=\"2\"") && ncx.matches("<navPoint ").count() == 5, "{ncx}");
    }
    // Second headings alone are siblings, too.
    let entries = outline(&text_of(&from_source("## الف\n\nمتن\n\n## ب\n\nمتن\n", &[]), "OEBPS/nav.xhtml"));
    assert_eq!(entries.iter().map(|(depth, _)| *depth).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn a_heading_without_words_is_in_no_contents() {
    let document = markdown("::: toc\n:::\n\n# یک\n\n# دو\n\n# ![](a.png)\n");
    let lists = document.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Contents(entries) => Some(entries.len()),
        _ => None,
    });
    assert_eq!(lists.collect::<Vec<_>>(), [2]);
}

#[test]
fn every_printed_page_is_in_the_page_list() {
    // Long paragraphs, so that pages begin inside them, and notes on many pages.
    let paragraph = |number: usize| {
        let words: String = (0..400).map(|word| format!("واژه{number}-{word} ")).collect();
        format!("{words}[^{number}].\n\n[^{number}]: یادداشت {number}.\n\n")
    };
    let source: String = (1..=6).map(paragraph).collect();
    let bytes = from_source(&source, &["--page-list", "--paper", "a6"]);
    let nav = text_of(&bytes, "OEBPS/nav.xhtml");
    let listed = nav.matches("#page-").count();
    let printed = lopdf::Document::load_mem(&from_source(&source, &["--to", "pdf", "--paper", "a6"])).unwrap();
    assert_eq!(listed, printed.get_pages().len(), "{nav}");
    let text: String = pages(&bytes).into_iter().map(|(_, content)| content).collect();
    for number in 1..=listed {
        let at = text.find(&format!("id=\"page-{number}\"")).unwrap();
        // A mark stands before a word, never within one.
        let (before, after) = (&text[..at], &text[at..]);
        let before = before.rsplit_once("<span").unwrap().0;
        let after = after.split_once("</span>").unwrap().1;
        assert!(before.ends_with([' ', '>', '\n']), "…{}|{}", &before[before.len() - 20..], &after[..20]);
        let inside = before.ends_with(' ');
        assert!(!inside || after.starts_with("واژه"), "{}", &after[..20]);
    }
}

#[test]
fn styles_are_for_old_engines_first() {
    let source = "متن\n\n1. یک\n2. دو\n\n> نقل\n\n| الف |\n|---|\n| ب |\n\n::: poem\nتوانا بود هر که دانا بود / ز دانش دل پیر برنا بود\n:::\n";
    let style = text_of(&from_source(source, &[]), "OEBPS/stylesheet.css");
    let sizes = style.replace("container-type: inline-size", "");
    for logical in ["-block:", "-block-", "inline-size", "block-size"] {
        assert!(!sizes.contains(logical), "{logical} in {style}");
    }
    let start = style.find("padding-right: 1.8em; padding-inline-start: min(1.8em, 18%)").unwrap();
    assert!(start > 0, "{style}");
    // WebKit cuts the lines of a grid at the end of a page: each couplet is a box.
    assert!(style.contains(".verse-10 span { flex: 0 1 10em; }") && !style.contains("grid"), "{style}");
    // MuPDF forgets a size or a list's signs for a second value that it cannot read.
    let unread = |line: &str| ["font-size: min(", "list-style-type: persian"].iter().any(|value| line.contains(value));
    let conditional = |line: &str| line.starts_with("@supports");
    assert!(style.lines().filter(|line| unread(line)).all(conditional), "{style}");
    assert!(style.lines().any(unread), "{style}");
    let english = text_of(&from_source("---\nlang: en\n---\n\n1. one\n", &[]), "OEBPS/stylesheet.css");
    assert!(english.contains("padding-left: 1.8em; padding-inline-start: min(1.8em, 18%)"), "{english}");
}

#[test]
fn a_book_without_fonts_claims_none_and_its_contents_are_a_landmark() {
    let file = "META-INF/com.apple.ibooks.display-options.xml";
    assert!(text_of(&from_source("متن", &[]), file).contains(">true<"));
    assert!(text_of(&from_source("متن", &["--no-embed-fonts"]), file).contains(">false<"));
    let nav = text_of(&from_source("# الف\n\nمتن\n", &[]), "OEBPS/nav.xhtml");
    assert!(nav.contains("<a epub:type=\"toc\" href=\"nav.xhtml#toc\">فهرست</a>"), "{nav}");
    let nav = text_of(&from_source("# الف\n\n::: toc\n:::\n\n## ب\n\nمتن\n", &[]), "OEBPS/nav.xhtml");
    assert!(nav.contains("<a epub:type=\"toc\" href=\"text-0001.xhtml\">"), "{nav}");
}

#[test]
fn a_picture_that_is_the_cover_too_is_inside_once() {
    let folder = tempfile::tempdir().unwrap();
    let message = folder.path().join("m.md");
    image::RgbImage::from_pixel(8, 8, image::Rgb([200, 20, 20])).save(folder.path().join("p.png")).unwrap();
    std::fs::write(&message, "---\ncover: p.png\n---\n\n# پیام\n\n![سرخ](p.png)\n").unwrap();
    let bytes = run(&[message.to_str().unwrap(), "-q", "--to", "epub", "-o", "-"]);
    let pictures: Vec<String> =
        entries(&bytes).into_iter().map(|(name, _)| name).filter(|name| name.ends_with(".png")).collect();
    assert_eq!(pictures, ["OEBPS/cover.png"]);
    assert!(pages(&bytes)[0].1.contains("src=\"cover.png\" alt=\"سرخ\""));
}

#[test]
fn a_picture_has_as_many_pixels_as_readers_take() {
    let folder = tempfile::tempdir().unwrap();
    let message = folder.path().join("m.md");
    image::GrayImage::from_pixel(2500, 2000, image::Luma([90])).save(folder.path().join("p.png")).unwrap();
    std::fs::write(&message, "---\ncover: p.png\n---\n\n# پیام\n\n![خاکستری](p.png)\n").unwrap();
    for (flags, wanted) in [(&[][..], (2236, 1788)), (&["--full-pictures"], (2500, 2000))] {
        let bytes = run(&[&[message.to_str().unwrap(), "-q", "--to", "epub", "-o", "-"], flags].concat());
        let pictures: Vec<_> = entries(&bytes).into_iter().filter(|(name, _)| name.ends_with(".png")).collect();
        assert_eq!(pictures.len(), 1);
        let picture = image::load_from_memory(&pictures[0].1).unwrap();
        assert_eq!((picture.width(), picture.height()), wanted);
    }
}

#[test]
fn rules_of_ones_own_come_last() {
    let folder = tempfile::tempdir().unwrap();
    let sheet = folder.path().join("own.css");
    let sheet_name = sheet.to_str().unwrap();
    std::fs::write(&sheet, "/* Ali */\np { text-indent: 1em; }\n").unwrap();
    let style = text_of(&from_source("متن", &["--epub-css", sheet_name]), "OEBPS/stylesheet.css");
    assert!(style.ends_with("}\np { text-indent: 1em; }\n") && !style.contains("Ali"), "{style}");
    let other = text_of(&from_source("متن", &[]), "OEBPS/stylesheet.css");
    assert_eq!(style.strip_suffix("p { text-indent: 1em; }\n"), Some(other.as_str()));
    std::fs::write(&sheet, "@import 'other.css';").unwrap();
    let message = folder.path().join("m.md");
    std::fs::write(&message, "متن").unwrap();
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_bargeh"));
    let ran = program.arg(&message).args(["--to", "epub", "--epub-css", sheet_name]).output().unwrap();
    let told = String::from_utf8_lossy(&ran.stderr);
    assert!(!ran.status.success() && told.contains("own.css") && told.contains("other files"), "{told}");
}

#[test]
fn parts_of_a_book_say_what_they_are() {
    let source = "---\ntitle: کتاب\nsubtitle: زیرعنوان\n---\n\n# فهرست\n\n::: toc\n:::\n\n# گفتار {#c}\n\n\
        ::: epigraph\nسخن دیگری\n:::\n\nمتن <span lang=\"en\">word</span>[^۱].\n\n::: qr\nhttps://example.org/%D8%A2%D8%A8\n:::\n\n\
        ::: poem\nتوانا بود هر که دانا بود / ز دانش دل پیر برنا بود\n:::\n\n[^۱]: یادداشت.\n";
    let bytes = from_source(source, &["--roles", "off"]);
    let pages: String = pages(&bytes).into_iter().map(|(_, content)| content).collect();
    for part in [
        "<body dir=\"rtl\" epub:type=\"bodymatter\">",
        "<p class=\"subtitle\" epub:type=\"subtitle\" role=\"doc-subtitle\">",
        "<nav epub:type=\"toc\" role=\"doc-toc\" class=\"contents\" aria-label=\"فهرست\">",
        "<div class=\"epigraph\" epub:type=\"epigraph\" role=\"doc-epigraph\">",
        "epub:type=\"noteref\" role=\"doc-noteref\"",
        "<section class=\"notes\" epub:type=\"footnotes\">",
        "<aside epub:type=\"footnote\" role=\"doc-footnote\"",
        "role=\"doc-backlink\"",
        "epub:type=\"z3998:poem\"",
        "<span lang=\"en\" xml:lang=\"en\" dir=\"ltr\">word</span>",
        "alt=\"QR: https://example.org/آب\"",
    ] {
        assert!(pages.contains(part), "{part} in {pages}");
    }
    // A chapter is called what its heading says.
    let chapters: Vec<&str> = pages.split("role=\"doc-chapter\" aria-labelledby=\"").skip(1).collect();
    assert_eq!(chapters.len(), 2);
    for chapter in chapters {
        let (name, rest) = chapter.split_once('"').unwrap();
        assert!(rest.trim_start_matches(">\n").starts_with(&format!("<h1 id=\"{name}\"")), "{chapter}");
    }
    let cover = text_of(&bytes, "OEBPS/cover.xhtml");
    assert!(cover.contains("epub:type=\"cover\"") && cover.contains("role=\"doc-cover\""), "{cover}");
}
