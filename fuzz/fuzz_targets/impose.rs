//! Any bytes as a PDF to impose.
#![no_main]

use bargeh::impose::Imposition;
use bargeh::pdf::import::Import;
use bargeh::settings::Binding;
use bargeh::settings::Scheme;
use bargeh::units::Size;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(import) = Import::open(bytes) else { return };
    let (paper, page) = (Size::mm(210.0, 297.0), import.page_size());
    let imposition = Imposition::new(Scheme::Booklet, paper, Some(page), Binding::Right);
    if let Ok(sides) = import.arrange(&imposition) {
        let _ = import.write(&sides.value);
    }
});
