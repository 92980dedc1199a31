//! The space between words, measured on the message as the program sets it: reflowed,
//! in the theme `plain`, in letters of 11 pt.

use super::{Geometry, TextOptions, typeset};
use crate::document::{Document, number, roles};
use crate::font::FontBook;
use crate::frame::{Frame, ItemKind, Line, TextRun};
use crate::persian::{TidyOptions, tidy};
use crate::read::{ReadOptions, read};
use crate::resources::Memory;
use crate::settings::{Binding, Clean, InputFormat, Justify, Kashida, Reflow};
use crate::theme::Theme;
use crate::units::{Length, Margins, Size};

/// The size of the letters, in points.
const SIZE: f64 = 11.0;
/// The indent of a paragraph's first line.
const INDENT: f64 = 2.0 * SIZE;
/// A space of Vazirmatn at that size.
const NATURAL: f64 = 2.954;
/// Letters may hang out of the measure by their own side bearings.
const HANGING: f64 = 0.9;

/// A line of a page: where its text begins and ends, the widths of its spaces, and the
/// share of its words that are stretched.
struct Measured {
    text: String,
    left: f64,
    right: f64,
    gaps: Vec<f64>,
    stretched: f64,
}

fn mean(gaps: &[f64]) -> f64 {
    gaps.iter().sum::<f64>() / gaps.len().max(1) as f64
}

/// The message on pages with the same margin on all sides.
struct Page {
    lines: Vec<Measured>,
    left: f64,
    right: f64,
}

impl Page {
    fn of(size: Size, margin: Length, kashida: Kashida) -> Self {
        Self::set(size, margin, (kashida, Justify::Start))
    }

    fn set(size: Size, margin: Length, (kashida, narrow): (Kashida, Justify)) -> Self {
        let document = message();
        let theme = Theme::builtin("plain").unwrap();
        let geometry = Geometry {
            size,
            margins: Margins { top: margin, outer: margin, bottom: margin, inner: margin },
            columns: 1,
            gap: theme.page.gap,
            mirrored: false,
            binding: Binding::Right,
            bleed: Length::ZERO,
        };
        let options = TextOptions {
            size: Length::pt(SIZE),
            justify: Justify::Full,
            narrow,
            kashida,
            fit: None,
            yields: false,
            panels: None,
            booklet: false,
            greedy: false,
        };
        let set = typeset(&document, &theme, &FontBook::bundled(), &geometry, &options, &Memory::default());
        let mut lines = Vec::new();
        for page in &set.unwrap().value.0.pages {
            collect(&page.frame, 0.0, &mut lines);
        }
        Self { lines, left: margin.to_pt(), right: (size.width - margin).to_pt() }
    }

    /// The lines that reach from margin to margin, or from the indent to the margin.
    fn full(&self) -> Vec<&Measured> {
        let begins = |line: &Measured| {
            [self.right, self.right - INDENT].iter().any(|start| (line.right - start).abs() <= HANGING)
        };
        let full = |line: &&Measured| (line.left - self.left).abs() <= HANGING && begins(line) && line.gaps.len() > 1;
        self.lines.iter().filter(full).collect()
    }
}

fn message() -> Document {
    let source = include_bytes!("../../samples/message.md");
    let read = read(source, &ReadOptions::new(InputFormat::Markdown, "message.md")).unwrap();
    let mut document = read.value.document;
    let options = TidyOptions { reflow: Reflow::On, clean: Clean::None, ..TidyOptions::default() };
    let tidied = tidy(&document, &options);
    document.apply(&tidied.edits);
    roles::mark(&mut document);
    number(&mut document);
    document
}

fn collect(frame: &Frame, left: f64, lines: &mut Vec<Measured>) {
    for item in &frame.items {
        let left = left + item.at.x.to_pt();
        match &item.kind {
            ItemKind::Line(line) => lines.push(measured(line, left)),
            ItemKind::Frame(inner) => collect(inner, left, lines),
            _ => {}
        }
    }
}

fn measured(line: &Line, left: f64) -> Measured {
    let width = |run: &TextRun| run.glyphs.iter().map(|glyph| glyph.advance.at(run.size).to_pt()).sum::<f64>();
    let text = line.text.trim_end();
    let mut out = Measured { text: text.to_owned(), left, right: left, gaps: Vec::new(), stretched: 0.0 };
    for run in &line.runs {
        // The space at which a line was broken hangs out of the measure.
        if run.range.start >= text.len() {
            out.left += width(run);
        }
        out.right += width(run);
        let spaces = run.glyphs.iter().filter(|glyph| {
            let range = glyph.text_start as usize..glyph.text_end as usize;
            range.end < text.len() && &text[range] == " "
        });
        out.gaps.extend(spaces.map(|glyph| glyph.advance.at(run.size).to_pt()));
        out.stretched += run.glyphs.iter().filter(|glyph| glyph.stretch.get() > 0.0).count() as f64;
    }
    out.stretched /= text.split(' ').count() as f64;
    out
}

/// The spread of all gaps, the narrowest and the widest.
fn spread(lines: &[&Measured]) -> [f64; 3] {
    let gaps: Vec<f64> = lines.iter().flat_map(|line| line.gaps.clone()).collect();
    let middle = mean(&gaps);
    let variance = gaps.iter().map(|gap| (gap - middle).powi(2)).sum::<f64>() / gaps.len() as f64;
    [variance.sqrt(), gaps.iter().copied().fold(f64::MAX, f64::min), gaps.iter().copied().fold(0.0, f64::max)]
}

#[test]
fn gaps_of_a_page_are_even_by_spaces_alone() {
    let page = Page::of(Size::mm(148.0, 210.0), Length::mm(13.0), Kashida::Off);
    let full = page.full();
    assert!(full.len() > 20, "{} full lines", full.len());
    let [deviation, narrowest, widest] = spread(&full);
    assert!(deviation <= 0.56, "{deviation}");
    assert!(narrowest >= 0.8 * NATURAL && widest <= 4.75, "{narrowest} to {widest}");
    assert!(full.iter().all(|line| line.stretched == 0.0));
}

#[test]
fn kashida_makes_them_more_even() {
    let page = Page::of(Size::mm(148.0, 210.0), Length::mm(13.0), Kashida::On);
    let full = page.full();
    let [deviation, _, widest] = spread(&full);
    assert!(deviation <= 0.45 && widest <= 4.2, "{deviation}, up to {widest}");
    assert!(full.iter().any(|line| line.stretched > 0.0));
}

#[test]
fn by_itself_it_is_sparing() {
    let page = Page::of(Size::mm(148.0, 210.0), Length::mm(13.0), Kashida::Auto);
    let full = page.full();
    let words: f64 = full.iter().map(|line| line.stretched * (line.gaps.len() + 1) as f64).sum();
    let all: usize = full.iter().map(|line| line.gaps.len() + 1).sum();
    assert!(words > 0.0 && words * 20.0 < all as f64, "{words} of {all} words are stretched");
}

#[test]
fn a_narrow_column_is_set_from_its_start() {
    let (size, margin) = (Size::mm(65.0, 210.0), Length::mm(5.0));
    let set = Page::of(size, margin, Kashida::Auto);
    let short = set.lines.iter().filter(|line| line.left > set.left + 2.0).count();
    assert!(short * 3 > set.lines.len() * 2, "{short} of {} lines end where their words do", set.lines.len());
    for line in &set.lines {
        let inside = line.left >= set.left - HANGING && line.right <= set.right + HANGING;
        assert!(inside, "{} from {} to {}", line.text, line.left, line.right);
        assert!(line.stretched == 0.0, "{}", line.text);
        assert!(line.gaps.iter().all(|gap| (gap - line.gaps[0]).abs() < 0.1), "{}: {:?}", line.text, line.gaps);
    }
    let asked = Page::set(size, margin, (Kashida::Auto, Justify::Full));
    assert!(asked.full().len() > 50, "{} full lines", asked.full().len());
    assert!(asked.full().iter().all(|line| line.stretched <= 1.0 / 3.0));
}
