//! CSS selectors: which elements a rule is about.

use crate::read::raw_html::Tag;
use std::collections::BTreeSet;
use std::iter::Peekable;
use std::str::Chars;

/// The most that is asked of an element and those around it together, and the most bytes of
/// a name: several times what frameworks write.
const MOST_PARTS: usize = 16;
const MOST_COMPOUNDS: usize = 32;
const MOST_NAME: usize = 256;
/// The most classes of an element that are looked at. Pages have twenty.
const MOST_CLASSES: usize = 64;

/// What comparing elements with rules may still take.
pub(super) struct Steps {
    left: usize,
    /// Whether anything was passed over.
    pub(super) cut: bool,
}

impl Steps {
    pub(super) fn new(left: usize) -> Self {
        Self { left, cut: false }
    }

    /// Takes some; whether there were enough.
    pub(super) fn take(&mut self, count: usize) -> bool {
        let left = self.left.checked_sub(count);
        self.cut |= left.is_none_or(|left| left == 0);
        self.left = left.unwrap_or(0);
        left.is_some()
    }

    /// How many are left.
    pub(super) fn left(&self) -> usize {
        self.left
    }

    pub(super) fn are_over(&self) -> bool {
        self.left == 0
    }
}

/// An element, with its classes, each once.
pub(super) struct Element<'t> {
    pub(super) tag: &'t Tag,
    pub(super) classes: BTreeSet<&'t str>,
}

impl<'t> Element<'t> {
    pub(super) fn of(tag: &'t Tag, steps: &mut Steps) -> Self {
        let mut classes = BTreeSet::new();
        for class in tag.attribute("class").unwrap_or_default().split_ascii_whitespace() {
            if classes.len() == MOST_CLASSES && !classes.contains(class) {
                steps.cut = true;
                break;
            }
            classes.insert(class);
        }
        Self { tag, classes }
    }
}

/// A selector of elements by what they are and what they are in.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Selector {
    pub(super) own: Compound,
    /// What must be around it, innermost first.
    around: Vec<(Link, Compound)>,
}

/// How an element is related to the one around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    Child,
    Descendant,
}

/// What an element is by itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Compound {
    pub(super) name: Option<String>,
    pub(super) id: Option<String>,
    pub(super) classes: Vec<String>,
    /// `None`: of any value.
    attributes: Vec<(String, Option<String>)>,
}

impl Selector {
    /// Parses a selector; `None` for one that is about anything else, as neighbours or
    /// what a reader does.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut letters = text.trim().chars().peekable();
        let mut own = Compound::parse(&mut letters)?;
        let mut around = Vec::new();
        while letters.peek().is_some() {
            let mut link = Link::Descendant;
            while let Some(sign) = letters.next_if(|letter| letter.is_whitespace() || *letter == '>') {
                if sign == '>' {
                    link = Link::Child;
                }
            }
            around.push((link, std::mem::replace(&mut own, Compound::parse(&mut letters)?)));
        }
        around.reverse();
        Some(Self { own, around })
    }

    /// Its specificity, as CSS defines it.
    pub(super) fn strength(&self) -> (usize, usize, usize) {
        let all = || self.around.iter().map(|(_, compound)| compound).chain([&self.own]);
        (
            all().filter(|one| one.id.is_some()).count(),
            all().map(|one| one.classes.len() + one.attributes.len()).sum(),
            all().filter(|one| one.name.is_some()).count(),
        )
    }

    /// Whether it is longer than is compared.
    pub(super) fn is_too_long(&self) -> bool {
        let all = || self.around.iter().map(|(_, compound)| compound).chain([&self.own]);
        let parts: usize = all().map(|one| one.classes.len() + one.attributes.len()).sum();
        self.around.len() >= MOST_COMPOUNDS
            || parts > MOST_PARTS
            || all().flat_map(Compound::names).any(|name| name.len() > MOST_NAME)
    }

    /// Whether it fits an element within others, outermost first. All that it may be around
    /// are followed at once: in nested lists the nearest is not always the right one.
    pub(super) fn fits(&self, element: &Element<'_>, within: &[Element<'_>], steps: &mut Steps) -> bool {
        if !self.own.fits(element, steps) {
            return false;
        }
        // A bit for each number of compounds that are found so far.
        let all = 1_u64 << self.around.len();
        let mut found = 1_u64;
        for element in within.iter().rev() {
            if found & all != 0 || found == 0 || steps.are_over() {
                break;
            }
            let mut next = 0;
            for (count, (link, compound)) in self.around.iter().enumerate() {
                if (found >> count) & 1 == 0 {
                    continue;
                }
                if *link == Link::Descendant {
                    next |= 1 << count;
                }
                if compound.fits(element, steps) {
                    next |= 1 << (count + 1);
                }
            }
            found = next;
        }
        found & all != 0
    }
}

impl Compound {
    fn parse(letters: &mut Peekable<Chars<'_>>) -> Option<Self> {
        let mut compound = Self::default();
        let mut is_any = letters.next_if_eq(&'*').is_some();
        if !is_any && letters.peek().is_some_and(|&letter| is_part(letter)) {
            compound.name = Some(name(letters)?.to_ascii_lowercase());
        }
        loop {
            match letters.peek() {
                Some('.') => {
                    letters.next();
                    compound.classes.push(name(letters)?);
                }
                Some('#') => {
                    letters.next();
                    compound.id = Some(name(letters)?);
                }
                Some('[') => {
                    letters.next();
                    compound.attributes.push(attribute(letters)?);
                }
                Some(':') => {
                    letters.next();
                    (name(letters)? == "root" && letters.peek() != Some(&'(')).then_some(())?;
                    compound.name = Some("html".to_owned());
                }
                Some(letter) if !letter.is_whitespace() && *letter != '>' => return None,
                _ => break,
            }
            is_any = true;
        }
        (is_any || compound.name.is_some()).then_some(compound)
    }

    /// All that it is written with.
    fn names(&self) -> impl Iterator<Item = &String> {
        let attributes = self.attributes.iter().flat_map(|(name, value)| [name].into_iter().chain(value));
        self.name.iter().chain(&self.id).chain(&self.classes).chain(attributes)
    }

    /// Whether an element is such a one. Every name that is compared is counted.
    fn fits(&self, element: &Element<'_>, steps: &mut Steps) -> bool {
        let tag = element.tag;
        let looked_up = self.attributes.len() + usize::from(self.id.is_some());
        steps.take(1 + self.classes.len() + looked_up * tag.attributes.len())
            && self.name.as_ref().is_none_or(|name| *name == tag.name)
            && self.id.as_deref().is_none_or(|id| tag.attribute("id") == Some(id))
            && self.classes.iter().all(|class| element.classes.contains(class.as_str()))
            && self.attributes.iter().all(|(name, value)| {
                let has = tag.attribute(name);
                value.as_deref().map_or(has.is_some(), |value| has == Some(value))
            })
    }
}

fn is_part(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '-' | '_' | '\\') || !letter.is_ascii()
}

/// A name, in which `\` stands before what would else be a sign.
fn name(letters: &mut Peekable<Chars<'_>>) -> Option<String> {
    let mut name = String::new();
    while let Some(letter) = letters.next_if(|&letter| is_part(letter)) {
        name.push(if letter == '\\' { letters.next().filter(|sign| !sign.is_ascii_hexdigit())? } else { letter });
    }
    (!name.is_empty()).then_some(name)
}

/// The rest of `[name]` or `[name="value"]`.
fn attribute(letters: &mut Peekable<Chars<'_>>) -> Option<(String, Option<String>)> {
    let inside: String = letters.by_ref().take_while(|&letter| letter != ']').collect();
    let (name, value) = inside.split_once('=').map_or((inside.as_str(), None), |(name, value)| (name, Some(value)));
    let value = value.map(|value| value.trim().trim_matches(['"', '\'']).to_owned());
    let name = name.trim();
    name.chars().all(is_part).then(|| (name.to_ascii_lowercase(), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(name: &str, attributes: &[(&str, &str)]) -> Tag {
        let attributes = attributes.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        Tag { name: name.to_owned(), closing: false, attributes }
    }

    #[test]
    fn elements_are_found_by_what_they_are_in() {
        let (html, menu) = (tag("html", &[("dir", "rtl")]), tag("div", &[("class", "menu md:flex"), ("id", "top")]));
        let (link, icon) = (tag("a", &[("class", "link")]), tag("img", &[("class", "icon")]));
        let steps = &mut Steps::new(1_000);
        let within = [&html, &menu, &link].map(|tag| Element::of(tag, steps));
        let icon = Element::of(&icon, steps);
        let mut fits =
            |selector: &str| Selector::parse(selector).is_some_and(|selector| selector.fits(&icon, &within, steps));
        for right in [
            "img",
            ".icon",
            "*.icon",
            ".menu img",
            ".menu  .link>img.icon",
            "#top > a img",
            "[dir=rtl] .icon",
            "html[dir='rtl'] div img",
            r".md\:flex img",
            ":root img",
        ] {
            assert!(fits(right), "{right}");
        }
        for wrong in [
            "p",
            ".menu > img",
            ".link .menu img",
            "img::before",
            ".icon:hover",
            ".icon:not(.x)",
            "a + img",
            "a ~ img",
            "[dir^=r] img",
            "[dir=ltr] img",
            "img .icon",
            "",
            ">",
            "img >",
        ] {
            assert!(!fits(wrong), "{wrong}");
        }
    }

    /// What a selector says of the innermost of nested elements, and the steps it took of
    /// these.
    fn nested(selector: &str, tags: &[Tag], left: usize) -> (bool, usize) {
        let mut steps = Steps::new(left);
        let mut elements: Vec<_> = tags.iter().map(|tag| Element::of(tag, &mut steps)).collect();
        let innermost = elements.pop().unwrap();
        let fits = Selector::parse(selector).unwrap().fits(&innermost, &elements, &mut steps);
        (fits, left - steps.left)
    }

    #[test]
    fn another_element_around_may_be_the_one() {
        let tags = [
            tag("ul", &[("class", "nav")]),
            tag("li", &[]),
            tag("ul", &[]),
            tag("li", &[]),
            tag("b", &[("class", "drop")]),
        ];
        for (selector, fits) in [
            (".nav > li .drop", true),
            (".nav li > .drop", true),
            ("ul > li > ul .drop", true),
            (".nav > li > .drop", false),
            ("li > li .drop", false),
        ] {
            assert_eq!(nested(selector, &tags, 1_000).0, fits, "{selector}");
        }
    }

    #[test]
    fn every_comparison_is_counted_and_bounded() {
        let tags: Vec<Tag> = (0..1_000).map(|_| tag("b", &[("class", "a"), ("id", "x")])).collect();
        assert_eq!(nested("b", &tags, 10_000), (true, 1));
        assert_eq!(nested("b > b > b", &tags, 10_000), (true, 3));
        assert_eq!(nested("b.a.b", &tags, 10_000), (false, 3));
        assert_eq!(nested("#x", &tags, 10_000), (true, 3));
        // Those that may still fit, all at once: not a way through them after another.
        let chain = format!("i {}", "b ".repeat(20));
        assert_eq!(nested(&chain, &tags, 100_000), (false, 19_791));
        assert_eq!(nested(&chain, &tags, 500), (false, 500));
    }

    #[test]
    fn classes_of_an_element_are_kept_once_and_bounded() {
        let mut steps = Steps::new(9);
        let many = tag("p", &[("class", &"a b ".repeat(100_000))]);
        assert_eq!(Element::of(&many, &mut steps).classes.len(), 2);
        assert!(!steps.cut);
        let classes: String = (0..65).map(|n| format!("c{n} ")).collect();
        let more = tag("p", &[("class", &classes)]);
        assert_eq!(Element::of(&more, &mut steps).classes.len(), 64);
        assert!(steps.cut);
    }
}
