//! Every table's keys and indexes, and the rules for them that no linter knows.

use crate::house;
use template::{AttributeType, KeyPart, KeyRole, Projection, Table, Template};

/// Table, key, indexes, attribute of expiry.
type Expected = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
    Option<&'static str>,
);

/// A key is written as its HASH parts, `;`, its RANGE parts; `#` marks a number.
const TABLES: &[Expected] = &[
    (
        "goals",
        "id;",
        &[(
            "idx_goals_student_status",
            "student_id; status created_at id",
        )],
        None,
    ),
    ("idempotency", "id;", &[], Some("expires_at")),
    ("imported_passwords", "user_id;", &[], Some("expires_at")),
    ("imports", "old_id; kind", &[], None),
    ("jobs", "id;", &[], Some("expires_at")),
    (
        "links",
        "student_id; adult_id",
        &[("idx_links_adult_student", "adult_id; student_id")],
        None,
    ),
    (
        "practice_assignments",
        "id;",
        &[
            (
                "idx_practice_assignments_student_assigned",
                "student_id; assigned_at id",
            ),
            (
                "idx_practice_assignments_student_completed",
                "student_id; completed# assigned_at id",
            ),
            (
                "idx_practice_assignments_student_review",
                "student_id; review_since id",
            ),
        ],
        None,
    ),
    (
        "practice_bank_items",
        "id;",
        &[(
            "idx_practice_bank_items_subject_difficulty",
            "subject_id active#; difficulty# id",
        )],
        None,
    ),
    ("practice_seen", "student_id; question_hash", &[], None),
    ("progress_counters", "student_id; scope", &[], None),
    ("qa_counters", "goal_id; day", &[], Some("expires_at")),
    (
        "qa_interactions",
        "id;",
        &[
            (
                "idx_qa_interactions_student_confidence",
                "student_id; confidence created_at id",
            ),
            (
                "idx_qa_interactions_student_created",
                "student_id; created_at id",
            ),
        ],
        None,
    ),
    ("recent_errors", "listing; id", &[], Some("expires_at")),
    (
        "sessions",
        "id;",
        &[
            ("idx_sessions_student_date", "student_id; session_date id"),
            ("idx_sessions_tutor_date", "tutor_id; session_date id"),
        ],
        None,
    ),
    ("student_ratings", "student_id; subject_id", &[], None),
    (
        "subjects",
        "id;",
        &[("idx_subjects_listing", "listing; name id")],
        None,
    ),
    (
        "summaries",
        "id;",
        &[("idx_summaries_student_created", "student_id; created_at id")],
        None,
    ),
    ("transcripts", "session_id;", &[], None),
    ("uniques", "kind; value", &[], None),
    ("users", "id;", &[("idx_users_email", "email_key;")], None),
];

/// Attributes with few values, which alone would make one hot partition of a whole table.
const FEW_VALUES: [&str; 5] = ["status", "confidence", "active", "completed", "difficulty"];

fn written(table: &Table, key: &[KeyPart]) -> String {
    let part = |role| {
        let names: Vec<_> = key
            .iter()
            .filter(|part| part.role == role)
            .map(|part| match table.attributes.get(&part.attribute) {
                Some(AttributeType::S) => part.attribute.clone(),
                Some(AttributeType::N) => format!("{}#", part.attribute),
                other => panic!("{}.{}: {other:?}", table.suffix, part.attribute),
            })
            .collect();
        names.join(" ")
    };
    format!("{}; {}", part(KeyRole::Hash), part(KeyRole::Range))
        .trim_end()
        .to_owned()
}

#[test]
fn the_tables_are_these_and_no_others() {
    let ours = Template::ours();
    let mut found: Vec<_> = ours
        .tables()
        .iter()
        .map(|table| table.suffix.as_str())
        .collect();
    found.sort_unstable();
    let expected: Vec<_> = TABLES.iter().map(|(suffix, ..)| *suffix).collect();
    assert_eq!(found, expected);
}

#[test]
fn every_table_has_its_keys_indexes_and_expiry() {
    let ours = Template::ours();
    for (suffix, key, indexes, ttl) in TABLES {
        let table = ours
            .tables()
            .iter()
            .find(|table| table.suffix == *suffix)
            .expect(suffix);
        assert_eq!(table.logical_id, house::logical_id(suffix, "Table"));
        assert_eq!(written(table, &table.key), *key, "{suffix}");
        let found: Vec<_> = table
            .indexes
            .iter()
            .map(|index| (index.name.clone(), written(table, &index.key)))
            .collect();
        let expected: Vec<_> = indexes
            .iter()
            .map(|(name, key)| ((*name).to_owned(), (*key).to_owned()))
            .collect();
        assert_eq!(found, expected, "{suffix}");
        assert_eq!(table.ttl_attribute.as_deref(), *ttl, "{suffix}");
    }
}

#[test]
fn every_index_is_called_after_its_table() {
    for table in Template::ours().tables() {
        for index in &table.indexes {
            assert!(
                index.name.starts_with(&format!("idx_{}_", table.suffix)),
                "{}",
                index.name
            );
        }
    }
}

#[test]
fn an_index_has_at_most_four_attributes_of_each_role_and_the_partition_first() {
    for table in Template::ours().tables() {
        for index in &table.indexes {
            let roles: Vec<_> = index.key.iter().map(|part| part.role).collect();
            let hashes = roles.iter().filter(|role| **role == KeyRole::Hash).count();
            assert!((1..=4).contains(&hashes), "{}", index.name);
            assert!(roles.len() - hashes <= 4, "{}", index.name);
            assert!(
                roles[..hashes].iter().all(|role| *role == KeyRole::Hash),
                "{}",
                index.name
            );
        }
    }
}

#[test]
fn every_sort_within_an_index_ends_in_what_identifies_the_item() {
    for table in Template::ours().tables() {
        for index in &table.indexes {
            let Some(last) = index.key.last().filter(|part| part.role == KeyRole::Range) else {
                continue;
            };
            // Where the table's own key is one attribute, that is it; else the rest of the key.
            assert!(
                table
                    .key
                    .iter()
                    .any(|part| part.attribute == last.attribute),
                "{} ends in {}",
                index.name,
                last.attribute
            );
        }
    }
}

#[test]
fn nothing_with_few_values_is_a_partition_of_its_own() {
    for table in Template::ours().tables() {
        for key in table
            .indexes
            .iter()
            .map(|index| &index.key)
            .chain([&table.key])
        {
            let partition: Vec<_> = key
                .iter()
                .filter(|part| part.role == KeyRole::Hash)
                .map(|part| part.attribute.as_str())
                .collect();
            let few = partition
                .iter()
                .all(|attribute| FEW_VALUES.contains(attribute));
            assert!(!few, "{}: {partition:?}", table.suffix);
        }
    }
}

#[test]
fn every_declared_attribute_is_used_by_a_key() {
    for table in Template::ours().tables() {
        let mut used: Vec<_> = table
            .indexes
            .iter()
            .flat_map(|index| &index.key)
            .chain(&table.key)
            .map(|part| part.attribute.as_str())
            .collect();
        used.sort_unstable();
        used.dedup();
        let declared: Vec<_> = table.attributes.keys().map(String::as_str).collect();
        assert_eq!(declared, used, "{}", table.suffix);
    }
}

#[test]
fn an_index_holds_whole_items_unless_it_only_finds_them() {
    for table in Template::ours().tables() {
        for index in &table.indexes {
            let expected = match index.name.as_str() {
                "idx_qa_interactions_student_confidence" | "idx_users_email" => {
                    Projection::KeysOnly
                }
                _ => Projection::All,
            };
            assert_eq!(index.projection, expected, "{}", index.name);
        }
    }
}

#[test]
fn every_table_can_be_restored_and_is_protected_in_production() {
    let ours = Template::ours();
    for table in ours.tables() {
        let properties = &ours.document()["Resources"][&table.logical_id]["Properties"];
        let recovery = &properties["PointInTimeRecoverySpecification"];
        // A password that was deleted must not be had from a backup.
        let is_restorable = table.suffix != "imported_passwords";
        assert_eq!(
            recovery["PointInTimeRecoveryEnabled"], is_restorable,
            "{}",
            table.suffix
        );
        let protection = &properties["DeletionProtectionEnabled"]["Fn::If"];
        assert_eq!(
            protection,
            &serde_json::json!(["IsProduction", true, false]),
            "{}",
            table.suffix
        );
        assert_eq!(
            properties["BillingMode"], "PAY_PER_REQUEST",
            "{}",
            table.suffix
        );
    }
}
