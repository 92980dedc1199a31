//! The output, read by the rules of each messenger.

use super::{Form, chat};
use crate::document::{Block, BlockKind, Document, Inline, NodeId, Span, Text, number};
use crate::read::{ReadOptions, read};
use crate::settings::InputFormat;
use proptest::prelude::*;

/// Removes direction marks and joiners, which nobody sees.
fn seen(text: &str) -> String {
    text.chars()
        .filter(|letter| !matches!(letter, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2060}'..='\u{2069}'))
        .collect()
}

/// The words of a text without characters that may be marks.
fn words(text: &str) -> Vec<String> {
    let text = text.replace("%2A", "*").replace("%5F", "_").replace("%7E", "~").replace("%60", "`").replace("%7C", "|");
    let text = seen(&text).replace(['*', '_', '~', '`', '|'], "");
    text.split_whitespace().map(str::to_owned).collect()
}

/// Telegram for Android: the nearest pair of signs on a line, around anything.
fn telegram(line: &str, sign: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = line;
    while let Some(start) = rest.find(sign) {
        let inside = &rest[start + sign.len()..];
        let Some(first) = inside.chars().next() else { break };
        let Some(end) = inside[first.len_utf8()..].find(sign).map(|end| end + first.len_utf8()) else { break };
        found.push(inside[..end].to_owned());
        rest = &inside[end + sign.len()..];
    }
    found
}

/// WhatsApp: from a sign between a border and a letter to one between a letter
/// and a border.
fn whatsapp(line: &str, sign: char) -> Vec<String> {
    let letters: Vec<char> = line.chars().collect();
    let border = |letter: Option<&char>| {
        letter.is_none_or(|&letter| !letter.is_alphanumeric() && !matches!(letter, '\u{2060}' | '\u{200c}'))
    };
    let solid = |letter: Option<&char>| letter.is_some_and(|&letter| !letter.is_whitespace());
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let before = at.checked_sub(1).and_then(|before| letters.get(before));
        let opens = letters[at] == sign && border(before) && solid(letters.get(at + 1)) && letters[at + 1] != sign;
        let closes = |end: &usize| letters[*end] == sign && solid(letters.get(end - 1)) && border(letters.get(end + 1));
        match (at + 2..letters.len()).find(closes).filter(|_| opens) {
            Some(end) => {
                found.push(letters[at + 1..end].iter().collect());
                at = end + 1;
            }
            None => at += 1,
        }
    }
    found
}

/// What the app shows as bold, italic and struck.
fn shown(text: &str, form: Form) -> [Vec<String>; 3] {
    let pick = |double: &'static str, single: char| -> Vec<String> {
        let read = |line: &str| if form == Form::Telegram { telegram(line, double) } else { whatsapp(line, single) };
        text.lines().flat_map(read).map(|run| words(&run).concat()).collect()
    };
    [pick("**", '*'), pick("__", '_'), pick("~~", '~')]
}

fn text(word: &str) -> Inline {
    Inline::Text(Text::synthetic(word, 0))
}

fn paragraph(content: Vec<Inline>) -> Block {
    Block { id: NodeId(0), span: Span::default(), kind: BlockKind::Paragraph(content) }
}

fn parse(source: &str) -> Document {
    let options = ReadOptions { lang: "fa".parse().ok(), ..ReadOptions::new(InputFormat::Markdown, "a.md") };
    let mut document = read(source.as_bytes(), &options).unwrap().value.document;
    number(&mut document);
    document
}

fn one(source: &str, form: Form) -> String {
    chat(&parse(source), form, false).concat()
}

/// Text that contains signs by chance.
const ODD: &[&str] = &[
    "سلام",
    "می‌رویم",
    "Rust",
    "۵*۳",
    "*",
    "**",
    "a*",
    "*b*",
    "__init__",
    "_x_",
    "snake_case_x",
    "~",
    "~~",
    "~ب~",
    "______",
    "***",
    "||x||",
    "«گفت»",
    "https://a.ir/_b_/c**d**",
];

/// Words, some of them with signs that are no marks.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![3 => "[ابپتسشنمیرگ]{1,8}", 2 => proptest::sample::select(ODD).prop_map(str::to_owned)]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn marks_come_back_and_chance_marks_are_none(given in proptest::collection::vec((word(), 0_usize..6), 1..14)) {
        let mut content = Vec::new();
        let mut expected: [Vec<String>; 3] = Default::default();
        for (word, kind) in &given {
            let plain = words(word).concat();
            let marks = *kind < 3 && !plain.is_empty();
            let inner = vec![text(word)];
            content.push(match kind {
                0 if marks => Inline::Strong(inner),
                1 if marks => Inline::Emphasis(inner),
                2 if marks => Inline::Strikethrough(inner),
                _ => text(word),
            });
            content.push(text(" "));
            if marks {
                expected[*kind].push(plain);
            }
        }
        let document = Document { blocks: vec![paragraph(content)], ..Document::default() };
        for form in [Form::Telegram, Form::WhatsApp] {
            let written = chat(&document, form, false).concat();
            prop_assert_eq!(shown(&written, form), expected.clone(), "{}", written);
        }
    }

    #[test]
    fn no_part_is_longer_than_a_message_and_no_word_is_lost(
        given in proptest::collection::vec(proptest::collection::vec((word(), any::<bool>()), 1..400), 1..5),
    ) {
        let sentence = |words: &Vec<(String, bool)>| {
            let one = |(at, (word, bold)): (usize, &(String, bool))| {
                let end = if at % 17 == 16 { ". " } else { " " };
                [if *bold { Inline::Strong(vec![text(word)]) } else { text(word) }, text(end)]
            };
            paragraph(words.iter().enumerate().flat_map(one).collect())
        };
        let document = Document { blocks: given.iter().map(sentence).collect(), ..Document::default() };
        let whole = words(&chat(&document, Form::Text, false).concat());
        for form in [Form::Telegram, Form::WhatsApp] {
            let parts = chat(&document, form, false);
            prop_assert!(parts.iter().all(|part| part.encode_utf16().count() < 4096));
            prop_assert_eq!(words(&parts.join(" ")), whole.clone());
        }
    }
}

#[test]
fn runs_of_signs_between_spaces_pair_with_none() {
    for (bold, rest) in
        [("__init__", "______"), ("a__", "____"), ("~~x~~", "~~~~ ~~"), ("b__ ", "_ ____"), ("*a*", "*** *")]
    {
        for form in [Form::Telegram, Form::WhatsApp] {
            let content = vec![Inline::Strong(vec![text(bold)]), text(" "), text(rest)];
            let document = Document { blocks: vec![paragraph(content)], ..Document::default() };
            let written = chat(&document, form, false).concat();
            assert_eq!(shown(&written, form), [words(bold), vec![], vec![]], "{written}");
        }
    }
}

#[test]
fn a_word_longer_than_a_message_is_cut() {
    let document = Document { blocks: vec![paragraph(vec![text(&"ب".repeat(9_000))])], ..Document::default() };
    let parts = chat(&document, Form::Telegram, false);
    assert_eq!(parts.len(), 3);
    assert_eq!(parts.iter().flat_map(|part| part.chars()).filter(|&letter| letter == 'ب').count(), 9_000);
}

#[test]
fn what_has_no_mark_becomes_lines() {
    let source = "# عنوان\n\nمتن[^1] و [نشانی](https://a.ir/x).\n\n| نام | شهر |\n|---|---|\n| مینا | یزد |\n\n\
        ::: poem\nالف / ب\n:::\n\n1. یک\n2. دو\n\n> گفت\n\n[^1]: یادداشت";
    let expected = "*عنوان*\n\nمتن[۱] و نشانی (https://a.ir/x).\n\nنام: مینا\nشهر: یزد\n\nالف\nب\n\n1. یک\n2. دو\n\n\
        > گفت\n\n[۱] یادداشت\n";
    assert_eq!(seen(&one(source, Form::WhatsApp)), expected);
    let expected = expected.replace("*عنوان*", "**عنوان**").replace("1. ", "۱. ").replace("2. ", "۲. ");
    assert_eq!(seen(&one(source, Form::Telegram)), expected);
    assert_eq!(seen(&one(source, Form::Text)), expected.replace("**", ""));
}

#[test]
fn marks_within_words_and_around_blanks_are_none() {
    let source = "<b>کتاب</b>ها <b>و </b><b>الف</b><b>ب</b>";
    assert_eq!(one(source, Form::Telegram), "کتابها **و** **الفب**\n");
}

#[test]
fn handles_stay_whole() {
    for handle in ["@my__handle", "@user_name_one", "#tag__one"] {
        for form in [Form::Telegram, Form::WhatsApp, Form::Text] {
            let document = Document {
                blocks: vec![paragraph(vec![text(&format!("نشانی {handle} و"))])],
                ..Document::default()
            };
            let written = chat(&document, form, false).concat();
            let plain: String = written.chars().filter(|letter| !matches!(letter, '\u{200e}' | '\u{200f}')).collect();
            if form != Form::Text {
                assert_eq!(shown(&written, form)[1], Vec::<String>::new(), "{written}");
            }
            // No joiner within: a messenger would end the link there.
            assert!(plain.contains(handle), "{form:?}: {}", written.escape_unicode());
        }
    }
}

#[test]
fn code_keeps_its_signs() {
    let source = "`a**b**` و\n\n```\nx **y** _z_\n```";
    assert_eq!(seen(&one(source, Form::WhatsApp)), "`a**b**` و\n\n```\nx **y** _z_\n```\n");
}

#[test]
fn only_lines_that_begin_otherwise_get_a_mark_of_direction() {
    let source = "متن\n\nRust خوب است\n\n🌹 گل\n\n۵ نفر\n\nOnly Latin\n\n«نقل»";
    let expected = "متن\n\n\u{200f}Rust خوب است\n\n\u{200f}🌹 گل\n\n\u{200f}۵ نفر\n\nOnly Latin\n\n«نقل»\n";
    assert_eq!(one(source, Form::Text), expected);
    assert_eq!(one("1. Rust خوب\n2. متن", Form::WhatsApp), "1. \u{200f}Rust خوب\n2. متن\n");
}
