//! Outputs: written completely or not at all, without leftovers.

use super::interrupt;
use bargeh::convert::{Part, Product};
use bargeh::files::{part_of, product_of};
use bargeh::{Error, Result};
use std::ffi::OsString;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use tempfile::TempPath;

/// Where an output goes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sink {
    /// A file.
    File(PathBuf),
    /// Standard output.
    Stdout,
}

/// How an existing file is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Existing {
    /// Replace it atomically.
    Replace,
    /// Replace it only where it differs.
    ReplaceIfChanged,
    /// Refuse.
    Keep,
}

impl Sink {
    /// The file, if it is one.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Stdout => None,
        }
    }

    /// The sink of a part of the output: next to the whole.
    pub(crate) fn part(&self, part: Part) -> Self {
        match self {
            Self::File(path) => Self::File(part_of(path, part)),
            Self::Stdout => Self::Stdout,
        }
    }

    /// The sink of a file that belongs to this output.
    pub(crate) fn product(&self, product: &Product) -> Self {
        match self {
            Self::File(path) => Self::File(product_of(path, product)),
            Self::Stdout => Self::Stdout,
        }
    }

    /// Writes an output; `false` where the same content was already there.
    pub(crate) fn write(&self, bytes: &[u8], existing: Existing) -> Result<bool> {
        match self {
            Self::Stdout => write_stdout(bytes).map(|()| true),
            Self::File(path) if existing == Existing::ReplaceIfChanged && holds(path, bytes) => Ok(false),
            Self::File(path) => write_file(path, bytes, existing).map(|()| true),
        }
    }

    /// Refuses early what would fail at the end.
    pub(crate) fn check(&self, existing: Existing, is_text: bool) -> Result<()> {
        match self {
            Self::Stdout if !is_text && io::stdout().is_terminal() => Err(Error::Setting {
                message: "the output is no text and would confuse the terminal".to_owned(),
                hint: Some("name a file with -o, or send it on: bargeh … -o - > message.pdf".to_owned()),
            }),
            Self::File(path) if path.is_dir() => Err(fail(path, io::ErrorKind::IsADirectory.into())),
            Self::File(path) if existing == Existing::Keep && path.symlink_metadata().is_ok() => Err(exists(path)),
            _ => Ok(()),
        }
    }
}

/// The error for several files on stdout, where one cannot follow another.
pub(crate) fn several_to_stdout(count: usize) -> Error {
    Error::Setting {
        message: format!("--output names stdout, but there are {count} files"),
        hint: Some("name a file with -o; the others are written beside it".to_owned()),
    }
}

fn exists(path: &Path) -> Error {
    Error::Refused {
        message: format!("{} exists already", path.display()),
        hint: Some("leave out --no-clobber to replace it".to_owned()),
    }
}

fn fail(path: &Path, source: io::Error) -> Error {
    Error::Output { path: path.to_owned(), source }
}

/// Whether a file holds exactly these bytes.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    fs::metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() == bytes.len() as u64)
        && fs::read(path).is_ok_and(|old| old == bytes)
}

/// Writes to stdout; if the reader closed the pipe, that is no error.
fn write_stdout(bytes: &[u8]) -> Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(fail(Path::new("<stdout>"), error)),
        _ => Ok(()),
    }
}

fn write_file(path: &Path, bytes: &[u8], existing: Existing) -> Result<()> {
    // Devices and pipes (`/dev/stdout`, `/dev/null`) cannot be replaced, only
    // written.
    if fs::metadata(path).is_ok_and(|meta| !meta.is_file() && !meta.is_dir()) {
        return fs::OpenOptions::new()
            .write(true)
            .open(path)
            .and_then(|mut file| file.write_all(bytes))
            .map_err(|error| fail(path, error));
    }
    // The target of a link is replaced, not the link, as editors do.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut temp = Temporary::create(&target).map_err(|error| fail(path, error))?;
    temp.file.write_all(bytes).map_err(|error| fail(path, error))?;
    match temp.persist(&target, existing) {
        Err(error) if existing == Existing::Keep && error.kind() == io::ErrorKind::AlreadyExists => Err(exists(path)),
        result => result.map_err(|error| fail(path, error)),
    }
}

/// A temporary file next to its target; removed when dropped.
struct Temporary {
    file: fs::File,
    path: Option<TempPath>,
}

impl Temporary {
    fn create(target: &Path) -> io::Result<Self> {
        let folder = target.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
        interrupt::begin(|| {
            let (file, path) = builder(target).tempfile_in(folder)?.into_parts();
            let known = path.to_path_buf();
            Ok((Self { file, path: Some(path) }, known))
        })
    }

    fn persist(mut self, target: &Path, existing: Existing) -> io::Result<()> {
        let Some(path) = self.path.take() else { return Ok(()) };
        let known = path.to_path_buf();
        let result = interrupt::done_with(&known, || match existing {
            Existing::Keep => path.persist_noclobber(target),
            _ => path.persist(target),
        });
        result.map_err(|error| error.error)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Some(path) = self.path.take() {
            let known = path.to_path_buf();
            interrupt::done_with(&known, || drop(path));
        }
    }
}

/// Permissions: those of the file that is replaced, else those of the umask,
/// instead of `tempfile`'s private ones.
fn builder(target: &Path) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".bargeh-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(target).map_or(0o666, |meta| meta.permissions().mode() & 0o777);
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    builder
}

/// An identity that is equal for two names of one file; `None` where there is no
/// file.
pub(crate) fn identity(path: &Path) -> Option<OsString> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        fs::metadata(path).ok().map(|meta| format!("{}:{}", meta.dev(), meta.ino()).into())
    }
    #[cfg(not(unix))]
    path.canonicalize().ok().map(PathBuf::into_os_string)
}
