//! The user's style sheet, which is appended to the book's.

use crate::error::{Error, Result};

/// CSS that loads other files; a book contains only its own.
const REACHES_OUT: [&str; 2] = ["@import", "url("];

/// The user's style sheet, prepared to be appended to the book's own.
///
/// # Errors
/// [`Error::Resource`] where it is not UTF-8, or names other files: they would be
/// missing from the book, or fetched when it is read.
pub fn own_style(name: &str, bytes: &[u8]) -> Result<String> {
    let refuse = |message: &str, hint: &str| Error::Resource {
        name: name.to_owned(),
        message: message.to_owned(),
        hint: Some(hint.to_owned()),
    };
    let text = std::str::from_utf8(bytes).map_err(|_| refuse("is not UTF-8", "save it as UTF-8"))?;
    let text = without_comments(text.trim_start_matches('\u{feff}'));
    let small = text.to_ascii_lowercase();
    if REACHES_OUT.iter().any(|word| small.contains(word)) {
        return Err(refuse(
            "names other files, with @import or url()",
            "put the rules themselves in; name a font with --font",
        ));
    }
    // `@charset` is only valid at the start of a style sheet.
    let rules = match small.trim_start().starts_with("@charset") {
        true => text.split_once(';').map_or("", |(_, rules)| rules),
        false => &text,
    };
    let lines: String =
        rules.lines().map(str::trim_end).filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect();
    Ok(lines)
}

/// Removes comments: they are meant for the author, and may name somebody.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::own_style;

    #[test]
    fn rules_come_without_what_is_not_for_the_book() {
        let sheet = "\u{feff}@charset \"utf-8\";\r\n/* by Ali */\np { color: red; }  \n\nh1 { margin: 0 } /* open";
        assert_eq!(own_style("a.css", sheet.as_bytes()).unwrap(), "p { color: red; }\nh1 { margin: 0 }\n");
        assert_eq!(own_style("a.css", b"").unwrap(), "");
    }

    #[test]
    fn no_other_file_is_named() {
        for sheet in ["@IMPORT 'a.css';", "p { background: URL(http://a.example/b.png) }"] {
            assert!(own_style("a.css", sheet.as_bytes()).unwrap_err().to_string().contains("other files"), "{sheet}");
        }
        assert!(own_style("a.css", b"\xff").is_err());
        // Comments are ignored.
        assert!(own_style("a.css", b"/* url( */ p { margin: 0 }").is_ok());
    }
}
