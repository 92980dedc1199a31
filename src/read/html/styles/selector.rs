//! CSS selectors: which elements a rule is about.

use crate::read::raw_html::Tag;
use std::iter::Peekable;
use std::str::Chars;

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

    /// Whether it fits an element within others, outermost first. Every comparison is
    /// counted.
    pub(super) fn fits(&self, tag: &Tag, within: &[&Tag], steps: &mut usize) -> bool {
        *steps += 1;
        if !self.own.fits(tag) {
            return false;
        }
        let mut open = within.iter().rev();
        self.around.iter().all(|(link, compound)| match link {
            Link::Child => open.next().is_some_and(|tag| compound.fits(tag)),
            Link::Descendant => open.any(|tag| {
                *steps += 1;
                compound.fits(tag)
            }),
        })
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

    fn fits(&self, tag: &Tag) -> bool {
        let classes = || tag.attribute("class").unwrap_or_default().split_ascii_whitespace();
        self.name.as_ref().is_none_or(|name| *name == tag.name)
            && self.id.as_deref().is_none_or(|id| tag.attribute("id") == Some(id))
            && self.classes.iter().all(|class| classes().any(|has| has == class))
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
        let within = [&html, &menu, &link];
        let fits =
            |selector: &str| Selector::parse(selector).is_some_and(|selector| selector.fits(&icon, &within, &mut 0));
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
}
