//! Folders that are watched for changes of the files a job uses.

use super::inputs::InputFile;
use super::plan::Job;
use bargeh::files::resolved;
use bargeh::settings::InputFormat;
use bargeh::{Error, Result};
use notify::event::ModifyKind;
use notify::{Event, EventHandler, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The longest wait for files that keep changing.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

/// What the system says of a change.
pub(super) type Events = notify::Result<Event>;

/// The watched folders and the reasons for watching them.
pub(super) struct Watched {
    watcher: RecommendedWatcher,
    folders: BTreeSet<PathBuf>,
    /// The files each job depends on, by the job's first input.
    used: BTreeMap<PathBuf, BTreeSet<PathBuf>>,
}

impl Watched {
    /// Watches nothing yet; what happens goes to `handler`.
    ///
    /// # Errors
    /// Where the system watches no files.
    pub(super) fn new(handler: impl EventHandler) -> Result<Self> {
        let watcher = notify::recommended_watcher(handler).map_err(|error| fault(&error))?;
        Ok(Self { watcher, folders: BTreeSet::new(), used: BTreeMap::new() })
    }

    pub(super) fn watch(&mut self, folder: &Path, mode: RecursiveMode) -> Result<()> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let Ok(folder) = folder.canonicalize() else { return Ok(()) };
        if self.folders.insert(folder.clone()) {
            self.watcher.watch(&folder, mode).map_err(|error| fault(&error))?;
        }
        Ok(())
    }

    /// Watches the folders of all files that a job used, not the files: editors
    /// replace files, which would end a watch on the file.
    pub(super) fn remember(&mut self, job: &Job, used: &[PathBuf]) -> Result<()> {
        self.remember_files(&job.inputs, used)
    }

    /// The same for inputs that are no job.
    pub(super) fn remember_files(&mut self, inputs: &[InputFile], used: &[PathBuf]) -> Result<()> {
        let files: BTreeSet<PathBuf> =
            inputs.iter().map(|input| &input.path).chain(used).map(|path| resolved(path)).collect();
        for folder in files.iter().filter_map(|file| file.parent()) {
            self.watch(folder, RecursiveMode::NonRecursive)?;
        }
        self.used.insert(key(inputs), files);
        Ok(())
    }

    /// Whether a job is new or uses one of the files.
    pub(super) fn depends(&self, job: &Job, changed: &BTreeSet<PathBuf>) -> bool {
        self.used.get(&key(&job.inputs)).is_none_or(|files| !files.is_disjoint(changed))
    }

    /// Whether a file is used.
    pub(super) fn uses(&self, path: &PathBuf) -> bool {
        self.used.values().any(|files| files.contains(path))
    }

    pub(super) fn of_interest(&mut self, event: Events) -> Vec<PathBuf> {
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
        let matters =
            |path: &PathBuf| self.uses(path) || InputFormat::of_name(path).is_some() || comes && path.is_dir();
        event.paths.iter().filter(|path| matters(path)).cloned().collect()
    }
}

fn key(inputs: &[InputFile]) -> PathBuf {
    inputs.first().map(|input| input.path.clone()).unwrap_or_default()
}

fn fault(error: &notify::Error) -> Error {
    Error::Refused { message: format!("the files cannot be watched: {error}"), hint: None }
}

pub(super) fn gone() -> Error {
    Error::Refused { message: "the files are not watched any more".to_owned(), hint: None }
}
