//! The style sheet, from the same theme as the PDF. It sets what carries
//! meaning (sizes to each other, weights, borders, counters) and leaves to the
//! reader what is the reader's: colours, the text's size, its alignment.

use super::fonts::Fonts;
use crate::font::Weight;
use crate::frame::Color;
use crate::picture::hex;
use crate::theme::{Align, BlockStyle, Borders, Family, Ornament, StyleName, Theme};
use std::fmt::Write;

/// Rules that no theme changes. Logical properties only; where a line is
/// given twice, the first is for reading systems that do not know the second.
const FIXED: &str = include_str!("book.css");

/// Selectors and the roles they take their looks from.
const ROLES: [(&str, StyleName); 21] = [
    ("h1", StyleName::Heading(1)),
    ("h2", StyleName::Heading(2)),
    ("h3", StyleName::Heading(3)),
    ("h4", StyleName::Heading(4)),
    ("h5", StyleName::Heading(5)),
    ("h6", StyleName::Heading(6)),
    (".title", StyleName::Title),
    (".subtitle", StyleName::Subtitle),
    (".byline", StyleName::Byline),
    ("blockquote", StyleName::Quote),
    (".alert", StyleName::Alert),
    ("pre", StyleName::Code),
    ("table", StyleName::Table),
    ("th", StyleName::TableHead),
    ("figcaption, caption", StyleName::Caption),
    (".notes", StyleName::Note),
    (".slogan", StyleName::Slogan),
    (".contact", StyleName::Contact),
    (".box", StyleName::Box),
    (".poem", StyleName::Poem),
    (".contents", StyleName::Contents),
];

/// The whole style sheet.
pub(super) fn sheet(theme: &Theme, fonts: &Fonts) -> String {
    let mut out = String::from("@charset \"UTF-8\";\n");
    for file in &fonts.files {
        let weight = if file.weight == Weight::Bold { "bold" } else { "normal" };
        line(
            &mut out,
            format_args!(
                "@font-face {{ font-family: \"{}\"; font-weight: {weight}; src: url(\"{}\"); }}",
                quoted(&file.family),
                file.name
            ),
        );
    }
    out.push_str(FIXED);
    let body = stack(fonts, Family::Body, "sans-serif");
    line(&mut out, format_args!("body {{ {body}line-height: {}; }}", decimal(theme.leading)));
    let code = stack(fonts, Family::Code, "monospace");
    line(&mut out, format_args!("code {{ {code}font-size: 0.9em; }}\npre code {{ font-size: 1em; }}"));
    let accent = hex(theme.accent);
    line(&mut out, format_args!("hr {{ border-color: {accent}; }}"));
    for (selector, name) in ROLES {
        role(&mut out, selector, theme.style(name), theme, fonts);
    }
    out
}

fn line(out: &mut String, what: std::fmt::Arguments<'_>) {
    // Writing to a String does not fail.
    let _ = out.write_fmt(what);
    out.push('\n');
}

/// The declarations of one role.
fn role(out: &mut String, selector: &str, style: &BlockStyle, theme: &Theme, fonts: &Fonts) {
    let mut rules = String::new();
    if style.family != Family::Body {
        let generic = if style.family == Family::Code { "monospace" } else { "sans-serif" };
        rules.push_str(&stack(fonts, style.family, generic));
    }
    let heading = matches!(selector.as_bytes(), [b'h', b'1'..=b'6'] | b".title" | b"th");
    if style.bold && fonts.has_bold(style.family) {
        rules.push_str("font-weight: bold; ");
    } else if heading {
        rules.push_str("font-weight: normal; ");
    }
    let mut set = |property: &str, value: f64, unit: &str| {
        rules.push_str(&format!("{property}: {}{unit}; ", decimal(value)));
    };
    if (style.size - 1.0).abs() > 1e-6 {
        set("font-size", style.size, "em");
    }
    // Distances are base lines of the theme, here in the role's own ems.
    let grid = theme.leading / style.size.max(0.1);
    if !matches!(selector, "th" | "figcaption, caption") {
        set("margin-block-start", style.before * grid, "em");
        set("margin-block-end", style.after * grid, "em");
    }
    if selector != "table" && selector != "th" {
        set("padding", style.padding, "em");
    }
    if style.indent > 0.0 || style.indent_end > 0.0 {
        set("margin-inline-start", style.indent, "em");
        set("margin-inline-end", style.indent_end, "em");
    }
    if heading && selector != "th" {
        set("line-height", (style.leading.unwrap_or(1.0) * grid).clamp(1.3, 1.8), "");
    }
    match style.align {
        Align::Text => {}
        Align::Start => rules.push_str("text-align: start; "),
        Align::Center => rules.push_str("text-align: center; "),
        Align::End => rules.push_str("text-align: end; "),
    }
    rules.push_str(&borders(&style.border, style.background, theme.accent));
    line(out, format_args!("{selector} {{ {rules}}}"));
    if style.ornament != Ornament::None && selector == ".title" {
        line(
            out,
            format_args!(
                ".title::after {{ content: \"\"; display: block; inline-size: 3em; margin: 0.6em auto 0; border-block-start: 0.12em solid {}; }}",
                hex(theme.accent)
            ),
        );
    }
}

/// Lines around a block. A tint in print becomes a thin frame, which shows on
/// any background the reader chooses.
fn borders(border: &Borders, background: Option<Color>, accent: Color) -> String {
    let color = hex(border.color.unwrap_or(accent));
    let sides = [
        ("block-start", border.top),
        ("inline-start", border.start),
        ("block-end", border.bottom),
        ("inline-end", border.end),
    ];
    let mut out = String::new();
    for (side, width) in sides {
        if width > 0.0 {
            out.push_str(&format!("border-{side}: {}px solid {color}; ", decimal((width * 4.0 / 3.0).max(1.0))));
        } else if background.is_some() {
            out.push_str(&format!("border-{side}: 1px solid rgba(128, 128, 128, 0.5); "));
        }
    }
    out
}

/// A `font-family` declaration, or nothing where no font is carried.
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

/// A number with at most three decimals, as short as can be.
fn decimal(value: f64) -> String {
    format!("{}", (value * 1000.0).round() / 1000.0 + 0.0)
}

/// The letters a list's counters are made of, by its class.
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
