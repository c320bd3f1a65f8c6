//! The API's behaviour, route by route: `<group>/<operation>.rs` mirrors `functions/`.

mod access;
mod ops;
mod sessions;
mod subjects;
