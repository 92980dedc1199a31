//! bargeh for Python.
