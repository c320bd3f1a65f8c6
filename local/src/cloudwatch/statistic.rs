//! What can be asked of figures.

use super::Fault;

/// What can be asked of figures. Trimmed means and the like are not to be had here.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Statistic {
    /// All values added up.
    Sum,
    /// How many values there were.
    SampleCount,
    /// The sum by the count.
    Average,
    /// The least value.
    Minimum,
    /// The greatest value.
    Maximum,
    /// The least value that so many per cent of all (0 to 100) are not greater than.
    Percentile(f64),
}

impl Statistic {
    /// Reads `Sum`, `SampleCount`, `Average`, `Minimum`, `Maximum`, or `p` and a number up to 100.
    ///
    /// # Errors
    /// It is none of these.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let percentile = |text: &str| {
            let digits = text.strip_prefix('p')?;
            let plain = digits.starts_with(|c: char| c.is_ascii_digit())
                && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
            let number: f64 = digits.parse().ok().filter(|_| plain)?;
            (number <= 100.0).then_some(Self::Percentile(number))
        };
        match text {
            "Sum" => Ok(Self::Sum),
            "SampleCount" => Ok(Self::SampleCount),
            "Average" => Ok(Self::Average),
            "Minimum" => Ok(Self::Minimum),
            "Maximum" => Ok(Self::Maximum),
            other => percentile(other).ok_or_else(|| {
                Fault::Validation(format!(
                    "The value {other} for parameter Stat is not supported. Here there are Sum, SampleCount, Average, Minimum, \
                     Maximum and percentiles such as p99."
                ))
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_have_a_number_up_to_a_hundred() {
        let of = |text| match Statistic::parse(text) {
            Ok(Statistic::Percentile(of_hundred)) => Some(of_hundred),
            _ => None,
        };
        assert_eq!(of("p99.9"), Some(99.9));
        assert_eq!((of("p0"), of("p100")), (Some(0.0), Some(100.0)));
        for wrong in [
            "p", "p100.1", "p-1", "p1e1", "pinf", "pNaN", "tm99", "P99", "",
        ] {
            assert!(Statistic::parse(wrong).is_err(), "{wrong}");
        }
    }
}
