//! Character maps: from codes to text (`ToUnicode`) or to the numbers of glyphs.

use super::budget::Budget;
use super::content::{Lexer, Operand};
use super::ranges::Ranges;
use std::rc::Rc;

/// Most UTF-16 bytes of an entry; ligatures and `ActualText`-like words are shorter.
const LONGEST: usize = 128;

/// What the codes of a font stand for.
#[derive(Debug, Default)]
pub(super) struct CMap {
    /// The UTF-16 bytes of the first code of each range; the last two of them count up.
    texts: Ranges<Rc<[u8]>>,
    /// Glyph numbers, where the map leads to these.
    glyphs: Ranges<u32>,
    /// Ranges of codes: length, first, last.
    spaces: Vec<(u8, u32, u32)>,
}

impl CMap {
    /// Reads a map; each of its ranges is an entry of the budget.
    pub(super) fn parse(bytes: &[u8], budget: &mut Budget) -> Self {
        let (mut map, mut lexer, mut operands) = (Self::default(), Lexer::new(bytes), Vec::new());
        while let Some(operator) = lexer.next(&mut operands) {
            let entries = operands.chunks_exact(match operator {
                b"endbfrange" | b"endcidrange" => 3,
                _ => 2,
            });
            if !budget.entries(entries.len()) {
                break;
            }
            match operator {
                b"endcodespacerange" => entries.for_each(|pair| map.space(pair)),
                b"endbfchar" => entries.for_each(|pair| map.single(pair)),
                b"endbfrange" => entries.for_each(|triple| map.range(triple, budget)),
                b"endcidchar" => entries.for_each(|pair| map.glyph(&pair[0], &pair[0], &pair[1])),
                b"endcidrange" => entries.for_each(|triple| map.glyph(&triple[0], &triple[1], &triple[2])),
                _ => {}
            }
        }
        map
    }

    /// The text of a code; `None` where the map has none.
    pub(super) fn text(&self, length: u8, code: u32) -> Option<String> {
        let (start, step) = self.texts.get(length, code)?;
        let mut text = start.to_vec();
        let end = text.len();
        if step > 0 {
            let before = end.checked_sub(2).map_or(0, |before| text[before]);
            let low = u32::from(u16::from_be_bytes([before, *text.last()?])).wrapping_add(step);
            text[end - 1] = low as u8;
            if end > 1 {
                text[end - 2] = (low >> 8) as u8;
            }
        }
        utf16(&text)
    }

    /// The glyph of a code.
    pub(super) fn glyph_of(&self, length: u8, code: u32) -> Option<u32> {
        self.glyphs.get(length, code).map(|(first, step)| first.saturating_add(step))
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
        if let (Some((length, code)), Some(text)) = (coded(&pair[0]), pair[1].text()) {
            self.put(length, (code, code), text);
        }
    }

    fn range(&mut self, triple: &[Operand], budget: &mut Budget) {
        let Some(((length, first), (_, last))) = coded(&triple[0]).zip(coded(&triple[1])) else { return };
        match &triple[2] {
            Operand::Array(items) if budget.entries(items.len()) => {
                for (code, item) in (first..=last).zip(items) {
                    self.put(length, (code, code), item.text().unwrap_or(&[0, 0]));
                }
            }
            Operand::Text(start) if !start.is_empty() => self.put(length, (first, last), start),
            _ => {}
        }
    }

    fn glyph(&mut self, first: &Operand, last: &Operand, start: &Operand) {
        if let (Some(((length, first), (_, last))), Some(start)) = (coded(first).zip(coded(last)), start.number()) {
            self.glyphs.put(length, (first, last), start as u32);
        }
    }

    fn put(&mut self, length: u8, codes: (u32, u32), start: &[u8]) {
        // A range may lead from what is no text to what is.
        let known = codes.0 < codes.1 || utf16(start).is_some();
        if known && start.len() <= LONGEST {
            self.texts.put(length, codes, start.into());
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
        let mut budget = Budget::new();
        let map = CMap::parse(
            b"1 begincodespacerange <00> <7F> <8000> <FFFF> endcodespacerange \
              1 beginbfchar <01> <06440627> endbfchar \
              2 beginbfrange <8001> <8003> <06A9> <8010> <8011> [<0041> <D83DDE00>] endbfrange \
              1 begincidrange <8001> <8003> 7 endcidrange",
            &mut budget,
        );
        assert_eq!(map.text(1, 1).as_deref(), Some("لا"));
        assert_eq!(map.text(2, 0x8003).as_deref(), Some("\u{6ab}"));
        assert_eq!(map.text(2, 0x8011).as_deref(), Some("😀"));
        assert_eq!(map.text(2, 1), None);
        assert_eq!(map.glyph_of(2, 0x8002), Some(8));
        assert_eq!((map.length(b"\x01\x80"), map.length(b"\x80\x01")), (Some(1), Some(2)));
    }

    #[test]
    fn ranges_cost_as_many_entries_as_are_written() {
        let mut budget = Budget::new();
        let repeated = "<0000> <7FFF> <0041> <0000> <FFFFFFFF> <0041> <0000> <FFFF> <0000> ".repeat(400);
        let map = CMap::parse(format!("{repeated} endbfrange").as_bytes(), &mut budget);
        assert_eq!((map.texts.len(), map.text(2, 0x41).as_deref(), map.text(2, 0)), (2, Some("A"), None));
        let map = CMap::parse(b"<0000> <FFFFFFFF> 1 endcidrange", &mut budget);
        assert_eq!((map.glyphs.len(), map.glyph_of(2, 0xFFFF)), (1, Some(0x10000)));
        // As many as all maps together may have are refused.
        let many = "<0041> <0041> ".repeat(1_000) + "endbfchar ";
        assert!(!budget.spent);
        (0..4_000).for_each(|_| drop(CMap::parse(many.as_bytes(), &mut budget)));
        assert!(budget.spent);
    }
}
