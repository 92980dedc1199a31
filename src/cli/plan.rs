//! Which input becomes which outputs, decided and checked before anything is
//! read or written.

use super::args::OutputArgs;
use super::inputs::{InputFile, endings};
use super::output::{Existing, Sink, identity};
use bargeh::characters::persian_letter;
use bargeh::files::{renamed, resolved};
use bargeh::settings::OutputFormat;
use bargeh::{Error, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// One input, or several to be joined, and its outputs.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    /// At least one.
    pub(crate) inputs: Vec<InputFile>,
    /// At least one.
    pub(crate) outputs: Vec<(OutputFormat, Sink)>,
    /// Whether missing folders of the outputs are created.
    pub(crate) makes_folders: bool,
}

impl Job {
    /// Its name in messages: that of its first input.
    pub(crate) fn name(&self) -> String {
        self.inputs.first().map(InputFile::name).unwrap_or_default()
    }
}

/// The jobs for the inputs; `usual`: the format where none is named.
///
/// # Errors
/// Where the outputs named are impossible, two outputs would be the same file,
/// or an output is an input.
pub(crate) fn plan(inputs: Vec<InputFile>, join: bool, args: &OutputArgs, usual: OutputFormat) -> Result<Vec<Job>> {
    if let Some(output) = args.output.as_deref().filter(|path| path.is_file()) {
        refuse_inputs(inputs.iter(), &[output])?;
    }
    if !args.each && args.output.as_deref().and_then(Path::to_str).is_some_and(|path| path.contains("{{")) {
        return Err(Error::Setting {
            message: "--output has {{…}}, which names a file for each row of a table".to_owned(),
            hint: Some("add --each and --data".to_owned()),
        });
    }
    let formats = formats(args, usual)?;
    let groups: Vec<Vec<InputFile>> =
        if join { vec![inputs] } else { inputs.into_iter().map(|input| vec![input]).collect() };
    let count = groups.len() * formats.len();
    let makes_folders = args.output.as_deref().is_some_and(|path| is_folder(path) || count > 1);
    let jobs = groups
        .into_iter()
        .map(|inputs| {
            let outputs = formats
                .iter()
                .map(|&format| Ok((format, sink(&inputs, format, count, args.output.as_deref())?)))
                .collect::<Result<_>>()?;
            Ok(Job { inputs, outputs, makes_folders })
        })
        .collect::<Result<Vec<_>>>()?;
    refuse_collisions(&jobs)?;
    let files: Vec<&Path> = jobs.iter().flat_map(|job| &job.outputs).filter_map(|(_, sink)| sink.path()).collect();
    refuse_inputs(jobs.iter().flat_map(|job| &job.inputs), &files)?;
    let existing = if args.no_clobber { Existing::Keep } else { Existing::Replace };
    for (format, sink) in jobs.iter().flat_map(|job| &job.outputs) {
        sink.check(existing, format.is_text())?;
    }
    Ok(jobs)
}

/// The formats asked for, else that of the output's name, else the usual one.
fn formats(args: &OutputArgs, usual: OutputFormat) -> Result<Vec<OutputFormat>> {
    let mut formats = Vec::new();
    for word in args.to.iter().map(|word| word.trim()).filter(|word| !word.is_empty()) {
        let format = word.to_ascii_lowercase().parse()?;
        if !formats.contains(&format) {
            formats.push(format);
        }
    }
    let Some(output) = args.output.as_deref().filter(|path| !is_folder(path) && path.as_os_str() != "-") else {
        return Ok(if formats.is_empty() { vec![usual] } else { formats });
    };
    match (formats.as_slice(), OutputFormat::of_name(output)) {
        ([], Some(format)) => Ok(vec![format]),
        ([], None) if output.extension().is_none() => Ok(vec![usual]),
        ([], None) => Err(Error::Setting {
            message: format!("--output: {} tells no format", output.display()),
            hint: Some(format!(
                "end it in {}, or say --to pdf",
                endings(OutputFormat::ALL.iter().map(|format| format.ending()))
            )),
        }),
        ([format], Some(told)) if *format != told && !may_end_so(*format, output) => Err(Error::Setting {
            message: format!("--output ends in .{}, but --to says {format}", told.ending()),
            hint: Some("leave one of them out".to_owned()),
        }),
        _ => Ok(formats),
    }
}

/// Whether a name's extension is the last part of an ending of the format:
/// `a.txt` is accepted for `.telegram.txt`.
fn may_end_so(format: OutputFormat, output: &Path) -> bool {
    let extension = output.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase);
    format.endings().iter().any(|ending| ending.rsplit('.').next() == extension.as_deref())
}

/// Whether the path names a folder: one exists, or it ends in a slash.
pub(super) fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/")
}

/// The sink of one format of one job.
fn sink(inputs: &[InputFile], format: OutputFormat, count: usize, output: Option<&Path>) -> Result<Sink> {
    let several = |hint: &str| Error::Setting {
        message: format!("--output names one file, but there are {count} outputs"),
        hint: Some(hint.to_owned()),
    };
    let first = &inputs[0];
    match output {
        Some(path) if path.as_os_str() == "-" && count > 1 => Err(several("name a folder")),
        Some(path) if path.as_os_str() == "-" => Ok(Sink::Stdout),
        Some(path) if is_folder(path) || (count > 1 && path.extension().is_none()) => {
            let relative = if first.is_stdin() { Path::new("message") } else { first.relative.as_path() };
            Ok(Sink::File(renamed(&path.join(relative), format)))
        }
        Some(_) if count > 1 => Err(several("name a folder, such as out/")),
        Some(path) => Ok(Sink::File(path.to_owned())),
        None if first.is_stdin() && count > 1 => Err(Error::Setting {
            message: format!("standard input lies in no folder, and there are {count} outputs"),
            hint: Some("name a folder with -o".to_owned()),
        }),
        None if first.is_stdin() => Ok(Sink::Stdout),
        None => Ok(Sink::File(renamed(&first.path, format))),
    }
}

/// Refuses two outputs that are the same file, here or on a system they may be
/// copied to: names that differ only in case, Unicode form, or Arabic and
/// Persian letters.
fn refuse_collisions(jobs: &[Job]) -> Result<()> {
    let mut seen: BTreeMap<Vec<u8>, (String, &Path)> = BTreeMap::new();
    for job in jobs {
        for (_, sink) in &job.outputs {
            let Sink::File(path) = sink else { continue };
            if let Some((other, before)) = seen.insert(key(path), (job.name(), path)) {
                return Err(Error::Setting {
                    message: format!(
                        "{other} and {} would both be written to {}{}",
                        job.name(),
                        before.display(),
                        if *before == *path { String::new() } else { format!(" ({})", path.display()) }
                    ),
                    hint: Some(
                        "rename one, convert them in two runs, or name a folder that keeps their tree".to_owned(),
                    ),
                });
            }
        }
    }
    Ok(())
}

/// A key that must differ between two outputs.
pub(crate) fn key(path: &Path) -> Vec<u8> {
    let whole = resolved(path);
    let Some(text) = whole.to_str() else { return whole.as_os_str().as_encoded_bytes().to_owned() };
    text.nfc().flat_map(char::to_lowercase).map(persian_letter).collect::<String>().into_bytes()
}

/// Refuses outputs that are inputs, under whatever name: `./`, a link, another
/// case.
fn refuse_inputs<'a>(inputs: impl Iterator<Item = &'a InputFile>, outputs: &[&Path]) -> Result<()> {
    let (mut names, mut files) = (BTreeSet::new(), BTreeSet::new());
    for input in inputs.filter(|input| !input.is_stdin()) {
        names.insert(key(&input.path));
        files.extend(identity(&input.path));
    }
    for path in outputs {
        // Only an existing output can be an input under another name.
        if names.contains(&key(path)) || identity(path).is_some_and(|file| files.contains(&file)) {
            return Err(Error::Refused {
                message: format!("{}: the output is an input", path.display()),
                hint: Some("name another file with -o".to_owned()),
            });
        }
    }
    Ok(())
}
