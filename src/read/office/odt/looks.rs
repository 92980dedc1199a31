//! What styles say of paragraphs and text. Their ids here are the family and the name,
//! as families have names in common.

use super::super::numbering::Levels;
use super::super::paragraph::ParagraphProperties;
use super::super::run::{RunProperties, Shift};
use super::super::styles::Styles;
use super::Parts;
use super::levels::levels;
use crate::read::xml::{Broken, Element};
use std::collections::BTreeMap;

/// The longest chain of styles based on each other; a damaged file may have a cycle.
const BASED: usize = 12;
/// The elements of both parts that hold styles.
const WITHIN: &[&str] =
    &["document-styles", "document-content", "font-face-decls", "styles", "automatic-styles", "master-styles"];

/// A style's own properties.
#[derive(Default)]
struct Style {
    parent: Option<String>,
    paragraph: ParagraphProperties,
    /// A page break after the paragraph.
    break_after: bool,
    run: RunProperties,
    /// Sizes as shares of the parent's, of plain and complex letters.
    scale: [Option<f64>; 2],
    from_right: Option<bool>,
    clip: Option<String>,
    /// `style:vertical-rel` and `style:vertical-pos` of a frame.
    vertical: Option<(String, String)>,
    /// Made by the program for formatting without a style.
    automatic: bool,
}

#[derive(Default)]
pub(super) struct Looks {
    styles: BTreeMap<String, Style>,
    /// Their names, which say what paragraphs are.
    pub(super) roles: Styles,
    /// The levels of list styles; those of headings without a name.
    pub(super) lists: BTreeMap<String, Levels>,
    /// The families of fonts.
    faces: BTreeMap<String, String>,
    /// Page layouts that run from the right, and whether the first page has one.
    layouts: BTreeMap<String, bool>,
    pub(super) page_from_right: bool,
}

/// The id of a style.
pub(super) fn id(family: &str, name: &str) -> String {
    format!("{family}:{name}")
}

impl Looks {
    /// Reads the named styles; the number of headers and footers with text.
    pub(super) fn read_styles(&mut self, xml: &str) -> Result<usize, Broken> {
        let mut furniture = 0;
        let mut pages = 0;
        let mut parts = Parts::new(xml, WITHIN);
        while let Some((within, element)) = parts.next()? {
            match (within, element.name.as_str()) {
                // Those of headers and footers, with the names of those of the text.
                ("automatic-styles", "style" | "list-style") => {}
                ("master-styles", "master-page") => {
                    let layout = element.get("page-layout-name").unwrap_or_default();
                    if pages == 0 {
                        self.page_from_right = self.layouts.get(layout) == Some(&true);
                    }
                    pages += 1;
                    let parts = element.elements().filter(|part| part.name.starts_with(['h', 'f']));
                    furniture += parts.filter(|part| has_text(part)).count();
                }
                _ => self.take(&element, false),
            }
        }
        Ok(furniture)
    }

    /// Reads the styles of formatting that has none of its own.
    pub(super) fn read_automatic(&mut self, xml: &str) -> Result<(), Broken> {
        let mut parts = Parts { until: Some("body"), ..Parts::new(xml, WITHIN) };
        while let Some((_, element)) = parts.next()? {
            self.take(&element, true);
        }
        Ok(())
    }

    fn take(&mut self, element: &Element, automatic: bool) {
        let name = element.get("name").unwrap_or_default();
        match element.name.as_str() {
            "font-face" => {
                let family = element.get("font-family").unwrap_or(name).trim_matches(['\'', '"']);
                self.faces.insert(name.to_owned(), family.to_owned());
            }
            "style" | "default-style" => self.style(element, automatic),
            "list-style" => drop(self.lists.insert(name.to_owned(), levels(element))),
            "outline-style" => drop(self.lists.insert(String::new(), levels(element))),
            "page-layout" => {
                let properties = element.child("page-layout-properties");
                let from_right = properties.and_then(|page| from_right(page.get("writing-mode")));
                self.layouts.insert(name.to_owned(), from_right == Some(true));
            }
            _ => {}
        }
    }

    fn style(&mut self, element: &Element, automatic: bool) {
        let family = element.get("family").unwrap_or_default();
        let id = id(family, element.get("name").unwrap_or_default());
        let parent = element.get("parent-style-name").filter(|parent| !parent.is_empty());
        let parent = parent.map(|parent| self::id(family, parent));
        let shown = element.get("display-name").or(element.get("name")).unwrap_or_default().replace("_20_", " ");
        // The names of formatting (`P1`) say nothing.
        let shown = if automatic { "" } else { &shown };
        self.roles.define(id.clone(), shown, parent.clone());
        let mut style = Style { parent, automatic, ..Style::default() };
        if element.get("master-page-name").is_some_and(|page| !page.is_empty()) {
            style.paragraph.page_break_before = Some(true);
        }
        for properties in element.elements() {
            match properties.name.as_str() {
                "paragraph-properties" | "table-properties" => style.paragraph(properties),
                "text-properties" => self.text(properties, &mut style),
                "graphic-properties" => {
                    let value = |name: &str| properties.get(name).map(str::to_owned);
                    style.clip = value("clip");
                    style.vertical = value("vertical-rel").zip(value("vertical-pos"));
                }
                _ => {}
            }
        }
        self.styles.insert(id, style);
    }

    fn text(&self, element: &Element, style: &mut Style) {
        let bold = |value: &str| value == "bold" || value.parse::<u32>().is_ok_and(|weight| weight >= 600);
        let italic = |value: &str| matches!(value, "italic" | "oblique");
        let is_set = |value: &str| value != "none";
        let font =
            |name: &str| Some(self.faces.get(element.get(name)?).cloned().unwrap_or(element.get(name)?.to_owned()));
        let run = &mut style.run;
        run.bold = element.get("font-weight").map(bold);
        run.complex_bold = element.get("font-weight-complex").map(bold);
        run.italic = element.get("font-style").map(italic);
        run.complex_italic = element.get("font-style-complex").map(italic);
        run.strike = element.get("text-line-through-style").map(is_set);
        run.underline = element.get("text-underline-style").map(is_set);
        run.hidden = element.get("display").map(|value| value == "none");
        let plain = |value: &str| matches!(value, "transparent" | "#000000");
        let colors = [element.get("color"), element.get("background-color")].into_iter().flatten();
        run.colored = colors.map(|value| !plain(value)).reduce(|one, other| one || other);
        run.shift = element.get("text-position").map(shift);
        run.font = font("font-name").or(element.get("font-family").map(str::to_owned));
        run.complex_font = font("font-name-complex").or(element.get("font-family-complex").map(str::to_owned));
        (run.size, style.scale[0]) = size(element.get("font-size"));
        (run.complex_size, style.scale[1]) = size(element.get("font-size-complex"));
    }

    /// A style and those it is based on.
    fn chain(&self, id: &str) -> impl DoubleEndedIterator<Item = &Style> {
        let first = self.styles.get(id);
        let chain = std::iter::successors(first, |style| self.styles.get(style.parent.as_deref()?)).take(BASED);
        chain.collect::<Vec<_>>().into_iter()
    }

    /// The properties of a paragraph, and whether a page break follows it.
    pub(super) fn paragraph(&self, id: &str) -> (ParagraphProperties, bool) {
        let usual = self.styles.get("paragraph:");
        let properties = self
            .chain(id)
            .chain(usual)
            .fold(ParagraphProperties::default(), |properties, style| properties.or(&style.paragraph));
        (properties, self.chain(id).any(|style| style.break_after))
    }

    /// The properties of text of a style over those of its surroundings.
    pub(super) fn run(&self, id: &str, below: RunProperties) -> RunProperties {
        self.chain(id).rev().fold(below, |below, style| {
            let scaled = |size: Option<u32>, scale: Option<f64>| {
                size.map(|size| half_points(f64::from(size) * scale.unwrap_or(1.0)))
            };
            let sizes = [scaled(below.size, style.scale[0]), scaled(below.complex_size, style.scale[1])];
            let mut run = style.run.clone().or(&below);
            run.size = style.run.size.or(sizes[0]);
            run.complex_size = style.run.complex_size.or(sizes[1]);
            run
        })
    }

    /// The properties of a paragraph's text.
    pub(super) fn paragraph_run(&self, id: &str) -> RunProperties {
        let usual = self.styles.get("paragraph:").map(|style| style.run.clone());
        self.run(id, usual.unwrap_or_default())
    }

    /// Whether formatting without a style underlines or colours.
    pub(super) fn is_marked(&self, id: &str) -> (bool, bool) {
        let own = self.styles.get(id).filter(|style| style.automatic);
        let is = |mark: fn(&RunProperties) -> Option<bool>| own.is_some_and(|style| mark(&style.run) == Some(true));
        (is(|run| run.underline), is(|run| run.colored))
    }

    /// Whether a table runs from the right, if its style says so.
    pub(super) fn runs_from_right(&self, id: &str) -> Option<bool> {
        self.chain(id).find_map(|style| style.from_right)
    }

    /// What is cut off a picture.
    pub(super) fn clip(&self, id: &str) -> Option<&str> {
        self.chain(id).find_map(|style| style.clip.as_deref())
    }

    /// From what a frame is placed, and how.
    pub(super) fn vertical(&self, id: &str) -> Option<(&str, &str)> {
        let told = self.chain(id).find_map(|style| style.vertical.as_ref());
        told.map(|(from, place)| (from.as_str(), place.as_str()))
    }
}

impl Style {
    fn paragraph(&mut self, element: &Element) {
        if let Some(side) = element.get("text-align") {
            self.paragraph.centred = Some(side == "center");
            self.paragraph.to_right = Some(matches!(side, "right" | "end"));
        }
        self.from_right = from_right(element.get("writing-mode"));
        self.paragraph.bidi = self.from_right;
        let breaks = |side: &str| element.get(side).map(|kind| kind == "page");
        self.paragraph.page_break_before = self.paragraph.page_break_before.or(breaks("break-before"));
        self.break_after = breaks("break-after") == Some(true);
    }
}

/// Whether a direction is from the right; `None` where it is that of the page.
fn from_right(mode: Option<&str>) -> Option<bool> {
    match mode? {
        "rl-tb" | "rl" => Some(true),
        "lr-tb" | "lr" => Some(false),
        _ => None,
    }
}

/// `super 58%`, `sub`, or a share of the height.
fn shift(said: &str) -> Shift {
    let rise = said.split_whitespace().next().unwrap_or_default();
    let share = rise.trim_end_matches('%').parse::<f64>().unwrap_or(0.0);
    match rise {
        "super" => Shift::Raised,
        "sub" => Shift::Lowered,
        _ if share > 0.0 => Shift::Raised,
        _ if share < 0.0 => Shift::Lowered,
        _ => Shift::None,
    }
}

/// A size in half points, or the share of the parent's.
fn size(said: Option<&str>) -> (Option<u32>, Option<f64>) {
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite() && *number > 0.0);
    let Some(said) = said else { return (None, None) };
    match (said.strip_suffix('%'), said.strip_suffix("pt")) {
        (Some(percent), _) => (None, number(percent).map(|percent| percent / 100.0)),
        (_, Some(points)) => (number(points).map(|points| half_points(points * 2.0)), None),
        _ => (None, None),
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to what it holds")]
fn half_points(size: f64) -> u32 {
    size.round().clamp(0.0, 10_000.0) as u32
}

fn has_text(element: &Element) -> bool {
    !element.text().trim().is_empty() || element.elements().any(has_text)
}
