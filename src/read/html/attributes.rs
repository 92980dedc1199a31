//! A check before parsing: the tokenizer compares each attribute of a tag with
//! all before it, so its time is quadratic in their number (40,000 took half a
//! second, 500,000 most of a minute).

/// The most attributes of a tag. HTML defines about forty for any element.
const MOST: usize = 256;

/// The offset of the first tag with too many attributes.
pub(in crate::read) fn too_many(html: &str) -> Option<usize> {
    let bytes = html.as_bytes();
    let mut at = 0;
    while let Some(open) = bytes[at..].iter().position(|&byte| byte == b'<').map(|found| at + found) {
        at = open + 1;
        if bytes[at..].starts_with(b"!--") {
            at = html[at..].find("-->").map_or(bytes.len(), |end| at + end);
            continue;
        }
        let name = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (count, end) = attributes(bytes, at + name);
        if count > MOST {
            return Some(open);
        }
        let element = &bytes[at..at + name];
        at = end;
        if element.eq_ignore_ascii_case(b"script") || element.eq_ignore_ascii_case(b"style") {
            at = end_of_raw(bytes, end, element);
        }
    }
    None
}

/// The number of attributes of a tag from an offset on, and the offset after it.
fn attributes(bytes: &[u8], mut at: usize) -> (usize, usize) {
    let mut count = 0;
    let mut in_name = false;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'>' => return (count, at + 1),
            b'=' => {
                in_name = false;
                at += 1 + bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
                let is_quote = |byte: &&u8| matches!(byte, b'"' | b'\'');
                let end = match bytes.get(at).filter(is_quote) {
                    Some(&quote) => bytes[at + 1..].iter().position(|&byte| byte == quote).map(|end| end + 2),
                    None => bytes[at..].iter().position(|&byte| byte == b'>' || byte.is_ascii_whitespace()),
                };
                at = end.map_or(bytes.len(), |end| at + end);
                continue;
            }
            b'/' => in_name = false,
            _ if byte.is_ascii_whitespace() => in_name = false,
            _ => {
                count += usize::from(!in_name);
                in_name = true;
            }
        }
        at += 1;
    }
    (count, at)
}

/// The offset where a script or style ends.
fn end_of_raw(bytes: &[u8], mut at: usize, element: &[u8]) -> usize {
    while let Some(found) = bytes[at..].iter().position(|&byte| byte == b'<') {
        at += found + 1;
        let name = bytes.get(at + 1..at + 1 + element.len());
        if bytes.get(at) == Some(&b'/') && name.is_some_and(|name| name.eq_ignore_ascii_case(element)) {
            return at;
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_counted_tag_by_tag() {
        let many = |count: usize| (0..count).map(|at| format!(" a{at}=1")).collect::<String>();
        assert_eq!(too_many(&format!("x<p{}>", many(300))), Some(1));
        assert_eq!(too_many(&format!("<p{}>", many(300).replace("=1", "=\"1\""))), Some(0));
        assert_eq!(too_many(&format!("<p{}>", many(300).replace("=1", "").replace(' ', "/"))), Some(0));
        assert_eq!(too_many(&format!("<p{}><p{}>", many(200), many(200))), None);
        assert_eq!(too_many(&format!("<script>if (a <b{})</script>", many(300))), None);
        assert_eq!(too_many(&format!("<!-- <p{}> -->", many(300))), None);
        assert_eq!(too_many(&format!("<p title=\"{}\">", many(300))), None);
    }
}
