//! Tags of HTML as they are found, well-formed or not, and what style sheets load.
//!
//! Each part of a text is passed once, however many tags, quotes or comments are
//! left open.

use super::finding::{Findings, Kind};
use super::xml;
use quick_xml::events::BytesStart;

/// Elements whose content is no markup (HTML, 13.2.5: RCDATA, RAWTEXT and script data).
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// Reports what the elements of a page run, load, and say about it. Links and
/// hidden characters are not reported: they are looked for in the whole text.
pub(super) fn inspect(text: &str, place: &dyn Fn(usize) -> String, findings: &mut Findings) {
    let small = text.to_ascii_lowercase();
    let mut from = 0;
    while let Some(at) = small[from..].find('<').map(|at| from + at) {
        let inside = &small[at + 1..];
        if inside.starts_with("!--") {
            from = inside.find("-->").map_or(text.len(), |end| at + 1 + end);
            continue;
        }
        let name = &inside[..inside.find(|letter: char| !is_name(letter)).unwrap_or(inside.len())];
        if !name.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            from = at + 1;
            continue;
        }
        let end = at + 1 + end(inside);
        element(name, &text[at + 1..end], &place(at), findings);
        from = end;
        if RAW.contains(&name) {
            let close = format!("</{name}");
            from = small[end..].find(&close).map_or(text.len(), |close| end + close);
            if name == "style" {
                let loads = loaded(text.get(end..from).unwrap_or_default());
                loads.for_each(|(line, what)| loading(&place(end + line), what, findings));
            }
        }
    }
}

fn is_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '-' | ':')
}

/// The length of a tag up to its `>`, which may stand between quotes before.
fn end(tag: &str) -> usize {
    let mut quote = None;
    let mut last = ' ';
    for (at, letter) in tag.char_indices() {
        match quote {
            Some(open) if letter == open => quote = None,
            Some(_) => {}
            None if letter == '>' => return at,
            // Elsewhere a quote is a letter like any other.
            None if last == '=' && matches!(letter, '"' | '\'') => quote = Some(letter),
            None => {}
        }
        if !letter.is_ascii_whitespace() {
            last = letter;
        }
    }
    tag.len()
}

fn element(name: &str, tag: &str, at: &str, findings: &mut Findings) {
    let mut attributes = xml::attributes(&BytesStart::from_content(tag.trim_end_matches('/'), name.len()));
    // Browsers read a slash between attributes as a blank.
    attributes.iter_mut().for_each(|(key, _)| *key = key.trim_start_matches('/').to_ascii_lowercase());
    let mut found = Findings::default();
    xml::element(name, &attributes, at, &mut found);
    for found in found.sorted().into_iter().filter(|found| !matches!(found.kind, Kind::Link | Kind::Hidden)) {
        findings.add(found.weight, found.kind, at, &found.name, &found.value);
    }
}

/// Reports something that is loaded where the page is opened.
pub(super) fn loading(at: &str, address: &str, findings: &mut Findings) {
    findings.identifying(Kind::Active, at, "loaded from the network", address);
}

/// Whether an address leads to the network, as browsers read it.
pub(super) fn is_remote(address: &str) -> bool {
    let address = address.trim_start().replace('\\', "/");
    address.contains("://") || address.starts_with("//")
}

/// The addresses of the network in a style sheet, with their places.
pub(super) fn loaded(css: &str) -> impl Iterator<Item = (usize, &str)> {
    // Namespaces are names, not addresses; `data:` addresses of SVG hold them too.
    let is_name = |word: &str| word.trim_start_matches("http://www.w3.org/").len() < word.len();
    words(css).filter(move |&(at, word)| {
        let quoted = css[..at].trim_end().ends_with(['(', '"', '\'']);
        !is_name(word) && (word.contains("://") || quoted && word.starts_with("//"))
    })
}

/// What a style sheet is made of, without its comments.
fn words(css: &str) -> impl Iterator<Item = (usize, &str)> {
    let ends =
        |letter: char| letter.is_whitespace() || matches!(letter, '(' | ')' | '"' | '\'' | ';' | ',' | '{' | '}');
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            from += css[from..].find(|letter| !ends(letter))?;
            if css[from..].starts_with("/*") {
                from += 2 + css[from + 2..].find("*/")? + 2;
                continue;
            }
            let length = css[from..].find(ends).unwrap_or(css.len() - from);
            let word = (from, &css[from..from + length]);
            from += length;
            return Some(word);
        }
    })
}

/// What stands between two marks, each time, with its place.
pub(super) fn between<'t>(
    text: &'t str,
    open: &'static str,
    close: &'static str,
) -> impl Iterator<Item = (usize, &'t str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(open)? + open.len();
        let end = start + text[start..].find(close)?;
        from = end + close.len();
        Some((start, &text[start..end]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(String, String)> {
        let mut findings = Findings::default();
        inspect(text, &|at| at.to_string(), &mut findings);
        findings.sorted().into_iter().map(|found| (found.name, found.value)).collect()
    }

    #[test]
    fn what_runs_and_loads_is_found_however_it_is_written() {
        let network = "loaded from the network";
        for (text, name, value) in [
            ("<p onclick=\"go()\">", "onclick", "go()"),
            ("<IMG SRC=x ONERROR='go(1>0)'>", "onerror", "go(1>0)"),
            ("<body onload=go()", "onload", "go()"),
            ("<svg/onload=go()>", "onload", "go()"),
            ("<img src=\"x\"/onerror=go()>", "onerror", "go()"),
            ("<img/src=https://example.org/a.png>", network, "https://example.org/a.png"),
            ("<style>p { background: url( //example.org/a.png ) }</style>", network, "//example.org/a.png"),
            ("<img alt='a > b' src=https://example.org/a.png>", network, "https://example.org/a.png"),
            ("<img src='\\\\example.org\\a.png'>", network, "\\\\example.org\\a.png"),
            ("<img src=a.png srcset='b.png 1x, //example.org/c.png 2x'>", network, "//example.org/c.png"),
            ("<table background=https://example.org/a.png>", network, "https://example.org/a.png"),
            ("<a href=x ping=https://example.org/p>", network, "https://example.org/p"),
            ("<p style='background: url(https://example.org/a.png)'>", network, "https://example.org/a.png"),
            ("<style>@import \"//example.org/a.css\";</style>", network, "//example.org/a.css"),
            ("<object data=https://example.org/a.svg>", network, "https://example.org/a.svg"),
            ("<svg><image xlink:href=https://example.org/a.png>", network, "https://example.org/a.png"),
        ] {
            let told = told(text);
            assert!(told.contains(&(name.to_owned(), value.to_owned())), "{text}: {told:?}");
        }
    }

    #[test]
    fn what_neither_runs_nor_loads_is_left_alone() {
        for text in [
            "<a href=https://example.org/>پیوند</a>",
            "<!-- <img src=https://example.org/a.png> -->",
            "<textarea><img src=https://example.org/a.png></textarea>",
            "<style>@namespace url(http://www.w3.org/1999/xhtml); /* https://example.org */ p { color: red }</style>",
            "<style>p { background: url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>\") }</style>",
            "<img src=data:image/png;base64,AA// alt=once>",
            "2 < 3, one <3 on=off",
        ] {
            assert_eq!(told(text), [], "{text}");
        }
    }
}
