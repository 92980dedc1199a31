//! Metadata for libraries, bookshops and reading apps that is not printed in
//! the message itself.

/// Facts that are written to metadata only if asked for. The publisher is printed in
/// the imprint of a book; the others are not printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// A description in a sentence or a few.
    pub description: Option<String>,
    /// The publisher.
    pub publisher: Option<String>,
    /// The series it belongs to.
    pub series: Option<Series>,
    /// Subject headings or tags, each once.
    pub subjects: Vec<String>,
}

/// A series of books.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// Its number in the series, in Latin digits as EPUB requires (`2`, `2.1`).
    pub number: Option<String>,
}

impl About {
    /// Keeps the facts that are asked for, by their names in the settings.
    #[must_use]
    pub fn only(&self, asked: impl Fn(&str) -> bool) -> Self {
        let Self { description, publisher, series, subjects } = self.clone();
        Self {
            description: description.filter(|_| asked("description")),
            publisher: publisher.filter(|_| asked("publisher")),
            series: series.filter(|_| asked("series")),
            subjects: if asked("subjects") { subjects } else { Vec::new() },
        }
    }
}
