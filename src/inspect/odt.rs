//! ODT: properties, settings, people, revisions, comments, hidden text, links, pictures.

use super::archive::Archive;
use super::finding::{Findings, Kind};
use super::hidden::Order;
use super::xml::{self, Step, local};
use super::{fields, image};
use crate::read::alt;
use std::collections::BTreeSet;

/// Settings that tell of a person's machine.
const TELLING: [&str; 4] = ["PrinterName", "PrinterSetup", "CurrentDatabaseDataSource", "ModifyPasswordInfo"];

/// How much of a file is looked at for what it is.
const HEAD: usize = 16 << 10;

/// Inspects an OpenDocument text.
pub(super) fn inspect(archive: &Archive, findings: &mut Findings) {
    for entry in &archive.entries {
        let name = entry.name.as_str();
        let size = || format!("{} bytes", entry.content.len());
        match (name, entry.extension().as_str()) {
            ("mimetype" | "META-INF/manifest.xml" | "manifest.rdf" | "layout-cache", _) => {}
            ("META-INF/documentsignatures.xml" | "META-INF/macrosignatures.xml", _) => {
                findings.identifying(Kind::Person, name, "signature", &size());
            }
            ("meta.xml", _) => properties(name, &entry.text(), findings),
            ("settings.xml", _) => settings(name, &entry.text(), findings),
            (_, "xml") if name.starts_with("Basic/") || name.starts_with("Scripts/") => {
                findings.identifying(Kind::Active, name, "macro", &size());
            }
            (_, "xml") if name.starts_with("Configurations2/") || name.starts_with("Dialogs/") => {}
            // Also those of objects inside the file.
            (_, "xml") => part(name, &entry.text(), findings),
            _ if entry.content.is_empty() => {}
            _ if image::inspect(&entry.content, name, findings).is_some() => {
                if name.starts_with("Thumbnails/") {
                    findings.identifying(Kind::Embedded, name, "thumbnail", "a small picture of the first page");
                }
            }
            (_, "ttf" | "otf") => findings.plain(Kind::Font, name, "font file", &size()),
            _ => findings.identifying(Kind::Embedded, name, "file", &size()),
        }
    }
}

/// Whether a text is a flat OpenDocument text: all parts of one in one file of XML.
pub(super) fn is_flat(text: &str) -> bool {
    let head = text.get(..text.floor_char_boundary(HEAD)).unwrap_or(text);
    head.trim_start().starts_with('<') && head.contains("<office:document") && head.contains("opendocument.text")
}

/// Inspects one: what are parts elsewhere are elements here, each on its own lines.
pub(super) fn flat(text: &str, findings: &mut Findings) {
    properties("", &within(text, "office:meta").0, findings);
    settings("", &within(text, "office:settings").0, findings);
    let rest = within(&within(text, "office:meta").1, "office:settings").1;
    let mut body = String::with_capacity(rest.len());
    for (number, piece) in rest.split("<office:binary-data>").enumerate() {
        let after = piece.split_once("</office:binary-data>").filter(|_| number > 0);
        if let Some((data, _)) = after {
            let line = 1 + body.matches('\n').count();
            findings.remark(
                Kind::Embedded,
                &xml::place("", line),
                "file",
                &format!("{} letters of base64", data.len()),
            );
            body.extend(data.chars().filter(|letter| *letter == '\n'));
        }
        body.push_str(after.map_or(piece, |(_, rest)| rest));
    }
    part("", &body, findings);
}

/// What an element holds, and the text without it, each in its lines.
fn within(text: &str, name: &str) -> (String, String) {
    let (start, end) = (format!("<{name}>"), format!("</{name}>"));
    let found = text.find(&start).and_then(|from| Some((from, from + text[from..].find(&end)? + end.len())));
    let lines = |text: &str| "\n".repeat(text.matches('\n').count());
    match found {
        Some((from, to)) => {
            (lines(&text[..from]) + &text[from..to], text[..from].to_owned() + &lines(&text[from..to]) + &text[to..])
        }
        None => (String::new(), text.to_owned()),
    }
}

/// `meta.xml`: each element with text is a field, and the template a path.
fn properties(file: &str, text: &str, findings: &mut Findings) {
    let mut open: Vec<String> = Vec::new();
    xml::walk(text, |step, line| {
        let at = xml::place(file, line);
        match step {
            Step::Open(name, attributes) => {
                let value = |wanted: &str| attributes.iter().find(|(key, _)| local(key) == wanted);
                if local(name) == "template" {
                    for (key, value) in attributes.iter().filter(|(key, _)| matches!(local(key), "href" | "title")) {
                        findings.identifying(Kind::Path, &at, &format!("template {}", local(key)), value);
                    }
                }
                let own = (local(name) == "user-defined").then(|| value("name")).flatten();
                open.push(own.map_or_else(|| name.to_owned(), |(_, own)| format!("custom {own}")));
            }
            Step::Close(_) => drop(open.pop()),
            Step::Text(text) if !text.trim().is_empty() => {
                let name = open.last().map_or("", String::as_str);
                match local(name) {
                    "generator" | "editing-duration" => findings.identifying(Kind::Software, &at, name, text),
                    "editing-cycles" => findings.remark(Kind::Field, &at, name, text),
                    _ => findings.field(&at, name, text),
                }
            }
            Step::Text(_) => {}
            Step::Comment(comment) => findings.field(&at, "comment", comment),
        }
    });
}

/// `settings.xml`: the printer, a database, the sessions of editing.
fn settings(file: &str, text: &str, findings: &mut Findings) {
    let mut open = String::new();
    xml::walk(text, |step, line| match step {
        Step::Open(_, attributes) => {
            let named = attributes.iter().find(|(key, _)| local(key) == "name");
            open = named.map(|(_, name)| name.clone()).unwrap_or_default();
        }
        Step::Text(text) if !text.trim().is_empty() => {
            let at = xml::place(file, line);
            if TELLING.contains(&open.as_str()) {
                findings.identifying(Kind::Software, &at, &open, text);
            } else if matches!(open.as_str(), "Rsid" | "RsidRoot") {
                findings.remark(Kind::Identifier, &at, &open, text);
            } else if fields::looks_like_path(text) {
                findings.identifying(Kind::Path, &at, &open, text);
            }
        }
        _ => {}
    });
}

/// A part with text.
fn part(file: &str, text: &str, findings: &mut Findings) {
    let mut paragraph = String::new();
    let mut first_line = 1;
    let mut open: Vec<String> = Vec::new();
    let mut sessions: BTreeSet<String> = BTreeSet::new();
    let finished = xml::walk(text, |step, line| {
        let at = xml::place(file, line);
        match step {
            Step::Open(name, attributes) => {
                element(local(name), attributes, &at, &mut sessions, findings);
                open.push(local(name).to_owned());
            }
            Step::Text(text) => match open.last().map_or("", String::as_str) {
                "creator" | "creator-initials" | "sender-initials" if !text.trim().is_empty() => {
                    findings.identifying(Kind::Person, &at, "creator", text);
                }
                name if (name.starts_with("author-") || name.starts_with("sender-")) && !text.trim().is_empty() => {
                    findings.identifying(Kind::Person, &at, name, text);
                }
                "date" if open.iter().any(|name| matches!(name.as_str(), "change-info" | "annotation")) => {
                    findings.identifying(Kind::Date, &at, "date", text);
                }
                "title" | "desc" if fields::looks_like_path(text) => {
                    findings.identifying(Kind::Path, &at, "alternative text", text);
                }
                "title" | "desc" if alt::names_a_file(text) => {
                    findings.remark(Kind::Path, &at, "alternative text", text);
                }
                _ => {
                    if paragraph.is_empty() {
                        first_line = line;
                    }
                    paragraph.push_str(text);
                }
            },
            Step::Close(name) => {
                open.pop();
                if matches!(local(name), "p" | "h") {
                    findings.characters(&|_| xml::place(file, first_line), &paragraph, Order::Logical);
                    paragraph.clear();
                }
            }
            Step::Comment(comment) => findings.field(&at, "comment", comment),
        }
    });
    if !sessions.is_empty() {
        let value = format!("{} editing sessions can be told apart", sessions.len());
        findings.remark(Kind::Identifier, file, "rsid", &value);
    }
    if !finished {
        findings.remark(Kind::Field, file, "XML", "not well-formed; not all of it could be read");
    }
}

fn element(
    name: &str,
    attributes: &[(String, String)],
    at: &str,
    sessions: &mut BTreeSet<String>,
    findings: &mut Findings,
) {
    let value = |wanted: &str| attributes.iter().find(|(key, _)| local(key) == wanted).map(|(_, value)| value.as_str());
    if let Some(session) = value("rsid").or_else(|| value("paragraph-rsid")) {
        sessions.insert(session.to_owned());
    }
    if value("display") == Some("none") || value("is-hidden") == Some("true") {
        findings.remark(Kind::Hidden, at, "hidden text", name);
    }
    match name {
        "insertion" | "deletion" | "format-change" => {
            findings.remark(Kind::Embedded, at, "tracked change", name);
        }
        "annotation" => findings.remark(Kind::Embedded, at, "comment", "a remark that is not part of the text"),
        "graphic-properties" if value("clip").is_some_and(cuts) => {
            findings.identifying(Kind::Embedded, at, "cut-off picture", "what is cut off is still in the file");
        }
        "font-face" => {
            if let Some(family) = value("font-family") {
                findings.plain(Kind::Font, at, "font", family);
            }
        }
        "a" => findings.link(at, value("href").unwrap_or_default()),
        "event-listener" => findings.identifying(Kind::Active, at, "macro", value("href").unwrap_or_default()),
        "image" | "object" | "section-source" | "plugin" => {
            let target = value("href").unwrap_or_default();
            if target.contains("://") && !target.starts_with("file:") {
                findings.identifying(Kind::Active, at, "loaded from the network", target);
            } else if fields::looks_like_path(target) || target.starts_with("../") {
                findings.identifying(Kind::Path, at, name, target);
            }
        }
        _ => {}
    }
}

/// Whether a clip cuts anything off.
fn cuts(clip: &str) -> bool {
    clip.contains(|digit: char| digit.is_ascii_digit() && digit != '0')
}
