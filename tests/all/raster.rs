//! Pages as pictures: they agree with what a reader of PDF shows of our own
//! PDF, and a missing dot, letter or picture is found.

use bargeh::document::{Lang, number};
use bargeh::font::FontBook;
use bargeh::frame::{Frame, ItemKind, Print};
use bargeh::impose::{Imposition, impose};
use bargeh::pdf::{self, PdfOptions};
use bargeh::raster::{Bitmap, Bitmaps, RasterOptions};
use bargeh::read::{ReadOptions, read};
use bargeh::resources::Memory;
use bargeh::settings::{Binding, Ink, InputFormat, Kashida, PdfKind, Settings};
use bargeh::theme::Theme;
use bargeh::typeset::{Geometry, TextOptions, typeset};
use bargeh::units::Rotation;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::{Rgb, RgbImage, Rgba, RgbaImage};
use std::sync::Arc;

/// Pixels to an inch.
const PPI: f64 = 150.0;
/// The side of a tile, and how much of full contrast its mean may be off.
const TILE: (u32, f64) = (16, 0.12);
/// The same for what is as small as the dot of a letter.
const SPECK: (u32, f64) = (4, 0.25);

/// A message on sheets, and as a PDF.
struct Made {
    print: Print,
    fonts: FontBook,
    pdf: Vec<u8>,
    options: RasterOptions,
}

fn png(image: impl Into<image::DynamicImage>) -> Arc<[u8]> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.into().write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner().into()
}

/// A photo, a picture that ends in glass, a drawing.
fn resources() -> Memory {
    let scene = |x: u32, y: u32| [(x / 4) as u8, (y / 3) as u8, (250 - x / 5) as u8];
    let photo = RgbImage::from_fn(900, 600, |x, y| Rgb(scene(x, y)));
    let mut jpeg = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 90).encode_image(&photo).unwrap();
    let glass = RgbaImage::from_fn(300, 200, |x, y| {
        let [red, green, blue] = scene(x, y);
        Rgba([red, green, blue, (x * 255 / 300) as u8])
    });
    let drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='90'><rect x='5' y='5' width='80' height='80' \
        fill='#c80'/><path d='M100 80C120 0 160 0 190 80z' fill='#06c' stroke='#000' stroke-width='3' stroke-dasharray='9 4'/></svg>";
    Memory(
        [
            ("photo.jpg".to_owned(), jpeg.into()),
            ("glass.png".to_owned(), png(glass)),
            ("drawing.svg".to_owned(), drawing.as_bytes().into()),
        ]
        .into(),
    )
}

const PICTURES: &str = "# تصویرها\n\n![عکس](photo.jpg)\n\n![شیشه](glass.png)\n\n![نقاشی](drawing.svg)\n\nپایان.\n";

fn made(text: &str, theme: &str, ink: Ink, given: &[(&str, &str)]) -> Made {
    let mut options = ReadOptions::new(InputFormat::Markdown, "sample.md");
    options.lang = Some(Lang::persian());
    let mut document = read(text.as_bytes(), &options).unwrap().value.document;
    number(&mut document);
    let theme = Theme::builtin(theme).unwrap();
    let mut settings = Settings::default();
    given.iter().for_each(|(key, value)| settings.set(key, value).unwrap());
    let scheme = settings.sheet.unwrap_or_default();
    let paper = bargeh::units::Size::mm(210.0, 297.0);
    let imposition = Imposition::new(scheme, paper, None, Binding::Right).with(&settings);
    let size = if settings.sheet.is_some() { scheme.cell(paper, None).unwrap() } else { theme.page.paper };
    let geometry = Geometry {
        size,
        margins: theme.page.margins,
        columns: theme.page.columns,
        gap: theme.page.gap,
        mirrored: theme.page.facing,
        binding: Binding::Right,
        bleed: imposition.overhang(),
    };
    let text = TextOptions { size: theme.size, justify: theme.justify, kashida: Kashida::On, fit: None, greedy: false };
    let fonts = FontBook::bundled();
    let layout = typeset(&document, &theme, &fonts, &geometry, &text, &resources()).unwrap().value.0;
    let print = impose(layout, &imposition).unwrap().value;
    let kind = if ink == Ink::Cmyk { PdfKind::Plain } else { PdfKind::Archive };
    let pdf = pdf::write(&print, &document.meta, &fonts, &PdfOptions { kind, ink, ..PdfOptions::default() }).unwrap();
    Made { print, fonts, pdf, options: RasterOptions { ppi: PPI, ink } }
}

/// A page as another program shows it.
fn shown(pdf: &[u8]) -> Vec<Bitmap> {
    let pdf = Pdf::new(pdf.to_vec()).unwrap();
    let scale = (PPI / 72.0) as f32;
    let pixmap = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let picture = |page| {
        let drawn =
            render(page, &RenderCache::new(), &InterpreterSettings::default(), &RenderSettings::default(), &pixmap);
        let (width, height) = (drawn.width().into(), drawn.height().into());
        Bitmap { width, height, pixels: drawn.data_as_u8_slice().to_vec() }
    };
    pdf.pages().iter().map(picture).collect()
}

fn pixel(bitmap: &Bitmap, x: u32, y: u32) -> [i32; 3] {
    let at = (y as usize * bitmap.width as usize + x as usize) * 4;
    [0, 1, 2].map(|channel| bitmap.pixels[at + channel].into())
}

/// The mean difference of a tile, as a share of full contrast, where one is
/// moved by so many half pixels.
fn difference(a: &Bitmap, b: &Bitmap, (left, top): (u32, u32), side: u32, (dx, dy): (i32, i32)) -> f64 {
    let (width, height) = (a.width.min(b.width), a.height.min(b.height));
    let near = |at: u32, step: i32, most: u32| at.saturating_add_signed(step).min(most - 1);
    let (mut sum, mut count) = (0, 0);
    for y in top..(top + side).min(height) {
        for x in left..(left + side).min(width) {
            let (right, down) = (near(x, dx, width), near(y, dy, height));
            let corners = [(x, y), (right, y), (x, down), (right, down)].map(|(x, y)| pixel(a, x, y));
            let other = pixel(b, x, y);
            for channel in 0..3 {
                let mean = corners.iter().map(|corner| corner[channel]).sum::<i32>() / 4;
                sum += (mean - other[channel]).abs();
            }
            count += 3 * 255;
        }
    }
    f64::from(sum) / f64::from(count.max(1))
}

/// The worst tile after the best shift of at most half a pixel.
fn worst(a: &Bitmap, b: &Bitmap, (side, limit): (u32, f64)) -> (f64, (u32, u32)) {
    let (width, height) = (a.width.min(b.width), a.height.min(b.height));
    let mut worst = (0.0, (0, 0));
    for top in (0..height).step_by(side as usize) {
        for left in (0..width).step_by(side as usize) {
            let at = (left, top);
            let mut least = difference(a, b, at, side, (0, 0));
            if least > limit.min(worst.0) {
                let shifts = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (dx, dy)));
                least = shifts.map(|shift| difference(a, b, at, side, shift)).fold(least, f64::min);
            }
            if least > worst.0 {
                worst = (least, at);
            }
        }
    }
    worst
}

/// The worst tile and the worst speck of all pages.
fn compare(made: &Made, shown: &[Bitmap]) -> [f64; 2] {
    let ours: Vec<Bitmap> = Bitmaps::new(&made.print, &made.fonts, &made.options).map(Result::unwrap).collect();
    assert_eq!(ours.len(), shown.len());
    let mut most = [0.0, 0.0];
    for (page, (ours, theirs)) in ours.iter().zip(shown).enumerate() {
        assert!(ours.width.abs_diff(theirs.width) <= 1 && ours.height.abs_diff(theirs.height) <= 1);
        for (most, what) in most.iter_mut().zip([TILE, SPECK]) {
            let (found, at) = worst(ours, theirs, what);
            if found > what.1 {
                println!("page {page}: a tile of {} px at {at:?} is off by {found:.3}", what.0);
            }
            *most = f64::max(*most, found);
        }
    }
    most
}

fn agrees(made: &Made) -> bool {
    let [tile, speck] = compare(made, &shown(&made.pdf));
    println!("tile {tile:.3} speck {speck:.3}");
    tile <= TILE.1 && speck <= SPECK.1
}

#[test]
fn pages_look_as_readers_of_pdf_show_them() {
    let message = include_str!("../../samples/message.md");
    let poem = include_str!("../../samples/poem.md");
    let mixed = include_str!("../../samples/mixed.md");
    let flyer = include_str!("../../samples/flyer.md");
    for (text, theme) in
        [(message, "leaflet"), (poem, "book"), (mixed, "plain"), (flyer, "flyer"), (PICTURES, "leaflet")]
    {
        assert!(agrees(&made(text, theme, Ink::Color, &[])), "{theme}");
    }
    for ink in [Ink::Gray, Ink::Black] {
        assert!(agrees(&made(flyer, "poster", ink, &[])), "{ink}");
        assert!(agrees(&made(PICTURES, "leaflet", ink, &[])), "{ink}");
    }
}

#[test]
fn sheets_look_as_readers_of_pdf_show_them() {
    let flyer = include_str!("../../samples/flyer.md");
    for given in [
        &[("sheet", "copies:4"), ("bleed", "3"), ("marks", "cut,fold,crop")][..],
        &[("sheet", "zine")],
        &[("sheet", "booklet")],
    ] {
        let made = made(flyer, "flyer", Ink::Color, given);
        let turned = made.print.sides.iter().flat_map(|side| &side.placements);
        println!("{given:?} {}", turned.filter(|placement| placement.rotation != Rotation::R0).count());
        assert!(agrees(&made), "{given:?}");
    }
}

/// Changes the first thing that a change can be made to.
fn change_first(frame: &mut Frame, change: &mut dyn FnMut(&mut ItemKind) -> bool) -> bool {
    frame.items.iter_mut().any(|item| match &mut item.kind {
        ItemKind::Frame(inner) => change_first(Arc::make_mut(inner), change),
        kind => change(kind),
    })
}

/// Takes the ink from the first letter that is drawn for a text.
fn without_letter(kind: &mut ItemKind, wanted: &str) -> bool {
    let ItemKind::Line(line) = kind else { return false };
    let line = Arc::make_mut(line);
    let text = line.text.clone();
    let blank = FontBook::bundled();
    line.runs.iter_mut().any(|run| {
        let space = blank.font(run.font).glyph(' ').unwrap();
        let small = run.size.to_pt() < 12.0;
        let found = run.glyphs.iter_mut().filter(|_| small);
        let mut found = found.filter(|glyph| &text[glyph.text_start as usize..glyph.text_end as usize] == wanted);
        found.next().map(|glyph| (glyph.id, glyph.stretch) = (space, bargeh::units::Em::ZERO)).is_some()
    })
}

#[test]
fn what_is_left_out_is_found() {
    let message = include_str!("../../samples/message.md");
    let whole = made(message, "leaflet", Ink::Color, &[]);
    let seen = shown(&whole.pdf);
    for letter in [".", "ا", "و", "»"] {
        let mut print = whole.print.clone();
        let changed = print
            .layout
            .pages
            .iter_mut()
            .any(|page| change_first(&mut page.frame, &mut |kind| without_letter(kind, letter)));
        assert!(changed, "{letter}");
        let spoiled = Made { print, fonts: FontBook::bundled(), pdf: Vec::new(), options: whole.options.clone() };
        let [tile, speck] = compare(&spoiled, &seen);
        println!("{letter}: tile {tile:.3} speck {speck:.3}");
        assert!(tile > TILE.1 || speck > SPECK.1, "{letter}");
    }
    let whole = made(PICTURES, "leaflet", Ink::Color, &[]);
    let mut spoiled = Made {
        print: whole.print.clone(),
        fonts: FontBook::bundled(),
        pdf: Vec::new(),
        options: whole.options.clone(),
    };
    let frame = &mut spoiled.print.layout.pages[0].frame;
    let gone = ItemKind::Frame(Arc::default());
    assert!(change_first(frame, &mut |kind| {
        let found = matches!(kind, ItemKind::Image { .. });
        if found {
            *kind = gone.clone()
        }
        found
    }));
    assert!(compare(&spoiled, &shown(&whole.pdf))[0] > TILE.1);
}
