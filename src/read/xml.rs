//! XML without prefixes: a stream of starts, ends and text, or whole elements.
//! Malformed XML is an error with its place: half a message would be misleading.

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::BTreeMap;

/// The deepest nesting of elements; Word's stays below forty.
const DEPTH: usize = 400;
/// The most elements of one paragraph or row: far more than any page shows, and
/// each takes memory.
const ELEMENTS: usize = 500_000;

/// The relationships of a part of an Office file: targets by id.
pub(crate) type Relations = BTreeMap<String, String>;

/// An event of the stream.
pub(crate) enum Node {
    Start(Element),
    End,
    Text(String),
}

/// A child of an element.
pub(crate) enum Child {
    Element(Element),
    Text(String),
}

/// An element. Names are without prefix; `children` are only there if it was
/// read whole.
#[derive(Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Child>,
}

/// Why and where a part is malformed.
pub(crate) struct Broken {
    /// The offset in the part, in bytes.
    pub(crate) at: u64,
    pub(crate) what: String,
}

impl Element {
    fn read(start: &BytesStart<'_>, at: u64) -> Result<Self, Broken> {
        let mut attributes = Vec::new();
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| Broken { at, what: error.to_string() })?;
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| Broken { at, what: error.to_string() })?;
            attributes.push((local(attribute.key.as_ref()).to_owned(), value.into_owned()));
        }
        Ok(Self { name: local(start.name().as_ref()).to_owned(), attributes, children: Vec::new() })
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// `val`, the attribute that most elements use for their value.
    pub(crate) fn val(&self) -> Option<&str> {
        self.get("val")
    }

    /// A number in an attribute.
    pub(crate) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.get(name)?.trim().parse().ok()
    }

    /// Whether a switch is on.
    pub(crate) fn is_on(&self) -> bool {
        !matches!(self.val(), Some("0" | "false" | "off" | "none"))
    }

    /// Its child elements.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// The first child element of a name.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// Whether it has a child that is a switch and on.
    pub(crate) fn has_on(&self, name: &str) -> bool {
        self.child(name).is_some_and(Self::is_on)
    }

    /// The first descendant of a name. The reader limits the depth.
    pub(crate) fn find(&self, name: &str) -> Option<&Self> {
        self.elements().find_map(|element| if element.name == name { Some(element) } else { element.find(name) })
    }

    /// Its text, without that of child elements.
    pub(crate) fn text(&self) -> String {
        self.children
            .iter()
            .filter_map(|child| match child {
                Child::Text(text) => Some(text.as_str()),
                Child::Element(_) => None,
            })
            .collect()
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The events of a part, in order.
pub(crate) struct Nodes<'a> {
    reader: Reader<&'a [u8]>,
    /// The last element was empty: its end follows.
    ends: bool,
    open: usize,
}

pub(crate) fn nodes(xml: &str) -> Nodes<'_> {
    Nodes { reader: Reader::from_str(xml), ends: false, open: 0 }
}

impl Nodes<'_> {
    /// The next event; `None` at the end of the part.
    pub(crate) fn next(&mut self) -> Result<Option<Node>, Broken> {
        if std::mem::take(&mut self.ends) {
            return Ok(Some(Node::End));
        }
        loop {
            let at = self.reader.buffer_position();
            let broken = |what: &str| Broken { at, what: what.to_owned() };
            let event = self.reader.read_event();
            let event = event.map_err(|error| Broken { at: self.reader.error_position(), what: error.to_string() })?;
            return Ok(Some(match event {
                Event::Start(start) => {
                    self.open += 1;
                    if self.open > DEPTH {
                        return Err(broken("elements are nested too deep"));
                    }
                    Node::Start(Element::read(&start, at)?)
                }
                Event::Empty(start) => {
                    self.ends = true;
                    Node::Start(Element::read(&start, at)?)
                }
                Event::End(_) => {
                    self.open = self.open.saturating_sub(1);
                    Node::End
                }
                Event::Text(text) => Node::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Node::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(reference) => {
                    Node::Text(resolve(&reference).ok_or_else(|| broken("an entity that is not known"))?)
                }
                Event::Eof if self.open > 0 => return Err(broken("it is cut off before its end")),
                Event::Eof => return Ok(None),
                _ => continue,
            }));
        }
    }

    /// The rest of an element, of which the start was read.
    pub(crate) fn whole(&mut self, start: Element) -> Result<Element, Broken> {
        let mut outer = Vec::new();
        let mut open = start;
        let mut count = 0;
        loop {
            match self.next()? {
                Some(Node::Start(element)) => {
                    count += 1;
                    if count > ELEMENTS {
                        let at = self.reader.buffer_position();
                        return Err(Broken { at, what: "a paragraph or row has too many elements".to_owned() });
                    }
                    outer.push(std::mem::replace(&mut open, element));
                }
                Some(Node::Text(text)) => match open.children.last_mut() {
                    // Entities split a text.
                    Some(Child::Text(before)) => before.push_str(&text),
                    _ => open.children.push(Child::Text(text)),
                },
                Some(Node::End) => match outer.pop() {
                    Some(parent) => {
                        let done = std::mem::replace(&mut open, parent);
                        open.children.push(Child::Element(done));
                    }
                    None => return Ok(open),
                },
                None => return Ok(open),
            }
        }
    }

    /// The next child of the open element, skipping text; `None` at its end.
    pub(crate) fn element(&mut self) -> Result<Option<Element>, Broken> {
        loop {
            match self.next()? {
                Some(Node::Start(element)) => return Ok(Some(element)),
                Some(Node::Text(_)) => {}
                Some(Node::End) | None => return Ok(None),
            }
        }
    }
}

/// Resolves the five entities of XML and numeric references. Entities defined by
/// the file are refused, as in Word.
fn resolve(reference: &BytesRef<'_>) -> Option<String> {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return Some(letter.to_string());
    }
    quick_xml::escape::resolve_predefined_entity(&reference.xml10_content()).map(str::to_owned)
}

/// The relationships of a part whose type ends in `kind`.
pub(crate) fn relations(xml: &str, kind: &str) -> Result<Relations, Broken> {
    let mut found = Relations::new();
    let mut nodes = nodes(xml);
    while let Some(node) = nodes.next()? {
        let Node::Start(element) = node else { continue };
        if element.name == "Relationship"
            && element.get("Type").is_some_and(|name| name.ends_with(kind))
            && let (Some(id), Some(target)) = (element.get("Id"), element.get("Target"))
        {
            found.insert(id.to_owned(), target.to_owned());
        }
    }
    Ok(found)
}

/// Whether a part contains visible text (`w:t`), as far as it can be read.
pub(crate) fn has_text(xml: &str) -> bool {
    let mut nodes = nodes(xml);
    let mut in_text = false;
    while let Ok(Some(node)) = nodes.next() {
        match node {
            Node::Start(element) => in_text = element.name == "t",
            Node::Text(text) if in_text && !text.trim().is_empty() => return true,
            Node::Text(_) => {}
            Node::End => in_text = false,
        }
    }
    false
}
