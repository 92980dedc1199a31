//! Who is let in: requests of the page itself, and whoever was given its address.
//!
//! A loopback address alone keeps nobody out: every page in the browser can send
//! requests there, and read the answers once its own name leads to 127.0.0.1 (DNS
//! rebinding). Such a request has a foreign `Host`, and no token.

use super::address::Address;
use super::routes::Route;
use hyper::header::{CONTENT_LENGTH, HOST, HeaderName, HeaderValue, ORIGIN, TRANSFER_ENCODING};
use hyper::{HeaderMap, Method, Request, StatusCode};
use std::hint::black_box;

/// What browsers say of where a request comes from (Fetch Metadata).
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The names under which the preview may be asked for, and the token.
pub(super) struct Door {
    hosts: [String; 2],
    token: String,
}

impl Door {
    pub(super) fn new(address: &Address) -> Self {
        let hosts = ["127.0.0.1", "localhost"].map(|name| format!("{name}:{}", address.port));
        Self { hosts, token: address.token.clone() }
    }

    /// What a request asks for.
    ///
    /// # Errors
    /// The status to answer with: without a token nobody learns what there is.
    pub(super) fn admit<B>(&self, request: &Request<B>) -> Result<Route, StatusCode> {
        let headers = request.headers();
        if !self.is_from_here(headers) || request.uri().authority().is_some() {
            return Err(StatusCode::FORBIDDEN);
        }
        if request.method() != Method::GET {
            return Err(StatusCode::METHOD_NOT_ALLOWED);
        }
        if headers.contains_key(CONTENT_LENGTH) || headers.contains_key(TRANSFER_ENCODING) {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        let path = request.uri().path().strip_prefix('/').filter(|_| request.uri().query().is_none());
        let (token, rest) = path.and_then(|path| path.split_once('/')).ok_or(StatusCode::NOT_FOUND)?;
        if !is_same(token.as_bytes(), self.token.as_bytes()) {
            return Err(StatusCode::NOT_FOUND);
        }
        Route::of(rest).ok_or(StatusCode::NOT_FOUND)
    }

    fn is_from_here(&self, headers: &HeaderMap) -> bool {
        let Some(host) = only(headers, &HOST).and_then(|host| host.to_str().ok()) else { return false };
        let is_own = self.hosts.iter().any(|own| own == host);
        let origin = match headers.contains_key(ORIGIN) {
            true => only(headers, &ORIGIN).is_some_and(|origin| origin == format!("http://{host}").as_str()),
            false => true,
        };
        // `none`: typed, or opened by another program. Old browsers do not say it.
        let site = headers.get_all(FETCH_SITE).iter().all(|site| site == "same-origin" || site == "none");
        is_own && origin && site
    }
}

/// A header that is given once.
fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h HeaderValue> {
    let mut values = headers.get_all(name).iter();
    values.next().filter(|_| values.next().is_none())
}

/// Whether two texts are the same, in a time that does not tell where they differ.
fn is_same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && black_box(a.iter().zip(b).fold(0, |differs, (a, b)| differs | (a ^ b))) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admitted(headers: &[(&str, &str)], uri: &str) -> Result<Route, StatusCode> {
        let address = Address { port: 81, token: "0f".to_owned() };
        let mut request = Request::builder().uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Door::new(&address).admit(&request.body(()).unwrap())
    }

    #[test]
    fn the_page_itself_is_let_in() {
        assert_eq!(admitted(&[("host", "127.0.0.1:81")], "/0f/"), Ok(Route::Page));
        let own = [("host", "localhost:81"), ("origin", "http://localhost:81"), ("sec-fetch-site", "same-origin")];
        assert_eq!(admitted(&own, "/0f/news/7"), Ok(Route::News(7)));
    }

    #[test]
    fn others_are_not() {
        let refused = Err(StatusCode::FORBIDDEN);
        assert_eq!(admitted(&[], "/0f/"), refused);
        for host in ["127.0.0.1", "127.0.0.1:80", "example.org:81", "localhost:81.", "[::1]:81", "LOCALHOST:81"] {
            assert_eq!(admitted(&[("host", host)], "/0f/"), refused, "{host}");
        }
        let host = ("host", "localhost:81");
        assert_eq!(admitted(&[host, ("host", "127.0.0.1:81")], "/0f/"), refused);
        for origin in ["null", "http://127.0.0.1:81", "https://localhost:81", "http://localhost:82", ""] {
            assert_eq!(admitted(&[host, ("origin", origin)], "/0f/"), refused, "{origin}");
        }
        for site in ["cross-site", "same-site"] {
            assert_eq!(admitted(&[host, ("sec-fetch-site", site)], "/0f/"), refused, "{site}");
        }
        assert_eq!(admitted(&[host], "http://localhost:81/0f/"), refused);
    }

    #[test]
    fn without_the_token_there_is_nothing() {
        for path in ["/", "/0f", "/0e/", "//0f/", "/0f0/", "/0f/?a", "/0f/x", "/0f/../0f/", "/0F/"] {
            assert_eq!(admitted(&[("host", "localhost:81")], path), Err(StatusCode::NOT_FOUND), "{path}");
        }
    }
}
