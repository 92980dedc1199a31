//! The look of each theme: the first page of the message as a small gray
//! picture, compared with the one that was looked at and found good.
//!
//! A page that looks otherwise is written beside the picture, as `NAME.new.png`.
//! If it is better, `UPDATE_PICTURES=1 cargo test --test looks` takes it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use bargeh::convert::{Request, convert};
use bargeh::read::{ReadOptions, read};
use bargeh::resources::Memory;
use bargeh::settings::{InputFormat, OutputFormat, Settings};
use bargeh::theme::Theme;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::GrayImage;
use std::path::PathBuf;

/// Pixels from side to side.
const WIDTH: f32 = 160.0;

/// The first page of the message.
fn picture(settings: &[(&str, &str)]) -> GrayImage {
    let message = std::fs::read("samples/message.md").unwrap();
    let input = read(&message, &ReadOptions::new(InputFormat::Markdown, "message.md")).unwrap().value;
    let mut given = Settings::default();
    for (key, value) in settings {
        given.set(key, value).unwrap();
    }
    let request = Request { settings: given, formats: vec![OutputFormat::Pdf], modified: None };
    let made = convert(input.document, &request, &Memory::default(), &mut |_| {}).unwrap().value;
    let pdf = Pdf::new(made.files[0].bytes.clone()).unwrap();
    let page = &pdf.pages()[0];
    let scale = WIDTH / page.render_dimensions().0;
    let pixmap = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let drawn = render(page, &RenderCache::new(), &InterpreterSettings::default(), &RenderSettings::default(), &pixmap);
    let gray = |pixel: &[u8]| {
        let [red, green, blue] = [pixel[0], pixel[1], pixel[2]].map(u32::from);
        u8::try_from((red * 299 + green * 587 + blue * 114) / 1000).unwrap()
    };
    let pixels = drawn.data_as_u8_slice().chunks_exact(4).map(gray).collect();
    GrayImage::from_raw(drawn.width().into(), drawn.height().into(), pixels).unwrap()
}

/// How two pictures differ: the mean over all pixels, and the share of pixels
/// that are clearly another gray.
#[derive(Debug)]
struct Difference {
    mean: f64,
    share: f64,
}

impl Difference {
    /// `None` for pictures of two sizes.
    fn between(one: &GrayImage, other: &GrayImage) -> Option<Self> {
        if one.dimensions() != other.dimensions() {
            return None;
        }
        let apart: Vec<f64> = one.as_raw().iter().zip(other.as_raw()).map(|(a, b)| f64::from(a.abs_diff(*b))).collect();
        let count = apart.len() as f64;
        let clear = apart.iter().filter(|&&apart| apart > 32.0).count();
        Some(Self { mean: apart.iter().sum::<f64>() / count, share: clear as f64 / count })
    }

    /// Edges may be smoothed otherwise on another machine; no letter may move.
    fn is_slight(&self) -> bool {
        self.mean <= 1.0 && self.share <= 0.005
    }
}

fn known(theme: &str) -> PathBuf {
    PathBuf::from(format!("tests/snapshots/pictures/{theme}.png"))
}

#[test]
fn every_theme_looks_as_it_was_found_good() {
    let mut unlike = Vec::new();
    for theme in Theme::names() {
        let (now, path) = (picture(&[("theme", theme)]), known(theme));
        if std::env::var_os("UPDATE_PICTURES").is_some() {
            now.save(&path).unwrap();
        }
        let before = image::open(&path).map(|image| image.to_luma8()).ok();
        let difference = before.and_then(|before| Difference::between(&now, &before));
        let beside = path.with_extension("new.png");
        if difference.as_ref().is_some_and(Difference::is_slight) {
            let _ = std::fs::remove_file(beside);
        } else {
            now.save(&beside).unwrap();
            unlike.push(format!("{theme}: {difference:?}, see {}", beside.display()));
        }
    }
    assert!(unlike.is_empty(), "{}", unlike.join("\n"));
}

/// What the comparison would not see, no picture would pin.
#[test]
fn a_change_of_look_is_no_slight_difference() {
    let usual = picture(&[("theme", "plain")]);
    assert!(Difference::between(&usual, &usual).unwrap().is_slight());
    for change in
        [("font-size", "11.2"), ("margin", "15.5"), ("justify", "start"), ("kashida", "off"), ("font", "Markazi Text")]
    {
        let changed = picture(&[("theme", "plain"), change]);
        assert!(!Difference::between(&usual, &changed).unwrap().is_slight(), "{change:?}");
    }
}
