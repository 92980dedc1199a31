//! The whole process, output written, beside Typst's own: time, processor time,
//! memory and size, as a table of ratios.
//!
//! `TYPST=path/to/typst cargo bench --bench process`; without `TYPST` or `typst`
//! on the PATH the ratios are left out, and those to a browser without `chromium`.
//! `BARGEH=path/to/bargeh` takes a program that is there already, as it is shipped:
//! with it `cargo bench --profile dev` is enough.
//! Memory needs GNU time (`apt-get install time`).

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

const MESSAGE: &str = include_str!("../samples/message.md");
static BARGEH: LazyLock<PathBuf> =
    LazyLock::new(|| std::env::var_os("BARGEH").unwrap_or_else(|| env!("CARGO_BIN_EXE_bargeh").into()).into());
const FLYER: &str = "# {{name}} گرامی\n\n![](photo.jpg){width=2cm}\n\n\
    به گردهمایی همسایگان در میدان آزادی دعوت شده‌اید. روز جمعه، ساعت پنج عصر، کنار حوض بزرگ. \
    هرکس هرچه می‌تواند بیاورد؛ چای با ماست. بچه‌ها را هم بیاورید. اگر باران آمد، در خانهٔ فرهنگ \
    می‌نشینیم و حرف می‌زنیم.\n\n::: qr\nhttps://example.org/rsvp/{{code}}\n:::\n";

/// What a run of a program took.
#[derive(Clone, Copy)]
struct Took {
    wall: Duration,
    processor: Option<Duration>,
    memory_mb: Option<f64>,
    bytes: u64,
}

fn main() {
    let dir = std::env::temp_dir().join(format!("bargeh-bench-{}", std::process::id()));
    fs::create_dir_all(&dir).expect("a folder for temporary files");
    let typst = std::env::var_os("TYPST").map(PathBuf::from).or_else(|| found("typst"));
    if typst.is_none() {
        println!("typst is neither in TYPST nor on the PATH: no ratios to it");
    }
    println!("{:<34} {:>10} {:>10} {:>8} {:>10}", "work", "wall", "processor", "MB", "bytes");
    for (name, text, runs) in [
        ("the message", MESSAGE.to_owned(), 30),
        ("200 KB book", book(200_000), 5),
        ("1.5 MB book", book(1_500_000), 2),
    ] {
        compare(&dir, typst.as_deref(), (name, &text), runs);
    }
    pictures(&dir, typst.as_deref());
    rows(&dir);
    serve(&dir);
    many(&dir, typst.as_deref());
    println!("binary: {:.1} MB", fs::metadata(&*BARGEH).map_or(0, |meta| meta.len()) as f64 / 1e6);
    let _ = fs::remove_dir_all(&dir);
}

fn compare(dir: &Path, typst: Option<&Path>, (name, text): (&str, &str), runs: u32) {
    let (source, output) = (dir.join("m.md"), dir.join("m.pdf"));
    fs::write(&source, text).expect("room for the source");
    let ours = best(runs, &output, || {
        let mut command = Command::new(&*BARGEH);
        command.arg(&source).arg("-o").arg(&output);
        command
    });
    line(&format!("{name} → PDF, bargeh"), ours);
    let epub = dir.join("m.epub");
    let book = best(runs, &epub, || {
        let mut command = Command::new(&*BARGEH);
        command.arg(&source).arg("-o").arg(&epub);
        command
    });
    line(&format!("{name} → EPUB, bargeh"), book);
    let Some(typst) = typst else { return };
    let (source, output) = (dir.join("m.typ"), dir.join("t.pdf"));
    fs::write(&source, typst_source(text)).expect("room for the source");
    let theirs = best(runs, &output, || typst_command(typst, &source, &output));
    line(&format!("{name} → PDF, Typst"), theirs);
    let ratio = |ours: Duration, theirs: Duration| ours.as_secs_f64() / theirs.as_secs_f64();
    let processor = ours.processor.zip(theirs.processor).map_or(f64::NAN, |(ours, theirs)| ratio(ours, theirs));
    println!("{:<34} {:>9.2}x {:>9.2}x", "  ratio", ratio(ours.wall, theirs.wall), processor);
}

/// Five cards of the message beside Typst's pictures of as many pixels, its
/// pages at 150 to an inch, and the memory of a hundred pages.
fn pictures(dir: &Path, typst: Option<&Path>) {
    let source = dir.join("p.md");
    fs::write(&source, MESSAGE).expect("room for the source");
    let made = |runs: u32, flags: &[&str], first: &str| {
        best(runs, &dir.join(first), || {
            let mut command = Command::new(&*BARGEH);
            command.arg(&source).args(flags).arg("-o").arg(dir.join("p.png"));
            command
        })
    };
    let cards = made(10, &["--card", "post", "--cards", "5"], "p-card-1.png");
    line("the message → 5 cards, bargeh", cards);
    line("the message → pages as PNG, bargeh", made(10, &["--to", "png"], "p-1.png"));
    if let Some(typst) = typst {
        let page = "#set page(width: 108mm, height: 135mm, margin: 9mm)\n#set text(size: 12pt)\n";
        let (source, output) = (dir.join("c.typ"), dir.join("c-{p}.png"));
        fs::write(&source, typst_source(MESSAGE).replacen('\n', &format!("\n{page}"), 1)).expect("room for the source");
        let theirs = best(3, &dir.join("c-1.png"), || {
            let mut command = typst_command(typst, &source, &output);
            command.args(["--ppi", "254"]);
            command
        });
        let pages = (1..).take_while(|page| dir.join(format!("c-{page}.png")).exists()).count();
        line(&format!("the message → {pages} pictures, Typst"), theirs);
        let processor = cards.processor.zip(theirs.processor);
        let ratio = processor.map_or(f64::NAN, |(ours, theirs)| ours.as_secs_f64() / theirs.as_secs_f64());
        println!("{:<34} {:>10} {:>9.2}x", "  ratio, a picture each", "", ratio * pages as f64 / 5.0);
    }
    screenshot(dir, cards);
    hundred_pages(dir);
}

/// What a browser needs to show and keep a card of the message as HTML.
fn screenshot(dir: &Path, cards: Took) {
    let Some(chromium) = found("chromium") else {
        return println!("chromium is not on the PATH: no screenshots to compare with");
    };
    let (source, page, picture) = (dir.join("p.md"), dir.join("p.html"), dir.join("s.png"));
    let made = Command::new(&*BARGEH).arg(&source).arg("-o").arg(&page).arg("-q").status();
    assert!(made.is_ok_and(|status| status.success()));
    let took = best(1, &picture, || {
        let mut command = Command::new(&chromium);
        command.args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
        ]);
        command.args(["--disable-component-update", "--disable-sync", "--window-size=1080,1350", "--hide-scrollbars"]);
        command.arg(format!("--user-data-dir={}", dir.join("profile").display()));
        command.arg(format!("--screenshot={}", picture.display())).arg(format!("file://{}", page.display()));
        command
    });
    line("one picture of the message, Chromium", took);
    let ratio = |ours: Duration, theirs: Duration| ours.as_secs_f64() / theirs.as_secs_f64();
    let processor = cards.processor.zip(took.processor).map_or(f64::NAN, |(ours, theirs)| ratio(ours, theirs));
    println!("{:<34} {:>9.2}x {processor:>9.2}x", "  ratio, five cards against that one", ratio(cards.wall, took.wall));
}

/// A hundred pages as pictures, one at a time in memory.
fn hundred_pages(dir: &Path) {
    let (source, folder) = (dir.join("h.md"), dir.join("hundred"));
    fs::create_dir_all(&folder).expect("a folder");
    // The message takes somewhat less than two pages.
    fs::write(&source, book(MESSAGE.len() * 60)).expect("room for the source");
    let took = best(1, &folder.join("h-1.png"), || {
        let mut command = Command::new(&*BARGEH);
        command.arg(&source).args(["--to", "png", "-q", "-o"]).arg(folder.join("h.png"));
        command
    });
    let pages = (1..).take_while(|page| folder.join(format!("h-{page}.png")).exists()).count();
    line(&format!("{pages} pages → PNG at 150 ppi, bargeh"), took);
}

/// A flyer of forty words, a QR code and a photo for each row of a table, four to a
/// sheet, beside as many pages of one book.
fn rows(dir: &Path) {
    const ROWS: usize = 1_000;
    let (source, table) = (dir.join("rows.md"), dir.join("rows.csv"));
    fs::write(dir.join("photo.jpg"), photo()).expect("room for a photo");
    fs::write(&source, FLYER).expect("room for the source");
    let mut names = "name,code\n".to_owned();
    (1..=ROWS).for_each(|row| names += &format!("مریم رضایی {row},{row:04}\n"));
    fs::write(&table, names).expect("room for the table");
    let (sheets, book_file) = (dir.join("rows.pdf"), dir.join("book.pdf"));
    let ours = best(1, &sheets, || {
        let mut command = Command::new(&*BARGEH);
        command.arg(&source).arg("--data").arg(&table).args(["--sheet", "copies:4", "-q", "-o"]).arg(&sheets);
        command
    });
    line(&format!("{ROWS} rows, four to a sheet"), ours);
    let pages = dir.join("pages.md");
    // The message takes somewhat less than two pages.
    fs::write(&pages, book(MESSAGE.len() * ROWS * 3 / 5)).expect("room for the source");
    let theirs = best(1, &book_file, || {
        let mut command = Command::new(&*BARGEH);
        command.arg(&pages).args(["-q", "-o"]).arg(&book_file);
        command
    });
    let count = lopdf::Document::load(&book_file).expect("the book").get_pages().len();
    line(&format!("a book of {count} pages"), theirs);
    let processor = ours.processor.zip(theirs.processor);
    let ratio = processor.map_or(f64::NAN, |(ours, theirs)| ours.as_secs_f64() / theirs.as_secs_f64());
    println!("{:<34} {:>10} {:>9.2}x", "  ratio, a row to a page", "", ratio * count as f64 / ROWS as f64);
}

/// From a save of one paragraph to the new picture of its page under `bargeh serve`, as
/// a browser asks for it.
fn serve(dir: &Path) {
    let book = book(200_000);
    let paragraph = book.split("\n\n").nth(book.split("\n\n").count() / 2).unwrap_or_default().to_owned();
    for (name, text, runs) in [("the message", MESSAGE.to_owned(), 20), ("200 KB book", book, 10)] {
        let source = dir.join("s.md");
        fs::write(&source, &text).expect("room for the source");
        let mut child =
            Command::new(&*BARGEH).arg("serve").arg(&source).arg("-q").stdout(Stdio::piped()).spawn().expect("bargeh");
        let mut url = String::new();
        let stdout = child.stdout.take().expect("a pipe");
        BufReader::new(stdout).read_line(&mut url).expect("its address");
        let rest = url.trim().trim_start_matches("http://");
        let (host, root) = rest.split_once('/').expect("a path");
        let mut seen = news(host, root, 0);
        let mut best = Duration::MAX;
        for run in 0..runs {
            let changed = match text.contains(&paragraph) {
                true => text.replacen(&paragraph, &format!("{run} {paragraph}"), 1),
                false => text.replacen("\n\n", &format!("\n\n{run} "), 1),
            };
            let draft = dir.join("s.draft");
            fs::write(&draft, changed).expect("room for the source");
            let begin = Instant::now();
            fs::rename(&draft, &source).expect("a save");
            seen = news(host, root, seen["number"].as_u64().unwrap_or(0));
            let leaves = seen["leaves"].as_array().cloned().unwrap_or_default();
            let index = leaves.iter().position(|leaf| leaf["made"] == seen["number"]).expect("a page that changed");
            let picture = fetched(host, &format!("{root}picture/{index}/{}", seen["number"]));
            best = best.min(begin.elapsed());
            assert!(picture.starts_with(b"\x89PNG"));
        }
        let _ = child.kill();
        let _ = child.wait();
        println!(
            "{:<34} {:>10}",
            format!("{name}, a save → its picture"),
            format!("{:.1} ms", best.as_secs_f64() * 1e3)
        );
    }
}

/// What `bargeh serve` tells after the news of a number.
fn news(host: &str, root: &str, after: u64) -> serde_json::Value {
    serde_json::from_slice(&fetched(host, &format!("{root}news/{after}"))).expect("news")
}

/// The body of an answer.
fn fetched(host: &str, path: &str) -> Vec<u8> {
    let mut stream = TcpStream::connect(host).expect("a connection");
    write!(stream, "GET /{path} HTTP/1.1\r\nHost: {host}\r\n\r\n").expect("a request");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    let at = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("a head") + 4;
    answer.split_off(at)
}

/// A photo of 1,200 by 900 pixels, of noise that does not vanish in the file.
fn photo() -> Vec<u8> {
    let mut state = 1_u32;
    let pixels: Vec<u8> = (0..1_200 * 900 * 3)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .collect();
    bargeh_pixels::jpeg(&pixels, (1_200, 900), 3, 70).expect("a photo")
}

/// A program on the PATH.
fn found(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// Typst, with the same font alone.
fn typst_command(typst: &Path, source: &Path, output: &Path) -> Command {
    let mut command = Command::new(typst);
    command.args(["compile", "--ignore-system-fonts", "--font-path"]);
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts/vazirmatn")).arg(source).arg(output);
    command
}

/// A thousand messages: one process against a loop, two threads against one.
fn many(dir: &Path, typst: Option<&Path>) {
    let folder = dir.join("many");
    fs::create_dir_all(&folder).expect("a folder");
    for number in 0..1_000 {
        let text = MESSAGE.replacen("# ", &format!("# {number} "), 1);
        fs::write(folder.join(format!("{number}.md")), text).expect("room for the sources");
    }
    let at_once = |jobs: &str| {
        let begin = Instant::now();
        let status = Command::new(&*BARGEH).arg(&folder).args(["-q", "-j", jobs]).status();
        assert!(status.is_ok_and(|status| status.success()));
        begin.elapsed().as_secs_f64()
    };
    let (one, two) = (at_once("1"), at_once("2"));
    println!("1,000 messages: {one:.2} s on one thread, {two:.2} s on two ({:.2}x)", one / two);
    let output = dir.join("one.pdf");
    let mut single = Command::new(&*BARGEH);
    single.arg(folder.join("0.md")).arg("-q").arg("-o").arg(&output);
    looped("bargeh", measure(&single, 100, &output), two);
    if let Some(typst) = typst {
        let source = dir.join("m.typ");
        fs::write(&source, typst_source(MESSAGE)).expect("room for the source");
        looped("Typst", measure(&typst_command(typst, &source, &output), 100, &output), two);
    }
}

/// A thousand processes, one after the other, beside one process.
fn looped(name: &str, took: Took, at_once: f64) {
    let seconds = took.wall.as_secs_f64() * 1_000.0;
    println!("  a loop of {name}: {seconds:.2} s ({:.1}x of two threads)", seconds / at_once);
}

/// The best of a few rounds of several runs each.
fn best(runs: u32, output: &Path, command: impl Fn() -> Command) -> Took {
    let rounds = (0..ROUNDS).map(|_| measure(&command(), runs, output));
    rounds.min_by_key(|took| took.processor.unwrap_or(took.wall)).expect("at least one round")
}

const ROUNDS: usize = 3;

/// Runs a program so many times in a row under GNU time, where it is there:
/// the clock of processor time is too coarse for one run of a few milliseconds.
fn measure(command: &Command, runs: u32, output: &Path) -> Took {
    let timer = Path::new("/usr/bin/time");
    let mut again = if timer.exists() { Command::new(timer) } else { Command::new("sh") };
    if timer.exists() {
        again.args(["-f", "%U %S %M", "sh"]);
    }
    again.arg("-c").arg(format!("for _ in $(seq {runs}); do \"$@\" >/dev/null 2>&1 || exit 1; done")).arg("sh");
    again.arg(command.get_program()).args(command.get_args());
    let begin = Instant::now();
    let finished = again.output().expect("the program runs");
    let wall = begin.elapsed() / runs;
    let said = String::from_utf8_lossy(&finished.stderr).into_owned();
    assert!(finished.status.success(), "{said}");
    let last = said.lines().last().unwrap_or_default();
    let numbers: Vec<f64> = last.split(' ').filter_map(|number| number.parse().ok()).collect();
    let (processor, memory_mb) = match numbers[..] {
        [user, system, kilobytes] => {
            (Some(Duration::from_secs_f64((user + system) / f64::from(runs))), Some(kilobytes / 1e3))
        }
        _ => (None, None),
    };
    Took { wall, processor, memory_mb, bytes: fs::metadata(output).map_or(0, |meta| meta.len()) }
}

fn line(name: &str, took: Took) {
    let ms = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1e3);
    let memory = took.memory_mb.map_or_else(|| "-".to_owned(), |memory| format!("{memory:.1}"));
    let processor = took.processor.map_or_else(|| "-".to_owned(), ms);
    println!("{name:<34} {:>10} {processor:>10} {memory:>8} {:>10}", ms(took.wall), took.bytes);
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

/// The same text for Typst, on the same page in the same font.
fn typst_source(markdown: &str) -> String {
    let mut source = "#set page(paper: \"a5\", margin: 15mm)\n\
        #set text(lang: \"fa\", dir: rtl, font: \"Vazirmatn\", size: 11pt)\n#set par(justify: true)\n\n"
        .to_owned();
    for line in markdown.lines() {
        let (mark, text) = line.strip_prefix("# ").map_or(("", line), |text| ("= ", text));
        source += mark;
        for letter in text.trim_end().chars() {
            if letter.is_ascii_punctuation() {
                source.push('\\');
            }
            source.push(letter);
        }
        source += if line.ends_with("  ") { " \\\n" } else { "\n" };
    }
    source
}
