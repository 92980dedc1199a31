//! What setting any block needs: the current scale, the styles of the theme, the list
//! it is added to.

use super::memo::Memo;
use crate::document::Direction;
use crate::font::Reach;
use crate::settings::Justify;
use crate::theme::{Align, BlockStyle, StyleName, Theme};
use crate::typeset::inline::paragraph::LineAlign;
use crate::typeset::inline::shape::Shaper;
use crate::typeset::panel::Panel;
use crate::typeset::prepared::{Look, Prepared, TextId};
use crate::typeset::vertical::{Penalty, VerticalList};
use crate::typeset::{Scale, TextOptions};
use crate::units::{Length, Size};
use std::cell::Cell;

/// The strip of a column a block may use.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Band {
    pub(crate) left: Length,
    pub(crate) width: Length,
}

impl Band {
    /// The strip reduced by widths at its start and end, but never narrower than
    /// `least`: deeply nested blocks are not indented further.
    pub(crate) fn inset(self, direction: Direction, [start, end]: [Length; 2], least: Length) -> Self {
        match direction {
            Direction::Rtl => self.within([end, start], least),
            Direction::Ltr => self.within([start, end], least),
        }
    }

    /// The strip reduced by widths at its left and right, but never narrower than
    /// `least`.
    pub(crate) fn within(self, [left, right]: [Length; 2], least: Length) -> Self {
        let room = (self.width - least).max(Length::ZERO);
        let scale = if left + right > room { room.ratio(left + right) } else { 1.0 };
        let (left, right) = (left * scale, right * scale);
        Self { left: self.left + left, width: self.width - left - right }
    }
}

/// The vertical metrics of the lines of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LineBox {
    /// Size of the letters.
    pub(crate) size: Length,
    /// From one base line to the next.
    pub(crate) height: Length,
    /// From the top of a line's box to its base line.
    pub(crate) base: Length,
    /// How far letters reach out of the box above and below, if the lines are closer
    /// than their letters are high.
    pub(crate) over: Length,
}

/// Turns prepared blocks into a vertical list.
pub(crate) struct Setter<'a, 'f> {
    pub(crate) prepared: &'a Prepared,
    pub(crate) theme: &'a Theme,
    pub(crate) shaper: &'a Shaper<'f>,
    pub(crate) options: &'a TextOptions,
    pub(crate) scale: Scale,
    pub(crate) list: VerticalList,
    /// The paper.
    pub(crate) sheet: Size,
    /// The height of a page's text.
    pub(crate) page_height: Length,
    /// The width of the column.
    pub(crate) measure: Length,
    /// Whether columns may be set side by side: not inside a panel, a list or other
    /// columns.
    pub(crate) at_top: bool,
    /// Whether the page's columns are being filled.
    pub(crate) in_columns: bool,
    /// The style of the box, quotation or note that is being filled.
    pub(crate) inside: Option<StyleName>,
    /// The height that the block being set may have, if it lies on a picture.
    pub(crate) lying: Option<Length>,
    /// Whether the items of the list being filled have no gaps.
    pub(crate) tight: bool,
    /// Whether the items of a list are being set.
    pub(crate) listed: bool,
    /// Whether the paragraph above is one line at the edge of the column.
    pub(crate) lone: bool,
    /// Whether the document is so long that each chapter begins a page.
    pub(crate) long: bool,
    /// Whether the title has a page of its own: then so have the contents.
    pub(crate) title_page: bool,
    /// How the panels are filled, on a folded sheet.
    pub(crate) fold: Option<Fold>,
    /// Whether a cry at the end stays with the text before it, and with the contact
    /// block after it.
    pub(crate) closes: bool,
    /// Words that had to be broken.
    pub(crate) split: &'a Cell<Split>,
    pub(crate) memo: &'a Memo,
}

/// How the panels of a folded sheet are filled.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fold {
    /// The headings that begin sections.
    pub(crate) section: StyleName,
    /// The filling of a panel from which a section begins another one; `None`: sections
    /// begin none.
    pub(crate) from: Option<f64>,
    /// Whether the contact block has the last panel to itself.
    pub(crate) back: bool,
}

/// Words that were broken because they are longer than their column.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Split {
    pub(crate) count: usize,
    /// The text of the first.
    pub(crate) first: Option<TextId>,
}

impl<'a, 'f> Setter<'a, 'f> {
    /// The same setter with an empty list, for example for a note.
    pub(crate) fn another(&self) -> Setter<'a, 'f> {
        Setter {
            list: VerticalList::default(),
            at_top: false,
            in_columns: false,
            inside: None,
            lying: None,
            tight: false,
            listed: false,
            lone: false,
            ..*self
        }
    }

    pub(crate) fn style(&self, name: StyleName) -> &'a BlockStyle {
        self.theme.style(name)
    }

    /// The narrowest strip for text, where there is a choice.
    pub(crate) fn least(&self) -> Length {
        (self.scale.size * 6.0).min(self.measure * 0.5)
    }

    /// Keeps what was added since a mark on one page, if a page can hold it.
    pub(crate) fn whole(&mut self, mark: usize) {
        if self.list.height(mark) <= self.page_height {
            self.list.hold(mark, Penalty::TOGETHER);
        }
    }

    /// The height of a number of grid lines.
    pub(crate) fn lines(&self, count: f64) -> Length {
        self.scale.grid() * count
    }

    /// A gap of a number of lines; within the page's columns it is rounded to whole
    /// lines, so that base lines are level across the columns.
    pub(crate) fn space(&mut self, lines: f64) {
        self.space_of(lines, self.scale.gaps);
    }

    /// A gap within what belongs together, such as a picture and its caption: not spread to
    /// fill a page.
    pub(crate) fn near(&mut self, lines: f64) {
        self.space_of(lines, self.scale.gaps.min(1.0));
    }

    fn space_of(&mut self, lines: f64, gaps: f64) {
        let lines = if self.in_columns { (lines + 0.01).round() } else { lines };
        self.list.space(self.lines(lines) * gaps);
    }

    /// The line metrics of a style.
    pub(crate) fn line_box(&self, name: StyleName) -> LineBox {
        self.line_box_at(name, self.scale.size * self.style(name).size)
    }

    /// The same for letters of another size.
    pub(crate) fn line_box_at(&self, name: StyleName, size: Length) -> LineBox {
        let style = self.style(name);
        let Reach { ascent, descent } = self.reach(name);
        let (ascent, descent) = (ascent.at(size), descent.at(size));
        let height = match (style.line_height, style.leading) {
            (Some(height), _) => size * height,
            (None, Some(lines)) => self.lines(lines).max(ascent + descent),
            (None, None) => (size * airy(self.scale.leading, size.ratio(self.scale.size))).max(ascent + descent),
        };
        let over = ((ascent + descent - height) * 0.5).max(Length::ZERO);
        LineBox { size, height, base: (height - ascent - descent) * 0.5 + ascent, over }
    }

    /// The ascent and descent of a style's letters.
    fn reach(&self, name: StyleName) -> Reach {
        let own = self.prepared.faces.get(&name).map_or(self.prepared.fonts.body[0], |faces| faces.own);
        self.shaper.book().font(own).reach()
    }

    /// The alignment of a style's lines in a measure.
    pub(crate) fn align(&self, look: &Look, measure: Length) -> LineAlign {
        let own = match self.style(look.style).align {
            Align::Text if self.justify(look, measure) == Justify::Full => LineAlign::Justify,
            Align::Text | Align::Start => LineAlign::Start,
            Align::Center => LineAlign::Center,
            Align::End => LineAlign::End,
        };
        match look.align.unwrap_or(own) {
            // Its texts begin at their markers.
            LineAlign::Center if self.listed => LineAlign::Start,
            align => align,
        }
    }

    /// How lines end in a measure. An indented block is justified like its column,
    /// unless it becomes too narrow.
    fn justify(&self, look: &Look, measure: Length) -> Justify {
        // Fonts are compared by apparent size, because a small-looking face has as many
        // letters per line as a larger one set smaller.
        let own = self.prepared.faces.get(&look.style).map_or(self.prepared.fonts.body[0], |faces| faces.own);
        let em = self.scale.size * self.shaper.book().looks(own);
        let style = self.style(look.style);
        // On a solid ground gaps in a line show more than its end.
        let least = if style.background.is_some() { NARROW } else { NARROWEST };
        let narrow = self.measure < em * NARROW || measure < em * style.size * least;
        if narrow { self.options.narrow } else { self.options.justify }
    }

    /// The panel that a style asks for around a strip.
    pub(crate) fn panel(&self, look: &Look, band: Band, em: Length) -> Option<Panel> {
        let rtl = look.direction == Direction::Rtl;
        let panel = Panel::of(self.style(look.style), self.theme.accent, em, rtl)?;
        Some(Panel { left: band.left, width: band.width, ..panel })
    }

    /// The look of the document's own text.
    pub(crate) fn look(&self) -> Look {
        let direction = self.prepared.direction;
        Look { style: StyleName::Body, direction, forced: None, align: None }
    }
}

/// The base line distance of letters `size` times as large as body text, as a multiple
/// of their own size: the larger the letters, the closer the lines.
fn airy(leading: f64, size: f64) -> f64 {
    if size <= 1.0 { leading } else { TIGHT + (leading - TIGHT).max(0.0) / size }
}

/// A column of fewer ems (100 mm at 11 pt) is not justified: its lines have too few
/// spaces to distribute the missing width over.
const NARROW: f64 = 26.0;
/// The same limit for a strip that is indented in a wider column.
const NARROWEST: f64 = 20.0;

/// The base line distance that large letters approach.
const TIGHT: f64 = 1.3;

/// The step that blocks off the grid are padded to.
pub(crate) fn grid_unit(theme: &Theme, scale: Scale) -> Length {
    let after = theme.style(StyleName::Body).after;
    let halves = (after - after.round()).abs() > 1e-6;
    scale.grid() * if halves { 0.5 } else { 1.0 }
}
