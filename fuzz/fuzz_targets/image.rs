//! Any bytes as a picture: read, made a file again, and that read once more.
#![no_main]

use bargeh::picture::{file, load};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(image) = load("x", bytes) else { return };
    let again = file(&image.value, None).expect("what was read can be written");
    // A drawing may have become too large to be read.
    let _ = load("x", &again.bytes);
});
