//! The pool that the tests work with.

use local::user_pool::{MachineClient, PoolConfig};

/// A pool with one user client and two that have no users.
pub(crate) fn config() -> PoolConfig {
    PoolConfig {
        pool_id: "local_StudyPool".to_owned(),
        issuer: "http://127.0.0.1:3000/local_StudyPool".to_owned(),
        user_client_id: "user-client".to_owned(),
        machine_client: MachineClient {
            id: "machine-client".to_owned(),
            secret: "machine-secret".to_owned(),
            scopes: vec!["study/sessions.write".to_owned()],
        },
        monitoring_client: MachineClient {
            id: "monitoring-client".to_owned(),
            secret: "monitoring-secret".to_owned(),
            scopes: vec!["metrics/read".to_owned()],
        },
    }
}
