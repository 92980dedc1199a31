//! Word files, written here part by part: what Word hides stays hidden, and what
//! it shows keeps its structure.

use bargeh::dump::document;
use bargeh::inspect::{Kind, inspect};
use bargeh::read::{Input, ReadOptions, read};
use bargeh::settings::InputFormat;
use std::io::{Cursor, Write};

/// A file of these parts.
fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, content) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A Word file of a body, with further parts.
fn word(body: &str, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let mut all: Vec<(&str, &[u8])> =
        vec![("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes())];
    all.extend(parts);
    package(&all)
}

fn styles(styles: &str) -> String {
    format!("<w:styles xmlns:w=\"w\">{styles}</w:styles>")
}

/// A paragraph of runs.
fn p(runs: &str) -> String {
    format!("<w:p><w:pPr><w:bidi/></w:pPr>{runs}</w:p>")
}

/// A run with properties.
fn r(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}<w:rtl/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn open(bytes: &[u8]) -> (Input, Vec<String>) {
    let read = read(bytes, &ReadOptions::new(InputFormat::Docx, "نامه.docx")).unwrap();
    (read.value, read.warnings.iter().map(|warning| warning.message.clone()).collect())
}

/// The dump of a body, without head and places in the source.
fn dump(body: &str, parts: &[(&str, &[u8])]) -> String {
    let text = document(&open(&word(body, parts)).0.document);
    let lines = text.lines().skip(2).map(|line| match line.rfind("\" ") {
        Some(at) if line[at + 2..].starts_with(|letter: char| letter.is_ascii_digit()) => &line[..=at],
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn png(width: u32, height: u32) -> Vec<u8> {
    // Left half red, right half blue.
    let picture = image::RgbImage::from_fn(width, height, |x, _| {
        image::Rgb(if x < width / 2 { [255, 0, 0] } else { [0, 0, 255] })
    });
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

const RELATIONS: &[u8] =
    b"<Relationships><Relationship Id=\"r1\" Type=\"x/image\" Target=\"media/a.png\"/></Relationships>";

/// A drawing of so many millimetres with a picture in it.
fn drawing(said: &str, width: u32, height: u32, fill: &str) -> String {
    let (cx, cy) = (width * 36_000, height * 36_000);
    format!(
        "<w:r><w:drawing><wp:inline><wp:extent cx=\"{cx}\" cy=\"{cy}\"/><wp:docPr id=\"1\" {said}/><a:graphic>\
         <a:graphicData><pic:pic><pic:blipFill><a:blip r:embed=\"r1\"/>{fill}</pic:blipFill></pic:pic>\
         </a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
}

fn with_picture(body: &str, picture: &[u8]) -> (Input, Vec<String>) {
    open(&word(body, &[("word/_rels/document.xml.rels", RELATIONS), ("word/media/a.png", picture)]))
}

#[test]
fn what_word_hides_is_not_printed() {
    let styles = styles(
        "<w:style w:type=\"paragraph\" w:styleId=\"Hid\"><w:name w:val=\"Hid\"/><w:rPr><w:vanish/></w:rPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Child\"><w:name w:val=\"Child\"/><w:basedOn w:val=\"Hid\"/></w:style>\
         <w:style w:type=\"character\" w:styleId=\"HidC\"><w:name w:val=\"HidC\"/><w:rPr><w:vanish/></w:rPr></w:style>",
    );
    let hidden = "نام";
    let styled = |style: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", r("", hidden));
    for body in [
        p(&r("<w:vanish/>", hidden)),
        p(&r("<w:vanish w:val=\"true\"/>", hidden)),
        p(&r("<w:webHidden/>", hidden)),
        p(&r("<w:rStyle w:val=\"HidC\"/>", hidden)),
        styled("Hid"),
        styled("Child"),
        p(&drawing(&format!("hidden=\"1\" descr=\"{hidden}\""), 50, 50, "")),
        format!("<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{}</w:tc></w:tr></w:tbl>", p(&r("", hidden))),
        format!("<w:p><m:oMath><m:r><w:rPr><w:vanish/></w:rPr><m:t>{hidden}</m:t></m:r></m:oMath></w:p>"),
        format!(
            "<w:p><w:r><w:pict><v:shape style=\"visibility:hidden\"><v:textpath string=\"{hidden}\"/></v:shape></w:pict></w:r></w:p>"
        ),
    ] {
        let text = dump(&format!("{}{body}", p(&r("", "دیدنی"))), &[("word/styles.xml", styles.as_bytes())]);
        assert!(text.contains("دیدنی") && !text.contains(hidden), "{body}\n{text}");
    }
    let shown = dump(&p(&r("<w:vanish w:val=\"0\"/>", "دیدنی")), &[]);
    assert!(shown.contains("دیدنی"), "{shown}");
}

#[test]
fn a_hidden_paragraph_mark_joins_two_paragraphs() {
    for mark in ["<w:vanish/>", "<w:specVanish/>", "<w:del w:author=\"x\"/>"] {
        let first = format!("<w:p><w:pPr><w:bidi/><w:rPr>{mark}</w:rPr></w:pPr>{}</w:p>", r("", "یک "));
        let text = dump(&format!("{first}{}", p(&r("", "دو"))), &[]);
        assert_eq!(text, "  paragraph\n    text \"یک دو\"", "{mark}");
    }
}

#[test]
fn what_was_deleted_or_moved_away_is_gone() {
    let gone = "پاک";
    let cell = |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(&r("", text)));
    let row = |properties: &str, cells: &str| format!("<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>");
    for body in [
        p(&format!("<w:del><w:r><w:delText>{gone}</w:delText></w:r></w:del>")),
        p(&format!("<w:moveFrom>{}</w:moveFrom>", r("", gone))),
        format!("<w:tbl>{}{}</w:tbl>", row("", &cell("", "ماند")), row("<w:del/>", &cell("", gone))),
        format!("<w:tbl>{}</w:tbl>", row("", &(cell("", "ماند") + &cell("<w:cellDel/>", gone)))),
    ] {
        let text = dump(&format!("{}{body}", p(&r("", "ماند"))), &[]);
        assert!(text.contains("ماند") && !text.contains(gone), "{body}\n{text}");
    }
    let rows =
        dump(&format!("<w:tbl>{0}{1}{0}</w:tbl>", row("", &cell("", "ماند")), row("<w:del/>", &cell("", gone))), &[]);
    assert_eq!(rows.matches("row").count(), 2, "{rows}");
}

#[test]
fn a_note_without_its_reference_is_not_printed() {
    let notes = format!(
        "<w:footnotes xmlns:w=\"w\"><w:footnote w:type=\"separator\" w:id=\"0\"/><w:footnote w:id=\"2\">{}</w:footnote></w:footnotes>",
        p(&r("", "یادداشت"))
    );
    let reference = "<w:r><w:footnoteReference w:id=\"2\"/></w:r>";
    let parts = [("word/footnotes.xml", notes.as_bytes())];
    let kept = dump(&p(&(r("", "متن") + reference)), &parts);
    assert!(kept.contains("یادداشت"), "{kept}");
    for gone in [
        String::new(),
        format!("<w:del>{reference}</w:del>"),
        reference.replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>"),
        format!("<w:moveFrom>{reference}</w:moveFrom>"),
    ] {
        let text = dump(&p(&(r("", "متن") + &gone)), &parts);
        assert!(!text.contains("note") && !text.contains("یادداشت"), "{gone}\n{text}");
    }
}

#[test]
fn old_formatting_is_over() {
    let change = |old: &str| format!("<w:rPrChange><w:rPr>{old}</w:rPr></w:rPrChange>");
    for old in ["<w:strike/>", "<w:b/><w:bCs/>", "<w:vertAlign w:val=\"superscript\"/>", "<w:vanish/>"] {
        assert_eq!(dump(&p(&r(&change(old), "متن")), &[]), "  paragraph\n    text \"متن\"", "{old}");
    }
    let now = dump(&p(&(r(&format!("<w:b/><w:bCs/>{}", change("<w:b w:val=\"0\"/>")), "پررنگ") + &r("", " نه"))), &[]);
    assert!(now.contains("strong"), "{now}");
}

#[test]
fn only_the_shown_part_of_a_picture_goes_along() {
    for (cut, size, color) in [
        ("r=\"50000\"", (5, 10), [255, 0, 0]),
        ("l=\"50%\"", (5, 10), [0, 0, 255]),
        ("r=\"55000\" t=\"25000\" b=\"25000\"", (4, 4), [255, 0, 0]),
    ] {
        let body = p(&drawing("descr=\"نیمه\"", 30, 30, &format!("<a:srcRect {cut}/>")));
        let (input, _) = with_picture(&body, &png(10, 10));
        let files: Vec<_> = input.embedded.0.values().collect();
        assert_eq!(files.len(), 1);
        let shown = image::load_from_memory(files[0]).unwrap().into_rgb8();
        assert_eq!(shown.dimensions(), size, "{cut}");
        assert!(shown.pixels().all(|pixel| pixel.0 == color), "{cut}");
    }
    // What cannot be cut is not shown at all.
    let body = p(&drawing("descr=\"نقشه\"", 30, 30, "<a:srcRect r=\"50000\"/>"));
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0h9v9z\"/></svg>";
    let (input, warnings) = with_picture(&body, svg);
    assert!(input.embedded.0.is_empty() && document(&input.document).contains("نقشه"), "{warnings:?}");
}

#[test]
fn a_path_is_no_alternative_text() {
    for name in [r"C:\Users\Somebody\photo.png", "/home/somebody/a", "IMG_1.JPG", "عکس خانه.png"] {
        let (input, _) = with_picture(&p(&drawing(&format!("descr=\"{name}\""), 30, 30, "")), &png(4, 4));
        let text = document(&input.document);
        assert!(text.contains("alt=None") && !text.contains("Somebody"), "{text}");
        for (format, source) in [
            (InputFormat::Markdown, format!("![{}](a.png)\n", name.replace('\\', "\\\\"))),
            (InputFormat::Html, format!("<html><body><p>متن<p><img src=\"a.png\" alt=\"{name}\"></body></html>")),
        ] {
            let input = read(source.as_bytes(), &ReadOptions::new(format, "a")).unwrap().value;
            let text = document(&input.document);
            assert!(text.contains("alt=None"), "{source}\n{text}");
        }
    }
    let (input, _) = with_picture(&p(&drawing("descr=\"نمودار\"", 30, 30, "")), &png(4, 4));
    assert!(document(&input.document).contains("alt=Some(\"نمودار\")"));
}

#[test]
fn inspect_finds_what_a_word_file_hides() {
    let picture = [("word/_rels/document.xml.rels", RELATIONS), ("word/media/a.png", &[][..])];
    for (body, kind, name, value) in [
        (p(&r("<w:vanish/>", "x")), Kind::Hidden, "hidden text", "w:vanish"),
        (p(&r("<w:webHidden/>", "x")), Kind::Hidden, "hidden text", "w:webHidden"),
        (p(&drawing("", 3, 3, "<a:srcRect r=\"5\"/>")), Kind::Embedded, "cut-off picture", "still in the file"),
        (p(&drawing(r#"descr="C:\Users\A\b.png""#, 3, 3, "")), Kind::Path, "alternative text", r"C:\Users\A\b.png"),
        (p(&drawing("descr=\"b.png\"", 3, 3, "")), Kind::Path, "alternative text", "b.png"),
        ("<w:tbl><w:tr><w:trPr><w:del/></w:trPr></w:tr></w:tbl>".to_owned(), Kind::Embedded, "tracked change", "del"),
        (p("<w:moveFrom><w:r/></w:moveFrom>"), Kind::Embedded, "tracked change", "moveFrom"),
    ] {
        let report = inspect(&word(&body, &picture)).unwrap();
        let found = |finding: &bargeh::inspect::Finding| {
            finding.kind == kind && finding.name == name && finding.value.contains(value)
        };
        assert!(report.findings.iter().any(found), "{name} {value}\n{report:#?}");
    }
    let quiet = inspect(&word(&p(&drawing("descr=\"نمودار\"", 3, 3, "<a:srcRect/>")), &[])).unwrap();
    assert!(quiet.findings.iter().all(|finding| finding.name != "cut-off picture" && finding.kind != Kind::Path));
    for text in [r"![C:\Users\A\b.png](b.png)", r#"<html><img alt="C:\Users\A\b.png"></html>"#] {
        let report = inspect(text.as_bytes()).unwrap();
        assert!(report.findings.iter().any(|finding| finding.name == "alternative text"), "{text}\n{report:#?}");
    }
}

#[test]
fn empty_paragraphs_rows_and_tiny_runs_are_counted_as_they_are_read() {
    let mut options = ReadOptions::new(InputFormat::Docx, "a.docx");
    options.limits.nodes = 1_000;
    let rows = format!("<w:tbl>{}</w:tbl>", "<w:tr/>".repeat(600)).repeat(2);
    let runs = p(&"<w:r><w:br/></w:r>".repeat(2_000)).repeat(3);
    for body in ["<w:p/>".repeat(1_001), rows, runs] {
        let error = read(&word(&body, &[]), &options).unwrap_err().to_string();
        assert!(error.contains("more than 1000 blocks"), "{error}");
    }
    // As many as a message may have, which are nothing on the page.
    let most = word(&("<w:p/>".repeat(999) + &p(&r("", "متن"))), &[]);
    assert_eq!(read(&most, &options).unwrap().value.document.blocks.len(), 1);
}

#[test]
fn a_damaged_file_is_refused_with_its_place() {
    let whole =
        format!("<w:document xmlns:w=\"w\"><w:body>{}{}</w:body></w:document>", p(&r("", "یک")), p(&r("", "دو")));
    let broken = [
        whole.replace("دو", "نان & کار"),
        whole[..whole.len() - 40].to_owned(),
        whole.replace("</w:p><w:p>", "</w:p><!-- <w:p>"),
        whole.replace("</w:t>", "</w:r>"),
        whole.replace("دو", "&me;"),
        whole.replace("<w:p><w:pPr>", "<w:p <<><w:pPr>"),
    ];
    for xml in broken {
        let bytes = package(&[("word/document.xml", xml.as_bytes())]);
        let error = read(&bytes, &ReadOptions::new(InputFormat::Docx, "a.docx")).unwrap_err().to_string();
        assert!(error.contains("`word/document.xml` is damaged at byte"), "{error}\n{xml}");
    }
    let mut bytes = package(&[("word/document.xml", whole.as_bytes())]);
    assert!(read(&bytes, &ReadOptions::new(InputFormat::Docx, "a.docx")).is_ok());
    // The checksum in the local and the central header.
    let at: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, four)| four.starts_with(b"PK\x01\x02")).map(|(at, _)| at).collect();
    bytes[at[0] + 16] ^= 1;
    bytes[14] ^= 1;
    let error = read(&bytes, &ReadOptions::new(InputFormat::Docx, "a.docx")).unwrap_err().to_string();
    assert!(error.contains("`word/document.xml` is missing or damaged"), "{error}");
}

#[test]
fn a_file_holds_as_much_text_as_plain_text_may() {
    let bytes = word(&p(&r("", &"نان و کار ".repeat(200))), &[]);
    let mut options = ReadOptions::new(InputFormat::Docx, "a.docx");
    assert!(read(&bytes, &options).is_ok());
    options.limits.bytes = 3_000;
    let error = read(&bytes, &options).unwrap_err().to_string();
    assert!(error.contains("more than"), "{error}");
}

const BODY: &str = "متن این بخش چند واژه دارد و در یک سطر می‌گنجد.";

#[test]
fn headings_without_a_style_are_found() {
    let outline =
        |level: u8| format!("<w:p><w:pPr><w:bidi/><w:outlineLvl w:val=\"{level}\"/></w:pPr>{}</w:p>", r("", "فصل"));
    let body = p(&r("", BODY));
    // Pasted text brings levels into lists.
    let listed =
        outline(2).replace("<w:bidi/>", "<w:bidi/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>");
    let numbering = "<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
        <w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
    let text = dump(&(listed + &body), &[("word/numbering.xml", numbering.as_bytes())]);
    assert!(text.contains("item") && !text.contains("heading"), "{text}");
    for (level, heading) in [(0, "heading 1"), (2, "heading 3"), (9, "paragraph")] {
        let text = dump(&(outline(level) + &body), &[]);
        assert!(text.trim_start().starts_with(heading), "{text}");
    }
    let bold = |size: u32, text: &str| p(&r(&format!("<w:b/><w:bCs/><w:szCs w:val=\"{size}\"/>"), text));
    let text =
        dump(&format!("{}{body}{}{body}{}{body}", bold(36, "بخش یکم"), bold(28, "الف"), bold(36, "بخش دوم")), &[]);
    assert_eq!(text.matches("heading 1").count(), 2, "{text}");
    assert_eq!(text.matches("heading 2").count(), 1, "{text}");
    assert!(!text.contains("strong"), "{text}");
    // Under a title page, a line that announces what follows.
    let title: String = ["به نام خدا", "گزارش", "استاد", "خرداد", "بخش اول:"].map(|line| bold(36, line)).concat();
    let told =
        dump(&format!("{title}{body}{}{body}{}{body}{body}{body}", bold(36, "بخش دوم:"), bold(36, "بخش سوم:")), &[]);
    assert_eq!(told.matches("heading").count(), 3, "{told}");
    // A bold sentence, a long one, a part of a line, and bold that is everywhere.
    for other in [
        bold(24, "این جمله پررنگ است.") + &body,
        bold(24, &BODY.replace('.', "").repeat(3)) + &body,
        p(&(r("<w:b/><w:bCs/>", "نام: ") + &r("", "مریم"))) + &body,
        bold(24, BODY) + &bold(24, "خط") + &bold(24, BODY),
    ] {
        let text = dump(&other, &[]);
        assert!(!text.contains("heading"), "{text}");
    }
}

#[test]
fn numbers_of_headings_tell_what_is_below_what() {
    let bold = |text: &str| p(&r("<w:b/><w:bCs/>", text));
    let body = p(&r("", BODY));
    let lines = ["۱. هدف‌ها", "هدف نزدیک:", "2. روش", "2.1 راه نخست", "۳- پایان"];
    let text = dump(&lines.map(|line| bold(line) + &body).concat(), &[]);
    let levels: Vec<&str> = text.lines().filter_map(|line| line.trim_start().strip_prefix("heading ")).collect();
    let levels: Vec<&str> = levels.iter().map(|line| &line[..1]).collect();
    assert_eq!(levels, ["1", "2", "1", "2", "1"], "{text}");
    // The labels of a title page are none.
    let pairs = |count: usize| {
        let pair = |at: usize| bold(&format!("نام {at}:")) + &p(&r("", "مریم نادری"));
        dump(&((0..count).map(pair).collect::<String>() + &body.repeat(8)), &[]).matches("heading").count()
    };
    assert_eq!([1, 2, 3, 4].map(pairs), [1, 2, 0, 0]);
    // A number of two parts is one of a heading, whatever it looks like; in a list it is not.
    let plain = |text: &str| p(&r("", text));
    let numbered = |count: usize| {
        let lines = ["۴-۱- پیشگفتار", "4.2 روش", "۴-۳- راه", "۴-۴- پایان"].map(plain);
        dump(&(body.clone() + &lines[..count].concat() + &body.repeat(8)), &[]).matches("heading").count()
    };
    assert_eq!([1, 2, 3, 4].map(numbered), [1, 2, 3, 0]);
    // What stands above a rule at the beginning is the title of all that.
    let rule = "<w:p><w:r><w:pict xmlns:v=\"urn:schemas-microsoft-com:vml\" \
                xmlns:o=\"urn:schemas-microsoft-com:office:office\"><v:rect o:hr=\"t\"/></w:pict></w:r></w:p>";
    let told = |first: &str| dump(&(first.to_owned() + rule + &bold("۱. هدف") + &body + &body), &[]);
    let text = told(&bold("طرح سکوی هوشمند"));
    assert!(text.contains("heading 1") && text.contains("heading 2"), "{text}");
    assert!(!told(&body).contains("heading 2"), "a sentence is none");
}

#[test]
fn the_largest_heading_at_the_beginning_is_the_title_whatever_its_style() {
    let styles = styles(
        "<w:style w:type=\"paragraph\" w:styleId=\"One\"><w:name w:val=\"heading 1\"/><w:rPr><w:szCs w:val=\"32\"/></w:rPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Three\"><w:name w:val=\"heading 3\"/></w:style>",
    );
    let styled = |style: &str, size: u32, align: &str, text: &str| {
        let run = r(&format!("<w:szCs w:val=\"{size}\"/>"), text);
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/><w:bidi/>{align}</w:pPr>{run}</w:p>")
    };
    let centre = "<w:jc w:val=\"center\"/>";
    let body = p(&r("<w:szCs w:val=\"24\"/>", BODY)).repeat(3);
    let levels = |size: u32| {
        let name = styled("", 32, centre, "مریم نادری");
        let file =
            styled("Three", size, centre, "گزارش کار") + &name + &body + &styled("One", 32, "", "بخش یکم") + &body;
        let text = dump(&file, &[("word/styles.xml", styles.as_bytes())]);
        let levels = text.lines().filter_map(|line| line.trim_start().strip_prefix("heading "));
        levels.map(|line| line[..1].to_owned()).collect::<String>()
    };
    assert_eq!(levels(52), "11");
    assert_eq!(levels(30), "311", "no larger than the others");
}

#[test]
fn backticks_typed_in_word_are_code() {
    let text = |runs: &[&str]| dump(&p(&runs.iter().map(|run| r("", run)).collect::<String>()), &[]);
    for runs in [&["فرمان `ls -l` را بزنید"][..], &["فرمان `", "ls", " -l` را بزنید"], &["فرمان ", "`ls -l`را بزنید"]]
    {
        let text = text(runs);
        assert!(text.contains("code \"ls -l\"") && !text.contains('`'), "{text}");
    }
    let two = text(&["`a` و `b`، و `c"]);
    assert!(two.contains("code \"a\"") && two.contains("code \"b\"") && two.contains("`c"), "{two}");
    for plain in ["it`s and that`s", "نشان ` و ` است", "``x``"] {
        assert!(!text(&[plain]).contains("code"), "{plain}");
    }
}

#[test]
fn latin_words_in_a_typewriter_font_within_a_line_are_code() {
    let run = |font: &str, text: &str| r(&format!("<w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\"/>"), text);
    let line = |inside: &str| dump(&p(&(r("", "تابع ") + inside + &r("", " را ببینید"))), &[]);
    assert!(line(&run("Courier New", "numpy")).contains("code \"numpy\""));
    let parts = line(&(run("Courier New", " scipy") + &run("Courier New", ".") + &run("Courier New", "signal ")));
    assert!(parts.contains("code \"scipy.signal\""), "{parts}");
    for plain in
        [run("Arial", "numpy"), run("Courier New", "واژه"), run("Consolas", "..."), run("Consolas", &"a ".repeat(60))]
    {
        assert!(!line(&plain).contains("code"), "{plain}");
    }
    // Where all Latin letters have this font it says nothing.
    let styles = styles(
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"N\"><w:name w:val=\"Normal\"/><w:rPr><w:rFonts w:ascii=\"Courier New\"/></w:rPr></w:style>",
    );
    let all = dump(&p(&(r("", "تابع ") + &run("Courier New", "numpy"))), &[("word/styles.xml", styles.as_bytes())]);
    assert!(!all.contains("code"), "{all}");
}

#[test]
fn an_equation_is_no_heading() {
    let bold = |text: &str| p(&r("<w:b/>", text));
    let plain = p(&r("", "متن این بند چند واژه دارد."));
    let set = |line: &str| dump(&format!("{plain}{plain}{}{plain}{plain}", bold(line)), &[]);
    assert!(!set("count(class) = Sum(class) - 1").contains("heading"));
    assert!(set("Wave.c").contains("heading") && set("عنوان a = b").contains("heading"));
}

#[test]
fn bold_of_styles_counts() {
    let styles = styles(
        "<w:style w:type=\"paragraph\" w:styleId=\"Sub\"><w:name w:val=\"Sub\"/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>\
         <w:style w:type=\"character\" w:styleId=\"Fat\"><w:name w:val=\"Fat\"/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>",
    );
    let parts = [("word/styles.xml", styles.as_bytes())];
    let styled = format!("<w:p><w:pPr><w:pStyle w:val=\"Sub\"/></w:pPr>{}</w:p>{}", r("", "عنوان"), p(&r("", BODY)));
    assert!(dump(&styled, &parts).contains("heading 1"));
    let run = dump(&p(&(r("<w:rStyle w:val=\"Fat\"/>", "پررنگ") + &r("", " نه"))), &parts);
    assert!(run.contains("strong"), "{run}");
    // Both turn it on: it is off.
    let both = styled.replace("<w:rPr>", "<w:rPr><w:rStyle w:val=\"Fat\"/>");
    assert!(!dump(&both, &parts).contains("heading"));
}

fn numbering(levels: &[(&str, &str)]) -> String {
    let level = |(at, (format, text)): (usize, &(&str, &str))| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let levels: String = levels.iter().enumerate().map(level).collect();
    format!(
        "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"0\">{levels}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
    )
}

fn item(level: u8, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:bidi/><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>{}</w:p>",
        r("", text)
    )
}

/// The markers of a body's items, after numbering.
fn markers(body: &str, levels: &[(&str, &str)]) -> Vec<String> {
    let numbering = numbering(levels);
    let mut input = open(&word(body, &[("word/numbering.xml", numbering.as_bytes())])).0;
    bargeh::document::number(&mut input.document);
    let text = document(&input.document);
    let marker = |line: &str| Some(line.trim().strip_prefix("item \"")?.split('"').next()?.to_owned());
    text.lines().filter_map(marker).collect()
}

#[test]
fn items_keep_the_numbers_that_word_shows() {
    let body =
        item(0, "نخست") + &item(1, "بند") + &item(1, "بند") + &item(2, "زیر") + &item(0, "دوم") + &item(1, "بند");
    let legal = [("decimal", "ماده %1-"), ("decimal", "%1-%2)"), ("decimal", "%1-%2-%3")];
    assert_eq!(markers(&body, &legal), ["ماده ۱-", "۱-۱)", "۱-۲)", "۱-۲-۱", "ماده ۲-", "۲-۱)"]);
    assert_eq!(
        markers(&body, &[("decimal", "%1."), ("bullet", "•"), ("bullet", "-")]),
        ["۱.", "•", "•", "–", "۲.", "•"]
    );
    assert_eq!(markers(&(item(0, "یک") + &item(0, "دو")), &[("upperRoman", "%1)")]), ["I)", "II)"]);
    // What stands between items does not begin them anew.
    let parted = item(0, "یک") + &p(&r("", BODY)) + &item(0, "دو");
    assert_eq!(markers(&parted, &[("decimal", "%1.")]), ["۱.", "۲."]);
    assert_eq!(markers(&parted, &[("decimal", "%1)")]), ["۱)", "۲)"]);
}

#[test]
fn headings_and_captions_keep_their_numbers() {
    let numbering = numbering(&[("decimal", "بخش %1:")]);
    let styles = styles(
        "<w:style w:type=\"paragraph\" w:styleId=\"H\"><w:name w:val=\"heading 1\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"C\"><w:name w:val=\"caption\"/></w:style>",
    );
    let parts = [("word/numbering.xml", numbering.as_bytes()), ("word/styles.xml", styles.as_bytes())];
    let styled = |style: &str, text: &str| {
        item(0, text).replace("<w:bidi/>", &format!("<w:bidi/><w:pStyle w:val=\"{style}\"/>"))
    };
    let text = dump(&(styled("H", "مقدمه") + &p(&r("", BODY)) + &styled("H", "روش") + &styled("C", "زیر")), &parts);
    for heading in ["بخش ۱: مقدمه", "بخش ۲: روش", "بخش ۳: زیر"] {
        assert!(text.contains(heading), "{text}");
    }
}

#[test]
fn list_bullet_2_stands_in_list_bullet() {
    let styles = styles(
        "<w:style w:type=\"paragraph\" w:styleId=\"L1\"><w:name w:val=\"List Bullet\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"L2\"><w:name w:val=\"List Bullet 2\"/></w:style>",
    );
    let numbering = numbering(&[("bullet", "•")]);
    let body = item(0, "یک").replace("<w:bidi/>", "<w:pStyle w:val=\"L1\"/><w:bidi/>")
        + &item(0, "درون").replace("<w:bidi/>", "<w:pStyle w:val=\"L2\"/><w:bidi/>");
    let text = dump(&body, &[("word/styles.xml", styles.as_bytes()), ("word/numbering.xml", numbering.as_bytes())]);
    let depth = |word: &str| text.lines().find(|line| line.contains(word)).unwrap().find("text").unwrap();
    assert!(depth("\"درون\"") > depth("\"یک\""), "{text}");
}

#[test]
fn neighbouring_lines_of_one_width_are_one_block_of_code() {
    let line = |font: &str, text: &str| {
        format!(
            "<w:p><w:r><w:rPr><w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>"
        )
    };
    let code = line("Consolas", "def main():") + "<w:p/>" + &line("Courier New", "    game = Game()");
    let text = dump(&format!("{}{code}{}", p(&r("", BODY)), p(&r("", BODY))), &[]);
    assert!(text.contains("def main():\\n\\n    game = Game()"), "{text}");
    for other in [line("Arial", "def main():"), line("Courier New", "متن فارسی با قلم ماشین")] {
        assert!(!dump(&other, &[]).contains("code"), "{other}");
    }
}

#[test]
fn formulas_are_one_line() {
    let script = |kind: &str, base: &str, part: &str, with: &str| {
        format!(
            "<m:{kind}><m:e><m:r><m:t>{base}</m:t></m:r></m:e><m:{part}><m:r><m:t>{with}</m:t></m:r></m:{part}></m:{kind}>"
        )
    };
    let run = |text: &str| format!("<m:r><m:t>{text}</m:t></m:r>");
    let fraction = |a: &str, b: &str| format!("<m:f><m:num>{a}</m:num><m:den>{b}</m:den></m:f>");
    for (formula, line) in [
        (script("sSup", "x", "sup", "2") + &run("+") + &fraction(&run("1"), &run("n")), "x²+1/n"),
        (fraction(&run("a+b"), &run("2")), "(a+b)/2"),
        (script("sSub", "a", "sub", "10"), "a₁₀"),
        (script("sSup", "e", "sup", "kx"), "e^kx"),
        (format!("<m:rad><m:deg/><m:e>{}</m:e></m:rad>", run("x+1")), "√(x+1)"),
        (
            format!("<m:d><m:dPr><m:begChr m:val=\"[\"/><m:endChr m:val=\"]\"/></m:dPr><m:e>{}</m:e></m:d>", run("x")),
            "[x]",
        ),
    ] {
        let text = dump(&p(&(r("", "رابطه‌ی ") + &format!("<m:oMath>{formula}</m:oMath>"))), &[]);
        assert!(text.contains(&format!("\"{line}\"")), "{line}\n{text}");
        assert!(text.contains("direction=Some(Ltr)"), "{text}");
    }
}

#[test]
fn breaks_stand_where_they_are() {
    let new_page = "<w:r><w:br w:type=\"page\"/></w:r>";
    let kinds = |body: &str| -> Vec<String> {
        let text = dump(body, &[]);
        let kind = |line: &str| line.strip_prefix("  ").filter(|rest| !rest.starts_with(' ')).map(str::to_owned);
        text.lines().filter_map(kind).collect()
    };
    let (one, two) = (r("", "یک"), r("", "دو"));
    let expected = ["paragraph", "page break", "paragraph"];
    let section = |kind: &str| format!("<w:sectPr><w:type w:val=\"{kind}\"/></w:sectPr>");
    for body in [
        p(&format!("{one}{new_page}{two}")),
        p(&one) + &p(&format!("{new_page}{two}")),
        p(&format!("{one}{new_page}")) + &p(&two),
        p(&one) + &p(new_page) + &p(&two),
        p(&one) + &p(&two).replace("<w:bidi/>", "<w:pageBreakBefore/><w:bidi/>"),
        p(&one).replace("<w:bidi/>", &format!("<w:bidi/>{}", section("continuous"))) + &p(&two) + &section("nextPage"),
    ] {
        assert_eq!(kinds(&body), expected, "{body}");
    }
    let flowing = p(&one).replace("<w:bidi/>", "<w:bidi/><w:sectPr/>") + &p(&two) + &section("continuous");
    assert_eq!(kinds(&flowing), ["paragraph", "paragraph"]);
    // None before all and behind all.
    assert_eq!(kinds(&(p(new_page) + &p(&one) + &p(new_page))), ["paragraph"]);
}

#[test]
fn boxes_signs_and_small_letters_are_parted() {
    let framed = |text: &str| {
        format!(
            "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
            p(&r("", text))
        )
    };
    let text = dump(&p(&(r("", "پیش") + &framed("کادر") + &r("", " پس"))), &[]);
    assert_eq!(text, "  paragraph\n    text \"پیش پس\"\n  paragraph\n    text \"کادر\"");
    let text = dump(&p(&(framed("کادر") + &r("", "پس"))), &[]);
    assert!(text.find("کادر") < text.find("پس"), "{text}");
    let sign = |font: &str, code: &str| format!("<w:r><w:sym w:font=\"{font}\" w:char=\"{code}\"/></w:r>");
    for (font, code, letter) in [("Wingdings", "F0FC", "✓"), ("Wingdings", "F028", "☎"), ("Symbol", "F061", "α")] {
        assert!(dump(&p(&sign(font, code)), &[]).contains(letter), "{letter}");
    }
    let (_, warnings) = open(&word(&p(&(r("", "متن") + &sign("Webdings", "F0AA"))), &[]));
    assert!(warnings.iter().any(|warning| warning.contains("1 sign of a font of signs")), "{warnings:?}");
    let ruby = "<w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r>";
    assert!(dump(&p(ruby), &[]).contains("漢 (kan)"));
    let art = "<w:r><w:pict><v:shape><v:textpath string=\"آب نان آزادی\"/></v:shape></w:pict></w:r>";
    assert!(dump(&p(art), &[]).contains("آب نان آزادی"));
}

#[test]
fn columns_lie_as_word_shows_them() {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p(&r("", text)));
    let table = |properties: &str| {
        format!(
            "<w:tbl><w:tblPr>{properties}</w:tblPr><w:tr>{0}{1}</w:tr><w:tr>{0}{1}</w:tr></w:tbl>",
            cell("یک"),
            cell("دو")
        )
    };
    // Persian cells from the left: the first column stays on the left.
    let left = dump(&(p(&r("", BODY)) + &table("")), &[]);
    assert!(left.find("\"دو\"") < left.find("\"یک\"") && !left.contains("div"), "{left}");
    let right = dump(&(p(&r("", BODY)) + &table("<w:bidiVisual/>")), &[]);
    assert!(right.find("\"یک\"") < right.find("\"دو\""), "{right}");
    // Latin cells from the left keep their order, in a direction of their own.
    let latin = table("").replace("<w:bidi/>", "").replace("<w:rtl/>", "").replace("یک", "one").replace("دو", "two");
    let text = dump(
        &(p(&r("", BODY)) + &p(&r("", BODY)) + &p(&r("", BODY)) + &p(&r("", BODY)) + &p(&r("", BODY)) + &latin),
        &[],
    );
    assert!(text.contains("div Ltr") && text.find("\"one\"") < text.find("\"two\""), "{text}");
}

#[test]
fn a_single_row_is_a_body() {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p(&r("", text)));
    let rows = |count: usize| {
        let row = format!("<w:tr>{}{}</w:tr>", cell("نام"), cell("تاریخ"));
        format!("<w:tbl><w:tblPr><w:bidiVisual/><w:tblLook w:firstRow=\"1\"/></w:tblPr>{}</w:tbl>", row.repeat(count))
    };
    assert!(!dump(&rows(1), &[]).contains("head"));
    assert!(dump(&rows(2), &[]).contains("head"));
    // One cell is a box.
    let framed = dump(&format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell("نکته")), &[]);
    assert!(framed.contains("div Box") && !framed.contains("table"), "{framed}");
}

#[test]
fn the_first_row_of_a_form_is_no_head() {
    let head = |rows: &[&[&str]]| {
        let cell =
            |text: &&str| format!("<w:tc>{}</w:tc>", text.split('|').map(|line| p(&r("", line))).collect::<String>());
        let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
        let rows: String = rows.iter().map(row).collect();
        dump(&format!("<w:tbl><w:tblPr><w:bidiVisual/><w:tblLook w:val=\"04A0\"/></w:tblPr>{rows}</w:tbl>"), &[])
            .contains("head")
    };
    let row: &[&str] = &["یک", "دو"];
    assert!(head(&[&["نام", "امضا"], row]) && head(&[&["نام:", "تاریخ:"], row]));
    assert!(!head(&[&["نام استاد:|مریم", "رتبه: دانشیار"], row]), "it has values");
    assert!(!head(&[&["عنوان طرح: نان"], &["Title: bread"]]), "one column");
    assert!(head(&[&["نام", "امضا", "ساعت: شروع"], &["یک", "دو", "سه"]]), "one of three");
}

#[test]
fn contents_are_made_anew_and_their_heading_stays() {
    let field = |instruction: &str, result: &str| {
        format!(
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>{result}</w:t></w:r></w:p>\
             <w:p><w:r><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"
        )
    };
    let text = dump(&(p(&r("", "فهرست")) + &field(" TOC \\o ", "Update field") + &p(&r("", BODY))), &[]);
    assert!(text.contains("contents") && text.contains("فهرست") && !text.contains("Update"), "{text}");
    assert_eq!(text.matches("contents").count(), 1, "{text}");
    let (input, warnings) = open(&word(&(field("TOC \\c \"شکل\"", "شکل ۱ ۵") + &p(&r("", BODY))), &[]));
    let text = document(&input.document);
    assert!(!text.contains("contents") && !text.contains("شکل"), "{text}");
    assert!(warnings.iter().any(|warning| warning.contains("1 list of pictures or tables")), "{warnings:?}");
    let link = dump(&field(" HYPERLINK \"https://example.org\" ", "پیوند"), &[]);
    assert!(link.contains("link https://example.org"), "{link}");
    // What comes after the contents lists the pictures, whatever it is called, and its
    // heading goes with it.
    let page = "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>";
    let lists = [
        p(&r("", "فهرست مطالب")) + &p(&r("", "عنوان   صفحه")) + &field(" TOC \\o ", "فصل ۱") + page,
        p(&r("", "فهرست شکل‌ها")) + &field(" TOC \\h \\t \"pic؛1\" ", "شکل ۱ ۵") + page,
        p(&r("", "فهرست جدول‌ها:")) + &field(" TOC \\c \"جدول\" ", "جدول ۱ ۵") + page,
        p(&r("", "فهرست شکل‌های برگزیده")) + &p(&r("", BODY)),
    ];
    let (input, warnings) = open(&word(&lists.concat(), &[]));
    let text = document(&input.document);
    assert_eq!(text.matches("contents").count(), 1, "{text}");
    assert!(text.contains("فهرست مطالب") && text.contains("برگزیده") && !text.contains("صفحه"), "{text}");
    assert!(!text.contains("فهرست شکل‌ها\"") && !text.contains("فهرست جدول"), "{text}");
    assert!(warnings.iter().any(|warning| warning.contains("2 lists of pictures or tables")), "{warnings:?}");
}

#[test]
fn centred_lines_stay_centred_and_captions_with_their_tables() {
    let centred = p(&r("", "به نام خدا")).replace("<w:bidi/>", "<w:bidi/><w:jc w:val=\"center\"/>");
    let text = dump(&(centred.clone() + &centred + &p(&r("", BODY))), &[]);
    assert_eq!(text.matches("div Center").count(), 1, "{text}");
    let row = format!("<w:tr><w:tc>{0}</w:tc><w:tc>{0}</w:tc></w:tr>", p(&r("", "خانه")));
    let table = format!("<w:tbl><w:tblPr><w:bidiVisual/></w:tblPr>{row}{row}</w:tbl>");
    let text = dump(&(p(&r("", "جدول ۱: خانه‌ها")) + &table), &[]);
    assert!(text.contains("caption"), "{text}");
    assert!(!dump(&(p(&r("", "جدول زیر را ببینید")) + &table), &[]).contains("caption"));
    // Also in a style made from that of headings.
    let styles = styles(
        "<w:style w:type=\"paragraph\" w:styleId=\"H\"><w:name w:val=\"heading 1\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"T\"><w:name w:val=\"table\"/><w:basedOn w:val=\"H\"/></w:style>",
    );
    let styled = p(&r("", "جدول ۱-۱ خانه‌ها")).replace("<w:bidi/>", "<w:pStyle w:val=\"T\"/><w:bidi/>");
    let text = dump(&(styled + &table), &[("word/styles.xml", styles.as_bytes())]);
    assert!(text.contains("caption") && !text.contains("heading"), "{text}");
}

#[test]
fn what_is_left_out_is_told_once() {
    let header = format!("<w:hdr xmlns:w=\"w\">{}</w:hdr>", p(&r("", "سربرگ")));
    let relations = b"<Relationships><Relationship Id=\"h\" Type=\"x/header\" Target=\"header1.xml\"/></Relationships>";
    let body = p(&(r("<w:u w:val=\"single\"/>", "زیرخط")
        + &r("<w:color w:val=\"FF0000\"/>", " سرخ")
        + "<w:r><w:commentReference w:id=\"1\"/></w:r>"))
        + "<w:altChunk r:id=\"x\"/>";
    let (_, warnings) =
        open(&word(&body, &[("word/_rels/document.xml.rels", relations), ("word/header1.xml", header.as_bytes())]));
    let told: Vec<_> = warnings.iter().filter(|warning| warning.contains("left out of the Word file")).collect();
    assert_eq!(told.len(), 1, "{warnings:?}");
    for part in ["1 header or footer", "1 comment", "1 underlining", "1 colouring", "1 file within the file"] {
        assert!(told[0].contains(part), "{told:?}");
    }
    let (_, quiet) = open(&word(&p(&r("", "متن")), &[]));
    assert!(quiet.iter().all(|warning| !warning.contains("left out")), "{quiet:?}");
}

#[test]
fn a_picture_of_an_unknown_kind_is_said() {
    for bytes in [&b"\xd7\xcd\xc6\x9a"[..], b"GIF89a", b"\x01\x00\x00\x00"] {
        let body = p(&drawing("", 10, 5, ""));
        let (input, warnings) = with_picture(&format!("{body}{body}"), bytes);
        let text = document(&input.document);
        assert_eq!(text.matches("[تصویر]").count(), 2, "{text}");
        assert!(!text.contains("embedded") && input.embedded.0.is_empty());
        assert_eq!(warnings.iter().filter(|warning| warning.contains("2 pictures")).count(), 1, "{warnings:?}");
    }
}

#[test]
fn pictures_have_their_sizes() {
    let figure = |body: &str| document(&with_picture(body, &png(4, 4)).0.document);
    let text = figure(&p(&drawing("descr=\"ن\"", 100, 50, "")));
    assert!(text.contains("figure") && text.contains("width=100.0mm height=50.0mm"), "{text}");
    // Beside text: higher than two lines is a figure, lower stands in the line.
    let text = figure(&p(&(drawing("", 100, 50, "") + &r("", "گزارش"))));
    assert!(text.contains("figure") && text.contains("paragraph"), "{text}");
    let text = figure(&p(&(r("", "نشان ") + &drawing("", 5, 5, "") + &r("", " این است"))));
    assert!(!text.contains("figure") && text.contains("width=5.0mm"), "{text}");
    // A picture that floats under its paragraph, or that it announces, comes after it.
    for (text, from, offset, is_under) in [
        ("بخش چهارم", "paragraph", 524_289, true),
        ("بخش چهارم", "paragraph", 20_000, false),
        ("بخش چهارم", "paragraph", -524_289, false),
        (&*"متن بلند ".repeat(40), "paragraph", 524_289, false),
        ("نمای مدار:", "page", 2_416_700, true),
        ("نمای مدار", "page", 2_416_700, false),
    ] {
        let vertical = format!(
            "<wp:anchor><wp:positionV relativeFrom=\"{from}\"><wp:posOffset>{offset}</wp:posOffset></wp:positionV>"
        );
        let floating = drawing("", 100, 50, "").replace("<wp:inline>", &vertical).replace("wp:inline", "wp:anchor");
        let told = figure(&p(&(floating + &r("", text))));
        let (picture, words) = (told.find("figure").unwrap(), told.find("paragraph").unwrap());
        assert_eq!(words < picture, is_under, "{text} {from} {offset}: {told}");
    }
    // A line under it is its caption.
    let text = figure(&p(&(drawing("", 100, 50, "") + "<w:r><w:br/></w:r>" + &r("", "زیرنویس"))));
    assert!(text.contains("caption"), "{text}");
    // A line of code as a picture is low, but too wide to be read in a line of text; what
    // has pictures of its own is no caption.
    let text = figure(&p(&(r("", "پس از این: ") + &drawing("", 140, 8, "") + &r("", " می‌آید"))));
    assert!(text.contains("figure"), "{text}");
    let text = figure(&p(&(r("", "فرمان ") + &drawing("", 60, 8, "") + &r("", " را بزنید"))));
    assert!(!text.contains("figure"), "{text}");
    let below = "<w:r><w:br/></w:r>".to_owned() + &r("", "فرمان ") + &drawing("", 60, 8, "") + &r("", " را بزنید");
    let text = figure(&p(&(drawing("", 100, 50, "") + &below)));
    assert!(text.contains("figure") && !text.contains("caption"), "{text}");
}

#[test]
fn paragraphs_set_from_the_left_stay_so_where_the_author_sets_directions() {
    let left = |properties: &str, text: &str| {
        format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
    };
    let persian: String = (0..4).map(|_| p(&r("", "متن فارسی"))).collect();
    let mixed = "‘M’ --> Slave 2 خواندن دما از";
    let told = dump(&format!("{persian}{}", left("", mixed)), &[]);
    assert!(told.contains("Ltr") && told.contains(mixed), "{told}");
    assert!(dump(&format!("{persian}{}", left("", "else r=ix")), &[]).contains("Ltr"));
    // What its author set to the right, centred, or began in Persian is Persian.
    for (properties, text) in [("<w:jc w:val=\"right\"/>", "Word"), ("", "متن Word"), ("<w:bidi/>", mixed)] {
        let told = dump(&format!("{persian}{}", left(properties, text)), &[]);
        assert!(!told.contains("Ltr"), "{properties} {text}: {told}");
    }
    // Where nobody set a direction, the letters say it.
    let none: String = (0..4).map(|_| left("", "متن فارسی")).collect();
    assert!(!dump(&format!("{none}{}", left("", mixed)), &[]).contains("Ltr"));
    // Cells and items have their order, too.
    let cell = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", left("", mixed));
    assert!(dump(&format!("{persian}{cell}"), &[]).contains("Ltr"));
}

#[test]
fn numbers_below_latin_lines_stand_at_their_side() {
    let left = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let body = |below: &str| {
        let before = p(&r("", "این بند از راست است.")).repeat(3);
        format!("{before}{}{below}{}", left("Output:"), p(&r("", "پایان")))
    };
    for numbers in ["20", "2 4", "145.5"] {
        let set = dump(&body(&left(numbers)), &[]);
        let of_latin = set.find("Output").unwrap();
        let from = set[..of_latin].rfind("div").expect("a part from the left");
        let indent = |at: usize| set[..at].rsplit('\n').next().unwrap_or_default().len();
        let number = set.find(&format!("\"{numbers}")).unwrap();
        assert!(indent(number) > indent(from), "{set}");
    }
    // Numbers of a paragraph from the right stand at the right.
    let set = dump(&body(&p(&r("", "20"))), &[]);
    assert!(set.contains("20"), "{set}");
}

#[test]
fn a_border_under_a_paragraph_is_a_rule() {
    let under =
        |sides: &str, text: &str| format!("<w:p><w:pPr><w:pBdr>{sides}</w:pBdr><w:bidi/></w:pPr>{}</w:p>", r("", text));
    let line = "<w:bottom w:val=\"single\"/>";
    let rules = |body: &str| dump(&format!("{body}{}", p(&r("", "پایان"))), &[]).matches("rule").count();
    assert_eq!(rules(&under(line, "یک")), 1);
    assert_eq!(rules(&under(line, "")), 1, "a blank one");
    assert_eq!(rules(&under(line, "یک").repeat(3)), 1, "Word draws one");
    assert_eq!(rules(&under("<w:bottom w:val=\"nil\"/>", "یک")), 0);
    assert_eq!(rules(&under(&format!("<w:top w:val=\"single\"/>{line}"), "یک")), 0, "a frame");
}

#[test]
fn lines_in_larger_letters_are_headings() {
    let sized = |size: u32, text: &str| p(&r(&format!("<w:szCs w:val=\"{size}\"/>"), text));
    let text = sized(28, "این متن اصلی نوشته است و چند واژه دارد تا سطری شود.").repeat(3);
    let headings =
        |line: &str, size: u32| dump(&format!("{text}{}{text}", sized(size, line)), &[]).matches("heading").count();
    assert_eq!(headings("رابطه‌ها :", 32), 1);
    assert_eq!(headings("رابطه‌ها", 36), 1);
    assert_eq!(headings("رابطه‌ها", 30), 0, "a hair larger");
    assert_eq!(headings("رابطه‌ها", 20), 0, "smaller");
    assert_eq!(headings("این جمله‌ای است.", 36), 0, "a sentence");
    assert_eq!(headings("Array list", 36), 0, "Latin has sizes of its own");
}

#[test]
fn the_grounds_of_cells_are_told() {
    let cell = |fill: &str| {
        format!("<w:tc><w:tcPr><w:shd w:val=\"clear\" w:fill=\"{fill}\"/></w:tcPr>{}</w:tc>", p(&r("", "یک")))
    };
    let told = |fills: [&str; 2]| {
        let rows = fills.map(|fill| format!("<w:tr>{}{}</w:tr>", cell(fill), cell("auto"))).concat();
        open(&word(&format!("<w:tbl>{rows}</w:tbl>"), &[])).1.join(" ")
    };
    assert!(told(["92D050", "auto"]).contains("1 shaded cell"));
    assert!(told(["92D050", "FFC000"]).contains("2 shaded cells"));
    assert!(!told(["FFFFFF", "auto"]).contains("shaded"));
}

#[test]
fn contents_typed_by_hand_lose_dots_and_pages() {
    let line = |text: &str| p(&r("<w:b/>", text));
    let entries = ["چکیده..........5", "۱-۱. اهداف پروژه ........ ۱۰", "مقدمه……۷"].map(line).concat();
    let text = dump(&(line("فهرست مطالب") + &entries), &[]);
    assert!(!text.contains("..") && !text.contains('…') && text.contains("۱-۱. اهداف پروژه\""), "{text}");
    let (_, told) = open(&word(&(line("فهرست مطالب") + &entries), &[]));
    assert!(told.iter().any(|message| message.ends_with("3 lines")), "{told:?}");
    // Prices have no such heading, a form has no numbers, and two lines are no contents.
    for body in [
        line("نرخ‌ها") + &entries,
        line("فهرست") + &line("نام: ......") + &line("تماس: ......"),
        line("فهرست") + &line("نان.....۵"),
    ] {
        assert!(dump(&body, &[]).contains("...."), "{body}");
    }
}

#[test]
fn code_and_trees_without_a_font_of_code_are_told_by_their_signs() {
    let line = |text: &str| p(&r("", text));
    let lines = |texts: &[&str]| texts.iter().map(|text| line(text)).collect::<String>();
    let code = ["if (a == 1) {", "    result = \"تأیید شده\";", "}", "return result;"];
    let text = dump(&(line("این کد چنین است:") + &lines(&code) + &line("پایان کد.")), &[]);
    assert_eq!(text.matches("code").count(), 1, "{text}");
    assert!(text.contains("    result = "), "{text}");
    let tree = ["project/", "│   ├── a.py", "│   └── b.py", "└── README.md"];
    let text = dump(&(line("پوشه‌ها:") + &lines(&tree)), &[]);
    assert_eq!(text.matches("code").count(), 1, "{text}");
    assert!(text.contains("project/\\n│   ├── a.py"), "{text}");
    // Sentences, references and lists of names.
    for texts in [
        &["Hello world.", "This is English text.", "It ends here."][..],
        &["Levey, A. (2011). Chronic kidney disease.", "Nahas, M. (2005). The same.", "Fraser, S. (2019). Again."],
        &["متن فارسی {", "متن دیگر؛", "پایان }"],
    ] {
        assert!(!dump(&lines(texts), &[]).contains("code"), "{texts:?}");
    }
}

#[test]
fn bullets_of_a_font_of_signs_that_were_pasted_as_text_are_signs() {
    for (code, sign) in [('\u{f0d8}', '➢'), ('\u{f0b7}', '•'), ('\u{f0a7}', '▪')] {
        let text = dump(&p(&r("", &format!("{code}در صورتی که"))), &[]);
        assert!(text.contains(&format!("{sign}در صورتی که")), "{text}");
    }
}

#[test]
fn brackets_that_word_shows_turned_are_kept_as_they_are_seen() {
    let latin = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let left = |runs: &str| format!("<w:p>{runs}</w:p>");
    let levey = r("", ")") + &latin("Levey et al., 2011") + &r("", "(");
    assert!(dump(&left(&levey), &[]).contains("(Levey et al., 2011)"));
    let several = r("", "«] ") + &latin("Levey") + &r("", ".[»");
    assert!(dump(&left(&several), &[]).contains("[»Levey«]."));
    // From the right, in a run that is not, and beside Persian words they stand as typed.
    let typed = r("", "(") + &latin("Levey") + &r("", ")");
    assert!(dump(&p(&typed), &[]).contains("(Levey)"));
    assert!(dump(&left(&latin("(Levey)")), &[]).contains("(Levey)"));
    assert!(dump(&left(&(r("", "بنا بر ") + &typed)), &[]).contains("(Levey)"));
}

#[test]
fn fences_typed_in_word_are_code() {
    let line = |text: &str| p(&r("", text));
    let body = line("برنامه:") + &line("```csharp") + &line("int a = 1") + &line("    print(a)") + &line("```");
    let text = dump(&(body + &line("پایان.")), &[]);
    assert_eq!((text.matches("code").count(), text.matches("```").count()), (1, 0), "{text}");
    assert!(text.contains("int a = 1\\n    print(a)"), "{text}");
    let one = "<w:r><w:t>```c++</w:t><w:br/><w:t>int a</w:t><w:br/><w:t>```</w:t></w:r>";
    let text = dump(&(p(one) + &line("پایان.")), &[]);
    assert_eq!((text.matches("code").count(), text.matches("```").count()), (1, 0), "{text}");
    // A fence that nothing ends, and a sentence behind it.
    for other in [line("```csharp") + &line("متن"), line("``` این متن است") + &line("متن") + &line("```")]
    {
        assert!(!dump(&other, &[]).contains("code"), "{other}");
    }
}
