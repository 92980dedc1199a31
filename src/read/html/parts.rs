//! The parts of a page that are its text: a saved page begins with menus and
//! ends with suggestions of other pages.

use super::beside::Counts;
use super::folds;
use super::names;
use super::toggles;
use super::tokens::Token;
use crate::read::raw_html::Tag;
use std::collections::BTreeMap;
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
    /// A heading, in which a button folds away what follows.
    Heading,
    /// A block that its author calls a menu.
    Menu,
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
    let links = named(&[Part::Link]);
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
            && let Some(title) = titles.into_iter().find(|title| !is_in(title, &around))
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
        } else if let (true, true, Some(first)) = (has_main, named(&[Part::Title]).is_empty(), kept.first()) {
            // A page without a title says above its text what it is about.
            let out = named(&[Part::Nav, Part::Aside, Part::Footer, Part::Header, Part::Menu, Part::Over]);
            let above = counts.before(tokens, (first.start, HEAD), |range| is_in(range, &out));
            kept.extend(above);
        }
        kept.extend(columns.into_iter().filter(|_| has_main));
        kept.sort_by_key(|range| (range.start, usize::MAX - range.end));
        *kept = outermost(kept.iter());
    }
    parts.dropped.extend(clicked(&found, &letters));
    parts.dropped.extend(toggles::find(tokens));
    parts.dropped.sort_by_key(|range| (range.start, usize::MAX - range.end));
    parts.dropped = outermost(parts.dropped.iter());
    let shown = (0..tokens.len()).filter(|&index| parts.holds(index)).map(|index| letters[index + 1] - letters[index]);
    let shown: usize = shown.sum();
    if shown == 0 {
        return Parts { kept: None, dropped: Vec::new(), left_out: None };
    }
    let first = (0..tokens.len()).find(|&index| letters[index + 1] > letters[index] && !parts.holds(index));
    parts.left_out = first.map(|index| (all - shown, tokens[index].0));
    parts
}

/// What there is only to click and to fill in: lists of links in a header, and forms
/// of nothing but fields, unless the page is a questionnaire.
fn clicked(found: &[(Part, Range<usize>)], letters: &[usize]) -> Vec<Range<usize>> {
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
    let links = of(&[Part::Link, Part::Outward]);
    let controls = of(&[Part::Control, Part::Button]);
    // A heading folds away what follows, a link has an address.
    let said = of(&[Part::Heading, Part::Outward]);
    let buttons = named(Part::Button).into_iter().filter(|button| !is_in(button, &said));
    // All that it says is to be clicked on.
    let clickable = of(&[Part::Link, Part::Outward, Part::Control, Part::Button]);
    let menus = named(Part::Menu).into_iter().filter(|menu| count(menu) > 0 && is_within(menu, &clickable, &count));
    let over = named(Part::Over).into_iter().filter(|part| share(count(part), all) < ARTICLES);
    let lists = named(Part::List).into_iter().filter(|list| is_in(list, &headers) && is_only(list, &links));
    let forms = named(Part::Form).into_iter();
    let forms = forms.filter(|form| share(count(form), all) < ARTICLES && is_only(form, &controls));
    lists.chain(forms).chain(buttons).chain(menus).chain(over).collect()
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
                found.push((part, start..index + 1));
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
            ("blockquote", _) => Some(Part::Quote),
            ("h1", _) => Some(Part::Title),
            ("section", _) => Some(Part::Section),
            ("header", _) => Some(Part::Header),
            ("ul" | "ol" | "menu" | "div" | "p", _) if names::has(tag, MENUS) => Some(Part::Menu),
            ("ul" | "ol" | "menu", _) => Some(Part::List),
            ("form", _) => Some(Part::Form),
            ("a", _) if is_button(tag) => Some(Part::Button),
            ("a", _) if leads_out(tag) => Some(Part::Outward),
            ("a", _) => Some(Part::Link),
            ("button", _) if folds::is_named_head(tag) => None,
            ("button", _) if folds::is_head(tag) && open.get("header").is_none_or(Vec::is_empty) => None,
            ("button", _) => Some(Part::Button),
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

fn leads_out(tag: &Tag) -> bool {
    tag.attribute("href")
        .is_some_and(|href| ["http:", "https:", "mailto:", "tel:"].iter().any(|scheme| href.starts_with(scheme)))
}

/// Whether a link is a button that does nothing on paper: it leads within the page.
fn is_button(tag: &Tag) -> bool {
    let leads_within = tag.attribute("href").is_none_or(|href| href.starts_with('#'));
    let words = names::words(tag);
    let has = |word: &str| words.iter().any(|own| own == word);
    let is_named = has("btn") || has("button") || names::is(tag, "role", "button");
    let is_back = has("top") && (has("back") || has("scroll") || has("to") || has("go"));
    leads_within && (is_named || is_back || has("backtotop") || has("skip"))
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
/// gives it.
fn is_breadcrumb(tag: &Tag) -> bool {
    let classes = tag.attribute("class").unwrap_or_default().split_ascii_whitespace();
    classes.into_iter().any(|class| matches!(class, "breadcrumb" | "breadcrumbs"))
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
