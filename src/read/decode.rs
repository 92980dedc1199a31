//! Decodes bytes to text: encodings, the size limit, and the removal of
//! characters that pages, XML and PDF cannot contain.

use super::ReadOptions;
use crate::characters::is_invisible;
use crate::document::Source;
use crate::error::{Error, Place, Result, Warning};
use crate::settings::InputFormat;
use crate::turns;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1256};

/// The text of an input: line ends are `\n`, without byte order mark and control
/// characters.
pub(super) fn decode(bytes: &[u8], options: &ReadOptions, warnings: &mut Vec<Warning>) -> Result<String> {
    if bytes.len() > options.limits.bytes {
        let (size, limit) = (bytes.len() >> 20, options.limits.bytes >> 20);
        return Err(refuse(
            options,
            None,
            format!("{size} MiB are more than the limit of {limit} MiB"),
            "raise the limit with `--max-input`",
        ));
    }
    turns::for_text(bytes.len());
    let text = match &options.encoding {
        Some(label) => labelled(bytes, label, options, warnings)?,
        None => unlabelled(bytes, options, warnings)?,
    };
    let text = clean(text, &options.name, warnings);
    if text.chars().all(is_blank) {
        return Err(refuse(
            options,
            None,
            "the file is empty".to_owned(),
            "write the message into it, or name another file",
        ));
    }
    Ok(text)
}

fn refuse(options: &ReadOptions, line: Option<usize>, message: String, hint: impl Into<String>) -> Error {
    Error::Source { message, place: Place { file: options.name.clone(), line }, hint: Some(hint.into()) }
}

/// Bytes in the encoding that the user named.
fn labelled(bytes: &[u8], label: &str, options: &ReadOptions, warnings: &mut Vec<Warning>) -> Result<String> {
    let encoding = Encoding::for_label(label.trim().as_bytes()).ok_or_else(|| Error::Setting {
        message: format!("unknown encoding `{}`", label.escape_debug()),
        hint: Some("use a name such as utf-8, utf-16, windows-1256 or iso-8859-6".to_owned()),
    })?;
    if encoding == UTF_8 {
        return unlabelled(bytes, options, warnings);
    }
    let (text, used, faulty) = encoding.decode(bytes);
    if faulty && !options.lossy {
        return Err(refuse(
            options,
            None,
            format!("some bytes are not {}", used.name()),
            "name another encoding, or give `--lossy` to print � in their place",
        ));
    }
    if faulty {
        warn_lossy(text.matches('\u{fffd}').count(), &options.name, warnings);
    }
    Ok(text.into_owned())
}

/// UTF-8, or UTF-16 with a byte order mark.
fn unlabelled(bytes: &[u8], options: &ReadOptions, warnings: &mut Vec<Warning>) -> Result<String> {
    let bytes = match Encoding::for_bom(bytes) {
        Some((encoding, _)) if encoding == UTF_16LE || encoding == UTF_16BE => {
            return labelled(bytes, encoding.name(), options, warnings);
        }
        Some((_, length)) => &bytes[length..],
        None => bytes,
    };
    if let Some(kind) = binary_kind(bytes) {
        let (kind, hint) = match InputFormat::of_bytes(bytes) {
            Some(InputFormat::Odt) => ("an OpenDocument text", "read it with `--from odt`"),
            Some(InputFormat::Epub) => ("an e-book", "read it with `--from epub`"),
            Some(InputFormat::Docx) => (kind, "read Word files with `--from docx`"),
            _ => (kind, "give a text file"),
        };
        return Err(refuse(options, None, format!("this is {kind}, not text"), hint));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) if options.format == InputFormat::Html && charset(bytes).is_some() => {
            labelled(bytes, &charset(bytes).unwrap_or_default(), options, warnings)
        }
        Err(error) if !options.lossy => {
            let offset = error.valid_up_to();
            let mark = if bytes.len() == error.valid_up_to() { 0 } else { bytes[offset] };
            let line = 1 + line_ends(&bytes[..offset]);
            Err(refuse(
                options,
                Some(line),
                format!("not valid UTF-8: byte 0x{mark:02X} at offset {offset}"),
                suggest(bytes),
            ))
        }
        Err(_) => {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let before = bytes.windows(3).filter(|three| *three == "\u{fffd}".as_bytes()).count();
            warn_lossy(text.matches('\u{fffd}').count() - before, &options.name, warnings);
            Ok(text)
        }
    }
}

/// The text of XML: UTF-16 by its mark or its first letter, else UTF-8, else the encoding
/// that it declares (XML 1.0, appendix F). `None` where it is not in it.
pub(super) fn xml(bytes: &[u8]) -> Option<String> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if bytes.starts_with(b"<\0") => UTF_16LE,
        None if bytes.starts_with(b"\0<") => UTF_16BE,
        None => UTF_8,
    };
    let decoded = |encoding: &'static Encoding| {
        let (text, _, faulty) = encoding.decode(bytes);
        (!faulty).then(|| text.into_owned())
    };
    decoded(encoding).or_else(|| {
        // The declaration is in ASCII where none of these is meant.
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
        let label = head.split("encoding=").nth(1)?.trim_start_matches(['"', '\'']);
        decoded(Encoding::for_label(label.split(['"', '\'']).next()?.as_bytes())?)
    })
}

/// The encoding other than UTF-8 that a page declares in its head.
fn charset(page: &[u8]) -> Option<String> {
    // HTML requires the declaration within the first 1024 bytes.
    let head = String::from_utf8_lossy(&page[..page.len().min(1024)]).to_ascii_lowercase();
    let label = head.split("charset=").nth(1)?.trim_start_matches(['"', '\'']);
    let label = label.split(|letter: char| !letter.is_ascii_alphanumeric() && !"-_:".contains(letter)).next()?;
    Encoding::for_label(label.as_bytes())
        .filter(|&encoding| encoding != UTF_8)
        .map(|encoding| encoding.name().to_owned())
}

fn warn_lossy(count: usize, name: &str, warnings: &mut Vec<Warning>) {
    let place = Place { file: name.to_owned(), line: None };
    let message = format!("{count} stretch{} of bytes that are no text became �", if count == 1 { "" } else { "es" });
    warnings.push(Warning::new("lossy", message).at(place));
}

/// The number of line ends of all three kinds.
fn line_ends(bytes: &[u8]) -> usize {
    let feeds = bytes.iter().filter(|&&byte| byte == b'\n').count();
    let returns =
        bytes.iter().zip(bytes.iter().skip(1).chain([&0])).filter(|&(&a, &b)| a == b'\r' && b != b'\n').count();
    feeds + returns
}

/// The kind of a file that is not text, by its first bytes.
fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: &[(&[u8], &str)] = &[
        (b"\x89PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a ZIP or DOCX file"),
        (b"\x7fELF", "a program"),
        (b"MZ\x90", "a program"),
        (b"\x1f\x8b", "a gzip file"),
        (b"{\\rtf", "an RTF file"),
        (b"\xd0\xcf\x11\xe0", "an old Word file"),
    ];
    KINDS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| *kind)
}

/// A text is UTF-8 with faults if it has over this many valid characters beyond
/// ASCII for each invalid one: in other encodings nearly none is valid by chance.
const MOSTLY: usize = 4;

/// A hint at the encoding of bytes that are not UTF-8.
fn suggest(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(4096)];
    let zeros =
        |odd: usize| head.iter().skip(odd).step_by(2).filter(|&&byte| byte == 0 || byte == 6).count() * 4 > head.len();
    if zeros(1) {
        return "it looks like UTF-16; try `--encoding utf-16le`".to_owned();
    }
    if zeros(0) {
        return "it looks like UTF-16; try `--encoding utf-16be`".to_owned();
    }
    let utf8 = String::from_utf8_lossy(head);
    let (lost, letters) = (utf8.matches('\u{fffd}').count(), utf8.chars().filter(|letter| !letter.is_ascii()).count());
    if letters > lost * MOSTLY {
        return "it is UTF-8 but for a few bytes; `--lossy` prints � in their place".to_owned();
    }
    let (text, _, faulty) = WINDOWS_1256.decode(head);
    let foreign = text.chars().filter(|letter| !letter.is_ascii()).count();
    let arabic = text.chars().filter(|letter| ('\u{600}'..'\u{700}').contains(letter)).count();
    if !faulty && head.iter().all(|&byte| byte != 0) && arabic * 2 > foreign {
        return "it looks like Windows-1256; try `--encoding windows-1256`".to_owned();
    }
    "save it as UTF-8, name its encoding with `--encoding`, or give `--lossy` to print � in place of such bytes"
        .to_owned()
}

/// Makes all line ends `\n`, and removes controls and noncharacters.
fn clean(text: String, name: &str, warnings: &mut Vec<Warning>) -> String {
    if !text.chars().any(needs_cleaning) {
        return text;
    }
    let (mut zeros, mut dropped) = (0_usize, 0_usize);
    let (mut first_zero, mut first_dropped) = (None, None);
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' => out.push('\n'),
            '\u{2029}' => out.push_str("\n\n"),
            '\0' => {
                first_zero.get_or_insert(out.len());
                zeros += 1;
                out.push('\u{fffd}');
            }
            letter if needs_cleaning(letter) => {
                first_dropped.get_or_insert(out.len());
                dropped += 1;
            }
            letter => out.push(letter),
        }
    }
    let source = Source::new(name, out);
    if let Some(first) = first_zero {
        let message = format!("{zeros} NUL character{} became �", plural(zeros));
        warnings.push(Warning::new("nul", message).at(source.place(first)));
    }
    if let Some(first) = first_dropped {
        let message = format!(
            "{dropped} control character{} that no page can show {} dropped",
            plural(dropped),
            if dropped == 1 { "is" } else { "are" }
        );
        warnings.push(Warning::new("controls", message).at(source.place(first)));
    }
    source.text
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// Whether it is a control, a line end other than `\n`, or a noncharacter.
fn needs_cleaning(letter: char) -> bool {
    match letter {
        '\n' | '\t' => false,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{fdd0}'..='\u{fdef}' => true,
        letter => letter as u32 & 0xfffe == 0xfffe,
    }
}

/// Whether a letter is invisible on paper.
pub(super) fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || is_invisible(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> (Result<String>, Vec<Warning>) {
        let mut warnings = Vec::new();
        (decode(bytes, &ReadOptions::new(InputFormat::Markdown, "a.md"), &mut warnings), warnings)
    }

    fn fault(bytes: &[u8]) -> (String, Option<usize>, String) {
        let error = text(bytes).0.expect_err("refused");
        let hint = error.hint().unwrap_or_default().to_owned();
        (error.to_string(), error.place().and_then(|place| place.line), hint)
    }

    #[test]
    fn nothing_to_print_is_refused() {
        for bytes in ["", " \n\t\n", "\u{200c}\u{200d}\u{200e}\u{feff}\u{ad}", "\u{feff}", "\u{7}"] {
            assert_eq!(fault(bytes.as_bytes()).0, "the file is empty", "{bytes:?}");
        }
    }

    #[test]
    fn what_is_not_utf8_is_named_with_its_place() {
        let (message, line, _) = fault(b"a\r\nb\rc\n\xd8\xb3\xff\xfe ab");
        assert_eq!((message.as_str(), line), ("not valid UTF-8: byte 0xFF at offset 9", Some(4)));
        assert!(fault(b"abc \xd8").0.contains("at offset 4"), "cut at its end");
        assert!(fault(b"\xc0\xaf").0.contains("offset 0"), "overlong");
        assert!(fault(b"\xed\xa0\x80").0.contains("offset 0"), "a surrogate");
        let (windows, _, _) = WINDOWS_1256.encode("سلام دنیا، این یک پیام است");
        assert!(fault(&windows).2.contains("--encoding windows-1256"));
        assert!(fault(b"\x89PNG\r\n\x1a\n\0\0").0.contains("PNG"));
    }

    #[test]
    fn utf16_is_read_by_its_mark_and_named_without_it() {
        let units: Vec<u8> = "سلام".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked: Vec<u8> = [0xff, 0xfe].into_iter().chain(units.iter().copied()).collect();
        assert_eq!(text(&marked).0.unwrap(), "سلام");
        let ascii: Vec<u8> =
            "hello, world".encode_utf16().chain("سلام دنیا".encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert!(fault(&ascii).2.contains("--encoding utf-16le"), "{:?}", fault(&ascii));
    }

    #[test]
    fn named_encodings_are_used() {
        let mut options = ReadOptions::new(InputFormat::Markdown, "a.md");
        options.encoding = Some("windows-1256".to_owned());
        let (bytes, _, _) = WINDOWS_1256.encode("سلام پژمان چگونه");
        assert_eq!(decode(&bytes, &options, &mut Vec::new()).unwrap(), "سلام پژمان چگونه");
        options.encoding = Some("klingon".to_owned());
        assert!(matches!(decode(&bytes, &options, &mut Vec::new()), Err(Error::Setting { .. })));
    }

    #[test]
    fn a_fault_in_utf8_makes_it_no_other_encoding() {
        let spoilt = [&b"\xd8\xff"[..], "سلام به همه، این متن درست است".as_bytes()].concat();
        let hint = fault(&spoilt).2;
        assert!(hint.contains("--lossy") && !hint.contains("1256"), "{hint}");
    }

    #[test]
    fn lossy_counts_what_it_lost() {
        let mut options = ReadOptions::new(InputFormat::Markdown, "a.md");
        options.lossy = true;
        let mut warnings = Vec::new();
        assert_eq!(
            decode(b"a\xff b\xfe \xef\xbf\xbd", &options, &mut warnings).unwrap(),
            "a\u{fffd} b\u{fffd} \u{fffd}"
        );
        assert!(warnings[0].message.starts_with("2 stretches"), "{warnings:?}");
    }

    #[test]
    fn controls_go_and_line_ends_become_one() {
        let (read, warnings) = text("\u{feff}a\r\nb\rc\0d\u{1b}[31m\u{85}e\u{fffe}\u{10ffff}\u{2029}f".as_bytes());
        assert_eq!(read.unwrap(), "a\nb\nc\u{fffd}d[31m\ne\n\nf");
        let told: Vec<_> = warnings
            .iter()
            .map(|warning| (warning.code, warning.place.as_ref().and_then(|place| place.line)))
            .collect();
        assert_eq!(told, [("nul", Some(3)), ("controls", Some(3))]);
        assert!(warnings[1].message.starts_with("3 "), "{}", warnings[1].message);
    }
}
