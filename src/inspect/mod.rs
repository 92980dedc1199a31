//! What a file says about its maker: every metadata field, date, identifier,
//! font, link target, embedded file and hidden character, each with its place
//! and a judgement on whether it can identify someone.
//!
//! Nothing is executed, fetched or written, and sizes are bounded: see
//! [`MAX_BYTES`].

mod archive;
mod chat;
mod docx;
mod epub;
mod exif;
mod fields;
mod finding;
mod hidden;
mod image;
mod links;
mod markup;
mod odt;
mod pdf;
mod pdf_text;
mod render;
mod text;
mod xml;

pub use finding::{Finding, Form, Kind, Report, Weight};

use crate::error::{Error, Result};
use finding::Findings;

/// The largest file that is inspected. Everything is held in memory, an archive
/// unpacked (up to 384 MiB more, `archive.rs`): a larger limit admits larger
/// books at the price of memory.
pub const MAX_BYTES: usize = 256 << 20;

/// Inspects a file. Its kind is determined by its content, not by its name.
///
/// # Errors
/// [`Error::Refused`] where it is empty, too large, encrypted, broken, or of an
/// unknown kind.
pub fn inspect(bytes: &[u8]) -> Result<Report> {
    if bytes.is_empty() {
        return Err(refused("the file is empty", None));
    }
    if bytes.len() > MAX_BYTES {
        return Err(refused("the file is larger than 256 MiB", None));
    }
    let mut findings = Findings::default();
    let form = match bytes {
        _ if is_pdf(bytes) => {
            pdf::inspect(bytes, &mut findings)?;
            Form::Pdf
        }
        [b'P', b'K', 3, 4, ..] => zipped(bytes, &mut findings)?,
        _ => match image::inspect(bytes, "", &mut findings) {
            Some(form) => form,
            None => {
                let (text, encoding) = text::decode(bytes).ok_or_else(|| {
                    refused(
                        "a file of an unknown kind",
                        Some("known are PDF, EPUB, DOCX, ODT, JPEG, PNG, SVG and text"),
                    )
                })?;
                if odt::is_flat(&text) {
                    odt::flat(&text, &mut findings);
                    Form::Odt
                } else {
                    text::inspect(&text, encoding, &mut findings)
                }
            }
        },
    };
    Ok(Report { form, findings: findings.sorted() })
}

/// The header of a PDF may come after other bytes; readers search the first 1024
/// (PDF 1.7, appendix H, note 13).
fn is_pdf(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-")
}

fn zipped(bytes: &[u8], findings: &mut Findings) -> Result<Form> {
    let archive = archive::Archive::open(bytes)?;
    archive.inspect(findings);
    if archive.entries.iter().any(|entry| entry.name == "word/document.xml") {
        docx::inspect(&archive, findings);
        Ok(Form::Docx)
    } else if archive
        .entries
        .iter()
        .any(|entry| entry.name == "mimetype" && entry.content.starts_with(b"application/vnd.oasis.opendocument.text"))
    {
        odt::inspect(&archive, findings);
        Ok(Form::Odt)
    } else if archive.entries.iter().any(|entry| entry.name == "META-INF/container.xml") {
        epub::inspect(&archive, findings);
        Ok(Form::Epub)
    } else {
        Err(refused("a ZIP file that is neither EPUB nor DOCX nor ODT", None))
    }
}

fn refused(message: &str, hint: Option<&str>) -> Error {
    Error::Refused { message: message.to_owned(), hint: hint.map(str::to_owned) }
}
