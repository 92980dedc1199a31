//! How long each stage takes: the best of many runs, on the sample message and
//! on books made of it; how that grows with the text, what breaking lines over
//! whole paragraphs costs, and what cleaning takes as a multiple of
//! pulldown-cmark's parse.
//!
//! `cargo bench --bench stages`

use bargeh::convert::{Request, convert};
use bargeh::document::{Document, number};
use bargeh::font::FontBook;
use bargeh::persian::{TidyOptions, tidy};
use bargeh::read::{ReadOptions, read};
use bargeh::resources::Memory;
use bargeh::settings::{Binding, Clean, InputFormat, Kashida, OutputFormat, Settings};
use bargeh::theme::Theme;
use bargeh::typeset::{Geometry, TextOptions, typeset};
use bargeh::units::Length;
use pulldown_cmark::{Options, Parser};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

const MESSAGE: &str = include_str!("../samples/message.md");

fn main() {
    stages("message", MESSAGE, 50);
    let text = book(200_000);
    let short = stages("200 KB book", &text, 5);
    let long = stages("1.5 MB book", &book(1_500_000), 2);
    for (at, stage) in short.keys() {
        let key = (*at, *stage);
        println!("  {stage:<8} {:>9.2} times as long", ratio(long[&key], short[&key]));
    }
    let sum = |times: &Stages| times.values().sum::<Duration>();
    println!("  {:<8} {:>9.2} times as long", "all", ratio(sum(&long), sum(&short)));
    breaking(&text);
    for level in [Clean::Safe, Clean::Guarded] {
        println!("{level} cleaning / pulldown-cmark's parse: {:.2}", cleaning(&text, level));
    }
}

/// Times by stage, in the order of the stages.
type Stages = BTreeMap<(usize, &'static str), Duration>;

fn ratio(long: Duration, short: Duration) -> f64 {
    long.as_secs_f64() / short.as_secs_f64()
}

fn stages(name: &str, text: &str, runs: usize) -> Stages {
    println!("{name} ({} bytes), best of {runs}:", text.len());
    let mut best = Stages::new();
    for _ in 0..runs {
        for (at, (stage, time)) in run(text).into_iter().enumerate() {
            let entry = best.entry((at, stage)).or_insert(time);
            *entry = time.min(*entry);
        }
    }
    for ((_, stage), time) in &best {
        println!("  {stage:<8} {:>10.3} ms", time.as_secs_f64() * 1e3);
    }
    println!("  {:<8} {:>10.3} ms", "all", best.values().sum::<Duration>().as_secs_f64() * 1e3);
    best
}

/// Typesetting alone, with each line as full as it gets, and with the best lines
/// and kashida. The two take turns, so that other work on the machine does not
/// favour one.
fn breaking(text: &str) {
    let document = document(text);
    let theme = Theme::builtin("leaflet").expect("a theme that is built in");
    let best = TextOptions {
        size: theme.size,
        justify: theme.justify,
        narrow: theme.justify,
        kashida: Kashida::Auto,
        fit: None,
        yields: false,
        panels: None,
        booklet: false,
        greedy: false,
    };
    let greedy = TextOptions { kashida: Kashida::Off, greedy: true, ..best.clone() };
    let (_, pages) = set(&document, &theme, &best);
    let mut times = [Duration::MAX; 2];
    for _ in 0..9 {
        for (time, options) in times.iter_mut().zip([&greedy, &best]) {
            *time = set(&document, &theme, options).0.min(*time);
        }
    }
    println!("typesetting a book of {} bytes, {pages} pages, best of 9:", text.len());
    for (name, time) in ["greedy, no kashida", "total fit, kashida"].iter().zip(times) {
        println!("  {name:<20} {:>10.3} ms {:>6.2} times", time.as_secs_f64() * 1e3, ratio(time, times[0]));
    }
}

fn document(text: &str) -> Document {
    let options = ReadOptions::new(InputFormat::Markdown, "message.md");
    let mut document = read(text.as_bytes(), &options).expect("the sample is a message").value.document;
    number(&mut document);
    document
}

/// The time a layout takes and its pages.
fn set(document: &Document, theme: &Theme, options: &TextOptions) -> (Duration, usize) {
    let geometry = Geometry {
        size: theme.page.paper,
        margins: theme.page.margins,
        columns: theme.page.columns,
        gap: theme.page.gap,
        mirrored: theme.page.facing,
        binding: Binding::Right,
        bleed: Length::ZERO,
    };
    let fonts = FontBook::bundled();
    let begin = Instant::now();
    let set = typeset(document, theme, &fonts, &geometry, options, &Memory::default()).expect("pages wide enough");
    (begin.elapsed(), set.value.0.pages.len())
}

/// The message again and again, each with a heading of its own.
fn book(bytes: usize) -> String {
    let mut text = String::new();
    for chapter in 1.. {
        text += &MESSAGE.replacen("# ", &format!("# {chapter} "), 1);
        if text.len() >= bytes {
            break;
        }
    }
    text
}

/// One conversion to both formats, timed by stage.
fn run(text: &str) -> Vec<(&'static str, Duration)> {
    let mut stages = vec![("read", Instant::now())];
    let options = ReadOptions::new(InputFormat::Markdown, "message.md");
    let input = read(text.as_bytes(), &options).expect("the sample is a message").value;
    let formats = vec![OutputFormat::Pdf, OutputFormat::Epub];
    let request = Request { settings: Settings::default().or(input.settings), formats, modified: None };
    let converted = convert(input.document, &request, &Memory::default(), &mut |stage| {
        stages.push((stage, Instant::now()));
    });
    stages.push(("", Instant::now()));
    assert!(converted.is_ok());
    stages.windows(2).map(|pair| (pair[0].0, pair[1].1 - pair[0].1)).collect()
}

/// What reflow and clean-up of a text take, as a multiple of its parse alone.
fn cleaning(text: &str, clean: Clean) -> f64 {
    let input = read(text.as_bytes(), &ReadOptions::new(InputFormat::Markdown, "message.md"));
    let document = input.expect("the sample is a message").value.document;
    let options = TidyOptions { clean, ..TidyOptions::default() };
    let cleaned = fastest(|| {
        let mut document = document.clone();
        let cloned = Instant::now();
        document.apply(&tidy(&document, &options).edits);
        cloned.elapsed()
    });
    let parsed = fastest(|| {
        let start = Instant::now();
        assert!(Parser::new_ext(text, Options::all()).into_offset_iter().count() > 0);
        start.elapsed()
    });
    cleaned.as_secs_f64() / parsed.as_secs_f64()
}

/// The best time of some runs.
fn fastest(run: impl Fn() -> Duration) -> Duration {
    (0..20).map(|_| run()).min().unwrap_or_default()
}
