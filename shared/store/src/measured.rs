//! What is measured of every call to DynamoDB, through the `metrics` facade: how long it took, how often it was sent, what it
//! consumed, and why it was refused for now. Never a key, a value or an id.

mod call;
mod capacity;
mod in_use;
mod refusal;

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::interceptors::{
    BeforeSerializationInterceptorContextMut, BeforeSerializationInterceptorContextRef,
    BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextRef,
};
use aws_sdk_dynamodb::config::{
    Builder, ConfigBag, Intercept, RuntimeComponents, SharedInterceptor,
};
use aws_sdk_dynamodb::error::BoxError;
use aws_smithy_types::config_bag::{Storable, StoreReplace};
use domain::{Clock, Expenses};
use metrics::{Key, Label, Level, Metadata, with_recorder};

use call::Call;
use in_use::{Connections, Held};

/// What takes longer is slow.
const SLOW: Duration = Duration::from_secs(1);

static METADATA: Metadata<'static> =
    Metadata::new(module_path!(), Level::INFO, Some(module_path!()));

/// A client whose calls are measured, for the tables whose names begin with `prefix`. What it sends is put down to the request that
/// is being served.
#[must_use]
pub fn measured(
    mut config: Builder,
    prefix: &str,
    clock: Arc<dyn Clock>,
    expenses: Arc<dyn Expenses>,
) -> Client {
    let measured = Measured {
        prefix: format!("{prefix}-"),
        clock,
        expenses,
        connections: Connections::default(),
        keys: Mutex::default(),
    };
    // Permanent, or the SDK would look up whether it is disabled before each of its two dozen hooks.
    config.push_interceptor(SharedInterceptor::permanent(measured));
    Client::from_conf(config.build())
}

struct Measured {
    /// What table names begin with.
    prefix: String,
    clock: Arc<dyn Clock>,
    expenses: Arc<dyn Expenses>,
    connections: Connections,
    /// Made once for each kind of call: measuring then allocates only what the SDK keeps it in.
    keys: Mutex<HashMap<Call, Arc<Keys>>>,
}

#[derive(Debug)]
struct Keys {
    duration: Key,
    slow: Key,
    attempts: Key,
    consumed: Key,
}

/// A call that is under way.
#[derive(Debug)]
struct UnderWay {
    call: Call,
    items: usize,
    began: Duration,
    attempts: u64,
}

impl Storable for UnderWay {
    type Storer = StoreReplace<Self>;
}

impl fmt::Debug for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Measured")
    }
}

impl Measured {
    fn keys(&self, call: Call) -> Arc<Keys> {
        let mut known = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        let keys = known.entry(call).or_insert_with(|| {
            let labels = || call.labels().to_vec();
            Arc::new(Keys {
                duration: Key::from_parts("db.query.duration", labels()),
                slow: Key::from_parts("db.slow_queries", labels()),
                attempts: Key::from_parts("db.attempts", labels()),
                consumed: Key::from_parts("db.consumed_capacity", vec![call.operation_label()]),
            })
        });
        Arc::clone(keys)
    }
}

static CONNECTIONS: Key = Key::from_static_name("db.connections_in_use");

fn count(key: &Key, by: u64) {
    with_recorder(|recorder| recorder.register_counter(key, &METADATA).increment(by));
}

fn spread(key: &Key, value: f64) {
    with_recorder(|recorder| recorder.register_histogram(key, &METADATA).record(value));
}

impl Intercept for Measured {
    fn name(&self) -> &'static str {
        "Measured"
    }

    fn read_before_execution(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some((call, items)) = Call::of(context.input(), &self.prefix) {
            cfg.interceptor_state().store_put(UnderWay {
                call,
                items,
                began: self.clock.uptime(),
                attempts: 0,
            });
        }
        Ok(())
    }

    fn modify_before_serialization(
        &self,
        context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        capacity::ask(context.input_mut());
        Ok(())
    }

    fn read_before_attempt(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(under_way) = cfg.get_mut_from_interceptor_state::<UnderWay>() {
            under_way.attempts += 1;
        }
        self.expenses.one_more();
        let (connection, in_use) = self.connections.take();
        spread(&CONNECTIONS, f64::from(in_use));
        cfg.interceptor_state().store_put(Held(Some(connection)));
        Ok(())
    }

    fn read_after_attempt(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        cfg.interceptor_state().store_put(Held(None));
        let Some(under_way) = cfg.load::<UnderWay>() else {
            return Ok(());
        };
        let refused = context
            .response()
            .filter(|response| !response.status().is_success())
            .and_then(|response| response.body().bytes());
        if let Some(reason) = refused.and_then(refusal::reason) {
            let table = under_way.call.table();
            let labels = vec![Label::new("table", table), Label::new("reason", reason)];
            count(&Key::from_parts("db.throttles", labels), 1);
        }
        Ok(())
    }

    fn read_after_execution(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(under_way) = cfg.load::<UnderWay>() else {
            return Ok(());
        };
        let taken = self.clock.uptime().saturating_sub(under_way.began);
        let ms = taken.as_secs_f64() * 1000.0;
        let keys = self.keys(under_way.call);
        spread(&keys.duration, ms);
        count(&keys.attempts, under_way.attempts);
        let answer = context.output_or_error().and_then(Result::ok);
        if let Some(units) = answer.and_then(capacity::consumed) {
            spread(&keys.consumed, units);
        }
        let UnderWay {
            call,
            items,
            attempts,
            ..
        } = under_way;
        let (operation, table, index) = (call.operation(), call.table(), call.index());
        if taken > SLOW {
            count(&keys.slow, 1);
            tracing::warn!(operation, table, index, items, attempts, ms, "slow query");
        } else {
            let answered = answer.is_some();
            tracing::debug!(
                operation, table, index, items, attempts, ms, answered, "query"
            );
        }
        Ok(())
    }
}
