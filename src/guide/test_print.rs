//! A sheet that says what a printer does: over which edge it turns paper, how far it
//! prints a back from where its front is, and how near the edge it prints.

use super::set;
use crate::document::Meta;
use crate::error::Result;
use crate::font::FontBook;
use crate::frame::{Appended, Color, Frame, Item, ItemKind, Path, Print, Shape};
use crate::impose::glue::line;
use crate::impose::words::Scribe;
use crate::impose::{Imposition, impose};
use crate::resources::Memory;
use crate::settings::{Binding, Duplex, Scheme};
use crate::theme::Theme;
use crate::typeset::inline::paragraph::LineAlign;
use crate::units::{Length, Margins, Point, Rect, Size};

/// Around the text: outside it are the frames and the scales.
const MARGIN: Length = Length::mm(30.0);
/// The frame farthest from the edge, in millimetres; no office printer needs more.
const FRAMES: u8 = 10;
/// Where the scales stand, from the edge.
const SCALE: Length = Length::mm(15.0);
/// How far a scale goes to both sides of its zero, in millimetres.
const REACH: i8 = 15;
const HAIR: Length = Length::pt(0.3);
const NUMBERS: Length = Length::pt(6.5);

const FRONT: &str = "---
lang: fa
---
# آزمون چاپگر: رو

این برگ را دورو و در اندازهٔ واقعی (۱۰۰٪) چاپ کنید. آن را مانند ورق کتاب برگردانید، تا بالای برگ بالا بماند.

1. **لبه.** کادرهای تودرتو ۱ تا ۱۰ میلی‌متر از لبه دورند. کوچک‌ترین عددی که کادرش از هر چهار سو چاپ شده، مثلاً ۴، چنین داده می‌شود: `--printable 4`
2. **برگرداندن و جابه‌جایی** پشت همین برگ است.

::: {lang=en .ltr}

## Test of the printer: front

Print this sheet on both sides, at actual size (100 %). Turn it over like the leaf of a book, its top staying the top.

1. **Edge.** The nested frames are 1 to 10 mm from the edge. The smallest number whose frame is printed on all four sides, such as 4, is given so: `--printable 4`
2. **Flip and shift** are behind this page.

:::
";

const BACK: &str = "---
lang: fa
---
# پشت

1. **برگرداندن.** اگر این نوشته راست ایستاده، چاپگر برگ را از لبهٔ FA_UPRIGHT برمی‌گرداند: `--duplex UPRIGHT`. اگر وارونه است، از لبهٔ FA_OVER: `--duplex OVER`. اگر پشت جدا چاپ شده: `--duplex manual`
2. **جابه‌جایی.** برگ را جلوی نور بگیرید و به همین رو نگاه کنید. صفرِ خط‌کش بالای رو کنار کدام عدد این خط‌کش است؟ و صفرِ خط‌کش کنار؟ با ۱٫۵ و ۰٫۵- چنین داده می‌شود: `--back-shift 1.5,-0.5`

::: {lang=en .ltr}

## Back

1. **Flip.** If these words stand upright, the printer turns sheets on the UPRIGHT edge: `--duplex UPRIGHT`. If they stand on their head, on the OVER edge: `--duplex OVER`. If the back was printed by itself: `--duplex manual`
2. **Shift.** Hold the sheet against the light and look at this side. Beside which number of this scale is the zero of the front's scale above, and of the scale beside? With 1.5 and -0.5 that is given so: `--back-shift 1.5,-0.5`

:::
";

/// The sheet, upright or lying: printers shift both differently.
///
/// # Errors
/// As [`crate::typeset::typeset`].
pub fn test_print(paper: Size, fonts: &FontBook) -> Result<(Print, Meta)> {
    let lies = paper.width > paper.height;
    // Turned like a leaf, a back stays upright where the printer flips about an upright
    // axis.
    let (upright, over) = if lies { (Duplex::Short, Duplex::Long) } else { (Duplex::Long, Duplex::Short) };
    let persian = |duplex| if duplex == Duplex::Long { "بلند" } else { "کوتاه" };
    let back = BACK
        .replace("FA_UPRIGHT", persian(upright))
        .replace("FA_OVER", persian(over))
        .replace("UPRIGHT", upright.word())
        .replace("OVER", over.word());
    let theme = Theme::builtin("plain")?;
    let margins = Margins { top: MARGIN, outer: MARGIN, bottom: MARGIN, inner: MARGIN };
    let mut all = Appended::default();
    let mut about = Meta::default();
    for text in [FRONT, &back] {
        // A side each: the second page must be the back.
        let (layout, meta) = set(text, (paper, margins, Some(1)), &theme, fonts, &Memory::default())?;
        all.push(layout);
        about.title = about.title.or_else(|| meta.title.clone());
        about = Meta { title: about.title, ..meta };
    }
    let mut layout = all.finish();
    if let Some(scribe) = Scribe::new(fonts) {
        for page in &mut layout.pages {
            measure(&mut page.frame, paper, &scribe);
        }
    }
    let usual = Imposition::new(Scheme::None, paper, None, Binding::Right);
    let print = impose(layout, &Imposition { duplex: upright, printable: Length::ZERO, ..usual })?;
    Ok((print.value, about))
}

/// Draws the frames and the scales.
fn measure(frame: &mut Frame, paper: Size, scribe: &Scribe<'_>) {
    let whole = Rect::new(Point::ZERO, paper);
    for number in 1..=FRAMES {
        let inset = Length::mm(f64::from(number));
        frame.items.push(line(Path::rect(whole.grown(-inset)), Color::BLACK, HAIR, &[]));
    }
    for number in 1..=FRAMES {
        // Each number stands on its own frame, apart from the others.
        let at = Point::new(Length::mm(14.0 + 5.0 * f64::from(number)), Length::mm(f64::from(number)));
        let half = Size::new(Length::mm(1.6), Length::mm(1.2));
        let plate = Rect::new(
            Point::new(at.x - half.width, at.y - half.height),
            Size::new(half.width * 2.0, half.height * 2.0),
        );
        let ground = Shape { path: Path::rect(plate), fill: Some(Color::WHITE), stroke: None };
        frame.items.push(Item { at: Point::ZERO, tag: None, kind: ItemKind::Shape(ground) });
        frame.items.extend(number_at(&number.to_string(), Point::new(at.x, at.y + Length::mm(0.8)), scribe));
    }
    let (across, down) = (paper.width / 2.0, paper.height / 2.0);
    for number in -REACH..=REACH {
        let length = Length::mm(match number {
            0 => 9.0,
            _ if number % 5 == 0 => 5.0,
            _ => 3.0,
        });
        let (x, y) = (across + Length::mm(f64::from(number)), down + Length::mm(f64::from(number)));
        let mut tick = |from: Point, to: Point| frame.items.push(line(Path::line(from, to), Color::BLACK, HAIR, &[]));
        tick(Point::new(x, SCALE), Point::new(x, SCALE + length));
        tick(Point::new(x, paper.height - SCALE), Point::new(x, paper.height - SCALE - length));
        tick(Point::new(SCALE, y), Point::new(SCALE + length, y));
        tick(Point::new(paper.width - SCALE, y), Point::new(paper.width - SCALE - length, y));
        if number % 5 == 0 {
            let words = number.to_string();
            let places = [
                Point::new(x, SCALE - Length::mm(1.0)),
                Point::new(x, paper.height - SCALE + Length::mm(2.6)),
                Point::new(SCALE - Length::mm(2.4), y + Length::mm(0.8)),
                Point::new(paper.width - SCALE + Length::mm(2.4), y + Length::mm(0.8)),
            ];
            places.into_iter().for_each(|at| frame.items.extend(number_at(&words, at, scribe)));
        }
    }
}

/// A number in the middle above a point.
fn number_at(words: &str, at: Point, scribe: &Scribe<'_>) -> Option<Item> {
    let room = Length::mm(6.0);
    // Isolated from the right-to-left words around it: the sign stays in front.
    let words = format!("\u{2066}{words}\u{2069}").replace('-', "\u{2212}");
    scribe.write(&words, NUMBERS, (Point::new(at.x - room / 2.0, at.y), room), (LineAlign::Center, Color::BLACK))
}
