//! Blocks on their way into the document.

use super::order::Letter;
use super::place::PICTURE;
use super::tags::Frame;

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Heading(u8),
    Paragraph,
    /// An item, with its number where it has one.
    Item(Option<u64>),
}

/// The edges of the two halves of a couplet: its left half, then its right one.
pub(super) type Halves = [f64; 4];

/// The shorter half of a couplet has at least this share of the width of the longer one.
const EVEN: f64 = 0.7;

/// A text; a line break in its letters is one of the text.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) kind: Kind,
    pub(super) letters: Vec<Letter>,
    pub(super) page: u32,
    pub(super) size: f64,
    pub(super) bold: bool,
    /// How far each line is set in from the leftmost one, in letters of its own font.
    pub(super) indents: Vec<usize>,
    /// Where it is a line of two halves: their edges, and the letter that parts them.
    pub(super) halves: Option<(Halves, usize)>,
}

/// A text, or what holds some.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Text(Block),
    Inside(Frame, Vec<Node>),
}

impl Block {
    /// Whether it has anything to read or to see.
    pub(super) fn shows(&self) -> bool {
        self.letters.iter().any(|letter| letter.letter.is_alphanumeric() || letter.letter == PICTURE)
    }
}

impl Node {
    /// Calls for every text, in order.
    pub(super) fn each(&self, see: &mut impl FnMut(&Block)) {
        match self {
            Self::Text(block) => see(block),
            Self::Inside(_, nodes) => nodes.iter().for_each(|node| node.each(see)),
        }
    }
}

/// What a file says.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) nodes: Vec<Node>,
    pub(super) notes: Vec<FootNote>,
}

/// A note at the foot.
#[derive(Clone, Debug)]
pub(super) struct FootNote {
    /// What refers to it, without spaces and dots.
    pub(super) mark: String,
    pub(super) nodes: Vec<Node>,
}

/// Two lines one below the other whose halves have the same edges are verse: halves of
/// couplets are set to one width, and cells of tables are not. The edges of stretched
/// lines are told to a tenth of a point; half a letter is far from chance. Halves as wide
/// as they are by nature begin at one edge, and are about as wide as each other.
pub(super) fn verse(nodes: Vec<Node>) -> Vec<Node> {
    let halves = |node: &Node| match node {
        Node::Text(Block { kind: Kind::Paragraph, halves: Some((halves, _)), size, .. }) => Some((*halves, *size)),
        _ => None,
    };
    let is_even = |[a, b, c, d]: Halves| (b - a).min(d - c) > EVEN * (b - a).max(d - c);
    let alike = |a: &Node, b: &Node| {
        halves(a).zip(halves(b)).is_some_and(|((a, size), (b, _))| {
            let same = |edges: &[usize]| edges.iter().all(|at| (a[*at] - b[*at]).abs() < 0.5 * size);
            same(&[0, 1, 2, 3]) || is_even(a) && is_even(b) && (same(&[1, 3]) || same(&[0, 2]))
        })
    };
    let mut out: Vec<Node> = Vec::new();
    for node in nodes {
        match out.pop() {
            Some(Node::Inside(Frame::Poem, mut lines)) if lines.last().is_some_and(|last| alike(last, &node)) => {
                lines.push(node);
                out.push(Node::Inside(Frame::Poem, lines));
            }
            Some(before) if alike(&before, &node) => out.push(Node::Inside(Frame::Poem, vec![before, node])),
            before => {
                out.extend(before);
                out.push(node);
            }
        }
    }
    out
}
