//! Style sheets: their rules that apply on paper, with their media.

use super::look::Look;
use super::selector::Selector;
use crate::read::sizes;

/// Rules of media and layers within each other; sheets have two or three.
const DEEPEST: usize = 8;
/// The width that media are asked about: browsers print on A4 unless told.
const WIDTH: f64 = 210.0;

/// A rule of one selector.
pub(super) struct Rule {
    pub(super) selector: Selector,
    pub(super) important: bool,
    pub(super) look: Look,
}

/// Adds the rules of a sheet, up to a number.
pub(super) fn read(sheet: &str, most: usize, rules: &mut Vec<Rule>) {
    part(&without_comments(sheet), 0, most, rules);
}

fn part(sheet: &str, depth: usize, most: usize, rules: &mut Vec<Rule>) {
    let mut rest = sheet;
    while let Some((head, behind)) = rest.split_once('{') {
        let head = head.rsplit([';', '}']).next().unwrap_or_default().trim();
        let Some((body, after)) = block(behind) else { return };
        rest = after;
        if !head.starts_with('@') {
            rule(head, body, most, rules);
        } else if depth < DEEPEST
            && (head.starts_with("@layer") || head.strip_prefix("@media").is_some_and(is_for_paper))
        {
            part(body, depth + 1, most, rules);
        }
    }
}

fn rule(head: &str, body: &str, most: usize, rules: &mut Vec<Rule>) {
    for important in [false, true] {
        let look = Look::of(body, important);
        if look == Look::default() {
            continue;
        }
        for selector in head.split(',').filter_map(Selector::parse) {
            if rules.len() < most {
                rules.push(Rule { selector, important, look });
            }
        }
    }
}

/// Whether what is for these media applies to a printed page.
pub(super) fn is_for_paper(media: &str) -> bool {
    media.to_ascii_lowercase().split(',').any(|query| {
        let query = query.trim();
        query.strip_prefix("only ").unwrap_or(query).split(" and ").all(|term| match term.trim() {
            "" | "all" | "print" => true,
            term => term.strip_prefix('(').and_then(|term| term.strip_suffix(')')).is_some_and(is_feature),
        })
    })
}

/// Whether an upright A4 has a feature such as `min-width: 768px`.
fn is_feature(feature: &str) -> bool {
    let is = |value: &str, fits: fn(f64, f64) -> bool| {
        sizes::length(value).is_some_and(|length| fits(WIDTH, length.to_mm()))
    };
    if let Some((name, value)) = feature.split_once(':') {
        return match name.trim() {
            "min-width" => is(value, |paper, least| paper >= least),
            "max-width" => is(value, |paper, most| paper <= most),
            "orientation" => value.trim() == "portrait",
            _ => false,
        };
    }
    let Some(rest) = feature.trim().strip_prefix("width").map(str::trim_start) else { return false };
    match (rest.strip_prefix(">="), rest.strip_prefix("<="), rest.strip_prefix('<'), rest.strip_prefix('>')) {
        (Some(least), ..) => is(least, |paper, least| paper >= least),
        (_, Some(most), ..) | (_, _, Some(most), _) => is(most, |paper, most| paper <= most),
        (.., Some(least)) => is(least, |paper, least| paper >= least),
        _ => false,
    }
}

/// A block up to its closing brace, and the text after it.
fn block(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    for (at, letter) in text.bytes().enumerate() {
        match letter {
            b'{' => depth += 1,
            b'}' if depth == 0 => return Some((&text[..at], &text[at + 1..])),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn without_comments(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, behind)| behind);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_are_those_of_a_printed_page() {
        for paper in [
            "",
            "all",
            "print",
            "screen, print",
            " (min-width: 768px)",
            "all and (max-width:50em)",
            "(width >= 48rem)",
            "(width<1000px)",
            "only print and (orientation: portrait)",
        ] {
            assert!(is_for_paper(paper), "{paper}");
        }
        for other in [
            "screen",
            "not print",
            "(min-width:1024px)",
            "(max-width: 640px)",
            "(width >= 64rem)",
            "(hover: hover)",
            "screen and (min-width: 1px)",
            "(prefers-color-scheme: dark)",
        ] {
            assert!(!is_for_paper(other), "{other}");
        }
    }
}
