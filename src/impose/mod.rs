//! Imposition: which page is where on which side of a sheet, and which way up.
//!
//! `scheme` makes a plan in whole numbers, `sheet` gives it lengths, and
//! [`impose`] places typeset pages accordingly. The structure of the pages is
//! not changed.

pub(crate) mod glue;
mod marks;
pub(crate) mod postcard;
pub(crate) mod reach;
mod scheme;
pub(crate) mod sheet;
mod tiles;
pub(crate) mod words;

pub use scheme::{PlanOptions, Sheet, Slot, plan};
pub use sheet::Division;

use crate::document::Lang;
use crate::document::counters::decimal;
use crate::error::{Result, Warned, Warning};
use crate::frame::{Appended, DuplexPreference, Face, Layout, Page, Placement, Print, Side};
use crate::settings::{Binding, Duplex, Marks, Scheme, Settings};
use crate::units::{Length, Point, Rect, Size};
use sheet::{SheetGeometry, rotation};

/// The unprintable margin of usual home printers, at each edge.
const USUAL_PRINTABLE: Length = Length::mm(5.0);
/// How much each sheet inside another one sticks out after folding: the
/// thickness of paper of 80 g/m².
const LEAF: Length = Length::mm(0.1);
/// Less creep than this is not corrected, as nobody sees it.
const UNSEEN: Length = Length::mm(0.3);

/// What imposition depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct Imposition {
    /// The scheme.
    pub scheme: Scheme,
    /// The sheet; rotated if the scheme needs it. If pages leave no room for
    /// bleed and outer marks, these enlarge it.
    pub paper: Size,
    /// The page size asked for, if any.
    pub page: Option<Size>,
    /// The binding side.
    pub binding: Binding,
    /// How sheets are turned over.
    pub duplex: Duplex,
    /// The marks to print.
    pub marks: Marks,
    /// Bleed around each page.
    pub bleed: Length,
    /// The unprintable margin at each edge.
    pub printable: Length,
    /// Creep per sheet of a booklet; `None`: from the usual thickness of paper.
    pub creep: Option<Length>,
    /// Pages per signature; `None`: all in one.
    pub signature: Option<u16>,
    /// Whether blank pages go before the last page instead of after it.
    pub back_cover: bool,
    /// Whether a number of pages was asked for.
    pub fits: bool,
    /// See [`PlanOptions::piece`].
    pub piece: Option<usize>,
    /// How many labels the first sheet lacks.
    pub skip: u16,
    /// How far backs are moved to the right and downwards, as one looks at them.
    pub back_shift: Point,
}

impl Imposition {
    /// The defaults for a scheme. `page` is the page size asked for, if any: it
    /// may decide the orientation of the sheet, and so the edge it is flipped
    /// on.
    #[must_use]
    pub fn new(scheme: Scheme, paper: Size, page: Option<Size>, binding: Binding) -> Self {
        Self {
            scheme,
            paper,
            page,
            binding,
            duplex: scheme.usual_duplex(scheme.division(paper, page).paper),
            marks: scheme.usual_marks(),
            bleed: Length::ZERO,
            printable: USUAL_PRINTABLE,
            creep: None,
            signature: None,
            back_cover: false,
            fits: false,
            piece: None,
            skip: 0,
            back_shift: Point::ZERO,
        }
    }

    /// Overrides it with what the settings specify.
    #[must_use]
    pub fn with(self, settings: &Settings) -> Self {
        let spaced =
            Self { marks: settings.marks.unwrap_or(self.marks), bleed: settings.bleed.unwrap_or(self.bleed), ..self };
        // Where pieces with bleed lie better on a turned sheet, it is flipped otherwise.
        let usual = spaced.scheme.usual_duplex(spaced.division(spaced.page).paper);
        Self {
            duplex: settings.duplex.unwrap_or(usual),
            printable: settings.printable.unwrap_or(spaced.printable),
            creep: settings.creep.or(spaced.creep),
            signature: settings.signature.or(spaced.signature),
            back_cover: settings.back_cover.unwrap_or(spaced.back_cover),
            fits: settings.fit.is_some(),
            back_shift: settings.back_shift.unwrap_or(spaced.back_shift),
            skip: settings.skip_labels.filter(|_| spaced.scheme.labels().is_some()).unwrap_or(spaced.skip),
            ..spaced
        }
    }

    /// How far backgrounds must extend beyond the edges of typeset pages.
    #[must_use]
    pub fn overhang(&self) -> Length {
        self.bleed + sheet::slack(self.scheme)
    }

    /// The size of pages for the scheme, given the shape asked for. A poster has the very
    /// shape only where it `keeps` it; else it takes all that its sheets show.
    ///
    /// # Errors
    /// As [`Scheme::cell`].
    pub fn cell(&self, shape: Option<Size>, keeps: bool) -> Result<Size> {
        match self.scheme {
            Scheme::Tiles(tiles) => tiles::poster(tiles, shape.unwrap_or(sheet::USUAL_PAGE), keeps, self),
            scheme => scheme.cell(self.paper, shape),
        }
    }

    /// Creep per sheet if this many sheets are nested.
    fn creep(&self, sheets: usize) -> Length {
        match self.creep {
            Some(creep) => creep,
            None if LEAF * (sheets.saturating_sub(1)) as f64 >= UNSEEN => LEAF,
            None => Length::ZERO,
        }
    }

    /// Whether backs are printed upside down because the sheet is flipped about
    /// a horizontal axis.
    pub(crate) fn turns_backs(&self, media: Size) -> bool {
        let landscape = media.width > media.height;
        match self.duplex {
            Duplex::Long => landscape,
            Duplex::Short => !landscape,
            Duplex::Manual | Duplex::None => false,
        }
    }

    fn preference(&self, sides: &[Side]) -> Option<DuplexPreference> {
        let printed_backs = sides.iter().any(|side| side.face == Face::Back);
        match self.duplex {
            Duplex::None | Duplex::Manual if self.scheme == Scheme::None => None,
            Duplex::Short if printed_backs => Some(DuplexPreference::ShortEdge),
            Duplex::Long if printed_backs => Some(DuplexPreference::LongEdge),
            _ => Some(DuplexPreference::Simplex),
        }
    }
}

impl Scheme {
    /// The flip that leaves backs upright: on the short edge for landscape
    /// sheets, on the long edge for portrait ones. The paper is as it lies.
    fn usual_duplex(self, paper: Size) -> Duplex {
        match self {
            Self::None | Self::Grid(..) => Duplex::None,
            _ if self.is_single_sided() => Duplex::None,
            _ if paper.width > paper.height => Duplex::Short,
            _ => Duplex::Long,
        }
    }

    /// The marks of a scheme: cut lines if it is to be cut, otherwise none.
    #[must_use]
    pub fn usual_marks(self) -> Marks {
        Marks { cut: (self.is_cut() && self.labels().is_none()) || self == Self::Zine, ..Marks::default() }
    }
}

/// Pages placed on sides of sheets, independent of what is on the pages.
#[derive(Clone, Debug, Default)]
pub struct Sides {
    /// The sides, in printing order.
    pub sides: Vec<Side>,
    /// How the printer should turn sheets over.
    pub duplex: Option<DuplexPreference>,
}

/// Places pages of the given sizes on sheets. Pages of another size than the
/// first get the same cell; whoever draws them scales them.
///
/// # Errors
/// [`crate::Error::DoesNotFit`] if there are more pages than panels, and
/// [`crate::Error::Setting`] if pages are larger than the panels.
pub fn arrange(pages: &[Size], imposition: &Imposition) -> Result<Sides> {
    let page = pages.first().copied().unwrap_or(sheet::USUAL_PAGE);
    if imposition.scheme == Scheme::None {
        let sides: Vec<Side> = pages.iter().enumerate().map(|(index, &page)| lone(index, page, imposition)).collect();
        let duplex = imposition.preference(&sides);
        return Ok(Sides { sides, duplex });
    }
    if let Scheme::Tiles(tiles) = imposition.scheme {
        return tiles::arrange(tiles, pages, imposition);
    }
    imposition.scheme.cell(imposition.paper, Some(page))?;
    let division = imposition.division(Some(page));
    let options = PlanOptions {
        binding: imposition.binding,
        cells: (division.columns, division.rows),
        single_sided: imposition.duplex == Duplex::None,
        signature: imposition.signature,
        back_cover: imposition.back_cover,
        piece: imposition.piece,
        skip: usize::from(imposition.skip),
    };
    let sheets = plan(imposition.scheme, pages.len(), &options)?;
    let geometry = SheetGeometry::new(imposition, page);
    let deepest = sheets.iter().map(|sheet| sheet.depth + 1).max().unwrap_or(1);
    let creep = imposition.creep(deepest);
    let mut sides = Vec::with_capacity(sheets.len() * 2);
    for (number, sheet) in sheets.iter().enumerate() {
        let panels = division.columns * division.rows;
        let work = Work { imposition, geometry: &geometry, page, creep: creep * sheet.depth as f64, panels };
        sides.push(work.side(number, &sheet.front, Face::Front));
        if let Some(back) = &sheet.back {
            sides.push(work.side(number, back, Face::Back));
        }
    }
    let duplex = imposition.preference(&sides);
    Ok(Sides { sides, duplex })
}

/// What the sides of a sheet have in common.
struct Work<'a> {
    imposition: &'a Imposition,
    geometry: &'a SheetGeometry,
    page: Size,
    creep: Length,
    panels: usize,
}

impl Work<'_> {
    fn side(&self, number: usize, slots: &[Slot], face: Face) -> Side {
        let back = face == Face::Back;
        let over = back && self.imposition.turns_backs(self.geometry.media);
        let shift = if back { self.imposition.back_shift } else { Point::ZERO };
        let turn = |rect| {
            let rect = if over { self.geometry.upside_down(rect) } else { rect };
            Rect::new(rect.origin + shift, rect.size)
        };
        let placements = slots.iter().map(|slot| {
            let (cell, clip) = self.geometry.place(slot, self.page, back, self.creep);
            Placement {
                page: slot.page,
                cell: turn(cell),
                rotation: rotation(slot.turned != over),
                scale: 1.0,
                clip: turn(clip),
                repeated: slot.repeated,
            }
        });
        // Marks move with what they are for.
        let mut marks = marks::draw(self.geometry, self.imposition, face);
        for item in &mut marks.items {
            item.at = item.at + shift;
        }
        Side {
            media: self.geometry.media,
            trim: self.geometry.trim,
            bleed: self.geometry.bleed_box(),
            placements: placements.collect(),
            marks,
            label: label(number + 1, face, self.imposition.binding),
            face,
            blank: self.panels.saturating_sub(slots.len()),
        }
    }
}

/// A page on a side of its own, upright.
fn lone(index: usize, page: Size, imposition: &Imposition) -> Side {
    let geometry = SheetGeometry::new(imposition, page);
    let slot = Slot { column: 0, row: 0, page: index, turned: false, repeated: false };
    let (cell, clip) = geometry.place(&slot, page, false, Length::ZERO);
    Side {
        media: geometry.media,
        trim: geometry.trim,
        bleed: geometry.bleed_box(),
        placements: vec![Placement { page: index, cell, rotation: rotation(false), scale: 1.0, clip, repeated: false }],
        marks: marks::draw(&geometry, imposition, Face::Front),
        label: String::new(),
        face: if imposition.duplex != Duplex::None && index % 2 == 1 { Face::Back } else { Face::Front },
        blank: 0,
    }
}

/// The label of a side in viewers, in Persian for right binding.
fn label(sheet: usize, face: Face, binding: Binding) -> String {
    let persian = |number: usize| decimal(number as u64, &Lang::persian());
    match (binding, face) {
        (Binding::Right, Face::Front) => format!("برگ {} رو", persian(sheet)),
        (Binding::Right, Face::Back) => format!("برگ {} پشت", persian(sheet)),
        (Binding::Left, Face::Front) => format!("sheet {sheet} front"),
        (Binding::Left, Face::Back) => format!("sheet {sheet} back"),
    }
}

/// Places typeset pages on sheets.
///
/// # Errors
/// [`crate::Error::DoesNotFit`] if there are more pages than panels, and
/// [`crate::Error::Setting`] if pages are larger than the panels.
pub fn impose(layout: Layout, imposition: &Imposition) -> Result<Warned<Print>> {
    let sizes: Vec<Size> = layout.pages.iter().map(|page| page.size).collect();
    let Sides { mut sides, duplex } = arrange(&sizes, imposition)?;
    let imposed = imposition.scheme != Scheme::None;
    if !imposed {
        for (side, page) in sides.iter_mut().zip(&layout.pages) {
            side.label.clone_from(&page.label);
        }
    }
    let pages = layout.pages.len();
    let noticed = [loose(imposition, pages), blank(imposition, pages), grown(imposition, &sizes, &sides)];
    let warnings = noticed.into_iter().flatten().chain(reach::check(&layout, &sides, imposition)).collect();
    Ok(Warned { value: Print { layout, sides, imposed, duplex }, warnings })
}

/// Places the pages of several messages, which have nothing to do with each
/// other: sheets that are cut hold consecutive messages, folded ones one each.
///
/// # Errors
/// As [`impose`].
pub(crate) fn impose_each(layouts: Vec<Layout>, imposition: &Imposition) -> Result<Warned<Print>> {
    let longest = layouts.iter().map(|layout| layout.pages.len()).max().unwrap_or(0);
    if imposition.scheme.is_cut() {
        let piece = if imposition.duplex == Duplex::None { 1 } else { longest.min(2) };
        let mut all = Appended::default();
        layouts.into_iter().for_each(|layout| all.push(filled(layout, piece)));
        return impose(all.finish(), &Imposition { piece: Some(piece), ..imposition.clone() });
    }
    let mut all = Appended::default();
    let mut print = Warned::quiet(Print { imposed: imposition.scheme != Scheme::None, ..Print::default() });
    let mut first = 0;
    for layout in layouts {
        let Warned { value: one, warnings } = impose(layout, imposition)?;
        let pages = one.layout.pages.len();
        print.warnings.extend(warnings);
        print.value.duplex = print.value.duplex.or(one.duplex);
        print.value.sides.extend(one.sides.into_iter().map(|mut side| {
            side.placements.iter_mut().for_each(|placement| placement.page += first);
            side
        }));
        first += pages;
        all.push(one.layout);
    }
    print.value.layout = all.finish();
    Ok(print)
}

/// A layout with as many blank pages as fill its last piece.
fn filled(mut layout: Layout, piece: usize) -> Layout {
    let blank = layout.pages.first().map(|page| Page { size: page.size, ..Page::default() });
    let pages = layout.pages.len().next_multiple_of(piece.max(1));
    if let Some(blank) = blank {
        layout.pages.resize(pages, blank);
    }
    layout
}

/// Warns if copies of several leaves come apart when they are cut.
fn loose(imposition: &Imposition, pages: usize) -> Option<Warning> {
    let Scheme::Copies(_) = imposition.scheme else { return None };
    if imposition.piece.is_some() {
        return None;
    }
    let sides = if imposition.duplex == Duplex::None { 1 } else { 2 };
    let leaves = pages.div_ceil(sides);
    (leaves > 1).then(|| {
        let message = format!("each copy has {pages} pages and so {leaves} loose leaves");
        Warning::new("loose-leaves", message)
            .hint(format!("`--fit {sides}` makes one leaf of it where the text is short enough"))
    })
}

/// Warns if a folded sheet is mostly blank.
fn blank(imposition: &Imposition, pages: usize) -> Option<Warning> {
    let panels = imposition.scheme.panels().filter(|panels| pages * 2 < *panels)?;
    let message = format!("{} of the {panels} panels of `{}` stay blank", panels - pages, imposition.scheme);
    let hint = match imposition.fits {
        false => format!("`--fit {panels}` fills them where the text is long enough"),
        true => "write more, or leave out `--sheet`: so short a text needs no folded sheet".to_owned(),
    };
    Some(Warning::new("blank-panels", message).hint(hint))
}

/// Warns if bleed and marks enlarge the sheet.
fn grown(imposition: &Imposition, pages: &[Size], sides: &[Side]) -> Option<Warning> {
    let is_its_own = matches!(imposition.scheme, Scheme::None | Scheme::Tiles(_));
    let media = sides.first().filter(|_| !is_its_own)?.media;
    let paper = imposition.division(pages.first().copied()).paper;
    if media.width <= paper.width + UNSEEN && media.height <= paper.height + UNSEEN {
        return None;
    }
    let size = |size: Size| format!("{:.0} × {:.0} mm", size.width.to_mm(), size.height.to_mm());
    let message = format!("bleed and marks make the sheet {}, larger than the paper of {}", size(media), size(paper));
    let warning = Warning::new("sheet-grows", message);
    Some(warning.hint("print on larger paper, or leave out `--bleed` and the crop and register marks"))
}

impl Sides {
    /// Splits fronts and backs if the paper is turned by hand; otherwise
    /// everything stays together.
    #[must_use]
    pub fn parted(self, duplex: Duplex) -> (Self, Option<Self>) {
        if duplex != Duplex::Manual {
            return (self, None);
        }
        let (fronts, backs): (Vec<Side>, Vec<Side>) = self.sides.into_iter().partition(|side| side.face == Face::Front);
        let part = |sides| Self { sides, duplex: Some(DuplexPreference::Simplex) };
        (part(fronts), (!backs.is_empty()).then(|| part(backs)))
    }
}

impl Print {
    /// See [`Sides::parted`].
    #[must_use]
    pub fn parted(self, duplex: Duplex) -> (Self, Option<Self>) {
        let (first, second) = Sides { sides: self.sides, duplex: self.duplex }.parted(duplex);
        let part = |Sides { sides, duplex }, layout| Self { layout, sides, duplex, imposed: self.imposed };
        let second = second.map(|sides| part(sides, self.layout.clone()));
        (part(first, self.layout), second)
    }
}
