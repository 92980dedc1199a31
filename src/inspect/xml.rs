//! XML read as a stream: elements, attributes and text, entities resolved.
//! Nothing is loaded, and no tree is built.

use super::finding::{Findings, Kind};
use super::hidden::Order;
use super::markup;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::cell::RefCell;

/// One event of the stream.
pub(super) enum Step<'a> {
    /// An element begins, with its attributes.
    Open(&'a str, &'a [(String, String)]),
    /// All text between two tags.
    Text(&'a str),
    /// An element ends.
    Close(&'a str),
    /// A comment.
    Comment(&'a str),
}

/// Reads a document as far as it is well-formed and passes each event with its
/// line number to `tell`. Returns whether the end was reached.
pub(super) fn walk(text: &str, mut tell: impl FnMut(Step<'_>, usize)) -> bool {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut lines = Lines::new(text);
    let mut gathered = String::new();
    let mut at = 1;
    loop {
        let position = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let Ok(event) = reader.read_event() else { return false };
        match &event {
            Event::Text(piece) => gathered.push_str(piece),
            Event::CData(piece) => gathered.push_str(piece),
            Event::GeneralRef(name) => gathered.push_str(&entity(name)),
            _ => {
                if !gathered.is_empty() {
                    tell(Step::Text(&gathered), at);
                    gathered.clear();
                }
                at = lines.at(position);
            }
        }
        match event {
            Event::Start(tag) => tell(Step::Open(tag.name().as_ref(), &attributes(&tag)), at),
            Event::Empty(tag) => {
                tell(Step::Open(tag.name().as_ref(), &attributes(&tag)), at);
                tell(Step::Close(tag.name().as_ref()), at);
            }
            Event::End(tag) => tell(Step::Close(tag.name().as_ref()), at),
            Event::Comment(comment) => tell(Step::Comment(&comment), at),
            Event::Eof => return true,
            _ => {}
        }
    }
}

/// The attributes of a tag, as they are without its entities.
pub(super) fn attributes(tag: &BytesStart<'_>) -> Vec<(String, String)> {
    // HTML allows values without quotes.
    let mut pairs = tag.html_attributes();
    pairs
        .with_checks(false)
        .flatten()
        .map(|attribute| (attribute.key.as_ref().to_owned(), unescape(&attribute.value)))
        .collect()
}

fn unescape(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), |value| value.into_owned())
}

/// The five entities of XML, the common ones of XHTML, and numeric references;
/// others as written.
fn entity(name: &str) -> String {
    let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => digits.parse().ok(),
    });
    match (number.and_then(char::from_u32), name) {
        (Some(letter), _) => letter.to_string(),
        (_, "amp") => "&".to_owned(),
        (_, "lt") => "<".to_owned(),
        (_, "gt") => ">".to_owned(),
        (_, "quot") => "\"".to_owned(),
        (_, "apos") => "'".to_owned(),
        (_, "nbsp") => "\u{a0}".to_owned(),
        (_, "zwnj") => "\u{200c}".to_owned(),
        (_, "zwj") => "\u{200d}".to_owned(),
        (_, "lrm") => "\u{200e}".to_owned(),
        (_, "rlm") => "\u{200f}".to_owned(),
        (_, "shy") => "\u{ad}".to_owned(),
        _ => format!("&{name};"),
    }
}

/// Line numbers of increasing offsets.
pub(super) struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text: text.as_bytes(), at: 0, line: 1 }
    }

    /// The line of an offset, which must not be before the previous one.
    pub(super) fn at(&mut self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        if offset > self.at {
            self.line += self.text[self.at..offset].iter().filter(|&&byte| byte == b'\n').count();
            self.at = offset;
        }
        self.line
    }
}

/// The part of a name after its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// A place in a file of the archive, or in the inspected file itself.
pub(super) fn place(file: &str, line: usize) -> String {
    if file.is_empty() { format!("line {line}") } else { format!("{file}:{line}") }
}

/// XMP: every property with its value. PDF/A extension schemas only describe
/// properties and hold no data.
pub(super) fn xmp(text: &str, file: &str, findings: &mut Findings) {
    let mut path: Vec<String> = Vec::new();
    walk(text, |step, _| match step {
        Step::Open(name, attributes) => {
            path.push(name.to_owned());
            if is_schema(&path) {
                return;
            }
            for (key, value) in attributes {
                let known =
                    key.starts_with("xmlns") || matches!(key.as_str(), "rdf:parseType" | "xml:lang" | "rdf:about");
                if !known || (key == "rdf:about" && !value.is_empty()) {
                    findings.field(file, key, value);
                }
            }
        }
        Step::Text(value) if !is_schema(&path) => {
            let named = path.iter().rev().find(|name| !name.starts_with("rdf:") && !name.starts_with("x:"));
            if let (Some(name), false) = (named, value.trim().is_empty()) {
                findings.field(file, name, value);
            }
        }
        Step::Close(_) => {
            path.pop();
        }
        Step::Comment(comment) => findings.field(file, "XMP comment", comment),
        Step::Text(_) => {}
    });
}

fn is_schema(path: &[String]) -> bool {
    path.iter().any(|name| {
        name.starts_with("pdfaExtension:") || name.starts_with("pdfaSchema:") || name.starts_with("pdfaProperty:")
    })
}

/// XHTML, SVG and the like: metadata, links, scripts, comments, text.
pub(super) fn page(text: &str, file: &str, findings: &mut Findings) {
    let mut open: Vec<String> = Vec::new();
    let finished = walk(text, |step, line| {
        let at = place(file, line);
        match step {
            Step::Open(name, attributes) => {
                element(local(name), attributes, &at, findings);
                open.push(local(name).to_owned());
            }
            Step::Close(_) => {
                open.pop();
            }
            Step::Text(text) => match open.last().map(String::as_str) {
                Some("script") => {}
                Some("style") => markup::loaded(text).for_each(|(_, what)| markup::loading(&at, what, findings)),
                Some(name @ ("desc" | "metadata")) => findings.field(&at, name, text),
                Some(name) if name == "title" && text.trim() != "" => {
                    findings.plain(Kind::Title, &at, name, text.trim());
                    findings.characters(&|_| at.clone(), text, Order::Logical);
                }
                Some(name) if open.iter().any(|name| name == "metadata") && !text.trim().is_empty() => {
                    findings.field(&at, name, text);
                }
                _ => findings.characters(&|_| at.clone(), text, Order::Logical),
            },
            Step::Comment(comment) => findings.field(&at, "comment", comment),
        }
    });
    if !finished {
        findings.remark(Kind::Field, file, "XML", "not well-formed; not all of it could be read");
        // What readers still run and load of it is found tag by tag.
        let lines = RefCell::new(Lines::new(text));
        markup::inspect(text, &|at| place(file, lines.borrow_mut().at(at)), findings);
    }
}

/// Reports the attributes of an element that reveal something.
pub(super) fn element(name: &str, attributes: &[(String, String)], at: &str, findings: &mut Findings) {
    let value = |wanted: &str| attributes.iter().find(|(key, _)| local(key) == wanted).map(|(_, value)| value.as_str());
    match name {
        "script" => findings.identifying(Kind::Active, at, "script", value("src").unwrap_or("in the page")),
        "iframe" | "object" | "embed" | "form" => {
            findings.remark(
                Kind::Active,
                at,
                name,
                value("src").or(value("data")).or(value("action")).unwrap_or_default(),
            );
        }
        "meta" => {
            let named = value("name").or(value("property")).or(value("http-equiv"));
            let content = value("content").unwrap_or_default();
            let usual = |named: &str| match named {
                "viewport" | "charset" | "content-type" | "cover" | "referrer" => true,
                // A policy may name hosts, and the address violations are
                // reported to.
                "content-security-policy" => !content.contains('/') && !content.contains("report"),
                _ => false,
            };
            if let Some(named) = named.filter(|named| !usual(&named.to_ascii_lowercase())) {
                findings.field(at, named, content);
            }
        }
        "base" => findings.field(at, "base path", value("href").unwrap_or_default()),
        _ => {}
    }
    for (key, value) in attributes {
        let key = key.as_str();
        match key {
            "href" | "xlink:href" | "src" | "data" | "poster" | "action" | "formaction" | "background" | "ping"
                if !value.starts_with('#') =>
            {
                target(name, key, value, at, findings);
            }
            "srcset" | "imagesrcset" => {
                let candidates = value.split(',').filter_map(|candidate| candidate.split_whitespace().next());
                candidates.for_each(|candidate| target(name, "src", candidate, at, findings));
            }
            "style" => markup::loaded(value).for_each(|(_, what)| markup::loading(at, what, findings)),
            "alt" | "title" | "aria-label" => findings.characters(&|_| at.to_owned(), value, Order::Logical),
            _ if key.starts_with("on") && name != "meta" => findings.identifying(Kind::Active, at, key, value),
            _ if key.starts_with("inkscape:") || key.starts_with("sodipodi:") => {
                let (weight, kind) = super::fields::judge(key, value);
                if super::fields::looks_like_path(value) || key.ends_with("docname") || key.ends_with("version") {
                    findings.add(weight, kind, at, key, value);
                }
            }
            _ => {}
        }
    }
}

/// Reports a link, or something that is loaded.
fn target(element: &str, key: &str, value: &str, at: &str, findings: &mut Findings) {
    let remote = markup::is_remote(value);
    let loads = matches!(key, "src" | "data" | "poster" | "background" | "ping")
        || matches!(element, "image" | "use" | "link" | "img" | "feImage" | "feimage");
    if value.starts_with("data:") && loads {
        return;
    }
    if remote && loads {
        markup::loading(at, value, findings);
    } else if remote || value.contains(':') || super::fields::looks_like_path(value) {
        findings.link(at, value);
    }
}
