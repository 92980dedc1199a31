//! OpenDocument texts, written here part by part, and one of LibreOffice beside its
//! DOCX: what is hidden or deleted stays out, and what is shown keeps its structure.

use bargeh::dump::document;
use bargeh::inspect::{Form, Kind, inspect};
use bargeh::read::{Input, ReadOptions, format_of, read};
use bargeh::settings::InputFormat;
use std::io::{Cursor, Write};

const TYPE: &[u8] = b"application/vnd.oasis.opendocument.text";

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    let stored = options.compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        zip.start_file(*name, if *name == "mimetype" { stored } else { options }).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Styles that the bodies below use; the page runs from the right.
const STYLES: &str = "<office:document-styles><office:styles>\
    <style:default-style style:family=\"paragraph\"><style:paragraph-properties style:writing-mode=\"page\"/>\
    <style:text-properties fo:font-size=\"12pt\" style:font-size-complex=\"12pt\"/></style:default-style>\
    <style:style style:name=\"Heading_20_1\" style:display-name=\"Heading 1\" style:family=\"paragraph\"/>\
    <style:style style:name=\"Title\" style:family=\"paragraph\"/>\
    <style:style style:name=\"Quotations\" style:family=\"paragraph\"/>\
    <style:style style:name=\"Preformatted_20_Text\" style:display-name=\"Preformatted Text\" style:family=\"paragraph\"/>\
    <style:style style:name=\"Hid\" style:family=\"paragraph\"><style:text-properties text:display=\"none\"/></style:style>\
    <style:style style:name=\"Child\" style:family=\"paragraph\" style:parent-style-name=\"Hid\"/>\
    <style:style style:name=\"Source_20_Text\" style:display-name=\"Source Text\" style:family=\"text\"/>\
    </office:styles><office:automatic-styles><style:page-layout style:name=\"M\">\
    <style:page-layout-properties style:writing-mode=\"rl-tb\"/></style:page-layout></office:automatic-styles>\
    <office:master-styles><style:master-page style:name=\"Standard\" style:page-layout-name=\"M\"/>\
    </office:master-styles></office:document-styles>";

const AUTOMATIC: &str = "<style:style style:name=\"B\" style:family=\"text\"><style:text-properties \
    fo:font-weight=\"bold\" style:font-weight-complex=\"bold\"/></style:style>\
    <style:style style:name=\"BC\" style:family=\"text\"><style:text-properties style:font-weight-complex=\"bold\"/></style:style>\
    <style:style style:name=\"H\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>\
    <style:style style:name=\"Mid\" style:family=\"paragraph\"><style:paragraph-properties fo:text-align=\"center\"/></style:style>\
    <style:style style:name=\"New\" style:family=\"paragraph\"><style:paragraph-properties fo:break-before=\"page\"/></style:style>\
    <style:style style:name=\"Cut\" style:family=\"graphic\"><style:graphic-properties fo:clip=\"rect(0in, 0.25in, 0in, 0in)\"/></style:style>\
    <style:style style:name=\"Low\" style:family=\"graphic\"><style:graphic-properties style:vertical-rel=\"paragraph\" \
    style:vertical-pos=\"from-top\"/></style:style>\
    <style:style style:name=\"T\" style:family=\"table\"><style:table-properties style:writing-mode=\"rl-tb\"/></style:style>\
    <text:list-style style:name=\"L1\"><text:list-level-style-number text:level=\"1\" style:num-format=\"1\" style:num-suffix=\".\"/>\
    <text:list-level-style-number text:level=\"2\" style:num-format=\"1\" style:num-suffix=\")\" text:display-levels=\"2\"/></text:list-style>\
    <text:list-style style:name=\"L2\"><text:list-level-style-bullet text:level=\"1\" text:bullet-char=\"•\"/></text:list-style>";

fn content(body: &str) -> String {
    format!(
        "<office:document-content><office:automatic-styles>{AUTOMATIC}</office:automatic-styles><office:body>\
         <office:text>{body}</office:text></office:body></office:document-content>"
    )
}

fn file(body: &str, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let content = content(body);
    let mut all: Vec<(&str, &[u8])> =
        vec![("mimetype", TYPE), ("styles.xml", STYLES.as_bytes()), ("content.xml", content.as_bytes())];
    all.extend(parts);
    package(&all)
}

fn open(bytes: &[u8]) -> (Input, Vec<String>) {
    let read = read(bytes, &ReadOptions::new(InputFormat::Odt, "نامه.odt")).unwrap();
    (read.value, read.warnings.iter().map(|warning| warning.message.clone()).collect())
}

fn refused(bytes: &[u8]) -> String {
    read(bytes, &ReadOptions::new(InputFormat::Odt, "a.odt")).unwrap_err().to_string()
}

/// A dump without head and places in the source.
fn without_places(text: &str) -> String {
    let lines = text.lines().skip(2).map(|line| match line.rfind("\" ") {
        Some(at) if line[at + 2..].starts_with(|letter: char| letter.is_ascii_digit()) => &line[..=at],
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn dump(body: &str) -> String {
    without_places(&document(&open(&file(body, &[])).0.document))
}

fn p(text: &str) -> String {
    format!("<text:p text:style-name=\"Standard\">{text}</text:p>")
}

fn styled(style: &str, text: &str) -> String {
    format!("<text:p text:style-name=\"{style}\">{text}</text:p>")
}

fn span(style: &str, text: &str) -> String {
    format!("<text:span text:style-name=\"{style}\">{text}</text:span>")
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(width, height, |x, _| {
        image::Rgb(if x < width / 2 { [255, 0, 0] } else { [0, 0, 255] })
    });
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

#[test]
fn an_odt_is_told_by_its_type_and_by_its_name() {
    let bytes = file(&p("متن"), &[]);
    assert_eq!(format_of("-", &bytes).unwrap(), InputFormat::Odt);
    assert_eq!(format_of("نامه.odt", b"").unwrap(), InputFormat::Odt);
    let slides = package(&[("mimetype", b"application/vnd.oasis.opendocument.presentation")]);
    assert!(format_of("-", &slides).unwrap_err().to_string().contains("slides"));
}

#[test]
fn headings_have_their_outline_level_whatever_they_are_named() {
    let body = p("متن این بخش چند واژه دارد و در یک سطر می‌گنجد.");
    let heading = |level: u8, style: &str| {
        format!("<text:h text:style-name=\"{style}\" text:outline-level=\"{level}\">فصل</text:h>")
    };
    for (heading, told) in [
        (heading(1, "Heading_20_1"), "heading 1"),
        (heading(3, "Standard"), "heading 3"),
        (heading(9, "P99"), "heading 6"),
    ] {
        let text = dump(&(heading + &body));
        assert!(text.trim_start().starts_with(told), "{text}");
    }
    assert_eq!(open(&file(&(styled("Title", "نام") + &body), &[])).0.document.meta.title.as_deref(), Some("نام"));
}

#[test]
fn persian_in_the_style_of_code_is_text() {
    let line = |text| styled("Preformatted_20_Text", text);
    let prose = dump(&(line("به نام خدا") + &p("") + &line("متنی که از پرونده‌ای ساده آمده است.")));
    assert!(!prose.contains("code") && prose.matches("paragraph").count() == 2, "{prose}");
    let code = dump(&(line("let a = read(file);") + &line("// خواندن")));
    assert!(code.contains("code"), "{code}");
}

#[test]
fn looks_are_those_of_the_letters_script() {
    let text = dump(&p(&format!("متن {} دیگر {}", span("B", "پررنگ"), span("Source_20_Text", "code"))));
    assert!(text.contains("strong") && text.contains("code \"code\""), "{text}");
    // Bold for complex scripts alone.
    let text = dump(&p(&format!("متن {} است", span("BC", "پررنگ 12 plain"))));
    assert!(text.contains("strong\n      text \"پررنگ 12 \""), "{text}");
}

#[test]
fn white_space_is_one_space_and_asked_ones_stay() {
    let text = dump(&p(
        "\n  یک\n\t دو <text:span> سه</text:span><text:s text:c=\"2\"/>چهار<text:tab/>پنج<text:line-break/>شش",
    ));
    assert!(text.contains("text \"یک دو سه  چهار پنج\""), "{text}");
    assert!(text.contains("break") && text.contains("شش"), "{text}");
}

#[test]
fn what_is_hidden_or_deleted_is_not_printed() {
    let hidden = "نام";
    let deleted = format!(
        "<text:tracked-changes><text:changed-region text:id=\"c\"><text:deletion><office:change-info>\
         <dc:creator>{hidden}</dc:creator></office:change-info>{}</text:deletion></text:changed-region></text:tracked-changes>{}",
        p(hidden),
        p("متن<text:change text:change-id=\"c\"/>"),
    );
    for body in [
        deleted,
        p(&span("H", hidden)),
        p(&span("H", &span("B", hidden))),
        styled("Hid", hidden),
        styled("Child", hidden),
        p(&format!("<office:annotation><dc:creator>{hidden}</dc:creator>{}</office:annotation>", p(hidden))),
        format!("<text:section text:display=\"none\">{}</text:section>", p(hidden)),
        format!("<text:section text:display=\"condition\" text:is-hidden=\"true\">{}</text:section>", p(hidden)),
        p(&format!(
            "<text:hidden-text text:is-hidden=\"true\" text:string-value=\"{hidden}\">{hidden}</text:hidden-text>"
        )),
        p(&format!("<text:hidden-paragraph text:is-hidden=\"true\"/>{hidden}")),
        p(&span("H", &format!("<text:a xlink:href=\"https://example.org\">{hidden}</text:a>"))),
        p(&span(
            "H",
            &format!(
                "<text:note text:note-class=\"footnote\"><text:note-body>{}</text:note-body></text:note>",
                p(hidden)
            ),
        )),
        p(&format!("<text:variable-set text:name=\"a\" text:display=\"none\">{hidden}</text:variable-set>")),
        p(&format!("<text:sequence text:display=\"none\">{hidden}</text:sequence>")),
        p(&format!("<draw:line draw:display=\"none\">{}</draw:line>", p(hidden))),
        format!(
            "<table:table><table:table-column table:number-columns-repeated=\"70\"/><table:table-columns>\
             <table:table-column table:visibility=\"collapse\"/></table:table-columns><table:table-row>\
             <table:table-cell table:number-columns-repeated=\"70\"/><table:table-cell>{}</table:table-cell>\
             <table:table-cell>{}</table:table-cell></table:table-row></table:table>",
            p(hidden),
            p("سلول")
        ),
        p(&format!(
            "<text:span><text:hidden-paragraph text:is-hidden=\"false\"/></text:span>\
            <text:hidden-paragraph text:is-hidden=\"true\"/>{hidden}"
        )),
        p(&format!("<draw:frame draw:display=\"none\"><draw:text-box>{}</draw:text-box></draw:frame>", p(hidden))),
        format!(
            "<table:table><table:table-row table:visibility=\"collapse\"><table:table-cell>{}</table:table-cell>\
             </table:table-row></table:table>",
            p(hidden)
        ),
        format!("<office:forms><form:form>{hidden}</form:form></office:forms>"),
    ] {
        let text = dump(&(p("دیدنی") + &body));
        assert!(text.contains("دیدنی") && !text.contains(hidden), "{body}\n{text}");
    }
    let shown = dump(&format!("<text:section text:display=\"true\">{}</text:section>", p("دیدنی")));
    assert!(shown.contains("دیدنی"), "{shown}");
}

#[test]
fn titles_of_shapes_are_no_text() {
    for shape in ["line", "polyline", "connector", "regular-polygon", "control", "measure", "circle", "polygon"] {
        let drawn =
            format!("<draw:{shape}><svg:title>نام</svg:title><svg:desc>شرح</svg:desc>{}</draw:{shape}>", p("در شکل"));
        for body in [p(&format!("متن{drawn}")), p("متن") + &drawn] {
            let text = dump(&body);
            assert!(text.contains("در شکل"), "{shape}\n{text}");
            assert!(!text.contains("نام") && !text.contains("شرح"), "{shape}\n{text}");
        }
    }
}

#[test]
fn a_field_hides_its_own_paragraph_alone() {
    let hides = format!("<text:p><text:hidden-paragraph text:is-hidden=\"true\"/>{}</text:p>", "نام");
    let text = dump(&p(&format!("متن<draw:frame><draw:text-box>{hides}</draw:text-box></draw:frame>")));
    assert!(text.contains("متن") && !text.contains("نام"), "{text}");
}

#[test]
fn hidden_columns_leave_the_others_in_place() {
    let cell = |more: &str, text: &str| format!("<table:table-cell {more}>{}</table:table-cell>", p(text));
    let covered = "<table:covered-table-cell/>";
    let table = format!(
        "<table:table><table:table-column/><table:table-column table:visibility=\"collapse\"/><table:table-column/>\
         <table:table-row>{}{covered}{}</table:table-row><table:table-row>{}{}{}</table:table-row></table:table>",
        cell("table:number-columns-spanned=\"2\"", "یک"),
        cell("", "دو"),
        cell("", "سه"),
        cell("", "نام"),
        cell("", "چهار"),
    );
    let text = dump(&table);
    let cells: Vec<&str> = text.lines().filter_map(|line| line.trim().strip_prefix("text ")).collect();
    assert!(text.contains("table [Default, Default]\n"), "{text}");
    assert_eq!(cells.join(" "), "\"یک\" \"دو\" \"سه\" \"چهار\"");
}

#[test]
fn headings_begin_anew_or_stay_without_number() {
    let styles = STYLES.replace(
        "</office:styles>",
        "<text:outline-style><text:outline-level-style text:level=\"1\" style:num-format=\"1\" style:num-suffix=\")\"/>\
         <text:outline-level-style text:level=\"4000000000\" style:num-format=\"1\" text:display-levels=\"4000000000\"/>\
         </text:outline-style></office:styles>",
    );
    let heading =
        |more: &str, text: &str| format!("<text:h text:outline-level=\"1\" {more}>{text}</text:h>{}", p("متن"));
    let body = heading("", "یک")
        + &heading("text:is-list-header=\"true\"", "بی‌شماره")
        + &heading("", "دو")
        + &heading("text:restart-numbering=\"true\" text:start-value=\"7\"", "هفت");
    let content = content(&body);
    let bytes = package(&[("mimetype", TYPE), ("styles.xml", styles.as_bytes()), ("content.xml", content.as_bytes())]);
    let tree = format!("{:?}", open(&bytes).0.document.blocks);
    for number in ["۱)", "۲)", "۷)"] {
        assert!(tree.contains(number), "{number}\n{tree}");
    }
    assert!(!tree.contains("۳)"), "{tree}");
}

#[test]
fn a_long_body_is_no_damage() {
    // More elements than one paragraph may have.
    let body = p(&format!("متن{}", "<text:soft-page-break/>".repeat(1_000))).repeat(501);
    let text = document(&open(&file(&body, &[])).0.document);
    assert_eq!(text.matches("متن").count(), 501);
}

#[test]
fn comments_and_running_heads_are_told() {
    let styles = STYLES.replace(
        "style:page-layout-name=\"M\"/>",
        "style:page-layout-name=\"M\"><style:header><text:p>سرصفحه</text:p></style:header></style:master-page>",
    );
    let content = content(&p("متن<office:annotation><text:p>نه</text:p></office:annotation>"));
    let parts: [(&str, &[u8]); 3] =
        [("mimetype", TYPE), ("styles.xml", styles.as_bytes()), ("content.xml", content.as_bytes())];
    let (_, warnings) = open(&package(&parts));
    assert_eq!(warnings, ["left out of the ODT file: 1 header or footer, 1 comment"]);
}

fn list(style: &str, more: &str, items: &[&str]) -> String {
    let items: String = items.iter().map(|item| format!("<text:list-item>{item}</text:list-item>")).collect();
    format!("<text:list text:style-name=\"{style}\" {more}>{items}</text:list>")
}

#[test]
fn lists_count_as_their_styles_say() {
    let nested = format!("{}<text:list><text:list-item>{}</text:list-item></text:list>", p("دو"), p("زیر"));
    let (input, _) = open(&file(&list("L1", "xml:id=\"one\"", &[&p("یک"), &nested]), &[]));
    let tree = format!("{:?}", input.document.blocks);
    assert!(tree.contains("label: Some(\"۲.۱)\")"), "{tree}");
    // A second list begins anew, a continued one goes on, a number is set.
    let one = list("L1", "xml:id=\"one\"", &[&p("یک"), &p("دو")]);
    let starts = |more: &str| dump(&format!("{one}{}{}", p("میان"), list("L1", more, &[&p("سه")])));
    assert!(!starts("").contains("start=3"), "{}", starts(""));
    for more in ["text:continue-numbering=\"true\"", "text:continue-list=\"one\""] {
        assert!(starts(more).contains("start=3"), "{}", starts(more));
    }
    let set = "<text:list text:style-name=\"L1\"><text:list-item text:start-value=\"7\"><text:p>هفت</text:p></text:list-item></text:list>";
    assert!(dump(set).contains("start=7"), "{}", dump(set));
    let alone = |more: &str, text: &str| {
        format!(
            "<text:numbered-paragraph text:list-id=\"n\" text:style-name=\"L1\" {more}>{}</text:numbered-paragraph>",
            p(text)
        )
    };
    let body = alone("text:start-value=\"4\"", "چهار") + &alone("", "پنج") + &alone("text:level=\"2\"", "زیر");
    let tree = format!("{:?}", open(&file(&body, &[])).0.document.blocks);
    assert!(dump(&body).contains("start=4") && tree.contains("label: Some(\"۵.۱)\")"), "{tree}");
    let bullets = dump(&list("L2", "", &[&(p("یک") + &p("هنوز یک")), &p("دو")]));
    assert!(bullets.matches("item").count() == 2 && bullets.contains("هنوز یک"), "{bullets}");
}

#[test]
fn tables_keep_heads_spans_and_direction() {
    let cell = |more: &str, text: &str| format!("<table:table-cell {more}>{}</table:table-cell>", p(text));
    let covered = "<table:covered-table-cell/>";
    let table = format!(
        "<table:table table:style-name=\"T\"><table:table-column table:number-columns-repeated=\"3\"/>\
         <table:table-header-rows><table:table-row>{}{covered}{}</table:table-row></table:table-header-rows>\
         <table:table-row>{}{}{}</table:table-row><table:table-row>{covered}{}{}</table:table-row></table:table>",
        cell("table:number-columns-spanned=\"2\"", "سر"),
        cell("", "کنار"),
        cell("table:number-rows-spanned=\"2\"", "بلند"),
        cell("", "ب"),
        cell("", "پ"),
        cell("", "ت"),
        cell("", "ث"),
    );
    let (input, _) = open(&file(&table, &[]));
    let text = without_places(&document(&input.document));
    let cells: Vec<&str> = text.lines().filter_map(|line| line.trim().strip_prefix("text ")).collect();
    assert!(text.starts_with("  table [Default, Default, Default]\n    head\n"), "{text}");
    assert_eq!(cells.join(" "), "\"سر\" \"کنار\" \"بلند\" \"ب\" \"پ\" \"ت\" \"ث\"");
    let tree = format!("{:?}", input.document.blocks);
    assert!(
        tree.contains("Extent { columns: 2, rows: 1 }") && tree.contains("Extent { columns: 1, rows: 2 }"),
        "{tree}"
    );
}

#[test]
fn notes_links_and_direction_come_along() {
    let note = |kind: &str, text: &str| {
        format!(
            "<text:note text:note-class=\"{kind}\"><text:note-citation>1</text:note-citation><text:note-body>{}</text:note-body></text:note>",
            p(text)
        )
    };
    let body = p(&format!("متن{} و{}", note("footnote", "زیرنوشت"), note("endnote", "پایان")));
    let (input, _) = open(&file(&body, &[]));
    let notes: Vec<String> = input.document.notes.iter().map(|note| format!("{note:?}")).collect();
    assert!(notes.len() == 2 && notes[0].contains("زیرنوشت") && notes[1].contains("پایان"), "{notes:?}");
    let text = dump(&p(
        "<text:a xlink:href=\"https://example.org/\">پیوند</text:a> و <text:a xlink:href=\"javascript:x\">بد</text:a> و <text:a xlink:href=\"#فصل|outline\">فصل</text:a>",
    ));
    assert!(
        text.contains("https://example.org/") && !text.contains("javascript") && !text.contains("outline"),
        "{text}"
    );
    let text = dump(&(styled("Mid", "میان") + &styled("New", "صفحه")));
    assert!(text.contains("div Center") && text.contains("page break"), "{text}");
}

fn framed(style: &str, href: &str) -> String {
    p(&format!(
        "<draw:frame draw:style-name=\"{style}\" text:anchor-type=\"as-char\" svg:width=\"5cm\" svg:height=\"2.5cm\">\
         <draw:image xlink:href=\"{href}\"/><svg:title>نما</svg:title></draw:frame>"
    ))
}

#[test]
fn pictures_have_their_size_and_lose_what_is_cut_off() {
    let picture = png(48, 24);
    let parts: [(&str, &[u8]); 1] = [("Pictures/a.png", &picture)];
    let (input, warnings) = open(&file(&framed("Plain", "Pictures/a.png"), &parts));
    assert_eq!((warnings, input.embedded.0.len()), (vec![], 1));
    let text = document(&input.document);
    assert!(text.contains("نما") && text.contains("width=50.0mm height=25.0mm"), "{text}");
    // 48 pixels are half an inch: the blue half is cut off.
    let (input, _) = open(&file(&framed("Cut", "Pictures/a.png"), &parts));
    let shown = image::load_from_memory(input.embedded.0.values().next().unwrap()).unwrap().to_rgb8();
    assert_eq!(shown.dimensions(), (24, 24));
    assert!(shown.pixels().all(|pixel| pixel.0 == [255, 0, 0]));
    // Nothing outside the file is opened.
    for href in ["../a.png", "/etc/hostname", "file:///a.png", "https://example.org/a.png", "Pictures/b.png", ""] {
        let (input, warnings) = open(&file(&framed("Plain", href), &parts));
        assert!(input.embedded.0.is_empty() && warnings[0].contains("not in the file"), "{href}: {warnings:?}");
    }
}

#[test]
fn a_picture_under_its_paragraph_comes_behind_it() {
    let picture = png(48, 48);
    let parts: [(&str, &[u8]); 1] = [("Pictures/a.png", &picture)];
    let place = |y: &str| {
        let frame = format!(
            "<draw:frame draw:style-name=\"Low\" text:anchor-type=\"paragraph\" svg:y=\"{y}\" svg:width=\"5cm\" \
             svg:height=\"5cm\"><draw:image xlink:href=\"Pictures/a.png\"/></draw:frame>"
        );
        let text = document(&open(&file(&p(&format!("{frame}متن کوتاه")), &parts)).0.document);
        (text.find("figure").unwrap(), text.find("متن").unwrap())
    };
    let (figure, text) = place("2cm");
    assert!(text < figure);
    let (figure, text) = place("0cm");
    assert!(figure < text);
}

#[test]
fn boxes_and_formulas_are_read() {
    let body = p(&format!("<draw:frame><draw:text-box>{}</draw:text-box></draw:frame>", p("در جعبه")));
    assert!(dump(&body).contains("در جعبه"));
    let math =
        b"<math:math xmlns:math=\"m\"><math:msup><math:mi>x</math:mi><math:mn>2</math:mn></math:msup></math:math>";
    let body = p("متن <draw:frame><draw:object xlink:href=\"./Object 1\"/></draw:frame>");
    let (input, _) = open(&file(&body, &[("Object 1/content.xml", math)]));
    assert!(document(&input.document).contains("x²"), "{}", document(&input.document));
}

#[test]
fn bad_files_are_refused_with_their_reason() {
    for bytes in [&b"PK\x03\x04"[..], b"x", &package(&[("mimetype", TYPE)])] {
        assert!(refused(bytes).contains("not an ODT file"), "{}", refused(bytes));
    }
    let sheet = package(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<a/>")]);
    assert!(refused(&sheet).contains("not an ODT file"));
    let locked = b"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    assert!(refused(&file(&p("متن"), &[("META-INF/manifest.xml", locked)])).contains("password"));
    let whole = content(&(p("یک") + &p("دو")));
    for broken in [
        whole.replace("دو", "نان & کار"),
        whole[..whole.len() - 40].to_owned(),
        whole.replace("</text:p><text:p", "</text:p><!-- <text:p"),
        whole.replace("دو", "&me;"),
        whole.replace("<office:body>", "</office:body>"),
    ] {
        let bytes = package(&[("mimetype", TYPE), ("content.xml", broken.as_bytes())]);
        assert!(refused(&bytes).contains("`content.xml` is damaged at byte"), "{}\n{broken}", refused(&bytes));
    }
    assert!(refused(&file("", &[])).contains("empty"));
}

#[test]
fn bombs_and_cycles_end_at_limits() {
    // Styles based on each other, and on themselves.
    let cycle = STYLES.replace(
        "</office:styles>",
        "<style:style style:name=\"A\" style:family=\"paragraph\" style:parent-style-name=\"Z\"/>\
         <style:style style:name=\"Z\" style:family=\"paragraph\" style:parent-style-name=\"A\"/></office:styles>",
    );
    let content = content(&styled("A", "متن"));
    let bytes = package(&[("mimetype", TYPE), ("styles.xml", cycle.as_bytes()), ("content.xml", content.as_bytes())]);
    assert!(document(&open(&bytes).0.document).contains("متن"));
    // A few bytes that ask for many cells, spaces or levels.
    let cells = "<table:table-cell table:number-columns-repeated=\"4000000000\"/>".repeat(10_000);
    let table = format!("<table:table><table:table-row>{cells}</table:table-row></table:table>");
    assert!(refused(&file(&table, &[])).contains("more than 500000"));
    let many = |inside: &str| {
        format!(
            "<table:table><table:table-row><table:table-cell table:number-columns-repeated=\"64\">{inside}\
             </table:table-cell></table:table-row></table:table>"
        )
    };
    assert!(refused(&file(&many(&many(&many(&"<text:p/>".repeat(100)))), &[])).contains("more than 500000"));
    let spaces = open(&file(&p("الف<text:s text:c=\"4000000000\"/>ب"), &[])).0;
    assert!(document(&spaces.document).len() < 1_000);
    let wide = "<table:table><table:table-row><table:table-cell table:number-columns-spanned=\"99999999999\" \
                table:number-rows-spanned=\"18446744073709551615\"><text:p>متن</text:p></table:table-cell>\
                </table:table-row></table:table>";
    open(&file(wide, &[]));
    let deep = |n: usize| {
        format!(
            "{}{}{}",
            "<table:table><table:table-row><table:table-cell>".repeat(n),
            p("متن"),
            "</table:table-cell></table:table-row></table:table>".repeat(n)
        )
    };
    assert!(refused(&file(&deep(120), &[])).contains("nested more than"));
    let lists = format!(
        "{}{}{}",
        "<text:list><text:list-item>".repeat(300),
        p("متن"),
        "</text:list-item></text:list>".repeat(300)
    );
    assert!(refused(&file(&lists, &[])).contains("nested too deep"));
    // As much text as plain text may have.
    let mut options = ReadOptions::new(InputFormat::Odt, "a.odt");
    options.limits.bytes = 3_000;
    let error = read(&file(&p(&"نان و کار ".repeat(400)), &[]), &options).unwrap_err().to_string();
    assert!(error.contains("more than"), "{error}");
}

/// The body of a file of the tests; notes by their kind alone, as each form numbers
/// them in its own way, and lengths in millimetres, as Word rounds them to 635ths.
fn libreoffice(name: &str, format: InputFormat) -> String {
    let path = format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"));
    let read = read(&std::fs::read(path).unwrap(), &ReadOptions::new(format, "a")).unwrap().value;
    let text = without_places(&document(&read.document));
    text.replace(|letter: char| letter.is_ascii_digit(), "").replace("fn\"", "note\"").replace("en\"", "note\"")
}

#[test]
fn odt_and_docx_of_one_text_give_one_document() {
    let odt = libreoffice("libreoffice.odt", InputFormat::Odt);
    assert_eq!(odt, libreoffice("libreoffice.docx", InputFormat::Docx));
    assert!(odt.lines().count() > 40, "{odt}");
}

/// Both made of `office.fodt` by `soffice --headless --convert-to odt` (and `docx`).
#[test]
fn odt_and_docx_differ_only_where_libreoffice_loses_something() {
    let odt = libreoffice("office.odt", InputFormat::Odt);
    let docx = libreoffice("office.docx", InputFormat::Docx);
    let only = |one: &str, other: &str| {
        let other: Vec<&str> = other.lines().collect();
        one.lines().filter(|line| !other.contains(line)).map(|line| line.trim().to_owned()).collect::<Vec<_>>()
    };
    // Its DOCX shows a hidden section, in place of the page break behind it.
    assert_eq!(only(&docx, &odt), ["text \"بخش پنهان\""]);
    assert_eq!(only(&odt, &docx), ["page break"]);
    assert_eq!(odt.lines().count() + 1, docx.lines().count());
    for gone in ["پاک", "پنهان", "نظر"] {
        assert!(!odt.contains(gone), "{gone}\n{odt}");
    }
}

/// A flat file has the same people and the same hidden text in one part.
#[test]
fn inspect_looks_into_a_flat_odt() {
    let flat = "<?xml version=\"1.0\"?>\n<office:document office:mimetype=\"application/vnd.oasis.opendocument.text\">\n\
        <office:meta><meta:initial-creator>Ali</meta:initial-creator><meta:printed-by>Zahra</meta:printed-by></office:meta>\n\
        <office:settings><config:config-item config:name=\"PrinterName\">HP of Sara</config:config-item></office:settings>\n\
        <office:body><office:text><text:tracked-changes><text:changed-region><text:deletion><office:change-info>\
        <dc:creator>Hasan</dc:creator></office:change-info></text:deletion></text:changed-region></text:tracked-changes>\n\
        <text:p>متن<draw:image><office:binary-data>QUJD\nREVG</office:binary-data></draw:image>\
        <office:annotation><dc:creator>Omid</dc:creator></office:annotation></text:p></office:text></office:body>\n\
        </office:document>";
    let report = inspect(flat.as_bytes()).unwrap();
    assert_eq!(report.form, Form::Odt);
    for (kind, needle, place) in [
        (Kind::Person, "Ali", "line 3"),
        (Kind::Person, "Zahra", "line 3"),
        (Kind::Software, "HP of Sara", "line 4"),
        (Kind::Person, "Hasan", "line 5"),
        (Kind::Person, "Omid", "line 7"),
        (Kind::Embedded, "base64", "line 6"),
    ] {
        let is_it = |found: &&bargeh::inspect::Finding| found.kind == kind && found.value.contains(needle);
        let found = report.findings.iter().find(is_it).unwrap_or_else(|| panic!("{needle}\n{:#?}", report.findings));
        assert_eq!(found.place, place, "{found:#?}");
    }
}

#[test]
fn leak_13_who_edited_an_odt() {
    let meta = "<office:document-meta><office:meta><meta:generator>LibreOffice/7.4</meta:generator>\
        <meta:initial-creator>Ali</meta:initial-creator><dc:creator>Maryam</dc:creator><dc:date>2024-05-01T10:00:00</dc:date>\
        <meta:template xlink:href=\"../../home/reza/a.ott\"/><meta:user-defined meta:name=\"Office\">Tehran</meta:user-defined>\
        </office:meta></office:document-meta>";
    let settings = "<office:settings><config:config-item config:name=\"PrinterName\">HP of Sara</config:config-item></office:settings>";
    let body = format!(
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>Hasan</dc:creator>\
         <dc:date>2024-06-02T09:00:00</dc:date></office:change-info>{}</text:deletion></text:changed-region></text:tracked-changes>{}",
        p("پاک"),
        p(
            "متن<office:annotation><dc:creator>Omid</dc:creator></office:annotation><text:author-name>Nima</text:author-name>"
        )
    );
    let bytes = file(
        &body,
        &[("meta.xml", meta.as_bytes()), ("settings.xml", settings.as_bytes()), ("Basic/Standard/a.xml", b"<a/>")],
    );
    let report = inspect(&bytes).unwrap();
    assert_eq!(report.form, Form::Odt);
    for (kind, needle) in [
        (Kind::Person, "Ali"),
        (Kind::Person, "Maryam"),
        (Kind::Person, "Hasan"),
        (Kind::Person, "Omid"),
        (Kind::Person, "Nima"),
        (Kind::Software, "LibreOffice/7.4"),
        (Kind::Software, "HP of Sara"),
        (Kind::Path, "/home/reza/a.ott"),
        (Kind::Date, "2024-05-01"),
        (Kind::Date, "2024-06-02"),
    ] {
        let found = report.findings.iter().any(|found| found.kind == kind && found.value.contains(needle));
        assert!(found, "{needle}\n{:#?}", report.findings);
    }
    assert!(report.findings.iter().any(|found| found.name == "macro"));
    assert!(report.findings.iter().any(|found| found.name == "tracked change"));
}
