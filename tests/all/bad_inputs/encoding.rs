//! Bytes and encodings.

use super::{converts, refuses, warns, xhtml};
use crate::support::Desk;

#[test]
fn nothing_to_read() {
    for empty in ["", " \n\t\n", "\u{200c}\u{200d}\u{200e}\u{feff}\u{ad}", "\u{feff}"] {
        refuses(empty, "file is empty");
    }
}

#[test]
fn bytes_that_are_no_text() {
    refuses(b"\xd8\xb3\xd9\x84\n\xff\xfe ab", "a.md:2: error:");
    refuses(b"\xd8\xb3\xd9\x84\n\xff\xfe ab", "offset 5");
    // A letter cut at the end, an overlong form, a surrogate.
    refuses(b"\xd8\xb3\xd9", "offset 2");
    refuses(b"a \xc0\xaf", "UTF-8");
    refuses(b"a \xed\xa0\x80", "UTF-8");
}

#[test]
fn lossy_replaces_and_counts() {
    let desk = Desk::with("a.md", b"# \xd8\xb3\xd9\x84\xd8\xb3 \xff \xd8\xb3 \xfe\n");
    let ran = desk.run(&["a.md", "--to", "epub", "--lossy"]).warns("2");
    assert_eq!(ran.stderr.matches("warning:").count(), 1, "{}", ran.stderr);
    assert!(xhtml(&desk).contains('\u{fffd}'));
}

#[test]
fn a_byte_order_mark_is_no_text() {
    assert!(xhtml(&converts("\u{feff}# سلام\n\nمتن")).contains("<h1"));
}

#[test]
fn other_encodings_are_named() {
    let utf16 = |order: fn(u16) -> [u8; 2]| "\u{feff}# سلام".encode_utf16().flat_map(order).collect::<Vec<u8>>();
    for order in [u16::to_le_bytes, u16::to_be_bytes] {
        assert!(xhtml(&converts(utf16(order))).contains("سلام"));
    }
    // «سلام دنیا» in Windows-1256.
    refuses(b"\xd3\xe1\xc7\xe3 \xcf\xe4\xed\xc7 \xd3\xe1\xc7\xe3", "windows-1256");
    let desk = Desk::with("a.md", b"\xd3\xe1\xc7\xe3\n");
    desk.run(&["a.md", "--to", "epub", "--encoding", "windows-1256"]).ok();
    assert!(xhtml(&desk).contains("سلام"));
    desk.run(&["a.md", "--encoding", "klingon"]).says("error:").says("klingon");
}

#[test]
fn characters_that_no_file_may_hold() {
    let desk = warns("a\0b سلام\n", "NUL");
    assert!(!xhtml(&desk).contains('\0'));
    let text = xhtml(&warns("یک\u{1}\u{7f}\u{85}\u{fffe}\u{ffff}\u{1fffe}دو\n", "control"));
    assert!(!text.contains(['\u{1}', '\u{7f}', '\u{fffe}', '\u{ffff}']));
}

#[test]
fn line_ends_make_no_difference() {
    let text = "# یک\n\nدو\n\n- سه\n- چهار\n";
    let lf = converts(text);
    for other in [text.replace('\n', "\r\n"), text.replace('\n', "\r"), text.replacen('\n', "\r\n", 2)] {
        let desk = converts(other);
        assert_eq!(desk.read("a.pdf"), lf.read("a.pdf"));
        assert_eq!(desk.read("a.epub"), lf.read("a.epub"));
    }
}

#[test]
fn binaries_are_refused_quietly() {
    for head in [
        &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\xff"[..],
        b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n",
        b"\x7fELF\x02\x01\x01\0\xff\xff",
    ] {
        let desk = Desk::with("a.md", head);
        let ran = desk.run(&["a.md"]).refuses("a.md");
        assert!(ran.stderr.chars().all(|letter| letter == '\n' || !letter.is_control()), "{:?}", ran.stderr);
        assert!(ran.stdout.is_empty());
    }
}

#[cfg(unix)]
#[test]
fn escapes_in_names_do_not_reach_the_terminal() {
    let desk = Desk::with("\x1b[31m.md", b"\xff");
    let ran = desk.run(&["\x1b[31m.md"]).refuses("\\u{1b}[31m.md");
    assert!(!ran.stderr.contains('\x1b'));
}

#[test]
fn escapes_in_text_do_not_reach_the_terminal() {
    let desk = Desk::with("a.md", "سلام \x1b[31mسرخ\x1b[0m wpi\x1b[1m@ و \u{202e}وارو\n");
    let ran = desk.run(&["a.md", "--to", "epub"]).ends(0);
    assert!(!ran.stderr.contains(['\x1b', '\u{202e}']), "{:?}", ran.stderr);
    assert!(!xhtml(&desk).contains('\x1b'));
    let ran = desk.run(&["clean", "a.md", "--clean", "guarded", "--diff"]).ends(0);
    assert!(!ran.stdout.contains(&0x1b), "{:?}", String::from_utf8_lossy(&ran.stdout));
}
