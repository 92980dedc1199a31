//! How highlighted words stand out from their text and from what it is printed on.

use super::collect::CharStyle;
use super::decorate::MARKER_GROUND;
use crate::frame::Color;
use crate::ink;
use crate::theme::Highlight;

/// The least contrast of letters and their ground: that of large letters in WCAG 2.
const READABLE: f64 = 3.0;

impl CharStyle {
    /// The style as highlighted text: in the theme's colour, bold text too, or in black
    /// or white where the text has that colour already or is printed on it.
    pub(super) fn highlighted(&self) -> Self {
        match self.highlight {
            Highlight::Color(color) => {
                let seen = |other: &Color| *other != self.color && readable(*other, self.ground);
                match [color, Color::BLACK, Color::WHITE].into_iter().find(seen) {
                    Some(color) => Self { color, strong_color: Some(color), ..self.clone() },
                    None => Self { ruled: true, ..self.clone() },
                }
            }
            // White letters cannot be read on the tint of a marker pen.
            Highlight::Tint if readable(self.color, MARKER_GROUND) => Self { marked: true, ..self.clone() },
            Highlight::Tint | Highlight::Rule => Self { ruled: true, ..self.clone() },
        }
    }
}

fn readable(color: Color, ground: Color) -> bool {
    let [color, ground] = [color, ground].map(|color| f64::from(ink::luminance(color)));
    ink::contrast(color, ground) >= READABLE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::FontId;

    const RED: Color = Color { red: 200, green: 16, blue: 46 };

    fn highlighted(highlight: Highlight, color: Color, ground: Color) -> CharStyle {
        CharStyle { highlight, ground, ..CharStyle::new([FontId(0), FontId(1)], color) }.highlighted()
    }

    #[test]
    fn highlighted_words_differ_from_their_text_and_their_ground() {
        let red = Highlight::Color(RED);
        for (color, ground, shown) in [
            (Color::BLACK, Color::WHITE, RED),
            (RED, Color::WHITE, Color::BLACK),
            (Color::WHITE, RED, Color::BLACK),
            (Color::BLACK, RED, Color::WHITE),
            (Color::WHITE, Color::BLACK, RED),
        ] {
            assert_eq!(highlighted(red, color, ground).color, shown, "{color:?} on {ground:?}");
        }
        assert!(highlighted(Highlight::Tint, Color::BLACK, Color::WHITE).marked);
        let white = highlighted(Highlight::Tint, Color::WHITE, Color::BLACK);
        assert!(white.ruled && !white.marked);
    }
}
