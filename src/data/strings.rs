//! The strings of a document that are no running text: addresses, names of
//! pictures, code, metadata. Running text is up to the caller, as values in it
//! may become several inlines.

use crate::document::{Block, BlockKind, Figure, Image, Inline, InlineSpan, Meta, Target};
use crate::settings::Settings;

/// What a string is, which decides how a value is written in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Words that are read.
    Words,
    /// An address, percent-encoded.
    Address,
    /// The name of a file, or code.
    Exact,
}

/// A function that changes a string.
pub(super) type Change<'a> = &'a mut dyn FnMut(&mut String, Use);

/// The strings of a block itself, without the blocks and inlines in it.
pub(super) fn of_block(block: &mut Block, change: Change<'_>) {
    match &mut block.kind {
        BlockKind::Code(code) => change(&mut code.text, Use::Exact),
        BlockKind::Qr(qr) => change(&mut qr.text, Use::Address),
        BlockKind::Figure(Figure { image, link, .. }) => {
            of_image(image, change);
            if let Some(link) = link {
                of_target(&mut link.target, change);
            }
        }
        BlockKind::Heading(heading) => heading.given_anchor.iter_mut().for_each(|name| change(name, Use::Words)),
        BlockKind::Paragraph(_)
        | BlockKind::Quote(_)
        | BlockKind::Alert(..)
        | BlockKind::List(_)
        | BlockKind::Definitions(_)
        | BlockKind::Table(_)
        | BlockKind::Rule
        | BlockKind::Div(_)
        | BlockKind::Poem(_)
        | BlockKind::Contents(_)
        | BlockKind::Index(_)
        | BlockKind::PageBreak => {}
    }
}

/// The strings of an inline itself, but for running text and links.
pub(super) fn of_inline(inline: &mut Inline, change: Change<'_>) {
    match inline {
        Inline::Code(code) => change(&mut code.text, Use::Exact),
        Inline::Image(image) => of_image(image, change),
        Inline::Span(InlineSpan { index: Some(mark), .. }) => {
            mark.entry.iter_mut().for_each(|entry| change(entry, Use::Words));
        }
        _ => {}
    }
}

/// The string of a link's target.
pub(super) fn of_target(target: &mut Target, change: Change<'_>) {
    match target {
        Target::Url(url) => change(url, Use::Address),
        Target::Anchor(name) => change(name, Use::Words),
        Target::Node(_) => {}
    }
}

fn of_image(image: &mut Image, change: Change<'_>) {
    change(&mut image.path, Use::Exact);
    image.alt.iter_mut().chain(&mut image.title).for_each(|words| change(words, Use::Words));
}

/// The strings of the metadata.
pub(super) fn of_meta(meta: &mut Meta, change: Change<'_>) {
    let Meta { title, authors, date, subtitle, logo, background, cover, about, .. } = meta;
    let words = title.iter_mut().chain(authors).chain(date).chain(subtitle);
    words.chain(&mut about.description).for_each(|words| change(words, Use::Words));
    logo.iter_mut().chain(background).chain(cover).for_each(|name| change(name, Use::Exact));
}

/// The strings that settings put on pages or into metadata.
pub(super) fn of_settings(settings: &mut Settings, change: Change<'_>) {
    let Settings { header, title, author, date, cover, .. } = settings;
    let words = header.iter_mut().chain(title).chain(author.iter_mut().flatten()).chain(date);
    words.for_each(|words| change(words, Use::Words));
    cover.iter_mut().for_each(|name| change(name, Use::Exact));
}
