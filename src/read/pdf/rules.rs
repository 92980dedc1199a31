//! The rules that a page draws: thin lines across and upright, of which tables are made.

use super::sight::{Edges, common};

/// What is thinner than this, in points, and longer than that is a rule.
const THIN: f64 = 3.0;
const LONG: f64 = 6.0;
/// Most pieces of a path that are looked at: a drawing has more, a frame has four.
const PIECES: usize = 64;
/// Most rules of a page that are kept.
const RULES: usize = 20_000;
/// Rules whose places differ by less than this are one, and so are those with a smaller gap
/// between their ends: cells draw each their own borders.
const SAME: f64 = 1.5;
const TOUCHING: f64 = 2.0;

/// A rule: its place on one axis, its ends on the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub(super) at: f64,
    pub(super) from: f64,
    pub(super) to: f64,
}

impl Rule {
    /// Whether it reaches a place on the axis of its ends.
    pub(super) fn reaches(&self, place: f64) -> bool {
        (self.from - TOUCHING..=self.to + TOUCHING).contains(&place)
    }
}

/// The rules of a page.
#[derive(Debug, Default)]
pub(super) struct Rules {
    pub(super) across: Vec<Rule>,
    pub(super) upright: Vec<Rule>,
}

impl Rules {
    /// Adds what lies between edges, if it is a rule.
    fn add(&mut self, [left, below, right, above]: Edges) {
        let (width, height) = (right - left, above - below);
        if self.across.len() + self.upright.len() >= RULES {
        } else if height.abs() < THIN && width > LONG {
            self.across.push(Rule { at: f64::midpoint(below, above), from: left, to: right });
        } else if width.abs() < THIN && height > LONG {
            self.upright.push(Rule { at: f64::midpoint(left, right), from: below, to: above });
        }
    }

    /// The same rules, those joined that are drawn in pieces.
    pub(super) fn joined(self) -> Self {
        Self { across: joined(self.across), upright: joined(self.upright) }
    }
}

fn joined(mut rules: Vec<Rule>) -> Vec<Rule> {
    rules.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut out: Vec<Rule> = Vec::new();
    let mut rest = rules.as_mut_slice();
    while let Some(first) = rest.first() {
        let at = first.at;
        let end = rest.partition_point(|rule| rule.at <= at + SAME);
        let (beside, behind) = rest.split_at_mut(end.max(1));
        rest = behind;
        beside.sort_by(|a, b| a.from.total_cmp(&b.from));
        for rule in beside.iter() {
            match out.last_mut().filter(|last| last.at.total_cmp(&at).is_eq() && rule.from <= last.to + TOUCHING) {
                Some(last) => last.to = last.to.max(rule.to),
                None => out.push(Rule { at, ..*rule }),
            }
        }
    }
    out
}

/// The path that is being drawn, as far as rules are concerned.
#[derive(Debug, Default)]
pub(super) struct Path {
    /// The edges of all of it, of its straight lines, and of its rectangles.
    all: Option<Edges>,
    lines: Vec<Edges>,
    rectangles: Vec<Edges>,
    at: Option<(f64, f64)>,
    start: Option<(f64, f64)>,
}

impl Path {
    pub(super) fn all(&self) -> Option<Edges> {
        self.all
    }

    fn count(&self) -> usize {
        self.lines.len() + self.rectangles.len()
    }

    fn take_in(&mut self, point: (f64, f64)) {
        self.all = Some(super::sight::with_point(self.all, point));
    }

    pub(super) fn begin(&mut self, point: (f64, f64)) {
        self.take_in(point);
        (self.at, self.start) = (Some(point), Some(point));
    }

    pub(super) fn line(&mut self, point: (f64, f64)) {
        self.take_in(point);
        self.side(self.at, point);
        self.at = Some(point);
    }

    /// Curves are no rules.
    pub(super) fn curve(&mut self, points: &[(f64, f64)]) {
        points.iter().for_each(|point| self.take_in(*point));
        self.at = points.last().copied();
    }

    pub(super) fn close(&mut self) {
        if let Some(start) = self.start {
            self.side(self.at, start);
            self.at = Some(start);
        }
    }

    pub(super) fn rectangle(&mut self, edges: Edges) {
        self.take_in((edges[0], edges[1]));
        self.take_in((edges[2], edges[3]));
        if self.count() < PIECES {
            self.rectangles.push(edges);
        }
    }

    fn side(&mut self, from: Option<(f64, f64)>, (x, y): (f64, f64)) {
        if let Some((a, b)) = from.filter(|_| self.count() < PIECES) {
            self.lines.push([a.min(x), b.min(y), a.max(x), b.max(y)]);
        }
    }

    /// Adds the rules that painting it draws. What is filled is a rule where all of it is
    /// thin: the sides of a ground are none.
    pub(super) fn paint(&self, strokes: bool, clip: Edges, rules: &mut Rules) {
        let is_thin = |edges: &Edges| edges[2] - edges[0] < THIN || edges[3] - edges[1] < THIN;
        for rectangle in &self.rectangles {
            let [left, below, right, above] = *rectangle;
            if is_thin(rectangle) {
                rules.add(common(*rectangle, clip));
            } else if strokes {
                let sides = [
                    [left, below, right, below],
                    [left, above, right, above],
                    [left, below, left, above],
                    [right, below, right, above],
                ];
                sides.into_iter().for_each(|side| rules.add(common(side, clip)));
            }
        }
        if strokes || self.all.as_ref().is_some_and(is_thin) {
            self.lines.iter().for_each(|line| rules.add(common(*line, clip)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_in_pieces_are_one_rule() {
        let everywhere = super::super::sight::EVERYWHERE;
        let mut rules = Rules::default();
        for at in 0..4 {
            let mut path = Path::default();
            path.begin((f64::from(at) * 50.0, 100.0));
            path.line((f64::from(at) * 50.0 + 49.5, 100.4));
            path.paint(true, everywhere, &mut rules);
        }
        let mut frame = Path::default();
        frame.rectangle([0.0, 0.0, 200.0, 300.0]);
        frame.paint(false, everywhere, &mut rules);
        assert_eq!((rules.across.len(), rules.upright.len()), (4, 0), "a ground has no rules");
        frame.paint(true, everywhere, &mut rules);
        let rules = rules.joined();
        assert_eq!((rules.across.len(), rules.upright.len()), (3, 2));
        assert!(rules.across[1].from < 0.1 && rules.across[1].to > 199.0, "{rules:?}");
    }
}
