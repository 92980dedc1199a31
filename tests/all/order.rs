//! The order of letters in mixed lines. What a browser makes of the same plain
//! lines is compared by `tests/judges/order.mjs`, from the lines kept here.

use crate::support::everything::{Maker, keep, resources};
use crate::support::plain_pages;
use bargeh::document::{Direction, Document, Lang, number};
use bargeh::font::FontBook;
use bargeh::frame::{Frame, ItemKind, Line, StructRole, TextRun};
use bargeh::read::{ReadOptions, read};
use bargeh::settings::InputFormat;
use bargeh::theme::{Folio, Theme};
use bargeh::typeset::typeset;
use bargeh::units::{Length, Size};
use std::fmt::Write as _;

/// A message set on paper so wide that no line breaks.
fn set(text: &str) -> Vec<Line> {
    let mut options = ReadOptions::new(InputFormat::Markdown, "پیام.md");
    options.lang = Some(Lang::persian());
    let mut document = read(text.as_bytes(), &options).unwrap().value.document;
    number(&mut document);
    lines(&document)
}

fn lines(document: &Document) -> Vec<Line> {
    let mut theme = Theme::builtin("plain").unwrap();
    theme.furniture.folio = Folio::None;
    let (geometry, options) = plain_pages(&theme, Size::mm(9000.0, 4000.0), Length::mm(10.0));
    let book = FontBook::bundled();
    let layout = typeset(document, &theme, &book, &geometry, &options, &resources()).unwrap().value.0;
    let mut lines = Vec::new();
    for page in &layout.pages {
        collect(&page.frame, &mut lines);
    }
    // Code has an order of its own.
    let is_code =
        |run: &TextRun| run.tag.is_some_and(|tag| layout.structure.nodes[tag.0 as usize].role == StructRole::Code);
    lines.retain(|line| !line.runs.iter().all(is_code));
    lines
}

fn collect(frame: &Frame, found: &mut Vec<Line>) {
    for item in &frame.items {
        match &item.kind {
            ItemKind::Line(line) => found.push((**line).clone()),
            ItemKind::Frame(inner) => collect(inner, found),
            _ => {}
        }
    }
}

/// The letters of a line from left to right, as offsets into its text.
fn shown(line: &Line) -> Vec<usize> {
    let mut order = Vec::new();
    for run in &line.runs {
        let mut clusters: Vec<_> =
            run.glyphs.iter().map(|glyph| glyph.text_start as usize..glyph.text_end as usize).collect();
        clusters.dedup();
        for cluster in clusters {
            let mut letters: Vec<usize> =
                line.text[cluster.clone()].char_indices().map(|(at, _)| cluster.start + at).collect();
            if run.level % 2 == 1 {
                letters.reverse();
            }
            order.append(&mut letters);
        }
    }
    order
}

/// Numbers that look random and are the same everywhere (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }

    fn number(&mut self) -> String {
        let digits = 1 + self.roll(4);
        let zero = ['0', '۰', '۰', '٠'][self.roll(4)] as u32;
        (0..digits).filter_map(|_| char::from_u32(zero + self.roll(10) as u32)).collect()
    }
}

const PERSIAN: &[&str] = &[
    "کتاب",
    "می‌خوانیم",
    "است",
    "نسخهٔ",
    "تلفن",
    "و",
    "به",
    "نشانی",
    "برنامه‌های",
    "تازه",
    "ساعت",
    "دربارهٔ",
    "«شهر»",
    "سال",
    "تا",
    "(فارسی)",
    "بها",
    "درصد",
    "نمونه",
    "مردم",
];
const LATIN: &[&str] = &[
    "Linux",
    "open",
    "Wi-Fi",
    "Node.js",
    "C++",
    "Ubuntu 20.04+",
    "C#",
    "TCP/IP",
    "COVID-19",
    "e-book",
    "reader",
    "A",
    "of",
    "R&D",
    "GNU/Linux",
    "v1.2.3",
    "user_name",
    "iOS",
    "PDF",
    "Full-text",
    "Indexing",
    "МИР",
    "naïve",
    "3D",
    "16-bit",
    "H2O",
];
const EDGED: &[&str] = &[
    "@name",
    "#free_word",
    ".NET",
    "~/.config",
    "--help",
    "-v",
    "O-",
    "AB-",
    "37°C",
    "°C",
    "$50",
    "±3",
    "-5",
    "100%",
    "/etc/hosts",
    "../src/",
    "open()",
    "__init__",
    "$HOME",
    "*.pdf",
    "10%",
    "−۵",
    "€20",
    "۵۰$",
    "$x_1 + x_2$",
    "A+",
    "$E = mc$",
    "$a^{2}$",
    "COVID-١٩",
    "١٫٥x",
];
const ADDRESSES: &[&str] = &[
    "https://example.org/a-b_c?x=1",
    "www.example.org",
    "info@example.org",
    "https://example.org/",
    "example.org",
    "C:\\Program Files\\app",
    "a/b/c.txt",
    "name@",
];
const NUMBERS: &[&str] = &[
    "۱۲:۳۰",
    "۱۴۰۳/۰۸/۱۵",
    "2024-05-12",
    "۱۴۰۴-۰۷-۱۸",
    "۳٫۵",
    "1,234.5",
    "۱۳۲۰–۱۳۳۲",
    "1320-1332",
    "۲۵٪",
    "10.0.0.1",
    "+98 (21) 555-1234",
    "۰۲۱-۵۵۵-۱۲۳۴",
    "0912 345 6789",
    "۰۹۱۲۳۴۵۶۷۸۹",
    "1.2.3-rc1",
    "۱۲٬۵۰۰",
    "½",
    "№۷",
];
const MATHS: &[&str] = &["۳×۴=۱۲", "2 + 2 = 4", "a + b", "x = 5", "۱۰ × ۱۵", "E = mc²", "۳ < ۵", "n ≥ 2"];
const UNITS: &[&str] = &["cm", "kg", "dpi", "MB", "km/h", "°C", "GHz"];
const BETWEEN: &[&str] = &[" ", " ", " ", " ", " ", " ", "، ", "؛ ", ". ", ", ", ": ", " – ", " - ", " / ", "! ", "؟ "];
const PAIRS: &[(&str, &str)] = &[("«", "»"), ("(", ")"), ("[", "]"), ("“", "”"), ("\"", "\"")];
const SIGNS: &[&str] = &["😀", "👩‍🏫", "✅", "→", "·", "…", "•", "🇮🇷"];

/// A word, number, sign or bracketed stretch.
fn piece(dice: &mut Dice, depth: usize) -> String {
    match dice.roll(if depth < 2 { 26 } else { 24 }) {
        0..=7 => dice.of(PERSIAN).to_owned(),
        8..=13 => dice.of(LATIN).to_owned(),
        14 => format!("{} {}", dice.of(LATIN), dice.of(LATIN)),
        15 | 16 => dice.of(EDGED).to_owned(),
        17 => dice.of(ADDRESSES).to_owned(),
        18 | 19 => dice.of(NUMBERS).to_owned(),
        20 => format!("{} {}", dice.number(), dice.of(UNITS)),
        21 => dice.number(),
        22 => dice.of(MATHS).to_owned(),
        23 => dice.of(SIGNS).to_owned(),
        _ => {
            let (open, close) = PAIRS[dice.roll(PAIRS.len())];
            format!("{open}{}{close}", stretch(dice, depth + 1))
        }
    }
}

fn stretch(dice: &mut Dice, depth: usize) -> String {
    let mut out = piece(dice, depth);
    for _ in 0..dice.roll(if depth == 0 { 7 } else { 3 }) {
        out.push_str(dice.of(BETWEEN));
        out.push_str(&piece(dice, depth));
    }
    out
}

/// Lines nobody wrote, each the same on every machine.
fn made_up(seed: u64, count: usize) -> Vec<String> {
    let mut dice = Dice(seed);
    (0..count).map(|_| stretch(&mut dice, 0) + dice.of(&["", "", ".", "!"])).collect()
}

/// The offsets in UTF-16, as browsers count.
fn utf16(text: &str, at: usize) -> usize {
    text[..at].encode_utf16().count()
}

/// One JSON object a line: what the line says and how it stands.
fn told(from: &str, lines: &[Line], out: &mut String) {
    for line in lines.iter().filter(|line| !line.text.trim().is_empty()) {
        let order: Vec<usize> = shown(line).into_iter().map(|at| utf16(&line.text, at)).collect();
        // Marks of notes stand apart from the number before them.
        let raised: Vec<[usize; 2]> = line
            .runs
            .iter()
            .filter(|run| run.rise != Length::ZERO)
            .map(|run| [utf16(&line.text, run.range.start), utf16(&line.text, run.range.end)])
            .collect();
        let rtl = line.direction == Direction::Rtl;
        let mut told =
            serde_json::json!({ "from": from, "text": line.text, "rtl": rtl, "order": order, "raised": raised });
        if let Some(chat) = chat(line) {
            told["chat"] = chat.into();
        }
        let _ = writeln!(out, "{told}");
    }
}

/// The line as it is written for messengers, where it is a paragraph of its own.
fn chat(line: &Line) -> Option<String> {
    let paragraph = Maker::default().paragraph(&line.text);
    let mut document = Document { blocks: vec![paragraph], ..Document::default() };
    document.meta.lang = Lang::persian();
    let written = bargeh::plain::chat(&document, bargeh::plain::Form::Text, false).concat();
    let written = written.trim_end_matches('\n');
    // Addresses are written as they stand, and no sign is added but for the order.
    let is_mark =
        |letter: char| matches!(letter, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2060}' | '\u{2066}'..='\u{2069}');
    let letters = |text: &str| text.chars().filter(|&letter| !is_mark(letter)).collect::<String>();
    // Numbers alone have no direction that a messenger could find.
    let has_letters =
        line.text.chars().any(|letter| letter.is_alphabetic() && ('\u{590}'..'\u{700}').contains(&letter));
    (line.direction == Direction::Rtl && has_letters && letters(written) == line.text).then(|| written.to_owned())
}

#[test]
fn lines_for_a_browser_are_whole() {
    let mut out = String::new();
    let mut count = 0;
    for folder in ["samples", "tests/data"] {
        let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for file in files.iter().filter(|file| file.extension().is_some_and(|ext| ext == "md")) {
            let lines = set(&std::fs::read_to_string(file).unwrap());
            count += lines.len();
            told(&file.to_string_lossy(), &lines, &mut out);
        }
    }
    assert!(count > 300, "{count} lines of texts");
    for seed in [0x5eed_ba46_e401, 0x2b7e_1516_28ae, 0x1f35_8d9c_4a07] {
        let made = made_up(seed, 2000);
        let mut maker = Maker::default();
        let blocks = made.iter().map(|line| maker.paragraph(line)).collect();
        let lines = lines(&Document { blocks, ..Document::default() });
        let said: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(said, made);
        told("made up", &lines, &mut out);
    }
    keep("order.jsonl", out.as_bytes());
}
