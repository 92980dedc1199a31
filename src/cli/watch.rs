//! `bargeh watch`: converts again whenever a message, or anything it uses, is
//! saved. A conversion that fails leaves the last good output.

use super::args::WatchArgs;
use super::inputs;
use super::interrupt;
use super::plan::{Job, plan};
use super::report::Reporter;
use super::run;
use super::watched::{Events, PATIENCE, Watched, gone};
use super::work::Worker;
use bargeh::{Error, Result};
use notify::RecursiveMode;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Watches until interrupted.
///
/// # Errors
/// Whatever stops the first run before its first job, or a failure of the
/// watching itself.
pub(crate) fn run(args: &WatchArgs, reporter: &mut Reporter) -> Result<u8> {
    if args.convert.inputs.iter().any(|input| input.as_os_str() == "-") {
        return Err(Error::Setting { message: "standard input cannot be watched".to_owned(), hint: None });
    }
    interrupt::end_on_signals();
    let (sender, events) = channel();
    let mut watched = Watched::new(sender)?;
    let mut changed = None;
    loop {
        // A changed file may contain settings, so nothing is cached.
        if convert(args, changed.as_ref(), &mut watched, reporter)? {
            reporter.note("watch", "waiting for changes");
        }
        changed = Some(next_change(&events, &mut watched, Duration::from_millis(args.rest))?);
    }
}

/// Runs the jobs that depend on what changed, initially all of them. Returns
/// whether anything was reported.
fn convert(
    args: &WatchArgs,
    changed: Option<&BTreeSet<PathBuf>>,
    watched: &mut Watched,
    reporter: &Reporter,
) -> Result<bool> {
    let args = &args.convert;
    let worker = Worker::new(&args.input, args.settings.settings()?, &args.output, args.voice.strict)?;
    // Folders are watched before they are searched, so that no file created
    // meanwhile is missed.
    for folder in args.inputs.iter().filter(|input| input.is_dir()) {
        watched.watch(folder, RecursiveMode::Recursive)?;
        // Deletion and re-creation of a folder is visible only in its parent.
        watched.watch(&folder.join(".."), RecursiveMode::NonRecursive)?;
    }
    let jobs = match jobs(args, &worker) {
        Ok(jobs) => jobs,
        Err(error) if changed.is_none() => return Err(error),
        Err(error) => {
            reporter.error(None, &error);
            return Ok(true);
        }
    };
    worker.expect(&jobs);
    let mut any = changed.is_none();
    for job in &jobs {
        if changed.is_some_and(|changed| !watched.depends(job, changed)) {
            continue;
        }
        // Before the conversion, so that no change during it is missed.
        for input in &job.inputs {
            watched.watch(input.folder(), RecursiveMode::NonRecursive)?;
        }
        let outcome = worker.run(job, &|_| {});
        run::report(&outcome, reporter);
        if let Ok(done) = &outcome.result {
            for written in done.written.iter().filter_map(|written| written.sink.path()) {
                reporter.note(&outcome.name, format!("wrote {}", written.display()));
            }
        }
        watched.remember(job, &outcome.used)?;
        any = true;
    }
    Ok(any)
}

fn jobs(args: &super::args::ConvertArgs, worker: &Worker) -> Result<Vec<Job>> {
    plan(
        inputs::expand(&args.inputs, worker.converter.format())?.value,
        args.join,
        &args.output,
        worker.converter.usual_format(),
    )
}

/// Waits until something relevant changed and then stayed unchanged for `rest`.
fn next_change(events: &Receiver<Events>, watched: &mut Watched, rest: Duration) -> Result<BTreeSet<PathBuf>> {
    let mut changed = BTreeSet::new();
    while changed.is_empty() {
        changed.extend(watched.of_interest(events.recv().map_err(|_| gone())?));
    }
    let begin = Instant::now();
    while begin.elapsed() < PATIENCE {
        match events.recv_timeout(rest) {
            Ok(event) => changed.extend(watched.of_interest(event)),
            Err(_) => break,
        }
    }
    Ok(changed)
}
