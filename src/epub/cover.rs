//! The cover: the picture the message names, else one drawn from title and
//! theme, its letters as outlines, so that no reading system needs a font.

use super::access;
use super::xhtml::{self, escaped};
use crate::document::{Document, Inline, Lang, Span, Text};
use crate::error::{Error, Result, Warning};
use crate::font::{FontBook, OutlineSegment};
use crate::frame::{Color, Line};
use crate::picture::{self, hex};
use crate::resources::Resources;
use crate::theme::{StyleName, Theme};
use crate::typeset::inline::collect::{CharStyle, Collector, collect};
use crate::typeset::inline::paragraph::{LineAlign, LineSetting, Paragraph};
use crate::typeset::inline::shape::Shaper;
use crate::typeset::structure::StructureBuilder;
use crate::units::Length;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

/// Width and height of the drawing, in its own units.
const PAGE: (f64, f64) = (600.0, 900.0);
/// The width text may take.
const MEASURE: f64 = 480.0;
/// Sizes the title may have; the first at which it has few enough lines.
const TITLE_SIZES: [f64; 8] = [76.0, 66.0, 58.0, 50.0, 43.0, 37.0, 32.0, 27.0];
const TITLE_LINES: usize = 5;
/// The height its lines may take, clear of the frame.
const TITLE_HEIGHT: f64 = 400.0;
/// The distance of its lines, as a multiple of its size.
const TITLE_LEADING: f64 = 1.6;
/// Outlines are drawn on a grid of so many units per em: finer than any screen
/// shows, and short to write.
const GRID: f32 = 256.0;

/// The cover as files.
pub(super) struct Cover {
    /// The picture's name.
    pub name: String,
    /// Its media type.
    pub mime: &'static str,
    /// The picture.
    pub bytes: Vec<u8>,
    /// The page that shows it.
    pub page: String,
}

/// The cover of a book. A picture that cannot be had is replaced by a drawing,
/// with a warning.
///
/// # Errors
/// [`Error::Forbidden`] where the picture lies outside the allowed folders.
pub(super) fn make(
    document: &Document,
    theme: &Theme,
    fonts: &FontBook,
    (resources, quality): (&dyn Resources, Option<u8>),
    warnings: &mut Vec<Warning>,
) -> Result<Cover> {
    let (extension, mime, bytes) = match given(document, (resources, quality), warnings)? {
        Some(picture) => picture,
        None => ("svg", "image/svg+xml", draw(document, theme, fonts).into_bytes()),
    };
    let name = format!("cover.{extension}");
    let lang = &document.meta.lang;
    let title = document.meta.title.as_deref().unwrap_or(access::words(lang).untitled);
    let body = format!(
        "<section class=\"cover\" epub:type=\"cover\"><img role=\"doc-cover\" src=\"{name}\" alt=\"{}\"/></section>\n",
        escaped(title)
    );
    Ok(Cover { name, mime, bytes, page: xhtml::document(lang, access::words(lang).cover, &body) })
}

/// The picture the message names: extension, media type, content.
type Picture = (&'static str, &'static str, Vec<u8>);

fn given(
    document: &Document,
    (resources, quality): (&dyn Resources, Option<u8>),
    warnings: &mut Vec<Warning>,
) -> Result<Option<Picture>> {
    let Some(path) = &document.meta.cover else { return Ok(None) };
    match resources.read(path).and_then(|bytes| picture::load(path, &bytes)) {
        Ok(loaded) => {
            warnings.extend(loaded.warnings);
            let file = picture::file(&loaded.value, quality)?;
            Ok(Some((file.extension, file.mime, file.bytes.into_owned())))
        }
        Err(error @ Error::Resource { .. }) => {
            warnings.push(Warning::new("image", error.to_string()).hint("a cover is drawn in its place"));
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// Draws the cover as an SVG document.
fn draw(document: &Document, theme: &Theme, fonts: &FontBook) -> String {
    let meta = &document.meta;
    let ink = ink(theme.accent);
    let mut canvas = Canvas { body: String::new(), glyphs: BTreeMap::new(), fonts };
    let shaper = Shaper::new(fonts, &meta.lang);
    let mut y = PAGE.1 * 0.36;
    if let Some(title) = &meta.title {
        let paragraph = shaped(title, StyleName::Title, theme, &meta.lang, &shaper);
        let (size, lines) = fitted(&paragraph, &shaper);
        let leading = size * TITLE_LEADING;
        y -= leading * (lines.len() as f64 - 1.0) / 2.0;
        for line in &lines {
            canvas.line(&line.0, line.1, y);
            y += leading;
        }
    }
    lozenge(&mut canvas.body, y + 6.0);
    y += 70.0;
    let byline = theme.furniture.byline;
    let author = meta.author.as_ref().filter(|_| byline);
    let date = meta.date.as_ref().filter(|_| byline);
    if let Some(subtitle) = &meta.subtitle {
        canvas.small(subtitle, 26.0, y, (theme, &meta.lang, &shaper));
    }
    let foot = [author, date].into_iter().flatten().cloned().collect::<Vec<_>>().join("، ");
    canvas.small(&foot, 24.0, PAGE.1 - 90.0, (theme, &meta.lang, &shaper));
    canvas.finish(meta.title.as_deref().unwrap_or_default(), hex(theme.accent), hex(ink))
}

/// What can be read on a ground of this colour.
fn ink(ground: Color) -> Color {
    let light = 299 * u32::from(ground.red) + 587 * u32::from(ground.green) + 114 * u32::from(ground.blue);
    if light > 150_000 { Color::BLACK } else { Color::WHITE }
}

fn shaped(text: &str, style: StyleName, theme: &Theme, lang: &Lang, shaper: &Shaper<'_>) -> Paragraph {
    let uses = theme.fonts(shaper.book());
    let style = theme.style(style);
    let faces = [uses.body, uses.heading, uses.display, uses.code][super::fonts::family_index(style.family)];
    let mut look = CharStyle::new(faces, Color::BLACK);
    look.bold = style.bold;
    let mut structure = StructureBuilder::new();
    let mut collector = Collector {
        structure: &mut structure,
        lang,
        code: (uses.code, 1.0),
        link_color: None,
        notes: &[],
        image: &mut |_| None,
    };
    let content = [Inline::Text(Text::plain(text, Span::default()))];
    Paragraph::shape(collect(&content, &look, None, &mut collector), None, shaper)
}

/// The lines of the title, each with its left end, at the largest size at
/// which they are few.
fn fitted(paragraph: &Paragraph, shaper: &Shaper<'_>) -> (f64, Vec<(Arc<Line>, f64)>) {
    let mut best = (TITLE_SIZES[0], Vec::new());
    for size in TITLE_SIZES {
        best = (size, lines(paragraph, size, shaper));
        let fits = paragraph.longest_word(Length::pt(size)) <= Length::pt(MEASURE);
        let count = best.1.len();
        if fits && count <= TITLE_LINES && count as f64 * size * TITLE_LEADING <= TITLE_HEIGHT {
            break;
        }
    }
    best
}

fn lines(paragraph: &Paragraph, size: f64, shaper: &Shaper<'_>) -> Vec<(Arc<Line>, f64)> {
    let setting = LineSetting { align: LineAlign::Center, ..LineSetting::new(Length::pt(MEASURE)) };
    let lines = paragraph.lines(Length::pt(size), &setting, shaper);
    let margin = (PAGE.0 - MEASURE) / 2.0;
    lines.into_iter().map(|line| (line.line, margin + line.x.to_pt())).collect()
}

/// A lozenge between two rules.
fn lozenge(out: &mut String, y: f64) {
    let _ = write!(
        out,
        "<path d=\"M300 {}l9 9-9 9-9-9zM140 {}h130v2H140zM330 {}h130v2H330z\"/>",
        y - 9.0,
        y - 1.0,
        y - 1.0
    );
}

/// The drawing so far; every glyph is drawn once and used where it stands.
struct Canvas<'a> {
    body: String,
    glyphs: BTreeMap<(u16, u16), String>,
    fonts: &'a FontBook,
}

impl Canvas<'_> {
    fn line(&mut self, line: &Line, x: f64, y: f64) {
        let mut pen = x;
        for run in &line.runs {
            let font = self.fonts.font(run.font);
            let size = run.size.to_pt();
            for glyph in &run.glyphs {
                let key = (run.font.0, glyph.id);
                let grid = GRID / f32::from(font.units_per_em.max(1));
                let path = self.glyphs.entry(key).or_insert_with(|| outline(&font.outline(glyph.id), grid));
                if !path.is_empty() {
                    let (left, base) = (pen + glyph.x_offset.get() * size, y - glyph.y_offset.get() * size);
                    let scale = size / f64::from(GRID);
                    let _ = write!(
                        self.body,
                        "<use href=\"#g{}-{}\" transform=\"translate({} {})scale({})\"/>",
                        key.0,
                        key.1,
                        tenth(left),
                        tenth(base),
                        (scale * 1e4).round() / 1e4
                    );
                }
                pen += glyph.advance.get() * size;
            }
        }
    }

    /// A line or more of running text in the middle.
    fn small(&mut self, text: &str, size: f64, mut y: f64, (theme, lang, shaper): (&Theme, &Lang, &Shaper<'_>)) {
        let paragraph = shaped(text, StyleName::Subtitle, theme, lang, shaper);
        for (line, x) in lines(&paragraph, size, shaper).iter().take(3) {
            self.line(line, *x, y);
            y += size * 1.6;
        }
    }

    fn finish(self, title: &str, ground: String, ink: String) -> String {
        let (width, height) = PAGE;
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\
             <title>{}</title><defs>",
            escaped(title)
        );
        for ((font, glyph), path) in self.glyphs.iter().filter(|(_, path)| !path.is_empty()) {
            let _ = write!(out, "<path id=\"g{font}-{glyph}\" d=\"{path}\"/>");
        }
        let _ = writeln!(
            out,
            "</defs><path fill=\"{ground}\" d=\"M0 0h{width}v{height}H0z\"/><path fill=\"none\" stroke=\"{ink}\" stroke-width=\"2\" \
             d=\"M30 30h540v840H30z\"/><g fill=\"{ink}\">{}</g></svg>",
            self.body
        );
        out
    }
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0 + 0.0
}

/// A glyph's outline as relative path data on the grid, y downwards.
fn outline(segments: &[OutlineSegment], scale: f32) -> String {
    let mut out = String::new();
    let (mut at, mut start) = ((0i32, 0i32), (0i32, 0i32));
    for segment in segments {
        let snap = |[x, y]: [f32; 2]| {
            #[expect(clippy::cast_possible_truncation, reason = "glyphs are a few ems wide")]
            let snapped = ((x * scale).round() as i32, (-y * scale).round() as i32);
            snapped
        };
        let (letter, points) = match *segment {
            OutlineSegment::Move(to) => ('m', vec![snap(to)]),
            OutlineSegment::Line(to) => ('l', vec![snap(to)]),
            OutlineSegment::Quad(control, to) => ('q', vec![snap(control), snap(to)]),
            OutlineSegment::Cubic(a, b, to) => ('c', vec![snap(a), snap(b), snap(to)]),
            OutlineSegment::Close => {
                // The pen goes back to where the contour began.
                out.push('z');
                at = start;
                continue;
            }
        };
        out.push(letter);
        for (index, point) in points.iter().enumerate() {
            for (part, delta) in [point.0 - at.0, point.1 - at.1].into_iter().enumerate() {
                if (index, part) != (0, 0) && delta >= 0 {
                    out.push(' ');
                }
                let _ = write!(out, "{delta}");
            }
        }
        at = points.last().copied().unwrap_or(at);
        if letter == 'm' {
            start = at;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_stay_within_the_frame() {
        let (book, lang) = (FontBook::bundled(), Lang::persian());
        let shaper = Shaper::new(&book, &lang);
        let theme = Theme::builtin("leaflet").unwrap();
        for words in 1..14 {
            let title = "دعوت به نشست همسایگان کوچه‌ی سروستان ".repeat(3);
            let title: Vec<&str> = title.split(' ').take(words).collect();
            let paragraph = shaped(&title.join(" "), StyleName::Title, &theme, &lang, &shaper);
            let (size, lines) = fitted(&paragraph, &shaper);
            assert!(lines.len() <= TITLE_LINES, "{words} words");
            assert!(lines.len() as f64 * size * TITLE_LEADING <= TITLE_HEIGHT, "{words} words");
        }
    }
}
