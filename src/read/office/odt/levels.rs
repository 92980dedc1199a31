//! How lists count: the levels of `text:list-style` and `text:outline-style`.

use super::super::numbering::{LEVELS, Level, Levels};
use crate::read::xml::Element;

/// The levels of a style, from 0.
pub(super) fn levels(style: &Element) -> Levels {
    style.elements().filter_map(level).collect()
}

fn level(element: &Element) -> Option<(usize, Level)> {
    let at = element.number::<usize>("level")?.checked_sub(1).filter(|at| *at < LEVELS)?;
    let start = element.number("start-value").unwrap_or(1);
    let bullet = |text: &str| Level { format: "bullet".to_owned(), text: text.to_owned(), start, legal: false };
    let level = match element.name.as_str() {
        "list-level-style-bullet" => bullet(element.get("bullet-char").unwrap_or_default()),
        "list-level-style-image" => bullet("•"),
        "list-level-style-number" | "outline-level-style" => {
            let format = format(element.get("num-format").unwrap_or_default()).to_owned();
            let text = if format == "none" { around(element, "") } else { text(element, at) };
            Level { format, text, start, legal: false }
        }
        _ => return None,
    };
    Some((at, level))
}

/// What stands around the number of a level.
fn around(element: &Element, number: &str) -> String {
    let part = |name: &str| element.get(name).unwrap_or_default();
    format!("{}{number}{}", part("num-prefix"), part("num-suffix"))
}

/// The text of a level, where `%1` is the number of the first.
fn text(element: &Element, at: usize) -> String {
    // LibreOffice's extension says `%1%.%2%)`, where prefix and suffix say less.
    if let Some(said) = element.get("num-list-format") {
        let mut text = String::new();
        for (part, piece) in said.split('%').enumerate() {
            if part % 2 == 1 {
                text.push('%');
            }
            text.push_str(piece);
        }
        return text;
    }
    let shown = element.number::<usize>("display-levels").unwrap_or(1).clamp(1, at + 1);
    let numbers: Vec<String> = (at + 1 - shown..=at).map(|level| format!("%{}", level + 1)).collect();
    around(element, &numbers.join("."))
}

/// The name that Word has for a format. LibreOffice names those of other scripts by
/// their first signs: `۱, ۲, ۳, ...`.
fn format(said: &str) -> &'static str {
    let mut signs = said.split(", ");
    match said {
        "" => "none",
        "a" => "lowerLetter",
        "A" => "upperLetter",
        "i" => "lowerRoman",
        "I" => "upperRoman",
        _ if !said.starts_with(['ا', 'أ', 'آ']) => "decimal",
        _ if signs.nth(2) == Some("ج") => "arabicAbjad",
        _ => "arabicAlpha",
    }
}

#[cfg(test)]
mod tests {
    use super::format;

    #[test]
    fn formats_have_the_names_of_word() {
        for (said, name) in [
            ("1", "decimal"),
            ("", "none"),
            ("i", "lowerRoman"),
            ("۱, ۲, ۳, ...", "decimal"),
            ("أ, ب, ج, ...", "arabicAbjad"),
            ("أ, ب, ت, ...", "arabicAlpha"),
        ] {
            assert_eq!(format(said), name, "{said}");
        }
    }
}
