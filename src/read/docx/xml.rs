//! XML as a run of starts, ends and text, without prefixes.

use super::package::Relations;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// A piece of XML.
pub(super) enum Node {
    Start(Element),
    End(String),
    Text(String),
}

/// The start of an element: names without their prefix.
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    fn read(start: &BytesStart<'_>) -> Self {
        let attributes = start.attributes().flatten().map(|attribute| {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap_or_default().into_owned();
            (local(attribute.key.as_ref()), value)
        });
        Self { name: local(start.name().as_ref()), attributes: attributes.collect() }
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// `val`, the attribute most elements say it in.
    pub(super) fn val(&self) -> Option<&str> {
        self.get("val")
    }

    /// Whether a switch is on.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.val(), Some("0" | "false" | "off" | "none"))
    }
}

/// A name without its prefix.
fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_owned()
}

/// The pieces of a part, in order; stops where it is no XML.
pub(super) struct Nodes<'a> {
    reader: Reader<&'a [u8]>,
    /// The end of an element without content, which follows its start.
    end: Option<String>,
}

pub(super) fn nodes(xml: &str) -> Nodes<'_> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    Nodes { reader, end: None }
}

impl Iterator for Nodes<'_> {
    type Item = Node;

    fn next(&mut self) -> Option<Node> {
        if let Some(end) = self.end.take() {
            return Some(Node::End(end));
        }
        loop {
            return match self.reader.read_event().ok()? {
                Event::Start(start) => Some(Node::Start(Element::read(&start))),
                Event::Empty(start) => {
                    let element = Element::read(&start);
                    self.end = Some(element.name.clone());
                    Some(Node::Start(element))
                }
                Event::End(end) => Some(Node::End(local(end.name().as_ref()))),
                Event::Text(text) => Some(Node::Text(text.xml10_content().into_owned())),
                Event::CData(text) => Some(Node::Text(text.xml10_content().into_owned())),
                Event::GeneralRef(reference) => Some(Node::Text(resolve(&reference))),
                Event::Eof => None,
                _ => continue,
            };
        }
    }
}

/// The five entities of XML and numbers; what a file defines itself is nothing.
fn resolve(reference: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return letter.to_string();
    }
    quick_xml::escape::resolve_predefined_entity(&reference.xml10_content()).unwrap_or_default().to_owned()
}

/// The relations of a part whose type ends in `kind`.
pub(super) fn relations(xml: &str, kind: &str) -> Relations {
    nodes(xml)
        .filter_map(|node| match node {
            Node::Start(element) if element.name == "Relationship" => Some(element),
            _ => None,
        })
        .filter(|element| element.get("Type").is_some_and(|name| name.ends_with(kind)))
        .filter_map(|element| Some((element.get("Id")?.to_owned(), element.get("Target")?.to_owned())))
        .collect()
}
