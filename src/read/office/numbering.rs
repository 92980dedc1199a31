//! Paragraph numbers: Word has no lists, only paragraphs that refer to a level
//! of a numbering definition.

use super::package::Package;
use crate::document::counters::counter;
use crate::document::{CounterStyle, Lang};
use crate::error::Result;
use crate::read::notices::Notices;
use crate::read::xml::{Broken, Element, nodes};
use std::collections::BTreeMap;

/// The levels of a definition.
pub(super) const LEVELS: usize = 9;

/// A level of a list.
#[derive(Clone, Debug)]
pub(super) struct Level {
    pub(super) format: String,
    /// Its text, where `%1` is the number of the first level.
    pub(super) text: String,
    pub(super) start: u64,
    /// Whether all its numbers are in decimal digits.
    pub(super) legal: bool,
}

impl Default for Level {
    fn default() -> Self {
        Self { format: "decimal".to_owned(), text: String::new(), start: 1, legal: false }
    }
}

pub(super) type Levels = BTreeMap<usize, Level>;

#[derive(Default)]
struct List {
    definition: String,
    /// Whether it counts by itself, not with the other lists of its definition.
    alone: bool,
    /// The levels that the list redefines, and the first numbers it sets.
    own: Levels,
    starts: BTreeMap<usize, u64>,
}

/// Numbering definitions, and how far each has counted.
#[derive(Default)]
pub(super) struct Numbering {
    definitions: BTreeMap<String, Levels>,
    lists: BTreeMap<String, List>,
    /// The last number of each level, by definition.
    counts: BTreeMap<String, [Option<u64>; LEVELS]>,
    /// Lists that have begun, whose own first numbers are no longer used.
    begun: BTreeMap<(String, usize), ()>,
}

/// The marker of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Bullet,
    /// A plain number, as the document's own lists count.
    Number(u64, CounterStyle),
    /// Any other marker, as displayed.
    Label(String),
    /// None: the paragraph continues the previous item.
    Nothing,
}

impl Numbering {
    pub(super) fn read(package: &mut Package<'_>, notices: &Notices<'_>) -> Result<Self> {
        let mut numbering = Self::default();
        let name = package.beside_main("numbering.xml");
        if package.has(&name) {
            let xml = package.xml(&name, notices)?;
            numbering.read_part(&xml).map_err(|broken| broken.refuse(&name, notices))?;
        }
        Ok(numbering)
    }

    fn read_part(&mut self, xml: &str) -> Result<(), Broken> {
        let mut nodes = nodes(xml);
        if nodes.element()?.is_none() {
            return Ok(());
        }
        while let Some(element) = nodes.element()? {
            let element = nodes.whole(element)?;
            match element.name.as_str() {
                "abstractNum" => {
                    let id = element.get("abstractNumId").unwrap_or_default().to_owned();
                    self.definitions.insert(id, element.elements().filter_map(level).collect());
                }
                "num" => {
                    let id = element.get("numId").unwrap_or_default().to_owned();
                    self.lists.insert(id, list(&element));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn level(&self, id: &str, level: usize) -> Option<Level> {
        let list = self.lists.get(id)?;
        let found = list.own.get(&level).or_else(|| self.definitions.get(&list.definition)?.get(&level));
        found.cloned().filter(|found| found.format != "none" || !found.text.trim().is_empty())
    }

    /// Counts a paragraph of a list; `None` where the list gives it no marker.
    /// `lang` determines the digits.
    pub(super) fn count(&mut self, id: &str, level: usize, lang: &Lang) -> Option<Mark> {
        let level = level.min(LEVELS - 1);
        let found = self.level(id, level)?;
        let list = self.lists.get(id)?;
        let key = if list.alone || list.definition.is_empty() { id.to_owned() } else { list.definition.clone() };
        let restarted = list.starts.get(&level).copied();
        let restarts = restarted.is_some() && self.begun.insert((id.to_owned(), level), ()).is_none();
        let counts = self.counts.entry(key).or_default();
        let first = restarted.unwrap_or(found.start);
        let number = match counts[level] {
            Some(last) if !restarts => last.saturating_add(1),
            _ => first,
        };
        counts[level] = Some(number);
        counts[level + 1..].fill(None);
        let counts = *counts;
        Some(match found.format.as_str() {
            "bullet" if found.text.trim().is_empty() => Mark::Nothing,
            "bullet" => Mark::Bullet,
            _ => match (plain(&found, level), style(&found.format)) {
                (true, Some(style)) => Mark::Number(number, style),
                _ => self.label(id, &found, &counts, lang),
            },
        })
    }

    /// Adds a definition.
    pub(super) fn define(&mut self, name: &str, levels: Levels) {
        self.definitions.insert(name.to_owned(), levels);
    }

    /// Adds a list that counts by itself.
    pub(super) fn begin(&mut self, id: &str, definition: &str) {
        self.lists.insert(id.to_owned(), List { definition: definition.to_owned(), alone: true, ..List::default() });
    }

    /// Sets the next number of a level.
    pub(super) fn begin_at(&mut self, id: &str, level: usize, number: u64) {
        if let Some(list) = self.lists.get_mut(id) {
            list.starts.insert(level, number);
            self.begun.remove(&(id.to_owned(), level));
        }
    }

    /// The marker of a level, from its number and those of its parents.
    fn label(&self, id: &str, level: &Level, counts: &[Option<u64>; LEVELS], lang: &Lang) -> Mark {
        let mut label = String::new();
        let mut letters = level.text.chars().peekable();
        while let Some(letter) = letters.next() {
            match letters.peek().and_then(|digit| digit.to_digit(10)) {
                Some(digit @ 1..=9) if letter == '%' => {
                    letters.next();
                    let index = digit as usize - 1;
                    let parent = self.level(id, index).unwrap_or_default();
                    let number = counts[index].unwrap_or(parent.start);
                    let format = if level.legal { "decimal" } else { parent.format.as_str() };
                    label.push_str(&written(number, format, lang));
                }
                _ => label.push(letter),
            }
        }
        let label = label.trim();
        if label.is_empty() { Mark::Nothing } else { Mark::Label(label.to_owned()) }
    }

    /// The marker as text, for headings and captions.
    pub(super) fn text(mark: &Mark, lang: &Lang) -> Option<String> {
        match mark {
            Mark::Number(number, style) => Some(format!("{}.", counter(*number, *style, lang))),
            Mark::Label(label) => Some(label.clone()),
            Mark::Bullet | Mark::Nothing => None,
        }
    }
}

fn level(element: &Element) -> Option<(usize, Level)> {
    if element.name != "lvl" {
        return None;
    }
    let val = |name: &str| element.child(name).and_then(Element::val);
    let start = element.child("start").and_then(|start| start.number("val")).unwrap_or(1);
    let format = val("numFmt").unwrap_or("decimal").to_owned();
    let level =
        Level { format, text: val("lvlText").unwrap_or_default().to_owned(), start, legal: element.has_on("isLgl") };
    Some((element.number("ilvl")?, level))
}

fn list(element: &Element) -> List {
    let definition = element.child("abstractNumId").and_then(Element::val).unwrap_or_default().to_owned();
    let mut list = List { definition, ..List::default() };
    for change in element.elements().filter(|child| child.name == "lvlOverride") {
        let Some(at) = change.number("ilvl") else { continue };
        list.own.extend(change.elements().filter_map(level));
        if let Some(start) = change.child("startOverride").and_then(|start| start.number("val")) {
            list.starts.insert(at, start);
        }
    }
    list
}

/// Whether a level's text is only its own number and a full stop, as in the
/// document's own lists.
fn plain(found: &Level, level: usize) -> bool {
    let own = format!("%{}", level + 1);
    found.text.strip_prefix(&own).is_some_and(|rest| matches!(rest.trim(), "." | ""))
}

/// The document's counter style for a format; `None` if there is none.
fn style(format: &str) -> Option<CounterStyle> {
    match format {
        "decimal" | "hindiNumbers" | "arabicNumbers" | "numberInDash" => Some(CounterStyle::Decimal),
        "lowerLetter" | "upperLetter" | "arabicAlpha" => Some(CounterStyle::Alphabetic),
        "arabicAbjad" => Some(CounterStyle::Abjad),
        _ => None,
    }
}

/// A number in one of Word's formats.
fn written(number: u64, format: &str, lang: &Lang) -> String {
    match format {
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        "decimalZero" => {
            let zero = if number < 10 { counter(0, CounterStyle::Decimal, lang) } else { String::new() };
            zero + &counter(number, CounterStyle::Decimal, lang)
        }
        _ => counter(number, style(format).unwrap_or_default(), lang),
    }
}

fn roman(mut number: u64) -> String {
    const SIGNS: [(u64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    // Roman numerals end at MMMCMXCIX.
    if number == 0 || number > 3999 {
        return number.to_string();
    }
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}
