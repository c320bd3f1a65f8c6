//! What every route's description shares. Read by the test that writes `docs/openapi.json`, and by nothing at run time.

use domain::page::PageSize;
use serde::Serialize;
use utoipa::openapi::security::{
    ClientCredentials, Flow, HttpAuthScheme, HttpBuilder, OAuth2, Scopes, SecurityScheme,
};
use utoipa::openapi::{Components, InfoBuilder, OpenApi, Paths};
use utoipa::{PartialSchema, ToSchema};

use crate::paging::{Offset, Pagination};

/// The envelope of most answers.
#[derive(Debug, Serialize, ToSchema)]
pub struct Data<T> {
    /// Always `true`.
    pub success: bool,
    /// What was asked for.
    pub data: T,
}

/// The envelope of lists that are arrays.
#[derive(Debug, Serialize, ToSchema)]
pub struct List<T> {
    /// Always `true`.
    pub success: bool,
    /// The entries.
    pub data: Vec<T>,
    /// Where the page stands.
    pub pagination: Pagination,
}

/// The envelope of lists that stand in an object.
#[derive(Debug, Serialize, ToSchema)]
pub struct Paged<T> {
    /// Always `true`.
    pub success: bool,
    /// The object with the entries.
    pub data: T,
    /// Where the page stands.
    pub pagination: Pagination,
}

/// The body of every error of ours.
#[derive(Debug, Serialize, ToSchema)]
pub struct ErrorBody {
    /// Always `false`.
    pub success: bool,
    /// A sentence for the user.
    #[schema(example = "Invalid request: body.title: should have at least 1 character")]
    pub detail: String,
    /// The same for programs.
    pub error: ErrorCode,
    /// Which request it was.
    pub metadata: ErrorMetadata,
}

/// An error for programs.
#[derive(Debug, Serialize, ToSchema)]
pub struct ErrorCode {
    /// A stable code.
    #[schema(example = "VALIDATION_ERROR")]
    pub code: String,
    /// A sentence for the user.
    pub message: String,
    /// One entry for each field that is wrong; empty for other errors.
    pub details: Vec<ErrorDetail>,
}

/// What is wrong with one field.
#[derive(Debug, Serialize, ToSchema)]
pub struct ErrorDetail {
    /// Where it stands.
    #[schema(example = "body.title")]
    pub field: String,
    /// What is wrong.
    #[schema(example = "should have at least 1 character")]
    pub message: String,
    /// The old service's code for it.
    #[schema(example = "string_too_short")]
    pub r#type: String,
}

/// Which request it was.
#[derive(Debug, Serialize, ToSchema)]
pub struct ErrorMetadata {
    /// Stands in the logs too.
    pub request_id: String,
    /// When it was answered.
    #[schema(format = DateTime)]
    pub timestamp: String,
}

/// Describes `twin` (the form with a slash) as `path` is described. Ids of operations are unique, so the twin's end in
/// `_slash`. A `path` that is not described has no twin.
pub fn twin(api: &mut OpenApi, path: &str, twin: &str) {
    let Some(mut item) = api.paths.paths.get(path).cloned() else {
        return;
    };
    let operations = [
        &mut item.get,
        &mut item.post,
        &mut item.put,
        &mut item.patch,
        &mut item.delete,
    ];
    for operation in operations.into_iter().flatten() {
        if let Some(id) = &mut operation.operation_id {
            id.push_str("_slash");
        }
    }
    api.paths.paths.insert(twin.to_owned(), item);
}

/// The description of the whole API, put together from the groups'.
#[must_use]
pub fn whole(groups: impl IntoIterator<Item = OpenApi>) -> OpenApi {
    let info = InfoBuilder::new()
        .title("AI study companion")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "What happens between two tutoring sessions: summaries, questions, goals and progress. Errors that API Gateway answers \
             itself (401, 403, 404, 413, 500, 503) have the body `{\"message\": \"…\"}`.",
        ))
        .build();
    let mut whole = OpenApi::new(info, Paths::new());
    for group in groups {
        whole.merge(group);
    }
    let jwt = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("JWT");
    let user = jwt
        .description(Some("The `access_token` of `POST /api/v1/auth/login`."))
        .build();
    let scopes = Scopes::from_iter([
        (
            "study/sessions.write",
            "Record sessions and write summaries.",
        ),
        ("metrics/read", "Read the service's figures about itself."),
    ]);
    let service = OAuth2::with_description(
        [Flow::ClientCredentials(ClientCredentials::new(
            "/oauth2/token",
            scopes,
        ))],
        "For services: at the user pool's own domain.",
    );
    let components = whole.components.get_or_insert_with(Components::new);
    // utoipa does not collect the schemas of query parameters.
    components
        .schemas
        .insert(PageSize::name().into_owned(), PageSize::schema());
    components
        .schemas
        .insert(Offset::name().into_owned(), Offset::schema());
    components.add_security_scheme("user", SecurityScheme::Http(user));
    components.add_security_scheme("service", SecurityScheme::OAuth2(service));
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use utoipa::openapi::path::{HttpMethod, Operation};

    #[test]
    fn a_twin_is_described_as_its_path_is_under_ids_of_its_own() {
        let mut api = OpenApi::default();
        let mut operation = Operation::new();
        operation.operation_id = Some("list_goals".to_owned());
        operation.summary = Some("Lists goals".to_owned());
        let get = vec![HttpMethod::Get];
        api.paths.add_path_operation("/goals", get, operation);
        twin(&mut api, "/goals", "/goals/");
        let twin = api.paths.paths["/goals/"].get.clone().unwrap();
        assert_eq!(twin.operation_id.as_deref(), Some("list_goals_slash"));
        assert_eq!(twin.summary.as_deref(), Some("Lists goals"));
        let path = api.paths.paths["/goals"].get.clone().unwrap();
        assert_eq!(path.operation_id.as_deref(), Some("list_goals"));
    }
}
