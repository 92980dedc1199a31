//! MathML as one line of text: a² + b² = c².

use super::tokens::Token;
use crate::read::linear::{grouped, lowered, raised, script};

/// An element of a formula.
#[derive(Default)]
struct Element {
    name: String,
    children: Vec<Element>,
    text: String,
}

/// The deepest nesting; elements beyond it are read as one level. No real formula
/// is nested this deep.
const DEEPEST: usize = 64;

/// The formula in the tokens between `<math>` and its end tag.
pub(super) fn line(tokens: &[Token]) -> String {
    let mut open = vec![Element::default()];
    for token in tokens {
        match token {
            Token::Tag(tag) if !tag.closing => {
                if open.len() < DEEPEST {
                    open.push(Element { name: tag.name.clone(), ..Element::default() });
                }
            }
            Token::Tag(tag) => {
                let at = open.iter().rposition(|element| element.name == tag.name);
                at.filter(|&at| at > 0).into_iter().for_each(|at| close(&mut open, at));
            }
            Token::Text(text) => {
                if let Some(element) = open.last_mut() {
                    element.text.push_str(text);
                }
            }
        }
    }
    close(&mut open, 1);
    open.first().map(row).unwrap_or_default().trim().to_owned()
}

/// Closes all elements from a depth on.
fn close(open: &mut Vec<Element>, from: usize) {
    while open.len() > from {
        let closed = open.pop();
        if let (Some(closed), Some(parent)) = (closed, open.last_mut()) {
            parent.children.push(closed);
        }
    }
}

/// The children in a row. A binary operator has spaces around it, a prefix has none.
fn row(element: &Element) -> String {
    let mut out = String::new();
    for child in &element.children {
        let text = part(child);
        let is_operator = child.name == "mo" && text.chars().all(|sign| "=<>≤≥≠≈≡∈∉⊂⊆→⇒⇔+-−±×·÷∪∩∧∨".contains(sign));
        let is_first = out.is_empty() || out.ends_with(['(', '[', '{', '|', ' ']);
        match is_operator && !text.is_empty() && !is_first {
            true => out.push_str(&format!(" {text} ")),
            false => out.push_str(&text),
        }
    }
    out
}

fn part(element: &Element) -> String {
    let child = |at: usize| element.children.get(at).map(part).unwrap_or_default();
    match element.name.as_str() {
        "mi" | "mn" | "mo" | "mtext" | "ms" => element.text.split_whitespace().collect::<Vec<_>>().join(" "),
        // Elements without visible content.
        "annotation" | "annotation-xml" | "mphantom" | "none" | "mprescripts" => String::new(),
        "mspace" => " ".to_owned(),
        "semantics" => child(0),
        "msup" => grouped_base(&child(0)) + &raised(&child(1)),
        "msub" => grouped_base(&child(0)) + &lowered(&child(1)),
        "msubsup" => grouped_base(&child(0)) + &lowered(&child(1)) + &raised(&child(2)),
        "munder" => child(0) + &script(&child(1), '_', &[]),
        "mover" => child(0) + &script(&child(1), '^', &[]),
        "munderover" => format!("{}{}{} ", child(0), lowered(&child(1)), raised(&child(2))),
        "mfrac" => format!("{}/{}", grouped(&child(0)), grouped(&child(1))),
        "msqrt" => format!("√{}", grouped(&row(element))),
        "mroot" if child(1) == "3" => format!("∛{}", grouped(&child(0))),
        "mroot" => format!("{}√{}", raised(&child(1)), grouped(&child(0))),
        "mfenced" => format!("({})", element.children.iter().map(part).collect::<Vec<_>>().join(", ")),
        "mtable" => format!("[{}]", element.children.iter().map(part).collect::<Vec<_>>().join("; ")),
        "mtr" | "mlabeledtr" => element.children.iter().map(part).collect::<Vec<_>>().join(" "),
        _ => row(element),
    }
}

/// The base of an exponent or index; a sum gets brackets.
fn grouped_base(text: &str) -> String {
    if text.contains(' ') { grouped(text) } else { text.to_owned() }
}
