//! DOCX: properties, people, revisions, relationships, text.

use super::archive::{Archive, Entry};
use super::finding::{Findings, Kind};
use super::hidden::Order;
use super::xml::{self, Step, local};
use super::{fields, image};
use crate::read::alt;
use std::collections::BTreeSet;

/// Inspects a DOCX.
pub(super) fn inspect(archive: &Archive, findings: &mut Findings) {
    for entry in &archive.entries {
        let name = entry.name.as_str();
        match entry.extension().as_str() {
            "rels" => relations(entry, findings),
            "xml" if name.starts_with("docProps/") => properties(entry, findings),
            "xml" if name.starts_with("word/") => part(entry, findings),
            "xml" if name.starts_with("customXml/") => {
                findings.remark(Kind::Embedded, name, "custom XML", &format!("{} bytes", entry.content.len()));
            }
            "xml" => {}
            _ if image::inspect(&entry.content, name, findings).is_some() => {
                if name.contains("thumbnail") {
                    findings.identifying(Kind::Embedded, name, "thumbnail", "a small picture of the first page");
                }
            }
            _ => findings.identifying(Kind::Embedded, name, "file", &format!("{} bytes", entry.content.len())),
        }
    }
}

/// `core.xml`, `app.xml` and `custom.xml`: each element with text is a field.
fn properties(entry: &Entry, findings: &mut Findings) {
    /// Counts and switches that identify nobody.
    const COUNTS: [&str; 14] = [
        "Pages",
        "Words",
        "Characters",
        "CharactersWithSpaces",
        "Lines",
        "Paragraphs",
        "DocSecurity",
        "ScaleCrop",
        "LinksUpToDate",
        "SharedDoc",
        "HyperlinksChanged",
        "lpstr",
        "i4",
        "Slides",
    ];
    let mut open: Vec<String> = Vec::new();
    xml::walk(&entry.text(), |step, line| match step {
        Step::Open(name, attributes) => {
            let named = attributes.iter().find(|(key, _)| key == "name").map(|(_, value)| format!("custom {value}"));
            open.push(named.unwrap_or_else(|| name.to_owned()));
        }
        Step::Close(_) => {
            open.pop();
        }
        Step::Text(text) => {
            // A custom property's value is in a child element.
            let custom = open.iter().rev().find(|name| name.starts_with("custom "));
            if let Some(name) = custom.or(open.last()) {
                let ordinary = COUNTS.contains(&local(name)) || text.trim().is_empty();
                match (ordinary, local(name)) {
                    (false, "AppVersion" | "TotalTime" | "Application") => {
                        findings.identifying(Kind::Software, &xml::place(&entry.name, line), name, text);
                    }
                    (false, _) => findings.field(&xml::place(&entry.name, line), name, text),
                    _ => {}
                }
            }
        }
        Step::Comment(comment) => findings.field(&xml::place(&entry.name, line), "comment", comment),
    });
}

/// Reports links and the external files that the document depends on.
fn relations(entry: &Entry, findings: &mut Findings) {
    xml::walk(&entry.text(), |step, line| {
        let Step::Open(name, attributes) = step else { return };
        let value = |wanted: &str| attributes.iter().find(|(key, _)| key == wanted).map(|(_, value)| value.as_str());
        if local(name) != "Relationship" || value("TargetMode") != Some("External") {
            return;
        }
        let (target, kind) = (value("Target").unwrap_or_default(), value("Type").unwrap_or_default());
        let place = xml::place(&entry.name, line);
        if kind.ends_with("/hyperlink") {
            findings.link(&place, target);
        } else if fields::looks_like_path(target) {
            findings.identifying(Kind::Path, &place, kind.rsplit('/').next().unwrap_or_default(), target);
        } else {
            findings.identifying(Kind::Active, &place, "loaded from the network", target);
        }
    });
}

/// A part with text: who wrote, changed and commented, and when; hidden text.
fn part(entry: &Entry, findings: &mut Findings) {
    let file = &entry.name;
    let mut paragraph = String::new();
    let mut first_line = 1;
    let mut in_text = false;
    let mut sessions: BTreeSet<String> = BTreeSet::new();
    let finished = xml::walk(&entry.text(), |step, line| match step {
        Step::Open(name, attributes) => {
            in_text = matches!(local(name), "t" | "delText" | "instrText");
            element(local(name), attributes, &xml::place(file, line), &mut sessions, findings);
        }
        Step::Text(text) if in_text => {
            if paragraph.is_empty() {
                first_line = line;
            }
            paragraph.push_str(text);
        }
        Step::Close(name) => {
            in_text = false;
            if local(name) == "p" {
                findings.characters(&|_| xml::place(file, first_line), &paragraph, Order::Logical);
                paragraph.clear();
            }
        }
        Step::Comment(comment) => findings.field(&xml::place(file, line), "comment", comment),
        Step::Text(_) => {}
    });
    if !sessions.is_empty() {
        let value = format!("{} editing sessions can be told apart", sessions.len());
        findings.remark(Kind::Identifier, file, "rsid", &value);
    }
    if !finished {
        findings.remark(Kind::Field, file, "XML", "not well-formed; not all of it could be read");
    }
}

/// Reports cropping: what `a:srcRect` cuts off a picture is still in the file.
fn cut_off(attributes: &[(String, String)], at: &str, findings: &mut Findings) {
    let cuts = |value: &str| value.trim().trim_end_matches('%').parse::<f64>().is_ok_and(|share| share > 0.0);
    if attributes.iter().any(|(key, value)| matches!(local(key), "l" | "t" | "r" | "b") && cuts(value)) {
        findings.identifying(Kind::Embedded, at, "cut-off picture", "what is cut off is still in the file");
    }
}

/// Reports a path used as a picture's description: it reveals where the author
/// keeps files.
fn description(name: &str, key: &str, value: &str, at: &str, findings: &mut Findings) {
    let describes = matches!((name, key), ("docPr" | "cNvPr", "descr" | "title") | ("shape" | "rect", "alt"));
    if describes && fields::looks_like_path(value) {
        findings.identifying(Kind::Path, at, "alternative text", value);
    } else if describes && alt::names_a_file(value) {
        findings.remark(Kind::Path, at, "alternative text", value);
    }
}

fn element(
    name: &str,
    attributes: &[(String, String)],
    at: &str,
    sessions: &mut BTreeSet<String>,
    findings: &mut Findings,
) {
    for (key, value) in attributes {
        description(name, local(key), value, at, findings);
        match local(key) {
            "author" | "initials" | "userId" | "providerId" | "lastEdited" => {
                findings.identifying(Kind::Person, at, &format!("{name} {}", local(key)), value);
            }
            "date" | "dateUtc" if !fields::is_fixed_date(value) => {
                findings.identifying(Kind::Date, at, &format!("{name} date"), value);
            }
            key if key.starts_with("rsid") => {
                sessions.insert(value.clone());
            }
            "docId" | "paraId" if name == "docId" => findings.identifying(Kind::Identifier, at, "docId", value),
            _ => {}
        }
    }
    let value = || attributes.iter().find(|(key, _)| local(key) == "val").map_or("", |(_, value)| value.as_str());
    match name {
        "docId" => findings.identifying(Kind::Identifier, at, "docId", value()),
        "vanish" | "webHidden" | "specVanish" if !matches!(value(), "0" | "false" | "off") => {
            findings.remark(Kind::Hidden, at, "hidden text", &format!("w:{name}"));
        }
        // `w:trPr`, `w:cellDel` and the like: revisions of rows and cells, moves
        // and earlier formatting.
        "del" | "ins" | "moveFrom" | "moveTo" | "cellDel" | "cellIns" | "rPrChange" | "pPrChange" | "tblPrChange"
        | "trPrChange" | "tcPrChange" | "sectPrChange" => {
            findings.remark(Kind::Embedded, at, "tracked change", name);
        }
        "srcRect" => cut_off(attributes, at, findings),
        "imagedata" if attributes.iter().any(|(key, _)| local(key).starts_with("crop")) => {
            findings.identifying(Kind::Embedded, at, "cut-off picture", "what is cut off is still in the file");
        }
        "comment" => findings.remark(Kind::Embedded, at, "comment", "a remark that is not part of the text"),
        "font" => {
            if let Some((_, family)) = attributes.iter().find(|(key, _)| local(key) == "name") {
                findings.plain(Kind::Font, at, "font", family);
            }
        }
        _ => {}
    }
}
