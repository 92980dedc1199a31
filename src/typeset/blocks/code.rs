//! Code: left to right, unchanged. Its letters shrink until the longest line fits;
//! where they would be too small, long lines continue after a mark.

use super::ornament::continuation;
use super::setter::{Band, Setter};
use crate::frame::Color;
use crate::typeset::inline::paragraph::{LineAlign, LineSetting, Paragraph};
use crate::typeset::panel::Panel;
use crate::typeset::prepared::{Look, TextId};
use crate::typeset::vertical::{Penalty, Solid};
use crate::units::{Length, Point};

/// Room for the mark at the end of a line, in ems.
const MARK: f64 = 1.1;
/// The colour of the mark.
const MARK_COLOR: Color = Color { red: 110, green: 110, blue: 110 };

/// How far the letters shrink, as a share of their size, and the size they never go
/// below: the small print of packages and forms has 6 pt. 80 letters, the usual
/// longest line of code, then fit on A5.
const SMALLEST: (f64, Length) = (0.7, Length::pt(6.0));
/// The same for drawings made of letters, which mean nothing once their lines are
/// broken: TeX's smallest size is 5 pt, and most drawings have at most 100 letters.
const SMALLEST_DRAWING: (f64, Length) = (0.5, Length::pt(4.5));

impl Setter<'_, '_> {
    /// A block of code.
    pub(crate) fn code(&mut self, text: TextId, look: &Look, band: Band) {
        let Some(paragraph) = self.prepared.texts.get(text.0) else { return };
        let body = self.scale.size;
        let style = self.style(look.style);
        let panel = Panel::of(style, self.theme.accent, body * style.size, false).unwrap_or_default();
        let padding = panel.sides[0].max(body * style.size * 0.2) + panel.sides[1].max(body * style.size * 0.2);
        let mark = self.list.mark();
        self.scale.size = body * shrunk(paragraph, body * style.size, band.width - padding);
        self.code_lines(paragraph, look, band);
        self.scale.size = body;
        self.space(style.after);
        self.list.align(mark, 0.5);
    }

    fn code_lines(&mut self, paragraph: &Paragraph, look: &Look, band: Band) {
        let style = self.style(look.style);
        let line_box = self.line_box(look.style);
        let size = line_box.size;
        let panel = Panel::of(style, self.theme.accent, size, false).unwrap_or_default();
        let sides = panel.sides.map(|side| side.max(size * 0.2));
        let inner = Band { left: band.left + sides[0], width: (band.width - sides[0] - sides[1]).max(Length::ZERO) };
        let fits = paragraph.natural_width(size) <= inner.width;
        let measure = if fits { inner.width } else { inner.width - size * MARK };
        let setting = LineSetting { align: LineAlign::Left, ..LineSetting::new(measure) };
        let lines = paragraph.lines(size, &setting, self.shaper);
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
    }
}

/// The factor by which letters of this size must shrink for every line to fit; 1 if it
/// would make them too small.
fn shrunk(paragraph: &Paragraph, size: Length, width: Length) -> f64 {
    let (share, smallest) = if is_drawing(&paragraph.text) { SMALLEST_DRAWING } else { SMALLEST };
    let natural = paragraph.natural_width(size) * (1.0 + f64::EPSILON);
    let factor = width.ratio(natural);
    match factor >= 1.0 {
        true => 1.0,
        false if factor >= share && size * factor >= smallest => factor,
        false => 1.0,
    }
}

/// Whether a text is a drawing made of letters: lines of Unicode's box drawing, or
/// several lines with upright bars.
fn is_drawing(text: &str) -> bool {
    let bars = |line: &&str| line.matches('|').count() > 1;
    text.contains(|letter| matches!(letter, '\u{2500}'..='\u{25ff}')) || text.lines().filter(bars).count() > 2
}
