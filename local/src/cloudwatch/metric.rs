//! What a metric is told by: namespace, name and dimensions.

use std::collections::BTreeMap;

use super::Fault;

const MOST_DIMENSIONS: usize = 30;

/// A metric: two with other dimensions are two metrics. Bounds are CloudWatch's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Metric {
    namespace: String,
    name: String,
    dimensions: BTreeMap<String, String>,
}

impl Metric {
    /// Checks namespace, name and dimensions.
    ///
    /// # Errors
    /// One of them is out of its bounds, or a dimension comes twice.
    pub fn new<N: Into<String>, V: Into<String>>(
        namespace: impl Into<String>,
        name: impl Into<String>,
        dimensions: impl IntoIterator<Item = (N, V)>,
    ) -> Result<Self, Fault> {
        let (namespace, name) = (namespace.into(), name.into());
        text("Namespace", &namespace, 255)?;
        if namespace.starts_with(':') || namespace.starts_with("AWS/") {
            return Err(invalid(
                "Namespace",
                "must not begin with a colon or with AWS/",
            ));
        }
        text("MetricName", &name, 255)?;
        let mut checked = BTreeMap::new();
        for (name, value) in dimensions {
            let (name, value) = (name.into(), value.into());
            text("Dimensions.member.Name", &name, 255)?;
            text("Dimensions.member.Value", &value, 1024)?;
            if name.starts_with(':') {
                return Err(invalid(
                    "Dimensions.member.Name",
                    "must not begin with a colon",
                ));
            }
            if checked.insert(name, value).is_some() {
                return Err(invalid("Dimensions", "must not name a dimension twice"));
            }
        }
        if checked.len() > MOST_DIMENSIONS {
            return Err(invalid("Dimensions", "must not have more than 30 members"));
        }
        Ok(Self {
            namespace,
            name,
            dimensions: checked,
        })
    }

    /// In which namespace it is.
    #[must_use]
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// By what it is told apart, in the order of the names.
    #[must_use]
    pub fn dimensions(&self) -> &BTreeMap<String, String> {
        &self.dimensions
    }

    /// The value of a dimension; an empty text without it.
    #[must_use]
    pub fn dimension(&self, name: &str) -> &str {
        self.dimensions.get(name).map_or("", String::as_str)
    }
}

/// ASCII without control characters, something of it to be seen.
fn text(parameter: &str, text: &str, most: usize) -> Result<(), Fault> {
    if text.is_empty() || text.len() > most {
        return Err(invalid(
            parameter,
            &format!("must have 1 to {most} characters"),
        ));
    }
    let fits = |c: char| c == ' ' || c.is_ascii_graphic();
    if !text.chars().all(fits) || text.trim().is_empty() {
        return Err(invalid(
            parameter,
            "must be ASCII without control characters",
        ));
    }
    Ok(())
}

fn invalid(parameter: &str, why: &str) -> Fault {
    Fault::InvalidParameterValue(format!("The parameter {parameter} {why}."))
}
