//! Pages for the tests of this module: paragraphs set without styles, one below
//! another. `**` begins and ends bold, an empty string begins a new page.

use crate::document::{Inline, Lang, Span, Text};
use crate::font::{FontBook, Weight};
use crate::frame::{Color, Frame, Item, ItemKind, Layout, Page, Placement, Print, Side, StructRole};
use crate::settings::Kashida;
use crate::typeset::inline::collect::{CharStyle, Collector, collect};
use crate::typeset::inline::paragraph::{LineSetting, Paragraph};
use crate::typeset::inline::shape::Shaper;
use crate::typeset::structure::StructureBuilder;
use crate::units::{Length, Point, Rect, Rotation, Size};

/// How a sample is set.
pub(crate) struct Setting<'a> {
    pub(crate) family: &'a str,
    pub(crate) size: f64,
    pub(crate) measure: f64,
    pub(crate) kashida: Kashida,
}

impl Default for Setting<'_> {
    fn default() -> Self {
        Self { family: "Vazirmatn", size: 11.0, measure: 340.0, kashida: Kashida::Off }
    }
}

/// Sets paragraphs on A5 pages.
pub(crate) fn set(paragraphs: &[&str], setting: &Setting<'_>) -> (Print, FontBook) {
    let book = FontBook::bundled();
    let fonts = [Weight::REGULAR, Weight::BOLD].map(|weight| book.find(setting.family, weight).unwrap());
    let lang = Lang::persian();
    let shaper = Shaper::new(&book, &lang);
    let mut structure = StructureBuilder::new();
    let size = Size::mm(148.0, 210.0);
    let mut layout = Layout { pages: vec![page(size)], ..Layout::default() };
    let mut y = Length::pt(50.0);
    for paragraph in paragraphs {
        if paragraph.is_empty() {
            layout.pages.push(page(size));
            y = Length::pt(50.0);
            continue;
        }
        let tag = structure.open(StructRole::Paragraph, StructureBuilder::ROOT, None);
        let mut collector = Collector {
            structure: &mut structure,
            lang: &lang,
            book: &book,
            code: (fonts, 1.0),
            link_color: None,
            notes: &[],
            image: &mut |_| None,
        };
        let collected = collect(&inlines(paragraph), &CharStyle::new(fonts, Color::BLACK), Some(tag), &mut collector);
        let paragraph = Paragraph::shape(collected, None, &shaper);
        let line_setting = LineSetting { kashida: setting.kashida, ..LineSetting::new(Length::pt(setting.measure)) };
        for line in paragraph.lines(Length::pt(setting.size), &line_setting, &shaper) {
            y += Length::pt(setting.size * 1.9);
            if y > size.height - Length::pt(40.0) {
                layout.pages.push(page(size));
                y = Length::pt(60.0);
            }
            let at = Point::new(Length::pt(40.0) + line.x, y);
            let items = &mut layout.pages.last_mut().unwrap().frame.items;
            items.push(Item { at, tag: None, kind: ItemKind::Line(line.line) });
        }
    }
    layout.structure = structure.finish();
    (print(layout), book)
}

fn inlines(text: &str) -> Vec<Inline> {
    let plain = |text: &str| Inline::Text(Text::plain(text, Span::default()));
    let parts = text.split("**").enumerate();
    parts.map(|(index, part)| if index % 2 == 1 { Inline::Strong(vec![plain(part)]) } else { plain(part) }).collect()
}

fn page(size: Size) -> Page {
    Page { size, frame: Frame { size, items: Vec::new() }, label: String::new() }
}

/// Every page on its own side.
pub(crate) fn print(layout: Layout) -> Print {
    let side = |(index, page): (usize, &Page)| {
        let whole = Rect::new(Point::ZERO, page.size);
        let placement =
            Placement { page: index, cell: whole, rotation: Rotation::R0, clip: whole, repeated: false, scale: 1.0 };
        Side {
            media: page.size,
            trim: whole,
            bleed: whole,
            placements: vec![placement],
            marks: Frame::default(),
            label: (index + 1).to_string(),
            face: crate::frame::Face::default(),
            blank: 0,
        }
    };
    let sides = layout.pages.iter().enumerate().map(side).collect();
    Print { layout, sides, imposed: false, duplex: None }
}
