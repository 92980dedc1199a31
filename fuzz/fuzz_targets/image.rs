//! Any bytes as a picture.
#![no_main]

use bargeh::settings::Settings;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    bargeh_fuzz::with_file("![عکس](x)\n", "x", bytes, Settings::default());
});
