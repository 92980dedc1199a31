//! Any bytes as Markdown, to the end.
#![no_main]

use bargeh::resources::Memory;
use bargeh::settings::{InputFormat, Settings};
use bargeh_fuzz::BOTH;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    bargeh_fuzz::whole_way(bytes, InputFormat::Markdown, Settings::default(), &Memory::default(), BOTH);
});
