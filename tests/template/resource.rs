//! What the template says of one resource.

use serde_json::Value;
use template::Template;

/// The resource of this logical id, which must be there.
pub(crate) fn resource(id: &str) -> Value {
    let found = Template::ours().document()["Resources"][id].clone();
    assert!(found.is_object(), "there is no {id}");
    found
}

/// Its properties.
pub(crate) fn properties(id: &str) -> Value {
    resource(id)["Properties"].clone()
}

/// Holds a policy to be in the role of every function, and in no other.
pub(crate) fn assert_is_in_every_role(policy: &str) {
    let roles = properties(policy)["Roles"].clone();
    let roles = roles.as_array().expect("a policy has roles");
    let mut roles: Vec<_> = roles
        .iter()
        .map(|role| role["Ref"].as_str().expect("a reference"))
        .collect();
    roles.sort_unstable();
    let ours = Template::ours();
    let functions = ours.functions().iter();
    let mut expected: Vec<_> = functions
        .map(|function| format!("{}Role", function.logical_id))
        .collect();
    expected.sort_unstable();
    assert_eq!(roles, expected, "{policy}");
}
