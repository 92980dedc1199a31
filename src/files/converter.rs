//! From messages in files to the bytes of their outputs.

use super::config::{Config, Configs};
use super::disk::Disk;
use super::grant::grant;
use super::reading::{Notes, Source, names_table};
use super::sheet::without_table;
use crate::convert::{Kept, Products, Request, convert_with, idle, with_rows};
use crate::data::{Rows, Template};
use crate::document::{Document, Lang};
use crate::error::{Error, Result, Warned};
use crate::read::{Limits, Posts};
use crate::resources::{Layered, Memory};
use crate::settings::{InputFormat, OutputFormat, Settings};
use std::path::{Path, PathBuf};

/// How messages are read, apart from what settings say.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Folders besides the message's own whose files it may use.
    pub allow_dir: Vec<PathBuf>,
    /// The format of every message; `None`: by name and content.
    pub from: Option<InputFormat>,
    /// The encoding; `None`: UTF-8, or UTF-16 with a byte order mark.
    pub encoding: Option<String>,
    /// Replace bytes that are no text instead of refusing them.
    pub lossy: bool,
    /// The posts of a chat's export that are wanted; `None`: all.
    pub posts: Option<Posts>,
    /// Whether an export's names of people are written.
    pub names: bool,
    /// Limits of a message.
    pub limits: Limits,
    /// The rows of a table that are used.
    pub rows: Rows,
    /// Leave out rows that are broken or lack a value.
    pub lossy_rows: bool,
    /// Seconds since 1970 that an EPUB says it was modified at.
    pub modified: Option<u64>,
    /// Treat warnings as errors.
    pub strict: bool,
}

/// What all conversions of a run share: the settings that override those of
/// messages; the `bargeh.toml` of each folder, theme and fonts, read once; words
/// shaped before.
#[derive(Debug, Default)]
pub struct Converter {
    pub(super) flags: Settings,
    /// The files that flags name, which may be read wherever they are.
    pub(super) granted: Vec<PathBuf>,
    pub(super) options: Options,
    pub(super) configs: Configs,
    pub(super) is_for_several: bool,
    /// Theme, fonts and words of the conversions before.
    kept: Kept,
}

/// A message that is read, with all that its conversion needs.
pub struct Ready<'a> {
    pub(super) sources: &'a [Source<'a>],
    document: Document,
    /// The message with its holes, where it may have some.
    pub(super) template: Option<Template>,
    /// What is to be made.
    pub request: Request,
    /// The files inside the message, then those it may use.
    pub resources: Layered<'a>,
    /// The files it may use.
    pub disk: &'a Disk,
}

/// A message that is read, with what holds the files beside it.
pub struct Opened {
    /// The message.
    pub document: Document,
    template: Option<Template>,
    /// What is to be made.
    pub request: Request,
    /// The files inside the message.
    pub embedded: Memory,
    /// The files it may use.
    pub disk: Disk,
}

impl Opened {
    /// The files inside the message, then those it may use.
    #[must_use]
    pub fn resources(&self) -> Layered<'_> {
        Layered { over: &self.embedded, under: &self.disk }
    }
}

impl Converter {
    /// A converter with the strongest settings.
    ///
    /// # Errors
    /// [`Error::Setting`] for a folder that there is not.
    pub fn new(mut flags: Settings, options: Options) -> Result<Self> {
        if let Some(dir) = options.allow_dir.iter().find(|dir| !dir.is_dir()) {
            return Err(Error::Setting {
                message: format!("--allow-dir: {} is no folder", dir.display()),
                hint: Some("check its name".to_owned()),
            });
        }
        let granted = grant(&mut flags);
        Ok(Self { flags, granted, options, configs: Configs::default(), is_for_several: false, kept: Kept::default() })
    }

    /// From now on no single message is told that an option of reading does nothing for
    /// it: another of the same run may be what it is for. Whoever knows the formats of
    /// all ([`Notes::formats`]) asks [`Self::idle`] once.
    pub fn expect_several(&mut self) {
        self.is_for_several = true;
    }

    /// The same with some settings stronger than these.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn with(&self, own: Settings) -> Result<Self> {
        Self::new(own.or(self.flags.clone()), self.options.clone())
    }

    /// The format of outputs where none is named: PDF, or PNG where cards are
    /// asked for.
    #[must_use]
    pub fn usual_format(&self) -> OutputFormat {
        if self.flags.card_kind().is_some() { OutputFormat::Png } else { OutputFormat::Pdf }
    }

    /// The format that every message is said to have.
    #[must_use]
    pub fn format(&self) -> Option<InputFormat> {
        self.options.from
    }

    /// The most bytes of an input.
    #[must_use]
    pub fn limit(&self) -> u64 {
        self.options.limits.bytes as u64
    }

    /// Whether the strongest settings say that the table comes from standard input.
    #[must_use]
    pub fn table_is_stdin(&self) -> bool {
        self.flags.data.as_deref() == Some("-")
    }

    /// Converts sources, joined where there are several. `own`, the settings of
    /// this conversion alone, override the converter's. `stage` is called with
    /// the name of each stage as it begins.
    ///
    /// # Errors
    /// Whatever a stage refuses; `notes` holds what was noticed before.
    pub fn convert(
        &self,
        sources: Vec<Source<'_>>,
        own: Settings,
        formats: &[OutputFormat],
        notes: &mut Notes,
        stage: &mut dyn FnMut(&'static str),
    ) -> Result<Products> {
        self.with_input(sources, own, formats, notes, stage, |ready, stage| {
            if ready.request.settings.data.is_none() {
                if self.options.lossy_rows || self.options.rows != Rows::default() {
                    return Err(without_table("--rows and --lossy-rows are for the rows of a table"));
                }
                let (given, own) = (&ready.request.settings, &self.flags);
                // A font that a message names may be another's, or not for others.
                let shared = (&given.font, &given.font_bold) == (&own.font, &own.font_bold);
                let (alone, request) = (Kept::default(), &ready.request);
                let kept = if shared { &self.kept } else { &alone };
                return convert_with(ready.document, request, &ready.resources, stage, kept);
            }
            let sheet = self.sheet(&ready)?;
            let copies = sheet.copies();
            let made = with_rows(copies, &ready.request, &ready.resources, stage, |press, stage| press.all(stage))?;
            Ok(Warned { warnings: sheet.told(made.warnings), ..made })
        })
    }

    /// Reads the sources, and calls `work` with what a conversion needs.
    ///
    /// # Errors
    /// As [`Self::convert`].
    pub fn with_input<T>(
        &self,
        sources: Vec<Source<'_>>,
        own: Settings,
        formats: &[OutputFormat],
        notes: &mut Notes,
        stage: &mut dyn FnMut(&'static str),
        work: impl FnOnce(Ready<'_>, &mut dyn FnMut(&'static str)) -> Result<Warned<T>>,
    ) -> Result<T> {
        stage("read");
        let Opened { document, template, request, embedded, disk } = self.read(&sources, own, formats, notes)?;
        let resources = Layered { over: &embedded, under: &disk };
        let ready = Ready { sources: &sources, document, template, request, resources, disk: &disk };
        let products = work(ready, stage);
        notes.used.extend(disk.used());
        let products = products?;
        notes.warnings.extend(products.warnings);
        self.judge(notes)?;
        Ok(products.value)
    }

    /// Reads the sources, with the settings that hold for them.
    ///
    /// # Errors
    /// As [`Self::convert`].
    pub fn read(
        &self,
        sources: &[Source<'_>],
        own: Settings,
        formats: &[OutputFormat],
        notes: &mut Notes,
    ) -> Result<Opened> {
        let folder = sources.first().and_then(|source| source.folder);
        let mut config = Config::default();
        if let Some(folder) = folder {
            notes.used.push(folder.join(super::CONFIG_NAME));
            config = self.configs.of(folder)?;
            notes.used.extend(config.file);
        }
        let Config { settings: config, granted, .. } = config;
        let strong = own.or(self.flags.clone());
        let lang = |settings: &Settings| settings.lang.as_deref().map(str::parse::<Lang>).transpose();
        let langs = [lang(&strong)?, lang(&config)?];
        let folders: Vec<PathBuf> =
            sources.iter().skip(1).filter_map(|source| source.folder).map(Path::to_owned).collect();
        let (input, template) = match strong.data.is_some() || config.data.is_some() || names_table(sources) {
            true => self.read_template(sources, &langs, notes)?,
            false => (self.read_all(sources, &langs, notes)?, None),
        };
        let settings = strong.clone().or(input.settings.clone()).or(config);
        notes.warnings.extend(idle(&strong, &settings, formats));
        let request = Request { settings, formats: formats.to_vec(), modified: self.options.modified };
        let disk = Disk::new(folder, &self.options.allow_dir, &folders).granting(&self.granted).granting(&granted);
        Ok(Opened { document: input.document, template, request, embedded: input.embedded, disk })
    }

    /// Refuses what was noticed, if warnings are errors.
    ///
    /// # Errors
    /// [`Error::Refused`] where there is a warning and [`Options::strict`].
    pub fn judge(&self, notes: &Notes) -> Result<()> {
        if self.options.strict && !notes.warnings.is_empty() {
            let message = format!("{} warning(s), and --strict takes them as errors", notes.warnings.len());
            return Err(Error::Refused { message, hint: None });
        }
        Ok(())
    }
}
