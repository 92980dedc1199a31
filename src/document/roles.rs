//! `--roles auto`: recognises slogans and the contact block of a message that
//! does not mark them.
//!
//! The rules consider top-level blocks only, and do nothing if the message
//! marks a role itself. A *line* is a paragraph with one short statement.
//!
//! * A **slogan** is a line of three to twelve words that ends in `!`, is no
//!   greeting, and is directly under the title, or occurs at least twice in the
//!   message, or is the last line before the contact block.
//! * The **contact block** is the end of the message: at least two lines, none
//!   of which ends like a sentence, and at least one of which has a web address,
//!   e-mail address, handle or telephone number. It begins at the first of these
//!   lines that announces something (`تماس با ما:`), names a way of contact, or
//!   contains one.

use super::visit::plain_text;
use super::{Block, BlockKind, Div, Document, Inline, NodeId, Role, Span};

/// Longest line, in characters. The limits here are choices: larger ones would
/// take paragraphs for slogans and contacts, smaller ones would miss some.
const LINE: usize = 70;
/// Most lines of a contact block.
const CONTACT_LINES: usize = 14;
/// A word with this many digits is taken for a telephone number. Fewer would
/// take years; more would miss numbers without an area code.
const PHONE: usize = 7;
/// Words of greetings in letters, which are not slogans.
const GREETINGS: &[&str] = &["سلام", "درود", "رفقا", "دوستان", "عزیز", "عزیزان", "گرامی", "سپاس", "تشکر"];
/// Words for ways of contact.
const WAYS: &[&str] = &[
    "تماس",
    "ارتباط",
    "تلفن",
    "تلگرام",
    "واتساپ",
    "سیگنال",
    "اینستاگرام",
    "نشانی",
    "آدرس",
    "ایمیل",
    "رایانامه",
    "وبگاه",
    "سایت",
    "پیام‌رسان",
    "پیامگیر",
    "کانال",
    "شماره",
];

/// Gives slogans and the contact block their roles.
pub(crate) fn mark(document: &mut Document) {
    if document.blocks.iter().any(is_marked) {
        return;
    }
    let contact = contact(&document.blocks);
    let end = contact.unwrap_or(document.blocks.len());
    let titled = document.meta.title_is_given;
    let slogans = slogans(&document.blocks, end, (titled, contact.is_some()));
    let blocks = std::mem::take(&mut document.blocks);
    let mut rest = Vec::new();
    for (index, block) in blocks.into_iter().enumerate() {
        if index >= end {
            rest.push(block);
        } else if slogans.contains(&index) {
            document.blocks.push(wrap(Role::Slogan, vec![block]));
        } else {
            document.blocks.push(block);
        }
    }
    if !rest.is_empty() {
        document.blocks.push(wrap(Role::Contact, rest));
    }
}

/// Whether the message marks roles itself.
fn is_marked(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Div(div) if matches!(div.role, Role::Slogan | Role::Contact))
}

fn wrap(role: Role, blocks: Vec<Block>) -> Block {
    let start = blocks.first().map_or(0, |block| block.span.start);
    let end = blocks.last().map_or(start, |block| block.span.end);
    let div = Div { role, lang: None, blocks };
    Block { id: NodeId::default(), span: Span::new(start, end), kind: BlockKind::Div(div) }
}

/// The text of a block that is a line.
fn line(block: &Block) -> Option<String> {
    let BlockKind::Paragraph(content) = &block.kind else { return None };
    if content.iter().any(|inline| matches!(inline, Inline::HardBreak(_) | Inline::Image(_))) {
        return None;
    }
    let words = plain_text(content);
    (!words.is_empty() && words.chars().count() <= LINE).then_some(words)
}

/// The indices of slogans among the blocks before `end`.
fn slogans(blocks: &[Block], end: usize, (titled, before_contact): (bool, bool)) -> Vec<usize> {
    let under_title = blocks.iter().position(|block| !is_title(block)).filter(|&at| at > 0 || titled);
    let lines: Vec<Option<String>> =
        blocks.iter().take(end).map(|block| line(block).filter(|words| is_cry(words))).collect();
    let is_slogan = |&index: &usize| {
        let Some(Some(words)) = lines.get(index) else { return false };
        let repeated = lines.iter().flatten().filter(|other| *other == words).count() > 1;
        repeated || under_title == Some(index) || (before_contact && index + 1 == end)
    };
    (0..lines.len()).filter(is_slogan).collect()
}

fn is_title(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Heading(heading) if heading.level == 1)
}

/// Whether a line reads like a slogan.
fn is_cry(words: &str) -> bool {
    let letters = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let count = words.split_whitespace().count();
    let greets = words.split_whitespace().any(|word| GREETINGS.contains(&letters(word).as_str()));
    (3..=12).contains(&count) && !greets && words.trim_end_matches(['»', '"', ' ']).ends_with('!')
}

/// Where the contact block begins.
fn contact(blocks: &[Block]) -> Option<usize> {
    let is_open = |words: &String| !words.ends_with(['.', '!', '؟', '?', '…', '؛', '،']);
    let tail = blocks.iter().rev().take(CONTACT_LINES + 1).map_while(|block| line(block).filter(is_open)).count();
    if !(2..=CONTACT_LINES).contains(&tail) || tail == blocks.len() {
        return None;
    }
    let first = blocks.len() - tail;
    // What stands under a heading of its own stays there, or the heading would head nothing.
    let is_headed = |above: usize| above > 0 && matches!(blocks[above].kind, BlockKind::Heading(_));
    if first.checked_sub(1).is_some_and(is_headed) {
        return None;
    }
    let opens = |block: &Block| {
        let words = line(block).unwrap_or_default();
        words.ends_with(':') || WAYS.iter().any(|way| words.contains(way)) || is_way(block)
    };
    let begin = first + blocks[first..].iter().position(opens)?;
    (blocks.len() - begin >= 2 && blocks[begin..].iter().any(is_way)).then_some(begin)
}

/// Whether a block contains an address, a handle or a telephone number.
fn is_way(block: &Block) -> bool {
    let BlockKind::Paragraph(content) = &block.kind else { return false };
    let words = plain_text(content);
    has_link(content) || words.contains('@') || words.split_whitespace().any(is_phone)
}

/// Whether a word has the digits of a telephone number. Dates, amounts of money and
/// spans of years have as many, and marks that no telephone number is written with.
fn is_phone(word: &str) -> bool {
    !word.contains(['/', '٬', ',', '٫', '.', '–', '—'])
        && word.chars().filter(|letter| letter.is_numeric()).count() >= PHONE
}

fn has_link(content: &[Inline]) -> bool {
    content.iter().any(|inline| match inline {
        Inline::Link(_) => true,
        Inline::Strong(inner) | Inline::Emphasis(inner) => has_link(inner),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Heading, Text};

    #[test]
    fn dates_and_amounts_are_no_telephone_numbers() {
        for phone in ["02155501111", "۰۹۱۲۳۴۵۶۷۸۹", "+98-21-5550111", "0046700447425،", "(۰۲۱)۵۵۵۰۱۱۱"]
        {
            assert!(is_phone(phone), "{phone}");
        }
        for other in ["1402/05/12", "۱۴۰۲/۰۵/۱۲،", "12.05.2024", "۱۲٬۵۰۰٬۰۰۰", "1,250,000", "۱۳۹۷–۱۴۰۲", "123456"]
        {
            assert!(!is_phone(other), "{other}");
        }
    }

    fn heading(text: &str) -> Block {
        let heading = Heading {
            level: 1,
            tag_level: 1,
            anchor: String::new(),
            given_anchor: None,
            content: vec![Inline::Text(Text::plain(text, Span::default()))],
        };
        Block { id: NodeId::default(), span: Span::default(), kind: BlockKind::Heading(heading) }
    }

    fn paragraph(text: &str) -> Block {
        let content = vec![Inline::Text(Text::plain(text, Span::default()))];
        Block { id: NodeId::default(), span: Span::default(), kind: BlockKind::Paragraph(content) }
    }

    fn roles(blocks: Vec<Block>) -> Vec<Option<(Role, usize)>> {
        let mut document = Document { blocks, ..Document::default() };
        mark(&mut document);
        let role = |block: &Block| match &block.kind {
            BlockKind::Div(div) => Some((div.role, div.blocks.len())),
            _ => None,
        };
        document.blocks.iter().map(role).collect()
    }

    const LONG: &str =
        "ما از حزبمان آموختیم چگونه یک انسان را از چند قدمی طناب دار نجات دهیم و جواب اعتراف‌گیری را بدهیم.";

    #[test]
    fn a_message_that_ends_in_ways_to_reach_its_authors() {
        let blocks = vec![
            heading("پیام به کنگره"),
            paragraph("ما جمع یک دنیای بهتریم!"),
            paragraph("رفقا سلام"),
            paragraph(LONG),
            paragraph("ما جمع یک دنیای بهتریم!"),
            paragraph("وب سایت:"),
            paragraph("www.example.org"),
            paragraph("تماس با ما:"),
            paragraph("و یا با ارسال پیام به شماره"),
            paragraph("۰۰۴۶۷۰۰۴۴۷۴۲۵"),
        ];
        let slogan = Some((Role::Slogan, 1));
        assert_eq!(roles(blocks), [None, slogan, None, None, slogan, Some((Role::Contact, 5))]);
    }

    #[test]
    fn ways_under_a_heading_of_their_own_stay_there() {
        let ways = ["مدیریت فروش", "a@example.org", "شمارهٔ تماس: ۰۹۱۲۳۴۵۶۷۸۹"];
        let message = |above: Vec<Block>| roles(above.into_iter().chain(ways.map(paragraph)).collect());
        let part = vec![heading("پیام"), paragraph(LONG), heading("تماس با ما")];
        assert!(message(part).iter().all(Option::is_none));
        // The title of a flyer heads all of it.
        assert_eq!(message(vec![heading("پیام")]).last(), Some(&Some((Role::Contact, 2))));
        assert_eq!(message(vec![heading("پیام"), paragraph(LONG)]).last(), Some(&Some((Role::Contact, 2))));
    }

    #[test]
    fn letters_and_poems_stay_as_they_are() {
        let greeting = vec![heading("نامه"), paragraph("سلام بر همهٔ دوستان!"), paragraph(LONG), paragraph("با احترام")];
        assert_eq!(roles(greeting), [None; 4]);
        let once = vec![heading("نامه"), paragraph(LONG), paragraph("چه روز خوبی بود!"), paragraph(LONG)];
        assert_eq!(roles(once), [None; 4]);
        let signature = vec![paragraph(LONG), paragraph("شورای دبیران"), paragraph("۱۲ مهر ۱۴۰۳")];
        assert_eq!(roles(signature), [None; 3]);
    }

    #[test]
    fn what_the_author_marks_stays_the_authors() {
        let blocks =
            vec![heading("پیام"), paragraph("نان و کار و آزادی!"), wrap(Role::Contact, vec![paragraph("example.org")])];
        assert_eq!(roles(blocks), [None, None, Some((Role::Contact, 1))]);
    }
}
