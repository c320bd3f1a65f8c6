//! The connections of one environment, which end together.

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// Accepts and serves connections until `closed`, then breaks them off. Not `axum::serve`: it lets open connections run
/// on, or waits for them, and the long poll of a process never ends.
pub(super) async fn accept(listener: TcpListener, router: Router, closed: CancellationToken) {
    while let Some(Ok((stream, _))) = closed.run_until_cancelled(listener.accept()).await {
        let service = TowerToHyperService::new(router.clone());
        let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
        let closed = closed.clone();
        // How a connection ends tells nothing: the process's own end does.
        tokio::spawn(async move { closed.run_until_cancelled(connection).await.map(Result::ok) });
    }
}
