//! What outlives the process.

use local::shelf::{FileShelf, Shelf as _};
use local::user_pool::UserPool;
use serde_json::json;

use crate::clock::Standing;
use crate::pool::config;
use crate::scene::{PASSWORD, ada, claims_of};

#[test]
fn a_pool_in_a_file_keeps_users_and_tokens_without_being_closed() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("user-pool.json");
    let before = UserPool::at(&file, config(), Standing::new()).expect("opened");
    let sub = before.add_user(&ada()).expect("added");
    let token = before.access_token_for(sub);
    // As `kill -9` would: nothing of the first pool runs any more.
    std::mem::forget(before);

    let after = UserPool::at(&file, config(), Standing::new()).expect("opened again");
    assert_eq!(claims_of(&after, &token)["sub"], json!(sub));
    let again = after.add_user(&ada()).expect_err("still there");
    assert_eq!(again.name(), "UsernameExistsException");
    let text = std::fs::read_to_string(&file).expect("a file");
    assert!(!text.contains(PASSWORD), "passwords are hashed");
}

#[test]
fn a_file_that_is_no_pool_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("user-pool.json");
    for content in [
        "",
        "not json",
        r#"{"version":2,"accounts":{},"sessions":{}}"#,
    ] {
        std::fs::write(&file, content).expect("written");
        UserPool::at(&file, config(), Standing::new()).expect_err(content);
        assert_eq!(std::fs::read_to_string(&file).expect("a file"), content);
    }
    let nowhere = folder.path().join("missing").join("user-pool.json");
    let error = UserPool::at(&nowhere, config(), Standing::new()).expect_err("no folder");
    assert!(error.to_string().contains("user-pool.json"), "{error}");
}

#[test]
fn what_cannot_be_kept_does_not_happen() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("pool").join("user-pool.json");
    std::fs::create_dir(folder.path().join("pool")).expect("made");
    let pool = UserPool::at(&file, config(), Standing::new()).expect("opened");
    let aside = folder.path().join("aside");
    std::fs::rename(folder.path().join("pool"), &aside).expect("moved");
    assert_eq!(
        pool.add_user(&ada()).expect_err("nowhere to write").name(),
        "InternalErrorException"
    );
    std::fs::rename(&aside, folder.path().join("pool")).expect("moved back");
    pool.add_user(&ada())
        .expect("the first attempt left no user");
    assert!(FileShelf::new(&file).load().expect("readable").is_some());
}
