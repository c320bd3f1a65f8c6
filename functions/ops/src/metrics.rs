//! `GET /metrics`: what the functions said about themselves in the last minutes, for people in JSON and for Prometheus in its text
//! format.

mod accept;
mod exposition;
mod told;

use axum::extract::State;
use domain::window::{Minutes, Window};
use http::HeaderMap;
use runtime::measure::Detail;
use runtime::measure::table::Words;
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Failure, Query, RecentError, Reply, Who};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::Deps;
use told::Told;

/// The most recent errors that are told.
const MOST_ERRORS: usize = 50;

/// Over how long, and how much.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Ask {
    /// How many minutes, the running one included.
    #[serde(default)]
    #[param(value_type = Option<Minutes>, inline, default = 5)]
    minutes: Minutes,
    /// `fleet` for every metric of the whole fleet, `routes` to have those of requests by route too, `all` for every series. CloudWatch
    /// takes money for each.
    #[serde(default)]
    #[param(value_type = Option<Detail>, inline, default = "fleet")]
    detail: Detail,
}

/// What the service says about itself.
///
/// Figures of all execution environments together, and the last errors of the last seven days. Figures arrive when an environment
/// has answered, so those of the running minute are not whole. For admins, and services with the scope `metrics/read`. `Accept:
/// text/plain` gets the text format of Prometheus, without errors.
#[utoipa::path(
    get,
    path = "/metrics",
    operation_id = "get_metrics",
    tag = "ops",
    params(Ask),
    responses(
        (status = 200, description = "Figures and errors; as text, figures alone.", content(
            (Data<Told> = "application/json"),
            (String = "text/plain", example = "# TYPE study_http_requests gauge\nstudy_http_requests 1042\n"),
        )),
        (status = 401, description = "No valid token.", body = ErrorBody),
        (status = 403, description = "The caller is no admin, or a service without the scope.", body = ErrorBody),
        (status = 422, description = "A parameter breaks its bounds.", body = ErrorBody),
        (status = 503, description = "CloudWatch or the tables cannot be read; try again.", body = ErrorBody),
    ),
    security(("user" = []), ("service" = ["metrics/read"]))
)]
pub(crate) async fn handle(
    State(deps): State<Deps>,
    who: Who,
    Query(ask): Query<Ask>,
    headers: HeaderMap,
) -> Answer {
    // Before anything is read: a reading costs money.
    who.permit(&deps.store, None).await?;
    let now = deps.clock.now();
    let window = Window::of_last(ask.minutes, now);
    let figures = async {
        let read = deps.figures.read(ask.detail.series(Words::ours()), window);
        read.await.map_err(Failure::from)
    };
    if accept::prefers_text(&headers) {
        let text = exposition::of(&figures.await?, window);
        return Ok(Reply::text(exposition::CONTENT_TYPE, text));
    }
    let errors = async {
        let errors = deps.store.recent_errors::<RecentError>(MOST_ERRORS, now);
        errors.await.map_err(Failure::from)
    };
    let (figures, errors) = tokio::try_join!(figures, errors)?;
    let recorded = deps.figures.are_recorded();
    Ok(Reply::ok(&Told::of(window, recorded, &figures, errors)))
}
