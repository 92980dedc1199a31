//! `--data`: a copy for each row is what the same message with the values
//! written into it would be, and a value is never anything but text.

use crate::support::Desk;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::process::Command;

/// A flyer with holes wherever a message may have them.
const FLYER: &str = "---\ntitle: دعوت از {{name}}\nheader: {{city}}\n---\n# دعوت از {{name}}\n\n\
    به نام {{ name }} از **{{city}}**، شمارهٔ {{#}}.\n\n[برگهٔ شما](https://example.org/{{code}}?n={{name}})\n\n\
    ::: contact\n{{address}}\n{{phone|بی‌تلفن}}\n:::\n\n![qr](https://example.org/{{code}})\n";
const NAMES: &str =
    "name,city,code,address,phone\nمینا راد,یزد,a b,\"خیابان یک\nپلاک ۲\",021\nآرش,تهران,c/d,میدان دو,\n";

/// The same written by hand for one row.
fn by_hand(name: &str, city: &str, code: &str, address: &str, phone: &str, number: usize) -> String {
    let encoded: String = name.bytes().fold(String::new(), |mut out, byte| {
        let _ = if byte == b' ' || !byte.is_ascii() {
            write!(out, "%{byte:02X}")
        } else {
            write!(out, "{}", char::from(byte))
        };
        out
    });
    let code = code.replace(' ', "%20").replace('/', "%2F");
    FLYER
        .replace("?n={{name}}", &format!("?n={encoded}"))
        .replace("{{ name }}", name)
        .replace("{{name}}", name)
        .replace("{{city}}", city)
        .replace("{{code}}", &code)
        .replace("{{address}}", address)
        .replace("{{phone|بی‌تلفن}}", phone)
        .replace("{{#}}", &persian(number))
}

/// A number as a Persian message has it.
fn persian(number: usize) -> String {
    let digit = |digit: char| char::from_u32('۰' as u32 + digit as u32 - '0' as u32).unwrap();
    number.to_string().chars().map(digit).collect()
}

fn desk() -> Desk {
    let desk = Desk::with("flyer.md", FLYER);
    desk.write("names.csv", NAMES);
    desk
}

#[test]
fn each_copy_is_what_would_be_written_by_hand() {
    let desk = desk();
    desk.write("hand-1.md", by_hand("مینا راد", "یزد", "a b", "خیابان یک\nپلاک ۲", "021", 1));
    desk.write("hand-2.md", by_hand("آرش", "تهران", "c/d", "میدان دو", "بی‌تلفن", 2));
    for form in ["pdf", "epub", "html", "txt", "png"] {
        desk.run(&["flyer.md", "--data", "names.csv", "--each", "--to", form, "-o", "out/"]).ok();
        for row in ["1", "2"] {
            desk.run(&[&format!("hand-{row}.md"), "--to", form, "-o", "hand/"]).ok();
            let page = if form == "png" { "-1" } else { "" };
            let (made, hand) = (format!("out/flyer-{row}{page}.{form}"), format!("hand/hand-{row}{page}.{form}"));
            assert!(desk.read(&made) == desk.read(&hand), "{made} differs from what is written by hand");
        }
    }
}

#[test]
fn all_rows_stand_in_one_file() {
    let desk = desk();
    let ran = desk.run(&["flyer.md", "--data", "names.csv", "--paper", "a6", "-v", "-o", "all.pdf"]).ok();
    assert!(ran.stderr.contains("2 pages"), "{}", ran.stderr);
    let pdf = lopdf::Document::load_mem(&desk.read("all.pdf")).unwrap();
    assert_eq!(pdf.get_pages().len(), 2);
    // The file is about nobody in particular.
    assert!(!String::from_utf8_lossy(&desk.read("all.pdf")).contains("مینا"));
    for (form, both) in [("txt", "all.txt"), ("md", "all.md")] {
        desk.run(&["flyer.md", "--data", "names.csv", "--to", form, "-o", both]).ok();
        let text = String::from_utf8(desk.read(both)).unwrap();
        assert!(text.find("مینا راد") < text.find("آرش") && text.contains("پلاک ۲"), "{text}");
    }
    desk.run(&["flyer.md", "--data", "names.csv", "--to", "epub,html", "-o", "all/"]).ok();
    desk.run(&["flyer.md", "--data", "names.csv", "--to", "png", "--card", "-o", "c/"]).ends(2).says("--each");
}

#[test]
fn values_are_text_and_never_markup() {
    let desk = Desk::with("a.md", "# سلام {{v}}\n\nمتن {{v}} پایان\n\n[اینجا]({{u}}) `{{v}}`\n");
    for value in [
        "**x**",
        "# x",
        "- x",
        "[x](https://x.org)",
        "<b>x</b>",
        "::: box",
        "=cmd|' /C calc'!A0",
        "{{v}}",
        "`x`",
        "1. x",
        "\\x",
        "| a |",
    ] {
        let quoted = value.replace('"', "\"\"");
        desk.write("v.csv", format!("v,u\n\"{quoted}\",javascript:alert(1)\n"));
        let ran = desk.run(&["a.md", "--data", "v.csv", "--to", "txt,html", "-o", "out/"]).ok();
        assert!(ran.stderr.contains("kept as text only"), "{}", ran.stderr);
        let text = String::from_utf8(desk.read("out/a.txt")).unwrap();
        assert_eq!(text.matches(value).count(), 3, "{value}: {text}");
        let html = String::from_utf8(desk.read("out/a.html")).unwrap();
        assert!(!html.contains("javascript") && !html.contains("<b>x") && !html.contains(">x</a>"), "{value}");
    }
}

#[test]
fn markdown_is_read_where_it_is_asked_for() {
    let desk = Desk::with("a.md", "متن {{!v}} پایان\n\n{{!w}}\n");
    desk.write("v.jsonl", "{\"v\": \"**x**[^1]\\n\\n[^1]: note\", \"w\": \"- a\\n- b\\n\\nc\"}\n");
    desk.run(&["a.md", "--data", "v.jsonl", "--to", "md", "-o", "b.md"]).ok();
    let text = String::from_utf8(desk.read("b.md")).unwrap();
    assert!(text.contains("**x**[^") && text.contains("- a\n- b") && text.contains("note"), "{text}");
    desk.write("v.jsonl", "{\"v\": \"a\\n\\nb\", \"w\": \"c\"}\n");
    desk.run(&["a.md", "--data", "v.jsonl"]).refuses("more than one paragraph");
}

#[test]
fn empty_values_leave_no_gap() {
    let desk = Desk::with("a.md", "::: contact\n{{a}}\n{{b|}}\n{{c}}\n:::\n\n{{b|}}\n\nپایان\n");
    desk.write("v.csv", "a,b,c\nیک,,سه\n");
    desk.write("hand.md", "::: contact\nیک\nسه\n:::\n\nپایان\n");
    desk.run(&["a.md", "--data", "v.csv", "--title", "x", "-o", "a.pdf"]).ok();
    desk.run(&["hand.md", "--title", "x", "-o", "hand.pdf"]).ok();
    assert!(desk.read("a.pdf") == desk.read("hand.pdf"));
}

#[test]
fn values_are_cleaned_as_the_message_is() {
    let desk = Desk::with("a.md", "سلام {{v}}.\n");
    desk.write("v.csv", "v\nكتاب علي\n");
    desk.run(&["a.md", "--data", "v.csv", "--to", "txt", "-o", "a.txt"]).ok();
    assert_eq!(String::from_utf8(desk.read("a.txt")).unwrap(), "سلام کتاب علی.\n");
}

#[test]
fn faults_are_told_before_anything_is_written() {
    let runs: &[(&str, &str, &[&str], i32, &str)] = &[
        ("{{nam}}", "name\na\n", &[], 1, "a.md:1: error: t.csv has no column `nam`"),
        ("{{name}}", "name,b\na,1\n,2\n", &[], 1, "t.csv:3: error: `name` is empty"),
        ("{{name}}", "name,b\na\n", &[], 1, "t.csv:2: error: the row has 1 values for 2 columns"),
        ("{{name", "name\na\n", &[], 1, "a.md:1: error: `{{name` is never closed"),
        ("{{name}}", "name\na\na\n", &["--each", "-o", "out/{{name}}.pdf"], 1, "rows 1 and 2 would both be written"),
        ("{{name}}", "name\na\n", &["--rows", "7"], 2, "--rows names none"),
        ("{{name}}", "name\na\n", &["--each", "-o", "-"], 2, "standard output"),
    ];
    for (message, table, flags, status, told) in runs {
        let desk = Desk::with("a.md", message);
        desk.write("t.csv", table);
        desk.run(&[&["a.md", "--data", "t.csv"], *flags].concat()).ends(*status).says(told);
        assert_eq!(desk.names(), ["a.md", "t.csv"], "{message}");
    }
    let desk = Desk::with("a.md", "{{name}}");
    desk.write("t.csv", "name,b\na,1\n,2\nc\nd,4\n");
    desk.run(&["a.md", "--data", "t.csv", "--lossy-rows", "--each", "-o", "out/{{#}}.pdf"]).warns("2 rows are broken");
    assert!(desk.exists("out/1.pdf") && desk.exists("out/3.pdf") && !desk.exists("out/2.pdf"));
    desk.run(&["a.md", "--each"]).ends(2).says("--data");
}

#[test]
fn a_message_names_its_table_and_gives_its_signs_back() {
    let desk = Desk::with("a.md", "---\ndata: t.csv\n---\n{{name}} و \\{{name}}\n");
    desk.write("t.csv", "name\nمینا\n");
    desk.run(&["a.md", "--to", "txt", "-o", "a.txt"]).ok();
    assert_eq!(String::from_utf8(desk.read("a.txt")).unwrap(), "مینا و {{name}}\n");
    // Without a table braces are braces.
    desk.write("b.md", "{{name}}\n");
    desk.run(&["b.md", "--to", "txt", "-o", "b.txt"]).ok();
    assert!(String::from_utf8(desk.read("b.txt")).unwrap().contains("{{name}}"));
}

fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn spreadsheets_are_tables() {
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"inlineStr\"><is><t>روز</t></is></c></row>\
        <row r=\"3\"><c r=\"A3\" t=\"s\"><v>1</v></c><c r=\"C3\" s=\"1\"><v>45351</v></c></row>\
        <row r=\"4\"><c r=\"A4\"><v>0.30000000000000004</v></c><c r=\"C4\" t=\"str\"><v>x</v></c></row></sheetData></worksheet>";
    let xlsx = zipped(&[
        (
            "xl/workbook.xml",
            "<workbook xmlns:r=\"r\"><sheets><sheet state=\"hidden\" r:id=\"r1\"/><sheet r:id=\"r2\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"r2\" Type=\"t\" Target=\"worksheets/sheet2.xml\"/></Relationships>",
        ),
        (
            "xl/sharedStrings.xml",
            "<sst><si><t>نام</t></si><si><r><t>مینا</t></r><r><t> راد</t></r><rPh><t>x</t></rPh></si></sst>",
        ),
        ("xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"),
        ("xl/worksheets/sheet2.xml", sheet),
    ]);
    let ods = zipped(&[(
        "content.xml",
        "<d><body><spreadsheet><table><table-row><table-cell><p>نام</p></table-cell><table-cell/><table-cell><p>روز</p></table-cell>\
         <table-cell number-columns-repeated=\"16000\"/></table-row><table-row number-rows-repeated=\"1\"><table-cell/></table-row>\
         <table-row-group><table-row><table-cell><p>مینا<s/>راد</p></table-cell><table-cell/><table-cell><p>2024-02-29</p></table-cell></table-row></table-row-group>\
         <table-row><table-cell><p>0.3</p></table-cell><table-cell/><table-cell><p>x</p></table-cell></table-row>\
         <table-row number-rows-repeated=\"1048576\"><table-cell number-columns-repeated=\"16384\"/></table-row></table>\
         <table><table-row><table-cell><p>دیگر</p></table-cell></table-row></table></spreadsheet></body></d>",
    )]);
    let desk = Desk::with("a.md", "{{نام}} {{روز}}");
    for (name, bytes) in [("t.xlsx", xlsx), ("t.ods", ods)] {
        desk.write(name, bytes);
        desk.run(&["a.md", "--data", name, "--digits", "keep", "--to", "txt", "-o", "a.txt"]).ok();
        // A date between Persian words is isolated, so that a screen keeps its order.
        let text = String::from_utf8(desk.read("a.txt")).unwrap().replace(['\u{2066}', '\u{2069}'], "");
        let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, ["مینا راد 2024-02-29", "0.3 x"], "{name}");
    }
    // A sheet that asks for a billion cells is refused.
    let repeated = "<d><body><spreadsheet><table><table-row number-rows-repeated=\"1000000\"><table-cell number-columns-repeated=\"1000\"><p>x</p></table-cell></table-row></table></spreadsheet></body></d>";
    desk.write("t.ods", zipped(&[("content.xml", repeated)]));
    desk.run(&["a.md", "--data", "t.ods"]).refuses("more than");
}

#[test]
fn sheets_hold_consecutive_rows() {
    let mut table = "name\n".to_owned();
    for row in 1..=10 {
        let _ = writeln!(table, "n{row}");
    }
    let desk = Desk::with("a.md", "{{name}}");
    desk.write("t.csv", table);
    for (sheet, sheets) in [("copies:4", 3), ("grid:2x2", 3), ("stack:4", 3), ("none", 10), ("quarter", 10)] {
        let ran = desk
            .run(&["a.md", "--data", "t.csv", "--theme", "plain", "--sheet", sheet, "--json", "-v", "-o", "s.pdf"])
            .ok();
        let pdf = lopdf::Document::load_mem(&desk.read("s.pdf")).unwrap();
        assert_eq!(pdf.get_pages().len(), sheets, "{sheet}: {}", ran.stderr);
    }
}

#[test]
fn a_table_is_never_an_output() {
    let desk = Desk::with("a.md", "{{name}}");
    desk.write("t.csv", "name\nt\n");
    desk.run(&["a.md", "--data", "t.csv", "--to", "txt", "-o", "t.csv"]).refuses("the output is an input");
    desk.run(&["a.md", "--data", "t.csv", "--each", "--to", "txt", "-o", "{{name}}.csv"])
        .refuses("the output is an input");
    assert_eq!(desk.read("t.csv"), b"name\nt\n");
    desk.write("m.md", "---\ndata: \"-\"\n---\n{{name}}");
    desk.run(&["m.md"]).refuses("not found");
    desk.run(&["a.md", "--data", "t.csv", "-o", "{{name}}.pdf"]).ends(2).says("--each");
    desk.run(&["a.md", "--rows", "1"]).ends(2).says("--data");
}

#[test]
fn short_rows_of_spreadsheets_are_whole() {
    let ods = zipped(&[(
        "content.xml",
        "<d><table><table-row><table-cell><p>a</p></table-cell><table-cell><p>b</p></table-cell></table-row>\
         <table-row><table-cell><p>x</p></table-cell></table-row></table></d>",
    )]);
    let desk = Desk::with("a.md", "{{a}} {{b|y}}");
    desk.write("t.ods", ods);
    desk.run(&["a.md", "--data", "t.ods", "--to", "txt", "-o", "a.txt"]).ok();
    assert_eq!(String::from_utf8(desk.read("a.txt")).unwrap(), "x y\n");
}

#[test]
fn one_encoding_is_named_for_the_one_that_needs_it() {
    let desk = Desk::with("a.md", "سلام {{name}}");
    let bytes: Vec<u8> = b"name\n".iter().copied().chain([0xe3, 0xed, 0xe4, 0xc7]).chain(*b"\n").collect();
    desk.write("t.csv", bytes);
    desk.run(&["a.md", "--data", "t.csv", "--encoding", "windows-1256", "--to", "txt", "-o", "a.txt"]).ok();
    assert_eq!(String::from_utf8(desk.read("a.txt")).unwrap(), "سلام مینا\n");
}

#[test]
fn a_forbidden_picture_writes_no_file_of_its_row() {
    let desk = Desk::with("in/a.md", "![x]({{p}})\n\nمتن {{#}}\n");
    desk.write("secret.png", b"x");
    desk.write("in/t.csv", "p\n../secret.png\n");
    desk.run(&["in/a.md", "--data", "in/t.csv", "--each", "-o", "out/{{#}}.pdf"]).refuses("secret.png");
    assert!(!desk.exists("out/1.pdf"));
}

#[test]
fn whole_addresses_and_names_of_headings_come_from_values() {
    let desk = Desk::with(
        "a.md",
        "# الف {#{{id}}}\n\n[یک]({{u}}) [دو](https://{{h}}/x) [سه][r] [چهار](#{{id}})\n\n[r]: {{u}}\n",
    );
    desk.write("t.csv", "id,u,h\npart-1,https://example.org/a?b=1,example.net\n");
    desk.run(&["a.md", "--data", "t.csv", "--to", "html", "-o", "a.html"]).ok().silent();
    let page = String::from_utf8(desk.read("a.html")).unwrap();
    assert_eq!(page.matches("href=\"https://example.org/a?b=1\"").count(), 2, "{page}");
    assert!(page.contains("href=\"https://example.net/x\""), "{page}");
    for wrong in ["info@example.org", "09121234567", "../x", "کد"] {
        desk.write("t.csv", format!("id,u,h\na,{wrong},example.net\n"));
        desk.run(&["a.md", "--data", "t.csv", "--to", "html", "-o", "a.html"]).warns("kept as text only");
    }
    desk.write("b.md", "---\npaper: \"{{v}}\"\n---\n{{v}}");
    desk.write("t.csv", "v\na5\n");
    desk.run(&["b.md", "--data", "t.csv"]).ends(1).says("{{v}}");
}

#[test]
fn titles_of_front_matter_are_heads_of_their_copies() {
    let desk = Desk::with("a.md", "---\ntitle: \"دعوت {{name}}\"\n---\nمتن\n");
    desk.write("t.csv", "name\nمینا\nآرش\n");
    desk.run(&["a.md", "--data", "t.csv", "--to", "txt", "-o", "a.txt"]).ok();
    let text = String::from_utf8(desk.read("a.txt")).unwrap();
    assert!(text.contains("دعوت مینا") && text.contains("دعوت آرش") && !text.contains('…'), "{text}");
}

#[test]
fn a_dry_run_names_the_file_of_each_row_and_writes_none() {
    let desk = Desk::with("a.md", "# {{name}}\n");
    desk.write("t.csv", "name\nمینا\nآرش\n");
    let out = desk.run(&["a.md", "--data", "t.csv", "--each", "-n", "-o", "out/{{name}}-{{#}}.pdf"]).ok().out();
    assert!(out.contains("out/مینا-1.pdf") && out.contains("out/آرش-2.pdf") && out.lines().count() == 2, "{out}");
    assert!(!desk.exists("out"));
    desk.run(&["a.md", "--data", "t.csv", "--each", "-n", "-o", "{{nme}}.pdf"]).ends(2).says("nme");
}

#[test]
fn tables_of_spreadsheets_are_taken_as_they_are_saved() {
    let desk = Desk::with("a.md", "سلام {{name}}، `{{city}}`\n");
    desk.write("t.csv", "sep=;\nname;city\nمینا;یزد, شهر\nآرش;\u{202e}abc\n");
    let ran = desk.run(&["a.md", "--data", "t.csv", "--to", "txt", "-o", "a.txt"]).ok();
    let text = String::from_utf8(desk.read("a.txt")).unwrap();
    assert!(text.contains("سلام مینا") && text.contains("یزد, شهر"), "{text} {}", ran.stderr);
    assert!(text.contains("abc") && !text.contains('\u{202e}'), "{text:?}");
    desk.write("t.csv", "sep=,\nname,city\nمینا\n");
    desk.run(&["a.md", "--data", "t.csv"]).ends(1).says("t.csv:3: error");
    for name in ["t.xls", "t.csv"] {
        desk.write(name, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on");
        desk.run(&["a.md", "--data", name]).refuses("old spreadsheet").says("save it as XLSX or CSV");
    }
}

#[test]
fn warnings_name_their_row() {
    let desk = Desk::with("a.md", "---\ntitle: نامه\n---\nسلام {{name}}\n\n![عکس]({{photo}})\n");
    desk.write("t.csv", "name,photo\nمینا,a.png\nآرش,b.png\n");
    let ran = desk.run(&["a.md", "--data", "t.csv", "-o", "a.pdf"]).ok();
    assert!(ran.stderr.contains("row 1: ") && ran.stderr.contains("row 2: "), "{}", ran.stderr);
    let ran = desk.run(&["a.md", "--data", "t.csv", "--each", "-o", "out/", "--ui", "fa"]).ok();
    assert!(ran.stderr.contains("سطر ۱") || ran.stderr.contains("سطر 1"), "{}", ran.stderr);
}

#[test]
fn any_sign_that_the_first_line_names_parts_values() {
    let desk = Desk::with("a.md", "{{name}} از {{city}}\n");
    for table in ["sep=|\nname|city\nمینا, راد|\"یزد; شهر\"\n", "sep=~\r\nname~city\r\nمینا, راد~یزد; شهر\r\n"]
    {
        desk.write("t.csv", table);
        desk.run(&["a.md", "--data", "t.csv", "--to", "txt", "-o", "a.txt"]).ok();
        let text = String::from_utf8(desk.read("a.txt")).unwrap();
        assert!(text.contains("مینا, راد از یزد; شهر"), "{text}");
    }
    desk.write("t.csv", "sep=|\nname|city\na|\"b\n");
    desk.run(&["a.md", "--data", "t.csv"]).ends(1).says("t.csv:3: error: a quote is never closed");
}

#[test]
fn clean_up_leaves_holes_as_they_are() {
    let head = "---\ntitle: {{نام}}\nauthor: [{{نويسنده}}, \"{{ب}}\"]\nabout: {{a|{b}}}\n---\n";
    let desk = Desk::with("a.md", format!("{head}سلام {{{{نام}}}} و كتاب\n"));
    assert_eq!(desk.run(&["clean", "a.md"]).ok().out(), format!("{head}سلام {{{{نام}}}} و کتاب\n"));
    desk.write("t.csv", "نام,نويسنده,ب,a\nمینا,آرش,ج,د\n");
    desk.write("b.md", "---\ntitle: {{نام}}\n---\nمتن\n");
    desk.run(&["b.md", "--data", "t.csv", "--to", "txt", "-o", "b.txt"]).ok();
    assert!(String::from_utf8(desk.read("b.txt")).unwrap().contains("مینا"));
    desk.run(&["b.md", "--to", "txt", "-o", "b.txt"]).ok();
    assert!(String::from_utf8(desk.read("b.txt")).unwrap().contains("{{نام}}"));
    desk.write("c.md", "---\ntitle: {a: {b: c}}\nsheet: {{x}}\n---\nمتن\n");
    desk.run(&["c.md"]).ends(1).says("a.md".replace('a', "c").as_str());
}

#[test]
fn a_dry_run_names_what_a_text_in_one_message_is_called() {
    let desk = Desk::with("a.md", "سلام\n");
    let planned = desk.run(&["a.md", "--to", "telegram,png", "-n"]).ok().out();
    desk.run(&["a.md", "--to", "telegram,png"]).ok();
    assert_eq!(desk.names(), ["a-1.png", "a.md", "a.telegram.txt"]);
    assert!(planned.contains("a.telegram.txt") && planned.contains("a-1.png"), "{planned}");
}

#[test]
fn each_file_is_whole_or_not_there_and_stays_where_it_is_the_same() {
    let desk = Desk::with("a.md", "# {{name}}\n\nسلام\n");
    let names: String = (1..=400).map(|row| format!("n{row}\n")).collect();
    desk.write("t.csv", format!("name\n{names}"));
    let flags = ["a.md", "--data", "t.csv", "--each", "--skip-unchanged", "-v", "-o", "out/{{name}}.pdf"];
    let mut child = desk.command(&flags).stderr(std::process::Stdio::null()).spawn().unwrap();
    while !desk.exists("out/n1.pdf") {
        assert!(child.try_wait().unwrap().is_none());
        std::thread::yield_now();
    }
    assert!(Command::new("kill").arg("-INT").arg(child.id().to_string()).status().unwrap().success());
    let _ = child.wait().unwrap();
    let files: Vec<_> = std::fs::read_dir(desk.path("out")).unwrap().map(|file| file.unwrap().path()).collect();
    assert!(files.len() < 400, "the interruption came too late to show anything");
    for file in &files {
        assert_eq!(file.extension().unwrap(), "pdf", "{file:?}");
        assert!(lopdf::Document::load(file).is_ok(), "{file:?}");
    }
    let told = desk.run(&[&flags[..], &["--rows", "1-3"]].concat()).ok().stderr;
    assert!(told.contains("left unchanged out/n1.pdf"), "{told}");
    desk.write("t.csv", "name\nn1\nn2 \u{200f}\nn3\n");
    let again = desk.run(&flags).ok().stderr;
    assert_eq!(again.matches("left unchanged").count(), 2, "{again}");
}
