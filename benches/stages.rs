//! How long each stage takes: the best of many runs, on the sample message and
//! on a book of 200 KB made of it; and what cleaning the book takes as a
//! multiple of pulldown-cmark's parse of it.
//!
//! `cargo bench --bench stages`

use bargeh::convert::{Request, convert};
use bargeh::persian::{TidyOptions, tidy};
use bargeh::read::{ReadOptions, read};
use bargeh::resources::Memory;
use bargeh::settings::{Clean, InputFormat, OutputFormat, Settings};
use pulldown_cmark::{Options, Parser};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

const MESSAGE: &str = include_str!("../samples/message.md");

fn main() {
    for (name, text, runs) in [("message", MESSAGE.to_owned(), 50), ("200 KB book", book(200_000), 5)] {
        println!("{name} ({} bytes), best of {runs}:", text.len());
        let mut best: BTreeMap<(usize, &'static str), Duration> = BTreeMap::new();
        for _ in 0..runs {
            for (at, (stage, time)) in run(&text).into_iter().enumerate() {
                let entry = best.entry((at, stage)).or_insert(time);
                *entry = time.min(*entry);
            }
        }
        for ((_, stage), time) in &best {
            println!("  {stage:<8} {:>10.3} ms", time.as_secs_f64() * 1e3);
        }
        println!("  {:<8} {:>10.3} ms", "all", best.values().sum::<Duration>().as_secs_f64() * 1e3);
    }
    let text = book(200_000);
    for level in [Clean::Safe, Clean::Guarded] {
        println!("{level} cleaning / pulldown-cmark's parse: {:.2}", cleaning(&text, level));
    }
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
