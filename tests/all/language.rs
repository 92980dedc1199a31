//! The language and direction of messages, as their authors show them.

use crate::support::Desk;
use bargeh::document::{BlockKind, Document, Inline};
use bargeh::persian::{TidyOptions, tidy};
use bargeh::read::{ReadOptions, read};
use bargeh::resources::Memory;
use bargeh::settings::{InputFormat, Settings};

fn document(bytes: &[u8], format: InputFormat) -> Document {
    read(bytes, &ReadOptions::new(format, "a.md")).expect("it is readable").value.document
}

fn lang(text: &str) -> String {
    document(text.as_bytes(), InputFormat::Markdown).meta.lang.as_str().to_owned()
}

const TABLE: &str = "| ویژگی | Arroxy | 4K Video Downloader | JDownloader | Y2Mate / online converters | Browser extensions |\n\
    |---|:-:|:-:|:-:|:-:|:-:|\n\
    | کراس‌پلتفرم | بله | نه | بله | نه | نه |\n\
    | SponsorBlock | بله | نه | نه | نه | نه |\n";
const LATEX: &str = "# جدول\n\nفرمول $a^{2} + b^{2} = c^{2}$ است و $x_1 + x_2$.\n\n\
    $$F(\\omega) = \\int_{-\\infty}^{\\infty} f(t)\\, e^{-j \\omega t} dt$$\n\n\
    و \\(\\sigma(z)\\) و \\[ E=mc^2 \\] است.\n";

#[test]
fn persian_with_many_latin_names_is_persian() {
    assert_eq!(lang(TABLE), "fa");
    assert_eq!(lang(LATEX), "fa");
    let steps = "گام: Download and install Microsoft Visual Studio Code\n\n".repeat(3);
    assert_eq!(lang(&format!("راهنمای نصب برنامه\n\n{steps}")), "fa");
    assert_eq!(
        lang("# راهنما\n\nPython را نصب کنید.\n\n- Visual Studio Code\n- Docker Desktop\n- Node.js LTS\n- Git\n"),
        "fa"
    );
    assert_eq!(
        lang("# راهنما\n\nSee https://example.org/a/long/path\n\nاین است.\n\nOne more line of English.\n"),
        "fa"
    );
    assert_eq!(lang("React یک کتابخانه است برای ساختن رابط کاربری\n\nVue نیز همین است ولی کوچک‌تر\n"), "fa");
}

#[test]
fn english_with_persian_words_is_english() {
    assert_eq!(lang("# A Short Book\n\nThis paragraph has a Persian word (کتاب) in it.\n\nThe name is سلام.\n"), "en");
    assert_eq!(
        lang("# Words\n\nA first line.\n\nA second line.\n\n| fa | en |\n|-|-|\n| کتاب | book |\n| آب | water |\n"),
        "en"
    );
    assert_eq!(lang("# سلام\n\nThis is English.\n\nAnd this, too.\n\nAnd this.\n"), "en");
}

#[test]
fn what_the_author_says_comes_first() {
    let english = &"A line of English.\n\nAnother one.\n\n".repeat(4);
    assert_eq!(lang(&format!("<div dir=\"rtl\">\n\n{english}\n</div>\n")), "fa");
    assert_eq!(lang(&format!("<div align=center>\n<div dir='rtl'>\n\n{english}\n</div>\n</div>\n")), "fa");
    assert_eq!(lang(&format!("<div dir=\"rtl\">\n\n{english}")), "fa", "never closed");
    assert_eq!(lang(&format!("<div dir=\"rtl\">\n\nx\n\n</div>\n\n{english}")), "en", "round a part alone");
    assert_eq!(lang(&format!("---\ndir: rtl\n---\n{english}")), "fa");
    assert_eq!(lang(&format!("---\nlocale: en_US\n---\nمتن\n\n{english}")), "en-US");
}

#[test]
fn word_files_from_the_right_are_persian() {
    for name in ["bidi-mostly-latin.docx", "pasted-code.docx"] {
        let path = format!("{}/tests/data/cases/{name}", env!("CARGO_MANIFEST_DIR"));
        let bytes = std::fs::read(path).expect("the sample is there");
        assert_eq!(document(&bytes, InputFormat::Docx).meta.lang.as_str(), "fa", "{name}");
    }
}

/// Two sentences each, written for this test.
const OTHERS: &[(&str, &str)] = &[
    ("ps", "سړي راغلل او یو سړی ولاړ. دا ښه ډېر کتابونه دي چې زموږ په کور کې دي."),
    ("ar", "في البدء كانت الكلمة، وعلى كل إنسان أن يحترم حق غيره في الحياة والحرية. هذا الذي نقوله في كل مكان."),
    ("ur", "یہ کتاب بہت اچھی ہے اور میں نے اسے دو بار پڑھا ہے۔ ہم کل بازار جائیں گے اور ٹماٹر خریدیں گے۔"),
    ("pnb", "ایہہ کتاب بہت چنگی اے تے میں اوہنوں دو واری پڑھیا اے۔ گھر دے وچ وڈا ڈبا پیا اے تے اوہدے وچ روٹی اے۔"),
    ("ckb", "ئەم کتێبە زۆر باشە و من دوو جار خوێندوومەتەوە. بەیانی دەچین بۆ بازاڕ و ماڵەکەمان گەورەیە."),
    ("ug", "بۇ كىتاب بەك ياخشى، مەن ئۇنى ئىككى قېتىم ئوقۇدۇم. ئەتە بازارغا بارىمىز ۋە ئۈزۈم سېتىۋالىمىز."),
];

#[test]
fn languages_of_arabic_script_are_told_apart() {
    for (tag, text) in OTHERS {
        assert_eq!(lang(text), *tag, "{text}");
    }
    for persian in [
        "این یک متن فارسی است که چند واژهٔ پشتو مانند «سړی» و «ښه» را می‌آورد تا نشان دهد که زبان آن دگرگون نمی‌شود.",
        "كتاب في بيت",
        "دائرة المعارف بزرگ اسلامی",
        "حجة الاسلام والمسلمين السيد الحسيني",
        "يك متن كه با صفحه‌كليد عربي نوشته شده است و همه جا ي و ك دارد",
        "ے ے ے این ے ے را قلم‌های کهنه به جای ی می‌نوشتند",
    ] {
        assert_eq!(lang(persian), "fa", "{persian}");
    }
}

#[test]
fn no_rule_of_persian_touches_another_language() {
    let changes = |text: &str, level: &str| {
        let mut settings = Settings::default();
        settings.set("clean", level).unwrap();
        let document = document(text.as_bytes(), InputFormat::Markdown);
        let tidied = tidy(&document, &TidyOptions::new(&settings, &Memory::default()).unwrap());
        (tidied.edits.len(), tidied.warnings.iter().filter(|warning| warning.code == "likely-slip").count())
    };
    let persian = "این کتاب را در خانه می‌خوانیم و برای دوستان می‌نویسیم.";
    for (tag, text) in OTHERS {
        for level in ["safe", "guarded", "all"] {
            assert_eq!(changes(text, level), (0, 0), "{tag} {level}");
            let mixed = format!("{persian}\n\n{text}\n\n> {text}\n\n- {persian}\n\n  {text}\n");
            assert_eq!(changes(&mixed, level), (0, 0), "{tag} {level} within Persian");
        }
        let mixed = format!("{persian}\n\n{text}\n\n{text}\n\n{persian}\n\n{persian} {persian}\n\n{persian}\n");
        let document = document(mixed.as_bytes(), InputFormat::Markdown);
        let langs: Vec<_> = document
            .blocks
            .iter()
            .map(|block| match &block.kind {
                BlockKind::Paragraph(content) => match content.as_slice() {
                    [Inline::Span(span)] => span.lang.as_ref().map(|lang| lang.as_str()),
                    _ => None,
                },
                _ => None,
            })
            .collect();
        assert_eq!(document.meta.lang.as_str(), "fa", "{tag}");
        assert_eq!(langs, [None, Some(*tag), Some(*tag), None, None, None], "{tag}");
    }
    assert!(changes("كتاب ما را بخوانيد", "safe").0 > 0, "Persian is still cleaned");
}

/// What front matter says of a book stands in its package where it is asked for,
/// and nowhere else.
#[test]
fn the_book_names_authors_series_and_subjects_where_asked() {
    let text = "---\nauthors: [Alef, Be]\ntags: [one, two]\ndescription: About <it>\npublisher: House\n\
        series: {name: Notebooks, number: 2}\n---\n\nمتن\n";
    let package = |metadata: &[&str]| {
        let desk = Desk::with("a.md", text);
        desk.run(&[&["a.md", "--to", "epub"], metadata].concat()).ends(0);
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(desk.read("a.epub"))).unwrap();
        std::io::read_to_string(archive.by_name("OEBPS/content.opf").unwrap()).unwrap()
    };
    let said = package(&["--metadata", "author,description,publisher,series,subjects"]);
    for element in [
        ">Alef</dc:creator>",
        ">Be</dc:creator>",
        "<dc:subject>one</dc:subject>",
        "<dc:subject>two</dc:subject>",
        "<dc:description>About &lt;it&gt;</dc:description>",
        "<dc:publisher>House</dc:publisher>",
        "property=\"belongs-to-collection\">Notebooks</meta>",
        "<meta refines=\"#series\" property=\"group-position\">2</meta>",
    ] {
        assert!(said.contains(element), "{element} in {said}");
    }
    let silent = package(&[]);
    for word in ["Alef", "<dc:subject", "About", "House", "Notebooks"] {
        assert!(!silent.contains(word), "{word} in {silent}");
    }
}

#[test]
fn alerts_are_headed_in_the_language_of_the_text() {
    for (lang, word) in [("ar", "تحذير"), ("ur", "انتباہ"), ("ckb", "ئاگاداری"), ("tr", "Uyarı"), ("fa", "هشدار")]
    {
        let desk = Desk::with("a.md", format!("---\ntitle: x\nlang: {lang}\n---\n\n> [!WARNING]\n> نص\n"));
        desk.run(&["a.md", "--to", "epub"]).ends(0);
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(desk.read("a.epub"))).unwrap();
        let page = std::io::read_to_string(archive.by_name("OEBPS/text-0001.xhtml").unwrap()).unwrap();
        assert!(page.contains(word), "{word} in {page}");
    }
}

#[test]
fn short_texts_show_their_language_by_rare_letters_and_words() {
    assert_eq!(lang("ځوان سړي کتاب لولي او ښه دی\n\nځوان سړي کتاب لولي او ښه دی\n"), "ps");
    assert_eq!(lang("إلى أين تذهب يا صديقي؟ هذه المكتبة كبيرة جدا في المدينة\n"), "ar");
    // Persian typed with an Arabic keyboard.
    assert_eq!(lang("كتاب هاي من در خانه است و علي آن را خواند\n"), "fa");
}

#[test]
fn names_and_commands_make_no_english_text() {
    let lang = |text: &str| document(text.as_bytes(), InputFormat::Text).meta.lang.as_str().to_owned();
    let notes = "PROJECT NORTH — PN-043\n\nEvaluation + Demo Release Candidate v0.5.0\n\n\
                 START_BACKEND.bat و START_UI.bat فعلی را ببند.\n\nZIP را Extract کن.\n\n\
                 CHECK_LOCAL_AI.bat را اجرا کن.\n\nOpenSAP Copilot Grounding Guard regression test\n\n\
                 محتویات پوشهٔ تازه را روی root فعلی Repository کپی کن، Replace را بزن و نتیجه را برایم بنویس.\n";
    assert_eq!(lang(notes), "fa");
    let english = "The word دل is the heart of the poem.\n\nIt is used for love, and for the mind of a man.\n\n\
                   دل و جان\n\nThis is what the poet says to you in the second line of it.\n";
    assert_eq!(lang(english), "en");
}
