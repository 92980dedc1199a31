//! Reading: bytes to documents.

use bargeh::document::{Block, BlockKind, Document, Inline, number};
use bargeh::read::{Input, ReadOptions, read};
use bargeh::settings::InputFormat;
use bargeh::{Error, Warning};
use std::collections::BTreeSet;

/// An input as read and numbered, and all warnings.
fn input(bytes: &[u8], format: InputFormat) -> (Input, Vec<Warning>) {
    let read = read(bytes, &ReadOptions::new(format, "پیام.md")).expect("the input is readable");
    let (mut input, mut warnings) = (read.value, read.warnings);
    warnings.extend(number(&mut input.document));
    (input, warnings)
}

/// What a Markdown text reads as, without places, and `code:line` of warnings.
fn markdown(text: &str) -> (String, Vec<String>) {
    let (input, warnings) = input(text.as_bytes(), InputFormat::Markdown);
    let dump = bargeh::dump::document(&input.document);
    let unplaced = dump.lines().skip(2).map(|line| match (line.rfind('"'), line.trim_start().starts_with("text ")) {
        (Some(quote), true) => line[..=quote].trim(),
        _ => line.trim(),
    });
    let told = warnings.iter().map(|warning| {
        let line = warning.place.as_ref().and_then(|place| place.line).unwrap_or_default();
        format!("{}:{line}", warning.code)
    });
    (unplaced.collect::<Vec<_>>().join("\n"), told.collect())
}

fn data(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"))).expect("the sample is there")
}

/// The dump of a sample with its warnings.
fn dump_of(name: &str, format: InputFormat) -> String {
    let (input, warnings) = input(&data(name), format);
    let mut out = bargeh::dump::document(&input.document);
    for warning in warnings {
        let line = warning.place.and_then(|place| place.line);
        out.push_str(&format!("warning {} {line:?} {}\n", warning.code, warning.message));
    }
    out
}

#[test]
fn every_construct_of_markdown() {
    insta::assert_snapshot!(dump_of("everything.md", InputFormat::Markdown));
}

#[test]
fn a_page_that_chromium_wrote() {
    insta::assert_snapshot!(dump_of("chromium.html", InputFormat::Html));
}

#[test]
fn a_file_that_pandoc_wrote() {
    insta::assert_snapshot!(dump_of("pandoc.docx", InputFormat::Docx));
}

#[test]
fn a_file_that_libreoffice_wrote() {
    insta::assert_snapshot!(dump_of("libreoffice.docx", InputFormat::Docx));
}

/// Gives the name of every variant, and of the one at hand. A variant that is
/// new does not compile until it has a name here, and the name fails the test
/// until a sample has it.
macro_rules! names {
    ($list:ident, $name:ident($of:ty) { $($pattern:pat => $word:literal,)+ }) => {
        const $list: &[&str] = &[$($word),+];
        fn $name(one: &$of) -> &'static str {
            match one { $($pattern => $word),+ }
        }
    };
}

names!(BLOCKS, block_name(BlockKind) {
    BlockKind::Heading(_) => "heading",
    BlockKind::Paragraph(_) => "paragraph",
    BlockKind::Quote(_) => "quote",
    BlockKind::Alert(..) => "alert",
    BlockKind::List(_) => "list",
    BlockKind::Definitions(_) => "definitions",
    BlockKind::Code(_) => "code",
    BlockKind::Table(_) => "table",
    BlockKind::Figure(_) => "figure",
    BlockKind::Rule => "rule",
    BlockKind::Div(_) => "div",
    BlockKind::Poem(_) => "poem",
    BlockKind::Qr(_) => "qr",
    BlockKind::Contents(_) => "contents",
    BlockKind::Index(_) => "index",
    BlockKind::PageBreak => "page break",
});

names!(INLINES, inline_name(Inline) {
    Inline::Text(_) => "text",
    Inline::Strong(_) => "strong",
    Inline::Emphasis(_) => "emphasis",
    Inline::Strikethrough(_) => "strikethrough",
    Inline::Highlight(_) => "highlight",
    Inline::Superscript(_) => "superscript",
    Inline::Subscript(_) => "subscript",
    Inline::Span(_) => "span",
    Inline::Code(_) => "code",
    Inline::Link(_) => "link",
    Inline::Image(_) => "image",
    Inline::NoteReference(_) => "note reference",
    Inline::SoftBreak(_) => "soft break",
    Inline::HardBreak(_) => "hard break",
});

fn see_blocks(blocks: &[Block], seen: &mut BTreeSet<&'static str>) {
    for block in blocks {
        seen.insert(block_name(&block.kind));
        match &block.kind {
            BlockKind::Paragraph(content) => see_inlines(content, seen),
            BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => see_blocks(blocks, seen),
            BlockKind::Div(div) => see_blocks(&div.blocks, seen),
            _ => {}
        }
    }
}

fn see_inlines(inlines: &[Inline], seen: &mut BTreeSet<&'static str>) {
    seen.extend(inlines.iter().map(inline_name));
}

#[test]
fn the_sample_has_every_block_and_inline() {
    let (input, _) = input(&data("everything.md"), InputFormat::Markdown);
    let mut seen = BTreeSet::new();
    see_blocks(&input.document.blocks, &mut seen);
    for name in BLOCKS.iter().chain(INLINES) {
        assert!(seen.contains(name), "no {name} in the sample");
    }
}

#[test]
fn the_message_reads_as_it_stands() {
    let bytes = std::fs::read(format!("{}/samples/message.md", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let (input, warnings) = input(&bytes, InputFormat::Markdown);
    assert_eq!(warnings, []);
    let Document { meta, blocks, .. } = &input.document;
    assert_eq!(meta.title.as_deref(), Some("پیام از ایران به کنگره ۱۲ حزب کمونیست کارگری"));
    assert!(!meta.title_is_given);
    let inlines = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Paragraph(content) => Some(content),
        _ => None,
    });
    let inlines: Vec<&Inline> = inlines.flatten().collect();
    assert_eq!(inlines.iter().filter(|inline| matches!(inline, Inline::HardBreak(_))).count(), 39);
    let dump = bargeh::dump::document(&input.document);
    assert!(dump.contains("link bare https://www.wpiran.org"), "the address in bold is found");
    assert!(dump.contains("text \"wpi_tamas@\""), "the handle is no link");
}

#[test]
fn numbering_goes_over_the_whole_message() {
    let (dump, told) = markdown(
        "# الف\n\n# الف\n\n### ۱۲\n\n## !\n\n[a](#الف) [b](#الف-1) [c](#نیست) [^2] [^1] [^2]\n\n\
         [^1]: x\n\n[^2]: y [^3]\n\n[^3]: z [^2]\n\n[^4]: w\n",
    );
    for line in [
        "heading 1 tag=1 anchor=\"الف\"",
        "heading 1 tag=1 anchor=\"الف-1\"",
        "heading 3 tag=2 anchor=\"۱۲\"",
        "heading 2 tag=2 anchor=\"section\"",
        "link -> #0",
        "link -> #1",
        "note reference \"2\" mark=\"۱\"",
        "note reference \"1\" mark=\"۲\"",
        "note \"3\" mark=\"۳\" references=",
        "note \"4\" mark=\"۴\" references=[]",
    ] {
        assert!(dump.contains(line), "{line} in\n{dump}");
    }
    assert_eq!(told, ["note-reference:15", "note-unused:17", "dead-link:9"]);
    assert!(dump.contains("text \" c \"") || dump.contains("text \"c\""), "{dump}");
}

#[test]
fn the_name_of_the_contents_is_not_listed() {
    let (dump, _) =
        markdown("# نام\n\n## آنچه می‌خوانید\n\n::: toc\n:::\n\n## یک\n\n::: box\n## دو\n:::\n\n::: toc\n:::\n");
    assert_eq!(dump.matches("entry").count(), 4, "{dump}");
    assert!(!dump.split("contents").nth(1).unwrap().contains("آنچه"), "{dump}");
}

#[test]
fn contents_of_nothing_are_told() {
    let (_, told) = markdown("# نام\n\n## فهرست\n\n::: toc\n:::\n\nمتن\n");
    assert_eq!(told, ["empty-contents:5"]);
}

#[test]
fn the_title_comes_from_the_nearest_place() {
    let title = |text: &str| {
        let (input, _) = input(text.as_bytes(), InputFormat::Markdown);
        (input.document.meta.title.unwrap(), input.document.meta.title_is_given)
    };
    assert_eq!(title("---\ntitle: ت\n---\n# ه\n"), ("ت".to_owned(), true));
    assert_eq!(title("## د\n\n# ه *ک*\n"), ("ه ک".to_owned(), false));
    assert_eq!(title("متن"), ("پیام".to_owned(), false));
}

#[test]
fn raw_html_is_never_passed_on() {
    let (dump, told) = markdown(
        "a <b>ب</b><br>c <!-- نه --> <script>alert(1)</script>d <img src=x.png onerror=x alt=ع> <i>e\n\n<form>\n<p>f<p>g\n</form>\n\n\
         <style>\n@import 'x';\n</style>\n\n<div>\nباز\n",
    );
    assert_eq!(told, ["raw-html:1", "language:0"]);
    for gone in ["<", "alert", "onerror", "import", "نه"] {
        assert!(!dump.contains(gone), "{gone} in\n{dump}");
    }
    for kept in [
        "strong\ntext \"ب\"",
        "hard break",
        "text \"f\"",
        "text \"g\"",
        "text \"باز\"",
        "image \"x.png\" alt=Some(\"ع\")",
    ] {
        assert!(dump.contains(kept), "{kept} not in\n{dump}");
    }
}

#[test]
fn links_that_could_harm_or_lead_nowhere_become_text() {
    let (dump, told) = markdown(
        "[a](javascript:x) [b](<JaVa&#9;ScRiPt:x>)\n[c](data:text/html,x) [d](file:///etc/passwd)\n[e](some/where)",
    );
    assert!(!dump.contains("link"), "{dump}");
    assert_eq!(
        told,
        ["link-scheme:1", "link-scheme:1", "link-scheme:2", "link-scheme:2", "link-nowhere:3", "language:0"]
    );
}

#[test]
fn divs_that_do_not_match_are_told_with_their_line() {
    let (dump, told) = markdown("متن\n\n:::\n\n> ::: box\n> درون\n\n::: poems\nx\n:::\n\n::: {.box} متن\n");
    assert_eq!(told, ["stray-div:3", "unclosed-div:5", "div:8"]);
    assert!(dump.contains("quote\ndiv Box\nparagraph\ntext \"درون\""), "{dump}");
    assert!(dump.contains("text \"::: {.box} متن\""), "{dump}");
}

#[test]
fn a_fence_in_code_is_code() {
    let (dump, told) = markdown("```\n::: box\n```\n\n    ::: box\n    ۱. x\n");
    assert_eq!(told, [""; 0]);
    assert_eq!(dump, "code - \"::: box\"\ncode - \"::: box\\n۱. x\"");
}

#[test]
fn cells_beyond_the_head_are_told() {
    let (_, told) = markdown("| آ | ب |\n|--|--|\n| ۱ | ۲ | ۳ |\n| ۱ | `a \\| b` |\n| ۱ | ۲ |  \n۱|۲\n۱|۲|\n");
    assert_eq!(told, ["table-cells:3"]);
}

#[test]
fn code_over_two_lines_knows_its_place() {
    let (input, _) = input("`سلام\nدنیا`\n\n> `سلام\n> دنیا`\n".as_bytes(), InputFormat::Markdown);
    let dump = bargeh::dump::document(&input.document);
    assert!(dump.contains("code \"سلام دنیا\" 1..18 [(17, 18)]"), "{dump}");
    assert!(dump.contains("code \"سلام دنیا\" 23..23"), "{dump}");
}

#[test]
fn persian_numbers_make_lists_and_break_none() {
    let (dump, _) = markdown("موارد:\n۱. یک\n۲) دو\n\nسال\n۱۴۰۳. تمام شد\n");
    assert!(dump.contains("list tight start=1 Decimal\nitem \"۱.\""), "{dump}");
    assert!(dump.contains("text \"۱۴۰۳. تمام شد\""), "a year at the start of a line stays text\n{dump}");
}

#[test]
fn the_language_is_that_of_most_letters() {
    let lang = |text: &str, told: usize| {
        let (input, warnings) = input(text.as_bytes(), InputFormat::Markdown);
        assert_eq!(warnings.iter().filter(|warning| warning.code == "language").count(), told, "{text}");
        input.document.meta.lang.as_str().to_owned()
    };
    assert_eq!(lang("سلام and", 0), "fa");
    assert_eq!(lang("السلام عليكم", 0), "fa");
    assert_eq!(lang("![x](x.png)", 0), "fa");
    assert_eq!(lang("hello", 1), "en");
    assert_eq!(lang("שלום", 1), "he");
    assert_eq!(lang("---\nlang: fa\n---\nhello", 0), "fa");
    assert_eq!(lang("`code code` https://example.org سلام", 0), "fa");
}

#[test]
fn odd_but_legal_messages_read() {
    for text in
        ["![x](x.png)", "```\nx\n```", "|a|\n|-|\n", "# x", "[^1]: x", "<!-- x -->", "***", "---\ntitle: x\n---\n"]
    {
        let (input, _) = input(text.as_bytes(), InputFormat::Markdown);
        assert!(input.document.meta.title.is_some(), "{text}");
    }
}

#[test]
fn deep_nesting_is_refused_wherever_it_hides() {
    let deep = |text: String| match read(text.as_bytes(), &ReadOptions::new(InputFormat::Markdown, "a.md")) {
        Err(Error::Source { message, place, .. }) => {
            assert!(message.contains("nested more than 100 deep"), "{message}");
            place.line
        }
        other => panic!("not refused: {other:?}"),
    };
    let n = 100_000;
    assert_eq!(deep(">".repeat(n) + "a"), Some(1));
    assert_eq!(deep("متن\n\n".to_owned() + &"- ".repeat(n) + "a"), Some(3));
    assert_eq!(deep("- ".repeat(n) + "```\n" + &"\n".repeat(n)), Some(1));
    assert_eq!(deep("*".repeat(n) + "a" + &"*".repeat(n)), Some(1));
    assert_eq!(deep("<b>".repeat(n)), Some(1));
    assert_eq!(deep("::: box\n".repeat(101)), Some(101));
    let html = read("<ul><li>".repeat(n).as_bytes(), &ReadOptions::new(InputFormat::Html, "a.html"));
    assert!(html.is_err_and(|error| error.to_string().contains("nested")));
}

#[test]
fn a_flood_of_marks_and_faults_is_read_in_bounds() {
    let n = 20_000;
    for flood in [
        "[",
        "![",
        "*a ",
        "_a **b ",
        "`a``b",
        "<a b",
        "a](b)",
        "<!--",
        "&#1234567",
        "[a][b] ",
        "a@b.ir,",
        "http://a.b/",
        "[a](x:y)\n\n",
    ] {
        let text = flood.repeat(n);
        let read = read(text.as_bytes(), &ReadOptions::new(InputFormat::Markdown, "a.md")).unwrap();
        assert!(read.warnings.len() <= 110, "{} warnings for {flood}", read.warnings.len());
    }
}

#[test]
fn plain_text_keeps_its_lines_and_reads_no_marks() {
    let (input, warnings) = input("سلام\n   دنیا  \n\n\n# نه *عنوان*\nwww.example.org".as_bytes(), InputFormat::Text);
    assert_eq!(warnings, []);
    insta::assert_snapshot!(bargeh::dump::document(&input.document), @r##"
    document lang=fa
      title "پیام"
      paragraph
        text "سلام" 0..8
        hard break
        text "دنیا" 12..20
      paragraph
        text "# نه *عنوان*" 25..44
        hard break
        link bare https://www.example.org
          text "www.example.org" 45..60
    "##);
}

#[test]
fn html_says_its_encoding_and_hides_its_scripts() {
    let page = "<html><head><meta charset=\"windows-1256\"><title>ع</title></head><body><p>سلام<script>x</script><p hidden>نه</body></html>";
    let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(page);
    let (input, _) = input(&bytes, InputFormat::Html);
    assert_eq!(input.document.meta.title.as_deref(), Some("ع"));
    let dump = bargeh::dump::document(&input.document);
    assert!(
        dump.contains("سلام") && !dump.contains("script") && !dump.contains("\"x") && !dump.contains("نه"),
        "{dump}"
    );
}

#[test]
fn word_files_bring_their_pictures() {
    for name in ["pandoc.docx", "libreoffice.docx"] {
        let (input, _) = input(&data(name), InputFormat::Docx);
        assert_eq!(input.embedded.0.len(), 1, "{name}");
        let (path, bytes) = input.embedded.0.iter().next().unwrap();
        assert!(bytes.starts_with(b"\x89PNG") && path.ends_with(".png"), "{path}");
        assert!(bargeh::dump::document(&input.document).contains(path.as_str()));
    }
}

/// Files of the two programs made from one small text.
#[test]
fn word_files_bring_rules_code_and_definitions() {
    for name in ["rule-pandoc.docx", "rule-libreoffice.docx"] {
        let (input, _) = input(&data(name), InputFormat::Docx);
        let kinds: Vec<&str> = input.document.blocks.iter().map(|block| block_name(&block.kind)).collect();
        assert_eq!(kinds, ["paragraph", "rule", "paragraph", "definitions"], "{name}");
        let dump = bargeh::dump::document(&input.document);
        assert!(dump.contains("code \"کد\""), "{name}\n{dump}");
    }
}

#[test]
fn what_is_no_word_file_is_refused() {
    for (bytes, told) in
        [(&b"PK\x03\x04"[..], "not a DOCX"), (b"x", "not a DOCX"), (b"\xd0\xcf\x11\xe0\xa1", "old Word file")]
    {
        let error = read(bytes, &ReadOptions::new(InputFormat::Docx, "a.docx")).unwrap_err();
        assert!(error.to_string().contains(told), "{error}");
    }
}

#[test]
fn blocks_and_cells_end_at_a_limit() {
    let mut options = ReadOptions::new(InputFormat::Markdown, "a.md");
    options.limits.nodes = 50;
    let table = |rows| format!("| الف |\n|---|\n{}", "| ب |\n".repeat(rows));
    assert!(read(table(10).as_bytes(), &options).is_ok());
    let refused = read(table(60).as_bytes(), &options).unwrap_err();
    assert!(refused.to_string().contains("more than 50 blocks, cells"), "{refused}");
}

/// Lines of a slogan or of a contact block are lines; of other divs they are
/// one paragraph.
#[test]
fn lines_of_slogans_and_contacts_stay() {
    for (role, kept) in [("slogan", 2), ("contact", 2), ("box", 0)] {
        let (read, _) = markdown(&format!("::: {role}\nنان **کار\nآزادی**\nخانه\n:::\n"));
        assert_eq!(read.matches("hard break").count(), kept, "{role}: {read}");
        assert_eq!(read.matches("soft break").count(), 2 - kept, "{role}: {read}");
    }
}
