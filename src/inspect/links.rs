//! Where links lead and what they reveal about those who follow or share them.

use super::finding::{Kind, Weight};

/// Query parameters that identify who shared a link, by name or (ending in `*`)
/// by prefix.
const TRACKING: [&str; 48] = [
    "utm_*",
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "ysclid",
    "twclid",
    "ttclid",
    "igshid",
    "igsh",
    "mc_eid",
    "mc_cid",
    "_hsenc",
    "_hsmi",
    "hsctatracking",
    "mkt_tok",
    "vero_id",
    "vero_conv",
    "oly_enc_id",
    "oly_anon_id",
    "wickedid",
    "rb_clickid",
    "s_cid",
    "ref_src",
    "ref_url",
    "epik",
    "ck_subscriber_id",
    "li_fat_id",
    "trk",
    "trkinfo",
    "spm",
    "scid",
    "si",
    "feature",
    "share_id",
    "sharedid",
    "sender_device",
    "_branch_*",
    "cvid",
    "oicd",
    "ncid",
    "cmpid",
    "mibextid",
    "__tn__",
];
/// Hosts whose short addresses redirect to others and count who follows them.
const SHORTENERS: [&str; 20] = [
    "bit.ly",
    "t.co",
    "goo.gl",
    "tinyurl.com",
    "ow.ly",
    "is.gd",
    "buff.ly",
    "cutt.ly",
    "rebrand.ly",
    "rb.gy",
    "t.ly",
    "yun.ir",
    "b2n.ir",
    "zaya.io",
    "lnkd.in",
    "fb.me",
    "youtu.be.link",
    "shorturl.at",
    "tiny.cc",
    "l.facebook.com",
];

/// How much a link's target reveals, what it is about, and a word for it.
pub(super) fn judge(target: &str) -> (Weight, Kind, &'static str) {
    let small = target.trim().to_ascii_lowercase();
    if small.starts_with("javascript:") || small.starts_with("vbscript:") || small.starts_with("data:text/html") {
        return (Weight::Identifying, Kind::Active, "script link");
    }
    if small.starts_with("file:") || super::fields::looks_like_path(target) {
        return (Weight::Identifying, Kind::Path, "link to a file");
    }
    if tracking(&small) {
        return (Weight::Identifying, Kind::Link, "tracking link");
    }
    let host = host(&small);
    if host.is_some_and(|host| host.contains('@')) {
        return (Weight::Identifying, Kind::Link, "link with a user name");
    }
    let host = host.map(|host| host.trim_start_matches("www."));
    if host.is_some_and(|host| SHORTENERS.contains(&host)) {
        return (Weight::Remark, Kind::Link, "shortened link");
    }
    (Weight::Plain, Kind::Link, "link")
}

fn host(url: &str) -> Option<&str> {
    url.split_once("://").and_then(|(_, rest)| rest.split(['/', '?', '#']).next())
}

/// Whether the query names a tracking parameter.
fn tracking(url: &str) -> bool {
    let Some((_, query)) = url.split_once(['?', '#']) else { return false };
    let names = query.split(['&', ';', '?', '#']).filter_map(|pair| pair.split('=').next());
    names.map(|name| name.trim_start_matches("amp")).any(|name| {
        TRACKING.iter().any(|known| match known.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => name == *known,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tracking_parameters_are_marked() {
        for (link, weight) in [
            ("https://www.example.org/a?id=4", Weight::Plain),
            ("https://www.example.org/a?utm_source=x&id=4", Weight::Identifying),
            ("https://www.example.org/a?id=4&FBCLID=abc", Weight::Identifying),
            ("https://www.example.org/?q=utm_source", Weight::Plain),
            ("https://bit.ly/abc", Weight::Remark),
            ("https://ali:pw@example.org/", Weight::Identifying),
            ("file:///home/ali/a.pdf", Weight::Identifying),
            ("javascript:alert(1)", Weight::Identifying),
            ("mailto:a@example.org", Weight::Plain),
            ("tel:+4670", Weight::Plain),
        ] {
            assert_eq!(judge(link).0, weight, "{link}");
        }
    }
}
