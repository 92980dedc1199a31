//! The characters at which a rule stops. Most of a text is Arabic letters and ASCII; a
//! table says which of these the rule passes over.

/// The number of ASCII characters.
const ASCII: usize = 0x80;
/// The start of the Arabic block, whose characters have two bytes: a lead byte from D8
/// to DB, and one with six more bits.
const ARABIC: usize = 0x600;

/// The characters of ASCII and the Arabic block at which to stop. The search stops at
/// every other character, too, and leaves the decision to the rule.
pub(super) struct Stops([bool; ASCII + 0x100]);

impl Stops {
    /// Stops at the characters of some ranges, ends included.
    pub(super) const fn at(ranges: &[(char, char)]) -> Self {
        let mut stops = [false; ASCII + 0x100];
        let mut index = 0;
        while index < stops.len() {
            let code = if index < ASCII { index } else { ARABIC + index - ASCII } as u32;
            let mut range = 0;
            while range < ranges.len() {
                let (first, last) = ranges[range];
                stops[index] |= first as u32 <= code && code <= last as u32;
                range += 1;
            }
            index += 1;
        }
        Self(stops)
    }

    /// Also stops at those of another table.
    pub(super) const fn and(self, other: &Self) -> Self {
        let Self(mut stops) = self;
        let mut index = 0;
        while index < stops.len() {
            stops[index] |= other.0[index];
            index += 1;
        }
        Self(stops)
    }

    /// The first stop of a text at or after a byte.
    pub(super) fn next(&self, text: &str, mut at: usize) -> Option<(usize, char)> {
        let bytes = text.as_bytes();
        loop {
            let (index, len) = match (*bytes.get(at)?, bytes.get(at + 1)) {
                (byte @ ..0x80, _) => (usize::from(byte), 1),
                (lead @ 0xD8..=0xDB, Some(&byte)) => {
                    (ASCII + (usize::from(lead & 3) << 6 | usize::from(byte & 0x3F)), 2)
                }
                _ => break,
            };
            if self.0[index] {
                break;
            }
            at += len;
        }
        text[at..].chars().next().map(|c| (at, c))
    }

    /// All stops of a text.
    pub(super) fn of(&self, text: &str) -> impl Iterator<Item = (usize, char)> {
        self.from(text, 0)
    }

    /// The stops of a text at or after a byte.
    pub(super) fn from(&self, text: &str, mut at: usize) -> impl Iterator<Item = (usize, char)> {
        std::iter::from_fn(move || {
            let (found, c) = self.next(text, at)?;
            at = found + c.len_utf8();
            Some((found, c))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_stops_where_it_is_told_and_outside_the_table() {
        const SOME: Stops = Stops::at(&[('.', '.'), ('ي', 'ي')]);
        let text = "کتاب. كتابي\u{200C}ها é";
        let found = |stops: &Stops| stops.of(text).map(|(at, c)| (text[..at].chars().count(), c)).collect::<Vec<_>>();
        assert_eq!(found(&SOME), [(4, '.'), (10, 'ي'), (11, '\u{200C}'), (15, 'é')]);
    }
}
