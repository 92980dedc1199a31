//! Loads the pictures of a document: each file once, with a warning where one is
//! missing.

use super::Preparer;
use crate::document::words;
use crate::document::{Figure, Image, Inline, Link, Meta, NodeId, PictureSize, Sources, Target};
use crate::error::Warning;
use crate::frame::{ImageContent, ImageData, StructId, StructRole};
use crate::picture::{self, Tones};
use crate::resources::{Resources, is_remote};
use crate::theme::StyleName;
use crate::typeset::inline::collect::InlineImage;
use crate::typeset::prepared::{Keep, Look, Node, NodeKind, Picture, PictureLink, PictureNode, TextNode};
use crate::units::{Em, Length, Size};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The ratios of width to height of what may be an emblem.
const EMBLEMS: std::ops::RangeInclusive<f64> = 0.7..=1.43;
/// Height of a picture within a line if the source gives no size, in ems: a
/// little more than the text's size, as emoji have. A choice: at 1.5 lines move apart.
const IN_LINE: f64 = 1.15;
/// Maximum height if the source gives a size, in ems: about two lines. A taller
/// picture would part the lines around it more than a paragraph's own picture does.
const TALLEST_IN_LINE: f64 = 3.0;
/// Maximum height of a picture that is all of a cell, in ems: a third of a page of A5.
const TALLEST_IN_CELL: f64 = 14.0;
/// Maximum width in either case, in ems: half of a narrow column, so that words
/// still fit beside the picture.
const IN_LINE_WIDTH: f64 = 12.0;
/// The text size, in points, that the sizes in sources are meant for: the 16 px of
/// browsers, and Word's default. A picture keeps its ratio to the text.
const USUAL: f64 = 12.0;

/// Pictures loaded for earlier documents, with their files: equal bytes are the
/// same allocation, as resources are read once (`convert/remember.rs`).
#[derive(Default)]
pub(crate) struct Shelf(Mutex<Vec<Loaded>>);

/// A file, and the picture in it.
type Loaded = (Arc<[u8]>, Arc<ImageData>);

impl Shelf {
    fn find(&self, bytes: &Arc<[u8]>) -> Option<Arc<ImageData>> {
        let loaded = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        loaded.iter().find(|(known, _)| Arc::ptr_eq(known, bytes)).map(|(_, image)| Arc::clone(image))
    }

    fn keep(&self, bytes: &Arc<[u8]>, image: &Arc<ImageData>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push((Arc::clone(bytes), Arc::clone(image)));
    }
}

/// The pictures of a document.
pub(super) struct Pictures<'a> {
    resources: &'a dyn Resources,
    shelf: &'a Shelf,
    sources: &'a Sources,
    images: Vec<Arc<ImageData>>,
    by_name: BTreeMap<String, Option<usize>>,
    /// One file may have several names. Equal bytes are the same allocation, as
    /// resources are read once (`convert/remember.rs`).
    by_bytes: Vec<(Arc<[u8]>, usize)>,
    budget: picture::Budget,
    warnings: Vec<Warning>,
    /// The room, in ems, of pictures that are all of a cell.
    pub(super) cell: Option<f64>,
    /// The number of pictures on the network, which are never fetched: a page of badges
    /// has a dozen, so they are told once.
    remote: usize,
}

impl<'a> Pictures<'a> {
    pub(super) fn new((resources, shelf): (&'a dyn Resources, &'a Shelf), sources: &'a Sources) -> Self {
        Self {
            resources,
            shelf,
            sources,
            images: Vec::new(),
            by_name: BTreeMap::new(),
            by_bytes: Vec::new(),
            budget: picture::Budget::default(),
            warnings: Vec::new(),
            cell: None,
            remote: 0,
        }
    }

    /// A picture of the text; a warning with its line if it cannot be read.
    fn of(&mut self, image: &Image) -> Option<Picture> {
        let place = self.sources.place(image.span);
        self.find(&image.path, |warning| warning.at(place.clone()))
    }

    /// A picture by name.
    pub(super) fn named(&mut self, name: &str) -> Option<Picture> {
        self.find(name, |warning| warning)
    }

    fn find(&mut self, name: &str, place: impl Fn(Warning) -> Warning) -> Option<Picture> {
        let image = match self.by_name.get(name) {
            Some(known) => *known,
            None => {
                let image = self.read(name, place);
                self.by_name.insert(name.to_owned(), image);
                image
            }
        }?;
        let size = self.images.get(image)?.size;
        // An SVG may be without extent; it has no ratio to scale by.
        (size.width > Length::ZERO && size.height > Length::ZERO).then_some(Picture { image, size })
    }

    fn read(&mut self, name: &str, place: impl Fn(Warning) -> Warning) -> Option<usize> {
        let bytes = self.resources.read(name);
        let known =
            bytes.as_ref().ok().and_then(|bytes| self.by_bytes.iter().find(|(known, _)| Arc::ptr_eq(known, bytes)));
        if let Some(&(_, image)) = known {
            return Some(image);
        }
        if let Some((image, bytes)) = bytes.as_ref().ok().and_then(|bytes| Some((self.shelf.find(bytes)?, bytes))) {
            self.images.push(image);
            self.by_bytes.push((Arc::clone(bytes), self.images.len() - 1));
            return Some(self.images.len() - 1);
        }
        let loaded = bytes.and_then(|bytes| Ok((picture::load_within(name, &bytes, &mut self.budget)?, bytes)));
        match loaded {
            Ok((loaded, bytes)) => {
                self.warnings.extend(loaded.warnings.into_iter().map(&place));
                let image = Arc::new(loaded.value);
                self.shelf.keep(&bytes, &image);
                self.images.push(image);
                self.by_bytes.push((bytes, self.images.len() - 1));
                Some(self.images.len() - 1)
            }
            Err(_) if is_remote(name) && self.remote > 0 => {
                self.remote += 1;
                None
            }
            Err(error) => {
                self.remote += usize::from(is_remote(name));
                let warning = place(Warning::new("image", error.to_string()));
                self.warnings.push(match error.hint() {
                    Some(hint) => warning.hint(hint),
                    None => warning.hint("its alternative text stands in its place"),
                });
                None
            }
        }
    }

    /// How light a picture is.
    fn tones(&self, picture: Picture) -> Option<Arc<Tones>> {
        Tones::of(&self.images.get(picture.image)?.content).map(Arc::new)
    }

    /// Whether a picture is about as wide as high and has nothing in its corners.
    fn is_emblem(&self, picture: Picture) -> bool {
        let Some(image) = self.images.get(picture.image) else { return false };
        let ImageContent::Raster { alpha: Some(alpha), width, height, .. } = &image.content else { return false };
        let (width, height) = (*width as usize, *height as usize);
        let corners =
            [0, width.saturating_sub(1), (width * height).saturating_sub(width), (width * height).saturating_sub(1)];
        EMBLEMS.contains(&picture.size.width.ratio(picture.size.height))
            && corners.iter().all(|&corner| alpha.get(corner) == Some(&0))
    }

    /// A picture within a line of text.
    pub(super) fn in_line(&mut self, image: &Image) -> Option<InlineImage> {
        let said = image.size;
        let Picture { image, size } = self.of(image)?;
        if let Some(room) = self.cell {
            let room = Size::new(Length::pt(USUAL * room), Length::pt(USUAL * TALLEST_IN_CELL));
            let size = said.on_paper(size, room);
            return Some(InlineImage {
                image,
                size: (Em::new(size.width.to_pt() / USUAL), Em::new(size.height.to_pt() / USUAL)),
            });
        }
        // Open: the source gives neither width nor height.
        let width = match said.is_open() {
            true => IN_LINE * size.width.ratio(size.height),
            false => {
                let room = Size::new(Length::pt(USUAL * IN_LINE_WIDTH), Length::pt(USUAL * TALLEST_IN_LINE));
                said.on_paper(size, room).width.to_pt() / USUAL
            }
        };
        // It keeps its own shape, within what the source gives it.
        let shape = size.height.ratio(size.width);
        let width = width.min(IN_LINE_WIDTH).min(TALLEST_IN_LINE / shape.max(f64::MIN_POSITIVE));
        let height = width * shape;
        Some(InlineImage { image, size: (Em::new(width), Em::new(height)) })
    }

    /// All pictures, the cover's, the background's, and the warnings.
    pub(super) fn finish(
        mut self,
        meta: &Meta,
    ) -> (Vec<Arc<ImageData>>, Option<Picture>, Option<Picture>, Vec<Warning>) {
        let cover = meta.cover.as_deref().and_then(|name| self.named(name));
        let background = meta.background.as_deref().and_then(|name| self.named(name));
        self.warnings.extend(Warning::more("image", self.remote.saturating_sub(1)));
        (self.images, cover, background, self.warnings)
    }
}

impl Preparer<'_> {
    pub(super) fn figure(&mut self, figure: &Figure, look: &Look, (tag, id): (StructId, NodeId)) -> Vec<Node> {
        let look = Look { style: StyleName::Figure, ..*look };
        let caption_look = Look { style: StyleName::Caption, ..look };
        let picture = self.pictures.of(&figure.image);
        let alt = figure.image.alt.clone();
        let link = match (&picture, &figure.link) {
            (Some(_), Some(Link { id, target: Target::Url(url), .. })) => {
                let description = alt.clone().filter(|alt| !alt.trim().is_empty()).unwrap_or_else(|| url.clone());
                let tag = self.structure.open(StructRole::Link, tag, Some(*id));
                Some(PictureLink { node: *id, url: url.clone(), tag, description })
            }
            _ => None,
        };
        let inside = link.as_ref().map_or(tag, |link| link.tag);
        // Without alternative text it is decoration: an artifact for PDF/UA, no tag.
        let own = match (&picture, &alt) {
            (Some(_), Some(alt)) if !alt.trim().is_empty() => {
                let own = self.structure.open(StructRole::Figure, inside, Some(id));
                self.structure.set_alt(own, alt.clone());
                Some(own)
            }
            _ => None,
        };
        let stand_in = self.stand_in(&figure.image);
        let is_typed = self.pictures.sources.are_typed();
        let mut caption = |content: &[Inline]| {
            let parent = own.unwrap_or(tag);
            let role = if own.is_some() { StructRole::Caption } else { StructRole::Paragraph };
            let caption_tag = self.structure.open(role, parent, None);
            self.text(content, &caption_look, Some(caption_tag), tag)
        };
        let content = figure.caption.as_deref().filter(|content| !content.is_empty());
        match picture {
            Some(picture) => {
                let caption = content.map(&mut caption);
                let size = figure.image.size;
                let lies = self.theme.styles.values().any(|style| style.over);
                let tones = if lies { self.pictures.tones(picture) } else { None };
                let is_emblem = size == PictureSize::default() && self.pictures.is_emblem(picture);
                let node = PictureNode { picture, tag: own, caption, size, link, tallest: None, is_emblem, tones };
                vec![Self::node(&look, NodeKind::Picture(node))]
            }
            // The alternative text is shown instead.
            None => {
                // A page's author says with an empty one that nothing is lost without
                // the picture; in Markdown the brackets are just left empty.
                let is_decoration = alt.as_ref().is_some_and(|alt| alt.trim().is_empty()) && !is_typed;
                let words = alt.filter(|alt| !alt.trim().is_empty()).unwrap_or(stand_in);
                let said = [Inline::Text(crate::document::Text::plain(words, figure.image.span))];
                let texts = [(!is_decoration).then(|| caption(&said)), content.map(caption)];
                let node = |text| Self::node(&caption_look, NodeKind::Text(TextNode::new(text, Keep::Free)));
                texts.into_iter().flatten().map(node).collect()
            }
        }
    }

    /// The text in place of a picture without alternative text: its path, which the author
    /// knows; in a saved page the path means nothing to anyone, so there it is a word.
    fn stand_in(&self, image: &Image) -> String {
        if self.pictures.sources.are_typed() { image.shown() } else { words::PICTURE.to_owned() }
    }
}
