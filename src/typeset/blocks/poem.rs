//! Verse: two hemistichs side by side, all of one width; one below the other
//! where the column is too narrow.

use super::setter::{Band, LineBox, Setter};
use crate::document::Direction;
use crate::settings::Kashida;
use crate::typeset::inline::line::SetLine;
use crate::typeset::prepared::{CoupletNode, Look, TextId};
use crate::typeset::vertical::{Penalty, Solid};
use crate::units::Length;

/// The least distance between two hemistichs, in ems.
const GAP: f64 = 2.0;
/// How much smaller letters may become to keep two hemistichs side by side.
const SMALLEST: f64 = 0.88;
/// The distance that looks best, where there is room.
const WIDE_GAP: f64 = 3.0;

impl Setter<'_, '_> {
    /// A poem.
    pub(crate) fn poem(&mut self, couplets: &[CoupletNode], look: &Look, band: Band) {
        let style = self.style(look.style);
        let mut line_box = self.line_box(look.style);
        let paired = couplets.iter().any(|couplet| couplet.second.is_some());
        let natural = self.widest(couplets, line_box.size);
        // Letters a little smaller, rather than one hemistich under the other.
        let squeeze = band.width.ratio(natural * 2.0 + line_box.size * GAP);
        if paired && (SMALLEST..1.0).contains(&squeeze) {
            line_box.size = line_box.size * squeeze;
        }
        let size = line_box.size;
        let widest = self.widest(couplets, size);
        let free = band.width - widest * 2.0 + Length::pt(0.01);
        let verse = Verse { look, line_box, widest: widest.min(band.width), band };
        let mark = self.list.mark();
        for (index, couplet) in couplets.iter().enumerate() {
            if couplet.gap_before && index > 0 {
                self.space(0.5);
            }
            if paired && free >= size * GAP {
                self.side_by_side(couplet, &verse, (size * WIDE_GAP).min(free));
            } else {
                self.stacked(couplet, &verse, paired);
            }
            let near_end = index == 0 || index + 2 == couplets.len();
            if near_end && index + 1 < couplets.len() {
                self.list.after(Penalty::ORPHAN);
            }
        }
        self.space(style.after);
        self.list.align(mark, 0.5);
    }

    /// The natural width of the longest hemistich.
    fn widest(&self, couplets: &[CoupletNode], size: Length) -> Length {
        let texts = couplets.iter().flat_map(|couplet| [Some(couplet.first), couplet.second]).flatten();
        let widths = texts.filter_map(|text| self.prepared.texts.get(text.0)).map(|text| text.natural_width(size));
        widths.max().unwrap_or_default()
    }

    /// A hemistich on one line of the poem's width; broken where the column
    /// is narrower than that.
    fn hemistich(&self, text: TextId, verse: &Verse<'_>) -> Vec<SetLine> {
        let Some(paragraph) = self.prepared.texts.get(text.0) else { return Vec::new() };
        let size = verse.line_box.size;
        let natural = paragraph.natural_width(size);
        if natural > verse.widest + Length::pt(0.01) {
            return self.text(text, verse.look, verse.widest, false);
        }
        if self.options.kashida == Kashida::Off && natural < verse.widest * 0.75 {
            return self.text(text, verse.look, verse.widest, false);
        }
        vec![paragraph.stretched(size, verse.widest, self.shaper)]
    }

    fn side_by_side(&mut self, couplet: &CoupletNode, verse: &Verse<'_>, gap: Length) {
        let block = verse.widest * 2.0 + gap;
        let left = verse.band.left + (verse.band.width - block) * 0.5;
        let (first, second) = match verse.look.direction {
            Direction::Rtl => (left + verse.widest + gap, left),
            Direction::Ltr => (left, left + verse.widest + gap),
        };
        // A line that stands alone stands in the middle.
        let first = if couplet.second.is_some() { first } else { left + (block - verse.widest) * 0.5 };
        let mut halves = vec![(couplet.first, first)];
        halves.extend(couplet.second.map(|text| (text, second)));
        let mut solid =
            Solid { after: Penalty::LINE, ..Solid::new(verse.line_box.height, verse.line_box.base, Vec::new()) };
        for (text, left) in halves {
            for line in self.hemistich(text, verse) {
                solid.notes.extend(self.calls(&line));
                let ink = line.ascent - solid.base + verse.line_box.height;
                solid.height = solid.height.max(ink.min(verse.line_box.height * 2.0));
                Self::line_items(line, left, solid.base, &mut solid.items);
            }
        }
        self.list.solid(solid);
    }

    /// The first hemistich at the start, the second at the end.
    fn stacked(&mut self, couplet: &CoupletNode, verse: &Verse<'_>, paired: bool) {
        let free = verse.band.width - verse.widest;
        let step = if paired { free.min(verse.line_box.size * 3.0) } else { Length::ZERO };
        let block = verse.widest + step;
        let left = verse.band.left + (verse.band.width - block) * 0.5;
        let (first, second) = match verse.look.direction {
            Direction::Rtl => (left + step, left),
            Direction::Ltr => (left, left + step),
        };
        let mut halves = vec![(couplet.first, first)];
        halves.extend(couplet.second.map(|text| (text, second)));
        let (height, base) = (verse.line_box.height, verse.line_box.base);
        for (text, left) in halves {
            for line in self.hemistich(text, verse) {
                let notes = self.calls(&line);
                let mut items = Vec::new();
                Self::line_items(line, left, base, &mut items);
                self.list.solid(Solid { notes, after: Penalty::NEVER, ..Solid::new(height, base, items) });
            }
        }
        self.list.set_after(Penalty::LINE);
    }
}

/// What the couplets of a poem share.
struct Verse<'a> {
    look: &'a Look,
    line_box: LineBox,
    /// The width of every hemistich.
    widest: Length,
    band: Band,
}
