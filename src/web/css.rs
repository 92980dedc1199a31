//! The style sheet, from the same theme as the PDF. It sets what carries meaning
//! (relative sizes, weights, borders, counters) and leaves to the reader what
//! readers choose: colours, text size, alignment.

use super::fonts::{FontFile, Fonts};
use super::syntax::dir;
use super::verse;
use crate::document::Direction;
use crate::frame::Color;
use crate::picture::hex;
use crate::theme::{Align, BlockStyle, Borders, Family, Ornament, StyleName, Theme};
use std::collections::BTreeSet;
use std::fmt::Write;

/// Rules that are the same for every theme. If MuPDF does not know the second of
/// two declarations of a property, it drops the first too; where it needs the
/// first, the second is in `@supports`.
///
/// Units are not boxes: a box is a neutral character for the order of its line, so
/// that «Windows 2.4» would be turned. WebKit (known by `hanging-punctuation`) puts the
/// stretch of a blank that precedes a number at the line's start, unless words are
/// spaced.
const FIXED: &str = include_str!("book.css");

/// Selectors, and the roles that give their styles.
pub(crate) const ROLES: [(&str, StyleName); 26] = [
    ("h1", StyleName::Heading(1)),
    ("h2", StyleName::Heading(2)),
    ("h3", StyleName::Heading(3)),
    ("h4", StyleName::Heading(4)),
    ("h5", StyleName::Heading(5)),
    ("h6", StyleName::Heading(6)),
    (".title", StyleName::Title),
    (".subtitle", StyleName::Subtitle),
    (".byline", StyleName::Byline),
    ("blockquote, .epigraph", StyleName::Quote),
    ("ol, ul", StyleName::List),
    (".alert", StyleName::Alert),
    ("pre", StyleName::Code),
    ("table", StyleName::Table),
    ("th", StyleName::TableHead),
    ("figcaption, caption", StyleName::Caption),
    (".notes", StyleName::Note),
    (".slogan", StyleName::Slogan),
    (".contact", StyleName::Contact),
    (".box", StyleName::Box),
    (".when", StyleName::When),
    (".signatures", StyleName::Signatures),
    (".masthead", StyleName::Masthead),
    (".cover", StyleName::Cover),
    (".poem", StyleName::Poem),
    (".contents", StyleName::Contents),
];

/// Sizes above this multiple of the text's are limited by the screen's width: on
/// a phone with large text, a title's word would be broken otherwise.
const LARGE: f64 = 1.3;
/// That limit. A long word such as «کمونیست» or «راهپیمایی» is six to seven ems
/// wide; seven times 13 % of the screen is 91 %.
const WORD_ON_PHONE: &str = "13vw";
/// The most that a distance at one side of a block may take of the surrounding
/// width. Six nested blocks with margin and padding on both sides leave room for a
/// word of four letters at 320 px and 250 %; at the default text size it changes
/// nothing.
const MOST_OF_WIDTH: &str = "6%";

/// The background of blocks that the theme colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grounds {
    /// The reader's own; a thin frame replaces the theme's background.
    Reader,
    /// The theme's, which other rules set.
    Theme,
}

/// The rules that the pages need, one per line, with logical sides only.
/// `address` gives the address of a font.
pub(crate) fn rules(
    theme: &Theme,
    fonts: &Fonts,
    pages: &Names<'_>,
    grounds: Grounds,
    address: impl Fn(&FontFile) -> String,
) -> String {
    let mut out = String::new();
    for file in &fonts.files {
        let weight = if file.weight.is_bold() { "bold" } else { "normal" };
        line(
            &mut out,
            format_args!(
                "@font-face {{ font-family: \"{}\"; font-weight: {weight}; src: url(\"{}\"); }}",
                quoted(&file.family),
                address(file)
            ),
        );
    }
    for rule in FIXED.lines().filter(|rule| pages.need(rule)) {
        line(&mut out, format_args!("{rule}"));
    }
    for width in verse::WIDTHS {
        let rule = format!(".verse-{width} span {{ flex: 0 1 {width}em; }}");
        if pages.need(&rule) {
            line(&mut out, format_args!("{rule}"));
        }
    }
    let body = stack(fonts, Family::Body, "sans-serif");
    let weight = weight(theme.style(StyleName::Body), fonts);
    line(&mut out, format_args!("body {{ {body}{weight}line-height: {}; }}", decimal(theme.leading)));
    let code = stack(fonts, Family::Code, "monospace");
    if pages.need("code {") {
        line(&mut out, format_args!("code {{ {code}font-size: 0.9em; }}\npre code {{ font-size: 1em; }}"));
    }
    if pages.need("hr {") {
        line(&mut out, format_args!("hr {{ border-color: {}; }}", drawn(theme.accent)));
    }
    for (selector, name) in ROLES.into_iter().filter(|(selector, _)| pages.need(selector)) {
        role(&mut out, selector, theme.style(name), theme, fonts, grounds);
    }
    out
}

fn line(out: &mut String, what: std::fmt::Arguments<'_>) {
    // Writing to a `String` cannot fail.
    let _ = out.write_fmt(what);
    out.push('\n');
}

/// The declarations of one role.
fn role(out: &mut String, selector: &str, style: &BlockStyle, theme: &Theme, fonts: &Fonts, grounds: Grounds) {
    let mut rules = String::new();
    if style.family != Family::Body {
        let generic = if style.family == Family::Code { "monospace" } else { "sans-serif" };
        rules.push_str(&stack(fonts, style.family, generic));
    }
    let heading = matches!(selector.as_bytes(), [b'h', b'1'..=b'6'] | b".title" | b"th");
    rules.push_str(weight(style, fonts));
    let mut set = |property: &str, value: f64, unit: &str| {
        rules.push_str(&format!("{property}: {}{unit}; ", decimal(value)));
    };
    if (style.size - 1.0).abs() > 1e-6 {
        set("font-size", style.size, "em");
    }
    // The theme's distances are in base lines; here they become the role's own ems.
    let grid = theme.leading / style.size.max(0.1);
    if !matches!(selector, "th" | "figcaption, caption" | "ol, ul") {
        set("margin-top", style.before * grid, "em");
        set("margin-bottom", style.after * grid, "em");
    }
    if heading && selector != "th" {
        // The limits are a choice: below them lines of some readers' fonts touch, above
        // them a heading falls apart.
        set("line-height", (style.leading.unwrap_or(1.0) * grid).clamp(1.3, 1.8), "");
    }
    // Where the reader's ground stays, a slogan needs no frame: its background is for
    // visibility from afar, and its large letters give that.
    let ground = style.background.is_some() && (grounds == Grounds::Theme || selector != ".slogan");
    if style.padding > 0.0 && selector != "table" && selector != "th" {
        set("padding", style.padding, "em");
        // As on paper: where no ground and no rule ends, letters keep to the text's axis.
        let beside = |rule: f64| if ground || rule > 0.0 { style.padding } else { 0.0 };
        bounded(&mut rules, "padding", beside(style.border.start), beside(style.border.end));
    }
    // The indent of lists is set by the rules of their counters.
    if (style.indent > 0.0 || style.indent_end > 0.0) && selector != "ol, ul" {
        bounded(&mut rules, "margin", style.indent, style.indent_end);
    }
    match style.align {
        Align::Text => {}
        _ if selector == "ol, ul" => {}
        Align::Start => rules.push_str("text-align: start; "),
        Align::Center => rules.push_str("text-align: center; "),
        Align::End => rules.push_str("text-align: end; "),
    }
    rules.push_str(&borders(&style.border, grounds == Grounds::Reader && ground, theme.accent));
    line(out, format_args!("{selector} {{ {rules}}}"));
    if selector == ".contact" && matches!(style.align, Align::Start | Align::Text) {
        // As on paper, a line of the other direction, such as an address, begins where
        // its neighbours begin: a box as wide as its text lies at the start.
        line(out, format_args!(".contact > p[dir] {{ width: fit-content; overflow-wrap: anywhere; }}"));
    }
    if style.size > LARGE {
        // MuPDF drops a size that it cannot parse, but skips `@supports` blocks.
        let size = decimal(style.size);
        line(
            out,
            format_args!(
                "@supports (width: min(1em, 1vw)) {{ {selector} {{ font-size: min({size}em, {WORD_ON_PHONE}); }} }}"
            ),
        );
    }
    if style.ornament != Ornament::None && selector == ".title" {
        let margin = if style.align == Align::Center { "0.6em auto 0" } else { "0.6em 0 0" };
        let accent = drawn(theme.accent);
        line(
            out,
            format_args!(
                ".title::after {{ content: \"\"; display: block; width: 3em; margin: {margin}; border-top: 0.12em solid {accent}; }}"
            ),
        );
    }
}

/// Distances at both sides of a block, in its own ems but limited to a share of the
/// surrounding width: a box in a list in a quotation keeps room for its text,
/// however large the letters of a phone are.
fn bounded(rules: &mut String, property: &str, start: f64, end: f64) {
    for (side, value) in [("start", start), ("end", end)] {
        let value = decimal(value);
        let value = if value == "0" { value } else { format!("min({value}em, {MOST_OF_WIDTH})") };
        rules.push_str(&format!("{property}-inline-{side}: {value}; "));
    }
}

/// The elements and classes used in the pages.
#[derive(Debug, Default)]
pub(crate) struct Names<'a> {
    elements: BTreeSet<&'a str>,
    classes: BTreeSet<&'a str>,
    /// Whether a container block has the opposite direction of the book.
    pub(crate) turned: bool,
}

impl<'a> Names<'a> {
    /// Collects them from well-formed pages.
    pub(crate) fn of(pages: impl Iterator<Item = &'a str>, direction: Direction) -> Self {
        let mut names = Self::default();
        let against =
            format!("dir=\"{}\"", dir(if direction == Direction::Rtl { Direction::Ltr } else { Direction::Rtl }));
        for page in pages {
            for tag in page.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
                names.elements.insert(tag.split([' ', '/']).next().unwrap_or_default());
                names.turned |= tag.starts_with("div") && tag.contains(&against);
                let classes = tag.split(" class=\"").nth(1).and_then(|rest| rest.split('"').next());
                names.classes.extend(classes.unwrap_or_default().split(' '));
            }
        }
        names
    }

    /// Whether a rule applies to the pages: all elements and classes of one of
    /// its selectors are used.
    pub(crate) fn need(&self, rule: &str) -> bool {
        // The rule inside a condition decides.
        let conditional = ["@container", "@media", "@supports"].iter().any(|name| rule.starts_with(name));
        let rule = rule.split_once('{').filter(|_| conditional).map_or(rule, |(_, rule)| rule);
        let selectors = rule.split('{').next().unwrap_or_default();
        if let Some(counter) = selectors.strip_prefix("@counter-style persian-") {
            // The fallback of abjad for 1, which is written out.
            let class = if counter.trim() == "alef" { "abjad" } else { counter.trim() };
            return self.classes.contains(class);
        }
        selectors.split(',').any(|selector| selector.split([' ', '>', '+']).all(|part| self.has(part)))
    }

    /// Whether a simple selector's element and classes are used.
    fn has(&self, part: &str) -> bool {
        let part = part.split([':', '[']).next().unwrap_or_default();
        let mut names = part.split('.');
        let element = names.next().unwrap_or_default();
        (element.is_empty() || self.elements.contains(element)) && names.all(|class| self.classes.contains(class))
    }
}

/// The weight of a role. It is set for every role, so that none inherits a
/// weight whose letters are not embedded.
fn weight(style: &BlockStyle, fonts: &Fonts) -> &'static str {
    if style.weight.is_bold() && fonts.has_bold(style.family) { "font-weight: bold; " } else { "font-weight: normal; " }
}

/// The least contrast of a line with its background: WCAG 2.1, 1.4.11.
const LEAST_CONTRAST: f64 = 3.0;
/// The darkest background of readers at night, except black (Apple Books, Kobo).
pub(crate) const NIGHT: Color = Color { red: 0x12, green: 0x12, blue: 0x12 };

/// A colour of lines. Grays follow the text's colour, which readers make light
/// at night; so do colours that would be invisible by day or by night.
fn drawn(color: Color) -> String {
    let seen = |ground| contrast(color, ground) >= LEAST_CONTRAST;
    if !color.is_gray() && seen(Color::WHITE) && seen(NIGHT) { hex(color) } else { "currentcolor".to_owned() }
}

/// The contrast of two colours, 1 to 21, as WCAG 2.1 defines it.
pub(crate) fn contrast(one: Color, other: Color) -> f64 {
    let linear = |channel: u8| match f64::from(channel) / 255.0 {
        dark if dark <= 0.04045 => dark / 12.92,
        light => ((light + 0.055) / 1.055).powf(2.4),
    };
    let light = |color: Color| 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
    let (one, other) = (light(one), light(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Lines around a block. A tint in print becomes a thin frame (`framed`), which
/// is visible on whatever background the reader chooses.
fn borders(border: &Borders, framed: bool, accent: Color) -> String {
    let color = drawn(border.color.unwrap_or(accent));
    let sides =
        [("top", border.top), ("inline-start", border.start), ("bottom", border.bottom), ("inline-end", border.end)];
    let mut out = String::new();
    for (side, width) in sides {
        if width > 0.0 {
            out.push_str(&format!("border-{side}: {}px solid {color}; ", decimal((width * 4.0 / 3.0).max(1.0))));
        } else if framed {
            out.push_str(&format!("border-{side}: 1px solid gray; "));
        }
    }
    out
}

/// A `font-family` declaration, or nothing where no font is embedded.
fn stack(fonts: &Fonts, family: Family, generic: &str) -> String {
    let names = fonts.stack(family);
    if names.is_empty() {
        return if family == Family::Code { "font-family: monospace; ".to_owned() } else { String::new() };
    }
    let names: Vec<String> = names.iter().map(|name| format!("\"{}\"", quoted(name))).collect();
    format!("font-family: {}, {generic}; ", names.join(", "))
}

/// A font's name for a CSS string: letters, digits and spaces only.
fn quoted(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_')).collect()
}

/// A number with at most three decimals, in its shortest form.
fn decimal(value: f64) -> String {
    format!("{}", (value * 1000.0).round() / 1000.0 + 0.0)
}

/// The letters used by a list's counters, by its class.
pub(super) fn counter_letters(class: &str) -> &'static str {
    match class {
        "persian" => "۰۱۲۳۴۵۶۷۸۹.",
        "arabic" => "٠١٢٣٤٥٦٧٨٩.",
        "alphabetic" => "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی.",
        "abjad" => "ابجدهوزحطیکلمنسعفصقرشتثخذضظغ.",
        "" => "0123456789.•◦▪",
        _ => "",
    }
}
