//! Files that are not messages: what they are, and how to convert them.

/// A kind of file, and how to make a message of it.
struct Foreign {
    endings: &'static [&'static str],
    /// With its article.
    what: &'static str,
    hint: &'static str,
}

const WORD: &str = "open it in LibreOffice or Word and save it as DOCX";
const SHEET: &str = "copy its cells into a table in Markdown, or save it as HTML";
const COPY: &str = "copy the text of the message into a file that ends in .md or .txt";

const FOREIGN: &[Foreign] = &[
    Foreign { endings: &["tex", "latex", "ltx"], what: "a LaTeX file", hint: "convert it with `pandoc -t markdown`" },
    Foreign { endings: &["rtf"], what: "an RTF file", hint: WORD },
    Foreign { endings: &["fodt"], what: "a flat OpenDocument text", hint: WORD },
    Foreign { endings: &["doc", "dot"], what: "an old Word file", hint: WORD },
    Foreign { endings: &["pages", "wps", "wpd"], what: "a word processor's file", hint: WORD },
    Foreign { endings: &["mobi", "azw3", "fb2"], what: "an e-book", hint: COPY },
    Foreign { endings: &["eml", "msg", "mbox"], what: "an e-mail with its headers", hint: COPY },
    Foreign { endings: &["json", "jsonl", "ndjson"], what: "a JSON file", hint: COPY },
    Foreign { endings: &["xml", "opml"], what: "an XML file", hint: COPY },
    Foreign { endings: &["yaml", "yml", "toml", "ini"], what: "a file of settings", hint: COPY },
    Foreign { endings: &["csv", "tsv"], what: "a file of rows", hint: SHEET },
    Foreign { endings: &["xlsx", "xls", "ods"], what: "a spreadsheet", hint: SHEET },
    Foreign { endings: &["pptx", "ppt", "odp", "key"], what: "slides", hint: COPY },
    Foreign { endings: &["srt", "vtt"], what: "subtitles", hint: COPY },
    Foreign { endings: &["mht", "mhtml"], what: "a web archive", hint: "save the page as HTML" },
    Foreign { endings: &["zip", "rar", "7z", "gz", "tar"], what: "an archive", hint: "unpack it first" },
];

fn row(ending: &str) -> Option<(&'static str, &'static str)> {
    let row = FOREIGN.iter().find(|row| row.endings.contains(&ending))?;
    Some((row.what, row.hint))
}

/// The kind of a file that is not a message, by the ending of its name, with a
/// hint.
pub(super) fn by_name(name: &str) -> Option<(&'static str, &'static str)> {
    let (_, ending) = name.rsplit_once('.')?;
    row(&ending.to_ascii_lowercase())
}

/// The same by its first bytes.
pub(super) fn by_bytes(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    if bytes.starts_with(b"PK\x03\x04") {
        return row(package(bytes)?);
    }
    let head = std::str::from_utf8(&bytes[..bytes.len().min(4096)])
        .or_else(|error| std::str::from_utf8(&bytes[..error.valid_up_to()]))
        .unwrap_or_default()
        .trim_start_matches('\u{feff}')
        .trim_start();
    let first = head.lines().next().unwrap_or_default();
    let ending = if head.starts_with("\\documentclass") || head.contains("\n\\documentclass") {
        "tex"
    } else if head.starts_with("{\\rtf") {
        "rtf"
    } else if is_mail(head) {
        "eml"
    } else if first.starts_with("<?xml") && !head.contains("<html") && !head.contains("<!DOCTYPE html") {
        "xml"
    } else if is_json(bytes, head) {
        "json"
    } else {
        return None;
    };
    row(ending)
}

/// The kind of a ZIP package, by the names of its first parts.
fn package(bytes: &[u8]) -> Option<&'static str> {
    let head = &bytes[..bytes.len().min(2048)];
    let has = |part: &str| head.windows(part.len()).any(|window| window == part.as_bytes());
    let all = |part: &str| bytes.windows(part.len()).any(|window| window == part.as_bytes());
    [
        ("ods", has("application/vnd.oasis.opendocument.spreadsheet")),
        ("odp", has("application/vnd.oasis.opendocument.presentation")),
        ("xlsx", all("xl/workbook")),
        ("pptx", all("ppt/presentation")),
    ]
    .into_iter()
    .find_map(|(ending, is)| is.then_some(ending))
}

/// Whether a text begins with at least three e-mail headers.
fn is_mail(head: &str) -> bool {
    const HEADERS: [&str; 9] =
        ["from", "to", "subject", "date", "received", "message-id", "mime-version", "content-type", "return-path"];
    let header = |line: &&str| {
        line.starts_with([' ', '\t'])
            || line.split_once(':').is_some_and(|(name, _)| {
                !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            })
    };
    let known = |line: &&str| {
        line.split_once(':').is_some_and(|(name, _)| HEADERS.contains(&name.to_ascii_lowercase().as_str()))
    };
    head.lines().take_while(|line| !line.trim().is_empty()).take_while(header).filter(known).count() >= 3
}

/// Whether a file is a single JSON value, judged by its beginning and end.
fn is_json(bytes: &[u8], head: &str) -> bool {
    let last = bytes.iter().rfind(|byte| !byte.is_ascii_whitespace());
    let inner = head.get(1..).unwrap_or_default().trim_start();
    (head.starts_with('{') && last == Some(&b'}') && inner.starts_with('"'))
        || (head.starts_with('[') && last == Some(&b']') && inner.starts_with(['{', '"', '[']) && head.contains("\":"))
}
