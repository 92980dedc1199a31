//! ODT (ODF 1.3, part 3): the text of LibreOffice and others as the same blocks that
//! a Word file gives.
//!
//! | Step | Module |
//! |---|---|
//! | what styles say | `looks` |
//! | how lists count | `levels` |
//! | paragraphs, lists, sections | `body` |
//! | the text of a paragraph, notes, links | `inline` |
//! | tables | `table` |
//! | pictures, boxes, formulas | `frame`, `clip` |

mod body;
mod clip;
mod frame;
mod inline;
mod levels;
mod looks;
mod table;

use super::package::Package;
use super::{Bounds, Contents};
use crate::error::Result;
use crate::read::notices::Notices;
use crate::read::xml::{Broken, Element, Node, Nodes, nodes};
use body::Body;
use looks::Looks;

const CONTENT: &str = "content.xml";
const STYLES: &str = "styles.xml";
const MANIFEST: &str = "META-INF/manifest.xml";

/// Reads the blocks of an OpenDocument text.
pub(super) fn read(bytes: &[u8], notices: &mut Notices<'_>, bounds: Bounds) -> Result<Contents> {
    let mut package = open(bytes, notices)?;
    let mut looks = Looks::default();
    let mut furniture = 0;
    if package.has(STYLES) {
        let xml = package.xml(STYLES, notices)?;
        furniture = looks.read_styles(&xml).map_err(|broken| broken.refuse(STYLES, notices))?;
    }
    let content = package.xml(CONTENT, notices)?;
    looks.read_automatic(&content).map_err(|broken| broken.refuse(CONTENT, notices))?;
    let mut body = Body::new(&mut package, notices, bounds, looks);
    body.told.furniture = furniture;
    let items = body.read(&content)?;
    body.told.tell("ODT", body.notices);
    let Body { looks, notes, tally, album, .. } = body;
    Ok(Contents { items, notes, styles: looks.roles, tally, embedded: album.embedded })
}

/// The package, refused where it holds something else or is locked.
fn open<'a>(bytes: &'a [u8], notices: &Notices<'_>) -> Result<Package<'a>> {
    let refuse = |message: &str, hint: &str| notices.refuse_line(None, message, hint);
    let hint = "give a file saved as ODT, or name its form with `--from`";
    let mut package = Package::unpacked(bytes, CONTENT)
        .filter(|package| package.has(CONTENT))
        .ok_or_else(|| refuse("this is not an ODT file", hint))?;
    if package.has("mimetype") {
        let kind = package.bytes("mimetype", notices)?;
        // Templates (`…text-template`) and master documents hold text, too.
        if !kind.starts_with(b"application/vnd.oasis.opendocument.text") {
            return Err(refuse("this is not an ODT file", hint));
        }
    }
    if package.has(MANIFEST) && package.xml(MANIFEST, notices)?.contains("encryption-data") {
        let hint = "open it in a word processor and save it without a password";
        return Err(refuse("this file is locked with a password", hint));
    }
    Ok(package)
}

/// The elements of a part, each whole but separately, so that a long file is not in
/// memory twice.
struct Parts<'x> {
    nodes: Nodes<'x>,
    /// Elements that are opened, not read whole.
    within: &'static [&'static str],
    /// The element before which to end.
    until: Option<&'static str>,
    open: Vec<String>,
}

impl<'x> Parts<'x> {
    fn new(xml: &'x str, within: &'static [&'static str]) -> Self {
        Self { nodes: nodes(xml), within, until: None, open: Vec::new() }
    }

    /// The next element and the name of the one it is in; `None` at the end of the part,
    /// or of what is wanted, which must be well-formed until there.
    fn next(&mut self) -> std::result::Result<Option<(&str, Element)>, Broken> {
        while let Some(node) = self.nodes.next()? {
            match node {
                Node::Start(element) if self.until == Some(element.name.as_str()) => return Ok(None),
                Node::Start(element) if self.within.contains(&element.name.as_str()) => self.open.push(element.name),
                Node::Start(element) => {
                    let element = self.nodes.whole(element)?;
                    return Ok(Some((self.open.last().map_or("", String::as_str), element)));
                }
                Node::End => {
                    self.open.pop();
                }
                Node::Text(_) => {}
            }
        }
        Ok(None)
    }
}
