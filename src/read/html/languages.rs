//! The row of languages that a page can be had in: on paper it is in one.

use super::lines;
use super::names;
use super::tokens::Token;
use crate::read::raw_html::Tag;
use std::ops::Range;

/// What pages call languages there.
const NAMES: &[&str] = &[
    "فا",
    "فارسی",
    "پارسی",
    "دری",
    "پښتو",
    "پشتو",
    "عربی",
    "العربیة",
    "العربیه",
    "عربي",
    "کردی",
    "کوردی",
    "اردو",
    "ترکی",
    "انگلیسی",
    "آلمانی",
    "فرانسه",
    "فرانسوی",
    "روسی",
    "چینی",
    "اسپانیایی",
    "fa",
    "en",
    "ar",
    "de",
    "fr",
    "es",
    "ru",
    "tr",
    "zh",
    "it",
    "ku",
    "ps",
    "ur",
    "farsi",
    "persian",
    "english",
    "arabic",
    "german",
    "deutsch",
    "french",
    "français",
    "spanish",
    "español",
    "italiano",
    "russian",
    "русский",
    "turkish",
    "türkçe",
    "chinese",
    "中文",
    "日本語",
    "한국어",
    "português",
    "nederlands",
    "svenska",
    "kurdî",
    "azərbaycanca",
];

/// The lines of nothing but names of languages, of which one at least is to be clicked on.
pub(super) fn find(tokens: &[(u32, Token)]) -> Vec<Range<usize>> {
    let lines = lines::of(tokens, 0..tokens.len()).into_iter();
    lines.filter(|line| switches(&tokens[line.clone()])).collect()
}

/// What authors call the box to choose one in.
const BOXES: &[&str] = &["selector", "switcher", "select", "switch", "toggle", "dropdown", "picker"];

/// Whether an element is a box to choose a language in, by its name and its words.
pub(super) fn is_box(element: &[(u32, Token)]) -> bool {
    let Some((_, Token::Tag(tag))) = element.first() else { return false };
    names::has(tag, &["lang", "langs", "language", "languages"])
        && names::has(tag, BOXES)
        && are_names(&lines::words(element))
}

fn are_names(words: &str) -> bool {
    let words = lines::plain(words);
    !words.is_empty() && words.split(' ').all(|word| NAMES.contains(&word))
}

fn switches(line: &[(u32, Token)]) -> bool {
    lines::links(line).any(leads_to_another) && are_names(&lines::words(line))
}

/// Whether a link leads to the page in another language: it says so, or stays on the site.
fn leads_to_another(link: &Tag) -> bool {
    link.attribute("hreflang").is_some()
        || link.attribute("lang").is_some()
        || names::has(link, &["lang", "language"])
        || link.attribute("href").is_none_or(|href| !href.contains("://"))
}
