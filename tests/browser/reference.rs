//! The API reference, as `cargo local` serves it: with the headers that CloudFront sends, so under the same policy.

use fantoccini::{Client, Locator};
use local::machine::Machine;
use serde_json::{Value, json};
use template::Template;
use testkit::harness::Test;

use crate::browser::Browser;
use crate::scene::{run, seen};

pub(crate) const TESTS: &[Test] = &[
    (
        "every_operation_of_the_description_is_shown_once_with_its_fields_and_a_call",
        every_operation_of_the_description_is_shown_once_with_its_fields_and_a_call,
    ),
    (
        "what_is_shown_of_an_operation_is_what_a_client_has_to_know",
        what_is_shown_of_an_operation_is_what_a_client_has_to_know,
    ),
    (
        "a_call_that_is_shown_works_when_it_is_sent",
        a_call_that_is_shown_works_when_it_is_sent,
    ),
    (
        "by_keyboard_alone_operations_are_found_opened_and_read",
        by_keyboard_alone_operations_are_found_opened_and_read,
    ),
    (
        "a_screen_reader_is_told_where_it_is_and_what_the_tables_are",
        a_screen_reader_is_told_where_it_is_and_what_the_tables_are,
    ),
    (
        "an_address_with_an_operation_leads_to_it",
        an_address_with_an_operation_leads_to_it,
    ),
    (
        "everything_is_read_from_the_site_itself",
        everything_is_read_from_the_site_itself,
    ),
    (
        "text_can_be_told_from_its_ground_and_a_narrow_window_does_not_scroll_sideways",
        text_can_be_told_from_its_ground_and_a_narrow_window_does_not_scroll_sideways,
    ),
    (
        "without_the_description_the_page_says_what_is_missing",
        without_the_description_the_page_says_what_is_missing,
    ),
    (
        "cloudfront_finds_the_page_under_every_address_that_it_has",
        cloudfront_finds_the_page_under_every_address_that_it_has,
    ),
];

const TAB: &str = "\u{E004}";
const ENTER: &str = "\u{E007}";

fn description() -> Value {
    serde_json::from_str(include_str!("../../docs/openapi.json")).unwrap()
}

/// Opens the page and waits until it is made.
async fn open(browser: &Browser, machine: &Machine, hash: &str) {
    let page = format!("{}/docs{hash}", machine.url());
    browser.client.goto(&page).await.unwrap();
    browser.until("#found", |text| !text.is_empty()).await;
}

async fn press(client: &Client, keys: &str) {
    let here = client.active_element().await.unwrap();
    here.send_keys(keys).await.unwrap();
}

fn every_operation_of_the_description_is_shown_once_with_its_fields_and_a_call() {
    seen(None, async |machine, browser| {
        open(browser, machine, "").await;
        let titles = "return [...document.querySelectorAll('article > h3')].map((title) => title.textContent)";
        let mut shown: Vec<String> = browser.read(titles).await;
        shown.sort_unstable();
        let description = description();
        let paths = description["paths"].as_object().unwrap();
        let mut expected = Vec::new();
        for (path, methods) in paths {
            for method in methods.as_object().unwrap().keys() {
                // Twins with a slash behind are told of where they are twins of.
                let twin = path
                    .strip_suffix('/')
                    .filter(|path| paths.contains_key(*path));
                if twin.is_none() {
                    expected.push(format!("{} {path}", method.to_uppercase()));
                }
            }
        }
        expected.sort_unstable();
        assert_eq!(shown, expected);
        let found = browser.text("#found").await;
        assert_eq!(found, format!("{} operations", expected.len()));
        let without = "return [...document.querySelectorAll('article')]
            .filter((one) => !one.querySelector('pre')?.textContent.startsWith('curl -X ')).length";
        assert_eq!(browser.run(without).await, 0);
        // Nothing was left of the description's own words: no reference, no missing type.
        let page = browser.run("return document.body.textContent").await;
        for wrong in ["undefined", "[object", "$ref", "NaN", "null)"] {
            assert!(!page.as_str().unwrap().contains(wrong), "{wrong}");
        }
    });
}

fn what_is_shown_of_an_operation_is_what_a_client_has_to_know() {
    seen(None, async |machine, browser| {
        open(browser, machine, "").await;
        let text = browser.text("#create_goal").await;
        for said in [
            "POST /api/v1/goals",
            "Creates a goal. A student has at most 100 goals.",
            "For a user who has logged in.",
            "Also at /api/v1/goals/.",
            "-H \"Authorization: Bearer $TOKEN\"",
            "-H \"Content-Type: application/json\"",
            "title text yes",
            "422 A field breaks its bounds",
        ] {
            assert!(text.contains(said), "{said} is not in {text}");
        }
        let text = browser.text("#record_session").await;
        let service = "a service with the scope study/sessions.write";
        assert!(text.contains(service), "{text}");
        let text = browser.text("#list_goals").await;
        for said in ["limit whole number no In the query.", "1 to 100"] {
            assert!(text.contains(said), "{said} is not in {text}");
        }
        let text = browser.text("#log_in").await;
        assert!(text.contains("For anybody, without a token."), "{text}");
        assert!(!text.contains("Bearer $TOKEN"), "{text}");
    });
}

fn a_call_that_is_shown_works_when_it_is_sent() {
    seen(Some("401"), async |machine, browser| {
        open(browser, machine, "").await;
        let shown = browser.text("#get_health pre").await;
        let mut words = shown.split_whitespace();
        assert_eq!(words.by_ref().take(2).collect::<Vec<_>>(), ["curl", "-X"]);
        let method = words.next().unwrap();
        let path = words.next().unwrap().trim_matches('"');
        let path = path.strip_prefix("$API").unwrap();
        let sent =
            format!("return fetch('{path}', {{method: '{method}'}}).then((one) => one.status)");
        assert_eq!(browser.run(&sent).await, 200);
        // The body is JSON that a field of the wrong name would not be taken in.
        let shown = browser.text("#log_in pre").await;
        let (_, body) = shown.split_once("-d '").unwrap();
        let body: Value = serde_json::from_str(body.trim_end_matches('\'')).unwrap();
        let sent = format!(
            "return fetch('/api/v1/auth/login', {{method: 'POST', body: JSON.stringify({body}), \
             headers: {{'content-type': 'application/json'}}}}).then((one) => one.status)"
        );
        assert_eq!(browser.run(&sent).await, 401, "nobody has this password");
    });
}

fn by_keyboard_alone_operations_are_found_opened_and_read() {
    seen(None, async |machine, browser| {
        open(browser, machine, "").await;
        let focused = "return document.activeElement.textContent.trim()";
        press(&browser.client, TAB).await;
        assert_eq!(browser.run(focused).await, "Skip to the operations");
        press(&browser.client, ENTER).await;
        let main = "return document.activeElement.id";
        assert_eq!(browser.run(main).await, "operations");
        // The first stop in there is the first operation's call; from the filter on, the first stop is the first line.
        browser
            .run("document.getElementById('filter').focus()")
            .await;
        press(&browser.client, "summari POST").await;
        let found = browser.until("#found", |text| text.contains(" of ")).await;
        let visible = "return [...document.querySelectorAll('article')].filter((one) => one.checkVisibility()).map((one) => one.id)";
        let visible: Vec<String> = browser.read(visible).await;
        let is_visible = |id: &str| visible.iter().any(|one| one == id);
        assert!(
            found.starts_with(&format!("{} of ", visible.len())),
            "{found}"
        );
        assert!(is_visible("create_summary"), "{visible:?}");
        assert!(!is_visible("list_summaries"), "{visible:?}");
        press(&browser.client, TAB).await;
        let first = browser.run(focused).await;
        assert!(first.as_str().unwrap().starts_with("POST "), "{first}");
        press(&browser.client, ENTER).await;
        let hash = browser.run("return location.hash.slice(1)").await;
        assert!(is_visible(hash.as_str().unwrap()), "{hash}");
        // From there through the call and the tables to the first answer, which opens.
        let opened = async {
            loop {
                press(&browser.client, TAB).await;
                if browser.run("return document.activeElement.tagName").await == "SUMMARY" {
                    break;
                }
            }
        };
        let opened = tokio::time::timeout(std::time::Duration::from_secs(60), opened).await;
        assert!(opened.is_ok(), "no answer is reached");
        press(&browser.client, ENTER).await;
        let open = "return document.activeElement.parentElement.open && \
                    document.activeElement.closest('article').id === location.hash.slice(1)";
        assert_eq!(browser.run(open).await, true);
    });
}

fn a_screen_reader_is_told_where_it_is_and_what_the_tables_are() {
    seen(None, async |machine, browser| {
        open(browser, machine, "").await;
        let told = browser.told().await;
        let has = |role: &str, name: &str| {
            let wanted = (role.to_owned(), name.to_owned());
            assert!(told.contains(&wanted), "{role} {name:?} is not told");
        };
        has("banner", "");
        has("navigation", "Operations");
        has("main", "");
        has("searchbox", "Filter by path or word");
        has("heading", "API reference");
        has("heading", "Goals");
        has("article", "POST /api/v1/goals");
        has("table", "Body of POST /api/v1/goals");
        has("columnheader", "Required");
        has("rowheader", "title");
        has("table", "Parameters of GET /api/v1/goals");
        // Headings step down by one, and every id is there once.
        let levels = "return [...document.querySelectorAll('h1, h2, h3, h4')].map((one) => Number(one.tagName[1]))";
        let levels: Vec<u64> = browser.read(levels).await;
        assert_eq!(levels[0], 1);
        assert!(
            levels.windows(2).all(|two| two[1] <= two[0] + 1),
            "{levels:?}"
        );
        let twice = "const ids = [...document.querySelectorAll('[id]')].map((one) => one.id); return ids.length - new Set(ids).size";
        assert_eq!(browser.run(twice).await, 0);
        let dangling = "return [...document.querySelectorAll('a[href^=\"#\"]')]
            .filter((one) => !document.getElementById(one.hash.slice(1))).length";
        assert_eq!(browser.run(dangling).await, 0);
    });
}

fn an_address_with_an_operation_leads_to_it() {
    seen(None, async |machine, browser| {
        open(browser, machine, "#get_progress").await;
        let seen = "const seen = document.getElementById('get_progress').getBoundingClientRect(); \
                    return seen.top >= 0 && seen.top < innerHeight && scrollY > 0";
        assert_eq!(browser.run(seen).await, true);
    });
}

fn everything_is_read_from_the_site_itself() {
    seen(Some("Content Security Policy"), async |machine, browser| {
        open(browser, machine, "").await;
        let asked = "return performance.getEntriesByType('resource').map((entry) => entry.name)";
        let asked: Vec<String> = browser.read(asked).await;
        let own = format!("{}/docs/", machine.url());
        assert!(asked.iter().all(|one| one.starts_with(&own)), "{asked:?}");
        assert_eq!(
            asked.len(),
            local::site::Site::paths().count() - 1,
            "all but the page: {asked:?}"
        );
        // The policy is in force: what stands in the page itself does not run.
        let inline = "const script = document.createElement('script'); script.textContent = 'window.ran = true'; \
                      document.body.append(script); return window.ran === true";
        assert_eq!(browser.run(inline).await, false);
    });
}

fn text_can_be_told_from_its_ground_and_a_narrow_window_does_not_scroll_sideways() {
    seen(None, async |machine, browser| {
        let mut grounds = Vec::new();
        for scheme in ["light", "dark"] {
            let feature = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
            browser.ask("Emulation.setEmulatedMedia", feature).await;
            open(browser, machine, "").await;
            let texts = "body, a, th, td, code, summary, .quiet, caption, label, strong";
            let (ground, least) = browser.contrast(texts, "color").await;
            assert!(least >= 4.5, "{scheme}: {least}");
            grounds.push(ground);
        }
        assert_ne!(grounds[0], grounds[1]);
        let narrow = json!({"width": 360, "height": 700, "deviceScaleFactor": 1, "mobile": true});
        browser
            .ask("Emulation.setDeviceMetricsOverride", narrow)
            .await;
        open(browser, machine, "").await;
        let wide = "return document.documentElement.scrollWidth";
        assert_eq!(browser.run(wide).await, 360);
    });
}

fn without_the_description_the_page_says_what_is_missing() {
    seen(Some("ERR_BLOCKED_BY_CLIENT"), async |machine, browser| {
        browser.ask("Network.enable", json!({})).await;
        let blocked = json!({"urls": ["*openapi.json"]});
        browser.ask("Network.setBlockedURLs", blocked).await;
        let page = format!("{}/docs", machine.url());
        browser.client.goto(&page).await.unwrap();
        let said = browser.until("#trouble", |text| !text.is_empty()).await;
        assert!(said.contains("openapi.json, could not be read"), "{said}");
        let link = browser
            .client
            .find(Locator::Css("header a[href='/docs/openapi.json']"))
            .await;
        assert!(link.is_ok(), "it can be read by hand");
    });
}

fn cloudfront_finds_the_page_under_every_address_that_it_has() {
    run(async {
        let browser = Browser::start().await;
        let ours = Template::ours();
        let code = &ours.document()["Resources"]["SitePaths"]["Properties"]["FunctionCode"];
        let code = code.as_str().unwrap();
        for (asked, served) in [
            ("/docs", "/docs/index.html"),
            ("/docs/", "/docs/index.html"),
            ("/docs/reference.css", "/docs/reference.css"),
            ("/elsewhere", "/elsewhere"),
        ] {
            let call = format!("{code}; return handler({{request: {{uri: '{asked}'}}}}).uri");
            assert_eq!(browser.run(&call).await, served, "{asked}");
        }
        let call = format!("{code}; return handler({{request: {{uri: '/'}}}})");
        let led = browser.run(&call).await;
        assert_eq!(led["statusCode"], 302);
        assert_eq!(led["headers"]["location"]["value"], local::site::REFERENCE);
        browser.close(None).await;
    });
}
