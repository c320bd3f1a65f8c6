//! What docs/OPERATIONS.md says that the stand-in cannot do.

use std::collections::BTreeSet;

use template::Template;
use testkit::harness::Test;

use crate::left_out;
use crate::unlike::{UNLIKE, UNLIKE_FOR_PRODUCTION};

pub(crate) const TESTS: &[Test] = &[(
    "the_operators_guide_lists_what_the_stand_in_cannot_do",
    the_operators_guide_lists_what_the_stand_in_cannot_do,
)];

const GUIDE: &str = include_str!("../../docs/OPERATIONS.md");
const SECTION: &str = "\n## Deployed without AWS\n";

fn the_operators_guide_lists_what_the_stand_in_cannot_do() {
    let (_, section) = GUIDE.split_once(SECTION).unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    let rows: Vec<Vec<&str>> = section
        .lines()
        .filter_map(|line| line.strip_prefix("| "))
        .map(|row| row.split(" | ").collect())
        .collect();
    let types = rows.iter().filter(|row| row[0].starts_with("`AWS::"));
    // A row of two cells is of what is left out, one of three of what is not done.
    let told: BTreeSet<String> = types
        .map(|row| row[..row.len() - 1].join(" ").replace('`', ""))
        .collect();
    let unlike = UNLIKE
        .iter()
        .chain(UNLIKE_FOR_PRODUCTION)
        .map(|(kind, property)| format!("{kind} {property}"));
    let left_out = left_out::UNKNOWN.into_iter();
    let left_out = left_out.chain([left_out::UNKNOWN_CACHE]);
    assert_eq!(told, unlike.chain(left_out.map(str::to_owned)).collect());

    let alarms = rows.iter().find(|row| row[0].starts_with("the alarms "));
    let told = alarms.unwrap()[0].split('`').skip(1).step_by(2);
    let ours = Template::ours();
    let expected = left_out::alarms(&ours).into_iter().map(|id| {
        let name = &ours.document()["Resources"][&id]["Properties"]["AlarmName"]["Fn::Sub"];
        let name = name.as_str().unwrap().splitn(3, '-').nth(2);
        name.unwrap().to_owned()
    });
    assert_eq!(
        told.map(str::to_owned).collect::<BTreeSet<_>>(),
        expected.collect()
    );
}
