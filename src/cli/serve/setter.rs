//! Sets the message again whenever it, or anything it uses, is saved, and draws what
//! the browser asks for in between.

use super::ServeArgs;
use super::pages::{News, Pages};
use super::routes::Leaf;
use crate::cli::args::OutputArgs;
use crate::cli::inputs::InputFile;
use crate::cli::report::Reporter;
use crate::cli::watched::{Events, PATIENCE, Watched, gone};
use crate::cli::work::{Watch, Worker};
use bargeh::convert::{Preview, with_previewer, with_rows};
use bargeh::error::in_order;
use bargeh::files::{Converter, Notes, Opened, Source, guarded, resolved};
use bargeh::settings::{OutputFormat, Settings};
use bargeh::{Error, Result, Warned};
use hyper::body::Bytes;
use notify::{EventHandler, RecursiveMode};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};
use tokio::sync::{oneshot, watch};

/// How long the files must rest before they are read: editors write a message of a
/// megabyte in two milliseconds, and a file that was read half is read again.
const REST: Duration = Duration::from_millis(10);

/// What is drawn: pages as pictures, or cards.
const FORMATS: [OutputFormat; 1] = [OutputFormat::Png];

/// What was noticed, and how long it took.
#[derive(Default)]
struct Told {
    notes: Notes,
    watch: Watch,
}

/// A picture or words; `None` where they are there no more.
pub(super) type Drawn = Option<Bytes>;

/// What the setter is asked.
pub(super) enum Asked {
    /// A file may have changed.
    Changed(Events),
    Picture(Leaf, oneshot::Sender<Drawn>),
    Words(Leaf, oneshot::Sender<Drawn>),
}

pub(super) struct Setter<'a> {
    args: &'a ServeArgs,
    input: InputFile,
    /// The message as the system names it.
    path: PathBuf,
    asked: Receiver<Asked>,
    watched: Watched,
    pages: Pages,
    reporter: &'a Reporter,
}

impl<'a> Setter<'a> {
    /// A setter that is told of changes through `handler`.
    ///
    /// # Errors
    /// Where the flags are wrong or the message is not there.
    pub(super) fn new(
        args: &'a ServeArgs,
        asked: Receiver<Asked>,
        handler: impl EventHandler,
        reporter: &'a Reporter,
    ) -> Result<Self> {
        let input = InputFile { path: args.input.clone(), relative: args.input.clone() };
        let mut watched = Watched::new(handler)?;
        watched.watch(input.folder(), RecursiveMode::NonRecursive)?;
        let path = resolved(&input.path);
        let setter = Self { args, input, path, asked, watched, pages: Pages::default(), reporter };
        let worker = setter.worker()?;
        if worker.converter.table_is_stdin() {
            return Err(not_watched());
        }
        open(&setter.input, &worker.converter)?;
        Ok(setter)
    }

    /// A changed file may hold settings, so a worker is not kept.
    fn worker(&self) -> Result<Worker> {
        let settings = self.args.settings.settings()?;
        Worker::new(&self.args.reading, settings, &OutputArgs::default(), self.args.voice.strict)
    }

    /// Shows the message until interrupted.
    ///
    /// # Errors
    /// Where files are not watched any more.
    pub(super) fn run(&mut self, news: &watch::Sender<News>) -> Result<u8> {
        loop {
            let mut told = Told::default();
            let sat = guarded(|| self.sit(news, &mut told));
            if let Err(error) = sat {
                self.watched.remember_files(std::slice::from_ref(&self.input), &told.notes.used)?;
                self.reporter.error(Some(&self.input.name()), &error);
                publish(news, self.pages.fail(&error));
                self.wait()?;
            }
        }
    }

    /// Sets the message again and again, until something other than its text changes.
    fn sit(&mut self, news: &watch::Sender<News>, told: &mut Told) -> Result<()> {
        let Worker { converter, .. } = self.worker()?;
        let mut first = self.read(&converter, told)?;
        if first.request.settings.data.is_some() {
            *told = Told::default();
            return self.rows(&converter, news, told);
        }
        let mut document = std::mem::take(&mut first.document);
        let lang = document.meta.lang.clone();
        let sat = with_previewer(&lang, &first.request, &first.resources(), |previewer| {
            loop {
                let made = previewer.set(document, &mut |stage| told.watch.stage(stage))?;
                told.notes.used.extend(first.disk.used());
                told.notes.warnings.extend(made.warnings);
                converter.judge(&told.notes)?;
                self.show(made.value, news, std::mem::take(told))?;
                if self.wait()?.iter().any(|path| *path != self.path) {
                    return Ok(());
                }
                let again = self.read(&converter, told)?;
                let is_alike = again.request == first.request && again.document.meta.lang == lang;
                if !is_alike || again.embedded != first.embedded {
                    return Ok(());
                }
                document = again.document;
            }
        });
        told.notes.used.extend(first.disk.used());
        sat
    }

    /// Sets the rows of a table once.
    fn rows(&mut self, converter: &Converter, news: &watch::Sender<News>, told: &mut Told) -> Result<()> {
        let input = self.input.clone();
        let sources = vec![open(&input, converter)?];
        let Told { notes, watch } = told;
        let stage = &mut |stage| watch.stage(stage);
        let made = converter.with_input(sources, Settings::default(), &FORMATS, notes, stage, |ready, stage| {
            let sheet = converter.sheet(&ready)?;
            let (copies, resources) = (sheet.copies(), &ready.resources);
            let made = with_rows(copies, &ready.request, resources, stage, |press, stage| press.preview_all(stage))?;
            Ok(Warned { warnings: sheet.told(made.warnings), ..made })
        })?;
        self.show(made, news, std::mem::take(told))?;
        self.wait().map(|_| ())
    }

    fn read(&self, converter: &Converter, told: &mut Told) -> Result<Opened> {
        told.watch.stage("read");
        converter.read(&[open(&self.input, converter)?], Settings::default(), &FORMATS, &mut told.notes)
    }

    fn show(&mut self, made: Preview, news: &watch::Sender<News>, Told { notes, mut watch }: Told) -> Result<()> {
        self.watched.remember_files(std::slice::from_ref(&self.input), &notes.used)?;
        watch.stage("compare");
        publish(news, self.pages.renew(made, &in_order(notes.warnings)));
        self.reporter.timings(&self.input.name(), &watch.timings());
        Ok(())
    }

    /// Waits until files that the message uses have changed and rest, and draws
    /// meanwhile.
    fn wait(&mut self) -> Result<BTreeSet<PathBuf>> {
        let mut changed = BTreeSet::new();
        let (mut until, mut patience) = (None, None);
        loop {
            let next = match until {
                None => self.asked.recv().map_err(|_| gone())?,
                Some(until) => match until_then(&self.asked, until) {
                    Some(next) => next,
                    None => return Ok(changed),
                },
            };
            match next {
                Asked::Changed(event) => {
                    let paths = self.watched.of_interest(event);
                    changed.extend(paths.into_iter().filter(|path| self.watched.uses(path)));
                    if !changed.is_empty() {
                        let now = Instant::now();
                        until = Some((now + REST).min(*patience.get_or_insert(now + PATIENCE)));
                    }
                }
                Asked::Picture(leaf, answer) => reply(answer, || self.pages.picture(leaf)),
                Asked::Words(leaf, answer) => reply(answer, || self.pages.words(leaf)),
            }
        }
    }
}

/// What is asked before a time; nothing more after it, however much waits.
fn until_then(asked: &Receiver<Asked>, until: Instant) -> Option<Asked> {
    let left = until.checked_duration_since(Instant::now())?;
    asked.recv_timeout(left).ok()
}

pub(super) fn not_watched() -> Error {
    Error::Setting { message: "standard input cannot be watched".to_owned(), hint: None }
}

fn open<'a>(input: &'a InputFile, converter: &Converter) -> Result<Source<'a>> {
    let bytes = input.read(converter.limit())?;
    Ok(Source { name: input.name(), bytes, format: None, folder: Some(input.folder()) })
}

fn publish(news: &watch::Sender<News>, latest: Option<News>) {
    if let Some(latest) = latest {
        news.send_replace(latest);
    }
}

/// Draws, unless nobody waits for it any more. A panic costs one picture.
fn reply(answer: oneshot::Sender<Drawn>, draw: impl FnOnce() -> Drawn) {
    if !answer.is_closed() {
        let _ = answer.send(guarded(|| Ok(draw())).unwrap_or_default());
    }
}
