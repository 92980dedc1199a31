//! What a Word file contains that is left out, counted and reported once.

use super::body::Body;
use std::collections::BTreeMap;

/// Counts of what is left out.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Headers and footers with text.
    pub(super) furniture: usize,
    pub(super) comments: usize,
    pub(super) underlined: usize,
    pub(super) colored: usize,
    pub(super) charts: usize,
    pub(super) drawings: usize,
    /// Signs without an equivalent in Unicode.
    pub(super) signs: usize,
    /// Files within the file (`w:altChunk`).
    pub(super) chunks: usize,
    pub(super) lists_of_pictures: usize,
    /// Pictures of kinds that cannot be shown, by the ending of their names.
    unshown: BTreeMap<String, usize>,
    /// Pictures that are missing from the file.
    pub(super) missing: usize,
}

impl Told {
    /// Counts a picture that cannot be shown.
    pub(super) fn unshown(&mut self, part: &str) {
        let name = part.rsplit('/').next().unwrap_or_default();
        let kind = name.rsplit_once('.').map_or("?", |(_, ending)| ending);
        *self.unshown.entry(kind.to_ascii_uppercase()).or_default() += 1;
    }
}

impl Body<'_, '_, '_, '_> {
    /// Warns of everything that is left out, in one warning.
    pub(super) fn tell(&mut self) {
        let told = &self.told;
        let lost = [
            (told.furniture, "header or footer", "headers and footers"),
            (told.comments, "comment", "comments"),
            (told.charts, "chart", "charts"),
            (told.drawings, "drawing", "drawings"),
            (told.signs, "sign of a font of signs", "signs of fonts of signs"),
            (told.chunks, "file within the file", "files within the file"),
            (told.lists_of_pictures, "list of pictures or tables", "lists of pictures or tables"),
            (told.underlined, "underlining", "underlinings"),
            (told.colored, "colouring", "colourings"),
        ];
        let parts: Vec<String> = lost
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
            .collect();
        if !parts.is_empty() {
            self.notices.warn_file("left-out", format!("left out of the Word file: {}", parts.join(", ")));
        }
        let pictures = |count: usize| if count == 1 { "1 picture".to_owned() } else { format!("{count} pictures") };
        if !self.told.unshown.is_empty() {
            let kinds: Vec<&str> = self.told.unshown.keys().map(String::as_str).collect();
            let what = format!("{} ({})", pictures(self.told.unshown.values().sum()), kinds.join(", "));
            let message = format!("{what} of a kind that cannot be shown; alternative text or [تصویر] stands for it");
            self.notices.warn_file("image", message);
        }
        if self.told.missing > 0 {
            let what = pictures(self.told.missing);
            let message = format!("{what} not in the file; alternative text or [تصویر] stands for it");
            self.notices.warn_file("missing-image", message);
        }
    }
}
