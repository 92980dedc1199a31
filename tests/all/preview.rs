//! Pages for a screen: what is kept from one text to the next changes nothing.

use bargeh::convert::{Kept, Preview, Request, preview};
use bargeh::raster::Filled;
use bargeh::read::{ReadOptions, read};
use bargeh::resources::Memory;
use bargeh::settings::{InputFormat, OutputFormat, Settings};

fn set(text: &str, pairs: &[(&str, &str)], kept: &Kept) -> Preview {
    let options = ReadOptions::new(InputFormat::Markdown, "m.md");
    let document = read(text.as_bytes(), &options).unwrap().value.document;
    let mut settings = Settings::default();
    for (key, value) in pairs {
        settings.set(key, value).unwrap();
    }
    let font = include_bytes!("../../fonts/lalezar/Lalezar-Regular.ttf").to_vec();
    let resources = Memory([("own.ttf".to_owned(), font.into())].into());
    let request = Request { settings, formats: vec![OutputFormat::Png], modified: None };
    preview(document, &request, &resources, kept).unwrap().value
}

#[test]
fn letters_and_looks_of_the_last_picture_change_nothing_in_the_next() {
    let texts = [
        "# سلام\n\nاین یک پیام است.\n",
        "# بدرود\n\nاین **پیامی** دیگر است، و بلندتر.\n\n| الف | ب |\n|---|---|\n| ۱ | ۲ |\n",
    ];
    let looks: [&[(&str, &str)]; 5] = [
        &[],
        &[("theme", "poster")],
        &[("font", "own.ttf")],
        &[("ink", "gray"), ("theme", "flyer")],
        &[("card", "square")],
    ];
    let (kept, mut filled) = (Kept::default(), Filled::default());
    let mut pictures = Vec::new();
    // Each look after each, at two sizes.
    for look in looks.iter().chain(looks.iter().rev()) {
        for text in texts {
            let preview = set(text, look, &kept);
            let fresh = set(text, look, &Kept::default());
            for ppi in [72.0, 151.0] {
                let picture = preview.picture(0, ppi, &mut filled).unwrap().unwrap();
                assert!(
                    picture == fresh.picture(0, ppi, &mut Filled::default()).unwrap().unwrap(),
                    "{look:?} at {ppi}: {text}"
                );
                pictures.push(picture);
            }
        }
    }
    // They differ, so that a cache that gives anything back is seen.
    pictures.truncate(looks.len() * texts.len() * 2);
    for (at, picture) in pictures.iter().enumerate() {
        assert!(!pictures[..at].contains(picture), "picture {at} is there before");
    }
}
