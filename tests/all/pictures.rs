//! Pictures as they go into files: as they are, in other inks, smaller.

use bargeh::convert::{Request, convert};
use bargeh::read::{ReadOptions, read};
use bargeh::resources::Memory;
use bargeh::settings::{InputFormat, OutputFormat, Settings};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::{DynamicImage, Rgb, RgbImage, Rgba, RgbaImage};
use lopdf::{Dictionary, Document, Object};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use std::io::Read;

const SIZE: (u32, u32) = (240, 160);

/// Something that changes softly, as photos do, with a little noise.
fn scene(x: u32, y: u32) -> Rgb<u8> {
    let noise = (x * x * 7 + y * y * 13 + x * y * 5) % 41;
    Rgb([(x / 2 + noise) as u8, (y + noise) as u8, (200 - x / 2 - y / 2 + noise) as u8])
}

fn photo() -> RgbImage {
    RgbImage::from_fn(SIZE.0, SIZE.1, scene)
}

fn jpeg(quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(&photo()).unwrap();
    bytes
}

fn png(image: impl Into<DynamicImage>) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.into().write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A drawing: few colours, sharp edges.
fn drawing() -> RgbImage {
    RgbImage::from_fn(
        SIZE.0,
        SIZE.1,
        |x, y| if (x / 40 + y / 40) % 2 == 0 { Rgb([200, 0, 0]) } else { Rgb([90, 90, 90]) },
    )
}

/// A message of one picture as a file of the form asked for.
fn file_with(picture: &[u8], format: OutputFormat, pairs: &[(&str, &str)]) -> Vec<u8> {
    let options = ReadOptions::new(InputFormat::Markdown, "m.md");
    let document = read("# پیام\n\n![تصویر](picture)\n".as_bytes(), &options).unwrap().value.document;
    let mut settings = Settings::default();
    for (key, value) in pairs {
        settings.set(key, value).unwrap();
    }
    let resources = Memory([("picture".to_owned(), picture.to_vec().into())].into());
    let request = Request { settings, formats: vec![format], modified: None };
    let made = convert(document, &request, &resources, &mut |_| {}).unwrap();
    assert_eq!(made.warnings, []);
    made.value.files.into_iter().next().unwrap().bytes
}

/// The picture in a PDF, and its mask.
struct Found {
    dict: Dictionary,
    bytes: Vec<u8>,
    mask: Option<Vec<u8>>,
}

impl Found {
    fn name(&self, key: &str) -> &str {
        std::str::from_utf8(self.dict.get(key.as_bytes()).unwrap().as_name().unwrap()).unwrap()
    }

    fn is_jpeg(&self) -> bool {
        self.name("Filter") == "DCTDecode"
    }

    fn pixels(&self) -> Vec<u8> {
        match self.is_jpeg() {
            true => image::load_from_memory(&self.bytes).unwrap().into_bytes(),
            false => self.bytes.clone(),
        }
    }
}

fn in_pdf(picture: &[u8], pairs: &[(&str, &str)]) -> Found {
    let bytes = file_with(picture, OutputFormat::Pdf, pairs);
    if !pairs.contains(&("pdf", "plain")) {
        for profile in [ValidationProfile::PdfA2u, ValidationProfile::PdfUa1] {
            let report = validate_pdf_bytes(&bytes, &ValidationOptions::default().profile(profile)).unwrap();
            assert!(report.failures.is_empty(), "{pairs:?}: {:?}", report.failures);
        }
    }
    let document = Document::load_mem(&bytes).unwrap();
    let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
    let images: Vec<_> =
        streams.filter(|stream| stream.dict.get(b"Subtype").is_ok_and(|kind| *kind == Object::from("Image"))).collect();
    let content = |stream: &lopdf::Stream| match stream.dict.get(b"Filter").unwrap().as_name().unwrap() {
        b"DCTDecode" => stream.content.clone(),
        _ => stream.decompressed_content().unwrap(),
    };
    let picture = images.iter().find(|stream| stream.dict.has(b"SMask")).or(images.first()).unwrap();
    let mask = picture.dict.get(b"SMask").ok().map(|id| document.get_object(id.as_reference().unwrap()).unwrap());
    assert_eq!(images.len(), 1 + usize::from(mask.is_some()));
    Found {
        dict: picture.dict.clone(),
        bytes: content(picture),
        mask: mask.map(|mask| content(mask.as_stream().unwrap())),
    }
}

#[test]
fn a_photo_stays_as_it_is_until_told() {
    let whole = jpeg(90);
    let kept = in_pdf(&whole, &[]);
    assert_eq!(kept.name("ColorSpace"), "DeviceRGB");
    assert!(kept.bytes == whole);
    let smaller = in_pdf(&whole, &[("image-quality", "30")]);
    assert!(smaller.is_jpeg() && smaller.bytes.len() < whole.len() / 2);
    // One that is coarser than asked for is not blown up.
    let coarse = jpeg(20);
    assert!(in_pdf(&coarse, &[("image-quality", "95")]).bytes == coarse);
}

#[test]
fn pixels_become_a_photo_only_when_told_and_only_where_that_is_smaller() {
    let kept = in_pdf(&png(photo()), &[]);
    assert!(!kept.is_jpeg());
    assert!(kept.bytes == photo().into_raw());
    assert!(in_pdf(&png(photo()), &[("image-quality", "60")]).is_jpeg());
    let drawn = in_pdf(&png(drawing()), &[("image-quality", "60")]);
    assert!(!drawn.is_jpeg() && drawn.bytes == drawing().into_raw());
}

#[test]
fn transparency_is_kept_whole() {
    let glass = RgbaImage::from_fn(SIZE.0, SIZE.1, |x, y| {
        let Rgb([red, green, blue]) = scene(x, y);
        Rgba([red, green, blue, x as u8])
    });
    let alpha: Vec<u8> = glass.pixels().map(|pixel| pixel[3]).collect();
    for pairs in [&[][..], &[("image-quality", "40")], &[("ink", "gray")], &[("ink", "cmyk"), ("pdf", "plain")]] {
        let found = in_pdf(&png(glass.clone()), pairs);
        assert!(found.mask.as_ref() == Some(&alpha), "{pairs:?}");
        assert_eq!(found.is_jpeg(), pairs.contains(&("image-quality", "40")));
    }
}

#[test]
fn gray_and_black_ink_have_gray_pictures() {
    let expected = DynamicImage::from(photo()).into_luma8().into_raw();
    for ink in ["gray", "black"] {
        for picture in [jpeg(95), png(photo())] {
            let found = in_pdf(&picture, &[("ink", ink)]);
            assert_eq!(found.name("ColorSpace"), "DeviceGray");
            let pixels = found.pixels();
            assert_eq!(pixels.len(), expected.len());
            let far = pixels.iter().zip(&expected).map(|(a, b)| a.abs_diff(*b)).max().unwrap();
            assert!(far <= if found.is_jpeg() { 16 } else { 1 }, "{ink}: {far} {}", found.is_jpeg());
        }
    }
}

#[test]
fn process_colours_put_grays_on_black_alone() {
    let plain = [("ink", "cmyk"), ("pdf", "plain")];
    let found = in_pdf(&png(drawing()), &plain);
    assert_eq!(found.name("ColorSpace"), "DeviceCMYK");
    let inks: Vec<&[u8]> = found.bytes.chunks(4).collect();
    assert_eq!(inks.len(), (SIZE.0 * SIZE.1) as usize);
    for (pixel, ink) in drawing().pixels().zip(inks) {
        assert_eq!(ink, if pixel[0] == 90 { [0, 0, 0, 165] } else { [0, 255, 255, 55] });
    }
    assert_eq!(in_pdf(&jpeg(90), &plain).bytes.len(), (SIZE.0 * SIZE.1 * 4) as usize);
    // What was gray before is gray ink already.
    let gray = DynamicImage::from(photo()).into_luma8();
    assert_eq!(in_pdf(&png(gray), &plain).name("ColorSpace"), "DeviceGray");
}

/// Cyan, magenta, yellow, black, 16 pixels each, stored inverted as Adobe's
/// programs do, once as they are and once as brightness and colour differences.
const PROCESS: [&[u8]; 2] =
    [include_bytes!("../data/pictures/adobe-cmyk.jpg"), include_bytes!("../data/pictures/adobe-ycck.jpg")];

#[test]
fn a_photo_in_process_colours_is_shown_in_its_colours() {
    let expected = [[0, 255, 255], [255, 0, 255], [255, 255, 0], [0, 0, 0]];
    for photo in PROCESS {
        let found = in_pdf(photo, &[]);
        assert_eq!(found.name("ColorSpace"), "DeviceRGB");
        let image = image::load_from_memory(&found.bytes).unwrap().into_rgb8();
        for (index, color) in expected.iter().enumerate() {
            let Rgb(seen) = *image.get_pixel(16 * index as u32 + 8, 8);
            assert!(seen.iter().zip(color).all(|(a, b)| a.abs_diff(*b) < 8), "{seen:?} is not {color:?}");
        }
        assert_eq!(in_pdf(photo, &[("ink", "gray")]).name("ColorSpace"), "DeviceGray");
        assert_eq!(in_pdf(photo, &[("ink", "cmyk"), ("pdf", "plain")]).name("ColorSpace"), "DeviceCMYK");
    }
}

/// The colours of a page, as far as they are none of white and gray.
fn colours_on_paper(bytes: Vec<u8>) -> usize {
    let pdf = Pdf::new(bytes).unwrap();
    let settings = PixmapSettings { bg_color: WHITE, ..PixmapSettings::default() };
    let interpreter = InterpreterSettings::default();
    let page = render(&pdf.pages()[0], &RenderCache::new(), &interpreter, &RenderSettings::default(), &settings);
    let pixels = page.data_as_u8_slice().chunks(4);
    pixels.filter(|pixel| pixel[0].abs_diff(pixel[1]) > 60 || pixel[1].abs_diff(pixel[2]) > 60).count()
}

#[test]
fn what_readers_draw_is_the_picture_in_its_inks() {
    let pictures = [png(photo()), jpeg(90), png(drawing()), PROCESS[0].to_vec()];
    for picture in pictures {
        let colours = |pairs: &[(&str, &str)]| colours_on_paper(file_with(&picture, OutputFormat::Pdf, pairs));
        let whole = colours(&[("theme", "plain")]);
        assert!(whole > 200, "{whole}");
        for pairs in [&[("image-quality", "80")][..], &[("ink", "cmyk"), ("pdf", "plain")]] {
            let seen = colours(&[&[("theme", "plain")], pairs].concat());
            assert!(seen > whole / 2, "{pairs:?}: {seen} of {whole}");
        }
        for ink in ["gray", "black"] {
            assert_eq!(colours(&[("theme", "plain"), ("ink", ink)]), 0, "{ink}");
        }
    }
}

/// The pictures in a book.
fn in_epub(picture: &[u8], pairs: &[(&str, &str)]) -> Vec<(String, Vec<u8>)> {
    let book = file_with(picture, OutputFormat::Epub, pairs);
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let names: Vec<String> = zip.file_names().filter(|name| name.contains("picture-")).map(str::to_owned).collect();
    let mut read = |name: String| {
        let mut bytes = Vec::new();
        zip.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
        (name, bytes)
    };
    names.into_iter().map(&mut read).collect()
}

#[test]
fn books_hold_smaller_pictures_when_told() {
    let quality = [("image-quality", "40")];
    let whole = jpeg(90);
    assert!(in_epub(&whole, &[])[0].1 == whole);
    assert!(in_epub(&whole, &quality)[0].1.len() < whole.len() / 2);
    let (name, bytes) = in_epub(&png(photo()), &quality).remove(0);
    assert!(name.ends_with(".jpg") && bytes.starts_with(b"\xff\xd8"), "{name}");
    let glass = RgbaImage::from_fn(SIZE.0, SIZE.1, |x, _| Rgba([9, 9, 200, x as u8]));
    for picture in [png(glass), png(drawing())] {
        assert!(in_epub(&picture, &quality)[0].0.ends_with(".png"));
    }
}
