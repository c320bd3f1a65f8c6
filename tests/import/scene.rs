//! An API without people, and old tables to move into it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::{OldSubjectId, OldUserId, UserId};
use operate::Failure;
use operate::import::{Files, import};
use serde_json::Value;
use store::{ImportedUser, Store};
use tempfile::TempDir;
use template::Template;
use testkit::ManualClock;
use tests::Api;

/// An API, and a folder for files.
pub(crate) struct Scene {
    pub(crate) api: Api,
    pub(crate) folder: TempDir,
}

/// The invented tables beside this file.
pub(crate) fn old() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("import/old")
}

/// An old id: its first digit says of what.
pub(crate) fn id<T>(kind: u32, number: u32) -> domain::Id<T> {
    format!("{kind:08}-0000-4000-8000-{number:012}")
        .parse()
        .unwrap()
}

impl Scene {
    pub(crate) async fn new() -> Self {
        Self {
            api: Api::start().await,
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// The tables without caches, as operators have them.
    pub(crate) fn store(&self) -> Store {
        let client = self.api.wire().client(&self.api.engine().endpoint());
        Store::new(client, self.api.stack().name())
    }

    /// Writes a file into the folder.
    pub(crate) fn file(&self, name: &str, text: impl AsRef<[u8]>) {
        std::fs::write(self.folder.path().join(name), text).unwrap();
    }

    /// Moves the files of the folder in.
    pub(crate) async fn import(&self) -> Result<String, Failure> {
        self.import_from(self.folder.path(), false).await
    }

    /// Moves the files of another folder in, or only says what is wrong with them.
    pub(crate) async fn import_from(&self, from: &Path, dry_run: bool) -> Result<String, Failure> {
        let files = Files {
            from: from.to_owned(),
            dry_run,
            refused: self.folder.path().join("refused.jsonl"),
            passwords_for: 180,
            at_once: 8,
        };
        let connect = async || {
            assert!(!dry_run, "a dry run reaches nothing");
            (self.store(), self.api.accounts_pool())
        };
        import(&files, connect, Arc::new(ManualClock::default())).await
    }

    /// The refused rows: file, line, column, reason.
    pub(crate) fn refused(&self) -> Vec<(String, u64, String, String)> {
        let text = std::fs::read_to_string(self.folder.path().join("refused.jsonl"));
        let text = text.unwrap_or_default();
        let entry = |line: &str| {
            let entry: Value = serde_json::from_str(line).unwrap();
            let text = |field: &str| entry[field].as_str().unwrap_or("-").to_owned();
            (
                text("file"),
                entry["line"].as_u64().unwrap(),
                text("column"),
                text("why"),
            )
        };
        text.lines().map(entry).collect()
    }

    /// What an old user has become.
    pub(crate) async fn user(&self, number: u32) -> Option<ImportedUser> {
        let old: OldUserId = id(1, number);
        self.store()
            .moved([old], [])
            .await
            .unwrap()
            .users
            .get(&old)
            .copied()
    }

    /// The `sub` of an old user.
    pub(crate) async fn sub(&self, number: u32) -> UserId {
        self.user(number).await.unwrap().id
    }

    /// What an old subject has become.
    pub(crate) async fn subject(&self, number: u32) -> domain::SubjectId {
        let old: OldSubjectId = id(2, number);
        self.store().moved([], [old]).await.unwrap().subjects[&old]
    }

    /// Every row of every table, with old ids in place of the `sub`s, which are others each time.
    pub(crate) fn everything(&self) -> BTreeMap<String, Vec<String>> {
        let database = self.api.engine().database();
        let all = |name: &str| {
            let request = serde_json::json!({"TableName": name});
            let found = database
                .scan(serde_json::from_value(request).unwrap())
                .unwrap();
            let found = serde_json::to_value(found).unwrap();
            found["Items"].as_array().cloned().unwrap_or_default()
        };
        let prefix = self.api.stack().name();
        let subs: Vec<_> = all(&format!("{prefix}-imports"))
            .into_iter()
            .map(|row| {
                [&row["new_id"]["S"], &row["old_id"]["S"]].map(|id| id.as_str().unwrap().to_owned())
            })
            .collect();
        let tables = Template::ours();
        let tables = tables.tables().iter().map(|table| table.name(prefix));
        tables
            .map(|name| {
                let rows = all(&name).into_iter().map(|row| {
                    subs.iter()
                        .fold(sorted(&row), |row, [new, old]| row.replace(new, old))
                });
                let mut rows: Vec<_> = rows.collect();
                rows.sort();
                (name, rows)
            })
            .collect()
    }
}

/// The row as text, its attributes and sets in order.
fn sorted(row: &Value) -> String {
    let ordered: BTreeMap<_, _> = row.as_object().unwrap().iter().collect();
    serde_json::to_string(&ordered).unwrap()
}
