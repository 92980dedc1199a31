//! Addresses: which are accepted, how they are encoded, and which are found in
//! the text.

use crate::characters::is_unseen_control;
use crate::document::{Inline, Link, NodeId, Target, Text};
use linkify::{LinkFinder, LinkKind};
use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

/// The schemes a link may have.
const SCHEMES: &[&str] = &["http", "https", "mailto", "tel"];

/// The most characters of an address. PDF/A allows 32767, most servers fewer
/// than this; and each line of a link in a PDF repeats its address.
const LONGEST: usize = 8_000;

/// The judgement of an address as written.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Address {
    /// An accepted target.
    Good(Target),
    /// A scheme that is not accepted.
    Scheme(String),
    /// Neither an address nor an anchor: a relative path, or empty.
    Nowhere,
    /// Longer than any address that works.
    TooLong,
}

/// Judges an address as written in the source.
pub(crate) fn judge(written: &str) -> Address {
    match judge_at_length(written) {
        Address::Good(Target::Url(url)) if url.len() > LONGEST => Address::TooLong,
        judged => judged,
    }
}

fn judge_at_length(written: &str) -> Address {
    // Browsers drop tabs and line ends inside addresses, so `java\tscript:` runs.
    let address: String = written.chars().filter(|letter| !letter.is_control() && !is_hidden(*letter)).collect();
    let address = address.trim();
    if let Some(anchor) = address.strip_prefix('#') {
        return if anchor.is_empty() { Address::Nowhere } else { Address::Good(Target::Anchor(decode(anchor))) };
    }
    match scheme(address) {
        Some(scheme) if SCHEMES.contains(&scheme.as_str()) => {
            let rest = &address[scheme.len() + 1..];
            let host = rest.trim_start_matches(['/', '\\']);
            if host.is_empty() || (scheme.starts_with("http") && host.starts_with(['?', '#', ':'])) {
                return Address::Nowhere;
            }
            Address::Good(Target::Url(format!("{scheme}:{}", encode(rest))))
        }
        Some(scheme) => Address::Scheme(scheme),
        None if starts_with_www(address) => Address::Good(Target::Url(format!("https://{}", encode(address)))),
        None if address.starts_with("//") && address.len() > 2 => {
            Address::Good(Target::Url(format!("https:{}", encode(address))))
        }
        None if Target::names_an_input(address) => Address::Good(Target::Anchor(decode(address))),
        None => Address::Nowhere,
    }
}

/// The scheme of an address, in lower case.
fn scheme(address: &str) -> Option<String> {
    let (scheme, _) = address.split_once(':')?;
    let mut letters = scheme.bytes();
    let first = letters.next()?;
    (first.is_ascii_alphabetic() && letters.all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b)))
        .then(|| scheme.to_ascii_lowercase())
}

fn starts_with_www(text: &str) -> bool {
    text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www.")) && text.len() > 4
}

/// Whether a letter is invisible, and so could change an address unnoticed.
fn is_hidden(letter: char) -> bool {
    // Joiners and emoji variation selectors are part of some addresses.
    is_unseen_control(letter) || matches!(letter, '\u{ad}' | '\u{2061}'..='\u{2065}')
}

/// An address in ASCII: what RFC 3986 does not allow becomes `%XX`; a `%` that
/// begins no escape becomes `%25`.
pub(crate) fn encode(address: &str) -> String {
    let bytes = address.as_bytes();
    let mut out = String::with_capacity(bytes.len());
    // Square brackets are only allowed for an IPv6 host.
    let host_end =
        address.find("//").map_or(0, |at| at + 2 + address[at + 2..].find('/').unwrap_or(address.len() - at - 2));
    for (at, &byte) in bytes.iter().enumerate() {
        let keep = match byte {
            b'%' => bytes.get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)),
            b'[' | b']' => at < host_end,
            b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' => false,
            _ => byte.is_ascii_graphic(),
        };
        if keep {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The path of a file beside a page, as browsers read it: what follows `?` or `#` is
/// for servers, and `\` is `/`. An address stays as it is.
pub(super) fn local(path: &str) -> Cow<'_, str> {
    if path.contains("://") || path.starts_with("//") {
        return path.into();
    }
    let end = path.find(['?', '#']).unwrap_or(path.len());
    if path[..end].contains('\\') { path[..end].replace('\\', "/").into() } else { path[..end].into() }
}

/// Decodes `%` escapes, if the result is text.
pub(crate) fn decode(address: &str) -> String {
    let bytes = address.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escaped = (bytes[at] == b'%')
            .then(|| bytes.get(at + 1..at + 3))
            .flatten()
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(escaped.unwrap_or(bytes[at]));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| address.to_owned())
}

/// Appends text, with the addresses in it as links.
pub(crate) fn push_with_bare_links(text: Text, out: &mut Vec<Inline>) {
    let found = bare_links(&text.text);
    if found.is_empty() {
        out.push(Inline::Text(text));
        return;
    }
    let mut done = 0;
    for (range, url) in found {
        if done < range.start {
            out.push(Inline::Text(text.slice(done..range.start)));
        }
        let content = text.slice(range.clone());
        let span = content.span;
        let content = vec![Inline::Text(content)];
        out.push(Inline::Link(Link { id: NodeId::default(), target: Target::Url(url), content, bare: true, span }));
        done = range.end;
    }
    if done < text.text.len() {
        out.push(Inline::Text(text.slice(done..text.text.len())));
    }
}

/// The addresses in a text: `http://`, `https://`, `www.` and e-mail. Bare names
/// such as `example.com` and `@handles` are not recognised.
fn bare_links(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    if !text.bytes().any(|byte| matches!(byte, b'@' | b':' | b'.')) {
        return found;
    }
    let base = text.as_ptr() as usize;
    let parts =
        |letter: char| matches!(letter, '«' | '»' | '،' | '؛' | '؟' | '<' | '>' | '"') || letter.is_whitespace();
    let dotted = |word: &str| word.bytes().any(|byte| matches!(byte, b'@' | b'.'));
    for word in text.split(parts) {
        if !(dotted(word) || word.contains("://")) {
            continue;
        }
        let offset = word.as_ptr() as usize - base;
        let mut finder = LinkFinder::new();
        let mut rest = 0;
        if let Some(at) = find_www(word) {
            finder.url_must_have_scheme(false);
            rest = at;
        }
        for link in finder.links(&word[rest..]) {
            let start = offset + rest + link.start();
            let shown = link.as_str().trim_end_matches(|letter: char| !letter.is_ascii() && !letter.is_alphanumeric());
            let address = match link.kind() {
                LinkKind::Email => judge(&format!("mailto:{shown}")),
                _ if shown.contains("://") || starts_with_www(shown) => judge(shown),
                _ => continue,
            };
            if let Address::Good(Target::Url(url)) = address {
                found.push((start..start + shown.len(), url));
            }
        }
    }
    found
}

/// The offset of `www.` in a word, with no Latin letter or part of an address
/// before it.
fn find_www(word: &str) -> Option<usize> {
    if word.contains("://") || word.contains('@') {
        return None;
    }
    let at = word.as_bytes().windows(4).position(|four| four.eq_ignore_ascii_case(b"www."))?;
    word[..at]
        .chars()
        .next_back()
        .is_none_or(|letter| !letter.is_ascii_alphanumeric() && !"./-_".contains(letter))
        .then_some(at)
}

/// An address as people write it by hand; `None` for one that is for machines, such as
/// that of a button to share the page.
pub(super) fn shown(target: &Target) -> Option<String> {
    let Target::Url(url) = target else { return None };
    let short = ["https://", "http://", "mailto:", "tel:"].iter().find_map(|scheme| url.strip_prefix(scheme))?;
    let (place, asked) = short.split_once('?').unwrap_or((short, ""));
    let place = place.strip_prefix("www.").unwrap_or(place).trim_end_matches('/');
    let shares = ["url=", "u=", "text=", "://"].iter().any(|part| asked.contains(part));
    (!place.is_empty() && !shares && !place.contains(['#', '%'])).then(|| place.to_owned())
}

/// What a link leads to, in a word: the file it fetches, or its address.
pub(super) fn word(target: &Target) -> Option<String> {
    let address = shown(target)?;
    let file = address.rsplit_once('/').map(|(_, file)| file).filter(|file| file.contains('.'));
    Some(file.map_or_else(|| address.clone(), decode))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(written: &str) -> Option<String> {
        match judge(written) {
            Address::Good(Target::Url(url)) => Some(url),
            _ => None,
        }
    }

    #[test]
    fn only_harmless_schemes_pass() {
        for bad in [
            "javascript:alert(1)",
            "JaVa\tScRiPt:x",
            " \u{1}javascript:x",
            "java\nscript:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "j\u{200b}avascript:x",
        ] {
            assert!(matches!(judge(bad), Address::Scheme(_)), "{bad:?} passed as {:?}", judge(bad));
        }
        assert_eq!(url("HTTPS://x.org/"), Some("https://x.org/".into()));
        assert_eq!(url("mailto:a@b.ir"), Some("mailto:a@b.ir".into()));
        assert_eq!(url("tel:+98-21"), Some("tel:+98-21".into()));
        assert_eq!(url("www.wpiran.org"), Some("https://www.wpiran.org".into()));
        assert_eq!(judge("http://"), Address::Nowhere);
        assert_eq!(judge("page.html?"), Address::Good(Target::Anchor("page.html?".into())));
        assert_eq!(judge("some/path"), Address::Nowhere);
        assert_eq!(judge("#%D8%A7"), Address::Good(Target::Anchor("ا".into())));
    }

    #[test]
    fn addresses_become_seven_bit() {
        assert_eq!(
            url("https://x.org/سلام دنیا"),
            Some("https://x.org/%D8%B3%D9%84%D8%A7%D9%85%20%D8%AF%D9%86%DB%8C%D8%A7".into())
        );
        assert_eq!(url("https://x.org/50%?a=%41"), Some("https://x.org/50%25?a=%41".into()));
        assert_eq!(url("https://x.org/\"<a>"), Some("https://x.org/%22%3Ca%3E".into()));
        assert_eq!(url("http://[::1]:80/[a]"), Some("http://[::1]:80/%5Ba%5D".into()));
        assert_eq!(decode("a%20b%zz%"), "a b%zz%");
    }

    fn bare(text: &str) -> Vec<(&str, String)> {
        bare_links(text).into_iter().map(|(range, url)| (&text[range], url)).collect()
    }

    #[test]
    fn bare_addresses_are_found_between_persian_letters() {
        assert_eq!(bare("نشانی: https://x.org/a، و"), [("https://x.org/a", "https://x.org/a".to_owned())]);
        assert_eq!(bare("(www.wpiran.org)."), [("www.wpiran.org", "https://www.wpiran.org".to_owned())]);
        assert_eq!(bare("ایمیل:info@example.org؛"), [("info@example.org", "mailto:info@example.org".to_owned())]);
        assert_eq!(bare("«https://x.org»"), [("https://x.org", "https://x.org".to_owned())]);
        assert_eq!(bare("https://x.org."), [("https://x.org", "https://x.org".to_owned())]);
    }

    #[test]
    fn handles_and_names_are_no_links() {
        for text in
            ["@kargari_org", "wpi_tamas@", "example.com", "است.ما", "۱۲:۳۰", "C++://", "a@b", "javascript://x", "۳.۵"]
        {
            assert_eq!(bare(text), [], "{text}");
        }
    }
}
