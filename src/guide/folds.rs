//! The folds of a sheet, and what to do step by step.

use crate::document::Lang;
use crate::document::counters::decimal;
use crate::settings::Scheme;
use crate::settings::{Binding, Duplex};
use crate::units::Size;

/// A fold between panels, as seen on the front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fold {
    /// The border it runs along.
    pub(crate) border: Border,
    /// Whether the part beyond it goes behind the sheet, away from the viewer
    /// of the front.
    pub(crate) away: bool,
    /// Its place in the order of folding, from 1; 0 if the order does not
    /// matter.
    pub(crate) step: usize,
}

/// A border between panels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Border {
    /// To the right of a column.
    Upright(usize),
    /// Below a row.
    Level(usize),
}

/// The folds of a scheme.
pub(crate) fn folds(scheme: Scheme, binding: Binding) -> Vec<Fold> {
    let upright = |border, away, step| Fold { border: Border::Upright(border), away, step };
    let middle = Fold { border: Border::Level(0), away: true, step: 1 };
    let mut folds = match scheme {
        Scheme::Booklet | Scheme::Bifold => vec![upright(0, true, 1)],
        // First the narrow flap, then the cover over it.
        Scheme::Trifold => vec![upright(1, true, 1), upright(0, true, 2)],
        Scheme::Zfold => to_and_fro(3),
        Scheme::Accordion(panels) => to_and_fro(usize::from(panels)),
        Scheme::Quarter => vec![middle, upright(0, true, 2)],
        Scheme::Zine => {
            let middle = Fold { step: 0, ..middle };
            vec![middle, upright(0, false, 0), upright(1, true, 0), upright(2, false, 0)]
        }
        Scheme::None
        | Scheme::Copies(_)
        | Scheme::Stack(_)
        | Scheme::Grid(..)
        | Scheme::Labels(_)
        | Scheme::Badge
        | Scheme::Postcard
        | Scheme::Tiles(_) => Vec::new(),
    };
    if binding == Binding::Left {
        let uprights = folds.iter().filter(|fold| matches!(fold.border, Border::Upright(_))).count();
        for fold in &mut folds {
            if let Border::Upright(border) = &mut fold.border {
                *border = uprights - 1 - *border;
            }
        }
    }
    folds
}

/// The first fold leaves the cover outside; folds alternate.
fn to_and_fro(panels: usize) -> Vec<Fold> {
    let fold =
        |border: usize| Fold { border: Border::Upright(border), away: border.is_multiple_of(2), step: border + 1 };
    (0..panels.saturating_sub(1)).map(fold).collect()
}

/// The steps, in Persian and English.
pub(crate) struct Steps {
    /// The name of the scheme.
    pub(crate) name: [&'static str; 2],
    /// A sentence for each step.
    pub(crate) steps: Vec<[String; 2]>,
}

/// The steps from the printer to the finished copy.
pub(crate) fn steps(scheme: Scheme, duplex: Option<Duplex>, binding: Binding, sheet: Size) -> Steps {
    let mut steps = vec![printing(duplex, sheet)];
    steps.push(both(
        "پیش از چاپِ زیاد، یک نسخه چاپ کنید و بیازمایید.",
        "Print one copy and try it before you print many.",
    ));
    let (name, work) = work(scheme, binding);
    steps.extend(work);
    Steps { name, steps }
}

fn both(persian: &str, english: &str) -> [String; 2] {
    [persian.to_owned(), english.to_owned()]
}

fn printing(duplex: Option<Duplex>, sheet: Size) -> [String; 2] {
    let (width, height) = (sheet.width.to_mm().round(), sheet.height.to_mm().round());
    let (persian, english) = match duplex {
        None | Some(Duplex::None) => ("یک‌رو چاپ کنید", "Print on one side"),
        Some(Duplex::Short) => (
            "دورو چاپ کنید و «برگرداندن از لبهٔ کوتاه» را برگزینید",
            "Print on both sides and choose “flip on short edge”",
        ),
        Some(Duplex::Long) => (
            "دورو چاپ کنید و «برگرداندن از لبهٔ بلند» را برگزینید",
            "Print on both sides and choose “flip on long edge”",
        ),
        Some(Duplex::Manual) => (
            "نخست پروندهٔ fronts را چاپ کنید، دسته را مانند ورق کتاب برگردانید تا بالای کاغذ همان بالا بماند، و سپس \
             پروندهٔ backs را چاپ کنید",
            "Print the fronts file, turn the stack over like the leaf of a book, its top staying the top, and print \
             the backs file",
        ),
    };
    let [wide, high] = [width, height].map(|side| decimal(side as u64, &Lang::persian()));
    [
        format!("{persian}؛ در اندازهٔ واقعی (۱۰۰٪)، بدون جا دادن در کاغذ. کاغذ: {wide}\u{a0}×\u{a0}{high} میلی‌متر."),
        format!(
            "{english}, at actual size (100 %), not fitted to the paper. Sheet: {width}\u{a0}×\u{a0}{height}\u{a0}mm."
        ),
    ]
}

fn work(scheme: Scheme, binding: Binding) -> ([&'static str; 2], Vec<[String; 2]>) {
    let right = binding == Binding::Right;
    let spine = match right {
        true => both("عطف در سمت راست است.", "The spine is on the right."),
        false => both("عطف در سمت چپ است.", "The spine is on the left."),
    };
    match scheme {
        Scheme::Booklet => (
            ["دفترچه", "Booklet"],
            vec![
                both(
                    "برگ‌ها را به ترتیب شماره در هم بگذارید؛ برگ ۱ بیرون از همه.",
                    "Lay the sheets into each other in their order, sheet 1 outermost.",
                ),
                both(
                    "همه را با هم از خط وسط تا کنید، روی برگ‌ها بیرون.",
                    "Fold all of them together along the middle, fronts outside.",
                ),
                both("روی خط تا دو منگنه بزنید.", "Staple twice on the fold."),
                spine,
            ],
        ),
        Scheme::Bifold => (
            ["دولت", "Bi-fold"],
            vec![both("از خط وسط تا کنید؛ صفحهٔ ۱ بیرون.", "Fold along the middle, page 1 outside."), spine],
        ),
        Scheme::Trifold => (
            ["سه‌لت", "Letter fold"],
            vec![
                both("نخست لتِ باریک را به تو تا کنید (۱).", "First fold the narrow flap inwards (1)."),
                both("سپس صفحهٔ ۱ را روی آن تا کنید (۲).", "Then fold page 1 over it (2)."),
            ],
        ),
        Scheme::Zfold | Scheme::Accordion(_) => (
            ["تای آکاردئونی", "Accordion fold"],
            vec![both(
                "خط‌ها را یکی به پشت و یکی به رو تا کنید، چنان که صفحهٔ ۱ رو بماند.",
                "Fold backwards and forwards by turns, so that page 1 stays on top.",
            )],
        ),
        Scheme::Quarter => (
            ["چهارتا", "Quarter fold"],
            vec![
                both("نیمهٔ بالا را به پشت تا کنید (۱).", "Fold the upper half behind the lower one (1)."),
                both("سپس از خط وسط تا کنید (۲)؛ صفحهٔ ۱ بیرون.", "Then fold along the middle (2), page 1 outside."),
                spine,
            ],
        ),
        Scheme::Zine => (["دفترچهٔ یک‌برگی", "One-sheet zine"], zine(spine)),
        Scheme::Copies(_) => (["نسخه‌ها", "Copies"], vec![cutting()]),
        Scheme::Grid(..) => (["کارت‌ها", "Cards"], vec![cutting()]),
        Scheme::Badge => (["کارت‌های سینه", "Name badges"], vec![cutting()]),
        Scheme::Postcard => (["کارت‌پستال‌ها", "Postcards"], vec![cutting()]),
        Scheme::Tiles(_) => (["پوستر", "Poster"], Vec::new()),
        Scheme::Labels(_) => (
            ["برچسب‌ها", "Labels"],
            vec![both(
                "نخست روی کاغذ سفید چاپ کنید و آن را پشت برگِ برچسب جلوی نور بگیرید.",
                "Print on plain paper first and hold it behind the sheet of labels, against the light.",
            )],
        ),
        Scheme::Stack(_) => (
            ["برش و چیدن", "Cut and stack"],
            vec![
                both("همهٔ دسته را یک‌جا از خط‌های برش ببرید.", "Cut the whole stack at once along the cut lines."),
                both(
                    "دسته‌های کوچک را به ترتیب صفحه روی هم بگذارید؛ دستهٔ صفحهٔ ۱ رو.",
                    "Lay the piles on each other in the order of their pages, the pile of page 1 on top.",
                ),
            ],
        ),
        Scheme::None => (["صفحه‌ها", "Pages"], Vec::new()),
    }
}

fn cutting() -> [String; 2] {
    both("از خط‌های برش ببرید.", "Cut along the cut lines.")
}

fn zine(spine: [String; 2]) -> Vec<[String; 2]> {
    vec![
        both("همهٔ خط‌ها را تا بزنید و باز کنید.", "Crease along all the lines and open the sheet again."),
        both(
            "کاغذ را از پهنا نصف کنید و خط نقطه‌چینِ وسط را ببرید؛ تنها میان دو تای کناری.",
            "Fold the sheet in half across and cut the dotted line in the middle, only between the outer creases.",
        ),
        both("باز کنید، از درازا نصف کنید، نوشته بیرون.", "Open it and fold it in half lengthwise, the print outside."),
        both(
            "دو سر را به سوی هم فشار دهید تا شکاف باز شود و ورق‌ها به شکل به‌علاوه بایستند.",
            "Push the two ends together until the slit opens and the leaves stand like a plus sign.",
        ),
        both("ورق‌ها را دور هم بپیچید؛ صفحهٔ ۱ رو.", "Wrap the leaves around, page 1 on top."),
        spine,
    ]
}
