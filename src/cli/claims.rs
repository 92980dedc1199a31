//! Which job of a run writes which file. The parts of an output (`a-fronts.pdf`,
//! `a-1.png`) are known only after layout; none of them may replace the output
//! or the input of another job.

use super::output::Sink;
use super::plan::{Job, key};
use bargeh::{Error, Result};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// The files of a run.
#[derive(Default)]
pub(super) struct Claims(Mutex<State>);

#[derive(Default)]
struct State {
    /// The paths the plan names, and the job each belongs to; an input belongs
    /// to none. Their identity is looked up in the file system only when there
    /// are parts.
    planned: Vec<(PathBuf, String)>,
    /// Files by their key (see `plan::key`).
    taken: BTreeMap<Vec<u8>, String>,
}

impl Claims {
    /// Reserves all that the plan names.
    pub(super) fn expect(&self, jobs: &[Job]) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for job in jobs {
            let outputs = job.outputs.iter().filter_map(|(_, sink)| sink.path());
            state.planned.extend(outputs.map(|path| (path.to_owned(), job.name())));
            let inputs = job.inputs.iter().filter(|input| !input.is_stdin());
            state.planned.extend(inputs.map(|input| (input.path.clone(), String::new())));
        }
    }

    /// Reserves a file for a job.
    pub(super) fn take(&self, sink: &Sink, job: &Job) -> Result<()> {
        let Some(path) = sink.path().filter(|_| !job.outputs.iter().any(|(_, planned)| planned == sink)) else {
            return Ok(());
        };
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let planned = std::mem::take(&mut state.planned);
        state.taken.extend(planned.into_iter().map(|(path, owner)| (key(&path), owner)));
        let owner = state.taken.entry(key(path)).or_insert_with(|| job.name());
        if *owner == job.name() {
            return Ok(());
        }
        let message = match owner.as_str() {
            "" => format!("{}: the output is an input", path.display()),
            other => format!("{other} and {} would both be written to {}", job.name(), path.display()),
        };
        Err(Error::Refused { message, hint: Some("name another file or folder with -o".to_owned()) })
    }
}
