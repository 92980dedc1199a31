//! Letters that grow until their lines fill the measure.

use super::setter::{LineBox, Setter};
use super::text::CLEAR;
use crate::theme::Fit;
use crate::typeset::inline::display::{widest_joined, widest_phrase_end};
use crate::typeset::inline::line::SetLine;
use crate::typeset::inline::linebreak::Breaking;
use crate::typeset::inline::paragraph::{LineAlign, LineSetting, Paragraph};
use crate::typeset::prepared::{Look, TextId, TextNode};
use crate::units::Length;
use std::ops::RangeInclusive;

/// The largest letters: larger ones do not fit an A3 sheet.
const LARGEST: Length = Length::pt(400.0);
/// The most lines a cry is set in. A choice: more are a paragraph.
const LINES: usize = 6;
/// Halvings of the interval in which a size is sought: to a four-thousandth of it.
const STEPS: usize = 12;

impl Setter<'_, '_> {
    /// Sets a text in the number of lines that gives the largest letters: the longest
    /// line fills the measure, and all of them the height that the style allows, or the
    /// picture they lie on. Where the text is too long for that, lines are not as wide as
    /// the measure.
    pub(crate) fn fitted(&self, text: TextId, look: &Look, measure: Length) -> Fitted {
        let style = self.style(look.style);
        let usual = self.scale.size * style.size;
        let Some(paragraph) = self.prepared.texts.get(text.0) else { return Fitted::Even(usual, Vec::new()) };
        let align = self.align(look, measure);
        let align = if align == LineAlign::Justify { LineAlign::Start } else { align };
        // As many words to a line as it holds: a line of few words must not be wider.
        let setting = LineSetting { align, breaking: Breaking::Greedy, ..LineSetting::new(measure) };
        let room = self.lying.unwrap_or(self.page_height * (style.tallest * self.scale.large));
        let taller = if self.lying.is_some() { 1.0 } else { TALLER };
        if let Some(lines) = self.each_fitted((paragraph, look), &setting, room * taller, usual * SMALLEST) {
            return Fitted::Each(lines);
        }
        let best = self.cry((paragraph, look), &setting, room);
        // A text far too long for its room has the style's own letters.
        let usual = usual.min(widest(paragraph, measure));
        if best.size < usual * SMALLEST {
            return Fitted::Even(usual, self.even(paragraph, usual, &setting));
        }
        Fitted::Even(best.size, best.lines)
    }

    /// The largest lines of one size that a room holds, with their ends at the ends of
    /// phrases, or at least not between words that a voice joins, if letters need not be
    /// much smaller for that.
    fn cry(&self, (paragraph, look): (&Paragraph, &Look), setting: &LineSetting, room: Length) -> Cry {
        let full = self.cry_of((paragraph, look), setting, (room, 1..=LINES));
        let joined = LineSetting { breaking: Breaking::Cry, ..*setting };
        let phrased = LineSetting { breaking: Breaking::Phrases, ..*setting };
        let em = Length::pt(1.0);
        let phrases = paragraph.line_count(em, &LineSetting { measure: em * ENDLESS, ..phrased });
        let good = |cry: &Cry| cry.size >= full.size * PHRASED && (cry.is_full || !full.is_full);
        let phrases_are_lines = (2..=LINES).contains(&phrases);
        let phrased = phrases_are_lines.then(|| self.cry_of((paragraph, look), &phrased, (room, phrases..=LINES)));
        if let Some(phrased) = phrased.filter(good) {
            return phrased;
        }
        // In no more lines: it may not take more of the sheet.
        let joined = self.cry_of((paragraph, look), &joined, (room, 1..=full.lines.len().max(1)));
        if good(&joined) { joined } else { full }
    }

    /// The same for one way to end lines, in so many.
    fn cry_of(
        &self,
        (paragraph, look): (&Paragraph, &Look),
        setting: &LineSetting,
        (room, numbers): (Length, RangeInclusive<usize>),
    ) -> Cry {
        let count = |size: Length| paragraph.line_count(size, setting).max(1);
        let mut widest = widest(paragraph, setting.measure);
        let whole = match setting.breaking {
            Breaking::Phrases => widest_joined(paragraph).max(widest_phrase_end(paragraph)),
            Breaking::Cry => widest_joined(paragraph),
            _ => 0.0,
        };
        if whole > 0.0 {
            widest = widest.min(Length::pt(setting.measure.to_pt() / whole * 0.999));
        }
        let [first, next] = self.line_heights(paragraph, look);
        // Whether a size is small enough: all lines have room.
        let holds =
            |size: Length, lines: usize| count(size) <= lines && size * (first + next * (lines - 1) as f64) <= room;
        let mut best = Cry::default();
        for number in numbers {
            let size = largest(widest, |size| holds(size, number));
            let lines = self.even(paragraph, size, setting);
            // Not if as many lines of about one width would be narrower: they only look so
            // where one is much longer than the others.
            let narrower = LineSetting { measure: setting.measure * FULL, ..*setting };
            let could = size * whole <= narrower.measure && paragraph.line_count(size, &narrower) <= lines.len();
            let is_full = !could && lines.iter().any(|line| line.width >= narrower.measure);
            let cry = Cry { size, lines, is_full };
            if cry.beats(&best) {
                best = cry;
            }
        }
        best
    }

    /// Lines of a size, about equally long.
    fn even(&self, paragraph: &Paragraph, size: Length, setting: &LineSetting) -> Vec<SetLine> {
        let lines = paragraph.lines(size, setting, self.shaper);
        if lines.len() > 1 { self.balanced(paragraph, size, setting, lines.len()) } else { lines }
    }

    /// The lines that the author has parted, each in the largest letters that the measure
    /// holds, but none larger than the room for all of them allows: short lines yield
    /// first. `None` where there is one line, or one too long for a cry.
    fn each_fitted(
        &self,
        (paragraph, look): (&Paragraph, &Look),
        setting: &LineSetting,
        room: Length,
        least: Length,
    ) -> Option<Vec<CryLine>> {
        let em = Length::pt(100.0);
        let apart = |size: Length| {
            let measure = size * (paragraph.natural_width(em).ratio(em) + 1.0);
            paragraph.lines(size, &LineSetting { measure, ..*setting }, self.shaper)
        };
        let inks: Vec<Ink> = apart(em).iter().map(|line| Ink::of(line, em)).collect();
        if !(2..=LINES).contains(&inks.len()) {
            return None;
        }
        let full = |ink: &Ink| Length::pt(setting.measure.to_pt() / ink.width.max(0.01) * 0.999).min(LARGEST);
        let stacked = |most: Length| -> Vec<(Length, Ink, [Length; 2])> {
            let mut below = None;
            let place = |ink: &Ink| {
                let size = full(ink).min(most);
                let line_box = self.line_box_at(look.style, size);
                let foot = line_box.height - line_box.base;
                let above = below.map_or(Length::ZERO, |below: Length| below + size * CLEAR);
                let base = above + size * ink.ascent;
                below = Some(size * ink.descent - foot);
                (size, *ink, [base + foot, base])
            };
            inks.iter().map(place).collect()
        };
        let height = |most: Length| -> Length {
            let lines = stacked(most);
            let below = lines.last().map_or(Length::ZERO, |(size, ink, [height, base])| {
                (*size * ink.descent - (*height - *base)).max(Length::ZERO)
            });
            lines.iter().map(|(_, _, [height, _])| *height).sum::<Length>() + below
        };
        let most = largest(LARGEST, |most| height(most) <= room);
        let lines = stacked(most);
        if lines.iter().any(|(size, ..)| *size < least) {
            return None;
        }
        let set = |(index, (size, ink, [height, base])): (usize, (Length, Ink, [Length; 2]))| {
            let mut line = apart(size).into_iter().nth(index)?;
            let wide = size * (paragraph.natural_width(em).ratio(em) + 1.0);
            line.shift(setting.free_before(setting.measure - wide, paragraph.direction()));
            Some(CryLine { line, height, base, below: size * ink.descent - (height - base) })
        };
        lines.into_iter().enumerate().map(set).collect()
    }

    /// Stacks the lines of a text; returns how far their ink reaches below them.
    pub(crate) fn push_fitted(
        &mut self,
        lines: Fitted,
        line_box: &LineBox,
        (left, node): (Length, &TextNode),
        fit: Fit,
    ) -> Length {
        match lines {
            Fitted::Each(lines) => {
                let (below, count) = (lines.last().map_or(Length::ZERO, |last| last.below), lines.len());
                for (index, CryLine { line, height, base, .. }) in lines.into_iter().enumerate() {
                    self.push_line(line, (index, count), [height, base], (left, node));
                }
                below
            }
            Fitted::Even(_, lines) => {
                let below = match (fit, lines.last()) {
                    (Fit::Width, Some(line)) => line.descent - line_box.height + line_box.base,
                    _ => line_box.over,
                };
                self.push_lines(lines, line_box, left, node);
                below
            }
        }
    }

    /// The most height, in ems, that a line alone takes, and each further one: as the
    /// style says, or more where the ink of these words needs it.
    fn line_heights(&self, paragraph: &Paragraph, look: &Look) -> [f64; 2] {
        let em = Length::pt(100.0);
        let line_box = self.line_box_at(look.style, em);
        let whole = LineSetting { align: LineAlign::Start, ..LineSetting::new(paragraph.natural_width(em) * 1.01) };
        let lines = paragraph.lines(em, &whole, self.shaper);
        let ascent = lines.iter().map(|line| line.ascent).max().unwrap_or_default();
        let descent = lines.iter().map(|line| line.descent).max().unwrap_or_default();
        let below = line_box.height - line_box.base;
        let first = line_box.height + (ascent - line_box.base).max(Length::ZERO) + (descent - below).max(Length::ZERO);
        let next = line_box.height.max(ascent + descent + em * CLEAR);
        [first, next].map(|height| height.ratio(em))
    }
}

/// A text that fills its measure.
pub(crate) enum Fitted {
    /// Lines of one size.
    Even(Length, Vec<SetLine>),
    /// Lines of a size each.
    Each(Vec<CryLine>),
}

/// A line in a size of its own.
pub(crate) struct CryLine {
    pub(crate) line: SetLine,
    /// How far down the next line's box begins, and its own base line lies.
    pub(crate) height: Length,
    pub(crate) base: Length,
    /// How far its ink reaches below its box.
    pub(crate) below: Length,
}

/// The extent of a line's ink, in ems.
#[derive(Clone, Copy)]
struct Ink {
    width: f64,
    ascent: f64,
    descent: f64,
}

impl Ink {
    fn of(line: &SetLine, em: Length) -> Self {
        let [width, ascent, descent] = [line.width, line.ascent, line.descent].map(|length| length.ratio(em));
        Self { width, ascent, descent }
    }
}

/// A text set in large letters.
#[derive(Default)]
struct Cry {
    size: Length,
    lines: Vec<SetLine>,
    /// Whether its longest line is as wide as the measure.
    is_full: bool,
}

impl Cry {
    /// Whether it is better than one of fewer lines: as wide as the measure where that
    /// one is, and in letters so much larger that another line is worth it.
    fn beats(&self, other: &Self) -> bool {
        match (self.is_full, other.is_full) {
            (true, false) => self.size >= other.size,
            (false, true) => false,
            _ => self.size > other.size * WORTH,
        }
    }
}

/// How much higher a cry may be whose author has parted its lines: they are short, and
/// make the sheet.
const TALLER: f64 = 1.4;
/// The least width of a line that looks as wide as the measure, as a share of it.
const FULL: f64 = 0.9;
/// The smallest letters of a cry or a title, as a share of its style's own. A choice:
/// smaller ones are none.
pub(super) const SMALLEST: f64 = 0.5;
/// By how much letters must be larger for another line.
const WORTH: f64 = 1.08;
/// How much smaller letters may be so that lines end where a speaker pauses. A choice:
/// «آب نیست، برق / نیست» is not understood at a glance, however large it is.
const PHRASED: f64 = 0.75;
/// A measure that holds any phrase, in ems.
const ENDLESS: f64 = 1e5;

/// The largest letters whose words are whole in a measure.
fn widest(paragraph: &Paragraph, measure: Length) -> Length {
    let em = Length::pt(1.0);
    // A thousandth of tolerance, because widths are sums of rounded ones.
    Length::pt(measure.ratio(paragraph.longest_word(em).max(em * 0.01)) * 0.999).min(LARGEST)
}

/// The largest size up to `most` for which something holds that holds for smaller ones.
fn largest(most: Length, holds: impl Fn(Length) -> bool) -> Length {
    if holds(most) {
        return most;
    }
    let (mut low, mut high) = (Length::ZERO, most);
    for _ in 0..STEPS {
        let middle = (low + high) * 0.5;
        if holds(middle) { low = middle } else { high = middle }
    }
    low
}
