//! PDFs of others on sheets. The files are written here, byte by byte, so that
//! each holds exactly what a test is about.

use crate::support::{Desk, Ran};
use bargeh::impose::Imposition;
use bargeh::paper::parse_paper;
use bargeh::pdf::import::Import;
use bargeh::settings::Scheme;
use bargeh::settings::{Binding, Marks};
use bargeh::units::{Length, Size};
use bargeh::{Error, Result};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use lopdf::{Document, Object};
use proptest::prelude::*;
use std::fmt::Write as _;

// ---- Files ----

/// A PDF of objects numbered from 1; the first is the catalog.
fn file(objects: &[String]) -> Vec<u8> {
    file_with(objects, "")
}

/// The same with more in the trailer.
fn file_with(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut out = "%PDF-1.6\n%\u{e2}\u{e3}\n".to_owned();
    let mut table = "0000000000 65535 f \n".to_owned();
    for (index, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", out.len());
        let _ = write!(out, "{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let (start, size) = (out.len(), objects.len() + 1);
    let _ = write!(
        out,
        "xref\n0 {size}\n{table}trailer\n<</Root 1 0 R/Size {size}{trailer}>>\nstartxref\n{start}\n%%EOF\n"
    );
    out.into_bytes()
}

fn stream(dict: &str, content: &str) -> String {
    format!("<<{dict}/Length {}>>\nstream\n{content}\nendstream", content.len())
}

/// Pages of A5 that differ in what is said of each.
fn pages(extras: &[&str]) -> Vec<u8> {
    pages_of(extras, "/MediaBox[0 0 419.53 595.28]")
}

/// A catalog, a page tree and pages. The content fills ten points from (10, 10).
fn pages_of(extras: &[&str], inherited: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..extras.len()).map(|page| format!("{} 0 R", page + 4)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R/Lang(fa)>>".to_owned(),
        format!("<</Type/Pages/Count {}/Kids[{}]{inherited}>>", kids.len(), kids.join(" ")),
        stream("", "0 g 10 10 10 10 re f"),
    ];
    objects.extend(extras.iter().map(|extra| format!("<</Type/Page/Parent 2 0 R/Contents 3 0 R{extra}>>")));
    file(&objects)
}

fn imposed(bytes: &[u8], scheme: &str) -> Result<Vec<u8>> {
    let import = Import::open(bytes)?;
    let scheme: Scheme = scheme.parse()?;
    let paper = parse_paper("a4")?;
    let imposition = Imposition::new(scheme, paper, Some(import.page_size()), Binding::Right);
    let sides = import.arrange(&imposition)?.value;
    import.write(&sides)
}

fn refusal(bytes: &[u8]) -> String {
    match imposed(bytes, "booklet") {
        Err(error @ Error::Refused { .. }) => {
            assert!(error.hint().is_some() && error.exit_code() == 1);
            error.to_string()
        }
        other => panic!("not refused: {other:?}"),
    }
}

// ---- What is seen ----

/// The box of everything dark on a page, in points from its top left corner.
fn dark(bytes: Vec<u8>, page: usize) -> Option<[f64; 4]> {
    const SCALE: f64 = 2.0;
    let pdf = Pdf::new(bytes).unwrap();
    let settings = PixmapSettings { x_scale: SCALE as f32, y_scale: SCALE as f32, bg_color: WHITE };
    let picture = render(
        &pdf.pages()[page],
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &settings,
    );
    let width = usize::from(picture.width());
    let mut edges: Option<[usize; 4]> = None;
    for (index, pixel) in picture.data_as_u8_slice().chunks(4).enumerate() {
        if pixel[0] < 100 {
            let (x, y) = (index % width, index / width);
            let [left, top, right, bottom] = edges.unwrap_or([x, y, x, y]);
            edges = Some([left.min(x), top.min(y), right.max(x), bottom.max(y)]);
        }
    }
    edges.map(|[l, t, r, b]| [l, t, r + 1, b + 1].map(|edge| edge as f64 / SCALE))
}

fn assert_near(seen: Option<[f64; 4]>, expected: [f64; 4]) {
    let seen = seen.expect("something is drawn");
    for (seen_edge, edge) in seen.iter().zip(expected) {
        assert!((seen_edge - edge).abs() < 1.0, "{seen:?} instead of {expected:?}");
    }
}

const A4: (f64, f64) = (595.28, 841.89);

#[test]
fn pages_turn_and_scale_as_viewers_show_them() {
    // Five times as large as its own unit, or turned: seen on a sheet of its own.
    let page = |extra: &str| dark(imposed(&pages(&[extra]), "none").unwrap(), 0);
    let (width, height) = (419.53, 595.28);
    assert_near(page(""), [10.0, height - 20.0, 20.0, height - 10.0]);
    assert_near(page("/Rotate 90"), [10.0, 10.0, 20.0, 20.0]);
    assert_near(page("/Rotate 180"), [width - 20.0, 10.0, width - 10.0, 20.0]);
    assert_near(page("/Rotate -90"), [height - 20.0, width - 20.0, height - 10.0, width - 10.0]);
    assert_near(page("/CropBox[5 5 105 205]"), [5.0, 185.0, 15.0, 195.0]);
    assert_near(page("/UserUnit 2"), [20.0, 2.0 * height - 40.0, 40.0, 2.0 * height - 20.0]);
    assert_near(page("/MediaBox[300 205 0 5]"), [10.0, 185.0, 20.0, 195.0]);
    assert_near(page("/CropBox[0 0 200 300]/TrimBox[5 5 105 205]/Rotate 90"), [5.0, 5.0, 15.0, 15.0]);
}

#[test]
fn sizes_are_inherited_or_usual() {
    let size = |bytes: &[u8]| Import::open(bytes).unwrap().page_size();
    let turned = size(&pages_of(&[""], "/MediaBox[0 0 200 300]/Rotate 90"));
    assert_eq!(turned, Size::new(Length::pt(300.0), Length::pt(200.0)));
    let none = size(&pages_of(&[""], ""));
    assert_eq!(none, Size::new(Length::pt(612.0), Length::pt(792.0)));
    let absurd = size(&pages(&["/CropBox[0 0 0 0]/UserUnit -3"]));
    assert_eq!(absurd, Size::new(Length::pt(419.53f32.into()), Length::pt(595.28f32.into())));
}

#[test]
fn pages_lie_where_the_scheme_puts_them() {
    let sheet = imposed(&pages(&[""]), "booklet").unwrap();
    // The page touches the fold, which is the middle of the sheet.
    let fold = A4.1 / 2.0;
    assert_near(dark(sheet, 0), [fold - 409.53, A4.0 - 20.0, fold - 399.53, A4.0 - 10.0]);
    // Page 2 of a quarter fold stands on its head, scaled, in the upper left corner.
    let folded = imposed(&pages(&["/Contents 9 0 R", ""]), "quarter").unwrap();
    assert_near(dark(folded, 0), [283.0, 7.1, 290.0, 14.1]);
}

#[test]
fn pages_lying_on_their_side_are_turned_into_the_cell() {
    let wide = "/MediaBox[0 0 595.28 419.53]";
    let blank = "/Contents 9 0 R";
    let sheet = imposed(&pages(&[blank, blank, blank, wide]), "booklet").unwrap();
    // Ten points wide and high still, so not scaled; its foot is on the right.
    let right = (A4.1 + 419.53) / 2.0 + 210.0;
    let [left, top, far, bottom] = dark(sheet, 0).unwrap();
    assert!((far - left - 10.0).abs() < 1.0 && (bottom - top - 10.0).abs() < 1.0);
    assert!(far < right + 1.0 && bottom > A4.0 - 21.0, "{left} {top} {far} {bottom}");
}

#[test]
fn content_in_pieces_is_joined() {
    let mut objects: Vec<String> =
        ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 200 300]>>"]
            .map(str::to_owned)
            .to_vec();
    objects.push("<</Type/Page/Parent 2 0 R/Contents[4 0 R 5 0 R 9 0 R]>>".to_owned());
    objects.push(stream("", "q 0 g 10 10"));
    objects.push(stream("/Filter/ASCII85Decode", "0ebI80ebIC+>GQ(+B3#gAKYf'~>"));
    let sheet = imposed(&file(&objects), "none");
    // Whatever the second piece holds, the file is whole.
    Import::open(&sheet.unwrap()).unwrap();
    objects[4] = stream("", "10 10 re f Q");
    assert_near(dark(imposed(&file(&objects), "none").unwrap(), 0), [10.0, 280.0, 20.0, 290.0]);
    objects[4] = stream("/Filter/FlateDecode", "no such data");
    Import::open(&imposed(&file(&objects), "none").unwrap()).unwrap();
    objects[4] = stream("/Filter/JBIG2Decode", "");
    assert!(refusal(&file(&objects)).contains("content of a page"));
}

// ---- What is kept and what is not ----

/// Everything in a file, streams inflated.
fn contents(bytes: &[u8]) -> String {
    let document = Document::load_mem(bytes).unwrap();
    let mut all = format!("{:?}", document.trailer);
    for object in document.objects.values() {
        let _ = write!(all, "{object:?}");
        if let Object::Stream(stream) = object {
            all.push_str(&String::from_utf8_lossy(&stream.decompressed_content().unwrap_or_default()));
        }
    }
    all
}

fn kept() -> Vec<u8> {
    let page = "/Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/Contents 4 0 R/Metadata 5 0 R/PieceInfo<</Secret 1>>\
        /LastModified(D:Secret)/StructParents 0/AA<</O<</S/JavaScript/JS(Secret)>>>>/Thumb 5 0 R\
        /Resources<</Font<</Metadata 6 0 R>>/XObject<</I 10 0 R>>>>\
        /Group<</S/Transparency/CS/DeviceRGB>>/Annots[7 0 R 8 0 R 9 0 R 11 0 R]";
    let objects = [
        "<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R/OpenAction<</S/JavaScript/JS(Secret)>>\
         /MarkInfo<</Marked true>>/StructTreeRoot 12 0 R/OutputIntents[<</S/GTS_PDFA1/Secret 1>>]\
         /Names<</EmbeddedFiles<</Names[(Secret)5 0 R]>>>>\
         /OCProperties<</OCGs[13 0 R]/D<</OFF[13 0 R]/Creator(Secret)>>>>>>"
            .to_owned(),
        "<</Type/Pages/Count 2/Kids[3 0 R 3 0 R]>>".to_owned(),
        format!("<<{page}>>"),
        stream("", "/Metadata 9 Tf 0 g 100 100 10 10 re f"),
        stream("/Type/Metadata/Subtype/XML", "<x>Secret pdfaid:part pdfuaid:part</x>"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/StructParent 3>>".to_owned(),
        "<</Subtype/Link/Rect[10 20 30 40]/A<</S/URI/URI(https://example.org/)>>/P 3 0 R/NM(Secret)>>".to_owned(),
        "<</Subtype/Link/Rect[10 20 30 40]/A<</S/URI/URI(javascript:Secret)>>>>".to_owned(),
        "<</Subtype/Widget/F 4/Rect[50 50 70 60]/T(Secret)/AP<</N<</On 14 0 R/Off 5 0 R>>>>/AS/On>>".to_owned(),
        stream(
            "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8\
                /Metadata 5 0 R/OPI<</Secret 1>>",
            "x",
        ),
        "<</Subtype/Link/Rect[10 20 30 40]/Dest[3 0 R/Fit]>>".to_owned(),
        "<</Type/StructTreeRoot/K[]/Secret 1>>".to_owned(),
        "<</Type/OCG/Name(Layer)/Usage<</CreatorInfo<</Creator(Secret)>>>>>>".to_owned(),
        stream("/Type/XObject/Subtype/Form/BBox[0 0 2 1]", "0 g 0 0 2 1 re f"),
    ];
    file_with(&objects, "/Info<</Author(Secret)/Producer(Secret)>>/ID[(Secret)(Secret)]")
}

#[test]
fn nothing_is_said_about_makers_and_nothing_claimed() {
    let source = kept();
    assert!(contents(&source).contains("Secret"));
    let sheet = imposed(&source, "bifold").unwrap();
    let all = contents(&sheet);
    for word in ["Secret", "pdfaid", "Info", "Metadata 5", "StructTreeRoot", "MarkInfo", "OutputIntents", "JavaScript"]
    {
        assert!(!all.contains(word), "{word} in {all}");
    }
    assert!(all.contains("Helvetica") && all.contains("Layer") && all.contains("Transparency"));
}

#[test]
fn fonts_and_pages_are_written_once() {
    let sheet = imposed(&kept(), "copies:8").unwrap();
    let document = Document::load_mem(&sheet).unwrap();
    let count = |what: &str| document.objects.values().filter(|object| format!("{object:?}").contains(what)).count();
    assert_eq!(count("Helvetica"), 1);
    // The same page twice in the tree, and eight copies of it, are one form.
    assert_eq!(count("Transparency"), 1);
}

/// A file whose table of cross-references is a stream that says of itself what
/// is given and holds zeros.
fn with_table(said: &str) -> Vec<u8> {
    let mut out = "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n".to_owned();
    let start = out.len();
    let table = stream(&format!("/Type/XRef/Root 1 0 R{said}"), &"\0".repeat(30));
    let _ = write!(out, "9 0 obj\n{table}\nendobj\nstartxref\n{start}\n%%EOF\n");
    out.into_bytes()
}

#[test]
fn tables_that_announce_more_than_a_file_holds_are_refused() {
    for said in [
        "/Size 2147483647/W[0 0 0]/Index[0 2147483647]",
        "/Size 10/#57[2147483647 2147483647 2147483647]/Index[0 10]",
        "/Size 10/X(/W[1 1 1] endstream)/W[0 0 0]",
    ] {
        let said = refusal(&with_table(said));
        assert!(said.contains("cross-references cannot be read"), "{said}");
    }
    for said in ["/Size 16000000/W[0 1 0]/Index[0 16000000]", "/Size 2000000000/W[1 1 1]"] {
        let said = refusal(&with_table(said));
        assert!(said.contains("bounded memory"), "{said}");
    }
}

/// A page that the tree names so often, with what is given to page and tree.
fn named(times: usize, page: &str, tree: &str) -> Vec<u8> {
    file(&[
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count {times}/Kids[{}]/MediaBox[0 0 300 400]{tree}>>", "3 0 R ".repeat(times)),
        format!("<</Type/Page/Parent 2 0 R/Contents[4 0 R 4 0 R]{page}>>"),
        stream("", &"0 0 9 9 re f ".repeat(1_000)),
        "<</Type/Annot/Subtype/Link/Rect[0 0 10 10]/A<</S/URI/URI(https://example.org/)>>>>".to_owned(),
    ])
}

#[test]
fn what_is_named_thousands_of_times_is_written_once() {
    let states: String = (0..1_000).map(|name| format!("/G{name} 5 0 R")).collect();
    let resources = format!("/Resources<</ExtGState<<{states}>>>>");
    for (page, tree) in [("", &*resources), (&*resources, "")] {
        let bytes = named(2_000, page, tree);
        let sheet = imposed(&bytes, "booklet").unwrap();
        assert!(sheet.len() < 500_000, "{} bytes of {}", sheet.len(), bytes.len());
    }
    let links = "5 0 R ".repeat(300);
    let said = refusal(&named(1_000, &format!("/Annots[{links}]"), ""));
    assert!(said.contains("200000 links"), "{said}");
}

#[test]
fn links_to_the_web_move_with_their_page() {
    let links = |scheme: &str| -> Vec<String> {
        let document = Document::load_mem(&imposed(&kept(), scheme).unwrap()).unwrap();
        let link = |object: &&Object| object.as_dict().is_ok_and(|dict| dict.has_type(b"Annot"));
        let shown = |object: &Object| {
            let action = document.get_dict_in_dict(object.as_dict().unwrap(), b"A").unwrap();
            format!("{object:?} {action:?}")
        };
        document.objects.values().filter(link).map(shown).collect()
    };
    let alone = links("none");
    assert_eq!(alone.len(), 2, "one on each page: {alone:?}");
    assert!(alone[0].contains("[10 20 30 40]") && alone[0].contains("https://example.org/"), "{}", alone[0]);
    assert!(links("quarter").len() == 2 && !links("quarter")[0].contains("[10 20 30 40]"));
    assert_eq!(links("copies:4").len(), 2, "of copies, only one can be clicked");
}

#[test]
fn filled_in_fields_are_printed() {
    // The field is twenty by ten points at (50, 50); the page's own square at (100, 100).
    assert_near(dark(imposed(&kept(), "none").unwrap(), 0), [50.0, 190.0, 110.0, 250.0]);
}

#[test]
fn marks_are_drawn_outside_the_trim() {
    let import = Import::open(&pages(&["/Contents 9 0 R"])).unwrap();
    let marks = Marks { crop: true, ..Marks::default() };
    let a4 = parse_paper("a4").unwrap();
    let imposition =
        Imposition { marks, ..Imposition::new(Scheme::None, a4, Some(import.page_size()), Binding::Right) };
    let sides = import.arrange(&imposition).unwrap().value;
    let sheet = import.write(&sides).unwrap();
    let slug = Length::mm(10.0).to_pt();
    let near = Length::mm(2.0).to_pt();
    assert_near(dark(sheet.clone(), 0), [near, near, 419.53 + 2.0 * slug - near, 595.28 + 2.0 * slug - near]);
    assert_eq!(Import::open(&sheet).unwrap().page_size().width.to_mm().round(), 148.0, "imposed again by its trim box");
}

#[test]
fn the_same_file_gives_the_same_bytes() {
    assert_eq!(imposed(&kept(), "booklet").unwrap(), imposed(&kept(), "booklet").unwrap());
}

#[test]
fn the_binding_is_told_by_the_file() {
    let binding = |catalog: &str| {
        let objects = [
            format!("<</Type/Catalog/Pages 2 0 R{catalog}>>"),
            "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
            "<</Type/Page/Parent 2 0 R>>".to_owned(),
        ];
        Import::open(&file(&objects)).unwrap().binding()
    };
    assert_eq!(binding("/Lang(fa-IR)"), Some(Binding::Right));
    assert_eq!(binding("/Lang(en)"), Some(Binding::Left));
    assert_eq!(binding("/Lang(en)/ViewerPreferences<</Direction/R2L>>"), Some(Binding::Right));
    assert_eq!(binding(""), None);
}

// ---- Files that are refused ----

#[test]
fn what_is_no_pdf_or_broken_is_refused_with_the_reason() {
    assert_eq!(refusal(b""), "this is no PDF");
    assert_eq!(refusal("# سلام".as_bytes()), "this is no PDF");
    assert!(refusal(b"%PDF-1.7\n").starts_with("the file is broken"));
    let whole = pages(&[""]);
    assert!(refusal(&whole[..whole.len() - 40]).starts_with("the file is broken"));
    let no_pages = file(&["<</Type/Catalog/Pages 2 0 R>>".to_owned(), "<</Type/Pages/Count 0/Kids[]>>".to_owned()]);
    assert_eq!(refusal(&no_pages), "the file has no pages");
}

#[test]
fn encrypted_files_are_refused() {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
        "<</Type/Page/Parent 2 0 R>>".to_owned(),
        "<</Filter/Standard/V 1/R 2/O(x)/U(x)/P -4>>".to_owned(),
    ];
    assert_eq!(refusal(&file_with(&objects, "/Encrypt 4 0 R")), "the file is encrypted");
    assert_eq!(refusal(&file_with(&objects, "/Encrypt <</Filter/Standard>>")), "the file is encrypted");
    // The word alone is no encryption.
    assert!(Import::open(&file_with(&objects, "/Info<</Title(/Encrypt)>>")).is_ok());
}

#[test]
fn page_trees_may_run_in_circles() {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 9/Kids[3 0 R 2 0 R 4 0 R 4 0 R]>>".to_owned(),
        "<</Type/Pages/Count 9/Kids[2 0 R 4 0 R 3 0 R]/Parent 2 0 R>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/Resources 5 0 R>>".to_owned(),
        "<</XObject<</A 6 0 R>>/Pattern 5 0 R>>".to_owned(),
        stream("/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources 5 0 R", "/A Do"),
    ];
    let import = Import::open(&file(&objects)).unwrap();
    assert_eq!(import.len(), 3);
    Import::open(&imposed(&file(&objects), "booklet").unwrap()).unwrap();
}

#[test]
fn a_stream_named_a_thousand_times_is_not_read_a_thousand_times() {
    let mut out = b"%PDF-1.6\n".to_vec();
    let place = out.len();
    out.extend_from_slice(b"1 0 obj\n<</Length 1000000>>\nstream\n");
    out.resize(out.len() + 1_000_000, b'x');
    out.extend_from_slice(b"\nendstream\nendobj\n");
    let start = out.len();
    let mut table = "xref\n0 1000\n".to_owned();
    for _ in 0..1000 {
        let _ = writeln!(table, "{place:010} 00000 n ");
    }
    let _ = write!(table, "trailer\n<</Root 1 0 R/Size 1000>>\nstartxref\n{start}\n%%EOF\n");
    out.extend_from_slice(table.as_bytes());
    assert!(refusal(&out).contains("bounded memory"));
}

#[test]
fn values_outside_of_streams_may_not_fill_the_memory() {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
        "<</Type/Page/Parent 2 0 R>>".to_owned(),
        format!("[{}]", "0 ".repeat(9 << 20)),
    ];
    assert!(refusal(&file(&objects)).contains("bounded memory"));
    let deep = [objects[0].clone(), objects[1].clone(), objects[2].clone(), "[".repeat(100_000)];
    assert!(Import::open(&file(&deep)).is_ok(), "what is not needed does not matter");
}

#[test]
fn object_streams_may_not_inflate_without_limit() {
    // Zeros, deflated by a factor of about a thousand.
    let zeros = lopdf::Stream::new(lopdf::Dictionary::new(), vec![b' '; 40 << 20]);
    let mut bomb = zeros;
    bomb.compress().unwrap();
    bomb.dict.set("Type", "ObjStm");
    bomb.dict.set("N", 0);
    bomb.dict.set("First", 0);
    let mut document = Document::with_version("1.6");
    let pages =
        document.add_object(lopdf::dictionary! { "Type" => "Pages", "Count" => 0, "Kids" => Vec::<Object>::new() });
    let catalog = document.add_object(lopdf::dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    // As no writer would have it: under another type, renamed in the bytes.
    bomb.dict.set("Type", "ObjStX");
    document.add_object(bomb);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    let at = bytes.windows(6).position(|window| window == b"ObjStX").unwrap();
    bytes[at..at + 6].copy_from_slice(b"ObjStm");
    assert!(refusal(&bytes).contains("bounded memory"));
}

#[test]
fn too_many_pages_for_a_fold_are_refused_with_a_way_out() {
    let error = imposed(&pages(&[""; 9]), "zine").unwrap_err();
    assert!(matches!(error, Error::DoesNotFit { .. }));
}

// ---- The command ----

/// Runs `bargeh impose IN.pdf` with arguments in a folder of its own.
fn run(arguments: &[&str]) -> (Desk, Ran) {
    let desk = Desk::with("in.pdf", pages(&[""; 6]));
    let ran = desk.run(&[&["impose", "in.pdf"], arguments].concat());
    (desk, ran)
}

#[test]
fn outputs_are_named_after_the_scheme() {
    let (desk, ran) = run(&["--sheet", "copies:4"]);
    ran.ok().silent();
    assert_eq!(desk.names(), ["in-copies-4.pdf", "in.pdf"]);
    let (desk, ran) = run(&["--sheet", "booklet", "--duplex", "manual", "--proof", "-o", "out.pdf"]);
    ran.ok();
    assert_eq!(desk.names(), ["in.pdf", "out-backs.pdf", "out-fronts.pdf", "out-guide.pdf"]);
    assert_eq!(Import::open(&desk.read("out-backs.pdf")).unwrap().len(), 2);
}

#[test]
fn the_input_is_never_the_output() {
    let (desk, ran) = run(&["--sheet", "booklet", "-o", "./in.pdf"]);
    ran.ends(1).says("the output is the input");
    assert_eq!(desk.read("in.pdf"), pages(&[""; 6]));
}

#[test]
fn wrong_settings_are_usage_errors_and_bad_files_refusals() {
    let (_, ran) = run(&["--sheet", "bookelt"]);
    ran.ends(2).says("did you mean `booklet`");
    let (_, ran) = run(&["--sheet", "bifold"]);
    ran.ends(1).says("6 pages do not fit the 4 panels");
    let desk = Desk::with("bad.pdf", "no pdf");
    desk.run(&["impose", "bad.pdf", "--sheet", "booklet"]).ends(1).says("this is no PDF");
    assert_eq!(desk.names(), ["bad.pdf"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// No flipped bytes make it panic, or write what it cannot read again.
    #[test]
    fn damaged_files_are_read_or_refused(
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)
    ) {
        let mut bytes = kept();
        for (index, byte) in flips {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(sheet) = imposed(&bytes, "booklet") {
            prop_assert!(Import::open(&sheet).is_ok());
        }
    }
}
