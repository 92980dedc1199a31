//! What a file contains that is left out, counted and reported once.

use crate::read::notices::Notices;
use std::collections::BTreeMap;

/// Counts of what is left out.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Headers and footers with text.
    pub(super) furniture: usize,
    pub(super) comments: usize,
    pub(super) underlined: usize,
    pub(super) colored: usize,
    /// Cells with a ground of their own.
    pub(super) shaded: usize,
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

    /// Warns of everything that is left out, in one warning. `kind` names the
    /// kind of file.
    pub(super) fn tell(&self, kind: &str, notices: &mut Notices<'_>) {
        let lost = [
            (self.furniture, "header or footer", "headers and footers"),
            (self.comments, "comment", "comments"),
            (self.charts, "chart", "charts"),
            (self.drawings, "drawing", "drawings"),
            (self.signs, "sign of a font of signs", "signs of fonts of signs"),
            (self.chunks, "file within the file", "files within the file"),
            (self.lists_of_pictures, "list of pictures or tables", "lists of pictures or tables"),
            (self.underlined, "underlining", "underlinings"),
            (self.colored, "colouring", "colourings"),
            (self.shaded, "shaded cell", "shaded cells"),
        ];
        let parts: Vec<String> = lost
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
            .collect();
        if !parts.is_empty() {
            notices.warn_file("left-out", format!("left out of the {kind} file: {}", parts.join(", ")));
        }
        let pictures = |count: usize| if count == 1 { "1 picture".to_owned() } else { format!("{count} pictures") };
        if !self.unshown.is_empty() {
            let kinds: Vec<&str> = self.unshown.keys().map(String::as_str).collect();
            let what = format!("{} ({})", pictures(self.unshown.values().sum()), kinds.join(", "));
            let message = format!("{what} of a kind that cannot be shown; alternative text or [تصویر] stands for it");
            notices.warn_file("image", message);
        }
        if self.missing > 0 {
            let what = pictures(self.missing);
            let message = format!("{what} not in the file; alternative text or [تصویر] stands for it");
            notices.warn_file("missing-image", message);
        }
    }
}
