//! The lines of every sample: whole, inside their measure, and the same words
//! with letters stretched or not.

use bargeh::document::{Lang, number};
use bargeh::font::FontBook;
use bargeh::frame::{Frame, ItemKind, Layout, Line};
use bargeh::read::{ReadOptions, read};
use bargeh::resources::Memory;
use bargeh::settings::{Binding, InputFormat, Justify, Kashida};
use bargeh::theme::Theme;
use bargeh::typeset::{Geometry, TextOptions, typeset};
use bargeh::units::{Em, Length, Margins, Point, Size};

const SAMPLES: [(&str, &str); 6] = [
    ("message", include_str!("../../samples/message.md")),
    ("leaflet", include_str!("../../samples/leaflet.md")),
    ("booklet", include_str!("../../samples/booklet.md")),
    ("mixed", include_str!("../../samples/mixed.md")),
    ("poem", include_str!("../../samples/poem.md")),
    ("flyer", include_str!("../../samples/flyer.md")),
];

fn set(text: &str, width: f64, kashida: Kashida) -> Layout {
    let mut options = ReadOptions::new(InputFormat::Markdown, "sample.md");
    options.lang = Some(Lang::persian());
    let mut document = read(text.as_bytes(), &options).unwrap().value.document;
    number(&mut document);
    let theme = Theme::builtin("leaflet").unwrap();
    let margin = Length::mm(8.0);
    let geometry = Geometry {
        size: Size::mm(width, 210.0),
        margins: Margins { top: margin, outer: margin, bottom: margin, inner: margin },
        columns: 1,
        gap: Length::mm(6.0),
        mirrored: false,
        binding: Binding::Right,
        bleed: Length::ZERO,
    };
    let options = TextOptions {
        size: Length::pt(11.0),
        justify: Justify::Full,
        narrow: Justify::Full,
        kashida,
        fit: None,
        yields: false,
        panels: None,
        booklet: false,
        greedy: false,
    };
    let book = FontBook::bundled();
    typeset(&document, &theme, &book, &geometry, &options, &Memory::default()).unwrap().value.0
}

/// The lines of a page, with the place each begins at.
fn lines(frame: &Frame, at: Point) -> Vec<(Point, &Line)> {
    let mut found: Vec<(Point, &Line)> = Vec::new();
    for item in &frame.items {
        match &item.kind {
            ItemKind::Line(line) => found.push((at + item.at, line)),
            ItemKind::Frame(inner) => found.extend(lines(inner, at + item.at)),
            _ => {}
        }
    }
    found
}

fn words(layout: &Layout) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for page in &layout.pages {
        for (_, line) in lines(&page.frame, Point::ZERO) {
            words.extend(line.text.split_whitespace().map(str::to_owned));
        }
    }
    words.sort();
    words
}

#[test]
fn what_no_font_has_is_set_in_plainer_letters() {
    let words_of = |text: &str| words(&set(text, 80.0, Kashida::Off)).join(" ");
    for (fancy, plain) in [
        ("نام 𝗧𝗲𝗹 است", "نام Tel است"),
        ("نام ｆｕｌｌ است", "نام full است"),
        ("وزن ۲㎏ است", "وزن ۲kg است"),
        ("بردار w∗ است", "بردار w* است"),
        ("این （درون） است", "این (درون) است"),
        ("**𝗧** و `𝗧`", "**T** و `T`"),
    ] {
        assert_ne!(words_of(fancy), "");
        assert_eq!(words_of(fancy), words_of(plain), "{fancy}");
    }
    // What a font has stays, and so does what has no plainer letters.
    for own in ["½ و № و ①", "𓀀"] {
        assert!(words_of(own).contains(own.split(' ').next().unwrap()), "{own}");
    }
}

fn stretches(line: &Line) -> usize {
    line.runs.iter().flat_map(|run| &run.glyphs).filter(|glyph| glyph.stretch != Em::ZERO).count()
}

#[test]
fn kashida_is_never_text() {
    for (name, text) in SAMPLES {
        let plain = set(text, 80.0, Kashida::Off);
        let stretched = set(text, 80.0, Kashida::On);
        let count = |layout: &Layout| -> usize {
            layout.pages.iter().flat_map(|page| lines(&page.frame, Point::ZERO)).map(|(_, line)| stretches(line)).sum()
        };
        assert_eq!(count(&plain), 0, "{name}");
        assert!(count(&stretched) > 0, "{name}");
        // Folios and such differ with the number of pages.
        let tagged =
            |layout: &Layout| words(layout).into_iter().filter(|word| word.chars().count() > 3).collect::<Vec<_>>();
        assert_eq!(tagged(&plain), tagged(&stretched), "{name}");
        assert!(words(&stretched).iter().all(|word| !word.contains('\u{640}')), "{name}");
    }
}

#[test]
fn nothing_sticks_out_of_the_measure() {
    for (name, text) in SAMPLES {
        for width in [60.0, 148.0] {
            let layout = set(text, width, Kashida::Auto);
            let (left, right) = (Length::mm(8.0), Length::mm(width - 8.0));
            for (at, line) in layout.pages.iter().flat_map(|page| lines(&page.frame, Point::ZERO)) {
                // The space a line was broken at hangs out, a separator that is not drawn, and a
                // letter's own blank.
                let mut pen = at.x;
                let mut edges = (Length::MAX, -Length::MAX);
                for run in &line.runs {
                    let words = line.text[run.range.clone()].trim();
                    let blank = words.is_empty() || (words == "·" && line.text.trim_end().ends_with(words));
                    let end = pen + run.glyphs.iter().map(|glyph| glyph.advance).sum::<Em>().at(run.size);
                    if !blank {
                        edges = (edges.0.min(pen), edges.1.max(end));
                    }
                    pen = end;
                }
                let slack = Length::pt(2.5);
                let inside = edges.0 >= left - slack && edges.1 <= right + slack;
                assert!(inside || edges.0 == Length::MAX, "{name} {width}: {edges:?} {}", line.text);
            }
        }
    }
}

#[test]
fn a_keycap_is_one_sign_of_the_font_of_pictures() {
    for key in ["1\u{fe0f}\u{20e3}", "#\u{fe0f}\u{20e3}", "9\u{20e3}"] {
        let layout = set(&format!("کلید {key} است."), 105.0, Kashida::Off);
        let dump = bargeh::dump::layout(&layout, &FontBook::bundled());
        assert!(dump.contains(&format!("[{key:?} NotoEmoji")), "{dump}");
    }
}

#[test]
fn a_separator_at_a_line_end_is_in_the_text_and_not_seen() {
    let (mut ended, mut inside) = (0, 0);
    for width in [50.0, 60.0, 70.0, 90.0] {
        for text in [
            "۰۹۱۰۰۰۰۰۰۰۰ · @example_ketab · example.org/ketab · کوچهٔ چنار، روبه‌روی نانوایی",
            "یک جای دور • دو جای دورتر • سه جای دورتر از آن • چهار جای دورتر از همه",
        ] {
            let layout = set(text, width, Kashida::Off);
            let found = lines(&layout.pages[0].frame, Point::ZERO);
            let told: String = found.iter().map(|(_, line)| line.text.as_str()).collect();
            assert_eq!(told.matches(['·', '•']).count(), 3, "{told}");
            for (at, line) in &found {
                let glyphs = || line.runs.iter().flat_map(|run| run.glyphs.iter().map(move |glyph| (run, glyph)));
                let of = |start: usize| glyphs().find(|(_, glyph)| glyph.text_start as usize == start).unwrap();
                let blank = |start: usize| {
                    let (run, glyph) = of(start);
                    FontBook::bundled().font(run.font).glyph(' ') == Some(glyph.id)
                };
                for (start, sign) in line.text.match_indices(['·', '•']) {
                    let at_end = start + sign.len() + 1 == line.text.len();
                    assert_eq!(blank(start), at_end, "{}", line.text);
                    ended += usize::from(at_end);
                    inside += usize::from(!at_end);
                }
                // The words begin at the right edge of the measure, or do not reach it at all.
                let seen: Length = line.runs.iter().map(run_width).sum();
                assert!((at.x + seen).to_mm() < width - 8.0 + 0.5, "{}", line.text);
            }
        }
    }
    assert!(ended > 4 && inside > 4, "{ended} {inside}");
}

fn run_width(run: &bargeh::frame::TextRun) -> Length {
    run.glyphs.iter().map(|glyph| glyph.advance.at(run.size)).sum()
}
