//! What CSS declarations make of an element, as far as paper shows it.

use super::scan;
use crate::document::Measure;
use crate::read::sizes::{self, Side};

/// What declarations set; `None` where they set nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::read::html) struct Look {
    display: Option<Display>,
    visibility: Option<bool>,
    content: Option<bool>,
    clipped: Option<bool>,
    /// Whether a flex box is a column.
    column: Option<bool>,
    /// Whether a grid has columns.
    columns: Option<bool>,
    /// The inner `None`: `auto`.
    width: Option<Option<Measure>>,
    height: Option<Option<Measure>>,
    /// The share of its room that it is at most as wide as.
    most: Option<Measure>,
    /// Whether a picture is cut or shrunk to its sides.
    fitted: Option<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Display {
    None,
    Inline,
    Block,
    Flex,
    Grid,
}

/// How an element lays out its children.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    Text,
    /// Side by side.
    Row,
    /// Each child on a line of its own.
    Column,
}

impl Look {
    /// What a list of declarations sets: those that are `!important`, or the others.
    pub(super) fn of(declarations: &str, important: bool) -> Self {
        let mut look = Self::default();
        for (property, value) in scan::split(declarations, b';').filter_map(|declaration| declaration.split_once(':')) {
            let (value, mark) = value.split_once('!').unwrap_or((value, ""));
            if mark.trim().eq_ignore_ascii_case("important") == important {
                look.declare(&property.trim().to_ascii_lowercase(), &value.trim().to_ascii_lowercase());
            }
        }
        look
    }

    /// All that an element's own style sets.
    pub(in crate::read::html) fn of_style(style: &str) -> Self {
        let mut look = Self::of(style, false);
        look.add(Self::of(style, true));
        look
    }

    fn declare(&mut self, property: &str, value: &str) {
        match property {
            "display" => self.display = Display::parse(value).or(self.display),
            "visibility" => self.visibility = Some(!matches!(value, "hidden" | "collapse")),
            "content-visibility" => self.content = Some(value != "hidden"),
            // What pages write for screen readers alone.
            "clip" => self.clipped = Some(value.starts_with("rect(0") || value.starts_with("rect(1px")),
            "clip-path" => self.clipped = Some(matches!(value, "inset(50%)" | "inset(100%)")),
            "flex-direction" | "flex-flow" => self.column = Some(value.contains("column")),
            "grid-template-columns" | "grid-auto-flow" => self.columns = Some(!matches!(value, "none" | "row" | "1fr")),
            "max-width" => self.most = sizes::measure(value).filter(|most| matches!(most, Measure::Share(_))),
            "object-fit" => self.fitted = Some(value != "fill"),
            _ => match sizes::side(property, value) {
                Some(Side::Width(width)) => self.width = Some(width),
                Some(Side::Height(height)) => self.height = Some(height),
                None => {}
            },
        }
    }

    /// With later declarations.
    pub(super) fn then(mut self, later: Self) -> Self {
        self.add(later);
        self
    }

    /// Adds later declarations, which override earlier ones.
    pub(super) fn add(&mut self, later: Self) {
        self.display = later.display.or(self.display);
        self.visibility = later.visibility.or(self.visibility);
        self.content = later.content.or(self.content);
        self.clipped = later.clipped.or(self.clipped);
        self.column = later.column.or(self.column);
        self.columns = later.columns.or(self.columns);
        self.width = later.width.or(self.width);
        self.height = later.height.or(self.height);
        self.most = later.most.or(self.most);
        self.fitted = later.fitted.or(self.fitted);
    }

    pub(in crate::read::html) fn is_hidden(self) -> bool {
        self.display == Some(Display::None)
            || [self.visibility, self.content].contains(&Some(false))
            || self.clipped == Some(true)
    }

    /// Whether an inline element stands on a line of its own.
    pub(super) fn is_block(self) -> bool {
        matches!(self.display, Some(Display::Block | Display::Flex | Display::Grid))
    }

    pub(super) fn flow(self) -> Flow {
        match self.display {
            Some(Display::Flex) if self.column == Some(true) => Flow::Column,
            Some(Display::Flex) => Flow::Row,
            Some(Display::Grid) if self.columns == Some(true) => Flow::Row,
            Some(Display::Grid) => Flow::Column,
            _ => Flow::Text,
        }
    }

    /// The sides of a picture within these; `Some(None)` is `auto`. A share of what has
    /// neither a length nor a share of the page is left out, as it depends on a window. A
    /// picture that is cut to fit keeps its shape, by its height.
    pub(super) fn sides(self, room: Room) -> [Option<Option<Measure>>; 2] {
        let side = |side: Option<Option<Measure>>, room| match side {
            Some(Some(measure)) => within(measure, room).map(Some),
            auto => auto,
        };
        let [width, height] = [side(self.width, room[0]), side(self.height, room[1])];
        if self.fitted == Some(true) && matches!(height, Some(Some(_))) {
            [Some(None), height]
        } else {
            [width, height]
        }
    }

    /// The sides that its content stands in. A block is as wide as what it is in; a column
    /// takes its share of it, or of the page.
    pub(super) fn room(self, [width, height]: Room) -> Room {
        // Frameworks give a column all of the width and at most its share.
        let said = match (self.width.flatten(), self.most) {
            (Some(Measure::Share(own)), Some(Measure::Share(most))) => Some(Measure::Share(own.min(most))),
            (own, most) => own.or(most),
        };
        let column = said.and_then(|own| match (own, width) {
            (Measure::Share(share), None) => (share < 1.0).then_some(own),
            _ => within(own, width),
        });
        let own = self.height.flatten().and_then(|own| within(own, height));
        [column.or(width), own]
    }
}

/// The width and height of what something stands in, where they are known.
pub(super) type Room = [Option<Measure>; 2];

/// A side within another; a share of the page's width stays one.
fn within(measure: Measure, room: Option<Measure>) -> Option<Measure> {
    match (measure, room) {
        (Measure::Length(_), _) => Some(measure),
        (Measure::Share(share), Some(Measure::Length(length))) => Some(Measure::Length(length * share)),
        (Measure::Share(share), Some(Measure::Share(whole))) => Some(Measure::Share(whole * share)),
        (Measure::Share(_), None) => None,
    }
}

impl Display {
    fn parse(value: &str) -> Option<Self> {
        Some(match value {
            "none" => Self::None,
            "inline" | "inline-block" | "contents" => Self::Inline,
            "block" | "list-item" | "flow-root" | "table" => Self::Block,
            "flex" => Self::Flex,
            "grid" => Self::Grid,
            // Their children are side by side, and they in their line.
            "inline-flex" | "inline-grid" | "table-cell" => Self::Inline,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_takes_the_smaller_of_its_shares() {
        let width = |style: &str, room: Option<Measure>| Look::of_style(style).room([room, None])[0];
        let half = Some(Measure::Share(0.5));
        assert_eq!(width("width: 100%; max-width: 50%", None), half);
        assert_eq!(width("width: 50%; max-width: 100%", None), half);
        assert_eq!(width("max-width: 50%", half), Some(Measure::Share(0.25)));
        assert_eq!(width("width: 100%", None), None);
        assert_eq!(width("max-width: 20rem", half), half);
    }
}
