//! The table of settings, one row each: the only place that declares them.
//!
//! A row gives, a field per line:
//!
//! - the key, the field of [`Settings`] and its type;
//! - `read`: the function that parses its value (`parse.rs`);
//! - its group in the help, and the commands that have a flag for it;
//! - the placeholder of the value in help, and the possible values;
//! - a valid example;
//! - the default, where help mentions it;
//! - the help in English and Persian, without the values, which are put after
//!   it.

use super::parse::{METADATA, flag, margins, metadata, millimetres, number, paper, people, points, shift, text, word};
use super::row::{Command, Group, Row, Said, Values, settings};
use super::words::{
    Binding, Breaks, Card, Clean, Digits, Duplex, Heh, Ink, Justify, Kashida, Marks, PdfKind, QrCodes, Reflow, Roles,
    TextLayer, Ui,
};
use super::{Scheme, THEMES};
use crate::paper::PAPER_NAMES;
use crate::units::{Length, Margins, Point, Size};
use Values::{Any, File, Flag, Maybe, One, Or, Pair, Some as Several};

/// The commands that take settings of a message's look and content.
const CONVERSIONS: &[Command] = &[Command::Convert, Command::Batch];
/// The commands that take settings of sheets, which apply to any PDF's pages.
const SHEETS: &[Command] = &[Command::Convert, Command::Batch, Command::Impose];
/// The commands that take settings of the source's text.
const SOURCES: &[Command] = &[Command::Convert, Command::Batch, Command::Clean, Command::Compare];
/// The same and the test of a printer.
const PAPERS: &[Command] = &[Command::Convert, Command::Batch, Command::Impose, Command::Sheets];
const EVERY: &[Command] = Command::ALL;

const OWN_THEME: Said = Said { en: "a TOML file", fa: "یک پروندهٔ TOML" };
const OWN_SIZE: Said = Said { en: "WxHmm", fa: "به میلی‌متر، مانند 120x200mm" };

settings! {
    "theme" => theme: String {
        read: text,
        group: Page,
        commands: CONVERSIONS,
        value: "NAME|FILE" Or(THEMES, OWN_THEME),
        example: "flyer",
        default: ("leaflet", "leaflet"),
        en: "Look",
        fa: "پوسته",
    }
    "paper" => paper: Size {
        read: paper,
        group: Page,
        commands: CONVERSIONS,
        value: "SIZE" Or(PAPER_NAMES, OWN_SIZE),
        example: "a6",
        default: ("the theme's, mostly a5", "اندازهٔ پوسته، بیشتر a5"),
        en: "Size of the page",
        fa: "اندازهٔ صفحه",
    }
    "landscape" => landscape: bool {
        read: flag,
        group: Page,
        commands: CONVERSIONS,
        value: "" Flag,
        example: "true",
        default: ("", ""),
        en: "Turn the page on its side",
        fa: "صفحه را به پهلو بچرخان",
    }
    "margin" => margin: Margins {
        read: margins,
        group: Page,
        commands: CONVERSIONS,
        value: "MM" Any,
        example: "14,13,16,13",
        default: ("", ""),
        en: "Margins: one value, or top,outer,bottom,inner",
        fa: "حاشیه‌ها: یک عدد، یا بالا،بیرون،پایین،درون با ویرگول لاتین میانشان",
    }
    "columns" => columns: u8 {
        read: number(1..=6),
        group: Page,
        commands: CONVERSIONS,
        value: "N" Any,
        example: "2",
        default: ("", ""),
        en: "Text columns, 1 to 6",
        fa: "شمار ستون‌های متن، ۱ تا ۶",
    }
    "binding" => binding: Binding {
        read: word,
        group: Page,
        commands: SHEETS,
        value: "SIDE" One(Binding::WORDS),
        example: "left",
        default: ("right for right-to-left languages, or as the PDF says", "راست برای زبان‌های راست‌به‌چپ، یا به گفتهٔ PDF"),
        en: "Side that pages are bound on",
        fa: "سوی صحافی",
    }
    "font" => font: String {
        read: text,
        group: Text,
        commands: CONVERSIONS,
        value: "NAME|FILE" File,
        example: "Vazirmatn",
        default: ("", ""),
        en: "Font of the text: a bundled family (`bargeh fonts`) or a TrueType file",
        fa: "قلم متن: یکی از قلم‌های همراه (`bargeh fonts`) یا یک پروندهٔ TrueType",
    }
    "font-bold" => font_bold: String {
        read: text,
        group: Text,
        commands: CONVERSIONS,
        value: "FILE" File,
        example: "bold.ttf",
        default: ("the file of that name beside the font's", "پرونده‌ای با همان نام کنار قلم متن"),
        en: "Bold letters of the text, a TrueType file",
        fa: "حروف سیاه متن، یک پروندهٔ TrueType",
    }
    "font-size" => font_size: Length {
        read: points(4.0..=200.0),
        group: Text,
        commands: CONVERSIONS,
        value: "PT" Any,
        example: "12",
        default: ("", ""),
        en: "Size of the text in points",
        fa: "اندازهٔ حروف متن به پوینت",
    }
    "justify" => justify: Justify {
        read: word,
        group: Text,
        commands: CONVERSIONS,
        value: "HOW" One(Justify::WORDS),
        example: "start",
        default: ("", ""),
        en: "Where lines end",
        fa: "هم‌تراز بودن لبه‌های متن",
    }
    "kashida" => kashida: Kashida {
        read: word,
        group: Text,
        commands: CONVERSIONS,
        value: "HOW" One(Kashida::WORDS),
        example: "off",
        default: ("auto", "auto"),
        en: "Stretched letters",
        fa: "کشیدگی حروف",
    }
    "roles" => roles: Roles {
        read: word,
        group: Text,
        commands: CONVERSIONS,
        value: "HOW" One(Roles::WORDS),
        example: "off",
        default: ("auto", "auto"),
        en: "Find slogans and contact blocks",
        fa: "یافتن شعارها و نشانی‌های تماس",
    }
    "lang" => lang: String {
        read: text,
        group: Text,
        commands: SOURCES,
        value: "TAG" Any,
        example: "fa",
        default: ("fa", "fa"),
        en: "Language of the message",
        fa: "زبان پیام",
    }
    "sheet" => sheet: Scheme {
        read: word,
        group: Sheet,
        commands: SHEETS,
        value: "SCHEME" One(Scheme::WORDS),
        example: "copies:4",
        default: ("", ""),
        en: "How pages lie on sheets",
        fa: "چیدن صفحه‌ها روی برگ",
    }
    "skip-labels" => skip_labels: u16 {
        read: number(1..=1600),
        group: Sheet,
        commands: SHEETS,
        value: "N" Any,
        example: "5",
        default: ("", ""),
        en: "Labels that the first sheet lacks",
        fa: "شمار برچسب‌هایی که از برگ نخست کنده شده است",
    }
    "sheet-paper" => sheet_paper: Size {
        read: paper,
        group: Sheet,
        commands: PAPERS,
        value: "SIZE" Or(PAPER_NAMES, OWN_SIZE),
        example: "a3",
        default: ("a4", "a4"),
        en: "Paper in the printer",
        fa: "کاغذ چاپگر",
    }
    "duplex" => duplex: Duplex {
        read: word,
        group: Sheet,
        commands: SHEETS,
        value: "HOW" One(Duplex::WORDS),
        example: "long",
        default: ("", ""),
        en: "Turn sheets on the short or long edge, by hand (two files), or not at all",
        fa: "برگرداندن برگ از لبهٔ کوتاه یا بلند، با دست (دو پرونده)، یا هیچ",
    }
    "back-shift" => back_shift: Point {
        read: shift(-20.0..=20.0),
        group: Sheet,
        commands: SHEETS,
        value: "X,Y" Pair,
        example: "1.5,-0.5",
        default: ("", ""),
        en: "Move backs to the right and down, in millimetres (`bargeh sheets --test-print` measures it)",
        fa: "پشت برگ‌ها را به راست و پایین ببر، به میلی‌متر (`bargeh sheets --test-print` آن را می‌سنجد)",
    }
    "marks" => marks: Marks {
        read: word,
        group: Sheet,
        commands: SHEETS,
        value: "LIST" Several(Marks::WORDS),
        example: "crop,fold",
        default: ("", ""),
        en: "Marks beside the pages",
        fa: "نشانه‌های کنار صفحه‌ها",
    }
    "bleed" => bleed: Length {
        read: millimetres(0.0..=20.0),
        group: Sheet,
        commands: SHEETS,
        value: "MM" Any,
        example: "3",
        default: ("", ""),
        en: "How far artwork reaches past the cut",
        fa: "بیرون‌زدگی نقش از لبهٔ برش",
    }
    "printable" => printable: Length {
        read: millimetres(0.0..=30.0),
        group: Sheet,
        commands: SHEETS,
        value: "MM" Any,
        example: "4",
        default: ("5", "5"),
        en: "Edge the printer cannot reach",
        fa: "لبه‌ای از کاغذ که چاپگر به آن نمی‌رسد",
    }
    "creep" => creep: Length {
        read: millimetres(0.0..=10.0),
        group: Sheet,
        commands: SHEETS,
        value: "MM" Any,
        example: "0.1",
        default: ("", ""),
        en: "Shift of each sheet of a booklet towards the fold",
        fa: "جابه‌جایی هر برگ دفترچه به سوی تا",
    }
    "signature" => signature: u16 {
        read: number(4..=128),
        group: Sheet,
        commands: SHEETS,
        value: "N" Any,
        example: "16",
        default: ("", ""),
        en: "Pages to a signature of a booklet",
        fa: "شمار صفحه‌های هر فرم دفترچه",
    }
    "back-cover" => back_cover: bool {
        read: flag,
        group: Sheet,
        commands: SHEETS,
        value: "" Flag,
        example: "true",
        default: ("", ""),
        en: "Put blank pages before the last page",
        fa: "صفحه‌های سفید را پیش از صفحهٔ آخر بگذار",
    }
    "proof" => proof: bool {
        read: flag,
        group: Sheet,
        commands: SHEETS,
        value: "" Flag,
        example: "true",
        default: ("", ""),
        en: "Write a folding guide beside the output",
        fa: "راهنمای تا کردن را کنار خروجی بنویس",
    }
    "fit" => fit: u16 {
        read: number(1..=512),
        group: Sheet,
        commands: CONVERSIONS,
        value: "N" Any,
        example: "2",
        default: ("", ""),
        en: "Choose size and leading so that the text fills exactly N pages",
        fa: "اندازهٔ حروف و فاصلهٔ سطرها را چنان برگزین که متن درست N صفحه شود",
    }
    "qr" => qr: QrCodes {
        read: word,
        group: Parts,
        commands: CONVERSIONS,
        value: "WHAT" One(QrCodes::WORDS),
        example: "links",
        default: ("", ""),
        en: "QR codes for links",
        fa: "کد QR برای پیوندها",
    }
    "qr-size" => qr_size: Length {
        read: millimetres(20.0..=200.0),
        group: Parts,
        commands: CONVERSIONS,
        value: "MM" Any,
        example: "40",
        default: ("by the paper", "به اندازهٔ کاغذ"),
        en: "Side of QR codes",
        fa: "پهنای کد QR به میلی‌متر",
    }
    "header" => header: String {
        read: text,
        group: Parts,
        commands: CONVERSIONS,
        value: "TEXT" Any,
        example: "شورای محله",
        default: ("the title or the chapter, where the theme prints one", "عنوان یا فصل، اگر پوسته سرصفحه دارد"),
        en: "Line above every page but the first",
        fa: "سرصفحه، بالای همهٔ صفحه‌ها جز نخستین",
    }
    "first-page" => first_page: u16 {
        read: number(1..=9999),
        group: Parts,
        commands: CONVERSIONS,
        value: "N" Any,
        example: "5",
        default: ("1", "۱"),
        en: "Number of the first page",
        fa: "شمارهٔ نخستین صفحه",
    }
    "toc" => toc: bool {
        read: flag,
        group: Parts,
        commands: CONVERSIONS,
        value: "" Flag,
        example: "true",
        default: ("", ""),
        en: "Add a table of contents",
        fa: "فهرست مطالب بیفزا",
    }
    "toc-depth" => toc_depth: u8 {
        read: number(1..=6),
        group: Parts,
        commands: CONVERSIONS,
        value: "N" Any,
        example: "2",
        default: ("3", "۳"),
        en: "Deepest level of headings that contents list, 1 to 6",
        fa: "ژرف‌ترین سطح سرفصل در فهرست مطالب، ۱ تا ۶",
    }
    "cover" => cover: String {
        read: text,
        group: Parts,
        commands: CONVERSIONS,
        value: "FILE" File,
        example: "cover.jpg",
        default: ("", ""),
        en: "Cover picture",
        fa: "تصویر جلد",
    }
    "page-list" => page_list: bool {
        read: flag,
        group: Parts,
        commands: CONVERSIONS,
        value: "" Flag,
        example: "true",
        default: ("", ""),
        en: "Page numbers of the print in the EPUB",
        fa: "شمارهٔ صفحه‌های چاپی در EPUB",
    }
    "epub-css" => epub_css: String {
        read: text,
        group: Files,
        commands: CONVERSIONS,
        value: "FILE" File,
        example: "book.css",
        default: ("", ""),
        en: "Style sheet of your own for the EPUB, after the theme's",
        fa: "شیوه‌نامهٔ خودتان برای EPUB، پس از شیوه‌نامهٔ پوسته",
    }
    "full-pictures" => full_pictures: bool {
        read: flag,
        group: Files,
        commands: CONVERSIONS,
        value: "" Flag,
        example: "true",
        default: ("", ""),
        en: "Keep all pixels: of pictures in a PDF that have more than 450 to an inch, and in an EPUB more than 4 megapixels",
        fa: "هیچ تصویری را کوچک نکن: نه در PDF آن را که بیش از ۴۵۰ پیکسل در اینچ دارد، نه در EPUB بیش از ۴ مگاپیکسل",
    }
    "pdf" => pdf: PdfKind {
        read: word,
        group: Files,
        commands: CONVERSIONS,
        value: "KIND" One(PdfKind::WORDS),
        example: "plain",
        default: ("archive", "archive"),
        en: "PDF/A-2u and PDF/UA-1, or the smallest file",
        fa: "PDF/A-2u و PDF/UA-1، یا کوچک‌ترین پرونده",
    }
    "text-layer" => text_layer: TextLayer {
        read: word,
        group: Files,
        commands: CONVERSIONS,
        value: "HOW" One(TextLayer::WORDS),
        example: "iso",
        default: ("readers", "readers"),
        en: "Text for readers as they are, or by the letter",
        fa: "لایهٔ متن برای نمایشگرها چنان که هستند، یا مو به موی استاندارد",
    }
    "ink" => ink: Ink {
        read: word,
        group: Files,
        commands: CONVERSIONS,
        value: "INK" One(Ink::WORDS),
        example: "black",
        default: ("color", "color"),
        en: "Inks; cmyk with --pdf plain",
        fa: "مرکب‌ها؛ cmyk با `--pdf plain`",
    }
    "image-quality" => image_quality: u8 {
        read: number(1..=100),
        group: Files,
        commands: CONVERSIONS,
        value: "N" Any,
        example: "80",
        default: ("", ""),
        en: "Recompress pictures, 1 to 100",
        fa: "تصویرها را دوباره فشرده کن، ۱ تا ۱۰۰",
    }
    "ppi" => ppi: u16 {
        read: number(30..=1200),
        group: Files,
        commands: CONVERSIONS,
        value: "N" Any,
        example: "200",
        default: ("150", "150"),
        en: "Pixels to an inch of pages as pictures",
        fa: "شمار پیکسل در هر اینچ از تصویر صفحه‌ها",
    }
    "card" => card: Card {
        read: word,
        group: Files,
        commands: CONVERSIONS,
        value: "KIND" Maybe(Card::WORDS),
        example: "story",
        default: ("", ""),
        en: "Pictures for phones in place of pages: post, where no kind is given",
        fa: "به جای صفحه‌ها تصویرهایی برای تلفن؛ اگر گونه‌ای نگویید post",
    }
    "cards" => cards: u16 {
        read: number(1..=200),
        group: Files,
        commands: CONVERSIONS,
        value: "N" Any,
        example: "5",
        default: ("as many as it needs, at most 20", "هر چند که باید، نه بیش از ۲۰"),
        en: "Choose the size of letters so that there are exactly N cards",
        fa: "اندازهٔ حروف را چنان برگزین که درست N کارت شود",
    }
    "card-theme" => card_theme: String {
        read: text,
        group: Files,
        commands: CONVERSIONS,
        value: "NAME|FILE" Or(THEMES, OWN_THEME),
        example: "card",
        default: ("card", "card"),
        en: "Look of the cards",
        fa: "پوستهٔ کارت‌ها",
    }
    "alt" => alt: bool {
        read: flag,
        group: Files,
        commands: CONVERSIONS,
        value: "" Flag,
        example: "true",
        default: ("", ""),
        en: "Write the words of each picture beside it",
        fa: "واژه‌های هر تصویر را کنارش بنویس",
    }
    "embed-fonts" => embed_fonts: bool {
        read: flag,
        group: Files,
        commands: CONVERSIONS,
        value: "" Flag,
        example: "false",
        default: ("", ""),
        en: "Leave fonts out of EPUB and HTML",
        fa: "قلم‌ها را در EPUB و HTML نگذار",
    }
    "metadata" => metadata: Vec<String> {
        read: metadata,
        group: Files,
        commands: CONVERSIONS,
        value: "KEYS" Several(METADATA),
        example: "author",
        default: ("none of it", "هیچ‌کدام"),
        en: "What is written into the file",
        fa: "آنچه در شناسنامهٔ پرونده نوشته می‌شود",
    }
    "title" => title: String {
        read: text,
        group: Files,
        commands: CONVERSIONS,
        value: "TEXT" Any,
        example: "پیام",
        default: ("", ""),
        en: "Title of the document",
        fa: "عنوان سند",
    }
    "no-title" => no_title: bool {
        read: flag,
        group: Files,
        commands: CONVERSIONS,
        value: "" Flag,
        example: "true",
        default: ("", ""),
        en: "Leave the title out of the file",
        fa: "عنوان را در شناسنامهٔ پرونده ننویس",
    }
    "author" => author: Vec<String> {
        read: people,
        group: Files,
        commands: CONVERSIONS,
        value: "TEXT" Any,
        example: "کانون",
        default: ("", ""),
        en: "Author, printed where the theme does; several with semicolons between",
        fa: "نویسنده؛ اگر پوسته چنین کند چاپ می‌شود. میان چند نام ؛ بگذارید",
    }
    "date" => date: String {
        read: text,
        group: Files,
        commands: CONVERSIONS,
        value: "TEXT" Any,
        example: "2024-05-21",
        default: ("", ""),
        en: "Date, printed where the theme does",
        fa: "تاریخ؛ اگر پوسته چنین کند چاپ می‌شود",
    }
    "reflow" => reflow: Reflow {
        read: word,
        group: Source,
        commands: SOURCES,
        value: "HOW" One(Reflow::WORDS),
        example: "off",
        default: ("auto", "auto"),
        en: "Join lines broken by a narrow column",
        fa: "پیوستن سطرهایی که ستونی باریک شکسته است",
    }
    "breaks" => breaks: Breaks {
        read: word,
        group: Source,
        commands: SOURCES,
        value: "HOW" One(Breaks::WORDS),
        example: "keep",
        default: ("as the form of the input says", "چنان‌که شکل ورودی می‌گوید"),
        en: "Line ends of the source: kept on the page, or joined",
        fa: "پایان سطرهای متن ورودی: نگه داشته شوند یا پیوسته",
    }
    "clean" => clean: Clean {
        read: word,
        group: Source,
        commands: SOURCES,
        value: "LEVEL" One(Clean::WORDS),
        example: "guarded",
        default: ("safe", "safe"),
        en: "How far the text is mended (safe: its characters; guarded: half-spaces and marks, too; all: also the Academy's spelling)",
        fa: "تا کجا متن اصلاح شود (safe: نویسه‌ها؛ guarded: نیم‌فاصله‌ها و نشانه‌ها هم؛ all: املای فرهنگستان هم)",
    }
    "words" => words: String {
        read: text,
        group: Source,
        commands: SOURCES,
        value: "FILE" File,
        example: "words.txt",
        default: ("", ""),
        en: "Your own words for the clean-up, one a line",
        fa: "واژه‌های خودتان برای اصلاح، هر سطر یکی",
    }
    "digits" => digits: Digits {
        read: word,
        group: Source,
        commands: SOURCES,
        value: "HOW" One(Digits::WORDS),
        example: "keep",
        default: ("", ""),
        en: "Digits of Persian text",
        fa: "رقم‌های متن فارسی",
    }
    "heh" => heh: Heh {
        read: word,
        group: Source,
        commands: SOURCES,
        value: "FORM" One(Heh::WORDS),
        example: "hamza",
        default: ("", ""),
        en: "How the yeh behind a final heh is written",
        fa: "نگارش پایان خانه‌ی یا خانهٔ",
    }
    "data" => data: String {
        read: text,
        group: Source,
        commands: CONVERSIONS,
        value: "FILE" File,
        example: "names.csv",
        default: ("", ""),
        en: "A table (CSV, TSV, JSON, XLSX, ODS): a copy for each row, with its values where {{column}} stands",
        fa: "جدول (CSV، TSV، JSON، XLSX، ODS): برای هر سطر یک نسخه، با مقدارهای آن به‌جای `{{ستون}}`",
    }
    "ui" => ui: Ui {
        read: word,
        group: Running,
        commands: EVERY,
        value: "LANGUAGE" One(Ui::WORDS),
        example: "fa",
        default: ("by LANG", "به گفتهٔ LANG"),
        en: "Language of the help and of what is told; files are the same in both",
        fa: "زبان راهنما و پیام‌های برنامه؛ پرونده‌ها در هر دو یکی است",
    }
}
