//! What `inspect` finds: twelve planted leaks, and nothing in our own files.

use crate::support::everything;
use bargeh::epub::{self, EpubOptions};
use bargeh::font::FontBook;
use bargeh::inspect::{Kind, Report, Weight, inspect};
use bargeh::theme::Theme;
use lopdf::{Document, Object, Stream, dictionary};
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

fn look(bytes: &[u8]) -> Report {
    inspect(bytes).unwrap()
}

/// The values of what identifies, of a kind.
fn found(report: &Report, kind: Kind) -> Vec<&str> {
    let of_kind =
        report.findings.iter().filter(|finding| finding.kind == kind && finding.weight == Weight::Identifying);
    of_kind.map(|finding| finding.value.as_str()).collect()
}

fn assert_finds(bytes: &[u8], kind: Kind, needle: &str) {
    let report = look(bytes);
    assert!(found(&report, kind).iter().any(|value| value.contains(needle)), "{needle} not in {report:#?}");
    assert!(!report.is_clean());
}

/// A PDF of one page with an information dictionary and whatever `add` puts in.
fn pdf(info: lopdf::Dictionary, add: impl FnOnce(&mut Document, &mut lopdf::Dictionary)) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let content = document.add_object(Stream::new(dictionary! {}, b"BT ET".to_vec()));
    let mut page = dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), 100.into(), 100.into()],
    };
    add(&mut document, &mut page);
    let page = document.add_object(page);
    let tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    document.objects.insert(pages, tree.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages, "Lang" => text("fa") });
    document.trailer.set("Root", catalog);
    if !info.is_empty() {
        let info = document.add_object(info);
        document.trailer.set("Info", info);
    }
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn text(value: &str) -> Object {
    Object::string_literal(value)
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, content) in files {
        zip.start_file(*name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Time grows with the file, not with its square. A line has no end here, nor
/// has a word or a tag.
#[test]
fn long_lines_end_in_time() {
    let texts = [
        "x\u{200d}y ".repeat(75_000),
        "https://example.org/?id=1 ".repeat(75_000),
        "pаypal".repeat(25_000),
        "<!DOCTYPE html>".to_owned() + &"<meta".repeat(75_000),
        "![".repeat(250_000),
        "<!DOCTYPE html>".to_owned() + &"alt='".repeat(250_000),
        "<!DOCTYPE html>".to_owned() + &"data:".repeat(250_000),
        "<!DOCTYPE html><style>".to_owned() + &"/*://".repeat(250_000),
    ];
    let desk = crate::support::Desk::new();
    for text in texts {
        desk.write("a.txt", text);
        let ran = desk.limited("-t 15", &["inspect", "-q", "a.txt"]);
        assert!(matches!(ran.status, Some(0 | 1)), "{:?}: {}", ran.status, ran.stderr);
    }
    for style in ["@font-face ", "/*", "://"] {
        let files: [(&str, &[u8]); 2] =
            [("META-INF/container.xml", b"<container/>"), ("a.css", &style.repeat(250_000).into_bytes())];
        desk.write("a.epub", zip(&files));
        let ran = desk.limited("-t 15", &["inspect", "-q", "a.epub"]);
        assert!(matches!(ran.status, Some(0 | 1)), "{style}: {:?}: {}", ran.status, ran.stderr);
    }
}

/// A JPEG whose EXIF names a place.
fn jpeg_with_gps() -> Vec<u8> {
    let mut jpeg = Vec::new();
    let picture = image::RgbImage::from_pixel(8, 8, image::Rgb([9, 9, 9]));
    image::codecs::jpeg::JpegEncoder::new(&mut jpeg).encode_image(&picture).unwrap();
    // One directory that leads to the GPS directory, with a latitude in it.
    let mut tiff = b"II*\0\x08\0\0\0".to_vec();
    tiff.extend([1, 0, 0x25, 0x88, 4, 0, 1, 0, 0, 0, 26, 0, 0, 0, 0, 0, 0, 0]);
    tiff.extend([1, 0, 2, 0, 5, 0, 3, 0, 0, 0, 44, 0, 0, 0, 0, 0, 0, 0]);
    for part in [35u32, 1, 41, 1, 0, 1] {
        tiff.extend(part.to_le_bytes());
    }
    let body = [b"Exif\0\0", &tiff[..]].concat();
    let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &body, &jpeg[2..]].concat()
}

#[test]
fn leaks_1_to_3_author_date_and_producer_of_a_pdf() {
    let info = dictionary! {
        "Author" => text("Ali"), "CreationDate" => text("D:20240501103000+03'30'"),
        "Producer" => text("Some Writer 7.1"), "Title" => text("a title"),
    };
    let bytes = pdf(info, |_, _| {});
    assert_finds(&bytes, Kind::Person, "Ali");
    assert_finds(&bytes, Kind::Date, "20240501");
    assert_finds(&bytes, Kind::Software, "Some Writer");
    let report = look(&bytes);
    let title = report.findings.iter().find(|finding| finding.kind == Kind::Title).unwrap();
    assert_eq!((title.weight, title.value.as_str()), (Weight::Plain, "a title"));
}

#[test]
fn leak_4_the_place_a_photo_was_taken_at() {
    let photo = jpeg_with_gps();
    assert_finds(&photo, Kind::Location, "35/1 41/1 0/1");
    // The same photo inside a PDF and inside an EPUB.
    let in_pdf = pdf(dictionary! {}, |document, _| {
        let kind = dictionary! { "Type" => "XObject", "Subtype" => "Image", "Filter" => "DCTDecode", "Width" => 8, "Height" => 8 };
        document.add_object(Stream::new(kind, photo.clone()));
    });
    assert_finds(&in_pdf, Kind::Location, "35/1");
    let in_epub =
        zip(&[("mimetype", b"application/epub+zip"), ("META-INF/container.xml", b"<container/>"), ("a.jpg", &photo)]);
    assert_finds(&in_epub, Kind::Location, "35/1");
}

#[test]
fn leak_5_a_path_of_the_makers_disk() {
    let bytes = pdf(dictionary! { "Subject" => text("/home/ali/messages/may.md") }, |_, _| {});
    assert_finds(&bytes, Kind::Path, "/home/ali");
    assert_finds("![](C:\\Users\\Ali\\a.png) [x](file:///home/ali/b.pdf)".as_bytes(), Kind::Path, "file:///home/ali");
}

#[test]
fn leaks_6_and_7_fingerprints_of_characters_without_width() {
    let fingerprint = "# سلام\n\nرفقا\u{200b}\u{200c}\u{200b}\u{200d} سلام می‌کنیم.";
    let report = look(fingerprint.as_bytes());
    let hidden: Vec<_> = report.findings.iter().filter(|finding| finding.kind == Kind::Hidden).collect();
    assert_eq!(hidden.len(), 1, "{hidden:?}");
    assert_eq!((hidden[0].name.as_str(), hidden[0].place.as_str()), ("zero-width run", "line 3, column 5"));
    let tags = "متن\u{e0063}\u{e006f}\u{e0070}\u{e0079}\u{e0037}";
    assert_finds(tags.as_bytes(), Kind::Hidden, "copy7");
}

#[test]
fn leak_8_a_link_that_tells_who_shared_it() {
    let link = "https://www.example.org/a?id=1&utm_source=ali";
    assert_finds(format!("[x]({link})").as_bytes(), Kind::Link, "utm_source");
    let bytes = pdf(dictionary! {}, |document, page| {
        let action = dictionary! { "S" => "URI", "URI" => text(link) };
        let annotation = dictionary! {
            "Type" => "Annot", "Subtype" => "Link", "Rect" => vec![0.into(), 0.into(), 9.into(), 9.into()], "A" => action,
        };
        let annotation = document.add_object(annotation);
        page.set("Annots", vec![annotation.into()]);
    });
    assert_finds(&bytes, Kind::Link, "utm_source");
    let report = look(&bytes);
    assert!(
        report.findings.iter().any(|finding| finding.kind == Kind::Link && finding.place == "page 1"),
        "{report:#?}"
    );
}

#[test]
fn what_a_page_runs_and_loads_when_it_is_opened() {
    let body = "<p onclick=\"go()\">متن</p><img src=\"https://example.org/a.png\" alt=\"ع\"/>";
    let page = format!("<html><body><svg/>{body}</body></html>");
    let book = |page: &str| {
        zip(&[
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", b"<container/>"),
            ("a.xhtml", page.as_bytes()),
            ("a.css", b"p { background: url(https://example.org/b.png) } /* https://example.org/ */"),
        ])
    };
    for bytes in [
        page.clone().into_bytes(),
        format!("<!-- ع --><!DOCTYPE html>\n<meta charset=utf-8>{body}").into_bytes(),
        body.as_bytes().to_vec(),
        book(&page),
        // What is not well-formed is still opened by most.
        book(&page.replace("<svg/>", "<![CDATA[")),
    ] {
        assert_finds(&bytes, Kind::Active, "go()");
        assert_finds(&bytes, Kind::Active, "https://example.org/a.png");
    }
    assert_finds(&book(&page), Kind::Active, "https://example.org/b.png");
    assert_eq!(found(&look(&book(&page)), Kind::Active).len(), 3);
}

#[test]
fn leaks_9_and_10_overrides_and_letters_of_another_script() {
    assert_finds("پرونده \u{202e}fdp.exe".as_bytes(), Kind::Hidden, "202E");
    assert_finds("visit www.pаypal.com".as_bytes(), Kind::Hidden, "U+0430");
}

#[test]
fn leak_11_a_file_in_the_file() {
    let bytes = pdf(dictionary! {}, |document, page| {
        let file = document.add_object(Stream::new(dictionary! { "Type" => "EmbeddedFile" }, b"draft".to_vec()));
        let spec = dictionary! { "Type" => "Filespec", "F" => text("draft.docx"), "EF" => dictionary! { "F" => file } };
        let spec = document.add_object(spec);
        page.set("AF", vec![spec.into()]);
    });
    assert_finds(&bytes, Kind::Embedded, "draft.docx");
    let mut png = Cursor::new(Vec::new());
    image::RgbImage::new(1, 1).write_to(&mut png, image::ImageFormat::Png).unwrap();
    let png = [png.into_inner(), b"a message behind the end".to_vec()].concat();
    assert_finds(&png, Kind::Embedded, "24 bytes");
}

#[test]
fn leak_12_who_edited_a_docx() {
    let core = "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\" xmlns:dcterms=\"t\"><dc:title>متن</dc:title>\
        <dc:creator>Ali</dc:creator><cp:lastModifiedBy>Maryam</cp:lastModifiedBy>\
        <dcterms:created>2024-05-01T10:00:00Z</dcterms:created></cp:coreProperties>";
    let document = "<w:document xmlns:w=\"w\"><w:p w:rsidR=\"00A1\"><w:ins w:author=\"Reza\" w:date=\"2024-05-02T09:00:00Z\">\
        <w:r><w:t>سلام</w:t></w:r></w:ins></w:p></w:document>";
    let bytes = zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("docProps/core.xml", core.as_bytes()),
        (
            "docProps/app.xml",
            b"<Properties><Company>Press</Company><Pages>2</Pages><Application>Word</Application></Properties>",
        ),
        ("word/document.xml", document.as_bytes()),
    ]);
    for (kind, needle) in [
        (Kind::Person, "Ali"),
        (Kind::Person, "Maryam"),
        (Kind::Person, "Reza"),
        (Kind::Person, "Press"),
        (Kind::Software, "Word"),
        (Kind::Date, "2024-05-01"),
        (Kind::Date, "2024-05-02"),
    ] {
        assert_finds(&bytes, kind, needle);
    }
    let report = look(&bytes);
    assert!(report.findings.iter().all(|finding| finding.value != "2"), "page counts are no metadata of anybody");
}

#[test]
fn our_own_books_say_nothing() {
    let theme = Theme::builtin("leaflet").unwrap();
    let document = everything::everything();
    let book = epub::write(&document, &theme, &FontBook::bundled(), &everything::resources(), &EpubOptions::default());
    let report = look(&book.unwrap().value);
    let telling: Vec<_> = report.findings.iter().filter(|finding| finding.weight != Weight::Plain).collect();
    assert!(telling.is_empty(), "{telling:#?}");
    assert!(report.findings.iter().any(|finding| finding.kind == Kind::Identifier));
}

#[test]
fn an_author_asked_for_is_told() {
    let mut document = everything::everything();
    document.meta.authors = vec!["Ali".to_owned()];
    let theme = Theme::builtin("leaflet").unwrap();
    let options = EpubOptions { author: true, ..EpubOptions::default() };
    let book = epub::write(&document, &theme, &FontBook::bundled(), &everything::resources(), &options).unwrap();
    assert_finds(&book.value, Kind::Person, "Ali");
}

#[test]
fn broken_files_are_refused_and_never_panic() {
    for bytes in [&b""[..], b"%PDF-1.7\n", b"PK\x03\x04", b"\0\x01\x02"] {
        assert!(inspect(bytes).is_err(), "{bytes:?}");
    }
    let good = pdf(dictionary! { "Author" => text("Ali") }, |_, _| {});
    let photo = jpeg_with_gps();
    let book = zip(&[("META-INF/container.xml", b"<a/>"), ("a.opf", b"<metadata><dc:title>a</dc:title></metadata>")]);
    for whole in [&good, &photo, &book] {
        for cut in 0..whole.len() {
            let _ = inspect(&whole[..cut]);
            let mut changed = whole.to_vec();
            changed[cut] ^= 0x55;
            let _ = inspect(&changed);
        }
    }
}

/// Runs the program; its exit status and what it prints.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output =
        std::process::Command::new(env!("CARGO_BIN_EXE_bargeh")).args(arguments).current_dir(folder).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn every_sample_becomes_files_that_say_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/samples");
    let out = folder.path().to_str().unwrap();
    let (status, _) =
        run(folder.path(), &[samples, "--to", "pdf,epub,html,txt,telegram", "-o", &format!("{out}/"), "-q"]);
    assert_eq!(status, 0);
    let mut judged = 0;
    let files = |folder: &Path| -> Vec<PathBuf> {
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect()
    };
    let (folders, mut made): (Vec<PathBuf>, Vec<PathBuf>) =
        files(folder.path()).into_iter().partition(|path| path.is_dir());
    made.extend(folders.iter().flat_map(|folder| files(folder)));
    for path in made {
        let report = look(&std::fs::read(&path).unwrap());
        let telling: Vec<_> = report.findings.iter().filter(|finding| finding.weight != Weight::Plain).collect();
        assert!(telling.is_empty(), "{}: {telling:#?}", path.display());
        judged += 1;
    }
    assert!(judged >= 80, "{judged} files");
}

#[test]
fn the_exit_status_tells_and_json_is_one_object_a_file() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("clean.md"), "# سلام\n\nمی‌شود.\n").unwrap();
    std::fs::write(folder.path().join("marked.md"), "سل\u{200b}ام\n").unwrap();
    assert_eq!(run(folder.path(), &["inspect", "clean.md"]).0, 0);
    let (status, text) = run(folder.path(), &["inspect", "-q", "clean.md", "marked.md"]);
    assert_eq!(status, 1);
    assert!(text.contains("! hidden") && text.contains("line 1, column 3"), "{text}");
    let (status, json) = run(folder.path(), &["inspect", "--json", "clean.md", "marked.md"]);
    assert_eq!(status, 1);
    let reports: Vec<serde_json::Value> = json.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(reports.len(), 2);
    assert_eq!((&reports[0]["clean"], &reports[1]["clean"]), (&true.into(), &false.into()));
    assert_eq!(reports[1]["findings"][0]["kind"], "hidden");
    assert_eq!(run(folder.path(), &["inspect", "nothing.md"]).0, 1);
}
