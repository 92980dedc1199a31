//! The parts of a page that are its text: a saved page begins with menus and
//! ends with suggestions of other pages.

use super::beside::Counts;
use super::doors;
use super::folds;
use super::footers;
use super::languages;
use super::lines;
use super::names;
use super::toggles;
use super::tokens::Token;
use crate::read::raw_html::Tag;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Articles are the page's text if they contain at least this share of its
/// letters: a page of teasers consists of articles, a card beside the text has
/// only a few words. The value is a choice between the two.
const ARTICLES: f64 = 0.25;

/// The most letters of a header that is kept with the title in it: three paragraphs.
const HEAD: usize = 1_000;

/// Parts of a page that are not its text.
const AROUND: &[Part] = &[Part::Nav, Part::Aside, Part::Footer];

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Main,
    Article,
    Nav,
    Aside,
    Footer,
    /// A quotation, whose footer is its source.
    Quote,
    /// A heading of the first level.
    Title,
    Section,
    Header,
    List,
    Form,
    Link,
    /// A link that leads out of the site: an address is worth printing.
    Outward,
    /// The words of a field.
    Control,
    /// What is only there to be clicked on.
    Button,
    /// A link that looks like a button and leads to another page of the site.
    Onward,
    /// A heading, in which a button folds away what follows.
    Heading,
    /// A block that its author calls a menu.
    Menu,
    /// A block that its author calls a footer.
    Foot,
    /// A block that its author calls links.
    Links,
    /// What stands over a page until somebody has read it, or while it loads.
    Over,
}

/// The parts of a page that are kept.
pub(super) struct Parts {
    /// The ranges of tokens that are read; `None`: all.
    kept: Option<Vec<Range<usize>>>,
    dropped: Vec<Range<usize>>,
    /// The number of letters left out, and the first line of these.
    pub(super) left_out: Option<(usize, u32)>,
}

impl Parts {
    /// Whether a token is kept. Indexes must be asked for in order.
    pub(super) fn holds(&self, index: usize) -> bool {
        let within = |ranges: &[Range<usize>]| {
            let at = ranges.partition_point(|range| range.end <= index);
            ranges.get(at).is_some_and(|range| range.contains(&index))
        };
        self.kept.as_ref().is_none_or(|kept| within(kept)) && !within(&self.dropped)
    }
}

impl Parts {
    /// Keeps these ranges, which are sorted, whatever else is left out around them.
    fn keep(&mut self, ranges: &[Range<usize>]) {
        let cut = |dropped: &Range<usize>| {
            let first = ranges.partition_point(|range| range.end <= dropped.start);
            let inside = ranges[first..].iter().take_while(|range| range.start < dropped.end);
            let mut pieces = Vec::new();
            let mut start = dropped.start;
            for range in inside {
                pieces.push(start..range.start);
                start = range.end;
            }
            pieces.push(start..dropped.end);
            pieces.into_iter().filter(|piece| !piece.is_empty())
        };
        self.dropped = self.dropped.iter().flat_map(cut).collect();
        self.kept.iter_mut().for_each(|kept| kept.extend_from_slice(ranges));
        self.settle();
    }

    /// Puts the ranges in order, those that overlap into one.
    fn settle(&mut self) {
        for ranges in self.kept.iter_mut().chain([&mut self.dropped]) {
            ranges.sort_by_key(|range| range.start);
            ranges.dedup_by(|next, last| {
                let overlaps = next.start < last.end;
                last.end = if overlaps { last.end.max(next.end) } else { last.end };
                overlaps
            });
        }
    }
}

/// Finds the text of a page: `<main>`, else its articles, else all but menus,
/// sidebars and the page's footer. Articles are only cards of a page if none of them
/// is most of their text, or less of it than its sections beside them. Menus are always
/// left out: on paper they lead nowhere.
pub(super) fn of(tokens: &[(u32, Token)]) -> Parts {
    let found = find(tokens);
    let letters = letters(tokens);
    let count = |ranges: &[Range<usize>]| -> usize {
        ranges.iter().map(|range| letters[range.end] - letters[range.start]).sum()
    };
    let all = letters.last().copied().unwrap_or_default();
    let named = |parts: &[Part]| outermost(found.iter().filter(|(part, _)| parts.contains(part)).map(|(_, at)| at));
    let (mains, articles) = (named(&[Part::Main]), named(&[Part::Article]));
    let links = named(&[Part::Link, Part::Onward]);
    let counts = Counts { letters: &letters, links: &links };
    let columns: Vec<_> = named(&[Part::Aside]).into_iter().filter(|aside| counts.is_column(aside)).collect();
    let mut parts = Parts { kept: None, dropped: named(&[Part::Nav]), left_out: None };
    let is_text = |articles: &[Range<usize>]| {
        // Tags nested wrongly may leave less of both than of the articles alone.
        let outside = count(&named(&[Part::Section, Part::Article])).saturating_sub(count(articles));
        let largest = articles.iter().map(|article| letters[article.end] - letters[article.start]).max().unwrap_or(0);
        let is_composed = outside > largest || largest * 2 <= count(articles);
        count(articles) > 0 && !is_composed && share(count(articles), all) >= ARTICLES
    };
    let has_main = count(&mains) > 0;
    let footers = if is_text(&articles) { Vec::new() } else { footers(&found, &mains, &letters) };
    if has_main {
        parts.kept = Some(mains);
    } else if is_text(&articles) {
        parts.kept = Some(articles);
    } else {
        let quotes = named(&[Part::Quote]);
        let around = named(AROUND).into_iter().filter(|range| !columns.contains(range));
        parts.dropped = around.filter(|range| !is_in(range, &quotes)).collect();
        parts.dropped.extend(named(&[Part::Nav]));
    }
    if let Some(kept) = &mut parts.kept {
        let titles = named(&[Part::Title]);
        let around = named(AROUND);
        if !titles.iter().any(|title| is_in(title, kept))
            && let Some(title) = titles.iter().find(|title| !is_in(title, &around)).cloned()
        {
            // What stands with it, such as the line below.
            let heads = found.iter().filter(|(part, head)| {
                matches!(part, Part::Header | Part::Section)
                    && encloses(head, &title)
                    && letters[head.end] - letters[head.start] <= HEAD
                    && !holds_one(head, kept)
            });
            let head = heads.map(|(_, head)| head.clone()).next_back();
            kept.push(head.unwrap_or(title));
        } else if let (true, true, Some(first)) = (has_main, titles.is_empty(), kept.first()) {
            // A page without a title says above its text what it is about.
            let out = named(&[Part::Nav, Part::Aside, Part::Footer, Part::Header, Part::Menu, Part::Over]);
            let above = counts.before(tokens, (first.start, HEAD), |range| is_in(range, &out));
            kept.extend(above);
        } else if let (true, Some(first)) = (has_main, kept.first())
            && let Some(name) = name_above(tokens, &titles, kept)
            && !is_in(&name, &around)
        {
            // With the picture beside it.
            let above = counts.before(tokens, (first.start, HEAD), |range| is_in(range, &around));
            let block = above.into_iter().find(|block| encloses(block, &name));
            kept.push(block.unwrap_or(name));
        }
        kept.extend(columns.into_iter().filter(|_| has_main));
    }
    parts.dropped.extend(clicked(tokens, &found, &letters));
    parts.dropped.extend(languages::find(tokens));
    parts.dropped.extend(toggles::find(tokens));
    parts.settle();
    keep_told(tokens, &footers, &letters, &mut parts);
    let menus = named(&[Part::Nav, Part::Over]);
    let doors = doors::left_out(tokens, |at| !parts.holds(at), |door| is_in(door, &menus));
    parts.keep(&doors);
    let shown = (0..tokens.len()).filter(|&index| parts.holds(index)).map(|index| letters[index + 1] - letters[index]);
    let shown: usize = shown.sum();
    if shown == 0 {
        return Parts { kept: None, dropped: Vec::new(), left_out: None };
    }
    let is_picture = |index: usize| matches!(&tokens[index].1, Token::Tag(tag) if tag.name == "img");
    let says = |index: usize| letters[index + 1] > letters[index] || is_picture(index);
    let first = (0..tokens.len()).find(|&index| says(index) && !parts.holds(index));
    parts.left_out = first.map(|index| (all - shown, tokens[index].0));
    parts
}

/// The title above the text of a page that its `<title>` begins with, unless that names
/// one of the text: whose page it is.
fn name_above(tokens: &[(u32, Token)], titles: &[Range<usize>], kept: &[Range<usize>]) -> Option<Range<usize>> {
    let is_start = |(_, token): &(u32, Token)| matches!(token, Token::Tag(tag) if tag.name == "title" && !tag.closing);
    let at = tokens.iter().position(is_start)? + 1;
    let called = lines::words(tokens.get(at..=at)?);
    let words = |title: &Range<usize>| lines::words(&tokens[title.clone()]);
    if titles.iter().any(|title| is_in(title, kept) && called.contains(&words(title))) {
        return None;
    }
    let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    let is_name = |title: &&Range<usize>| {
        let words = words(title);
        let is_above = kept.first().is_some_and(|first| title.end <= first.start);
        is_above && !words.is_empty() && called.strip_prefix(&words).is_some_and(ends)
    };
    titles.iter().find(is_name).cloned()
}

/// The footers of the page, none in another: those of its quotations, articles and main
/// part are a part of these, and what is only called one is small.
fn footers(found: &[(Part, Range<usize>)], mains: &[Range<usize>], letters: &[usize]) -> Vec<Range<usize>> {
    let named = |parts: &[Part]| outermost(found.iter().filter(|(part, _)| parts.contains(part)).map(|(_, at)| at));
    let owners = named(&[Part::Quote, Part::Article]);
    let count = |range: &Range<usize>| letters[range.end] - letters[range.start];
    let all = letters.last().copied().unwrap_or_default();
    let is_one = |(part, range): &&(Part, Range<usize>)| match part {
        Part::Footer => !is_in(range, mains),
        Part::Foot => share(count(range), all) < ARTICLES,
        _ => false,
    };
    let footers = found.iter().filter(is_one).map(|(_, range)| range);
    outermost(footers.filter(|range| !is_in(range, &owners)))
}

/// Keeps of the footers what nobody finds elsewhere on paper.
fn keep_told(tokens: &[(u32, Token)], footers: &[Range<usize>], letters: &[usize], parts: &mut Parts) {
    let is_said = |at: &usize| {
        let is_text = matches!(tokens[*at].1, Token::Text(_));
        parts.holds(*at) && !is_in(&(*at..at + 1), footers) && (!is_text || letters[at + 1] > letters[*at])
    };
    let said = (0..tokens.len()).filter(is_said);
    // The address of a link that says something else is not printed.
    let is_printed = |at: &usize| match &tokens[*at].1 {
        Token::Text(_) => true,
        Token::Tag(tag) => {
            !["tel:", "mailto:"].iter().any(|to| tag.attribute("href").is_some_and(|own| own.starts_with(to)))
        }
    };
    let known: BTreeSet<_> = said.filter(is_printed).flat_map(|at| footers::keys(&tokens[at..=at])).collect();
    let told = |footer: &Range<usize>| footers::left_out(tokens, footer, &known).map(|out| (footer.clone(), out));
    let (kept, out): (Vec<_>, Vec<_>) = footers.iter().filter_map(told).unzip();
    parts.dropped.extend_from_slice(footers);
    parts.dropped.retain(|dropped| kept.binary_search_by_key(&dropped.start, |footer| footer.start).is_err());
    parts.dropped.extend(out.into_iter().flatten());
    parts.kept.iter_mut().for_each(|whole| whole.extend_from_slice(&kept));
    parts.settle();
}

/// What there is only to click and to fill in: lists of links in a header, and forms
/// of nothing but fields, unless the page is a questionnaire.
fn clicked(tokens: &[(u32, Token)], found: &[(Part, Range<usize>)], letters: &[usize]) -> Vec<Range<usize>> {
    let named = |part: Part| outermost(found.iter().filter(|(one, _)| *one == part).map(|(_, at)| at));
    let count = |range: &Range<usize>| letters[range.end] - letters[range.start];
    let all = letters.last().copied().unwrap_or_default();
    // All text of a range is in such parts, of which there are at least two.
    let is_only = |range: &Range<usize>, inside: &[Range<usize>]| {
        let first = inside.partition_point(|part| part.start < range.start);
        let own = &inside[first..first + inside[first..].partition_point(|part| part.end <= range.end)];
        own.len() > 1 && own.iter().map(count).sum::<usize>() == count(range)
    };
    let headers = named(Part::Header);
    let of = |parts: &[Part]| outermost(found.iter().filter(|(one, _)| parts.contains(one)).map(|(_, at)| at));
    let links = of(&[Part::Link, Part::Outward, Part::Onward]);
    let controls = of(&[Part::Control, Part::Button]);
    // A heading folds away what follows, a link has an address.
    let said = of(&[Part::Heading, Part::Outward]);
    let buttons = of(&[Part::Button, Part::Onward]).into_iter().filter(|button| !is_in(button, &said));
    // All that it says is to be clicked on.
    let clickable = of(&[Part::Link, Part::Outward, Part::Onward, Part::Control, Part::Button]);
    let words = |range: &Range<usize>| lines::words(&tokens[range.clone()]);
    let navs: BTreeSet<_> = named(Part::Nav).iter().map(words).collect();
    let is_menu = |menu: &Range<usize>| {
        let is_clicked = is_within(menu, &clickable, &count);
        // The same again, for a narrow screen.
        count(menu) > 0 && (is_clicked || navs.contains(&words(menu)))
    };
    let menus = named(Part::Menu).into_iter().filter(is_menu);
    // In a bar of other things.
    let is_box = |range: &Range<usize>| range.len() <= MOST_LINKS && languages::is_box(&tokens[range.clone()]);
    let boxes = found.iter().filter(|(part, range)| *part == Part::Menu && is_box(range));
    let boxes: Vec<_> = boxes.map(|(_, range)| range.clone()).collect();
    let heads = of(&[Part::Title, Part::Heading, Part::Link, Part::Onward]);
    let is_site = |links: &Range<usize>| {
        let leads: Vec<_> = lines::links(&tokens[links.clone()]).map(leads_to_page).collect();
        leads.len() > 1 && !leads.contains(&false) && is_within(links, &heads, &count)
    };
    let of_links = found.iter().filter(|(part, links)| *part == Part::Links && links.len() <= MOST_LINKS);
    let of_links = of_links.map(|(_, links)| links.clone());
    let sites = of_links.filter(is_site).collect::<Vec<_>>();
    let over = named(Part::Over).into_iter().filter(|part| share(count(part), all) < ARTICLES);
    let lists = named(Part::List).into_iter().filter(|list| is_in(list, &headers) && is_only(list, &links));
    let forms = named(Part::Form).into_iter();
    let forms = forms.filter(|form| share(count(form), all) < ARTICLES && is_only(form, &controls));
    lists.chain(forms).chain(buttons).chain(menus).chain(boxes).chain(sites).chain(over).collect()
}

/// Whether all letters of a range are in these parts of it, which are sorted.
fn is_within(range: &Range<usize>, parts: &[Range<usize>], count: &impl Fn(&Range<usize>) -> usize) -> bool {
    let first = parts.partition_point(|part| part.start < range.start);
    let own = parts[first..].iter().take_while(|part| part.end <= range.end);
    own.map(count).sum::<usize>() == count(range)
}

#[expect(clippy::cast_precision_loss, reason = "a share of letters")]
fn share(part: usize, all: usize) -> f64 {
    part as f64 / all.max(1) as f64
}

fn encloses(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Whether a range is in one of these, which are sorted and none in another.
fn is_in(range: &Range<usize>, parts: &[Range<usize>]) -> bool {
    let at = parts.partition_point(|part| part.end < range.end);
    parts.get(at).is_some_and(|part| encloses(part, range))
}

/// Whether one of these, which are sorted and none in another, is in a range.
fn holds_one(range: &Range<usize>, parts: &[Range<usize>]) -> bool {
    let at = parts.partition_point(|part| part.start < range.start);
    parts.get(at).is_some_and(|part| encloses(range, part))
}

/// The parts that are complete: a start tag and its end tag.
fn find(tokens: &[(u32, Token)]) -> Vec<(Part, Range<usize>)> {
    let mut open: BTreeMap<&str, Vec<(usize, Option<Part>)>> = BTreeMap::new();
    let mut found = Vec::new();
    for (index, (_, token)) in tokens.iter().enumerate() {
        let Token::Tag(tag) = token else { continue };
        let name = tag.name.as_str();
        if tag.closing {
            if let Some((start, Some(part))) = open.get_mut(name).and_then(Vec::pop) {
                let is_in_text = part == Part::Onward && precedes_text(tokens, index);
                found.push((if is_in_text { Part::Link } else { part }, start..index + 1));
            }
            continue;
        }
        let part = match (name, tag.attribute("role")) {
            ("main", _) | (_, Some("main")) => Some(Part::Main),
            ("nav", _) | (_, Some("navigation")) => Some(Part::Nav),
            ("ol" | "ul" | "div", _) if is_breadcrumb(tag) => Some(Part::Nav),
            ("aside", _) | (_, Some("complementary")) => Some(Part::Aside),
            ("footer", _) | (_, Some("contentinfo")) => Some(Part::Footer),
            ("article", _) | (_, Some("article")) => Some(Part::Article),
            _ if is_over(tag) => Some(Part::Over),
            ("div" | "section" | "p", _) if is_footer(tag) => Some(Part::Foot),
            ("div" | "section", _) if names::has(tag, LINKS) => Some(Part::Links),
            ("blockquote", _) => Some(Part::Quote),
            ("h1", _) => Some(Part::Title),
            ("section", _) => Some(Part::Section),
            ("header", _) => Some(Part::Header),
            ("ul" | "ol" | "menu" | "div" | "p", _) if names::has(tag, MENUS) => Some(Part::Menu),
            ("ul" | "ol" | "menu", _) => Some(Part::List),
            ("form", _) => Some(Part::Form),
            ("button" | "summary", _) if folds::says_more(name, &tokens[index + 1..]) => Some(Part::Button),
            ("a", _) if !leads_out(tag) && folds::says_more(name, &tokens[index + 1..]) => Some(Part::Button),
            ("a", _) if is_button(tag) => Some(Part::Button),
            ("a", _) if is_named_button(tag) && leads_to_page(tag) && !follows_text(tokens, index) => {
                Some(Part::Onward)
            }
            ("a", _) if leads_out(tag) => Some(Part::Outward),
            ("a", _) => Some(Part::Link),
            ("button", _) if folds::is_named_head(tag) => None,
            ("button", _) if folds::is_head(tag) && open.get("header").is_none_or(Vec::is_empty) => None,
            ("button", _) => Some(Part::Button),
            ("li" | "span" | "div", _) if folds::sifts(tag, &tokens[index + 1..]) => Some(Part::Button),
            ("h2" | "h3" | "h4" | "h5" | "h6" | "summary" | "dt", _) => Some(Part::Heading),
            ("label" | "legend" | "select" | "textarea", _) => Some(Part::Control),
            _ => None,
        };
        if part.is_some() || open.contains_key(name) {
            open.entry(name).or_default().push((index, part));
        }
    }
    found.sort_by_key(|(_, range)| (range.start, usize::MAX - range.end));
    found
}

/// What authors call a block of nothing but links and buttons.
const MENUS: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "menu",
    "menubar",
    "submenu",
    "topbar",
    "toolbar",
    "pagination",
    "pager",
    "switcher",
    "switch",
    "lang",
    "langs",
    "language",
    "languages",
    "share",
    "sharing",
];

/// What authors call a list of the pages of a site.
const LINKS: &[&str] = &["links", "sitemap", "footer"];

/// The most tokens of such a list.
const MOST_LINKS: usize = 2_000;

/// Whether a link leads to another page of the site, and not within this one or to a file.
fn leads_to_page(tag: &Tag) -> bool {
    let Some(target) = tag.attribute("href") else { return true };
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_page = |name: &str| name.rsplit_once('.').is_none_or(|(_, ending)| PAGES.contains(&ending));
    !leads_out(tag) && (!path.is_empty() || target == "#") && is_page(name)
}

/// The endings of pages.
const PAGES: &[&str] = &["", "html", "htm", "xhtml", "php", "asp", "aspx"];

/// What has a footer of its own, which is a part of its text.
const CARDS: &[&str] = &[
    "card",
    "post",
    "article",
    "entry",
    "panel",
    "modal",
    "dialog",
    "table",
    "quote",
    "blockquote",
    "item",
    "message",
];

/// Whether a block is the footer of a page by its name.
fn is_footer(tag: &Tag) -> bool {
    names::has(tag, &["footer"]) && !names::has(tag, CARDS)
}

fn leads_out(tag: &Tag) -> bool {
    tag.attribute("href")
        .is_some_and(|href| ["http:", "https:", "mailto:", "tel:"].iter().any(|scheme| href.starts_with(scheme)))
}

/// Whether a link is a button that does nothing on paper: it leads within the page.
fn is_button(tag: &Tag) -> bool {
    let leads_within = tag.attribute("href").is_none_or(|href| href.starts_with('#'));
    let words = names::words(tag);
    let has = |word: &str| words.iter().any(|own| own == word);
    let is_back = has("top") && (has("back") || has("scroll") || has("to") || has("go"));
    leads_within && (is_named_button(tag) || is_back || has("backtotop") || has("skip"))
}

fn is_named_button(tag: &Tag) -> bool {
    names::has(tag, &["btn", "button"]) || names::is(tag, "role", "button")
}

/// Whether text stands right before a token, with no tag between.
fn follows_text(tokens: &[(u32, Token)], index: usize) -> bool {
    is_text(index.checked_sub(1).and_then(|before| tokens.get(before)))
}

/// Whether text stands right after a token, with no tag between.
fn precedes_text(tokens: &[(u32, Token)], index: usize) -> bool {
    is_text(tokens.get(index + 1))
}

fn is_text(token: Option<&(u32, Token)>) -> bool {
    matches!(token, Some((_, Token::Text(text))) if text.contains(char::is_alphanumeric))
}

/// Whether it stands over a page: a question about cookies, a window, what turns while
/// the page loads.
fn is_over(tag: &Tag) -> bool {
    if !matches!(tag.name.as_str(), "div" | "section" | "aside" | "dialog" | "form" | "p" | "span") {
        return false;
    }
    let words = names::words(tag);
    let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    let asks = has(&["cookie", "cookies"])
        && has(&["banner", "notice", "bar", "popup", "modal", "message", "box", "overlay", "alert", "law", "consent"]);
    let is_window = ["dialog", "alertdialog"].iter().any(|role| names::is(tag, "role", role));
    asks || is_window || has(&["preloader", "loader", "loading", "spinner", "gdpr", "consent"])
}

/// Whether it is the way from the first page to this one, by the name that everybody
/// gives it; what is only called after it may hold the title, too.
fn is_breadcrumb(tag: &Tag) -> bool {
    let mut classes = tag.attribute("class").unwrap_or_default().split_ascii_whitespace();
    let is_list = matches!(tag.name.as_str(), "ol" | "ul");
    (is_list && names::has(tag, &["breadcrumb", "breadcrumbs"]))
        || classes.any(|class| matches!(class, "breadcrumb" | "breadcrumbs"))
}

/// The ranges not contained in others; `ranges` are sorted by start.
fn outermost<'a>(ranges: impl Iterator<Item = &'a Range<usize>>) -> Vec<Range<usize>> {
    let mut list: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        if list.last().is_none_or(|last| last.end <= range.start) {
            list.push(range.clone());
        }
    }
    list
}

/// The number of letters before each token, and before the end.
fn letters(tokens: &[(u32, Token)]) -> Vec<usize> {
    let mut letters = Vec::with_capacity(tokens.len() + 1);
    let (mut sum, mut is_code) = (0, false);
    for (_, token) in tokens {
        letters.push(sum);
        match token {
            Token::Tag(tag) => is_code = !tag.closing && matches!(tag.name.as_str(), "script" | "style" | "title"),
            Token::Text(text) if !is_code => sum += text.chars().filter(|letter| letter.is_alphanumeric()).count(),
            Token::Text(_) => {}
        }
    }
    letters.push(sum);
    letters
}
