//! The language of a message that names none: that of the script most of its
//! letters are in.

use super::ReadOptions;
use crate::document::visit::{self, VisitMut};
use crate::document::{Block, BlockKind, Direction, Div, Document, Inline, Lang, Role};
use crate::error::{Place, Warning};
use crate::settings::Settings;
use unicode_script::{Script, UnicodeScript};

/// The language taken for text in a script other than Arabic.
const LANGUAGES: &[(Script, &str)] = &[
    (Script::Latin, "en"),
    (Script::Hebrew, "he"),
    (Script::Cyrillic, "ru"),
    (Script::Greek, "el"),
    (Script::Armenian, "hy"),
    (Script::Georgian, "ka"),
    (Script::Devanagari, "hi"),
    (Script::Han, "zh"),
    (Script::Hiragana, "ja"),
    (Script::Katakana, "ja"),
    (Script::Hangul, "ko"),
    (Script::Thai, "th"),
];

/// Sets the language: a flag's, else the front matter's, else the usual one,
/// else that of the script of most letters. Arabic script stays Persian. `likely`
/// is taken where it is written in the direction of most letters.
pub(super) fn settle(
    document: &mut Document,
    options: &ReadOptions,
    front: &Settings,
    likely: Option<Lang>,
    warnings: &mut Vec<Warning>,
) {
    let found = match (&options.lang, &options.usual_lang) {
        (Some(lang), _) => Some(lang.clone()),
        (None, _) if front.lang.is_some() => None,
        (None, Some(lang)) => Some(lang.clone()),
        (None, None) => {
            let tag = other_language(document);
            let lang = Lang(tag.unwrap_or("fa").to_owned());
            match likely.filter(|likely| likely.direction() == lang.direction()) {
                Some(likely) => Some(likely),
                None => {
                    warnings.extend(tag.map(|tag| told(tag, &options.name)));
                    Some(lang)
                }
            }
        }
    };
    if let Some(lang) = found {
        document.meta.lang = lang;
    }
}

fn told(tag: &str, name: &str) -> Warning {
    Warning::new("language", format!("most letters are not Persian; the language is taken to be `{tag}`"))
        .at(Place { file: name.to_owned(), line: None })
        .hint(format!("say it with `--lang {tag}` or `lang: {tag}` in the front matter, or `fa` for Persian"))
}

/// Takes away divs that only say what holds for the whole message, as pages and
/// Word files are full of.
pub(super) fn unwrap(blocks: Vec<Block>, lang: &Lang) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block.kind {
            BlockKind::Div(div) => {
                let usual = match div.role {
                    Role::Plain => true,
                    Role::Ltr => lang.direction() == Direction::Ltr,
                    Role::Rtl => lang.direction() == Direction::Rtl,
                    _ => false,
                };
                let same = div.lang.as_ref().is_none_or(|inner| inner == lang);
                let blocks = unwrap(div.blocks, lang);
                match usual && same {
                    true => out.extend(blocks),
                    false => out.push(Block { kind: BlockKind::Div(Div { blocks, ..div }), ..block }),
                }
            }
            kind => out.push(Block { kind, ..block }),
        }
    }
    out
}

/// The language of most letters, where they are not in Arabic script.
fn other_language(document: &mut Document) -> Option<&'static str> {
    let mut letters = Letters { arabic: 0, others: vec![0; LANGUAGES.len()] };
    visit::walk_document(&mut letters, document);
    let (most, count) =
        letters.others.iter().copied().enumerate().max_by_key(|&(index, count)| (count, usize::MAX - index))?;
    (count > letters.arabic).then(|| LANGUAGES[most].1)
}

/// Letters by script, without code and addresses.
struct Letters {
    arabic: usize,
    others: Vec<usize>,
}

impl VisitMut for Letters {
    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.count(&text.text),
                Inline::Link(link) if link.bare => {}
                other => visit::walk_inlines(self, std::slice::from_mut(other)),
            }
        }
    }
}

impl Letters {
    fn count(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                '\0'..='@' | '؀'..='؟' => {}
                'A'..='Z' | 'a'..='z' => self.others[0] += 1,
                '\u{620}'..='\u{64a}' | '\u{66e}'..='\u{6d3}' => self.arabic += 1,
                other => match other.script() {
                    Script::Arabic => self.arabic += 1,
                    script => {
                        if let Some(index) = LANGUAGES.iter().position(|&(known, _)| known == script) {
                            self.others[index] += 1;
                        }
                    }
                },
            }
        }
    }
}
