//! Signs of the fonts Symbol and Wingdings, whose codes are not Unicode.

/// Wingdings, where Unicode has an equivalent. From the fonts' own glyphs.
const WINGDINGS: &[(u8, char)] = &[
    (0x21, '✏'),
    (0x22, '✂'),
    (0x26, '📖'),
    (0x28, '☎'),
    (0x29, '✆'),
    (0x2a, '✉'),
    (0x2c, '📪'),
    (0x36, '⌛'),
    (0x3f, '✍'),
    (0x43, '👍'),
    (0x44, '👎'),
    (0x45, '👈'),
    (0x46, '👉'),
    (0x47, '👆'),
    (0x48, '👇'),
    (0x4a, '☺'),
    (0x4c, '☹'),
    (0x50, '🏳'),
    (0x52, '☼'),
    (0x54, '❄'),
    (0x6c, '●'),
    (0x6d, '❍'),
    (0x6e, '■'),
    (0x6f, '□'),
    (0x70, '❐'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x73, '⬧'),
    (0x74, '⧫'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '⬥'),
    (0x78, '⌧'),
    (0x7b, '❀'),
    (0x7c, '✿'),
    (0x7d, '❝'),
    (0x7e, '❞'),
    (0x80, '⓪'),
    (0x81, '①'),
    (0x82, '②'),
    (0x83, '③'),
    (0x84, '④'),
    (0x85, '⑤'),
    (0x86, '⑥'),
    (0x87, '⑦'),
    (0x88, '⑧'),
    (0x89, '⑨'),
    (0x8a, '⑩'),
    (0x9e, '·'),
    (0x9f, '•'),
    (0xa0, '•'),
    (0xa1, '○'),
    (0xa4, '◉'),
    (0xa6, '○'),
    (0xa7, '▪'),
    (0xa8, '□'),
    (0xaa, '✦'),
    (0xab, '★'),
    (0xac, '✶'),
    (0xae, '✹'),
    (0xd5, '⌫'),
    (0xd8, '➢'),
    (0xdb, '⮈'),
    (0xdc, '⮊'),
    (0xdf, '←'),
    (0xe0, '→'),
    (0xe1, '↑'),
    (0xe2, '↓'),
    (0xe7, '⇐'),
    (0xe8, '➔'),
    (0xef, '⇦'),
    (0xf0, '⇨'),
    (0xf1, '⇧'),
    (0xf2, '⇩'),
    (0xfb, '✗'),
    (0xfc, '✓'),
    (0xfd, '☒'),
    (0xfe, '☑'),
];

/// Wingdings 2: check marks of forms.
const WINGDINGS_2: &[(u8, char)] = &[(0x4f, '✗'), (0x50, '✓'), (0x51, '☒'), (0x52, '☑'), (0x97, '●'), (0xa3, '□')];

/// Letters and signs of Symbol that differ from ASCII.
const SYMBOL: &[(u8, char)] = &[
    (0x22, '∀'),
    (0x24, '∃'),
    (0x27, '∋'),
    (0x2a, '∗'),
    (0x2d, '−'),
    (0x40, '≅'),
    (0x41, 'Α'),
    (0x42, 'Β'),
    (0x43, 'Χ'),
    (0x44, 'Δ'),
    (0x45, 'Ε'),
    (0x46, 'Φ'),
    (0x47, 'Γ'),
    (0x48, 'Η'),
    (0x49, 'Ι'),
    (0x4a, 'ϑ'),
    (0x4b, 'Κ'),
    (0x4c, 'Λ'),
    (0x4d, 'Μ'),
    (0x4e, 'Ν'),
    (0x4f, 'Ο'),
    (0x50, 'Π'),
    (0x51, 'Θ'),
    (0x52, 'Ρ'),
    (0x53, 'Σ'),
    (0x54, 'Τ'),
    (0x55, 'Υ'),
    (0x56, 'ς'),
    (0x57, 'Ω'),
    (0x58, 'Ξ'),
    (0x59, 'Ψ'),
    (0x5a, 'Ζ'),
    (0x5c, '∴'),
    (0x5e, '⊥'),
    (0x61, 'α'),
    (0x62, 'β'),
    (0x63, 'χ'),
    (0x64, 'δ'),
    (0x65, 'ε'),
    (0x66, 'φ'),
    (0x67, 'γ'),
    (0x68, 'η'),
    (0x69, 'ι'),
    (0x6a, 'ϕ'),
    (0x6b, 'κ'),
    (0x6c, 'λ'),
    (0x6d, 'μ'),
    (0x6e, 'ν'),
    (0x6f, 'ο'),
    (0x70, 'π'),
    (0x71, 'θ'),
    (0x72, 'ρ'),
    (0x73, 'σ'),
    (0x74, 'τ'),
    (0x75, 'υ'),
    (0x76, 'ϖ'),
    (0x77, 'ω'),
    (0x78, 'ξ'),
    (0x79, 'ψ'),
    (0x7a, 'ζ'),
    (0xa3, '≤'),
    (0xa5, '∞'),
    (0xab, '↔'),
    (0xac, '←'),
    (0xad, '↑'),
    (0xae, '→'),
    (0xaf, '↓'),
    (0xb0, '°'),
    (0xb1, '±'),
    (0xb3, '≥'),
    (0xb4, '×'),
    (0xb6, '∂'),
    (0xb7, '•'),
    (0xb8, '÷'),
    (0xb9, '≠'),
    (0xba, '≡'),
    (0xbb, '≈'),
    (0xbc, '…'),
    (0xc7, '∩'),
    (0xc8, '∪'),
    (0xcc, '⊂'),
    (0xce, '∈'),
    (0xcf, '∉'),
    (0xd1, '∇'),
    (0xd5, '∏'),
    (0xd6, '√'),
    (0xd9, '∧'),
    (0xda, '∨'),
    (0xde, '⇒'),
    (0xe5, '∑'),
    (0xf2, '∫'),
];

/// The sign of a `w:sym`; `None` where there is no known equivalent in Unicode.
pub(super) fn sign(font: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code.trim(), 16).ok()?;
    match table(font) {
        Some(table) => known(table, code),
        None => char::from_u32(code).filter(|letter| !letter.is_control() && !matches!(code, 0xe000..=0xf8ff)),
    }
}

/// Text in such a font; `None` for other text. Unknown letters are kept.
///
/// Codes of such fonts without their font are bullets that were pasted as text: those of
/// Wingdings, but for the bullet of Symbol.
pub(super) fn text(font: Option<&str>, text: &str) -> Option<String> {
    if let Some(table) = font.and_then(table) {
        return Some(text.chars().map(|letter| known(table, u32::from(letter)).unwrap_or(letter)).collect());
    }
    let is_code = |letter: char| matches!(letter, '\u{f020}'..='\u{f0ff}');
    let shown = |letter| match letter {
        '\u{f0b7}' => '•',
        _ if is_code(letter) => known(WINGDINGS, u32::from(letter)).unwrap_or(letter),
        _ => letter,
    };
    text.contains(is_code).then(|| text.chars().map(shown).collect())
}

fn table(font: &str) -> Option<&'static [(u8, char)]> {
    match font.to_lowercase().as_str() {
        "wingdings" => Some(WINGDINGS),
        "wingdings 2" => Some(WINGDINGS_2),
        "symbol" => Some(SYMBOL),
        _ => None,
    }
}

/// Word also writes the codes of such fonts in the private use area from U+F000.
fn known(table: &[(u8, char)], code: u32) -> Option<char> {
    let code = u8::try_from(if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code }).ok()?;
    match table.iter().find(|(known, _)| *known == code) {
        Some((_, sign)) => Some(*sign),
        // Symbol has the digits and punctuation of ASCII at their usual codes.
        None if std::ptr::eq(table, SYMBOL) && (0x20..0x40).contains(&code) => Some(char::from(code)),
        None => None,
    }
}
