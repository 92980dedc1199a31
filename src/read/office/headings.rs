//! Headings without a heading style: paragraphs with an outline level, and short
//! lines entirely in bold or in larger letters, as most people write them.

use super::arrange::Block;
use super::numbering::Mark;
use super::paragraph::{Paragraph, is_persian};
use super::ranks::{announces, parts, ranks};
use super::styles::Role;
use std::collections::BTreeMap;

/// The most characters of such a heading: two lines of a page. Longer ones are
/// bold text.
const LONGEST: usize = 100;
/// The most consecutive bold lines: more are an address or a poem.
const IN_A_ROW: usize = 3;
/// If more than this share of the other letters is bold, bold is not
/// significant. A choice: a smaller value misses headings in texts with much
/// emphasis, a larger one makes headings of emphasis.
const MOSTLY: f64 = 0.4;

/// So many labels in a row are no headings. A choice: with two, lists of a single item would
/// lose theirs.
const LABELS: usize = 3;

/// How much larger than most text a line must be. A choice: 16 pt over 14 pt is a heading
/// of many files, and half a point is chance.
const LARGER: f64 = 1.1;

/// Turns lines that look like headings into headings.
pub(super) fn find(blocks: &mut [Block]) {
    by_outline(blocks);
    let opening = raise_title(blocks);
    let usual = usual_size(blocks);
    let is_large = |line: &Paragraph| is_line(line) && (is_larger(line, usual) || is_numbered(line));
    let mut found = candidates(blocks, |line| is_large(line) || (is_line(line) && is_bold(line)));
    if bold_share(blocks, &found) > MOSTLY {
        found = candidates(blocks, is_large);
    }
    drop_labels(blocks, &mut found);
    // What stands in the middle below a title says who wrote it.
    let below = opening.map_or(0, |at| at + 1 + blocks[at + 1..].iter().take_while(|block| is_centred(block)).count());
    found.retain(|at| *at >= below);
    let texts =
        blocks.iter().filter(|block| !matches!(block, Block::PageBreak | Block::Rule | Block::Contents)).count();
    // If every second block is such a line, it is a form or a dialogue.
    if found.len() * 2 > texts {
        return;
    }
    let named: Vec<(u8, u32)> = blocks
        .iter()
        .filter_map(|block| match block {
            Block::Text(Role::Heading(level), paragraph) => Some((*level, size(paragraph))),
            _ => None,
        })
        .collect();
    // They get levels below the styled headings, except lines as large as one of
    // these.
    let above = named.iter().map(|(level, _)| *level).max().unwrap_or(0);
    let like = |own: u32| named.iter().filter(|(_, size)| own > 0 && *size <= own).map(|(level, _)| *level).min();
    let told: Vec<(u32, String)> =
        found.iter().filter_map(|&at| paragraph(&blocks[at])).map(|line| (size(line), line.text())).collect();
    let title = title(blocks, &found);
    let first = above + 1 + u8::from(title.is_some());
    for (at, rank) in found.into_iter().zip(ranks(&told)) {
        let Block::Text(role, paragraph) = &mut blocks[at] else { continue };
        *role = Role::Heading(like(size(paragraph)).unwrap_or(first + rank).min(6));
    }
    if let Some(at) = title
        && let Block::Text(role, _) = &mut blocks[at]
    {
        *role = Role::Heading(1);
    }
}

/// The line that a text without styled headings begins with, if a rule parts it from
/// the rest and other lines are headings: its title.
fn title(blocks: &[Block], found: &[usize]) -> Option<usize> {
    let styled = |block: &Block| matches!(block, Block::Text(Role::Heading(_), _));
    let at = blocks.iter().position(|block| paragraph(block).is_none_or(|line| !line.is_blank()))?;
    let is_title = paragraph(&blocks[at]).is_some_and(|line| is_line(line) && is_bold(line));
    let parted = matches!(blocks.get(at + 1), Some(Block::Rule));
    (is_title && parted && !found.is_empty() && !found.contains(&at) && !blocks.iter().any(styled)).then_some(at)
}

/// Makes the heading that a text begins with its title, if its letters are larger than
/// those of all others, whatever level its style has; returns its place.
fn raise_title(blocks: &mut [Block]) -> Option<usize> {
    let headings = || {
        blocks.iter().enumerate().filter_map(|(at, block)| match block {
            Block::Text(Role::Heading(level), line) if !line.is_blank() => Some((at, *level, size(line))),
            _ => None,
        })
    };
    let (at, level, own) = headings().next()?;
    let begins = blocks[..at].iter().all(|block| paragraph(block).is_some_and(Paragraph::is_blank));
    let is_largest = headings().nth(1).is_some() && headings().skip(1).all(|(_, _, size)| size < own);
    if !begins || level == 1 || own == 0 || !is_largest {
        return None;
    }
    if let Block::Text(role, _) = &mut blocks[at] {
        *role = Role::Heading(1);
    }
    Some(at)
}

fn is_centred(block: &Block) -> bool {
    paragraph(block).is_some_and(|line| line.properties.centred == Some(true))
}

fn by_outline(blocks: &mut [Block]) {
    for block in blocks {
        if let Block::Text(role @ (Role::Text | Role::Heading(_)), paragraph) = block
            && let Some(level) = paragraph.properties.outline
            && !paragraph.is_blank()
        {
            match level {
                // Pasted text brings its levels into lists.
                0..=8 if *role == Role::Text && !matches!(paragraph.mark, Some(Mark::Bullet)) => {
                    *role = Role::Heading((level + 1).min(6));
                }
                _ => {}
            }
        }
    }
}

fn paragraph(block: &Block) -> Option<&Paragraph> {
    match block {
        Block::Text(_, paragraph) => Some(paragraph),
        _ => None,
    }
}

/// The largest font size of a paragraph.
fn size(paragraph: &Paragraph) -> u32 {
    paragraph.looks().map(|(look, _)| look.size).max().unwrap_or(0)
}

/// The size of most Persian text; Latin has sizes of its own. 0 if there is none.
fn usual_size(blocks: &[Block]) -> u32 {
    let mut sizes = BTreeMap::new();
    for paragraph in blocks.iter().filter_map(paragraph).filter(|paragraph| paragraph.text().contains(is_persian)) {
        for (look, count) in paragraph.looks() {
            *sizes.entry(look.size).or_insert(0) += count;
        }
    }
    sizes.into_iter().max_by_key(|(_, count)| *count).map_or(0, |(size, _)| size)
}

/// The share of bold letters in running text, without the lines found.
fn bold_share(blocks: &[Block], found: &[usize]) -> f64 {
    let (mut bold, mut all) = (0_u32, 0_u32);
    for (at, block) in blocks.iter().enumerate() {
        if found.binary_search(&at).is_ok() {
            continue;
        }
        let Block::Text(Role::Text, paragraph) = block else { continue };
        for (look, count) in paragraph.looks() {
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            all = all.saturating_add(count);
            bold = bold.saturating_add(if look.bold { count } else { 0 });
        }
    }
    if all == 0 { 0.0 } else { f64::from(bold) / f64::from(all) }
}

/// Such lines that are followed by something else.
fn candidates(blocks: &[Block], is_heading: impl Fn(&Paragraph) -> bool) -> Vec<usize> {
    let mut found = Vec::new();
    let mut row: Vec<usize> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        match block {
            Block::Text(Role::Text, paragraph) if is_heading(paragraph) => row.push(at),
            Block::Text(Role::Text | Role::Quote | Role::Term, _)
            | Block::Table(_)
            | Block::Code(_)
            | Block::Figure(..)
            | Block::Framed(_) => {
                if row.len() <= IN_A_ROW {
                    found.append(&mut row);
                }
                // Behind the lines of a title page: a line with a colon announces
                // what follows.
                let last = row.last().filter(|&&at| paragraph(&blocks[at]).is_some_and(|line| announces(&line.text())));
                found.extend(last);
                row.clear();
            }
            Block::Text(..) | Block::Contents | Block::PageBreak | Block::Rule => row.clear(),
        }
    }
    found
}

/// Drops the labels of a title page: several lines with a colon, each above one short line,
/// its value.
fn drop_labels(blocks: &[Block], found: &mut Vec<usize>) {
    let line_at = |at: usize| blocks.get(at).and_then(paragraph);
    let is_label = |at: usize| line_at(at).is_some_and(|line| announces(&line.text()));
    let has_value = |at: usize| line_at(at + 1).is_some_and(|line| is_line(line) && !announces(&line.text()));
    let goes_on = |a: &usize, b: &usize| b - a == 2 && is_label(*a) && is_label(*b) && has_value(*a);
    let rows = found.chunk_by(goes_on).filter(|row| row.len() < LABELS).flatten();
    *found = rows.copied().collect();
}

/// Whether a line begins with a number that only parts of a text have: `۴-۱- پیشگفتار`.
fn is_numbered(paragraph: &Paragraph) -> bool {
    paragraph.mark.is_none() && parts(&paragraph.text()) >= 2
}

fn is_bold(paragraph: &Paragraph) -> bool {
    paragraph.looks().all(|(look, _)| look.bold)
}

/// Whether all of a Persian line is larger than most text.
fn is_larger(paragraph: &Paragraph, usual: u32) -> bool {
    let larger = |size: u32| usual > 0 && f64::from(size) >= f64::from(usual) * LARGER;
    paragraph.text().contains(is_persian) && paragraph.looks().all(|(look, _)| larger(look.size))
}

/// Whether a paragraph is a short line that is not a sentence.
fn is_line(paragraph: &Paragraph) -> bool {
    let text = paragraph.text();
    let words = text.trim();
    let is_item = matches!(paragraph.mark, Some(Mark::Bullet | Mark::Nothing));
    !is_item
        && !words.is_empty()
        && words.chars().count() <= LONGEST
        && words.lines().count() <= 2
        && !words.ends_with(['.', '؛', '،', '!', ';', ','])
        && words.chars().any(char::is_alphabetic)
        // An equation is none.
        && (!words.contains('=') || words.contains(is_persian))
}
