//! Fonts and measures.

use super::{converts, warns, whole};
use crate::support::{Desk, MESSAGE};
use std::path::Path;

fn bundled(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts").join(name)).unwrap()
}

#[test]
fn what_is_no_font_is_refused() {
    let font = bundled("vazirmatn/Vazirmatn-Regular.ttf");
    let mut no_map = font.clone();
    let table = no_map.windows(4).position(|tag| tag == b"cmap").unwrap();
    no_map[table..table + 4].copy_from_slice(b"xmap");
    let fonts = [
        ("cut.ttf", font[..font.len() / 2].to_vec()),
        ("zero.ttf", vec![0; 10_000]),
        ("text.ttf", b"not a font".to_vec()),
        ("web.woff2", b"wOF2\0\x01\0\0".to_vec()),
        ("empty.ttf", Vec::new()),
        ("many.ttc", b"ttcf\0\x01\0\0\0\0\0\x01\0\0\0\x10".to_vec()),
        ("map.ttf", no_map),
        ("latin.ttf", bundled("noto-sans-mono/NotoSansMono-Regular.ttf")),
    ];
    for (name, bytes) in fonts {
        let desk = Desk::with("a.md", MESSAGE);
        desk.write(name, bytes);
        desk.run(&["a.md", "--font", name, "--to", "pdf,epub"]).refuses(name);
        assert!(!desk.exists("a.pdf") && !desk.exists("a.epub"));
    }
    Desk::with("a.md", MESSAGE).run(&["a.md", "--font", "missing.ttf"]).refuses("missing.ttf");
    Desk::with("a.md", MESSAGE).run(&["a.md", "--font", "Vazirmatin"]).ends(2).says("Vazirmatn");
}

/// Where a table of a font begins.
fn table(font: &[u8], tag: &[u8; 4]) -> usize {
    let record = font.windows(4).position(|bytes| bytes == tag).unwrap();
    u32::from_be_bytes(font[record + 8..record + 12].try_into().unwrap()) as usize
}

#[test]
fn a_font_that_must_not_be_embedded_is_refused() {
    let mut font = bundled("vazirmatn/Vazirmatn-Regular.ttf");
    let offset = table(&font, b"OS/2");
    font[offset + 8..offset + 10].copy_from_slice(&2u16.to_be_bytes());
    let desk = Desk::with("a.md", MESSAGE);
    desk.write("locked.ttf", font);
    desk.run(&["a.md", "--font", "locked.ttf"]).refuses("embed");
}

#[test]
fn a_font_that_tells_no_widths_is_refused() {
    let mut font = bundled("vazirmatn/Vazirmatn-Regular.ttf");
    let offset = table(&font, b"hhea");
    font[offset + 34..offset + 36].copy_from_slice(&0u16.to_be_bytes());
    let desk = Desk::with("a.md", MESSAGE);
    desk.write("bare.ttf", font);
    desk.run(&["a.md", "--font", "bare.ttf"]).refuses("glyphs without a width");
}

#[test]
fn a_users_font_is_used() {
    let desk = Desk::with("a.md", MESSAGE);
    desk.write("mine.ttf", bundled("noto-naskh-arabic/NotoNaskhArabic-Regular.ttf"));
    desk.run(&["a.md", "--font", "mine.ttf", "--to", "pdf,epub"]).ok();
    whole(&desk);
}

#[test]
fn damaged_fonts_break_nothing() {
    let font = bundled("vazirmatn/Vazirmatn-Regular.ttf");
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..40 {
        let mut damaged = font.clone();
        for _ in 0..20 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let at = (state >> 16) as usize % damaged.len();
            damaged[at] = (state >> 8) as u8;
        }
        let desk = Desk::with("a.md", MESSAGE);
        desk.write("f.ttf", damaged);
        let ran = desk.run(&["a.md", "--font", "f.ttf", "--to", "pdf,epub"]);
        assert!(matches!(ran.status, Some(0 | 1)), "{:?}: {}", ran.status, ran.stderr);
        assert!(!ran.stderr.contains("error: internal error"), "{}", ran.stderr);
    }
}

#[test]
fn letters_that_no_font_has_are_named() {
    warns("متن 𠀀 پایان\n", "U+20000");
    warns("متن \u{f0000} پایان\n", "U+F0000");
}

#[test]
fn sizes_have_a_range() {
    let desk = Desk::with("a.md", MESSAGE);
    for size in ["0", "-1", "NaN", "inf", "1e9", "12kg", ""] {
        desk.run(&["a.md", "--font-size", size]).ends(2).says("4 to 200");
    }
    desk.run(&["a.md", "--font-size", "۱۲"]).ok();
}

#[test]
fn pages_have_room_for_text() {
    let desk = Desk::with("a.md", MESSAGE);
    let impossible: [&[&str]; 9] = [
        &["--paper", "1x1mm"],
        &["--paper", "0x0"],
        &["--paper", "1e6x1e6mm"],
        &["--paper", "NaNxNaN"],
        &["--margin", "80"],
        &["--margin", "-5"],
        &["--columns", "100"],
        &["--columns", "6", "--paper", "a7"],
        &["--sheet-paper", "a99"],
    ];
    for flags in impossible {
        let ran = desk.run(&[&["a.md"], flags].concat());
        assert_eq!(ran.status, Some(2), "{flags:?}: {}", ran.stderr);
        assert!(ran.stderr.contains("hint:") || ran.stderr.contains("tip:"), "{flags:?}: {}", ran.stderr);
    }
    assert_eq!(desk.names(), ["a.md"]);
    // Flags are judged before the input is even looked for.
    desk.run(&["missing.md", "--margin", "80"]).ends(2);
}

#[test]
fn a_page_just_wide_enough() {
    let desk = Desk::with("a.md", MESSAGE);
    desk.run(&["a.md", "--paper", "30x40mm", "--margin", "3", "--font-size", "8", "--to", "pdf,epub"]).ends(0);
    whole(&desk);
}

#[test]
fn every_script_shows() {
    converts("فارسی العربية עברית Latin Ελληνικά Кириллица 😀 → ✓ ∞ ½ € ﷼ ﷺ ﻻ\n");
}
