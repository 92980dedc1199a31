//! Paragraphs end to end: from inlines to set lines.

use super::collect::{CharStyle, Collected, Collector, collect};
use super::line::SetLine;
use super::paragraph::{LineSetting, Paragraph};
use super::shape::Shaper;
use super::structure::StructureBuilder;
use super::totalfit::{self, Fitness, Policy, Stretch};
use crate::document::{Inline, Lang, Span, Text};
use crate::font::{FontBook, FontId, Weight};
use crate::frame::Color;
use crate::settings::Kashida;
use crate::units::Length;

/// The message without its markup, one string a paragraph, lines joined, and
/// paragraphs too that a page end had cut.
fn message() -> Vec<String> {
    let text = include_str!("../../samples/message.md").replace("\\_", "_").replace(['#', '*'], "");
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
    [Weight::Regular, Weight::Bold].map(|weight| book.find(family, weight).unwrap())
}

fn collected(content: &[Inline], book: &FontBook, family: &str) -> Collected {
    let fonts = fonts(book, family);
    let mut structure = StructureBuilder::new();
    let mut collector = Collector {
        structure: &mut structure,
        lang: &Lang::persian(),
        code: (self::fonts(book, "Noto Sans Mono"), 1.0),
        link_color: None,
        notes: &[],
        image: &mut |_| None,
    };
    collect(content, &CharStyle::new(fonts, Color::BLACK), Some(StructureBuilder::ROOT), &mut collector)
}

fn paragraph(text: &str, book: &FontBook) -> Paragraph {
    let content = [Inline::Text(Text::plain(text, Span::default()))];
    let shaper = Shaper::new(book, &Lang::persian()).stretching(true);
    Paragraph::shape(collected(&content, book, "Vazirmatn"), None, &shaper)
}

/// Widths of the spaces of all full lines, in points.
fn gaps(lines: &[SetLine]) -> Vec<Vec<f64>> {
    let full = &lines[..lines.len().saturating_sub(1)];
    full.iter()
        .filter(|line| !line.hard_break)
        .map(|line| {
            let text = &line.line.text;
            let runs = line.line.runs.iter().flat_map(|run| run.glyphs.iter().map(|glyph| (run.size, glyph)));
            let spaces = runs.filter(|(_, glyph)| {
                let range = glyph.text_start as usize..glyph.text_end as usize;
                &text[range.clone()] == " " && range.end < text.len()
            });
            spaces.map(|(size, glyph)| glyph.advance.at(size).to_pt()).collect()
        })
        .collect()
}

/// A space of Vazirmatn at 11 points.
const NATURAL: f64 = 0.268_554_687_5 * 11.0;

#[derive(Debug)]
struct Figures {
    sd: f64,
    widest: f64,
    narrowest: f64,
    loosest_line: f64,
    stretched: f64,
}

fn figures(measure: Length, kashida: Kashida) -> Figures {
    let book = FontBook::bundled();
    let size = Length::pt(11.0);
    let setting = LineSetting { kashida, first_indent: size * 2.0, ..LineSetting::new(measure) };
    let lines: Vec<Vec<SetLine>> =
        message().iter().map(|text| paragraph(text, &book).lines(size, &setting, &book)).collect();
    let gaps: Vec<Vec<f64>> = lines.iter().flat_map(|lines| gaps(lines)).collect();
    let all: Vec<f64> = gaps.iter().flatten().copied().collect();
    let mean = all.iter().sum::<f64>() / all.len() as f64;
    let means = gaps.iter().filter(|line| !line.is_empty()).map(|line| line.iter().sum::<f64>() / line.len() as f64);
    let stretched = |line: &SetLine| {
        let glyphs = line.line.runs.iter().flat_map(|run| &run.glyphs);
        let count = glyphs.filter(|glyph| glyph.stretch.get() > 0.0).count();
        count as f64 / line.line.text.split_whitespace().count().max(1) as f64
    };
    Figures {
        sd: (all.iter().map(|gap| (gap - mean).powi(2)).sum::<f64>() / all.len() as f64).sqrt(),
        widest: all.iter().copied().fold(0.0, f64::max),
        narrowest: all.iter().copied().fold(f64::MAX, f64::min),
        loosest_line: means.fold(0.0, f64::max),
        stretched: lines.iter().flatten().map(stretched).fold(0.0, f64::max),
    }
}

/// The marks of good setting on a page of 122 mm and in a column of 55 mm.
#[test]
fn word_gaps_are_even() {
    let wide = figures(Length::mm(122.0), Kashida::Off);
    assert!(wide.sd <= 0.5605 && wide.widest <= 4.75 && wide.narrowest >= 0.8 * NATURAL, "{wide:?}");
    assert!(wide.stretched == 0.0, "{wide:?}");

    let stretched = figures(Length::mm(122.0), Kashida::On);
    assert!(stretched.sd <= 0.45 && stretched.widest <= 4.2, "{stretched:?}");

    let narrow = figures(Length::mm(55.0), Kashida::Auto);
    assert!(narrow.loosest_line <= 1.8 * NATURAL && narrow.stretched <= 1.0 / 3.0, "{narrow:?}");
}

/// The least demerits of any breaking, by trying them all; a branch is left only
/// where it already costs more than the best.
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
    let words: Vec<String> = message().join(" ").split(' ').map(str::to_owned).collect();
    for index in 0..50 {
        let text = words[index * 8..][..40 + index].join(" ");
        let paragraph = paragraph(&text, &book);
        let measure = 9.0 + (index % 10) as f64 * 2.2;
        let kashida = [Kashida::Off, Kashida::Auto, Kashida::On][index % 3];
        let setting = LineSetting { kashida, ..LineSetting::new(Length::pt(measure)) };
        let policy = Policy::of(&setting);
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
    let text = "برگزاری دوازدهمین کنگره حزب را به همه انسان‌های شریف و آزادخواه تبریک می‌گوییم!";
    let measure = Length::pt(150.0);
    let lines = paragraph(text, &book).lines(Length::pt(11.0), &LineSetting::new(measure), &book);
    assert!(lines.len() > 2);
    let said: String = lines.iter().map(|line| line.line.text.as_str()).collect();
    assert_eq!(said, text);
    for line in &lines[..lines.len() - 1] {
        assert!((line.width - measure).abs() < Length::pt(1.8), "{:?}", line.width);
        assert!(line.x < Length::ZERO, "the space hangs at the left");
    }
}
