//! Files that settings name from outside of a message: they may be read wherever
//! they are.

use crate::font::bold_beside;
use crate::settings::Settings;
use std::path::{Path, PathBuf};

/// Makes the names of files relative to the current folder absolute; returns the
/// files, which may be read.
pub(super) fn grant(flags: &mut Settings) -> Vec<PathBuf> {
    let mut granted = Vec::new();
    for (name, is_path) in files_named(flags) {
        let path = name.as_deref().filter(|name| is_path(name) && *name != "-");
        let full = path.and_then(|path| Path::new(path).canonicalize().ok());
        if let Some(full) = full {
            if let Some(text) = full.to_str() {
                *name = Some(text.to_owned());
            }
            granted.push(full);
        }
    }
    let beside = flags.font.as_deref().map(bold_beside).unwrap_or_default();
    granted.extend(beside.into_iter().map(PathBuf::from).filter(|path| path.is_absolute() && path.is_file()));
    granted
}

/// Whether a value names a file.
type IsPath = fn(&str) -> bool;

/// The settings that may name a file. What is built in has a name, too, which is
/// no path.
pub(super) fn files_named(settings: &mut Settings) -> [(&mut Option<String>, IsPath); 8] {
    let Settings { theme, card_theme, font, font_bold, cover, words, epub_css, data, .. } = settings;
    let (named, always): (IsPath, IsPath) = (|name| name.contains(['/', '.']), |_| true);
    [
        (theme, named),
        (card_theme, named),
        (font, named),
        (font_bold, always),
        (cover, always),
        (words, always),
        (epub_css, always),
        (data, always),
    ]
}
