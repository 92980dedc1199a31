//! A block that lies over the foot of the picture before it: no higher than the picture,
//! and in letters that can be read on it.

use super::setter::{Band, Setter};
use crate::frame::{Color, ItemKind};
use crate::ink::{contrast, luminance};
use crate::picture::Tones;
use crate::theme::BlockStyle;
use crate::typeset::panel::filled;
use crate::typeset::prepared::{Node, NodeKind};
use crate::units::{Length, Point, Rect, Size};
use std::sync::Arc;

/// The contrast of letters to what is behind them: WCAG 2, level AA.
const LEGIBLE: f64 = 4.5;
/// Below this contrast a part of a letter is lost on the picture.
const LOST: f64 = 2.0;
/// The share of a strip on which letters may be lost. A choice: a sun or a lamp behind a
/// word is no harm, half of a word in the sky is.
const MOST_LOST: f64 = 0.2;
/// The share of a measure that a picture must be wide, for a block to lie on it.
const WIDE: f64 = 0.9;

/// A picture that the next block may lie on.
pub(crate) struct Ground {
    /// Its height on the page.
    height: Length,
    /// The part of the picture above what is seen, and what is seen, as shares of it.
    seen: [f64; 2],
    tones: Option<Arc<Tones>>,
    /// The distance of the block from its edges.
    inset: Length,
}

impl Ground {
    /// The height a block on it may have.
    pub(crate) fn room(&self) -> Length {
        self.height - self.inset * 2.0
    }

    /// The tones behind a block of a height.
    fn behind(&self, height: Length) -> Option<&[f32]> {
        let [above, seen] = self.seen;
        let share = |down: Length| above + seen * down.ratio(self.height);
        let bottom = self.height - self.inset;
        Some(self.tones.as_ref()?.strip([share(bottom - height), share(bottom)]))
    }
}

impl Setter<'_, '_> {
    /// The picture just set, if the next block of a style may lie on it.
    pub(crate) fn ground(&self, above: &Node, style: &BlockStyle, band: Band) -> Option<Ground> {
        let NodeKind::Picture(node) = &above.kind else { return None };
        // A caption would be covered.
        if node.tallest.is_some() || node.caption.is_some() {
            return None;
        }
        let solid = self.list.last()?;
        let (height, natural) = (solid.height, node.picture.size);
        let width = match solid.items.first().map(|item| &item.kind) {
            _ if solid.bleed.is_some() => self.sheet.width,
            Some(ItemKind::Image { size, .. }) if size.width >= band.width * WIDE => size.width,
            _ => return None,
        };
        // What is too high for its strip is cut off equally above and below.
        let seen = height.ratio(width * natural.height.ratio(natural.width)).min(1.0);
        let inset = self.scale.size * style.padding.max(1.0);
        let ground = Ground { height, seen: [(1.0 - seen) * 0.5, seen], tones: node.tones.clone(), inset };
        (ground.room() >= self.scale.size * style.size).then_some(ground)
    }

    /// Lays what was added since a mark over a picture; `false` if it is too high.
    pub(crate) fn lay_over(&mut self, mark: usize, ground: &Ground, style: &BlockStyle, band: Band) -> bool {
        let height = self.list.inked(mark);
        if height > ground.room() + Length::pt(0.01) {
            return false;
        }
        if style.background.is_none() {
            let page = self.theme.page.background.unwrap_or(Color::WHITE);
            let (ink, veil) = ink(style.color, ground.behind(height), page);
            self.color(mark, style.color, (ink, veil.is_some()), ground.behind(height));
            if let Some(veil) = veil {
                let area = Rect::new(Point::new(band.left, Length::ZERO), Size::new(band.width, height));
                let item = filled(area.grown(ground.inset * 0.5), veil);
                if let Some(first) = self.list.solids_mut(mark).next() {
                    first.items.insert(0, item);
                }
            }
        }
        self.list.over(mark, ground.inset);
        true
    }

    /// Gives the letters since a mark the ink chosen for them; those of another colour
    /// keep it where it can be read.
    fn color(&mut self, mark: usize, own: Color, (ink, veiled): (Color, bool), behind: Option<&[f32]>) {
        let tone = behind.filter(|_| !veiled).map(mean);
        let inked = |color: Color| match tone {
            _ if color == own => ink,
            Some(tone) if contrast(f64::from(luminance(color)), tone) < LEGIBLE => ink,
            _ => color,
        };
        for item in self.list.solids_mut(mark).flat_map(|solid| &mut solid.items) {
            match &mut item.kind {
                ItemKind::Line(line) => {
                    for run in &mut Arc::make_mut(line).runs {
                        run.color = inked(run.color);
                    }
                }
                ItemKind::Shape(shape) => shape.fill = shape.fill.map(inked),
                _ => {}
            }
        }
    }
}

fn mean(tones: &[f32]) -> f64 {
    tones.iter().map(|tone| f64::from(*tone)).sum::<f64>() / tones.len().max(1) as f64
}

/// The ink for letters on these tones: their own where it can be read, else white or
/// black; and, where no ink can be read on all of them, a ground to lay between.
fn ink(own: Color, behind: Option<&[f32]>, page: Color) -> (Color, Option<Color>) {
    let inks = [own, Color::WHITE, Color::BLACK];
    let on_page = |ink: &Color| contrast(f64::from(luminance(*ink)), f64::from(luminance(page))) >= LEGIBLE;
    let veiled = || (inks.into_iter().find(on_page).unwrap_or(own), Some(page));
    let Some(behind) = behind else { return veiled() };
    let reads = |ink: &Color| {
        let light = f64::from(luminance(*ink));
        let lost = behind.iter().filter(|tone| contrast(light, f64::from(**tone)) < LOST).count();
        contrast(light, mean(behind)) >= LEGIBLE && lost as f64 <= behind.len() as f64 * MOST_LOST
    };
    inks.into_iter().find(reads).map_or_else(veiled, |ink| (ink, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_read_on_every_tone() {
        let red = Color { red: 212, green: 17, blue: 30 };
        for step in 0..=100_u8 {
            let tone = f32::from(step) / 100.0;
            let (ink, veil) = ink(Color::WHITE, Some(&[tone; 32]), red);
            assert!(veil.is_none() && contrast(f64::from(luminance(ink)), f64::from(tone)) >= LEGIBLE, "{tone}");
        }
        assert_eq!(ink(red, Some(&[0.9; 32]), Color::WHITE), (red, None), "their own colour where it is read");
        // Half night, half snow: no ink is read on both.
        let mixed: Vec<f32> = (0..32).map(|at| if at % 2 == 0 { 0.02 } else { 0.95 }).collect();
        let (letters, veil) = ink(Color::WHITE, Some(&mixed), red);
        assert_eq!((letters, veil), (Color::WHITE, Some(red)));
        assert_eq!(ink(Color::BLACK, None, Color::WHITE), (Color::BLACK, Some(Color::WHITE)), "a drawing");
    }
}
