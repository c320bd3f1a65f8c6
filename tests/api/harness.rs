//! The harness is this package's library: see `tests/src/`. Use it as `use tests::Api;`.
