//! Character maps: from codes to text (`ToUnicode`) or to the numbers of glyphs.

use super::content::{Lexer, Operand};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// Most entries of a map: two bytes have no more codes.
const ENTRIES: usize = 65_536;
/// Most UTF-16 bytes of an entry; ligatures and `ActualText`-like words are shorter.
const LONGEST: usize = 128;

/// What the codes of a font stand for.
#[derive(Debug, Default)]
pub(super) struct CMap {
    /// Text by length of the code in bytes and code.
    texts: FxHashMap<(u8, u32), Rc<str>>,
    /// Glyph numbers, where the map leads to these.
    glyphs: FxHashMap<(u8, u32), u32>,
    /// Ranges of codes: length, first, last.
    spaces: Vec<(u8, u32, u32)>,
}

impl CMap {
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let (mut map, mut lexer, mut operands) = (Self::default(), Lexer::new(bytes), Vec::new());
        while let Some(operator) = lexer.next(&mut operands) {
            match operator {
                b"endcodespacerange" => operands.chunks_exact(2).for_each(|pair| map.space(pair)),
                b"endbfchar" => operands.chunks_exact(2).for_each(|pair| map.single(pair)),
                b"endbfrange" => operands.chunks_exact(3).for_each(|triple| map.range(triple)),
                b"endcidchar" => operands.chunks_exact(2).for_each(|pair| map.glyph(&pair[0], &pair[0], &pair[1])),
                b"endcidrange" => {
                    operands.chunks_exact(3).for_each(|triple| map.glyph(&triple[0], &triple[1], &triple[2]));
                }
                _ => {}
            }
        }
        map
    }

    /// The text of a code; `None` where the map has none.
    pub(super) fn text(&self, length: u8, code: u32) -> Option<&Rc<str>> {
        self.texts.get(&(length, code))
    }

    /// The glyph of a code.
    pub(super) fn glyph_of(&self, length: u8, code: u32) -> Option<u32> {
        self.glyphs.get(&(length, code)).copied()
    }

    /// The length of the code that begins here, by the ranges of codes; `None` where
    /// the map has no ranges.
    pub(super) fn length(&self, bytes: &[u8]) -> Option<u8> {
        let fits = |&(length, first, last): &(u8, u32, u32)| {
            let code = bytes.get(..usize::from(length)).map(code)?;
            (first..=last).contains(&code).then_some(length)
        };
        self.spaces.iter().find_map(fits).or_else(|| self.spaces.first().map(|space| space.0))
    }

    fn space(&mut self, pair: &[Operand]) {
        if let Some(((length, first), (_, last))) = coded(&pair[0]).zip(coded(&pair[1]))
            && self.spaces.len() < 256
        {
            self.spaces.push((length, first, last));
            // Shorter codes are tried first.
            self.spaces.sort_unstable();
        }
    }

    fn single(&mut self, pair: &[Operand]) {
        if let (Some(key), Some(text)) = (coded(&pair[0]), pair[1].text()) {
            self.put(key, utf16(text));
        }
    }

    fn range(&mut self, triple: &[Operand]) {
        let Some(((length, first), (_, last))) = coded(&triple[0]).zip(coded(&triple[1])) else { return };
        let codes = (first..=last).take(ENTRIES - self.texts.len().min(ENTRIES));
        match &triple[2] {
            Operand::Array(items) => {
                for (code, item) in codes.zip(items) {
                    self.put((length, code), item.text().and_then(utf16));
                }
            }
            Operand::Text(start) => {
                let Some((&last, head)) = start.split_last() else { return };
                let before = head.last().copied().unwrap_or_default();
                for (step, code) in (0u32..).zip(codes) {
                    let low = u32::from(u16::from_be_bytes([before, last])) + step;
                    let mut text = start.clone();
                    let end = text.len();
                    text[end - 1] = low as u8;
                    if end > 1 {
                        text[end - 2] = (low >> 8) as u8;
                    }
                    self.put((length, code), utf16(&text));
                }
            }
            _ => {}
        }
    }

    fn glyph(&mut self, first: &Operand, last: &Operand, start: &Operand) {
        let (Some(((length, first), (_, last))), Some(start)) = (coded(first).zip(coded(last)), start.number()) else {
            return;
        };
        let codes = (first..=last).take(ENTRIES - self.glyphs.len().min(ENTRIES));
        for (glyph, code) in (start as u32..).zip(codes) {
            self.glyphs.insert((length, code), glyph);
        }
    }

    fn put(&mut self, key: (u8, u32), text: Option<String>) {
        if let Some(text) = text
            && self.texts.len() < ENTRIES
        {
            self.texts.insert(key, text.into());
        }
    }
}

/// The number in up to four bytes.
pub(super) fn code(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |code, byte| code << 8 | u32::from(*byte))
}

fn coded(operand: &Operand) -> Option<(u8, u32)> {
    let bytes = operand.text().filter(|bytes| (1..=4).contains(&bytes.len()))?;
    Some((bytes.len() as u8, code(bytes)))
}

/// The text of an entry. A single byte is taken as a character, as viewers do;
/// U+0000 and U+FFFD say that the producer did not know.
fn utf16(bytes: &[u8]) -> Option<String> {
    if bytes.len() > LONGEST {
        return None;
    }
    let units = bytes.chunks(2).map(|unit| code(unit) as u16);
    let text: String = char::decode_utf16(units).map_while(Result::ok).collect();
    let known = !text.contains(['\0', char::REPLACEMENT_CHARACTER]) && (!text.is_empty() || bytes.is_empty());
    known.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_found_by_code_and_length() {
        let map = CMap::parse(
            b"1 begincodespacerange <00> <7F> <8000> <FFFF> endcodespacerange \
              1 beginbfchar <01> <06440627> endbfchar \
              2 beginbfrange <8001> <8003> <06A9> <8010> <8011> [<0041> <D83DDE00>] endbfrange \
              1 begincidrange <8001> <8003> 7 endcidrange",
        );
        assert_eq!(map.text(1, 1).map(AsRef::as_ref), Some("لا"));
        assert_eq!(map.text(2, 0x8003).map(AsRef::as_ref), Some("\u{6ab}"));
        assert_eq!(map.text(2, 0x8011).map(AsRef::as_ref), Some("😀"));
        assert_eq!(map.text(2, 1), None);
        assert_eq!(map.glyph_of(2, 0x8002), Some(8));
        assert_eq!((map.length(b"\x01\x80"), map.length(b"\x80\x01")), (Some(1), Some(2)));
    }

    #[test]
    fn wide_ranges_are_bounded() {
        let map = CMap::parse(b"<00000000> <FFFFFFFF> <0041> endbfrange <0000> <FFFFFFFF> 1 endcidrange");
        assert!(map.texts.len() <= ENTRIES && map.glyphs.len() <= ENTRIES);
    }
}
