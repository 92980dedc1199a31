//! `bargeh compare A B`: the words of two files side by side.

use super::inputs::InputFile;
use super::interrupt;
use super::options::{self, SettingArgs};
use super::report::{Reporter, printable};
use super::run::tell_idle;
use super::voice::{VoiceArgs, print};
use bargeh::compare::{Comparison, Difference, Kind, Side, compare};
use bargeh::document::Document;
use bargeh::error::in_order;
use bargeh::files::{Cleaned, Converter, Notes, Options, Source, guarded};
use bargeh::settings::{InputFormat, Unit};
use bargeh::{Error, Result};
use clap::{Args, ValueHint};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::PathBuf;

/// The most words of a difference that are shown to people; `--json` gives all.
const SHOWN: usize = 24;

/// Show how the words of two files differ, whatever their forms
///
/// Both are read and cleaned as `bargeh clean` does, then compared word by word: what is
/// missing from the second, what it has more, what is changed, and what stands in another
/// place. Punctuation, line ends and the numbers of lists and notes do not count; notes
/// come after the text.
///
/// Exit status: 0 the same words; 1 others, or a file was refused.
#[derive(Args, Clone, Debug)]
pub(crate) struct CompareArgs {
    /// The file that has the right words, or `-` for stdin
    #[arg(value_name = "A", value_hint = ValueHint::FilePath)]
    first: PathBuf,
    /// The file to compare with it, or `-`
    #[arg(value_name = "B", value_hint = ValueHint::FilePath)]
    second: PathBuf,
    /// Form of both, or of each: md,pdf [default: by their names and contents]
    #[arg(short, long, value_name = "FORMATS", value_delimiter = ',', help_heading = "Input")]
    from: Vec<String>,
    /// Of a channel's export: only these posts, such as 12,15-20
    #[arg(long, value_name = "LIST", help_heading = "Input")]
    post: Option<String>,
    /// Of a channel's export: also who wrote, and from whom something was forwarded
    #[arg(long, help_heading = "Input")]
    names: bool,
    #[command(flatten)]
    settings: SettingArgs<options::Compare>,
    #[command(flatten)]
    pub(crate) voice: VoiceArgs,
}

/// A file that was read.
struct Read {
    name: String,
    document: Document,
    /// What its places count.
    format: InputFormat,
}

/// Compares; returns the exit status.
///
/// # Errors
/// Whatever stops the run before the first file is read.
pub(crate) fn run(args: &CompareArgs, reporter: &Reporter) -> Result<u8> {
    let formats = args.from.iter().map(|word| word.parse()).collect::<Result<Vec<InputFormat>>>()?;
    let setting =
        |message: &str, hint: &str| Err(Error::Setting { message: message.to_owned(), hint: Some(hint.to_owned()) });
    if formats.len() > 2 {
        return setting("--from names more than two forms", "one for both files, or one for each");
    }
    let inputs = [&args.first, &args.second].map(|path| InputFile { path: path.clone(), relative: path.clone() });
    if inputs.iter().all(InputFile::is_stdin) {
        return setting("stdin cannot be both files", "name one of them");
    }
    let posts = args.post.as_deref().map(str::parse).transpose()?;
    let options = Options { posts, names: args.names, strict: args.voice.strict, ..Options::default() };
    let mut converter = Converter::new(args.settings.settings()?, options)?;
    converter.expect_several();
    interrupt::end_on_signals();
    let mut read = Vec::new();
    for (at, input) in inputs.iter().enumerate() {
        let format = formats.get(at).or(formats.first()).copied();
        match guarded(|| open(&converter, input, format, reporter)) {
            Ok(file) => read.push(file),
            Err(error) => {
                reporter.error(Some(&input.name()), &error);
                return Ok(error.exit_code());
            }
        }
    }
    let formats: Vec<InputFormat> = read.iter().map(|file| file.format).collect();
    let status = tell_idle(&converter, &formats, reporter);
    if status > 0 {
        return Ok(status);
    }
    let Ok(files) = <[Read; 2]>::try_from(read) else { return Ok(1) };
    let found = compare(&files[0].document, &files[1].document);
    if !args.voice.quiet {
        let teller = Teller { files: &files, reporter };
        print(&if args.voice.json { teller.json(&found) } else { teller.text(&found) });
    }
    Ok(u8::from(!found.differences.is_empty()))
}

/// Reads and cleans a file.
fn open(converter: &Converter, input: &InputFile, format: Option<InputFormat>, reporter: &Reporter) -> Result<Read> {
    let bytes = input.read(converter.limit())?;
    let source = Source { name: input.name(), bytes, format, folder: Some(input.folder()) };
    let mut notes = Notes::default();
    let result = converter.clean(&source, Default::default(), &mut notes);
    for warning in &in_order(notes.warnings) {
        reporter.warning(&input.name(), warning);
    }
    let Cleaned { mut document, edits, format, .. } = result?;
    document.apply(&edits);
    Ok(Read { name: input.name(), document, format })
}

struct Teller<'a> {
    files: &'a [Read; 2],
    reporter: &'a Reporter,
}

impl Teller<'_> {
    /// For people: what, and where in both; then the words of the first and the second.
    fn text(&self, found: &Comparison) -> String {
        let mut text = String::new();
        for Difference { kind, sides: [first, second] } in &found.differences {
            let _ = writeln!(
                text,
                "{}: {} ({})",
                self.place(0, first),
                self.reporter.word(kind.word()),
                self.place(1, second)
            );
            let (minus, plus) = if *kind == Kind::Moved { ("±", "±") } else { ("-", "+") };
            if first.count > 0 {
                let _ = writeln!(text, "{minus} {}", self.words(first));
            }
            if second.count > 0 && *kind != Kind::Moved {
                let _ = writeln!(text, "{plus} {}", self.words(second));
            }
        }
        for (file, count) in self.files.iter().zip(found.words) {
            let _ = writeln!(text, "{}: {}", printable(&file.name), self.reporter.word(&format!("{count} words")));
        }
        let mut parts = vec![self.reporter.word(&format!("the same in this order: {}", found.same))];
        for kind in Kind::ALL {
            let count = count(found, kind);
            if count > 0 {
                parts.push(self.reporter.word(&format!("{}: {count}", kind.word())));
            }
        }
        let _ = writeln!(text, "{}", parts.join("; "));
        text
    }

    fn place(&self, which: usize, side: &Side) -> String {
        let file = &self.files[which];
        let name = printable(&file.name);
        match (side.place.line, file.format.unit()) {
            (None, _) => name,
            (Some(line), Unit::Line) => format!("{name}:{line}"),
            (Some(number), unit) => format!("{name}, {}", self.reporter.word(&format!("{} {number}", unit.word()))),
        }
    }

    fn words(&self, side: &Side) -> String {
        if side.count <= SHOWN {
            return side.words.clone();
        }
        let shown: Vec<&str> = side.words.split(' ').take(SHOWN).collect();
        format!("{} … ({})", shown.join(" "), self.reporter.word(&format!("{} words", side.count)))
    }

    /// For programs: an object a difference, then one of the numbers.
    fn json(&self, found: &Comparison) -> String {
        let mut lines = String::new();
        for difference in &found.differences {
            let [first, second] = [0, 1].map(|at| self.side(at, &difference.sides[at]));
            let _ = writeln!(lines, "{}", json!({"kind": difference.kind.word(), "first": first, "second": second}));
        }
        let counts: serde_json::Map<String, Value> =
            Kind::ALL.iter().map(|kind| (kind.word().to_owned(), count(found, *kind).into())).collect();
        let summary = json!({
            "level": "summary", "files": self.files.each_ref().map(|file| &file.name),
            "words": found.words, "same": found.same, "differences": counts,
        });
        let _ = writeln!(lines, "{summary}");
        lines
    }

    fn side(&self, which: usize, side: &Side) -> Value {
        let file = &self.files[which];
        let mut object = json!({"file": file.name, "words": side.words});
        if let Some(number) = side.place.line {
            object[file.format.unit().word()] = number.into();
        }
        if let Some(heading) = &side.heading {
            object["heading"] = heading.as_str().into();
        }
        object
    }
}

/// The words of the differences of a kind.
fn count(found: &Comparison, kind: Kind) -> usize {
    let of_kind = found.differences.iter().filter(|difference| difference.kind == kind);
    of_kind.map(|difference| difference.sides[0].count.max(difference.sides[1].count)).sum()
}
