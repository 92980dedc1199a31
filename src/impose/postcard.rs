//! The side of a postcard for address and stamp. From the right, as the post takes it
//! where one writes so: the sender above at the right, the stamp above at the left, the
//! address below it; from the left the mirror image.

use super::glue::line;
use super::words::Scribe;
use crate::font::FontBook;
use crate::frame::{Color, Frame, Item, Page, Path};
use crate::settings::Binding;
use crate::typeset::inline::paragraph::LineAlign;
use crate::units::{Length, Point, Rect, Size};

/// Around everything: no printer needs more, and hands hold a card there.
const MARGIN: Length = Length::mm(8.0);
/// The place of the stamp: the largest usual ones are 30 mm high with their perforation.
const STAMP: Size = Size::mm(24.0, 30.0);
/// The distance of lines that are written on by hand.
const APART: Length = Length::mm(9.0);
/// A box for a digit of the post code, ten in Iran.
const DIGIT: Size = Size::mm(4.6, 6.0);
const DIGITS: usize = 10;
const HAIR: Length = Length::pt(0.4);
const GRAY: Color = Color { red: 130, green: 130, blue: 130 };
const WORDS: Length = Length::pt(8.0);

/// The side for a card of this size.
pub(crate) fn address_side(size: Size, binding: Binding) -> Page {
    let fonts = FontBook::bundled();
    let scribe = Scribe::new(&fonts);
    let mut card = Card { size, from_right: binding == Binding::Right, scribe, items: Vec::new() };
    card.stamp();
    card.sender();
    card.address();
    Page { size, frame: Frame { size, items: card.items }, label: String::new() }
}

/// A side being drawn, as from the right.
struct Card<'f> {
    size: Size,
    from_right: bool,
    scribe: Option<Scribe<'f>>,
    items: Vec<Item>,
}

impl Card<'_> {
    /// A box, mirrored where one writes from the left.
    fn placed(&self, rect: Rect) -> Rect {
        match self.from_right {
            true => rect,
            false => Rect::new(Point::new(self.size.width - rect.right(), rect.origin.y), rect.size),
        }
    }

    fn rect(&mut self, rect: Rect, dash: &[Length]) {
        let rect = self.placed(rect);
        self.items.push(line(Path::rect(rect), GRAY, HAIR, dash));
    }

    /// A line to write on.
    fn rule(&mut self, left: Length, right: Length, y: Length) {
        let on = self.placed(Rect::new(Point::new(left, y), Size::new(right - left, Length::ZERO)));
        self.items.push(line(Path::line(on.origin, Point::new(on.right(), y)), GRAY, HAIR, &[]));
    }

    fn words(&mut self, [persian, english]: [&str; 2], (at, width): (Point, Length), align: LineAlign) {
        let on = self.placed(Rect::new(at, Size::new(width, Length::ZERO)));
        let (words, align) = match (self.from_right, align) {
            (true, align) => (persian, align),
            (false, LineAlign::Right) => (english, LineAlign::Left),
            (false, align) => (english, align),
        };
        let item =
            self.scribe.as_ref().and_then(|scribe| scribe.write(words, WORDS, (on.origin, width), (align, GRAY)));
        self.items.extend(item);
    }

    fn stamp(&mut self) {
        let place = Rect::new(Point::new(MARGIN, MARGIN), STAMP);
        self.rect(place, &[Length::pt(2.0), Length::pt(2.0)]);
        let middle = Point::new(MARGIN, MARGIN + STAMP.height / 2.0 + Length::mm(1.0));
        self.words(["تمبر", "stamp"], (middle, STAMP.width), LineAlign::Center);
    }

    fn sender(&mut self) {
        let (left, right) = (self.size.width / 2.0 + MARGIN / 2.0, self.size.width - MARGIN);
        let top = MARGIN + Length::mm(3.0);
        self.words(["فرستنده", "From"], (Point::new(left, top), right - left), LineAlign::Right);
        for index in 1..=3 {
            self.rule(left, right, top + APART * f64::from(index));
        }
    }

    fn address(&mut self) {
        // The address is longer than its half of the card.
        let (left, right) = (MARGIN, self.size.width * 0.62);
        let last = self.size.height - MARGIN - if self.from_right { DIGIT.height + APART * 0.6 } else { Length::ZERO };
        let top = MARGIN + STAMP.height + Length::mm(6.0);
        self.words(["گیرنده", "To"], (Point::new(left, top), right - left), LineAlign::Right);
        let lines = ((last - top).ratio(APART) as usize).min(5);
        for index in 1..=lines {
            self.rule(left, right, top + APART * index as f64);
        }
        let beside = left + DIGIT.width * DIGITS as f64 + Length::mm(2.0);
        // On a small card the boxes would lie on what stands above or beside them.
        if !self.from_right || lines == 0 || right - beside < Length::mm(10.0) {
            return;
        }
        let at = Point::new(left, self.size.height - MARGIN - DIGIT.height);
        for index in 0..DIGITS {
            let origin = Point::new(at.x + DIGIT.width * index as f64, at.y);
            self.rect(Rect::new(origin, DIGIT), &[]);
        }
        let base = Point::new(beside, at.y + DIGIT.height * 0.7);
        self.words(["کد پستی", "Post code"], (base, right - beside), LineAlign::Right);
    }
}
