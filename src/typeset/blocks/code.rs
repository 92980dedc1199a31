//! Code: left to right, unchanged; lines that are too long continue after a mark.

use super::ornament::continuation;
use super::setter::{Band, Setter};
use crate::frame::Color;
use crate::typeset::inline::paragraph::{LineAlign, LineSetting};
use crate::typeset::panel::Panel;
use crate::typeset::prepared::{Look, TextId};
use crate::typeset::vertical::{Penalty, Solid};
use crate::units::{Length, Point};

/// Room for the mark at the end of a line, in ems.
const MARK: f64 = 1.1;
/// The colour of the mark.
const MARK_COLOR: Color = Color { red: 110, green: 110, blue: 110 };

impl Setter<'_, '_> {
    /// A block of code.
    pub(crate) fn code(&mut self, text: TextId, look: &Look, band: Band) {
        let Some(paragraph) = self.prepared.texts.get(text.0) else { return };
        let style = self.style(look.style);
        let line_box = self.line_box(look.style);
        let size = line_box.size;
        let panel = Panel::of(style, self.theme.accent, size, false).unwrap_or_default();
        let sides = panel.sides.map(|side| side.max(size * 0.2));
        let inner = Band { left: band.left + sides[0], width: (band.width - sides[0] - sides[1]).max(Length::ZERO) };
        let measure = inner.width - size * MARK;
        let setting = LineSetting { align: LineAlign::Left, ..LineSetting::new(measure) };
        let lines = paragraph.lines(size, &setting, self.shaper);
        let mark = self.list.mark();
        self.list.open(Panel { left: band.left, width: band.width, ..panel });
        let count = lines.len();
        for (index, line) in lines.into_iter().enumerate() {
            let wrapped = !line.hard_break && index + 1 < count;
            let mut items = Vec::new();
            Self::line_items(line, inner.left, line_box.base, &mut items);
            if wrapped {
                let mut item = continuation(size, MARK_COLOR);
                item.at = Point::new(inner.left + inner.width, line_box.base);
                items.push(item);
            }
            let after = if index == 0 || index + 2 == count { Penalty::ORPHAN } else { Penalty::LINE };
            let after = if index + 1 == count { Penalty::NONE } else { after };
            let (height, base) = (line_box.height, line_box.base);
            self.list.solid(Solid { after, ..Solid::new(height, base, items) });
        }
        self.list.close();
        self.space(style.after);
        self.list.align(mark, 0.5);
    }
}
