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
    (!said.is_empty() && !names_a_file(said)).then(|| said.to_owned())
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
        ] {
            assert_eq!(description(name), None, "{name}");
        }
    }

    #[test]
    fn words_describe() {
        for words in ["نمودار فروش", "A man reads.", "نسخه‌ی ۱.۲", "نسبت 3/4", "نشانی example.org"]
        {
            assert_eq!(description(words).as_deref(), Some(words));
        }
    }
}
