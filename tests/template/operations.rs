//! docs/OPERATIONS.md has a section for every alarm and for no other, and each says what to do.

use std::collections::BTreeMap;

use runtime::measure::table::{ALL, Metric};
use template::Template;

use crate::alarms::{ALARM, severity, slug};
use crate::{house, stack};

/// The sections on alarms: names and texts.
fn sections() -> BTreeMap<String, String> {
    let text = house::text("docs/OPERATIONS.md");
    let (_, alarms) = text
        .split_once("\n## Alarms\n")
        .expect("there is a part on alarms");
    let alarms = alarms.split("\n## ").next().unwrap_or_default();
    let sections = alarms.split("\n### ").skip(1).map(|section| {
        let (name, text) = section.split_once('\n').expect("a name and a text");
        (name.to_owned(), text.to_owned())
    });
    sections.collect()
}

/// Every alarm that there can be: its name and how urgent it is.
fn alarms() -> BTreeMap<String, String> {
    let model = [("BedrockModelId", "some.model-v1:0")];
    let made = stack::made(&Template::ours(), ALARM, &model);
    made.iter()
        .map(|(_, alarm)| (slug(alarm).to_owned(), severity(alarm).to_owned()))
        .collect()
}

#[test]
fn every_alarm_has_its_section_and_every_section_its_alarm() {
    let sections: Vec<_> = sections().into_keys().collect();
    let alarms: Vec<_> = alarms().into_keys().collect();
    assert_eq!(sections, alarms);
}

#[test]
fn every_section_says_how_urgent_it_is_what_it_means_what_to_check_first_and_what_to_do() {
    let sections = sections();
    for (name, severity) in alarms() {
        let text = &sections[&name];
        let begin = match severity.as_str() {
            "page" => "\n**Page.** ",
            "rollback" => "\n**Rollback.** ",
            _ => "\n**Ticket.** ",
        };
        assert!(text.starts_with(begin), "{name}");
        let mut rest = text.as_str();
        for part in [
            "\n**Meaning.** ",
            "\n**Check first**\n",
            "\n**What to do.** ",
        ] {
            let (before, after) = rest.split_once(part).unwrap_or_else(|| {
                panic!("{name} has no {part} where it should be");
            });
            if part.contains("to do") {
                let checks = before
                    .lines()
                    .filter(|line| line.starts_with(char::is_numeric));
                let numbers: Vec<_> = checks.map(|line| &line[..2]).collect();
                assert_eq!(numbers, ["1.", "2.", "3."], "{name}");
            }
            assert!(after.len() > 20, "{name}: {part}");
            rest = after;
        }
    }
}

#[test]
fn every_figure_that_is_named_there_is_one() {
    let families: Vec<_> = ALL.iter().filter_map(|m| m.name.split_once('.')).collect();
    let text = house::text("docs/OPERATIONS.md");
    let mut found = 0;
    for word in text.split('`').skip(1).step_by(2) {
        let family = word.split_once('.').map(|(family, _)| family);
        let is_figure = family.is_some_and(|family| families.iter().any(|(f, _)| *f == family));
        if is_figure
            && word
                .chars()
                .all(|c| c.is_ascii_lowercase() || "._".contains(c))
        {
            assert!(Metric::named(word).is_some(), "there is no {word}");
            found += 1;
        }
    }
    assert!(found > 20, "where are the figures?");
}
