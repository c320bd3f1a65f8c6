//! Which assistant a function has: the environment decides, and here is what follows.

use std::sync::Arc;

use crate::{Assistant, Bedrock, Extractive, Fallback};

/// The assistant for a configured model: Amazon Bedrock, with the embedded one behind it. Without a model it is the embedded one
/// alone, and no client is built.
pub async fn chosen(model_id: Option<&str>) -> Arc<dyn Assistant> {
    match model_id {
        Some(id) => Arc::new(Fallback::new(Bedrock::connect(id).await)),
        None => Arc::new(Extractive),
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[test]
    fn without_a_model_it_is_the_embedded_one_and_nothing_is_waited_for() {
        let assistant = chosen(None).now_or_never().expect("nothing to wait for");
        assert_eq!(format!("{assistant:?}"), "Extractive");
    }
}
