//! `bargeh watch`: converts again whenever a message, or anything it uses, is
//! saved. A conversion that fails leaves the last good output.

use super::args::WatchArgs;
use super::inputs::{self, InputFile};
use super::interrupt;
use super::plan::{Job, plan};
use super::report::Reporter;
use super::run;
use super::work::Worker;
use bargeh::files::resolved;
use bargeh::settings::InputFormat;
use bargeh::{Error, Result};
use notify::event::ModifyKind;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// The longest wait for files that keep changing.
const PATIENCE: Duration = Duration::from_secs(2);

/// The watched folders and the reasons for watching them.
struct Watched {
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    folders: BTreeSet<PathBuf>,
    /// The files each job depends on, by the job's first input.
    used: BTreeMap<PathBuf, BTreeSet<PathBuf>>,
}

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
    let mut watched = Watched::new()?;
    let mut changed = None;
    loop {
        // A changed file may contain settings, so nothing is cached.
        if convert(args, changed.as_ref(), &mut watched, reporter)? {
            reporter.note("watch", "waiting for changes");
        }
        changed = Some(watched.next_change(Duration::from_millis(args.rest))?);
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

impl Watched {
    fn new() -> Result<Self> {
        let (sender, events) = channel();
        let watcher = notify::recommended_watcher(sender).map_err(|error| fault(&error))?;
        Ok(Self { watcher, events, folders: BTreeSet::new(), used: BTreeMap::new() })
    }

    fn watch(&mut self, folder: &Path, mode: RecursiveMode) -> Result<()> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let Ok(folder) = folder.canonicalize() else { return Ok(()) };
        if self.folders.insert(folder.clone()) {
            self.watcher.watch(&folder, mode).map_err(|error| fault(&error))?;
        }
        Ok(())
    }

    /// Watches the folders of all files that a job used, not the files: editors
    /// replace files, which would end a watch on the file.
    fn remember(&mut self, job: &Job, used: &[PathBuf]) -> Result<()> {
        let files: BTreeSet<PathBuf> =
            job.inputs.iter().map(|input| &input.path).chain(used).map(|path| resolved(path)).collect();
        for folder in files.iter().filter_map(|file| file.parent()) {
            self.watch(folder, RecursiveMode::NonRecursive)?;
        }
        self.used.insert(key(job), files);
        Ok(())
    }

    /// Whether a job is new or uses one of the files.
    fn depends(&self, job: &Job, changed: &BTreeSet<PathBuf>) -> bool {
        self.used.get(&key(job)).is_none_or(|files| !files.is_disjoint(changed))
    }

    /// Waits until something relevant changed and then stayed unchanged for
    /// `rest`.
    fn next_change(&mut self, rest: Duration) -> Result<BTreeSet<PathBuf>> {
        let mut changed = BTreeSet::new();
        while changed.is_empty() {
            let event = self.events.recv().map_err(|_| gone())?;
            let found = self.of_interest(event);
            changed.extend(found);
        }
        let begin = Instant::now();
        while begin.elapsed() < PATIENCE {
            match self.events.recv_timeout(rest) {
                Ok(event) => {
                    let found = self.of_interest(event);
                    changed.extend(found);
                }
                Err(_) => break,
            }
        }
        Ok(changed)
    }

    fn of_interest(&mut self, event: notify::Result<Event>) -> Vec<PathBuf> {
        let Ok(event) = event else { return Vec::new() };
        if matches!(event.kind, EventKind::Access(_)) {
            return Vec::new();
        }
        // A watch belongs to a folder, not its name; a folder that is gone must
        // be watched again if it returns.
        let gone = event.paths.iter().filter(|path| !path.exists()).collect::<Vec<_>>();
        self.folders.retain(|folder| !gone.iter().any(|path| folder.starts_with(path)));
        // A new or renamed folder may already contain messages.
        let comes = matches!(event.kind, EventKind::Create(_) | EventKind::Modify(ModifyKind::Name(_)));
        let known = |path: &PathBuf| self.used.values().any(|files| files.contains(path));
        let matters = |path: &PathBuf| known(path) || InputFormat::of_name(path).is_some() || comes && path.is_dir();
        event.paths.iter().filter(|path| matters(path)).cloned().collect()
    }
}

fn key(job: &Job) -> PathBuf {
    job.inputs.first().map(|input: &InputFile| input.path.clone()).unwrap_or_default()
}

fn fault(error: &notify::Error) -> Error {
    Error::Refused { message: format!("the files cannot be watched: {error}"), hint: None }
}

fn gone() -> Error {
    Error::Refused { message: "the files are not watched any more".to_owned(), hint: None }
}
