//! Pictures, drawings and the text in them.

use super::body::Body;
use super::package::Package;
use super::paragraph::{Paragraph, Piece};
use super::run::Look;
use super::told::Told;
use crate::document::PictureSize;
use crate::error::Result;
use crate::picture::{self, Crop};
use crate::read::notices::Notices;
use crate::read::xml::Element;
use crate::read::{alt, sizes};
use crate::resources::Memory;
use crate::units::{Length, Size};
use std::collections::BTreeMap;
use std::sync::Arc;

/// English Metric Units of Word's drawings in a point.
const EMU: f64 = 12_700.0;
/// The text in place of a picture that cannot be shown.
const STAND_IN: &str = crate::document::words::PICTURE;

/// A picture of the file.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    /// Its name among the embedded pictures.
    pub(super) path: String,
    pub(super) alt: Option<String>,
    pub(super) size: Option<Size>,
    anchor: Anchor,
}

/// Where a picture is placed from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Anchor {
    /// In the line, as a letter, or beside the paragraph.
    #[default]
    Line,
    /// This far below the top of its paragraph.
    Paragraph(Length),
    /// From an edge of the page.
    Page,
}

impl Anchor {
    /// The anchor of a floating picture (`wp:anchor`).
    fn of(anchor: &Element) -> Self {
        let Some(vertical) = anchor.child("positionV") else { return Self::Line };
        let offset = vertical.child("posOffset").and_then(|offset| offset.text().trim().parse::<f64>().ok());
        match (vertical.get("relativeFrom"), offset) {
            (Some("paragraph" | "line"), Some(emu)) => Self::Paragraph(Length::pt(emu / EMU)),
            (Some("paragraph" | "line"), None) => Self::Line,
            _ => Self::Page,
        }
    }
}

/// The letters of a line and its height on Word's page of A4 with letters of 12 points;
/// both are only to tell a picture under a paragraph from one beside it.
const LINE_LETTERS: usize = 80;
const LINE_HEIGHT: Length = Length::pt(16.0);

/// What the text of a paragraph says of where its pictures are.
#[derive(Clone, Copy)]
pub(super) struct Text {
    height: Length,
    /// It ends with a colon.
    announces: bool,
}

impl Text {
    pub(super) fn of(text: &str) -> Self {
        let text = text.trim();
        let lines: usize = text.lines().map(|line| line.chars().count().div_ceil(LINE_LETTERS)).sum();
        let height = LINE_HEIGHT * f64::from(u32::try_from(lines).unwrap_or(u32::MAX));
        Self { height, announces: text.ends_with(':') }
    }
}

impl Picture {
    /// Whether it is placed under the text of its paragraph. Where the paragraph is on
    /// its page is unknown; but one that ends with a colon announces the picture.
    pub(super) fn is_under(&self, text: Text) -> bool {
        match self.anchor {
            Anchor::Line => false,
            Anchor::Paragraph(depth) => text.height > Length::ZERO && depth >= text.height,
            Anchor::Page => text.announces,
        }
    }

    /// The size as the document has it.
    pub(super) fn size(&self) -> PictureSize {
        self.size.map(PictureSize::of).unwrap_or_default()
    }
}

/// The properties that a drawing gives its pictures.
#[derive(Clone, Debug, Default)]
pub(super) struct Beside {
    pub(super) alt: Option<String>,
    pub(super) size: Option<Size>,
    pub(super) crop: Crop,
    pub(super) anchor: Anchor,
}

impl Body<'_, '_, '_, '_> {
    /// A drawing (`w:drawing`), a shape of older files (`w:pict`) or the preview
    /// of an embedded object.
    pub(super) fn drawing(&mut self, element: &Element, beside: Beside, paragraph: &mut Paragraph) -> Result<()> {
        for child in element.elements() {
            self.drawn(child, beside.clone(), paragraph)?;
        }
        Ok(())
    }

    fn drawn(&mut self, element: &Element, mut beside: Beside, paragraph: &mut Paragraph) -> Result<()> {
        match element.name.as_str() {
            "inline" | "anchor" => {
                let said = element.child("docPr");
                if said.is_some_and(|said| matches!(said.get("hidden"), Some("1" | "true" | "on"))) {
                    return Ok(());
                }
                beside.alt = said.and_then(|said| alt_of(said, &["descr", "title"])).or(beside.alt);
                beside.size = element.child("extent").and_then(size).or(beside.size);
                if element.name == "anchor" {
                    beside.anchor = Anchor::of(element);
                }
                self.drawing(element, beside, paragraph)
            }
            // The pictures of a group have sizes of their own.
            "wgp" | "grpSp" => self.drawing(element, Beside { size: None, ..beside }, paragraph),
            "pic" => {
                let own = element.find("cNvPr").and_then(|said| alt_of(said, &["descr"]));
                let transform = element.child("spPr").and_then(|shape| shape.child("xfrm"));
                beside.alt = beside.alt.or(own);
                beside.size = beside.size.or(transform.and_then(|transform| transform.child("ext")).and_then(size));
                self.drawing(element, beside, paragraph)
            }
            "blipFill" => {
                beside.crop = element.child("srcRect").map(crop).unwrap_or_default();
                self.drawing(element, beside, paragraph)
            }
            "blip" => self.image(element.get("embed"), &beside, paragraph),
            "chart" => {
                self.told.charts += 1;
                Ok(())
            }
            "relIds" => {
                self.told.drawings += 1;
                Ok(())
            }
            "txbxContent" => {
                let items = self.inside(element)?;
                if !items.is_empty() {
                    paragraph.pieces.push(Piece::Frame(items));
                }
                Ok(())
            }
            "AlternateContent" => self
                .alternate(element, paragraph, |body, branch, paragraph| {
                    body.drawing(branch, beside.clone(), paragraph).map(|()| false)
                })
                .map(|_| ()),
            _ => self.shape(element, beside, paragraph),
        }
    }

    /// A shape of VML.
    fn shape(&mut self, element: &Element, mut beside: Beside, paragraph: &mut Paragraph) -> Result<()> {
        match element.name.as_str() {
            "shape" | "rect" | "roundrect" | "oval" | "group" => {
                if element.get("hr").is_some_and(|is| is != "f") {
                    paragraph.pieces.push(Piece::Rule);
                    return Ok(());
                }
                let style = element.get("style").unwrap_or_default();
                let said = |wanted: &str| {
                    let pairs = style.split(';').filter_map(|pair| pair.split_once(':'));
                    pairs.map(|(name, value)| (name.trim(), value.trim())).find(|(name, _)| *name == wanted)
                };
                if said("visibility").is_some_and(|(_, value)| value == "hidden") {
                    return Ok(());
                }
                let length = |name: &str| said(name).and_then(|(_, value)| sizes::length(value));
                beside.alt = alt_of(element, &["alt"]).or(beside.alt);
                beside.size = length("width").zip(length("height")).map(|(width, height)| Size::new(width, height));
                self.drawing(element, beside, paragraph)
            }
            "imagedata" => {
                let cut = |side: &str| element.get(side).map_or(0.0, fraction);
                beside.crop = Crop::new([cut("cropleft"), cut("croptop"), cut("cropright"), cut("cropbottom")]);
                self.image(element.get("id"), &beside, paragraph)
            }
            "textpath" => {
                let text = element.get("string").unwrap_or_default().trim();
                if !text.is_empty() {
                    paragraph.pieces.push(Piece::Text(text.to_owned(), Look::default()));
                }
                Ok(())
            }
            // It defines a kind of shape and is not shown itself.
            "shapetype" => Ok(()),
            _ => self.drawing(element, beside, paragraph),
        }
    }

    /// A picture by its relationship, embedded under a name derived from its
    /// bytes.
    fn image(&mut self, relation: Option<&str>, beside: &Beside, paragraph: &mut Paragraph) -> Result<()> {
        let Some(relation) = relation else { return Ok(()) };
        let target = self.relations.get(relation).cloned();
        let part = target.map(|target| match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => self.package.beside_main(&target),
        });
        let path = match part.filter(|part| self.package.has(part)) {
            Some(part) => {
                let files = (&mut *self.package, &*self.notices);
                self.album.embed(
                    (&part, &format!("{:?}", beside.crop)),
                    |_| Some(beside.crop),
                    files,
                    &mut self.told,
                )?
            }
            None => {
                self.told.missing += 1;
                None
            }
        };
        beside.place(path, paragraph);
        Ok(())
    }
}

impl Beside {
    /// Puts a picture into a paragraph, or words for one that cannot be shown.
    pub(super) fn place(&self, path: Option<String>, paragraph: &mut Paragraph) {
        paragraph.pieces.push(match path {
            Some(path) => Piece::Picture(Picture { path, alt: self.alt.clone(), size: self.size, anchor: self.anchor }),
            // A drawing of many shapes is one for its reader.
            None if self.alt.is_none() && paragraph.pieces.last().is_some_and(stands_in) => return,
            None => Piece::Text(self.alt.clone().unwrap_or_else(|| STAND_IN.to_owned()), Look::default()),
        });
    }
}

/// The pictures of a file that are shown.
#[derive(Default)]
pub(super) struct Album {
    pub(super) embedded: Memory,
    crops: picture::Crops,
    /// Their names, by part and cropping.
    known: BTreeMap<String, Option<String>>,
}

impl Album {
    /// Embeds a picture without its cropped parts, which `crop` finds; `None` for kinds
    /// that cannot be shown. `cut` tells apart the croppings of a picture.
    pub(super) fn embed(
        &mut self,
        (part, cut): (&str, &str),
        crop: impl FnOnce(&[u8]) -> Option<Crop>,
        (package, notices): (&mut Package<'_>, &Notices<'_>),
        told: &mut Told,
    ) -> Result<Option<String>> {
        let key = format!("{part} {cut}");
        if let Some(known) = self.known.get(&key) {
            if known.is_none() {
                told.unshown(part);
            }
            return Ok(known.clone());
        }
        let bytes = package.bytes(part, notices)?;
        // A picture that cannot be cropped is not shown: what the author cut off must
        // not reappear.
        let shown = match crop(&bytes) {
            Some(crop) if !crop.is_nothing() => self.crops.cropped(&bytes, crop),
            Some(_) if picture::is_known(&bytes) => Some(bytes),
            _ => None,
        };
        let path = shown.map(|bytes| {
            let path = picture::embedded_name(&bytes);
            self.embedded.0.insert(path.clone(), Arc::from(bytes));
            path
        });
        if path.is_none() {
            told.unshown(part);
        }
        self.known.insert(key, path.clone());
        Ok(path)
    }
}

/// Whether a piece stands for a picture that cannot be shown.
fn stands_in(piece: &Piece) -> bool {
    matches!(piece, Piece::Text(words, _) if words == STAND_IN)
}

/// The first attribute with a description that is not a file name.
pub(super) fn alt_of(element: &Element, names: &[&str]) -> Option<String> {
    names.iter().filter_map(|name| element.get(name)).find_map(alt::description)
}

/// A size in English Metric Units.
fn size(element: &Element) -> Option<Size> {
    let length = |name: &str| element.number::<f64>(name).filter(|emu| *emu > 0.0).map(|emu| Length::pt(emu / EMU));
    Some(Size::new(length("cx")?, length("cy")?))
}

/// The cropping of `a:srcRect`, in thousandths of a percent or in percent.
fn crop(element: &Element) -> Crop {
    let side = |name: &str| {
        let said = element.get(name).unwrap_or("0").trim();
        match said.strip_suffix('%') {
            Some(percent) => percent.parse::<f64>().unwrap_or(0.0) / 100.0,
            None => said.parse::<f64>().unwrap_or(0.0) / 100_000.0,
        }
    };
    Crop::new(["l", "t", "r", "b"].map(side))
}

/// A fraction in VML: `6554f` is in 65536ths.
fn fraction(said: &str) -> f64 {
    match said.trim().strip_suffix('f') {
        Some(parts) => parts.parse::<f64>().unwrap_or(0.0) / 65_536.0,
        None => said.trim().parse().unwrap_or(0.0),
    }
}
