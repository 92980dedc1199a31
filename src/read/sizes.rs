//! Widths and heights of pictures, as in HTML, CSS and pandoc's braces.

use crate::document::{Measure, PictureSize};
use crate::units::Length;

/// Points per CSS unit. An em is that of a browser's default font size.
const UNITS: [(&str, f64); 8] = [
    ("px", 0.75),
    ("pt", 1.0),
    ("pc", 12.0),
    ("in", 72.0),
    ("cm", 72.0 / 2.54),
    ("mm", 72.0 / 25.4),
    ("rem", 12.0),
    ("em", 12.0),
];

/// A length such as `3cm`; a number without a unit is in pixels.
pub(super) fn length(text: &str) -> Option<Length> {
    let text = text.trim().to_ascii_lowercase();
    let unit = UNITS.iter().find(|(unit, _)| text.ends_with(unit));
    let (number, points) =
        unit.map_or((text.as_str(), 0.75), |(unit, points)| (&text[..text.len() - unit.len()], *points));
    number
        .trim()
        .parse::<f64>()
        .ok()
        .filter(|number| number.is_finite() && *number > 0.0)
        .map(|number| Length::pt(number * points))
}

/// A length, or a share such as `50%`.
pub(super) fn measure(text: &str) -> Option<Measure> {
    match text.trim().strip_suffix('%') {
        Some(number) => {
            let percent = number.trim().parse::<f64>().ok().filter(|percent| percent.is_finite() && *percent > 0.0)?;
            Some(Measure::Share((percent / 100.0).min(1.0)))
        }
        None => length(text).map(Measure::Length),
    }
}

/// What a CSS declaration says of a picture's side; `None` within: `auto`.
pub(super) enum Side {
    Width(Option<Measure>),
    Height(Option<Measure>),
}

/// The side that a declaration, in lower case, is about; `None`: about none, or with a
/// value that CSS would ignore.
pub(super) fn side(property: &str, value: &str) -> Option<Side> {
    let value = if value == "auto" { None } else { Some(measure(value)?) };
    match property {
        "width" => Some(Side::Width(value)),
        "height" => Some(Side::Height(value)),
        _ => None,
    }
}

/// The size from the `width`, `height` and `style` of an element; a style
/// overrides, as in browsers.
pub(super) fn of_element(width: Option<&str>, height: Option<&str>, style: Option<&str>) -> PictureSize {
    let (width, height) = (width.and_then(measure), height.and_then(measure));
    let mut size = PictureSize { width, height, ..PictureSize::default() };
    of_style(style.unwrap_or_default(), &mut size);
    size
}

/// Gives a picture the size that its own style sets.
pub(super) fn of_style(style: &str, size: &mut PictureSize) {
    for (name, value) in style.split(';').filter_map(|pair| pair.split_once(':')) {
        let value = value.trim().trim_end_matches("!important").trim();
        match side(&name.trim().to_ascii_lowercase(), &value.to_ascii_lowercase()) {
            Some(Side::Width(width)) => size.width = width,
            // A share of a height depends on a window, which paper does not
            // have.
            Some(Side::Height(Some(Measure::Share(_)))) | None => {}
            Some(Side::Height(height)) => size.height = height,
        }
    }
}

/// The attributes in `{width=3cm height="2cm" .bleed}`; `None` if one is not a
/// picture's, so that other braces are kept as text.
pub(super) fn of_braces(inside: &str) -> Option<PictureSize> {
    let mut size = PictureSize::default();
    let mut any = false;
    for word in inside.split_whitespace() {
        match word.split_once('=') {
            Some((name, value)) => {
                let value = measure(value.trim_matches(['"', '\'']));
                match name {
                    "width" => size.width = Some(value?),
                    "height" => size.height = Some(value?),
                    "max-width" => size.most[0] = Some(value?),
                    "max-height" => size.most[1] = Some(value?),
                    _ => return None,
                }
            }
            None if word == ".bleed" => size.bleed = true,
            // Classes and ids for pandoc, which have no effect here.
            None if word.starts_with(['.', '#']) && word.len() > 1 => {}
            None => return None,
        }
        any = true;
    }
    any.then_some(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_give_sizes_and_nothing_else() {
        let size = of_braces("width=50% .bleed").unwrap();
        assert_eq!((size.width, size.height, size.bleed), (Some(Measure::Share(0.5)), None, true));
        let size = of_braces("max-width=50%").unwrap();
        assert_eq!((size.width, size.most), (None, [Some(Measure::Share(0.5)), None]));
        let size = of_braces("width=\"3cm\" height=20").unwrap();
        let near = |measure: Option<Measure>, length: Length| matches!(measure, Some(Measure::Length(found)) if found.is_near(length));
        assert!(near(size.width, Length::mm(30.0)) && near(size.height, Length::pt(15.0)), "{size:?}");
        for other in ["", "متن", "width=پهن", "a=b", "width=-3cm"] {
            assert_eq!(of_braces(other), None, "{other}");
        }
    }

    #[test]
    fn a_style_is_stronger_than_an_attribute() {
        let size = of_element(Some("300"), Some("200"), Some("color:red; width: 50% ;height:auto"));
        assert_eq!((size.width, size.height), (Some(Measure::Share(0.5)), None));
        assert_eq!(of_element(Some("x"), None, Some("max-width:100%")), PictureSize::default());
    }
}
