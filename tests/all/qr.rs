//! QR codes as a telephone sees them: read from the picture of the page.

use crate::support::page;
use hayro::hayro_syntax::page::Page;
use image::GrayImage;

/// Pixels to a point: 288 to an inch, near what a printer has. With fewer, modules
/// that lie across pixels come and go with the place of the code.
const SCALE: f32 = 4.0;

/// What all codes of a message say, page by page, from the top.
fn codes(message: &str, settings: &[(&str, &str)]) -> Vec<String> {
    page::pages(message.as_bytes(), settings).pages().iter().flat_map(read_codes).collect()
}

fn read_codes(page: &Page<'_>) -> Vec<String> {
    read_picture(&page::picture(page, SCALE))
}

fn read_picture(picture: &GrayImage) -> Vec<String> {
    let (width, height) = picture.dimensions();
    let shade = |x: usize, y: usize| picture.as_raw()[y * width as usize + x];
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width as usize, height as usize, shade);
    let mut grids = image.detect_grids();
    grids.sort_by_key(|grid| grid.bounds[0].y);
    // Corners of neighbouring codes are sometimes taken for one code more.
    grids.iter().filter_map(|grid| Some(grid.decode().ok()?.1)).collect()
}

/// One of the parts a picture is cut into, so many in a row and a column.
fn part(picture: &GrayImage, parts: u32, index: u32) -> GrayImage {
    let (width, height) = (picture.width() / parts, picture.height() / parts);
    let [left, top] = [index % parts * width, index / parts * height];
    image::imageops::crop_imm(picture, left, top, width, height).to_image()
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
        let made = page::pages(LINKS.as_bytes(), &[("qr", "links"), ("sheet", sheet)]);
        let pictures = made.pages().iter().map(|page| page::picture(page, SCALE)).collect::<Vec<_>>();
        // A copy at a time, as they are once cut: what reads here mixes the
        // corners of equal codes in rows.
        let parts = if sheet == "copies:4" { 2 } else { 1 };
        for copy in 0..parts * parts {
            let seen: Vec<String> =
                pictures.iter().flat_map(|picture| read_picture(&part(picture, parts, copy))).collect();
            assert_eq!(seen.len(), 2, "{sheet}: {seen:?}");
            assert_eq!(seen.iter().filter(|text| text.contains("mailto:nobody@example.org")).count(), 1);
        }
    }
}

#[test]
fn a_code_may_say_anything_in_any_ink() {
    let message = "::: qr\nزن، زندگی، آزادی\n:::\n\nمتن\n";
    for ink in ["color", "gray", "black"] {
        assert_eq!(codes(message, &[("ink", ink)]), ["زن، زندگی، آزادی"], "{ink}");
    }
}
