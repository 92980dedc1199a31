use super::{file, load};
use crate::frame::{Color, ImageContent, ImageData, Segment};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageEncoder, Rgb, RgbImage, RgbaImage};

/// A picture with a red upper and a blue lower half.
fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |_, y| if y < height / 2 { Rgb([255, 0, 0]) } else { Rgb([0, 0, 255]) })
}

fn jpeg(image: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 90).encode_image(image).unwrap();
    bytes
}

fn png(image: impl Into<DynamicImage>) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.into().write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// Inserts a JPEG segment after the start marker.
fn with_segment(jpeg: &[u8], marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, marker], &length, body, &jpeg[2..]].concat()
}

/// EXIF with the orientation of the camera and the name of a place.
fn exif(orientation: u8) -> Vec<u8> {
    let mut body = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    body.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    body.extend(b"GPS Tehran");
    body
}

fn read(bytes: &[u8]) -> ImageData {
    load("a.bin", bytes).unwrap().value
}

fn refused(bytes: &[u8]) -> String {
    load("a.bin", bytes).unwrap_err().to_string()
}

#[test]
fn a_jpeg_passes_through_without_what_speaks_of_its_maker() {
    let plain = jpeg(&halves(16, 16));
    let mut told = plain.clone();
    for (marker, body) in [
        (0xe1, &exif(1)[..]),
        (0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>maker</x:xmpmeta>"),
        (0xe2, b"ICC_PROFILE\0\x01\x01maker's screen"),
        (0xed, b"Photoshop 3.0\0maker"),
        (0xfe, b"drawn by maker"),
    ] {
        told = with_segment(&told, marker, body);
    }
    told.extend(b"a video of the maker");
    let ImageContent::Jpeg { bytes, width, height, components } = read(&told).content else { panic!("not a JPEG") };
    assert_eq!((width, height, components), (16, 16, 3));
    assert_eq!(bytes, plain);
}

#[test]
fn a_turned_photo_is_set_upright() {
    // Orientation 6: the picture must be rotated clockwise by a quarter turn.
    let turned = with_segment(&jpeg(&halves(32, 16)), 0xe1, &exif(6));
    let ImageContent::Jpeg { bytes, width, height, .. } = read(&turned).content else { panic!("not a JPEG") };
    assert_eq!((width, height), (16, 32));
    let upright = image::load_from_memory(&bytes).unwrap().to_rgb8();
    assert!(upright.get_pixel(2, 16)[2] > 200 && upright.get_pixel(13, 16)[0] > 200);
    assert!(!bytes.windows(4).any(|window| window == b"Exif"));
}

#[test]
fn png_gives_colour_and_transparency_apart() {
    let glass = RgbaImage::from_fn(2, 1, |x, _| image::Rgba([9, 8, 7, if x == 0 { 255 } else { 40 }]));
    let ImageContent::Raster { pixels, alpha, components, .. } = read(&png(glass)).content else { panic!() };
    assert_eq!((components, pixels, alpha), (3, vec![9, 8, 7, 9, 8, 7], Some(vec![255, 40])));

    let deep = image::ImageBuffer::from_fn(1, 1, |_, _| image::Luma([0x80ff_u16]));
    let ImageContent::Raster { pixels, alpha, components, .. } = read(&png(deep)).content else { panic!() };
    assert_eq!((components, pixels, alpha), (1, vec![0x80], None));

    let opaque_gray = RgbaImage::from_pixel(1, 1, image::Rgba([5, 5, 5, 255]));
    let ImageContent::Raster { pixels, alpha, components, .. } = read(&png(opaque_gray)).content else { panic!() };
    assert_eq!((components, pixels, alpha), (1, vec![5], None));
}

#[test]
fn files_made_again_read_the_same() {
    let glass = RgbaImage::from_fn(3, 2, |x, y| image::Rgba([9, 8, x as u8, y as u8 * 200]));
    for bytes in [png(glass), png(halves(4, 4)), jpeg(&halves(16, 16)), TRIANGLE.as_bytes().to_vec()] {
        let picture = read(&bytes);
        let again = file(&picture, None).unwrap();
        assert_eq!(read(&again.bytes).content, picture.content, "{}", again.extension);
    }
}

const TRIANGLE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48">
    <path d="M0 0H96V48Z" fill="#ff0000"/></svg>"##;

#[test]
fn an_svg_becomes_shapes_in_points() {
    let picture = read(TRIANGLE.as_bytes());
    assert_eq!((picture.size.width.to_pt(), picture.size.height.to_pt()), (72.0, 36.0));
    let ImageContent::Vector(shapes) = picture.content else { panic!("not a drawing") };
    assert_eq!(shapes.len(), 1);
    assert_eq!(shapes[0].fill, Some(Color { red: 255, green: 0, blue: 0 }));
}

#[test]
fn a_hole_stays_a_hole_under_the_other_fill_rule() {
    let ring = r#"<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96">
        <path fill-rule="evenodd" d="M0 0H90V90H0Z M30 30H60V60H30Z"/></svg>"#;
    let ImageContent::Vector(shapes) = read(ring.as_bytes()).content else { panic!("not a drawing") };
    let starts: Vec<usize> =
        (0..shapes[0].path.0.len()).filter(|&at| matches!(shapes[0].path.0[at], Segment::Move(_))).collect();
    let turn = |from: usize| {
        let corner = |at: usize| match shapes[0].path.0[from + at] {
            Segment::Move(to) | Segment::Line(to) => (to.x.to_pt(), to.y.to_pt()),
            _ => panic!("not a corner"),
        };
        let (a, b, c) = (corner(0), corner(1), corner(2));
        ((b.0 - a.0) * (c.1 - b.1) - (b.1 - a.1) * (c.0 - b.0)).signum()
    };
    assert_eq!(turn(starts[0]), -turn(starts[1]));
}

#[test]
fn a_glow_hides_nothing() {
    let fills = |paint: &str, ends: [&str; 2]| {
        let stops = ends.map(|opacity| format!("<stop offset='0.5' stop-color='#ff0000' stop-opacity='{opacity}'/>"));
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='96' height='96'><defs><{paint} id='g'>{}</{paint}></defs>\
             <path d='M0 0H90V90Z' fill='#000'/><path d='M0 0H90V90Z' fill='url(#g)'/></svg>",
            stops.concat()
        );
        let ImageContent::Vector(shapes) = read(svg.as_bytes()).content else { panic!("not a drawing") };
        shapes.iter().skip(1).filter_map(|shape| shape.fill).map(|fill| (fill.red, fill.green)).collect::<Vec<_>>()
    };
    for paint in ["radialGradient", "linearGradient"] {
        assert_eq!(fills(paint, ["1", "1"]), [(255, 0)]);
        assert_eq!(fills(paint, ["0.4", "0.6"]), [(255, 128)]);
        assert!(fills(paint, ["0.9", "0"]).is_empty());
        assert!(fills(paint, ["0.35", "0.55"]).is_empty());
    }
}

#[test]
fn an_svg_without_a_size_fills_the_default_box() {
    let size = |attributes: &str| {
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' {attributes}><path d='M0 0H10V10Z'/></svg>");
        let size = load("a.svg", svg.as_bytes()).unwrap().value.size;
        (size.width.to_pt(), size.height.to_pt())
    };
    for (attributes, wanted) in [
        ("viewBox='0 0 24 24'", (112.5, 112.5)),
        ("viewBox='0 0 1000 1000'", (112.5, 112.5)),
        ("viewBox='0 0 100 20'", (225.0, 45.0)),
        ("viewBox='0 0 24 24' width='100%' height='100%'", (112.5, 112.5)),
        ("viewBox='0 0 24 24' width='48'", (36.0, 36.0)),
        ("viewBox='0 0 24 24' width='24' height='24'", (18.0, 18.0)),
    ] {
        let found = size(attributes);
        assert!((found.0 - wanted.0).abs() < 0.01 && (found.1 - wanted.1).abs() < 0.01, "{attributes}: {found:?}");
    }
    // Its shapes grow with it.
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10'><path d='M0 0H10V10Z'/></svg>";
    let ImageContent::Vector(shapes) = load("a.svg", svg.as_bytes()).unwrap().value.content else { panic!() };
    assert!((shapes[0].path.lowest().to_pt() - 112.5).abs() < 0.01);
}

#[test]
fn what_an_svg_must_not_do_is_not_done() {
    let active = r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"
        onload="alert(1)"><script>alert(1)</script><image xlink:href="/etc/passwd" width="9" height="9"/>
        <foreignObject width="9" height="9"><p>hidden</p></foreignObject><a href="javascript:alert(1)"><rect width="5"
        height="5"/></a><use href="file:///etc/passwd#a"/><text y="9">letters</text></svg>"#;
    let picture = load("a.svg", active.as_bytes()).unwrap();
    let codes: Vec<&str> = picture.warnings.iter().map(|warning| warning.code).collect();
    assert_eq!(codes, ["svg-text", "svg-image"]);
    let made = file(&picture.value, None).unwrap();
    let made = std::str::from_utf8(&made.bytes).unwrap();
    for word in ["script", "alert", "passwd", "hidden", "href", "onload"] {
        assert!(!made.contains(word), "{word} in {made}");
    }

    let entity = r#"<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>"#;
    assert!(refused(entity.as_bytes()).contains("entities"));
    let deep = format!("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{}", "<g>".repeat(100_000));
    assert!(refused(deep.as_bytes()).contains("complex"));
    let circle =
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><g id="a"><use href="#a"/></g></svg>"##;
    let _ = load("a.svg", circle.as_bytes());
    let chain: String = (1..900).map(|n| format!("<g id='a{n}'><use href='#a{}'/></g>", n - 1)).collect();
    let chain = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect id='a0' width='4' height='4'/>{chain}</svg>"
    );
    let _ = load("a.svg", chain.as_bytes());
    // Letters are not drawn, but every copy has its own: 2,000 of 200 kB took 780 MB.
    let copies = |count: usize, letters: usize| {
        drawing(&format!("<text id='t'>{}</text>{}", "x".repeat(letters), "<use href='#t'/>".repeat(count)))
    };
    assert!(refused(copies(2_000, 200_000).as_bytes()).contains("complex"));
    assert!(load("a.svg", copies(20, 200).as_bytes()).is_ok());
}

/// An SVG document with this content.
fn drawing(body: &str) -> String {
    format!("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{body}</svg>")
}

/// Definitions each of which draws the next one ten times.
fn nested(definition: impl Fn(usize) -> [String; 3], depth: usize) -> String {
    let each = (0..depth).map(|level| {
        let [open, drawn, close] = definition(level);
        format!("{open}{}{close}", drawn.repeat(10))
    });
    each.collect()
}

#[test]
fn drawings_that_never_end_are_refused_before_they_begin() {
    let corners = "l1 1".repeat(1_000);
    let by_attribute = |name: &str, attribute: &str| {
        let definition = |level: usize| {
            [
                format!("<{name} id='p{level}' width='1' height='1'>"),
                format!("<rect width='1' height='1' {attribute}='url(#p{})'/>", level + 1),
                format!("</{name}>"),
            ]
        };
        format!("{}<rect width='9' height='9' {attribute}='url(#p0)'/>", nested(definition, 12))
    };
    let used =
        |level: usize| [format!("<g id='u{}'>", level + 1), format!("<use href='#u{level}'/>"), "</g>".to_owned()];
    let marked =
        "<marker id='m'><path stroke='red' d='M0 0CORNERS'/></marker><path d='M0 0CORNERSCORNERSCORNERSCORNERS'
        marker-mid='url(#m)' stroke='red'/>";
    let styled = by_attribute("mask", "class").replace("class='url(#", "class='").replace(")'", "'");
    let rules: String = (0..13).map(|level| format!(".p{level}{{mask:url(#p{level})}}")).collect();
    let many: String = (0..300).map(|n| format!(" x{n}='1'")).collect();
    for body in [
        by_attribute("pattern", "fill"),
        by_attribute("mask", "mask"),
        by_attribute("pattern", "style").replace("='url", "='fill:url"),
        format!("<style>{rules}</style>{styled}"),
        format!("<rect id='u0' width='1' height='1'/>{}", nested(used, 9)),
        marked.replace("CORNERS", &corners),
        format!("<path id='p' stroke='red' d='M0 0{corners}'/>{}", "<use href='#p'/>".repeat(4_000)),
        format!("<rect{many}/>"),
        format!("<rect style='{}'/>", "fill:red;".repeat(300)),
        format!("<style>{}b{{fill:red}}</style>{}", "a,".repeat(100_000), "<g/>".repeat(200)),
        (0..500).map(|n| format!("<clipPath id='c{n}' clip-path='url(#c{})'/>", n + 1)).collect(),
    ] {
        let said = refused(drawing(&body).as_bytes());
        assert!(said.contains("too complex"), "{said} of {}", &body[..200.min(body.len())]);
    }
    let arc = refused(drawing("<path d='M0 0A1e30 1e30 0 1 1 1e-30 1e30'/>").as_bytes());
    assert!(arc.contains("ten million"), "{arc}");
    // What editors write is accepted: shared gradients, clips by class, a path
    // that is used often.
    let usual = drawing(
        "<defs><linearGradient id='g'><stop offset='0' stop-color='red'/></linearGradient>\
         <linearGradient id='h' href='#g'/><clipPath id='c'><path id='r' class='k' d='M0 0h9v9z'/></clipPath>\
         <style>.k{fill:url(#h);stroke-width:1} .l{clip-path:url(#c)}</style></defs>\
         <g class='l' clip-path='url(#c)'><path class='k' d='M0 0h9a4 4 0 0 1 0 9z'/><use href='#r'/></g>",
    );
    if let Err(error) = load("a.svg", usual.as_bytes()) {
        panic!("{error}");
    }
}

#[test]
fn decoded_pictures_have_a_budget_together() {
    let picture = png(halves(64, 64));
    let mut budget = crate::picture::Budget { memory: 3 * 64 * 64 * 2, ..Default::default() };
    let mut load = || crate::picture::load_within("a.png", &picture, &mut budget);
    assert!(load().is_ok() && load().is_ok());
    let said = load().unwrap_err().to_string();
    assert!(said.contains("together"), "{said}");
}

#[test]
fn croppings_have_a_budget_together() {
    let crop = crate::picture::Crop::new([0.5, 0.0, 0.0, 0.0]);
    for picture in [png(halves(64, 64)), jpeg(&halves(64, 64))] {
        let budget = crate::picture::Budget { memory: 3 * 64 * 64 * 2, ..Default::default() };
        let mut crops = crate::picture::Crops(budget);
        let mut cropped = || crops.cropped(&picture, crop).is_some();
        assert_eq!([cropped(), cropped(), cropped()], [true, true, false]);
    }
}

#[test]
fn the_size_in_the_head_is_that_of_the_picture() {
    let photo = jpeg(&halves(64, 32));
    for picture in [png(halves(64, 32)), photo.clone(), with_segment(&photo, 0xe1, &exif(6))] {
        assert_eq!(crate::picture::size(&picture), Some(read(&picture).size));
    }
    assert_eq!(crate::picture::size(b"<svg/>"), None);
}

#[test]
fn drawings_have_a_budget_together() {
    let drawing = format!("<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0{}'/></svg>", "l1 1".repeat(1_000));
    let mut budget = crate::picture::Budget { steps: 5_000 + 2 * drawing.len() as u64, ..Default::default() };
    let mut load = || crate::picture::load_within("a.svg", drawing.as_bytes(), &mut budget);
    assert!(load().is_ok() && load().is_ok());
    let said = load().unwrap_err().to_string();
    assert!(said.contains("too complex together"), "{said}");
    // Nor are more read than can be drawn.
    let mut budget = crate::picture::Budget { steps: 10, ..Default::default() };
    let said = crate::picture::load_within("a.svg", b"<svg><broken", &mut budget).unwrap_err().to_string();
    assert!(said.contains("too complex together"), "{said}");
    let mut budget = crate::picture::Budget { memory: 1_001 * 100, ..Default::default() };
    let mut load = || crate::picture::load_within("a.svg", drawing.as_bytes(), &mut budget);
    assert!(load().is_ok());
    let said = load().unwrap_err().to_string();
    assert!(said.contains("of memory together"), "{said}");
}

#[test]
fn broken_and_foreign_files_are_refused() {
    let photo = jpeg(&halves(16, 16));
    let drawing = png(halves(16, 16));
    assert!(refused(&photo[..photo.len() / 2]).contains("cut short"));
    assert!(refused(&drawing[..drawing.len() / 2]).contains("cut short"));
    assert!(refused(b"").contains("empty"));
    assert!(refused(b"GIF89a....").contains("GIF"));
    assert!(refused(b"hello").contains("unknown"));
    assert!(refused(b"<svg").contains("SVG"));
    let mut bits = drawing.clone();
    bits[40] ^= 0xff;
    assert!(refused(&bits).contains("broken"));
}

#[test]
fn sizes_are_judged_before_pixels_are_read() {
    let mut head = Vec::new();
    let encoder = image::codecs::png::PngEncoder::new(&mut head);
    encoder.write_image(&[0; 3], 1, 1, image::ExtendedColorType::Rgb8).unwrap();
    // Replaces width and height in the header, and its checksum.
    head[16..24].copy_from_slice(&[0, 1, 0x86, 0xa0, 0, 1, 0x86, 0xa0]);
    let crc = crc(&head[12..29]);
    head[29..33].copy_from_slice(&crc.to_be_bytes());
    assert!(refused(&head).contains("too many") || refused(&head).contains("broken"));

    let mut photo = jpeg(&halves(16, 16));
    let frame = photo.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    photo[frame + 5..frame + 9].fill(0xff);
    assert!(refused(&photo).contains("too many"));
    photo[frame + 5..frame + 9].fill(0);
    assert!(refused(&photo).contains("no width"));
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

fn hex(digits: &str) -> Vec<u8> {
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
}

/// 4 × 2 pixels of red, of which the last is blue.
const WEBP_PIXELS: &str = "5650384c170000002f034000000f70058a2bf8de0a79fe83073f7888e87f0400";

fn webp(chunks: &str) -> Vec<u8> {
    let body = hex(chunks);
    let length = u32::try_from(body.len() + 4).unwrap().to_le_bytes();
    [b"RIFF", &length[..], b"WEBP", &body].concat()
}

#[test]
fn webp_is_read_as_pixels_or_as_the_jpeg_it_could_have_been() {
    let ImageContent::Raster { pixels, alpha, width, height, components } = read(&webp(WEBP_PIXELS)).content else {
        panic!("without loss")
    };
    assert_eq!((width, height, components, alpha), (4, 2, 3, None));
    assert_eq!(pixels[..3], [200, 30, 30]);
    assert_eq!(pixels[21..], [10, 10, 200]);
    let lossy = "565038203e0000003002009d012a0400020001402625a802744700648002cd9ed66000fef8a86ade4317908db7bad26f0cf7\
                 4be1ffd86d422fffd419fffae70b74f8f0000000";
    let kept = read(&webp(lossy));
    assert!(matches!(kept.content, ImageContent::Jpeg { width: 4, height: 2, components: 3, .. }), "{kept:?}");
    let clear = "5650384c170000002f034000100f70058a2bf8de0a79f082073f7888e87f0400";
    let ImageContent::Raster { alpha, .. } = read(&webp(clear)).content else { panic!("transparent") };
    assert_eq!(alpha, Some(vec![120; 8]));
}

#[test]
fn webp_stands_as_its_camera_stood_and_names_nobody() {
    let exif =
        "455849462c0000004d4d002a000000080002010f00020000000600000026011200030000000100060000000000004d616b657200";
    let photo = webp(&format!("565038580a00000008000000030000010000{WEBP_PIXELS}{exif}"));
    let turned = read(&photo);
    let ImageContent::Raster { width: 2, height: 4, .. } = turned.content else { panic!("{turned:?}") };
    assert_eq!(super::size(&photo), Some(turned.size));
    let written = file(&turned, None).unwrap();
    assert!(!written.bytes.windows(5).any(|part| part == b"Maker"));
}

#[test]
fn a_webp_that_lies_or_moves_is_refused() {
    let says = |bytes: &[u8]| load("a.webp", bytes).unwrap_err().to_string();
    let good = webp(WEBP_PIXELS);
    for length in 0..good.len() - 1 {
        assert!(load("a.webp", &good[..length]).is_err(), "{length}");
    }
    // A frame of 16,383 × 16,383 pixels in a picture of one.
    let frame = "56503820100000003002009d012aff3fff3f000000000000";
    assert!(says(&webp(&format!("565038580a00000000000000000000000000{frame}"))).contains("broken"));
    assert!(says(&webp(frame)).contains("too many"));
    let moving = format!(
        "565038580a00000002000000030000010000414e494d06000000000000000000414e4d4630000000000000000000030000010000000000\
         02{WEBP_PIXELS}"
    );
    assert!(says(&webp(&moving)).contains("moving"));
}
