//! The source with the changes that conversion makes.

use super::converter::Converter;
use super::disk::Disk;
use super::reading::{Notes, Source};
use crate::document::{Document, Lang};
use crate::error::{Result, Warned};
use crate::persian::{Edit, RuleSet, TidyOptions, edit_original, tidy};
use crate::plain;
use crate::read::{ReadOptions, exact_format, format_of, read_beside};
use crate::settings::{InputFormat, Settings};

/// A message before and after cleaning.
pub struct Cleaned {
    /// As it was read.
    pub document: Document,
    /// As it was written; what no edit touches stays so.
    pub original: String,
    /// The changes, in the order of the source.
    pub edits: Vec<Edit>,
    /// Its format.
    pub format: InputFormat,
}

impl Converter {
    /// Finds what clean-up changes in a message, with some rules on and some off
    /// whatever the settings say.
    ///
    /// # Errors
    /// Where the message cannot be read; `notes` holds what was noticed before.
    pub fn clean(&self, source: &Source<'_>, [with, without]: [RuleSet; 2], notes: &mut Notes) -> Result<Cleaned> {
        let format = match self.options.from.or(source.format) {
            Some(format) => format,
            None => format_of(&source.name, &source.bytes)?,
        };
        let format = exact_format(format, &source.bytes);
        let config = source.folder.map(|folder| self.configs.of(folder)).transpose()?.unwrap_or_default();
        let lang = |settings: &Settings| settings.lang.as_deref().map(str::parse::<Lang>).transpose();
        let reading = ReadOptions {
            encoding: self.options.encoding.clone(),
            posts: self.options.posts.clone(),
            names: self.options.names,
            lang: lang(&self.flags)?,
            usual_lang: lang(&config.settings)?,
            ..ReadOptions::new(format, source.name.clone())
        };
        let disk = Disk::new(source.folder, &[], &[]);
        let Warned { value: input, warnings } = read_beside(&source.bytes, &reading, &disk)?;
        notes.warnings.extend(warnings);
        let settings = self.flags.clone().or(input.settings).or(config.settings);
        let disk = disk.granting(&self.granted).granting(&config.granted);
        let options = TidyOptions { with, without, ..TidyOptions::new(&settings, &disk)? };
        let tidied = tidy(&input.document, &options);
        notes.warnings.extend(tidied.warnings);
        self.tell_idle(&[format], notes);
        self.judge(notes)?;
        // With another encoding the original bytes cannot be kept: the text is
        // written as UTF-8.
        let original = match std::str::from_utf8(&source.bytes) {
            Ok(text) if self.options.encoding.is_none() => text.to_owned(),
            _ => text_of(&input.document).to_owned(),
        };
        Ok(Cleaned { document: input.document, original, edits: tidied.edits, format })
    }
}

fn text_of(document: &Document) -> &str {
    document.sources.0.first().map_or("", |source| source.text.as_str())
}

impl Cleaned {
    /// The text that the edits' spans are of.
    #[must_use]
    pub fn source(&self) -> &str {
        text_of(&self.document)
    }

    /// The cleaned text; of what is no text, such as DOCX, as Markdown.
    #[must_use]
    pub fn text(&self) -> String {
        match self.format.is_edited_in_place() {
            true => edit_original(&self.original, self.source(), &self.edits, self.format),
            false => self.markdown(),
        }
    }

    /// The cleaned message as Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut document = self.document.clone();
        document.apply(&self.edits);
        plain::markdown(&document)
    }
}
