//! The class and the functions.

use crate::arguments::{Arguments, words};
use crate::message::{Message, source};
use crate::results::{Edit, Finding, edits};
use crate::told::{raised, warn};
use bargeh::convert::Products;
use bargeh::error::in_order;
use bargeh::files::{Converter as Files, Notes, STACK, guarded, product_of, renamed};
use bargeh::settings::{OutputFormat, Settings};
use bargeh::{Error, Result};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList, PyString};
use std::path::Path;
use std::thread;

/// Keeps settings, fonts and the bargeh.toml of folders from call to call, and may
/// be used from any number of threads at once.
///
/// Settings have the names of the program's flags, with underscores. They are
/// stronger than a message's front matter, which is stronger than bargeh.toml.
#[pyclass(frozen, module = "bargeh")]
pub(crate) struct Converter {
    files: Files,
}

#[pymethods]
impl Converter {
    #[new]
    #[pyo3(signature = (**settings), text_signature = "(*, theme=None, fonts=None, **settings)")]
    fn new(py: Python<'_>, settings: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        Self::of(py, Arguments::read(settings)?)
    }

    /// Convert a message, as the function `convert` does; settings given here are
    /// stronger than those of the converter.
    #[pyo3(signature = (source, to=None, **settings), text_signature = "($self, source, to=None, *, folder=None, **settings)")]
    fn convert<'py>(
        &self,
        py: Python<'py>,
        source: Message,
        to: Option<&Bound<'py, PyAny>>,
        settings: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let own = self.own(settings)?;
        let made = match own.settings == Settings::default() {
            true => Asked::new(&self.files, source, to, own)?.run(py)?,
            false => {
                let files = self.files.with(own.settings.clone()).map_err(|error| raised(py, &error))?;
                Asked::new(&files, source, to, own)?.run(py)?
            }
        };
        made.handed_over(py)
    }

    /// Clean a message, as the function `clean` does.
    #[pyo3(signature = (source, **settings), text_signature = "($self, source, *, rule=None, no_rule=None, folder=None, **settings)")]
    fn clean(
        &self,
        py: Python<'_>,
        source: Message,
        settings: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<(String, Vec<Edit>)> {
        let own = self.own(settings)?;
        let files = self.files.with(own.settings.clone()).map_err(|error| raised(py, &error))?;
        cleaned(py, &files, source, &own)
    }
}

impl Converter {
    fn of(py: Python<'_>, asked: Arguments) -> PyResult<Self> {
        let refused = |error| raised(py, &error);
        bargeh::convert::check(&asked.settings).map_err(refused)?;
        let files = Files::new(asked.settings, asked.options).map_err(refused)?;
        Ok(Self { files })
    }

    fn own(&self, settings: Option<&Bound<'_, PyDict>>) -> PyResult<Arguments> {
        let own = Arguments::read(settings)?;
        match own.has_options {
            true => Err(PyTypeError::new_err("how messages are read is said once, to Converter()")),
            false => Ok(own),
        }
    }
}

/// Convert a message.
///
/// `source` is the text of the message, its bytes (also DOCX, ODT, HTML, PDF), or a
/// pathlib.Path: then pictures and bargeh.toml beside the file are used, and nothing
/// outside of its folder but what `allow_dir` names. For a text, `folder` says where
/// its pictures are; without it there are none.
///
/// `to` is a format ("pdf", "epub", "png", "jpg", "html", "md", "txt", "telegram",
/// "whatsapp") or a list of them. Settings have the names of the program's flags,
/// with underscores: `theme="flyer"`, `sheet="copies:4"`, `font_size=12`, `toc=True`.
///
/// Returns the bytes of the file; a list of (name, bytes) where there are several,
/// or where `to` is a list. They are the bytes that the program writes.
///
/// Raises bargeh.Error; warns with bargeh.Warning. Other threads run meanwhile.
#[pyfunction]
#[pyo3(signature = (source, to=None, **settings), text_signature = "(source, to=None, *, folder=None, from_=None, encoding=None, lossy=False, allow_dir=None, rows=None, lossy_rows=False, max_input=32, strict=False, **settings)")]
pub(crate) fn convert<'py>(
    py: Python<'py>,
    source: Message,
    to: Option<&Bound<'py, PyAny>>,
    settings: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    let mut asked = Arguments::read(settings)?;
    let folder = asked.folder.take();
    let converter = Converter::of(py, asked)?;
    let own = Arguments { folder, ..Arguments::default() };
    Asked::new(&converter.files, source, to, own)?.run(py)?.handed_over(py)
}

/// Clean a message as conversion does, and say what was changed.
///
/// Returns the text, of what is no text (DOCX, ODT, HTML, PDF) as Markdown, and a list
/// of bargeh.Edit. `clean="guarded"` mends half-spaces, too; `rule` and `no_rule` turn
/// single rules on and off.
#[pyfunction]
#[pyo3(signature = (source, **settings), text_signature = "(source, *, rule=None, no_rule=None, folder=None, from_=None, encoding=None, strict=False, **settings)")]
pub(crate) fn clean(
    py: Python<'_>,
    source: Message,
    settings: Option<&Bound<'_, PyDict>>,
) -> PyResult<(String, Vec<Edit>)> {
    let mut asked = Arguments::read(settings)?;
    let files = Files::new(std::mem::take(&mut asked.settings), std::mem::take(&mut asked.options));
    cleaned(py, &files.map_err(|error| raised(py, &error))?, source, &asked)
}

/// What a file says about its maker: a list of bargeh.Finding, the most revealing
/// first. `source` is its bytes, or a pathlib.Path.
#[pyfunction]
pub(crate) fn inspect(py: Python<'_>, source: Message) -> PyResult<Vec<Finding>> {
    let look = || bargeh::inspect::inspect(&source.read(bargeh::inspect::MAX_BYTES as u64)?);
    let report = py.detach(|| apart(look)).map_err(|error| raised(py, &error))?;
    Ok(report.findings.into_iter().map(Finding::from).collect())
}

/// Called in a process that is copied from this one.
#[pyfunction]
pub(crate) fn forked() {
    bargeh::files::forked();
}

/// A conversion.
struct Asked<'a> {
    files: &'a Files,
    message: Message,
    formats: Vec<OutputFormat>,
    /// Whether a list is wanted, also of one file.
    several: bool,
    own: Arguments,
}

impl<'a> Asked<'a> {
    fn new(files: &'a Files, message: Message, to: Option<&Bound<'_, PyAny>>, own: Arguments) -> PyResult<Self> {
        let mut formats = Vec::new();
        if let Some(to) = to {
            for word in words("to", to)? {
                let format = word.to_ascii_lowercase().parse().map_err(|error| raised(to.py(), &error))?;
                if !formats.contains(&format) {
                    formats.push(format);
                }
            }
        }
        let several = to.is_some_and(|to| !to.is_instance_of::<PyString>()) || formats.len() > 1;
        if formats.is_empty() {
            formats.push(files.usual_format());
        }
        Ok(Self { files, message, formats, several, own })
    }

    /// Converts while other threads of Python run.
    fn run(self, py: Python<'_>) -> PyResult<Made> {
        let Self { files, message, formats, several, own } = self;
        let path = message.path();
        let mut notes = Notes::default();
        let result = py.detach(|| {
            apart(|| {
                let source = source(message.read(files.limit())?, path.as_deref(), own.folder.as_deref());
                files.convert(vec![source], Settings::default(), &formats, &mut notes, &mut |_| {})
            })
        });
        warn(py, &in_order(notes.warnings))?;
        let Products { files, .. } = result.map_err(|error| raised(py, &error))?;
        let name = path.as_deref().and_then(Path::file_name).unwrap_or("message".as_ref());
        let named = files.into_iter().map(|product| {
            let name = product_of(&renamed(Path::new(name), product.format), &product);
            (name.display().to_string(), product.bytes)
        });
        Ok(Made { files: named.collect(), several })
    }
}

/// The files that were made.
struct Made {
    files: Vec<(String, Vec<u8>)>,
    several: bool,
}

impl Made {
    fn handed_over(self, py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        if let [(_, bytes)] = self.files.as_slice()
            && !self.several
        {
            return Ok(PyBytes::new(py, bytes).into_any());
        }
        let files = self.files.iter().map(|(name, bytes)| (name, PyBytes::new(py, bytes)));
        Ok(PyList::new(py, files.collect::<Vec<_>>())?.into_any())
    }
}

fn cleaned(py: Python<'_>, files: &Files, message: Message, own: &Arguments) -> PyResult<(String, Vec<Edit>)> {
    let path = message.path();
    let mut notes = Notes::default();
    let result = py.detach(|| {
        apart(|| {
            let source = source(message.read(files.limit())?, path.as_deref(), own.folder.as_deref());
            let cleaned = files.clean(&source, own.rules, &mut notes)?;
            Ok((cleaned.text(), edits(&cleaned)))
        })
    });
    warn(py, &in_order(notes.warnings))?;
    result.map_err(|error| raised(py, &error))
}

/// Works on a stack that the deepest nesting allowed fits, which that of a thread
/// of Python may not; a panic is an error of this call alone.
fn apart<T: Send>(work: impl FnOnce() -> Result<T> + Send) -> Result<T> {
    thread::scope(|scope| {
        let worker = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || guarded(work));
        let refused = |message: String| Error::Refused { message, hint: None };
        let worker = worker.map_err(|error| refused(format!("no thread to work in: {error}")))?;
        worker.join().unwrap_or_else(|_| Err(refused("internal error".to_owned())))
    })
}
