//! From glyphs to pieces of lines: what stands on one base line without a gap.

use super::order::is_right_to_left;
use super::place::{Glyph, NARROW};
use std::rc::Rc;

/// Base lines of one line differ by less, in em of its size.
const SAME_LINE: f64 = 0.2;
/// A wider gap without a space in it, in em, parts columns and cells. Justified words
/// stand up to one em apart.
const GUTTER: f64 = 1.4;
/// A smaller glyph, beside its line's size, that stands higher or lower is a raised
/// or lowered one.
const SMALL: f64 = 0.85;
/// Most pairs of pieces of two lines that are compared.
const PIECES: usize = 10_000;
/// As many pairs for each glyph of a page: a letter of a table has its row of cells and
/// the row above beside it.
const PAIRS: usize = 64;
/// The same glyph twice within this, in em, is bold made by drawing twice.
const TWICE: f64 = 0.07;

/// Signs that part sentences.
const SIGNS: [char; 6] = ['.', '،', '؛', ':', '؟', '!'];

/// A piece of a line; its glyphs stand from left to right.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) base: f64,
    pub(super) size: f64,
    pub(super) turns: u8,
    /// How many glyphs it has, and whether a sign of a sentence is among those inside.
    pub(super) letters: usize,
    pub(super) signed: bool,
}

impl Segment {
    fn new(glyphs: Vec<Glyph>) -> Option<Self> {
        let first = glyphs.first()?;
        let (turns, mut sizes) = (first.turns, glyphs.iter().map(|glyph| glyph.size).collect::<Vec<_>>());
        sizes.sort_unstable_by(f64::total_cmp);
        let size = sizes[sizes.len() / 2];
        let base = glyphs.iter().find(|glyph| glyph.size >= SMALL * size).unwrap_or(first).base;
        let left = glyphs.iter().map(|glyph| glyph.left).fold(f64::INFINITY, f64::min);
        let right = glyphs.iter().map(|glyph| glyph.right).fold(f64::NEG_INFINITY, f64::max);
        Some(Self { glyphs, left, right, base, size, turns, letters: 0, signed: false })
    }

    /// The same without its glyphs.
    pub(super) fn outline(&self) -> Self {
        Self { glyphs: Vec::new(), ..*self }
    }

    /// Takes in a piece of the same line. Its glyphs get their places when the whole page
    /// is done: a line that takes in many pieces is sorted once.
    fn join(&mut self, other: Self) {
        self.left = self.left.min(other.left);
        self.right = self.right.max(other.right);
        self.glyphs.extend(other.glyphs);
    }

    /// What stands for a table, if there is anything in it.
    pub(super) fn standing(glyph: Glyph) -> Option<Self> {
        Self::new(vec![glyph]).map(Self::sorted)
    }

    /// Its parts between places, each with the number of places before it.
    pub(super) fn parted(&self, places: &[f64]) -> Vec<(usize, Self)> {
        let column = |glyph: &Glyph| places.partition_point(|place| *place < middle(glyph));
        let mut parts = Vec::new();
        for run in self.glyphs.chunk_by(|a, b| column(a) == column(b)).filter(|run| shows(run)) {
            parts.extend(Self::new(run.to_vec()).map(|part| (column(&run[0]), part.sorted())));
        }
        parts
    }

    fn sorted(mut self) -> Self {
        sort(&mut self.glyphs);
        self.letters = self.glyphs.len();
        let texts: Vec<&str> = self.glyphs.iter().filter_map(|glyph| glyph.text.as_deref()).collect();
        let inside = texts.get(2..texts.len().saturating_sub(2)).unwrap_or_default();
        self.signed = inside.iter().any(|text| text.contains(SIGNS));
        self
    }
}

/// Nothing but spaces is no piece.
fn shows(piece: &[Glyph]) -> bool {
    piece.iter().any(|glyph| glyph.text.as_deref().is_some_and(|text| !text.trim().is_empty()))
}

fn middle(glyph: &Glyph) -> f64 {
    f64::midpoint(glyph.left, glyph.right)
}

fn sort(glyphs: &mut [Glyph]) {
    glyphs.sort_by(|a, b| middle(a).total_cmp(&middle(b)));
}

/// The pieces of lines, from the top down.
pub(super) fn segments(glyphs: Vec<Glyph>) -> Vec<Segment> {
    let mut glyphs = attach_marks(half_spaces(once(glyphs)));
    glyphs.sort_by(|a, b| a.turns.cmp(&b.turns).then(b.base.total_cmp(&a.base)));
    let mut pairs = PIECES + PAIRS * glyphs.len();
    let mut lines: Vec<Vec<Segment>> = Vec::new();
    let mut rest = glyphs.into_iter().peekable();
    while let Some(first) = rest.next() {
        let (turns, base, size) = (first.turns, first.base, first.size);
        let mut line = vec![first];
        while let Some(next) =
            rest.next_if(|next| next.turns == turns && base - next.base <= SAME_LINE * size.min(next.size))
        {
            line.push(next);
        }
        let pieces = pieces(line);
        match lines.last_mut() {
            Some(last) => {
                let alone = absorb(last, pieces, &mut pairs);
                if !alone.is_empty() {
                    lines.push(alone);
                }
            }
            None => lines.push(pieces),
        }
    }
    lines.into_iter().flatten().map(Segment::sorted).collect()
}

/// Leaves out the text of marks that tell that of their whole cluster, as the letter
/// beside them does: a letter with its marks would come as often as it has glyphs.
fn once(mut glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let is_narrow = |glyph: &Glyph| glyph.right - glyph.left < NARROW * glyph.size;
    let is_cluster = |glyph: &Glyph| {
        let text = glyph.text.as_deref().unwrap_or_default();
        text.contains(is_mark) && !text.chars().all(is_mark)
    };
    // Up to three marks stand on a letter.
    let tells_the_same = |glyphs: &[Glyph], at: usize| {
        let near = at.saturating_sub(3)..(at + 4).min(glyphs.len());
        near.into_iter().any(|other| !is_narrow(&glyphs[other]) && glyphs[other].text == glyphs[at].text)
    };
    for at in 0..glyphs.len() {
        if is_narrow(&glyphs[at]) && is_cluster(&glyphs[at]) && tells_the_same(&glyphs, at) {
            glyphs[at].text = None;
        }
    }
    glyphs
}

/// Shapers draw what has no width, half-spaces and signs of direction, as a space that does
/// not move the pen: between Persian letters it is a half-space.
fn half_spaces(mut glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let is_space = |glyph: &Glyph| glyph.text.as_deref() == Some(" ");
    for at in 0..glyphs.len() {
        let glyph = &glyphs[at];
        if glyph.logical || !is_space(glyph) {
            continue;
        }
        let (before, after) = (at.checked_sub(1).and_then(|before| glyphs.get(before)), glyphs.get(at + 1));
        let on_line = |other: &&Glyph| {
            let same_line = other.turns == glyph.turns && (other.base - glyph.base).abs() < NARROW * glyph.size;
            same_line && other.right - other.left > NARROW * glyph.size && !is_space(other)
        };
        let (before, after) = (before.filter(on_line), after.filter(on_line));
        let is_near = |a: f64, b: f64| (a - b).abs() < NARROW * glyph.size;
        // It lies on a letter; from the right, pens stop at its right end.
        let covered = [(glyph.left, true), (glyph.right, false)].into_iter().find(|(edge, is_left)| {
            let own = |other: &&Glyph| is_near(if *is_left { other.left } else { other.right }, *edge);
            [before, after].iter().flatten().any(own)
        });
        let Some((edge, _)) = covered else { continue };
        // At the end of a line it has a letter at one side only.
        let ends_at = |letter: &Glyph| is_near(letter.right, edge) || is_near(letter.left, edge);
        let is_between = before.zip(after).is_some_and(|(a, b)| {
            ends_at(a)
                && ends_at(b)
                && (f64::midpoint(a.left, a.right) < edge) != (f64::midpoint(b.left, b.right) < edge)
        });
        let is_persian = |other: Option<&Glyph>| {
            other.and_then(|other| other.text.as_deref()).is_some_and(|text| text.contains(is_right_to_left))
        };
        let text = (is_between && is_persian(before) && is_persian(after)).then(|| Rc::from("\u{200C}"));
        (glyphs[at].left, glyphs[at].right) = (edge, edge);
        glyphs[at].text = text;
    }
    glyphs
}

/// Appends marks that have no width to the letter they belong to.
fn attach_marks(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let is_mark = |glyph: &Glyph| {
        glyph.right - glyph.left < NARROW * glyph.size
            && glyph.text.as_deref().is_some_and(|text| !text.is_empty() && text.chars().all(is_mark))
    };
    let mut hosts: Vec<Option<usize>> = vec![None; glyphs.len()];
    let mut before = None;
    for (at, glyph) in glyphs.iter().enumerate() {
        if !is_mark(glyph) {
            before = Some(at);
            continue;
        }
        let behind = glyphs[at + 1..].iter().take(8).position(|next| !is_mark(next)).map(|step| at + 1 + step);
        let distance = |host: usize| {
            let host = &glyphs[host];
            let near = host.turns == glyph.turns && (host.base - glyph.base).abs() < 1.5 * host.size;
            let off = (host.left - glyph.left).max(glyph.left - host.right).max(0.0) / host.size;
            near.then_some(off).filter(|off| *off < 0.6)
        };
        let (first, second) = (before.and_then(distance), behind.and_then(distance));
        // Drawn from left to right, a mark of a right-to-left word comes before its letter.
        // Where the glyph itself is drawn from says nothing.
        let rightwards = before.zip(behind).is_none_or(|(a, b)| glyphs[a].left < glyphs[b].left);
        hosts[at] = match (first, second) {
            (Some(_), Some(_)) if rightwards => behind,
            (Some(_), _) => before,
            (None, _) => second.and(behind),
        };
    }
    let mut added: Vec<String> = vec![String::new(); glyphs.len()];
    for (at, host) in hosts.iter().enumerate() {
        if let Some(host) = host {
            added[*host].push_str(glyphs[at].text.as_deref().unwrap_or_default());
        }
    }
    let mut kept = Vec::with_capacity(glyphs.len());
    for (at, mut glyph) in glyphs.into_iter().enumerate() {
        if hosts[at].is_none() {
            if !added[at].is_empty() {
                glyph.marks = Some(Rc::from(added[at].as_str()));
            }
            kept.push(glyph);
        }
    }
    kept
}

/// Whether a character stands above or below another.
pub(super) fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36F}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}'
        | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}' | '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}'
        | '\u{FE70}'..='\u{FE7F}')
}

/// Parts a line at wide gaps.
fn pieces(mut line: Vec<Glyph>) -> Vec<Segment> {
    sort(&mut line);
    line.dedup_by(|next, glyph| {
        let wide = next.right - next.left > 0.15 * next.size;
        // Chromium draws signs of direction as spaces that say what they are.
        let same = next.font == glyph.font && next.code == glyph.code && next.text == glyph.text;
        wide && same && (next.left - glyph.left).abs() < TWICE * next.size
    });
    let mut pieces: Vec<Vec<Glyph>> = Vec::new();
    let mut right = f64::NEG_INFINITY;
    for glyph in line {
        if glyph.left - right > GUTTER * glyph.size || pieces.is_empty() {
            pieces.push(Vec::new());
        }
        right = right.max(glyph.right);
        if let Some(piece) = pieces.last_mut() {
            piece.push(glyph);
        }
    }
    pieces.into_iter().filter(|piece| shows(piece)).filter_map(Segment::new).collect()
}

/// Adds raised and lowered pieces to the line they stand beside; returns the others.
fn absorb(line: &mut Vec<Segment>, below: Vec<Segment>, pairs: &mut usize) -> Vec<Segment> {
    let beside = |a: &Segment, b: &Segment| {
        a.turns == b.turns && a.left < b.right + 0.5 * b.size && b.left < a.right + 0.5 * b.size
    };
    // Real lines have a few pieces.
    let count = line.len() * below.len();
    if count > PIECES.min(*pairs) {
        return below;
    }
    *pairs -= count;
    let mut alone = Vec::new();
    for piece in below {
        // A small one above this one, then a small one below the last line.
        let mut host = piece;
        let raised = |small: &Segment| {
            small.size < SMALL * host.size && small.base - host.base < 0.7 * host.size && beside(small, &host)
        };
        let (small, rest): (Vec<Segment>, Vec<Segment>) = std::mem::take(line).into_iter().partition(raised);
        *line = rest;
        small.into_iter().for_each(|small| host.join(small));
        let lowered = line.iter().position(|line| {
            host.size < SMALL * line.size && line.base - host.base < 0.4 * line.size && beside(&host, line)
        });
        match lowered {
            Some(at) => line[at].join(host),
            None => alone.push(host),
        }
    }
    alone
}
