//! How much is asked for.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::measure::table::{ALL, Series, Words};

/// How much is asked for. Each costs what [`Self::statistics`] says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Detail {
    /// Every metric, told apart by as little as it is published by: the fleet as a whole.
    #[default]
    Fleet,
    /// That, and what is told of each route.
    Routes,
    /// Every series there is.
    All,
}

impl Detail {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::Fleet, Self::Routes, Self::All];

    /// The series that are asked for, in the order of the table.
    #[must_use]
    pub fn series(self, words: &Words) -> Vec<Series> {
        let wanted = |place: usize, set: &[&str]| match self {
            Self::Fleet => place == 0,
            Self::Routes => place == 0 || set.contains(&"route"),
            Self::All => true,
        };
        let mut found = Vec::new();
        for metric in ALL {
            for (place, set) in metric.published.iter().enumerate() {
                if wanted(place, set) {
                    found.extend(words.under(metric, set));
                }
            }
        }
        found
    }

    /// How many metrics CloudWatch counts for one reading: a statistic of a series is one.
    #[must_use]
    pub fn statistics(self, words: &Words) -> usize {
        let of = |series: &Series| super::statistic::of(series.metric.kind).len();
        self.series(words).iter().map(of).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fleets_set_of_a_metric_is_its_smallest() {
        for metric in ALL {
            let fewest = metric.published.iter().map(|set| set.len()).min();
            assert_eq!(Some(metric.published[0].len()), fewest, "{}", metric.name);
        }
    }

    #[test]
    fn each_detail_holds_the_one_before_and_the_last_is_the_whole_table() {
        let count = |detail: Detail| detail.series(Words::ours()).len();
        let counts = Detail::ALL.map(count);
        assert!(counts.is_sorted_by(|a, b| a < b), "{counts:?}");
        assert_eq!(counts[2], Words::ours().series().len());
    }

    #[test]
    fn of_the_fleet_no_route_is_asked_for_and_of_the_routes_all_are() {
        let names_route = |series: &Series| series.dimensions.iter().any(|(n, _)| *n == "route");
        let words = Words::ours();
        assert!(!Detail::Fleet.series(words).iter().any(names_route));
        let routes = Detail::Routes.series(words);
        let requests = routes
            .iter()
            .filter(|one| one.metric.name == "http.requests" && names_route(one));
        assert_eq!(requests.count(), words.routes.len());
    }

    #[test]
    fn a_reading_of_the_fleet_is_one_call() {
        assert!(Detail::Fleet.statistics(Words::ours()) <= 500);
    }
}
