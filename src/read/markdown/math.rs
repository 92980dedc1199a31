//! Formulas in TeX, as far as a line of text can show them: letters, signs,
//! superscripts and subscripts, fractions with a slash, roots. Anything else is
//! printed as typed.

use std::iter::Peekable;
use std::str::Chars;

/// A piece of a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Plain(String),
    /// Raised and lowered text, where Unicode has no letters for it.
    Raised(String),
    Lowered(String),
}

/// The deepest nesting of groups, which bounds the recursion. The value is a choice,
/// far above any formula that fits a line.
const DEEPEST: usize = 24;

/// Signs and letters by TeX name.
const SIGNS: &[(&str, &str)] = &[
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("epsilon", "ε"),
    ("varepsilon", "ε"),
    ("zeta", "ζ"),
    ("eta", "η"),
    ("theta", "θ"),
    ("iota", "ι"),
    ("kappa", "κ"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("nu", "ν"),
    ("xi", "ξ"),
    ("pi", "π"),
    ("rho", "ρ"),
    ("sigma", "σ"),
    ("tau", "τ"),
    ("upsilon", "υ"),
    ("phi", "φ"),
    ("varphi", "φ"),
    ("chi", "χ"),
    ("psi", "ψ"),
    ("omega", "ω"),
    ("Gamma", "Γ"),
    ("Delta", "Δ"),
    ("Theta", "Θ"),
    ("Lambda", "Λ"),
    ("Xi", "Ξ"),
    ("Pi", "Π"),
    ("Sigma", "Σ"),
    ("Phi", "Φ"),
    ("Psi", "Ψ"),
    ("Omega", "Ω"),
    ("infty", "∞"),
    ("partial", "∂"),
    ("nabla", "∇"),
    ("int", "∫"),
    ("sum", "∑"),
    ("prod", "∏"),
    ("forall", "∀"),
    ("exists", "∃"),
    ("ldots", "…"),
    ("cdots", "⋯"),
    ("dots", "…"),
    ("prime", "′"),
    ("circ", "°"),
    ("degree", "°"),
    ("percent", "%"),
    ("lbrace", "{"),
    ("rbrace", "}"),
    ("langle", "⟨"),
    ("rangle", "⟩"),
    ("emptyset", "∅"),
    ("hbar", "ħ"),
    ("ell", "ℓ"),
];
/// Operators and relations, with a space on either side.
const BETWEEN: &[(&str, &str)] = &[
    ("cdot", "·"),
    ("times", "×"),
    ("div", "÷"),
    ("pm", "±"),
    ("mp", "∓"),
    ("leq", "≤"),
    ("le", "≤"),
    ("geq", "≥"),
    ("ge", "≥"),
    ("neq", "≠"),
    ("ne", "≠"),
    ("approx", "≈"),
    ("equiv", "≡"),
    ("sim", "∼"),
    ("propto", "∝"),
    ("in", "∈"),
    ("notin", "∉"),
    ("subset", "⊂"),
    ("cup", "∪"),
    ("cap", "∩"),
    ("to", "→"),
    ("rightarrow", "→"),
    ("leftarrow", "←"),
    ("Rightarrow", "⇒"),
    ("implies", "⇒"),
    ("Leftrightarrow", "⇔"),
    ("iff", "⇔"),
    ("mid", "|"),
    ("land", "∧"),
    ("lor", "∨"),
    ("ll", "≪"),
    ("gg", "≫"),
];
/// Functions, set as words.
const WORDS: &[&str] = &[
    "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "log", "ln", "lg",
    "exp", "lim", "max", "min", "sup", "inf", "det", "gcd", "arg", "mod", "Pr",
];
/// Commands whose group is text, or letters of another style.
const TEXTS: &[&str] = &["text", "mathrm", "mathbf", "mathit", "mathsf", "operatorname", "textbf", "textit", "mathcal"];
/// Commands without an effect on a line, and spaces.
const NOTHING: &[&str] = &["left", "right", "big", "Big", "bigl", "bigr", "displaystyle", "limits", "nolimits", "!"];
const BLANKS: &[&str] = &[",", ";", ":", " ", "quad", "qquad"];

/// Whether the text between two `$` is a formula and not prices: it contains no
/// letter of a script not used in formulas, except in `\text{…}`.
pub(super) fn is_formula(tex: &str) -> bool {
    let mut outside = tex.to_owned();
    while let Some(start) = outside.find("\\text{") {
        let end = outside[start..].find('}').map_or(outside.len(), |end| start + end + 1);
        outside.replace_range(start..end, "");
    }
    let foreign = |letter: char| letter.is_alphabetic() && !letter.is_ascii() && !('α'..='ω').contains(&letter);
    !outside.trim().is_empty() && !outside.chars().any(foreign)
}

/// A formula as pieces of a line; `None` where a line cannot show it.
pub(super) fn line(tex: &str) -> Option<Vec<Piece>> {
    let mut parser = Parser { letters: tex.chars().peekable(), depth: 0 };
    let mut out = Out::default();
    parser.row(&mut out, None)?;
    Some(out.finish())
}

/// The pieces so far.
#[derive(Default)]
struct Out {
    pieces: Vec<Piece>,
}

impl Out {
    fn push(&mut self, text: &str) {
        // A space separates the bounds of a sum or integral from its term.
        let behind_bounds = matches!(&self.pieces[..], [.., Piece::Plain(sign), Piece::Raised(_) | Piece::Lowered(_)]
            | [.., Piece::Plain(sign), Piece::Lowered(_), Piece::Raised(_)] if sign.ends_with(['∫', '∑', '∏']));
        let text = &if behind_bounds && !text.starts_with(' ') { format!(" {text}") } else { text.to_owned() };
        match self.pieces.last_mut() {
            Some(Piece::Plain(plain)) => plain.push_str(text),
            _ => self.pieces.push(Piece::Plain(text.to_owned())),
        }
    }

    /// An operator. At the start or after another one it is a sign of what
    /// follows, like a minus, and gets no spaces.
    fn between(&mut self, sign: &str) {
        let alone = match self.pieces.last() {
            None => true,
            Some(Piece::Plain(plain)) => plain.ends_with([' ', '(', '[', '{', '|']) || plain.is_empty(),
            Some(_) => false,
        };
        self.push(&if alone { sign.to_owned() } else { format!(" {sign} ") });
    }

    fn blank(&mut self) {
        if !matches!(self.pieces.last(), None | Some(Piece::Plain(_))) || !self.ends_blank() {
            self.push(" ");
        }
    }

    fn ends_blank(&self) -> bool {
        matches!(self.pieces.last(), Some(Piece::Plain(plain)) if plain.ends_with(' '))
    }

    fn raised(&mut self, text: &str) {
        match mapped(text, RAISED) {
            Some(text) => self.push(&text),
            None => self.pieces.push(Piece::Raised(text.to_owned())),
        }
    }

    fn lowered(&mut self, text: &str) {
        match mapped(text, LOWERED) {
            Some(text) => self.push(&text),
            None => self.pieces.push(Piece::Lowered(text.to_owned())),
        }
    }

    fn finish(self) -> Vec<Piece> {
        self.pieces
    }

    /// As plain text; `None` if some of it is raised or lowered.
    fn plain(self) -> Option<String> {
        match &self.pieces[..] {
            [] => Some(String::new()),
            [Piece::Plain(plain)] => Some(plain.trim().to_owned()),
            _ => None,
        }
    }
}

/// The letters that Unicode has raised and lowered.
const RAISED: [&str; 2] = ["0123456789+−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ"];
const LOWERED: [&str; 2] = ["0123456789+−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"];

fn mapped(text: &str, [from, to]: [&str; 2]) -> Option<String> {
    text.chars().map(|letter| from.chars().position(|one| one == letter).and_then(|at| to.chars().nth(at))).collect()
}

struct Parser<'a> {
    letters: Peekable<Chars<'a>>,
    depth: usize,
}

impl Parser<'_> {
    /// Parses up to a closing sign or the end.
    fn row(&mut self, out: &mut Out, close: Option<char>) -> Option<()> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        loop {
            let Some(letter) = self.letters.next() else {
                self.depth -= 1;
                return close.is_none().then_some(());
            };
            if Some(letter) == close {
                self.depth -= 1;
                return Some(());
            }
            match letter {
                '\\' => self.command(out)?,
                '{' => {
                    let mut inner = Out::default();
                    self.row(&mut inner, Some('}'))?;
                    out.pieces.append(&mut inner.pieces);
                }
                '^' => {
                    let group = self.group()?;
                    out.raised(&group);
                }
                '_' => {
                    let group = self.group()?;
                    out.lowered(&group);
                }
                '}' | '&' | '#' | '%' | '$' => return None,
                '+' | '=' | '<' | '>' => out.between(&letter.to_string()),
                '-' => out.between("−"),
                '*' => out.between("∗"),
                '\'' => out.push("′"),
                '~' => out.blank(),
                ',' | ';' => out.push(&format!("{letter} ")),
                letter if letter.is_whitespace() => {}
                letter => out.push(&letter.to_string()),
            }
        }
    }

    /// The argument of `^`, `_` or `\frac`: one sign, one command or a group, as
    /// plain text without the spaces around operators.
    fn group(&mut self) -> Option<String> {
        Some(self.plain()?.replace(' ', ""))
    }

    fn plain(&mut self) -> Option<String> {
        while self.letters.next_if(|letter| letter.is_whitespace()).is_some() {}
        let mut out = Out::default();
        match self.letters.next()? {
            '{' => self.row(&mut out, Some('}'))?,
            '\\' => self.command(&mut out)?,
            '-' => out.push("−"),
            '}' | '^' | '_' | '&' => return None,
            letter => out.push(&letter.to_string()),
        }
        out.plain()
    }

    fn command(&mut self, out: &mut Out) -> Option<()> {
        let mut name = String::new();
        while let Some(letter) = self.letters.next_if(char::is_ascii_alphabetic) {
            name.push(letter);
        }
        if name.is_empty() {
            name.push(self.letters.next()?);
        }
        let sign = |list: &[(&str, &'static str)]| list.iter().find(|(known, _)| *known == name).map(|(_, sign)| *sign);
        if let Some(sign) = sign(SIGNS) {
            out.push(sign);
        } else if let Some(sign) = sign(BETWEEN) {
            out.between(sign);
        } else if WORDS.contains(&name.as_str()) {
            out.push(&name);
            if self.letters.peek().is_some_and(|next| next.is_alphanumeric() || next.is_whitespace() || *next == '\\') {
                out.push(" ");
            }
        } else if NOTHING.contains(&name.as_str()) {
            self.letters.next_if_eq(&'.');
        } else if BLANKS.contains(&name.as_str()) {
            out.blank();
        } else if TEXTS.contains(&name.as_str()) {
            let text = self.text()?;
            out.push(&text);
        } else {
            self.built(&name, out)?;
        }
        Some(())
    }

    /// Commands that combine groups.
    fn built(&mut self, name: &str, out: &mut Out) -> Option<()> {
        match name {
            "frac" | "dfrac" | "tfrac" => {
                let (above, below) = (self.group()?, self.group()?);
                out.push(&format!("{}/{}", grouped(&above), grouped(&below)));
            }
            "sqrt" => {
                let mut root = "√".to_owned();
                if self.letters.next_if_eq(&'[').is_some() {
                    let mut degree = Out::default();
                    self.row(&mut degree, Some(']'))?;
                    root.insert_str(0, &mapped(&degree.plain()?, RAISED)?);
                }
                let inner = self.group()?;
                out.push(&format!("{root}{}", grouped(&inner)));
            }
            "mathbb" => {
                let letter = match self.group()?.as_str() {
                    "R" => "ℝ",
                    "N" => "ℕ",
                    "Z" => "ℤ",
                    "Q" => "ℚ",
                    "C" => "ℂ",
                    _ => return None,
                };
                out.push(letter);
            }
            "%" | "$" | "#" | "&" | "_" | "{" | "}" => out.push(name),
            _ => return None,
        }
        Some(())
    }

    /// A group, verbatim.
    fn text(&mut self) -> Option<String> {
        self.letters.next_if_eq(&'{')?;
        let mut text = String::new();
        loop {
            match self.letters.next()? {
                '}' => return Some(text),
                '{' | '\\' => return None,
                letter => text.push(letter),
            }
        }
    }
}

/// Puts brackets around anything but a single term, next to a slash or under a
/// root.
fn grouped(text: &str) -> String {
    let single = text.chars().count() == 1 || text.chars().all(char::is_alphanumeric);
    if single { text.to_owned() } else { format!("({text})") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(tex: &str) -> String {
        let piece = |piece: Piece| match piece {
            Piece::Plain(text) => text,
            Piece::Raised(text) => format!("^[{text}]"),
            Piece::Lowered(text) => format!("_[{text}]"),
        };
        line(tex).map_or("—".to_owned(), |pieces| pieces.into_iter().map(piece).collect())
    }

    #[test]
    fn simple_formulas_are_lines() {
        for (tex, wanted) in [
            ("a^{2} + b^{2} = c^{2}", "a² + b² = c²"),
            ("x_1 + x_2", "x₁ + x₂"),
            ("E=mc^2", "E = mc²"),
            (r"\sigma(z)", "σ(z)"),
            (r"\frac{1}{n} + \frac{a+b}{2c}", "1/n + (a+b)/2c"),
            (r"\sqrt{2} \cdot \sqrt[3]{x+1}", "√2 · ³√(x+1)"),
            (r"F(\omega) = \int_{-\infty}^{\infty} f(t)\, e^{-j \omega t} dt", "F(ω) = ∫_[−∞]^[∞] f(t) e^[−jωt]dt"),
            ("-x", "−x"),
            (r"10^{-3}", "10⁻³"),
            (r"x \in \mathbb{R}", "x ∈ ℝ"),
            (r"\sin x + \text{سود}", "sin x + سود"),
            ("H_2O", "H₂O"),
            (r"\left( \frac{a}{b} \right)^2", "(a/b)²"),
        ] {
            assert_eq!(shown(tex), wanted, "{tex}");
        }
    }

    #[test]
    fn what_a_line_cannot_show_stays_as_typed() {
        for tex in [r"\begin{matrix} a & b \end{matrix}", r"\overline{x}", "a^", "x_{y_{z}", r"\unknown", "a & b"] {
            assert_eq!(line(tex), None, "{tex}");
        }
        assert_eq!(line(&"{".repeat(200)), None);
    }

    #[test]
    fn prices_are_no_formulas() {
        assert!(is_formula("a^2") && is_formula(r"x + \text{سود}") && is_formula("α"));
        assert!(!is_formula("50 و بهای آن ") && !is_formula(" "));
    }
}
