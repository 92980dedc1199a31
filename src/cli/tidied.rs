//! Files read and cleaned as a conversion with the same flags would, for the commands
//! that tell of it.

use super::config::Configs;
use super::disk::Disk;
use super::inputs::InputFile;
use super::options::{SettingArgs, Takes};
use bargeh::document::{Document, Lang};
use bargeh::persian::{Edit, RuleSet, TidyOptions, tidy};
use bargeh::read::{ReadOptions, format_of, read_beside};
use bargeh::settings::{InputFormat, Settings};
use bargeh::{Result, Warned, Warning};
use std::path::{Path, PathBuf};

/// What all files of a run have in common.
pub(super) struct Tidier {
    flags: Settings,
    /// The file given by `--words`, readable wherever it is.
    granted: Vec<PathBuf>,
    configs: Configs,
    pub(super) encoding: Option<String>,
    pub(super) with: RuleSet,
    pub(super) without: RuleSet,
}

/// A file as read, and the changes that cleaning makes.
pub(super) struct Tidied {
    pub(super) document: Document,
    pub(super) edits: Vec<Edit>,
    pub(super) format: InputFormat,
    pub(super) warnings: Vec<Warning>,
}

impl Tidier {
    /// # Errors
    /// Where a flag or a variable of the environment cannot be.
    pub(super) fn new<C: Takes>(settings: &SettingArgs<C>) -> Result<Self> {
        let mut flags = settings.settings()?;
        let mut granted = Vec::new();
        if let Some(full) = flags.words.as_deref().and_then(|name| Path::new(name).canonicalize().ok()) {
            flags.words = Some(full.display().to_string());
            granted.push(full);
        }
        Ok(Self {
            flags,
            granted,
            configs: Configs::default(),
            encoding: None,
            with: RuleSet::default(),
            without: RuleSet::default(),
        })
    }

    /// Reads a file in a form, or in the one it shows.
    pub(super) fn file(&self, file: &InputFile, bytes: &[u8], format: Option<InputFormat>) -> Result<Tidied> {
        let format = format.map_or_else(|| format_of(&file.name(), bytes), Ok)?;
        let config = self.configs.of(file.folder())?;
        let lang = |settings: &Settings| settings.lang.as_deref().map(str::parse::<Lang>).transpose();
        let options = ReadOptions {
            encoding: self.encoding.clone(),
            lang: lang(&self.flags)?,
            usual_lang: lang(&config.settings)?,
            ..ReadOptions::new(format, file.name())
        };
        let disk = Disk::new(Some(file.folder()), &[], &[]);
        let Warned { value: input, mut warnings } = read_beside(bytes, &options, &disk)?;
        let settings = self.flags.clone().or(input.settings).or(config.settings);
        let disk = disk.granting(&self.granted).granting(&config.granted);
        let options = TidyOptions { with: self.with, without: self.without, ..TidyOptions::new(&settings, &disk)? };
        let tidied = tidy(&input.document, &options);
        warnings.extend(tidied.warnings);
        Ok(Tidied { document: input.document, edits: tidied.edits, format, warnings })
    }
}
