//! Colours as printpdf's, in the inks of the settings.

use crate::frame::Color;
use crate::ink::{self, Inked, Use};
use crate::settings::Ink;

/// The colour that is printed.
pub(crate) fn inked(color: Color, ink: Ink, used: Use) -> printpdf::Color {
    match ink::inked(color, ink, used) {
        Inked::Gray(bright) => {
            printpdf::Color::Greyscale(printpdf::Greyscale { percent: rounded(bright), icc_profile: None })
        }
        Inked::Rgb(color) => rgb(color),
        Inked::Process(inks) => {
            let [c, m, y, k] = inks.map(rounded);
            printpdf::Color::Cmyk(printpdf::Cmyk { c, m, y, k, icc_profile: None })
        }
    }
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

fn rounded(value: f32) -> f32 {
    (value * 1000.0).round() / 1000.0
}
