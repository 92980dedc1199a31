//! What the browser shows: pictures with the number of the news they changed in, and
//! what there is to say.

use super::routes::Leaf;
use crate::cli::messages::said;
use crate::cli::persian;
use bargeh::convert::Preview;
use bargeh::error::Place;
use bargeh::raster::Filled;
use bargeh::{Error, Warning};
use hyper::body::Bytes;
use serde_json::{Value, json};

/// Most notices shown; more only make the page long.
const SHOWN: usize = 100;

/// What the page is told.
#[derive(Clone, Debug, Default)]
pub(super) struct News {
    /// Counted from 1; 0: nothing yet.
    pub(super) number: u64,
    pub(super) json: Bytes,
}

/// The last good pages.
#[derive(Default)]
pub(super) struct Pages {
    preview: Option<Preview>,
    /// The letters on pictures drawn so far.
    filled: Filled,
    /// For each picture, the number of the news it came with.
    made: Vec<u64>,
    notices: Vec<Value>,
    number: u64,
}

impl Pages {
    /// Takes pages in place of the last ones. Returns the news, if there are any.
    pub(super) fn renew(&mut self, preview: Preview, warnings: &[Warning]) -> Option<News> {
        let next = self.number + 1;
        let is_same = |index| self.preview.as_ref().is_some_and(|last| preview.is_same_at(index, last));
        let count = preview.pixels().len();
        let made: Vec<u64> =
            (0..count).map(|index| self.made.get(index).copied().filter(|_| is_same(index)).unwrap_or(next)).collect();
        let notices: Vec<Value> = warnings.iter().take(SHOWN).map(warning).collect();
        let is_news = made != self.made || notices != self.notices || self.preview.is_none();
        (self.preview, self.made) = (Some(preview), made);
        is_news.then(|| self.tell(notices))
    }

    /// Says what went wrong; the last good pages stay.
    pub(super) fn fail(&mut self, error: &Error) -> Option<News> {
        let place = error.place();
        let notice = notice("error", &error.to_string(), error.hint(), place);
        (self.notices != [notice.clone()]).then(|| self.tell(vec![notice]))
    }

    fn tell(&mut self, notices: Vec<Value>) -> News {
        self.number += 1;
        self.notices = notices;
        let sizes = self.preview.iter().flat_map(Preview::pixels);
        let leaves: Vec<Value> = sizes
            .zip(&self.made)
            .map(|([width, height], made)| json!({"width": width, "height": height, "made": made}))
            .collect();
        let told = json!({"number": self.number, "leaves": leaves, "notices": self.notices});
        News { number: self.number, json: told.to_string().into() }
    }

    /// The preview, if a leaf is still in it.
    fn holding(&self, leaf: Leaf) -> Option<&Preview> {
        self.preview.as_ref().filter(|_| self.made.get(leaf.index) == Some(&leaf.made))
    }

    pub(super) fn picture(&mut self, leaf: Leaf) -> Option<Bytes> {
        let mut filled = std::mem::take(&mut self.filled);
        let png = self.holding(leaf)?.png(leaf.index, &mut filled)?;
        self.filled = filled;
        png.ok().map(Bytes::from)
    }

    pub(super) fn words(&self, leaf: Leaf) -> Option<Bytes> {
        self.holding(leaf).map(|preview| preview.words(leaf.index).into())
    }
}

fn warning(warning: &Warning) -> Value {
    notice("warning", &warning.message, warning.hint.as_deref(), warning.place.as_ref())
}

fn notice(level: &str, message: &str, hint: Option<&str>, place: Option<&Place>) -> Value {
    let ui = persian::language();
    json!({
        "level": level,
        "message": said(message, ui),
        "hint": hint.map(|hint| said(hint, ui)),
        "file": place.map(|place| &place.file),
        "line": place.and_then(|place| place.line),
    })
}
