//! Style sheets: their rules that apply on paper, with their media.

use super::look::Look;
use super::scan;
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
    /// Whether it is of the page, not of what frameworks have in common.
    pub(super) own: bool,
    pub(super) look: Look,
}

/// The rules of sheets.
#[derive(Default)]
pub(super) struct Rules {
    pub(super) list: Vec<Rule>,
    /// How many sheets they import.
    pub(super) imports: usize,
    /// Whether the rules that come are the page's own.
    pub(super) own: bool,
    /// Whether there are more, or longer ones, than are kept.
    pub(super) beyond: bool,
    /// Whether only sizes of pictures count of the rules that come.
    sizes: bool,
}

impl Rules {
    /// Adds the rules of a sheet, up to a number.
    pub(super) fn read(&mut self, sheet: &str, most: usize) {
        self.part(&scan::without_comments(sheet), 0, most);
    }

    fn part(&mut self, sheet: &str, depth: usize, most: usize) {
        let mut rest = sheet;
        while let Some(at) = scan::find(rest, |sign| matches!(sign, b'{' | b'}' | b';')) {
            let (head, behind) = (rest[..at].trim(), &rest[at + 1..]);
            if rest.as_bytes()[at] != b'{' {
                self.imports += usize::from(is_import(head));
                rest = behind;
                continue;
            }
            // A block that is not closed ends with its sheet.
            let end = scan::find(behind, |sign| sign == b'}').unwrap_or(behind.len());
            let body = &behind[..end];
            rest = behind.get(end + 1..).unwrap_or_default();
            if !head.starts_with('@') {
                self.rule(head, body, most);
            } else if head.starts_with("@layer") || head.strip_prefix("@media").is_some_and(is_for_paper) {
                self.deeper(body, depth, most);
            } else if head.strip_prefix("@media").is_some_and(is_for_screen) {
                let before = std::mem::replace(&mut self.sizes, true);
                self.deeper(body, depth, most);
                self.sizes = before;
            }
        }
        self.imports += usize::from(is_import(rest));
    }

    fn deeper(&mut self, body: &str, depth: usize, most: usize) {
        match depth < DEEPEST {
            true => self.part(body, depth + 1, most),
            false => self.beyond = true,
        }
    }

    fn rule(&mut self, head: &str, body: &str, most: usize) {
        for important in [false, true] {
            let look = Look::of(body, important);
            let look = if self.sizes { look.sizes() } else { look };
            if look == Look::default() {
                continue;
            }
            for selector in scan::split(head, b',').filter_map(Selector::parse) {
                if self.list.len() < most && !selector.is_too_long() {
                    self.list.push(Rule { selector, important, own: self.own, look });
                } else {
                    self.beyond = true;
                }
            }
        }
    }
}

/// Whether a rule imports a sheet for paper.
fn is_import(head: &str) -> bool {
    let head = head.trim();
    let Some(what) = head.get(..7).filter(|name| name.eq_ignore_ascii_case("@import")).map(|_| head[7..].trim()) else {
        return false;
    };
    let media = scan::find(what, |sign| sign.is_ascii_whitespace()).map_or("", |end| what[end..].trim());
    ["layer", "supports"].iter().any(|word| media.starts_with(word)) || is_for_paper(media)
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

/// Whether what is for these media applies to a screen as wide as the paper. What it hides
/// may be for the screen alone, but how large its pictures are shows what their author
/// wants.
fn is_for_screen(media: &str) -> bool {
    let media = media.to_ascii_lowercase();
    media.split(',').any(|query| {
        let query = query.trim();
        let rest = query.strip_prefix("only ").unwrap_or(query).strip_prefix("screen");
        rest.is_some_and(|rest| is_for_paper(&format!("all{rest}")))
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

    fn read(sheet: &str) -> Rules {
        let mut rules = Rules::default();
        rules.read(sheet, 4);
        rules
    }

    #[test]
    fn rules_end_where_css_ends_them() {
        for (sheet, count) in [
            ("a::before{content:\"{\"} b{display:none} c{content:'}'} i{display:none}", 2),
            ("a:not(b, p) > i, u{display:none}", 1),
            ("a{content:\";display:none\"}", 0),
            ("a{background:url(data:x;y{z)} b{display:none}", 1),
            ("a{color:red; b{display:none}}", 0),
            ("} a{display:none", 1),
            ("@media print{a{display:none} b{display:none}", 2),
        ] {
            assert_eq!(read(sheet).list.len(), count, "{sheet}");
        }
    }

    #[test]
    fn what_is_left_out_is_counted() {
        let imports =
            "@import 'a.css'; @IMPORT url(b;c) print; @import \"c\" layer(x); @import 'd' screen; a{} @import 'e'";
        assert_eq!(read(imports).imports, 4);
        assert!(!read(&"a{display:none}".repeat(4)).beyond);
        assert!(read(&"a{display:none}".repeat(5)).beyond);
        let long = |part: &str, count: usize| read(&format!("a{} {{display:none}}", part.repeat(count)));
        for (part, most) in [(".x", 16), (" > b", 31), ("a", 200)] {
            assert_eq!(long(part, most).list.len(), 1, "{part}");
        }
        for (part, many) in [(".x", 17), ("[x]", 17), (" > b", 32), (" b", 32), ("a", 1_000)] {
            let rules = long(part, many);
            assert!(rules.beyond && rules.list.is_empty(), "{part}");
        }
        assert!(read(&format!("{}a{{display:none}}", "@layer x {".repeat(9))).beyond);
    }
}
