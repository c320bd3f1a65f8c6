//! What is asked: path, query and body as types that cannot be invalid. Whatever is wrong with them is a 422 in the old
//! service's shape that names the field.

mod body;
mod breach;
mod path;
mod query;

pub use body::{Body, MaybeBody};
pub use path::Path;
pub use query::Query;
