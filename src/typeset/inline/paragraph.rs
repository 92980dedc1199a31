//! A paragraph: shaped once, in ems, and broken into lines as often as size and measure
//! change.

use super::cells;
use super::collect::{CharStyle, Collected, InlineImage, LinkInfo};
use super::itemize::{self, Item, ItemKind};
use super::justify::{self, Strokes};
use super::line::{self, Place, SetLine};
use super::linebreak::{self, Breaking, BrokenLine, Segment};
use super::pieces;
use super::shape::{Form, PlanKey, RawGlyph, RawSlot, Shaper, word_at};
use crate::document::{Direction, NodeId, Span};
use crate::font::{Font, FontId, REPLACEMENT};
use crate::frame::StructId;
use crate::persian::ltr::ltr_units;
use crate::persian::order::{Isolate, base_direction};
use crate::settings::Kashida;
use crate::units::Length;
use std::ops::Range;
use unicode_script::Script;

/// A shaped paragraph; every width is in ems of the size it will be set at.
#[derive(Clone, Debug)]
pub(crate) struct Paragraph {
    pub(crate) text: String,
    pub(crate) styles: Vec<CharStyle>,
    pub(crate) links: Vec<LinkInfo>,
    pub(crate) images: Vec<(usize, InlineImage, Option<StructId>)>,
    pub(crate) notes: Vec<(usize, NodeId)>,
    /// The position and id of each word of the index.
    pub(crate) indexed: Vec<(usize, NodeId)>,
    pub(crate) direction: Direction,
    pub(crate) runs: Vec<Run>,
    /// In logical order, with one more at the end.
    pub(crate) clusters: Vec<Cluster>,
    /// Cluster by cluster, each from left to right.
    pub(crate) glyphs: Vec<RawGlyph>,
    /// Letters that may be stretched, by cluster instead of byte.
    pub(crate) slots: Vec<RawSlot>,
    pub(crate) segments: Vec<Segment>,
    missing: Vec<(char, Span)>,
}

/// Clusters of one font, style and level.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub(crate) clusters: Range<usize>,
    pub(crate) font: FontId,
    pub(crate) style: usize,
    pub(crate) level: u8,
    pub(crate) script: Script,
    /// See [`Item::parted`].
    pub(crate) parted: Option<u8>,
    /// Size, as a multiple of the paragraph's.
    pub(crate) size: f64,
    /// Units of the font per em.
    pub(crate) units: u16,
}

/// An indivisible unit: a letter and its marks, a ligature, a space.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cluster {
    /// First byte of the text.
    pub(crate) start: u32,
    /// First glyph.
    pub(crate) glyphs: u32,
    /// In ems of the paragraph.
    pub(crate) advance: f32,
    pub(crate) kind: ClusterKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClusterKind {
    Letter,
    /// A space that may be stretched.
    Space,
    /// A space of code, which keeps its width.
    FixedSpace,
    Image,
    LineEnd,
}

/// How the lines of a paragraph are aligned in the measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineAlign {
    /// At both ends of the measure, except last lines.
    Justify,
    /// At the side where reading begins.
    Start,
    /// In the middle.
    Center,
    /// At the side where reading ends.
    End,
    /// Left, whatever the direction.
    Left,
    /// Right, whatever the direction.
    Right,
}

/// How a paragraph is to be broken into lines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct LineSetting {
    /// The width of the column.
    pub(crate) measure: Length,
    /// The indent of the first line.
    pub(crate) first_indent: Length,
    /// How lines are aligned.
    pub(crate) align: LineAlign,
    /// Whether letters of justified lines are stretched.
    pub(crate) kashida: Kashida,
    /// How line ends are chosen.
    pub(crate) breaking: Breaking,
}

impl Paragraph {
    /// Shapes a paragraph. Without a given direction it has the document's, or is
    /// left-to-right if it has letters and none of them is right-to-left.
    pub(crate) fn shape(collected: Collected, direction: Option<Direction>, shaper: &Shaper<'_>) -> Self {
        let document = collected.direction.unwrap_or(Direction::Rtl);
        let direction = direction.unwrap_or_else(|| base_direction(&collected.text, document));
        let units = units(&collected);
        let items = itemize::itemize(&collected, direction, shaper);
        let items = cells::apart(items, &collected.text, &collected.styles);
        // Few letters have more than one glyph; the end of the text is a cluster, too.
        let room = collected.text.chars().count() + 1;
        let mut paragraph = Self {
            direction,
            runs: Vec::with_capacity(items.len()),
            clusters: Vec::with_capacity(room),
            glyphs: Vec::with_capacity(room),
            slots: Vec::new(),
            segments: Vec::new(),
            missing: missing(&collected, &items),
            text: collected.text,
            styles: collected.styles,
            links: collected.links,
            images: collected.images,
            notes: collected.notes,
            indexed: collected.indexed,
        };
        paragraph.fill(&items, shaper);
        paragraph.fix_spaces(&units);
        paragraph.segments = linebreak::segments(&paragraph, &units, shaper.book());
        paragraph
    }

    fn fill(&mut self, items: &[Item], shaper: &Shaper<'_>) {
        let mut scratch = shaper.borrow();
        let mut shaped = std::mem::take(&mut scratch.item);
        for item in items {
            let first = self.clusters.len();
            let font = shaper.book().font(item.font);
            let mut size = self
                .styles
                .get(item.style)
                .map_or(1.0, |style| style.size * shaper.book().scale_beside(item.font, style.font()));
            match item.kind {
                ItemKind::Letters => {
                    shaped.glyphs.clear();
                    shaped.slots.clear();
                    let lang = self.styles.get(item.style).and_then(|style| style.lang.as_ref());
                    shaper.shape(&self.text, (item, lang), &mut scratch, &mut shaped);
                    replace_undefined(&mut shaped.glyphs, font);
                    if let Some(style) = self.styles.get(item.style) {
                        let sign = &self.text[item.range.clone()];
                        size = cells::fit(&mut shaped.glyphs, sign, (style, font), size, shaper.book());
                    }
                    self.take(&shaped.glyphs, item, size / f64::from(font.units_per_em.max(1)));
                    self.take_slots(&shaped.slots, item, first);
                }
                ItemKind::Missing => self.take_missing(item, font, size),
                ItemKind::Image => self.take_image(item, font),
                ItemKind::LineEnd => self.push_cluster(item.range.start, 0.0, ClusterKind::LineEnd),
            }
            let (level, units) = (item.level, font.units_per_em);
            let clusters = first..self.clusters.len();
            let Item { font, style, script, parted, .. } = *item;
            self.runs.push(Run { clusters, font, style, level, script, parted, size, units });
        }
        scratch.item = shaped;
        shaper.give_back(scratch);
        self.push_cluster(self.text.len(), 0.0, ClusterKind::LineEnd);
    }

    /// Spaces inside a unit keep their width.
    fn fix_spaces(&mut self, units: &[Range<usize>]) {
        for unit in units {
            let first = self.clusters.partition_point(|cluster| (cluster.start as usize) < unit.start);
            let inside = self.clusters[first..].iter_mut().take_while(|cluster| (cluster.start as usize) < unit.end);
            for cluster in inside.filter(|cluster| matches!(cluster.kind, ClusterKind::Space | ClusterKind::FixedSpace))
            {
                cluster.kind = ClusterKind::Letter;
            }
        }
    }

    /// Takes the glyphs of an item as clusters.
    fn take(&mut self, shaped: &[RawGlyph], item: &Item, scale: f64) {
        for cluster in shaped.chunk_by(|a, b| a.cluster == b.cluster) {
            // Nobody reads more marks on one letter; the text keeps them all.
            let most = cluster.len().min(MOST_GLYPHS);
            let cluster = if item.level % 2 == 1 { &cluster[cluster.len() - most..] } else { &cluster[..most] };
            let start = cluster[0].cluster as usize;
            let units: i64 = cluster.iter().map(|glyph| i64::from(glyph.advance)).sum();
            let letter = self.text[start..].chars().next().unwrap_or(' ');
            let code = self.styles.get(item.style).is_some_and(|style| style.code);
            let kind = match super::shape::is_space(letter) {
                true if code => ClusterKind::FixedSpace,
                true => ClusterKind::Space,
                false => ClusterKind::Letter,
            };
            #[expect(clippy::cast_precision_loss, reason = "advances are small")]
            self.push_cluster(start, units as f64 * scale, kind);
            self.glyphs.extend_from_slice(cluster);
        }
    }

    /// Takes the letters that may be stretched; none in links and code.
    #[expect(clippy::cast_possible_truncation, reason = "texts are far below 4 GiB")]
    fn take_slots(&mut self, slots: &[RawSlot], item: &Item, first: usize) {
        if self.styles.get(item.style).is_none_or(|style| style.link.is_some() || style.code) {
            return;
        }
        self.slots.reserve(slots.len());
        let mut at = first;
        for slot in slots {
            at += self.clusters[at..].iter().take_while(|cluster| cluster.start < slot.cluster).count();
            if self.clusters.get(at).is_some_and(|cluster| cluster.start == slot.cluster) {
                self.slots.push(RawSlot { cluster: at as u32, ..*slot });
            }
        }
    }

    /// A cluster that no font has becomes the replacement character.
    fn take_missing(&mut self, item: &Item, font: &Font, size: f64) {
        let id = font.glyph(REPLACEMENT).unwrap_or_default();
        let advance = font.advance(id);
        self.push_cluster(item.range.start, advance.get() * size, ClusterKind::Letter);
        self.push_glyph(item, id, advance.get() * f64::from(font.units_per_em));
    }

    /// An image is a blank glyph of its width.
    fn take_image(&mut self, item: &Item, font: &Font) {
        let width = self.image_at(item.range.start).map_or(0.0, |(image, _)| image.size.0.get());
        self.push_cluster(item.range.start, width, ClusterKind::Image);
        let scale = self.styles.get(item.style).map_or(1.0, |style| style.size);
        self.push_glyph(item, font.glyph(' ').unwrap_or_default(), width / scale * f64::from(font.units_per_em));
    }

    #[expect(clippy::cast_possible_truncation, reason = "texts are far below 4 GiB; advances are small")]
    fn push_glyph(&mut self, item: &Item, id: u16, advance: f64) {
        let cluster = item.range.start as u32;
        self.glyphs.push(RawGlyph { cluster, id, advance: advance as i32, dx: 0, dy: 0 });
    }

    #[expect(clippy::cast_possible_truncation, reason = "texts are far below 4 GiB; ems are small")]
    fn push_cluster(&mut self, start: usize, advance: f64, kind: ClusterKind) {
        let (start, glyphs) = (start as u32, self.glyphs.len() as u32);
        self.clusters.push(Cluster { start, glyphs, advance: advance as f32, kind });
    }

    /// The image at a byte of the text, and its tag.
    pub(crate) fn image_at(&self, at: usize) -> Option<(&InlineImage, Option<StructId>)> {
        let index = self.images.binary_search_by_key(&at, |&(place, _, _)| place).ok()?;
        let (_, image, tag) = &self.images[index];
        Some((image, *tag))
    }

    /// The note references in a range of the text.
    pub(crate) fn notes_in(&self, range: Range<usize>) -> Vec<NodeId> {
        within(&self.notes, range).collect()
    }

    /// The words of the index that begin in a range of the text.
    pub(crate) fn indexed_in(&self, range: Range<usize>) -> impl Iterator<Item = NodeId> {
        within(&self.indexed, range)
    }

    /// The run of a cluster.
    pub(crate) fn run_of(&self, cluster: usize) -> Option<&Run> {
        self.runs.get(self.runs.partition_point(|run| run.clusters.end <= cluster))
    }

    /// The glyphs of a cluster, from left to right.
    pub(crate) fn glyphs_of(&self, cluster: usize) -> &[RawGlyph] {
        &self.glyphs[self.clusters[cluster].glyphs as usize..self.clusters[cluster + 1].glyphs as usize]
    }

    /// The form that the letter of a cluster takes before a tatweel; `None` if its font
    /// does not let it be stretched.
    pub(crate) fn before_tatweel(&self, cluster: usize, shaper: &Shaper<'_>) -> Option<Form> {
        let run = self.run_of(cluster)?;
        let byte = |cluster: usize| self.clusters[cluster].start as usize;
        let word = word_at(&self.text, byte(run.clusters.start)..byte(run.clusters.end), byte(cluster));
        let lang = self.styles.get(run.style).and_then(|style| style.lang.as_ref());
        let letter = byte(cluster) - word.start;
        shaper.before_tatweel(&self.text[word], letter, PlanKey::new(run.font, run.level, run.script, lang))
    }

    /// By how much a letter is narrower before a stretch, in ems of the paragraph.
    pub(crate) fn tail(&self, cluster: usize, shaper: &Shaper<'_>) -> f64 {
        let Some(Form::Other(_, advance)) = self.before_tatweel(cluster, shaper) else { return 0.0 };
        let own = self.glyphs_of(cluster).iter().map(|glyph| glyph.advance).find(|own| *own > 0);
        let (Some(run), Some(own)) = (self.run_of(cluster), own) else { return 0.0 };
        f64::from(own - advance) / f64::from(run.units.max(1)) * run.size
    }

    /// The base direction.
    pub(crate) fn direction(&self) -> Direction {
        self.direction
    }

    /// Whether the source ends lines in it.
    pub(crate) fn has_breaks(&self) -> bool {
        self.text.contains('\n')
    }

    /// Characters that no font has, and their places in the source.
    pub(crate) fn missing(&self) -> &[(char, Span)] {
        &self.missing
    }

    /// The paragraph's lines at a size. An empty paragraph has none.
    pub(crate) fn lines(&self, size: Length, setting: &LineSetting, shaper: &Shaper<'_>) -> Vec<SetLine> {
        let measure = setting.measure.ratio(size);
        let lines = self.broken(size, setting);
        let mut above = Vec::new();
        let mut set = |broken: &BrokenLine| {
            let fill = justify::fill(
                self,
                broken,
                (measure, measure - broken.indent + broken.hang[0] + broken.hang[1], &above),
                (setting, shaper),
            );
            above.clone_from(&fill.stretched_at);
            line::set(self, broken, &fill, &Place { size, setting, shaper })
        };
        lines.iter().map(&mut set).collect()
    }

    /// The number of those lines.
    pub(crate) fn line_count(&self, size: Length, setting: &LineSetting) -> usize {
        self.broken(size, setting).len()
    }

    fn broken(&self, size: Length, setting: &LineSetting) -> Vec<BrokenLine> {
        linebreak::lines(self, setting.measure.ratio(size), setting.first_indent.ratio(size), setting)
    }

    /// The widest that the paragraph becomes as a hemistich of few strokes.
    pub(crate) fn reach_of_verse(&self, size: Length, strokes: Strokes) -> Length {
        size * justify::reach_of_verse(self, strokes)
    }

    /// Sets the paragraph as a hemistich; returns its stroke's position as a share of
    /// the width. `like`: that of the neighbouring hemistich.
    pub(crate) fn hemistich(
        &self,
        size: Length,
        (width, like, strokes): (Length, Option<f64>, Strokes),
        shaper: &Shaper<'_>,
    ) -> (SetLine, Option<f64>) {
        let setting = LineSetting::new(width);
        let broken = BrokenLine::whole(self);
        let fill = justify::fill_verse(self, &broken, (width.ratio(size), like, strokes), shaper);
        let line = line::set(self, &broken, &fill, &Place { size, setting: &setting, shaper });
        (line, fill.stretched_at.first().copied())
    }

    /// The width of its widest line if only forced line ends break it.
    pub(crate) fn natural_width(&self, size: Length) -> Length {
        size * linebreak::natural_width(&self.segments)
    }

    /// The width of the widest segment, which should not be broken.
    pub(crate) fn longest_word(&self, size: Length) -> Length {
        size * self.segments.iter().map(|segment| f64::from(segment.width)).fold(0.0, f64::max)
    }

    /// The same, if addresses, paths and keys are broken at their own places.
    pub(crate) fn longest_piece(&self, size: Length) -> Length {
        size * self.segments.iter().map(|segment| pieces::longest(self, segment)).fold(0.0, f64::max)
    }
}

impl LineSetting {
    /// The share of a free width beside lines that goes to their left.
    pub(crate) fn free_before(&self, free: Length, direction: Direction) -> Length {
        match (self.align, direction) {
            (LineAlign::Center, _) => free * 0.5,
            (LineAlign::Right, _)
            | (LineAlign::Start | LineAlign::Justify, Direction::Rtl)
            | (LineAlign::End, Direction::Ltr) => free,
            _ => Length::ZERO,
        }
    }

    /// Justified lines of a measure, without kashida.
    pub(crate) fn new(measure: Length) -> Self {
        Self {
            measure,
            first_indent: Length::ZERO,
            align: LineAlign::Justify,
            kashida: Kashida::Off,
            breaking: Breaking::TotalFit,
        }
    }
}

/// The ranges that a line should not end in: units found in the text, and links that
/// show their address. Code breaks wherever UAX #14 allows.
fn units(collected: &Collected) -> Vec<Range<usize>> {
    let mut units = Vec::new();
    let mut start = 0;
    let mut find = |range: Range<usize>| {
        let found = ltr_units(&collected.text[range.clone()]).into_iter();
        units.extend(found.map(|unit| unit.start + range.start..unit.end + range.start));
    };
    let ltr = collected.isolates.iter().filter(|isolate| isolate.direction == Direction::Ltr);
    for Isolate { range, .. } in ltr {
        if range.start >= start {
            find(start..range.start);
            start = range.end;
        }
    }
    find(start..collected.text.len());
    units.extend(collected.addresses.iter().cloned());
    units.sort_by_key(|unit| (unit.start, unit.end));
    units
}

/// A font may give no glyph for letters that it claims to have; the output must never
/// show its `.notdef` glyph.
fn replace_undefined(glyphs: &mut [RawGlyph], font: &Font) {
    for glyph in glyphs.iter_mut().filter(|glyph| glyph.id == 0) {
        glyph.id = [REPLACEMENT, '?', ' '].into_iter().find_map(|letter| font.glyph(letter)).unwrap_or(1);
    }
}

/// The most glyphs drawn for one cluster.
const MOST_GLYPHS: usize = 32;

/// The characters that no font has, each with its span in the source.
fn missing(collected: &Collected, items: &[Item]) -> Vec<(char, Span)> {
    let mut missing = Vec::new();
    for item in items.iter().filter(|item| item.kind == ItemKind::Missing) {
        let place = collected.places.partition_point(|&(at, _)| at <= item.range.start);
        let span = place.checked_sub(1).map_or(Span::default(), |index| collected.places[index].1);
        missing.extend(collected.text[item.range.clone()].chars().map(|letter| (letter, span)));
    }
    missing
}
/// The ids at places in a range; the places never decrease.
fn within(places: &[(usize, NodeId)], range: Range<usize>) -> impl Iterator<Item = NodeId> {
    let behind = |at: usize| places.partition_point(|&(place, _)| place < at);
    places[behind(range.start)..behind(range.end)].iter().map(|&(_, id)| id)
}
