//! `bargeh clean INPUT`: the source text with exactly the changes that a
//! conversion with the same flags makes.

use super::inputs::{self, InputFile};
use super::interrupt;
use super::messages::{said, word};
use super::options::{self, SettingArgs};
use super::output::{Existing, Sink};
use super::persian;
use super::report::{Reporter, printable};
use super::run::tell_idle;
use super::voice::{VoiceArgs, print};
use bargeh::characters::{ZWNJ, is_invisible, is_selector};
use bargeh::error::in_order;
use bargeh::files::{Cleaned, Converter, Notes, Options, Source, guarded};
use bargeh::persian::{Edit, Rule, RuleSet};
use bargeh::settings::InputFormat;
use bargeh::{Error, Result, Warned};
use clap::{Args, ValueHint};
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// Characters shown on each side of a change.
const CONTEXT: usize = 24;

/// Print the source with the changes that conversion makes
#[derive(Args, Clone, Debug)]
pub(crate) struct CleanArgs {
    /// Files, folders, globs, or `-` for stdin; what is no text (HTML, DOCX, ODT, EPUB, PDF) is printed as Markdown
    #[arg(value_name = "INPUT", required_unless_present = "list_rules", value_hint = ValueHint::AnyPath)]
    inputs: Vec<PathBuf>,
    /// Show each change with its rule instead of the text
    #[arg(long)]
    diff: bool,
    /// Print the cleaned text as Markdown, whatever form it has
    #[arg(long, value_name = "FORMAT", value_parser = ["md"], conflicts_with_all = ["diff", "write"])]
    to: Option<String>,
    /// Change the files themselves
    #[arg(long)]
    write: bool,
    /// Keep the file as it was beside it, as NAME.bak
    #[arg(long, requires = "write")]
    backup: bool,
    /// Turn a rule on, whatever the level
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    rule: Vec<String>,
    /// Turn a rule off
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    no_rule: Vec<String>,
    /// Explain every rule
    #[arg(long)]
    list_rules: bool,
    #[command(flatten)]
    source: SourceArgs,
    #[command(flatten)]
    settings: SettingArgs<options::Clean>,
    #[command(flatten)]
    pub(crate) voice: VoiceArgs,
}

/// How the source is read.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Input")]
struct SourceArgs {
    /// Form of the input: md, txt, html, docx, odt, epub or pdf [default: by its name]
    #[arg(short, long, value_name = "FORMAT")]
    from: Option<String>,
    /// Encoding of the input, such as windows-1256 [default: utf-8]
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Of a channel's export: only these posts, such as 12,15-20
    #[arg(long, value_name = "LIST")]
    post: Option<String>,
    /// Of a channel's export: also who wrote, and from whom something was forwarded
    #[arg(long)]
    names: bool,
}

/// State shared by all files of a run.
struct Cleaner<'a> {
    args: &'a CleanArgs,
    converter: Converter,
    /// The rules turned on and off, whatever the level.
    rules: [RuleSet; 2],
    color: bool,
}

/// Cleans; returns the exit status.
///
/// # Errors
/// Whatever stops the run before the first file is read.
pub(crate) fn run(args: &CleanArgs, reporter: &Reporter) -> Result<u8> {
    if args.list_rules {
        print(&rules(args.voice.json));
        return Ok(0);
    }
    let set = |names: &[String]| names.iter().map(|name| name.parse()).collect::<Result<Vec<Rule>>>();
    let options = Options {
        from: args.source.from.as_deref().map(str::parse).transpose()?,
        encoding: args.source.encoding.clone(),
        posts: args.source.post.as_deref().map(str::parse).transpose()?,
        names: args.source.names,
        strict: args.voice.strict,
        ..Options::default()
    };
    let mut cleaner = Cleaner {
        args,
        converter: Converter::new(args.settings.settings()?, options)?,
        rules: [set(&args.rule)?.into_iter().collect(), set(&args.no_rule)?.into_iter().collect()],
        color: args.voice.color.colors(&io::stdout()),
    };
    let Warned { value: files, warnings } = inputs::expand(&args.inputs, cleaner.converter.format())?;
    reporter.warnings(&warnings);
    interrupt::end_on_signals();
    let is_several = files.len() > 1;
    if is_several {
        cleaner.converter.expect_several();
    }
    let (mut worst, mut formats) = (0, Vec::new());
    for file in &files {
        if let Err(error) = guarded(|| cleaner.file(file, &mut formats, reporter)) {
            reporter.error(Some(&file.name()), &error);
            worst = worst.max(error.exit_code());
        }
    }
    if is_several {
        worst = worst.max(tell_idle(&cleaner.converter, &formats, reporter));
    }
    Ok(worst)
}

impl Cleaner<'_> {
    /// Cleans a file; `formats` gets what it is.
    fn file(&self, file: &InputFile, formats: &mut Vec<InputFormat>, reporter: &Reporter) -> Result<()> {
        let bytes = file.read(self.converter.limit())?;
        let source = Source { name: file.name(), bytes, format: None, folder: Some(file.folder()) };
        let mut notes = Notes::default();
        let result = self.converter.clean(&source, self.rules, &mut notes);
        formats.append(&mut notes.formats);
        for warning in &in_order(notes.warnings) {
            reporter.warning(&file.name(), warning);
        }
        let cleaned = result?;
        if self.args.write {
            self.write(file, &source.bytes, &cleaned)?;
        }
        let printed = match (self.args.diff, self.args.write) {
            (true, _) if self.args.voice.json => events(&cleaned, &file.name()),
            (true, _) => diff(&cleaned, &file.name(), self.color),
            (false, true) => String::new(),
            (false, false) if self.args.to.is_some() => cleaned.markdown(),
            (false, false) => cleaned.text(),
        };
        print(&printed);
        if self.args.diff && cleaned.edits.is_empty() {
            reporter.note(&file.name(), "nothing to change");
        }
        reporter.detail(&format!("{}: {} changes", file.name(), cleaned.edits.len()));
        Ok(())
    }

    /// Replaces the file atomically; leaves it alone where nothing changes.
    fn write(&self, file: &InputFile, bytes: &[u8], cleaned: &Cleaned) -> Result<()> {
        if file.is_stdin() {
            return Err(Error::Setting {
                message: "--write needs a file".to_owned(),
                hint: Some("without it the text goes to stdout".to_owned()),
            });
        }
        if !cleaned.format.is_edited_in_place() {
            return Err(Error::Refused {
                message: "only Markdown and plain text are cleaned in place".to_owned(),
                hint: Some("send the text to a file of another name: bargeh clean … > new.md".to_owned()),
            });
        }
        if cleaned.original.as_bytes() != bytes {
            return Err(Error::Refused {
                message: "is not UTF-8 and would be written in another encoding".to_owned(),
                hint: Some("send the text to a file of another name: bargeh clean … > new.md".to_owned()),
            });
        }
        if cleaned.edits.is_empty() {
            return Ok(());
        }
        if self.args.backup {
            Sink::File(backup(&file.path)).write(bytes, Existing::Keep)?;
        }
        Sink::File(file.path.clone()).write(cleaned.text().as_bytes(), Existing::Replace)?;
        Ok(())
    }
}

/// The first unused name for a backup.
fn backup(path: &Path) -> PathBuf {
    let named = |suffix: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    };
    let numbered = (2..=u32::MAX).map(|number| named(&format!(".bak{number}")));
    let mut names = std::iter::once(named(".bak")).chain(numbered);
    names.find(|path| path.symlink_metadata().is_err()).unwrap_or_else(|| named(".bak"))
}

/// The changes as JSON objects, one per line.
fn events(cleaned: &Cleaned, name: &str) -> String {
    let source = cleaned.source();
    let mut lines = String::new();
    for edit in &cleaned.edits {
        let rules: Vec<&str> = edit.rules.iter().map(Rule::name).collect();
        let event = json!({
            "file": name, "line": cleaned.document.sources.place(edit.span).line, "rules": rules,
            "start": edit.span.start, "end": edit.span.end,
            "was": &source[edit.span.start..edit.span.end], "with": edit.with,
        });
        let _ = writeln!(lines, "{event}");
    }
    lines
}

/// The changes for people: place and rule, then before and after with some
/// context.
fn diff(cleaned: &Cleaned, name: &str, color: bool) -> String {
    let source = cleaned.source();
    let mut lines = String::new();
    for edit in &cleaned.edits {
        let rules: Vec<&str> = edit.rules.iter().map(Rule::name).collect();
        let line = cleaned.document.sources.place(edit.span).line.unwrap_or_default();
        let (before, after) = around(source, edit);
        let (head, minus, plus, end) =
            if color { ("\x1b[1m", "\x1b[31m", "\x1b[32m", "\x1b[0m") } else { ("", "", "", "") };
        let (was, with) = both(&source[edit.span.start..edit.span.end], &edit.with);
        let (before, after) = (visible(before), visible(after));
        let _ = writeln!(lines, "{head}{}:{line}: {}{end}", printable(name), rules.join(", "));
        let _ = writeln!(lines, "- {before}{minus}{was}{end}{after}");
        let _ = writeln!(lines, "+ {before}{plus}{with}{end}{after}");
    }
    if !cleaned.edits.is_empty() {
        let _ = writeln!(lines, "{}: {}", printable(name), said(&counts(&cleaned.edits), persian::language()));
    }
    lines
}

/// The number of changes, in all and by rule, the most frequent first.
fn counts(edits: &[Edit]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let rules = edits.iter().flat_map(|edit| edit.rules.iter());
    rules.for_each(|rule| *counts.entry(rule.name()).or_default() += 1);
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let counts: Vec<String> = counts.iter().map(|(rule, count)| format!("{rule} {count}")).collect();
    let all = edits.len();
    format!("{all} change{}: {}", if all == 1 { "" } else { "s" }, counts.join(", "))
}

/// Whole words before and after an edit, up to [`CONTEXT`] characters.
fn around<'t>(source: &'t str, edit: &Edit) -> (&'t str, &'t str) {
    let (before, after) = (&source[..edit.span.start], &source[edit.span.end..]);
    let start = before.char_indices().rev().nth(CONTEXT).map_or(0, |(at, _)| at);
    let start = before[start..].find(' ').map_or(start, |space| start + space + 1).min(before.len());
    let end = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
    let end = after[..end].rfind(' ').unwrap_or(end);
    (&before[if start == before.len() { before.rfind(' ').map_or(0, |at| at + 1) } else { start }..], &after[..end])
}

/// Before and after. Where both look the same, combining marks are shown as
/// escapes.
fn both(was: &str, with: &str) -> (String, String) {
    let numbered = |text: &str| {
        let marks = |c: char| canonical_combining_class(c) != 0;
        let shown = |c: char| if marks(c) { c.escape_unicode().to_string() } else { c.to_string() };
        printable(&text.chars().map(shown).collect::<String>())
    };
    match was.nfc().eq(with.nfc()) {
        true => (numbered(was), numbered(with)),
        false => (visible(was), visible(with)),
    }
}

/// Text on one line, with invisible characters shown as escapes; the half-space
/// is visible from the letters' shapes.
fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' => shown.push('⏎'),
            ZWNJ => shown.push(letter),
            '\u{a0}' | '\u{2028}' | '\u{2029}' => shown.extend(letter.escape_unicode()),
            // A variation selector is visible from the emoji before it.
            _ if is_invisible(letter) && !is_selector(letter) => shown.extend(letter.escape_unicode()),
            letter => shown.push(letter),
        }
    }
    printable(&shown)
}

/// Every rule, explained with an example.
fn rules(json: bool) -> String {
    let (mut text, ui) = (String::new(), persian::language());
    for rule in Rule::ALL {
        let (before, after) = rule.example();
        let (shown_before, shown_after) = both(before, after);
        let class = rule.class().word();
        let _ = match json {
            true => writeln!(
                text,
                "{}",
                json!({"rule": rule.name(), "class": class, "says": rule.says(), "before": before, "after": after})
            ),
            false => {
                let (class, says) = (word(class, ui), word(rule.says(), ui));
                writeln!(text, "{} ({class})\n  {says}\n  - {shown_before}\n  + {shown_after}", rule.name())
            }
        };
    }
    text
}
