//! Posts as blocks: a chapter a day, a rule between posts of one day.

use super::{Chat, File, Piece, Post, Style, Wanted};
use crate::document::{BlockKind, Code, CounterStyle, Image, Inline, NodeId, PictureSize, Text};
use crate::error::{Error, Result};
use crate::read::builder::Builder;
use crate::read::extract::Extract;
use crate::read::links::{self, Address};
use crate::read::node::Kind;
use crate::read::notices::Notices;

pub(super) fn write(chat: Chat, notices: &mut Notices<'_>, wanted: Wanted<'_>) -> Result<File> {
    let Chat { name, is_of_people, posts } = chat;
    let is_book = posts.len() > 1;
    let mut writer =
        Writer { builder: Builder::new(wanted.nesting), extract: Extract::default(), breaks: 0, hidden: None };
    let title = name.filter(|name| is_book && !name.trim().is_empty() && (wanted.names || !is_of_people));
    if let Some(title) = title {
        writer.heading(1, &title, notices)?;
    }
    let (mut day, mut left_out) = (String::new(), (0, 0));
    for post in &posts {
        if post.leaves_out {
            left_out = (left_out.0 + 1, if left_out.0 == 0 { post.id } else { left_out.1 });
        }
        if is_empty(post) {
            continue;
        }
        writer.extract.line = u32::try_from(post.id).unwrap_or(u32::MAX);
        if is_book && post.day != day {
            day.clone_from(&post.day);
            writer.heading(2, &day, notices)?;
        } else if is_book {
            let here = writer.extract.here();
            writer.builder.block(BlockKind::Rule, here);
        }
        writer.post(post, wanted.names, notices)?;
    }
    if let (count @ 1.., id) = left_out {
        let message = format!("videos, voices and files of the posts are left out: {count}");
        notices.warn_line("post-media", usize::try_from(id).unwrap_or_default(), message);
    }
    if let Some(id) = writer.hidden {
        let message = "what is covered until it is touched is printed for all to see";
        notices.warn_line("hidden-text", id as usize, message);
    }
    let (blocks, _) = writer.builder.finish();
    Ok(File { blocks, source: writer.extract.into_source(notices.file()) })
}

fn is_empty(post: &Post) -> bool {
    post.photo.is_none() && post.poll.is_none() && post.pieces.iter().all(|piece| piece.text.trim().is_empty())
}

struct Writer {
    builder: Builder,
    extract: Extract,
    /// The line ends that were not written yet.
    breaks: usize,
    /// The first post with covered text.
    hidden: Option<u32>,
}

impl Writer {
    fn post(&mut self, post: &Post, names: bool, notices: &Notices<'_>) -> Result<()> {
        let who = [&post.from, &post.forwarded];
        for name in who.into_iter().flatten().filter(|name| names && !name.trim().is_empty()) {
            self.styled(Kind::Strong, name, notices)?;
            self.end();
        }
        if let Some(path) = &post.photo {
            self.photo(path);
        }
        post.pieces.iter().try_for_each(|piece| self.piece(piece, notices))?;
        self.end();
        if let Some((question, answers)) = &post.poll {
            self.styled(Kind::Strong, question, notices)?;
            self.end();
            self.answers(answers, notices)?;
        }
        Ok(())
    }

    fn open(&mut self, kind: Kind, notices: &Notices<'_>) -> Result<()> {
        let here = self.extract.here();
        self.builder.open(kind, here).map_err(|_| too_deep(notices))
    }

    fn heading(&mut self, level: u8, text: &str, notices: &Notices<'_>) -> Result<()> {
        self.end();
        self.open(Kind::Heading { level, anchor: None }, notices)?;
        self.extract.text(text.trim(), &mut self.builder);
        self.builder.close();
        self.extract.end_line();
        Ok(())
    }

    fn answers(&mut self, answers: &[String], notices: &Notices<'_>) -> Result<()> {
        self.open(Kind::list(None, CounterStyle::Decimal), notices)?;
        for answer in answers {
            self.open(Kind::Item { task: None }, notices)?;
            self.words(answer);
            self.end();
            self.builder.close();
        }
        self.builder.close();
        Ok(())
    }

    /// Ends the paragraph.
    fn end(&mut self) {
        self.builder.close_implicit();
        self.extract.end_line();
        self.breaks = 0;
    }

    fn photo(&mut self, path: &str) {
        self.end();
        let span = self.extract.here();
        self.builder.open_paragraph(span);
        let (id, path) = (NodeId::default(), path.replace('\\', "/"));
        let image = Image { id, path, alt: None, title: None, size: PictureSize::default(), span };
        self.builder.inline(Inline::Image(image), span);
        self.end();
    }

    fn piece(&mut self, piece: &Piece, notices: &Notices<'_>) -> Result<()> {
        let text = piece.text.as_str();
        match &piece.style {
            Style::Plain => self.words(text),
            Style::Hidden => {
                self.hidden.get_or_insert(self.extract.line);
                self.words(text);
            }
            Style::Strong => self.styled(Kind::Strong, text, notices)?,
            Style::Emphasis => self.styled(Kind::Emphasis, text, notices)?,
            Style::Strikethrough => self.styled(Kind::Strikethrough, text, notices)?,
            Style::Link(address) => match links::judge(address) {
                Address::Good(target) => {
                    self.styled(Kind::Link { target: Some(target), bare: false }, text, notices)?;
                }
                _ => self.words(text),
            },
            Style::Code if !text.contains('\n') => {
                self.place();
                let span = self.extract.push(text);
                self.builder.inline(Inline::Code(Text::plain(text, span)), span);
            }
            Style::Code => self.code(text, None),
            Style::Pre(language) => self.code(text, language.clone()),
            Style::Quote => {
                self.end();
                self.open(Kind::Quote(None), notices)?;
                self.words(text);
                self.end();
                self.builder.close();
            }
        }
        Ok(())
    }

    fn code(&mut self, text: &str, language: Option<String>) {
        self.end();
        let text = text.trim_matches('\n').to_owned();
        if !text.trim().is_empty() {
            let span = self.extract.push(&text);
            self.builder.block(BlockKind::Code(Code { language, text }), span);
            self.extract.end_line();
        }
    }

    /// Text with a style, which each of its lines has: paragraphs end in it, too.
    fn styled(&mut self, kind: Kind, text: &str, notices: &Notices<'_>) -> Result<()> {
        let mut kind = Some(kind);
        for (number, line) in text.split('\n').enumerate() {
            self.breaks += usize::from(number > 0);
            if line.trim().is_empty() {
                continue;
            }
            self.place();
            let next = kind.as_ref().map(again);
            self.open(kind.take().unwrap_or(Kind::Strong), notices)?;
            kind = next;
            self.extract.text(line, &mut self.builder);
            self.builder.close();
        }
        Ok(())
    }

    fn words(&mut self, text: &str) {
        for (number, line) in text.split('\n').enumerate() {
            self.breaks += usize::from(number > 0);
            let is_first = self.breaks > 0 || !self.builder.has_text();
            let line = if is_first { line.trim_start() } else { line };
            if line.is_empty() {
                continue;
            }
            self.place();
            self.extract.text(line, &mut self.builder);
        }
    }

    /// Begins a paragraph, or a line, where text follows.
    fn place(&mut self) {
        match std::mem::take(&mut self.breaks) {
            0 => {}
            1 if self.builder.has_text() => self.extract.hard_break(&mut self.builder),
            _ => self.end(),
        }
        if self.builder.top().kind.holds_blocks() {
            self.builder.open_paragraph(self.extract.here());
        }
    }
}

/// The same style for the next line.
fn again(kind: &Kind) -> Kind {
    match kind {
        Kind::Emphasis => Kind::Emphasis,
        Kind::Strikethrough => Kind::Strikethrough,
        Kind::Link { target, bare } => Kind::Link { target: target.clone(), bare: *bare },
        _ => Kind::Strong,
    }
}

fn too_deep(notices: &Notices<'_>) -> Error {
    let message = "quotes, lists or marks are nested more than 12 deep";
    notices.refuse_line(None, message, "this is more than any page can show")
}
