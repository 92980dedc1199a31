//! The way of one document: what is the same for all documents of a job is opened
//! once, then each is cleaned, finished and written.

use super::write::{self, Work};
use super::{Products, Request, cards, choose, count, furnish, guard, page_list};
use crate::document::visit::{self, KeepLines, first_heading};
use crate::document::{Document, Lang, number, roles};
use crate::error::{Result, Warned};
use crate::font::FontBook;
use crate::frame::Layout;
use crate::impose::{self, Imposition};
use crate::persian::{TidyOptions, tidy};
use crate::resources::Resources;
use crate::settings::{Breaks, Duplex, Kashida, MadeFrom, OutputFormat, Roles, Scheme, Settings};
use crate::theme::Theme;
use crate::typeset::{self, Fitted, Shared};

/// What all documents of a job have in common.
pub(super) struct Desk<'a> {
    pub(super) request: &'a Request,
    pub(super) resources: &'a dyn Resources,
    pub(super) theme: Theme,
    pub(super) fonts: FontBook,
    pub(super) cleaning: TidyOptions,
}

/// A document with everything that is printed, and its pages if a format needs
/// them.
pub(super) struct Finished {
    pub(super) document: Document,
    /// The document as it was read and cleaned, where a format is made from it.
    pub(super) source: Option<Document>,
    pub(super) imposition: Imposition,
    pub(super) layout: Option<Layout>,
    pub(super) fitted: Option<Fitted>,
}

/// Whether pages are postcards, with the address behind them.
fn is_postcard(imposition: &Imposition) -> bool {
    imposition.scheme == Scheme::Postcard && imposition.duplex != Duplex::None
}

impl<'a> Desk<'a> {
    pub(super) fn open(request: &'a Request, resources: &'a dyn Resources) -> Result<Warned<Self>> {
        let look = choose::look(&request.settings, resources)?;
        Self::with_look(request, resources, look)
    }

    /// The same with a theme and fonts that are loaded.
    pub(super) fn with_look(
        request: &'a Request,
        resources: &'a dyn Resources,
        Warned { value: (mut theme, fonts), warnings }: Warned<(Theme, FontBook)>,
    ) -> Result<Warned<Self>> {
        let settings = &request.settings;
        if settings.sheet.is_some_and(Scheme::holds_whole) {
            choose::on_pieces(&mut theme);
        }
        choose::cover(settings, resources)?;
        let cleaning = TidyOptions::new(settings, resources)?;
        Ok(Warned { value: Self { request, resources, theme, fonts, cleaning }, warnings })
    }

    /// Cleans a document; returns the numbers of lines and sentences joined.
    pub(super) fn tidy(&self, document: &mut Document) -> Warned<(usize, usize)> {
        if self.request.settings.breaks == Some(Breaks::Keep) {
            visit::walk_document(&mut KeepLines, document);
        }
        let tidied = tidy(document, &self.cleaning);
        document.apply(&tidied.edits);
        Warned { value: tidied.joined(), warnings: tidied.warnings }
    }

    /// What setting documents of a language can share.
    pub(super) fn shared(&self, lang: &Lang) -> Shared<'_> {
        Shared::new(&self.fonts, lang, self.kashida())
    }

    /// What decides on how a document's words are shaped, besides the fonts.
    pub(super) fn words_of(&self, document: &Document) -> (Lang, Kashida) {
        (document.meta.lang.clone(), self.kashida())
    }

    fn kashida(&self) -> Kashida {
        self.request.settings.kashida.unwrap_or(Kashida::Auto)
    }

    /// Whether a format is made from pages; cards have pages of their own.
    fn needs_pages(&self) -> bool {
        self.request.formats.iter().any(|format| format.made_from() == MadeFrom::Print && !self.is_card(*format))
    }

    pub(super) fn is_card(&self, format: OutputFormat) -> bool {
        format.is_picture() && self.request.settings.card_kind().is_some()
    }

    /// Adds all parts to a cleaned document, numbers and sets it. `settings` are
    /// those of the job with what is the document's own.
    pub(super) fn finish(
        &self,
        mut document: Document,
        settings: &Settings,
        shared: &Shared<'_>,
        stage: &mut dyn FnMut(&'static str),
    ) -> Result<Warned<Finished>> {
        let mut warnings = Vec::new();
        choose::describe(&mut document.meta, settings);
        // A first heading equal to the title is the title itself, not a second one.
        document.meta.title_is_given &= document.meta.title != first_heading(&document.blocks);
        warnings.extend(guard::date(settings, &document.meta));
        warnings.extend(guard::name(&document.meta));
        let source = self.request.formats.contains(&OutputFormat::Markdown).then(|| document.clone());
        if settings.roles != Some(Roles::Off) {
            roles::mark(&mut document);
        }
        stage("number");
        warnings.extend(furnish::furnish(&mut document, &choose::parts(settings)));
        warnings.extend(number(&mut document));
        let imposition = choose::imposition(settings, &document.meta);
        let mut set = None;
        if self.needs_pages() || settings.page_list == Some(true) {
            stage("typeset");
            let theme = &self.theme;
            let geometry = choose::geometry(settings, theme, &imposition)?;
            let text = choose::text(settings, theme, &imposition, &geometry);
            let headed = choose::headed(theme, settings);
            let typeset = typeset::typeset_with(&document, &headed, shared, &geometry, &text, self.resources)?;
            warnings.extend(typeset.warnings);
            set = Some(typeset.value);
        }
        let pages = set.as_ref().map_or(0, |(layout, _)| layout.pages.len());
        if let Some((layout, _)) = set.as_mut().filter(|_| is_postcard(&imposition)) {
            let side = layout.pages.first().map(|page| impose::postcard::address_side(page.size, imposition.binding));
            layout.pages.extend(side);
        }
        warnings.extend(guard::sides(settings, &self.theme, pages));
        let (layout, fitted) = set.map_or((None, None), |(layout, fitted)| (Some(layout), fitted));
        Ok(Warned { value: Finished { document, source, imposition, layout, fitted }, warnings })
    }

    /// Writes all formats of a document.
    pub(super) fn write(
        &self,
        finished: Finished,
        settings: &Settings,
        stage: &mut dyn FnMut(&'static str),
    ) -> Result<Warned<Products>> {
        let Finished { document, source, imposition, layout, fitted } = finished;
        let request = self.request;
        let mut warnings = Vec::new();
        let pages = layout.as_ref().map(|layout| layout.pages.len());
        let page_list = layout.as_ref().filter(|_| settings.page_list == Some(true)).map(page_list::page_list);
        let mut work = self.work(&document, settings, &imposition);
        work.source = source;
        work.page_list = page_list.unwrap_or_default();
        let without_pages = write::all(request, MadeFrom::Document, &work, stage)?;
        warnings.extend(without_pages.warnings);
        if let Some(layout) = layout.filter(|_| self.needs_pages()) {
            stage("impose");
            let print = impose::impose(layout, &imposition)?;
            warnings.extend(print.warnings);
            work.print = Some(print.value);
        }
        if let Some(kind) = settings.card_kind().filter(|_| request.formats.iter().any(|format| self.is_card(*format)))
        {
            stage("cards");
            let cards = cards::set(&document, kind, settings, self.resources)?;
            warnings.extend(cards.warnings);
            work.cards = Some(cards.value);
        }
        let with_pages = write::all(request, MadeFrom::Print, &work, stage)?;
        warnings.extend(with_pages.warnings);
        let files = without_pages.value.into_iter().chain(with_pages.value).collect();
        let sheets = work.print.as_ref().filter(|print| print.imposed).map(count);
        Ok(Warned { value: Products { files, pages, sheets, fitted, joined: (0, 0) }, warnings })
    }

    /// What the writers need, without anything that is made for one of them.
    pub(super) fn work<'w>(
        &'w self,
        document: &'w Document,
        settings: &'w Settings,
        imposition: &'w Imposition,
    ) -> Work<'w> {
        Work {
            document,
            source: None,
            settings,
            theme: &self.theme,
            fonts: &self.fonts,
            resources: self.resources,
            imposition,
            page_list: Vec::new(),
            print: None,
            cards: None,
            modified: self.request.modified,
        }
    }
}
