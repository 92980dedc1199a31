//! The theme's colours on a screen by day and by night, and on paper, added to
//! the rules that EPUB has too.

use super::embed;
use crate::error::Result;
use crate::frame::Color;
use crate::paper::PAPERS;
use crate::picture::hex;
use crate::theme::{BlockStyle, Borders, NewPage, Ornament, StyleName, Theme};
use crate::units::{Length, Margins, Size};
use crate::web::{FontFile, Fonts, Grounds, NIGHT, Names, ROLES, contrast, rules};

/// Rules of every page, one per line: for screens, and what paper changes.
const PAGE: &str = include_str!("page.css");
const PRINT: &str = include_str!("print.css");

/// The least contrast of letters with their background: WCAG 2.1, 1.4.3.
const LEGIBLE: f64 = 4.5;
/// The colour of text by night: white would glare. Its contrast with the
/// background is 14.6.
const MOONLIT: Color = Color { red: 0xe6, green: 0xe3, blue: 0xdf };
/// Limits of the theme's body size on A5 in points, so that it is readable at
/// arm's length. The exact values are a choice.
const LETTERS: [f64; 2] = [9.5, 18.0];
/// Margins on A5 for themes made for another paper.
const MARGIN: Length = Length::mm(14.0);

/// The medium of a page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Light {
    Day,
    Night,
    Paper,
}

/// The style sheet.
pub(super) fn sheet(theme: &Theme, fonts: &Fonts, names: &Names<'_>) -> Result<String> {
    let packed: Vec<String> = fonts.files.iter().map(embed::font).collect::<Result<_>>()?;
    let address = |file: &FontFile| {
        let at = fonts.files.iter().position(|other| other.name == file.name);
        at.map(|at| packed[at].clone()).unwrap_or_default()
    };
    let mut out = rules(theme, fonts, names, Grounds::Theme, address);
    needed(&mut out, PAGE, names);
    for (selector, _) in grounds(theme, names) {
        out.push_str(&format!("{selector} {{ padding-inline: 0.8em; }}\n"));
    }
    out.push_str(&colors(theme, names, Light::Day));
    out.push_str("@media screen and (prefers-color-scheme: dark) {\n");
    out.push_str(&colors(theme, names, Light::Night));
    out.push_str("}\n");
    out.push_str(&page(theme));
    out.push_str("@media print {\n");
    needed(&mut out, PRINT, names);
    out.push_str(&format!(":root {{ font-size: {}pt; }}\n", letters(theme)));
    for (selector, name) in ROLES.into_iter().filter(|(selector, _)| names.need(selector)) {
        if theme.style(name).new_page == NewPage::Always {
            out.push_str(&format!("{selector} {{ break-before: page; }}\n"));
        }
    }
    if theme.page.background.is_some() {
        out.push_str(&colors(theme, names, Light::Paper));
    }
    out.push_str("}\n");
    Ok(out)
}

/// The roles with a ground of their own, which would end at the letters.
fn grounds<'a>(theme: &'a Theme, names: &'a Names<'_>) -> impl Iterator<Item = (&'static str, StyleName)> + 'a {
    let is_block = |selector: &str| matches!(selector, ".slogan" | ".alert" | ".box" | ".when" | "pre");
    let grounded = move |name: StyleName| theme.style(name).background.is_some();
    ROLES.into_iter().filter(move |&(selector, name)| is_block(selector) && grounded(name) && names.need(selector))
}

fn needed(out: &mut String, rules: &str, names: &Names<'_>) {
    for rule in rules.lines().filter(|rule| names.need(rule)) {
        out.push_str(rule);
        out.push('\n');
    }
}

/// The printed page: A5, with the theme's margins where it is made for that.
fn page(theme: &Theme) -> String {
    let Margins { top, outer, bottom, inner } = if is_a5(theme) {
        theme.page.margins
    } else {
        Margins { top: MARGIN, outer: MARGIN, bottom: MARGIN, inner: MARGIN }
    };
    let sides = [top, outer, bottom, inner].map(|side| format!("{:.0}mm", side.to_mm())).join(" ");
    format!("@page {{ size: 148mm 210mm; margin: {sides}; }}\n")
}

fn is_a5(theme: &Theme) -> bool {
    let a5 = PAPERS.iter().find(|(name, ..)| *name == "a5").map(|&(_, width, height)| Size::mm(width, height));
    a5 == Some(theme.page.paper)
}

fn letters(theme: &Theme) -> f64 {
    theme.size.to_pt().clamp(LETTERS[0], LETTERS[1])
}

/// The colours of page and roles.
fn colors(theme: &Theme, names: &Names<'_>, light: Light) -> String {
    let body = theme.style(StyleName::Body);
    let ground = match (light, theme.page.background) {
        (Light::Day, Some(ground)) => ground,
        (Light::Night, Some(ground)) if contrast(ground, Color::WHITE) > LEGIBLE => ground,
        (Light::Night, _) => NIGHT,
        (Light::Day | Light::Paper, _) => Color::WHITE,
    };
    let mut out = format!("body {{ background: {}; color: {}; }}\n", hex(ground), hex(ink(body.color, ground, light)));
    for (selector, name) in ROLES.into_iter().filter(|(selector, _)| names.need(selector)) {
        let style = theme.style(name);
        let own = style.background.map(|own| if light == Light::Night { by_night(own, ground) } else { own });
        let behind = own.unwrap_or(ground);
        let mut rule = String::new();
        if let Some(own) = own {
            // Without it browsers leave out backgrounds in print, and white
            // letters would be on white paper.
            rule.push_str(&format!(
                "background: {}; print-color-adjust: exact; -webkit-print-color-adjust: exact; ",
                hex(own)
            ));
        }
        if own.is_some() || style.color != body.color {
            rule.push_str(&format!("color: {}; ", hex(ink(style.color, behind, light))));
        }
        if has_lines(&style.border) {
            let lines = style.border.color.unwrap_or(theme.accent);
            rule.push_str(&format!("border-color: {}; ", hex(ink(lines, ground, light))));
        }
        if !rule.is_empty() {
            out.push_str(&format!("{selector} {{ {rule}}}\n"));
        }
        if own.is_some() {
            let inside = ["h1", "h2", "h3"].map(|heading| format!("{selector} {heading}"));
            out.push_str(&format!("{} {{ color: inherit; }}\n", inside.join(", ")));
        }
        if ornament(style) && selector == ".title" {
            out.push_str(&format!(".title::after {{ border-color: {}; }}\n", hex(ink(theme.accent, behind, light))));
        }
    }
    if names.need("hr") {
        out.push_str(&format!("hr {{ border-color: {}; }}\n", hex(ink(theme.accent, ground, light))));
    }
    out
}

fn has_lines(border: &Borders) -> bool {
    [border.top, border.start, border.bottom, border.end, border.between].iter().any(|width| *width > 0.0)
}

fn ornament(style: &BlockStyle) -> bool {
    style.ornament != Ornament::None
}

/// A background by night: a tint becomes a shade slightly lighter than the page,
/// a full colour stays unless it is too close to the page's.
fn by_night(ground: Color, page: Color) -> Color {
    const SHADE: f64 = 0.1;
    if contrast(ground, Color::WHITE) < LEGIBLE {
        mixed(page, ground, SHADE)
    } else if contrast(ground, page) < 1.3 {
        mixed(page, Color::WHITE, SHADE)
    } else {
        ground
    }
}

/// The colour of letters, changed as far as needed to be readable on a
/// background.
fn ink(color: Color, ground: Color, light: Light) -> Color {
    if contrast(color, ground) >= LEGIBLE {
        return color;
    }
    let is_dark = contrast(ground, Color::WHITE) > contrast(ground, Color::BLACK);
    let far = match (is_dark, light) {
        // On a strong red moonlight is too pale.
        (true, Light::Night) if contrast(MOONLIT, ground) >= LEGIBLE => MOONLIT,
        (true, _) => Color::WHITE,
        (false, _) => Color::BLACK,
    };
    // Grays change to the text's colour. Other colours change only as far as
    // they must: first to full brightness, and only then towards white, which
    // makes them dull.
    let lit = if is_dark { full(color) } else { color };
    // Ten steps each way, a choice: with more, the colour changes less beyond need.
    let steps = if color.is_gray() { 20..=20 } else { 1..=20 };
    let tried = steps.map(|step| match step {
        ..=10 => mixed(color, lit, f64::from(step) / 10.0),
        _ => mixed(lit, far, f64::from(step - 10) / 10.0),
    });
    tried.into_iter().find(|tried| contrast(*tried, ground) >= LEGIBLE).unwrap_or(far)
}

/// The brightest colour of the same hue and saturation.
fn full(color: Color) -> Color {
    let most = f64::from(color.red.max(color.green).max(color.blue).max(1));
    let lit = |channel: u8| (f64::from(channel) * 255.0 / most).round() as u8;
    Color { red: lit(color.red), green: lit(color.green), blue: lit(color.blue) }
}

/// Mixes this share of the second colour into the first.
fn mixed(under: Color, over: Color, share: f64) -> Color {
    let mix = |under: u8, over: u8| (f64::from(under) * (1.0 - share) + f64::from(over) * share).round() as u8;
    Color { red: mix(under.red, over.red), green: mix(under.green, over.green), blue: mix(under.blue, over.blue) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_can_be_read_by_day_by_night_and_on_paper() {
        let grounds = |theme: &Theme| -> Vec<Color> {
            ROLES.iter().filter_map(|(_, name)| theme.style(*name).background).chain(theme.page.background).collect()
        };
        for name in Theme::names() {
            let theme = Theme::builtin(name).unwrap();
            for (_, role) in ROLES {
                let color = theme.style(role).color;
                for own in grounds(&theme) {
                    for (light, ground) in [
                        (Light::Day, own),
                        (Light::Night, by_night(own, NIGHT)),
                        (Light::Night, NIGHT),
                        (Light::Paper, Color::WHITE),
                    ] {
                        let set = ink(color, ground, light);
                        assert!(contrast(set, ground) >= LEGIBLE, "{name}: {set:?} on {ground:?}");
                    }
                }
            }
        }
        // A pale yellow is unreadable on white.
        let yellow = Color { red: 0xff, green: 0xee, blue: 0x88 };
        assert!(contrast(ink(yellow, Color::WHITE, Light::Day), Color::WHITE) >= LEGIBLE);
        assert_eq!(ink(Color::BLACK, NIGHT, Light::Night), MOONLIT);
    }
}
