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
    /// How many columns a grid has; 0: as many as fit, 1: none beside each other.
    columns: Option<u16>,
    /// The inner `None`: `auto`.
    width: Option<Option<Measure>>,
    height: Option<Option<Measure>>,
    /// What it is at most as wide and as high as; the inner `None`: `none`.
    most: [Option<Option<Measure>>; 2],
    /// Whether a picture is cut or shrunk to its sides.
    fitted: Option<bool>,
    /// The size of its letters.
    letters: Option<Letters>,
    bold: Option<bool>,
}

/// A size of letters.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Letters {
    /// A multiple of the size around it.
    Times(f64),
    /// In ems of the page.
    Root(f64),
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
            "grid-template-columns" => self.columns = Some(columns(value)),
            "grid-auto-flow" if value.contains("column") => self.columns = Some(0),
            "max-width" => self.most[0] = Some(sizes::measure(value)),
            "max-height" => {
                self.most[1] = Some(sizes::measure(value).filter(|most| matches!(most, Measure::Length(_))));
            }
            // The side of a child in the direction of its row.
            "flex-basis" | "flex" => self.width = basis(value).map(Some).or(self.width),
            "font-size" => self.letters = Letters::parse(value).or(self.letters),
            "font-weight" => self.bold = Some(is_bold(value)),
            "object-fit" => self.fitted = Some(value != "fill"),
            _ => match sizes::side(property, value) {
                Some(Side::Width(width)) => self.width = Some(width),
                Some(Side::Height(height)) => self.height = Some(height),
                None => {}
            },
        }
    }

    /// Only the sizes that it sets.
    pub(super) fn sizes(self) -> Self {
        Self { width: self.width, height: self.height, most: self.most, ..Self::default() }
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
        self.most = std::array::from_fn(|side| later.most[side].or(self.most[side]));
        self.fitted = later.fitted.or(self.fitted);
        self.letters = later.letters.or(self.letters);
        self.bold = later.bold.or(self.bold);
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
            Some(Display::Grid) if self.columns.is_some_and(|columns| columns != 1) => Flow::Row,
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
        let most = self.most[0].flatten().filter(|most| matches!(most, Measure::Share(_)));
        let said = match (self.width.flatten(), most) {
            (Some(Measure::Share(own)), Some(Measure::Share(most))) => Some(Measure::Share(own.min(most))),
            (own, most) => own.or(most),
        };
        let column = said.and_then(|own| match (own, width) {
            (Measure::Share(share), None) => (share < 1.0).then_some(own),
            _ => within(own, width),
        });
        let own = self.height.flatten().and_then(|own| within(own, height));
        [self.track(column.or(width)), own]
    }

    /// The width of a column of a grid; that of anything else is its own.
    fn track(self, width: Option<Measure>) -> Option<Measure> {
        let Some(columns) = self.columns.filter(|&columns| self.display == Some(Display::Grid) && columns > 1) else {
            return width;
        };
        let share = 1.0 / f64::from(columns);
        match width {
            Some(Measure::Length(length)) => Some(Measure::Length(length * share)),
            Some(Measure::Share(whole)) => Some(Measure::Share(whole * share)),
            None => Some(Measure::Share(share)),
        }
    }

    /// The most that a picture may be wide and high in a room and within the bounds
    /// around it.
    pub(super) fn most(self, room: Room, around: Room) -> Room {
        let own = |side: usize| self.most[side].flatten().and_then(|most| within(most, room[side]));
        [own(0).or(room[0]).or(around[0]), own(1).or(around[1])]
    }

    /// The same for what stands in it; shares are in its room already.
    pub(super) fn bound(self, room: Room, around: Room) -> Room {
        let own = self.most[0].flatten().filter(|most| matches!(most, Measure::Length(_)));
        [own.or(self.room(room)[0]).or(around[0]), around[1]]
    }

    /// The size of its letters, in ems of the page, where those around it have a size.
    pub(super) fn letters(self, around: f64) -> f64 {
        match self.letters {
            Some(Letters::Times(times)) => around * times,
            Some(Letters::Root(ems)) => ems,
            None => around,
        }
    }

    /// Whether its letters are bold, where it says so.
    pub(super) fn bold(self) -> Option<bool> {
        self.bold
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

/// The number of columns that a list of tracks makes; 0: as many as there is room for.
fn columns(value: &str) -> u16 {
    if matches!(value, "none" | "row" | "auto") {
        return 1;
    }
    let mut count = 0;
    let mut rest = value;
    while let Some(track) = rest.split_whitespace().next() {
        let at = rest.find(track).unwrap_or(0);
        let tail = &rest[at..];
        let end = scan::find(tail, |sign| sign.is_ascii_whitespace()).unwrap_or(tail.len());
        count += match tail[..end].strip_prefix("repeat(").map(|inside| inside.split(',').next().unwrap_or_default()) {
            Some(times) => match times.trim().parse::<u16>() {
                Ok(times) => times,
                Err(_) => return 0,
            },
            None => 1,
        };
        rest = &tail[end..];
        if count > MOST_COLUMNS {
            return 0;
        }
    }
    count
}

/// The most columns of a grid that are counted.
const MOST_COLUMNS: u16 = 12;

/// The basis in `flex: 0 0 50%`.
fn basis(value: &str) -> Option<Measure> {
    let basis = value.split_whitespace().next_back()?;
    sizes::measure(basis).filter(|basis| matches!(basis, Measure::Share(share) if *share < 1.0))
}

fn is_bold(value: &str) -> bool {
    matches!(value, "bold" | "bolder") || value.parse::<f64>().is_ok_and(|weight| weight >= 600.0)
}

impl Letters {
    fn parse(value: &str) -> Option<Self> {
        let number = |unit: &str| value.strip_suffix(unit).and_then(|number| number.trim().parse::<f64>().ok());
        let named = match value {
            "medium" => Some(Self::Root(1.0)),
            "large" => Some(Self::Root(1.125)),
            "x-large" => Some(Self::Root(1.5)),
            "xx-large" => Some(Self::Root(2.0)),
            "larger" => Some(Self::Times(1.2)),
            "smaller" => Some(Self::Times(1.0 / 1.2)),
            _ => None,
        };
        // Between the least and the most, as the window is.
        let inside = value.strip_prefix("clamp(").and_then(|inside| inside.strip_suffix(')'));
        let clamped = inside.and_then(|inside| {
            let ends = [inside.split(',').next()?, inside.rsplit(',').next()?].map(|end| Self::parse(end.trim()));
            match ends {
                [Some(Self::Root(least)), Some(Self::Root(most))] => Some(Self::Root(f64::midpoint(least, most))),
                _ => None,
            }
        });
        named
            .or(clamped)
            .or_else(|| (value == "0").then_some(Self::Root(0.0)))
            .or_else(|| number("rem").map(Self::Root))
            .or_else(|| number("em").map(Self::Times))
            .or_else(|| number("%").map(|percent| Self::Times(percent / 100.0)))
            .or_else(|| number("px").map(|pixels| Self::Root(pixels / 16.0)))
            .or_else(|| number("pt").map(|points| Self::Root(points / 12.0)))
            .filter(|(Self::Times(size) | Self::Root(size))| size.is_finite() && *size >= 0.0)
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
