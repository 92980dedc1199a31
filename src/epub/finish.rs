//! The finishing pass over epub-builder's archive: adds missing languages and
//! directions, the landmarks and the page list, removes a duplicate id, then
//! writes every entry in a fixed order with a fixed time.

use super::package::clean;
use super::toc::Rendered;
use crate::document::Lang;
use crate::document::words::Words;
use crate::error::{Error, Result};
use crate::web::{dir, escaped};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The content of the patches.
pub(super) struct Patches<'a> {
    /// The language of the book.
    pub lang: &'a Lang,
    /// Its title.
    pub title: &'a str,
    /// Its identifier.
    pub identifier: String,
    /// The fixed words of its language.
    pub words: &'a Words,
    /// The date to write, as in the source.
    pub date: Option<&'a str>,
    /// The publisher to write.
    pub publisher: Option<&'a str>,
    /// The printed pages: label and link.
    pub page_marks: &'a [(String, String)],
    /// The table of contents.
    pub contents: Rendered,
    /// The page with a table of contents of its own, if any.
    pub contents_page: Option<String>,
    /// The page where the text begins.
    pub text_page: String,
    /// Whether fonts are embedded.
    pub has_fonts: bool,
}

fn failed(error: &impl ToString) -> Error {
    Error::Writer { format: "EPUB", message: error.to_string() }
}

/// Rewrites the book.
///
/// # Errors
/// [`Error::Writer`] where the package differs from what this pass expects.
pub(super) fn finish(bytes: &[u8], patches: &Patches<'_>) -> Result<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| failed(&error))?;
    let mut entries: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).map_err(|error| failed(&error))?;
        let mut content = Vec::new();
        file.read_to_end(&mut content).map_err(|error| failed(&error))?;
        entries.insert(file.name().to_owned(), content);
    }
    for (name, patch) in [
        ("OEBPS/content.opf", package as fn(&mut Text, &Patches<'_>)),
        ("OEBPS/nav.xhtml", navigation),
        ("OEBPS/toc.ncx", ncx),
    ] {
        let content = entries.remove(name).and_then(|bytes| String::from_utf8(bytes).ok());
        let mut text = Text { content: content.ok_or_else(|| failed(&format!("no {name}")))?, missing: None };
        patch(&mut text, patches);
        if let Some(missing) = text.missing {
            return Err(failed(&format!("{name} has no {missing}")));
        }
        entries.insert(name.to_owned(), text.content.into_bytes());
    }
    if !patches.has_fonts
        && let Some(options) = entries.get_mut("META-INF/com.apple.ibooks.display-options.xml")
    {
        // Apple Books hides its own font list where a book claims to embed
        // fonts.
        let text = String::from_utf8_lossy(options).replace(">true<", ">false<");
        *options = text.into_bytes();
    }
    let mimetype = entries.remove("mimetype").ok_or_else(|| failed(&"no mimetype"))?;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().last_modified_time(DateTime::default()).unix_permissions(0o644);
    let mut put = |name: &str, content: &[u8], options: SimpleFileOptions| {
        zip.start_file(name, options).map_err(|error| failed(&error))?;
        zip.write_all(content).map_err(|error| failed(&error))
    };
    put("mimetype", &mimetype, plain.compression_method(CompressionMethod::Stored))?;
    for (name, content) in &entries {
        put(name, content, plain.compression_method(CompressionMethod::Deflated).compression_level(Some(9)))?;
    }
    Ok(zip.finish().map_err(|error| failed(&error))?.into_inner())
}

/// A file being patched, and the first text that a patch did not find.
struct Text {
    content: String,
    missing: Option<&'static str>,
}

impl Text {
    /// Replaces the first occurrence.
    fn replace(&mut self, from: &'static str, to: &str) {
        match self.content.find(from) {
            Some(at) => self.content.replace_range(at..at + from.len(), to),
            None => self.missing = self.missing.or(Some(from)),
        }
    }

    /// Replaces everything from the first text to the end of the second.
    fn replace_between(&mut self, from: &'static str, to: &'static str, with: &str) {
        let start = self.content.find(from);
        let end = start.and_then(|start| self.content[start..].find(to).map(|at| start + at + to.len()));
        match (start, end) {
            (Some(start), Some(end)) => self.content.replace_range(start..end, with),
            _ => self.missing = self.missing.or(Some(from)),
        }
    }
}

fn package(text: &mut Text, patches: &Patches<'_>) {
    let lang = patches.lang.as_str();
    let direction = dir(patches.lang.direction());
    text.replace("<package ", &format!("<package xml:lang=\"{lang}\" dir=\"{direction}\" "));
    // Reading systems show the cover themselves; reading begins with the text.
    text.replace("<itemref idref=\"id_cover.xhtml\"/>", "<itemref idref=\"id_cover.xhtml\" linear=\"no\"/>");
    if patches.contents_page.is_none() {
        // The landmarks lead there, and may only lead to files in the spine.
        text.replace("  </spine>", "    <itemref idref=\"nav\" linear=\"no\"/>\n  </spine>");
    }
    // epub-builder gives it the id of the first author.
    text.replace("<dc:language id=\"epub-creator-0\">", "<dc:language>");
    for (element, value) in [("date", patches.date), ("publisher", patches.publisher)] {
        let Some(value) = value else { continue };
        let value = escaped(&clean(value));
        text.replace("<dc:language>", &format!("<dc:{element}>{value}</dc:{element}>\n    <dc:language>"));
    }
    let lines: Vec<&str> = text.content.lines().filter(|line| !line.trim().is_empty()).collect();
    text.content = lines.join("\n") + "\n";
}

fn navigation(text: &mut Text, patches: &Patches<'_>) {
    let lang = patches.lang.as_str();
    let direction = dir(patches.lang.direction());
    text.replace("<html ", &format!("<html lang=\"{lang}\" xml:lang=\"{lang}\" dir=\"{direction}\" "));
    text.replace("<body>", &format!("<body dir=\"{direction}\">"));
    text.replace("  <meta name=\"generator\" content=\"\" />\n", "");
    // Redundant beside the XML declaration, and tools that look for metadata
    // fail on it.
    text.replace("  <meta charset = \"utf-8\" />\n", "");
    text.replace("<nav epub:type = \"toc\" id=\"toc\">", "<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\">");
    text.replace_between("    <ol>", "  </nav>", &format!("{}\n  </nav>", patches.contents.lists));
    let words = patches.words;
    let toc_page = patches.contents_page.as_deref().unwrap_or("nav.xhtml#toc");
    let mut lists = format!(
        "<nav epub:type=\"landmarks\" hidden=\"hidden\">\n<h2>{}</h2>\n<ol>\n\
         <li><a epub:type=\"cover\" href=\"cover.xhtml\">{}</a></li>\n\
         <li><a epub:type=\"toc\" href=\"{toc_page}\">{}</a></li>\n\
         <li><a epub:type=\"bodymatter\" href=\"{}\">{}</a></li>\n</ol>\n</nav>",
        words.landmarks, words.cover, patches.words.contents, patches.text_page, words.text,
    );
    if !patches.page_marks.is_empty() {
        lists.push_str(&format!(
            "\n<nav epub:type=\"page-list\" role=\"doc-pagelist\" hidden=\"hidden\">\n<h2>{}</h2>\n<ol>\n",
            words.pages
        ));
        for (label, link) in patches.page_marks {
            lists.push_str(&format!("<li><a href=\"{link}\">{}</a></li>\n", escaped(label)));
        }
        lists.push_str("</ol>\n</nav>");
    }
    text.replace_between("<nav epub:type = \"landmarks\">", "</nav>", &lists);
}

fn ncx(text: &mut Text, patches: &Patches<'_>) {
    let lang = patches.lang.as_str();
    text.replace("<ncx ", &format!("<ncx xml:lang=\"{lang}\" dir=\"{}\" ", dir(patches.lang.direction())));
    let title = escaped(patches.title);
    text.replace_between("<docTitle>", "</docTitle>", &format!("<docTitle><text>{title}</text></docTitle>"));
    text.replace_between("<navMap>", "</navMap>", &format!("<navMap>\n{}\n  </navMap>", patches.contents.points));
    let (uid, depth) = (&patches.identifier, patches.contents.depth);
    text.replace(
        "<meta name=\"dtb:depth\" content=\"1\" />",
        &format!("<meta name=\"dtb:uid\" content=\"{uid}\"/>\n    <meta name=\"dtb:depth\" content=\"{depth}\"/>"),
    );
}
