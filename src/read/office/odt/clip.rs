//! What a picture does not show: `fo:clip` cuts off lengths at the picture's own size,
//! which its file may give in pixels an inch.

use crate::picture::{self, Crop};
use crate::read::sizes;
use crate::units::Length;

/// The cropping of `rect(top, right, bottom, left)`; `None` where it cannot be known, so
/// that the picture must not be shown.
pub(super) fn crop(clip: &str, bytes: &[u8]) -> Option<Crop> {
    let Some(sides) = clip.trim().strip_prefix("rect(").and_then(|rest| rest.strip_suffix(')')) else {
        return clip.trim().is_empty().then(Crop::default);
    };
    let split: Vec<&str> = sides.split([',', ' ']).filter(|side| !side.is_empty()).collect();
    let [top, right, bottom, left] = split[..] else { return None };
    let sides = [cut(left)?, cut(top)?, cut(right)?, cut(bottom)?];
    if sides.iter().all(|side| *side == Length::ZERO) {
        return Some(Crop::default());
    }
    let size = picture::size(bytes)?;
    let scale = 96.0 / density(bytes).unwrap_or(96.0);
    let [left, top, right, bottom] = sides;
    let share = |cut: Length, all: Length| cut.to_pt() / (all.to_pt() * scale);
    Some(Crop::new([
        share(left, size.width),
        share(top, size.height),
        share(right, size.width),
        share(bottom, size.height),
    ]))
}

/// The length cut off a side: `auto`, zero and a negative one, which adds a border, cut
/// nothing; `None` for what is no length.
fn cut(side: &str) -> Option<Length> {
    let number = side.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let is_nothing = side == "auto" || number.parse::<f64>().is_ok_and(|number| number <= 0.0);
    sizes::length(side).or(is_nothing.then_some(Length::ZERO))
}

/// The pixels an inch that a PNG (`pHYs`) or JPEG (JFIF) says it has.
fn density(bytes: &[u8]) -> Option<f64> {
    let told = if bytes.starts_with(b"\x89PNG") {
        let head = &bytes[..bytes.len().min(64 << 10)];
        let at = head.windows(4).position(|kind| kind == b"pHYs")?;
        let body = head.get(at + 4..at + 13)?;
        let across = u32::from_be_bytes(body[..4].try_into().ok()?);
        (body[8] == 1).then(|| f64::from(across) * 0.0254)?
    } else {
        let (head, unit) = (bytes.get(6..16).filter(|head| head.starts_with(b"JFIF\0"))?, bytes.get(13)?);
        let across = f64::from(u16::from_be_bytes([head[8], head[9]]));
        match unit {
            1 => across,
            2 => across * 2.54,
            _ => return None,
        }
    };
    (told >= 1.0).then_some(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clip_that_is_not_understood_shows_nothing() {
        assert_eq!(crop("", b""), Some(Crop::default()));
        assert_eq!(crop("rect(0cm, 0cm, 0cm, 0cm)", b""), Some(Crop::default()));
        assert_eq!(crop("rect(1cm, 0cm, 0cm, 0cm)", b"no picture"), None);
        assert_eq!(crop("circle(1cm)", b""), None);
        assert_eq!(crop("rect(auto, 0, -1cm, 0.0in)", b""), Some(Crop::default()));
        for side in ["1 cm", "1,5cm", "3furlongs", "5%", "infcm", "cm", "1e999cm"] {
            assert_eq!(crop(&format!("rect(0cm, {side}, 0cm, 0cm)"), b""), None, "{side}");
        }
    }

    #[test]
    fn files_say_their_density() {
        let mut png = b"\x89PNG\r\n\x1a\npHYs".to_vec();
        png.extend([0, 0, 0x2e, 0x23, 0, 0, 0x2e, 0x23, 1]);
        assert_eq!(density(&png).map(f64::round), Some(300.0));
        let jpeg = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\x01\0\xc8\0\xc8";
        assert_eq!(density(jpeg), Some(200.0));
        assert_eq!(density(b"\xff\xd8\xff\xe1"), None);
    }
}
