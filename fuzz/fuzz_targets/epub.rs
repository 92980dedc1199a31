//! Any bytes as an EPUB, to the end: a whole file, or two chapters and the style sheet inside one.
#![no_main]

use bargeh::settings::InputFormat;

const CONTAINER: &[u8] = b"<container><rootfile full-path=\"b.opf\"/></container>";
const PACKAGE: &[u8] = b"<package><manifest>\
    <item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/>\
    <item id=\"b\" href=\"b.xhtml\" media-type=\"application/xhtml+xml\"/>\
    <item id=\"n\" href=\"b.xhtml\" media-type=\"x\" properties=\"nav\"/>\
    </manifest><spine><itemref idref=\"a\"/><itemref idref=\"b\"/></spine></package>";

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (first, second) = bytes.split_at(bytes.len() / 2);
    let parts = [
        ("mimetype", b"application/epub+zip".as_slice()),
        ("META-INF/container.xml", CONTAINER),
        ("b.opf", PACKAGE),
        ("a.xhtml", first),
        ("b.xhtml", second),
        ("style.css", second),
    ];
    bargeh_fuzz::office(bytes, InputFormat::Epub, &parts);
});
