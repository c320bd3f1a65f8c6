//! Histograms: buckets whose width grows with what they hold, so that every percentile is off by the same share at most.

/// Buckets in one doubling. The width of a bucket is then 2^(1/8), 9 %.
///
/// Eight, because it is the largest power of two with which 0.125 ms to 32.8 s (18 doublings, the shortest answer from a cache to
/// beyond API Gateway's 30 s) fit into the 150 values of one datum of CloudWatch. A power of two keeps 1 ms, 1 s/1.024 and every
/// doubling on the edge of a bucket.
const PER_DOUBLING: i32 = 8;

/// Doublings from [`LOWEST`] up.
const DOUBLINGS: i32 = 18;

/// The upper edge of what is told apart from zero, as a power of two.
const LOWEST: i32 = -3;

/// The same as a value.
const LEAST: f64 = 0.125;

const BUCKETS: usize = (PER_DOUBLING * DOUBLINGS) as usize;

/// The most that a percentile of a histogram is off, as a share of the true value: (g - 1) / (g + 1) with g = 2^(1/8), 4.33 %.
///
/// It holds from 0.125 to 32,768. What lies outside is counted in the outermost buckets; the least and the greatest are exact. What
/// is less is told as the least, so that none stays none.
pub const ERROR: f64 = 0.0434;

/// How often which value was recorded, by bucket. 600 bytes, whatever is recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct Histogram {
    counts: [u32; BUCKETS],
    least: f64,
    greatest: f64,
}

impl Histogram {
    /// Nothing recorded.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            counts: [0; BUCKETS],
            least: f64::INFINITY,
            greatest: f64::NEG_INFINITY,
        }
    }

    /// Records a finite value so many times.
    pub fn record(&mut self, value: f64, times: u32) {
        let count = &mut self.counts[bucket(value)];
        *count = count.saturating_add(times);
        self.least = self.least.min(value);
        self.greatest = self.greatest.max(value);
    }

    /// Adds what another one holds.
    pub fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.counts.iter_mut().zip(other.counts) {
            *mine = mine.saturating_add(theirs);
        }
        self.least = self.least.min(other.least);
        self.greatest = self.greatest.max(other.greatest);
    }

    /// Whether nothing was recorded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.least > self.greatest
    }

    /// How many values were recorded.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.counts.iter().map(|count| u64::from(*count)).sum()
    }

    /// A value for each bucket that is not empty, in rising order, with its count: at most 144, each off by [`ERROR`] at most.
    pub fn values(&self) -> impl Iterator<Item = (f64, u64)> + '_ {
        let filled = self.counts.iter().enumerate().filter(|(_, n)| **n > 0);
        filled.map(|(at, n)| {
            let value = match at {
                0 if self.least < LEAST => self.least,
                _ => middle(at).clamp(self.least, self.greatest),
            };
            (value, u64::from(*n))
        })
    }
}

impl Default for Histogram {
    fn default() -> Self {
        Self::new()
    }
}

/// The bucket of a value: that of `2^(at / 8 - 3)` up to, and without, the next one's.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "held to the buckets that there are"
)]
fn bucket(value: f64) -> usize {
    let at = (value.log2() - f64::from(LOWEST)) * f64::from(PER_DOUBLING);
    // Zero and less have no logarithm: NaN becomes 0, and minus infinity the least.
    (at.floor().max(0.0) as usize).min(BUCKETS - 1)
}

/// The value that is off by the same share at both edges of a bucket: their harmonic mean.
#[expect(clippy::cast_precision_loss, reason = "144 at most")]
fn middle(at: usize) -> f64 {
    let edge = |at: f64| (at / f64::from(PER_DOUBLING) + f64::from(LOWEST)).exp2();
    let (low, high) = (edge(at as f64), edge(at as f64 + 1.0));
    2.0 * low * high / (low + high)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The value that so large a share of all is not greater than: the nearest rank.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "small numbers"
    )]
    fn percentile(sorted: &[(f64, u64)], share: f64) -> f64 {
        let total: u64 = sorted.iter().map(|(_, n)| n).sum();
        let rank = ((share * total as f64).ceil() as u64).max(1);
        let mut seen = 0;
        let found = sorted.iter().find(|(_, n)| {
            seen += n;
            seen >= rank
        });
        found.expect("the rank is within").0
    }

    proptest! {
        #[test]
        fn every_percentile_is_within_five_per_cent_of_the_true_one(
            exponents in prop::collection::vec(-3.0..14.99f64, 1..400),
            share in 0.0..=1.0f64,
        ) {
            let mut all: Vec<f64> = exponents.into_iter().map(f64::exp2).collect();
            let mut histogram = Histogram::new();
            for value in &all {
                histogram.record(*value, 1);
            }
            all.sort_by(f64::total_cmp);
            let exact: Vec<_> = all.iter().map(|value| (*value, 1)).collect();
            let kept: Vec<_> = histogram.values().collect();
            for share in [share, 0.5, 0.95, 0.99] {
                let (exact, told) = (percentile(&exact, share), percentile(&kept, share));
                prop_assert!((told / exact - 1.0).abs() <= ERROR, "{told} for {exact}");
                prop_assert!(ERROR <= 0.05);
            }
        }

        #[test]
        fn adding_histograms_loses_no_value(
            one in prop::collection::vec(0.0..1e6f64, 0..50),
            other in prop::collection::vec(0.0..1e6f64, 0..50),
        ) {
            let of = |values: &[f64]| {
                let mut histogram = Histogram::new();
                values.iter().for_each(|value| histogram.record(*value, 1));
                histogram
            };
            let mut sum = of(&one);
            sum.add(&of(&other));
            prop_assert_eq!(sum, of(&[one, other].concat()));
        }
    }

    #[test]
    fn what_lies_outside_is_counted_and_the_extremes_are_exact() {
        let mut histogram = Histogram::new();
        for value in [0.0, -1.0, 0.01, 1e9] {
            histogram.record(value, 1);
        }
        assert_eq!(histogram.count(), 4);
        let values: Vec<_> = histogram.values().collect();
        assert_eq!(values.len(), 2);
        assert!(values[0].0 < 0.14 && values[1].0 > 30_000.0);
        let mut alone = Histogram::new();
        alone.record(12.34, 3);
        assert_eq!(alone.values().collect::<Vec<_>>(), [(12.34, 3)]);
    }

    #[test]
    fn none_stays_none_beside_others() {
        let mut histogram = Histogram::new();
        for value in [0.0, 0.0, 3.0] {
            histogram.record(value, 1);
        }
        let values: Vec<_> = histogram.values().collect();
        assert_eq!(values[0], (0.0, 2));
        assert!((values[1].0 / 3.0 - 1.0).abs() <= ERROR);
    }

    #[test]
    fn a_full_histogram_fits_into_one_datum() {
        let mut histogram = Histogram::new();
        for at in 0..BUCKETS {
            histogram.record(middle(at), 1);
        }
        assert_eq!(histogram.values().count(), BUCKETS);
        const { assert!(BUCKETS <= 150) };
    }
}
