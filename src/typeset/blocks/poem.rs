//! Verse: two hemistichs side by side, all of one width, or stacked where the column is
//! too narrow. Lines without a second hemistich are free verse.

use super::setter::{Band, LineBox, Setter};
use crate::document::Direction;
use crate::typeset::inline::justify::Strokes;
use crate::typeset::inline::line::SetLine;
use crate::typeset::inline::paragraph::{LineAlign, LineSetting, Paragraph};
use crate::typeset::prepared::{CoupletNode, Look, TextId};
use crate::typeset::vertical::{Penalty, Solid};
use crate::units::Length;

/// The least distance between two hemistichs, in ems.
const GAP: f64 = 2.0;
/// How much smaller letters may become, so that two hemistichs fit side by side. A
/// choice: a smaller value keeps more couplets on one line, in letters that look small
/// beside the text.
const SMALLEST: f64 = 0.88;
/// How much smaller letters may become, so that a hemistich stays on one line where it
/// has the column to itself. A choice: smaller letters look like those of a note …
const SMALLEST_BELOW: f64 = 0.85;
/// … but letters that are still of this size may be as small as that: a broken hemistich
/// has lost its metre, and books of poems for the pocket are set in 9 to 10 pt.
const READABLE: Length = Length::pt(9.5);
/// The preferred distance, if there is room.
const WIDE_GAP: f64 = 3.0;
/// How far the second of two stacked hemistichs stands towards the end, and the least
/// that is seen as meant, in ems.
const STEP: [f64; 2] = [3.0, 1.5];
/// Poems whose hemistichs are at least this share of the document's longest one are set
/// to its width, so that they look alike, if all of them reach it. Shorter metres keep
/// their own width.
const ALIKE: f64 = 0.8;
/// The share of hemistichs that do not reach the poem's width from which on all of it is
/// set at natural widths: stretched and unstretched hemistichs side by side look like an
/// accident.
const RAGGED: f64 = 0.25;
/// The gap between couplets of stacked hemistichs, in lines: readers must see which two
/// belong together.
const BETWEEN: f64 = 0.4;
/// The gap between stanzas of couplets side by side, in lines.
const STANZA: f64 = 0.5;
/// The gap between stanzas of other poems, in lines: more than [`BETWEEN`].
const WIDE_STANZA: f64 = 1.0;
/// A stanza of so many couplets is not divided: a quatrain, or four lines of free verse.
const SHORT_STANZA: usize = 4;
/// Nor is a poem of so many hemistichs: a ghazal is read at one glance.
const SHORT_POEM: usize = 14;
/// The indent of the rest of a long line of free verse, in ems.
const TURN_OVER: f64 = 2.0;

/// The arrangement of a poem's couplets.
#[derive(Clone, Copy, PartialEq)]
enum Stand {
    /// Two hemistichs side by side, at this distance.
    Beside(Length),
    /// One hemistich under the other, the second this much nearer to the end.
    Below(Length),
    /// Lines of their natural width.
    Free,
}

/// What the couplets of a poem share.
struct Verse<'a> {
    look: &'a Look,
    line_box: LineBox,
    /// The width of every hemistich.
    widest: Length,
    /// Whether hemistichs keep their natural widths.
    natural: bool,
    band: Band,
    stand: Stand,
    strokes: Strokes,
}

impl Setter<'_, '_> {
    /// A poem.
    pub(crate) fn poem(&mut self, couplets: &[CoupletNode], look: &Look, band: Band) {
        let style = self.style(look.style);
        let band = band.inset(
            look.direction,
            [self.scale.size * style.indent, self.scale.size * style.indent_end],
            self.least(),
        );
        let verse = self.verse(couplets, look, band);
        let mark = self.list.mark();
        let mut stanza = (mark, 0);
        for (index, couplet) in couplets.iter().enumerate() {
            if couplet.gap_before {
                self.keep_stanza(stanza);
                stanza = (self.list.mark(), 0);
            }
            stanza.1 += 1;
            if index > 0 {
                self.space(match (verse.stand, couplet.gap_before) {
                    (Stand::Beside(_), true) => STANZA,
                    (_, true) => WIDE_STANZA,
                    (Stand::Below(_), false) => BETWEEN,
                    _ => 0.0,
                });
            }
            match verse.stand {
                Stand::Beside(gap) => self.side_by_side(couplet, &verse, gap),
                Stand::Below(step) => self.stacked(couplet, &verse, step),
                Stand::Free => self.free(couplet, &verse),
            }
            // A couplet alone is no verse.
            let near_end = index == 0 || index + 2 == couplets.len();
            if near_end && index + 1 < couplets.len() {
                self.list.after(Penalty::TIED);
            }
        }
        self.keep_stanza(stanza);
        let hemistichs = couplets.iter().map(|couplet| 1 + usize::from(couplet.second.is_some()));
        if hemistichs.sum::<usize>() <= SHORT_POEM {
            self.whole(mark);
        }
        self.space(style.after);
        self.list.align(mark, 0.5);
    }

    /// Keeps a stanza that began at a mark on one page, if it is short.
    fn keep_stanza(&mut self, (mark, couplets): (usize, usize)) {
        if couplets <= SHORT_STANZA && self.list.height(mark) <= self.page_height {
            self.list.hold(mark, Penalty::TIED);
        }
    }

    /// Size, width and arrangement of a poem. The poems of a document have one size and
    /// one arrangement, that of the longest hemistich.
    fn verse<'a>(&self, couplets: &[CoupletNode], look: &'a Look, band: Band) -> Verse<'a> {
        let mut line_box = self.line_box(look.style);
        if couplets.iter().all(|couplet| couplet.second.is_none()) {
            let band = match self.align(look, band.width) {
                // The lines of all free verse begin at one edge; the block that they make
                // is centred.
                LineAlign::Center => {
                    let longest = line_box.size * self.prepared.widest_free;
                    let free = (band.width - longest * 1.001).max(Length::ZERO);
                    Band { left: band.left + free * 0.5, width: band.width - free }
                }
                _ => band,
            };
            return Verse {
                look,
                line_box,
                widest: band.width,
                natural: true,
                band,
                stand: Stand::Free,
                strokes: Strokes::BELOW,
            };
        }
        // A line that no arrangement holds says nothing about other poems.
        let smallest = SMALLEST_BELOW.min(READABLE.ratio(line_box.size));
        let all = match self.prepared.widest_hemistich {
            all if line_box.size * (all * smallest) <= band.width => all,
            _ => self.widths(couplets, Length::pt(1.0)).into_iter().max().unwrap_or_default().to_pt(),
        };
        // Slightly smaller letters are better than stacked hemistichs, and than broken ones.
        let beside = band.width.ratio(line_box.size * (all * 2.0 + GAP));
        let below = band.width.ratio(line_box.size * all);
        let (squeeze, strokes) = match (beside >= SMALLEST, below >= smallest) {
            (true, _) => (beside.min(1.0), Strokes::BESIDE),
            (false, true) => (below.min(1.0), Strokes::BELOW),
            (false, false) => (1.0, Strokes::BELOW),
        };
        line_box.size = line_box.size * squeeze;
        let size = line_box.size;
        let own = self.widths(couplets, size).into_iter().max().unwrap_or_default();
        let reaches = self.each(couplets, |text| text.reach_of_verse(size, strokes));
        let short = |width: Length| reaches.iter().filter(|reach| **reach < width).count() as f64;
        let shared = own.max(size * all);
        let widest = if own >= size * all * ALIKE && short(shared) == 0.0 { shared } else { own };
        let natural = short(widest) > reaches.len() as f64 * RAGGED;
        let stand = match beside >= SMALLEST {
            true => Stand::Beside((size * WIDE_GAP).min(band.width - widest * 2.0)),
            false => {
                let step = (band.width - size * all).min(size * STEP[0]);
                Stand::Below(if step >= size * STEP[1] { step } else { Length::ZERO })
            }
        };
        Verse { look, line_box, widest: widest.min(band.width), natural, band, stand, strokes }
    }

    /// The natural width of each hemistich.
    fn widths(&self, couplets: &[CoupletNode], size: Length) -> Vec<Length> {
        self.each(couplets, |text| text.natural_width(size))
    }

    /// A measure of each hemistich.
    fn each(&self, couplets: &[CoupletNode], measure: impl Fn(&Paragraph) -> Length) -> Vec<Length> {
        let texts = couplets.iter().flat_map(|couplet| [Some(couplet.first), couplet.second]).flatten();
        texts.filter_map(|text| self.prepared.texts.get(text.0)).map(measure).collect()
    }

    /// A hemistich as one line of the poem's width, and the position of its stroke;
    /// broken if the column is narrower than the hemistich.
    fn hemistich(&self, text: TextId, verse: &Verse<'_>, like: Option<f64>) -> (Vec<SetLine>, Option<f64>) {
        let Some(paragraph) = self.prepared.texts.get(text.0) else { return (Vec::new(), None) };
        let size = verse.line_box.size;
        if verse.natural || paragraph.natural_width(size) > verse.widest + Length::pt(0.01) {
            let setting = LineSetting { align: LineAlign::Start, ..LineSetting::new(verse.widest) };
            return (paragraph.lines(size, &setting, self.shaper), None);
        }
        let (line, stroke) = paragraph.hemistich(size, (verse.widest, like, verse.strokes), self.shaper);
        (vec![line], stroke)
    }

    /// The lines of both hemistichs, each with its left edge.
    fn halves(&self, couplet: &CoupletNode, verse: &Verse<'_>, lefts: [Length; 2]) -> Vec<(SetLine, Length)> {
        let (first, stroke) = self.hemistich(couplet.first, verse, None);
        let second = couplet.second.map(|text| self.hemistich(text, verse, stroke).0).unwrap_or_default();
        let [at_first, at_second] = lefts;
        let first = first.into_iter().map(|line| (line, at_first));
        first.chain(second.into_iter().map(|line| (line, at_second))).collect()
    }

    fn side_by_side(&mut self, couplet: &CoupletNode, verse: &Verse<'_>, gap: Length) {
        let block = verse.widest * 2.0 + gap;
        let left = verse.band.left + (verse.band.width - block) * 0.5;
        let lefts = match verse.look.direction {
            // A line without a second hemistich is centred.
            _ if couplet.second.is_none() => [left + (block - verse.widest) * 0.5; 2],
            Direction::Rtl => [left + verse.widest + gap, left],
            Direction::Ltr => [left, left + verse.widest + gap],
        };
        let mut solid =
            Solid { after: Penalty::LINE, ..Solid::new(verse.line_box.height, verse.line_box.base, Vec::new()) };
        for (line, left) in self.halves(couplet, verse, lefts) {
            solid.notes.extend(self.calls(&line));
            let ink = line.ascent - solid.base + verse.line_box.height;
            solid.height = solid.height.max(ink.min(verse.line_box.height * 2.0));
            Self::line_items(line, left, solid.base, &mut solid.items);
        }
        self.list.solid(solid);
    }

    /// The first hemistich towards the start, the second towards the end.
    fn stacked(&mut self, couplet: &CoupletNode, verse: &Verse<'_>, step: Length) {
        let left = verse.band.left + (verse.band.width - verse.widest - step) * 0.5;
        let lefts = match verse.look.direction {
            Direction::Rtl => [left + step, left],
            Direction::Ltr => [left, left + step],
        };
        for (line, left) in self.halves(couplet, verse, lefts) {
            self.verse_line(line, left, verse);
        }
        self.list.set_after(Penalty::LINE);
    }

    /// A line at its natural width from the start; the rest of a line that is too long
    /// is indented.
    fn free(&mut self, couplet: &CoupletNode, verse: &Verse<'_>) {
        let Some(paragraph) = self.prepared.texts.get(couplet.first.0) else { return };
        let size = verse.line_box.size;
        let hang = (size * TURN_OVER).min(verse.band.width * 0.25);
        let setting =
            LineSetting { align: LineAlign::Start, first_indent: -hang, ..LineSetting::new(verse.band.width - hang) };
        let left = match verse.look.direction {
            Direction::Rtl => verse.band.left,
            Direction::Ltr => verse.band.left + hang,
        };
        let lines = paragraph.lines(size, &setting, self.shaper);
        self.note_splits(couplet.first, lines.iter().any(|line| line.splits_word));
        for line in lines {
            self.verse_line(line, left, verse);
        }
        self.list.set_after(Penalty::LINE);
    }

    fn verse_line(&mut self, line: SetLine, left: Length, verse: &Verse<'_>) {
        let (height, base) = (verse.line_box.height, verse.line_box.base);
        let notes = self.calls(&line);
        let mut items = Vec::new();
        Self::line_items(line, left, base, &mut items);
        self.list.solid(Solid { notes, after: Penalty::NEVER, ..Solid::new(height, base, items) });
    }
}
