//! What Markdown has no syntax for is masked, byte for byte, in a copy of the
//! source before it is parsed, so that all offsets stay valid:
//! - a fence line (`::: poem`, `:::`) becomes `<?>` and spaces, which the parser
//!   reports as a block of raw HTML at that position, in quotations and lists
//!   too;
//! - a list mark typed by hand (`۱۲.`, `۱-`, `الف)`) becomes Latin digits
//!   (`0012.`, `01.`, `000001)`);
//! - `##عنوان` becomes `# عنوان`; its level is recorded;
//! - `\(x\)` and `\[x\]` become `$$x$$`, whose signs have the same length;
//! - a year at the start of a line (`1402. …`) becomes `x402. …`;
//! - a colon with a word right behind it at the start of a line (`:متن`, `:smile:`)
//!   becomes a comma, for the parser would make a definition of the line;
//! - braces at the end of a heading that hold no attributes (`/status/{id}`) lose the
//!   closing one, for the parser would drop them.
//!
//! What is masked inside code is restored by the reader from the source.

use super::math;
use crate::read::divs::{self, Fence};
use crate::read::typed::{self, Mark};
use std::borrow::Cow;

/// The source as the parser sees it, and what is masked in it.
pub(super) struct Masked<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) fences: Vec<Fence>,
    /// Headings without a space after `#`: their offsets and levels.
    pub(super) hashes: Vec<(usize, u8)>,
}

/// Masks a text from `from` on; what is before is not Markdown.
pub(super) fn mask(text: &str, from: usize) -> Masked<'_> {
    let mut copy = Copy { text, bytes: None };
    let (mut fences, mut hashes) = (Vec::new(), Vec::new());
    let (mut places, mut marks) = (Vec::new(), Vec::new());
    let mut at = from;
    // The line before, which a row of `=` or `-` makes a heading.
    let mut above = (from, "");
    for line in text[from..].split_inclusive('\n') {
        let start = at + container_prefix(line.as_bytes());
        let end = at + line.trim_end_matches('\n').len();
        at += line.len();
        if start >= end {
            above = (start, "");
            continue;
        }
        let content = &text[start..end];
        brackets(content, start, &mut copy);
        let underlined = ['=', '-'].iter().any(|sign| content.trim_end().trim_matches(*sign).is_empty());
        for (start, heading) in [(start, content), above] {
            let is_heading = if start < at - line.len() { underlined } else { heading.starts_with('#') };
            if let Some(brace) = words_in_braces(heading).filter(|_| is_heading) {
                copy.put(start + brace, ",");
            }
        }
        above = (start, content);
        if content.starts_with(":::") {
            if let Some(kind) = divs::parse_fence(content) {
                copy.put(start, "<?>");
                copy.fill(start + 3, end);
                fences.push(Fence { start, end, kind });
            }
        } else if let Some(level) = tight_hashes(content) {
            copy.fill(start + 1, start + usize::from(level));
            hashes.push((start, level));
        } else if is_year(content) {
            copy.put(start, "x");
        } else if is_colon_of_text(content) {
            copy.put(start, ",");
        } else if let Some(mark) = Mark::of(content) {
            places.push(start);
            marks.push(mark);
        }
    }
    for ((start, mark), taken) in places.into_iter().zip(&marks).zip(typed::rows(&marks, true)) {
        if taken {
            copy.mark(start, mark);
        }
    }
    let text = match copy.bytes.map(String::from_utf8) {
        Some(Ok(masked)) => Cow::Owned(masked),
        _ => Cow::Borrowed(text),
    };
    Masked { text, fences, hashes }
}

/// The source, copied once something is masked.
struct Copy<'a> {
    text: &'a str,
    bytes: Option<Vec<u8>>,
}

impl Copy<'_> {
    fn slice(&mut self, start: usize, end: usize) -> &mut [u8] {
        &mut self.bytes.get_or_insert_with(|| self.text.as_bytes().to_vec())[start..end]
    }

    fn put(&mut self, start: usize, what: &str) {
        self.slice(start, start + what.len()).copy_from_slice(what.as_bytes());
    }

    fn fill(&mut self, start: usize, end: usize) {
        self.slice(start, end).fill(b' ');
    }

    /// Writes a mark as Markdown's, with the same length; if no space follows
    /// it, one is written instead of a zero.
    fn mark(&mut self, start: usize, mark: &Mark) {
        let sign = if mark.form.letters { ')' } else { mark.sign() };
        let blank = usize::from(!mark.blank);
        let Some(digits) = mark.length.checked_sub(1 + blank).filter(|digits| *digits > 0) else { return };
        let (value, blank) = (mark.value, if mark.blank { "" } else { " " });
        let written = format!("{value:0digits$}{sign}{blank}");
        // Markdown allows at most nine digits.
        if written.len() == mark.length && digits <= 9 {
            self.put(start, &written);
        }
    }
}

/// Whether a line begins with a colon that is part of its text: a definition has a blank
/// behind it, as in pandoc. Colons and dashes are the alignment of a table.
fn is_colon_of_text(content: &str) -> bool {
    content.strip_prefix(':').is_some_and(|rest| rest.starts_with(|next: char| !next.is_whitespace() && next != '-'))
}

/// Masks `\(x\)` and `\[x\]` if the content looks like a formula: in Markdown
/// these are escaped brackets.
fn brackets(content: &str, start: usize, copy: &mut Copy<'_>) {
    let mut at = 0;
    while let Some(open) = content[at..].find(['\\']).map(|found| at + found) {
        at = open + 1;
        let close = match content.as_bytes().get(open + 1) {
            Some(b'(') => "\\)",
            Some(b'[') => "\\]",
            _ => continue,
        };
        let inner = open + 2;
        let Some(end) = content[inner..].find(close).map(|found| inner + found) else { continue };
        let tex = &content[inner..end];
        // A single letter in square brackets is usually just a letter in
        // brackets.
        let is_single = close == "\\)" && tex.trim().chars().count() == 1;
        if math::is_formula(tex)
            && !tex.contains('$')
            && (is_single || tex.contains(['\\', '^', '_', '=', '+', '<', '>']))
        {
            copy.put(start + open, "$$");
            copy.put(start + end, "$$");
        }
        at = end + 2;
    }
}

/// The closing brace of a heading that ends in braces around anything but attributes:
/// `.class`, `#id`, `key=value`.
fn words_in_braces(heading: &str) -> Option<usize> {
    let whole = heading.trim_end();
    let (_, inside) = whole.strip_suffix('}')?.rsplit_once('{')?;
    let is_attribute = |word: &str| match word.split_once('=') {
        Some((key, _)) => !key.is_empty(),
        None => word.len() > 1 && word.starts_with(['.', '#']),
    };
    let mut words = inside.split_whitespace().peekable();
    let are_attributes = words.peek().is_some() && words.all(is_attribute);
    (!are_attributes).then_some(whole.len() - 1)
}

/// The length of a line's prefix: indents, quotation signs, list markers.
fn container_prefix(line: &[u8]) -> usize {
    let mut at = 0;
    loop {
        match line.get(at) {
            Some(b' ' | b'\t' | b'>') => at += 1,
            Some(b'-' | b'*' | b'+') if line.get(at + 1) == Some(&b' ') => at += 2,
            Some(b'0'..=b'9') => {
                let digits = line[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                match line.get(at + digits..at + digits + 2) {
                    Some([b'.' | b')', b' ']) if digits < YEAR => at += digits + 2,
                    _ => return at,
                }
            }
            _ => return at,
        }
    }
}

/// A number with at least this many digits before a full stop is a year, not a
/// list mark.
const YEAR: usize = 4;

fn is_year(content: &str) -> bool {
    let digits = content.bytes().take_while(u8::is_ascii_digit).count();
    digits >= YEAR && content[digits..].starts_with([')', '.'])
}

/// The level of a heading without a space: `##عنوان`. A single `#` makes a
/// hashtag.
fn tight_hashes(content: &str) -> Option<u8> {
    let rest = content.trim_start_matches('#');
    let level = content.len() - rest.len();
    ((2..=6).contains(&level) && rest.starts_with(char::is_alphanumeric)).then_some(level as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_keep_every_offset() {
        let text = "x\n> ::: {.poem lang=ar}\n> ۱۲. آ\n>\n> :::\n- ::: box\n    ::: a b\n";
        let masked = mask(text, 0);
        assert_eq!(masked.text.len(), text.len());
        assert_eq!(masked.fences.len(), 3);
        assert!(masked.text.contains("> <?>"));
        assert!(masked.text.contains("> 0012. آ"));
        assert!(masked.text.contains("::: a b"), "two bare words are no fence");
    }

    #[test]
    fn marks_typed_by_hand_become_markdowns_own() {
        let text = "۱- یک\n۲-دو\n\nالف) یک\nب) دو\n\n(۱) یک\n(۲) دو\n\n1- یک\n2- دو\n\n1402. سال\n۱۴۰۲. سال\n";
        let masked = mask(text, 0);
        let wanted =
            "01. یک\n2. دو\n\n000001) یک\n02) دو\n\n001) یک\n002) دو\n\n1. یک\n2. دو\n\nx402. سال\n۱۴۰۲. سال\n";
        assert_eq!(masked.text, wanted);
    }

    #[test]
    fn headings_without_a_blank_keep_their_level() {
        let masked = mask("##عنوان\n#هشتگ\n####### x\n##\n", 0);
        assert_eq!(masked.text, "# عنوان\n#هشتگ\n####### x\n##\n");
        assert_eq!(masked.hashes, [(0, 2)]);
    }

    #[test]
    fn braces_of_words_end_no_heading() {
        let text = "## /a/{id}\n## ب {#b}\n## پ {.x k=v}\n## {}\nx {y}\n===\nx {y}\n";
        let wanted = "## /a/{id,\n## ب {#b}\n## پ {.x k=v}\n## {,\nx {y,\n===\nx {y}\n";
        assert_eq!(mask(text, 0).text, wanted);
    }

    #[test]
    fn text_without_masks_is_not_copied() {
        assert!(matches!(mask("# سلام\n\n۱۴۰۳\n", 0).text, Cow::Borrowed(_)));
    }
}
