//! Sheets as they come out of a printer: printed, turned, cut, folded, stapled
//! and read. Nothing here knows the plans; it handles paper.

use bargeh::Error;
use bargeh::frame::{DuplexPreference, Face, ItemKind, Layout, Page, Print, Segment, Side};
use bargeh::impose::{Imposition, impose};
use bargeh::paper::parse_paper;
use bargeh::settings::Scheme;
use bargeh::settings::{Binding, Duplex, Marks};
use bargeh::units::{Length, Point, Rect, Rotation, Size};

const BINDINGS: [Binding; 2] = [Binding::Right, Binding::Left];
const FLIPS: [Duplex; 3] = [Duplex::Short, Duplex::Long, Duplex::Manual];

fn imposition(scheme: &str, binding: Binding) -> Imposition {
    Imposition::new(scheme.parse().unwrap(), parse_paper("a4").unwrap(), None, binding)
}

/// So many empty pages, each at the scheme's own cell.
fn pages(count: usize, imposition: &Imposition) -> Layout {
    let size = imposition.scheme.cell(imposition.paper, None).unwrap();
    Layout { pages: vec![Page { size, ..Page::default() }; count], ..Layout::default() }
}

fn print(count: usize, imposition: &Imposition) -> Print {
    impose(pages(count, imposition), imposition).unwrap().value
}

// ---- Paper ----

/// A page printed on a face, as one looks at that face.
#[derive(Clone, Copy, Debug)]
struct Ink {
    page: usize,
    cell: Rect,
    upright: bool,
}

/// A printed sheet. The back is seen by turning the sheet as one turns the leaf
/// of a book: about an upright axis.
#[derive(Debug)]
struct Paper {
    size: Size,
    front: Vec<Ink>,
    back: Vec<Ink>,
}

/// A piece of paper with at most one page to a face.
#[derive(Clone, Copy, Debug)]
struct Leaf {
    width: Length,
    front: Option<Ink>,
    back: Option<Ink>,
}

fn turned(rect: Rect, within: Size) -> Rect {
    Rect::new(Point::new(within.width - rect.right(), within.height - rect.bottom()), rect.size)
}

fn ink(side: &Side) -> Vec<Ink> {
    let ink = |placement: &bargeh::frame::Placement| Ink {
        page: placement.page,
        cell: placement.cell,
        upright: match placement.rotation {
            Rotation::R0 => true,
            Rotation::R180 => false,
            other => panic!("{other:?}"),
        },
    };
    side.placements.iter().map(ink).collect()
}

/// Prints: the printer flips the paper over the edge it is told to. Only about
/// an upright axis does what was printed on the back stay upright.
fn paper(print: &Print, flip: Duplex) -> Vec<Paper> {
    let mut sheets: Vec<Paper> = Vec::new();
    for side in &print.sides {
        if side.face == Face::Front {
            sheets.push(Paper { size: side.media, front: ink(side), back: Vec::new() });
            continue;
        }
        let lies = side.media.width > side.media.height;
        let about_level_axis = match flip {
            Duplex::Short => !lies,
            Duplex::Long => lies,
            Duplex::Manual | Duplex::None => false,
        };
        let mut back = ink(side);
        for ink in back.iter_mut().filter(|_| about_level_axis) {
            *ink = Ink { cell: turned(ink.cell, side.media), upright: !ink.upright, ..*ink };
        }
        let sheet = sheets.last_mut().unwrap();
        assert_eq!(sheet.size, side.media);
        assert!(sheet.back.is_empty());
        sheet.back = back;
    }
    sheets
}

fn holds(rect: Rect, x: (Length, Length), y: (Length, Length)) -> bool {
    let slack = Length::pt(0.01);
    rect.origin.x >= x.0 - slack
        && rect.right() <= x.1 + slack
        && rect.origin.y >= y.0 - slack
        && rect.bottom() <= y.1 + slack
}

/// Whether a page lies on a panel; creep may push its empty margin over the fold.
fn lies(cell: Rect, x: (Length, Length), y: (Length, Length)) -> bool {
    let slack = Length::mm(2.0);
    holds(cell, (x.0 - slack, x.1 + slack), (y.0 - slack, y.1 + slack))
}

impl Paper {
    /// What lies within a box of the front, on either face; the page behind a
    /// page must lie exactly behind it.
    fn cut_out(&self, x: (Length, Length), y: (Length, Length)) -> Leaf {
        let one = |inks: &[Ink], x| {
            let within: Vec<Ink> = inks.iter().copied().filter(|ink| lies(ink.cell, x, y)).collect();
            assert!(within.len() < 2, "two pages on one panel: {within:?}");
            within.first().copied()
        };
        let front = one(&self.front, x);
        let back = one(&self.back, (self.size.width - x.1, self.size.width - x.0));
        if let (Some(front), Some(back)) = (front, back) {
            assert!(front.cell.origin.x.is_near(self.size.width - back.cell.right()), "{front:?} {back:?}");
            assert!(front.cell.origin.y.is_near(back.cell.origin.y), "{front:?} {back:?}");
        }
        Leaf { width: x.1 - x.0, front, back }
    }

    /// The panels between upright lines.
    fn panels(&self, lines: &[Length]) -> Vec<Leaf> {
        let all = (Length::ZERO, self.size.height);
        let leaves: Vec<Leaf> = lines.windows(2).map(|pair| self.cut_out((pair[0], pair[1]), all)).collect();
        self.nothing_is_lost(&leaves);
        leaves
    }

    fn nothing_is_lost(&self, leaves: &[Leaf]) {
        assert_eq!(leaves.iter().filter(|leaf| leaf.front.is_some()).count(), self.front.len());
        assert_eq!(leaves.iter().filter(|leaf| leaf.back.is_some()).count(), self.back.len());
    }

    /// Folds the upper half behind the lower one: its face becomes the back,
    /// standing on its head.
    fn fold_upper_half_behind(self) -> Self {
        let half = Size::new(self.size.width, self.size.height / 2.0);
        let (mut front, mut back) = (Vec::new(), Vec::new());
        for ink in self.front {
            if ink.cell.origin.y >= half.height - Length::pt(0.01) {
                let origin = Point::new(ink.cell.origin.x, ink.cell.origin.y - half.height);
                front.push(Ink { cell: Rect::new(origin, ink.cell.size), ..ink });
            } else {
                back.push(Ink { cell: turned(ink.cell, half), upright: !ink.upright, ..ink });
            }
        }
        Self { size: half, front, back }
    }
}

/// What a reader sees face by face; `None` is a blank.
fn read(faces: impl IntoIterator<Item = Option<Ink>>) -> Vec<Option<usize>> {
    let page = |face: Option<Ink>| {
        face.map(|ink| {
            assert!(ink.upright, "page {} stands on its head", ink.page);
            ink.page
        })
    };
    faces.into_iter().map(page).collect()
}

/// Folds each sheet down its middle with the front outside, lays them into each
/// other, staples, and turns the leaves. A right-bound booklet begins with the
/// left half of the outermost front.
fn read_booklet(sheets: &[Paper], binding: Binding) -> Vec<Option<usize>> {
    let mut faces = Vec::new();
    let halves = |sheet: &Paper| {
        let width = sheet.size.width;
        let halves = sheet.panels(&[Length::ZERO, width / 2.0, width]);
        if binding == Binding::Right { (halves[0], halves[1]) } else { (halves[1], halves[0]) }
    };
    for sheet in sheets {
        let (first, _) = halves(sheet);
        faces.extend([first.front, first.back]);
    }
    for sheet in sheets.iter().rev() {
        let (_, second) = halves(sheet);
        faces.extend([second.back, second.front]);
    }
    read(faces)
}

/// All pages in order, and then nothing but blanks.
fn assert_in_order(seen: &[Option<usize>], pages: usize, what: &str) {
    let (text, blanks) = seen.split_at(pages.min(seen.len()));
    assert_eq!(text, (0..pages).map(Some).collect::<Vec<_>>(), "{what}");
    assert!(blanks.iter().all(Option::is_none), "{what}: {seen:?}");
}

// ---- Schemes ----

#[test]
fn booklets_read_in_order() {
    for (binding, flip) in BINDINGS.into_iter().flat_map(|binding| FLIPS.map(|flip| (binding, flip))) {
        for (signature, back_cover) in
            [(None, false), (None, true), (Some(4), false), (Some(16), false), (Some(8), true)]
        {
            for count in 1..=64 {
                let what = format!("{count} pages, {binding}, {flip}, {signature:?}, {back_cover}");
                let imposition = Imposition { duplex: flip, signature, back_cover, ..imposition("booklet", binding) };
                let sheets = paper(&print(count, &imposition), flip);
                let to_a_signature = signature.map_or(sheets.len(), |pages| usize::from(pages) / 4);
                let seen: Vec<_> =
                    sheets.chunks(to_a_signature).flat_map(|sheets| read_booklet(sheets, binding)).collect();
                assert_eq!(seen.len(), count.div_ceil(4) * 4, "{what}");
                if back_cover && count > 1 {
                    assert_eq!(seen.last(), Some(&Some(count - 1)), "{what}");
                    assert_in_order(&seen[..seen.len() - 1], count - 1, &what);
                } else {
                    assert_in_order(&seen, count, &what);
                }
            }
        }
    }
}

#[test]
fn a_sheet_folded_once_reads_in_order() {
    for (binding, flip) in BINDINGS.into_iter().flat_map(|binding| FLIPS.map(|flip| (binding, flip))) {
        for count in 1..=4 {
            let imposition = Imposition { duplex: flip, ..imposition("bifold", binding) };
            let sheets = paper(&print(count, &imposition), flip);
            assert_eq!(sheets.len(), 1);
            assert_in_order(&read_booklet(&sheets, binding), count, &format!("{count} {binding} {flip}"));
        }
    }
}

/// A strip is folded to and fro (or its ends over each other) with the cover
/// outside. The reader sees the cover, opens it and reads along the inside,
/// turns the strip over and reads along the outside back to the cover.
fn read_strip(panels: &[Leaf], binding: Binding) -> Vec<Option<usize>> {
    let mut from_cover = panels.to_vec();
    if binding == Binding::Left {
        from_cover.reverse();
    }
    let cover = from_cover[0].front;
    let inside = from_cover.iter().map(|panel| panel.back);
    let outside = from_cover[1..].iter().rev().map(|panel| panel.front);
    read(std::iter::once(cover).chain(inside).chain(outside))
}

#[test]
fn accordions_read_in_order() {
    for (binding, flip) in BINDINGS.into_iter().flat_map(|binding| FLIPS.map(|flip| (binding, flip))) {
        for panels in 2..=12 {
            for count in 1..=2 * panels {
                for scheme in [format!("accordion:{panels}"), "zfold".to_owned()] {
                    if scheme == "zfold" && panels != 3 {
                        continue;
                    }
                    let imposition = Imposition { duplex: flip, ..imposition(&scheme, binding) };
                    let sheets = paper(&print(count, &imposition), flip);
                    let panel = sheets[0].size.width / panels as f64;
                    let lines: Vec<Length> = (0..=panels).map(|line| panel * line as f64).collect();
                    let seen = read_strip(&sheets[0].panels(&lines), binding);
                    assert_in_order(&seen, count, &format!("{scheme} {count} {binding} {flip}"));
                }
            }
        }
    }
}

#[test]
fn a_letter_fold_reads_in_order_and_its_flap_folds_in() {
    let mm = |places: [f64; 4]| places.map(Length::mm);
    for (binding, flip) in BINDINGS.into_iter().flat_map(|binding| FLIPS.map(|flip| (binding, flip))) {
        for count in 1..=6 {
            let imposition = Imposition { duplex: flip, ..imposition("trifold", binding) };
            let print = print(count, &imposition);
            assert!(print.layout.pages[0].size.width.is_near(Length::mm(97.0)));
            let lines = match binding {
                Binding::Right => mm([0.0, 100.0, 200.0, 297.0]),
                Binding::Left => mm([0.0, 97.0, 197.0, 297.0]),
            };
            let panels = paper(&print, flip)[0].panels(&lines);
            let seen = read_strip(&panels, binding);
            assert_in_order(&seen, count, &format!("{count} {binding} {flip}"));
            // The flap lies at the other end from the cover and goes inside.
            let flap = if binding == Binding::Right { panels[2] } else { panels[0] };
            assert!(flap.width < panels[1].width - Length::mm(2.9));
            assert!(flap.front.is_none_or(|ink| ink.page == 4));
        }
    }
}

#[test]
fn a_quarter_fold_reads_in_order() {
    for binding in BINDINGS {
        for count in 1..=4 {
            let print = print(count, &imposition("quarter", binding));
            assert_eq!(print.sides.len(), 1);
            assert_eq!(print.duplex, Some(DuplexPreference::Simplex));
            let folded = paper(&print, Duplex::None).remove(0).fold_upper_half_behind();
            assert_in_order(&read_booklet(&[folded], binding), count, &format!("{count} {binding}"));
        }
    }
}

/// A panel of a zine: column, and whether it is in the lower row.
type Panel = (usize, bool);

/// The panels that hang together once the slit is cut: neighbours in a row, and
/// across the middle where the drawn cut does not part them.
fn joined(panel: Panel, slit: (Length, Length), width: Length) -> Vec<Panel> {
    let (column, lower) = panel;
    let mut neighbours = Vec::new();
    neighbours.extend(column.checked_sub(1).map(|left| (left, lower)));
    neighbours.extend((column < 3).then_some((column + 1, lower)));
    let middle = width * (column as f64 + 0.5);
    if middle < slit.0 || middle > slit.1 {
        neighbours.push((column, !lower));
    }
    neighbours
}

/// Folds a zine: cut the slit, fold the sheet lengthwise with the print outside,
/// push the ends together. The panels form a ring; its folds point outwards and
/// inwards by turns, outwards where the lengthwise fold is left. Panels on both
/// sides of an outward fold are the two faces of a leaf, and every page's top
/// lies at the middle of the sheet.
fn read_zine(print: &Print, binding: Binding) -> Vec<Option<usize>> {
    let side = &print.sides[0];
    let slit = side.marks.items.iter().find_map(|item| match &item.kind {
        ItemKind::Shape(shape) => match shape.path.0[..] {
            [Segment::Move(from), Segment::Line(to)] if from.y.is_near(to.y) => Some((from.x, to.x)),
            _ => None,
        },
        _ => None,
    });
    let (slit, width) = (slit.expect("a slit is drawn"), side.media.width / 4.0);
    let inks = ink(side);
    let half = side.media.height / 2.0;
    let face = |(column, lower): Panel| {
        let x = (width * column as f64, width * (column + 1) as f64);
        let y = if lower { (half, side.media.height) } else { (Length::ZERO, half) };
        inks.iter().find(|ink| holds(ink.cell, x, y)).map(|ink| {
            assert_eq!(ink.upright, lower, "the top of page {} is not at the middle", ink.page + 1);
            Ink { upright: true, ..*ink }
        })
    };
    let cover = if binding == Binding::Right { (0, true) } else { (3, true) };
    let mut ring = vec![cover];
    // Through the lengthwise fold first: the other face of the cover's leaf.
    let mut next = Some((cover.0, false));
    while let Some(panel) = next {
        assert!(joined(ring[ring.len() - 1], slit, width).contains(&panel));
        ring.push(panel);
        let neighbours = joined(panel, slit, width);
        assert_eq!(neighbours.len(), 2, "the panels must form a ring");
        next = neighbours.into_iter().find(|neighbour| !ring.contains(neighbour));
    }
    assert_eq!(ring.len(), 8);
    // The ring closes with an inward fold, the spine, on the side of the binding.
    let spine = ring[7].0 as isize - ring[0].0 as isize;
    assert_eq!(spine, if binding == Binding::Right { 1 } else { -1 });
    read(ring.into_iter().map(face))
}

#[test]
fn a_zine_reads_in_order() {
    for binding in BINDINGS {
        for count in 1..=8 {
            let print = print(count, &imposition("zine", binding));
            assert_eq!(print.sides.len(), 1);
            assert_in_order(&read_zine(&print, binding), count, &format!("{count} {binding}"));
        }
    }
}

/// Cuts a sheet into equal pieces, in reading order.
fn cut_apart(sheet: &Paper, (columns, rows): (usize, usize), binding: Binding) -> Vec<Leaf> {
    let (width, height) = (sheet.size.width / columns as f64, sheet.size.height / rows as f64);
    let stretch = |length: Length, index: usize| (length * index as f64, length * (index + 1) as f64);
    let mut leaves = Vec::new();
    for row in 0..rows {
        let mut line: Vec<Leaf> =
            (0..columns).map(|column| sheet.cut_out(stretch(width, column), stretch(height, row))).collect();
        if binding == Binding::Right {
            line.reverse();
        }
        leaves.extend(line);
    }
    sheet.nothing_is_lost(&leaves);
    leaves
}

/// Columns and rows that a sheet's pages show.
fn shape(print: &Print) -> (usize, usize) {
    let (media, page) = (print.sides[0].media, print.layout.pages[0].size);
    (
        (media.width / page.width.to_pt()).to_pt().round() as usize,
        (media.height / page.height.to_pt()).to_pt().round() as usize,
    )
}

#[test]
fn copies_are_the_same_leaf_many_times() {
    for (binding, flip) in BINDINGS.into_iter().flat_map(|binding| FLIPS.map(|flip| (binding, flip))) {
        for (scheme, grid) in [("copies:2", (2, 1)), ("copies:3", (3, 1)), ("copies:4", (2, 2)), ("copies:8", (4, 2))] {
            for count in 1..=64 {
                let print = print(count, &Imposition { duplex: flip, ..imposition(scheme, binding) });
                assert_eq!(shape(&print), grid);
                let sheets = paper(&print, flip);
                assert_eq!(sheets.len(), count.div_ceil(2));
                for (number, sheet) in sheets.iter().enumerate() {
                    for leaf in cut_apart(sheet, grid, binding) {
                        let faces = read([leaf.front, leaf.back]);
                        assert_in_order(
                            &faces.iter().map(|face| face.map(|page| page - 2 * number)).collect::<Vec<_>>(),
                            2.min(count - 2 * number),
                            &format!("{scheme} {count} {binding} {flip}"),
                        );
                    }
                }
                for side in print.sides.iter().filter(|side| !side.placements.is_empty()) {
                    assert_eq!(side.placements.iter().filter(|placement| !placement.repeated).count(), 1);
                }
            }
        }
    }
}

#[test]
fn piles_of_a_cut_stack_are_in_order() {
    for (binding, flip) in BINDINGS.into_iter().flat_map(|binding| FLIPS.map(|flip| (binding, flip))) {
        for (scheme, grid) in [("stack:2", (2, 1)), ("stack:4", (2, 2)), ("stack:8", (4, 2))] {
            for count in 1..=64 {
                let print = print(count, &Imposition { duplex: flip, ..imposition(scheme, binding) });
                let sheets: Vec<Vec<Leaf>> =
                    paper(&print, flip).iter().map(|sheet| cut_apart(sheet, grid, binding)).collect();
                // Cut the whole stack at once; lay each pile under the one before.
                let piles = (0..grid.0 * grid.1).flat_map(|pile| sheets.iter().map(move |sheet| sheet[pile]));
                let seen = read(piles.flat_map(|leaf| [leaf.front, leaf.back]));
                assert_in_order(&seen, count, &format!("{scheme} {count} {binding} {flip}"));
                assert!(sheets.len() == count.div_ceil(2).div_ceil(grid.0 * grid.1));
            }
        }
    }
}

#[test]
fn grids_are_filled_in_reading_order() {
    for binding in BINDINGS {
        for (columns, rows) in [(1, 1), (2, 2), (3, 2), (2, 4), (4, 4)] {
            for count in 1..=64 {
                let scheme = format!("grid:{columns}x{rows}");
                // On one side, as a sheet of small pages; on both, as cards.
                for flip in [Duplex::None, Duplex::Short, Duplex::Long, Duplex::Manual] {
                    let print = print(count, &Imposition { duplex: flip, ..imposition(&scheme, binding) });
                    let leaves = paper(&print, flip)
                        .iter()
                        .flat_map(|sheet| cut_apart(sheet, (columns, rows), binding))
                        .collect::<Vec<_>>();
                    let seen = match flip {
                        Duplex::None => read(leaves.iter().map(|leaf| leaf.front)),
                        _ => read(leaves.iter().flat_map(|leaf| [leaf.front, leaf.back])),
                    };
                    assert_in_order(&seen, count, &format!("{scheme} {count} {binding} {flip}"));
                }
            }
        }
    }
}

#[test]
fn pages_without_a_scheme_are_their_own_sheets() {
    for count in 1..=64 {
        let print = print(count, &imposition("none", Binding::Right));
        let seen: Vec<usize> = print.sides.iter().flat_map(|side| &side.placements).map(|place| place.page).collect();
        assert_eq!(seen, (0..count).collect::<Vec<_>>());
        assert!(!print.imposed && print.duplex.is_none());
    }
}

/// Whether the cells of a back, seen through the paper, are cells of its front's
/// grid: each exactly behind one, or clear of all.
fn registers(front: &[Ink], back: &[Ink], width: Length) -> bool {
    let behind = |ink: &Ink| Rect::new(Point::new(width - ink.cell.right(), ink.cell.origin.y), ink.cell.size);
    let clear = |a: Rect, b: Rect| {
        // Creep pushes empty margins over the fold.
        let slack = Length::mm(4.0);
        a.right() <= b.origin.x + slack
            || b.right() <= a.origin.x + slack
            || a.bottom() <= b.origin.y + slack
            || b.bottom() <= a.origin.y + slack
    };
    let same = |a: Rect, b: Rect| holds(a, (b.origin.x, b.right()), (b.origin.y, b.bottom()));
    back.iter().map(behind).all(|back| front.iter().all(|front| same(back, front.cell) || clear(back, front.cell)))
}

#[test]
fn every_page_stands_once_and_backs_register_in_every_duplex_mode() {
    let schemes = [
        "none",
        "booklet",
        "bifold",
        "trifold",
        "zfold",
        "accordion:2",
        "accordion:5",
        "accordion:12",
        "zine",
        "quarter",
        "copies:2",
        "copies:4",
        "copies:8",
        "stack:2",
        "stack:4",
        "stack:8",
        "grid:1x1",
        "grid:3x2",
        "grid:4x4",
    ];
    let mut judged = 0;
    for (scheme, binding) in schemes.into_iter().flat_map(|scheme| BINDINGS.map(|binding| (scheme, binding))) {
        let back_covers = if scheme == "booklet" { &[false, true][..] } else { &[false] };
        for (&duplex, &back_cover) in
            Duplex::ALL.iter().flat_map(|duplex| back_covers.iter().map(move |cover| (duplex, cover)))
        {
            let imposition = Imposition { duplex, back_cover, ..imposition(scheme, binding) };
            for count in 1..=imposition.scheme.panels().unwrap_or(64) {
                let what = format!("{scheme} {count} {binding} {duplex} {back_cover}");
                let print = print(count, &imposition);
                let places = print.sides.iter().flat_map(|side| &side.placements);
                let mut seen: Vec<usize> = places.filter(|place| !place.repeated).map(|place| place.page).collect();
                seen.sort_unstable();
                assert_eq!(seen, (0..count).collect::<Vec<_>>(), "{what}");
                assert_eq!(print.sides[0].face, Face::Front, "{what}");
                for sheet in paper(&print, duplex) {
                    assert!(registers(&sheet.front, &sheet.back, sheet.size.width), "{what}");
                }
                judged += 1;
            }
        }
    }
    // Open-ended kinds (a booklet twice), then the folds by their panels.
    assert_eq!(judged, 2 * 4 * (12 * 64 + (4 + 6 + 6 + 4 + 10 + 24 + 8 + 4)));
}

#[test]
fn a_back_that_is_shifted_does_not_register() {
    let imposition = Imposition { duplex: Duplex::Short, ..imposition("booklet", Binding::Right) };
    let mut print = print(8, &imposition);
    let right = paper(&print, Duplex::Short).remove(0);
    assert!(registers(&right.front, &right.back, right.size.width));
    for place in &mut print.sides[1].placements {
        place.cell.origin.x += Length::mm(6.0);
    }
    let shifted = paper(&print, Duplex::Short).remove(0);
    assert!(!registers(&shifted.front, &shifted.back, shifted.size.width));
    // Flipped over the wrong edge every back stands on its head.
    let wrong = paper(&print, Duplex::Long).remove(0);
    assert!(wrong.back.iter().all(|ink| !ink.upright));
}

#[test]
fn too_many_pages_are_refused_with_a_way_out() {
    for (scheme, panels) in
        [("bifold", 4), ("trifold", 6), ("zfold", 6), ("accordion:5", 10), ("zine", 8), ("quarter", 4)]
    {
        let imposition = imposition(scheme, Binding::Right);
        let error = impose(pages(panels + 1, &imposition), &imposition).unwrap_err();
        assert!(matches!(error, Error::DoesNotFit { .. }));
        assert_eq!(error.exit_code(), 1);
        assert!(error.to_string().contains(&format!("{} pages do not fit the {panels} panels", panels + 1)));
        assert!(error.hint().unwrap().contains(&format!("--fit {panels}")));
    }
}

// ---- Lengths ----

#[test]
fn pages_are_as_large_as_their_panels() {
    let a4 = parse_paper("a4").unwrap();
    for (scheme, width, height) in [
        ("booklet", 148.5, 210.0),
        ("trifold", 97.0, 210.0),
        ("zfold", 99.0, 210.0),
        ("accordion:4", 74.25, 210.0),
        ("quarter", 105.0, 148.5),
        ("zine", 74.25, 105.0),
        ("copies:2", 148.5, 210.0),
        ("copies:3", 99.0, 210.0),
        ("copies:4", 105.0, 148.5),
        ("copies:8", 74.25, 105.0),
        ("grid:3x3", 70.0, 99.0),
    ] {
        let cell = scheme.parse::<Scheme>().unwrap().cell(a4, None).unwrap();
        assert!(cell.width.is_near(Length::mm(width)) && cell.height.is_near(Length::mm(height)), "{scheme} {cell:?}");
    }
}

#[test]
fn pages_asked_for_decide_how_the_sheet_lies_or_are_refused() {
    let a4 = parse_paper("a4").unwrap();
    let card = Size::mm(85.0, 55.0);
    let ten: Scheme = "copies:10".parse().unwrap();
    let division = ten.division(a4, Some(card));
    assert_eq!((division.columns, division.rows), (2, 5));
    assert_eq!(ten.cell(a4, Some(card)).unwrap(), card);
    let wide = parse_paper("a5").unwrap().turned();
    assert_eq!("copies:2".parse::<Scheme>().unwrap().division(a4, Some(wide)).rows, 2);
    let error = Scheme::Zine.cell(a4, Some(parse_paper("a5").unwrap())).unwrap_err();
    assert!(error.to_string().contains("74.3 × 105 mm"), "{error}");
    assert!("accordion:12".parse::<Scheme>().unwrap().cell(parse_paper("a7").unwrap(), None).is_err());
}

#[test]
fn boxes_lie_in_each_other() {
    let schemes = ["none", "booklet", "trifold", "accordion:4", "zine", "quarter", "copies:4", "stack:8", "grid:2x3"];
    let all = Marks { crop: true, fold: true, cut: true, register: true };
    for scheme in schemes {
        for (bleed, marks) in [(0.0, Marks::default()), (3.0, Marks::default()), (0.0, all), (3.0, all), (8.0, all)] {
            let bleed = Length::mm(bleed);
            let imposition = Imposition { bleed, marks, ..imposition(scheme, Binding::Right) };
            for side in &print(4, &imposition).sides {
                let media = Rect::new(Point::ZERO, side.media);
                let inside = |inner: Rect, outer: Rect| {
                    holds(inner, (outer.origin.x, outer.right()), (outer.origin.y, outer.bottom()))
                };
                assert!(inside(side.trim, side.bleed) && inside(side.bleed, media), "{scheme}");
                for place in &side.placements {
                    assert!(inside(place.cell, side.trim) && inside(place.clip, side.bleed), "{scheme}");
                    assert!(inside(place.cell, place.clip), "{scheme}");
                    // Nobody's bleed covers another page.
                    for other in side.placements.iter().filter(|other| other.cell != place.cell) {
                        let apart = place.clip.right() <= other.clip.origin.x + Length::pt(0.01)
                            || other.clip.right() <= place.clip.origin.x + Length::pt(0.01)
                            || place.clip.bottom() <= other.clip.origin.y + Length::pt(0.01)
                            || other.clip.bottom() <= place.clip.origin.y + Length::pt(0.01);
                        assert!(apart, "{scheme} {place:?} {other:?}");
                    }
                }
                for item in &side.marks.items {
                    let ItemKind::Shape(shape) = &item.kind else { panic!() };
                    for segment in &shape.path.0 {
                        if let Segment::Move(point) | Segment::Line(point) = segment {
                            assert!(holds(
                                Rect::new(*point, Size::default()),
                                (Length::ZERO, side.media.width),
                                (Length::ZERO, side.media.height)
                            ));
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn inner_sheets_creep_towards_the_fold() {
    for binding in BINDINGS {
        let imposition = Imposition { creep: Some(Length::mm(0.2)), ..imposition("booklet", binding) };
        let sheets = paper(&print(32, &imposition), Duplex::Short);
        let fold = sheets[0].size.width / 2.0;
        for (depth, sheet) in sheets.iter().enumerate() {
            for ink in sheet.front.iter().chain(&sheet.back) {
                let middle = ink.cell.origin.x + ink.cell.size.width / 2.0;
                let moved = Length::mm(148.5) / 2.0 - (middle - fold).abs();
                assert!(moved.is_near(Length::mm(0.2) * depth as f64));
            }
        }
    }
    let thin = print(12, &imposition("booklet", Binding::Right));
    assert!(thin.sides.iter().all(|side| side.placements.iter().all(|place| place.cell.origin.y == Length::ZERO)));
    assert!(thin.sides[4].placements[0].cell.origin.x.is_near(Length::ZERO), "three sheets need no creep");
}

#[test]
fn fronts_and_backs_part() {
    let imposition = Imposition { duplex: Duplex::Manual, ..imposition("booklet", Binding::Right) };
    let (fronts, backs) = print(10, &imposition).parted(Duplex::Manual);
    assert_eq!(fronts.sides.len(), 3);
    assert!(fronts.sides.iter().all(|side| side.face == Face::Front && side.label.ends_with("رو")));
    let backs = backs.unwrap();
    assert_eq!(backs.sides.len(), 3);
    assert_eq!(backs.sides[2].label, "برگ ۳ پشت");
    assert_eq!(backs.duplex, Some(DuplexPreference::Simplex));
    let (_, none) = print(8, &self::imposition("zine", Binding::Right)).parted(Duplex::Manual);
    assert!(none.is_none());
}
