//! What the functions do to the tables is what their roles allow.

use std::collections::BTreeSet;

use serde_json::Value;
use template::Template;
use testkit::Right;

/// What the role of a group's function allows on tables: actions, and tables or indexes as the tests name them.
pub(super) fn allowed(group: &str, prefix: &str) -> BTreeSet<Right> {
    let template = Template::ours();
    let function = template
        .functions()
        .iter()
        .find(|f| f.group == group)
        .expect("the group has a function");
    let resource = &template.document()["Resources"][&function.logical_id];
    let policies = resource["Properties"]["Policies"]
        .as_array()
        .into_iter()
        .flatten();
    let statements =
        policies.flat_map(|policy| policy["Statement"].as_array().into_iter().flatten());
    let mut rights = BTreeSet::new();
    for statement in statements {
        let Some(on) = table(&template, &statement["Resource"], prefix) else {
            continue;
        };
        let actions = statement["Action"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str);
        rights.extend(actions.map(|action| (action.to_owned(), on.clone())));
    }
    rights
}

/// `!GetAtt GoalsTable.Arn` and `!Sub ${GoalsTable.Arn}/index/…` by the table's name; `None` for anything but tables.
fn table(template: &Template, resource: &Value, prefix: &str) -> Option<String> {
    let (id, index) = match &resource["Fn::Sub"] {
        Value::String(text) => {
            let (id, index) = text.strip_prefix("${")?.split_once(".Arn}")?;
            (id.to_owned(), index.to_owned())
        }
        _ => {
            let place = &resource["Fn::GetAtt"];
            let id = place
                .as_str()
                .map_or_else(|| place[0].as_str(), |text| text.split('.').next())?;
            (id.to_owned(), String::new())
        }
    };
    let drawn = template
        .tables()
        .iter()
        .find(|table| table.logical_id == id)?;
    Some(drawn.name(prefix) + &index)
}
