//! Paragraphs with pictures: a picture with no text next to it is a figure.

use crate::document::{Block, BlockKind, Figure, Image, Inline, Link, Measure, Target, Text};
use crate::resources::is_remote;
use crate::units::Length;

/// Longest paragraph right after a picture that counts as its caption, in
/// characters: three lines of A5. A longer one is text that the picture belongs to.
const CAPTION: usize = 200;

/// The largest side of an icon: two lines of text, as Word's pictures in a line.
const ICON: Length = Length::pt(30.0);

/// Splits a paragraph into figures and the remaining text.
pub(super) fn paragraph(mut inlines: Vec<Inline>) -> Vec<BlockKind> {
    while inlines.last().is_some_and(is_blank) {
        inlines.pop();
    }
    let blank = inlines.iter().take_while(|inline| is_blank(inline)).count();
    inlines.drain(..blank);
    if inlines.is_empty() {
        return Vec::new();
    }
    if !inlines.iter().any(is_picture) {
        return vec![BlockKind::Paragraph(inlines)];
    }
    if is_row_of_badges(&inlines) {
        return vec![BlockKind::Paragraph(parted(inlines))];
    }
    if is_row_of_icons(&inlines) {
        return vec![BlockKind::Paragraph(inlines)];
    }
    caption(groups(lines(inlines)))
}

/// Whether a heading consists of pictures that are there: a row of dashes under
/// a picture makes a heading of it in Markdown.
pub(super) fn are_pictures(inlines: &[Inline]) -> bool {
    let is_here = |inline: &Inline| is_picture(inline) && !is_from_network(inline);
    inlines.iter().any(is_here) && inlines.iter().all(|inline| is_blank(inline) || is_here(inline))
}

/// Figures that stand side by side: a line of them if they are small, else one under the
/// other.
pub(super) fn row(figures: impl Iterator<Item = BlockKind>) -> Vec<BlockKind> {
    paragraph(in_line(figures))
}

/// The pictures of figures, with blanks between them.
fn in_line(figures: impl Iterator<Item = BlockKind>) -> Vec<Inline> {
    let mut line = Vec::new();
    for kind in figures {
        let BlockKind::Figure(Figure { image, link, .. }) = kind else { continue };
        if let Some(place) = line.last().map(end) {
            line.push(Inline::Text(Text::synthetic(" ", place)));
        }
        let image = Inline::Image(image);
        line.push(match link {
            Some(link) => Inline::Link(Link { content: vec![image], ..link }),
            None => image,
        });
    }
    line
}

/// The largest picture of a row of logos: as wide as three beside each other on A5, and as
/// high as wide.
const LOGO: Length = Length::pt(120.0);

/// Pictures side by side as one line, if they are several logos; their alternative texts
/// stay.
pub(super) fn logos(blocks: &[Block]) -> Option<BlockKind> {
    let is_logo = |block: &Block| match &block.kind {
        BlockKind::Figure(Figure { image, caption: None, .. }) => {
            let [wide, high] =
                [(image.size.width, 0), (image.size.height, 1)].map(|(side, most)| side.or(image.size.most[most]));
            let fits = |side: Option<Measure>| matches!(side, Some(Measure::Length(length)) if length <= LOGO);
            fits(wide) || fits(high)
        }
        _ => false,
    };
    if blocks.len() < 2 || !blocks.iter().all(is_logo) {
        return None;
    }
    Some(BlockKind::Paragraph(in_line(blocks.iter().map(|block| block.kind.clone()))))
}

/// Whether a paragraph consists of several icons: pictures no higher than two lines.
fn is_row_of_icons(inlines: &[Inline]) -> bool {
    let mut seen = inlines.iter().filter(|inline| !is_blank(inline));
    seen.clone().count() > 1 && seen.all(is_icon)
}

fn is_icon(inline: &Inline) -> bool {
    match inline {
        Inline::Image(image) => {
            let small = |side| matches!(side, Some(Measure::Length(length)) if length <= ICON);
            small(image.size.height) || (image.size.height.is_none() && small(image.size.width))
        }
        Inline::Link(link) => is_picture(inline) && link.content.iter().all(|inner| is_blank(inner) || is_icon(inner)),
        _ => false,
    }
}

/// Whether a paragraph consists of several pictures from the network, which are never
/// fetched: their words stand in one line, as the pictures do in a browser.
fn is_row_of_badges(inlines: &[Inline]) -> bool {
    let mut seen = inlines.iter().filter(|inline| !is_blank(inline));
    seen.clone().count() > 1 && seen.all(is_from_network)
}

fn is_from_network(inline: &Inline) -> bool {
    match inline {
        Inline::Image(image) => is_remote(&image.path) && image.alt.as_ref().is_some_and(|alt| !alt.trim().is_empty()),
        Inline::Link(link) => {
            let mut inside = link.content.iter().filter(|inner| !is_blank(inner)).peekable();
            inside.peek().is_some() && inside.all(is_from_network)
        }
        _ => false,
    }
}

/// The pictures of a row, with a dot between their words.
fn parted(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut row = Vec::new();
    for inline in inlines.into_iter().filter(|inline| !is_blank(inline)) {
        if let Some(place) = row.last().map(end) {
            row.push(Inline::Text(Text::synthetic(" · ", place)));
        }
        row.push(inline);
    }
    row
}

fn end(inline: &Inline) -> usize {
    match inline {
        Inline::Image(image) => image.span.end,
        Inline::Link(link) => link.span.end,
        _ => 0,
    }
}

fn is_blank(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) => text.text.trim().is_empty(),
        other => is_break(other),
    }
}

fn is_break(inline: &Inline) -> bool {
    matches!(inline, Inline::SoftBreak(_) | Inline::HardBreak(_))
}

/// A picture, or a link that contains nothing else. Links within the message are
/// text: a figure's link is written as an address.
fn is_picture(inline: &Inline) -> bool {
    match inline {
        Inline::Image(_) => true,
        Inline::Link(Link { target: Target::Url(_), content, .. }) => {
            content.iter().any(is_picture) && content.iter().all(|inner| is_blank(inner) || is_picture(inner))
        }
        _ => false,
    }
}

/// A line and the break after it.
type Line = (Vec<Inline>, Option<Inline>);

fn lines(inlines: Vec<Inline>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line = Vec::new();
    for inline in inlines {
        if is_break(&inline) {
            lines.push((std::mem::take(&mut line), Some(inline)));
        } else {
            line.push(inline);
        }
    }
    lines.push((line, None));
    lines
}

fn has_only_pictures((line, _): &Line) -> bool {
    line.iter().any(is_picture) && line.iter().all(|inline| is_blank(inline) || is_picture(inline))
}

/// Separates lines of pictures from lines of text. A soft break separates them
/// only at the start or the end of a paragraph: between lines of text the
/// picture may be inline and just happen to begin a source line. Hard breaks on
/// both sides separate it anywhere.
fn groups(lines: Vec<Line>) -> Vec<BlockKind> {
    let pictures: Vec<bool> = lines.iter().map(has_only_pictures).collect();
    let leading = pictures.iter().take_while(|is| **is).count();
    let trailing = pictures.iter().rev().take_while(|is| **is).count();
    let count = lines.len();
    let mut blocks = Vec::new();
    let mut text: Vec<Inline> = Vec::new();
    // The start of the paragraph separates as a hard break does.
    let mut before_is_hard = true;
    for (at, (line, end)) in lines.into_iter().enumerate() {
        let is_hard = matches!(end, Some(Inline::HardBreak(_)) | None);
        let stands = at < leading || at + trailing >= count || (before_is_hard && is_hard);
        before_is_hard = is_hard;
        if pictures[at] && stands {
            push_text(&mut text, &mut blocks);
            line.into_iter().for_each(|inline| push_figures(inline, None, &mut blocks));
        } else {
            text.extend(line);
            text.extend(end);
        }
    }
    push_text(&mut text, &mut blocks);
    blocks
}

fn push_text(text: &mut Vec<Inline>, blocks: &mut Vec<BlockKind>) {
    while text.last().is_some_and(is_blank) {
        text.pop();
    }
    if !text.is_empty() {
        blocks.push(BlockKind::Paragraph(std::mem::take(text)));
    }
}

fn push_figures(inline: Inline, link: Option<&Link>, blocks: &mut Vec<BlockKind>) {
    match inline {
        Inline::Image(image) => blocks.push(BlockKind::Figure(figure(image, link.cloned()))),
        Inline::Link(mut outer) => {
            let content = std::mem::take(&mut outer.content);
            content.into_iter().for_each(|inner| push_figures(inner, Some(&outer), blocks));
        }
        _ => {}
    }
}

fn figure(image: Image, link: Option<Link>) -> Figure {
    let caption = image.title.as_ref().map(|title| vec![Inline::Text(Text::synthetic(title.as_str(), image.span.end))]);
    Figure { image, link, caption }
}

/// One picture followed by one short paragraph is a figure with its caption. With
/// more of either nobody can say which text belongs to which picture.
fn caption(mut blocks: Vec<BlockKind>) -> Vec<BlockKind> {
    if let [BlockKind::Figure(figure), BlockKind::Paragraph(text)] = &mut blocks[..]
        && figure.caption.is_none()
        && !text.iter().any(is_picture)
        && crate::document::visit::plain_text(text).chars().count() <= CAPTION
    {
        figure.caption = Some(std::mem::take(text));
        blocks.pop();
    }
    blocks
}
