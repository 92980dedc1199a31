//! Pictures, fonts and themes from the disk: only regular files, only from
//! allowed folders, only up to a size.

use crate::error::{Error, Result, system};
use crate::resources::{Resources, is_remote};
use crate::settings::misspelt;
use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The most bytes of one picture or font.
const LIMIT: u64 = crate::picture::MAX_BYTES as u64;

/// The folder of a message and those that `--allow-dir` names.
#[derive(Debug)]
pub struct Disk {
    /// `None`: only absolute paths.
    folder: Option<PathBuf>,
    /// Canonical paths of folders or single files.
    allowed: Vec<PathBuf>,
    /// The files that were asked for, existing or not.
    used: Mutex<Vec<PathBuf>>,
}

impl Disk {
    /// Files for a message in a folder (empty: the current one), or in none, as
    /// a text within a job.
    #[must_use]
    pub fn new(folder: Option<&Path>, more: &[PathBuf], others: &[PathBuf]) -> Self {
        let here = |folder: &Path| if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() };
        let folder = folder.map(here);
        let others = others.iter().map(|folder| here(folder)).collect::<Vec<_>>();
        let allowed = folder.iter().chain(more).chain(&others).filter_map(|dir| dir.canonicalize().ok()).collect();
        Self { folder, allowed, used: Mutex::default() }
    }

    /// The same with some more allowed files, given by canonical path.
    #[must_use]
    pub fn granting(mut self, files: &[PathBuf]) -> Self {
        self.allowed.extend_from_slice(files);
        self
    }

    /// The files that were asked for, also missing ones.
    #[must_use]
    pub fn used(&self) -> Vec<PathBuf> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The file of a name, if it may be read.
    fn resolve(&self, name: &str) -> Result<PathBuf> {
        if name.trim_start().get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:")) {
            return Err(missing(
                name,
                "is a picture inside an address, which is not read",
                Some("save it as a file beside the message"),
            ));
        }
        if is_remote(name) {
            return Err(missing(
                name,
                "is not fetched: nothing is read from the network",
                Some("save it beside the message"),
            ));
        }
        if name.contains('\0') {
            return Err(forbidden(name, "is no file name"));
        }
        let path = Path::new(name.strip_prefix("file://").unwrap_or(name));
        let path = match &self.folder {
            Some(folder) => folder.join(path),
            None if path.is_absolute() => path.to_owned(),
            None => {
                return Err(missing(name, "not found: text in a job has no folder", Some("give the job a `folder`")));
            }
        };
        self.used.lock().unwrap_or_else(PoisonError::into_inner).push(path.clone());
        let real = self.beneath(name, path.canonicalize()).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => missing(name, "not found", self.alike(&path).as_deref()),
            _ => forbidden(name, &system(&error)),
        })?;
        if !self.allowed.iter().any(|dir| real.starts_with(dir)) {
            return Err(Error::Forbidden {
                name: shown(name),
                message: "lies outside the message's folder".to_owned(),
                hint: Some("copy it beside the message, or allow its folder with --allow-dir".to_owned()),
            });
        }
        Ok(real)
    }
}

impl Disk {
    /// Of a path from the root of a site (`/images/a.png`), which is no file here: the
    /// file of that path in the message's folder, or in the nearest of its parents that may
    /// be read.
    fn beneath(&self, name: &str, found: io::Result<PathBuf>) -> io::Result<PathBuf> {
        let is_missing = found.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
        let (Some(rest), Some(folder), true) = (name.strip_prefix('/'), &self.folder, is_missing) else { return found };
        let Ok(folder) = folder.canonicalize() else { return found };
        let may_be_read = |dir: &&Path| self.allowed.iter().any(|allowed| dir.starts_with(allowed));
        let roots = folder.ancestors().take_while(may_be_read).take(ROOTS);
        roots.map(|root| root.join(rest)).find_map(|path| path.canonicalize().ok()).map_or(found, Ok)
    }

    /// A hint at the file beside it that has nearly the name of one that is not there.
    fn alike(&self, path: &Path) -> Option<String> {
        let folder = path.parent()?.canonicalize().ok()?;
        if !self.allowed.iter().any(|dir| folder.starts_with(dir)) {
            return None;
        }
        let files =
            fs::read_dir(folder).ok()?.take(COMPARED).filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut files: Vec<String> = files.collect();
        files.sort_unstable();
        let names: Vec<&str> = files.iter().map(String::as_str).collect();
        misspelt(path.file_name()?.to_str()?, &names).map(|near| format!("did you mean `{near}`?"))
    }
}

/// How many folders may be the root of a site: pages lie no deeper.
const ROOTS: usize = 8;

/// How many files of a folder are compared with a name: enough for any message's.
const COMPARED: usize = 1_000;

impl Resources for Disk {
    fn read(&self, name: &str) -> Result<Arc<[u8]>> {
        let path = self.resolve(name)?;
        read_plain(&path, LIMIT).map(Into::into).map_err(|error| forbidden(name, &system(&error)))
    }
}

/// A canonical path that also works for a file that does not exist yet: without
/// `..`, and the links of its folders resolved. A link at the file's own place
/// is kept.
#[must_use]
pub fn resolved(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let folders = whole.ancestors().skip(1);
    let mut known = folders.filter_map(|folder| Some((folder.canonicalize().ok()?, whole.strip_prefix(folder).ok()?)));
    let Some((mut real, rest)) = known.next() else { return whole };
    for part in rest.components() {
        match part {
            Component::ParentDir => drop(real.pop()),
            part => real.push(part),
        }
    }
    real
}

/// The bytes of a regular file up to a limit. Pipes and devices are refused, so
/// it never blocks.
///
/// # Errors
/// What the system says, or that the file is none or too large.
pub fn read_plain(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("is not a plain file"));
    }
    read_up_to(fs::File::open(path)?, limit)
}

/// All bytes of a stream; an error where it is longer than the limit.
///
/// # Errors
/// What the system says, or that there is more.
pub fn read_up_to(stream: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(io::Error::other(format!("is larger than {} MiB", limit >> 20)));
    }
    Ok(bytes)
}

/// A name as messages show it, shortened: a `data:` address may contain a whole
/// picture.
fn shown(name: &str) -> String {
    let mut letters = name.chars();
    let start: String = letters.by_ref().take(120).collect();
    if letters.next().is_some() { start + "…" } else { start }
}

fn missing(name: &str, message: &str, hint: Option<&str>) -> Error {
    Error::Resource { name: shown(name), message: message.to_owned(), hint: hint.map(str::to_owned) }
}

fn forbidden(name: &str, message: &str) -> Error {
    Error::Forbidden { name: shown(name), message: message.to_owned(), hint: None }
}
