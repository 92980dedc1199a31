//! Streams inflated within limits, and what that costs where it fails.

use lopdf::{DecompressError, Dictionary, Error, Object, Stream};

/// Longest row of a predictor, in bytes: 65,500 pixels in four inks of 16 bits, wider
/// than any format of pictures allows, take half of it.
const ROW: usize = 1 << 20;
/// Most filters of a stream; real ones have two.
const FILTERS: usize = 4;
/// How many bytes Flate (1,032) or LZW (1,400) make of one at most.
const SWELLING: usize = 1_500;

/// Why a stream has no content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// It inflates to more than is allowed.
    TooLarge,
    /// Its filter is not read, or it is broken.
    Unread,
}

/// Whether a predictor has rows of a length no picture has. The decoder allocates two of
/// them before it reads a byte, whatever limit it is given, so such files are refused as
/// soon as the object is read.
pub(super) fn has_endless_rows(dict: &Dictionary) -> bool {
    row(dict) > ROW
}

/// The bytes in a row of the predictor, reckoned as the decoder does.
pub(crate) fn row(dict: &Dictionary) -> usize {
    let Ok(told) = dict.get(b"DecodeParms").and_then(Object::as_dict) else { return 0 };
    let number = |key: &[u8]| told.get(key).and_then(Object::as_i64).ok();
    let at_least =
        |key: &[u8], least: usize| number(key).and_then(|n| usize::try_from(n).ok()).unwrap_or(least).max(least);
    if !number(b"Predictor").is_some_and(|predictor| (10..=15).contains(&predictor)) {
        return 0;
    }
    let pixel = at_least(b"Colors", 1).saturating_mul(at_least(b"BitsPerComponent", 8)) / 8;
    pixel.saturating_mul(at_least(b"Columns", 1))
}

/// The inflated content of a stream, at most so many bytes of it, and what that cost in
/// bytes: to fail costs as much as to succeed.
pub(crate) fn inflated(stream: &Stream, most: usize) -> (Result<Vec<u8>, Failure>, usize) {
    let filters = stream.filters().unwrap_or_default();
    let is_read = |filter: &&[u8]| matches!(*filter, b"FlateDecode" | b"LZWDecode" | b"ASCII85Decode");
    if filters.len() > FILTERS || !filters.iter().all(is_read) {
        return (Err(Failure::Unread), 0);
    }
    let stored = stream.content.len();
    let swollen = |filters: &[&[u8]]| {
        // Four bytes of ASCII85 may be written as one.
        let by = |filter: &&[u8]| if *filter == b"ASCII85Decode" { 4 } else { SWELLING };
        filters.iter().fold(stored, |bytes, filter| bytes.saturating_mul(by(filter))).min(most)
    };
    // What comes out of the last filter says nothing of what went into it.
    let inner = filters.split_last().filter(|(_, before)| !before.is_empty()).map_or(0, |(_, before)| swollen(before));
    let (content, cost) = match stream.get_plain_content_with_limit(most) {
        Ok(content) => {
            let cost = content.len();
            (Ok(content), cost)
        }
        Err(Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => (Err(Failure::TooLarge), most),
        Err(_) => (Err(Failure::Unread), swollen(&filters)),
    };
    (content, cost.max(stored).saturating_add(inner).saturating_add(row(&stream.dict)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    fn packed(bytes: &[u8]) -> Stream {
        let mut stream = Stream::new(dictionary! {}, bytes.to_vec());
        stream.compress().unwrap();
        stream
    }

    #[test]
    fn failing_costs_as_much_as_succeeding() {
        let mut stream = packed(&[7; 100_000]);
        assert_eq!(inflated(&stream, 1 << 20).1, 100_000);
        assert_eq!(inflated(&stream, 50_000), (Err(Failure::TooLarge), 50_000));
        stream.dict.set("DecodeParms", dictionary! { "Predictor" => 12, "Columns" => 5 });
        let (content, cost) = inflated(&stream, 1 << 20);
        assert!(content == Err(Failure::Unread) && cost >= 100_000, "{cost}");
        stream.dict.remove(b"DecodeParms");
        stream.dict.set("Filter", vec!["FlateDecode".into(), "FlateDecode".into()]);
        assert!(inflated(&stream, 1 << 20).1 >= 100_000);
        // A filter that is not known costs nothing, as nothing is inflated.
        stream.dict.set("Filter", vec!["FlateDecode".into(), "Foo".into()]);
        assert_eq!(inflated(&stream, 1 << 20), (Err(Failure::Unread), 0));
    }

    #[test]
    fn rows_are_reckoned_from_all_three_numbers() {
        let dict = |columns: i64, colors: i64, bits: i64| {
            let told = dictionary! {
                "Predictor" => 12, "Columns" => columns, "Colors" => colors, "BitsPerComponent" => bits,
            };
            dictionary! { "DecodeParms" => told }
        };
        assert_eq!(row(&dict(10, 3, 16)), 60);
        assert!(!has_endless_rows(&dict(65_500, 4, 16)));
        for (columns, colors, bits) in
            [(4_000_000_000, 1, 8), (1, i64::MAX, 8), (1, 1, i64::MAX), (1 << 32, 1 << 32, 8)]
        {
            assert!(has_endless_rows(&dict(columns, colors, bits)));
        }
    }
}
