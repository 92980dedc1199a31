//! What there is to be asked for: a fixed list. No name of a file comes from a
//! client.

/// A thing to be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Route {
    Page,
    Script,
    Style,
    Icon,
    /// Letters of the page.
    Font,
    BoldFont,
    /// What is there after the news of this number, as soon as there is any.
    News(u64),
    /// A picture as it was made.
    Picture(Leaf),
    /// Its words, for those who do not see it.
    Words(Leaf),
}

/// A page, sheet or card, and the number of the news it came with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Leaf {
    pub(super) index: usize,
    pub(super) made: u64,
}

impl Route {
    /// From a path behind the token.
    pub(super) fn of(path: &str) -> Option<Self> {
        let leaf = |index, made| Some(Leaf { index: usize::try_from(number(index)?).ok()?, made: number(made)? });
        match path.split('/').collect::<Vec<_>>()[..] {
            [""] => Some(Self::Page),
            ["preview.js"] => Some(Self::Script),
            ["preview.css"] => Some(Self::Style),
            ["icon.svg"] => Some(Self::Icon),
            ["regular.ttf"] => Some(Self::Font),
            ["bold.ttf"] => Some(Self::BoldFont),
            ["news", after] => number(after).map(Self::News),
            ["picture", index, made] => leaf(index, made).map(Self::Picture),
            ["words", index, made] => leaf(index, made).map(Self::Words),
            _ => None,
        }
    }
}

/// A number as we write it: digits alone.
fn number(word: &str) -> Option<u64> {
    word.parse().ok().filter(|number: &u64| number.to_string() == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_fixed() {
        assert_eq!(Route::of("picture/3/12"), Some(Route::Picture(Leaf { index: 3, made: 12 })));
        assert_eq!(Route::of("words/0/1"), Some(Route::Words(Leaf { index: 0, made: 1 })));
        for path in ["picture/+3/1", "picture/03/1", "picture/3", "news/", "news/1/", "news/..", "../etc/passwd", "%2e"]
        {
            assert_eq!(Route::of(path), None, "{path}");
        }
    }
}
