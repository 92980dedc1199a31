//! One job, from input to written outputs, with all its warnings and errors.

use super::args::{InputArgs, OutputArgs};
use super::claims::Claims;
use super::inputs::InputFile;
use super::output::{Existing, Sink, identity, several_to_stdout};
use super::plan::Job;
use super::stale;
use bargeh::convert::{Part, Product, Products, Sheets};
use bargeh::error::in_order;
use bargeh::files::{Converter, Notes, Options, Source, guarded};
use bargeh::read::Limits;
use bargeh::settings::{InputFormat, OutputFormat, Settings};
use bargeh::typeset::Fitted;
use bargeh::{Error, Result, Warning};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// State shared by all jobs of a run.
pub(crate) struct Worker {
    pub(super) converter: Converter,
    existing: Existing,
    claims: Claims,
    /// Whether each row of a table gets a file of its own.
    each: bool,
}

/// The result of a job.
pub(crate) struct Outcome {
    /// Its name in messages.
    pub(crate) name: String,
    pub(crate) warnings: Vec<Warning>,
    /// See [`Notes::passed_over`].
    pub(crate) passed_over: Vec<(String, Vec<String>)>,
    pub(crate) result: Result<Done>,
    pub(crate) timings: Vec<(&'static str, Duration)>,
    /// See [`Notes::used`].
    pub(crate) used: Vec<PathBuf>,
    /// See [`Notes::formats`].
    pub(crate) formats: Vec<InputFormat>,
}

/// A job that succeeded.
#[derive(Default)]
pub(crate) struct Done {
    pub(crate) written: Vec<Written>,
    pub(crate) pages: Option<usize>,
    pub(crate) sheets: Option<Sheets>,
    pub(crate) fitted: Option<Fitted>,
    /// See [`Products::joined`].
    pub(crate) joined: (usize, usize),
}

/// An output.
pub(crate) struct Written {
    pub(crate) sink: Sink,
    pub(crate) product: (OutputFormat, Part),
    pub(crate) bytes: usize,
    /// Whether the same content was already there.
    pub(crate) unchanged: bool,
    /// Whether it contains the pages of the message.
    pub(crate) holds_pages: bool,
}

/// Times the stages; only the binary reads the clock.
#[derive(Default)]
pub(super) struct Watch(Vec<(&'static str, Instant)>);

impl Watch {
    pub(super) fn stage(&mut self, name: &'static str) {
        self.0.push((name, Instant::now()));
    }

    pub(super) fn timings(mut self) -> Vec<(&'static str, Duration)> {
        self.stage("");
        self.0.windows(2).map(|pair| (pair[0].0, pair[1].1 - pair[0].1)).collect()
    }
}

impl Worker {
    /// A worker for the flags given.
    ///
    /// # Errors
    /// [`Error::Setting`] for what no input could change: flags, environment.
    pub(crate) fn new(input: &InputArgs, flags: Settings, output: &OutputArgs, strict: bool) -> Result<Self> {
        let existing = match (output.no_clobber, output.skip_unchanged) {
            (true, _) => Existing::Keep,
            (_, true) => Existing::ReplaceIfChanged,
            _ => Existing::Replace,
        };
        bargeh::convert::check(&flags)?;
        let options = Options {
            allow_dir: input.allow_dir.clone(),
            from: input.from.as_deref().map(str::parse).transpose()?,
            encoding: input.encoding.clone(),
            lossy: input.lossy,
            posts: input.post.as_deref().map(str::parse).transpose()?,
            names: input.names,
            limits: Limits { bytes: usize::from(input.max_input) << 20, ..Limits::default() },
            rows: input.rows.clone().unwrap_or_default(),
            lossy_rows: input.lossy_rows,
            modified: modified()?,
            strict,
        };
        let converter = Converter::new(flags, options)?;
        Ok(Self { converter, existing, claims: Claims::default(), each: output.each })
    }

    /// Keeps the files of these jobs from being replaced by each other's parts.
    pub(crate) fn expect(&self, jobs: &[Job]) {
        self.claims.expect(jobs);
    }

    /// Runs a job. A panic fails only this job. `tick` is called with the number of
    /// rows after each of a table's that gets a file of its own.
    pub(crate) fn run(&self, job: &Job, tick: &(dyn Fn(usize) + Sync)) -> Outcome {
        let (mut notes, mut watch) = (Notes::default(), Watch::default());
        let result = guarded(|| {
            watch.stage("open");
            let sources = job.inputs.iter().map(|file| self.open(file)).collect::<Result<Vec<_>>>()?;
            let formats: Vec<_> = job.outputs.iter().map(|(format, _)| *format).collect();
            if self.each {
                return self.each_row(job, sources, &formats, (&mut notes, &mut watch), tick);
            }
            let stage = &mut |stage| watch.stage(stage);
            let products = self.converter.convert(sources, Settings::default(), &formats, &mut notes, stage)?;
            watch.stage("write");
            refuse_used(job.outputs.iter().map(|(_, sink)| sink), &notes.used)?;
            self.write(job, &job.outputs, products, &mut notes.warnings)
        });
        Outcome {
            name: job.name(),
            result,
            timings: watch.timings(),
            warnings: in_order(notes.warnings),
            passed_over: notes.passed_over,
            used: notes.used,
            formats: notes.formats,
        }
    }

    pub(super) fn open<'a>(&self, file: &'a InputFile) -> Result<Source<'a>> {
        let bytes = file.read(self.converter.limit())?;
        Ok(Source { name: file.name(), bytes, format: None, folder: Some(file.folder()) })
    }

    /// Writes outputs of a job, after all checks that are possible before
    /// writing.
    pub(super) fn write(
        &self,
        job: &Job,
        outputs: &[(OutputFormat, Sink)],
        products: Products,
        warnings: &mut Vec<Warning>,
    ) -> Result<Done> {
        let mut files: Vec<(Sink, &Product)> = Vec::new();
        for (format, sink) in outputs {
            let before = files.len();
            let of_format = products.files.iter().filter(|product| product.format == *format);
            files.extend(of_format.map(|product| (sink.product(product), product)));
            if *sink == Sink::Stdout && files.len() - before > 1 {
                return Err(several_to_stdout(files.len() - before));
            }
        }
        for (sink, product) in &files {
            sink.check(self.existing, product.format.is_text())?;
            self.claims.take(sink, job)?;
        }
        warnings.extend(stale::find(&files));
        let mut written = Vec::new();
        for (sink, product) in files {
            if let Some(folder) = sink.path().and_then(Path::parent).filter(|_| job.makes_folders || self.each) {
                std::fs::create_dir_all(folder).map_err(|source| Error::Output { path: folder.to_owned(), source })?;
            }
            let changed = sink.write(&product.bytes, self.existing)?;
            let (bytes, holds_pages) = (product.bytes.len(), product.holds_pages());
            written.push(Written {
                sink,
                product: (product.format, product.part),
                bytes,
                unchanged: !changed,
                holds_pages,
            });
        }
        let Products { pages, sheets, fitted, joined, .. } = products;
        Ok(Done { written, pages, sheets, fitted, joined })
    }
}

/// Refuses outputs that are files the message uses: its table, its pictures.
pub(super) fn refuse_used<'s>(sinks: impl Iterator<Item = &'s Sink>, used: &[PathBuf]) -> Result<()> {
    let used: BTreeSet<_> = used.iter().filter_map(|path| identity(path)).collect();
    for path in sinks.filter_map(Sink::path) {
        // Only a file that is there can be one of them.
        if identity(path).is_some_and(|file| used.contains(&file)) {
            return Err(Error::Refused {
                message: format!("{}: the output is an input", path.display()),
                hint: Some("name another file with -o".to_owned()),
            });
        }
    }
    Ok(())
}

/// The time of `SOURCE_DATE_EPOCH`, if set.
fn modified() -> Result<Option<u64>> {
    /// The end of the year 9999, the last that EPUB's dates can express.
    const LAST: u64 = 253_402_300_799;
    let Some(value) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|value| !value.is_empty()) else { return Ok(None) };
    match value.to_str().and_then(|text| text.parse().ok()) {
        Some(seconds) if seconds <= LAST => Ok(Some(seconds)),
        _ => Err(Error::Setting {
            message: "SOURCE_DATE_EPOCH is no number of seconds since 1970".to_owned(),
            hint: Some(format!("set it to 0 to {LAST}, or unset it")),
        }),
    }
}
