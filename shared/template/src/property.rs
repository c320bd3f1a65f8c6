//! Walks a template's resources and turns their properties into typed ones, with errors that say where.

use crate::TemplateError;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// One resource of a template.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Resource<'a> {
    pub(crate) logical_id: &'a str,
    pub(crate) properties: &'a Value,
}

/// The resources of one type, in the order of their logical ids.
pub(crate) fn resources_of<'a>(
    document: &'a Value,
    kind: &'a str,
) -> impl Iterator<Item = Resource<'a>> {
    let mut found: Vec<_> = document["Resources"]
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(_, resource)| resource["Type"] == kind)
        .map(|(logical_id, resource)| Resource {
            logical_id,
            properties: &resource["Properties"],
        })
        .collect();
    found.sort_by_key(|resource| resource.logical_id);
    found.into_iter()
}

impl Resource<'_> {
    /// Reads the properties as `T`, which says what must be there.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T, TemplateError> {
        serde_path_to_error::deserialize(self.properties).map_err(|error| TemplateError::Property {
            resource: self.logical_id.to_owned(),
            property: error.path().to_string(),
            problem: error.inner().to_string(),
        })
    }

    /// An error about one property of this resource.
    pub(crate) fn wrong(&self, property: &str, problem: impl Into<String>) -> TemplateError {
        TemplateError::Property {
            resource: self.logical_id.to_owned(),
            property: property.to_owned(),
            problem: problem.into(),
        }
    }
}
