//! Properties of runs: stretches of text with the same look.

use crate::read::node::Kind;
use crate::read::xml::Element;

/// The look of a run, after all styles are applied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) strike: bool,
    pub(super) raised: bool,
    pub(super) lowered: bool,
    pub(super) code: bool,
    /// Whether its font is monospaced.
    pub(super) mono: bool,
    /// Whether this run alone has such a font for Latin letters, not its paragraph.
    pub(super) typewriter: bool,
    /// Size in half points; 0 if not set.
    pub(super) size: u32,
}

impl Look {
    /// The document's nodes for it, outermost first.
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

    /// Whether the two looks are the same in the document.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let marks = |look: &Self| (look.bold, look.italic, look.strike, look.raised, look.lowered, look.code);
        marks(self) == marks(other)
    }
}

/// The properties of a `w:rPr`; `None` where it does not set them.
#[derive(Clone, Debug, Default)]
pub(super) struct RunProperties {
    pub(super) style: Option<String>,
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    /// `bCs` and `iCs`: the look of letters of complex scripts.
    pub(super) complex_bold: Option<bool>,
    pub(super) complex_italic: Option<bool>,
    pub(super) strike: Option<bool>,
    /// `vanish`, `webHidden`: not shown.
    pub(super) hidden: Option<bool>,
    /// The paragraph mark is hidden (`vanish`, `specVanish`) or deleted by a
    /// tracked change: the paragraph continues in the next.
    pub(super) mark_gone: bool,
    pub(super) complex: Option<bool>,
    /// `rtl`: its marks stand as in a text from the right.
    pub(super) from_right: Option<bool>,
    pub(super) shift: Option<Shift>,
    pub(super) font: Option<String>,
    pub(super) complex_font: Option<String>,
    pub(super) size: Option<u32>,
    pub(super) complex_size: Option<u32>,
    pub(super) underline: Option<bool>,
    /// Whether the letters or the background are coloured.
    pub(super) colored: Option<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shift {
    None,
    Raised,
    Lowered,
}

impl RunProperties {
    /// The properties of a `w:rPr` element; the former ones in `w:rPrChange` are
    /// ignored.
    pub(super) fn read(element: &Element) -> Self {
        let mut properties = Self::default();
        element.elements().for_each(|child| properties.take(child));
        properties
    }

    fn take(&mut self, element: &Element) {
        let on = element.is_on();
        match element.name.as_str() {
            "b" => self.bold = Some(on),
            "i" => self.italic = Some(on),
            "bCs" => self.complex_bold = Some(on),
            "iCs" => self.complex_italic = Some(on),
            "strike" | "dstrike" => self.strike = Some(on || (self.strike == Some(true) && element.name == "dstrike")),
            "vanish" => {
                self.hidden = Some(on || self.hidden == Some(true));
                self.mark_gone |= on;
            }
            "webHidden" => self.hidden = Some(on || self.hidden == Some(true)),
            "specVanish" | "del" | "moveFrom" => self.mark_gone |= on,
            "rtl" | "cs" => {
                self.complex = Some(on || self.complex == Some(true));
                if element.name == "rtl" {
                    self.from_right = Some(on);
                }
            }
            "vertAlign" => {
                self.shift = Some(match element.val() {
                    Some("superscript") => Shift::Raised,
                    Some("subscript") => Shift::Lowered,
                    _ => Shift::None,
                });
            }
            "position" if element.val().is_some_and(|value| value.starts_with('-')) => {
                self.shift = Some(Shift::Lowered);
            }
            "rFonts" => {
                let font = |names: [&str; 2]| names.iter().find_map(|name| element.get(name)).map(str::to_owned);
                self.font = font(["ascii", "hAnsi"]).or(self.font.take());
                self.complex_font = font(["cs", "cs"]).or(self.complex_font.take());
            }
            "sz" => self.size = element.number("val"),
            "szCs" => self.complex_size = element.number("val"),
            "u" => self.underline = Some(on),
            "color" => {
                let plain = |value: &str| matches!(value, "auto" | "000000");
                self.colored = Some(element.val().is_some_and(|value| !plain(value)));
            }
            "highlight" => self.colored = Some(on),
            "rStyle" => self.style = element.val().map(str::to_owned),
            _ => {}
        }
    }

    /// The properties with those of `below` for the ones not set.
    pub(super) fn or(self, below: &Self) -> Self {
        Self {
            style: self.style,
            bold: self.bold.or(below.bold),
            italic: self.italic.or(below.italic),
            complex_bold: self.complex_bold.or(below.complex_bold),
            complex_italic: self.complex_italic.or(below.complex_italic),
            strike: self.strike.or(below.strike),
            hidden: self.hidden.or(below.hidden),
            mark_gone: self.mark_gone,
            complex: self.complex.or(below.complex),
            from_right: self.from_right.or(below.from_right),
            shift: self.shift.or(below.shift),
            font: self.font.or_else(|| below.font.clone()),
            complex_font: self.complex_font.or_else(|| below.complex_font.clone()),
            size: self.size.or(below.size),
            complex_size: self.complex_size.or(below.complex_size),
            underline: self.underline.or(below.underline),
            colored: self.colored.or(below.colored),
        }
    }

    /// A character style over a paragraph style: a toggle property set in both
    /// is off (ECMA-376, 17.7.3).
    pub(super) fn toggled(self, below: &Self) -> Self {
        let toggle = |own: Option<bool>, below: Option<bool>| match (own, below) {
            (Some(own), Some(below)) => Some(own != below),
            (own, below) => own.or(below),
        };
        Self {
            bold: toggle(self.bold, below.bold),
            italic: toggle(self.italic, below.italic),
            complex_bold: toggle(self.complex_bold, below.complex_bold),
            complex_italic: toggle(self.complex_italic, below.complex_italic),
            strike: toggle(self.strike, below.strike),
            hidden: toggle(self.hidden, below.hidden),
            ..self.or(below)
        }
    }

    /// Whether Latin letters have a monospaced font.
    pub(super) fn is_typewriter(&self) -> bool {
        self.font.as_deref().is_some_and(is_monospaced)
    }

    /// The look of text with these properties.
    pub(super) fn look(&self) -> Look {
        let on = |switch: Option<bool>| switch.unwrap_or(false);
        let complex = on(self.complex);
        // Many programs write only `w:b` for text of any script.
        let either = |plain: Option<bool>, own: Option<bool>| if complex { own.or(plain) } else { plain };
        let size = if complex { self.complex_size.or(self.size) } else { self.size };
        let font = if complex { self.complex_font.as_ref() } else { self.font.as_ref() };
        Look {
            bold: on(either(self.bold, self.complex_bold)),
            italic: on(either(self.italic, self.complex_italic)),
            strike: on(self.strike),
            raised: self.shift == Some(Shift::Raised),
            lowered: self.shift == Some(Shift::Lowered),
            code: false,
            mono: font.is_some_and(|font| is_monospaced(font)),
            typewriter: false,
            size: size.unwrap_or(0),
        }
    }
}

/// Monospaced fonts that programs set code in.
fn is_monospaced(font: &str) -> bool {
    const NAMES: [&str; 16] = [
        "consolas",
        "courier",
        "cascadia",
        "jetbrains",
        "menlo",
        "monaco",
        "lucida console",
        "sf mono",
        "sfmono",
        "fira code",
        "fira mono",
        "source code",
        "inconsolata",
        "ubuntu mono",
        "roboto mono",
        "andale mono",
    ];
    let name = font.to_lowercase();
    NAMES.iter().any(|known| name.starts_with(known)) || name.ends_with(" mono") || name.ends_with("monospace")
}
