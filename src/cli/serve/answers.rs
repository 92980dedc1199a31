//! The answers to requests that were let in.

use super::door::Door;
use super::page;
use super::pages::News;
use super::routes::{Leaf, Route};
use super::setter::{Asked, Drawn};
use bargeh::font::{FontBook, Weight};
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{HeaderName, HeaderValue};
use hyper::{Request, Response, StatusCode};
use std::sync::mpsc::Sender;
use std::time::Duration;
use tokio::sync::{oneshot, watch};

/// How long a request for news waits for some: shorter than browsers and
/// [`super::connections`] wait.
pub(super) const PATIENCE: Duration = Duration::from_secs(25);

/// What goes with every answer. The page may use what this address gives and nothing
/// else, and nobody may use or embed it; nothing is kept, as the disk of a browser is
/// a disk too.
const HEADERS: [(&str, &str); 7] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
         connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("cache-control", "no-store"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
];

/// What the answers are made of.
pub(super) struct Desk {
    pub(super) door: Door,
    pub(super) page: String,
    pub(super) news: watch::Receiver<News>,
    pub(super) sender: Sender<Asked>,
}

impl Desk {
    pub(super) async fn answer<B>(&self, request: &Request<B>) -> Response<Full<Bytes>> {
        match self.door.admit(request) {
            Ok(route) => self.follow(route).await,
            Err(status) => bare(status),
        }
    }

    async fn follow(&self, route: Route) -> Response<Full<Bytes>> {
        match route {
            Route::Page => found("text/html; charset=utf-8", self.page.clone()),
            Route::Script => found("text/javascript; charset=utf-8", page::SCRIPT),
            Route::Style => found("text/css; charset=utf-8", [page::LOOKS, page::STYLE].concat()),
            Route::Icon => found("image/svg+xml", page::ICON),
            Route::Font => font(Weight::REGULAR),
            Route::BoldFont => font(Weight::BOLD),
            Route::News(after) => self.news(after).await,
            Route::Picture(leaf) => self.drawn("image/png", leaf, Asked::Picture).await,
            Route::Words(leaf) => self.drawn("text/plain; charset=utf-8", leaf, Asked::Words).await,
        }
    }

    /// What is there, once it is other than what the page has.
    async fn news(&self, after: u64) -> Response<Full<Bytes>> {
        let mut news = self.news.clone();
        let latest = tokio::time::timeout(PATIENCE, news.wait_for(|news| news.number != after)).await;
        match latest {
            Ok(Ok(news)) => found("application/json", news.json.clone()),
            _ => bare(StatusCode::NO_CONTENT),
        }
    }

    /// What the setter makes of a leaf, if it is still there.
    async fn drawn(
        &self,
        kind: &'static str,
        leaf: Leaf,
        ask: fn(Leaf, oneshot::Sender<Drawn>) -> Asked,
    ) -> Response<Full<Bytes>> {
        let (answer, drawn) = oneshot::channel();
        let _ = self.sender.send(ask(leaf, answer));
        match drawn.await {
            Ok(Some(bytes)) => found(kind, bytes),
            _ => bare(StatusCode::NOT_FOUND),
        }
    }
}

/// The font of the page: most systems have no good Persian letters.
fn font(weight: Weight) -> Response<Full<Bytes>> {
    let book = FontBook::bundled();
    match book.find(page::FONT, weight) {
        Some(id) => found("font/ttf", book.font(id).data().to_vec()),
        None => bare(StatusCode::NOT_FOUND),
    }
}

fn found(kind: &'static str, body: impl Into<Bytes>) -> Response<Full<Bytes>> {
    let mut answer = with(StatusCode::OK, body.into());
    answer.headers_mut().insert(hyper::header::CONTENT_TYPE, HeaderValue::from_static(kind));
    answer
}

fn bare(status: StatusCode) -> Response<Full<Bytes>> {
    with(status, Bytes::new())
}

fn with(status: StatusCode, body: Bytes) -> Response<Full<Bytes>> {
    let mut answer = Response::new(Full::new(body));
    *answer.status_mut() = status;
    for (name, value) in HEADERS {
        answer.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    answer
}
