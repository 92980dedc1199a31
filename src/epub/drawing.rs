//! A cover drawn from title and theme: a plain background, the title as large as
//! possible from the start margin, a bar, little else. It is a bitmap, as
//! library views and converters may show nothing else (calibre makes no cover of
//! a drawing).

use crate::document::{Direction, Document, Lang};
use crate::error::{Error, Result};
use crate::font::FontBook;
use crate::frame::{Color, Frame, Item, ItemKind, Layout, Page, Path, Placement, Print, Shape, Side};
use crate::raster::{Bitmaps, RasterOptions};
use crate::settings::Ink;
use crate::theme::{StyleName, Theme};
use crate::typeset::inline::collect::CharStyle;
use crate::typeset::inline::line::SetLine;
use crate::typeset::inline::paragraph::{LineAlign, LineSetting, Paragraph};
use crate::typeset::inline::shape::Shaper;
use crate::typeset::inline::words;
use crate::units::{Length, Point, Rect, Rotation, Size};
use std::sync::Arc;

/// The size of the cover; the measures below are relative to it.
const PAGE: Size = Size::new(Length::pt(600.0), Length::pt(960.0));
/// Pixels per inch at which it is 1600 × 2560, the size that shops ask for.
const PPI: f64 = 192.0;
/// The margin at both sides.
const MARGIN: Length = Length::pt(56.0);
/// The vertical positions of the author, the start of the title, and the date.
/// These and the following measures are a design; nothing else depends on them.
const HEAD: Length = Length::pt(112.0);
const TITLE: Length = Length::pt(196.0);
const FOOT: Length = Length::pt(888.0);
/// The height available for the title's lines, which leaves room for a subtitle.
const TITLE_HEIGHT: Length = Length::pt(460.0);
/// The most lines that are readable in a library's thumbnail; more are allowed
/// only where letters would become smaller than [`READABLE`], and at most
/// [`MOST_LINES`], or the cover would look like a page of text.
const TITLE_LINES: usize = 4;
const MOST_LINES: usize = 7;
/// The font sizes of a title: the largest, the smallest readable in a thumbnail,
/// the smallest allowed, and the factor between tried sizes.
const LARGEST: f64 = 104.0;
const READABLE: f64 = 52.0;
const SMALLEST: f64 = 34.0;
const SHRINK: f64 = 0.92;
/// The space between the ink of two lines, and the least line height, in ems.
const AIR: f64 = 0.14;
const LEAST_LEADING: f64 = 1.12;
/// The most lines of running text.
const SMALL_LINES: usize = 4;

/// Draws the cover as a PNG file.
///
/// # Errors
/// [`Error::Writer`] for a defect of the encoder.
pub(super) fn draw(document: &Document, theme: &Theme, fonts: &FontBook) -> Result<Vec<u8>> {
    let shaper = Shaper::new(fonts, &document.meta.lang);
    let mut cover = Cover { theme, lang: &document.meta.lang, shaper: &shaper, items: Vec::new() };
    cover.fill(document);
    let frame = Frame { size: PAGE, items: cover.items };
    let whole = Rect::new(Point::ZERO, PAGE);
    let placement =
        Placement { page: 0, cell: whole, rotation: Rotation::R0, clip: whole, repeated: false, scale: 1.0 };
    let print = Print {
        layout: Layout { pages: vec![Page { size: PAGE, frame, label: String::new() }], ..Layout::default() },
        sides: vec![Side { media: PAGE, trim: whole, bleed: whole, placements: vec![placement], ..Side::default() }],
        ..Print::default()
    };
    let options = RasterOptions { ppi: PPI, ink: Ink::Color };
    let bitmap = Bitmaps::new(&print, fonts, &options).next();
    let missing = || Error::Writer { format: "PNG", message: "no cover was drawn".to_owned() };
    bitmap.ok_or_else(missing)??.png()
}

/// A cover being drawn.
struct Cover<'a, 'f> {
    theme: &'a Theme,
    lang: &'a Lang,
    shaper: &'a Shaper<'f>,
    items: Vec<Item>,
}

impl Cover<'_, '_> {
    fn fill(&mut self, document: &Document) {
        let meta = &document.meta;
        self.bar(Rect::new(Point::ZERO, PAGE), self.theme.accent);
        let (byline, ink) = (self.theme.furniture.byline, ink(self.theme.accent));
        if let Some(author) = meta.author().filter(|_| byline) {
            self.small(&author, 27.0, HEAD);
        }
        let mut y = TITLE;
        if let Some(title) = &meta.title {
            let (lines, leading) = self.fitted(title);
            // The top of the first line's ink is at the title's position.
            y += lines.first().map_or(Length::ZERO, |line| line.ascent);
            for line in &lines {
                self.line(line, y);
                y += leading;
            }
            y += lines.last().map_or(Length::ZERO, |line| line.descent) - leading;
        }
        y += Length::pt(40.0);
        let width = Length::pt(84.0);
        let x = if self.lang.direction() == Direction::Rtl { PAGE.width - MARGIN - width } else { MARGIN };
        self.bar(Rect::new(Point::new(x, y), Size::new(width, Length::pt(9.0))), ink);
        if let Some(subtitle) = &meta.subtitle {
            self.small(subtitle, 31.0, y + Length::pt(66.0));
        }
        if let Some(date) = meta.date.as_deref().filter(|_| byline) {
            self.small(date, 25.0, FOOT);
        }
    }

    fn shaped(&self, text: &str, style: StyleName) -> Paragraph {
        let uses = self.theme.fonts(self.shaper.book());
        let style = self.theme.style(style);
        let mut look = CharStyle::new(uses.of(style.family), ink(self.theme.accent));
        look.bold = style.weight.is_bold();
        words::shaped(text, &look, None, self.shaper)
    }

    /// The lines of the title at the largest size that fits, and their distance.
    /// A title that does not fit even at the smallest size is cut.
    fn fitted(&self, title: &str) -> (Vec<SetLine>, Length) {
        let paragraph = self.shaped(title, StyleName::Title);
        let mut size = LARGEST;
        loop {
            let lines = self.lines(&paragraph, size);
            let leading = leading(&lines, size);
            let whole = paragraph.longest_word(Length::pt(size)) <= measure();
            let few = lines.len() <= if size < READABLE { MOST_LINES } else { TITLE_LINES };
            if whole && few && height(&lines, leading) <= TITLE_HEIGHT {
                return (lines, leading);
            }
            if size * SHRINK < SMALLEST {
                return self.cut(&lines, leading, size);
            }
            size *= SHRINK;
        }
    }

    /// As many lines as fit, the last with an ellipsis.
    fn cut(&self, lines: &[SetLine], leading: Length, size: f64) -> (Vec<SetLine>, Length) {
        let room = (TITLE_HEIGHT.ratio(leading).floor() as usize).clamp(1, MOST_LINES);
        let kept: String = lines.iter().take(room).map(|line| line.line.text.as_str()).collect();
        let mut words: Vec<&str> = kept.split_whitespace().collect();
        loop {
            // The ellipsis takes the place of a word.
            words.pop();
            let shortened = self.lines(&self.shaped(&format!("{} …", words.join(" ")), StyleName::Title), size);
            if shortened.len() <= room || words.is_empty() {
                return (shortened, leading);
            }
        }
    }

    fn lines(&self, paragraph: &Paragraph, size: f64) -> Vec<SetLine> {
        let setting = LineSetting { align: LineAlign::Start, ..LineSetting::new(measure()) };
        paragraph.lines(Length::pt(size), &setting, self.shaper)
    }

    /// Draws running text.
    fn small(&mut self, text: &str, size: f64, mut y: Length) {
        let lines = self.lines(&self.shaped(text, StyleName::Subtitle), size);
        for line in lines.iter().take(SMALL_LINES) {
            self.line(line, y);
            y += Length::pt(size * 1.6);
        }
    }

    fn line(&mut self, line: &SetLine, y: Length) {
        let at = Point::new(MARGIN + line.x, y);
        self.items.push(Item { at, tag: None, kind: ItemKind::Line(Arc::clone(&line.line)) });
    }

    fn bar(&mut self, rect: Rect, color: Color) {
        let shape = Shape { path: Path::rect(rect), fill: Some(color), stroke: None };
        self.items.push(Item { at: Point::ZERO, tag: None, kind: ItemKind::Shape(shape) });
    }
}

fn measure() -> Length {
    PAGE.width - MARGIN * 2.0
}

/// Black or white, whichever is readable on a background of this colour. The
/// weights are those of luma (ITU-R BT.601); the threshold is 59 % of full
/// brightness, so that mid-tones get white letters.
fn ink(ground: Color) -> Color {
    let light = 299 * u32::from(ground.red) + 587 * u32::from(ground.green) + 114 * u32::from(ground.blue);
    if light > 150_000 { Color::BLACK } else { Color::WHITE }
}

/// The distance of lines, large enough for their ink not to touch.
fn leading(lines: &[SetLine], size: f64) -> Length {
    let meeting = lines.windows(2).map(|pair| pair[0].descent + pair[1].ascent);
    meeting.map(|ink| ink + Length::pt(size * AIR)).fold(Length::pt(size * LEAST_LEADING), Length::max)
}

fn height(lines: &[SetLine], leading: Length) -> Length {
    leading * lines.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_any_length_stay_within_their_room() {
        let (book, lang) = (FontBook::bundled(), Lang::persian());
        let shaper = Shaper::new(&book, &lang);
        for name in Theme::names() {
            let theme = Theme::builtin(name).unwrap();
            let cover = Cover { theme: &theme, lang: &lang, shaper: &shaper, items: Vec::new() };
            for words in [1, 2, 5, 9, 14, 30, 80, 400] {
                let title = "دعوت به نشست همسایگان کوچه‌ی سروستان ".repeat(70);
                let title: Vec<&str> = title.split(' ').take(words).collect();
                let (lines, leading) = cover.fitted(&title.join(" "));
                assert!(height(&lines, leading) <= TITLE_HEIGHT, "{name}: {words} words");
                assert!(lines.iter().all(|line| line.width <= measure()), "{name}: {words} words");
                let whole: usize = lines.iter().map(|line| line.line.text.split_whitespace().count()).sum();
                let ends = lines.last().unwrap().line.text.ends_with('…');
                // Seven lines of a narrow face hold fewer than thirty words.
                assert!(if words <= 14 { whole == words && !ends } else { whole == words || ends }, "{name}: {words}");
            }
        }
    }
}
