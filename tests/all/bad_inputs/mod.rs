//! What the world will throw at the program: each input is refused with the
//! message it should be, or converted with nothing lost. Never a panic, never a
//! torn or stray file.

mod encoding;
mod files;
mod front_matter;
mod links_and_images;
mod odd;
mod process;
mod size;
mod typography;

use crate::support::Desk;
use lopdf::Document;

/// Converts `a.md` to both formats, which must be whole.
#[track_caller]
fn converts(bytes: impl AsRef<[u8]>) -> Desk {
    let desk = Desk::with("a.md", bytes);
    desk.run(&["a.md", "--to", "pdf,epub"]).ends(0);
    whole(&desk);
    desk
}

/// Both outputs are there and can be read again.
#[track_caller]
fn whole(desk: &Desk) {
    assert!(pages(desk) > 0);
    for (name, text) in epub(desk) {
        if name.ends_with(".xhtml") || name.ends_with(".opf") || name.ends_with(".ncx") {
            well_formed(&name, &text);
        }
    }
}

/// Refused, with a message; no output, and the input as it was.
#[track_caller]
fn refuses(bytes: impl AsRef<[u8]>, part: &str) {
    let desk = Desk::with("a.md", bytes.as_ref());
    desk.run(&["a.md", "--to", "pdf,epub"]).refuses(part);
    assert_eq!(desk.names(), ["a.md"]);
    assert_eq!(desk.read("a.md"), bytes.as_ref());
}

/// Converted, with a warning.
#[track_caller]
fn warns(bytes: impl AsRef<[u8]>, part: &str) -> Desk {
    let desk = Desk::with("a.md", bytes);
    desk.run(&["a.md", "--to", "pdf,epub"]).warns(part);
    whole(&desk);
    desk
}

fn pages(desk: &Desk) -> usize {
    Document::load_mem(&desk.read("a.pdf")).unwrap().get_pages().len()
}

/// The text files of `a.epub`.
fn epub(desk: &Desk) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(desk.read("a.epub"))).unwrap();
    let mut files = Vec::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut bytes).unwrap();
        if let Ok(text) = String::from_utf8(bytes) {
            files.push((file.name().to_owned(), text));
        }
    }
    files
}

/// The pages of `a.epub` that hold the message, one behind the other.
fn xhtml(desk: &Desk) -> String {
    let is_page = |name: &str| name.ends_with(".xhtml") && !name.contains("nav") && !name.contains("cover");
    epub(desk).into_iter().filter(|(name, _)| is_page(name)).map(|(_, text)| text).collect()
}

#[track_caller]
fn well_formed(name: &str, text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => break,
            Ok(_) => {}
            Err(error) => panic!("{name}: {error}\n{text}"),
        }
    }
}
