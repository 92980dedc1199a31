//! What the style sheets make of each element of a page.

use super::Sheets;
use super::look::{Flow, Look, Room};
use super::selector::{Element, Steps};
use crate::document::{Measure, PictureSize};
use crate::read::html::folds;
use crate::read::html::hidden::is_icon_name;
use crate::read::html::names;
use crate::read::html::tokens::Token;
use crate::read::raw_html::{BLOCKS, MUTE, Tag, VOID};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of a token before it is read.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::read::html) struct Dress {
    /// Whether an element is hidden; of a text, whether the sheets hide what it is in.
    pub(in crate::read::html) hidden: bool,
    /// The sides that the sheets give a picture; the inner `None`: `auto`.
    sides: [Option<Option<Measure>>; 2],
    /// The most that a picture may be wide and high.
    most: Room,
    /// Whether what it contains stands side by side.
    pub(in crate::read::html) row: bool,
    /// The level of the heading that a text looks like, by the size of its letters.
    pub(in crate::read::html) title: Option<u8>,
}

impl Dress {
    /// Gives a picture the sides of the sheets.
    pub(in crate::read::html) fn size(self, size: &mut PictureSize) {
        let [width, height] = self.sides;
        size.width = width.unwrap_or(size.width);
        size.height = height.unwrap_or(size.height);
        size.most = self.most;
    }
}

/// Elements of a line that sheets may put on a line of their own.
const IN_LINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "button", "cite", "code", "em", "font", "i", "ins", "kbd", "label", "mark", "samp",
    "small", "span", "strong", "time", "u", "var",
];
/// How far the block of a text is looked up.
const NEAR: usize = 4;
/// How far an end tag is looked up: browsers limit the depth of a page to the same
/// number.
const DEEPEST: usize = 512;

/// The tokens of a page with their dresses.
pub(in crate::read::html) struct Dressed {
    pub(in crate::read::html) tokens: Vec<(u32, Token)>,
    pub(in crate::read::html) dresses: Vec<Dress>,
    /// Whether elements were not compared with all rules.
    pub(in crate::read::html) cut: bool,
    /// The comparisons that are left.
    pub(in crate::read::html) left: usize,
}

/// Gives every token its dress. Elements of a line that stand on one of their own are
/// put into blocks. `left`: the most comparisons of elements with rules.
pub(in crate::read::html) fn dress(tokens: Vec<(u32, Token)>, sheets: &Sheets, left: usize) -> Dressed {
    let steps = Steps::new(left);
    let mut dresser = Dresser {
        sheets,
        steps,
        panels: folds::panels(&tokens),
        open: Vec::new(),
        within: Vec::new(),
        edges: Vec::new(),
        shown: false,
        letters: Sizes::default(),
    };
    let mut dresses: Vec<Dress> = (0..tokens.len()).map(|index| dresser.token(index, &tokens)).collect();
    let Dresser { edges, shown, steps, letters, .. } = dresser;
    for (index, level) in letters.titles() {
        dresses[index].title = Some(level);
    }
    let cut = steps.cut && !sheets.rules.is_empty();
    let unused = steps.left();
    if !shown && !sheets.rules.is_empty() {
        // A page that a script shows when all is loaded.
        return dress(tokens, &Sheets::default(), left);
    }
    if edges.is_empty() {
        return Dressed { tokens, dresses, cut, left: unused };
    }
    let mut edges = edges.into_iter().peekable();
    let mut out = (Vec::with_capacity(tokens.len()), Vec::with_capacity(tokens.len()));
    for (index, ((line, token), dress)) in tokens.into_iter().zip(dresses).enumerate() {
        while let Some((_, closing)) = edges.next_if(|(at, _)| *at <= index) {
            out.0.push((line, Token::Tag(Tag { name: "div".to_owned(), closing, attributes: Vec::new() })));
            out.1.push(Dress::default());
        }
        out.0.push((line, token));
        out.1.push(dress);
    }
    Dressed { tokens: out.0, dresses: out.1, cut, left: unused }
}

/// An open element.
struct Open {
    flow: Flow,
    /// Its sides, or those of what it stands in.
    room: Room,
    /// The most that it may be wide and high.
    most: Room,
    /// The size of its letters, in ems of the page, and whether they are bold.
    letters: (f64, bool),
    /// Whether the sheets hide it or what it stands in.
    hidden: bool,
    /// Whether a block is put around it.
    wrapped: bool,
    /// Whether in a drawing or a formula.
    foreign: bool,
}

struct Dresser<'t> {
    sheets: &'t Sheets,
    steps: Steps,
    /// The names of what clicks fold out.
    panels: BTreeSet<String>,
    open: Vec<Open>,
    /// What selectors ask of the open elements.
    within: Vec<Element<'t>>,
    /// Where blocks begin or end, by the token behind.
    edges: Vec<(usize, bool)>,
    /// Whether any text is shown.
    shown: bool,
    letters: Sizes,
}

impl<'t> Dresser<'t> {
    fn token(&mut self, index: usize, tokens: &'t [(u32, Token)]) -> Dress {
        match &tokens[index].1 {
            Token::Text(text) => {
                let (size, bold) = self.open.last().map_or((1.0, false), |open| open.letters);
                // Letters without size hide what is in them, not what has a size of its own there.
                let hidden = size <= 0.0 || self.open.last().is_some_and(|open| open.hidden);
                let is_text = self.within.last().is_none_or(|open| !MUTE.contains(&open.tag.name.as_str()));
                self.shown |= !hidden && is_text && text.contains(char::is_alphanumeric);
                if !hidden && is_text {
                    let named = self.is_titled();
                    self.letters.add(index, text, size, bold, named);
                }
                Dress { hidden: hidden && is_text, ..Dress::default() }
            }
            Token::Tag(tag) if tag.closing => {
                self.end(index, &tag.name);
                Dress::default()
            }
            Token::Tag(tag) => self.start(index, tag),
        }
    }

    fn start(&mut self, index: usize, tag: &'t Tag) -> Dress {
        let name = tag.name.as_str();
        let is_block = BLOCKS.contains(&name);
        while self.within.last().is_some_and(|open| ends_before(&open.tag.name, name, is_block)) {
            self.pop(index);
        }
        let element = Element::of(tag, &mut self.steps);
        let sheet = self.sheets.look(&element, &self.within, &mut self.steps);
        let is_panel = folds::is_one_of(&self.panels, tag);
        let own = (tag.attribute("hidden").is_some() || is_icon_name(tag)) && !is_panel;
        let look = tag.attribute("style").map_or(sheet, |style| sheet.then(Look::of_style(style)));
        let is_page = matches!(name, "html" | "body");
        let is_folded = is_panel || folds::is_folded(tag);
        let hidden = (own || (look.is_hidden() && !is_folded)) && !is_page;
        let around = self.open.last();
        let room = around.map_or([None; 2], |open| open.room);
        let sides = sheet.sides(room);
        let bounds = around.map_or([None; 2], |open| open.most);
        let dress = Dress { hidden, sides, most: look.most(room, bounds), row: look.flow() == Flow::Row, title: None };
        if VOID.contains(&name) {
            self.shown |= name == "img" && !hidden && around.is_none_or(|open| !open.hidden);
            return dress;
        }
        let foreign = around.is_some_and(|open| open.foreign) || matches!(name, "svg" | "math");
        let flow = around.map_or(Flow::Text, |open| open.flow);
        let (size, bold) = around.map_or((1.0, false), |open| open.letters);
        let letters = (look.letters(size), look.bold().unwrap_or(bold));
        let wrapped = IN_LINE.contains(&name)
            && !foreign
            && !hidden
            && (flow == Flow::Column || (flow == Flow::Text && look.is_block()));
        let open = Open {
            flow: look.flow(),
            room: look.room(room),
            most: look.bound(room, bounds),
            letters,
            hidden: around.is_some_and(|open| open.hidden) || (hidden && !own && sheet.is_hidden()),
            wrapped,
            foreign,
        };
        if wrapped {
            self.edges.push((index, false));
        }
        self.open.push(open);
        self.within.push(element);
        dress
    }

    /// Whether the block of a text is called the title of a section.
    fn is_titled(&self) -> bool {
        let mut open = self.within.iter().rev().take(NEAR).map(|open| open.tag);
        let block = open.find(|tag| BLOCKS.contains(&tag.name.as_str()));
        block.is_some_and(|tag| {
            matches!(tag.name.as_str(), "div" | "p")
                && names::has(tag, &["section"])
                && names::has(tag, &["title", "heading", "label", "header"])
        })
    }

    fn end(&mut self, index: usize, name: &str) {
        let is_block = BLOCKS.contains(&name);
        let open = self.within.iter().rev().take(DEEPEST).map(|open| open.tag);
        let above = open
            .take_while(|tag| is_block || tag.name == name || !BLOCKS.contains(&tag.name.as_str()))
            .position(|tag| tag.name == name);
        let Some(above) = above else { return };
        for _ in 0..above {
            self.pop(index);
        }
        self.pop(index + 1);
    }

    /// Ends the innermost element before a token.
    fn pop(&mut self, before: usize) {
        self.within.pop();
        if self.open.pop().is_some_and(|open| open.wrapped) {
            self.edges.push((before, true));
        }
    }
}

/// How large the letters of the texts of a page are.
#[derive(Default)]
struct Sizes {
    /// By token: hundredths of an em, whether they are bold, and whether their block is
    /// called a title.
    texts: Vec<(usize, u32, bool, bool)>,
    /// The number of letters of each size.
    counts: BTreeMap<u32, usize>,
}

/// How much larger than most letters of a page those of a heading are, in hundredths:
/// bold ones, and any. Sheets give the smallest headings a tenth to a fifth more.
const TITLES: [u32; 2] = [110, 130];
/// From these on they head a chapter or the whole page.
const LEVELS: [u32; 2] = [165, 225];

impl Sizes {
    fn add(&mut self, index: usize, text: &str, size: f64, bold: bool, named: bool) {
        let letters = text.chars().filter(|letter| letter.is_alphanumeric()).count();
        if letters == 0 {
            return;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most a thousand ems")]
        let size = (size.clamp(0.01, 1_000.0) * 100.0).round() as u32;
        self.texts.push((index, size, bold, named));
        *self.counts.entry(size).or_default() += letters;
    }

    /// The texts whose letters are those of headings, with the level.
    fn titles(self) -> impl Iterator<Item = (usize, u8)> {
        let usual = self.counts.iter().max_by_key(|(_, letters)| **letters).map_or(100, |(size, _)| *size).max(1);
        self.texts.into_iter().filter_map(move |(index, size, bold, named)| {
            let ratio = size * 100 / usual;
            let least = TITLES[usize::from(!bold)];
            let level = LEVELS.iter().filter(|&&from| ratio < from).count() + 1;
            let level = u8::try_from(level).unwrap_or(3);
            // A bold one that is called so heads its section, however small.
            let is_named = bold && named;
            (ratio >= least || is_named).then_some((index, if is_named { level.min(2) } else { level }))
        })
    }
}

/// Whether an element without an end tag ends where another begins.
fn ends_before(open: &str, next: &str, is_block: bool) -> bool {
    match open {
        "p" => is_block,
        "li" => next == "li",
        "dt" | "dd" => matches!(next, "dt" | "dd"),
        "td" | "th" => matches!(next, "td" | "th" | "tr" | "tbody" | "tfoot"),
        "tr" => matches!(next, "tr" | "tbody" | "tfoot"),
        _ => false,
    }
}
