//! QR codes as a telephone sees them: read from the picture of the page.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use bargeh::convert::{Request, convert};
use bargeh::read::{ReadOptions, read};
use bargeh::resources::Memory;
use bargeh::settings::{InputFormat, OutputFormat, Settings};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

/// Pixels to a point: 288 to an inch, near what a printer has. With fewer, modules
/// that lie across pixels come and go with the place of the code.
const SCALE: f32 = 4.0;

/// What all codes of a message say, page by page, from the top.
fn codes(message: &str, settings: &[(&str, &str)]) -> Vec<String> {
    let input = read(message.as_bytes(), &ReadOptions::new(InputFormat::Markdown, "m.md")).unwrap().value;
    let mut given = Settings::default();
    for (key, value) in settings {
        given.set(key, value).unwrap();
    }
    let request = Request { settings: given, formats: vec![OutputFormat::Pdf], modified: None };
    let made = convert(input.document, &request, &Memory::default(), &mut |_| {}).unwrap().value;
    let pdf = Pdf::new(made.files[0].bytes.clone()).unwrap();
    (0..pdf.pages().len()).flat_map(|page| read_codes(&pdf, page)).collect()
}

fn read_codes(pdf: &Pdf, page: usize) -> Vec<String> {
    let settings = PixmapSettings { x_scale: SCALE, y_scale: SCALE, bg_color: WHITE };
    let picture = render(
        &pdf.pages()[page],
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &settings,
    );
    let (width, height) = (usize::from(picture.width()), usize::from(picture.height()));
    let pixels = picture.data_as_u8_slice();
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| pixels[4 * (y * width + x)]);
    let mut grids = image.detect_grids();
    grids.sort_by_key(|grid| grid.bounds[0].y);
    grids.iter().map(|grid| grid.decode().unwrap().1).collect()
}

const LINKS: &str = "# پیام\n\nمتن [نشانی ما](https://example.org/fa/payam?x=1) و باز https://example.org/fa/payam?x=1\n\n\
    ::: contact\nایمیل: <mailto:nobody@example.org>\n:::\n\nپایان.\n";

#[test]
fn every_link_is_a_code_that_can_be_read_from_the_page() {
    let expected = ["https://example.org/fa/payam?x=1", "mailto:nobody@example.org"];
    assert_eq!(codes(LINKS, &[("qr", "links")]), expected);
    assert!(codes(LINKS, &[]).is_empty());
}

#[test]
fn codes_stay_large_enough_on_small_folded_and_repeated_pages() {
    for sheet in ["trifold", "zine", "copies:4"] {
        let seen = codes(LINKS, &[("qr", "links"), ("sheet", sheet)]);
        let copies = if sheet == "copies:4" { 4 } else { 1 };
        assert_eq!(seen.len(), 2 * copies, "{sheet}: {seen:?}");
        assert_eq!(seen.iter().filter(|text| text.contains("mailto:nobody@example.org")).count(), copies);
    }
}

#[test]
fn a_code_may_say_anything_in_any_ink() {
    let message = "::: qr\nزن، زندگی، آزادی\n:::\n\nمتن\n";
    for ink in ["color", "gray", "black"] {
        assert_eq!(codes(message, &[("ink", ink)]), ["زن، زندگی، آزادی"], "{ink}");
    }
}
