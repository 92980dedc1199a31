//! Turns a broken and filled line into a [`Line`] of placed glyphs.

use super::decorate::{Stretch, decorate, depth};
use super::justify::{Fill, SPACE_STEP};
use super::linebreak::{BrokenLine, SegmentEnd};
use super::paragraph::{ClusterKind, LineAlign, LineSetting, Paragraph, Run};
use super::shape::{Form, Shaper};
use super::totalfit::TIGHTEST;
use crate::document::{Direction, NodeId};
use crate::frame::{Glyph, Item, ItemKind, Line, TextRun};
use crate::units::{Em, Length, Point, Size};
use std::ops::Range;
use std::sync::Arc;

/// A line ready to be placed on a page.
#[derive(Clone, Debug)]
pub(crate) struct SetLine {
    /// The glyphs.
    pub(crate) line: Arc<Line>,
    /// The left edge of the line's first run, relative to that of the measure. The
    /// space at which a line was broken hangs out of the measure, so this may be
    /// negative in right-to-left lines.
    pub(crate) x: Length,
    /// The width of the text, without the space at which it was broken.
    pub(crate) width: Length,
    /// How far ink (and images) reach above the base line.
    pub(crate) ascent: Length,
    /// How far ink reaches below it, positive.
    pub(crate) descent: Length,
    /// Whether a forced line end follows.
    pub(crate) hard_break: bool,
    /// Whether it ends inside a word that is longer than the measure.
    pub(crate) splits_word: bool,
    /// Rules, images and link areas, relative to the left edge of the measure on the
    /// base line.
    pub(crate) decorations: Vec<Item>,
    /// Grounds, drawn before the line.
    pub(crate) behind: Vec<Item>,
    /// The note references in it.
    pub(crate) notes: Vec<NodeId>,
}

impl SetLine {
    /// Moves it to the right, with what is drawn around it.
    pub(crate) fn shift(&mut self, by: Length) {
        self.x += by;
        for item in self.behind.iter_mut().chain(&mut self.decorations) {
            item.at.x += by;
        }
    }
}

/// The size and setting of a line.
pub(crate) struct Place<'a, 'f> {
    pub(crate) size: Length,
    pub(crate) setting: &'a LineSetting,
    pub(crate) shaper: &'a Shaper<'f>,
}

/// Clusters of one run, in the order they are drawn.
struct Piece<'a> {
    run: &'a Run,
    clusters: Range<usize>,
    level: u8,
}

/// Sets a line.
pub(crate) fn set(paragraph: &Paragraph, broken: &BrokenLine, fill: &Fill, place: &Place<'_, '_>) -> SetLine {
    let base = u8::from(paragraph.direction == Direction::Rtl);
    let kept = if broken.end_kind.is_soft() { kept_end(paragraph, broken) } else { broken.text.end };
    let pieces = pieces(paragraph, broken.text.start..kept, broken.text.end, base);
    let mut setter = Setter::new(paragraph, broken, fill, place, (kept, pieces.len()));
    for piece in &pieces {
        setter.piece(piece);
    }
    setter.finish(broken)
}

/// The end of what is kept behind the text at a soft line end: one space, as it
/// separates the words of the text layer, or a separator and the spaces around it.
fn kept_end(paragraph: &Paragraph, broken: &BrokenLine) -> usize {
    let behind = &paragraph.clusters[broken.text.end..broken.end];
    let separator = behind.iter().rposition(|cluster| cluster.kind == ClusterKind::Letter);
    broken.end.min(broken.text.end + separator.map_or(1, |at| at + 2))
}

/// The runs of a line from left to right (UAX #9, L1 and L2).
fn pieces(paragraph: &Paragraph, range: Range<usize>, text_end: usize, base: u8) -> Vec<Piece<'_>> {
    let first = paragraph.runs.partition_point(|run| run.clusters.end <= range.start);
    let mut pieces = Vec::new();
    for run in &paragraph.runs[first..] {
        let clusters = run.clusters.start.max(range.start)..run.clusters.end.min(range.end);
        if clusters.is_empty() {
            break;
        }
        // An empty piece at the level of the removed control separates two
        // left-to-right runs.
        if let Some(level) = run.parted.filter(|_| !pieces.is_empty()) {
            pieces.push(Piece { run, clusters: 0..0, level });
        }
        let cut = clusters.start.max(clusters.end.min(text_end));
        if clusters.start < cut {
            pieces.push(Piece { run, clusters: clusters.start..cut, level: run.level });
        }
        if cut < clusters.end {
            pieces.push(Piece { run, clusters: cut..clusters.end, level: base });
        }
    }
    reorder(&mut pieces);
    pieces.retain(|piece| !piece.clusters.is_empty());
    pieces
}

/// Reverses every sequence of pieces of a level or higher, from the highest level down
/// to the lowest odd one.
fn reorder(pieces: &mut [Piece<'_>]) {
    let highest = pieces.iter().map(|piece| piece.level).max().unwrap_or(0);
    let lowest = pieces.iter().map(|piece| piece.level).filter(|level| level % 2 == 1).min().unwrap_or(1);
    for level in (lowest..=highest).rev() {
        let mut at = 0;
        while at < pieces.len() {
            let len = pieces[at..].iter().take_while(|piece| piece.level >= level).count();
            pieces[at..at + len].reverse();
            at += len.max(1);
        }
    }
}

struct Setter<'a, 'f> {
    paragraph: &'a Paragraph,
    fill: &'a Fill,
    place: &'a Place<'a, 'f>,
    base: usize,
    text_end: usize,
    line: Line,
    pen: Length,
    ascent: Length,
    descent: Length,
    hanging: Length,
    /// The rounding error of the spaces so far, in ems of the paragraph.
    carry: f64,
    stretches: Vec<Stretch>,
    images: Vec<Item>,
}

impl<'a, 'f> Setter<'a, 'f> {
    fn new(
        paragraph: &'a Paragraph,
        broken: &BrokenLine,
        fill: &'a Fill,
        place: &'a Place<'a, 'f>,
        (kept, pieces): (usize, usize),
    ) -> Self {
        let base = paragraph.clusters[broken.text.start].start as usize;
        let end = paragraph.clusters[kept].start as usize;
        let text = paragraph.text[base..end].replace('\u{fffc}', "\u{2003}");
        Self {
            paragraph,
            fill,
            place,
            base,
            text_end: broken.text.end,
            line: Line { direction: paragraph.direction, text, runs: Vec::with_capacity(pieces) },
            pen: Length::ZERO,
            ascent: Length::ZERO,
            descent: Length::ZERO,
            hanging: Length::ZERO,
            carry: 0.0,
            stretches: Vec::with_capacity(pieces),
            images: Vec::new(),
        }
    }

    fn piece(&mut self, piece: &Piece<'_>) {
        let run = piece.run;
        let clusters = &self.paragraph.clusters;
        let style = &self.paragraph.styles[run.style];
        let size = self.place.size * run.size;
        let left = self.pen;
        let mut glyphs = Vec::with_capacity(piece.clusters.len());
        let rise = style.rise.at(self.place.size);
        if piece.level % 2 == 1 {
            for cluster in piece.clusters.clone().rev() {
                self.cluster(run, cluster, &mut glyphs);
            }
        } else {
            for cluster in piece.clusters.clone() {
                self.cluster(run, cluster, &mut glyphs);
            }
        }
        self.measure_ink(run, &glyphs, size, rise);
        self.pen += glyphs.iter().map(|glyph: &Glyph| glyph.advance).sum::<Em>().at(size);
        if piece.clusters.start >= self.text_end {
            self.hanging = self.pen - left;
        }
        if piece.clusters.start < self.text_end {
            self.stretches.push(Stretch { style: run.style, left, right: self.pen });
        }
        if clusters[piece.clusters.start].kind == ClusterKind::Image {
            self.image(piece, left);
        }
        self.line.runs.push(TextRun {
            range: self.offset(clusters[piece.clusters.start].start)..self.offset(clusters[piece.clusters.end].start),
            font: run.font,
            size,
            color: style.color,
            rise,
            level: piece.level,
            lang: style.lang.clone(),
            tag: style.tag,
            glyphs,
        });
    }

    fn offset(&self, byte: u32) -> usize {
        (byte as usize).saturating_sub(self.base).min(self.line.text.len())
    }

    /// Adds the glyphs of a cluster from left to right.
    fn cluster(&mut self, run: &Run, index: usize, glyphs: &mut Vec<Glyph>) {
        let (cluster, next) = (self.paragraph.clusters[index], self.paragraph.clusters[index + 1]);
        let em = |units: i32| Em::new(f64::from(units) / f64::from(run.units.max(1)));
        let first = glyphs.len();
        #[expect(clippy::cast_possible_truncation, reason = "a line is short")]
        let (text_start, text_end) = (self.offset(cluster.start) as u32, self.offset(next.start) as u32);
        glyphs.extend(self.paragraph.glyphs_of(index).iter().map(|raw| Glyph {
            id: raw.id,
            advance: em(raw.advance),
            x_offset: em(raw.dx),
            y_offset: em(raw.dy),
            stretch: Em::ZERO,
            text_start,
            text_end,
        }));
        if cluster.kind == ClusterKind::Space && index < self.text_end {
            if let Some(space) = glyphs[first..].first_mut() {
                space.advance += self.widen(f64::from(cluster.advance), run.size);
            }
        } else if index >= self.text_end && cluster.kind == ClusterKind::Letter {
            // A separator at a line end stays in the text layer, but is not seen.
            let space = self.place.shaper.book().font(run.font).glyph(' ');
            glyphs[first..].iter_mut().for_each(|glyph| glyph.id = space.unwrap_or(glyph.id));
        } else if let Ok(at) = self.fill.stretches.binary_search_by_key(&index, |&(cluster, _)| cluster) {
            let form = match self.paragraph.before_tatweel(index, self.place.shaper) {
                Some(Form::Other(id, advance)) => Some((id, em(advance))),
                Some(Form::Own) | None => None,
            };
            stretch(&mut glyphs[first..], Em::new(self.fill.stretches[at].1 / run.size), form);
        }
    }

    /// How much wider a space becomes, in ems of its own size: a whole number of steps,
    /// or the most that it may shrink.
    fn widen(&mut self, natural: f64, size: f64) -> Em {
        let wanted = natural * (self.fill.spaces - 1.0) + self.carry;
        let step = SPACE_STEP * size;
        let least = -natural * (1.0 - TIGHTEST);
        let wider = ((wanted / step).round() * step).max(least);
        self.carry = wanted - wider;
        Em::new(wider / size)
    }

    fn measure_ink(&mut self, run: &Run, glyphs: &[Glyph], size: Length, rise: Length) {
        let font = self.place.shaper.book().font(run.font);
        for glyph in glyphs {
            if let Some(ink) = font.ink(glyph.id) {
                self.ascent = self.ascent.max((ink.top + glyph.y_offset).at(size) + rise);
                self.descent = self.descent.max(-((ink.bottom + glyph.y_offset).at(size) + rise));
            }
        }
    }

    fn image(&mut self, piece: &Piece<'_>, left: Length) {
        let at = self.paragraph.clusters[piece.clusters.start].start as usize;
        let Some((image, tag)) = self.paragraph.image_at(at) else { return };
        let size = Size::new(image.size.0.at(self.place.size), image.size.1.at(self.place.size));
        self.ascent = self.ascent.max(size.height);
        self.images.push(Item {
            at: Point::new(left, -size.height),
            tag,
            kind: ItemKind::Image { image: image.image, size },
        });
    }

    fn finish(mut self, broken: &BrokenLine) -> SetLine {
        let width = self.pen - self.hanging;
        let rtl = self.paragraph.direction == Direction::Rtl;
        let setting = self.place.setting;
        let indent = Em::new(broken.indent).at(self.place.size);
        let [start, end] = broken.hang.map(|hang| Em::new(hang).at(self.place.size));
        let free = setting.measure - width - indent + start + end;
        let share = match (setting.align, rtl) {
            (LineAlign::Left, _) | (LineAlign::End, true) | (LineAlign::Justify | LineAlign::Start, false) => 0.0,
            (LineAlign::Center, _) => 0.5,
            (LineAlign::Right, _) | (LineAlign::End, false) | (LineAlign::Justify | LineAlign::Start, true) => 1.0,
        };
        let text_left = if rtl { free * share - end } else { indent + free * share - start };
        let x = if rtl { text_left - self.hanging } else { text_left };
        let (mut behind, mut decorations) = decorate(self.paragraph, &self.stretches, self.place);
        decorations.append(&mut self.images);
        for item in behind.iter_mut().chain(&mut decorations) {
            item.at.x += x;
        }
        let text = self.base..self.base + self.line.text.len();
        let notes = self.paragraph.notes_in(text.clone());
        let top = Point::new(Length::ZERO, -self.place.size);
        let anchor = |id| Item { at: top, tag: None, kind: ItemKind::Anchor(id) };
        decorations.extend(self.paragraph.indexed_in(text).map(anchor));
        SetLine {
            line: Arc::new(self.line),
            x,
            width,
            ascent: self.ascent,
            descent: self.descent.max(depth(self.paragraph, &self.stretches, self.place.size)),
            hard_break: broken.end_kind == SegmentEnd::Forced,
            splits_word: broken.end_kind == SegmentEnd::Emergency,
            decorations,
            behind,
            notes,
        }
    }
}

/// Stretches the letter of a cluster: its leftmost glyph with an advance gets a tatweel
/// at its left, and marks drawn before it stay with the letter. If the letter has a
/// narrower form before a tatweel, the tatweel is that much longer.
fn stretch(glyphs: &mut [Glyph], by: Em, form: Option<(u16, Em)>) {
    let Some(letter) = glyphs.iter().position(|glyph| glyph.advance.get() > 0.0) else { return };
    for mark in &mut glyphs[..letter] {
        mark.x_offset += by;
    }
    let glyph = &mut glyphs[letter];
    glyph.stretch = by;
    if let Some((id, advance)) = form {
        glyph.id = id;
        glyph.stretch += glyph.advance - advance;
    }
    glyph.advance += by;
}
