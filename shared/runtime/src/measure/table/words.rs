//! The values of those dimensions that this room can't list: routes, errors, tables, caches. With them every series can be named.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::{ALL, Metric};
use crate::measure::{Dimension, Values};

/// The values of those dimensions that this room can't list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// Methods and templates of the routes.
    pub routes: Vec<[String; 2]>,
    /// Codes of errors.
    pub types: Vec<String>,
    /// Tables, and "many".
    pub tables: Vec<String>,
    /// Tables, their indexes or "none", and the operations that they are asked by.
    pub queries: Vec<[String; 3]>,
    /// Caches.
    pub caches: Vec<String>,
}

/// One series: a metric, and values for one of the sets of dimensions that it is published by.
#[derive(Debug, Clone)]
pub struct Series {
    /// The metric.
    pub metric: &'static Metric,
    /// Names and values, in the order of the table. Empty for the figure of the whole fleet.
    pub dimensions: Vec<(&'static str, String)>,
}

impl Words {
    /// Those of this system. They stand in `words.json`, which a test makes from the template and the sources, and holds to them.
    ///
    /// # Panics
    /// The file is not of this shape.
    #[must_use]
    pub fn ours() -> &'static Self {
        static OURS: LazyLock<Words> = LazyLock::new(|| {
            serde_json::from_str(include_str!("words.json")).expect("a test made it")
        });
        &OURS
    }

    /// Every series that there can be, in the order of the table, without those of [`OTHER`](crate::measure::OTHER).
    #[must_use]
    pub fn series(&self) -> Vec<Series> {
        ALL.iter().flat_map(|metric| self.of(metric)).collect()
    }

    /// Every series of this metric.
    #[must_use]
    pub fn of(&self, metric: &'static Metric) -> Vec<Series> {
        let sets = metric.published.iter();
        sets.flat_map(|set| self.under(metric, set)).collect()
    }

    /// Every series of this metric, published under this set of dimensions.
    pub(in crate::measure) fn under(&self, metric: &'static Metric, set: &[&str]) -> Vec<Series> {
        let mut found = vec![Vec::new()];
        for dimension in metric.dimensions.iter().filter(|d| set.contains(&d.name)) {
            let mut longer = Vec::new();
            for before in &found {
                for value in self.values(dimension, before, set) {
                    let mut after = before.clone();
                    after.push((dimension.name, value));
                    longer.push(after);
                }
            }
            found = longer;
        }
        let series = |dimensions| Series { metric, dimensions };
        found.into_iter().map(series).collect()
    }

    /// What the dimension can say after those before it have said this: a route is a path and its methods, a query a table, its
    /// indexes and how it is asked.
    fn values(
        &self,
        dimension: &Dimension,
        before: &[(&str, String)],
        set: &[&str],
    ) -> Vec<String> {
        let of_query = |at: usize| {
            let said: Vec<_> = before.iter().map(|(_, value)| value).collect();
            let alike = |query: &&[String; 3]| said.iter().zip(query.iter()).all(|(a, b)| *a == b);
            let fitting = self.queries.iter().filter(alike);
            each_once(fitting.map(|query| &query[at]))
        };
        match (dimension.name, dimension.values) {
            ("route", _) => each_once(self.routes.iter().map(|[_, path]| path)),
            ("method", _) if set.contains(&"route") => {
                let route = before.iter().find(|(name, _)| *name == "route");
                let of_route = |[_, path]: &&[String; 2]| route.is_some_and(|(_, r)| r == path);
                each_once(self.routes.iter().filter(of_route).map(|[m, _]| m))
            }
            ("table", _) if set.contains(&"operation") => of_query(0),
            ("index", _) => of_query(1),
            ("operation", _) => of_query(2),
            ("table", _) => self.tables.clone(),
            ("cache", _) => self.caches.clone(),
            ("type", _) => self.types.clone(),
            (_, Values::Among(words)) => words.iter().map(|word| (*word).to_owned()).collect(),
            (_, Values::Words(_) | Values::Routes(_)) => vec![],
        }
    }
}

fn each_once<'a>(values: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for value in values {
        if !found.contains(value) {
            found.push(value.clone());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str) -> Vec<String> {
        let metric = Metric::named(name).expect("the table has it");
        let series = Words::ours().of(metric);
        let one = |series: &Series| {
            let values: Vec<_> = series.dimensions.iter().map(|(_, v)| v.as_str()).collect();
            values.join(" ")
        };
        series.iter().map(one).collect()
    }

    #[test]
    fn a_route_has_its_own_methods_and_a_query_its_tables_own_indexes() {
        let requests = told("http.requests");
        assert_eq!(requests[0], "");
        assert!(requests.contains(&"/api/v1/goals/{goal_id} PATCH".to_owned()));
        assert!(!requests.contains(&"/health POST".to_owned()));
        let queries = told("db.query.duration");
        assert!(queries.contains(&"goals idx_goals_student_status Query".to_owned()));
        assert!(!queries.contains(&"users idx_goals_student_status Query".to_owned()));
    }

    #[test]
    fn dimensions_that_depend_on_nothing_are_crossed() {
        let calls = told("assistant.calls");
        assert!(calls.contains(&"late".to_owned()));
        assert!(calls.contains(&"summary late".to_owned()));
        assert_eq!(calls.len(), 10 + 3 * 10);
    }

    #[test]
    fn every_set_that_is_published_has_series() {
        for metric in ALL {
            for set in metric.published {
                let series = Words::ours().under(metric, set);
                assert!(!series.is_empty(), "{} {set:?}", metric.name);
                let full = |series: &Series| series.dimensions.len() == set.len();
                assert!(series.iter().all(full), "{} {set:?}", metric.name);
            }
        }
    }
}
