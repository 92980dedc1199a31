//! What a PDF hides stays out, and what it shows comes out.

use super::{MESSAGE, SAME, line, own, page, reversed, text};
use bargeh::read::{ReadOptions, read};
use bargeh::settings::InputFormat;
use lopdf::{Dictionary, Document as Pdf, Object, ObjectId, Stream, dictionary};

/// The text of a file, and what was warned of.
fn told_of(pdf: &[u8]) -> (String, String) {
    let input = read(pdf, &ReadOptions::new(InputFormat::Pdf, "a.pdf")).unwrap();
    let warnings = input.warnings.iter().map(|warning| format!("{}: {}\n", warning.code, warning.message)).collect();
    (input.value.document.sources.0[0].text.trim().to_owned(), warnings)
}

/// The same file after a change to it, for which its first page and catalog are named.
fn changed(pdf: &[u8], change: impl FnOnce(&mut Pdf, ObjectId, ObjectId)) -> Vec<u8> {
    let mut pdf = Pdf::load_mem(pdf).unwrap();
    let first = *pdf.get_pages().get(&1).unwrap();
    let catalog = pdf.trailer.get(b"Root").unwrap().as_reference().unwrap();
    change(&mut pdf, first, catalog);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).unwrap();
    bytes
}

/// Puts something among the resources of a page.
fn give(pdf: &mut Pdf, page: ObjectId, kind: &str, name: &str, object: impl Into<Object>) {
    let page = pdf.get_dictionary_mut(page).unwrap();
    let resources = page.get_mut(b"Resources").unwrap().as_dict_mut().unwrap();
    if !resources.has(kind.as_bytes()) {
        resources.set(kind, Dictionary::new());
    }
    resources.get_mut(kind.as_bytes()).unwrap().as_dict_mut().unwrap().set(name, object.into());
}

/// Grey pixels of 8 bits, each of its place, as a picture.
fn pixels(width: u8, height: u8) -> Stream {
    let dict = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => i64::from(width), "Height" => i64::from(height),
        "BitsPerComponent" => 8, "ColorSpace" => "DeviceGray",
    };
    Stream::new(dict, (0..height).flat_map(|y| (0..width).map(move |x| 10 * y + x)).collect())
}

#[test]
fn text_that_is_not_painted_stays_out_but_on_scans() {
    let (seen, hidden) = (line(&reversed("این دیده می‌شود"), 300), line(&reversed("این پنهان"), 200));
    let clear = |pdf: &mut Pdf, page, _| give(pdf, page, "ExtGState", "G", dictionary! { "ca" => 0 });
    for set in ["3 Tr", "7 Tr", "/G gs"] {
        let pdf = changed(&page(&format!("{seen} q {set} {hidden} Q"), Some(SAME)), clear);
        let (text, warnings) = told_of(&pdf);
        assert_eq!(text, "این دیده می‌شود", "{set}");
        assert!(warnings.contains("pdf-hidden: 8 characters are left out"), "{set} {warnings}");
    }
    // A scan fills the page, and the text is under it.
    let scanned = changed(&page(&format!("3 Tr {hidden} q 400 0 0 400 0 0 cm /I Do Q"), Some(SAME)), |pdf, page, _| {
        let picture = pdf.add_object(pixels(20, 20));
        give(pdf, page, "XObject", "I", picture);
    });
    let (text, warnings) = told_of(&scanned);
    assert!(text.contains("این پنهان") && !warnings.contains("pdf-hidden"), "{text} {warnings}");
}

#[test]
fn our_own_files_hide_nothing() {
    let (_, warnings) = told_of(&own(MESSAGE, &[]));
    assert!(!warnings.contains("pdf-"), "{warnings}");
}

#[test]
fn layers_that_are_off_stay_out() {
    let (seen, hidden) = (line(&reversed("این دیده می‌شود"), 300), line(&reversed("این پنهان"), 200));
    let content = format!("{seen} /OC /L BDC {hidden} EMC /OC /M BDC {hidden} EMC /F Do q 50 0 0 50 0 0 cm /I Do Q");
    let layered = |off: bool, base: bool| {
        changed(&page(&content, Some(SAME)), |pdf, page, catalog| {
            let layer = pdf.add_object(dictionary! { "Type" => "OCG", "Name" => Object::string_literal("a") });
            let layers = vec![Object::Reference(layer)];
            let member = pdf.add_object(dictionary! { "Type" => "OCMD", "OCGs" => layers.clone(), "P" => "AllOn" });
            let state = match (off, base) {
                (true, true) => dictionary! { "BaseState" => "OFF" },
                (true, false) => dictionary! { "OFF" => layers.clone() },
                (false, _) => dictionary! { "BaseState" => "OFF", "ON" => layers.clone() },
            };
            let all = dictionary! { "OCGs" => layers, "D" => state };
            pdf.get_dictionary_mut(catalog).unwrap().set("OCProperties", all);
            give(pdf, page, "Properties", "L", layer);
            give(pdf, page, "Properties", "M", member);
            let fonts = pdf.get_dictionary(page).unwrap().get(b"Resources").unwrap().clone();
            let form = dictionary! { "Type" => "XObject", "Subtype" => "Form", "OC" => layer, "Resources" => fonts };
            let form = pdf.add_object(Stream::new(form, line(&reversed("این پنهان"), 100).into_bytes()));
            give(pdf, page, "XObject", "F", form);
            let mut picture = pixels(20, 20);
            picture.dict.set("OC", layer);
            let picture = pdf.add_object(picture);
            give(pdf, page, "XObject", "I", picture);
        })
    };
    for base in [true, false] {
        let (text, warnings) = told_of(&layered(true, base));
        assert_eq!(text, "این دیده می‌شود");
        assert!(warnings.contains("pdf-hidden: 24 characters and 1 pictures are left out"), "{warnings}");
    }
    let (text, warnings) = told_of(&layered(false, true));
    // Twice at the same place is bold.
    assert_eq!(text.matches("این پنهان").count(), 2, "{text}");
    assert!(!warnings.contains("pdf-hidden"), "{warnings}");
}

#[test]
fn what_is_clipped_away_stays_out() {
    let (seen, hidden) = (line(&reversed("این دیده می‌شود"), 300), line(&reversed("این پنهان"), 200));
    let plain = page(&format!("{seen}{hidden}"), Some(SAME));
    let edges = |below: i64| vec![0.into(), below.into(), 400.into(), Object::from(400)];
    let cropped = changed(&plain, |pdf, page, _| pdf.get_dictionary_mut(page).unwrap().set("CropBox", edges(250)));
    let clipped = page(&format!("q 0 250 400 150 re W n {seen}{hidden} Q"), Some(SAME));
    let formed = changed(&page("/F Do", Some(SAME)), |pdf, page, _| {
        let fonts = pdf.get_dictionary(page).unwrap().get(b"Resources").unwrap().clone();
        let form = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => edges(250), "Resources" => fonts };
        let form = pdf.add_object(Stream::new(form, format!("{seen}{hidden}").into_bytes()));
        give(pdf, page, "XObject", "F", form);
    });
    for pdf in [cropped, clipped, formed] {
        let (text, warnings) = told_of(&pdf);
        assert_eq!(text, "این دیده می‌شود");
        assert!(warnings.contains("pdf-hidden: 8 characters are left out"), "{warnings}");
    }
    // The clip ends with its state, and a path that is only filled clips nothing.
    let (text, warnings) = told_of(&page(&format!("q 0 250 400 150 re W n Q 0 0 9 9 re f {seen}{hidden}"), Some(SAME)));
    assert!(text.contains("این پنهان") && warnings.is_empty(), "{text} {warnings}");
}

/// The pictures that come out of a page with this content, and what was warned of.
fn pictures(content: &str, picture: Stream, mask: Option<(&str, Stream)>) -> (Vec<image::DynamicImage>, String) {
    let content = format!("{} {content}", line(&reversed("این دیده می‌شود"), 300));
    let pdf = changed(&page(&content, Some(SAME)), |pdf, page, _| {
        let mut picture = picture;
        if let Some((key, mask)) = mask {
            picture.dict.set(key, pdf.add_object(mask));
        }
        let picture = pdf.add_object(picture);
        give(pdf, page, "XObject", "I", picture);
    });
    let input = read(&pdf, &ReadOptions::new(InputFormat::Pdf, "a.pdf")).unwrap();
    let warnings = input.warnings.iter().map(|warning| format!("{}: {}\n", warning.code, warning.message)).collect();
    let files = input.value.embedded.0.values();
    (files.map(|bytes| image::load_from_memory(bytes).unwrap()).collect(), warnings)
}

#[test]
fn pictures_come_out_as_far_as_they_are_seen() {
    // The left half and the lower quarter are clipped away.
    let (cut, warnings) = pictures("q 150 125 50 75 re W n 100 0 0 100 100 100 cm /I Do Q", pixels(20, 20), None);
    let [picture] = cut.as_slice() else { panic!("{warnings}") };
    let gray = picture.to_luma8();
    assert_eq!((gray.dimensions(), gray.get_pixel(0, 0).0, gray.get_pixel(9, 14).0), ((10, 15), [10], [159]));
    let (none, warnings) = pictures("q 0 0 50 75 re W n 100 0 0 100 100 100 cm /I Do Q", pixels(20, 20), None);
    assert!(none.is_empty() && warnings.contains("pdf-hidden: 1 pictures"), "{warnings}");
    // Edges that are rounded to the pixels of a screen cut nothing.
    let (whole, _) = pictures("q 100.4 100.4 99.2 99.2 re W n 100 0 0 100 100 100 cm /I Do Q", pixels(20, 20), None);
    assert_eq!(whole[0].width(), 20);
}

#[test]
fn masks_are_applied_or_the_picture_is_left_out() {
    const DRAW: &str = "q 100 0 0 100 100 100 cm /I Do Q";
    let mask = |width: u8, shade: u8| {
        let mut mask = pixels(width, 20);
        mask.content.iter_mut().for_each(|pixel| *pixel = shade);
        mask
    };
    let (masked, _) = pictures(DRAW, pixels(20, 20), Some(("SMask", mask(20, 7))));
    assert_eq!(masked[0].to_rgba8().get_pixel(0, 0).0[3], 7);
    let (other, warnings) = pictures(DRAW, pixels(20, 20), Some(("SMask", mask(10, 7))));
    assert!(other.is_empty() && warnings.contains("pdf-pictures"), "{warnings}");
    let (open, warnings) = pictures(DRAW, pixels(20, 20), Some(("SMask", mask(10, 255))));
    assert!(open.len() == 1 && warnings.is_empty(), "{warnings}");
    let stencil = dictionary! { "Width" => 20, "Height" => 20, "ImageMask" => true };
    let stencil = Stream::new(stencil, [0x80, 0, 0].repeat(20));
    let (cut, _) = pictures(DRAW, pixels(20, 20), Some(("Mask", stencil)));
    assert_eq!([0, 1].map(|x| cut[0].to_rgba8().get_pixel(x, 0).0[3]), [0, 255]);
    let mut keyed = pixels(20, 20);
    keyed.dict.set("Mask", vec![Object::from(1), 2.into()]);
    let (keyed, warnings) = pictures(DRAW, keyed, None);
    assert!(keyed.is_empty() && warnings.contains("pdf-pictures"), "{warnings}");
    // A JPEG cannot be made transparent.
    let photo = || {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::GrayImage::new(20, 20).write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
        let mut photo = pixels(20, 20);
        photo.dict.set("Filter", "DCTDecode");
        Stream::new(photo.dict, bytes.into_inner())
    };
    assert!(pictures(DRAW, photo(), Some(("SMask", mask(20, 7)))).0.is_empty());
    assert_eq!(pictures(DRAW, photo(), Some(("SMask", mask(20, 255)))).0.len(), 1);
}

#[test]
fn samples_may_be_turned_round() {
    const DRAW: &str = "q 100 0 0 100 100 100 cm /I Do Q";
    let turned = |numbers: [i64; 2]| {
        let mut picture = pixels(20, 20);
        picture.dict.set("Decode", numbers.map(Object::from).to_vec());
        pictures(DRAW, picture, None).0
    };
    assert_eq!(turned([1, 0])[0].to_luma8().get_pixel(3, 0).0, [252]);
    assert_eq!(turned([0, 1])[0].to_luma8().get_pixel(3, 0).0, [3]);
    assert!(turned([0, 3]).is_empty());
}

/// A font of codes of one byte with these differences from its encoding.
fn differing(content: &str, encoding: Dictionary) -> Vec<u8> {
    changed(&page(content, Some(SAME)), |pdf, page, _| {
        let font = dictionary! {
            "Type" => "Font", "Subtype" => "TrueType", "BaseFont" => "ABCDEF+Other", "FirstChar" => 65,
            "Widths" => vec![Object::from(500); 26], "Encoding" => encoding,
        };
        let font = pdf.add_object(font);
        give(pdf, page, "Font", "G", font);
    })
}

#[test]
fn names_of_glyphs_are_letters_only_where_they_say_so() {
    let names = |names: &[&str]| {
        let names = names.iter().map(|name| Object::Name(name.as_bytes().to_vec()));
        dictionary! { "Differences" => std::iter::once(Object::from(65)).chain(names).collect::<Vec<_>>() }
    };
    // Each is named in another way.
    let told = names(&["uni0628", "u0627.fina", "afii57418.medi", "uni06A9"]);
    let mut seen: Vec<char> = text(&differing("BT /G 12 Tf 300 300 Td (ABCD) Tj ET", told)).chars().collect();
    seen.sort_unstable();
    assert_eq!(seen, ['ا', 'ب', 'ت', 'ک']);
    // Names that say nothing are no Latin letters.
    let silent = names(&["g12", "g13", "glyph7", "uni06A"]);
    let pdf = differing("BT /G 12 Tf 300 300 Td (ABCDABCDABCD) Tj ET", silent);
    let refusal = read(&pdf, &ReadOptions::new(InputFormat::Pdf, "a.pdf")).unwrap_err().to_string();
    assert!(refusal.contains("`Other` does not say"), "{refusal}");
    // One ornament on a page of few letters.
    let content = format!("{} BT /G 12 Tf 300 200 Td (A) Tj ET", line(&reversed("این دیده می‌شود"), 300));
    let (text, warnings) = told_of(&differing(&content, names(&["g12"])));
    assert_eq!(text, "این دیده می‌شود");
    assert!(warnings.contains("pdf-letters: 1 characters"), "{warnings}");
}

#[test]
fn a_title_is_taken_where_it_is_shown_and_names_no_file() {
    let titled = |title: &str, shown: bool| {
        let pdf =
            changed(&page(&line(&reversed("این دیده می‌شود"), 300), Some(SAME)), |pdf, _, catalog| {
                let title = lopdf::text_string(title);
                let info = pdf.add_object(dictionary! { "Title" => title });
                pdf.trailer.set("Info", info);
                let shown = dictionary! { "DisplayDocTitle" => shown };
                pdf.get_dictionary_mut(catalog).unwrap().set("ViewerPreferences", shown);
            });
        let meta = read(&pdf, &ReadOptions::new(InputFormat::Pdf, "a.pdf")).unwrap().value.document.meta;
        (meta.title.unwrap(), meta.title_is_name)
    };
    assert_eq!(titled("نشست", true), ("نشست".to_owned(), false));
    for (title, shown) in [
        ("نشست", false),
        ("Microsoft Word - ali-draft.docx", true),
        ("پیش‌نویس علی.docx", true),
        ("Microsoft Word - Document1", true),
        (r"C:\Users\ali\a", true),
    ] {
        assert_eq!(titled(title, shown), ("a".to_owned(), true), "{title}");
    }
}

/// One file of several pages.
fn joined(contents: &[String]) -> Vec<u8> {
    changed(&page(&contents[0], Some(SAME)), |pdf, first, _| {
        let parent = pdf.get_dictionary(first).unwrap().get(b"Parent").unwrap().as_reference().unwrap();
        let mut kids = vec![Object::Reference(first)];
        for content in &contents[1..] {
            let mut dict = pdf.get_dictionary(first).unwrap().clone();
            dict.set("Contents", pdf.add_object(Stream::new(dictionary! {}, content.as_bytes().to_vec())));
            kids.push(pdf.add_object(dict).into());
        }
        let pages = pdf.get_dictionary_mut(parent).unwrap();
        pages.set("Count", kids.len() as i64);
        pages.set("Kids", kids);
    })
}

#[test]
fn numbers_at_the_edges_are_folios_where_they_rise_with_the_pages() {
    // Lines that are repeated would be running heads.
    let with = |word: &str, number: &str| line(&reversed(word), 300) + &line(number, 40);
    let on_pages = |numbers: [&str; 3]| {
        let words = ["نخستین", "دومین", "سومین"];
        text(&joined(&words.iter().zip(numbers).map(|(word, number)| with(word, number)).collect::<Vec<_>>()))
    };
    for last in ["۱۸:۳۰", "۱۱۰"] {
        assert!(text(&page(&with("نخستین", last), Some(SAME))).contains(last), "{last}");
        // Prices on three pages are none either.
        let read = on_pages(["۱۱۰", "۹۰", last]);
        assert!(read.contains(last) && read.contains("۹۰"), "{read}");
    }
    let read = on_pages(["۷", "- ۸ -", "۹"]);
    assert!(!read.contains(['۷', '۸', '۹']) && read.contains("دومین"), "{read}");
}

/// A file with a paragraph of hundred letters, and a figure with words for it.
fn tagged(content: &str, alt: &str) -> Vec<u8> {
    let letters = line(&reversed(&"این دیده می‌شود ".repeat(4)), 300) + &line(&reversed(&"خوانده ".repeat(9)), 280);
    let content = format!("/P <</MCID 0>> BDC {letters} EMC {content}");
    changed(&page(&content, Some(SAME)), |pdf, page, catalog| {
        let root = pdf.new_object_id();
        let element = |kind: &str, number: i64| {
            dictionary! { "Type" => "StructElem", "S" => kind, "P" => root, "Pg" => page, "K" => number }
        };
        let paragraph = pdf.add_object(element("P", 0));
        let mut figure = element("Figure", 1);
        figure.set("Alt", lopdf::text_string(alt));
        let figure = pdf.add_object(figure);
        let kids = vec![Object::Reference(paragraph), figure.into()];
        pdf.objects.insert(root, dictionary! { "Type" => "StructTreeRoot", "K" => kids }.into());
        pdf.get_dictionary_mut(catalog).unwrap().set("StructTreeRoot", root);
    })
}

#[test]
fn alternative_texts_name_no_files_and_describe_nothing_hidden() {
    const FIGURE: &str = "/Figure <</MCID 1>> BDC 0 0 9 9 re f EMC";
    assert!(text(&tagged(FIGURE, "نقشهٔ راه")).contains("نقشهٔ راه"));
    let path = text(&tagged(FIGURE, r"C:\Users\ali\logo.png"));
    assert!(path.contains("دیده") && !path.contains("ali"), "{path}");
    assert!(!text(&tagged("", "نقشهٔ راه")).contains("نقشه"));
}

#[test]
fn letters_without_a_tag_are_set_after_their_page() {
    // A date that was put in by an editor.
    let read = text(&tagged(&line("۱۲", 100), "نقشه"));
    assert!(read.ends_with("۱۲") && read.contains("خوانده"), "{read}");
}
