//! What a page's style sheets, and those beside it, make of its elements: what they
//! hide, what stands on a line of its own, how large pictures are. Rules about
//! neighbours or about what a reader does (`:hover`) are passed over.

mod dress;
mod look;
mod selector;
mod sheet;

pub(super) use dress::{Dress, dress};
pub(super) use look::Look;

use super::tokens::Token;
use crate::read::links;
use crate::read::raw_html::Tag;
use crate::resources::{Resources, is_remote};
use sheet::Rule;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The most rules that are kept. Pages with a large framework have some thousand about
/// what is read here.
const MOST: usize = 8_192;
/// The most bytes of style sheets beside a page, and of the sheets themselves: ten
/// times what large pages have.
const MOST_BYTES: usize = 8 << 20;
const MOST_SHEETS: usize = 64;
/// The most comparisons of elements with rules, about half a second; elements behind
/// are as if no sheet were there. A page of a megabyte takes some hundred thousand.
const MOST_STEPS: usize = 20_000_000;

/// The style sheets of a page.
#[derive(Default)]
pub(super) struct Sheets {
    rules: Vec<Rule>,
    /// The rules, by what the element itself must have.
    by_id: BTreeMap<String, Vec<usize>>,
    by_class: BTreeMap<String, Vec<usize>>,
    by_name: BTreeMap<String, Vec<usize>>,
    others: Vec<usize>,
    /// How many beside the page cannot be read, and the line of the first.
    pub(super) missing: Option<(usize, u32)>,
}

impl Sheets {
    /// Reads the sheets in a page and, where there is a door to them, those beside it.
    pub(super) fn of(tokens: &[(u32, Token)], beside: Option<&dyn Resources>) -> Self {
        let mut sheets = Self::default();
        let (mut in_style, mut count, mut bytes) = (false, 0, 0);
        for (line, token) in tokens {
            let sheet: Cow<'_, str> = match token {
                Token::Tag(tag) => {
                    let is_paper = sheet::is_for_paper(tag.attribute("media").unwrap_or_default());
                    in_style = tag.name == "style" && !tag.closing && is_paper;
                    let Some((name, door)) = linked(tag).filter(|_| is_paper).zip(beside) else { continue };
                    if count == MOST_SHEETS || bytes > MOST_BYTES {
                        continue;
                    }
                    count += 1;
                    let Ok(read) = door.read(&name) else {
                        sheets.missing.get_or_insert((0, *line)).0 += 1;
                        continue;
                    };
                    bytes += read.len();
                    if bytes > MOST_BYTES {
                        continue;
                    }
                    String::from_utf8_lossy(&read).into_owned().into()
                }
                Token::Text(sheet) if in_style => sheet.into(),
                Token::Text(_) => continue,
            };
            sheet::read(&sheet, MOST, &mut sheets.rules);
        }
        sheets.rules.sort_by_key(|rule| (rule.important, rule.selector.strength()));
        sheets.arrange();
        sheets
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
    fn look(&self, tag: &Tag, within: &[&Tag], steps: &mut usize) -> Look {
        let mut look = Look::default();
        if self.rules.is_empty() || *steps > MOST_STEPS {
            return look;
        }
        let ids = tag.attribute("id").and_then(|id| self.by_id.get(id));
        let classes = tag.attribute("class").unwrap_or_default().split_ascii_whitespace();
        let classes = classes.filter_map(|class| self.by_class.get(class));
        let lists = ids.into_iter().chain(classes).chain(self.by_name.get(&tag.name)).chain([&self.others]);
        let mut fitting: Vec<usize> = lists.flatten().copied().collect();
        fitting.sort_unstable();
        fitting.dedup();
        for rule in fitting.into_iter().map(|index| &self.rules[index]) {
            if rule.selector.fits(tag, within, steps) {
                look.add(rule.look);
            }
        }
        look
    }
}

/// The file beside the page that a `<link>` names as its style sheet.
fn linked(tag: &Tag) -> Option<String> {
    let is = |word: &str| {
        tag.attribute("rel").unwrap_or_default().split_whitespace().any(|one| one.eq_ignore_ascii_case(word))
    };
    if tag.name != "link" || tag.closing || !is("stylesheet") || is("alternate") || tag.attribute("disabled").is_some()
    {
        return None;
    }
    let name = tag.attribute("href").map(str::trim).filter(|name| !name.is_empty())?;
    let is_inside = name.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:"));
    (!is_remote(name) && !is_inside).then(|| links::decode(&links::local(name)))
}
