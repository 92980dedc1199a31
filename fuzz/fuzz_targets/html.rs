//! Any bytes as HTML, to the end.
#![no_main]

use bargeh::resources::Memory;
use bargeh::settings::{InputFormat, Settings};
use bargeh_fuzz::BOTH;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    bargeh_fuzz::whole_way(bytes, InputFormat::Html, Settings::default(), &Memory::default(), BOTH);
});
