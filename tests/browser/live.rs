//! The page of live charts that `cargo local` serves.

use fantoccini::Locator;
use local::machine::Machine;
use serde_json::{Value, json};
use testkit::harness::Test;

use crate::browser::Browser;
use crate::scene::{end, machine, put, put_all, run, seen};

pub(crate) const TESTS: &[Test] = &[
    (
        "before_the_first_request_the_page_says_what_to_do_and_after_it_there_are_charts",
        before_the_first_request_the_page_says_what_to_do_and_after_it_there_are_charts,
    ),
    (
        "every_chart_shows_what_was_pushed",
        every_chart_shows_what_was_pushed,
    ),
    (
        "what_comes_later_shows_without_a_reload_and_a_table_opened_by_keyboard_stays_open",
        what_comes_later_shows_without_a_reload_and_a_table_opened_by_keyboard_stays_open,
    ),
    (
        "a_screen_reader_is_told_every_chart_and_its_table",
        a_screen_reader_is_told_every_chart_and_its_table,
    ),
    (
        "text_and_lines_can_be_told_from_their_ground_in_light_and_in_dark",
        text_and_lines_can_be_told_from_their_ground_in_light_and_in_dark,
    ),
    (
        "when_cargo_local_has_ended_the_page_says_so_and_keeps_what_it_shows",
        when_cargo_local_has_ended_the_page_says_so_and_keeps_what_it_shows,
    ),
];

const CHARTS: [&str; 5] = ["latency", "requests", "errors", "caches", "database"];

/// Opens the page.
async fn open(browser: &Browser, machine: &Machine) {
    let page = format!("{}/local", machine.url());
    browser.client.goto(&page).await.unwrap();
}

/// Opens the page and waits for its charts.
async fn look(browser: &Browser, machine: &Machine) {
    open(browser, machine).await;
    browser.until("#charts", |text| !text.is_empty()).await;
}

fn before_the_first_request_the_page_says_what_to_do_and_after_it_there_are_charts() {
    seen(None, async |machine, browser| {
        open(browser, machine).await;
        let empty = browser.until("#empty", |text| !text.is_empty()).await;
        let command = format!("curl -s {}/health", machine.url());
        assert!(empty.contains(&command), "{empty}");
        assert_eq!(browser.text("#charts").await, "");
        assert_eq!(
            browser.text("#freshness").await,
            "No function has pushed figures yet."
        );
        // A real request into a real process, which pushes after its answer.
        browser.run("fetch('/health')").await;
        let charts = browser
            .until("#charts", |text| text.contains("ops: 1 per minute"))
            .await;
        assert!(
            charts.contains("p99: ") && !charts.contains("p99: nothing"),
            "{charts}"
        );
        assert_eq!(browser.text("#empty").await, "");
        let fresh = browser.text("#freshness").await;
        assert!(fresh.starts_with("The newest figures came "), "{fresh}");
    });
}

fn every_chart_shows_what_was_pushed() {
    seen(None, async |machine, browser| {
        put_all(machine);
        look(browser, machine).await;
        for (chart, said) in [
            ("latency", ["p50: 12.5 ms", "p99: 12.5 ms"]),
            ("requests", ["goals: 3 per minute", "ops: 1 per minute"]),
            ("errors", ["4xx: 2 per minute", "5xx: 0 per minute"]),
            ("caches", ["memory: 75%", "Cache hit rate (%)"]),
            ("database", ["average: 2 per request", "p95: 2 per request"]),
        ] {
            let text = browser.text(&format!("#chart-{chart}")).await;
            for said in said {
                assert!(text.contains(said), "{said} is not in {text}");
            }
        }
        // Five minutes of three percentiles, and a line through each.
        let drawn = "const svg = document.querySelector('#chart-latency > svg'); \
                     return [svg.querySelectorAll('circle').length, \
                             [...svg.querySelectorAll('path')].map((path) => path.getAttribute('d').split('L').length)]";
        assert_eq!(browser.run(drawn).await, json!([15, [5, 5, 5]]));
        let asked = "return performance.getEntriesByType('resource').map((entry) => new URL(entry.name).origin)";
        let asked = browser.run(asked).await;
        let own = |origin: &Value| *origin == machine.url();
        assert!(asked.as_array().unwrap().iter().all(own), "{asked}");
    });
}

fn what_comes_later_shows_without_a_reload_and_a_table_opened_by_keyboard_stays_open() {
    seen(None, async |machine, browser| {
        put(machine, "http.request.duration", &[], 3.0, 1);
        look(browser, machine).await;
        let focused = "return document.activeElement.textContent";
        for chart in ["Latency", "Requests"] {
            for key in ["\u{E004}", "\u{E007}"] {
                let here = browser.client.active_element().await.unwrap();
                here.send_keys(key).await.unwrap();
            }
            assert_eq!(browser.run(focused).await, format!("{chart} as a table"));
            // From its rows on to the next.
            if chart == "Latency" {
                let here = browser.client.active_element().await.unwrap();
                here.send_keys("\u{E004}").await.unwrap();
            }
        }
        let table = "#chart-latency table";
        let rows = browser.until(table, |text| text.contains('3')).await;
        assert!(rows.starts_with("Latency, ms, newest first"), "{rows}");
        put(machine, "http.request.duration", &[], 47.0, 0);
        browser.until(table, |text| text.contains("47")).await;
        assert_eq!(browser.run(focused).await, "Requests as a table");
    });
}

fn a_screen_reader_is_told_every_chart_and_its_table() {
    seen(None, async |machine, browser| {
        put_all(machine);
        look(browser, machine).await;
        browser
            .run("document.querySelectorAll('details').forEach((one) => { one.open = true })")
            .await;
        let told = browser.told().await;
        let has = |role: &str, begin: &str| {
            let found = |(of, name): &(String, String)| of == role && name.starts_with(begin);
            told.iter().any(found)
        };
        for (title, unit, now) in [
            ("Latency", "ms", "p50 12.5 ms, p95 12.5 ms, p99 12.5 ms."),
            (
                "Requests",
                "per minute",
                "goals 3 per minute, ops 1 per minute.",
            ),
            (
                "Errors",
                "per minute",
                "4xx 2 per minute, 5xx 0 per minute.",
            ),
            ("Cache hit rate", "%", "memory 75%."),
            (
                "DynamoDB calls",
                "per request",
                "average 2 per request, p95 2 per request.",
            ),
        ] {
            assert!(has("heading", &format!("{title} ({unit})")), "{told:#?}");
            assert!(
                has("image", &format!("{title}: {now}")),
                "{title}: {told:#?}"
            );
            assert!(
                has("table", &format!("{title}, {unit}")),
                "{title}: {told:#?}"
            );
        }
        assert!(
            has("columnheader", "p95") && has("cell", "12.5"),
            "{told:#?}"
        );
    });
}

fn text_and_lines_can_be_told_from_their_ground_in_light_and_in_dark() {
    seen(None, async |machine, browser| {
        put_all(machine);
        let mut grounds = Vec::new();
        for scheme in ["light", "dark"] {
            let feature = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
            browser.ask("Emulation.setEmulatedMedia", feature).await;
            look(browser, machine).await;
            let (ground, texts) = browser
                .contrast("h1, h2, p, li, summary, th, td, a", "color")
                .await;
            let (_, drawn) = browser.contrast("svg text", "fill").await;
            let (_, lines) = browser.contrast(".line", "stroke").await;
            grounds.push(ground);
            assert!(texts.min(drawn) >= 4.5, "{scheme}: {texts}, {drawn}");
            assert!(lines >= 3.0, "lines, {scheme}: {lines}");
        }
        assert_eq!(grounds, ["rgb(255, 255, 255)", "rgb(13, 17, 23)"]);
    });
}

fn when_cargo_local_has_ended_the_page_says_so_and_keeps_what_it_shows() {
    run(async {
        let (machine, browser) = (machine().await, Browser::start().await);
        put_all(&machine);
        look(&browser, &machine).await;
        assert_eq!(browser.text("#trouble").await, "");
        end(machine).await;
        browser
            .until("#trouble", |text| text.contains("does not answer"))
            .await;
        for chart in CHARTS {
            let drawn = format!("#chart-{chart} > svg circle");
            let drawn = browser.client.find_all(Locator::Css(&drawn)).await.unwrap();
            assert!(!drawn.is_empty(), "{chart}");
        }
        browser.close(Some("ERR_CONNECTION_REFUSED")).await;
    });
}
