//! One job, from input to written outputs, with all its warnings and errors.

use super::args::{InputArgs, OutputArgs};
use super::claims::Claims;
use super::config::{self, Config, Configs};
use super::disk::Disk;
use super::guarded::guarded;
use super::inputs::InputFile;
use super::output::{Existing, Sink, identity, several_to_stdout};
use super::plan::Job;
use super::stale;
use bargeh::convert::{Part, Product, Products, Request, Sheets, convert, idle, with_rows};
use bargeh::data::{Rows, Template};
use bargeh::document::{self, Chapter, Document, Lang};
use bargeh::read::{Input, Limits, ReadOptions, format_of, read_beside};
use bargeh::resources::{Layered, Memory};
use bargeh::settings::{InputFormat, OutputFormat, Settings};
use bargeh::typeset::Fitted;
use bargeh::{Error, Result, Warned, Warning};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// State shared by all jobs of a run.
pub(crate) struct Worker {
    /// Flags and environment.
    flags: Settings,
    /// The files that flags name, which may be read wherever they are.
    granted: Vec<PathBuf>,
    allow_dir: Vec<PathBuf>,
    format: Option<InputFormat>,
    pub(super) encoding: Option<String>,
    pub(super) lossy: bool,
    pub(super) limits: Limits,
    configs: Configs,
    modified: Option<u64>,
    existing: Existing,
    strict: bool,
    claims: Claims,
    pub(super) rows: Rows,
    pub(super) lossy_rows: bool,
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

    fn timings(mut self) -> Vec<(&'static str, Duration)> {
        self.stage("");
        self.0.windows(2).map(|pair| (pair[0].0, pair[1].1 - pair[0].1)).collect()
    }
}

/// A message that is not read yet.
pub(crate) struct Source<'a> {
    /// Its name in messages.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) format: Option<InputFormat>,
    /// The folder of its pictures; `None`: it has none.
    pub(crate) folder: Option<&'a Path>,
}

/// A message that is read, with all that its conversion needs.
pub(super) struct Ready<'a> {
    pub(super) sources: &'a [Source<'a>],
    pub(super) document: Document,
    /// The message with its holes, where it may have some.
    pub(super) template: Option<Template>,
    pub(super) request: Request,
    pub(super) resources: Layered<'a>,
    pub(super) disk: &'a Disk,
}

/// What is noticed during a job, also one that fails.
#[derive(Default)]
pub(crate) struct Notes {
    pub(crate) warnings: Vec<Warning>,
    /// Unknown keys of front matter, with their file.
    pub(crate) passed_over: Vec<(String, Vec<String>)>,
    /// Every file it read or looked for, besides its inputs.
    pub(crate) used: Vec<PathBuf>,
    pub(super) watch: Watch,
}

impl Worker {
    /// The format of outputs where none is named: PDF, or PNG where cards are
    /// asked for.
    pub(crate) fn usual_format(&self) -> OutputFormat {
        if self.flags.card_kind().is_some() { OutputFormat::Png } else { OutputFormat::Pdf }
    }

    /// A worker for the flags given.
    ///
    /// # Errors
    /// [`Error::Setting`] for what no input could change: flags, environment.
    pub(crate) fn new(input: &InputArgs, mut flags: Settings, output: &OutputArgs, strict: bool) -> Result<Self> {
        let existing = match (output.no_clobber, output.skip_unchanged) {
            (true, _) => Existing::Keep,
            (_, true) => Existing::ReplaceIfChanged,
            _ => Existing::Replace,
        };
        if let Some(dir) = input.allow_dir.iter().find(|dir| !dir.is_dir()) {
            return Err(Error::Setting {
                message: format!("--allow-dir: {} is no folder", dir.display()),
                hint: Some("check its name".to_owned()),
            });
        }
        let granted = grant(&mut flags);
        bargeh::convert::check(&flags)?;
        Ok(Self {
            flags,
            granted,
            allow_dir: input.allow_dir.clone(),
            format: input.from.as_deref().map(str::parse).transpose()?,
            encoding: input.encoding.clone(),
            lossy: input.lossy,
            limits: Limits { bytes: usize::from(input.max_input) << 20, ..Limits::default() },
            configs: Configs::default(),
            modified: modified()?,
            existing,
            strict,
            claims: Claims::default(),
            rows: input.rows.clone().unwrap_or_default(),
            lossy_rows: input.lossy_rows,
            each: output.each,
        })
    }

    /// Keeps the files of these jobs from being replaced by each other's parts.
    pub(crate) fn expect(&self, jobs: &[Job]) {
        self.claims.expect(jobs);
    }

    /// Whether a flag says that the table comes from standard input.
    pub(super) fn table_is_stdin(&self) -> bool {
        self.flags.data.as_deref() == Some("-")
    }

    /// The format that `--from` names.
    pub(crate) fn format(&self) -> Option<InputFormat> {
        self.format
    }

    /// The most bytes of an input.
    pub(crate) fn limit(&self) -> u64 {
        self.limits.bytes as u64
    }

    /// Runs a job. A panic fails only this job. `tick` is called with the number of
    /// rows after each of a table's that gets a file of its own.
    pub(crate) fn run(&self, job: &Job, tick: &(dyn Fn(usize) + Sync)) -> Outcome {
        let mut notes = Notes::default();
        let result = guarded(|| {
            notes.watch.stage("open");
            let sources = job.inputs.iter().map(|file| self.open(file)).collect::<Result<Vec<_>>>()?;
            let formats: Vec<_> = job.outputs.iter().map(|(format, _)| *format).collect();
            if self.each {
                return self.each_row(job, sources, &formats, (&mut notes, tick));
            }
            let products = self.convert(sources, Settings::default(), &formats, &mut notes)?;
            notes.watch.stage("write");
            refuse_used(job.outputs.iter().map(|(_, sink)| sink), &notes.used)?;
            self.write(job, &job.outputs, products, &mut notes.warnings)
        });
        Outcome {
            name: job.name(),
            result,
            timings: notes.watch.timings(),
            warnings: notes.warnings,
            passed_over: notes.passed_over,
            used: notes.used,
        }
    }

    pub(super) fn open<'a>(&self, file: &'a InputFile) -> Result<Source<'a>> {
        let bytes = file.read(self.limit())?;
        Ok(Source { name: file.name(), bytes, format: None, folder: Some(file.folder()) })
    }

    /// Converts sources, joined where there are several. `options`, those of a
    /// single job, override the flags.
    pub(crate) fn convert(
        &self,
        sources: Vec<Source<'_>>,
        options: Settings,
        formats: &[OutputFormat],
        notes: &mut Notes,
    ) -> Result<Products> {
        self.with_input(sources, options, formats, notes, |ready, notes| {
            let stage = &mut |stage| notes.watch.stage(stage);
            if ready.request.settings.data.is_none() {
                if self.lossy_rows || self.rows != Rows::default() {
                    return Err(without_table("--rows and --lossy-rows are for the rows of a table"));
                }
                return convert(ready.document, &ready.request, &ready.resources, stage);
            }
            let sheet = self.sheet(&ready)?;
            let copies = sheet.copies();
            let made = with_rows(copies, &ready.request, &ready.resources, stage, |press, stage| press.all(stage))?;
            Ok(Warned { warnings: sheet.told(made.warnings), ..made })
        })
    }

    /// Reads the sources, and calls `work` with what a conversion needs.
    pub(super) fn with_input<T>(
        &self,
        sources: Vec<Source<'_>>,
        options: Settings,
        formats: &[OutputFormat],
        notes: &mut Notes,
        work: impl FnOnce(Ready<'_>, &mut Notes) -> Result<Warned<T>>,
    ) -> Result<T> {
        notes.watch.stage("read");
        let folder = sources.first().and_then(|source| source.folder);
        let mut config = Config::default();
        if let Some(folder) = folder {
            notes.used.push(folder.join(config::NAME));
            config = self.configs.of(folder)?;
            notes.used.extend(config.file);
        }
        let Config { settings: config, granted, .. } = config;
        let strong = options.or(self.flags.clone());
        let lang = |settings: &Settings| settings.lang.as_deref().map(str::parse).transpose();
        let langs = [lang(&strong)?, lang(&config)?];
        let folders: Vec<PathBuf> =
            sources.iter().skip(1).filter_map(|source| source.folder).map(Path::to_owned).collect();
        let (input, template) = match strong.data.is_some() || config.data.is_some() || names_table(&sources) {
            true => self.read_template(&sources, &langs, notes)?,
            false => (self.read_all(&sources, &langs, notes)?, None),
        };
        let settings = strong.clone().or(input.settings.clone()).or(config);
        notes.warnings.extend(idle(&strong, &settings, formats));
        let request = Request { settings, formats: formats.to_vec(), modified: self.modified };
        let disk = Disk::new(folder, &self.allow_dir, &folders).granting(&self.granted).granting(&granted);
        let resources = Layered { over: &input.embedded, under: &disk };
        let ready = Ready { sources: &sources, document: input.document, template, request, resources, disk: &disk };
        let products = work(ready, notes);
        notes.used.extend(disk.used());
        let products = products?;
        notes.warnings.extend(products.warnings);
        if self.strict && !notes.warnings.is_empty() {
            return Err(Error::Refused {
                message: format!("{} warning(s), and --strict takes them as errors", notes.warnings.len()),
                hint: None,
            });
        }
        Ok(products.value)
    }

    /// Reads the sources; several become one document. `langs`: the language
    /// asked for, and the default where nothing determines it.
    fn read_all(&self, sources: &[Source<'_>], langs: &[Option<Lang>; 2], notes: &mut Notes) -> Result<Input> {
        let mut chapters = Vec::new();
        let mut embedded = Memory::default();
        let mut first: Option<(Option<&Path>, Settings)> = None;
        for source in sources {
            let options = self.reading(source, langs)?;
            let beside = Disk::new(source.folder, &self.allow_dir, &[]);
            let Warned { value, warnings } = read_beside(&source.bytes, &options, &beside)?;
            notes.used.extend(beside.used());
            notes.warnings.extend(warnings);
            if !value.passed_over.is_empty() {
                notes.passed_over.push((options.name, value.passed_over));
            }
            embedded.0.extend(value.embedded.0);
            let (home, _) = first.get_or_insert((source.folder, value.settings));
            let folder =
                source.folder.filter(|folder| *home != Some(folder)).and_then(|folder| folder.canonicalize().ok());
            chapters.push(Chapter { document: value.document, folder: folder.map(|path| path.display().to_string()) });
        }
        let settings = first.map(|(_, settings)| settings).unwrap_or_default();
        let document = match chapters.len() {
            1 => chapters.swap_remove(0).document,
            _ => document::join(chapters),
        };
        Ok(Input { document, settings, embedded, passed_over: Vec::new() })
    }

    /// Reads one message that a table fills.
    fn read_template(
        &self,
        sources: &[Source<'_>],
        langs: &[Option<Lang>; 2],
        notes: &mut Notes,
    ) -> Result<(Input, Option<Template>)> {
        let [source] = sources else {
            return Err(Error::Setting {
                message: "a table fills one message, not several that are joined".to_owned(),
                hint: Some("leave out --join or --data".to_owned()),
            });
        };
        let mut reading = self.reading(source, langs)?;
        // The encoding that is named may be the table's.
        if std::str::from_utf8(&source.bytes).is_ok() {
            reading.encoding = None;
        }
        let beside = Disk::new(source.folder, &self.allow_dir, &[]);
        let Warned { value: (template, input), warnings } = Template::read_beside(&source.bytes, &reading, &beside)?;
        notes.used.extend(beside.used());
        notes.warnings.extend(warnings);
        if !input.passed_over.is_empty() {
            notes.passed_over.push((source.name.clone(), input.passed_over.clone()));
        }
        Ok((input, Some(template)))
    }

    /// How a source is read.
    pub(super) fn reading(&self, source: &Source<'_>, [lang, usual_lang]: &[Option<Lang>; 2]) -> Result<ReadOptions> {
        let format = match self.format.or(source.format.filter(|format| !format.is_edited_in_place())) {
            Some(format) => format,
            None => format_of(&source.name, &source.bytes).map(|found| source.format.unwrap_or(found))?,
        };
        Ok(ReadOptions {
            format,
            name: source.name.clone(),
            encoding: self.encoding.clone(),
            lossy: self.lossy,
            lang: lang.clone(),
            usual_lang: usual_lang.clone(),
            limits: self.limits,
        })
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

/// The error for a flag about rows where no table is named.
pub(super) fn without_table(message: &str) -> Error {
    Error::Setting { message: message.to_owned(), hint: Some("name the table with --data".to_owned()) }
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

/// Whether a message's front matter seems to name a table: then its braces are
/// holes, and no YAML.
fn names_table(sources: &[Source<'_>]) -> bool {
    let [source] = sources else { return false };
    let head = String::from_utf8_lossy(&source.bytes[..source.bytes.len().min(Limits::USUAL.front_matter)]);
    let mut lines = head.lines().map(str::trim_end);
    let fence = lines.next().map(|line| line.trim_start_matches('\u{feff}'));
    let Some(fence @ ("---" | "+++")) = fence else { return false };
    lines.take_while(|line| *line != fence).any(|line| line.starts_with("data:") || line.starts_with("data ="))
}

/// Files that flags name are relative to the current folder and may be read
/// wherever they are; their names are made absolute.
fn grant(flags: &mut Settings) -> Vec<PathBuf> {
    let mut granted = Vec::new();
    for name in files_named(flags) {
        let full = name
            .as_deref()
            .filter(|name| name.contains(['/', '.']))
            .and_then(|name| Path::new(name).canonicalize().ok());
        if let Some(full) = full {
            if let Some(text) = full.to_str() {
                *name = Some(text.to_owned());
            }
            granted.push(full);
        }
    }
    let beside = flags.font.as_deref().map(bargeh::font::bold_beside).unwrap_or_default();
    granted.extend(beside.into_iter().map(PathBuf::from).filter(|path| path.is_absolute() && path.is_file()));
    granted
}

/// The settings that may name a file.
pub(super) fn files_named(settings: &mut Settings) -> [&mut Option<String>; 8] {
    let Settings { theme, card_theme, font, font_bold, cover, words, epub_css, data, .. } = settings;
    [theme, card_theme, font, font_bold, cover, words, epub_css, data]
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
