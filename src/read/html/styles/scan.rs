//! Where the parts of a style sheet end (CSS Syntax, 5.4): a sign in a string, an address
//! or brackets ends nothing.

/// The place of the first sign that ends a part.
pub(super) fn find(text: &str, is_end: impl Fn(u8) -> bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(&sign) = bytes.get(at) {
        if depth == 0 && is_end(sign) {
            return Some(at);
        }
        let next = behind(bytes, at);
        match sign {
            b'(' | b'[' | b'{' if next == at + 1 => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at = next;
    }
    None
}

/// The parts between commas or semicolons.
pub(super) fn split(text: &str, sign: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let part = rest?;
        let end = find(part, |letter| letter == sign);
        rest = end.map(|end| &part[end + 1..]);
        Some(&part[..end.unwrap_or(part.len())])
    })
}

pub(super) fn without_comments(sheet: &str) -> String {
    let bytes = sheet.as_bytes();
    let mut out = String::with_capacity(sheet.len());
    let (mut at, mut kept) = (0, 0);
    while at < bytes.len() {
        if bytes[at..].starts_with(b"/*") {
            out.push_str(&sheet[kept..at]);
            at = sheet[at + 2..].find("*/").map_or(bytes.len(), |length| at + length + 4);
            kept = at;
        } else {
            at = behind(bytes, at);
        }
    }
    out.push_str(&sheet[kept..]);
    out
}

/// The place behind a sign, or behind the string or address that it begins.
fn behind(bytes: &[u8], at: usize) -> usize {
    match bytes[at] {
        b'\\' => at + 2,
        // A string that is not closed ends with its line.
        quote @ (b'"' | b'\'') => closed(bytes, at + 1, |sign| sign == quote || sign == b'\n'),
        b'(' if is_address(bytes, at) => closed(bytes, at + 1, |sign| sign == b')'),
        _ => at + 1,
    }
}

/// The place behind the sign that closes what begins here.
fn closed(bytes: &[u8], from: usize, is_end: impl Fn(u8) -> bool) -> usize {
    let mut at = from;
    while let Some(&sign) = bytes.get(at) {
        match sign {
            b'\\' => at += 2,
            _ if is_end(sign) => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// Whether a bracket begins an address without quotes, in which every sign may stand.
fn is_address(bytes: &[u8], bracket: usize) -> bool {
    let is_named = bracket.checked_sub(3).is_some_and(|start| bytes[start..bracket].eq_ignore_ascii_case(b"url"));
    let first = || bytes[bracket + 1..].iter().find(|sign| !sign.is_ascii_whitespace());
    is_named && !matches!(first(), Some(b'"' | b'\''))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_end_outside_strings_addresses_and_brackets() {
        let parts = |text| split(text, b',').collect::<Vec<_>>();
        assert_eq!(parts("a,b"), ["a", "b"]);
        assert_eq!(parts(""), [""]);
        assert_eq!(parts("p:not(a, b) > c,d"), ["p:not(a, b) > c", "d"]);
        assert_eq!(parts("[x=','],'a\\',b',\\,"), ["[x=',']", "'a\\',b'", "\\,"]);
        assert_eq!(parts("url(a,'b),URL( \"a)\" ),\"x\ny,"), ["url(a,'b)", "URL( \"a)\" )", "\"x\ny", ""]);
        assert_eq!(parts("(a,b"), ["(a,b"]);
        assert_eq!(parts("a\\"), ["a\\"]);
        assert_eq!(parts("پ\\پ,ب"), ["پ\\پ", "ب"]);
    }

    #[test]
    fn comments_are_those_outside_strings() {
        assert_eq!(without_comments("a/* } */b/**/c"), "abc");
        assert_eq!(without_comments("\"/*\"b/*'*/'*/'c/*"), "\"/*\"b'*/'c");
        assert_eq!(without_comments("url(//a/*b)c\\"), "url(//a/*b)c\\");
    }
}
