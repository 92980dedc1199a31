//! Names of outputs beside the name of their input.

use crate::convert::{Part, Product};
use crate::settings::{InputFormat, OutputFormat};
use std::path::{Path, PathBuf};

/// The path with the format's extension, instead of a known one if it has that.
#[must_use]
pub fn renamed(path: &Path, format: OutputFormat) -> PathBuf {
    match InputFormat::of_name(path) {
        Some(_) => path.with_extension(format.ending()),
        None => {
            let mut name = path.as_os_str().to_owned();
            name.push(".");
            name.push(format.ending());
            PathBuf::from(name)
        }
    }
}

/// The file of a part of an output, next to the whole.
#[must_use]
pub fn part_of(whole: &Path, part: Part) -> PathBuf {
    if part == Part::Whole {
        return whole.to_owned();
    }
    let mut name = whole.file_stem().unwrap_or_default().to_owned();
    name.push(part.suffix());
    if let Some(extension) = whole.extension() {
        name.push(".");
        name.push(extension);
    }
    whole.with_file_name(name)
}

/// The file of a product, next to the whole.
#[must_use]
pub fn product_of(whole: &Path, product: &Product) -> PathBuf {
    let path = part_of(whole, product.part);
    if product.ending == product.format.ending() { path } else { path.with_extension(product.ending) }
}
