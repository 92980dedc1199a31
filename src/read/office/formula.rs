//! Formulas (OMML) as one line of text: x²+1/n.

use crate::read::linear::{grouped, lowered, raised, script};
use crate::read::xml::Element;

/// A formula as a line of text.
pub(super) fn line(element: &Element) -> String {
    element.elements().map(part).collect()
}

fn part(element: &Element) -> String {
    let of = |name: &str| element.child(name).map(line).unwrap_or_default();
    let said = |name: &str| {
        let properties = element.elements().find(|child| child.name.ends_with("Pr"))?;
        properties.child(name).map(|child| child.val().unwrap_or_default().to_owned())
    };
    match element.name.as_str() {
        "r" if element.elements().any(|child| child.name == "rPr" && child.has_on("vanish")) => String::new(),
        "del" | "moveFrom" => String::new(),
        "r" => element.elements().filter(|child| child.name == "t").map(Element::text).collect(),
        "sSup" => of("e") + &raised(&of("sup")),
        "sSub" => of("e") + &lowered(&of("sub")),
        "sSubSup" => of("e") + &lowered(&of("sub")) + &raised(&of("sup")),
        "sPre" => lowered(&of("sub")) + &raised(&of("sup")) + &of("e"),
        "f" => match said("type").as_deref() {
            Some("noBar") => format!("{}¦{}", grouped(&of("num")), grouped(&of("den"))),
            _ => format!("{}/{}", grouped(&of("num")), grouped(&of("den"))),
        },
        "rad" => match of("deg").as_str() {
            "" | "2" => format!("√{}", grouped(&of("e"))),
            "3" => format!("∛{}", grouped(&of("e"))),
            degree => format!("{}√{}", raised(degree), grouped(&of("e"))),
        },
        "d" => {
            let (begin, end) = (said("begChr").unwrap_or("(".to_owned()), said("endChr").unwrap_or(")".to_owned()));
            let separator = said("sepChr").unwrap_or("|".to_owned());
            let parts: Vec<String> = element.elements().filter(|child| child.name == "e").map(line).collect();
            format!("{begin}{}{end}", parts.join(&separator))
        }
        "nary" => {
            let sign = said("chr").unwrap_or("∫".to_owned());
            format!("{sign}{}{} {}", lowered(&of("sub")), raised(&of("sup")), of("e"))
        }
        "func" => {
            let (name, of) = (of("fName"), of("e"));
            if of.starts_with('(') { name + &of } else { format!("{name} {of}") }
        }
        "limLow" => of("e") + &script(&of("lim"), '_', &[]),
        "limUpp" => of("e") + &script(&of("lim"), '^', &[]),
        "acc" => of("e") + &said("chr").unwrap_or("\u{302}".to_owned()),
        "bar" => of("e") + "\u{305}",
        "m" => format!("[{}]", rows(element, "mr").join("; ")),
        "eqArr" => rows(element, "e").join("; "),
        name if name.ends_with("Pr") => String::new(),
        _ => line(element),
    }
}

/// The rows of a matrix or equation array.
fn rows(element: &Element, row: &str) -> Vec<String> {
    let cells = |row: &Element| row.elements().map(line).collect::<Vec<_>>().join(" ");
    let whole = |row: &Element| if row.name == "mr" { cells(row) } else { line(row) };
    element.elements().filter(|child| child.name == row).map(whole).collect()
}
