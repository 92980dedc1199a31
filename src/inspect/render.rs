//! A report as text for people and as JSON for programs.

use super::finding::{Finding, Report, Weight};
use serde_json::{Value, json};
use std::fmt::Write;

impl Report {
    /// The report as lines: `!` marks what identifies, `?` what is worth a look;
    /// with `all`, the rest too. `say` translates our own words.
    #[must_use]
    pub fn to_text(&self, file: &str, all: bool, say: impl Fn(&str) -> String) -> String {
        let count = |weight| self.findings.iter().filter(|finding| finding.weight == weight).count();
        let mut out = String::new();
        let verdict = match (count(Weight::Identifying), count(Weight::Remark)) {
            (0, 0) => "nothing found that could identify anyone".to_owned(),
            (0, remarks) => format!("nothing found that identifies; {remarks} worth a look"),
            (found, _) => format!("{found} found that can identify someone"),
        };
        let _ = writeln!(out, "{file}: {}: {}", say(self.form.name()), say(&verdict));
        for finding in self.findings.iter().filter(|finding| all || finding.weight != Weight::Plain) {
            let _ = writeln!(out, "{}", line(finding, &say));
        }
        out
    }

    /// The report as one JSON object.
    #[must_use]
    pub fn to_json(&self, file: &str) -> Value {
        let findings = self.findings.iter().map(|finding| {
            json!({
                "weight": finding.weight.word(),
                "kind": finding.kind.word(),
                "place": finding.place,
                "name": finding.name,
                "value": finding.value,
            })
        });
        json!({
            "file": file,
            "format": self.form.name(),
            "clean": self.is_clean(),
            "findings": findings.collect::<Vec<_>>(),
        })
    }
}

fn line(finding: &Finding, say: impl Fn(&str) -> String) -> String {
    let mark = match finding.weight {
        Weight::Identifying => '!',
        Weight::Remark => '?',
        Weight::Plain => ' ',
    };
    let Finding { kind, name, value, place, .. } = finding;
    let place = if place.is_empty() { String::new() } else { format!("  ({})", say(place)) };
    format!("  {mark} {:<11} {}: {}{place}", say(kind.word()), say(name), say(value))
}
