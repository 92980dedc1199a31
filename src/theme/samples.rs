//! Texts that show what themes are for, so that people can choose by looking.

/// The texts of themes that are made for one kind of message.
const TEXTS: &[(&str, &str)] = &[
    ("bulletin", include_str!("../../samples/themes/bulletin.md")),
    ("flyer", include_str!("../../samples/themes/flyer.md")),
    ("invitation", include_str!("../../samples/themes/invitation.md")),
    ("letter", include_str!("../../samples/themes/letter.md")),
    ("memorial", include_str!("../../samples/themes/memorial.md")),
    ("placard", include_str!("../../samples/themes/placard.md")),
    ("poetry", include_str!("../../samples/themes/poetry.md")),
    ("poster", include_str!("../../samples/themes/poster.md")),
    ("statement", include_str!("../../samples/themes/statement.md")),
];
/// The text of all others.
const CALL: &str = include_str!("../../samples/themes/call.md");

/// A message, in Markdown, of the kind that a theme is made for.
#[must_use]
pub fn sample(theme: &str) -> &'static str {
    TEXTS.iter().find(|(name, _)| *name == theme).map_or(CALL, |(_, text)| text)
}
