//! The text of tagged files: blocks as the tags tell, lines by where they are.

use super::block::{FootNote, Node, Text, verse};
use super::flow::{self, Line, Whence};
use super::font::Font;
use super::furniture;
use super::habits::Habits;
use super::order::{Letter, digit};
use super::place::{Glyph, Page};
use super::segment::{Segment, segments};
use super::tags::{Branch, Frame, Tags};
use super::zones::zones;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::rc::Rc;

/// At least this share of the glyphs of a file that is read by its tags has one; the
/// others, such as those that an editor has put in, are set after their page.
const TOLD: f64 = 0.98;

/// Whether the tags tell enough of the text.
pub(super) fn tells_most(pages: &[Page]) -> bool {
    let glyphs = || pages.iter().flat_map(|page| &page.glyphs).filter(|glyph| !glyph.artifact);
    let told = glyphs().filter(|glyph| glyph.mark.is_some()).count();
    told > 0 && told as f64 >= TOLD * glyphs().count() as f64
}

pub(super) fn text(tags: &Tags, pages: Vec<Page>, fonts: &[Font]) -> Text {
    let alts = alts(tags, &pages);
    let mut parts: Vec<Vec<(usize, Vec<Segment>)>> = Vec::with_capacity(pages.len());
    let mut loose: Vec<Vec<Segment>> = Vec::with_capacity(pages.len());
    for page in pages {
        let mut untagged = Vec::new();
        let mut of_leaves: BTreeMap<usize, Vec<Glyph>> = BTreeMap::new();
        for glyph in page.glyphs {
            if let Some(content) = glyph.mark.and_then(|mark| tags.contents.get(mark as usize)) {
                of_leaves.entry(content.leaf).or_default().push(glyph);
            } else if !glyph.artifact {
                untagged.push(glyph);
            }
        }
        parts.push(of_leaves.into_iter().map(|(leaf, glyphs)| (leaf, segments(glyphs))).collect());
        loose.push(segments(untagged));
    }
    let tagged = parts.iter().flatten().flat_map(|(_, segments)| segments);
    let all: Vec<&Segment> = tagged.chain(loose.iter().flatten()).collect();
    let habits = Habits::of(&all, fonts);
    let mut lines: Vec<Vec<Line>> = tags.leaves.iter().map(|_| Vec::new()).collect();
    for (leaves, page) in parts.into_iter().zip(1..) {
        // The edges of columns are those of all that stands in them.
        let mut boxes: Vec<Segment> = leaves.iter().flat_map(|(_, segments)| segments).map(Segment::outline).collect();
        boxes.sort_by(|a, b| a.turns.cmp(&b.turns).then(b.base.total_cmp(&a.base)));
        let columns = zones(boxes);
        let places: FxHashMap<[u64; 2], usize> = columns
            .iter()
            .enumerate()
            .flat_map(|(at, zone)| zone.segments.iter().map(move |segment| (corner(segment), at)))
            .collect();
        for (leaf, mut segments) in leaves {
            // A paragraph goes on at the top of the next column; the halves of verse are no
            // columns.
            let is_verse = segments.chunk_by(|a, b| (a.base - b.base).abs() < 0.6 * a.size).all(|line| line.len() > 1);
            let column = |segment: &Segment| match places.get(&corner(segment)) {
                Some(column) if !is_verse => *column,
                _ => 0,
            };
            segments.sort_by_key(column);
            for segments in segments.chunk_by(|a, b| column(a) == column(b)) {
                let mut own = flow::lines(&zones(segments.to_vec()), Whence { page, zone: 0 }, &habits, fonts);
                flow::set_columns(&mut own, &columns);
                lines[leaf].extend(own);
            }
        }
    }
    lines.iter_mut().for_each(|lines| as_told(lines));
    let (mut zone, mut of_pages) = (0, Vec::with_capacity(loose.len()));
    for (segments, page) in loose.into_iter().zip(1..) {
        let columns = zones(segments);
        of_pages.push(flow::lines(&columns, Whence { page, zone }, &habits, fonts));
        zone += columns.len();
    }
    let mut loose: BTreeMap<u32, Vec<Node>> = BTreeMap::new();
    for block in flow::blocks(furniture::without(of_pages), flow::body(lines.iter().flatten())) {
        loose.entry(block.page).or_default().push(Node::Text(block));
    }
    let reader = Reader { tags, lines, alts };
    let notes = tags.notes.iter().map(|note| reader.note(note)).collect();
    Text { nodes: reader.text(loose), notes }
}

/// Puts the lines of a paragraph that stands on several pages in the order of its tags: on
/// the sheets of a booklet the later page may come first.
fn as_told(lines: &mut [Line]) {
    let mut firsts: BTreeMap<u32, u32> = BTreeMap::new();
    for line in lines.iter() {
        let mark = line.letters.iter().filter_map(|letter| letter.mark).min().unwrap_or(u32::MAX);
        let first = firsts.entry(line.page).or_insert(mark);
        *first = mark.min(*first);
    }
    if firsts.len() > 1 {
        lines.sort_by_key(|line| firsts.get(&line.page).copied());
    }
}

/// Where a piece begins, by which it is known again.
fn corner(segment: &Segment) -> [u64; 2] {
    [segment.left, segment.base].map(f64::to_bits)
}

/// The words in place of what leaves show, if all of it is shown.
fn alts(tags: &Tags, pages: &[Page]) -> FxHashMap<usize, Rc<str>> {
    let leaf = |mark: &u32| tags.contents.get(*mark as usize).map(|content| content.leaf);
    let leaves = |marks: fn(&Page) -> &FxHashSet<u32>| -> FxHashSet<usize> {
        pages.iter().flat_map(marks).filter_map(leaf).collect()
    };
    let (begun, veiled) = (leaves(|page| &page.begun), leaves(|page| &page.veiled));
    let alt = |style: usize| tags.styles.get(style)?.alt.clone();
    let is_shown = |leaf: &usize| begun.contains(leaf) && !veiled.contains(leaf);
    let all = tags.contents.iter().filter(|content| is_shown(&content.leaf));
    all.filter_map(|content| Some((content.leaf, alt(content.style)?))).collect()
}

struct Reader<'t> {
    tags: &'t Tags,
    lines: Vec<Vec<Line>>,
    alts: FxHashMap<usize, Rc<str>>,
}

impl Reader<'_> {
    /// The text, and what is on its pages without a tag, after the last that is tagged.
    fn text(&self, mut loose: BTreeMap<u32, Vec<Node>>) -> Vec<Node> {
        let branches = &self.tags.text;
        let mut ends: BTreeMap<u32, usize> = BTreeMap::new();
        if !loose.is_empty() {
            for (at, branch) in branches.iter().enumerate() {
                branch.each(&mut |leaf| self.lines[leaf].iter().for_each(|line| _ = ends.insert(line.page, at)));
            }
        }
        let mut last: BTreeMap<usize, u32> = BTreeMap::new();
        ends.into_iter().for_each(|(page, at)| _ = last.insert(at, page));
        let mut nodes = Vec::new();
        for (at, branch) in branches.iter().enumerate() {
            self.branch(branch, &mut nodes);
            if let Some(page) = last.get(&at) {
                let later = loose.split_off(&(page + 1));
                nodes.extend(std::mem::replace(&mut loose, later).into_values().flatten());
            }
        }
        nodes.extend(loose.into_values().flatten());
        verse(nodes)
    }

    fn nodes(&self, branches: &[Branch]) -> Vec<Node> {
        let mut nodes = Vec::new();
        branches.iter().for_each(|branch| self.branch(branch, &mut nodes));
        verse(nodes)
    }

    fn branch(&self, branch: &Branch, nodes: &mut Vec<Node>) {
        match branch {
            Branch::Inside(frame, kids) => nodes.push(Node::Inside(frame.clone(), self.nodes(kids))),
            Branch::Leaf(leaf) => self.leaf(*leaf, nodes),
        }
    }

    fn leaf(&self, leaf: usize, nodes: &mut Vec<Node>) {
        let (level, lines) = (self.tags.leaves[leaf], self.lines[leaf].as_slice());
        if level.is_none() && lines.iter().all(Line::is_parted) {
            nodes.extend(lines.chunks(1).filter_map(|line| flow::told(None, line)).map(Node::Text));
        } else {
            nodes.extend(flow::told(level, lines).map(Node::Text));
        }
        // A drawing of lines alone is told by its words.
        if let Some(alt) = self.alts.get(&leaf).filter(|_| lines.is_empty()) {
            nodes.push(Node::Text(flow::spoken(alt)));
        }
    }

    fn note(&self, branches: &[Branch]) -> FootNote {
        let (labels, mut nodes): (Vec<Node>, Vec<Node>) =
            self.nodes(branches).into_iter().partition(|node| matches!(node, Node::Inside(Frame::Label, _)));
        let mut mark = String::new();
        labels.iter().for_each(|label| label.each(&mut |block| mark.extend(marked(&block.letters))));
        // Without a label the note begins with its number.
        if let Some(Node::Text(first)) = nodes.first_mut().filter(|_| mark.is_empty()) {
            let digits = first.letters.iter().take_while(|letter| digit(letter.letter).is_some()).count();
            mark = first.letters.drain(..digits).map(|letter| letter.letter).collect();
            let rest = first.letters.iter().take_while(|letter| matches!(letter.letter, ' ' | '.' | ')')).count();
            first.letters.drain(..rest.min(if mark.is_empty() { 0 } else { rest }));
        }
        FootNote { mark, nodes }
    }
}

/// The mark of a note without what stands around it.
pub(super) fn marked(letters: &[Letter]) -> impl Iterator<Item = char> {
    letters
        .iter()
        .map(|letter| letter.letter)
        .filter(|letter| !matches!(letter, ' ' | '\n' | '.' | '(' | ')' | '[' | ']'))
}
