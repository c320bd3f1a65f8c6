//! Accounts: registering and logging in, what a user is and prefers, and which adults are linked to which students.
//!
//! Who has an account, and whether a password is right, is the user pool's; everything else about a user is its row in the
//! users table. The two are made one after the other, so that a crash can leave an account without a row: `heal` tells how
//! that ends.

mod change_user;
mod create_link;
mod delete_link;
mod disclaimer;
mod first_log_in;
mod get_user;
mod heal;
mod list_links;
mod log_in;
mod me;
mod password;
pub mod pool;
mod profile;
mod register;

use std::sync::Arc;

use domain::Clock;
use domain::access::Action;
use runtime::{Cursors, Kit, Routes};
use store::Store;
use utoipa::OpenApi;

use crate::pool::Pool;

/// What the operations need.
#[derive(Debug, Clone)]
pub struct Deps {
    /// The tables.
    pub store: Store,
    /// The user pool.
    pub pool: Pool,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Seals and opens page cursors.
    pub cursors: Cursors,
}

impl Deps {
    /// What the operations need, of this stack.
    #[must_use]
    pub fn new(store: Store, pool: Pool, kit: &Kit) -> Self {
        Self {
            store,
            pool,
            clock: Arc::clone(&kit.clock),
            cursors: kit.cursors.clone(),
        }
    }
}

/// The routes of this function.
#[must_use]
pub fn routes(kit: &Kit, deps: Deps) -> Routes<Deps> {
    // A public action makes a public route.
    Routes::new(kit, deps)
        .post("/api/v1/auth/register", Action::Public, register::handle)
        .post("/api/v1/auth/login", Action::Public, log_in::handle)
        .get("/api/v1/auth/me", Action::OwnAccount, me::handle)
        .get(
            "/api/v1/users/{user_id}",
            Action::ReadUser,
            get_user::handle,
        )
        .patch(
            "/api/v1/users/{user_id}",
            Action::ChangeUser,
            change_user::handle,
        )
        .post(
            "/api/v1/users/me/disclaimer",
            Action::OwnAccount,
            disclaimer::handle,
        )
        .get("/api/v1/links", Action::ReadLinks, list_links::handle)
        .post("/api/v1/links", Action::ChangeLinks, create_link::handle)
        .delete(
            "/api/v1/links/{student_id}/{adult_id}",
            Action::ChangeLinks,
            delete_link::handle,
        )
}

/// The description of the routes.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    #[derive(OpenApi)]
    #[openapi(paths(
        register::handle,
        log_in::handle,
        me::handle,
        get_user::handle,
        change_user::handle,
        disclaimer::handle,
        list_links::handle,
        create_link::handle,
        delete_link::handle
    ))]
    struct Api;
    Api::openapi()
}
