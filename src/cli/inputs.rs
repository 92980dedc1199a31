//! The inputs that the user names, expanded to files: folders walked, globs
//! matched.

use bargeh::error::{Place, system};
use bargeh::files::{read_plain, read_up_to, resolved};
use bargeh::settings::InputFormat;
use bargeh::{Error, Result, Warned, Warning};
use ignore::WalkBuilder;
use ignore::overrides::OverrideBuilder;
use std::io;
use std::path::{Component, Path, PathBuf};

/// One input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InputFile {
    /// The file, or `-`.
    pub(crate) path: PathBuf,
    /// Its path relative to the folder it was found in; its name where it was
    /// named itself.
    pub(crate) relative: PathBuf,
}

impl InputFile {
    /// Whether it is standard input.
    pub(crate) fn is_stdin(&self) -> bool {
        self.path.as_os_str() == "-"
    }

    /// Its name in messages.
    pub(crate) fn name(&self) -> String {
        if self.is_stdin() { "<stdin>".to_owned() } else { self.path.display().to_string() }
    }

    /// Its folder; the current one for standard input.
    pub(crate) fn folder(&self) -> &Path {
        if self.is_stdin() { Path::new("") } else { self.path.parent().unwrap_or(Path::new("")) }
    }

    /// Its bytes.
    ///
    /// # Errors
    /// Where it cannot be read, is too large, or would block.
    pub(crate) fn read(&self, limit: u64) -> Result<Vec<u8>> {
        let bytes = if self.is_stdin() {
            read_up_to(io::stdin().lock(), limit)
        } else if is_stream(&self.path) {
            std::fs::File::open(&self.path).and_then(|file| read_up_to(file, limit))
        } else {
            read_plain(&self.path, limit)
        };
        bytes.map_err(|error| self.unreadable(&error))
    }

    fn unreadable(&self, error: &io::Error) -> Error {
        let message = system(error);
        let hint = match error.kind() {
            io::ErrorKind::NotFound => Some("check the name and the folder".to_owned()),
            _ if message.contains("is larger than") => Some("raise the limit with --max-input".to_owned()),
            _ => None,
        };
        Error::Source { message, place: Place { file: self.name(), line: None }, hint }
    }
}

/// Whether it is a pipe made by the shell (`bargeh <(…)`), the only kind that is
/// waited for.
fn is_stream(path: &Path) -> bool {
    path == Path::new("/dev/stdin") || path.starts_with("/dev/fd") || path.starts_with("/proc/self/fd")
}

/// All inputs, in the order named; those of a folder by name. With a format
/// given, only its files are searched for in folders; without, all but PDFs and EPUBs, which
/// in a folder of messages are most often what was made of them. Files of a folder that
/// are not read are reported.
///
/// # Errors
/// Where a folder or glob contains no message, or standard input is named twice.
pub(crate) fn expand(named: &[PathBuf], format: Option<InputFormat>) -> Result<Warned<Vec<InputFile>>> {
    let (mut files, mut warnings) = (Vec::new(), Vec::new());
    for path in named {
        let before = files.len();
        if path.is_dir() {
            files.extend(walk(path, WalkBuilder::new(path), format, &mut warnings));
        } else if path.exists() || path.as_os_str() == "-" || !is_glob(path) {
            files.push(InputFile { path: path.clone(), relative: PathBuf::from(path.file_name().unwrap_or_default()) });
        } else {
            files.extend(matches(path, format.or_else(|| InputFormat::of_name(path)), &mut warnings)?);
        }
        if files.len() == before {
            return Err(Error::Refused {
                message: format!("{}: no message found", path.display()),
                hint: Some(format!(
                    "messages end in {}",
                    endings(InputFormat::ALL.iter().filter_map(|format| format.endings().first().copied()))
                )),
            });
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    files.retain(|file| seen.insert(resolved(&file.path)));
    Ok(Warned { value: files, warnings })
}

/// `.md, .txt or .html`.
pub(crate) fn endings(endings: impl Iterator<Item = &'static str>) -> String {
    let mut dotted: Vec<String> = endings.map(|ending| format!(".{ending}")).collect();
    match (dotted.pop(), dotted.is_empty()) {
        (Some(last), false) => format!("{} or {last}", dotted.join(", ")),
        (last, _) => last.unwrap_or_default(),
    }
}

fn is_glob(path: &Path) -> bool {
    path.to_str().is_some_and(|text| text.contains(['*', '?', '[', '{']))
}

/// The messages below a folder, by name. Links that lead out of it are skipped,
/// as those to pictures are: whoever made the folder must not choose files
/// outside it.
fn walk(
    root: &Path,
    mut builder: WalkBuilder,
    format: Option<InputFormat>,
    warnings: &mut Vec<Warning>,
) -> Vec<InputFile> {
    let wanted = |path: &Path| {
        let taken =
            |found| format.map_or(!matches!(found, InputFormat::Epub | InputFormat::Pdf), |format| format == found);
        InputFormat::of_name(path).is_some_and(taken)
    };
    let home = root.canonicalize().ok();
    let is_inside = |path: &Path| {
        let real = path.canonicalize().ok();
        home.as_ref().zip(real).is_some_and(|(home, real)| real.starts_with(home))
    };
    let mut files = Vec::new();
    for entry in builder.require_git(false).sort_by_file_path(Ord::cmp).build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                warnings.push(Warning::new("unreadable-folder", format!("passed over: {error}")));
                continue;
            }
        };
        let is_folder = entry.file_type().is_none_or(|kind| kind.is_dir());
        if is_folder || !wanted(entry.path()) || !entry.path().is_file() {
            continue;
        }
        if entry.path_is_symlink() && !is_inside(entry.path()) {
            let message = format!("{}: a link that leads out of the folder is not followed", entry.path().display());
            warnings.push(Warning::new("link-outside", message).hint("name the file itself"));
            continue;
        }
        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_owned();
        files.push(InputFile { relative, path: entry.into_path() });
    }
    files
}

/// The files that match a glob; the part of it before the first wildcard is
/// their folder.
fn matches(glob: &Path, format: Option<InputFormat>, warnings: &mut Vec<Warning>) -> Result<Vec<InputFile>> {
    let plain = |part: &Component<'_>| !is_glob(Path::new(part));
    let root: PathBuf = glob.components().take_while(plain).collect();
    let pattern: PathBuf = glob.components().skip_while(plain).collect();
    let here = if root.as_os_str().is_empty() { Path::new(".") } else { root.as_path() };
    let bad = |error: ignore::Error| Error::Setting { message: format!("{}: {error}", glob.display()), hint: None };
    let mut overrides = OverrideBuilder::new(here);
    overrides.add(&format!("/{}", pattern.display())).map_err(bad)?;
    let mut builder = WalkBuilder::new(here);
    builder.overrides(overrides.build().map_err(bad)?);
    let mut files = walk(here, builder, format, warnings);
    for file in &mut files {
        file.path = root.join(&file.relative);
    }
    Ok(files)
}
