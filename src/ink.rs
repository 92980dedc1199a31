//! Converts the colours of a theme to inks: colour, grey, black or CMYK. All
//! writers use it, so that a picture of a page shows how the page is printed.

use crate::frame::Color;
use crate::settings::Ink;

/// The use of a colour, which matters if there is only black ink. The
/// brightness limits of [`inked`] are choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// Letters and lines: black unless almost white.
    Line,
    /// Areas, which may be under letters: white unless rather dark.
    Area,
}

/// A colour as it is printed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Inked {
    /// Black ink: from 0 (full) to 1 (none).
    Gray(f32),
    /// RGB.
    Rgb(Color),
    /// CMYK, each from 0 to 1.
    Process([f32; 4]),
}

/// The ink for a colour. Pure greys are always printed with black ink only.
pub(crate) fn inked(color: Color, ink: Ink, used: Use) -> Inked {
    match ink {
        Ink::Color if !color.is_gray() => Inked::Rgb(color),
        Ink::Cmyk if !color.is_gray() => Inked::Process(process(color)),
        Ink::Color | Ink::Cmyk | Ink::Gray => Inked::Gray(luma(color)),
        Ink::Black => {
            let bright = luma(color);
            let white = match used {
                Use::Line => bright > 0.85,
                Use::Area => bright > 0.6,
            };
            Inked::Gray(if white { 1.0 } else { 0.0 })
        }
    }
}

/// The ink for a colour as it looks on a screen.
pub(crate) fn shown(color: Color, ink: Ink, used: Use) -> Color {
    match inked(color, ink, used) {
        // The CMYK values are computed from the colour, so that they look like
        // it.
        Inked::Rgb(_) | Inked::Process(_) => color,
        Inked::Gray(bright) => {
            let value = (bright * 255.0).round() as u8;
            Color { red: value, green: value, blue: value }
        }
    }
}

/// Brightness from 0 to 1, with the weights of Rec. 709.
pub(crate) fn luma(color: Color) -> f32 {
    if color.is_gray() {
        return f32::from(color.red) / 255.0;
    }
    (0.2126 * f32::from(color.red) + 0.7152 * f32::from(color.green) + 0.0722 * f32::from(color.blue)) / 255.0
}

/// Relative luminance from 0 to 1, with the weights of Rec. 709 and sRGB's curve as a
/// polynomial, right to a thousandth: powers differ between processors.
pub(crate) fn luminance(color: Color) -> f32 {
    let linear = |value: u8| {
        let value = f32::from(value) / 255.0;
        value * (value * (value * 0.305_306 + 0.682_171) + 0.012_523)
    };
    0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
}

/// The contrast of two luminances, from 1 to 21, as in WCAG 2.
pub(crate) fn contrast(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// CMYK values from 0 to 1. Black replaces what the other three have in common,
/// so that greys use only black ink, near-greys little else, and the total ink
/// stays low.
pub(crate) fn process(color: Color) -> [f32; 4] {
    let [cyan, magenta, yellow] = [color.red, color.green, color.blue].map(|value| 1.0 - f32::from(value) / 255.0);
    let black = cyan.min(magenta).min(yellow);
    let rest = |ink: f32| if black < 1.0 { (ink - black) / (1.0 - black) } else { 0.0 };
    [rest(cyan), rest(magenta), rest(yellow), black]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_is_black_ink_alone() {
        for ink in Ink::ALL {
            assert_eq!(inked(Color::BLACK, *ink, Use::Line), Inked::Gray(0.0), "{ink}");
        }
    }

    #[test]
    fn grays_are_black_ink_alone_in_process_colours() {
        for value in 0..=255 {
            let [cyan, magenta, yellow, black] = process(Color { red: value, green: value, blue: value });
            assert_eq!((cyan, magenta, yellow), (0.0, 0.0, 0.0));
            assert!((black - (1.0 - f32::from(value) / 255.0)).abs() < 1e-6);
        }
        assert_eq!(process(Color { red: 255, green: 0, blue: 0 }), [0.0, 1.0, 1.0, 0.0]);
        for (red, green, blue) in [(1, 0, 0), (90, 20, 30), (200, 30, 30), (250, 255, 3)] {
            let [cyan, magenta, yellow, black] = process(Color { red, green, blue });
            for (ink, value) in [(cyan, red), (magenta, green), (yellow, blue)] {
                assert!(((1.0 - ink) * (1.0 - black) - f32::from(value) / 255.0).abs() < 1e-6);
            }
        }
    }

    #[test]
    fn black_ink_keeps_tinted_boxes_readable() {
        let tint = Color { red: 240, green: 225, blue: 220 };
        let accent = Color { red: 160, green: 30, blue: 30 };
        assert_eq!(inked(tint, Ink::Black, Use::Area), Inked::Gray(1.0));
        assert_eq!(inked(accent, Ink::Black, Use::Area), Inked::Gray(0.0));
        assert_eq!(inked(accent, Ink::Black, Use::Line), Inked::Gray(0.0));
    }

    #[test]
    fn a_screen_shows_what_is_printed() {
        let accent = Color { red: 160, green: 30, blue: 30 };
        assert_eq!(shown(accent, Ink::Cmyk, Use::Area), accent);
        assert_eq!(shown(accent, Ink::Gray, Use::Area), Color { red: 58, green: 58, blue: 58 });
        assert_eq!(shown(accent, Ink::Black, Use::Line), Color::BLACK);
    }
}
