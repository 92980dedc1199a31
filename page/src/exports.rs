//! What JavaScript calls. Texts come and go as UTF-8, reports as JSON. Nothing here
//! fails: an error is a report with an `error` in it.
#![allow(unsafe_code, reason = "wasm-bindgen writes it around every function that JavaScript calls")]
#![allow(missing_docs, reason = "of what wasm-bindgen writes")]

use crate::beside::Beside;
use crate::desk::{self, Opened, Seen};
use crate::job::{Job, ui};
use crate::{lists, told};
use bargeh::convert::{Kept, Preview};
use bargeh::raster::{Bitmap, Filled};
use bargeh::settings::Ui;
use bargeh::{Error, Result, Warned, inspect, picture};
use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;

/// Everything that a worker holds between two calls.
#[wasm_bindgen]
#[derive(Default)]
pub struct Page {
    beside: Beside,
    preview: Option<Preview>,
    /// The letters on pictures drawn so far.
    filled: Filled,
    /// The look of the last conversion, and its words.
    kept: Kept,
    files: Vec<Vec<u8>>,
}

/// A picture to be drawn: four bytes a pixel.
#[wasm_bindgen]
pub struct Pixels(Bitmap);

#[wasm_bindgen]
impl Pixels {
    #[must_use]
    pub fn width(&self) -> u32 {
        self.0.width
    }

    /// Gives the pixels away.
    #[must_use]
    pub fn take(self) -> Vec<u8> {
        self.0.pixels
    }
}

/// A job of the page; one that cannot be read would be a fault of the page's own.
fn job(text: &str) -> Result<Job> {
    serde_json::from_str(text).map_err(|error| Error::Refused { message: error.to_string(), hint: None })
}

fn failed(error: &Error, language: Ui) -> String {
    json!({ "error": told::error(error, language) }).to_string()
}

fn answer(result: Result<Value>, language: Ui) -> String {
    result.map_or_else(|error| failed(&error, language), |value| value.to_string())
}

#[wasm_bindgen]
impl Page {
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Lays a file beside the message.
    pub fn put(&mut self, name: String, bytes: Vec<u8>) {
        self.beside.put(name, bytes);
    }

    pub fn remove(&mut self, name: &str) {
        self.beside.remove(name);
    }

    /// What an editor shows of a file. The pictures inside are laid beside it.
    pub fn open(&mut self, source: &[u8], asked: &str, language: &str) -> String {
        let language = ui(language);
        let opened = job(asked).and_then(|job| desk::open(source, &job, &self.beside)).map(|opened| {
            let Warned { value: Opened { text, is_text, embedded, settings }, warnings } = opened;
            let theme = settings.theme;
            let names: Vec<String> = embedded.0.keys().cloned().collect();
            for (name, bytes) in embedded.0 {
                self.beside.put(name, bytes.to_vec());
            }
            let warnings = told::warnings(&warnings, language);
            json!({ "text": text, "isText": is_text, "embedded": names, "theme": theme, "warnings": warnings })
        });
        answer(opened, language)
    }

    /// Sets the pages; [`Self::picture`] draws them.
    pub fn see(&mut self, source: &[u8], asked: &str, language: &str) -> String {
        let language = ui(language);
        let seen = job(asked).and_then(|job| desk::see(source, &job, &self.beside, &self.kept)).map(|seen| {
            let Warned { value: Seen { preview, edits, copies }, warnings } = seen;
            let sizes: Vec<[f64; 2]> =
                preview.sizes().iter().map(|size| [size.width.to_mm(), size.height.to_mm()]).collect();
            self.preview = Some(preview);
            json!({
                "pages": sizes,
                "copies": copies,
                "edits": told::edits(&edits, language),
                "warnings": told::warnings(&warnings, language),
            })
        });
        answer(seen, language)
    }

    /// A page of what was set last.
    #[must_use]
    pub fn picture(&mut self, index: usize, ppi: f64) -> Option<Pixels> {
        self.preview.as_ref()?.picture(index, ppi, &mut self.filled)?.ok().map(Pixels)
    }

    /// The words of that page.
    #[must_use]
    pub fn words(&self, index: usize) -> String {
        self.preview.as_ref().map(|preview| preview.words(index)).unwrap_or_default()
    }

    /// Makes files; [`Self::file`] gives them away.
    pub fn make(&mut self, source: &[u8], asked: &str, language: &str) -> String {
        let language = ui(language);
        let made = job(asked).and_then(|job| Ok((desk::make(source, &job, &self.beside, &self.kept)?, job))).map(
            |(made, job)| {
                let Warned { value, warnings } = made;
                let names: Vec<String> = value.files.iter().map(|file| job.name_of(file)).collect();
                self.files = value.files.into_iter().map(|file| file.bytes).collect();
                json!({ "files": names, "warnings": told::warnings(&warnings, language) })
            },
        );
        answer(made, language)
    }

    /// A file that was made, by its place in the report; it is gone then.
    pub fn file(&mut self, index: usize) -> Vec<u8> {
        self.files.get_mut(index).map(std::mem::take).unwrap_or_default()
    }

    /// What a file says about its maker.
    #[must_use]
    pub fn inspect(&self, name: &str, bytes: &[u8], language: &str) -> String {
        let language = ui(language);
        answer(inspect::inspect(bytes).map(|report| told::report(&report, name, language)), language)
    }

    /// A picture without its metadata.
    pub fn scrub(&mut self, name: &str, bytes: &[u8], language: &str) -> String {
        let scrubbed = picture::scrubbed(name, bytes).map(|bytes| {
            self.files = vec![bytes];
            json!({ "files": [name] })
        });
        answer(scrubbed, ui(language))
    }
}

/// What there is to choose from.
#[wasm_bindgen]
#[must_use]
pub fn lists(language: &str) -> String {
    lists::all(ui(language)).to_string()
}

/// The first page of a theme's own text.
#[wasm_bindgen]
#[must_use]
pub fn theme_picture(name: &str, ppi: f64) -> Option<Pixels> {
    lists::theme(name).ok()?.picture(0, ppi, &mut Filled::default())?.ok().map(Pixels)
}

/// The letters of the page itself, regular or bold: a font file.
#[wasm_bindgen]
#[must_use]
pub fn face(bold: bool) -> Option<Vec<u8>> {
    lists::face(bold)
}
