//! How a line fills its measure: widths of its spaces, then stretched letters.

use super::linebreak::{BrokenLine, SegmentEnd};
use super::paragraph::{ClusterKind, LineAlign, LineSetting, Paragraph};

/// What is done to a line to fill its measure; widths in ems of the paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Fill {
    /// How much wider each space is than its natural width.
    pub(super) space: f64,
    /// Stretched clusters, in logical order, and how far.
    pub(super) stretches: Vec<(usize, f64)>,
}

/// Fills a line of running text.
pub(super) fn fill(paragraph: &Paragraph, line: &BrokenLine, measure: f64, setting: &LineSetting) -> Fill {
    if setting.align != LineAlign::Justify || line.end_kind != SegmentEnd::Allowed {
        return Fill::default();
    }
    fill_verse(paragraph, line, measure)
}

/// Fills a line of verse.
pub(super) fn fill_verse(paragraph: &Paragraph, line: &BrokenLine, measure: f64) -> Fill {
    let clusters = &paragraph.clusters[line.text.clone()];
    let natural: f64 = clusters.iter().map(|cluster| f64::from(cluster.advance)).sum();
    let spaces = clusters.iter().filter(|cluster| cluster.kind == ClusterKind::Space).count();
    #[expect(clippy::cast_precision_loss, reason = "a line has few spaces")]
    let space = if spaces == 0 { 0.0 } else { (measure - natural) / spaces as f64 };
    Fill { space, stretches: Vec::new() }
}
