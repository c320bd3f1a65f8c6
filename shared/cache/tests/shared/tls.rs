//! TLS, with an authority that the test makes.

use std::fs;
use std::sync::Arc;

use aws_credential_types::Credentials;
use cache::{Asked, Server};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use tempfile::TempDir;
use testkit::ManualClock;

use crate::client::{Client, run};
use crate::{Test, tests};
use testkit::server::RealServer;

pub(crate) const TESTS: &[Test] = tests![
    a_server_is_used_over_tls_when_its_certificate_is_from_the_authority,
    a_certificate_for_another_name_is_refused,
    a_certificate_from_another_authority_is_refused,
    an_authority_that_the_system_does_not_know_is_refused,
    a_server_without_tls_is_not_used_when_tls_was_asked_for,
    the_password_that_iam_takes_is_given_and_not_without_credentials,
];

struct Authority(Issuer<'static, KeyPair>, String);

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new([]).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let pem = params.self_signed(&key).unwrap().pem();
        Self(Issuer::new(params, key), pem)
    }

    /// A server with a certificate for this name.
    fn server(&self, name: &str) -> (RealServer, TempDir) {
        let folder = TempDir::new().unwrap();
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new([name.to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &self.0).unwrap();
        let file = |name: &str, content: &str| {
            let path = folder.path().join(name);
            fs::write(&path, content).unwrap();
            path.to_str().unwrap().to_owned()
        };
        let certificate = file("certificate.pem", &certificate.pem());
        let key = file("key.pem", &key.serialize_pem());
        let authority = file("authority.pem", &self.1);
        let server = RealServer::with(&[
            "--port",
            "0",
            "--tls-port",
            "{port}",
            "--tls-cert-file",
            &certificate,
            "--tls-key-file",
            &key,
            "--tls-ca-cert-file",
            &authority,
            "--tls-auth-clients",
            "no",
            "--requirepass",
            "secret",
            "--user",
            "app",
            "on",
            "nopass",
            "~p:*",
            "+@all",
        ]);
        (server, folder)
    }

    fn trusted_by(&self, server: Server) -> Server {
        server.with_certificates(self.1.as_bytes()).unwrap()
    }
}

/// The server by a name that this machine knows.
fn at(server: &RealServer) -> Server {
    Server::at(&format!("rediss://:secret@localhost:{}", server.port)).unwrap()
}

fn a_server_is_used_over_tls_when_its_certificate_is_from_the_authority() {
    run(async {
        let authority = Authority::new();
        let (mut server, _folder) = authority.server("localhost");
        let client = Client::on(authority.trusted_by(at(&server))).await;
        client.put("a", b"value").await;
        client.put("long", &[7; 1 << 20]).await;
        server.kill();
        server.start_again();
        client.recovers("a").await;
        client.put("a", b"again").await;
    });
}

async fn is_refused(server: Server) {
    let client = Client::on(server).await;
    assert_eq!(client.ask("a").await, Asked::Unknown);
    client.forget("a").await;
    assert!(client.purse.spent().is_empty());
}

fn a_certificate_for_another_name_is_refused() {
    run(async {
        let authority = Authority::new();
        let (server, _folder) = authority.server("cache.example");
        is_refused(authority.trusted_by(at(&server))).await;
    });
}

fn a_certificate_from_another_authority_is_refused() {
    run(async {
        let authority = Authority::new();
        let (server, _folder) = authority.server("localhost");
        is_refused(Authority::new().trusted_by(at(&server))).await;
    });
}

fn an_authority_that_the_system_does_not_know_is_refused() {
    run(async {
        let authority = Authority::new();
        let (server, _folder) = authority.server("localhost");
        is_refused(at(&server)).await;
    });
}

fn a_server_without_tls_is_not_used_when_tls_was_asked_for() {
    run(async {
        let server = RealServer::start();
        is_refused(at(&server)).await;
    });
}

fn the_password_that_iam_takes_is_given_and_not_without_credentials() {
    run(async {
        let authority = Authority::new();
        let (server, _folder) = authority.server("localhost");
        let url = format!("rediss://app@localhost:{}?iam=cache", server.port);
        // A user who may log in with any password, but not without one: what ElastiCache makes of it is tested beside the signature.
        let at = || authority.trusted_by(Server::at(&url).unwrap());
        is_refused(at()).await;
        let clock = Arc::new(ManualClock::new());
        let none = at().with_iam("eu-central-1", clock.clone(), || Box::pin(async { None }));
        is_refused(none).await;
        let some = at().with_iam("eu-central-1", clock, || {
            Box::pin(async { Some(Credentials::new("AKIDEXAMPLE", "key", None, None, "test")) })
        });
        Client::on(some).await.put("a", b"value").await;
    });
}
