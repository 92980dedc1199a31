//! Colours as inks: what the theme designed, in grays, in black, or in
//! process colours.

use crate::frame::Color;
use crate::settings::Ink;

/// What a colour is for; black ink alone decides by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// Letters and lines: black unless nearly white.
    Line,
    /// Areas, with letters on them: white unless rather dark.
    Area,
}

/// The colour to print with. Pure grays are always DeviceGray, so that black
/// text is black ink and nothing else.
pub(crate) fn inked(color: Color, ink: Ink, used: Use) -> printpdf::Color {
    match ink {
        Ink::Color if !color.is_gray() => rgb(color),
        Ink::Cmyk if !color.is_gray() => cmyk(color),
        Ink::Color | Ink::Cmyk | Ink::Gray => gray(luma(color)),
        Ink::Black => {
            let bright = luma(color);
            let white = match used {
                Use::Line => bright > 0.85,
                Use::Area => bright > 0.6,
            };
            gray(if white { 1.0 } else { 0.0 })
        }
    }
}

/// Brightness from 0 to 1, by the weights of Rec. 709.
pub(crate) fn luma(color: Color) -> f32 {
    if color.is_gray() {
        return f32::from(color.red) / 255.0;
    }
    (0.2126 * f32::from(color.red) + 0.7152 * f32::from(color.green) + 0.0722 * f32::from(color.blue)) / 255.0
}

fn gray(percent: f32) -> printpdf::Color {
    printpdf::Color::Greyscale(printpdf::Greyscale { percent: rounded(percent), icc_profile: None })
}

fn rgb(color: Color) -> printpdf::Color {
    let part = |value: u8| rounded(f32::from(value) / 255.0);
    printpdf::Color::Rgb(printpdf::Rgb {
        r: part(color.red),
        g: part(color.green),
        b: part(color.blue),
        icc_profile: None,
    })
}

fn cmyk(color: Color) -> printpdf::Color {
    let [c, m, y, k] = process(color).map(rounded);
    printpdf::Color::Cmyk(printpdf::Cmyk { c, m, y, k, icc_profile: None })
}

/// Process colours from 0 to 1: cyan, magenta, yellow, black. Black takes over
/// all that the others have in common, so that grays are black ink alone, what
/// is nearly gray nearly so, and the sum of inks low.
pub(crate) fn process(color: Color) -> [f32; 4] {
    let [cyan, magenta, yellow] = [color.red, color.green, color.blue].map(|value| 1.0 - f32::from(value) / 255.0);
    let black = cyan.min(magenta).min(yellow);
    let rest = |ink: f32| if black < 1.0 { (ink - black) / (1.0 - black) } else { 0.0 };
    [rest(cyan), rest(magenta), rest(yellow), black]
}

fn rounded(value: f32) -> f32 {
    (value * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_is_black_ink_alone() {
        for ink in Ink::ALL {
            assert_eq!(inked(Color::BLACK, *ink, Use::Line), gray(0.0), "{ink}");
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
        assert_eq!(inked(tint, Ink::Black, Use::Area), gray(1.0));
        assert_eq!(inked(accent, Ink::Black, Use::Area), gray(0.0));
        assert_eq!(inked(accent, Ink::Black, Use::Line), gray(0.0));
    }
}
