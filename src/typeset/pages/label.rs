//! Page numbers in the digits of the document's language.

use crate::document::Lang;

/// A page number as it is printed.
pub(crate) fn folio(number: usize, lang: &Lang) -> String {
    let zero = match lang.primary().as_str() {
        "ar" => '٠',
        "fa" | "ckb" | "ur" | "ps" | "azb" | "prs" | "pes" | "glk" | "mzn" | "lrc" | "sd" => '۰',
        _ => '0',
    };
    let digit = |digit: char| digit.to_digit(10).and_then(|value| char::from_u32(u32::from(zero) + value));
    number.to_string().chars().filter_map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folios_have_the_digits_of_the_language() {
        let lang = |tag: &str| Lang(tag.to_owned());
        assert_eq!(folio(120, &lang("fa")), "۱۲۰");
        assert_eq!(folio(7, &lang("ar")), "٧");
        assert_eq!(folio(45, &lang("en")), "45");
    }
}
