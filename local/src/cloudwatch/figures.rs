//! Values with how often each came.

use super::Statistic;

/// Values with how often each came: as exact as they were sent.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figures(
    /// By rising value.
    Vec<(f64, f64)>,
);

impl Figures {
    /// Adds a finite value that came so often.
    pub fn record(&mut self, value: f64, count: f64) {
        // Zero has two signs.
        let value = value + 0.0;
        match self.0.binary_search_by(|(at, _)| at.total_cmp(&value)) {
            Ok(at) => self.0[at].1 += count,
            Err(at) => self.0.insert(at, (value, count)),
        }
    }

    /// Adds what others hold.
    pub fn add(&mut self, other: &Self) {
        for (value, count) in &other.0 {
            self.record(*value, *count);
        }
    }

    /// How many different values there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// All values added up.
    #[must_use]
    pub fn sum(&self) -> f64 {
        self.0.iter().map(|(value, count)| value * count).sum()
    }

    /// How many values there are.
    #[must_use]
    pub fn count(&self) -> f64 {
        self.0.iter().map(|(_, count)| count).sum()
    }

    /// What is asked; `None` without values. As in the cloud there are no percentiles where a value is negative.
    #[must_use]
    pub fn statistic(&self, statistic: Statistic) -> Option<f64> {
        let (least, _) = self.0.first()?;
        let (greatest, _) = self.0.last()?;
        Some(match statistic {
            Statistic::Sum => self.sum(),
            Statistic::SampleCount => self.count(),
            Statistic::Average => self.sum() / self.count(),
            Statistic::Minimum => *least,
            Statistic::Maximum => *greatest,
            Statistic::Percentile(_) if *least < 0.0 => return None,
            Statistic::Percentile(of_hundred) => self.percentile(of_hundred).unwrap_or(*greatest),
        })
    }

    /// By nearest rank. How CloudWatch goes between two values it does not say.
    fn percentile(&self, of_hundred: f64) -> Option<f64> {
        let rank = of_hundred * self.count() / 100.0;
        let mut seen = 0.0;
        let found = self.0.iter().find(|(_, count)| {
            seen += count;
            seen >= rank
        });
        found.map(|(value, _)| *value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(values: &[(f64, f64)]) -> Figures {
        let mut figures = Figures::default();
        for (value, count) in values {
            figures.record(*value, *count);
        }
        figures
    }

    #[test]
    fn every_statistic_takes_the_counts_into_account() {
        let figures = figures(&[(10.0, 1.0), (1.0, 97.0), (5.0, 2.0), (1.0, 0.0)]);
        let told = |statistic| figures.statistic(statistic);
        assert_eq!(told(Statistic::Sum), Some(117.0));
        assert_eq!(told(Statistic::SampleCount), Some(100.0));
        assert_eq!(told(Statistic::Average), Some(1.17));
        assert_eq!(told(Statistic::Minimum), Some(1.0));
        assert_eq!(told(Statistic::Maximum), Some(10.0));
        for (of_hundred, value) in [
            (0.0, 1.0),
            (97.0, 1.0),
            (98.0, 5.0),
            (99.0, 5.0),
            (100.0, 10.0),
        ] {
            let percentile = told(Statistic::Percentile(of_hundred));
            assert_eq!(percentile, Some(value), "p{of_hundred}");
        }
    }

    #[test]
    fn without_values_there_is_nothing_to_tell_and_below_zero_there_are_no_percentiles() {
        assert_eq!(figures(&[]).statistic(Statistic::Sum), None);
        let negative = figures(&[(-1.0, 1.0), (1.0, 1.0)]);
        assert_eq!(negative.statistic(Statistic::Sum), Some(0.0));
        assert_eq!(negative.statistic(Statistic::Percentile(50.0)), None);
    }

    #[test]
    fn adding_keeps_one_entry_for_a_value() {
        let mut one = figures(&[(0.0, 1.0), (2.0, 1.0)]);
        one.add(&figures(&[(-0.0, 1.0), (2.0, 3.0), (1.0, 1.0)]));
        assert_eq!(one, figures(&[(0.0, 2.0), (1.0, 1.0), (2.0, 4.0)]));
    }
}
