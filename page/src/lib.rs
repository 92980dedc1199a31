//! bargeh for a page in a browser.
