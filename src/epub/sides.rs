//! Logical sides for old reading systems. MuPDF, crengine and Adobe's old engine
//! know only left, right and plain lengths: each declaration of `inline-start` is
//! preceded by its physical equivalent, which newer engines override.

use crate::document::Direction;
use crate::web::dir;

/// A style sheet from rules with logical sides, one per line, for all reading
/// systems.
pub(super) fn sheet(rules: &str, direction: Direction, turned: bool) -> String {
    let mut out = String::with_capacity(rules.len() * 5 / 4);
    out.push_str("@charset \"UTF-8\";\n");
    for rule in rules.lines() {
        write(&mut out, rule, direction, turned);
    }
    out
}

/// Writes a rule with physical sides for the book's direction. In blocks of the
/// opposite direction (`turned`: there are some) newer engines would apply both
/// sides, so there the physical one is reset and the declaration repeated.
fn write(out: &mut String, rule: &str, direction: Direction, turned: bool) {
    let Some((selector, declarations)) = rule.split_once('{').filter(|(selector, _)| !selector.starts_with('@')) else {
        return line(out, rule);
    };
    let (start, end) = if direction == Direction::Rtl { ("right", "left") } else { ("left", "right") };
    let (mut back, mut again) = (String::new(), String::new());
    let mut body = String::new();
    for declaration in declarations.trim_end_matches(['}', ' ']).split(';').map(str::trim).filter(|it| !it.is_empty()) {
        let (property, value) = declaration.split_once(':').unwrap_or((declaration, ""));
        let physical = match (property, value.trim()) {
            ("text-align", "start") => Some(format!("text-align: {start}")),
            ("text-align", "end") => Some(format!("text-align: {end}")),
            _ if property.ends_with("-inline-start") => Some(twin(property, "inline-start", start, value)),
            _ if property.ends_with("-inline-end") => Some(twin(property, "inline-end", end, value)),
            _ => None,
        };
        if let Some(twin) = physical.as_deref().filter(|_| property != "text-align") {
            let side = twin.split(':').next().unwrap_or_default();
            back.push_str(&format!("{side}: 0; "));
            again.push_str(&format!("{declaration}; "));
        }
        for declaration in physical.as_deref().into_iter().chain([declaration]) {
            body.push_str(declaration);
            body.push_str("; ");
        }
    }
    line(out, &format!("{selector}{{ {body}}}"));
    if turned && !back.is_empty() {
        let against = dir(if direction == Direction::Rtl { Direction::Ltr } else { Direction::Rtl });
        let selectors: Vec<String> =
            selector.split(',').map(|one| format!("[dir=\"{against}\"] {}", one.trim())).collect();
        line(out, &format!("{} {{ {back}{again}}}", selectors.join(", ")));
    }
}

/// The physical equivalent of a declaration; of `min(…)`, only the first length.
fn twin(property: &str, logical: &str, side: &str, value: &str) -> String {
    let value = value.trim();
    let plain = value.strip_prefix("min(").and_then(|rest| rest.split(',').next()).unwrap_or(value);
    format!("{}: {plain}", property.replace(logical, side))
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(rule: &str, direction: Direction, turned: bool) -> String {
        let mut out = String::new();
        write(&mut out, rule, direction, turned);
        out
    }

    #[test]
    fn sides_come_as_left_and_right_first() {
        let rule = "ol, ul { margin-top: 1em; padding-inline-start: 2em; }";
        assert_eq!(
            written(rule, Direction::Rtl, false),
            "ol, ul { margin-top: 1em; padding-right: 2em; padding-inline-start: 2em; }\n"
        );
        let turned = written(rule, Direction::Ltr, true);
        let back = "[dir=\"rtl\"] ol, [dir=\"rtl\"] ul { padding-left: 0; padding-inline-start: 2em; }\n";
        assert!(turned.ends_with(back), "{turned}");
        let aligned = written("th { text-align: start; }", Direction::Rtl, true);
        assert_eq!(aligned, "th { text-align: right; text-align: start; }\n");
    }

    #[test]
    fn a_bounded_length_is_a_plain_one_where_no_bounds_are_known() {
        let rule = "dd { margin-inline-start: min(2em, 9%); margin-inline-end: 1em; }";
        let plain =
            "dd { margin-right: 2em; margin-inline-start: min(2em, 9%); margin-left: 1em; margin-inline-end: 1em; }\n";
        assert_eq!(written(rule, Direction::Rtl, false), plain);
        let again = "margin-right: 0; margin-left: 0; margin-inline-start: min(2em, 9%); margin-inline-end: 1em; }\n";
        assert!(written(rule, Direction::Rtl, true).ends_with(again));
    }

    #[test]
    fn other_rules_stay() {
        let face = "@font-face { font-family: \"A\"; src: url(\"a.ttf\"); }";
        assert_eq!(written(face, Direction::Rtl, true), format!("{face}\n"));
    }
}
