//! Metadata fields judged by their names and values, the same for all formats.

use super::finding::{Kind, Weight};

/// Words in a field's name and what such a field is about. The first match
/// decides; names are compared in small letters, without prefix and hyphens.
const NAMES: [(&[&str], Kind); 9] = [
    (&["gps", "latitude", "longitude", "city", "country", "location", "sublocation", "geo"], Kind::Location),
    (
        &[
            "documentid",
            "instanceid",
            "originaldocumentid",
            "versionid",
            "uuid",
            "imageuniqueid",
            "docid",
            "identifier",
            "rsid",
            "urn",
        ],
        Kind::Identifier,
    ),
    (
        &["serialnumber", "make", "model", "lens", "camera", "device", "hostcomputer", "scanner", "machine"],
        Kind::Device,
    ),
    (
        &[
            "producer",
            "creatortool",
            "software",
            "generator",
            "application",
            "appversion",
            "processing",
            "toolkit",
            "xmptk",
            "history",
            "editingcycles",
            "editingduration",
            "engine",
            "programname",
            "revision",
            "totaltime",
        ],
        Kind::Software,
    ),
    (
        &[
            "author",
            "artist",
            "creator",
            "contributor",
            "publisher",
            "owner",
            "lastmodifiedby",
            "byline",
            "credit",
            "company",
            "manager",
            "copyright",
            "rights",
            "editor",
            "translator",
            "contact",
            "person",
            "initials",
            "user",
            "email",
            "organization",
            "writer",
            "signer",
        ],
        Kind::Person,
    ),
    (
        &["template", "docname", "filename", "filepath", "basepath", "exportfilename", "directory", "href", "path"],
        Kind::Path,
    ),
    (&["date", "created", "modified", "time", "printed", "year"], Kind::Date),
    (&["title"], Kind::Title),
    (&["language", "lang"], Kind::Language),
];

/// Fields that only say what standard the file follows or what it is like.
const STANDARDS: [&str; 10] = [
    "dtb:depth",
    "dtb:totalpagecount",
    "dtb:maxpagenumber",
    "pdfaid:",
    "pdfuaid:",
    "pdfx",
    "schema:",
    "a11y:",
    "dcterms:conformsto",
    "rendition:",
];

/// What a field is about and how much it tells.
pub(super) fn judge(name: &str, value: &str) -> (Weight, Kind) {
    if looks_like_path(value) {
        return (Weight::Identifying, Kind::Path);
    }
    let small = name.to_lowercase();
    if STANDARDS.iter().any(|prefix| small.starts_with(prefix)) || small.ends_with("format") {
        return (Weight::Plain, Kind::Conformance);
    }
    let local = small.rsplit([':', '/', ' ']).next().unwrap_or(&small).replace(['-', '_'], "");
    let kind = NAMES.iter().find(|(words, _)| words.iter().any(|word| local.contains(word))).map(|(_, kind)| *kind);
    match kind {
        Some(Kind::Title | Kind::Language) => (Weight::Plain, kind.unwrap_or(Kind::Title)),
        Some(Kind::Date) if is_fixed_date(value) => (Weight::Plain, Kind::Date),
        Some(Kind::Identifier) => (identifier(value), Kind::Identifier),
        Some(kind) => (Weight::Identifying, kind),
        None => (Weight::Remark, Kind::Field),
    }
}

/// The dates that say nothing: the first a zip file or Unix knows.
pub(super) fn is_fixed_date(value: &str) -> bool {
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    (digits.starts_with("19800101") || digits.starts_with("19700101")) && digits[8..].bytes().all(|digit| digit == b'0')
}

/// How much an identifier tells. UUIDs of version 3, 5 and 8 follow from a
/// name or from content; those of version 4 are drawn once and follow a
/// document through all its copies; the others hold a time and a machine.
fn identifier(value: &str) -> Weight {
    let uuid = value.trim().to_ascii_lowercase();
    let uuid = uuid.trim_start_matches("urn:").trim_start_matches("uuid:").trim_start_matches("xmp.did:");
    let parts: Vec<&str> = uuid.trim_start_matches("xmp.iid:").split('-').collect();
    let is_uuid = parts.iter().map(|part| part.len()).eq([8, 4, 4, 4, 12])
        && parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_hexdigit()));
    match (is_uuid, parts.get(2).and_then(|part| part.chars().next())) {
        (true, Some('3' | '5' | '8')) => Weight::Plain,
        (true, _) => Weight::Identifying,
        // ISBN, DOI, an address: names of the work, not of a copy.
        (false, _) if ["isbn", "urn:isbn", "doi", "http"].iter().any(|prefix| uuid.starts_with(prefix)) => {
            Weight::Plain
        }
        (false, _) => Weight::Remark,
    }
}

/// Whether a value holds a path of some disk.
pub(super) fn looks_like_path(value: &str) -> bool {
    const ROOTS: [&str; 13] = [
        "/home/",
        "/users/",
        "/tmp/",
        "/var/",
        "/mnt/",
        "/media/",
        "/root/",
        "/volumes/",
        "/storage/",
        "/data/",
        "/sdcard/",
        "file:",
        "\\\\",
    ];
    let small = value.to_lowercase();
    let drive = small.as_bytes().windows(3).enumerate().any(|(at, window)| {
        window[0].is_ascii_lowercase()
            && window[1] == b':'
            && (window[2] == b'\\' || window[2] == b'/')
            && (at == 0 || !small.as_bytes()[at - 1].is_ascii_alphanumeric())
            && !small[at..].starts_with("s://")
    });
    let web = small.contains("://") && !small.contains("file:");
    !web && (drive || ROOTS.iter().any(|root| small.contains(root)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_values_decide() {
        for (name, value, weight, kind) in [
            ("dc:title", "پیام", Weight::Plain, Kind::Title),
            ("dc:language", "fa", Weight::Plain, Kind::Language),
            ("pdfaid:part", "2", Weight::Plain, Kind::Conformance),
            ("schema:accessibilitySummary", "…", Weight::Plain, Kind::Conformance),
            ("dc:creator", "علی", Weight::Identifying, Kind::Person),
            ("xmp:CreatorTool", "Word", Weight::Identifying, Kind::Software),
            ("Producer", "x", Weight::Identifying, Kind::Software),
            ("dcterms:modified", "2024-05-01T10:00:00Z", Weight::Identifying, Kind::Date),
            ("dcterms:modified", "1980-01-01T00:00:00Z", Weight::Plain, Kind::Date),
            ("dc:identifier", "urn:uuid:0b5a1f0e-2f1a-8c3d-9a77-0123456789ab", Weight::Plain, Kind::Identifier),
            ("xmpMM:DocumentID", "uuid:0b5a1f0e-2f1a-4c3d-9a77-0123456789ab", Weight::Identifying, Kind::Identifier),
            ("GPSLatitude", "35.7", Weight::Identifying, Kind::Location),
            ("Keywords", "a, b", Weight::Remark, Kind::Field),
            ("Keywords", "/home/ali/x.md", Weight::Identifying, Kind::Path),
            ("Comment", "C:\\Users\\Ali\\x.docx", Weight::Identifying, Kind::Path),
        ] {
            assert_eq!(judge(name, value), (weight, kind), "{name} {value}");
        }
        assert!(!looks_like_path("https://www.example.org/home/page"));
    }
}
