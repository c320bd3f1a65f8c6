//! The table of metrics, what the sources record, and what docs/METRICS.md says, are the same.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use runtime::measure::table::{ALL, Metric, Words};
use runtime::measure::{cents, document};
use store::CacheKind;
use template::Template;
use tests::asked_for;

use crate::policies::may;

/// No more series than this, each of them in use all month.
const MOST_SERIES: usize = 850;

/// What to do when something is not up to date.
const UPDATE: &str = "UPDATE_METRICS=1 cargo test -p tests --test template";

/// US cents a month.
const MOST_CENTS: usize = 25_500;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every source of the functions and of what they are made of, without tests.
fn sources() -> Vec<(PathBuf, String)> {
    let mut folders: Vec<_> = ["functions", "shared"].map(|room| root().join(room)).into();
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() && !path.ends_with("tests") && !path.ends_with("measure/table") {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("the source can be read");
                // What stands below belongs to tests.
                let code = text.split("#[cfg(test)]").next().unwrap_or_default();
                found.push((path, code.to_owned()));
            }
        }
    }
    assert!(found.len() > 200, "where are the sources?");
    found
}

/// How names of metrics are written down where something is recorded.
const WRITTEN: [&str; 8] = [
    "counter!(",
    "gauge!(",
    "histogram!(",
    "Key::from_parts(",
    "Key::from_static_name(",
    "Key::from_static_parts(",
    "Key::from_name(",
    // `let key = |name| Key::from_parts(name, …)`.
    ": key(",
];

/// Names of metrics that are recorded, with where.
fn recorded() -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    for (path, text) in sources() {
        if !text.contains("metrics::") {
            continue;
        }
        for way in WRITTEN {
            for after in text.split(way).skip(1) {
                let Some(rest) = after.trim_start().strip_prefix('"') else {
                    continue;
                };
                let name = rest.split('"').next().unwrap_or_default();
                found.push((name.to_owned(), path.clone()));
            }
        }
    }
    found
}

#[test]
fn what_is_recorded_is_in_the_table_and_what_is_in_the_table_is_recorded() {
    let recorded = recorded();
    for (name, path) in &recorded {
        let known = Metric::named(name).is_some();
        assert!(known, "{name} of {} is not in the table", path.display());
    }
    let recorded: BTreeSet<_> = recorded.iter().map(|(name, _)| name.as_str()).collect();
    for metric in ALL {
        assert!(
            recorded.contains(metric.name),
            "{} is not recorded",
            metric.name
        );
    }
}

/// The different codes of errors that the sources have.
fn types() -> BTreeSet<String> {
    let code = |text: &str| {
        let text = text.trim_start().strip_prefix('"')?;
        let word = text.split('"').next()?;
        let is_code = |c: char| c.is_ascii_uppercase() || c == '_';
        (word.len() > 3 && word.chars().all(is_code)).then(|| word.to_owned())
    };
    let mut found = BTreeSet::new();
    for (path, text) in sources() {
        let of_failures = path.ends_with("failure.rs") || text.contains("of_request(");
        for at in text.match_indices('"').map(|(at, _)| at) {
            let named = text[..at].trim_end().ends_with("code:");
            if named || of_failures {
                found.extend(code(&text[at..]));
            }
        }
    }
    found
}

/// The names that caches are counted under: some kinds count a part of theirs of its own.
fn caches() -> BTreeSet<String> {
    let path = root().join("shared/store/src/caches.rs");
    let text = fs::read_to_string(path).expect("the caches are there");
    let shared = text.split("share(").skip(1);
    let names = shared.filter_map(|rest| rest.split('"').nth(1));
    let names: BTreeSet<_> = names.map(str::to_owned).collect();
    for kind in CacheKind::ALL {
        assert!(names.contains(kind.name()), "{}", kind.name());
    }
    names
}

/// What stands for several tables, and for no index.
const MANY: &str = "many";
const NONE: &str = "none";

/// What the functions may ask of tables and indexes, and how they ask several tables at once.
fn queries(ours: &Template) -> BTreeSet<[String; 3]> {
    let several = ["BatchGetItem", "BatchWriteItem", "TransactWriteItems"];
    let of_several = several.map(|operation| [MANY, NONE, operation].map(str::to_owned));
    let mut found = BTreeSet::from(of_several);
    for (table, index, operation) in may(ours) {
        // Only ever a part of a transaction.
        if operation != "ConditionCheckItem" {
            let index = index.unwrap_or_else(|| NONE.to_owned());
            found.insert([table, index, operation]);
        }
    }
    found
}

/// The words of the template and the sources.
fn words() -> Words {
    let ours = Template::ours();
    let routes: BTreeSet<_> = ours
        .routes()
        .iter()
        .map(|route| {
            let key = route.route_key();
            let (method, path) = key.split_once(' ').expect("a method and a path");
            [method, path].map(str::to_owned)
        })
        .collect();
    let tables = ours.tables().iter().map(|table| table.suffix.clone());
    let tables: BTreeSet<_> = tables.chain([MANY.to_owned()]).collect();
    Words {
        routes: routes.into_iter().collect(),
        types: types().into_iter().collect(),
        tables: tables.into_iter().collect(),
        queries: queries(&ours).into_iter().collect(),
        caches: caches().into_iter().collect(),
    }
}

#[test]
fn the_words_are_those_of_the_template_and_the_sources() {
    let words = words();
    if asked_for("UPDATE_METRICS") {
        let file = root().join("shared/runtime/src/measure/table/words.json");
        let text = serde_json::to_string_pretty(&words).expect("words are text");
        fs::write(&file, text + "\n").expect("the file can be written");
    } else {
        assert!(
            *Words::ours() == words,
            "words.json is not that of the template: {UPDATE}"
        );
    }
}

#[test]
fn the_series_and_what_they_cost_are_bounded() {
    let series = words().series().len();
    assert!(series <= MOST_SERIES, "{series}");
    assert!(cents(series) <= MOST_CENTS, "{series}");
}

#[test]
fn the_bounds_of_words_leave_room_for_all_that_there_are() {
    let words = words();
    for dimension in ALL.iter().flat_map(|metric| metric.dimensions) {
        let words = match dimension.name {
            "route" => words.routes.len(),
            "type" => words.types.len(),
            "table" => words.tables.len(),
            "cache" => words.caches.len(),
            _ => continue,
        };
        assert!(words < dimension.most(), "{}: {words}", dimension.name);
    }
}

#[test]
fn every_route_table_index_and_cache_can_be_a_dimension() {
    let ours = Template::ours();
    let admits = |name: &str, value: &str| {
        let mut dimensions = ALL.iter().flat_map(|metric| metric.dimensions);
        let dimension = dimensions.find(|dimension| dimension.name == name);
        assert!(
            dimension.is_some_and(|dimension| dimension.admits(value)),
            "{name} {value}"
        );
    };
    for route in ours.routes() {
        let key = route.route_key();
        let (method, path) = key.split_once(' ').expect("a method and a path");
        admits("route", path);
        admits("method", method);
    }
    for index in store::names::Index::ALL {
        admits("index", index.name());
    }
    for table in store::names::Table::ALL {
        admits("table", table.suffix());
    }
    for cache in caches() {
        admits("cache", &cache);
    }
}

#[test]
fn the_documentation_is_that_of_the_table() {
    let file = root().join("docs/METRICS.md");
    let told = document(&words());
    if asked_for("UPDATE_METRICS") {
        fs::write(&file, &told).expect("the file can be written");
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        written == told,
        "docs/METRICS.md is not that of the table: {UPDATE}"
    );
}
