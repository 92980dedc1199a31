//! The folding guide: a separate page that shows the first sheets, where to
//! fold and cut, and what to do, so that the artwork stays free of
//! instructions.

mod drawing;
mod folds;
mod test_print;

use crate::document::counters::decimal;
use crate::document::{Lang, Meta, number};
use crate::error::Result;
use crate::font::FontBook;
use crate::frame::{Face, Item, ItemKind, Layout, Placement, Print, Side};
use crate::impose::Imposition;
use crate::impose::sheet::SheetGeometry;
use crate::read::{ReadOptions, read};
use crate::resources::Memory;
use crate::settings::Scheme;
use crate::settings::{Binding, InputFormat, Justify, Kashida};
use crate::theme::Theme;
use crate::typeset::{Geometry, TextOptions, typeset};
use crate::units::{Length, Margins, Size};
use drawing::Drawing;
use folds::{Steps, steps};
use std::collections::BTreeMap;
use std::fmt::Write as _;
pub use test_print::test_print;

/// The page size of the guide, A4.
const PAGE: Size = Size::mm(210.0, 297.0);
/// Side margins.
const MARGIN: Length = Length::mm(20.0);
/// The name of the placeholder picture for the drawing.
const PLACE: &str = "sheets.svg";
/// Type size of the text.
const WORDS: Length = Length::pt(10.0);
/// Most sides that are drawn. A choice: more would become too small in the
/// height of the drawing.
const SIDES: usize = 8;

/// Makes the guide for some sides. `None` if there is nothing to fold or cut.
///
/// # Errors
/// As [`crate::typeset::typeset`].
pub fn guide(sides: &[Side], imposition: &Imposition, fonts: &FontBook) -> Result<Option<(Print, Meta)>> {
    let Some(page) = sides.iter().flat_map(|side| &side.placements).map(|placement| placement.cell.size).next() else {
        return Ok(None);
    };
    // A poster has its plan on its last sheet.
    if matches!(imposition.scheme, Scheme::None | Scheme::Tiles(_)) {
        return Ok(None);
    }
    let geometry = SheetGeometry::new(imposition, page);
    let duplex = sides.iter().any(|side| side.face == Face::Back).then_some(imposition.duplex);
    let steps = steps(imposition.scheme, duplex, imposition.binding, geometry.media);
    let theme = Theme::builtin("plain")?;
    let mut drawing = Drawing::new(imposition, &geometry, (fonts, theme.fonts(fonts).body));
    let drawn = &sides[..sides.len().min(SIDES)];
    let size = drawing.draw(drawn, PAGE.width - MARGIN * 2.0);
    let text = text(&steps, &describe(drawn, imposition.binding));
    let (mut layout, meta) = words(&text, size, &theme, fonts)?;
    if let Some(page) = layout.pages.first_mut() {
        replace(&mut page.frame.items, drawing);
    }
    layout.images.clear();
    let print = crate::impose::impose(layout, &Imposition::new(Scheme::None, PAGE, None, imposition.binding))?;
    Ok(Some((print.value, meta)))
}

/// The text of the guide as a Markdown message, with a placeholder for the
/// drawing.
fn text(Steps { name: [persian, english], steps }: &Steps, description: &str) -> String {
    let mut text = format!("---\nlang: fa\n---\n# راهنمای تا کردن: {persian}\n\n![{description}]({PLACE})\n\n");
    for [step, _] in steps {
        let _ = writeln!(text, "1. {step}");
    }
    let _ = write!(text, "\n::: {{lang=en .ltr}}\n\n## Folding guide: {english}\n\n");
    for [_, step] in steps {
        let _ = writeln!(text, "1. {step}");
    }
    text.push_str("\n:::\n");
    text
}

/// Typesets the text, with an empty picture in the place of the drawing.
fn words(text: &str, drawing: Size, theme: &Theme, fonts: &FontBook) -> Result<(Layout, Meta)> {
    let (width, height) = (drawing.width.to_mm(), drawing.height.to_mm());
    let empty = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm"><path d="M0 0H1V1Z"/></svg>"#
    );
    let resources = Memory(BTreeMap::from([(PLACE.to_owned(), empty.into_bytes().into())]));
    let margins = Margins { top: Length::mm(18.0), outer: MARGIN, bottom: Length::mm(15.0), inner: MARGIN };
    set(text, (PAGE, margins, None), theme, fonts, &resources)
}

/// Typesets a text of our own, in so many pages if that is said.
fn set(
    text: &str,
    (size, margins, fit): (Size, Margins, Option<u16>),
    theme: &Theme,
    fonts: &FontBook,
    resources: &Memory,
) -> Result<(Layout, Meta)> {
    let mut document = read(text.as_bytes(), &ReadOptions::new(InputFormat::Markdown, "guide"))?.value.document;
    number(&mut document);
    let geometry = Geometry {
        size,
        margins,
        columns: 1,
        gap: Length::ZERO,
        mirrored: false,
        binding: Binding::Right,
        bleed: Length::ZERO,
    };
    let options = TextOptions {
        size: WORDS,
        justify: Justify::Start,
        narrow: Justify::Start,
        kashida: Kashida::Off,
        fit,
        yields: false,
        panels: None,
        booklet: false,
        greedy: false,
    };
    let set = typeset(&document, theme, fonts, &geometry, &options, resources)?;
    Ok((set.value.0, document.meta))
}

/// Puts the drawing in the place of the empty picture, with its tag.
fn replace(items: &mut Vec<Item>, drawing: Drawing<'_>) {
    let is_picture = |item: &Item| matches!(item.kind, ItemKind::Image { .. });
    if let Some(index) = items.iter().position(is_picture) {
        let Item { at, tag, .. } = items[index];
        items.splice(index..=index, drawing.finish(at, tag));
    }
}

/// Describes the drawing for those who cannot see it.
fn describe(sides: &[Side], binding: Binding) -> String {
    let mut text = String::new();
    for side in sides {
        let pages: Vec<String> = side.placements.iter().map(|placement| page_number(placement, binding)).collect();
        let _ = write!(text, "{}: {}. ", side.label, pages.join("، "));
    }
    text.trim_end().to_owned()
}

/// A page number, in Persian digits for right binding.
pub(crate) fn page_number(placement: &Placement, binding: Binding) -> String {
    let page = placement.page as u64 + 1;
    if binding == Binding::Right { decimal(page, &Lang::persian()) } else { page.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::Frame;
    use crate::impose::arrange;
    use crate::paper::parse_paper;

    /// The text of all lines of a frame.
    fn lines(frame: &Frame) -> String {
        let text = |item: &Item| match &item.kind {
            ItemKind::Line(line) => line.text.clone() + "\n",
            ItemKind::Frame(frame) => lines(frame),
            _ => String::new(),
        };
        frame.items.iter().map(text).collect()
    }

    #[test]
    fn the_guide_is_one_page_in_two_languages() {
        let fonts = FontBook::bundled();
        let a4 = parse_paper("a4").unwrap();
        for scheme in
            ["booklet", "bifold", "trifold", "zfold", "accordion:12", "zine", "quarter", "copies:4", "stack:8"]
        {
            for binding in [Binding::Right, Binding::Left] {
                let scheme: Scheme = scheme.parse().unwrap();
                let imposition = Imposition::new(scheme, a4, None, binding);
                let sides = arrange(&[scheme.cell(a4, None).unwrap(); 4], &imposition).unwrap().sides;
                let (print, meta) = guide(&sides, &imposition, &fonts).unwrap().unwrap();
                assert_eq!(print.sides.len(), 1, "{scheme}");
                assert_eq!(meta.title.as_deref().map(|title| title.starts_with("راهنمای تا کردن")), Some(true));
                let frame = &print.layout.pages[0].frame;
                assert!(lines(frame).contains("Folding guide"), "{scheme}");
                // The drawing has replaced the placeholder and has its tag.
                assert!(!frame.items.iter().any(|item| matches!(item.kind, ItemKind::Image { .. })));
                let drawn =
                    frame.items.iter().filter(|item| item.tag.is_some() && matches!(item.kind, ItemKind::Shape(_)));
                assert!(drawn.count() > 8, "{scheme}");
            }
        }
    }

    #[test]
    fn pages_by_themselves_need_no_guide() {
        let a4 = parse_paper("a4").unwrap();
        let imposition = Imposition::new(Scheme::None, a4, None, Binding::Right);
        let sides = arrange(&[a4; 2], &imposition).unwrap().sides;
        assert!(guide(&sides, &imposition, &FontBook::bundled()).unwrap().is_none());
    }
}
