//! Runs: stretches of text with one look.

use super::styles::Styles;
use super::xml::Element;
use crate::read::node::Kind;

/// How a run is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) strike: bool,
    pub(super) raised: bool,
    pub(super) lowered: bool,
    pub(super) code: bool,
}

impl Look {
    /// The nodes of the message for it, outermost first.
    pub(super) fn kinds(&self) -> Vec<Kind> {
        [
            (self.bold, Kind::Strong),
            (self.italic, Kind::Emphasis),
            (self.strike, Kind::Strikethrough),
            (self.raised, Kind::Superscript),
            (self.lowered, Kind::Subscript),
        ]
        .into_iter()
        .filter_map(|(on, kind)| on.then_some(kind))
        .collect()
    }
}

/// What the properties of a run say, while they are met.
#[derive(Default)]
pub(super) struct RunProperties {
    look: Look,
    /// `bCs` and `iCs`: the look of letters written from right to left.
    complex: (bool, bool),
    rtl: bool,
}

impl RunProperties {
    pub(super) fn take(&mut self, element: &Element, styles: &Styles) {
        let on = element.is_on();
        match element.name.as_str() {
            "b" => self.look.bold = on,
            "i" => self.look.italic = on,
            "bCs" => self.complex.0 = on,
            "iCs" => self.complex.1 = on,
            "strike" | "dstrike" => self.look.strike = on,
            "rtl" => self.rtl = on,
            "vertAlign" => {
                self.look.raised = element.val() == Some("superscript");
                self.look.lowered = element.val() == Some("subscript");
            }
            "position" => self.look.lowered |= element.val().is_some_and(|value| value.starts_with('-')),
            "rStyle" => {
                let style = element.val().unwrap_or_default();
                let (bold, italic) = styles.emphasis(style);
                self.look.code |= styles.is_code(style);
                self.look.bold |= bold;
                self.look.italic |= italic;
            }
            _ => {}
        }
    }

    pub(super) fn look(&self) -> Look {
        let mut look = self.look.clone();
        look.bold |= self.rtl && self.complex.0;
        look.italic |= self.rtl && self.complex.1;
        look
    }
}
