//! PDFs of real messages, opened again and judged.

use crate::support::everything;
use crate::support::nested;
use bargeh::Error;
use bargeh::convert::{Request, convert};
use bargeh::document::Document;
use bargeh::read::{ReadOptions, read};
use bargeh::settings::Scheme;
use bargeh::settings::{InputFormat, OutputFormat, Settings};
use bargeh::theme::Theme;
use lopdf::{Dictionary, Object};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use std::collections::BTreeMap;

/// What both standards find.
fn faults(bytes: &[u8]) -> Vec<String> {
    let mut faults = Vec::new();
    for profile in [ValidationProfile::PdfA2u, ValidationProfile::PdfUa1] {
        let options = ValidationOptions::default().profile(profile);
        let report = validate_pdf_bytes(bytes, &options).unwrap();
        faults.extend(report.failures.iter().map(|failure| format!("{profile:?}: {failure:?}")));
    }
    faults
}

fn sample(name: &str) -> Document {
    let bytes = std::fs::read(format!("samples/{name}.md")).unwrap();
    let options = ReadOptions::new(InputFormat::Markdown, format!("{name}.md"));
    read(&bytes, &options).unwrap().value.document
}

fn settings(pairs: &[(&str, &str)]) -> Settings {
    let mut settings = Settings::default();
    for (key, value) in pairs {
        settings.set(key, value).unwrap();
    }
    settings
}

fn try_pdf(document: Document, pairs: &[(&str, &str)]) -> bargeh::Result<Vec<u8>> {
    let request = Request { settings: settings(pairs), formats: vec![OutputFormat::Pdf], modified: None };
    let products = convert(document, &request, &everything::resources(), &mut |_| {})?;
    Ok(products.value.files.into_iter().next().unwrap().bytes)
}

fn pdf(document: Document, pairs: &[(&str, &str)]) -> Vec<u8> {
    try_pdf(document, pairs).unwrap()
}

fn names() -> Vec<String> {
    let files = std::fs::read_dir("samples").unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<String> = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

/// A scheme of each kind. No wildcard: a new kind has to be put into the list.
fn schemes() -> Vec<Scheme> {
    let next = |scheme| match scheme {
        Scheme::None => Some(Scheme::Booklet),
        Scheme::Booklet => Some(Scheme::Bifold),
        Scheme::Bifold => Some(Scheme::Trifold),
        Scheme::Trifold => Some(Scheme::Zfold),
        Scheme::Zfold => Some(Scheme::Accordion(4)),
        Scheme::Accordion(_) => Some(Scheme::Zine),
        Scheme::Zine => Some(Scheme::Quarter),
        Scheme::Quarter => Some(Scheme::Copies(4)),
        Scheme::Copies(_) => Some(Scheme::Stack(4)),
        Scheme::Stack(_) => Some(Scheme::Grid(2, 2)),
        Scheme::Grid(..) => Some(Scheme::Badge),
        Scheme::Badge => Some(Scheme::Postcard),
        Scheme::Postcard => Some("tiles:2x2".parse().unwrap()),
        Scheme::Tiles(_) => Some("labels:L7163".parse().unwrap()),
        Scheme::Labels(_) => None,
    };
    std::iter::successors(Some(Scheme::None), |&scheme| next(scheme)).collect()
}

/// What became of a sample on a kind of sheet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Kept,
    TooLong,
}

/// Judges a sample; refused may only be one that has more pages than panels, or is too
/// long for one label.
fn judged(name: &str, theme: &str, scheme: Scheme) -> Fate {
    let what = format!("{name} in {theme} as {scheme}");
    let sheet = scheme.to_string();
    match try_pdf(sample(name), &[("theme", theme), ("sheet", &sheet), ("marks", "crop,fold,cut,register")]) {
        Ok(bytes) => {
            assert_eq!(faults(&bytes), <[String; 0]>::default(), "{what}");
            Fate::Kept
        }
        Err(Error::DoesNotFit { message, .. }) if scheme.holds_whole() => {
            assert!(message.contains("does not fit 1 page"), "{what}: {message}");
            Fate::TooLong
        }
        Err(Error::DoesNotFit { message, .. }) => {
            let panels = scheme.panels().unwrap_or_else(|| panic!("{what}: {message}"));
            let pages: usize = message.split(' ').next().unwrap().parse().unwrap();
            assert!(
                pages > panels && message.contains(&format!("do not fit the {panels} panels")),
                "{what}: {message}"
            );
            Fate::TooLong
        }
        Err(error) => panic!("{what}: {error}"),
    }
}

/// Judges every sample in the themes and on the sheets that `meets` picks by their
/// places in the lists, all at once; tells how many were judged.
fn judge_samples(meets: impl Fn(usize, usize, usize) -> bool) -> usize {
    let (names, themes, schemes) = (names(), Theme::names().collect::<Vec<_>>(), schemes());
    let mut jobs = Vec::new();
    for (n, name) in names.iter().enumerate() {
        for (t, theme) in themes.iter().enumerate() {
            let met = schemes.iter().enumerate().filter(|&(s, _)| meets(n, t, s)).map(|(_, &scheme)| scheme);
            jobs.extend(met.map(|scheme| (name, *theme, scheme)));
        }
    }
    let fates = std::thread::scope(|scope| {
        let workers = std::thread::available_parallelism().map_or(2, usize::from);
        let shares = jobs.chunks(jobs.len().div_ceil(workers));
        let works =
            shares.map(|share| scope.spawn(|| share.iter().map(|&(n, t, s)| judged(n, t, s)).collect::<Vec<_>>()));
        let works: Vec<_> = works.collect();
        works.into_iter().flat_map(|work| work.join().unwrap()).collect::<Vec<_>>()
    });
    let kept = fates.iter().filter(|&&fate| fate == Fate::Kept).count();
    eprintln!("{kept} judged, {} too long", fates.len() - kept);
    // The open-ended kinds take every sample, and most folds some.
    assert!(kept * schemes.len() > fates.len() * 5, "only {kept} of {}", fates.len());
    kept
}

/// Every sample in every theme, every sample on every kind of sheet, every theme on
/// every kind of sheet: each pair at least once.
#[test]
fn samples_in_every_theme_and_on_every_kind_of_sheet_keep_both_standards() {
    let count = Theme::names().count();
    let kept = judge_samples(|n, t, s| s == 0 || (n + s) % count == t);
    assert!(kept > names().len() * (count + 5), "only {kept}");
}

/// All of them with all: minutes, for `.ci/run`.
#[test]
#[ignore = "minutes: every sample in every theme on every kind of sheet"]
fn every_sample_in_every_theme_on_every_kind_of_sheet_keeps_both_standards() {
    judge_samples(|_, _, _| true);
}

#[test]
fn folding_guides_and_parted_sheets_keep_both_standards() {
    for scheme in schemes().into_iter().skip(1) {
        let pairs = [("sheet", &*scheme.to_string()), ("theme", "flyer"), ("proof", "true"), ("duplex", "manual")];
        let request = Request { settings: settings(&pairs), formats: vec![OutputFormat::Pdf], modified: None };
        let made = match convert(sample("flyer"), &request, &everything::resources(), &mut |_| {}) {
            // No flyer fits an address label.
            Err(Error::DoesNotFit { .. }) if scheme.holds_whole() => continue,
            made => made.unwrap().value,
        };
        // A poster has its plan instead of a guide.
        let least = if matches!(scheme, Scheme::Tiles(_)) { 1 } else { 2 };
        assert!(made.files.len() >= least, "{scheme}");
        for file in made.files {
            assert_eq!(faults(&file.bytes), <[String; 0]>::default(), "{scheme} {:?}", file.part);
        }
    }
}

#[test]
fn every_construct_keeps_both_standards() {
    for theme in Theme::names() {
        for (name, document) in [("everything", everything::everything()), ("nested", nested::nested())] {
            let bytes = pdf(document, &[("theme", theme)]);
            assert_eq!(faults(&bytes), <[String; 0]>::default(), "{name} in {theme}");
            everything::keep(&format!("{name}-{theme}.pdf"), &bytes);
        }
    }
}

/// Changes a file's catalog, or something below it.
fn spoiled(bytes: &[u8], spoil: impl FnOnce(&mut lopdf::Document)) -> Vec<u8> {
    let mut document = lopdf::Document::load_mem(bytes).unwrap();
    spoil(&mut document);
    let mut out = Vec::new();
    document.save_to(&mut out).unwrap();
    out
}

#[test]
fn the_judges_find_what_is_broken() {
    let whole = pdf(sample("message"), &[]);
    assert_eq!(faults(&spoiled(&whole, |_| {})).len(), 0, "saving anew breaks nothing");
    let catalog = |key: &'static str| {
        move |document: &mut lopdf::Document| drop(document.catalog_mut().unwrap().remove(key.as_bytes()))
    };
    for key in ["Lang", "Metadata", "MarkInfo", "StructTreeRoot", "OutputIntents"] {
        assert_ne!(faults(&spoiled(&whole, catalog(key))).len(), 0, "without {key}");
    }
    for key in ["ToUnicode", "FontFile2", "W"] {
        let without = spoiled(&whole, |document| {
            for object in document.objects.values_mut() {
                if let Object::Dictionary(dict) = object {
                    dict.remove(key.as_bytes());
                }
            }
        });
        assert_ne!(faults(&without).len(), 0, "without {key}");
    }
}

#[test]
fn the_same_message_gives_the_same_bytes() {
    for pairs in [&[][..], &[("sheet", "booklet")], &[("pdf", "plain")]] {
        assert_eq!(pdf(sample("booklet"), pairs), pdf(sample("booklet"), pairs));
    }
}

#[test]
fn the_message_is_small() {
    let (archive, plain) = (pdf(sample("message"), &[]).len(), pdf(sample("message"), &[("pdf", "plain")]).len());
    assert!(archive <= 22_000, "{archive}");
    assert!(plain <= 20_000, "{plain}");
}

#[test]
fn a_file_names_no_one() {
    let document =
        lopdf::Document::load_mem(&pdf(sample("message"), &[("author", "نام"), ("date", "2024-05-01")])).unwrap();
    let info = document.trailer.get(b"Info").and_then(|info| document.dereference(info)).unwrap().1.as_dict().unwrap();
    assert_eq!(info.iter().map(|(key, _)| key.as_slice()).collect::<Vec<_>>(), [b"Title"]);
    let packet = document.catalog().unwrap().get(b"Metadata").unwrap().as_reference().unwrap();
    let packet = document.get_object(packet).unwrap().as_stream().unwrap().content.clone();
    let packet = String::from_utf8(packet).unwrap();
    for word in ["Date", "creator", "Producer", "CreatorTool", "DocumentID", "نام"] {
        assert!(!packet.contains(word), "{word} in {packet}");
    }
}

#[test]
fn what_was_asked_for_goes_into_the_metadata() {
    let pairs = [("author", "نام <او>"), ("date", "2024-05-01"), ("metadata", "author,date")];
    let bytes = pdf(sample("message"), &pairs);
    assert_eq!(faults(&bytes), <[String; 0]>::default());
    let document = lopdf::Document::load_mem(&bytes).unwrap();
    let info = document.trailer.get(b"Info").and_then(|info| document.dereference(info)).unwrap().1.as_dict().unwrap();
    assert_eq!(lopdf::decode_text_string(info.get(b"Author").unwrap()).unwrap(), "نام <او>");
    assert_eq!(info.get(b"CreationDate").unwrap().as_str().unwrap(), b"D:20240501");
}

// ---- The order of reading ----

/// The text of every element that holds any, in the order of the tree.
fn told(bytes: &[u8]) -> Vec<(String, String)> {
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let root = document.catalog().unwrap().get(b"StructTreeRoot").unwrap().as_reference().unwrap();
    let texts = marked(&document);
    let mut told = Vec::new();
    walk(&document, document.get_dictionary(root).unwrap(), &texts, &mut told);
    told
}

fn walk(
    document: &lopdf::Document,
    element: &Dictionary,
    texts: &BTreeMap<(lopdf::ObjectId, i64), String>,
    told: &mut Vec<(String, String)>,
) {
    let role = element.get(b"S").map_or("", |name| std::str::from_utf8(name.as_name().unwrap()).unwrap());
    let page = element.get(b"Pg").and_then(Object::as_reference).ok();
    let kids = match element.get(b"K") {
        Ok(Object::Array(kids)) => kids.clone(),
        Ok(kid) => vec![kid.clone()],
        Err(_) => Vec::new(),
    };
    for kid in kids {
        match kid {
            Object::Integer(number) => told.push((role.to_owned(), texts[&(page.unwrap(), number)].clone())),
            Object::Dictionary(kid) if kid.has(b"MCID") => {
                let key =
                    (kid.get(b"Pg").unwrap().as_reference().unwrap(), kid.get(b"MCID").unwrap().as_i64().unwrap());
                told.push((role.to_owned(), texts[&key].clone()));
            }
            Object::Dictionary(_) => {}
            Object::Reference(id) => walk(document, document.get_dictionary(id).unwrap(), texts, told),
            other => panic!("{other:?}"),
        }
    }
}

/// The codes of each piece of marked content, as hexadecimal text.
fn marked(document: &lopdf::Document) -> BTreeMap<(lopdf::ObjectId, i64), String> {
    let mut texts = BTreeMap::new();
    for page in document.page_iter() {
        let content = lopdf::content::Content::decode(&document.get_page_content(page)).unwrap();
        let mut open = None;
        for operation in content.operations {
            match operation.operator.as_str() {
                "BDC" => {
                    open = operation.operands[1].as_dict().unwrap().get(b"MCID").ok().map(|id| id.as_i64().unwrap());
                    texts.extend(open.map(|number| ((page, number), String::new())));
                }
                "EMC" => open = None,
                "Tj" | "TJ" => {
                    let Some(text) = open.and_then(|number| texts.get_mut(&(page, number))) else { continue };
                    let strings = match &operation.operands[0] {
                        Object::Array(items) => items.clone(),
                        only => vec![only.clone()],
                    };
                    for string in strings.iter().filter_map(|item| item.as_str().ok()) {
                        text.extend(string.iter().map(|byte| format!("{byte:02x}")));
                    }
                }
                _ => {}
            }
        }
    }
    texts
}

#[test]
fn sheets_are_read_in_the_order_of_the_message() {
    // As many pages either way: a booklet pulls a ninth page back.
    let cell = [("paper", "a5"), ("fit", "8")];
    let pages = told(&pdf(sample("booklet"), &cell));
    let sheets = told(&pdf(sample("booklet"), &[("paper", "a5"), ("fit", "8"), ("sheet", "booklet")]));
    assert!(pages.len() > 20);
    let roles =
        |told: &[(String, String)]| told.iter().map(|(role, text)| (role.clone(), text.len())).collect::<Vec<_>>();
    assert_eq!(roles(&pages), roles(&sheets));
}
