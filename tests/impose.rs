//! Sheets as they come out of the printer.

use bargeh::frame::{Layout, Page, Print};
use bargeh::impose::{Imposition, Scheme, impose};
use bargeh::paper::parse_paper;
use bargeh::settings::Binding;

/// So many empty pages, each at the scheme's own cell.
fn print(scheme: &str, pages: usize, binding: Binding) -> Print {
    let scheme: Scheme = scheme.parse().unwrap();
    let paper = parse_paper("a4").unwrap();
    let size = scheme.cell(paper, None).unwrap();
    let layout = Layout { pages: vec![Page { size, ..Page::default() }; pages], ..Layout::default() };
    impose(layout, &Imposition::new(scheme, paper, None, binding)).unwrap().value
}

#[test]
fn four_flyers_lie_on_a_standing_sheet() {
    let print = print("copies:4", 1, Binding::Right);
    assert_eq!(print.sides.len(), 1);
    let side = &print.sides[0];
    assert!(side.media.height > side.media.width);
    assert_eq!(side.placements.iter().filter(|placement| !placement.repeated).count(), 1);
    assert_eq!(side.placements.len(), 4);
}
