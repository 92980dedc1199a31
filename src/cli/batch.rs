//! `bargeh batch --jobs-from`: one JSON job per line in, one JSON result per
//! line out, in the same order. A job that fails gives a result, and the stream
//! continues.

use super::args::{BatchArgs, OutputArgs};
use super::inputs::InputFile;
use super::interrupt;
use super::output::{self, Existing, Sink};
use super::plan;
use super::pool;
use super::run::threads;
use super::work::Worker;
use bargeh::convert::{Part, Product};
use bargeh::error::{Place, in_order};
use bargeh::files::{Notes, Source, guarded, renamed};
use bargeh::settings::{InputFormat, OutputFormat, Settings};
use bargeh::{Error, Result, Warning};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

/// Bytes per line for each byte of the largest input. JSON may write a letter of
/// two bytes as six (`\u0633`), which is a factor of 3; the rest is room for the
/// other fields.
const ESCAPES: u64 = 4;

/// A job.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Job {
    /// Returned with the result, exactly as written.
    id: Option<Box<RawValue>>,
    /// The message's file …
    input: Option<PathBuf>,
    /// … or its text.
    text: Option<String>,
    /// Where the pictures of a text are.
    folder: Option<PathBuf>,
    /// The format of the message.
    from: Option<String>,
    /// The file to write, or the folder; without it, the bytes come back in the result.
    output: Option<PathBuf>,
    /// The formats.
    to: Option<OneOrMore>,
    /// Settings by name.
    #[serde(default)]
    options: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

/// Runs the stream to its end; returns the exit status.
///
/// # Errors
/// Where the stream cannot be read or the results cannot be written.
pub(crate) fn run(args: &BatchArgs) -> Result<u8> {
    let worker = Worker::new(&args.input, args.settings.settings()?, &OutputArgs::default(), args.strict)?;
    if worker.converter.table_is_stdin() {
        return Err(Error::Setting {
            message: "message and table cannot both come from standard input".to_owned(),
            hint: Some("name a file for one of them".to_owned()),
        });
    }
    let mut lines = Lines::open(&args.jobs_from, worker.converter.limit() * ESCAPES)?;
    interrupt::end_on_signals();
    let mut broken = None;
    pool::ordered(
        threads(args.jobs),
        || lines.next(),
        |line| line.map(|line| answer(&line, &worker)),
        |result| match result.map(|result| print(&result)) {
            Ok(Ok(())) => true,
            // The reader of the results closed the pipe: stop without an error.
            Ok(Err(error)) if error.kind() == io::ErrorKind::BrokenPipe => false,
            Ok(Err(error)) | Err(error) => {
                broken = Some(error);
                false
            }
        },
    );
    match broken {
        Some(source) => Err(Error::Output { path: args.jobs_from.clone(), source }),
        None => Ok(0),
    }
}

/// A line of the stream.
struct Line {
    place: Place,
    /// `None` where it is too long to be kept.
    bytes: Option<Vec<u8>>,
}

/// The lines of a stream of jobs.
struct Lines {
    stream: Box<dyn BufRead + Send>,
    name: String,
    /// Lines read so far.
    count: usize,
    /// The most bytes a line may have.
    limit: u64,
}

impl Lines {
    fn open(path: &Path, limit: u64) -> Result<Self> {
        let named = |stream, name| Ok(Self { stream, name, count: 0, limit });
        if path.as_os_str() == "-" {
            return named(Box::new(BufReader::new(io::stdin())), "<stdin>".to_owned());
        }
        let name = path.display().to_string();
        match std::fs::File::open(path) {
            Ok(file) => named(Box::new(BufReader::new(file)), name),
            Err(error) => {
                let place = Place { file: name, line: None };
                Err(Error::Source { message: bargeh::error::system(&error), place, hint: None })
            }
        }
    }

    /// The next line that is not blank.
    fn next(&mut self) -> Option<io::Result<Line>> {
        loop {
            let mut line = Vec::new();
            let read = io::Read::take(&mut self.stream, self.limit + 1).read_until(b'\n', &mut line);
            self.count += 1;
            // Windows editors put a byte order mark before the first line.
            if self.count == 1 && line.starts_with(b"\xef\xbb\xbf") {
                line.drain(..3);
            }
            let place = Place { file: self.name.clone(), line: Some(self.count) };
            match read {
                Err(error) => return Some(Err(error)),
                Ok(0) => return None,
                Ok(_) if line.len() as u64 > self.limit => {
                    return Some(skip_line(&mut self.stream).map(|()| Line { place, bytes: None }));
                }
                Ok(_) if line.trim_ascii().is_empty() => {}
                Ok(_) => return Some(Ok(Line { place, bytes: Some(line) })),
            }
        }
    }
}

fn skip_line(stream: &mut dyn BufRead) -> io::Result<()> {
    loop {
        let buffer = stream.fill_buf()?;
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let length = buffer.len();
        stream.consume(end.map_or(length, |end| end + 1));
        if end.is_some() || length == 0 {
            return Ok(());
        }
    }
}

fn print(result: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "{result}")?;
    stdout.flush()
}

/// The result of one line.
fn answer(line: &Line, worker: &Worker) -> String {
    let job = read(line);
    let mut notes = Notes::default();
    let id = match &job {
        Ok(job) => job.id.clone(),
        Err(_) => line.bytes.as_deref().and_then(id_alone),
    };
    let result = job.and_then(|job| guarded(|| perform(&job, worker, &mut notes)));
    let mut answer = match result {
        Ok(done) => done,
        Err(error) => json!({"ok": false, "status": error.exit_code(), "error": error_value(&error)}),
    };
    answer["warnings"] = in_order(notes.warnings).iter().map(warning_value).collect();
    let answer = answer.to_string();
    match id {
        // The id is copied as text: parsing would lose digits of a large number.
        Some(id) => format!("{{\"id\":{},{}", id.get(), &answer[1..]),
        None => answer,
    }
}

/// A line as a job.
fn read(line: &Line) -> Result<Job> {
    let refused = |message: String, hint: Option<&str>| {
        let hint = hint.map(str::to_owned);
        Error::Source { message, place: line.place.clone(), hint }
    };
    let Some(bytes) = &line.bytes else {
        return Err(refused("the job's line is too long".to_owned(), Some("raise the limit with --max-input")));
    };
    if !bytes.trim_ascii_start().starts_with(b"{") {
        return Err(refused(
            "no job: a job is an object in braces".to_owned(),
            Some("`bargeh batch --help` shows one"),
        ));
    }
    serde_json::from_slice(bytes).map_err(|error| {
        // The parser's line number is that within this line; only the stream's
        // is useful.
        let said = error.to_string();
        let said = said.split(" at line ").next().unwrap_or_default();
        refused(format!("no job: {said}, at character {}", error.column()), None)
    })
}

/// The id of a line that is no valid job, so that its result can be identified.
fn id_alone(line: &[u8]) -> Option<Box<RawValue>> {
    #[derive(Deserialize)]
    struct Named {
        id: Box<RawValue>,
    }
    serde_json::from_slice::<Named>(line).ok().map(|named| named.id)
}

fn perform(job: &Job, worker: &Worker, notes: &mut Notes) -> Result<Value> {
    let options = options(&job.options)?;
    let formats = formats(job)?;
    refuse_stdout(job.output.as_deref())?;
    let products = worker.converter.convert(vec![source(job, worker)?], options, &formats, notes, &mut |_| {})?;
    let pages = products.pages;
    let outputs = products.files.iter().map(|file| deliver(job, file, formats.len())).collect::<Result<Vec<_>>>()?;
    Ok(json!({"ok": true, "pages": pages, "outputs": outputs}))
}

/// Refuses stdout as an output: results go there, and a file's bytes would
/// corrupt the stream.
fn refuse_stdout(output: Option<&Path>) -> Result<()> {
    let is_stdout = |path: &Path| {
        let same =
            || output::identity(path).is_some_and(|file| Some(file) == output::identity(Path::new("/dev/stdout")));
        path.as_os_str() == "-" || same()
    };
    match output.filter(|path| is_stdout(path)) {
        Some(path) => Err(Error::Setting {
            message: format!("`output` cannot be {}: the results are written there", path.display()),
            hint: Some("leave `output` out, and the bytes come back in the result".to_owned()),
        }),
        None => Ok(()),
    }
}

fn source<'a>(job: &'a Job, worker: &Worker) -> Result<Source<'a>> {
    let format = job.from.as_deref().map(str::parse::<InputFormat>).transpose()?;
    match (&job.input, &job.text) {
        (Some(path), None) => {
            let file = InputFile { path: path.clone(), relative: PathBuf::new() };
            if file.is_stdin() {
                return Err(Error::Setting { message: "`input` cannot be stdin here".to_owned(), hint: None });
            }
            let bytes = file.read(worker.converter.limit())?;
            Ok(Source { name: file.name(), bytes, format, folder: Some(path.parent().unwrap_or(Path::new(""))) })
        }
        (None, Some(text)) => {
            let bytes = text.as_bytes().to_owned();
            Ok(Source { format, ..Source::text(bytes, job.folder.as_deref()) })
        }
        _ => Err(Error::Setting { message: "a job needs either `input` or `text`".to_owned(), hint: None }),
    }
}

fn options(options: &Map<String, Value>) -> Result<Settings> {
    let mut settings = Settings::default();
    for (key, value) in options {
        settings.set(key, &text_of(key, value)?)?;
    }
    Ok(settings)
}

fn formats(job: &Job) -> Result<Vec<OutputFormat>> {
    let file = job.output.as_deref().filter(|path| !plan::is_folder(path));
    let told = file.and_then(|path| path.extension()?.to_str()).map(str::to_ascii_lowercase);
    let format = file.and_then(OutputFormat::of_name);
    match (&job.to, told) {
        (Some(OneOrMore::One(word)), _) => Ok(vec![word.parse()?]),
        (Some(OneOrMore::More(words)), _) if !words.is_empty() => words.iter().map(|word| word.parse()).collect(),
        (_, Some(word)) => Ok(vec![format.map_or_else(|| word.parse(), Ok)?]),
        (_, None) => Ok(vec![OutputFormat::Pdf]),
    }
}

/// Writes a file, or adds its bytes to the result.
fn deliver(job: &Job, file: &Product, formats: usize) -> Result<Value> {
    let mut value = json!({"format": file.format.word(), "bytes": file.bytes.len()});
    if file.part != Part::Whole {
        value["part"] = file.part.suffix().trim_start_matches('-').into();
    }
    let Some(path) = &job.output else {
        value["base64"] = STANDARD.encode(&file.bytes).into();
        return Ok(value);
    };
    let path = match plan::is_folder(path) {
        true => {
            let name = job.input.as_deref().and_then(Path::file_name).unwrap_or("message".as_ref());
            renamed(&path.join(name), file.format)
        }
        false if formats > 1 => path.with_extension(file.format.ending()),
        false => path.clone(),
    };
    let sink = Sink::File(path).product(file);
    let is_input =
        |path: &Path| job.input.as_deref().is_some_and(|input| output::identity(input) == output::identity(path));
    if sink.path().is_some_and(is_input) {
        return Err(Error::Refused { message: "the output is the input".to_owned(), hint: None });
    }
    if let Some(folder) = sink.path().and_then(Path::parent) {
        std::fs::create_dir_all(folder).map_err(|source| Error::Output { path: folder.to_owned(), source })?;
    }
    sink.write(&file.bytes, Existing::Replace)?;
    value["path"] = sink.path().map(|path| path.display().to_string()).into();
    Ok(value)
}

fn error_value(error: &Error) -> Value {
    diagnostic(error.to_string(), error.place(), error.hint())
}

fn warning_value(warning: &Warning) -> Value {
    let mut value = diagnostic(warning.message.clone(), warning.place.as_ref(), warning.hint.as_deref());
    value["code"] = warning.code.into();
    value
}

fn diagnostic(message: String, place: Option<&Place>, hint: Option<&str>) -> Value {
    let mut value = json!({"message": message});
    if let Some(place) = place {
        value["file"] = place.file.as_str().into();
        value["line"] = place.line.into();
    }
    if let Some(hint) = hint {
        value["hint"] = hint.into();
    }
    value
}

/// A JSON value as the text a flag would have.
fn text_of(key: &str, value: &Value) -> Result<String> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Bool(_) | Value::Number(_) => Ok(value.to_string()),
        Value::Array(items) => Ok(items.iter().map(|item| text_of(key, item)).collect::<Result<Vec<_>>>()?.join(",")),
        Value::Null | Value::Object(_) => {
            Err(Error::Setting { message: format!("{key} must be a word, a number or a list"), hint: None })
        }
    }
}
