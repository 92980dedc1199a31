//! What is drawn with a line besides its glyphs: rules under and through it, grounds of
//! code, areas of links, images.
//!
//! A word may change its font and direction along the way, but its rule must not. So
//! neighbours with the same decoration are decorated as one, with the metrics of the
//! font that their style names, whichever fonts they are set in.

use super::collect::CharStyle;
use super::line::Place;
use super::paragraph::Paragraph;
use crate::font::Metrics;
use crate::frame::{Color, Item, ItemKind, Path, Shape};
use crate::units::{Length, Point, Rect, Size};

/// A range of a line that may be decorated.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stretch {
    /// Index of its style.
    pub(crate) style: usize,
    pub(crate) left: Length,
    pub(crate) right: Length,
}

/// The tint behind code.
const CODE_GROUND: Color = Color { red: 238, green: 238, blue: 238 };

/// The tint of marked text: pale enough to read on, dark enough to see in gray print.
pub(super) const MARKER_GROUND: Color = Color { red: 255, green: 236, blue: 153 };

/// The top of the marker's ground above the base line and its height, in ems: around
/// the letters, not the whole line.
const MARKER_TOP: f64 = 0.92;
const MARKER_HEIGHT: f64 = 1.3;

/// The top of the rule under highlighted words below the base line and its height, in
/// ems: thick beside the strokes of heavy letters, and below most tails and dots, which
/// it must not join.
const RULE_TOP: f64 = 0.33;
const RULE_HEIGHT: f64 = 0.08;

/// How far the rules of a line reach below its base line.
pub(crate) fn depth(paragraph: &Paragraph, stretches: &[Stretch], size: Length) -> Length {
    let ruled = stretches.iter().map(|stretch| &paragraph.styles[stretch.style]).filter(|style| style.ruled);
    ruled.map(|style| size * (style.size * (RULE_TOP + RULE_HEIGHT))).max().unwrap_or_default()
}

/// Decorates the ranges of a line, from left to right, relative to the start of its
/// first run. Returns the grounds first, then what is drawn over the letters.
pub(crate) fn decorate(paragraph: &Paragraph, stretches: &[Stretch], place: &Place<'_, '_>) -> (Vec<Item>, Vec<Item>) {
    let styles = &paragraph.styles;
    let metrics = |style: &CharStyle| place.shaper.book().font(style.font()).metrics;
    let (mut behind, mut above) = (Vec::new(), Vec::new());
    let plain = |style: &CharStyle| {
        !(style.underline || style.strike || style.marked || style.ruled || style.code || style.link.is_some())
    };
    if stretches.iter().all(|stretch| plain(&styles[stretch.style])) {
        return (behind, above);
    }
    let runs = |same: fn(&CharStyle, &CharStyle) -> bool| {
        stretches.chunk_by(move |a, b| a.right == b.left && same(&styles[a.style], &styles[b.style]))
    };
    for run in runs(|a, b| a.marked && b.marked && a.size == b.size && a.rise == b.rise) {
        let style = &styles[run[0].style];
        if style.marked {
            behind.push(shape(bar(run, style, place, MARKER_TOP, MARKER_HEIGHT), MARKER_GROUND));
        }
    }
    for run in runs(|a, b| a.ruled && b.ruled && (a.color, a.size, a.rise) == (b.color, b.size, b.rise)) {
        let style = &styles[run[0].style];
        if style.ruled {
            behind.push(shape(bar(run, style, place, -RULE_TOP, RULE_HEIGHT), style.color));
        }
    }
    for run in runs(|a, b| a.code && b.code && a.fonts == b.fonts) {
        let style = &styles[run[0].style];
        if style.code {
            let metrics = metrics(style);
            let box_ = bar(run, style, place, metrics.ascent.get(), (metrics.ascent + metrics.descent).get());
            behind.push(shape(box_, CODE_GROUND));
        }
    }
    for run in runs(|a, b| {
        (a.underline, a.strike, a.color, a.size, a.rise) == (b.underline, b.strike, b.color, b.size, b.rise)
    }) {
        let style = &styles[run[0].style];
        let Metrics { underline, strikeout, stroke, .. } = metrics(style);
        let line = |middle: f64| shape(bar(run, style, place, middle + stroke.get() / 2.0, stroke.get()), style.color);
        if style.underline {
            above.push(line(-underline.get()));
        }
        if style.strike {
            above.push(line(strikeout.get()));
        }
    }
    for run in runs(|a, b| a.link == b.link && a.rise == b.rise) {
        let style = &styles[run[0].style];
        if let Some(link) = style.link.and_then(|index| paragraph.links.get(index)) {
            let metrics = metrics(style);
            let area = bar(run, style, place, metrics.ascent.get(), (metrics.ascent + metrics.descent).get());
            let kind = ItemKind::Link {
                node: link.node,
                target: link.target.clone(),
                size: area.size,
                description: link.description.clone(),
            };
            above.push(Item { at: area.origin, tag: link.tag, kind });
        }
    }
    (behind, above)
}

/// A box as wide as a run, its top `top` ems of the style above the base line.
fn bar(run: &[Stretch], style: &CharStyle, place: &Place<'_, '_>, top: f64, height: f64) -> Rect {
    let size = place.size * style.size;
    let left = run[0].left;
    let right = run[run.len() - 1].right;
    let y = -style.rise.at(place.size) - size * top;
    Rect::new(Point::new(left, y), Size::new(right - left, size * height))
}

fn shape(area: Rect, color: Color) -> Item {
    let path = Path::rect(Rect::new(Point::ZERO, area.size));
    Item { at: area.origin, tag: None, kind: ItemKind::Shape(Shape { path, fill: Some(color), stroke: None }) }
}
