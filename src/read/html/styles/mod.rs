//! What a page's style sheets, and those beside it, make of its elements: what they
//! hide, what stands on a line of its own, how large pictures are. Rules about
//! neighbours or about what a reader does (`:hover`) are passed over.

mod dress;
mod look;
mod scan;
mod selector;
mod sheet;

pub(super) use dress::{Dress, Dressed, dress};
pub(super) use look::Look;

use super::tokens::Token;
use crate::read::links;
use crate::read::raw_html::Tag;
use crate::resources::{Resources, is_remote};
use selector::{Element, Steps};
use sheet::{Rule, Rules};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What the names of classes mean everywhere.
const USUAL: &str = include_str!("usual.css");
/// The most rules that are kept. Pages with a large framework have some thousand about
/// what is read here.
const MOST: usize = 8_192;
/// The most bytes of style sheets beside a page, and of the sheets themselves: ten
/// times what large pages have.
pub(super) const MOST_BYTES: usize = 8 << 20;
pub(super) const MOST_SHEETS: usize = 64;
/// The most comparisons of elements with rules, about half a second; elements behind
/// are as if no sheet were there. A page of a megabyte takes some hundred thousand.
pub(super) const MOST_STEPS: usize = 20_000_000;

/// The style sheets of a page.
#[derive(Default)]
pub(super) struct Sheets {
    rules: Vec<Rule>,
    /// The rules, by what the element itself must have.
    by_id: BTreeMap<String, Vec<usize>>,
    by_class: BTreeMap<String, Vec<usize>>,
    by_name: BTreeMap<String, Vec<usize>>,
    others: Vec<usize>,
    /// How many are not read, and the line of the first.
    pub(super) unread: Option<(usize, u32)>,
    /// Whether there are more rules than are kept.
    pub(super) beyond: bool,
}

impl Sheets {
    /// Reads the sheets in a page of the web and, where there is a door to them, those
    /// beside it; what frameworks have in common is known.
    pub(super) fn of_page(tokens: &[(u32, Token)], beside: Option<&dyn Resources>) -> Self {
        let mut rules = Rules::default();
        rules.read(USUAL, MOST);
        Self::with(rules, tokens, beside)
    }

    /// Reads the sheets of a page alone.
    pub(super) fn of(tokens: &[(u32, Token)], beside: Option<&dyn Resources>) -> Self {
        Self::with(Rules::default(), tokens, beside)
    }

    fn with(mut rules: Rules, tokens: &[(u32, Token)], beside: Option<&dyn Resources>) -> Self {
        let mut sheets = Self::default();
        rules.own = true;
        let most = MOST + rules.list.len();
        let (mut in_style, mut count, mut bytes) = (false, 0, 0);
        for (line, token) in tokens {
            let sheet: Cow<'_, str> = match token {
                Token::Tag(tag) => {
                    let is_paper = sheet::is_for_paper(tag.attribute("media").unwrap_or_default());
                    in_style = tag.name == "style" && !tag.closing && is_paper;
                    let Some((address, door)) = linked(tag).filter(|_| is_paper).zip(beside) else { continue };
                    let name = (count < MOST_SHEETS && bytes <= MOST_BYTES).then(|| local(address)).flatten();
                    count += 1;
                    let read = name.and_then(|name| door.read(&name).ok());
                    bytes += read.as_ref().map_or(0, |read| read.len());
                    let Some(read) = read.filter(|_| bytes <= MOST_BYTES) else {
                        sheets.leave(1, *line);
                        continue;
                    };
                    String::from_utf8_lossy(&read).into_owned().into()
                }
                Token::Text(sheet) if in_style => sheet.into(),
                Token::Text(_) => continue,
            };
            rules.read(&sheet, most);
            if let (imports @ 1.., Some(_)) = (std::mem::take(&mut rules.imports), beside) {
                sheets.leave(imports, *line);
            }
        }
        (sheets.rules, sheets.beyond) = (rules.list, rules.beyond);
        sheets.rules.sort_by_key(|rule| (rule.important, rule.own, rule.selector.strength()));
        sheets.arrange();
        sheets
    }

    /// Counts sheets that are not read.
    fn leave(&mut self, count: usize, line: u32) {
        self.unread.get_or_insert((0, line)).0 += count;
    }

    fn arrange(&mut self) {
        for (index, rule) in self.rules.iter().enumerate() {
            let own = &rule.selector.own;
            let list = match (&own.id, own.classes.first(), &own.name) {
                (Some(id), ..) => self.by_id.entry(id.clone()).or_default(),
                (_, Some(class), _) => self.by_class.entry(class.clone()).or_default(),
                (.., Some(name)) => self.by_name.entry(name.clone()).or_default(),
                _ => &mut self.others,
            };
            list.push(index);
        }
    }

    /// What the sheets make of an element within others; later and more specific rules
    /// win.
    fn look(&self, element: &Element<'_>, within: &[Element<'_>], steps: &mut Steps) -> Look {
        let tag = element.tag;
        let ids = tag.attribute("id").and_then(|id| self.by_id.get(id));
        let classes = element.classes.iter().filter_map(|class| self.by_class.get(*class));
        let lists: Vec<&Vec<usize>> =
            ids.into_iter().chain(classes).chain(self.by_name.get(&tag.name)).chain([&self.others]).collect();
        let count: usize = lists.iter().map(|list| list.len()).sum();
        let mut look = Look::default();
        if count == 0 || !steps.take(count) {
            return look;
        }
        let mut fitting: Vec<usize> = lists.into_iter().flatten().copied().collect();
        fitting.sort_unstable();
        for rule in fitting.into_iter().map(|index| &self.rules[index]) {
            if rule.selector.fits(element, within, steps) {
                look.add(rule.look);
            }
        }
        if steps.are_over() { Look::default() } else { look }
    }
}

/// The address that a `<link>` names as its style sheet.
fn linked(tag: &Tag) -> Option<&str> {
    let is = |word: &str| {
        tag.attribute("rel").unwrap_or_default().split_whitespace().any(|one| one.eq_ignore_ascii_case(word))
    };
    if tag.name != "link" || tag.closing || !is("stylesheet") || is("alternate") || tag.attribute("disabled").is_some()
    {
        return None;
    }
    tag.attribute("href").map(str::trim).filter(|name| !name.is_empty())
}

/// The file beside the page at an address.
fn local(address: &str) -> Option<String> {
    let is_inside = address.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:"));
    (!is_remote(address) && !is_inside).then(|| links::decode(&links::local(address)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::html::tokens::tokens;

    #[test]
    fn the_rules_of_a_class_are_compared_once() {
        let page = format!("<style>{}</style><p class='{}'>", ".a{width:1px}".repeat(3), "a ".repeat(1_000));
        let page = tokens(&page);
        let sheets = Sheets::of(&page, None);
        let Some((_, Token::Tag(tag))) = page.last() else { panic!() };
        let looked = |left: usize| {
            let mut steps = Steps::new(left);
            let element = Element::of(tag, &mut steps);
            (sheets.look(&element, &[], &mut steps) == Look::default(), steps.cut)
        };
        // A step for each of three rules, and two for the name and the class of each.
        assert_eq!(looked(10), (false, false));
        assert_eq!(looked(2), (true, true));
        assert_eq!(looked(8), (true, true));
    }
}
