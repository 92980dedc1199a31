//! Messages as pages, and pages as pictures.

use bargeh::convert::{Request, convert};
use bargeh::read::{ReadOptions, read};
use bargeh::resources::Memory;
use bargeh::settings::{InputFormat, OutputFormat, Settings};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::GrayImage;

/// The pages of a message.
pub(crate) fn pages(message: &[u8], settings: &[(&str, &str)]) -> Pdf {
    let input = read(message, &ReadOptions::new(InputFormat::Markdown, "message.md")).unwrap().value;
    let mut given = Settings::default();
    for (key, value) in settings {
        given.set(key, value).unwrap();
    }
    let request = Request { settings: given, formats: vec![OutputFormat::Pdf], modified: None };
    let made = convert(input.document, &request, &Memory::default(), &mut |_| {}).unwrap().value;
    Pdf::new(made.files[0].bytes.clone()).unwrap()
}

/// A page in grays, of so many pixels to a point.
pub(crate) fn picture(page: &Page<'_>, scale: f32) -> GrayImage {
    let pixmap = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let drawn = render(page, &RenderCache::new(), &InterpreterSettings::default(), &RenderSettings::default(), &pixmap);
    let gray = |pixel: &[u8]| {
        let [red, green, blue] = [pixel[0], pixel[1], pixel[2]].map(u32::from);
        u8::try_from((red * 299 + green * 587 + blue * 114) / 1000).unwrap()
    };
    let pixels = drawn.data_as_u8_slice().chunks_exact(4).map(gray).collect();
    GrayImage::from_raw(drawn.width().into(), drawn.height().into(), pixels).unwrap()
}
