//! The language of a message that names none: from other signs of its author (a
//! direction, the title), then from the script of most of its blocks, then from
//! the letters of that script.

mod letters;

use super::ReadOptions;
use crate::document::visit::{self, VisitMut};
use crate::document::{Block, BlockKind, Direction, Div, Document, Inline, InlineSpan, Lang, Role};
use crate::error::{Place, Warning};
use crate::settings::Settings;
use letters::Tally;
use std::collections::BTreeMap;
use unicode_script::{Script, UnicodeScript};

/// The language assumed for a script other than Arabic.
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

/// A block of at least this many letters, about eight words, would show another
/// language if it were in one.
const TELLING: usize = 40;

/// Signs of the language in the input, short of naming it.
#[derive(Default)]
pub(super) struct Signs {
    /// The language assumed if the text has its direction.
    pub(super) lang: Option<Lang>,
    /// The direction set by its author.
    pub(super) direction: Option<Direction>,
}

/// Sets the language: of the flag, else of the front matter, else the configured
/// default, else of the text. Text that may be Persian is taken as Persian.
pub(super) fn settle(
    document: &mut Document,
    options: &ReadOptions,
    front: &Settings,
    signs: &Signs,
    warnings: &mut Vec<Warning>,
) {
    let mut may_be_mixed = true;
    let found = match (&options.lang, &options.usual_lang) {
        (Some(lang), _) => Some(lang.clone()),
        (None, _) if front.lang.is_some() => None,
        (None, Some(lang)) => Some(lang.clone()),
        (None, None) => {
            let mut census = Census::default();
            visit::walk_document(&mut census, document);
            may_be_mixed = census.tally.may_be_other();
            let tag = census.other_language(document, signs.direction);
            let lang = Lang(tag.unwrap_or("fa").to_owned());
            match signs.lang.as_ref().filter(|likely| likely.direction() == lang.direction()) {
                Some(likely) => Some(likely.clone()),
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
    if may_be_mixed && document.meta.lang.is_persian() {
        visit::walk_document(&mut Marker, document);
    }
}

fn told(tag: &str, name: &str) -> Warning {
    Warning::new("language", format!("most of the text is not Persian; the language is taken to be `{tag}`"))
        .at(Place { file: name.to_owned(), line: None })
        .hint(format!("say it with `--lang {tag}` or `lang: {tag}` in the front matter, or `fa` for Persian"))
}

/// Marks paragraphs that are certainly in another language of Arabic script, to
/// which the rules for Persian do not apply.
struct Marker;

impl VisitMut for Marker {
    fn block(&mut self, block: &mut Block) {
        match &mut block.kind {
            BlockKind::Paragraph(content) => mark(content),
            BlockKind::Div(div) if div.lang.as_ref().is_some_and(|lang| !lang.is_persian()) => {}
            _ => visit::walk_block(self, block),
        }
    }
}

fn mark(content: &mut Vec<Inline>) {
    if matches!(content.as_slice(), [Inline::Span(InlineSpan { lang: Some(_), .. })]) {
        return;
    }
    let mut census = Census::default();
    census.inlines(content);
    if let Some(tag) = census.tally.language() {
        let lang = Some(Lang(tag.to_owned()));
        *content = vec![Inline::Span(InlineSpan { lang, content: std::mem::take(content), ..InlineSpan::default() })];
    }
}

/// Removes divs that repeat the direction or language of the whole message, as
/// pages and Word files often have.
pub(super) fn unwrap(blocks: Vec<Block>, lang: &Lang) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block.kind {
            BlockKind::Div(mut div) => {
                let usual = match div.role {
                    Role::Plain => true,
                    Role::Ltr => lang.direction() == Direction::Ltr || is_persian(&mut div.blocks, lang),
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

/// The fewest letters that show in which direction a text is read.
const SHOWN: usize = 20;

/// Whether all but a few names of a text are Persian: pages give the drawing of a
/// timeline or a slide the direction of their style sheet, not of its words.
fn is_persian(blocks: &mut [Block], lang: &Lang) -> bool {
    if !lang.is_persian() {
        return false;
    }
    let mut census = Census::default();
    visit::walk_blocks(&mut census, blocks);
    let others = census.others.iter().sum::<usize>();
    census.arabic >= SHOWN && others * 10 <= census.arabic
}

/// The number of blocks by script; a list or table counts as one, however long.
#[derive(Clone, Copy, Default)]
struct Votes {
    arabic: usize,
    others: usize,
}

impl Votes {
    fn add(&mut self, is_arabic: bool) {
        *(if is_arabic { &mut self.arabic } else { &mut self.others }) += 1;
    }
}

/// Counts of the text's letters, without code and addresses.
#[derive(Default)]
struct Census {
    votes: Votes,
    /// Letters of Arabic script, and of others by their index in `LANGUAGES`.
    arabic: usize,
    others: [usize; LANGUAGES.len()],
    /// Of the whole text, and of the current block.
    tally: Tally,
    block: Tally,
    /// Letters in blocks of each language of Arabic script except Persian, and
    /// in blocks long enough to show one that do not.
    claimed: BTreeMap<&'static str, usize>,
    unclaimed: usize,
    /// Latin words, and those among them that English prose cannot do without.
    latin_words: usize,
    english: usize,
    /// Whether the first letter of the current block is Arabic.
    first: Option<bool>,
    /// Whether inside a block's text.
    inside: bool,
}

impl VisitMut for Census {
    fn block(&mut self, block: &mut Block) {
        let before = self.votes;
        visit::walk_block(self, block);
        let (arabic, others) = (self.votes.arabic - before.arabic, self.votes.others - before.others);
        match &block.kind {
            BlockKind::List(_) | BlockKind::Table(_) | BlockKind::Definitions(_) | BlockKind::Poem(_)
                if arabic + others > 0 =>
            {
                self.votes = before;
                self.votes.add(arabic >= others);
            }
            BlockKind::Div(Div { role: Role::Rtl, .. }) => {
                self.votes = Votes { arabic: before.arabic + arabic + others, ..before };
            }
            _ => {}
        }
    }

    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        let outer = std::mem::replace(&mut self.inside, true);
        let before = (self.arabic, self.others.iter().sum::<usize>());
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.count(&text.text),
                Inline::Link(link) if link.bare => {}
                other => visit::walk_inlines(self, std::slice::from_mut(other)),
            }
        }
        self.inside = outer;
        if outer {
            return;
        }
        let block = std::mem::take(&mut self.block);
        match block.language() {
            Some(tag) => *self.claimed.entry(tag).or_default() += block.letters(),
            None if block.letters() >= TELLING => self.unclaimed += block.letters(),
            None => {}
        }
        self.tally.add(block);
        // The first letter decides a block's script; one that begins with a
        // foreign name has the script of most letters.
        if let Some(first) = self.first.take() {
            let (arabic, others) = (self.arabic - before.0, self.others.iter().sum::<usize>() - before.1);
            self.votes.add(first || arabic >= others);
        }
    }
}

/// Words that are a third of English prose, and few of a list of names, commands and
/// files.
const ENGLISH: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "in", "is", "it", "not", "of", "on",
    "or", "that", "the", "this", "to", "was", "we", "with", "you", "your",
];

impl Census {
    /// The language of a document that was counted, if it is not Persian.
    fn other_language(&self, document: &Document, said: Option<Direction>) -> Option<&'static str> {
        let names_only = self.has_only_names();
        let Census { votes, arabic, others, ref tally, ref claimed, unclaimed, .. } = *self;
        let most_of_it = |tag: &&'static str| claimed.get(tag).is_some_and(|&letters| letters >= unclaimed);
        let (most, count) =
            others.iter().copied().enumerate().max_by_key(|&(index, count)| (count, usize::MAX - index))?;
        let script = LANGUAGES[most].1;
        let from_right = Lang(script.to_owned()).direction() == Direction::Rtl;
        let title = document.meta.title.as_deref().filter(|_| !document.meta.title_is_name);
        let titled = title.and_then(|title| title.chars().find(|letter| letter.is_alphabetic())).is_some_and(is_arabic);
        let is_other = match said {
            Some(Direction::Rtl) if !from_right => false,
            // With a Persian title, a third of the blocks is enough for Persian.
            _ if titled && votes.arabic * 3 >= votes.arabic + votes.others => false,
            _ if script == "en" && names_only && arabic * 3 > count => false,
            _ => votes.others > votes.arabic && count > arabic,
        };
        if is_other { Some(script) } else { tally.language().filter(most_of_it) }
    }

    /// Whether the Latin of a text is names, commands and files rather than English:
    /// fewer than one word in eight is one that English needs.
    fn has_only_names(&self) -> bool {
        self.english * 8 < self.latin_words
    }

    fn count(&mut self, text: &str) {
        self.block.count(text);
        let latin = text.as_bytes().split(|byte| !byte.is_ascii_alphabetic());
        for word in latin.filter(|word| !word.is_empty()) {
            self.latin_words += 1;
            self.english += usize::from(ENGLISH.iter().any(|common| word.eq_ignore_ascii_case(common.as_bytes())));
        }
        for letter in text.chars() {
            let is_arabic = match letter {
                '\0'..='@' | '؀'..='؟' => continue,
                'A'..='Z' | 'a'..='z' => {
                    self.others[0] += 1;
                    false
                }
                letter if is_arabic(letter) => {
                    self.arabic += 1;
                    true
                }
                other => match LANGUAGES.iter().position(|&(known, _)| known == other.script()) {
                    Some(index) => {
                        self.others[index] += 1;
                        false
                    }
                    None => continue,
                },
            };
            self.first.get_or_insert(is_arabic);
        }
    }
}

/// Whether it is a letter of Arabic script.
fn is_arabic(letter: char) -> bool {
    matches!(letter, '\u{620}'..='\u{64a}' | '\u{66e}'..='\u{6d3}') || letter.script() == Script::Arabic
}
