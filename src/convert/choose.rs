//! Derives the options of each stage from settings, theme and document. Where a
//! setting is not given the theme decides, then the sheet's scheme.

use super::furnish::FurnishOptions;
use crate::document::date::is_calendar_date;
use crate::document::{Direction, Meta};
use crate::epub::{EpubOptions, PageMark};
use crate::error::{Error, Result, Warned, Warning};
use crate::font::{FontBook, bold_beside};
use crate::html::HtmlOptions;
use crate::impose::Imposition;
use crate::paper::PAPERS;
use crate::pdf::PdfOptions;
use crate::raster::{RasterOptions, USUAL_PPI};
use crate::resources::Resources;
use crate::settings::Scheme;
use crate::settings::{Binding, Ink, Justify, Kashida, PdfKind, QrCodes, Settings, TextLayer};
use crate::theme::{FontUse, Theme};
use crate::typeset::{Geometry, TextOptions};
use crate::units::{Length, Margins, Size};
use std::borrow::Cow;

/// The theme of messages that name none.
pub(super) const DEFAULT_THEME: &str = "leaflet";
/// The least margins of a small page, at its sides and above and below: the edge that
/// printers leave unprinted, and some air; above and below there must also be room for
/// folios.
const PAGE: [Length; 2] = [Length::mm(6.0), Length::mm(12.0)];
/// The same of a label or badge, which has no folio: sheets come through the printer
/// up to 2 mm off.
const PIECE: [Length; 2] = [Length::mm(3.5), Length::mm(3.0)];
/// The smallest letters on a label: those of addresses on mini labels.
const LEAST_LETTERS: Length = Length::pt(6.0);
/// The narrowest column that text is set in. A choice: a smaller value allows
/// columns of one or two words, a larger one refuses small pages.
const NARROWEST: Length = Length::mm(15.0);
/// The lowest text of a label: a line.
const LOWEST: Length = Length::mm(5.0);

/// The theme and the fonts it may use.
pub(super) fn look(settings: &Settings, resources: &dyn Resources) -> Result<Warned<(Theme, FontBook)>> {
    let mut look = look_of(settings.theme.as_deref().unwrap_or(DEFAULT_THEME), settings, resources)?;
    let (theme, _) = &mut look.value;
    theme.furniture.first_page = settings.first_page.map_or(theme.furniture.first_page, usize::from);
    Ok(look)
}

/// A theme with the header that the settings of a document give.
pub(super) fn headed<'t>(theme: &'t Theme, settings: &Settings) -> Cow<'t, Theme> {
    match &settings.header {
        None => Cow::Borrowed(theme),
        header => {
            let mut theme = theme.clone();
            theme.furniture.header.clone_from(header);
            Cow::Owned(theme)
        }
    }
}

/// A theme and the fonts it may use.
pub(super) fn look_of(name: &str, settings: &Settings, resources: &dyn Resources) -> Result<Warned<(Theme, FontBook)>> {
    let mut fonts = FontBook::bundled();
    let mut theme = theme(name, resources)?;
    // A printer with only black that leaves an unprinted edge renders coloured
    // backgrounds badly.
    if settings.ink == Some(Ink::Black) {
        theme = theme.bare.take().map_or(theme, |bare| *bare);
    }
    load(&mut theme, &mut fonts, resources)?;
    theme.qr_size = settings.qr_size;
    let mut warnings = Vec::new();
    if let Some(font) = &settings.font {
        theme.fonts.body = match is_file(font) {
            true => own_font(font, settings, (&mut fonts, resources), &mut warnings)?,
            false => family(font, &fonts)?,
        };
    }
    if let Some(bold) = &settings.font_bold {
        fonts.add_bold(&theme.fonts.body, bold, resources.read(bold)?)?;
    }
    Ok(Warned { value: (theme, fonts), warnings })
}

/// Adds the font file that is asked for and its bold companion; returns its
/// family.
fn own_font(
    font: &str,
    settings: &Settings,
    (fonts, resources): (&mut FontBook, &dyn Resources),
    warnings: &mut Vec<Warning>,
) -> Result<String> {
    let id = fonts.add(font, resources.read(font)?)?;
    let (family, weight) = (fonts.font(id).family.clone(), fonts.font(id).weight);
    if weight.is_bold() || settings.font_bold.is_some() {
        return Ok(family);
    }
    let beside = bold_beside(font).into_iter().find_map(|name| Some((resources.read(&name).ok()?, name)));
    match beside.map(|(bytes, name)| fonts.add_bold(&family, &name, bytes)) {
        Some(Ok(())) => {}
        Some(Err(_)) | None => warnings.push(
            Warning::new("no-bold", format!("{font} has no bold letters beside it; what is bold looks like the rest"))
                .hint("name their file with --font-bold"),
        ),
    }
    Ok(family)
}

/// Loads the theme's own fonts. A family that is missing is an error; otherwise
/// another would be used silently.
fn load(theme: &mut Theme, fonts: &mut FontBook, resources: &dyn Resources) -> Result<()> {
    for (of, names) in std::mem::take(&mut theme.files) {
        let read = names.iter().map(|name| Ok((name.as_str(), resources.read(name)?)));
        *theme.fonts.name_mut(of) = fonts.add_family(read.collect::<Result<_>>()?)?;
    }
    for of in FontUse::ALL {
        let name = theme.fonts.name(of);
        if !name.is_empty() {
            *theme.fonts.name_mut(of) = family(name, fonts)?;
        }
    }
    Ok(())
}

fn theme(name: &str, resources: &dyn Resources) -> Result<Theme> {
    if !is_file(name) {
        return Theme::builtin(name);
    }
    let bytes = resources.read(name)?;
    match std::str::from_utf8(&bytes) {
        Ok(source) => Theme::parse(source, name),
        Err(_) => Err(Error::Resource { name: name.to_owned(), message: "is not UTF-8".to_owned(), hint: None }),
    }
}

/// Whether a theme or font is named by a file path.
pub(super) fn is_file(name: &str) -> bool {
    name.contains(['/', '\\', '.'])
}

fn family(name: &str, fonts: &FontBook) -> Result<String> {
    match fonts.find(name, crate::font::Weight::REGULAR) {
        Some(id) => Ok(fonts.name(id).0.to_owned()),
        None => Err(crate::settings::unknown_word("font", name, &fonts.families())),
    }
}

/// Replaces the metadata of the message by that of the settings.
pub(super) fn describe(meta: &mut Meta, settings: &Settings) {
    if settings.title.is_some() {
        meta.title.clone_from(&settings.title);
        meta.title_is_given = true;
        meta.title_is_name = false;
    }
    if settings.no_title == Some(true) {
        meta.title = None;
    }
    if let Some(authors) = &settings.author {
        meta.authors.clone_from(authors);
    }
    meta.date = settings.date.clone().or(meta.date.take());
    meta.cover = settings.cover.clone().or(meta.cover.take());
    meta.contents_depth = settings.toc_depth;
}

/// Refuses a cover that cannot be read rather than leaving it out.
pub(super) fn cover(settings: &Settings, resources: &dyn Resources) -> Result<()> {
    settings.cover.as_deref().map_or(Ok(()), |cover| resources.read(cover).map(|_| ()))
}

/// A theme on labels and badges: the text stands in the middle and may be set small.
pub(super) fn on_pieces(theme: &mut Theme) {
    theme.page.middle = true;
    theme.fit[0] = theme.fit[0].min(LEAST_LETTERS);
}

/// How pages are placed on sheets.
pub(super) fn imposition(settings: &Settings, meta: &Meta) -> Imposition {
    let natural = if meta.lang.direction() == Direction::Rtl { Binding::Right } else { Binding::Left };
    let scheme = settings.sheet.unwrap_or_default();
    let binding = settings.binding.unwrap_or(natural);
    Imposition::new(scheme, sheet_paper(settings), page_hint(settings), binding).with(settings)
}

fn sheet_paper(settings: &Settings) -> Size {
    let a4 = PAPERS.iter().find(|(name, ..)| *name == "a4").map(|&(_, width, height)| Size::mm(width, height));
    settings.sheet_paper.or(a4).unwrap_or_default()
}

/// The page size asked for, if any, with its orientation.
fn page_hint(settings: &Settings) -> Option<Size> {
    let landscape = settings.landscape == Some(true);
    match settings.paper {
        Some(paper) if landscape && paper.width < paper.height => Some(paper.turned()),
        Some(paper) => Some(paper),
        // Labels, badges and postcards have a shape of their own.
        None if settings.sheet.unwrap_or_default().holds_whole() => None,
        None if landscape => Some(Size::mm(210.0, 148.0)),
        None => None,
    }
}

/// The geometry of the pages that text is set on.
pub(super) fn geometry(settings: &Settings, theme: &Theme, imposition: &Imposition) -> Result<Geometry> {
    let usual = theme.page.paper;
    let size = match imposition.scheme {
        Scheme::None if settings.landscape == Some(true) && settings.paper.is_none() => upright(usual).turned(),
        Scheme::None => page_hint(settings).unwrap_or(usual),
        Scheme::Tiles(_) => imposition.cell(Some(page_hint(settings).unwrap_or(usual)), settings.paper.is_some())?,
        _ => imposition.cell(page_hint(settings), false)?,
    };
    let is_piece = imposition.scheme.holds_whole();
    let usual_margins = || match is_piece {
        true => scaled(theme.page.margins, usual, size, PIECE),
        false => widened(scaled(theme.page.margins, usual, size, PAGE), roomier(theme, size)),
    };
    let mut margins = settings.margin.unwrap_or_else(usual_margins);
    let letters = settings.font_size.unwrap_or(theme.size * letters_on(theme, size));
    let measure = |margins: Margins| size.width - margins.inner - margins.outer;
    let columns = settings.columns.unwrap_or_else(|| {
        let wide = measure(margins).ratio(letters) > WIDEST;
        if wide && grows(theme) { theme.page.columns.max(2) } else { theme.page.columns }
    });
    if settings.margin.is_none() && columns == 1 && larger(theme, size) > 1.0 && !is_piece {
        let sides = margins.inner + margins.outer;
        let by = (size.width - letters * READABLE).ratio(sides).max(1.0);
        margins = Margins { inner: margins.inner * by, outer: margins.outer * by, ..margins };
    }
    let geometry = Geometry {
        size,
        margins,
        columns: columns.max(1),
        gap: theme.page.gap,
        mirrored: theme.page.facing,
        binding: imposition.binding,
        bleed: imposition.overhang(),
    };
    check(&geometry, if is_piece { LOWEST } else { NARROWEST })?;
    Ok(geometry)
}

/// A measure of more ems, about 85 letters, is set in two columns: the eye loses
/// the next line in longer ones.
const WIDEST: f64 = 39.0;

/// The measure of one column on a larger page than the theme's own, in ems: 75 letters
/// of Vazirmatn.
const READABLE: f64 = 31.5;

/// Whether a theme uses larger margins and letters on a larger paper. One that
/// fills its page scales by itself.
fn grows(theme: &Theme) -> bool {
    !theme.fill
}

/// How much larger a page is than the theme's own paper, at most √2, one step of
/// the A series.
fn larger(theme: &Theme, size: Size) -> f64 {
    let made_for = theme.page.paper;
    let ratio = size.width.ratio(made_for.width).min(size.height.ratio(made_for.height));
    if grows(theme) { ratio.clamp(1.0, std::f64::consts::SQRT_2) } else { 1.0 }
}

/// The scale of letters on a larger page: 11 pt on A5 become 12.5 pt on A4.
fn letters_on(theme: &Theme, size: Size) -> f64 {
    1.0 + (larger(theme, size) - 1.0) * 0.33
}

/// The scale of margins on a larger page: doubled from A5 to A4.
fn roomier(theme: &Theme, size: Size) -> f64 {
    larger(theme, size).powi(2)
}

/// Whether the settings change the page at all.
pub(super) fn is_about_pages(settings: &Settings) -> bool {
    let Settings { paper, margin, columns, sheet, sheet_paper, .. } = settings;
    paper.is_some() || margin.is_some() || columns.is_some() || sheet.is_some() || sheet_paper.is_some()
}

fn upright(size: Size) -> Size {
    if size.width > size.height { size.turned() } else { size }
}

/// A theme's margins on a page smaller than the one it is made for.
fn scaled(margins: Margins, made_for: Size, size: Size, [side, head]: [Length; 2]) -> Margins {
    let across = size.width.ratio(made_for.width).min(1.0);
    let down = size.height.ratio(made_for.height).min(1.0);
    let shrunk = |margin: Length, factor: f64, least: Length| (margin * factor).max(least.min(margin));
    Margins {
        top: shrunk(margins.top, down, head),
        outer: shrunk(margins.outer, across, side),
        bottom: shrunk(margins.bottom, down, head),
        inner: shrunk(margins.inner, across, side),
    }
}

fn widened(margins: Margins, by: f64) -> Margins {
    let Margins { top, outer, bottom, inner } = margins;
    Margins { top: top * by, outer: outer * by, bottom: bottom * by, inner: inner * by }
}

fn check(geometry: &Geometry, lowest: Length) -> Result<()> {
    let columns = f64::from(geometry.columns);
    let width = geometry.size.width - geometry.margins.outer - geometry.margins.inner;
    let height = geometry.size.height - geometry.margins.top - geometry.margins.bottom;
    let column = (width - geometry.gap * (columns - 1.0)) / columns;
    if column >= NARROWEST && height >= lowest {
        return Ok(());
    }
    Err(Error::Setting {
        message: format!(
            "the margins and columns leave no room for text on a page of {:.0} x {:.0} mm",
            geometry.size.width.to_mm(),
            geometry.size.height.to_mm()
        ),
        hint: Some(match lowest == NARROWEST {
            true => format!("columns must be at least {:.0} mm wide and high", NARROWEST.to_mm()),
            false => "give smaller margins with `--margin`".to_owned(),
        }),
    })
}

/// The parts to add.
pub(super) fn parts(settings: &Settings) -> FurnishOptions {
    FurnishOptions { qr: settings.qr == Some(QrCodes::Links), toc: settings.toc == Some(true) }
}

/// Choices about the text.
pub(super) fn text(settings: &Settings, theme: &Theme, imposition: &Imposition, geometry: &Geometry) -> TextOptions {
    TextOptions {
        size: settings.font_size.unwrap_or(theme.size * letters_on(theme, geometry.size)),
        justify: settings.justify.unwrap_or(theme.justify),
        // Ragged, as newspapers set narrow columns: few words have few spaces to
        // widen.
        narrow: settings.justify.unwrap_or(Justify::Start),
        kashida: settings.kashida.unwrap_or(Kashida::Auto),
        // A piece holds a whole message, whatever is asked for.
        fit: settings.fit.map(|pages| if imposition.scheme.holds_whole() { 1 } else { pages }),
        yields: settings.font_size.is_none(),
        panels: match imposition.scheme.holds_whole() {
            true => Some(1),
            false => imposition.scheme.panels().and_then(|panels| u16::try_from(panels).ok()),
        },
        booklet: imposition.scheme == Scheme::Booklet,
        greedy: false,
    }
}

pub(super) fn publishes(settings: &Settings, key: &str) -> bool {
    settings.metadata.as_ref().is_some_and(|keys| keys.iter().any(|given| given == key))
}

/// Whether the date goes into the file's metadata: where asked for and where it
/// is valid.
fn publishes_date(settings: &Settings, meta: &Meta) -> bool {
    publishes(settings, "date") && meta.date.as_deref().is_some_and(is_calendar_date)
}

/// Choices about the EPUB.
pub(super) fn epub(settings: &Settings, meta: &Meta, page_list: Vec<PageMark>, modified: Option<u64>) -> EpubOptions {
    EpubOptions {
        embed_fonts: settings.embed_fonts.unwrap_or(true),
        image_quality: settings.image_quality,
        full_pictures: settings.full_pictures == Some(true),
        style: String::new(),
        author: publishes(settings, "author"),
        date: publishes_date(settings, meta),
        about: meta.about.only(|key| publishes(settings, key)),
        page_list,
        modified,
    }
}

/// Choices about the HTML file.
pub(super) fn html(settings: &Settings, meta: &Meta) -> HtmlOptions {
    HtmlOptions {
        embed_fonts: settings.embed_fonts.unwrap_or(true),
        image_quality: settings.image_quality,
        author: publishes(settings, "author"),
        about: meta.about.only(|key| publishes(settings, key)),
    }
}

/// Choices about pages as pictures.
pub(super) fn raster(settings: &Settings) -> RasterOptions {
    RasterOptions { ppi: settings.ppi.map_or(USUAL_PPI, f64::from), ink: settings.ink.unwrap_or(Ink::Color) }
}

/// The default quality of pages as JPEG. At 90 letters keep clean edges, and a
/// page with photos stays smaller than as PNG.
const USUAL_QUALITY: u8 = 90;

/// The quality of pages as JPEG.
pub(super) fn quality(settings: &Settings) -> u8 {
    settings.image_quality.unwrap_or(USUAL_QUALITY)
}

/// Choices about the PDF.
pub(super) fn pdf(settings: &Settings, meta: &Meta) -> PdfOptions {
    PdfOptions {
        kind: settings.pdf.unwrap_or(PdfKind::Archive),
        text_layer: settings.text_layer.unwrap_or(TextLayer::Readers),
        ink: settings.ink.unwrap_or(Ink::Color),
        image_quality: settings.image_quality,
        full_pictures: settings.full_pictures == Some(true),
        author: publishes(settings, "author"),
        date: publishes_date(settings, meta),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_large_page_are_no_longer_than_can_be_read() {
        for name in ["leaflet", "plain", "book", "large-print"] {
            for (paper, columns) in [("a5", 1), ("a4", 1), ("a3", 2)] {
                let theme = Theme::builtin(name).unwrap();
                let mut settings = Settings::default();
                settings.set("paper", paper).unwrap();
                let imposition = imposition(&settings, &Meta::default());
                let geometry = geometry(&settings, &theme, &imposition).unwrap();
                let size = text(&settings, &theme, &imposition, &geometry).size;
                assert!(geometry.columns <= columns, "{name} on {paper}: {} columns", geometry.columns);
                let across = geometry.size.width - geometry.margins.inner - geometry.margins.outer;
                let column = (across - geometry.gap * f64::from(geometry.columns - 1)) / f64::from(geometry.columns);
                let ems = column.ratio(size);
                let most = if geometry.columns == 1 && paper != "a5" { READABLE + 0.01 } else { WIDEST };
                assert!((15.0..=most).contains(&ems), "{name} on {paper}: {ems} ems");
            }
        }
        let theme = Theme::builtin("plain").unwrap();
        let mut settings = Settings::default();
        settings.set("paper", "a4").unwrap();
        settings.set("margin", "15mm").unwrap();
        settings.set("font-size", "11").unwrap();
        let imposition = imposition(&settings, &Meta::default());
        assert_eq!(geometry(&settings, &theme, &imposition).unwrap().columns, 2, "112 letters a line are too many");
    }
}
