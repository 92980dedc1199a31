//! `bargeh batch --jobs-from`: one JSON job a line in, one JSON result a line
//! out, in order. A job that fails is a result; the stream goes on.

use super::args::{BatchArgs, OutputArgs};
use super::config;
use super::guarded::guarded;
use super::inputs::InputFile;
use super::interrupt;
use super::output::{self, Existing, Sink};
use super::pool;
use super::run::threads;
use super::work::{Notes, Source, Worker};
use bargeh::convert::{Part, Product};
use bargeh::error::Place;
use bargeh::settings::{InputFormat, OutputFormat, Settings};
use bargeh::{Error, Result, Warning};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

/// Bytes of a line for each byte of the largest input: JSON may write a letter
/// of two bytes as six.
const ESCAPES: u64 = 4;

/// A job.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Job {
    /// Given back with the result.
    #[serde(default)]
    id: Value,
    /// The message's file …
    input: Option<PathBuf>,
    /// … or its text.
    text: Option<String>,
    /// Where the pictures of a text are.
    folder: Option<PathBuf>,
    /// The form of the message.
    from: Option<String>,
    /// The file to write; without it, the bytes come back in the result.
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

/// Runs the stream to its end; the exit status.
///
/// # Errors
/// Where the stream cannot be read or the results cannot be written.
pub(crate) fn run(args: &BatchArgs) -> Result<u8> {
    let worker = Worker::new(&args.input, args.settings.settings()?, &OutputArgs::default(), args.strict)?;
    let mut stream = open(&args.jobs_from)?;
    interrupt::end_on_signals();
    let limit = worker.limit() * ESCAPES;
    let mut broken = None;
    pool::ordered(
        threads(args.jobs),
        || next_line(&mut stream, limit),
        |line| line.and_then(|line| answer(&line, &worker)),
        |result| match result.map(|result| print(&result)) {
            Ok(Ok(())) => true,
            // Whoever reads the results wants no more.
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

fn open(path: &Path) -> Result<Box<dyn BufRead + Send>> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let place = Place { file: path.display().to_string(), line: None };
    match std::fs::File::open(path) {
        Ok(file) => Ok(Box::new(BufReader::new(file))),
        Err(error) => Err(Error::Source { message: bargeh::error::system(&error), place, hint: None }),
    }
}

/// A line, or `None` inside where it is too long to be held.
type Line = Option<Vec<u8>>;

/// The next line that is not blank.
fn next_line(stream: &mut dyn BufRead, limit: u64) -> Option<io::Result<Line>> {
    loop {
        let mut line = Vec::new();
        let read = io::Read::take(&mut *stream, limit + 1).read_until(b'\n', &mut line);
        match read {
            Err(error) => return Some(Err(error)),
            Ok(0) => return None,
            Ok(_) if line.len() as u64 > limit => return Some(skip_line(stream).map(|()| None)),
            Ok(_) if line.trim_ascii().is_empty() => {}
            Ok(_) => return Some(Ok(Some(line))),
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

fn print(result: &Value) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "{result}")?;
    stdout.flush()
}

/// The result of one line.
fn answer(line: &Line, worker: &Worker) -> io::Result<Value> {
    let refused = |message: String| Error::Refused { message, hint: None };
    let job: Result<Job> = match line {
        None => Err(refused("the job's line is too long; raise the limit with --max-input".to_owned())),
        Some(line) => serde_json::from_slice(line).map_err(|error| refused(format!("no job: {error}"))),
    };
    let mut notes = Notes::default();
    let id = match &job {
        Ok(job) => job.id.clone(),
        Err(_) => line.as_deref().and_then(id_alone).unwrap_or_default(),
    };
    let result = job.and_then(|job| guarded(|| perform(&job, worker, &mut notes)));
    let mut answer = match result {
        Ok(done) => done,
        Err(error) => json!({"ok": false, "status": error.exit_code(), "error": error_value(&error)}),
    };
    if !id.is_null() {
        answer["id"] = id;
    }
    answer["warnings"] = notes.warnings.iter().map(warning_value).collect();
    Ok(answer)
}

/// The name of what is no job, so that its result can be told from others.
fn id_alone(line: &[u8]) -> Option<Value> {
    serde_json::from_slice::<Value>(line).ok()?.get_mut("id").map(Value::take)
}

fn perform(job: &Job, worker: &Worker, notes: &mut Notes) -> Result<Value> {
    let options = options(&job.options)?;
    let formats = formats(job)?;
    let products = worker.convert(vec![source(job, worker)?], options, &formats, notes)?;
    let pages = products.pages;
    let outputs = products.files.iter().map(|file| deliver(job, file, formats.len())).collect::<Result<Vec<_>>>()?;
    Ok(json!({"ok": true, "pages": pages, "outputs": outputs}))
}

fn source<'a>(job: &'a Job, worker: &Worker) -> Result<Source<'a>> {
    let format = job.from.as_deref().map(str::parse::<InputFormat>).transpose()?;
    match (&job.input, &job.text) {
        (Some(path), None) => {
            let file = InputFile { path: path.clone(), relative: PathBuf::new() };
            if file.is_stdin() {
                return Err(Error::Setting { message: "`input` cannot be stdin here".to_owned(), hint: None });
            }
            let bytes = file.read(worker.limit())?;
            let format = format.or_else(|| InputFormat::of_name(path));
            Ok(Source { name: file.name(), bytes, format, folder: Some(path.parent().unwrap_or(Path::new(""))) })
        }
        (None, Some(text)) => {
            let bytes = text.as_bytes().to_owned();
            Ok(Source { name: "<text>".to_owned(), bytes, format, folder: job.folder.as_deref() })
        }
        _ => Err(Error::Setting { message: "a job needs either `input` or `text`".to_owned(), hint: None }),
    }
}

fn options(options: &Map<String, Value>) -> Result<Settings> {
    let mut settings = Settings::default();
    for (key, value) in options {
        settings.set(key, &config::text_of(key, value)?)?;
    }
    Ok(settings)
}

fn formats(job: &Job) -> Result<Vec<OutputFormat>> {
    let told = job.output.as_ref().and_then(|path| path.extension()?.to_str()).map(str::to_ascii_lowercase);
    let format = job.output.as_deref().and_then(OutputFormat::of_name);
    match (&job.to, told) {
        (Some(OneOrMore::One(word)), _) => Ok(vec![word.parse()?]),
        (Some(OneOrMore::More(words)), _) if !words.is_empty() => words.iter().map(|word| word.parse()).collect(),
        (_, Some(word)) => Ok(vec![format.map_or_else(|| word.parse(), Ok)?]),
        (_, None) => Ok(vec![OutputFormat::Pdf]),
    }
}

/// Writes a file, or puts it into the result.
fn deliver(job: &Job, file: &Product, formats: usize) -> Result<Value> {
    let mut value = json!({"format": file.format.word(), "bytes": file.bytes.len()});
    if file.part != Part::Whole {
        value["part"] = file.part.suffix().trim_start_matches('-').into();
    }
    let Some(path) = &job.output else {
        value["base64"] = STANDARD.encode(&file.bytes).into();
        return Ok(value);
    };
    let path = if formats > 1 { path.with_extension(file.format.ending()) } else { path.clone() };
    let sink = Sink::File(path).product(file);
    let is_input =
        |path: &Path| job.input.as_deref().is_some_and(|input| output::identity(input) == output::identity(path));
    if sink.path().is_some_and(is_input) {
        return Err(Error::Refused { message: "the output is the input".to_owned(), hint: None });
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
