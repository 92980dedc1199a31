//! One HTML file, opened again and judged; browsers judge it in `tests/judges`.

use crate::support::Desk;
use crate::support::everything::{everything, resources};
use crate::support::text;
use bargeh::characters::{is_bidi_control, is_bidi_mark};
use bargeh::font::FontBook;
use bargeh::html::{self, HtmlOptions};
use bargeh::read::{Input, ReadOptions, read};
use bargeh::settings::InputFormat;
use bargeh::theme::Theme;
use std::path::Path;

fn parsed(bytes: &[u8], format: InputFormat) -> Input {
    read(bytes, &ReadOptions::new(format, "a")).unwrap().value
}

/// The program's page of a message.
fn page(message: &str, options: &[&str]) -> String {
    let desk = Desk::with("a.md", message);
    desk.run(&[&["a.md", "--to", "html", "-q"], options].concat()).ok();
    String::from_utf8(desk.read("a.html")).unwrap()
}

fn headings(count: usize) -> String {
    (1..=count).map(|number| format!("## بخش {number}\n\nمتن.\n\n")).collect()
}

#[test]
fn a_page_asks_for_nothing_and_names_nobody() {
    let theme = Theme::builtin("leaflet").unwrap();
    let made = html::write(&everything(), &theme, &FontBook::bundled(), &resources(), &HtmlOptions::default());
    let bytes = made.unwrap().value;
    let page = String::from_utf8(bytes.clone()).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"fa\" dir=\"rtl\">\n"), "{}", &page[..80]);
    assert!(page.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "));
    for lacking in ["<script", "<link", "<iframe", "@import", "epub:", "xml:lang", "/>", "bargeh", "generator"] {
        assert!(!page.contains(lacking), "{lacking}");
    }
    let loaded = page.match_indices(" src=\"").map(|(at, found)| &page[at + found.len()..]);
    let styled = page.match_indices("url(\"").map(|(at, found)| &page[at + found.len()..]);
    for address in loaded.chain(styled) {
        assert!(address.starts_with("data:"), "{}", &address[..40]);
    }
    for wanted in
        ["data:font/woff;base64,", "data:image/", "<main>", "prefers-color-scheme: dark", "@page { size: 148mm"]
    {
        assert!(page.contains(wanted), "{wanted}");
    }
    let again = html::write(&everything(), &theme, &FontBook::bundled(), &resources(), &HtmlOptions::default());
    assert!(bytes == again.unwrap().value, "the same bytes");
}

#[test]
fn every_link_within_leads_somewhere() {
    let page = page(&format!("# برگه\n\n[بخش](#بخش-2) و متن.[^a]\n\n[^a]: یادداشت.\n\n{}", headings(3)), &[]);
    let mut judged = 0;
    for (at, _) in page.match_indices("href=\"#") {
        let id = page[at + 7..].split('"').next().unwrap();
        assert!(page.contains(&format!(" id=\"{id}\"")), "{id}");
        judged += 1;
    }
    assert_eq!(judged, 3 + 1 + 2, "contents, a link, a note and the way back");
}

#[test]
fn contents_stand_where_headings_are_several() {
    let count = |message: &str, options: &[&str]| page(message, options).matches("<nav").count();
    assert_eq!(count(&format!("# برگه\n\n{}", headings(3)), &[]), 1);
    assert_eq!(count(&format!("# برگه\n\n{}", headings(2)), &[]), 0);
    // Those that were asked for are enough.
    assert_eq!(count(&format!("# برگه\n\n{}", headings(4)), &["--toc"]), 1);
}

#[test]
fn the_words_read_back_are_those_of_clean() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let more = "# یک\n\n> نقل[^a]\n\n| الف | ب |\n|---|---|\n| ۱ | ۲ |\n\n1. نخست\n2. دوم\n\n\
                [^a]: یادداشت با @name و ۱۲۳.\n\n`code` و **پررنگ** و [پیوند](https://example.org).\n";
    let desk = Desk::with("more.md", more);
    let mut files = vec!["more.md".to_owned()];
    for sample in ["message", "booklet", "poem", "poster", "leaflet", "mixed", "flyer"] {
        std::fs::copy(samples.join(format!("{sample}.md")), desk.path(&format!("{sample}.md"))).unwrap();
        files.push(format!("{sample}.md"));
    }
    for picture in std::fs::read_dir(&samples).unwrap().map(|entry| entry.unwrap().path()) {
        if picture.extension().is_some_and(|ending| ["jpg", "png", "svg"].contains(&ending.to_str().unwrap())) {
            std::fs::copy(&picture, desk.path(picture.file_name().unwrap().to_str().unwrap())).unwrap();
        }
    }
    for file in files {
        let cleaned = desk.run(&["clean", &file, "-q"]).ok().stdout;
        desk.run(&[&file, "--to", "html", "-q"]).ok();
        let page = desk.read(&file.replace(".md", ".html"));
        let (source, back) = (parsed(&cleaned, InputFormat::Markdown), parsed(&page, InputFormat::Html));
        assert_eq!(words(&back), words(&source), "{file}");
        assert_eq!(back.document.notes.len(), source.document.notes.len(), "{file}");
    }
}

/// The letters that are shown, without what shows their order.
fn words(input: &Input) -> String {
    let all = text::of_document(&input.document, true);
    let is_seen = |letter: &char| !is_bidi_control(*letter) && !is_bidi_mark(*letter);
    all.chars().filter(is_seen).collect()
}

#[test]
fn pictures_come_back() {
    let picture = image::RgbImage::from_fn(40, 30, |x, y| image::Rgb([x as u8 * 5, y as u8 * 5, 90]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::from(picture).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    let desk = Desk::with("a.md", "# برگه\n\n![گل](gol.png)\n");
    desk.write("gol.png", bytes.into_inner());
    desk.run(&["a.md", "--to", "html", "-q"]).ok();
    let back = parsed(&desk.read("a.html"), InputFormat::Html);
    assert_eq!(back.embedded.0.len(), 1);
    desk.run(&["a.html", "-o", "b.html", "-q"]).ok();
    let image = |name: &str| {
        let page = String::from_utf8(desk.read(name)).unwrap();
        page.split("<img").nth(1).unwrap().split('>').next().unwrap().to_owned()
    };
    assert!(image("a.html").contains("alt=\"گل\""));
    assert_eq!(image("a.html"), image("b.html"));
}

#[test]
fn the_message_goes_into_forty_kilobytes() {
    let message = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/samples/message.md")).unwrap();
    for theme in ["plain", "leaflet", "flyer"] {
        let size = page(&message, &["--theme", theme]).len();
        assert!(size <= 40_000, "{size} in {theme}");
    }
}

#[test]
fn the_program_knows_the_format_as_every_other() {
    let desk = Desk::with("in/a.md", "# برگه\n\nمتن.\n");
    desk.write("in/b.md", "# برگه\n\nمتن دیگر.\n");
    let plan = desk.run(&["in", "--to", "html", "-o", "out/", "--dry-run"]).ok().out();
    assert!(plan.contains("a.html") && !desk.exists("out"), "{plan}");
    desk.run(&["in", "--to", "html,pdf", "-o", "out/", "-q"]).ok();
    assert!(desk.exists("out/a.html") && desk.exists("out/b.html") && desk.exists("out/b.pdf"));
    let job = "{\"input\": \"in/a.md\", \"to\": \"html\"}\n";
    let told = desk.pipe(&["batch", "--jobs-from", "-"], job.as_bytes()).ok().out();
    // "<!DOCTYPE html>"
    assert!(told.contains("\"base64\":\"PCFET0NUWVBFIGh0bWw+"), "{}", &told[..200]);
    let before = std::fs::metadata(desk.path("out/a.html")).unwrap().modified().unwrap();
    desk.run(&["in", "--to", "html", "-o", "out/", "--skip-unchanged", "-q"]).ok();
    assert_eq!(std::fs::metadata(desk.path("out/a.html")).unwrap().modified().unwrap(), before);
    for told in ["--help", "man"] {
        assert!(desk.run(&[told]).ok().out().contains("html"), "{told}");
    }
}
