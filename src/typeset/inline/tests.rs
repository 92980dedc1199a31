//! Paragraphs from inlines to set lines.

use super::collect::{CharStyle, Collected, Collector, collect};
use super::justify::Strokes;
use super::line::SetLine;
use super::paragraph::{LineAlign, LineSetting, Paragraph};
use super::shape::Shaper;
use super::totalfit::{self, Fitness, Policy, Stretch};
use crate::document::{Inline, Lang, NodeId, NoteReference, Span, Text};
use crate::font::{FontBook, FontId, Weight};
use crate::frame::Color;
use crate::settings::Kashida;
use crate::typeset::structure::StructureBuilder;
use crate::units::Length;
use proptest::prelude::*;

/// The message without its markup, one string per paragraph, with lines joined and
/// paragraphs that a page end had cut.
fn message() -> Vec<String> {
    let text = include_str!("../../../samples/message.md").replace("\\_", "_").replace(['#', '*'], "");
    let mut paragraphs: Vec<String> = Vec::new();
    for part in text.split("\n\n").map(|part| part.split_whitespace().collect::<Vec<_>>().join(" ")) {
        let goes_on = ["ریشه دوانده", "نقش اساسی", "است؛", "و نه فراموش"].iter().any(|start| part.starts_with(start));
        match paragraphs.last_mut() {
            Some(last) if goes_on => *last = format!("{last} {part}"),
            _ if part.is_empty() => {}
            _ => paragraphs.push(part),
        }
    }
    paragraphs
}

fn fonts(book: &FontBook, family: &str) -> [FontId; 2] {
    [Weight::REGULAR, Weight::BOLD].map(|weight| book.find(family, weight).unwrap())
}

fn collected(content: &[Inline], book: &FontBook, family: &str) -> Collected {
    let fonts = fonts(book, family);
    let mut structure = StructureBuilder::new();
    let mut collector = Collector {
        structure: &mut structure,
        lang: &Lang::persian(),
        book,
        code: (super::tests::fonts(book, "Noto Sans Mono"), 1.0),
        link_color: None,
        notes: &[],
        image: &mut |_| None,
    };
    collect(content, &CharStyle::new(fonts, Color::BLACK), Some(StructureBuilder::ROOT), &mut collector)
}

fn shaper(book: &FontBook) -> Shaper<'_> {
    Shaper::new(book, &Lang::persian()).stretching(true)
}

fn paragraph(text: &str, shaper: &Shaper<'_>) -> Paragraph {
    let content = [Inline::Text(Text::plain(text, Span::default()))];
    Paragraph::shape(collected(&content, shaper.book(), "Vazirmatn"), None, shaper)
}

/// The least demerits of any breaking, found by trying them all; a branch is left only
/// when it already costs more than the best.
fn search(stretch: &Stretch<'_>, from: usize, above: Fitness, spent: f64, best: &mut f64) {
    let count = stretch.len();
    if from == count {
        *best = best.min(spent);
        return;
    }
    for to in (from + 1..=count).take_while(|&to| to == from + 1 || stretch.fits(from, to)) {
        let verdict = stretch.judge(from, to);
        let cost = spent + verdict.demerits + stretch.junction(above, verdict.fitness);
        if cost < *best {
            search(stretch, to, verdict.fitness, cost, best);
        }
    }
}

#[test]
fn no_breaking_is_better_than_the_one_found() {
    let book = FontBook::bundled();
    let shaper = shaper(&book);
    let words: Vec<String> = message().join(" ").split(' ').map(str::to_owned).collect();
    for index in 0..50 {
        let text = words[index * 8..][..40 + index].join(" ");
        let paragraph = paragraph(&text, &shaper);
        let measure = 9.0 + (index % 10) as f64 * 2.2;
        let kashida = [Kashida::Off, Kashida::Auto, Kashida::On][index % 3];
        let setting = LineSetting { kashida, ..LineSetting::new(Length::pt(measure)) };
        let policy = Policy::of(&setting, measure);
        let stretch = Stretch::new(&paragraph.segments, measure, 1.0, &policy);
        let ends = totalfit::ends(&paragraph.segments, measure, 1.0, &policy);
        let (mut from, mut above, mut found) = (0, Fitness::Decent, 0.0);
        for to in ends {
            let verdict = stretch.judge(from, to);
            found += verdict.demerits + stretch.junction(above, verdict.fitness);
            (from, above) = (to, verdict.fitness);
        }
        let mut best = found * 1.000_001;
        search(&stretch, 0, Fitness::Decent, 0.0, &mut best);
        assert!(found <= best * 1.01, "paragraph {index}: {found} instead of {best}");
    }
}

#[test]
fn lines_fill_the_measure_and_keep_every_letter() {
    let book = FontBook::bundled();
    let shaper = shaper(&book);
    let text = "برگزاری دوازدهمین کنگره حزب را به همه انسان‌های شریف و آزادخواه تبریک می‌گوییم!";
    let measure = Length::pt(150.0);
    let lines = paragraph(text, &shaper).lines(Length::pt(11.0), &LineSetting::new(measure), &shaper);
    assert!(lines.len() > 2);
    let said: String = lines.iter().map(|line| line.line.text.as_str()).collect();
    assert_eq!(said, text);
    for line in &lines[..lines.len() - 1] {
        assert!((line.width - measure).abs() < Length::pt(1.8), "{:?}", line.width);
        assert!(line.x < Length::ZERO, "the space hangs at the left");
    }
}

/// A mark after a number is not part of it: it is at its left.
#[test]
fn marks_of_notes_stand_behind_what_they_follow() {
    let book = FontBook::bundled();
    for before in ["سال ۱۴۰۲", "تا ۴۱۷.", "در 14:30.", "قالب PDF"] {
        let mark = NoteReference {
            id: NodeId(7),
            label: "۱".to_owned(),
            note: 0,
            mark: "۴".to_owned(),
            span: Span::default(),
        };
        let text = |text: &str| Inline::Text(Text::plain(text, Span::default()));
        let content = [text(before), Inline::NoteReference(mark), text(" بود")];
        let shaper = Shaper::new(&book, &Lang::persian());
        let paragraph = Paragraph::shape(collected(&content, &book, "Vazirmatn"), None, &shaper);
        let lines = paragraph.lines(Length::pt(11.0), &LineSetting::new(Length::pt(300.0)), &shaper);
        let line = &lines[0].line;
        let place = |at: usize| line.runs.iter().position(|run| run.range.contains(&at)).unwrap();
        let number =
            before.char_indices().find(|(_, letter)| letter.is_alphanumeric() && !('آ'..='ی').contains(letter));
        assert!(place(before.len()) < place(number.unwrap().0), "{before}: {line:?}");
        assert!(place(before.len()) < place(before.len() - 1), "{before}: {line:?}");
    }
}

/// Every letter is drawn by a glyph, in its run, in its line.
fn check_lines(lines: &[SetLine], text: &str) {
    let said: String = lines.iter().map(|line| line.line.text.as_str()).collect();
    // The stand-in for an image is a space in the text.
    let told = |c: char| if c == '\u{fffc}' { '\u{2003}' } else { c };
    let letters =
        |text: &str| text.chars().map(told).filter(|c| !matches!(c, '\n' | ' ' | '\u{a0}')).collect::<String>();
    assert_eq!(letters(&said), letters(text));
    for line in lines {
        let text = &line.line.text;
        let mut ranges: Vec<_> = line.line.runs.iter().map(|run| run.range.clone()).collect();
        ranges.sort_by_key(|range| range.start);
        let end = ranges.iter().fold(0, |end, range| {
            assert_eq!(range.start, end, "{text:?}");
            range.end
        });
        assert_eq!(end, text.len());
        for run in &line.line.runs {
            for glyph in &run.glyphs {
                let range = glyph.text_start as usize..glyph.text_end as usize;
                assert!(text.get(range.clone()).is_some_and(|text| !text.is_empty()), "{text:?} {range:?}");
                assert!(run.range.start <= range.start && range.end <= run.range.end);
                assert_ne!(glyph.id, 0, "{text:?}");
                assert!(glyph.stretch.get() >= 0.0 && glyph.stretch.get() <= glyph.advance.get() + 1e-9);
            }
        }
        assert!(line.ascent >= Length::ZERO && line.descent >= Length::ZERO);
        assert!(line.width < Length::MAX && line.x.abs() < Length::MAX);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_set_whole(
        pieces in prop::collection::vec(prop_oneof![
            "[ابپتسشلمنهوی]{1,9}", "[a-zA-Z0-9@/._+-]{1,9}", "[۰-۹]{1,4}", "[\u{64b}-\u{652}\u{640}]{1,3}",
            "[«»()،؛.!؟]", "[\u{200c}\u{200d}\u{200e}\u{202b}\u{202e}\u{2066}\u{2067}\u{2069}]",
            "[\u{5d0}-\u{5ea}]{1,4}", "\\PC{1,3}", " ", " ", "\n",
        ], 0..40),
        measure in 0.0..300.0_f64,
        indent in -20.0..40.0_f64,
        choice in 0..3_usize,
    ) {
        let book = FontBook::bundled();
        let shaper = shaper(&book);
        let paragraph = paragraph(&pieces.concat(), &shaper);
        let size = Length::pt(11.0);
        for align in [LineAlign::Justify, LineAlign::Start, LineAlign::Center] {
            let setting = LineSetting {
                align,
                kashida: Kashida::ALL[choice],
                first_indent: Length::pt(indent),
                ..LineSetting::new(Length::pt(measure))
            };
            check_lines(&paragraph.lines(size, &setting, &shaper), &paragraph.text);
        }
        let one = pieces.concat().replace('\n', " ");
        let paragraph = super::tests::paragraph(&one, &shaper);
        check_lines(&[paragraph.hemistich(size, (Length::pt(measure), None, Strokes::BESIDE), &shaper).0], &paragraph.text);
    }
}

#[test]
fn a_letter_no_font_has_is_shown_and_named() {
    let book = FontBook::bundled();
    let shaper = shaper(&book);
    let paragraph = paragraph("سلام \u{10fffd} و \u{e000}\u{301}.", &shaper);
    let missing: Vec<char> = paragraph.missing().iter().map(|&(letter, _)| letter).collect();
    assert!(missing.contains(&'\u{10fffd}') && missing.contains(&'\u{e000}'), "{missing:?}");
    let lines = paragraph.lines(Length::pt(11.0), &LineSetting::new(Length::pt(300.0)), &shaper);
    check_lines(&lines, &paragraph.text);
    let shown = lines[0].line.runs.iter().flat_map(|run| run.glyphs.iter().map(|glyph| (run.font, glyph)));
    let replaced = shown.filter(|(font, glyph)| Some(glyph.id) == book.font(*font).glyph('\u{fffd}'));
    assert!(replaced.count() >= 2);
}

#[test]
fn a_word_longer_than_the_line_is_divided() {
    let book = FontBook::bundled();
    let shaper = shaper(&book);
    let paragraph = paragraph(&format!("یک {} دو", "ببببب".repeat(40)), &shaper);
    let measure = Length::pt(100.0);
    let lines = paragraph.lines(Length::pt(11.0), &LineSetting::new(measure), &shaper);
    assert!(lines.iter().any(|line| line.splits_word));
    assert!(lines.iter().all(|line| line.width <= measure + Length::pt(2.0)));
    check_lines(&lines, &paragraph.text);

    let address = super::tests::paragraph("نشانی https://example.org/one/two/three/four/five/six?a=1&b=2 است", &shaper);
    let lines = address.lines(Length::pt(11.0), &LineSetting::new(measure), &shaper);
    assert!(lines.iter().all(|line| !line.splits_word));
    let ends: Vec<&str> = lines.iter().map(|line| line.line.text.as_str()).collect();
    assert!(ends.iter().filter(|text| text.ends_with('/')).count() >= 1, "{ends:?}");
}

#[test]
fn brackets_and_units_stay_with_their_words() {
    let book = FontBook::bundled();
    let shaper = shaper(&book);
    let text = "گفت: « سلام » و ( رفت ) به +98 (21) 555-1234 یا ۱۳۲۰–۱۳۳۲ و C++ یا https://example.org/a/b پس از آن";
    let paragraph = paragraph(text, &shaper);
    for measure in 60..160 {
        let setting = LineSetting { align: LineAlign::Start, ..LineSetting::new(Length::pt(f64::from(measure))) };
        for line in paragraph.lines(Length::pt(11.0), &setting, &shaper) {
            let text = line.line.text.trim_end();
            assert!(!text.ends_with(['«', '(']), "{text}");
            assert!(!text.starts_with(['»', ')', '،', '.']) || line.splits_word, "{text}");
            assert!(!text.ends_with("+98") || measure < 95, "{text}");
            assert!(!text.ends_with('–') || measure < 60, "{text}");
        }
    }
}

#[test]
fn kashida_changes_no_text_and_no_line_end_of_a_paragraph() {
    let book = FontBook::bundled();
    let shaper = shaper(&book);
    for text in message() {
        let paragraph = paragraph(&text, &shaper);
        let setting = LineSetting { kashida: Kashida::On, ..LineSetting::new(Length::mm(55.0)) };
        let lines = paragraph.lines(Length::pt(11.0), &setting, &shaper);
        check_lines(&lines, &paragraph.text);
        assert!(lines.iter().all(|line| !line.line.text.contains('\u{640}')));
        let stretched =
            |line: &SetLine| line.line.runs.iter().flat_map(|run| &run.glyphs).any(|g| g.stretch.get() > 0.0);
        assert!(lines.last().is_none_or(|last| !stretched(last)), "last lines are never stretched");
    }
}

/// The stretched letters of a hemistich: byte of the text and length.
fn strokes(line: &SetLine) -> Vec<(usize, f64)> {
    let glyphs = line.line.runs.iter().flat_map(|run| &run.glyphs);
    glyphs.filter(|glyph| glyph.stretch.get() > 0.0).map(|g| (g.text_start as usize, g.stretch.get())).collect()
}

#[test]
fn a_hemistich_fills_its_width_by_spaces_and_one_stroke() {
    let book = FontBook::bundled();
    let shaper = shaper(&book);
    let size = Length::pt(11.0);
    for text in ["به نام خداوند جان و خرد", "کزین برتر اندیشه برنگذرد", "بنشین بر لب جوی و گذر عمر ببین"]
    {
        let paragraph = paragraph(text, &shaper);
        for lack in [0.03, 0.08, 0.12, 0.18] {
            let width = paragraph.natural_width(size) * (1.0 / (1.0 - lack));
            let (line, _) = paragraph.hemistich(size, (width, None, Strokes::BESIDE), &shaper);
            assert!((line.width - width).abs() < Length::pt(0.05), "{text} {lack}: {:?}", line.width);
            assert!(strokes(&line).len() <= 2, "{text} {lack}: {:?}", strokes(&line));
            // One that stands alone on its line rather stays a little short.
            let (line, _) = paragraph.hemistich(size, (width, None, Strokes::BELOW), &shaper);
            assert!(strokes(&line).len() <= 1 && strokes(&line).iter().all(|&(_, stroke)| stroke <= 1.3));
            assert!(line.width <= width + Length::pt(0.05) && line.width >= width * 0.88, "{text} {lack}");
        }
        // A hemistich that lacks more than a third of its width is left as it is.
        let (line, _) =
            paragraph.hemistich(size, (paragraph.natural_width(size) * 1.6, None, Strokes::BESIDE), &shaper);
        assert!((line.width - paragraph.natural_width(size)).abs() < Length::pt(0.05));
    }
}

#[test]
fn strokes_of_verse_stand_where_a_hand_would_draw_them() {
    let book = FontBook::bundled();
    let shaper = shaper(&book);
    let size = Length::pt(11.0);
    let text = "نقد بازار جهان بنگر و آزار جهان بس که می‌گذرد";
    let paragraph = paragraph(text, &shaper);
    let mut seen = 0;
    for lack in 5..22 {
        let width = paragraph.natural_width(size) * (1.0 / (1.0 - f64::from(lack) / 100.0));
        let (line, at) = paragraph.hemistich(size, (width, None, Strokes::BESIDE), &shaper);
        let words: Vec<usize> = strokes(&line).iter().map(|&(at, _)| text[..at].matches(' ').count()).collect();
        assert!(words.windows(2).all(|two| two[0].abs_diff(two[1]) > 1), "{words:?}");
        for (at, _) in strokes(&line) {
            assert!(
                !text[..at].is_empty() && !text[..at].ends_with([' ', '\u{200c}']),
                "behind a first letter: {text}"
            );
            let word =
                text[..at].rsplit(' ').next().unwrap_or_default().to_owned() + text[at..].split(' ').next().unwrap();
            assert!(word.chars().count() > 2, "{word}");
        }
        if let Some(at) = at {
            seen += 1;
            assert!(at > 0.4, "in the second half: {at:?}");
        }
    }
    assert!(seen > 5);
}

#[test]
fn no_font_swallows_the_alef_of_the_name_of_god() {
    let book = FontBook::bundled();
    let shaper = Shaper::new(&book, &Lang::persian());
    for family in ["Vazirmatn", "Markazi Text", "Noto Naskh Arabic", "Lalezar"] {
        let width = |text: &str| {
            let content = [Inline::Text(Text::plain(text, Span::default()))];
            Paragraph::shape(collected(&content, &book, family), None, &shaper).natural_width(Length::pt(100.0))
        };
        assert!(width("الله") > width("لله"), "{family}");
        assert!(width("عبداللّه") > width("عبدلله"), "{family}");
    }
}

#[test]
fn heaps_of_marks_leave_their_letter() {
    let book = FontBook::bundled();
    let shaper = shaper(&book);
    for (letter, mark) in [("ب", "\u{64e}"), ("a", "\u{301}")] {
        let text = format!("{letter}{}", mark.repeat(5_000));
        let lines = paragraph(&text, &shaper).lines(Length::pt(11.0), &LineSetting::new(Length::pt(300.0)), &shaper);
        let glyphs = &lines[0].line.runs[0].glyphs;
        assert!(glyphs.len() < 100 && glyphs.iter().any(|glyph| glyph.advance.get() > 0.0), "{letter}");
    }
}

/// A box drawn around them was ragged: each font has its own width for such signs.
#[test]
fn signs_in_code_take_whole_cells() {
    let book = FontBook::bundled();
    let shaper = shaper(&book);
    let width = |text: &str| {
        let content = [Inline::Code(Text::plain(text, Span::default()))];
        let mut collected = collected(&content, &book, "Vazirmatn");
        collected.styles.iter_mut().for_each(|style| style.cells = true);
        Paragraph::shape(collected, None, &shaper).natural_width(Length::pt(10.0)).ratio(Length::pt(1.0))
    };
    for (signs, cells) in [("▶◀", 2), ("↔☑", 2), ("⚠⏎✓▼", 4), ("→●│", 3), ("✅❌", 4), ("🚀", 2), ("a▶ b", 4)]
    {
        let (found, wanted) = (width(&format!("x{signs}x")), width(&"x".repeat(cells + 2)));
        assert!((found - wanted).abs() < 0.05, "{signs}: {found} and not {wanted}");
    }
}

#[test]
fn a_long_persian_word_is_divided_between_its_parts() {
    let book = FontBook::bundled();
    let shaper = shaper(&book);
    let text = "نمی\u{200c}خواستیم\u{200c}شان\u{200c}گفت\u{200c}وگوهای\u{200c}شنیدنی\u{200c}ترین";
    let lines = paragraph(text, &shaper).lines(Length::pt(10.0), &LineSetting::new(Length::mm(18.0)), &shaper);
    let texts: Vec<&str> = lines.iter().map(|line| line.line.text.as_str()).collect();
    assert!(texts.len() > 1);
    let ends = &texts[..texts.len() - 1];
    assert!(ends.iter().all(|text| text.ends_with('\u{200c}')), "{texts:?}");
}
