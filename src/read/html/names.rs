//! The words in the names that pages give their elements: everybody calls a menu `menu`.

use crate::read::raw_html::Tag;

/// The most words of an element that are looked at.
const MOST: usize = 64;

/// The words of its classes and of its id, in lower case: `mainMenu`, `main-menu` and
/// `main_menu` are `main` and `menu`.
pub(super) fn words(tag: &Tag) -> Vec<String> {
    let names = ["class", "id"].into_iter().filter_map(|name| tag.attribute(name));
    let mut words = Vec::new();
    for name in names.flat_map(|names| names.split(|letter: char| !letter.is_ascii_alphanumeric())) {
        let mut word = String::new();
        for letter in name.chars() {
            if letter.is_ascii_uppercase() && word.ends_with(|before: char| before.is_ascii_lowercase()) {
                words.push(std::mem::take(&mut word));
            }
            word.push(letter.to_ascii_lowercase());
        }
        if !word.is_empty() {
            words.push(word);
        }
        if words.len() >= MOST {
            break;
        }
    }
    words
}

/// Whether one of the words of an element is one of these.
pub(super) fn has(tag: &Tag, known: &[&str]) -> bool {
    words(tag).iter().any(|word| known.contains(&word.as_str()))
}

/// Whether it has an attribute of this value.
pub(super) fn is(tag: &Tag, name: &str, value: &str) -> bool {
    tag.attribute(name).is_some_and(|own| own.eq_ignore_ascii_case(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_word_by_word() {
        let attributes =
            vec![("class".to_owned(), "mainMenu nav-bar_2".to_owned()), ("id".to_owned(), "faqList".to_owned())];
        let tag = Tag { name: "div".to_owned(), closing: false, attributes };
        assert_eq!(words(&tag), ["main", "menu", "nav", "bar", "2", "faq", "list"]);
        assert!(has(&tag, &["faq"]) && !has(&tag, &["men"]));
    }
}
