//! A program that a test starts and waits for.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::process::Child;

/// A port of this machine that nobody listens on, at this moment.
pub(crate) fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.local_addr().expect("it has one").port()
}

/// Waits until it says that it is ready, by a line with these words in what it tells; `None` if it ends before that.
pub(crate) fn once_it_says(
    words: &str,
    mut child: Child,
    told: impl Read + Send + 'static,
) -> Option<Child> {
    let mut told = BufReader::new(told).lines();
    let mut lines = told.by_ref().map_while(Result::ok);
    if lines.any(|line| line.contains(words)) {
        // Or it would stop when nobody reads what it says.
        std::thread::spawn(move || told.map_while(Result::ok).for_each(drop));
        Some(child)
    } else {
        child.wait().expect("it is ours");
        None
    }
}
