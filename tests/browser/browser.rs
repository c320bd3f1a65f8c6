//! A headless Chromium for one test, with the driver that it is asked through. Both are gone with the test.

use std::io::{self, BufRead, BufReader, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

use fantoccini::error::CmdError;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use testkit::harness::is_installed;
use url::{ParseError, Url};

const DRIVER: &str = "chromedriver";

/// How long something may take that comes by itself.
const PATIENCE: Duration = Duration::from_secs(60);

/// What is not installed, if something is missing.
pub(crate) fn missing() -> Option<&'static str> {
    match (runs(DRIVER), chromium()) {
        (true, Some(_)) => None,
        _ => Some("chromium or chromedriver is not installed"),
    }
}

fn runs(program: &str) -> bool {
    is_installed(program, "--version")
}

fn chromium() -> Option<&'static str> {
    static CHROMIUM: OnceLock<Option<&'static str>> = OnceLock::new();
    let names = ["chromium", "chromium-browser", "google-chrome"];
    *CHROMIUM.get_or_init(|| names.into_iter().find(|name| runs(name)))
}

/// A browser with one empty page.
pub(crate) struct Browser {
    /// What it is driven by.
    pub(crate) client: Client,
    driver: Driver,
}

/// Ends with its test, and the browser with it, also when the test fails.
struct Driver {
    child: Child,
    /// Where it listens, once it has said so.
    port: Option<u16>,
}

impl Drop for Driver {
    fn drop(&mut self) {
        // A driver that is killed leaves its browser behind; one that is asked ends it first.
        let asked = self.port.is_some_and(|port| shut_down(port).is_ok());
        if !asked {
            self.child.kill().ok();
        }
        self.child.wait().ok();
    }
}

/// Asks a driver to end, and waits until it has hung up.
fn shut_down(port: u16) -> io::Result<()> {
    let mut connection = TcpStream::connect(("127.0.0.1", port))?;
    connection.set_read_timeout(Some(PATIENCE))?;
    write!(
        connection,
        "GET /shutdown HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nconnection: close\r\n\r\n"
    )?;
    io::copy(&mut connection, &mut io::sink()).map(drop)
}

impl Browser {
    pub(crate) async fn start() -> Self {
        let mut driver = Command::new(DRIVER);
        driver.arg("--port=0").stdout(Stdio::piped());
        let mut driver = Driver {
            child: driver.spawn().expect("the test is ignored without"),
            port: None,
        };
        let said = driver.child.stdout.take().expect("it is piped");
        let mut said = BufReader::new(said).lines();
        let port = said.by_ref().map_while(Result::ok).find_map(|line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            port.trim_end_matches('.').parse::<u16>().ok()
        });
        let port = port.expect("it says on which port it listens");
        driver.port = Some(port);
        // Or it would stop when nobody reads what it says.
        std::thread::spawn(move || said.map_while(Result::ok).for_each(drop));
        let wanted = json!({
            "goog:chromeOptions": {
                "binary": binary(),
                // Root, as which containers build, has no sandbox; and their /dev/shm is small.
                "args": ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1200,900"],
            },
            "goog:loggingPrefs": { "browser": "ALL" },
        });
        let Value::Object(wanted) = wanted else {
            unreachable!("an object was written");
        };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(wanted)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await;
        Self {
            client: client.expect("the browser starts"),
            driver,
        }
    }

    /// The text of an element as it is shown; an empty one while it is not.
    pub(crate) async fn text(&self, selector: &str) -> String {
        match self.client.find(Locator::Css(selector)).await {
            Ok(element) => element.text().await.unwrap(),
            Err(error) if error.is_no_such_element() => String::new(),
            Err(error) => panic!("{selector}: {error}"),
        }
    }

    /// Waits until an element's text is as it should be, and gives it.
    pub(crate) async fn until(&self, selector: &str, fits: impl Fn(&str) -> bool) -> String {
        let mut last = String::new();
        let shown = async {
            loop {
                last = self.text(selector).await;
                if fits(&last) {
                    break;
                }
            }
        };
        let shown = tokio::time::timeout(PATIENCE, shown).await;
        assert!(shown.is_ok(), "{selector} still says {last:?}");
        last
    }

    /// What a script returns.
    pub(crate) async fn run(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// The same, as what it must be.
    pub(crate) async fn read<T: DeserializeOwned>(&self, script: &str) -> T {
        serde_json::from_value(self.run(script).await).unwrap()
    }

    /// What Chromium's own protocol answers.
    pub(crate) async fn ask(&self, command: &str, parameters: Value) -> Value {
        let asked = Asked {
            path: "goog/cdp/execute",
            body: json!({ "cmd": command, "params": parameters }),
        };
        self.client.issue_cmd(asked).await.unwrap()
    }

    /// What a screen reader is told: roles and names, in the page's order.
    pub(crate) async fn told(&self) -> Vec<(String, String)> {
        let tree = self.ask("Accessibility.getFullAXTree", json!({})).await;
        let nodes = tree["nodes"].as_array().unwrap().iter();
        let told = nodes.filter(|node| node["ignored"] == false).map(|node| {
            let text = |part: &str| node[part]["value"].as_str().unwrap_or_default().to_owned();
            (text("role"), text("name"))
        });
        told.collect()
    }

    /// The page's ground, and the least contrast to it that the colour in this property has of what a selector finds, as WCAG
    /// computes it.
    pub(crate) async fn contrast(&self, selector: &str, property: &str) -> (Value, f64) {
        let script = CONTRAST
            .replace("SELECTOR", selector)
            .replace("PROPERTY", property);
        let told = self.run(&script).await;
        (told[0].clone(), told[1].as_f64().unwrap())
    }

    /// Ends it. Fails if a page had something to complain about: an error, or what its policy forbids. `allowed` is what may be
    /// in a complaint.
    pub(crate) async fn close(self, allowed: Option<&str>) {
        let asked = Asked {
            path: "se/log",
            body: json!({ "type": "browser" }),
        };
        let log: Result<Value, CmdError> = self.client.issue_cmd(asked).await;
        let log = log.unwrap();
        let complaints = log.as_array().unwrap().iter().filter(|line| {
            let message = line["message"].as_str().unwrap_or_default();
            !allowed.is_some_and(|allowed| message.contains(allowed))
        });
        assert_eq!(complaints.count(), 0, "{log:#}");
        self.client.close().await.unwrap();
        drop(self.driver);
    }
}

const CONTRAST: &str = "
    const parts = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255);
    const linear = (part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    const light = (colour) => { const [r, g, b] = parts(colour).map(linear); return 0.2126 * r + 0.7152 * g + 0.0722 * b };
    const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const ground = getComputedStyle(document.body).backgroundColor;
    const found = [...document.querySelectorAll('SELECTOR')]
        .map((one) => contrast(light(getComputedStyle(one)['PROPERTY']), light(ground)));
    return [ground, Math.min(...found)]";

/// Where the browser is; the driver looks for another name first.
fn binary() -> String {
    let name = chromium().expect("the test is ignored without");
    let found = Command::new("which").arg(name).output();
    let path = found.expect("`which` is everywhere").stdout;
    String::from_utf8_lossy(&path).trim().to_owned()
}

/// A command that only Chromium's driver has.
#[derive(Debug)]
struct Asked {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Asked {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/{}", self.path))
    }

    fn method_and_body(&self, _: &Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}
