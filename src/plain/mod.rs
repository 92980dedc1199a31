//! Documents as plain text, a module per form. Each is a function from a
//! [`crate::document::Document`] to text and decides how its form expresses a
//! construct; none changes the document.
//!
//! | Module | What it writes |
//! |---|---|
//! | [`markdown`] | Markdown that the reader reads back as the same document |
//! | [`chat`] | text for any screen, and for Telegram and WhatsApp in parts |

mod chat;
mod markdown;

pub use chat::{Form, chat};
pub use markdown::markdown;
