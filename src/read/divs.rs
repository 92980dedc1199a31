//! Fenced divs (`::: poem` … `:::`, pandoc's syntax): how fence lines are parsed
//! and what a closed div becomes.

use super::builder::Builder;
use super::poem;
use crate::document::visit::{self, KeepLines, plain_text};
use crate::document::{
    Block, BlockKind, CounterStyle, Div, Inline, InlineSpan, Lang, Link, NodeId, Qr, Role, Span, Target,
};
use crate::settings::nearest;

/// A fence line of the source.
pub(super) struct Fence {
    /// The offset of its colons.
    pub(super) start: usize,
    /// The end of its line.
    pub(super) end: usize,
    pub(super) kind: FenceKind,
}

pub(super) enum FenceKind {
    Open(Attributes),
    Close,
}

/// The attributes of a fence line: `::: {.poem #id lang=ar}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    pub(super) classes: Vec<String>,
    pub(super) pairs: Vec<(String, String)>,
}

/// The meaning of a div's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DivRole {
    Role(Role),
    Poem,
    Qr,
    PageBreak,
    Contents,
    Index,
}

/// The known names of divs.
const ROLES: &[(&str, DivRole)] = &[
    ("slogan", DivRole::Role(Role::Slogan)),
    ("contact", DivRole::Role(Role::Contact)),
    ("box", DivRole::Role(Role::Box)),
    ("when", DivRole::Role(Role::When)),
    ("signatures", DivRole::Role(Role::Signatures)),
    ("masthead", DivRole::Role(Role::Masthead)),
    ("cover", DivRole::Role(Role::Cover)),
    ("epigraph", DivRole::Role(Role::Epigraph)),
    ("columns", DivRole::Role(Role::Columns)),
    ("center", DivRole::Role(Role::Center)),
    ("ltr", DivRole::Role(Role::Ltr)),
    ("rtl", DivRole::Role(Role::Rtl)),
    ("poem", DivRole::Poem),
    ("qr", DivRole::Qr),
    ("pagebreak", DivRole::PageBreak),
    ("toc", DivRole::Contents),
    ("index", DivRole::Index),
];

/// The names that a div may have.
pub fn div_names() -> impl Iterator<Item = &'static str> {
    ROLES.iter().map(|&(name, _)| name)
}

/// An open div.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct DivSpec {
    pub(super) roles: Vec<DivRole>,
    pub(super) lang: Option<Lang>,
    pub(super) counter: Option<CounterStyle>,
    pub(super) form: Option<poem::Form>,
}

impl DivSpec {
    /// The block that it is, if it is one without content.
    pub(super) fn void(&self) -> Option<BlockKind> {
        match self.roles.first() {
            Some(DivRole::PageBreak) => Some(BlockKind::PageBreak),
            Some(DivRole::Contents) => Some(BlockKind::Contents(Vec::new())),
            Some(DivRole::Index) => Some(BlockKind::Index(Vec::new())),
            _ => None,
        }
    }
}

/// Parses a line that begins with `:::`; `None` where it is not a fence.
pub(super) fn parse_fence(line: &str) -> Option<FenceKind> {
    let rest = line.trim_start_matches(':').trim().trim_end_matches(':').trim_end();
    if rest.is_empty() {
        return Some(FenceKind::Close);
    }
    let (name, braces) = match rest.find('{') {
        Some(at) => (rest[..at].trim_end(), Some(rest[at..].strip_prefix('{')?.strip_suffix('}')?)),
        None => (rest, None),
    };
    if name.contains(char::is_whitespace) {
        return None;
    }
    let mut attributes = Attributes::default();
    if !name.is_empty() {
        attributes.classes.push(name.trim_start_matches('.').to_owned());
    }
    if let Some(braces) = braces {
        parse_attributes(braces, &mut attributes)?;
    }
    Some(FenceKind::Open(attributes))
}

/// Parses `.class #id key=value key="two words"`.
pub(super) fn parse_attributes(text: &str, into: &mut Attributes) -> Option<()> {
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|letter: char| letter.is_whitespace() || letter == '=').unwrap_or(rest.len());
        let (word, tail) = rest.split_at(end);
        if let Some(value) = tail.strip_prefix('=') {
            let (value, tail) = match value.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"')?,
                None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
            };
            into.pairs.push((word.to_owned(), value.to_owned()));
            rest = tail.trim_start();
        } else {
            match word.strip_prefix('.') {
                Some(class) => into.classes.push(class.to_owned()),
                None if word.starts_with('#') => {}
                None => into.classes.push(word.to_owned()),
            }
            rest = tail.trim_start();
        }
    }
    Some(())
}

/// Interprets a fence's attributes; unknown ones are reported with a hint.
pub(super) fn understand(attributes: &Attributes, mut tell: impl FnMut(String, String)) -> DivSpec {
    let mut spec = DivSpec::default();
    let names: Vec<&str> = ROLES.iter().map(|&(name, _)| name).collect();
    for class in &attributes.classes {
        match ROLES.iter().find(|(name, _)| name == class) {
            Some(&(_, role)) => spec.roles.push(role),
            None => match class.as_str() {
                "alphabetic" => spec.counter = Some(CounterStyle::Alphabetic),
                "abjad" => spec.counter = Some(CounterStyle::Abjad),
                "decimal" => spec.counter = Some(CounterStyle::Decimal),
                _ => tell(
                    format!("`{}` is no role of a div; its text is set as usual", class.escape_debug()),
                    hint(class, &names),
                ),
            },
        }
    }
    for (key, value) in &attributes.pairs {
        match (key.as_str(), value.as_str()) {
            ("lang", tag) => match tag.parse() {
                Ok(lang) => spec.lang = Some(lang),
                Err(error) => tell(error.to_string(), error.hint().unwrap_or_default().to_owned()),
            },
            ("dir", "rtl") => spec.roles.push(DivRole::Role(Role::Rtl)),
            ("dir", "ltr") => spec.roles.push(DivRole::Role(Role::Ltr)),
            ("counter", "alphabetic") => spec.counter = Some(CounterStyle::Alphabetic),
            ("counter", "abjad") => spec.counter = Some(CounterStyle::Abjad),
            ("counter", "decimal") => spec.counter = Some(CounterStyle::Decimal),
            ("form", "couplets") => spec.form = Some(poem::Form::Couplets),
            ("form", "free") => spec.form = Some(poem::Form::Free),
            _ => tell(
                format!("a div has no `{}={}`", key.escape_debug(), value.escape_debug()),
                "use lang=TAG, dir=rtl|ltr, counter=decimal|alphabetic|abjad or form=couplets|free".to_owned(),
            ),
        }
    }
    spec
}

fn hint(class: &str, names: &[&str]) -> String {
    match nearest(class, names) {
        Some(near) => format!("did you mean `{near}`? roles: {}", names.join(", ")),
        None => format!("roles: {}", names.join(", ")),
    }
}

/// Adds a closed div's blocks to the node that contains it.
pub(super) fn finish(spec: DivSpec, mut blocks: Vec<Block>, span: Span, builder: &mut Builder) {
    if let Some(counter) = spec.counter {
        for block in &mut blocks {
            if let BlockKind::List(list) = &mut block.kind {
                list.counter = counter;
            }
        }
    }
    let block = |kind| Block { id: NodeId::default(), span, kind };
    let mut lang = spec.lang;
    for role in spec.roles.iter().rev() {
        blocks = match role {
            DivRole::Poem => poem::from_blocks(blocks, spec.form, span),
            DivRole::Qr => qr(blocks).into_iter().map(block).collect(),
            DivRole::Role(role) => {
                if role.keeps_lines() {
                    visit::walk_blocks(&mut KeepLines, &mut blocks);
                }
                vec![block(BlockKind::Div(Div { role: *role, lang: lang.take(), blocks }))]
            }
            DivRole::PageBreak | DivRole::Contents | DivRole::Index => blocks,
        };
    }
    if lang.is_some() || spec.roles.is_empty() {
        blocks = vec![block(BlockKind::Div(Div { role: Role::Plain, lang, blocks }))];
    }
    builder.close_implicit();
    builder.top().blocks.extend(blocks);
}

/// A QR code: its first line is the content, the rest its label.
fn qr(blocks: Vec<Block>) -> Option<BlockKind> {
    let mut lines = blocks.into_iter().flat_map(|block| match block.kind {
        BlockKind::Paragraph(inlines) => lines(inlines),
        BlockKind::Code(code) => code.text.lines().map(|line| vec![plain(line, block.span)]).collect(),
        _ => Vec::new(),
    });
    let first = lines.next()?;
    let text = match &first[..] {
        [Inline::Link(link)] => match &link.target {
            Target::Url(url) => url.clone(),
            _ => plain_text(&first),
        },
        _ => plain_text(&first),
    };
    let mut label = Vec::new();
    for line in lines {
        if !label.is_empty() {
            label.push(Inline::SoftBreak(Span::default()));
        }
        label.extend(line);
    }
    Some(BlockKind::Qr(Qr { text, label }))
}

fn plain(line: &str, span: Span) -> Inline {
    Inline::Text(crate::document::Text::synthetic(line, span.start))
}

/// The lines of a paragraph, without the breaks. Bold and other marks that span
/// a break are split at it.
pub(super) fn lines(inlines: Vec<Inline>) -> Vec<Vec<Inline>> {
    let mut lines = parted(inlines);
    lines.retain(|line| !line.is_empty());
    lines
}

fn parted(inlines: Vec<Inline>) -> Vec<Vec<Inline>> {
    let mut lines = Vec::new();
    let mut line = Vec::new();
    for inline in inlines {
        let mut parts = parts(inline).into_iter();
        line.extend(parts.next().flatten());
        for part in parts {
            lines.push(std::mem::take(&mut line));
            line.extend(part);
        }
    }
    lines.push(line);
    lines
}

/// The part of an inline on each line that it spans.
fn parts(inline: Inline) -> Vec<Option<Inline>> {
    let each = |content: Vec<Inline>, wrap: &dyn Fn(Vec<Inline>) -> Inline| {
        parted(content).into_iter().map(|line| (!line.is_empty()).then(|| wrap(line))).collect()
    };
    match inline {
        Inline::SoftBreak(_) | Inline::HardBreak(_) => vec![None, None],
        Inline::Strong(content) => each(content, &Inline::Strong),
        Inline::Emphasis(content) => each(content, &Inline::Emphasis),
        Inline::Strikethrough(content) => each(content, &Inline::Strikethrough),
        Inline::Highlight(content) => each(content, &Inline::Highlight),
        Inline::Span(InlineSpan { lang, direction, index, content }) => each(content, &|content| {
            Inline::Span(InlineSpan { lang: lang.clone(), direction, index: index.clone(), content })
        }),
        Inline::Link(mut link) => {
            let content = std::mem::take(&mut link.content);
            each(content, &|content| Inline::Link(Link { content, ..link.clone() }))
        }
        other => vec![Some(other)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(line: &str) -> Option<Attributes> {
        match parse_fence(line)? {
            FenceKind::Open(attributes) => Some(attributes),
            FenceKind::Close => None,
        }
    }

    #[test]
    fn fences_are_read_as_pandoc_reads_them() {
        assert!(matches!(parse_fence(":::"), Some(FenceKind::Close)));
        assert!(matches!(parse_fence("::::::: "), Some(FenceKind::Close)));
        assert_eq!(open("::: poem").unwrap().classes, ["poem"]);
        assert_eq!(open(":::poem :::").unwrap().classes, ["poem"]);
        let both = open(r#"::: {.poem .x #id lang=ar k="a b"}"#).unwrap();
        assert_eq!(both.classes, ["poem", "x"]);
        assert_eq!(both.pairs, [("lang".to_owned(), "ar".to_owned()), ("k".to_owned(), "a b".to_owned())]);
        assert_eq!(open("::: box {lang=ar}").unwrap().classes, ["box"]);
        assert!(parse_fence("::: two words").is_none());
        assert!(parse_fence("::: {.open").is_none());
    }

    #[test]
    fn an_unknown_role_is_told_with_the_nearest() {
        let mut told = Vec::new();
        let spec = understand(&open("::: poems").unwrap(), |message, hint| told.push((message, hint)));
        assert!(spec.roles.is_empty());
        assert!(told[0].1.contains("did you mean `poem`"), "{told:?}");
    }
}
