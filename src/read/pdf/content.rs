//! The tokens of content streams and character maps (ISO 32000-1, 7.2 and 7.8).

/// How deep arrays and dictionaries nest; content streams need two.
const DEEPEST: usize = 16;
/// Most operands of one operator: a block of a character map has 300.
const OPERANDS: usize = 4096;

/// An operand.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Operand {
    Number(f64),
    Name(Vec<u8>),
    Text(Vec<u8>),
    Array(Vec<Operand>),
    Dictionary(Vec<(Vec<u8>, Operand)>),
    Other,
}

impl Operand {
    pub(super) fn number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    pub(super) fn name(&self) -> Option<&[u8]> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }

    pub(super) fn text(&self) -> Option<&[u8]> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &[u8]) -> Option<&Self> {
        let Self::Dictionary(entries) = self else { return None };
        entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }
}

/// Reads operators with their operands, in place.
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

enum Token<'a> {
    Operand(Operand),
    Operator(&'a [u8]),
    /// `]` or `>>` without its beginning.
    End,
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

const fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The next operator; its operands replace those in `operands`. `None` at the end.
    pub(super) fn next(&mut self, operands: &mut Vec<Operand>) -> Option<&'a [u8]> {
        operands.clear();
        loop {
            match self.token(0)? {
                Token::Operand(operand) if operands.len() < OPERANDS => operands.push(operand),
                Token::Operator(b"BI") => {
                    self.skip_image();
                    return Some(b"BI");
                }
                Token::Operator(operator) => return Some(operator),
                Token::Operand(_) | Token::End => {}
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                while self.peek().is_some_and(|byte| !matches!(byte, b'\n' | b'\r')) {
                    self.at += 1;
                }
            } else if is_space(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    /// Behind the data of an inline image, whose end is `EI` between white space.
    fn skip_image(&mut self) {
        let rest = &self.bytes[self.at..];
        let ends = |window: &[u8]| is_space(window[0]) && &window[1..3] == b"EI" && is_space(window[3]);
        self.at += rest.windows(4).position(ends).map_or(rest.len(), |end| end + 3);
    }

    fn token(&mut self, depth: usize) -> Option<Token<'a>> {
        self.skip_space();
        let first = self.peek()?;
        let two = self.bytes.get(self.at..self.at + 2);
        let operand = match first {
            b'/' => Operand::Name(self.name()),
            b'(' => Operand::Text(self.literal()),
            b'<' if two == Some(b"<<") => self.dictionary(depth),
            b'<' => Operand::Text(self.hexadecimal()),
            b'[' => {
                self.at += 1;
                Operand::Array(self.items(depth))
            }
            b']' | b')' | b'{' | b'}' => {
                self.at += 1;
                return Some(Token::End);
            }
            b'>' => {
                self.at += if two == Some(b">>") { 2 } else { 1 };
                return Some(Token::End);
            }
            _ => {
                let word = self.word();
                match number(word) {
                    Some(number) => Operand::Number(number),
                    None if matches!(word, b"true" | b"false" | b"null") => Operand::Other,
                    None => return Some(Token::Operator(word)),
                }
            }
        };
        Some(Token::Operand(operand))
    }

    /// Values up to the end of an array or dictionary. Where they nest too deep, an
    /// inner end ends the outer one: the text of such a file is lost, nothing else.
    fn items(&mut self, depth: usize) -> Vec<Operand> {
        let mut items = Vec::new();
        if depth >= DEEPEST {
            return items;
        }
        while let Some(Token::Operand(item)) = self.token(depth + 1) {
            items.push(item);
        }
        items
    }

    fn dictionary(&mut self, depth: usize) -> Operand {
        self.at += 2;
        let mut items = self.items(depth).into_iter();
        let mut entries = Vec::new();
        while let (Some(Operand::Name(name)), Some(value)) = (items.next(), items.next()) {
            entries.push((name, value));
        }
        Operand::Dictionary(entries)
    }

    fn word(&mut self) -> &'a [u8] {
        let start = self.at;
        while self.peek().is_some_and(|byte| !is_space(byte) && !is_delimiter(byte)) {
            self.at += 1;
        }
        &self.bytes[start..self.at]
    }

    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let word = self.word();
        let mut name = Vec::with_capacity(word.len());
        let mut at = 0;
        while let Some(&byte) = word.get(at) {
            let code = || Some(digit(*word.get(at + 1)?)? * 16 + digit(*word.get(at + 2)?)?);
            match (byte == b'#').then(code).flatten() {
                Some(code) => {
                    name.push(code);
                    at += 3;
                }
                None => {
                    name.push(byte);
                    at += 1;
                }
            }
        }
        name
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let (mut text, mut half) = (Vec::new(), None);
        while let Some(byte) = self.peek() {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            let Some(value) = digit(byte) else { continue };
            half = match half {
                None => Some(value),
                Some(high) => {
                    text.push(high * 16 + value);
                    None
                }
            };
        }
        text.extend(half.map(|high: u8| high * 16));
        text
    }

    fn literal(&mut self) -> Vec<u8> {
        self.at += 1;
        let (mut text, mut depth) = (Vec::new(), 1);
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                b'\\' => {
                    self.escape(&mut text);
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        text
    }

    fn escape(&mut self, text: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(next @ b'0'..=b'7') = self.peek() else { break };
                    code = code * 8 + u32::from(next - b'0');
                    self.at += 1;
                }
                text.push(code as u8);
            }
            b'\r' => self.at += usize::from(self.peek() == Some(b'\n')),
            b'\n' => {}
            _ => text.push(byte),
        }
    }
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

/// A number; as viewers do, stray signs inside one are passed over.
fn number(word: &[u8]) -> Option<f64> {
    let numeric = word.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.'));
    if !numeric || !word.iter().any(u8::is_ascii_digit) {
        return None;
    }
    let text = std::str::from_utf8(word).ok()?;
    let number: f64 = text.parse().ok().or_else(|| text.trim_start_matches(['-', '+']).parse().ok())?;
    // Beyond this no page is displayed, and sums stay finite.
    Some(number.clamp(-1e7, 1e7))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_come_with_their_operands() {
        let mut lexer =
            Lexer::new(b"/F#31 -.5 Tf [(a\\)\\101(b)) 20 <4a4>]TJ /P <</MCID 3/A[1]>>BDC % c\nBI /W 1 ID x EI\nET");
        let mut operands = Vec::new();
        assert_eq!(lexer.next(&mut operands), Some(&b"Tf"[..]));
        assert_eq!(operands, [Operand::Name(b"F1".to_vec()), Operand::Number(-0.5)]);
        assert_eq!(lexer.next(&mut operands), Some(&b"TJ"[..]));
        let items = vec![Operand::Text(b"a)A(b)".to_vec()), Operand::Number(20.0), Operand::Text(b"J@".to_vec())];
        assert_eq!(operands, [Operand::Array(items)]);
        assert_eq!(lexer.next(&mut operands), Some(&b"BDC"[..]));
        assert_eq!(operands[1].get(b"MCID").and_then(Operand::number), Some(3.0));
        assert_eq!(lexer.next(&mut operands), Some(&b"BI"[..]));
        assert_eq!(lexer.next(&mut operands), Some(&b"ET"[..]));
        assert_eq!(lexer.next(&mut operands), None);
    }

    #[test]
    fn broken_and_nested_content_ends() {
        for bytes in [&b"[[[["[..], b"(((", b"<41", b"<<<<<<", b"(\\", b">>>>", &[b'['; 100_000]] {
            let mut lexer = Lexer::new(bytes);
            let operators = std::iter::from_fn(|| lexer.next(&mut Vec::new())).take(2).count();
            // A lone backslash is an operator that nobody knows.
            assert!(operators <= 1, "{bytes:?}");
        }
    }
}
