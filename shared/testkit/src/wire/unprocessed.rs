//! A `BatchGetItem` that does not get to all of its keys, as happens when they are too large or the table is too busy.

use aws_smithy_runtime_api::client::http::{HttpConnector, SharedHttpConnector};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use serde_json::{Value, json};

use super::fault::broken;

/// Sends the first half of the keys and adds the others to the answer.
pub(super) async fn call(
    mut request: HttpRequest,
    http: SharedHttpConnector,
) -> Result<HttpResponse, ConnectorError> {
    let bytes = request.body().bytes().unwrap_or_default();
    let mut asked: Value = serde_json::from_slice(bytes).unwrap_or_default();
    let Some(left) = leave_half(&mut asked) else {
        return http.call(request).await;
    };
    let mut response = if nothing(&asked) {
        let status = 200.try_into().expect("200 is a status");
        HttpResponse::new(status, SdkBody::from(r#"{"Responses":{}}"#))
    } else {
        let body = asked.to_string();
        request
            .headers_mut()
            .insert("content-length", body.len().to_string());
        *request.body_mut() = SdkBody::from(body);
        http.call(request).await?
    };
    if response.status().is_success() {
        add(&mut response, left).await?;
    }
    Ok(response)
}

/// Takes the second half of the keys out of the request, each table's share of them, in the request's own form. `None`
/// when this is no `BatchGetItem`.
fn leave_half(asked: &mut Value) -> Option<Value> {
    let tables = asked["RequestItems"].as_object_mut()?;
    let keys = |table: &Value| table["Keys"].as_array().map_or(0, Vec::len);
    let mut stay = tables.values().map(keys).sum::<usize>() / 2;
    let mut left = json!({});
    for (name, table) in tables.iter_mut() {
        let of_table = table["Keys"].as_array_mut()?;
        let cut = of_table.split_off(stay.min(of_table.len()));
        stay -= of_table.len();
        if !cut.is_empty() {
            left[name] = table.clone();
            left[name]["Keys"] = cut.into();
        }
    }
    tables.retain(|_, table| keys(table) > 0);
    Some(left)
}

fn nothing(asked: &Value) -> bool {
    asked["RequestItems"]
        .as_object()
        .is_none_or(serde_json::Map::is_empty)
}

async fn add(response: &mut HttpResponse, left: Value) -> Result<(), ConnectorError> {
    let body = ByteStream::new(response.take_body()).collect().await;
    let body = body.map_err(|_| broken("the answer cannot be read"))?;
    let mut answer: Value =
        serde_json::from_slice(&body.into_bytes()).map_err(|_| broken("the answer is no JSON"))?;
    answer["UnprocessedKeys"] = left;
    *response.body_mut() = SdkBody::from(answer.to_string());
    // Both are of the body as it was.
    response.headers_mut().remove("content-length");
    response.headers_mut().remove("x-amz-crc32");
    Ok(())
}
