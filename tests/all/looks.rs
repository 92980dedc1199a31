//! The look of each theme: the first page of the message as a small gray
//! picture, compared with the one that was looked at and found good.
//!
//! A page that looks otherwise is written beside the picture, as `NAME.new.png`.
//! If it is better, `UPDATE_PICTURES=1 cargo test --test all looks` takes it.

use crate::support::page;
use bargeh::theme::Theme;
use image::GrayImage;
use std::path::PathBuf;

/// Pixels from side to side.
const WIDTH: f32 = 160.0;

/// The first page of the message.
fn picture(settings: &[(&str, &str)]) -> GrayImage {
    let pdf = page::pages(&std::fs::read("samples/message.md").unwrap(), settings);
    let first = &pdf.pages()[0];
    page::picture(first, WIDTH / first.render_dimensions().0)
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
    PathBuf::from(format!("tests/all/snapshots/pictures/{theme}.png"))
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

/// A theme that the README does not name, nobody finds.
#[test]
fn the_readme_lists_every_theme() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    for name in Theme::names() {
        let row = format!("| `{name}` | {} |", Theme::builtin(name).unwrap().about);
        assert!(readme.contains(&row), "{row}");
    }
}
