//! Where the server is and who we are, and how a connection is made: TLS as the SDK has it. What is sent over it is not known here.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use aws_credential_types::Credentials;
use domain::Clock;
use percent_encoding::percent_decode_str;
use redis::aio::MultiplexedConnection;
use redis::{
    AsyncConnectionConfig, ErrorKind, RedisConnectionInfo, RedisError, ServerErrorKind, Value, cmd,
};
use rustls::pki_types::ServerName;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::OnceCell;
use tokio::task::JoinHandle;
use tokio_rustls::TlsConnector;

use super::iam::Connect;

/// A password, or `None` if there is none to be had now.
pub type Password = Pin<Box<dyn Future<Output = Option<String>> + Send>>;

/// Credentials of this environment, or `None` if there are none to be had now.
pub type OfferedCredentials = Pin<Box<dyn Future<Output = Option<Credentials>> + Send>>;

/// The URL of the shared tier is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the URL of the shared cache should be redis[s]://[user[:password]@]host[:port] or rediss://user@host[:port]?iam=cache"
)]
pub struct BadUrl;

/// What should be certificates is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the certificates of the shared cache should be in PEM")]
pub struct BadCertificates;

/// Where the server is and who we are. Shows neither.
#[derive(Clone)]
pub struct Server {
    host: String,
    port: u16,
    user: Option<String>,
    password: Option<String>,
    /// Whose password is a signed request, as the URL says.
    connect: Option<Connect>,
    passwords: Option<Arc<dyn Fn() -> Password + Send + Sync>>,
    tls: Option<Tls>,
}

#[derive(Clone)]
struct Tls {
    server: ServerName<'static>,
    /// Instead of the system's.
    roots: Option<Arc<RootCertStore>>,
    /// Made at the first connection: reading the system's certificates takes milliseconds. Kept, so that sessions are resumed.
    config: Arc<OnceCell<Arc<ClientConfig>>>,
}

/// Why there is no connection. Says nothing of where and who.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Undialled {
    #[error("no connection")]
    Unreachable,
    #[error("no TLS, or a certificate that is not the server's")]
    Untrusted,
    #[error("no password to be had")]
    NoPassword,
    #[error("the server refuses: the user or the password, or everybody for now")]
    Refused,
    #[error("the answer is nonsense")]
    Nonsense,
}

/// A connection. Closed when it is dropped.
pub(super) struct Wire {
    pub(super) connection: MultiplexedConnection,
    driver: JoinHandle<()>,
}

impl Wire {
    /// Whether the other side has closed it.
    pub(super) fn is_closed(&self) -> bool {
        self.driver.is_finished()
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.driver.abort();
    }
}

impl fmt::Debug for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Wire")
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").finish_non_exhaustive()
    }
}

impl Server {
    /// The server at this URL, `redis[s]://[user[:password]@]host[:port]`: with `rediss`, over TLS, and its certificate must come from an
    /// authority of the system's store. `rediss://user@host[:port]?iam=<name of the cache>` has no password but [`Self::with_iam`].
    ///
    /// # Errors
    /// The URL is none.
    pub fn at(url: &str) -> Result<Self, BadUrl> {
        let url = redis::parse_redis_url(url).ok_or(BadUrl)?;
        let is_tls = match url.scheme() {
            "redis" => false,
            "rediss" => true,
            _ => return Err(BadUrl),
        };
        // The number of a database, of which ElastiCache Serverless has one, or the fragment with which other clients turn certificates
        // off.
        if !url.path().trim_start_matches('/').is_empty() || url.fragment().is_some() {
            return Err(BadUrl);
        }
        let connect = match url.query() {
            None => None,
            Some(query) if is_tls && url.password().is_none() => {
                let cache = query.strip_prefix("iam=").ok_or(BadUrl)?;
                Some(Connect::new(url.username(), cache).ok_or(BadUrl)?)
            }
            Some(_) => return Err(BadUrl),
        };
        let host = url.host_str().filter(|host| !host.is_empty());
        let host = host.ok_or(BadUrl)?.trim_matches(['[', ']']).to_owned();
        let decode = |text: &str| {
            let text = percent_decode_str(text).decode_utf8();
            text.map(std::borrow::Cow::into_owned).map_err(|_| BadUrl)
        };
        let user = Some(url.username()).filter(|user| !user.is_empty());
        let tls = is_tls.then(|| {
            Ok(Tls {
                server: ServerName::try_from(host.clone()).map_err(|_| BadUrl)?,
                roots: None,
                config: Arc::default(),
            })
        });
        Ok(Self {
            port: url.port().unwrap_or(6379),
            user: user.map(decode).transpose()?,
            password: url.password().map(decode).transpose()?,
            connect,
            passwords: None,
            tls: tls.transpose()?,
            host,
        })
    }

    /// With a password that is made anew for every connection, in place of the URL's.
    #[must_use]
    pub fn with_passwords(
        mut self,
        passwords: impl Fn() -> Password + Send + Sync + 'static,
    ) -> Self {
        self.passwords = Some(Arc::new(passwords));
        self
    }

    /// With passwords that are signed requests, if the URL asks for that with `?iam=<name of the cache>`. The credentials are asked for
    /// at every connection.
    #[must_use]
    pub fn with_iam(
        self,
        region: &str,
        clock: Arc<dyn Clock>,
        credentials: impl Fn() -> OfferedCredentials + Send + Sync + 'static,
    ) -> Self {
        let Some(connect) = self.connect.clone().map(Arc::new) else {
            return self;
        };
        let region: Arc<str> = region.into();
        self.with_passwords(move || {
            let (connect, region, clock) = (connect.clone(), region.clone(), clock.clone());
            let credentials = credentials();
            Box::pin(async move { connect.password(&credentials.await?, &region, clock.now()) })
        })
    }

    /// With these authorities' certificates, in PEM, in place of the system's.
    ///
    /// # Errors
    /// There is none, or one that can't be read.
    pub fn with_certificates(mut self, pem: &[u8]) -> Result<Self, BadCertificates> {
        let mut roots = RootCertStore::empty();
        for certificate in rustls::pki_types::CertificateDer::pem_slice_iter(pem) {
            let certificate = certificate.map_err(|_| BadCertificates)?;
            roots.add(certificate).map_err(|_| BadCertificates)?;
        }
        if roots.is_empty() {
            return Err(BadCertificates);
        }
        if let Some(tls) = &mut self.tls {
            tls.roots = Some(Arc::new(roots));
            tls.config = Arc::default();
        }
        Ok(self)
    }

    /// Makes a connection. Who calls this bounds it.
    pub(super) async fn connect(&self) -> Result<Wire, Undialled> {
        let stream = TcpStream::connect((self.host.as_str(), self.port)).await;
        let stream = stream.map_err(|_| Undialled::Unreachable)?;
        // Exchanges are small, and somebody waits for them.
        stream
            .set_nodelay(true)
            .map_err(|_| Undialled::Unreachable)?;
        let Some(tls) = &self.tls else {
            return self.log_in(stream).await;
        };
        let config = tls.config.get_or_try_init(|| configure(tls.roots.clone()));
        let connector = TlsConnector::from(config.await?.clone());
        let stream = connector.connect(tls.server.clone(), stream).await;
        self.log_in(stream.map_err(|_| Undialled::Untrusted)?).await
    }

    pub(super) async fn log_in<S>(&self, stream: S) -> Result<Wire, Undialled>
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let password = match (&self.passwords, &self.connect) {
            (Some(passwords), _) => Some(passwords().await.ok_or(Undialled::NoPassword)?),
            (None, Some(_)) => return Err(Undialled::NoPassword),
            (None, None) => self.password.clone(),
        };
        let mut who = RedisConnectionInfo::default().set_skip_set_lib_name();
        if let Some(password) = password {
            who = who.set_password(password);
            if let Some(user) = &self.user {
                who = who.set_username(user);
            }
        }
        // Time is bounded by who waits, not by the connection.
        let config = AsyncConnectionConfig::new().set_response_timeout(None);
        let made = MultiplexedConnection::new_with_config(&who, stream, config).await;
        let (connection, driver) = made.map_err(|error| undialled(&error))?;
        let driver = tokio::spawn(driver);
        let mut wire = Wire { connection, driver };
        // A server that takes connections and says nothing is found out here, and not while a request waits.
        match wire.connection.send_packed_command(&cmd("PING")).await {
            Ok(Value::SimpleString(_)) => Ok(wire),
            // This user may not ask for that, but the server answers.
            Ok(Value::ServerError(error)) if error.kind() == Some(ServerErrorKind::NoPerm) => {
                Ok(wire)
            }
            Ok(Value::ServerError(_)) => Err(Undialled::Refused),
            Ok(_) => Err(Undialled::Nonsense),
            Err(error) => Err(undialled(&error)),
        }
    }
}

fn undialled(error: &RedisError) -> Undialled {
    match error.kind() {
        ErrorKind::AuthenticationFailed | ErrorKind::Server(_) | ErrorKind::Extension => {
            Undialled::Refused
        }
        ErrorKind::Parse | ErrorKind::UnexpectedReturnType => Undialled::Nonsense,
        _ => Undialled::Unreachable,
    }
}

async fn configure(roots: Option<Arc<RootCertStore>>) -> Result<Arc<ClientConfig>, Undialled> {
    let roots = match roots {
        Some(roots) => roots,
        // Beside the requests: there are more than a hundred to read.
        None => tokio::task::spawn_blocking(system_roots)
            .await
            .map_err(|_| Undialled::Untrusted)?,
    };
    // By name: the process may have chosen none.
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| Undialled::Untrusted)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::new(config))
}

fn system_roots() -> Arc<RootCertStore> {
    let mut roots = RootCertStore::empty();
    // Those that can't be read are not trusted; with none at all, no server is.
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    Arc::new(roots)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_says_where_the_server_is_and_who_we_are() {
        let server = Server::at("rediss://us%40er:pass%3Aword@cache.example:6380").unwrap();
        assert_eq!((server.host.as_str(), server.port), ("cache.example", 6380));
        assert_eq!(server.user.as_deref(), Some("us@er"));
        assert_eq!(server.password.as_deref(), Some("pass:word"));
        assert!(server.tls.is_some());
        let server = Server::at("redis://[::1]").unwrap();
        assert_eq!((server.host.as_str(), server.port), ("::1", 6379));
        assert!(server.tls.is_none() && server.user.is_none() && server.password.is_none());
    }

    #[test]
    fn what_is_no_url_of_a_server_is_refused_and_never_shown() {
        for url in [
            "",
            "cache.example",
            "http://cache.example",
            "redis+unix:///tmp/socket",
            "redis://",
            "redis://user:secret@",
            "redis://cache.example/1",
            "rediss://cache.example/#insecure",
            "redis://user:secret@cache.example:port",
            "redis://cache.example?protocol=resp3",
            "redis://user@cache.example?iam=cache",
            "rediss://cache.example?iam=cache",
            "rediss://user:secret@cache.example?iam=cache",
            "rediss://user@cache.example?iam=",
            "rediss://user@cache.example?iam=cache&iam=another",
            "redis://%ff:secret@cache.example",
        ] {
            let error = Server::at(url).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("secret"), "{url}");
        }
    }

    #[test]
    fn neither_host_nor_password_is_shown() {
        let server = Server::at("rediss://user:secret@cache.example").unwrap();
        let shown = format!("{server:?}");
        for word in ["user", "secret", "cache.example"] {
            assert!(!shown.contains(word), "{shown}");
        }
    }

    #[test]
    fn what_is_no_certificate_is_refused() {
        let server = Server::at("rediss://cache.example").unwrap();
        assert!(server.with_certificates(b"nonsense").is_err());
    }
}
