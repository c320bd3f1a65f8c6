//! Serves a database over HTTP, as the AWS SDK expects it.

use crate::EngineError;
use dynoxide::Database;
use std::net::SocketAddr;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// The HTTP interface; it listens until this is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    address: SocketAddr,
    /// Whoever drops it stops the server.
    stop: oneshot::Sender<()>,
    task: JoinHandle<Result<(), String>>,
}

impl Server {
    pub(crate) async fn start(
        database: Database,
        address: SocketAddr,
    ) -> Result<Self, EngineError> {
        let listening = |source| EngineError::Listen { address, source };
        let listener = TcpListener::bind(address).await.map_err(listening)?;
        let address = listener.local_addr().map_err(listening)?;
        let (stop, stopped) = oneshot::channel::<()>();
        let task = tokio::spawn(dynoxide::server::serve_with_shutdown(
            listener,
            database,
            async {
                // An error is the sender having been dropped, which means the same.
                stopped.await.unwrap_or(());
            },
        ));
        Ok(Self {
            address,
            stop,
            task,
        })
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) async fn stop(self) -> Result<(), EngineError> {
        drop(self.stop);
        match self.task.await {
            Ok(ended) => ended.map_err(EngineError::Server),
            Err(error) => Err(EngineError::Server(error.to_string())),
        }
    }
}
