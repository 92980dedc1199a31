//! The panels of a folded sheet, filled.

use super::column::PageBody;
use super::settle::{Flowed, Job, LOOSEST, WIDEST_GAPS, largest};
use crate::theme::StyleName;
use crate::typeset::Scale;
use crate::typeset::blocks::setter::Fold;
use crate::typeset::prepared::Node;
use crate::units::Length;

/// How full a panel must be for the next section of a folded sheet to begin another:
/// the first of these shares at which the sections fit the panels.
const SECTIONS: [f64; 4] = [0.0, 0.35, 0.6, 0.8];
/// How small letters may become to leave a panel for a cover.
const SHRUNK: f64 = 0.92;
/// How much letters may grow to fill the panels: 16 pt of 10.4, within the theme's range.
const GROWN: f64 = 1.55;

impl Job<'_, '_> {
    /// The panels of a folded sheet: the title on the cover, the contact block on the
    /// back, and the sections between them. Sections are spread over the panels first
    /// by where their headings begin a panel, then by letter size. `None` where the
    /// panels are too few.
    pub(super) fn folded(&self, usual: Scale) -> Option<(Scale, Flowed)> {
        let panels = usize::from(self.options.panels.filter(|panels| *panels > 1)?);
        let asked = self.options.fit.is_none_or(|pages| usize::from(pages) == panels);
        if self.prepared.opening.is_empty() || self.geometry.columns > 1 || !asked {
            return None;
        }
        let level = |node: &Node| match node.look.style {
            StyleName::Heading(level) => Some(level),
            _ => None,
        };
        let section = StyleName::Heading(self.prepared.body.iter().filter_map(level).min().unwrap_or(1));
        let set = |scale: Scale, from: Option<f64>| {
            (scale, self.flow_with(scale, true, Some(Fold { section, from, back: true })))
        };
        let sized = |size: Length| Scale { size, ..usual };
        let cover = |scale| self.cover_holds(scale, Some(Fold { section, from: None, back: true }), Length::ZERO);
        // A cover that holds the title, subtitle and date goes on holding them as letters grow.
        let whole = cover(sized(self.theme.fit[0].min(usual.size)));
        let fits = |(scale, flowed): &(Scale, Flowed)| flowed.pages.len() <= panels && (!whole || cover(*scale));
        let usual_fits = self.check(usual).is_ok() && fits(&set(usual, None));
        // Letters may become a little smaller for the sake of a cover; when the user
        // asks for a number of pages, they may become as small as the theme allows.
        let worth = if self.options.fit.is_some() { Length::ZERO } else { usual.size * SHRUNK };
        let least = if usual_fits { usual.size } else { self.theme.fit[0].max(worth).min(usual.size) };
        let most =
            if self.options.yields { (usual.size * GROWN).min(self.theme.fit[1]).max(usual.size) } else { usual.size };
        let from = SECTIONS.into_iter().map(Some).find(|from| fits(&set(sized(least), *from))).unwrap_or_default();
        let sized = |step: f64| sized(least + Length::pt(step * 0.1));
        let mut scale = sized(largest(((most - least).to_pt() * 10.0).floor(), |step| fits(&set(sized(step), from)))?);
        // Then the leading and the gaps, so that panels do not end halfway down.
        if self.options.yields {
            let led = |step: f64| Scale { leading: usual.leading * (1.0 + step * 0.01), ..scale };
            let steps = ((LOOSEST - 1.0) * 100.0).round();
            scale = largest(steps, |step| fits(&set(led(step), from))).map_or(scale, led);
            let spread = |step: f64| Scale { gaps: 1.0 + step * 0.1, ..scale };
            scale = largest(WIDEST_GAPS, |step| fits(&set(spread(step), from))).map_or(scale, spread);
        }
        let (scale, mut flowed) = set(scale, from);
        // Panels that stay empty go before the back, not after it.
        let back = flowed.pages.len().saturating_sub(1);
        while flowed.pages.len() < panels && back > 1 {
            flowed.pages.insert(back, PageBody { bare: true, ..PageBody::default() });
        }
        Some((scale, flowed))
    }
}
