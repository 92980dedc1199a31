//! Parses themes from TOML. Every key is optional and falls back to the theme
//! named by `extends`; an unknown key is an error that names the nearest.

use super::{
    Align, BUILTIN, BlockStyle, Borders, Families, Family, Fit, Folio, FontUse, Furniture, Highlight, NewPage, Opening,
    Ornament, PageStyle, StyleName, Theme,
};
use crate::error::{Error, Result};
use crate::font::Weight;
use crate::frame::Color;
use crate::paper::parse_paper;
use crate::settings::{Justify, nearest, unknown_word};
use crate::units::{Length, Margins};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The theme that all others extend; only it gives every key.
const ROOT: &str = "plain";

/// Declares structs of optional fields whose values override those of a weaker
/// layer.
macro_rules! layered {
    ($name:ident { $($field:ident: $type:ty,)+ }) => {
        #[derive(Clone, Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
        struct $name { $($field: Option<$type>,)+ }

        impl $name {
            fn over(self, weaker: Self) -> Self {
                Self { $($field: self.$field.or(weaker.$field)),+ }
            }
        }
    };
}

layered! { RawPage {
    paper: String,
    margins: [f64; 4],
    columns: u8,
    gap: f64,
    rule: f64,
    frame: [f64; 2],
    middle: bool,
    facing: bool,
    background: RawColor,
} }
layered! { RawFonts {
    body: RawFamily,
    heading: RawFamily,
    display: RawFamily,
    code: RawFamily,
    italic: RawFamily,
} }
layered! { RawFurniture {
    running_head: bool,
    folio: Folio,
    folio_on_first: bool,
    byline: bool,
    opening: Opening,
} }
layered! { RawBorder {
    top: f64,
    start: f64,
    bottom: f64,
    end: f64,
    between: f64,
    color: RawColor,
} }
layered! { RawStyle {
    family: Family,
    bold: bool,
    weight: u16,
    strong: u16,
    strong_color: RawColor,
    size: f64,
    fit: Fit,
    tallest: f64,
    leading: f64,
    line_height: f64,
    color: RawColor,
    align: Align,
    before: f64,
    after: f64,
    gap: f64,
    first_line: f64,
    indent: f64,
    indent_end: f64,
    background: RawColor,
    padding: f64,
    border: RawBorder,
    bleed: bool,
    over: bool,
    foot: bool,
    ornament: Ornament,
    new_page: RawNewPage,
} }

/// The file as written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct RawTheme {
    extends: Option<String>,
    about: Option<String>,
    size: Option<f64>,
    leading: Option<f64>,
    fit: Option<[f64; 2]>,
    fill: Option<bool>,
    justify: Option<Justify>,
    accent: Option<RawColor>,
    highlight: Option<RawHighlight>,
    page: RawPage,
    fonts: RawFonts,
    furniture: RawFurniture,
    style: BTreeMap<String, RawStyle>,
    bare: Option<Box<RawTheme>>,
}

/// A family as written: its name, or font files, one per weight.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum RawFamily {
    Name(String),
    Files(Vec<String>),
}

/// `true`, `false` or `"long"`.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(untagged)]
enum RawNewPage {
    Told(bool),
    By(ByLength),
}

/// Depending on the document's length.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ByLength {
    Long,
}

impl From<RawNewPage> for NewPage {
    fn from(raw: RawNewPage) -> Self {
        match raw {
            RawNewPage::Told(true) => Self::Always,
            RawNewPage::Told(false) => Self::Never,
            RawNewPage::By(ByLength::Long) => Self::Long,
        }
    }
}

/// A colour as written.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
enum RawColor {
    /// `none`: removes the colour that a weaker theme gives.
    Bare,
    /// `accent`.
    Accent,
    /// `#rrggbb`, `black`, `white`.
    Fixed(Color),
}

impl TryFrom<String> for RawColor {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let hex = |digits: &str| {
            let byte = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
            let color = Color { red: byte(0)?, green: byte(2)?, blue: byte(4)? };
            (digits.len() == 6).then_some(Self::Fixed(color))
        };
        match text.as_str() {
            "none" => Ok(Self::Bare),
            "accent" => Ok(Self::Accent),
            "black" => Ok(Self::Fixed(Color::BLACK)),
            "white" => Ok(Self::Fixed(Color::WHITE)),
            other => other.strip_prefix('#').and_then(hex).ok_or_else(|| {
                format!("`{}` is no colour: use #rrggbb, accent, black, white or none", other.escape_debug())
            }),
        }
    }
}

/// A highlight as written: `rule`, or a colour.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
enum RawHighlight {
    Rule,
    Color(RawColor),
}

impl TryFrom<String> for RawHighlight {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text == "rule" { Ok(Self::Rule) } else { RawColor::try_from(text).map(Self::Color) }
    }
}

impl RawHighlight {
    fn of(self, accent: Color) -> Highlight {
        match self {
            Self::Rule => Highlight::Rule,
            Self::Color(color) => color.color(accent).map_or(Highlight::Tint, Highlight::Color),
        }
    }
}

impl RawColor {
    fn color(self, accent: Color) -> Option<Color> {
        match self {
            Self::Bare => None,
            Self::Accent => Some(accent),
            Self::Fixed(color) => Some(color),
        }
    }
}

impl RawTheme {
    /// Turns `bold` into a weight, so that layers override each other in one
    /// field.
    fn weighed(mut self) -> Self {
        for style in self.style.values_mut() {
            let told = style.bold.take().map(|bold| if bold { Weight::BOLD } else { Weight::REGULAR });
            style.weight = style.weight.or(told.map(Weight::number));
        }
        self.bare = self.bare.map(|bare| Box::new(bare.weighed()));
        self
    }

    fn over(self, weaker: Self) -> Self {
        let mut style = weaker.style;
        for (name, raw) in self.style {
            let below = style.remove(&name).unwrap_or_default();
            let border = match (raw.border.clone(), below.border.clone()) {
                (Some(over), Some(under)) => Some(over.over(under)),
                (over, under) => over.or(under),
            };
            style.insert(name, RawStyle { border, ..raw.over(below) });
        }
        Self {
            extends: None,
            about: self.about.or(weaker.about),
            size: self.size.or(weaker.size),
            leading: self.leading.or(weaker.leading),
            fit: self.fit.or(weaker.fit),
            fill: self.fill.or(weaker.fill),
            justify: self.justify.or(weaker.justify),
            accent: self.accent.or(weaker.accent),
            highlight: self.highlight.or(weaker.highlight),
            page: self.page.over(weaker.page),
            fonts: self.fonts.over(weaker.fonts),
            furniture: self.furniture.over(weaker.furniture),
            style,
            bare: match (self.bare, weaker.bare) {
                (Some(over), Some(under)) => Some(Box::new(over.over(*under))),
                (over, under) => over.or(under),
            },
        }
    }
}

/// Parses a theme. `name` is used in messages and for the theme itself.
pub(super) fn theme(source: &str, name: &str) -> Result<Theme> {
    let mut raw = layers(source, name)?;
    let finish = Finish { name };
    let bare = raw.bare.take().map(|bare| finish.theme(bare.over(raw.clone()))).transpose()?;
    Ok(Theme { bare: bare.map(Box::new), ..finish.theme(raw)? })
}

/// The file merged with those it extends. Built-in themes extend only earlier
/// ones of their list, so the loop ends.
fn layers(source: &str, name: &str) -> Result<RawTheme> {
    let mut whole = parse(source, name)?;
    for _ in 0..=BUILTIN.len() {
        let base = match whole.extends.take() {
            Some(base) => base,
            None if name == ROOT => return Ok(whole),
            None => ROOT.to_owned(),
        };
        let names: Vec<&str> = BUILTIN.iter().map(|(name, _)| *name).collect();
        let Some((_, text)) = BUILTIN.iter().find(|(builtin, _)| *builtin == base) else {
            return Err(unknown_word("theme to extend", &base, &names));
        };
        let below = parse(text, &base)?;
        let more = below.extends.clone();
        whole = whole.over(below);
        if base == ROOT {
            return Ok(whole);
        }
        whole.extends = more;
    }
    Ok(whole)
}

fn parse(source: &str, name: &str) -> Result<RawTheme> {
    let raw: RawTheme = toml::from_str(source).map_err(|error| refusal(source, name, &error))?;
    let names: Vec<&str> = StyleName::ALL.iter().map(|(name, _)| *name).collect();
    let styles = raw.style.keys().chain(raw.bare.iter().flat_map(|bare| bare.style.keys()));
    match styles.into_iter().find(|key| !names.contains(&key.as_str())) {
        Some(key) => Err(unknown_word(&format!("style in {name}:"), key, &names)),
        None => Ok(raw.weighed()),
    }
}

/// The library's message with the line and, for unknown keys, the nearest valid
/// one: serde lists them in back quotes, the unknown first.
fn refusal(source: &str, name: &str, error: &toml::de::Error) -> Error {
    let line = error.span().map_or(1, |span| 1 + source[..span.start.min(source.len())].matches('\n').count());
    let message = error.message();
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let (message, hint) = match quoted.split_first() {
        Some((unknown, valid)) if message.starts_with("unknown") => {
            let what = if message.starts_with("unknown field") { "key" } else { "value" };
            let near = nearest(unknown, valid).map_or_else(String::new, |near| format!("did you mean `{near}`? "));
            (format!("unknown {what} `{}`", unknown.escape_debug()), Some(format!("{near}valid: {}", valid.join(", "))))
        }
        _ => (message.to_owned(), Some("`bargeh themes --show leaflet` prints a whole theme".to_owned())),
    };
    Error::Resource { name: name.to_owned(), message: format!("line {line}: {message}"), hint }
}

/// Family names, and the families given as files.
fn families(raw: RawFonts) -> (Families, Vec<(FontUse, Vec<String>)>) {
    let RawFonts { body, heading, display, code, italic } = raw;
    let (mut families, mut files) = (Families::default(), Vec::new());
    for (of, given) in FontUse::ALL.into_iter().zip([body, heading, display, code, italic]) {
        match given {
            Some(RawFamily::Name(name)) => *families.name_mut(of) = name,
            Some(RawFamily::Files(names)) => files.push((of, names)),
            None => {}
        }
    }
    (families, files)
}

/// Turns the merged file into a theme and checks ranges. Their limits are choices:
/// wide enough for any design, and narrow enough to report slips.
struct Finish<'a> {
    name: &'a str,
}

impl Finish<'_> {
    fn theme(&self, raw: RawTheme) -> Result<Theme> {
        let accent = raw.accent.and_then(|color| color.color(Color::BLACK)).unwrap_or(Color::BLACK);
        let [least, most] = raw.fit.unwrap_or([8.0, 16.0]);
        let styles = StyleName::ALL
            .iter()
            .map(|&(key, name)| Ok((name, self.style(key, raw.style.get(key).cloned().unwrap_or_default(), accent)?)))
            .collect::<Result<_>>()?;
        let (fonts, files) = families(raw.fonts);
        Ok(Theme {
            name: self.name.to_owned(),
            about: raw.about.unwrap_or_default(),
            page: self.page(raw.page, accent)?,
            fonts,
            files,
            bare: None,
            size: Length::pt(self.within(&["size"], raw.size, [4.0, 200.0], 11.0)?),
            leading: self.within(&["leading"], raw.leading, [0.8, 4.0], 1.6)?,
            fit: [
                Length::pt(self.within(&["fit"], Some(least), [4.0, 200.0], 8.0)?),
                Length::pt(self.within(&["fit"], Some(most.max(least)), [4.0, 200.0], 16.0)?),
            ],
            fill: raw.fill.unwrap_or_default(),
            justify: raw.justify.unwrap_or(Justify::Full),
            accent,
            highlight: raw.highlight.map(|form| form.of(accent)).unwrap_or_default(),
            styles,
            furniture: Furniture {
                running_head: raw.furniture.running_head.unwrap_or_default(),
                folio: raw.furniture.folio.unwrap_or_default(),
                folio_on_first: raw.furniture.folio_on_first.unwrap_or_default(),
                byline: raw.furniture.byline.unwrap_or_default(),
                opening: raw.furniture.opening.unwrap_or_default(),
                header: None,
                first_page: 1,
            },
            qr_size: None,
        })
    }

    fn page(&self, raw: RawPage, accent: Color) -> Result<PageStyle> {
        let [top, outer, bottom, inner] = raw.margins.unwrap_or([13.0; 4]);
        let [outer_frame, inner_frame] = raw.frame.unwrap_or_default();
        let rule = |key: &str, value| Ok(Length::pt(self.within(&[key], Some(value), [0.0, 40.0], 0.0)?));
        let side = |value| Ok(Length::mm(self.within(&["margins"], Some(value), [0.0, 500.0], 0.0)?));
        Ok(PageStyle {
            paper: parse_paper(raw.paper.as_deref().unwrap_or("a5"))?,
            margins: Margins { top: side(top)?, outer: side(outer)?, bottom: side(bottom)?, inner: side(inner)? },
            columns: raw.columns.unwrap_or(1).clamp(1, 8),
            gap: Length::mm(self.within(&["gap"], raw.gap, [0.0, 100.0], 6.0)?),
            rule: rule("rule", raw.rule.unwrap_or_default())?,
            frame: [rule("frame", outer_frame)?, rule("frame", inner_frame)?],
            middle: raw.middle.unwrap_or_default(),
            facing: raw.facing.unwrap_or_default(),
            background: raw.background.and_then(|color| color.color(accent)),
        })
    }

    /// A weight from 100 to 900.
    fn weight(&self, key: &[&str], value: Option<u16>, default: Weight) -> Result<Weight> {
        let value = self.within(key, value.map(f64::from), [100.0, 900.0], f64::from(default.number()))?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 100 to 900")]
        Ok(Weight::new(value as u16))
    }

    fn style(&self, key: &str, raw: RawStyle, accent: Color) -> Result<BlockStyle> {
        let lines = |what: &str, value| self.within(&[key, what], value, [0.0, 40.0], 0.0);
        let border = raw.border.unwrap_or_default();
        let weight = self.weight(&[key, "weight"], raw.weight, Weight::REGULAR)?;
        let heavier = if weight.is_bold() { Weight::BLACK } else { Weight::BOLD };
        Ok(BlockStyle {
            family: raw.family.unwrap_or_default(),
            weight,
            strong: self.weight(&[key, "strong"], raw.strong, heavier)?,
            strong_color: raw.strong_color.and_then(|color| color.color(accent)),
            size: self.within(&[key, "size"], raw.size, [0.3, 20.0], 1.0)?,
            fit: raw.fit.unwrap_or_default(),
            tallest: self.within(&[key, "tallest"], raw.tallest, [0.02, 1.0], 0.3)?,
            line_height: match raw.line_height {
                Some(_) => Some(self.within(&[key, "line-height"], raw.line_height, [0.5, 4.0], 1.0)?),
                None => None,
            },
            leading: match raw.leading {
                Some(_) => Some(self.within(&[key, "leading"], raw.leading, [0.3, 40.0], 1.0)?),
                None => None,
            },
            color: raw.color.and_then(|color| color.color(accent)).unwrap_or(Color::BLACK),
            align: raw.align.unwrap_or_default(),
            before: lines("before", raw.before)?,
            after: lines("after", raw.after)?,
            gap: lines("gap", raw.gap)?,
            first_line: lines("first-line", raw.first_line)?,
            indent: lines("indent", raw.indent)?,
            indent_end: lines("indent-end", raw.indent_end)?,
            background: raw.background.and_then(|color| color.color(accent)),
            padding: lines("padding", raw.padding)?,
            border: Borders {
                top: lines("border.top", border.top)?,
                start: lines("border.start", border.start)?,
                bottom: lines("border.bottom", border.bottom)?,
                end: lines("border.end", border.end)?,
                between: lines("border.between", border.between)?,
                color: border.color.and_then(|color| color.color(accent)),
            },
            ornament: raw.ornament.unwrap_or_default(),
            bleed: raw.bleed.unwrap_or_default(),
            over: raw.over.unwrap_or_default(),
            foot: raw.foot.unwrap_or_default(),
            new_page: raw.new_page.map(NewPage::from).unwrap_or_default(),
        })
    }

    /// A number within its range. `key`: the path to it.
    fn within(&self, key: &[&str], value: Option<f64>, [least, most]: [f64; 2], default: f64) -> Result<f64> {
        let value = value.unwrap_or(default);
        if (least..=most).contains(&value) {
            return Ok(value);
        }
        Err(Error::Resource {
            name: self.name.to_owned(),
            message: format!("`{}` is {value}", key.join(".")),
            hint: Some(format!("use a number from {least} to {most}")),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_builtin_theme_reads_and_says_what_it_is_for() {
        for (name, source) in BUILTIN {
            let theme = theme(source, name).unwrap();
            assert!(!theme.about.is_empty(), "{name}");
            assert!(theme.styles.len() == StyleName::ALL.len(), "{name}");
        }
    }

    #[test]
    fn unknown_keys_are_named_with_line_and_nearest() {
        let error = theme("size = 11\n[page]\nmargin = [1, 1, 1, 1]\n", "mine.toml").unwrap_err();
        assert_eq!(error.to_string(), "mine.toml: line 3: unknown key `margin`");
        assert!(error.hint().unwrap().starts_with("did you mean `margins`?"), "{:?}", error.hint());
        let error = theme("[style.headin-1]\nsize = 2\n", "mine.toml").unwrap_err();
        assert!(error.hint().unwrap().starts_with("did you mean `heading-1`?"), "{:?}", error.hint());
        let error = theme("[style.title]\ncolour = 'accent'\n", "mine.toml").unwrap_err();
        assert!(error.hint().unwrap().starts_with("did you mean `color`?"), "{:?}", error.hint());
    }

    #[test]
    fn wrong_values_are_refused() {
        for wrong in [
            "size = 0",
            "size = nan",
            "size = 'big'",
            "leading = 100",
            "extends = 'leaflett'",
            "accent = '#12'",
            "accent = '#زززز'",
            "[page]\npaper = 'b5'",
            "[page]\nmargins = [1, 2]",
            "[style.body]\nbefore = -1",
        ] {
            assert!(theme(wrong, "mine.toml").is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_theme_is_laid_over_the_one_it_extends() {
        let base = theme(BUILTIN.iter().find(|(name, _)| *name == "leaflet").unwrap().1, "leaflet").unwrap();
        let mine = theme("extends = 'leaflet'\naccent = '#004488'\n[style.title]\nafter = 3\n", "mine").unwrap();
        assert_eq!(mine.page, base.page);
        assert_eq!(mine.style(StyleName::Title).after, 3.0);
        assert_eq!(mine.style(StyleName::Title).size, base.style(StyleName::Title).size);
        assert_eq!(mine.accent, Color { red: 0, green: 0x44, blue: 0x88 });
    }
}
