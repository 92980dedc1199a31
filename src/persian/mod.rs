//! What depends on the language but not on layout: reflow, clean-up, digits, counters,
//! kashida slots.
//!
//! [`tidy`] examines a document and returns [`Edit`]s of its source text. One function
//! (`Document::apply`) applies them to the document, another ([`edit_source`]) to the
//! source, so `bargeh clean` prints what conversion prints. A paragraph goes through
//! these stages:
//!
//! ```text
//! Document ─ flow ─▶ Flow (one paragraph's text, across bold and links)
//!          ─ reflow ─▶ fewer, longer flows
//!          ─ letters, words … ─▶ changes, until none is left ─▶ edits
//!          ─ trial ─▶ those after which Markdown reads the same
//! ```

mod academy;
pub(crate) mod apply;
mod collect;
mod compounds;
mod digits;
mod edit;
mod emit;
mod flow;
mod inside;
pub(crate) mod kashida;
mod kinds;
pub(crate) mod leaning;
mod letters;
mod lint;
pub(crate) mod ltr;
mod marks;
mod options;
pub(crate) mod order;
mod parts;
pub(crate) mod reading;
mod reflow;
mod rewrite;
mod rules;
mod stops;
mod survey;
mod trial;
mod vocabulary;
mod words;

pub use crate::lexicon::Words;
pub use edit::{Edit, edit_original, edit_source};
pub use options::TidyOptions;
pub use rules::{Class, Rule, RuleSet};

use crate::document::Document;
use crate::error::Warning;
use crate::lexicon::Lexicon;
use crate::read::read_again;
use rewrite::Rewrite;
use vocabulary::Vocabulary;

/// The result of [`tidy`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tidied {
    /// The changes, in the order of the source, not touching each other.
    pub edits: Vec<Edit>,
    /// What the author should look at.
    pub warnings: Vec<Warning>,
}

impl Tidied {
    /// The number of line ends that were joined, and of sentences that an empty line
    /// had cut.
    #[must_use]
    pub fn joined(&self) -> (usize, usize) {
        let count = |rule| self.edits.iter().filter(|edit| edit.rules.contains(rule)).count();
        (count(Rule::JoinLines), count(Rule::JoinSentences))
    }
}

/// The most rounds of reflow and clean-up. Each round works on the result of the one
/// before, so that tidying a tidied text changes nothing; real texts settle in the
/// second.
const ROUNDS: usize = 8;

/// Finds what reflow and clean-up change in a document.
#[must_use]
pub fn tidy(document: &Document, options: &TidyOptions) -> Tidied {
    let (steps, warnings) = seek(document, options);
    let asked = steps.len();
    let kept = trial::harmless(document, steps);
    let all = kept.len() == asked;
    let edits = trial::edits(kept);
    let edits = if all { edits } else { settle(document, options, edits) };
    Tidied { edits, warnings }
}

/// The changes that the rules ask for, and what the author should look at.
fn seek(document: &Document, options: &TidyOptions) -> (Vec<trial::Step>, Vec<Warning>) {
    let rules = options.rules();
    let mut flows = collect::collect(document);
    let mut vocabulary = Vocabulary::new(Lexicon::new(&options.words));
    let hidden = lint::hidden(&flows, &document.sources, rules);
    for _ in 0..ROUNDS {
        let mut changed = reflow::reflow(&mut flows, options, &document.sources);
        for flow in &mut flows {
            changed |= clean(flow, rules, &mut vocabulary);
        }
        if !changed {
            break;
        }
    }
    let mut steps = Vec::new();
    flows.iter().for_each(|flow| flow.emit(&document.sources, &mut steps));
    steps.sort_by_key(|step| step.first().map(|edit| edit.span));
    let warnings = hidden.into_iter().chain(lint::warnings(&flows, &document.sources, &mut vocabulary)).collect();
    (steps, warnings)
}

/// Where a change was left out, the text there may need another one. Cleans the text
/// again until no change is left that can be made.
fn settle(document: &Document, options: &TidyOptions, first: Vec<Edit>) -> Vec<Edit> {
    let [source] = document.sources.0.as_slice() else { return first };
    let Some(format) = source.format else { return first };
    let mut text = Rewrite::new(source.text.clone());
    text.edit(&first);
    for _ in 0..ROUNDS {
        let edited = edit_source(&source.text, &text.edits(), format);
        let Some(again) = read_again(edited, format).filter(|again| again.sources.0[0].text == text.text()) else {
            break;
        };
        let again = Document { meta: document.meta.clone(), ..again };
        let more = trial::harmless(&again, seek(&again, options).0);
        if more.is_empty() {
            break;
        }
        text.edit(&trial::edits(more));
    }
    text.edits()
}

/// Cleans one paragraph's text until nothing is left to clean.
fn clean(flow: &mut flow::Flow<'_>, rules: RuleSet, vocabulary: &mut Vocabulary<'_>) -> bool {
    let rules = flow.allowed(rules);
    if rules.is_empty() || flow.settled {
        return false;
    }
    let mut changed = false;
    for _ in 0..ROUNDS {
        let mut changes = letters::changes(flow.text(), &flow.survey, rules);
        if changes.is_empty() && !rules.and(RuleSet::OF_MARKS).is_empty() {
            changes = marks::changes(flow.text(), &flow.survey, rules);
        }
        if changes.is_empty() && !rules.and(RuleSet::OF_WORDS).is_empty() {
            changes = words::changes(flow.text.text(), &mut flow.survey, rules, vocabulary);
        }
        if changes.is_empty() {
            flow.settled = true;
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
    fn a_title_over_a_wrapped_text_keeps_its_line() {
        let lines = [
            "اطلاعیهٔ شمارهٔ ۳",
            "کارگران نیشکر می‌خواهند که دستمزد",
            "عقب‌افتاده را بگیرند و می‌گویند از",
            "سه ماه پیش حقوق نگرفته‌اند. ما از",
            "همهٔ کتابخانه‌ها و انجمن‌ها در این",
            "شهر می‌خواهیم که صدای آنان باشند و",
            "اگر می‌توانند به آنان کمک کنند.",
        ];
        let source = lines.join("  \n") + "\n";
        let document = document(&source);
        let tidied = tidy(&document, &TidyOptions::default());
        let clean = edit_source(&source, &tidied.edits, InputFormat::Markdown);
        assert_eq!(clean, format!("{}  \n{}\n", lines[0], lines[1..].join(" ")));
        let on = TidyOptions { reflow: crate::settings::Reflow::On, ..TidyOptions::default() };
        assert_eq!(tidy(&document, &on).joined().0, lines.len() - 1);
    }
}
