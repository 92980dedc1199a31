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
mod digits;
mod edit;
mod emit;
mod flow;
mod guard;
pub(crate) mod kashida;
mod letters;
mod lexicon;
mod lint;
mod marks;
mod options;
mod reflow;
mod rewrite;
mod rules;
mod words;

pub use edit::{Edit, edit_original, edit_source};
pub use lexicon::Words;
pub use options::TidyOptions;
pub use rules::{Class, Rule, RuleSet};

use crate::document::Document;
use crate::error::Warning;
use lexicon::Lexicon;

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
    let lexicon = Lexicon::new(&options.words);
    let mut flows = collect::collect(document);
    let hidden = lint::hidden(&flows, &document.sources, rules);
    for _ in 0..ROUNDS {
        let mut changed = reflow::reflow(&mut flows, options);
        for flow in &mut flows {
            changed |= clean(flow, rules, lexicon);
        }
        if !changed {
            break;
        }
    }
    let mut edits: Vec<Edit> = flows.iter().flat_map(|flow| flow.edits(&document.sources)).collect();
    edits.sort_by_key(|edit| edit.span);
    let warnings = hidden.into_iter().chain(lint::warnings(&flows, &document.sources, lexicon)).collect();
    Tidied { edits, warnings }
}

/// Cleans one paragraph's text until nothing is left to clean.
fn clean(flow: &mut flow::Flow<'_>, rules: RuleSet, lexicon: Lexicon<'_>) -> bool {
    let rules = flow.allowed(rules);
    if rules.is_empty() {
        return false;
    }
    let mut changed = false;
    for _ in 0..ROUNDS {
        let mut changes = letters::changes(flow.text(), rules);
        if changes.is_empty() && !rules.and(RuleSet::OF_MARKS).is_empty() {
            changes = marks::changes(flow.text(), rules);
        }
        if changes.is_empty() && !rules.and(RuleSet::OF_WORDS).is_empty() {
            changes = words::changes(flow.text(), rules, lexicon);
        }
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
        let after = document(&edit_source(source, &tidied.edits, InputFormat::Markdown));
        before.apply(&tidied.edits);
        let texts = |document: &Document| -> Vec<String> {
            collect::collect(document).iter().map(|flow| flow.text().to_owned()).collect()
        };
        assert_eq!(texts(&before), texts(&after));
        assert_eq!(tidy(&after, &TidyOptions::default()).edits, []);
    }

    #[test]
    #[ignore = "scratch"]
    fn scratch() {
        let source = std::fs::read_to_string(std::env::var("SCRATCH").unwrap()).unwrap();
        let before = document(&source);
        let options = TidyOptions { clean: std::env::var("CLEAN").unwrap().parse().unwrap(), ..TidyOptions::default() };
        let tidied = tidy(&before, &options);
        for edit in &tidied.edits {
            if edit.rules.contains(Rule::JoinLines) && edit.with == " " {
                continue;
            }
            let (s, e) = (edit.span.start, edit.span.end);
            let a = source[..s].char_indices().rev().nth(15).map_or(0, |(i, _)| i);
            let b = source[e..].char_indices().nth(15).map_or(source.len(), |(i, _)| e + i);
            let names: Vec<_> = edit.rules.iter().map(|r| r.name()).collect();
            println!(
                "{names:?} {}[{}→{}]{}",
                source[a..s].replace('\n', "⏎"),
                source[s..e].escape_debug(),
                edit.with.replace('\u{200c}', "|"),
                source[e..b].replace('\n', "⏎")
            );
        }
        for w in &tidied.warnings {
            println!("{w:?}");
        }
    }
}
pub(crate) mod ltr;
