//! A document as one self-contained HTML file, so that it can be passed on by
//! Bluetooth or on a stick and read on any phone.
//!
//! ```text
//! Document ─ web ─▶ markup, fonts, pictures ─ embed, woff ─▶ data addresses ┐
//! Theme ─ web, looks ─▶ style sheet                                         ├─▶ bytes
//! headings ─ contents ─▶ nested links                                       ┘
//! ```

mod contents;
mod embed;
mod looks;
mod woff;

use crate::document::words::Words;
use crate::document::{About, Document, Meta};
use crate::error::{Result, Warned};
use crate::font::FontBook;
use crate::resources::Resources;
use crate::theme::Theme;
use crate::web::{Fit, Fonts, Names, Syntax, Writer, Written, dir, escape, escaped, subset};

/// What the file contains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HtmlOptions {
    /// Whether to embed subset fonts.
    pub embed_fonts: bool,
    /// The JPEG quality at which pictures are recompressed, where that makes
    /// them smaller; `None`: not at all.
    pub image_quality: Option<u8>,
    /// Whether to write the authors into the metadata.
    pub author: bool,
    /// The description to write.
    pub about: About,
}

impl Default for HtmlOptions {
    fn default() -> Self {
        Self { embed_fonts: true, image_quality: None, author: false, about: About::default() }
    }
}

/// What a browser may load: styles, fonts and pictures of the file itself. No
/// scripts run, nothing is fetched or sent.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'";

/// Writes one HTML file. The same input gives the same bytes on every platform.
///
/// # Errors
/// [`crate::Error::Refused`] where a picture is repeated so often that no
/// browser could open the file, [`crate::Error::Writer`] for a defect of the
/// writer.
pub fn write(
    document: &Document,
    theme: &Theme,
    fonts: &FontBook,
    resources: &dyn Resources,
    options: &HtmlOptions,
) -> Result<Warned<Vec<u8>>> {
    let fit = Fit { quality: options.image_quality, full: true };
    let mut writer = Writer::new(document, (theme, fonts), resources, Syntax::Html, fit);
    writer.opening()?;
    document.blocks.iter().try_for_each(|block| writer.block(block))?;
    let main = writer.end_page(true)?;
    contents::write(&mut writer, document)?;
    let contents = writer.take();
    let written = writer.finish();
    let body = body(&contents, &main, &written)?;
    let fonts = if options.embed_fonts { subset(&written.letters, theme, fonts)? } else { Fonts::default() };
    let names = Names::of([body.as_str()].into_iter(), document.meta.lang.direction());
    let mut out = head(&document.meta, options);
    out.push_str("<style>\n");
    out.push_str(&looks::sheet(theme, &fonts, &names)?);
    out.push_str("</style>\n</head>\n");
    out.push_str(&body);
    out.push_str("</html>\n");
    let mut warnings = written.warnings;
    warnings.extend(fonts.missing(&document.sources));
    Ok(Warned { value: out.into_bytes(), warnings })
}

fn head(meta: &Meta, options: &HtmlOptions) -> String {
    let title = meta.title.as_deref().filter(|title| !title.trim().is_empty());
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n",
        meta.lang.as_str(),
        dir(meta.lang.direction())
    );
    out.push_str(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n"));
    let author = meta.author().filter(|_| options.author);
    // Pages opened from this one are not sent its address.
    let entries = [
        ("viewport", Some("width=device-width, initial-scale=1".to_owned())),
        ("referrer", Some("no-referrer".to_owned())),
        ("author", author),
        ("description", options.about.description.clone()),
    ];
    for (name, content) in entries {
        if let Some(content) = content {
            out.push_str(&format!("<meta name=\"{name}\" content=\"{}\">\n", escaped(&content)));
        }
    }
    out.push_str("<title>");
    escape(title.unwrap_or(Words::of(&meta.lang).untitled), &mut out);
    out.push_str("</title>\n");
    out
}

/// The body: the contents, then the text, with the pictures embedded.
fn body(contents: &str, main: &str, written: &Written) -> Result<String> {
    let markup = format!("<body>\n{contents}<main>\n{main}</main>\n</body>\n");
    // There is one page only: a link with an unknown target leads to its top.
    let resolved = written.resolve(&markup, 0, |_| "#".to_owned());
    embed::pictures(&resolved, &written.pictures)
}
