//! The objects of a PDF that may be hostile: every size has a limit.

mod load;
mod sealed;
mod streams;
mod tables;

pub(crate) use load::{Keep, load, refused};
pub(crate) use streams::{Failure, inflated, row};

use lopdf::{Document, ObjectId};

/// The pages in order, numbered from 1. lopdf's own list of them is allocated for as many
/// as the file says it has, which may be more than any memory holds.
pub(crate) fn pages(document: &Document) -> impl Iterator<Item = (u32, ObjectId)> + '_ {
    (1..).zip(document.page_iter())
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    #[test]
    fn no_more_pages_are_made_room_for_than_there_are() {
        let mut document = Document::with_version("1.7");
        let page = document.add_object(dictionary! { "Type" => "Page" });
        let mut kids = page;
        for _ in 0..12 {
            let list = vec![kids.into(); 10];
            kids =
                document.add_object(dictionary! { "Type" => "Pages", "Count" => 10_000_000_000_i64, "Kids" => list });
        }
        let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => kids });
        document.trailer.set("Root", root);
        let mut found = 0;
        for (number, id) in pages(&document) {
            found += 1;
            assert_eq!((number, id), (found, page));
        }
        assert!(found > 0);
    }
}
