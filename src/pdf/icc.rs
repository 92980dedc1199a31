//! The sRGB colour profile (IEC 61966-2-1), computed from the numbers of the
//! standard: it defines the meaning of RGB in the file.

/// An ICC profile of version 4 with the primaries of sRGB, adapted to D50, and
/// its tone curve as a formula.
pub(crate) fn srgb() -> Vec<u8> {
    let curve = parametric(&[2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.04045]);
    let tags: [(&[u8; 4], Vec<u8>); 10] = [
        (b"desc", localized("sRGB")),
        (b"cprt", localized("CC0")),
        (b"wtpt", xyz(b"XYZ ", &[0.9642, 1.0, 0.8249])),
        // Bradford adaptation from D65 to D50.
        (b"chad", xyz(b"sf32", &[1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168])),
        (b"rXYZ", xyz(b"XYZ ", &[0.43607, 0.22249, 0.01392])),
        (b"gXYZ", xyz(b"XYZ ", &[0.38515, 0.71687, 0.09708])),
        (b"bXYZ", xyz(b"XYZ ", &[0.14307, 0.06061, 0.71410])),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    assemble(&tags)
}

/// Puts the tags after the header and the tag table; consecutive tags with
/// equal data share it.
fn assemble(tags: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let start = 128 + 4 + 12 * tags.len();
    let mut table = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data: Vec<u8> = Vec::new();
    let mut last: Option<(&[u8], usize)> = None;
    for (name, content) in tags {
        let offset = match last {
            Some((same, offset)) if same == content => offset,
            _ => {
                let offset = start + data.len();
                data.extend_from_slice(content);
                offset
            }
        };
        last = Some((content, offset));
        table.extend_from_slice(*name);
        table.extend_from_slice(&(offset as u32).to_be_bytes());
        table.extend_from_slice(&(content.len() as u32).to_be_bytes());
    }
    let mut profile = header((start + data.len()) as u32);
    profile.extend_from_slice(&table);
    profile.extend_from_slice(&data);
    profile
}

fn header(size: u32) -> Vec<u8> {
    let mut header = size.to_be_bytes().to_vec();
    header.extend_from_slice(&[0; 4]);
    header.extend_from_slice(&[4, 0x20, 0, 0]);
    header.extend_from_slice(b"mntrRGB XYZ ");
    // A constant date, which makes files reproducible: that of ICC 4.2.
    for part in [2004u16, 1, 1, 0, 0, 0] {
        header.extend_from_slice(&part.to_be_bytes());
    }
    header.extend_from_slice(b"acsp");
    header.resize(68, 0);
    // The illuminant of the profile connection space, D50.
    header.extend_from_slice(&fixed(&[0.9642, 1.0, 0.8249]));
    header.resize(128, 0);
    header
}

fn fixed(numbers: &[f64]) -> Vec<u8> {
    numbers.iter().flat_map(|number| ((number * 65536.0).round() as i32).to_be_bytes()).collect()
}

fn xyz(kind: &[u8; 4], numbers: &[f64]) -> Vec<u8> {
    let mut tag = kind.to_vec();
    tag.extend_from_slice(&[0; 4]);
    tag.extend_from_slice(&fixed(numbers));
    tag
}

/// Parametric curve type 3: a power function, and a line below the last number.
fn parametric(numbers: &[f64]) -> Vec<u8> {
    let mut tag = b"para\0\0\0\0\0\x03\0\0".to_vec();
    tag.extend_from_slice(&fixed(numbers));
    tag
}

fn localized(text: &str) -> Vec<u8> {
    let mut tag = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS".to_vec();
    tag.extend_from_slice(&(2 * text.len() as u32).to_be_bytes());
    tag.extend_from_slice(&28u32.to_be_bytes());
    tag.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    while !tag.len().is_multiple_of(4) {
        tag.push(0);
    }
    tag
}
