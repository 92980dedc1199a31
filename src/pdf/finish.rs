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
use crate::settings::PdfKind;
use crate::units::{Length, Rect};
use lopdf::{Dictionary, Object, ObjectId, dictionary};

/// Sides drawn before their content is written, so that memory stays small.
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
    let work = Work::of(batches.len(), 2);
    let mut batch = Batch::draw(print, batches.next().unwrap_or_default(), &mut encoder, options);
    for sides in batches {
        // Codes are given out in the order of the text, so that one thread
        // draws; another writes meanwhile.
        let (written, next) = cores::join(work, || batch.write(), || Batch::draw(print, sides, &mut encoder, options));
        written?.into_iter().for_each(|(side, drawn, content)| add(side, drawn, content));
        batch = next;
    }
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

/// Some sides as they were drawn, with the numbers of the codes of each font.
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

    /// The sides with their content.
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

/// Objects every page refers to.
struct Shared {
    parent: ObjectId,
    resources: ObjectId,
}

/// Numbers for the annotations of a side; what has no place gets none.
fn annotations(file: &mut File, drawn: &Drawn, places: &Places<'_>, options: &PdfOptions) -> Vec<Option<ObjectId>> {
    let tagged = |tag: Option<_>| options.kind == PdfKind::Plain || tag.is_some();
    let areas = drawn.links.iter();
    areas.map(|area| (tagged(area.tag) && annotation(area, places).is_some()).then(|| file.reserve())).collect()
}

fn write_annotations(file: &mut File, sides: &[SidePage], places: &Places<'_>, options: &PdfOptions) {
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
        dict.set("Tabs", "S");
    }
    dict
}

/// A box of a side, upwards from its lower left corner and within the paper.
pub(crate) fn page_box(rect: Rect, side: &Side) -> Vec<Object> {
    let within = |length: Length, most: Length| length.max(Length::ZERO).min(most).to_pt();
    let (width, height) = (side.media.width, side.media.height);
    let left = within(rect.origin.x, width);
    let bottom = within(height - rect.bottom(), height);
    let right = within(rect.right(), width);
    let top = within(height - rect.origin.y, height);
    [left, bottom, right, top].map(real).to_vec()
}

/// Fonts that are numbered together.
struct MadeNumbering<'c, 'f> {
    texts: Content,
    /// Each with its place in the encoder.
    fonts: Vec<(usize, &'c Codes<'f>, MadeFont)>,
}

/// Makes all fonts that anything is shown in.
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
    let mut used: Vec<usize> = sides.iter().flat_map(|side| side.drawn.images.iter().copied()).collect();
    used.sort_unstable();
    used.dedup();
    let mut images = Dictionary::new();
    for index in used {
        let image = print.layout.images.get(index).map(|image| add_image(file, image, options)).transpose()?;
        if let Some(image) = image.flatten() {
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
    if print.layout.facing_rtl && !print.imposed {
        viewer.set("Direction", "R2L");
    }
    if print.imposed {
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
    if print.layout.facing_rtl && !print.imposed {
        catalog.set("PageLayout", "TwoPageRight");
    }
    if let Some(labels) = page_labels(print) {
        catalog.set("PageLabels", labels);
    }
    catalog
}

/// What PDF/A-2u and PDF/UA-1 ask for beyond tags.
fn add_standards(file: &mut File, catalog: &mut Dictionary, facts: &Facts<'_>) {
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    let profile = file.add_stream(dictionary! { "N" => 3 }, icc::srgb());
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "DestOutputProfile" => profile,
    };
    catalog.set("OutputIntents", vec![Object::Dictionary(intent)]);
    let metadata = file.reserve();
    // Readers of metadata may look for the packet without knowing PDF.
    let dict = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    file.put_stream(metadata, dict, facts.xmp().into_bytes(), false);
    catalog.set("Metadata", metadata);
}
