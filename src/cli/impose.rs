//! `bargeh impose IN.pdf`: places the pages of any PDF on sheets.

use super::inputs::InputFile;
use super::interrupt;
use super::options::{self, SettingArgs};
use super::output::{Existing, Sink, identity, several_to_stdout};
use super::report::{Reporter, printable};
use super::voice::VoiceArgs;
use bargeh::convert::{Part, idle};
use bargeh::files::guarded;
use bargeh::font::FontBook;
use bargeh::impose::{Imposition, Sides};
use bargeh::paper::parse_paper;
use bargeh::pdf::PdfOptions;
use bargeh::pdf::import::Import;
use bargeh::settings::{Binding, OutputFormat, Scheme, Settings};
use bargeh::{Error, Result, Warning};
use clap::{Args, ValueHint};
use serde_json::json;
use std::path::{Path, PathBuf};

/// The most bytes of the input.
const LIMIT: u64 = 256 << 20;

/// Lay the pages of any PDF on sheets
#[derive(Args, Clone, Debug)]
pub(crate) struct ImposeArgs {
    /// A PDF made by anything, or `-` for stdin
    #[arg(value_name = "FILE.pdf", value_hint = ValueHint::FilePath)]
    input: PathBuf,
    /// The output [default: beside the input, named after the scheme]
    #[arg(short, long, value_name = "FILE|DIR|-", value_hint = ValueHint::AnyPath)]
    output: Option<PathBuf>,
    /// Refuse to replace files
    #[arg(long)]
    no_clobber: bool,
    #[command(flatten)]
    settings: SettingArgs<options::Impose>,
    #[command(flatten)]
    pub(crate) voice: VoiceArgs,
}

/// Imposes; returns the exit status.
///
/// # Errors
/// Whatever stops the run before the file is read.
pub(crate) fn run(args: &ImposeArgs, reporter: &Reporter) -> Result<u8> {
    let settings = args.settings.settings()?;
    let Some(scheme) = settings.sheet else {
        return Err(Error::Setting {
            message: "nothing says how the pages lie on sheets".to_owned(),
            hint: Some("add --sheet, such as `--sheet booklet`".to_owned()),
        });
    };
    let input = InputFile { path: args.input.clone(), relative: args.input.clone() };
    let sink = sink(args, scheme)?;
    refuse_input(&args.input, &sink)?;
    let existing = if args.no_clobber { Existing::Keep } else { Existing::Replace };
    sink.check(existing, false)?;
    interrupt::end_on_signals();
    let mut warnings = idle(&settings, &settings, &[OutputFormat::Pdf]);
    let result = guarded(|| {
        let parts = impose(&input.read(LIMIT)?, &settings, &mut warnings)?;
        if args.voice.strict && !warnings.is_empty() {
            let message = format!("{} warning(s), and --strict takes them as errors", warnings.len());
            return Err(Error::Refused { message, hint: None });
        }
        if sink == Sink::Stdout && parts.len() > 1 {
            return Err(several_to_stdout(parts.len()));
        }
        for (part, sides, bytes) in parts {
            let sink = sink.part(part);
            sink.write(&bytes, existing)?;
            say(&input, &sink, sides, bytes.len(), reporter);
        }
        Ok(())
    });
    for warning in &warnings {
        reporter.warning(&input.name(), warning);
    }
    Ok(match result {
        Ok(()) => 0,
        Err(error) => {
            reporter.error(Some(&input.name()), &error);
            error.exit_code()
        }
    })
}

/// The output files, each with its number of sides.
fn impose(bytes: &[u8], settings: &Settings, warnings: &mut Vec<Warning>) -> Result<Vec<(Part, usize, Vec<u8>)>> {
    let import = Import::open(bytes)?;
    let told = settings.binding.or(import.binding());
    if told.is_none() {
        warnings.push(
            Warning::new("binding", "the file does not say which way it is read; it is bound on the right")
                .hint("`--binding left` for Latin text"),
        );
    }
    let paper = settings.sheet_paper.map_or_else(|| parse_paper("a4"), Ok)?;
    let scheme = settings.sheet.unwrap_or_default();
    let usual = Imposition::new(scheme, paper, Some(import.page_size()), told.unwrap_or(Binding::Right));
    let imposition = usual.with(settings);
    let arranged = import.arrange(&imposition)?;
    warnings.extend(arranged.warnings);
    let mut files = Vec::new();
    if settings.proof == Some(true) {
        files.extend(guide(&arranged.value, &imposition)?);
    }
    let mut write = |import: Import, part, sides: &Sides| -> Result<()> {
        files.push((part, sides.sides.len(), import.write(sides)?));
        Ok(())
    };
    match arranged.value.parted(imposition.duplex) {
        (sides, None) => write(import, Part::Whole, &sides)?,
        (fronts, Some(backs)) => {
            write(import, Part::Fronts, &fronts)?;
            write(Import::open(bytes)?, Part::Backs, &backs)?;
        }
    }
    Ok(files)
}

/// The folding guide.
fn guide(sides: &Sides, imposition: &Imposition) -> Result<Option<(Part, usize, Vec<u8>)>> {
    let fonts = FontBook::bundled();
    match bargeh::guide::guide(&sides.sides, imposition, &fonts)? {
        Some((print, meta)) => {
            let bytes = bargeh::pdf::write(&print, &meta, &fonts, &PdfOptions::default())?;
            Ok(Some((Part::Guide, print.sides.len(), bytes)))
        }
        None => Ok(None),
    }
}

fn say(input: &InputFile, sink: &Sink, sides: usize, bytes: usize, reporter: &Reporter) {
    let name = sink.path().map_or_else(|| "<stdout>".to_owned(), |path| path.display().to_string());
    reporter.detail(&printable(&format!("{}: wrote {name} ({bytes} bytes, {sides} sides)", input.name())));
    reporter.event(&json!({
        "level": "output", "file": input.name(), "output": name, "bytes": bytes, "sides": sides,
    }));
}

/// Where the output goes.
fn sink(args: &ImposeArgs, scheme: Scheme) -> Result<Sink> {
    let named = || {
        let stem = args.input.file_stem().unwrap_or_default().to_string_lossy();
        format!("{stem}-{}.pdf", scheme.to_string().replace(':', "-"))
    };
    match args.output.as_deref() {
        Some(path) if path.as_os_str() == "-" => Ok(Sink::Stdout),
        Some(path) if path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/") => {
            Ok(Sink::File(path.join(named())))
        }
        Some(path) => Ok(Sink::File(path.to_owned())),
        None if args.input.as_os_str() == "-" => Ok(Sink::Stdout),
        None => Ok(Sink::File(args.input.with_file_name(named()))),
    }
}

fn refuse_input(input: &Path, sink: &Sink) -> Result<()> {
    let Some(output) = sink.path() else { return Ok(()) };
    if input == output || identity(output).is_some_and(|file| identity(input) == Some(file)) {
        return Err(Error::Refused {
            message: format!("{}: the output is the input", output.display()),
            hint: Some("name another file with -o".to_owned()),
        });
    }
    Ok(())
}
