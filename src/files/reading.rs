//! Messages before and after they are read.

use super::converter::Converter;
use super::disk::Disk;
use crate::convert::idle_setting;
use crate::data::Template;
use crate::document::{self, Chapter, Lang};
use crate::error::{Error, Result, Warned, Warning};
use crate::read::{Input, ReadOptions, exact_format, format_of, read_beside};
use crate::resources::Memory;
use crate::settings::{InputFormat, Settings};
use std::path::{Path, PathBuf};

/// A message that is not read yet.
pub struct Source<'a> {
    /// Its name in messages.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its format, if that is known.
    pub format: Option<InputFormat>,
    /// The folder of its pictures; `None`: it has none.
    pub folder: Option<&'a Path>,
}

impl<'a> Source<'a> {
    /// A text in memory; `folder`: where its pictures are.
    #[must_use]
    pub fn text(bytes: Vec<u8>, folder: Option<&'a Path>) -> Self {
        Self { name: "<text>".to_owned(), bytes, format: None, folder }
    }
}

/// What is noticed during a job, also one that fails.
#[derive(Debug, Default)]
pub struct Notes {
    /// Warnings.
    pub warnings: Vec<Warning>,
    /// Unknown keys of front matter, with their file.
    pub passed_over: Vec<(String, Vec<String>)>,
    /// Every file it read or looked for, besides its inputs.
    pub used: Vec<PathBuf>,
    /// The formats of what was read.
    pub formats: Vec<InputFormat>,
}

impl Converter {
    /// Reads the sources; several become one document. `langs`: the language
    /// asked for, and the default where nothing determines it.
    pub(super) fn read_all(
        &self,
        sources: &[Source<'_>],
        langs: &[Option<Lang>; 2],
        notes: &mut Notes,
    ) -> Result<Input> {
        let mut chapters = Vec::new();
        let mut embedded = Memory::default();
        let mut first: Option<(Option<&Path>, Settings)> = None;
        let mut formats = Vec::new();
        for source in sources {
            let options = self.reading(source, langs)?;
            formats.push(exact_format(options.format, &source.bytes));
            let beside = Disk::new(source.folder, &self.options.allow_dir, &[]);
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
        self.tell_idle(&formats, notes);
        let settings = first.map(|(_, settings)| settings).unwrap_or_default();
        let document = match chapters.len() {
            1 => chapters.swap_remove(0).document,
            _ => document::join(chapters),
        };
        Ok(Input { document, settings, embedded, passed_over: Vec::new() })
    }

    /// Reads one message that a table fills.
    pub(super) fn read_template(
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
        // Its text stands for the table, which the encoding may be meant for.
        let exact = exact_format(reading.format, &source.bytes);
        self.tell_idle(&[exact, InputFormat::Text], notes);
        // The encoding that is named may be the table's.
        if std::str::from_utf8(&source.bytes).is_ok() {
            reading.encoding = None;
        }
        let beside = Disk::new(source.folder, &self.options.allow_dir, &[]);
        let Warned { value: (template, input), warnings } = Template::read_beside(&source.bytes, &reading, &beside)?;
        notes.used.extend(beside.used());
        notes.warnings.extend(warnings);
        if !input.passed_over.is_empty() {
            notes.passed_over.push((source.name.clone(), input.passed_over.clone()));
        }
        Ok((input, Some(template)))
    }

    /// Warns of each option of reading that has no effect on these formats, if they are
    /// all there is.
    pub(super) fn tell_idle(&self, formats: &[InputFormat], notes: &mut Notes) {
        notes.formats.extend(formats);
        if !self.is_for_several {
            notes.warnings.extend(self.idle(formats));
        }
    }

    /// A warning for each option of reading that has no effect on inputs of these
    /// formats.
    #[must_use]
    pub fn idle(&self, formats: &[InputFormat]) -> Vec<Warning> {
        let options = &self.options;
        let has_export = formats.contains(&InputFormat::TelegramExport);
        let of_export = ("a channel's export", "name the export, `result.json` or `messages.html`");
        // What is packed or marked up by programs says its encoding itself.
        let has_text = formats.iter().any(|format| format.is_decoded());
        let of_text = ("inputs that are text", "leave it out: such a file says its encoding itself");
        let rows = [
            ("post", options.posts.is_some(), has_export, of_export),
            ("names", options.names, has_export, of_export),
            ("encoding", options.encoding.is_some(), has_text, of_text),
            ("lossy", options.lossy, has_text, of_text),
        ];
        let idle = rows.into_iter().filter(|(_, is_given, is_met, _)| *is_given && !is_met);
        idle.map(|(flag, _, _, missing)| idle_setting(flag, missing)).collect()
    }

    /// How a source is read.
    pub(super) fn reading(&self, source: &Source<'_>, [lang, usual_lang]: &[Option<Lang>; 2]) -> Result<ReadOptions> {
        let format = match self.options.from.or(source.format.filter(|format| !format.is_edited_in_place())) {
            Some(format) => format,
            None => format_of(&source.name, &source.bytes).map(|found| source.format.unwrap_or(found))?,
        };
        Ok(ReadOptions {
            format,
            name: source.name.clone(),
            encoding: self.options.encoding.clone(),
            lossy: self.options.lossy,
            lang: lang.clone(),
            usual_lang: usual_lang.clone(),
            posts: self.options.posts.clone(),
            names: self.options.names,
            limits: self.options.limits,
        })
    }
}

/// Whether a message's front matter seems to name a table: then its braces are
/// holes, and no YAML.
pub(super) fn names_table(sources: &[Source<'_>]) -> bool {
    let [source] = sources else { return false };
    crate::data::names_table(&source.bytes)
}
