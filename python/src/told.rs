//! What goes wrong and what is noticed, as Python tells it.

use bargeh::error::Place;
use pyo3::exceptions::{PyException, PyUserWarning};
use pyo3::prelude::*;
use pyo3::{create_exception, intern};

create_exception!(
    bargeh,
    Error,
    PyException,
    "A message, setting or file was refused; nothing was made.\n\n\
     `code` is the kind: \"source\", \"resource\", \"forbidden\", \"setting\", \"does-not-fit\",\n\
     \"refused\" or \"writer\". `file` and `line` say where, `hint` what to do; each may be None."
);
create_exception!(
    bargeh,
    Warning,
    PyUserWarning,
    "Something to know; the work went on.\n\n\
     `code` is a stable short name such as \"missing-image\". `file` and `line` say where,\n\
     `hint` what to do; each may be None."
);

/// An error as an exception.
pub(crate) fn raised(py: Python<'_>, error: &bargeh::Error) -> PyErr {
    let exception = Error::new_err(error.to_string());
    match describe(exception.value(py), error.code(), error.place(), error.hint()) {
        Ok(()) => exception,
        Err(other) => other,
    }
}

/// Gives warnings to `warnings`, which may make exceptions of them.
pub(crate) fn warn(py: Python<'_>, warnings: &[bargeh::Warning]) -> PyResult<()> {
    if warnings.is_empty() {
        return Ok(());
    }
    let warn = py.import(intern!(py, "warnings"))?.getattr(intern!(py, "warn"))?;
    for warning in warnings {
        let shown = match &warning.place {
            Some(place) => format!("{place}: {}", warning.message),
            None => warning.message.clone(),
        };
        let warned = py.get_type::<Warning>().call1((shown,))?;
        describe(&warned, warning.code, warning.place.as_ref(), warning.hint.as_deref())?;
        warn.call1((warned,))?;
    }
    Ok(())
}

fn describe(told: &Bound<'_, PyAny>, code: &str, place: Option<&Place>, hint: Option<&str>) -> PyResult<()> {
    told.setattr("code", code)?;
    told.setattr("file", place.map(|place| place.file.as_str()))?;
    told.setattr("line", place.and_then(|place| place.line))?;
    told.setattr("hint", hint)
}
