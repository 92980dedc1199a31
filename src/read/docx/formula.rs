//! Formulas (OMML) in one line of text: x²+1/n.

use super::xml::Element;

/// Letters raised and lowered that Unicode has.
const RAISED: [(char, char); 17] = [
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('+', '⁺'),
    ('-', '⁻'),
    ('−', '⁻'),
    ('(', '⁽'),
    (')', '⁾'),
    ('n', 'ⁿ'),
    ('i', 'ⁱ'),
];
const LOWERED: [(char, char); 15] = [
    ('0', '₀'),
    ('1', '₁'),
    ('2', '₂'),
    ('3', '₃'),
    ('4', '₄'),
    ('5', '₅'),
    ('6', '₆'),
    ('7', '₇'),
    ('8', '₈'),
    ('9', '₉'),
    ('+', '₊'),
    ('-', '₋'),
    ('−', '₋'),
    ('(', '₍'),
    (')', '₎'),
];

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
        "sSup" => of("e") + &script(&of("sup"), '^', &RAISED),
        "sSub" => of("e") + &script(&of("sub"), '_', &LOWERED),
        "sSubSup" => of("e") + &script(&of("sub"), '_', &LOWERED) + &script(&of("sup"), '^', &RAISED),
        "sPre" => script(&of("sub"), '_', &LOWERED) + &script(&of("sup"), '^', &RAISED) + &of("e"),
        "f" => match said("type").as_deref() {
            Some("noBar") => format!("{}¦{}", grouped(&of("num")), grouped(&of("den"))),
            _ => format!("{}/{}", grouped(&of("num")), grouped(&of("den"))),
        },
        "rad" => match of("deg").as_str() {
            "" | "2" => format!("√{}", grouped(&of("e"))),
            "3" => format!("∛{}", grouped(&of("e"))),
            degree => format!("{}√{}", script(degree, '^', &RAISED), grouped(&of("e"))),
        },
        "d" => {
            let (begin, end) = (said("begChr").unwrap_or("(".to_owned()), said("endChr").unwrap_or(")".to_owned()));
            let separator = said("sepChr").unwrap_or("|".to_owned());
            let parts: Vec<String> = element.elements().filter(|child| child.name == "e").map(line).collect();
            format!("{begin}{}{end}", parts.join(&separator))
        }
        "nary" => {
            let sign = said("chr").unwrap_or("∫".to_owned());
            format!("{sign}{}{} {}", script(&of("sub"), '_', &LOWERED), script(&of("sup"), '^', &RAISED), of("e"))
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

/// The rows of a matrix or of equations below each other.
fn rows(element: &Element, row: &str) -> Vec<String> {
    let cells = |row: &Element| row.elements().map(line).collect::<Vec<_>>().join(" ");
    let whole = |row: &Element| if row.name == "mr" { cells(row) } else { line(row) };
    element.elements().filter(|child| child.name == row).map(whole).collect()
}

/// A part in brackets, unless it is one thing.
fn grouped(text: &str) -> String {
    let single = text.chars().all(char::is_alphanumeric) || is_bracketed(text);
    if single { text.to_owned() } else { format!("({text})") }
}

/// Whether one pair of brackets goes round it all.
fn is_bracketed(text: &str) -> bool {
    let mut depth = 0_i32;
    text.starts_with('(')
        && text.ends_with(')')
        && text.char_indices().all(|(at, letter)| {
            depth += i32::from(letter == '(') - i32::from(letter == ')');
            depth > 0 || at + 1 == text.len()
        })
}

/// An exponent or index: raised letters where there are such.
fn script(text: &str, sign: char, letters: &[(char, char)]) -> String {
    if text.is_empty() {
        return String::new();
    }
    let shifted = |letter: char| letters.iter().find(|(plain, _)| *plain == letter).map(|(_, shifted)| *shifted);
    text.chars().map(shifted).collect::<Option<String>>().unwrap_or_else(|| format!("{sign}{}", grouped(text)))
}
