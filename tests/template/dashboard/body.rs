//! The dashboard's JSON, and what is wrong with it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use template::Template;

use crate::math;
use crate::stack::{self, list, text};
use crate::watched::{self, Asked};

pub(super) const DASHBOARD: &str = "AWS::CloudWatch::Dashboard";

/// The body, as CloudWatch gets it; `None` when it is no JSON.
pub(super) fn body(template: &Template) -> Option<Value> {
    let made = stack::made(template, DASHBOARD, &[]);
    let [(_, properties)] = &made[..] else {
        panic!("one dashboard: {made:?}");
    };
    serde_json::from_str(text(properties, "DashboardBody")).ok()
}

/// The properties of our own widgets of this type.
pub(super) fn widgets(kind: &str) -> Vec<Value> {
    let body = body(&Template::ours()).expect("it is JSON");
    let widgets = list(&body, "widgets").iter();
    widgets
        .filter(|widget| widget["type"] == kind)
        .map(|widget| widget["properties"].clone())
        .collect()
}

/// How an axis says a unit.
fn label(unit: &str) -> &'static str {
    match unit {
        "Count" => "count",
        "Milliseconds" => "ms",
        "Seconds" => "s",
        "Bytes" => "bytes",
        other => panic!("how is {other} said?"),
    }
}

/// What is wrong with the widgets of a template.
pub(super) fn wrong(template: &Template) -> Vec<String> {
    let Some(body) = body(template) else {
        return vec!["it is no JSON".to_owned()];
    };
    let widgets = list(&body, "widgets").iter();
    let metrics = widgets.filter(|widget| widget["type"] == "metric");
    metrics
        .flat_map(|widget| wrong_in(template, &widget["properties"]))
        .collect()
}

fn wrong_in(template: &Template, widget: &Value) -> Vec<String> {
    let title = text(widget, "title");
    let mut wrong = Vec::new();
    if widget["region"] != "eu-central-1" {
        wrong.push(format!("{title}: of which region?"));
    }
    let (mut shown, mut hidden, mut used) = (BTreeSet::new(), BTreeMap::new(), BTreeSet::new());
    for line in list(widget, "metrics") {
        match read(template, widget, line) {
            Ok(Line::Math(ids)) => used.extend(ids),
            Ok(Line::Shown(unit)) => drop(shown.insert(label(unit))),
            Ok(Line::Hidden(id, unit)) => drop(hidden.insert(id, unit)),
            Err(what) => wrong.push(format!("{title}: {what}")),
        }
    }
    if !used.iter().eq(hidden.keys()) {
        wrong.push(format!("{title}: of {hidden:?}, {used:?} are used"));
    }
    // A share of the same is so many in a hundred, or so many for each.
    let axis = text(&widget["yAxis"]["left"], "label");
    let is_right = if used.is_empty() {
        shown == BTreeSet::from([axis])
    } else {
        shown.is_empty() && ["%", "ratio"].contains(&axis)
    };
    if !is_right {
        wrong.push(format!("{title}: {axis} of {shown:?}"));
    }
    wrong
}

/// What a line is.
enum Line {
    /// Shown, in this unit.
    Shown(&'static str),
    /// For a line of metric math, which knows it by this id.
    Hidden(String, &'static str),
    /// Worked out of others.
    Math(BTreeSet<String>),
}

/// A line: namespace, metric, and names and values of dimensions, and perhaps more about it; or an expression alone.
fn read(template: &Template, widget: &Value, line: &Value) -> Result<Line, String> {
    let mut words: Vec<_> = line.as_array().ok_or("a line is a list")?.iter().collect();
    let more = words.pop_if(|last| last.is_object());
    let more = more.unwrap_or(&Value::Null);
    if let Some(expression) = more["expression"].as_str() {
        if !expression.starts_with("SEARCH(") {
            let ids = math::ids(expression).into_iter();
            return Ok(Line::Math(ids.map(str::to_owned).collect()));
        }
        let period = widget["period"].as_u64().ok_or("a period")?;
        return watched::unit_of_search(expression, period).map(Line::Shown);
    }
    let words: Vec<_> = words.into_iter().filter_map(Value::as_str).collect();
    let [namespace, metric, dimensions @ ..] = &words[..] else {
        return Err(format!("{line} names no metric"));
    };
    let pairs = dimensions.chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return Err(format!("{line}: a dimension has a name and a value"));
    }
    let statistic = more["stat"].as_str().or(widget["stat"].as_str());
    let asked = Asked {
        namespace: (*namespace).to_owned(),
        metric: (*metric).to_owned(),
        dimensions: pairs.map(|d| (d[0].to_owned(), d[1].to_owned())).collect(),
        statistic: statistic.ok_or("a statistic")?.to_owned(),
    };
    let unit = asked.unit(template)?;
    match (more["visible"] == false, more["id"].as_str()) {
        (true, Some(id)) => Ok(Line::Hidden(id.to_owned(), unit)),
        (true, None) => Err(format!("{line} is for nobody")),
        (false, _) => Ok(Line::Shown(unit)),
    }
}
