//! Metadata: title, language, the standards that the file conforms to. Author
//! and date only if asked for.

use super::PdfOptions;
use super::font::text;
use crate::document::Meta;
use crate::document::date::is_calendar_date;
use lopdf::{Dictionary, Object};
use std::fmt::Write as _;

/// The title of a message that has none, or whose title must stay private.
const NO_TITLE: &str = "Document";

/// What the metadata contain.
pub(crate) struct Facts<'a> {
    /// The title, or a constant.
    pub(crate) title: &'a str,
    author: Option<String>,
    authors: Vec<&'a str>,
    date: Option<&'a str>,
}

impl<'a> Facts<'a> {
    /// Takes from the message what the options allow.
    pub(crate) fn new(meta: &'a Meta, options: &PdfOptions) -> Self {
        let known = |text: &'a Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        Self {
            title: known(&meta.title).unwrap_or(NO_TITLE),
            author: meta.author().filter(|_| options.author),
            authors: meta.authors.iter().map(String::as_str).filter(|_| options.author).collect(),
            date: known(&meta.date).filter(|date| options.date && is_calendar_date(date)),
        }
    }

    /// The document information dictionary.
    pub(crate) fn info(&self) -> Dictionary {
        let mut info = Dictionary::new();
        info.set("Title", text(self.title));
        if let Some(author) = &self.author {
            info.set("Author", text(author));
        }
        if let Some(date) = self.date {
            info.set("CreationDate", Object::string_literal(format!("D:{}", date.replace('-', ""))));
        }
        info
    }

    /// The XMP packet, which declares PDF/A-2u and PDF/UA-1.
    pub(crate) fn xmp(&self) -> String {
        let mut properties = format!(
            "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title>",
            escaped(self.title)
        );
        if !self.authors.is_empty() {
            let items: String = self.authors.iter().map(|name| format!("<rdf:li>{}</rdf:li>", escaped(name))).collect();
            let _ = write!(properties, "<dc:creator><rdf:Seq>{items}</rdf:Seq></dc:creator>");
        }
        if let Some(date) = self.date {
            let _ = write!(
                properties,
                "<xmp:CreateDate xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">{date}</xmp:CreateDate>"
            );
        }
        XMP.replace("<properties/>", &properties)
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // Most control characters are not allowed in XML.
            '\0'..=' ' | '\u{fffe}' | '\u{ffff}' => out.push(' '),
            _ => out.push(letter),
        }
    }
    out
}

/// Without `x:xmpmeta` around it, which is optional in XMP: the packet header
/// says where it begins.
const XMP: &str = r#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" pdfaid:part="2" pdfaid:conformance="U" pdfuaid:part="1"><properties/><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF><?xpacket end="r"?>"#;
