//! Holes in a message: `{{column}}`, `{{column|default}}`, `{{!column}}` for a
//! value in Markdown, `{{#}}` for the row's number; `\{{` is the signs themselves.

use super::table::shown;
use crate::error::{Error, Place, Result};
use crate::settings::InputFormat;

/// The first of the private characters that stand for holes while the message is
/// read and cleaned: nobody types them, and no rule of either knows them.
const FIRST: u32 = 0xf_0000;
/// The most holes of a message: the private characters of plane 15, but for
/// [`MARK`] and its neighbours.
const MOST: usize = 0xfff0;
/// Says that what is before a hole was put there ([`SCHEME`]) and is not the
/// author's.
pub(super) const MARK: char = '\u{ffff0}';
/// The longest text of a hole, in bytes. A choice: two braces further apart are
/// no hole but a slip.
const LONGEST: usize = 400;
/// What is put before a hole that is an address, so that readers take it as one.
pub(super) const SCHEME: &str = "https://";

/// A hole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hole {
    pub(super) what: What,
    /// What stands there where the value is empty or the column is missing.
    pub(super) default: Option<String>,
    /// Whether the value is Markdown.
    pub(super) is_markdown: bool,
    pub(super) place: Place,
}

/// What fills a hole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    Column(String),
    /// The number of the row, from 1.
    Number,
}

/// The character of a hole.
fn sign(index: usize) -> Option<char> {
    char::from_u32(FIRST + u32::try_from(index).ok().filter(|_| index < MOST)?)
}

/// The index of the hole a character stands for.
pub(super) fn index(letter: char) -> Option<usize> {
    u32::from(letter).checked_sub(FIRST).map(|index| index as usize).filter(|&index| index < MOST)
}

/// Puts a private character in each hole of a text, and adds the holes to the
/// list.
pub(super) fn mask(text: &str, file: &str, format: Option<InputFormat>, holes: &mut Vec<Hole>) -> Result<String> {
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut line) = (0, 1);
    while let Some(found) = text[rest..].find("{{") {
        let at = rest + found;
        line += text[rest..at].matches('\n').count();
        push(&mut out, &text[rest..at]);
        if text[..at].bytes().rev().take_while(|&byte| byte == b'\\').count() % 2 == 1 {
            // Markdown itself drops the backslash.
            if format != Some(InputFormat::Markdown) {
                out.pop();
            }
            out.push_str("{{");
            rest = at + 2;
            continue;
        }
        let place = || Place { file: file.to_owned(), line: format.map(|_| line) };
        let inside = text[at + 2..].split('\n').next().unwrap_or_default();
        let end = inside.find("}}").filter(|&end| end <= LONGEST).ok_or_else(|| Error::Source {
            message: format!("`{{{{{}` is never closed", shown(inside)),
            place: place(),
            hint: Some("close it with `}}`, or write `\\{{` for the signs themselves".to_owned()),
        })?;
        let hole = Hole::parse(&inside[..end], place())?;
        let letter = sign(holes.len()).ok_or_else(|| Error::Source {
            message: format!("the message has more than {MOST} holes"),
            place: place(),
            hint: None,
        })?;
        holes.push(hole);
        if begins_address(&text[..at], format) {
            out.push_str(SCHEME);
            out.push(MARK);
        }
        out.push(letter);
        rest = at + 2 + end + 2;
    }
    push(&mut out, &text[rest..]);
    Ok(out)
}

/// Appends text; private characters in it are none of ours.
fn push(out: &mut String, text: &str) {
    let is_ours = |letter| letter == MARK || index(letter).is_some();
    out.extend(text.chars().map(|letter| if is_ours(letter) { char::REPLACEMENT_CHARACTER } else { letter }));
}

/// A text with its holes as their author wrote them: what is told must not show
/// private characters, plain or escaped.
pub(super) fn unmask(text: &str, holes: &[Hole]) -> String {
    let mut out = text.replace(&format!("{SCHEME}{MARK}"), "").replace(MARK, "");
    for (at, hole) in holes.iter().enumerate() {
        let Some(letter) = sign(at) else { continue };
        if out.contains(letter) || out.contains("\\u{f") {
            out = out.replace(letter, &hole.written()).replace(&letter.escape_unicode().to_string(), &hole.written());
        }
    }
    out
}

/// Whether a hole that follows is a link's whole address, or its beginning.
fn begins_address(before: &str, format: Option<InputFormat>) -> bool {
    match format {
        Some(InputFormat::Html) => {
            let end: String = before.chars().rev().take(6).collect::<Vec<_>>().into_iter().rev().collect();
            matches!(end.to_ascii_lowercase().as_str(), "href=\"" | "href='")
        }
        Some(InputFormat::Markdown) => {
            let before = before.strip_suffix('<').unwrap_or(before);
            let line = before.rsplit('\n').next().unwrap_or_default().trim();
            let defines = line.ends_with("]:") && line.starts_with('[') && !line.starts_with("[^");
            defines || before.strip_suffix("](").is_some_and(|before| !is_picture(before))
        }
        _ => false,
    }
}

/// Whether the bracket that a text ends in (without `]`) belongs to a picture.
fn is_picture(before: &str) -> bool {
    let mut open = 0_usize;
    // A link's text is short; far brackets belong to something else.
    for (at, byte) in before.bytes().enumerate().rev().take(4_096) {
        match byte {
            b']' => open += 1,
            b'[' if open == 0 => return before.as_bytes()[..at].last() == Some(&b'!'),
            b'[' => open -= 1,
            _ => {}
        }
    }
    false
}

impl Hole {
    /// As its author wrote it.
    fn written(&self) -> String {
        match &self.what {
            What::Column(name) => format!("{{{{{name}}}}}"),
            What::Number => "{{#}}".to_owned(),
        }
    }

    fn parse(inside: &str, place: Place) -> Result<Self> {
        let (name, default) = match inside.split_once('|') {
            // In a table of Markdown a bar is written `\|`.
            Some((name, default)) => (name.trim_end_matches('\\'), Some(default.trim().to_owned())),
            None => (inside, None),
        };
        let (name, is_markdown) = match name.trim().strip_prefix('!') {
            Some(name) => (name.trim(), true),
            None => (name.trim(), false),
        };
        let what = match name {
            "#" => What::Number,
            "" => {
                let hint = "write a column's name: `{{name}}`; `\\{{` is the signs themselves".to_owned();
                let message = "`{{}}` names no column".to_owned();
                return Err(Error::Source { message, place, hint: Some(hint) });
            }
            name => What::Column(name.to_owned()),
        };
        Ok(Self { what, default, is_markdown, place })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(text: &str, format: InputFormat) -> (String, Vec<Hole>) {
        let mut holes = Vec::new();
        let text = mask(text, "a.md", Some(format), &mut holes).unwrap();
        (
            text.chars()
                .filter(|letter| *letter != MARK)
                .map(|letter| index(letter).map_or(letter, |index| char::from(b'0' + index as u8)))
                .collect(),
            holes,
        )
    }

    #[test]
    fn holes_are_found_and_signs_stay() {
        let (text, holes) = masked("سلام {{ نام }}\n\\{{x}} {{شهر|تهران}} {{!متن}} {{#}}", InputFormat::Markdown);
        assert_eq!(text, "سلام 0\n\\{{x}} 1 2 3");
        assert_eq!(holes[0].what, What::Column("نام".to_owned()));
        assert_eq!((holes[1].default.as_deref(), holes[1].place.line), (Some("تهران"), Some(2)));
        assert!(holes[2].is_markdown && holes[3].what == What::Number);
        assert_eq!(masked("\\{{x}}", InputFormat::Text).0, "{{x}}");
    }

    #[test]
    fn addresses_are_told_from_pictures() {
        let (text, _) =
            masked("[x]({{a}}) ![x [y]]({{b}}) [![x](p.png)]({{c}}) [x](https://a/{{d}})", InputFormat::Markdown);
        assert_eq!(text, "[x](https://0) ![x [y]](1) [![x](p.png)](https://2) [x](https://a/3)");
        assert_eq!(
            masked("<a href='{{a}}'><img src='{{b}}'>", InputFormat::Html).0,
            "<a href='https://0'><img src='1'>"
        );
    }

    #[test]
    fn slips_name_their_line() {
        let slip = |text: &str| match mask(text, "a.md", Some(InputFormat::Markdown), &mut Vec::new()) {
            Err(Error::Source { message, place, .. }) => format!("{}: {message}", place.line.unwrap_or(0)),
            other => panic!("{other:?}"),
        };
        assert!(slip("\n{{نام").starts_with("2: `{{نام` is never closed"), "{}", slip("\n{{نام"));
        assert!(slip("{{ }}").contains("names no column"));
    }
}
