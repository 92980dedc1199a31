//! Pictures, links and raw HTML.

use super::{converts, epub, pages, warns, well_formed, whole, xhtml};
use crate::support::Desk;
use image::{ExtendedColorType, ImageEncoder, codecs};

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let pixels = vec![120; (width * height * 3) as usize];
    codecs::png::PngEncoder::new(&mut bytes).write_image(&pixels, width, height, ExtendedColorType::Rgb8).unwrap();
    bytes
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let pixels = vec![120; (width * height * 3) as usize];
    codecs::jpeg::JpegEncoder::new(&mut bytes).write_image(&pixels, width, height, ExtendedColorType::Rgb8).unwrap();
    bytes
}

/// A desk with a message that shows one picture.
fn showing(name: &str, bytes: &[u8]) -> Desk {
    let desk = Desk::with("a.md", format!("# سلام\n\n![عکس]({name})\n\nمتن\n"));
    desk.write(name, bytes);
    desk
}

#[test]
fn a_saved_page_keeps_its_text_without_the_pictures_of_its_site() {
    let desk = Desk::with("site/picture.png", b"secret");
    desk.write("site/fa/a.html", "<html lang=fa><p>متن<p><img src=../picture.png><p><img src=../picture.png alt=گل>");
    for format in ["pdf", "epub"] {
        desk.run(&["site/fa/a.html", "--to", format]).warns("lies outside the message's folder");
    }
    assert!(!desk.read("site/fa/a.epub").windows(6).any(|part| part == b"secret"));
}

#[test]
fn nothing_outside_the_folder_is_read() {
    let desk = Desk::with("secret.png", png(4, 4));
    let root = desk.root().display().to_string();
    let paths = [
        "../secret.png".to_owned(),
        format!("{root}/secret.png"),
        format!("file://{root}/secret.png"),
        "%2e%2e/secret.png".to_owned(),
        "sub/../../secret.png".to_owned(),
    ];
    for path in paths {
        desk.write("in/a.md", format!("متن\n\n![عکس]({path})\n"));
        std::fs::create_dir_all(desk.path("in/sub")).unwrap();
        let ran = desk.run(&["in/a.md", "--to", "pdf,epub"]).ends(1);
        assert!(ran.stderr.contains("outside"), "{path}: {}", ran.stderr);
        assert!(!desk.exists("in/a.pdf") && !desk.exists("in/a.epub"));
        desk.run(&["in/a.md", "--to", "epub", "--allow-dir", "."]).ok();
        std::fs::remove_file(desk.path("in/a.epub")).unwrap();
    }
    desk.write("in/a.md", r"![عکس](<\\server\x.png>)");
    desk.run(&["in/a.md", "--to", "epub"]).warns("server");
}

#[cfg(unix)]
#[test]
fn links_pipes_and_devices_are_no_pictures() {
    use std::os::unix::fs::symlink;
    let desk = Desk::with("secret.png", png(4, 4));
    let refuses = |name: &str, part: &str| {
        desk.write("in/a.md", format!("![عکس]({name})\n"));
        desk.run(&["in/a.md"]).refuses(part);
    };
    std::fs::create_dir_all(desk.path("in/folder.png")).unwrap();
    symlink("../secret.png", desk.path("in/out.png")).unwrap();
    symlink("loop.png", desk.path("in/loop.png")).unwrap();
    symlink("/dev/zero", desk.path("in/zero.png")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(desk.path("in/pipe.png")).status().unwrap().success());
    refuses("out.png", "outside");
    refuses("loop.png", "loop.png");
    refuses("zero.png", "outside");
    refuses("pipe.png", "not a plain file");
    refuses("folder.png", "not a plain file");
}

#[test]
fn nothing_is_fetched() {
    for path in ["https://example.org/a.png", "//example.org/a.png", "HTTP://e.org/a.png", "ftp://e.org/a.png"] {
        let desk = warns(format!("متن\n\n![عکس]({path})\n"), "network");
        assert!(!xhtml(&desk).contains("<img"), "{path}");
        assert!(xhtml(&desk).contains("عکس"));
        desk.run(&["a.md", "--to", "epub", "--strict"]).ends(1);
    }
    let data = format!("![عکس](data:image/png;base64,{})\n", "A".repeat(1 << 20));
    let desk = Desk::with("a.md", data);
    let ran = desk.run(&["a.md", "--to", "pdf,epub"]).ends(0).says("warning:");
    assert!(ran.stderr.len() < 2_000, "{} bytes", ran.stderr.len());
    whole(&desk);
    // Without words of its own, it is not its address that stands on paper.
    for picture in ["![](data:image/png;base64,", "متن ![](data:image/png;base64,"] {
        desk.write("a.md", format!("{picture}{})\n", "A".repeat(1 << 20)));
        let ran = desk.run(&["a.md", "--to", "pdf,epub"]).ends(0).says("warning:");
        assert!(ran.stderr.len() < 2_000, "{} bytes", ran.stderr.len());
        whole(&desk);
        assert_eq!(pages(&desk), 1);
        assert!(xhtml(&desk).len() < 2_000);
    }
}

#[test]
fn a_bomb_is_known_from_its_header() {
    let mut bomb = png(1, 1);
    bomb[16..24].copy_from_slice(&[0, 1, 0x86, 0xa0, 0, 1, 0x86, 0xa0]);
    let crc = crc32(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&crc.to_be_bytes());
    let desk = showing("bomb.png", &bomb);
    let ran = desk.limited("-v 3000000", &["a.md", "--to", "pdf,epub"]);
    assert!(matches!(ran.status, Some(0 | 1)), "{}", ran.stderr);
    assert!(ran.stderr.contains("bomb.png"), "{}", ran.stderr);
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc: u32, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

#[test]
fn broken_pictures_break_nothing() {
    let (png, jpeg) = (png(16, 16), jpeg(16, 16));
    let mut wrong_sum = png.clone();
    wrong_sum[29] ^= 1;
    let mut no_width = png.clone();
    no_width[16..20].copy_from_slice(&[0; 4]);
    let broken = [
        ("cut.png", &png[..png.len() / 2]),
        ("cut.jpg", &jpeg[..jpeg.len() / 2]),
        ("head.png", &png[..10]),
        ("sum.png", &wrong_sum),
        ("zero.png", &no_width),
        ("empty.png", b""),
        ("text.png", b"not a picture"),
        ("a.webp", b"RIFF\0\0\0\0WEBPVP8 "),
    ];
    for (name, bytes) in broken {
        let desk = showing(name, bytes);
        desk.run(&["a.md", "--to", "pdf,epub"]).ends(0).says(name);
        whole(&desk);
        assert!(xhtml(&desk).contains("عکس"), "{name}");
    }
}

#[test]
fn the_kind_is_told_by_the_bytes() {
    let desk = showing("photo.png", &jpeg(16, 16));
    desk.run(&["a.md", "--to", "pdf,epub"]).ends(0);
    whole(&desk);
    let package = epub(&desk).into_iter().find(|(name, _)| name.ends_with(".opf")).unwrap().1;
    assert!(package.contains("image/jpeg"), "{package}");
}

#[test]
fn every_kind_of_pixel_works() {
    let kinds = [
        (ExtendedColorType::L8, 1),
        (ExtendedColorType::La8, 2),
        (ExtendedColorType::Rgb8, 3),
        (ExtendedColorType::Rgba8, 4),
        (ExtendedColorType::L16, 2),
        (ExtendedColorType::Rgb16, 6),
        (ExtendedColorType::Rgba16, 8),
    ];
    for (kind, bytes_a_pixel) in kinds {
        let mut bytes = Vec::new();
        codecs::png::PngEncoder::new(&mut bytes).write_image(&vec![90; 64 * bytes_a_pixel], 8, 8, kind).unwrap();
        let desk = showing("x.png", &bytes);
        desk.run(&["a.md", "--to", "pdf,epub"]).ok().silent();
        whole(&desk);
    }
}

/// A chunk of a PNG.
fn chunk(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let typed = [&kind[..], body].concat();
    let length = u32::try_from(body.len()).unwrap();
    [&length.to_be_bytes()[..], &typed, &crc32(&typed).to_be_bytes()].concat()
}

#[test]
fn odd_pictures_of_good_form_are_shown() {
    let plain = png(1, 1);
    let (head, rest) = plain.split_at(33);
    let mut interlaced = head.to_vec();
    interlaced[28] = 1;
    let sum = crc32(&interlaced[12..29]);
    interlaced[29..].copy_from_slice(&sum.to_be_bytes());
    let moving = chunk(b"acTL", &[0, 0, 0, 1, 0, 0, 0, 0]);
    let profile = chunk(b"iCCP", b"x\0\0no profile");
    let pictures = [
        ("interlaced.png", [&interlaced, rest].concat()),
        ("moving.png", [head, &moving, rest].concat()),
        ("profile.png", [head, &profile, rest].concat()),
        ("cmyk.jpg", std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/cmyk.jpg")).unwrap()),
    ];
    for (name, bytes) in pictures {
        let desk = showing(name, &bytes);
        desk.run(&["a.md", "--to", "pdf,epub"]).ok().silent();
        whole(&desk);
        assert!(xhtml(&desk).contains("<img"), "{name}");
    }
}

#[test]
fn where_a_photo_was_taken_stays_a_secret() {
    let photo = jpeg(16, 16);
    let exif = b"Exif\0\0MM\0*\0\0\0\x08GPS-35.6892N-51.3890E";
    let mut tagged = photo[..2].to_vec();
    tagged.extend([0xff, 0xe1]);
    tagged.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    tagged.extend(exif);
    tagged.extend(&photo[2..]);
    let desk = showing("photo.jpg", &tagged);
    desk.run(&["a.md", "--to", "pdf,epub"]).ends(0);
    let has = |bytes: &[u8]| bytes.windows(10).any(|part| part == b"GPS-35.689");
    assert!(!has(&desk.read("a.pdf")));
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(desk.read("a.epub"))).unwrap();
    for index in 0..zip.len() {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut zip.by_index(index).unwrap(), &mut bytes).unwrap();
        assert!(!has(&bytes));
    }
}

#[test]
fn drawings_cannot_act_or_read() {
    let drawings = [
        "<script>alert(1)</script><rect width='9' height='9'/>",
        "<rect width='9' height='9' onload='alert(1)'/>",
        "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'>x</body></foreignObject><rect width='9' height='9'/>",
        "<image href='/etc/passwd' width='9' height='9'/><rect width='9' height='9'/>",
        "<image href='https://example.org/x.png' width='9' height='9'/><rect width='9' height='9'/>",
        "<g id='a'><use href='#a'/></g><rect width='9' height='9'/>",
    ];
    for drawing in drawings {
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{drawing}</svg>");
        let desk = showing("x.svg", svg.as_bytes());
        desk.run(&["a.md", "--to", "pdf,epub"]).ends(0);
        whole(&desk);
        for (name, text) in epub(&desk) {
            assert!(!text.contains("<script") && !text.contains("onload") && !text.contains("foreignObject"), "{name}");
            assert!(!text.contains("example.org/x.png") && !text.contains("/etc/passwd"), "{name}");
        }
    }
}

#[test]
fn drawings_that_would_swell_are_refused() {
    let entity = "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text>&x;</text></svg>";
    let mut bomb = "<!DOCTYPE svg [<!ENTITY a '".to_owned() + &"x".repeat(100) + "'>";
    for (one, next) in ('a'..'j').zip('b'..='j') {
        bomb += &format!("<!ENTITY {next} '{}'>", format!("&{one};").repeat(10));
    }
    bomb += "]><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text>&j;</text></svg>";
    let deep = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{}{}</svg>",
        "<g>".repeat(100_000),
        "</g>".repeat(100_000)
    );
    for svg in [entity, &bomb, &deep] {
        let desk = showing("x.svg", svg.as_bytes());
        let ran = desk.limited("-v 4000000", &["a.md", "--to", "pdf,epub"]);
        assert!(matches!(ran.status, Some(0 | 1)), "{:?}: {}", ran.status, ran.stderr);
        assert!(!ran.stderr.contains("error: internal error"), "{}", ran.stderr);
    }
}

#[test]
fn links_that_would_run_become_text() {
    let addresses = [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#9;script:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "&#106;avascript:alert(1)",
    ];
    for address in addresses {
        let desk = warns(format!("[برو]({address})\n"), "link");
        let text = xhtml(&desk);
        assert!(text.contains("برو"), "{address}");
        assert!(!text.to_lowercase().contains("href=\"javascript") && !text.contains("<a "), "{address}: {text}");
        let pdf = desk.read("a.pdf");
        assert!(!pdf.windows(4).any(|part| part == b"/URI"), "{address}");
    }
}

#[test]
fn raw_html_is_never_passed_on() {
    let pieces = [
        "<script>alert(1)</script>",
        "<iframe src='x'></iframe>",
        "<img src=x onerror=alert(1)>",
        "<style>@import url(x)</style>",
        "<form><input name=a></form>",
        "<base href='https://example.org/'>",
        "<div>\n\nباز",
        "</body></html>",
        "<!DOCTYPE html>",
        "<![CDATA[ x ]]>",
        "<?php x ?>",
        "<svg onload=alert(1)>",
    ];
    for piece in pieces {
        let desk = converts(format!("متن {piece} دیگر\n\n{piece}\n\nپایان\n"));
        let text = xhtml(&desk);
        assert!(text.contains("پایان"), "{piece}");
        for tag in ["<script", "<iframe", "onerror", "@import", "<form", "<input", "<base", "onload", "<?php"] {
            let bare = text.replace("&lt;", "");
            assert!(!bare.contains(tag) || !bare.contains(&format!("<{tag}")), "{piece}: {text}");
            assert!(!text.contains(tag) || !tag.starts_with('<'), "{piece}: {text}");
        }
    }
}

#[test]
fn links_to_nowhere_become_text() {
    let desk = warns("# هست\n\n[برو](#نیست) [بیا](#هست)\n", "نیست");
    assert_eq!(xhtml(&desk).matches("<a ").count(), 1, "{}", xhtml(&desk));
}

#[test]
fn headings_get_names_that_are_unique_and_valid() {
    let desk = converts("# ۱۲۳\n\n## تکرار\n\n## تکرار\n\n## !!!\n\n## 😀\n\n## 1 start\n\n## {#x y}\n\nمتن\n");
    for (name, text) in epub(&desk).iter().filter(|(name, _)| name.ends_with(".xhtml")) {
        let mut ids: Vec<&str> = text.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{name}");
        assert!(ids.iter().all(|id| !id.is_empty() && !id.contains(' ')), "{ids:?}");
        assert!(ids.iter().all(|id| !id.starts_with(|first: char| first.is_ascii_digit() || first == '-')), "{ids:?}");
    }
}

#[test]
fn addresses_are_written_in_ascii() {
    let addresses = [
        "<https://example.org/a b>",
        "https://example.org/فارسی",
        "https://example.org/\\\"<x>",
        "https://example.org/100%",
        "https://مثال.ایران/",
    ];
    for address in addresses {
        let desk = converts(format!("[برو]({address})\n"));
        for (name, text) in epub(&desk).iter().filter(|(name, _)| name.ends_with(".xhtml")) {
            well_formed(name, text);
            for href in text.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
                assert!(href.is_ascii(), "{href}");
            }
        }
    }
}

/// PDF/A allows no string so long; and every line of the link would hold it.
#[test]
fn addresses_end_at_a_limit() {
    let long = format!("https://example.org/{}", "x".repeat(100_000));
    let desk = warns(format!("[برو]({long})\n"), "a link of 100020 letters");
    assert!(xhtml(&desk).contains("برو") && !xhtml(&desk).contains("<a "));
    let desk = Desk::with("a.md", format!("{long} متن\n"));
    desk.limited("-v 2000000 -t 60", &["a.md", "--to", "pdf,epub"]).ends(0);
    whole(&desk);
    assert!(desk.read("a.pdf").len() < 200_000);
}

#[test]
fn directions_cannot_leak() {
    for control in ['\u{202e}', '\u{202d}', '\u{2066}', '\u{2067}', '\u{2069}', '\u{202c}'] {
        let desk = converts(format!(
            "یک {control} دو\n\n[برچسب {control}](https://example.org/)\n\n```\nif {control}\n```\n\nسه\n"
        ));
        assert_eq!(pages(&desk), 1);
    }
}

#[test]
fn letters_that_nobody_sees() {
    let hidden = ["\u{115f}", "\u{3164}", "\u{e0020}\u{e0041}", "\u{fe0f}", "\u{34f}", "\u{180e}", "\u{ffa0}"];
    for letters in hidden {
        converts(format!("یک{}دو\n", letters.repeat(1_000)));
    }
}
