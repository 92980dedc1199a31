//! Alternative text: what describes a picture, and what only names its file.

/// File name extensions of pictures. Word and LaTeX embed PDF as a picture, too.
const ENDINGS: [&str; 17] = [
    "png", "jpg", "jpeg", "jpe", "jfif", "gif", "bmp", "tif", "tiff", "svg", "webp", "heic", "avif", "emf", "wmf",
    "ico", "pdf",
];

/// The text if it describes the picture. A path or bare file name is of no use
/// to a listener, and paths reveal their owner; word processors insert both
/// automatically.
pub(crate) fn description(said: &str) -> Option<String> {
    let said = said.trim();
    (!said.is_empty() && !says_nothing(said)).then(|| said.to_owned())
}

/// Whether a text is a file's name, or what a program writes for want of words.
pub(super) fn says_nothing(text: &str) -> bool {
    names_a_file(text) || is_made_up(text.trim())
}

/// Whether a text is only a path or a picture's file name.
pub(crate) fn names_a_file(text: &str) -> bool {
    let text = text.trim();
    let drive = matches!(text.as_bytes(), [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic());
    // Roots of Windows shares, macOS, Linux and Android.
    let rooted = ["\\\\", "file:", "~/", "/home/", "/Users/", "/tmp/", "/var/", "/mnt/", "/media/", "/storage/"];
    if drive || rooted.iter().any(|start| text.starts_with(start)) {
        return true;
    }
    // File systems allow 255 bytes, about 200 characters of mixed script; what is
    // longer or has several lines is prose that happens to end in an extension.
    text.chars().count() <= 200
        && !text.contains('\n')
        && text.rsplit_once('.').is_some_and(|(stem, ending)| {
            !stem.trim().is_empty() && ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
        })
}

/// Whether a program wrote it, for want of words: `image` (GitHub), `Screenshot (43)`
/// (Windows), `IMG_2034` (phones).
fn is_made_up(text: &str) -> bool {
    let word =
        text.trim_end_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, ' ' | '(' | ')' | '_' | '-'));
    ["image", "img", "picture", "photo", "screenshot", "untitled"].iter().any(|name| word.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::description;

    #[test]
    fn names_of_files_describe_nothing() {
        for name in [
            r"C:\Users\Some Person\Desktop\photo.png",
            "/home/somebody/عکس",
            r"\\server\share\a",
            "IMG_2034.JPG",
            "file:///tmp/x",
            "عکس خانه.jpeg",
            "Screenshot 2024-01-01 at 10.12.01.png",
            "  ",
            "image",
            "Image 3",
            "Screenshot (43)",
            "IMG_2034",
        ] {
            assert_eq!(description(name), None, "{name}");
        }
    }

    #[test]
    fn words_describe() {
        for words in ["نمودار فروش", "A man reads.", "نسخه‌ی ۱.۲", "نسبت 3/4", "نشانی example.org", "image of a house"]
        {
            assert_eq!(description(words).as_deref(), Some(words));
        }
    }
}
