//! EPUB: the package's metadata, and every page, picture and style sheet.

use super::archive::{Archive, Entry};
use super::finding::{Findings, Kind};
use super::hidden::Order;
use super::image;
use super::markup;
use super::xml::{self, Step, local};

/// Files of `META-INF` that nearly every EPUB has and that identify nobody.
const USUAL: [&str; 2] = ["META-INF/container.xml", "META-INF/com.apple.ibooks.display-options.xml"];

/// Inspects an EPUB.
pub(super) fn inspect(archive: &Archive, findings: &mut Findings) {
    for entry in &archive.entries {
        match entry.extension().as_str() {
            "opf" => package(entry, findings),
            "ncx" | "xhtml" | "html" | "htm" | "svg" => xml::page(&entry.text(), &entry.name, findings),
            "css" => style(entry, findings),
            "jpg" | "jpeg" | "png" | "gif" | "webp" => {
                if image::inspect(&entry.content, &entry.name, findings).is_none() {
                    findings.remark(Kind::Embedded, &entry.name, "picture of another kind", "not looked into");
                }
            }
            "ttf" | "otf" | "woff" | "woff2" => findings.plain(Kind::Font, &entry.name, "font file", &size(entry)),
            "js" => findings.identifying(Kind::Active, &entry.name, "script", &size(entry)),
            _ if entry.name == "mimetype" || USUAL.contains(&entry.name.as_str()) => {}
            _ if entry.name.starts_with("META-INF/") => {
                findings.remark(Kind::Embedded, &entry.name, "file", &size(entry));
            }
            _ => findings.identifying(Kind::Embedded, &entry.name, "file", &size(entry)),
        }
    }
}

fn size(entry: &Entry) -> String {
    format!("{} bytes", entry.content.len())
}

/// The metadata of a package document.
fn package(entry: &Entry, findings: &mut Findings) {
    let file = &entry.name;
    let mut field: Option<String> = None;
    let mut in_metadata = false;
    xml::walk(&entry.text(), |step, line| {
        let at = xml::place(file, line);
        match step {
            Step::Open(name, _) if local(name) == "metadata" => in_metadata = true,
            Step::Close(name) if local(name) == "metadata" => in_metadata = false,
            Step::Open(name, attributes) if in_metadata => {
                let value =
                    |wanted: &str| attributes.iter().find(|(key, _)| key == wanted).map(|(_, value)| value.clone());
                let refines = value("refines").is_some();
                field = if refines { None } else { Some(value("property").unwrap_or_else(|| name.to_owned())) };
                if let (Some(name), Some(content)) = (value("name"), value("content")) {
                    if name != "cover" {
                        findings.field(&at, &name, &content);
                    }
                    field = None;
                }
            }
            Step::Text(text) if in_metadata => {
                if let Some(name) = &field {
                    findings.field(&at, name, text);
                }
            }
            Step::Open(name, attributes) if local(name) == "item" || local(name) == "link" => {
                for (_, value) in attributes.iter().filter(|(key, value)| key == "href" && value.contains("://")) {
                    findings.identifying(Kind::Active, &at, "loaded from the network", value);
                }
            }
            Step::Comment(comment) => findings.field(&at, "comment", comment),
            Step::Open(..) | Step::Close(_) | Step::Text(_) => {}
        }
    });
}

/// A style sheet: fonts, comments and what it loads.
fn style(entry: &Entry, findings: &mut Findings) {
    let text = entry.text();
    let mut lines = xml::Lines::new(&text);
    for (at, _) in text.match_indices("@font-face") {
        let rest = &text[at + 1..];
        // To the next rule, so that rules without an end are read once.
        let rule = &rest[..rest.find(['}', '@']).unwrap_or(rest.len())];
        let name = rule.split("font-family:").nth(1).and_then(|rest| rest.split([';', '}']).next()).unwrap_or_default();
        let place = xml::place(&entry.name, lines.at(at));
        findings.plain(Kind::Font, &place, "font family", name.trim().trim_matches(['"', '\'']));
    }
    let mut lines = xml::Lines::new(&text);
    for (at, comment) in markup::between(&text, "/*", "*/") {
        findings.field(&xml::place(&entry.name, lines.at(at)), "comment", comment);
    }
    let mut lines = xml::Lines::new(&text);
    for (at, address) in markup::loaded(&text) {
        markup::loading(&xml::place(&entry.name, lines.at(at)), address, findings);
    }
    let mut lines = xml::Lines::new(&text);
    let hidden = super::hidden::find(&text, Order::Logical);
    for found in hidden {
        let place = xml::place(&entry.name, lines.at(found.at));
        findings.add(found.weight, Kind::Hidden, &place, found.name, &found.what);
    }
}
