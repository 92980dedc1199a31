//! What styles and list definitions say.

use super::package::Package;
use super::xml::{Node, nodes};
use crate::document::CounterStyle;
use crate::error::Result;
use crate::read::notices::Notices;
use std::collections::BTreeMap;

/// How far a style may be based on another, and that on another.
const BASED: usize = 12;

/// What a paragraph style makes of its paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    #[default]
    Text,
    Title,
    Subtitle,
    Author,
    Date,
    Heading(u8),
    Quote,
    Code,
    Caption,
    Term,
    Meaning,
    TableHead,
    Rule,
}

#[derive(Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    list: (Option<String>, Option<usize>),
}

/// A level of a list.
#[derive(Clone, Debug, Default)]
pub(super) struct Level {
    pub(super) format: String,
    pub(super) text: String,
    pub(super) start: u64,
}

impl Level {
    /// A level without a mark of its own: its paragraphs go on in the item before.
    pub(super) fn is_continuation(&self) -> bool {
        self.format == "bullet" && self.text.trim().is_empty()
    }

    /// The first number; `None` for bullets.
    pub(super) fn numbered(&self) -> Option<u64> {
        (self.format != "bullet").then_some(self.start)
    }

    pub(super) fn counter(&self) -> CounterStyle {
        match self.format.as_str() {
            "lowerLetter" | "upperLetter" | "arabicAlpha" => CounterStyle::Alphabetic,
            "arabicAbjad" => CounterStyle::Abjad,
            _ => CounterStyle::Decimal,
        }
    }
}

#[derive(Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    /// List definitions by their ids, and the lists that use them.
    definitions: BTreeMap<String, BTreeMap<usize, Level>>,
    lists: BTreeMap<String, (String, BTreeMap<usize, u64>)>,
}

impl Styles {
    pub(super) fn read(package: &mut Package<'_>, notices: &Notices<'_>) -> Result<Self> {
        let mut styles = Self::default();
        let name = package.beside_main("styles.xml");
        if package.has(&name) {
            styles.read_styles(&package.xml(&name, notices)?);
        }
        let name = package.beside_main("numbering.xml");
        if package.has(&name) {
            styles.read_lists(&package.xml(&name, notices)?);
        }
        Ok(styles)
    }

    fn read_styles(&mut self, xml: &str) {
        let mut open: Option<(String, Style)> = None;
        for node in nodes(xml) {
            match (node, &mut open) {
                (Node::Start(element), _) if element.name == "style" => {
                    let id = element.get("styleId").unwrap_or_default().to_owned();
                    open = Some((id, Style::default()));
                }
                (Node::End(name), _) if name == "style" => self.styles.extend(open.take()),
                (Node::Start(element), Some((_, style))) => {
                    let val = element.val().map(str::to_owned);
                    match element.name.as_str() {
                        "name" => style.name = val.unwrap_or_default().to_lowercase(),
                        "basedOn" => style.based_on = val,
                        "outlineLvl" => style.outline = val.and_then(|level| level.parse().ok()),
                        "numId" => style.list.0 = val,
                        "ilvl" => style.list.1 = val.and_then(|level| level.parse().ok()),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
    }

    fn read_lists(&mut self, xml: &str) {
        let (mut definition, mut list, mut level) = (None::<String>, None::<String>, 0_usize);
        for node in nodes(xml) {
            let Node::Start(element) = node else { continue };
            let val = element.val().unwrap_or_default();
            match element.name.as_str() {
                "abstractNum" => (definition, list) = (element.get("abstractNumId").map(str::to_owned), None),
                "num" => (definition, list) = (None, element.get("numId").map(str::to_owned)),
                "abstractNumId" => {
                    if let Some(list) = &list {
                        self.lists.entry(list.clone()).or_default().0 = val.to_owned();
                    }
                }
                "lvl" | "lvlOverride" => level = element.get("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0),
                "startOverride" => {
                    if let (Some(list), Ok(start)) = (&list, val.parse()) {
                        self.lists.entry(list.clone()).or_default().1.insert(level, start);
                    }
                }
                "start" | "numFmt" | "lvlText" => {
                    let Some(definition) = &definition else { continue };
                    let levels = self.definitions.entry(definition.clone()).or_default();
                    let level = levels.entry(level).or_insert_with(|| Level { start: 1, ..Level::default() });
                    match element.name.as_str() {
                        "start" => level.start = val.parse().unwrap_or(1),
                        "numFmt" => level.format = val.to_owned(),
                        _ => level.text = val.to_owned(),
                    }
                }
                _ => {}
            }
        }
    }

    /// The styles from one to those it is based on.
    fn chain(&self, id: &str) -> impl Iterator<Item = &Style> {
        let first = self.styles.get(id);
        std::iter::successors(first, |style| self.styles.get(style.based_on.as_deref()?)).take(BASED)
    }

    pub(super) fn role(&self, id: &str) -> Role {
        let by_id = [id.to_lowercase()];
        let names = self.chain(id).map(|style| style.name.as_str()).chain(by_id.iter().map(String::as_str));
        let named = names.map(role_of).find(|role| *role != Role::Text);
        let outline = self.chain(id).find_map(|style| style.outline).filter(|level| *level < 9);
        named.unwrap_or_else(|| outline.map_or(Role::Text, |level| Role::Heading((level + 1).min(6))))
    }

    /// The list and level that a style puts its paragraphs in.
    pub(super) fn list(&self, id: &str) -> Option<(String, usize)> {
        let (list, level) = &self.chain(id).find(|style| style.list.0.is_some())?.list;
        Some((list.clone()?, level.unwrap_or(0)))
    }

    /// Whether a character style sets code.
    pub(super) fn is_code(&self, id: &str) -> bool {
        let is_code =
            |name: &str| matches!(name, "verbatim char" | "verbatimchar" | "source text" | "html code" | "teletype");
        self.chain(id).any(|style| is_code(&style.name.replace('_', " "))) || is_code(&id.to_lowercase())
    }

    /// Bold and slanted character styles.
    pub(super) fn emphasis(&self, id: &str) -> (bool, bool) {
        let has = |wanted: &str| self.chain(id).any(|style| style.name.starts_with(wanted));
        (has("strong"), has("emphasis"))
    }

    /// A level of a list; `None`: no list at all.
    pub(super) fn level(&self, list: &str, level: usize) -> Option<Level> {
        let (definition, starts) = self.lists.get(list)?;
        let mut found = self.definitions.get(definition)?.get(&level).cloned()?;
        if let Some(start) = starts.get(&level) {
            found.start = *start;
        }
        (found.format != "none").then_some(found)
    }
}

fn role_of(name: &str) -> Role {
    let name = name.strip_suffix(" tight").unwrap_or(name);
    let heading = name.strip_prefix("heading").map(str::trim).and_then(|level| level.parse::<u8>().ok());
    match (name, heading) {
        (_, Some(level @ 1..=9)) => Role::Heading(level.min(6)),
        ("title", _) => Role::Title,
        ("subtitle", _) => Role::Subtitle,
        ("author", _) => Role::Author,
        ("date", _) => Role::Date,
        ("quote" | "intense quote" | "block text" | "quotations" | "blocktext", _) => Role::Quote,
        ("source code" | "sourcecode" | "preformatted text" | "html preformatted", _) => Role::Code,
        ("caption" | "image caption" | "table caption" | "illustration", _) => Role::Caption,
        ("definition term", _) => Role::Term,
        ("definition" | "definition definition", _) => Role::Meaning,
        ("horizontal line", _) => Role::Rule,
        ("table heading", _) => Role::TableHead,
        _ => Role::Text,
    }
}
