//! Keyword arguments: settings by the names of the flags, and how messages are read.

use crate::told::raised;
use bargeh::data::Rows;
use bargeh::files::Options;
use bargeh::persian::{Rule, RuleSet};
use bargeh::read::Limits;
use bargeh::settings::{ROWS, Settings, Values};
use bargeh::{Error, Result};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};
use std::path::PathBuf;

/// What keyword arguments ask for.
#[derive(Default)]
pub(crate) struct Arguments {
    pub(crate) settings: Settings,
    pub(crate) options: Options,
    /// Whether any of the options is given.
    pub(crate) has_options: bool,
    /// Where the pictures of a text are.
    pub(crate) folder: Option<PathBuf>,
    /// The rules turned on and off, whatever the level.
    pub(crate) rules: [RuleSet; 2],
}

impl Arguments {
    pub(crate) fn read(given: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut all = Self::default();
        for (key, value) in given.into_iter().flatten() {
            let key: String = key.extract()?;
            if !value.is_none() {
                all.take(&key, &value)?;
            }
        }
        Ok(all)
    }

    fn take(&mut self, key: &str, value: &Bound<'_, PyAny>) -> PyResult<()> {
        let py = value.py();
        let refused = |error: Error| raised(py, &error);
        let options = &mut self.options;
        self.has_options |= !matches!(key, "folder" | "rule" | "no_rule");
        match key {
            "folder" => self.folder = Some(value.extract()?),
            "rule" => self.rules[0] = rules(&text(key, value)?).map_err(refused)?,
            "no_rule" => self.rules[1] = rules(&text(key, value)?).map_err(refused)?,
            "from_" => options.from = Some(text(key, value)?.parse().map_err(refused)?),
            "encoding" => options.encoding = Some(text(key, value)?),
            "lossy" => options.lossy = value.extract()?,
            "rows" => options.rows = text(key, value)?.parse::<Rows>().map_err(refused)?,
            "lossy_rows" => options.lossy_rows = value.extract()?,
            "allow_dir" => options.allow_dir = one_or_more(value)?,
            "max_input" => {
                let limit = value.extract::<u16>()?.clamp(1, 1024);
                options.limits = Limits { bytes: usize::from(limit) << 20, ..Limits::default() };
            }
            "strict" => options.strict = value.extract()?,
            _ => {
                self.has_options = false;
                return self.set(key, value);
            }
        }
        Ok(())
    }

    fn set(&mut self, key: &str, value: &Bound<'_, PyAny>) -> PyResult<()> {
        let refused = |error: Error| raised(value.py(), &error);
        if key == "fonts" {
            return self.fonts(&one_or_more::<PathBuf>(value)?).map_err(refused);
        }
        let name = key.replace('_', "-");
        let row = ROWS.iter().find(|row| row.key == name);
        let text = text(key, value)?;
        // A switch that may have a value: `card=True` is `--card`.
        let text = match row.map(|row| row.values) {
            Some(Values::Maybe(words)) if text == "true" => words.first().map_or(text, |word| (*word).to_owned()),
            Some(Values::Maybe(_)) if text == "false" => return Ok(()),
            _ => text,
        };
        if name == "data" && text == "-" {
            let message = "data is a file, not standard input".to_owned();
            return Err(refused(Error::Setting { message, hint: None }));
        }
        self.settings.set(&name, &text).map_err(refused)
    }

    /// The files of the text's font: its letters, then its bold ones.
    fn fonts(&mut self, files: &[PathBuf]) -> Result<()> {
        for (key, file) in ["font", "font-bold"].into_iter().zip(files) {
            self.settings.set(key, &file.display().to_string())?;
        }
        if files.len() > 2 {
            let message = "fonts are at most two files: the letters of the text and their bold".to_owned();
            return Err(Error::Setting { message, hint: Some("a theme may have fonts of its own".to_owned()) });
        }
        Ok(())
    }
}

fn rules(names: &str) -> Result<RuleSet> {
    names.split(',').map(|name| name.trim().parse::<Rule>()).collect()
}

/// A value as the text a flag would have.
fn text(key: &str, value: &Bound<'_, PyAny>) -> PyResult<String> {
    if value.is_instance_of::<PyBool>() {
        return Ok(value.extract::<bool>()?.to_string());
    }
    if value.is_instance_of::<PyString>() {
        return value.extract();
    }
    if value.is_instance_of::<PyInt>() || value.is_instance_of::<PyFloat>() {
        return value.str()?.extract();
    }
    if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
        let items = value.try_iter()?.map(|item| text(key, &item?)).collect::<PyResult<Vec<_>>>()?;
        // Names may have commas inside, as on the command line.
        return Ok(items.join(if key == "author" { ";" } else { "," }));
    }
    match value.extract::<PathBuf>() {
        Ok(path) => Ok(path.display().to_string()),
        Err(_) => Err(PyTypeError::new_err(format!("{key} must be a word, a number, a path or a list"))),
    }
}

/// The words of a list, or of a text with commas.
pub(crate) fn words(key: &str, value: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
    let text = text(key, value)?;
    Ok(text.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect())
}

fn one_or_more<T: for<'a, 'py> FromPyObject<'a, 'py>>(value: &Bound<'_, PyAny>) -> PyResult<Vec<T>> {
    if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
        let read = |item: PyResult<Bound<'_, PyAny>>| item?.extract().map_err(Into::into);
        return value.try_iter()?.map(read).collect();
    }
    Ok(vec![value.extract().map_err(Into::into)?])
}
