//! bargeh for Python: messages to bytes in the process that asks for them, by the
//! settings and the precedence of the program (`bargeh::files`).
//!
//! - `converter`: the class and the functions.
//! - `arguments`: keyword arguments as settings.
//! - `message`: what can be given as a message.
//! - `told`: errors as exceptions, warnings by `warnings`.
//! - `results`: edits and findings.

mod arguments;
mod converter;
mod message;
mod results;
mod told;

/// Turn messages written in Persian into print-ready PDF leaflets, booklets and
/// flyers, EPUB books, pictures, HTML and texts.
#[pyo3::pymodule]
mod bargeh {
    use pyo3::prelude::*;
    use pyo3::types::PyDict;

    #[pymodule_export]
    use crate::converter::{Converter, clean, convert, inspect};
    #[pymodule_export]
    use crate::results::{Edit, Finding};
    #[pymodule_export]
    use crate::told::{Error, Warning};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        ::bargeh::files::hold_panics();
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        // Spark, RQ and multiprocessing copy processes, without their threads.
        let os = module.py().import("os")?;
        if let Ok(register) = os.getattr("register_at_fork") {
            let forked = pyo3::wrap_pyfunction!(crate::converter::forked, module)?;
            let when = PyDict::new(module.py());
            when.set_item("after_in_child", forked)?;
            register.call((), Some(&when))?;
        }
        Ok(())
    }
}
