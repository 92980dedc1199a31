//! Any bytes as what Telegram gives: a chat's export as JSON or pages, or a typed message.
#![no_main]

use bargeh::settings::InputFormat;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    bargeh_fuzz::text(bytes, InputFormat::Telegram);
    bargeh_fuzz::read_only(bytes, InputFormat::TelegramExport);
});
