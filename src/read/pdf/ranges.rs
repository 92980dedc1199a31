//! What ranges of codes stand for, without a place in memory for each code.

use std::collections::BTreeMap;

/// Values by the length of a code in bytes and the code. Ranges do not overlap: a later
/// one takes the place of what it covers.
#[derive(Debug)]
pub(super) struct Ranges<T>(BTreeMap<(u8, u32), Range<T>>);

#[derive(Clone, Debug)]
struct Range<T> {
    last: u32,
    /// The code that the value is of: the first one before anything was cut off.
    origin: u32,
    value: T,
}

impl<T> Default for Ranges<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: Clone> Ranges<T> {
    /// Each call adds two ranges at most, so that all calls together remove no more than
    /// they added.
    pub(super) fn put(&mut self, length: u8, (first, last): (u32, u32), value: T) {
        if first > last {
            return;
        }
        let mut behind = None;
        if let Some((_, before)) = self.0.range_mut((length, 0)..(length, first)).next_back()
            && before.last >= first
        {
            behind = (before.last > last).then(|| before.clone());
            before.last = first - 1;
        }
        while let Some(covered) = self.0.range((length, first)..=(length, last)).next().map(|(key, _)| *key) {
            behind = self.0.remove(&covered).filter(|range| range.last > last);
        }
        if let Some(behind) = behind {
            self.0.insert((length, last + 1), behind);
        }
        self.0.insert((length, first), Range { last, origin: first, value });
    }

    /// The value of the range that a code is in, and the code's distance from its first.
    pub(super) fn get(&self, length: u8, code: u32) -> Option<(&T, u32)> {
        let (_, range) = self.0.range((length, 0)..=(length, code)).next_back()?;
        (code <= range.last).then(|| (&range.value, code - range.origin))
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_ranges_cover_earlier_ones() {
        let mut ranges = Ranges::default();
        let put = [((10, 20), 'a'), ((15, 16), 'b'), ((5, 10), 'c'), ((18, 30), 'd'), ((18, 18), 'e'), ((4, 3), 'f')];
        let mut plain = [None; 40];
        for ((first, last), value) in put {
            ranges.put(2, (first, last), value);
            (first..=last).for_each(|code| plain[code as usize] = Some((value, code - first)));
        }
        let found: Vec<_> = (0..40).map(|code| ranges.get(2, code).map(|(value, step)| (*value, step))).collect();
        assert_eq!(found, plain);
        assert_eq!(ranges.get(1, 15), None);
        (0..1000).for_each(|_| ranges.put(2, (0, u32::MAX), 'g'));
        assert_eq!(ranges.len(), 1);
    }
}
