//! QR codes as a telephone sees them: read from the picture of the page.

use crate::support::page;
use hayro::hayro_syntax::page::Page;

/// Pixels to a point: 288 to an inch, near what a printer has. With fewer, modules
/// that lie across pixels come and go with the place of the code.
const SCALE: f32 = 4.0;

/// What all codes of a message say, page by page, from the top.
fn codes(message: &str, settings: &[(&str, &str)]) -> Vec<String> {
    page::pages(message.as_bytes(), settings).pages().iter().flat_map(read_codes).collect()
}

fn read_codes(page: &Page<'_>) -> Vec<String> {
    let picture = page::picture(page, SCALE);
    let (width, height) = picture.dimensions();
    let shade = |x: usize, y: usize| picture.as_raw()[y * width as usize + x];
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width as usize, height as usize, shade);
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
