//! EPUBs, written here part by part as calibre, pandoc and old books have them, and those
//! of this program read back.

use crate::support::Desk;
use bargeh::dump::document;
use bargeh::read::{Input, ReadOptions, format_of, read};
use bargeh::settings::InputFormat;
use std::io::{Cursor, Write};

const CONTAINER: &str = "<container><rootfiles><rootfile full-path=\"OEBPS/book.opf\"/></rootfiles></container>";

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, content) in parts {
        let stored = options.compression_method(zip::CompressionMethod::Stored);
        zip.start_file(*name, if *name == "mimetype" { stored } else { options }).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A book of these chapters, `one.xhtml`, `two.xhtml` …, with more items and files.
fn book(bodies: &[&str], items: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let names = ["one", "two", "three", "four"];
    let (mut manifest, mut spine, mut files) = (String::new(), String::new(), Vec::new());
    for (name, body) in names.iter().zip(bodies) {
        manifest += &format!("<item id=\"{name}\" href=\"{name}.xhtml\" media-type=\"application/xhtml+xml\"/>");
        spine += &format!("<itemref idref=\"{name}\"/>");
        let page = format!(
            "<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns:epub=\"http://www.idpf.org/2007/ops\"><head><title/>\
             <link rel=\"stylesheet\" href=\"../style.css\"/></head><body>{body}</body></html>"
        );
        files.push((format!("OEBPS/{name}.xhtml"), page));
    }
    let opf = format!(
        "<package><metadata><dc:title>کتاب</dc:title><dc:language>fa</dc:language><dc:creator>نویسنده</dc:creator>\
         </metadata><manifest>{manifest}{items}</manifest><spine toc=\"ncx\" page-progression-direction=\"rtl\">{spine}\
         </spine></package>"
    );
    let css: &[u8] = b".secret { display: none }";
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        ("OEBPS/book.opf", opf.as_bytes()),
        ("style.css", css),
    ];
    parts.extend(files.iter().map(|(name, page)| (name.as_str(), page.as_bytes())));
    parts.extend_from_slice(more);
    package(&parts)
}

fn open(bytes: &[u8]) -> Input {
    assert_eq!(format_of("-", bytes).unwrap(), InputFormat::Epub);
    read(bytes, &ReadOptions::new(InputFormat::Epub, "a.epub")).unwrap().value
}

fn dump(bodies: &[&str]) -> String {
    document(&open(&book(bodies, "", &[])).document)
}

fn refused(bytes: &[u8]) -> String {
    read(bytes, &ReadOptions::new(InputFormat::Epub, "a.epub")).unwrap_err().to_string()
}

#[test]
fn chapters_come_in_the_order_of_the_spine() {
    let input = open(&book(&["<h1>یک</h1><p>متن <b>پررنگ</b></p>", "<h1>دو</h1><ul><li>الف</li></ul>"], "", &[]));
    let dump = document(&input.document);
    let places: Vec<usize> = ["یک", "پررنگ", "دو", "الف"].iter().map(|word| dump.find(word).unwrap()).collect();
    assert!(places.is_sorted(), "{dump}");
    assert_eq!(input.document.meta.title.as_deref(), Some("یک"));
    // Who wrote it is not carried on, as with other forms.
    assert!(input.document.meta.authors.is_empty());
}

#[test]
fn empty_elements_and_hidden_text_do_no_harm() {
    let dump = dump(&["<a id=\"x\"/><div/><p>پیدا <span class=\"secret\">پنهان</span></p><script/><p>پس از آن</p>"]);
    assert!(dump.contains("پیدا") && dump.contains("پس از آن") && !dump.contains("پنهان"), "{dump}");
}

#[test]
fn notes_are_notes_however_they_are_made() {
    let forms = [
        // EPUB 3, as this program and pandoc write it.
        "<p>متن<a epub:type=\"noteref\" href=\"#n\" id=\"r\">1</a> دیگر.</p><section epub:type=\"footnotes\"><h2>یادداشت‌ها</h2>\
         <aside epub:type=\"footnote\" id=\"n\"><p><a href=\"#r\" role=\"doc-backlink\">1</a> شرح</p></aside></section>",
        // pandoc's list.
        "<p>متن<a href=\"#n\" id=\"r\" role=\"doc-noteref\"><sup>1</sup></a> دیگر.</p><section role=\"doc-endnotes\"><hr/><ol>\
         <li id=\"n\"><p>شرح<a href=\"#r\" role=\"doc-backlink\">↩︎</a></p></li></ol></section>",
        // calibre, out of DOCX.
        "<p>متن<sup><a href=\"#n\" id=\"r\" title=\"Go to footnote\">1</a></sup> دیگر.</p><dl class=\"footnote\">\
         <dt id=\"n\">[<a href=\"#r\">←1</a>]</dt><dd><p>شرح</p></dd></dl>",
        "<p>متن<sup><a href=\"#n\" id=\"r\">1</a></sup> دیگر.</p><h1>Notes</h1><dl id=\"n\"><dt>[<a href=\"#r\">←1</a>]</dt>\
         <dd><p>شرح</p></dd></dl>",
        // By hand.
        "<p>متن<a href=\"#n\" id=\"r\">[1]</a> دیگر.</p><p id=\"n\"><a href=\"#r\">[1]</a> شرح</p>",
    ];
    for form in forms {
        let input = open(&book(&[form], "", &[]));
        assert_eq!(input.document.notes.len(), 1, "{form}");
        assert_eq!(bargeh::plain::markdown(&input.document), "متن[^1] دیگر.\n\n[^1]: شرح\n", "{form}");
    }
}

#[test]
fn notes_of_another_file_are_found() {
    let input = open(&book(
        &[
            "<p>متن<a epub:type=\"noteref\" href=\"two.xhtml#n\">۱</a></p>",
            "<aside epub:type=\"endnote\" id=\"n\">شرح</aside>",
        ],
        "",
        &[],
    ));
    assert_eq!(input.document.notes.len(), 1);
}

#[test]
fn links_lead_to_headings_of_other_chapters() {
    let input = open(&book(
        &[
            "<h1 id=\"t\">یک</h1><p><a href=\"two.xhtml#t\">برو</a> <a href=\"two.xhtml#none\">هیچ</a></p>",
            "<section id=\"t\"><h1>دو</h1></section>",
        ],
        "",
        &[],
    ));
    assert_eq!(bargeh::plain::markdown(&input.document), "# یک\n\n[برو](#t) هیچ\n\n# دو {#t}\n");
}

#[test]
fn headings_that_only_the_contents_tell_are_headings() {
    let ncx: &[u8] = "<ncx><navMap><navPoint><navLabel><text>فصل نخست</text></navLabel><content src=\"one.xhtml\"/>\
        <navPoint><navLabel><text>بخش</text></navLabel><content src=\"one.xhtml#b\"/></navPoint></navPoint></navMap></ncx>"
        .as_bytes();
    let item = "<item id=\"ncx\" href=\"toc.ncx\" media-type=\"application/x-dtbncx+xml\"/>";
    let body = "<p class=\"big\">فصل نخست</p><p>متن</p><p id=\"b\">آغاز بخش</p>";
    let input = open(&book(&[body], item, &[("OEBPS/toc.ncx", ncx)]));
    let dump = document(&input.document);
    let headings = format!("{:?}", input.document.blocks).matches("Heading(").count();
    assert_eq!(headings, 2, "{dump}");
}

#[test]
fn pictures_come_with_the_book() {
    let picture = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/cases/exif1.jpg")).unwrap();
    let body =
        "<p>متن</p><p><img src=\"pictures/a.jpg\" alt=\"شکل\"/></p><p><img src=\"../../x.png\" alt=\"نیست\"/></p>";
    let bytes = book(&[body], "", &[("OEBPS/pictures/a.jpg", &picture)]);
    let read = read(&bytes, &ReadOptions::new(InputFormat::Epub, "a.epub")).unwrap();
    assert_eq!(read.value.embedded.0.len(), 1);
    assert!(read.warnings.iter().any(|warning| warning.message.contains("left out: 1")), "{:?}", read.warnings);
    assert!(document(&read.value.document).contains("نیست"));
}

#[test]
fn pictures_that_drawings_wrap_are_pictures() {
    let picture = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/cases/exif1.jpg")).unwrap();
    let cover = "<div><svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"100%\" height=\"100%\" viewBox=\"0 0 60 80\" \
        aria-label=\"جلد\"><image width=\"60\" height=\"80\" xlink:href=\"a.jpg\"/></svg></div>";
    let titled = "<p><svg><title>جلد</title><g><image href=\"a.jpg\"></image></g></svg></p><p>پس از آن</p>";
    let drawn = "<p>متن</p><svg><path d=\"M0 0\"/><image href=\"a.jpg\"/><text>درون</text></svg>";
    let bytes = book(&[cover, titled, drawn], "", &[("OEBPS/a.jpg", &picture)]);
    let read = read(&bytes, &ReadOptions::new(InputFormat::Epub, "a.epub")).unwrap();
    let text = bargeh::plain::markdown(&read.value.document);
    assert_eq!(text.matches("![جلد](embedded:").count(), 2, "{text}");
    assert!(text.contains("پس از آن") && !text.contains("درون") && !text.contains("{width"), "{text}");
    assert!(read.warnings.iter().any(|warning| warning.message.contains("left out: 1")), "{:?}", read.warnings);
}

#[test]
fn chapters_say_their_encoding_and_language() {
    let page = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><html xml:lang=\"ar\"><body><p>سلام</p></body></html>";
    let (little, big) = (u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes as fn(u16) -> [u8; 2]);
    for (mark, bytes_of) in [(true, little), (true, big), (false, little), (false, big)] {
        let text = if mark { format!("\u{FEFF}{page}") } else { page.to_owned() };
        let bytes: Vec<u8> = text.encode_utf16().flat_map(bytes_of).collect();
        let item = "<item id=\"two\" href=\"two.xhtml\" media-type=\"application/xhtml+xml\"/></manifest><spine><itemref \
            idref=\"two\"/></spine><manifest>";
        let dump = document(&open(&book(&[], item, &[("OEBPS/two.xhtml", &bytes)])).document);
        assert!(dump.contains("سلام"), "{dump}");
    }
    let old = b"<?xml version='1.0' encoding='windows-1256'?><html><body><p>\xd3\xe1\xc7\xe3</p></body></html>";
    let item = "<item id=\"two\" href=\"two.xhtml\" media-type=\"application/xhtml+xml\"/></manifest><spine><itemref \
        idref=\"two\"/></spine><manifest>";
    let dump = document(&open(&book(&[], item, &[("OEBPS/two.xhtml", old)])).document);
    assert!(dump.contains("سلام"), "{dump}");
    let text = bargeh::plain::markdown(
        &open(&book(&["<div xml:lang=\"ckb\"><p>کوردی</p></div><p>متن</p>"], "", &[])).document,
    );
    assert!(text.contains("lang=ckb") || text.contains("lang=\"ckb\""), "{text}");
}

#[test]
fn what_is_no_book_is_refused() {
    assert!(refused(b"PK\x03\x04").contains("not an EPUB"));
    assert!(refused(&package(&[("mimetype", b"application/epub+zip")])).contains("not an EPUB"));
    let lost = package(&[("META-INF/container.xml", CONTAINER.as_bytes())]);
    assert!(refused(&lost).contains("where its text is"));
    assert!(refused(&book(&[], "", &[])).contains("no chapters"));
    assert!(refused(&book(&["<p> </p>"], "", &[])).contains("no text"));
    let locked = "<encryption><CipherReference URI=\"OEBPS/one.xhtml\"/></encryption>".as_bytes();
    assert!(refused(&book(&["<p>متن</p>"], "", &[("META-INF/encryption.xml", locked)])).contains("DRM"));
    // Fonts may be locked.
    let fonts = "<encryption><CipherReference URI=\"OEBPS/a.otf\"/></encryption>".as_bytes();
    open(&book(&["<p>متن</p>"], "", &[("META-INF/encryption.xml", fonts)]));
    let broken = package(&[("META-INF/container.xml", b"<container>")]);
    assert!(refused(&broken).contains("damaged"));
    let bomb = book(&["<p>متن</p>"], "", &[("OEBPS/five.xhtml", &vec![b' '; 140 << 20])]);
    open(&bomb);
    let large = format!("<p>متن</p>{}", " ".repeat(40 << 20));
    assert!(refused(&book(&[&large], "", &[])).contains("larger than 32 MiB"));
}

/// The headings, notes, lists, tables and poems of a text.
fn counts(desk: &Desk, name: &str) -> Vec<usize> {
    let markdown = desk.run(&["clean", name, "--to", "md"]).ok().out();
    let lines = |start: &str| markdown.lines().filter(|line| line.trim_start().starts_with(start)).count();
    let items = markdown.lines().filter(|line| line.trim_start().starts_with("- ")).count();
    vec![lines("#"), lines("[^"), items, lines("|"), lines("::: poem")]
}

#[test]
fn books_of_this_program_come_back() {
    let data = |name: &str| std::fs::read(format!("{}/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    for name in ["samples/message.md", "samples/booklet.md", "tests/data/six-chapters.md"] {
        let desk = Desk::with("a.md", data(name));
        desk.run(&["a.md", "-q", "--theme", "plain", "-o", "b.epub"]).ok();
        let ran = desk.run(&["compare", "a.md", "b.epub", "-q"]);
        let told = desk.run(&["compare", "a.md", "b.epub"]).out();
        assert!(ran.status == Some(0), "{name}: {told}");
        let (mut source, book) = (counts(&desk, "a.md"), counts(&desk, "b.epub"));
        // A title that front matter gives is printed as a heading.
        source[0] += usize::from(data(name).starts_with(b"---\ntitle"));
        assert_eq!(source, book, "{name}");
    }
}
