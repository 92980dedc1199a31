//! Any bytes as a PDF to read, or as the content of its only page.
#![no_main]

use bargeh::settings::InputFormat;

/// A file whose only page has these bytes as its content and its font's map.
fn file(content: &[u8]) -> Vec<u8> {
    let mut pdf = b"%PDF-1.7\n\
        1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
        2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 400 400]>>endobj\n\
        3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n\
        5 0 obj<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 4 0 R\
        /DescendantFonts[<</Type/Font/Subtype/CIDFontType2/DW 500>>]>>endobj\n"
        .to_vec();
    pdf.extend(format!("4 0 obj<</Length {}>>stream\n", content.len()).bytes());
    pdf.extend(content);
    pdf.extend(b"\nendstream endobj\ntrailer<</Root 1 0 R/Size 6>>\nstartxref\n0\n%%EOF");
    pdf
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let whole = if bytes.starts_with(b"%PDF-") { bytes.to_vec() } else { file(bytes) };
    bargeh_fuzz::read_only(&whole, InputFormat::Pdf);
});
