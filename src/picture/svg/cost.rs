//! Estimates the cost of drawing an SVG before anything is drawn: elements and
//! segments, times the copies that `use`, patterns, masks, markers, clips and
//! filters make of them, however they are nested.

use super::css::{Rules, references};
use super::{Refusal, too_complex};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// Deepest nesting of elements. A choice: usvg recurses at every level, so more
/// takes more stack; less would refuse more drawings.
const MAX_DEPTH: usize = 200;
/// Deepest nesting of elements when references are followed. A level takes some
/// kilobytes of the stack, of which a thread has some megabytes.
const MAX_HEIGHT: usize = 400;
/// Most elements, and most products of elements and selectors of style sheets
/// (every selector is tested on every element). Both are choices; smaller ones
/// refuse maps and plots, larger ones allow more seconds of reading.
const MAX_ELEMENTS: usize = 100_000;
const MAX_RULE_TESTS: usize = 10_000_000;
/// Most attributes of an element, including the declarations of its style: each
/// is compared with all others. Editors write up to about sixty.
const MAX_ATTRIBUTES: usize = 250;
/// Real drawings use smaller numbers; an arc's curves grow with its radius: one
/// of radius 1e30 took 13 s.
const MAX_NUMBER: f64 = 1e7;
/// Most steps of a drawing. A step is one number of a path; six million take
/// about a second.
pub(in crate::picture) const MAX_STEPS: u64 = 6_000_000;
/// Estimated steps of an element and of each of its attributes, beside a path's
/// numbers.
const ELEMENT: u64 = 10;
const ATTRIBUTE: u64 = 2;
/// Estimated steps for each number of a path with arcs: an arc has 7 numbers
/// and becomes up to some thirty curves, and 5 × 7 numbers stand for 35.
const ARC: u64 = 5;
/// Attributes that contain lengths and coordinates.
const GEOMETRY: &[&str] = &[
    "d",
    "points",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "width",
    "height",
    "dx",
    "dy",
    "transform",
    "viewBox",
    "stroke-width",
    "stroke-dasharray",
    "stroke-dashoffset",
    "patternTransform",
    "gradientTransform",
    "markerWidth",
    "markerHeight",
    "refX",
    "refY",
];

/// What a drawing costs.
pub(super) struct Cost {
    pub(super) steps: u64,
    /// Whether there is text, which is not drawn.
    pub(super) has_text: bool,
}

/// Rejects drawings that cost too much or declare entities.
pub(super) fn estimate(text: &str) -> Result<Cost, Refusal> {
    let mut drawing = Drawing::read(text)?;
    let mut steps = 0;
    for root in 0..drawing.elements.len() {
        if drawing.elements[root].is_root {
            steps += drawing.total(root, 0)?.0;
        }
    }
    Ok(Cost { steps, has_text: drawing.has_text })
}

/// An element's cost.
#[derive(Default)]
struct Element {
    is_root: bool,
    kind: Kind,
    /// Whether what is written in it are letters of the drawing.
    has_letters: bool,
    own: u64,
    /// Numbers of its path, so it may have that many markers.
    numbers: u64,
    children: Vec<usize>,
    /// The ids it refers to.
    names: Vec<String>,
    total: Total,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Other,
    /// Drawn at every vertex.
    Marker,
    /// Read once, however many elements refer to it.
    Gradient,
}

/// The state of counting an element.
#[derive(Clone, Copy, Default)]
enum Total {
    #[default]
    Unknown,
    Open,
    Known {
        steps: u64,
        height: usize,
    },
}

#[derive(Default)]
struct Drawing {
    elements: Vec<Element>,
    /// The first and last element with each id.
    by_name: BTreeMap<String, [usize; 2]>,
    has_text: bool,
}

impl Drawing {
    fn read(text: &str) -> Result<Self, Refusal> {
        let broken = || Refusal::new("an SVG picture that is no well-formed XML");
        let rules = Rules::of(text);
        let mut reader = quick_xml::Reader::from_str(text);
        let (mut drawing, mut open) = (Self::default(), Vec::new());
        loop {
            match reader.read_event().map_err(|_| broken())? {
                Event::Start(tag) => {
                    let index = drawing.add(&tag, open.last().copied(), &rules).ok_or_else(broken)??;
                    open.push(index);
                }
                Event::Empty(tag) => {
                    drawing.add(&tag, open.last().copied(), &rules).ok_or_else(broken)??;
                }
                Event::Text(letters) => drawing.add_letters(letters.len(), open.last().copied()),
                Event::CData(letters) => drawing.add_letters(letters.len(), open.last().copied()),
                Event::End(_) => drop(open.pop()),
                Event::DocType(declaration) if declaration.contains("<!ENTITY") => {
                    let refusal = Refusal::new("an SVG picture that declares entities");
                    return Err(refusal.hint("save it again as plain SVG"));
                }
                Event::Eof => break,
                _ => {}
            }
            let elements = drawing.elements.len();
            let tests = elements.saturating_mul(rules.selectors);
            if open.len() > MAX_DEPTH || elements > MAX_ELEMENTS || tests > MAX_RULE_TESTS {
                return Err(too_complex());
            }
        }
        if open.is_empty() { Ok(drawing) } else { Err(broken()) }
    }

    /// Letters are not drawn, but every copy of a text has its own.
    fn add_letters(&mut self, bytes: usize, within: Option<usize>) {
        if let Some(element) =
            within.and_then(|index| self.elements.get_mut(index)).filter(|element| element.has_letters)
        {
            element.own = element.own.saturating_add(bytes as u64);
        }
    }

    /// Adds an element; `None` if it is not well-formed.
    fn add(&mut self, tag: &BytesStart<'_>, parent: Option<usize>, rules: &Rules) -> Option<Result<usize, Refusal>> {
        let index = self.elements.len();
        let name = tag.local_name().as_ref().to_owned();
        self.has_text |= name == "text";
        let mut element = Element { is_root: parent.is_none(), own: ELEMENT, ..Element::default() };
        element.has_letters = matches!(name.as_str(), "text" | "tspan" | "textPath" | "a");
        element.kind = match name.as_str() {
            "marker" => Kind::Marker,
            "linearGradient" | "radialGradient" => Kind::Gradient,
            _ => Kind::Other,
        };
        let (mut count, mut classes, mut id) = (0, String::new(), String::new());
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.ok()?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
            count += 1;
            match attribute.key.as_ref() {
                "id" => id = value.into_owned(),
                "class" => classes = value.into_owned(),
                // Links (`a`) draw nothing of their target.
                "href" | "xlink:href" if name != "a" => {
                    element.names.extend(value.trim().strip_prefix('#').map(str::to_owned));
                }
                "style" => {
                    count += value.matches(';').count();
                    element.names.extend(references(&value));
                }
                key if GEOMETRY.contains(&key) => match numbers(&value) {
                    Some(found) if matches!(key, "d" | "points") => element.numbers = found,
                    Some(_) => {}
                    None => {
                        let refusal = Refusal::new("an SVG picture with lengths above ten million");
                        return Some(Err(refusal.hint("save it again as plain SVG")));
                    }
                },
                _ => element.names.extend(references(&value)),
            }
            if count > MAX_ATTRIBUTES {
                return Some(Err(too_complex()));
            }
        }
        rules.named_by(&name, &id, &classes, &mut element.names);
        element.own += element.numbers + ATTRIBUTE * count as u64;
        // Renderers use the first or the last of elements with the same id, so
        // both are counted.
        if !id.is_empty() {
            self.by_name.entry(id).or_insert([index; 2])[1] = index;
        }
        if let Some(parent) = parent {
            self.elements[parent].children.push(index);
        }
        self.elements.push(element);
        Some(Ok(index))
    }

    /// The steps of an element with its content and references, and the height
    /// of that tree.
    fn total(&mut self, index: usize, depth: usize) -> Result<(u64, usize), Refusal> {
        match self.elements[index].total {
            Total::Known { steps, height } if depth + height <= MAX_HEIGHT => return Ok((steps, height)),
            Total::Unknown if depth <= MAX_HEIGHT => {}
            Total::Open => return Err(Refusal::new("an SVG picture that contains itself").hint("save it as PNG")),
            _ => return Err(too_complex()),
        }
        self.elements[index].total = Total::Open;
        let element = &mut self.elements[index];
        let (mut steps, mut height) = (element.own, 0);
        let (children, names) = (std::mem::take(&mut element.children), std::mem::take(&mut element.names));
        let corners = element.numbers.max(1);
        let is_gradient = element.kind == Kind::Gradient;
        for child in children {
            let (of_child, below) = self.total(child, depth + 1)?;
            // No overflow: there are at most `MAX_ELEMENTS` children, each of
            // at most `MAX_STEPS`. The product below has no such limit.
            steps += of_child;
            height = height.max(below + 1);
        }
        let named = names.iter().filter_map(|name| self.by_name.get(name)).copied().collect::<Vec<_>>();
        for target in
            named.into_iter().flat_map(|[first, last]| [Some(first), Some(last).filter(|&last| last != first)])
        {
            let Some(target) = target.filter(|_| !is_gradient) else { continue };
            let times = match self.elements[target].kind {
                Kind::Gradient => continue,
                Kind::Marker => corners,
                Kind::Other => 1,
            };
            let (once, below) = self.total(target, depth + 1)?;
            steps = steps.saturating_add(once.saturating_mul(times));
            height = height.max(below + 1);
        }
        if steps > MAX_STEPS {
            return Err(too_complex());
        }
        self.elements[index].total = Total::Known { steps, height };
        Ok((steps, height))
    }
}

/// How many numbers a value contains, weighted if there are arcs; `None` if one
/// is too large.
fn numbers(value: &str) -> Option<u64> {
    let bytes = value.as_bytes();
    let (mut at, mut count, mut has_arcs) = (0, 0, false);
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        at += 1;
        match byte {
            b'0'..=b'9' | b'.' => {
                let digits = |at: usize| bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                let mut has_point = byte == b'.';
                at += digits(at);
                if !has_point && bytes.get(at) == Some(&b'.') {
                    has_point = true;
                    at += 1;
                }
                at += if has_point { digits(at) } else { 0 };
                if matches!(bytes.get(at), Some(b'e' | b'E')) {
                    let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
                    let exponent = bytes.get(at + 1 + sign..).map_or(0, |_| digits(at + 1 + sign));
                    // Units such as `em` begin with the same letter as an
                    // exponent.
                    at += if exponent > 0 { 1 + sign + exponent } else { 0 };
                }
                // A minus sign is skipped like other punctuation, so this is
                // the magnitude.
                let number: f64 = value[start..at].parse().unwrap_or(0.0);
                if number > MAX_NUMBER {
                    return None;
                }
                count += 1;
            }
            b'a' | b'A' => has_arcs = true,
            _ => {}
        }
    }
    // A single arc multiplies all numbers of its path: an upper bound, but
    // simpler than parsing the commands.
    Some(if has_arcs { count * ARC } else { count })
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn numbers_are_counted_as_paths_write_them() {
        assert_eq!(numbers("M0 0l1-1.5.5,2e3z"), Some(6));
        assert_eq!(numbers("A1 1 0 0 1 5 5"), Some(35));
        assert_eq!(numbers("2em 1e-3"), Some(2));
        assert_eq!(numbers("M0 1e30"), None);
        assert_eq!(numbers("-99999999"), None);
        assert_eq!(numbers("translate(۱, é)"), Some(0));
    }
}
