//! Cards: a second layout of the same message, for screens. The pages of a PDF
//! are not affected.

use super::choose;
use crate::document::Document;
use crate::error::{Error, Result, Warned, Warning};
use crate::font::FontBook;
use crate::frame::{Frame, ItemKind, Layout, Placement, Print, Side};
use crate::resources::Resources;
use crate::settings::{Binding, Card, Justify, Kashida, Settings};
use crate::theme::Theme;
use crate::typeset::{Geometry, TextOptions, typeset};
use crate::units::{Length, Point, Rect, Rotation, Size};

/// Pixels per inch at which a card of 108 mm is 1080 pixels wide: ten per
/// millimetre.
pub(super) const PPI: f64 = 254.0;
/// The width of a card in pixels, which feeds show unscaled.
const WIDTH: f64 = 1080.0;
/// The most cards made unless more are asked for: two albums of a messenger.
const MOST: usize = 20;
/// The most pictures in an album of Telegram or Instagram.
const ALBUM: usize = 10;
/// The shares of a story's height that apps cover: the sender's name above, the
/// answer box below.
const COVERED: (f64, f64) = (0.14, 0.20);
/// The tallest long card. With its width it stays below the 10,000 pixels that
/// Telegram accepts for width and height together.
const LONGEST: f64 = 8900.0;
/// So many cards may become one with smaller letters: those of the theme hold about two
/// thirds of what the smallest do.
const FEW: usize = 2;
/// How much letters may grow to fill the last of several cards.
const GROWN: f64 = 1.08;
/// The space below the last line of a long card, in pixels.
const END: f64 = 90.0;

/// A card's height and the space kept free above and below, in pixels.
#[derive(Clone, Copy)]
struct Shape {
    height: f64,
    free: (f64, f64),
}

impl Card {
    fn shape(self) -> Shape {
        let (height, free) = match self {
            Self::Post => (1350.0, (0.0, 0.0)),
            Self::Square => (1080.0, (0.0, 0.0)),
            Self::Tall => (1440.0, (0.0, 0.0)),
            Self::Story => (1920.0, ((1920.0 * COVERED.0).ceil(), (1920.0 * COVERED.1).ceil())),
            Self::Long => (LONGEST, (0.0, 0.0)),
        };
        Shape { height, free }
    }
}

/// Cards placed on their pictures, and the fonts they use.
pub(super) struct Cards {
    pub(super) print: Print,
    pub(super) fonts: FontBook,
}

/// Sets a message on cards.
///
/// # Errors
/// [`Error::DoesNotFit`] where there would be more cards than asked for.
pub(super) fn set(
    document: &Document,
    kind: Card,
    settings: &Settings,
    resources: &dyn Resources,
) -> Result<Warned<Cards>> {
    let (theme, fonts) = choose::look_of(settings.card_theme.as_deref().unwrap_or("card"), settings, resources)?.value;
    let setter = Setter { document, theme: &theme, fonts: &fonts, settings, resources, shape: kind.shape() };
    let Warned { value: layout, mut warnings } = match (kind, settings.cards) {
        (Card::Long, _) => setter.long()?,
        (_, Some(count)) => setter.counted(usize::from(count))?,
        (_, None) => setter.natural()?,
    };
    warnings.extend(note(kind, layout.pages.len()));
    let print = setter.on_pictures(layout);
    Ok(Warned { value: Cards { print, fonts }, warnings })
}

/// A note on what a messenger does with the cards.
fn note(kind: Card, count: usize) -> Option<Warning> {
    match kind {
        Card::Long => Some(
            Warning::new("long-card", "messengers make long pictures small")
                .hint("send it as a file, or use `--card post`"),
        ),
        _ if count > ALBUM => Some(
            Warning::new("many-cards", format!("{count} cards are more than the {ALBUM} that an album holds"))
                .hint(format!("`--cards {ALBUM}` sets the message smaller, where that can still be read")),
        ),
        _ => None,
    }
}

struct Setter<'a> {
    document: &'a Document,
    theme: &'a Theme,
    fonts: &'a FontBook,
    settings: &'a Settings,
    resources: &'a dyn Resources,
    shape: Shape,
}

impl Setter<'_> {
    /// As many cards as the theme's own letter size needs, each filled. For more
    /// than [`MOST`] letters shrink; it is an error where even the smallest size
    /// needs more.
    fn natural(&self) -> Result<Warned<Layout>> {
        // On a theme's one page pictures shrink before words; another card costs nothing.
        let plain = Theme { fill: false, ..self.theme.clone() };
        let usual = Setter { theme: &plain, ..*self }.typeset(self.theme.size, None)?;
        let count = usual.value.pages.len();
        if count <= FEW
            && let Ok(one) = self.typeset(self.theme.size, Some(1))
        {
            return Ok(one);
        }
        match count {
            1 => Ok(usual),
            count if count <= MOST => Ok(self.filled(count).unwrap_or(usual)),
            _ => self.bounded(),
        }
    }

    /// [`MOST`] cards in smaller letters, or fewer where those leave some of them empty.
    fn bounded(&self) -> Result<Warned<Layout>> {
        if let Ok(most) = self.typeset(self.theme.size, Some(MOST)) {
            return Ok(most);
        }
        let least = self.least()?;
        let counts = (least..MOST).rev();
        let fitted = counts.map(|count| self.typeset(self.theme.size, Some(count))).find_map(Result::ok);
        fitted.ok_or_else(|| Error::DoesNotFit {
            message: format!("the message needs {least} cards, more than {MOST}"),
            hint: Some(format!("say `--cards {least}` for so many, or `--card long` for one picture")),
        })
    }

    /// This number of cards, with slightly larger letters so that the last is
    /// filled; with much larger ones lines of verse would break.
    fn filled(&self, count: usize) -> Result<Warned<Layout>> {
        let most = self.theme.size * GROWN;
        let theme = Theme { fit: [self.theme.size, most.min(self.theme.fit[1])], ..self.theme.clone() };
        Setter { theme: &theme, ..*self }.typeset(theme.size, Some(count))
    }

    /// Exactly this number of cards.
    fn counted(&self, count: usize) -> Result<Warned<Layout>> {
        let fitted = self.typeset(self.theme.size, Some(count));
        match fitted {
            Err(Error::DoesNotFit { .. }) => {
                let least = self.least()?;
                let (message, hint) = match least > count {
                    true => (
                        format!("the message does not fit {count} cards in letters that a phone shows well"),
                        format!("`--cards {least}` is the least, or `--card long`"),
                    ),
                    false => (
                        format!("the message does not fill {count} cards"),
                        format!("leave out `--cards`, or say `--cards {least}`"),
                    ),
                };
                Err(Error::DoesNotFit { message, hint: Some(hint) })
            }
            other => other,
        }
    }

    /// One picture, as tall as the message needs. In a theme that fills its page a short
    /// message would fill the tallest one, and its address would stand at the foot of that;
    /// only a message that is too long for it is fitted to it.
    fn long(&self) -> Result<Warned<Layout>> {
        let mut plain = Theme { fill: false, ..self.theme.clone() };
        plain.styles.values_mut().for_each(|style| style.foot = false);
        let usual = Setter { theme: &plain, ..*self };
        let whole = usual.typeset_on(self.shape.height, self.theme.size, None)?;
        if whole.value.pages.len() == 1 {
            return usual.cut(whole);
        }
        self.cut(self.typeset_on(self.shape.height, self.theme.size, None)?)
    }

    /// The tallest picture without the empty part below its words.
    fn cut(&self, whole: Warned<Layout>) -> Result<Warned<Layout>> {
        let too_long = || Error::DoesNotFit {
            message: format!("the message is longer than one picture of {LONGEST} pixels"),
            hint: Some("use `--card post`".to_owned()),
        };
        let [page] = &whole.value.pages[..] else { return Err(too_long()) };
        let bottom = lowest(&page.frame, page.size).to_mm() * WIDTH / 108.0;
        let mut height = (bottom + END).ceil();
        loop {
            let cut = self.typeset_on(height.min(LONGEST), self.theme.size, None)?;
            if cut.value.pages.len() == 1 || height >= LONGEST {
                return Ok(cut);
            }
            height += END;
        }
    }

    /// The number of cards with the smallest readable letters.
    fn least(&self) -> Result<usize> {
        Ok(self.typeset(self.theme.fit[0], None)?.value.pages.len())
    }

    fn typeset(&self, size: Length, count: Option<usize>) -> Result<Warned<Layout>> {
        self.typeset_on(self.shape.height, size, count)
    }

    fn typeset_on(&self, height: f64, size: Length, count: Option<usize>) -> Result<Warned<Layout>> {
        let Shape { free, .. } = self.shape;
        let margins = self.theme.page.margins;
        let geometry = Geometry {
            size: Size::mm(108.0, millimetres(height - free.0 - free.1)),
            margins,
            columns: 1,
            gap: self.theme.page.gap,
            mirrored: false,
            binding: Binding::Right,
            // Backgrounds extend to the picture's edge, under what apps cover.
            bleed: Length::mm(millimetres(free.0.max(free.1))),
        };
        let text = TextOptions {
            size,
            justify: self.settings.justify.unwrap_or(self.theme.justify),
            narrow: self.settings.justify.unwrap_or(Justify::Start),
            kashida: self.settings.kashida.unwrap_or(Kashida::Auto),
            fit: count.and_then(|count| u16::try_from(count).ok()),
            yields: false,
            panels: None,
            booklet: false,
            greedy: false,
        };
        let set = typeset(self.document, self.theme, self.fonts, &geometry, &text, self.resources)?;
        Ok(Warned { value: set.value.0, warnings: set.warnings })
    }

    /// Each card on a picture of its own, below the covered area.
    fn on_pictures(&self, layout: Layout) -> Print {
        let Shape { free, .. } = self.shape;
        let side = |(page, size): (usize, Size)| {
            let [above, below] = [free.0, free.1].map(|pixels| Length::mm(millimetres(pixels)));
            let media = Size::new(size.width, size.height + above + below);
            let whole = Rect::new(Point::ZERO, media);
            let cell = Rect::new(Point::new(Length::ZERO, above), size);
            let placement = Placement { page, cell, rotation: Rotation::R0, clip: whole, repeated: false, scale: 1.0 };
            Side { media, trim: whole, bleed: whole, placements: vec![placement], ..Side::default() }
        };
        let sides = layout.pages.iter().map(|page| page.size).enumerate().map(side).collect();
        Print { layout, sides, ..Print::default() }
    }
}

/// Pixels of a card as millimetres.
fn millimetres(pixels: f64) -> f64 {
    pixels * 25.4 / PPI
}

/// How far down a page its content reaches. An item as large as the page is its
/// background and does not count.
fn lowest(frame: &Frame, page: Size) -> Length {
    let bottom = |item: &crate::frame::Item| {
        let below = match &item.kind {
            ItemKind::Frame(frame) if frame.size.height < page.height => lowest(frame, page).max(frame.size.height),
            ItemKind::Frame(frame) => lowest(frame, page),
            ItemKind::Line(line) => line.runs.iter().map(|run| run.size * 0.5).max().unwrap_or(Length::ZERO),
            ItemKind::Image { size, .. } => size.height,
            ItemKind::Shape(shape) => shape.path.lowest(),
            ItemKind::Link { .. } | ItemKind::Anchor(_) => return Length::ZERO,
        };
        let reach = item.at.y + below;
        if reach + Length::pt(1.0) >= page.height { Length::ZERO } else { reach }
    };
    frame.items.iter().map(bottom).max().unwrap_or(Length::ZERO)
}
