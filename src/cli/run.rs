//! `bargeh INPUT…`: runs all jobs, reports on them, and gives the exit status.

use super::args::{Cli, ConvertArgs};
use super::inputs;
use super::interrupt;
use super::output::Sink;
use super::plan::{Job, plan};
use super::pool;
use super::report::Reporter;
use super::work::{Done, Outcome, Worker, Written};
use bargeh::convert::{Part, Sheets};
use bargeh::files::{Converter, Notes};
use bargeh::settings::InputFormat;
use bargeh::{Error, Result};
use serde_json::json;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The most warnings shown per file; with `--json` all are.
const SHOWN: usize = 50;

/// Counts of jobs by result.
#[derive(Default)]
struct Tally {
    done: usize,
    failed: usize,
    unchanged: usize,
    worst: u8,
}

/// Converts; returns the exit status.
///
/// # Errors
/// Whatever stops the run before its first job.
pub(crate) fn run(args: &ConvertArgs, reporter: &mut Reporter) -> Result<u8> {
    refuse_command(args.inputs.first().map(PathBuf::as_path))?;
    let mut worker = Worker::new(&args.input, args.settings.settings()?, &args.output, args.voice.strict)?;
    let inputs = inputs::expand(&args.inputs, worker.converter.format())?;
    reporter.warnings(&inputs.warnings);
    let jobs = plan(inputs.value, args.join, &args.output, worker.converter.usual_format())?;
    if args.running.dry_run {
        let jobs = match args.output.each {
            true => jobs.iter().map(|job| worker.jobs_of_rows(job)).collect::<Result<Vec<_>>>()?.concat(),
            false => jobs,
        };
        print_plan(&jobs, args.voice.json);
        return Ok(0);
    }
    if jobs.len() > 1 {
        worker.converter.expect_several();
    }
    worker.expect(&jobs);
    interrupt::end_on_signals();
    Ok(convert_all(&jobs, args, &worker, reporter))
}

fn convert_all(jobs: &[Job], args: &ConvertArgs, worker: &Worker, reporter: &mut Reporter) -> u8 {
    let threads = if jobs.len() == 1 { 1 } else { threads(args.running.jobs).min(jobs.len()) };
    let mut tally = Tally::default();
    // The rows of a single message are counted instead of messages.
    let counts_rows = jobs.len() == 1 && args.output.each;
    if jobs.len() > 1 || counts_rows {
        reporter.begin(jobs.len());
    }
    let mut queue = jobs.iter();
    let mut formats = Vec::new();
    let shared = &*reporter;
    pool::ordered(
        threads,
        || queue.next(),
        |job| {
            worker.run(job, &|rows| {
                if counts_rows {
                    shared.advance_of(rows);
                }
            })
        },
        |outcome| {
            tally.count(&outcome);
            formats.extend(outcome.formats.iter().copied());
            report(&outcome, shared);
            if !counts_rows {
                shared.advance();
            }
            !(args.running.fail_fast && outcome.result.is_err())
        },
    );
    reporter.end();
    if jobs.len() > 1 {
        tally.worst = tally.worst.max(tell_idle(&worker.converter, &formats, reporter));
        reporter.summary(tally.done, tally.failed, tally.unchanged);
    }
    tally.worst
}

/// Tells, once for all messages of a run, which options of reading did nothing for any;
/// returns the exit status.
pub(super) fn tell_idle(converter: &Converter, formats: &[InputFormat], reporter: &Reporter) -> u8 {
    // Where nothing could be read, nobody knows.
    let warnings = if formats.is_empty() { Vec::new() } else { converter.idle(formats) };
    reporter.warnings(&warnings);
    let judged = converter.judge(&Notes { warnings, ..Notes::default() });
    judged.map_or_else(
        |error| {
            reporter.error(None, &error);
            error.exit_code()
        },
        |()| 0,
    )
}

/// Refuses a first word that is no file and nearly a command: the files after it
/// would be converted, and existing outputs next to them replaced.
fn refuse_command(first: Option<&Path>) -> Result<()> {
    let Some((word, command)) =
        first.filter(|word| !word.exists()).and_then(|word| Some((word, Cli::command_like(word)?)))
    else {
        return Ok(());
    };
    Err(Error::Setting {
        message: format!("{}: no such file and no such command", word.display()),
        hint: Some(format!("did you mean the command `bargeh {command}`?")),
    })
}

/// The number of conversions at once.
pub(crate) fn threads(jobs: Option<u16>) -> usize {
    match jobs {
        Some(jobs) => usize::from(jobs),
        None => std::thread::available_parallelism().map_or(1, usize::from),
    }
}

impl Tally {
    fn count(&mut self, outcome: &Outcome) {
        match &outcome.result {
            Ok(done) => {
                self.done += 1;
                self.unchanged += usize::from(done.written.iter().all(|written| written.unchanged));
            }
            Err(error) => {
                self.failed += 1;
                self.worst = self.worst.max(error.exit_code());
            }
        }
    }
}

/// Reports the result of a job.
pub(crate) fn report(outcome: &Outcome, reporter: &Reporter) {
    let shown = if reporter.is_json() { outcome.warnings.len() } else { SHOWN };
    for warning in outcome.warnings.iter().take(shown) {
        reporter.warning(&outcome.name, warning);
    }
    if let Some(more @ 1..) = outcome.warnings.len().checked_sub(shown) {
        reporter.note(&outcome.name, format!("{more} more warnings; --json shows them all"));
    }
    for (file, keys) in &outcome.passed_over {
        reporter.detail(&format!("{file}: front matter: nothing is made of {}", keys.join(", ")));
    }
    match &outcome.result {
        Err(error) => reporter.error(Some(&outcome.name), error),
        Ok(done) => report_done(&outcome.name, done, reporter),
    }
    reporter.timings(&outcome.name, &outcome.timings);
}

fn report_done(name: &str, done: &Done, reporter: &Reporter) {
    if let Some(fitted) = done.fitted {
        let (size, leading) = (fitted.size.to_pt(), fitted.leading);
        let said = format!("fitted with letters of {size:.2} pt and lines {leading:.2} times as high");
        if fitted.asked {
            reporter.note(name, said);
        } else {
            reporter.detail(&format!("{name}: {said}, so that the last page is no rest"));
        }
    }
    if let (lines @ 1.., sentences) = done.joined {
        reporter
            .detail(&format!("{name}: joined {lines} lines and {sentences} sentences that a narrow column had cut"));
    }
    for Written { sink, product: (format, part), bytes, unchanged, holds_pages } in &done.written {
        let output = match sink {
            Sink::File(path) => path.display().to_string(),
            Sink::Stdout => "<stdout>".to_owned(),
        };
        let verb = if *unchanged { "left unchanged" } else { "wrote" };
        let extent = if *holds_pages { extent(done) } else { String::new() };
        reporter.detail(&format!("{name}: {verb} {output} ({bytes} bytes{extent})"));
        let sheets = done.sheets.filter(|_| *holds_pages);
        reporter.event(&json!({
            "level": "output", "file": name, "output": output, "format": format.word(), "part": part.suffix(),
            "bytes": bytes, "pages": done.pages, "unchanged": unchanged,
            "sheets": sheets.map(|sheets| sheets.count), "blank": sheets.map(|sheets| sheets.blank),
        }));
    }
}

/// The number of pages and sheets, in words.
fn extent(done: &Done) -> String {
    let count = |number: usize, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
    let mut words = done.pages.map_or_else(String::new, |pages| format!(", {}", count(pages, "page")));
    if let Some(Sheets { count: sheets, blank }) = done.sheets {
        let _ = write!(words, " on {}", count(sheets, "sheet"));
        if blank > 0 {
            let _ = write!(words, ", {} left blank", count(blank, "panel"));
        }
    }
    words
}

/// Prints what would be written, to stdout.
fn print_plan(jobs: &[Job], json: bool) {
    let mut text = String::new();
    for job in jobs {
        let names: Vec<String> = job.inputs.iter().map(|input| input.name()).collect();
        for (format, sink) in &job.outputs {
            // The number of files is known only after layout. Pictures are always numbered,
            // texts for messengers only where they need several messages.
            let (sink, more) = match (format.is_picture(), format.is_many()) {
                (true, _) => (&sink.part(Part::Numbered("", 1)), " …"),
                (false, true) => (sink, " …"),
                (false, false) => (sink, ""),
            };
            let output = sink.path().map_or_else(|| "-".to_owned(), |path| path.display().to_string()) + more;
            let _ = match json {
                true => writeln!(text, "{}", json!({"inputs": names, "output": output, "format": format.word()})),
                false => writeln!(text, "{}", super::report::printable(&format!("{} -> {output}", names.join(" + ")))),
            };
        }
    }
    super::voice::print(&text);
}
