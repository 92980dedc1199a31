//! Contents typed by hand, with dots up to the number of a page: on other paper the
//! numbers are wrong, and the dots break over several lines. The names stay.

use crate::document::visit::plain_text;
use crate::document::{Block, BlockKind, Heading, Inline};

/// The fewest lines of such contents: two may be prices.
const FEWEST: usize = 3;
/// The fewest dots up to a number.
const DOTS: usize = 4;
/// The most digits of a number.
const DIGITS: usize = 4;
/// What the heading of contents begins with.
const HEADINGS: [&str; 5] = ["فهرست", "عناوین", "Contents", "Table of contents", "CONTENTS"];

/// Takes dots and numbers out of the contents that are typed by hand, each below a
/// heading that says so; returns the number of their lines.
pub(super) fn clear(blocks: &mut [Block]) -> usize {
    let mut at = 0;
    let mut cleared = 0;
    while at < blocks.len() {
        let (own, behind) = split(blocks, at);
        if is_heading(own) {
            let count = run(behind);
            let lines: usize = behind[..count].iter().map(entries).sum();
            if lines >= FEWEST {
                behind[..count].iter_mut().for_each(cut_block);
                cleared += lines;
            }
            at += count;
        }
        at += 1;
    }
    cleared
}

fn split(blocks: &mut [Block], at: usize) -> (&Block, &mut [Block]) {
    let (before, behind) = blocks.split_at_mut(at + 1);
    (&before[at], behind)
}

fn is_heading(block: &Block) -> bool {
    let (BlockKind::Paragraph(inlines) | BlockKind::Heading(Heading { content: inlines, .. })) = &block.kind else {
        return false;
    };
    let text = plain_text(inlines);
    HEADINGS.iter().any(|known| text.trim_start().starts_with(known)) && text.trim().chars().count() < 40
}

/// The number of blocks that are such lines, among them page breaks and a name that goes
/// on in the next line.
fn run(blocks: &[Block]) -> usize {
    let mut end = 0;
    for (at, block) in blocks.iter().enumerate() {
        let is_between = matches!(block.kind, BlockKind::PageBreak | BlockKind::Rule);
        if entries(block) > 0 {
            end = at + 1;
        } else if !is_between && at > end {
            break;
        }
    }
    end
}

/// The number of lines with dots and a number in a paragraph.
fn entries(block: &Block) -> usize {
    match &block.kind {
        BlockKind::Paragraph(inlines) | BlockKind::Heading(Heading { content: inlines, .. }) => {
            inlines.split(is_break).filter(|line| tail(&plain_text(line)) > 0).count()
        }
        _ => 0,
    }
}

/// The length of dots and number at the end of a line.
fn tail(line: &str) -> usize {
    let is_dot = |letter: char| matches!(letter, '.' | '…' | '·' | '․' | '_');
    let rest = line.trim_end_matches(|letter: char| letter.is_whitespace() || letter == '.');
    let name = rest.trim_end_matches(char::is_numeric);
    let digits = rest[name.len()..].chars().count();
    let dots = name.trim_end();
    let words = dots.trim_end_matches(|letter: char| is_dot(letter) || letter == ' ');
    let count: usize =
        dots[words.len()..].chars().map(|letter| if letter == '…' { 3 } else { usize::from(is_dot(letter)) }).sum();
    let is_entry = (1..=DIGITS).contains(&digits) && count >= DOTS && words.chars().any(char::is_alphabetic);
    if is_entry { line.len() - words.len() } else { 0 }
}

fn cut_block(block: &mut Block) {
    let (BlockKind::Paragraph(inlines) | BlockKind::Heading(Heading { content: inlines, .. })) = &mut block.kind else {
        return;
    };
    let mut out = Vec::with_capacity(inlines.len());
    let mut line = Vec::new();
    for inline in std::mem::take(inlines) {
        if is_break(&inline) {
            cut(&mut line);
            out.append(&mut line);
            out.push(inline);
        } else {
            line.push(inline);
        }
    }
    cut(&mut line);
    out.append(&mut line);
    *inlines = out;
}

/// Takes dots and number off a line.
fn cut(line: &mut Vec<Inline>) {
    let length = tail(&plain_text(line));
    drop_end(line, length);
}

/// Takes bytes of text off the end; returns how many are left to take.
fn drop_end(line: &mut Vec<Inline>, mut length: usize) -> usize {
    while length > 0
        && let Some(last) = line.last_mut()
    {
        let inner = match last {
            Inline::Text(text) if text.text.len() > length => {
                let end = text.text.len() - length;
                text.text.truncate(end);
                text.map.retain(|&(at, _)| at <= end);
                return 0;
            }
            Inline::Text(text) => {
                length -= text.text.len();
                line.pop();
                continue;
            }
            Inline::Strong(inner) | Inline::Emphasis(inner) => inner,
            Inline::Span(span) => &mut span.content,
            Inline::Link(link) => &mut link.content,
            _ => return 0,
        };
        length = drop_end(inner, length);
        if !inner.is_empty() {
            return 0;
        }
        line.pop();
    }
    length
}

fn is_break(inline: &Inline) -> bool {
    matches!(inline, Inline::SoftBreak(_) | Inline::HardBreak(_))
}

#[cfg(test)]
mod tests {
    use super::tail;

    #[test]
    fn dots_and_the_number_of_a_page_are_the_end_of_a_line() {
        for (line, name) in [
            ("چکیده..........5", "چکیده"),
            ("۱-۱. اهداف پروژه ........ ۱۰.", "۱-۱. اهداف پروژه"),
            ("مقدمه……۷", "مقدمه"),
            ("Use Case . . . . . 12", "Use Case"),
            ("نام: ..........", "نام: .........."),
            ("سال ۱۴۰۲", "سال ۱۴۰۲"),
            ("تماس: 021...88123456", "تماس: 021...88123456"),
        ] {
            assert_eq!(&line[..line.len() - tail(line)], name);
        }
    }
}
