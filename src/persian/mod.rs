//! What the language asks for, without any layout: reflow, clean-up, digits,
//! counters, kashida slots.
//!
//! [`tidy`] looks at a document and answers with [`Edit`]s over its source
//! text. One applier (`document::apply`) puts them into the document, another
//! ([`edit_source`]) into the source, so `bargeh clean` prints what conversion
//! prints. The way of a paragraph through here:
//!
//! ```text
//! Document ─ flow ─▶ Flow (one paragraph's text, across bold and links)
//!          ─ reflow ─▶ fewer, longer flows
//!          ─ letters, words … ─▶ changes, until none is left ─▶ edits
//! ```

mod collect;
pub(crate) mod counters;
mod edit;
mod flow;
pub(crate) mod kashida;
mod letters;
mod reflow;
mod rewrite;
mod rules;

pub use edit::{Edit, edit_source};
pub use rules::{Class, Rule, RuleSet};

use crate::document::Document;
use crate::error::Warning;
use crate::settings::{Clean, Digits, Reflow};

/// What [`tidy`] may do.
#[derive(Clone, Debug)]
pub struct TidyOptions {
    /// Whether lines of column-wrapped text are joined.
    pub reflow: Reflow,
    /// Which class of rules is on.
    pub clean: Clean,
    /// Which digits are written.
    pub digits: Digits,
    /// Rules that are on whatever `clean` says.
    pub with: RuleSet,
    /// Rules that are off whatever else says.
    pub without: RuleSet,
}

impl Default for TidyOptions {
    fn default() -> Self {
        Self {
            reflow: Reflow::Auto,
            clean: Clean::Safe,
            digits: Digits::Keep,
            with: RuleSet::default(),
            without: RuleSet::default(),
        }
    }
}

impl TidyOptions {
    /// The rules that are on.
    #[must_use]
    pub fn rules(&self) -> RuleSet {
        let digits = match self.digits {
            Digits::Keep => RuleSet::default(),
            Digits::Persian => Rule::PersianDigits.into(),
            Digits::Latin => Rule::LatinDigits.into(),
        };
        let other_digits = match self.digits {
            Digits::Latin => RuleSet::from(Rule::ArabicDigits),
            _ => RuleSet::default(),
        };
        let classes = RuleSet::up_to(self.clean).without(other_digits);
        classes.union(digits).union(self.with).without(self.without)
    }
}

/// What [`tidy`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tidied {
    /// The changes, in the order of the source, none touching another.
    pub edits: Vec<Edit>,
    /// What a reader should look at.
    pub warnings: Vec<Warning>,
}

impl Tidied {
    /// How many line ends were joined, and how many sentences cut over a blank
    /// line.
    #[must_use]
    pub fn joined(&self) -> (usize, usize) {
        let count = |rule| self.edits.iter().filter(|edit| edit.rules.contains(rule)).count();
        (count(Rule::JoinLines), count(Rule::JoinSentences))
    }
}

/// Rounds of reflow and clean-up after which a text counts as settled. Each
/// round works on what the one before left, so that tidying a tidied text
/// changes nothing; real texts settle in the second.
const ROUNDS: usize = 8;

/// Finds what reflow and clean-up change in a document.
#[must_use]
pub fn tidy(document: &Document, options: &TidyOptions) -> Tidied {
    let rules = options.rules();
    let mut flows = collect::collect(document);
    for _ in 0..ROUNDS {
        let mut changed = reflow::reflow(&mut flows, options);
        for flow in &mut flows {
            changed |= clean(flow, rules);
        }
        if !changed {
            break;
        }
    }
    let mut edits: Vec<Edit> = flows.iter().flat_map(|flow| flow.edits(&document.sources)).collect();
    edits.sort_by_key(|edit| edit.span);
    Tidied { edits, warnings: Vec::new() }
}

/// Cleans one paragraph's text until nothing is left to clean.
fn clean(flow: &mut flow::Flow<'_>, rules: RuleSet) -> bool {
    let rules = flow.allowed(rules);
    if rules.is_empty() {
        return false;
    }
    let mut changed = false;
    for _ in 0..ROUNDS {
        let changes = letters::changes(flow.text(), rules);
        if changes.is_empty() {
            break;
        }
        flow.change(&changes);
        changed = true;
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{ReadOptions, read};
    use crate::settings::InputFormat;

    fn document(source: &str) -> Document {
        read(source.as_bytes(), &ReadOptions::new(InputFormat::Markdown, "a.md")).unwrap().value.document
    }

    #[test]
    fn the_sample_loses_its_column_and_nothing_else() {
        let source = include_str!("../../samples/message.md");
        let mut before = document(source);
        let tidied = tidy(&before, &TidyOptions::default());
        assert_eq!(tidied.joined(), (39, 4));
        assert_eq!(tidied.edits.len(), 43);
        let after = document(&edit_source(source, &tidied.edits));
        before.apply(&tidied.edits);
        let texts = |document: &Document| -> Vec<String> {
            collect::collect(document).iter().map(|flow| flow.text().to_owned()).collect()
        };
        assert_eq!(texts(&before), texts(&after));
        assert_eq!(tidy(&after, &TidyOptions::default()).edits, []);
    }
}
pub(crate) mod ltr;
