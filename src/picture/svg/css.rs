//! The cost of style sheets in an SVG: how many selectors there are, and which
//! elements they make refer to others.

use quick_xml::events::Event;

/// The ids that a style or attribute refers to: `url(#name)`.
pub(super) fn references(value: &str) -> impl Iterator<Item = String> + '_ {
    value.split("url(").skip(1).filter_map(|rest| {
        let name = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'')).strip_prefix('#')?;
        let end = name.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ')'));
        Some(name[..end.unwrap_or(name.len())].to_owned())
    })
}

/// What matters of the style sheets.
#[derive(Default)]
pub(super) struct Rules {
    /// Number of selectors, where each part of a compound one counts.
    pub(super) selectors: usize,
    /// The ids referred to, with the last part of the selector of the rule.
    referring: Vec<(String, String)>,
}

impl Rules {
    /// The rules of all style sheets of a drawing.
    pub(super) fn of(text: &str) -> Self {
        let mut rules = Self::default();
        let mut reader = quick_xml::Reader::from_str(text);
        let (mut within, mut sheet) = (false, String::new());
        // `Drawing::read` reports what is not well-formed.
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Start(tag) => within |= tag.local_name().as_ref() == "style",
                Event::End(tag) if within && tag.local_name().as_ref() == "style" => {
                    rules.add(&std::mem::take(&mut sheet));
                    within = false;
                }
                Event::Text(piece) if within => sheet.push_str(&piece),
                Event::CData(piece) if within => sheet.push_str(&piece),
                Event::GeneralRef(name) if within && &*name == "gt" => sheet.push('>'),
                // Character references such as `&#117;` could hide anything:
                // refused.
                Event::GeneralRef(_) if within => rules.selectors = usize::MAX,
                Event::Eof => break,
                _ => {}
            }
        }
        rules
    }

    fn add(&mut self, sheet: &str) {
        for rule in sheet.split('}') {
            let (selectors, declarations) = rule.split_once('{').unwrap_or((rule, ""));
            let parts = selectors.split([',', ' ', '\t', '\n', '\r', '>', '+', '~']).count();
            self.selectors = self.selectors.saturating_add(parts);
            for name in references(declarations) {
                let lasts = selectors
                    .split(',')
                    .filter_map(|selector| selector.split_whitespace().next_back()?.rsplit(['>', '+', '~']).next());
                self.referring.extend(lasts.map(|last| (last.to_owned(), name.clone())));
            }
        }
        // Each of these is tested on every element too, by `named_by`.
        self.selectors = self.selectors.saturating_add(self.referring.len());
    }

    /// Adds the ids that style sheets make an element refer to. Pseudo-classes
    /// and attributes in selectors are ignored, so that they match too many
    /// elements rather than too few.
    pub(super) fn named_by(&self, tag: &str, id: &str, classes: &str, names: &mut Vec<String>) {
        let chosen = self.referring.iter().filter(|(selector, _)| {
            let end = selector.find([':', '[']).unwrap_or(selector.len());
            let mut parts = selector[..end].split_inclusive(['.', '#']).peekable();
            let first = parts.next().unwrap_or_default();
            let element = first.trim_end_matches(['.', '#']);
            let mut mark = first.chars().next_back().filter(|c| matches!(c, '.' | '#'));
            let mut fits = element.is_empty() || element == "*" || element == tag;
            for part in parts {
                let word = part.trim_end_matches(['.', '#']);
                fits &= match mark {
                    Some('#') => id == word,
                    _ => classes.split_whitespace().any(|class| class == word),
                };
                mark = part.chars().next_back().filter(|c| matches!(c, '.' | '#'));
            }
            fits
        });
        names.extend(chosen.map(|(_, name)| name.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::Rules;

    #[test]
    fn rules_name_what_elements_refer_to() {
        let sheet =
            "<svg><style>.a, g .b{fill:url(#x)} path.c{mask:url( '#y' )} #d{clip-path:url(\"#z\")} *{}</style></svg>";
        let rules = Rules::of(sheet);
        let named = |tag: &str, id: &str, classes: &str| {
            let mut names = Vec::new();
            rules.named_by(tag, id, classes, &mut names);
            names.concat()
        };
        assert_eq!(named("g", "", "a"), "x");
        assert_eq!(named("path", "d", "b c"), "xyz");
        assert_eq!(named("rect", "", "c"), "");
        assert!(rules.selectors >= 5);
    }
}
