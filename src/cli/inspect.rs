//! `bargeh inspect FILE…`: what files reveal about their makers.

use super::inputs::InputFile;
use super::messages::word;
use super::options::{self, SettingArgs};
use super::output::{Existing, Sink, identity};
use super::persian;
use super::report::Reporter;
use bargeh::files::guarded;
use bargeh::{Error, Result, inspect, picture};
use clap::{Args, ValueHint};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Show what a file says about its maker
///
/// Lists every metadata field, date, identifier, font, link target, embedded
/// file and hidden character of PDF, EPUB, DOCX, ODT, JPEG, PNG, SVG, HTML, Markdown
/// and text. `!` marks what can identify someone, `?` what is worth a look.
///
/// Exit status: 0 nothing that identifies; 1 something does, or a file was
/// refused.
#[derive(Args, Clone, Debug)]
pub(crate) struct InspectArgs {
    /// The files, or `-` for stdin
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
    inputs: Vec<PathBuf>,
    /// One JSON object a file
    #[arg(long)]
    json: bool,
    /// Only what identifies or is worth a look
    #[arg(short, long)]
    quiet: bool,
    /// Write a JPEG or PNG anew without all that, pixel by pixel the same
    #[arg(long, value_name = "OUT", value_hint = ValueHint::FilePath)]
    scrub: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) settings: SettingArgs<options::Inspect>,
}

/// Writes a picture with only its pixels.
fn scrub(input: &InputFile, output: &Path) -> Result<()> {
    if identity(output).is_some_and(|file| identity(&input.path) == Some(file)) {
        return Err(Error::Refused {
            message: format!("{}: the output is the input", output.display()),
            hint: Some("name another file".to_owned()),
        });
    }
    let bytes = picture::scrubbed(&input.name(), &input.read(picture::MAX_BYTES as u64)?)?;
    Sink::File(output.to_owned()).write(&bytes, Existing::Replace).map(|_| ())
}

/// Inspects the files; returns the exit status.
pub(crate) fn run(args: &InspectArgs, reporter: &Reporter) -> u8 {
    if let Some(output) = &args.scrub {
        return scrub_all(&args.inputs, output, reporter);
    }
    let mut status = 0;
    for path in &args.inputs {
        let input = InputFile { path: path.clone(), relative: path.clone() };
        match guarded(|| look(&input, args)) {
            Ok(clean) => status |= u8::from(!clean),
            Err(error) => {
                reporter.error(Some(&input.name()), &error);
                status |= 1;
            }
        }
    }
    status
}

/// Scrubs the picture, of which there must be exactly one; returns the exit
/// status.
fn scrub_all(inputs: &[PathBuf], output: &Path, reporter: &Reporter) -> u8 {
    let result = match inputs {
        [path] => {
            let input = InputFile { path: path.clone(), relative: path.clone() };
            guarded(|| scrub(&input, output)).map_err(|error| (Some(input.name()), error))
        }
        _ => {
            let message = format!("--scrub writes one file, but there are {} to read", inputs.len());
            Err((None, Error::Setting { message, hint: Some("name one picture".to_owned()) }))
        }
    };
    result.map_or_else(
        |(file, error)| {
            reporter.error(file.as_deref(), &error);
            error.exit_code()
        },
        |()| 0,
    )
}

/// Prints the report of one file; returns whether nothing in it identifies
/// anyone.
fn look(input: &InputFile, args: &InspectArgs) -> Result<bool> {
    let report = inspect::inspect(&input.read(inspect::MAX_BYTES as u64)?)?;
    let (name, ui) = (input.name(), persian::language());
    let shown = if args.json {
        format!("{}\n", report.to_json(&name))
    } else {
        report.to_text(&name, !args.quiet, |words| word(words, ui))
    };
    // The reader may have closed the pipe, which is no error.
    let _ = std::io::stdout().lock().write_all(shown.as_bytes());
    Ok(report.is_clean())
}
