//! How processor time and memory grow with the message: twenty constructs at n,
//! 2n and 4n. What grows faster than the input is marked; a message of some
//! kilobytes must never take a machine.
//!
//! `cargo bench --bench growth [-- NAME]`; `BARGEH=path/to/bargeh` takes a program that
//! is there already. Needs GNU time (`apt-get install time`).

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

static BARGEH: LazyLock<OsString> =
    LazyLock::new(|| std::env::var_os("BARGEH").unwrap_or_else(|| env!("CARGO_BIN_EXE_bargeh").into()));
/// Twice the input may take a little more than twice as much: tables double when
/// they are full, caches overflow.
const MOST: f64 = 2.3;
/// Each message is made so often, and the least counts: what else the machine does adds
/// to a run and never takes away.
const RUNS: usize = 3;
/// Below this a run is mostly the start of the program, in seconds.
const NOISE: f64 = 0.02;

/// A construct: its name, how often at first, the message for a count, flags.
type Construct = (&'static str, usize, fn(usize) -> String, &'static [&'static str]);

const SENTENCE: &str = "این پیام باید خوانده شود و به دست دیگران برسد. ";

const CONSTRUCTS: &[Construct] = &[
    ("one word", 100_000, |n| "ب".repeat(n), &[]),
    ("one paragraph", 4_000, |n| SENTENCE.repeat(n), &[]),
    ("paragraphs", 2_000, |n| format!("{}\n\n", SENTENCE.repeat(3)).repeat(n), &[]),
    ("two columns", 1_000, |n| format!("{}\n\n", SENTENCE.repeat(5)).repeat(n), &["--columns", "2"]),
    ("a booklet", 1_500, |n| format!("{}\n\n", SENTENCE.repeat(5)).repeat(n), &["--sheet", "booklet"]),
    // As many pages as the text needs: others are refused before anything is written.
    (
        "fitted pages",
        60,
        |n| format!("---\nfit: {}\n---\n\n", n / 6) + &format!("{}\n\n", SENTENCE.repeat(8)).repeat(n),
        &[],
    ),
    ("rows of a table", 2_000, |n| format!("| الف | ب |\n|---|---|\n{}", "| ۱ | متن خانه |\n".repeat(n)), &[]),
    ("items of a list", 10_000, |n| "- مورد فهرست\n".repeat(n), &[]),
    ("lists in lists", 5_000, |n| (0..n).map(|i| format!("{}- م\n", "  ".repeat(i % 45))).collect(), &[]),
    ("notes", 3_000, notes, &[]),
    (
        "notes of notes",
        3_000,
        |n| format!("متن[^0]\n\n{}", (0..n).map(|i| format!("[^{i}]: ی[^{}]\n\n", i + 1)).collect::<String>()),
        &[],
    ),
    ("contents", 5_000, |n| (0..n).map(|i| format!("## بخش {i}\n\nم\n\n")).collect(), &["--toc"]),
    (
        "contents of contents",
        60,
        |n| "::: toc\n:::\n\n".repeat(n) + &(0..n).map(|i| format!("# بخش {i}\n\n")).collect::<String>(),
        &[],
    ),
    ("links", 4_000, |n| (0..n).map(|i| format!("[پیوند {i}](https://example.org/{i}) ")).collect(), &[]),
    ("codes of links", 150, |n| (0..n).map(|i| format!("[پ](https://example.org/{i}) ")).collect(), &["--qr", "links"]),
    ("both directions", 3_000, |n| "سلام hello (۱۲) [x] دنیا ".repeat(n), &[]),
    (
        "couplets",
        3_000,
        |n| format!("::: poem\n{}:::\n", "بنی آدم اعضای یک پیکرند / که در آفرینش ز یک گوهرند\n".repeat(n)),
        &[],
    ),
    ("lines of code", 10_000, |n| format!("```\n{}```\n", "let x = 1;\n".repeat(n)), &[]),
    ("open isolates", 10_000, |n| format!("{}م", "\u{2067}".repeat(n)), &[]),
    ("flags", 10_000, |n| "\u{1f1ee}".repeat(n), &[]),
    ("joined emoji", 10_000, |n| "\u{1f469}\u{200d}".repeat(n), &[]),
    ("empty boxes", 10_000, |n| "::: box\n:::\n\n".repeat(n), &[]),
];

fn notes(n: usize) -> String {
    let references: String = (0..n).map(|i| format!("متن[^{i}] ")).collect();
    references + "\n\n" + &(0..n).map(|i| format!("[^{i}]: یادداشت\n\n")).collect::<String>()
}

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let dir = std::env::temp_dir().join(format!("bargeh-growth-{}", std::process::id()));
    fs::create_dir_all(&dir).expect("a folder for temporary files");
    println!("{:<22} {:>8} {:>26} {:>26}", "construct", "n", "seconds at n, 2n, 4n", "MB");
    for (name, count, message, flags) in CONSTRUCTS {
        if !wanted.is_empty() && !wanted.iter().any(|word| name.contains(word.as_str())) {
            continue;
        }
        let runs = [1, 2, 4].map(|times| measure(&dir, &message(count * times), flags));
        let [time, memory] = [0, 1].map(|of| runs.map(|run| if of == 0 { run.0 } else { run.1 }));
        let grows = |of: [f64; 3], least: f64| of[2].max(least) / of[1].max(least);
        let mark = if grows(time, NOISE) > MOST || grows(memory, 1.0) > MOST { "  GROWS FASTER" } else { "" };
        let shown = |of: [f64; 3]| format!("{:.2} {:.2} {:.2}", of[0], of[1], of[2]);
        println!("{name:<22} {count:>8} {:>26} {:>26}{mark}", shown(time), shown(memory));
    }
    let _ = fs::remove_dir_all(&dir);
}

/// Seconds of processor time and megabytes at most, for a message as PDF and EPUB.
fn measure(dir: &Path, message: &str, flags: &[&str]) -> (f64, f64) {
    let title = if message.starts_with("---") { "" } else { "# عنوان\n\n" };
    fs::write(dir.join("a.md"), format!("{title}{message}\n")).expect("room for the message");
    let runs = (0..RUNS).map(|_| run(dir, flags));
    runs.fold((f64::INFINITY, f64::INFINITY), |least, run| (least.0.min(run.0), least.1.min(run.1)))
}

fn run(dir: &Path, flags: &[&str]) -> (f64, f64) {
    let mut command = Command::new("/usr/bin/time");
    command.args(["-f", "%U %S %M"]).arg(&*BARGEH);
    command.args(["a.md", "--to", "pdf,epub", "-o", "out/", "-q"]).args(flags);
    let said = command.current_dir(dir).output().expect("GNU time");
    let said = String::from_utf8_lossy(&said.stderr).into_owned();
    let last: Vec<f64> =
        said.lines().last().unwrap_or_default().split(' ').filter_map(|word| word.parse().ok()).collect();
    match last[..] {
        [user, system, kilobytes] => (user + system, kilobytes / 1024.0),
        _ => (f64::NAN, f64::NAN),
    }
}
