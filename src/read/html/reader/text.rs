//! Text, and line ends between it.

use super::super::tokens::Token;
use super::super::{hidden, inline, mathml};
use super::Reader;
use crate::document::Direction;
use crate::error::Result;
use crate::read::linear;
use crate::read::node::Kind;

impl Reader<'_, '_> {
    /// Takes a token that is part of a formula; returns any other.
    pub(super) fn in_formula(&mut self, token: Token) -> Result<Option<Token>> {
        let Some(formula) = &mut self.formula else { return Ok(Some(token)) };
        let (is_end, breaks_out) = match &token {
            Token::Tag(tag) => (tag.closing && tag.name == "math", !tag.closing && hidden::breaks_out(&tag.name)),
            Token::Text(_) => (false, false),
        };
        if !is_end && !breaks_out {
            formula.push(token);
            return Ok(None);
        }
        let line = linear::plain(&mathml::line(&self.formula.take().unwrap_or_default()));
        if !line.is_empty() {
            self.place()?;
            self.open(Kind::Styled { lang: None, direction: Some(Direction::Ltr) })?;
            self.extract.text(&line, &mut self.builder);
            self.builder.close();
        }
        Ok(breaks_out.then_some(token))
    }

    pub(super) fn text(&mut self, text: &str) -> Result<()> {
        if self.in_title {
            let title = text.split_whitespace().collect::<Vec<_>>().join(" ");
            self.title.get_or_insert_default().push_str(&title);
        }
        if self.in_raw || self.is_unseen() || self.skipped.is_some() {
            return Ok(());
        }
        let ended = self.ended.take();
        let block = self.elements.last().map(|element| element.name.as_str());
        self.apart |= ended.is_some_and(|ended| inline::figure_stands_apart(&ended, block, self.last, text));
        if let Some((_, code)) = &mut self.verbatim {
            if std::mem::take(&mut self.line_due)
                && !code.is_empty()
                && !code.ends_with('\n')
                && !text.starts_with('\n')
            {
                code.push('\n');
            }
            code.push_str(text);
            return Ok(());
        }
        let is_space = |letter: char| matches!(letter, ' ' | '\n' | '\t' | '\r' | '\u{c}');
        let mut words = text.split(is_space).peekable();
        while let Some(word) = words.next() {
            if !word.is_empty() {
                self.space |= std::mem::take(&mut self.apart) && !word.starts_with(inline::continues);
                self.place()?;
                self.head.text(word, self.dress.title);
                self.extract.text(word, &mut self.builder);
                self.last = word.chars().next_back();
            }
            self.space |= words.peek().is_some();
        }
        Ok(())
    }

    pub(super) fn forced_break(&mut self) -> Result<()> {
        if self.builder.has_text() && !self.is_unseen() {
            self.space = false;
            self.extract.hard_break(&mut self.builder);
        }
        Ok(())
    }
}
