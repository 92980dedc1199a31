//! The document around the pages: fonts, images, tags, metadata, boxes.

use super::bookmarks::{Places, add_outline, annotation, page_labels};
use super::codes::{Cid, Codes, Encoder};
use super::content::{Drawn, draw};
use super::file::{Content, File, pack};
use super::font::{MadeFont, add_font, make_font, make_texts, real, text};
use super::image::add_image;
use super::meta::Facts;
use super::structure::{SidePage, add_structure};
use super::{PdfOptions, icc, printer};
use crate::cores::{self, Work};
use crate::document::Meta;
use crate::error::Result;
use crate::font::FontBook;
use crate::frame::{DuplexPreference, Print, Side};
use crate::raster;
use crate::settings::PdfKind;
use crate::units::{Length, Rect};
use lopdf::{Dictionary, Object, ObjectId, dictionary};
use std::collections::BTreeMap;

/// Sides drawn before their content is written. A choice: all operations of a
/// batch are in memory at once, so more sides take more memory; fewer sides
/// mean more printpdf documents and more waiting for the slower of two threads.
const SIDES_AT_ONCE: usize = 8;

/// Writes the whole file.
pub(crate) fn write(print: &Print, meta: &Meta, fonts: &FontBook, options: &PdfOptions) -> Result<Vec<u8>> {
    let mut file = File::new();
    let mut encoder = Encoder::new(fonts);
    let shared = Shared { parent: file.reserve(), resources: file.reserve() };
    let pages: Vec<_> = print.sides.iter().map(|_| file.reserve()).collect();
    let places = Places::new(print, pages.clone());
    let mut sides: Vec<SidePage> = Vec::with_capacity(pages.len());
    let mut add = |side: &Side, drawn: Drawn, content: Content| {
        let content = file.add_content(Dictionary::new(), content);
        let annotations = annotations(&mut file, &drawn, &places, options);
        let side_page = SidePage { page: pages[sides.len()], drawn, annotations };
        file.put(side_page.page, page_dict(side, &side_page, content, &shared, sides.len(), options));
        sides.push(side_page);
    };
    let mut batches = print.sides.chunks(SIDES_AT_ONCE);
    // With a single batch there is nothing to write while the next one is
    // drawn.
    let work = Work::of(batches.len(), 2);
    let mut batch = Batch::draw(print, batches.next().unwrap_or_default(), &mut encoder, options);
    for sides in batches {
        // Codes are given out in the order of the text, so only one thread
        // draws; another one writes the batch before meanwhile.
        let (written, next) = cores::join(work, || batch.write(), || Batch::draw(print, sides, &mut encoder, options));
        written?.into_iter().for_each(|(side, drawn, content)| add(side, drawn, content));
        batch = next;
    }
    // The fonts are made beside the last `write`, from an encoder that may no
    // longer change: it has to be closed first.
    encoder.close();
    let (written, fonts) = cores::join(work, || batch.write(), || make_fonts(&encoder, work));
    written?.into_iter().for_each(|(side, drawn, content)| add(side, drawn, content));
    write_annotations(&mut file, &sides, &places, options);
    write_resources(&mut file, print, fonts?, &sides, &shared, options)?;
    file.put(
        shared.parent,
        dictionary! {
            "Type" => "Pages",
            "Count" => pages.len() as i64,
            "Kids" => pages.iter().map(|&page| page.into()).collect::<Vec<Object>>(),
        },
    );
    let facts = Facts::new(meta, options);
    let mut catalog = catalog(print, meta, &shared);
    if let Some(outline) = add_outline(&mut file, &print.layout.outline, &places) {
        catalog.set("Outlines", outline);
    }
    if options.kind == PdfKind::Archive {
        let structure = add_structure(&mut file, &print.layout.structure, &sides);
        catalog.set("StructTreeRoot", structure);
        add_standards(&mut file, &mut catalog, &facts);
    }
    let catalog = file.add(catalog);
    let info = file.add(facts.info());
    Ok(file.finish(catalog, Some(info)))
}

/// Drawn sides, with each font's code numbers.
struct Batch<'a> {
    sides: &'a [Side],
    drawn: Vec<Drawn>,
    numbers: Vec<Vec<Cid>>,
}

impl<'a> Batch<'a> {
    fn draw(print: &Print, sides: &'a [Side], encoder: &mut Encoder<'_>, options: &PdfOptions) -> Self {
        let drawn = sides.iter().map(|side| draw(print, side, encoder, options)).collect();
        encoder.number();
        Self { sides, drawn, numbers: encoder.numbers() }
    }

    /// The sides with their content streams.
    fn write(mut self) -> Result<Vec<(&'a Side, Drawn, Content)>> {
        let streams = printer::streams(self.sides, &mut self.drawn, &self.numbers)?;
        let contents = streams.into_iter().map(pack);
        Ok(self
            .sides
            .iter()
            .zip(self.drawn)
            .zip(contents)
            .map(|((side, drawn), content)| (side, drawn, content))
            .collect())
    }
}

/// Objects that every page refers to.
struct Shared {
    parent: ObjectId,
    resources: ObjectId,
}

/// Reserves objects for the annotations of a side. A link without a target gets
/// none, nor, in an archive file, one without a tag.
fn annotations(file: &mut File, drawn: &Drawn, places: &Places<'_>, options: &PdfOptions) -> Vec<Option<ObjectId>> {
    let tagged = |tag: Option<_>| options.kind == PdfKind::Plain || tag.is_some();
    let areas = drawn.links.iter();
    areas.map(|area| (tagged(area.tag) && annotation(area, places).is_some()).then(|| file.reserve())).collect()
}

fn write_annotations(file: &mut File, sides: &[SidePage], places: &Places<'_>, options: &PdfOptions) {
    // In the parent tree, annotations are numbered after the pages and in this
    // order: see `Tree::write_root`, which counts the same way.
    let mut parent = sides.len() as i64;
    for side in sides {
        for (area, object) in side.drawn.links.iter().zip(&side.annotations) {
            let (Some(object), Some(mut dict)) = (object, annotation(area, places)) else { continue };
            if options.kind == PdfKind::Archive {
                dict.set("StructParent", parent);
            }
            parent += 1;
            file.put(*object, dict);
        }
    }
}

fn page_dict(
    side: &Side,
    page: &SidePage,
    content: ObjectId,
    shared: &Shared,
    index: usize,
    options: &PdfOptions,
) -> Dictionary {
    let media = Rect::new(crate::units::Point::ZERO, side.media);
    let mut dict = dictionary! {
        "Type" => "Page",
        "Parent" => shared.parent,
        "MediaBox" => page_box(media, side),
        "Resources" => shared.resources,
        "Contents" => content,
    };
    // An empty box stands for none; the media box is the default of both.
    if side.trim != Rect::default() && side.trim != media {
        dict.set("TrimBox", page_box(side.trim, side));
    }
    if side.bleed != Rect::default() && side.bleed != media {
        dict.set("BleedBox", page_box(side.bleed, side));
    }
    let annotations: Vec<Object> = page.annotations.iter().flatten().map(|&id| id.into()).collect();
    if options.kind == PdfKind::Archive {
        dict.set("StructParents", index as i64);
    }
    if !annotations.is_empty() {
        dict.set("Annots", annotations);
        // PDF/UA-1, 7.18.3: pages with annotations are tabbed in structure
        // order.
        dict.set("Tabs", "S");
    }
    dict
}

/// A box in PDF coordinates (y upwards), clipped to the paper.
pub(crate) fn page_box(rect: Rect, side: &Side) -> Vec<Object> {
    let within = |length: Length, most: Length| length.max(Length::ZERO).min(most).to_pt();
    let (width, height) = (side.media.width, side.media.height);
    let left = within(rect.origin.x, width);
    let bottom = within(height - rect.bottom(), height);
    let right = within(rect.right(), width);
    let top = within(height - rect.origin.y, height);
    [left, bottom, right, top].map(real).to_vec()
}

/// The fonts of one numbering.
struct MadeNumbering<'c, 'f> {
    texts: Content,
    /// Each with its index in the encoder.
    fonts: Vec<(usize, &'c Codes<'f>, MadeFont)>,
}

/// Makes all fonts of which anything is shown.
fn make_fonts<'c, 'f>(encoder: &'c Encoder<'f>, work: Work) -> Result<Vec<MadeNumbering<'c, 'f>>> {
    let mut made = Vec::new();
    for (index, numbering) in encoder.numberings.iter().enumerate() {
        let shown = |(_, codes): &(usize, &Codes<'_>)| codes.numbering == index && !codes.codes.is_empty();
        let fonts: Vec<_> = encoder.fonts.iter().enumerate().filter(shown).collect();
        if fonts.is_empty() {
            continue;
        }
        let make = |(index, codes)| Ok((index, codes, make_font(codes)?));
        let (fonts, texts) = cores::join(work, || cores::map(work, fonts, make), || make_texts(numbering));
        made.push(MadeNumbering { texts, fonts: fonts.into_iter().collect::<Result<_>>()? });
    }
    Ok(made)
}

fn write_resources(
    file: &mut File,
    print: &Print,
    numberings: Vec<MadeNumbering<'_, '_>>,
    sides: &[SidePage],
    shared: &Shared,
    options: &PdfOptions,
) -> Result<()> {
    let mut dicts = Dictionary::new();
    for MadeNumbering { texts, fonts } in numberings {
        let texts = file.add_content(Dictionary::new(), texts);
        for (index, codes, made) in fonts {
            dicts.set(printer::font_id(index).0, add_font(file, codes, made, texts));
        }
    }
    let mut used: BTreeMap<usize, f64> = BTreeMap::new();
    for (&index, &area) in sides.iter().flat_map(|side| &side.drawn.images) {
        let known = used.entry(index).or_default();
        *known = known.max(area);
    }
    let mut images = Dictionary::new();
    let mut reductions = raster::Reductions::default();
    for (index, area) in used {
        let Some(image) = print.layout.images.get(index) else { continue };
        let smaller = if options.full_pictures { None } else { raster::for_print(image, area, &mut reductions)? };
        if let Some(image) = add_image(file, smaller.as_ref().unwrap_or(image), options)? {
            images.set(printer::image_id(index).0, image);
        }
    }
    let mut resources = dictionary! { "Font" => dicts };
    if !images.is_empty() {
        resources.set("XObject", images);
    }
    file.put(shared.resources, resources);
    Ok(())
}

fn catalog(print: &Print, meta: &Meta, shared: &Shared) -> Dictionary {
    let mut viewer = dictionary! { "DisplayDocTitle" => true };
    if print.is_from_right() {
        viewer.set("Direction", "R2L");
    }
    if print.imposed {
        // Scaled sheets would no longer fold and cut to the right size.
        viewer.set("PrintScaling", "None");
    }
    if let Some(duplex) = print.duplex {
        viewer.set(
            "Duplex",
            match duplex {
                DuplexPreference::Simplex => "Simplex",
                DuplexPreference::ShortEdge => "DuplexFlipShortEdge",
                DuplexPreference::LongEdge => "DuplexFlipLongEdge",
            },
        );
    }
    let mut catalog = dictionary! {
        "Type" => "Catalog",
        "Pages" => shared.parent,
        "Lang" => text(meta.lang.as_str()),
        "ViewerPreferences" => viewer,
    };
    if print.is_from_right() {
        catalog.set("PageLayout", "TwoPageRight");
    }
    if let Some(labels) = page_labels(print) {
        catalog.set("PageLabels", labels);
    }
    catalog
}

/// What PDF/A-2u and PDF/UA-1 require beyond tags.
fn add_standards(file: &mut File, catalog: &mut Dictionary, facts: &Facts<'_>) {
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    // sRGB whatever the ink: archive files hold only RGB and grey (CMYK is
    // refused), and grey is allowed with any output intent. `GTS_PDFA1` is the
    // subtype for PDF/A-2 too (ISO 19005-2, 6.2.3).
    let profile = file.add_stream(dictionary! { "N" => 3 }, icc::srgb());
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "DestOutputProfile" => profile,
    };
    catalog.set("OutputIntents", vec![Object::Dictionary(intent)]);
    let metadata = file.reserve();
    // Uncompressed, so that tools can find XMP without parsing PDF.
    let dict = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    file.put_stream(metadata, dict, facts.xmp().into_bytes(), false);
    catalog.set("Metadata", metadata);
}
