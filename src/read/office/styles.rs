//! The properties that styles give runs and paragraphs.

use super::package::Package;
use super::paragraph::ParagraphProperties;
use super::run::RunProperties;
use crate::error::Result;
use crate::read::notices::Notices;
use crate::read::xml::{Broken, Element, nodes};
use std::collections::BTreeMap;

/// The longest chain of styles based on each other; a damaged file may have a cycle.
const BASED: usize = 12;

/// The role that a paragraph style gives its paragraph.
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
    paragraph: ParagraphProperties,
    run: RunProperties,
}

#[derive(Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    /// The document defaults, below all styles.
    defaults: RunProperties,
    /// The style of paragraphs that name none.
    usual: String,
}

impl Styles {
    pub(super) fn read(package: &mut Package<'_>, notices: &Notices<'_>) -> Result<Self> {
        let mut styles = Self::default();
        let name = package.beside_main("styles.xml");
        if package.has(&name) {
            let xml = package.xml(&name, notices)?;
            styles.read_part(&xml).map_err(|broken| broken.refuse(&name, notices))?;
        }
        Ok(styles)
    }

    fn read_part(&mut self, xml: &str) -> Result<(), Broken> {
        let mut nodes = nodes(xml);
        if nodes.element()?.is_none() {
            return Ok(());
        }
        while let Some(element) = nodes.element()? {
            let element = nodes.whole(element)?;
            match element.name.as_str() {
                "docDefaults" => {
                    let run = element.child("rPrDefault").and_then(|part| part.child("rPr"));
                    self.defaults = run.map(RunProperties::read).unwrap_or_default();
                }
                "style" => self.style(&element),
                _ => {}
            }
        }
        Ok(())
    }

    fn style(&mut self, element: &Element) {
        let id = element.get("styleId").unwrap_or_default().to_owned();
        let val = |name: &str| element.child(name).and_then(Element::val);
        if element.get("default") == Some("1") && element.get("type") == Some("paragraph") {
            self.usual.clone_from(&id);
        }
        let style = Style {
            name: val("name").unwrap_or_default().to_lowercase(),
            based_on: val("basedOn").map(str::to_owned),
            paragraph: element.child("pPr").map(ParagraphProperties::read).unwrap_or_default(),
            run: element.child("rPr").map(RunProperties::read).unwrap_or_default(),
        };
        self.styles.insert(id, style);
    }

    /// Adds a style of which only the name matters, to [`Self::role`] and the like.
    pub(super) fn define(&mut self, id: String, name: &str, based_on: Option<String>) {
        self.styles.insert(id, Style { name: name.to_lowercase(), based_on, ..Style::default() });
    }

    /// A style and those it is based on.
    fn chain(&self, id: &str) -> impl Iterator<Item = &Style> {
        let first = self.styles.get(id);
        std::iter::successors(first, |style| self.styles.get(style.based_on.as_deref()?)).take(BASED)
    }

    /// The style of a paragraph, or the default one.
    fn named<'s>(&'s self, id: Option<&'s str>) -> &'s str {
        id.unwrap_or(&self.usual)
    }

    pub(super) fn role(&self, id: Option<&str>) -> Role {
        let id = self.named(id);
        let by_id = [id.to_lowercase()];
        let names = self.chain(id).map(|style| style.name.as_str()).chain(by_id.iter().map(String::as_str));
        names.map(role_of).find(|role| *role != Role::Text).unwrap_or_default()
    }

    /// Whether a paragraph style is that of a line of contents (`toc 1`).
    pub(super) fn is_contents_entry(&self, id: Option<&str>) -> bool {
        let level = |style: &Style| style.name.strip_prefix("toc ").and_then(|level| level.parse::<u8>().ok());
        self.chain(self.named(id)).any(|style| level(style).is_some())
    }

    /// The depth given by a list style's name: 2 for `List Bullet 2`.
    pub(super) fn named_depth(&self, id: Option<&str>) -> Option<usize> {
        self.chain(self.named(id)).find_map(|style| {
            let rest = style.name.strip_prefix("list bullet").or_else(|| style.name.strip_prefix("list number"))?;
            rest.trim().parse::<usize>().ok().filter(|depth| (2..=9).contains(depth))
        })
    }

    /// The properties of a paragraph: its own, then those of its styles.
    pub(super) fn paragraph(&self, own: ParagraphProperties) -> ParagraphProperties {
        let id = own.style.clone();
        self.chain(self.named(id.as_deref())).fold(own, |properties, style| properties.or(&style.paragraph))
    }

    /// The properties of a run: its own, then those of its character style and
    /// its paragraph's style.
    pub(super) fn run(&self, own: RunProperties, paragraph: Option<&str>) -> RunProperties {
        let merged = |id: &str| self.chain(id).fold(RunProperties::default(), |run, style| run.or(&style.run));
        let below = merged(self.named(paragraph));
        let styled = match &own.style {
            Some(id) => merged(id).toggled(&below),
            None => below,
        };
        own.or(&styled).or(&self.defaults)
    }

    /// Whether a character style is for code.
    pub(super) fn is_code(&self, id: &str) -> bool {
        let is_code =
            |name: &str| matches!(name, "verbatim char" | "verbatimchar" | "source text" | "html code" | "teletype");
        self.chain(id).any(|style| is_code(&style.name.replace('_', " "))) || is_code(&id.to_lowercase())
    }

    /// Whether a character style is bold or italic by its name, for files that
    /// do not define their styles.
    pub(super) fn emphasis(&self, id: &str) -> (bool, bool) {
        let has = |wanted: &str| self.chain(id).any(|style| style.name.starts_with(wanted));
        (has("strong"), has("emphasis"))
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
