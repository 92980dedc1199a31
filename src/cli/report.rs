//! Output on stderr: diagnostics as text or JSON, notes, the summary.

use super::messages::{GLUE, digits, isolated, marked, said, word};
use super::persian;
use super::voice::VoiceArgs;
use super::wrap;
use bargeh::characters::is_bidi_control;
use bargeh::error::Place;
use bargeh::settings::Ui;
use bargeh::{Error, Warning};
use indicatif::ProgressBar;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write as _};
use std::time::Duration;

/// Verbosity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Voice {
    Quiet,
    Normal,
    Verbose,
}

/// Writes diagnostics. Each call writes whole lines at once, so that threads may
/// share it.
#[derive(Debug)]
pub(crate) struct Reporter {
    voice: Voice,
    json: bool,
    color: bool,
    /// The language of text for people; JSON is always English.
    ui: Ui,
    /// The progress bar to write above, if shown.
    bar: Option<ProgressBar>,
}

/// One diagnostic before it is written.
struct Diagnostic<'a> {
    level: &'static str,
    code: Option<&'static str>,
    place: Option<&'a Place>,
    message: String,
    hint: Option<&'a str>,
}

impl Reporter {
    pub(crate) fn new(args: &VoiceArgs) -> Self {
        let voice = match (args.quiet, args.verbose) {
            (true, _) => Voice::Quiet,
            (_, true) => Voice::Verbose,
            _ => Voice::Normal,
        };
        let color = args.color.colors(&io::stderr());
        Self { voice, json: args.json, color: color && !args.json, ui: persian::language(), bar: None }
    }

    /// Shows a progress bar for this many jobs, if on a terminal.
    pub(crate) fn begin(&mut self, jobs: usize) {
        if self.voice == Voice::Normal && !self.json && io::stderr().is_terminal() {
            self.bar = Some(ProgressBar::new(jobs as u64));
        }
    }

    /// Advances the bar by one job.
    pub(crate) fn advance(&self) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
    }

    /// Advances the bar by one of so many.
    pub(crate) fn advance_of(&self, count: usize) {
        if let Some(bar) = &self.bar {
            bar.set_length(count as u64);
            bar.inc(1);
        }
    }

    /// Removes the bar.
    pub(crate) fn end(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }

    /// Whether diagnostics are JSON.
    pub(crate) fn is_json(&self) -> bool {
        self.json
    }

    /// Whether timings are wanted.
    pub(crate) fn is_verbose(&self) -> bool {
        self.voice == Voice::Verbose
    }

    /// An error about a file, or about the command where `file` is `None`.
    pub(crate) fn error(&self, file: Option<&str>, error: &Error) {
        let about = file.map(|file| Place { file: file.to_owned(), line: None });
        self.write(&Diagnostic {
            level: "error",
            code: None,
            place: error.place().or(about.as_ref()),
            message: error.to_string(),
            hint: error.hint(),
        });
    }

    /// A warning about a file.
    pub(crate) fn warning(&self, file: &str, warning: &Warning) {
        if self.voice == Voice::Quiet {
            return;
        }
        let about = Place { file: file.to_owned(), line: None };
        self.write(&Diagnostic {
            level: "warning",
            code: Some(warning.code),
            place: warning.place.as_ref().or(Some(&about)),
            message: warning.message.clone(),
            hint: warning.hint.as_deref(),
        });
    }

    /// Warnings that are not about a single file.
    pub(crate) fn warnings(&self, warnings: &[Warning]) {
        for warning in warnings.iter().filter(|_| self.voice != Voice::Quiet) {
            self.write(&Diagnostic {
                level: "warning",
                code: Some(warning.code),
                place: warning.place.as_ref(),
                message: warning.message.clone(),
                hint: warning.hint.as_deref(),
            });
        }
    }

    /// Something worth knowing about a file.
    pub(crate) fn note(&self, file: &str, message: impl Into<String>) {
        if self.voice == Voice::Quiet {
            return;
        }
        let about = Place { file: file.to_owned(), line: None };
        let message = message.into();
        self.write(&Diagnostic { level: "note", code: None, place: Some(&about), message, hint: None });
    }

    /// A line shown only with `-v`.
    pub(crate) fn detail(&self, message: &str) {
        if self.is_verbose() && !self.json {
            // A mark makes a line one from right to left that begins with a file's name.
            let begin = if self.ui == Ui::Persian { "\u{200f}" } else { "" };
            self.tell(&format!("{begin}{}", marked(&printable(message), self.ui)));
        }
    }

    /// How long the stages took, shown only with `-v`.
    pub(crate) fn timings(&self, file: &str, timings: &[(&'static str, Duration)]) {
        if !self.is_verbose() || self.json {
            return;
        }
        let stages = timings.iter().map(|(stage, time)| (*stage, format!("{:.1}", time.as_secs_f64() * 1e3)));
        let file = glued(file);
        self.tell(&match self.ui {
            Ui::English => {
                format!("{file}:{}", stages.map(|(stage, time)| format!(" {stage} {time} ms")).collect::<String>())
            }
            Ui::Persian => {
                let stages = stages.map(|(stage, time)| match self.word(stage) {
                    word if persian::is_persian(&word) => format!("{word} {}", digits(&time)),
                    code => format!("`{code}` {}", digits(&time)),
                });
                format!("{file}\n  میلی‌ثانیه‌ها: {}", isolated(&stages.collect::<Vec<_>>().join("، ")))
            }
        });
    }

    /// A word of ours in the reader's language.
    pub(crate) fn word(&self, text: &str) -> String {
        word(text, self.ui)
    }

    /// An event for programs, only with `--json`.
    pub(crate) fn event(&self, event: &Value) {
        if self.json && self.voice != Voice::Quiet {
            self.line(&event.to_string());
        }
    }

    /// The closing line of a batch.
    pub(crate) fn summary(&self, done: usize, failed: usize, unchanged: usize) {
        self.event(&json!({"level": "summary", "done": done, "failed": failed, "unchanged": unchanged}));
        if self.json || self.voice == Voice::Quiet {
            return;
        }
        let say = |text: String| said(&text, self.ui);
        let mut line = say(format!("{done} done"));
        if unchanged > 0 {
            let _ = write!(line, " ({})", say(format!("{unchanged} unchanged")));
        }
        if failed > 0 {
            let comma = if self.ui == Ui::Persian { "، " } else { ", " };
            let _ = write!(line, "{comma}{}", say(format!("{failed} failed")));
        }
        self.tell(&line);
    }

    fn write(&self, diagnostic: &Diagnostic<'_>) {
        if self.json {
            self.line(&diagnostic.json().to_string());
        } else {
            self.tell(&diagnostic.text(self.color, self.ui));
        }
    }

    /// Writes text for people, in the lines of their terminal.
    fn tell(&self, text: &str) {
        self.line(&wrap::fitted(text, wrap::columns()));
    }

    /// Writes a line; a closed stderr is ignored.
    fn line(&self, line: &str) {
        let write = || {
            let _ = writeln!(io::stderr().lock(), "{line}");
        };
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }
}

/// The JSON diagnostic of wrong arguments, made from clap's text: the error, an
/// empty line, tips and the usage.
pub(crate) fn usage(said: &str, hint: Option<&str>) {
    let (error, more) = said.split_once("\n\n").unwrap_or((said, ""));
    let words = error.trim_start_matches("error: ").split_whitespace();
    let message = words.collect::<Vec<_>>().join(" ");
    let tip = more.lines().find_map(|line| line.trim_start().strip_prefix("tip: "));
    let usage = Diagnostic { level: "error", code: Some("usage"), place: None, message, hint: hint.or(tip) };
    let _ = writeln!(io::stderr().lock(), "{}", usage.json());
}

impl Diagnostic<'_> {
    fn json(&self) -> Value {
        let mut object = json!({"level": self.level, "message": self.message});
        if let Some(code) = self.code {
            object["code"] = code.into();
        }
        if let Some(place) = self.place {
            object["file"] = place.file.as_str().into();
            if let Some(line) = place.line {
                object["line"] = line.into();
            }
        }
        if let Some(hint) = self.hint {
            object["hint"] = hint.into();
        }
        object
    }

    fn text(&self, color: bool, ui: Ui) -> String {
        let say = |text: &str| marked(&printable(text), ui);
        let mut text = String::new();
        // File names are left-to-right, so in Persian they get a line of their
        // own.
        let (behind_place, level, hint) = match ui {
            Ui::English => (": ", self.level, "hint"),
            Ui::Persian => ("\n  ", self.level_in_persian(), "راهنمایی"),
        };
        if let Some(place) = self.place {
            let _ = write!(text, "{}{behind_place}", glued(&place.to_string()));
        }
        let (open, close) = match (color, self.level) {
            (false, _) => ("", ""),
            (true, "error") => ("\x1b[1;31m", "\x1b[0m"),
            (true, "warning") => ("\x1b[1;33m", "\x1b[0m"),
            (true, _) => ("\x1b[1;36m", "\x1b[0m"),
        };
        let _ = write!(text, "{open}{level}:{close} {}", say(&self.message));
        if let Some(words) = self.hint {
            let _ = write!(text, "\n  {hint}: {}", say(words));
        }
        text
    }

    fn level_in_persian(&self) -> &'static str {
        match self.level {
            "error" => "خطا",
            "warning" => "هشدار",
            _ => "یادآوری",
        }
    }
}

/// The name of a file, safe for a terminal, in which no line is broken.
fn glued(name: &str) -> String {
    printable(name).replace(' ', &GLUE.to_string())
}

/// Text that is safe for a terminal: control characters and direction overrides,
/// which could move the cursor or reorder the line, are shown as escapes.
pub(crate) fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            _ if is_bidi_control(letter) => out.extend(letter.escape_unicode()),
            _ if letter.is_control() => out.extend(letter.escape_default()),
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn escapes_what_could_trick_a_terminal() {
        assert_eq!(printable("\x1b[31mسلام\n"), "\\u{1b}[31mسلام\\n");
        assert_eq!(printable("a\u{202e}b"), "a\\u{202e}b");
        assert_eq!(printable("می\u{200c}شود"), "می\u{200c}شود");
    }
}
