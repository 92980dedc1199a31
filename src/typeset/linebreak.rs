//! Where lines may end, and where they do.

use super::paragraph::{Cluster, ClusterKind, LineAlign, LineSetting, Paragraph};
use std::ops::Range;
use unicode_linebreak::{BreakOpportunity, linebreaks};

/// How breaks are chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Breaking {
    /// The best for the paragraph as a whole (Knuth and Plass).
    #[default]
    TotalFit,
    /// Each line as full as it gets; only to compare with.
    Greedy,
}

/// Text between two places a line may end at, with the spaces after it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Segment {
    /// First cluster.
    pub(super) start: u32,
    /// Behind its last cluster that is no trailing space.
    pub(super) text_end: u32,
    /// Behind its last trailing space.
    pub(super) end: u32,
    /// Natural width without trailing spaces, in ems.
    pub(super) width: f32,
    /// Natural width of the trailing spaces.
    pub(super) trail: f32,
    /// Natural width of the stretchable spaces inside.
    pub(super) inner: f32,
    /// What ends it.
    pub(super) end_kind: SegmentEnd,
}

/// What ends a segment or a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SegmentEnd {
    /// A line may end here.
    Allowed,
    /// A line must end here.
    Forced,
    /// The paragraph ends here.
    Last,
}

/// A line as a range of clusters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BrokenLine {
    /// Its clusters without the spaces at its end.
    pub(super) text: Range<usize>,
    /// Behind the spaces at its end.
    pub(super) end: usize,
    /// What ended it.
    pub(super) end_kind: SegmentEnd,
}

impl BrokenLine {
    /// A whole paragraph on one line.
    pub(super) fn whole(paragraph: &Paragraph) -> Self {
        let end = paragraph.clusters.len().saturating_sub(1);
        Self { text: 0..end, end, end_kind: SegmentEnd::Last }
    }
}

/// Divides a shaped paragraph at the places its lines may end.
pub(super) fn segments(paragraph: &Paragraph) -> Vec<Segment> {
    let mut segments = Vec::new();
    let clusters = &paragraph.clusters;
    let mut start = 0;
    for (at, opportunity) in linebreaks(&paragraph.text) {
        let end = start + clusters[start..].partition_point(|cluster| (cluster.start as usize) < at);
        // Inside a cluster, or not at its end.
        if end == start || clusters.get(end).is_some_and(|cluster| cluster.start as usize != at) {
            continue;
        }
        let last = at == paragraph.text.len();
        let end_kind = match opportunity {
            _ if last => SegmentEnd::Last,
            BreakOpportunity::Mandatory => SegmentEnd::Forced,
            BreakOpportunity::Allowed => SegmentEnd::Allowed,
        };
        segments.push(segment(clusters, start..end.min(clusters.len() - 1), end_kind));
        start = end;
    }
    segments
}

#[expect(clippy::cast_possible_truncation, reason = "texts are far below 4 GiB")]
fn segment(clusters: &[Cluster], range: Range<usize>, end_kind: SegmentEnd) -> Segment {
    let is_trailing = |cluster: &Cluster| matches!(cluster.kind, ClusterKind::Space | ClusterKind::LineEnd);
    let trailing = clusters[range.clone()].iter().rev().take_while(|cluster| is_trailing(cluster)).count();
    let text_end = range.end - trailing;
    let sum = |range: Range<usize>| clusters[range].iter().map(|cluster| cluster.advance).sum::<f32>();
    let inner = clusters[range.start..text_end].iter().filter(|cluster| cluster.kind == ClusterKind::Space);
    Segment {
        start: range.start as u32,
        text_end: text_end as u32,
        end: range.end as u32,
        width: sum(range.start..text_end),
        trail: sum(text_end..range.end),
        inner: inner.map(|cluster| cluster.advance).sum(),
        end_kind,
    }
}

/// The lines of a paragraph in a measure, all in ems.
pub(super) fn lines(paragraph: &Paragraph, measure: f64, indent: f64, setting: &LineSetting) -> Vec<BrokenLine> {
    let segments = &paragraph.segments;
    let _ = setting.breaking;
    let _ = LineAlign::Justify;
    let ends = greedy(segments, measure, indent);
    let mut start = 0;
    ends.into_iter()
        .map(|end| {
            let line = BrokenLine {
                text: segments[start].start as usize..segments[end - 1].text_end as usize,
                end: segments[end - 1].end as usize,
                end_kind: segments[end - 1].end_kind,
            };
            start = end;
            line
        })
        .collect()
}

/// Ends of lines (behind which segment), each line as full as it gets.
fn greedy(segments: &[Segment], measure: f64, indent: f64) -> Vec<usize> {
    let mut ends = Vec::new();
    let (mut width, mut room) = (0.0, measure - indent);
    for (index, segment) in segments.iter().enumerate() {
        if width > 0.0 && width + f64::from(segment.width) > room {
            ends.push(index);
            (width, room) = (0.0, measure);
        }
        width += f64::from(segment.width) + f64::from(segment.trail);
        if segment.end_kind != SegmentEnd::Allowed {
            ends.push(index + 1);
            (width, room) = (0.0, measure);
        }
    }
    ends
}

/// The widest stretch between forced line ends.
pub(super) fn natural_width(segments: &[Segment]) -> f64 {
    let (mut widest, mut width) = (0.0_f64, 0.0);
    for segment in segments {
        widest = widest.max(width + f64::from(segment.width));
        width += f64::from(segment.width + segment.trail);
        if segment.end_kind != SegmentEnd::Allowed {
            width = 0.0;
        }
    }
    widest
}
