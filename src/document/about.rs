//! What a message says about itself beyond what is printed: for the libraries,
//! bookshops and shelves that an EPUB comes to.

/// Facts that are printed nowhere, and go into metadata only when asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// What it is about, in a sentence or some.
    pub description: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// The series it belongs to.
    pub series: Option<Series>,
    /// Subjects, as of a catalogue or tags, each once.
    pub subjects: Vec<String>,
}

/// A series of books.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// Which of its books this is, in Latin digits as EPUB asks (`2`, `2.1`).
    pub number: Option<String>,
}

impl About {
    /// Those of the facts that are asked for by the names they have in settings.
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
