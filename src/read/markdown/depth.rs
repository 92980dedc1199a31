//! A check before parsing. The parser accepts any nesting, but visits all open
//! quotations and items for every line, so that deep nesting over many lines
//! takes quadratic time. The marks and the indent at a line's start limit how
//! deep it can nest; where that is too deep, the text up to there is parsed
//! separately to find the true depth (it may be code).

use super::OPTIONS;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// The most lines that are checked this way; one more counts as too deep. Each check
/// parses the text from its start, so their number bounds the time.
const TRIES: usize = 16;

/// The offset of the line that nests too deep, if any.
pub(super) fn too_deep(text: &str, limit: usize) -> Option<usize> {
    let mut at = 0;
    let mut tries = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if line.len() > limit && estimate(line.as_bytes()) > limit {
            tries += 1;
            if tries > TRIES || depth(&text[..at]) > limit {
                return Some(start);
            }
        }
    }
    None
}

/// The depth of nested quotations and items of a text.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for event in Parser::new_ext(text, OPTIONS) {
        match event {
            Event::Start(Tag::BlockQuote(_) | Tag::Item | Tag::DefinitionListDefinition) => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            Event::End(TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::DefinitionListDefinition) => depth -= 1,
            _ => {}
        }
    }
    deepest
}

/// An upper limit for a line's depth: each `>` and list marker opens one level,
/// and each level opened by an earlier line needs two columns of indent.
fn estimate(line: &[u8]) -> usize {
    let (mut marks, mut columns, mut at) = (0, 0, 0);
    while let Some(&byte) = line.get(at) {
        let is_blank = |byte: Option<&u8>| matches!(byte, None | Some(b' ' | b'\t' | b'\n'));
        let digits = line[at..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        match byte {
            b' ' => columns += 1,
            b'\t' => columns += 4,
            b'>' => marks += 1,
            b'-' | b'*' | b'+' | b':' if is_blank(line.get(at + 1)) => marks += 1,
            b'0'..=b'9' if matches!(line.get(at + digits), Some(b'.' | b')')) => {
                marks += 1;
                at += digits;
            }
            b'[' if line.get(at + 1) == Some(&b'^') => match line[at..].windows(2).position(|two| two == b"]:") {
                Some(end) => {
                    marks += 1;
                    at += end + 1;
                }
                None => break,
            },
            _ => break,
        }
        at += 1;
    }
    // Indent alone opens nothing: without a mark the line is code or text.
    if marks == 0 { 0 } else { marks + columns / 2 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deep_lines_are_found_and_code_is_not() {
        let deep = format!("text\n\n{}a\n", "> ".repeat(101));
        assert_eq!(too_deep(&deep, 100), Some(6));
        assert_eq!(too_deep(&format!("```\n{deep}```\n"), 100), None);
        assert_eq!(too_deep(&"- ".repeat(300), 100), None, "a thematic break");
        assert_eq!(too_deep(&format!("{}x", "- ".repeat(300)), 100), Some(0));
        assert_eq!(too_deep(&format!("{}x", " ".repeat(3000)), 100), None);
        assert_eq!(too_deep(&format!("[^a]: {}x", "1. ".repeat(200)), 100), Some(0));
        let stairs: String = (0..150).map(|level| format!("{}- a\n", "  ".repeat(level))).collect();
        assert!(too_deep(&stairs, 100).is_some());
        let many = format!("```\n{}```\n", format!("{}x\n", "> ".repeat(120)).repeat(20));
        assert!(too_deep(&many, 100).is_some(), "not looked into without end");
    }
}
